"""``vjp(..., reduce=True)`` on arrays in GPU memory: the sums, on the stand-in for a device."""

import functools
import math

import numpy as np
import pytest

import numba_act as na
from numba_act.cuda.compile import kernel_of
from numba_act.dispatch import targets
from tests.support import ptx, standin
from tests.support.walk import DTYPES, assert_same_bits, turn_of, unless


@pytest.fixture
def gpu(monkeypatch):
    return standin.install(monkeypatch)


def there(host):
    copy = standin.aligned(host.shape, host.dtype)
    copy[...] = host
    return standin.Array(copy)


SHAPES = [
    ((40, 7), (7,)),
    ((3, 5, 6, 4), (5, 1, 1)),
    ((3, 37), (3, 1)),
    ((1001,), ()),
    ((2, 3, 2, 5), (3, 2, 1)),
    ((5, 0, 3), (3,)),
    ((0, 3), ()),
    ((4, 5), (2, 1, 1)),
    ((6,), (6,)),
    ((), ()),
]


@pytest.mark.parametrize(
    "dtype", [pytest.param(d, marks=unless(d in (turn_of("swish"), "float64"))) for d in DTYPES]
)
def test_the_same_as_on_the_host(gpu, dtype):
    """Both are rounded from a pair, or float64: that their trees differ is lost in all of these."""
    rng = np.random.default_rng(1)
    for shape, own in SHAPES:
        dy, x = (rng.standard_normal(shape).astype(DTYPES[dtype]) for _ in range(2))
        beta = rng.uniform(0.5, 2.0, own).astype(DTYPES[dtype])
        given = there(dy), there(x), there(beta)
        for wrt in ("beta", ("x", "beta")):
            got = na.swish.vjp(*given, wrt=wrt, reduce=True)
            expected = na.swish.vjp(dy, x, beta, wrt=wrt, reduce=True)
            for a, b in zip(
                *(each if type(each) is tuple else (each,) for each in (got, expected)), strict=True
            ):
                assert_same_bits(a.host, np.asarray(b))


@functools.cache
def kernel(definition, schedule):
    return ptx.Kernel(kernel_of(definition, schedule, (9, 0)).ptx)


class OnEvaluator(standin.StandIn):
    """A stand-in that executes the kernels' PTX, over copies of the arrays that they are given."""

    arrays = []  # noqa: RUF012  all that there are

    def launch(self, function, config, stream, arguments, number):
        definition, schedule, _ = self.handles[function - 1]
        memory, values, copies = ptx.Memory(), list(arguments), {}
        for k, (value, kind) in enumerate(zip(arguments, schedule.arguments, strict=True)):
            if kind == "uint64":
                (n,) = (n for n, each in enumerate(self.arrays) if is_within(each, value))
                if n not in copies:
                    copies[n] = memory.add(self.arrays[n], writable=True)
                values[k] = copies[n] + value - self.arrays[n].ctypes.data
        kernel(definition, schedule).run(*config, values, memory)
        for n, address in copies.items():
            self.arrays[n][...] = memory.array(address)


def is_within(array, address):
    return array.ctypes.data <= address < array.ctypes.data + array.nbytes


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_same_in_ptx(monkeypatch, dtype):
    make = standin.aligned

    def remembered(*args):
        OnEvaluator.arrays.append(make(*args))
        return OnEvaluator.arrays[-1]

    monkeypatch.setattr(standin, "aligned", remembered)
    monkeypatch.setattr(standin, "StandIn", OnEvaluator)
    monkeypatch.setattr(OnEvaluator, "arrays", [])
    standin.install(monkeypatch)
    rng = np.random.default_rng(3)
    dy, x = (rng.standard_normal((3, 7, 5)).astype(DTYPES[dtype]) for _ in range(2))
    alpha = rng.uniform(0.5, 2.0, (7, 1)).astype(DTYPES[dtype])
    got = na.prelu.vjp(there(dy), there(x), there(alpha), wrt="alpha", reduce=True)
    assert_same_bits(got.host, na.prelu.vjp(dy, x, alpha, wrt="alpha", reduce=True))


def test_terms_that_cancel(gpu):
    rng = np.random.default_rng(2)
    dy = rng.standard_normal(3001) * 10.0 ** rng.integers(-20, 20, 3001)
    dy = rng.permutation(np.concatenate([dy, [1e-9], -dy]))
    got = na.prelu.vjp(there(dy), there(np.full(dy.size, -1.0)), 0.25, wrt="alpha", reduce=True)
    assert abs(got.host - math.fsum(-dy)) <= 2.0**-90 * abs(dy).max()


def test_infinite_sums(gpu):
    for dy, expected in (
        ([np.inf, 1.0, 2.0], -np.inf),
        ([np.inf, -np.inf, 2.0], np.nan),
        ([1.0, np.nan, 2.0], np.nan),
        ([1e308, 1e308, 1.0], -np.inf),
    ):
        given = there(np.array(dy)), there(-np.ones(3)), 0.25
        got = na.prelu.vjp(*given, wrt="alpha", reduce=True)
        np.testing.assert_equal(got.host[()], expected)


def test_numbers_types_and_streams(gpu):
    x = np.linspace(-1, 1, 9).astype(np.float32)
    got = na.prelu.vjp(2.0, there(x), 0.25, wrt="alpha", reduce=True, dtype=np.float64, stream=7)
    assert got.host.dtype == np.float64
    assert got.host.shape == ()
    assert got.host == 2.0 * x[x < 0].sum(dtype=float)
    assert {each[4] for each in gpu.launches} == {7}


def test_errors(gpu, monkeypatch):
    x = np.ones(3)
    with pytest.raises(TypeError, match=r"swish\.vjp: argument 'out' is not for reduce"):
        na.swish.vjp(there(x), there(x), reduce=True, out=there(x))
    with pytest.raises(TypeError, match=r"is a device array .* but argument 'x' is on the host"):
        na.swish.vjp(there(x), x, reduce=True)
    with pytest.raises(ValueError, match=r"swish\.vjp: the arguments' shapes do not broadcast"):
        na.swish.vjp(there(x), there(x[:2]), reduce=True)
    with pytest.raises(TypeError, match=r"swish\.vjp: argument 'stream'"):
        na.swish.vjp(x, x, reduce=True, stream=3)
    monkeypatch.setattr(targets, "target", "cpu")
    with pytest.raises(TypeError, match="the selected target is 'cpu'"):
        na.swish.vjp(there(x), there(x), reduce=True)
