"""The floating-point environment: the flags that a computation raises, and how it rounds.

Both are one word here: the MXCSR register of x86, the FPCR and FPSR of aarch64 side by side.
"""

from __future__ import annotations

import platform
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils

from ..core.intrinsics import call_named

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

#: Where the word says how to round, whether subnormals are taken for zero and what traps, and
#: what it says by default: to nearest, no, and nothing.
CONTROL_MASK, CONTROL_DEFAULT = 0, 0
if _X86:
    CONTROL_MASK, CONTROL_DEFAULT = 0xFFC0, 0x1F80
elif _ARM64:
    CONTROL_MASK = 0x7FFFFFFF << 32  # the sign bit stays clear

_WORD_TYPE = ir.IntType(64)


def _with_slot(builder: Any, name: str, slot: Any) -> None:
    """Call an intrinsic on the address of a stack slot."""
    call_named(builder, name, ir.VoidType(), builder.bitcast(slot, ir.IntType(8).as_pointer()))


def emit_get_status(builder: Any) -> Any:
    """Read the word; 0 on CPUs that we do not know."""
    if _X86:
        slot = cgutils.alloca_once(builder, ir.IntType(32))
        _with_slot(builder, "llvm.x86.sse.stmxcsr", slot)
        return builder.zext(builder.load(slot), _WORD_TYPE)
    if _ARM64:
        flags, control = (_get_register(builder, name) for name in ("fpsr", "fpcr"))
        return builder.or_(flags, builder.shl(control, ir.Constant(_WORD_TYPE, 32)))
    return ir.Constant(_WORD_TYPE, 0)


def emit_set_status(builder: Any, status: Any) -> None:
    """Write the word."""
    if _X86:
        slot = cgutils.alloca_once(builder, ir.IntType(32))
        builder.store(builder.trunc(status, ir.IntType(32)), slot)
        _with_slot(builder, "llvm.x86.sse.ldmxcsr", slot)
    elif _ARM64:
        control = builder.lshr(status, ir.Constant(_WORD_TYPE, 32))
        _set_register(builder, "fpsr", builder.and_(status, ir.Constant(_WORD_TYPE, 0xFFFFFFFF)))
        # the CPU waits for what is under way when this one is written
        other = builder.icmp_unsigned("!=", control, _get_register(builder, "fpcr"))
        with builder.if_then(other):
            _set_register(builder, "fpcr", control)


def emit_clear_invalid(builder: Any, before: Any) -> None:
    """Take "invalid" down again unless it was up in a word that was read before."""
    if not (_X86 or _ARM64):
        return
    invalid = ir.Constant(_WORD_TYPE, FP_FLAGS["invalid"])
    others = builder.and_(emit_get_status(builder), builder.not_(invalid))
    emit_set_status(builder, builder.or_(others, builder.and_(before, invalid)))


def _get_register(builder: Any, name: str) -> Any:
    return call_named(builder, f"llvm.aarch64.get.{name}", _WORD_TYPE)


def _set_register(builder: Any, name: str, value: Any) -> None:
    call_named(builder, f"llvm.aarch64.set.{name}", ir.VoidType(), value)


# The drivers' IR (`drivers.ll`) is the same for all CPUs: it calls these functions, which
# `definitions` puts in.
get_status = types.ExternalFunction("get_status", types.intp())
set_status = types.ExternalFunction("set_status", types.intp(types.intp))
kept_bits = types.ExternalFunction("kept_bits", types.intp())
default_bits = types.ExternalFunction("default_bits", types.intp())


def definitions() -> str:
    """Return LLVM IR of the functions that read and write the word of this CPU."""

    def emit_set(builder: Any, status: Any) -> Any:
        emit_set_status(builder, status)
        return status

    module = ir.Module()
    for name, emit in (
        ("get_status", emit_get_status),
        ("set_status", emit_set),
        # what a call leaves as it was, and what it computes with
        ("kept_bits", lambda builder: _WORD_TYPE(FP_MASK | CONTROL_MASK)),
        ("default_bits", lambda builder: _WORD_TYPE(CONTROL_DEFAULT)),
    ):
        arguments = [_WORD_TYPE] if name == "set_status" else []
        function = ir.Function(module, ir.FunctionType(_WORD_TYPE, arguments), name)
        function.attributes.add("alwaysinline")
        builder = ir.IRBuilder(function.append_basic_block())
        builder.ret(emit(builder, *function.args))
    return str(module)
