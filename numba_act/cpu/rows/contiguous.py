"""The schedule of rows whose elements are contiguous, and which a cache holds.

Up to ROWS rows are computed at once: what a row needs once, such as the logarithm of its sum, is
computed for all of them as the lanes of one vector. Rows of LANES elements or less have code
without loops: thousands of such rows are common, and a few instructions a row count.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ...maths import softmax
from ..intrinsics import part, stack
from ..memory import FULL, Several, settle
from .schedule import Schedule
from .vectors import CHUNK, NONE, ROWS, reduction, walk


class _Rows(NamedTuple):
    """Some rows: their operands and the distances of these, and what is kept in memory.

    Attributes
    ----------
    at, step
    kept, kept_step
        Where exponentials are kept, and the distance of two rows of them.
    frame
        A vector for each part of the rows' frames, one for their largest elements; later what the
        results are made with.
    """

    at: Any
    step: Any
    kept: Any
    kept_step: Any
    frame: Any


class _Row(NamedTuple):
    """One row, for its sums."""

    x: Any
    mask: Any
    kept: Any
    top: Any
    frame: Any


class _Result(NamedTuple):
    """One row, for its results: what `RowFunction.row` returned, and factors of each."""

    x: Any
    mask: Any
    kept: Any
    out: Any
    row: Any
    weights: Any


class Contiguous(Schedule):
    """Makes the kernel of a function that needs the sums of exponentials."""

    def _define_frames(self) -> None:
        matrix = ROWS * self.size
        walk_top = walk(self.signed, self.maths.larger, self.maths.larger, turns=True)
        reduce_top = reduction(softmax.larger, self.kind, 1)

        @self.part
        def signed_row(rows, k):
            row = self.row_at(rows.at, rows.step, k)
            return row.x, row.mask, self.sign_of(self.own.load_scalar(row.scale))

        @self.part
        def frames(rows, count, n):
            """Find the frames of so many rows; return their largest elements and their scales."""
            tops, least = stack(matrix), self.filled(self.lowest)
            if n <= FULL:
                for k in range(count):
                    top = self.signed(self.signed_row(rows, k), NONE, n)
                    self.own.store(tops + k * self.size, top, FULL)
            else:
                for k in range(count):
                    top = walk_top(NONE, n, self.signed_row(rows, k), least, least)
                    self.own.store(tops + k * self.size, top, FULL)
            scales = self.row_values(rows.at.scale, rows.step.scale, count)
            top = self.sign_of(scales) * reduce_top(count, tops)
            self.own.store(rows.frame + 6 * self.size, top, FULL)
            self.vectors.store(rows.frame, self.maths.row_frame(top, scales))
            return top, scales

    def _define_sums(self) -> None:
        matrix = ROWS * self.size
        memory, counts = 4 * matrix, self.counts
        matrices = Several(self.kind, matrix)
        reduce_sums = reduction(softmax.total, self.kind, 1)
        reduce_pairs = reduction(softmax.add_pairs, self.kind, 2)

        @self.part
        def add(row, index, rest):
            value = self.array.load(row.x + index * self.array.itemsize, rest)
            counted = self.present(row.mask, index, rest)
            first, second, result = self.terms(value, counted, index, row.top, row.frame)
            if self.keeps:
                self.own.store(row.kept + index * self.own.itemsize, result, rest)
            return first, second

        @self.part
        def row_of(rows, k):
            row, at = self.row_at(rows.at, rows.step, k), rows.frame + k * self.own.itemsize
            top, frame = self.own.load_scalar(at + 6 * self.size), self.vectors.load_numbers(at, 6)
            return _Row(row.x, row.mask, rows.kept + k * rows.kept_step, top, frame)

        walk = self.walk_of_sums(self.add)

        @part
        def joined(count, sums):
            high, low = reduce_pairs(count, sums, sums + matrix)
            if counts:
                return high, low, reduce_sums(count, sums + 2 * matrix)
            high2, low2 = reduce_pairs(count, sums + 2 * matrix, sums + 3 * matrix)
            return high, low, high2, low2

        @self.part
        def sums(rows, count, n):
            """Return the two sums of each row, as pairs."""
            found, nothing = stack(memory), self.filled(self.zero)
            start = nothing, nothing, nothing, nothing
            if n <= FULL:
                for k in range(count):
                    first, second = self.add(self.row_of(rows, k), NONE, n)
                    matrices.store(found + k * self.size, (first, nothing, second, nothing))
            else:
                for k in range(count):
                    row = self.row_of(rows, k)
                    total = walk(n, row, (nothing, nothing), start, start, n > CHUNK)
                    matrices.store(found + k * self.size, total)
            return joined(count, found)

    def _define_writes(self) -> None:
        values = 2 if self.keeps else 6

        @self.part
        def result_of(rows, k):
            row, at = self.row_at(rows.at, rows.step, k), rows.frame + k * self.own.itemsize
            kept, found = rows.kept + k * rows.kept_step, self.vectors.load_numbers(at, values)
            weights = self.vectors.load_numbers(at + 2 * self.size, 2)
            return _Result(row.x, row.mask, kept, row.out, found, weights)

        def writer(store: Any) -> Any:
            @part
            def write(result, index, rest):
                if self.keeps:
                    value = self.own.load(result.kept + index * self.own.itemsize, rest)
                else:
                    value = self.array.load(result.x + index * self.array.itemsize, rest)
                value = self.finish(value, result.row, result.weights, False)
                value = self.where_present(value, result.mask, index, rest, self.masked_value)
                store(result.out + index * self.array.itemsize, value, rest)

            return write

        write, walk, stream = self.walks(writer)

        @self.part
        def writes(rows, count, n, large):
            """Write the results of so many rows."""
            streaming = large and not self.narrow and not self.keeps
            if n <= FULL:
                for k in range(count):
                    write(self.result_of(rows, k), NONE, n)
            elif streaming and (rows.at.out | rows.step.out) & 63 == 0:
                for k in range(count):
                    stream(n, self.result_of(rows, k))
                settle()
            else:
                for k in range(count):
                    walk(n, self.result_of(rows, k))

    def kernel(self) -> Callable[..., None]:
        """Return the kernel's Python function."""
        frame_size, weighted, reduces = 7 * self.size, self.weighted, self.reduces
        labelled = self.labelled and weighted
        self._define_frames()
        self._define_sums()

        @self.part
        def start(operands, steps, count, n, work, frame):
            """Return the rows, their scales and what is made of their sums."""
            at, step = self.operands_of(operands), self.operands_of(steps)
            if self.narrow:
                kept, kept_step = work, (n * self.own.itemsize + 63) & -64
            else:
                kept, kept_step = at.out, step.out
            rows = _Rows(at, step, kept, kept_step, frame)
            top, scales = self.frames(rows, count, n)
            labels = self.labels_of(at, step, self.elements, count)  # the sums may overwrite x
            found = self.sums(rows, count, n)
            base, finite = self.vectors.load(frame, 2)
            return rows, scales, self.values_with(labels, top, scales, base, finite, found)

        def kernel(operands, steps, rows, n, work, large):
            frame = stack(frame_size)
            found, scales, values = self.start(operands, steps, rows, n, work, frame)
            if reduces:
                self.store_row_values(found.at.out, found.step.out, rows, values)
            else:
                self.vectors.store(frame, values)
                if weighted:
                    weights = self.array_row_values(found.at.first, found.step.first, rows)
                    weights = self.weights_of(weights, scales)
                    self.vectors.store(frame + 2 * self.size, weights)
                self.writes(found, rows, n, large)
                if labelled:
                    self.write_labels(values, weights, found.at, found.step, self.elements, rows)

        if not reduces:
            self._define_writes()
        return kernel
