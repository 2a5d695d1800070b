"""Dask arrays: every function lazily, with the bits of NumPy's call, also in other processes."""

import numpy as np
import pytest

import numba_act as na
from tests.support.walk import ACTIVATIONS, every_second

dask = pytest.importorskip("dask")
da = pytest.importorskip("dask.array")

X = np.linspace(-3.0, 3.0, 24, dtype=np.float32).reshape(4, 6)
P = np.abs(X) / np.float32(3.1)
LABELS = np.array([0, 1, 2, 5])
ALPHA = np.float32([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])

#: What is neither a row function of one array nor elementwise with one result.
CALLS = {
    "gate": lambda x, p, labels: na.swiglu.vjp(x, x, p),
    "several": lambda x, p, labels: na.swish.vjp(x, p, ALPHA, wrt=("x", "beta")),
    "dtype": lambda x, p, labels: na.pow.vjp(x, p, 2.0, dtype=np.float64),
    "cross entropy": lambda x, p, labels: na.softmax_cross_entropy(x, labels),
    "its gradient": lambda x, p, labels: na.softmax_cross_entropy.vjp(p[:, 0], x, labels),
    "both": lambda x, p, labels: na.softmax_cross_entropy.value_and_vjp(x, labels),
    "probabilities": lambda x, p, labels: na.softmax_cross_entropy(x, p, axis=0),
    "soft_accuracy": lambda x, p, labels: na.soft_accuracy(x, labels),
    "soft_accuracy.vjp": lambda x, p, labels: na.soft_accuracy.vjp(2.0, x, labels),
    "soft_f1": lambda x, p, labels: na.soft_f1(p, p, axis=1),
    "soft_f1.vjp": lambda x, p, labels: na.soft_f1.vjp(x[0], p, p, axis=0),
    "packed": lambda x, p, labels: na.geglu.packed_vjp(x[:, :3], x),
    "crelu": lambda x, p, labels: na.crelu(x),
}


def chunked(*arrays):
    return [da.from_array(each, chunks=(2, 3)[: each.ndim]) for each in arrays]


def check(lazy, expected, **options):
    """Say that lazy results have the bits and types of others."""
    results = lazy if isinstance(lazy, tuple) else (lazy,)
    assert all(isinstance(each, da.Array) for each in results)
    wanted = expected if isinstance(expected, tuple) else (expected,)
    for got, right in zip(dask.compute(*results, **options), wanted, strict=True):
        np.testing.assert_array_equal(got, right)
        assert got.dtype == right.dtype


@pytest.mark.parametrize("name", every_second(CALLS, step=3))
def test_bits(name):
    given = X, P, LABELS
    check(CALLS[name](*chunked(*given)), CALLS[name](*given), scheduler="synchronous")


ROWS = (na.softmax, na.softmin, na.log_softmax, na.logsumexp)


@pytest.mark.parametrize("function", every_second(ROWS, step=3), ids=lambda f: f.__name__)
@pytest.mark.parametrize(
    "keywords", every_second([{"axis": 0, "scale": 0.3}, {}, {"axis": None}]), ids=str
)
def test_rows_longer_than_a_block(function, keywords):
    """They are not brought into one: two passes over the blocks."""
    with dask.config.set({"array.chunk-size": "8B"}):
        got = function(*chunked(X), **keywords)
    expected = function(X, **keywords)
    assert got.dtype == expected.dtype
    if function is not na.logsumexp:
        assert got.chunks == chunked(X)[0].chunks
    np.testing.assert_allclose(got.compute(scheduler="synchronous"), expected, rtol=5e-7)


@pytest.mark.parametrize("function", every_second(ROWS, step=3), ids=lambda f: f.__name__)
def test_special_values_of_long_rows(function):
    x = np.concatenate([X, X * np.float32(1e3)])
    x[0, :3], x[1], x[2, 4], x[3, 1] = -np.inf, -np.inf, np.inf, np.nan
    with dask.config.set({"array.chunk-size": "8B"}):
        got = function(*chunked(x)).compute(scheduler="synchronous")
    np.testing.assert_allclose(got, function(x), rtol=5e-7)


def test_errors():
    (x,) = chunked(X)
    with pytest.raises(TypeError, match=r"'dy' is Array, .* sum the result without it"):
        na.prelu.vjp(x, x, ALPHA, wrt="alpha", reduce=True)
    with pytest.raises(TypeError, match=r"taken by dask.array.map_blocks\(fake_quantize"):
        na.fake_quantize(x, 0.1, 0, 0, 255)
    with pytest.raises(TypeError, match=r"swiglu\.vjp: argument 'out' is not for Dask arrays"):
        na.swiglu.vjp(x, x, x, out=(np.empty_like(X), np.empty_like(X)))


def calls_of_all():
    """Yield a call of every function, with NumPy's arrays or Dask's."""
    for function in ACTIVATIONS.values():
        count = len(function.definition.arguments)
        for each, more in ((function, 0), (function.grad, 0), (function.vjp, 1)):
            yield each, (count + more) * (P,)
    for function in (*ROWS, na.smooth_max, na.soft_argmax, na.sparsemax, na.entmax15):
        yield function, (X,)


@pytest.mark.parametrize(
    "part", [slice(0, None, 97), pytest.param(slice(None), marks=pytest.mark.sweep)], ids=str
)
def test_in_a_cluster_of_processes(part):
    distributed = pytest.importorskip("distributed")
    own = na.activation(lambda x, slope=2.0: slope * na.tanh(x))
    selected = [*calls_of_all()][part]
    with (
        np.errstate(all="ignore"),
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster),
    ):
        for function, arrays in [*selected, (own, (X,)), (own.grad, (X,))]:
            check(function(*chunked(*arrays)), function(*arrays))
        for call in CALLS.values():
            given = X, P, LABELS
            check(call(*chunked(*given)), call(*given))
