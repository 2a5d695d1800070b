"""Errors stay within the bounds that the definitions state, and these within the package's limits.

A function's bound is its `max_ulp`; the references are in `numba_act/measure/records`. With the
marker `sweep` the same runs over 2^24 inputs in float32 and 10^6 in float64.
"""

import gmpy2
import numpy as np
import pytest
from gmpy2 import mpfr

import numba_act as na
from numba_act.core.docstrings import HALF_BOUND, ROOT_BOUND, ROOT_WINDOW
from numba_act.measure.cases import Case
from numba_act.measure.errors import addend_errors, double_errors, exact_error
from numba_act.measure.inputs import EDGES, EDGES_DOUBLE, blocks
from numba_act.measure.references import CONTEXT, EXTENDED
from tests.support import ulp
from tests.support.walk import (
    ACTIVATIONS,
    CASES,
    DTYPES,
    FUNCTIONS,
    ONE_OF_EACH,
    assert_same_bits,
    by_default,
    from_bits,
    of_types,
    one_in,
    spread,
    tuple_of,
    turn,
    turn_of,
    typical,
    unless,
    with_types,
)

CLOSE = 1.5, {"exp", "sigmoid", "tanh", "erf", "expm1", "log1p"}


def neighbours(values, count, dtype):
    """Return the `count` floats next to each value on both sides of zero, without repetition."""
    values = np.array([*values, *(-v for v in values)]).astype(dtype)
    integer = {4: np.int32, 8: np.int64}[dtype.itemsize]
    offsets = np.arange(-count // 2, count // 2)
    bits = values.view(integer)[:, None].astype(np.int64) + offsets
    return np.unique(from_bits(bits.ravel(), dtype))


def double_reference(case, *operands):
    """Return the float64 reference of any operands; NaN comes in by the first one."""
    wide = [x.astype(np.float64) for x in operands]
    double = case.reference(*wide)
    return double if case.reference.constant else np.where(np.isnan(wide[0]), np.nan, double)


def addend_of(case, *operands):
    """Return what the error is counted of where addends cancel, 0 where none do."""
    return case.reference.largest_addend(*operands)


def double_errors_of(case, got, *operands):
    """Return the errors of float16, bfloat16 or float32 results."""
    wide = [x.astype(np.float64) for x in operands]
    return ulp.error(got, double_reference(case, *operands), addend_of(case, *wide))


def single_inputs(case, parameters, count):
    """Return float32 operands: all bit patterns evenly, a dense middle, and the edges.

    The second input of a gate is spread over all bit patterns in another order.
    """
    random = np.random.default_rng(1)
    x = np.concatenate(
        [
            spread(count, np.dtype(np.float32)),
            random.uniform(-20, 20, count // 8).astype(np.float32),
            random.uniform(-120, 120, count // 8).astype(np.float32),
            neighbours(EDGES, 1 << 10, np.dtype(np.float32)),
        ]
    )
    x = x[~np.isinf(x)]  # the limits are in test_special_values
    x = x[~near_root(case, x, parameters)]
    operands = [x]
    if case.inputs == 2:
        operands.append(case.record.second(x, random.permutation(x)))
    return operands


def near_root(case, x, parameters):
    """Say where a gradient's error is bounded absolutely: nowhere if it has no root."""
    if case.reference.root is None:
        return np.zeros(x.shape, bool)
    root = case.reference.root(*map(float, parameters))
    return np.abs(x - root) < ROOT_WINDOW * max(1.0, abs(root))


def check_single(case, parameters, count):
    parameters = np.array(parameters, np.float32)
    failures = []
    with np.errstate(all="ignore"):
        operands = single_inputs(case, parameters, count)
        for start in range(0, operands[0].size, 1 << 19):
            block = [x[start : start + (1 << 19)] for x in operands]
            got = case.function(*block, *parameters)
            errors = double_errors_of(case, got, *block, *parameters)
            failures.append(ulp.worst(errors, *block))
    largest, where = max(failures)
    assert largest <= case.working_bound["float32"], where


def points_double(case, parameters, count):
    """Return float64 operands: every magnitude, a dense middle and tails, and all edges."""
    random = np.random.default_rng(2)
    half_steps = (np.arange(0, 1024, 31) + 0.5) * np.log(2)  # ends of the exponential's reduction
    x = np.concatenate(
        [
            spread(count // 4, np.dtype(np.float64)),
            random.uniform(-6, 6, count // 4),
            random.uniform(-45, 45, count // 4),
            random.uniform(-760, 760, count // 4),
            neighbours([*EDGES_DOUBLE, *half_steps], 2, np.dtype(np.float64)),
        ]
    )
    x = x[np.isfinite(x)]
    x = x[~near_root(case, x, parameters)]
    lowest, highest = case.record.domain
    x = x[(x > lowest) & (x < highest)]
    operands = [x]
    if case.inputs == 2:
        operands.append(case.record.second(x, random.permutation(x)))
    return operands


def exact_values(case, operands, parameters):
    exact = [mpfr(float(p)) for p in parameters]
    return [case.reference(*map(mpfr, map(float, x)), *exact) for x in zip(*operands, strict=True)]


def exact_errors(case, operands, parameters, got):
    values = exact_values(case, operands, parameters)
    exact = [mpfr(float(p)) for p in parameters]
    points = [map(mpfr, map(float, x)) for x in zip(*operands, strict=True)]
    rows = zip(got, values, [addend_of(case, *x, *exact) for x in points], strict=True)
    return np.array([exact_error(y, value, addend=addend) for y, value, addend in rows])


def check_double(case, parameters, count):
    operands = points_double(case, parameters, count)
    with np.errstate(all="ignore"):
        got = case.function(*operands, *np.array(parameters))
    largest, where = ulp.worst(exact_errors(case, operands, parameters, got), *operands)
    assert largest <= case.working_bound["float64"], where


BY_DEFAULT = by_default(CASES)


def identity(name, parameters):
    return f"{name}{list(parameters) or ''}"


def with_parameters():
    """Return functions with each of their sets of parameters, for `parametrize`."""
    return [
        pytest.param(case, given, id=identity(name, given))
        for name, case in CASES.items()
        for given in case.parameters
    ]


def with_parameters_and_types(names=CASES, dtypes=DTYPES, some=BY_DEFAULT):
    """Return them with types: by default some, in the type and of the set whose turn it is."""
    return [
        pytest.param(
            CASES[name],
            parameters,
            dtype,
            id=f"{identity(name, parameters)}-{dtype}",
            marks=unless(
                dtype == turn_of(name)
                and name in some
                and k == turn(name, len(CASES[name].parameters))
            ),
        )
        for name in names
        for k, parameters in enumerate(CASES[name].parameters)
        for dtype in dtypes
    ]


every_case = pytest.mark.parametrize(("case", "parameters"), with_parameters())


@pytest.mark.parametrize(
    ("case", "parameters", "dtype"), with_parameters_and_types(dtypes=["float32"])
)
def test_float32(case, parameters, dtype):
    check_single(case, parameters, 1 << 17)


@pytest.mark.parametrize(
    ("case", "parameters", "dtype"),
    with_parameters_and_types([n for n, c in CASES.items() if c.inputs == 2], ["float32"]),
)
def test_products_at_their_worst(case, parameters, dtype):
    """A relative error is most ULP just below a power of two: the values take products there."""
    parameters = np.array(parameters, np.float32)
    random = np.random.default_rng(4)
    x = np.concatenate([random.uniform(low, high, 1 << 18) for low, high in ((-20, 20), (-4, 2))])
    x = x.astype(np.float32)
    x = x[~near_root(case, x, parameters)]
    with np.errstate(all="ignore"):
        of_one = double_reference(case, x, np.ones_like(x), *parameters)
        value = ((2.0 - random.uniform(0, 0.02, x.size)) / np.abs(of_one)).astype(np.float32)
        value = case.record.second(x, value)
        usable = np.isfinite(value) & (value != 0.0)
        x, value = x[usable], value[usable]
        reference = double_reference(case, x, value, *parameters)
        got = case.function(x, value, *parameters)
    largest, where = ulp.worst(ulp.error(got, reference), x, value)
    assert largest <= case.working_bound["float32"], where


@pytest.mark.sweep
@every_case
def test_float32_sweep(case, parameters):
    check_single(case, parameters, 1 << 24)


@pytest.mark.parametrize(
    ("case", "parameters", "dtype"), with_parameters_and_types(dtypes=["float64"])
)
def test_float64(case, parameters, dtype):
    check_double(case, parameters, 2000 if case.inputs == 1 else 700)


@pytest.mark.sweep
@every_case
def test_float64_sweep(case, parameters):
    check_double(case, parameters, 1_000_000)


@pytest.mark.parametrize(
    ("name", "dtype"),
    with_types([n for n, case in CASES.items() if case.reference.root], ["float32", "float64"]),
)
def test_around_the_root_of_a_gradient(name, dtype):
    for parameters in CASES[name].parameters:
        check_root(CASES[name], parameters, DTYPES[dtype])


def check_root(case, parameters, dtype):
    parameters = np.array(parameters, dtype)
    root = case.reference.root(*map(float, parameters))
    random = np.random.default_rng(3)
    distances = np.ldexp(random.uniform(-1, 1, 500), random.integers(-50, -6, 500))
    nearest = np.abs(neighbours([root], 64, dtype))
    x = np.unique(np.append(np.copysign(nearest, root), (root + distances).astype(dtype)))
    x = x[near_root(case, x, parameters)]
    operands = [x, random.uniform(-3, 3, x.size).astype(dtype)][: case.inputs]
    got = case.function(*operands, *parameters)
    exact = exact_values(case, operands, parameters)
    errors = [abs(mpfr(float(y)) - value) for y, value in zip(got, exact, strict=True)]
    size = np.abs(operands[1]) if case.inputs == 2 else 1.0
    if case.definition.__name__.startswith("swiglu_oai"):
        size = 1.0 + size
    assert np.max(np.array(errors, float) / size) <= ROOT_BOUND[dtype.name]
    dy = np.ldexp(random.uniform(1, 2, x.size), random.integers(-90, 90, x.size)).astype(dtype)
    got = product_of(case)(dy, *operands, *parameters)
    exact = [value * mpfr(float(d)) for value, d in zip(exact, dy, strict=True)]
    errors = [abs(mpfr(float(y)) - value) for y, value in zip(got, exact, strict=True)]
    assert np.max(np.array(errors, float) / (size * dy)) <= ROOT_BOUND[dtype.name]


@pytest.mark.parametrize(
    ("case", "parameters", "dtype"), with_parameters_and_types(dtypes=["float16", "bfloat16"])
)
def test_16_bits(case, parameters, dtype):
    dtype = DTYPES[dtype]
    parameters = np.array(parameters).astype(dtype)
    operands = [spread(1 << 16, dtype)]
    if case.inputs == 2:
        random = np.random.default_rng(4)
        operands = [random.choice(operands[0], 1 << 17) for _ in range(2)]
    with np.errstate(all="ignore"):
        finite = np.logical_and.reduce([~np.isinf(x) for x in operands])
        operands = [x[finite] for x in operands]
        got = case.function(*operands, *parameters)
        largest, where = ulp.worst(double_errors_of(case, got, *operands, *parameters), *operands)
    assert got.dtype == dtype
    assert largest <= HALF_BOUND, where


ARRAYS_OF_PARAMETERS = [
    name for name, case in CASES.items() if len(case.definition.parameters) == 1
]


@pytest.mark.parametrize("name", of_types(ARRAYS_OF_PARAMETERS, "float32"))
def test_parameters_of_any_size(name):
    case = CASES[name]
    random = np.random.default_rng(5)
    n = 1 << 17
    inputs = [random.uniform(-30, 30, n).astype(np.float32) for _ in range(case.inputs)]
    sizes = np.ldexp(random.uniform(0.5, 1, n), random.integers(-8, 8, n)).astype(np.float32)
    if not case.record.positive:
        sizes *= random.choice([-1, 1], n).astype(np.float32)
    if case.reference.root is not None:
        away = np.abs(inputs[0] - case.reference.root(sizes.astype(np.float64))) > ROOT_WINDOW * (
            1 + 2 / np.abs(sizes)
        )
        inputs, sizes = [x[away] for x in inputs], sizes[away]
    if case.inputs == 2:
        inputs[1] = random.permutation(inputs[1])
    with np.errstate(all="ignore"):
        got = case.function(*inputs, sizes)
        errors = double_errors_of(case, got, *inputs, sizes)
    largest, where = ulp.worst(errors, *inputs, sizes)
    assert largest <= case.working_bound["float32"], where


def test_stated_bounds_are_within_the_limits():
    limit, close = CLOSE
    for name, case in CASES.items():
        bounds = case.working_bound
        allowed = 6 if case.wrt else limit if name in close else 3
        assert 0.5 <= bounds["float32"] <= allowed, name
        assert 0.5 <= bounds["float64"] <= (6 if case.wrt else 3), name


# `vjp` against the true product, and a gate's two gradients are those of one at a time.


def product_of(case):
    return getattr(na, case.definition.__name__.partition(".")[0]).vjp.wrt(case.wrt)


GRADIENTS = [name for name, case in CASES.items() if case.wrt]
SOME_PRODUCTS = [FUNCTIONS[name] for name in ONE_OF_EACH if ".vjp" in name]


@pytest.mark.skipif(not EXTENDED, reason="long double is not the 80-bit format here")
@pytest.mark.parametrize(
    ("case", "parameters", "dtype"),
    with_parameters_and_types(
        GRADIENTS, some=[n for n in GRADIENTS if product_of(CASES[n]) in SOME_PRODUCTS]
    ),
)
def test_vjp_against_the_true_product(case, parameters, dtype):
    """With any dy: the largest, the smallest, and such that the product is below a power of two."""
    name = case.definition.__name__.partition(".")[0]
    measured = Case(name, case.wrt, parameters, dtype, kind="vjp")
    parameters = np.array(parameters).astype(DTYPES[dtype])
    reals = [float(p) for p in parameters]
    (operands,) = blocks(measured, "short", reals, 1 << 17)
    away = ~near_root(case, operands[1].astype(np.float64), parameters)
    assert np.count_nonzero(away) > 500
    dy, *operands = (x[away] for x in operands)
    wide = [x.astype(np.longdouble) for x in operands]
    with np.errstate(all="ignore"):
        wide += [np.longdouble(p) for p in parameters]
        true = case.reference(*wide) * dy
        addend = addend_of(case, *wide) * np.abs(dy.astype(np.longdouble))
    product = product_of(case)
    flags = "raise" if measured.takes_dy else "ignore"  # a rejected slope may be the larger one
    with np.errstate(over=flags, divide="raise", invalid="raise"):
        got = product(dy, *operands, *parameters)
    with np.errstate(all="ignore"):
        if dtype == "float64":
            errors = addend_errors(double_errors(got, true), got, true, addend)
        else:
            errors = ulp.error(got, true.astype(np.float64), addend.astype(np.float64))
    largest, where = ulp.worst(errors, dy, *operands)
    assert largest <= product.definition.max_ulp.get(dtype, HALF_BOUND), where


#: Function, dy and operands, and the product.
LOST = [
    ("silu", (1e30, -110.0), -1.84091398e-16),
    ("silu", (1.4283586, -0.312342584), 0.494685307),
    ("exp", (1e-30, 100.0), 2.68811715e13),
    ("exp", (1e30, -110.0), 1.68891191e-18),
    ("exp2", (1e30, -160.0), 4.74270554e-19),
    ("expm1", (1e-30, 100.0), 2.68811715e13),
    ("log", (1e-30, 1e-40), 1.00000539e10),
    ("log", (1e30, 1e38), 1.00000005e-8),
    ("logit", (1e-30, 1e-40), 1.00000539e10),
    ("sigmoid", (1e30, -110.0), 1.68891191e-18),
    ("log_sigmoid", (1e30, 110.0), 1.68891191e-18),
    ("tanh", (1e30, -60.0), 3.06705928e-22),
    ("mish", (1e30, -110.0), -1.84091398e-16),
    ("erf", (1e30, 11.0), 3.18289825e-23),
    ("gelu", (1e30, -15.0), -8.25935479e-19),
    ("tanhshrink", (1e30, 1e-25), 1.00000005e-20),
    ("softsign", (1e30, 1e25), 1.0000001e-20),
    ("selu", (1e30, -110.0), 2.96927491e-18),
    ("swish", (1e30, -110.0), -1.84091398e-16),
    ("swish", (1e30, -55.0, 2.0), -1.84091398e-16),
    ("softplus", (1e30, -110.0), 1.68891191e-18),
    ("softplus", (1e30, -55.0, 2.0), 1.68891191e-18),
    ("elu", (1e30, -110.0), 1.68891191e-18),
    ("elu", (1e30, -110.0, 0.5), 8.44455953e-19),
    ("elu", (3e38, 1.0, 10.0), 3e38),
    ("leaky_relu", (3e38, 1.0, 10.0), 3e38),
    ("prelu", (3e38, 1.0, 10.0), 3e38),
    ("hard_swish", (3e38, 4.0), 3e38),
    ("celu", (1e30, -110.0), 1.68891191e-18),
    ("celu", (1e30, -55.0, 0.5), 1.68891191e-18),
    ("swiglu", (1e-10, 2.4, 3.3e38), 3.6294697e28),
    ("swiglu", (1e30, -110.0, 10.0), -1.84091398e-15),
    ("swiglu", (1e30, -110.0, 1e10), -1.84091398e-6),
    ("geglu", (1e30, -15.0, 2.0), -1.65187096e-18),
    ("squareplus", (1e30, -1e30), 9.999999850e-31),
    ("squareplus", (3e38, -1e15, 1e-40), 7.499959785e-33),
    ("squareplus.b", (1e30, 1e38, 2.0), 2.500000118e-9),
    ("celu.alpha", (1e30, -1e-25), -5.000000271e-21),
    ("celu.alpha", (-1e30, -1e-23, 2.0), 1.250000018e-17),
    ("swish.beta", (1e30, -120.0), 1.104141339e-18),
    ("swish.beta", (1e-30, 1e25, 1e-30), 2.499999789e19),
    ("swiglu.beta", (1e30, 1e-25, 2.0), 5.000000271e-21),
    ("softplus.beta", (1e30, 110.0), -1.874692215e-16),
    ("softplus.beta", (1e-30, 1.0, 1e-20), -6.931472268e9),
]


@pytest.mark.parametrize(
    ("name", "operands", "expected"),
    [
        pytest.param(*each, marks=unless(turn_of(each[0]) == "float32" and k % 2))
        for k, each in enumerate(LOST)
    ],
)
def test_products_that_the_slope_alone_would_lose(name, operands, expected):
    operands = [np.float32([x]) for x in operands]
    name, _, wrt = name.partition(".")
    vjp = getattr(na, name).vjp
    vjp = vjp.wrt(wrt) if wrt else vjp
    with np.errstate(all="raise", under="ignore"):
        got = tuple_of(vjp(*operands))[0].astype(np.float64)
        double = tuple_of(vjp(*(x.astype(np.float64) for x in operands)))[0]
    np.testing.assert_allclose(got, double, rtol=4 * 2.0**-23)
    np.testing.assert_allclose(got, expected, rtol=4 * 2.0**-23)


def test_gradients_with_a_root_say_so():
    for name, case in CASES.items():
        if not case.wrt:
            continue
        derivative = case.definition.derivative
        # mish keeps its relative accuracy there: test_mish_at_its_root
        stated = derivative.root is not None and case.wrt == case.definition.inputs[0]
        assert stated == (case.reference.root is not None and not name.startswith("mish")), name
        assert ("of the root" in case.function.__doc__) == stated, name
        if stated:
            assert "of the root" in product_of(case).__doc__
            number = float(derivative.root.at.rpartition(" ")[2])
            slope = case.parameters[0][-1] if derivative.root.at[0] in "ab" else 1.0
            assert abs(number - case.reference.root(*case.parameters[0]) * slope) < 1e-5


def test_mish_at_its_root():
    x = neighbours([-1.1924312145154952], 4096, np.dtype(np.float32))
    x = x[x < 0]
    case = CASES["mish.grad-x"]
    with gmpy2.context(CONTEXT):
        exact = [case.reference(mpfr(float(v))) for v in x]
        errors = [exact_error(v, t, 24, -126) for v, t in zip(na.mish.grad(x), exact, strict=True)]
    assert max(errors) <= na.mish.grad.definition.max_ulp["float32"]


GATES = [n for n, f in ACTIVATIONS.items() if len(f.definition.inputs) > 1]


@pytest.mark.parametrize(("name", "dtype"), with_types(GATES, some=one_in(6, GATES)))
def test_both_gradients_of_a_gate_in_one_pass(name, dtype):
    gate = ACTIVATIONS[name]
    for kind in (gate.grad, gate.vjp):
        operands = typical(kind, 300, DTYPES[dtype])
        both = tuple_of(kind(*operands))
        each = tuple(kind.wrt(wrt)(*operands) for wrt in gate.definition.inputs)
        assert_same_bits(both, each)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_logaddexp_where_its_terms_cancel(dtype):
    """At most 1 ULP of the larger one, and everywhere else of the result."""
    random = np.random.default_rng(6)
    x, y = random.uniform(-2, 0.5, (2, 20_000)).astype(dtype)
    digits = {"float32": 24, "float64": 53}[dtype]
    with gmpy2.context(CONTEXT):
        for a, b, got in zip(
            *(v.astype(np.float64) for v in (x, y, na.logaddexp(x, y))), strict=True
        ):
            larger = mpfr(max(a, b))
            more = gmpy2.log1p(gmpy2.exp(-abs(mpfr(a) - mpfr(b))))
            true = larger + more
            size = max(abs(true), abs(larger), more) if larger < 0 else true
            assert abs(got - true) <= mpfr(2) ** (gmpy2.get_exp(size) - digits), (a, b, got, true)
