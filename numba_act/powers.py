"""Roots and powers: cbrt and rsqrt, hypot, pow."""

from __future__ import annotations

from .activation import activation, fast_path
from .core.floats import INFINITY
from .core.primitives import absolute, copysign, select
from .core.specialize import per_type, rare
from .maths.exponential import LARGEST
from .maths.logarithm import SMALLEST_NORMAL
from .maths.powers import (
    LARGE_SIZE,
    SMALL_EXPONENT,
    SMALL_SIZE,
    SMALL_SQUARE,
    cube_root,
    hypotenuse,
    inverse_root,
    ordered,
    power_of,
    power_slopes,
    quotient_times,
    size_shift,
)

__all__ = ["cbrt", "hypot", "pow", "rsqrt"]


@activation(max_ulp=1.0, warns=())
def cbrt(x: float) -> float:
    """Cube root.

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        Any number, negative for negative x, ±inf at ±inf. The sign of zero is kept.

    Notes
    -----
    x = a·8^k with ¼ ≤ a < 2. The inverse root of a is a polynomial, and a times its square is
    corrected by the exact residual of its cube. There is no division.

    The derivative is 1/(3·cbrt(x)²), inf at 0.

    Examples
    --------
    >>> import numba_act as na
    >>> na.cbrt([-8.0, 0.0, 2.0])
    array([-2.        ,  0.        ,  1.25992105])
    """
    return copysign(cube_root(absolute(x)), x)


fast_path(cbrt, smallest=SMALLEST_NORMAL, largest=LARGEST)


@cbrt.derivative("x", max_ulp=4.0, vjp_max_ulp=4.5, warns=("overflow", "divide"))
def _(dy: float, x: float) -> float:
    root = cube_root(absolute(x))
    return dy / (3.0 * root * root)


@activation(max_ulp=1.0, warns=("divide", "invalid"))
def rsqrt(x: float) -> float:
    """Inverse square root, 1/√x.

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        0 at inf; ±inf at ±0, NaN for negative numbers.

    Notes
    -----
    The root and the quotient are rounded, and both errors made good.

    The derivative is −½·x^(−3/2).

    Examples
    --------
    >>> import numba_act as na
    >>> na.rsqrt([1.0, 2.0])
    array([1.        , 0.70710678])
    """
    return inverse_root(x)


fast_path(rsqrt, smallest=SMALL_SQUARE, largest=LARGEST, magnitude=False)

UP = per_type(float32=2.0**24, float64=2.0**53)


@rsqrt.derivative("x", max_ulp=2.0, vjp_max_ulp=3.0, warns=("overflow", "divide", "invalid"))
def _(dy: float, x: float) -> float:
    # dy/x may overflow, or be subnormal, where the product is not
    large = absolute(dy) > 1.0
    scale, factor = select(large, 0.25, UP), select(large, -2.0, -0.5 / UP)
    return dy * scale / x * (inverse_root(x) * factor)


@activation(
    inputs=2,
    gate=False,
    max_ulp={"float32": 1.0, "float64": 1.5},
    warns=("divide", "invalid", "overflow"),
)
def pow(x: float, y: float) -> float:  # noqa: A001
    """Power, x^y.

    Parameters
    ----------
    x : array_like
        Base.
    y : array_like
        Exponent.

    Returns
    -------
    ndarray or scalar
        x^y. A negative base has a value for integers y only, and NaN for others; zeros, infinities
        and NaN are as in C: 1 for y = 0 and for x = 1, whatever the other is.

    Notes
    -----
    2^(y·log2 x), where the logarithm and the product are held to twice the working precision.

    The derivatives are y·x^(y − 1) and x^y·log x, by PyTorch's conventions: with respect to x it
    is 0 for y = 0, with respect to y it is 0 for x = 0 and y ≥ 0, and NaN for x < 0.

    Examples
    --------
    >>> import numba_act as na
    >>> na.pow([2.0, 9.0, -2.0], [10.0, 0.5, 3.0])
    array([1024.,    3.,   -8.])
    >>> na.pow.vjp([1.0], [3.0], [2.0])
    (array([6.]), array([9.8875106]))
    """
    return power_of(x, y)


fast_path(pow, smallest=SMALLEST_NORMAL, largest=LARGEST, magnitude=False, second=SMALL_EXPONENT)


@pow.derivative("x", "y", max_ulp=3.0, vjp_max_ulp=4.0)
def _(dy: float, x: float, y: float) -> tuple[float, float]:
    return power_slopes(dy, x, y)


@activation(inputs=2, gate=False, max_ulp=1.0, warns=("overflow",))
def hypot(x: float, y: float) -> float:
    """Length of the hypotenuse, √(x² + y²).

    Parameters
    ----------
    x, y : array_like
        The legs.

    Returns
    -------
    ndarray or scalar
        At least 0; inf if one of them is infinite, even if the other is NaN.

    Notes
    -----
    The root of the sum of the squares is corrected by its residual and by the rounding error of the
    smaller square. Numbers are scaled where their squares would overflow or lose digits.

    The derivatives are x/hypot(x, y) and y/hypot(x, y), NaN at the origin, by PyTorch's convention.

    Examples
    --------
    >>> import numba_act as na
    >>> na.hypot([3.0, 5.0], [4.0, 12.0])
    array([ 5., 13.])
    """
    larger, smaller = ordered(x, y)
    scale, _, back = size_shift(larger)
    value = hypotenuse(larger * scale, smaller * scale) * back
    infinite = rare((absolute(x) == INFINITY) | (absolute(y) == INFINITY))
    return select(infinite, INFINITY, value)


fast_path(hypot, smallest=SMALL_SIZE, largest=LARGE_SIZE, second=LARGE_SIZE)


@hypot.derivative("x", "y", max_ulp=2.0, vjp_max_ulp=3.0)
def _(dy: float, x: float, y: float) -> tuple[float, float]:
    larger, smaller = ordered(x, y)
    scale, shift, _ = size_shift(larger)
    length = select(larger == INFINITY, larger, hypotenuse(larger * scale, smaller * scale))
    return quotient_times(dy, x, length, -shift), quotient_times(dy, y, length, -shift)
