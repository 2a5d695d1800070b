"""Parameters of any size: the whole range of each one, NaN, and what is refused."""

import itertools

import ml_dtypes
import numpy as np
import pytest

import numba_act as na
from numba_act.core.docstrings import HALF_BOUND
from numba_act.measure.cases import Case
from numba_act.measure.errors import addend_errors, double_errors
from numba_act.measure.inputs import blocks
from numba_act.measure.references import EXTENDED
from tests.support import ulp
from tests.support.walk import (
    ACTIVATIONS,
    CASES,
    DTYPES,
    assert_same_bits,
    turn_of,
    unless,
    with_types,
)

INF, NAN = float("inf"), float("nan")
LARGEST = float(np.finfo(np.float32).max)

WITH_PARAMETERS = [name for name, case in CASES.items() if case.definition.parameters]

every_dtype = pytest.mark.parametrize("dtype", DTYPES)


# The whole range ---------------------------------------------------------------------------------


def check_any_size(name, dtype, mode):
    case = CASES[name]
    measured = Case(name.partition(".")[0], case.wrt, (), dtype, kind="any size")
    wide = np.longdouble if dtype == "float64" else np.float64
    for operands in blocks(measured, mode, (), 1 << 18):
        with np.errstate(all="ignore"):
            got = case.function(*operands)
            given = [x.astype(wide) for x in operands]
            expected = np.asarray(case.reference(*given), wide)
            addend = case.reference.largest_addend(*given)
            if dtype == "float64":
                errors = addend_errors(double_errors(got, expected), got, expected, addend)
            else:
                errors = ulp.error(got, expected, addend)
        largest, where = ulp.worst(errors, *operands)
        assert largest <= case.working_bound.get(dtype, HALF_BOUND), where


@pytest.mark.parametrize(("name", "dtype"), with_types(WITH_PARAMETERS))
def test_any_size(name, dtype):
    if dtype == "float64" and not EXTENDED:
        pytest.skip("long double is not the 80-bit format here")
    check_any_size(name, dtype, "short")


@pytest.mark.sweep
@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", WITH_PARAMETERS)
def test_any_size_sweep(name, dtype):
    if dtype == "float64" and not EXTENDED:
        pytest.skip("long double is not the 80-bit format here")
    check_any_size(name, dtype, "sweep")


#: Function, argument of the gradient, operands and value, in float32 unless the name says float64.
EXTREME = [
    ("softplus", "beta", (1.0, 1e30), -0.0),
    ("softplus", "beta", (1.0, 1e-15), -6.9314718e29),
    ("softplus", "", (-1.0, 1e-21), 6.9314718e20),
    ("softplus", "", (-INF, 1e-15), 0.0),
    ("softplus", "", (-2.0, 1e-45), INF),
    ("softplus", "beta", (-2e7, 5e-5), -0.0),
    ("softplus", "", (-2.0, INF), 0.0),
    ("softplus", "", (2.0, INF), 2.0),
    ("softplus", "", (2.0, -1.0), -0.126928011),
    ("softplus", "x", (1e-45, INF), 1.0),
    ("elu", "x", (-INF, 1e20), 0.0),
    ("elu", "x", (-150.0, 1e38), 7.1750962e-28),
    ("elu", "x", (-0.5, 3e38), 1.8195920e38),
    ("elu", "", (-1.0, INF), -INF),
    ("swish", "", (-1e25, 9e-24), -8.1940705e-15),
    ("swish", "", (INF, 0.0), INF),
    ("swish", "", (-INF, 0.0), -INF),
    ("swish", "", (-INF, 1e-45), -0.0),
    ("swish", "", (3.0, INF), 3.0),
    ("swish", "", (-3.0, INF), -0.0),
    ("swish", "", (0.0, INF), 0.0),
    ("swish", "", (3.0, -INF), 0.0),
    ("swish", "x", (3.0, INF), 1.0),
    ("swish", "beta", (3.0, INF), 0.0),
    ("swish", "beta", (1e38, -2.5e-36), 2.6691994e-33),
    ("swiglu", "", (1e38, 1e38, -2.5e-36), 2.6691994e-33),
    ("swiglu", "", (1e-38, 2.0, 1e38), 1.4621171e-38),
    ("swiglu", "beta", (2.0**120, 0.0, 0.0), 0.0),
    ("swiglu_oai", "alpha", (3e38, -1.0, 3e38, 0.0), 0.0),
    ("celu", "", (-1.0, 1e-45), -1.4012985e-45),
    ("celu", "x", (-1e-45, 3e-45), 0.6065307),
    ("celu", "", (-1.0, 0.0), 0.0),
    ("celu", "", (0.0, 0.0), 0.0),
    ("celu", "", (-3.0, INF), -3.0),
    ("jump_relu", "threshold", (1e-44, 1e-44, 4e-45), -2.3333333),
    ("squareplus", "", (-7.818391623004572e-07, 1.401298464324817e-45), 4.480776e-40),
    ("squareplus", "", (0.0, 1e-44), 4.9520423e-23),
    ("hard_sigmoid", "", (1.0, 0.1669921875, 0.5), 0.6669922),
    ("hard_sigmoid", "", (1.0, 0.1666259765625, 0.5), 0.66662598),
    ("hard_sigmoid", "x", (-54588496.0, 1.8521411418914795, 101105600.0), 1.8521411418914795),
    ("hard_sigmoid", "x", (-1e8, 1.0, 1e8), 0.0),
    ("hard_sigmoid", "", (INF, 0.0, 0.25), 0.25),
]


@pytest.mark.parametrize(("name", "wrt", "operands", "value"), EXTREME)
def test_extreme_values(name, wrt, operands, value):
    function = ACTIVATIONS[name].grad.wrt(wrt) if wrt else ACTIVATIONS[name]
    operands = [np.array([x], np.float32) for x in operands]
    with np.errstate(all="ignore"):
        (got,) = function(*operands)
    if value == 0.0 or np.isinf(value):
        assert_same_bits(got, np.float32(value))
    else:
        np.testing.assert_allclose(got, value, rtol=2e-7 if abs(value) > 1e-37 else 0.1)


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_float_next_to_a_sixth_is_one_in_arrays_of_its_type_alone(dtype):
    dtype = DTYPES[dtype]
    x = np.array([-3, -1.5, 0.75, 3, 2.984375]).astype(dtype)
    own = dtype.type(1 / 6)
    unit = float(ml_dtypes.finfo(dtype).eps)
    for line in (na.hard_sigmoid(x), na.hard_sigmoid(x, own)):
        assert_same_bits(line[:4], np.array([0, 0.25, 0.625, 1]).astype(dtype))
        assert abs(float(line[4]) - 383 / 384) < unit
    assert (na.hard_sigmoid.grad(x, own) > 0).tolist() == [False, True, True, False, True]
    for other in DTYPES.values():
        slope = np.array(1 / 6).astype(other).astype(np.float64).astype(dtype)
        if slope == own:
            continue
        with np.errstate(all="ignore"):
            expected = np.clip(x.astype(np.float64) * np.float64(slope) + 0.5, 0, 1)
        got = na.hard_sigmoid(x, slope).astype(np.float64)
        np.testing.assert_allclose(got, expected, rtol=unit, atol=unit * 2e-3)


# Not a number, and no warning --------------------------------------------------------------------


@pytest.mark.parametrize(("name", "dtype"), with_types(WITH_PARAMETERS))
def test_nan_in_any_argument_is_nan(name, dtype):
    case, dtype = CASES[name], DTYPES[dtype]
    for x, value in itertools.product((-9.0, -1.0, -0.0, 0.25, 1.0, 9.0), (NAN, -NAN)):
        operands = [np.array([x]), *[np.array([1.5])] * (case.inputs - 1)]
        operands += [np.array([p]) for p in case.parameters[0]]
        operands = [each.astype(dtype) for each in operands]
        for k in range(len(operands)):
            if case.wrt in case.definition.inputs[:k] and k < case.inputs:
                continue  # dy/d(value) of a gate knows no value
            if case.wrt == "value" and k == 1:
                continue
            given = [*operands]
            given[k] = np.array([value]).astype(dtype)
            with np.errstate(all="raise", under="ignore"):
                for results in (
                    case.function(*given),
                    case.function(
                        *given[: case.inputs], *[each[0] for each in given[case.inputs :]]
                    ),
                ):
                    assert np.isnan(results).all(), (k, x)


INVALID = [
    ("softshrink", (-0.5,)),
    ("hard_tanh", (1.0, -1.0)),
    ("celu", (-1.0,)),
    ("squareplus", (-4.0,)),
]


@pytest.mark.parametrize(
    ("name", "parameters", "dtype"),
    [
        pytest.param(name, parameters, dtype, marks=unless(dtype == turn_of(name)))
        for name, parameters in INVALID
        for dtype in DTYPES
    ],
)
def test_parameters_out_of_their_range(name, parameters, dtype):
    activation, dtype = ACTIVATIONS[name], DTYPES[dtype]
    x = np.array([-9.0, -0.0, 0.25, 9.0, INF, -INF]).astype(dtype)
    gradients = map(activation.grad.wrt, activation.definition.arguments)
    for function in (activation, *gradients):
        for operands in (
            [dtype.type(p) for p in parameters],
            [np.full_like(x, p) for p in parameters],
        ):
            with np.errstate(invalid="raise"), pytest.raises(FloatingPointError, match="invalid"):
                function(x, *operands)
            with np.errstate(invalid="ignore"):
                assert np.isnan(function(x, *operands)).all()
        text = rf"{name}.*: argument '{activation.definition.arguments[-1]}' is .*, expected"
        for given in (parameters, [np.float64(p).item() for p in parameters]):
            with pytest.raises(ValueError, match=text):
                function(x, *given)
    keys = activation.definition.arguments[1:]
    with pytest.raises(ValueError, match=keys[-1]):
        activation(x, **dict(zip(keys, parameters, strict=True)))
    with pytest.raises(ValueError, match=keys[-1]):
        activation.vjp(x, x, *parameters)


def test_other_parameters_out_of_their_range():
    x = np.float32([1, 2])
    with pytest.raises(ValueError, match=r"jump_relu: argument 'bandwidth' is -1.0, expected 0.0"):
        na.jump_relu(x, 0.5, -1.0)
    with np.errstate(invalid="raise"), pytest.raises(FloatingPointError):
        na.jump_relu.grad(x, 0.5, np.float32(-1), wrt="threshold")
    with pytest.raises(ValueError, match=r"swiglu_oai: argument 'limit' is -7, expected 0.0"):
        na.swiglu_oai(x, x, -7)
    assert np.isnan(na.swiglu_oai(x, x, np.float32(-7))).all()
    with pytest.warns(RuntimeWarning, match="divide by zero encountered in softplus"):
        assert np.isinf(na.softplus(x, 0.0)).all()
    assert na.hard_tanh(x, NAN, 1.0)[0] != 0  # NaN is not out of the range
    assert_same_bits(na.hard_tanh(x, 1.0, 1.0), np.float32([1, 1]))


NO_WARNING = [
    ("leaky_relu", "", "float16", (60000.0, 2.0)),
    ("prelu", "", "float16", (60000.0, 2.0)),
    ("leaky_relu", "", "float32", (3e38, 20.0)),
    ("softplus", "", "float32", (3e38, 2.0)),
    ("softplus", "", "float32", (-3e38, 2.0)),
    ("softplus", "", "float32", (1.0, 3e38)),
    ("softplus", "beta", "float32", (3e38, 2.0)),
    ("celu", "", "float32", (3e38, 0.5)),
    ("celu", "", "float32", (-3e38, 0.5)),
    ("celu", "x", "float32", (3e38, 0.5)),
    ("celu", "x", "float32", (-3e38, 0.5)),
    ("celu", "alpha", "float32", (-3e38, 1e-45)),
    ("celu", "", "float32", (1.0, INF)),
    ("celu", "", "float32", (-1.0, INF)),
    ("celu", "x", "float32", (-0.5, 1e-45)),
    ("celu", "x", "float32", (-0.5, 2.0**121)),
    ("celu", "x", "float64", (-0.5, 2.0**1014)),
    ("hard_sigmoid", "x", "float32", (3e38, 3e38, 0.5)),
    ("hard_sigmoid", "x", "float32", (-3e38, 3e38, -3e38)),
    ("hard_sigmoid", "x", "float32", (3e38, 0.75, 3e38)),
    ("hard_sigmoid", "x", "float32", (1e30, 0.3, 0.0)),
    ("softplus", "", "float32", (-LARGEST, 2.0**-127)),
    ("elu", "x", "float32", (3e38, 3e38)),
    ("jump_relu", "threshold", "float32", (3e38, 1.0, 1e-45)),
    ("jump_relu", "threshold", "float32", (3e38, -3e38, 1.0)),
    ("softshrink", "", "float32", (INF, INF)),
    ("squareplus", "", "float32", (-3e38, 3e38)),
    ("swish", "beta", "float32", (1e38, -1e-36)),
]


@pytest.mark.parametrize(("name", "wrt", "dtype", "operands"), NO_WARNING)
def test_no_warning_of_what_is_rejected(name, wrt, dtype, operands):
    activation = ACTIVATIONS[name]
    with np.errstate(all="raise", under="ignore"):
        for count in (1, 40):
            arrays = [np.full(count, x, dtype) for x in operands]
            for given in (arrays, [arrays[0], *[x[0] for x in arrays[1:]]]):
                if wrt:
                    result = activation.grad.wrt(wrt)(*given)
                    activation.vjp.wrt(wrt)(np.ones(count, dtype), *given)
                else:
                    result = activation(*given)
                assert np.isfinite(result).all() or np.isinf(operands[0])
