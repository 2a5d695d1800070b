"""Genuine NumPy ufuncs from scalar functions, through NumPy's C-API.

Every loop of every ufunc is the one compiled driver (`driver.py`); a loop's own machine code
is its vector kernel, compiled or loaded from the disk the first time the loop runs.
"""

from __future__ import annotations

import ctypes
import gc
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import ml_dtypes
import numpy as np
from numba.core.errors import NumbaError

from ..core.specialize import BODY_TYPES, WORKING_TYPES, Usual, numbas_compiler, scalar_function
from . import cache, driver, runtime
from .half import provide_conversions
from .kernels import UsualKernel, compile_kernel
from .status import FP_FLAGS, FP_MASK
from .warn import warn

__all__ = [
    "DTYPES",
    "GRAIN",
    "STORAGE_TYPES",
    "Kernel",
    "Loop",
    "flags_of",
    "make_ufunc",
    "new_kernel",
    "new_ufunc",
]

#: Array types in the order of NumPy's promotion (`np.exp` has the same), with the type that
#: their elements are computed in.
STORAGE_TYPES = {
    "float16": "float32",
    "float32": "float32",
    "float64": "float64",
    "bfloat16": "float32",
}

DTYPES = {
    "float16": np.dtype(np.float16),
    "float32": np.dtype(np.float32),
    "float64": np.dtype(np.float64),
    "bfloat16": np.dtype(ml_dtypes.bfloat16),
}

_log = logging.getLogger("numba_act")

#: Elements that keep one thread busy for about 10 us, several times the 2 us that handing
#: work to a second one costs.
GRAIN = 32768

# NumPy's C-API -----------------------------------------------------------------------------

_UFUNC_REGISTER_LOOP_FOR_TYPE = 2
_UFUNC_FROM_FUNC_AND_DATA_AND_SIGNATURE = 31
_UFUNC_NO_IDENTITY = -1


def _c_api(slot: int, restype: Any, *argtypes: Any) -> Any:
    """Return a function of NumPy's ufunc C-API table (its slots are a stable ABI)."""
    get_pointer = ctypes.pythonapi.PyCapsule_GetPointer
    get_pointer.restype, get_pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    table = get_pointer(np._core._multiarray_umath._UFUNC_API, None)  # type: ignore[attr-defined]
    address = ctypes.cast(table, ctypes.POINTER(ctypes.c_void_p))[slot]
    return ctypes.PYFUNCTYPE(restype, *argtypes)(address)


class _AnyLoop(Protocol):
    """What a loop's first call asks for."""

    @property
    def name(self) -> str:
        """Name of the function, for messages."""

    @property
    def storage(self) -> str:
        """Name of the array type."""

    def cache_key(self) -> str | None:
        """Return what the machine code depends on; None if that is unknown."""

    def compile(self) -> Any:
        """Compile the kernel."""


@dataclass(frozen=True)
class Loop:
    """One function at one array type.

    Attributes
    ----------
    name
        For messages.
    scalar
        Returns the jitted scalar function of a working type.
    usual
        Returns the form of the body for the usual case, or None.
    inputs, outputs, parameters
        Number of operands of each kind; the parameters are the last of the inputs.
    constants
        Values of the scalar function's arguments after the inputs.
    warns
        Floating-point flags that may be raised, or None for all that the hardware raises.
    key
        Returns what the machine code depends on, for the cache; None if that is unknown.
    storage
        Name of the array type.
    explain
        Returns the error to raise for one of Numba's.
    """

    name: str
    scalar: Callable[[str], Any]
    usual: Callable[[], Usual | None]
    inputs: int
    outputs: int
    parameters: int
    constants: Sequence[float]
    warns: Sequence[str] | None
    key: Callable[[], str | None]
    storage: str
    explain: Callable[[Exception], Exception]

    def cache_key(self) -> str | None:
        """Return what the machine code depends on; None if that is unknown."""
        try:
            key = self.key()
        except NumbaError as error:  # a body that calls itself
            raise self.explain(error) from error
        if key is None:
            return None
        operands = f"{self.inputs} {self.outputs} {self.parameters} {self.constants}"
        return f"{self.storage} {operands}\n{key}"

    def kernel_arguments(
        self, constants: Sequence[float]
    ) -> tuple[Any, Any, str, int, int, int, list[Any]]:
        """Return what `compile_kernel` takes; constants as arrays of this type would have them."""
        working = STORAGE_TYPES[self.storage]
        stored = [np.asarray(value, DTYPES[self.storage]) for value in constants]
        return (
            self.scalar(BODY_TYPES[self.storage]),
            WORKING_TYPES[working],
            self.storage,
            self.inputs,
            self.outputs,
            self.parameters,
            [value.astype(working)[()] for value in stored],
        )

    def compile(self) -> Any:
        """Compile the kernel.

        Raises
        ------
        TypeError
            If the body does not compile.
        """
        try:
            return self.compile_body()
        except NumbaError as error:
            raise self.explain(error) from error

    def compile_body(self) -> Any:
        """Compile the kernel, Numba's errors as they are."""
        usual = self.usual_kernel()
        if usual is not None and self.parameters and usual.reach is None:
            usual = None  # it is one of their defaults
        arguments = self.kernel_arguments(self.constants)
        if usual is not None and usual.has_all and not self.parameters:
            arguments, usual = (usual.scalar, *arguments[1:]), None
        return compile_kernel(*arguments, usual)

    def usual_kernel(self) -> UsualKernel | None:
        """Return the usual case of the kernel."""
        usual = self.usual()
        if usual is None:
            return None
        body = BODY_TYPES[self.storage]
        smallest, largest = np.array(usual.bounds(body), STORAGE_TYPES[self.storage])
        scalar = scalar_function(usual.body, body)
        reach = usual.reach and scalar_function(usual.reach, body)
        return UsualKernel(scalar, usual.operand, smallest, largest, usual.magnitude, reach)


class Kernel:
    """A loop's record, and what fills it in on the loop's first call.

    Attributes
    ----------
    loop
    record
        What the driver knows of the loop.
    """

    def __init__(self, loop: _AnyLoop, **fields: int) -> None:
        self.loop = loop
        self.record = driver.LoopRecord(
            runtime=runtime.address(),
            grain=GRAIN,
            prepare=self.prepare,
            warn=self.warn,
            **fields,
        )
        self._owner: Any = None

    @property
    def dtype(self) -> np.dtype[Any]:
        """The array type."""
        return DTYPES[self.loop.storage]

    def warn(self, flags: int) -> int:
        """Give the warnings of a call's flags; return those that are left to NumPy."""
        return warn(self.loop.name, flags)

    def prepare(self) -> None:
        """Compile the kernel, or load it from the disk, if it is not there yet."""
        if self.record.kernel:
            return
        runtime.on_own_thread(self._prepare)

    def _prepare(self) -> None:
        # Numba's own lock: what is compiled may be part of a kernel that is being compiled
        with numbas_compiler(), np.errstate(all="ignore"):
            if self.record.kernel:
                return
            if self.loop.storage == "float16":
                provide_conversions()
            address, self._owner = cache.load_or_compile(self.loop.cache_key(), self._compiled)
            self.record.kernel = address

    def _compiled(self) -> Any:
        start = time.perf_counter()
        made = self.loop.compile()
        seconds = time.perf_counter() - start
        _log.info("compiled %s for %s in %.1f s", self.loop.name, self.loop.storage, seconds)
        return made


def new_kernel(loop: Loop) -> Kernel:
    """Return a loop's record."""
    return Kernel(
        loop,
        inputs=loop.inputs,
        operands=loop.inputs + loop.outputs,
        parameters=loop.parameters,
        itemsize=DTYPES[loop.storage].itemsize,
        flags=FP_MASK if loop.warns is None else flags_of(loop.warns),
    )


def flags_of(warns: Sequence[str]) -> int:
    """Return the floating-point flags of some warnings."""
    return sum(FP_FLAGS[name] for name in warns)


_create_generalized = _c_api(
    _UFUNC_FROM_FUNC_AND_DATA_AND_SIGNATURE,
    ctypes.py_object,
    *[ctypes.c_void_p] * 3,
    *[ctypes.c_int] * 4,
    *[ctypes.c_char_p] * 2,
    ctypes.c_int,
    ctypes.c_char_p,
)
_register = _c_api(
    _UFUNC_REGISTER_LOOP_FOR_TYPE,
    ctypes.c_int,
    ctypes.py_object,
    ctypes.c_int,
    *[ctypes.c_void_p] * 3,
)


def make_ufunc(loops: Sequence[Loop], doc: str, *, name: str) -> tuple[np.ufunc, list[Kernel]]:
    """Make one ufunc of a function's loops, none of which is compiled until it is called.

    Parameters
    ----------
    loops
        One for each array type.
    doc
        The ufunc's docstring.
    name
        The ufunc's name, by which it is pickled.

    Returns
    -------
    ufunc
    kernels
        The loops' records.
    """
    first = loops[0]
    kernels = [new_kernel(loop) for loop in loops]
    records = {kernel.loop.storage: kernel.record for kernel in kernels}
    address = runtime.load_driver("driver", driver.compile_driver)
    made = new_ufunc(name, doc, first.inputs, first.outputs, records, address, kernels)
    return made, kernels


def new_ufunc(
    name: str,
    doc: str,
    inputs: int,
    outputs: int,
    records: Mapping[str, ctypes.Structure],
    address: int,
    kept: Any,
    signature: str | None = None,
    operands: Mapping[str, Sequence[np.dtype[Any]]] | None = None,
) -> np.ufunc:
    """Make a ufunc of one inner loop, which finds the record of its array type in its data.

    Parameters
    ----------
    name, doc
        The ufunc's name and docstring.
    inputs, outputs
        Number of operands of each kind.
    records
        What each type's loop is handed, by storage type.
    address
        Of the inner loop.
    kept
        What is to live as long as the ufunc.
    signature
        Core dimensions, as of `numpy.vectorize`; None for an elementwise ufunc.
    operands
        The type of each operand, by storage type; by default all have the array type.
    """
    every = inputs + outputs
    types_of = operands or {storage: [DTYPES[storage]] * every for storage in records}
    native = [storage for storage in records if DTYPES[storage].isbuiltin == 1]
    functions = (ctypes.c_ssize_t * len(native))(*[address] * len(native))
    data = (ctypes.c_void_p * len(native))(*[ctypes.addressof(records[key]) for key in native])
    types = bytes(dtype.num for storage in native for dtype in types_of[storage])
    texts = name.encode(), doc.encode(), None if signature is None else signature.encode()
    ufunc = _create_generalized(
        ctypes.addressof(functions),
        ctypes.addressof(data),
        types,
        len(native),
        inputs,
        outputs,
        _UFUNC_NO_IDENTITY,
        texts[0],
        texts[1],
        0,
        texts[2],
    )
    _keep(ufunc, texts[0], [functions, data, types, texts, records, kept])
    for storage in records.keys() - native:
        numbers = (ctypes.c_int * every)(*[dtype.num for dtype in types_of[storage]])
        record = ctypes.addressof(records[storage])
        _register(ufunc, DTYPES[storage].num, address, numbers, record)
    return ufunc


#: Words of a ufunc object before its name and before its `obj`, the object that NumPy itself
#: releases with a ufunc (the one that `numpy.frompyfunc` calls).
_NAME, _OBJECT = 7, 11


def _keep(ufunc: np.ufunc, name: bytes, things: list[Any]) -> None:
    """Keep things alive as long as a ufunc, which has pointers into them."""
    words = (ctypes.c_void_p * 12).from_address(id(ufunc))
    there = ctypes.cast(ctypes.c_char_p(name), ctypes.c_void_p).value
    if words[_NAME] == there and not words[_OBJECT]:
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(things))
        words[_OBJECT] = id(things)
        if not gc.is_tracked(ufunc):  # what it keeps may lead back to it
            ctypes.pythonapi.PyObject_GC_Track(ctypes.py_object(ufunc))
    else:  # another layout of the object than any NumPy had up to now
        _immortal.append(things)


_immortal: list[Any] = []
