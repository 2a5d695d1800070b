"""Codes: exact rounding, saturation, axes; functions of codes on all codes; bad input."""

import doctest
import math
import pickle
import warnings
from fractions import Fraction

import gmpy2
import numpy as np
import pytest
from gmpy2 import mpfr

import numba_act as na
from numba_act.cpu import lookup
from numba_act.cpu.codes.kernel import look_up
from numba_act.measure.records import RECORDS
from tests.support import standin
from tests.support.walk import (
    ACTIVATIONS,
    BFLOAT16,
    DTYPES,
    assert_same_bits,
    in_turn,
    one_in,
    turn_of,
)

every_dtype = pytest.mark.parametrize("dtype", DTYPES)
every_code = pytest.mark.parametrize("code", ["uint8", "int8", "uint16", "int16"])


def exact_codes(x, scale, zero, code):
    """Return the codes of finite numbers in exact arithmetic."""
    info = np.iinfo(code)
    steps = [round(Fraction(float(each)) / Fraction(float(scale))) + zero for each in x]
    return np.array([min(max(each, info.min), info.max) for each in steps], code)


@every_dtype
@every_code
def test_quantize(dtype, code):
    random = np.random.default_rng(0)
    info = np.iinfo(code)
    zero = 0 if info.min < 0 else int(info.max) // 2
    for scale in (0.5, 0.1, 0.007812, 3e-3):
        steps = random.uniform(-1.1, 1.1, 1003) * (int(info.max) - zero)
        steps[:200] = np.floor(steps[:200]) + 0.5  # near the middle between codes
        x = (steps * scale).astype(DTYPES[dtype])
        x = x[np.isfinite(x)]
        # the scale is one of the type that is computed in
        computed = scale if dtype == "float64" else np.float32(scale)
        with np.errstate(all="raise"):
            got = na.quantize(x, scale, zero, code)
        assert got.dtype == code
        np.testing.assert_array_equal(got, exact_codes(x, computed, zero, code))


def test_ties_go_to_even_and_saturate():
    x = np.float32([-1.5, -0.5, 0.5, 1.5, 2.5, 3.5, 1e30, -1e30, np.inf, -np.inf])
    wanted = [-2, 0, 0, 2, 2, 4, 127, -128, 127, -128]
    np.testing.assert_array_equal(na.quantize(x, 1.0, 0, np.int8), wanted)
    assert na.quantize(0.3, 0.1, 0) == 3
    assert na.quantize([3, 4], 2.0, 0).tolist() == [2, 2]


def test_axis():
    """ONNX's case quantizelinear_axis, and its inverse."""
    x = np.float32(
        [[[-162, 10], [-100, 232], [-20, -50]], [[-76, 0], [0, 252], [32, -44]],
         [[245, -485], [-960, -270], [-375, -470]]]
    )[None]  # fmt: skip
    scale, zero = np.float32([2, 4, 5]), np.uint8([84, 24, 196])
    wanted = np.rint(x / scale[:, None, None]) + zero[:, None, None]
    codes = na.quantize(x, scale, zero, axis=1)
    np.testing.assert_array_equal(codes, np.clip(wanted, 0, 255))
    back = na.dequantize(codes, scale, zero, axis=1)
    assert back.dtype == np.float32
    expected = (codes.astype(np.float32) - zero[:, None, None]) * scale[:, None, None]
    np.testing.assert_array_equal(back, expected)
    last = na.quantize(x, np.float32([1, 2]), np.uint8([7, 9]), axis=-1)
    np.testing.assert_array_equal(last[..., 1], na.quantize(x[..., 1], 2.0, 9))


@every_code
def test_dequantize(code):
    info = np.iinfo(code)
    q = np.unique(np.linspace(info.min, info.max, 256).astype(code))
    zero = int(q[100])
    exact = (q.astype(np.float64) - zero) * np.float32(0.1)
    got = na.dequantize(q, 0.1, zero)
    assert got.dtype == np.float32
    np.testing.assert_array_equal(got, exact.astype(np.float32))
    for dtype in DTYPES.values():
        scale = np.asarray(0.125, dtype)
        got = na.dequantize(q, scale, np.asarray(zero, code))
        assert got.dtype == dtype
        expected = (q.astype(np.float64) - zero) * 0.125
        np.testing.assert_array_equal(got, expected.astype(dtype))


# Fake quantization --------------------------------------------------------------------------------


@every_dtype
def test_fake_quantize(dtype):
    x = np.random.default_rng(0).standard_normal(1003).astype(DTYPES[dtype])
    scale = 0.03 if dtype == "float64" else np.float32(0.03)
    codes = exact_codes(x, scale, 100, np.uint8)
    got = na.fake_quantize(x, 0.03, 100, 0, 255)
    exact = (codes.astype(np.float64) - 100) * scale
    eps = {"float16": 2**-11, "bfloat16": 2**-8}.get(dtype, 0.0)
    assert got.dtype == DTYPES[dtype]
    rounded = exact.astype(DTYPES[dtype] if dtype != "float64" else np.float64)
    np.testing.assert_allclose(got.astype(np.float64), rounded.astype(np.float64), rtol=eps)
    dy = np.full_like(x, 3)
    unclipped = exact_codes(x, scale, 0, np.int16) + 100
    inside = (unclipped >= 30) & (unclipped <= 120)
    slope = na.fake_quantize.vjp(dy, x, 0.03, 100, 30, 120)
    assert slope.dtype == x.dtype
    np.testing.assert_array_equal(slope.astype(np.float64), np.where(inside, 3.0, 0.0))
    assert 0 < np.count_nonzero(inside) < inside.size
    na.fake_quantize(x, 0.03, 100, 0, 255, out=x)
    assert_same_bits(x, got)


def test_fake_quantize_of_torch():
    torch = pytest.importorskip("torch")
    x = torch.linspace(-5, 5, 1003, requires_grad=True)
    theirs = torch.fake_quantize_per_tensor_affine(x, 0.05, 90, 0, 127)
    theirs.sum().backward()
    host = x.detach()
    got = na.fake_quantize(host, 0.05, 90, 0, 127)
    assert isinstance(got, torch.Tensor)
    # it multiplies by 1/scale, which may be on the other side of a tie
    apart = (got - theirs.detach()).abs()
    assert (apart > 1e-6).sum() <= 5
    assert apart.max() < 0.0501
    slope = na.fake_quantize.vjp(torch.ones_like(host), host, 0.05, 90, 0, 127)
    assert (slope != x.grad).sum() <= 2


def test_fake_quantize_on_a_device(monkeypatch):
    standin.install(monkeypatch)
    x = standin.aligned(203, np.float32)
    x[...] = np.linspace(-3, 3, 203)
    wanted = na.fake_quantize(x, 0.05, 10, 0, 63)
    got = na.fake_quantize(standin.Array(x), 0.05, 10, 0, 63)
    assert_same_bits(got.host, wanted)


WRONG = np.float32([1.0, 0.0, -1.0, np.nan, np.inf])
INVALID = pytest.warns(RuntimeWarning, match="invalid value encountered in (fake_)?(de)?quantize")


@pytest.mark.parametrize(
    ("scale", "zero"),
    [(WRONG, 0), (np.float32([1.0]), np.array([0, 10, -1, 300, 70000]))],
    ids=["scale", "zero_point"],
)
def test_scales_and_zero_points_in_arrays_that_are_wrong(scale, zero):
    """Each is right in its first place alone, but for codes, of which 10 is one."""
    x, is_right = np.ones(5, np.float32), np.arange(5) == 0
    numbers = np.where(is_right, np.float32(1), np.float32(np.nan))
    for compute in (
        lambda: na.fake_quantize(x, scale, zero, 0, 9),
        lambda: na.fake_quantize.vjp(x, x, scale, zero, 0, 9),
    ):
        with INVALID as raised:
            np.testing.assert_array_equal(compute(), numbers)
        assert len(raised) == 1
        with np.errstate(invalid="raise"), pytest.raises(FloatingPointError, match="invalid"):
            compute()
        with np.errstate(invalid="ignore"):
            np.testing.assert_array_equal(compute(), numbers)
    is_right[1] |= np.ndim(zero) > 0
    for kind in (np.uint8, np.int32):
        if kind == np.int32:
            scale = np.where(is_right, scale, np.float32(0.0))
        with INVALID as raised:
            got = na.dequantize(np.full(5, 11, kind), scale, zero, axis=0)
        assert len(raised) == 1
        np.testing.assert_array_equal(np.isnan(got), ~is_right)
    with INVALID as raised:
        got = na.quantize(x, scale, zero, np.int8 if np.ndim(zero) == 0 else np.uint8, axis=0)
    assert len(raised) == 1
    least = -128 if np.ndim(zero) == 0 else 0
    np.testing.assert_array_equal(got, np.where(is_right, 1 + zero, least))


@every_code
def test_numbers_without_a_code(code):
    x = np.array([np.nan, 1.0] * 300, np.float32)
    with pytest.warns(RuntimeWarning, match="invalid value encountered in quantize"):
        got = na.quantize(x, 0.5, 3, code)
    np.testing.assert_array_equal(got, [np.iinfo(code).min, 5] * 300)


# Loops between floats and codes -------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@every_code
def test_every_scale_and_size(dtype, code):
    """Ties, numbers next to them and beyond all codes, by blocks and one by one."""
    random, info = np.random.default_rng(0), np.iinfo(code)
    zero = 7
    for scale in (0.1, 2.0**-3, 1e-3, 3e-31, 7e32):
        scale = np.dtype(dtype).type(scale)
        steps = random.uniform(1.2 * (int(info.min) - zero), 1.2 * (int(info.max) - zero), 700)
        steps[::3] = np.floor(steps[::3]) + 0.5
        x = (steps * np.float64(scale)).astype(dtype)
        x[::6] = np.nextafter(x[::6], random.choice([-np.inf, np.inf], x[::6].size).astype(dtype))
        x[5] = np.finfo(dtype).max
        with np.errstate(all="raise"):
            got = na.quantize(x, float(scale), zero, code)
            every = [na.quantize(each, float(scale), zero, code) for each in x[:20]]
        wanted = exact_codes(x, scale, zero, code)
        np.testing.assert_array_equal(got, wanted)
        np.testing.assert_array_equal(every, wanted[:20])
        for size in (0, 1, 255, 256, 257):
            np.testing.assert_array_equal(na.quantize(x[:size], scale, zero, code), wanted[:size])
        np.testing.assert_array_equal(na.quantize(x[::2], scale, zero, code), wanted[::2])
        back = na.dequantize(wanted, scale, zero)
        exact = (wanted.astype(np.float64) - zero) * np.float64(scale)
        np.testing.assert_array_equal(back, exact.astype(dtype))
        np.testing.assert_array_equal(na.dequantize(wanted[::2], scale, zero), back[::2])


def test_threads_and_layouts_of_codes():
    x = np.random.default_rng(0).standard_normal((512, 700)).astype(np.float32)
    whole = na.quantize(x, 0.05, 100)
    rows = np.stack([na.quantize(row, 0.05, 100) for row in x])
    np.testing.assert_array_equal(whole, rows)
    np.testing.assert_array_equal(na.quantize(x.T, 0.05, 100).T, whole)
    np.testing.assert_array_equal(na.quantize(x.astype(">f4"), 0.05, 100), whole)
    back = na.dequantize(whole, 0.05, 100)
    np.testing.assert_array_equal(na.dequantize(whole.T, 0.05, 100).T, back)
    scales = np.linspace(0.01, 0.1, 700).astype(np.float32)
    columns = [na.quantize(x[:, k], scales[k], 100) for k in range(0, 700, 50)]
    np.testing.assert_array_equal(na.quantize(x, scales, 100, axis=1)[:, ::50].T, columns)
    x[400, 3] = np.nan
    with pytest.warns(RuntimeWarning, match="invalid value encountered in quantize"):
        assert na.quantize(x, 0.05, 100)[400, 3] == 0


# Functions of codes -------------------------------------------------------------------------------

UNARY = [name for name, f in ACTIVATIONS.items() if len(f.definition.inputs) == 1]

#: Scales and zero points of inputs and results, by type.
SETTINGS = {
    "uint8": (0.1, 128, 0.05, 100),
    "int8": (0.03125, 5, 1 / 256, -128),
    "int8 ": (0.2, -3, 0.1, 7),
}


def rounded(value):
    """Return mpfr's number rounded to an integer, half to even."""
    exact = gmpy2.mpq(value)
    return round(Fraction(int(exact.numerator), int(exact.denominator)))


@pytest.mark.parametrize(
    ("name", "setting"),
    in_turn(UNARY, [*SETTINGS], one_in(2, [n for n in UNARY if turn_of(n) == "float64"])),
)
def test_exact_on_all_codes(name, setting):
    f, record, code = ACTIVATIONS[name], RECORDS[name], setting.strip()
    scale, zero, out_scale, out_zero = SETTINGS[setting]
    values = f.definition.defaults()
    if len(values) < len(f.definition.parameters):
        values = record.parameters[0]
    parameters = dict(zip(f.definition.parameters, values, strict=True))
    made = na.quantized(f, scale, zero, out_scale, out_zero, code, **parameters)
    codes, info = np.arange(256, dtype=np.uint8).view(code), np.iinfo(code)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = made(codes)
    assert found.dtype == code
    for q, got in zip(codes.tolist(), found.tolist(), strict=True):
        x = (q - zero) * mpfr(scale)
        exact = record.value(x, *map(mpfr, values))
        if gmpy2.is_nan(exact):
            wanted = out_zero
        elif gmpy2.is_infinite(exact):
            wanted = info.max if exact > 0 else info.min
        else:
            quotient = exact / mpfr(out_scale)
            wanted = rounded(quotient) + out_zero
            from_tie = abs(quotient - gmpy2.floor(quotient) - mpfr(0.5))
            if 0 < from_tie < 2**-51 * abs(quotient):  # the error of f in float64, 2 ULP
                continue
        assert got == min(max(wanted, info.min), info.max), q


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "hardswish", "elu", "leaky_relu"])
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_torch(name):
    """PyTorch's kernels on all codes: the same, but for a code at ties."""
    torch = pytest.importorskip("torch")
    scale, zero, out_scale, out_zero = 0.05, 120, 0.04, 110
    numbers = (torch.arange(256) - zero) * scale
    x = torch.quantize_per_tensor(numbers, scale, zero, torch.quint8)
    ours = na.hard_swish if name == "hardswish" else getattr(na, name)
    if name == "sigmoid":
        out_scale, out_zero = 1 / 256, 0
        theirs = torch.ops.quantized.sigmoid(x, out_scale, out_zero)
    elif name == "tanh":
        out_scale, out_zero = 2 / 256, 128
        theirs = torch.tanh(x)
    elif name == "hardswish":
        theirs = torch.ops.quantized.hardswish(x, out_scale, out_zero)
    elif name == "elu":
        theirs = torch.ops.quantized.elu(x, out_scale, out_zero, 1.0, 1.0, 1.0)
    else:
        theirs = torch.ops.quantized.leaky_relu(x, 0.01, False, out_scale, out_zero)
    made = na.quantized(ours, scale, zero, out_scale, out_zero)
    codes = x.int_repr().numpy()
    apart = made(codes).astype(int) - theirs.int_repr().numpy()
    at = (codes.astype(float) - zero) * scale
    quotient = ours(at) / out_scale
    is_tie = np.abs(np.abs(quotient - np.floor(quotient)) - 0.5) < 1e-4
    assert np.abs(apart[~is_tie]).max() == 0
    assert np.abs(apart).max() <= 1


@na.activation
def jumping(x, height=2.0):
    return height if x > 0.0 else x


def test_own_activation_and_parameters():
    made = na.quantized(jumping, 0.5, 0, 0.25, 0, np.int8, height=7.0)
    assert made(np.int8([-3, 0, 1, 127])).tolist() == [-6, 0, 28, 28]


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 127, 128, 129, 4097, 600_001])
def test_arrays(size):
    made = na.quantized(na.tanh, 0.05, 3, 1 / 128, 0, np.int8)
    q = np.random.default_rng(size).integers(-128, 128, size).astype(np.int8)
    wanted = made.table[q.view(np.uint8)]
    np.testing.assert_array_equal(made(q), wanted)
    out = np.zeros(size + 2, np.int8)
    assert made(q, out=out[1:-1]).base is out
    np.testing.assert_array_equal(out[1:-1], wanted)
    assert out[0] == out[-1] == 0
    strided = np.repeat(q, 2)[::2]
    np.testing.assert_array_equal(made(strided), wanted)
    made(strided, out=strided)
    np.testing.assert_array_equal(np.ascontiguousarray(strided), wanted)
    made(q, out=q)
    np.testing.assert_array_equal(q, wanted)


def test_arrays_that_overlap_and_shapes():
    made = na.quantized(na.relu, 1.0, 0, 1.0, 1, np.uint8)
    memory = np.arange(200, dtype=np.uint8)
    wanted = made(memory[:-1].copy())
    made(memory[:-1], out=memory[1:])
    np.testing.assert_array_equal(memory[1:], wanted)
    q = np.arange(60, dtype=np.uint8).reshape(3, 4, 5)
    more = (q + 1).astype(np.uint8)
    np.testing.assert_array_equal(made(q.transpose(2, 0, 1)), more.transpose(2, 0, 1))
    assert type(made(np.uint8(3))) is np.uint8
    assert made(np.zeros((0, 3), np.uint8)).shape == (0, 3)
    q.flags.writeable = False
    np.testing.assert_array_equal(made(q), more)
    copy = pickle.loads(pickle.dumps(made))
    np.testing.assert_array_equal(copy(q), made(q))
    assert repr(copy) == "<quantized relu of uint8>"


def test_every_way_to_look_up():
    """The code that other processors have."""
    random = np.random.default_rng(0)
    source, table = (random.integers(0, 256, n).astype(np.uint8) for n in (1000, 256))
    target = np.empty_like(source)
    look_up(lookup.by_elements)(source, np.intp(table.ctypes.data), out=target)
    np.testing.assert_array_equal(target, table[source])


# Errors -------------------------------------------------------------------------------------------

X, Q = np.zeros(3, np.float32), np.zeros(3, np.uint8)


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (lambda: na.quantize(X, 0.0, 0), ValueError, "quantize: argument 'scale' is 0.0"),
        (lambda: na.quantize(X, math.nan, 0), ValueError, "quantize: argument 'scale' is nan"),
        (lambda: na.quantize(X, 1.0, 256), ValueError, "'zero_point' is 256, expected from 0"),
        (lambda: na.quantize(X, 1.0, -1), ValueError, "quantize: argument 'zero_point' is -1"),
        (lambda: na.quantize(X, 1.0, 0.5), TypeError, "'zero_point' is 0.5, expected integers"),
        (lambda: na.quantize(X, 1.0, 0, np.int32), TypeError, "quantize: argument 'dtype' is"),
        (lambda: na.quantize(X, X, 0, axis=1), ValueError, "quantize: argument 'axis' is 1"),
        (lambda: na.dequantize(Q, -1.0, 0), ValueError, "dequantize: argument 'scale' is -1.0"),
        (lambda: na.dequantize(Q, 1.0, 999), ValueError, "dequantize: argument 'zero_point'"),
        (lambda: na.dequantize(X, 1.0, 0), TypeError, "argument 'q' has dtype float32"),
        (lambda: na.fake_quantize(X, 0.0, 0, 0, 9), ValueError, "fake_quantize: argument 'scale'"),
        (lambda: na.fake_quantize(X, 1.0, 10, 0, 9), ValueError, "'zero_point' is 10, expected"),
        (lambda: na.fake_quantize(X, 1.0, 0, 9, 0), ValueError, "argument 'qmin' is 9"),
        (
            lambda: na.fake_quantize.vjp(X, X, 0.0, 0, 0, 9),
            ValueError,
            "fake_quantize.vjp: argument 'scale'",
        ),
        (lambda: na.quantized(na.relu, 0.0, 0, 1.0, 0), ValueError, "argument 'scale' is 0.0"),
        (lambda: na.quantized(na.relu, 1.0, 0, -1.0, 0), ValueError, "argument 'out_scale' is -1"),
        (lambda: na.quantized(na.relu, 1.0, 0, 1.0, 256), ValueError, "'out_zero_point' is 256"),
        (lambda: na.quantized(na.swiglu, 1.0, 0, 1.0, 0), TypeError, "a function of two inputs"),
        (lambda: na.quantized(np.tanh, 1.0, 0, 1.0, 0), TypeError, "argument 'f' is a numpy.ufunc"),
        (
            lambda: na.quantized(na.relu, 1.0, 0, 1.0, 0, "int16"),
            TypeError,
            "quantized: argument 'dtype' is 'int16'",
        ),
        (
            lambda: na.quantized(na.relu, 1.0, 0, 1.0, 0)(X),
            TypeError,
            "argument 'q' has dtype float32, expected uint8",
        ),
        (
            lambda: na.quantized(na.relu, 1.0, 0, 1.0, 0)(Q, out=Q[:2]),
            ValueError,
            "argument 'out' has shape",
        ),
    ],
)
def test_arguments_that_are_wrong(call, error, text):
    with pytest.raises(error, match=text):
        call()


def test_bfloat16_scale_keeps_its_digits():
    """As an array's element 0.999 would be 1."""
    x = np.asarray([100.0], BFLOAT16)
    assert na.quantize(x, 0.999, 0) == 100
    assert na.quantize(200 * x / 100, 0.992, 0) == 202  # 201.6; of 0.9922 it would be 201.57
    assert na.fake_quantize(x, 3.3, 0, 0, 255) == np.asarray(30 * np.float32(3.3), BFLOAT16)


def test_examples():
    import sys

    assert doctest.testmod(sys.modules["numba_act.quantized"]) == (0, 15)
