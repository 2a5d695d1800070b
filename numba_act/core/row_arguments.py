"""A call of a function of rows, and what its arguments may be: every check, for both targets."""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, cast

import numpy as np

from .arguments import (
    PYTHON_NUMBERS,
    broadcasts_to,
    check_output,
    float_of,
    no_array,
    no_dtype,
    no_float,
    no_mask,
    read_only,
    wrong_shape,
)
from .floats import DTYPES

Array = np.ndarray[Any, Any]

FLOAT32 = np.dtype(np.float32)
FLOAT64 = np.dtype(np.float64)
#: Scales are in the working type; a larger one is as good as infinite for every row.
_LARGEST = {np.dtype(kind): float(np.finfo(kind).max) for kind in (np.float32, np.float64)}

#: Functions with one value a row.
REDUCTIONS = {"logsumexp", "smooth_max", "soft_argmax", "softmax_cross_entropy", "soft_accuracy"}

#: Functions that nothing has no value of, and gradients of theirs.
NEVER_EMPTY = {
    "smooth_max",
    "soft_argmax",
    "soft_accuracy",
    "softmax_cross_entropy",
    "softmax_cross_entropy.vjp",
    "softmax_cross_entropy.value_and_vjp",
}


class Call(NamedTuple):
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
    weighted_sum
        Computes log Σ b·e^(scale·x), where there are weights.
    labels
        Of a cross entropy: one a row, or one for each element.
    smoothing, ignored
        Its label_smoothing and ignore_index.
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
    weighted_sum: Any = None
    labels: Any = None
    smoothing: Any = 0.0
    ignored: Any = None

    @property
    def has_pair(self) -> bool:
        """Whether a loss is returned before the result."""
        return self.name.endswith(".value_and_vjp")

    @property
    def reduces(self) -> bool:
        """Whether the result has one value a row."""
        return self.name in REDUCTIONS

    def _labels(self, whole: Callable[..., Any], of_row: Callable[..., Any]) -> Any:
        (x,) = self.arrays.values()
        return (whole if np.ndim(self.labels) == np.ndim(x) else of_row)("labels", self.labels)

    def with_values(
        self,
        whole: Callable[[str, Any], Any],
        of_row: Callable[[str, Any], Any],
        scale: Any,
        where: Any,
        **others: Any,
    ) -> Call:
        """Return the same call of what two functions make of the arrays, given each one's name."""
        return self._replace(
            arrays={argument: whole(argument, value) for argument, value in self.arrays.items()},
            per_row={argument: of_row(argument, value) for argument, value in self.per_row.items()},
            weights=None if self.weights is None else whole("b", self.weights),
            labels=None if self.labels is None else self._labels(whole, of_row),
            scale=scale,
            where=where,
            **others,
        )


def as_array(name: str, argument: str, value: Any) -> Array:
    """Return an argument as an array of a float type, integers and bools as `np.exp` takes them.

    Raises
    ------
    TypeError
        For anything that is no array of real numbers.
    """
    if type(value) is not np.ndarray:
        try:
            value = np.asarray(value)
        except Exception as reason:
            raise TypeError(f"{name}: argument {argument!r} is no array: {reason}") from reason
    if value.dtype in DTYPES:
        return cast(Array, value)
    return cast(Array, value.astype(float_type(name, argument, value.dtype)))


def float_type(name: str, argument: str, dtype: np.dtype[Any]) -> np.dtype[Any]:
    """Return the type that arrays of a type are computed in."""
    native = float_of(dtype).newbyteorder("=")
    if native not in DTYPES:
        raise no_float(name, argument, dtype)
    return native


def common_type(name: str, dtypes: Mapping[str, np.dtype[Any]]) -> np.dtype[Any]:
    """Return the type that arguments of several types are computed in."""
    try:
        common = np.result_type(*dtypes.values())
    except TypeError:
        common = np.dtype(object)
    if common not in DTYPES:
        given = ", ".join(f"{argument!r} {dtype}" for argument, dtype in dtypes.items())
        raise TypeError(f"{name}: the arguments' types have none in common: {given}")
    return common


def dtype_of(name: str, dtype: Any) -> np.dtype[Any]:
    """Return a type of NumPy's; PyTorch's are known by their names."""
    try:
        text = str(dtype)
        found = np.dtype(text.removeprefix("torch.") if text.startswith("torch.") else dtype)
    except TypeError:
        found = np.dtype(object)
    if found not in DTYPES:
        raise no_dtype(name, dtype)
    return found


def as_arrays(name: str, arguments: Mapping[str, Any], dtype: Any = None) -> list[Array]:
    """Return the arguments as arrays of one type, beside which a Python scalar has none.

    With `dtype` they have that one.
    """
    arrays = [as_array(name, argument, value) for argument, value in arguments.items()]
    if dtype is not None:
        found = dtype_of(name, dtype)
        return [array.astype(found, copy=False) for array in arrays]
    if len(arrays) == 1 or len({array.dtype for array in arrays}) == 1:
        return arrays
    dtypes = {key: array.dtype for key, array in zip(arguments, arrays, strict=True)}
    typed = {key: dtypes[key] for key, v in arguments.items() if type(v) not in PYTHON_NUMBERS}
    common = common_type(name, typed or dtypes)
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


def axes_of(name: str, ndim: int, axis: Any) -> tuple[int, ...]:
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


def not_empty(name: str, size: int, shape: tuple[int, ...]) -> None:
    if size == 0:
        raise ValueError(
            f"{name}: the rows of an array of shape {shape} are empty, and have no largest element"
        )


@functools.lru_cache(maxsize=256)
def scalar_scale(value: float, working: np.dtype[Any]) -> Array:
    """Return a finite scale as a read-only array: to make it anew is half of a small call."""
    limit = _LARGEST[working]
    array = np.array(min(max(value, -limit), limit), working)
    array.flags.writeable = False
    return array


def scale_of(name: str, argument: str, value: Any, dtype: np.dtype[Any]) -> Array:
    """Return a scale in the working type."""
    working = FLOAT64 if dtype == FLOAT64 else FLOAT32
    if type(value) is float and value and math.isfinite(value):  # 0.0 and -0.0 are one key
        return scalar_scale(value, working)
    array = as_array(name, argument, value)
    if np.can_cast(array.dtype, working):
        return array.astype(working, copy=False)
    limit = _LARGEST[working]
    finite = np.isfinite(array)
    with np.errstate(under="ignore"):
        return np.where(finite, np.clip(array, -limit, limit), array).astype(working)


def same_shape(name: str, shapes: Mapping[str, tuple[int, ...]]) -> tuple[int, ...]:
    """Return the shape of the arrays that have rows, which have one."""
    (first, *_), (shape, *others) = shapes, shapes.values()
    if any(each != shape for each in others):
        last = [*shapes][-1]
        raise ValueError(
            f"{name}: arguments {first!r} and {last!r} have different shapes, {shape} and "
            f"{shapes[last]}"
        )
    return shape


def check_per_row(name: str, argument: str, shape: tuple[int, ...], rows: tuple[int, ...]) -> None:
    """Raise where an array of a shape does not have one value a row."""
    if shape and not broadcasts_to(shape, rows):
        wanted = f"one that broadcasts to the shape of the rows, {rows}"
        raise wrong_shape(name, argument, shape, wanted)


def per_row(name: str, argument: str, array: Array, rows: tuple[int, ...]) -> Array:
    """Return an array that has one value a row, after looking whether it has."""
    check_per_row(name, argument, array.shape, rows)
    return array


def smoothing_of(name: str, value: Any) -> float:
    """Return a smoothing of labels, a number from 0 to 1."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise TypeError(
            f"{name}: argument 'label_smoothing' is {value!r}, expected a number"
        ) from None
    if not 0.0 <= number <= 1.0:
        raise ValueError(
            f"{name}: argument 'label_smoothing' is {value!r}, expected one from 0 to 1"
        )
    return number


def ignored_of(name: str, value: Any) -> int | None:
    """Return the label that is ignored; None for one that no label is."""
    if value is None:
        return None
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(
            f"{name}: argument 'ignore_index' is {value!r}, expected an integer"
        ) from None
    return number if -(2**63) <= number < 2**63 else None


def label_array(name: str, labels: Any, shape: tuple[int, ...]) -> Array:
    """Return labels as an array: integers, one a row, or floats in the logits' shape."""
    try:
        array = np.asarray(labels)
    except Exception as reason:
        raise TypeError(f"{name}: argument 'labels' is no array: {reason}") from reason
    if array.ndim == len(shape):
        if array.shape != shape:
            raise wrong_shape(name, "labels", array.shape, f"that of the logits, {shape}")
        if array.dtype not in DTYPES:
            raise TypeError(
                f"{name}: argument 'labels' has the logits' shape and the type {array.dtype}; "
                "expected probabilities of a float type, or one integer a row"
            )
    elif array.size and array.dtype.kind not in "iu":
        raise TypeError(
            f"{name}: argument 'labels' has the type {array.dtype}, expected integers, or "
            f"probabilities in the logits' shape, {shape}"
        )
    return cast(Array, array)


def labels_of(
    name: str, labels: Array, rows: tuple[int, ...], length: int, ignored: Any
) -> tuple[Array, Array | None]:
    """Return one label a row, after looking at all, and which rows are ignored, if any are."""
    check_per_row(name, "labels", labels.shape, rows)
    labels = np.broadcast_to(labels, rows)
    hit = None
    if ignored is not None:
        found = labels == ignored
        if found.any():
            hit, labels = found, np.where(found, 0, labels)
    if labels.size and not (labels.min() >= 0 and labels.max() < length):
        wrong = labels[(labels < 0) | (labels >= length)].flat[0]
        raise ValueError(
            f"{name}: argument 'labels' has {wrong}, expected integers from 0 to {length - 1}"
            + ("" if ignored is None else f" or ignore_index, {ignored}")
        )
    return labels.astype(np.int64, copy=False), hit


def mask_of(name: str, where: Any, shape: tuple[int, ...]) -> Array | None:
    """Return the mask, None where there is none."""
    if where is None or where is True:
        return None
    mask = np.asarray(where)
    if mask.dtype != bool:
        raise no_mask(name, mask.dtype)
    check_mask(name, mask.shape, shape)
    if mask.shape[-1:] != shape[-1:]:
        return np.broadcast_to(mask, shape)
    return mask


def check_mask(name: str, shape: tuple[int, ...], to: tuple[int, ...]) -> None:
    """Raise where a mask of a shape does not broadcast to the arrays'."""
    if not broadcasts_to(shape, to):
        raise wrong_shape(name, "where", shape, f"one that broadcasts to {to}")


def kernel_of(name: str) -> str:
    """Return the name of the function that computes another: softmax computes softmin."""
    return name.replace("softmin", "softmax").replace("value_and_vjp", "vjp")


def checked_out(name: str, out: Any, dtype: np.dtype[Any], shape: tuple[int, ...]) -> Array:
    """Return the array for the result, after looking whether the result fits."""
    if not isinstance(out, np.ndarray):
        raise no_array(name, "out", out)
    check_output(name, out.dtype, out.shape, dtype, shape)
    if not out.flags.writeable:
        raise read_only(name)
    return out


def pair_sum(addends: Array) -> tuple[Array, Array]:
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
