"""The functions for PyTorch: tensors in, tensors out, and autograd knows the gradient.

Nothing else of the package imports this module, or PyTorch::

    import numba_act.torch

    gelu = numba_act.torch.function(na.gelu)
"""

from __future__ import annotations

import functools
import inspect
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

try:
    import torch
except ImportError as error:
    raise ImportError("numba_act.torch needs PyTorch: pip install torch") from error

from .dispatch import tensors
from .function import Activation

__all__ = ["function"]


def function(f: Any) -> Callable[..., Any]:
    r"""Return a function of this package as one that autograd differentiates.

    Parameters
    ----------
    f : Activation or function
        An activation, a gate, a function of rows or a loss: whatever has a ``vjp``.

    Returns
    -------
    function
        Takes what `f` takes but `out` and `stream`, with tensors for arrays, and returns a tensor.
        Tensors in main memory share theirs with NumPy's arrays: nothing is copied, bfloat16
        included. CUDA tensors are computed where they are.

        Of an activation every argument has a gradient, of the shape that the argument has; of a
        function of rows or a loss the first one.

    Raises
    ------
    TypeError
        If `f` has no ``vjp``. Where it is called: if an argument that has no gradient requires one,
        and for `out` or `stream`.

    Notes
    -----
    The backward pass is the function's own ``vjp``, with its error bound and its convention at
    kinks. It can be differentiated once: a second derivative is a RuntimeError of PyTorch's.

    Examples
    --------
    >>> import torch
    >>> import numba_act as na
    >>> import numba_act.torch
    >>> gelu = numba_act.torch.function(na.gelu)
    >>> x = torch.tensor([-1.0, 0.0, 2.0], requires_grad=True)
    >>> gelu(x).sum().backward()
    >>> x.grad
    tensor([-0.0833,  0.5000,  1.0852])
    """
    if not hasattr(f, "vjp"):
        raise TypeError(f"{getattr(f, '__qualname__', f)} has no vjp, so autograd cannot use it")
    signature = inspect.signature(f)
    known = list(signature.parameters)
    has_gradient = f.definition.arguments if isinstance(f, Activation) else known[:1]

    @functools.wraps(f, assigned=("__name__", "__qualname__"), updated=())
    def call(*args: Any, **kwargs: Any) -> Any:
        given = signature.bind(*args, **kwargs).arguments
        for name, value in given.items():
            if name in ("out", "stream") and value is not None:
                raise TypeError(f"{f.__qualname__}: argument {name!r} is not for autograd")
            if (
                isinstance(value, torch.Tensor)
                and value.requires_grad
                and name not in has_gradient
                and torch.is_grad_enabled()
            ):
                raise TypeError(
                    f"{f.__qualname__}: argument {name!r} requires a gradient and has none; "
                    "detach() it"
                )
        return _Applied.apply(f, tuple(given), *given.values())

    call.__doc__ = f"`numba_act.{f.__qualname__}` of tensors, which autograd differentiates."
    return call


class _Applied(torch.autograd.Function):
    """A call."""

    @staticmethod
    def forward(f: Any, names: Sequence[str], *values: Any) -> Any:
        return _call(f, f.__qualname__, dict(zip(names, values, strict=True)))

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Any, ...], output: Any) -> None:
        ctx.f, ctx.names, *values = inputs
        if _takes_result(ctx.f):
            values[0] = output
        are_tensors = [isinstance(value, torch.Tensor) for value in values]
        ctx.save_for_backward(*(v for v, kept in zip(values, are_tensors, strict=True) if kept))
        ctx.others = [None if kept else v for v, kept in zip(values, are_tensors, strict=True)]
        ctx.are_tensors = are_tensors

    @staticmethod
    def backward(ctx: Any, dy: Any) -> tuple[Any, ...]:
        saved = iter(ctx.saved_tensors)
        values = [
            next(saved) if kept else other
            for kept, other in zip(ctx.are_tensors, ctx.others, strict=True)
        ]
        needed = ctx.needs_input_grad[2:]
        wrt = tuple(name for name, need in zip(ctx.names, needed, strict=True) if need)
        gradients = iter(_Gradient.apply(ctx.f, ctx.names, wrt, dy, *values))
        return None, None, *(next(gradients) if need else None for need in needed)


class _Gradient(torch.autograd.Function):
    """The gradient of a call. `once_differentiable` would lose that of `x` without a word."""

    @staticmethod
    def forward(
        f: Any, names: Sequence[str], wrt: tuple[str, ...], dy: Any, *values: Any
    ) -> tuple[Any, ...]:
        given = dict(zip(names, values, strict=True))
        options: dict[str, Any] = {}
        if isinstance(f, Activation):
            options["wrt"] = wrt
            shape = np.broadcast_shapes(*(np.shape(value) for value in values))
            options["reduce"] = any(np.shape(given[name]) != shape for name in wrt)
        else:
            taken = list(inspect.signature(f.vjp).parameters)
            given = {taken[1]: values[0], **dict(zip(names[1:], values[1:], strict=True))}
            given = {name: value for name, value in given.items() if name in taken}
        found = _call(f.vjp, f"{f.__qualname__}.vjp", {"dy": dy, **given, **options})
        return found if isinstance(found, tuple) else (found,)

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Any, ...], output: Any) -> None:
        ctx.f = inputs[0]

    @staticmethod
    def backward(ctx: Any, *gradients: Any) -> Any:
        raise RuntimeError(f"{ctx.f.__qualname__} of numba_act.torch can be differentiated once")


def _takes_result(f: Any) -> bool:
    """Say whether the gradient takes the function's result and not its first argument."""
    return not isinstance(f, Activation) and list(inspect.signature(f.vjp).parameters)[1] == "y"


def _call(f: Any, name: str, arguments: Mapping[str, Any]) -> Any:
    """Call a function with tensors among its arguments, by their names."""
    on_host = not any(isinstance(v, torch.Tensor) and v.is_cuda for v in arguments.values())
    values = {}
    for argument, value in arguments.items():
        if isinstance(value, torch.Tensor):
            value = value.detach()
            if on_host:
                value = tensors.view(name, argument, value)
        values[argument] = value
    bound = inspect.BoundArguments(inspect.signature(f), OrderedDict(values))
    found = f(*bound.args, **bound.kwargs)
    if isinstance(found, tuple):
        return tuple(map(_as_tensor, found))
    return _as_tensor(found)


def _as_tensor(value: Any) -> Any:
    return value if isinstance(value, torch.Tensor) else tensors.tensor(value)
