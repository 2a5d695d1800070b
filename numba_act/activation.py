"""`activation`: of a scalar formula the function that users call."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, overload

from .core.definition import Definition, definition
from .core.docstrings import activation_doc
from .core.specialize import Usual, is_ours
from .function import Activation, function_of

__all__ = ["activation", "usual"]

#: What `activation` takes for `warns`.
_WARNINGS = ("divide", "invalid", "overflow", "underflow")


@overload
def activation(body: Callable[..., Any], /) -> Activation: ...


@overload
def activation(
    *,
    inputs: int = 1,
    warns: Sequence[str] | None = None,
    max_ulp: Mapping[str, float] | None = None,
    least: Mapping[str, float | str] | None = None,
) -> Callable[[Callable[..., Any]], Activation]: ...


def activation(
    body: Callable[..., Any] | None = None,
    /,
    *,
    inputs: int = 1,
    warns: Sequence[str] | None = None,
    max_ulp: Mapping[str, float] | None = None,
    least: Mapping[str, float | str] | None = None,
) -> Any:
    """Make an `Activation` of a scalar function.

    The body is arithmetic, comparisons, conditional expressions, other activations and
    `numba_act.primitives`. Its numbers (literals, module constants, ``np.pi``) take the working
    type: float32 for float16, bfloat16 and float32 arrays, float64 for float64 arrays. Integers
    stay integers in loops and indices, and take it where they meet a float. Whatever the body
    refers to has the value that it had when the function was first used, as in Numba. A body
    cannot raise, call itself, make an integer of a float (``x // 1`` is a whole number, and a
    float), or return anything but numbers.

    Parameters
    ----------
    body : function
        ``f(x, *parameters)``; parameters may have defaults.
    inputs : int
        How many of the arguments are data: 1, or 2 for a gate. The others are parameters.
    warns : sequence of {"overflow", "divide", "invalid", "underflow"}, optional
        Floating-point warnings that mean something for this function; by default all that
        the hardware raises. A comparison with NaN, ``x > 0`` for example, is "invalid" to x86:
        where NaN are to be expected, name the others.
    max_ulp : dict, optional
        Error bound of each working type, for the docstring and the tests.
    least : dict, optional
        What parameters are at least, by name: a number, or the name of another parameter. A Python
        scalar below it is a ValueError; for arrays the body is to return NaN.

    Returns
    -------
    Activation
        The function, a ufunc of arrays with its gradients as attributes.

    Raises
    ------
    ValueError
        If `inputs` is another number, or a name in `warns` unknown.
    TypeError
        If the body is no plain function with named arguments. A body that does not
        compile, raises, returns no float, or computes in float64 where float32 was asked for,
        raises TypeError at its first use, with file and line.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> @na.activation
    ... def my_swish(x, beta=1.0):
    ...     return x * na.sigmoid(beta * x)
    >>> @my_swish.derivative("x")
    ... def _(x, beta):
    ...     s = na.sigmoid(beta * x)
    ...     return s + beta * x * s * (1.0 - s)
    >>> my_swish(np.float32([0.0, 1.0]))
    array([0.       , 0.7310586], dtype=float32)
    >>> my_swish.vjp(np.float32(2.0), np.float32([0.0, 1.0]))
    array([1.       , 1.8553411], dtype=float32)
    """
    if type(inputs) is not int or inputs not in (1, 2):
        raise ValueError(f"activation: inputs={inputs!r}, expected 1, or 2 for a gate")
    if warns is not None:
        for each in [warns] if isinstance(warns, str) else warns:
            if isinstance(warns, str) or each not in _WARNINGS:
                known = ", ".join(map(repr, _WARNINGS))
                raise ValueError(f"activation: warns={warns!r}, expected a sequence of {known}")
    if body is None:
        return functools.partial(
            activation, inputs=inputs, warns=warns, max_ulp=max_ulp, least=least
        )
    if not inspect.isfunction(body):
        raise TypeError(f"activation: the body is {body!r}, expected a plain function")
    declared = inspect.signature(body).parameters
    if (
        any(p.kind not in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD) for p in declared.values())
        or len(declared) < inputs
    ):
        raise TypeError(
            f"{body.__name__}: expected at least {inputs} named arguments and no *args, "
            f"**kwargs or keyword-only ones, got {inspect.signature(body)}"
        )
    names = list(declared)
    doc = inspect.cleandoc(body.__doc__ or "")
    made = Definition(
        body,
        body.__name__,
        inputs=names[:inputs],
        parameters={name: declared[name].default for name in names[inputs:]},
        warns=warns,
        max_ulp=max_ulp,
        least=least,
        doc=activation_doc(doc, body.__name__, names[:inputs], names[inputs:], max_ulp or {}),
    )
    return function_of(made)


def usual(
    function: Callable[..., Any],
    *wrt: str,
    smallest: float,
    largest: float,
    magnitude: bool = True,
    reach: Callable[..., float] | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that gives a function of this package a body for the usual case.

    The CPU's kernel takes the body proper for a block with a value of the first input that is not
    usual (see `Usual`). With `wrt` it is the body of that derivative. Parameters have their
    defaults, or values for which `reach` returns the largest magnitude that is usual, NaN if none
    is. It raises no flag. With an infinite `largest` all inputs are usual.
    """

    def decorate(body: Callable[..., Any]) -> Callable[..., Any]:
        found = definition(function)
        assert isinstance(found, Definition)
        assert is_ours(body)  # the key of the compiled code has the package's source
        made = Usual(body, 0, smallest, largest, magnitude, reach)
        if wrt:
            found.derivatives[wrt] = replace(found.derivatives[wrt], usual=made)
        else:
            found.usual = made
        return body

    return decorate
