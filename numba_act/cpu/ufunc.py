"""Genuine NumPy ufuncs from scalar functions, through NumPy's C-API.

Every loop of every ufunc is the one compiled driver (`driver.py`); a loop's own machine code
is its vector kernel, compiled or loaded from the disk the first time the loop runs.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
import threading
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import llvmlite.binding as llvm
import ml_dtypes
import numba
import numpy as np

from ..specialize import BODY_TYPES, WORKING_TYPES, Usual, scalar_function
from ..targets import failures
from . import cache, driver, row_driver
from .half import provide_conversions
from .kernels import UsualKernel, compile_kernel
from .status import FP_FLAGS, FP_MASK

__all__ = [
    "DTYPES",
    "GRAIN",
    "STORAGE_TYPES",
    "Loop",
    "RowLoop",
    "load_driver",
    "loops_of",
    "make_row_ufunc",
    "make_ufunc",
    "new_record",
    "new_ufunc",
    "records_of",
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

    def cache_key(self) -> str | None:
        """Return what the machine code depends on; None if that is unknown."""
        key = self.key()
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
        """Compile the kernel."""
        usual = None if self.parameters else self.usual_kernel()  # it is one of their defaults
        general, *rest = self.kernel_arguments(self.constants)
        if usual is not None and np.isinf(usual.largest):  # all inputs are usual
            general, usual = usual.scalar, None
        return compile_kernel(general, *rest, usual=usual)

    def usual_kernel(self) -> UsualKernel | None:
        """Return the usual case of the kernel."""
        usual = self.usual()
        if usual is None:
            return None
        body = BODY_TYPES[self.storage]
        smallest, largest = np.array(usual.bounds(body), STORAGE_TYPES[self.storage])
        scalar = scalar_function(usual.body, body)
        return UsualKernel(scalar, usual.operand, smallest, largest, usual.magnitude)


@dataclass(frozen=True)
class RowLoop:
    """One row function at one array type, as `Loop` for an elementwise one.

    Attributes
    ----------
    name
        For messages.
    storage
        Name of the array type.
    operands
        The type of each operand, and whether it has a row (or one value a row).
    warns
        Floating-point flags that may be raised.
    work
        Bytes of scratch memory that the kernel needs for an element.
    by_row
        Whether the kernel takes any number of rows at a time.
    key
        What the machine code depends on, for the cache.
    make
        Compiles the kernel.
    columns
        The loop with the kernel for rows that lie side by side, whose `work` is the memory that it
        needs in all; None for a function without one, and in such a loop.
    online
        The loop with the kernel for rows of more than `row_driver.ONLINE` bytes, likewise.
    """

    name: str
    storage: str
    operands: Sequence[tuple[np.dtype[Any], bool]]
    warns: Sequence[str]
    work: int
    by_row: bool
    key: str
    make: Callable[[], Any]
    columns: RowLoop | None = None
    online: RowLoop | None = None

    def cache_key(self) -> str:
        """Return what the machine code depends on."""
        return f"row {self.key}"

    def compile(self) -> Any:
        """Compile the kernel."""
        return self.make()


class _State:
    """Loops by number, what keeps their memory alive, and the package's one runtime."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.loops: list[tuple[_AnyLoop, driver.LoopRecord]] = []
        self.kept: list[Any] = []
        self.runtime = driver.Runtime()
        self.drivers: dict[str, int] = {}
        self.waiting: list[Callable[[int], None]] = []  # ufuncs made before the driver
        self.forked_from: str | None = None


_state = _State()


def _prepare(identity: int) -> int:
    """Give a loop its kernel. Called by the driver on a loop's first call.

    An inner loop has no way to raise. An error is kept in `failures` for the Python layer, and
    its type in the record, from where the driver sends it to the thread whose number is
    returned: it surfaces as the ufunc returns. The loop writes nothing.
    """
    try:
        return _give_kernel(identity)
    finally:
        # Compiling, and what the garbage collector does meanwhile, leaves floating-point flags
        # behind that are not the caller's; NumPy clears them at the start of any ufunc.
        np.add(1.0, 1.0)


def _give_kernel(identity: int) -> int:
    loop, record = _state.loops[identity]
    with _state.lock:
        if record.kernel:
            return 0
        try:
            # the caller's settings are not for what is computed here
            with np.errstate(all="ignore"):
                if loop.storage == "float16":
                    provide_conversions()
                address, owner = cache.load_or_compile(loop.cache_key(), loop.compile)
        except Exception as error:
            failures[identity] = error
            pending = type("CompileError", (_PendingError,), {"text": f"{loop.name}: {error}"})
            _state.kept.append(pending)
            record.failure = id(pending)
            return threading.get_ident()
        failures.pop(identity, None)
        _state.kept.append(owner)
        record.kernel = address
    return 0


class _PendingError(TypeError):
    """An error that is sent to a thread: those are made without arguments."""

    text = ""

    def __str__(self) -> str:
        return self.text


def _launch() -> None:
    """Find Numba's threads, started now if nothing has before. Called by the driver once."""
    with _state.lock:
        runtime = _state.runtime
        if runtime.launched:
            return
        runtime.launched = 1
        try:
            numba.get_num_threads()
        except ValueError as error:  # NUMBA_THREADING_LAYER asks for one that is not there
            with contextlib.suppress(RuntimeWarning):
                warnings.warn(f"numba_act uses one thread: {error}", RuntimeWarning, stacklevel=2)
            return
        layer = numba.threading_layer()
        # GNU OpenMP ends a forked child that enters it.
        unsafe = layer == "omp" and layer == _state.forked_from and sys.platform == "linux"
        if not unsafe:
            runtime.exclusive = layer == "workqueue"
            runtime.get_num_threads = llvm.address_of_symbol("get_num_threads")
            runtime.parallel_for = llvm.address_of_symbol("numba_parallel_for")


def _after_fork() -> None:
    """Look for threads anew in a forked child: its parent's are not there."""
    with contextlib.suppress(ValueError):  # none started in the parent
        _state.forked_from = numba.threading_layer()
    _state.lock = threading.RLock()
    _state.runtime.launched = 0
    _state.runtime.parallel_for = 0
    _state.runtime.busy = 0


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)

_prepare_callback = ctypes.CFUNCTYPE(ctypes.c_ssize_t, ctypes.c_ssize_t)(_prepare)
_launch_callback = ctypes.CFUNCTYPE(None)(_launch)

_LOOP = ctypes.CFUNCTYPE(None, *[ctypes.c_ssize_t] * 4)


@_LOOP
def _first_call(operands: int, dimensions: int, steps: int, record: int) -> None:
    """Load the driver, put it in this function's place everywhere, and hand it this call."""
    with np.errstate(all="ignore"):
        _load_driver()
    _LOOP(_state.runtime.driver)(operands, dimensions, steps, record)


def _load_driver() -> None:
    """Load the driver and put it in the place of `_first_call`."""
    runtime = _state.runtime
    with _state.lock:
        if not runtime.driver:
            _fill_runtime()
            runtime.driver, owner = cache.load_or_compile("driver", driver.compile_driver)
            _state.kept.append(owner)
            for replace in _state.waiting:
                replace(runtime.driver)
            _state.waiting.clear()


def _load_row_driver() -> int:
    """Return the address of the driver of row functions."""
    runtime = _state.runtime
    with _state.lock:
        if not runtime.row_driver:
            _fill_runtime()
            runtime.row_driver, owner = cache.load_or_compile(
                "row driver", row_driver.compile_row_driver
            )
            _state.kept.append(owner)
    return int(runtime.row_driver)


def load_driver(name: str, compile_driver: Callable[[], Any]) -> int:
    """Return the address of one more driver, from the cache or compiled."""
    with _state.lock:
        if name not in _state.drivers:
            _fill_runtime()
            _state.drivers[name], owner = cache.load_or_compile(name, compile_driver)
            _state.kept.append(owner)
        return _state.drivers[name]


def _fill_runtime() -> None:
    """Tell the drivers where the functions are that they call."""
    runtime, python = _state.runtime, ctypes.pythonapi
    runtime.prepare = _address(_prepare_callback)
    runtime.launch = _address(_launch_callback)
    runtime.acquire_gil = _address(python.PyGILState_Ensure)
    runtime.release_gil = _address(python.PyGILState_Release)
    runtime.raise_in = _address(python.PyThreadState_SetAsyncExc)
    runtime.this_thread = _address(python.PyThread_get_thread_ident)
    runtime.allocate = _address(python.PyMem_RawMalloc)
    runtime.release = _address(python.PyMem_RawFree)
    runtime.no_memory = id(MemoryError)


def _address(callback: Any) -> int:
    return int(ctypes.cast(callback, ctypes.c_void_p).value or 0)


def new_record(loop: Loop) -> driver.LoopRecord:
    """Return a record for a loop, under a number of its own."""
    return _registered(
        loop,
        inputs=loop.inputs,
        operands=loop.inputs + loop.outputs,
        parameters=loop.parameters,
        itemsize=DTYPES[loop.storage].itemsize,
        flags=FP_MASK if loop.warns is None else _flags(loop.warns),
    )


def _new_row_record(loop: RowLoop) -> driver.LoopRecord:
    others = {
        kind: ctypes.addressof(_new_row_record(other))
        for kind, other in (("columns", loop.columns), ("online", loop.online))
        if other is not None
    }
    return _registered(
        loop,
        inputs=len(loop.operands) - 1,
        operands=len(loop.operands),
        cores=sum(1 << k for k, (_, has_row) in enumerate(loop.operands) if has_row),
        itemsizes=sum(dtype.itemsize << 8 * k for k, (dtype, _) in enumerate(loop.operands)),
        work=loop.work,
        by_row=loop.by_row,
        flags=_flags(loop.warns),
        **others,
    )


def _flags(warns: Sequence[str]) -> int:
    return sum(FP_FLAGS[name] for name in warns)


def _registered(loop: _AnyLoop, **fields: int) -> driver.LoopRecord:
    """Return a record for a loop, under its number."""
    with _state.lock:
        record = driver.LoopRecord(
            runtime=ctypes.addressof(_state.runtime),
            grain=GRAIN,
            identity=len(_state.loops),
            **fields,
        )
        _state.loops.append((loop, record))
    return record


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


def make_ufunc(loops: Sequence[Loop], doc: str, *, load: bool) -> tuple[np.ufunc, list[int]]:
    """Make one ufunc of a function's loops, none of which is compiled until it is called.

    Parameters
    ----------
    loops
        One for each array type.
    doc
        The ufunc's docstring.
    load
        Whether to load the driver now. `_first_call` loads it in any case, but is Python code:
        an error in that call's kernel can't leave it.

    Returns
    -------
    ufunc
    identities
        The loops' numbers, which `failures` is keyed by.
    """
    first = loops[0]
    records = {loop.storage: new_record(loop) for loop in loops}
    made, install = new_ufunc(first.name, doc, first.inputs, first.outputs, records)
    if load:
        _load_driver()
    with _state.lock:
        if _state.runtime.driver:
            install(_state.runtime.driver)
        else:
            install(_address(_first_call))
            _state.waiting.append(install)
    return made, [record.identity for record in records.values()]


def new_ufunc(
    name: str,
    doc: str,
    inputs: int,
    outputs: int,
    records: Mapping[str, ctypes.Structure],
    signature: str | None = None,
) -> tuple[np.ufunc, Callable[[int], None]]:
    """Make a ufunc of one inner loop, which finds the record of its array type in its data.

    Parameters
    ----------
    name, doc
        The ufunc's name and docstring.
    inputs, outputs
        Number of operands of each kind.
    records
        What each type's loop is handed, by storage type.
    signature
        Core dimensions, as of `numpy.vectorize`; None for an elementwise ufunc.

    Returns
    -------
    ufunc
    install
        Sets the address of the inner loop, before the first call and whenever it moves.
    """
    operands = inputs + outputs
    native = [storage for storage in records if DTYPES[storage].isbuiltin == 1]
    functions = (ctypes.c_ssize_t * len(native))()
    data = (ctypes.c_void_p * len(native))(*[ctypes.addressof(records[key]) for key in native])
    types = b"".join(bytes([DTYPES[storage].num]) * operands for storage in native)
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
    # NumPy keeps these pointers as long as the ufunc lives, which is for ever: a ufunc is a
    # module's global.
    _state.kept += [functions, data, types, texts, records]

    def install(address: int) -> None:
        functions[:] = [address] * len(native)
        for storage in records.keys() - native:
            number = DTYPES[storage].num
            numbers = (ctypes.c_int * operands)(*[number] * operands)
            _register(ufunc, number, address, numbers, ctypes.addressof(records[storage]))

    return ufunc, install


def loops_of(identities: Sequence[int]) -> list[_AnyLoop]:
    """Return loops by their numbers."""
    return [_state.loops[identity][0] for identity in identities]


def records_of(identities: Sequence[int]) -> dict[str, driver.LoopRecord]:
    """Return the records of loops, by storage type."""
    found = [_state.loops[identity] for identity in identities]
    return {loop.storage: record for loop, record in found}


def make_row_ufunc(loops: Sequence[RowLoop], doc: str) -> tuple[np.ufunc, list[int]]:
    """Make one generalized ufunc of a row function's loops, compiled when they are called.

    Parameters
    ----------
    loops
        One for each array type; the kinds of their operands are the same.
    doc
        The ufunc's docstring.

    Returns
    -------
    ufunc
    identities
        The loops' numbers, which `failures` is keyed by.
    """
    address = _load_row_driver()
    kinds = ["(n)" if has_row else "()" for _, has_row in loops[0].operands]
    signature = f"{','.join(kinds[:-1])}->{kinds[-1]}".encode()
    records = [_new_row_record(loop) for loop in loops]
    native = [
        (loop, record)
        for loop, record in zip(loops, records, strict=True)
        if DTYPES[loop.storage].isbuiltin == 1
    ]
    functions = (ctypes.c_ssize_t * len(native))(*[address] * len(native))
    data = (ctypes.c_void_p * len(native))(*[ctypes.addressof(record) for _, record in native])
    types = bytes(dtype.num for loop, _ in native for dtype, _ in loop.operands)
    name, text = loops[0].name.encode(), doc.encode()
    ufunc = _create_generalized(
        ctypes.addressof(functions),
        ctypes.addressof(data),
        types,
        len(native),
        len(kinds) - 1,
        1,
        _UFUNC_NO_IDENTITY,
        name,
        text,
        0,
        signature,
    )
    _state.kept += [functions, data, types, name, text, signature]
    for loop, record in zip(loops, records, strict=True):
        if DTYPES[loop.storage].isbuiltin != 1:
            numbers = (ctypes.c_int * len(kinds))(*[dtype.num for dtype, _ in loop.operands])
            storage = DTYPES[loop.storage].num
            _register(ufunc, storage, address, numbers, ctypes.addressof(record))
    others = [kernel for record in records for kernel in (record.columns, record.online) if kernel]
    every = [*records, *map(driver.LoopRecord.from_address, others)]
    return ufunc, [record.identity for record in every]
