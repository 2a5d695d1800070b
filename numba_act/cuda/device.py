"""The CUDA driver: what is asked of it, and what its answers mean.

Everything goes through one `Driver`, made on first use: importing this module initialises
nothing. Kernels are loaded as libraries, which belong to no context, so that one handle serves
every device of a compute capability.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import threading
from collections.abc import Iterator, Sequence
from typing import Any

#: The oldest compute capability that CUDA 13 compiles for.
CAPABILITIES = (7, 5)

#: The first bytes of a cubin; PTX is text.
ELF = b"\x7fELF"

_INSTALL = 'pip install "numba_act[cuda]"'


class CudaError(RuntimeError):
    """What the driver answered to a request that failed."""


def reported(what: str, reason: Any) -> Exception:
    """Return the error for something that failed; MemoryError where there was too little memory."""
    text = f"{what}: {reason}"
    lacks = "out of memory" in text.lower().replace("_", " ")
    return MemoryError(text) if lacks else CudaError(text)


def missing() -> str | None:
    """Say which package of the ``cuda`` extra is not installed, or None."""
    for name, package in (("cuda.bindings", "cuda-bindings"), ("cuda.core", "cuda-core")):
        try:
            found = importlib.util.find_spec(name)
        except ModuleNotFoundError:
            found = None
        if found is None:
            return f"the package {package} is not installed; the 'cuda' extra has it: {_INSTALL}"
    return None


def unusable() -> str | None:
    """Say why no GPU can be used, or None where one can. Initialises the driver."""
    reason = missing()
    if reason is not None:
        return reason
    try:
        if driver().count() == 0:
            return "the NVIDIA driver finds no GPU"
    except (ImportError, CudaError, MemoryError) as error:
        return str(error)
    return None


def describe() -> dict[str, Any]:
    """Return whether the CUDA target can be used, what keeps it, and the devices."""
    reason = unusable()
    devices = []
    if reason is None:
        for number in range(driver().count()):
            try:
                capability = ".".join(map(str, driver().capability(number)))
            except CudaError as error:
                capability = str(error)
            devices.append({"name": driver().name(number), "capability": capability})
    return {"usable": reason is None, "reason": reason, "devices": devices}


class Driver:
    """The driver of this process, by `cuda.core` and, for contexts, `cuda.bindings`.

    Raises
    ------
    ImportError
        If a package of the ``cuda`` extra is not installed.
    CudaError
        If there is no NVIDIA driver, or it finds no GPU.
    """

    def __init__(self) -> None:
        reason = missing()
        if reason is not None:
            raise ImportError(f"the CUDA target cannot be used: {reason}")
        from cuda import core
        from cuda.bindings import driver as api

        self._api, self._core = api, core
        self._success = api.CUresult.CUDA_SUCCESS
        self._lock = threading.RLock()
        self._contexts: dict[int, Any] = {}
        self._streams: dict[int, Any] = {}
        try:
            code = api.cuInit(0)[0]
        except Exception as error:  # cuda.pathfinder's, for a library that is not there
            raise CudaError(f"no NVIDIA driver was found ({error})") from error
        self.check((code,), "the NVIDIA driver cannot start")
        self._single = self.count() == 1
        self._launch = core.launch

    def _explained(self, code: Any) -> str:
        name = getattr(code, "name", str(code))
        with contextlib.suppress(Exception):
            _, text = self._api.cuGetErrorString(code)
            return f"{name}: {text.decode()}"
        return str(name)

    def check(self, answer: tuple[Any, ...], what: str) -> Any:
        """Return what the driver answered, or raise what went wrong."""
        code, *values = answer
        if code != self._success:
            raise reported(what, self._explained(code))
        return values[0] if values else None

    @contextlib.contextmanager
    def _reporting(self, what: str) -> Iterator[None]:
        """Raise what goes wrong in `cuda.core` as errors of this package."""
        try:
            yield
        except Exception as error:
            raise reported(what, error) from error

    # Devices

    def count(self) -> int:
        """Return the number of devices."""
        return int(self.check(self._api.cuDeviceGetCount(), "counting devices"))

    def name(self, device: int) -> str:
        """Return a device's name."""
        with self._reporting(f"device {device}"):
            return str(self._core.Device(device).name)

    def capability(self, device: int) -> tuple[int, int]:
        """Return a device's compute capability.

        Raises
        ------
        CudaError
            If it is older than what CUDA 13 compiles for.
        """
        with self._reporting(f"device {device}"):
            major, minor = self._core.Device(device).compute_capability
        if (major, minor) < CAPABILITIES:
            raise CudaError(
                f"device {device} ({self.name(device)}) has compute capability "
                f"{major}.{minor}, expected {CAPABILITIES[0]}.{CAPABILITIES[1]} or later"
            )
        return int(major), int(minor)

    def current_device(self) -> int:
        """Return the device of the calling thread's context, or 0 where there is none."""
        code, handle = self._api.cuCtxGetDevice()
        return int(handle) if code == self._success else 0

    @contextlib.contextmanager
    def on(self, device: int) -> Iterator[None]:
        """Make a device's primary context the calling thread's for a while."""
        context = self.context(device)
        self.check(self._api.cuCtxPushCurrent(context), f"device {device}")
        try:
            yield
        finally:
            self._api.cuCtxPopCurrent()

    def context(self, device: int) -> Any:
        """Return the primary context of a device, which every CUDA library shares."""
        with self._lock:
            if device not in self._contexts:
                handle = self.check(self._api.cuDeviceGet(device), f"device {device}")
                self._contexts[device] = self.check(
                    self._api.cuDevicePrimaryCtxRetain(handle), f"device {device}"
                )
            return self._contexts[device]

    def is_current(self, device: int) -> bool:
        """Say whether the calling thread's context is the device's primary one."""
        current = self.check(self._api.cuCtxGetCurrent(), f"device {device}")
        return int(current) == int(self.context(device))

    # Code

    @contextlib.contextmanager
    def _uncaptured(self) -> Iterator[None]:
        """Allow what a stream's capture does not: it has no part in the captured work."""
        relaxed = self._api.CUstreamCaptureMode.CU_STREAM_CAPTURE_MODE_RELAXED
        previous = self.check(
            self._api.cuThreadExchangeStreamCaptureMode(relaxed), "loading a kernel"
        )
        try:
            yield
        finally:
            self._api.cuThreadExchangeStreamCaptureMode(previous)

    def load(self, image: bytes, name: str, device: int) -> Any:
        """Load code and return its kernel.

        Parameters
        ----------
        image
            A cubin or PTX.
        name
            The kernel's symbol.
        device
            A device that the code is for.
        """
        code = self._core.ObjectCode
        make = code.from_cubin if image.startswith(ELF) else code.from_ptx
        with self._reporting("loading a kernel"), self._uncaptured(), self.on(device):
            return make(image).get_kernel(name)

    def function(self, kernel: Any, device: int) -> Any:
        """Return what to launch a kernel by on a device, and load it there.

        It belongs to the device's primary context; the kernel itself would be launched in whatever
        context is current, and loaded there in the middle of a capture.
        """
        with self._uncaptured(), self.on(device):
            answer = self._api.cuKernelGetFunction(kernel.handle)
            return self._core.Kernel.from_handle(int(self.check(answer, "loading a kernel")))

    def config(self, grid: int, block: int, cluster: int = 1) -> Any:
        """Return the shape of a launch: how many blocks, of how many threads.

        With clusters, how many of these, and of how many blocks.
        """
        if cluster == 1:
            return self._core.LaunchConfig(grid=grid, block=block)
        return self._core.LaunchConfig(grid=grid, block=block, cluster=cluster)

    def launch(
        self, function: Any, config: Any, stream: int, arguments: Sequence[Any], device: int
    ) -> None:
        """Launch a kernel.

        Parameters
        ----------
        function
            From `function`.
        config
            From `config`.
        stream
            The stream's handle.
        arguments
            The kernel's: integers, whose low bytes are taken, and NumPy's floats.
        device
            The device that the arrays are on.
        """
        queue = self._streams.get(stream) or self._stream(stream)
        # Asking for the current context costs as much as the launch. With one device, only a
        # thread without a context, or with one of its own, has to be helped.
        if self._single or self.is_current(device):
            try:
                self._launch(queue, config, function, *arguments)
                return
            except Exception:
                if self.is_current(device):
                    with self._reporting(f"launching a kernel on device {device}"):
                        raise
        with self._reporting(f"launching a kernel on device {device}"), self.on(device):
            self._launch(queue, config, function, *arguments)

    # Memory and streams

    def _stream(self, handle: int) -> Any:
        """Return a stream by its handle. To make one takes as long as ten launches."""
        if len(self._streams) >= 1024:
            self._streams.clear()
        return self._streams.setdefault(handle, self._core.Stream.from_handle(handle))

    def device_of(self, address: int) -> int:
        """Return the device that an address belongs to.

        Raises
        ------
        CudaError
            If it belongs to none: the memory was freed.
        """
        attribute = self._api.CUpointer_attribute.CU_POINTER_ATTRIBUTE_DEVICE_ORDINAL
        answer = self._api.cuPointerGetAttribute(attribute, address)
        return int(self.check(answer, f"the address {address:#x} is not in GPU memory"))

    def wait(self, stream: int, producer: int, device: int) -> None:
        """Let a stream wait for the work that another has been given."""
        # not by cuda.core, whose `wait` for a stream says nothing where it gets no event
        api, what = self._api, "waiting for a stream"
        flags = api.CUevent_flags.CU_EVENT_DISABLE_TIMING
        with self.on(device):
            event = self.check(api.cuEventCreate(flags), what)
            try:
                self.check(api.cuEventRecord(event, producer), what)
                self.check(api.cuStreamWaitEvent(stream, event, 0), what)
            finally:
                api.cuEventDestroy(event)  # once the device has passed it

    def copy(self, target: int, source: int, size: int) -> None:
        """Start a copy within the current device's memory, on the default stream."""
        self.check(self._api.cuMemcpyDtoDAsync(target, source, size, 0), "copying")


@functools.cache
def driver() -> Driver:
    """Return the process's driver, initialised on the first call."""
    return Driver()
