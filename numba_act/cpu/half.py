"""Conversions of float16 for CPUs without instructions for them.

LLVM then calls two functions of a compiler's runtime library. Python has not got them, and LLVM
ends a process in which it finds no function of a name.
"""

from __future__ import annotations

import functools
from typing import Any

import llvmlite.binding as llvm
from llvmlite import ir

from ..core.compat import llvm_target
from .cache import new_engine, target_machine
from .memory import widen_float16

#: What holds the functions.
_kept: list[Any] = []

_HALF, _SINGLE = ir.HalfType(), ir.FloatType()
_BITS, _WORD = ir.IntType(16), ir.IntType(32)

#: LLVM's names for them.
WIDENING, NARROWING = "__extendhfsf2", "__truncsfhf2"


def _define(module: Any, name: str, result: Any, argument: Any) -> tuple[Any, Any]:
    """Begin a function of one argument; return its builder and the argument."""
    function = ir.Function(module, ir.FunctionType(result, [argument]), name)
    return ir.IRBuilder(function.append_basic_block()), function.args[0]


def _narrowed(builder: Any, value: Any) -> Any:
    """Return the bits of the float16 next to a float32.

    "Overflow" goes up as with the instruction, "underflow" does not.
    """

    def as_single(bits: Any) -> Any:
        return builder.bitcast(bits, _SINGLE)

    bits = builder.bitcast(value, _WORD)
    sign = builder.and_(builder.lshr(bits, _WORD(16)), _WORD(0x8000))
    magnitude = builder.and_(bits, _WORD(0x7FFFFFFF))
    # NaN with what its payload begins with
    payload = builder.and_(builder.lshr(magnitude, _WORD(13)), _WORD(0x3FF))
    payload = builder.or_(payload, _WORD(0x7E00))
    is_nan = builder.icmp_unsigned(">", magnitude, _WORD(0x7F800000))
    # 11 bits are left, the tie to even; what is too large then overflows in the product with
    # 2^112, whose exponents differ from those of a float16 by twice the difference of the biases.
    odd = builder.and_(builder.lshr(magnitude, _WORD(13)), _WORD(1))
    rounded = builder.add(magnitude, builder.add(odd, _WORD(0xFFF)))
    rounded = builder.and_(rounded, _WORD(0xFFFFE000))
    rounded = builder.select(is_nan, _WORD(0), rounded)
    scaled = builder.fmul(as_single(rounded), ir.Constant(_SINGLE, 2.0**112))
    normal = builder.lshr(builder.sub(builder.bitcast(scaled, _WORD), _WORD(224 << 23)), _WORD(13))
    is_large = builder.fcmp_ordered("==", scaled, ir.Constant(_SINGLE, float("inf")))
    normal = builder.select(is_large, _WORD(0x7C00), normal)
    # A sum with ½ has the digits that a subnormal float16 has.
    is_small = builder.icmp_unsigned("<", magnitude, _WORD(113 << 23))
    small = builder.select(is_small, magnitude, _WORD(0))
    subnormal = builder.fadd(as_single(small), ir.Constant(_SINGLE, 0.5))
    subnormal = builder.sub(builder.bitcast(subnormal, _WORD), _WORD(126 << 23))
    result = builder.select(is_nan, payload, builder.select(is_small, subnormal, normal))
    return builder.trunc(builder.or_(result, sign), _BITS)


def _conversions(triple: str) -> Any:
    """Return a module with both functions."""
    module = ir.Module()
    module.triple = triple
    builder, argument = _define(module, WIDENING, _SINGLE, _HALF)
    builder.ret(widen_float16(builder, builder.bitcast(argument, _BITS)))
    builder, argument = _define(module, NARROWING, _HALF, _SINGLE)
    builder.ret(builder.bitcast(_narrowed(builder, argument), _HALF))
    return module


@functools.cache
def provide_conversions() -> None:
    """Give the process the functions that code for float16 calls, if there are any."""
    _, _, features = llvm_target()
    if "+f16c" in features.split(","):  # the usual case; to ask LLVM takes 3 ms
        return
    triple, machine = target_machine()
    probe = ir.Module()
    probe.triple = triple
    builder, argument = _define(probe, "probe", _SINGLE, _HALF)
    builder.ret(builder.fpext(argument, _SINGLE))
    if WIDENING not in machine.emit_assembly(llvm.parse_assembly(str(probe))):
        return
    linker = new_engine()
    linker.add_module(llvm.parse_assembly(str(_conversions(triple))))
    linker.finalize_object()
    for name in (WIDENING, NARROWING):
        llvm.add_symbol(name, linker.get_function_address(name))
    _kept.append(linker)
