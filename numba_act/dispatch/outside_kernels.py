"""What Numba's kernels do not have: to use it there is a typing error that says what to do."""

from __future__ import annotations

from collections.abc import Iterable
from types import FunctionType
from typing import Any, NoReturn, cast

from numba.core import types
from numba.core.errors import TypingError
from numba.extending import infer_getattr

from ..core.compat import AbstractTemplate, AttributeTemplate
from .rows_in_kernels import OFFERED


def keep_outside(values: Iterable[Any]) -> None:
    """Have Numba refuse in kernels those of the package's functions that are not offered there."""
    for value in values:
        if isinstance(value, FunctionType):
            for each in (value, *vars(value).values()):  # softmax, softmax.vjp
                if isinstance(each, FunctionType) and each not in OFFERED:
                    cast(Any, each)._numba_type_ = types.Function(_refusal(each))


def _refusal(function: FunctionType) -> Any:
    class Call(AbstractTemplate):  # type: ignore[misc]
        key = function

        def generic(self, args: tuple[Any, ...], kws: dict[str, Any]) -> NoReturn:
            _refuse(function.__qualname__)

    return Call


def _refuse(name: str) -> NoReturn:
    raise TypingError(
        f"{name} is not offered in kernels: call it outside, and give the kernel its result"
    )


@infer_getattr
class _Attributes(AttributeTemplate):  # type: ignore[misc]
    """``f.vjp`` of a function of rows, or of one that is not offered itself."""

    key = types.Function

    def generic_resolve(self, kind: Any, name: str) -> None:
        function = kind.typing_key
        is_plain = isinstance(function, FunctionType)  # Numba asks for __call__
        if is_plain and function.__module__.startswith("numba_act.") and name != "__call__":
            _refuse(f"{function.__name__}.{name}")
