"""Values written out: zeros and their signs, infinities, NaN, subnormals, overflow, kinks.

The limits and values of each function are in its record, in `numba_act/measure/records`; more
are here. They were computed once with mpmath at 300 bits, or are limits that a reader can check.
"""

import itertools

import gmpy2
import ml_dtypes
import numpy as np
import pytest

import numba_act as na
from numba_act.measure.errors import exact_error
from numba_act.measure.records import RECORDS
from numba_act.measure.references import CONTEXT
from tests.support.walk import (
    ACTIVATIONS,
    CASES,
    DTYPES,
    WITH_GRADIENTS,
    assert_same_bits,
    parameters,
    turn_of,
    unless,
    with_types,
)

INF, NAN = float("inf"), float("nan")


#: In units of the smallest subnormal: input and result. Small ones, so that rounding shows.
SUBNORMALS = {
    "expm1": [(1, 1), (-1, -1), (12345, 12345)],
    "log1p": [(1, 1), (-1, -1), (12345, 12345)],
    "tanh": [(1, 1), (-1, -1), (12345, 12345)],
    "erf": [(1, 1), (-1, -1), (12345, 13930)],
    "relu": [(1, 1), (-1, 0), (12345, 12345)],
    "relu6": [(1, 1), (-1, 0), (12345, 12345)],
    "hard_swish": [(8, 4), (-8, -4), (2468, 1234)],
    "hard_tanh": [(1, 1), (-1, -1), (12345, 12345)],
    "leaky_relu": [(1, 1), (-200, -2), (12345, 12345)],
    "prelu": [(1, 1), (-8, -2), (12345, 12345)],
    "silu": [(8, 4), (-8, -4), (2468, 1234)],
    "swish": [(8, 4), (-8, -4), (2468, 1234)],
    "gelu": [(8, 4), (-8, -4), (2468, 1234)],
    "gelu_tanh": [(8, 4), (-8, -4), (2468, 1234)],
    "quick_gelu": [(8, 4), (-8, -4), (2468, 1234)],
    "tanhshrink": [(1, 0), (-1, 0), (12345, 0)],
    "elu": [(1, 1), (-1, -1), (-12345, -12345)],
    "celu": [(1, 1), (-1, -1), (-12345, -12345)],
    "selu": [(1, 1), (-1, -2), (1000, 1051), (-1000, -1758)],
    "softsign": [(1, 1), (-1, -1), (12345, 12345)],
    "mish": [(10, 6), (-10, -6), (1000, 600)],
}

#: (input, function) in float32 and float64, where results overflow, underflow or are subnormal.
TAILS = {
    "float32": {
        "exp": [
            (88.72283, 3.40279853741e38),
            (88.722839, INF),
            (-87.5, 9.98235093057e-39),
            (-103.97, 1e-45),
            (-104.0, 0.0),
            (3.4e38, INF),
            (-3.4e38, 0.0),
        ],
        "exp2": [(127.875, 3.120403062977560435e38), (128.0, INF), (-148.5, 1e-45), (-151.0, 0.0)],
        "log": [(1e-45, -103.2789299034318511), (3.4028235e38, 88.72283905206835)],
        "erfc": [(10.0, 2.088487583762544757e-45), (10.1, 0.0), (-3.4e38, 2.0), (3.4e38, 0.0)],
        "expm1": [(88.72283, 3.40279853741e38), (88.722839, INF), (-3.4e38, -1.0)],
        "log1p": [(3.4028235e38, 88.72284)],
        "tanh": [(3.4e38, 1.0), (-10.0, -1.0)],
        "erf": [(3.4e38, 1.0), (-4.0, -1.0)],
        "sigmoid": [(-100.0, 3.72007597602e-44), (-104.0, 0.0), (3.4e38, 1.0), (-3.4e38, 0.0)],
        "relu": [(3.4e38, 3.4e38), (-3.4e38, 0.0)],
        "relu_squared": [(1e19, 1e38), (2e19, INF), (-3.4e38, 0.0)],
        "leaky_relu": [(3.4e38, 3.4e38), (-2e38, -2e36)],
        "hard_sigmoid": [(3.4e38, 1.0), (-3.4e38, 0.0), (-2.9999998, 3.9736431e-8)],
        "hard_swish": [(3.4e38, 3.4e38), (-3.4e38, -0.0), (-2.9999998, -1.1920928e-7)],
        "sparse_plus": [(3.4e38, 3.4e38), (-3.4e38, 0.0)],
        "silu": [(-100.0, -3.72007597602e-42), (3.4e38, 3.4e38), (-3.4e38, -0.0)],
        "swish": [(-100.0, -3.72007597602e-42), (3.4e38, 3.4e38), (-3.4e38, -0.0)],
        "quick_gelu": [(-58.0, -7.79137160019854e-42), (3.4e38, 3.4e38), (-3.4e38, -0.0)],
        "log_sigmoid": [(100.0, -3.72007597602e-44), (-3.4e38, -3.4e38), (3.4e38, -0.0)],
        "tanhshrink": [(3.4e38, 3.4e38), (-1e-20, -0.0)],
        "elu": [(3.4e38, 3.4e38), (-3.4e38, -1.0)],
        "celu": [(3.4e38, 3.4e38), (-3.4e38, -1.0)],
        "selu": [(3e38, 3.152102962066441608e38), (3.4e38, INF), (-3.4e38, -1.7580993408473768)],
        "softsign": [(3.4e38, 1.0), (-3.4e38, -1.0)],
        "squareplus": [(3.4e38, 3.4e38), (-1e30, 1e-30), (-3.4e38, 2.94117651199e-39)],
        "gelu": [(-14.0, -1.09109515469e-43), (3.4e38, 3.4e38), (-3.4e38, -0.0)],
        "gelu_tanh": [(-10.0, -1.204092348209806e-37), (3.4e38, 3.4e38), (-3.4e38, -0.0)],
        "softplus": [(-100.0, 3.72007597602e-44), (3.4e38, 3.4e38), (-3.4e38, 0.0)],
        "mish": [(-100.0, -3.72007597602e-42), (3.4e38, 3.4e38), (-3.4e38, -0.0)],
    },
    "float64": {
        "exp": [
            (709.782712893384, 1.797693134862273e308),
            (709.7827128933841, INF),
            (-745.1332191019411, 5e-324),
            (-745.2, 0.0),
            (1.7e308, INF),
            (-1.7e308, 0.0),
        ],
        "exp2": [(1023.9, 1.677307003485741556e308), (1024.0, INF), (-1074.0, 5e-324)],
        "log": [(5e-324, -744.4400719213812623), (1.7976931348623157e308, 709.782712893384)],
        "erfc": [(26.5, 2.210907664263734276e-307), (28.0, 0.0), (-1.7e308, 2.0)],
        "expm1": [(709.782712893384, 1.797693134862273e308), (709.7827128933841, INF)],
        "log1p": [(1.7976931348623157e308, 709.782712893384)],
        "tanh": [(1.7e308, 1.0), (-20.0, -1.0)],
        "erf": [(1.7e308, 1.0), (-6.0, -1.0)],
        "sigmoid": [(-100.0, 3.720075976020836e-44), (1.7e308, 1.0), (-1.7e308, 0.0)],
        "silu": [(-100.0, -3.720075976020836e-42), (1.7e308, 1.7e308), (-1.7e308, -0.0)],
        "swish": [(-100.0, -3.720075976020836e-42), (1.7e308, 1.7e308), (-1.7e308, -0.0)],
        "quick_gelu": [(-430.0, -6.176023358192294733e-316), (-1.7e308, -0.0)],
        "log_sigmoid": [(740.0, -4.188739880048048939e-322), (-1.7e308, -1.7e308)],
        "elu": [(1.7e308, 1.7e308), (-1.7e308, -1.0)],
        "celu": [(1.7e308, 1.7e308), (-1.7e308, -1.0)],
        "softsign": [(1.7e308, 1.0), (-1.7e308, -1.0)],
        "squareplus": [(1.7e308, 1.7e308), (-1e300, 1e-300)],
        "gelu": [(-14.0, -1.091095154686992e-43), (1.7e308, 1.7e308), (-1.7e308, -0.0)],
        "gelu_tanh": [(-10.0, -1.204092348209806e-37), (1.7e308, 1.7e308), (-1.7e308, -0.0)],
        "softplus": [(-100.0, 3.720075976020836e-44), (1.7e308, 1.7e308), (-1.7e308, 0.0)],
        "mish": [(-100.0, -3.720075976020836e-42), (1.7e308, 1.7e308), (-1.7e308, -0.0)],
    },
}


def arguments(name, x, dtype):
    """Return x and the parameters."""
    return np.array([x], dtype), *parameters(ACTIVATIONS[name], dtype)


def assert_near(got, expected, dtype, ulps):
    """Assert equality for zeros (with sign), infinities and NaN, and nearness for the others."""
    (got,) = got.astype(np.float64)
    with np.errstate(over="ignore"):
        rounded = float(np.float64(expected).astype(dtype))
    if rounded == 0 or not np.isfinite(rounded):
        assert_same_bits(np.float64(got), np.float64(rounded))
    else:
        assert abs(got - rounded) <= ulps * float(np.spacing(dtype.type(abs(rounded)))), got


@pytest.mark.parametrize("name", RECORDS)
def test_every_function_has_limits_and_values(name):
    """Rows for both zeros and both infinities, and values if it is no gate."""
    record = RECORDS[name]
    given = {str(operands[0]) for operands, _, _ in record.limits}
    assert given >= {"inf", "-inf", "0.0", "-0.0"}
    is_gate = len(ACTIVATIONS[name].definition.inputs) == 2
    assert bool(record.values) == (not is_gate)


@pytest.mark.parametrize(("name", "dtype"), with_types(RECORDS, some=WITH_GRADIENTS))
def test_limits(name, dtype):
    dtype = DTYPES[dtype]
    for operands, value, gradients in RECORDS[name].limits:
        operands = [np.array([x]).astype(dtype) for x in operands]
        with np.errstate(all="ignore"):
            assert_near(ACTIVATIONS[name](*operands), value, dtype, 1)
            for wrt, slope in zip(RECORDS[name].gradients, gradients, strict=True):
                got = ACTIVATIONS[name].grad(*operands, wrt=wrt)
                assert_near(np.atleast_1d(got), slope, dtype, 1)


#: Their derivative is that of the formula, 1/x and the like, also where there is no function; of
#: xielu's terms each has its own, also where infinite ones give NaN.
OF_THE_FORMULA = {"log", "log2", "log10", "log1p", "xielu"}


@pytest.mark.parametrize(("name", "dtype"), with_types(ACTIVATIONS, some=WITH_GRADIENTS))
def test_derivatives_are_nan_where_the_function_is(name, dtype):
    """Also of 0·inf and inf − inf; a gate's are the products that are left without one factor."""
    activation, dtype = ACTIVATIONS[name], DTYPES[dtype]
    if activation.definition.is_gate or name in OF_THE_FORMULA:
        return
    count = len(activation.definition.arguments)
    largest, least = float(ml_dtypes.finfo(dtype).max), float(ml_dtypes.finfo(dtype).tiny)
    values = [0.0, -0.0, least, 0.25, -0.25, 2.0, -2.0, largest, -largest, INF, -INF]
    operands = [*np.array([*itertools.product(values, repeat=count)]).T.astype(dtype)]
    with np.errstate(all="ignore"):
        nan = np.isnan(activation(*operands))
        for wrt in activation.definition.arguments:
            slope = activation.grad(*operands, wrt=wrt)
            assert np.isnan(slope[nan]).all(), (
                wrt,
                [x[nan][~np.isnan(slope[nan])] for x in operands],
            )


@pytest.mark.parametrize(("name", "dtype"), with_types(CASES))
def test_nan_gives_nan(name, dtype):
    case, dtype = CASES[name], DTYPES[dtype]
    others = [np.float64(1.5).astype(dtype)] * (case.inputs - 1)
    parameters = [np.float64(p).astype(dtype) for p in case.parameters[0]]
    for nan in (NAN, -NAN) if not case.reference.constant else ():
        result = case.function(np.array([nan]).astype(dtype), *others, *parameters)
        assert np.isnan(result).all()
    if case.inputs == 2 and case.wrt != "value":
        result = case.function(others[0], np.array([NAN]).astype(dtype), *parameters)
        assert np.isnan(result).all()


@pytest.mark.parametrize(
    ("name", "dtype"),
    with_types([n for n, record in RECORDS.items() if record.values], some=WITH_GRADIENTS),
)
def test_values(name, dtype):
    dtype = DTYPES[dtype]
    for x, value, slope in RECORDS[name].values:
        operands = arguments(name, x, dtype)
        # the value belongs to x, which not every type holds
        ulps = 4 if float(operands[0][0]) == x else 8
        assert_near(ACTIVATIONS[name](*operands), value, dtype, ulps)
        assert_near(ACTIVATIONS[name].grad(*operands), slope, dtype, ulps)


@pytest.mark.parametrize(("name", "dtype"), with_types(SUBNORMALS))
def test_subnormals_are_kept(name, dtype):
    dtype = DTYPES[dtype]
    bits = {2: np.uint16, 4: np.uint32, 8: np.uint64}[dtype.itemsize]
    for given, expected in SUBNORMALS[name]:
        if dtype.itemsize == 2 and abs(given) > 100:
            continue  # no subnormal any more in bfloat16
        x = np.copysign(np.array([abs(given)], bits).view(dtype), np.array(given).astype(dtype))
        got = ACTIVATIONS[name](x, *arguments(name, 0, dtype)[1:])
        if expected == 0:
            assert got == 0
            continue
        off = int(abs(got).view(bits)[0]) - abs(expected)
        assert abs(off) <= 1 if name == "leaky_relu" else off == 0, got  # 0.01 is rounded
        assert np.signbit(got) == (expected < 0)


@pytest.mark.parametrize(
    ("dtype", "name"),
    [
        pytest.param(dtype, name, marks=unless(dtype == turn_of(name)))
        for dtype, table in TAILS.items()
        for name in table
    ],
)
def test_tails(dtype, name):
    dtype = DTYPES[dtype]
    for x, expected in TAILS[dtype.name][name]:
        with np.errstate(over="ignore"):
            got = ACTIVATIONS[name](*arguments(name, x, dtype))
        assert_near(got, expected, dtype, 4 if dtype.itemsize == 8 else 2)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_squareplus_of_any_parameter(dtype):
    """Squares and quotients neither overflow nor lose digits, however x and b differ in size."""
    info = np.finfo(dtype)
    sizes = 1.375 * np.exp2(np.linspace(info.minexp, info.maxexp - 1, 41).astype(int), dtype=dtype)
    for size, b, sign in itertools.product([*sizes, info.max], [*sizes, info.max], (1, -1)):
        x = sign * size
        for wrt in (None, "x", "b"):
            record = RECORDS["squareplus"]
            reference = record.value if wrt is None else record.gradients[wrt]
            function = na.squareplus if wrt is None else na.squareplus.grad.wrt(wrt)
            got, bounds = function(x, b), function.definition.max_ulp
            with gmpy2.context(CONTEXT):
                exact = reference(gmpy2.mpfr(float(x)), gmpy2.mpfr(float(b)))
                error = exact_error(float(got), exact, info.nmant + 1, info.minexp)
            assert error <= bounds[info.dtype.name], (x, b, wrt)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_squareplus_without_its_parameter_is_relu(dtype):
    info = np.finfo(dtype)
    x = np.array([-info.max, -1.5, -info.tiny, 0, info.tiny, 1e-30, info.max], dtype)
    assert_same_bits(na.squareplus(x, 0.0), na.relu(x))
    assert_same_bits(na.squareplus.grad(x, 0.0), np.where(x == 0, dtype(0.5), na.relu.grad(x)))


@pytest.mark.parametrize("dtype", DTYPES)
def test_squareplus_of_no_finite_parameter(dtype):
    x = np.array([-INF, -1, -0.0, 0, 2, INF]).astype(DTYPES[dtype])
    infinite, nan = np.full_like(x, INF), np.full_like(x, NAN)
    with np.errstate(invalid="ignore"):
        assert_same_bits(na.squareplus(x, infinite), infinite)
        slopes = na.squareplus.grad(x, infinite)[1:-1]
        assert_same_bits(slopes, np.full_like(slopes, 0.5))
        for function in (na.squareplus, na.squareplus.grad, na.squareplus.grad.wrt("b")):
            assert np.isnan(function(x, nan)).all()
