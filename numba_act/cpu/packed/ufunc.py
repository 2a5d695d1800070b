"""Gates whose two inputs are the halves of one array: their generalized ufuncs."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np

from ...core.arguments import ORDERS
from ...core.definition import Elementwise
from ...core.floats import FLOATS
from ...core.ufunc import new_ufunc
from .. import runtime, ufunc
from ..kernel import Loop
from ..structures import PackedRecord


class _PackedLoop(Loop):
    """An elementwise function's loop whose kernel runs over rows, and knows the defaults."""

    def cache_key(self) -> str | None:
        """Return what the machine code depends on; None if that is unknown."""
        key = super().cache_key()
        return None if key is None else f"packed {self.definition.defaults()} {key}"

    def compile_body(self) -> Any:
        """Compile the kernel, Numba's errors as they are."""
        from .kernel import compile_packed_kernel

        return compile_packed_kernel(self)


def kernels_of(definition: Elementwise) -> list[ufunc.Kernel]:
    """Return the records of the loops over rows of a gate, or of its vjp.

    Their kernels know the defaults of the parameters, where all have one that is a number.
    """
    found: list[ufunc.Kernel] | None = definition.made.get("packed kernels")
    if found is None:
        made = [ufunc.new_kernel(_PackedLoop(definition, storage)) for storage in FLOATS]
        found = definition.made.setdefault("packed kernels", made)
    return found


def ufunc_of(definition: Elementwise, order: str) -> np.ufunc:
    """Return the ufunc over rows whose halves are the two inputs of a gate, or of its vjp.

    Parameters
    ----------
    definition
        The elementwise function: of 2 data inputs for a gate, 3 for its vjp.
    order
        One of `ORDERS`.

    Returns
    -------
    ufunc
        Of a gate ``(x, *parameters, out)``, of a vjp ``(dy, x, *parameters, out)``, over the last
        axis. The parameters are 0-d, and `out` is required.
    """
    key = "packed ufunc", order
    if key not in definition.made:
        definition.made.setdefault(key, _new_ufunc(definition, order))
    made: np.ufunc = definition.made[key]
    return made


def _new_ufunc(definition: Elementwise, order: str) -> np.ufunc:
    kernels = kernels_of(definition)
    driver = runtime.driver("packed_driver")
    records = {
        kernel.loop.storage: PackedRecord(ctypes.addressof(kernel.record), ORDERS.index(order))
        for kernel in kernels
    }
    inputs, parameters = len(definition.inputs), len(definition.parameters)
    scalars = ",()" * parameters
    signature = f"(n),(m){scalars}->(m)" if inputs == 3 else f"(m){scalars}->(n)"
    name, given = definition.__name__, inputs - 1 + parameters
    return new_ufunc(name, "", given, 1, records, driver, kernels, signature=signature)
