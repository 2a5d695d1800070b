"""Warnings at the line that called the package."""

from __future__ import annotations

import sys
import warnings
from typing import Any, Final

_PACKAGE: Final = __name__.partition(".")[0]


def warn_caller(text: str, category: type[Warning]) -> None:
    """Warn at the innermost line outside of this package."""
    frame: Any = sys._getframe(1)
    while frame is not None and _is_ours(frame.f_globals.get("__name__")):
        frame = frame.f_back
    if frame is None:  # called from no Python code of anybody else's
        warnings.warn(text, category, stacklevel=1)
        return
    scope = frame.f_globals
    warnings.warn_explicit(
        text,
        category,
        frame.f_code.co_filename,
        frame.f_lineno,
        scope.get("__name__"),
        scope.setdefault("__warningregistry__", {}),
    )


def _is_ours(module: Any) -> bool:
    return isinstance(module, str) and module.partition(".")[0] == _PACKAGE
