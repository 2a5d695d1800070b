"""Memory: calls, failing calls and activations that are made and dropped leave nothing behind.

Each in a process of its own, whose resident memory is read before and after. With the marker
`sweep` a million small and a thousand large calls.
"""

import sys

import pytest

from tests.support.process import run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/self/statm")

RESIDENT = """
import gc, mmap, sys, weakref
import numpy as np, numba_act as na

def resident():
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * mmap.PAGESIZE

def growth(work, count):
    '''Return the bytes that are added by calls, once what is made only once is there.'''
    for k in range(min(max(count // 4, 8), 10_000)):
        work(k)
    before = resident()
    for k in range(count):
        work(k)
    return resident() - before

MIB = 1 << 20
count = int(sys.argv[1])
"""

SMALL = """
x = np.linspace(-3, 3, 16).astype(np.float32)
out, wide, narrow = np.empty_like(x), x.astype(np.float64), x.astype(np.float16)
mask, rows, several = x > 0, x.reshape(4, 4), np.ones((2, 8), np.float32)[:, ::2]
calls = [
    lambda: na.silu(x), lambda: na.silu(x, out=out), lambda: na.silu(0.5), lambda: na.silu(wide),
    lambda: na.elu(x, 0.5), lambda: na.elu(x, alpha=0.5), lambda: na.silu(x, narrow),
    lambda: na.silu(x, out=out, where=mask), lambda: na.gelu.vjp(x, x), lambda: na.silu([1, 2]),
    lambda: na.swiglu(x, x), lambda: na.swiglu.vjp(x, x, x), lambda: na.swiglu.packed(x),
    lambda: na.swiglu.packed_vjp(x[:8], x), lambda: na.softmax(rows), lambda: na.softmax(rows, 0),
    lambda: na.logsumexp(rows), lambda: na.softmax(rows, where=rows > 0, out=rows.copy()),
    lambda: na.silu(several), lambda: na.bilinear.ufunc.outer(x, x), lambda: na.relu(x.astype(int)),
    lambda: na.swiglu.vjp(x, x, x, wrt="gate"), lambda: na.softmax.vjp(rows, rows),
]
def work(k):
    calls[k % len(calls)]()
added = growth(work, count)
assert added < MIB, added
"""

LARGE = """
x = np.linspace(-3, 3, 300_000).astype(np.float32)
out, wide, rows = np.empty_like(x), np.empty(x.size), x.reshape(-1, 100)
calls = [
    lambda: na.silu(x), lambda: na.silu(x, out=out), lambda: na.silu(x, out=wide),
    lambda: na.gelu.vjp(x, x), lambda: na.swiglu.vjp(x, x, x), lambda: na.swiglu.packed(rows),
    lambda: na.softmax(rows), lambda: na.softmax(x), lambda: na.softmax(rows, 0),
    lambda: na.silu(x[::2]), lambda: na.logsumexp(rows, where=rows > 0),
    lambda: na.silu(x, where=x > 0, out=x),
]
def work(k):
    calls[k % len(calls)]()
for k in range(3 * len(calls)):
    work(k)
added = growth(work, count)
assert added < 4 * MIB, added
"""

FAILING = """
x, rows = np.ones(16, np.float32), np.ones((4, 4), np.float32)
fixed = x.copy()
fixed.flags.writeable = False
infinite = np.float32([np.inf, 100.0])
def overflow():
    with np.errstate(over="raise"):
        na.exp(infinite[1:])
calls = [
    lambda: na.silu(), lambda: na.silu(x, beta=1), lambda: na.silu("a"), lambda: na.silu(x, out=3),
    lambda: na.silu(x, out=x[:3]), lambda: na.silu(x, out=fixed), lambda: na.gelu(x * 1j),
    lambda: na.swiglu(x, x[:3]), lambda: na.softmax(x, 3), lambda: na.softmax("a"),
    lambda: na.softmax(rows, where=x), lambda: na.swiglu.packed(x[:3]), overflow,
    lambda: na.silu.vjp(x, x, wrt="y"), lambda: na.silu(x, where=3.5), lambda: na.elu(x, "a"),
    lambda: na.swiglu.packed(x, order="no"), lambda: na.nothing,
]
def work(k):
    try:
        calls[k % len(calls)]()
    except Exception:
        return
    raise AssertionError(k % len(calls))
for k in range(len(calls)):
    work(k)
added = growth(work, count)
assert added < MIB, added
"""

BROKEN = """
x = np.ones(16, np.float32)
@na.activation
def broken(x):
    return "text"
@na.activation
def raises(x):
    if x > 0.0:
        raise ValueError("no")
    return x
@na.activation
def unknown(x):
    return nowhere(x)
def helper(x):
    return np.linalg.inv(x)
@na.activation
def through(x):
    return helper(x)
texts = {}
def work(k):
    for each in (broken, raises, unknown, through):
        try:
            each(x)
        except Exception as error:
            assert str(error) == texts.setdefault(each.__name__, str(error))
            assert each.__name__ in str(error)
        else:
            raise AssertionError("no error")
work(0)
gc.collect()
blocks = sys.getallocatedblocks()
added = growth(work, count)
assert sys.getallocatedblocks() - blocks < max(1000, count), "objects are left behind"
assert added < MIB + 1024 * count, added  # malloc's arenas
"""

CALLS = {
    "small": (SMALL, 20_000, 1_000_000),
    "large": (LARGE, 20, 1000),
    "failing": (FAILING, 4000, 200_000),
    "broken": (BROKEN, 40, 2000),
}


@pytest.mark.parametrize("length", ["short", pytest.param("long", marks=pytest.mark.sweep)])
@pytest.mark.parametrize("name", CALLS)
def test_calls_leave_nothing_behind(name, length):
    code, short, long = CALLS[name]
    run(RESIDENT + code, short if length == "short" else long)


MADE = """
def make():
    @na.activation
    def cell(x, beta=1.0):
        return x * na.sigmoid(beta * x)
    @cell.derivative()
    def _(x, beta):
        s = na.sigmoid(beta * x)
        return s + beta * x * s * (1.0 - s)
    return cell

x = np.linspace(-3, 3, 16).astype(np.float32)
expected = na.swish(x).tobytes()
def work(k):
    cell = make()
    np.testing.assert_allclose(cell(x), na.swish(x), 1e-6)
    cell(x, 0.5), cell.vjp(x, x), cell.grad(x.astype(float)), cell.ufunc(x, x)
    gone.append([weakref.ref(each) for each in (cell, cell.definition, cell.grad.definition)])
gone = []
for k in range(30):  # Python's and LLVM's own memory grows to what they need
    work(k)
gc.collect()
blocks = sys.getallocatedblocks()
added = growth(work, count)
blocks = sys.getallocatedblocks() - blocks
assert all(ref() is None for refs in gone for ref in refs)
assert blocks < 20 * count, blocks  # the entries of `gone`
# malloc's arenas and LLVM's move by up to 1.25 MiB. The code of one kernel takes 16 KiB, and an
# activation here has five; a jitted function of Numba's own would keep 780 KiB.
assert added < max(2 * MIB, 16_384 * count), added
"""


@pytest.mark.parametrize("count", [30, pytest.param(1000, marks=pytest.mark.sweep)])
def test_activations_that_are_dropped(count):
    run(RESIDENT + MADE, count)


REFERENCES = """
out, x, rows = (np.ones(16, np.float32) for _ in range(3))
rows, mask = rows.reshape(4, 4), np.ones(16, bool)
wide, both = np.ones(16), (np.ones(16, np.float32), np.ones(16, np.float32))
held = [out, x, rows, mask, wide, both, both[0], both[1], na.silu, na.silu.ufunc]
calls = [
    lambda: na.silu(x), lambda: na.silu(x, out), lambda: na.silu(x, out=out),
    lambda: na.silu(x, out=(out,)), lambda: na.silu(x, out=wide), lambda: na.silu(out, out=out),
    lambda: na.silu(x, out=out, where=mask), lambda: na.swiglu.vjp(x, x, x, out=both),
    lambda: na.swiglu.packed(rows), lambda: na.softmax(rows, out=rows), lambda: na.softmax(rows, 0),
    lambda: na.logsumexp(rows), lambda: na.softmax(rows, where=mask.reshape(4, 4)),
    lambda: na.silu(x, out=rows), lambda: na.silu(x, "a"), lambda: na.softmax(rows, out=x),
    lambda: na.silu(x, where=x), lambda: na.swiglu(x, x[:3]), lambda: na.silu(x, wrong=out),
]
def all_calls():
    for call in calls:
        try:
            call()
        except Exception:
            pass
all_calls()
before = [sys.getrefcount(each) for each in held]
for _ in range(100):
    all_calls()
assert [sys.getrefcount(each) for each in held] == before
"""


def test_references_to_operands_are_given_back():
    run(RESIDENT + REFERENCES, 1)
