"""On a GPU: the CPU's bits, other libraries' arrays, streams, graphs, several devices.

python -m pytest -m gpu
"""

import numpy as np
import pytest

import numba_act as na
from numba_act.cuda import device
from tests.cuda.test_rows import assert_close as close_to
from tests.support import rows
from tests.support.process import run
from tests.support.walk import (
    BITS,
    DTYPES,
    FUNCTIONS,
    assert_same_bits,
    parameters,
    spread,
    tuple_of,
    typical,
)

pytestmark = pytest.mark.gpu

every_function = pytest.mark.parametrize("name", FUNCTIONS)
every_dtype = pytest.mark.parametrize("dtype", DTYPES)

#: Inputs of each function and type.
COUNT = 1 << 24


@pytest.fixture(scope="module", autouse=True)
def cuda():
    """Return Numba's CUDA module, where there is a GPU; fail and not skip where there is none."""
    reason = device.unusable()
    assert reason is None, reason
    from numba import cuda

    return cuda


@pytest.fixture
def torch():
    module = pytest.importorskip("torch")
    if not module.cuda.is_available():
        pytest.skip("this PyTorch has no CUDA")
    return module


@pytest.fixture
def cupy():
    return pytest.importorskip("cupy")


def to_device(cuda, host):
    """Return a Numba device array; bfloat16 travels as integers."""
    bits = cuda.to_device(np.ascontiguousarray(host).view(BITS[host.dtype.itemsize]))
    return bits.view(host.dtype)


def to_host(array):
    bits = array.view(np.dtype(BITS[array.dtype.itemsize])).copy_to_host()
    return bits.view(array.dtype)


def hosts(result):
    return tuple(to_host(each) for each in tuple_of(result))


def to_torch(torch, host, number=0):
    bits = torch.from_numpy(host.view(f"i{host.dtype.itemsize}").copy())
    return bits.to(f"cuda:{number}").view(getattr(torch, host.dtype.name))


def from_torch(torch, tensor, dtype):
    kinds = {2: torch.int16, 4: torch.int32, 8: torch.int64}
    return tensor.view(kinds[dtype.itemsize]).cpu().numpy().view(dtype)


# The same bits -----------------------------------------------------------------------------------


@every_dtype
@every_function
def test_bits(cuda, name, dtype):
    function, dtype = FUNCTIONS[name], DTYPES[dtype]
    inputs = len(function.definition.inputs)
    random = np.random.default_rng(1)
    operands = [spread(COUNT, dtype, seed) for seed in range(inputs)]
    operands = [np.resize(each, COUNT) for each in operands]  # 2^16 is all there is of 16 bits
    for each in operands[1:]:
        random.shuffle(each)
    operands += parameters(function, dtype)
    with np.errstate(all="ignore"):
        expected = tuple_of(function(*operands))
    given = [to_device(cuda, each) for each in operands[:inputs]]
    assert_same_bits(hosts(function(*given, *operands[inputs:])), expected)


@every_dtype
@every_function
def test_layouts(cuda, name, dtype):
    function, dtype = FUNCTIONS[name], DTYPES[dtype]
    inputs = len(function.definition.inputs)
    operands = typical(function, 40 * 64, dtype)
    arrays = [each.reshape(40, 64) for each in operands[:inputs]]
    there = [to_device(cuda, each) for each in arrays]
    rest = operands[inputs:]
    for cut in (np.s_[:], np.s_[:, :48], np.s_[1:, 1:], np.s_[::2, ::3], np.s_[:1]):
        expected = tuple_of(function(*[each[cut] for each in arrays], *rest))
        got = tuple_of(function(*[each[cut] for each in there], *rest))
        for a, b in zip(got, expected, strict=True):
            assert_same_bits(to_host(a), b)


@pytest.mark.parametrize("count", [1, 2, 3, 31, 255, 1023, 1025, 4097, 99_999, 1_000_003])
@every_dtype
def test_lengths(cuda, dtype, count):
    operands = typical(na.swiglu.vjp, count, DTYPES[dtype])
    given = [to_device(cuda, each) for each in operands[:3]]
    assert_same_bits(hosts(na.swiglu.vjp(*given)), na.swiglu.vjp(*operands[:3]))


def test_more_than_32_bits_can_index(cuda):
    count = (1 << 31) + 77
    x = cuda.device_array(count, np.float16)
    ones = to_device(cuda, np.full(1 << 20, -1.0, np.float16))
    for start in range(0, count, 1 << 20):
        part = x[start : start + (1 << 20)]
        part.copy_to_device(ones[: part.size])
    na.leaky_relu(x, 0.5, out=x)
    for start in (0, (1 << 31) - 1000, count - 1000):
        assert (x[start : start + 1000].copy_to_host() == np.float16(-0.5)).all()


# Rows ---------------------------------------------------------------------------------------------

every_row_function = pytest.mark.parametrize("name", rows.FUNCTIONS)


def check_rows(cuda, name, shape, dtype, masked=False, axis=-1):
    (arguments, keywords), _ = rows.case(name, shape, dtype, masked)
    moved = [
        np.ascontiguousarray(np.moveaxis(each, -1, axis)) if np.shape(each) == shape else each
        for each in (*arguments, keywords.get("where"))
    ]
    if masked:
        keywords["where"] = moved[-1]
    function = rows.FUNCTIONS[name]
    expected = np.asarray(function(*moved[:-1], **keywords, axis=axis))
    there = [to_device(cuda, each) if isinstance(each, np.ndarray) else each for each in moved[:-1]]
    if masked:
        keywords["where"] = cuda.to_device(moved[-1])
    close_to(to_host(function(*there, **keywords, axis=axis)), expected)


@pytest.mark.parametrize(
    "length", [1, 15, 64, 65, 1000, 1024, 8192, 1 << 15, 1 << 17, (1 << 17) + 3]
)
@every_dtype
@every_row_function
def test_rows(cuda, name, dtype, length):
    check_rows(cuda, name, (max(1, (1 << 18) // length), length), DTYPES[dtype])


@pytest.mark.parametrize("axis", [0, 1, -1])
@every_dtype
@every_row_function
def test_rows_along_any_axis(cuda, name, dtype, axis):
    check_rows(cuda, name, (37, 30, 200), DTYPES[dtype], axis=axis)
    if name in rows.MASKED:
        check_rows(cuda, name, (37, 30, 200), DTYPES[dtype], masked=True, axis=axis)


def test_rows_in_torch(torch):
    x = torch.randn(4, 8, 64, 256, device="cuda")
    mask = torch.rand(4, 1, 64, 256, device="cuda") < 0.7
    expected = na.softmax(x.cpu().numpy(), where=mask.cpu().numpy(), scale=0.125)
    result = na.softmax(x, where=mask, scale=0.125)
    assert type(result) is torch.Tensor
    close_to(result.cpu().numpy(), expected)
    assert na.softmax(x, where=mask, scale=0.125, out=x) is x
    close_to(x.cpu().numpy(), expected)
    scale = torch.linspace(0.5, 2, 64, device="cuda", dtype=torch.float64)
    expected = na.logsumexp(x.cpu().numpy(), scale=scale.cpu().numpy())
    close_to(na.logsumexp(x, scale=scale).cpu().numpy(), expected)
    side = torch.cuda.Stream()
    side.wait_stream(torch.cuda.current_stream())
    total = na.logsumexp(x, axis=(1, 3), keepdims=True, stream=side)
    side.synchronize()
    assert total.shape == (4, 1, 64, 1)
    expected = na.logsumexp(x.cpu().numpy(), axis=(1, 3), keepdims=True)
    close_to(total.cpu().numpy(), expected)


# Arrays of other libraries -----------------------------------------------------------------------


@every_dtype
def test_torch(torch, dtype):
    dtype = DTYPES[dtype]
    x = np.linspace(-9, 9, 60_000).astype(dtype).reshape(200, 300)
    tensor = to_torch(torch, x)
    result = na.gelu(tensor)
    assert type(result) is torch.Tensor
    assert result.dtype == tensor.dtype
    assert result.device == tensor.device
    assert_same_bits(from_torch(torch, result, dtype), na.gelu(x))
    out = torch.empty_like(tensor)
    assert na.gelu(tensor, out=out) is out
    assert_same_bits(from_torch(torch, out, dtype), na.gelu(x))
    assert na.gelu(tensor.T).stride() == tensor.T.stride()
    mask = x > 0
    na.gelu(tensor, out=out.zero_(), where=torch.from_numpy(mask).cuda())
    expected = np.zeros_like(x)
    na.gelu(x, out=expected, where=mask)
    assert_same_bits(from_torch(torch, out, dtype), expected)
    channels_last = to_torch(torch, x[:, :256].copy()).reshape(2, 100, 16, 16)
    channels_last = channels_last.to(memory_format=torch.channels_last)
    assert na.relu(channels_last).is_contiguous(memory_format=torch.channels_last)


def test_torch_gradient(torch):
    x = torch.ones(8, device="cuda", requires_grad=True)
    with pytest.raises(TypeError, match="requires a gradient"):
        na.silu(x)
    with torch.no_grad():
        na.silu(x)

    class SiLU(torch.autograd.Function):
        @staticmethod
        def forward(context, x):
            context.save_for_backward(x)
            return na.silu(x)

        @staticmethod
        def backward(context, dy):
            return na.silu.vjp(dy, *context.saved_tensors)

    SiLU.apply(x).sum().backward()
    assert x.grad.cpu().numpy() == pytest.approx(na.silu.grad(np.ones(8, np.float32)))


@every_dtype
def test_cupy(cupy, dtype):
    dtype = DTYPES[dtype]
    x = np.linspace(-9, 9, 60_000).astype(dtype).reshape(200, 300)
    bits = cupy.asarray(x.view(BITS[dtype.itemsize]))
    try:
        array = bits.view(dtype)
    except Exception:
        pytest.skip(f"this CuPy has no {dtype}")
    result = na.gelu(array)
    assert type(result) is cupy.ndarray
    assert result.dtype == dtype
    assert_same_bits(result.view(BITS[dtype.itemsize]).get().view(dtype), na.gelu(x))
    assert na.gelu(array, out=array) is array
    assert na.gelu(array.T).strides == array.T.strides


# Streams and graphs ------------------------------------------------------------------------------


def test_streams(cuda):
    x = np.linspace(-9, 9, 1 << 20).astype(np.float32)
    there = to_device(cuda, x)
    streams = [cuda.stream() for _ in range(4)]
    results = [na.gelu(there, stream=stream) for stream in streams]
    for stream, result in zip(streams, results, strict=True):
        stream.synchronize()
        assert_same_bits(to_host(result), na.gelu(x))


def test_torch_streams(torch):
    x = torch.linspace(-9, 9, 1 << 22, device="cuda")
    expected = na.gelu(x).cpu()
    side = torch.cuda.Stream()
    side.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(side):
        result = na.gelu(x.clone())
    other = na.gelu(x, stream=side)
    side.synchronize()
    assert torch.equal(result.cpu(), expected)
    assert torch.equal(other.cpu(), expected)


@pytest.mark.parametrize("warm", [True, False])
def test_torch_graph(torch, warm):
    @na.activation
    def fresh(x, scale=1.0):  # not loaded before the capture
        return scale * x * x

    x = torch.ones(1000, device="cuda")
    out = torch.empty_like(x)
    if warm:
        fresh(x, 3.0, out=out)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        fresh(x, 3.0, out=out)
        total = na.relu(out)
    x.fill_(2.0)
    graph.replay()
    torch.cuda.synchronize()
    assert (out == 12).all()
    assert (total == 12).all()


def test_nothing_waits(torch):
    x = torch.ones(1000, device="cuda")
    out = torch.empty_like(x)
    na.silu(x, out=out)
    torch.cuda.synchronize()
    torch.cuda._sleep(1 << 31)  # about a second
    for _ in range(100):
        na.silu(x, out=out)
    assert not torch.cuda.current_stream().query()


def test_threads(cuda):
    import threading

    x = np.linspace(-9, 9, 100_000).astype(np.float32)
    expected = na.silu(x)
    found = []

    def work():
        there = to_device(cuda, x)
        for _ in range(200):
            result = na.silu(there)
        found.append(to_host(result))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 8
    for each in found:
        assert_same_bits(each, expected)


# Devices and errors ------------------------------------------------------------------------------


def test_several_devices(torch):
    if torch.cuda.device_count() < 2:
        pytest.skip("one device")
    x = np.linspace(-9, 9, 1000).astype(np.float32)
    for number in range(torch.cuda.device_count()):
        tensor = to_torch(torch, x, number)
        for _ in range(2):
            result = na.silu(tensor, out=torch.empty_like(tensor))
            assert result.device.index == number
            assert_same_bits(from_torch(torch, result, x.dtype), na.silu(x))
        assert na.silu(tensor).device.index == number
    assert torch.cuda.current_device() == 0
    with pytest.raises(ValueError, match="on device 1"):
        na.silu(to_torch(torch, x, 0), out=to_torch(torch, x, 1))


def test_out_of_memory(cuda):
    x = np.linspace(-9, 9, 1000).astype(np.float32)
    there = to_device(cuda, x)
    free, _ = cuda.current_context().get_memory_info()
    held = cuda.device_array(max(free - (1 << 28), 1), np.uint8)
    with pytest.raises(Exception, match=r"(?i)memory"):
        na.swiglu(there.reshape(1000, 1), to_device(cuda, np.ones(200_000, np.float32)))
    assert_same_bits(to_host(na.silu(there)), na.silu(x))
    del held


def test_target_cuda():
    code = """
import numpy as np
import numba_act as na
x = np.linspace(-9, 9, 1000).astype(np.float32)
with np.errstate(all="ignore"):
    assert (na.silu(x) == na.silu.ufunc(x)).all()
print(na.target)
"""
    assert run(code, NUMBA_ACT_TARGET="cuda") == "cuda\n"


def test_kernels_of_users(cuda):
    silu, dsilu = na.silu, na.silu.grad

    @cuda.jit
    def kernel(x, y, z):
        i = cuda.grid(1)
        if i < x.size:
            y[i] = silu(x[i])
            z[i] = dsilu(x[i])

    for dtype in (np.float32, np.float64):
        x = spread(1 << 16, np.dtype(dtype))
        y, z = cuda.device_array_like(x), cuda.device_array_like(x)
        kernel[256, 256](cuda.to_device(x), y, z)
        with np.errstate(all="ignore"):
            assert_same_bits(y.copy_to_host(), na.silu(x))
            assert_same_bits(z.copy_to_host(), na.silu.grad(x))


def test_machine_code_from_the_disk(tmp_path):
    code = """
import numpy as np, sys
import numba_act as na
from numba import cuda
x = cuda.to_device(np.ones(10, np.float32))
from numba_act.cuda import compile
build, built = compile.kernel_of, []
compile.kernel_of = lambda *a: built.append(a) or build(*a)
na.silu(x)
print(len(built))
"""
    for expected in ("1\n", "0\n"):
        assert run(code, NUMBA_ACT_CACHE_DIR=tmp_path) == expected
