"""crelu, the one function of the catalogue that is no ufunc."""

import numpy as np
import pytest

import numba_act as na
from tests.support.walk import DTYPES, assert_same_bits


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("axis", [-1, 0, 1, -2])
def test_both_halves(dtype, axis):
    x = np.random.default_rng(0).uniform(-3, 3, (3, 4, 5)).astype(DTYPES[dtype])
    first, second = np.split(na.crelu(x, axis), 2, axis)
    assert_same_bits(first, na.relu(x))
    assert_same_bits(second, na.relu(-x))


def test_special_values():
    inf, nan = np.inf, np.nan
    got = na.crelu(np.float32([0.0, -0.0, inf, -inf, nan]))
    assert_same_bits(got, np.float32([0, 0, inf, 0, nan, 0, 0, 0, inf, nan]))


@pytest.mark.parametrize("dtype", [bool, np.uint8, np.int16, np.int64])
def test_integers(dtype):
    x = np.array([0, 1, 1], dtype)
    got = na.crelu(x)
    assert got.dtype == np.exp(x).dtype
    assert got.tolist() == [0, 1, 1, 0, 0, 0]


def test_input_stays_and_wrong_input_is_explained():
    x = np.float64([-1.0, 2.0])
    assert na.crelu(x).tolist() == [0, 2, 1, 0]
    assert x.tolist() == [-1, 2]
    with pytest.raises(ValueError, match="crelu: x is a scalar"):
        na.crelu(1.0)
    with pytest.raises(np.exceptions.AxisError):
        na.crelu(x, axis=2)
    with pytest.raises(TypeError, match="relu: argument 'x' has dtype"):
        na.crelu(["a"])
