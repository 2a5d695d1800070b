"""A call of a function of rows: from its arguments to a target, and back to what was given.

`plain` takes the most frequent calls, `compute` all. Arrays of other kinds than NumPy's are
computed as what is in them (`_of_kind`); device arrays go to `cuda`.
"""

from __future__ import annotations

import functools
import math
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from ..core import row_arguments as checked
from ..core.arguments import stream_on_host
from ..core.floats import DTYPES
from ..core.row_arguments import Array, Call
from ..core.scalars import numbas_compiler
from . import containers, targets
from .labels import Labelled


def _on_target(name: str, arguments: Mapping[str, Any], stream: Any, moved: bool) -> Any:
    """Look where the data lives: the one place where a call leaves the CPU.

    Parameters
    ----------
    name, arguments, stream
        Of the call.
    moved
        Whether the target "cuda" may move the arrays to the GPU.

    Returns
    -------
    module or None
        `numba_act.cuda.rows.launch` for a call on the GPU, None for one on the CPU.

    Raises
    ------
    TypeError
        For a device array where the target is the CPU, and for a stream without any.
    """
    for argument, value in arguments.items():
        if type(value) is not np.ndarray and targets.is_device_array(value):
            return targets.row_launcher(name, argument, value)
    if stream is not None:
        raise stream_on_host(name)
    if moved and targets.target == "cuda":
        return targets.row_launcher(name, "", None)
    return None


@functools.cache
def _ufunc(name: str, masked: bool) -> np.ufunc:
    with numbas_compiler():
        from ..cpu.rows.ufunc import row_ufunc

    return row_ufunc(name, masked)


def _run(
    name: str, arrays: Sequence[Array], mask: Array | None, scale: Array, out: Array | None
) -> Any:
    """Compute rows that lie along the last axis."""
    ufunc = _ufunc(name, mask is not None)
    if targets.target != "cuda":
        (_ready if mask is None else _ready_masked)[name] = ufunc
    operands = [*arrays, scale] if mask is None else [*arrays, mask, scale]
    return _called(ufunc, operands, out, arrays[-1].dtype)


def _run_with_labels(name: str, operands: Sequence[Array], out: Array | None) -> Any:
    """Compute rows with labels, or what their loss is made of."""
    masked = any(operand.dtype == bool for operand in operands)
    dtype = next(each.dtype for each in operands if each.dtype.kind in "fV")
    ufunc = _ufunc(name, masked)
    if targets.target != "cuda" and not masked:
        _ready[name] = ufunc
    return _called(ufunc, operands, out, dtype)


def _called(
    ufunc: np.ufunc, operands: Sequence[Array], out: Array | None, dtype: np.dtype[Any]
) -> Any:
    if out is None or (out.dtype == dtype and out.flags.aligned):
        return ufunc(*operands, out=(out, None) if ufunc.nout > 1 else out)
    # NumPy would write what lay in its copy of `out` where there is no kernel
    found = ufunc(*operands)
    out[...] = found[0] if ufunc.nout > 1 else found
    return (out, found[1]) if ufunc.nout > 1 else out


#: The scale 1 in the working type of every array type.
_ONE = {
    dtype: checked.scalar_scale(1.0, np.dtype(np.float64 if dtype.itemsize == 8 else np.float32))
    for dtype in DTYPES
}

_ndarray = np.ndarray  # one look-up less

#: Functions that have been called, with their ufuncs; none where everything goes to the GPU.
_ready: dict[str, np.ufunc] = {}
_ready_masked: dict[str, np.ufunc] = {}


def plain(
    name: str,
    first: Any,
    x: Any,
    axis: Any,
    scale: Any,
    where: Any,
    out: Any,
    per_row: bool = False,
) -> Any:
    """Compute a call of the plainest kind; return None for any other, and for one that fails.

    That is one with NumPy arrays of one type, rows along one axis, a float for the scale, a mask of
    x's shape or of its last axes, if any, and no stream; along another axis than the last, one of x
    alone. It is here for what it does not do: a large call has driven the interpreter's data out of
    the caches by the time of the next one, which then takes 40 us before it begins with the general
    way, and 15 with this one.

    Parameters
    ----------
    name
        The function's.
    first
        The array before x; None for functions of one.
    x, axis, scale, where, out
        The arguments, as they were given.
    per_row
        Whether `first` has one value a row, and not x's shape.
    """
    ufunc: Any = (_ready if where is None else _ready_masked).get(name)
    if ufunc is None or type(x) is not _ndarray or type(scale) is not float:
        return None
    dtype, shape = x.dtype, x.shape
    factor = _ONE.get(dtype)
    if factor is None or type(axis) is not int or not x.size or not shape:
        return None
    if axis != -1 and axis != len(shape) - 1:
        if first is not None or where is not None or not -len(shape) <= axis < len(shape):
            return None
        if out is None and name not in checked.REDUCTIONS:
            out = np.empty_like(x)
        ufunc = functools.partial(ufunc, axis=axis)
    if out is not None and (
        type(out) is not _ndarray or out.shape != shape or out.dtype is not dtype
    ):
        return None
    if scale != 1.0:
        factor = checked.scale_of(name, "scale", scale, dtype)
    if where is not None:
        if type(where) is not _ndarray or where.dtype != bool or not where.ndim:
            return None
        if where.shape != shape[-where.ndim :]:
            return None
    try:
        if first is None:
            if where is not None:
                return ufunc(x, where, factor, out)
            return ufunc(x, factor, out)
        if type(first) is not _ndarray or first.dtype is not dtype:
            return None
        if first.shape != (shape[:-1] if per_row else shape):
            return None
        if where is not None:
            return ufunc(first, x, where, factor, out)
        return ufunc(first, x, factor, out)
    except (TypeError, ValueError):  # a read-only `out`, no kernel: the general way reports it
        return None


def plain_with_labels(
    name: str, dy: Any, x: Any, labels: Any, axis: Any, scale: Any, out: Any
) -> Any:
    """Compute a call with one label a row, along the last axis, as `plain` does."""
    ufunc: Any = _ready.get(name)
    if ufunc is None or type(x) is not _ndarray or type(labels) is not _ndarray:
        return None
    dtype, shape = x.dtype, x.shape
    factor = _ONE.get(dtype)
    if factor is None or type(scale) is not float or type(axis) is not int or axis != -1:
        return None
    if labels.dtype != np.int64 or len(shape) < 2 or labels.shape != shape[:-1] or not x.size:
        return None
    if labels.min() < 0 or labels.max() >= shape[-1]:
        return None
    if out is not None and (
        type(out) is not _ndarray
        or out.dtype is not dtype
        or out.shape != (labels.shape if dy is None else shape)
    ):
        return None
    if scale != 1.0:
        factor = checked.scale_of(name, "scale", scale, dtype)
    try:
        if dy is None:
            return ufunc(x, labels, factor, out)
        if type(dy) is float:
            dy = dtype.type(dy)
        elif type(dy) is not _ndarray or dy.dtype is not dtype or dy.shape != labels.shape:
            return None
        return ufunc(dy, x, labels, factor, out, None)
    except (TypeError, ValueError):
        return None


def kept(found: Any, axis: int) -> Any:
    """Return what `plain` found, one value a row, with the axis kept."""
    return found[..., None] if axis == -1 else np.expand_dims(found, axis)


#: Types of arguments that need no closer look; `out` may be a tuple.
_SIMPLE = targets.PLAIN - {tuple}


def compute(call: Call) -> Any:
    """Compute a call of any kind."""
    name, weights, out = call.name, call.weights, call.out
    values = (*call.per_row.values(), *call.arrays.values(), call.scale, call.where, out, weights)
    values += (call.labels,)
    if call.stream is None and targets.target != "cuda" and _SIMPLE.issuperset(map(type, values)):
        return _compute(call) if weights is None else _compute_weighted(call)
    if isinstance(out, tuple):
        out = out[0] if len(out) == 1 else out
        call = call._replace(out=out)
    everything = {**call.per_row, **call.arrays, call.scale_name: call.scale}
    everything |= {"where": call.where, "out": out, "b": weights, "labels": call.labels}
    kind, model = containers.leader(call.arrays.values())
    if not kind:
        kind, model = containers.leader([*call.per_row.values(), weights])
        if kind in ("dataset", "xarray", "pandas"):  # their labels are not the result's
            kind, model = "", None
        if not kind and containers.kind_of(call.scale) == "masked":
            kind, model = "masked", call.scale
    launcher = _on_target(name, everything, call.stream, moved=not kind and weights is None)
    on_device = launcher is not None and any(map(targets.is_device_array, everything.values()))
    if not kind and not on_device:
        inside = functools.partial(elements, name)
        scale, where = inside(call.scale_name, call.scale), _mask_elements(name, call.where)
        call = call.with_values(inside, inside, scale, where)
    if launcher is not None:
        if weights is not None:
            raise TypeError(f"{name}: argument 'b' is for arrays in main memory")
        return (launcher.call if on_device else launcher.call_with_host_arrays)(call)
    if kind == "dask":
        return _of_dask(call)
    if kind:
        return _of_kind(call, kind, model)
    return _compute(call) if weights is None else _compute_weighted(call)


def elements(name: str, argument: str, value: Any) -> Any:
    """Return what is in a container; a value that is none as it is."""
    try:
        return containers.elements(name, argument, value)
    except Exception as reason:
        raise TypeError(f"{name}: argument {argument!r} is no array: {reason}") from reason


def _mask_elements(name: str, where: Any) -> Any:
    """As `elements`, for a mask."""
    if containers.kind_of(where) == "masked":
        where = where.filled(False)
    return containers.elements(name, "where", where)


class _Plan(NamedTuple):
    """What a call is to compute, after all its arguments have been looked at."""

    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    axes: tuple[int, ...]  # of a row
    order: tuple[int, ...]  # the axes of the array, those of a row last
    rows: tuple[int, ...]  # the shape of the rows
    length: int  # of a row
    final: tuple[int, ...]  # the result's shape
    mask: Array | None
    factor: Array  # the scale
    out: Array | None

    def flat(self, array: Array) -> Array:
        """Return an array of the whole shape with its rows along the last axis."""
        if self.axes == (len(self.shape) - 1,):
            return array
        return array.transpose(self.order).reshape(*self.rows, self.length)

    def flat_mask(self) -> Array | None:
        """Return the mask beside `flat` arrays."""
        if self.mask is None or self.axes == (len(self.shape) - 1,):
            return self.mask
        return self.flat(np.broadcast_to(self.mask, self.shape))


def _plan(call: Call, shape: tuple[int, ...], dtype: np.dtype[Any]) -> _Plan:
    """Look at the arguments beside the arrays."""
    name, ndim = call.name, len(shape)
    axes = checked.axes_of(name, ndim, call.axis)
    if axes == (ndim - 1,):
        order, rows, length = tuple(range(ndim)), shape[:-1], shape[-1]
    else:
        rest = tuple(k for k in range(ndim) if k not in axes)
        order, rows = rest + axes, tuple(shape[k] for k in rest)
        length = math.prod(shape[k] for k in axes)
    final = rows if call.reduces else shape
    if call.reduces and call.keepdims:
        final = tuple([1 if k in axes else size for k, size in enumerate(shape)])
    mask = checked.mask_of(name, call.where, shape)
    factor = checked.scale_of(name, call.scale_name, call.scale, dtype)
    if call.negative:
        factor = np.asarray(np.negative(factor))
    checked.per_row(name, call.scale_name, factor, rows)
    out = None
    if call.out is not None:
        out = checked.checked_out(name, containers.output(name, call.out), dtype, final)
    if name in checked.NEVER_EMPTY:
        checked.not_empty(name, length, shape)
    return _Plan(shape, dtype, axes, order, rows, length, final, mask, factor, out)


def _of_each_row(call: Call, plan: _Plan, argument: str, array: Array) -> Array:
    """Return an argument that has one value a row, whose axes may have been kept."""
    if call.keepdims and array.ndim == len(plan.shape):
        kept = tuple(1 if k in plan.axes else size for k, size in enumerate(plan.shape))
        return checked.per_row(call.name, argument, array, kept).squeeze(plan.axes)
    return checked.per_row(call.name, argument, array, plan.rows)


def _finished(call: Call, plan: _Plan, result: Any) -> Any:
    """Return a result, or put it into `out`."""
    if np.shape(result) != plan.final:
        result = np.reshape(result, plan.final)
    if plan.out is None:
        return result if result.ndim else result[()]
    plan.out[...] = result
    return call.out


def _compute(call: Call) -> Any:
    """Compute a call with NumPy's arrays."""
    name = call.name
    everything = {**call.per_row, **call.arrays}
    arrays = checked.as_arrays(name, everything, call.dtype)
    x = arrays[-1]
    shape, dtype = x.shape, x.dtype
    if len(call.arrays) > 1:
        checked.same_shape(name, {key: a.shape for key, a in zip(everything, arrays, strict=True)})
    plan = _plan(call, shape, dtype)
    arrays = [
        plan.flat(array) if argument in call.arrays else _of_each_row(call, plan, argument, array)
        for argument, array in zip(everything, arrays, strict=True)
    ]
    if plan.length == 0:  # the sum of nothing is 0
        return _finished(call, plan, np.full(plan.final, -np.inf, dtype))
    if call.labels is None:
        kernel = checked.kernel_of(name)
        run: Any = functools.partial(_run, kernel, arrays, plan.flat_mask(), plan.factor)
        return _placed(call, plan, x, run)
    labels = checked.label_array(name, call.labels, shape)
    if labels.ndim == len(shape):
        labels = plan.flat(labels)
    given = plan.rows, plan.length, plan.flat_mask(), plan.factor, arrays, labels
    run = Labelled(call, *given, _run_with_labels)
    result = _placed(call, plan, x, run)
    return (run.loss if plan.rows else run.loss[()], result) if call.has_pair else result


def _placed(call: Call, plan: _Plan, x: Array, run: Any) -> Any:
    """Return the result of ``run(out)``, for rows along the last axis, in its place."""
    shape, dtype = plan.shape, plan.dtype
    # A result that has to be cast goes to its place when it is there: `out` stays as it was if
    # the computation fails.
    out = plan.out if plan.out is not None and plan.out.dtype == dtype else None
    if call.reduces:
        if out is None:
            return _finished(call, plan, run(None))
        run(out.squeeze(plan.axes) if call.keepdims and plan.axes else out)
        return call.out
    made = np.empty_like(x, subok=False) if out is None else out
    target = plan.flat(made)
    if len(plan.axes) == 1 or np.may_share_memory(target, made):
        run(target)
        if call.out is None and plan.axes:
            return made
    else:  # several axes that are not one
        result = np.reshape(run(None), [shape[k] for k in plan.order])
        made.transpose(plan.order)[...] = result
    return call.out if out is not None else _finished(call, plan, made)


def _compute_weighted(call: Call) -> Any:
    """Compute log Σ b·e^(scale·x) with NumPy's arrays, or its gradient with respect to x."""
    name = call.name
    everything = {**call.per_row, **call.arrays, "b": call.weights}
    *per_row, x, b = checked.as_arrays(name, everything, call.dtype)
    try:
        x, b = np.broadcast_arrays(x, b)
    except ValueError:
        raise ValueError(
            f"{name}: argument 'b' has shape {b.shape}, expected one that broadcasts with that of "
            f"'x', {x.shape}"
        ) from None
    plan = _plan(call, x.shape, x.dtype)
    weights = [
        _of_each_row(call, plan, argument, array)
        for argument, array in zip(call.per_row, per_row, strict=True)
    ]
    mask = plan.flat_mask()
    scale = plan.factor[..., None].astype(np.float64)
    with np.errstate(all="ignore"):
        flat_x, flat_b = [plan.flat(each).astype(np.float64) for each in (x, b)]
        kept = np.True_ if mask is None else mask
        result, shares = call.weighted_sum(flat_x, flat_b, kept, scale)
        if call.reduces:
            return _finished(call, plan, result.astype(plan.dtype))
        gradient = (weights[0][..., None].astype(np.float64) * scale * shares).astype(plan.dtype)
    gradient = gradient.reshape([plan.shape[k] for k in plan.order])
    return _finished(call, plan, gradient.transpose(np.argsort(plan.order)))


# Other kinds of arrays ----------------------------------------------------------------------------


def _of_kind(call: Call, kind: str, model: Any) -> Any:
    """Compute a call whose result is of another kind than NumPy's arrays, `model`'s."""
    name = call.name
    if kind == "dataset":
        if len(call.arrays) > 1 or call.out is not None:
            raise TypeError(f"{name}: a Dataset of xarray's is taken alone and without 'out'")
        (argument,) = call.arrays
        return model.map(
            lambda each: compute(call._replace(arrays={argument: each})), keep_attrs=True
        )
    shape = _shape(call)
    axes = checked.axes_of(name, len(shape), call.axis)
    rest = tuple(k for k in range(len(shape)) if k not in axes)
    missing = _missing(call, shape, axes) if kind == "masked" else None
    inside = functools.partial(containers.like, name, model=model)
    each_row = functools.partial(inside, axes=None if call.keepdims else rest)
    where = inside("where", call.where)
    if missing is not None:
        where = ~missing if where is None else ~missing & _mask_or_true(name, where, shape)
    keepdims = call.keepdims or (isinstance(model, np.matrix) and len(axes) < len(shape))
    scale = containers.like(name, call.scale_name, call.scale, model, axes=rest)
    result = compute(call.with_values(inside, each_row, scale, where, keepdims=keepdims))
    mask = missing
    if missing is not None and call.reduces:
        mask = np.asarray(missing.all(axes, keepdims=call.keepdims))
    loss = None
    if call.has_pair:
        loss, result = result
        of_rows = None if missing is None else np.asarray(missing.all(axes))
        loss = containers.as_kind(model, loss, of_rows, axes)
    if call.out is not None:
        if mask is not None and containers.kind_of(call.out) == "masked":
            call.out.mask = mask
        result = call.out
    else:
        result = containers.as_kind(model, result, mask, axes if call.reduces else ())
    return (loss, result) if call.has_pair else result


def _shape(call: Call) -> tuple[int, ...]:
    """Return the shape of the arrays that have rows."""
    shapes = [tuple(np.shape(value)) for value in call.arrays.values()]
    if call.weights is not None:
        try:
            return np.broadcast_shapes(shapes[-1], tuple(np.shape(call.weights)))
        except ValueError:  # `_compute_weighted` says so
            pass
    return shapes[-1]


def _mask_or_true(name: str, where: Any, shape: tuple[int, ...]) -> Any:
    mask = checked.mask_of(name, _mask_elements(name, where), shape)
    return True if mask is None else mask


def _missing(call: Call, shape: tuple[int, ...], axes: tuple[int, ...]) -> Array | None:
    """Return where an argument that is a masked array has no element; a row's counts for all."""
    masks = [*map(containers.mask_of, (*call.arrays.values(), call.weights))]
    for mask in map(containers.mask_of, (*call.per_row.values(), call.scale)):
        if mask is not None and 0 < mask.ndim < len(shape):
            mask = np.expand_dims(mask, axes)
        masks.append(mask)
    found = [mask for mask in masks if mask is not None]
    try:
        return np.array(np.broadcast_to(functools.reduce(np.logical_or, found), shape))
    except (TypeError, ValueError):  # no mask, or shapes of which the call itself will complain
        return None


def _of_dask(call: Call) -> Any:
    """Return a Dask array that is computed later: block by block, of whole rows."""
    name = call.name
    da = containers.dask_array(name, call.out)
    if call.has_pair:
        name = name.removesuffix(".value_and_vjp")
        loss = call._replace(name=name, per_row={})
        return _of_dask(loss), _of_dask(call._replace(name=f"{name}.vjp"))
    whole = {argument: da.asarray(value) for argument, value in call.arrays.items()}
    x = [*whole.values()][-1]
    for argument, value in whole.items():
        if value.shape != x.shape:
            raise ValueError(
                f"{name}: argument {argument!r} has shape {value.shape}, expected {x.shape}"
            )
    if call.weights is not None:
        b = whole["b"] = da.asarray(call.weights)
        try:
            (x, b), (argument,) = da.broadcast_arrays(x, b), call.arrays
        except ValueError:
            raise ValueError(
                f"{name}: argument 'b' has shape {b.shape}, expected one that broadcasts with "
                f"{x.shape}"
            ) from None
        whole |= {argument: x, "b": b}
    axes = checked.axes_of(name, x.ndim, call.axis)
    rest = tuple(k for k in range(x.ndim) if k not in axes)
    if _is_in_two_passes(call, x, axes):
        return _of_long_rows(call, x, axes)
    x = x.rechunk(dict.fromkeys(axes, -1))
    rows, row_chunks = tuple(x.shape[k] for k in rest), tuple(x.chunks[k] for k in rest)

    def each_row(argument: str, value: Any) -> Any:
        """Return an argument that has one value a row."""
        if _is_number(value):
            return value
        array = da.asarray(value)
        if call.keepdims and argument in call.per_row and array.ndim == x.ndim:
            array = array[tuple(0 if k in axes else slice(None) for k in range(x.ndim))]
        checked.per_row(name, argument, array, rows)
        return da.broadcast_to(array, rows).rechunk(row_chunks)

    per_row = {argument: each_row(argument, value) for argument, value in call.per_row.items()}
    every = tuple(range(x.ndim))
    operands = {argument: (value.rechunk(x.chunks), every) for argument, value in whole.items()}
    if call.where is not None and call.where is not True:
        where = da.asarray(call.where)
        checked.mask_of(name, np.broadcast_to(np.empty((), where.dtype), where.shape), x.shape)
        operands["where"] = da.broadcast_to(where, x.shape).rechunk(x.chunks), every
    if call.labels is not None:
        labels = da.asarray(call.labels)
        checked.label_array(name, np.empty(labels.shape, labels.dtype), x.shape)
        if labels.ndim == x.ndim:
            operands["labels"] = labels.rechunk(x.chunks), every
        else:
            operands["labels"] = each_row("labels", labels), rest
    numbers = {}
    for argument, value in {**per_row, "scale": each_row(call.scale_name, call.scale)}.items():
        if _is_number(value):
            numbers[argument] = value
        else:
            operands[argument] = value, rest

    empty = {
        argument: value if _is_number(value) else np.empty(0, value.dtype)
        for argument, value in {**per_row, **whole}.items()
    }
    dtype = checked.as_arrays(name, empty, call.dtype)[-1].dtype
    scale = np.ones((), operands["scale"][0].dtype) if "scale" in operands else call.scale
    checked.scale_of(name, call.scale_name, scale, dtype)
    if name in checked.NEVER_EMPTY:
        checked.not_empty(name, math.prod(x.shape[k] for k in axes), x.shape)
    final = rest if call.reduces else every
    without = call.with_values(
        lambda argument, value: argument,
        lambda argument, value: None,
        None,
        None,
        axis=axes,
        keepdims=False,
    )
    if call.labels is not None:
        without = without._replace(labels="labels")
    compute_block = functools.partial(_block, without, numbers)
    result = containers.blockwise(name, compute_block, final, operands, dtype)
    if call.reduces and call.keepdims:
        result = result[tuple(None if k in axes else slice(None) for k in range(x.ndim))]
    return result


#: Functions of rows that may lie in several blocks.
_IN_TWO_PASSES = frozenset({"softmax", "softmin", "log_softmax", "logsumexp"})


def _is_in_two_passes(call: Call, x: Any, axes: tuple[int, ...]) -> bool:
    """Say whether rows are longer than the blocks that Dask makes, and lie in several."""
    is_plain = (
        call.weights is None
        and (call.where is None or call.where is True)
        and _is_number(call.scale)
    )
    if call.name not in _IN_TWO_PASSES or not is_plain:
        return False
    dask = sys.modules["dask"]
    largest = dask.utils.parse_bytes(dask.config.get("array.chunk-size"))
    length = x.dtype.itemsize * math.prod(x.shape[k] for k in axes)
    return length > largest and any(len(x.chunks[k]) > 1 for k in axes)


def _of_long_rows(call: Call, x: Any, axes: tuple[int, ...]) -> Any:
    """Return softmax, log_softmax or logsumexp of rows that are longer than a block.

    With L_c the logsumexp of block c's part of a row, softmax is softmax within the block times
    softmax of all L at c, log_softmax a sum likewise, logsumexp that of all L. The first pass makes
    the L, in float64, the second one reads the blocks again.
    """
    da = sys.modules["dask.array"]
    dtype = checked.as_arrays(call.name, {"x": np.empty(0, x.dtype)}, call.dtype)[0].dtype
    bare = call._replace(arrays={"x": None}, axis=axes, dtype=None)
    of_block = bare._replace(name="logsumexp", keepdims=True, dtype=np.float64)
    ones = tuple((1,) * len(n) if k in axes else n for k, n in enumerate(x.chunks))
    sums = da.map_blocks(_long_block, of_block, x, chunks=ones, dtype=np.float64)
    sums = sums.rechunk(dict.fromkeys(axes, -1))
    plain = Call(call.name.replace("softmin", "softmax"), {"x": None}, axes, 1.0)
    if call.name == "logsumexp":
        every = plain._replace(keepdims=True)
        found = sums.map_blocks(
            functools.partial(_long_block, every),
            chunks=tuple((1,) if k in axes else n for k, n in enumerate(x.chunks)),
            dtype=np.float64,
        )
        if not call.keepdims:
            found = found[tuple(0 if k in axes else slice(None) for k in range(x.ndim))]
        return found.astype(dtype)
    shares = sums.map_blocks(functools.partial(_long_block, plain), dtype=np.float64)
    shares = shares.rechunk(ones)
    inside = da.map_blocks(_long_block, bare, x, dtype=x.dtype)
    return da.map_blocks(_combined, call.name == "log_softmax", inside, shares, dtype=dtype)


def _long_block(call: Call, x: Any) -> Any:
    return compute(call._replace(arrays={"x": x}))


def _combined(is_logarithm: bool, inside: Any, share: Any) -> Any:
    """Return a block's softmax as that of the whole rows."""
    if is_logarithm:
        found = np.where(np.isneginf(share), -np.inf, inside + share)
    else:
        found = np.where(share == 0.0, 0.0, inside * share)
    return found.astype(inside.dtype)


def _is_number(value: Any) -> bool:
    """Say whether a value goes to every block of a Dask array as it is."""
    return not np.ndim(value) and containers.kind_of(value) != "dask"


def _block(call: Call, numbers: Mapping[str, Any], blocks: Mapping[str, Any]) -> Any:
    """Compute one block of a Dask array."""
    given = {**numbers, **blocks}

    def block(argument: str, value: Any) -> Any:
        return given[argument]

    return compute(call.with_values(block, block, given["scale"], given.get("where")))
