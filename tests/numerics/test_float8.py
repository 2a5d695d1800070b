"""float8: tables against exact references, the others within 0.501 ULP, and calls."""

import itertools

import gmpy2
import ml_dtypes
import numpy as np
import pytest
from gmpy2 import mpfr

import numba_act as na
from numba_act.core.floats import FLOATS8
from numba_act.cpu.lookup import rounded
from tests.support.walk import CASES, in_turn

E4M3, E5M2 = np.dtype(ml_dtypes.float8_e4m3fn), np.dtype(ml_dtypes.float8_e5m2)
BOUND = 0.501

#: What has a table: functions and gradients of one input whose parameters have defaults.
TABLES = {
    name: case
    for name, case in CASES.items()
    if case.inputs == 1 and len(case.definition.defaults()) == len(case.definition.parameters)
}
#: One of each kind, and those with values that float64 takes for ties.
SOME = ["tanhshrink", "xielu", "xielu.grad-x", "log2", "silu", "leaky_relu", "gelu.grad-x"]


def codes(dtype):
    return np.arange(256, dtype=np.uint8).view(dtype)


def finite_of(dtype):
    x = codes(dtype)
    return x[np.isfinite(x.astype(np.float32))]


def same_bits(got, wanted):
    """Say where two arrays have the same bits, or both NaN."""
    nan = np.isnan(got.astype(np.float32)) & np.isnan(wanted.astype(np.float32))
    return (got.view(np.uint8) == wanted.view(np.uint8)) | nan


def nearest(value, dtype):
    """Return the float8 next to an exact number, of two the even one."""
    if not gmpy2.is_finite(value):
        return dtype.type(float(value))
    info = ml_dtypes.finfo(dtype)
    step = mpfr(2) ** (max(gmpy2.get_exp(value) - 1 if value else -99, info.minexp) - info.nmant)
    whole = gmpy2.rint(value / step)  # exact powers of two apart, to even
    result = float(whole * step)
    if abs(result) > float(info.max):
        return dtype.type(np.copysign(np.inf, result))
    return dtype.type(np.copysign(abs(result), -1.0 if gmpy2.is_signed(value) else 1.0))


@pytest.mark.parametrize(("name", "dtype"), in_turn(TABLES, list(FLOATS8), SOME))
def test_tables_are_correctly_rounded(name, dtype):
    case, x = TABLES[name], finite_of(FLOATS8[dtype].dtype)
    parameters = [mpfr(float(each)) for each in case.definition.defaults()]
    truth = [case.reference(mpfr(float(each)), *parameters) for each in x]
    wanted = np.array([nearest(each, x.dtype) for each in truth], x.dtype)
    got = case.function(x)
    assert got.dtype == x.dtype
    # the sign of zero is the float64's, which test_special_values looks at
    same = same_bits(got, wanted) | ((got == 0) & (wanted == 0))
    assert same.all(), [*zip(x[~same], got[~same], wanted[~same], strict=True)]
    special = codes(x.dtype)[~np.isfinite(codes(x.dtype).astype(np.float32))]
    with np.errstate(all="ignore"):
        limits = case.function(special.astype(np.float64)).astype(np.float32).astype(x.dtype)
    assert same_bits(case.function(special), limits).all()


@pytest.mark.parametrize("dtype", [E4M3, E5M2], ids=str)
def test_rounded_of_what_lies_beside_ties(dtype):
    x = np.unique(np.abs(finite_of(dtype).astype(np.float64)))
    ties = (x[1:] + x[:-1]) / 2
    even = x[np.arange(ties.size) + np.arange(ties.size) % 2]
    for sign in (1, -1):
        for values, wanted in (
            (ties, even),
            (np.nextafter(ties, 0), x[:-1]),
            (np.nextafter(ties, np.inf), x[1:]),
        ):
            np.testing.assert_array_equal(rounded(sign * values, dtype), sign * wanted)


def error(got, truth, dtype):
    """Return the error in ULP of a float8 against an exact number."""
    info = ml_dtypes.finfo(dtype)
    top = mpfr(float(info.max))
    step = mpfr(2) ** (max(gmpy2.get_exp(truth) - 1 if truth else -99, info.minexp) - info.nmant)
    if not np.isfinite(float(got)):  # where what is next to the largest would be too large
        beyond = abs(truth) + step * mpfr(BOUND - 0.5) >= top + mpfr(2) ** (
            gmpy2.get_exp(top) - 1 - info.nmant - 1
        )
        return 0.0 if beyond else np.inf
    return float(abs(mpfr(float(got)) - truth) / step)


PAIRS = {
    "swiglu": (na.swiglu, lambda x, value: CASES["swiglu"].reference(x, value, mpfr(1))),
    "hypot": (na.hypot, CASES["hypot"].reference),
    "silu.vjp": (na.silu.vjp, lambda dy, x: dy * CASES["silu.grad-x"].reference(x)),
    "prelu": (na.prelu, CASES["prelu"].reference),
}


@pytest.mark.parametrize(
    ("name", "dtype"), in_turn(PAIRS, list(FLOATS8), ["swiglu", "silu.vjp", "prelu"])
)
def test_functions_of_several_arrays(name, dtype):
    function, reference = PAIRS[name]
    x = finite_of(FLOATS8[dtype].dtype)
    random = np.random.default_rng(0)
    first, second = np.tile(x, 8), np.concatenate([random.permutation(x) for _ in range(8)])
    got = function(first, second)
    assert got.dtype == x.dtype
    for a, b, result in zip(first, second, got, strict=True):
        truth = reference(mpfr(float(a)), mpfr(float(b)))
        assert error(result, truth, x.dtype) <= BOUND, (a, b, result, truth)


@pytest.mark.parametrize("dtype", [E4M3, E5M2], ids=str)
def test_every_product(dtype):
    """Every code is read, and every product rounded, as ml_dtypes does it."""
    first, second = (each.ravel() for each in np.meshgrid(codes(dtype), codes(dtype)))
    with np.errstate(all="ignore"):
        wanted = (first.astype(np.float32) * second.astype(np.float32)).astype(dtype)
    assert same_bits(na.bilinear(first, second), wanted).all()


@pytest.mark.parametrize("dtype", [E4M3, E5M2], ids=str)
def test_given_parameters_keep_their_digits(dtype):
    x = finite_of(dtype)
    for value in (0.3, 1, np.array(0.3, np.float32).item()):
        got = na.leaky_relu(x, value)
        assert got.dtype == dtype
        truth = na.leaky_relu(x.astype(np.float64), value)
        assert all(error(a, mpfr(b), dtype) <= BOUND for a, b in zip(got, truth, strict=True))
    out = np.empty_like(x)
    assert na.leaky_relu(x, 0.3, out=out) is out
    assert same_bits(out, na.leaky_relu(x, negative_slope=0.3)).all()
    # the defaults, said or not, are one function
    for call in (
        lambda: na.leaky_relu(x, 0.01),
        lambda: na.leaky_relu(x, negative_slope=0.01, where=True),
        lambda: na.leaky_relu(x, out=out, casting="same_kind"),
        lambda: na.leaky_relu(x, 0.01, out),
        lambda: na.leaky_relu(x, dtype=dtype),
    ):
        assert same_bits(call(), na.leaky_relu(x)).all()
    both = na.swish.grad(x, wrt=("x", "beta"))
    assert same_bits(both[0], na.swish.grad(x)).all()
    assert same_bits(both[1], na.swish.grad(x, wrt="beta")).all()
    pair = x.copy(), np.empty_like(x)  # in place: the second result is computed of the same x
    na.swish.grad(pair[0], wrt=("x", "beta"), out=pair)
    assert all(same_bits(*each).all() for each in zip(pair, both, strict=True))


def test_types():
    x, other = codes(E4M3), codes(E5M2)
    wide = [np.ones(256, each) for each in (ml_dtypes.bfloat16, np.float16, np.float32)]
    assert na.swiglu(x, x).dtype == na.swiglu(x, 2.0).dtype == na.swiglu(2, x).dtype == E4M3
    assert {na.swiglu(x, each).dtype for each in (other, *wide)} == {np.dtype(np.float32)}
    assert na.swiglu(other, wide[1]).dtype == na.swiglu(wide[0], other).dtype == np.float32
    assert na.swiglu(x, np.ones(256)).dtype == np.float64
    assert na.leaky_relu(x, np.float32(0.1)).dtype == np.float32
    assert type(na.silu(E5M2.type(1.0))) is E5M2.type
    out = np.empty(256, E5M2)
    single = x.astype(np.float32)
    assert same_bits(na.silu(single, out=out), na.silu(single).astype(E5M2)).all()
    gate, value = na.swiglu.vjp(x, x, x)
    assert gate.dtype == value.dtype == E4M3
    assert na.prelu.vjp(x, x, x[:1], wrt="alpha", reduce=True).dtype == E4M3


def test_overflow_is_that_of_a_cast():
    with np.errstate(all="raise"):
        assert na.exp(E5M2.type(100.0)) == np.inf
        assert np.isnan(na.exp(E4M3.type(100.0)).astype(np.float32))
        assert na.exp(E4M3.type(6.0)) == 416.0
        with np.errstate(over="ignore"):
            assert np.isneginf(na.bilinear(E5M2.type(-300.0), E5M2.type(300.0)).astype(np.float32))


@pytest.mark.parametrize("function", [na.silu, na.bilinear], ids=str)
def test_layouts(function):
    inputs = len(function.definition.inputs)
    random = np.random.default_rng(1)
    x = random.integers(0, 256, (2, 3, 5, 67), np.uint8).view(E5M2)
    operands = [x, x[::-1].copy()][:inputs]
    wanted = function(*operands)
    flat = function(*(each.ravel() for each in operands))
    assert same_bits(wanted.ravel(), flat).all()
    for place in (
        (..., slice(None, None, -3)),
        (slice(None), 1),
        (0, 0, 0, slice(0, 5)),
        (1, 1, 1, 1),
    ):
        assert same_bits(
            np.asarray(function(*(each[place] for each in operands))), np.asarray(wanted[place])
        ).all()
    swapped = [each.T for each in operands]
    assert same_bits(function(*swapped), wanted.T).all()
    mask = random.random(x.shape) < 0.5
    out = np.zeros_like(x)
    function(*operands, out=out, where=mask)
    assert same_bits(out[mask], wanted[mask]).all()
    assert (out[~mask] == 0).all()
    inside = operands[0].copy()
    function(inside, *operands[1:], out=inside)
    assert same_bits(inside, wanted).all()
    big = [np.resize(each, 200_003) for each in operands]  # threads
    assert same_bits(function(*big), np.resize(wanted, 200_003)).all()


def test_tensors():
    torch = pytest.importorskip("torch")
    x = codes(E4M3)
    tensor = torch.from_numpy(x.view(np.int8)).view(torch.float8_e4m3fn)
    got = na.silu(tensor)
    assert got.dtype is torch.float8_e4m3fn
    assert same_bits(got.view(torch.int8).numpy().view(E4M3), na.silu(x)).all()


def test_what_has_no_float8():
    x = codes(E4M3)
    for call, name in (
        (lambda: na.softmax(x), "softmax"),
        (lambda: na.swiglu.packed(x), "swiglu.packed"),
        (lambda: na.softmax_cross_entropy(x, 3), "softmax_cross_entropy"),
    ):
        with pytest.raises(TypeError, match=f"{name}: argument '.*' has dtype float8_e4m3fn"):
            call()


def test_own_activation():
    @na.activation
    def third(x, divisor=3.0):
        return x / divisor

    for dtype, k in itertools.product((E4M3, E5M2), range(2)):
        x = codes(dtype)
        got = third.grad(x) if k else third(x)
        wide = x.astype(np.float64)
        wanted = rounded(third.grad(wide) if k else wide / 3.0, dtype)
        assert same_bits(got, wanted).all()
