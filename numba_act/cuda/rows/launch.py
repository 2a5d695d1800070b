"""Calls of row functions on the GPU: what is theirs of `launch`'s way.

Strides do the work: rows along any axis, masks and scales that are broadcast, and several axes
that an array goes through as through one are read and written in place. A copy is made where types
differ, where an output would overwrite what is still to be read, and where several axes are not
one.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import numpy as np

from ...core import row_arguments as checked
from ...core.definition import Elementwise
from ...core.floats import FLOATS, INFINITY
from ...core.primitives import absolute, select
from ...core.row_arguments import Call
from ...maths.softmax import FUNCTIONS
from .. import launch
from ..arrays import download, new_layout, upload
from ..device import driver
from ..plan import Array, Launch, Number, Plan, Request, broadcast_strides, merged, number_of
from .schedule import RowSchedule

#: Most elements of a row, and most rows of a launch: their numbers have 32 bits.
MOST = 1 << 30

#: From this compute capability on, blocks of a cluster write to one another's shared memory.
CLUSTERS = (9, 0)

#: Most dimensions that the rows of a launch are counted in.
DIMENSIONS = 4

_FLOAT64 = np.dtype(np.float64)
_FLOAT32_MAX = float(np.finfo(np.float32).max)


def call(given: Call) -> Any:
    """Compute a call with arrays of which one at least is in GPU memory.

    Returns
    -------
    array
        Of the first array's kind, or what was given as ``out``.

    Raises
    ------
    TypeError, ValueError, CudaError, MemoryError, numpy.exceptions.AxisError
        As `launch.call`.
    """
    name, axis, where = given.name, given.axis, given.where
    labels = {} if given.labels is None else {"labels": given.labels}
    planner = planners.get(name)
    if planner is None:
        arguments = (*given.per_row, *given.arrays, *labels, given.scale_name)
        planner = planners.setdefault(name, _Planner(name, arguments, given.negative))
    operands = [*given.per_row.values(), *given.arrays.values(), *labels.values(), given.scale]
    outputs = given.out if planner.outputs == 1 else (None, given.out)
    key = result = None
    plain = given.dtype is None and (type(axis) is int or _is_plain(axis))
    if plain and type(given.smoothing) is float and type(given.ignored) in (int, type(None)):
        masked = operands if where is None else [*operands, where]
        known = axis, bool(given.keepdims), where is None, given.smoothing, given.ignored
        key, result = launch.known_call(planner, known, masked, outputs, given.stream)
    if result is None:
        others = axis, bool(given.keepdims), given.dtype, given.smoothing, given.ignored
        outputs = outputs if type(outputs) is tuple else [outputs]
        where = True if where is None else where
        result = launch.call(planner, others, operands, where, outputs, given.stream, key)
    return result if planner.outputs == 1 or given.has_pair else result[-1]


#: The functions' planners, by their names.
planners: dict[str, launch.Planner] = {}


def _is_plain(axis: Any) -> bool:
    """Say whether an axis is what it looks like: True and 1.0 equal 1."""
    axes = axis if type(axis) is tuple else (axis,)
    return all(type(each) in (int, type(None)) for each in axes)


def call_with_host_arrays(given: Call) -> Any:
    """Compute a call with host arrays: moved to the device, computed, and brought back.

    Returns
    -------
    array
        On the host, or what was given as ``out``.
    """
    name, everything = given.name, {**given.per_row, **given.arrays}
    hosts = checked.as_arrays(name, everything, given.dtype)
    moved = {key: upload(host) for key, host in zip(everything, hosts, strict=True)}
    shape = hosts[-1].shape
    if given.labels is not None:
        moved["labels"] = upload(_host_labels(given, shape))
    factor = checked.scale_of(name, given.scale_name, given.scale, hosts[-1].dtype)
    mask = checked.mask_of(name, given.where, shape)

    def there(argument: str, value: Any) -> Any:
        return moved[argument]

    scale = upload(factor) if factor.ndim else factor.item()
    where = None if mask is None else upload(mask)
    found = call(given.with_values(there, there, scale, where, out=None, dtype=None))
    loss, result = found if given.has_pair else (None, found)
    if given.out is not None:
        checked.checked_out(name, given.out, result.dtype, result.shape)
    result = download(result, given.out)
    return result if loss is None else (download(loss, None), result)


def _host_labels(given: Call, shape: tuple[int, ...]) -> Any:
    """Return the labels of arrays of a shape, after looking at all."""
    labels = checked.label_array(given.name, given.labels, shape)
    if labels.ndim == len(shape):
        return labels
    rows = _Rows.of(shape, checked.axes_of(given.name, len(shape), given.axis))
    checked.labels_of(given.name, labels, rows.per_row(keepdims=False), rows.length, given.ignored)
    return labels.astype(np.int64)


def _factor_of(x, sign, limit):  # type: ignore[no-untyped-def]
    y = x * sign
    clipped = select(y > limit, limit, select(y < -limit, -limit, y))
    return select(absolute(y) < INFINITY, clipped, y)


@functools.cache
def _scale() -> Elementwise:
    """Return the function that makes a scale of the working type, as the CPU's calls do."""
    parameters = {"sign": 1.0, "limit": math.inf}
    return Elementwise(_factor_of, "scale", inputs=["x"], parameters=parameters, warns=())


# Plans -------------------------------------------------------------------------------------------


class _Rows(NamedTuple):
    """Where the rows of an array are: its shape, the axes of a row, and the others."""

    shape: tuple[int, ...]
    axes: tuple[int, ...]
    others: tuple[int, ...]

    @classmethod
    def of(cls, shape: tuple[int, ...], axes: tuple[int, ...]) -> _Rows:
        return cls(shape, axes, tuple(k for k in range(len(shape)) if k not in axes))

    @property
    def length(self) -> int:
        """Elements of a row."""
        return math.prod(self.shape[k] for k in self.axes)

    def per_row(self, keepdims: bool) -> tuple[int, ...]:
        """Return the shape of arrays with one value a row."""
        if keepdims:
            return tuple(1 if k in self.axes else n for k, n in enumerate(self.shape))
        return tuple(self.shape[k] for k in self.others)

    def view(self, array: Array, shape: tuple[int, ...]) -> Array:
        """Return an array that is broadcast to `shape` as one with the axes of a row last.

        Where `shape` has no such axes, an element is there for the whole row.
        """
        order = self.others + self.axes
        found = broadcast_strides(array.layout, shape)
        if len(shape) < len(order):
            strides = (*found, *[0] * len(self.axes))
        else:
            strides = tuple(found[k] for k in order)
        lengths = tuple(self.shape[k] for k in order)
        return array._replace(layout=array.layout._replace(shape=lengths, strides=strides))


class _Planner(launch.Planner):
    """Plans the calls of a row function.

    Parameters
    ----------
    name
        The function's.
    arguments
        The names of the array with one value a row, if it has one, of those that have rows, and of
        the scale.
    negative
        Whether the scale's sign is to be changed.
    kernel
        Which kernel computes the function, where there are several.
    """

    def __init__(
        self, name: str, arguments: tuple[str, ...], negative: bool, kernel: str = ""
    ) -> None:
        usual = checked.kernel_of(name)
        self._kernel = kernel or usual
        function = FUNCTIONS[self._kernel]
        self._reduces = function.reduces
        self._first = int(function.weighted)
        self._x = self._first + FUNCTIONS[usual].inputs - 1  # whose shape and order results have
        self._count = self._first + function.inputs  # of the arrays that are computed in one type
        self._full = arguments[self._first : self._count]
        self._negative = negative
        super().__init__(name, arguments, {*arguments} - {*self._full}, function.results)

    def options(self, operands: Sequence[Any], given: Any) -> Any:
        axis, keepdims, dtype, smoothing, ignored = given
        axes = checked.axes_of(self.name, len(operands[self._x].shape), axis)
        dtype = None if dtype is None else checked.dtype_of(self.name, dtype)
        smoothing = checked.smoothing_of(self.name, smoothing)
        return axes, keepdims, dtype, smoothing, checked.ignored_of(self.name, ignored)

    def plan(self, request: Request) -> Plan:
        kernel = self._kernel_of(request)
        if kernel != self._kernel:
            return _Planner(self.name, self.arguments, self._negative, kernel).plan(request)
        rows, dtype = self._rows(request), self._dtype(request, self.arguments[: self._count])
        keepdims, device = request.options[1], request.device
        sources, (*beside, scale) = request.operands[: self._count], request.operands[self._count :]
        final = rows.per_row(keepdims) if self._reduces else rows.shape
        *_, out = request.outputs
        # probabilities are computed with as they are, and have no part in the result's type
        wanted = self._dtype(request, {*self.arguments[: self._count]} - {"labels"})
        if out is not None:
            launch.check_output(self.name, out, wanted, final, "same_kind")

        plan = Plan(request)
        per_row = rows.per_row(keepdims=False)
        x = sources[self._x]
        assert isinstance(x, Array)
        like = [] if self._reduces else [x.layout]

        def new(dtype: np.dtype[Any], shape: tuple[int, ...] = final) -> Array:
            return plan.allocate(new_layout(dtype, shape, device, "K", like))

        targets = [new(wanted, per_row) for _ in range(self.outputs - 1)]
        targets.append(new(wanted) if out is None else out)
        *losses, result = targets
        if not rows.length:  # the sum of nothing is 0
            plan.convert(Number(float, -math.inf), result)
        if 0 in rows.shape:
            return plan
        if result.layout.dtype != dtype or request.overwritten:
            result = new(dtype)
        if wanted != dtype:
            losses = [new(dtype, per_row) for _ in losses]
        arrays = [self._of_type(plan, each, dtype) for each in sources]
        operands = [
            rows.view(each, self._shape_of(key, each, rows, keepdims))
            for key, each in zip(self.arguments, arrays, strict=False)
        ]
        mask = request.mask
        if mask is False:  # a number whose bytes are zeros
            zero = plan.allocate(new_layout(np.dtype(np.float16), (), device))
            plan.convert(Number(float, 0.0), zero)
            mask = zero._replace(layout=zero.layout._replace(dtype=np.dtype(bool)))
        if isinstance(mask, Array):
            operands.append(rows.view(mask, rows.shape))
        *_, smoothing, ignored = request.options
        labels = [self._labels(plan, each, rows, ignored) for each in beside]
        factor = self._factor(plan, scale, dtype)
        one_each = [*labels, *([factor] if isinstance(factor, Array) else []), *losses]
        operands += [rows.view(each, per_row) for each in one_each]
        operands.append(rows.view(result, final))
        number = None if isinstance(factor, Array) else factor
        numbers = number, smoothing, None if self._count > self._x + 1 else ignored
        is_one = self._launch(plan, rows, operands, isinstance(mask, Array), *numbers)
        for made, target in zip((*losses, result), targets, strict=True):
            if made is not target:
                plan.convert(made, target)
        # else all is read before the result is written
        if result is targets[-1] and (is_one or self._reduces):
            full = [] if self._reduces else arrays[self._first :]
            reads = [e for e in (*arrays, mask, *labels, factor) if isinstance(e, Array)]
            plan.find_overlaps(reads, in_place=[each.number for each in full])
        return plan

    # Checks

    def _kernel_of(self, request: Request) -> str:
        """Return which kernel a call needs: that depends on what labels are."""
        if "labels" not in self.arguments:
            return self._kernel
        labels, x = request.operands[-2], request.operands[self._x]
        assert isinstance(x, Array)
        if isinstance(labels, Array):
            shape = x.layout.shape
            empty = np.broadcast_to(np.empty((), labels.layout.dtype), labels.layout.shape)
            if checked.label_array(self.name, empty, shape).ndim == len(shape):
                return self._kernel.replace("softmax", "soft")
        smoothing = request.options[3]
        return self._kernel.replace("softmax", "smoothed") if smoothing else self._kernel

    def _dtype(self, request: Request, typed: Collection[str]) -> np.dtype[Any]:
        """Return the type that some arguments have in common."""
        dtypes = {}
        for key, each in zip(self.arguments, request.operands, strict=True):
            dtype = each.layout.dtype if isinstance(each, Array) else np.dtype(each.dtype)
            dtypes[key] = checked.float_type(self.name, key, dtype)
            if isinstance(each, Number) or key not in typed:
                del dtypes[key]
        common = checked.common_type(self.name, dtypes)
        wanted: np.dtype[Any] | None = request.options[2]
        return common if wanted is None else wanted

    def _rows(self, request: Request) -> _Rows:
        """Return where the rows are, after looking at all shapes."""
        name, (axes, keepdims, *_) = self.name, request.options
        arrays = {
            key: each
            for key, each in zip(self.arguments, request.operands, strict=True)
            if isinstance(each, Array)
        }
        shape = checked.same_shape(name, {key: arrays[key].layout.shape for key in self._full})
        rows = _Rows.of(shape, axes)
        if name in checked.NEVER_EMPTY:
            checked.not_empty(name, rows.length, shape)
        if rows.length > MOST:
            raise ValueError(f"{name}: rows have {rows.length} elements, expected {MOST} at most")
        if isinstance(request.mask, Array):
            checked.check_mask(name, request.mask.layout.shape, shape)
        for key in arrays.keys() - {*self._full}:
            wanted = self._shape_of(key, arrays[key], rows, keepdims)
            checked.check_per_row(name, key, arrays[key].layout.shape, wanted)
        return rows

    def _shape_of(self, key: str, array: Array, rows: _Rows, keepdims: bool) -> tuple[int, ...]:
        """Return the shape that an array is broadcast to."""
        if key in self._full:
            return rows.shape
        has_axes = keepdims and len(array.layout.shape) == len(rows.shape)
        return rows.per_row(has_axes and key != self.arguments[-1])

    # Operands

    def _labels(self, plan: Plan, given: Array | Number, rows: _Rows, ignored: int | None) -> Array:
        """Return the labels as an array, after looking at one that is a number."""
        if isinstance(given, Array):
            return given
        label = checked.label_array(self.name, given.value, rows.shape)
        checked.labels_of(self.name, label, (), rows.length, ignored)
        number = Number(float, float(given.value))
        return plan.convert(number, plan.allocate(new_layout(_FLOAT64, (), plan.device)))

    def _of_type(self, plan: Plan, source: Array | Number, dtype: np.dtype[Any]) -> Array:
        """Return an operand as an array of the type that is computed in."""
        if isinstance(source, Number):
            number = Number(float, float(source.value))
            return plan.convert(number, plan.allocate(new_layout(dtype, (), plan.device)))
        if source.layout.dtype == dtype:
            return source
        new = new_layout(dtype, source.layout.shape, plan.device)
        return plan.convert(source, plan.allocate(new))

    def _factor(self, plan: Plan, scale: Array | Number, dtype: np.dtype[Any]) -> Array | float:
        """Return the scale in the working type: an array or a number."""
        working = np.dtype(FLOATS[dtype.name].working)
        limit = _FLOAT32_MAX if working.itemsize == 4 else math.inf
        if isinstance(scale, Number):
            number = -float(scale.value) if self._negative else float(scale.value)
            if math.isfinite(number):
                number = min(max(number, -limit), limit)
            return float(working.type(number))
        if scale.layout.dtype == working and not self._negative:
            return scale
        target = plan.allocate(new_layout(working, scale.layout.shape, plan.device))
        return plan.convert(scale, target, _scale(), -1.0 if self._negative else 1.0, limit)

    # Launches

    def _launch(
        self,
        plan: Plan,
        rows: _Rows,
        operands: list[Array],
        masked: bool,
        number: float | None,
        smoothing: float,
        ignored: int | None,
    ) -> bool:
        """Launch the kernel of some operands; say whether that takes no copies.

        Parameters
        ----------
        plan, rows
            The plan, and where the rows are.
        operands
            The kernel's (`RowSchedule.arguments`), each with the axes of a row last.
        masked
            Whether a mask is among them.
        number
            The scale, if it is a number: then it is none of them.
        smoothing
            How much of a label is shared out.
        ignored
            The label of rows that count nothing.
        """
        numbers = number, smoothing, ignored
        count = len(rows.others)
        launches = row_launches(plan, self._kernel, count, operands, masked, *numbers)
        if launches is not None:
            plan.launches += launches
            return True
        # several axes that are not one
        *_, result = operands
        full = [*range(self._first, self._first + len(self._full))]
        if not self._reduces:
            full.append(len(operands) - 1)
        for k in full:
            given = operands[k]
            layout = new_layout(given.layout.dtype, given.layout.shape, plan.device)
            operands[k] = plan.allocate(layout)
            if given is not result:
                plan.convert(given, operands[k])
        launches = row_launches(plan, self._kernel, count, operands, masked, *numbers)
        if launches is None:
            raise ValueError(
                f"{self.name}: the strides of argument 'where' do not go through the axes "
                f"{rows.axes} as through one; on device arrays several axes need a contiguous mask "
                "of the whole shape, and neighbouring axes"
            )
        plan.launches += launches
        if operands[-1] is not result:
            plan.convert(operands[-1], result)
        return False


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


def row_launches(
    plan: Plan,
    name: str,
    dimensions: int,
    operands: Sequence[Array],
    masked: bool,
    number: float | None,
    smoothing: float = 0.0,
    ignored: int | None = None,
) -> list[Launch] | None:
    """Choose the kernels of a row function, and their arguments; None where there is none.

    Parameters
    ----------
    plan
        The plan.
    name
        A key of `FUNCTIONS`.
    dimensions
        How many dimensions of the operands are not a row's.
    operands
        In the kernel's order (`RowSchedule.arguments`), all of the same shape.
    masked
        Whether a mask is among them.
    number
        The scale, if it is a number, and no operand.
    smoothing
        How much of a label is shared out.
    ignored
        The label of rows that count nothing.
    """
    function = FUNCTIONS[name]
    shape = operands[0].layout.shape
    strides = [each.layout.strides for each in operands]
    one = _as_one(shape[dimensions:], [each[dimensions:] for each in strides])
    if one is None:
        return None
    length, elements = one
    lengths, steps = merged(shape[:dimensions], [each[:dimensions] for each in strides])
    first = int(function.weighted)
    mask = first + function.inputs
    full = [*range(first, mask)]
    if not function.reduces:
        full.append(len(operands) - 1)
    storage = operands[-1].layout.dtype.name
    itemsize = FLOATS[storage].itemsize
    lanes = 16 // itemsize
    vector = (
        not plan.alignment(operands[k] for k in full)
        and length % lanes == 0
        and all(elements[k] == itemsize and not any(s % 16 for s in steps[k]) for k in full)
    )
    if masked:
        vector = (
            vector
            and elements[mask] == 1
            and plan.alignment([operands[mask]]) % lanes == 0
            and not any(step % lanes for step in steps[mask])
        )
    inner = lengths[-DIMENSIONS:]
    while math.prod(inner[1:]) > MOST:
        inner.pop(0)
    outer = lengths[: len(lengths) - len(inner)]
    padding = max(0, 1 - len(inner))
    inner += [1] * padding
    schedule = RowSchedule.of(
        name,
        storage,
        length,
        vector=vector,
        columns=bool(lengths) and 0 < abs(steps[first][-1]) < abs(elements[first]),
        masked=masked,
        dimensions=len(inner),
        number=number is not None,
        labels=operands[mask + masked].layout.dtype.name if function.labelled else "int64",
        ignoring=ignored is not None,
        clusters=driver().capability(plan.device) >= CLUSTERS,
    )
    within = math.prod(inner[1:])
    most = MOST // within
    launches = []
    for *index, start in itertools.product(*map(range, outer), range(0, inner[0], most)):
        count = min(most, inner[0] - start) * within
        template: list[Any] = [length, count, *inner[1:]]
        addresses = []
        for operand, step, element in zip(operands, steps, elements, strict=True):
            addresses.append((len(template), operand.number))
            offset = sum(k * each for k, each in zip((*index, start), step, strict=False))
            template += [offset, *step[len(outer) :], *[0] * padding, element]
        if number is not None:
            template.append(number_of(number, schedule.working))
        if function.sums == "shares":
            template.append(number_of(smoothing, schedule.working))
        if ignored is not None:
            template.append(ignored)
        grid = -(-count // schedule.across)
        shape = grid, schedule.threads
        launches.append(Launch(name, schedule, *shape, template, addresses, schedule.cluster))
    return launches
