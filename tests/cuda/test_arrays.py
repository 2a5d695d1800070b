"""Arrays in GPU memory: whose they are, where they live, what is refused and in which words."""

import contextlib
import sys
import types

import ml_dtypes
import numpy as np
import pytest

import numba_act as na
from numba_act.cuda import arrays, device, elementwise, launch
from numba_act.dispatch import targets
from tests.support import standin
from tests.support.walk import DTYPES, assert_same_bits

BFLOAT16 = np.dtype(ml_dtypes.bfloat16)


@pytest.fixture
def gpu(monkeypatch):
    return standin.install(monkeypatch)


def on_device(host, **options):
    copy = standin.aligned(host.shape, host.dtype)
    copy[...] = host
    return standin.Array(copy, **options)


X = np.linspace(-3, 3, 40).astype(np.float32)


# Stand-ins for the libraries' arrays: the attributes that are read, over the host's memory -------


class Streams:
    """The current stream of a library, and the blocks that it was changed in."""

    def __init__(self):
        self.current = 0
        self.allocated_on = []

    @contextlib.contextmanager
    def use(self, handle):
        before, self.current = self.current, handle
        yield
        self.current = before


@pytest.fixture
def torch(monkeypatch):
    module = types.ModuleType("torch")
    streams = Streams()
    names = {name: f"torch.{name}" for name in ("float16", "bfloat16", "float32", "float64")}
    names |= {name: f"torch.{name}" for name in ("bool", "uint8", "int8", "int16", "int32")}
    names |= {"int64": "torch.int64", "complex64": "torch.complex64", "strided": "torch.strided"}
    for name, value in names.items():
        setattr(module, name, value)
    by_name = {f"torch.{name}": dtype for name, dtype in DTYPES.items()} | {"torch.bool": bool}

    class Tensor:
        __module__ = "torch"
        is_cuda, requires_grad, negated, layout = True, False, False, "torch.strided"

        def __init__(self, host, number=0, dtype=None):
            self.host = host
            self.dtype = dtype or f"torch.{host.dtype.name}"
            self.device = types.SimpleNamespace(index=number)

        shape = property(lambda self: self.host.shape)

        @property
        def __cuda_array_interface__(self):
            raise RuntimeError("asked for an interface that tensors with a gradient refuse")

        def stride(self):
            return tuple(step // self.host.dtype.itemsize for step in self.host.strides)

        def __getitem__(self, key):
            return Tensor(self.host[key], self.device.index)

        def __setitem__(self, key, value):
            self.host[key] = value.host

        def data_ptr(self):
            return self.host.ctypes.data if self.host.size else 0

        def is_neg(self):
            return self.negated

        def is_conj(self):
            return False

    class Parameter(Tensor):
        __module__ = "torch.nn.parameter"
        requires_grad = True

    def empty_strided(shape, strides, dtype, device):
        streams.allocated_on.append(streams.current)
        kind = np.dtype(by_name[dtype])
        order = sorted(range(len(shape)), key=lambda axis: -strides[axis])
        made = standin.aligned([shape[axis] for axis in order], kind)
        tensor = Tensor(made.transpose(np.argsort(order)), device[1])
        assert tensor.stride() == tuple(strides)
        return tensor

    module.Tensor, module.Parameter, module.empty_strided = Tensor, Parameter, empty_strided
    module.grad_enabled = True
    module.is_grad_enabled = lambda: module.grad_enabled
    module.device = lambda kind, number: (kind, number)
    module._C = types.SimpleNamespace(_cuda_getCurrentRawStream=lambda number: streams.current)
    module.cuda = types.SimpleNamespace(
        ExternalStream=lambda handle, device: handle, stream=streams.use
    )
    module.streams = streams
    monkeypatch.setitem(sys.modules, "torch", module)
    arrays._of_library.cache_clear()
    yield module
    arrays._of_library.cache_clear()


@pytest.fixture
def numbas(gpu, monkeypatch):
    """The class of Numba's device arrays; bind() gives one a stream."""

    class DeviceNDArrayBase:
        __module__ = "numba.cuda.cudadrv.devicearray"
        __cuda_array_interface__ = property(lambda self: {"version": 3})

        def __init__(self, host, stream=0, number=0):
            self.host, self.stream = host, stream
            pointer = types.SimpleNamespace(value=host.ctypes.data if host.size else None)
            context = types.SimpleNamespace(device=types.SimpleNamespace(id=number))
            self.device_ctypes_pointer = pointer
            self.gpu_data = types.SimpleNamespace(device_ctypes_pointer=pointer, context=context)

        shape = property(lambda self: self.host.shape)
        strides = property(lambda self: self.host.strides)
        dtype = property(lambda self: self.host.dtype)

        def bind(self, stream):
            return DeviceNDArrayBase(self.host, stream, self.gpu_data.context.device.id)

    def device_array(shape, dtype, strides):
        return DeviceNDArrayBase(standin.aligned(shape, dtype), 0, launch.driver().current)

    from numba import cuda

    monkeypatch.setattr(cuda, "device_array", device_array)
    monkeypatch.setattr(cuda, "external_stream", lambda handle: Stream(handle=handle))
    yield DeviceNDArrayBase
    arrays._kind.cache_clear()


@pytest.fixture
def cupy(monkeypatch):
    module = types.ModuleType("cupy")
    streams = Streams()

    class ndarray:  # noqa: N801
        __module__ = "cupy"
        __cuda_array_interface__ = property(lambda self: {"version": 3})

        def __init__(self, host, number=0):
            self.host = host
            self.data = types.SimpleNamespace(
                ptr=host.ctypes.data if host.size else 0, device_id=number
            )

        shape = property(lambda self: self.host.shape)
        strides = property(lambda self: self.host.strides)
        dtype = property(lambda self: self.host.dtype)

        def __getitem__(self, key):
            return ndarray(self.host[key], self.data.device_id)

        def transpose(self, axes):
            return ndarray(self.host.transpose(axes), self.data.device_id)

    class ExternalStream:
        def __init__(self, handle, number):
            self._use = streams.use(handle)
            self.__enter__, self.__exit__ = self._use.__enter__, self._use.__exit__

        def __enter__(self):
            return self._use.__enter__()

        def __exit__(self, *error):
            return self._use.__exit__(*error)

    @contextlib.contextmanager
    def use(number):
        before, module.device = module.device, number
        yield
        module.device = before

    def empty(shape, dtype):
        streams.allocated_on.append(streams.current)
        return ndarray(standin.aligned(shape, dtype), module.device)

    module.ndarray, module.empty, module.streams = ndarray, empty, streams
    module.device = 0  # the current one
    module.cuda = types.SimpleNamespace(
        get_current_stream=lambda number: types.SimpleNamespace(ptr=streams.current),
        ExternalStream=ExternalStream,
        Device=use,
    )
    monkeypatch.setitem(sys.modules, "cupy", module)
    arrays._of_library.cache_clear()
    yield module
    arrays._of_library.cache_clear()


# Whose they are ----------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", DTYPES)
def test_torch(gpu, torch, dtype):
    x = standin.aligned((6, 8), DTYPES[dtype])
    x[...] = np.linspace(-3, 3, 48).reshape(6, 8)
    tensor = torch.Tensor(x)
    result = na.leaky_relu(tensor)
    assert type(result) is torch.Tensor
    assert result.dtype == f"torch.{dtype}"
    assert_same_bits(result.host, na.leaky_relu(x))
    out = torch.Tensor(np.empty_like(x))
    assert na.leaky_relu(tensor, out=out) is out
    assert_same_bits(out.host, na.leaky_relu(x))
    turned = na.leaky_relu(torch.Tensor(x.T))
    assert turned.host.strides == x.T.strides
    first, second = na.reglu.vjp(tensor, tensor, tensor)
    assert type(first) is type(second) is torch.Tensor


@pytest.mark.parametrize("dtype", DTYPES)
def test_cupy(gpu, cupy, dtype):
    x = standin.aligned((6, 8), DTYPES[dtype])
    x[...] = np.linspace(-3, 3, 48).reshape(6, 8)
    result = na.leaky_relu(cupy.ndarray(x))
    assert type(result) is cupy.ndarray
    assert_same_bits(result.host, na.leaky_relu(x))
    out = cupy.ndarray(np.empty_like(x))
    assert na.leaky_relu(cupy.ndarray(x), out=out) is out
    turned = na.leaky_relu(cupy.ndarray(x.T))
    assert turned.host.strides == x.T.strides
    assert_same_bits(turned.host, na.leaky_relu(x.T))


def test_result_is_of_the_first_arrays_kind(gpu, torch, cupy):
    assert type(na.swiglu(torch.Tensor(X), cupy.ndarray(X))) is torch.Tensor
    assert type(na.swiglu(cupy.ndarray(X), torch.Tensor(X))) is cupy.ndarray
    out = cupy.ndarray(np.empty_like(X))
    assert na.silu(torch.Tensor(X), out=out) is out
    assert_same_bits(out.host, na.silu(X))


def test_kinds_with_the_same_layouts(gpu, cupy, numbas):
    out = np.empty_like(X)
    for kind in (cupy.ndarray, numbas, cupy.ndarray, numbas):
        result = na.silu(kind(X))
        assert type(result) is kind
        assert_same_bits(result.host, na.silu(X))
        given = kind(out)
        assert na.silu(kind(X), out=given) is given


def test_numba(gpu, numbas):
    result = na.silu(numbas(X, Stream(handle=31)))
    assert gpu.launches[-1][4] == 31
    assert result.stream.handle == 31  # as its own interface will say
    assert na.silu(numbas(X)).stream == 0
    given = numbas(np.empty_like(X), Stream(handle=32))
    for _ in range(2):
        assert na.silu(numbas(X), out=given, stream=33) is given
    assert gpu.waits == [(33, 32, 0), (32, 33, 0)] * 2


def test_tensors_on_the_host_are_no_device_arrays(gpu, torch):
    tensor = torch.Tensor(X)
    tensor.is_cuda = False
    assert arrays.kind_of(tensor) is None
    assert not targets.is_device_array(tensor)


def test_common_calls_are_looked_up(gpu, torch):
    x, out = torch.Tensor(X), torch.Tensor(np.empty_like(X))
    for slope in (0.25, 0.5, 0.25):
        na.leaky_relu(x, slope, out=out)
        assert_same_bits(out.host, na.leaky_relu(X, slope))
    plans = na.leaky_relu.definition.made[elementwise.KEY].plans
    assert len(plans) == 4  # each by what it looks like, and by what was read
    for _ in range(3):  # allocated anew, and not the last one
        results = [na.leaky_relu(x, 0.5) for _ in range(2)]
        assert results[0] is not results[1]
        for each in results:
            assert_same_bits(each.host, na.leaky_relu(X, 0.5))
    assert len(plans) == 6
    other = torch.Tensor(X[::2])  # another layout, the same plan for no one else
    shorter = torch.Tensor(np.empty(20, np.float32))
    na.leaky_relu(other, 0.25, out=shorter)
    assert_same_bits(shorter.host, na.leaky_relu(X[::2], 0.25))
    memory = standin.aligned(44, np.float32)
    memory[:40] = X
    expected = na.leaky_relu(X, 0.25)
    na.leaky_relu(torch.Tensor(memory[:40]), 0.25, out=torch.Tensor(memory[4:]))
    assert_same_bits(memory[4:], expected)  # the same layouts, but overlapping


def test_zero_keeps_its_sign(gpu, torch):
    x, out = torch.Tensor(X), torch.Tensor(np.empty_like(X))
    for slope in (0.0, -0.0, 0.0):
        na.leaky_relu(x, slope, out=out)
        assert_same_bits(out.host, na.leaky_relu(X, slope))


# Streams -----------------------------------------------------------------------------------------


class Stream:
    def __init__(self, **attributes):
        self.__dict__.update(attributes)


def test_stream_handles():
    assert arrays.stream_handle(17) == 17
    assert arrays.stream_handle(Stream(__cuda_stream__=lambda: (0, 18))) == 18
    assert arrays.stream_handle(Stream(cuda_stream=19)) == 19
    assert arrays.stream_handle(Stream(ptr=20)) == 20
    assert arrays.stream_handle(Stream(handle=types.SimpleNamespace(value=None))) == 0
    with pytest.raises(TypeError, match="expected a CUDA stream"):
        arrays.stream_handle("fast")


def test_current_stream_of_the_library(gpu, torch, cupy):
    torch.streams.current, cupy.streams.current = 11, 12
    x, out = torch.Tensor(X), torch.Tensor(np.empty_like(X))
    na.silu(x)
    na.silu(cupy.ndarray(X))
    for _ in range(3):  # looked up from the second on
        na.silu(x, out=out)
    assert [each[4] for each in gpu.launches] == [11, 12, 11, 11, 11]
    torch.streams.current = 13
    na.silu(x, out=out)
    assert gpu.launches[-1][4] == 13
    for _ in range(2):  # two libraries' arrays are looked at again
        na.swiglu(x, cupy.ndarray(X), out=out)
        assert gpu.launches[-1][4] == 13
    assert gpu.waits == [(13, 12, 0), (12, 13, 0)] * 2


def test_default_stream_of_another_library(gpu, torch, cupy):
    torch.streams.current, cupy.streams.current = 13, 0
    na.swiglu(torch.Tensor(X), cupy.ndarray(X))
    assert gpu.waits == [(13, 1, 0), (1, 13, 0)]  # its name, with which no thread's is meant
    torch.streams.current = 1
    na.swiglu(torch.Tensor(X), cupy.ndarray(X))
    assert len(gpu.waits) == 2


def test_stream_that_is_asked_for(gpu, torch, cupy):
    torch.streams.current = 11
    x, out = torch.Tensor(X), torch.Tensor(np.empty_like(X))
    na.silu(x, stream=5)
    na.silu(x, out=out, stream=Stream(cuda_stream=6))
    for _ in range(2):
        na.silu(x, out=out, stream=7)
    na.silu(cupy.ndarray(X), stream=8)
    na.silu(x, stream=9)
    assert [each[4] for each in gpu.launches] == [5, 6, 7, 7, 8, 9]
    # memory is handed back to the stream that uses it
    assert torch.streams.allocated_on == [5, 9]
    assert cupy.streams.allocated_on == [8]
    assert not gpu.waits
    with pytest.raises(TypeError, match="silu: argument 'stream' is 'fast'"):
        na.silu(x, stream="fast")


def test_streams_of_the_interface(gpu):
    na.silu(on_device(X, stream=21))
    assert gpu.launches[-1][4] == 21
    na.swiglu(on_device(X, stream=21), on_device(X, stream=22))
    assert gpu.launches[-1][4] == 21
    # the other one's next work on its stream comes after this
    assert gpu.waits == [(21, 22, 0), (22, 21, 0)]
    gpu.waits.clear()
    na.silu(on_device(X, stream=23), stream=24)
    assert gpu.waits == [(24, 23, 0), (23, 24, 0)]
    gpu.waits.clear()
    out = on_device(np.empty_like(X), stream=25)
    na.swiglu(on_device(X), on_device(X, stream=25), out=out)
    assert gpu.waits == [(0, 25, 0), (25, 0, 0)]
    gpu.waits.clear()
    na.swiglu(on_device(X, stream=1), on_device(X), out=on_device(X))
    assert not gpu.waits


def test_copies_are_on_the_stream_of_the_call(gpu):
    memory = on_device(np.arange(50, dtype=np.float32))
    first, second = (standin.Array(memory.host[k : k + 40], stream=27 + k) for k in range(2))
    na.silu(first, out=second)
    assert [(each[0].__name__, each[4]) for each in gpu.launches] == [("copy", 27), ("silu", 27)]
    assert gpu.waits == [(27, 28, 0), (28, 27, 0)]
    assert_same_bits(second.host, na.silu(np.arange(40, dtype=np.float32)))


def test_stream_is_for_device_arrays():
    with pytest.raises(TypeError, match="silu: argument 'stream' is for arrays in GPU memory"):
        na.silu(X, stream=3)
    assert_same_bits(na.silu(X, stream=None), na.silu(X))


# Host arrays -------------------------------------------------------------------------------------


def test_host_arrays_go_there_and_back(monkeypatch):
    from numba import cuda

    class Copy(np.ndarray):
        """What Numba makes of an array of bytes; it knows no bfloat16."""

        def copy_to_host(self):
            return np.array(self)

    def to_device(host):
        assert host.dtype == np.uint8
        assert host.flags.c_contiguous
        return host.copy().view(Copy)

    monkeypatch.setattr(cuda, "to_device", to_device)
    for dtype in (*DTYPES.values(), bool, np.int16):
        for shape in ((3, 4), (5,), (), (0, 3)):
            host = np.arange(np.prod(shape, dtype=int)).reshape(shape).astype(dtype)
            for each in (host, host[::-1] if shape else host, host.T):
                there = arrays.upload(each)
                assert there.dtype == dtype
                back = arrays.download(there, None)
                assert np.isscalar(back) == (not shape)
                np.testing.assert_array_equal(back, each)
                out = np.empty(each.shape, np.float64)
                assert arrays.download(there, out) is out
                np.testing.assert_array_equal(out, each.astype(np.float64))
    assert arrays.upload([1.5, 2.0]).tolist() == [1.5, 2.0]


# Devices -----------------------------------------------------------------------------------------


def test_each_device_gets_its_own_code(monkeypatch, torch):
    gpu = standin.install(monkeypatch, devices=2)
    for number in (0, 1, 0, 1):
        x, out = torch.Tensor(X, number), torch.Tensor(np.empty_like(X), number)
        na.silu(x, out=out)
        assert_same_bits(out.host, na.silu(X))
        assert na.silu(x).device.index == number
    assert [each[5] for each in gpu.launches] == [0, 0, 1, 1] * 2
    assert len(gpu.handles) == 2


def test_results_are_where_the_arrays_are(monkeypatch, torch, cupy, numbas):
    gpu = standin.install(monkeypatch, devices=2)
    for _ in range(2):
        for number in (1, 0):
            result = na.silu(cupy.ndarray(X, number))
            assert result.data.device_id == number
            result = na.silu(numbas(X, number=number))
            assert result.gpu_data.context.device.id == number
            result = na.silu(numbas(X, Stream(handle=5), number))
            assert result.gpu_data.context.device.id == number
            assert na.silu(torch.Tensor(X, number)).device.index == number
    assert [each[5] for each in gpu.launches] == [1, 1, 1, 1, 0, 0, 0, 0] * 2


def test_arrays_of_two_devices(monkeypatch, torch):
    gpu = standin.install(monkeypatch, devices=2)
    here, there = torch.Tensor(X, 0), torch.Tensor(np.zeros_like(X), 1)
    with pytest.raises(ValueError, match=r"swiglu: argument 'value' is on device 1.*device 0"):
        na.swiglu(here, there)
    with pytest.raises(ValueError, match=r"silu: argument 'out' is on device 1.*device 0"):
        na.silu(here, out=there)
    assert not gpu.launches
    assert not there.host.any()


# Outputs -----------------------------------------------------------------------------------------


def test_outputs_by_position(gpu, torch):
    x = torch.Tensor(X)
    for _ in range(3):
        out, first = torch.Tensor(np.empty_like(X)), torch.Tensor(np.empty_like(X))
        assert na.silu(x, out) is out
        assert_same_bits(out.host, na.silu(X))
        for given in ((x, x, x, first), (x, x, x, first, None)):
            one, other = na.reglu.vjp(*given)
            assert one is first
            assert_same_bits((one.host, other.host), na.reglu.vjp(X, X, X))
        one, other = na.reglu.vjp(x, x, x, out=(None, out))
        assert other is out
        assert_same_bits((one.host, other.host), na.reglu.vjp(X, X, X))
    assert_same_bits(x.host, X)


def test_outputs_that_share_memory(gpu, torch):
    x = torch.Tensor(X)
    memory = standin.aligned(82, np.float32)
    apart = [torch.Tensor(memory[:40]), torch.Tensor(memory[40:80])]
    for _ in range(2):
        na.swiglu.vjp(x, x, x, out=tuple(apart))
        for start in (0, 1, 39):
            with pytest.raises(ValueError, match=r"swiglu.vjp: argument 'out' .* share memory"):
                na.swiglu.vjp(x, x, x, out=(apart[0], torch.Tensor(memory[start : start + 40])))
    assert len(gpu.launches) == 2
    turns = [torch.Tensor(memory[k:80:2]) for k in range(2)]
    na.swiglu.vjp(x, x, x, out=tuple(turns))  # between each other's elements
    assert_same_bits(tuple(each.host for each in turns), na.swiglu.vjp(X, X, X))


def test_halves_of_rows_are_no_overlap(gpu, torch):
    """Neither is a part of the other's rows: nothing is copied, and nothing allocated."""
    dy, h = X[:20].reshape(5, 4), X.reshape(5, 8)
    expected = na.swiglu.packed_vjp(dy, h)
    for _ in range(2):
        x = torch.Tensor(standin.aligned(h.shape, h.dtype))
        x.host[...] = h
        assert na.swiglu.packed_vjp(torch.Tensor(dy), x, out=x) is x
        assert_same_bits(x.host, expected)
    assert len(gpu.launches) == 2
    assert not torch.streams.allocated_on
    turned = torch.Tensor(h.copy())
    na.silu(torch.Tensor(turned.host[:, 4:]), out=torch.Tensor(turned.host[:, :4]))
    na.silu(torch.Tensor(turned.host[:, 1:]), out=torch.Tensor(turned.host[:, :-1]))
    assert [each[0].__name__ for each in gpu.launches[2:]] == ["silu", "copy", "silu"]


# What is refused ---------------------------------------------------------------------------------


def test_host_and_device_do_not_mix(gpu, torch):
    there = on_device(X)
    for call in (
        lambda: na.swiglu(there, X),
        lambda: na.silu(there, out=np.empty_like(X)),
        lambda: na.silu(there, where=X > 0),
        lambda: na.silu(there, where=(X > 0).tolist()),
        lambda: na.prelu(there, [0.25]),
    ):
        with pytest.raises(TypeError, match=r"is a device array \(.*standin.Array\) but argument"):
            call()
    with pytest.raises(TypeError, match=r"'gate' is a device array.*'value' is on the host .numpy"):
        na.swiglu(there, X)
    with pytest.raises(TypeError, match=r"'value' is a device array.*'gate' is on the host .numpy"):
        na.swiglu(X, there)
    with pytest.raises(TypeError, match=r"'out' is a device array.*'x' is on the host .numpy"):
        na.silu(X, out=there)
    on_host = torch.Tensor(X)
    on_host.is_cuda = False
    with pytest.raises(TypeError, match=r"'value' is on the host \(torch.*Tensor\)"):
        na.swiglu(torch.Tensor(X), on_host)
    assert_same_bits(there.host, X)
    assert not gpu.launches


def test_numbers_mix(gpu):
    there = on_device(X)
    assert_same_bits(na.swiglu(there, 2.0).host, na.swiglu(X, np.float32(2.0)))
    assert_same_bits(na.swiglu(there, np.float64(2.0)).host, na.swiglu(X, np.float64(2.0)))
    assert_same_bits(na.silu.vjp(np.float32(2.0), there).host, na.silu.vjp(np.float32(2.0), X))
    half = X.astype(BFLOAT16)
    assert na.leaky_relu(on_device(half), 0.5).dtype == BFLOAT16
    assert_same_bits(na.leaky_relu(on_device(half), 0.3).host, na.leaky_relu(half, 0.3))
    whole = np.arange(-5, 5, dtype=np.int16)
    assert_same_bits(na.leaky_relu(on_device(whole), 0.3).host, na.leaky_relu(whole, 0.3))


def test_type_strings(gpu):
    half = X.astype(BFLOAT16)
    assert half.dtype.str in ("<V2", "|V2")
    result = na.silu(on_device(half))
    assert result.dtype == BFLOAT16
    assert_same_bits(result.host, na.silu(half))
    for typestr, words in (
        ("|O", "object"),
        ("<c8", "complex64"),
        (">f4", "byte order"),
        ("<U3", "<U3"),
        ("<V2", "bfloat16 arrays have a dtype of that name"),
        ("float9", "unsupported type string"),
        ("<f16", "expected float16"),
    ):
        with pytest.raises(TypeError, match=f"silu: argument 'x' has .*{words}"):
            na.silu(on_device(X, typestr=typestr))
    with pytest.raises(TypeError, match="silu: argument 'x' has a mask"):
        na.silu(on_device(X, mask=on_device(X > 0)))
    with pytest.raises(TypeError, match="x' has no 'data' in its __cuda_array_interface__"):
        na.silu(
            type("Array", (), {"__cuda_array_interface__": {"shape": (3,), "typestr": "<f4"}})()
        )


def test_torch_types(gpu, torch):
    with pytest.raises(TypeError, match=r"silu: argument 'x' has dtype torch.complex64"):
        na.silu(torch.Tensor(X, dtype="torch.complex64"))
    sparse = torch.Tensor(X)
    sparse.layout = "torch.sparse_coo"
    with pytest.raises(TypeError, match=r"silu: argument 'x' has layout torch.sparse_coo"):
        na.silu(sparse)
    negated = torch.Tensor(X)
    negated.negated = True
    with pytest.raises(TypeError, match="silu: argument 'x' is a lazily negated view"):
        na.silu(negated)


def test_torch_gradients(gpu, torch):
    parameter = torch.Parameter(X)
    out = torch.Tensor(np.empty_like(X))
    for _ in range(2):
        with pytest.raises(TypeError, match=r"silu: argument 'x' requires a gradient.*detach"):
            na.silu(parameter, out=out)
        torch.grad_enabled = False
        na.silu(parameter, out=out)
        assert_same_bits(out.host, na.silu(X))
        torch.grad_enabled = True


def test_a_tensor_with_a_gradient_is_known_too(torch):
    """Within `torch.no_grad` it is an array like any other, by the short way."""
    x = torch.Tensor(X)
    kind, known = arrays.kind_of(x), arrays.kind_of(x).key(x)
    x.requires_grad = True
    assert kind.key(x) is None
    torch.grad_enabled = False
    assert kind.key(x) == known


def test_memory_that_is_gone(gpu, monkeypatch):
    gone = on_device(X, data=(0, False))
    with pytest.raises(ValueError, match=r"silu: argument 'x' has no memory; was it freed\?"):
        na.silu(gone)

    def device_of(address):
        raise device.CudaError("the address 0x7 is not in GPU memory: CUDA_ERROR_INVALID_VALUE")

    monkeypatch.setattr(gpu, "device_of", device_of)
    with pytest.raises(ValueError, match=r"silu: argument 'x' .* was it freed\? the address 0x7"):
        na.silu(on_device(X))
    assert na.silu(on_device(X[:0])).host.shape == (0,)


def test_outputs_that_do_not_fit(gpu):
    x = on_device(X)
    before = np.full(41, 7, np.float32)
    out = on_device(before)
    with pytest.raises(ValueError, match=r"silu: argument 'out' has shape \(41,\), expected"):
        na.silu(x, out=out)
    with pytest.raises(TypeError, match="silu: argument 'out' has dtype int32, expected a float"):
        na.silu(x, out=on_device(np.zeros(40, np.int32)))
    with pytest.raises(TypeError, match="float32 can be cast to with casting 'safe'"):
        na.silu(x, out=on_device(np.zeros(40, np.float16)), casting="safe")
    with pytest.raises(ValueError, match="silu: argument 'out' is read-only"):
        na.silu(x, out=on_device(X, read_only=True))
    shared = standin.Array(np.broadcast_to(np.float32(1), 40))
    with pytest.raises(ValueError, match="silu: argument 'out' is a broadcast view"):
        na.silu(x, out=shared)
    with pytest.raises(ValueError, match="'out' has 1 arrays, expected 2"):
        na.swiglu.vjp(x, x, x, out=(out,))
    with pytest.raises(TypeError, match=r"swiglu.vjp: argument 'out' is a .* a tuple of 2"):
        na.swiglu.vjp(x, x, x, out=out)
    assert (out.host == 7).all()
    assert not gpu.launches


def test_arguments_that_are_wrong(gpu):
    x = on_device(X)
    with pytest.raises(ValueError, match=r"swiglu: the arguments' shapes do not broadcast.*\(3,\)"):
        na.swiglu(x, on_device(X[:3]))
    with pytest.raises(TypeError, match="silu: argument 'where' has dtype float32, expected bool"):
        na.silu(x, where=x)
    with pytest.raises(ValueError, match="silu: argument 'order' is 'Z'"):
        na.silu(x, order="Z")
    with pytest.raises(TypeError, match="silu: unknown keyword argument 'axes_'"):
        na.silu(x, axes_=1)
    with pytest.raises(TypeError, match=r"silu: unknown keyword argument 'axis', .* along no axis"):
        na.silu(x, axis=1)
    assert not gpu.launches


def test_what_the_driver_reports(gpu, monkeypatch):
    x, out = on_device(X), on_device(np.zeros_like(X))

    def fail(*args):
        raise device.CudaError("launching a kernel on device 0: CUDA_ERROR_ILLEGAL_ADDRESS")

    monkeypatch.setattr(gpu, "launch", fail)
    with pytest.raises(device.CudaError, match="ILLEGAL_ADDRESS"):
        na.silu(x, out=out)
    assert_same_bits(na.silu(X), na.silu(X.copy()))  # the CPU works on


# User-defined functions get all of this ----------------------------------------------------------


def test_user_defined(gpu):
    @na.activation
    def cubic(x, scale=1.0):
        return scale * x * x * x

    @cubic.derivative("x")
    def _(x, scale):
        return 3.0 * scale * x * x

    for dtype in DTYPES.values():
        x = X.astype(dtype)
        assert_same_bits(cubic(on_device(x), 0.5).host, cubic(x, 0.5))
        assert_same_bits(cubic.vjp(on_device(x), on_device(x)).host, cubic.vjp(x, x))


def test_gates_of_every_kind(gpu, torch, cupy):
    for make in (torch.Tensor, cupy.ndarray, standin.Array):
        for gate in (na.bilinear, na.reglu):
            assert_same_bits(gate(make(X), make(X[::-1])).host, gate(X, X[::-1]))
            hidden = make(X.copy())
            gate(hidden, make(X), out=hidden)
            assert_same_bits(hidden.host, gate(X, X))


@pytest.mark.parametrize("order", ["gate_first", "value_first", "interleaved"])
@pytest.mark.parametrize("dtype", DTYPES)
def test_packed_gates(gpu, torch, cupy, dtype, order):
    x = standin.aligned((6, 32), DTYPES[dtype])
    x[...] = np.linspace(-3, 3, 192).reshape(6, 32)
    dy = standin.aligned((6, 16), DTYPES[dtype])
    dy[...] = np.linspace(-1, 1, 96).reshape(6, 16)
    for make in (torch.Tensor, cupy.ndarray):
        result = na.reglu.packed(make(x), order=order)
        assert type(result) is make
        assert_same_bits(result.host, na.reglu.packed(x, order=order))
        assert gpu.schedules[-1].vector == (order != "interleaved")
        gradient = na.reglu.packed_vjp(make(dy), make(x), order=order)
        assert type(gradient) is make
        assert_same_bits(gradient.host, na.reglu.packed_vjp(dy, x, order=order))
        assert len(gpu.launches) % 2 == 0  # one for each call


def test_packed_gate_with_two_derivatives(gpu, torch):
    @na.activation(inputs=2)
    def product(a, b):
        return a * b

    @product.derivative("a")
    def _(a, b):
        return b

    @product.derivative("b")
    def _(a, b):
        return a

    dy, x = np.float32([1, 2, 3]), np.float32([4, 5, 6, 7, 8, 9])
    expected = product.packed_vjp(dy, x)
    assert_same_bits(product.packed_vjp(torch.Tensor(dy), torch.Tensor(x)).host, expected)
    there = torch.Tensor(x)
    assert product.packed_vjp(torch.Tensor(dy), there, out=there) is there
    assert_same_bits(there.host, expected)
