"""Arrays in GPU memory: Numba's, CuPy's, PyTorch's, and any with ``__cuda_array_interface__``.

A `Kind` says how one library's arrays are read, allocated, and which stream they are used on.
No library is imported here that the caller's arrays do not come from.
"""

from __future__ import annotations

import abc
import contextlib
import functools
import os
import sys
import types
from collections.abc import Sequence
from typing import Any, NamedTuple, cast

import numpy as np

from ..core.arguments import check_tensor, float_of
from ..core.compat import numba_cuda
from ..core.floats import BFLOAT16
from . import device

#: The default stream's own name, of which 0 is another one: that of each thread has the number 2,
#: and cuda.bindings takes it for 0 where its environment variable says so.
DEFAULT_STREAM = 1 + bool(int(os.getenv("CUDA_PYTHON_CUDA_PER_THREAD_DEFAULT_STREAM") or 0))


class Layout(NamedTuple):
    """What a kernel needs to know of an array besides its address.

    Attributes
    ----------
    dtype : numpy.dtype
    shape : tuple of int
    strides : tuple of int
        In bytes.
    device : int
        The device's number.
    """

    dtype: np.dtype[Any]
    shape: tuple[int, ...]
    strides: tuple[int, ...]
    device: int


def new_layout(
    dtype: np.dtype[Any],
    shape: tuple[int, ...],
    device: int,
    order: str = "C",
    inputs: Sequence[Layout] = (),
) -> Layout:
    """Return the layout of an array to allocate, in the order of the inputs for order "K"."""
    axes = list(range(len(shape)))
    like = next((each for each in inputs if each.shape == shape), None)
    if order == "A" and like is not None and len(shape) > 1:
        order = "F" if _placed(like, NOWHERE).flags.f_contiguous else "C"
    if order == "F":
        axes.reverse()
    elif order == "K" and like is not None:
        axes.sort(key=lambda axis: -abs(like.strides[axis]))
    strides = [0] * len(shape)
    step = dtype.itemsize
    for axis in reversed(axes):
        strides[axis] = step
        step *= max(shape[axis], 1)
    return Layout(dtype, shape, tuple(strides), device)


class Overlap(NamedTuple):
    """When two arrays have memory in common.

    Attributes
    ----------
    low, high
        Their first and last bytes lie apart where the address of `b` relative to that of `a` is not
        between these.
    in_place
        Whether it does not matter if both are at one address.
    a, b
        The arrays.
    """

    low: int
    high: int
    in_place: bool
    a: Layout
    b: Layout

    @classmethod
    def of(cls, a: Layout, b: Layout, *, in_place: bool = False) -> Overlap:
        """Return it for two arrays."""
        bounds = np.lib.array_utils.byte_bounds
        (low, high), (start, end) = bounds(_placed(a, NOWHERE)), bounds(_placed(b, NOWHERE))
        return cls(low - end, high - start, in_place, a, b)

    def at(self, distance: int) -> bool:
        """Say whether they have, where the address of `b` is `distance` bytes after that of `a`."""
        if not self.low < distance < self.high or (self.in_place and not distance):
            return False
        return _shares_memory(self.a, self.b, distance)


@functools.lru_cache(maxsize=1024)
def _shares_memory(a: Layout, b: Layout, distance: int) -> bool:
    """Say whether arrays that lie between each other's first and last bytes have one in common.

    Halves of one array have none: each lies between the other's rows. NumPy solves it for any
    strides.
    """
    most: Any = 10_000  # of the candidates that it looks at; NumPy's type stubs have no number
    try:
        places = _placed(a, NOWHERE), _placed(b, NOWHERE + distance)
        return np.shares_memory(*places, max_work=most)
    except np.exceptions.TooHardError:
        return True


#: An address for arrays that nobody reads.
NOWHERE = 1 << 60


def _placed(layout: Layout, address: int) -> np.ndarray[Any, Any]:
    """Return an array to NumPy that is only asked where its elements lie."""
    interface = {
        "shape": layout.shape,
        "strides": layout.strides,
        "typestr": f"|V{layout.dtype.itemsize}",
        "data": (address, True),
        "version": 3,
    }
    return np.asarray(types.SimpleNamespace(__array_interface__=interface))


class Kind(abc.ABC):
    """What is known of one library's arrays.

    Attributes
    ----------
    has_own_streams : bool
        Whether each array names the stream that it is used on; else the library has one
        current stream a device.
    """

    has_own_streams = True

    def __init__(self, library: Any = None) -> None:
        self._library = library  # its module

    @abc.abstractmethod
    def read(self, value: Any) -> tuple[int, Layout]:
        """Return an array's address and layout.

        Raises
        ------
        TypeError
            If its elements are of a type that NumPy has no name for, or it has a mask.
        ValueError
            If it has elements but no memory.
        """

    def key(self, value: Any) -> tuple[int, Any] | None:
        """Return an array's address and what tells its layout from others, at little cost.

        None where `read` has to look closer, or the array has no memory.
        """
        return None

    def is_read_only(self, value: Any) -> bool:
        """Say whether an array must not be written to."""
        return False

    @abc.abstractmethod
    def stream(self, value: Any, number: int) -> int:
        """Return the handle of the stream that an array is used on; 0 is the default stream."""

    @abc.abstractmethod
    def empty(self, layout: Layout, stream: int) -> Any:
        """Return a new array."""


class Unknown(Kind):
    """Arrays with ``__cuda_array_interface__`` whose library is not known."""

    def read(self, value: Any) -> tuple[int, Layout]:
        interface = value.__cuda_array_interface__
        if interface.get("mask") is not None:
            raise TypeError("has a mask in its __cuda_array_interface__, expected none")
        for key in ("shape", "typestr", "data"):
            if key not in interface:
                raise TypeError(f"has no {key!r} in its __cuda_array_interface__")
        shape = tuple(interface["shape"])
        dtype = _dtype(interface["typestr"], getattr(value, "dtype", None))
        address = int(interface["data"][0] or 0)
        driver = device.driver()
        try:
            number = driver.device_of(address) if address else driver.current_device()
        except device.CudaError as error:
            raise ValueError(f"has no memory on a device, was it freed? {error}") from error
        layout = new_layout(dtype, shape, number)
        if interface.get("strides"):
            layout = layout._replace(strides=tuple(interface["strides"]))
        return address, layout

    def is_read_only(self, value: Any) -> bool:
        return bool(value.__cuda_array_interface__["data"][1])

    def stream(self, value: Any, number: int) -> int:
        return int(value.__cuda_array_interface__.get("stream") or 0)

    def empty(self, layout: Layout, stream: int) -> Any:
        return _of_library("numba").empty(layout, stream)


class _Numba(Kind):
    """Numba's device arrays."""

    def read(self, value: Any) -> tuple[int, Layout]:
        address = value.device_ctypes_pointer.value or 0
        number = value.gpu_data.context.device.id
        return address, Layout(value.dtype, value.shape, value.strides, number)

    def key(self, value: Any) -> tuple[int, Any] | None:
        memory = value.gpu_data
        address = memory.device_ctypes_pointer.value
        if not address or value.stream:
            return None
        return address, (value.dtype, value.shape, value.strides, memory.context.device.id)

    def stream(self, value: Any, number: int) -> int:
        return stream_handle(value.stream)

    def empty(self, layout: Layout, stream: int) -> Any:
        cuda = numba_cuda("numba.cuda")
        # bind() gives later work on the array the stream that fills it
        with device.driver().on(layout.device):
            made = cuda.device_array(layout.shape, layout.dtype, strides=layout.strides)
        return made.bind(cuda.external_stream(stream)) if stream else made


class _CuPy(Kind):
    """CuPy's arrays."""

    has_own_streams = False

    def read(self, value: Any) -> tuple[int, Layout]:
        data = value.data
        return data.ptr, Layout(value.dtype, value.shape, value.strides, data.device_id)

    def key(self, value: Any) -> tuple[int, Any] | None:
        data = value.data
        address = data.ptr
        return address and (address, (value.dtype, value.shape, value.strides, data.device_id))

    def stream(self, value: Any, number: int) -> int:
        return int(self._library.cuda.get_current_stream(number).ptr)

    def empty(self, layout: Layout, stream: int) -> Any:
        cuda = self._library.cuda
        axes = sorted(range(len(layout.shape)), key=lambda axis: -layout.strides[axis])
        with cuda.Device(layout.device), contextlib.ExitStack() as stack:
            if stream != cuda.get_current_stream(layout.device).ptr:
                # the pool hands memory back to the stream that it was allocated on
                stack.enter_context(cuda.ExternalStream(stream, layout.device))
            made = self._library.empty([layout.shape[axis] for axis in axes], layout.dtype)
        return made.transpose(np.argsort(axes).tolist()) if len(axes) > 1 else made


class _Torch(Kind):
    """PyTorch's tensors."""

    has_own_streams = False

    def __init__(self, torch: Any) -> None:
        super().__init__(torch)
        self._cuda = torch.cuda
        self._strided = torch.strided
        names = ("float16", "float32", "float64", "bool", "uint8", "int8", "int16", "int32")
        self._dtypes = {getattr(torch, name): np.dtype(name) for name in (*names, "int64")}
        for name in ("uint16", "uint32", "uint64"):  # newer than the others
            if hasattr(torch, name):
                self._dtypes[getattr(torch, name)] = np.dtype(name)
        self._dtypes[torch.bfloat16] = BFLOAT16
        self._names = {dtype: key for key, dtype in self._dtypes.items()}
        # what PyTorch's own compiled code asks; the public function makes an object first
        raw = getattr(torch._C, "_cuda_getCurrentRawStream", None)
        self._current = raw or (lambda number: torch.cuda.current_stream(number).cuda_stream)

    def read(self, value: Any) -> tuple[int, Layout]:
        check_tensor(value)
        dtype = self._dtypes.get(value.dtype)
        if dtype is None:
            raise TypeError(f"has dtype {value.dtype}")
        itemsize = dtype.itemsize
        strides = tuple([step * itemsize for step in value.stride()])
        return value.data_ptr(), Layout(dtype, tuple(value.shape), strides, value.device.index)

    def key(self, value: Any) -> tuple[int, Any] | None:
        if value.requires_grad and self._library.is_grad_enabled():
            return None
        if value.layout is not self._strided or value.is_neg():
            return None
        address = value.data_ptr()
        if not address:
            return None
        return address, (value.dtype, value.shape, value.stride(), value.device.index)

    def stream(self, value: Any, number: int) -> int:
        return int(self._current(number))

    def empty(self, layout: Layout, stream: int) -> Any:
        itemsize = layout.dtype.itemsize
        strides = [step // itemsize for step in layout.strides]
        with contextlib.ExitStack() as stack:
            if stream != self._current(layout.device):
                # the allocator hands memory back to the stream that it was allocated on
                external = self._cuda.ExternalStream(stream, device=layout.device)
                stack.enter_context(self._cuda.stream(external))
            return self._library.empty_strided(
                layout.shape,
                strides,
                dtype=self._names[layout.dtype],
                device=self._library.device("cuda", layout.device),
            )


def _dtype(typestr: str, declared: Any) -> np.dtype[Any]:
    """Return the type that a type string means.

    bfloat16 has no letter of NumPy's: it comes as two bytes without a meaning ("<V2"), and the
    array's own `dtype` says what they are.
    """
    if typestr in ("<V2", "|V2"):
        if declared is not None and str(declared).rpartition(".")[2] == "bfloat16":
            return BFLOAT16
        raise TypeError(
            f"has the type string {typestr!r} and dtype {declared}, expected a float type; "
            "bfloat16 arrays have a dtype of that name"
        )
    try:
        found = np.dtype(typestr)
    except TypeError:
        raise TypeError(f"has the unsupported type string {typestr!r}") from None
    if not found.isnative:
        raise TypeError(f"has the type string {typestr!r}, expected this machine's byte order")
    return found


#: The kind of arrays whose library is not known.
UNKNOWN = Unknown()

#: The libraries' classes of arrays, and what is known of them.
_CLASSES = {
    ("cupy", "ndarray"): _CuPy,
    ("numba", "DeviceNDArrayBase"): _Numba,
    ("torch", "Tensor"): _Torch,
}


@functools.cache
def _of_library(name: str) -> Kind:
    """Return the kind of a library's arrays."""
    (kind,) = (kind for (library, _), kind in _CLASSES.items() if library == name)
    return kind(sys.modules[name])


@functools.cache
def _kind(cls: type) -> Kind | None:
    """Return the kind of a class of objects, or None for what is no array in GPU memory."""
    for base in cls.__mro__:
        library = (base.__module__ or "").partition(".")[0]
        if (library, base.__name__) in _CLASSES:
            return _of_library(library)
    return UNKNOWN if hasattr(cls, "__cuda_array_interface__") else None


def kind_of(value: Any) -> Kind | None:
    """Return the kind of an array in GPU memory, or None for anything else."""
    kind = _kind(cast(Any, type(value)))
    if kind is None or kind is UNKNOWN:
        # an instance may have the attribute where its class has none, and the other way round
        found = getattr(value, "__cuda_array_interface__", None) is not None
        return UNKNOWN if found else None
    if type(kind) is _Torch:
        return kind if value.is_cuda else None
    return kind


def upload(value: Any) -> Any:
    """Return a copy of a host array on the current device, as one of Numba's."""
    array = np.asarray(value, order="C")
    there = numba_cuda("numba.cuda").to_device(
        array.reshape(-1).view(np.uint8)
    )  # Numba knows no bfloat16
    return there.view(array.dtype).reshape(array.shape)


def download(array: Any, into: np.ndarray[Any, Any] | None) -> Any:
    """Return one of Numba's arrays on the host, in `into` if that is one."""
    host = array.copy_to_host()
    if into is None:
        return host[()]
    into[...] = host
    return into


def empty_like(value: Any, *others: Any) -> Any:
    """Return a new contiguous array of an array's kind, shape and device.

    Its type is the one that a function of it and the other arrays would have.
    """
    kind = kind_of(value)
    assert kind is not None
    _, layout = kind.read(value)
    dtypes = [layout.dtype]
    for other in others:
        there = kind_of(other)
        if there is not None:
            dtypes.append(there.read(other)[1].dtype)
    dtype = float_of(np.result_type(*dtypes))
    stream = kind.stream(value, layout.device)
    return kind.empty(new_layout(dtype, layout.shape, layout.device), stream)


def stream_handle(stream: Any) -> int:
    """Return the handle of a stream: a number, or Numba's, CuPy's, PyTorch's or any protocol's.

    Raises
    ------
    TypeError
        If it is no stream.
    """
    if isinstance(stream, int):
        return stream
    protocol = getattr(stream, "__cuda_stream__", None)
    if protocol is not None:
        return int((protocol() if callable(protocol) else protocol)[1])
    for name in ("cuda_stream", "ptr", "handle"):
        found = getattr(stream, name, None)
        if found is not None:
            return int(getattr(found, "value", found) or 0)
    raise TypeError(f"is {stream!r}, expected a CUDA stream or its handle")
