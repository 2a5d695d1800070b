"""sparsemax and entmax15: against thresholds that are found by sorting, in long double."""

import numpy as np
import pytest

import numba_act as na
from tests.rows.test_bounds import bound, unit
from tests.support.walk import DTYPES, every_second, unless

INF, NAN = np.inf, np.nan
FUNCTIONS = {"sparsemax": na.sparsemax, "entmax15": na.entmax15}

every_function = pytest.mark.parametrize("name", FUNCTIONS)
#: By default in float32, and one of them in bfloat16.
in_types = pytest.mark.parametrize(
    ("name", "dtype"),
    [
        pytest.param(name, dtype, marks=unless(dtype in types))
        for name, types in (("sparsemax", ("float32", "bfloat16")), ("entmax15", ("float32",)))
        for dtype in DTYPES
    ],
)


def reference(name, x, scale=1.0):
    z = x.astype(np.longdouble) * np.longdouble(scale)
    z = (z - z.max(-1, keepdims=True)) / (1 if name == "sparsemax" else 2)
    falling = np.sort(z, -1)[..., ::-1]
    k = np.arange(1, z.shape[-1] + 1)
    mean = np.cumsum(falling, -1) / k
    if name == "sparsemax":
        thresholds = mean - np.longdouble(1) / k
    else:
        spread = np.cumsum(falling**2, -1) - k * mean**2
        thresholds = mean - np.sqrt(np.maximum((1 - spread) / k, 0))
    support = (thresholds < falling).sum(-1, keepdims=True)
    excess = np.maximum(z - np.take_along_axis(thresholds, support - 1, -1), 0)
    return excess if name == "sparsemax" else excess**2


def gradient(name, dy, y, scale=1.0):
    dy, y = dy.astype(np.longdouble), y.astype(np.longdouble)
    weight = (y > 0).astype(np.longdouble) if name == "sparsemax" else np.sqrt(y)
    mean = (weight * dy).sum(-1, keepdims=True) / weight.sum(-1, keepdims=True)
    return scale * weight * (dy - mean)


def rows(dtype, n, spread):
    random = np.random.default_rng(n)
    return (random.normal(size=(max(1, min(30, 3000 // n)), n)) * spread).astype(dtype)


def assert_within(got, true, size, name, dtype):
    error = np.abs(got.astype(np.longdouble) - true) / unit(size.astype(np.float64), dtype)
    assert error.max() <= bound(name, dtype)


@every_function
def test_the_entmax_package(name):
    """Values and gradients of rows with ties, by Martins' and Peters' implementation in PyTorch."""
    entmax = pytest.importorskip("entmax", reason="needs the package entmax, and PyTorch")
    torch = pytest.importorskip("torch")
    random = np.random.default_rng(0)
    for n in (1, 7, 100, 1000):
        x, dy = random.normal(size=(2, 20, n))
        x[0] = np.round(x[0])
        leaf = torch.from_numpy(x).requires_grad_()
        wanted = getattr(entmax, name)(leaf, dim=-1)
        wanted.backward(torch.from_numpy(dy))
        y = FUNCTIONS[name](x)
        np.testing.assert_allclose(y, wanted.detach(), rtol=1e-12, atol=1e-14)
        got = FUNCTIONS[name].vjp(dy, y)
        np.testing.assert_allclose(got, leaf.grad, rtol=1e-8, atol=1e-10)


LENGTHS = [1, 2, 16, 17, 64, 65, 1000, 40_000]


@in_types
def test_error(name, dtype):
    dtype, function = DTYPES[dtype], FUNCTIONS[name]
    for n in LENGTHS:
        for spread in (1e-4, 0.3, 1.0, 30.0, 1e4):
            for scale in (1.0, -0.75):
                x = rows(dtype, n, spread)
                got = function(x, scale=scale)
                assert got.dtype == dtype
                true = reference(name, x, scale)
                assert_within(got, true, true.max(-1, keepdims=True), name, dtype)
                if dtype.itemsize > 2:
                    assert np.abs(got.astype(np.float64).sum(-1) - 1).max() <= 1e-6


@in_types
def test_error_of_gradients(name, dtype):
    dtype, function = DTYPES[dtype], FUNCTIONS[name]
    for n in LENGTHS:
        for spread in (0.3, 3.0):
            y = function(rows(dtype, n, spread))
            dy = np.random.default_rng(n).normal(size=y.shape).astype(dtype)
            for scale in (1.0, -2.0):
                got = function.vjp(dy, y, scale=scale)
                assert got.dtype == dtype
                size = np.abs(scale * dy.astype(np.float64)).max(-1, keepdims=True)
                true = gradient(name, dy, y, scale)
                assert_within(got, true, size, f"{name}.vjp", dtype)
                assert (got[y == 0] == 0).all()


@pytest.mark.parametrize("name", every_second(FUNCTIONS))
def test_gradient_is_that_of_the_function(name):
    random = np.random.default_rng(1)
    x, dy = random.normal(0, 1, (20, 6)), random.normal(size=(20, 6))
    y = FUNCTIONS[name](x)
    for k in range(6):
        step = 1e-6 * (np.arange(6) == k)
        ends = [FUNCTIONS[name](x + sign * step, scale=1.5) for sign in (1, -1)]
        slope = (dy * (ends[0] - ends[1])).sum(-1) / 2e-6
        found = FUNCTIONS[name].vjp(dy, FUNCTIONS[name](x, scale=1.5), scale=1.5)[:, k]
        np.testing.assert_allclose(found, slope, atol=1e-5)
    assert (FUNCTIONS[name].vjp(np.ones_like(y), y) <= 1e-15).all()


@every_function
@pytest.mark.parametrize("masked", [False, True])
def test_layouts(name, masked):
    """The bits depend on the row alone; in place, along any axes."""
    random, function = np.random.default_rng(2), FUNCTIONS[name]
    x, dy = random.normal(0, 1, (2, 3, 19, 40)).astype(np.float32)
    mask = random.random(x.shape) < 0.7 if masked else None
    y = function(x, where=mask)
    slope = function.vjp(dy, y, where=mask)
    for order in ((0, 1, 2), (2, 0, 1), (2, 1, 0), (1, 2, 0)):
        back = np.argsort(order)
        each, other = (v.transpose(order).copy().transpose(back) for v in (x, dy))
        assert function(each, where=mask, out=each) is each
        np.testing.assert_array_equal(each, y)
        assert function.vjp(other, each, where=mask, out=other) is other
        np.testing.assert_array_equal(other, slope)
    wide = np.zeros((3, 19, 80), np.float32)
    wide[..., ::2] = x
    np.testing.assert_array_equal(function(wide[..., ::2], where=mask), y)
    for axis in (0, 1):
        where = None if mask is None else np.moveaxis(mask, -1, axis)
        got = function(np.moveaxis(x, -1, axis), axis, where=where)
        np.testing.assert_array_equal(np.moveaxis(got, axis, -1), y)
    if not masked:
        flat = function(x.transpose(1, 0, 2).reshape(19, 120))
        got = function(x, (0, 2))
        np.testing.assert_array_equal(got.transpose(1, 0, 2).reshape(19, 120), flat)
        assert function(x, None).sum() == pytest.approx(1, abs=1e-6)


@every_function
def test_masks(name):
    random, function = np.random.default_rng(3), FUNCTIONS[name]
    x = random.normal(size=(30, 9)).astype(np.float32)
    mask = random.random(x.shape) < 0.6
    mask[4] = False
    got = function(np.where(mask, x, np.float32(NAN)), where=mask)
    for k in range(30):
        kept = np.flatnonzero(mask[k])
        if kept.size:
            np.testing.assert_allclose(got[k, kept], function(x[k, kept]), atol=1e-6)
    assert (got[~mask] == 0).all()
    dy = np.where(mask, np.float32(1), np.float32(NAN))
    assert not np.isnan(function.vjp(dy, got, where=mask)).any()


@every_function
def test_special_values(name):
    function = FUNCTIONS[name]
    with np.errstate(all="raise"):
        np.testing.assert_array_equal(function([5.0, -INF, 1.0]), [1.0, 0.0, 0.0])
        np.testing.assert_array_equal(function(np.full(4, 0.7)), np.full(4, 0.25))
        np.testing.assert_array_equal(function([3e38, -3e38]), [1.0, 0.0])
        np.testing.assert_array_equal(function([[INF, 2.0]], scale=-1.0), [[0.0, 1.0]])
        assert function(np.float32(7)) == 1
    for row in ([INF, 0.0], [NAN, 0.0], [0.0, NAN], [-INF, -INF]):
        got = function([[1.0, 2.0], row])
        np.testing.assert_array_equal(got[0], function([1.0, 2.0]))
        assert np.isnan(got[1]).all()
    assert function(np.zeros((0, 3))).shape == (0, 3)
    assert function([1, 2]).dtype == np.float64


@every_function
def test_errors(name):
    function = FUNCTIONS[name]
    x = np.zeros((3, 4), np.float32)
    with pytest.raises(TypeError, match=f"{name}: unknown keyword argument 'dim'.*use axis="):
        function(x, dim=1)
    with pytest.raises(np.exceptions.AxisError):
        function(x, 2)
    with pytest.raises(ValueError, match=f"{name}.vjp: arguments 'dy' and 'y' have different"):
        function.vjp(x[:2], x)
    with pytest.raises(ValueError, match="out"):
        function(x, out=np.zeros((3, 5), np.float32))
