"""The registry of targets: which one was selected at import, and where a call goes.

``NUMBA_ACT_TARGET`` selects it: ``auto`` (the default) computes arrays where they live,
``cpu`` refuses device arrays, ``cuda`` computes everything on the GPU.
"""

from __future__ import annotations

import os
from typing import Any, Final

__all__ = ["TARGETS", "is_device_array", "failures", "refuse_device_array", "target"]

TARGETS: Final = ("auto", "cpu", "cuda")


def _selected() -> str:
    """Return the target that the environment asks for.

    Raises
    ------
    ValueError
        For a name that is no target.
    ImportError
        For ``cuda``, which this version does not have.
    """
    name = os.environ.get("NUMBA_ACT_TARGET", "auto").strip().lower() or "auto"
    if name not in TARGETS:
        raise ValueError(
            f"NUMBA_ACT_TARGET is {name!r}; expected one of {', '.join(map(repr, TARGETS))}"
        )
    if name == "cuda":
        raise ImportError(
            "NUMBA_ACT_TARGET is 'cuda', but this version of numba_act has no CUDA target yet; "
            "set NUMBA_ACT_TARGET to 'auto' or 'cpu'"
        )
    return name


#: The selected target.
target: Final = _selected()

#: What a target could not compile, by the loop's number. Inner loops have no way to raise.
failures: Final[dict[int, BaseException]] = {}


def is_device_array(value: Any) -> bool:
    """Say whether a value is an array in GPU memory."""
    return getattr(value, "__cuda_array_interface__", None) is not None


def refuse_device_array(function: str, argument: str, value: Any) -> TypeError:
    """Return the error for a device array that no selected target can compute."""
    kind = f"{type(value).__module__}.{type(value).__qualname__}"
    return TypeError(
        f"{function}: argument {argument!r} is a device array ({kind}), and the CUDA target is "
        f"not available (target {target!r}); copy it to the host first, "
        "for example with numpy.asarray or its copy_to_host() or get() method"
    )
