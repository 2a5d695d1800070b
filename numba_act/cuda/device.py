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
from collections.abc import Iterator
from typing import Any

__all__ = ["CAPABILITIES", "CudaError", "Driver", "describe", "driver", "missing", "unusable"]

#: The oldest compute capability that CUDA 13 compiles for.
CAPABILITIES = (7, 5)

_INSTALL = 'pip install "numba_act[cuda]"'


class CudaError(RuntimeError):
    """What the driver answered to a request that failed."""


def missing() -> str | None:
    """Say which package of the ``cuda`` extra is not installed, or None."""
    for name, package in (
        ("numba_cuda", "numba-cuda"),
        ("cuda.bindings", "cuda-bindings"),
        ("cuda.core", "cuda-core"),
    ):
        try:
            found = importlib.util.find_spec(name)
        except ModuleNotFoundError:
            found = None
        if found is None:
            return f"the package {package} is not installed; the 'cuda' extra has it: {_INSTALL}"
    return None


def unusable() -> str | None:
    """Say why no GPU can be used, or None where one can. Initialises the driver."""
    try:
        if driver().count() == 0:
            return "the NVIDIA driver finds no GPU"
    except ImportError as error:
        return str(error)
    except CudaError as error:
        return str(error)
    return None


def describe() -> dict[str, Any]:
    """Return whether the CUDA target can be used, what keeps it, and the devices."""
    reason = missing() or unusable()
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
    """The driver of this process.

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
        from cuda.bindings import driver as api

        self._api = api
        self._success = api.CUresult.CUDA_SUCCESS
        self._lock = threading.RLock()
        self._contexts: dict[int, Any] = {}
        self._capabilities: dict[int, tuple[int, int]] = {}
        self._libraries: list[Any] = []  # kept for the life of the process
        try:
            code = api.cuInit(0)[0]
        except Exception as error:  # cuda.pathfinder's, for a library that is not there
            raise CudaError(f"no NVIDIA driver was found ({error})") from error
        if code != self._success:
            raise CudaError(f"the NVIDIA driver cannot start: {self._explained(code)}")
        self._single = self.count() == 1
        self._launch = api.cuLaunchKernel

    def _explained(self, code: Any) -> str:
        name = getattr(code, "name", str(code))
        with contextlib.suppress(Exception):
            _, text = self._api.cuGetErrorString(code)
            return f"{name}: {text.decode()}"
        return str(name)

    def check(self, answer: tuple[Any, ...], what: str) -> Any:
        """Return what the driver answered, or raise what went wrong.

        Raises
        ------
        MemoryError
            If a device is out of memory.
        CudaError
            For everything else.
        """
        code, *values = answer
        if code != self._success:
            kind = MemoryError if code == self._api.CUresult.CUDA_ERROR_OUT_OF_MEMORY else CudaError
            raise kind(f"{what}: {self._explained(code)}")
        return values[0] if values else None

    # Devices

    def count(self) -> int:
        """Return the number of devices."""
        return int(self.check(self._api.cuDeviceGetCount(), "counting devices"))

    def name(self, device: int) -> str:
        """Return a device's name."""
        handle = self.check(self._api.cuDeviceGet(device), f"device {device}")
        name = self.check(self._api.cuDeviceGetName(128, handle), f"device {device}")
        return bytes(name).partition(b"\0")[0].decode()

    def capability(self, device: int) -> tuple[int, int]:
        """Return a device's compute capability.

        Raises
        ------
        CudaError
            If it is older than what CUDA 13 compiles for.
        """
        if device not in self._capabilities:
            attribute = self._api.CUdevice_attribute
            handle = self.check(self._api.cuDeviceGet(device), f"device {device}")
            major, minor = (
                int(self.check(self._api.cuDeviceGetAttribute(each, handle), "compute capability"))
                for each in (
                    attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR,
                    attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR,
                )
            )
            if (major, minor) < CAPABILITIES:
                raise CudaError(
                    f"device {device} ({self.name(device)}) has compute capability "
                    f"{major}.{minor}, expected {CAPABILITIES[0]}.{CAPABILITIES[1]} or later"
                )
            self._capabilities[device] = major, minor
        return self._capabilities[device]

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
        _, current = self._api.cuCtxGetCurrent()
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
            A cubin, or PTX that ends in a zero byte.
        name
            The kernel's symbol.
        device
            A device that the code is for.
        """
        what = "loading a kernel"
        with self._uncaptured(), self.on(device):
            library = self.check(self._api.cuLibraryLoadData(image, [], [], 0, [], [], 0), what)
            self._libraries.append(library)
            return self.check(self._api.cuLibraryGetKernel(library, name.encode()), what)

    def function(self, kernel: Any, device: int) -> int:
        """Return the handle to launch a kernel with on a device, and load it there."""
        with self._uncaptured(), self.on(device):
            return int(self.check(self._api.cuKernelGetFunction(kernel), "loading a kernel"))

    def launch(
        self, function: int, grid: int, block: int, stream: int, arguments: int, device: int
    ) -> None:
        """Launch a kernel.

        Parameters
        ----------
        function
            From `function`.
        grid, block
            Blocks, and threads of a block.
        stream
            The stream's handle.
        arguments
            The address of an array of one pointer for each argument.
        device
            The device that the arrays are on.
        """
        # Asking for the current context costs as much as the launch. With one device, only a
        # thread without a context, or with one of its own, has to be helped.
        if self._single or self.is_current(device):
            answer = self._launch(function, grid, 1, 1, block, 1, 1, 0, stream, arguments, 0)
            if answer[0] == self._success:
                return
            if self.is_current(device):
                self.check(answer, f"launching a kernel on device {device}")
        with self.on(device):
            answer = self._launch(function, grid, 1, 1, block, 1, 1, 0, stream, arguments, 0)
        self.check(answer, f"launching a kernel on device {device}")

    # Memory and streams

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
        api = self._api
        with self.on(device):
            flags = api.CUevent_flags.CU_EVENT_DISABLE_TIMING
            event = self.check(api.cuEventCreate(int(flags)), "waiting for a stream")
            try:
                self.check(api.cuEventRecord(event, producer), "waiting for a stream")
                self.check(api.cuStreamWaitEvent(stream, event, 0), "waiting for a stream")
            finally:
                api.cuEventDestroy(event)  # takes effect when the work is done

    def copy(self, target: int, source: int, size: int) -> None:
        """Start a copy within the current device's memory, on the default stream."""
        self.check(self._api.cuMemcpyDtoDAsync(target, source, size, 0), "copying")


@functools.cache
def driver() -> Driver:
    """Return the process's driver, initialised on the first call."""
    return Driver()
