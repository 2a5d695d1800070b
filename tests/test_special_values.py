"""Values written out: zeros and their signs, infinities, NaN, subnormals, overflow, kinks.

The numbers were computed once with mpmath at 300 bits, or are limits that a reader can check.
To add an activation, add its rows to `LIMITS` and `VALUES`.
"""

import numpy as np
import pytest
from references import RECORDS
from walk import ACTIVATIONS, CASES, DTYPES, assert_same_bits

INF, NAN = float("inf"), float("nan")

#: (inputs, function, gradients in the order of the reference table), exact in every type. The last
#: entry of a function with a parameter's gradient belongs to that.
LIMITS = {
    "exp": [
        ((0.0,), 1.0, (1.0,)),
        ((-0.0,), 1.0, (1.0,)),
        ((INF,), INF, (INF,)),
        ((-INF,), 0.0, (0.0,)),
    ],
    "expm1": [
        ((0.0,), 0.0, (1.0,)),
        ((-0.0,), -0.0, (1.0,)),
        ((INF,), INF, (INF,)),
        ((-INF,), -1.0, (0.0,)),
    ],
    "log1p": [
        ((0.0,), 0.0, (1.0,)),
        ((-0.0,), -0.0, (1.0,)),
        ((-1.0,), -INF, (INF,)),
        ((-2.0,), NAN, (-1.0,)),
        ((INF,), INF, (0.0,)),
        ((-INF,), NAN, (-0.0,)),
    ],
    "tanh": [
        ((0.0,), 0.0, (1.0,)),
        ((-0.0,), -0.0, (1.0,)),
        ((INF,), 1.0, (0.0,)),
        ((-INF,), -1.0, (0.0,)),
    ],
    "erf": [
        ((0.0,), 0.0, (1.1283791670955126,)),
        ((-0.0,), -0.0, (1.1283791670955126,)),
        ((INF,), 1.0, (0.0,)),
        ((-INF,), -1.0, (0.0,)),
    ],
    "sigmoid": [
        ((0.0,), 0.5, (0.25,)),
        ((-0.0,), 0.5, (0.25,)),
        ((INF,), 1.0, (0.0,)),
        ((-INF,), 0.0, (0.0,)),
    ],
    "relu": [
        ((0.0,), 0.0, (0.0,)),
        ((-0.0,), 0.0, (0.0,)),
        ((2.0,), 2.0, (1.0,)),
        ((-2.0,), 0.0, (0.0,)),
        ((INF,), INF, (1.0,)),
        ((-INF,), 0.0, (0.0,)),
    ],
    "leaky_relu": [
        ((0.0, 0.5), 0.0, (0.5, 0.0)),
        ((-0.0, 0.5), -0.0, (0.5, -0.0)),
        ((2.0, 0.5), 2.0, (1.0, 0.0)),
        ((-2.0, 0.5), -1.0, (0.5, -2.0)),
        ((-2.0, -4.0), 8.0, (-4.0, -2.0)),
        ((INF, 0.5), INF, (1.0, 0.0)),
        ((-INF, 0.5), -INF, (0.5, -INF)),
    ],
    "prelu": [
        ((0.0, 0.25), 0.0, (0.25, 0.0)),
        ((-0.0, 0.25), -0.0, (0.25, -0.0)),
        ((2.0, 0.25), 2.0, (1.0, 0.0)),
        ((-2.0, 0.25), -0.5, (0.25, -2.0)),
        ((INF, 0.25), INF, (1.0, 0.0)),
        ((-INF, 0.25), -INF, (0.25, -INF)),
    ],
    "silu": [
        ((0.0,), 0.0, (0.5,)),
        ((-0.0,), -0.0, (0.5,)),
        ((INF,), INF, (1.0,)),
        ((-INF,), -0.0, (-0.0,)),
    ],
    "swish": [
        ((0.0, 1.0), 0.0, (0.5, 0.0)),
        ((-0.0, 1.0), -0.0, (0.5, 0.0)),
        ((INF, 1.0), INF, (1.0, 0.0)),
        ((-INF, 1.0), -0.0, (-0.0, 0.0)),
        ((INF, -1.0), 0.0, (-0.0, 0.0)),
        ((-INF, -1.0), -INF, (1.0, 0.0)),
        ((2.0, 0.0), 1.0, (0.5, 1.0)),
        ((-2.0, 0.0), -1.0, (0.5, 1.0)),
    ],
    "gelu": [
        ((0.0,), 0.0, (0.5,)),
        ((-0.0,), -0.0, (0.5,)),
        ((INF,), INF, (1.0,)),
        ((-INF,), -0.0, (-0.0,)),
    ],
    "gelu_tanh": [
        ((0.0,), 0.0, (0.5,)),
        ((-0.0,), -0.0, (0.5,)),
        ((INF,), INF, (1.0,)),
        ((-INF,), -0.0, (-0.0,)),
    ],
    "softplus": [
        ((0.0, 1.0), 0.6931471805599453, (0.5, -0.6931471805599453)),
        ((-0.0, 1.0), 0.6931471805599453, (0.5, -0.6931471805599453)),
        ((0.0, 2.0), 0.34657359027997264, (0.5, -0.17328679513998632)),
        ((INF, 1.0), INF, (1.0, -0.0)),
        ((-INF, 1.0), 0.0, (0.0, -0.0)),
    ],
    "mish": [
        ((0.0,), 0.0, (0.6,)),
        ((-0.0,), -0.0, (0.6,)),
        ((INF,), INF, (1.0,)),
        ((-INF,), -0.0, (-0.0,)),
    ],
    "swiglu": [
        ((0.0, 2.0, 1.0), 0.0, (1.0, 0.0)),
        ((-0.0, 2.0, 1.0), -0.0, (1.0, -0.0)),
        ((0.0, -2.0, 1.0), -0.0, (-1.0, 0.0)),
        ((INF, 2.0, 1.0), INF, (2.0, INF)),
        ((-INF, 2.0, 1.0), -0.0, (-0.0, -0.0)),
        ((-INF, -2.0, 1.0), 0.0, (0.0, -0.0)),
        ((2.0, 4.0, 0.0), 4.0, (2.0, 1.0)),
        ((2.0, INF, 0.0), INF, (INF, 1.0)),
    ],
    "geglu": [
        ((0.0, 2.0), 0.0, (1.0, 0.0)),
        ((-0.0, 2.0), -0.0, (1.0, -0.0)),
        ((INF, 2.0), INF, (2.0, INF)),
        ((-INF, 2.0), -0.0, (-0.0, -0.0)),
        ((-INF, -2.0), 0.0, (0.0, -0.0)),
    ],
}

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
    "leaky_relu": [(-3.5, -0.035, 0.01), (3.5, 3.5, 1.0)],
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
}
VALUES["swish"] = VALUES["silu"]

#: In units of the smallest subnormal: input and result. Small ones, so that rounding shows.
SUBNORMALS = {
    "expm1": [(1, 1), (-1, -1), (12345, 12345)],
    "log1p": [(1, 1), (-1, -1), (12345, 12345)],
    "tanh": [(1, 1), (-1, -1), (12345, 12345)],
    "erf": [(1, 1), (-1, -1), (12345, 13930)],
    "relu": [(1, 1), (-1, 0), (12345, 12345)],
    "leaky_relu": [(1, 1), (-200, -2), (12345, 12345)],
    "prelu": [(1, 1), (-8, -2), (12345, 12345)],
    "silu": [(8, 4), (-8, -4), (2468, 1234)],
    "swish": [(8, 4), (-8, -4), (2468, 1234)],
    "gelu": [(8, 4), (-8, -4), (2468, 1234)],
    "gelu_tanh": [(8, 4), (-8, -4), (2468, 1234)],
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
        "expm1": [(88.72283, 3.40279853741e38), (88.722839, INF), (-3.4e38, -1.0)],
        "log1p": [(3.4028235e38, 88.72284)],
        "tanh": [(3.4e38, 1.0), (-10.0, -1.0)],
        "erf": [(3.4e38, 1.0), (-4.0, -1.0)],
        "sigmoid": [(-100.0, 3.72007597602e-44), (-104.0, 0.0), (3.4e38, 1.0), (-3.4e38, 0.0)],
        "relu": [(3.4e38, 3.4e38), (-3.4e38, 0.0)],
        "leaky_relu": [(3.4e38, 3.4e38), (-2e38, -2e36)],
        "silu": [(-100.0, -3.72007597602e-42), (3.4e38, 3.4e38), (-3.4e38, -0.0)],
        "swish": [(-100.0, -3.72007597602e-42), (3.4e38, 3.4e38), (-3.4e38, -0.0)],
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
        "expm1": [(709.782712893384, 1.797693134862273e308), (709.7827128933841, INF)],
        "log1p": [(1.7976931348623157e308, 709.782712893384)],
        "tanh": [(1.7e308, 1.0), (-20.0, -1.0)],
        "erf": [(1.7e308, 1.0), (-6.0, -1.0)],
        "sigmoid": [(-100.0, 3.720075976020836e-44), (1.7e308, 1.0), (-1.7e308, 0.0)],
        "silu": [(-100.0, -3.720075976020836e-42), (1.7e308, 1.7e308), (-1.7e308, -0.0)],
        "swish": [(-100.0, -3.720075976020836e-42), (1.7e308, 1.7e308), (-1.7e308, -0.0)],
        "gelu": [(-14.0, -1.091095154686992e-43), (1.7e308, 1.7e308), (-1.7e308, -0.0)],
        "gelu_tanh": [(-10.0, -1.204092348209806e-37), (1.7e308, 1.7e308), (-1.7e308, -0.0)],
        "softplus": [(-100.0, 3.720075976020836e-44), (1.7e308, 1.7e308), (-1.7e308, 0.0)],
        "mish": [(-100.0, -3.720075976020836e-42), (1.7e308, 1.7e308), (-1.7e308, -0.0)],
    },
}


def arguments(name, x, dtype):
    """Return x and the parameter that `VALUES`, `SUBNORMALS` and `TAILS` are written for."""
    fixed = {"leaky_relu": [0.01], "prelu": [0.25], "swish": [1.0], "softplus": [1.0]}
    return np.array([x], dtype), *[dtype.type(p) for p in fixed.get(name, [])]


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


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", LIMITS)
def test_limits(name, dtype):
    dtype = DTYPES[dtype]
    for operands, value, gradients in LIMITS[name]:
        operands = [np.array([x]).astype(dtype) for x in operands]
        with np.errstate(all="ignore"):
            assert_near(ACTIVATIONS[name](*operands), value, dtype, 1)
            for wrt, slope in zip(RECORDS[name].gradients, gradients, strict=True):
                got = ACTIVATIONS[name].grad(*operands, wrt=wrt)
                assert_near(np.atleast_1d(got), slope, dtype, 1)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", CASES)
def test_nan_gives_nan(name, dtype):
    case, dtype = CASES[name], DTYPES[dtype]
    others = [np.float64(1.5).astype(dtype)] * (case.inputs - 1)
    parameters = [np.float64(p).astype(dtype) for p in case.parameters[0]]
    for nan in (NAN, -NAN):
        result = case.function(np.array([nan]).astype(dtype), *others, *parameters)
        assert np.isnan(result).all()
    if case.inputs == 2 and case.wrt != "value":
        result = case.function(others[0], np.array([NAN]).astype(dtype), *parameters)
        assert np.isnan(result).all()


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", VALUES)
def test_values(name, dtype):
    dtype = DTYPES[dtype]
    for x, value, slope in VALUES[name]:
        operands = arguments(name, x, dtype)
        # the value belongs to x, which not every type holds
        ulps = 4 if float(operands[0][0]) == x else 8
        assert_near(ACTIVATIONS[name](*operands), value, dtype, ulps)
        assert_near(ACTIVATIONS[name].grad(*operands), slope, dtype, ulps)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", SUBNORMALS)
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
    ("dtype", "name"), [(dtype, name) for dtype, table in TAILS.items() for name in table]
)
def test_tails(dtype, name):
    dtype = DTYPES[dtype]
    for x, expected in TAILS[dtype.name][name]:
        with np.errstate(over="ignore"):
            got = ACTIVATIONS[name](*arguments(name, x, dtype))
        assert_near(got, expected, dtype, 4 if dtype.itemsize == 8 else 2)
