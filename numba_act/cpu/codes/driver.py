"""The driver of loops between floats and codes, whose operands have different types.

Their kernels (`kernel.py`) take any steps and any count: what is left is to share a call among
threads.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from ..driver import (
    POINTERS_SIZE,
    UNIT,
    advance,
    begin,
    end,
    end_share,
    loop_at,
    now,
    prepared,
    run_parallel,
    runtime_at,
    task_at,
    thread_count,
)
from ..intrinsics import call, stack, words


def code_driver(arguments, dimensions, strides, data):
    """Run one ufunc call."""
    loop, count = loop_at(data), words(dimensions)[0]
    if count <= 0 or not prepared(loop):
        return
    threads = thread_count(loop, count)
    if threads < 1:
        return
    if threads > 1:
        share = runtime_at(loop.runtime).code_share
        if run_parallel(loop, share, arguments, dimensions, strides, data, count, UNIT, threads):
            return
    before = begin()
    call(loop.kernel, words(arguments), words(strides), count)
    end(loop, before, True)


def code_share(arguments, dimensions, strides, data):
    """Run one thread's share of a call: the address of its task is the one argument."""
    task = task_at(words(arguments)[0])
    if task.count <= 0:
        return
    loop, operands, steps = loop_at(task.data), words(stack(POINTERS_SIZE)), words(task.strides)
    advance(loop, words(task.arguments), steps, task.start, operands)
    began = now(loop)
    before = begin()
    call(loop.kernel, operands, steps, task.count)
    end_share(loop, before, task, True)
    task.took = now(loop) - began
