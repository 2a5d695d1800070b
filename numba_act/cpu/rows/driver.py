"""The driver behind every row function: layout, scratch memory, flags and threads.

NumPy calls `row_driver` as the inner loop of the generalized ufuncs, with all rows of a call. The
kernel (`kernel.py`) takes up to ROWS rows at a time, whose elements are contiguous. Where it
is the rows that lie side by side, as along the first axis of a matrix, there is another kernel for
them. Other rows are copied to scratch memory and back, by square tiles where rows of one of the
operands lie side by side. Of a long row that is one element again and again, as `np.broadcast_to`
makes it, no more than a chunk is copied.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

from ...maths.softmax import CHUNK
from ..driver import (
    IS_TASK,
    POINTERS_SIZE,
    R_BY_ROW,
    R_COLUMNS,
    R_CORES,
    R_INPUTS,
    R_ITEMSIZES,
    R_KERNEL,
    R_ONLINE,
    R_OPERANDS,
    R_RUNTIME,
    R_WORK,
    S_ALLOCATE,
    S_RELEASE,
    S_ROW_DRIVER,
    SCRATCH,
    T_COUNT,
    T_LENGTH,
    T_OPERANDS,
    T_RECORD,
    T_START,
    T_STEPS,
    WORD,
    begin,
    call1,
    call6,
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
from ..kernels import LANES
from ..words import compile_loop

__all__ = ["CHUNKS", "COLUMNS", "LARGE", "ONLINE", "chunk_of", "compile_row_driver"]

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


@intrinsic
def _tile(
    typingctx: Any, to: Any, to_step: Any, source: Any, source_step: Any, itemsize: Any
) -> Any:
    """Transpose LANES x LANES elements of 2, 4 or 8 bytes between places of contiguous rows."""

    def emit(builder: Any, args: Any, width: int) -> None:
        kind = ir.VectorType(ir.IntType(8 * width), LANES)
        integers = ir.VectorType(ir.IntType(32), LANES)

        def address(base: Any, step: Any, k: int) -> Any:
            offset = builder.mul(step, ir.Constant(step.type, k))
            return builder.inttoptr(builder.add(base, offset), kind.as_pointer())

        rows = []
        for k in range(LANES):
            rows.append(builder.load(address(args[2], args[3], k)))
            rows[-1].align = width
        for half in (8, 4, 2, 1):
            for k in range(LANES):
                if k & half:
                    continue
                first, second = rows[k], rows[k + half]
                lanes = range(LANES)
                low = [LANES + lane - half if lane & half else lane for lane in lanes]
                high = [LANES + lane if lane & half else lane + half for lane in lanes]
                for place, chosen in ((k, low), (k + half, high)):
                    order = ir.Constant(integers, [ir.Constant(ir.IntType(32), c) for c in chosen])
                    rows[place] = builder.shuffle_vector(first, second, order)
        for k in range(LANES):
            builder.store(rows[k], address(args[0], args[1], k)).align = width

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        size = args[4]
        for width in (2, 4, 8):
            with builder.if_then(builder.icmp_signed("==", size, ir.Constant(size.type, width))):
                emit(builder, args, width)
        return context.get_dummy_value()

    return types.void(*[types.intp] * 5), codegen


@part
def _move(to, to_row, to_core, source, source_row, source_core, rows, n, itemsize):  # type: ignore[no-untyped-def]
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
def _columns_of(record, steps, count, n):  # type: ignore[no-untyped-def]
    """Return the record of the kernel for rows that lie side by side if these do, else 0."""
    columns = load(record + R_COLUMNS)
    if count < LANES or n == 1:
        return 0
    cores = load(record + R_CORES)
    itemsizes = load(record + R_ITEMSIZES)
    every = load(record + R_OPERANDS)
    core_step = steps + every * WORD
    for k in range(every):
        if (cores >> k) & 1:
            itemsize = (itemsizes >> (8 * k)) & 0xFF
            if load(steps + k * WORD) != itemsize or load(core_step) == itemsize:
                return 0
            core_step += WORD
    return columns


@part
def chunk_of(n):  # type: ignore[no-untyped-def]
    """Return how many elements of a row of more than ONLINE bytes are a chunk.

    They are CHUNK, or a multiple where it would have more than CHUNKS chunks. A level-2 cache holds
    so many, and they are whole blocks of bfloat16.
    """
    return ((n - 1) // CHUNKS + CHUNK) & -CHUNK


@part
def _online_of(record, n):  # type: ignore[no-untyped-def]
    """Return the record of the kernel for rows of so many bytes, which is the same for others."""
    online = load(record + R_ONLINE)
    if online and n * (load(record + R_ITEMSIZES) & 0xFF) > ONLINE:
        return online
    return record


@part
def _run_columns(record, columns, operands, steps, start, count, n):  # type: ignore[no-untyped-def]
    """Run the kernel for rows that lie side by side, as `_run_rows`."""
    runtime = load(record + R_RUNTIME)
    cores = load(record + R_CORES)
    itemsizes = load(record + R_ITEMSIZES)
    every = load(record + R_OPERANDS)
    touched = 0
    allocated = call1(load(runtime + S_ALLOCATE), load(columns + R_WORK) + 64)
    if allocated == 0:
        return False
    pointers = stack(POINTERS_SIZE)
    core_steps = stack(POINTERS_SIZE)
    core_step = steps + every * WORD
    for k in range(every):
        step = load(steps + k * WORD)
        if (cores >> k) & 1:
            step = load(core_step)
            core_step += WORD
            touched += n * ((itemsizes >> (8 * k)) & 0xFF)
        store(core_steps + k * WORD, step)
    large = count * touched >= LARGE
    done = 0
    while done < count:
        size = min(COLUMNS, count - done)
        for k in range(every):
            at = load(operands + k * WORD) + (start + done) * load(steps + k * WORD)
            store(pointers + k * WORD, at)
        kernel = load(columns + R_KERNEL)
        call6(kernel, pointers, core_steps, size, n, (allocated + 63) & -64, large)
        done += size
    call1(load(runtime + S_RELEASE), allocated)
    return True


@part
def _run_rows(record, operands, steps, start, count, n, chunked):  # type: ignore[no-untyped-def]
    """Run the kernel over rows [start, start + count) of any layout; say whether it could.

    `chunked` says that it is one for rows of more than ONLINE bytes. It is told, behind the
    distance of an operand's rows, that of a row's elements from one chunk to the next: where a row
    is one element again and again, 0, and all chunks are one in scratch memory. Where such a row
    would need more than LARGE bytes of memory for its elements, there is as much as for a chunk.
    """
    kernel = load(record + R_KERNEL)
    inputs = load(record + R_INPUTS)
    every = load(record + R_OPERANDS)
    cores = load(record + R_CORES)
    itemsizes = load(record + R_ITEMSIZES)
    work = load(record + R_WORK)
    runtime = load(record + R_RUNTIME)
    pointers = stack(POINTERS_SIZE)
    row_steps = stack(POINTERS_SIZE)
    core_steps = stack(POINTERS_SIZE)
    kept = n
    if chunked and n * work > LARGE:  # of so many elements only a chunk
        kept = min(n, chunk_of(n))
    work_size = (kept * work + 63) & -64
    row_size = work_size  # scratch memory of one row
    touched = n * work
    packed = 0
    one_chunk = 0
    core_step = steps + every * WORD
    for k in range(every):
        step = load(steps + k * WORD)
        if (cores >> k) & 1:
            itemsize = (itemsizes >> (8 * k)) & 0xFF
            touched += n * itemsize
            inner = load(core_step)
            core_step += WORD
            store(core_steps + k * WORD, inner)
            store(row_steps + (every + k) * WORD, itemsize)
            if inner != itemsize and n > 1:
                packed |= 1 << k
                length = n
                if chunked and inner == 0 and k < inputs:
                    one_chunk |= 1 << k
                    length = min(n, chunk_of(n))
                    store(row_steps + (every + k) * WORD, 0)
                # one more line: rows of a power of two would meet in one set of the cache
                step = ((length * itemsize + 63) & -64) + 64
                row_size += step
        store(row_steps + k * WORD, step)
    rows = count
    large = count * touched >= LARGE and not packed
    if packed:
        rows = min(max(PACKED // n, 1), ROWS, count)
    elif not load(record + R_BY_ROW):
        rows = min(max(PANEL // touched, 1), ROWS, count)
    scratch = stack(SCRATCH)
    allocated = 0
    if rows * row_size > SCRATCH:
        allocated = call1(load(runtime + S_ALLOCATE), rows * row_size + 64)
        if allocated == 0:
            return False
        scratch = (allocated + 63) & -64
    done = 0
    while done < count:
        size = min(rows, count - done)
        for back in range(2 if packed else 1):  # inputs to scratch memory, then outputs back
            place = scratch + size * work_size
            for k in range(every):
                at = load(operands + k * WORD) + (start + done) * load(steps + k * WORD)
                if (packed >> k) & 1:
                    scratch_row = load(row_steps + k * WORD)
                    if (k >= inputs) == back:
                        itemsize = (itemsizes >> (8 * k)) & 0xFF
                        row, core = load(steps + k * WORD), load(core_steps + k * WORD)
                        to, to_row, to_core = place, scratch_row, itemsize
                        source, source_row, source_core = at, row, core
                        if back:
                            to, to_row, to_core = at, row, core
                            source, source_row, source_core = place, scratch_row, itemsize
                        m = min(n, chunk_of(n)) if (one_chunk >> k) & 1 else n
                        _move(
                            to, to_row, to_core, source, source_row, source_core, size, m, itemsize
                        )
                    at = place
                    place += size * scratch_row
                store(pointers + k * WORD, at)
            if not back:
                call6(kernel, pointers, row_steps, size, n, scratch, large)
        done += size
    if allocated:
        call1(load(runtime + S_RELEASE), allocated)
    return True


def _row_driver(arguments, dimensions, strides, data):  # type: ignore[no-untyped-def]
    """Run one call of a row function, or one thread's share of it, as `driver` does."""
    task = 0
    start = 0
    if load(data) == IS_TASK:
        task = load(arguments)
        record = load(task + T_RECORD)
        operands = load(task + T_OPERANDS)
        steps = load(task + T_STEPS)
        start = load(task + T_START)
        count = load(task + T_COUNT)
        n = load(task + T_LENGTH)
        if count <= 0:
            return
    else:
        record, operands, steps = data, arguments, strides
        count = load(dimensions)
        n = load(dimensions + WORD)
        if count <= 0 or n <= 0:
            return
        # both: a thread's share may have fewer rows than the kernel for rows side by side takes
        columns = _columns_of(record, steps, count, n)
        if columns and not prepared(columns):
            return
        if not prepared(_online_of(record, n)):
            return
        threads = min(thread_count(record, count * n), count)
        if threads < 1:
            return
        if threads > 1:
            unit = ROWS if count >= threads * ROWS else 1
            entry = load(load(record + R_RUNTIME) + S_ROW_DRIVER)
            raised = run_parallel(entry, record, operands, steps, count, n, unit, threads)
            if raised >= 0:
                finish_parallel(record, raised)
                return

    before = begin(record, task)
    columns = _columns_of(record, steps, count, n)
    if columns:
        found = _run_columns(record, columns, operands, steps, start, count, n)
    else:
        kind = _online_of(record, n)
        found = _run_rows(kind, operands, steps, start, count, n, kind != record)
    end(record, before, task, found)


def compile_row_driver() -> Any:
    """Compile the driver to a C function with the signature of NumPy's inner loops."""
    return compile_loop(_row_driver)
