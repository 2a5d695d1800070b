"""Genuine NumPy ufuncs of compiled loops, and which of their loops a call takes."""

from __future__ import annotations

import ctypes
import functools
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .compat import create_ufunc, keep_alive, register_loop
from .floats import ELEMENTWISE, FLOATS


def new_ufunc(
    name: str,
    doc: str,
    inputs: int,
    outputs: int,
    records: Mapping[str, Any],
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
        What each type's loop is handed, by storage type: objects of `ctypes`.
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
    types_of = operands or {storage: [ELEMENTWISE[storage].dtype] * every for storage in records}
    own = {
        storage: dtype.num
        for storage, dtypes in types_of.items()
        for dtype in dtypes
        if dtype.isbuiltin != 1
    }
    native = [storage for storage in records if storage not in own]
    functions = (ctypes.c_ssize_t * len(native))(*[address] * len(native))
    data = (ctypes.c_void_p * len(native))(*[ctypes.addressof(records[key]) for key in native])
    types = bytes(dtype.num for storage in native for dtype in types_of[storage])
    texts = name.encode(), doc.encode(), None if signature is None else signature.encode()
    loops = ctypes.addressof(functions), ctypes.addressof(data), types, len(native)
    no_identity = -1  # PyUFunc_None
    ufunc: np.ufunc = create_ufunc(*loops, inputs, outputs, no_identity, *texts[:2], 0, texts[2])
    keep_alive(ufunc, texts[0], [functions, data, types, texts, records, kept])
    for storage, number in own.items():
        numbers = (ctypes.c_int * every)(*[dtype.num for dtype in types_of[storage]])
        record = ctypes.addressof(records[storage])
        register_loop(ufunc, number, address, numbers, record)
    return ufunc


@functools.cache
def _types_alone(inputs: int, outputs: int) -> np.ufunc:
    """Return a ufunc with a loop for each array type, which is asked for types and never called."""
    records = {name: ctypes.c_ssize_t() for name in FLOATS}
    return new_ufunc("function", "", inputs, outputs, records, 0, None)


@functools.lru_cache(maxsize=4096)
def loop_type(
    outputs: int, dtypes: tuple[Any, ...], wanted: np.dtype[Any] | None, casting: Any
) -> str:
    """Return the array type that NumPy computes a call in.

    Parameters
    ----------
    outputs
        How many results the function has.
    dtypes
        The type of each input: NumPy's, or one of Python's own numbers.
    wanted, casting
        `dtype` and `casting` of the call.

    Raises
    ------
    TypeError
        If there is none.
    """
    ufunc = _types_alone(len(dtypes), outputs)
    options: dict[str, Any] = {"casting": "unsafe"}
    if wanted is not None:
        options["signature"] = (*[None] * len(dtypes), *[wanted] * outputs)
    found = ufunc.resolve_dtypes((*dtypes, *[None] * outputs), **options)[-1]
    # NumPy 2.4 ends the process where it refuses the type of a Python number
    for dtype in dtypes:
        # of Python's numbers, which take the arrays' type, it asks that for "equiv" alone
        looked_at = isinstance(dtype, np.dtype) or casting == "equiv"
        if looked_at and not np.can_cast(dtype, found, casting):
            raise TypeError(f"cannot cast {np.dtype(dtype)} to {found} with casting {casting!r}")
    return str(found.name)
