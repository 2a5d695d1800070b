"""Inverses and roots of activations, elementwise, by Newton's method with their own derivatives.

All elements take their steps together, in whole arrays; those that are solved leave them. Steps
are taken in float64 whatever the arrays are, so that an inverse has the digits of its type.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from .core.arguments import common_shape, float_of, kind_name, missing, no_float, takes
from .dispatch import targets
from .function import Activation

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = ["inverse", "newton"]

_Array = np.ndarray[Any, np.dtype[np.float64]]

_EPS = float(np.finfo(np.float64).eps)
_LARGEST = float(np.finfo(np.float64).max)


class Solution(NamedTuple):
    """What `inverse` and `newton` return; arrays of the broadcast shape, or NumPy's scalars.

    Attributes
    ----------
    x
        The solutions, of the type of what was given; the last estimate where there is no success,
        or NaN.
    success
        Whether the step, or the difference from the value, came down to the tolerance.
    nit
        How many steps it took.
    """

    x: Any
    success: Any
    nit: Any


def inverse(
    f: Activation,
    y: ArrayLike,
    *,
    bracket: tuple[ArrayLike, ArrayLike] | None = None,
    x0: ArrayLike | None = None,
    tol: float | None = None,
    maxiter: int = 50,
    **parameters: ArrayLike,
) -> Solution:
    """Solve f(x) = y, each element by itself.

    Parameters
    ----------
    f : Activation
        A function of one input, of this package or made by `activation`.
    y : array_like
        Values of the function.
    bracket : pair of array_like, optional
        Two points between which f goes from below y to above it, or the other way. Where it does
        not, x is NaN and success False.
    x0 : array_like, optional
        Where to begin, by default in the middle of the bracket, or at 0.
    tol : float, optional
        Relative change of x in the last step, by default 4 times float64's precision.
    maxiter : int
        Largest number of steps.
    **parameters : array_like
        Parameters of the function, by name.

    Returns
    -------
    Solution
        A record ``(x, success, nit)`` of arrays.

    Raises
    ------
    TypeError
        If `f` is no activation of one input, lacks a parameter or does not have it, or an array
        is of no type that is computed.
    ValueError
        If the bracket is no pair, the arrays' shapes do not broadcast, or the tolerance or the
        number of steps is not positive.

    See Also
    --------
    newton : Roots.

    Notes
    -----
    Newton's steps with ``f.grad``. The last points at which f was below y and above it are kept:
    where a step leaves the interval between them, or is longer than half of the last one, the
    interval is bisected, in the order of the floating-point numbers. While there is no such pair
    such steps are made longer; and where there is no step, as where the derivative is 0, points are
    tried at growing distances.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.inverse(na.softplus, np.float32([0.5, 1.0, 2.0])).x
    array([-0.43275213,  0.54132485,  1.8545866 ], dtype=float32)
    >>> found = na.inverse(na.gelu, [-0.1, 1.0, -2.0], bracket=(-0.75, 9.0))
    >>> found.x.round(6), found.success
    (array([-0.24894 ,  1.144451,       nan]), array([ True,  True, False]))
    """
    _check(f, "inverse", tol, maxiter)
    arrays: dict[str, Any] = {"y": y}
    if bracket is not None:
        ends = [*bracket] if isinstance(bracket, tuple | list) else [bracket]
        if len(ends) != 2:
            raise ValueError(f"inverse: argument 'bracket' is {bracket!r}, expected a pair")
        arrays |= {"bracket": ends[0], "bracket[1]": ends[1]}
    if x0 is not None:
        arrays["x0"] = x0
    return _solved(f, "inverse", arrays, parameters, tol, maxiter)


def newton(
    f: Activation,
    x0: ArrayLike,
    *,
    tol: float | None = None,
    maxiter: int = 50,
    **parameters: ArrayLike,
) -> Solution:
    """Find roots of f by Newton's method, each element by itself.

    Parameters
    ----------
    f : Activation
        A function of one input, of this package or made by `activation`; without a registered
        derivative it has the automatic one.
    x0 : array_like
        Where to begin.
    tol : float, optional
        Relative change of x in the last step, by default 4 times float64's precision.
    maxiter : int
        Largest number of steps.
    **parameters : array_like
        Parameters of the function, by name.

    Returns
    -------
    Solution
        A record ``(x, success, nit)`` of arrays.

    Raises
    ------
    TypeError, ValueError
        As `inverse`.

    See Also
    --------
    inverse : With values other than 0, and with brackets.

    Notes
    -----
    Of a root of multiplicity m the error is multiplied by (m - 1)/m in each step, and half of a
    double root's digits are noise: give a tolerance. `inverse` says how steps are made safe.

    Examples
    --------
    >>> import numba_act as na
    >>> @na.activation
    ... def kepler(x, mean, eccentricity):
    ...     return x - eccentricity * na.sin(x) - mean
    >>> newton = na.newton(kepler, 1.0, mean=[0.5, 1.0, 1.5], eccentricity=0.3)
    >>> newton.x.round(9)
    array([0.69125029, 1.28809131, 1.79264754])
    """
    _check(f, "newton", tol, maxiter)
    return _solved(f, "newton", {"x0": x0}, parameters, tol, maxiter)


def _check(f: Any, name: str, tol: float | None, maxiter: int) -> None:
    if not isinstance(f, Activation) or len(f.definition.inputs) != 1:
        found = "a function of two inputs" if isinstance(f, Activation) else f"a {kind_name(f)}"
        raise TypeError(f"{name}: argument 'f' is {found}, expected an activation of one input")
    if tol is not None and not tol > 0:
        raise ValueError(f"{name}: argument 'tol' is {tol!r}, expected > 0")
    if maxiter < 1:
        raise ValueError(f"{name}: argument 'maxiter' is {maxiter!r}, expected 1 or more")


def _solved(
    f: Activation,
    name: str,
    arrays: dict[str, Any],
    parameters: Mapping[str, Any],
    tol: float | None,
    maxiter: int,
) -> Solution:
    """Return the solution for arguments by name, the first of which has the result's type."""
    definition = f.definition
    for key in parameters:
        if key not in definition.parameters:
            raise TypeError(f"{name}: {definition.__name__} has no parameter {key!r}")
    for key, default in definition.parameters.items():
        arrays[key] = parameters.get(key, default)
        if arrays[key] is inspect.Parameter.empty:
            raise missing(definition.__name__, key)
    made = {}
    for key, value in arrays.items():
        if targets.is_device_array(value):
            raise targets.refuse_device_array(name, key, value)
        made[key] = np.asarray(value)
        if not takes(made[key].dtype):
            raise no_float(name, key, made[key].dtype)
    shape = common_shape(name, {key: each.shape for key, each in made.items()})
    kind = float_of(next(iter(made.values())).dtype)
    flat = {
        key: np.broadcast_to(each, shape).astype(np.float64).ravel() for key, each in made.items()
    }
    given = [flat[key] for key in definition.parameters]
    slope = f.grad.wrt(definition.inputs[0])
    with np.errstate(all="ignore"):
        x, success, nit = _iterated(
            lambda x, at: f(x, *(each[at] for each in given)),
            lambda x, at: slope(x, *(each[at] for each in given)),
            flat,
            4.0 * _EPS if tol is None else tol,
            maxiter,
        )
        x = x.astype(kind)
    return Solution(*(each.reshape(shape)[()] for each in (x, success, nit)))


def _iterated(
    f: Callable[[_Array, Any], _Array],
    slope: Callable[[_Array, Any], _Array],
    arrays: Mapping[str, _Array],
    tol: float,
    maxiter: int,
) -> tuple[_Array, Any, Any]:
    """Return solutions, whether each is one, and the numbers of steps.

    Both functions take inputs, and the places among all elements whose these are.
    """
    size = next(iter(arrays.values())).size
    result, success, nit = np.full(size, np.nan), np.zeros(size, bool), np.zeros(size, np.intp)
    at = np.arange(size)
    y = arrays.get("y", np.zeros(size))
    low, high = np.full((2, size), np.nan)  # where f is below y, and where above
    x = start = arrays.get("x0", np.zeros(size))
    if "bracket" in arrays:
        ends = arrays["bracket"], arrays["bracket[1]"]
        differences = [f(end, at) - y for end in ends]
        for end, difference in zip(ends, differences, strict=True):
            low, high = np.where(difference < 0, end, low), np.where(difference > 0, end, high)
            result = np.where(difference == 0, end, result)
            success |= difference == 0
        at = np.flatnonzero(~success & ~np.isnan(low) & ~np.isnan(high))
        left, right = np.clip(np.sort(ends, axis=0), -_LARGEST, _LARGEST)
        x = np.clip(x, left, right) if "x0" in arrays else left / 2 + right / 2
    x, y, low, high = x[at], y[at], low[at], high[at]
    last = np.full(at.size, np.inf)
    for step in range(1, maxiter + 1):
        difference, derivative = f(x, at) - y, slope(x, at)
        low, high = np.where(difference < 0, x, low), np.where(difference > 0, x, high)
        is_enclosed = ~np.isnan(low) & ~np.isnan(high)
        is_step = np.isfinite(derivative) & (derivative != 0)
        change = np.where(is_step, -difference / derivative, np.nan)
        newton = np.abs(change)
        is_slow = newton > last / 2
        longer = np.copysign(np.maximum(2.0**step, newton), change)
        change = np.where(is_slow & ~is_enclosed, longer, change)
        following = x + change
        is_inside = (np.fmin(low, high) <= following) & (following <= np.fmax(low, high))
        away = start[at] + (-2.0) ** (step - 1)
        following = np.where(np.isnan(following), away, following)
        following = np.where(is_enclosed & ~(is_inside & ~is_slow), _between(low, high), following)
        is_exact = np.abs(difference) <= 2.0 * _EPS * np.abs(y)
        following = np.where(is_exact, x, following)
        is_done = is_exact | (np.abs(following - x) <= tol * np.abs(following))
        nit[at], success[at] = step, is_done
        result[at] = np.where(is_done | is_enclosed, following, np.nan)
        rest = ~is_done
        if not rest.any():
            break
        last = newton[rest]
        x, y, low, high, at = following[rest], y[rest], low[rest], high[rest], at[rest]
    return result, success, nit


def _between(a: _Array, b: _Array) -> _Array:
    """Return the float64 in the middle of those between two: they are 64 steps from each other."""

    def ordered(bits: Any) -> Any:
        return np.where(bits < 0, np.iinfo(np.int64).min - bits, bits)

    first, second = ordered(a.view(np.int64)), ordered(b.view(np.int64))
    middle: _Array = ordered((first >> 1) + (second >> 1) + (first & second & 1)).view(np.float64)
    return middle
