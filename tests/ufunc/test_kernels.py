"""Calls inside users' own kernels: @njit, @vectorize, @guvectorize; the ufunc's bits."""

import inspect
import re

import numba
import numpy as np
import pytest
from numba import literal_unroll

import numba_act as na
from tests.support.walk import (
    ACTIVATIONS,
    FUNCTIONS,
    assert_same_bits,
    every_second,
    in_turn,
    one_in,
    one_of_each,
    parameters,
    some_of,
    tuple_of,
    typical,
)

LETTERS = {"float32": numba.float32, "float64": numba.float64}


def in_a_loop(function, operands):
    """Return the results of calling a function in an @njit loop, its parameters by default."""
    count = len(operands)
    if function.definition.outputs == 2:
        if count == 2:

            @numba.njit
            def loop(first, second, x, y):
                for k in range(x.size):
                    first[k], second[k] = function(x[k], y[k])

        else:

            @numba.njit
            def loop(first, second, dy, x, y):
                for k in range(x.size):
                    first[k], second[k] = function(dy[k], x[k], y[k])

    elif count == 1:

        @numba.njit
        def loop(out, x):
            for k in range(x.size):
                out[k] = function(x[k])

    elif count == 2:

        @numba.njit
        def loop(out, x, y):
            for k in range(x.size):
                out[k] = function(x[k], y[k])

    elif count == 3:

        @numba.njit
        def loop(out, x, y, z):
            for k in range(x.size):
                out[k] = function(x[k], y[k], z[k])

    else:

        @numba.njit
        def loop(out, x, y, z, w):
            for k in range(x.size):
                out[k] = function(x[k], y[k], z[k], w[k])

    outs = [np.empty_like(operands[0]) for _ in range(function.definition.outputs)]
    loop(*outs, *operands)
    return tuple(outs)


@pytest.mark.parametrize(
    ("name", "dtype"), in_turn(FUNCTIONS, ["float32", "float64"], one_in(4, one_of_each(FUNCTIONS)))
)
def test_same_bits_as_the_ufunc(name, dtype):
    function = FUNCTIONS[name]
    operands = typical(function, 100, np.dtype(dtype))
    defaults = function.definition.parameters.values()
    count = len(function.definition.inputs)
    required = [np.full(100, value) for value in operands[count:]]
    operands = operands[:count] + required * (inspect.Parameter.empty in defaults)
    assert_same_bits(in_a_loop(function, operands), tuple_of(function(*operands)))


@pytest.mark.parametrize("name", some_of(ACTIVATIONS, one_in(16, ACTIVATIONS)))
def test_type_of_the_result(name):
    function = ACTIVATIONS[name]
    count = len(function.definition.inputs) + len(function.definition.parameters)
    given = {1: numba.njit(lambda v: function(v)), 2: numba.njit(lambda v: function(v, v))}
    given[3] = numba.njit(lambda v: function(v, v, v))
    given[4] = numba.njit(lambda v: function(v, v, v, v))
    kernel = given[count]
    for kind, expected in [
        (numba.float32, numba.float32),
        (numba.float64, numba.float64),
        (numba.int64, numba.float64),
        (numba.boolean, numba.float64),
    ]:
        kernel.compile((kind,))
        assert kernel.overloads[(kind,)].signature.return_type == expected


def test_parameters_take_the_type_of_the_input():
    @numba.njit
    def literal(v):
        return na.swish(v, 1.5)

    @numba.njit
    def keyword(v):
        return na.swish(v, beta=1.5)

    @numba.njit
    def integer(v):
        return na.swish(v, 2)

    @numba.njit
    def default(v):
        return na.swish(v)

    x = np.float32(0.7)
    for kernel, beta in ((literal, 1.5), (keyword, 1.5), (integer, 2), (default, 1.0)):
        got = kernel(x)
        (signature,) = kernel.signatures
        assert kernel.overloads[signature].signature.return_type == numba.float32
        assert np.float32(got) == na.swish(x, np.float32(beta))


SLOPE, NUMPY_SLOPE = 0.25, np.float64(0.25)


def test_types_are_the_ufuncs():
    """A float variable widens as an array does; a number that is written there does not."""
    single, double = np.float32(-2.0), np.float64(0.5)

    @numba.njit
    def variable(v, slope):
        return na.leaky_relu(v, slope)

    @numba.njit
    def numbers(v):
        local = 0.125
        return (
            na.leaky_relu(v, SLOPE),
            na.leaky_relu(v, negative_slope=local),
            na.leaky_relu(v, 1),
            na.swish.grad(v, 0.5),
            na.swiglu(v, 2.0),
            na.swiglu(1, v),
        )

    @numba.njit
    def numpy_number(v):
        return na.leaky_relu(v, NUMPY_SLOPE)

    for v, slope in ((single, single), (single, double), (double, single), (single, 1)):
        kind = na.leaky_relu(v, slope).dtype
        assert variable(v, slope) == na.leaky_relu(v, slope)
        compiled = variable.overloads[variable.signatures[-1]]
        assert str(compiled.signature.return_type) == str(kind)
    for given, kind in ((single, numba.float32), (double, numba.float64)):
        numbers(given)
        assert numbers.nopython_signatures[-1].return_type == numba.types.UniTuple(kind, 6)
    numpy_number(single)
    assert na.leaky_relu(single, NUMPY_SLOPE).dtype == np.float64
    assert numpy_number.nopython_signatures[0].return_type == numba.float64
    assert variable(np.float32(-1), 0.1) == na.leaky_relu(np.float32(-1), np.float64(0.1))


def test_functions_as_arguments():
    @numba.njit
    def apply(function, v):
        return function(v) + function.grad(v)

    @numba.njit
    def all_of(functions, v):
        return functions[0](v) - functions[1](v)

    @numba.njit
    def total(functions, v):
        found = 0.0
        for function in literal_unroll(functions):
            found += function(v)
        return found

    v = np.float32(0.7)
    assert total((na.silu, na.gelu.grad), 0.5) == na.silu(0.5) + na.gelu.grad(0.5)
    for function in (na.silu, na.gelu):
        assert np.float32(apply(function, v)) == function(v) + function.grad(v)
    assert np.float32(all_of((na.silu, na.tanh), v)) == na.silu(v) - na.tanh(v)


def test_wrong_arrays_in_a_kernel_are_typing_errors_that_name_the_argument():
    @numba.njit
    def whole(x):
        return na.silu(x)

    @numba.njit
    def into(x, out):
        return na.silu(x, out)

    for kind in (numba.types.float16, numba.types.float16[::1]):
        with pytest.raises(numba.TypingError, match=r"silu: argument 'x' is float16.*float32"):
            whole.compile((kind,))
    with pytest.raises(numba.TypingError, match=r"silu: argument 'x' is complex128"):
        whole(np.zeros(3, complex))
    with pytest.raises(numba.TypingError, match=r"silu: with numbers.*no out.*in a loop"):
        into(1.0, np.zeros(3))


@pytest.mark.parametrize("dtype", every_second(LETTERS))
def test_whole_arrays(dtype):
    """As the ufuncs do: broadcasting, layouts, `out`, parameters, gradients."""

    @numba.njit
    def unary(x):
        return na.hard_swish(x)

    @numba.njit
    def with_parameters(x, alpha):
        return na.prelu(x, alpha), na.leaky_relu(x, negative_slope=1.5)

    @numba.njit
    def in_place(x):
        na.silu(x, x)
        return na.hard_sigmoid.grad(x, out=x)

    @numba.njit
    def expression(x, y):
        return na.relu6(x) * y + na.hard_swish.vjp(*(y, x))

    x = np.linspace(-4, 4, 60).astype(dtype).reshape(6, 10)
    alpha = np.linspace(0.1, 0.9, 10).astype(dtype)
    for each in (x, x[::2, ::-3], x[:0]):  # each layout is compiled by itself
        assert_same_bits(unary(each), na.hard_swish(each))
    assert unary(x[0, 0]) == na.hard_swish(x[0, 0])
    expected = na.prelu(x, alpha), na.leaky_relu(x, negative_slope=1.5)
    for got, wanted in zip(with_parameters(x, alpha), expected, strict=True):
        assert_same_bits(got, wanted)
    assert_same_bits(expression(x, alpha), na.relu6(x) * alpha + na.hard_swish.vjp(alpha, x))
    expected = na.hard_sigmoid.grad(na.silu(x))
    work = x.copy()
    assert_same_bits(in_place(work), expected)
    assert_same_bits(work, expected)


#: Three arrays of x; each layout has machine code of its own.
SEVERAL = {
    "contiguous": lambda x: (x / 2, x, x * 2),
    "strided": lambda x: (x[::-1], x, x.T.copy().T),
    "broadcast": lambda x: (x[0], x, x[:, :1]),
    "points": lambda x: [np.array(x[0, 0])] * 3,
}


def of_two_dimensions(dtype):
    return np.linspace(-4, 4, 60).astype(dtype).reshape(6, 10)


@pytest.mark.parametrize(("layout", "dtype"), in_turn(SEVERAL, [*LETTERS], ["broadcast"]))
def test_several_whole_arrays(layout, dtype):
    @numba.njit
    def gradients(dy, x, y):
        return na.reglu.vjp(dy, x, y)

    given = SEVERAL[layout](of_two_dimensions(dtype))
    for one, other in zip(gradients(*given), na.reglu.vjp(*given), strict=True):
        assert one.shape == other.shape
        assert_same_bits(one[...], other)


@pytest.mark.parametrize("dtype", every_second(LETTERS, 1))
def test_a_number_among_whole_arrays(dtype):
    @numba.njit
    def of_slope(dy, x, slope):
        return na.prelu.vjp(dy, x, slope)

    x = of_two_dimensions(dtype)
    assert_same_bits(of_slope(x, x, 0.5), na.prelu.vjp(x, x, 0.5))


@pytest.mark.parametrize("dtype", every_second(LETTERS))
def test_several_whole_arrays_into_others(dtype):
    @numba.njit
    def into(dy, x, y, first, second):
        na.prelu.vjp(dy, x, y, out=first)
        return na.swiglu.vjp(first, x, y, out=(first, second))

    x = of_two_dimensions(dtype)
    outs = np.empty_like(x), np.empty_like(x)
    wanted = na.swiglu.vjp(na.prelu.vjp(x / 2, x, x * 2), x, x * 2)
    for one, other, out in zip(into(x / 2, x, x * 2, *outs), wanted, outs, strict=True):
        assert_same_bits(one, other)
        assert_same_bits(out, other)
    with pytest.raises(ValueError, match=r"prelu\.vjp: argument 'out' has another shape"):
        into(x, x, x, x[:3], x)


def test_out_in_a_kernel():
    """One that lies partly where the argument does, and one of another shape."""

    @numba.njit
    def into(x, out):
        return na.hard_swish(x, out)

    start = np.random.default_rng(0).standard_normal(101)
    memory = start.copy()
    square = memory[:100].reshape(10, 10)
    for x, out in (
        (memory[:-1], memory[1:]),
        (memory[1:], memory[:-1]),
        (memory, memory),
        (memory[::-1], memory),
        (square.T, square),
    ):
        memory[:] = start
        expected = na.hard_swish(x.copy())
        assert_same_bits(into(x, out), expected)
        assert_same_bits(out, expected)
    for shape in ((10, 9), (10, 11), (9, 10), (1, 10)):
        with pytest.raises(ValueError, match="hard_swish: argument 'out' has another shape"):
            into(square.T, np.empty(shape))


@pytest.mark.parametrize("name", every_second(["k", "shape", "overlap", "call"], step=4))
def test_whole_arrays_with_any_name_of_a_parameter(name):
    values = {}
    exec(f"def f(x, y, {name}=0.5): return x * y * {name}", values)
    function = na.activation(inputs=2)(values["f"])

    @numba.njit
    def kernel(x, y, p, out):
        return function(x, y, p), function(x, y, p, out=out)

    x = np.arange(5.0)
    for found in kernel(x, x, 3.0, np.empty(5)):
        assert_same_bits(found, 3.0 * x * x)


def test_several_whole_arrays_are_vector_code():
    kernel = numba.njit(lambda dy, x, y: na.swiglu.vjp(dy, x, y))
    kernel.compile((numba.float32[:, ::1],) * 3)
    (code,) = kernel.inspect_asm().values()
    assert re.search(r"vfmadd\w+ps|fmla", code)


def test_wrt_in_a_kernel():
    @numba.njit
    def kernel(dy, x, beta):
        first, second = na.swish.vjp(dy, x, beta, wrt=("x", "beta"))
        of_two = na.swish.vjp(dy, x, 2, wrt="beta")
        return na.swish.grad(x, beta, wrt="beta"), of_two, first, second

    @numba.njit
    def unknown(x):
        return na.swish.grad(x, wrt="gamma")

    @numba.njit
    def variable(x, name):
        return na.swish.grad(x, wrt=name)

    x = np.linspace(-4, 4, 60).astype(np.float32)
    assert numba.njit(lambda x: na.relu.grad(x, wrt="x"))(1.0) == 1.0  # the only one
    expected = (
        na.swish.grad(x, x, wrt="beta"),
        na.swish.vjp(x, x, 2, wrt="beta"),
        *na.swish.vjp(x, x, x, wrt=("x", "beta")),
    )
    for got, wanted in zip(kernel(x, x, x), expected, strict=True):
        assert_same_bits(got, wanted)
    assert kernel(1.0, 0.7, 1.5)[0] == na.swish.grad(0.7, 1.5, wrt="beta")
    with pytest.raises(numba.TypingError, match=r"swish.grad: wrt='gamma'.*beta"):
        unknown(x)
    with pytest.raises(numba.TypingError, match=r"swish.grad.*wrt is no name.*written"):
        variable(x, "beta")


def test_gradients_bound_to_a_name():
    d_swish, d_beta, gate_vjp = na.swish.grad, na.swish.grad.wrt("beta"), na.swiglu.vjp

    @numba.njit
    def kernel(x, beta):
        first, second = gate_vjp(2.0, x, 3.0)
        return d_swish(x, beta), d_beta(x, beta), first, second

    x = 0.7
    expected = (d_swish(x, 1.5), d_beta(x, 1.5), *gate_vjp(2.0, x, 3.0))
    assert kernel(x, 1.5) == expected


def test_vectorize():
    @numba.vectorize(["float32(float32)", "float64(float64)"])
    def ufunc(v):
        return na.gelu(v) * 2.0

    @numba.vectorize
    def dynamic(v, w):
        return na.swiglu(v, w)

    for dtype in (np.float32, np.float64):
        x = np.linspace(-4, 4, 300).astype(dtype)
        assert_same_bits(ufunc(x), na.gelu(x) * dtype(2))
        assert_same_bits(dynamic(x, x), na.swiglu(x, x))


def test_guvectorize():
    slope = na.silu.grad

    @numba.guvectorize(["void(float32[:], float32[:])"], "(n)->(n)")
    def rows(x, out):
        for k in range(x.size):
            out[k] = na.silu(x[k]) + slope(x[k])

    x = np.linspace(-4, 4, 300).astype(np.float32).reshape(3, 100)
    assert_same_bits(rows(x), na.silu(x) + na.silu.grad(x))


WRONG = {
    "na.silu()": r"silu\(x\) in a kernel: missing a required argument: 'x'",
    "na.silu(x, x, x)": r"silu\(x\) in a kernel: too many positional arguments",
    "na.swish(x, gamma=x)": r"swish\(x, beta=1.0\) in a kernel: .* unexpected .* 'gamma'",
    "na.swish(x, 1.0, wrt='x')": r"swish\(x, beta=1.0\) in a kernel: .* unexpected .* 'wrt'",
    "na.silu([1.0])": r"silu: argument 'x' is list.*, expected a real number or an array of them",
    "na.silu(None)": "silu: argument 'x' is none, expected a real number",
    "na.swish(x, beta='a')": "swish: argument 'beta' is unicode_type, expected a real number",
    "na.swish(x, beta=[1.0])": r"swish: argument 'beta' is list.*, expected a real number",
    "na.silu(1j)": "silu: argument 'x' is complex128, expected a real number",
    "na.silu(x, out=None)": "silu: argument 'out' is none, expected a writable 2-dimensional array",
    "na.silu(x, x[0])": r"silu: argument 'out' is array\(float64, 1d, C\), expected a writable 2-d",
    "na.silu(x, out=numbers)": r"silu: argument 'out' is array\(int64.*of float32 or float64",
    "na.silu(x, out=(x,))": r"silu: argument 'out' is UniTuple.*, expected a writable",
    "na.silu(x, out=constant)": r"silu: argument 'out' is readonly.*, expected a writable 2-dimen",
    "na.swiglu.vjp(x, x, x, out=x)": "swiglu.vjp: argument 'out' is .*, expected a tuple of 2 writ",
    "na.swiglu.vjp(x, x, x, out=(x, 1))": "swiglu.vjp: argument 'out' is .*, expected a tuple of 2",
    "na.swiglu.vjp(x, x)": r"swiglu.vjp\(dy, gate, value, .* missing a required .* 'value'",
    "na.swish.grad(x, 1.0, wrt=3)": r"swish.grad.*wrt is no name.*written",
    "na.swish.packed(x)": "swish has no attribute 'packed' in a kernel: swish.grad and swish.vjp",
    "na.silu.grad.wrt('x')": "silu.grad has no attribute 'wrt' in a kernel: .*take wrt=",
    "na.silu.grad.grad(x)": "silu.grad has no attribute 'grad' in a kernel: silu.grad and silu.vjp",
}


@pytest.mark.parametrize("call", WRONG)
def test_wrong_calls_are_typing_errors_that_say_what_to_do(call):
    space = {"na": na}
    exec(f"def kernel(x, numbers, constant): return {call}", space)
    x = np.ones((3, 4))
    constant = x.copy()
    constant.flags.writeable = False
    with pytest.raises(numba.TypingError, match=WRONG[call]):
        numba.njit(space["kernel"])(x, x.astype(int), constant)


def test_defaults_are_the_functions_own():
    x = np.linspace(-2, 2, 9).astype(np.float32)
    (slope,) = parameters(na.leaky_relu, x.dtype)
    assert_same_bits(in_a_loop(na.leaky_relu, [x])[0], na.leaky_relu(x, slope))
