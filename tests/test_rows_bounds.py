"""The row functions within the bounds that their docstrings state, rows of any length.

References are exact sums (`math.fsum`) of float64 terms, good to far below a unit of float32, and
MPFR for float64. The longest rows have few different elements, or are summed in parts.
"""

import math

import gmpy2
import ml_dtypes
import numpy as np
import pytest
from walk import DTYPES

import numba_act as na
from numba_act.rows import BOUNDS

#: Lengths around the boundaries of vectors, groups, chunks and rows that no cache holds.
LENGTHS = [1, 2, 17, 64, 65, 1000, (1 << 14) + 3, 1 << 16, (1 << 18) + 7]

SCALES = [1.0, -0.7]


def bound(name, dtype):
    return BOUNDS[name].working if dtype.itemsize > 2 else BOUNDS[name].narrow


def unit(size, dtype):
    """Return a unit in the last place of numbers of a size."""
    info = ml_dtypes.finfo(dtype)
    exponent = np.maximum(np.frexp(np.float64(size))[1] - 1, info.minexp)
    return np.ldexp(1.0, exponent - info.nmant)


def excess(got, exact, sizes, name, dtype):
    """Return the largest error as a multiple of the bound, and of a unit of subnormal numbers."""
    allowed = bound(name, dtype) * unit(sizes, dtype) + unit(0.0, dtype)
    return float(np.max(np.abs(np.float64(got) - exact) / allowed))


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


def check_row(x, dtype, scale):
    shifted, log_sum, top = exact_row(x, scale)
    exact = np.exp(shifted - log_sum)
    assert excess(na.softmax(x, scale=scale), exact, exact, "softmax", dtype) <= 1
    assert excess(na.softmin(x, scale=-scale), exact, exact, "softmin", dtype) <= 1
    exact = shifted - log_sum
    assert excess(na.log_softmax(x, scale=scale), exact, exact, "log_softmax", dtype) <= 1
    sizes = max(abs(top), abs(top + log_sum))
    assert excess(na.logsumexp(x, scale=scale), top + log_sum, sizes, "logsumexp", dtype) <= 1
    exact, top = (top + log_sum) / scale, top / scale
    sizes = max(abs(top), abs(exact))
    assert excess(na.smooth_max(x, scale), exact, sizes, "smooth_max", dtype) <= 1
    weights = np.exp(shifted)
    exact = math.fsum(weights * np.arange(len(x))) / math.fsum(weights)
    if np.isfinite(float(ml_dtypes.finfo(dtype).max)) and exact < ml_dtypes.finfo(dtype).max:
        assert excess(na.soft_argmax(x, scale), exact, exact, "soft_argmax", dtype) <= 1
    dy = np.array(1.7, dtype)
    exact = float(dy) * scale * np.exp(shifted - log_sum)
    assert excess(na.logsumexp.vjp(dy, x, scale=scale), exact, exact, "logsumexp.vjp", dtype) <= 1


@pytest.mark.parametrize("n", LENGTHS)
@pytest.mark.parametrize("dtype", ["float32", "bfloat16", "float16"])
def test_rows(dtype, n):
    dtype = DTYPES[dtype]
    for _, x in patterns(n, dtype):
        for scale in SCALES:
            check_row(x, dtype, float(np.float32(scale)))
