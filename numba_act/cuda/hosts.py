"""Host arrays for the target "cuda": moved to the device, and brought back."""

from __future__ import annotations

from typing import Any

import numpy as np

from .arrays import Kind, Layout, contiguous_strides, register
from .device import driver

__all__ = ["Uploaded"]


class Uploaded:
    """A host array's copy in GPU memory."""

    def __init__(self, array: np.ndarray[Any, Any], device: int) -> None:
        strides = contiguous_strides(array.shape, array.dtype.itemsize)
        self.layout = Layout(array.dtype, array.shape, strides, device)
        self.address = driver().allocate(array.nbytes, device)

    @classmethod
    def of(cls, value: Any, device: int) -> Uploaded:
        """Copy an array to a device."""
        array = np.asarray(value, order="C")
        made = cls(array, device)
        driver().upload(made.address, array.ctypes.data, array.nbytes, device)
        return made

    def download(self, into: np.ndarray[Any, Any] | None) -> Any:
        """Return the array on the host, in `into` if that is one."""
        array = np.empty(self.layout.shape, self.layout.dtype)
        driver().download(array.ctypes.data, self.address, array.nbytes, self.layout.device)
        if into is not None:
            into[...] = array
            return into
        return array[()]

    def __del__(self) -> None:
        if hasattr(self, "address"):  # else there was no memory
            driver().free(self.address, self.layout.device)


class _UploadedKind(Kind):
    """Arrays that this module has moved to the device."""

    has_own_streams = False

    def read(self, value: Any) -> tuple[int, Layout]:
        return value.address, value.layout

    def is_read_only(self, value: Any) -> bool:
        return False

    def stream(self, value: Any, number: int) -> int:
        return 0

    def empty(self, layout: Layout, stream: int) -> Any:
        return Uploaded(np.empty(layout.shape, layout.dtype), layout.device)


register(Uploaded, _UploadedKind())
