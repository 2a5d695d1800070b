"""Arrays of other kinds: their elements as NumPy arrays, and results as what was given.

PyTorch's tensors in main memory, pandas, xarray, Dask, masked arrays and other subclasses of
NumPy's array. None of the libraries is imported here: an object's class says which one it comes
from, and that one has been imported by then.

The functions that look at whole arrays (`rows`, `packed`) go through `leader`, which says what the
result is to be. An elementwise function needs `tensors` only: NumPy hands the other kinds their own
results.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, cast

import numpy as np

from ..core.compat import pandas_like
from . import targets, tensors

Array = np.ndarray[Any, Any]

#: The libraries' classes, by package and name.
_CLASSES = {
    ("xarray", "Dataset"): "dataset",
    ("xarray", "DataArray"): "xarray",
    ("pandas", "DataFrame"): "pandas",
    ("pandas", "Series"): "pandas",
    ("dask", "Array"): "dask",
    ("torch", "Tensor"): "torch",
}

#: Kinds, the one first that contains the others.
_KINDS = ("dataset", "xarray", "pandas", "dask", "torch", "masked", "subclass")


@functools.lru_cache(maxsize=256)
def _kind_of_class(cls: type) -> str:
    for base in cls.__mro__:
        found = _CLASSES.get(((base.__module__ or "").partition(".")[0], base.__name__))
        if found is not None:
            return found
    if issubclass(cls, np.ma.MaskedArray):
        return "masked"
    return "subclass" if issubclass(cls, np.ndarray) and cls is not np.ndarray else ""


def kind_of(value: Any) -> str:
    """Return which of the kinds a value is, "" for NumPy's own arrays and anything else."""
    cls = type(value)
    return "" if cls in targets.PLAIN else _kind_of_class(cast(Any, cls))


def leader(values: Iterable[Any]) -> tuple[str, Any]:
    """Return the kind that a result of these values is of, and the value that has it."""
    found = [(kind, value) for value in values if (kind := kind_of(value))]
    return min(found, key=lambda each: _KINDS.index(each[0]), default=("", None))


def elements(name: str, argument: str, value: Any) -> Any:
    """Return what is in a container, one kind less than it: at last a NumPy array.

    What is in an xarray object may be any array. Missing numbers of pandas are NaN. A value that
    is no container comes back as it is.
    """
    kind = kind_of(value)
    if kind == "torch":
        return tensors.view(name, argument, value)
    if kind == "xarray":
        return value.data
    if kind == "pandas":
        array = np.asarray(value)
        if array.dtype == object:
            try:
                array = value.to_numpy(dtype=np.float64, na_value=np.nan)
            except (TypeError, ValueError) as reason:
                raise TypeError(
                    f"{name}: argument {argument!r} has elements that are no numbers: {reason}"
                ) from reason
        return array
    return value.view(np.ndarray) if kind in ("masked", "subclass") else value


def mask_of(value: Any) -> Array | None:
    """Return a masked array's mask, True where an element is missing; None if none is."""
    if kind_of(value) != "masked" or value.mask is np.ma.nomask:
        return None
    return np.ma.getmaskarray(value)


def output(name: str, out: Any) -> Any:
    """Return the NumPy array that `out` writes to, or `out` itself where there is none."""
    kind = kind_of(out)
    if kind in ("torch", "masked", "subclass"):
        return elements(name, "out", out)
    return output(name, out.data) if kind == "xarray" else out


def dask_array(name: str, out: Any) -> Any:
    """Return Dask's module of arrays, after looking that there is no `out`."""
    if out is not None:
        raise TypeError(f"{name}: argument 'out' is not for Dask arrays, which have no memory yet")
    return sys.modules["dask.array"]


def blockwise(
    name: str,
    compute: Callable[[Mapping[str, Any]], Any],
    axes: tuple[int, ...],
    operands: Mapping[str, tuple[Any, tuple[int, ...]]],
    dtype: np.dtype[Any],
    new_axes: Mapping[int, int] | None = None,
) -> Any:
    """Return a Dask array of what a function makes of its operands' blocks, by their names.

    The operands have their axes with them, and `new_axes` is the length of those of the result that
    none has.
    """
    first, _ = next(iter(operands.values()))
    return sys.modules["dask.array"].blockwise(
        functools.partial(_computed, compute, tuple(operands)),
        axes,
        *[each for operand in operands.values() for each in operand],
        new_axes=new_axes,
        concatenate=True,
        dtype=dtype,
        meta=sys.modules["dask.array.utils"].meta_from_array(first, len(axes), dtype),
        token=name,
    )


def _computed(compute: Callable[..., Any], names: Sequence[str], *blocks: Any) -> Any:
    return compute(dict(zip(names, blocks, strict=True)))


def as_kind(model: Any, result: Any, mask: Array | None, lost: Sequence[int]) -> Any:
    """Return a result as what was given.

    Parameters
    ----------
    model
        What the result is like: a tensor, a masked or another subclass of NumPy's array, or an
        object of pandas or xarray.
    result
        Array, or a NumPy scalar.
    mask
        Of a masked array: which elements of the result are missing.
    lost
        Axes of `model` along which the result has other elements, or none (it does not have the
        axis). Labels along these are dropped.
    """
    kind = kind_of(model)
    if kind == "torch":
        return tensors.tensor(result)
    if kind == "masked":
        if np.ndim(result) == 0:
            return np.ma.masked if mask is not None and mask.all() else result
        made = np.ma.MaskedArray(result, np.ma.nomask if mask is None else mask)
        return made if type(model) is np.ma.MaskedArray else made.view(type(model))
    if kind == "subclass":
        return result if np.ndim(result) == 0 else model.__array_wrap__(result)
    if kind == "pandas":
        return _as_pandas(model, result, lost)
    if kind == "xarray":
        return _as_xarray(model, result, lost)
    return result


def _as_pandas(model: Any, result: Any, lost: Sequence[int]) -> Any:
    if np.ndim(result) == 0:
        return result
    axes = [None if k in lost else labels for k, labels in enumerate(model.axes)]
    if np.ndim(result) < model.ndim:  # a column or a row of a table
        axes = [labels for labels in axes if labels is not None]
    return pandas_like(model, result, axes)


def _as_xarray(model: Any, result: Any, lost: Sequence[int]) -> Any:
    if not lost:
        return model.copy(data=result)
    dims = [model.dims[k] for k in lost]
    labels = {
        key: labels for key, labels in model.coords.items() if not set(dims) & set(labels.dims)
    }
    names = model.dims
    if np.ndim(result) < model.ndim:
        names = tuple(name for name in names if name not in dims)
    return type(model)(result, coords=labels, dims=names, name=model.name, attrs=model.attrs)


def like(
    name: str, argument: str, value: Any, model: Any, axes: Sequence[int] | None = None
) -> Any:
    """Return what is in `value` with its axes in the places that `model` has them.

    xarray's axes are told apart by their names. pandas' labels must be those that the model has.

    Parameters
    ----------
    name, argument
        The function and its argument, for errors.
    value
        Any argument of it.
    model
        The array whose axes these are.
    axes
        Those of the model's axes that the value has, all where it is None.

    Raises
    ------
    ValueError
        If the axes or labels are others.
    """
    kind = kind_of(value)
    if kind == "xarray" == kind_of(model):
        dims = [model.dims[k] for k in (range(model.ndim) if axes is None else axes)]
        foreign = [repr(dim) for dim in value.dims if dim not in dims]
        if foreign:
            raise ValueError(
                f"{name}: argument {argument!r} has the dimension {foreign[0]}, expected some of "
                f"{', '.join(map(repr, dims))}"
            )
        value = value.transpose(*[dim for dim in dims if dim in value.dims])
        return value.data[tuple(slice(None) if dim in value.dims else None for dim in dims)]
    if kind == "pandas" == kind_of(model):
        whole = range(model.ndim) if axes is None else axes
        if value.ndim == len(whole):
            for mine, k in zip(value.axes, whole, strict=True):
                if len(mine) == len(model.axes[k]) and not mine.equals(model.axes[k]):
                    raise ValueError(
                        f"{name}: argument {argument!r} has other labels than the array"
                    )
    return elements(name, argument, value)
