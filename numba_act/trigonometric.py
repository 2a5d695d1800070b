"""Trigonometric functions: sin, cos and tan.

The scalar code is in `maths/trigonometric.py`.
"""

from __future__ import annotations

from .activation import activation, fast_path
from .core.primitives import absolute, flip_sign, fma
from .maths.trigonometric import MODERATE, cosine, sine, tangent_of

__all__ = ["cos", "sin", "tan"]


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
