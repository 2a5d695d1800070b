"""The row functions' kernels: how the elements of rows meet on the GPU.

The scalar code is that of `maths/softmax.py`, as on the CPU, and so is what is added as it is:
elements i, i + 16, i + 32 and i + 48 of each 64, and everything in gradients of rows that have no
more.
Everything else is added as pairs, with twice the digits, so that its order, which is a GPU's,
hardly shows: results differ from the CPU's in about one element of a million, by the last bit.

A row belongs to `along` threads: a part of a warp, a warp, or up to a block of 512. A thread takes
four units of 64 elements at a time, a unit being 16 bytes, or one element where the layout allows
no more. It keeps the first ones in registers, so that a row of up to 16,384 elements of float32
(32,768 of 16 bits) is read once; what is beyond is read once for the largest element and the sums
together (`_Rows.sum_beyond`), and once more to write.

The pairs of a warp's threads are added in five steps, lane l and lane l xor 16, 8, 4, 2 and 1, and
those of warps likewise. The order depends on the length of the rows and on their layout only.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from llvmlite import ir
from numba.core import cgutils

from ...core.floats import FLOATS
from ...core.intrinsics import call_named
from ...maths import softmax
from ...maths.exponential import DOWN, SHIFTER, SHIFTER_UP
from ...maths.softmax import FUNCTIONS
from ..memory import VECTOR, Memory
from .schedule import DISTANCE, GROUP, WARP, RowSchedule

#: Bytes of elements from which on a thread does not keep what it makes of each.
KEPT = 64

#: Powers of four by which an element may exceed what its thread's sums are relative to. With the
#: factor UP of exponentials and 2^30 elements, sums do not overflow; nor do those of positions
#: times exponentials with the second one.
HEADROOM = 12.0
HEADROOM_OF_POSITIONS = 3.0

BIT, BYTE, WORD, LONG = (ir.IntType(width) for width in (1, 8, 32, 64))


class Unit(NamedTuple):
    """What a thread has loaded at once.

    Attributes
    ----------
    unit
        Its number in the row.
    inside
        Whether the row has it.
    arrays
        What was loaded of each array.
    present
        For each element, whether it is there and not masked.
    """

    unit: Any
    inside: Any
    arrays: list[Any]
    present: list[Any]


class Rows:
    """Emits a kernel.

    Parameters
    ----------
    memory
        Where its code is emitted, and how the arrays are read and written.
    name
        The function.
    schedule
        The kernel's specialization.
    arguments
        Its arguments (`RowSchedule.arguments`).
    place
        Index of the block, and of the thread in it, each 32 bits.
    call
        Emits a call of a scalar function with some operands, returns a list of results.
    """

    def __init__(
        self,
        memory: Memory,
        name: str,
        schedule: RowSchedule,
        arguments: Sequence[Any],
        place: Sequence[Any],
        call: Callable[..., list[Any]],
    ) -> None:
        self.builder = builder = memory.builder
        block, thread = place
        self.function, self.schedule = FUNCTIONS[name], schedule
        self.call, self.memory = call, memory
        self.working = FLOATS[schedule.working].llvm
        self.exchanges = itertools.count()
        length, rows, *rest = arguments
        dimensions = schedule.dimensions
        lengths, rest = rest[: dimensions - 1], rest[dimensions - 1 :]
        self.length = length
        self.ignored = rest.pop() if schedule.ignoring else None
        self.smoothing = rest.pop() if self.function.sums == "shares" else None
        self.number = rest.pop() if schedule.number else None
        size = 2 + dimensions
        self.operands = [rest[k : k + size] for k in range(0, len(rest), size)]

        shift = (schedule.across if schedule.columns else schedule.along).bit_length() - 1
        low = builder.and_(thread, WORD((1 << shift) - 1))
        high = builder.lshr(thread, WORD(shift))
        self.place, self.position = (low, high) if schedule.columns else (high, low)
        row = builder.add(builder.mul(block, WORD(schedule.across)), self.place)
        # threads without a row of their own take part in the exchanges with the last one's
        self.exists = builder.icmp_signed("<", row, rows)
        row = builder.select(self.exists, row, builder.sub(rows, WORD(1)))
        indices: list[Any] = []
        for inner in reversed(lengths):
            outer = builder.udiv(row, inner)
            indices.insert(0, builder.sub(row, builder.mul(outer, inner)))
            row = outer
        indices = [builder.sext(index, LONG) for index in (row, *indices)]
        self.bases = []
        for base, *strides, _ in self.operands:
            for index, stride in zip(indices, strides, strict=True):
                base = builder.add(base, builder.mul(index, stride))
            self.bases.append(base)

    # Values

    def constant(self, value: float) -> Any:
        return ir.Constant(self.working, value)

    def per_type(self, values: Any, factor: float = 1.0) -> Any:
        """Return a constant that the function of that name made, times a factor."""
        return self.constant(factor * values.of(self.schedule.working))

    def variable(self, value: Any) -> Any:
        """Return a place for a value that changes; it becomes a register."""
        with self.builder.goto_entry_block():
            place = self.builder.alloca(value.type)
        self.builder.store(value, place)
        return place

    def larger(self, a: Any, b: Any) -> Any:
        return self.builder.select(self.builder.fcmp_ordered(">", b, a), b, a)

    def _element(self, operand: int, kind: Any, offset: Any = None) -> Any:
        base = self.bases[operand]
        if offset is not None:
            base = self.builder.add(base, offset)
        return self.builder.inttoptr(base, kind.as_pointer(self.memory.space))

    def row_value(self, operand: int, storage: str, offset: Any = None) -> Any:
        """Load a value of the row."""
        pointer = self._element(operand, FLOATS[storage].llvm, offset)
        loaded = self.builder.load(pointer, align=FLOATS[storage].itemsize)
        return loaded if storage == self.schedule.working else self._widened(loaded)

    def row_scale(self) -> Any:
        """Return the row's scale."""
        if self.number is not None:
            return self.number
        return self.row_value(self.scale, self.schedule.working)

    def _widened(self, loaded: Any) -> Any:
        return self.memory.elements(loaded, self.schedule.storage, False)[0]

    # Units

    def offset(self, unit: Any, operand: int) -> Any:
        """Return where a unit of an operand is, in bytes from the row's start."""
        unit = self.builder.sext(unit, LONG)
        if self.schedule.vector:
            size = self.schedule.lanes if operand == self.mask else VECTOR
            return self.builder.mul(unit, LONG(size))
        return self.builder.mul(unit, self.operands[operand][-1])

    @property
    def first(self) -> int:
        """The number of the first array with a value for each element."""
        return int(self.function.weighted)

    @property
    def mask(self) -> int:
        """The number of the mask, if there is one."""
        return self.first + self.function.inputs if self.schedule.masked else -1

    @property
    def label(self) -> int:
        """The number of the labels."""
        return self.first + self.function.inputs + self.schedule.masked

    @property
    def scale(self) -> int:
        """The number of the scale."""
        return self.label + self.function.labelled

    def load(self, unit: Any, inside: Any) -> tuple[list[Any], list[Any]]:
        """Load a unit of every array and of the mask; what is outside the row is its first one."""
        builder, schedule = self.builder, self.schedule
        unit = builder.select(inside, unit, WORD(0))
        arrays = [
            self.memory.load(self.bases[k], self.offset(unit, k), schedule.storage, schedule.vector)
            for k in range(self.first, self.first + self.function.inputs)
        ]
        if not schedule.masked:
            return arrays, [inside] * schedule.lanes
        kind = ir.IntType(8 * schedule.lanes)  # the mask's bytes in one word
        pointer = self._element(self.mask, kind, self.offset(unit, self.mask))
        loaded = builder.load(pointer, align=schedule.lanes)
        present = []
        for lane in range(schedule.lanes):
            byte = builder.trunc(builder.lshr(loaded, kind(8 * lane)), BYTE)
            present.append(builder.and_(inside, builder.icmp_unsigned("!=", byte, BYTE(0))))
        return arrays, present

    def values(self, arrays: list[Any]) -> list[list[Any]]:
        """Return what was loaded as values of the working type: for each array, each element."""
        storage, vector = self.schedule.storage, self.schedule.vector
        return [self.memory.elements(each, storage, vector) for each in arrays]

    def places(self, number: Any, position: Any) -> list[tuple[Any, Any]]:
        """Return the units of the thread's `number`-th group, and whether the row has them."""
        builder, schedule = self.builder, self.schedule
        step = DISTANCE // schedule.lanes
        within = builder.and_(position, WORD(step - 1))
        groups = WORD(schedule.along // step)
        which = builder.add(
            builder.mul(number, groups), builder.lshr(position, WORD(step.bit_length() - 1))
        )
        unit = builder.add(builder.mul(which, WORD(4 * step)), within)
        found = []
        for _ in range(schedule.depth):
            found.append((unit, builder.icmp_signed("<", unit, self.units)))
            unit = builder.add(unit, WORD(step))
        return found

    def group(self, number: Any) -> list[Unit]:
        """Load a group."""
        return [
            Unit(unit, inside, *self.load(unit, inside))
            for unit, inside in self.places(number, self.position)
        ]

    def start(self) -> None:
        """Load what is held."""
        schedule = self.schedule
        # the rows of a vector schedule are whole units
        self.units = self.builder.udiv(self.length, WORD(schedule.lanes))
        # whether what is held is to be new to the compiler
        self.again = schedule.masked
        self.held = [self.group(WORD(k)) for k in range(schedule.held)]
        # a bit for each element, where the booleans would take a register each
        self.bits = [self._bits(group) for group in self.held] if schedule.masked else []
        if self.function.labelled:
            self._load_label()

    def _load_label(self) -> None:
        """Load the row's label and its element; the first one's where there is none."""
        builder, schedule, x = self.builder, self.schedule, self.first
        label = self.memory.load(self.bases[self.label], LONG(0), schedule.labels, False)
        if schedule.labels in FLOATS:
            label = builder.fptosi(label, LONG)
        label = (builder.zext if schedule.labels[0] == "u" else builder.sext)(label, LONG)
        exists = builder.icmp_unsigned("<", label, builder.zext(self.length, LONG))
        self.ignores = BIT(0)
        if schedule.ignoring:
            self.ignores = builder.icmp_signed("==", label, self.ignored)
            exists = builder.and_(exists, builder.not_(self.ignores))
        self.labelled = exists
        self.index = builder.select(exists, builder.trunc(label, WORD), WORD(0))
        self.label_value = self.row_value(x, schedule.storage, self._along(x))
        self.counts = self.constant(1.0)
        if schedule.masked:
            pointer = self._element(self.mask, BYTE, self._along(self.mask))
            there = builder.icmp_unsigned("!=", builder.load(pointer), BYTE(0))
            self.counts = builder.select(there, self.counts, self.constant(0.0))

    def _along(self, operand: int) -> Any:
        """Return where the label's element is, in bytes from the row's start."""
        return self.builder.mul(self.builder.zext(self.index, LONG), self.operands[operand][-1])

    def _owner(self) -> Any:
        """Return the position of the thread that has the label's element (`places`)."""
        builder, lanes = self.builder, self.schedule.lanes
        step = DISTANCE // lanes
        unit = builder.udiv(self.index, WORD(lanes))
        group = builder.and_(
            builder.udiv(unit, WORD(4 * step)), WORD(self.schedule.along // step - 1)
        )
        within = builder.and_(unit, WORD(step - 1))
        return builder.add(builder.mul(group, WORD(step)), within)

    def _bits(self, group: Sequence[Unit]) -> Any:
        builder, word = self.builder, WORD(0)
        for k, present in enumerate(itertools.chain(*(each.present for each in group))):
            bit = builder.zext(present, WORD)
            word = builder.or_(word, builder.shl(bit, WORD(k)) if k else bit)
        return word

    def each_held(self, body: Callable[..., None]) -> None:
        """Emit ``body(units)`` for the units of every group that is held."""
        if not self.again:
            for group in self.held:
                body(group)
            return
        builder, lanes = self.builder, self.schedule.lanes
        position = self._opaque(self.position)
        for number, group in enumerate(self.held):
            bits = self._opaque(self.bits[number]) if self.bits else None
            units = []
            for k, (unit, inside) in enumerate(self.places(WORD(number), position)):
                present = [inside] * lanes
                if bits is not None:
                    present = [
                        builder.trunc(builder.lshr(bits, WORD(k * lanes + lane)), BIT)
                        for lane in range(lanes)
                    ]
                arrays = [self._opaque(each) for each in group[k].arrays]
                units.append(Unit(unit, inside, arrays, present))
            body(units)

    def each_beyond(self, body: Callable[..., None]) -> None:
        """Emit ``body(units)`` for the units of every group that is not held, in a loop."""
        builder, schedule = self.builder, self.schedule
        if not schedule.longer:
            return
        number = self.variable(WORD(schedule.held))
        covered = GROUP * schedule.along // (DISTANCE // schedule.lanes)
        count = builder.udiv(builder.add(self.length, WORD(covered - 1)), WORD(covered))
        head = builder.append_basic_block("beyond")
        loop = builder.append_basic_block("beyond.body")
        done = builder.append_basic_block("beyond.done")
        builder.branch(head)
        builder.position_at_end(head)
        current = builder.load(number)
        builder.cbranch(builder.icmp_signed("<", current, count), loop, done)
        builder.position_at_end(loop)
        body(self.group(current))
        builder.store(builder.add(current, WORD(1)), number)
        builder.branch(head)
        builder.position_at_end(done)

    def each_group(self, body: Callable[..., None]) -> None:
        """Emit ``body(units)`` for the four units of every group of the thread."""
        self.each_held(body)
        self.each_beyond(body)

    def write(self, unit: Any, inside: Any, results: list[Any]) -> None:
        """Store a unit of the result."""
        storage, vector = self.schedule.storage, self.schedule.vector
        out = len(self.operands) - 1
        packed = self.memory.pack(results, storage, vector)
        with self.builder.if_then(self.builder.and_(inside, self.exists)):
            offset = self.offset(unit, out)
            self.memory.store(packed, self.bases[out], offset, storage, vector)

    def write_row(self, result: Any, operand: int = -1) -> None:
        """Store a result that is one of the row."""
        first = self.builder.icmp_signed("==", self.position, WORD(0))
        with self.builder.if_then(self.builder.and_(first, self.exists)):
            self._write_one(result, operand, LONG(0))

    def _write_one(self, result: Any, operand: int, offset: Any) -> None:
        packed = self.memory.pack([result], self.schedule.storage, False)
        self.memory.store(packed, self.bases[operand], offset, self.schedule.storage, False)

    def write_label(self, element: Any) -> None:
        """Store what the label's element becomes.

        The thread that has the element does so, after it: it has read what it overwrites.
        """
        builder = self.builder
        owner = builder.icmp_signed("==", self.position, self._owner())
        owner = builder.and_(owner, builder.and_(self.exists, self.labelled))
        with builder.if_then(owner):
            self._write_one(element, -1, self._along(-1))

    # Exchange between the threads of a row

    def _shuffled(self, value: Any, distance: int, mode: str = "bfly") -> Any:
        """Exchange with the lane whose number differs by `distance` ("idx": of that number)."""
        builder = self.builder
        if value.type == ir.DoubleType():
            pair = builder.bitcast(value, ir.VectorType(WORD, 2))
            for k in range(2):
                part = self._shuffled(builder.extract_element(pair, WORD(k)), distance, mode)
                pair = builder.insert_element(pair, part, WORD(k))
            return builder.bitcast(pair, value.type)
        if value.type == ir.FloatType():
            bits = builder.bitcast(value, WORD)
            return builder.bitcast(self._shuffled(bits, distance, mode), value.type)
        operands = [WORD(-1), value, WORD(distance), WORD(WARP - 1)]
        return call_named(builder, f"llvm.nvvm.shfl.sync.{mode}.i32", WORD, *operands)

    def _shared(self, values: Sequence[Any], count: int) -> list[Any]:
        """Return shared memory for `count` values of each type, one array each."""
        found = []
        for value in values:
            kind, name = ir.ArrayType(value.type, count), f"exchange_{next(self.exchanges)}"
            place = cgutils.add_global_variable(self.builder.module, kind, name, addrspace=3)
            place.linkage = "internal"
            place.initializer = ir.Constant(kind, ir.Undefined)
            place.align = 16
            found.append(place)
        return found

    def _at(self, place: Any, index: Any) -> Any:
        return self.builder.gep(place, [WORD(0), index])

    def reduce(
        self, values: list[Any], neutral: list[Any], join: Callable[[list[Any], list[Any]], Any]
    ) -> list[Any]:
        """Join the values of all threads of a row; each gets the result."""
        schedule = self.schedule
        if schedule.columns:
            return self._reduce_columns(values, join)
        values = self._reduce_warp(values, join, min(WARP, schedule.along))
        warps = schedule.along // WARP
        if warps <= 1:
            return values
        builder = self.builder
        places = self._shared(values, warps * schedule.across)
        lane = builder.and_(self.position, WORD(WARP - 1))
        first = builder.mul(self.place, WORD(warps))
        warp = builder.add(first, builder.lshr(self.position, WORD(5)))
        with builder.if_then(builder.icmp_signed("==", lane, WORD(0))):
            for place, value in zip(places, values, strict=True):
                builder.store(value, self._at(place, warp))
        call_named(builder, "llvm.nvvm.barrier0", ir.VoidType())
        inside = builder.icmp_signed("<", lane, WORD(warps))
        index = builder.add(first, builder.select(inside, lane, WORD(0)))
        partial = [
            builder.select(inside, builder.load(self._at(place, index)), nothing)
            for place, nothing in zip(places, neutral, strict=True)
        ]
        # lanes beyond hold nothing of the row, and take the first one's
        return [self._shuffled(each, 0, "idx") for each in self._reduce_warp(partial, join, warps)]

    def _reduce_warp(self, values: list[Any], join: Callable[..., Any], count: int) -> list[Any]:
        """Join the values of `count` lanes, whose numbers differ in the low bits."""
        distance = count // 2
        while distance:
            values = join(values, [self._shuffled(value, distance) for value in values])
            distance //= 2
        return values

    def _reduce_columns(self, values: list[Any], join: Callable[..., Any]) -> list[Any]:
        builder, schedule = self.builder, self.schedule
        places = self._shared(values, schedule.threads)
        index = builder.add(builder.mul(self.position, WORD(schedule.across)), self.place)
        for place, value in zip(places, values, strict=True):
            builder.store(value, self._at(place, index))
        call_named(builder, "llvm.nvvm.barrier0", ir.VoidType())

        def partial(k: int) -> list[Any]:
            at = builder.add(self.place, WORD(k * schedule.across))
            return [builder.load(self._at(place, at)) for place in places]

        parts = [partial(k) for k in range(schedule.along)]
        while len(parts) > 1:
            half = len(parts) // 2
            parts = [join(a, b) for a, b in zip(parts[:half], parts[half:], strict=True)]
        return parts[0]

    # The passes

    def totals(self, terms: Callable[..., list[Any]], units: Sequence[Any]) -> list[Any]:
        """Return the sums of a group's units, element by element."""
        return functools.reduce(self.added, [*map(terms, units)])

    def added(self, a: Sequence[Any], b: Sequence[Any]) -> list[Any]:
        """Return the sums of two sequences, element by element."""
        return [*map(self.builder.fadd, a, b)]

    def assign(self, places: Sequence[Any], values: Sequence[Any]) -> None:
        """Store values in variables."""
        for place, value in zip(places, values, strict=True):
            self.builder.store(value, place)

    def add_to(self, pair: Sequence[Any], values: Sequence[Any]) -> None:
        """Add values to a pair of variables, one after the other.

        In rows that have more than is held the low part would grow, until its roundings count.
        """
        builder = self.builder
        sums = [*map(builder.load, pair)]
        for value in values:
            sums = self.call(softmax.add, *sums, value)
        if self.schedule.longer:
            sums = self.call(softmax.settled, *sums, self.constant(0.0), self.constant(0.0))
        self.assign(pair, sums)

    def joined(self, pair: Sequence[Any]) -> list[Any]:
        """Return the sum of a pair of variables over the threads of a row."""
        zero = self.constant(0.0)
        return self.reduce(
            [*map(self.builder.load, pair)],
            [zero, zero],
            lambda a, b: self.call(softmax.add_pairs, *a, *b),
        )

    def new_pair(self) -> list[Any]:
        return [self.variable(self.constant(0.0)) for _ in range(2)]

    def pairs_of_sums(self, every: Sequence[Callable[..., list[Any]]]) -> list[list[Any]]:
        """Return the sums over the row of what each ``terms(unit)`` gives, as pairs."""
        pairs = [self.new_pair() for _ in every]

        def body(units: Sequence[Unit]) -> None:
            for pair, terms in zip(pairs, every, strict=True):
                self.add_to(pair, self.totals(terms, units))

        self.each_group(body)
        return [*map(self.joined, pairs)]

    def pair_sums(self, every: Sequence[Callable[..., list[Any]]]) -> list[Any]:
        """Return what the pairs of sums come to."""
        return [self.call(softmax.rescued_sum, *pair)[0] for pair in self.pairs_of_sums(every)]

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
        values = self.reduce(values, [zero] * len(values), self.added)
        sums = []
        for start in range(0, len(values), size):
            lanes = values[start : start + size]
            while len(lanes) > 1:
                half = len(lanes) // 2
                lanes = self.added(lanes[:half], lanes[half:])
            sums.append(lanes[0])
        return sums

    def number_of(self, count: Any) -> tuple[Any, Any]:
        """Return an integer as the sum of two numbers, the second of which is small."""
        builder, kind = self.builder, self.working
        low = builder.and_(count, WORD((1 << 16) - 1))
        return builder.sitofp(builder.sub(count, low), kind), builder.sitofp(low, kind)

    def total_count(self, place: Any) -> list[Any]:
        """Return the sum of a count over the threads of a row, as `number_of` does."""
        builder = self.builder
        total = self.reduce(
            [builder.load(place)], [WORD(0)], lambda a, b: [builder.add(a[0], b[0])]
        )[0]
        return [*self.number_of(total)]

    def write_all(self, results: Callable[..., list[Any]]) -> None:
        """Write what ``results(unit)`` gives, for every unit."""

        def body(units: Sequence[Unit]) -> None:
            for each in units:
                self.write(each.unit, each.inside, results(each))

        self.each_group(body)

    def elements(self, unit: Unit) -> Any:
        """Return the elements of the one array that is loaded, and whether each is there."""
        return zip(self.values(unit.arrays)[0], unit.present, strict=True)

    def largest_of(self, units: Sequence[Unit], largest: Any) -> Any:
        """Return the largest of a value and the elements times the scale's sign."""
        lowest = self.constant(float("-inf"))
        for unit in units:
            for x, there in self.elements(unit):
                value = self.builder.select(there, self.builder.fmul(x, self.sign), lowest)
                largest = self.larger(largest, value)
        return largest

    def largest_of_row(self, largest: Any) -> Any:
        """Return the largest of a value of every thread."""
        lowest = self.constant(float("-inf"))
        return self.reduce([largest], [lowest], lambda a, b: [self.larger(a[0], b[0])])[0]

    def take_frame(self, largest: Any) -> None:
        """Make the row's frame of its largest element times the scale's sign."""
        self.largest = largest
        self.top = self.builder.fmul(largest, self.sign)
        self.frame = self.call(softmax.row_frame, self.top, self.factor)

    def find_frame(self, each: Callable[..., None] | None = None) -> None:
        """Find the largest element of what is held or of `each`, and the frame that it makes."""
        builder = self.builder
        self.factor = self.row_scale()
        bits = builder.bitcast(self.factor, WORD if self.working == ir.FloatType() else LONG)
        negative = builder.icmp_signed("<", bits, bits.type(0))
        self.sign = builder.select(negative, self.constant(-1.0), self.constant(1.0))
        top = self.variable(self.constant(float("-inf")))
        each = each or self.each_held
        each(lambda units: builder.store(self.largest_of(units, builder.load(top)), top))
        self.take_frame(self.largest_of_row(builder.load(top)))

    def forget(self) -> None:
        """Have the next pass compute again what it needs of the elements.

        The compiler would keep what the last pass made of them, indices, conversions and
        exponentials, in more registers than there are. So it must not know that they are still the
        same. In float32 and float64 an exponential takes as much as its element, and is kept
        instead where there are few.
        """
        schedule = self.schedule
        itemsize = FLOATS[schedule.storage].itemsize
        size = schedule.held * schedule.depth * schedule.lanes * itemsize
        keeps = itemsize > 2 and self.function.keeps and size <= KEPT
        self.again = schedule.masked or not keeps

    def _opaque(self, value: Any) -> Any:
        """Return a value in a way that the compiler does not look through."""
        builder, kind = self.builder, value.type
        if isinstance(kind, ir.VectorType):
            result = value
            for k in range(kind.count):
                part = self._opaque(builder.extract_element(value, WORD(k)))
                result = builder.insert_element(result, part, WORD(k))
            return result
        width = {ir.FloatType(): 32, ir.DoubleType(): 64, ir.HalfType(): 16}.get(kind) or kind.width
        bits, letter = ir.IntType(width), {16: "h", 32: "r", 64: "l"}[width]
        shape, operands = ir.FunctionType(bits, [bits]), [builder.bitcast(value, bits)]
        text = f"mov.b{width} $0, $1;"
        same = builder.asm(shape, text, f"={letter},{letter}", operands, side_effect=True)
        return builder.bitcast(same, kind)

    def exponential(self, x: Any) -> Any:
        return self.call(softmax.shifted_exp, x, *self.frame)[0]

    def emit(self) -> None:
        """Emit the kernel's body."""
        self.start()
        if self.function.row is None:
            self._gradient()
        else:
            self._results(self._sums())

    def exponentials(self, unit: Unit) -> list[Any]:
        """Return the exponentials of a unit's elements, 0 for what is not there."""
        zero = self.constant(0.0)
        return [
            self.builder.select(there, self.exponential(x), zero)
            for x, there in self.elements(unit)
        ]

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

    def sum_exponentials(self) -> list[Any]:
        """Return how many elements equal the largest, and the sum of the others' as a pair."""
        self.find_frame()
        count, pair = self.variable(WORD(0)), self.new_pair()
        if self.schedule.longer:
            self.sum_beyond([pair], count)
        self.forget()
        self.each_held(
            lambda units: self.add_to(
                pair, self.totals(lambda unit: self.others(unit, self.top, count), units)
            )
        )
        self.forget()
        high, low = self.joined(pair)
        low, total = self.call(softmax.counted, low, *self.total_count(count))
        return [total, high, low]

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
            for x, there in self.elements(unit):
                value = self.exponential(x) if function.keeps else x
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

    def where_present(self, result: Any, there: Any) -> Any:
        """Return a result, or what a masked element becomes: others of the row may be NaN."""
        if self.schedule.ignoring:
            there = self.builder.and_(there, self.builder.not_(self.ignores))
        elif not self.schedule.masked:
            return result
        return self.builder.select(there, result, self.constant(self.function.masked))

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

    def _gradient(self) -> None:
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
