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

_SCALAR = """
def scalar({inputs}):
    return call({given})
"""

#: Arrays of the result's shape in one loop, which LLVM vectorizes, and others.
_WHOLE = """
def whole({names}):
    shape = np.broadcast_shapes({shapes})
    {results} = {made}
    if {has_other_shape}:
        raise ValueError("{name}: argument 'out' has another shape than the result")
    {apart}
    if {is_flat}:
        {flat}
        for k in range({first}.size):
            {flat_items} = call({flat_given})
    else:
        {broadcast}
    return {results}
"""

_BROADCAST = """
        {arrays}
        for index in np.ndindex(shape):
            {items} = call({given})
"""


def overlap(x: Any, out: Any) -> bool:
    """Say whether arrays may have memory in common, other than element by element."""
    start, begin = np.intp(x.ctypes.data), np.intp(out.ctypes.data)  # the difference is signed
    is_same = start == begin and x.shape == out.shape and x.strides == out.strides
    end, stop = start + x.itemsize, begin + out.itemsize
    for k in range(x.ndim):
        span = (x.shape[k] - 1) * x.strides[k]
        start, end = start + min(span, 0), end + max(span, 0)
    for k in range(out.ndim):
        span = (out.shape[k] - 1) * out.strides[k]
        begin, stop = begin + min(span, 0), stop + max(span, 0)
    return x.size > 0 and not is_same and start < stop and begin < end


@functools.cache
def overlap_in_kernels() -> Any:
    """Return `overlap` for kernels. At import it would have Numba set up its compiler: 5 ms."""
    return numba.njit(overlap)


@functools.cache
def whole_array_function(
    definition: Elementwise,
    callee: Any,
    names: tuple[str, ...],
    arrays: tuple[str, ...],
    working: str,
) -> Any:
    """Return Numba's ufunc, or the dispatcher of a function of arrays.

    Numba's ufuncs have one result, and look neither at the shape of `out` nor where it lies. LLVM
    vectorizes their loops over one array, and over several, which may be broadcast, where the
    function is a small one.

    Parameters
    ----------
    definition
        Of the function of numbers.
    callee
        What calls it inside of a kernel.
    names
        The arguments that are given, the last one "out" or not.
    arrays
        Those among them that are arrays, without "out".
    working
        The working type.
    """
    # numbers, for any name may be one of the template's own
    numbered = {name: f"x{k}" for k, name in enumerate(names) if name != "out"}
    inputs, arrays = [*numbered.values()], tuple(numbered[name] for name in arrays)
    values: dict[str, Any] = {"call": callee, "np": np, "dtype": np.dtype(working)}
    values["overlap"] = overlap_in_kernels()

    def given(form: str) -> str:
        forms = {name: form.format(x) if x in arrays else x for name, x in numbered.items()}
        return ", ".join(f"{name}={value}" for name, value in forms.items())

    results = [f"result_{k}" for k in range(definition.outputs)]
    if len(results) == 1:
        exec(_SCALAR.format(inputs=", ".join(inputs), given=given("{0}")), values)
        values["ufunc"] = numba.vectorize(values["scalar"])
        if len(arrays) == 1 and "out" not in names:
            return values["ufunc"]
        broadcast = f"ufunc({', '.join(inputs)}, {results[0]})"
    else:
        broadcast = _BROADCAST.format(
            arrays="; ".join(f"all_{name} = np.broadcast_to({name}, shape)" for name in arrays),
            items=", ".join(f"{each}[index]" for each in results),
            given=given("all_{0}[index]"),
        )
    every = [*arrays, *results]
    source = _WHOLE.format(
        name=definition.__name__,
        names=", ".join([*inputs, *names[len(inputs) :]]),
        shapes=", ".join(f"{name}.shape" for name in arrays),
        results=", ".join(results),
        made="out" if "out" in names else ", ".join(["np.empty(shape, dtype)"] * len(results)),
        has_other_shape=" or ".join(f"{each}.shape != shape" for each in results),
        apart="; ".join(
            f"{name} = {name}.copy() if "
            + " or ".join(f"overlap({name}, {each})" for each in results)
            + f" else {name}"
            for name in (arrays if "out" in names else ())
        )
        or "pass",
        is_flat=" and ".join(
            f"{each}.flags.c_contiguous and {each}.shape == shape" for each in every
        ),
        flat="; ".join(f"flat_{each} = {each}.ravel()" for each in every),
        first=results[0],
        flat_items=", ".join(f"flat_{each}[k]" for each in results),
        flat_given=given("flat_{0}[k]"),
        broadcast=broadcast,
    )
    exec(source, values)
    function: Callable[..., Any] = values["whole"]
    function.__name__ = definition.__name__
    return CPUDispatcher(function, targetoptions={"nopython": True, "error_model": "numpy"})
