"""``f.vjp(..., reduce=True)``, and functions of other sums, on arrays in GPU memory.

What is to be summed is computed in float64 memory and summed there, as pairs of numbers, by adding
the second half to the first until one is left. This tree follows from the shapes alone.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..core import row_arguments as checked
from ..core.definition import Elementwise, Gradient
from ..core.floats import FLOATS, INFINITY
from ..core.primitives import absolute, select
from ..maths.exponential import two_sum
from . import launch
from .arrays import Layout, new_layout
from .elementwise import ElementwisePlanner
from .plan import Array, Number, Plan, Request, broadcast_strides

#: What a function keeps its planner by.
KEY = "cuda planner of sums"

_FLOAT64 = np.dtype(np.float64)
_NOTHING = Number(float, 0.0)


def _add(high: float, low: float, other: float, other_low: float) -> tuple[float, float]:
    total, rest = two_sum(high, other)
    return total, low + other_low + rest


def _rounded(high: float, low: float) -> float:
    # what an infinite sum lacks is NaN
    return select(absolute(high) < INFINITY, high + low, high)


@functools.cache
def add() -> Elementwise:
    """Return the function that adds two pairs."""
    names = ["high", "low", "other", "other_low"]
    return Elementwise(_add, "add", inputs=names, parameters={}, outputs=2, warns=())


@functools.cache
def rounded() -> Elementwise:
    """Return the function of a pair's value."""
    return Elementwise(_rounded, "rounded", inputs=["high", "low"], parameters={}, warns=())


def call(gradient: Gradient, operands: Sequence[Any], dtype: Any, stream: Any) -> Any:
    """Return each gradient of a product with `dy`, summed to the shape of its own operand.

    Parameters
    ----------
    gradient
        The product.
    operands, dtype, stream
        As the user gave them.

    Raises
    ------
    TypeError, ValueError, CudaError, MemoryError
        As `launch.call`.
    """
    planner = gradient.made.get(KEY) or gradient.made.setdefault(KEY, _Planner(gradient))
    outputs = [None] * planner.outputs
    return launch.call(planner, ("K", dtype, "same_kind"), operands, True, outputs, stream)


class _Planner(ElementwisePlanner):
    """Plans the calls of a product with `dy`."""

    def __init__(self, gradient: Gradient) -> None:
        super().__init__(gradient)
        self._own = [gradient.arguments.index(name) for name in gradient.names]

    def plan(self, request: Request) -> Plan:
        storage, shape = self.storage(request), self.shape(request)
        plan, dtype = Plan(request), FLOATS[storage].dtype

        def new(dtype: np.dtype[Any], shape: tuple[int, ...]) -> Array:
            return plan.allocate(new_layout(dtype, shape, request.device))

        own = [request.operands[k] for k in self._own]
        totals = [new(dtype, e.layout.shape if isinstance(e, Array) else ()) for e in own]
        gradients = [e if e.layout.shape == shape else new(_FLOAT64, shape) for e in totals]
        plan.elementwise(self.definition, storage, request.operands, True, gradients)
        for gradient, total in zip(gradients, totals, strict=True):
            if gradient is not total:
                _sum(plan, gradient, total)
        return plan


def call_with_sums(
    name: str, terms: Elementwise, result: Elementwise, operands: Mapping[str, Any], axis: Any
) -> Any:
    """Return a function of sums over axes, of which it returns one value each, or of operands too.

    Parameters
    ----------
    name
        The function's.
    terms
        What is summed, of the last operands, which have one shape.
    result
        What is made of the sums, or of the other operands, which have one value for each, of the
        last one and of the sums.
    operands, axis
        As the user gave them.

    Raises
    ------
    TypeError, ValueError, CudaError, MemoryError, numpy.exceptions.AxisError
        As `launch.call`.
    """
    planner = result.made.get(KEY) or result.made.setdefault(
        KEY, _PlannerWithSums(name, tuple(operands), terms, result)
    )
    return launch.call(planner, axis, [*operands.values()], True, [None], None)


class _PlannerWithSums(launch.Planner):
    """Plans the calls of a function of sums over axes (`call_with_sums`)."""

    def __init__(
        self, name: str, arguments: tuple[str, ...], terms: Elementwise, result: Elementwise
    ) -> None:
        self._count = len(arguments) - len(terms.inputs)
        super().__init__(name, arguments, arguments[: self._count])
        self._terms, self._result = terms, result

    def options(self, operands: Sequence[Layout | Number], given: Any) -> Any:
        return checked.axes_of(self.name, len(operands[-1].shape), given)  # type: ignore[union-attr]

    def plan(self, request: Request) -> Plan:
        name, axes = self.name, request.options
        others, summed = request.operands[: self._count], request.operands[self._count :]
        arrays = [each for each in summed if isinstance(each, Array)]
        named = dict(zip(self.arguments[self._count :], arrays, strict=True))
        shape = checked.same_shape(name, {key: e.layout.shape for key, e in named.items()})
        dtype, *_ = [checked.float_type(name, k, e.layout.dtype) for k, e in named.items()]
        kept = tuple(1 if k in axes else n for k, n in enumerate(shape))
        rows = tuple(n for k, n in enumerate(shape) if k not in axes)
        plan = Plan(request)

        def new(dtype: np.dtype[Any], shape: tuple[int, ...]) -> Array:
            return plan.allocate(new_layout(dtype, shape, request.device))

        def of_rows(each: Array) -> Array:
            """Return what has one value for each sum as an array of their shape."""
            steps = iter(broadcast_strides(each.layout, rows))
            strides = tuple(0 if k in axes else next(steps) for k in range(len(shape)))
            return each._replace(layout=each.layout._replace(shape=kept, strides=strides))

        target = new(dtype, shape if others else rows)
        parts = [new(_FLOAT64, shape) for _ in range(self._terms.outputs)]
        plan.elementwise(self._terms, "float64", arrays, True, parts)
        totals = [each if kept == shape else new(_FLOAT64, kept) for each in parts]
        for part, total in zip(parts, totals, strict=True):
            if part is not total:
                _sum(plan, part, total)
        operands: list[Array | Number] = [*totals]
        if others:
            for key, each in zip(self.arguments, others, strict=False):
                found = each.layout.shape if isinstance(each, Array) else ()
                checked.check_per_row(name, key, found, rows)
            per_row = [of_rows(each) if isinstance(each, Array) else each for each in others]
            operands = [*per_row, arrays[-1], *totals]
        plan.elementwise(
            self._result, "float64", operands, True, [target if others else of_rows(target)]
        )
        return plan


def _sum(plan: Plan, high: Array, total: Array) -> None:
    """Sum an array into one of a shape that is broadcast to its own."""
    shape = high.layout.shape
    missing = len(shape) - len(total.layout.shape)
    kept = (1,) * missing + total.layout.shape
    axes = [axis for axis, n in enumerate(shape) if kept[axis] != n]
    if 0 in shape:
        plan.convert(_NOTHING, total)
        return
    half = [-(-n // 2) if axis == axes[0] else n for axis, n in enumerate(shape)]
    low = plan.allocate(new_layout(_FLOAT64, tuple(half), plan.device))
    is_first = True
    for axis in axes:
        n = shape[axis]
        while n > 1:
            middle = -(-n // 2)
            first = [each.part(axis, 0, n - middle) for each in (high, low)]
            second = [each.part(axis, middle, n) for each in (high, low)]
            operands: list[Array | Number] = [*first, *second]
            if is_first:  # nothing is in the low parts yet, that of the element in the middle too
                alone = [each.part(axis, n - middle, middle) for each in (high, low)]
                operands[1::2] = _NOTHING, _NOTHING
                plan.elementwise(add(), "float64", [alone[0], *[_NOTHING] * 3], True, alone)
            plan.elementwise(add(), "float64", operands, True, first)
            is_first, n = False, middle
        high, low = high.part(axis, 0, 1), low.part(axis, 0, 1)
    layout = total.layout
    aligned = layout._replace(shape=kept, strides=(0,) * missing + layout.strides)
    plan.elementwise(rounded(), "float64", [high, low], True, [total._replace(layout=aligned)])
