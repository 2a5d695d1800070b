"""``f.vjp(..., reduce=True)``: each gradient, summed to its own operand's shape.

A parameter that is broadcast takes part in many results, and its gradient is the sum over all of
them. They are computed and summed a block at a time, which a cache holds. How large the blocks are
follows from the shapes alone, so the sums have the same bits for every number of threads. Arrays in
GPU memory are summed there (`cuda.reduction`).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np

from ..core.arguments import PYTHON_NUMBERS, bind, explained, stream_on_host
from ..core.definition import Elementwise, Gradient
from ..maths.exponential import two_sum
from . import targets

Array = np.ndarray[Any, Any]

_NUMBERS = (np.generic, *PYTHON_NUMBERS)

#: Elements of a block: a level-2 cache holds the gradients of two arguments.
BLOCK = 1 << 16

#: Of the powers of two in float64.
LARGEST_EXPONENT = 1023


def _pair_sum(addends: Array, axes: tuple[int, ...]) -> tuple[Any, Any]:
    """Return the sum of at most BLOCK elements over axes, which remain with length 1, as a pair.

    Narrower addends are summed in float64. Those in float64 are split at a power of two so far
    above them that the sum of their leading parts is exact, in any order (Rump, Ogita and Oishi,
    Accurate floating-point summation, 2008). That of the rest errs by 2^-73 of the largest addend.
    Where that power would overflow, the addends are made smaller first.
    """
    if addends.dtype.kind == "c":
        pairs = [_pair_sum(each, axes) for each in (addends.real, addends.imag)]
        high, low = np.stack(pairs, -1).view(np.complex128)[..., 0]
        return high, low
    if addends.dtype != np.float64:
        high = np.asarray(addends.sum(axes, dtype=np.float64, keepdims=True))
        return high, np.zeros_like(high)
    largest = np.abs(addends).max(axes, keepdims=True, initial=0.0)
    exponent = np.frexp(largest)[1] + BLOCK.bit_length()
    down = np.where(exponent > LARGEST_EXPONENT, -32, 0)
    if down.any():
        addends = np.ldexp(addends, down)
    power = np.ldexp(1.0, exponent + down)
    leading = (addends + power) - power
    parts = leading, addends - leading
    high, low = (np.ldexp(part.sum(axes, keepdims=True), -down) for part in parts)
    return high, low


class _Total:
    """One gradient: its sum, as a pair, or the gradient itself where there is nothing to sum."""

    def __init__(self, operand: Any, shape: tuple[int, ...], dtype: np.dtype[Any]) -> None:
        self.shape, self.dtype = np.shape(operand), dtype
        kept = (1,) * (len(shape) - len(self.shape)) + self.shape
        self.axes = tuple(axis for axis, n in enumerate(shape) if kept[axis] != n)
        wide = np.complex128 if dtype.kind == "c" else np.float64
        self.high = np.zeros(kept, wide) if self.axes else np.empty(kept, dtype)
        self.low = np.zeros_like(self.high) if self.axes else self.high

    def add(self, place: tuple[slice, ...], block: Array) -> None:
        """Add a block of addends that has a place in the broadcast shape."""
        here = _part(self.high, place)
        if self.axes:
            high, low = _pair_sum(block, self.axes)
            here[...], lost = two_sum(here, high)
            _part(self.low, place)[...] += low + lost
        else:
            here[...] = block

    def result(self) -> Any:
        """Return the gradient of the operand's shape, a number for a number."""
        if not self.axes:
            return self.high.reshape(self.shape)[()]
        total = np.where(np.isfinite(self.high), self.high + self.low, self.high)
        return total.astype(self.dtype).reshape(self.shape)[()]


def is_asked_for(gradient: Elementwise, reduce: Any) -> bool:
    """Return the argument `reduce`, which is to be a bool."""
    if not isinstance(reduce, (bool, np.bool_)):
        name = gradient.__name__
        raise TypeError(f"{name}: argument 'reduce' is {reduce!r}, expected True or False")
    return bool(reduce)


def _part(operand: Any, place: tuple[slice, ...]) -> Any:
    """Return what an operand has at a place of the shape that it is broadcast to."""
    if not np.ndim(operand):
        return operand[...] if isinstance(operand, np.ndarray) else operand
    aligned = place[len(place) - operand.ndim :]
    return operand[
        tuple(
            slice(None) if n == 1 else part for n, part in zip(operand.shape, aligned, strict=True)
        )
    ]


def _places(shape: tuple[int, ...]) -> Iterator[tuple[slice, ...]]:
    """Return the blocks of a shape, in the order of memory; there is at least one."""
    if 0 in shape:
        yield (slice(None),) * len(shape)
        return
    steps, room = [], BLOCK
    for n in reversed(shape):
        steps.append(min(max(room, 1), n))
        room //= n
    ranges = [range(0, n, step) for n, step in zip(shape, reversed(steps), strict=True)]
    for starts in itertools.product(*ranges):
        yield tuple(
            slice(start, start + each.step) for start, each in zip(starts, ranges, strict=True)
        )


def call(gradient: Gradient, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Call a product with `dy`, and sum each gradient to the shape of the operand that it is of.

    Returns
    -------
    ndarray or scalar, or a tuple of them
        In the type of the gradient itself, rounded once from float64 or a pair.

    Raises
    ------
    TypeError
        For a ufunc's keywords other than `dtype`, and for operands that are neither NumPy's nor in
        GPU memory.
    """
    operands, rest = bind(gradient, args, kwargs)
    dtype, stream = rest.pop("dtype", None), rest.pop("stream", None)
    if rest or len(operands) > len(gradient.arguments):
        name = next(iter(rest), "out")
        raise TypeError(f"{gradient.__name__}: argument {name!r} is not for reduce=True")
    named = [*zip(gradient.arguments, operands, strict=True)]
    there = [each for each in named if targets.is_device_array(each[1])]
    if there:
        if targets.target == "cpu":
            raise targets.refuse_device_array(gradient.__name__, *there[0])
        from ..cuda import reduction

        return reduction.call(gradient, operands, dtype, stream)
    if stream is not None:
        raise stream_on_host(gradient.__name__)
    for k, (name, operand) in enumerate(named):
        if isinstance(operand, (list, tuple)):
            operands[k] = np.asarray(operand)
        elif type(operand) is not np.ndarray and not isinstance(operand, _NUMBERS):
            raise TypeError(
                f"{gradient.__name__}: argument {name!r} is {type(operand).__name__}, expected a "
                "NumPy array or a number, with reduce=True; of other arrays sum the result without "
                "it"
            )
    try:
        shape = np.broadcast_shapes(*map(np.shape, operands))
    except ValueError as error:
        raise explained(gradient, error, operands, {}) from error
    own = [operands[gradient.arguments.index(name)] for name in gradient.names]
    totals: list[_Total] = []
    overflows: list[str] = []

    def quietly() -> Any:  # infinite sums lack NaN
        return np.errstate(all="ignore", over="call", call=lambda kind, _: overflows.append(kind))

    for place in _places(shape):
        found = gradient.function(*(_part(each, place) for each in operands), dtype=dtype)
        blocks = [np.asarray(each) for each in (found if gradient.outputs > 1 else [found])]
        totals = totals or [
            _Total(operand, shape, block.dtype) for operand, block in zip(own, blocks, strict=True)
        ]
        with quietly():
            for total, block in zip(totals, blocks, strict=True):
                total.add(place, block)
    with quietly():
        results = [total.result() for total in totals]
    if overflows:
        from ..cpu.status import FP_FLAGS
        from ..cpu.warn import warn

        if warn(gradient.__name__, FP_FLAGS["overflow"]):  # a mode of NumPy's own
            np.multiply(np.finfo(np.float64).max, 2.0)
    return tuple(results) if gradient.outputs > 1 else results[0]
