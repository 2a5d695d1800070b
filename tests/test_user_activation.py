"""Activations of users' own: api.md's promise, end to end."""

import numba
import numpy as np
import pytest
from process import run
from walk import DTYPES, assert_same_bits

import numba_act as na


@na.activation
def my_swish(x, beta=1.0):
    """x times sigmoid(beta x)."""
    return x * na.sigmoid(beta * x)


@my_swish.derivative("x")
def _(x, beta):
    s = na.sigmoid(beta * x)
    return s + beta * x * s * (1.0 - s)


@my_swish.derivative("beta")
def _(x, beta):
    s = na.sigmoid(beta * x)
    return x * x * s * (1.0 - s)


@na.activation(inputs=2)
def my_gate(a, b):
    return na.silu(a) * b


@my_gate.derivative("a", "b")
def _(a, b):
    return na.silu(a) * 0.5 + b, na.silu(a)


X = np.linspace(-4, 4, 101)


@pytest.mark.parametrize("dtype", DTYPES)
def test_everything_that_the_packages_own_have(dtype):
    x = X.astype(DTYPES[dtype])
    wide = x.astype(np.float64)
    s = 1 / (1 + np.exp(-2 * wide))
    tolerance = {"float16": 2e-3, "bfloat16": 2e-2, "float32": 1e-6, "float64": 1e-14}[dtype]
    for got, expected in [
        (my_swish(x, 2.0), wide * s),
        (my_swish(x, beta=2), wide * s),
        (my_swish.grad(x, 2.0), s + 2 * wide * s * (1 - s)),
        (my_swish.vjp(x, x, 2.0), wide * (s + 2 * wide * s * (1 - s))),
        (my_swish.grad(x, 2.0, wrt="beta"), wide**2 * s * (1 - s)),
        (my_swish.vjp(x, x, 2.0, wrt="beta"), wide**3 * s * (1 - s)),
    ]:
        assert got.dtype == x.dtype
        assert np.abs(got.astype(np.float64) - expected).max() <= tolerance * 16
    assert isinstance(my_swish.ufunc, np.ufunc)
    assert my_swish.__name__ == "my_swish"
    assert my_swish.__doc__ == "x times sigmoid(beta x)."
    out = np.zeros_like(x)
    assert my_swish(x, out=out, where=x > 0) is out
    assert_same_bits(out[x > 0], my_swish(x)[x > 0])
    assert not out[x <= 0].any()


def test_gate_with_both_gradients_in_one_pass():
    x = X.astype(np.float32)
    first, second = my_gate.vjp(x, x, x)
    assert_same_bits(first, x * (na.silu(x) * np.float32(0.5) + x))
    assert_same_bits(second, x * na.silu(x))


def test_in_a_kernel():
    slope = my_swish.grad

    @numba.njit
    def kernel(x, out):
        for k in range(x.size):
            out[k] = my_swish(x[k], beta=2.0) + slope(x[k], 2.0)

    x = X.astype(np.float32)
    out = np.empty_like(x)
    kernel(x, out)
    assert_same_bits(out, my_swish(x, 2.0) + slope(x, 2.0))


def test_built_on_another_of_the_users():
    @na.activation
    def twice(x):
        return 2.0 * my_swish(x, 1.0)

    x = X.astype(np.float32)
    assert_same_bits(twice(x), 2 * my_swish(x))


def test_closures_have_their_own_values():
    def scaled(factor):
        @na.activation
        def scaled_relu(x):
            return factor * x if x > 0.0 else 0.0

        return scaled_relu

    two, three = scaled(2.0), scaled(3.0)
    x = np.float32([-1, 1])
    assert two(x).tolist() == [0, 2]
    assert three(x).tolist() == [0, 3]


def line_of(function, text):
    """Return the number of the line of a function's source that holds a text."""
    import inspect

    lines, first = inspect.getsourcelines(function.__wrapped__)
    return first + next(k for k, line in enumerate(lines) if text in line)


def widening_bodies():
    @na.activation
    def integer_literal(x):
        y = x * 1.5
        return y * 2

    @na.activation
    def float64_value(x):
        return x * np.float64(2.0)

    @na.activation
    def power(x):
        return 1.0 + x / 3  # an integer

    return [(integer_literal, "y * 2"), (float64_value, "np.float64"), (power, "# an integer")]


@pytest.mark.parametrize("k", range(3))
def test_widening_to_float64_is_an_error_with_name_and_line(k):
    function, text = widening_bodies()[k]
    out = np.full(3, 7, np.float32)
    for _ in range(2):
        with pytest.raises(TypeError) as caught:
            function(np.float32([1, 2, 3]), out=out)
        message = str(caught.value)
        assert function.__name__ in message
        assert f"test_user_activation.py:{line_of(function, text)}" in message
        assert (out == 7).all()
    with pytest.raises(TypeError, match=function.__name__):
        function.ufunc(np.float16([1, 2]))
    assert function(np.float64([1.0])).dtype == np.float64  # in float64 there is nothing to widen
    assert na.silu(np.float32([0.0]))[0] == 0


def test_undefined_name():
    @na.activation
    def mistaken(x):
        return x * nowhere_defined  # noqa: F821

    out = np.full(3, 7, np.float32)
    with pytest.raises(TypeError, match=r"(?s)mistaken.*nowhere_defined"):
        mistaken(np.float32([1, 2, 3]), out=out)
    with pytest.raises(TypeError, match=rf":?{line_of(mistaken, 'return')}\b"):
        mistaken(np.float64([1, 2, 3]))
    assert (out == 7).all()
    assert_same_bits(my_swish(np.float32([0.0])), np.float32([0.0]))


def test_unsupported_body():
    @na.activation
    def stringly(x):
        return x + "a"

    for dtype in DTYPES.values():
        with pytest.raises(TypeError, match="stringly"):
            stringly(np.zeros(2, dtype))
    with pytest.raises(TypeError, match="stringly"):
        stringly.ufunc(np.zeros(2))


def test_wrong_definitions():
    with pytest.raises(ValueError, match=r"my_gate: derivative with respect to 'z'.*'a', 'b'"):
        my_gate.derivative("z")

    for wrong in (3.0, "relu", np.exp):
        with pytest.raises(TypeError, match="plain function"):
            na.activation(wrong)
    with pytest.raises(TypeError, match=r"g: expected at least 1 named arguments and no \*args"):

        @na.activation
        def g(*x):
            return x[0]

    with pytest.raises(TypeError, match="h: expected at least 2"):

        @na.activation(inputs=2)
        def h(x):
            return x


def test_more_parameters_than_the_packages_own_have():
    @na.activation
    def clipped(x, low=-1.0, high=1.0):
        return low if x < low else (high if x > high else x)

    @clipped.derivative("x")
    def _(x, low, high):
        return 1.0 if x > low and x < high else 0.0

    x = np.linspace(-3, 3, 50).astype(np.float32)
    assert_same_bits(clipped(x), np.clip(x, -1, 1))
    assert_same_bits(clipped(x, high=2.0), np.clip(x, -1, 2))
    assert_same_bits(clipped(x, np.full(50, -2, np.float32), 0.5), np.clip(x, -2, np.float32(0.5)))
    assert_same_bits(clipped.vjp(x, x, -1.0, high=2.0), x * ((x > -1) & (x < 2)))


def weighted(inputs, count):
    """Return an activation with parameters p0, p1, ... whose derivatives tell which is which."""
    operands = ["x", "y"][:inputs]
    parameters = [f"p{k}" for k in range(count)]
    total = " + ".join(["1.0", *(f"{k + 2}.0 * p{k}" for k in range(count))])
    slope = {"x": f"{total}", "y": f"2.0 * ({total})"}
    given = ", ".join([*operands, *(f"{name}=1.0" for name in parameters)])
    arguments = ", ".join([*operands, *parameters])
    data = " + ".join(("x", "2.0 * y")[:inputs])
    lines = [
        f"@na.activation(inputs={inputs})",
        f"def weighted({given}):",
        f"    return ({data}) * ({total})",
        f"@weighted.derivative({', '.join(map(repr, operands))})",
        f"def _({arguments}):",
        f"    return {', '.join(slope[name] for name in operands)}",
    ]
    for k, name in enumerate(parameters):
        lines += [f"@weighted.derivative({name!r})", f"def _({arguments}):"]
        lines += [f"    return {k + 2}.0 * ({data})"]
    scope = {"na": na}
    exec("\n".join(lines), scope)
    return scope["weighted"]


COUNTS = [0, 3, 4, 7, 12]


@pytest.mark.parametrize("count", COUNTS)
def test_any_number_of_parameters(count):
    function = weighted(1, count)
    x, dy = X.copy(), X[::-1].copy()
    given = [float(k + 1) for k in range(count)]
    total = 1.0 + sum((k + 2) * p for k, p in enumerate(given))
    assert_same_bits(function(x, *given), x * total)
    assert_same_bits(function.grad(x, *given), np.full_like(x, total))
    assert_same_bits(function.vjp(dy, x, *given), dy * total)
    for k in {0, count - 1} & set(range(count)):
        assert_same_bits(function.grad(x, *given, wrt=f"p{k}"), (k + 2) * x)
        assert_same_bits(function.vjp(dy, x, *given, wrt=f"p{k}"), dy * ((k + 2) * x))
    slope = function.vjp

    @numba.njit
    def kernel(dy, x):
        return slope(dy, x)

    assert kernel(2.0, 3.0) == function.vjp(2.0, 3.0)


@pytest.mark.parametrize("count", COUNTS)
def test_gates_with_any_number_of_parameters(count):
    gate = weighted(2, count)
    x, y, dy = X.copy(), 0.5 * X[::-1], X + 1.0
    given = {f"p{k}": float(k + 1) for k in range(count)}
    total = 1.0 + sum((k + 2) * p for k, p in enumerate(given.values()))
    assert_same_bits(gate(x, y, **given), (x + 2.0 * y) * total)
    both = dy * total, dy * (2.0 * total)
    assert_same_bits(gate.vjp(dy, x, y, **given), both)
    assert_same_bits(gate.vjp(dy, x, y, **given, wrt="y"), both[1])
    assert_same_bits(gate.grad(x, y, **given, wrt="x"), np.full_like(x, total))
    packed = np.concatenate([x, y])
    assert_same_bits(gate.packed(packed, **given), (x + 2.0 * y) * total)
    assert_same_bits(gate.packed_vjp(dy, packed, **given), np.concatenate(both))
    if count:
        last = f"p{count - 1}"
        expected = dy * ((count + 1) * (x + 2.0 * y))
        assert_same_bits(gate.vjp(dy, x, y, **given, wrt=last), expected)


def test_a_derivative_that_is_registered_again():
    @na.activation(inputs=2)
    def gate(a, b, p=1.0):
        return p * a * b

    def register(factor):
        @gate.derivative("a", "b")
        def _(a, b, p):
            return factor * b, factor * a

        @gate.derivative("p")
        def _(a, b, p):
            return factor * a * b

    x, dy = np.float32([2.0, 3.0]), np.float32([1.0, 1.0])
    for factor in (1.0, 10.0):
        register(factor)
        for _ in range(2):
            assert_same_bits(gate.grad(x, x), (factor * x, factor * x))
            assert_same_bits(gate.vjp(dy, x, x), (factor * x, factor * x))
            assert_same_bits(gate.vjp(dy, x, x, wrt="b"), factor * x)
            assert_same_bits(gate.grad.wrt("a")(x, x), factor * x)
            assert_same_bits(gate.grad(x, x, wrt="p"), factor * x * x)
            assert gate.packed_vjp(dy[:1], x).tolist() == [factor * 3.0, factor * 2.0]
        slope = gate.grad.wrt("p")

        assert numba.njit(lambda x, slope=slope: slope(x, x))(3.0) == 9.0 * factor


def test_a_derivative_that_takes_dy():
    @na.activation(inputs=2)
    def ratio(a, b):
        return a / b

    @ratio.derivative("a", "b")
    def _(dy, a, b):
        return dy / b, -a * (dy / b) / b

    a, b, dy = np.array([3.0, 1e-310]), np.array([5.0, 1e-310]), np.array([2.0, 1e-10])
    assert_same_bits(ratio.vjp(dy, a, b), (dy / b, -a * (dy / b) / b))
    assert_same_bits(ratio.vjp(dy, a, b, wrt="b"), -a * (dy / b) / b)
    assert_same_bits(ratio.grad(a[:1], b[:1]), (1.0 / b[:1], -a[:1] * (1.0 / b[:1]) / b[:1]))
    assert ratio.grad(3.0, 2.0, wrt="b") == -0.75


def test_a_derivative_of_other_arguments_is_refused():
    @na.activation
    def scaled(x, factor=2.0):
        return x * factor

    def wrong(x):
        return 2.0

    line = wrong.__code__.co_firstlineno
    expected = rf"scaled: .*test_user_activation.py:{line} takes \(x\), .* \(x, factor\)"
    with pytest.raises(TypeError, match=expected):
        scaled.derivative("x")(wrong)
    for other in (
        lambda dy, x: 1.0,
        lambda *x: 1.0,
        lambda x, *, factor: 1.0,
        lambda dx, x, factor: 1.0,
        3.0,
    ):
        with pytest.raises(TypeError, match=r"scaled: the derivative .* \(dy, x, factor\)"):
            scaled.derivative("x")(other)
    with pytest.raises(AttributeError):
        scaled.grad(1.0)

    @scaled.derivative("x")
    def _(x, factor):
        return factor

    assert scaled.vjp(3.0, 1.0) == 6.0


def test_a_derivative_that_does_not_compile_is_named_with_its_line():
    @na.activation
    def twice(x):
        return 2.0 * x

    def widening(x):
        return np.float64(2.0)

    twice.derivative("x")(widening)
    line = widening.__code__.co_firstlineno
    for slope, given in ((twice.grad, 1), (twice.vjp, 2)):
        with pytest.raises(TypeError, match=rf"twice\..*test_user_activation.py:{line}"):
            slope(*[np.float32([1.0])] * given)


SCRIPT = """
import numpy as np, numba_act as na
FACTOR = {factor}
def helper(x):
    return x * {inner}
@na.activation
def changing(x):
    return helper(x) * FACTOR + {offset}
print(changing(np.float32([1.0])).tolist())
"""


def test_cache_notices_every_change(tmp_path):
    def result(**values):
        return run(SCRIPT.format(**values), NUMBA_ACT_CACHE_DIR=tmp_path)

    first = result(factor=2.0, inner=3.0, offset=1.0)
    assert first == "[7.0]\n"
    entries = set(tmp_path.iterdir())
    assert result(factor=2.0, inner=3.0, offset=1.0) == first
    assert set(tmp_path.iterdir()) == entries
    assert result(factor=4.0, inner=3.0, offset=1.0) == "[13.0]\n"
    assert result(factor=2.0, inner=5.0, offset=1.0) == "[11.0]\n"
    assert result(factor=2.0, inner=3.0, offset=2.0) == "[8.0]\n"


GRADIENTS = """
import numpy as np, numba_act as na
@na.activation(inputs=2)
def gate(a, b, p=1.0, q=1.0, r=1.0):
    return a * b
@gate.derivative("a", "b")
def _(a, b, p, q, r):
    return b * {factor}, a * {factor}
one = np.float32([1.0])
print(gate.grad(one, one), gate.vjp(one, one, one), gate.vjp(one, one, one, wrt="b"))
"""


def test_generated_bodies_are_cached(tmp_path):
    def result(factor):
        return run(GRADIENTS.format(factor=factor), NUMBA_ACT_CACHE_DIR=tmp_path)

    first = result(2.0)
    entries = set(tmp_path.iterdir())
    assert result(2.0) == first
    assert set(tmp_path.iterdir()) == entries
    assert result(3.0) == first.replace("2.", "3.")


def test_first_call_of_a_process_may_fail(tmp_path):
    """The error is not lost where the call that meets it is the first one of all."""
    code = """
import numpy as np, numba_act as na
@na.activation
def broken(x):
    return x * missing
try:
    broken(np.float32([1.0]))
except TypeError as error:
    assert "broken" in str(error) and "missing" in str(error)
    print(na.relu(np.float32([1.0])))
"""
    assert run(code, NUMBA_ACT_CACHE_DIR=tmp_path) == "[1.]\n"
