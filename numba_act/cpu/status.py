"""The floating-point status word, where the flags of a computation gather."""

from __future__ import annotations

import platform
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

__all__ = ["FP_FLAGS", "FP_MASK", "emit_get_status", "emit_set_status", "get_status", "set_status"]

_X86 = platform.machine().lower() in ("x86_64", "amd64", "i686", "x86")
_ARM64 = platform.machine().lower() in ("aarch64", "arm64")

#: Status bits of the floating-point environment (MXCSR, or FPSR on aarch64).
FP_FLAGS = (
    {"invalid": 1, "divide": 2, "overflow": 4, "underflow": 8}
    if _ARM64
    else {"invalid": 1, "divide": 4, "overflow": 8, "underflow": 16}
)
#: The flags that NumPy looks at; "inexact" is always up, and costs a write to take down.
FP_MASK = sum(FP_FLAGS.values())

_WORD_TYPE = ir.IntType(64)


def _with_slot(builder: Any, name: str, slot: Any) -> None:
    """Call an intrinsic on the address of a stack slot."""
    pointer = builder.bitcast(slot, ir.IntType(8).as_pointer())
    shape = ir.FunctionType(ir.VoidType(), [pointer.type])
    builder.call(cgutils.get_or_insert_function(builder.module, shape, name), [pointer])


def emit_get_status(builder: Any) -> Any:
    """Read the floating-point status word; 0 on CPUs that we do not know."""
    if _X86:
        slot = cgutils.alloca_once(builder, ir.IntType(32))
        _with_slot(builder, "llvm.x86.sse.stmxcsr", slot)
        return builder.zext(builder.load(slot), _WORD_TYPE)
    if _ARM64:
        shape = ir.FunctionType(_WORD_TYPE, [])
        name = "llvm.aarch64.get.fpsr"
        return builder.call(cgutils.get_or_insert_function(builder.module, shape, name), [])
    return ir.Constant(_WORD_TYPE, 0)


def emit_set_status(builder: Any, status: Any) -> None:
    """Write the floating-point status word."""
    if _X86:
        slot = cgutils.alloca_once(builder, ir.IntType(32))
        builder.store(builder.trunc(status, ir.IntType(32)), slot)
        _with_slot(builder, "llvm.x86.sse.ldmxcsr", slot)
    elif _ARM64:
        shape = ir.FunctionType(ir.VoidType(), [_WORD_TYPE])
        name = "llvm.aarch64.set.fpsr"
        builder.call(cgutils.get_or_insert_function(builder.module, shape, name), [status])


@intrinsic
def get_status(typingctx: Any) -> Any:
    """Read the floating-point status word; 0 on CPUs that we do not know."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return emit_get_status(builder)

    return types.intp(), codegen


@intrinsic
def set_status(typingctx: Any, status: Any) -> Any:
    """Write the floating-point status word."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        emit_set_status(builder, args[0])
        return context.get_dummy_value()

    return types.void(types.intp), codegen
