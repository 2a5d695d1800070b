"""Tables of 256 bytes, looked up at the speed of memory."""

from __future__ import annotations

import functools
from typing import Any

import llvmlite.binding as llvm
import numba
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

from ..core.intrinsics import call_named
from ..core.scalars import numbas_compiler

#: Elements of a vector: all those of 64 bytes.
VECTOR = 64

_BYTES = ir.VectorType(ir.IntType(8), VECTOR)


@intrinsic
def _look_up_vector(typingctx: Any, source: Any, table: Any, target: Any) -> Any:
    """Write 64 elements of a table of 256 bytes; all arguments are addresses.

    AVX-512's VBMI takes a byte from 128 of two registers.
    """

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        places = [builder.inttoptr(each, _BYTES.as_pointer()) for each in args]

        def load(place: Any, number: int = 0) -> Any:
            return builder.load(builder.gep(place, [ir.IntType(64)(number)]), align=1)

        index = load(places[0])
        halves = [
            call_named(
                builder,
                "llvm.x86.avx512.vpermi2var.qi.512",
                _BYTES,
                load(places[1], half),
                index,
                load(places[1], half + 1),
            )
            for half in (0, 2)
        ]
        zero = ir.Constant(_BYTES, [0] * VECTOR)
        is_high = builder.icmp_signed("<", index, zero)
        builder.store(builder.select(is_high, halves[1], halves[0]), places[2], align=1)
        return context.get_dummy_value()

    return types.void(types.intp, types.intp, types.intp), codegen


def by_vectors(source: Any, table: Any, target: Any) -> None:
    size = source.size
    whole = size - size % VECTOR
    places = source.ctypes.data, table.ctypes.data, target.ctypes.data
    for k in range(0, whole, VECTOR):
        _look_up_vector(places[0] + k, places[1], places[2] + k)
    for k in range(whole, size):
        target[k] = table[source[k]]


def by_elements(source: Any, table: Any, target: Any) -> None:
    for k in range(source.size):
        target[k] = table[source[k]]


@functools.cache
def look_up() -> Any:
    """Return the compiled function ``(source, table, target)`` of contiguous arrays of bytes."""
    body = by_vectors if llvm.get_host_cpu_features().get("avx512vbmi") else by_elements
    array = types.Array(types.uint8, 1, "C")
    read_only = types.Array(types.uint8, 1, "C", readonly=True)
    with numbas_compiler():
        signature = types.void(read_only, read_only, array)
        return numba.njit(signature, nogil=True, error_model="numpy")(body)
