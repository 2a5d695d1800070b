"""Gates whose two inputs are the halves of one array: the driver over rows.

NumPy calls `driver` as the inner loop of a generalized ufunc, with all rows at once. It reads
both halves where they lie, and splits the rows among threads. The kernel (`packed_kernels.py`) runs
over rows of contiguous halves. The others, and rows of a few elements, go to it through blocks of
scratch memory, several rows to a block, as one row.
"""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from ..core.arguments import ORDERS
from ..core.definition import Elementwise
from ..core.ufunc import new_ufunc
from . import runtime, ufunc
from .driver import (
    BLOCK,
    IS_TASK,
    POINTERS_SIZE,
    R_INPUTS,
    R_ITEMSIZE,
    R_KERNEL,
    R_OPERANDS,
    R_PARAMETERS,
    R_RUNTIME,
    S_ALLOCATE,
    S_RELEASE,
    T_COUNT,
    T_OPERANDS,
    T_START,
    WORD,
    begin,
    call1,
    call4,
    copy,
    end,
    finish_parallel,
    load,
    part,
    prepared,
    run_parallel,
    stack,
    store,
    thread_count,
)
from .kernels import LANES
from .words import compile_loop

__all__ = ["kernels_of", "ufunc_of"]

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


class PackedRecord(ctypes.Structure):
    """What the driver knows of one loop."""

    _fields_ = (
        ("record", ctypes.c_ssize_t),  # address of that with the kernel of contiguous rows
        ("order", ctypes.c_ssize_t),
        ("driver", ctypes.c_ssize_t),  # its own address, for the threads
    )


CALL_SIZE = 4 * WORD

#: Bytes of an operand's block.
BUFFER_SIZE = BLOCK * 8

#: No operand's number, nor that before one.
NONE = -2

P_RECORD = int(PackedRecord.record.offset)
P_ORDER = int(PackedRecord.order.offset)
P_DRIVER = int(PackedRecord.driver.offset)


# Moving elements -------------------------------------------------------------------------


def _vector(bits: int, count: int) -> Any:
    return ir.VectorType(ir.IntType(bits), count)


def _get(builder: Any, address: Any, kind: Any) -> Any:
    value = builder.load(builder.inttoptr(address, kind.as_pointer()))
    value.align = 1
    return value


def _put(builder: Any, value: Any, address: Any) -> None:
    builder.store(value, builder.inttoptr(address, value.type.as_pointer())).align = 1


@intrinsic
def _move_rows(
    typingctx: Any, to: Any, to_outer: Any, source: Any, outer: Any, rows: Any, size: Any
) -> Any:
    """Copy rows of `size` bytes, an even number, between places that do not overlap."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        to, to_outer, source, outer, rows, size = args
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
        for width, (words, count) in loops.items():
            block = builder.append_basic_block("rows")
            chosen.add_case(word(width), block)
            builder.position_at_end(block)
            emit(_vector(32, words), count)
            builder.branch(done)
        builder.position_at_end(other)
        emit_any()
        builder.branch(done)
        builder.position_at_end(done)
        return context.get_dummy_value()

    return types.void(*[types.intp] * 6), codegen


def _by_width(emit: Any) -> Any:
    """Return code that runs ``emit(builder, args, bits)`` for an item size of 2, 4 or 8 bytes.

    The size is the last argument.
    """

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        size = args[-1]
        for width in (2, 4, 8):
            with builder.if_then(builder.icmp_signed("==", size, size.type(width))):
                emit(builder, args, 8 * width)
        return context.get_dummy_value()

    return codegen


def _mask(indices: Any) -> Any:
    indices = list(indices)
    return ir.Constant(ir.VectorType(ir.IntType(32), len(indices)), indices)


def _emit_split(builder: Any, args: Any, bits: int) -> None:
    first, second, source, count = args[:4]
    word, pair = count.type, 2 * bits // 8
    whole = builder.and_(count, word(-LANES))
    with cgutils.for_range_slice(builder, word(0), whole, word(LANES), word) as (k, _):
        at = builder.add(source, builder.mul(k, word(pair)))
        both = _get(builder, at, _vector(bits, 2 * LANES))
        for to, start in ((first, 0), (second, 1)):
            half = builder.shuffle_vector(both, both, _mask(range(start, 2 * LANES, 2)))
            _put(builder, half, builder.add(to, builder.mul(k, word(bits // 8))))
    with cgutils.for_range_slice(builder, whole, count, word(1), word) as (k, _):
        for to, start in ((first, 0), (second, bits // 8)):
            at = builder.add(source, builder.add(builder.mul(k, word(pair)), word(start)))
            value = _get(builder, at, ir.IntType(bits))
            _put(builder, value, builder.add(to, builder.mul(k, word(bits // 8))))


def _emit_join(builder: Any, args: Any, bits: int) -> None:
    to, first, second, count = args[:4]
    word, pair = count.type, 2 * bits // 8
    whole = builder.and_(count, word(-LANES))
    with cgutils.for_range_slice(builder, word(0), whole, word(LANES), word) as (k, _):
        offset = builder.mul(k, word(bits // 8))
        halves = [
            _get(builder, builder.add(half, offset), _vector(bits, LANES))
            for half in (first, second)
        ]
        order = _mask(lane + half for lane in range(LANES) for half in (0, LANES))
        both = builder.shuffle_vector(*halves, order)
        _put(builder, both, builder.add(to, builder.mul(k, word(pair))))
    with cgutils.for_range_slice(builder, whole, count, word(1), word) as (k, _):
        for half, start in ((first, 0), (second, bits // 8)):
            at = builder.add(half, builder.mul(k, word(bits // 8)))
            there = builder.add(to, builder.add(builder.mul(k, word(pair)), word(start)))
            _put(builder, _get(builder, at, ir.IntType(bits)), there)


@intrinsic
def _split(typingctx: Any, first: Any, second: Any, source: Any, count: Any, itemsize: Any) -> Any:
    """Copy `count` pairs of neighbours apart."""
    return types.void(*[types.intp] * 5), _by_width(_emit_split)


@intrinsic
def _join(typingctx: Any, to: Any, first: Any, second: Any, count: Any, itemsize: Any) -> Any:
    """Copy two runs of `count` elements together as pairs of neighbours."""
    return types.void(*[types.intp] * 5), _by_width(_emit_join)


@part
def _copy_rows(to, to_outer, to_step, source, outer, step, rows, count, itemsize):  # type: ignore[no-untyped-def]
    """Copy `rows` rows of `count` elements between places of any strides."""
    if step == itemsize and to_step == itemsize:
        _move_rows(to, to_outer, source, outer, rows, count * itemsize)
        return
    for r in range(rows):
        copy(to + r * to_outer, to_step, source + r * outer, step, count, itemsize)


# The driver ------------------------------------------------------------------------------


@part
def _lay_out(packed, arguments, dimensions, strides, base, outer, core):  # type: ignore[no-untyped-def]
    """Write the kernel's operands: addresses, steps between rows and steps within a row.

    NumPy's are the packed array x and the result of a gate, or dy, x and the packed gradient,
    with the parameters, which are one value each, before the result. Return the number of rows
    and the length of a half.
    """
    record = load(packed + P_RECORD)
    order = load(packed + P_ORDER)
    parameters = load(record + R_PARAMETERS)
    every = load(record + R_OPERANDS)
    backward = load(record + R_INPUTS) - parameters - 2  # 1 or 0: dy comes first
    given = 1 + backward + parameters + 1
    steps = strides + given * WORD  # within a row; parameters have none
    n = load(dimensions + (2 - backward) * WORD)
    target = 0  # the next operand of the kernel
    for k in range(given):
        address = load(arguments + k * WORD)
        far = load(strides + k * WORD)
        near = 0
        if k <= backward:
            near = load(steps + k * WORD)
        elif k == given - 1:
            near = load(steps + (backward + 1) * WORD)
        if k == backward or (backward and k == given - 1):
            second = n * near
            if order == INTERLEAVED:
                second = near
                near = 2 * near
            gate, value = address, address + second
            if order == VALUE_FIRST:
                gate, value = value, gate
            store(base + target * WORD, gate)
            store(outer + target * WORD, far)
            store(core + target * WORD, near)
            target += 1
            address = value
        store(base + target * WORD, address)
        store(outer + target * WORD, far)
        store(core + target * WORD, near)
        target += 1
    rows = load(dimensions)
    # Rows that follow on each other in every operand are one row.
    varying = backward + 2
    for k in range(every):
        parameter = varying <= k < varying + parameters
        if not parameter and load(outer + k * WORD) != n * load(core + k * WORD):
            return rows, n
    return 1, rows * n


@part
def _are_direct(record, core, n):  # type: ignore[no-untyped-def]
    """Say whether rows can be computed where they lie: contiguous in every operand, not tiny."""
    inputs = load(record + R_INPUTS)
    varying = inputs - load(record + R_PARAMETERS)
    itemsize = load(record + R_ITEMSIZE)
    for k in range(load(record + R_OPERANDS)):
        if not varying <= k < inputs and load(core + k * WORD) != itemsize:
            return False
    return n >= DIRECT


@part
def _run_direct(record, base, outer, core, n, start, end):  # type: ignore[no-untyped-def]
    """Run the kernel of contiguous rows over elements [start, end), counted row after row of `n`.

    No operands overlap but a gradient and the input that it replaces: NumPy sees to that.
    """
    pointers = stack(POINTERS_SIZE)
    while start < end:
        row = start // n
        column = start - row * n
        rows, size = (end - start) // n, n
        if column or not rows:
            rows, size = 1, min(n - column, end - start)
        for k in range(load(record + R_OPERANDS)):
            here = row * load(outer + k * WORD) + column * load(core + k * WORD)
            store(pointers + k * WORD, load(base + k * WORD) + here)
        call4(load(record + R_KERNEL), pointers, outer, rows, size)
        start += rows * size


@part
def _run_blocks(record, base, outer, core, n, start, end):  # type: ignore[no-untyped-def]
    """Run the kernel through blocks over elements [start, end), counted row after row of `n`.

    An operand that is not contiguous, and whose rows are short, goes through blocks of scratch
    memory. Return whether there was any.
    """
    kernel = load(record + R_KERNEL)
    inputs = load(record + R_INPUTS)
    every = load(record + R_OPERANDS)
    itemsize = load(record + R_ITEMSIZE)
    varying = inputs - load(record + R_PARAMETERS)
    runtime = load(record + R_RUNTIME)
    allocated = call1(load(runtime + S_ALLOCATE), every * BUFFER_SIZE + 64)
    if allocated == 0:
        return False
    buffers = (allocated + 63) & -64
    pointers = stack(POINTERS_SIZE)
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
            far = load(outer + k * WORD)
            near = load(core + k * WORD)
            source = load(base + k * WORD) + row * far + column * near
            buffer = buffers + k * BUFFER_SIZE
            straight = near == itemsize and count == padded and (rows == 1 or far == n * near)
            if straight or varying <= k < inputs:
                buffer = source
            else:
                moved |= 1 << k
            store(pointers + k * WORD, buffer)
        for back in range(2):  # the inputs into blocks, then the outputs out of them
            for k in range(every):
                if not moved & (1 << k) or (k >= inputs) != back:
                    continue
                far = load(outer + k * WORD)
                near = load(core + k * WORD)
                place = load(base + k * WORD) + row * far + column * near
                buffer = buffers + k * BUFFER_SIZE
                length = size * itemsize
                to, to_outer, to_step, source, from_outer, step = (
                    place,
                    far,
                    near,
                    buffer,
                    length,
                    itemsize,
                )
                if not back:
                    to, to_outer, to_step, source, from_outer, step = (
                        buffer,
                        length,
                        itemsize,
                        place,
                        far,
                        near,
                    )
                if k == pair_in:
                    for r in range(rows):
                        here = buffer + r * length
                        _split(here, here + BUFFER_SIZE, place + r * far, size, itemsize)
                elif k == pair_out:
                    for r in range(rows):
                        here = buffer + r * length
                        _join(place + r * far, here, here + BUFFER_SIZE, size, itemsize)
                elif k != pair_in + 1 and k != pair_out + 1:
                    _copy_rows(
                        to, to_outer, to_step, source, from_outer, step, rows, size, itemsize
                    )
                if not back:
                    # padded with the last element, so that padding raises no flag of its own
                    last = buffer + (count - 1) * itemsize
                    copy(last + itemsize, itemsize, last, 0, padded - count, itemsize)
            if not back:
                call4(kernel, pointers, outer, 1, padded)
        start += count
    call1(load(runtime + S_RELEASE), allocated)
    return True


@part
def _are_neighbours(base, core, k, itemsize):  # type: ignore[no-untyped-def]
    """Say whether operands k and k + 1 alternate in memory."""
    return (
        load(core + k * WORD) == 2 * itemsize
        and load(core + (k + 1) * WORD) == 2 * itemsize
        and load(base + (k + 1) * WORD) == load(base + k * WORD) + itemsize
    )


def _driver(arguments, dimensions, strides, data):  # type: ignore[no-untyped-def]
    """Run one call over rows, or one thread's share of it, as the elementwise driver does."""
    task = 0
    call = stack(CALL_SIZE)
    store(call, data)
    store(call + WORD, arguments)
    store(call + 2 * WORD, dimensions)
    store(call + 3 * WORD, strides)
    if load(data) == IS_TASK:
        task = load(arguments)
        call = load(task + T_OPERANDS)
    packed, operands = load(call), load(call + WORD)
    shape, steps = load(call + 2 * WORD), load(call + 3 * WORD)
    record = load(packed + P_RECORD)
    base, outer, core = stack(POINTERS_SIZE), stack(POINTERS_SIZE), stack(POINTERS_SIZE)
    rows, n = _lay_out(packed, operands, shape, steps, base, outer, core)
    direct = _are_direct(record, core, n)
    start, count = 0, rows * n
    if task:
        start = load(task + T_START)
        count = load(task + T_COUNT)
        if count <= 0:
            return
    else:
        if count <= 0 or not prepared(record):
            return
        threads = thread_count(record, count)
        if threads < 1:
            return
        if threads > 1:
            unit = LANES
            if (n <= SHORT and not direct) or rows >= ROWS_A_THREAD * threads:
                unit = n
            entry = load(packed + P_DRIVER)
            raised = run_parallel(entry, record, call, 0, count, 0, unit, threads)
            if raised >= 0:
                finish_parallel(record, raised)
                return
    before = begin(record, task)
    found = True
    if direct:
        _run_direct(record, base, outer, core, n, start, start + count)
    else:
        found = _run_blocks(record, base, outer, core, n, start, start + count)
    end(record, before, task, found)


def compile_driver() -> Any:
    """Compile the driver to a C function with the signature of NumPy's inner loops."""
    return compile_loop(_driver)


@dataclass(frozen=True)
class _PackedLoop(ufunc.Loop):
    """An elementwise function's loop whose kernel runs over rows.

    Attributes
    ----------
    defaults
        Of the parameters; empty where one has no default that is a number.
    """

    defaults: Sequence[float]

    def cache_key(self) -> str | None:
        """Return what the machine code depends on; None if that is unknown."""
        key = super().cache_key()
        return None if key is None else f"packed {self.defaults} {key}"

    def compile_body(self) -> Any:
        """Compile the kernel, Numba's errors as they are."""
        from .packed_kernels import compile_packed_kernel

        return compile_packed_kernel(*self.kernel_arguments(self.defaults), self.usual_kernel())


def kernels_of(definition: Elementwise) -> list[ufunc.Kernel]:
    """Return the records of the loops over rows of a gate, or of its vjp.

    Their kernels know the defaults of the parameters, where all have one that is a number.
    """
    found: list[ufunc.Kernel] | None = definition.made.get("packed kernels")
    if found is None:
        made = [
            ufunc.new_kernel(_PackedLoop(**vars(each.loop), defaults=definition.defaults()))
            for each in ufunc.made_of(definition).kernels
        ]
        found = definition.made.setdefault("packed kernels", made)
    return found


def ufunc_of(definition: Elementwise, order: str) -> np.ufunc:
    """Return the ufunc over rows whose halves are the two inputs of a gate, or of its vjp.

    Parameters
    ----------
    definition
        The elementwise function: of 2 data inputs for a gate, 3 for its vjp.
    order
        One of `ORDERS`.

    Returns
    -------
    ufunc
        Of a gate ``(x, *parameters, out)``, of a vjp ``(dy, x, *parameters, out)``, over the last
        axis. The parameters are 0-d, and `out` is required.
    """
    key = "packed ufunc", order
    if key not in definition.made:
        definition.made.setdefault(key, _new_ufunc(definition, order))
    made: np.ufunc = definition.made[key]
    return made


def _new_ufunc(definition: Elementwise, order: str) -> np.ufunc:
    kernels = kernels_of(definition)
    driver = runtime.load_driver("packed driver", compile_driver)
    records = {
        kernel.loop.storage: PackedRecord(
            ctypes.addressof(kernel.record), ORDERS.index(order), driver
        )
        for kernel in kernels
    }
    inputs, parameters = len(definition.inputs), len(definition.parameters)
    scalars = ",()" * parameters
    signature = f"(n),(m){scalars}->(m)" if inputs == 3 else f"(m){scalars}->(n)"
    name, given = definition.__name__, inputs - 1 + parameters
    return new_ufunc(name, "", given, 1, records, driver, kernels, signature=signature)
