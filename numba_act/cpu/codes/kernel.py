"""Loops between floats and codes of 8 and 16 bits: their ufuncs and kernels."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numba
import numpy as np
from llvmlite import ir
from numba import types
from numba.np.numpy_support import from_dtype

from ...core.definition import Elementwise
from ...core.floats import FLOATS
from ...core.intrinsics import emitted
from ...core.primitives import fma
from ...core.ufunc import new_ufunc
from .. import lookup, runtime
from ..intrinsics import compiled, elements, part, words
from ..status import FP_FLAGS, emit_get_status, emit_set_status
from ..ufunc import GRAIN, Kernel

#: What is computed in: operands other than the codes have this type too.
WORKING = ("float32", "float64")

#: Elements that are computed again where the quick body leaves one of them open.
BLOCK = 256

#: Scales whose reciprocal is an ordinary number in any type.
SMALLEST, LARGEST = 2.0**-100, 2.0**100

#: Bytes to look up that keep a thread busy for 10 µs.
LOOK_UP_GRAIN = 8 * GRAIN

#: What the loops may raise.
FLAGS = FP_FLAGS["invalid"]

_STATUS = ir.IntType(64)


@emitted(types.intp())
def _status(builder: Any) -> Any:
    return emit_get_status(builder)


@emitted(types.void(types.intp, types.boolean))
def _settle(builder: Any, before: Any, is_invalid: Any) -> None:
    """Have "invalid" up if it was before or is meant, whatever was raised since."""
    flag = _STATUS(FLAGS)
    raised = builder.select(is_invalid, flag, builder.and_(before, flag))
    others = builder.and_(emit_get_status(builder), builder.not_(flag))
    emit_set_status(builder, builder.or_(others, raised))


@dataclass(frozen=True)
class CodeLoop:
    """A function to codes or from them, in one type.

    Attributes
    ----------
    definition
        The function of an input, a scale and a zero point: of x, a float, rounded but not clipped,
        or of q, a code. NaN says that there is no result; the code is then the least.
    storage
        Name of the type that is computed in.
    code
        The type of the codes.
    """

    definition: Elementwise
    storage: str
    code: np.dtype[Any]

    @property
    def name(self) -> str:
        """The function's name, for messages."""
        return self.definition.__name__

    @property
    def operands(self) -> list[np.dtype[Any]]:
        """The type of each operand."""
        working = FLOATS[self.storage].dtype
        steps = [working, working]
        if self.definition.inputs == ("q",):
            return [self.code, *steps, working]
        return [working, *steps, self.code]

    def cache_key(self) -> str | None:
        """Return what the machine code depends on."""
        return f"codes {self.storage} {self.code}\n{self.definition.cache_key()}"

    def compile(self) -> Any:
        """Compile the kernel, a function of the operands' addresses, their steps and a count."""
        source, scales, _, target = (elements(from_dtype(each)) for each in self.operands)
        size_in, _, _, size_out = (each.itemsize for each in self.operands)
        exact = self.definition.checked_scalar(self.storage)
        number, stored = FLOATS[self.storage].number, _stored(self.operands[-1], self.storage)
        run = _plain(exact, number, stored)
        # of 16 bits in float32, too much would be left open
        if self.operands[-1] == self.code and size_out < size_in // 2:
            run = _in_blocks(run, self.storage, self.code)

        def kernel(operands, steps, count):  # type: ignore[no-untyped-def]
            place, step = words(operands), words(steps)
            before, failed = _status(), False
            if step[0] == size_in and step[1] == step[2] == 0 and step[3] == size_out:
                scale, zero = scales(place[1])[0], scales(place[2])[0]
                failed = run(source(place[0]), scale, zero, target(place[3]), 0, count)
            else:
                for k in range(count):
                    x = number(source(place[0] + k * step[0])[0])
                    scale = scales(place[1] + k * step[1])[0]
                    value = exact(x, scale, scales(place[2] + k * step[2])[0])
                    failed |= value != value
                    target(place[3] + k * step[3])[0] = stored(value)
            _settle(before, failed)

        return numba.cfunc(types.void(*[types.intp] * 3), error_model="numpy")(kernel)


def _stored(kind: np.dtype[Any], storage: str) -> Any:
    """Return the function from a result to what is stored: itself, or the code next to it."""
    if kind == storage:
        return part(lambda value: value)
    info, number, code = np.iinfo(kind), FLOATS[storage].number, kind.type
    low, high = number(info.min), number(info.max)

    @part
    def stored(value):  # type: ignore[no-untyped-def]
        some = value if value > low else low  # of NaN too
        return code(some if some < high else high)

    return stored


def _plain(exact: Any, number: Any, stored: Any) -> Any:
    """Return the loop over contiguous elements, which says whether one has no result."""

    @part
    def run(source, scale, zero, target, start, stop):  # type: ignore[no-untyped-def]
        failed = False
        for k in range(start, stop):
            value = exact(number(source[k]), scale, zero)
            failed |= value != value
            target[k] = stored(value)
        return failed

    return run


def _in_blocks(plain: Any, storage: str, code: np.dtype[Any]) -> Any:
    """Return the loop that multiplies by the reciprocal, and computes again what that leaves open.

    A code above the least is added to a number so large that the bits of the sum are the code and
    a fraction. The sum's error, for quotients within the codes' range, is less than one unit of the
    fraction: only what is a half and what is NaN is open.
    """
    info, number = np.iinfo(code), FLOATS[storage].number
    word: Any = {"float32": np.uint32, "float64": np.uint64}[storage]
    origin = np.dtype(storage).type(1.5 * 2.0 ** (info.bits + 1))
    digits = np.finfo(origin.dtype).nmant - info.bits - 1
    low, high = word(info.min & (2**32 - 1)), word(info.max - info.min)
    half, fraction, shift = word(2 ** (digits - 1)), word(2**digits - 1), word(digits)
    base = word((int(half) - int(origin.view(word))) % 2 ** (8 * origin.itemsize))
    shifted, least, most, unit = map(
        number, (origin - origin.dtype.type(info.min), SMALLEST, LARGEST, 1)
    )
    start_at, kind = number(origin), code.type
    width = 8 * origin.itemsize

    @emitted(getattr(types, f"uint{width}")(getattr(types, storage)))
    def bits_of(builder, value):  # type: ignore[no-untyped-def]
        return builder.bitcast(value, ir.IntType(width))

    @part
    def run(source, scale, zero, target, start, stop):  # type: ignore[no-untyped-def]
        failed, whole = False, start
        if least < scale < most:
            inverse, above = unit / scale, zero + shifted
            whole = start + (stop - start) // BLOCK * BLOCK
            for first in range(start, whole, BLOCK):
                is_open = False
                for k in range(first, first + BLOCK):
                    place = fma(source[k], inverse, above)
                    is_open |= place != place
                    place = place if place > start_at else start_at
                    bits = word(bits_of(place) + base)
                    is_open |= word(bits & fraction) == 0
                    n = word(bits >> shift)
                    target[k] = kind(word((n if n < high else high) + low))
                if is_open:
                    failed |= plain(source, scale, zero, target, first, first + BLOCK)
        return failed | plain(source, scale, zero, target, whole, stop)

    return run


@dataclass(frozen=True)
class LookUpLoop:
    """A function of bytes, by a table of 256 whose address is the second operand.

    Attributes
    ----------
    way
        How contiguous bytes are looked up.
    """

    way: Callable[..., None] = lookup.BEST

    name = "quantized"
    storage = "uint8"
    operands: ClassVar = [np.dtype(each) for each in ("uint8", "intp", "uint8")]

    def cache_key(self) -> str | None:
        """Return what the machine code depends on."""
        return f"look up {self.way.__name__}"

    def compile(self) -> Any:
        """Compile the kernel, as `CodeLoop` does."""
        run = compiled(self.way)

        def kernel(operands, steps, count):  # type: ignore[no-untyped-def]
            place, step = words(operands), words(steps)
            table = words(place[1])[0]
            if step[0] == step[2] == 1:
                run(place[0], table, place[2], count)
            else:
                for k in range(count):
                    lookup.look_up_byte(place[0] + k * step[0], table, place[2] + k * step[2])

        return numba.cfunc(types.void(*[types.intp] * 3), error_model="numpy")(kernel)


def _ufunc(loops: Sequence[Any], grain: int) -> np.ufunc:
    """Return the ufunc of loops, which have the same name and number of operands."""
    kernels = [Kernel(loop, operands=len(loop.operands), flags=FLAGS) for loop in loops]
    for kernel in kernels:
        kernel.record.grain = grain
    return new_ufunc(
        loops[0].name,
        "",
        len(loops[0].operands) - 1,
        1,
        {kernel.loop.storage: kernel.record for kernel in kernels},
        runtime.driver("code_driver"),
        kernels,
        operands={loop.storage: loop.operands for loop in loops},
    )


@functools.cache
def look_up(way: Callable[..., None] = lookup.BEST) -> np.ufunc:
    """Return the ufunc of bytes and the address of a table."""
    return _ufunc([LookUpLoop(way)], LOOK_UP_GRAIN)


@functools.cache
def code_ufunc(definition: Elementwise, code: np.dtype[Any]) -> np.ufunc:
    """Return the ufunc of an input, scales and zero points, for one type of codes.

    Parameters
    ----------
    definition
        As of `CodeLoop`.
    code
        The type of the codes.
    """
    return _ufunc([CodeLoop(definition, storage, code) for storage in WORKING], GRAIN)
