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
from .memory import VECTOR, Memory

#: Threads of a block: eight warps, of which a multiprocessor holds several blocks.
BLOCK = 256

#: In the place of an operand's type: a parameter that is one number, passed by value.
VALUE = "value"

#: A parameter that has its default, which the code holds: what is made of it alone costs nothing.
DEFAULT = "default"

NUMBERS = VALUE, DEFAULT

#: Most dimensions of a kernel. Those that merge count as one; the launcher loops over the rest.
MAX_DIMENSIONS = 8


@dataclass(frozen=True)
class Schedule:
    """What a kernel is specialized for besides its function: the operands and their layout.

    Attributes
    ----------
    storage
        The loop's type: float16, bfloat16, float32 or float64.
    inputs
        The type of each input and parameter, or `VALUE` or `DEFAULT`.
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
    def contiguous(cls, definition: Elementwise, storage: str, parameter: str = VALUE) -> Schedule:
        """Return the schedule of aligned contiguous arrays, the parameters single numbers.

        `parameter` is what they are where they have a default.
        """
        numbers = (
            parameter if type(each) in (int, float) else VALUE
            for each in definition.parameters.values()
        )
        inputs = (*(storage,) * len(definition.inputs), *numbers)
        return cls(storage, inputs, (storage,) * definition.outputs)

    @property
    def lanes(self) -> int:
        """Elements of a unit."""
        return VECTOR // FLOATS[self.storage].itemsize if self.vector else 1

    @property
    def vectors(self) -> int:
        """Units that a thread has in flight of each operand.

        At least two loads, of 32 KB in all threads of a multiprocessor: what it takes to keep the
        memory busy. More would be computed at once than 64 registers hold: the 16-bit types have
        eight evaluations in a vector.
        """
        arrays = sum(name not in NUMBERS for name in self.inputs)
        if self.lanes > 4:
            return 2 if arrays == 1 else 1
        return 4 if arrays == 1 else 2

    @property
    def threads(self) -> int:
        """Most threads of a block."""
        return BLOCK

    @property
    def working(self) -> str:
        """The type that is computed in."""
        return FLOATS[self.storage].working

    @property
    def arrays(self) -> tuple[str, ...]:
        """The types of the operands in memory, in order, the mask between inputs and outputs."""
        mask = ("bool",) if self.masked else ()
        return (*(name for name in self.inputs if name not in NUMBERS), *mask, *self.outputs)

    @property
    def arguments(self) -> tuple[str, ...]:
        """The types of the kernel's arguments: float32, float64, int32, int64 or uint64.

        The number of elements (of units where there are dimensions); one for each input, the
        mask and each output, an address or a value; the lengths of the dimensions, outermost
        first; and the strides of each array in bytes, array by array.
        """
        index = "int64" if self.wide else "int32"
        operands = tuple(self.working if name in NUMBERS else "uint64" for name in self.inputs)
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


def emit(
    memory: Memory, schedule: Schedule, arguments: Sequence[Any], place: Sequence[Any], call: Any
) -> None:
    """Emit what one thread does.

    Parameters
    ----------
    memory
        Where its code is emitted, and how the arrays are read and written.
    schedule
        The kernel's specialization.
    arguments
        Its arguments (`Schedule.arguments`).
    place
        Index of the block, of the thread in it, and threads of a block, each 32 bits.
    call
        Emits the scalar function of some operands, returns a list of results.
    """
    builder = memory.builder
    block, thread, threads = place
    index = ir.IntType(64 if schedule.wide else 32)
    count, *rest = arguments
    operands = rest[: len(schedule.inputs) + schedule.masked + len(schedule.outputs)]
    layout = rest[len(operands) :]
    names = (*schedule.inputs, *(("bool",) if schedule.masked else ()), *schedule.outputs)
    in_memory = [k for k, name in enumerate(names) if name not in NUMBERS]
    first_output = len(names) - len(schedule.outputs)
    lengths = layout[: schedule.dimensions]
    strides = {
        k: layout[schedule.dimensions * (1 + n) :][: schedule.dimensions]
        for n, k in enumerate(in_memory)
    }
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
                call(*(lanes[k][lane] if k in lanes else operands[k] for k in range(inputs)))
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

    inside = builder.icmp_signed("<", units[-1], unit_count)
    if len(units) == 1:
        with builder.if_then(inside):
            run(units, schedule.vector)
    else:
        with builder.if_else(inside) as (whole, partial):
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
