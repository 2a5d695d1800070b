"""``vjp(..., reduce=True)``: gradients summed to the shapes of their operands."""

import math
from unittest.mock import Mock

import ml_dtypes
import numpy as np
import pytest

import numba_act as na
from numba_act.dispatch.reduction import BLOCK, _places
from tests.support.process import run

SHAPES = [
    ((1000, 7), (7,)),
    ((5, 7, 30, 40), (7, 1, 1)),
    ((3, BLOCK + 5), (3, 1)),
    ((BLOCK, 3), (3,)),
    ((2 * BLOCK + 3,), ()),
    ((5, 0, 3), (3,)),
    ((4, 5), (2, 1, 1)),
    ((), ()),
]


def sums(addends, shape):
    """Return exact sums of an array over the axes that an operand of a shape does not have."""
    kept = (1,) * (addends.ndim - len(shape)) + shape
    axes = tuple(k for k in range(addends.ndim) if kept[k] == 1)
    rows = np.moveaxis(addends.astype(float), axes, range(-len(axes), 0))
    count = math.prod(addends.shape[k] for k in axes)
    found = [math.fsum(row) for row in rows.reshape(math.prod(kept), count)]
    return np.reshape(found, shape)


@pytest.mark.parametrize("dtype", [np.float16, ml_dtypes.bfloat16, np.float32, np.float64])
@pytest.mark.parametrize(("shape", "own"), SHAPES)
def test_sums(shape, own, dtype):
    rng = np.random.default_rng(1)
    dy, x = (rng.standard_normal(shape).astype(dtype) for _ in range(2))
    beta = rng.uniform(0.5, 2.0, own).astype(dtype)
    found = na.swish.vjp(dy, x, beta, wrt="beta", reduce=True)
    assert np.shape(found) == own
    assert found.dtype == dtype
    addends = np.asarray(na.swish.vjp(dy, x, beta, wrt="beta"))
    np.testing.assert_array_equal(found, sums(addends, own).astype(dtype))
    both = na.swish.vjp(dy, x, beta, wrt=("x", "beta"), reduce=True)
    x_shape = sums(np.asarray(na.swish.vjp(dy, x, beta)), shape)
    np.testing.assert_array_equal(both[0], x_shape.astype(dtype))
    np.testing.assert_array_equal(both[1], found)


def test_terms_that_cancel():
    rng = np.random.default_rng(2)
    dy = rng.standard_normal(100_000) * 10.0 ** rng.integers(-20, 20, 100_000)
    dy = np.concatenate([dy, [1e-9], -dy])
    got = na.prelu.vjp(dy, np.full(dy.size, -1.0), 0.25, wrt="alpha", reduce=True)
    assert abs(got - math.fsum(-dy)) <= 2.0**-70 * abs(dy).max()


def test_infinite_and_overflowing():
    for dy, expected, over in (
        ([np.inf, 1.0, 2.0], -np.inf, "raise"),
        ([np.inf, -np.inf, 2.0], np.nan, "raise"),
        ([np.nan, 1.0, 2.0], np.nan, "raise"),
        ([1e308, 1e308, 1.0], -np.inf, "ignore"),
        ([1e308, 1e300, -1e308], -1e300, "raise"),
        ([1e308, 1e308, -1e308, -1e308], 0.0, "raise"),
    ):
        with np.errstate(over=over):
            got = na.prelu.vjp(np.array(dy), -np.ones(len(dy)), 0.25, wrt="alpha", reduce=True)
        np.testing.assert_equal(got, np.float64(expected))


def test_overflow_names_the_function():
    largest = np.finfo(np.float32).max
    for dy, x in (
        (np.full(3, largest), -np.ones(3, "f4")),
        (np.full(3, 1e308), -np.ones(3)),
        (np.float16([60000, 60000]), -np.ones(2, "f2")),
    ):
        with pytest.warns(RuntimeWarning, match=r"^overflow encountered in prelu\.vjp$") as caught:
            got = na.prelu.vjp(dy, x, 0.25, wrt="alpha", reduce=True)
        assert np.isinf(got)
        assert caught[0].filename == __file__
        with np.errstate(over="raise"), pytest.raises(FloatingPointError, match=r"prelu\.vjp"):
            na.prelu.vjp(dy, x, 0.25, wrt="alpha", reduce=True)
        called = Mock()
        with np.errstate(over="call", call=called):
            na.prelu.vjp(dy, x, 0.25, wrt="alpha", reduce=True)
        assert called.call_args.args[0] == "overflow"


def test_nothing_to_sum_is_the_gradient_itself():
    given = np.full((3, 1), -0.0), -np.ones((3, 1)), 0.25
    got = na.prelu.vjp(*given, reduce=True)
    np.testing.assert_array_equal(np.signbit(got), np.signbit(na.prelu.vjp(*given)))


def test_empty_in_one_block():
    shape = (10**12, 0)
    assert len(list(_places(shape))) == 1
    x = np.empty(shape)
    assert na.prelu.vjp(x, x, 0.25, wrt="alpha", reduce=True) == 0.0


def test_first_gradient_and_gates():
    dy, x, gate = np.ones((4, 3), "f4"), np.float32(0.5), np.ones((4, 1), "f4")
    got = na.silu.vjp(dy, x, reduce=True)
    assert type(got) is np.float32
    assert got == np.float32(12 * float(na.silu.grad(x)))
    of_gate, of_value = na.swiglu.vjp(dy, gate, np.full(3, 2, "f4"), reduce=True)
    assert of_gate.shape == (4, 1)
    assert of_value.shape == (3,)
    np.testing.assert_allclose(of_value, 4 * na.silu(np.ones(3, "f4")), rtol=1e-6)


def test_numbers_lists_and_dtype():
    assert na.prelu.vjp([1.0, 2.0], [-1, -2], 0.1, wrt="alpha", reduce=True) == -5.0
    got = na.prelu.vjp(np.ones(2, "f4"), np.ones(2, "f4"), 0.1, reduce=True, dtype=np.float64)
    assert got.dtype == np.float64
    plain = na.swish.vjp(np.ones(2), np.ones(2), 1.0, wrt="beta", reduce=False)
    assert plain.shape == (2,)


PROGRAM = """
import numpy as np, numba_act as na
rng = np.random.default_rng(3)
dy, x = (rng.standard_normal((1000, 1001)) for _ in range(2))
beta = rng.uniform(0.5, 2, 1001)
print(na.swish.vjp(dy, x, beta, wrt="beta", reduce=True).tobytes().hex())
print(float(na.swish.vjp(dy, x, 1.5, wrt="beta", reduce=True)).hex())
"""


def test_same_bits_for_every_number_of_threads():
    assert run(PROGRAM, NUMBA_NUM_THREADS="1") == run(PROGRAM, NUMBA_NUM_THREADS="2")


def test_errors():
    x = np.ones(3)
    for name, value in (("out", x), ("where", x > 0), ("order", "C")):
        with pytest.raises(TypeError, match=rf"swish\.vjp: argument '{name}' is not for reduce"):
            na.swish.vjp(x, x, wrt="beta", reduce=True, **{name: value})
    for wrong in ("no", 1, None):
        with pytest.raises(
            TypeError, match=rf"swish\.vjp: argument 'reduce' is {wrong!r}, expected"
        ):
            na.swish.vjp(x, x, reduce=wrong)
    with pytest.raises(TypeError, match="argument 'x' is memoryview, expected a NumPy array"):
        na.swish.vjp(x, memoryview(x), reduce=True)
    with pytest.raises(TypeError, match=r"swish\.grad: unknown keyword argument 'reduce'"):
        na.swish.grad(x, reduce=True)
    with pytest.raises(ValueError, match=r"swish\.vjp: the arguments' shapes do not broadcast"):
        na.swish.vjp(x, np.ones(2), reduce=True)
