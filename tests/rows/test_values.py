"""The row functions against float64 references: error bounds, special rows, any axis."""

import ml_dtypes
import numpy as np
import pytest

import numba_act as na
from numba_act.cpu.rows.driver import ONLINE
from tests.support import rows
from tests.support.rows import DTYPES, FUNCTIONS, LONG_ROWS, REFERENCES
from tests.support.ulp import error
from tests.support.walk import unless

#: float32 ULP, by the length of a row.
BOUNDS = {1: 3, 2: 3, 5: 3, 15: 3, 16: 3, 17: 3, 64: 3, 65: 3, 1000: 3, 4096: 3, 128256: 6}

#: Kinds of rows: spread out, dense, one element far above, all but one equal, any bits.
ROWS = {
    "normal": lambda random, shape: random.normal(0, 1, shape),
    "wide": lambda random, shape: random.normal(0, 30, shape),
    "far from 0": lambda random, shape: 1e4 + random.normal(0, 5, shape),
    "large": lambda random, shape: 2e38 * random.uniform(-1, 1, shape),
    "one above": lambda random, shape: np.concatenate(
        [random.uniform(8, 20, (shape[0], 1)), random.normal(0, 1, (shape[0], shape[1] - 1))], 1
    ),
    "constant": lambda random, shape: np.concatenate(
        [random.uniform(0, 3, (shape[0], 1)), np.zeros((shape[0], shape[1] - 1))], 1
    ),
}


@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.parametrize("n", BOUNDS)
@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
def test_float32_error(name, n, kind):
    random = np.random.default_rng(n)
    x = ROWS[kind](random, (max(2, min(200, 400_000 // n)), n)).astype(np.float32)
    for scale in (1.0, 0.125, -0.7):
        y = FUNCTIONS[name](x, scale=scale)
        reference = REFERENCES[name](x.astype(np.float64), scale=float(np.float32(scale)))
        reference[np.abs(reference) < 8e-46] = 0.0  # rounds to 0, which has no sign
        assert error(y, reference).max() <= BOUNDS[n]


@pytest.mark.parametrize("kind", LONG_ROWS)
@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
def test_float32_error_beyond_the_cache(name, kind):
    for n, scales in ((1 << 20, (1.0, -0.7)), ((1 << 21) + 5, (1.0,))):
        x = LONG_ROWS[kind](np.random.default_rng(n), n).astype(np.float32)[None]
        for scale in scales:
            y = FUNCTIONS[name](x, scale=scale)
            reference = REFERENCES[name](x.astype(np.float64), scale=float(np.float32(scale)))
            reference[np.abs(reference) < 8e-46] = 0.0
            assert error(y, reference).max() <= 6
            if name == "softmax":
                assert abs(y.sum(dtype=np.float64) - 1) < 1e-6


@pytest.mark.parametrize(
    ("name", "dtype"),
    rows.with_types(
        ["softmax", "softmin", "log_softmax", "logsumexp", "logsumexp.vjp"], ["bfloat16", "float16"]
    ),
)
def test_16_bit_error(name, dtype):
    """That of bfloat16's shorter exponentials and sums is next to nothing beside its rounding."""
    for n in (1, 5, 16, 65, 1000, 20_000):
        for kind in ("normal", "wide", "one above", "constant"):
            random = np.random.default_rng(n)
            x = ROWS[kind](random, (max(2, min(200, 100_000 // n)), max(n, 1)))[:, :n]
            x = x.astype(DTYPES[dtype])
            weights = [np.ones(len(x), x.dtype)] if name == "logsumexp.vjp" else []
            for scale in (1.0, -0.7):
                y = FUNCTIONS[name](*weights, x, scale=scale)
                wide = [each.astype(np.float64) for each in (*weights, x)]
                reference = REFERENCES[name](*wide, scale=float(np.float32(scale)))
                reference[reference == 0.0] = 0.0  # -0.0 for a row of one, where ours is 0.0
                assert error(y, reference).max() <= 0.501


@pytest.mark.parametrize("n", BOUNDS)
def test_probabilities_sum_to_one(n):
    x = np.random.default_rng(n).normal(0, 3, (50, n)).astype(np.float32)
    for result in (na.softmax(x), na.softmin(x), na.softmax(x, scale=0.0)):
        assert np.abs(result.sum(-1, dtype=np.float64) - 1).max() < 1e-6


@pytest.mark.parametrize("n", [1, 16, 50, 200])
@pytest.mark.parametrize(
    ("name", "dtype", "masked"),
    [
        *(
            pytest.param(name, dtype, False, marks=unless(rows.is_default(name, dtype)))
            for name in FUNCTIONS
            for dtype in DTYPES
        ),
        *(
            pytest.param(name, dtype, True, marks=unless(dtype == "float32"))
            for name in rows.MASKED
            for dtype in DTYPES
        ),
    ],
)
def test_every_type(name, n, dtype, masked):
    arguments, reference = rows.case(name, (6, n), DTYPES[dtype], masked)
    got = FUNCTIONS[name](*arguments.positional, **arguments.keywords)
    assert got.dtype == DTYPES[dtype]
    assert got.shape == reference.shape
    rows.assert_close(got, reference, name)


@pytest.mark.parametrize(
    ("name", "length"),
    [
        pytest.param(name, length, marks=unless(length == 1 or name in rows.LONG))
        for name in FUNCTIONS
        for length in (1, 1 << 20)
    ],
)
def test_shortest_and_longest_rows(name, length):
    arguments, reference = rows.case(name, (2, length), np.dtype(np.float32), False)
    got = FUNCTIONS[name](*arguments.positional, **arguments.keywords)
    rows.assert_close(got, reference, name)


def test_zero_rows():
    for name in FUNCTIONS:
        arguments, reference = rows.case(name, (0, 5), np.dtype(np.float32), False)
        got = FUNCTIONS[name](*arguments.positional, **arguments.keywords)
        assert got.shape == reference.shape


def test_log_softmax_near_zero():
    gaps = np.array([1, 5, 10, 20, 40, 80, 100, 103], np.float32)
    x = np.stack([np.zeros_like(gaps), -gaps], -1)
    exact = -np.log1p(np.exp(-gaps.astype(np.float64)))
    assert error(na.log_softmax(x)[:, 0], exact).max() <= 3


def test_subnormal_probabilities():
    x = np.array([0.0, -88.0, -95.0, -100.0, -103.0, -104.5, -200.0], np.float32)
    exact = np.exp(x.astype(np.float64)) / np.exp(x.astype(np.float64)).sum()
    assert error(na.softmax(x), exact).max() <= 1


# Special rows -------------------------------------------------------------------------------------

NAN, INF = np.nan, np.inf

#: Row: softmax, log_softmax, logsumexp.
SPECIAL = [
    ([0.0], [1.0], [0.0], 0.0),
    ([-INF, 0.0], [0.0, 1.0], [-INF, 0.0], 0.0),
    ([-INF, -INF], [NAN, NAN], [NAN, NAN], -INF),
    ([INF, 0.0], [NAN, NAN], [NAN, NAN], INF),
    ([INF, INF], [NAN, NAN], [NAN, NAN], INF),
    ([INF, -INF], [NAN, NAN], [NAN, NAN], INF),
    ([NAN, 0.0], [NAN, NAN], [NAN, NAN], NAN),
    ([NAN, INF], [NAN, NAN], [NAN, NAN], NAN),
    ([NAN, -INF], [NAN, NAN], [NAN, NAN], NAN),
]


def same(got, expected):
    """Assert that results are equal numbers; NumPy does not know bfloat16's NaN."""
    np.testing.assert_array_equal(np.float64(got), np.float64(expected))


def check_special(name, x, places, row):
    """Check a function of a row that is −∞ but for special numbers at some places."""
    values, softmax, log_softmax, logsumexp = row
    broken = np.isnan(softmax[0])
    if name in ("softmax", "softmin"):
        expected = np.full(x.size, NAN if broken else 0.0)
        expected[places] = softmax
        same(FUNCTIONS[name](x if name == "softmax" else -x), expected)
    elif name == "log_softmax":
        expected = np.full(x.size, NAN if broken else -INF)
        expected[places] = log_softmax
        same(na.log_softmax(x), expected)
    elif name == "soft_argmax":
        position = na.soft_argmax(x, 1.0)
        assert np.isnan(position) if broken else position == places[np.argmax(values)]
    else:
        same(
            FUNCTIONS[name](x, scale=1.0) if name == "logsumexp" else na.smooth_max(x, 1.0),
            logsumexp,
        )


SUMS = ["softmax", "softmin", "log_softmax", "logsumexp", "smooth_max"]


@pytest.mark.parametrize("padding", [0, 14, 15, 62, 100])
@pytest.mark.parametrize(("name", "dtype"), rows.with_types(SUMS))
def test_special_rows(name, dtype, padding):
    for row in SPECIAL:
        values = row[0]
        x = np.array(values + [-INF] * padding, DTYPES[dtype])
        check_special(name, x, np.arange(len(values)), row)


@pytest.mark.parametrize(
    ("name", "dtype"),
    [
        ("soft_argmax", "float32"),
        *rows.with_types([name for name in SUMS if name in rows.LONG], ["float32", "bfloat16"]),
        pytest.param("smooth_max", "float32", marks=pytest.mark.sweep),
    ],
)
def test_special_numbers_far_into_a_row(name, dtype):
    """They are in other chunks than the first, and in two of them."""
    dtype = DTYPES[dtype]
    n = ONLINE // dtype.itemsize + 100
    for row in SPECIAL:
        places = np.linspace(n // 2, n - 1, len(row[0])).astype(int)
        x = np.full(n, -INF, dtype)
        x[places] = row[0]
        check_special(name, x, places, row)


@pytest.mark.parametrize("scale", [1.0, 1e-38, 1e-36, 0.0, -1e-37, 3e38, 1e-45])
def test_no_overflow_of_finite_rows_beyond_the_cache(scale):
    """Each chunk's largest element is far from the one before."""
    n = ONLINE // 4 + 100
    x = np.linspace(-3.4e38, 3.4e38, n).astype(np.float32)
    scale = float(np.float32(scale))
    with np.errstate(all="raise"):
        y, shifted = na.softmax(x, scale=scale), na.log_softmax(x, scale=scale)
        position = na.soft_argmax(x, scale)
    reference = REFERENCES["softmax"](x.astype(np.float64), scale)
    reference[reference < 8e-46] = 0.0
    assert error(y, reference).max() <= 6
    inside = reference > 0
    reference = REFERENCES["log_softmax"](x.astype(np.float64), scale)
    assert error(shifted[inside], reference[inside]).max() <= 6
    assert not np.isnan(shifted).any()
    reference = REFERENCES["soft_argmax"](x.astype(np.float64), scale)
    np.testing.assert_allclose(position, reference, rtol=1e-6)


@pytest.mark.parametrize("dtype", ["float32", pytest.param("float64", marks=pytest.mark.sweep)])
@pytest.mark.parametrize("scale", [1.0, 1e-38, 1e-3, 0.0, -1.0, 300.0, 3e38, 1e-45, -3e38])
def test_no_overflow_of_finite_rows(dtype, scale):
    dtype = DTYPES[dtype]
    largest = float(np.finfo(dtype).max)
    tiny = float(np.finfo(dtype).smallest_subnormal)
    random = np.random.default_rng(0)
    for row in (
        [largest, -largest],
        [largest, -largest, 0.0, tiny],
        [largest] * 40,
        [-largest] * 40,
        random.uniform(-largest / 4, largest / 4, 100) * 4,
        random.uniform(-largest / 4, largest / 4, 100) * 1e-38,
        [tiny, 0.0, -tiny],
    ):
        x = np.array(row, dtype)
        with np.errstate(all="raise"):
            y, shifted = na.softmax(x, scale=scale), na.log_softmax(x, scale=scale)
        assert np.isfinite(y).all()
        assert abs(y.sum(dtype=np.float64) - 1) < 1e-6
        assert not np.isnan(shifted).any()
        with np.errstate(all="ignore"):
            exact = np.multiply(x, dtype.type(scale), dtype=np.longdouble)
            exact = exact - exact.max()
            exact = exact - np.log(np.exp(exact).sum())
        inside = exact > -largest
        assert np.isfinite(shifted[inside]).all()


def test_no_warnings_where_the_result_is_normal():
    x = np.array([[-200.0, 0.0, -INF, 5.0], [1.0, 2.0, 3.0, -1e30]], np.float32)
    with np.errstate(all="raise"):
        na.softmax(x)
        na.log_softmax(x[:, :2])
        na.logsumexp(x)
        na.softmax(x, where=x > -1e20)
        na.softmax.vjp(x[:, :2], na.softmax(x[:, :2]))


def test_a_negative_scale_is_softmin():
    x = np.random.default_rng(0).normal(0, 3, (5, 70)).astype(np.float32)
    np.testing.assert_array_equal(na.softmax(x, scale=-0.3), na.softmin(x, scale=0.3))
    np.testing.assert_array_equal(na.softmax(x, scale=-0.3), na.softmax(-x, scale=0.3))


def test_scale_is_exact():
    """A product scale·x that was rounded would be wrong by 1e-5 here."""
    x = np.array([[255.3, 180.7, 170.1, 90.9]], np.float32)
    scale = np.float32(0.7)
    exact = x.astype(np.float64) * np.float64(scale)
    exact = np.exp(exact - exact.max())
    assert error(na.softmax(x, scale=scale), exact / exact.sum()).max() <= 3


def test_scales_of_a_narrower_type():
    x = np.random.default_rng(0).normal(size=(3, 5))
    scales = np.float32([0.5, 1.0, 2.0])
    found, expected = na.softmax(x, scale=scales), na.softmax(x, scale=scales.astype(float))
    np.testing.assert_array_equal(found, expected)


def test_an_array_of_scales():
    x = np.random.default_rng(0).normal(0, 3, (3, 20, 33)).astype(np.float32)
    scale = np.linspace(-2, 2, 20)
    got = na.softmax(x, scale=scale)
    for k in range(20):
        np.testing.assert_array_equal(got[:, k], na.softmax(x[:, k], scale=scale[k]))
    np.testing.assert_array_equal(na.softmax(x.swapaxes(1, 2), 1, scale=scale), got.swapaxes(1, 2))
    assert got.dtype == np.float32


#: The others with the marker `sweep`.
only_float32 = [pytest.param(dtype, marks=unless(dtype == "float32")) for dtype in DTYPES]

# Masks --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", only_float32)
def test_masked_out_elements_are_not_seen(dtype):
    dtype = DTYPES[dtype]
    random = np.random.default_rng(0)
    x = random.normal(0, 3, (5, 90)).astype(dtype)
    mask = random.uniform(size=x.shape) < 0.6
    without = na.softmax(x, where=mask)
    for value in (NAN, INF, -INF, 0.0):
        for scale in (1.0, 0.0, -1.0):
            spoiled = np.where(mask, x, np.array(value, dtype))
            expected = na.softmax(x, where=mask, scale=scale)
            same(na.softmax(spoiled, where=mask, scale=scale), expected)
            got = na.log_softmax(spoiled, where=mask, scale=scale)
            same(got, na.log_softmax(x, where=mask, scale=scale))
            got = na.logsumexp(spoiled, where=mask, scale=scale)
            same(got, na.logsumexp(x, where=mask, scale=scale))
    assert (without[~mask] == 0).all()
    for name in ("softmax", "log_softmax"):
        dy = random.normal(0, 1, x.shape).astype(dtype)
        vjp, y = FUNCTIONS[f"{name}.vjp"], FUNCTIONS[name](x, where=mask)
        spoiled = np.where(mask, dy, np.array(NAN, dtype))
        got = vjp(spoiled, y, where=mask)
        same(got, vjp(np.where(mask, dy, np.array(0, dtype)), y, where=mask))
        assert (got[~mask] == 0).all()


@pytest.mark.parametrize("n", [3, 40, ONLINE // 4 + 100])
def test_positions_of_fully_masked_rows(n):
    """Nothing is at position 0, and -inf and inf are where nobody can say, however long the row."""
    x, mask = np.ones((4, n), np.float32), np.ones((4, n), bool)
    mask[0], mask[2, :-1], x[2], x[3, 1] = False, False, -INF, INF
    for axis, turned in ((-1, (x, mask)), (0, (x.T, mask.T))):
        got = na.soft_argmax(turned[0], axis=axis, where=turned[1])
        np.testing.assert_array_equal(got, [0, np.float32((n - 1) / 2), NAN, NAN])


@pytest.mark.parametrize("n", [3, 16, 40, 100])
@pytest.mark.parametrize("scale", [1.0, 0.0, -2.0])
def test_fully_masked_rows(n, scale):
    x = np.random.default_rng(0).normal(0, 3, (4, n)).astype(np.float32)
    x[2, 1] = NAN
    mask = np.ones((4, 1), bool)
    mask[1:3] = False
    assert (na.softmax(x, where=mask, scale=scale)[1:3] == 0).all()
    assert (na.log_softmax(x, where=mask, scale=scale)[1:3] == -INF).all()
    assert (na.logsumexp(x, where=mask, scale=scale)[1:3] == -INF).all()
    assert (na.logsumexp.vjp(np.ones(4, np.float32), x, where=mask, scale=scale)[1:3] == 0).all()
    whole = na.softmax(x, scale=scale)
    np.testing.assert_array_equal(na.softmax(x, where=mask, scale=scale)[::3], whole[::3])


def test_masks_of_rows_beyond_the_cache():
    """The first chunks are masked, and what is there is not seen."""
    n = ONLINE // 4 + 100
    x = LONG_ROWS["falling"](np.random.default_rng(0), n).astype(np.float32) * np.ones(
        (3, 1), np.float32
    )
    mask = np.ones(x.shape, bool)
    mask[0, : n // 3], mask[1] = False, False
    mask[2] = np.arange(n) % 3 > 0
    for scale in (1.0, 0.0, -0.5):
        lowest = np.copysign(INF, -scale)
        kept = np.where(mask, x, lowest if scale else x)[::2].astype(np.float64)
        reference = np.where(mask[::2], REFERENCES["softmax"](kept, scale), 0.0)
        reference /= reference.sum(-1, keepdims=True)
        reference[reference < 8e-46] = 0.0
        for spoiled in (x, np.where(mask, x, np.float32(NAN)), np.where(mask, x, np.float32(INF))):
            y = na.softmax(spoiled, where=mask, scale=scale)
            assert error(y[::2], reference).max() <= 6
            assert (y[1] == 0).all()
            total = na.logsumexp(spoiled, where=mask, scale=scale)
            assert np.isfinite(total[::2]).all()
            assert total[1] == -INF


def test_a_causal_mask():
    x = np.random.default_rng(0).normal(0, 3, (2, 3, 50, 50)).astype(np.float32)
    mask = np.tri(50, dtype=bool)
    got = na.softmax(x, where=mask)
    for k in range(50):
        expected = na.softmax(np.ascontiguousarray(x[:, :, k, : k + 1]))
        np.testing.assert_allclose(got[:, :, k, : k + 1], expected, rtol=3e-7)
        assert (got[:, :, k, k + 1 :] == 0).all()
    for axis in (2, -2):
        flipped = na.softmax(x.swapaxes(2, 3), axis, where=mask.T)
        np.testing.assert_array_equal(flipped.swapaxes(2, 3), got)


@pytest.mark.parametrize("dtype", only_float32)
def test_what_lies_between_results_is_left_alone(dtype):
    x = np.random.default_rng(0).normal(0, 3, (5, 40)).astype(DTYPES[dtype])
    memory = np.full(10, 7, x.dtype)
    na.logsumexp(x, out=memory[::2])
    same(memory[::2], na.logsumexp(x))
    assert (memory[1::2] == 7).all()


# Axes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("axis", [None, (), 0, 1, -1, (0, 1), (0, 2), (2, 0), (-1, 1), (0, 1, 2)])
@pytest.mark.parametrize("keepdims", [False, True])
@pytest.mark.parametrize("masked", [False, pytest.param(True, marks=pytest.mark.sweep)])
def test_axes_of_logsumexp(axis, keepdims, masked):
    random = np.random.default_rng(0)
    x = random.normal(0, 3, (4, 5, 6)).astype(np.float32)
    for where in [random.uniform(size=(5, 6)) < 0.7] if masked else [None]:
        kept = np.where(True if where is None else where, x.astype(np.float64), -np.inf)
        with np.errstate(divide="ignore"):
            exact = np.log(np.sum(np.exp(kept), axis, keepdims=keepdims))
        got = na.logsumexp(x, axis, keepdims=keepdims, where=where)
        np.testing.assert_allclose(got, exact, rtol=3e-7, atol=1e-6)
        out = np.empty(exact.shape, np.float32)
        if exact.ndim:
            assert na.logsumexp(x, axis, keepdims=keepdims, where=where, out=out) is out
            np.testing.assert_array_equal(out, got)
        dy = random.normal(0, 1, exact.shape).astype(np.float32)
        gradient = na.logsumexp.vjp(dy, x, axis, keepdims=keepdims, where=where)
        if not keepdims:
            axes = tuple(range(3)) if axis is None else axis
            dy, exact = np.expand_dims(dy, axes), np.expand_dims(exact, axes)
        weights = np.exp(kept - np.where(np.isinf(exact), 0.0, exact))  # 0 in fully masked rows
        np.testing.assert_allclose(gradient, dy * weights, rtol=1e-6)


def test_smooth_and_soft_maximum():
    x = np.random.default_rng(0).normal(0, 3, (30, 7)).astype(np.float32)
    np.testing.assert_allclose(na.smooth_max(x, 1e4), x.max(-1), rtol=1e-4)
    np.testing.assert_allclose(na.smooth_max(x, -1e4, 0), x.min(0), rtol=1e-3)
    np.testing.assert_allclose(na.soft_argmax(x, 1e5), x.argmax(-1))
    np.testing.assert_allclose(na.soft_argmax(x, -1e5, 0), x.argmin(0))
    np.testing.assert_allclose(na.soft_argmax(np.zeros((3, 9), np.float32)), 4.0)
    assert na.smooth_max(np.zeros(4, np.float32), 0.0) == np.inf
    k = np.linspace(0.5, 2, 30)
    np.testing.assert_array_equal(na.smooth_max(x, k)[3], na.smooth_max(x[3], k[3]))


def test_entropy_scale():
    np.testing.assert_allclose(na.entropy_scale([1, 512]), [0.0, np.log(512)], rtol=1e-15)
    np.testing.assert_allclose(na.entropy_scale(512, 1 / np.log(512), 64), 1 / 64, rtol=1e-15)
    x = np.random.default_rng(0).normal(0, 1, (2, 100)).astype(ml_dtypes.bfloat16)
    assert na.softmax(x, scale=na.entropy_scale(100)).dtype == x.dtype
