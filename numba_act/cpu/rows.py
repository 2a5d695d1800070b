"""The row functions on the CPU: their generalized ufuncs, made when they are first called."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any

import numpy as np

from ..core.floats import FLOATS
from ..core.specialize import numbas_compiler
from .ufunc import RowLoop, make_row_ufunc

__all__ = ["row_loops", "row_ufunc"]


@functools.cache
def row_ufunc(name: str, masked: bool) -> np.ufunc:
    """Return the generalized ufunc of a row function.

    Its operands are the function's arrays, the mask if there is one, the scale (float32 for the
    16-bit types, else of their type) and the result; rows lie along the last axis.

    Parameters
    ----------
    name
        ``"softmax"``, ``"softmax.vjp"`` and so on.
    masked
        Whether it takes a mask.

    """
    made, _ = make_row_ufunc(row_loops(name, masked), f"The rows of {name}, along the last axis.")
    return made


def row_loops(name: str, masked: bool) -> list[RowLoop]:
    """Return the loops of a row function, one an array type."""
    with numbas_compiler():
        from .row_kernels import KERNELS, column_memory, compile_row_kernel

    kernel = KERNELS[name]
    loops = []
    for storage, kind in FLOATS.items():
        working = kind.working
        array, own = kind.dtype, FLOATS[working].dtype
        operands: list[tuple[np.dtype[Any], bool]] = [
            (array, k >= kernel.per_row) for k in range(kernel.inputs)
        ]
        if masked:
            operands.append((np.dtype(bool), True))
        operands += [(own, False), (array, not kernel.reduces)]
        chosen = name, storage, working, masked
        loop = RowLoop(
            name=name,
            storage=storage,
            operands=operands,
            warns=(),
            work=own.itemsize if kernel.works and array.itemsize < own.itemsize else 0,
            by_row=kernel.by_row,
            key=f"{name} {storage} {masked}",
            make=functools.partial(compile_row_kernel, *chosen),
        )
        if kernel.make_columns is not None:
            columns = dataclasses.replace(
                loop,
                work=column_memory(own.itemsize),
                key=f"{loop.key} columns",
                make=functools.partial(compile_row_kernel, *chosen, "columns"),
            )
            loop = dataclasses.replace(loop, columns=columns)
        if kernel.make_online is not None:
            online = dataclasses.replace(
                loop,
                key=f"{loop.key} online",
                make=functools.partial(compile_row_kernel, *chosen, "online"),
                columns=None,
            )
            loop = dataclasses.replace(loop, online=online)
        loops.append(loop)
    return loops
