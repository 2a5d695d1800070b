"""The one driver behind every ufunc: strides, tails, overlap, flags and threads.

NumPy calls `driver` as the inner loop of every type of every function and hands it the
loop's record (`LoopRecord`). The driver feeds the loop's vector kernel (`kernels.py`), which
takes contiguous operands and whole multiples of LANES only. So a function compiles one small
loop, and this code compiles once for the package.

Everything here runs without the interpreter: memory is reached by address, and the only
calls are the kernel, Numba's parallel-for and two callbacks into Python (compile this
loop's kernel; start the threads), each taken once.
"""

from __future__ import annotations

import ctypes
from typing import Any

import numba
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from .kernels import LANES
from .status import FP_MASK, get_status, set_status
from .words import compile_loop

__all__ = ["MAX_OPERANDS", "LoopRecord", "Runtime", "compile_driver"]

#: Inputs and outputs together: a gate's vjp with two parameters has 5 + 2.
MAX_OPERANDS = 8

#: Elements of a block on the stack for strided operands: 8 operands of 8 bytes fill half of a
#: 48 KiB level-1 cache, and the gap between kernel calls is under 3 % of a cheap kernel.
BLOCK = 384


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
        ("identity", ctypes.c_ssize_t),  # the callback's name for this loop
        ("failure", ctypes.c_ssize_t),  # exception type to raise if there is no kernel
        # of row functions (`row_driver.py`):
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
        ("prepare", ctypes.c_ssize_t),  # callback(identity): compile that loop's kernel; returns
        # 0, or the number of the thread in which the record's failure is to be raised
        ("launch", ctypes.c_ssize_t),  # callback(): fill in the fields below
        ("launched", ctypes.c_ssize_t),
        ("parallel_for", ctypes.c_ssize_t),  # Numba's threading layer, 0 where it can't be used
        ("get_num_threads", ctypes.c_ssize_t),
        ("driver", ctypes.c_ssize_t),
        ("exclusive", ctypes.c_ssize_t),  # 1 where two threads must not enter parallel_for
        ("busy", ctypes.c_ssize_t),
        ("acquire_gil", ctypes.c_ssize_t),  # functions of Python's C-API
        ("release_gil", ctypes.c_ssize_t),
        ("raise_in", ctypes.c_ssize_t),
        ("row_driver", ctypes.c_ssize_t),
        ("allocate", ctypes.c_ssize_t),
        ("release", ctypes.c_ssize_t),
        ("this_thread", ctypes.c_ssize_t),
        ("no_memory", ctypes.c_ssize_t),  # the exception type
        ("warn", ctypes.c_ssize_t),  # callback(identity, flags): returns those left to NumPy
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
        ("length", ctypes.c_ssize_t),  # of a row; the eighth word: shares share no cache line
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
R_IDENTITY = _offset(LoopRecord, "identity")
R_FAILURE = _offset(LoopRecord, "failure")
R_CORES = _offset(LoopRecord, "cores")
R_ITEMSIZES = _offset(LoopRecord, "itemsizes")
R_WORK = _offset(LoopRecord, "work")
R_BY_ROW = _offset(LoopRecord, "by_row")
R_COLUMNS = _offset(LoopRecord, "columns")
R_ONLINE = _offset(LoopRecord, "online")
S_PREPARE = _offset(Runtime, "prepare")
S_LAUNCH = _offset(Runtime, "launch")
S_LAUNCHED = _offset(Runtime, "launched")
S_PARALLEL_FOR = _offset(Runtime, "parallel_for")
S_GET_NUM_THREADS = _offset(Runtime, "get_num_threads")
S_DRIVER = _offset(Runtime, "driver")
S_EXCLUSIVE = _offset(Runtime, "exclusive")
S_BUSY = _offset(Runtime, "busy")
S_ACQUIRE_GIL = _offset(Runtime, "acquire_gil")
S_RELEASE_GIL = _offset(Runtime, "release_gil")
S_RAISE_IN = _offset(Runtime, "raise_in")
S_ROW_DRIVER = _offset(Runtime, "row_driver")
S_ALLOCATE = _offset(Runtime, "allocate")
S_RELEASE = _offset(Runtime, "release")
S_THIS_THREAD = _offset(Runtime, "this_thread")
S_NO_MEMORY = _offset(Runtime, "no_memory")
S_WARN = _offset(Runtime, "warn")
T_MARK = _offset(Task, "mark")
T_RECORD = _offset(Task, "record")
T_OPERANDS = _offset(Task, "operands")
T_STEPS = _offset(Task, "steps")
T_START = _offset(Task, "start")
T_COUNT = _offset(Task, "count")
T_FLAGS = _offset(Task, "flags")
T_LENGTH = _offset(Task, "length")
TASK_SIZE = ctypes.sizeof(Task)
TASKS_SIZE = MAX_THREADS * TASK_SIZE
POINTERS_SIZE = MAX_OPERANDS * WORD
BUFFER_SIZE = BLOCK * 8
BUFFERS_SIZE = MAX_OPERANDS * BUFFER_SIZE
ARGUMENTS_SIZE = 3 * WORD

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


@intrinsic
def acquire(typingctx: Any, address: Any) -> Any:
    """Set the word at an address from 0 to 1 atomically; say whether this call did it."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        pointer = builder.inttoptr(args[0], _WORD_TYPE.as_pointer())
        zero, one = ir.Constant(_WORD_TYPE, 0), ir.Constant(_WORD_TYPE, 1)
        found = builder.cmpxchg(pointer, zero, one, "seq_cst", "seq_cst")
        return builder.extract_value(found, 1)

    return types.boolean(types.intp), codegen


# The driver ------------------------------------------------------------------------------

#: Python's own integer division would bring exceptions into the code.
_OPTIONS = {"error_model": "numpy"}

#: Inlined, so that LLVM sees that nothing raises and drops the calls into the runtime; never
#: called from Python or C, whose wrappers would be an eighth of the compile time.
part = numba.njit(forceinline=True, no_cpython_wrapper=True, no_cfunc_wrapper=True, **_OPTIONS)


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
    through blocks on the stack: gathered, padded with their last element (so that padding
    raises no flag of its own), and scattered. If every parameter is one value (stride 0),
    the kernel is told so and reads each where it lies.
    """
    kernel = load(record + R_KERNEL)
    inputs = load(record + R_INPUTS)
    every = load(record + R_OPERANDS)
    itemsize = load(record + R_ITEMSIZE)
    varying = inputs - load(record + R_PARAMETERS)
    buffers = stack(BUFFERS_SIZE)
    pointers = stack(POINTERS_SIZE)
    uniform = 1
    for k in range(varying, inputs):
        if load(steps + k * WORD) != 0:
            uniform = 0
    block = count
    plain = start == 0 and not sequential
    for k in range(every):
        if load(steps + k * WORD) != itemsize and not (uniform and varying <= k < inputs):
            block = BLOCK
            plain = False
    if sequential:
        block = 1
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
            buffer = buffers + k * BUFFER_SIZE
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
                copy(to, step, buffers + k * BUFFER_SIZE, itemsize, size, itemsize)
        done += size


@part
def raise_in(runtime, thread, exception):  # type: ignore[no-untyped-def]
    """Send an exception to a thread of Python's."""
    state = call0(load(runtime + S_ACQUIRE_GIL))
    call2(load(runtime + S_RAISE_IN), thread, exception)
    call1(load(runtime + S_RELEASE_GIL), state)


@part
def prepared(record):  # type: ignore[no-untyped-def]
    """Have a loop's kernel compiled; if that fails, raise the error and return False."""
    runtime = load(record + R_RUNTIME)
    thread = call1(load(runtime + S_PREPARE), load(record + R_IDENTITY))
    if thread:
        raise_in(runtime, thread, load(record + R_FAILURE))
    return thread == 0


@part
def thread_count(record, count):  # type: ignore[no-untyped-def]
    """Return how many threads a call should use."""
    grain = load(record + R_GRAIN)
    if count < 2 * grain:
        return 1
    runtime = load(record + R_RUNTIME)
    if load(runtime + S_LAUNCHED) == 0:
        call0(load(runtime + S_LAUNCH))
    if load(runtime + S_PARALLEL_FOR) == 0:
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
    exclusive = load(runtime + S_EXCLUSIVE)
    if exclusive and not acquire(runtime + S_BUSY):
        return -1
    tasks = stack(TASKS_SIZE)
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
    raised = 0
    for k in range(threads):
        raised |= load(tasks + k * TASK_SIZE + T_FLAGS)
    if exclusive:
        store(runtime + S_BUSY, 0)
    return raised


# A branch that a select rejects, and a comparison with NaN, raise flags of their own; the record
# says which ones mean something for this function. Reading the status is cheap and writing it is
# not, and mostly there is nothing to take down.


@part
def take_flags_down():  # type: ignore[no-untyped-def]
    """Take the flags down that NumPy looks at; return the status word as it was."""
    before = get_status()
    if before & FP_MASK:
        set_status(before & ~FP_MASK)
    return before


@part
def left_to_numpy(record, raised):  # type: ignore[no-untyped-def]
    """Have warnings given of the flags that a call raised; return those that NumPy is to see."""
    return call2(load(load(record + R_RUNTIME) + S_WARN), load(record + R_IDENTITY), raised)


@part
def put_flags_up(record, before, task):  # type: ignore[no-untyped-def]
    """Put up the flags of `before`, and those raised since that mean something.

    The latter go into the task, if there is one.
    """
    after = get_status()
    raised = after & load(record + R_FLAGS)
    changed = raised
    if task:
        store(task + T_FLAGS, raised)
        raised = 0
    elif raised:
        raised = left_to_numpy(record, raised)
    wanted = (after & ~FP_MASK) | (before & FP_MASK) | raised
    if changed or wanted != after:  # Python raises flags of its own
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
        if count <= 0:
            return
        if load(record + R_KERNEL) == 0 and not prepared(record):
            return
        sequential = count > 1 and _overlaps(record, operands, steps, count)
        threads = thread_count(record, count)
        if threads > 1 and not sequential:
            entry = load(load(record + R_RUNTIME) + S_DRIVER)
            raised = run_parallel(entry, record, operands, steps, count, 0, LANES, threads)
            if raised > 0:
                status = get_status()
                set_status(status | left_to_numpy(record, raised))
            if raised >= 0:
                return

    before = take_flags_down()
    _run(record, operands, steps, start, count, sequential)
    put_flags_up(record, before, task)


def compile_driver() -> Any:
    """Compile the driver to a C function with the signature of NumPy's inner loops."""
    return compile_loop(_driver)
