"""soft_accuracy and soft_f1 against their formulas in float64."""

import numpy as np
import pytest

import numba_act as na
from numba_act.core.docstrings import HALF_BOUND
from tests.support import ulp
from tests.support.rows import REFERENCES
from tests.support.walk import DTYPES


@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
def test_soft_accuracy(dtype):
    dtype = DTYPES[dtype]
    random = np.random.default_rng(1)
    x, labels = random.normal(0, 2, (7, 6, 40)).astype(dtype), random.integers(0, 40, (7, 6))
    digits = {4: 2e-7, 2: 2.0**-8}[dtype.itemsize]
    for k in (1.0, 3.0, -0.5):
        share = REFERENCES["softmax"](x.astype(np.float64), k)
        at = np.take_along_axis(share, labels[..., None], -1)
        got = na.soft_accuracy(x, labels, k)
        assert got.dtype == dtype
        assert float(got) == pytest.approx(at.mean(), rel=digits)
        one_hot = np.arange(40) == labels[..., None]
        gradient = 2.5 * k * at * (one_hot - share) / at.size
        found = na.soft_accuracy.vjp(2.5, x, labels, k)
        assert found.dtype == dtype
        np.testing.assert_allclose(found.astype(float), gradient, rtol=8 * digits, atol=1e-12)
        moved = np.moveaxis(x, -1, 0)
        assert na.soft_accuracy(moved, labels, k, axis=0) == got
        np.testing.assert_array_equal(
            np.moveaxis(na.soft_accuracy.vjp(2.5, moved, labels, k, axis=0), 0, -1), found
        )


@pytest.mark.parametrize("dtype", ["float16", "bfloat16"])
def test_its_gradient_in_16_bits_is_rounded_once(dtype):
    dtype = DTYPES[dtype]
    random = np.random.default_rng(4)
    x, labels = random.normal(0, 2, (200, 17)).astype(dtype), random.integers(0, 17, 200)
    share = REFERENCES["softmax"](x.astype(np.float64), 3.0)
    at = np.take_along_axis(share, labels[:, None], -1)
    one_hot = np.arange(17) == labels[:, None]
    rest = np.where(one_hot, 0.0, share).sum(-1, keepdims=True)
    expected = 2.5 * 3.0 * at * np.where(one_hot, rest, -share) / labels.size
    got = na.soft_accuracy.vjp(2.5, x, labels, 3.0)
    assert got.dtype == dtype
    assert ulp.error(got, expected).max() <= HALF_BOUND


def test_soft_accuracy_becomes_the_accuracy():
    x, labels = np.random.default_rng(2).random((50, 8), np.float32), np.arange(50) % 8
    accuracy = (x.argmax(-1) == labels).mean()
    assert na.soft_accuracy(x, labels, 1e9) == np.float32(accuracy)
    assert np.isnan(na.soft_accuracy(np.zeros((0, 3)), np.zeros(0, int)))
    assert na.soft_accuracy(np.zeros(4, np.float32), 1) == np.float32(0.25)


def test_soft_accuracy_of_wrong_arguments():
    for wrong, error in (
        ([0, 3], ValueError),
        (np.ones((2, 3)), ValueError),
        ([0.0, 1], TypeError),
    ):
        with pytest.raises(error, match="soft_accuracy: argument 'labels' has"):
            na.soft_accuracy(np.ones((2, 3)), wrong)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("axis", [None, 1, (0, 2)])
def test_soft_f1(dtype, axis):
    dtype = DTYPES[dtype]
    random = np.random.default_rng(3)
    p, t = random.random((4, 50, 3)).astype(dtype), random.integers(0, 2, (4, 50, 3)).astype(dtype)
    wide, target = p.astype(np.float64), t.astype(np.float64)
    total = (wide + target).sum(axis, keepdims=True)
    score = 2 * (wide * target).sum(axis, keepdims=True) / total
    got = na.soft_f1(p, t, axis)
    digits = {8: 1e-15, 4: 1e-7, 2: 2.0**-8}[dtype.itemsize]
    assert got.dtype == dtype
    np.testing.assert_allclose(got.astype(float), np.squeeze(score, axis), rtol=digits)
    dy = random.normal(size=got.shape)
    weight = dy if axis is None else np.expand_dims(dy, axis)
    found = na.soft_f1.vjp(dy, p, t, axis)
    assert found.dtype == dtype
    np.testing.assert_allclose(
        found.astype(float), weight * (2 * target - score) / total, rtol=4 * digits, atol=1e-17
    )


def test_tensors():
    torch = pytest.importorskip("torch")
    p, t = np.random.default_rng(4).random((2, 5, 3), np.float32)
    found = na.soft_f1.vjp(1.0, torch.tensor(p), torch.tensor(t))
    np.testing.assert_array_equal(found.numpy(), na.soft_f1.vjp(1.0, p, t))
    labels = np.array([0, 1, 2, 0, 1])
    found = na.soft_accuracy.vjp(1.0, torch.tensor(p), torch.tensor(labels))
    np.testing.assert_array_equal(found.numpy(), na.soft_accuracy.vjp(1.0, p, labels))


def test_soft_f1_of_nothing_is_0():
    zero = np.zeros((2, 3))
    assert na.soft_f1(zero, zero) == 0
    assert (na.soft_f1.vjp(1.0, zero, zero, 1) == 0).all()
    assert na.soft_f1(np.zeros((0, 3)), np.zeros((0, 3))) == 0


def test_soft_f1_of_wrong_arguments():
    with pytest.raises(ValueError, match="soft_f1: arguments 'p' and 't' have different shapes"):
        na.soft_f1(np.ones(3), np.ones(4))
    with pytest.raises(ValueError, match=r"soft_f1.vjp: argument 'dy' has shape"):
        na.soft_f1.vjp(np.ones(5), np.ones((3, 4)), np.ones((3, 4)), 1)
    with pytest.raises(TypeError, match="soft_f1: argument 'p'"):
        na.soft_f1("a", np.ones(4))
