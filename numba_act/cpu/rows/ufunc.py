"""The row functions' generalized ufuncs, made when they are first called."""

from __future__ import annotations

import ctypes
import functools
from dataclasses import dataclass
from typing import Any

import numba
import numpy as np
from numba.core import types

from ...core.floats import FLOATS
from ...core.scalars import numbas_compiler
from ...core.ufunc import new_ufunc
from ...maths.softmax import FUNCTIONS
from .. import runtime
from ..ufunc import Kernel


@dataclass(frozen=True)
class RowLoop:
    """One kernel of a row function, as `Loop` of an elementwise one.

    Attributes
    ----------
    name
        A key of `FUNCTIONS`.
    storage
        Name of the array type.
    masked
        Whether there is a mask, an operand before the scale.
    kind
        For which rows it is (`kernel.schedules`).
    """

    name: str
    storage: str
    masked: bool
    kind: str = ""

    def cache_key(self) -> str:
        """Return what the machine code depends on."""
        return f"row {self.name} {self.storage} {self.masked} {self.kind}"

    def compile(self) -> Any:
        """Compile the kernel."""
        from .kernel import schedules

        function = FUNCTIONS[self.name]
        schedule = schedules(function)[self.kind](function, self.storage, self.masked)
        shape = types.void(*[types.intp] * 6)
        return numba.cfunc(shape, error_model="numpy")(schedule.kernel())

    def operands(self) -> list[tuple[np.dtype[Any], bool]]:
        """Return the type of each operand, and whether it has a row (or one value a row)."""
        function, array = FUNCTIONS[self.name], FLOATS[self.storage].dtype
        return [
            *[(array, False)] * function.weighted,
            *[(array, True)] * function.inputs,
            *[(np.dtype(bool), True)] * self.masked,
            *[(np.dtype(np.int64), False)] * function.labelled,
            (np.dtype(FLOATS[self.storage].working), False),
            (array, not function.reduces),
            *[(array, False)] * (function.results - 1),
        ]

    def work(self) -> int:
        """Return how many bytes of memory the kernel needs for an element, or in all by columns."""
        from .columns import column_memory

        own = np.dtype(FLOATS[self.storage].working).itemsize
        if self.kind == "columns":
            return column_memory(own)
        narrow = FLOATS[self.storage].itemsize < own
        return own if narrow and FUNCTIONS[self.name].keeps else 0


def row_loops(name: str, masked: bool) -> dict[str, dict[str, RowLoop]]:
    """Return the loops of a row function: for each array type, those of each kind."""
    with numbas_compiler():
        from .kernel import schedules

    kinds = schedules(FUNCTIONS[name])
    return {
        storage: {kind: RowLoop(name, storage, masked, kind) for kind in kinds}
        for storage in FLOATS
    }


def _new_kernels(loops: dict[str, RowLoop]) -> list[Kernel]:
    """Return the records of an array type's loops, of which the first one knows the others."""
    kernels: dict[str, Kernel] = {}
    for kind, loop in reversed(loops.items()):
        operands, others = loop.operands(), {} if kind else kernels
        kernels[kind] = Kernel(
            loop,
            inputs=len(operands) - FUNCTIONS[loop.name].results,
            operands=len(operands),
            cores=sum(1 << k for k, (_, has_row) in enumerate(operands) if has_row),
            itemsizes=sum(dtype.itemsize << 8 * k for k, (dtype, _) in enumerate(operands)),
            work=loop.work(),
            by_row=FUNCTIONS[loop.name].row is None,
            flags=0,
            **{key: ctypes.addressof(other.record) for key, other in others.items()},
        )
    return [*reversed(kernels.values())]


@functools.cache
def row_ufunc(name: str, masked: bool) -> np.ufunc:
    """Return the generalized ufunc of a row function.

    Its operands are the function's arrays, the mask and the labels (int64) if there are any, the
    scale (float32 for the 16-bit types, else of their type) and the results; rows lie along the
    last axis.

    Parameters
    ----------
    name
        ``"softmax"``, ``"softmax.vjp"`` and so on.
    masked
        Whether it takes a mask.
    """
    loops = row_loops(name, masked)
    kernels = {storage: _new_kernels(kinds) for storage, kinds in loops.items()}
    operands = {storage: kinds[""].operands() for storage, kinds in loops.items()}
    shapes = ["(n)" if has_row else "()" for _, has_row in operands["float32"]]
    outputs = FUNCTIONS[name].results
    return new_ufunc(
        name,
        f"The rows of {name}, along the last axis.",
        len(shapes) - outputs,
        outputs,
        {storage: first.record for storage, (first, *_) in kernels.items()},
        runtime.driver("row_driver"),
        [*kernels.values()],
        signature=f"{','.join(shapes[:-outputs])}->{','.join(shapes[-outputs:])}",
        operands={storage: [dtype for dtype, _ in each] for storage, each in operands.items()},
    )
