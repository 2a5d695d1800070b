"""What row functions do with axes, types, empty rows and weights."""

import itertools

import ml_dtypes
import mpmath
import numpy as np
import pytest

import numba_act as na
from tests.support.rows import DTYPES, FUNCTIONS, MAPS, with_types
from tests.support.walk import in_turn

AXES = [None, (), 0, 1, -1, (0, 1), (0, 2), (2, 0), (-1, 1), (0, 1, 2)]


def moved(x, axes):
    """Return an array with the given axes as one, the last, and what takes it back."""
    rest = [k for k in range(x.ndim) if k not in axes]
    order = [*rest, *axes]
    shape = [x.shape[k] for k in order]
    flat = x.transpose(order).reshape(*shape[: len(rest)], -1)
    return flat, lambda y: y.reshape(shape).transpose(np.argsort(order))


@pytest.mark.parametrize(("name", "axis"), in_turn(FUNCTIONS, AXES, count=5))
def test_any_axes(name, axis):
    """The bits of one axis, laid out in a row; `out` of any layout, in place too."""
    random = np.random.default_rng(0)
    x = random.normal(0, 3, (2, 3, 4)).astype(np.float32)
    mask = random.uniform(size=x.shape) < 0.7
    axes = range(3) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    axes = sorted(k % 3 for k in axes)
    flat, back = moved(x, axes)
    flat_mask, _ = moved(mask, axes)
    if name == "logsumexp.vjp":
        given = [na.logsumexp(x, axis)]
        flat_given = [na.logsumexp(flat)]
    elif "vjp" in name:
        given, flat_given = [x[::-1].copy()], [moved(x[::-1], axes)[0].copy()]
    else:
        given, flat_given = [], []
    for where, flat_where in ((None, None), (mask, flat_mask)):
        expected = FUNCTIONS[name](*flat_given, flat, where=flat_where)
        expected = back(expected) if name in MAPS else expected
        got = FUNCTIONS[name](*given, x, axis=axis, where=where)
        np.testing.assert_array_equal(got, expected)
        for out in (np.empty_like(expected), np.empty(expected.shape[::-1], np.float32).T):
            if expected.ndim:
                again = FUNCTIONS[name](*given, x, axis=axis, where=where, out=out)
                assert again is out
                np.testing.assert_array_equal(out, expected)
        if name in MAPS:
            own = x.copy()
            assert FUNCTIONS[name](*given, own, axis=axis, where=where, out=own) is own
            np.testing.assert_array_equal(own, expected)
        elif "vjp" not in name:
            kept = FUNCTIONS[name](x, axis=axis, where=where, keepdims=True)
            assert kept.shape == np.sum(x, tuple(axes), keepdims=True).shape
            np.testing.assert_array_equal(np.ravel(kept), np.ravel(expected))


def test_positions_among_several_axes():
    x = np.zeros((3, 4))
    x[2, 1] = 1e4
    assert na.soft_argmax(x, axis=None) == 9 == x.argmax()


def test_empty_axes():
    """The sum of nothing is 0."""
    for dtype in DTYPES.values():
        x = np.empty((3, 0), dtype)
        for function in (
            na.softmax,
            na.log_softmax,
            na.softmin,
            na.softmax.vjp,
            na.log_softmax.vjp,
        ):
            result = function(*[x] * (1 + (function.__name__ == "vjp")))
            assert result.shape == x.shape
            assert result.dtype == dtype
        for keywords in ({}, {"b": x}, {"where": np.empty((3, 0), bool)}):
            result = na.logsumexp(x, **keywords)
            assert result.dtype == dtype
            np.testing.assert_array_equal(result.astype(float), [-np.inf] * 3)
        assert na.logsumexp(x, None) == -np.inf
        assert na.logsumexp(x, 0).shape == (0,)
        assert na.logsumexp.vjp(np.ones(3, dtype), x).shape == x.shape
    assert na.logsumexp([]) == -np.inf
    assert na.softmax(np.empty((0, 3)), 0).shape == (0, 3)


def test_numbers():
    assert na.softmax(5.0) == na.softmin(5, axis=None) == 1
    assert na.log_softmax(np.float32(5), axis=0) == 0
    assert na.logsumexp(np.float32(5), scale=0.5) == 2.5
    assert na.smooth_max(np.float32(5)) == 5
    assert na.soft_argmax(np.float32(5)) == 0
    assert isinstance(na.softmax(np.float32(5)), np.float32)


@pytest.mark.parametrize(
    ("name", "dtype"), with_types(["softmax", "log_softmax", "softmin", "logsumexp"])
)
def test_dtype(name, dtype):
    x = np.random.default_rng(0).normal(0, 3, (3, 50)).astype(np.float16)
    function = FUNCTIONS[name]
    got = function(x, dtype=DTYPES[dtype])
    assert got.dtype == DTYPES[dtype]
    np.testing.assert_array_equal(got, function(x.astype(DTYPES[dtype])))
    assert function(x, dtype=dtype).dtype == DTYPES[dtype]
    assert function(np.arange(3), dtype=dtype).dtype == DTYPES[dtype]
    wide = x.astype(np.float64) * (1 + 1e-9)
    np.testing.assert_array_equal(
        function(wide, dtype=DTYPES[dtype]), function(wide.astype(DTYPES[dtype]))
    )


# Weights ------------------------------------------------------------------------------------------


def exact(x, b, scale=1.0):
    """Return log Σ b·e^(scale·x), its addends and their sum."""
    with mpmath.workprec(300):
        kept = [(mpmath.mpf(float(u)), mpmath.mpf(float(w))) for u, w in zip(x, b, strict=True)]
        addends = [w * mpmath.exp(mpmath.mpf(scale) * u) if w else mpmath.mpf(0) for u, w in kept]
        total = mpmath.fsum(addends)
        return (mpmath.log(total) if total > 0 else None), addends, total


WEIGHTS = {
    "positive": lambda random, n: random.uniform(0.1, 2, n),
    "some are 0": lambda random, n: random.integers(0, 2, n) * random.uniform(0, 3, n) + (n == 1),
    "signed": lambda random, n: random.normal(0, 1, n),
    "far apart": lambda random, n: np.exp(random.uniform(-80, 80, n)),
    "against x": lambda random, n: np.exp(random.uniform(-2, 2, n) - np.linspace(-40, 40, n)),
}


@pytest.mark.parametrize("kind", WEIGHTS)
@pytest.mark.parametrize("dtype", ["float32", "float64", "bfloat16"])
def test_error_of_weighted_sums(dtype, kind):
    """The bounds of the docstring; a gradient is as good as its sum."""
    dtype = DTYPES[dtype]
    for n, seed, scale in itertools.product((1, 2, 7, 100), range(3), (1.0, -0.75)):
        random = np.random.default_rng(seed)
        x = (np.linspace(-40, 40, n) + random.normal(0, 2, n)).astype(dtype)
        b = WEIGHTS[kind](random, n).astype(dtype)
        got = na.logsumexp(x, b=b, scale=scale)
        assert got.dtype == dtype
        expected, addends, total = exact(x, b, scale)
        gradient = na.logsumexp.vjp(dtype.type(1), x, b=b, scale=scale)
        if total == 0:
            assert got == -np.inf
            continue
        if expected is None:
            assert np.isnan(got)
            assert np.isnan(np.float64(gradient)).all()
            continue
        top = int(np.argmax([abs(each) for each in addends]))
        size = abs(scale * float(x[top])) + abs(np.log(abs(float(b[top]))))
        condition = float(mpmath.fsum(map(abs, addends)) / total)
        bound = 2.0**-52 * size + 2.0**-50 * condition
        if dtype != np.float64:
            bound += 0.5001 * float(ml_dtypes.finfo(dtype).eps) * abs(float(expected))
        assert abs(float(mpmath.mpf(float(got)) - expected)) <= bound
        wanted = np.array([float(scale * each / total) for each in addends])
        relative = {2: 0.005, 4: 1e-7, 8: 0.0}[dtype.itemsize] + 2.0**-50 * condition * (1 + size)
        np.testing.assert_allclose(
            gradient.astype(np.float64), wanted, rtol=relative + 1e-13, atol=1e-37
        )


def test_addends_that_cancel_or_stay_alone():
    for x in (0.0, 0.3, 700.0, -1e4):
        assert na.logsumexp([x, x], b=[1.0, -1.0]) == -np.inf
        assert na.logsumexp([x, x, x], b=[0.5, 0.5, -1.0]) == -np.inf
        assert na.logsumexp([x, x, x], b=[3, -1, -2]) == -np.inf
        assert na.logsumexp([x], b=[1.0]) == x
    assert np.isnan(na.logsumexp([0.0, 1.0], b=[1.0, -1.0]))
    assert na.logsumexp([0.0, -40.0], b=[1.0, 1.0]) == pytest.approx(np.exp(-40.0), rel=1e-15)
    assert na.logsumexp([0.0, -40.0], b=[1.0, -1.0]) == pytest.approx(-np.exp(-40.0), rel=1e-15)


def test_weighted_sums_do_not_overflow():
    with np.errstate(all="raise"):
        got = na.logsumexp([0.0, -800.0], b=[1e-300, 1e300])
        np.testing.assert_allclose(got, -800 + 300 * np.log(10), rtol=1e-15)
        got = na.logsumexp([1e308, -1e308], b=[2.0, 1e-300])
        np.testing.assert_allclose(got, 1e308)
        got = na.logsumexp(
            np.float32([3e38, -3e38, 0]), b=np.float32([1e-45, 3e38, 1]), scale=1e-36
        )
        np.testing.assert_allclose(
            got, float(exact([3e38, -3e38, 0], [float(np.float32(1e-45)), 3e38, 1], 1e-36)[0])
        )
        assert na.logsumexp([5e-324, 0.0], b=[5e-324, 0.0]) == np.log(5e-324)


def test_special_values_of_weighted_sums():
    inf, nan = np.inf, np.nan
    for x, b, expected in (
        ([inf, 1.0], [1.0, 1.0], inf),
        ([inf, 1.0], [0.0, 1.0], 1.0),
        ([nan, 1.0], [0.0, 1.0], 1.0),
        ([nan, 1.0], [1.0, 1.0], nan),
        ([inf, 1.0], [-1.0, 1.0], nan),
        ([inf, inf], [-1.0, 1.0], nan),
        ([-inf, 1.0], [5.0, 1.0], 1.0),
        ([-inf, -inf], [1.0, 2.0], -inf),
        ([1.0, 2.0], [0.0, 0.0], -inf),
        ([1.0, 2.0], [inf, 1.0], inf),
        ([1.0, 2.0], [-inf, 1.0], nan),
        ([-inf, 2.0], [inf, 1.0], nan),
        ([1.0, 2.0], [nan, 1.0], nan),
    ):
        np.testing.assert_array_equal(na.logsumexp(x, b=b), expected)
        masked = na.logsumexp([*x, nan], b=[*b, nan], where=[True, True, False])
        np.testing.assert_array_equal(masked, expected)
    assert (na.logsumexp.vjp(1.0, [1.0, nan], b=[0.0, 0.0]) == 0).all()
    np.testing.assert_array_equal(na.logsumexp.vjp(2.0, [3.0, nan], b=[7.0, 0.0]), [2.0, 0.0])


def test_weights_broadcast_and_have_types():
    random = np.random.default_rng(0)
    x, b = random.normal(0, 2, (3, 4, 5)), random.uniform(0, 2, (4, 1))
    for axis in (-1, 0, 1, None, (0, 2)):
        for keepdims in (False, True):
            got = na.logsumexp(x, axis, b=b, keepdims=keepdims)
            np.testing.assert_allclose(
                got, np.log(np.sum(b * np.exp(x), axis, keepdims=keepdims)), rtol=1e-13
            )
            gradient = na.logsumexp.vjp(np.ones_like(got), x, axis, b=b, keepdims=keepdims)
            parts = b * np.exp(x)
            np.testing.assert_allclose(gradient, parts / parts.sum(axis, keepdims=True), rtol=1e-12)
    assert na.logsumexp(np.zeros((4, 1, 2, 1)), b=np.ones((3, 1, 5)), axis=0).shape == (3, 2, 5)
    single = x.astype(np.float32)
    assert na.logsumexp(single, b=2.0).dtype == np.float32
    assert na.logsumexp(single, b=b).dtype == np.float64
    assert na.logsumexp(single, b=b, dtype=np.float16).dtype == np.float16
    out = np.empty((3, 4), np.float32)
    assert na.logsumexp(single, b=single**2, out=out) is out
    np.testing.assert_array_equal(out, na.logsumexp(single, b=single**2))


def test_calls_after_the_first():
    """They take a shorter way, with masks too."""
    random = np.random.default_rng(5)
    x = random.normal(0, 2, (2, 3, 40)).astype(np.float32)
    dy, few = random.normal(0, 1, x.shape).astype(np.float32), random.random(x.shape) < 0.5
    for where in (few, few[0], few[0, 0], few[:1], few[..., :1], few[0, 0, 0]):
        every = np.array(np.broadcast_to(where, x.shape))
        for function, arrays in (
            (na.softmax, (x,)),
            (na.log_softmax, (x,)),
            (na.logsumexp, (x,)),
            (na.softmax.vjp, (dy, na.softmax(x))),
            (na.log_softmax.vjp, (dy, na.log_softmax(x))),
            (na.logsumexp.vjp, (dy[..., 0], x)),
        ):
            with np.errstate(all="ignore"):
                got = function(*arrays, where=where)
            assert got.tobytes() == function(*arrays, -1, where=every).tobytes()
            with pytest.raises(TypeError, match="'where' has dtype int8"):
                function(*arrays, where=every.view(np.int8))
            with pytest.raises(ValueError, match="'where' has shape"):
                function(*arrays, where=every[:, :2])
