"""Floating-point warnings that name the line of the user's that called.

NumPy gives its own the line that called the ufunc, which is one of this package: the same for all
calls, so that Python shows each warning once in a program.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from ..core.caller import warn_caller
from .status import FP_FLAGS

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
    down that are not returned. The error leaves this function where a warning is one.

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

    Raises
    ------
    FloatingPointError
        For the first flag whose mode is "raise", as NumPy has it, but for the function's name.
    """
    modes = np.geterr()
    for flag, mode, text in _KINDS:
        bit = FP_FLAGS[flag]
        chosen = modes[mode]  # type: ignore[literal-required]
        if flags & bit and chosen in ("warn", "raise"):
            message = f"{text} encountered in {name}"
            if chosen == "raise":
                raise FloatingPointError(message)
            flags &= ~bit
            warn_caller(message, RuntimeWarning)
    return flags
