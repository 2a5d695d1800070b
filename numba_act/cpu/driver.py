"""The one driver behind every ufunc: strides, tails, overlap, flags and threads.

NumPy calls `driver` as the inner loop of every type of every function and hands it the
loop's record (`LoopRecord`). The driver feeds the loop's vector kernel (`kernels.py`), which
takes contiguous operands and whole multiples of LANES only. So a function compiles one small
loop, and this code compiles once for the package.

Everything here runs without the interpreter: memory is reached by address. The only calls into
Python compile this loop's kernel and start the threads, once each, look for other threads where the
threading layer asks for it, and give warnings. They are calls of Python's C-API: what they raise is
left set, and NumPy raises it as the loop returns.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.registry import CPUDispatcher
from numba.extending import intrinsic

from .kernels import LANES
from .status import CONTROL_DEFAULT, CONTROL_MASK, FP_MASK, get_status, set_status
from .words import compile_loop

__all__ = ["MAX_OPERANDS", "LoopRecord", "Runtime", "compile_driver"]

#: Inputs and outputs together, as many as a ufunc can have (NPY_MAXARGS of NumPy 2).
MAX_OPERANDS = 64

#: Elements of a block for strided operands: 8 operands of 8 bytes fill half of a 48 KiB level-1
#: cache, and the gap between kernel calls is under 3 % of a cheap kernel.
BLOCK = 384

#: Bytes of scratch memory on the stack, where an allocation (50 ns) would show: LANES elements
#: of up to MAX_OPERANDS operands. A thread may have 64 KiB of stack in all.
SCRATCH = 8192


class LoopRecord(ctypes.Structure):
    """What the driver knows of one loop: one function at one array type."""

    _fields_ = (
        ("kernel", ctypes.c_ssize_t),  # 0 until the first call compiles it
        ("runtime", ctypes.c_ssize_t),  # address of the package's Runtime
        ("grain", ctypes.c_ssize_t),  # elements that are worth a thread
        ("inputs", ctypes.c_ssize_t),
        ("operands", ctypes.c_ssize_t),
        ("parameters", ctypes.c_ssize_t),  # of the inputs, the last ones
        ("itemsize", ctypes.c_ssize_t),
        ("flags", ctypes.c_ssize_t),  # floating-point flags that may be raised, as status bits
        ("prepare", ctypes.py_object),  # called without arguments: fills in the kernel, or raises
        ("warn", ctypes.py_object),  # called with a call's flags: returns those left to NumPy
        # of row functions (`rows/driver.py`):
        ("cores", ctypes.c_ssize_t),  # bit k: operand k has a row, not one value a row
        ("itemsizes", ctypes.c_ssize_t),  # byte k: that of operand k
        ("work", ctypes.c_ssize_t),  # bytes of memory that the kernel needs for an element
        ("by_row", ctypes.c_ssize_t),  # whether the kernel takes any number of rows
        ("columns", ctypes.c_ssize_t),  # record of the kernel for rows side by side, or 0
        ("online", ctypes.c_ssize_t),  # record of the kernel for very long rows, or 0
    )


class Runtime(ctypes.Structure):
    """What all loops share."""

    _fields_ = (
        ("launch", ctypes.py_object),  # called without arguments: fills in the next fields
        ("launched", ctypes.c_ssize_t),
        ("parallel_for", ctypes.c_ssize_t),  # Numba's threading layer, 0 where it can't be used
        ("get_num_threads", ctypes.c_ssize_t),
        ("exclusive", ctypes.c_ssize_t),  # 1 where two threads must not enter parallel_for
        ("look_around", ctypes.py_object),  # called then: fills in the next field
        ("alone", ctypes.c_ssize_t),  # 1 if no other thread can enter it meanwhile
        ("driver", ctypes.c_ssize_t),
        ("row_driver", ctypes.c_ssize_t),
        ("clock", ctypes.c_ssize_t),  # C's timespec_get, or 0
        ("slow", ctypes.c_ssize_t),  # calls in a row that threads made slower
        ("alone_for", ctypes.c_ssize_t),  # calls that are to use one thread
        ("alone_next", ctypes.c_ssize_t),  # how many it will be the next time
        # functions of Python's C-API
        ("acquire_gil", ctypes.c_ssize_t),
        ("release_gil", ctypes.c_ssize_t),
        ("error_occurred", ctypes.c_ssize_t),
        ("set_no_memory", ctypes.c_ssize_t),
        ("call", ctypes.c_ssize_t),
        ("call_with", ctypes.c_ssize_t),
        ("to_int", ctypes.c_ssize_t),
        ("from_int", ctypes.c_ssize_t),
        ("decref", ctypes.c_ssize_t),
        ("allocate", ctypes.c_ssize_t),
        ("release", ctypes.c_ssize_t),
    )


class Task(ctypes.Structure):
    """One thread's share of a call."""

    _fields_ = (
        ("mark", ctypes.c_ssize_t),  # IS_TASK, where a LoopRecord has its kernel's address
        ("record", ctypes.c_ssize_t),
        ("operands", ctypes.c_ssize_t),  # address of the operands' addresses
        ("steps", ctypes.c_ssize_t),
        ("start", ctypes.c_ssize_t),
        ("count", ctypes.c_ssize_t),
        ("flags", ctypes.c_ssize_t),  # out: floating-point flags that the share raised
        ("length", ctypes.c_ssize_t),  # of a row
        ("began", ctypes.c_ssize_t),  # nanoseconds
        ("took", ctypes.c_ssize_t),  # out: nanoseconds
        ("rest", ctypes.c_ssize_t * 6),  # shares share no cache line
    )


MAX_THREADS = 256
IS_TASK = -1


def _offset(structure: Any, name: str) -> int:
    return int(getattr(structure, name).offset)


WORD = ctypes.sizeof(ctypes.c_ssize_t)
R_KERNEL = _offset(LoopRecord, "kernel")
R_RUNTIME = _offset(LoopRecord, "runtime")
R_GRAIN = _offset(LoopRecord, "grain")
R_INPUTS = _offset(LoopRecord, "inputs")
R_OPERANDS = _offset(LoopRecord, "operands")
R_PARAMETERS = _offset(LoopRecord, "parameters")
R_ITEMSIZE = _offset(LoopRecord, "itemsize")
R_FLAGS = _offset(LoopRecord, "flags")
R_PREPARE = _offset(LoopRecord, "prepare")
R_WARN = _offset(LoopRecord, "warn")
R_CORES = _offset(LoopRecord, "cores")
R_ITEMSIZES = _offset(LoopRecord, "itemsizes")
R_WORK = _offset(LoopRecord, "work")
R_BY_ROW = _offset(LoopRecord, "by_row")
R_COLUMNS = _offset(LoopRecord, "columns")
R_ONLINE = _offset(LoopRecord, "online")
S_LAUNCH = _offset(Runtime, "launch")
S_LAUNCHED = _offset(Runtime, "launched")
S_PARALLEL_FOR = _offset(Runtime, "parallel_for")
S_GET_NUM_THREADS = _offset(Runtime, "get_num_threads")
S_EXCLUSIVE = _offset(Runtime, "exclusive")
S_LOOK_AROUND = _offset(Runtime, "look_around")
S_ALONE = _offset(Runtime, "alone")
S_DRIVER = _offset(Runtime, "driver")
S_ROW_DRIVER = _offset(Runtime, "row_driver")
S_CLOCK = _offset(Runtime, "clock")
S_SLOW = _offset(Runtime, "slow")
S_ALONE_FOR = _offset(Runtime, "alone_for")
S_ALONE_NEXT = _offset(Runtime, "alone_next")
S_ACQUIRE_GIL = _offset(Runtime, "acquire_gil")
S_RELEASE_GIL = _offset(Runtime, "release_gil")
S_ERROR_OCCURRED = _offset(Runtime, "error_occurred")
S_SET_NO_MEMORY = _offset(Runtime, "set_no_memory")
S_CALL = _offset(Runtime, "call")
S_CALL_WITH = _offset(Runtime, "call_with")
S_TO_INT = _offset(Runtime, "to_int")
S_FROM_INT = _offset(Runtime, "from_int")
S_DECREF = _offset(Runtime, "decref")
S_ALLOCATE = _offset(Runtime, "allocate")
S_RELEASE = _offset(Runtime, "release")
T_MARK = _offset(Task, "mark")
T_RECORD = _offset(Task, "record")
T_OPERANDS = _offset(Task, "operands")
T_STEPS = _offset(Task, "steps")
T_START = _offset(Task, "start")
T_COUNT = _offset(Task, "count")
T_FLAGS = _offset(Task, "flags")
T_LENGTH = _offset(Task, "length")
T_BEGAN = _offset(Task, "began")
T_TOOK = _offset(Task, "took")
TASK_SIZE = ctypes.sizeof(Task)
POINTERS_SIZE = MAX_OPERANDS * WORD
ARGUMENTS_SIZE = 3 * WORD
TIME_SIZE = 2 * WORD
TIME_UTC = 1  # of C's timespec_get

#: Flag of a share that found no memory.
NO_MEMORY = 1 << 32

#: A call was slow if it took more quarters of the time that one thread would have taken. The first
#: one may have had to wake the threads, which takes less than LATE nanoseconds. After two in a row,
#: or one that was later, calls use one thread: ALONE_AT_FIRST of them, then twice as many as the
#: last time, until threads make a call faster again.
SLOW_QUARTERS = 5
LATE = 1_000_000
ALONE_AT_FIRST = 128
ALONE_AT_MOST = 1024

_WORD_TYPE = ir.IntType(8 * WORD)


# Memory and calls by address -------------------------------------------------------------


def _plain_load(builder: Any, pointer: Any, size: int) -> Any:
    """Emit a load that LLVM neither vectorizes nor unrolls.

    "Unordered" asks no more of the CPU than an ordinary load. It halves the driver's machine
    code: its loops run over a few operands, or copy what is in the cache.
    """
    return builder.load_atomic(pointer, "unordered", size)


@intrinsic
def load(typingctx: Any, address: Any) -> Any:
    """Read the word at an address."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return _plain_load(builder, builder.inttoptr(args[0], _WORD_TYPE.as_pointer()), WORD)

    return types.intp(types.intp), codegen


@intrinsic
def store(typingctx: Any, address: Any, value: Any) -> Any:
    """Write a word at an address."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        builder.store(args[1], builder.inttoptr(args[0], _WORD_TYPE.as_pointer()))
        return context.get_dummy_value()

    return types.void(types.intp, types.intp), codegen


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


@intrinsic
def copy(
    typingctx: Any, to: Any, to_step: Any, source: Any, source_step: Any, count: Any, itemsize: Any
) -> Any:
    """Copy `count` elements of 1, 2, 4 or 8 bytes between strided places."""

    def emit(builder: Any, args: Any, width: int) -> None:
        element = ir.IntType(8 * width).as_pointer()
        byte = ir.IntType(8).as_pointer()
        to, source = (builder.inttoptr(args[k], byte) for k in (0, 2))
        with cgutils.for_range(builder, args[4], intp=_WORD_TYPE) as loop:
            here = builder.gep(source, [builder.mul(loop.index, args[3])])
            there = builder.gep(to, [builder.mul(loop.index, args[1])])
            value = _plain_load(builder, builder.bitcast(here, element), width)
            builder.store(value, builder.bitcast(there, element))

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        size = args[5]
        for width in (1, 2, 4, 8):
            with builder.if_then(builder.icmp_signed("==", size, ir.Constant(size.type, width))):
                emit(builder, args, width)
        return context.get_dummy_value()

    return types.void(*[types.intp] * 6), codegen


def _caller(arity: int) -> Any:
    """Return ``call(address, *words)`` for a C function of `arity` words that returns a word."""
    function = ir.FunctionType(_WORD_TYPE, [_WORD_TYPE] * arity)

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.call(builder.inttoptr(args[0], function.as_pointer()), args[1:])

    signature = types.intp(*[types.intp] * (arity + 1))
    if arity == 0:
        return intrinsic(lambda typingctx, address: (signature, codegen))
    if arity == 1:
        return intrinsic(lambda typingctx, address, a: (signature, codegen))
    if arity == 2:
        return intrinsic(lambda typingctx, address, a, b: (signature, codegen))
    if arity == 3:
        return intrinsic(lambda typingctx, address, a, b, c: (signature, codegen))
    if arity == 4:
        return intrinsic(lambda typingctx, address, a, b, c, d: (signature, codegen))
    if arity == 6:
        return intrinsic(lambda typingctx, address, a, b, c, d, e, f: (signature, codegen))
    return intrinsic(lambda typingctx, address, a, b, c, d, e, f, g, h: (signature, codegen))


call0, call1, call2, call3, call4, call6, call8 = (
    _caller(arity) for arity in (0, 1, 2, 3, 4, 6, 8)
)


# The driver ------------------------------------------------------------------------------


def part(function: Callable[..., Any]) -> Any:
    """Jit a part of a driver or a kernel, whatever NUMBA_DISABLE_JIT says.

    Inlined, so that LLVM sees that nothing raises and drops the calls into the runtime; never
    called from Python or C, whose wrappers would be an eighth of the compile time.
    """
    options = {
        "nopython": True,
        "error_model": "numpy",  # Python's integer division would bring exceptions into the code
        "forceinline": True,
        "no_cpython_wrapper": True,
        "no_cfunc_wrapper": True,
    }
    return CPUDispatcher(function, targetoptions=options)


@part
def _overlaps(record, operands, steps, count):  # type: ignore[no-untyped-def]
    """Say whether an output reaches an element that a later iteration reads or writes.

    Equal addresses and steps (in place) are no overlap. NumPy copies operands that overlap
    otherwise, except in `reduce` and `accumulate`, whose iterations follow on each other.
    """
    inputs = load(record + R_INPUTS)
    itemsize = load(record + R_ITEMSIZE)
    for k in range(inputs, load(record + R_OPERANDS)):
        out = load(operands + k * WORD)
        step = load(steps + k * WORD)
        if step == 0:
            return True
        out_end = out + step * (count - 1)
        low, high = min(out, out_end), max(out, out_end) + itemsize
        for j in range(inputs):
            start = load(operands + j * WORD)
            stride = load(steps + j * WORD)
            if start == out and stride == step:
                continue
            end = start + stride * (count - 1)
            if min(start, end) < high and low < max(start, end) + itemsize:
                return True
    return False


@part
def _run(record, operands, steps, start, count, sequential):  # type: ignore[no-untyped-def]
    """Run the kernel over elements [start, start + count) of operands of any layout.

    The kernel takes contiguous operands and multiples of LANES. An operand takes part where it
    lies as long as it is contiguous and whole LANES are left. The others, and the tail, go
    through blocks of scratch memory: gathered, padded with their last element (so that padding
    raises no flag of its own), and scattered. If every parameter is one value (stride 0),
    the kernel is told so and reads each where it lies.

    Return whether there was memory for the blocks.
    """
    kernel = load(record + R_KERNEL)
    inputs = load(record + R_INPUTS)
    every = load(record + R_OPERANDS)
    itemsize = load(record + R_ITEMSIZE)
    varying = inputs - load(record + R_PARAMETERS)
    pointers = stack(POINTERS_SIZE)
    uniform = 1
    for k in range(varying, inputs):
        if load(steps + k * WORD) != 0:
            uniform = 0
    block = count
    capacity = LANES  # of a block: the tail alone
    plain = start == 0 and not sequential
    for k in range(every):
        if load(steps + k * WORD) != itemsize and not (uniform and varying <= k < inputs):
            block = BLOCK
            capacity = min(BLOCK, (count + LANES - 1) & -LANES)
            plain = False
    if sequential:
        block = 1
        capacity = LANES
    buffer_size = capacity * itemsize
    buffers = stack(SCRATCH)
    allocated = 0
    if every * buffer_size > SCRATCH:
        runtime = load(record + R_RUNTIME)
        allocated = call1(load(runtime + S_ALLOCATE), every * buffer_size + 64)
        if allocated == 0:
            return False
        buffers = (allocated + 63) & -64
    done = 0
    if plain:  # the common call, in which nothing moves but the tail
        done = count & -LANES
        if done:
            call3(kernel, operands, done, uniform)
    while done < count:
        size = min(block, count - done)
        if size >= LANES:
            size &= -LANES
        padded = (size + LANES - 1) & -LANES
        for k in range(every):
            step = load(steps + k * WORD)
            source = load(operands + k * WORD) + (start + done) * step
            buffer = buffers + k * buffer_size
            in_place = step == itemsize and size == padded
            if in_place or (uniform and varying <= k < inputs):
                buffer = source
            elif k < inputs and (step != 0 or sequential or done == 0):
                # one value, gathered once, serves every block
                copy(buffer, itemsize, source, step, size, itemsize)
                last = buffer + (size - 1) * itemsize
                copy(last + itemsize, itemsize, last, 0, padded - size, itemsize)
            store(pointers + k * WORD, buffer)
        call3(kernel, pointers, padded, uniform)
        for k in range(inputs, every):
            step = load(steps + k * WORD)
            if step != itemsize or size != padded:
                to = load(operands + k * WORD) + (start + done) * step
                copy(to, step, buffers + k * buffer_size, itemsize, size, itemsize)
        done += size
    if allocated:
        call1(load(load(record + R_RUNTIME) + S_RELEASE), allocated)
    return True


# Python, threads and the clock -----------------------------------------------------------


@part
def called(runtime, function):  # type: ignore[no-untyped-def]
    """Call a Python object without arguments; say whether it returned.

    What it raises stays set, and NumPy raises it as the loop returns. NumPy may call the loop again
    before it looks: then nothing is called.
    """
    status = get_status()  # compiling leaves flags behind that are not the caller's
    state = call0(load(runtime + S_ACQUIRE_GIL))
    result = 0
    if call0(load(runtime + S_ERROR_OCCURRED)) == 0:
        result = call1(load(runtime + S_CALL), function)
        if result:
            call1(load(runtime + S_DECREF), result)
    call1(load(runtime + S_RELEASE_GIL), state)
    set_status(status)
    return result != 0


@part
def prepared(record):  # type: ignore[no-untyped-def]
    """Say whether a loop has its kernel, compiled now if need be; if not, an error is set."""
    if load(record + R_KERNEL):
        return True
    return called(load(record + R_RUNTIME), load(record + R_PREPARE)) and load(record + R_KERNEL)


@part
def raise_no_memory(runtime):  # type: ignore[no-untyped-def]
    """Set MemoryError."""
    state = call0(load(runtime + S_ACQUIRE_GIL))
    call0(load(runtime + S_SET_NO_MEMORY))
    call1(load(runtime + S_RELEASE_GIL), state)


@part
def now(runtime):  # type: ignore[no-untyped-def]
    """Return the time in nanoseconds, or 0 where there is no clock."""
    clock = load(runtime + S_CLOCK)
    if clock == 0:
        return 0
    time = stack(TIME_SIZE)
    store(time + WORD, 0)
    call2(clock, time, TIME_UTC)
    return load(time) * 1_000_000_000 + load(time + WORD)


@part
def thread_count(record, count):  # type: ignore[no-untyped-def]
    """Return how many threads a call should use; 0 if an error is set."""
    grain = load(record + R_GRAIN)
    if count < 2 * grain:
        return 1
    runtime = load(record + R_RUNTIME)
    if load(runtime + S_LAUNCHED) == 0 and not called(runtime, load(runtime + S_LAUNCH)):
        return 0
    if load(runtime + S_PARALLEL_FOR) == 0:
        return 1
    if load(runtime + S_EXCLUSIVE):
        if not called(runtime, load(runtime + S_LOOK_AROUND)):
            return 0
        if load(runtime + S_ALONE) == 0:
            return 1
    alone = load(runtime + S_ALONE_FOR)
    if alone > 0:
        store(runtime + S_ALONE_FOR, alone - 1)
        return 1
    allowed = call0(load(runtime + S_GET_NUM_THREADS)) & 0xFFFF
    return min(allowed, count // grain, MAX_THREADS)


@part
def run_parallel(entry, record, operands, steps, count, length, unit, threads):  # type: ignore[no-untyped-def]
    """Split a loop into one share a thread; return the flags raised, or -1 if it can't run now.

    Each share is a call of `entry`. Shares begin at multiples of `unit`: with LANES no two write
    to one cache line and each runs the kernel from its own first element.
    """
    runtime = load(record + R_RUNTIME)
    allocated = call1(load(runtime + S_ALLOCATE), threads * TASK_SIZE + 64)
    if allocated == 0:
        return -1
    tasks = (allocated + 63) & -64
    share = (count + threads * unit - 1) // (threads * unit) * unit
    for k in range(threads):
        task = tasks + k * TASK_SIZE
        start = min(k * share, count)
        store(task + T_MARK, IS_TASK)
        store(task + T_RECORD, record)
        store(task + T_OPERANDS, operands)
        store(task + T_STEPS, steps)
        store(task + T_START, start)
        store(task + T_COUNT, min(share, count - start))
        store(task + T_FLAGS, 0)
        store(task + T_LENGTH, length)
    arguments = stack(ARGUMENTS_SIZE)
    store(arguments, tasks)
    store(arguments + WORD, threads)
    store(arguments + 2 * WORD, TASK_SIZE)
    began = now(runtime)
    call8(
        load(runtime + S_PARALLEL_FOR),
        entry,
        arguments,
        arguments + WORD,
        arguments + 2 * WORD,
        tasks,
        0,
        1,
        threads,
    )
    took = now(runtime) - began
    raised = 0
    shortest = took
    for k in range(threads):
        task = tasks + k * TASK_SIZE
        raised |= load(task + T_FLAGS)
        if load(task + T_COUNT) == share:
            shortest = min(shortest, load(task + T_TOOK))
    call1(load(runtime + S_RELEASE), allocated)
    _look_back(runtime, took, shortest * threads)
    return raised


@part
def _look_back(runtime, took, alone):  # type: ignore[no-untyped-def]
    """Have calls use one thread for a while if this one was slower than one thread `alone`.

    Where other programs have the cores, a thread may get its turn after 16 ms.
    """
    if 4 * took <= SLOW_QUARTERS * alone:
        store(runtime + S_SLOW, 0)
        store(runtime + S_ALONE_NEXT, ALONE_AT_FIRST)
        return
    slow = load(runtime + S_SLOW) + 1
    if slow == 2 or took - alone > LATE:
        slow = 0
        calls = load(runtime + S_ALONE_NEXT)
        store(runtime + S_ALONE_FOR, calls)
        store(runtime + S_ALONE_NEXT, min(2 * calls, ALONE_AT_MOST))
    store(runtime + S_SLOW, slow)


@part
def left_to_numpy(record, raised):  # type: ignore[no-untyped-def]
    """Have warnings given of the flags that a call raised; return those that NumPy is to see."""
    runtime = load(record + R_RUNTIME)
    status = get_status()
    state = call0(load(runtime + S_ACQUIRE_GIL))
    if call0(load(runtime + S_ERROR_OCCURRED)) == 0:
        flags = call1(load(runtime + S_TO_INT), raised)
        raised = 0
        if flags:
            left = call2(load(runtime + S_CALL_WITH), load(record + R_WARN), flags)
            call1(load(runtime + S_DECREF), flags)
            if left:
                raised = call1(load(runtime + S_FROM_INT), left)
                call1(load(runtime + S_DECREF), left)
    call1(load(runtime + S_RELEASE_GIL), state)
    set_status(status)
    return raised


@part
def finish_parallel(record, raised):  # type: ignore[no-untyped-def]
    """Hand what the shares raised to NumPy."""
    if raised >= NO_MEMORY:
        raise_no_memory(load(record + R_RUNTIME))
    elif raised > 0:
        left = left_to_numpy(record, raised)
        set_status(get_status() | left)


# A branch that a select rejects, and a comparison with NaN, raise flags of their own; the record
# says which ones mean something for this function. Reading the status is cheap and writing it is
# not, and mostly there is nothing to change.


@part
def begin(record, task):  # type: ignore[no-untyped-def]
    """Begin a call or a share: take down the flags that NumPy looks at; return the status before.

    Whatever the caller's rounding, and whether it takes subnormals for zero, the threads compute
    with the default, and so does the caller's own.
    """
    if task:
        store(task + T_BEGAN, now(load(record + R_RUNTIME)))
    before = get_status()
    if before & (FP_MASK | CONTROL_MASK) != CONTROL_DEFAULT:
        set_status(before & ~(FP_MASK | CONTROL_MASK) | CONTROL_DEFAULT)
    return before


@part
def end(record, before, task, found):  # type: ignore[no-untyped-def]
    """End a call or a share: put up the flags of `before`, and those raised that mean something.

    The latter go into the task, if there is one; so does that it has not `found` memory.
    """
    after = get_status()
    raised = after & load(record + R_FLAGS)
    if task:
        store(task + T_FLAGS, raised if found else NO_MEMORY)
        store(task + T_TOOK, now(load(record + R_RUNTIME)) - load(task + T_BEGAN))
        raised = 0
    elif not found:
        raise_no_memory(load(record + R_RUNTIME))
    elif raised:
        raised = left_to_numpy(record, raised)
    kept = FP_MASK | CONTROL_MASK
    wanted = (after & ~kept) | (before & kept) | raised
    if wanted != after:
        set_status(wanted)


def _driver(arguments, dimensions, strides, data):  # type: ignore[no-untyped-def]
    """Run one ufunc call, or one thread's share of it.

    Both NumPy and Numba's parallel-for call this function: their signatures are the same. A
    share is told by the mark that `data` points to, and its task is the one argument.
    """
    task = 0
    start = 0
    if load(data) == IS_TASK:
        task = load(arguments)
        record = load(task + T_RECORD)
        operands = load(task + T_OPERANDS)
        steps = load(task + T_STEPS)
        start = load(task + T_START)
        count = load(task + T_COUNT)
        sequential = False
        if count <= 0:
            return
    else:
        record, operands, steps = data, arguments, strides
        count = load(dimensions)
        if count <= 0 or not prepared(record):
            return
        sequential = count > 1 and _overlaps(record, operands, steps, count)
        threads = 1 if sequential else thread_count(record, count)
        if threads < 1:
            return
        if threads > 1:
            entry = load(load(record + R_RUNTIME) + S_DRIVER)
            raised = run_parallel(entry, record, operands, steps, count, 0, LANES, threads)
            if raised >= 0:
                finish_parallel(record, raised)
                return

    before = begin(record, task)
    found = _run(record, operands, steps, start, count, sequential)
    end(record, before, task, found)


def compile_driver() -> Any:
    """Compile the driver to a C function with the signature of NumPy's inner loops."""
    return compile_loop(_driver)
