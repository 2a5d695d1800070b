"""The selected target, and whether a call is for the GPU.

``NUMBA_ACT_TARGET`` selects it: ``auto`` (the default) computes arrays where they live,
``cpu`` refuses device arrays, ``cuda`` computes everything on the GPU.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

from ..core.arguments import kind_name

TARGETS: Final = ("auto", "cpu", "cuda")


def _selected() -> str:
    """Return the target that the environment asks for.

    Raises
    ------
    ValueError
        For a name that is no target.
    ImportError
        For ``cuda`` where something that it needs is missing.
    """
    name = os.environ.get("NUMBA_ACT_TARGET", "auto").strip().lower() or "auto"
    if name not in TARGETS:
        raise ValueError(
            f"NUMBA_ACT_TARGET is {name!r}; expected one of {', '.join(map(repr, TARGETS))}"
        )
    if name == "cuda":
        from ..cuda import device

        reason = device.unusable()
        if reason is not None:
            raise ImportError(
                f"NUMBA_ACT_TARGET is 'cuda', but {reason}; set NUMBA_ACT_TARGET to 'auto' or 'cpu'"
            )
    return name


def _is_command() -> bool:
    """Say whether this process is ``numba-act`` or ``python -m numba_act``."""
    started = Path(sys.argv[0]).name  # "-m" while Python looks for the module, in this package
    return started == "numba-act" or (started == "-m" and "numba_act" in sys.orig_argv)


#: The selected target.
try:
    target: Final = _selected()
except (ValueError, ImportError) as error:
    if not _is_command():
        raise
    print(f"numba-act: error: {error}", file=sys.stderr)
    sys.exit(2)

#: Types that are quickly seen to be neither device arrays nor of another kind than NumPy's.
PLAIN: Final = frozenset({np.ndarray, float, int, bool, list, tuple, type(None)})

#: What the target "cuda" moves to the device. Objects with a protocol of their own, such as pandas'
#: and subclasses of NumPy's array (masks, units), go through the ufunc.
_MOVED: Final = (np.generic, float, int, bool, list, tuple)
_MOVED_ARRAYS: Final = (np.ndarray, np.memmap)


def is_device_array(value: Any) -> bool:
    """Say whether a value is an array in GPU memory."""
    cls = type(value)
    if cls in PLAIN:
        return False
    if hasattr(cls, "is_cuda"):  # a tensor, whose interface raises where it needs a gradient
        return bool(value.is_cuda)
    return getattr(value, "__cuda_array_interface__", None) is not None


def is_for_device(args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool:
    """Say whether a call with these arguments is for the CUDA target."""
    for value in args:
        if type(value) not in PLAIN and is_device_array(value):
            return True
    for value in kwargs.values():
        if type(value) not in PLAIN and is_device_array(value):
            return True
        if type(value) is tuple and any(map(is_device_array, value)):
            return True
    return target == "cuda" and all(
        type(value) in _MOVED_ARRAYS or isinstance(value, _MOVED) for value in args
    )


def row_launcher(function: str, argument: str, value: Any) -> Any:
    """Return what computes rows on the GPU.

    Raises
    ------
    TypeError
        If the selected target is the CPU.
    ImportError
        Without the ``cuda`` extra.
    """
    if target == "cpu":
        raise refuse_device_array(function, argument, value)
    from ..cuda.rows import launch

    return launch


def sum_launcher(function: str, argument: str, value: Any) -> Any:
    """Return what computes functions of sums on the GPU; it raises as `row_launcher`."""
    if target == "cpu":
        raise refuse_device_array(function, argument, value)
    from ..cuda import reduction

    return reduction


def refuse_device_array(function: str, argument: str, value: Any) -> TypeError:
    """Return the error for a device array that the selected target does not compute."""
    reason = (
        "the selected target is 'cpu'; set NUMBA_ACT_TARGET to 'auto', or copy it"
        if target == "cpu"
        else "the CUDA target does not have this function; copy it"
    )
    return TypeError(
        f"{function}: argument {argument!r} is a device array ({kind_name(value)}), and {reason} "
        "to the host first, for example with its copy_to_host(), get() or cpu() method"
    )
