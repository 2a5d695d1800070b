"""One body, one jitted scalar function per working type.

A body is written with plain float literals. Here every float that the code object, its
module and its closure hold becomes a constant of the working type, so that the same text
is pure float32 or pure float64 code: an untyped literal would widen everything to float64.
"""

from __future__ import annotations

import functools
import types as pytypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numba.core.errors import NumbaError

__all__ = [
    "BODY_TYPES",
    "WORKING_TYPES",
    "PerType",
    "Scalar",
    "Usual",
    "WideningError",
    "check_width",
    "per_type",
    "scalar_function",
    "short_in_bfloat16",
]

T = TypeVar("T")

#: Working types by name. The 16-bit floats work in float32; bfloat16 may have a shorter form of
#: it, since what it rounds to has 8 bits, and float16 may have constants of its own.
WORKING_TYPES = {
    "float32": numba.float32,
    "float64": numba.float64,
    "bfloat16": numba.float32,
    "float16": numba.float32,
}

#: Whose form of a body each array type has.
BODY_TYPES = {
    "float16": "float16",
    "bfloat16": "bfloat16",
    "float32": "float32",
    "float64": "float64",
}

#: The forms that are the float32 one where nothing in a body differs.
_SIXTEEN_BITS = ("bfloat16", "float16")

_ABSENT: Any = object()


@dataclass(frozen=True)
class PerType:
    """What `per_type` returns."""

    float32: Any
    float64: Any
    bfloat16: Any
    float16: Any

    def of(self, working: str) -> Any:
        """Return the value for a working type."""
        value = getattr(self, working)
        if working in _SIXTEEN_BITS and value is _ABSENT:
            value = self.float32
        return value.of(working) if isinstance(value, PerType) else value

    def values(self) -> tuple[Any, ...]:
        """Return all values that were given."""
        given = (self.float32, self.float64, self.bfloat16, self.float16)
        return tuple(value for value in given if value is not _ABSENT)


def per_type(*, float32: T, float64: T = _ABSENT, bfloat16: T = _ABSENT, float16: T = _ABSENT) -> T:
    """Return a constant, table or helper function that differs between the working types.

    Bodies refer to it by its global name; specialization puts the right one in its place. To a
    type checker it is the value itself.

    Parameters
    ----------
    float32
        The value in float32.
    float64
        In float64; left out where no float64 body comes to it.
    bfloat16
        In float32 bodies for bfloat16 arrays, good to 2^-18; as `float32` if left out. Users'
        kernels, and activations that call an activation, have its float32 form.
    float16
        In float32 bodies for float16 arrays; as `float32` if left out.

    Examples
    --------
    >>> LOG2_E = per_type(float32=1.44269502, float64=1.4426950408889634)
    """
    return cast(T, PerType(float32, float64, bfloat16, float16))


def short_in_bfloat16(accurate: T, short: T) -> T:
    """Return `per_type` of one helper function for float32 and float64, and one for bfloat16."""
    return per_type(float32=accurate, float64=accurate, bfloat16=short)


@dataclass(frozen=True)
class Usual:
    """A form of a body for what most arrays hold, with fewer cases than the body itself.

    Attributes
    ----------
    body
        The same bits as the function's own body where one input is usual.
    operand
        Which of the inputs that is.
    smallest, largest
        What is usual, these included. Numbers, or one a working type.
    magnitude
        Whether they bound the magnitude of the input.
    """

    body: Callable[..., Any]
    operand: int
    smallest: Any
    largest: Any
    magnitude: bool

    def bounds(self, working: str) -> list[float]:
        """Return `smallest` and `largest` for a working type."""
        return [
            bound.of(working) if isinstance(bound, PerType) else bound
            for bound in (self.smallest, self.largest)
        ]


class Scalar:
    """Base of what a body may call by name: has one jitted scalar function a working type."""

    __wrapped__: Callable[..., Any]

    def scalar(self, working: str) -> Any:
        """Return the jitted scalar function of a working type."""
        raise TypeError(f"{self!r} has no scalar function")


#: Jits a plain function for a working type.
Jit = Callable[[Callable[..., Any], str], Any]


def called_form(working: str) -> str:
    """Return the working type whose form of an activation a body of `working` calls."""
    # not the short one: what is made of its result may lose bits
    return "float32" if working in _SIXTEEN_BITS else working


def _retyped(value: Any, working: str, jit: Jit) -> Any:
    """Return `value` as a body of this working type sees it."""
    if isinstance(value, PerType):
        return _retyped(value.of(working), working, jit)
    definition = getattr(value, "definition", None)  # another activation
    if isinstance(definition, Scalar):
        return jit(definition.__wrapped__, called_form(working))
    if isinstance(value, float):
        return _NUMBER[working](value)
    if isinstance(value, tuple):
        return tuple(_retyped(item, working, jit) for item in value)
    if isinstance(value, pytypes.FunctionType):
        return jit(value, working)
    return value


_NUMBER = {
    "float32": np.float32,
    "float64": np.float64,
    "bfloat16": np.float32,
    "float16": np.float32,
}


@functools.cache
def _has_form(function: Callable[..., Any], working: str) -> bool:
    """Say whether the form of a body for arrays of a 16-bit type differs from that for float32."""
    assert isinstance(function, pytypes.FunctionType)
    values = [function.__globals__.get(name) for name in function.__code__.co_names]
    values += [cell.cell_contents for cell in function.__closure__ or ()]
    for value in values:
        if isinstance(value, PerType):
            if getattr(value, working) is not _ABSENT:
                return True
            value = value.float32
        is_helper = isinstance(value, pytypes.FunctionType) and not hasattr(value, "definition")
        if is_helper and value is not function and _has_form(value, working):
            return True
    return False


def form(function: Callable[..., Any], working: str) -> str:
    """Return the working type whose form of a body is that of `working`.

    It is "float32" for a 16-bit type where the two are the same, so that they are compiled once.
    """
    same = working in _SIXTEEN_BITS and not _has_form(function, working)
    return "float32" if same else working


def retyped_function(function: Callable[..., Any], working: str, jit: Jit) -> pytypes.FunctionType:
    """Return a copy of a plain function with its floats turned into the working type.

    Other functions that it calls become what `jit` returns for them.
    """
    assert isinstance(function, pytypes.FunctionType)
    code = function.__code__
    names = set(code.co_names)
    copy = pytypes.FunctionType(
        code.replace(co_consts=tuple(_retyped(value, working, jit) for value in code.co_consts)),
        {
            name: _retyped(value, working, jit) if name in names else value
            for name, value in function.__globals__.items()
        },
        function.__name__,
        _retyped(function.__defaults__, working, jit),
        tuple(
            pytypes.CellType(_retyped(cell.cell_contents, working, jit))
            for cell in function.__closure__ or ()
        ),
    )
    copy.__qualname__ = function.__qualname__
    copy.__module__ = function.__module__
    return copy


def scalar_function(function: Callable[..., Any], working: str) -> Any:
    """Return the jitted scalar function of a body for one working type, on the CPU.

    It is inlined into every caller, so that the caller's loop vectorizes.
    """
    return _scalar_function(function, form(function, working))


@functools.cache
def _scalar_function(function: Callable[..., Any], working: str) -> Any:
    return numba.njit(
        retyped_function(function, working, scalar_function),
        error_model="numpy",  # x/0 is inf as in NumPy, no exception and no branch for it
        nogil=True,
        forceinline=True,
    )


class WideningError(NumbaError):
    """A float32 body computes in float64 somewhere."""


def check_width(dispatcher: Any, working: str, arity: int) -> None:
    """Compile `dispatcher` for the working type and raise where a value is wider.

    Raises
    ------
    WideningError
        With the name and the line of the first float64 value in a float32 body.
    """
    kind = WORKING_TYPES[working]
    signature = (kind,) * arity
    dispatcher.compile(signature)
    if working == "float64":
        return
    annotation = dispatcher.overloads[signature].type_annotation
    for block in annotation.blocks.values():
        for statement in block.body:
            target = getattr(statement, "target", None)
            if target is None or not hasattr(target, "name"):
                continue
            found = annotation.typemap.get(target.name)
            if found == numba.float64:
                raise WideningError(
                    f"{dispatcher.__name__} computes in float64 where float32 was expected, "
                    f"at {statement.loc.filename}:{statement.loc.line}; write integer literals "
                    "as floats (2.0 * x) and keep float64 constants out of the body"
                )
