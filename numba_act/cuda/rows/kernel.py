"""The row functions' kernels: how the elements of rows meet on the GPU.

The scalar code is that of `maths/softmax.py`, as on the CPU, and so is what is added as it is:
elements i, i + 16, i + 32 and i + 48 of each 64, the sums of these in bfloat16, and everything in
gradients of rows that have no more.
Everything else is added as pairs, with twice the digits, so that its order, which is a GPU's,
hardly shows: results differ from the CPU's in about one element of a million, by the last bit.

A row belongs to `along` threads: a part of a warp, a warp, a block of 256, or a cluster of blocks.
A thread takes four units of 64 elements at a time, a unit being 16 bytes, or one element where the
layout allows no more. It keeps the first ones in registers, so that they are read once
(`schedule`); what is beyond is read once for the largest element and the sums together
(`Exponentials.sum_beyond`), and once more to write.

The pairs of a warp's threads are added in five steps, lane l and lane l xor 16, 8, 4, 2 and 1, and
those of warps likewise. The order depends on the length of the rows, on their layout, and on
whether the GPU has clusters.

`Rows` has what all kernels need: which elements a thread has, how they are read and written, and
their sums. A class for each kind of sums (`RowFunction.sums`) emits the kernel.
"""

from __future__ import annotations

import abc
import functools
import itertools
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from llvmlite import ir

from ...core.floats import FLOATS
from ...core.intrinsics import call_named
from ...maths import softmax
from ...maths.softmax import FUNCTIONS
from ..memory import VECTOR, Memory
from .exchange import Exchange
from .schedule import DISTANCE, GROUP, RowSchedule

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
    held
        Its number among those that the thread keeps, None beyond them.
    """

    unit: Any
    inside: Any
    arrays: list[Any]
    present: list[Any]
    held: int | None = None


class Rows(abc.ABC):
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
        length, rows, *rest = arguments
        dimensions = schedule.dimensions
        lengths, rest = rest[: dimensions - 1], rest[dimensions - 1 :]
        self.length = length
        self.ignored = rest.pop() if schedule.ignoring else None
        self.smoothing = rest.pop() if self.function.sums == "shares" else None
        self.number = rest.pop() if schedule.number else None
        size = 2 + dimensions
        self.operands = [rest[k : k + size] for k in range(0, len(rest), size)]

        block, rank = self._in_cluster(block)
        own = schedule.along // schedule.cluster  # threads of a row in a block
        shift = (schedule.across if schedule.columns else own).bit_length() - 1
        low = builder.and_(thread, WORD((1 << shift) - 1))
        high = builder.lshr(thread, WORD(shift))
        self.place, self.position = (low, high) if schedule.columns else (high, low)
        if schedule.cluster > 1:
            self.position = builder.add(self.position, builder.mul(rank, WORD(own)))
        self.exchange = Exchange(builder, schedule, self.place, self.position, rank)
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

    def emit(self) -> None:
        """Emit the kernel's body."""
        self.start()
        self.emit_passes()

    @abc.abstractmethod
    def emit_passes(self) -> None:
        """Emit what follows once the first elements are loaded."""

    def _in_cluster(self, block: Any) -> tuple[Any, Any]:
        """Return the number of a block's cluster, and the block's in that."""
        blocks = self.schedule.cluster
        shift = WORD(blocks.bit_length() - 1)
        return self.builder.lshr(block, shift), self.builder.and_(block, WORD(blocks - 1))

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
        """Return the larger number; NaN counts as none."""
        kind = "d" if self.working == ir.DoubleType() else "f"
        return call_named(self.builder, f"llvm.nvvm.fmax.{kind}", self.working, a, b)

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
        places = self.places(number, self.position)
        return [Unit(unit, inside, *self.load(unit, inside)) for unit, inside in places]

    def start(self) -> None:
        """Load what is held."""
        schedule = self.schedule
        # the rows of a vector schedule are whole units
        self.units = self.builder.udiv(self.length, WORD(schedule.lanes))
        # whether what is held is to be new to the compiler
        self.again = schedule.masked
        held = itertools.count()
        self.held = [
            [unit._replace(held=next(held)) for unit in self.group(WORD(k))]
            for k in range(schedule.held)
        ]
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
                units.append(Unit(unit, inside, arrays, present, group[k].held))
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

        In rows that have more than is held the low part would grow, until its roundings count. In
        bfloat16 the values are first added as they are: 65,536 units of their sum are one of a
        result.
        """
        builder = self.builder
        if self.schedule.storage == "bfloat16":
            values = [functools.reduce(builder.fadd, values)]
        sums = [*map(builder.load, pair)]
        for value in values:
            sums = self.call(softmax.add, *sums, value)
        if self.schedule.longer:
            sums = self.call(softmax.settled, *sums, self.constant(0.0), self.constant(0.0))
        self.assign(pair, sums)

    def joined(self, pair: Sequence[Any], *counts: Any) -> list[Any]:
        """Return the sum of a pair of variables over the threads of a row, and those of counts."""
        builder, zero = self.builder, self.constant(0.0)

        def join(a: list[Any], b: list[Any]) -> list[Any]:
            added = [*map(builder.add, a[2:], b[2:])]
            return [*self.call(softmax.add_pairs, *a[:2], *b[:2]), *added]

        values = [*map(builder.load, (*pair, *counts))]
        return self.exchange.reduce(values, [zero, zero, *(WORD(0) for _ in counts)], join)

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

    def number_of(self, count: Any) -> tuple[Any, Any]:
        """Return an integer as the sum of two numbers, the second of which is small."""
        builder, kind = self.builder, self.working
        low = builder.and_(count, WORD((1 << 16) - 1))
        return builder.sitofp(builder.sub(count, low), kind), builder.sitofp(low, kind)

    def total_count(self, place: Any) -> tuple[Any, Any]:
        """Return the sum of a count over the threads of a row, as `number_of` does."""

        def join(a: list[Any], b: list[Any]) -> list[Any]:
            return [*map(self.builder.add, a, b)]

        (total,) = self.exchange.reduce([self.builder.load(place)], [WORD(0)], join)
        return self.number_of(total)

    def write_all(self, results: Callable[..., list[Any]]) -> None:
        """Write what ``results(unit)`` gives, for every unit."""

        def body(units: Sequence[Unit]) -> None:
            for each in units:
                self.write(each.unit, each.inside, results(each))

        self.each_group(body)

    def elements(self, unit: Unit) -> Any:
        """Return the elements of the one array that is loaded, and whether each is there."""
        return zip(self.values(unit.arrays)[0], unit.present, strict=True)

    def where_present(self, result: Any, there: Any) -> Any:
        """Return a result, or what a masked element becomes: others of the row may be NaN."""
        if self.schedule.ignoring:
            there = self.builder.and_(there, self.builder.not_(self.ignores))
        elif not self.schedule.masked:
            return result
        return self.builder.select(there, result, self.constant(self.function.masked))

    def forget(self) -> None:
        """Have the next pass compute again what it needs of the elements.

        The compiler would keep what the last pass made of them, indices and conversions, in more
        registers than there are. So it must not know that they are still the same.
        """
        self.again = True

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

    # The row's largest element

    def largest_of(self, units: Sequence[Unit], largest: Any) -> Any:
        """Return the largest of a value and the elements times the scale's sign."""
        schedule = self.schedule
        if schedule.vector and self.memory.packs and not schedule.masked:
            return self.larger(largest, self._largest_of_words(units))
        lowest = self.constant(float("-inf"))
        for unit in units:
            for x, there in self.elements(unit):
                value = self.builder.fmul(x, self.sign)
                if schedule.masked:  # else what is loaded in the place of others is the row's
                    value = self.builder.select(there, value, lowest)
                largest = self.larger(largest, value)
        return largest

    def _largest_of_words(self, units: Sequence[Unit]) -> Any:
        """Return the largest of 16-bit elements, of which a word holds two."""
        builder, storage = self.builder, self.schedule.storage
        sign = builder.lshr(builder.bitcast(self.sign, WORD), WORD(31))
        signs = builder.mul(sign, WORD(0x80008000))
        short = {"float16": "f16x2", "bfloat16": "bf16x2"}[storage]
        shape = ir.FunctionType(WORD, [WORD, WORD])
        instruction = ir.InlineAsm(shape, f"max.{short} $0, $1, $2;", "=r,r,r")
        words = [
            builder.xor(builder.extract_element(unit.arrays[0], WORD(k)), signs)
            for unit in units
            for k in range(unit.arrays[0].type.count)
        ]
        both = functools.reduce(lambda a, b: builder.call(instruction, [a, b]), words)
        halves = (both, builder.lshr(both, WORD(16)))
        kind = FLOATS[storage].llvm
        return self.larger(
            *(
                self._widened(builder.bitcast(builder.trunc(half, ir.IntType(16)), kind))
                for half in halves
            )
        )

    def largest_of_row(self, largest: Any) -> Any:
        """Return the largest of a value of every thread."""
        lowest = self.constant(float("-inf"))
        return self.exchange.reduce([largest], [lowest], lambda a, b: [self.larger(a[0], b[0])])[0]

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
        self.mine = builder.load(top)
        self.take_frame(self.largest_of_row(self.mine))
