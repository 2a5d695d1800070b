"""The row functions within the bounds that their docstrings state, rows of any length.

References are exact sums (`math.fsum`) of float64 terms, good to far below a unit of float32, and
mpmath for float64.
"""

import math
import re
import tracemalloc
from pathlib import Path

import ml_dtypes
import mpmath
import numpy as np
import pytest

import numba_act as na
from numba_act.softmax import BOUNDS
from tests.support.rows import FUNCTIONS, is_default
from tests.support.walk import DTYPES, every_second

#: Lengths around the boundaries of vectors, groups, chunks and rows that no cache holds.
LENGTHS = [1, 2, 17, 64, 65, 1000, (1 << 14) + 3, 1 << 16]
LENGTHS.append(pytest.param((1 << 18) + 7, marks=pytest.mark.sweep))

SCALES = [1.0, -0.7]


def bound(name, dtype):
    return BOUNDS[name].working if dtype.itemsize > 2 else BOUNDS[name].narrow


def unit(size, dtype):
    """Return a unit in the last place of numbers of a size."""
    info = ml_dtypes.finfo(dtype)
    exponent = np.maximum(np.frexp(np.float64(size))[1] - 1, info.minexp)
    return np.ldexp(1.0, exponent - info.nmant)


def excess(got, exact, sizes, name, dtype, scale=1.0):
    """Return the largest error as a multiple of what is allowed."""
    subnormal = 2 * unit(0.0, dtype) * max(1.0, abs(scale))
    allowed = bound(name, dtype) * unit(sizes, dtype) + subnormal
    return float(np.max(np.abs(np.float64(got) - exact) / allowed, initial=0.0))


def patterns(n, dtype):
    """Yield rows by name."""
    random = np.random.default_rng(n)
    yield "equal", np.broadcast_to(dtype.type(0.7), (n,))
    yield "one above", np.concatenate([[3.3], np.full(n - 1, 0.7)]).astype(dtype)
    yield "rising", np.linspace(-4, 4, n).astype(dtype)
    yield "falling", np.linspace(4, -4, n).astype(dtype)
    yield "alternating", np.where(np.arange(n) % 2, 0.7, -0.3).astype(dtype)
    yield "random", random.normal(0, 2, n).astype(np.float32).astype(dtype)


def exact_row(x, scale):
    """Return scale·x − scale·max, the logarithm of its exponentials' sum, and scale·max.

    One element that is the largest is left out of the sum: its logarithm may be near 0.
    """
    wide = x.astype(np.float64) * scale
    first = int(np.argmax(wide))
    shifted = wide - wide[first]
    others = np.exp(shifted)
    others[first] = 0.0
    return shifted, math.log1p(math.fsum(others)), float(wide[first])


def check_row(x, dtype, scale, names):
    """Check the functions that are named."""
    shifted, log_sum, top = exact_row(x, scale)
    exact = np.exp(shifted - log_sum)
    if "softmax" in names:
        assert excess(na.softmax(x, scale=scale), exact, exact, "softmax", dtype) <= 1
    if "softmin" in names:
        assert excess(na.softmin(x, scale=-scale), exact, exact, "softmin", dtype) <= 1
    if "logsumexp.vjp" in names:
        dy = np.array(1.7, dtype)
        exact = float(dy) * scale * exact
        got = na.logsumexp.vjp(dy, x, scale=scale)
        assert excess(got, exact, exact, "logsumexp.vjp", dtype, scale) <= 1
    if "log_softmax" in names:
        exact = shifted - log_sum
        assert excess(na.log_softmax(x, scale=scale), exact, exact, "log_softmax", dtype) <= 1
    if "logsumexp" in names:
        sizes = max(abs(top), abs(top + log_sum))
        assert excess(na.logsumexp(x, scale=scale), top + log_sum, sizes, "logsumexp", dtype) <= 1
    if "smooth_max" in names:
        exact, top = (top + log_sum) / scale, top / scale
        sizes = max(abs(top), abs(exact))
        assert excess(na.smooth_max(x, scale), exact, sizes, "smooth_max", dtype) <= 1
    if "soft_argmax" in names:
        weights = np.exp(shifted)
        exact = math.fsum(weights * np.arange(len(x))) / math.fsum(weights)
        if exact < float(ml_dtypes.finfo(dtype).max):
            assert excess(na.soft_argmax(x, scale), exact, exact, "soft_argmax", dtype) <= 1


#: Types with the functions that are tested in them by default, and with the others.
every_type = pytest.mark.parametrize(
    ("dtype", "others"),
    [
        *((dtype, False) for dtype in ("float32", "bfloat16", "float16")),
        *(pytest.param(dtype, True, marks=pytest.mark.sweep) for dtype in ("bfloat16", "float16")),
    ],
)

CHECKED = [name for name in FUNCTIONS if name in BOUNDS and "max.vjp" not in name]


@pytest.mark.parametrize("n", LENGTHS)
@every_type
def test_rows(dtype, n, others):
    if dtype != "float32" and n > 1 << 16:
        pytest.skip("float32 has the same schedules")
    names = [name for name in CHECKED if is_default(name, dtype) != others]
    dtype = DTYPES[dtype]
    for _, x in patterns(n, dtype):
        for scale in SCALES:
            check_row(x, dtype, float(np.float32(scale)), names)


@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize("n", [1 << 23, (1 << 24) + 40])
def test_long_rows_of_equal_elements(n, axis):
    """Sums whose low part grows are 14 ULP off here, and counts in float32 end at 2^24."""
    x = np.full((2, n), 0.7, np.float32)
    x[0, n // 3] = 3.3
    x = np.ascontiguousarray(x.T) if axis == 0 else x
    shifted = np.float64(np.float32(0.7)) - np.float64(np.float32(3.3))
    log_sums = np.array([math.log1p((n - 1) * math.exp(shifted)), math.log(n)])
    tops = np.float64([np.float32(3.3), np.float32(0.7)])
    got = na.logsumexp(x, axis)
    assert excess(got, tops + log_sums, tops + log_sums, "logsumexp", x.dtype) <= 1
    exact = np.array([shifted - log_sums[0], -log_sums[1]])
    got = np.take(na.softmax(x, axis), 0, axis)
    assert excess(got, np.exp(exact), np.exp(exact), "softmax", x.dtype) <= 1
    got = np.take(na.log_softmax(x, axis), 0, axis)
    assert excess(got, exact, exact, "log_softmax", x.dtype) <= 1


FEW_VALUES = [3.3, 0.7, 0.3, -0.9]


def few_values(n, dtype):
    """Yield rows of few different elements."""
    sixteenth = n // 16
    for counts in ([0, n, 0, 0], [1, n - 1, 0, 0], [sixteenth, n - 3 * sixteenth, sixteenth] * 2):
        counts = [*counts[:3], n - sum(counts[:3])]
        for order in (slice(None), slice(None, None, -1)):
            yield np.repeat(np.array(FEW_VALUES, dtype)[order], counts[order])
    yield np.tile(np.array(FEW_VALUES, dtype), n // 4)


def available_memory():
    """Return how many bytes this machine has left."""
    found = re.search(r"MemAvailable: +(\d+) kB", Path("/proc/meminfo").read_text())
    return int(found[1]) << 10


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("dtype", "power"), [("float32", 26), ("float32", 28), ("bfloat16", 28), ("float16", 31)]
)
def test_longest_rows(dtype, power):
    dtype = DTYPES[dtype]
    if available_memory() < 3 * dtype.itemsize << power:
        pytest.skip("not enough memory")
    for x in few_values(1 << power, dtype):
        values = np.array(FEW_VALUES, dtype)
        counts = np.array([np.count_nonzero(x == value) for value in values])
        assert counts.sum() == len(x)
        values, counts = values[counts > 0], counts[counts > 0]
        wide = values.astype(np.float64)
        log_sum = math.log(math.fsum(counts * np.exp(wide - wide.max())))
        exact = wide.max() + log_sum
        assert excess(na.logsumexp(x), exact, exact, "logsumexp", dtype) <= 1
        exact = x[[0, -1]].astype(np.float64) - exact
        out = np.empty_like(x)
        got = na.log_softmax(x, out=out)[[0, -1]]
        assert excess(got, exact, exact, "log_softmax", dtype) <= 1
        got = na.softmax(x, out=out)[[0, -1]]
        assert excess(got, np.exp(exact), np.exp(exact), "softmax", dtype) <= 1
        del out


@pytest.mark.sweep
@pytest.mark.parametrize(("dtype", "power"), [("float32", 28), ("float16", 31)])
def test_longest_rows_of_one_element(dtype, power):
    """It is in memory once."""
    x = np.broadcast_to(np.array(0.7, DTYPES[dtype]), (1 << power,))
    exact = float(x[0]) + power * math.log(2)
    na.logsumexp(x[: 1 << 21])  # compiled
    tracemalloc.start()
    try:
        got = na.logsumexp(x)
        assert tracemalloc.get_traced_memory()[1] < 1 << 24
    finally:
        tracemalloc.stop()
    assert excess(got, exact, exact, "logsumexp", x.dtype) <= 1


# Gradients ----------------------------------------------------------------------------------------


def cotangents(n, dtype):
    """Yield cotangents by name: of any sign, of one sign, one element, huge and tiny ones."""
    random = np.random.default_rng(n)
    normal = random.normal(0, 1, n)
    largest = 0.99 * float(ml_dtypes.finfo(dtype).max)
    yield "normal", normal.astype(dtype)
    yield "positive", np.abs(normal).astype(dtype)
    yield "one", (np.arange(n) == n // 2).astype(dtype)
    yield "largest", np.where(normal > 0, largest, -largest).astype(dtype)
    yield "large", np.full(n, largest).astype(dtype)
    yield "tiny", (normal * 1e3 * float(ml_dtypes.finfo(dtype).smallest_normal)).astype(dtype)
    yield "any size", (normal * 2.0 ** random.integers(-12, 12, n)).astype(dtype)


def check_gradients(name, dy, y, dtype, scale):
    """Check a gradient of the result y."""
    dy64, y64 = dy.astype(np.float64), y.astype(np.float64)
    if name == "log_softmax":
        weights = np.exp(y64)
        total, size = math.fsum(dy64), math.fsum(np.abs(dy64))
        exact = scale * (dy64 - weights * total)
        sizes = np.abs(scale) * (np.abs(dy64) + weights * size)
    else:
        total, size = math.fsum(dy64 * y64), math.fsum(np.abs(dy64 * y64))
        exact = scale * y64 * (dy64 - total)
        sizes = np.abs(scale * y64) * (np.abs(dy64) + size)
    largest = float(ml_dtypes.finfo(dtype).max)
    inside = np.abs(exact) < largest * (1 - 2.0**-8)
    got = getattr(na, name).vjp(dy, y, scale=scale)
    kind = f"{name}.vjp"
    assert excess(got[inside], exact[inside], sizes[inside], kind, dtype, scale) <= 1


def check_every_gradient(n, dtype, others=False):
    x = np.random.default_rng(n + 1).normal(0, 2, n).astype(dtype)
    for forward in ("softmax", "log_softmax"):
        if is_default(f"{forward}.vjp", dtype.name) == others:
            continue
        y = getattr(na, forward)(x)
        for _, dy in cotangents(n, dtype):
            for scale in (1.0, -0.3, 3e-39, 7.0, 2e20):
                check_gradients(forward, dy, y, dtype, float(np.float32(scale)))


@pytest.mark.parametrize("n", [1, 2, 16, 17, 64, 65, 1000])
@every_type
def test_gradients(dtype, n, others):
    check_every_gradient(n, DTYPES[dtype], others)


@pytest.mark.sweep
@pytest.mark.parametrize("n", [1 << 14, 1 << 16, (1 << 20) + 3])
def test_gradients_of_long_rows(n):
    check_every_gradient(n, np.dtype(np.float32))


@pytest.mark.parametrize("name", every_second(["softmax", "log_softmax"]))
def test_gradients_of_rows_side_by_side(name):
    """Large sums of some rows beside others: the bits are those of contiguous rows."""
    function = FUNCTIONS[name]
    random = np.random.default_rng(0)
    for n in (16, 60, 200):
        x = random.normal(0, 2, (40, n)).astype(np.float32)
        dy = random.normal(0, 1, (40, n)).astype(np.float32)
        dy[3], dy[17, :5], dy[20, 4] = 3e38, -3e38, np.inf
        scales = random.choice([1.0, -0.3, 3e-39, 7.0, 2e20], 40)
        y = function(x)
        expected = function.vjp(dy, y, scale=scales)
        got = function.vjp(dy.T.copy(), y.T.copy(), 0, scale=scales)
        np.testing.assert_array_equal(got.T.view(np.uint32), expected.view(np.uint32))
        assert np.isfinite(expected[~np.isin(np.arange(40), [3, 17, 20])]).all()


def test_gradients_do_not_overflow_inside():
    got = na.softmax.vjp(np.float32([3e38, -3e38]), np.float32([0.1, 0.9]))
    np.testing.assert_allclose(got, [5.4e37, -5.4e37], rtol=1e-6)
    got = na.softmax.vjp(np.array([1.7e308, -1.7e308]), np.array([0.1, 0.9]))
    np.testing.assert_allclose(got, [3.06e307, -3.06e307], rtol=1e-15)
    x = np.zeros(1000, np.float32)
    x[3] = 50.0
    dy = np.random.default_rng(0).uniform(0.9e37, 1.1e37, 1000).astype(np.float32)
    got = na.log_softmax.vjp(dy, na.log_softmax(x))
    np.testing.assert_allclose(np.delete(got, 3), np.delete(dy, 3), rtol=1e-6)
    assert not np.isnan(got).any()
    got = na.logsumexp.vjp(np.float32(1e30), x[:3], scale=np.float32(3e8))
    np.testing.assert_allclose(got, np.full(3, 1e38), rtol=1e-6)
    got = na.logsumexp.vjp(np.float32(1e30), np.float32([0, -4e-8, 0]), scale=1e9)
    assert np.isinf(got[0])
    np.testing.assert_allclose(got[1], 1e39 * math.exp(-40) / 2, rtol=1e-5)


# Scales -------------------------------------------------------------------------------------------


def mp_row(x, scale):
    """Return softmax, log_softmax and logsumexp of a row."""
    with mpmath.workprec(400):
        products = [mpmath.mpf(float(value)) * mpmath.mpf(scale) for value in x]
        log_sum = mpmath.log(mpmath.fsum(map(mpmath.exp, products)))
        logs = [product - log_sum for product in products]
        return [mpmath.exp(each) for each in logs], logs, log_sum, max(map(abs, products))


def mp_errors(got, exact, dtype, sizes=None):
    """Return errors in ULP."""
    errors = []
    for value, true, size in zip(got, exact, sizes or exact, strict=True):
        each = mpmath.mpf(float(value)) - true
        errors.append(float(abs(each)) / float(unit(float(abs(size)), dtype)))
    return max(errors)


@pytest.mark.parametrize(
    ("dtype", "every"),
    [("float32", True), ("float64", False), pytest.param("float64", True, marks=pytest.mark.sweep)],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_every_scale(dtype, every, sign):
    maps = [n for n in ("softmax", "log_softmax") if every or is_default(n, dtype)]
    dtype = DTYPES[dtype]
    info = np.finfo(dtype)
    random = np.random.default_rng(0)
    largest, tiny = float(info.max), float(info.smallest_subnormal)
    for size in (largest, largest / 1.5, largest / 3, 2.0**100, 1.0, 1e-30, float(info.tiny), tiny):
        scale = sign * float(dtype.type(size))
        for n in (2, 5, 40):
            products = random.uniform(-8, 8, n)
            with np.errstate(over="ignore"):
                x = np.clip(products / scale, -largest, largest).astype(dtype)
            softmax, logs, log_sum, top = mp_row(x, scale)
            for columns in (False, True):
                rows = np.tile(x, (20, 1)).T.copy() if columns else x
                axis = 0 if columns else -1
                for name in maps:
                    found = FUNCTIONS[name](rows, axis, scale=scale)
                    exact = {"softmax": softmax, "log_softmax": logs}[name]
                    errors = mp_errors(found[:, 5] if columns else found, exact, dtype)
                    assert errors <= BOUNDS[name].working
            got, sizes = na.logsumexp(x, scale=scale), [max(top, abs(log_sum))]
            assert mp_errors([got], [log_sum], dtype, sizes) <= BOUNDS["logsumexp"].working
            with mpmath.workprec(400):
                exact = mpmath.fsum(k * each for k, each in enumerate(softmax))
            got = na.soft_argmax(x, scale)
            assert mp_errors([got], [exact], dtype) <= BOUNDS["soft_argmax"].working
            exact = log_sum / scale
            if abs(exact) < largest and (every or is_default("smooth_max", dtype.name)):
                got = na.smooth_max(x, scale)
                sizes = [max(top / abs(scale), abs(exact))]
                assert mp_errors([got], [exact], dtype, sizes) <= BOUNDS["smooth_max"].working


def test_large_scales_of_large_differences():
    with np.errstate(all="raise"):
        x = np.float32([1.5, 1.4999999, -3e38, 1.5])
        np.testing.assert_array_equal(na.softmax(x, scale=3e38), [0.5, 0, 0, 0.5])
        got = na.log_softmax(x, scale=1e38)
        np.testing.assert_allclose(got[1], (np.float64(x[1]) - 1.5) * 1e38, rtol=1e-6)
        assert got[2] == -np.inf
        np.testing.assert_array_equal(na.softmax(x, scale=-3e38), [0, 0, 1, 0])
    assert np.isnan(na.softmax(x, scale=np.inf)).all()
    assert np.isnan(na.softmax(x, scale=np.nan)).all()


def test_entropy_scale_does_not_overflow_inside():
    with np.errstate(all="raise"):
        got = na.entropy_scale(512, 1e308, 1e10)
    np.testing.assert_allclose(got, 1e298 * math.log(512), rtol=1e-15)


# Docstrings ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BOUNDS)
def test_docstrings_state_the_bound(name):
    base, _, gradient = name.partition(".")
    function = getattr(na, base).vjp if gradient else getattr(na, base)
    assert str(BOUNDS[name]) in " ".join(function.__doc__.split())
