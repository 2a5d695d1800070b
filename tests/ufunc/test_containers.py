"""Row functions and packed gates of other kinds of arrays: the same numbers, the kind kept."""

import pickle
import warnings

import ml_dtypes
import numpy as np
import pytest

import numba_act as na
from tests.support import rows
from tests.support.rows import FUNCTIONS, MAPS
from tests.support.walk import every_second, in_turn

X = np.random.default_rng(0).normal(0, 3, (4, 6)).astype(np.float32)
MASK = np.random.default_rng(1).uniform(size=X.shape) < 0.7
MASK[:, 0] = True
GRADIENT = np.random.default_rng(2).normal(0, 1, (4, 3)).astype(np.float32)

AXES = (-1, 0, None, (0, 1))

#: By default: kernels for masks and for columns take time to compile.
every_third = every_second(FUNCTIONS, step=3)


def arguments(name, x=X, axis=-1):
    """Return the arrays of a call, of which the last one is like x."""
    if name == "logsumexp.vjp":
        return [np.asarray(na.logsumexp(x, axis)), x]
    return [x, na.softmax(x, axis)] if "vjp" in name else [x]


def call(name, given, axis=-1, **keywords):
    return FUNCTIONS[name](*given, axis=axis, **keywords)


# PyTorch ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def torch():
    return pytest.importorskip("torch")


def as_tensor(torch, array):
    array = np.array(array)
    if array.dtype == ml_dtypes.bfloat16:
        return torch.from_numpy(array.view(np.int16)).view(torch.bfloat16)
    return torch.from_numpy(array)


def as_array(torch, tensor):
    assert type(tensor) is torch.Tensor
    if tensor.dtype is torch.bfloat16:
        return tensor.view(torch.int16).numpy().view(ml_dtypes.bfloat16)
    return tensor.numpy()


@pytest.mark.parametrize(
    ("name", "dtype"), in_turn(FUNCTIONS, ["bfloat16", "float32"], ["softmax", "softmax.vjp"])
)
def test_tensors(torch, name, dtype):
    x = X.astype(rows.DTYPES[dtype])
    for axis in (-1, None):
        given = arguments(name, x, axis)
        expected = call(name, given, axis)
        tensors = [as_tensor(torch, each) for each in given]
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            got = call(name, tensors, axis)
            np.testing.assert_array_equal(as_array(torch, got), expected)
            out = torch.zeros_like(got)
            assert call(name, tensors, axis, out=out) is out
            np.testing.assert_array_equal(as_array(torch, out), expected)


def test_tensors_of_other_layouts(torch):
    x = torch.from_numpy(X)
    np.testing.assert_array_equal(na.softmax(x.T, 0).numpy(), na.softmax(X).T)
    np.testing.assert_array_equal(na.softmax(x[:, ::2]).numpy(), na.softmax(X[:, ::2]))
    half = x.to(torch.bfloat16)
    got = na.softmax(half.T, 0, where=torch.from_numpy(MASK.T), scale=torch.tensor(0.5))
    expected = na.softmax(X.astype(ml_dtypes.bfloat16), where=MASK, scale=0.5)
    np.testing.assert_array_equal(as_array(torch, got), expected.T)
    np.testing.assert_array_equal(na.softmax(half, dtype=torch.float32).dtype, torch.float32)
    assert na.logsumexp(x, None).shape == ()
    assert na.softmax(x, out=(out := np.empty_like(X))) is out
    assert na.softmax(X, out=(out := torch.empty(4, 6))) is out
    assert isinstance(na.softmax.vjp(X, x), torch.Tensor)


def test_tensors_that_would_lose_something(torch):
    x = torch.ones(2, 4, requires_grad=True)
    for function in (na.softmax, na.logsumexp, na.swiglu.packed):
        with pytest.raises(TypeError, match="'x' requires a gradient"):
            function(x)
        with torch.no_grad():
            assert isinstance(function(x), torch.Tensor)
        with pytest.raises(TypeError, match="'x' has layout"):
            function(torch.ones(2, 4).to_sparse())
        with pytest.raises(TypeError, match="'x' has dtype complex64"):
            function(torch.ones(2, 4, dtype=torch.complex64))


@pytest.mark.parametrize("order", ["gate_first", "value_first", "interleaved"])
def test_packed_tensors(torch, order):
    for dtype in ("float32", "bfloat16"):
        x, dy = X.astype(rows.DTYPES[dtype]), GRADIENT.astype(rows.DTYPES[dtype])
        tensor, dy_tensor = as_tensor(torch, x), as_tensor(torch, dy)
        expected, gradient = na.swiglu.packed(x, order=order), None
        got = na.swiglu.packed(tensor, order=order)
        np.testing.assert_array_equal(as_array(torch, got), expected)
        out = torch.empty_like(got)
        assert na.swiglu.packed(tensor, order=order, out=out) is out
        np.testing.assert_array_equal(as_array(torch, out), expected)
        gradient = na.swiglu.packed_vjp(dy, x, order=order)
        got = na.swiglu.packed_vjp(dy_tensor, tensor, order=order)
        np.testing.assert_array_equal(as_array(torch, got), gradient)


# Masked arrays ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "axis"), in_turn(FUNCTIONS, AXES, ["softmax", "logsumexp", "softmax.vjp"])
)
def test_masked_arrays(name, axis):
    given = arguments(name, axis=axis)
    where = np.tri(*X.shape, 3, dtype=bool)
    for keywords, mask in (({}, MASK), ({"where": where}, MASK & where)):
        masked = [np.ma.masked_array(each, ~MASK) for each in given if np.shape(each) == X.shape]
        got = call(name, [*given[: len(given) - len(masked)], *masked], axis, **keywords)
        expected = call(name, given, axis, where=mask)
        assert np.ndim(got) == 0 or type(got) is np.ma.MaskedArray
        np.testing.assert_array_equal(np.ma.getdata(got), expected)
        if name in MAPS:
            np.testing.assert_array_equal(got.mask, ~MASK)
        else:
            assert not np.ma.getmaskarray(got).any()


def test_masks_are_not_dropped():
    row = np.ma.masked_array(np.float32([1, 2, 100]), mask=[0, 0, 1])
    got = na.softmax(row)
    np.testing.assert_allclose(got.filled(-1), [0.26894142, 0.73105858, -1])
    out = np.ma.zeros(3, np.float32)
    assert na.softmax(row, out=out) is out
    np.testing.assert_array_equal(out.mask, row.mask)
    # a row without an element has no sum, and is no element of the result
    table = np.ma.masked_array(X, np.arange(4)[:, None] == np.full(6, 2))
    total = na.logsumexp(table)
    np.testing.assert_array_equal(total.mask, [0, 0, 1, 0])
    assert na.logsumexp(table[2:3], None) is np.ma.masked
    dy = np.ma.masked_array(np.ones(4, np.float32), [0, 1, 0, 0])
    gradient = na.logsumexp.vjp(dy, X)
    np.testing.assert_array_equal(gradient.mask, np.repeat([[0], [1], [0], [0]], 6, 1))
    weights = np.ma.masked_array(np.ones(X.shape, np.float32), ~MASK)
    np.testing.assert_allclose(na.logsumexp(X, b=weights), na.logsumexp(X, where=MASK), rtol=1e-6)
    hidden = np.ma.masked_array(np.ones(6, bool), np.arange(6) > 3)
    np.testing.assert_array_equal(
        na.softmax(X, where=hidden), na.softmax(X, where=np.arange(6) <= 3)
    )


@pytest.mark.parametrize("order", ["gate_first", "value_first", "interleaved"])
def test_packed_masks(order):
    x = np.ma.masked_array(X, ~MASK)
    gate, value = (MASK[:, ::2], MASK[:, 1::2]) if order == "interleaved" else np.hsplit(MASK, 2)
    got = na.swiglu.packed(x, order=order)
    assert type(got) is np.ma.MaskedArray
    np.testing.assert_array_equal(got.data, na.swiglu.packed(X, order=order))
    np.testing.assert_array_equal(got.mask, ~(gate & value))
    got = na.swiglu.packed_vjp(GRADIENT, x, order=order)
    np.testing.assert_array_equal(got.data, na.swiglu.packed_vjp(GRADIENT, X, order=order))
    halves = (got[:, ::2], got[:, 1::2]) if order == "interleaved" else np.hsplit(got.mask, 2)
    for half in halves:
        np.testing.assert_array_equal(
            np.ma.getmaskarray(half) | np.asarray(half, bool), np.asarray(half, bool)
        )
    dy = np.ma.masked_array(GRADIENT, GRADIENT > 0)
    got = na.swiglu.packed_vjp(dy, X, order=order)
    assert got.mask.sum() == 2 * dy.mask.sum()
    out = np.ma.zeros((4, 3), np.float32)
    assert na.swiglu.packed(x, order=order, out=out) is out
    np.testing.assert_array_equal(out.mask, ~(gate & value))


# Subclasses ---------------------------------------------------------------------------------------


class Labelled(np.ndarray):
    """An array that knows where it comes from."""

    label = ""

    def __array_finalize__(self, other):
        self.label = getattr(other, "label", "")


@pytest.mark.parametrize("name", every_third)
def test_subclasses(name):
    given = arguments(name)
    made = [each.view(Labelled) for each in given]
    for each in made:
        each.label = "here"
    got = call(name, made)
    assert type(got) is Labelled
    assert got.label == "here"
    np.testing.assert_array_equal(np.asarray(got), call(name, given))


@pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")
def test_matrices():
    x = np.matrix(X)
    for axis in (0, 1):
        np.testing.assert_array_equal(na.softmax(x, axis), na.softmax(X, axis))
        assert type(na.softmax(x, axis)) is np.matrix
        total = na.logsumexp(x, axis)
        assert type(total) is np.matrix
        assert total.shape == x.sum(axis).shape
        np.testing.assert_array_equal(np.ravel(total), na.logsumexp(X, axis))
    assert na.logsumexp(x, None) == na.logsumexp(X, None)
    assert type(na.swiglu.packed(x)) is np.matrix


# pandas and xarray --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", every_third)
def test_pandas(name):
    pandas = pytest.importorskip("pandas")
    index, columns = list("wxyz"), list("abcdef")
    for axis in (-1, 0, None):
        given = arguments(name, axis=axis)
        tables = [
            pandas.DataFrame(each, index=index, columns=columns) if each.shape == X.shape else each
            for each in given
        ]
        got, expected = call(name, tables, axis), call(name, given, axis)
        np.testing.assert_array_equal(np.asarray(got), expected)
        if name in MAPS:
            assert list(got.index) == index
            assert list(got.columns) == columns
            assert set(got.dtypes) == {np.dtype(np.float32)}
        elif axis is not None:
            assert type(got) is pandas.Series
            assert list(got.index) == (columns if axis == 0 else index)
    if len(given) == 1:
        row = pandas.Series(X[0], index=columns, name="row")
        got = call(name, [row])
        np.testing.assert_array_equal(got, call(name, [X[0]]))
        assert np.ndim(got) == 0 or (got.name == "row" and list(got.index) == columns)


def test_pandas_labels_and_missing_numbers():
    pandas = pytest.importorskip("pandas")
    row = pandas.Series([1, 2, 3], index=list("abc"), dtype="Int64")
    np.testing.assert_array_equal(na.softmax(row), na.softmax([1.0, 2.0, 3.0]))
    row = row.astype("Float32")
    expected = na.softmax(np.float32([1, 2, 3]), where=[True, False, True])
    assert np.isnan(na.softmax(pandas.Series([1, None], dtype="Int64"))).all()
    with pytest.raises(TypeError, match="softmax: argument 'x'"):
        na.softmax(pandas.Series(["a", "b"]))
    mask = pandas.Series([True, False, True], index=list("cab"))
    with pytest.raises(ValueError, match="argument 'where' has other labels"):
        na.softmax(row, where=mask)
    got = na.softmax(row, where=pandas.Series([True, False, True], index=list("abc")))
    np.testing.assert_array_equal(got, expected)
    table = pandas.DataFrame(X, index=list("wxyz"))
    got = na.swiglu.packed(table)
    np.testing.assert_array_equal(got, na.swiglu.packed(X))
    assert list(got.index) == list("wxyz")
    got = na.swiglu.packed_vjp(GRADIENT, table)
    assert list(got.columns) == list(table.columns)
    np.testing.assert_array_equal(got, na.swiglu.packed_vjp(GRADIENT, X))


@pytest.mark.parametrize("name", every_third)
def test_xarray(name):
    xarray = pytest.importorskip("xarray")
    for axis in AXES:
        given = arguments(name, axis=axis)
        labelled = [
            xarray.DataArray(
                each,
                dims=("row", "place"),
                coords={"row": list("wxyz"), "place": np.arange(6), "mean": ("row", X.mean(1))},
                attrs={"unit": "nat"},
                name="scores",
            )
            if each.shape == X.shape
            else each
            for each in given
        ]
        got, expected = call(name, labelled, axis), call(name, given, axis)
        assert type(got) is xarray.DataArray
        np.testing.assert_array_equal(got.values, expected)
        assert got.name == "scores"
        assert got.attrs == {"unit": "nat"}
        if name in MAPS:
            assert set(got.coords) == {"row", "place", "mean"}
        else:
            assert set(got.coords) == {-1: {"row", "mean"}, 0: {"place"}}.get(axis, set())


def test_xarray_by_names():
    xarray = pytest.importorskip("xarray")
    x = xarray.DataArray(X, dims=("row", "place"))
    where = xarray.DataArray(MASK.T, dims=("place", "row"))
    scale = xarray.DataArray(np.arange(1.0, 5.0), dims="row")
    got = na.softmax(x, where=where, scale=scale)
    np.testing.assert_array_equal(got, na.softmax(X, where=MASK, scale=np.arange(1.0, 5.0)))
    with pytest.raises(ValueError, match="argument 'where' has the dimension 'column'"):
        na.softmax(x, where=xarray.DataArray(MASK, dims=("row", "column")))
    several = xarray.Dataset({"a": x, "b": x * 2})
    np.testing.assert_array_equal(na.softmax(several)["b"], na.softmax(2 * X))
    got = na.swiglu.packed(x.assign_coords(row=list("wxyz"), place=np.arange(6)))
    np.testing.assert_array_equal(got, na.swiglu.packed(X))
    assert got.dims == x.dims
    assert set(got.coords) == {"row"}


# Dask ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", every_third)
def test_dask(name):
    da = pytest.importorskip("dask.array")
    for axis in AXES:
        given = arguments(name, axis=axis)
        chunked = [da.from_array(each, chunks=2) for each in given]
        got, expected = call(name, chunked, axis), call(name, given, axis)
        assert isinstance(got, da.Array)
        assert got.dtype == expected.dtype
        assert got.shape == np.shape(expected)
        np.testing.assert_array_equal(got.compute(scheduler="synchronous"), expected)
    where = da.from_array(MASK, chunks=3)
    keywords = {"k": np.float32(0.5)} if name in ("soft_argmax", "smooth_max") else {"scale": 0.5}
    got = call(name, chunked, -1, where=where, **keywords) if name != "logsumexp.vjp" else None
    if got is not None:
        np.testing.assert_array_equal(
            got.compute(scheduler="synchronous"), call(name, given, -1, where=MASK, **keywords)
        )


def test_dask_is_lazy():
    da = pytest.importorskip("dask.array")
    seen = []

    def block(x):
        seen.append(x.shape)
        return x

    x = da.from_array(X, chunks=(1, 2)).map_blocks(block, dtype=np.float32, meta=X[:0])
    results = [
        na.softmax(x),
        na.logsumexp(x, keepdims=True, b=np.float32([1, 2, 1, 2, 1, 2])),
        na.softmax(x, scale=np.arange(4.0)),
        na.swiglu.packed(x),
        na.swiglu.packed(x, beta=GRADIENT),
        na.swiglu.packed_vjp(GRADIENT, x, order="interleaved"),
    ]
    assert not seen
    expected = [
        na.softmax(X),
        na.logsumexp(X, keepdims=True, b=np.float32([1, 2, 1, 2, 1, 2])),
        na.softmax(X, scale=np.arange(4.0)),
        na.swiglu.packed(X),
        na.swiglu.packed(X, beta=GRADIENT),
        na.swiglu.packed_vjp(GRADIENT, X, order="interleaved"),
    ]
    for got, wanted in zip(results, expected, strict=True):
        assert got.dtype == wanted.dtype
        assert got.shape == wanted.shape
        assert len(got.chunks[0]) == 4  # rows stay apart
        np.testing.assert_array_equal(got.compute(scheduler="synchronous"), wanted)


def test_dask_in_other_processes():
    """A graph that goes there is pickled."""
    da = pytest.importorskip("dask.array")
    x = da.from_array(X, chunks=2)
    for got, expected in ((na.softmax(x), na.softmax(X)), (na.geglu.packed(x), na.geglu.packed(X))):
        copy = pickle.loads(pickle.dumps(got))
        np.testing.assert_array_equal(copy.compute(scheduler="synchronous"), expected)


def test_dask_errors():
    da = pytest.importorskip("dask.array")
    x = da.from_array(X, chunks=2)
    with pytest.raises(TypeError, match="softmax: argument 'out' is not for Dask"):
        na.softmax(x, out=np.empty_like(X))
    with pytest.raises(ValueError, match="softmax: argument 'scale' has shape"):
        na.softmax(x, scale=np.ones(3))
    with pytest.raises(ValueError, match="softmax: argument 'where' has shape"):
        na.softmax(x, where=np.ones(3, bool))
    with pytest.raises(TypeError, match="softmax: argument 'x' has dtype complex"):
        na.softmax(x.astype(complex))
    with pytest.raises(ValueError, match=r"softmax\.vjp: argument 'dy' has shape"):
        na.softmax.vjp(x, x[:2])
    with pytest.raises(ValueError, match="axis 1 has length 5"):
        na.swiglu.packed(x[:, :5], axis=1)


def test_xarray_of_dask_is_lazy():
    xarray, da = pytest.importorskip("xarray"), pytest.importorskip("dask.array")
    x = xarray.DataArray(da.from_array(X, chunks=2), dims=("row", "place"))
    got = na.softmax(x)
    assert isinstance(got.data, da.Array)
    np.testing.assert_array_equal(got.compute(scheduler="synchronous"), na.softmax(X))
