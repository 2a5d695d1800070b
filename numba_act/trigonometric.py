"""Trigonometric functions: sin, cos and tan, and their inverses.

The scalar code is in `maths/trigonometric.py`.
"""

from __future__ import annotations

from .activation import activation, fast_path
from .core.floats import INFINITY
from .core.primitives import absolute, copysign, flip_sign, fma, magnitude_at_most, select, sqrt
from .core.specialize import per_type
from .maths.powers import ordered, quotient_times, size_shift, sum_of_squares
from .maths.trigonometric import (
    MODERATE,
    arccosine,
    arcsine,
    arctangent,
    arctangent_of_quotient,
    cosine,
    sine,
    tangent_of,
)

__all__ = ["acos", "asin", "atan", "atan2", "cos", "sin", "tan"]


@activation(max_ulp=1.0, warns=("invalid",))
def sin(x: float) -> float:
    """Sine.

    Parameters
    ----------
    x : array_like
        Input, in radians.

    Returns
    -------
    ndarray or scalar
        Between -1 and 1; NaN for ±inf. The sign of zero is kept.

    Notes
    -----
    x = n·π/2 + r with |r| ≤ π/4, where r is exact for every x, the largest included; then a
    minimax polynomial of the sine or the cosine of r.

    The derivative is cos x.

    References
    ----------
    .. [1] M. H. Payne and R. N. Hanek, "Radian reduction for trigonometric functions",
       SIGNUM Newsletter 18(1), 1983.

    Examples
    --------
    >>> import numba_act as na
    >>> na.sin([0.0, 1.0])
    array([0.        , 0.84147098])
    """
    return sine(x)


fast_path(sin, largest=MODERATE)


@sin.derivative("x", max_ulp=1.0, vjp_max_ulp=3.0)
def _(x: float) -> float:
    return cosine(x)


fast_path(sin, "x", largest=MODERATE)


@activation(max_ulp=1.0, warns=("invalid",))
def cos(x: float) -> float:
    """Cosine.

    Parameters
    ----------
    x : array_like
        Input, in radians.

    Returns
    -------
    ndarray or scalar
        Between -1 and 1; NaN for ±inf.

    Notes
    -----
    As `sin`, of x + π/2: one more quarter of a turn.

    The derivative is −sin x.

    Examples
    --------
    >>> import numba_act as na
    >>> na.cos([0.0, 1.0])
    array([1.        , 0.54030231])
    """
    return cosine(x)


fast_path(cos, largest=MODERATE)


@cos.derivative("x", max_ulp=1.0, vjp_max_ulp=3.0)
def _(x: float) -> float:
    return -sine(x)


fast_path(cos, "x", largest=MODERATE)


@activation(max_ulp=1.0, warns=("invalid",))
def tan(x: float) -> float:
    """Tangent.

    Parameters
    ----------
    x : array_like
        Input, in radians.

    Returns
    -------
    ndarray or scalar
        Any number; NaN for ±inf. The sign of zero is kept. No float is a pole.

    Notes
    -----
    As `sin`: the tangent of r is r plus a small multiple of r, and for odd n the result is the
    negative inverse of that, divided with a correction.

    The derivative is 1 + tan² x.

    Examples
    --------
    >>> import numba_act as na
    >>> na.tan([0.0, 1.0])
    array([0.        , 1.55740772])
    """
    return flip_sign(tangent_of(absolute(x)), x)


fast_path(tan, largest=MODERATE)


@tan.derivative("x", max_ulp=3.0, vjp_max_ulp=4.0)
def _(dy: float, x: float) -> float:
    tangent = tangent_of(absolute(x))
    return dy * fma(tangent, tangent, 1.0)


fast_path(tan, "x", largest=MODERATE)


@activation(max_ulp=1.0, warns=("invalid",))
def asin(x: float) -> float:
    """Inverse sine, the angle between −π/2 and π/2 whose sine is x.

    Parameters
    ----------
    x : array_like
        Input, from -1 to 1.

    Returns
    -------
    ndarray or scalar
        In radians; NaN outside. The sign of zero is kept.

    Notes
    -----
    Up to ½ it is x plus a small multiple of x. Beyond, it is π/2 − 2·asin(√((1 − abs(x))/2)),
    where the root's rounding error is made good.

    The derivative is 1/√(1 − x²), inf at ±1.

    Examples
    --------
    >>> import numba_act as na
    >>> na.asin([0.0, 0.5, 1.0])
    array([0.        , 0.52359878, 1.57079633])
    """
    return copysign(arcsine(absolute(x)), x)


@asin.derivative("x", max_ulp=2.5, vjp_max_ulp=3.0, warns=("overflow", "divide", "invalid"))
def _(dy: float, x: float) -> float:
    # the first factor is exact where the product is small
    return dy / sqrt((1.0 - x) * (1.0 + x))


@activation(max_ulp=1.0, warns=("invalid",))
def acos(x: float) -> float:
    """Inverse cosine, the angle between 0 and π whose cosine is x.

    Parameters
    ----------
    x : array_like
        Input, from -1 to 1.

    Returns
    -------
    ndarray or scalar
        In radians; NaN outside.

    Notes
    -----
    Up to ½ it is π/2 − asin x. Beyond, it is 2·asin(√((1 − abs(x))/2)), subtracted from π for
    negative x.

    The derivative is −1/√(1 − x²), -inf at ±1.

    Examples
    --------
    >>> import numba_act as na
    >>> na.acos([0.0, 0.5, 1.0])
    array([1.57079633, 1.04719755, 0.        ])
    """
    return arccosine(x)


@acos.derivative("x", max_ulp=2.5, vjp_max_ulp=3.0, warns=("overflow", "divide", "invalid"))
def _(dy: float, x: float) -> float:
    return -dy / sqrt((1.0 - x) * (1.0 + x))


@activation(max_ulp=1.0, warns=())
def atan(x: float) -> float:
    """Inverse tangent, the angle between −π/2 and π/2 whose tangent is x.

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        In radians; ±π/2 at ±inf. The sign of zero is kept.

    Notes
    -----
    Up to ½ it is x plus a small multiple of x, up to 2 it is π/4 + atan((x − 1)/(x + 1)),
    and beyond π/2 + atan(−1/x), where the quotient's rounding error is made good.

    The derivative is 1/(1 + x²).

    Examples
    --------
    >>> import numba_act as na
    >>> na.atan([0.0, 1.0])
    array([0.        , 0.78539816])
    """
    return copysign(arctangent(absolute(x)), x)


#: Beyond it 1 + x² is x².
SQUARE_ALONE = per_type(float32=2.0**30, float64=2.0**60)


@atan.derivative("x", max_ulp=2.0, vjp_max_ulp=3.0)
def _(dy: float, x: float) -> float:
    # x² may overflow where dy/x/x does not, and dy/x of a small x, which is not taken: but for such
    # x the sum is x
    far = x + copysign(1.0, x)
    near, size = magnitude_at_most(x, SQUARE_ALONE), absolute(x)
    bounded = select(size > SQUARE_ALONE, SQUARE_ALONE, size)
    return select(near, dy, dy / far) / select(near, fma(bounded, bounded, 1.0), x)


@activation(inputs=2, gate=False, max_ulp=1.0, warns=())
def atan2(y: float, x: float) -> float:
    """Angle of the point (x, y), between −π and π.

    Parameters
    ----------
    y, x : array_like
        The coordinates, y first.

    Returns
    -------
    ndarray or scalar
        In radians, with the sign of y. Zeros and infinities are as in C: -0.0 for x counts as
        negative, and two infinities are a diagonal.

    Notes
    -----
    As `atan`, of the smaller coordinate over the larger, where the quotient's rounding error is
    made good.

    The derivatives are x/(x² + y²) and −y/(x² + y²), 0 at the origin, by PyTorch's convention.

    Examples
    --------
    >>> import numba_act as na
    >>> na.atan2([1.0, -1.0], [1.0, -1.0])
    array([ 0.78539816, -2.35619449])
    """
    angle = copysign(arctangent_of_quotient(y, x), y)
    return select((x != x) | (y != y), x + y, angle)


@atan2.derivative("y", "x", max_ulp=2.0, vjp_max_ulp=3.0)
def _(dy: float, y: float, x: float) -> tuple[float, float]:
    larger, smaller = ordered(y, x)
    scale, shift, _ = size_shift(larger)
    total, low = sum_of_squares(larger * scale, smaller * scale)
    total = select(total == 0.0, 1.0, total + low)
    infinite = larger == INFINITY
    across, along = (
        quotient_times(dy, x, total, -2.0 * shift),
        quotient_times(dy, y, total, -2.0 * shift),
    )
    return select(infinite, 0.0 * dy, across), select(infinite, 0.0 * dy, -along)
