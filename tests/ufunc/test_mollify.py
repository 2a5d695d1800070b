"""Activations that `mollify` makes, against those that are written by hand and sums of them."""

import pickle

import numpy as np
import pytest

import numba_act as na
from tests.support.walk import assert_same_bits, every_second

X = np.concatenate([np.linspace(-6, 6, 241), [-1e30, 1e30, np.inf, -np.inf]])

smooth_hat = na.mollify([-1.0, 0.5, 2.0], [0.0, 2.0, -2.0, 0.0], name="smooth_hat")
stairs = na.mollify([-0.5, 0.5], [0.0, 0.25, 0.0], jumps=[1.0, -2.0], value=-1.0)


def test_a_ramp_is_smooth_relu():
    ramp = na.mollify([0.0], [0.0, 1.0])
    for sigma in (0.0, 0.3, 1.0):
        assert_same_bits(ramp(X, sigma), na.smooth_relu(X, sigma))
        for wrt in ("x", "sigma"):
            expected = na.smooth_relu.grad(X, sigma, wrt=wrt)
            np.testing.assert_allclose(ramp.grad(X, sigma, wrt=wrt), expected, rtol=1e-15)


@pytest.mark.parametrize("dtype", every_second(["float64", "float32"]))
@pytest.mark.parametrize("sigma", [0.2, 1.0])
def test_sums_of_ramps_and_steps(sigma, dtype):
    x = X[:-4].astype(dtype)
    wide = x.astype(np.float64)
    ramps = [na.smooth_relu(wide - c, sigma) for c in (-1.0, 0.5, 2.0)]
    eps = 8 * np.finfo(dtype).eps
    hat = 2.0 * ramps[0] - 4.0 * ramps[1] + 2.0 * ramps[2]
    np.testing.assert_allclose(smooth_hat(x, sigma), hat, rtol=0, atol=eps * 24)
    steps = [na.smooth_step(wide - c, sigma) for c in (-0.5, 0.5)]
    bends = [na.smooth_relu(wide - c, sigma) for c in (-0.5, 0.5)]
    expected = -1.0 + steps[0] - 2.0 * steps[1] + 0.25 * (bends[0] - bends[1])
    np.testing.assert_allclose(stairs(x, sigma), expected, rtol=0, atol=eps * 4)
    for wrt in ("x", "sigma"):
        na.check_derivative(stairs, wide, wrt=wrt, sigma=sigma)


def test_no_width_is_the_function_itself():
    x = np.array([-2.0, -1.0, 0.0, 0.5, 1.0, 3.0])
    assert smooth_hat(x, 0.0).tolist() == [0.0, 0.0, 2.0, 3.0, 2.0, 0.0]
    assert stairs([-1.0, -0.5, 0.0, 0.5, 1.0], 0.0).tolist() == [-1.0, -0.5, 0.125, -0.75, -1.75]


def test_a_negative_width():
    with pytest.raises(ValueError, match=r"smooth_hat: argument 'sigma' is -1.0"):
        smooth_hat(X, -1.0)
    with pytest.warns(RuntimeWarning, match="invalid value"):
        assert np.isnan(smooth_hat(X, np.float64(-1.0))).all()


def test_it_can_be_pickled():
    loaded = pickle.loads(pickle.dumps(stairs))
    assert_same_bits(loaded(X, 0.3), stairs(X, 0.3))


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (([], [1.0]), "0 breakpoints"),
        (([0.0], [1.0]), "1 slopes"),
        (([0.0], [1.0, 2.0], [1.0, 2.0]), "2 jumps"),
        (([1.0, 0.0], [0.0, 1.0, 0.0]), "do not ascend"),
        (([0.0], [0.0, np.inf]), "finite"),
    ],
)
def test_what_is_refused(arguments, text):
    with pytest.raises(ValueError, match=text):
        na.mollify(*arguments)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ((0.0, [0.0, 1.0]), "argument 'breakpoints', expected numbers: 'float' object"),
        (([0.0], ["a", 1.0]), "argument 'slopes', expected numbers: could not convert"),
        (([0.0], [0.0, 1.0], 1.0), "argument 'jumps', expected numbers: 'float' object"),
    ],
)
def test_what_is_no_number(arguments, text):
    with pytest.raises(TypeError, match=f"mollify: {text}"):
        na.mollify(*arguments)
