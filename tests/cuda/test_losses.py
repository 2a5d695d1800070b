"""Losses of rows on the GPU: labels, and calls of them; the kernels run on the evaluator of PTX."""

import dataclasses
import itertools

import numpy as np
import pytest

import numba_act as na
from numba_act.cuda.rows.schedule import RowSchedule
from numba_act.dispatch import rows as host_rows
from numba_act.dispatch import targets
from tests.cuda.test_rows import assert_close, check, check_registers, largest, operands
from tests.cuda.test_rows_launch import gpu, launched, on_device, there  # noqa: F401 a fixture
from tests.support import standin
from tests.support.cuda_rows import KERNELS, WORKING, run
from tests.support.walk import DTYPES, unless

loss_of, gradient_of = na.softmax_cross_entropy, na.softmax_cross_entropy.vjp
both_of = na.softmax_cross_entropy.value_and_vjp
OF_LABELS = ["softmax_cross_entropy", "softmax_cross_entropy.vjp"]
OF_SHARES = [name for name, each in KERNELS.items() if each.sums == "shares"]
of_labels = pytest.mark.parametrize("name", OF_LABELS)

SHAPE = (2, 6, 48)
RANDOM = np.random.default_rng(0)
X = RANDOM.normal(0, 3, SHAPE).astype(np.float32)
LABELS = RANDOM.integers(0, 48, SHAPE[:2])
DY = RANDOM.normal(size=SHAPE[:2]).astype(np.float32)
MASK = RANDOM.random(SHAPE) < 0.6


@of_labels
def test_wrong_labels_are_nan_and_ignored_ones_count_nothing(name):
    """A wrong label is one of a row alone, and so is an ignored one, whatever else is in it."""
    schedule = RowSchedule.of(name, "float32", 48, vector=True, ignoring=True)
    arrays = operands(name, "float32", SHAPE)
    labels, scales = LABELS.copy(), np.ones(SHAPE[:2], np.float32)
    labels[0, :4], labels[1, 2] = [-1, 48, 1 << 40, -100], -100
    wrong = (labels < 0) & (labels != -100) | (labels >= 48)
    arrays[-1][1, 2] = np.nan
    found = run(name, schedule, arrays, None, scales, labels, -100)
    labels[wrong] = -100
    check(name, schedule, SHAPE, arrays=arrays, scales=scales, labels=labels, ignored=-100)
    for each in found:
        assert np.isnan(each[wrong]).all()
        assert (each[labels == -100] == 0.0).sum() == 2 * each[0, 0].size
        assert not np.isnan(each[labels != -100]).any()


@of_labels
@pytest.mark.parametrize(
    "dtype",
    [
        *("int32", "uint8"),
        *(pytest.param(e, marks=pytest.mark.sweep) for e in ("int8", "uint16", "uint32", "uint64")),
    ],
)
def test_labels_of_any_type(gpu, name, dtype):  # noqa: F811
    labels, x = (LABELS + 5).astype(dtype), np.tile(X, 5)
    given = (x, labels) if name == OF_LABELS[0] else (DY, x, labels)
    function = loss_of if name == OF_LABELS[0] else gradient_of
    assert_close(function(*map(there, given)).host, function(*given))
    assert launched(gpu).labels == dtype
    assert not gpu.launches


def exact(x, probabilities, smoothing, mask, scale, dy):
    """Return loss and gradient of rows along the last axis, and of what errors are relative to."""
    x, p, dy = (each.astype(np.longdouble) for each in (x, probabilities, dy))
    z = np.where(mask, x * scale, -np.inf)
    z -= z.max(-1, keepdims=True)
    parts = np.exp(z) / np.exp(z).sum(-1, keepdims=True)
    share = p * (1 - np.longdouble(smoothing)) + smoothing * mask / mask.sum(-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        loss = np.where(share == 0, 0, -share * (z - np.log(np.exp(z).sum(-1, keepdims=True))))
    parts *= share.sum(-1, keepdims=True)
    weight = dy[..., None] * scale
    gradient = np.where(mask, (parts - share) * weight, 0)
    return loss.sum(-1), gradient, (parts + share) * np.abs(weight)


def assert_near(found, wanted, size, units):
    """Assert that an error is within so many units of a size, or rounds to 16 bits besides."""
    size = np.maximum(np.abs(size), np.abs(wanted)).astype(np.float64)
    working = np.float64 if found.dtype == np.float64 else np.float32
    allowed = units * np.spacing(size.astype(working)).astype(np.float64)
    if found.dtype.itemsize == 2:
        digits = 11 if found.dtype == np.float16 else 8
        allowed += 2.0 ** (np.frexp(np.maximum(size, 2.0**-14))[1] - digits - 1)
    error = np.abs(found.astype(np.longdouble) - wanted).astype(np.float64)
    assert (error <= allowed).all(), (error / allowed).max()


#: In units of float32 or float64. Of the loss: 1.5 of a share (1 − smoothing, its product, what is
#: shared out), 1.5 of a logarithm, 1 of their product and the sum. Of the gradient: 1.5 of a share,
#: 2 of softmax, 2.5 of the difference and three products.
LOSS_UNITS, GRADIENT_UNITS = 4, 6

LAYOUTS = {
    "vector": (48, {"vector": True}),
    "elements": (333, {"vector": False}),
    "columns": (100, {"vector": False, "columns": True}),
    "masked": (512, {"vector": True, "masked": True}),
    "longer": (2048, {"vector": True}),
}


@pytest.mark.parametrize(
    ("name", "storage", "layout"),
    [
        pytest.param(*each, marks=unless(k % 21 == 3))
        for k, each in enumerate(itertools.product(OF_SHARES, DTYPES, LAYOUTS))
    ],
)
def test_shares(name, storage, layout):
    """Of labels that are smoothed, and of probabilities, with the part that is shared out."""
    function, (length, options) = KERNELS[name], LAYOUTS[layout]
    schedule = RowSchedule.of(name, storage, length, **options)
    if layout == "longer":
        schedule = dataclasses.replace(schedule, held=1, longer=True)
    random, shape, dtype = np.random.default_rng(0), (1, 6, length), DTYPES[storage]
    x, dy = random.normal(0, 3, shape).astype(dtype), random.normal(size=shape[:2]).astype(dtype)
    mask = random.random(shape) < (0.7 if schedule.masked else 2)
    labels = mask.argmax(-1)
    p = (np.arange(length) == labels[..., None]).astype(dtype)
    if not function.labelled:
        p = np.where(mask, random.dirichlet(np.ones(length), shape[:2]), 0.0).astype(dtype)
    arrays = [dy] * function.weighted + [x] + [p] * (function.inputs - 1)
    if schedule.columns:
        arrays = [np.moveaxis(e, -1, 1).copy() if e.ndim == 3 else e for e in arrays]
    smoothing, scales = np.float32(0.1), np.full(shape[:2], 1.25, WORKING[storage])
    beside = mask if schedule.masked else None, scales, labels if function.labelled else None
    found = run(name, schedule, arrays, *beside, None, smoothing)
    loss, gradient, size = exact(x, p, smoothing, mask, np.float32(1.25), dy)
    assert_near(found[0], loss, 0.0, LOSS_UNITS)
    if function.weighted:
        of_rows = np.moveaxis(found[1], 1, -1) if schedule.columns else found[1]
        assert_near(of_rows, gradient, size, GRADIENT_UNITS)


@pytest.mark.parametrize("axis", [-1, pytest.param(0, marks=pytest.mark.sweep)])
def test_calls_of_shares(gpu, axis):  # noqa: F811
    """Probabilities, also of a wider type, which computes in it; and labels, some ignored."""
    x = np.ascontiguousarray(np.moveaxis(X, -1, axis))
    p = np.random.default_rng(2).dirichlet(np.ones(48), SHAPE[:2])
    p[0, 0, :40] = 0.0
    p = np.ascontiguousarray(np.moveaxis(p, -1, axis))
    cases = [(p.astype(np.float32), 0.0), (p.astype(np.float32), 0.25), (p, 0.125), (LABELS, 0.1)]
    for labels, smoothing in cases:
        keywords = {"axis": axis, "label_smoothing": smoothing, "scale": 0.75}
        if labels is LABELS:
            keywords["ignore_index"] = int(LABELS[0, 0])
        loss, gradient = both_of(x, labels, dy=DY, **keywords)
        size = np.maximum(np.abs(gradient), np.abs(np.expand_dims(DY, axis)))
        place = there(x)
        got = both_of(place, there(labels), dy=there(DY), out=place, **keywords)
        assert got[1] is place
        units = (1, 1) if labels is p else (LOSS_UNITS + 1, GRADIENT_UNITS + 1)
        assert_near(got[0].host, loss, 0.0, units[0])
        assert_near(place.host, gradient, size, units[1])
        assert {each.dtype for each in (got[0].host, place.host)} == {np.dtype(np.float32)}
        assert_near(loss_of(there(x), there(labels), **keywords).host, loss, 0.0, units[0])
        name, schedule, *_ = gpu.row_launches[-1]
        assert name == f"{'smoothed' if labels is LABELS else 'soft'}_cross_entropy"
        assert schedule.storage == ("float64" if labels is p else "float32")


def test_probabilities_beside_infinities(gpu):  # noqa: F811
    x, p = X[0].copy(), np.zeros_like(X[0])
    p[:, 1] = 1.0
    x[0, 5], x[1, 1], x[2, 3], x[3, 3] = -np.inf, -np.inf, np.inf, np.nan
    mask = np.ones(x.shape, bool)
    mask[4, 1], mask[5, 2] = False, False
    found = both_of(there(x), there(p), where=there(mask))
    for each, wanted in zip(found, both_of(x, p, where=mask), strict=True):
        np.testing.assert_allclose(each.host, wanted, rtol=1e-6, atol=1e-7)
    assert found[0].host[1] == found[0].host[4] == np.inf


@pytest.mark.parametrize(
    ("name", "storage"),
    [
        pytest.param(*each, marks=unless(k % 10 == 4))
        for k, each in enumerate(itertools.product([*OF_LABELS, *OF_SHARES], DTYPES))
    ],
)
def test_registers(name, storage):
    for options in ({"vector": True}, {"vector": False, "columns": True, "masked": True}):
        for schedule in largest(name, storage, **options):
            labelled = KERNELS[name].labelled
            check_registers(name, dataclasses.replace(schedule, ignoring=labelled))


def cases():
    """Return axes, masks, scales, and what is ignored."""
    scales = 0.75, np.float32([[0.5, -1.0, 2.0, 1.0, 3.0, 0.25]])
    for k, axis in enumerate((-1, 0, (0, 2), None)):
        for masked, scale, ignored in itertools.product((False, True), scales, (None, 7)):
            if (axis in (None, (0, 2)) and scale is not scales[0]) or (masked and axis == (0, 2)):
                continue
            turn = (masked, scale is scales[0], ignored) == (k % 2 == 1, True, 7)
            yield pytest.param(axis, masked, scale, ignored, marks=unless(turn))


@pytest.mark.parametrize(("axis", "masked", "scale", "ignored"), [*cases()])
def test_calls(gpu, axis, masked, scale, ignored):  # noqa: F811
    x, mask = (np.moveaxis(each, -1, axis) if axis == 0 else each for each in (X, MASK))
    x = np.ascontiguousarray(x)
    rows = {-1: (2, 6), 0: (2, 6), (0, 2): (6,), None: ()}[axis]
    labels = np.random.default_rng(1).integers(0, 12, rows)
    if rows:
        labels[..., 0] = 7
    if isinstance(scale, np.ndarray):
        scale = np.broadcast_to(scale, rows)
    keywords = {"axis": axis, "scale": scale, "ignore_index": ignored}
    if masked:
        keywords["where"] = np.ascontiguousarray(mask)
    dy = DY[0, 0] if axis is None else DY[:, : rows[-1]][:, :6] if len(rows) == 2 else DY[0]
    loss, gradient = both_of(x, labels, dy=dy, **keywords)
    on = {key: there(each) for key, each in keywords.items()}
    label = there(labels) if rows else int(labels)
    assert_close(np.asarray(loss_of(there(x), label, **on).host), np.asarray(loss))
    got = both_of(there(x), label, dy=there(dy), **on)
    assert type(got) is tuple
    for each, wanted in zip(got, (loss, gradient), strict=True):
        assert_close(each.host, np.asarray(wanted))
    assert_close(gradient_of(there(dy), there(x), label, **on).host, gradient)
    # in place
    place = there(x)
    pair = both_of(place, label, dy=there(dy), out=place, **on)
    assert pair[1] is place
    np.testing.assert_array_equal(place.host, got[1].host)
    np.testing.assert_array_equal(pair[0].host, got[0].host)


@pytest.mark.parametrize("dtype", [pytest.param(e, marks=unless(e == "bfloat16")) for e in DTYPES])
def test_types(gpu, dtype):  # noqa: F811
    x, labels = X.astype(DTYPES[dtype]), LABELS.astype(np.int64)
    for each, wanted in zip(both_of(there(x), there(labels)), both_of(x, labels), strict=True):
        assert each.host.dtype == wanted.dtype == x.dtype
        assert_close(each.host, wanted, share=16 / 65536)


def test_outputs(gpu):  # noqa: F811
    out = standin.Array(standin.aligned(SHAPE, np.float64))
    loss, gradient = both_of(there(X), there(LABELS), out=out)
    wanted = both_of(X, LABELS)
    assert gradient is out
    assert_close(out.host.astype(np.float32), wanted[1])
    assert_close(loss.host, wanted[0])
    loss = standin.Array(standin.aligned(SHAPE[:2], np.float32))
    assert loss_of(there(X), there(LABELS), out=loss) is loss
    assert_close(loss.host, wanted[0])


def test_calls_like_one_before(gpu, monkeypatch):  # noqa: F811
    def key(kind, value):
        host = value.host
        return host.ctypes.data, (host.dtype, host.shape, host.strides, 0)

    monkeypatch.setattr(standin.ArrayKind, "key", key)
    for x in (X, X[::-1].copy()):
        place, labels = there(x), there(LABELS)
        loss, gradient = both_of(place, labels, dy=0.5)
        wanted = both_of(x, LABELS, dy=0.5)
        assert_close(loss.host, wanted[0])
        assert_close(gradient.host, wanted[1])
        loss, same = both_of(place, labels, dy=0.5, out=place)
        assert same is place
        assert_close(loss.host, wanted[0])
        assert_close(place.host, wanted[1])
    from numba_act.cuda.rows import launch

    kept = launch.planners["softmax_cross_entropy.value_and_vjp"].plans
    assert len(kept) == 4  # by what was given, and by what it looks like


def test_target_cuda(gpu, monkeypatch):  # noqa: F811
    monkeypatch.setattr(targets, "target", "cpu")
    wanted = both_of(X, LABELS, ignore_index=3)
    monkeypatch.setattr(targets, "target", "cuda")
    monkeypatch.setattr(host_rows, "_ready", {})
    out = np.empty_like(X)
    loss, gradient = both_of(X, LABELS, ignore_index=3, out=out)
    assert gradient is out
    assert_close(loss, wanted[0])
    assert_close(gradient, wanted[1])
    assert gpu.row_launches
    assert_close(loss_of(X, LABELS.tolist(), ignore_index=3), wanted[0])
    with pytest.raises(ValueError, match="argument 'labels' has 48, expected integers from 0 to 4"):
        loss_of(X, np.full(SHAPE[:2], 48))
    assert len(gpu.row_launches) == 2


@pytest.mark.parametrize(
    ("labels", "keywords", "error", "message"),
    [
        (LABELS, {}, TypeError, "'logits' is a device.* 'labels' is on the host"),
        (there(LABELS), {"ignore_index": 1.5}, TypeError, "'ignore_index' is 1.5, expected an int"),
        (there(LABELS), {"label_smoothing": 2}, ValueError, "'label_smoothing' is 2, expected one"),
        (there(LABELS.astype(float)), {}, TypeError, "'labels' has the type float64, expected int"),
        (there(LABELS[0, :5]), {}, ValueError, "'labels' has shape .5,., expected one that broadc"),
        (48, {}, ValueError, "'labels' has 48, expected integers from 0 to 47"),
        (-3, {"ignore_index": -1}, ValueError, "'labels' has -3, .* or ignore_index, -1"),
        (1.0, {}, TypeError, "'labels' has the type float64, expected integers"),
        (
            there(X[:1]),
            {},
            ValueError,
            "'labels' has shape .1, 6, 48., expected that of the logits",
        ),
        (there(X.astype(int)), {}, TypeError, "'labels' has the logits' shape and the type int64"),
    ],
)
def test_errors(gpu, labels, keywords, error, message):  # noqa: F811
    x = on_device(X)
    for function, first in ((loss_of, ()), (gradient_of, (1.0,)), (both_of, ())):
        with pytest.raises(error, match=f"softmax_cross_entropy.*{message}"):
            function(*first, x, labels, **keywords)
    np.testing.assert_array_equal(x.host, X)
    assert not gpu.row_launches


@pytest.mark.parametrize("dtype", [pytest.param(e, marks=unless(e == "float32")) for e in DTYPES])
def test_soft_accuracy(gpu, dtype):  # noqa: F811
    x = X.astype(DTYPES[dtype])
    for axis, k in ((-1, 1.0), (-1, DY), (0, 0.5)):
        scores = np.ascontiguousarray(np.moveaxis(x, -1, axis))
        given = LABELS, k, axis
        on = there(scores), *map(there, given)
        found, wanted = na.soft_accuracy(*on), na.soft_accuracy(scores, *given)
        assert found.host.shape == ()
        assert found.host.dtype == wanted.dtype
        assert_close(found.host, np.asarray(wanted))
        wanted = na.soft_accuracy.vjp(2.5, scores, *given)
        assert_close(na.soft_accuracy.vjp(2.5, *on).host, wanted, others=2)
    labels = LABELS.copy()
    labels[0, 0] = 48
    assert np.isnan(na.soft_accuracy(there(x), there(labels)).host)
    nothing = na.soft_accuracy(there(x[:0]), there(LABELS[:0]))
    assert np.isnan(nothing.host)
    assert na.soft_accuracy.vjp(1.0, there(x[:0]), there(LABELS[:0])).host.shape == (0, 6, 48)
    with pytest.raises(ValueError, match="soft_accuracy: argument 'labels' has shape"):
        na.soft_accuracy(there(x), there(x))


@pytest.mark.parametrize("dtype", [pytest.param(e, marks=unless(e == "bfloat16")) for e in DTYPES])
def test_soft_f1(gpu, dtype):  # noqa: F811
    random, dtype = np.random.default_rng(4), DTYPES[dtype]
    p, t = random.random((5, 7, 3)).astype(dtype), random.integers(0, 2, (5, 7, 3)).astype(dtype)
    p[:, 2], t[:, 2] = 0, 0  # 0/0
    for axis in (None, 0, (0, 2), -1, ()):
        wanted = np.asarray(na.soft_f1(p, t, axis))
        got = na.soft_f1(there(p), there(t), axis)
        assert got.host.shape == wanted.shape
        assert got.host.dtype == dtype
        assert_close(got.host, wanted, others=dtype.itemsize == 8)
        dy = random.normal(size=wanted.shape).astype(dtype)
        slope = na.soft_f1.vjp(dy, p, t, axis)
        found = na.soft_f1.vjp(there(dy) if dy.ndim else float(dy), there(p), there(t), axis)
        # in float64, whose last bits depend on the order of the sums
        allowed = {8: 1e-12, 4: 1e-6, 2: 2.0**-7}[dtype.itemsize]
        np.testing.assert_allclose(
            found.host.astype(float), slope.astype(float), rtol=allowed, atol=1e-16
        )
    assert na.soft_f1(there(p[:0]), there(t[:0])).host == 0
    for each, error, message in (
        ((there(p), t), TypeError, "'t' is on the host"),
        ((there(p), there(t[:4])), ValueError, "arguments 'p' and 't' have different shapes"),
        ((there(p), there(t), 3), np.exceptions.AxisError, "axis 3 is out of bounds"),
    ):
        with pytest.raises(error, match=f"soft_f1: .*{message}"):
            na.soft_f1(*each)
    with pytest.raises(ValueError, match=r"soft_f1\.vjp: argument 'dy' has shape"):
        na.soft_f1.vjp(there(np.ones(4, dtype)), there(p), there(t), (1, 2))
