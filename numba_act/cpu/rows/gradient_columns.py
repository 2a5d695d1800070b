"""The schedule of the gradients of softmax and log_softmax, of rows that lie side by side."""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...core.primitives import select
from ..intrinsics import part
from ..memory import FULL, LANES, fetch
from .columns import Rows, SideBySide
from .vectors import CHUNK, GROUP, NONE, ONE


class GradientColumns(SideBySide):
    """Makes the kernel of a function of two arrays, the cotangent dy and the result y.

    The first parts of the memory are the sums of the rows, and what results are made with besides.
    """

    def sums_of_terms(self, lowered: bool) -> Any:
        """Return `SideBySide.sums_of` for the terms, times DOWN if they are `lowered`."""
        own, array = self.own, self.array

        @part
        def arguments_of(rows, column):
            return rows, own.load(rows.work + self.distance + column * own.itemsize, FULL)

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

    def _define_totals(self) -> None:
        own = self.own

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

    def _define_writes(self) -> None:
        own, array, values = self.own, self.array, 4 if self.logarithmic else 3

        @part
        def arguments_of(rows, column):
            return rows, self.parts.load(rows.work + column * own.itemsize, values)

        def writer(store: Any) -> Any:
            @part
            def write(arguments, k, column, rest):
                rows, result = arguments
                at, step = rows.at, rows.step
                place = at.first + k * step.first + column * array.itemsize
                fetch(place - step.first)
                dy = array.load(place, rest)
                place = at.x + k * step.x + column * array.itemsize
                fetch(place - step.x)
                value, mask = self.element(dy, array.load(place, rest), *result), at.mask
                value = self.where_present(value, mask + k * step.mask, column, rest, self.zero)
                store(at.out + k * step.out + column * array.itemsize, value, rest)

            return write

        # of three arrays, two lines at once are six streams, which take the memory a fifth longer
        self.writes = self.writes_of(writer, arguments_of, ONE)

    def kernel(self) -> Callable[..., None]:
        """Return the kernel's Python function."""
        own = self.own
        self._define_sums()
        self._define_totals()
        self._define_writes()
        sums, lowered_sums = self.sums_of_terms(lowered=False), self.sums_of_terms(lowered=True)

        @self.part
        def lower(rows, count, n):
            """Have rows with large sums made of the sums of lowered terms, as in `Gradient`."""
            self.clear(count, rows.work, n > CHUNK)
            lowered_sums(rows, count, NONE, n, n > CHUNK)
            column = NONE
            while column < count:
                at = rows.work + column * own.itemsize
                total, one, scales, shifter = self.parts.load(at, 4)
                share, rest = self.maths.gradient_scales(scales)
                lowered = self.total_of(rows.work, column, n) * share
                small = (total < self.maths.LARGE_SUM) & (total > -self.maths.LARGE_SUM)
                result = (
                    select(small, total, lowered),
                    select(small, one, share),
                    select(small, scales, rest),
                    select(small, shifter, self.filled(self.maths.SHIFTER_UP)),
                )
                self.parts.store(at, result)
                column += LANES

        def scales_of_log(scales):
            return self.filled(self.one), scales, self.filled(self.maths.SHIFTER)

        def scales_of_both(scales):
            return self.maths.gradient_scales(scales)

        others = part(scales_of_log if self.logarithmic else scales_of_both)

        def kernel(operands, steps, rows, n, work, large):
            at, step = self.operands_of(operands), self.operands_of(steps)
            every, column = Rows(at, step, work, NONE, NONE, NONE), NONE
            while column < rows:
                found = others(self.scales_of(every, column, rows))
                self.parts.store(work + self.distance + column * own.itemsize, found)
                column += LANES
            self.clear(rows, work, n > CHUNK)
            sums(every, rows, NONE, n, n > CHUNK)
            column, any_large = NONE, False
            while column < rows:
                at = work + column * own.itemsize
                own.store(at, self.total_of(work, column, n), FULL)
                if self.logarithmic:
                    for k in range(min(FULL, rows - column)):
                        total = abs(own.load_scalar(at + k * own.itemsize))
                        any_large = any_large or not total < self.maths.LARGE_SUM
                column += LANES
            if any_large:
                self.lower(every, rows, n)
            self.writes(every, rows, NONE, n, large)

        return kernel
