"""What every schedule consists of: a class that is given a function of rows and an array type.

Its methods define parts of a kernel, plain functions that Numba compiles. `self` is a module to
Numba, whose attributes are constants, other parts among them.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import abc
from collections.abc import Callable
from typing import Any, NamedTuple

import numba
from numba.core import types
from numba.extending import intrinsic

from ...core.floats import FLOATS, WORKING_TYPES
from ...core.primitives import copysign, select
from ...core.scalars import scalar_function
from ...core.specialize import PerType
from ...core.vectors import Vector
from ...maths import softmax
from ...maths.softmax import RowFunction
from ..intrinsics import load as load_word
from ..intrinsics import part, stack
from ..memory import FULL, LANES, Memory, Namespace, Several, constants, first_lanes, load_mask
from .vectors import BFLOAT16_BLOCK, GROUP, ONE, filled, walk, walk_in_chunks, walk_over

WORD = 8


class Operands(NamedTuple):
    """Addresses of a function's operands, or distances of their rows.

    Attributes
    ----------
    first
        The first array: of two, or the one with one value a row; else x.
    x
        The last array.
    mask, label
        Something else where there is none.
    scale
    out
        The result.
    second
        The second result, if there are two.
    """

    first: Any
    x: Any
    mask: Any
    label: Any
    scale: Any
    out: Any
    second: Any


class _Scalars(Namespace):
    """The functions and constants of `maths/softmax.py`, as they are for an array type."""

    def __init__(self, storage: str, number: Callable[[float], Any], working: str) -> None:
        super().__init__()
        self._of = storage, number, working

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # something else that Numba asks for
            raise AttributeError(name)
        storage, number, working = self._of
        found: Any = getattr(softmax, name)
        if isinstance(found, PerType):
            found = number(found.of(working))
        else:
            found = scalar_function(found, storage)
        setattr(self, name, found)
        return found


class Schedule(Namespace, abc.ABC):
    """Makes the kernel of a function for one array type, with or without mask."""

    def __init__(self, function: RowFunction, storage: str, masked: bool) -> None:
        super().__init__()
        self.function = function
        self.kind = kind = WORKING_TYPES[storage]
        working = FLOATS[storage].working
        self.array, self.own = Memory(storage), Memory(working)
        self.narrow = self.array.itemsize < self.own.itemsize
        number = numba.np.numpy_support.as_dtype(kind).type
        self.zero, self.one, self.lowest = number(0.0), number(1.0), number(-float("inf"))
        self.maths = _Scalars(storage, number, working)
        self.filled = filled(kind)
        #: Bytes of a vector; vectors in a row.
        self.size = LANES * self.own.itemsize
        self.vectors = Several(kind, self.size)
        #: Elements that are added up before a pair is made of their sum.
        self.block = BFLOAT16_BLOCK if storage == "bfloat16" else GROUP

        # of these a part has its own names where Numba is to see that a branch is never taken
        self.masked, self.masked_value = masked, number(function.masked)
        self.keeps, self.reduces = function.keeps, function.reduces
        self.labelled = function.labelled
        self.weighted, self.counts = function.weighted, function.sums == "exponentials"
        self.logarithmic = function.sums == "cotangents"
        for name, each in (("values_of", function.row), ("element", function.element)):
            if each is not None:
                setattr(self, name, scalar_function(each, storage))
        arrays = function.inputs + function.weighted
        self.x_at, self.scale_at = (arrays - 1) * WORD, (arrays + masked + self.labelled) * WORD
        self.label_at, self.out_at = self.scale_at - WORD, self.scale_at + WORD
        self.mask_at = self.label_at - self.labelled * WORD
        self.last_at = self.out_at + (function.results - 1) * WORD
        itemsize = self.array.itemsize
        #: The distances of a row's elements, where these are contiguous.
        self.elements = Operands(itemsize, itemsize, 1, 0, 0, itemsize, 0)
        self._define_operands()
        self._define_rows()
        self._define_elements()
        self._define_labels()

    def part(self, function: Callable[..., Any]) -> Any:
        """Make a function a part of the kernel, an attribute of its name."""
        made = part(function)
        setattr(self, function.__name__, made)
        return made

    @abc.abstractmethod
    def kernel(self) -> Callable[..., None]:
        """Return the kernel's Python function."""

    def _define_operands(self) -> None:
        @self.part
        def operands_of(words):
            """Return what words say of the operands."""
            return Operands(
                load_word(words),
                load_word(words + self.x_at),
                load_word(words + self.mask_at),
                load_word(words + self.label_at),
                load_word(words + self.scale_at),
                load_word(words + self.out_at),
                load_word(words + self.last_at),
            )

        @self.part
        def row_at(at, step, row):
            """Return the operands of a row that is so many rows further on."""
            return Operands(
                at.first + row * step.first,
                at.x + row * step.x,
                at.mask + row * step.mask,
                at.label + row * step.label,
                at.scale + row * step.scale,
                at.out + row * step.out,
                at.second + row * step.second,
            )

    def _define_rows(self) -> None:
        size = self.size

        @self.part
        def row_values(address, step, rows):
            """Return one value a row, in the working type, as a vector."""
            if step == 0:
                return self.filled(self.own.load_scalar(address))
            values = stack(size)
            for row in range(rows):
                value = self.filled(self.own.load_scalar(address + row * step))
                self.own.store_scalar(values + row * self.own.itemsize, value)
            return self.own.load(values, FULL)

        @self.part
        def array_row_values(address, step, rows):
            """Return one value a row, in the array type, as a vector."""
            values = stack(size)
            for row in range(rows):
                value = self.filled(self.array.load_scalar(address + row * step))
                self.own.store_scalar(values + row * self.own.itemsize, value)
            return self.own.load(values, FULL)

        @self.part
        def store_row_values(address, step, rows, values):
            """Store one value a row in the array type."""
            if step == self.array.itemsize:
                self.array.store(address, values, rows)
            else:
                kept = stack(size)
                self.own.store(kept, values, FULL)
                for row in range(rows):
                    value = self.own.load_scalar(kept + row * self.own.itemsize)
                    self.array.store_scalar(address + row * step, self.filled(value))

        @self.part
        def sign_of(scales):
            return copysign(self.one, scales)

        @self.part
        def frame_of_part(top, scales):
            """Return the frame of a part of a row.

            Relative to -inf, -inf is NaN, and would remain it once there is a larger element. To
            that it is what it is relative to 0.
            """
            frame = self.maths.row_frame(top, scales)
            nothing_larger = self.sign_of(scales) * top == self.lowest
            return (select(nothing_larger, self.zero, frame[0]), *frame[1:])

    def _define_elements(self) -> None:
        @self.part
        def present(mask, index, rest):
            """Return which of LANES elements count, of which the row has `rest`."""
            return load_mask(mask + index, rest) if self.masked else first_lanes(rest)

        @self.part
        def where_present(value, mask, index, rest, otherwise):
            """Return a value, or another one for masked elements."""
            if self.masked:
                value = select(load_mask(mask + index, rest), value, otherwise)
            return value

        @self.part
        def signed(arguments, index, rest):
            """Return elements times the scale's sign: of them the largest one is wanted."""
            x, mask, sign = arguments
            value = self.array.load(x + index * self.array.itemsize, rest) * sign
            return select(self.present(mask, index, rest), value, self.lowest)

        self.positions = _positions(self.kind)

        def terms_of_exponentials(value, counted, position, top, frame):
            result = self.maths.shifted_exp(value, *frame)
            others = select(counted & (value != top), result, self.zero)
            return others, select(counted & (value == top), self.one, self.zero), result

        def terms_of_positions(value, counted, position, top, frame):
            result = select(counted, self.maths.shifted_exp(value, *frame), self.zero)
            return result, result * self.positions(position), result

        #: What some elements add to the row's two sums; and their exponentials, masked or not.
        self.terms = part(terms_of_exponentials if self.counts else terms_of_positions)

        @self.part
        def finish(value, row, weights, moved):
            """Return what an element becomes.

            `moved` says that its exponential is relative to another element than the largest, and
            the row is what `moved_factor` returns.
            """
            value = self.element(value, *row)
            if moved:
                value = value * self.maths.LOWERED
            return (value * weights[1]) * weights[0] if self.weighted else value

        @self.part
        def weights_of(weights, scales):
            """Return the factors of `finish`."""
            share, rest = self.maths.gradient_scales(scales)
            return weights * share, rest

    def _define_labels(self) -> None:
        size, itemsize, labelled = self.size, self.own.itemsize, self.labelled

        @self.part
        def labels_of(at, step, elements, rows):
            """Return the labels' elements and which of them count (1 or 0), as vectors.

            `step` is the distance of the rows, and `elements` that of a row's elements.
            """
            values, counts = stack(size), stack(size)
            if labelled:
                for row in range(rows):
                    k = load_word(at.label + row * step.label)
                    value = self.array.load_scalar(at.x + row * step.x + k * elements.x)
                    counted = self.filled(self.one)
                    if self.masked:
                        mask = at.mask + row * step.mask + k * elements.mask
                        counted = select(load_mask(mask, ONE), counted, self.filled(self.zero))
                    self.own.store_scalar(values + row * itemsize, self.filled(value))
                    self.own.store_scalar(counts + row * itemsize, counted)
            return self.own.load(values, FULL), self.own.load(counts, FULL)

        @self.part
        def values_with(labels, top, scales, base, finite, sums):
            """Return what is made of the sums, and of the labels where rows have them."""
            if labelled:
                return self.values_of(top, scales, base, finite, *sums, labels[0], labels[1])
            return self.values_of(top, scales, base, finite, *sums)

        @self.part
        def write_labels(values, weights, at, step, elements, rows):
            """Write what the labels' elements become, and the second result."""
            if labelled:
                self.store_row_values(at.second, step.second, rows, values[3])
                kept = stack(size)
                self.own.store(kept, (values[2] * weights[1]) * weights[0], FULL)
                for row in range(rows):
                    k = load_word(at.label + row * step.label)
                    value = self.filled(self.own.load_scalar(kept + row * itemsize))
                    self.array.store_scalar(at.out + row * step.out + k * elements.out, value)

    def walk_of_sums(self, body: Any) -> Any:
        """Return `walk_in_chunks` for a body that returns two values: two pairs.

        Where the second values count, they are small integers, whose sum over a row that is not
        longer than ONLINE bytes needs no pair.
        """

        @part
        def plus(a, b):
            return a[0] + b[0], a[1] + b[1]

        @part
        def fold(total, group):
            high, low = self.maths.add(total[0], total[1], group[0])
            if self.counts:
                high2, low2 = total[2] + group[1], total[3]
            else:
                high2, low2 = self.maths.add(total[2], total[3], group[1])
            return high, low, high2, low2

        @part
        def settle(total, sums):
            high, low = self.maths.settled(total[0], total[1], sums[0], sums[1])
            high2, low2 = self.maths.settled(total[2], total[3], sums[2], sums[3])
            return high, low, high2, low2

        return walk_in_chunks(walk(body, plus, fold, block=self.block), settle)

    def walks(self, writer: Callable[[Any], Any], memory: Any = None) -> tuple[Any, Any, Any]:
        """Return a body that writes results, and its walks, one of them past the caches.

        ``writer(store)`` returns a body that writes with `store`. Kept exponentials are in a cache,
        and LLVM stores 16-bit types with an instruction that narrows, of which there is one kind.
        """
        memory = memory or self.array
        write = writer(memory.store)
        walk = walk_over(write)
        if self.narrow or self.keeps:
            return write, walk, walk
        return write, walk, walk_over(writer(memory.stream), write)


def _positions(kind: Any) -> Any:
    """Return ``positions(index)``: the numbers of LANES elements."""
    result = Vector(kind, LANES)

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        start = context.cast(builder, args[0], types.intp, kind)
        lanes = constants(context.get_value_type(result), map(float, range(LANES)))
        return builder.fadd(context.cast(builder, start, kind, result), lanes)

    return intrinsic(lambda typingctx, index: (result(types.intp), codegen))
