"""The kernels of functions that sum exponentials, and positions times exponentials."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...maths import softmax
from ...maths.exponential import UP
from .kernel import WORD, Rows, Unit

#: Powers of four by which an element may exceed what its thread's sums are relative to. With the
#: factor UP of exponentials and 2^30 elements, sums do not overflow; nor do those of positions
#: times exponentials with the second one.
HEADROOM = 12.0
HEADROOM_OF_POSITIONS = 3.0


class Exponentials(Rows):
    """Emits such a kernel.

    The exponentials of the elements that a thread holds are kept where results are made of them.
    """

    def emit_passes(self) -> None:
        self.kept: list[list[Any]] = []  # by the numbers of units
        self._results(self._sums())

    def _sums(self) -> list[Any]:
        """Return the sums that the function needs."""
        if self.function.sums != "positions":
            count, high, low = self.sum_exponentials()
            return [high, low, count]
        self.find_frame()
        pairs = [self.new_pair(), self.new_pair()]
        if self.schedule.longer:
            self.sum_beyond(pairs)
        self.forget()
        self.each_held(lambda units: self.add_positions(pairs, units))
        return [*self.joined(pairs[0]), *self.joined(pairs[1])]

    def exponential(self, x: Any) -> Any:
        return self.call(softmax.shifted_exp, x, *self.frame)[0]

    def exponentials(self, unit: Unit) -> list[Any]:
        """Return the exponentials of a unit's elements, 0 for what is not there."""
        zero = self.constant(0.0)
        return [
            self.builder.select(there, self.exponential(x), zero)
            for x, there in self.elements(unit)
        ]

    def sum_exponentials(self) -> list[Any]:
        """Return how many elements equal the largest, and the sum of the others' as a pair."""
        self.find_frame()
        count, pair = self.variable(WORD(0)), self.new_pair()
        if self.schedule.longer:
            self.sum_beyond([pair], count)
        self.forget()
        if self.function.keeps:
            self._keep_exponentials(pair, count)
        else:
            self.each_held(
                lambda units: self.add_to(
                    pair, self.totals(lambda unit: self.others(unit, self.top, count), units)
                )
            )
        high, low, total = self.joined(pair, count)
        low, total = self.call(softmax.counted, low, *self.number_of(total))
        return [total, high, low]

    def _keep_exponentials(self, pair: Sequence[Any], count: Any) -> None:
        """Add the exponentials of what is held to a pair, and keep them.

        Only threads that have an element that equals the largest look for it: few of a row's.
        """
        before = [*map(self.builder.load, pair)]

        def add(units: Sequence[Unit]) -> None:
            values = [self.exponentials(unit) for unit in units]
            self.kept += values
            self.add_to(pair, self.totals(list, values))

        def add_smaller(units: Sequence[Unit]) -> None:
            values = [self.kept[unit.held] for unit in units if unit.held is not None]
            self.add_to(pair, self.totals(lambda each: self.smaller(each, count), values))

        self.each_held(add)
        with self.builder.if_then(self.builder.fcmp_ordered("==", self.mine, self.largest)):
            self.assign(pair, before)
            self.each_held(add_smaller)

    def smaller(self, values: Sequence[Any], count: Any) -> list[Any]:
        """Return exponentials, 0 for those of the largest element, which are counted."""
        builder, found = self.builder, []
        for value in values:
            largest = builder.fcmp_ordered("==", value, self.per_type(UP))
            counted = builder.add(builder.load(count), builder.zext(largest, WORD))
            builder.store(counted, count)
            found.append(builder.select(largest, self.constant(0.0), value))
        return found

    def others(self, unit: Unit, top: Any, count: Any) -> list[Any]:
        """Return the exponentials of what does not equal `top`, and count what does."""
        builder, zero = self.builder, self.constant(0.0)
        found = []
        for x, there in self.elements(unit):
            largest = builder.fcmp_ordered("==", x, top)
            counted = builder.zext(builder.and_(there, largest), WORD)
            builder.store(builder.add(builder.load(count), counted), count)
            other = builder.and_(there, builder.not_(largest))
            found.append(builder.select(other, self.exponential(x), zero))
        return found

    def add_positions(self, pairs: Sequence[Sequence[Any]], units: Sequence[Unit]) -> None:
        """Add exponentials to one pair, and positions times exponentials to the other."""
        builder, lanes = self.builder, self.schedule.lanes
        values = [self.exponentials(unit) for unit in units]

        self.add_to(pairs[0], self.totals(list, values))
        products = []
        for unit, each in zip(units, values, strict=True):
            first = builder.mul(unit.unit, WORD(lanes))
            products.append(
                [
                    builder.fmul(
                        value, builder.sitofp(builder.add(first, WORD(lane)), self.working)
                    )
                    for lane, value in enumerate(each)
                ]
            )
        self.add_to(pairs[1], self.totals(list, products))

    def sum_beyond(self, pairs: Sequence[Sequence[Any]], count: Any = None) -> None:
        """Sum what is not held while looking for the largest element: it is read once for both.

        Each thread sums exponentials relative to an element of its own, its reference: at first the
        largest one that is held by any thread. Only an element that is larger by a factor of
        4^`HEADROOM` becomes a new reference, so that sums are hardly ever multiplied. At the end
        they are made relative to the row's largest element, which becomes `top`, with a factor of
        twice the digits: what was summed with another reference is as accurate.

        With `count`, what equals the largest element so far is counted, and is part of the sum only
        once there is a larger one. Without, positions times exponentials are summed as well.
        """
        builder, zero = self.builder, self.constant(0.0)
        held = self.largest
        lowest = self.constant(float("-inf"))
        reference = self.variable(self.top)
        # Relative to -inf, -inf is NaN, and would remain it once there is a larger element. So it
        # is relative to 0 as long as it is the largest: that is what it is to any other.
        base, *others = self.frame
        smallest = builder.fcmp_ordered("==", held, lowest)
        frame = [self.variable(each) for each in (builder.select(smallest, zero, base), *others)]
        best = self.variable(lowest)

        def move(target: Any) -> None:
            """Make the sums relative to another element."""
            for pair in pairs:
                high, low = map(builder.load, pair)
                moved = self.call(
                    softmax.moved_sum, high, low, builder.load(reference), target, self.factor
                )
                self.assign(pair, moved)
            builder.store(target, reference)

        def fold(rises: Any) -> None:
            """Add what equals the largest element so far, if there is a larger one."""
            largest = builder.fmul(builder.load(best), self.sign)
            counted = builder.load(count)
            some = builder.and_(rises, builder.icmp_signed(">", counted, WORD(0)))
            exponential = self.exponential(largest)
            folded = [
                builder.select(some, builder.fmul(number, exponential), zero)
                for number in self.number_of(counted)
            ]
            self.add_to(pairs[0], folded)
            builder.store(builder.select(rises, WORD(0), counted), count)

        def body(units: Sequence[Unit]) -> None:
            self.frame = [*map(builder.load, frame)]
            largest = self.largest_of(units, builder.load(best))
            rises = builder.fcmp_ordered(">", largest, builder.load(best))
            if count is not None:
                fold(rises)
            builder.store(largest, best)
            top = builder.fmul(largest, self.sign)
            (exponent,) = self.call(softmax.exponent_of, top, self.frame[0], *self.frame[2:4])
            # nothing is near -inf, whatever stands in for it
            (exponent,) = self.call(softmax.unless_infinite, builder.load(reference), exponent)
            headroom = HEADROOM if count is not None else HEADROOM_OF_POSITIONS
            near = builder.fcmp_ordered("<=", exponent, self.constant(headroom))
            with builder.if_then(builder.and_(rises, builder.not_(near)), likely=False):
                move(top)
                self.assign(frame, self.call(softmax.row_frame, top, self.factor))
            self.frame = [*map(builder.load, frame)]
            if count is not None:
                self.add_to(
                    pairs[0], self.totals(lambda unit: self.others(unit, top, count), units)
                )
            else:
                self.add_positions(pairs, units)

        self.each_beyond(body)
        mine = builder.load(best)
        self.take_frame(self.largest_of_row(self.larger(held, mine)))
        move(self.top)
        if count is not None:
            fold(builder.fcmp_ordered(">", self.largest, mine))

    def _results(self, sums: Sequence[Any]) -> None:
        """Write what is made of the sums."""
        function = self.function
        # to functions with elements it matters only whether it is infinite, as the base is then
        top = self.top if function.reduces or function.labelled else self.frame[0]
        label = [self.label_value, self.counts] if function.labelled else []
        row = self.call(function.row, top, self.factor, *self.frame[:2], *sums, *label)
        if function.reduces:
            self.write_row(self._unless_ignored(row[0]))
            return
        row, of_label = (row[:2], row[2:]) if function.labelled else (row, [])
        if not function.keeps:
            row += self.frame[4:]
        if function.weighted:
            weighed = self._weighed()

        def finish(unit: Unit) -> list[Any]:
            results = []
            values = self._values_of(unit)
            for value, there in zip(values, unit.present, strict=True):
                (result,) = self.call(function.element, value, *row)
                if function.weighted:
                    result = weighed(result)
                results.append(self.where_present(result, there))
            return results

        self.write_all(finish)
        if of_label:
            slope, loss = of_label
            self.write_label(weighed(slope))
            self.write_row(self._unless_ignored(loss), -2)

    def _values_of(self, unit: Unit) -> list[Any]:
        """Return of a unit's elements what `RowFunction.element` takes."""
        if not self.function.keeps:
            return self.values(unit.arrays)[0]
        if unit.held is not None:
            return self.kept[unit.held]
        return [self.exponential(x) for x, _ in self.elements(unit)]

    def _unless_ignored(self, result: Any) -> Any:
        """Return the row's result: 0 for an ignored label, NaN for a wrong one."""
        if not self.function.labelled:
            return result
        result = self.builder.select(self.labelled, result, self.constant(float("nan")))
        return self.builder.select(self.ignores, self.constant(0.0), result)

    def _weighed(self) -> Callable[[Any], Any]:
        """Return ``weighed(result)``, a result times the row's weight and its scale."""
        builder = self.builder
        share, rest = self.call(softmax.gradient_scales, self.factor)
        weight = builder.fmul(self.row_value(0, self.schedule.storage), share)
        if self.function.labelled:
            weight = builder.select(self.labelled, weight, self.constant(float("nan")))
        return lambda result: builder.fmul(builder.fmul(result, rest), weight)
