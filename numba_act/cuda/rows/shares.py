"""The kernels of cross entropies to which each element has a share: smoothed, of probabilities."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from ...maths import softmax
from .exponentials import Exponentials
from .kernel import WORD, Unit


class Shares(Exponentials):
    """Emits such a kernel: the sums of exponentials come first, then those of what it writes."""

    def _results(self, sums: Sequence[Any]) -> None:
        """Write the cross entropy, or its gradient."""
        builder, function, zero = self.builder, self.function, self.constant(0.0)
        row = self.call(function.row, self.frame[0], self.factor, *self.frame[:2], *sums)
        of_logarithm, factors = (*row[:4], *self.frame[4:]), row[4:]
        kept = builder.fsub(self.constant(1.0), self.smoothing)
        even = builder.fdiv(self.smoothing, self._number_present())

        def shares(unit: Unit) -> list[Any]:
            found = []
            for given, there in zip(self._probabilities(unit), unit.present, strict=True):
                probability = builder.select(unit.inside, given, zero)
                found += self.call(
                    softmax.share_of, probability, kept, builder.select(there, even, zero)
                )
            return found

        def losses(unit: Unit) -> list[Any]:
            found = []
            for (x, there), share in zip(self.elements(unit), shares(unit), strict=True):
                (logarithm,) = self.call(softmax.log_softmax_of, x, *of_logarithm)
                logarithm = builder.select(there, logarithm, self.constant(float("-inf")))
                found += self.call(softmax.share_loss, logarithm, share)
            return found

        self.forget()
        loss, total = self.pair_sums([losses, shares])
        self.write_row(self._unless_ignored(loss), -function.results)
        if function.reduces:
            return
        weighed = self._weighed()
        self.forget()

        def finish(unit: Unit) -> list[Any]:
            results = []
            for (x, there), share in zip(self.elements(unit), shares(unit), strict=True):
                value = self.exponential(x)
                (slope,) = self.call(function.element, value, share, total, *factors)
                results.append(self.where_present(weighed(slope), there))
            return results

        self.write_all(finish)

    def _probabilities(self, unit: Unit) -> list[Any]:
        """Return the probabilities that a unit's elements should have."""
        builder, lanes = self.builder, self.schedule.lanes
        if not self.function.labelled:
            return self.values(unit.arrays)[1]
        first = builder.mul(unit.unit, WORD(lanes))
        distance = builder.sub(self.index, first)
        one, zero = self.constant(1.0), self.constant(0.0)
        return [
            builder.select(builder.icmp_signed("==", distance, WORD(lane)), one, zero)
            for lane in range(lanes)
        ]

    def _number_present(self) -> Any:
        """Return how many elements are not masked, 1 for none."""
        builder = self.builder
        if not self.schedule.masked:
            return builder.sitofp(self.length, self.working)
        count = self.variable(WORD(0))

        def body(units: Sequence[Unit]) -> None:
            for there in itertools.chain(*(unit.present for unit in units)):
                counted = builder.zext(there, WORD)
                builder.store(builder.add(builder.load(count), counted), count)

        self.each_group(body)
        number = builder.fadd(*self.total_count(count))
        return self.larger(self.constant(1.0), number)
