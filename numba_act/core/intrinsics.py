"""Functions for code that Numba compiles, from what emits LLVM's."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from numba.extending import intrinsic


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
