"""Checks on a stand-in `libcuda`, which `test_driver` runs in a process of their own.

The package, cuda.bindings, cuda.core and numba-cuda are the real ones; see `support/libcuda.c` for
what is below them. It runs no kernel: what is checked is what the driver is asked.
"""

import ctypes
import gc
import os
import threading
import types

import numpy as np
import pytest

LIBRARY = ctypes.CDLL(os.environ["NUMBA_ACT_TEST_LIBCUDA"], ctypes.RTLD_GLOBAL)
LIBRARY.standin_fail.argtypes = ctypes.c_long, ctypes.c_int
LIBRARY.standin_failed.restype = ctypes.c_char_p

from cuda.bindings import driver as api  # noqa: E402 it finds the library above

import numba_act as na  # noqa: E402
from numba_act.cuda import code, device, elementwise  # noqa: E402
from tests.cuda.test_arrays import torch  # noqa: E402, F401 a fixture
from tests.support.walk import assert_same_bits  # noqa: E402

RESULT, CAPTURE = api.CUresult, api.CUstreamCaptureMode
RELAXED = CAPTURE.CU_STREAM_CAPTURE_MODE_RELAXED.value
SIZE = 1000

#: What puts things back: where one of these fails, they stay as they are.
RESTORING = {
    *("cuCtxPopCurrent", "cuThreadExchangeStreamCaptureMode"),
    *("cuEventDestroy", "cuLibraryUnload", "cuMemFree"),
}


def on(number):
    return device.driver().on(number)


class Array:
    """A float32 array of the stand-in's memory, known by its interface alone."""

    def __init__(self, number=0, stream=None):
        with on(number):
            result, address = api.cuMemAlloc(4 * SIZE)
        assert result == RESULT.CUDA_SUCCESS
        self.address = int(address)
        self.stream = stream

    def __del__(self):
        api.cuMemFree(self.address)

    @property
    def __cuda_array_interface__(self):
        data = self.address, False
        shape = {"shape": (SIZE,), "typestr": "<f4", "strides": None}
        return shape | {"data": data, "version": 3, "stream": self.stream}


def launched():
    """Return the last launch: grid, block, stream, device, arguments."""
    numbers = [ctypes.c_int(), ctypes.c_int(), ctypes.c_void_p(), ctypes.c_int()]
    values = ctypes.POINTER(ctypes.c_uint64)()
    count = LIBRARY.standin_launched(*map(ctypes.byref, (*numbers, values)))
    grid, block, stream, context = (each.value for each in numbers)
    made = types.SimpleNamespace(grid=grid, block=block, stream=stream or 0, device=context - 1)
    made.arguments = values[:count]
    return made


def state():
    """Return what a call must leave as it was."""
    gc.collect()
    names = "depth", "mode", "allocated", "events"
    return {name: getattr(LIBRARY, f"standin_{name}")() for name in names}


def forget():
    """Have the package start anew: its driver, kernels and plans."""
    device.driver.cache_clear()
    code._kernels.clear()
    elementwise.KEY = object()


@pytest.fixture(autouse=True)
def anew():
    """Start each check with a new driver, and without a context."""
    forget()
    yield
    assert LIBRARY.standin_depth() == 0


@pytest.fixture
def sized(monkeypatch):
    """Look at each launch: as many arguments as the kernel has, each of its size."""
    real = device.Driver.function

    def function(self, kernel, number):
        handle = real(self, kernel, number)
        sizes[int(handle.handle)] = [each.size for each in kernel.arguments_info]
        return handle

    sizes = {}
    monkeypatch.setattr(device.Driver, "function", function)
    start = device.Driver.launch

    def launch(self, function, config, stream, arguments, number):
        for value, size in zip(arguments, sizes[int(function.handle)], strict=True):
            assert size == 8 if type(value) is int and value >> 32 else size in (4, 8)
            assert type(value) is int or value.dtype.itemsize == size
        start(self, function, config, stream, arguments, number)

    monkeypatch.setattr(device.Driver, "launch", launch)


def test_a_call_is_one_call_of_the_driver(sized):
    x, out = Array(), Array()
    before = LIBRARY.standin_loaded()
    na.relu(x, out=out, stream=5)
    first = launched()
    assert first.arguments == [SIZE, x.address, out.address]
    assert (first.stream, first.device) == (5, 0)
    assert first.grid * first.block * 16 >= SIZE
    assert LIBRARY.standin_loaded() == before + 1


def test_a_tensor_takes_one_call(torch):  # noqa: F811
    host = np.zeros(SIZE, np.float32)
    x, out = torch.Tensor(host, 0), torch.Tensor(np.empty_like(host), 0)
    with on(0):
        na.relu(x, out=out)
        before = LIBRARY.standin_calls()
        torch.streams.current = 6
        na.relu(x, out=out)
        # cuda.core asks for the context of the stream that it has not seen
        assert LIBRARY.standin_calls() - before <= 3
        before = LIBRARY.standin_calls()
        na.relu(x, out=out)
        assert LIBRARY.standin_calls() - before == 2  # which context is current, and the launch
    assert launched().stream == 6
    assert launched().arguments == [SIZE, x.data_ptr(), out.data_ptr()]


def test_parameters_have_their_own_size(sized):
    x, out = Array(), Array()
    na.leaky_relu(x, 0.5, out=out)
    assert int(np.float32(0.5).view(np.uint32)) in launched().arguments


def test_devices(sized):
    arrays = [(Array(number), Array(number)) for number in (0, 1)]
    before = LIBRARY.standin_loaded()
    for number in (1, 0, 1, 1, 0):
        x, out = arrays[number]
        na.relu(x, out=out)
        assert launched().device == number
        assert launched().arguments[1:] == [x.address, out.address]
    assert LIBRARY.standin_loaded() == before + 1  # one for both: they have the same capability


def test_threads_without_a_context():
    x, out = Array(), Array()
    na.relu(x, out=out)
    depths = []

    def work():
        na.relu(x, out=out)
        depths.append(LIBRARY.standin_depth())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert depths == [0]


def test_streams_that_wait():
    x, out = Array(stream=11), Array(stream=12)
    before = LIBRARY.standin_events()
    na.relu(x, out=out, stream=13)
    gc.collect()
    assert launched().stream == 13
    assert LIBRARY.standin_events() == before


def test_outputs_are_numbas(sized):
    pytest.importorskip("numba.cuda")
    x = Array(1)
    out = na.relu(x)
    assert type(out).__name__ == "DeviceNDArray"
    assert launched().device == 1
    assert launched().arguments == [SIZE, x.address, out.device_ctypes_pointer.value]


def test_code_is_loaded_during_a_capture():
    # the library refuses `cuKernelGetFunction` in another mode
    x, out = Array(), Array()
    assert LIBRARY.standin_mode() == 0
    na.relu(x, out=out)
    assert LIBRARY.standin_mode() == 0


def test_addresses_of_freed_memory():
    assert device.driver().device_of(Array(1).address) == 1
    with pytest.raises(device.CudaError, match="0x700 is not in GPU memory: CUDA_ERROR_INVALID_V"):
        device.driver().device_of(0x700)


def test_a_library_without_memory(torch, monkeypatch):  # noqa: F811
    x = torch.Tensor(np.zeros(SIZE, np.float32), 0)
    words = {"CUDA out of memory. Tried to allocate": MemoryError, "no such type": RuntimeError}
    for text, error in words.items():

        def refuse(*arguments, text=text, **keywords):
            raise RuntimeError(text)

        monkeypatch.setattr(torch, "empty_strided", refuse)
        with pytest.raises(error, match=text):
            na.relu(x)


def test_a_known_call_that_fails():
    x, out = Array(), Array()
    na.relu(x, out=out)
    start = LIBRARY.standin_calls()
    na.relu(x, out=out)
    count = LIBRARY.standin_calls() - start
    failed = set()
    for k in range(1, count + 1):
        LIBRARY.standin_fail(k, RESULT.CUDA_ERROR_OUT_OF_MEMORY.value)
        try:
            na.relu(x, out=out)
        except MemoryError:
            failed.add(LIBRARY.standin_failed().decode())
        LIBRARY.standin_fail(0, 0)
        while LIBRARY.standin_depth():  # where the call that would have put it back has failed
            api.cuCtxPopCurrent()
    assert {"cuPointerGetAttribute", "cuCtxPushCurrent"} <= failed
    assert any(name.startswith("cuLaunchKernel") for name in failed)
    na.relu(x, out=out)


@pytest.mark.parametrize(
    ("result", "error"),
    [
        (RESULT.CUDA_ERROR_ILLEGAL_ADDRESS, device.CudaError),
        (RESULT.CUDA_ERROR_OUT_OF_MEMORY, MemoryError),
    ],
)
def test_every_call_fails_in_turn(result, error):
    x, out, there = Array(), Array(stream=12), Array(1)

    def work():
        na.relu(x, out=out, stream=13)
        na.relu(there, out=there)

    work()  # what is made once in a process
    start = LIBRARY.standin_done()
    work()
    whole = LIBRARY.standin_done() - start  # launches, events and waits
    failed = []
    while True:
        forget()
        before = state()
        start = LIBRARY.standin_done()
        LIBRARY.standin_fail(len(failed) + 1, result.value)
        said = None
        try:
            work()
        except (device.CudaError, MemoryError, ValueError) as raised:
            said = raised
        name = LIBRARY.standin_failed().decode()
        LIBRARY.standin_fail(0, 0)
        if not name:
            break
        failed.append(name)
        if name in RESTORING:
            while LIBRARY.standin_depth():
                api.cuCtxPopCurrent()
            api.cuThreadExchangeStreamCaptureMode(CAPTURE(before["mode"]))
        elif said is None:  # cuda.core went on without the answer
            assert LIBRARY.standin_done() - start == whole, name
        if said is not None:
            assert "CUDA_ERROR" in str(said), name
            freed = name == "cuPointerGetAttribute" and error is device.CudaError
            assert isinstance(said, ValueError if freed else error), (name, said)
            said.__traceback__ = None
            said = None
        forget()
        now = state()
        for what in ("depth", "mode", "allocated", "events"):
            assert now[what] == before[what] or name in RESTORING, (name, what)
        work()
        assert launched().arguments[1:] == [there.address] * 2
    assert {"cuInit", "cuLibraryLoadData", "cuKernelGetFunction", "cuStreamWaitEvent"} <= {*failed}
    assert "cuLaunchKernel" in failed or "cuLaunchKernelEx" in failed
    host = np.array([-1, 2], np.float32)
    assert_same_bits(na.relu(host), np.maximum(host, 0))  # the CPU works on
