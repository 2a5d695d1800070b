"""Floating-point warnings that name the line of the user's that called.

NumPy gives its own the line that called the ufunc, which is one of this package: the same for all
calls, so that Python shows each warning once in a program.
"""

from __future__ import annotations

import sys
import warnings
from typing import Any, Final

import numpy as np

from .status import FP_FLAGS

__all__ = ["warn"]

#: In NumPy's order: the flag, its name in `numpy.geterr`, and in the message.
_KINDS: Final = (
    ("divide", "divide", "divide by zero"),
    ("overflow", "over", "overflow"),
    ("underflow", "under", "underflow"),
    ("invalid", "invalid", "invalid value"),
)

_PACKAGE: Final = __name__.partition(".")[0]


def warn(name: str, flags: int) -> int:
    """Give the warnings of a call that raised floating-point flags.

    The driver calls it in the thread and the context of the call, where it is to take the flags
    down that are not returned. Where a warning is an error, that error leaves this function.

    Parameters
    ----------
    name
        The function's name.
    flags
        Bits of the status word (`FP_FLAGS`).

    Returns
    -------
    int
        The flags that are left to NumPy, whose mode for them (`numpy.errstate`) is another one.
    """
    modes = np.geterr()
    for flag, mode, text in _KINDS:
        bit = FP_FLAGS[flag]
        if flags & bit and modes[mode] == "warn":  # type: ignore[literal-required]
            flags &= ~bit
            _warn(f"{text} encountered in {name}")
    return flags


def _warn(text: str) -> None:
    """Warn at the innermost line outside of this package."""
    frame: Any = sys._getframe(1)
    while frame is not None and _is_ours(frame.f_globals.get("__name__")):
        frame = frame.f_back
    if frame is None:  # called from no Python code of anybody else's
        warnings.warn(text, RuntimeWarning, stacklevel=1)
        return
    scope = frame.f_globals
    warnings.warn_explicit(
        text,
        RuntimeWarning,
        frame.f_code.co_filename,
        frame.f_lineno,
        scope.get("__name__"),
        scope.setdefault("__warningregistry__", {}),
    )


def _is_ours(module: Any) -> bool:
    return isinstance(module, str) and module.partition(".")[0] == _PACKAGE
