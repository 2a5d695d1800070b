"""The schedule of rows that lie side by side, as along the first axis of a matrix.

A vector is LANES rows here and not LANES elements of one. Memory is read in the order in which it
lies: copied row by row, each of a matrix's lines comes from another page, which takes several times
as long as the computation. The sums of a row that have their place in a vector's lanes elsewhere
are vectors here, in memory, and what is added in which order is the same.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from ...core.primitives import select
from ..intrinsics import part
from ..memory import FULL, LANES, Several, fetch, settle
from .driver import COLUMNS, ONLINE, chunk_of
from .schedule import Operands, Schedule
from .vectors import CHUNK, GROUP, NONE, outlined

#: Elements of a row that are read at once, from as many lines of the matrix.
BLOCK: Any = np.intp(2)

#: Bytes for rows' elements that are kept from one walk to the next: half of a level-2 cache of
#: 1 MiB, and the padding between them.
KEPT: Any = np.intp(5 << 17)

#: Rows of more than ONLINE bytes of which softmax keeps a largest element for each chunk, in KEPT
#: bytes.
TOGETHER: Any = np.intp(64)

#: Lines of the matrix that are brought into the cache before they are read, if its rows are kept:
#: of each one only a few elements are read.
DISTANT: Any = np.intp(16)

# Parts of the memory, each of one value for each of COLUMNS rows: a vector of a part belongs to
# LANES rows. The parts from SUMS on are the sums by the index modulo LANES, first their high parts
# and then their low ones; those from BLOCK_SUMS on the same of a block that is not yet added to
# them. Of rows of more than CHUNK elements these are sums of a chunk, and the parts from TOTALS on
# those of the row. KEPT bytes for elements follow.
FRAME, TOP, LARGEST, SUMS, COUNT = 0, 6, 7, 8, 8 + 2 * LANES
BLOCK_SUMS = COUNT + 1
TOTALS = BLOCK_SUMS + LANES
TOTAL_COUNT = TOTALS + 2 * LANES
PARTS = TOTAL_COUNT + 2


def _distance(itemsize: int) -> int:
    """Return that of two parts: with a power of two all would share one set of a cache."""
    return COLUMNS * itemsize + 64


def column_memory(itemsize: int) -> int:
    """Return how many bytes of memory a kernel needs, for a working type of so many."""
    return PARTS * _distance(itemsize) + int(KEPT)


class Rows(NamedTuple):
    """Some rows that lie side by side.

    Attributes
    ----------
    at, step
        Their operands, and the distances of a row's elements (of rows, for one value a row).
    work
        Memory of parts.
    kept, kept_step
        Where elements are kept, 0 if they are not, and the distance of one line of them from the
        next.
    references
        Where the largest element so far of each chunk is kept, 0 if it is not.
    """

    at: Any
    step: Any
    work: Any
    kept: Any
    kept_step: Any
    references: Any


class SideBySide(Schedule):
    """How rows that lie side by side are summed up and written."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.distance = distance = _distance(self.own.itemsize)
        self.parts = Several(self.kind, distance)
        self.lows_at, self.sums_at = LANES * distance, SUMS * distance
        self.totals_at, self.total_count_at = TOTALS * distance, TOTAL_COUNT * distance
        self.count_at, self.block_sums_at = COUNT * distance, (BLOCK_SUMS - SUMS) * distance
        self.blocks = self.block > GROUP
        self.cleared = (TOTALS - SUMS if self.blocks else COUNT + 1 - SUMS) * distance
        self.cleared_if_long = (PARTS - SUMS) * distance

        @self.part
        def scales_of(rows, column, count):
            """Return the scales of LANES rows."""
            step = rows.step.scale
            return self.row_values(rows.at.scale + column * step, step, min(count - column, FULL))

    def sums_of(self, body: Any, arguments_of: Any) -> Any:
        """Return ``sums(rows, count, start, n, long)``.

        It adds what a body returns for the elements from `start` to n of so many rows to the sums:
        ``body(arguments, k, column, rest)`` returns a value and a count for the k-th elements of
        LANES rows; ``arguments_of(rows, column)`` is called before several elements. `long` says
        that rows have more than CHUNK elements.
        """
        own, distance = self.own, self.distance

        @part
        def settle_pair(high, low, at, at_low):
            total = self.maths.settled(own.load(at, FULL), own.load(at_low, FULL), high, low)
            own.store(at, total[0], FULL)
            own.store(at_low, total[1], FULL)

        @outlined
        @part
        def settle_all(arguments):
            """Add the sums of a chunk to those of the rows."""
            count, work = arguments
            nothing = self.filled(self.zero)
            column = NONE
            while column < count:
                at = work + column * own.itemsize
                for k in range(LANES):
                    high = at + self.sums_at + k * distance
                    low, total = high + self.lows_at, at + self.totals_at + k * distance
                    pair = own.load(high, FULL), own.load(low, FULL)
                    settle_pair(pair[0], pair[1], total, total + self.lows_at)
                    own.store(high, nothing, FULL)
                    own.store(low, nothing, FULL)
                if self.counts:
                    number, total = at + self.count_at, at + self.total_count_at
                    settle_pair(own.load(number, FULL), nothing, total, total + distance)
                    own.store(number, nothing, FULL)
                column += LANES

        @part
        def add_to_pair(high, value):
            low = high + self.lows_at
            total = self.maths.add(own.load(high, FULL), own.load(low, FULL), value)
            own.store(high, total[0], FULL)
            own.store(low, total[1], FULL)

        @part
        def sums(rows, count, start, n, long):
            nothing, work = self.filled(self.zero), rows.work
            while start < n:
                end = min(n, start + GROUP)
                for first in range(start, min(n, start + FULL)):
                    highs = work + self.sums_at + (first - start) * distance
                    column = NONE
                    while column < count:
                        arguments, group = arguments_of(rows, column), nothing
                        at = work + self.count_at + column * own.itemsize
                        number = own.load(at, FULL)
                        k = first
                        while k < end:
                            value, one_more = body(arguments, k, column, count - column)
                            group = group + value
                            number = number + one_more
                            k += LANES
                        if self.counts:
                            own.store(at, number, FULL)
                        high = highs + column * own.itemsize
                        if self.blocks:
                            found = high + self.block_sums_at
                            own.store(found, own.load(found, FULL) + group, FULL)
                        else:
                            add_to_pair(high, group)
                        column += LANES
                start = end
                if self.blocks and (start == n or start & (self.block - 1) == 0):
                    for k in range(LANES):
                        column = NONE
                        while column < count:
                            high = work + self.sums_at + k * distance + column * own.itemsize
                            add_to_pair(high, own.load(high + self.block_sums_at, FULL))
                            own.store(high + self.block_sums_at, nothing, FULL)
                            column += LANES
                if long and (start == n or start & (CHUNK - 1) == 0):
                    settle_all((count, work))

        return sums

    def _define_sums(self) -> None:
        own, distance = self.own, self.distance

        @self.part
        def clear(count, work, long):
            """Let the sums be 0."""
            at = work + self.sums_at
            end = at + (self.cleared_if_long if long else self.cleared)
            while at < end:
                column = NONE
                while column < count:
                    own.store(at + column * own.itemsize, self.filled(self.zero), FULL)
                    column += LANES
                at += distance

        @self.part
        def joined(work, column, n):
            """Return pairs of LANES rows, as `reduction` joins them."""
            at = work + (self.totals_at if n > CHUNK else self.sums_at) + column * own.itemsize
            half = LANES // 2
            while half > 0:
                for k in range(half):
                    one, other = at + k * distance, at + (k + half) * distance
                    high, low = self.maths.add_pairs(
                        own.load(one, FULL),
                        own.load(one + self.lows_at, FULL),
                        own.load(other, FULL),
                        own.load(other + self.lows_at, FULL),
                    )
                    own.store(one, high, FULL)
                    own.store(one + self.lows_at, low, FULL)
                half //= 2
            return own.load(at, FULL), own.load(at + self.lows_at, FULL)

    def writes_of(self, writer: Any, arguments_of: Any, lines: Any = BLOCK) -> Any:
        """Return ``writes(rows, count, first, n, large)``, which calls a body.

        It does so for the elements from `first` to n, as many `lines` of the matrix at once.
        ``writer(store)`` returns a body that writes results with `store`. The last elements come
        first: of a large matrix they are what the walk for the sums has left in a cache.
        """

        def walk(body: Any) -> Any:
            @part
            def walk(rows, count, first, n):
                left = n - first
                while left > 0:
                    few = min(lines, left)  # of one line, LLVM sees that there is no loop
                    left -= few
                    column = NONE
                    while column < count:
                        arguments = arguments_of(rows, column)
                        for k in range(few):
                            body(arguments, first + left + k, column, count - column)
                        column += LANES

            return walk

        plain = walk(writer(self.array.store))
        streams = plain if self.narrow else walk(writer(self.array.stream))

        @part
        def writes(rows, count, first, n, large):
            lines_begin = (rows.at.out | rows.step.out) & 63 == 0
            if not self.narrow and large and lines_begin and count & (LANES - 1) == 0:
                streams(rows, count, first, n)
                settle()
            else:
                plain(rows, count, first, n)

        return writes


class Columns(SideBySide):
    """Makes the kernel of a function that needs the sums of exponentials.

    Rows of more than ONLINE bytes are read as `Online` reads them; their exponentials are computed
    again for the results.
    """

    def _define_frames(self) -> None:
        own, distance = self.own, self.distance

        @outlined
        @part
        def look(arguments):
            """Find the largest of the elements before the n-th, of which `start` are done.

            The elements are kept, where rows are.
            """
            rows, count, start, n = arguments
            tops, kept, x_step = rows.work + self.largest_at, rows.kept, rows.step.x
            ahead = (DISTANT if kept else BLOCK) * x_step
            while start < n:
                few = min(n - start, BLOCK)
                column = NONE
                while column < count:
                    sign = self.sign_of(self.scales_of(rows, column, count))
                    top, rest = own.load(tops + column * own.itemsize, FULL), count - column
                    for k in range(start, start + few):
                        at = rows.at.x + k * x_step + column * self.array.itemsize
                        fetch(at + ahead)
                        value = self.array.load(at, rest)
                        if kept:
                            place = kept + k * rows.kept_step + column * own.itemsize
                            own.store(place, value, FULL)
                        counted = self.present(rows.at.mask + k * rows.step.mask, column, rest)
                        top = self.maths.larger(top, select(counted, value * sign, self.lowest))
                    own.store(tops + column * own.itemsize, top, FULL)
                    column += LANES
                start += few

        self.look = look

        @self.part
        def move(at, top):
            """Make the sums of LANES rows relative to other elements, as `Online` does."""
            reference, counts = own.load(at + self.top_at, FULL), at + self.total_count_at
            count, count_low = own.load(counts, FULL), own.load(counts + distance, FULL)
            scale, rises = own.load(at + distance, FULL), reference != top
            at += self.totals_at
            high, low = own.load(at, FULL), own.load(at + self.lows_at, FULL)
            more, more_low = self.maths.with_equal(high, low, count, count_low)
            own.store(at, select(rises, more, high), FULL)
            own.store(at + self.lows_at, select(rises, more_low, low), FULL)
            own.store(counts, select(rises, self.zero, count), FULL)
            own.store(counts + distance, select(rises, self.zero, count_low), FULL)
            for _ in range(LANES):
                high, low = own.load(at, FULL), own.load(at + self.lows_at, FULL)
                high, low = self.maths.moved_sum(high, low, reference, top, scale)
                own.store(at, high, FULL)
                own.store(at + self.lows_at, low, FULL)
                at += distance

        @self.part
        def frames(rows, count, start):
            """Compute the frames of the largest elements so far.

            Sums of `start` elements become sums that are relative to these.
            """
            column = NONE
            while column < count:
                at = rows.work + column * own.itemsize
                scales = self.scales_of(rows, column, count)
                top = self.sign_of(scales) * own.load(at + self.largest_at, FULL)
                if start > 0:
                    self.move(at, top)
                own.store(at + self.top_at, top, FULL)
                self.parts.store(at, self.frame_of_part(top, scales))
                column += LANES

    def _define_exponentials(self) -> None:
        own = self.own

        @part
        def arguments_of(rows, column):
            at = rows.work + column * own.itemsize
            return rows, own.load(at + self.top_at, FULL), self.parts.load(at, 6)

        @part
        def body(arguments, k, column, rest):
            rows, top, frame = arguments
            counted = self.present(rows.at.mask + k * rows.step.mask, column, rest)
            if rows.kept:
                at = rows.kept + k * rows.kept_step + column * own.itemsize
                others, one, result = self.terms(own.load(at, FULL), counted, k, top, frame)
                own.store(at, result, FULL)
            else:
                at = rows.at.x + k * rows.step.x + column * self.array.itemsize
                fetch(at + rows.step.x)
                others, one, _ = self.terms(self.array.load(at, rest), counted, k, top, frame)
            return others, one

        add = self.sums_of(body, arguments_of)

        @outlined
        @part
        def add_chunk(arguments):
            rows, count, start, stop, long = arguments
            add(rows, count, start, stop, long)

        @self.part
        def sums(rows, count, n):
            """Sum the exponentials up; they replace kept elements."""
            self.clear(count, rows.work, n > CHUNK)
            column = NONE
            while column < count:
                least = self.filled(self.lowest)
                own.store(rows.work + self.largest_at + column * own.itemsize, least, FULL)
                column += LANES
            chunk = chunk_of(n) if n * self.array.itemsize > ONLINE else n
            references, start = rows.references, NONE
            while start < n:
                stop = min(n, start + chunk)
                self.look((rows, count, start, stop))
                self.frames(rows, count, start)
                if references:
                    column = NONE
                    while column < count:
                        at = column * own.itemsize
                        top = own.load(rows.work + self.top_at + at, FULL)
                        own.store(references + at, top, FULL)
                        column += LANES
                    references += TOGETHER * own.itemsize
                add_chunk((rows, count, start, stop, n > CHUNK))
                start = stop

        @self.part
        def values(rows, column, count, n):
            """Return what is made of the sums of LANES rows."""
            high, low = self.joined(rows.work, column, n)
            at = rows.work + column * own.itemsize
            number = own.load(at + self.count_at, FULL)
            if n > CHUNK:
                number, number_low = self.parts.load(at + self.total_count_at, 2)
                low, number = self.maths.counted(low, number, number_low)
            base, finite = self.parts.load(at, 2)
            scales = self.scales_of(rows, column, count) if self.reduces else finite
            top, few = own.load(at + self.top_at, FULL), min(count - column, FULL)
            labels = self.labels_of(*self.labelled_at(rows, column), rows.step, few)
            sums = high, low, number
            return self.values_with(labels, top, scales, base, finite, sums)

    def _define_writes(self) -> None:
        own, values = self.own, 2 if self.keeps else 6

        @part
        def arguments_of(rows, column):
            at = rows.work + column * own.itemsize
            row, weights = self.parts.load(at + self.row_at, values), at + self.weights_at
            return rows, self.parts.load(at, 6), row, self.parts.load(weights, 2)

        def writer(store: Any) -> Any:
            @part
            def write(arguments, k, column, rest):
                rows, frame, row, weights = arguments
                at, step = rows.at, rows.step
                if rows.kept:
                    place = rows.kept + k * rows.kept_step + column * own.itemsize
                    value = own.load(place, FULL)
                else:
                    place = at.x + k * step.x + column * self.array.itemsize
                    fetch(place - BLOCK * step.x)
                    value = self.array.load(place, rest)
                    if self.keeps:
                        value = self.maths.shifted_exp(value, *frame)
                value = self.finish(value, row, weights, rows.references != 0)
                mask = at.mask + k * step.mask
                value = self.where_present(value, mask, column, rest, self.masked_value)
                store(at.out + k * step.out + column * self.array.itemsize, value, rest)

            return write

        self.writes = self.writes_of(writer, arguments_of)

        @self.part
        def refer(rows, count, references):
            """Make frames and factors relative to the references of a chunk."""
            column = NONE
            while column < count:
                at = rows.work + column * own.itemsize
                reference, finite = own.load(references, FULL), own.load(at + self.distance, FULL)
                scales = self.scales_of(rows, column, count)
                self.parts.store(at, self.frame_of_part(reference, scales))
                top = own.load(at + self.top_at, FULL)
                factor, rest = self.parts.load(at + self.original_at, 2)
                moved = self.maths.moved_factor(factor, rest, reference, top, finite)
                self.parts.store(at + self.row_at, moved)
                references += self.size
                column += LANES

    def kernel(self) -> Callable[..., None]:
        """Return the kernel's Python function."""
        own, distance, keeps, weighted = self.own, self.distance, self.keeps, self.weighted
        labelled = self.labelled and weighted
        self.top_at, self.largest_at = TOP * distance, LARGEST * distance
        #: What is made of the sums; factors of each row; and what the first two were.
        self.row_at = self.sums_at if self.keeps else FRAME * distance
        self.weights_at, self.original_at = (self.sums_at + k * distance for k in (2, 4))
        self.kept_at = PARTS * distance
        self._define_sums()
        self._define_frames()
        self._define_exponentials()

        @self.part
        def rows_at(at, step, start):
            """Return the operands from a row on."""
            return Operands(
                at.first + start * (step.first if self.weighted else self.array.itemsize),
                at.x + start * self.array.itemsize,
                at.mask + start,
                at.label + start * step.label,
                at.scale + start * step.scale,
                at.out + start * self.array.itemsize,
                at.second + start * step.second,
            )

        @self.part
        def labelled_at(rows, column):
            """Return the operands of LANES rows, and the distances of these."""
            label, second = rows.step.label, rows.step.second
            itemsize = self.array.itemsize
            return self.rows_at(rows.at, rows.step, column), Operands(
                itemsize, itemsize, 1, label, 0, itemsize, second
            )

        def reducing_kernel(operands, steps, rows, n, work, large):
            at, step = self.operands_of(operands), self.operands_of(steps)
            every = Rows(at, step, work, NONE, NONE, NONE)
            self.sums(every, rows, n)
            column = NONE
            while column < rows:
                values, few = self.values(every, column, rows, n), min(rows - column, FULL)
                self.store_row_values(at.out + column * step.out, step.out, few, values)
                column += LANES

        @self.part
        def compute(rows, count, n, large):
            self.sums(rows, count, n)
            column = NONE
            while column < count:
                at, values = rows.work + column * own.itemsize, self.values(rows, column, count, n)
                self.parts.store(at + self.row_at, values)
                if keeps:
                    self.parts.store(at + self.original_at, values)
                if weighted:
                    step, few = rows.step.first, min(count - column, FULL)
                    weights = self.array_row_values(rows.at.first + column * step, step, few)
                    weights = self.weights_of(weights, self.scales_of(rows, column, count))
                    self.parts.store(at + self.weights_at, weights)
                column += LANES
            chunk = chunk_of(n) if rows.references else n
            number = (n - 1) // chunk
            while number >= 0:
                first = number * chunk
                if keeps and rows.references:
                    references = rows.references + number * TOGETHER * own.itemsize
                    self.refer(rows, count, references)
                self.writes(rows, count, first, min(n, first + chunk), large)
                number -= 1
            column = NONE
            while labelled and column < count:
                at, few = rows.work + column * own.itemsize, min(count - column, FULL)
                values = self.parts.load(at + self.original_at, 4)
                weights = self.parts.load(at + self.weights_at, 2)
                self.write_labels(values, weights, *self.labelled_at(rows, column), rows.step, few)
                column += LANES

        def kernel(operands, steps, rows, n, work, large):
            at, step = self.operands_of(operands), self.operands_of(steps)
            kept, kept_step, references, together = NONE, NONE, NONE, rows
            if keeps:
                together = max(KEPT // (n * own.itemsize) - LANES, NONE) & -LANES
                kept = work + self.kept_at if together else NONE
                if n * self.array.itemsize > ONLINE:
                    together, references = TOGETHER, work + self.kept_at
                together = min(together, rows) if together else rows
                kept_step = (together + LANES) * own.itemsize
            start = NONE
            while start < rows:
                few, there = min(rows - start, together), self.rows_at(at, step, start)
                self.compute(Rows(there, step, work, kept, kept_step, references), few, n, large)
                start += together

        if self.reduces:
            return reducing_kernel
        self._define_writes()
        return kernel
