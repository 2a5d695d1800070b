"""The driver behind every row function: layout, scratch memory, flags and threads.

NumPy calls `row_driver` as the inner loop of the generalized ufuncs, with all rows of a call. The
kernel (`kernel.py`) takes up to ROWS rows at a time, whose elements are contiguous. Where it
is the rows that lie side by side, as along the first axis of a matrix, there is another kernel for
them. Other rows are copied to scratch memory and back, by square tiles where rows of one of the
operands lie side by side. Of a long row that is one element again and again, as `np.broadcast_to`
makes it, no more than a chunk is copied.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba.core import types

from ...core.intrinsics import emitted
from ...core.vectors import lanes
from ...maths.softmax import CHUNK
from ..driver import (
    POINTERS_SIZE,
    SCRATCH,
    advance,
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
from ..intrinsics import by_width, call, compiled, copy, part, stack, words
from ..memory import LANES

ROWS = LANES

#: Most rows of one call of a kernel for rows that lie side by side: their sums fit into a level-2
#: cache, and what is read at once of a line of the matrix is long enough for its memory.
COLUMNS = 2048

#: Rows of more bytes have a kernel of their own, which reads them once for their largest element
#: and their sum: a level-2 cache does not hold them.
ONLINE = 1 << 20

#: Most chunks of a row of more than ONLINE bytes.
CHUNKS = 1024

#: Bytes of rows that a kernel takes at once: they stay in a level-1 cache between its passes.
PANEL = 24576

#: Elements that are copied to scratch memory at once, unless a single row has more.
PACKED = 1 << 20

#: Bytes of a thread's rows that go past the caches: beside them a core has no more, and a store
#: that first reads the line takes half as long again.
LARGE = 1 << 24


@emitted(types.void(*[types.intp] * 5))
def _tile(
    builder: Any, to: Any, to_step: Any, source: Any, source_step: Any, itemsize: Any
) -> None:
    """Transpose LANES x LANES elements of 2, 4 or 8 bytes between places of contiguous rows."""

    def emit(element: Any) -> None:
        kind, width = ir.VectorType(element, LANES), element.width // 8

        def address(base: Any, step: Any, k: int) -> Any:
            offset = builder.mul(step, ir.Constant(step.type, k))
            return builder.inttoptr(builder.add(base, offset), kind.as_pointer())

        rows = [builder.load(address(source, source_step, k), align=width) for k in range(LANES)]
        for half in (8, 4, 2, 1):
            for k in range(LANES):
                if k & half:
                    continue
                first, second = rows[k], rows[k + half]
                every = range(LANES)
                low = [LANES + lane - half if lane & half else lane for lane in every]
                high = [LANES + lane if lane & half else lane + half for lane in every]
                rows[k] = builder.shuffle_vector(first, second, lanes(low))
                rows[k + half] = builder.shuffle_vector(first, second, lanes(high))
        for k in range(LANES):
            builder.store(rows[k], address(to, to_step, k), align=width)

    by_width(builder, (2, 4, 8), itemsize, emit)


@compiled
def _move(to, to_row, to_core, source, source_row, source_core, rows, n, itemsize):
    """Copy rows of n elements between two layouts, of which one has its rows contiguous."""
    side_by_side = source_row == itemsize
    tiled = 0
    if rows == ROWS and itemsize > 1 and (side_by_side or to_row == itemsize):
        tiled = n & -LANES
        to_step = to_row if side_by_side else to_core
        source_step = source_core if side_by_side else source_row
        index = 0
        while index < tiled:  # a range with a step could raise, for all that LLVM knows
            there, here = to + index * to_core, source + index * source_core
            _tile(there, to_step, here, source_step, itemsize)
            index += LANES
    there, here = to + tiled * to_core, source + tiled * source_core
    count, times = n - tiled, rows
    if count < times:
        count, times = times, count
        to_row, to_core = to_core, to_row
        source_row, source_core = source_core, source_row
    for _ in range(times):
        copy(there, to_core, here, source_core, count, itemsize)
        there += to_row
        here += source_row


@part
def _has_row(loop, k):
    """Say whether operand k has a row, not one value a row."""
    return (loop.cores >> k) & 1 != 0


@part
def _itemsize(loop, k):
    """Return the bytes of an element of operand k."""
    return (loop.itemsizes >> (8 * k)) & 0xFF


@part
def _columns_of(loop, steps, count, n):
    """Return the address of the record of the kernel for rows that lie side by side, or 0.

    It is 0 where there is none, or where they do not.
    """
    if count < LANES or n == 1:
        return 0
    core = loop.operands
    for k in range(loop.operands):
        if _has_row(loop, k):
            itemsize = _itemsize(loop, k)
            if steps[k] != itemsize or steps[core] == itemsize:
                return 0
            core += 1
    return loop.columns


@part
def chunk_of(n):
    """Return how many elements of a row of more than ONLINE bytes are a chunk.

    They are CHUNK, or a multiple where it would have more than CHUNKS chunks. A level-2 cache holds
    so many, and they are whole blocks of bfloat16.
    """
    return ((n - 1) // CHUNKS + CHUNK) & -CHUNK


@part
def _is_online(loop, n):
    """Say whether rows are so long that there is another kernel for them."""
    return loop.online != 0 and n * _itemsize(loop, 0) > ONLINE


@compiled
def _run_columns(loop, columns, operands, steps, count, n):
    """Run the kernel for rows that lie side by side, as `_run_rows`."""
    every = loop.operands
    allocated = allocate(loop, columns.work)
    if not allocated:
        return False
    pointers, core_steps = words(stack(POINTERS_SIZE)), words(stack(POINTERS_SIZE))
    touched = 0
    core = every
    for k in range(every):
        core_steps[k] = steps[k]
        if _has_row(loop, k):
            core_steps[k] = steps[core]
            core += 1
            touched += n * _itemsize(loop, k)
    large = count * touched >= LARGE
    done = 0
    while done < count:
        size = min(COLUMNS, count - done)
        for k in range(every):
            pointers[k] = operands[k] + done * steps[k]
        call(columns.kernel, pointers, core_steps, size, n, aligned(allocated), large)
        done += size
    release(loop, allocated)
    return True


@compiled
def _run_rows(loop, operands, steps, count, n, chunked):
    """Run the kernel over `count` rows of any layout; say whether it could.

    `chunked` says that it is one for rows of more than ONLINE bytes. It is told, behind the
    distance of an operand's rows, that of a row's elements from one chunk to the next: where a row
    is one element again and again, 0, and all chunks are one in scratch memory. Where such a row
    would need more than LARGE bytes of memory for its elements, there is as much as for a chunk.
    """
    inputs, every, work = loop.inputs, loop.operands, loop.work
    pointers, row_steps = words(stack(POINTERS_SIZE)), words(stack(POINTERS_SIZE))
    core_steps = words(stack(POINTERS_SIZE))
    kept = n
    if chunked and n * work > LARGE:  # of so many elements only a chunk
        kept = min(n, chunk_of(n))
    work_size = (kept * work + 63) & -64
    row_size = work_size  # scratch memory of one row
    touched = n * work
    packed = 0
    one_chunk = 0
    core = every
    for k in range(every):
        row_steps[k] = steps[k]
        if _has_row(loop, k):
            itemsize = _itemsize(loop, k)
            touched += n * itemsize
            inner = steps[core]
            core += 1
            core_steps[k] = inner
            row_steps[every + k] = itemsize
            if inner != itemsize and n > 1:
                packed |= 1 << k
                length = n
                if chunked and inner == 0 and k < inputs:
                    one_chunk |= 1 << k
                    length = min(n, chunk_of(n))
                    row_steps[every + k] = 0
                # one more line: rows of a power of two would meet in one set of the cache
                row_steps[k] = ((length * itemsize + 63) & -64) + 64
                row_size += row_steps[k]
    rows = count
    large = count * touched >= LARGE and not packed
    if packed:
        rows = min(max(PACKED // n, 1), ROWS, count)
    elif not loop.by_row:
        rows = min(max(PANEL // touched, 1), ROWS, count)
    scratch = stack(SCRATCH)
    allocated = 0
    if rows * row_size > SCRATCH:
        allocated = allocate(loop, rows * row_size)
        if not allocated:
            return False
        scratch = aligned(allocated)
    done = 0
    while done < count:
        size = min(rows, count - done)
        for back in range(2 if packed else 1):  # inputs to scratch memory, then outputs back
            place = scratch + size * work_size
            for k in range(every):
                at = operands[k] + done * steps[k]
                if (packed >> k) & 1:
                    if (k >= inputs) == back:
                        itemsize = _itemsize(loop, k)
                        to, to_row, to_core = place, row_steps[k], itemsize
                        source, source_row, source_core = at, steps[k], core_steps[k]
                        if back:
                            to, to_row, to_core = at, steps[k], core_steps[k]
                            source, source_row, source_core = place, row_steps[k], itemsize
                        m = min(n, chunk_of(n)) if (one_chunk >> k) & 1 else n
                        _move(
                            to, to_row, to_core, source, source_row, source_core, size, m, itemsize
                        )
                    at = place
                    place += size * row_steps[k]
                pointers[k] = at
            if not back:
                call(loop.kernel, pointers, row_steps, size, n, scratch, large)
        done += size
    if allocated:
        release(loop, allocated)
    return True


@compiled
def _run(loop, operands, steps, count, n):
    """Run the kernel for rows like these over `count` rows."""
    columns = _columns_of(loop, steps, count, n)
    if columns:
        return _run_columns(loop, loop_at(columns), operands, steps, count, n)
    online = _is_online(loop, n)
    kind = loop_at(loop.online) if online else loop
    return _run_rows(kind, operands, steps, count, n, online)


def row_driver(arguments, dimensions, strides, data):
    """Run one call of a row function."""
    loop, operands, steps = loop_at(data), words(arguments), words(strides)
    count, n = words(dimensions)[0], words(dimensions)[1]
    if count <= 0 or n <= 0:
        return
    # both: a thread's share may have fewer rows than the kernel for rows side by side takes
    columns = _columns_of(loop, steps, count, n)
    if columns and not prepared(loop_at(columns)):
        return
    if not prepared(loop_at(loop.online) if _is_online(loop, n) else loop):
        return
    threads = min(thread_count(loop, count * n), count)
    if threads < 1:
        return
    if threads > 1:
        unit = ROWS if count >= threads * ROWS else 1
        share = runtime_at(loop.runtime).row_share
        if run_parallel(loop, share, arguments, dimensions, strides, data, count, unit, threads):
            return
    before = begin()
    found = _run(loop, operands, steps, count, n)
    end(loop, before, found)


def row_share(arguments, dimensions, strides, data):
    """Run one thread's share of a call: the address of its task is the one argument."""
    task = task_at(words(arguments)[0])
    if task.count <= 0:
        return
    loop, operands, steps = loop_at(task.data), words(stack(POINTERS_SIZE)), words(task.strides)
    advance(loop, words(task.arguments), steps, task.start, operands)
    began = now(loop)
    before = begin()
    found = _run(loop, operands, steps, task.count, words(task.dimensions)[1])
    end_share(loop, before, task, found)
    task.took = now(loop) - began
