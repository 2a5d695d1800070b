"""The softmax family: functions of whole rows.

They look at their arguments and hand the rows to a target, whose schedules are made of the scalar
code in `maths/softmax.py`.
"""

from __future__ import annotations

import functools
import inspect
import math
import operator
import re
import sys
import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, ParamSpec, Protocol, TypeVar, cast

import numpy as np

from .core.definition import Elementwise
from .core.floats import DTYPES
from .core.primitives import absolute, select
from .core.specialize import numbas_compiler
from .dispatch import containers, elementwise, targets
from .elementary import exp, log, log1p

__all__ = [
    "entropy_scale",
    "log_softmax",
    "logsumexp",
    "smooth_max",
    "soft_argmax",
    "softmax",
    "softmin",
]


# Errors -------------------------------------------------------------------------------------------


class Bound(NamedTuple):
    """The largest error of a row function, for rows of any length.

    Beside it stands the error of what is subnormal before it is multiplied by the scale.

    Attributes
    ----------
    working
        In float32 and float64, in units in the last place.
    narrow
        In float16 and bfloat16, which are rounded once from float32.
    of
        What these are units of, where it is not the result: a sum whose terms cancel has no
        relative accuracy.
    """

    working: float
    narrow: float
    of: str = ""

    def __str__(self) -> str:
        of = f" of {self.of}" if self.of else ""
        return (
            f"Maximum error: {self.working:g} ULP{of} in float32 and float64; {self.narrow:g} ULP "
            "in float16 and bfloat16. It holds for rows of any length."
        )


_OF_RESULT = Bound(3, 0.501)
_OF_SOFTMAX_VJP = Bound(3, 0.501, "abs(scale)·y·(abs(dy) + Σ abs(dy·y))")

#: For docstrings and tests.
BOUNDS = {
    "softmax": _OF_RESULT,
    "log_softmax": _OF_RESULT,
    "softmin": _OF_RESULT,
    "soft_argmax": _OF_RESULT,
    "logsumexp": Bound(2, 0.501, "the larger of the result and scale·max x"),
    "smooth_max": Bound(2, 0.501, "the larger of the result and max x"),
    "softmax.vjp": _OF_SOFTMAX_VJP,
    "softmin.vjp": _OF_SOFTMAX_VJP,
    "log_softmax.vjp": Bound(3, 0.501, "abs(scale)·(abs(dy) + e^y·Σ abs(dy))"),
    "logsumexp.vjp": Bound(4, 0.501),
}

F = TypeVar("F", bound=Callable[..., Any])


def _states_bound(name: str) -> Callable[[F], F]:
    """Return a decorator that ends the Notes of a function's docstring with its error bound."""

    def state(function: F) -> F:
        doc = inspect.cleandoc(function.__doc__ or "")
        sentence = textwrap.fill(str(BOUNDS[name]), 96)
        after = re.search(r"\n\n(References|Examples)\n-", doc)
        end = after.start() if after else len(doc)
        heading = "\n\n" if "\nNotes\n-----\n" in doc else "\n\nNotes\n-----\n"
        function.__doc__ = doc[:end] + heading + sentence + doc[end:]
        return function

    return state


# Calls --------------------------------------------------------------------------------------------

Array = np.ndarray[Any, Any]

_FLOAT32 = np.dtype(np.float32)
_FLOAT64 = np.dtype(np.float64)
#: Scales are in the working type; a larger one is as good as infinite for every row.
_LARGEST = {np.dtype(kind): float(np.finfo(kind).max) for kind in (np.float32, np.float64)}


def _array(name: str, argument: str, value: Any) -> Array:
    """Return an argument as an array of a float type, integers and bools as `np.exp` takes them.

    Raises
    ------
    TypeError
        For anything that is no array of real numbers.
    """
    if type(value) is not np.ndarray:
        try:
            value = np.asarray(containers.elements(name, argument, value))
        except Exception as reason:
            raise TypeError(f"{name}: argument {argument!r} is no array: {reason}") from reason
    dtype = value.dtype
    if dtype in DTYPES:
        return cast(Array, value)
    if dtype.kind in "biu":
        return cast(Array, value.astype(np.exp.resolve_dtypes((dtype, None))[1]))
    if dtype.newbyteorder("=") in DTYPES:
        return cast(Array, value.astype(dtype.newbyteorder("=")))
    raise TypeError(
        f"{name}: argument {argument!r} has dtype {dtype}, expected float16, bfloat16, float32, "
        "float64, an integer type or bool"
    )


def _dtype(name: str, dtype: Any) -> np.dtype[Any]:
    """Return a type of NumPy's; PyTorch's are known by their names."""
    try:
        text = str(dtype)
        found = np.dtype(text.removeprefix("torch.") if text.startswith("torch.") else dtype)
    except TypeError:
        found = np.dtype(object)
    if found not in DTYPES:
        raise TypeError(
            f"{name}: argument 'dtype' is {dtype!r}, expected float16, bfloat16, float32 or float64"
        )
    return found


def _arrays(name: str, arguments: Mapping[str, Any], dtype: Any = None) -> list[Array]:
    """Return the arguments as arrays of one type, beside which a Python scalar has none.

    With `dtype` they have that one.
    """
    arrays = [_array(name, argument, value) for argument, value in arguments.items()]
    if dtype is not None:
        found = _dtype(name, dtype)
        return [array.astype(found, copy=False) for array in arrays]
    if len(arrays) == 1 or len({array.dtype for array in arrays}) == 1:
        return arrays
    typed = [
        array
        for array, value in zip(arrays, arguments.values(), strict=True)
        if type(value) not in (bool, int, float)
    ]
    try:
        common = np.result_type(*(typed or arrays))
    except TypeError:
        common = np.dtype(object)
    if common not in DTYPES:
        given = ", ".join(
            f"{argument!r} {array.dtype}" for argument, array in zip(arguments, arrays, strict=True)
        )
        raise TypeError(f"{name}: the arguments' types have none in common: {given}")
    return [array.astype(common, copy=False) for array in arrays]


def _axis(name: str, ndim: int, axis: Any) -> int:
    """Return an axis, counted from 0."""
    try:
        number = operator.index(axis)
    except TypeError:
        raise TypeError(
            f"{name}: argument 'axis' is {axis!r}, expected an integer, a tuple of integers or None"
        ) from None
    if not -ndim <= number < ndim:
        raise np.exceptions.AxisError(number, ndim, name)
    return number % ndim


def _axes(name: str, ndim: int, axis: Any) -> tuple[int, ...]:
    """Return one, several or all (None) axes, counted from 0 and sorted.

    A number is a row of one: of it there are the axes 0 and -1, as for NumPy's sums.
    """
    if axis is None or (ndim == 0 and axis in (0, -1, (0,), (-1,))):
        return tuple(range(ndim))
    if not isinstance(axis, tuple):
        return (_axis(name, ndim, axis),)
    axes = sorted(_axis(name, ndim, each) for each in axis)
    if len(set(axes)) < len(axes):
        raise ValueError(f"{name}: argument 'axis' is {axis!r}, which names an axis twice")
    return tuple(axes)


def _not_empty(name: str, size: int, shape: tuple[int, ...]) -> None:
    if size == 0:
        raise ValueError(
            f"{name}: the rows of an array of shape {shape} are empty, and have no largest element"
        )


@functools.lru_cache(maxsize=256)
def _scalar_scale(value: float, working: np.dtype[Any]) -> Array:
    """Return a finite scale as a read-only array: to make it anew is half of a small call."""
    limit = _LARGEST[working]
    array = np.array(min(max(value, -limit), limit), working)
    array.flags.writeable = False
    return array


def _scale(name: str, argument: str, value: Any, dtype: np.dtype[Any]) -> Array:
    """Return a scale in the working type."""
    working = _FLOAT64 if dtype == _FLOAT64 else _FLOAT32
    if type(value) is float and value and math.isfinite(value):  # 0.0 and -0.0 are one key
        return _scalar_scale(value, working)
    array = _array(name, argument, value)
    if array.dtype == working:
        return array
    limit = _LARGEST[working]
    finite = np.isfinite(array)
    with np.errstate(under="ignore"):
        return np.where(finite, np.clip(array, -limit, limit), array).astype(working)


def _per_row(name: str, argument: str, array: Array, rows: tuple[int, ...]) -> Array:
    """Return an array that has one value a row, after looking whether it has."""
    if array.ndim == 0:
        return array
    try:
        fits = np.broadcast_shapes(array.shape, rows) == rows
    except ValueError:
        fits = False
    if not fits:
        raise ValueError(
            f"{name}: argument {argument!r} has shape {array.shape}, expected one that broadcasts "
            f"to the shape of the rows, {rows}"
        )
    return array


def _mask(name: str, where: Any, shape: tuple[int, ...]) -> Array | None:
    """Return the mask, None where there is none."""
    if where is None or where is True:
        return None
    if containers.kind_of(where) == "masked":
        where = where.filled(False)
    mask = np.asarray(containers.elements(name, "where", where))
    if mask.dtype != bool:
        raise TypeError(f"{name}: argument 'where' has dtype {mask.dtype}, expected bool")
    try:
        fits = np.broadcast_shapes(mask.shape, shape) == shape
    except ValueError:
        fits = False
    if not fits:
        raise ValueError(
            f"{name}: argument 'where' has shape {mask.shape}, expected one that broadcasts to "
            f"{shape}"
        )
    if mask.shape[-1:] != shape[-1:]:
        return np.broadcast_to(mask, shape)
    return mask


def _one(out: Any) -> Any:
    """Return the array of a tuple of one."""
    return out[0] if isinstance(out, tuple) and len(out) == 1 else out


def kernel_of(name: str) -> str:
    """Return the name of the function that computes another: softmax computes softmin."""
    return name.replace("softmin", "softmax")


def _checked_out(name: str, out: Any, dtype: np.dtype[Any], shape: tuple[int, ...]) -> Array:
    """Return the array for the result, after looking whether the result fits."""
    if not isinstance(out, np.ndarray):
        kind = f"{type(out).__module__}.{type(out).__qualname__}"
        raise TypeError(f"{name}: argument 'out' is a {kind}, expected a NumPy array")
    if out.shape != shape:
        raise ValueError(f"{name}: argument 'out' has shape {out.shape}, expected {shape}")
    native = out.dtype.newbyteorder("=")
    if native not in DTYPES or not np.can_cast(dtype, native, "same_kind"):
        raise TypeError(
            f"{name}: argument 'out' has dtype {out.dtype}, expected a float type that {dtype} "
            "can be cast to"
        )
    if not out.flags.writeable:
        raise ValueError(f"{name}: argument 'out' is read-only")
    return out


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
        raise TypeError(f"{name}: argument 'stream' is for arrays in GPU memory")
    if moved and targets.target == "cuda":
        return targets.row_launcher(name, "", None)
    return None


@functools.cache
def _ufunc(name: str, masked: bool) -> np.ufunc:
    with numbas_compiler():
        from .cpu.rows.ufunc import row_ufunc

    return row_ufunc(name, masked)


def _run(
    name: str, arrays: Sequence[Array], mask: Array | None, scale: Array, out: Array | None
) -> Any:
    """Compute rows that lie along the last axis."""
    ufunc = _ufunc(name, mask is not None)
    if targets.target != "cuda":
        (_ready if mask is None else _ready_masked)[name] = ufunc
    operands = [*arrays, scale] if mask is None else [*arrays, mask, scale]
    if out is None or (out.dtype == arrays[-1].dtype and out.flags.aligned):
        return ufunc(*operands, out=out)
    # NumPy would write what lay in its copy of `out` where there is no kernel
    out[...] = ufunc(*operands)
    return out


#: The scale 1 in the working type of every array type.
_ONE = {dtype: _scalar_scale(1.0, _FLOAT64 if dtype == _FLOAT64 else _FLOAT32) for dtype in DTYPES}

_ndarray = np.ndarray  # one look-up less

#: Functions that have been called, with their ufuncs; none where everything goes to the GPU.
_ready: dict[str, np.ufunc] = {}
_ready_masked: dict[str, np.ufunc] = {}


def _plain(
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

    That is one with NumPy arrays of one type, rows along the last axis, a float for the scale, a
    mask of x's shape or of its last axes, if any, and no stream. It is here for what it does not
    do: a large call has driven the interpreter's data out of the caches by the time of the next
    one, which then takes 40 us before it begins with the general way, and 15 with this one.

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
    ufunc = (_ready if where is None else _ready_masked).get(name)
    if ufunc is None or type(x) is not _ndarray or type(scale) is not float:
        return None
    dtype, shape = x.dtype, x.shape
    factor = _ONE.get(dtype)
    if factor is None or type(axis) is not int or not x.size or not shape:
        return None
    if axis != -1 and axis != len(shape) - 1:
        return None
    if out is not None and (
        type(out) is not _ndarray or out.shape != shape or out.dtype is not dtype
    ):
        return None
    if scale != 1.0:
        factor = _scale(name, "scale", scale, dtype)
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


P = ParamSpec("P")
R = TypeVar("R", covariant=True)


class _Call(NamedTuple):
    """The arguments of a call.

    Attributes
    ----------
    name
        The function's.
    arrays
        The arrays that have rows, by the names of the arguments.
    axis, where, out, dtype, stream, keepdims
        As they were given.
    scale, scale_name
        The scale, and what the user calls it.
    per_row
        Arguments before the arrays that have one value a row.
    weights
        `logsumexp`'s b.
    negative
        Whether the scale's sign is to be changed, with which softmax is softmin.
    """

    name: str
    arrays: Mapping[str, Any]
    axis: Any
    scale: Any
    where: Any = None
    out: Any = None
    dtype: Any = None
    stream: Any = None
    keepdims: bool = False
    scale_name: str = "scale"
    per_row: Mapping[str, Any] = {}
    weights: Any = None
    negative: bool = False

    @property
    def reduces(self) -> bool:
        """Whether the result has one value a row."""
        return self.name in _REDUCTIONS


#: Functions with one value a row.
_REDUCTIONS = {"logsumexp", "smooth_max", "soft_argmax"}

#: Those of them that nothing has no value of.
_NEVER_EMPTY = {"smooth_max", "soft_argmax"}


#: Types of arguments that are neither in GPU memory nor of another kind than NumPy's arrays.
_SIMPLE = frozenset({np.ndarray, float, int, bool, list, type(None)})


def _rows(call: _Call) -> Any:
    """Compute a call of any kind."""
    name, weights, out = call.name, call.weights, call.out
    values = (*call.per_row.values(), *call.arrays.values(), call.scale, call.where, out, weights)
    if (
        call.stream is None
        and targets.target != "cuda"
        and all(type(value) in _SIMPLE for value in values)
    ):
        return _compute(call) if weights is None else _compute_weighted(call)
    if isinstance(out, tuple):
        out = _one(out)
        call = call._replace(out=out)
    options = {call.scale_name: call.scale, "where": call.where, "out": out}
    everything = {**call.per_row, **call.arrays, **options, "b": weights}
    kind, model = containers.leader(call.arrays.values())
    if not kind:
        kind, model = containers.leader([*call.per_row.values(), weights])
        if kind in ("dataset", "xarray", "pandas"):  # their labels are not the result's
            kind, model = "", None
        if not kind and containers.kind_of(call.scale) == "masked":
            kind, model = "masked", call.scale
    launcher = _on_target(name, everything, call.stream, not kind and weights is None)
    if launcher is not None:
        if weights is not None:
            raise TypeError(f"{name}: argument 'b' is for arrays in main memory")
        return launcher.call(
            name,
            call.arrays,
            call.axis,
            options,
            call.stream,
            per_row=call.per_row,
            negative=call.negative,
            keepdims=call.keepdims,
            dtype=call.dtype,
        )
    if kind == "dask":
        return _of_dask(call)
    if kind:
        return _of_kind(call, kind, model)
    return _compute(call) if weights is None else _compute_weighted(call)


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


def _plan(call: _Call, shape: tuple[int, ...], dtype: np.dtype[Any]) -> _Plan:
    """Look at the arguments beside the arrays."""
    name, ndim = call.name, len(shape)
    axes = _axes(name, ndim, call.axis)
    if axes == (ndim - 1,):
        order, rows, length = tuple(range(ndim)), shape[:-1], shape[-1]
    else:
        rest = tuple(k for k in range(ndim) if k not in axes)
        order, rows = rest + axes, tuple(shape[k] for k in rest)
        length = math.prod(shape[k] for k in axes)
    final = shape
    if call.reduces:
        kept = tuple(1 if k in axes else size for k, size in enumerate(shape))
        final = kept if call.keepdims else rows
    mask = _mask(name, call.where, shape)
    factor = _scale(name, call.scale_name, call.scale, dtype)
    if call.negative:
        factor = np.asarray(np.negative(factor))
    _per_row(name, call.scale_name, factor, rows)
    out = None
    if call.out is not None:
        out = _checked_out(name, containers.output(name, call.out), dtype, final)
    if name in _NEVER_EMPTY:
        _not_empty(name, length, shape)
    return _Plan(shape, dtype, axes, order, rows, length, final, mask, factor, out)


def _of_each_row(call: _Call, plan: _Plan, argument: str, array: Array) -> Array:
    """Return an argument that has one value a row, whose axes may have been kept."""
    if call.keepdims and array.ndim == len(plan.shape):
        kept = tuple(1 if k in plan.axes else size for k, size in enumerate(plan.shape))
        return _per_row(call.name, argument, array, kept).squeeze(plan.axes)
    return _per_row(call.name, argument, array, plan.rows)


def _finished(call: _Call, plan: _Plan, result: Any) -> Any:
    """Return a result, or put it into `out`."""
    if np.shape(result) != plan.final:
        result = np.reshape(result, plan.final)
    if plan.out is None:
        return result if result.ndim else result[()]
    plan.out[...] = result
    return call.out


def _compute(call: _Call) -> Any:
    """Compute a call with NumPy's arrays."""
    name = call.name
    everything = {**call.per_row, **call.arrays}
    arrays = _arrays(name, everything, call.dtype)
    x = arrays[-1]
    shape, dtype = x.shape, x.dtype
    for argument, array in zip(everything, arrays, strict=True):
        if argument in call.arrays and array.shape != shape:
            (first, second), of = call.arrays, [each.shape for each in arrays]
            raise ValueError(
                f"{name}: arguments {first!r} and {second!r} have different shapes, {of[0]} and "
                f"{of[1]}"
            )
    plan = _plan(call, shape, dtype)
    arrays = [
        plan.flat(array) if argument in call.arrays else _of_each_row(call, plan, argument, array)
        for argument, array in zip(everything, arrays, strict=True)
    ]
    if plan.length == 0:  # the sum of nothing is 0
        return _finished(call, plan, np.full(plan.final, -np.inf, dtype))
    # A result that has to be cast goes to its place when it is there: `out` stays as it was if
    # the computation fails.
    out = plan.out if plan.out is not None and plan.out.dtype == dtype else None
    run = functools.partial(_run, kernel_of(name), arrays, plan.flat_mask(), plan.factor)
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


# Weighted sums ------------------------------------------------------------------------------------

_LN2_HIGH, _LN2_LOW = float.fromhex("0x1.62e42fefa4p-1"), float.fromhex("-0x1.8432a1b0e2634p-43")


def _compute_weighted(call: _Call) -> Any:
    """Compute log Σ b·e^(scale·x) with NumPy's arrays, or its gradient with respect to x."""
    name = call.name
    everything = {**call.per_row, **call.arrays, "b": call.weights}
    *per_row, x, b = _arrays(name, everything, call.dtype)
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
        result, shares = _weighted_sum(flat_x, flat_b, kept, scale)
        if call.reduces:
            return _finished(call, plan, result.astype(plan.dtype))
        gradient = (weights[0][..., None].astype(np.float64) * scale * shares).astype(plan.dtype)
    gradient = gradient.reshape([plan.shape[k] for k in plan.order])
    return _finished(call, plan, gradient.transpose(np.argsort(plan.order)))


def _weighted_sum(x: Array, b: Array, mask: Any, scale: Array) -> tuple[Array, Array]:
    """Return log Σ b·e^(scale·x) over the last axis, and the addends as parts of the sum.

    All in float64. Relative to the largest addend the others are b/b_top·e^(scale·(x − x_top)).
    Both factors are split into a number near 1 and a power of two, so that neither overflows; where
    x is x_top the addend is exact, and so is the difference of such addends.
    """
    if not x.shape[-1]:
        return np.full(x.shape[:-1], -np.inf), x
    product = scale * x
    kept = np.broadcast_to(mask & (b != 0.0), x.shape)
    finite = kept & np.isfinite(product) & np.isfinite(b)
    size = np.where(finite, product + log(np.abs(np.where(finite, b, 1.0))), -np.inf)
    top = np.where(finite.any(-1, keepdims=True), size.argmax(-1)[..., None], 0)
    x_top, b_top = np.take_along_axis(x, top, -1), np.take_along_axis(b, top, -1)
    product_top = np.take_along_axis(product, top, -1)
    difference = x - x_top
    exponent = np.where(np.isfinite(difference), scale * difference, product - product_top)
    exponent = np.where(finite, np.clip(exponent, -5000.0, 5000.0), 0.0)
    n = np.rint(exponent * math.log2(math.e))
    rest = (exponent - n * _LN2_HIGH) - n * _LN2_LOW
    mantissa, power = np.frexp(np.where(finite, b, 0.0))
    power_top = np.frexp(b_top)[1]
    addends = np.ldexp(mantissa * exp(rest), power - power_top + n.astype(np.int64).astype(np.intc))
    high, low = _pair_sum(addends)

    # log(high + low), which is as accurate as can be near 1
    near_one, shift = np.frexp(high)
    doubled = near_one < math.sqrt(0.5)
    near_one, shift = np.where(doubled, 2.0 * near_one, near_one), shift - doubled
    log_sum = log1p((near_one - 1.0) + np.ldexp(low, -shift))
    shift = shift + power_top[..., 0]
    result = ((product_top[..., 0] + shift * _LN2_HIGH) + shift * _LN2_LOW) + log_sum
    result = np.where(high == 0.0, -np.inf, np.where(high < 0.0, np.nan, result))

    # what is not finite decides alone: 0 if that comes to nothing, inf or NaN
    infinite = np.where(product == np.inf, np.inf, np.where(product == -np.inf, 0.0, product))
    infinite = np.where(np.isfinite(product), 1.0, infinite)
    others = np.where(kept & ~finite, b * infinite, 0.0).sum(-1)
    result = np.where(others == 0.0, result, np.where(others > 0.0, np.inf, np.nan))
    shares = np.where(kept, addends / high[..., None], 0.0)
    undefined = (others != 0.0) | (high < 0.0)
    return result, np.where(undefined[..., None], np.nan, shares)


def _pair_sum(addends: Array) -> tuple[Array, Array]:
    """Return the sum over the last axis as a pair."""
    high, low = addends, np.zeros_like(addends)
    while (n := high.shape[-1]) > 1:
        half = n // 2
        first, second = high[..., :half], high[..., half : 2 * half]
        total = first + second
        moved = total - first
        error = (first - (total - moved)) + (second - moved)
        rest = low[..., :half] + low[..., half : 2 * half] + error
        high = np.concatenate([total, high[..., 2 * half :]], -1)
        low = np.concatenate([rest, low[..., 2 * half :]], -1)
    total = high[..., 0] + low[..., 0]
    return total, low[..., 0] - (total - high[..., 0])


# Other kinds of arrays ----------------------------------------------------------------------------


def _of_kind(call: _Call, kind: str, model: Any) -> Any:
    """Compute a call whose result is of another kind than NumPy's arrays, `model`'s."""
    name = call.name
    if kind == "dataset":
        if len(call.arrays) > 1 or call.out is not None:
            raise TypeError(f"{name}: a Dataset of xarray's is taken alone and without 'out'")
        (argument,) = call.arrays
        return model.map(
            lambda each: _rows(call._replace(arrays={argument: each})), keep_attrs=True
        )
    shape = _shape(call)
    axes = _axes(name, len(shape), call.axis)
    rest = tuple(k for k in range(len(shape)) if k not in axes)
    missing = _missing(call, shape, axes) if kind == "masked" else None
    inside = functools.partial(containers.like, name, model=model)
    each_row = functools.partial(inside, axes=None if call.keepdims else rest)
    where = inside("where", call.where)
    if missing is not None:
        where = ~missing if where is None else ~missing & _mask_or_true(name, where, shape)
    keepdims = call.keepdims or (isinstance(model, np.matrix) and len(axes) < len(shape))
    result = _rows(
        call._replace(
            arrays={argument: inside(argument, value) for argument, value in call.arrays.items()},
            per_row={
                argument: each_row(argument, value) for argument, value in call.per_row.items()
            },
            scale=containers.like(name, call.scale_name, call.scale, model, axes=rest),
            where=where,
            weights=inside("b", call.weights),
            keepdims=keepdims,
        )
    )
    mask = missing
    if missing is not None and call.reduces:
        mask = np.asarray(missing.all(axes, keepdims=call.keepdims))
    if call.out is not None:
        if mask is not None and containers.kind_of(call.out) == "masked":
            call.out.mask = mask
        return call.out
    return containers.as_kind(model, result, mask, axes if call.reduces else ())


def _shape(call: _Call) -> tuple[int, ...]:
    """Return the shape of the arrays that have rows."""
    shapes = [tuple(np.shape(value)) for value in call.arrays.values()]
    if call.weights is not None:
        try:
            return np.broadcast_shapes(shapes[-1], tuple(np.shape(call.weights)))
        except ValueError:  # `_compute_weighted` says so
            pass
    return shapes[-1]


def _mask_or_true(name: str, where: Any, shape: tuple[int, ...]) -> Any:
    mask = _mask(name, where, shape)
    return True if mask is None else mask


def _missing(call: _Call, shape: tuple[int, ...], axes: tuple[int, ...]) -> Array | None:
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


def _of_dask(call: _Call) -> Any:
    """Return a Dask array that is computed later: block by block, of whole rows."""
    name = call.name
    da = sys.modules["dask.array"]
    if call.out is not None:
        raise TypeError(f"{name}: argument 'out' is not for Dask arrays, which have no memory yet")
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
    axes = _axes(name, x.ndim, call.axis)
    rest = tuple(k for k in range(x.ndim) if k not in axes)
    x = x.rechunk(dict.fromkeys(axes, -1))
    rows, row_chunks = tuple(x.shape[k] for k in rest), tuple(x.chunks[k] for k in rest)

    def each_row(argument: str, value: Any) -> Any:
        """Return an argument that has one value a row."""
        if _is_number(value):
            return value
        array = da.asarray(value)
        if call.keepdims and argument in call.per_row and array.ndim == x.ndim:
            array = array[tuple(0 if k in axes else slice(None) for k in range(x.ndim))]
        _per_row(name, argument, array, rows)
        return da.broadcast_to(array, rows).rechunk(row_chunks)

    per_row = {argument: each_row(argument, value) for argument, value in call.per_row.items()}
    operands = {argument: value.rechunk(x.chunks) for argument, value in whole.items()}
    places: dict[str, tuple[int, ...]] = dict.fromkeys(operands, tuple(range(x.ndim)))
    if call.where is not None and call.where is not True:
        where = da.asarray(call.where)
        _mask(name, np.broadcast_to(np.empty((), where.dtype), where.shape), x.shape)
        operands["where"] = da.broadcast_to(where, x.shape).rechunk(x.chunks)
        places["where"] = tuple(range(x.ndim))
    numbers = {}
    for argument, value in {**per_row, "scale": each_row(call.scale_name, call.scale)}.items():
        if _is_number(value):
            numbers[argument] = value
        else:
            operands[argument], places[argument] = value, rest

    empty = {
        argument: value if _is_number(value) else np.empty(0, value.dtype)
        for argument, value in {**per_row, **whole}.items()
    }
    dtype = _arrays(name, empty, call.dtype)[-1].dtype
    scale = np.ones((), operands["scale"].dtype) if "scale" in operands else call.scale
    _scale(name, call.scale_name, scale, dtype)
    if name in _NEVER_EMPTY:
        _not_empty(name, math.prod(x.shape[k] for k in axes), x.shape)
    final = rest if call.reduces else tuple(range(x.ndim))
    block = functools.partial(
        _block,
        call._replace(
            arrays=dict.fromkeys(call.arrays),
            axis=axes,
            where=None,
            keepdims=False,
            per_row=dict.fromkeys(call.per_row),
            scale=None,
            weights=None,
        ),
        tuple(operands),
        numbers,
    )
    pairs = [each for argument, value in operands.items() for each in (value, places[argument])]
    meta = sys.modules["dask.array.utils"].meta_from_array(x, len(final), dtype)
    result = da.blockwise(
        block, final, *pairs, concatenate=True, dtype=dtype, meta=meta, name=None, token=name
    )
    if call.reduces and call.keepdims:
        result = result[tuple(None if k in axes else slice(None) for k in range(x.ndim))]
    return result


def _is_number(value: Any) -> bool:
    """Say whether a value goes to every block of a Dask array as it is."""
    return not np.ndim(value) and containers.kind_of(value) != "dask"


def _block(call: _Call, names: Sequence[str], numbers: Mapping[str, Any], *blocks: Any) -> Any:
    """Compute one block of a Dask array."""
    given = {**numbers, **dict(zip(names, blocks, strict=True))}
    return _rows(
        call._replace(
            arrays={argument: given[argument] for argument in call.arrays},
            per_row={argument: given[argument] for argument in call.per_row},
            scale=given["scale"],
            where=given.get("where"),
            weights=given.get("b"),
        )
    )


def _unknown_keyword(function: Callable[..., Any], unknown: Mapping[str, Any]) -> TypeError:
    """Return the error for keyword arguments that a function does not have."""
    key = next(iter(unknown))
    parameters = inspect.signature(function).parameters.values()
    known = [each.name for each in parameters if each.name != "unknown"]
    hint = _HINTS.get(key, "")
    return TypeError(
        f"{function.__qualname__}: unknown keyword argument {key!r}{hint and f' (use {hint})'}, "
        f"expected one of {', '.join(known)}"
    )


#: What other libraries' arguments are called here.
_HINTS = {
    "dim": "axis=",
    "keepdim": "keepdims=",
    "mask": "where=, which is True where an element counts",
    "temperature": "scale=, its reciprocal",
    "beta": "scale=",
    "return_sign": "b=, with which a negative sum is NaN",
}


def _with_signature(function: Callable[P, R]) -> Callable[P, R]:
    """Return a function whose signature does not show how unknown keywords are caught."""
    found = inspect.signature(function)
    parameters = [each for each in found.parameters.values() if each.name != "unknown"]
    cast(Any, function).__signature__ = found.replace(parameters=parameters)
    return function


class Differentiable(Protocol[P, R]):
    """The type of a row function that has a gradient."""

    vjp: Callable[..., Any]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Call the function."""


def _with_gradient(vjp: Callable[..., Any]) -> Callable[[Callable[P, R]], Differentiable[P, R]]:
    """Return a decorator that gives a function its gradient."""

    def attach(function: Callable[P, R]) -> Differentiable[P, R]:
        vjp.__name__ = "vjp"
        vjp.__qualname__ = f"{function.__name__}.vjp"
        _with_signature(vjp)
        differentiable = cast(Differentiable[P, R], _with_signature(function))
        differentiable.vjp = vjp
        return differentiable

    return attach


# The functions ------------------------------------------------------------------------------------


@_states_bound("softmax.vjp")
def _softmax_vjp(
    dy: Any,
    y: Any,
    axis: int | tuple[int, ...] | None = -1,
    *,
    scale: Any = 1.0,
    where: Any = None,
    out: Any = None,
    stream: Any = None,
    **unknown: Any,
) -> Any:
    """Gradient of `softmax` from its output y: scale·y·(dy − Σ dy·y), in one pass.

    Parameters
    ----------
    dy : array_like
        Gradient of what is computed of y.
    y : array_like
        The result of `softmax`, not its input; of dy's shape.
    axis, scale, where
        Those that `softmax` was called with. Where a mask excludes elements, those of dy and y
        are not read, and the result is 0; y is 0 there anyway, so that the mask is needed only
        if dy may be infinite or NaN there.
    out : ndarray, optional
        Array for the result, which may be dy or y.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray
        The gradient with respect to x.
    """
    if stream is None and not unknown:
        plain = _plain("softmax.vjp", dy, y, axis, scale, where, out)
        if plain is not None:
            return plain
    if unknown:
        raise _unknown_keyword(_softmax_vjp, unknown)
    return _rows(_Call("softmax.vjp", {"dy": dy, "y": y}, axis, scale, where, out, stream=stream))


@_states_bound("log_softmax.vjp")
def _log_softmax_vjp(
    dy: Any,
    y: Any,
    axis: int | tuple[int, ...] | None = -1,
    *,
    scale: Any = 1.0,
    where: Any = None,
    out: Any = None,
    stream: Any = None,
    **unknown: Any,
) -> Any:
    """Gradient of `log_softmax` from its output y: scale·(dy − e^y·Σ dy), in one pass.

    Parameters
    ----------
    dy : array_like
        Gradient of what is computed of y.
    y : array_like
        The result of `log_softmax`, not its input; of dy's shape.
    axis, scale, where
        Those that `log_softmax` was called with. Where a mask excludes elements, those of dy and y
        are not read, and the result is 0.
    out : ndarray, optional
        Array for the result, which may be dy or y.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray
        The gradient with respect to x.
    """
    if stream is None and not unknown:
        plain = _plain("log_softmax.vjp", dy, y, axis, scale, where, out)
        if plain is not None:
            return plain
    if unknown:
        raise _unknown_keyword(_log_softmax_vjp, unknown)
    return _rows(
        _Call("log_softmax.vjp", {"dy": dy, "y": y}, axis, scale, where, out, stream=stream)
    )


@_states_bound("softmin.vjp")
def _softmin_vjp(
    dy: Any,
    y: Any,
    axis: int | tuple[int, ...] | None = -1,
    *,
    scale: Any = 1.0,
    where: Any = None,
    out: Any = None,
    stream: Any = None,
    **unknown: Any,
) -> Any:
    """Gradient of `softmin` from its output y: −scale·y·(dy − Σ dy·y), in one pass.

    As `softmax.vjp`, for the result y of `softmin`.
    """
    if unknown:
        raise _unknown_keyword(_softmin_vjp, unknown)
    arguments = {"dy": dy, "y": y}
    return _rows(
        _Call("softmin.vjp", arguments, axis, scale, where, out, stream=stream, negative=True)
    )


@_states_bound("logsumexp.vjp")
def _logsumexp_vjp(
    dy: Any,
    x: Any,
    axis: int | tuple[int, ...] | None = -1,
    *,
    b: Any = None,
    scale: Any = 1.0,
    where: Any = None,
    keepdims: bool = False,
    out: Any = None,
    stream: Any = None,
    **unknown: Any,
) -> Any:
    """Gradient of `logsumexp` from its input x: dy·scale·softmax(scale·x), in one pass.

    Parameters
    ----------
    dy : array_like
        Gradient of what is computed of the result, one value a row (or one for all).
    x : array_like
        The input of `logsumexp`.
    axis, b, scale, where, keepdims
        Those that `logsumexp` was called with; where a mask excludes elements the result is 0. With
        weights the gradient is dy·scale·b·e^(scale·x)/Σ b·e^(scale·x).
    out : ndarray, optional
        Array for the result, of x's shape; it may be x.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray
        The gradient with respect to x.
    """
    name = "logsumexp.vjp"
    if b is None and stream is None and not keepdims and not unknown:
        plain = _plain(name, dy, x, axis, scale, where, out, per_row=True)
        if plain is not None:
            return plain
    if unknown:
        raise _unknown_keyword(_logsumexp_vjp, unknown)
    return _rows(
        _Call(
            name,
            {"x": x},
            axis,
            scale,
            where,
            out,
            None,
            stream,
            keepdims,
            per_row={"dy": dy},
            weights=b,
        )
    )


@_with_gradient(_softmax_vjp)
@_states_bound("softmax")
def softmax(
    x: Any,
    axis: int | tuple[int, ...] | None = -1,
    *,
    scale: Any = 1.0,
    where: Any = None,
    dtype: Any = None,
    out: Any = None,
    stream: Any = None,
    **unknown: Any,
) -> Any:
    """Softmax, e^(scale·x)/Σ e^(scale·x) over an axis.

    Parameters
    ----------
    x : array_like
        Input.
    axis : int, tuple of int or None, default -1
        The axis or axes of the sum, None for all; the rows along it are independent of each other.
    scale : float or array_like, default 1.0
        Factor of x: the inverse temperature, or attention's 1/√d. An array has one value a row
        (it broadcasts to x's shape without the axis). Any value is allowed, negative ones and 0
        included. It never changes the type of the result.
    where : array_like of bool, optional
        Mask, which broadcasts to x's shape and is not copied for it. Where it is False the element
        is left out, whatever its value, and the result is 0; a row without any element is all 0.
    dtype : data-type, optional
        Float type that x is converted to, and that the result has.
    out : ndarray, optional
        Array for the result, of x's shape; it may be x.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray
        Of x's shape and float type. Every row sums to 1.

    Raises
    ------
    TypeError
        If x is no array of real numbers, an argument has the wrong type, or is unknown.
    ValueError
        If a shape does not fit.
    numpy.exceptions.AxisError
        If there is no such axis.

    Notes
    -----
    No finite row overflows, and elements far below the largest underflow to 0 as they should. An
    element -inf gives 0. A row that has NaN or +inf, or nothing but -inf, is NaN. (Infinities
    change their roles where the scale is negative.)

    scale·x − scale·max x is never rounded: where the difference could not be exact, the
    product with log2 e is split off first. So the error does not grow with the difference; the same
    bits come out whatever the layout, the number of threads and the CPU. float16 and bfloat16
    compute in float32 and round once. Any finite scale is right; an infinite one gives NaN.

    PyTorch's tensors in main memory, objects of pandas and xarray, and subclasses of NumPy's array
    come back as their own kind; a Dask array is computed later, its rows in one chunk. The mask of
    a masked array counts as `where` does, and the result has it.

    The gradient is ``softmax.vjp(dy, y, axis, scale=scale)``, of the result y:
    scale·y·(dy − Σ dy·y).

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.softmax([1.0, 2.0, 3.0])
    array([0.09003057, 0.24472847, 0.66524096])
    >>> na.softmax(np.zeros((3, 3)), where=np.tri(3, dtype=bool))  # a causal mask
    array([[1.        , 0.        , 0.        ],
           [0.5       , 0.5       , 0.        ],
           [0.33333333, 0.33333333, 0.33333333]])
    """
    if stream is dtype is None and not unknown:
        plain = _plain("softmax", None, x, axis, scale, where, out)
        if plain is not None:
            return plain
    if unknown:
        raise _unknown_keyword(softmax, unknown)
    return _rows(_Call("softmax", {"x": x}, axis, scale, where, out, dtype, stream))


@_with_gradient(_log_softmax_vjp)
@_states_bound("log_softmax")
def log_softmax(
    x: Any,
    axis: int | tuple[int, ...] | None = -1,
    *,
    scale: Any = 1.0,
    where: Any = None,
    dtype: Any = None,
    out: Any = None,
    stream: Any = None,
    **unknown: Any,
) -> Any:
    """Logarithm of softmax, scale·x − log Σ e^(scale·x) over an axis.

    Parameters
    ----------
    x : array_like
        Input.
    axis : int, tuple of int or None, default -1
        The axis or axes of the sum; None for all.
    scale : float or array_like, default 1.0
        Factor of x, as in `softmax`.
    where : array_like of bool, optional
        Mask, which broadcasts to x's shape. Where it is False the element is left out and the
        result is -inf.
    dtype : data-type, optional
        Float type that x is converted to, and that the result has.
    out : ndarray, optional
        Array for the result, of x's shape; it may be x.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray
        Of x's shape and float type; nowhere positive.

    Raises
    ------
    TypeError
        If x is no array of real numbers, an argument has the wrong type, or is unknown.
    ValueError
        If a shape does not fit.
    numpy.exceptions.AxisError
        If there is no such axis.

    Notes
    -----
    The largest element of a row is left out of the sum, and the logarithm is log(1 + Σ): where one
    element outweighs the others, its result is minus the sum of the others, with full relative
    accuracy. NaN and infinities are as in `softmax`.

    The gradient is ``log_softmax.vjp(dy, y, axis, scale=scale)``, of the result y:
    scale·(dy − e^y·Σ dy).

    Examples
    --------
    >>> import numba_act as na
    >>> na.log_softmax([1.0, 2.0, 3.0])
    array([-2.40760596, -1.40760596, -0.40760596])
    """
    if stream is dtype is None and not unknown:
        plain = _plain("log_softmax", None, x, axis, scale, where, out)
        if plain is not None:
            return plain
    if unknown:
        raise _unknown_keyword(log_softmax, unknown)
    return _rows(_Call("log_softmax", {"x": x}, axis, scale, where, out, dtype, stream))


@_with_gradient(_softmin_vjp)
@_states_bound("softmin")
def softmin(
    x: Any,
    axis: int | tuple[int, ...] | None = -1,
    *,
    scale: Any = 1.0,
    where: Any = None,
    dtype: Any = None,
    out: Any = None,
    stream: Any = None,
    **unknown: Any,
) -> Any:
    """Softmin, softmax of −x: e^(−scale·x)/Σ e^(−scale·x) over an axis.

    Parameters
    ----------
    x : array_like
        Input.
    axis : int, tuple of int or None, default -1
        The axis or axes of the sum; None for all.
    scale : float or array_like, default 1.0
        Factor of x, as in `softmax`.
    where : array_like of bool, optional
        Mask, as in `softmax`.
    dtype : data-type, optional
        Float type that x is converted to, and that the result has.
    out : ndarray, optional
        Array for the result, of x's shape; it may be x.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray
        Of x's shape and float type. Every row sums to 1.

    Raises
    ------
    TypeError
        If x is no array of real numbers, an argument has the wrong type, or is unknown.
    ValueError
        If a shape does not fit.
    numpy.exceptions.AxisError
        If there is no such axis.

    Notes
    -----
    Exactly `softmax` with the negative scale. The gradient is
    ``softmin.vjp(dy, y, axis, scale=scale)``, of the result y.

    Examples
    --------
    >>> import numba_act as na
    >>> na.softmin([1.0, 2.0, 3.0])
    array([0.66524096, 0.24472847, 0.09003057])
    """
    if unknown:
        raise _unknown_keyword(softmin, unknown)
    return _rows(_Call("softmin", {"x": x}, axis, scale, where, out, dtype, stream, negative=True))


@_with_gradient(_logsumexp_vjp)
@_states_bound("logsumexp")
def logsumexp(
    x: Any,
    axis: int | tuple[int, ...] | None = -1,
    *,
    b: Any = None,
    scale: Any = 1.0,
    where: Any = None,
    keepdims: bool = False,
    dtype: Any = None,
    out: Any = None,
    stream: Any = None,
    **unknown: Any,
) -> Any:
    """Logarithm of the sum of exponentials, log Σ e^(scale·x) over one or more axes.

    Parameters
    ----------
    x : array_like
        Input.
    axis : int, tuple of int or None, default -1
        The axis or axes of the sum; None for all.
    b : array_like, optional
        Weights: log Σ b·e^(scale·x). x and b broadcast against each other, and their common type is
        the result's. Where b is 0 the element is left out, whatever its value.
    scale : float or array_like, default 1.0
        Factor of x, as in `softmax`.
    where : array_like of bool, optional
        Mask, which broadcasts to x's shape. Where it is False the element is left out.
    keepdims : bool, default False
        Whether the axes stay, with length 1.
    dtype : data-type, optional
        Float type that x is converted to, and that the result has.
    out : ndarray, optional
        Array for the result.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray or scalar
        Of x's float type.

    Raises
    ------
    TypeError
        If x is no array of real numbers, an argument has the wrong type, or is unknown.
    ValueError
        If a shape does not fit.
    numpy.exceptions.AxisError
        If there is no such axis.

    Notes
    -----
    -inf where all elements are -inf or left out, or where there are none, +inf where one is +inf,
    NaN where one is NaN. With weights: NaN where the sum is negative.

    A weighted sum is computed in float64 relative to its largest addend, and no addend overflows.
    In float32 and the 16-bit types it is rounded once. In float64 the error is at most
    2^-52·(|scale·x| + |log |b||) of the largest addend, and where addends of different signs cancel
    2^-50·Σ |b|·e^(scale·x)/|Σ b·e^(scale·x)| more. Arrays in GPU memory take no weights.

    The gradient is ``logsumexp.vjp(dy, x, axis, scale=scale)``, of the input:
    dy·scale·softmax(scale·x).

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.logsumexp([1.0, 2.0, 3.0])
    np.float64(3.4076059644443806)
    >>> na.logsumexp(np.zeros((2, 3)), axis=(0, 1), keepdims=True)
    array([[1.79175947]])
    """
    if b is dtype is stream is out is None and not keepdims and not unknown:
        plain = _plain("logsumexp", None, x, axis, scale, where, None)
        if plain is not None:
            return plain
    if unknown:
        raise _unknown_keyword(logsumexp, unknown)
    return _rows(
        _Call("logsumexp", {"x": x}, axis, scale, where, out, dtype, stream, keepdims, weights=b)
    )


@_with_signature
@_states_bound("soft_argmax")
def soft_argmax(
    x: Any,
    k: Any = 1.0,
    axis: int | tuple[int, ...] | None = -1,
    *,
    where: Any = None,
    keepdims: bool = False,
    out: Any = None,
    stream: Any = None,
    **unknown: Any,
) -> Any:
    """Soft argmax, the expected position Σ i·softmax(k·x)_i along an axis.

    Parameters
    ----------
    x : array_like
        Input.
    k : float or array_like, default 1.0
        Sharpness: the result goes to the position of the largest element for large k, and to
        that of the smallest for large negative k. An array has one value a row.
    axis : int, tuple of int or None, default -1
        The axis along which positions are counted from 0. Of several axes, or all (None), they are
        those in the elements laid out in a row, as `numpy.argmax` has them.
    where : array_like of bool, optional
        Mask, which broadcasts to x's shape. Where it is False the element is left out.
    keepdims : bool, default False
        Whether the axes stay, with length 1.
    out : ndarray, optional
        Array for the result.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray or scalar
        Of x's shape without the axis or axes, of its float type.

    Raises
    ------
    TypeError
        If x is no array of real numbers, an argument has the wrong type, or is unknown.
    ValueError
        If the rows are empty, or a shape does not fit.
    numpy.exceptions.AxisError
        If there is no such axis.

    Notes
    -----
    NaN where `softmax` is NaN.

    References
    ----------
    .. [1] O. Chapelle and M. Wu, "Gradient descent optimization of smoothed information
       retrieval metrics", Information Retrieval 13, 2010.

    Examples
    --------
    >>> import numba_act as na
    >>> na.soft_argmax([0.0, 5.0, 1.0], k=10.0)
    np.float64(1.0)
    """
    if unknown:
        raise _unknown_keyword(soft_argmax, unknown)
    return _rows(
        _Call("soft_argmax", {"x": x}, axis, k, where, out, None, stream, keepdims, scale_name="k")
    )


@_with_signature
@_states_bound("smooth_max")
def smooth_max(
    x: Any,
    k: Any = 1.0,
    axis: int | tuple[int, ...] | None = -1,
    *,
    where: Any = None,
    keepdims: bool = False,
    out: Any = None,
    stream: Any = None,
    **unknown: Any,
) -> Any:
    """Smooth maximum, (1/k)·log Σ e^(k·x) along an axis.

    Parameters
    ----------
    x : array_like
        Input.
    k : float or array_like, default 1.0
        Sharpness: the result exceeds the largest element by log(n)/k at most, for rows of n. A
        negative k gives a smooth minimum. An array has one value a row.
    axis : int, tuple of int or None, default -1
        The axis or axes of the sum; None for all.
    where : array_like of bool, optional
        Mask, which broadcasts to x's shape. Where it is False the element is left out.
    keepdims : bool, default False
        Whether the axes stay, with length 1.
    out : ndarray, optional
        Array for the result.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray or scalar
        Of x's shape without the axis or axes, of its float type.

    Raises
    ------
    TypeError
        If x is no array of real numbers, an argument has the wrong type, or is unknown.
    ValueError
        If the rows are empty, or a shape does not fit.
    numpy.exceptions.AxisError
        If there is no such axis.

    Notes
    -----
    Computed as max x + log(Σ e^(k·(x − max x)))/k, so that neither e^(k·x) nor k·x overflows. The
    limit k → 0 is infinite, and k = 0 gives +inf.

    Examples
    --------
    >>> import numba_act as na
    >>> round(float(na.smooth_max([1.0, 2.0, 3.0], k=2.0)), 4)
    3.0715
    """
    if unknown:
        raise _unknown_keyword(smooth_max, unknown)
    return _rows(
        _Call("smooth_max", {"x": x}, axis, k, where, out, None, stream, keepdims, scale_name="k")
    )


def entropy_scale(n: Any, kappa: Any = 1.0, d: Any = 1) -> Any:
    """Scale for entropy-invariant softmax, κ·log(n)/d.

    Parameters
    ----------
    n : array_like
        Length of the rows: how many elements take part.
    kappa : array_like, default 1.0
        Strength κ.
    d : array_like, default 1
        What the scores are divided by, such as the size of an attention head.

    Returns
    -------
    ndarray or scalar
        In float64, for `softmax`'s `scale`; in GPU memory if one of the arguments is.

    Notes
    -----
    With a constant scale attention becomes flatter the longer the rows are. With this scale its
    entropy hardly depends on their length. For κ = 1/log n₀ the scale at length n₀ is 1/d.

    References
    ----------
    .. [1] J. Su, "Entropy-invariant softmax", https://kexue.fm/archives/8823.

    Examples
    --------
    >>> import numba_act as na
    >>> round(float(na.entropy_scale(512, d=64)), 4)
    0.0975
    """
    arguments = {"n": n, "kappa": kappa, "d": d}
    if any(map(targets.is_device_array, arguments.values())):
        keywords = {"dtype": np.float64}
        return elementwise.call(_entropy_scale(), (n, kappa, d), keywords)
    for argument, value in arguments.items():
        _array("entropy_scale", argument, value)
    length, kappa = np.asarray(n, np.float64), np.asarray(kappa, np.float64)
    size = np.abs(kappa)
    raised = np.where(size < 2.0**-900, 2.0**64, np.where(size > 2.0**900, 2.0**-64, 1.0))
    return ((kappa * raised) * log(length) / np.asarray(d, np.float64)) / raised


def _entropy_scale_of(n, kappa, d):  # type: ignore[no-untyped-def]
    # the product with the logarithm neither overflows nor is subnormal where the result is not
    size = absolute(kappa)
    raised = select(size < 2.0**-900, 2.0**64, select(size > 2.0**900, 2.0**-64, 1.0))
    return ((kappa * raised) * log(n) / d) / raised


@functools.cache
def _entropy_scale() -> Elementwise:
    """Return `entropy_scale` for device arrays: its operations in one kernel."""
    return Elementwise(
        _entropy_scale_of,
        "entropy_scale",
        inputs=["n"],
        parameters={"kappa": 1.0, "d": 1.0},
        warns=(),
    )
