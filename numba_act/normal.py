"""The normal distribution function and its relatives: ndtr, log_ndtr, erfinv."""

from __future__ import annotations

from .activation import activation
from .core.primitives import absolute, copysign, fma, select
from .maths.error_function import (
    inverse_erf,
    inverse_erf_slope,
    log_normal,
    normal_tail,
    times_density,
    times_log_normal_slope,
)
from .maths.exponential import DOWN

__all__ = ["erfinv", "log_ndtr", "ndtr"]


@activation(max_ulp={"float32": 1.0, "float64": 1.2}, warns=())
def ndtr(x: float) -> float:
    """Standard normal distribution function, Φ(x) = ½·erfc(−x/√2).

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        Between 0 and 1, which it takes at -inf and inf.

    Notes
    -----
    As `erfc`: for negative x it is e^(−x²/2)·½·erfcx(|x|/√2), with an argument of the Gaussian that
    is never rounded, so that the left tail keeps its relative accuracy down to the smallest
    subnormal; for positive x that is subtracted from 1.

    The derivative is the density e^(−x²/2)/√(2π).

    Examples
    --------
    >>> import numba_act as na
    >>> na.ndtr([-1.0, 0.0, 1.0])
    array([0.15865525, 0.5       , 0.84134475])
    """
    tail = normal_tail(absolute(x))
    negative = x < 0.0
    return fma(select(negative, tail, -tail), DOWN, select(negative, 0.0, 1.0))


@ndtr.derivative("x", max_ulp=2.0, vjp_max_ulp=3.0)
def _(dy: float, x: float) -> float:
    return times_density(dy, x)


@activation(max_ulp={"float32": 1.0, "float64": 1.5}, warns=("overflow",))
def log_ndtr(x: float) -> float:
    """Logarithm of the standard normal distribution function, log Φ(x).

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        At most 0; -inf at -inf, -0.0 at inf.

    Notes
    -----
    For negative x it is −x²/2 + log(½·erfcx(|x|/√2)), two negative terms, for positive x it is
    log1p(−Φ(−x)): nothing cancels, and both tails keep their relative accuracy.

    The derivative is e^(−x²/2)/√(2π)/Φ(x), which is about −x for large negative x.

    Examples
    --------
    >>> import numba_act as na
    >>> na.log_ndtr([-40.0, 0.0, 2.0])
    array([-8.04608442e+02, -6.93147181e-01, -2.30129093e-02])
    """
    return log_normal(x)


@log_ndtr.derivative("x", max_ulp=3.0, vjp_max_ulp=4.0)
def _(dy: float, x: float) -> float:
    return times_log_normal_slope(dy, x)


@activation(max_ulp={"float32": 1.0, "float64": 1.5}, warns=("divide", "invalid"))
def erfinv(x: float) -> float:
    """Inverse error function.

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
    Up to ½ it is x·√π/2 plus a small multiple of x. Beyond, it is a rational function of
    √(−log(1 − abs(x))) and one step of third order towards erfc(v) = 1 − abs(x).

    The derivative is √π/2·e^(erfinv(x)²), inf at ±1.

    References
    ----------
    .. [1] J. M. Blair, C. A. Edwards and J. H. Johnson, "Rational Chebyshev approximations for the
       inverse of the error function", Mathematics of Computation 30, 1976.

    Examples
    --------
    >>> import numba_act as na
    >>> na.erfinv([0.0, 0.5])
    array([0.        , 0.47693628])
    """
    return copysign(inverse_erf(absolute(x)), x)


@erfinv.derivative(
    "x", max_ulp={"float32": 4.7, "float64": 4.5}, warns=("overflow", "divide", "invalid")
)
def _(x: float) -> float:
    return inverse_erf_slope(absolute(x))
