"""Memory and C functions by address, for code that Numba compiles."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from ..core.compat import CPUDispatcher, InlinedCompiler
from ..core.intrinsics import emitted
from ..core.vectors import splat
from .memory import LANES

#: Bytes of an address, and of a count.
WORD = ctypes.sizeof(ctypes.c_ssize_t)

_WORD_TYPE = ir.IntType(8 * WORD)

#: Elements that `copy` moves between two looks at how many are left.
UNROLLED = 4


#: Numba's options: C's integer division, which never raises, despite NUMBA_DISABLE_JIT.
_OPTIONS = {"nopython": True, "error_model": "numpy"}


def compiled(function: Callable[..., Any]) -> Any:
    """Jit a function."""
    return CPUDispatcher(function, targetoptions=dict(_OPTIONS))


def part(function: Callable[..., Any]) -> Any:
    """Jit a part of a kernel.

    It is inlined, so that LLVM sees that nothing raises and drops the calls into the runtime; never
    called from Python or C, whose wrappers would be an eighth of the compile time.
    """
    inlined = {"forceinline": True, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    return CPUDispatcher(function, targetoptions=_OPTIONS | inlined, pipeline_class=InlinedCompiler)


def structure(kind: type[ctypes.Structure]) -> Any:
    """Return an intrinsic that takes an address for that of a structure.

    All its fields are words: attributes of what the intrinsic returns, to read and to write.
    """
    fields = [(name, types.intp) for name, *_ in kind._fields_]
    record = types.Record.make_c_struct(fields)
    if any(getattr(kind, name).size != WORD for name, _ in fields):
        raise TypeError(f"{kind.__name__} has fields that are not words")

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.inttoptr(args[0], context.get_value_type(record))

    @intrinsic
    def at(typingctx: Any, address: Any) -> Any:
        return record(types.intp), codegen

    return at


@emitted(types.intp(types.intp))
def load(builder: Any, address: Any) -> Any:
    """Read the word at an address.

    "Unordered" asks no more of the CPU than an ordinary load, and LLVM neither vectorizes nor
    unrolls loops of it.
    """
    pointer = builder.inttoptr(address, _WORD_TYPE.as_pointer())
    return builder.load_atomic(pointer, "unordered", WORD)


@emitted(types.void(types.intp, types.intp))
def store(builder: Any, address: Any, value: Any) -> None:
    """Write a word at an address."""
    builder.store(value, builder.inttoptr(address, _WORD_TYPE.as_pointer()))


@intrinsic(prefer_literal=True)
def stack(typingctx: Any, size: Any) -> Any:
    """Return the address of `size` (a literal) bytes on this function's stack."""
    if not isinstance(size, types.IntegerLiteral):
        return None

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        array = ir.ArrayType(ir.IntType(8), size.literal_value)
        with builder.goto_entry_block():
            block = builder.alloca(array)
            block.align = 64
        return builder.ptrtoint(block, _WORD_TYPE)

    return types.intp(size), codegen


#: Bytes of an element.
WIDTHS = (1, 2, 4, 8, 16)


def alignment(element: Any) -> int:
    """Return how NumPy aligns integers of some width at least: complex64 as float32."""
    return min(int(element.width) // 8, 4)


def by_width(
    builder: Any, widths: Sequence[int], itemsize: Any, emit: Callable[[Any], None]
) -> None:
    """Emit what ``emit(element)`` does for integers of each width in bytes, by the itemsize."""
    for width in widths:
        with builder.if_then(builder.icmp_signed("==", itemsize, _WORD_TYPE(width))):
            emit(ir.IntType(8 * width))


@emitted(types.void(*[types.intp] * 6))
def copy(
    builder: Any, to: Any, to_step: Any, source: Any, source_step: Any, count: Any, itemsize: Any
) -> None:
    """Copy `count` elements of 1, 2, 4, 8 or 16 bytes between strided places."""
    byte = ir.IntType(8).as_pointer()

    def emit(element: Any) -> None:
        begin, end = builder.inttoptr(source, byte), builder.inttoptr(to, byte)
        align = alignment(element)

        def move(first: Any, times: int) -> None:
            here = builder.gep(begin, [builder.mul(first, source_step)])
            there = builder.gep(end, [builder.mul(first, to_step)])
            for _ in range(times):
                value = builder.load(builder.bitcast(here, element.as_pointer()), align=align)
                builder.store(value, builder.bitcast(there, element.as_pointer()), align=align)
                here, there = builder.gep(here, [source_step]), builder.gep(there, [to_step])

        start, one, several = (count.type(k) for k in (0, 1, UNROLLED))
        middle = builder.and_(count, count.type(-UNROLLED))
        with cgutils.for_range_slice(builder, start, middle, several) as (index, _):
            move(index, UNROLLED)
        with cgutils.for_range_slice(builder, middle, count, one) as (index, _):
            move(index, 1)

    by_width(builder, WIDTHS, itemsize, emit)


@emitted(types.void(*[types.intp] * 3))
def fill(builder: Any, to: Any, source: Any, itemsize: Any) -> None:
    """Write LANES copies of an element of 1, 2, 4, 8 or 16 bytes."""

    def emit(element: Any) -> None:
        align = alignment(element)
        value = builder.load(builder.inttoptr(source, element.as_pointer()), align=align)
        filled = splat(builder, value, LANES)
        place = builder.inttoptr(to, filled.type.as_pointer())
        builder.store(filled, place, align=align)

    by_width(builder, WIDTHS, itemsize, emit)


def elements(kind: Any) -> Any:
    """Return an intrinsic that takes an address for that of an array of a type of Numba's."""
    array = types.CPointer(kind)

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.inttoptr(args[0], context.get_value_type(array))

    @intrinsic
    def at(typingctx: Any, address: Any) -> Any:
        return array(types.intp), codegen

    return at


words = elements(types.intp)


@intrinsic
def call(typingctx: Any, function: Any, *args: Any) -> Any:
    """Call the C function at an address with words; return the word that it returns."""

    kinds = [kind if isinstance(kind, types.CPointer) else types.intp for kind in args]

    def codegen(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        given = cgutils.unpack_tuple(builder, values[1])
        shape = ir.FunctionType(_WORD_TYPE, [value.type for value in given])
        return builder.call(builder.inttoptr(values[0], shape.as_pointer()), given)

    return types.intp(types.intp, types.StarArgTuple.from_types(kinds)), codegen
