"""The array types that are computed: one record each, and nothing else that lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import ml_dtypes
import numpy as np
from llvmlite import ir
from numba.core import types

INFINITY: Final = float("inf")
NAN: Final = float("nan")


@dataclass(eq=False)
class Float:
    """One array type.

    Attributes
    ----------
    name
        Its name. Of `FLOATS` it is also that of the form of a body (`specialize`).
    dtype
        The type to NumPy.
    llvm
        The type of an element in memory to LLVM; of those that it has no name for, of the bits.
    working
        Name of the type that its elements are computed in.
    """

    name: str
    dtype: np.dtype[Any]
    llvm: Any
    working: str

    @property
    def itemsize(self) -> int:
        """Bytes of an element."""
        return self.dtype.itemsize

    @property
    def form(self) -> str:
        """Name of the form of a body for it."""
        return self.name if self.name in FLOATS else self.working

    @property
    def number(self) -> Any:
        """NumPy's class of scalars of the working type."""
        return np.dtype(self.working).type


BFLOAT16: Final[np.dtype[Any]] = np.dtype(ml_dtypes.bfloat16)

#: By name, in the order of NumPy's promotion (`np.exp` has the same).
FLOATS: Final = {
    each.name: each
    for each in (
        Float("float16", np.dtype(np.float16), ir.HalfType(), "float32"),
        Float("float32", np.dtype(np.float32), ir.FloatType(), "float32"),
        Float("float64", np.dtype(np.float64), ir.DoubleType(), "float64"),
        Float("bfloat16", BFLOAT16, ir.IntType(16), "float32"),
    )
}

#: Those of 8 bits, which elementwise functions on the CPU have loops for.
FLOATS8: Final = {
    each.name: each
    for each in (
        Float("float8_e4m3fn", np.dtype(ml_dtypes.float8_e4m3fn), ir.IntType(8), "float32"),
        Float("float8_e5m2", np.dtype(ml_dtypes.float8_e5m2), ir.IntType(8), "float32"),
    )
}

#: Those of complex numbers, which a few functions on the CPU have loops for.
COMPLEX: Final = {
    name: Float(name, np.dtype(name), ir.LiteralStructType([part, part]), "float64")
    for name, part in (("complex64", ir.FloatType()), ("complex128", ir.DoubleType()))
}

#: All types of elementwise functions on the CPU.
ELEMENTWISE: Final = FLOATS | FLOATS8 | COMPLEX

#: NumPy's types of `FLOATS`.
DTYPES: Final[frozenset[np.dtype[Any]]] = frozenset(each.dtype for each in FLOATS.values())
DTYPES8: Final[frozenset[np.dtype[Any]]] = frozenset(each.dtype for each in FLOATS8.values())

#: Numba's types of what they are computed in. The 16-bit floats work in float32; bfloat16 may have
#: a shorter form of it, since what it rounds to has 8 bits, and float16 may have its own constants.
WORKING_TYPES: Final = {name: getattr(types, each.working) for name, each in FLOATS.items()}


def dtype_of(name: str) -> np.dtype[Any]:
    """Return the NumPy type of a name: one of these, an integer type or bool."""
    return FLOATS[name].dtype if name in FLOATS else np.dtype(name)


def from_hex(text: str) -> tuple[float, ...]:
    """Return the numbers that a text has in hexadecimal, as tables of coefficients do."""
    return tuple(float.fromhex(number) for number in text.split())
