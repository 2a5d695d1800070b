"""``softmax(a)`` inside a user's kernel: over the last axis of an array, as ``np.sum(a, -1)`` is.

It becomes a small function around the row function's own machine code. Numba compiles it as a part
of the kernel.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
from numba.core import types
from numba.core.errors import TypingError
from numba.extending import overload

from ..core.compat import NoneType, Omitted, unliteral
from ..core.row_arguments import REDUCTIONS
from .whole_arrays import overlap_in_kernels

_NUMBERS = (types.Float, types.Integer, types.Boolean, float, int)
_MISSING = (NoneType, type(None))

#: The functions of rows that kernels have.
OFFERED: set[Any] = set()


def add_to_kernels(function: Any) -> None:
    """Have Numba know a function of rows: ``function(x, axis=-1, scale=1.0, out=None)``."""
    OFFERED.add(function)
    name = function.__name__
    signature = inspect.signature(lambda x, axis=-1, scale=1.0, out=None: None)

    @overload(function, strict=False, prefer_literal=True, target="cpu")
    def typed(*args, **kws):
        try:
            bound = signature.bind(*args, **kws)
        except TypeError as error:
            raise TypingError(f"{name}{signature} in a kernel: {error}") from None
        bound.apply_defaults()
        x, axis, scale, out = (_value(each) for each in bound.args)
        if not isinstance(x, types.Array) or x.ndim == 0 or not isinstance(x.dtype, _NUMBERS):
            raise TypingError(f"{name}: argument 'x' is {x}, expected an array of real numbers")
        if x.dtype == types.float16:
            raise TypingError(
                f"{name}: argument 'x' is {x}, and Numba does not compute in float16 on the CPU; "
                "convert it to float32"
            )
        if axis not in (-1, x.ndim - 1):
            found = f"a variable ({axis})" if isinstance(axis, types.Integer) else axis
            raise TypingError(
                f"{name}: argument 'axis' is {found}, expected -1, written in the call: a kernel "
                "has the last axis only; transpose x for another one"
            )
        if not isinstance(scale, _NUMBERS):
            raise TypingError(f"{name}: argument 'scale' is {scale}, expected a real number")
        element = types.float32 if x.dtype == types.float32 else types.float64
        result = types.Array(element, x.ndim - (name in REDUCTIONS), "C")
        if not isinstance(out, _MISSING) and (result.ndim == 0 or out != result):
            wanted = result if result.ndim else "None: the result is a number"
            raise TypingError(f"{name}: argument 'out' is {out}, expected {wanted}")
        return _implementation(name, x, result, not isinstance(out, _MISSING))


def _value(kind: Any) -> Any:
    """Return the value of a literal integer or of an argument that is left out, else the type."""
    if isinstance(kind, types.IntegerLiteral):
        return kind.literal_value
    return kind.value if isinstance(kind, Omitted) else unliteral(kind)


def _implementation(name: str, x: Any, result: Any, has_out: bool) -> Any:
    """Return what the call is, for Numba to compile."""
    from ..cpu.rows.in_kernels import row_function

    dtype = np.dtype(str(result.dtype))
    overlap = overlap_in_kernels()
    compute, kind, largest = row_function(name, str(dtype)), dtype.type, np.finfo(dtype).max
    reduces, is_number, is_cast = name in REDUCTIONS, result.ndim == 0, x.dtype != result.dtype
    wrong_shape = f"{name}: argument 'out' has another shape than the result"

    # Numba leaves out the branches that are not taken: the conditions are constants
    def rows(x, axis=-1, scale=1.0, out=None):
        elements = np.ascontiguousarray(x.astype(kind) if is_cast else x)
        shape = elements.shape[:-1] if reduces else elements.shape
        if has_out:
            if out.shape != shape:
                raise ValueError(wrong_shape)
            values = np.empty(shape, kind) if overlap(elements, out) else out
        elif is_number:
            values = np.empty(1, kind)
        else:
            values = np.empty(shape, kind)
        factor, n = kind(scale), elements.shape[-1]
        if np.isinf(factor) and np.isfinite(scale):
            factor = np.copysign(largest, factor)
        if n > 0:
            compute(elements.ctypes.data, factor, values.ctypes.data, elements.size // n, n)
        # Numba frees an array after its last use, and an address is none: so this comes last
        if elements.size == 0:
            values[...] = -np.inf
        if has_out:
            if values.ctypes.data != out.ctypes.data:
                out[...] = values
            return out
        return values[0] if is_number else values

    return rows
