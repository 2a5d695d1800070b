"""Inverses and roots: of every monotone function, types, brackets, what has no solution."""

import doctest

import numpy as np
import pytest

import numba_act as na
from numba_act import solve
from tests.support.walk import DTYPES, one_in, some_of

#: Monotone functions, and an interval of inputs.
MONOTONE = {
    "exp": (-700, 700),
    "log": (1e-8, 1e8),
    "sigmoid": (-30, 15),
    "tanh": (-9, 9),
    "softplus": (-300, 300),
    "silu": (-1.25, 50),
    "gelu": (-0.7, 9),
    "mish": (-1.1, 50),
    "elu": (-20, 20),
    "asinh": (-1e6, 1e6),
    "erf": (-3, 3),
    "softsign": (-1e3, 1e3),
    "leaky_relu": (-5, 5),
    "cbrt": (-8, 8),
    "squareplus": (-50, 50),
    "ndtr": (-8, 4),
}


def assert_solves(f, found, y, slack=8.0):
    """The value at the solution is y, but for what a rounding of x and of the value makes."""
    assert found.success.all()
    eps = np.finfo(np.float64).eps
    error = np.abs(f(found.x) - y)
    assert (error <= slack * eps * (np.abs(y) + np.abs(found.x * f.grad(found.x)))).all()


@pytest.mark.parametrize("name", some_of(MONOTONE, one_in(2, MONOTONE)))
def test_inverse_in_a_bracket(name):
    f, (low, high) = getattr(na, name), MONOTONE[name]
    ends = f(np.float64([low, high]))
    y = np.linspace(*ends, 301)
    y[1:-1] = np.sort(f(np.random.default_rng(0).uniform(low, high, 299)))
    assert_solves(f, na.inverse(f, y, bracket=(low, high)), y)


@pytest.mark.parametrize("name", some_of(MONOTONE, one_in(2, MONOTONE)))
def test_inverse_without_a_bracket(name):
    f, (low, high) = getattr(na, name), MONOTONE[name]
    if name in ("silu", "gelu", "mish"):
        low /= 2  # where they have a minimum a tangent leads away
    y = f(np.random.default_rng(1).uniform(low, high, 300))
    assert_solves(f, na.inverse(f, y), y)


@pytest.mark.parametrize("dtype", DTYPES)
def test_types(dtype):
    x = np.linspace(-3, 3, 50).astype(DTYPES[dtype])
    y = na.softplus(x.astype(np.float64))
    found = na.inverse(na.softplus, y.astype(DTYPES[dtype]))
    assert found.x.dtype == DTYPES[dtype]
    exact = np.log(np.expm1(y.astype(DTYPES[dtype]).astype(np.float64)))
    if dtype in ("float16", "bfloat16"):
        np.testing.assert_array_equal(found.x[exact != 0], exact.astype(DTYPES[dtype])[exact != 0])
    else:
        np.testing.assert_allclose(found.x, exact, rtol=4 * np.finfo(dtype).eps, atol=1e-15)


def test_scalars_and_shapes():
    found = na.inverse(na.tanh, 0.5)
    assert type(found.x) is np.float64
    assert found.success
    assert found.x == pytest.approx(np.arctanh(0.5), rel=1e-15)
    found = na.inverse(na.swish, [[0.5], [2.0]], beta=np.array([0.5, 1.0, 2.0]), x0=1.0)
    assert found.x.shape == found.success.shape == found.nit.shape == (2, 3)
    np.testing.assert_allclose(
        na.swish(found.x, [0.5, 1.0, 2.0]), [[0.5] * 3, [2.0] * 3], rtol=1e-15
    )
    empty = na.inverse(na.tanh, np.zeros((0, 3), np.float32))
    assert empty.x.shape == (0, 3)
    assert na.inverse(na.tanh, [0, 1]).x.dtype == np.float64  # as np.exp resolves integers


def test_no_sign_change():
    y = [-1.0, 0.25, 1.0, 0.5, 2.0]
    found = na.inverse(na.relu, y, bracket=(-1.0, [2.0, 2.0, 1.0, 0.25, 1.0]))
    np.testing.assert_array_equal(found.x, [np.nan, 0.25, 1.0, np.nan, np.nan])
    np.testing.assert_array_equal(found.success, [False, True, True, False, False])
    assert found.nit[0] == 0


def test_no_solution():
    found = na.inverse(na.sigmoid, [0.5, 2.0, np.nan])
    np.testing.assert_array_equal(found.x, [0.0, np.nan, np.nan])
    np.testing.assert_array_equal(found.success, [True, False, False])


def test_brackets_of_all_sizes():
    y = np.float64([1e-300, 1e-9, 0.25, 0.5, 0.75])
    wide = na.inverse(na.sigmoid, y, bracket=(-np.inf, np.inf))
    turned = na.inverse(na.sigmoid, y, bracket=(1e300, -1e5))
    for found in (wide, turned):
        assert found.success.all()
        np.testing.assert_allclose(found.x, np.log(y / (1 - y)), rtol=1e-14, atol=1e-16)


def test_multiple_roots():
    @na.activation
    def cubic(x):
        return (x - 3.0) * (x - 3.0) * (x - 3.0)

    found = na.newton(cubic, [0.0, 10.0])
    np.testing.assert_allclose(found.x, 3.0, rtol=1e-5)
    assert found.success.all()


def test_steps_are_safe():
    """Where Newton's method by itself goes to infinity, or in a circle."""
    assert na.newton(na.atan, [2.0, 1e3, -1e6]).x.tolist() == [0.0, 0.0, 0.0]

    @na.activation
    def circle(x):
        return x * x * x - 2.0 * x + 2.0

    found = na.newton(circle, [0.0, 1.0, 5.0])
    np.testing.assert_allclose(found.x, -1.7692923542386314, rtol=1e-15)
    assert found.success.all()


def test_roots_of_sin():
    x0 = np.linspace(2.0, 4.0, 20)
    found = na.newton(na.sin, x0)
    np.testing.assert_array_equal(found.x, np.pi)
    assert (found.nit < 8).all()


def test_scipy():
    """Of the same brackets `scipy.optimize.elementwise.find_root` finds the same roots."""
    elementwise = pytest.importorskip("scipy.optimize.elementwise")
    y = np.linspace(-0.1, 8, 50)
    theirs = elementwise.find_root(lambda x, y: na.mish(x) - y, (-1.0, 9.0), args=(y,))
    ours = na.inverse(na.mish, y, bracket=(-1.0, 9.0))
    np.testing.assert_array_equal(ours.success, theirs.success)
    np.testing.assert_allclose(ours.x, theirs.x, rtol=1e-14)
    assert ours.nit.max() < theirs.nit.max()


def test_tolerance_and_steps():
    fine, rough = na.inverse(na.mish, 2.0), na.inverse(na.mish, 2.0, tol=1e-2)
    assert rough.success
    assert rough.nit < fine.nit
    assert rough.x == pytest.approx(fine.x, rel=1e-3)
    stopped = na.inverse(na.mish, 2.0, maxiter=1)
    assert not stopped.success
    assert stopped.nit == 1


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (lambda: na.inverse(np.tanh, 0.5), TypeError, "inverse: argument 'f' is a numpy.ufunc"),
        (lambda: na.newton(na.swiglu, 0.5), TypeError, "newton: argument 'f' is a function of two"),
        (lambda: na.inverse(na.tanh, 0.5, bracket=1.0), ValueError, "argument 'bracket' is 1.0"),
        (lambda: na.inverse(na.tanh, 0.5, bracket=(1, 2, 3)), ValueError, "expected a pair"),
        (lambda: na.inverse(na.tanh, 0.5, tol=0.0), ValueError, "argument 'tol' is 0.0"),
        (lambda: na.newton(na.tanh, 0.5, maxiter=0), ValueError, "argument 'maxiter' is 0"),
        (lambda: na.newton(na.tanh, 0.5, beta=1), TypeError, "tanh has no parameter 'beta'"),
        (lambda: na.newton(na.prelu, 0.5), TypeError, "prelu: missing argument 'alpha'"),
        (lambda: na.inverse(na.tanh, 1j), TypeError, "inverse: argument 'y' has dtype complex128"),
        (lambda: na.inverse(na.tanh, [0, 1], x0=[1, 2, 3]), ValueError, "do not broadcast"),
    ],
)
def test_arguments_that_are_wrong(call, error, text):
    with pytest.raises(error, match=text):
        call()


def test_examples():
    assert doctest.testmod(solve) == (0, 9)
