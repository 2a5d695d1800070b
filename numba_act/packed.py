"""Gates of one array that holds both halves, and their gradients in the same layout.

Everything here is about which elements belong to which half. The common call (NumPy arrays of one
float type whose rows can be told apart by strides) goes to a ufunc over rows, which threads split;
any other goes to the elementwise ufunc, on views of the halves.
"""

from __future__ import annotations

import inspect
import operator
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from . import targets

if TYPE_CHECKING:
    from .activation import Elementwise, _Definition

__all__ = ["ORDERS", "add_packed"]

#: How the two halves lie along the axis.
ORDERS = ("gate_first", "value_first", "interleaved")

_FORWARD_DOC = """`{name}` of the two halves of one array.

Parameters
----------
x : array_like
    {gate} and {value} along one axis, as one matrix product makes them.
axis : int, default -1
    The axis that holds both; its length is even.
order : {{"gate_first", "value_first", "interleaved"}}
    Where they are: {gate} in the first half and {value} in the second (``gate_first``, the
    default), the other way round (``value_first``, as `torch.nn.GLU` has it), or in turns, {gate}
    in the even places (``interleaved``, as gpt-oss has it).
out : ndarray, optional
    Of the shape of x with half the axis. It may be a part of x.
**parameters : float or array_like
    Those of `{name}`; an array broadcasts against one half.

Returns
-------
ndarray
    Of the shape of x with half the axis.

Raises
------
ValueError
    If the axis is odd or not there, the order unknown, or `out` of another shape.
TypeError
    If a type or a parameter is not one that `{name}` takes.

Notes
-----
x is read where it lies. The rows are split among threads, and the result has the bits that
`{name}` gives on the two halves.

Examples
--------
>>> import numpy as np
>>> import numba_act as na
>>> x = np.float32([[-1.0, 0.0, 1.0, 2.0, 2.0, 2.0]])
>>> bool((na.{example}.packed(x) == na.{example}(x[:, :3], x[:, 3:])).all())
True
"""

_BACKWARD_DOC = """`{name}.vjp` of the two halves of one array, in the layout of that array.

Parameters
----------
dy : array_like
    The cotangent of the result, of the shape of x with half the axis.
x : array_like
    {gate} and {value} along one axis.
axis : int, default -1
    The axis that holds both; its length is even.
order : {{"gate_first", "value_first", "interleaved"}}
    Where {gate} and {value} are, as for `{name}.packed`.
out : ndarray, optional
    Of the shape of x. It may be x itself.
**parameters : float or array_like
    Those of `{name}`; an array broadcasts against one half.

Returns
-------
ndarray
    The gradient with respect to x, of its shape, in one pass.

Raises
------
ValueError
    If the axis is odd or not there, the order unknown, a shape another one, or `{name}` has no
    derivative with respect to both inputs.
TypeError
    If a type or a parameter is not one that `{name}.vjp` takes.

Examples
--------
>>> import numpy as np
>>> import numba_act as na
>>> x = np.float32([[-1.0, 0.0, 1.0, 2.0, 2.0, 2.0]])
>>> dx = na.{example}.packed_vjp(np.float32([[1.0, 1.0, 1.0]]), x)
>>> d_gate, d_value = na.{example}.vjp(np.float32(1.0), x[:, :3], x[:, 3:])
>>> bool((dx == np.concatenate([d_gate, d_value], axis=-1)).all())
True
"""


def add_packed(definition: _Definition) -> None:
    """Give an activation of two inputs its `packed` and `packed_vjp`."""

    forward, backward = _Calls(), _Calls()
    definition.packed_vjp_calls = backward

    def packed(
        x: Any, axis: int = -1, order: str = "gate_first", out: Any = None, **parameters: Any
    ) -> Any:
        found = None if parameters else forward.find(x, axis, order)
        if found is not None:
            shape = x.shape
            half = (*shape[:-1], shape[-1] >> 1)
            made = np.empty(half, x.dtype) if out is None else out
            if found.takes(x, half, made):
                found(x, made)
                return made
        return _forward(definition, x, axis, order, out, parameters, forward)

    def packed_vjp(
        dy: Any,
        x: Any,
        axis: int = -1,
        order: str = "gate_first",
        out: Any = None,
        **parameters: Any,
    ) -> Any:
        found = None if parameters else backward.find(x, axis, order)
        if found is not None:
            shape = x.shape
            made = np.empty(shape, x.dtype) if out is None else out
            if found.takes(x, shape, made) and found.takes(x, (*shape[:-1], shape[-1] >> 1), dy):
                found(dy, x, made)
                return made
        return _backward(definition, dy, x, axis, order, out, parameters, backward)

    gate, value = definition.inputs
    ours = (definition.__module__ or "").partition(".")[0] == __name__.partition(".")[0]
    for made, doc in ((packed, _FORWARD_DOC), (packed_vjp, _BACKWARD_DOC)):
        made.__qualname__ = f"{definition.__name__}.{made.__name__}"
        made.__module__ = definition.__module__
        made.__doc__ = doc.format(
            name=definition.__name__,
            gate=gate,
            value=value,
            example=definition.__name__ if ours else "swiglu",
        )
        setattr(definition.function, made.__name__, made)


class _Call:
    """A ufunc over rows, with the defaults of the parameters as operands."""

    __slots__ = ("function", "scalars", "ufunc")

    def __init__(self, function: Elementwise, order: str, scalars: Sequence[Any]) -> None:
        self.function = function
        self.ufunc = function.packed_ufunc(order)
        self.scalars = scalars

    @staticmethod
    def takes(x: Any, shape: tuple[int, ...], array: Any) -> bool:
        """Say whether an operand is like x and has the shape that belongs to x's."""
        return (
            type(array) is np.ndarray
            and array.dtype == x.dtype
            and array.shape == shape
            and array.flags.aligned
        )

    def __call__(self, *operands: Any) -> None:
        *inputs, out = operands
        try:
            self.ufunc(*inputs, *self.scalars, out)
        except TypeError:
            self.function.raise_failure()
            raise


class _Calls(dict[tuple[str, Any], _Call]):
    """The calls along the last axis that have been made before, by order and type.

    Looking at the arguments again costs as much as computing ten thousand elements.
    """

    def find(self, x: Any, axis: Any, order: Any) -> _Call | None:
        """Return the call for these arguments, or None if they need a closer look."""
        if (
            type(x) is np.ndarray
            and type(axis) is int
            and type(order) is str
            and x.ndim
            and (axis == -1 or axis == x.ndim - 1)
            and not x.shape[-1] & 1
            and x.flags.aligned
        ):
            return self.get((order, x.dtype))
        return None


class _Split:
    """One array with both halves, and where they are.

    Parameters
    ----------
    name
        For messages.
    x, axis, order
        As the user gave them.

    Attributes
    ----------
    x
        The array.
    shape
        Of one half.
    """

    def __init__(self, name: str, x: Any, axis: Any, order: Any) -> None:
        self.name = name
        if order not in ORDERS:
            known = ", ".join(map(repr, ORDERS))
            raise ValueError(f"{name}: order={order!r} is unknown, expected one of {known}")
        if type(x) is not np.ndarray and not hasattr(type(x), "__array_ufunc__"):
            x = x if targets.is_device_array(x) else np.asarray(x)
        try:
            given = operator.index(axis)
        except TypeError:
            raise TypeError(f"{name}: argument 'axis' is {axis!r}, expected an integer") from None
        ndim = len(x.shape)
        if not -ndim <= given < ndim:
            raise np.exceptions.AxisError(
                f"{name}: axis {given} is not one of an array of {ndim} dimensions"
            )
        self.axis = given % ndim
        length = x.shape[self.axis]
        if length % 2:
            raise ValueError(
                f"{name}: axis {given} has length {length}, expected an even number: "
                "the two halves are as long as each other"
            )
        self.x = x
        self.order = order
        self.half = length // 2
        self.shape = (*x.shape[: self.axis], self.half, *x.shape[self.axis + 1 :])

    def halves(self, array: Any) -> tuple[Any, Any]:
        """Return views of the gate's and the value's half of an array of the shape of `x`."""
        head = (slice(None),) * self.axis
        if self.order == "interleaved":
            return array[*head, ::2], array[*head, 1::2]
        first, second = array[*head, : self.half], array[*head, self.half :]
        return (second, first) if self.order == "value_first" else (first, second)

    def rows(self, *arrays: Any) -> tuple[str, tuple[Any, ...]] | None:
        """Return an order along the last axis, and views of the arrays that have it.

        The arrays are `x` or of its shape, or of one half's. None if there are no such views.
        """
        if self.axis == self.x.ndim - 1:
            return self.order, arrays
        if not all(array.flags.c_contiguous for array in arrays):
            return None
        # What follows on the axis belongs to its elements: the halves are rows of the whole, or,
        # interleaved, of what one place of the axis holds.
        order, outer = self.order, self.x.shape[: self.axis]
        inner = self.x.shape[self.axis + 1 :]
        if order == "interleaved":
            order, outer, length = "gate_first", (*outer, self.half), 1
        else:
            length = self.half
        rows, length = _product(outer), length * _product(inner)
        return order, tuple(
            array.reshape(rows, (1 if array.shape == self.shape else 2) * length)
            for array in arrays
        )


def _product(numbers: Sequence[int]) -> int:
    result = 1
    for number in numbers:
        result *= number
    return result


def _forward(
    definition: _Definition,
    x: Any,
    axis: Any,
    order: Any,
    out: Any,
    parameters: Mapping[str, Any],
    calls: _Calls,
) -> Any:
    name = f"{definition.__name__}.packed"
    split = _Split(name, x, axis, order)
    x = split.x
    _check_type(definition, name, "x", x)
    values = _parameters(definition, name, parameters)
    out = _checked_out(name, out, split.shape)
    if _is_plain(x.dtype, x, *(() if out is None else (out,))):
        scalars = _scalars(values, x.dtype)
        made = np.empty(split.shape, x.dtype) if out is None else out
        rows = None if scalars is None else split.rows(x, made)
        if scalars is not None and rows is not None:
            order, (packed, result) = rows
            call = _Call(definition, order, scalars)
            call(packed, result)
            if packed is x and not parameters:
                calls[order, x.dtype] = call
            return made
    keywords = {} if out is None else {"out": out}
    return definition.function(*split.halves(x), *values, **keywords)


def _backward(
    definition: _Definition,
    dy: Any,
    x: Any,
    axis: Any,
    order: Any,
    out: Any,
    parameters: Mapping[str, Any],
    calls: _Calls,
) -> Any:
    name = f"{definition.__name__}.packed_vjp"
    split = _Split(name, x, axis, order)
    x = split.x
    _check_type(definition, name, "x", x)
    values = _parameters(definition, name, parameters)
    out = _checked_out(name, out, x.shape)
    if not hasattr(dy, "shape"):
        dy = np.asarray(dy, x.dtype if type(dy) in (float, int, bool) else None)
    _check_type(definition, name, "dy", dy)
    try:
        fits = np.broadcast_shapes(tuple(dy.shape), split.shape) == split.shape
    except ValueError:
        fits = False
    if not fits:
        raise ValueError(
            f"{name}: argument 'dy' has shape {tuple(dy.shape)}, expected {split.shape}"
        )
    vjp = definition.joint_vjp()
    if (
        vjp is not None
        and dy.shape == split.shape
        and _is_plain(x.dtype, dy, x, *(() if out is None else (out,)))
    ):
        scalars = _scalars(values, x.dtype)
        made = np.empty(x.shape, x.dtype) if out is None else out
        rows = None if scalars is None else split.rows(dy, x, made)
        if scalars is not None and rows is not None:
            order, (cotangent, packed, result) = rows
            call = _Call(vjp, order, scalars)
            call(cotangent, packed, result)
            if packed is x and not parameters:
                calls[order, x.dtype] = call
            return made
    gate, value = split.halves(x)
    if out is None:
        out = _empty_like(definition, dy, x)
    if vjp is not None:
        vjp.function(dy, gate, value, *values, out=split.halves(out))
        return out
    # Two passes: the second must not read what the first has written.
    if targets.is_device_array(out):
        both = [definition.gradient("vjp", argument) for argument in definition.inputs]
        results = [each(dy, gate, value, *values) for each in both]
        for half, result in zip(split.halves(out), results, strict=True):
            half[...] = result
        return out
    shared = any(np.may_share_memory(out, array) for array in (dy, x))
    result = np.empty(out.shape, out.dtype) if shared else out
    for argument, half in zip(definition.inputs, split.halves(result), strict=True):
        definition.gradient("vjp", argument)(dy, gate, value, *values, out=half)
    if shared:
        out[...] = result
    return out


def _check_type(definition: Elementwise, name: str, argument: str, array: Any) -> None:
    dtype = getattr(array, "dtype", None)
    if isinstance(dtype, np.dtype) and not definition.takes(dtype):
        raise TypeError(
            f"{name}: argument {argument!r} has dtype {dtype}, expected float16, bfloat16, "
            "float32, float64, an integer type or bool"
        )


def _parameters(definition: Elementwise, name: str, given: Mapping[str, Any]) -> list[Any]:
    """Return every parameter's value in order."""
    for key in given:
        if key not in definition.parameters:
            known = ", ".join([*definition.parameters, "axis", "order", "out"])
            raise TypeError(f"{name}: unknown keyword argument {key!r}, expected one of {known}")
    values = [given.get(key, default) for key, default in definition.parameters.items()]
    for key, value in zip(definition.parameters, values, strict=True):
        if value is inspect.Parameter.empty:
            raise TypeError(f"{name}: missing argument {key!r}")
    return values


def _checked_out(name: str, out: Any, shape: tuple[int, ...]) -> Any:
    if type(out) is tuple and len(out) == 1:
        out = out[0]
    if out is None:
        return None
    if not hasattr(out, "shape"):
        kind = f"{type(out).__module__}.{type(out).__qualname__}"
        raise TypeError(f"{name}: argument 'out' is a {kind}, expected an array")
    if tuple(out.shape) != tuple(shape):
        raise ValueError(
            f"{name}: argument 'out' has shape {tuple(out.shape)}, expected {tuple(shape)}"
        )
    return out


def _is_plain(dtype: Any, *arrays: Any) -> bool:
    """Say whether all are NumPy arrays of one float type, in memory that is as it should be."""
    from .activation import FLOATS

    return dtype in FLOATS and all(
        type(array) is np.ndarray and array.dtype == dtype and array.flags.aligned
        for array in arrays
    )


def _scalars(values: Sequence[Any], dtype: np.dtype[Any]) -> list[np.ndarray] | None:
    """Return parameters as 0-d arrays of a type; None if they are not such values."""
    scalars = []
    for value in values:
        if type(value) not in (float, int, bool) and not (
            getattr(value, "shape", None) == () and value.dtype == dtype
        ):
            return None
        scalars.append(np.asarray(value, dtype))
    return scalars


def _empty_like(definition: Elementwise, dy: Any, x: Any) -> Any:
    """Return memory for a gradient with respect to x."""
    if targets.is_device_array(x):
        if targets.target == "cpu":
            raise targets.refuse_device_array(f"{definition.__name__}.packed_vjp", "x", x)
        from .cuda import arrays

        return arrays.empty_like(x, dy)
    dtype = np.result_type(dy.dtype, x.dtype)
    if dtype.kind in "biu":
        dtype = np.exp.resolve_dtypes((dtype, None))[1]
    return np.empty(x.shape, dtype)
