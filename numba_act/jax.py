"""The functions for JAX on the CPU: in `jax.jit`, `jax.grad` and `jax.vmap`.

Nothing else of the package imports this module, or JAX::

    import numba_act.jax

    gelu = numba_act.jax.function(na.gelu)
"""

from __future__ import annotations

import functools
import inspect
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

try:
    import jax
    import jax.numpy as jnp
    from jax.custom_derivatives import SymbolicZero
except ImportError as error:
    raise ImportError("numba_act.jax needs JAX: pip install jax") from error

from numpy.lib.array_utils import normalize_axis_tuple

from .function import Activation

__all__ = ["function"]


def function(f: Any) -> Callable[..., Any]:
    r"""Return a function of this package as one that JAX traces, differentiates and batches.

    Parameters
    ----------
    f : Activation or function
        An activation, a gate, a function of rows or a loss: whatever has a ``vjp``.

    Returns
    -------
    function
        Takes what `f` takes but `out`, `stream`, `dtype` and NumPy's other keywords of ufuncs. The
        type is the one that JAX promotes the arrays to, float32 for integers. Python's numbers are
        constants.

        Of an activation every array has a gradient; of a function of rows or a loss the first one.

    Raises
    ------
    TypeError
        If `f` has no ``vjp``. Where it is called: for `out`, `stream` and keywords of ufuncs, and
        if an argument that has no gradient is differentiated.

    Notes
    -----
    The computation is a `jax.pure_callback` on the host, the gradient a `jax.custom_vjp` with the
    function's own ``vjp``; forward mode (`jax.jvp`) is JAX's TypeError. Around a callback XLA fuses
    nothing, and on an accelerator the arrays travel to the host and back.

    Examples
    --------
    >>> import jax                                                    # doctest: +SKIP
    >>> gelu = numba_act.jax.function(na.gelu)                        # doctest: +SKIP
    >>> jax.jit(jax.grad(lambda x: gelu(x).sum()))(jax.numpy.ones(2))  # doctest: +SKIP
    Array([1.0833155, 1.0833155], dtype=float32)
    """
    if not hasattr(f, "vjp"):
        raise TypeError(f"{getattr(f, '__qualname__', f)} has no vjp, so JAX cannot use it")
    signature = inspect.signature(f)
    is_elementwise = isinstance(f, Activation)
    refused = {"out", "stream", "dtype"}
    if is_elementwise:
        refused = set(signature.parameters) - set(f.definition.arguments)

    @functools.wraps(f, assigned=("__name__", "__qualname__"), updated=())
    def call(*args: Any, **kwargs: Any) -> Any:
        given = signature.bind(*args, **kwargs).arguments
        for name in refused & set(given):
            raise TypeError(f"{f.__qualname__}: argument {name!r} is not for JAX")
        first = next(iter(given))
        arrays = {
            name: value
            for name, value in given.items()
            if name == first or isinstance(value, (jax.Array, np.ndarray, np.generic))
        }
        others = {name: value for name, value in given.items() if name not in arrays}
        return (_elementwise if is_elementwise else _rows)(f, arrays, others)

    call.__doc__ = f"`numba_act.{f.__qualname__}` of JAX's arrays, with its gradient."
    return call


def _callback(f: Any, results: Any, arrays: Mapping[str, Any], options: Mapping[str, Any]) -> Any:
    """Call a function on the host, with those of the options that it takes."""
    signature = inspect.signature(f)
    options = {name: value for name, value in options.items() if name in signature.parameters}

    def run(arrays: Mapping[str, Any]) -> Any:
        given = {name: np.asarray(value) for name, value in arrays.items()}
        bound = inspect.BoundArguments(signature, OrderedDict(given | options))
        found = f(*bound.args, **bound.kwargs)
        if isinstance(results, tuple):
            return found if isinstance(found, tuple) else (found,)  # one name of `wrt`
        return np.asarray(found)

    return jax.pure_callback(run, results, dict(arrays), vmap_method="broadcast_all")


def _elementwise(f: Activation, arrays: Mapping[str, Any], others: Mapping[str, Any]) -> Any:
    """Call an activation; `others` are Python's numbers, which have no gradient."""
    names = tuple(arrays)
    dtype = jnp.result_type(float, *arrays.values())
    operands = [jnp.asarray(value, dtype) for value in arrays.values()]
    shape = np.broadcast_shapes(*(each.shape for each in operands))
    # with as many axes as the result has they broadcast in a batch too
    operands = [each.reshape((1,) * (len(shape) - each.ndim) + each.shape) for each in operands]
    result = jax.ShapeDtypeStruct(shape, dtype)

    @jax.custom_vjp
    def apply(*operands: Any) -> Any:
        return _callback(f, result, dict(zip(names, operands, strict=True)), others)

    def forward(*operands: Any) -> Any:
        return apply(*operands), operands

    def backward(operands: Any, dy: Any) -> Any:
        given = {"dy": dy, **dict(zip(names, operands, strict=True))}
        found = _callback(f.vjp, (result,) * len(names), given, {**others, "wrt": names})
        return tuple(
            gradient.sum([k for k, n in enumerate(shape) if n != operand.shape[k]], keepdims=True)
            for gradient, operand in zip(found, operands, strict=True)
        )

    apply.defvjp(forward, backward)
    return apply(*operands)


def _rows(f: Any, arrays: Mapping[str, Any], others: Mapping[str, Any]) -> Any:
    """Call a function of rows or a loss; its axes are counted from the last one, for batches."""
    name = f.__qualname__
    first, *rest = arrays
    for argument in rest:
        if argument not in _ALONG_ROWS:
            raise TypeError(f"{name}: argument {argument!r} is an array, expected Python's number")
    dtype = jnp.result_type(float, arrays[first])
    x = jnp.asarray(arrays[first], dtype)
    more = {argument: jnp.asarray(arrays[argument]) for argument in rest}
    for argument in set(more) - {"labels"}:
        more[argument] = jnp.broadcast_to(more[argument], x.shape)
    axis = others.get("axis", inspect.signature(f).parameters["axis"].default)
    axes = normalize_axis_tuple(range(x.ndim) if axis is None else axis, x.ndim)
    from_last = tuple(k - x.ndim for k in axes)
    options = {**others, "axis": from_last if len(from_last) > 1 else from_last[0]}
    result = jax.ShapeDtypeStruct(_shape_of(f, {first: x, **more}, options, axes), dtype)
    taken = list(inspect.signature(f.vjp).parameters)[1]

    @jax.custom_vjp
    def apply(x: Any, more: Any) -> Any:
        return _callback(f, result, {first: x, **more}, options)

    def forward(x: Any, more: Any) -> Any:
        for argument, value in more.items():
            if value.perturbed:
                raise TypeError(
                    f"{name}: argument {argument!r} has no gradient; use jax.lax.stop_gradient"
                )
        values = {argument: value.value for argument, value in more.items()}
        y = apply(x.value, values)
        return y, (y if taken == "y" else x.value, values)

    def backward(kept: Any, dy: Any) -> Any:
        if isinstance(dy, SymbolicZero):
            dy = jnp.zeros(dy.shape, dy.dtype)
        held, more = kept
        found = _callback(
            f.vjp, jax.ShapeDtypeStruct(x.shape, dtype), {"dy": dy, taken: held, **more}, options
        )
        return found, jax.tree.map(_zero, more)

    apply.defvjp(forward, backward, symbolic_zeros=True)
    return apply(x, more)


#: Arguments of functions of rows that may be arrays: with rows, or one value a row.
_ALONG_ROWS = ("labels", "t", "where", "b")


def _shape_of(
    f: Any, arrays: Mapping[str, Any], options: Mapping[str, Any], axes: tuple[int, ...]
) -> tuple[int, ...]:
    """Return the shape of a result: how many axes it has, arrays of one element tell."""
    x = next(iter(arrays.values()))
    ones = {name: np.zeros((1,) * each.ndim, each.dtype) for name, each in arrays.items()}
    count = np.ndim(f(**ones, **options))
    if options.get("keepdims"):
        return tuple(1 if k in axes else n for k, n in enumerate(x.shape))
    if count == x.ndim:
        return tuple(x.shape)
    return tuple(n for k, n in enumerate(x.shape) if k not in axes) if count else ()


def _zero(value: Any) -> Any:
    """Return the gradient of what has none."""
    if jnp.issubdtype(value.dtype, jnp.inexact):
        return jnp.zeros_like(value)
    return np.zeros(value.shape, jax.dtypes.float0)
