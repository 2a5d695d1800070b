"""Tables of 256 bytes, looked up at the speed of memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import llvmlite.binding as llvm
import numba
import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from ..core.floats import FLOATS8
from ..core.intrinsics import call_named, emitted
from .intrinsics import compiled, words
from .kernel import Loop

#: Elements of a vector: all those of 64 bytes.
VECTOR = 64

#: Codes of 8 bits, and so the bytes of a table.
SIZE = 256

_BYTE, _BYTES = ir.IntType(8), ir.VectorType(ir.IntType(8), VECTOR)


# Addresses: where the codes begin, the table, and where the results begin ------------------------


@emitted(types.void(types.intp, types.intp, types.intp))
def _look_up_vector(builder: Any, source: Any, table: Any, target: Any) -> None:
    """Write 64 elements of a table of 256 bytes.

    AVX-512's VBMI takes a byte from 128 of two registers.
    """
    places = [builder.inttoptr(each, _BYTES.as_pointer()) for each in (source, table, target)]

    def load(number: int) -> Any:
        quarter = builder.load(builder.gep(places[1], [ir.IntType(64)(number)]), align=1)
        # nothing is written to it: it is read once, before the loop
        quarter.set_metadata("invariant.load", builder.module.add_metadata([]))
        return quarter

    index = builder.load(places[0], align=1)
    name = "llvm.x86.avx512.vpermi2var.qi.512"
    halves = [
        call_named(builder, name, _BYTES, load(half), index, load(half + 1)) for half in (0, 2)
    ]
    zero = ir.Constant(_BYTES, [0] * VECTOR)
    is_high = builder.icmp_signed("<", index, zero)
    builder.store(builder.select(is_high, halves[1], halves[0]), places[2], align=1)


@emitted(types.void(types.intp, types.intp, types.intp))
def look_up_byte(builder: Any, source: Any, table: Any, target: Any) -> None:
    """Write one element of a table."""
    byte = _BYTE.as_pointer()
    code = builder.load(builder.inttoptr(source, byte))
    place = builder.add(table, builder.zext(code, table.type))
    builder.store(builder.load(builder.inttoptr(place, byte)), builder.inttoptr(target, byte))


def by_vectors(source: int, table: int, target: int, size: int) -> None:
    whole = size & -VECTOR
    for k in range(0, whole, VECTOR):
        _look_up_vector(source + k, table, target + k)
    for k in range(whole, size):
        look_up_byte(source + k, table, target + k)


def by_elements(source: int, table: int, target: int, size: int) -> None:
    for k in range(size):
        look_up_byte(source + k, table, target + k)


#: How this processor looks up.
BEST = by_vectors if llvm.get_host_cpu_features().get("avx512vbmi") else by_elements


# Functions of one float8 --------------------------------------------------------------------------


def rounded(values: Any, dtype: np.dtype[Any]) -> Any:
    """Return float64 as float8, rounded once.

    ml_dtypes rounds to float32 first. That is done here, to odd: what is cut off leaves its mark in
    the last digit, and is no tie to the second rounding.
    """
    bits = np.asarray(values, np.float64).view(np.int64)
    cut = np.int64((1 << 29) - 1)
    odd = np.where(bits & cut, cut + 1, 0)
    return (bits & ~cut | odd).view(np.float64).astype(np.float32).astype(dtype)


@dataclass(frozen=True)
class TableLoop(Loop):
    """A function of one float8, which its 256 values are looked up for.

    Attributes
    ----------
    values
        The function of arrays of float64.
    """

    values: Callable[[Any], Any] = np.positive

    def tables(self) -> bytes:
        """Return the tables of all results, one after the other."""
        dtype = FLOATS8[self.storage].dtype
        codes = np.arange(SIZE, dtype=np.uint8).view(dtype)
        found = self.values(codes.astype(np.float64))
        results = found if self.definition.outputs > 1 else [found]
        if self.definition.beyond_ties:
            results = [each * (1.0 + 2.0**-50) for each in results]
        return b"".join(rounded(each, dtype).tobytes() for each in results)

    def compile_body(self) -> Any:
        tables, run, outputs = self.tables(), compiled(BEST), self.definition.outputs

        @intrinsic
        def table(typingctx: Any) -> Any:
            def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
                kind = ir.ArrayType(_BYTE, len(tables))
                constant = cgutils.global_constant(builder, "table", kind(bytearray(tables)))
                return builder.ptrtoint(constant, ir.IntType(64))

            return types.intp(), codegen

        def kernel(operands, count, uniform):  # type: ignore[no-untyped-def]
            place, first = words(operands), table()
            for last in (False, True):  # the codes are written over by the last
                for k in range(outputs):
                    if (place[k + 1] == place[0]) == last:
                        run(place[0], first + k * SIZE, place[k + 1], count)

        return numba.cfunc(types.void(types.intp, types.intp, types.intp))(kernel)
