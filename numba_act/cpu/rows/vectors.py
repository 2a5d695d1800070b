"""Vectors of a row's elements: how their lanes are joined, and how kernels walk through a row.

A row is walked in groups of four vectors of LANES elements. A group is summed as it is, lane by
lane, and added to the LANES sums of a chunk, and these to those of the row; at the end they are
added in a fixed order. So the result depends on nothing but the row.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from ...core.intrinsics import emit_call, overload_of
from ...core.scalars import scalar_function
from ...core.vectors import Vector, lanes
from ...maths import softmax as maths
from ..intrinsics import part
from ..memory import FULL, HALF, INDEX, LANES

#: Rows of one call of a kernel: one lane each for what a row needs once.
ROWS = LANES

#: So many rows are reduced with less work than ROWS.
FEW = 4

GROUP: Any = np.intp(4 * LANES)
ONE = np.intp(1)
NONE = np.intp(0)

#: Elements that are added up before a pair is made of their sum, for bfloat16: 128 terms a lane,
#: whose roundings its 8 bits do not show. It is a group for the other types.
BFLOAT16_BLOCK: Any = np.intp(32 * GROUP)

#: Elements whose sums are pairs of their own.
CHUNK: Any = np.intp(maths.CHUNK)

#: Rows from this length on are walked from their ends where the order does not matter. A level-2
#: cache does not hold them, and what it has of them is what was read last.
LONG: Any = np.intp(1 << 16)


def filled(kind: Any, count: int = LANES) -> Any:
    """Return ``filled(value)``, a vector with one value in all lanes."""
    result = Vector(kind, count)

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return context.cast(builder, args[0], kind, result)

    return intrinsic(lambda typingctx, value: (result(kind), codegen))


def first_of(kind: Any) -> Any:
    """Return ``first_of(vector)``, the first of LANES lanes."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.extract_element(args[0], ir.Constant(ir.IntType(32), 0))

    return intrinsic(lambda typingctx, value: (kind(Vector(kind, LANES)), codegen))


def join_halves(kind: Any) -> Any:
    """Return ``join(lower, upper)``, a vector of LANES lanes."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        order = lanes(range(LANES))
        return builder.shuffle_vector(args[0], args[1], order)

    half = Vector(kind, HALF)
    return intrinsic(lambda typingctx, a, b: (Vector(kind, LANES)(half, half), codegen))


def outlined(function: Any, cold: bool = False) -> Any:
    """Return a `part` of one argument that returns nothing as a function that is not inlined.

    It has all registers to itself: beside other code in the same loop, LLVM loads the constants of
    an exponential again and again. `cold` says that it is hardly ever called.
    """

    def typed(typingctx: Any, argument: Any) -> Any:
        signature = types.void(argument)
        compiled = overload_of(function, signature.args)

        def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            context.active_code_library.add_linking_library(compiled.library)
            kind = ir.FunctionType(ir.VoidType(), [INDEX])
            name = builder.module.get_unique_name(function.py_func.__name__)
            outlined = ir.Function(builder.module, kind, name)
            outlined.linkage = "internal"
            outlined.attributes.add("noinline")
            if cold:
                outlined.attributes.add("cold")
            # by an address, on a stack that is aligned for vectors
            place = cgutils.alloca_once_value(builder, args[0])
            place.align = 64
            inside = ir.IRBuilder(outlined.append_basic_block())
            found = inside.load(inside.inttoptr(outlined.args[0], place.type))
            context.call_internal_no_propagate(inside, compiled.fndesc, compiled.signature, [found])
            inside.ret_void()
            builder.call(outlined, [builder.ptrtoint(place, INDEX)])
            return context.get_dummy_value()

        return signature, codegen

    return intrinsic(typed)


# Joining lanes


class _Join:
    """A function that joins two values to one, or two tuples of `parts` values, of vectors."""

    def __init__(self, join: Callable[..., Any], working: Any, parts: int) -> None:
        self.vector = Vector(working, LANES)
        self.compiled = overload_of(
            scalar_function(join, str(working)), (self.vector,) * (2 * parts)
        )
        self.result = self.compiled.signature.return_type

    def emit(self, context: Any, builder: Any, operands: Any) -> Any:
        return emit_call(context, builder, self.compiled, operands)

    def returned(self, context: Any, builder: Any, values: Any) -> Any:
        whole = len(values) == 1
        return values[0] if whole else context.make_tuple(builder, self.result, values)


def reduction(join: Callable[..., Any], working: Any, parts: int) -> Any:
    """Return ``reduce(rows, matrix, ...)``: the LANES values of each row joined to one.

    A matrix is the address of ROWS vectors, one a row; there are as many as `join` has results.
    Lane r of a result belongs to row r. Lanes l and l + 8 are joined first, then l and l + 4.
    """
    joining = _Join(join, working, parts)

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        kind = context.get_value_type(joining.vector)

        def merge(first: Any, second: Any, half: int) -> Any:
            """Join the halves of the blocks of 2·half lanes that two vectors consist of."""
            starts = range(0, 2 * LANES, 2 * half)
            lower = [start + k for start in starts for k in range(half)]
            orders = [lanes(k + offset for k in lower) for offset in (0, half)]
            halves = [
                builder.shuffle_vector(a, b, order)
                for order in orders
                for a, b in zip(first, second, strict=True)
            ]
            return joining.emit(context, builder, halves)

        def load(row: int) -> Any:
            loaded = []
            for matrix in args[1:]:
                pointer = builder.inttoptr(matrix, kind.as_pointer())
                value = builder.load(builder.gep(pointer, [ir.Constant(INDEX, row)]))
                value.align = 64
                loaded.append(value)
            return loaded

        def joined_rows(start: int, count: int) -> Any:
            if count == 1:
                return load(start)
            half = count // 2
            return merge(joined_rows(start, half), joined_rows(start + half, half), LANES // count)

        def reduced(count: int) -> Any:
            found = joined_rows(0, count)
            half = LANES // count // 2
            while half:
                found = merge(found, found, half)
                half //= 2
            return found

        few = builder.icmp_signed("<=", args[0], ir.Constant(INDEX, FEW))
        with builder.if_else(few) as (then, otherwise):
            with then:
                of_few = reduced(FEW)
                end_of_few = builder.block
            with otherwise:
                of_all = reduced(ROWS)
                end_of_all = builder.block
        results = []
        for one, other in zip(of_few, of_all, strict=True):
            results.append(builder.phi(kind))
            results[-1].add_incoming(one, end_of_few)
            results[-1].add_incoming(other, end_of_all)
        return joining.returned(context, builder, results)

    signature = joining.result(types.intp, *[types.intp] * parts)
    if parts == 1:
        return intrinsic(lambda typingctx, rows, a: (signature, codegen))
    return intrinsic(lambda typingctx, rows, a, b: (signature, codegen))


def row_reduction(join: Callable[..., Any], working: Any, parts: int) -> Any:
    """Return ``reduce(vector, ...)``: the LANES values of one row joined to one, in all lanes.

    The order is that of `reduction`, which is less work where there are many rows: this one
    needs no memory, and the work on other rows overlaps with it.
    """
    joining = _Join(join, working, parts)

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        half = LANES // 2
        while half:
            order = lanes(lane ^ half for lane in range(LANES))
            others = [builder.shuffle_vector(each, each, order) for each in args]
            args = joining.emit(context, builder, [*args, *others])
            half //= 2
        return joining.returned(context, builder, args)

    signature = joining.result(*[joining.vector] * parts)
    if parts == 1:
        return intrinsic(lambda typingctx, a: (signature, codegen))
    return intrinsic(lambda typingctx, a, b: (signature, codegen))


# Walking through a row


def walk(body: Any, join: Any, fold: Any, *, block: Any = GROUP, turns: bool = False) -> Any:
    """Return ``walk(start, n, arguments, neutral, total)``, which runs through a row from `start`.

    ``body(arguments, index, rest)`` is called for every LANES elements, of which the first `rest`
    belong to the row. What it returns is joined within a group, groups within a block of so many
    elements, and blocks are folded into the total. `turns` says that the order does not matter.
    """
    blocks = block > GROUP

    @part
    def group_at(arguments, index):  # type: ignore[no-untyped-def]
        group = body(arguments, index, FULL)
        group = join(group, body(arguments, index + FULL, FULL))
        group = join(group, body(arguments, index + 2 * FULL, FULL))
        return join(group, body(arguments, index + 3 * FULL, FULL))

    @part
    def walk(start, n, arguments, neutral, total):  # type: ignore[no-untyped-def]
        index = start
        if turns and n >= LONG:
            index = n & -GROUP
            while index > 0:
                index -= GROUP
                total = fold(total, group_at(arguments, index))
            index = n & -GROUP
        while index < n:
            stop, found = min(n, index + block) if blocks else n, neutral
            while stop - index >= GROUP:
                group = group_at(arguments, index)
                if blocks:
                    found = join(found, group)
                else:
                    total = fold(total, group)
                index += GROUP
            if index < stop:
                group = neutral
                while index < stop:
                    group = join(group, body(arguments, index, stop - index))
                    index += LANES
                if blocks:
                    found = join(found, group)
                else:
                    total = fold(total, group)
            if blocks:
                total = fold(total, found)
        return total

    return walk


def walk_in_chunks(walk: Any, settle: Any) -> Any:
    """Return ``walk(n, arguments, neutral, nothing, total, long)``, of a row's sums.

    `walk` is what the function of that name returns. It runs through one chunk after the other,
    from the total `nothing`; ``settle(total, sums)`` adds what it returns. Where `long` is false
    the row is one chunk, whose sums are returned as they are.
    """

    @part
    def in_chunks(n, arguments, neutral, nothing, total, long):  # type: ignore[no-untyped-def]
        start = NONE
        while start < n:
            stop = min(n, start + CHUNK)
            found = walk(start, stop, arguments, neutral, nothing)
            total = settle(total, found) if long else found
            start = stop
        return total

    return in_chunks


def walk_over(body: Any, last: Any = None, long: Any = LONG) -> Any:
    """Return ``walk(n, arguments)``, which calls a body for a row as `walk` does.

    `last` is called instead where fewer than a group's elements are left. Rows of `long` elements
    or more are walked from their ends.
    """
    last = last or body

    @part
    def group(arguments, index):  # type: ignore[no-untyped-def]
        body(arguments, index, FULL)
        body(arguments, index + FULL, FULL)
        body(arguments, index + 2 * FULL, FULL)
        body(arguments, index + 3 * FULL, FULL)

    @part
    def walk(n, arguments):  # type: ignore[no-untyped-def]
        index = NONE
        if n >= long:
            index = n & -GROUP
            while index > 0:
                index -= GROUP
                group(arguments, index)
            index = n & -GROUP
        while n - index >= GROUP:
            group(arguments, index)
            index += GROUP
        while index < n:
            last(arguments, index, n - index)
            index += LANES

    return walk
