"""``silu(a)`` on a whole array inside a user's kernel, as ``np.exp(a)`` there.

It becomes a small function of arrays around the call on numbers: a new array, or `out`, with
broadcasting. Numba compiles it as a part of the kernel.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numba
import numpy as np

from ..core.compat import CPUDispatcher
from ..core.definition import Elementwise

#: Several results, of which Numba makes no ufunc.
_LOOP = """
def whole({names}):
    {arrays}
    shape = np.broadcast_shapes({shapes})
    {results} = {made}
    {broadcast}
    for index in np.ndindex(shape):
        {items} = call({given})
    return {results}
"""

_UFUNC = """
def scalar({inputs}):
    return call({given})

def whole({names}):
    return ufunc({names})
"""


@functools.cache
def whole_array_function(
    definition: Elementwise, callee: Any, names: tuple[str, ...], working: str
) -> Any:
    """Return the dispatcher of a function of whole arrays.

    Parameters
    ----------
    definition
        Of the function of numbers.
    callee
        What calls it inside of a kernel.
    names
        The arguments that are given, the last one "out" or not.
    working
        The working type.
    """
    inputs = [name for name in names if name != "out"]
    values: dict[str, Any] = {"call": callee, "np": np}
    fields = {"names": ", ".join(names), "inputs": ", ".join(inputs)}
    if definition.outputs == 1:
        fields["given"] = ", ".join(f"{name}={name}" for name in inputs)
        exec(_UFUNC.format_map(fields), values)
        values["ufunc"] = numba.vectorize(values["scalar"])
    else:
        results = [f"result_{k}" for k in range(definition.outputs)]
        fields |= {
            "arrays": "; ".join(f"{name} = np.asarray({name})" for name in inputs),
            "shapes": ", ".join(f"{name}.shape" for name in inputs),
            "results": ", ".join(results),
            "made": ", ".join(["np.empty(shape, dtype)"] * len(results)),
            "broadcast": "; ".join(
                f"all_{name} = np.broadcast_to({name}, shape)" for name in inputs
            ),
            "items": ", ".join(f"{each}[index]" for each in results),
            "given": ", ".join(f"{each}=all_{each}[index]" for each in inputs),
        }
        if "out" in names:
            fields["made"] = "out"
        values["dtype"] = np.dtype(working)
        exec(_LOOP.format_map(fields), values)
    function: Callable[..., Any] = values["whole"]
    function.__name__ = definition.__name__
    return CPUDispatcher(function, targetoptions={"nopython": True, "error_model": "numpy"})
