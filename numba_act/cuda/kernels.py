"""The elementwise kernels: how the elements of arrays reach a scalar function on the GPU.

One kernel is compiled per function, array type, schedule and compute capability. Its code is
generated here once for all of them, from the same scalar function as the CPU's loop; nothing in
this module needs a driver or a GPU.

A thread takes some units at a distance of one block from each other and loads all of them before
it computes. A unit is 16 bytes of every array where the arrays allow it, or one element.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from llvmlite import ir

from ..core.definition import Elementwise
from ..core.floats import FLOATS, dtype_of

__all__ = ["BLOCK", "VALUE", "Kernel", "Schedule", "emit"]

#: Threads of a block: eight warps, of which a multiprocessor holds several blocks.
BLOCK = 256

#: Bytes of a vector access, the widest that the memory system has.
VECTOR = 16

#: In the place of an operand's type: a parameter that is one number, passed by value.
VALUE = "value"

#: Most dimensions of a kernel. Those that merge count as one; the launcher loops over the rest.
MAX_DIMENSIONS = 8

_BOOL, _BYTE, _WORD = ir.IntType(1), ir.IntType(8), ir.IntType(32)


@dataclass(frozen=True)
class Schedule:
    """What a kernel is specialized for besides its function: the operands and their layout.

    Attributes
    ----------
    storage
        The loop's type: float16, bfloat16, float32 or float64.
    inputs
        The type of each input and parameter, or `VALUE`.
    outputs
        The type of each output.
    dimensions
        0 for contiguous arrays of one shape; else the number of dimensions, whose lengths and
        strides are arguments.
    vector
        Whether a unit is 16 bytes. All arrays have the loop's type then; with dimensions, the
        last one counts units.
    masked
        Whether a mask says which elements are written.
    wide
        Whether indices take 64 bits.
    """

    storage: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    dimensions: int = 0
    vector: bool = True
    masked: bool = False
    wide: bool = False

    @classmethod
    def contiguous(
        cls, definition: Elementwise, storage: str, *, arrays: bool = False, wide: bool = False
    ) -> Schedule:
        """Return the schedule of aligned contiguous arrays.

        Parameters
        ----------
        definition
            The function.
        storage
            The arrays' type.
        arrays
            Whether the parameters are arrays too; else they are single numbers.
        wide
            Whether indices take 64 bits.
        """
        parameters = (storage if arrays else VALUE,) * len(definition.parameters)
        inputs = (storage,) * len(definition.inputs) + parameters
        return cls(storage, inputs, (storage,) * definition.outputs, wide=wide)

    @property
    def lanes(self) -> int:
        """Elements of a unit."""
        return VECTOR // FLOATS[self.storage].itemsize if self.vector else 1

    @property
    def vectors(self) -> int:
        """Units that a thread has in flight of each operand.

        Two or more of every array, four loads in all: what it takes to keep the memory busy at
        the number of threads that the registers of a long formula leave. The 16-bit types have
        eight evaluations in a vector, and take two.
        """
        arrays = sum(name != VALUE for name in self.inputs)
        return 4 if arrays == 1 and self.lanes <= 4 else 2

    @property
    def working(self) -> str:
        """The type that is computed in."""
        return FLOATS[self.storage].working

    @property
    def arrays(self) -> tuple[str, ...]:
        """The types of the operands in memory, in order, the mask between inputs and outputs."""
        mask = ("bool",) if self.masked else ()
        return (*(name for name in self.inputs if name != VALUE), *mask, *self.outputs)

    @property
    def arguments(self) -> tuple[str, ...]:
        """The types of the kernel's arguments: float32, float64, int32, int64 or uint64.

        The number of elements (of units where there are dimensions); one for each input, the
        mask and each output, an address or a value; the lengths of the dimensions, outermost
        first; and the strides of each array in bytes, array by array.
        """
        index = "int64" if self.wide else "int32"
        operands = tuple(self.working if name == VALUE else "uint64" for name in self.inputs)
        rest = ("uint64",) * (self.masked + len(self.outputs))
        layout = self.dimensions * (1 + len(self.arrays))
        return (index, *operands, *rest, *(index,) * layout)


@dataclass(frozen=True)
class Kernel:
    """A compiled kernel.

    Attributes
    ----------
    ptx : str
        The code.
    name : str
        The symbol of its entry.
    """

    ptx: str
    name: str


# How elements become values of the working type and back -----------------------------------------


def _to_working(builder: Any, value: Any, name: str, storage: str) -> Any:
    """Return an element of type `name` as a value of the working type of a loop.

    What the loop's type does not hold is rounded to it, as NumPy casts an operand.
    """
    working = FLOATS[FLOATS[storage].working].llvm
    if name in FLOATS:
        exact = _widened(builder, value, name)
        if name == storage or (name in ("float16", "bfloat16") and working == exact.type):
            return exact
        if exact.type == working and storage in ("float32", "float64"):
            return exact
    elif name == "bool":
        exact = builder.uitofp(builder.icmp_unsigned("!=", value, value.type(0)), working)
    elif name.startswith("u"):
        exact = builder.uitofp(value, working)
    else:
        exact = builder.sitofp(value, working)
    if exact.type == ir.FloatType() and working == ir.DoubleType():
        return builder.fpext(exact, working)
    return _widened(builder, _rounded(builder, exact, storage), storage)


def _widened(builder: Any, value: Any, name: str) -> Any:
    """Return a float of type `name` as float32, or as float64 if it is one."""
    if name == "float16":
        return builder.fpext(value, ir.FloatType())
    if name == "bfloat16":
        return builder.bitcast(builder.shl(builder.zext(value, _WORD), _WORD(16)), ir.FloatType())
    return value


def _rounded(builder: Any, value: Any, name: str) -> Any:
    """Round a float32 or float64 to type `name`."""
    target = FLOATS[name].llvm
    if name == "bfloat16":
        if value.type == ir.DoubleType():
            value = builder.fptrunc(value, ir.FloatType())  # as ml_dtypes casts
        return _round_to_bfloat16(builder, value)
    if value.type == target:
        return value
    narrower = target == ir.HalfType() or value.type == ir.DoubleType()
    return builder.fptrunc(value, target) if narrower else builder.fpext(value, target)


def _round_to_bfloat16(builder: Any, value: Any) -> Any:
    """Round a float32 to nearest even in integer arithmetic, on every compute capability.

    NaN is a case of its own: a GPU's has all bits set, and the addition would carry it into a
    zero.
    """
    bits = builder.bitcast(value, _WORD)
    odd = builder.and_(builder.lshr(bits, _WORD(16)), _WORD(1))
    near = builder.lshr(builder.add(bits, builder.add(odd, _WORD(0x7FFF))), _WORD(16))
    is_nan = builder.fcmp_unordered("uno", value, value)
    return builder.trunc(builder.select(is_nan, _WORD(0x7FC0), near), ir.IntType(16))


def _packed(builder: Any, low: Any, high: Any, name: str) -> Any:
    """Round two float32 to a 16-bit type and return the word that holds both.

    One instruction, from compute capability 8.0 on, where the rounding in integers takes about
    ten. It keeps subnormals and rounds to nearest even, as they do.
    """
    short = {"float16": "f16x2", "bfloat16": "bf16x2"}[name]
    shape = ir.FunctionType(_WORD, [low.type, high.type])
    instruction = ir.InlineAsm(shape, f"cvt.rn.{short}.f32 $0, $1, $2;", "=r,f,f")
    return builder.call(instruction, [high, low])


def _from_working(builder: Any, value: Any, storage: str, name: str) -> Any:
    """Round a result to the loop's type, and that to the type of the array it is written to."""
    result = _rounded(builder, value, storage)
    return (
        result if name == storage else _rounded(builder, _widened(builder, result, storage), name)
    )


# The kernel's body -------------------------------------------------------------------------------


class _Memory:
    """Access to the arrays of one kernel."""

    def __init__(self, builder: Any, schedule: Schedule, space: int, packs: bool = False) -> None:
        self.builder = builder
        self.schedule = schedule
        self.space = space
        self.packs = packs

    def _kinds(self, name: str, vector: bool) -> tuple[Any, int]:
        """Return the LLVM type of one access, and its alignment."""
        size = dtype_of(name).itemsize
        if not vector:
            return FLOATS[name].llvm if name in FLOATS else ir.IntType(8 * size), size
        # the 16-bit types travel in words: there is no instruction for eight of them
        lane = FLOATS[name].llvm if size >= 4 else _WORD
        return ir.VectorType(lane, VECTOR // max(size, 4)), VECTOR

    def _pointer(self, address: Any, offset: Any, kind: Any) -> Any:
        builder = self.builder
        base = builder.inttoptr(address, _BYTE.as_pointer(self.space))
        return builder.bitcast(builder.gep(base, [offset]), kind.as_pointer(self.space))

    def load(self, address: Any, offset: Any, name: str, vector: bool) -> Any:
        kind, align = self._kinds(name, vector)
        return self.builder.load(self._pointer(address, offset, kind), align=align)

    def store(self, value: Any, address: Any, offset: Any, name: str, vector: bool) -> None:
        kind, align = self._kinds(name, vector)
        self.builder.store(value, self._pointer(address, offset, kind), align=align)

    def elements(self, loaded: Any, name: str, vector: bool) -> list[Any]:
        """Return what a load gave as values of the working type."""
        builder, storage = self.builder, self.schedule.storage
        if not vector:
            return [_to_working(builder, loaded, name, storage)]
        parts = [builder.extract_element(loaded, _WORD(k)) for k in range(loaded.type.count)]
        if dtype_of(name).itemsize == 2:
            half = ir.IntType(16)
            parts = [
                builder.trunc(word if low else builder.lshr(word, _WORD(16)), half)
                for word in parts
                for low in (True, False)
            ]
            parts = [builder.bitcast(part, FLOATS[name].llvm) for part in parts]
        return [_to_working(builder, part, name, storage) for part in parts]

    def pack(self, values: Sequence[Any], name: str, vector: bool) -> Any:
        """Return results as what a store takes."""
        builder, storage = self.builder, self.schedule.storage
        if not vector:
            return _from_working(builder, values[0], storage, name)
        kind, _ = self._kinds(name, vector)
        if dtype_of(name).itemsize == 2 and self.packs:
            pairs = zip(values[::2], values[1::2], strict=True)
            return self._vector(kind, [_packed(builder, *pair, name) for pair in pairs])
        parts = [_from_working(builder, value, storage, name) for value in values]
        if dtype_of(name).itemsize == 2:
            bits = [builder.zext(builder.bitcast(p, ir.IntType(16)), _WORD) for p in parts]
            parts = [
                builder.or_(low, builder.shl(high, _WORD(16)))
                for low, high in zip(bits[::2], bits[1::2], strict=True)
            ]
        return self._vector(kind, parts)

    def _vector(self, kind: Any, parts: Sequence[Any]) -> Any:
        packed = kind(ir.Undefined)
        for k, part in enumerate(parts):
            packed = self.builder.insert_element(packed, part, _WORD(k))
        return packed


def emit(
    builder: Any,
    schedule: Schedule,
    arguments: Sequence[Any],
    block: Any,
    thread: Any,
    threads: Any,
    call: Callable[[Sequence[Any]], Sequence[Any]],
    space: int,
    packs: bool = False,
) -> None:
    """Emit what one thread does.

    Parameters
    ----------
    builder
        An LLVM builder.
    schedule
        The kernel's specialization.
    arguments
        Its arguments (`Schedule.arguments`).
    block, thread, threads
        Index of the block, of the thread in it, and threads of a block, each 32 bits.
    call
        Emits the scalar function: arguments to results.
    space
        LLVM's number of the address space that the arrays are in.
    packs
        Whether there is an instruction that rounds two float32 to one word.
    """
    index = ir.IntType(64 if schedule.wide else 32)
    count, *rest = arguments
    operands = rest[: len(schedule.inputs) + schedule.masked + len(schedule.outputs)]
    layout = rest[len(operands) :]
    names = (*schedule.inputs, *(("bool",) if schedule.masked else ()), *schedule.outputs)
    in_memory = [k for k, name in enumerate(names) if name != VALUE]
    first_output = len(names) - len(schedule.outputs)
    lengths = layout[: schedule.dimensions]
    strides = {
        k: layout[schedule.dimensions * (1 + n) :][: schedule.dimensions]
        for n, k in enumerate(in_memory)
    }
    memory = _Memory(builder, schedule, space, packs)
    byte_index = ir.IntType(64)

    def bytes_from(unit: Any, vector: bool) -> dict[int, Any]:
        """Return each array's offset in bytes at a unit's index."""
        if not schedule.dimensions:
            position = builder.sext(unit, byte_index) if unit.type != byte_index else unit
            sizes = {k: VECTOR if vector else dtype_of(names[k]).itemsize for k in in_memory}
            return {k: builder.mul(position, byte_index(size)) for k, size in sizes.items()}
        coordinates: list[Any] = []
        for length in reversed(lengths[1:]):
            quotient = builder.udiv(unit, length)
            coordinates.insert(0, builder.sub(unit, builder.mul(quotient, length)))
            unit = quotient
        coordinates.insert(0, unit)
        offsets = {}
        for k in in_memory:
            products = [
                builder.mul(coordinate, stride)
                for coordinate, stride in zip(coordinates, strides[k], strict=True)
            ]
            total = functools.reduce(builder.add, products)
            offsets[k] = builder.sext(total, byte_index) if total.type != byte_index else total
        return offsets

    def run(units: Sequence[Any], vector: bool) -> None:
        """Load all units, then compute and write one after the other."""
        places = [bytes_from(unit, vector) for unit in units]
        loaded = [
            {
                k: memory.load(operands[k], place[k], names[k], vector)
                for k in in_memory
                if k < first_output
            }
            for place in places
        ]
        for place, values in zip(places, loaded, strict=True):
            lanes = {k: memory.elements(v, names[k], vector) for k, v in values.items()}
            results = [
                call([lanes[k][lane] if k in lanes else operands[k] for k in range(inputs)])
                for lane in range(schedule.lanes if vector else 1)
            ]

            def write(place: Any = place, results: Any = results) -> None:
                for n, name in enumerate(schedule.outputs):
                    packed = memory.pack([result[n] for result in results], name, vector)
                    k = first_output + n
                    memory.store(packed, operands[k], place[k], name, vector)

            if schedule.masked:
                mask = values[first_output - 1]
                with builder.if_then(builder.icmp_unsigned("!=", mask, mask.type(0))):
                    write()
            else:
                write()

    inputs = len(schedule.inputs)
    unit_count = count
    if schedule.vector and not schedule.dimensions:
        unit_count = builder.udiv(count, index(schedule.lanes))
    wide = [builder.zext(each, index) if each.type != index else each for each in (block, thread)]
    step = builder.zext(threads, index) if schedule.wide else threads
    units = [builder.add(builder.mul(builder.mul(wide[0], step), index(schedule.vectors)), wide[1])]
    for _ in range(schedule.vectors - 1):
        units.append(builder.add(units[-1], step))

    with builder.if_else(builder.icmp_signed("<", units[-1], unit_count)) as (whole, partial):
        with whole:
            run(units, schedule.vector)
        with partial:
            _emit_rest(builder, units[0], step, unit_count, lambda u: run([u], schedule.vector))
    if schedule.vector and not schedule.dimensions:
        # the elements after the last vector, one for each of the grid's first threads
        tail = builder.add(builder.mul(unit_count, index(schedule.lanes)), units[0])
        with builder.if_then(builder.icmp_signed("<", tail, count)):
            run([tail], False)


def _emit_rest(builder: Any, start: Any, step: Any, end: Any, run: Callable[[Any], None]) -> None:
    """Emit a loop that is not unrolled: it runs in the last block of a grid only."""
    entry = builder.block
    body = builder.append_basic_block("rest.body")
    done = builder.append_basic_block("rest.done")
    builder.cbranch(builder.icmp_signed("<", start, end), body, done)
    builder.position_at_end(body)
    unit = builder.phi(start.type)
    unit.add_incoming(start, entry)
    run(unit)
    following = builder.add(unit, step)
    unit.add_incoming(following, builder.block)
    branch = builder.cbranch(builder.icmp_signed("<", following, end), body, done)
    module = builder.module
    option = module.add_metadata(["llvm.loop.unroll.disable"])
    branch.set_metadata("llvm.loop", module.add_metadata([option]))
    builder.position_at_end(done)
