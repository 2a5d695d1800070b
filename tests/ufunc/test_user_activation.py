"""Activations of users' own: api.md's promise, end to end."""

import collections
import math
import sys

import numba
import numpy as np
import pytest

import numba_act as na
from numba_act.core.intrinsics import overload_of
from numba_act.core.specialize import specialized
from numba_act.cuda.scalars import DeviceDispatcher
from tests.support.process import run
from tests.support.walk import DTYPES, assert_same_bits, every_second, in_turn


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


@pytest.mark.parametrize("dtype", every_second(DTYPES))
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
    assert my_swish.__doc__.startswith("x times sigmoid(beta x).\n\nNotes\n-----\nThe keywords")
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
    def float64_value(x):
        y = x * 1.5
        return y * np.float64(2.0)

    @na.activation
    def in_a_helper(x):
        return helper_in_float64(x)

    return [
        (float64_value, line_of(float64_value, "np.float64")),
        (in_a_helper, helper_in_float64.__code__.co_firstlineno + 1),
    ]


def helper_in_float64(x):
    return np.float64(x) * 2.0


@pytest.mark.parametrize("k", range(2))
def test_widening_to_float64_is_an_error_with_name_and_line(k):
    function, line = widening_bodies()[k]
    out = np.full(3, 7, np.float32)
    for _ in range(2):
        with pytest.raises(TypeError) as caught:
            function(np.float32([1, 2, 3]), out=out)
        message = str(caught.value)
        assert function.__name__ in message
        assert f"test_user_activation.py:{line}" in message
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


POINT = collections.namedtuple("Point", "a b")(2.5, 3)
THREE, TABLE, MODULE = 3, (1, 2, 3), sys.modules[__name__]


def sign_of(x):
    return -1 if x < 0 else 1


class Settings:
    OFFSET = 2
    SLOPE = 0.1


def horner(x):
    y = 0
    for k in range(THREE):
        y = y * x + TABLE[k] * k
    return y


def counting_down(x):
    k = 2
    total = x
    while k > 0:
        total += k * x
        k -= 1
    return total


def doubled_sum(x):
    first, second = 2 * x, lambda v: v / 4 + Settings.OFFSET
    return first + second(x)


#: Bodies with integers and constants of modules, with what they are in NumPy.
WEAK = [
    (lambda x: 1 if x > 0 else 0, lambda x: np.where(x > 0, 1, 0)),
    (lambda x: 2 * x + 1, lambda x: 2 * x + 1),
    (lambda x: max(0, x), lambda x: np.maximum(0, x)),
    (lambda x: min(6, max(x, 0)) / 6, lambda x: np.clip(x, 0, 6) / 6),
    (lambda x: np.pi * x + math.e, lambda x: np.pi * x + math.e),
    (lambda x: (x + 0.5) // 1, lambda x: np.floor(x + 0.5)),
    (lambda x: x**2 - 3 * x**3, lambda x: x**2 - 3 * x**3),
    (lambda x: THREE * x if x > -1 else x - MODULE.THREE, None),
    (lambda x: (x > 1) * x, lambda x: (x > 1) * x),
    (lambda x: x // 2 + x % 3, lambda x: x // 2 + x % 3),
    (lambda x: sign_of(x) * abs(x), lambda x: x),
    (lambda x: MODULE.sign_of(x) * Settings.SLOPE, lambda x: np.where(x < 0, -1, 1) * 0.1),
    (lambda x: na.primitives.select(x > 0, 2, 1), lambda x: np.where(x > 0, 2, 1)),
    (lambda x: na.primitives.fma(2, x, 1), lambda x: 2 * x + 1),
    (lambda x: na.softplus(x, 1), lambda x: np.logaddexp(0, x)),
    (lambda x: 0, lambda x: 0 * x),
    (lambda x: POINT.a * x + POINT.b, lambda x: 2.5 * x + 3),
    (horner, lambda x: 2 * x + 6 - 0 * x + 0),
    (counting_down, lambda x: 4 * x),
    (doubled_sum, lambda x: 2.25 * x + 2),
]


@pytest.mark.parametrize(
    ("k", "name"),
    in_turn(range(len(WEAK)), ["float16", "float32", "float64"], range(0, len(WEAK), 2)),
)
def test_integers_and_constants_take_the_working_type(k, name):
    body, expected = WEAK[k]
    if expected is None:
        expected = lambda x: np.where(x > -1, 3 * x, x - 3)  # noqa: E731
    function = na.activation(body)
    x = np.linspace(-3, 3, 25)
    got = function(x.astype(DTYPES[name]))
    assert got.dtype == DTYPES[name]
    tolerance = {"float16": 4e-3, "float32": 1e-6, "float64": 1e-14}[name]
    wide = x.astype(DTYPES[name]).astype(np.float64)
    assert np.abs(got - expected(wide)).max() <= tolerance * 16

    @numba.njit
    def kernel(v):
        return function(v)

    assert np.float32(kernel(np.float32(2.0))) == function(np.float32(2.0))
    assert kernel.nopython_signatures[0].return_type == numba.float32
    kind = numba.float64 if k % 2 else numba.float32
    dispatcher = specialized(body, str(kind), DeviceDispatcher, 1)
    assert overload_of(dispatcher, (kind,)).signature.return_type == kind


# pytest makes other code of the assertions in its files
asserting = {}
exec(compile("def body(x):\n    assert x > -10.0\n    return x", "asserting.py", "exec"), asserting)


def raising(x):
    if x < -10.0:
        raise ValueError("small")
    return x


def raised(x):
    return round(8 * x)


WRONG = {
    "asserts": (asserting["body"], r"body raises at .*asserting\.py:2: a body cannot raise"),
    "raises": (raising, r"raises at .*test_user_activation\.py:\d+: a body cannot raise"),
    "helper": (lambda x: raising(x), r"raising raises at .*test_user_activation\.py:\d+"),
    "index": (lambda x: TABLE[1 if x > 0 else 9] * x, "can raise an exception.*index"),
    "int": (lambda x: int(x), r"makes an integer of a float at .*:\d+, .*x // 1"),
    "floor": (lambda x: math.floor(x) * x, r"makes an integer of a float at .*:\d+"),
    "rounded": (lambda x: raised(x) / 8, r"raised makes an integer of a float at .*:\d+"),
    "negative": (lambda x: x**-1, r"can raise an exception.*write 1 / x"),
    "bool": (lambda x: x > 0.0, r"returns a bool .* at .*:\d+, expected a float"),
    "tuple": (lambda x: (x, x), r"returns a tuple of 2 at .*:\d+, expected a float"),
    "nothing": (lambda x: None, r"returns nothing at .*:\d+, expected a float"),
    "array": (lambda x: np.where(x > 0.0, x, 0.0), r"returns an array .*:\d+, expected a float"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_a_body_must_not_do(name):
    body, message = WRONG[name]
    function = na.activation(body)
    out = np.full(4, 7, np.float32)
    for _ in range(2):
        with pytest.raises(TypeError, match=message):
            function(np.float32([1, 2, 3, -20]), out=out)
        assert (out == 7).all()
    with pytest.raises(numba.TypingError, match=message):
        numba.njit(lambda v: function(v))(1.0)


def test_a_name_may_be_that_of_what_it_calls():
    @na.activation
    def tanh(x):
        return 1.7 * na.tanh(x)

    globals_of_module["exp"] = na.activation(exp_of)
    x = np.float32([-1, 0, 1])
    assert_same_bits(tanh(x), np.float32(1.7) * na.tanh(x))
    assert np.abs(globals_of_module["exp"](x) - 2 * np.exp(x)).max() < 1e-6


def exp_of(x):
    return 2.0 * np.exp(x)


exp_of.__name__ = "exp"
globals_of_module = globals()


def to_itself(x):
    return itself(x - 1.0) if x > 0.0 else x


def first_of_two(x):
    return second_of_two(x)


def second_of_two(x):
    return first_of_two(x)


itself = na.activation(to_itself)


@pytest.mark.parametrize(
    ("body", "name"), [(to_itself, "to_itself"), (first_of_two, "first_of_two")]
)
def test_recursion_is_an_error(body, name):
    function = na.activation(body)
    for _ in range(2):
        with pytest.raises(TypeError, match=rf"{name} at .*test_user_activation\.py:\d+ calls it"):
            function(np.float32([1.0]))


def test_a_derivative_with_other_results_is_an_error():
    @na.activation(inputs=2)
    def product(a, b):
        return a * b

    @product.derivative("a", "b")
    def _(a, b):
        return b

    x = np.float32([1.0])
    for function, operands in ((product.vjp, (x, x, x)), (product.grad, (x, x))):
        with pytest.raises(TypeError, match=r"test_user_activation\.py:\d+, expected a tuple of 2"):
            function(*operands)


def test_a_name_may_be_defined_after_a_call_that_failed():
    scope = {"na": na}
    exec("def late(x):\n    return x * missing(x)\nfunction = na.activation(late)", scope)
    x = np.float32([1.0, 3.0])
    for _ in range(2):
        with pytest.raises(TypeError, match="missing"):
            scope["function"](x)
    exec("def missing(x):\n    return 2.0 * x", scope)
    np.testing.assert_array_equal(scope["function"](x), [2.0, 18.0])


def test_a_function_is_what_it_was_when_it_was_first_used():
    """As in Numba: one value for all types and targets, and for the code and its key."""
    namespace = {"na": na, "F": 2.0, "helper": lambda x: x}
    exec("def f(x): return helper(x) * F", namespace)
    function = na.activation(namespace["f"])
    assert function(np.float32([1.0])) == 2
    namespace["F"] = 3.0
    namespace["helper"] = lambda x: 10.0 * x
    assert function(np.float16([1.0])) == 2
    assert function(np.float64([1.0])) == 2
    assert na.activation(lambda x: namespace_value(x))(np.float32([1.0])) == 4


def namespace_value(x):
    return 4.0 * x


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


COUNTS = [0, 12, *(pytest.param(count, marks=pytest.mark.sweep) for count in (3, 4, 7))]


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


def test_as_many_operands_as_numpy_takes():
    """64, the result included."""
    x = np.arange(14, dtype=np.float32)[::2]
    for count in (62, 63):
        names = [f"p{k}" for k in range(count)]
        scope = {}
        body = f"def summed(x, {', '.join(names)}): return x + {' + '.join(names)}"
        exec(body, scope)
        function = na.activation(scope["summed"])
        if count == 62:
            assert_same_bits(function(x, *range(count)), x + np.float32(1891))
        else:
            with pytest.raises(ValueError, match=r"summed: .* more than 64 operands"):
                function(x, *range(count))


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
    assert scaled.grad(1.0) == 2.0  # the automatic one

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


REACHED = """
import sys, types, numba, numpy as np, numba_act as na
acts = types.ModuleType("acts")
exec("CONST = {const}\\ndef helper(x): return x * {inner}", acts.__dict__)
class Settings:
    OFFSET = {offset}
@numba.njit(fastmath=True)
def jitted(x):
    return x + {jitted}
INDIRECT = {indirect}
def closed(factor):
    @na.activation
    def reached(x, y=0.0):
        inner = lambda v: v + INDIRECT
        return inner(acts.helper(x) * acts.CONST + Settings.OFFSET * jitted(x)) * factor + {literal}
    return reached
print(float(closed({factor})(np.float32([1.0]))[0]))
"""


def test_cache_notices_every_change(tmp_path):
    names = ("const", "inner", "offset", "jitted", "indirect", "factor", "literal")
    values = dict(zip(names, (2.0, 3.0, 5.0, 7.0, 11.0, 13.0, 17.0), strict=True))

    def result():
        found = float(run(REACHED.format(**values), NUMBA_ACT_CACHE_DIR=tmp_path))
        v = values
        inner = v["inner"] * v["const"] + v["offset"] * (1 + v["jitted"]) + v["indirect"]
        assert found == inner * v["factor"] + v["literal"]

    result()
    entries = set(tmp_path.iterdir())
    result()
    assert set(tmp_path.iterdir()) == entries  # it is kept
    for changed in (names[:2], names[2:4], names[4:]):
        values |= {name: values[name] + 1.0 for name in changed}
        result()


UNKNOWN = """
import numba, numpy as np, numba_act as na
from numba import types
from numba.extending import intrinsic, overload
@numba.vectorize
def vectorized(x):
    return x * np.float32({factor})
@intrinsic
def own(typingctx, x):
    def codegen(context, builder, signature, args):
        return builder.fmul(args[0], args[0].type({factor}))
    return x(x), codegen
def stub(x):
    raise NotImplementedError
@overload(stub)
def _(x):
    factor = np.float32({factor})
    return lambda x: x * factor
@na.activation
def through_vectorized(x):
    return vectorized(x)
@na.activation
def through_own(x):
    return own(x)
@na.activation
def through_stub(x):
    return stub(x)
for through in (through_vectorized, through_own, through_stub):
    print(float(through(np.float32([1.0]))[0]))
"""


def test_what_cannot_be_followed_is_not_kept(tmp_path):
    run("import numba_act as na, numpy as np; na.relu(np.zeros(1))", NUMBA_ACT_CACHE_DIR=tmp_path)
    before = len(list(tmp_path.iterdir()))
    for factor in (2.0, 3.0):
        found = run(UNKNOWN.format(factor=factor), NUMBA_ACT_CACHE_DIR=tmp_path)
        assert [*map(float, found.split())] == [factor] * 3
    assert len(list(tmp_path.iterdir())) == before


POISON = """
import numpy as np, numba_act as na
F = {first}
@na.activation
def f(x):
    return F * x
if F == 2.0:
    f(np.float32([1.0]))
    F = 3.0
print(float(f(np.float16([1.0]))[0]))
"""


def test_a_changed_value_does_not_poison_other_processes(tmp_path):
    assert run(POISON.format(first=2.0), NUMBA_ACT_CACHE_DIR=tmp_path) == "2.0\n"
    assert run(POISON.format(first=3.0), NUMBA_ACT_CACHE_DIR=tmp_path) == "3.0\n"


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


@pytest.mark.parametrize("name", ["out", "dtype", "dy", "wrt"])
def test_names_that_every_call_has(name):
    values = {}
    exec(f"def f(x, {name}=1.0): return {name} * x", values)
    with pytest.raises(TypeError, match=f"f: argument '{name}' has the name of a keyword"):
        na.activation(values["f"])
