"""Functions for code that Numba compiles, from what emits LLVM's, and calls of them from there."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

from llvmlite import ir
from numba.core import cgutils
from numba.extending import intrinsic

from .compat import BaseTuple


def emitted(signature: Any) -> Callable[[Callable[..., Any]], Any]:
    """Return a decorator of ``emit(builder, *args)``, which emits a call of this signature.

    It returns the result; nothing where that is void.
    """

    def decorate(emit: Callable[..., Any]) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            result = emit(builder, *args)
            return context.get_dummy_value() if result is None else result

        @functools.wraps(emit)  # Numba reads the names of the arguments
        def typed(typingctx: Any, *args: Any) -> Any:
            return signature, codegen

        return intrinsic(typed)

    return decorate


def call_named(builder: Any, name: str, result: Any, *operands: Any) -> Any:
    """Emit a call of one of LLVM's own functions."""
    shape = ir.FunctionType(result, [each.type for each in operands])
    return builder.call(cgutils.get_or_insert_function(builder.module, shape, name), operands)


def overload_of(dispatcher: Any, arguments: tuple[Any, ...]) -> Any:
    """Return what a dispatcher compiles for arguments of these types."""
    dispatcher.compile(arguments)
    return dispatcher.overloads[arguments]


def emit_call(context: Any, builder: Any, compiled: Any, arguments: Sequence[Any]) -> list[Any]:
    """Emit a call of what Numba or numba-cuda has compiled; return its results."""
    context.active_code_library.add_linking_library(compiled.library)
    result = context.call_internal(builder, compiled.fndesc, compiled.signature, arguments)
    if isinstance(compiled.signature.return_type, BaseTuple):
        return list(cgutils.unpack_tuple(builder, result))
    return [result]
