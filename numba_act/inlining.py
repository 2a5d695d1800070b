"""What ``silu(v)`` means to Numba inside a user's own kernel.

Numba asks a global that it meets in a kernel for `_numba_type_`. The type made here resolves
a call to the jitted scalar function of the working type, which LLVM inlines, so that the
user's loop vectorizes as if the formula stood there. `@cuda.jit` kernels get the device function.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from numba.core.types import Boolean, Float, Function, Integer, float32, unliteral  # type: ignore[attr-defined]
from numba.core.typing.templates import AbstractTemplate, Signature

from .specialize import WORKING_TYPES

if TYPE_CHECKING:
    from .activation import Elementwise

__all__ = ["function_type"]


def _working_type(arguments: list[Any]) -> str | None:
    """Return the working type of a scalar call, or None if it is no call with real numbers.

    The data arguments alone decide, as an array does over a Python scalar in NumPy: a
    parameter takes their type.
    """
    if not all(isinstance(kind, (Float, Integer, Boolean)) for kind in arguments):
        return None
    narrow = all(isinstance(kind, Float) and kind.bitwidth <= 32 for kind in arguments)
    return "float32" if narrow else "float64"


def _is_cuda(typing_context: Any) -> bool:
    """Say whether it is numba-cuda that compiles the caller, without importing it."""
    return any(base.__name__ == "CUDATypingContext" for base in type(typing_context).__mro__)


def function_type(function: Elementwise) -> Any:
    """Return the Numba type of an activation or gradient as a callable on scalars."""
    defaults = dict.fromkeys(function.inputs, inspect.Parameter.empty) | function.parameters
    signature = inspect.Signature(
        [
            inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=default)
            for name, default in defaults.items()
        ]
    )

    class Call(AbstractTemplate):  # type: ignore[misc]
        key = function

        def generic(self, args: tuple[Any, ...], kws: dict[str, Any]) -> Any:
            try:
                bound = signature.bind(*args, **kws)
            except TypeError:
                return None
            given = bound.arguments
            working = _working_type([unliteral(given[name]) for name in function.inputs])
            if working is None:
                return None
            operands = (WORKING_TYPES[working],) * len(signature.parameters)
            result = self._compiled(working, operands).signature.return_type
            typed = Signature(result, operands, None)
            return typed.replace(pysig=signature)

        def get_impl_key(self, sig: Any) -> Any:
            working = "float32" if sig.args[0] == float32 else "float64"
            return self._compiled(working, sig.args).entry_point

        def _compiled(self, working: str, operands: tuple[Any, ...]) -> Any:
            """Return the scalar function compiled for the target of the caller."""
            if _is_cuda(self.context):
                from .cuda.scalars import exact_scalar_function

                dispatcher = exact_scalar_function(function.__wrapped__, working)
                return dispatcher.compile_device(operands)
            dispatcher = function.scalar(working)
            dispatcher.compile(operands)
            return dispatcher.overloads[operands]

    Call.__name__ = function.__name__
    return Function(Call)
