"""The schedule of the gradients of softmax and log_softmax, of rows that are contiguous.

Row by row, whatever their number: there is nothing to do for several rows at once, and a row
that is written while the next one is read keeps the memory busy all the time. The terms have
any sign: up to a group's are added as they are, since a pair would be no better.

softmax's terms are those of `gradient_scales`, and their sum is no larger than the largest of
them. Where log_softmax's sum is large, or overflows, it is taken once more, of the terms times
DOWN, and the row is written by other code.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from ...maths import softmax
from ..intrinsics import part
from ..memory import FULL, HALF, Memory, settle
from .schedule import Schedule
from .vectors import (
    CHUNK,
    GROUP,
    NONE,
    filled,
    first_of,
    join_halves,
    outlined,
    row_reduction,
    walk,
    walk_in_chunks,
)

TWO: Any = 2 * FULL
THREE: Any = 3 * FULL


class _Row(NamedTuple):
    """One row: its arrays, and by what each dy is multiplied before the sum."""

    dy: Any
    y: Any
    mask: Any
    share: Any


class _Result(NamedTuple):
    """Where a row's results are written, and what they are made with."""

    out: Any
    total: Any
    share: Any
    rest: Any


class Gradient(Schedule):
    """Makes the kernel of a function of two arrays, the cotangent dy and the result y."""

    def _define_terms(self) -> None:
        @self.part
        def loaded(row, index, rest):
            """Return some elements dy and y."""
            at = index * self.array.itemsize
            return self.array.load(row.dy + at, rest), self.array.load(row.y + at, rest)

        @self.part
        def product_of(both, row, index, rest):
            """Return what they add to the row's sum."""
            value = both[0] if self.logarithmic else (both[0] * row.share) * both[1]
            return self.where_present(value, row.mask, index, rest, self.zero)

        @self.part
        def product(row, index, rest):
            return self.product_of(self.loaded(row, index, rest), row, index, rest)

    def walk_of_sum(self, body: Any) -> Any:
        """Return ``sums(row, n)``, a pair of vectors, for a body that returns one value."""

        @part
        def plus(a, b):
            return a + b

        @part
        def fold(total, group):
            return self.maths.add(total[0], total[1], group)

        @part
        def settle(total, sums):
            return self.maths.settled(total[0], total[1], sums[0], sums[1])

        walk_sum = walk_in_chunks(walk(body, plus, fold, block=self.block), settle)

        @part
        def sums(row, n):
            nothing = self.filled(self.zero)
            start = nothing, nothing
            return walk_sum(n, row, nothing, start, start, n > CHUNK)

        return sums

    def writers(self, result_of: Any) -> tuple[Any, Callable[[Any], Any]]:
        """Return ``finish(both, row, result, index, rest)`` and a writer of `Schedule.walks`."""

        def writer_of_both(store: Any) -> Any:
            @part
            def finish(both, row, result, index, rest):
                value = result_of(both, result)
                value = self.where_present(value, row.mask, index, rest, self.zero)
                store(result.out + index * self.array.itemsize, value, rest)

            return finish

        def writer(store: Any) -> Any:
            finish = writer_of_both(store)

            @part
            def write(arguments, index, rest):
                row, result = arguments
                finish(self.loaded(row, index, rest), row, result, index, rest)

            return write

        return writer_of_both(self.array.store), writer

    def _define_large_row(self) -> None:
        @part
        def product(row, index, rest):
            dy, y = self.loaded(row, index, rest)
            return self.product_of((dy * self.maths.DOWN, y), row, index, rest)

        @part
        def result_of(both, result):
            shifter = self.filled(self.maths.SHIFTER_UP)
            return self.element(*both, result.total, result.share, result.rest, shifter)

        sums = self.walk_of_sum(product)
        _, write_all, _ = self.walks(self.writers(result_of)[1])

        @part
        def large_row(arguments):
            at, n = arguments
            share, rest = self.scales_at(at.scale)
            row = _Row(at.first, at.x, at.mask, share)
            if n <= GROUP:
                found, index = self.filled(self.zero), NONE
                while index < n:
                    found = found + product(row, index, n - index)
                    index += FULL
                total = self.sum_of(found)
            else:
                total = self.maths.rescued_sum(*self.sum_of_pairs(*sums(row, n)))
            write_all(n, (row, _Result(at.out, total * share, share, rest)))

        self.large_row = outlined(large_row, cold=True)

    def _define_halves(self) -> None:
        """Define how long rows are summed and written by vectors of 32 bytes.

        In the level-3 cache they are read faster than 64; an exponential takes longer than either.
        """
        memory, lanes, number = Memory("float32", HALF), np.intp(HALF), self.kind
        fill, first, join = filled(number, HALF), first_of(number), join_halves(number)

        @part
        def half_of(value):
            return fill(first(value))

        @part
        def half_row(row):
            return _Row(row.dy, row.y, row.mask, half_of(row.share))

        @part
        def product(row, index, rest):
            at = index * memory.itemsize
            return (memory.load(row.dy + at, rest) * row.share) * memory.load(row.y + at, rest)

        @part
        def products(row, index, rest):
            second = product(row, index + lanes, rest - lanes)
            return product(row, index, rest), second

        walk_sums = self.walk_of_sums(products)

        @self.part
        def sums(row, n):
            none = fill(self.zero)
            start = none, none, none, none
            found = walk_sums(n, half_row(row), (none, none), start, start, n > CHUNK)
            return join(found[0], found[2]), join(found[1], found[3])

        def writer(store: Any) -> Any:
            @part
            def write(arguments, index, rest):
                row, result = arguments
                at = index * memory.itemsize
                dy, y = memory.load(row.dy + at, rest), memory.load(row.y + at, rest)
                value = self.element(dy, y, result.total, result.share, result.rest)
                store(result.out + at, value, rest)

            @part
            def write_both(arguments, index, rest):
                write(arguments, index, rest)
                write(arguments, index + lanes, rest - lanes)

            return write_both

        _, walk, stream = self.walks(writer, memory)

        @self.part
        def write_all(n, row, result, streaming):
            halves = half_row(row)
            total, rest = half_of(result.total), half_of(result.rest)
            arguments = halves, _Result(result.out, total, halves.share, rest)
            if streaming:
                stream(n, arguments)
            else:
                walk(n, arguments)

    def kernel(self) -> Callable[..., None]:
        """Return the kernel's Python function."""
        self.sum_of = row_reduction(softmax.total, self.kind, 1)
        self.sum_of_pairs = row_reduction(softmax.add_pairs, self.kind, 2)
        self.first_of = first_of(self.kind)

        def result_with_log(both, result):
            return self.maths.log_softmax_vjp_of(*both, result.total, result.rest)

        def result(both, result):
            return self.element(*both, result.total, result.share, result.rest)

        @self.part
        def scales_at(scale):
            return self.maths.gradient_scales(self.filled(self.own.load_scalar(scale)))

        @self.part
        def usual_scales_at(scale):
            scales = self.filled(self.own.load_scalar(scale))
            return (scales, scales) if self.logarithmic else self.scales_at(scale)

        self._define_terms()
        result_of = part(result_with_log if self.logarithmic else result)
        finish, writer = self.writers(result_of)
        if self.logarithmic:
            self._define_large_row()
        if self.array.itemsize == 4 and not self.masked and not self.logarithmic:
            self._define_halves()
        else:
            self.sums, (_, walk, stream) = self.walk_of_sum(self.product), self.walks(writer)

            @self.part
            def write_all(n, row, result, streaming):
                if streaming:
                    stream(n, (row, result))
                else:
                    walk(n, (row, result))

        def large_sum(total, n, at):
            """Compute a row whose sum is large, or is none, by other code; say whether it did."""
            if not abs(self.first_of(total)) < self.maths.LARGE_SUM:
                self.large_row((at, n))
                return True
            return False

        def no_large_sum(total, n, at):
            return False

        by_other_code = part(large_sum if self.logarithmic else no_large_sum)

        def kernel(operands, steps, rows, n, work, large):
            at, step = self.operands_of(operands), self.operands_of(steps)
            streaming = large and not self.narrow and (at.out | step.out) & 63 == 0
            scales = self.usual_scales_at(at.scale)
            for _ in range(rows):
                if step.scale != 0:
                    scales = self.usual_scales_at(at.scale)
                row = _Row(at.first, at.x, at.mask, scales[0])
                if n <= FULL:
                    both = self.loaded(row, NONE, n)
                    total = self.sum_of(self.product_of(both, row, NONE, n))
                    if not by_other_code(total, n, at):
                        finish(both, row, _Result(at.out, total, scales[0], scales[1]), NONE, n)
                elif n <= GROUP:  # in registers
                    first, second = self.loaded(row, NONE, n), self.loaded(row, FULL, n - FULL)
                    third = self.loaded(row, TWO, n - TWO)
                    fourth = self.loaded(row, THREE, n - THREE)
                    total = self.product_of(first, row, NONE, n)
                    total = total + self.product_of(second, row, FULL, n - FULL)
                    total = total + self.product_of(third, row, TWO, n - TWO)
                    total = total + self.product_of(fourth, row, THREE, n - THREE)
                    total = self.sum_of(total)
                    if not by_other_code(total, n, at):
                        result = _Result(at.out, total, scales[0], scales[1])
                        finish(first, row, result, NONE, n)
                        finish(second, row, result, FULL, n - FULL)
                        finish(third, row, result, TWO, n - TWO)
                        finish(fourth, row, result, THREE, n - THREE)
                else:
                    high, low = self.sums(row, n)
                    total = self.maths.rescued_sum(*self.sum_of_pairs(high, low))
                    if not by_other_code(total, n, at):
                        result = _Result(at.out, total, scales[0], scales[1])
                        self.write_all(n, row, result, streaming)
                at = self.row_at(at, step, 1)
            if streaming:
                settle()

        return kernel
