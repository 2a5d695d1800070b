"""Functions of rows on arrays inside users' kernels: the bits of the call outside."""

import itertools
from types import FunctionType

import numba
import numpy as np
import pytest
from numba.core.registry import cpu_target

import numba_act as na
from tests.support.process import run
from tests.support.walk import unless

KERNELS = {
    "softmax": numba.njit(lambda x, scale: na.softmax(x, scale=scale)),
    "log_softmax": numba.njit(lambda x, scale: na.log_softmax(x, -1, scale)),
    "logsumexp": numba.njit(lambda x, scale: na.logsumexp(x, axis=-1, scale=scale)),
}

#: Machine code takes seconds.
every_function = pytest.mark.parametrize(
    ("name", "dtype"),
    [
        pytest.param(*pair, marks=unless(pair == ("softmax", "float32")))
        for pair in itertools.product(KERNELS, ["float32", "float64"])
    ],
)


@numba.njit
def softmax_only(x, out):
    return na.softmax(x, out=out)


def assert_same(name, x, scale):
    found, expected = KERNELS[name](x, scale), getattr(na, name)(x, scale=scale)
    np.testing.assert_array_equal(found, expected, strict=isinstance(found, np.ndarray))


@every_function
def test_same_bits(name, dtype):
    rng = np.random.default_rng(1)
    for shape in [(1, 1), (1, 16), (1, 1000), (3, 5), (40, 300)]:
        x = (10 * rng.standard_normal(shape)).astype(dtype)
        assert_same(name, x, 0.5)
    x[0, :5] = [np.inf, -np.inf, np.nan, 0.0, -0.0]
    x[1], x[2] = -np.inf, 3.0
    for scale in (-2.0, 0.0, 1e300, np.inf, np.nan):
        assert_same(name, x, scale)


@pytest.mark.sweep
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_same_bits_of_one_row(dtype):
    for name in KERNELS:
        for n in (1, 16, 1000):
            assert_same(name, np.linspace(-10, 10, n).astype(dtype), 0.5)
    assert KERNELS["logsumexp"](np.empty(0, dtype), 1.0) == -np.inf


@every_function
def test_rows_that_a_cache_does_not_hold(name, dtype):
    x = np.random.default_rng(2).standard_normal((2, 300_000)).astype(dtype)
    assert_same(name, x, 2.0)


def test_layouts():
    x = np.random.default_rng(3).standard_normal((30, 40)).astype("f4")
    for view in (x[:, ::3], x[::-1]):
        np.testing.assert_array_equal(softmax_only(view, None), na.softmax(view), strict=True)


@pytest.mark.sweep
def test_integers_and_more_dimensions():
    x = np.random.default_rng(3).standard_normal((2, 15, 40)).astype("f4")
    np.testing.assert_array_equal(softmax_only(x, None), na.softmax(x), strict=True)
    numbers = np.arange(12).reshape(3, 4)
    found = KERNELS["logsumexp"](numbers, 1.0)
    assert np.array_equal(found, na.logsumexp(numbers.astype("f8")))


@every_function
def test_empty(name, dtype):
    kernel, x = KERNELS[name], np.empty((3, 0), dtype)
    if name == "logsumexp":
        assert np.array_equal(kernel(x, 1.0), np.full(3, -np.inf))
    else:
        assert kernel(x, 1.0).shape == (3, 0)
        assert kernel(x.reshape(0, 3), 1.0).shape == (0, 3)


@numba.njit
def logsumexp_only(x, out):
    return na.logsumexp(x, out=out)


@pytest.mark.parametrize(
    ("function", "shape", "dtype"),
    [
        (softmax_only, (5, 7), "float32"),
        pytest.param(logsumexp_only, (5,), "float64", marks=pytest.mark.sweep),
    ],
)
def test_out_that_overlaps(function, shape, dtype):
    both = np.random.default_rng(5).standard_normal(36)
    for first in (0, 1):
        memory = both.astype(dtype)
        x = memory[1 - first :][:35].reshape(5, 7)
        out = memory[first:][: np.prod(shape)].reshape(shape)
        expected = function.py_func(x.copy(), None)
        assert np.array_equal(function(x, out), expected)


COPIED = """
import numba, numpy as np, numba_act as na
x = np.random.default_rng(6).standard_normal((256, 1024), np.float32)[:, ::2]
kernel = numba.njit(lambda x: na.softmax(x))
np.testing.assert_array_equal(kernel(x), na.softmax(x))
"""


def test_copies_live_as_long_as_they_are_read():
    run(COPIED, NUMBA_OPT="0")


def test_out():
    x = np.random.default_rng(4).standard_normal((5, 7)).astype("f4")
    out = np.empty_like(x)
    assert np.array_equal(softmax_only(x, out), na.softmax(x))
    assert np.array_equal(out, na.softmax(x))
    softmax_only(x, x)
    assert np.array_equal(x, out)
    with pytest.raises(ValueError, match="softmax: argument 'out' has another shape"):
        softmax_only(x, np.empty((7, 5), "f4"))


def test_parallel_loop():
    @numba.njit(parallel=True)
    def rows(x):
        found = np.empty_like(x)
        for k in numba.prange(x.shape[0]):
            found[k] = na.softmax(x[k])
        return found

    x = np.random.default_rng(5).standard_normal((50, 60), np.float32)
    assert np.array_equal(rows(x), na.softmax(x))


@pytest.mark.sweep
def test_parallel_loop_of_sums():
    @numba.njit(parallel=True)
    def totals(x):
        found = np.empty(x.shape[0], x.dtype)
        for k in numba.prange(x.shape[0]):
            found[k] = na.logsumexp(x[k])
        return found

    x = np.random.default_rng(5).standard_normal((50, 60))
    assert np.array_equal(totals(x), na.logsumexp(x))


WRONG = {
    "na.softmax(x, 0)": "softmax: argument 'axis' is 0, expected -1, .* transpose x",
    "na.softmax(x, axis=n)": r"softmax: argument 'axis' is a variable \(int64\), expected -1",
    "na.softmax(x, axis=None)": "softmax: argument 'axis' is none, expected -1",
    "na.softmax(x, axis=1.0)": "softmax: argument 'axis' is float64, expected -1",
    "na.softmax(x, axis=(0, 1))": r"softmax: argument 'axis' is UniTuple.*, expected -1",
    "na.softmax(x, where=x > 0)": r"softmax\(x, axis=-1, .*\) in a kernel: .* 'where'",
    "na.softmax(x, dim=-1)": r"softmax\(x, axis=-1, .*\) in a kernel: .* unexpected .* 'dim'",
    "na.softmax()": r"softmax\(x, axis=-1, .*\) in a kernel: missing a required argument: 'x'",
    "na.softmax(x, -1, 1.0, None, 3)": r"softmax\(x, .*\) in a kernel: too many positional arg",
    "na.softmax([1.0])": "softmax: argument 'x' is list.*, expected an array of real numbers",
    "na.softmax(None)": "softmax: argument 'x' is none, expected an array of real numbers",
    "na.softmax(x, scale='a')": "softmax: argument 'scale' is unicode_type, expected a real number",
    "na.softmax(x, out=1.0)": r"softmax: argument 'out' is float64, expected array\(float64, 2d",
    "na.log_softmax(x, scale=x)": r"log_softmax: argument 'scale' is array\(.*, expected a real",
    "na.logsumexp(x[0], out=x)": "logsumexp: argument 'out' is .*, expected None",
    "na.softmax(x, out=x.T)": r"softmax: argument 'out' is .*, expected array\(float64, 2d, C\)",
    "na.softmax(1.0)": "softmax: argument 'x' is float64, expected an array of real numbers",
    "na.softmax(x + 1j)": "softmax: argument 'x' is array.complex128.*, expected an array of real",
    "na.softmax.grad(x)": r"softmax\.grad is not offered in kernels: call it outside",
    "na.softmax.vjp(x, x)": r"softmax\.vjp is not offered in kernels: call it outside",
    "na.logsumexp.vjp(x, x)": r"logsumexp\.vjp is not offered in kernels: call it outside",
    "bound(x, x)": r"softmax\.vjp is not offered in kernels: call it outside",
    "na.softmin.vjp(x, x)": r"softmin\.vjp is not offered in kernels: call it outside",
    **{
        f"na.{name}(x)": f"{name} is not offered in kernels: call it outside, and give the kernel"
        for name in ("softmin", "soft_argmax", "smooth_max", "entropy_scale", "crelu", "ffn")
    },
}


@pytest.mark.parametrize("call", WRONG)
def test_errors(call):
    space = {"na": na, "bound": na.softmax.vjp}
    exec(f"def kernel(x, n): return {call}", space)
    with pytest.raises(numba.TypingError, match=WRONG[call]):
        numba.njit(space["kernel"])(np.ones((2, 3)), -1)


KERNEL = """
import numba, numba_act as na

@numba.njit(cache=True)
def kernel(x):
    return na.softmax(x)
"""

PROGRAM = """
import sys
import numpy as np, numba_act as na

sys.path.insert(0, sys.argv[1])
from kernel import kernel

x = np.linspace(-3.0, 3.0, 70).reshape(7, 10)
assert np.array_equal(kernel(x), na.softmax(x))
print(sum(kernel.stats.cache_hits.values()))
"""


@pytest.mark.sweep
def test_cached_kernel(tmp_path):
    (tmp_path / "kernel.py").write_text(KERNEL)
    assert [int(run(PROGRAM, tmp_path)) for _ in range(2)] == [0, 1]


def test_all_others_are_refused_by_name():
    """What the package has and kernels do not: whatever is added later, too."""
    offered = {"softmax", "log_softmax", "logsumexp"}
    functions = {name for name in na.__all__ if isinstance(getattr(na, name), FunctionType)}
    assert offered < functions
    for name in functions - offered:
        with pytest.raises(numba.TypingError, match=f"{name} is not offered in kernels"):
            numba.typeof(getattr(na, name)).get_call_type(cpu_target.typing_context, (), {})
