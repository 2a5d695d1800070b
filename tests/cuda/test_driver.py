"""What the driver is asked: contexts, code, launches, captured streams, errors.

Stand-ins for `cuda.bindings` and `cuda.core` answer the calls of `device.Driver`. They keep what
they are asked, with a stack of contexts and a capture mode for the thread, and have nothing that
waits, copies or allocates: whoever asked for that would fail.
"""

import functools
import re
import types

import numpy as np
import pytest
from cuda import core
from cuda.bindings import driver as real

import numba_act as na
from numba_act.cuda import code, device
from tests.cuda.test_arrays import X, torch  # noqa: F401 a fixture
from tests.support import standin
from tests.support.walk import assert_same_bits

RESULT, CAPTURE = real.CUresult, real.CUstreamCaptureMode


def arity(name):
    """Return how many parameters a function of the bindings has, as its documentation says."""
    listed = re.search(r"\((.*)\)", getattr(real, name).__doc__)[1]
    listed = re.sub(r"\[[^]]*\]", "", listed)  # types of what is in a sequence
    return len(listed.split(",")) if listed else 0


class Api:
    """The functions of ``cuda.bindings.driver`` that a call may need, and its types.

    Device n has the context 100 + n, and the first is current.
    """

    def __init__(self, capabilities):
        self.capabilities = capabilities
        self.calls = []  # (name, arguments)
        self.contexts = [100]
        self.mode = CAPTURE.CU_STREAM_CAPTURE_MODE_GLOBAL
        self.fails = {}  # what a function answers instead of success
        self.loaded = []  # (image, capture mode)
        self.launched = []  # (function, grid, block, stream, values, context)
        self.waits = []  # (stream, producer)

    def __getattr__(self, name):
        if name.startswith("CU"):
            return getattr(real, name)
        try:
            function = getattr(type(self), f"on_{name}")
        except AttributeError:
            raise AssertionError(f"{name} is asked for") from None

        def call(*arguments):
            assert len(arguments) == arity(name), name
            self.calls.append((name, arguments))
            if name in self.fails:
                return (self.fails[name], None)
            answer = function(self, *arguments)
            if isinstance(answer, RESULT):
                return (answer, None)
            return (RESULT.CUDA_SUCCESS,) if answer is None else (RESULT.CUDA_SUCCESS, answer)

        return call

    def names(self):
        """Return the names of the calls since the last time."""
        found = [name for name, _ in self.calls]
        self.calls.clear()
        return found

    def on_cuInit(self, flags):  # noqa: N802
        pass

    def on_cuGetErrorString(self, result):  # noqa: N802
        return b"what it means"

    def on_cuDeviceGetCount(self):  # noqa: N802
        return len(self.capabilities)

    def on_cuDeviceGet(self, number):  # noqa: N802
        return number

    def on_cuDevicePrimaryCtxRetain(self, number):  # noqa: N802
        return 100 + number

    def on_cuCtxGetCurrent(self):  # noqa: N802
        return self.contexts[-1] if self.contexts else 0

    def on_cuCtxPushCurrent(self, context):  # noqa: N802
        self.contexts.append(context)

    def on_cuCtxPopCurrent(self):  # noqa: N802
        return self.contexts.pop()

    def on_cuThreadExchangeStreamCaptureMode(self, mode):  # noqa: N802
        before, self.mode = self.mode, mode
        return before

    def on_cuKernelGetFunction(self, kernel):  # noqa: N802
        assert self.mode == CAPTURE.CU_STREAM_CAPTURE_MODE_RELAXED
        return 1000 * self.contexts[-1] + kernel

    def on_cuPointerGetAttribute(self, attribute, address):  # noqa: N802
        return 0


class Core:
    """What is used of ``cuda.core``, beside the stand-in for the bindings."""

    def __init__(self, api):
        self.api = api
        self.ObjectCode = types.SimpleNamespace(
            from_cubin=lambda image: self.load(image, b"\x7fELF"),
            from_ptx=lambda image: self.load(image, b"//"),
        )
        self.Kernel = types.SimpleNamespace(from_handle=lambda handle: handle)
        self.Stream = types.SimpleNamespace(from_handle=functools.partial(Stream, self))
        self.LaunchConfig = core.LaunchConfig

    def asked(self, name):
        """Note a call; raise if it is to fail."""
        self.api.calls.append((name, ()))
        if name in self.api.fails:
            raise RuntimeError(f"{self.api.fails[name].name}: what it means")

    def Device(self, number):  # noqa: N802
        capability = self.api.capabilities[number]
        return types.SimpleNamespace(name=f"Device {number}", compute_capability=capability)

    def load(self, image, start):
        self.asked("load")
        assert image.startswith(start)
        self.api.loaded.append((image, self.api.mode))
        return types.SimpleNamespace(get_kernel=self.kernel)

    def kernel(self, name):
        assert name.encode() in self.api.loaded[-1][0]
        return types.SimpleNamespace(handle=10 * len(self.api.loaded))

    def launch(self, stream, config, function, *arguments):
        self.asked("launch")
        api = self.api
        if not api.contexts:
            raise RuntimeError("CUDA_ERROR_INVALID_CONTEXT: what it means")
        if function // 1000 != api.contexts[-1]:
            assert len(api.capabilities) == 1  # else it is asked which one is current
            raise RuntimeError("CUDA_ERROR_INVALID_HANDLE: what it means")
        (grid, *ones), (block, *others) = config.grid, config.block
        assert [*ones, *others] == [1] * 4
        assert not config.shmem_size
        api.launched.append((function, grid, block, stream.handle, *arguments))


class Stream:
    """A stream by its handle."""

    def __init__(self, core, handle):
        self.core, self.handle = core, handle

    def wait(self, producer):
        self.core.asked("wait")
        assert self.core.api.contexts == [100, 101]  # where the event is made
        self.core.api.waits.append((self.handle, producer.handle))


@pytest.fixture
def start(monkeypatch):
    """Return a function that starts a driver for devices of the given capabilities."""

    def started(*capabilities):
        import cuda.bindings
        import cuda.core

        api = Api(capabilities or ((9, 0),))
        monkeypatch.setattr(device, "missing", lambda: None)
        with monkeypatch.context() as patch:
            patch.setattr(cuda.bindings, "driver", api)
            patch.setattr(cuda, "core", Core(api))
            made = device.Driver()
        standin.replace_driver(monkeypatch, made)
        monkeypatch.setattr(code, "_kernels", {})
        api.names()
        return api, made

    return started


def arrays(torch, number=0):  # noqa: F811
    return torch.Tensor(X, number), torch.Tensor(np.empty_like(X), number)


def test_a_call_is_one_call_of_the_driver(start, torch):  # noqa: F811
    api, _ = start()
    x, out = arrays(torch)
    na.relu(x, out=out, stream=5)
    first = set(api.names())
    assert first >= {"load", "launch"}
    for _ in range(2):
        torch.streams.current = 6
        na.relu(x, out=out)
        assert api.names() == ["launch"]
    assert len(api.loaded) == 1
    assert api.loaded[0][0].startswith(b"\x7fELF")
    function, grid, block, stream, *arguments = api.launched[-1]
    assert function == 1000 * 100 + 10
    assert (grid, stream) == (1, 6)
    assert grid * block * 4 >= X.size
    assert arguments == [X.size, x.data_ptr(), out.data_ptr()]
    assert [each[3] for each in api.launched] == [5, 6, 6]
    assert api.contexts == [100]


def test_code_is_loaded_during_a_capture(start, torch):  # noqa: F811
    api, made = start()
    x, out = arrays(torch)
    na.relu(x, out=out)
    assert api.loaded[0][1] == CAPTURE.CU_STREAM_CAPTURE_MODE_RELAXED
    assert api.mode == CAPTURE.CU_STREAM_CAPTURE_MODE_GLOBAL
    api.fails["load"] = RESULT.CUDA_ERROR_INVALID_IMAGE
    with pytest.raises(device.CudaError, match="loading a kernel: CUDA_ERROR_INVALID_IMAGE: what"):
        made.load(b"", "relu", 0)
    assert api.mode == CAPTURE.CU_STREAM_CAPTURE_MODE_GLOBAL
    assert api.contexts == [100]


def test_devices(start, torch):  # noqa: F811
    api, _ = start((9, 0), (9, 0), (8, 0))
    for _ in range(2):
        for number in (1, 2, 0, 1):
            x, out = arrays(torch, number)
            na.relu(x, out=out)
            assert api.launched[-1][0] // 1000 == 100 + number
            assert api.launched[-1][-1] == out.data_ptr()
            assert api.contexts == [100]
    # one for each capability, whatever the number of devices that have it
    assert len(api.loaded) == 2
    assert api.loaded[0][0] != api.loaded[1][0]
    api.names()
    x, out = arrays(torch)
    na.relu(x, out=out)
    assert "cuCtxPushCurrent" not in api.names()  # it is current


def test_threads_without_a_context(start, torch):  # noqa: F811
    api, _ = start()
    api.contexts.clear()
    x, out = arrays(torch)
    for k in range(2):
        na.relu(x, out=out)
        assert len(api.launched) == k + 1
        assert api.contexts == []
    api.contexts.append(55)  # somebody's own
    na.relu(x, out=out)
    assert len(api.launched) == 3
    assert api.contexts == [55]


def test_launches_that_fail(start, torch):  # noqa: F811
    api, _ = start()
    x, out = arrays(torch)
    for result, error in (
        (RESULT.CUDA_ERROR_ILLEGAL_ADDRESS, device.CudaError),
        (RESULT.CUDA_ERROR_OUT_OF_MEMORY, MemoryError),
    ):
        for contexts in ([100], []):
            api.contexts = contexts
            api.fails["launch"] = result
            with pytest.raises(error, match=f"launching a kernel on device 0: {result.name}: what"):
                na.relu(x, out=out)
            assert api.contexts == contexts
    assert_same_bits(na.relu(X), np.maximum(X, 0))  # the CPU works on
    api.fails.clear()
    na.relu(x, out=out)
    assert len(api.launched) == 1


def test_too_little_memory(start, torch, monkeypatch):  # noqa: F811
    """It is MemoryError, whoever says so: the driver, `cuda.core`, a library."""
    api, made = start()
    api.fails["cuDevicePrimaryCtxRetain"] = RESULT.CUDA_ERROR_OUT_OF_MEMORY
    with pytest.raises(MemoryError, match="device 0: CUDA_ERROR_OUT_OF_MEMORY"):
        made.context(0)
    api.fails.clear()
    x, _ = arrays(torch)
    words = {"CUDA out of memory. Tried to allocate": MemoryError, "no such type": RuntimeError}
    for text, error in words.items():

        def refuse(*arguments, text=text, **keywords):
            raise RuntimeError(text)

        monkeypatch.setattr(torch, "empty_strided", refuse)
        with pytest.raises(error, match=text):
            na.relu(x)


def test_streams_that_wait(start):
    api, made = start((9, 0), (9, 0))
    made.wait(11, 12, 1)
    assert api.waits == [(11, 12)]
    assert api.contexts == [100]
    api.fails["wait"] = RESULT.CUDA_ERROR_STREAM_CAPTURE_ISOLATION
    with pytest.raises(device.CudaError, match="waiting for a stream: CUDA_ERROR_STREAM_CAPTURE"):
        made.wait(11, 12, 1)
    assert api.contexts == [100]


def test_addresses_of_freed_memory(start):
    api, made = start()
    assert made.device_of(0x700) == 0
    api.fails["cuPointerGetAttribute"] = RESULT.CUDA_ERROR_INVALID_VALUE
    with pytest.raises(device.CudaError, match="0x700 is not in GPU memory: CUDA_ERROR_INVALID_V"):
        made.device_of(0x700)
