"""Automatic derivatives: of activations for which nobody has registered one."""

import math
import pickle

import numba
import numpy as np
import pytest

import numba_act as na
from numba_act.primitives import absolute, copysign, fma, horner, select, sqrt
from tests.support.formulas import FORMULAS, GATES
from tests.support.process import run
from tests.support.walk import DTYPES, assert_same_bits, every_second, one_in, some_of

X = np.concatenate([np.linspace(-6, 6, 241), np.geomspace(1e-8, 1e-2, 9)])

# Plain formulas beside the derivatives that are written by hand -----------------------------------

LEAST, MOST = {"logit": 0.0, "gelu": -1.5}, {"logit": 1.0}


@pytest.mark.parametrize("name", some_of(FORMULAS, one_in(8, FORMULAS)))
def test_formulas(name):
    """Within 4 ULP of the largest addend, which is at most as large as the function over x."""
    function, plain = getattr(na, name), na.activation(FORMULAS[name])
    # where the formula itself is well-conditioned: erfc's argument rounds, and its tail is steep
    x = X[(LEAST.get(name, -6.1) < X) & (MOST.get(name, 6.1) > X) & (X % 3.0 != 0.0)]
    for wrt in function.definition.arguments:
        found, expected = plain.grad(x, wrt=wrt), function.grad(x, wrt=wrt)
        addend = np.abs(expected) + np.abs(plain(x)) + np.abs(plain(x) / x) + np.abs(plain(x) * x)
        addend += {"tanhshrink": 1.0, "gelu_tanh": 1.0, "hard_swish": np.abs(x)}.get(name, 0.0)
        assert (np.abs(found - expected) <= 4 * np.spacing(addend)).all()
        product = plain.vjp(x[::-1], x, wrt=wrt)
        np.testing.assert_allclose(product, x[::-1] * found, 1e-14)


@pytest.mark.parametrize("name", some_of(GATES, one_in(6, GATES)))
def test_gates(name):
    function, plain = getattr(na, name), na.activation(inputs=2)(GATES[name])
    x, y = X[X != 0.0], X[X != 0.0][::-1]
    for found, expected in zip(plain.grad(x, y), function.grad(x, y), strict=True):
        np.testing.assert_allclose(found, expected, 1e-14, 1e-15)
    for found, expected in zip(plain.vjp(y, x, y), function.vjp(y, x, y), strict=True):
        np.testing.assert_allclose(found, expected, 1e-14, 1e-15)
    pairs = np.stack([x, y], axis=-1)
    expected = function.packed_vjp(x[:, None], pairs)
    np.testing.assert_allclose(plain.packed_vjp(x[:, None], pairs), expected, 1e-14, 1e-15)


def test_powers_of_zero():
    """As `pow`'s: a factor 0 of what does not depend on x, and of 0**n."""

    @na.activation
    def power(x, n=2.0):
        return x**n

    @na.activation
    def literals(x):
        return x**0 + x**1 + x**2

    x = np.array([0.0, -0.0, 2.0])
    for n in (0.0, 1.0, 2.0, 3.0):
        np.testing.assert_array_equal(power.grad(x, n), na.pow.grad(x, n, wrt="x"))
        by_n = na.pow.grad(x, n, wrt="y")
        with np.errstate(divide="ignore"):  # LLVM takes the C library's logarithm of 0 too
            np.testing.assert_allclose(power.grad(x, n, wrt="n"), by_n, 1e-15)
    np.testing.assert_array_equal(literals.grad(x), 1.0 + 2.0 * x)


# Users' bodies ------------------------------------------------------------------------------------

TABLE = (0.5, -1.25, 2.0, 0.125)
SLOPE = 0.3


def polynomial(v, count=4):
    total = 0.0
    for k in range(count):
        total = total * v + TABLE[k]
    return total


def both(u, v):
    return u * v, u - v


@numba.njit
def jitted(v):
    return v * v + 1.0


def branches(x, slope=0.1):
    if x > 1.0:
        y = x * x
    elif x > -1.0:
        y = x
    else:
        return slope * (x + 1.0) - 1.0
    return 2.0 * y


def loop(x, decay=0.9):
    total, weight = 0.0, 1.0
    for k in range(5):
        total += weight * na.tanh(x + k)
        weight *= decay
    return total


def newton(x):
    root = 1.0
    n = 0
    while n < 6:
        root = 0.5 * (root + (x * x + 1.0) / root)
        n += 1
    return root


def early(x, y=2.0):
    for k in range(4):
        if x < k:
            return x * y
        x = x - 0.25 * y
    return x * x


def inner(x, scale=2.0):
    def grow(v, w):
        return v * scale + w * x

    shifted = lambda v: v + scale  # noqa: E731
    return grow(shifted(x), x * x)


def swapped(x, y=0.5):
    a, b = x * y, x + y
    a, b = b, a
    a += b
    a -= 0.25
    a /= 2.0
    return a * b


def nested(x):
    first, (second) = both(x, 2.0)
    pair = both(second, first)
    return pair[0] - 3.0 * pair[1]


def annotated(x: float, y: float = 1.5) -> float:
    """A docstring."""
    z: float = x**3 - y**2 * x
    return +z if not x < 0.0 else -z


BODIES = {
    "polynomial": lambda x: polynomial(x) + polynomial(2.0 * x, 2),
    "keyword": lambda x: polynomial(count=3, v=x),
    "jitted": lambda x: x * jitted(jitted(x)),
    "horner": lambda x: horner(x, TABLE) / jitted(x),
    "primitives": lambda x, y=1.5: fma(x, y, sqrt(absolute(x * y) + 1.0)) * copysign(x, y),
    "select": lambda x: select(x > 0.5, x * x, -x) + max(x, 0.25, -x) + min(x, 0.75),
    "libm": lambda x: math.exp(-x * x) * math.cos(3.0 * x) + math.atan(x) - np.log1p(x * x),
    "two": lambda x, y=0.7: math.atan2(x, y) + math.hypot(x, y) + abs(x) ** y,
    "numpys": lambda x, y=0.7: np.logaddexp(x * y, np.square(y)) + np.reciprocal(np.fabs(x) + y),
    "atoms": lambda x, y=0.7: (
        na.logaddexp(x, y) + na.pow(x * x, y) + na.hypot(x, y) * na.atan2(y, x)
    ),
    "modulo": lambda x: x // 2.0 + (x + 0.3) % 2.0,
    "conditional": lambda x: (x if x > 0.5 else 0.5 * x) if x > -0.5 else x * x * x,
    "closure": (lambda slope: lambda x: slope * x * na.sigmoid(x * SLOPE))(0.75),
    **{
        each.__name__: each
        for each in (branches, loop, newton, early, inner, swapped, nested, annotated)
    },
}


def differences(function, operands, k):
    """Return the derivative by Richardson's extrapolation, and where it is not at a kink."""
    h = 1e-3

    def slope(step):
        above, below = list(operands), list(operands)
        above[k], below[k] = above[k] + step, below[k] - step
        return (function(*above) - function(*below)) / (2 * step)

    one, half, quarter = slope(h), slope(h / 2), slope(h / 4)
    first, second = (4 * half - one) / 3, (4 * quarter - half) / 3
    found = (16 * second - first) / 15
    smooth = np.abs(second - first) < 1e-7 * (1 + np.abs(found))
    return found, smooth


@pytest.mark.parametrize("name", some_of(BODIES, one_in(2, BODIES)))
def test_users_bodies(name):
    function = na.activation(BODIES[name])
    x = np.linspace(-3.03, 3.07, 301)
    definition = function.definition
    operands = [x, *(np.full_like(x, value) for value in definition.parameters.values())]
    for k, wrt in enumerate(definition.arguments):
        expected, smooth = differences(function, operands, k)
        assert smooth.mean() > 0.9
        found = function.grad(*operands, wrt=wrt)
        np.testing.assert_allclose(found[smooth], expected[smooth], 1e-7, 1e-7)
        na.check_derivative(function, x, wrt=wrt)


@pytest.mark.parametrize("dtype", every_second(DTYPES))
def test_types(dtype):
    function = na.activation(loop)
    x = np.linspace(-3, 3, 50).astype(DTYPES[dtype])
    for gradient in (function.grad(x), function.vjp(x, x), function.grad(x, wrt="decay")):
        assert gradient.dtype == DTYPES[dtype]
    wide = function.grad(x.astype(np.float64))
    tolerance = {"float16": 2e-3, "bfloat16": 1e-2, "float32": 1e-6, "float64": 0}[dtype]
    np.testing.assert_allclose(function.grad(x).astype(np.float64), wide, tolerance, tolerance)


# Kinks, zeros and precedence ----------------------------------------------------------------------


def test_a_kink_has_the_derivative_of_the_branch_that_is_taken():
    right = na.activation(lambda x: 3.0 * x if x >= 0.0 else 0.0)
    left = na.activation(lambda x: 3.0 * x if x > 0.0 else -x)
    assert right.grad(0.0) == 3.0
    assert left.grad(0.0) == -1.0


def test_what_does_not_depend_on_an_argument():
    function = na.activation(lambda x, y=1.0: x * 2.0)
    assert_same_bits(function.grad(X, wrt="y"), np.zeros_like(X))
    # nothing infinite in a branch that does not count
    safe = na.activation(lambda x: select(x > 0.0, na.log(x), 0.0) if x > 0.0 else 0.0)
    with np.errstate(all="ignore"):
        assert_same_bits(safe.grad(np.array([0.0, -1.0])), np.zeros(2))


def test_a_registered_derivative_takes_precedence():
    @na.activation
    def scaled(x, a=2.0, b=3.0):
        return a * x + b

    assert scaled.grad(X[:2]).tolist() == [2.0, 2.0]

    @scaled.derivative("x")
    def _(x, a, b):
        return a + 40.0

    assert scaled.grad(X[:2]).tolist() == [42.0, 42.0]
    assert scaled.grad(X[:2], wrt="a").tolist() == X[:2].tolist()
    slope, other = scaled.grad(X[:2], wrt=("b", "x"))
    assert (slope.tolist(), other.tolist()) == ([1.0, 1.0], [42.0, 42.0])


def test_several_at_once():
    for function in (na.activation(FORMULAS["swish"]), na.swish):
        both = function.vjp(X, X, 1.5, wrt=("beta", "x"))
        apart = [function.vjp(X, X, 1.5, wrt=name) for name in ("beta", "x")]
        for found, expected in zip(both, apart, strict=True):
            np.testing.assert_allclose(found, expected, 1e-15)
    assert "beta and x" in repr(na.swish.vjp.wrt(("beta", "x")))
    copied = pickle.loads(pickle.dumps(na.swish.vjp.wrt(("beta", "x"))))
    assert_same_bits(copied(X, X, 1.5)[0], na.swish.vjp(X, X, 1.5, wrt="beta"))
    for wrong in ((), ("x", "gamma"), 3, "gamma"):
        with pytest.raises(ValueError, match=r"swish.vjp: wrt="):
            na.swish.vjp(X, X, wrt=wrong)


def test_in_a_kernel():
    function = na.activation(loop)
    grad, both = function.grad, function.vjp.wrt(("x", "decay"))

    @numba.njit
    def kernel(x):
        return grad(x, 0.9), both(2.0, x, 0.9)

    one, (first, second) = kernel(0.3)
    assert one == function.grad(0.3)
    assert (first, second) == (function.vjp(2.0, 0.3), function.vjp(2.0, 0.3, wrt="decay"))


# What has no rule ---------------------------------------------------------------------------------


def unknown(x):
    return x * math.gamma(x)


def over_values(x):
    total = 0.0
    for each in (x, 2.0 * x):
        total += each
    return total


def recursive(x):
    return helping(x)


def helping(x):
    return recursive(x)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (unknown, r"test_automatic.py:\d+: no rule for math.gamma; register one with @unknown"),
        (over_values, "a loop over values that depend on an argument"),
        (recursive, "calls itself"),
        (lambda x: x * na.silu.grad(x), r"no rule for the derivative of na\.silu\.grad"),
        (lambda x: (x and 2.0) * x, "`and` or `or` of numbers"),
    ],
)
def test_bodies_without_a_rule(body, text):
    function = na.activation(body)
    with pytest.raises(TypeError, match=rf"no automatic derivative with respect to 'x'.*{text}"):
        function.grad(1.0)


def test_a_body_without_source():
    scope = {"na": na}
    exec("def made(x):\n    return x * na.sigmoid(x)", scope)
    function = na.activation(scope["made"])
    with pytest.raises(TypeError, match=r"made: no automatic .*source cannot be read"):
        function.grad(1.0)

    @function.derivative("x")
    def _(x):
        return na.silu.grad(x)

    assert function.grad(1.0) == na.silu.grad(1.0)


def test_parameters_of_the_packages_own():
    """Where no derivative is registered it is that of the branch that is taken, NaN with f."""
    x = np.array([-2.0, -1.0, 0.0, 1.0, 2.0, np.nan])
    lower, upper = na.hard_tanh.grad(x, -1.0, 1.0, wrt=("min_val", "max_val"))
    assert_same_bits(lower, np.array([1.0, 1.0, 0.0, 0.0, 0.0, np.nan]))
    assert_same_bits(upper, np.array([0.0, 0.0, 0.0, 1.0, 1.0, np.nan]))
    with np.errstate(invalid="ignore"):
        assert np.isnan(na.hard_tanh.grad(x, np.full(6, 2.0), 1.0, wrt="max_val")).all()
    with np.errstate(invalid="raise"):
        assert np.isnan(na.hardshrink.grad(x, np.nan, wrt="lambd")).all()
    assert_same_bits(
        na.softshrink.vjp(3.0 * np.ones(6), x, 1.0, wrt="lambd"),
        np.array([3.0, 0.0, 0.0, 0.0, -3.0, np.nan]),
    )


def test_larger_addend_of_the_limit():
    """Where both inputs of swiglu_oai are beyond it, its derivative is a sum, which may cancel."""
    rng = np.random.default_rng(5)
    limit, alpha = rng.uniform(0.0, 3.0, 2000), rng.uniform(-3.0, 3.0, 2000)
    value = (limit + 1.0) * rng.choice([-1.0, 1.0], 2000)
    found = na.swiglu_oai.grad(limit + 1.0, value, limit, alpha, wrt="limit")
    clamped = np.copysign(limit, value)
    of_gate = (clamped + 1.0) * na.swish.grad(limit, alpha)
    of_value = np.sign(value) * na.swish(limit, alpha)
    addend = np.maximum(np.abs(clamped) + 1.0, np.abs(of_value))
    assert (np.abs(found - (of_gate + of_value)) <= 4 * np.spacing(addend)).all()


PICKLED = """
import pickle, sys
import numpy as np
function = pickle.loads(bytes.fromhex(sys.argv[1]))
print(function.grad(0.5), function.vjp(2.0, 0.5, wrt="beta"))
"""


def test_pickled_by_value():
    """Another process has no source of it."""
    function = na.activation(FORMULAS["swish"])
    data = pickle.dumps(function)
    grad, vjp = map(float, run(PICKLED, data.hex()).split())
    assert (grad, vjp) == (
        na.activation(FORMULAS["swish"]).grad(0.5),
        function.vjp(2.0, 0.5, wrt="beta"),
    )


# check_derivative ---------------------------------------------------------------------------------


def test_check_of_wrong_derivatives():
    @na.activation
    def cube(x, a=1.0):
        return a * x * x * x

    @cube.derivative("x")
    def _(x, a):
        return 3.0 * a * x * x if x < 9.0 else 0.0

    with pytest.raises(
        AssertionError, match=r"cube.grad with respect to x: 0 at x=10, .*expected 300"
    ):
        na.check_derivative(cube)
    na.check_derivative(cube, np.linspace(-1, 8, 50), a=2.0)
    na.check_derivative(cube, rtol=2.0)  # of 300, and the error is as large
    with pytest.raises(AssertionError, match="cube"):
        na.check_derivative(cube, rtol=0.5)
    na.check_derivative(cube, wrt="a")
    with pytest.raises(ValueError, match=r"cube.grad: wrt='b'"):
        na.check_derivative(cube, wrt="b")
    with pytest.raises(TypeError, match="cube has no"):
        na.check_derivative(cube, c=2.0)


@pytest.mark.parametrize(
    "name", every_second(["mish", "relu", "gelu", "swiglu", "softplus", "log", "hard_tanh"], 1, 4)
)
def test_check_of_the_packages_own(name):
    function = getattr(na, name)
    for wrt in function.definition.arguments:
        na.check_derivative(function, wrt=wrt)
        na.check_derivative(function, wrt=wrt, dtype=np.float32)
