"""`check_derivative`: whether a derivative is that of its function."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from .activation import activation
from .core.automatic import NotDifferentiableError, derivative
from .core.specialize import is_ours
from .function import Activation

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, DTypeLike

__all__ = ["check_derivative"]


def check_derivative(
    f: Activation,
    x: ArrayLike | None = None,
    *,
    wrt: str | None = None,
    dtype: DTypeLike = np.float64,
    rtol: float | None = None,
    **parameters: float,
) -> None:
    """Compare a derivative with the automatic one and with central differences.

    Nothing is compared at a kink or a jump. The automatic derivative decides where differences do
    not: where a function rounds too much for them.

    Parameters
    ----------
    f : Activation
        The function.
    x : array_like, optional
        Inputs; for a gate both have these values, in another order. By default 2,001 from -10 to
        10, and small ones of both signs.
    wrt : str, optional
        The argument; by default the first input.
    dtype : dtype, optional
        In which the derivative is computed. Differences are taken in float64.
    rtol : float, optional
        Relative tolerance, by default the square root of the type's precision.
    **parameters : float
        Parameters of the function, by name.

    Raises
    ------
    AssertionError
        If the derivative is not within the tolerance somewhere; with the worst input.
    ValueError
        If `wrt` is no argument of the function.

    Examples
    --------
    >>> import numba_act as na
    >>> na.check_derivative(na.mish)
    >>> @na.activation
    ... def cube(x):
    ...     return x * x * x
    >>> @cube.derivative("x")
    ... def _(x):
    ...     return 2.0 * x * x
    >>> na.check_derivative(cube)
    Traceback (most recent call last):
    ...
    AssertionError: cube.grad with respect to x: 200 at x=-10, expected 300
    """
    definition = f.definition
    name = definition.inputs[0] if wrt is None else wrt
    registered = f.grad.wrt(name)
    if x is None:
        small = np.geomspace(1e-12, 1e-3, 10)
        x = np.concatenate([np.linspace(-10.0, 10.0, 2001), small, -small])
    x = np.asarray(x, dtype).ravel()
    operands: dict[str, Any] = {definition.inputs[0]: x}
    for each in definition.inputs[1:]:
        operands[each] = np.random.default_rng(0).permutation(x)
    operands |= {
        each: np.full_like(x, parameters.pop(each, default))
        for each, default in definition.parameters.items()
    }
    if parameters:
        raise TypeError(f"check_derivative: {definition.__name__} has no {[*parameters]}")
    precision = np.finfo(x.dtype).resolution if x.dtype.kind == "f" else 1e-3
    tolerance = float(precision) ** 0.5 if rtol is None else rtol
    with np.errstate(all="ignore"):
        found = np.asarray(registered(*operands.values()), np.float64)
        wide = {key: np.asarray(value, np.float64) for key, value in operands.items()}
        slope, error, smooth = _by_differences(f, wide, name)
        scale = tolerance * (np.abs(slope) + np.nanmedian(np.abs(slope)))
        told = smooth & np.isfinite(slope)
        _compare(f, name, operands, found, slope, np.where(told, scale + 8 * error, np.inf))
        known = told & (error <= scale)
        if is_ours(definition.__wrapped__) or known.all():
            return  # the package's own bodies round on purpose, which no automatic derivative sees
        try:
            body = derivative(definition.__wrapped__, (name,))
        except NotDifferentiableError:
            return
        automatic = activation(inputs=len(definition.inputs))(body)(*wide.values())
        allowed = np.where(smooth & ~known & np.isfinite(automatic), scale, np.inf)
        _compare(f, name, operands, found, automatic, allowed)


def _by_differences(
    f: Activation, operands: Mapping[str, np.ndarray], name: str
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the derivative, how far it may be from the true one, and where there is no kink."""
    value = operands[name]
    eps = np.finfo(np.float64).eps
    step = np.cbrt(eps) * np.maximum(np.abs(value), 0.1)

    def at(change: np.ndarray | float) -> np.ndarray:
        result: np.ndarray = f(*{**operands, name: value + change}.values())
        return result

    middle = at(0.0)
    above, below = (at(step) - middle) / step, (middle - at(-step)) / step
    whole, half = (above + below) / 2, (at(step / 2) - at(-step / 2)) / step
    smooth = np.abs(above - below) <= 1e-3 * (np.abs(half) + np.nanmedian(np.abs(half)))
    return half, np.abs(whole - half) + 4 * np.abs(middle) * eps / step, smooth


def _compare(
    f: Activation,
    name: str,
    operands: Mapping[str, np.ndarray],
    found: np.ndarray,
    expected: np.ndarray,
    allowed: np.ndarray,
) -> None:
    """Raise AssertionError for the worst input where a derivative is not as expected."""
    excess = np.where(np.isinf(allowed), -1.0, np.abs(found - expected) - allowed)
    excess[np.isnan(excess)] = np.inf
    worst = int(np.argmax(excess))
    if excess[worst] > 0.0:
        at = ", ".join(f"{key}={value[worst]:g}" for key, value in operands.items())
        raise AssertionError(
            f"{f.__qualname__}.grad with respect to {name}: {found[worst]:.6g} at {at}, "
            f"expected {expected[worst]:.6g}"
        )
