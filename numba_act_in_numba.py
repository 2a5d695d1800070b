"""What Numba calls when it starts: `numba_act.use_in_numba` where NUMBA_ACT_IN_NUMBA is 1.

By the entry point `numba_extensions` (pyproject.toml). It stands beside the package, so that Numba
does not import that where nobody asks for it.
"""

import os

__all__ = ["init"]


def init() -> None:
    """Use the package in Numba if the environment says so.

    Raises
    ------
    ValueError
        If the variable is something else than 0 or 1.
    """
    value = os.environ.get("NUMBA_ACT_IN_NUMBA", "").strip() or "0"
    if value == "1":
        import numba_act

        numba_act.use_in_numba()
    elif value != "0":
        raise ValueError(f"NUMBA_ACT_IN_NUMBA is {value!r}, expected 0 or 1")
