"""The driver behind every elementwise ufunc: strides, tails, overlap, flags and threads.

NumPy calls `driver` as the inner loop of every type of every function and hands it the loop's
record (`LoopRecord`). The driver feeds the loop's vector kernel (`kernel.py`), which takes
contiguous operands and whole multiples of LANES only. So a function compiles one small loop, and
the driver is there for all.

This is source: `tools/drivers.py` compiles it by Numba, with the other drivers, to LLVM IR
(`drivers.ll`), which is what `runtime.py` loads. Numba would take two seconds in the first call on
a machine.

Everything here runs without the interpreter: memory is reached by address. The only calls into
Python compile this loop's kernel and start the threads, once each, look for other threads where the
threading layer asks for it, and give warnings. They are calls of Python's C-API: what they raise is
left set, and NumPy raises it as the loop returns.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np

from .intrinsics import WORD, call, compiled, copy, fill, part, stack, structure, words
from .memory import LANES
from .status import default_bits, get_status, kept_bits, set_status
from .structures import LoopRecord, Runtime, Task

#: Inputs and outputs together, as many as a ufunc can have (NPY_MAXARGS of NumPy 2).
MAX_OPERANDS = 64
POINTERS_SIZE = MAX_OPERANDS * WORD

#: Elements of a block for strided operands: 8 operands of 8 bytes fill half of a 48 KiB level-1
#: cache, and the gap between kernel calls is under 3 % of a cheap kernel.
BLOCK = 384

#: Bytes of scratch memory on the stack, where an allocation (50 ns) would show: LANES elements
#: of up to MAX_OPERANDS operands. A thread may have 64 KiB of stack in all.
SCRATCH = 8192

MAX_THREADS = 256

#: Shares begin at multiples of so many elements. It has a type: Numba compiles for literals apart.
UNIT: Any = np.intp(LANES)

#: Bytes from one thread's task to the next: two share no cache line.
TASK_SIZE = (ctypes.sizeof(Task) + 127) & -128

#: Flag of a share that found no memory.
NO_MEMORY = 1 << 32

#: Where other programs have the cores, a thread may get its turn after 16 ms. So threads have a
#: credit of time: what they save is added, up to MOST_CREDIT nanoseconds, and what they lose is
#: taken away. Without credit, calls use one thread, and a PATIENCE-th of their time is added: so
#: threads that lose all the time cost a twentieth. The most is a few late threads' worth: with a
#: tenth of it, one late call in a thousand would keep one thread beside PyTorch's and JAX's pools.
MOST_CREDIT, PATIENCE = 50_000_000, 20

#: In place of a time, for a share that no thread has computed.
NOT_RUN = -1

TIME_UTC = 1  # of C's timespec_get, which writes two words
TIMESPEC_SIZE = 2 * WORD

loop_at = structure(LoopRecord)
runtime_at = structure(Runtime)
task_at = structure(Task)


# One thread ------------------------------------------------------------------------------


@part
def _overlaps(loop, operands, steps, count):
    """Say whether an output reaches an element that a later iteration reads or writes.

    Equal addresses and steps (in place) are no overlap. NumPy copies operands that overlap
    otherwise, except in `reduce` and `accumulate`, whose iterations follow on each other.
    """
    for k in range(loop.inputs, loop.operands):
        out, step = operands[k], steps[k]
        if step == 0:
            return True
        out_end = out + step * (count - 1)
        low, high = min(out, out_end), max(out, out_end) + loop.itemsize
        for j in range(loop.inputs):
            start, stride = operands[j], steps[j]
            if start == out and stride == step:
                continue
            end = start + stride * (count - 1)
            if min(start, end) < high and low < max(start, end) + loop.itemsize:
                return True
    return False


@part
def advance(loop, operands, steps, start, moved):
    """Write the addresses of a call's operands `start` iterations on to `moved`."""
    for k in range(loop.operands):
        moved[k] = operands[k] + start * steps[k]


@part
def scatter(to, step, buffer, count, itemsize):
    """Copy elements from scratch memory."""
    copy(to, step, buffer, itemsize, count, itemsize)


@part
def gather(buffer, source, step, count, padded, itemsize):
    """Copy elements to scratch memory, padded with the last: padding raises no flag of its own."""
    if count != padded:
        fill(buffer + (padded - LANES) * itemsize, source + (count - 1) * step, itemsize)
    copy(buffer, itemsize, source, step, count, itemsize)


@part
def _is_fixed(loop, uniform, k):
    """Say whether an operand is a parameter that is one value, read where it lies."""
    return uniform and loop.inputs - loop.parameters <= k < loop.inputs


@part
def _is_in_place(loop, operands):
    """Say whether an output begins where an input does."""
    for k in range(loop.inputs, loop.operands):
        for j in range(loop.inputs):
            if operands[k] == operands[j]:
                return True
    return False


@compiled
def _run(loop, operands, steps, count, at_once):
    """Run the kernel over `count` elements of operands of any layout.

    The kernel takes contiguous operands and multiples of LANES. If every parameter is one value
    (stride 0), it is told so.

    `at_once` is how many elements may be read before the first is written: `count`, or 1 where an
    iteration reads what the one before has written. Return whether there was memory for blocks.
    """
    uniform = True
    for k in range(loop.inputs - loop.parameters, loop.inputs):
        if steps[k] != 0:
            uniform = False
    plain = at_once == count
    for k in range(loop.operands):
        if steps[k] != loop.itemsize and not _is_fixed(loop, uniform, k):
            plain = False
    done = 0
    if plain and count >= LANES:  # the common call, in which nothing is copied
        done = count & -LANES
        call(loop.kernel, operands, done, uniform)
        if done < count and not _is_in_place(loop, operands):
            # the tail, and what came before it once more
            last = words(stack(POINTERS_SIZE))
            for k in range(loop.operands):
                start = 0 if _is_fixed(loop, uniform, k) else count - LANES
                last[k] = operands[k] + start * loop.itemsize
            call(loop.kernel, last, LANES, uniform)
            done = count
    return done == count or _run_blocks(loop, operands, steps, done, count, at_once, uniform)


@compiled
def _run_blocks(loop, operands, steps, done, count, at_once, uniform):
    """Run the kernel over what is left after `done` elements, a block at a time.

    An operand takes part where it lies as long as it is contiguous and whole LANES are left. The
    others, and the tail, go through blocks of scratch memory. Return whether there was any.
    """
    inputs, every, itemsize = loop.inputs, loop.operands, loop.itemsize
    block = at_once
    capacity = LANES  # of a block: the tail alone
    for k in range(every):
        if steps[k] != itemsize and not _is_fixed(loop, uniform, k):
            block = min(BLOCK, at_once)
            capacity = min(BLOCK, (at_once + LANES - 1) & -LANES)
    buffer_size = capacity * itemsize
    buffers = stack(SCRATCH)
    allocated = 0
    if every * buffer_size > SCRATCH:
        allocated = allocate(loop, every * buffer_size)
        if not allocated:
            return False
        buffers = aligned(allocated)
    pointers = words(stack(POINTERS_SIZE))
    while done < count:
        size = min(block, count - done)
        if size >= LANES:
            size &= -LANES
        padded = (size + LANES - 1) & -LANES
        for k in range(every):
            step = steps[k]
            source = operands[k] + done * step
            buffer = buffers + k * buffer_size
            in_place = step == itemsize and size == padded
            if in_place or _is_fixed(loop, uniform, k):
                buffer = source
            elif k < inputs and (step != 0 or done == 0 or at_once < count):
                # one value, gathered once, serves every block
                gather(buffer, source, step, size, padded, itemsize)
            pointers[k] = buffer
        call(loop.kernel, pointers, padded, uniform)
        for k in range(inputs, every):
            step = steps[k]
            if step != itemsize or size != padded:
                to = operands[k] + done * step
                scatter(to, step, buffers + k * buffer_size, size, itemsize)
        done += size
    if allocated:
        release(loop, allocated)
    return True


# Python and its memory -------------------------------------------------------------------


@part
def allocate(loop, size):
    """Return the address of `size` bytes and 64 more, or 0."""
    return call(runtime_at(loop.runtime).allocate, size + 64)


@part
def aligned(address):
    """Return the next multiple of 64."""
    return (address + 63) & -64


@part
def release(loop, address):
    """Give memory back."""
    call(runtime_at(loop.runtime).release, address)


@compiled
def called(runtime, function):
    """Call a Python object without arguments; say whether it returned.

    What it raises stays set, and NumPy raises it as the loop returns. NumPy may call the loop again
    before it looks: then nothing is called.
    """
    status = get_status()  # compiling leaves flags behind that are not the caller's
    state = call(runtime.acquire_gil)
    result = 0
    if not call(runtime.error_occurred):
        result = call(runtime.call, function)
        if result:
            call(runtime.decref, result)
    call(runtime.release_gil, state)
    set_status(status)
    return result != 0


@part
def prepared(loop):
    """Say whether a loop has its kernel, compiled now if need be; if not, an error is set."""
    if loop.kernel:
        return True
    return called(runtime_at(loop.runtime), loop.prepare) and loop.kernel != 0


@compiled
def raise_no_memory(loop):
    """Set MemoryError."""
    runtime = runtime_at(loop.runtime)
    state = call(runtime.acquire_gil)
    call(runtime.set_no_memory)
    call(runtime.release_gil, state)


@compiled
def left_to_numpy(loop, raised):
    """Have warnings given of the flags that a call raised; return those that NumPy is to see."""
    runtime = runtime_at(loop.runtime)
    status = get_status()
    state = call(runtime.acquire_gil)
    if not call(runtime.error_occurred):
        flags = call(runtime.to_int, raised)
        raised = 0
        if flags:
            left = call(runtime.call_with, loop.warn, flags)
            call(runtime.decref, flags)
            if left:
                raised = call(runtime.from_int, left)
                call(runtime.decref, left)
    call(runtime.release_gil, state)
    set_status(status)
    return raised


# Floating-point flags --------------------------------------------------------------------

# A branch that a select rejects, and a comparison with NaN, raise flags of their own; the record
# says which ones mean something for this function. Reading the status is cheap and writing it is
# not, and mostly there is nothing to change.


@part
def begin():
    """Take down the flags that NumPy looks at, and compute in the default mode.

    Whatever the caller's rounding, and whether it takes subnormals for zero, the threads compute
    with the default, and so does the caller's own. Return the status before.
    """
    before = get_status()
    if before & kept_bits() != default_bits():
        set_status(before & ~kept_bits() | default_bits())
    return before


@part
def _restore(before, after, raised):
    """Bring the caller's flags and mode back, and add the flags `raised`."""
    wanted = (after & ~kept_bits()) | (before & kept_bits()) | raised
    if wanted != after:
        set_status(wanted)


@part
def end(loop, before, found):
    """End a call: put up the flags of `before`, and those raised that mean something.

    If it has not `found` memory, set MemoryError.
    """
    after = get_status()
    raised = after & loop.flags
    runtime = runtime_at(loop.runtime)
    if runtime.alone_since:
        runtime.credit += (now(loop) - runtime.alone_since) // PATIENCE
        runtime.alone_since = 0
    if not found:
        raise_no_memory(loop)
    elif raised:
        raised = left_to_numpy(loop, raised)
    _restore(before, after, raised)


@part
def end_share(loop, before, task, found):
    """End a thread's share: its task gets the flags raised, or that it has not `found` memory."""
    after = get_status()
    task.flags = after & loop.flags if found else NO_MEMORY
    _restore(before, after, 0)


# Threads ---------------------------------------------------------------------------------


@compiled
def now(loop):
    """Return the time in nanoseconds, or 0 where there is no clock."""
    runtime = runtime_at(loop.runtime)
    if not runtime.clock:
        return 0
    time = words(stack(TIMESPEC_SIZE))
    time[1] = 0
    call(runtime.clock, time, TIME_UTC)
    return time[0] * 1_000_000_000 + time[1]


@part
def thread_count(loop, count):
    """Return how many threads a call should use; 0 if an error is set."""
    return 1 if count < 2 * loop.grain else _thread_count(loop, count)


@compiled
def _thread_count(loop, count):
    """Return how many threads a call of many elements should use."""
    runtime = runtime_at(loop.runtime)
    if not runtime.launched and not called(runtime, runtime.launch):
        return 0
    if not runtime.parallel_for:
        return 1
    if runtime.exclusive:
        if not called(runtime, runtime.look_around):
            return 0
        if not runtime.alone:
            return 1
    allowed = call(runtime.get_num_threads) & 0xFFFF
    if allowed > 1 and runtime.credit < 0:
        runtime.alone_since = now(loop)
        return 1
    return min(allowed, count // loop.grain, MAX_THREADS)


@compiled
def run_parallel(loop, share, arguments, dimensions, strides, data, count, unit, threads):
    """Split a call of `count` elements or rows among threads; say whether that could be done.

    Each thread calls `share`. Shares begin at multiples of `unit`: with LANES no two write to one
    cache line and each runs the kernel from its own first element.
    """
    runtime = runtime_at(loop.runtime)
    allocated = allocate(loop, threads * TASK_SIZE)
    if not allocated:
        return False
    tasks = aligned(allocated)
    size = (count + threads * unit - 1) // (threads * unit) * unit
    for k in range(threads):
        task = task_at(tasks + k * TASK_SIZE)
        task.arguments = arguments
        task.dimensions = dimensions
        task.strides = strides
        task.data = data
        task.start = min(k * size, count)
        task.count = min(size, count - task.start)
        task.flags = 0
        task.took = NOT_RUN if task.count > 0 else 0
    # an inner loop's arguments, of which there is one: its address, how often, and its step
    address, times, step = words(stack(WORD)), words(stack(WORD)), words(stack(WORD))
    address[0], times[0], step[0] = tasks, threads, TASK_SIZE
    # NumPy keeps the GIL for few results and for bfloat16, and a share may wait for it: under
    # tracemalloc whoever allocates takes it
    has_gil = call(runtime.has_gil) & 0xFFFF
    thread_state = 0
    if has_gil:
        thread_state = call(runtime.leave_python)
    began = now(loop)
    call(runtime.parallel_for, share, address, times, step, tasks, 0, 1, threads)
    # nothing checks the type of that call: what no thread has done is done now
    times[0] = 1
    for k in range(threads):
        if task_at(tasks + k * TASK_SIZE).took == NOT_RUN:
            address[0] = tasks + k * TASK_SIZE
            call(share, address, times, step, tasks)
            runtime.parallel_for = 0
    took = now(loop) - began
    if has_gil:
        call(runtime.return_to_python, thread_state)
    raised = 0
    shortest = took
    for k in range(threads):
        task = task_at(tasks + k * TASK_SIZE)
        raised |= task.flags
        if task.count == size:
            shortest = min(shortest, task.took)
    call(runtime.release, allocated)
    alone = shortest * threads  # what one thread would have taken
    runtime.credit = min(runtime.credit + alone - took, MOST_CREDIT)
    if raised >= NO_MEMORY:
        raise_no_memory(loop)
    elif raised:
        set_status(get_status() | left_to_numpy(loop, raised))
    return True


# The driver ------------------------------------------------------------------------------


def driver(arguments, dimensions, strides, data):
    """Run one ufunc call."""
    loop, operands, steps = loop_at(data), words(arguments), words(strides)
    count = words(dimensions)[0]
    if count <= 0 or not prepared(loop):
        return
    sequential = count > 1 and _overlaps(loop, operands, steps, count)
    threads = 1 if sequential else thread_count(loop, count)
    if threads < 1:
        return
    if threads > 1:
        share = runtime_at(loop.runtime).share
        if run_parallel(loop, share, arguments, dimensions, strides, data, count, UNIT, threads):
            return
    before = begin()
    found = _run(loop, operands, steps, count, 1 if sequential else count)
    end(loop, before, found)


def share(arguments, dimensions, strides, data):
    """Run one thread's share of a call: the address of its task is the one argument."""
    task = task_at(words(arguments)[0])
    if task.count <= 0:
        return
    loop, operands, steps = loop_at(task.data), words(stack(POINTERS_SIZE)), words(task.strides)
    advance(loop, words(task.arguments), steps, task.start, operands)
    began = now(loop)
    before = begin()
    found = _run(loop, operands, steps, task.count, task.count)
    end_share(loop, before, task, found)
    task.took = now(loop) - began
