"""The kernels of the gradients of softmax and log_softmax."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...maths import softmax
from ...maths.exponential import DOWN, SHIFTER, SHIFTER_UP
from .kernel import Rows, Unit


class Gradient(Rows):
    """Emits such a kernel: a sum of terms of dy and y, of any sign, and what is made of it."""

    def emit_passes(self) -> None:
        builder, zero = self.builder, self.constant(0.0)
        scale = self.row_scale()
        logarithmic = self.function.sums == "cotangents"

        part, rest = self.call(softmax.gradient_scales, scale)

        def terms(term: Callable[[Any, Any], Any]) -> Callable[[Unit], list[Any]]:
            """Return what gives a term of each element of a unit, 0 for what is not there."""

            def of_unit(unit: Unit) -> list[Any]:
                return [
                    builder.select(there, term(dy, y), zero)
                    for dy, y, there in zip(*self.values(unit.arrays), unit.present, strict=True)
                ]

            return of_unit

        products = terms(lambda dy, y: builder.fmul(builder.fmul(dy, part), y))
        cotangents = terms(lambda dy, _: dy)
        down = self.per_type(DOWN)

        def lowered(unit: Unit) -> list[Any]:
            return [builder.fmul(each, down) for each in cotangents(unit)]

        sum_of = self.plain_sums_of_group if self.schedule.one_group else self.pair_sums
        others = []
        if logarithmic:
            # Where the sum is large, there is that of the terms times DOWN. A branch would have
            # the threads of one row wait at a barrier that those of another pass by.
            total, small = sum_of([cotangents, lowered])
            limits = self.per_type(softmax.LARGE_SUM), self.per_type(softmax.LARGE_SUM, -1.0)
            usual = builder.and_(
                builder.fcmp_ordered("<", total, limits[0]),
                builder.fcmp_ordered(">", total, limits[1]),
            )
            total = builder.select(usual, total, builder.fmul(small, part))
            part = builder.select(usual, self.constant(1.0), part)
            rest = builder.select(usual, scale, rest)
            shifters = self.per_type(SHIFTER), self.per_type(SHIFTER_UP)
            others = [builder.select(usual, *shifters)]
        else:
            (total,) = sum_of([products])
        self.forget()

        def finish(unit: Unit) -> list[Any]:
            results = []
            for dy, y, there in zip(*self.values(unit.arrays), unit.present, strict=True):
                (result,) = self.call(self.function.element, dy, y, total, part, rest, *others)
                results.append(self.where_present(result, there))
            return results

        self.write_all(finish)

    def plain_sums_of_group(self, every: Sequence[Callable[..., list[Any]]]) -> list[Any]:
        """Return the sums over a row of one group: the 16 sums are joined, l and l + 8 first."""
        builder = self.builder
        zero = self.constant(0.0)
        size = self.schedule.lanes
        places = [self.variable(zero) for _ in range(size * len(every))]

        def body(units: Any) -> None:
            totals = [total for terms in every for total in self.totals(terms, units)]
            self.assign(places, totals)

        self.each_group(body)
        values = [builder.load(place) for place in places]
        values = self.exchange.reduce(values, [zero] * len(values), self.added)
        sums = []
        for start in range(0, len(values), size):
            lanes = values[start : start + size]
            while len(lanes) > 1:
                half = len(lanes) // 2
                lanes = self.added(lanes[:half], lanes[half:])
            sums.append(lanes[0])
        return sums
