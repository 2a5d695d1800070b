"""The schedule of rows of more than ONLINE bytes, which no cache holds.

A row is read once, chunk by chunk. The largest element of a chunk is found, and if it is the
largest so far, what is already summed is made relative to it (`moved_sum`) before the chunk's
own exponentials are added. The next chunk is brought into a cache meanwhile.

The exponentials that softmax keeps are relative to their chunk's reference, the largest element up
to its end. Where the array type is narrower than the working type those of rows of more than LARGE
bytes are not kept, but computed again, which takes less time than so much memory.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ...core.primitives import select
from ...maths import softmax
from ..intrinsics import load as load_word
from ..intrinsics import part, stack
from ..memory import FULL, LANES, fetch, first_lanes, settle
from .driver import CHUNKS, LARGE, chunk_of
from .schedule import WORD, Operands, Schedule
from .vectors import GROUP, NONE, ONE, outlined, row_reduction, walk, walk_over


class _Row(NamedTuple):
    """A row.

    Attributes
    ----------
    at
        Its operands.
    core
        The distances of an operand's elements from one chunk to the next.
    kept, kept_core
        Where exponentials are kept, and the distance of two from one chunk to the next.
    chunk
        Elements of a chunk.
    state
        Vectors with one value in all lanes: its frame, the largest element so far, times the sign
        of the scale or not, that of a chunk; and two pairs of sums.
    """

    at: Any
    core: Any
    kept: Any
    kept_core: Any
    chunk: Any
    state: Any


class _Chunk(NamedTuple):
    """A chunk, for its sums."""

    x: Any
    mask: Any
    start: Any
    kept: Any
    next_chunk: Any
    top: Any
    frame: Any


class _Result(NamedTuple):
    """A chunk, for its results: what `RowFunction.row` returned, and factors of each."""

    source: Any  # exponentials, or elements
    mask: Any
    out: Any
    frame: Any
    row: Any
    weights: Any


class Online(Schedule):
    """Makes the kernel of a function that needs the sums of exponentials."""

    def _define_chunks(self) -> None:
        own, array = self.own, self.array

        @part
        def body(chunk, index, rest):
            at = chunk.x + index * array.itemsize
            fetch(at + chunk.next_chunk)
            value, counted = array.load(at, rest), self.present(chunk.mask, index, rest)
            place = chunk.start + index
            first, second, result = self.terms(value, counted, place, chunk.top, chunk.frame)
            if self.keeps:
                own.store(chunk.kept + index * own.itemsize, result, rest)
            return first, second

        walk = self.walk_of_sums(body)

        @part
        def add_chunk(arguments):
            """Add the exponentials of a chunk to the sums."""
            row, start, stop = arguments
            x, mask = row.at.x + start * row.core.x, row.at.mask + start * row.core.mask
            kept, next_chunk = row.kept + start * row.kept_core, row.chunk * array.itemsize
            top = own.load_scalar(row.state + self.top_at)
            frame = self.vectors.load_numbers(row.state, 6)
            chunk = _Chunk(x, mask, start, kept, next_chunk, top, frame)
            nothing, sums = self.filled(self.zero), row.state + self.sums_at
            neutral, empty = (nothing, nothing), (nothing, nothing, nothing, nothing)
            total = self.vectors.load(sums, 4)
            self.vectors.store(sums, walk(stop - start, chunk, neutral, empty, total, True))

        self.add_chunk = outlined(add_chunk)

    def _define_frames(self) -> None:
        own, sum_of_pairs = self.own, self.sum_of_pairs

        def moved_with_counts(sums, top, target, finite):
            count, count_low = sum_of_pairs(sums[2], sums[3])
            count = select(first_lanes(ONE), count, self.zero)
            count_low = select(first_lanes(ONE), count_low, self.zero)
            high, low = self.maths.with_equal(sums[0], sums[1], count, count_low)
            high, low = self.maths.moved_sum(high, low, top, target, finite)
            return high, low, self.filled(self.zero), self.filled(self.zero)

        def moved_pairs(sums, top, target, finite):
            high2, low2 = self.maths.moved_sum(sums[2], sums[3], top, target, finite)
            high, low = self.maths.moved_sum(sums[0], sums[1], top, target, finite)
            return high, low, high2, low2

        moved = part(moved_with_counts if self.counts else moved_pairs)

        @self.part
        def move(state, largest, scales):
            """Have the sums relative to a larger element."""
            top, finite = own.load(state + self.top_at, FULL), own.load(state + self.size, FULL)
            target = self.sign_of(scales) * largest
            sums = self.vectors.load(state + self.sums_at, 4)
            self.vectors.store(state + self.sums_at, moved(sums, top, target, finite))

        @self.part
        def store_frame(largest, scales, state):
            top = self.sign_of(scales) * largest
            self.vectors.store(state, self.frame_of_part(top, scales))
            own.store(state + self.top_at, top, FULL)
            own.store(state + self.largest_at, largest, FULL)

    def _define_sums(self) -> None:
        own, sum_of_pairs = self.own, self.sum_of_pairs
        top_of = row_reduction(softmax.larger, self.kind, 1)
        walk_top = walk(self.signed, self.maths.larger, self.maths.larger)

        def joined_with_counts(sums):
            high, low = sum_of_pairs(sums[0], sums[1])
            low, count = self.maths.counted(low, *sum_of_pairs(sums[2], sums[3]))
            return high, low, count

        def joined_pairs(sums):
            high, low = sum_of_pairs(sums[0], sums[1])
            high2, low2 = sum_of_pairs(sums[2], sums[3])
            return high, low, high2, low2

        joined = part(joined_with_counts if self.counts else joined_pairs)

        @self.part
        def sums(row, scales, n, references):
            """Return the two sums, as pairs; put each chunk's reference where `references` says."""
            state, least, nothing = row.state, self.filled(self.lowest), self.filled(self.zero)
            self.store_frame(least, scales, state)
            self.vectors.store(state + self.sums_at, (nothing, nothing, nothing, nothing))
            start = NONE
            while start < n:
                x, mask = row.at.x + start * row.core.x, row.at.mask + start * row.core.mask
                chunk, stop = (x, mask, self.sign_of(scales)), min(n, start + row.chunk)
                found = top_of(walk_top(NONE, stop - start, chunk, least, least))
                own.store(state + self.found_at, found, FULL)
                largest = own.load_scalar(state + self.largest_at)
                if own.load_scalar(state + self.found_at) > largest:
                    self.move(state, found, scales)
                    self.store_frame(found, scales, state)
                if self.keeps:
                    own.store_scalar(references, own.load(state + self.top_at, FULL))
                    references += own.itemsize
                self.add_chunk((row, start, stop))
                start = stop
            return joined(self.vectors.load(state + self.sums_at, 4))

        @self.part
        def values(row, scales, n, references):
            """Return what is made of a row's sums."""
            labels = self.labels_of(row.at, row.at, row.core, ONE)  # the sums may overwrite x
            found, state = self.sums(row, scales, n, references), row.state
            base, finite = self.vectors.load(state, 2)
            top = own.load(state + self.top_at, FULL)
            return self.values_with(labels, top, scales, base, finite, found)

    def writer(self, of_kept: bool) -> Callable[[Any], Any]:
        """Return a writer of `Schedule.walks`, of results that are made of kept exponentials."""

        def writer(store: Any) -> Any:
            @part
            def write(result, index, rest):
                if of_kept:
                    value = self.own.load(result.source + index * self.own.itemsize, rest)
                else:
                    value = self.array.load(result.source + index * self.array.itemsize, rest)
                    if self.keeps:
                        value = self.maths.shifted_exp(value, *result.frame)
                value = self.finish(value, result.row, result.weights, self.keeps)
                value = self.where_present(value, result.mask, index, rest, self.masked_value)
                store(result.out + index * self.array.itemsize, value, rest)

            return write

        return writer

    def _define_writes(self) -> None:
        writer = self.writer(of_kept=False)
        write, _, stream = self.walks(writer)
        walk = walk_over(write, long=GROUP)

        @self.part
        def result_of(row, number, n, values, weights, frame):
            """Return where a chunk starts, its length, and the chunk."""
            start = number * row.chunk
            x, mask = row.at.x + start * row.core.x, row.at.mask + start * row.core.mask
            out = row.at.out + start * self.array.itemsize
            length = min(n - start, row.chunk)
            return start, length, _Result(x, mask, out, frame, values, weights)

        @self.part
        def write_row(row, n, values, weights, streaming):
            """Write the results of a row: what was read last is what a cache still has."""
            frame = self.vectors.load_numbers(row.state, 6)
            values = (*values, self.filled(frame[4]), self.filled(frame[5]))
            number = (n - 1) // row.chunk
            while number >= 0:
                _, length, result = self.result_of(row, number, n, values, weights, frame)
                if streaming:
                    stream(length, result)
                else:
                    walk(length, result)
                number -= 1

    def _define_writes_of_exponentials(self) -> None:
        own, array = self.own, self.array
        walk = walk_over(self.writer(of_kept=True)(array.store), long=GROUP)
        walk_again = walk_over(self.writer(of_kept=False)(array.store), long=GROUP)

        @self.part
        def write_row_of_exponentials(row, scales, n, values, weights, references, again):
            """Write the results of a row, whose exponentials are computed `again` or were kept."""
            state = row.state
            top, finite = own.load(state + self.top_at, FULL), own.load(state + self.size, FULL)
            number = (n - 1) // row.chunk
            while number >= 0:
                reference = self.filled(own.load_scalar(references + number * own.itemsize))
                moved = self.maths.moved_factor(values[0], values[1], reference, top, finite)
                frame = self.frame_of_part(reference, scales)
                start, length, result = self.result_of(row, number, n, moved, weights, frame)
                if again:
                    walk_again(length, result)
                else:
                    kept = row.kept + start * own.itemsize
                    walk(length, _Result(kept, result.mask, result.out, frame, moved, weights))
                number -= 1

    def kernel(self) -> Callable[..., None]:
        """Return the kernel's Python function."""
        own, size, weighted = self.own, self.size, self.weighted
        labelled = self.labelled and weighted
        self.top_at, self.largest_at, self.found_at, self.sums_at = (size * k for k in range(6, 10))
        state_size, references_size = 13 * size, CHUNKS * own.itemsize
        self.cores_at = self.last_at + WORD
        self.sum_of_pairs = row_reduction(softmax.add_pairs, self.kind, 2)
        self._define_chunks()
        self._define_frames()
        self._define_sums()

        @self.part
        def row_of(at, steps, n, work, again, state):
            cores = steps + self.cores_at
            x, mask = load_word(cores + self.x_at), load_word(cores + self.mask_at)
            kept, kept_core = work if self.narrow else at.out, NONE if again else own.itemsize
            return _Row(at, Operands(x, x, mask, x, x, x, x), kept, kept_core, chunk_of(n), state)

        some = row_reduction(softmax.larger, self.kind, 1)

        @self.part
        def is_empty(row, n):
            """Say whether all elements of a row are masked."""
            index, one, nothing = NONE, self.filled(self.one), self.filled(self.zero)
            while index < n:
                counted = select(self.present(row.at.mask, index, n - index), one, nothing)
                own.store(row.state + self.found_at, some(counted), FULL)
                if own.load_scalar(row.state + self.found_at) > self.zero:
                    return False
                index += LANES
            return True

        self.is_empty = is_empty

        def reducing_kernel(operands, steps, rows, n, work, large):
            at, step = self.operands_of(operands), self.operands_of(steps)
            state = stack(state_size)
            for _ in range(rows):
                scales = self.filled(own.load_scalar(at.scale))
                row = self.row_of(at, steps, n, work, True, state)
                value = self.values(row, scales, n, NONE)
                if not self.counts and not (self.masked and self.is_empty(row, n)):
                    value = self.maths.unless_infinite(own.load(state + self.top_at, FULL), value)
                self.array.store_scalar(at.out, value)
                at = self.row_at(at, step, 1)

        def kernel_of_elements(operands, steps, rows, n, work, large):
            at, step = self.operands_of(operands), self.operands_of(steps)
            streaming = large and not self.narrow and (at.out | step.out) & 63 == 0
            state = stack(state_size)
            for _ in range(rows):
                scales = self.filled(own.load_scalar(at.scale))
                row = self.row_of(at, steps, n, work, True, state)
                found = self.values(row, scales, n, NONE)
                self.write_row(row, n, found, (scales, scales), streaming)
                at = self.row_at(at, step, 1)
            if streaming:
                settle()

        def kernel_of_exponentials(operands, steps, rows, n, work, large):
            at, step = self.operands_of(operands), self.operands_of(steps)
            again = self.narrow and n * own.itemsize > LARGE
            state, references = stack(state_size), stack(references_size)
            for _ in range(rows):
                scales = self.filled(own.load_scalar(at.scale))
                row = self.row_of(at, steps, n, work, again, state)
                found, weights = self.values(row, scales, n, references), (scales, scales)
                if weighted:
                    weight = self.filled(self.array.load_scalar(at.first))
                    weights = self.weights_of(weight, scales)
                self.write_row_of_exponentials(row, scales, n, found, weights, references, again)
                if labelled:
                    self.write_labels(found, weights, at, step, self.elements, ONE)
                at = self.row_at(at, step, 1)

        if self.reduces:
            return reducing_kernel
        self._define_writes()
        if not self.keeps:
            return kernel_of_elements
        self._define_writes_of_exponentials()
        return kernel_of_exponentials
