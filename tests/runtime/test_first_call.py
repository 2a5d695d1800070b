"""A loop's first call compiles: what is raised then leaves the call, and the output as it was."""

import sys
import time

import numba
import numpy as np
import pytest

import numba_act as na
from tests.support.process import run, run_failing
from tests.support.walk import unless

X = np.arange(10, dtype=np.float32)


@na.activation(inputs=2)
def broken(x, y):
    return x * undefined_name(y)  # noqa: F821


FORMS = {
    "call": lambda f: f(X, X),
    "ufunc": lambda f: f.ufunc(X, X),
    "scalars": lambda f: f.ufunc(np.float32(1), np.float32(2)),
    "strided": lambda f: f.ufunc(X[::2], X[::2]),
    "cast input": lambda f: f.ufunc(X.astype(">f4"), X),
    "where": lambda f: f.ufunc(X, X, where=X > 3, out=X.copy()),
    "large": lambda f: f.ufunc(np.ones(300_000, np.float32), np.float32(1)),
    "large and cast": lambda f: f.ufunc(np.ones(300_000, ">f4"), np.float32(1)),
    "reduce": lambda f: f.ufunc.reduce(X),
    "accumulate": lambda f: f.ufunc.accumulate(X),
    "reduceat": lambda f: f.ufunc.reduceat(X, [0, 3]),
    "outer": lambda f: f.ufunc.outer(X, X),
    "at": lambda f: f.ufunc.at(X.copy(), [1, 2], X[:2]),
    "packed": lambda f: f.packed(X),
    "packed along an axis": lambda f: f.packed(np.ones((4, 4), np.float32), axis=0),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_call_raises_what_the_compiler_says(form):
    for _ in range(2):  # each time
        with pytest.raises(TypeError, match=r"broken: the body at .*test_first_call\.py:\d+"):
            FORMS[form](broken)


def test_operands_with_finalizers_do_not_catch_the_error():
    class Noisy(np.ndarray):
        def __del__(self):
            sum(range(1000))

    for _ in range(3):
        with pytest.raises(TypeError, match="broken"):
            broken.ufunc(X.view(Noisy), X.view(Noisy))


@pytest.mark.parametrize("y", [X, X.tolist(), 1.0], ids=["array", "list", "number"])
@pytest.mark.parametrize("dtype", [np.float32, np.float64, ">f4"])
def test_the_output_is_as_it_was(dtype, y):
    out = np.full(X.shape, 7, dtype)
    with pytest.raises(TypeError, match="broken"):
        broken(X, y, out=out)
    assert (out == 7).all()


INTERRUPTED = """
import os, signal, sys, threading, time
import numpy as np, numba_act as na
from numba_act.cpu import cache
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background ignores it

@na.activation(inputs=2)
def own(x, y):
    return x * na.mish(y) * {unique}  # never on the disk

call = {call}
x = np.ones((4, 1000), np.float32)
out = np.full({shape}, 7, np.float32)
compile_ = cache.load_or_compile
started, sent = threading.Event(), threading.Event()
def load_or_compile(*args):
    started.set()
    sent.wait()
    time.sleep(float(sys.argv[1]))
    return compile_(*args)
cache.load_or_compile = load_or_compile
def interrupt():
    started.wait()
    time.sleep(0.05)
    os.kill(os.getpid(), signal.SIGINT)
    sent.set()
thread = threading.Thread(target=interrupt)
thread.start()
try:
    result = call(x, out)
except KeyboardInterrupt:
    assert (out == 7).all()
else:
    raise AssertionError("not interrupted")
thread.join()
assert np.isfinite(call(x, out)).all()  # the next call has the kernel
print("done")
"""

CALLS = {
    "elementwise": ("lambda x, out: own(x, x, out=out)", "(4, 1000)"),
    "ufunc": ("lambda x, out: own.ufunc(x, x, out)", "(4, 1000)"),
    "cast": ("lambda x, out: own(x.astype(np.float64), x, out=out)", "(4, 1000)"),
    "packed": ("lambda x, out: own.packed(x, out=out)", "(4, 500)"),
    "rows": ("lambda x, out: na.softmax(x, out=out)", "(4, 1000)"),
    "columns": ("lambda x, out: na.softmax(np.tile(x, (9, 1)), axis=0, out=out)", "(36, 1000)"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
@pytest.mark.parametrize("kind", [pytest.param(k, marks=unless(k == "cast")) for k in CALLS])
def test_an_interrupt_leaves_the_call_that_compiles(kind, tmp_path):
    call, shape = CALLS[kind]
    code = INTERRUPTED.format(call=call, shape=shape, unique=time.time())
    environment = {"NUMBA_ACT_CACHE_DIR": tmp_path} if "softmax" in call else {}
    assert run(code, 0.3, **environment) == "done\n"


EXIT = """
import signal, sys
import numpy as np, numba_act as na
from numba_act.cpu import cache

def load_or_compile(*args):
    raise {error}
na.tanh(np.ones(3, np.float32))  # the driver is there
cache.load_or_compile = load_or_compile
out = np.full(3, 7, np.float32)
try:
    na.silu(np.ones(3, np.float32), out=out)
finally:
    assert (out == 7).all()
"""


@pytest.mark.parametrize("error", ["SystemExit(1)", "MemoryError('none')", "OSError('no')"])
def test_whatever_is_raised_while_compiling_is_raised_by_the_call(error):
    code = EXIT.format(error=error)
    if error.startswith("SystemExit"):
        with pytest.raises(IndexError):  # nothing on stderr
            run_failing(code)
    else:
        last = run_failing(code)
        assert error.partition("(")[0] in last


RECURSION = """
import sys
import numpy as np, numba_act as na

x = np.linspace(-3, 3, 100, dtype=np.float32)
expected = na.gelu(x.astype(np.float64))
raised = 0
def deep(n):
    if n:
        return deep(n - 1)
    out = np.full(100, 7, np.float32)
    try:
        na.gelu.ufunc(x, out)
    except RecursionError:
        assert (out == 7).all()
        raise
    return out
for n in range(sys.getrecursionlimit() - 60, sys.getrecursionlimit()):
    try:
        out = deep(n)
    except RecursionError:
        raised += 1
    else:
        np.testing.assert_allclose(out, expected, atol=1e-6)
assert raised
np.testing.assert_allclose(deep(1), expected, atol=1e-6)
print("done")
"""


def test_near_the_recursion_limit(tmp_path):
    assert run(RECURSION, NUMBA_ACT_CACHE_DIR=str(tmp_path)) == "done\n"


NO_JIT = """
import numpy as np, numba_act as na

@na.activation(inputs=2)
def own(x, y):
    return x * na.sigmoid(y)

x = np.linspace(-3, 3, 12, dtype=np.float32)
np.testing.assert_allclose(na.silu(x), x / (1 + np.exp(-x)), rtol=1e-6)
np.testing.assert_allclose(own(x, x), x / (1 + np.exp(-x)), rtol=1e-6)
np.testing.assert_allclose(own.packed(x), x[:6] / (1 + np.exp(-x[6:])), rtol=1e-6)
np.testing.assert_allclose(na.softmax(x), np.exp(x) / np.exp(x).sum(), rtol=1e-6)
print("done")
"""


def test_without_numbas_own_compilation(tmp_path):
    environment = {"NUMBA_DISABLE_JIT": "1", "NUMBA_ACT_CACHE_DIR": str(tmp_path)}
    assert run(NO_JIT, **environment) == "done\n"


SMALL_STACK = """
import sys, threading
import numpy as np, numba_act as na

@na.activation
def own(x):  # never on the disk
    return x * na.sigmoid(x) + {unique}

def work():
    x = np.linspace(-3, 3, 1000, dtype=np.float32)
    rows = np.tile(x, (40, 1))
    for y in (x, x[::3], rows, rows.T, np.tile(x, 300)):
        na.gelu(y), own(y), na.swiglu.vjp(y, y, y), na.softmax(y), na.softmax(y, axis=0)
    na.swiglu.packed(rows, order="interleaved"), na.softmax(rows, where=rows > 0)
    done.append(1)

done = []
threading.stack_size(int(sys.argv[1]) << 10)
thread = threading.Thread(target=work)
thread.start()
thread.join()
assert done
print("done")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a thread's smallest stack")
def test_a_thread_with_a_small_stack_compiles_and_computes():
    assert run(SMALL_STACK.format(unique=time.time()), 64) == "done\n"


LOCKS = """
import faulthandler, threading
import numba, numpy as np, numba_act as na

faulthandler.dump_traceback_later(120, exit=True)
x = np.ones(100, np.float32)
barrier = threading.Barrier(4)

def first_calls(function):
    barrier.wait()
    function(x), function.grad(x), function(x.astype(np.float64))

def kernels(function):
    gradient = function.grad.wrt("x")

    @numba.njit
    def kernel(v):
        total = np.float32(0)
        for i in range(v.size):
            total += gradient(v[i]) + function(v[i])
        return total

    barrier.wait()
    kernel(x)

jobs = [(first_calls, na.gelu), (kernels, na.mish), (first_calls, na.mish), (kernels, na.gelu)]
threads = [threading.Thread(target=job, args=[function]) for job, function in jobs]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("done")
"""


def test_first_calls_beside_kernels_that_are_compiled(tmp_path):
    assert run(LOCKS, NUMBA_ACT_CACHE_DIR=str(tmp_path)) == "done\n"


def test_python_is_not_called_again_while_an_error_is_set():
    # one inner loop for each buffer: the second finds the error of the first
    x = np.ones(3 * np.getbufsize(), ">f4")
    with pytest.raises(TypeError, match="broken"):
        broken.ufunc(x, x)
    assert numba.njit(lambda v: v + 1)(1) == 2


def test_compiling_is_logged(caplog):
    @na.activation
    def logged(x):
        return x * na.sigmoid(x)

    with caplog.at_level("INFO", "numba_act"):
        logged(X)
        logged(X)
    assert [record.getMessage().partition(" in ")[0] for record in caplog.records] == [
        "compiled logged for float32"
    ]
