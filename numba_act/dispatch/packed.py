"""Gates of one array that holds both halves, and their gradients in the same layout.

Everything here is about which elements belong to which half. The common call (NumPy arrays of one
float type whose rows can be told apart by strides) goes to a ufunc over rows, which threads split;
any other goes to the elementwise ufunc, on views of the halves.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import functools
import inspect
import math
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, cast

import numpy as np

from ..core.arguments import (
    ORDERS,
    PYTHON_NUMBERS,
    broadcasts_to,
    check_parameters,
    float_of,
    missing,
    no_array,
    no_float,
    read_only,
    takes,
    wrong_shape,
)
from ..core.definition import Definition, Elementwise
from ..core.floats import DTYPES
from ..core.scalars import numbas_compiler
from ..core.specialize import is_ours
from . import containers, targets


def add_packed(definition: Definition) -> None:
    """Give an activation of two inputs its `packed` and `packed_vjp`."""

    forward, backward = _Calls(), _Calls()
    definition.packed_vjp_calls = backward

    def packed(x, axis=-1, order="gate_first", out=None, **parameters):
        """`{name}` of the two halves of one array.

        Parameters
        ----------
        x : array_like
            {gate} and {value} along one axis, as one matrix product makes them.
        axis : int, default -1
            The axis that holds both; its length is even.
        order : {{"gate_first", "value_first", "interleaved"}}
            Where they are: {gate} in the first half and {value} in the second (``gate_first``,
            the default), the other way round (``value_first``, as in `torch.nn.GLU`), or
            alternating, with {gate} at the even indices (``interleaved``, as in gpt-oss).
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
            If the axis has an odd length or does not exist, the order is unknown, or `out` has
            another shape.
        TypeError
            If a type or a parameter is not one that `{name}` takes.

        Notes
        -----
        x is not copied. The rows are split among threads, and the result has the bits that
        `{name}` gives for the two halves.

        Examples
        --------
        >>> import numpy as np
        >>> import numba_act as na
        >>> x = np.float32([[-1.0, 0.0, 1.0, 2.0, 2.0, 2.0]])
        >>> bool((na.{example}.packed(x) == na.{example}(x[:, :3], x[:, 3:])).all())
        True
        """
        found = None if parameters else forward.find(x, axis, order)
        if found is not None:
            shape = x.shape
            half = (*shape[:-1], shape[-1] >> 1)
            made = np.empty(half, x.dtype) if out is None else out
            if found.takes(x, half, made):
                found(x, made)
                return made
        return _compute(_Request(definition, False, None, x, axis, order, out, parameters), forward)

    def packed_vjp(dy, x, axis=-1, order="gate_first", out=None, **parameters):
        """`{name}.vjp` of the two halves of one array, in the layout of that array.

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
            If the axis has an odd length or does not exist, the order is unknown, or the
            shapes do not fit.
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
        found = None if parameters else backward.find(x, axis, order)
        if found is not None:
            shape = x.shape
            made = np.empty(shape, x.dtype) if out is None else out
            if found.takes(x, shape, made) and found.takes(x, (*shape[:-1], shape[-1] >> 1), dy):
                found(dy, x, made)
                return made
        return _compute(_Request(definition, True, dy, x, axis, order, out, parameters), backward)

    gate, value = definition.inputs
    example = definition.__name__ if is_ours(definition) else "swiglu"
    for made in (packed, packed_vjp):
        made.__qualname__ = f"{definition.__name__}.{made.__name__}"
        made.__module__ = definition.__module__
        made.__doc__ = inspect.cleandoc(made.__doc__ or "").format(
            name=definition.__name__, gate=gate, value=value, example=example
        )
        setattr(definition.function, made.__name__, made)


@functools.cache
def _cpu() -> Any:
    with numbas_compiler():  # as in `elementwise`
        from ..cpu.packed import ufunc

    return ufunc


class _Call:
    """A ufunc over rows, with the defaults of the parameters as operands."""

    __slots__ = ("function", "scalars", "ufunc")

    def __init__(self, function: Elementwise, order: str, scalars: Sequence[Any]) -> None:
        self.function = function
        self.ufunc = _cpu().ufunc_of(function, order)
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
        self.ufunc(*inputs, *self.scalars, out)


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

    def __reduce__(self) -> Any:
        return _Calls, ()


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
        on_device = _is_on_device(name, "x", x)
        if not on_device and not hasattr(type(x), "__array_ufunc__"):
            x = np.asarray(x)
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
        rows, length = math.prod(outer), length * math.prod(inner)
        return order, tuple(
            array.reshape(rows, (1 if array.shape == self.shape else 2) * length)
            for array in arrays
        )


class _Request(NamedTuple):
    """A call as it was made.

    Attributes
    ----------
    definition
        The gate's.
    gradient
        Whether it is one of `packed_vjp`.
    dy, x, axis, order, out, parameters
        As they were given; dy to a gradient only.
    """

    definition: Definition
    gradient: bool
    dy: Any
    x: Any
    axis: Any
    order: Any
    out: Any
    parameters: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The function's name, for messages."""
        return f"{self.definition.__name__}.{'packed_vjp' if self.gradient else 'packed'}"

    @property
    def function(self) -> Callable[..., Any]:
        """What was called."""
        function = self.definition.function
        return cast("Callable[..., Any]", function.packed_vjp if self.gradient else function.packed)

    @property
    def arrays(self) -> dict[str, Any]:
        """The arrays by name."""
        return {"dy": self.dy, "x": self.x} if self.gradient else {"x": self.x}


def _compute(request: _Request, calls: _Calls) -> Any:
    """Compute a call of any kind."""
    definition, gradient, dy, x, axis, order, out, parameters = request
    name = request.name
    kind, model = containers.leader((x, dy) if gradient else (x,))
    if kind and not any(map(targets.is_device_array, request.arrays.values())):
        return _of_kind(request, kind, model)
    split = _Split(name, x, axis, order)
    x = split.x
    _check_type(name, "x", x)
    values = _parameters(definition, name, parameters)
    function: Elementwise = definition
    shape: tuple[int, ...] = x.shape if gradient else split.shape
    out = _checked_out(name, out, shape)
    inputs = [x]
    if gradient:
        function = definition.joint_vjp()
        if not _is_on_device(name, "dy", dy) and not hasattr(dy, "shape"):
            dy = np.asarray(dy, x.dtype if type(dy) in PYTHON_NUMBERS else None)
        _check_type(name, "dy", dy)
        if not broadcasts_to(tuple(dy.shape), split.shape):
            raise wrong_shape(name, "dy", tuple(dy.shape), split.shape)
        inputs = [dy, x]
    if (not gradient or dy.shape == split.shape) and _is_plain(
        x.dtype, *inputs, *(() if out is None else (out,))
    ):
        scalars = _scalars(values, x.dtype)
        made = np.empty(shape, x.dtype) if out is None else out
        rows = None if scalars is None else split.rows(*inputs, made)
        if scalars is not None and rows is not None:
            order, operands = rows
            call = _Call(function, order, scalars)
            call(*operands)
            if operands[-2] is x and not parameters:
                calls[order, x.dtype] = call
            return made
    if gradient:
        return _vjp_of_halves(function, dy, split, values, out)
    return definition.function(*split.halves(x), *values, **({} if out is None else {"out": out}))


def _vjp_of_halves(vjp: Elementwise, dy: Any, split: _Split, values: Any, out: Any) -> Any:
    """Compute a gradient by the elementwise function, on views of the halves."""
    if out is None:
        out = _empty_like(dy, split.x)
    vjp.function(dy, *split.halves(split.x), *values, out=split.halves(out))
    return out


def _of_kind(request: _Request, kind: str, model: Any) -> Any:
    """Compute a call whose result is of another kind than NumPy's arrays, `model`'s."""
    name, arrays, gradient = request.name, request.arrays, request.gradient
    if kind == "dataset":
        raise TypeError(f"{name}: a Dataset of xarray's has no halves, expected a DataArray")
    x = request.x
    if gradient and kind in ("xarray", "pandas") and containers.kind_of(x) != kind:
        model = None  # the labels of dy are not those of the result
    split = None
    if model is not None:
        shape = np.broadcast_to(np.False_, np.shape(x))
        split = _Split(name, shape, request.axis, request.order)
    if kind == "dask" and split is not None:
        return _of_dask(request, split)
    out = request.out
    given = out[0] if type(out) is tuple and len(out) == 1 else out
    operands = {**arrays, **request.parameters}
    result = request.function(
        **{key: containers.elements(name, key, value) for key, value in operands.items()},
        axis=request.axis,
        order=request.order,
        out=containers.output(name, given),
    )
    mask = None
    if kind == "masked" and split is not None:
        mask = _missing(request, split)
        if mask is not None and containers.kind_of(given) == "masked":
            given.mask = mask
    if given is not None:
        return given
    if split is None:
        return result
    return containers.as_kind(model, result, mask, () if gradient else (split.axis,))


def _missing(request: _Request, split: _Split) -> np.ndarray | None:
    """Return where a result has no element, since one of those that it is made of is masked."""
    whole = containers.mask_of(request.x)
    found = [] if whole is None else [*split.halves(whole)]
    for value in (request.dy, *request.parameters.values()):
        mask = containers.mask_of(value)
        if mask is not None:
            found.append(mask)
    if not found:
        return None
    half = np.broadcast_to(functools.reduce(np.logical_or, found), split.shape)
    if not request.gradient:
        return np.array(half)
    both = np.empty(split.x.shape, bool)
    for part in split.halves(both):
        part[...] = half
    return both


def _of_dask(request: _Request, split: _Split) -> Any:
    """Return a Dask array that is computed later, the axis of both halves in one chunk."""
    name, function, gradient = request.name, request.function, request.gradient
    da = containers.dask_array(name, request.out)
    ndim, where = len(split.shape), split.axis
    whole = tuple(range(ndim))
    half = (*whole[:where], ndim, *whole[where + 1 :])  # another index for the axis
    x = da.asarray(request.x).rechunk({where: -1})
    chunks = (*x.chunks[:where], (split.half,), *x.chunks[where + 1 :])
    operands, options = {"x": (x, whole)}, {"axis": where, "order": request.order}
    for key, value in {**request.arrays, **request.parameters}.items():
        if key == "x":
            continue
        if np.ndim(value) or containers.kind_of(value) == "dask":
            array = da.asarray(value)
            try:
                operands[key] = da.broadcast_to(array, split.shape).rechunk(chunks), half
            except ValueError:
                raise wrong_shape(name, key, array.shape, split.shape) from None
        else:
            options[key] = value
    small = {key: np.ones(1 + (key == "x"), each.dtype) for key, (each, _) in operands.items()}
    dtype = function(**small, **{**options, "axis": 0}).dtype
    new = {} if gradient or len(operands) > 1 else {ndim: split.half}
    compute = functools.partial(_block, function, options)
    return containers.blockwise(name, compute, whole if gradient else half, operands, dtype, new)


def _block(
    function: Callable[..., Any], options: Mapping[str, Any], blocks: Mapping[str, Any]
) -> Any:
    """Compute one block of a Dask array."""
    return function(**blocks, **options)


def _is_on_device(name: str, argument: str, array: Any) -> bool:
    """Say whether an array is in GPU memory, and refuse one that cannot be computed there."""
    if not targets.is_device_array(array):
        return False
    if targets.target == "cpu":
        raise targets.refuse_device_array(name, argument, array)
    if not (hasattr(array, "shape") and hasattr(array, "__getitem__")):
        raise no_array(name, argument, array, "an array with a shape and slices")
    return True


def _check_type(name: str, argument: str, array: Any) -> None:
    dtype = getattr(array, "dtype", None)
    if isinstance(dtype, np.dtype) and not takes(dtype):
        raise no_float(name, argument, dtype)


def _parameters(definition: Elementwise, name: str, given: Mapping[str, Any]) -> list[Any]:
    """Return every parameter's value in order."""
    for key in given:
        if key not in definition.parameters:
            known = ", ".join([*definition.parameters, "axis", "order", "out"])
            raise TypeError(f"{name}: unknown keyword argument {key!r}, expected one of {known}")
    values = [given.get(key, default) for key, default in definition.parameters.items()]
    for key, value in zip(definition.parameters, values, strict=True):
        if value is inspect.Parameter.empty:
            raise missing(name, key)
    check_parameters(definition, [None] * len(definition.inputs) + values)
    return values


def _checked_out(name: str, out: Any, shape: tuple[int, ...]) -> Any:
    if type(out) is tuple and len(out) == 1:
        out = out[0]
    if out is None:
        return None
    if not hasattr(out, "shape"):
        raise no_array(name, "out", out, "an array")
    if tuple(out.shape) != tuple(shape):
        raise wrong_shape(name, "out", tuple(out.shape), tuple(shape))
    if isinstance(out, np.ndarray) and not out.flags.writeable:
        raise read_only(name)
    return out


def _is_plain(dtype: Any, *arrays: Any) -> bool:
    """Say whether all are NumPy arrays of one float type, in memory that is as it should be."""
    return dtype in DTYPES and all(
        type(array) is np.ndarray and array.dtype == dtype and array.flags.aligned
        for array in arrays
    )


def _scalars(values: Sequence[Any], dtype: np.dtype[Any]) -> list[np.ndarray] | None:
    """Return parameters as 0-d arrays of a type; None if they are not such values."""
    scalars = []
    for value in values:
        if type(value) not in PYTHON_NUMBERS and not (
            getattr(value, "shape", None) == () and value.dtype == dtype
        ):
            return None
        scalars.append(np.asarray(value, dtype))
    return scalars


def _empty_like(dy: Any, x: Any) -> Any:
    """Return memory for a gradient with respect to x."""
    if targets.is_device_array(x):
        from ..cuda import arrays

        return arrays.empty_like(x, dy)
    return np.empty(x.shape, float_of(np.result_type(dy.dtype, x.dtype)))
