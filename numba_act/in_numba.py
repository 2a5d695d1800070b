"""Kernels that are there already: their `math.exp`, `np.exp` and others become vector code."""

from __future__ import annotations

from typing import Any

from .elementary import erf, erfc, exp, exp2, expm1, log, log1p, log2, log10, tanh
from .hyperbolic import acosh, asinh, atanh, cosh, sinh
from .powers import cbrt, hypot, pow  # noqa: A004
from .trigonometric import acos, asin, atan, atan2, cos, sin, tan

__all__ = ["is_used_in_numba", "restore_numba", "use_in_numba"]

#: By the function's name in C, which is its own.
FUNCTIONS = {
    each.__name__: each
    for each in (
        *(exp, exp2, expm1, log, log2, log10, log1p),
        *(sin, cos, tan, asin, acos, atan, atan2),
        *(sinh, cosh, tanh, asinh, acosh, atanh),
        *(cbrt, hypot, pow, erf, erfc),
    )
}


class _Use:
    """What `use_in_numba` returns: a ``with`` block at whose end it is taken back."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, *error: Any) -> None:
        restore_numba()


def use_in_numba() -> _Use:
    """Have Numba use this package's vector mathematics in the kernels that it compiles from now on.

    `math.exp`, `np.exp` and the others, on float32 and float64 numbers and in array expressions, in
    ``@njit``, ``@vectorize``, ``@guvectorize``, ``@stencil`` and ``@cfunc`` functions, also with
    ``parallel=True``. A loop that LLVM vectorizes gets vector code, where plain Numba calls the C
    library for one number at a time. Any other call, and a loop's remainder, stays the C library's.

    Returns
    -------
    context manager
        For ``with na.use_in_numba(): ...``, at whose end it is taken back. Without a block it holds
        until `restore_numba`.

    Raises
    ------
    RuntimeError
        If the installed Numba is of a release that this is not known to work with.

    Notes
    -----
    The mode is the process's, and is read when a signature is compiled: at a kernel's first call,
    or where it is given its signatures. What was compiled before stays as it is, also where a new
    kernel calls it. So call it before the kernels. Calls nest: each takes a `restore_numba`.

    Kernels with ``cache=True`` have entries of their own on the disk.

    ``NUMBA_ACT_IN_NUMBA=1`` in the environment does it in a program that does not import this
    package.

    Examples
    --------
    >>> import numba, numpy as np
    >>> import numba_act as na
    >>> @numba.njit
    ... def decay(t, tau):
    ...     return np.exp(-t / tau)
    >>> with na.use_in_numba():
    ...     decay(np.array([0.0, 1.0]), 2.0)
    array([1.        , 0.60653066])
    """
    from .cpu import vector_calls  # with the compiler, which importing the package leaves alone

    vector_calls.switch_on({name: each.definition for name, each in FUNCTIONS.items()})
    return _Use()


def restore_numba() -> None:
    """Take one `use_in_numba` back; does nothing without one.

    Examples
    --------
    >>> import numba_act as na
    >>> na.restore_numba()
    """
    from .cpu import vector_calls

    vector_calls.take_back()


def is_used_in_numba() -> bool:
    """Say whether Numba uses this package's vector mathematics in what it compiles now.

    Examples
    --------
    >>> import numba_act as na
    >>> na.is_used_in_numba()
    False
    """
    from .cpu import vector_calls

    return vector_calls.is_on()
