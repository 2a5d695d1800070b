"""Values written out: zeros and their signs, infinities, NaN, subnormals, overflow, kinks.

The numbers were computed once with mpmath at 300 bits, or are limits that a reader can check.
Limits are in `numba_act/limits.py`. To add an activation, add its rows there and to `VALUES`.
"""

import itertools

import gmpy2
import numpy as np
import pytest

import numba_act as na
from numba_act.measure.errors import exact_error
from numba_act.measure.limits import LIMITS
from numba_act.measure.references import CONTEXT, RECORDS
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

#: (x, function, gradient) to 19 digits.
VALUES = {
    "exp": [
        (-30, 9.357622968840174605e-14, 9.357622968840174605e-14),
        (-2, 0.1353352832366126919, 0.1353352832366126919),
        (1, 2.718281828459045235, 2.718281828459045235),
        (3, 20.08553692318766774, 20.08553692318766774),
    ],
    "expm1": [
        (-30, -0.9999999999999064238, 9.357622968840174605e-14),
        (-2, -0.8646647167633873081, 0.1353352832366126919),
        (1, 1.718281828459045235, 2.718281828459045235),
        (3, 19.08553692318766774, 20.08553692318766774),
    ],
    "log1p": [
        (-0.5, -0.6931471805599453094, 2.0),
        (0.25, 0.2231435513142097558, 0.8),
        (3, 1.386294361119890619, 0.25),
        (1000, 6.908754779315220585, 0.000999000999000999001),
    ],
    "tanh": [
        (-0.5, -0.4621171572600097585, 0.7864477329659274101),
        (0.25, 0.2449186624037091293, 0.9400148488063779563),
        (1, 0.7615941559557648881, 0.4199743416140260694),
        (3, 0.9950547536867304513, 0.009866037165440191273),
    ],
    "erf": [
        (-0.5, -0.5204998778130465377, 0.8787825789354447941),
        (0.25, 0.276326390168236933, 1.060014129376114243),
        (1, 0.8427007929497148693, 0.4151074974205947033),
        (3, 0.9999779095030014146, 0.0001392530519467478539),
    ],
    "sigmoid": [
        (-30, 9.357622968839298954e-14, 9.357622968838423303e-14),
        (-2, 0.1192029220221175559, 0.1049935854035065173),
        (1, 0.7310585786300048793, 0.1966119332414818525),
        (3, 0.9525741268224332191, 0.04517665973091213265),
    ],
    "relu": [(-3.5, 0.0, 0.0), (3.5, 3.5, 1.0)],
    "relu6": [(-3.5, 0.0, 0.0), (3.5, 3.5, 1.0), (6.5, 6.0, 0.0)],
    "relu_squared": [(-3.5, 0.0, 0.0), (3.5, 12.25, 7.0)],
    "leaky_relu": [(-3.5, -0.035, 0.01), (3.5, 3.5, 1.0)],
    "threshold": [(-3.5, -3.0, 0.0), (3.5, 3.5, 1.0)],
    "thresholded_relu": [(0.75, 0.0, 0.0), (3.5, 3.5, 1.0)],
    "jump_relu": [(0.0009765625, 0.0, 0.0), (3.5, 3.5, 1.0)],
    "hard_sigmoid": [(-3.5, 0.0, 0.0), (-0.75, 0.375, 1 / 6), (3.5, 1.0, 0.0)],
    "hard_swish": [(-3.5, -0.0, 0.0), (-0.75, -0.28125, 0.25), (3.5, 3.5, 1.0)],
    "hard_tanh": [(-3.5, -1.0, 0.0), (0.25, 0.25, 1.0), (3.5, 1.0, 0.0)],
    "hardshrink": [(-3.5, -3.5, 1.0), (0.25, 0.0, 0.0), (3.5, 3.5, 1.0)],
    "softshrink": [(-3.5, -3.0, 1.0), (0.25, 0.0, 0.0), (3.5, 3.0, 1.0)],
    "sparse_plus": [(-3.5, 0.0, 0.0), (-0.75, 0.015625, 0.125), (3.5, 3.5, 1.0)],
    "sparse_sigmoid": [(-3.5, 0.0, 0.0), (-0.75, 0.125, 0.5), (3.5, 1.0, 0.0)],
    "prelu": [(-3.5, -0.875, 0.25), (3.5, 3.5, 1.0)],
    "silu": [
        (-30, -2.807286890651789686e-12, -2.713710660963134001e-12),
        (-2, -0.2384058440442351119, -0.09078424878489547876),
        (1, 0.7310585786300048793, 0.9276705118714867318),
        (3, 2.857722380467299657, 1.088104106015169617),
    ],
    "gelu": [
        (-10, -7.619853024160526066e-23, -7.618400096464814086e-22),
        (-2, -0.0455002638963584144, -0.0852318010781968967),
        (1, 0.8413447460685429486, 1.083315470587686298),
        (3, 2.995950305905109716, 1.011945647204183927),
    ],
    "gelu_tanh": [
        (-5, -2.291796196629506046e-7, -1.546361987532594596e-6),
        (-2, -0.04540230591222498122, -0.08609925662361838156),
        (1, 0.8411919906082767048, 1.082964083845782555),
        (3, 2.996362607918226981, 1.011584166630969726),
    ],
    "softplus": [
        (-30, 9.357622968839736779e-14, 9.357622968839298954e-14),
        (-2, 0.1269280110429724964, 0.1192029220221175559),
        (1, 1.313261687518222834, 0.7310585786300048793),
        (3, 3.048587351573742059, 0.9525741268224332191),
    ],
    "mish": [
        (-30, -2.807286890651921034e-12, -2.713710660963392318e-12),
        (-2, -0.2525014826957088636, -0.1083550924203939428),
        (1, 0.8650983882673103461, 1.049036220099792159),
        (3, 2.986535004967957319, 1.021106910929443773),
    ],
    "exp2": [
        (-30, 9.313225746154785156e-10, 6.455436167865482247e-10),
        (-2.5, 0.1767766952966368811, 0.122532267933568399),
        (0.75, 1.681792830507429086, 1.165729958752154447),
        (3, 8.0, 5.545177444479562475),
    ],
    "log": [
        (0.125, -2.079441541679835928, 8.0),
        (0.75, -0.2876820724517809274, 1.333333333333333333),
        (3, 1.098612288668109691, 0.3333333333333333333),
        (1000, 6.907755278982137052, 0.001),
    ],
    "erfc": [
        (-2, 1.995322265018952734, -0.02066698535409205386),
        (-0.5, 1.520499877813046538, -0.8787825789354447941),
        (1, 0.1572992070502851307, -0.4151074974205947033),
        (3, 0.00002209049699858544137, -0.0001392530519467478539),
    ],
    "logit": [
        (0.001953125, -6.236369590203704434, 513.0019569471624266),
        (0.375, -0.5108256237659906832, 4.266666666666666667),
        (0.75, 1.098612288668109691, 5.333333333333333333),
        (0.875, 1.945910149055313305, 9.142857142857142857),
    ],
    "quick_gelu": [
        (-20, -3.293410241399371728e-14, -5.440713718791752865e-14),
        (-2, -0.06434137685579185019, -0.07381535430854193182),
        (1, 0.8457957659328212957, 1.067779606556334057),
        (3, 2.981928690292214033, 1.024548323905652349),
    ],
    "tanhshrink": [
        (-3, -2.004945246313269549, 0.9901339628345598087),
        (-0.015625, -1.271441591134797651e-6, 0.0002441008940668407572),
        (0.5, 0.0378828427399902415, 0.2135522670340725899),
        (2, 1.035972419924183116, 0.9293491751468355343),
    ],
    "elu": [
        (-30, -0.9999999999999064238, 9.357622968840174605e-14),
        (-2, -0.8646647167633873081, 0.1353352832366126919),
        (-0.015625, -0.01550356299459159401, 0.984496437005408406),
        (3, 3.0, 1.0),
    ],
    "selu": [
        (-30, -1.758099340847212344, 1.645163077341618471e-13),
        (-2, -1.520166468595695035, 0.2379328722516818248),
        (-0.015625, -0.02725680388157726553, 1.730842536965799594),
        (3, 3.15210296206644148, 1.050700987355480493),
    ],
    "softsign": [
        (-30, -0.9677419354838709677, 0.001040582726326742976),
        (-2, -0.6666666666666666667, 0.1111111111111111111),
        (0.5, 0.3333333333333333333, 0.4444444444444444444),
        (6, 0.8571428571428571429, 0.02040816326530612245),
    ],
    "squareplus": [
        (-30, 0.03329637837290827088, 0.001107421071695521984),
        (-2, 0.4142135623730950488, 0.1464466094067262378),
        (1, 1.618033988749894848, 0.7236067977499789696),
        (3, 3.302775637731994647, 0.9160251471689218415),
    ],
    "log_sigmoid": [
        (-30, -30.00000000000009358, 0.9999999999999064238),
        (-2, -2.126928011042972496, 0.8807970779778824441),
        (1, -0.313261687518222834, 0.2689414213699951207),
        (20, -2.061153620314380703e-9, 2.061153618190203581e-9),
    ],
}
VALUES["swish"] = VALUES["silu"]
VALUES["celu"] = VALUES["elu"]

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


#: What `VALUES`, `SUBNORMALS` and `TAILS` are written for.
PARAMETERS = {
    "leaky_relu": [0.01],
    "prelu": [0.25],
    "swish": [1.0],
    "softplus": [1.0],
    "elu": [1.0],
    "celu": [1.0],
    "squareplus": [4.0],
    "threshold": [0.5, -3.0],
    "thresholded_relu": [1.0],
    "jump_relu": [0.001, 0.001],
    "hard_sigmoid": [1 / 6, 0.5],
    "hard_tanh": [-1.0, 1.0],
    "hardshrink": [0.5],
    "softshrink": [0.5],
}


def arguments(name, x, dtype):
    """Return x and the parameters."""
    return np.array([x], dtype), *[dtype.type(p) for p in PARAMETERS.get(name, [])]


def assert_near(got, expected, dtype, ulps):
    """Assert equality for zeros (with sign), infinities and NaN, and nearness for the others."""
    (got,) = got.astype(np.float64)
    with np.errstate(over="ignore"):
        rounded = float(np.float64(expected).astype(dtype))
    if rounded == 0 or not np.isfinite(rounded):
        assert_same_bits(np.float64(got), np.float64(rounded))
    else:
        assert abs(got - rounded) <= ulps * float(np.spacing(dtype.type(abs(rounded)))), got


def test_every_function_has_its_values():
    gates = {name for name, f in ACTIVATIONS.items() if len(f.definition.inputs) == 2}
    assert set(LIMITS) == set(ACTIVATIONS)
    assert set(VALUES) == set(ACTIVATIONS) - gates


@pytest.mark.parametrize("name", LIMITS)
def test_limits_are_complete(name):
    """Each function has rows for both zeros and both infinities."""
    given = {str(operands[0]) for operands, _, _ in LIMITS[name]}
    assert given >= {"inf", "-inf", "0.0", "-0.0"}


@pytest.mark.parametrize(("name", "dtype"), with_types(LIMITS))
def test_limits(name, dtype):
    dtype = DTYPES[dtype]
    for operands, value, gradients in LIMITS[name]:
        operands = [np.array([x]).astype(dtype) for x in operands]
        with np.errstate(all="ignore"):
            assert_near(ACTIVATIONS[name](*operands), value, dtype, 1)
            for wrt, slope in zip(RECORDS[name].gradients, gradients, strict=True):
                got = ACTIVATIONS[name].grad(*operands, wrt=wrt)
                assert_near(np.atleast_1d(got), slope, dtype, 1)


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


@pytest.mark.parametrize(("name", "dtype"), with_types(VALUES))
def test_values(name, dtype):
    dtype = DTYPES[dtype]
    for x, value, slope in VALUES[name]:
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
                exact = reference.exact(gmpy2.mpfr(float(x)), gmpy2.mpfr(float(b)))
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
