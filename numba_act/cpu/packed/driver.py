"""The driver of gates whose two inputs are the halves of one array.

NumPy calls `packed_driver` as the inner loop of a generalized ufunc, with all rows at once. It
reads both halves where they lie, and splits the rows among threads. The kernel
(`kernel.py`) runs over rows of contiguous halves. The others, and rows of a few elements,
go to it through blocks of scratch memory, several rows to a block, as one row.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils

from ...core.arguments import ORDERS
from ...core.intrinsics import emitted
from ...core.vectors import lanes
from ..driver import (
    BLOCK,
    POINTERS_SIZE,
    aligned,
    allocate,
    begin,
    end,
    end_share,
    loop_at,
    now,
    prepared,
    release,
    run_parallel,
    runtime_at,
    task_at,
    thread_count,
)
from ..intrinsics import by_width, call, compiled, copy, part, stack, structure, words
from ..memory import LANES
from ..structures import PackedRecord

# The driver knows an order by its place.
VALUE_FIRST = ORDERS.index("value_first")
INTERLEAVED = ORDERS.index("interleaved")

#: Halves up to this many elements are gathered into blocks, several rows to one.
SHORT = 96

#: Contiguous halves from this many elements on are computed where they lie. Shorter ones would
#: leave more than half of the lanes of a vector unused.
DIRECT = LANES // 2

#: Rows for each thread from which on whole rows are handed out: the imbalance is then small.
ROWS_A_THREAD = 8

FIRST: Any = np.intp(0)

#: Bytes of an operand's block.
BUFFER_SIZE = BLOCK * 8

#: No operand's number, nor that before one.
NONE = -2

record_at = structure(PackedRecord)


# Moving elements -------------------------------------------------------------------------


def _vector(bits: int, count: int) -> Any:
    return ir.VectorType(ir.IntType(bits), count)


def _get(builder: Any, address: Any, kind: Any) -> Any:
    value = builder.load(builder.inttoptr(address, kind.as_pointer()))
    value.align = 1
    return value


def _put(builder: Any, value: Any, address: Any) -> None:
    builder.store(value, builder.inttoptr(address, value.type.as_pointer())).align = 1


@emitted(types.void(*[types.intp] * 6))
def _move_rows(
    builder: Any, to: Any, to_outer: Any, source: Any, outer: Any, rows: Any, size: Any
) -> None:
    """Copy rows of `size` bytes, an even number, between places that do not overlap."""
    word = size.type
    whole = builder.and_(size, word(-64))

    def copy(source: Any, to: Any, offset: Any, kind: Any) -> None:
        value = _get(builder, builder.add(source, offset), kind)
        _put(builder, value, builder.add(to, offset))

    @contextlib.contextmanager
    def each_row() -> Iterator[tuple[Any, Any]]:
        with cgutils.for_range(builder, rows, intp=word) as loop:
            yield (
                builder.add(source, builder.mul(loop.index, outer)),
                builder.add(to, builder.mul(loop.index, to_outer)),
            )

    def emit(kind: Any, count: int) -> None:
        with each_row() as (here, there):
            for k in range(count):
                copy(here, there, word(64 * k), kind)

    def emit_any() -> None:
        with each_row() as (here, there):
            with cgutils.for_range_slice(builder, word(0), whole, word(64), word) as block:
                copy(here, there, block[0], _vector(32, 16))
            for width in (32, 16, 8, 4, 2):
                bit = builder.and_(size, word(width))
                with builder.if_then(cgutils.is_not_null(builder, bit)):
                    offset = builder.and_(size, word(-2 * width))
                    copy(here, there, offset, ir.IntType(8 * width))

    # A row takes a few cycles: the sizes of short halves have loops of their own.
    loops = {16: (4, 1), 32: (8, 1), 64: (16, 1), 128: (16, 2)}
    done = builder.append_basic_block("moved")
    other = builder.append_basic_block("other")
    chosen = builder.switch(size, other)
    for width, (integers, count) in loops.items():
        block = builder.append_basic_block("rows")
        chosen.add_case(word(width), block)
        builder.position_at_end(block)
        emit(_vector(32, integers), count)
        builder.branch(done)
    builder.position_at_end(other)
    emit_any()
    builder.branch(done)
    builder.position_at_end(done)


@emitted(types.void(*[types.intp] * 5))
def _split(builder: Any, first: Any, second: Any, source: Any, count: Any, itemsize: Any) -> None:
    """Copy `count` pairs of neighbours apart."""
    word = count.type

    def emit(element: Any) -> None:
        size = word(element.width // 8)
        pair, whole = builder.mul(size, word(2)), builder.and_(count, word(-LANES))
        with cgutils.for_range_slice(builder, word(0), whole, word(LANES), word) as (k, _):
            at = builder.add(source, builder.mul(k, pair))
            both = _get(builder, at, ir.VectorType(element, 2 * LANES))
            for to, start in ((first, 0), (second, 1)):
                half = builder.shuffle_vector(both, both, lanes(range(start, 2 * LANES, 2)))
                _put(builder, half, builder.add(to, builder.mul(k, size)))
        with cgutils.for_range_slice(builder, whole, count, word(1), word) as (k, _):
            for to, start in ((first, word(0)), (second, size)):
                at = builder.add(source, builder.add(builder.mul(k, pair), start))
                _put(builder, _get(builder, at, element), builder.add(to, builder.mul(k, size)))

    by_width(builder, (2, 4, 8), itemsize, emit)


@emitted(types.void(*[types.intp] * 5))
def _join(builder: Any, to: Any, first: Any, second: Any, count: Any, itemsize: Any) -> None:
    """Copy two runs of `count` elements together as pairs of neighbours."""
    word = count.type

    def emit(element: Any) -> None:
        size = word(element.width // 8)
        pair, whole = builder.mul(size, word(2)), builder.and_(count, word(-LANES))
        with cgutils.for_range_slice(builder, word(0), whole, word(LANES), word) as (k, _):
            places = [builder.add(half, builder.mul(k, size)) for half in (first, second)]
            halves = [_get(builder, place, ir.VectorType(element, LANES)) for place in places]
            order = lanes(lane + half for lane in range(LANES) for half in (0, LANES))
            both = builder.shuffle_vector(*halves, order)
            _put(builder, both, builder.add(to, builder.mul(k, pair)))
        with cgutils.for_range_slice(builder, whole, count, word(1), word) as (k, _):
            for half, start in ((first, word(0)), (second, size)):
                at = builder.add(half, builder.mul(k, size))
                there = builder.add(to, builder.add(builder.mul(k, pair), start))
                _put(builder, _get(builder, at, element), there)

    by_width(builder, (2, 4, 8), itemsize, emit)


@compiled
def _copy_rows(to, to_outer, to_step, source, outer, step, rows, count, itemsize):
    """Copy `rows` rows of `count` elements between places of any strides."""
    if step == itemsize and to_step == itemsize:
        _move_rows(to, to_outer, source, outer, rows, count * itemsize)
        return
    for r in range(rows):
        copy(to + r * to_outer, to_step, source + r * outer, step, count, itemsize)


# The driver ------------------------------------------------------------------------------


@part
def _lay_out(loop, order, arguments, dimensions, strides, base, outer, core):
    """Write the kernel's operands: addresses, steps between rows and steps within a row.

    NumPy's are the packed array x and the result of a gate, or dy, x and the packed gradient,
    with the parameters, which are one value each, before the result. Return the number of rows
    and the length of a half.
    """
    every, parameters = loop.operands, loop.parameters
    backward = loop.inputs - parameters - 2  # 1 or 0: dy comes first
    given = 1 + backward + parameters + 1
    n = dimensions[2 - backward]
    target = 0  # the next operand of the kernel
    for k in range(given):
        address, far, near = arguments[k], strides[k], 0  # parameters have no step within a row
        if k <= backward:
            near = strides[given + k]
        elif k == given - 1:
            near = strides[given + backward + 1]
        if k == backward or (backward and k == given - 1):
            second = n * near
            if order == INTERLEAVED:
                second = near
                near = 2 * near
            gate, value = address, address + second
            if order == VALUE_FIRST:
                gate, value = value, gate
            base[target], outer[target], core[target] = gate, far, near
            target += 1
            address = value
        base[target], outer[target], core[target] = address, far, near
        target += 1
    rows = dimensions[0]
    # Rows that follow on each other in every operand are one row.
    varying = backward + 2
    for k in range(every):
        parameter = varying <= k < varying + parameters
        if not parameter and outer[k] != n * core[k]:
            return rows, n
    return 1, rows * n


@part
def _are_direct(loop, core, n):
    """Say whether rows can be computed where they lie: contiguous in every operand, not tiny."""
    inputs = loop.inputs
    varying = inputs - loop.parameters
    for k in range(loop.operands):
        if not varying <= k < inputs and core[k] != loop.itemsize:
            return False
    return n >= DIRECT


@compiled
def _run_direct(loop, base, outer, core, n, start, end):
    """Run the kernel of contiguous rows over elements [start, end), counted row after row of `n`.

    No operands overlap but a gradient and the input that it replaces: NumPy sees to that.
    """
    pointers = words(stack(POINTERS_SIZE))
    while start < end:
        row = start // n
        column = start - row * n
        rows, size = (end - start) // n, n
        if column or not rows:
            rows, size = 1, min(n - column, end - start)
        for k in range(loop.operands):
            pointers[k] = base[k] + row * outer[k] + column * core[k]
        call(loop.kernel, pointers, outer, rows, size)
        start += rows * size


@compiled
def _run_blocks(loop, base, outer, core, n, start, end):
    """Run the kernel through blocks over elements [start, end), counted row after row of `n`.

    An operand that is not contiguous, and whose rows are short, goes through blocks of scratch
    memory. Return whether there was any.
    """
    inputs, every, itemsize = loop.inputs, loop.operands, loop.itemsize
    varying = inputs - loop.parameters
    allocated = allocate(loop, every * BUFFER_SIZE)
    if not allocated:
        return False
    buffers = aligned(allocated)
    pointers = words(stack(POINTERS_SIZE))
    # the gate, and its gradient, if its neighbour is the value's
    pair_in = varying - 2
    if not _are_neighbours(base, core, pair_in, itemsize):
        pair_in = NONE
    pair_out = inputs
    if every - inputs < 2 or not _are_neighbours(base, core, inputs, itemsize):
        pair_out = NONE
    block = BUFFER_SIZE // itemsize
    while start < end:
        row = start // n
        column = start - row * n
        if n <= SHORT:
            rows = min(block // n, (end - start) // n)
            size = n
        else:
            rows = 1
            size = min(n - column, end - start, block)
            if size >= LANES:
                size &= -LANES
        count = rows * size
        padded = (count + LANES - 1) & -LANES
        moved = 0  # the operands in blocks, as bits
        for k in range(every):
            far, near = outer[k], core[k]
            pointers[k] = base[k] + row * far + column * near
            straight = near == itemsize and count == padded and (rows == 1 or far == n * near)
            if not straight and not varying <= k < inputs:
                pointers[k] = buffers + k * BUFFER_SIZE
                moved |= 1 << k
        for back in range(2):  # the inputs into blocks, then the outputs out of them
            for k in range(every):
                if not moved & (1 << k) or (k >= inputs) != back:
                    continue
                far, near = outer[k], core[k]
                place = base[k] + row * far + column * near
                buffer = buffers + k * BUFFER_SIZE
                length = size * itemsize
                if k == pair_in:
                    for r in range(rows):
                        here = buffer + r * length
                        _split(here, here + BUFFER_SIZE, place + r * far, size, itemsize)
                elif k == pair_out:
                    for r in range(rows):
                        here = buffer + r * length
                        _join(place + r * far, here, here + BUFFER_SIZE, size, itemsize)
                elif k != pair_in + 1 and k != pair_out + 1:
                    to, to_outer, to_step = buffer, length, itemsize
                    source, from_outer, step = place, far, near
                    if back:
                        to, to_outer, to_step = place, far, near
                        source, from_outer, step = buffer, length, itemsize
                    _copy_rows(
                        to, to_outer, to_step, source, from_outer, step, rows, size, itemsize
                    )
                if not back:
                    # padded with the last element, so that padding raises no flag of its own
                    last = buffer + (count - 1) * itemsize
                    copy(last + itemsize, itemsize, last, 0, padded - count, itemsize)
            if not back:
                call(loop.kernel, pointers, outer, 1, padded)
        start += count
    release(loop, allocated)
    return True


@part
def _are_neighbours(base, core, k, itemsize):
    """Say whether operands k and k + 1 alternate in memory."""
    return (
        core[k] == 2 * itemsize
        and core[k + 1] == 2 * itemsize
        and base[k + 1] == base[k] + itemsize
    )


@compiled
def _run(loop, base, outer, core, n, start, end):
    """Run the kernel over elements [start, end), counted row after row of `n`; say if it could."""
    if _are_direct(loop, core, n):
        _run_direct(loop, base, outer, core, n, start, end)
        return True
    return _run_blocks(loop, base, outer, core, n, start, end)


def packed_driver(arguments, dimensions, strides, data):
    """Run one call over rows."""
    record = record_at(data)
    loop = loop_at(record.loop)
    base, outer = words(stack(POINTERS_SIZE)), words(stack(POINTERS_SIZE))
    core = words(stack(POINTERS_SIZE))
    rows, n = _lay_out(
        loop, record.order, words(arguments), words(dimensions), words(strides), base, outer, core
    )
    count = rows * n
    if count <= 0 or not prepared(loop):
        return
    threads = thread_count(loop, count)
    if threads < 1:
        return
    if threads > 1:
        unit = LANES
        if (n <= SHORT and not _are_direct(loop, core, n)) or rows >= ROWS_A_THREAD * threads:
            unit = n
        share = runtime_at(loop.runtime).packed_share
        if run_parallel(loop, share, arguments, dimensions, strides, data, count, unit, threads):
            return
    before = begin()
    found = _run(loop, base, outer, core, n, FIRST, count)
    end(loop, before, found)


def packed_share(arguments, dimensions, strides, data):
    """Run one thread's share of a call: the address of its task is the one argument."""
    task = task_at(words(arguments)[0])
    if task.count <= 0:
        return
    record = record_at(task.data)
    loop = loop_at(record.loop)
    base, outer = words(stack(POINTERS_SIZE)), words(stack(POINTERS_SIZE))
    core = words(stack(POINTERS_SIZE))
    arguments, dimensions, strides = task.arguments, task.dimensions, task.strides
    _, n = _lay_out(
        loop, record.order, words(arguments), words(dimensions), words(strides), base, outer, core
    )
    began = now(loop)
    before = begin()
    found = _run(loop, base, outer, core, n, task.start, task.start + task.count)
    end_share(loop, before, task, found)
    task.took = now(loop) - began
