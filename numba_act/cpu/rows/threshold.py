"""The schedules of sparsemax and entmax, and of their gradients, of rows that are contiguous.

A result is a power of max(z − τ, 0) with z = scale·(x − max x), or half of it, and τ such that a
row sums to 1. The sum falls with τ and is convex: Newton's method rises from τ = −1, where the
largest element is 1, and never passes the root. Its few readings take a part of the time of a sort.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ...core.primitives import select
from ...maths import softmax
from ..intrinsics import part
from .schedule import Schedule
from .vectors import CHUNK, NONE, first_of, row_reduction, walk, walk_over

#: Readings of a row, where rounding errors would let τ rise by ever fewer.
MOST = 100


class _Row(NamedTuple):
    """One row: its operands, the largest element and the scale, and what is subtracted."""

    at: Any
    top: Any
    scale: Any
    threshold: Any


class Threshold(Schedule):
    """Makes the kernel of a function that is a power of what exceeds a threshold."""

    def kernel(self) -> Callable[..., None]:
        """Return the kernel's Python function."""
        top_of = row_reduction(softmax.larger, self.kind, 1)
        sum_of_pairs = row_reduction(softmax.add_pairs, self.kind, 2)
        first = first_of(self.kind)
        self.share = self.zero.dtype.type(self.function.share)
        walk_top = walk(self.signed, self.maths.larger, self.maths.larger)

        @part
        def excess(row, index, rest):
            """Return by how much elements exceed the threshold; NaN stays."""
            x = self.array.load(row.at.x + index * self.array.itemsize, rest)
            over = (x - row.top) * row.scale - row.threshold
            over = select(over <= self.zero, self.zero, over)
            return select(self.present(row.at.mask, index, rest), over, self.zero)

        @part
        def terms(row, index, rest):
            return self.values_of(excess(row, index, rest))

        @part
        def write(row, index, rest):
            value = self.element(excess(row, index, rest))
            self.array.store(row.at.out + index * self.array.itemsize, value, rest)

        walk_sums, walk_all = self.walk_of_sums(terms), walk_over(write)

        def kernel(operands, steps, rows, n, work, large):
            at, step = self.operands_of(operands), self.operands_of(steps)
            nothing, least = self.filled(self.zero), self.filled(self.lowest)
            for _ in range(rows):
                scale = self.filled(self.own.load_scalar(at.scale))
                sign = self.sign_of(self.own.load_scalar(at.scale))
                top = top_of(walk_top(NONE, n, (at.x, at.mask, sign), least, least)) * sign
                factor, threshold = scale * self.share, -self.filled(self.one)
                for _ in range(MOST):
                    row = _Row(at, top, factor, threshold)
                    start = nothing, nothing, nothing, nothing
                    found = walk_sums(n, row, (nothing, nothing), start, start, n > CHUNK)
                    total, low = sum_of_pairs(found[0], found[1])
                    slope = sum_of_pairs(found[2], found[3])[0]
                    raised = threshold + ((total - self.one) + low) / slope
                    rises = first(raised) > first(threshold)
                    threshold = raised  # a last step back makes up for what rounding was too much
                    if not rises:
                        break
                walk_all(n, _Row(at, top, factor, threshold))
                at = self.row_at(at, step, 1)

        return kernel


class _Gradient(NamedTuple):
    """One row of a gradient: its operands, the mean of dy, and the scale."""

    at: Any
    mean: Any
    scale: Any


class ThresholdGradient(Schedule):
    """Makes the kernel of a gradient of two arrays, the cotangent dy and the result y.

    It is scale·w·(dy − Σ w·dy/Σ w) with a weight w of each element, which is 0 where y is.
    """

    def kernel(self) -> Callable[..., None]:
        """Return the kernel's Python function."""
        sum_of_pairs = row_reduction(softmax.add_pairs, self.kind, 2)

        @part
        def loaded(row, index, rest):
            """Return dy and weights; dy is 0 where a weight is."""
            offset = index * self.array.itemsize
            weight = self.element(self.array.load(row.at.x + offset, rest))
            weight = select(self.present(row.at.mask, index, rest), weight, self.zero)
            dy = self.array.load(row.at.first + offset, rest)
            return select(weight == self.zero, self.zero, dy), weight

        @part
        def terms(row, index, rest):
            dy, weight = loaded(row, index, rest)
            return dy * weight, weight

        @part
        def write(row, index, rest):
            dy, weight = loaded(row, index, rest)
            value = (dy - row.mean) * weight * row.scale
            value = select(weight == self.zero, self.zero, value)
            self.array.store(row.at.out + index * self.array.itemsize, value, rest)

        walk_sums, walk_all = self.walk_of_sums(terms), walk_over(write)

        def kernel(operands, steps, rows, n, work, large):
            at, step = self.operands_of(operands), self.operands_of(steps)
            nothing = self.filled(self.zero)
            for _ in range(rows):
                scale = self.filled(self.own.load_scalar(at.scale))
                start = nothing, nothing, nothing, nothing
                row = _Gradient(at, nothing, scale)
                found = walk_sums(n, row, (nothing, nothing), start, start, n > CHUNK)
                total, low = sum_of_pairs(found[0], found[1])
                weights, weights_low = sum_of_pairs(found[2], found[3])
                mean = (total + low) / (weights + weights_low)
                walk_all(n, _Gradient(at, mean, scale))
                at = self.row_at(at, step, 1)

        return kernel
