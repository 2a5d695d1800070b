"""softmax_cross_entropy and its gradient: values, layouts, labels of every kind, errors.

References are formulas of float64, in which nothing cancels, and of gmpy2's exact numbers for
float64.
"""

import tracemalloc

import gmpy2
import numba
import numpy as np
import pytest
from gmpy2 import mpfr

import numba_act as na
from numba_act.softmax import BOUNDS
from tests.rows.test_bounds import bound, unit
from tests.support.rows import REFERENCES
from tests.support.walk import BFLOAT16, DTYPES, every_second, unless

INF, NAN = np.inf, np.nan
loss_of, gradient_of = na.softmax_cross_entropy, na.softmax_cross_entropy.vjp
both_of = na.softmax_cross_entropy.value_and_vjp

#: Long rows compile other kernels: by default in one type.
LENGTHS = [1, 2, 17, 64, 65, 1000]
in_types = pytest.mark.parametrize(
    "dtype", [pytest.param(each, marks=unless(each in ("float32", "bfloat16"))) for each in DTYPES]
)


def reference(x, labels, scale=1.0):
    """Return the losses and gradients of rows, each term accurate in itself."""
    x = x.astype(np.float64)
    at = np.arange(len(x))
    top = (x * np.sign(scale)).argmax(-1)
    z = (x - x[at, top][:, None]) * scale
    terms = np.exp(z)
    terms[at, top] = 0.0
    others = terms.sum(-1)
    losses = np.log1p(others) - z[at, labels]
    terms[at, top] = 1.0
    gradients = terms / (1.0 + others)[:, None]
    rest = np.where(labels == top, others, 1.0 + others - terms[at, labels])
    gradients[at, labels] = -rest / (1.0 + others)
    return losses, gradients * scale


def exact_reference(x, labels, scale=1.0):
    """Return the same of exact numbers, rounded to long double."""
    losses, gradients = [], []
    with gmpy2.context(precision=200):
        for row, label in zip(x.tolist(), labels.tolist(), strict=True):
            terms = [gmpy2.exp(mpfr(scale) * (mpfr(v) - mpfr(row[label]))) for v in row]
            total = sum(terms)
            losses.append(gmpy2.log(total))
            gradients.append([mpfr(scale) * term / total for term in terms])
            del terms[label]
            gradients[-1][label] = -mpfr(scale) * sum(terms) / total
    return np.array(losses), np.array(gradients)


def errors(got, exact, dtype):
    """Return the largest error in ULP, beside two subnormal numbers for the scale."""
    size = np.abs(exact).astype(np.float64)
    allowed = 2 * unit(0.0, dtype)
    error = np.abs(np.float64(1) * (got.astype(object) - exact)).astype(np.float64)
    return np.max(np.maximum(error - allowed, 0.0) / unit(size, dtype))


def rows(n, dtype, spread, kind):
    """Return rows and labels: of any class, of the largest, or of one that outweighs the others."""
    random = np.random.default_rng(n)
    count = max(1, min(50, 2000 // n))
    x = random.uniform(-spread, spread, (count, n))
    labels = random.integers(0, n, count)
    if kind != "any":
        labels = x.argmax(-1)
    if kind == "outweighing":
        x[np.arange(count), labels] += random.uniform(0, 30, count)
    return x.astype(dtype), labels


@in_types
@pytest.mark.parametrize("kind", ["any", "largest", "outweighing"])
def test_error(dtype, kind):
    dtype = DTYPES[dtype]
    exact = exact_reference if dtype == np.float64 else reference
    for n in LENGTHS:
        for spread in (1e-3, 1.0, 30.0, 1e4):
            for scale in (1.0, -0.75):
                x, labels = rows(n, dtype, spread, kind)
                got = both_of(x, labels, scale=scale)
                for name, result, true in zip(
                    ("softmax_cross_entropy", "softmax_cross_entropy.vjp"),
                    got,
                    exact(x, labels, scale),
                    strict=True,
                ):
                    assert result.dtype == dtype
                    assert errors(result, true, dtype) <= bound(name, dtype), (n, spread, scale)
                if dtype.itemsize > 2:
                    assert np.abs(got[1].astype(np.float64).sum(-1)).max() <= 1e-6
                np.testing.assert_array_equal(loss_of(x, labels, scale=scale), got[0])
                one = np.ones(len(x), dtype)
                np.testing.assert_array_equal(gradient_of(one, x, labels, scale=scale), got[1])


@pytest.mark.parametrize(
    ("dtype", "n"),
    [
        ("float32", 256_000),
        ("float32", 300_000),
        *[
            pytest.param(dtype, n, marks=pytest.mark.sweep)
            for dtype in ("bfloat16", "float16")
            for n in (256_000, 600_000)
        ],
    ],
)
def test_error_of_long_rows(dtype, n):
    dtype = DTYPES[dtype]
    random = np.random.default_rng(n)
    for spread in (1.0, 1e4):
        x = random.uniform(-spread, spread, (4, n)).astype(dtype)
        labels = np.array([0, n - 1, n // 2, x[3].astype(np.float64).argmax()])
        got = both_of(x, labels)
        for result, true, name in zip(got, reference(x, labels), BOUNDS_OF_BOTH, strict=True):
            assert errors(result, true, dtype) <= bound(name, dtype)
        if dtype.itemsize > 2:
            assert np.abs(got[1].astype(np.float64).sum(-1)).max() <= 1e-6


BOUNDS_OF_BOTH = [name for name in BOUNDS if name.startswith("softmax_cross_entropy")][:2]


@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("n", [7, 40, pytest.param(300_000, marks=pytest.mark.sweep)])
def test_layouts(masked, n):
    """The bits depend on the row alone: rows side by side, strided, along any axes."""
    random = np.random.default_rng(1)
    # kernels for rows side by side take 16 and more: by default only those without a mask
    shape = (3, 5 if masked else 19, n) if n < 100 else (1, 17, n)
    x = random.normal(0, 3, shape).astype(np.float32)
    labels = random.integers(0, n, shape[:2])
    dy = random.normal(0, 1, shape[:2]).astype(np.float32)
    mask = random.random(shape) < 0.7 if masked else None
    loss, gradient = both_of(x, labels, where=mask, dy=dy)
    spread = np.zeros((*shape[:2], 2 * n), np.float32)
    spread[..., ::2] = x
    layouts = [(x.transpose(*order).copy().transpose(*np.argsort(order))) for order in ORDERS]
    for each in [*layouts, spread[..., ::2], np.flip(x.copy(), 0)[::-1]]:
        np.testing.assert_array_equal(loss_of(each, labels, where=mask), loss)
        got = both_of(each, labels, where=mask, dy=dy, out=each)  # in place
        np.testing.assert_array_equal(got[0], loss)
        np.testing.assert_array_equal(each, gradient)
        assert got[1] is each
    for axis in (0, 1):
        moved = np.moveaxis(x, -1, axis)
        where = None if mask is None else np.moveaxis(mask, -1, axis)
        got = both_of(moved, labels, axis, where=where, dy=dy)
        np.testing.assert_array_equal(got[0], loss)
        np.testing.assert_array_equal(np.moveaxis(got[1], axis, -1), gradient)


ORDERS = [(0, 1, 2), (2, 0, 1), (2, 1, 0), (0, 2, 1), (1, 2, 0)]


def test_several_axes():
    random = np.random.default_rng(2)
    x = random.normal(0, 3, (4, 5, 6)).astype(np.float32)
    labels = random.integers(0, 24, 5)
    flat = x.transpose(1, 0, 2).reshape(5, 24)
    loss, gradient = both_of(flat, labels)
    got = both_of(x, labels, (0, 2))
    np.testing.assert_array_equal(got[0], loss)
    np.testing.assert_array_equal(got[1].transpose(1, 0, 2).reshape(5, 24), gradient)
    one, slope = both_of(x, 17, None)
    assert one == loss_of(x.ravel(), 17)
    assert one.dtype == np.float32
    assert np.ndim(one) == 0
    assert slope.shape == x.shape


@pytest.mark.parametrize("order", every_second("CF"))
def test_masks(order):
    """Masked elements are not there; a label that is masked has an infinite loss."""
    random = np.random.default_rng(3)
    x = np.asarray(random.normal(0, 3, (20, 9)).astype(np.float32), order=order)
    mask = random.random((20, 9)) < 0.6
    labels = np.where(mask.any(-1), mask.argmax(-1), 0)
    mask[4] = False
    spoiled = np.asarray(np.where(mask, x, np.float32(NAN)), order=order)
    loss, gradient = both_of(spoiled, labels, where=mask)
    for k in range(20):
        if k == 4:
            assert loss[k] == INF
            assert (gradient[k] == 0).all()
            continue
        kept = np.flatnonzero(mask[k])
        alone, slope = both_of(x[k, kept], list(kept).index(labels[k]))
        np.testing.assert_allclose(loss[k], alone, rtol=1e-6)
        np.testing.assert_allclose(gradient[k, kept], slope, rtol=1e-6)
        assert (gradient[k, ~mask[k]] == 0).all()
        hidden = np.flatnonzero(~mask[k])
        if hidden.size:
            for scale in (1.0, -2.0, 0.0):
                lost, slope = both_of(spoiled[k], hidden[0], where=mask[k], scale=scale)
                assert lost == INF
                assert slope[hidden[0]] == 0


def test_special_values():
    with np.errstate(all="raise"):
        assert loss_of(np.float32([0.0, -INF, 1.0]), 1) == INF
        assert loss_of(np.float32([3.0]), 0) == 0
        np.testing.assert_array_equal(both_of(np.float32([0.0, -INF]), 0)[1], [0.0, 0.0])
        np.testing.assert_array_equal(both_of(np.float32([0.0, -INF]), 1)[1], [1.0, -1.0])
        assert loss_of(np.float32([3e38, -3e38]), 1, scale=0.5) == np.float32(3e38)
    for row in ([INF, 0.0], [NAN, 0.0], [-INF, -INF]):
        x = np.float32([[1.0, 2.0], row])
        loss, gradient = both_of(x, [0, 1])
        assert np.isnan(loss[1])
        assert np.isnan(gradient[1]).all()
        np.testing.assert_array_equal(loss[0], loss_of(x[0], 0))
        assert np.isfinite(gradient[0]).all()


@pytest.mark.parametrize("kind", ["uint8", "int16", "int32", "int64", "uint64"])
def test_labels_never_widen_the_result(kind):
    x = np.ones((2, 3), np.float32)
    loss, gradient = both_of(x, np.array([1, 2], kind))
    assert loss.dtype == gradient.dtype == np.float32
    assert both_of([[1, 2]], [0])[0].dtype == np.float64


def test_ignored_rows_are_0():
    x = np.float32([[1, 2, 3], [NAN, 0, 0], [3, 2, 1]])
    loss, gradient = both_of(x, [0, -100, 2], ignore_index=-100)
    np.testing.assert_array_equal(loss == 0, [False, True, False])
    np.testing.assert_array_equal(gradient[1], 0)
    np.testing.assert_array_equal(loss_of(x, [0, -100, 2], ignore_index=-100), loss)
    assert loss_of(x[0], 7, ignore_index=7) == 0
    out = np.full(3, 9.0, np.float32)
    assert loss_of(x, [1, 1, 1], ignore_index=1, out=out) is out
    assert (out == 0).all()


# Probabilities and smoothed labels ----------------------------------------------------------------


@in_types
@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_probabilities(dtype, smoothing):
    dtype = DTYPES[dtype]
    random = np.random.default_rng(4)
    x = random.normal(0, 3, (300, 3, 65)).astype(dtype)
    share = REFERENCES["softmax"](random.normal(0, 2, x.shape)).astype(dtype)
    share[0] = np.eye(65, dtype=dtype)[3]
    kind = np.longdouble if dtype == np.float64 else np.float64
    wide, part = x.astype(kind), share.astype(kind) * (1 - smoothing) + kind(smoothing) / 65
    true = -(part * REFERENCES["log_softmax"](wide)).sum(-1)
    loss, gradient = both_of(x, share, label_smoothing=smoothing)
    wide_type = dtype.itemsize > 2
    assert errors(loss, true, dtype) <= (3.0 if wide_type else 0.501)
    # of the larger of the two that may cancel; in 16 bits as long as float32 has the digits
    whole = REFERENCES["softmax"](wide) * part.sum(-1, keepdims=True)
    size = np.maximum(whole, part)
    size = size if wide_type else np.maximum(np.abs(whole - part), size / 64)
    error = np.abs(gradient.astype(kind) - (whole - part)) / unit(size, dtype)
    assert error.max() <= (4.0 if wide_type else 0.51)
    np.testing.assert_array_equal(loss_of(x, share, label_smoothing=smoothing), loss)
    np.testing.assert_array_equal(
        gradient_of(dtype.type(1), x, share, label_smoothing=smoothing), gradient
    )
    copy = x.copy()
    assert both_of(copy, share, label_smoothing=smoothing, out=copy)[1] is copy
    np.testing.assert_array_equal(copy, gradient)
    if not smoothing:
        np.testing.assert_allclose(
            loss[0].astype(float), loss_of(x[0], [3, 3, 3]).astype(float), rtol=1e-2
        )


def test_probabilities_along_other_axes_and_over_rows_in_memory():
    random = np.random.default_rng(5)
    x = random.normal(0, 3, (50, 7, 4)).astype(np.float32)
    share = na.softmax(random.normal(0, 2, x.shape).astype(np.float32), 1)
    loss, gradient = both_of(np.moveaxis(x, 1, 2).copy(), np.moveaxis(share, 1, 2).copy())
    got = both_of(x, share, 1)
    np.testing.assert_array_equal(got[0], loss)
    np.testing.assert_array_equal(np.moveaxis(got[1], 1, 2), gradient)
    memory = np.empty((60_001, 4), np.float32)
    memory[:-1] = random.normal(0, 1, (60_000, 4))
    before = memory[:-1].copy()
    even = np.full_like(before, 0.25)
    expected = both_of(before, even)[1]
    both_of(memory[:-1], even, out=memory[1:])  # each row over the next one
    np.testing.assert_array_equal(memory[1:], expected)


def test_smoothing_of_labels():
    random = np.random.default_rng(6)
    x = random.normal(0, 3, (40, 9)).astype(np.float32)
    labels = random.integers(0, 9, 40)
    mask = random.random(x.shape) < 0.8
    mask[np.arange(40), labels] = True
    for where in (None, mask):
        counted = np.ones_like(x, bool) if where is None else where
        share = np.where(np.arange(9) == labels[:, None], 0.9, 0.0)
        share += 0.1 * counted / counted.sum(-1, keepdims=True)
        present = np.where(counted, x, -INF).astype(np.float64)
        logarithm = np.where(counted, REFERENCES["log_softmax"](present), 0)
        true = -(share * logarithm).sum(-1)
        loss, gradient = both_of(x, labels, label_smoothing=0.1, where=where)
        np.testing.assert_allclose(loss, true, rtol=3e-7)
        slope = REFERENCES["softmax"](present) - share
        np.testing.assert_allclose(gradient, slope, atol=1e-7)
    loss, gradient = both_of(
        x, np.where(labels == 3, -1, labels), ignore_index=-1, label_smoothing=0.5
    )
    assert ((loss == 0) == (labels == 3)).all()
    assert (gradient[labels == 3] == 0).all()


def test_a_probability_of_0_beside_minus_infinity_counts_nothing():
    x, share = np.float32([0.0, -INF, 1.0]), np.float32([0.5, 0.0, 0.5])
    assert loss_of(x, share) == pytest.approx(loss_of(x[::2], share[::2]))
    assert loss_of(x, np.float32([0.5, 0.25, 0.25])) == INF
    expected = 2 * 1.3132616875 + 0.3132616875
    assert loss_of(x[::2], np.float32([2.0, 1.0])) == pytest.approx(expected, rel=1e-6)


# Calls --------------------------------------------------------------------------------------------


def test_no_second_array_of_the_logits_size():
    x = np.random.default_rng(7).normal(size=(500, 4000)).astype(np.float32)
    labels = np.zeros(500, int)
    share = np.full_like(x, 1 / 4000)
    for each in (labels, share):
        both_of(x[:3].copy(), each[:3])
        tracemalloc.start()
        both_of(x, each, out=x)
        loss_of(x, each)
        assert tracemalloc.get_traced_memory()[1] < x.nbytes / 2
        tracemalloc.stop()


def test_threads():
    x = np.random.default_rng(8).normal(size=(2000, 300)).astype(np.float32)
    labels = np.arange(2000) % 300
    several = both_of(x, labels)
    before = numba.get_num_threads()
    try:
        numba.set_num_threads(1)
        alone = both_of(x, labels)
    finally:
        numba.set_num_threads(before)
    for one, other in zip(several, alone, strict=True):
        np.testing.assert_array_equal(one, other)


def test_dy_and_scale_of_each_row():
    random = np.random.default_rng(9)
    x = random.normal(size=(6, 5))
    labels, dy, scale = random.integers(0, 5, 6), random.normal(size=6), random.uniform(-2, 2, 6)
    got = gradient_of(dy, x, labels, scale=scale)
    for k in range(6):
        np.testing.assert_allclose(got[k], dy[k] * both_of(x[k], labels[k], scale=scale[k])[1])
    assert gradient_of(2, x.astype(np.float32), labels).dtype == np.float32
    out = np.empty((6, 5), np.float16)
    assert gradient_of(1.0, x.astype(np.float32), labels, out=out) is out
    np.testing.assert_array_equal(
        out, gradient_of(1.0, x.astype(np.float32), labels).astype(np.float16)
    )
    swapped = np.empty(6, ">f8")
    np.testing.assert_array_equal(loss_of(x, labels, out=swapped), loss_of(x, labels))


def test_other_kinds_of_arrays():
    x = np.random.default_rng(10).normal(size=(4, 3)).astype(np.float32)
    labels = np.array([0, 1, 2, 1])
    loss, gradient = both_of(x, labels)
    torch = pytest.importorskip("torch")
    got = both_of(torch.tensor(x), torch.tensor(labels))
    assert all(isinstance(each, torch.Tensor) for each in got)
    np.testing.assert_array_equal(got[0].numpy(), loss)
    np.testing.assert_array_equal(got[1].numpy(), gradient)
    masked = np.ma.MaskedArray(x, x < -0.5)
    got = both_of(masked, labels)
    expected = both_of(x, labels, where=~masked.mask)
    np.testing.assert_array_equal(got[0].data, expected[0])
    np.testing.assert_array_equal(got[1].mask, masked.mask)


def test_other_libraries_tables():
    pandas, xarray = pytest.importorskip("pandas"), pytest.importorskip("xarray")
    x = np.random.default_rng(11).normal(size=(4, 3))
    table = pandas.DataFrame(x, index=list("abcd"))
    loss, gradient = both_of(table, pandas.Series([0, 1, 2, 1], index=list("abcd")))
    assert list(loss.index) == list("abcd")
    assert gradient.shape == (4, 3)
    np.testing.assert_array_equal(loss, loss_of(x, [0, 1, 2, 1]))
    array = xarray.DataArray(x, dims=("row", "class"))
    got = loss_of(array, xarray.DataArray([0, 1, 2, 1], dims="row"))
    assert got.dims == ("row",)


X = np.zeros((3, 4), np.float32)
WRONG = {
    "labels-from": (
        ([0, 1, 4],),
        {},
        ValueError,
        "argument 'labels' has 4, expected integers from",
    ),
    "negative": (([0, 1, -1],), {}, ValueError, "argument 'labels' has -1"),
    "other than ignored": (
        ([0, 9, -1],),
        {"ignore_index": -1},
        ValueError,
        "has 9.*or ignore_index",
    ),
    "floats": (
        ([0.0, 1.0, 2.0],),
        {},
        TypeError,
        "'labels' has the type float64, expected integers",
    ),
    "bools": (([True, False, True],), {}, TypeError, "'labels' has the type bool"),
    "one hot": (
        (np.eye(4, dtype=int)[:3],),
        {},
        TypeError,
        "expected probabilities of a float type",
    ),
    "shape": (([0, 1],), {}, ValueError, "argument 'labels' has shape"),
    "probabilities": (
        (np.zeros((3, 5)),),
        {},
        ValueError,
        "'labels' has shape .*expected that of the",
    ),
    "text": ((["a", "b", "c"],), {}, TypeError, "'labels' has the type <U1"),
    "smoothing": (([0, 1, 2],), {"label_smoothing": 1.5}, ValueError, "'label_smoothing' is 1.5"),
    "smoothing's type": (
        ([0, 1, 2],),
        {"label_smoothing": "a"},
        TypeError,
        "'label_smoothing' is 'a'",
    ),
    "nan": (([0, 1, 2],), {"label_smoothing": NAN}, ValueError, "'label_smoothing' is nan"),
    "unknown": (
        ([0, 1, 2],),
        {"reduction": "mean"},
        TypeError,
        "unknown keyword argument 'reduction'",
    ),
    "where": (([0, 1, 2],), {"where": [1, 0, 1, 0]}, TypeError, "where"),
    "axis": (([0, 1, 2],), {"axis": 2}, np.exceptions.AxisError, "axis 2"),
    "out": (([0, 1, 2],), {"out": np.zeros(5, np.float32)}, ValueError, "out"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_errors_name_the_argument_and_write_nothing(wrong):
    arguments, keywords, error, text = WRONG[wrong]
    out = np.full((3, 4), 7.0, np.float32)
    for function, first in ((loss_of, ()), (both_of, ()), (gradient_of, (np.float32(1),))):
        kept = {} if function is loss_of else {"out": out}
        with pytest.raises(error, match=text) as raised:
            function(*first, X, *arguments, **{**kept, **keywords})
        assert "softmax_cross_entropy" in str(raised.value)
    assert (out == 7.0).all()


def test_empty_rows():
    with pytest.raises(ValueError, match="rows of an array of shape \\(3, 0\\) are empty"):
        loss_of(np.zeros((3, 0)), [0, 0, 0])
    loss, gradient = both_of(np.zeros((0, 3), np.float32), np.zeros(0, int))
    assert loss.shape == (0,)
    assert gradient.shape == (0, 3)
    assert loss_of(np.zeros((0, 3)), []).shape == (0,)


def test_bfloat16_of_one_row():
    x = np.array([1.0, 2.0, 3.0], BFLOAT16)
    loss, gradient = both_of(x, 2)
    assert loss.dtype == gradient.dtype == BFLOAT16
