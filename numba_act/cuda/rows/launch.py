"""A call of a row function on arrays in GPU memory: from arrays to launches.

As for elementwise calls (`launch`), which this borrows its errors, streams and copies from: what is
launched depends on the layouts and not on the addresses, and nothing waits for the device.

Strides do the work: rows along any axis, masks and scales that are broadcast, and several axes
that an array goes through as through one are read and written in place. A copy is made where types
differ, where an output would overwrite what is still to be read, and where several axes are not
one.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from ...core import row_arguments as checked
from ...core.definition import Elementwise
from ...core.floats import DTYPES, FLOATS
from ...core.primitives import absolute, select
from ...maths.logarithm import INFINITY
from ...maths.softmax import FUNCTIONS
from .. import code, launch
from ..arrays import Kind, Layout, Overlap, contiguous_strides, kind_of, register
from ..device import driver
from .kernel import RowSchedule

__all__ = ["call"]

#: Most elements of a row, and most rows of a launch: their numbers have 32 bits.
MOST = 1 << 30

#: Most dimensions that the rows of a launch are counted in.
DIMENSIONS = 4

_FLOAT32_MAX = float(np.finfo(np.float32).max)


@dataclass(frozen=True)
class _View:
    """Memory of an array as another layout, for copies."""

    address: int
    layout: Layout


class _ViewKind(Kind):
    """Views are used on the stream that is asked for."""

    has_own_streams = False

    def read(self, value: Any) -> tuple[int, Layout]:
        return value.address, value.layout

    def device(self, value: Any, address: int) -> int:
        return int(value.layout.device)

    def is_read_only(self, value: Any) -> bool:
        return False

    def stream(self, value: Any, number: int) -> int:
        return 0


register(_View, _ViewKind())


def _factor_of(x, sign, limit):  # type: ignore[no-untyped-def]
    y = x * sign
    clipped = select(y > limit, limit, select(y < -limit, -limit, y))
    return select(absolute(y) < INFINITY, clipped, y)


@functools.cache
def _factor() -> Elementwise:
    """Return the function that makes a scale of the working type, as the CPU's calls do."""
    parameters = {"sign": 1.0, "limit": math.inf}
    return Elementwise(_factor_of, "scale", inputs=["x"], parameters=parameters, warns=())


# Plans -------------------------------------------------------------------------------------------


class _Operand(NamedTuple):
    """Strides of an operand in bytes: for each dimension of the rows, and along the row."""

    rows: tuple[int, ...]
    element: int


@dataclass
class _Launch:
    """One launch: as `launch.Launch`, of a row function."""

    schedule: RowSchedule
    grid: int
    template: list[Any]
    addresses: list[tuple[int, int]]
    pack_into: Callable[..., None]
    functions: dict[int, int] = field(default_factory=dict)


@functools.lru_cache(maxsize=launch.KEPT)
def _plan(
    name: str,
    storage: str,
    length: int,
    shape: tuple[int, ...],
    operands: tuple[_Operand, ...],
    masked: bool,
    number: bool,
    alignment: int,
    mask_alignment: int,
) -> list[_Launch]:
    """Choose the kernels of a call, and their arguments.

    Parameters
    ----------
    name
        A key of `FUNCTIONS`.
    storage
        The arrays' type.
    length
        Elements of a row.
    shape
        Shape of the rows.
    operands
        In the kernel's order (`RowSchedule.arguments`).
    masked, number
        As in `RowSchedule`.
    alignment, mask_alignment
        The lowest four bits that are set in an address of an array that has elements, and of the
        mask's.
    """
    function = FUNCTIONS[name]
    first = int(function.weighted)
    mask = first + function.inputs if masked else -1
    lengths, steps = launch._merged(shape, [each.rows for each in operands])
    full = [*range(first, first + function.inputs)]
    if not function.reduces:
        full.append(len(operands) - 1)
    itemsize = FLOATS[storage].itemsize
    lanes = 16 // itemsize
    columns = bool(lengths) and 0 < abs(steps[first][-1]) < abs(operands[first].element)
    vector = (
        not alignment
        and length % lanes == 0
        and all(
            operands[k].element == itemsize and not any(step % 16 for step in steps[k])
            for k in full
        )
    )
    if masked and vector:
        vector = (
            operands[mask].element == 1
            and mask_alignment % lanes == 0
            and not any(step % lanes for step in steps[mask])
        )
    inner = lengths[-DIMENSIONS:]
    while math.prod(inner[1:]) > MOST:
        inner.pop(0)
    outer = lengths[: len(lengths) - len(inner)]
    padding = max(0, 2 - len(inner))
    inner += [1] * padding
    inner_steps = [step[len(outer) :] + [0] * padding for step in steps]
    schedule = RowSchedule.of(
        name,
        storage,
        length,
        vector=vector,
        columns=columns,
        masked=masked,
        dimensions=len(inner),
        number=number,
    )
    within = math.prod(inner[1:])
    most = MOST // within
    pack = launch.packer(schedule.arguments(name))
    launches = []
    for *index, start in itertools.product(*map(range, outer), range(0, inner[0], most)):
        count = min(most, inner[0] - start) * within
        template: list[Any] = [length, count, *inner[1:]]
        addresses = []
        for n, (operand, step) in enumerate(zip(operands, inner_steps, strict=True)):
            addresses.append((len(template), n))
            offset = sum(k * each for k, each in zip((*index, start), steps[n], strict=False))
            template += [offset, *step, operand.element]
        grid = -(-count // schedule.across)
        launches.append(_Launch(schedule, grid, template, addresses, pack))
    return launches


def _launch_all(
    name: str,
    launches: Sequence[_Launch],
    addresses: Sequence[int],
    number: float | None,
    stream: int,
    device: int,
) -> None:
    """Fill in the addresses of a plan, in the order of its operands, and launch it."""
    for each in launches:
        arguments = each.template.copy()
        for position, n in each.addresses:
            arguments[position] += addresses[n]
        if number is not None:
            arguments.append(number)
        function = each.functions.get(device)
        if function is None:
            function = code.row_function(name, each.schedule, device)
            each.functions[device] = function
        threads = each.schedule.threads
        launch.launch(function, each.grid, threads, stream, arguments, each.pack_into, device)


# Calls -------------------------------------------------------------------------------------------


@dataclass
class _Known:
    """What a call does that has been made before, and makes no copies.

    Attributes
    ----------
    kernel, launches
        The function that is launched, and its plan.
    factor
        The scale, in the working type.
    result
        The result's layout.
    overlaps
        For each array that is read, when it has memory in common with the result.
    """

    kernel: str
    launches: list[_Launch]
    factor: float
    result: Layout
    overlaps: list[Overlap]

    def overlapping(self, addresses: Sequence[int]) -> bool:
        """Say whether the result, whose address is last, would overwrite what is to be read."""
        return any(
            pair.at(addresses[-1] - address)
            for pair, address in zip(self.overlaps, addresses, strict=False)
        )


#: What calls do, by what `_known_call` found.
_known: dict[Any, _Known] = {}


def _known_call(
    name: str,
    per_row: Mapping[str, Any],
    arrays: Mapping[str, Any],
    axis: Any,
    options: Mapping[str, Any],
    stream: Any,
    keepdims: bool,
    dtype: Any,
) -> tuple[Any, list[int], Kind, Any] | None:
    """Return what tells a common call from others: arrays of one kind, and a scale that is a float.

    Everything that a call with the same key needs to be checked for has been checked before.

    Returns
    -------
    key, addresses, kind, leader
        The addresses in the order of the kernel's operands, without an output that is to be
        allocated; the arrays' kind, and the first one. None for any other call.
    """
    scale, where, out = options.values()
    if dtype is not None:
        return None
    if type(scale) is not float or not scale or type(stream) not in (int, type(None)):
        return None
    axes = axis if type(axis) is tuple else (axis,)
    if any(type(each) not in (int, type(None)) for each in axes) or type(keepdims) is not bool:
        return None
    values = [*per_row.values(), *arrays.values()]
    if where is not None:
        values.append(where)
    if out is not None:
        values.append(out)
    kind = kind_of(values[0])
    key: list[Any] = [name, axis, scale, keepdims, where is None, out is None]
    addresses: list[int] = []
    for value in values:
        found = kind.key(value) if kind is not None and kind_of(value) is kind else None
        if found is None:
            return None
        addresses.append(found[0])
        key += [found[0] & 15, found[1]]
    assert kind is not None
    return tuple(key), addresses, kind, values[0]


def _as_one(shape: Sequence[int], strides: Sequence[Sequence[int]]) -> tuple[int, list[int]] | None:
    """Return length and strides of dimensions as one, or None where some array's are not."""
    length, steps = 1, [0] * len(strides)
    for axis in reversed(range(len(shape))):
        if shape[axis] == 1:
            continue
        here = [each[axis] for each in strides]
        if length == 1:
            steps = here
        elif any(step * length != each for step, each in zip(steps, here, strict=True)):
            return None
        length *= shape[axis]
    return length, steps


def _fits(shape: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    """Say whether a shape broadcasts to another one."""
    try:
        return np.broadcast_shapes(shape, wanted) == wanted
    except ValueError:
        return False


def _transposed(layout: Layout, order: Sequence[int]) -> Layout:
    return layout._replace(
        shape=tuple(layout.shape[k] for k in order),
        strides=tuple(layout.strides[k] for k in order),
    )


class _Source(NamedTuple):
    """An operand: its address and layout, and what keeps its memory."""

    address: int
    layout: Layout
    owner: Any


class _RowCall(launch._Call):
    """One call, from its arguments to its result."""

    known: _Known | None = None  # what was done, if nothing was copied

    def __init__(
        self,
        name: str,
        per_row: Mapping[str, Any],
        arrays: Mapping[str, Any],
        axis: Any,
        options: Mapping[str, Any],
        stream: Any,
        negative: bool,
        keepdims: bool,
        dtype: Any,
    ) -> None:
        self.name = name
        self.kernel = checked.kernel_of(name)
        self.function = FUNCTIONS[self.kernel]
        self.scale_name = next(iter(options))
        everything = {**per_row, **arrays, self.scale_name: options[self.scale_name]}
        self.arguments = tuple(everything)
        self.operands = list(everything.values())
        self.weights = len(per_row)
        self.axis = axis
        where = options["where"]
        self.keywords = {"where": True if where is None else where, "stream": stream}
        self.given = [options["out"]]
        self.negative, self.keepdims, self.dtype = negative, keepdims, dtype
        self.leader = None
        self.others, self.foreign = [], []

    # What the arguments are

    def _source(self, key: str, value: Any) -> _Source | None:
        addresses: list[int] = []
        layout = self._read(key, value, addresses)
        return None if layout is None else _Source(addresses[0], layout, value)

    def _new(self, layout: Layout) -> _Source:
        """Return new memory."""
        made = self.kind.empty(layout, self.stream)
        there = kind_of(made)
        assert there is not None
        return _Source(*there.read(made), made)

    def _compute(
        self, function: Elementwise, source: Any, target: _Source, *parameters: float
    ) -> _Source:
        """Fill memory with an elementwise function of an operand or a number."""
        if isinstance(source, _Source):
            source = _View(source.address, source.layout)
        if 0 not in target.layout.shape:
            out = _View(target.address, target.layout)
            launch.call(function, (source, *parameters), {"out": out, "stream": self.stream})
        return target

    def _copied(self, source: _Source, dtype: Any = None, order: Sequence[int] = ()) -> _Source:
        """Return a contiguous copy, of another type or with another order of the axes."""
        layout = _transposed(source.layout, order) if order else source.layout
        dtype = layout.dtype if dtype is None else dtype
        strides = contiguous_strides(layout.shape, dtype.itemsize)
        made = self._new(Layout(dtype, layout.shape, strides, layout.device))
        return self._compute(launch._copy(), source._replace(layout=layout), made)

    def _number_source(self, value: float, dtype: np.dtype[Any]) -> _Source:
        """Return a number in GPU memory."""
        made = self._new(Layout(dtype, (), (), self.device))
        return self._compute(launch._copy(), value, made)

    def _common_type(self, sources: Mapping[str, _Source]) -> np.dtype[Any]:
        """Return the type that the arrays are computed in."""
        dtypes = []
        for key, each in sources.items():
            dtype = each.layout.dtype
            if dtype.kind in "biu":
                dtype = np.exp.resolve_dtypes((dtype, None))[1]
            if dtype not in DTYPES:
                raise TypeError(
                    f"{self.name}: argument {key!r} has dtype {dtype}, expected float16, "
                    "bfloat16, float32, float64, an integer type or bool"
                )
            dtypes.append(dtype)
        try:
            found = np.result_type(*dtypes)
        except TypeError:
            found = np.dtype(object)
        if found not in DTYPES:
            given = ", ".join(f"{key!r} {each.layout.dtype}" for key, each in sources.items())
            raise TypeError(f"{self.name}: the arguments' types have none in common: {given}")
        return found

    def _per_row(self, key: str, layout: Layout) -> list[int]:
        """Return the strides of an array with one value a row, one for each dimension of them."""
        shape = layout.shape
        if _fits(shape, self.rows):
            return launch._broadcast_strides(layout, self.rows)
        if key != self.scale_name and self.keepdims and _fits(shape, self.kept):
            strides = launch._broadcast_strides(layout, self.kept)
            return [strides[k] for k in self.row_axes]
        raise ValueError(
            f"{self.name}: argument {key!r} has shape {shape}, expected one that broadcasts to "
            f"the shape of the rows, {self.rows}"
        )

    # The call

    def run(self) -> Any:
        name, function = self.name, self.function
        sources: dict[str, _Source] = {}
        numbers: dict[str, float] = {}
        pairs = [*zip(self.arguments, self.operands, strict=True)]
        for n, (key, value) in enumerate(pairs):
            source = self._source(key, value)
            if source is not None:
                sources[key] = source
            elif n < self.weights or key == self.scale_name:
                number = self._number(key, value).value
                if not isinstance(number, (bool, int, float)):
                    raise TypeError(f"{name}: argument {key!r} is {value!r}, expected a number")
                numbers[key] = float(number)
            else:
                raise self._mixed(key, value)
        addresses: list[int] = []
        where = self.keywords["where"]
        masked = self._mask(where, addresses)
        (out,) = self.given
        target = None if out is None else self._source("out", out)
        if out is not None and target is None:
            raise self._mixed("out", out)
        assert self.leader is not None
        self.kind, leader, self.device = self.leader

        scale = sources.pop(self.scale_name, None)
        weights = self.arguments[: self.weights]
        full = self.arguments[self.weights : -1]
        dtype = self._common_type(sources)
        if self.dtype is not None:
            dtype = checked.dtype_of(name, self.dtype)
        x = sources[full[-1]].layout
        shape, ndim = x.shape, len(x.shape)
        for key in full:
            if sources[key].layout.shape != shape:
                of = [sources[each].layout.shape for each in full]
                raise ValueError(
                    f"{name}: arguments {full[0]!r} and {full[1]!r} have different shapes, "
                    f"{of[0]} and {of[1]}"
                )
        axes = checked.axes_of(name, ndim, self.axis)
        self.row_axes = [k for k in range(ndim) if k not in axes]
        self.rows = tuple(shape[k] for k in self.row_axes)
        self.kept = tuple(1 if k in axes else n for k, n in enumerate(shape))
        length = math.prod(shape[k] for k in axes)
        if name in checked.NEVER_EMPTY:
            checked.not_empty(name, length, shape)
        if length > MOST:
            raise ValueError(f"{name}: rows have {length} elements, expected {MOST} at most")
        if isinstance(masked, Layout):
            checked.mask_of(name, np.broadcast_to(np.False_, masked.shape), shape)
        for key in weights:
            if key in sources:
                self._per_row(key, sources[key].layout)
        if scale is not None:
            self._common_type({self.scale_name: scale})
            self._per_row(self.scale_name, scale.layout)
        final = shape
        if function.reduces:
            final = self.kept if self.keepdims else self.rows
        if target is not None:
            self._check_output(out, target.layout, final, dtype)

        # Nothing fails from here on but what the driver reports.
        self.stream = self._stream(self.kind, leader, self.device)
        if target is None:
            order = "C" if function.reduces else "K"
            target = self._new(launch._new_layout(dtype, final, order, [x], self.device))
        if length == 0:  # the sum of nothing is 0
            self._compute(launch._copy(), -math.inf, target)
            self._hand_back(self.stream, self.device)
        if 0 in shape:
            return target.owner
        storage = dtype.name
        working = FLOATS[FLOATS[storage].working].dtype
        originals = {key: each.owner for key, each in sources.items()}
        assert target is not None
        for key, each in sources.items():
            if each.layout.dtype != dtype:
                sources[key] = self._copied(each, dtype)
        for key in weights:
            if key not in sources:
                sources[key] = self._number_source(numbers[key], dtype)
        factor = None
        if scale is None:
            factor = self._clipped(numbers[self.scale_name], working)
        elif scale.layout.dtype != working or self.negative:
            layout = launch._new_layout(working, scale.layout.shape, "C", [], self.device)
            limit = _FLOAT32_MAX if working.itemsize == 4 else math.inf
            sign = -1.0 if self.negative else 1.0
            scale = self._compute(_factor(), scale, self._new(layout), sign, limit)
        mask = None
        if masked is False:
            nothing = self._number_source(0.0, np.dtype(np.float16))  # its bytes are zeros
            mask = nothing._replace(layout=nothing.layout._replace(dtype=np.dtype(bool)))
        elif masked is not None:
            assert isinstance(masked, Layout)
            mask = _Source(addresses[0], masked, where)

        result = target
        if target.layout.dtype != dtype or self._overlap(sources, full, mask, scale, target):
            order = "C" if function.reduces else "K"
            result = self._new(launch._new_layout(dtype, final, order, [x], self.device))
        copies = [each for key, each in sources.items() if each.owner is not originals.get(key)]
        launches = self._launch(sources, weights, full, mask, scale, factor, result, axes, storage)
        if launches and factor is not None and result is target and not copies:
            reads = [sources[key].layout for key in (*weights, *full)]
            in_places = [
                key in full and self._may_be_result(each, target.layout)
                for key, each in zip((*weights, *full), reads, strict=True)
            ]
            if isinstance(masked, Layout):
                reads.append(masked)
                in_places.append(False)
            if len(reads) == len(weights) + len(full) + (masked is not None):
                self.known = _Known(
                    self.kernel,
                    launches,
                    factor,
                    target.layout,
                    [
                        Overlap.of(each, target.layout, in_place=in_place)
                        for each, in_place in zip(reads, in_places, strict=True)
                    ],
                )
        if result is not target:
            self._compute(launch._copy(), result, target)
        self._hand_back(self.stream, self.device)
        return target.owner

    def _clipped(self, number: float, working: np.dtype[Any]) -> float:
        """Return a scale that is a number in the working type."""
        number = -number if self.negative else number
        if working.itemsize == 8:
            return number
        if math.isfinite(number):
            number = min(max(number, -_FLOAT32_MAX), _FLOAT32_MAX)
        return float(np.float32(number))

    def _overlap(
        self,
        sources: Mapping[str, _Source],
        full: Sequence[str],
        mask: _Source | None,
        scale: _Source | None,
        target: _Source,
    ) -> bool:
        """Say whether the result would overwrite what another row needs.

        Writing in place is none of it: a row is read before it is written.
        """
        for key, each in [*sources.items(), ("where", mask), ("scale", scale)]:
            if each is None:
                continue
            in_place = key in full and self._may_be_result(each.layout, target.layout)
            pair = Overlap.of(each.layout, target.layout, in_place=in_place)
            if pair.at(target.address - each.address):
                return True
        return False

    def _may_be_result(self, read: Layout, result: Layout) -> bool:
        """Say whether an array with rows may have the result in its place."""
        return read == result and not self.function.reduces

    def _launch(
        self,
        sources: dict[str, _Source],
        weights: Sequence[str],
        full: Sequence[str],
        mask: _Source | None,
        scale: _Source | None,
        number: float | None,
        result: _Source,
        axes: tuple[int, ...],
        storage: str,
    ) -> list[_Launch]:
        """Launch the kernels that fill `result`; return them, or nothing if they use copies."""
        reduces = self.function.reduces
        shape = sources[full[-1]].layout.shape
        order = [*self.row_axes, *axes]
        count = len(self.row_axes)
        lengths = [shape[k] for k in axes]

        def strides(layout: Layout) -> list[int]:
            """Return the strides of the whole shape, the rows' dimensions first."""
            found = launch._broadcast_strides(layout, shape)
            return [found[k] for k in order]

        wide = [sources[key] for key in full]
        target = result
        all_strides = [strides(each.layout) for each in wide]
        if mask is not None:
            all_strides.append(strides(mask.layout))
        if not reduces:
            all_strides.append(strides(result.layout))
        merged = _as_one(lengths, [each[count:] for each in all_strides])
        in_place = merged is not None
        if merged is None:  # several axes that are not one
            wide = [self._copied(each, None, order) for each in wide]
            all_strides[: len(wide)] = [list(each.layout.strides) for each in wide]
            if not reduces:
                target = self._new(wide[0].layout)
                all_strides[-1] = list(target.layout.strides)
            merged = _as_one(lengths, [each[count:] for each in all_strides])
        if merged is None:
            raise ValueError(
                f"{self.name}: argument 'where' has shape {self._shape_of(mask)} and strides that "
                f"do not go through the axes {axes} as through one; on device arrays several axes "
                "need a contiguous mask of the whole shape, and neighbouring axes"
            )
        length, elements = merged

        operands: list[_Operand] = []
        used: list[_Source] = []
        itemsize = result.layout.dtype.itemsize
        for key in weights:
            operands.append(_Operand(tuple(self._per_row(key, sources[key].layout)), 0))
            used.append(sources[key])
        for n, each in enumerate([*wide, *([] if mask is None else [mask])]):
            step = elements[n] if length > 1 else each.layout.dtype.itemsize
            operands.append(_Operand(tuple(all_strides[n][:count]), step))
            used.append(each)
        if scale is not None:
            operands.append(_Operand(tuple(self._per_row(self.scale_name, scale.layout)), 0))
            used.append(scale)
        if reduces:
            found = result.layout.strides
            per_row = tuple(found[k] for k in self.row_axes) if self.keepdims else found
            operands.append(_Operand(per_row, 0))
        else:
            step = elements[-1] if length > 1 else itemsize
            operands.append(_Operand(tuple(all_strides[-1][:count]), step))
        used.append(target)

        alignment = 0
        for each in [*wide, *([] if reduces else [target])]:
            alignment |= each.address
        launches = _plan(
            self.kernel,
            storage,
            length,
            self.rows,
            tuple(operands),
            mask is not None,
            number is not None,
            alignment & 15,
            0 if mask is None else mask.address & 15,
        )
        addresses = [each.address for each in used]
        _launch_all(self.kernel, launches, addresses, number, self.stream, self.device)
        if target is not result:
            back = _transposed(target.layout, np.argsort(order).tolist())
            self._compute(launch._copy(), target._replace(layout=back), result)
        return launches if in_place else []

    @staticmethod
    def _shape_of(mask: _Source | None) -> tuple[int, ...]:
        return () if mask is None else mask.layout.shape


def call(
    name: str,
    arrays: Mapping[str, Any],
    axis: Any,
    options: Mapping[str, Any],
    stream: Any,
    *,
    per_row: Mapping[str, Any] | None = None,
    negative: bool = False,
    keepdims: bool = False,
    dtype: Any = None,
) -> Any:
    """Call a row function on the GPU: on device arrays, or on host arrays by way of copies.

    Parameters
    ----------
    name
        The function, for errors; it says which kernel is launched as well.
    arrays
        The arrays that have rows, by the names of the arguments.
    axis
        The axis or axes of a row.
    options
        The scale, by its name, and ``where`` and ``out``.
    stream
        A stream or its handle, or None for the arrays' own.
    per_row
        Arrays that have one value a row.
    negative
        Whether the scale's sign is to be changed.
    keepdims
        Whether the axes stay in the result, or are in those of `per_row`.
    dtype
        The type that the arrays are converted to, or None.

    Returns
    -------
    array
        Of the caller's kind, or what was given as ``out``.

    Raises
    ------
    TypeError, ValueError, numpy.exceptions.AxisError
        As the function on the CPU; and for host arrays among device arrays, arrays of
        different devices, and types that no kernel reads.
    CudaError, MemoryError
        What the driver reports.
    """
    per_row = per_row or {}
    found = _known_call(name, per_row, arrays, axis, options, stream, keepdims, dtype)
    known = None if found is None else _known.get(found[0])
    if found is not None and known is not None:
        _, addresses, kind, leader = found
        device = known.result.device
        out = options["out"]
        if out is None or not known.overlapping(addresses):
            if stream is None:
                stream = kind.stream(leader, device)
            if out is None:
                out = kind.empty(known.result, stream)
                addresses.append((kind.key(out) or kind.read(out))[0])
            _launch_all(known.kernel, known.launches, addresses, known.factor, stream, device)
            return out
    values = [*per_row.values(), *arrays.values(), *options.values()]
    if any(kind_of(value) is not None for value in values):
        made = _RowCall(name, per_row, arrays, axis, options, stream, negative, keepdims, dtype)
        result = made.run()
        if found is not None and made.known is not None:
            if len(_known) >= launch.KEPT:
                _known.clear()
            _known[found[0]] = made.known
        return result
    device = driver().current_device()
    everything = {**per_row, **arrays}
    hosts = checked.as_arrays(name, everything, dtype)
    moved = {
        key: launch._Uploaded.of(host, device) for key, host in zip(everything, hosts, strict=True)
    }
    scale_name, scale = next(iter(options.items()))
    factor = checked.scale_of(name, scale_name, scale, hosts[-1].dtype)
    there = {
        scale_name: factor.item() if factor.ndim == 0 else launch._Uploaded.of(factor, device),
        "where": options["where"],
        "out": None,
    }
    mask = checked.mask_of(name, there["where"], hosts[-1].shape)
    if mask is not None:
        there["where"] = launch._Uploaded.of(mask, device)
    uploaded = {key: moved[key] for key in per_row}
    uploaded_arrays = {key: moved[key] for key in arrays}
    made = _RowCall(name, uploaded, uploaded_arrays, axis, there, None, negative, keepdims, None)
    result = made.run()
    out = options["out"]
    if out is not None:
        checked.checked_out(name, out, result.dtype, result.shape)
    return result.download(out)
