"""Floating-point warnings that name the line of the user's that called.

NumPy gives its own the line that called the ufunc, which is one of this package: the same for all
calls, so that Python shows each warning once in a program.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from ..caller import warn_caller
from .status import FP_FLAGS

__all__ = ["warn"]

#: In NumPy's order: the flag, its name in `numpy.geterr`, and in the message.
_KINDS: Final = (
    ("divide", "divide", "divide by zero"),
    ("overflow", "over", "overflow"),
    ("underflow", "under", "underflow"),
    ("invalid", "invalid", "invalid value"),
)


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
            warn_caller(f"{text} encountered in {name}", RuntimeWarning)
    return flags
