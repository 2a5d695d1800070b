"""The CUDA kernels' schedules, thread by thread on the CPU: every element once, and no other."""

import itertools

import ml_dtypes
import numpy as np
import pytest

import numba_act as na
from numba_act.cuda import plan
from numba_act.cuda.kernel import BLOCK, MAX_DIMENSIONS, VALUE, Schedule
from tests.support import standin
from tests.support.walk import BITS, DTYPES, assert_same_bits, tuple_of, typical, unless

every_dtype = pytest.mark.parametrize("dtype", list(DTYPES.values()), ids=str)
#: By default, one of 16 bits and float64.
two_dtypes = pytest.mark.parametrize(
    "dtype",
    [
        pytest.param(each, marks=unless(name in ("bfloat16", "float64")))
        for name, each in DTYPES.items()
    ],
    ids=str,
)

#: One input, a parameter, and two results.
FUNCTIONS = {"silu": na.silu, "leaky_relu": na.leaky_relu, "swiglu.vjp": na.swiglu.vjp}


@pytest.fixture
def gpu(monkeypatch):
    return standin.install(monkeypatch)


def on_device(host, offset=0):
    """Return a copy whose address is `offset` bytes past a multiple of 16."""
    copy = standin.aligned(host.shape, host.dtype, offset)
    copy[...] = host
    return standin.Array(copy)


def hosts(result):
    return tuple(each.host for each in tuple_of(result))


def boundaries(schedule, block=32):
    """Return the numbers of elements around each step of a schedule."""
    lanes, unit = schedule.lanes, schedule.lanes * block
    around = (lanes, unit, unit * schedule.vectors, 2 * unit * schedule.vectors)
    near = {n + d for n in around for d in (-1, 0, 1, lanes, lanes + 1)}
    return sorted({0, 1, 2, 3} | near)


@two_dtypes
@pytest.mark.parametrize("name", FUNCTIONS)
def test_any_length(gpu, name, dtype):
    function = FUNCTIONS[name]
    definition = function.definition
    inputs = len(definition.inputs)
    schedule = Schedule.contiguous(definition, dtype.name)
    sizes = boundaries(schedule)
    operands = typical(function, max(sizes), dtype)
    whole = tuple_of(function(*operands))
    guard = 64 // dtype.itemsize
    for size in sizes:
        given = [on_device(each[:size]) for each in operands[:inputs]]
        buffers = [standin.aligned(size + guard, dtype) for _ in whole]
        for buffer in buffers:
            buffer[...] = dtype.type(123.0)
        out = tuple(standin.Array(buffer[:size]) for buffer in buffers)
        result = function(*given, *operands[inputs:], out=out if len(out) > 1 else out[0])
        assert tuple_of(result) == out
        assert_same_bits(hosts(result), tuple(each[:size] for each in whole))
        for buffer in buffers:
            assert (buffer[size:] == dtype.type(123.0)).all()
    assert {each.vector for each in gpu.schedules} == {True}
    assert {each.dimensions for each in gpu.schedules} == {0}


@every_dtype
def test_many_blocks(gpu, dtype):
    lanes = 16 // dtype.itemsize
    count = 4 * lanes * BLOCK * 128 + 5
    x = np.linspace(-3, 3, count).astype(dtype)
    result = na.relu(on_device(x))
    assert_same_bits(result.host, na.relu(x))
    _, schedule, grid, block, _, _ = gpu.launches[-1]
    assert block == BLOCK
    assert grid == -(-(count // lanes) // (block * schedule.vectors))


@every_dtype
@pytest.mark.parametrize("name", FUNCTIONS)
def test_addresses_that_are_not_aligned(gpu, name, dtype):
    function = FUNCTIONS[name]
    inputs = len(function.definition.inputs)
    operands = typical(function, 300, dtype)
    expected = function(*operands)
    for misplaced in range(inputs):
        offsets = [dtype.itemsize * (k == misplaced) for k in range(inputs)]
        given = [on_device(each, o) for each, o in zip(operands, offsets, strict=False)]
        assert_same_bits(hosts(function(*given, *operands[inputs:])), tuple_of(expected))
        assert not gpu.schedules[-1].vector
        assert gpu.schedules[-1].dimensions == 0


def views(dtype):
    """Yield pairs of arrays that broadcast together, by name, whether vectors fit, dimensions."""
    random = np.random.default_rng(0)

    def normal(*shape):
        array = standin.aligned(shape, dtype)
        array[...] = random.normal(size=shape)
        return array

    yield "transposed", (normal(24, 16).T, normal(24, 16).T), True, 0
    yield "rows", (normal(6, 96)[:, :32], normal(6, 64)[:, :32]), True, 2
    yield "rows of an odd length", (normal(6, 96)[:, :31], normal(6, 64)[:, :31]), False, 2
    yield "rows that start anywhere", (normal(6, 33)[:, 1:], normal(6, 32)), False, 2
    yield "one orders, one transposes", (normal(12, 20), normal(20, 12).T), False, 2
    yield "every other", (normal(400)[::2], normal(200)), False, 1
    yield "backwards", (normal(200)[::-1], normal(200)), False, 1
    yield "a row for all", (normal(7, 32), normal(32)), True, 2
    yield "a column for all", (normal(7, 32), normal(7, 1)), False, 2
    yield "an outer product", (normal(9, 1), normal(8)), False, 2
    yield "channels", (normal(3, 5, 4, 8), normal(5, 1, 1)), False, 3
    yield "no dimension", (normal(), normal()), True, 0
    yield "no dimension beside some", (normal(40), normal()), False, 1
    yield "length one", (normal(1, 40, 1), normal(40, 1)), True, 0
    yield "middle", (normal(4, 6, 16)[:, ::2], normal(4, 3, 16)), True, 2
    yield "five", (normal(2, 3, 2, 3, 32)[:, :2, :, ::2], normal(2, 1, 2, 1, 32)), True, 5
    yield "empty", (normal(4, 0), normal(0)), None, None
    many = normal(*[3] * 10)[(slice(None, None, 2),) * 10]
    yield "ten", (many, np.ascontiguousarray(many)), False, MAX_DIMENSIONS


@two_dtypes
def test_any_layout(gpu, dtype):
    for name, (x, y), vector, dimensions in views(dtype):
        before = len(gpu.launches)
        result = na.swiglu(standin.Array(x), standin.Array(y))
        assert_same_bits(result.host, na.swiglu(x, y))
        made = gpu.schedules[before:]
        if dimensions is None:
            assert not made
            continue
        assert {(each.vector, each.dimensions) for each in made} == {(vector, dimensions)}, name
        assert len(made) == (4 if name == "ten" else 1)


@every_dtype
def test_results_have_the_inputs_order(gpu, dtype):
    x = standin.aligned((6, 4, 8), dtype).transpose(2, 0, 1)
    result = na.relu(standin.Array(x)).host
    assert result.strides == x.strides
    assert na.relu(standin.Array(x), order="C").host.flags.c_contiguous
    assert na.relu(standin.Array(x), order="F").host.flags.f_contiguous


@two_dtypes
def test_parameters_of_any_shape(gpu, dtype):
    x = np.linspace(-4, 4, 6 * 32).astype(dtype).reshape(6, 32)
    for alpha in (
        np.float32(0.25).astype(dtype),
        np.linspace(0, 1, 32).astype(dtype),
        np.linspace(0, 1, 6).astype(dtype).reshape(6, 1),
        np.linspace(0, 1, 6 * 32).astype(dtype).reshape(6, 32),
    ):
        given = alpha if alpha.ndim == 0 else on_device(alpha)
        assert_same_bits(na.prelu(on_device(x), given).host, na.prelu(x, alpha))
        assert_same_bits(
            na.prelu.vjp(on_device(x), on_device(x), given, wrt="alpha").host,
            na.prelu.vjp(x, x, alpha, wrt="alpha"),
        )
    assert gpu.schedules[0].inputs == (dtype.name, VALUE)


@every_dtype
def test_masks(gpu, dtype):
    random = np.random.default_rng(1)
    x = random.normal(size=(9, 40)).astype(dtype)
    dy = random.normal(size=(9, 40)).astype(dtype)
    unsigned = BITS[dtype.itemsize]
    for mask in (
        random.random((9, 40)) < 0.5,
        random.random(40) < 0.5,
        random.random((9, 1)) < 0.5,
        (random.random((40, 9)) < 0.5).T,
    ):
        expected = [np.full_like(x, 7.0) for _ in range(2)]
        na.swiglu.vjp(dy, x, x, where=mask, out=tuple(expected))
        got = [on_device(np.full_like(x, 7.0)) for _ in range(2)]
        na.swiglu.vjp(
            on_device(dy), on_device(x), on_device(x), where=standin.Array(mask), out=tuple(got)
        )
        for a, b in zip(got, expected, strict=True):
            assert (a.host.view(unsigned) == b.view(unsigned)).all()
    assert all(each.masked and not each.vector for each in gpu.schedules)


def test_masks_that_are_one_value(gpu):
    x = on_device(np.float32([1, -1]))
    out = on_device(np.float32([5, 5]))
    na.relu(x, where=False, out=out)
    assert not gpu.launches
    na.relu(x, where=np.bool_(True), out=out)
    assert out.host.tolist() == [1, 0]


@every_dtype
def test_in_place(gpu, dtype):
    operands = typical(na.swiglu.vjp, 1000, dtype)
    expected = na.swiglu.vjp(*operands)
    dy, gate, value = [on_device(each) for each in operands[:3]]
    result = na.swiglu.vjp(dy, gate, value, *operands[3:], out=(gate, value))
    assert result == (gate, value)
    assert_same_bits(hosts(result), expected)
    assert len(gpu.launches) == 1


@every_dtype
def test_overlap_that_is_not_in_place(gpu, dtype):
    memory = standin.aligned(1000, dtype)
    memory[...] = np.linspace(-5, 5, 1000)
    x, out = memory[:-8], memory[8:]
    expected = na.silu(x.copy())
    na.silu(standin.Array(x), out=standin.Array(out))
    assert_same_bits(out.copy(), expected)
    assert [each[0].__name__ for each in gpu.launches] == ["copy", "silu"]
    square = standin.aligned((16, 16), dtype)
    square[...] = np.linspace(-5, 5, 256).reshape(16, 16)
    expected = na.silu(square.T.copy())
    na.silu(standin.Array(square.T), out=standin.Array(square))
    assert_same_bits(square, expected)


@two_dtypes
def test_indices_of_64_bits(gpu, monkeypatch, dtype):
    monkeypatch.setattr(plan, "NARROW_COUNT", 0)
    operands = typical(na.swiglu.vjp, 300, dtype)
    expected = na.swiglu.vjp(*operands)
    given = [on_device(each) for each in operands[:3]]
    assert_same_bits(hosts(na.swiglu.vjp(*given, *operands[3:])), expected)
    for name, (x, y), _, _ in views(dtype):
        if name in ("rows", "channels", "backwards"):
            assert_same_bits(na.swiglu(standin.Array(x), standin.Array(y)).host, na.swiglu(x, y))
    assert all(each.wide for each in gpu.schedules)


def test_indices_are_wide_where_they_have_to_be():
    def choose(count, *strides):
        layouts = [plan.Layout(np.dtype(np.float32), (count // 8, 8), each, 0) for each in strides]
        x, out = map(plan.Array, range(2), layouts)
        made = plan.Plan(plan.Request((x,), True, (out,), (), (0, 0), 0))
        made.elementwise(na.silu.definition, "float32", [x], True, [out])
        return made.launches[0].schedule

    compact = (32, 4)
    assert not choose(1 << 30, compact, compact).wide
    assert choose((1 << 30) + 8, compact, compact).wide
    assert not choose(1 << 20, (64, 4), compact).wide
    assert choose(1 << 21, (1 << 14, 4), compact).wide  # 2^18 rows, 2^14 bytes apart


INTEGERS = ("bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64")


@pytest.mark.parametrize("name", INTEGERS)
def test_integers(gpu, name):
    info = np.iinfo(name) if name != "bool" else None
    values = [0, 1, 1, 0] if info is None else [info.min, 0, 1, 2, 3, info.max]
    x = np.array(values, name)
    expected = na.sigmoid(x)
    result = na.sigmoid(on_device(x)).host
    assert result.dtype == np.exp.resolve_dtypes((x.dtype, None))[1]
    assert_same_bits(result, expected)


@pytest.mark.parametrize(("a", "b"), [*itertools.combinations(DTYPES, 2)])
def test_types_that_differ(gpu, a, b):
    x = np.linspace(-3, 3, 77)
    x, y = x.astype(DTYPES[a]), x[::-1].astype(DTYPES[b])
    for first, second in ((x, y), (y, x)):
        try:
            expected = na.swiglu(first, second)
        except TypeError:
            with pytest.raises(TypeError, match="swiglu"):
                na.swiglu(on_device(first), on_device(second))
            continue
        assert_same_bits(na.swiglu(on_device(first), on_device(second)).host, expected)


#: Without those that LLVM calls a function of a C library for on the CPU.
CASTS = [pair for pair in itertools.permutations(DTYPES, 2) if pair != ("float64", "float16")]


@pytest.mark.parametrize(("loop", "written"), CASTS)
def test_outputs_of_another_type(gpu, loop, written):
    x = np.linspace(-9, 9, 777).astype(DTYPES[loop])
    out = np.zeros(777, DTYPES[written])
    there = on_device(out)
    try:
        na.tanh(x, out=out)
    except TypeError:
        with pytest.raises(TypeError, match="'out' has dtype"):
            na.tanh(on_device(x), out=there)
        return
    na.tanh(on_device(x), out=there)
    assert_same_bits(there.host, out)


@pytest.mark.parametrize("casting", ["no", "equiv", "safe", "same_kind"])
def test_castings(gpu, casting):
    x = np.linspace(-3, 3, 9)
    for dtype, slope, wanted in itertools.product(
        ["float32", "float64", "int16"], [0.5, 2, np.float32(3)], [None, "float32"]
    ):
        keywords = {"casting": casting, "dtype": wanted}
        host, there = x.astype(dtype), on_device(x.astype(dtype))
        try:
            expected = na.leaky_relu(host, slope, **keywords)
        except TypeError:
            with pytest.raises(TypeError, match=r"leaky_relu: cannot cast .* with casting"):
                na.leaky_relu(there, slope, **keywords)
        else:
            assert_same_bits(na.leaky_relu(there, slope, **keywords).host, expected)


@pytest.mark.parametrize("wanted", ["float16", "float64"])
def test_a_loop_that_is_asked_for(gpu, wanted):
    x = np.linspace(-9, 9, 777).astype(np.float32)
    expected = na.tanh(x, dtype=wanted)
    assert_same_bits(na.tanh(on_device(x), dtype=wanted).host, expected)


def test_rounding_of_everything(gpu):
    """Conversions on their own, through functions that change little."""
    every = np.arange(1 << 16, dtype=np.uint16)
    for dtype in (np.float16, ml_dtypes.bfloat16):
        x = every.view(dtype)
        for function in (na.relu, na.leaky_relu):
            with np.errstate(invalid="ignore"):  # signalling NaN
                assert_same_bits(function(on_device(x)).host, function(x))
    halfway = np.arange(1 << 16, dtype=np.uint32) << 16 | 0x8000
    wide = np.concatenate([halfway - 1, halfway, halfway + 1]).view(np.float32)
    for dtype in (np.float16, ml_dtypes.bfloat16):
        out = standin.aligned(wide.shape, dtype)
        expected = np.empty(wide.shape, dtype)
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            na.relu(wide, out=expected, casting="unsafe")
            na.relu(on_device(wide), out=standin.Array(out), casting="unsafe")
            assert_same_bits(out, expected)
