"""Many threads at once, in every threading layer, and across fork."""

import concurrent.futures
import ctypes
import functools
import os
import sys
import time

import numba
import numpy as np
import pytest

import numba_act as na
from numba_act.cpu.driver import MOST_CREDIT, PATIENCE
from numba_act.cpu.ufunc import GRAIN
from tests.support.process import run
from tests.support.walk import assert_same_bits

LARGE = 4 * GRAIN + 5


def test_concurrent_calls():
    x = np.linspace(-8, 8, LARGE).astype(np.float32)
    calls = [na.silu, na.gelu, na.mish, na.silu.grad]
    expected = [function(x) for function in calls]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        jobs = [(k, pool.submit(calls[k], x)) for k in range(4) for _ in range(10)]
        for k, job in jobs:
            assert_same_bits(job.result(), expected[k])


FIRST_CALLS = """
import concurrent.futures, threading
import numpy as np, numba_act as na
x = np.linspace(-8, 8, {large}).astype(np.float32)
barrier = threading.Barrier(6)
def call(k):
    barrier.wait()
    return (na.silu, na.swish)[k % 2](x)
with concurrent.futures.ThreadPoolExecutor(6) as pool:
    results = list(pool.map(call, range(6)))
assert all(np.array_equal(each, (na.silu, na.swish)[k % 2](x)) for k, each in enumerate(results))
print("done")
"""


def test_first_calls_race(tmp_path):
    code = FIRST_CALLS.format(large=LARGE)
    assert run(code, NUMBA_ACT_CACHE_DIR=str(tmp_path)) == "done\n"


LAYER = """
import concurrent.futures, numba
import numpy as np, numba_act as na
x = np.linspace(-8, 8, {large}).astype(np.float32)
numba.set_num_threads(1)
one = na.silu(x)
numba.set_num_threads(2)
assert np.array_equal(na.silu(x), one)
# set_num_threads holds for its own thread: give the others two as well
pool = concurrent.futures.ThreadPoolExecutor(4, None, numba.set_num_threads, (2,))
with pool:
    for result in pool.map(na.silu, [x] * 40):
        assert np.array_equal(result, one)
print(numba.threading_layer())
"""


@pytest.mark.parametrize("layer", ["workqueue", "omp"])
def test_threading_layers(layer):
    if layer == "omp":
        pytest.importorskip("numba.np.ufunc.omppool")
    code = LAYER.format(large=LARGE)
    assert run(code, NUMBA_THREADING_LAYER=layer, NUMBA_NUM_THREADS="2") == f"{layer}\n"


FORK = """
import os, sys, numba
import numpy as np, numba_act as na
x = np.linspace(-8, 8, {large}).astype(np.float32)
numba.set_num_threads(2)
expected = na.silu(x)
child = os.fork()
if child == 0:
    good = np.array_equal(na.silu(x), expected) and np.array_equal(na.gelu(x), na.gelu(x[:]))
    os._exit(17 if good else 1)
_, status = os.waitpid(child, 0)
assert os.waitstatus_to_exitcode(status) == 17, status
assert np.array_equal(na.silu(x), expected)
print("done")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
@pytest.mark.parametrize("layer", ["workqueue", "omp"])
def test_fork_after_threads_were_used(layer):
    if layer == "omp":
        pytest.importorskip("numba.np.ufunc.omppool")
    code = FORK.format(large=LARGE)
    assert run(code, NUMBA_THREADING_LAYER=layer, NUMBA_NUM_THREADS="2") == "done\n"


@pytest.mark.skipif(sys.platform != "linux", reason="fork is Linux's way")
def test_multiprocessing_by_fork():
    code = """
import multiprocessing
import numpy as np, numba_act as na
x = np.linspace(-8, 8, 200_000).astype(np.float32)
expected = na.silu(x)
with multiprocessing.get_context("fork").Pool(2) as pool:
    for result in pool.map(na.silu, [x] * 4):
        assert np.array_equal(result, expected)
print("done")
"""
    assert run(code) == "done\n"


@pytest.mark.skipif(numba.config.NUMBA_NUM_THREADS < 2, reason="Numba has one thread")
def test_overflow_in_any_threads_share_warns():
    numba.set_num_threads(2)
    for place in (0, LARGE // 2, LARGE - 1):
        x = np.zeros(LARGE, np.float32)
        x[place] = 100
        with pytest.warns(RuntimeWarning, match="overflow encountered in exp"):
            assert np.isinf(na.exp(x)[place])
        with np.errstate(over="raise"), pytest.raises(FloatingPointError):
            na.exp(x)
    assert na.exp(np.zeros(LARGE, np.float32)).all()


def test_number_of_threads_is_left_alone():
    before = numba.get_num_threads()
    na.silu(np.zeros(LARGE, np.float32))
    assert numba.get_num_threads() == before


BESIDE = """
import threading, numba
import numpy as np, numba_act as na

x = np.linspace(-8, 8, 300_000).astype(np.float32)

@numba.njit(parallel=True, nogil=True)
def own(a):
    total = 0.0
    for i in numba.prange(a.size):
        total += a[i]
    return total

@numba.njit(parallel=True)
def inside(a, out):
    for i in numba.prange(4):
        with numba.objmode():
            out[i] = na.silu(a)[0]

own(x)
expected = na.silu(x)
stop = threading.Event()
def user():
    while not stop.is_set():
        own(x)
thread = threading.Thread(target=user)
thread.start()
for _ in range(50):
    assert np.array_equal(na.silu(x), expected)
    na.softmax(x.reshape(300, 1000))
stop.set()
thread.join()
out = np.zeros(4, np.float32)
inside(x, out)
assert (out == expected[0]).all()
print(numba.threading_layer())
"""


@pytest.mark.parametrize("layer", ["workqueue", "omp"])
def test_beside_a_users_own_parallel_loops(layer):
    """workqueue ends the process where two threads enter it: calls stay out of it."""
    if layer == "omp":
        pytest.importorskip("numba.np.ufunc.omppool")
    assert run(BESIDE, NUMBA_THREADING_LAYER=layer, NUMBA_NUM_THREADS="2") == f"{layer}\n"


FORK_WHILE_COMPILING = """
import os, signal, threading, time
import numpy as np, numba_act as na

x = np.ones(100, np.float32)
def compile_some():
    for function in (na.gelu, na.mish, na.elu):
        function(x), function(x.astype(np.float64))
thread = threading.Thread(target=compile_some)
thread.start()
for _ in range(4):
    time.sleep(0.1)
    child = os.fork()
    if child == 0:
        signal.alarm(60)
        os._exit(17 if np.isfinite(na.tanh(x)).all() else 1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 17, status
thread.join()
print("done")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_fork_while_another_thread_compiles(tmp_path):
    assert run(FORK_WHILE_COMPILING, NUMBA_ACT_CACHE_DIR=str(tmp_path)) == "done\n"


@pytest.mark.skipif(numba.config.NUMBA_NUM_THREADS < 2, reason="Numba has one thread")
def test_a_busy_machine_has_calls_use_one_thread(monkeypatch):
    """What threads lose, calls on one thread earn again: twenty times as long, whatever they do."""
    from numba_act.cpu import runtime

    state = runtime._runtime
    numba.set_num_threads(2)
    x = np.linspace(-8, 8, LARGE).astype(np.float32)
    rows = x[: LARGE // 64 * 64].reshape(-1, 64)
    calls = (
        functools.partial(na.silu, x),
        functools.partial(na.softmax, rows),
        functools.partial(na.swiglu.packed, rows),
    )
    expected = [call() for call in calls]  # the threads are there
    assert state.parallel_for
    monkeypatch.setattr(state, "exclusive", 0)  # as if the threading layer took other threads
    kind = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 5, *[ctypes.c_ssize_t] * 3)
    parallel_for = kind(state.parallel_for)
    on_threads = []

    @kind
    def late(*arguments):
        on_threads.append(True)
        parallel_for(*arguments)
        time.sleep(0.02)

    before = state.parallel_for
    state.credit = 0
    try:
        state.parallel_for = ctypes.cast(late, ctypes.c_void_p).value
        assert_same_bits(calls[0](), expected[0])
        assert state.credit < -0.02e9 / 2  # nanoseconds
        for call, result in zip(calls, expected, strict=True):
            owed = state.credit
            began = time.perf_counter_ns()
            assert_same_bits(call(), result)
            took = time.perf_counter_ns() - began
            assert owed < state.credit <= owed + took // PATIENCE
        assert len(on_threads) == 1
        state.parallel_for = before
        state.credit = 10 * MOST_CREDIT
        assert_same_bits(calls[0](), expected[0])
        assert state.credit <= MOST_CREDIT
        state.parallel_for = ctypes.cast(late, ctypes.c_void_p).value
        state.credit = -1
        numba.set_num_threads(1)
        owed = state.credit
        na.silu(x)
        assert state.credit == owed  # it had no choice
        numba.set_num_threads(2)
        state.credit = 0
        assert_same_bits(calls[0](), expected[0])
        assert len(on_threads) == 2
    finally:
        state.parallel_for = before
        state.credit = 0
        numba.set_num_threads(numba.config.NUMBA_NUM_THREADS)


TRACED = """
import tracemalloc
import numba, numpy as np, numba_act as na
from numba_act.cpu import runtime

numba.set_num_threads(2)
x = np.broadcast_to(np.float32([[0.7], [-3.0]]), (2, 3_000_001))
na.logsumexp(x[:, :100])
runtime._runtime.credit = 10**7  # threads are used, however busy the machine is
tracemalloc.start()
na.logsumexp(x)
"""


@pytest.mark.skipif(numba.config.NUMBA_NUM_THREADS < 2, reason="Numba has one thread")
def test_memory_that_is_traced_does_not_wait_for_the_caller():
    """NumPy keeps the GIL for a call with few results, which threads need to trace memory."""
    run(TRACED, kernels=4)


@pytest.mark.skipif(numba.config.NUMBA_NUM_THREADS < 2, reason="Numba has one thread")
@pytest.mark.parametrize("shares", [0, 1])
def test_what_no_thread_computes_is_computed_all_the_same(shares, monkeypatch):
    """Numba's function has no type to be checked: one that comes to do other things is noticed."""
    from numba_act.cpu import runtime

    state = runtime._runtime
    numba.set_num_threads(min(2, numba.config.NUMBA_NUM_THREADS))
    x = np.linspace(-8, 8, LARGE).astype(np.float32)
    expected = na.silu(x)  # the threads are there
    assert state.parallel_for
    monkeypatch.setattr(state, "exclusive", 0)  # as if the threading layer took other threads
    kind = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 5, *[ctypes.c_ssize_t] * 3)
    share_kind = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 4)

    @kind
    def lazy(share, address, times, step, data, *counts):
        if shares:
            share_kind(share)(address, times, step, data)

    before = state.parallel_for
    state.credit = 0
    try:
        state.parallel_for = ctypes.cast(lazy, ctypes.c_void_p).value
        assert_same_bits(na.silu(x), expected)
        assert state.parallel_for == 0  # not asked again
        assert_same_bits(na.silu(x), expected)
    finally:
        state.parallel_for = before
