"""Hyperbolic functions but tanh: sinh and cosh, asinh, acosh and atanh."""

from __future__ import annotations

from .activation import activation, fast_path
from .core.primitives import absolute, copysign, flip_sign, fma, magnitude_at_most, select, sqrt
from .core.specialize import rare
from .elementary import tanh
from .maths.exponential import last_factor, times_exp_far
from .maths.hyperbolic import (
    HYPERBOLIC_FAST,
    LAST,
    ROOT_ALONE,
    cosh_without_last,
    inverse_cosh,
    inverse_sinh,
    inverse_tanh,
    log_cosh,
    sinh_without_last,
)
from .maths.logarithm import BELOW_ONE, over_product

__all__ = ["acosh", "asinh", "atanh", "cosh", "logcosh", "sinh"]


@activation(max_ulp=1.0, warns=("overflow",))
def sinh(x: float) -> float:
    """Hyperbolic sine, (e^x − e^−x)/2.

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        Any number, ±inf at ±inf. The sign of zero is kept.

    Notes
    -----
    With t = abs(x) = n·ln 2 + r it is ½(2^n − 2^−n)·cosh r + ½(2^n + 2^−n)·sinh r, whose leading
    terms are added without error; near 0, where n = 0, that is r plus a small multiple of r.

    The derivative is cosh x.

    Examples
    --------
    >>> import numba_act as na
    >>> na.sinh([0.0, 1.0])
    array([0.        , 1.17520119])
    """
    t = absolute(x)
    value, near, is_near = sinh_without_last(t)
    return copysign(select(is_near, near, value * last_factor(t, LAST)), x)


fast_path(sinh, largest=HYPERBOLIC_FAST)


@sinh.derivative("x", max_ulp=1.0, vjp_max_ulp=3.0)
def _(dy: float, x: float) -> float:
    t = absolute(x)
    far = rare(t > HYPERBOLIC_FAST)
    cosine = LAST * cosh_without_last(select(far, HYPERBOLIC_FAST, t))
    return select(far, times_exp_far(dy, t, 0.5), dy * cosine)


fast_path(sinh, "x", largest=HYPERBOLIC_FAST)


@activation(max_ulp=1.0, warns=("overflow",))
def cosh(x: float) -> float:
    """Hyperbolic cosine, (e^x + e^−x)/2.

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        At least 1, inf at ±inf.

    Notes
    -----
    As `sinh`, with the sums exchanged.

    The derivative is sinh x.

    Examples
    --------
    >>> import numba_act as na
    >>> na.cosh([0.0, 1.0])
    array([1.        , 1.54308063])
    """
    t = absolute(x)
    return cosh_without_last(t) * last_factor(t, LAST)


fast_path(cosh, largest=HYPERBOLIC_FAST)


@cosh.derivative("x", max_ulp=1.0, vjp_max_ulp=3.0)
def _(dy: float, x: float) -> float:
    t = absolute(x)
    far = rare(t > HYPERBOLIC_FAST)
    value, near, is_near = sinh_without_last(select(far, HYPERBOLIC_FAST, t))
    sine = select(is_near, near, LAST * value)
    return flip_sign(select(far, times_exp_far(dy, t, 0.5), dy * sine), x)


fast_path(cosh, "x", largest=HYPERBOLIC_FAST)


@activation(max_ulp=1.8, warns=())
def logcosh(x: float) -> float:
    """Logarithm of the hyperbolic cosine, log cosh x.

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        At least 0, inf at ±inf.

    Notes
    -----
    A smooth |x|: x²/2 near 0, where it is a polynomial in x², and |x| − log 2 far away, where
    log(1 + e^(−2·abs(x))) is added to that. Nothing overflows. The bound exceeds 1 ULP because the
    square and the sum round one after the other.

    The derivative is tanh x. As a loss, of prediction − target, it is called the log-cosh loss.

    Examples
    --------
    >>> import numba_act as na
    >>> na.logcosh([-100.0, 0.0, 1.0])
    array([99.30685282,  0.        ,  0.43378083])
    """
    return log_cosh(absolute(x))


@logcosh.derivative("x", max_ulp=1.0, vjp_max_ulp=2.6)
def _(x: float) -> float:
    size = absolute(x)  # which would overflow in tanh, where it is not taken
    return tanh(copysign(select(size > ROOT_ALONE, ROOT_ALONE, size), x))


@activation(max_ulp=1.0, warns=())
def asinh(x: float) -> float:
    """Inverse hyperbolic sine, log(x + √(x² + 1)).

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        Any number, ±inf at ±inf. The sign of zero is kept.

    Notes
    -----
    The root and the sum are held to twice the working precision, so that the logarithm is accurate
    near 1, that is for small x.

    The derivative is 1/√(x² + 1).

    Examples
    --------
    >>> import numba_act as na
    >>> na.asinh([0.0, 1.0])
    array([0.        , 0.88137359])
    """
    return copysign(inverse_sinh(absolute(x)), x)


fast_path(asinh, largest=ROOT_ALONE)


@asinh.derivative("x", max_ulp=2.0, vjp_max_ulp=3.0)
def _(dy: float, x: float) -> float:
    size = absolute(x)
    bounded = select(size > ROOT_ALONE, ROOT_ALONE, size)  # the square may overflow
    root = sqrt(fma(bounded, bounded, 1.0))
    return dy / select(magnitude_at_most(size, ROOT_ALONE), root, size)


@activation(max_ulp=1.0, warns=("invalid",))
def acosh(x: float) -> float:
    """Inverse hyperbolic cosine, log(x + √(x² − 1)).

    Parameters
    ----------
    x : array_like
        Input, at least 1.

    Returns
    -------
    ndarray or scalar
        At least 0, inf at inf; NaN below 1.

    Notes
    -----
    As `asinh`.

    The derivative is 1/√(x² − 1), inf at 1.

    Examples
    --------
    >>> import numba_act as na
    >>> na.acosh([1.0, 2.0])
    array([0.       , 1.3169579])
    """
    return inverse_cosh(x)


fast_path(acosh, smallest=1.0, largest=ROOT_ALONE, magnitude=False)


@acosh.derivative("x", max_ulp=3.5, vjp_max_ulp=4.0, warns=("overflow", "divide", "invalid"))
def _(dy: float, x: float) -> float:
    return dy / (sqrt(x - 1.0) * sqrt(x + 1.0))


@activation(max_ulp=1.0, warns=("divide", "invalid"))
def atanh(x: float) -> float:
    """Inverse hyperbolic tangent, ½·log((1 + x)/(1 − x)).

    Parameters
    ----------
    x : array_like
        Input, from -1 to 1.

    Returns
    -------
    ndarray or scalar
        Any number, ±inf at ±1; NaN outside. The sign of zero is kept.

    Notes
    -----
    The quotient is held to twice the working precision relative to its distance from 1, as that of
    `logit` is.

    The derivative is 1/(1 − x²), inf at ±1 and NaN outside.

    Examples
    --------
    >>> import numba_act as na
    >>> na.atanh([0.0, 0.5])
    array([0.        , 0.54930614])
    """
    return copysign(inverse_tanh(absolute(x)), x)


fast_path(atanh, largest=BELOW_ONE)


@atanh.derivative("x", max_ulp=2.0, vjp_max_ulp=3.0, warns=("overflow", "divide", "invalid"))
def _(dy: float, x: float) -> float:
    return over_product(dy, (1.0 - x) * (1.0 + x))
