"""`use_in_numba`: kernels as other people write them, with this package's vector mathematics."""

import itertools
import math
import platform
import re
import threading
import warnings

import numba
import numpy as np
import pytest

import numba_act as na
from numba_act.in_numba import FUNCTIONS
from tests.support.process import ROOT, run, run_failing
from tests.support.walk import BITS, every_second, in_turn, one_in

DTYPES = ("float32", "float64")
LETTERS = {"float32": numba.float32, "float64": numba.float64}


def inputs(dtype, seed=1):
    """Return numbers of all sizes and special values, in no order."""
    limits = np.finfo(dtype)
    sizes = np.geomspace(limits.smallest_normal, limits.max / 2, 200, dtype=dtype)
    special = [0.0, -0.0, np.inf, -np.inf, np.nan, limits.max, limits.smallest_subnormal, -1.0]
    x = np.concatenate([np.linspace(-30, 30, 600), sizes, -sizes, special, [-0.75, 2.0**-12]])
    return np.random.default_rng(seed).permutation(x.astype(dtype))


def operands(name, dtype):
    """Return inputs of a function, as many as it takes."""
    first = inputs(dtype)
    if name == "pow":
        whole = np.arange(first.size) % 2 == 0
        second = inputs(dtype, seed=2)
        return [first, np.where(whole & (abs(second) < 100), np.rint(second), second)]
    return [first, inputs(dtype, seed=2)][: len(FUNCTIONS[name].definition.inputs)]


def called(name):
    """Return a new jitted function that calls one as users do."""
    function = np.cbrt if name == "cbrt" else getattr(math, name)
    if len(FUNCTIONS[name].definition.inputs) == 1:
        return numba.njit(lambda x: function(x))
    return numba.njit(lambda x, y: function(x, y))


def called_on_arrays(name):
    """Return a new jitted function that calls one in a loop over arrays."""
    function = called(name)
    if len(FUNCTIONS[name].definition.inputs) == 1:

        @numba.njit
        def loop(out, x):
            for k in range(x.size):
                out[k] = function(x[k])

    else:

        @numba.njit
        def loop(out, x, y):
            for k in range(x.size):
                out[k] = function(x[k], y[k])

    return loop


def same(first, second):
    """Return where two arrays have the same bits, or are both NaN."""
    bits = BITS[first.itemsize]
    return (first.view(bits) == second.view(bits)) | (np.isnan(first) & np.isnan(second))


def check(got, name, *given, least=0.9):
    """Check that results are the function's own or the C library's, most of them the former."""
    # Numba computes np.cbrt in float64
    working = [x.astype("float64") for x in given] if name == "cbrt" else given
    with np.errstate(all="ignore"):
        is_own = same(got, FUNCTIONS[name](*working).astype(got.dtype))
    assert np.mean(is_own) >= least
    libm = in_libm(name, *given)
    others = [[x[~is_own] for x in (*given, got, libm)]]
    assert np.all(is_own | same(got, libm)), others


def in_libm(name, *given):
    """Return what the C library's function gives, by plain Numba."""
    assert not na.is_used_in_numba()
    out = np.empty_like(given[0])
    called_on_arrays(name)(out, *given)
    return out


def is_vector_code(kernel):
    """Say whether a kernel's code has been given vector functions."""
    (text,) = kernel.inspect_llvm().values()
    return "numba_act." in text


# What becomes of each function ----------------------------------------------------------------


@pytest.mark.parametrize(("name", "dtype"), in_turn(FUNCTIONS, DTYPES, one_in(6, FUNCTIONS)))
def test_values_in_a_loop(name, dtype):
    given = operands(name, dtype)
    out = np.empty_like(given[0])
    loop = called_on_arrays(name)
    with na.use_in_numba():
        loop(out, *given)
    assert is_vector_code(loop)
    check(out, name, *given)


# np.cbrt has a condition of its own, and LLVM vectorizes no two
@pytest.mark.parametrize(
    ("name", "order"),
    in_turn([n for n in FUNCTIONS if n != "cbrt"], ["mixed", "sorted"], one_in(8, FUNCTIONS)),
)
def test_values_under_a_condition(name, order):
    function = called(name)
    arity = len(FUNCTIONS[name].definition.inputs)

    @numba.njit
    def loop(out, x, y):
        for k in range(x.size):
            if x[k] > 0.5:
                out[k] = function(x[k]) if arity == 1 else function(x[k], y[k])
            else:
                out[k] = x[k]

    given = operands(name, "float32")
    if order == "sorted":  # all lanes of most vectors are left out, or none
        given = [each[np.argsort(given[0])] for each in given]
    x = given[0]
    out = np.empty_like(x)
    with na.use_in_numba():
        loop(out, x, given[-1])
    assert is_vector_code(loop)
    large = x > 0.5
    check(out[large], name, *(each[large] for each in given), least=0.8)
    assert np.all(same(out[~large], x[~large]))


#: NumPy's names for functions that have others in C.
NUMPY_NAMES = {f"a{name[3:]}": name for name in dir(np) if name.startswith("arc")}
NUMPY_NAMES |= {"pow": "power"}


@pytest.mark.parametrize(
    "name", every_second([n for n in FUNCTIONS if not n.startswith("erf")], 1, 12)
)
def test_values_of_numpys_functions(name):
    function = getattr(np, NUMPY_NAMES.get(name, name))

    @numba.njit
    def whole(*given):
        return function(*given)

    given = operands(name, "float64")
    with na.use_in_numba():
        out = whole(*given)
    check(out, name, *given)


def flags_of(ufunc, *given):
    """Return the warnings of a ufunc's call."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with np.errstate(all="warn", under="ignore"):
            ufunc(*given)
    return {str(each.message).partition(" ")[0] for each in caught}


@pytest.mark.parametrize("name", every_second(FUNCTIONS, 2, 12))
def test_warnings_are_the_c_librarys(name):
    function = called(name)
    dtype = "float64" if name in ("exp", "erf", "log") else "float32"
    given = operands(name, dtype)
    signature = [LETTERS[dtype](*[LETTERS[dtype]] * len(given))]
    plain = numba.vectorize(signature)(function.py_func)
    with na.use_in_numba():
        ours = numba.vectorize(signature)(function.py_func)
    for values in zip(*given, strict=True):
        if name == "cbrt" and np.isnan(values[0]):
            continue  # np.cbrt asks for its sign, which LLVM does too early
        blocks = [np.full(16, value) for value in values]
        assert flags_of(ours, *blocks) == flags_of(plain, *blocks), values


# Powers ---------------------------------------------------------------------------------------


def powers(expression, **options):
    """Return a new kernel of an expression of x and k."""
    source = f"def loop(out, x):\n    for k in range(x.size):\n        out[k] = {expression}"
    names = {"np": np}
    exec(source, names)
    return numba.njit(**options)(names["loop"])


@pytest.mark.parametrize("dtype", every_second(DTYPES))
@pytest.mark.parametrize(
    "expression", ["x[k] ** 2", "x[k] ** -3", "x[k] ** 2.0", "x[k] ** 0.5", "x[k] ** (k - 9)"]
)
def test_powers_that_are_simpler_stay_plain_numbas(expression, dtype):
    signature = (LETTERS[dtype][::1],) * 2
    plain, ours = powers(expression), powers(expression)
    plain.compile(signature)
    with na.use_in_numba():
        ours.compile(signature)
    assert instructions(ours) == instructions(plain)


@pytest.mark.parametrize("expression", ["x[k] ** 0.25", "np.float64(x[k]) ** 0.75"])
def test_powers_that_are_roots_stay_plain_numbas(expression):
    signature = (LETTERS["float64"][::1],) * 2
    plain, ours = powers(expression, fastmath=True), powers(expression, fastmath=True)
    plain.compile(signature)
    with na.use_in_numba():
        ours.compile(signature)
    assert instructions(ours) == instructions(plain)


def test_powers_of_two_are_exp2():
    x = np.linspace(-30, 30, 1024)
    out = np.empty_like(x)
    loop = powers("2.0 ** x[k]")
    with na.use_in_numba():
        loop(out, x)
    assert np.array_equal(out, na.exp2(x))


def exponential(v): ...


@numba.extending.overload(exponential)
def _exponential(v):
    return lambda v: math.exp(v)


KEPT_PARTS = {
    "math.hypot": lambda v: math.hypot(v, 1 - v),
    "np.logaddexp": lambda v: np.logaddexp(v, 0.0),
    "an overload": lambda v: exponential(v),
}


@pytest.mark.parametrize("function", KEPT_PARTS.values(), ids=KEPT_PARTS)
def test_parts_that_numba_keeps_are_compiled_in_each_mode(function):
    """Numba compiles these once, and keeps them for other kernels."""
    x = inputs("float64")

    def compiled():
        part = numba.njit(function)

        @numba.njit
        def loop(x, out):
            for k in range(x.size):
                out[k] = part(x[k])

        out = np.empty_like(x)
        loop(x, out)
        return out, is_vector_code(loop)

    first, in_first = compiled()
    with na.use_in_numba():
        _, in_second = compiled()
    third, in_third = compiled()
    with na.use_in_numba():
        _, in_fourth = compiled()
    assert [in_first, in_second, in_third, in_fourth] == [False, True, False, True]
    assert np.all(same(first, third))


# Kinds of kernels -----------------------------------------------------------------------------


def kinds_of_kernels(dtype):
    """Yield kernels of an exponential: functions of an array that return another."""
    scalar, array = LETTERS[dtype], LETTERS[dtype][::1]

    @numba.njit
    def expression(x):
        return np.exp(x) * x.dtype.type(1)

    @numba.njit
    def call(x):
        out = np.empty_like(x)
        np.exp(x, out)
        return out

    @numba.njit(parallel=True)
    def parallel(x):
        out = np.empty_like(x)
        for k in numba.prange(x.size):
            out[k] = math.exp(x[k])
        return out

    @numba.vectorize([scalar(scalar)])
    def vectorized(v):
        return math.exp(v)

    @numba.vectorize
    def dynamic(v):
        return np.exp(v)

    @numba.guvectorize([(array, array)], "(n)->(n)")
    def generalized(x, out):
        for k in range(x.size):
            out[k] = math.exp(x[k])

    @numba.stencil
    def kernel(x):
        return np.exp(x[0])

    @numba.njit
    def stencil(x):
        return kernel(x)

    @numba.cfunc(numba.void(numba.types.CPointer(scalar), numba.types.CPointer(scalar), numba.intp))
    def c_function(source, target, count):
        x, out = numba.carray(source, count), numba.carray(target, count)
        for k in range(count):
            out[k] = np.exp(x[k])

    def through_c(x):
        out = np.empty_like(x)
        first, second, _ = c_function.ctypes.argtypes
        c_function.ctypes(x.ctypes.data_as(first), out.ctypes.data_as(second), x.size)
        return out

    @numba.njit
    def helper(v):
        return math.exp(v)

    @numba.njit
    def caller(x):
        out = np.empty_like(x)
        for k in range(x.size):
            out[k] = helper(x[k])
        return out

    yield from (expression, call, parallel, vectorized, dynamic, generalized, stencil, through_c)
    yield caller


@pytest.mark.parametrize("dtype", every_second(DTYPES))
def test_kinds_of_kernels(dtype):
    x = inputs(dtype)
    with na.use_in_numba(), np.errstate(over="ignore"):
        got = [kernel(x) for kernel in kinds_of_kernels(dtype)]
    assert len(got) == 9
    for out in got:
        check(out, "exp", x)


# Arrays of any layout -------------------------------------------------------------------------


def exponentials(x, out):
    for k in range(x.size):
        out[k] = math.exp(x[k])


def exponential_expression(x, out):
    out[:] = np.exp(x)


def exponentials_of_rows(x, out):
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            out[i, j] = math.exp(x[i, j])


def laid_out(x):
    """Yield arrays with the same numbers: contiguous ones, and others."""
    yield x
    yield x[::-1].copy()[::-1]
    wide = np.zeros((*x.shape, 3), x.dtype)
    wide[..., 1] = x
    yield wide[..., 1]
    yield np.moveaxis(np.moveaxis(x, 0, -1).copy(), -1, 0)


@pytest.mark.parametrize("dtype", every_second(DTYPES, 1))
@pytest.mark.parametrize(
    "function",
    [
        exponentials_of_rows,
        *(pytest.param(f, marks=pytest.mark.sweep) for f in (exponential_expression, exponentials)),
    ],
)
def test_arrays_of_any_layout(function, dtype):
    x = inputs(dtype)[:800]
    array = LETTERS[dtype][:]
    if function is exponentials_of_rows:
        x, array = x.reshape(20, 40), LETTERS[dtype][:, :]
    plain = numba.njit([(array, array)])(function)
    with na.use_in_numba():
        ours = numba.njit([(array, array)])(function)
    for given in laid_out(x):
        for out in laid_out(np.zeros_like(x)):
            ours(given, out)
            if given.strides[-1] == out.strides[-1] == x.itemsize:
                check(out.ravel(), "exp", x.ravel())
            else:
                expected = np.empty_like(x)
                plain(given, expected)
                assert np.all(same(out.copy(), expected))


def test_arrays_of_any_layout_that_are_written_over():
    with na.use_in_numba():
        ours = numba.njit([(numba.float64[:], numba.float64[:])])(exponentials)
    x = inputs("float64")
    out = x.copy()
    ours(out, out)
    check(out, "exp", x)
    out = x.copy()
    ours(out[:-1], out[1:])  # each result is the next one's input
    expected = x.copy()
    numba.njit(exponentials)(expected[:-1], expected[1:])
    assert np.all(same(out, expected))


def test_gufuncs_of_any_layout():
    array = numba.float64[:]
    with na.use_in_numba():
        ours = numba.guvectorize([(array, array)], "(n)->(n)")(exponentials)
    x = inputs("float64").reshape(5, -1)
    with np.errstate(all="ignore"):
        check(ours(x).ravel(), "exp", x.ravel())
        check(ours(np.asfortranarray(x)).ravel(), "exp", x.ravel(), least=0)


def test_errors_of_kernels_on_arrays_of_any_layout():
    def kernel(x, out):
        for k in range(x.size):
            if x[k] == 0:
                raise ValueError("zero at", k)
            out[k] = math.exp(x[k])

    with na.use_in_numba():
        ours = numba.njit([(numba.float64[:], numba.float64[:])])(kernel)
    x = np.array([2.0, 1.0, 0.0, 3.0])
    for given in laid_out(x):
        out = np.zeros(4)
        with pytest.raises(ValueError, match="zero at") as caught:
            ours(given, out)
        assert caught.value.args == ("zero at", 2)
        np.testing.assert_allclose(out, [math.exp(2), math.e, 0, 0])


# Scalars among the inputs of a ufunc -----------------------------------------------------------


def test_scalars_among_the_inputs():
    def body(x, shift, number):
        return np.float32(math.exp(x - shift) * number)

    signature = ["float32(float64, float32, int64)"]
    plain = numba.vectorize(signature)(body)
    with na.use_in_numba():
        ours = numba.vectorize(signature)(body)
    for count in (1, 15, 16, 255, 256, 257, 1010):
        x = np.linspace(-3, 3, count)
        shift, number = np.linspace(0, 1, count, dtype="float32"), np.arange(count)
        for given in itertools.product((x, 0.5), (shift, np.float32(0.25)), (number, 3)):
            np.testing.assert_allclose(ours(*given), plain(*given), rtol=3e-7)
        wide = np.zeros((count, 3))
        wide[:, 1] = x
        out = np.zeros((count, 2), "float32")
        ours(wide[:, 1], np.float32(1), number, out=out[:, 1])
        np.testing.assert_allclose(out[:, 1], plain(x, np.float32(1), number), rtol=3e-7)
        assert np.all(out[:, 0] == 0)


def test_scalars_among_the_inputs_get_vector_code():
    with na.use_in_numba():
        ours = numba.vectorize(["float64(float64, float64)"])(lambda x, y: math.exp(x) * y)
    x = inputs("float64")
    with np.errstate(all="ignore"):
        check(ours(x, 1.0), "exp", x)
        rows = x.reshape(5, -1)
        check(ours(rows, np.ones((5, 1))).ravel(), "exp", x)


def test_scalars_among_the_inputs_of_what_raises():
    def body(x, y):
        if x == y:
            raise ValueError("the same")
        return math.exp(x - y)

    with na.use_in_numba():
        ours = numba.vectorize(["float64(float64, float64)"])(body)
    x = np.arange(600.0)
    with pytest.raises(ValueError, match="the same"):
        ours(x, 300.0)
    np.testing.assert_allclose(ours(x, 600.0), np.exp(x - 600), rtol=1e-15)


def test_scalars_that_are_written_over():
    with na.use_in_numba():
        ours = numba.vectorize(["float64(float64, float64)"])(lambda x, y: math.exp(x) + y)
    x = np.linspace(0, 1, 1000)
    expected = np.exp(x) + x[500]
    np.testing.assert_allclose(ours(x, x[500:501], out=x), expected, rtol=1e-15)


def test_scalars_among_the_inputs_in_object_mode():
    with na.use_in_numba():
        ours = numba.vectorize(["float64(float64, float64)"], forceobj=True)(lambda x, y: x + y)
    x = np.arange(600.0)
    assert np.array_equal(ours(x, 2.0), x + 2)


def test_fastmath_of_the_caller_stays_out_of_the_vector_functions():
    @numba.njit(fastmath=True)
    def loop(x, out):
        for k in range(x.size):
            out[k] = math.expm1(x[k])

    x = np.linspace(-1, 1, 1024) ** 3
    out = np.empty_like(x)
    with na.use_in_numba():
        loop(x, out)
    check(out, "expm1", x)


@pytest.mark.parametrize("dtype", DTYPES)
def test_mixed_types_take_narrower_vectors(dtype):
    @numba.njit
    def loop(x, y, out):
        for k in range(x.size):
            out[k] = math.log(x[k]) + 0 * y[k]

    other = "float64" if dtype == "float32" else "float32"
    x = inputs(dtype)
    y = np.zeros(x.size, other)
    out = np.empty_like(x)
    with na.use_in_numba():
        loop(x, y, out)
    check(out, "log", x)


def test_integers():
    @numba.njit
    def loop(x, out):
        for k in range(x.size):
            out[k] = math.exp(x[k])

    x = np.arange(-500, 500)
    out = np.empty(x.size)
    with na.use_in_numba():
        loop(x, out)
    check(out, "exp", x.astype(float))


# What it costs --------------------------------------------------------------------------------


def total(x):
    s = 0.0
    for k in range(x.size):
        s += np.exp(x[k])
    return s


def quotients(x, out):
    """Divide by what may be 0: Numba raises ZeroDivisionError then."""
    for k in range(x.size):
        out[k] = 1 / np.exp(-x[k])


def instructions(kernel):
    """Return the opcodes of a kernel's own function, in order."""
    (text,) = kernel.inspect_asm().values()
    code = text.partition(".cfi_startproc")[2].partition(".cfi_endproc")[0]
    return re.findall(r"^\t([a-z]\w+)", code, re.MULTILINE)


@pytest.mark.parametrize("function", [total, quotients])
def test_code_that_is_not_vectorized_is_plain_numbas(function):
    signature = (LETTERS["float64"][::1],) * function.__code__.co_argcount
    plain, ours = numba.njit(function), numba.njit(function)
    plain.compile(signature)
    with na.use_in_numba():
        ours.compile(signature)
    assert "exp" in str(plain.inspect_asm())
    assert instructions(ours) == instructions(plain)


@pytest.mark.parametrize("dtype", DTYPES)
def test_divisors_that_are_never_zero(dtype):
    @numba.njit
    def logistic(x, out):
        for k in range(x.size):
            out[k] = 1 / (1 + np.exp(-x[k]))

    x = inputs(dtype)
    out = np.empty_like(x)
    with na.use_in_numba():
        logistic(x, out)
    assert "numba_act.exp" in str(logistic.inspect_asm())
    with np.errstate(over="ignore"):
        np.testing.assert_allclose(out, 1 / (1 + np.exp(-x)), rtol=4 * np.finfo(dtype).eps)


def test_divisors_that_may_be_zero():
    @numba.njit
    def loop(x, out):
        for k in range(x.size):
            out[k] = np.exp(x[k]) / (x[k] + 1)

    x = np.linspace(0, 1, 100)
    out = np.empty_like(x)
    with na.use_in_numba():
        loop(x, out)
    x[57] = -1
    with pytest.raises(ZeroDivisionError):
        loop(x, out)


def test_divisors_with_an_infinite_constant():
    @numba.njit
    def loop(x, out):
        for k in range(x.size):
            out[k] = np.exp(x[k]) / (np.inf + x[k])

    x = np.array([1.0, -np.inf])
    out = np.empty_like(x)
    with na.use_in_numba():
        loop(x, out)
    np.testing.assert_array_equal(out, [0.0, np.nan])


def test_sum_is_vectorized_where_it_may_be():
    kernel = numba.njit(fastmath={"reassoc"})(total)
    x = np.linspace(-1, 1, 1001)
    with na.use_in_numba():
        got = kernel(x)
    assert got == pytest.approx(np.exp(x).sum(), rel=1e-14)
    (text,) = kernel.inspect_asm().values()
    assert re.search(r"vfmadd\w+pd|fmla", text)


@pytest.mark.skipif(platform.machine() != "x86_64", reason="of x86-64's instructions")
def test_vectors_on_the_stack_are_aligned():
    @numba.njit(fastmath=True, error_model="numpy")
    def likelihood(x, sigma):
        total = 0.0
        for k in range(x.size):
            z = x[k] / sigma[k]
            total -= 0.5 * z * z + np.log(sigma[k])
        return total

    with na.use_in_numba():
        likelihood(np.ones(9), np.ones(9))
    (code,) = likelihood.inspect_asm().values()
    assert re.search(r"andq\s+\$-(32|64), %rsp", code)


# The mode -------------------------------------------------------------------------------------


def new_kernel(callee=None):
    """Return a kernel that nobody has compiled."""
    if callee is not None:

        @numba.njit
        def caller(x, out):
            callee(x, out)

        return caller

    @numba.njit
    def loop(x, out):
        for k in range(x.size):
            out[k] = math.exp(x[k])

    return loop


def results(kernel):
    x = np.linspace(-20, 20, 1024)
    out = np.empty_like(x)
    kernel(x, out)
    return out


def test_it_is_off_by_default():
    assert not na.is_used_in_numba()
    kernel = new_kernel()
    results(kernel)
    assert not is_vector_code(kernel)


def test_modes_nest():
    na.restore_numba()  # one too many
    na.use_in_numba()
    with na.use_in_numba():
        with na.use_in_numba():
            assert na.is_used_in_numba()
        na.restore_numba()
        assert na.is_used_in_numba()
    assert not na.is_used_in_numba()
    with pytest.raises(ZeroDivisionError), na.use_in_numba():
        raise ZeroDivisionError
    assert not na.is_used_in_numba()


def test_the_mode_is_read_when_a_signature_is_compiled():
    kernel = new_kernel()
    with na.use_in_numba():
        pass
    results(kernel)
    assert not is_vector_code(kernel)
    with na.use_in_numba():
        kernel(np.ones(3, np.float32), np.ones(3, np.float32))
        other = new_kernel()
        results(other)
    of_double, of_single = kernel.inspect_llvm().values()
    assert "numba_act." in of_single
    assert "numba_act." not in of_double
    assert is_vector_code(other)


def test_code_keeps_its_mode_in_new_callers():
    """The bits tell: those of the exponential differ from the C library's for some numbers."""
    plain = new_kernel()
    libm = results(plain)
    with na.use_in_numba():
        ours = new_kernel()
        own = results(ours)
        of_plain = results(new_kernel(plain))
    of_ours = results(new_kernel(ours))
    assert not np.array_equal(own, libm)
    assert np.array_equal(of_plain, libm)
    assert np.array_equal(of_ours, own)


def test_bodies_keep_their_bits():
    @na.activation
    def halved(x):
        return math.exp(x) / 2

    x = np.linspace(-20, 20, 1024)
    expected = np.array([math.exp(v) / 2 for v in x])
    with na.use_in_numba():
        kernel = numba.njit(lambda v: halved(v))
        assert np.array_equal(halved(x), expected)
        assert [kernel(v) for v in x] == list(expected)


def test_threads_compile_at_once():
    with na.use_in_numba():
        kernels = [new_kernel() for _ in range(4)]
        threads = [threading.Thread(target=results, args=(each,)) for each in kernels]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    first, *others = map(results, kernels)
    assert all(map(is_vector_code, kernels))
    assert all(np.array_equal(first, each) for each in others)


# The disk cache -------------------------------------------------------------------------------

CACHED = """
import math, numba, numpy as np, numba_act as na

@numba.njit(cache=True)
def callee(x, out):
    for k in range(x.size):
        out[k] = math.exp(x[k])

@numba.njit(cache=True)
def caller(x, out):
    callee(x, out)

@numba.vectorize(cache=True)
def ufunc(v):
    return math.exp(v)

@numba.guvectorize([(numba.float64[::1], numba.float64[::1])], "(n)->(n)", cache=True)
def generalized(x, out):
    for k in range(x.size):
        out[k] = math.exp(x[k])

def run(text):
    x = np.linspace(-20, 20, 1024)
    for step in text.split():
        if step == "on":
            na.use_in_numba()
        elif step == "off":
            na.restore_numba()
        else:
            kernel, out = globals()[step], np.empty_like(x)
            kernel(x, out)
            stats = getattr(kernel, "stats", None)
            hits = sum(stats.cache_hits.values()) if stats else ""
            libm, own = np.array([math.exp(v) for v in x]), na.exp(x)
            assert not np.array_equal(libm, own)
            print(step, hits, {libm.tobytes(): "libm", own.tobytes(): "own"}[out.tobytes()])
"""


@pytest.fixture
def cached(tmp_path):
    """Return what runs steps in a process of its own, whose kernels are kept on the disk."""
    (tmp_path / "kernels.py").write_text(CACHED)
    where = str(tmp_path / "cache")

    def steps(text, first=""):
        code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {first}import kernels"
        out = run(f"{code}; kernels.run({text!r})", NUMBA_CACHE_DIR=where)
        return out.replace("\n", "; ").strip("; ")

    return steps


def test_entries_on_the_disk_have_a_mode(cached):
    assert cached("callee caller") == "callee 0 libm; caller 0 libm"
    assert cached("on callee caller") == "callee 0 own; caller 0 own"
    assert cached("callee caller") == "callee 1 libm; caller 1 libm"
    assert cached("on callee caller") == "callee 1 own; caller 1 own"
    assert cached("on caller off callee") == "caller 1 own; callee 1 libm"


def test_mixed_code_is_not_written(cached):
    assert cached("callee on caller") == "callee 0 libm; caller 0 libm"
    assert cached("on caller") == "caller 0 own"
    assert cached("on caller") == "caller 1 own"
    assert cached("on callee off caller") == "callee 1 own; caller 0 own"
    assert cached("caller") == "caller 0 libm"


SWITCH = "import numba_act; numba_act.use_in_numba()\n"


def test_ufuncs_on_the_disk(cached):
    for _ in range(2):
        assert cached("ufunc generalized") == "ufunc  libm; generalized  libm"
        first = SWITCH.strip() + "; "
        assert cached("ufunc generalized", first) == "ufunc  own; generalized  own"


# Beside others --------------------------------------------------------------------------------

EXTENSION = """
import numba, numpy as np
from llvmlite import ir
from numba.extending import intrinsic, lower_builtin, overload, type_callable

def density(x): ...

@overload(density)
def _density(x):
    def implementation(x):
        out = np.empty_like(x)
        for k in range(x.size):
            out[k] = exponential(-x[k])
        return out
    return implementation

@intrinsic
def exponential(context, v):
    def emit(context, builder, signature, args):
        return builder.call(builder.module.declare_intrinsic("llvm.exp", [args[0].type]), args)
    return v(v), emit

class Marker: ...

@type_callable(Marker)
def _marker(context):
    return lambda: numba.int64

@lower_builtin(Marker)
def _lower_marker(context, builder, signature, args):
    return ir.IntType(64)(0)
"""

USE = """
import numba, numpy as np, numba_act as na, extension
@numba.njit
def kernel(x):
    return extension.density(x) + extension.Marker()
x = np.linspace(-3, 3, 1024)
assert np.array_equal(kernel(x), na.exp(-x)), kernel(x) - na.exp(-x)
"""

COMPILE = "import numba; numba.njit(lambda v: v + 1)(1)\n"


@pytest.mark.parametrize("steps", list(itertools.permutations(["import extension\n", SWITCH])))
def test_other_extensions_work(steps, tmp_path):
    (tmp_path / "extension.py").write_text(EXTENSION)
    path = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
    run(path + COMPILE.join(steps) + USE)


def entry_point(folder):
    """Install into a folder what pyproject.toml says of the entry point; return code to use it."""
    info = folder / "in_numba-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: in_numba\nVersion: 0\n")
    (target,) = re.findall(
        r'\.numba_extensions\]\ninit = "(.*)"', (ROOT / "pyproject.toml").read_text()
    )
    (info / "entry_points.txt").write_text(f"[numba_extensions]\ninit = {target}\n")
    return f"import sys; sys.path.insert(0, {str(folder)!r})\n"


UNCHANGED = """
import math, numba, sys
import numpy as np
@numba.njit
def kernel(x, out):
    for k in range(x.size):
        out[k] = math.exp(x[k])
kernel(np.ones(9), np.ones(9))
print("numba_act" in sys.modules, "numba_act." in str(kernel.inspect_llvm()))
"""


def test_by_the_environment(tmp_path):
    start = entry_point(tmp_path)
    assert run(start + UNCHANGED, NUMBA_ACT_IN_NUMBA="0") == "False False\n"
    for first in ("", "import numba; numba.njit(lambda v: v)"):
        assert run(start + first + UNCHANGED, NUMBA_ACT_IN_NUMBA="1") == "True True\n"
    error = run_failing(start + UNCHANGED, NUMBA_ACT_IN_NUMBA="yes")
    assert "'yes', expected 0 or 1" in error


def test_the_page():
    (code,) = re.findall(
        r"^```python\n(.*?)^```", (ROOT / "docs" / "use_in_numba.md").read_text(), re.M | re.S
    )
    run(f'{code}\nassert "numba_act." in str(gauss.inspect_llvm())')


IMPORTED = """
import numba
from numba.core import caching, codegen

def state():
    names = "_library_class", "magic_tuple"
    own = [getattr(codegen.JITCPUCodegen, each) for each in names]
    return [*own, caching.Cache._save_overload]

before = state()
import numba_act as na
"""


def test_importing_changes_nothing():
    run(IMPORTED + "assert state() == before")


def test_an_unknown_numba_is_an_error_and_stays_as_it_is():
    code = """
numba.__version__ = "0.99.1"
try:
    na.use_in_numba()
except RuntimeError as error:
    print(error)
assert state() == before and not na.is_used_in_numba()
"""
    expected = "use_in_numba works with Numba 0.68, and Numba 0.99.1 is installed\n"
    assert run(IMPORTED + code) == expected
