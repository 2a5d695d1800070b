"""Feed-forward blocks: their formula, types, shapes, memory and errors."""

import sys
import tracemalloc

import ml_dtypes
import numpy as np
import pytest

import numba_act as na
from tests.support.walk import ACTIVATIONS, DTYPES, assert_same_bits

GATES = [name for name, f in ACTIVATIONS.items() if f.definition.is_gate]
SMOOTH = ["relu", "gelu", "gelu_tanh", "silu", "mish", "relu_squared"]


def arrays(*shapes, dtype=np.float32):
    """Return arrays of numbers that every float type has, and whose products add up exactly."""
    random = np.random.default_rng(0)
    return [(random.integers(-4, 5, shape) / 4).astype(dtype) for shape in shapes]


def wide(*values):
    return [value.astype(np.float64) for value in values]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("lead", [(), (1,), (5,), (2, 3), (0,), (2, 0, 3)])
@pytest.mark.parametrize("biased", [False, True])
def test_formulas(lead, biased, dtype):
    kind = DTYPES[dtype]
    x, w, v, w2, b, c, b2 = arrays((*lead, 8), (8, 6), (8, 6), (6, 4), (6,), (6,), (4,), dtype=kind)
    if not biased:
        b, c, b2 = (0 * bias for bias in (b, c, b2))
    given = (b, c, b2) if biased else ()
    keywords = {"b1": b, "b2": b2} if biased else {}
    # float64 holds the products of these numbers exactly, and float32 their sums
    wx, ww, wv, ww2, wb, wc, wb2 = wide(x, w, v, w2, b, c, b2)
    tolerance = {"rtol": 4 * float(ml_dtypes.finfo(kind).eps), "atol": 1e-6}
    for name in SMOOTH:
        function = getattr(na, name)
        found = na.ffn(x, w, w2, activation=function, **keywords)
        expected = function(wx @ ww + wb) @ ww2 + wb2
        assert (found.shape, found.dtype) == (expected.shape, kind)
        np.testing.assert_allclose(found.astype(np.float64), expected, **tolerance)
    for name in GATES:
        gate = getattr(na, name)
        found = na.gated_ffn(x, w, v, w2, *given, gate=gate)
        expected = gate(wx @ ww + wb, wx @ wv + wc) @ ww2 + wb2
        assert (found.shape, found.dtype) == (expected.shape, kind)
        np.testing.assert_allclose(found.astype(np.float64), expected, **tolerance)


def test_defaults():
    x, w, v, w2 = arrays((3, 8), (8, 6), (8, 6), (6, 4))
    assert (na.ffn(x, w, w2) == np.maximum(x @ w, 0) @ w2).all()
    assert (na.gated_ffn(x, w, v, w2) == na.swiglu(x @ w, x @ v) @ w2).all()


def test_narrow_types_round_once():
    # 1 + 2^-8 is no bfloat16: a hidden layer of bfloat16 would lose the second product.
    one = np.ones((1, 1), ml_dtypes.bfloat16)
    x = np.array([[1.0, 2.0**-8]], ml_dtypes.bfloat16)
    w, w2 = np.ones((2, 1), ml_dtypes.bfloat16), 256 * one
    assert na.ffn(x, w, w2, b2=np.array([-256], ml_dtypes.bfloat16)).item() == 1.0
    # and the hidden layer has float32's range
    x, w = np.array([[256.0]], np.float16), np.array([[512.0]], np.float16)
    assert na.ffn(x, w, np.array([[2.0**-10]], np.float16)).item() == 128.0


def test_common_type():
    x, w, w2 = arrays((3, 8), (8, 6), (6, 4))
    assert na.ffn(x, w.astype(np.float64), w2).dtype == np.float64
    assert na.ffn(x.astype(np.float16), w, w2).dtype == np.float32
    assert na.ffn(np.ones((3, 8), int), np.ones((8, 6), int), np.ones((6, 4), int)).dtype == float
    assert na.ffn([[1.0, 2.0]], [[1.0], [2.0]], [[3.0]]).tolist() == [[15.0]]


def test_layouts():
    x, w, v, w2 = arrays((2, 3, 8), (6, 8), (6, 8), (4, 6))
    expected = na.gated_ffn(x, w.T.copy(), v.T.copy(), w2.T.copy())
    np.testing.assert_allclose(na.gated_ffn(x, w.T, v.T, w2.T), expected, rtol=1e-6)
    turned = np.asfortranarray(x)
    np.testing.assert_allclose(na.gated_ffn(turned, w.T, v.T, w2.T), expected, rtol=1e-6)


def test_users_own_functions():
    @na.activation
    def doubled(x):
        return 2.0 * x

    @na.activation(inputs=2)
    def difference(a, b):
        return a - b

    x, w, v, w2 = arrays((3, 8), (8, 6), (8, 6), (6, 4))
    assert (na.ffn(x, w, w2, activation=doubled) == 2 * (x @ w) @ w2).all()
    assert (na.gated_ffn(x, w, v, w2, gate=difference) == (x @ w - x @ v) @ w2).all()
    assert (na.ffn(x, w, w2, activation=np.negative) == -(x @ w) @ w2).all()


def test_inputs_stay_as_they_are():
    given = arrays((3, 8), (8, 6), (8, 6), (6, 4), (6,), (6,), (4,))
    copies = [array.copy() for array in given]
    na.gated_ffn(*given)
    x, w, _, w2, b, _, b2 = given
    na.ffn(x, w, w2, b, b2)
    for array, copy in zip(given, copies, strict=True):
        assert (array == copy).all()


@pytest.mark.parametrize("lead", [(512,), (8, 64)])
def test_no_memory_but_the_products(lead):
    x, w, v, w2, b, c, b2 = arrays(
        (*lead, 16), (16, 1024), (16, 1024), (1024, 16), (1024,), (1024,), (16,)
    )
    hidden = 4 * 512 * 1024
    for products, call in (
        (1, lambda: na.ffn(x, w, w2, b, b2)),
        (2, lambda: na.gated_ffn(x, w, v, w2, b, c, b2)),
    ):
        call()
        tracemalloc.start()
        call()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < (products + 0.25) * hidden


@pytest.mark.parametrize("lead", [(70,), (2, 3), ()])
@pytest.mark.parametrize("serial", [0, 1 << 23])
def test_the_bits_do_not_depend_on_how_rows_are_computed(lead, serial, monkeypatch):
    monkeypatch.setattr(sys.modules["numba_act.ffn"], "SERIAL", serial)
    for hidden in (2000, 40_000):  # many rows a block, and one
        x, w, v, w2, b, c = arrays(
            (*lead, 8), (8, hidden), (8, hidden), (hidden, 4), (hidden,), (hidden,)
        )
        h, g = x @ w + b, x @ v + c
        assert_same_bits(na.ffn(x, w, w2, b, activation=na.gelu), na.gelu(h) @ w2)
        assert_same_bits(na.gated_ffn(x, w, v, w2, b, c), na.swiglu(h, g) @ w2)
        # a function that does not take elements one by one gets all of them at once
        shapes = []

        def total(a, out, shapes=shapes):
            shapes.append(a.shape)
            return np.add(a, a.sum(), out=out)

        na.ffn(x, w, w2, b, activation=total)
        assert shapes == [h.shape]


GOOD = {"x": (3, 8), "w": (8, 6), "v": (8, 6), "w2": (6, 4), "b": (6,), "c": (6,), "b2": (4,)}

BAD_SHAPES = [
    ("w", (7, 6), r"'x' of shape \(3, 8\) and 'w' of shape \(7, 6\) do not fit"),
    ("x", (8, 3), r"'x' of shape \(8, 3\) and 'w' of shape \(8, 6\) do not fit"),
    ("w2", (5, 4), r"'w' of shape \(8, 6\) and 'w2' of shape \(5, 4\) do not fit"),
    ("w", (8,), r"'w' has shape \(8,\), expected a matrix"),
    ("w", (1, 8, 6), r"'w' has shape \(1, 8, 6\), expected a matrix"),
    ("w2", (), r"'w2' has shape \(\), expected a matrix"),
    ("x", (), "'x' is a number, expected an array"),
    ("b", (5,), r"bias 'b' of shape \(5,\) does not fit 'w' of shape \(8, 6\), expected \(6,\)"),
    ("b", (3, 6), r"bias 'b' of shape \(3, 6\) does not fit 'w'"),
    ("b2", (6,), r"bias 'b2' of shape \(6,\) does not fit 'w2' of shape \(6, 4\), expected \(4,\)"),
]
GATED_SHAPES = [
    ("v", (7, 6), r"'x' of shape \(3, 8\) and 'v' of shape \(7, 6\) do not fit"),
    ("v", (8, 5), r"'v' of shape \(8, 5\) and 'w2' of shape \(6, 4\) do not fit"),
    ("c", (4,), r"bias 'c' of shape \(4,\) does not fit 'v'"),
]


@pytest.mark.parametrize(("argument", "shape", "match"), BAD_SHAPES + GATED_SHAPES)
def test_shapes_that_do_not_fit(argument, shape, match):
    given = {key: np.zeros(s, np.float32) for key, s in {**GOOD, argument: shape}.items()}
    with pytest.raises(ValueError, match="gated_ffn: .*" + match):
        na.gated_ffn(**given)
    if argument in ("v", "c"):
        return
    names = {"x": "x", "w": "w1", "w2": "w2", "b": "b1", "b2": "b2"}
    renamed = match.replace("'w'", "'w1'").replace("'b'", "'b1'")
    with pytest.raises(ValueError, match="ffn: .*" + renamed):
        na.ffn(**{new: given[old] for old, new in names.items()})


@pytest.mark.parametrize("argument", GOOD)
def test_types(argument):
    given = {key: np.zeros(shape, np.float32) for key, shape in GOOD.items()}
    for bad in (complex, object, "U1", "M8[s]"):
        changed = {**given, argument: np.zeros(GOOD[argument], bad)}
        with pytest.raises(TypeError, match=f"gated_ffn: argument '{argument}' has dtype"):
            na.gated_ffn(**changed)


def test_functions_of_the_wrong_kind():
    x, w, v, w2 = arrays((3, 8), (8, 6), (8, 6), (6, 4))
    for wrong in ("relu", None, 3):
        with pytest.raises(TypeError, match=r"ffn: argument 'activation' is .*expected a function"):
            na.ffn(x, w, w2, activation=wrong)
        with pytest.raises(TypeError, match=r"gated_ffn: argument 'gate' is .*of two arrays"):
            na.gated_ffn(x, w, v, w2, gate=wrong)
    with pytest.raises(TypeError, match="'activation' is swiglu, a function of gate, value"):
        na.ffn(x, w, w2, activation=na.swiglu)
    with pytest.raises(TypeError, match="'gate' is silu, a function of x"):
        na.gated_ffn(x, w, v, w2, gate=na.silu)


class DeviceArray:
    """Stands for an array in GPU memory, of a library without matrix products."""

    def __init__(self, *shape):
        self.shape = shape

    @property
    def __cuda_array_interface__(self):
        return {"shape": self.shape, "typestr": "<f4", "data": (0, False), "version": 3}


def test_device_arrays():
    w, w2 = arrays((8, 6), (6, 4))
    with pytest.raises(TypeError, match="'w1' is in host memory and 'x' on a device"):
        na.ffn(DeviceArray(3, 8), w, w2)
    with pytest.raises(TypeError, match=r"'x' is a .*DeviceArray, which has no matrix product"):
        na.ffn(DeviceArray(3, 8), DeviceArray(8, 6), DeviceArray(6, 4))


class Matrix(DeviceArray):
    """A device array with a product, as CuPy's and PyTorch's have."""

    def __init__(self, calls, *shape):
        super().__init__(*shape)
        self.calls = calls

    def __matmul__(self, other):
        self.calls.append("@")
        return Matrix(self.calls, *self.shape[:-1], other.shape[1])

    def __iadd__(self, other):
        self.calls.append("+=")
        return self


def test_device_arrays_multiply_by_themselves():
    calls = []
    given = [Matrix(calls, *GOOD[key]) for key in ("x", "w", "v", "w2", "b", "c", "b2")]

    def gate(a, b, out):
        assert out is a
        calls.append("gate")

    assert na.gated_ffn(*given, gate=gate).shape == (3, 4)
    assert calls == ["@", "@", "+=", "+=", "gate", "@", "+="]


def test_glu_hidden_size():
    assert na.glu_hidden_size(3072) == 2048
    assert na.glu_hidden_size(4 * 4096, 256) == 11008
    for d_ff in range(1, 200):
        for multiple in (1, 2, 3, 8, 64):
            size = na.glu_hidden_size(np.int64(d_ff), multiple_of=multiple)
            assert type(size) is int
            assert size % multiple == 0
            assert 3 * size >= 2 * d_ff > 3 * (size - multiple)
    for wrong in (0, -4):
        with pytest.raises(ValueError, match="glu_hidden_size: argument 'd_ff' is"):
            na.glu_hidden_size(wrong)
        with pytest.raises(ValueError, match="glu_hidden_size: argument 'multiple_of' is"):
            na.glu_hidden_size(4, wrong)
    for wrong in (4.0, "4", None):
        with pytest.raises(TypeError, match="glu_hidden_size: argument 'd_ff' is"):
            na.glu_hidden_size(wrong)
