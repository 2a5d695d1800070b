"""`activation`: of a scalar formula the function that users call."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .core.definition import Definition, arguments_of, definition
from .core.docstrings import COMPLEX_NOTE, Bound, activation_doc, bounds_of, with_notes
from .core.specialize import FastPath, is_ours
from .function import function_of

#: What `activation` takes for `warns`.
_WARNINGS = ("divide", "invalid", "overflow", "underflow")

#: What functions and gradients take by keyword, or before the function's own arguments.
_KEYWORDS = frozenset(
    ("out", "where", "casting", "order", "dtype", "subok", "stream", "wrt", "reduce", "dy")
)


def activation(
    body: Callable[..., Any] | None = None,
    /,
    *,
    inputs: int = 1,
    gate: bool = True,
    warns: Sequence[str] | None = None,
    max_ulp: Bound | None = None,
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
        How many of the arguments are data: 1 or 2. The others are parameters.
    gate : bool
        Whether a function of two inputs is a gate, which also takes both from one array
        (``f.packed``), as halves of a layer's outputs.
    warns : sequence of {"overflow", "divide", "invalid", "underflow"}, optional
        Floating-point warnings that mean something for this function; by default all that
        the hardware raises. A comparison with NaN, ``x > 0`` for example, is "invalid" to x86:
        where NaN are to be expected, name the others.
    max_ulp : float or dict, optional
        Error bound in ULP, or that of each working type, for the docstring and the tests.
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
        If the body is no plain function with named arguments, or one of them has the name of a
        keyword that every function or gradient takes, such as ``out`` or ``dy``. A body that does
        not compile, raises, returns no float, or computes in float64 where float32 was asked for,
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
        raise ValueError(f"activation: inputs={inputs!r}, expected 1 or 2")
    if warns is not None:
        for each in [warns] if isinstance(warns, str) else warns:
            if isinstance(warns, str) or each not in _WARNINGS:
                known = ", ".join(map(repr, _WARNINGS))
                raise ValueError(f"activation: warns={warns!r}, expected a sequence of {known}")
    if body is None:
        return functools.partial(
            activation, inputs=inputs, gate=gate, warns=warns, max_ulp=max_ulp, least=least
        )
    if not inspect.isfunction(body):
        raise TypeError(f"activation: the body is {body!r}, expected a plain function")
    names = [*arguments_of(body)]
    if len(names) < inputs:
        raise TypeError(
            f"{body.__name__}: expected at least {inputs} named arguments and no *args, "
            f"**kwargs or keyword-only ones, got {inspect.signature(body)}"
        )
    for each in names:
        if each in _KEYWORDS:
            raise TypeError(
                f"{body.__name__}: argument {each!r} has the name of a keyword of every call, "
                "expected another one"
            )
    defaults = dict(zip(reversed(names), reversed(body.__defaults__ or ()), strict=False))
    doc = inspect.cleandoc(body.__doc__ or "")
    is_gate = gate and inputs == 2
    made = Definition(
        body,
        body.__name__,
        inputs=names[:inputs],
        parameters={name: defaults.get(name, inspect.Parameter.empty) for name in names[inputs:]},
        warns=warns,
        max_ulp=max_ulp,
        least=least,
        is_gate=is_gate,
        doc=activation_doc(doc, body.__name__, names, is_gate, bounds_of(max_ulp)),
    )
    return function_of(made)


def fast_path(
    function: Callable[..., Any],
    *wrt: str,
    smallest: float = 0.0,
    largest: float = float("inf"),
    magnitude: bool = True,
    reach: Callable[..., float] | None = None,
    second: float | None = None,
) -> None:
    """Give a function of this package, or with `wrt` that derivative of it, a fast path.

    It is the form of the body in which `ON_FAST_PATH` is True, and has the same bits where the
    first input is from `smallest` to `largest`: numbers, which may differ between working types.
    With `magnitude` they bound its magnitude, and `second` that of the second input. By default all
    inputs are. It raises no flag. See `FastPath` for `reach`.
    """
    made = FastPath(smallest, largest, magnitude, reach, second=second)
    _state(function, wrt, fast_path=made)


def complex_form(function: Callable[..., Any], body: Callable[..., Any], *wrt: str) -> None:
    """Give a function of this package, or with `wrt` that derivative of it, complex arguments.

    The body takes the real and the imaginary part of each argument, in float64, and returns those
    of the result.
    """
    found = _state(function, wrt, complex_body=body)
    if not wrt:
        found.__doc__ = with_notes(found.__doc__ or "", [COMPLEX_NOTE])


def beyond_ties(function: Callable[..., Any], *wrt: str) -> None:
    """State of a function of this package, or a derivative, where its float8 are rounded to.

    Where its float64 are halfway between two float8, as x − tanh x is for x = 18, the true value is
    farther from 0: by too little for float64.
    """
    _state(function, wrt, beyond_ties=True)


def _state(function: Callable[..., Any], wrt: tuple[str, ...], **stated: Any) -> Definition:
    found = definition(function)
    assert isinstance(found, Definition)
    assert is_ours(found.__wrapped__)  # the key of the compiled code has the package's source
    if wrt:
        found.derivatives[wrt] = found.derivatives[wrt]._replace(**stated)
    else:
        vars(found).update(stated)
    return found
