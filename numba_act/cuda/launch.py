"""A call on arrays in GPU memory: from arrays to launches.

What a call does depends on its arrays' types, shapes and strides, not on their addresses. So it
is worked out once, as a `Plan`, and kept: the next call with arrays of that layout looks it up,
fills in the addresses and launches. Nothing waits for the device.
"""

from __future__ import annotations

import ctypes
import functools
import itertools
import math
import struct
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from ..core.arguments import (
    PYTHON_NUMBERS,
    bind,
    broadcasts_to,
    kind_name,
    no_array,
    no_broadcast,
    no_float,
    no_mask,
    read_only,
    scalar_type,
    stream_on_host,
    wrong_shape,
)
from ..core.definition import Elementwise
from ..core.floats import DTYPES, FLOATS
from ..core.ufunc import loop_type
from . import code
from .arrays import (
    LEGACY_STREAM,
    Kind,
    Layout,
    Overlap,
    contiguous_strides,
    kind_of,
    register,
    stream_handle,
)
from .device import driver
from .kernel import BLOCK, MAX_DIMENSIONS, VALUE, Schedule

__all__ = [
    "Launch",
    "Number",
    "Plan",
    "call",
    "call_with_host_arrays",
    "launch",
    "packer",
    "plan_launches",
]

#: 32-bit indices hold a position in elements and one past the last thread's, and for arrays
#: with dimensions an offset in bytes.
NARROW_COUNT = 1 << 30
NARROW_BYTES = 1 << 31

#: Plans and loop types that a function keeps; a program has a few layouts.
KEPT = 1024

_KEYWORDS = ("out", "where", "casting", "order", "dtype", "subok", "stream")

#: How an argument of a kernel is packed into 8 bytes.
_FORMATS = {"int32": "i4x", "int64": "q", "uint64": "Q", "float32": "f4x", "float64": "d"}


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
    sign: float


@dataclass
class Launch:
    """One launch of a plan.

    Attributes
    ----------
    schedule
        What the kernel is specialized for.
    grid, block
        Blocks, and threads of a block.
    template
        The kernel's arguments, with a byte offset in the place of each address.
    addresses
        For each address its place in the template, and which array it is of: inputs, mask,
        outputs, without those that are numbers.
    """

    schedule: Schedule
    grid: int
    block: int
    template: list[Any]
    addresses: list[tuple[int, int]]
    functions: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.pack_into = packer(self.schedule.arguments)


@dataclass
class Plan:
    """What a call does.

    Attributes
    ----------
    storage
        The loop's type.
    launches
        Kernels to launch, in order.
    new
        The layout of each output to allocate, or None where one is given.
    overlaps
        For each array that is read and each output that is given: their numbers, and when they
        have memory in common.
    clashes
        The same for each two outputs that are given.
    """

    storage: str
    launches: list[Launch]
    new: list[Layout | None]
    overlaps: list[tuple[int, int, Overlap]]
    clashes: list[tuple[int, int, Overlap]]


class _Arguments(threading.local):
    """Memory for the arguments of a launch. The driver copies them before it returns."""

    def __init__(self) -> None:
        slots = 1 + 16 + (1 + 16) * MAX_DIMENSIONS
        self.buffer = ctypes.create_string_buffer(8 * slots)
        start = ctypes.addressof(self.buffer)
        self._pointers = (ctypes.c_void_p * slots)(*range(start, start + 8 * slots, 8))
        self.address = ctypes.addressof(self._pointers)


_arguments = _Arguments()


def launch(
    function: int,
    grid: int,
    block: int,
    stream: int,
    arguments: Sequence[Any],
    pack_into: Callable[..., None],
    device: int,
) -> None:
    """Pack arguments and launch a kernel.

    Parameters
    ----------
    function
        The kernel's handle on the device (`code.function`).
    grid, block
        Blocks, and threads of a block.
    stream
        The stream's handle.
    arguments
        Values of the kernel's arguments.
    pack_into
        Packs them, 8 bytes each (`packer`).
    device
        The device that the arrays are on.
    """
    pack_into(_arguments.buffer, 0, *arguments)
    driver().launch(function, grid, block, stream, _arguments.address, device)


def packer(types: Sequence[str]) -> Callable[..., None]:
    """Return a function that packs arguments of the given types into a buffer, 8 bytes each.

    Parameters
    ----------
    types
        int32, int64, uint64, float32 or float64.
    """
    return struct.Struct("<" + "".join(_FORMATS[name] for name in types)).pack_into


# Plans -------------------------------------------------------------------------------------------


def _merged(
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


def _broadcast_strides(layout: Layout, shape: Sequence[int]) -> list[int]:
    """Return an array's strides as if it had the whole shape."""
    missing = len(shape) - len(layout.shape)
    return [0] * missing + [
        0 if length == 1 else step
        for length, step in zip(layout.shape, layout.strides, strict=True)
    ]


def _new_layout(
    dtype: np.dtype[Any],
    shape: tuple[int, ...],
    order: str,
    inputs: Sequence[Layout],
    device: int,
) -> Layout:
    """Return the layout of an output to allocate, in the order of the inputs for order "K"."""
    axes = list(range(len(shape)))
    like = next((each for each in inputs if each.shape == shape), None)
    if order == "F" or (order == "A" and like is not None and _is_fortran(like) and len(shape) > 1):
        axes.reverse()
    elif order == "K" and like is not None:
        axes.sort(key=lambda axis: -abs(like.strides[axis]))
    strides = [0] * len(shape)
    step = dtype.itemsize
    for axis in reversed(axes):
        strides[axis] = step
        step *= max(shape[axis], 1)
    return Layout(dtype, shape, tuple(strides), device)


def _is_fortran(layout: Layout) -> bool:
    expected = layout.dtype.itemsize
    for length, step in zip(layout.shape, layout.strides, strict=True):
        if length != 1 and step != expected:
            return False
        expected *= length
    return True


def _block_size(units: int, vectors: int) -> int:
    """Return the threads of a block: fewer for few units, so that more multiprocessors share."""
    block = BLOCK
    while block > 32 and units < block * vectors * 128:
        block //= 2
    return block


def plan_launches(
    storage: str,
    operands: Sequence[Layout | Number],
    mask: Layout | None,
    outputs: Sequence[Layout],
    shape: tuple[int, ...],
    aligned: bool,
) -> list[Launch]:
    """Choose the kernel of a call, and its arguments.

    Parameters
    ----------
    storage
        The loop's type.
    operands
        The inputs and parameters.
    mask
        Where to write, or None for everywhere.
    outputs
        The outputs.
    shape
        The shape that all are broadcast to.
    aligned
        Whether every address is a multiple of 16.
    """
    if 0 in shape:
        return []
    inputs = [each for each in operands if isinstance(each, Layout)]
    arrays = [*inputs, *([mask] if mask is not None else []), *outputs]
    lengths, steps = _merged(shape, [_broadcast_strides(each, shape) for each in arrays])
    sizes = [each.dtype.itemsize for each in arrays]
    same_type = all(each.dtype.name == storage for each in arrays) and mask is None
    flat = not lengths or (
        len(lengths) == 1 and all(step[0] == size for step, size in zip(steps, sizes, strict=True))
    )
    lanes = 16 // FLOATS[storage].itemsize
    vector = aligned and same_type
    if flat:
        outer: list[int] = []
        lengths = lengths or [1]
        dimensions, inner, inner_steps = 0, lengths, steps
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
        dimensions = min(len(lengths), MAX_DIMENSIONS)
        outer, inner = lengths[:-dimensions], lengths[-dimensions:]
        inner_steps = [step[-dimensions:] for step in steps]
    count = math.prod(inner)
    reach = (
        max(
            sum((length - 1) * abs(step) for length, step in zip(inner, each, strict=True))
            for each in inner_steps
        )
        if dimensions
        else 0
    )
    names = [VALUE if isinstance(each, Number) else each.dtype.name for each in operands]
    schedule = Schedule(
        storage,
        tuple(names),
        tuple(each.dtype.name for each in outputs),
        dimensions=dimensions,
        vector=vector,
        masked=mask is not None,
        wide=count > NARROW_COUNT or reach >= NARROW_BYTES,
    )
    units = count // lanes if vector and not dimensions else count
    block = _block_size(units, schedule.vectors)
    grid = max(1, -(-units // (block * schedule.vectors)))
    layout = [*inner, *itertools.chain(*inner_steps)] if dimensions else []
    launches = []
    for index in itertools.product(*map(range, outer)):
        offsets = [sum(k * step for k, step in zip(index, each, strict=False)) for each in steps]
        template: list[Any] = [count]
        addresses: list[tuple[int, int]] = []
        for each in operands:
            if isinstance(each, Number):
                template.append(_as_working(each.value, storage))
            else:
                addresses.append((len(template), len(addresses)))
                template.append(offsets[len(addresses) - 1])
        for _ in range(len(arrays) - len(inputs)):
            addresses.append((len(template), len(addresses)))
            template.append(offsets[len(addresses) - 1])
        launches.append(Launch(schedule, grid, block, [*template, *layout], addresses))
    return launches


def _as_working(value: Any, storage: str) -> float:
    """Return a number as the loop sees it: rounded to its type."""
    with np.errstate(all="ignore"):
        return float(np.asarray(value).astype(FLOATS[storage].dtype))


# Calls -------------------------------------------------------------------------------------------


def call(definition: Elementwise, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Call a function on arrays of which one at least is in GPU memory.

    Parameters
    ----------
    definition
        The function.
    args, kwargs
        Its arguments, as the user gave them: inputs, parameters, outputs by position; and
        ``out``, ``where``, ``casting``, ``order``, ``dtype``, ``stream``.

    Returns
    -------
    array or tuple of arrays
        Of the caller's kind, or what was given as ``out``.

    Raises
    ------
    TypeError, ValueError
        As the function on the CPU; and for host arrays among device arrays, arrays of
        different devices, and types that no kernel reads.
    CudaError, MemoryError
        What the driver reports.
    """
    found = _known_call(args, kwargs)
    known = _known.setdefault(definition, {})
    if found is not None:
        entry = known.get(found[0])
        if entry is not None:
            plan, position, device = entry
            _, kind, sources, targets, outputs = found
            if not (plan.overlaps and _overlapping(plan, sources, targets)) and not (
                plan.clashes and _clashing(plan, targets)
            ):
                stream = kwargs.get("stream")
                if stream is None:
                    stream = kind.stream(args[position], device)
                if not outputs:
                    outputs = tuple([kind.empty(layout, stream) for layout in plan.new if layout])
                    targets = [(kind.key(each) or kind.read(each))[0] for each in outputs]
                _launch_all(definition, plan, sources + targets, stream, device)
                return outputs[0] if len(outputs) == 1 else outputs
    made = _Call(definition, *bind(definition, args, kwargs))
    result = made.run()
    by_keyword = len(args) <= len(definition.arguments)  # or an output is among the arguments
    if found is not None and by_keyword and made.plan is not None and made.leader is not None:
        if len(known) >= KEPT:
            known.clear()
        _, value, device = made.leader
        position = next(k for k, each in enumerate(args) if each is value)
        known[found[0]] = made.plan, position, device
    return result


#: For each function, what its calls do by what `_known_call` found: plan, position of the array
#: that says the stream, and device.
_known: dict[Elementwise, dict[Any, tuple[Plan, int, int]]] = {}


def _known_call(
    args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[Any, Kind, list[int], list[int], tuple[Any, ...]] | None:
    """Return what tells a common call from others: arrays of one kind, and Python floats.

    Everything that a call with the same key needs to be checked for has been checked before.

    Returns
    -------
    key, kind, sources, targets, outputs
        The arrays' kind, the addresses of what is read and written, and the outputs themselves,
        none where they are to be allocated; or None where the call is not a common one.
    """
    out = kwargs.get("out")
    for name, value in kwargs.items():
        if name != "out" and (name != "stream" or type(value) not in (int, type(None))):
            return None
    key: list[Any] = [len(args), out is None]
    sources: list[int] = []
    bits = 0
    # one kind: arrays of several have streams of their own, and layouts that look the same
    kind: Kind | None = None
    for value in args:
        if type(value) is float:
            if not value:  # 0.0 and -0.0 are one key
                return None
            key.append(value)
            continue
        own = kind_of(value)
        if kind is None:
            kind = own
        found = None if own is None or own is not kind else own.key(value)
        if found is None:
            return None
        sources.append(found[0])
        bits |= found[0]
        key.append(found[1])
    if kind is None:
        return None
    outputs = () if out is None else out if type(out) is tuple else (out,)
    targets: list[int] = []
    for value in outputs:
        found = kind.key(value) if kind_of(value) is kind else None
        if found is None:
            return None
        targets.append(found[0])
        bits |= found[0]
        key.append(found[1])
    key += [bits & 15, kind]
    return tuple(key), kind, sources, targets, outputs


def _overlapping(plan: Plan, sources: list[int], targets: list[int]) -> list[int]:
    """Return which arrays that are read have memory in common with one that is written.

    Writing in place is none: each thread has read its elements before it writes them.
    """
    return [i for i, k, pair in plan.overlaps if pair.at(targets[k] - sources[i])]


def _clashing(plan: Plan, targets: list[int]) -> bool:
    """Say whether two outputs have memory in common."""
    return any(pair.at(targets[k] - targets[i]) for i, k, pair in plan.clashes)


def _launch_all(
    definition: Elementwise, plan: Plan, addresses: list[int], stream: int, device: int
) -> None:
    for each in plan.launches:
        function = each.functions.get(device)
        if function is None:
            function = code.function(definition, each.schedule, device)
            each.functions[device] = function
        arguments = each.template.copy()
        for position, n in each.addresses:
            arguments[position] += addresses[n]
        launch(function, each.grid, each.block, stream, arguments, each.pack_into, device)


#: Each function's plans, by what they depend on.
_plans: dict[Elementwise, dict[Any, Plan]] = {}


class _Call:
    """One call, from its arguments to its result."""

    def __init__(
        self, definition: Elementwise, operands: Sequence[Any], keywords: dict[str, Any]
    ) -> None:
        self.definition = definition
        self.name = definition.__name__
        self.arguments = definition.arguments
        for key in keywords:
            if key not in _KEYWORDS:
                raise TypeError(f"{self.name}: argument {key!r} is not supported on device arrays")
        self.keywords = keywords
        arity = len(self.arguments)
        self.operands = operands[:arity]
        self.given = self._given(operands[arity:])
        self.plan: Plan | None = None  # what was done, without copies
        self.leader: tuple[Kind, Any, int] | None = None  # the first array, and its device
        self.others: list[tuple[Kind, Any]] = []  # arrays that may be used on another stream
        self.foreign: list[int] = []  # the streams that they are used on

    def _given(self, positional: Sequence[Any]) -> list[Any]:
        """Return the output given for each result, or None for one to allocate."""
        wanted = self.definition.outputs
        out = self.keywords.get("out")
        if positional:
            if out is not None:
                raise TypeError(f"{self.name}: argument 'out' given by position and by keyword")
            out = (*positional, *[None] * (wanted - len(positional)))
        if not isinstance(out, tuple):
            if out is not None and wanted > 1:
                raise TypeError(
                    f"{self.name}: argument 'out' is a {kind_name(out)}, expected a tuple of "
                    f"{wanted} arrays"
                )
            return [out] * wanted
        if len(out) != wanted:
            raise ValueError(
                f"{self.name}: argument 'out' has {len(out)} arrays, expected {wanted}"
            )
        return list(out)

    def _read(self, key: str, value: Any, addresses: list[int]) -> Layout | None:
        """Return an array's layout and append its address; None for what is not on a device."""
        kind = kind_of(value)
        if kind is None:
            return None
        try:
            address, layout = kind.read(value)
        except (TypeError, ValueError) as error:
            raise type(error)(f"{self.name}: argument {key!r} {error}") from error
        if not address and 0 not in layout.shape:
            raise ValueError(f"{self.name}: argument {key!r} has no memory; was it freed?")
        leader = self.leader
        if leader is None:
            self.leader = kind, value, layout.device
        elif layout.device != leader[2]:
            raise ValueError(
                f"{self.name}: argument {key!r} is on device {layout.device}, and the arrays "
                f"before it on device {leader[2]}; all must be on one"
            )
        elif kind is not leader[0] or kind.has_own_streams:
            self.others.append((kind, value))
        addresses.append(address)
        return layout

    def _number(self, key: str, value: Any) -> Number:
        """Return an operand that is a number."""
        python = type(value)
        if python is float:
            return Number(float, value, math.copysign(1.0, value))
        if python is bool:
            return Number(np.dtype(bool), value, 1.0)
        if python is int:
            return Number(int, value, 1.0)
        if isinstance(value, np.generic):
            plain = value.item()
            real = isinstance(plain, (bool, int, float))
            return Number(value.dtype, plain, math.copysign(1.0, plain) if real else 1.0)
        raise self._mixed(key, value)

    def _mixed(self, key: str, value: Any) -> TypeError:
        """Return the error for an array on the host among arrays on a device."""
        pairs = [*zip(self.arguments, self.operands, strict=True)]
        pairs += [("where", self.keywords.get("where"))] + [("out", each) for each in self.given]
        there, array = next((k, v) for k, v in pairs if kind_of(v) is not None)
        return TypeError(
            f"{self.name}: argument {there!r} is a device array ({kind_name(array)}) but "
            f"argument {key!r} is on the host ({kind_name(value)}); copy one of them to where "
            "the other is"
        )

    def run(self) -> Any:
        keywords = self.keywords
        sources: list[int] = []
        targets: list[int] = []
        operands: list[Layout | Number] = []
        for key, value in zip(self.arguments, self.operands, strict=True):
            layout = self._read(key, value, sources)
            operands.append(self._number(key, value) if layout is None else layout)
        mask = self._mask(keywords.get("where", True), sources)
        given = []
        for value in self.given:
            layout = None if value is None else self._read("out", value, targets)
            if value is not None and layout is None:
                raise self._mixed("out", value)
            given.append(layout)
        assert self.leader is not None
        kind, value, device = self.leader

        bits = 0
        for address in sources:
            bits |= address
        for address in targets:
            bits |= address
        layouts = (
            *operands,
            mask,
            *given,
            bits & 15,
            keywords.get("order"),
            keywords.get("dtype"),
            keywords.get("casting"),
        )
        plans = _plans.setdefault(self.definition, {})
        plan = plans.get(layouts)
        if plan is None:
            plan = self._plan(operands, mask, given, not bits & 15, device)
            if len(plans) >= KEPT:
                plans.clear()
            plans[layouts] = plan
        if plan.clashes and _clashing(plan, targets):
            raise ValueError(f"{self.name}: argument 'out' has two arrays that share memory")
        if plan.overlaps and _overlapping(plan, sources, targets):
            return self._run_on_copies(plan, sources, targets)

        stream = self._stream(kind, value, device)
        results = self.given
        for n, layout in enumerate(plan.new):
            if layout is not None:
                results[n] = kind.empty(layout, stream)
                targets.insert(n, kind.read(results[n])[0])
        _launch_all(self.definition, plan, sources + targets, stream, device)
        self._hand_back(stream, device)
        self.plan = plan
        return results[0] if len(results) == 1 else tuple(results)

    def _mask(self, where: Any, sources: list[int]) -> Layout | bool | None:
        """Return the layout of the mask, None for all elements or False for none."""
        if where is True:
            return None
        layout = self._read("where", where, sources)
        if layout is not None:
            if layout.dtype != bool:
                raise no_mask(self.name, layout.dtype)
            return layout
        if isinstance(where, (bool, np.bool_)):
            return None if where else False
        raise self._mixed("where", where)

    def _stream(self, kind: Kind, value: Any, device: int) -> int:
        """Return the stream to launch on, which waits for those that the arrays come from."""
        chosen = self.keywords.get("stream")
        try:
            stream = kind.stream(value, device) if chosen is None else stream_handle(chosen)
        except TypeError as error:
            raise TypeError(f"{self.name}: argument 'stream' {error}") from error
        if chosen is not None and kind.has_own_streams:
            self.others.append((kind, value))
        for other, array in self.others:
            own = other.has_own_streams
            if chosen is not None and not own:
                continue  # the caller has said how that library's streams are ordered
            producer = other.stream(array, device)
            if own and not producer:
                continue  # the array names none: there is nothing to wait for
            producer = producer or LEGACY_STREAM
            if producer != (stream or LEGACY_STREAM) and producer not in self.foreign:
                self.foreign.append(producer)
                driver().wait(stream, producer, device)
        return stream

    def _hand_back(self, stream: int, device: int) -> None:
        """Let the streams that the arrays come from wait for what was launched.

        Who uses an output on the stream that it names finds the result, and who writes to an input
        there does so after it was read.
        """
        for each in self.foreign:
            driver().wait(each, stream, device)

    def _plan(
        self,
        operands: list[Layout | Number],
        mask: Layout | bool | None,
        given: list[Layout | None],
        aligned: bool,
        device: int,
    ) -> Plan:
        storage = self._storage(operands)
        dtype = FLOATS[storage].dtype
        reads = [each for each in operands if isinstance(each, Layout)]
        if isinstance(mask, Layout):
            reads.append(mask)
        shape = self._shape(operands, mask, given)
        for value, layout in zip(self.given, given, strict=True):
            if layout is not None:
                self._check_output(value, layout, shape, dtype)
        order = self.keywords.get("order") or "K"
        if order not in ("C", "F", "A", "K"):
            raise ValueError(f"{self.name}: argument 'order' is {order!r}, expected C, F, A or K")
        new = [
            _new_layout(dtype, shape, order, reads, device) if layout is None else None
            for layout in given
        ]
        outputs = [a or b for a, b in zip(given, new, strict=True)]
        launches = []
        if mask is not False:
            where = mask if isinstance(mask, Layout) else None
            launches = plan_launches(
                storage, operands, where, [each for each in outputs if each], shape, aligned
            )
        written = [*enumerate(each for each in given if each is not None)]
        overlaps = [
            (i, k, Overlap.of(read, write, in_place=_same_layout(read, write)))
            for i, read in enumerate(reads)
            for k, write in written
            if launches
        ]
        pairs = itertools.combinations(written, 2) if launches else ()
        clashes = [(i, k, Overlap.of(a, b)) for (i, a), (k, b) in pairs]
        return Plan(storage, launches, new, overlaps, clashes)

    def _storage(self, operands: list[Layout | Number]) -> str:
        """Return the loop's type, as NumPy resolves it."""
        for key, each in zip(self.arguments, operands, strict=True):
            dtype = each.dtype
            if isinstance(dtype, np.dtype) and not (dtype in DTYPES or dtype.kind in "biu"):
                raise no_float(self.name, key, dtype)
        dtypes = [each.dtype for each in operands]
        strong = [each for each in dtypes if isinstance(each, np.dtype)]
        scalar = scalar_type(strong)
        if scalar is not None:
            weak = [isinstance(each, Number) and not _is_numpy(each) for each in operands]
            dtypes = [scalar if w else each for w, each in zip(weak, dtypes, strict=True)]
        wanted = self.keywords.get("dtype")
        casting = self.keywords.get("casting") or "same_kind"
        try:
            return loop_type(
                self.definition.outputs,
                tuple(dtypes),
                None if wanted is None else np.dtype(wanted),
                casting,
            )
        except (TypeError, ValueError) as error:
            text = str(error).replace("'function'", repr(self.name))
            raise type(error)(f"{self.name}: {text}") from error

    def _shape(
        self,
        operands: list[Layout | Number],
        mask: Layout | bool | None,
        given: list[Layout | None],
    ) -> tuple[int, ...]:
        """Return the shape that everything is broadcast to."""
        shapes = {
            key: each.shape if isinstance(each, Layout) else ()
            for key, each in zip(self.arguments, operands, strict=True)
        }
        if isinstance(mask, Layout):
            shapes["where"] = mask.shape
        try:
            shape = np.broadcast_shapes(*shapes.values())
        except ValueError:
            raise no_broadcast(self.name, shapes) from None
        for layout in given:
            if layout is None:
                continue
            if not broadcasts_to(shape, layout.shape):
                raise wrong_shape(self.name, "out", layout.shape, shape)
            shape = layout.shape
        return shape

    def _check_output(
        self, value: Any, layout: Layout, shape: tuple[int, ...], dtype: np.dtype[Any]
    ) -> None:
        """Raise where a result cannot be written to an array."""
        casting: Any = self.keywords.get("casting") or "same_kind"
        if layout.dtype not in DTYPES or not np.can_cast(dtype, layout.dtype, casting):
            raise TypeError(
                f"{self.name}: argument 'out' has dtype {layout.dtype}, expected a float type "
                f"that {dtype} can be cast to with casting {casting!r}"
            )
        if layout.shape != shape:
            raise wrong_shape(self.name, "out", layout.shape, shape)
        kind = kind_of(value)
        if kind is not None and kind.is_read_only(value):
            raise read_only(self.name)
        if any(s == 0 and n > 1 for s, n in zip(layout.strides, layout.shape, strict=True)):
            raise ValueError(
                f"{self.name}: argument 'out' is a broadcast view, whose elements share memory"
            )

    def _run_on_copies(self, plan: Plan, sources: list[int], targets: list[int]) -> Any:
        """Call again with copies of the arrays that the result would overwrite."""
        overlapping = set(_overlapping(plan, sources, targets))
        operands = list(self.operands)
        positions = [k for k, each in enumerate(operands) if kind_of(each) is not None]
        keywords = {key: value for key, value in self.keywords.items() if key != "out"}
        for i in overlapping:
            if i >= len(positions):
                raise ValueError(f"{self.name}: argument 'where' shares memory with argument 'out'")
            rest = {"dtype": FLOATS[plan.storage].dtype, "casting": "unsafe"}
            if "stream" in keywords:
                rest["stream"] = keywords["stream"]
            operands[positions[i]] = call(_copy(), (operands[positions[i]],), rest)
        out = self.given[0] if len(self.given) == 1 else tuple(self.given)
        return call(self.definition, tuple(operands), {**keywords, "out": out})


def _same(x):  # type: ignore[no-untyped-def]
    return x


@functools.cache
def _copy() -> Elementwise:
    """Return the function that copies, and converts to the loop's type."""
    return Elementwise(_same, "copy", inputs=["x"], parameters={}, warns=())


def _is_numpy(number: Number | Layout) -> bool:
    return isinstance(number.dtype, np.dtype) and number.dtype != bool


def _same_layout(a: Layout, b: Layout) -> bool:
    return a.shape == b.shape and a.strides == b.strides and a.dtype.itemsize == b.dtype.itemsize


# Host arrays, for the target "cuda" --------------------------------------------------------------


class _Uploaded:
    """A host array's copy in GPU memory."""

    def __init__(self, array: np.ndarray[Any, Any], number: int) -> None:
        self.dtype, self.shape = array.dtype, array.shape
        self.number = number
        self.address = driver().allocate(array.nbytes, number)

    @classmethod
    def of(cls, value: Any, number: int) -> _Uploaded:
        """Copy an array to a device."""
        array = np.asarray(value, order="C")
        made = cls(array, number)
        driver().upload(made.address, array.ctypes.data, array.nbytes, number)
        return made

    def download(self, into: np.ndarray[Any, Any] | None) -> Any:
        """Return the array on the host, in `into` if that is one."""
        array = np.empty(self.shape, self.dtype)
        driver().download(array.ctypes.data, self.address, array.nbytes, self.number)
        if into is not None:
            into[...] = array
            return into
        return array[()]

    def __del__(self) -> None:
        if hasattr(self, "address"):  # else there was no memory
            driver().free(self.address, self.number)


class _UploadedKind(Kind):
    """Arrays that this module has moved to the device."""

    has_own_streams = False

    def read(self, value: Any) -> tuple[int, Layout]:
        strides = contiguous_strides(value.shape, value.dtype.itemsize)
        return value.address, Layout(value.dtype, value.shape, strides, value.number)

    def is_read_only(self, value: Any) -> bool:
        return False

    def stream(self, value: Any, number: int) -> int:
        return 0

    def empty(self, layout: Layout, stream: int) -> Any:
        return _Uploaded(np.empty(layout.shape, layout.dtype), layout.device)


register(_Uploaded, _UploadedKind())


def call_with_host_arrays(
    definition: Elementwise, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Any:
    """Call a function on host arrays: moved to the device, computed there, and brought back.

    Parameters
    ----------
    definition, args, kwargs
        As `call` takes them.

    Returns
    -------
    array or tuple of arrays
        On the host, or what was given as ``out``.
    """
    number = driver().current_device()
    operands, rest = bind(definition, args, kwargs)
    if rest.pop("stream", None) is not None:
        raise stream_on_host(definition.__name__)
    arity = len(definition.arguments)
    outputs = tuple(operands[arity:]) or rest.pop("out", None)
    if not isinstance(outputs, tuple):
        outputs = (outputs,) * definition.outputs
    for each in outputs:
        if each is not None and not isinstance(each, np.ndarray):
            raise no_array(definition.__name__, "out", each)
    moved = [
        value if type(value) in PYTHON_NUMBERS else _Uploaded.of(value, number)
        for value in operands[:arity]
    ]
    if all(type(value) in PYTHON_NUMBERS for value in moved):
        moved[0] = _Uploaded.of(np.asarray(operands[0], np.float64), number)
    if not isinstance(rest.get("where", True), (bool, np.bool_)):
        rest["where"] = _Uploaded.of(rest["where"], number)
    there = tuple(None if each is None else _Uploaded.of(each, number) for each in outputs)
    result = call(definition, tuple(moved), {**rest, "out": there[0] if len(there) == 1 else there})
    results = result if isinstance(result, tuple) else (result,)
    back = [each.download(into) for each, into in zip(results, outputs, strict=True)]
    return back[0] if len(back) == 1 else tuple(back)
