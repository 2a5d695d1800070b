"""What a call does, worked out once: which kernels, their arguments, what is allocated.

That depends on the arrays' dtypes, shapes and strides and on the low bits of their addresses. A
`Plan` refers to arrays by number; a call fills in their addresses and launches (`launch`).
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from ..core.definition import Elementwise
from ..core.floats import FLOATS
from ..core.ufunc import loop_type
from .arrays import Layout, Overlap
from .kernel import BLOCK, DEFAULT, MAX_DIMENSIONS, VALUE, Schedule

#: 32-bit indices hold a position in elements and one past the last thread's, and for arrays
#: with dimensions an offset in bytes.
NARROW_COUNT = 1 << 30
NARROW_BYTES = 1 << 31


class Array(NamedTuple):
    """An array of a call: its number, and how its memory is looked at.

    Those that are read have the first numbers, then the outputs that are given, then those that are
    allocated.
    """

    number: int
    layout: Layout
    offset: int = 0  # of its first element, in bytes

    def part(self, axis: int, start: int, stop: int) -> Array:
        """Return what lies between two positions along an axis."""
        shape, strides = [*self.layout.shape], self.layout.strides
        shape[axis] = stop - start
        layout = self.layout._replace(shape=tuple(shape))
        return self._replace(layout=layout, offset=self.offset + start * strides[axis])


class Number(NamedTuple):
    """An operand that is one number.

    Attributes
    ----------
    dtype
        NumPy's type, or float or int for Python's own, which leave the result's type alone.
    value
        The number.
    sign
        Tells 0.0 from -0.0, which compare equal.
    """

    dtype: Any
    value: Any
    sign: float = 1.0

    @property
    def is_pythons(self) -> bool:
        """Whether it leaves the result's type alone."""
        return not isinstance(self.dtype, np.dtype) or self.dtype == bool


class Request(NamedTuple):
    """What the plan of a call depends on.

    Attributes
    ----------
    operands
        Inputs and parameters.
    mask
        Where to write: an array, or everywhere or nowhere.
    outputs
        The outputs that are given; None for one to allocate.
    options
        The function's other arguments (`launch.Planner.options`).
    alignment
        The lowest four bits of each array's address.
    device
        The device's number.
    overwritten
        Numbers of arrays that an output would overwrite before they are read.
    """

    operands: tuple[Array | Number, ...]
    mask: Array | bool
    outputs: tuple[Array | None, ...]
    options: tuple[Any, ...]
    alignment: tuple[int, ...]
    device: int
    overwritten: tuple[int, ...] = ()

    @property
    def reads(self) -> list[Array]:
        """The arrays that are read."""
        return [each for each in (*self.operands, self.mask) if isinstance(each, Array)]


@dataclass
class Launch:
    """One launch of a plan.

    Attributes
    ----------
    kernel, schedule
        An elementwise function, or the name of a row function, and what its kernel is specialized
        for.
    grid, block
        Blocks, and threads of a block.
    template
        The kernel's arguments, with a byte offset in the place of each address.
    addresses
        For each address its place in the template, and the array's number.
    cluster
        Blocks of a cluster, of which `grid` is the number then.
    function, config
        What the driver launches on the plan's device, once the kernel is loaded there.
    """

    kernel: Elementwise | str
    schedule: Any
    grid: int
    block: int
    template: list[Any]
    addresses: list[tuple[int, int]]
    cluster: int = 1
    function: Any = None
    config: Any = None


class Plan:
    """What a call does. A function's planner fills it.

    Attributes
    ----------
    device
        The device's number.
    new
        Layouts of the arrays to allocate: outputs, then what the launches need besides.
    launches
        Kernels to launch, in order.
    overlaps
        Pairs of an array that is read and an output that is given, by their numbers, and when
        they share memory.
    clashes
        The same for each two outputs that are given.
    """

    def __init__(self, request: Request) -> None:
        self.device = request.device
        self.new: list[Layout] = []
        self.launches: list[Launch] = []
        self.overlaps: list[tuple[int, int, Overlap]] = []
        self.clashes: list[tuple[int, int, Overlap]] = []
        self._given = [each for each in request.outputs if each is not None]
        self._given_count = len(request.alignment)
        self._alignment = [*request.alignment]

    def allocate(self, layout: Layout) -> Array:
        """Return an array that the call allocates."""
        self.new.append(layout)
        self._alignment.append(0)
        return Array(len(self._alignment) - 1, layout)

    def alignment(self, arrays: Iterable[Array]) -> int:
        """Return the lowest four bits that are set in any of the arrays' addresses."""
        return functools.reduce(
            int.__or__, (self._alignment[e.number] | e.offset & 15 for e in arrays), 0
        )

    def elementwise(
        self,
        definition: Elementwise,
        storage: str,
        operands: Sequence[Array | Number],
        mask: Array | bool,
        outputs: Sequence[Array],
    ) -> None:
        """Choose the kernel of an elementwise function, and its arguments; launch it.

        Parameters
        ----------
        definition
            The function.
        storage
            The loop's type.
        operands
            Inputs and parameters.
        mask
            Where to write.
        outputs
            The outputs, of the shape that all are broadcast to.
        """
        shape = outputs[0].layout.shape
        if mask is False or 0 in shape:
            return
        masks = [mask] if isinstance(mask, Array) else []
        arrays = [each for each in (*operands, *masks, *outputs) if isinstance(each, Array)]
        lengths, steps = merged(shape, [broadcast_strides(each.layout, shape) for each in arrays])
        sizes = [each.layout.dtype.itemsize for each in arrays]
        lanes = 16 // FLOATS[storage].itemsize
        vector = not self.alignment(arrays) and not masks
        vector = vector and all(each.layout.dtype.name == storage for each in arrays)
        dimensions = min(len(lengths), MAX_DIMENSIONS)
        if not lengths:
            lengths = [1]
        elif len(lengths) == 1 and [step[0] for step in steps] == sizes:
            dimensions = 0
        else:
            vector = (
                vector
                and lengths[-1] % lanes == 0
                and all(
                    step[-1] == size and not any(each % 16 for each in step[:-1])
                    for step, size in zip(steps, sizes, strict=True)
                )
            )
            if vector:
                lengths[-1] //= lanes
                for step in steps:
                    step[-1] = 16
        outer = lengths[:-dimensions] if dimensions else []
        inner = lengths[len(outer) :]
        inner_steps = [step[len(outer) :] for step in steps]
        count = math.prod(inner)
        reach = [
            sum((length - 1) * abs(step) for length, step in zip(inner, each, strict=False))
            for each in inner_steps
        ]

        def kind(name: str, operand: Array | Number) -> str:
            if isinstance(operand, Array):
                return operand.layout.dtype.name
            default = definition.parameters.get(name)
            if type(default) not in (int, float):
                return VALUE
            number, default = (number_of(each, storage) for each in (operand.value, default))
            return DEFAULT if number.tobytes() == default.tobytes() else VALUE

        schedule = Schedule(
            storage,
            tuple(map(kind, definition.arguments, operands)),
            tuple(each.layout.dtype.name for each in outputs),
            dimensions=dimensions,
            vector=vector,
            masked=bool(masks),
            wide=count > NARROW_COUNT or (dimensions > 0 and max(reach) >= NARROW_BYTES),
        )
        units = count // lanes if vector and not dimensions else count
        block = BLOCK
        while block > 32 and units < block * schedule.vectors * 128:
            block //= 2  # so that more multiprocessors have one
        grid = max(1, -(-units // (block * schedule.vectors)))
        for index in itertools.product(*map(range, outer)):
            template: list[Any] = [count]
            addresses: list[tuple[int, int]] = []
            for each in (*operands, *masks, *outputs):
                if isinstance(each, Number):
                    template.append(number_of(each.value, storage))
                    continue
                step = steps[len(addresses)]
                addresses.append((len(template), each.number))
                start = each.offset
                template.append(start + sum(k * size for k, size in zip(index, step, strict=False)))
            if dimensions:
                template += [*inner, *itertools.chain(*inner_steps)]
            self.launches.append(Launch(definition, schedule, grid, block, template, addresses))

    def convert(
        self,
        source: Array | Number,
        target: Array,
        definition: Elementwise | None = None,
        *parameters: float,
    ) -> Array:
        """Launch a copy, or another function of one operand, into any type; return the target."""
        dtype = source.layout.dtype if isinstance(source, Array) else source.dtype
        storage = loop_type(1, (dtype,), None, "same_kind")
        operands = [source, *(Number(float, each) for each in parameters)]
        self.elementwise(definition or copy(), storage, operands, True, [target])
        return target

    def find_overlaps(self, reads: Iterable[Array], in_place: Collection[int]) -> None:
        """Note which arrays must not share memory with the outputs that are given.

        Parameters
        ----------
        reads
            The arrays that the last launches read.
        in_place
            Numbers of those whose elements are read before an output's in that place are written.
        """
        memory = [each for each in reads if each.number < self._given_count]
        for read, write in itertools.product(memory, self._given):
            same = read.number in in_place and _same_places(read.layout, write.layout)
            pair = Overlap.of(read.layout, write.layout, in_place=same)
            self.overlaps.append((read.number, write.number, pair))
        for one, other in itertools.combinations(self._given, 2):
            pair = Overlap.of(one.layout, other.layout)
            self.clashes.append((one.number, other.number, pair))


def _same_places(a: Layout, b: Layout) -> bool:
    return a.shape == b.shape and a.strides == b.strides and a.dtype.itemsize == b.dtype.itemsize


def _same(x):  # type: ignore[no-untyped-def]
    return x


@functools.cache
def copy() -> Elementwise:
    """Return the function that copies, and converts."""
    return Elementwise(_same, "copy", inputs=["x"], parameters={}, warns=())


# Layouts -----------------------------------------------------------------------------------------


def broadcast_strides(layout: Layout, shape: Sequence[int]) -> list[int]:
    """Return an array's strides as if it had the whole shape."""
    missing = len(shape) - len(layout.shape)
    return [0] * missing + [
        0 if length == 1 else step
        for length, step in zip(layout.shape, layout.strides, strict=True)
    ]


def merged(
    shape: Sequence[int], strides: Sequence[Sequence[int]]
) -> tuple[list[int], list[list[int]]]:
    """Return the shape and each array's strides with as few dimensions as there can be.

    Dimensions are ordered by the strides of the last array, the output, and two of them become
    one where every array goes through both with a single stride.
    """
    leading = strides[-1]
    axes = [axis for axis, length in enumerate(shape) if length != 1]
    axes.sort(key=lambda axis: -abs(leading[axis]))
    lengths: list[int] = []
    steps: list[list[int]] = [[] for _ in strides]
    for axis in axes:
        if lengths and all(
            step[-1] == each[axis] * shape[axis] for step, each in zip(steps, strides, strict=True)
        ):
            lengths[-1] *= shape[axis]
            for step, each in zip(steps, strides, strict=True):
                step[-1] = each[axis]
        else:
            lengths.append(shape[axis])
            for step, each in zip(steps, strides, strict=True):
                step.append(each[axis])
    return lengths, steps


def number_of(value: Any, storage: str) -> Any:
    """Return a number as an argument of a kernel: rounded to the loop's type."""
    with np.errstate(all="ignore"):
        rounded = float(np.asarray(value).astype(FLOATS[storage].dtype))
    return FLOATS[storage].number(rounded)
