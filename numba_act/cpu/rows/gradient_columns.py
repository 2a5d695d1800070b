"""The schedule of the gradients of softmax and log_softmax, of rows that lie side by side."""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ...core.primitives import select
from ..intrinsics import part
from ..memory import FULL, LANES, fetch
from .columns import SideBySide
from .vectors import CHUNK, GROUP, NONE, ONE, outlined


class _Rows(NamedTuple):
    """Some rows that lie side by side.

    Attributes
    ----------
    at, step
        Their operands, and the distances of a row's elements (of rows, for one value a row).
    work
        Memory of parts: the rows' sums, and what results are made with besides.
    others_step
        The distance of the latter from one row to the next: 0 where they are the same for all, and
        a cache has more room for the arrays.
    """

    at: Any
    step: Any
    work: Any
    others_step: Any


class GradientColumns(SideBySide):
    """Makes the kernel of a function of two arrays, the cotangent dy and the result y."""

    def sums_of_terms(self, lowered: bool) -> Any:
        """Return `SideBySide.sums_of` for the terms, times DOWN if they are `lowered`."""
        own, array = self.own, self.array

        @part
        def arguments_of(rows, column):
            return rows, own.load(self.others_at(rows, column), FULL)

        @part
        def body(arguments, k, column, rest):
            rows, share = arguments
            at = rows.at.first + k * rows.step.first + column * array.itemsize
            fetch(at + rows.step.first)
            value = array.load(at, rest)
            if lowered:
                value = value * self.maths.DOWN
            if not self.logarithmic:
                at = rows.at.x + k * rows.step.x + column * array.itemsize
                fetch(at + rows.step.x)
                value = (value * share) * array.load(at, rest)
            mask = rows.at.mask + k * rows.step.mask
            return self.where_present(value, mask, column, rest, self.zero), self.zero

        return self.sums_of(body, arguments_of)

    def _define_parts(self) -> None:
        own, logarithmic = self.own, self.logarithmic

        @self.part
        def others_at(rows, column):
            """Return where the parts are that follow the sums of LANES rows."""
            return rows.work + self.distance + column * rows.others_step

        @self.part
        def others_of(scales):
            return (scales,) if logarithmic else self.maths.gradient_scales(scales)

        @self.part
        def joined_as_they_are(work, column):
            """Return the sums of LANES rows of no more than a group."""
            at, half = work + self.sums_at + column * own.itemsize, LANES // 2
            while half > 0:
                for k in range(half):
                    one, other = at + k * self.distance, at + (k + half) * self.distance
                    own.store(one, own.load(one, FULL) + own.load(other, FULL), FULL)
                half //= 2
            return own.load(at, FULL), self.filled(self.zero)

        @self.part
        def total_of(work, column, n):
            """Return the sums of LANES rows, as `Gradient` joins them."""
            if n > GROUP:
                high, low = self.joined(work, column, n)
            else:
                high, low = self.joined_as_they_are(work, column)
            return self.maths.rescued_sum(high, low)

    def writes_of_results(self, result_of: Any, others: int) -> Any:
        """Return `SideBySide.writes_of` for ``result_of(dy, y, total, *others)``."""
        own, array = self.own, self.array

        @part
        def arguments_of(rows, column):
            total = own.load(rows.work + column * own.itemsize, FULL)
            return rows, total, self.parts.load(self.others_at(rows, column), others)

        def writer(store: Any) -> Any:
            @part
            def write(arguments, k, column, rest):
                rows, total, others = arguments
                at, step = rows.at, rows.step
                place = at.first + k * step.first + column * array.itemsize
                fetch(place - step.first)
                dy = array.load(place, rest)
                place = at.x + k * step.x + column * array.itemsize
                fetch(place - step.x)
                value, mask = result_of(dy, array.load(place, rest), total, *others), at.mask
                value = self.where_present(value, mask + k * step.mask, column, rest, self.zero)
                store(at.out + k * step.out + column * array.itemsize, value, rest)

            return write

        # of three arrays, two lines at once are six streams, which take the memory a fifth longer
        return self.writes_of(writer, arguments_of, ONE)

    def _define_large_rows(self) -> None:
        own = self.own
        sums, writes = self.sums_of_terms(lowered=True), self.writes_of_results(self.element, 3)

        @part
        def large_rows(arguments):
            """Write rows of which some have large sums, made of lowered terms as in `Gradient`."""
            rows, count, n = arguments
            self.clear(count, rows.work, n > CHUNK)
            sums(rows, count, NONE, n, n > CHUNK)
            every, column = _Rows(rows.at, rows.step, rows.work, own.itemsize), NONE
            while column < count:
                at = rows.work + column * own.itemsize
                total, scales = own.load(at, FULL), self.scales_of(rows, column, count)
                share, rest = self.maths.gradient_scales(scales)
                lowered = self.total_of(rows.work, column, n) * share
                small = (total < self.maths.LARGE_SUM) & (total > -self.maths.LARGE_SUM)
                own.store(at, select(small, total, lowered), FULL)
                others = (
                    select(small, self.filled(self.one), share),
                    select(small, scales, rest),
                    select(small, self.filled(self.maths.SHIFTER), self.maths.SHIFTER_UP),
                )
                self.parts.store(self.others_at(every, column), others)
                column += LANES
            writes(every, count, NONE, n, False)

        self.large_rows = outlined(large_rows, cold=True)

    def kernel(self) -> Callable[..., None]:
        """Return the kernel's Python function."""
        own, logarithmic = self.own, self.logarithmic
        self._define_sums()
        self._define_parts()
        if logarithmic:
            self._define_large_rows()
        results = (self.maths.log_softmax_vjp_of, 1) if logarithmic else (self.element, 2)
        sums, writes = self.sums_of_terms(lowered=False), self.writes_of_results(*results)

        def kernel(operands, steps, rows, n, work, large):
            at, step = self.operands_of(operands), self.operands_of(steps)
            every = _Rows(at, step, work, own.itemsize if step.scale else NONE)
            column = NONE
            while column < (rows if step.scale else ONE):
                found = self.others_of(self.scales_of(every, column, rows))
                self.parts.store(self.others_at(every, column), found)
                column += LANES
            self.clear(rows, work, n > CHUNK)
            sums(every, rows, NONE, n, n > CHUNK)
            column, any_large = NONE, False
            while column < rows:
                at = work + column * own.itemsize
                own.store(at, self.total_of(work, column, n), FULL)
                if logarithmic:
                    for k in range(min(FULL, rows - column)):
                        total = abs(own.load_scalar(at + k * own.itemsize))
                        any_large = any_large or not total < self.maths.LARGE_SUM
                column += LANES
            if logarithmic and any_large:
                self.large_rows((every, rows, n))
            else:
                writes(every, rows, NONE, n, large)

        return kernel
