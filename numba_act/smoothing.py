"""Piecewise linear functions convolved with a Gaussian: smooth_relu and what is made like it.

f∗φ is a smooth f: where f bends by b at c, the convolution adds b·σ·(φ(t) − t·Φ(−t)) to f, with
t = |x − c|/σ, and a jump becomes Φ((x − c)/σ). `docs/smoothing.md` shows how each comes about.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from .activation import activation, fast_path
from .core.floats import NAN
from .core.primitives import (
    absolute,
    copysign,
    flip_sign,
    fma,
    magnitude_at_most,
    round_even,
    select,
)
from .core.specialize import hex_per_type, per_type
from .function import Activation
from .hard_units import ends
from .maths.exponential import LARGEST, mantissa_of, power, product_of, times_power
from .maths.normal import (
    gaussian_parts,
    normal_cdf,
    times_density_over,
    times_density_rise,
    times_normal_cdf,
    times_ramp,
)
from .maths.parameters import fault_of, with_nan
from .maths.scaled import ORDINARY, STEP_FAST, finite, standardized, step_reach
from .maths.trigonometric import SHIFTER_COSINE, SHIFTER_SINE, sine_parts
from .rectifiers import EIGHTH_LARGEST

__all__ = ["mollify", "sau", "smooth_clip", "smooth_relu", "smooth_round", "smooth_step"]


def number(x: float) -> float:
    """Return x, or 0 for NaN: a comparison with NaN is invalid."""
    return select(x == x, x, 0.0)


def sau_reach(negative_slope: float, sigma: float) -> float:
    """Return the largest |x| on the fast path of sau and its derivative."""
    return select(magnitude_at_most(negative_slope, ORDINARY), step_reach(sigma), NAN)


#: What step_reach leaves of it with the default ends.
CLIP_FAST = per_type(float32=2.0**6, float64=2.0**9)


def clip_reach(min_val: float, max_val: float, sigma: float) -> float:
    """Return the largest |x| on the fast path of smooth_clip, which has ends in order."""
    in_order = copysign(1.0, max_val - min_val) > 0.0
    return select(in_order, step_reach(sigma), NAN) - absolute(min_val) - absolute(max_val)


def checked(value: float, x: float, sigma: float) -> float:
    """Return `value`, or NaN where x or sigma is, and where sigma is negative, which is invalid."""
    return with_nan(with_nan(value, x), fault_of(sigma))


@activation(max_ulp=1.2, warns=("invalid",), least={"sigma": 0.0})
def smooth_step(x: float, sigma: float = 1.0) -> float:
    """Smooth step, Φ(x/sigma): a step convolved with a Gaussian.

    Parameters
    ----------
    x : array_like
        Input.
    sigma : array_like, default 1
        Width of the Gaussian. 0 gives the step, ½ at 0; a negative number NaN and the warning
        "invalid value".

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape, between 0 and 1.

    Notes
    -----
    `ndtr` of the quotient, which is held to twice the working precision: the left tail keeps its
    relative accuracy down to the smallest subnormal.

    The derivative is φ(z)/sigma with z = x/sigma, and −z·φ(z)/sigma with respect to sigma.

    Examples
    --------
    >>> import numba_act as na
    >>> na.smooth_step([-1.0, 0.0, 1.0], sigma=0.5)
    array([0.02275013, 0.5       , 0.97724987])
    """
    _, _, _, z, low, _ = standardized(x, 0.0, sigma)
    return checked(normal_cdf(z, low), x, sigma)


fast_path(smooth_step, largest=STEP_FAST, reach=step_reach)


@smooth_step.derivative("x", max_ulp=1.5, vjp_max_ulp=2.3, warns=("overflow", "invalid"))
def _(dy: float, x: float, sigma: float) -> float:
    _, _, _, z, low, width = standardized(x, 0.0, sigma)
    return checked(times_density_over(dy, z, low, width), x, sigma)


@smooth_step.derivative("sigma", max_ulp=2.0, vjp_max_ulp=2.5, warns=("overflow", "invalid"))
def _(dy: float, x: float, sigma: float) -> float:
    d, lost, half, z, low, width = standardized(x, 0.0, sigma)
    return checked(times_density_rise(dy, d, lost, half, z, low, width), x, sigma)


@activation(max_ulp=2.0, warns=("invalid",), least={"sigma": 0.0})
def smooth_relu(x: float, sigma: float = 1.0) -> float:
    """Smooth relu, x·Φ(x/sigma) + sigma·φ(x/sigma): relu convolved with a Gaussian.

    Parameters
    ----------
    x : array_like
        Input.
    sigma : array_like, default 1
        Width of the Gaussian. 0 gives relu; a negative number NaN and the warning "invalid value".

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape.

    Notes
    -----
    It is max(x, 0) + sigma·(φ(t) − t·Φ(−t)) with t = |x|/sigma. The bracket, in which two terms
    cancel, is e^(−t²/2) over a function that is nearly a parabola: both tails are relatively
    accurate. The bound exceeds 1 ULP because that quotient and the sum round one after the other.

    The derivative is `smooth_step`, ½ at 0 for sigma = 0, and φ(x/sigma) with respect to sigma.

    References
    ----------
    .. [1] K. Biswas, S. Kumar, S. Banerjee and A. K. Pandey, "SAU: Smooth activation function using
       convolution with approximate identities", arXiv:2109.13210.

    Examples
    --------
    >>> import numba_act as na
    >>> na.smooth_relu([-1.0, 0.0, 1.0])
    array([0.08331547, 0.39894228, 1.08331547])
    """
    _, _, _, z, low, width = standardized(x, 0.0, sigma)
    y = number(x)
    return checked(select(y > 0.0, y, 0.0) + times_ramp(1.0, z, low, width), x, sigma)


fast_path(smooth_relu, largest=STEP_FAST, reach=step_reach)


@smooth_relu.derivative("x", max_ulp=1.5, vjp_max_ulp=3.6)
def _(dy: float, x: float, sigma: float) -> float:
    _, _, _, z, low, _ = standardized(x, 0.0, sigma)
    return checked(times_normal_cdf(dy, z, low), x, sigma)


@smooth_relu.derivative("sigma", max_ulp=1.5, vjp_max_ulp=2.3)
def _(dy: float, x: float, sigma: float) -> float:
    _, _, _, z, low, _ = standardized(x, 0.0, sigma)
    return checked(times_density_over(dy, z, low, 1.0), x, sigma)


def where_finite(value: float, parameter: float) -> float:
    """Return `value`, or NaN where a parameter is infinite, which is invalid, or NaN."""
    return with_nan(value, parameter - parameter)


@activation(max_ulp=3.0, warns=("overflow", "invalid"), least={"sigma": 0.0})
def sau(x: float, negative_slope: float = 0.15, sigma: float = 1.0) -> float:
    """Smooth leaky relu, slope·x + (1 − slope)·smooth_relu(x; sigma).

    Parameters
    ----------
    x : array_like
        Input.
    negative_slope : array_like, default 0.15
        Slope at -inf; an infinite one gives NaN.
    sigma : array_like, default 1
        Width of the Gaussian with which `leaky_relu` is convolved, finite. 0 gives `leaky_relu`; a
        negative number NaN and the warning "invalid value".

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape.

    Notes
    -----
    It is leaky_relu(x) + (1 − slope)·sigma·(φ(t) − t·Φ(−t)) with t = |x|/sigma. For x < 0 these
    cancel at a root: the error is counted against the larger of slope·x and
    (1 − slope)·smooth_relu(x), as that of the derivative against the larger of its addends.

    The derivative is slope + (1 − slope)·Φ(x/sigma). With respect to the slope it is
    −smooth_relu(−x), to sigma (1 − slope)·φ(x/sigma).

    References
    ----------
    .. [1] K. Biswas, S. Kumar, S. Banerjee and A. K. Pandey, "SAU: Smooth activation function using
       convolution with approximate identities", arXiv:2109.13210.

    Examples
    --------
    >>> import numba_act as na
    >>> na.sau([-1.0, 0.0, 1.0])
    array([-0.07918185,  0.33910094,  1.07081815])
    """
    _, _, _, z, low, width = standardized(x, 0.0, sigma)
    y = number(x)
    # a selected constant would be multiplied first, and with it what is rejected
    below = select((y > 0.0) | (negative_slope == 0.0), copysign(0.0, y), y)
    # a quarter where the terms may be infinite and their sum is none
    quarter = 0.25 * select(y > 0.0, 1.0, negative_slope)
    large = not magnitude_at_most(quarter * select(y > 0.0, y, below), EIGHTH_LARGEST)
    down = select(large, 0.25, 1.0)
    linear = select(y > 0.0, y * down, (negative_slope * down) * below)
    rise = times_ramp((1.0 - negative_slope) * down, z, low, width)
    value = (linear + rise) * select(large, 4.0, 1.0)
    return where_finite(where_finite(checked(value, x, sigma), negative_slope), sigma)


fast_path(sau, largest=STEP_FAST, reach=sau_reach)


@sau.derivative("x", max_ulp=3.0, warns=("overflow", "invalid"))
def _(x: float, negative_slope: float, sigma: float) -> float:
    _, _, _, z, low, _ = standardized(x, 0.0, sigma)
    slope = negative_slope + times_normal_cdf(1.0 - negative_slope, z, low)
    return where_finite(where_finite(checked(slope, x, sigma), negative_slope), sigma)


@sau.derivative("negative_slope", max_ulp=2.0, vjp_max_ulp=4.4, warns=("invalid",))
def _(x: float, negative_slope: float, sigma: float) -> float:
    _, _, _, z, low, width = standardized(x, 0.0, sigma)
    y = number(x)
    rise = select(y < 0.0, -y, 0.0) + times_ramp(1.0, z, low, width)
    return where_finite(where_finite(checked(-rise, x, sigma), negative_slope), sigma)


@sau.derivative("sigma", max_ulp=3.0, warns=("overflow", "invalid"))
def _(x: float, negative_slope: float, sigma: float) -> float:
    _, _, _, z, low, _ = standardized(x, 0.0, sigma)
    rise = times_density_over(1.0 - negative_slope, z, low, 1.0)
    return where_finite(where_finite(checked(rise, x, sigma), negative_slope), sigma)


@activation(max_ulp=3.0, warns=("invalid",), least={"max_val": "min_val", "sigma": 0.0})
def smooth_clip(x: float, min_val: float = -1.0, max_val: float = 1.0, sigma: float = 1.0) -> float:
    """Smooth clip, x between min_val and max_val: `hard_tanh` convolved with a Gaussian.

    Parameters
    ----------
    x : array_like
        Input.
    min_val, max_val : array_like, default -1 and 1
        The ends, in order.
    sigma : array_like, default 1
        Width of the Gaussian, finite. 0 gives `hard_tanh`; a negative number NaN and the warning
        "invalid value", as ends that are crossed do.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape, between the ends.

    Notes
    -----
    It is min_val + smooth_relu(x − min_val) − smooth_relu(x − max_val), formed as clip(x) and what
    the convolution adds at the lower end and takes away at the upper. The error is counted against
    the largest of the three, and that of the derivatives by x and sigma, which are differences,
    against the larger term.

    The derivative is Φ(a) − Φ(b) with a = (x − min_val)/sigma and b = (x − max_val)/sigma. It is
    Φ(−a) with respect to min_val, Φ(b) to max_val, and φ(a) − φ(b) to sigma.

    Examples
    --------
    >>> import numba_act as na
    >>> na.smooth_clip([-2.0, 0.0, 0.5], sigma=0.5)
    array([-0.99575465,  0.        ,  0.45853334])
    """
    lowest, highest, fault = ends(min_val, max_val)
    y = number(x)
    clipped = select(y < lowest, lowest, select(y > highest, highest, y))
    _, _, _, z, low, width = standardized(x, lowest, sigma)
    rise = times_ramp(1.0, z, low, width)
    _, _, _, z, low, width = standardized(x, highest, sigma)
    change = rise - times_ramp(1.0, z, low, width)
    value = select(change == 0.0, clipped, clipped + change)  # the sign of a zero
    return where_finite(with_nan(checked(value, x, sigma), fault), sigma)


fast_path(smooth_clip, largest=CLIP_FAST, reach=clip_reach)


@smooth_clip.derivative("x", max_ulp=3.0, vjp_max_ulp=5.0)
def _(dy: float, x: float, min_val: float, max_val: float, sigma: float) -> float:
    lowest, highest, fault = ends(min_val, max_val)
    _, _, _, z, low, _ = standardized(x, lowest, sigma)
    _, _, _, above, above_low, _ = standardized(x, highest, sigma)
    # of both tails, where the ends are on one side
    right = above > 0.0
    first, first_low = select(right, -above, z), select(right, -above_low, low)
    second, second_low = select(right, -z, above), select(right, -low, above_low)
    slope = times_normal_cdf(dy, first, first_low) - times_normal_cdf(dy, second, second_low)
    return where_finite(with_nan(checked(slope, x, sigma), fault), sigma)


@smooth_clip.derivative("min_val", max_ulp=1.5, vjp_max_ulp=3.6)
def _(dy: float, x: float, min_val: float, max_val: float, sigma: float) -> float:
    lowest, _, fault = ends(min_val, max_val)
    _, _, _, z, low, _ = standardized(x, lowest, sigma)
    return where_finite(with_nan(checked(times_normal_cdf(dy, -z, -low), x, sigma), fault), sigma)


@smooth_clip.derivative("max_val", max_ulp=1.5, vjp_max_ulp=3.6)
def _(dy: float, x: float, min_val: float, max_val: float, sigma: float) -> float:
    _, highest, fault = ends(min_val, max_val)
    _, _, _, z, low, _ = standardized(x, highest, sigma)
    return where_finite(with_nan(checked(times_normal_cdf(dy, z, low), x, sigma), fault), sigma)


@smooth_clip.derivative("sigma", max_ulp=3.0, vjp_max_ulp=5.0)
def _(dy: float, x: float, min_val: float, max_val: float, sigma: float) -> float:
    lowest, highest, fault = ends(min_val, max_val)
    _, _, _, z, low, _ = standardized(x, lowest, sigma)
    _, _, _, above, above_low, _ = standardized(x, highest, sigma)
    rise = times_density_over(dy, z, low, 1.0) - times_density_over(dy, above, above_low, 1.0)
    return where_finite(with_nan(checked(rise, x, sigma), fault), sigma)


#: From it on smooth_round is a line and a few waves, below a sum of steps.
WIDE_FROM = 0.3
#: How many steps count, on both sides of the nearest integer.
STEPS = 3
#: e^(−2π²·sigma²) times any two numbers is 0 beyond.
WAVE_END = per_type(float32=3.5, float64=9.0)
TWO_PI = hex_per_type(float32="0x1.921fb6p2", float64="0x1.921fb54442d18p+2")
TWO_PI_LOW = hex_per_type(float32="-0x1.777a5cp-23", float64="0x1.1a62633145c07p-52")
TWO_PI_SQUARED = hex_per_type(float32="0x1.3bd3ccp4", float64="0x1.3bd3cc9be45dep+4")
TWO_PI_SQUARED_LOW = hex_per_type(float32="0x1.37c8bcp-21", float64="0x1.692b71366cc04p-50")
ONE_OVER_PI = 0.3183098861837907
#: A distance below it goes on as one of about that size, and the rest of its exponent apart.
SMALL_DISTANCE = per_type(float32=2.0**-30, float64=2.0**-60)
SMALL_EXPONENT = per_type(float32=30.0, float64=60.0)


def decay(sigma: float) -> tuple[float, float, float, float]:
    """Return high, low, n, and sigma, bounded; e^(−2π²·sigma²) is (high + low)·2^n."""
    # a constant would be multiplied first, and with it what is rejected
    t = select(sigma > WAVE_END, copysign(2.0 * WAVE_END, sigma), sigma)
    rate = -TWO_PI_SQUARED * t
    rate_low = fma(-TWO_PI_SQUARED, t, -rate) - TWO_PI_SQUARED_LOW * t
    high, low, n = gaussian_parts(rate, t, rate_low * t, WAVE_END)
    return high, low, n, t


def powers_of_decay(sigma: float) -> tuple[float, float, float, float]:
    """Return q = e^(−2π²·sigma²), q³, q⁸ and q¹⁵: those of the waves k = 1 to 4 over q."""
    high, low, n, _ = decay(sigma)
    q = (high + low) * power(n)
    square = q * q
    cube, fourth = square * q, square * square
    return q, cube, fourth * fourth, fourth * fourth * fourth * cube


def turned(d: float) -> tuple[float, float, float, float]:
    """Return s, s_low, c and n: the sine of 2πd is (s + s_low)·2^n, its cosine c; for |d| ≤ ½."""
    small = absolute(d) < SMALL_DISTANCE
    quarters = round_even(4.0 * d)
    m, exponent = mantissa_of(absolute(d))
    rest = select(small, copysign(m * SMALL_DISTANCE, d), fma(-0.25, quarters, d))
    angle, angle_low = product_of(rest, TWO_PI)
    angle_low += rest * TWO_PI_LOW
    s, s_low = sine_parts(angle, angle_low, quarters + SHIFTER_SINE)
    c, _ = sine_parts(angle, angle_low, quarters + SHIFTER_COSINE)
    return s, s_low, c, select(small, exponent + SMALL_EXPONENT, 0.0)


def rounded(x: float) -> tuple[float, float]:
    """Return the integer next to |x|, and what |x| is beyond it, for a finite x."""
    size = absolute(finite(x))
    whole = round_even(size)
    return whole, size - whole


@activation(max_ulp=2.0, warns=("invalid",), least={"sigma": 0.0})
def smooth_round(x: float, sigma: float = 0.1) -> float:
    """Smooth rounding to the nearest integer: `numpy.rint` convolved with a Gaussian.

    Parameters
    ----------
    x : array_like
        Input.
    sigma : array_like, default 0.1
        Width of the Gaussian. 0 gives the nearest integer, and x itself halfway between two; a
        large one x; a negative number NaN and the warning "invalid value".

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape; ±inf at ±inf. The sign of zero is kept.

    Notes
    -----
    With the nearest integer n and d = x − n it is
    n + Σ (Φ((d − ½ − j)/sigma) − Φ((−d − ½ − j)/sigma)) for j = 0, 1, 2 …, and also
    x − Σ (−1)^(k+1)/(πk)·e^(−2π²k²·sigma²)·sin 2πkd for k = 1, 2, 3 …: the first for sigma < 0.3,
    where steps farther away do not count, the second beyond, where higher frequencies do not. The
    error is counted against the largest of the terms, as those of the derivatives.

    The derivatives are those of the sums. At ±inf they are NaN, since they have no limit there.

    Examples
    --------
    >>> import numba_act as na
    >>> na.smooth_round([0.25, 0.5, 1.625])
    array([0.00620967, 0.5       , 1.89435023])
    """
    whole, d = rounded(x)
    rise = 0.0
    for j in range(STEPS):
        _, _, _, z, low, width = standardized(d, j + 0.5, sigma)
        _, _, _, opposite, opposite_low, _ = standardized(-d, j + 0.5, sigma)
        rise += normal_cdf(z, low) - normal_cdf(opposite, opposite_low)
    q, cube, eighth, last = powers_of_decay(width)
    # All above but the steps is outside the loop where sigma is one value.
    s, _, c, n = turned(d)
    square = c * c
    inner = fma(-cube, c, eighth * fma(4.0 / 3.0, square, -1.0 / 3.0))
    inner = fma(last, c * fma(-2.0, square, 1.0), inner) + 1.0
    wave = (ONE_OVER_PI * q) * (s * power(n)) * inner
    value = select(width < WIDE_FROM, whole + rise, (whole + d) - wave)
    value = select(magnitude_at_most(x, LARGEST), copysign(value, x), x)
    return checked(value, x, sigma)


@smooth_round.derivative("x", max_ulp=2.2, vjp_max_ulp=3.2, warns=("overflow", "invalid"))
def _(dy: float, x: float, sigma: float) -> float:
    _, d = rounded(x)
    slope = -0.0  # the sign of what underflows stays
    for j in range(STEPS):
        _, _, _, z, low, width = standardized(d, j + 0.5, sigma)
        _, _, _, opposite, opposite_low, _ = standardized(-d, j + 0.5, sigma)
        part = select(width < WIDE_FROM, dy, copysign(0.0, dy))
        slope += times_density_over(part, z, low, width)
        slope += times_density_over(part, opposite, opposite_low, width)
    q, cube, eighth, last = powers_of_decay(width)
    _, _, c, _ = turned(d)
    square = c * c
    second, third = fma(2.0, square, -1.0), c * fma(4.0, square, -3.0)
    fourth = fma(8.0 * square, square - 1.0, 1.0)
    inner = fma(-cube, second, c) + fma(-last, fourth, eighth * third)
    slope = select(width < WIDE_FROM, slope, dy * fma(-2.0 * q, inner, 1.0))
    return where_finite(checked(slope, x, sigma), x)


@smooth_round.derivative("sigma", max_ulp=2.2, vjp_max_ulp=4.2, warns=("overflow", "invalid"))
def _(dy: float, x: float, sigma: float) -> float:
    _, d = rounded(x)
    rise = 0.0
    for j in range(STEPS):
        e, lost, half, z, low, width = standardized(d, j + 0.5, sigma)
        part = select(width < WIDE_FROM, dy, 0.0)
        rise += times_density_rise(part, e, lost, half, z, low, width)
        e, lost, half, z, low, width = standardized(-d, j + 0.5, sigma)
        rise -= times_density_rise(part, e, lost, half, z, low, width)
    high, low, n, t = decay(width)
    scale, scale_low = product_of(2.0 * TWO_PI, t)
    scale_low += (2.0 * TWO_PI_LOW) * t
    _, cube, eighth, last = powers_of_decay(width)
    # All above but the steps is outside the loop where sigma is one value.
    s, s_low, c, exponent = turned(d)
    square = c * c
    inner = fma(-4.0 * cube, c, eighth * fma(12.0, square, -3.0))
    inner = fma(last, 16.0 * c * fma(-2.0, square, 1.0), inner)
    wave, wave_low = product_of(s, scale)
    wave_low += fma(s, scale_low, s_low * scale)
    m = fma(high, wave, fma(high, wave_low, wave * fma(high + low, inner, low)))
    wide = times_power(dy, copysign(m, wave), n + exponent)  # the sign of a zero
    rise = select(width < WIDE_FROM, rise, wide)
    return where_finite(checked(flip_sign(rise, x), x, sigma), x)


def line(height: float, slope: float, distance: float) -> float:
    """Return height + slope·distance, of an infinite distance too."""
    return height + slope * select(slope == 0.0, 0.0, distance)


def mollify(
    breakpoints: Sequence[float],
    slopes: Sequence[float],
    jumps: Sequence[float] | None = None,
    *,
    value: float = 0.0,
    name: str | None = None,
) -> Activation:
    """Make an activation of a piecewise linear function convolved with a Gaussian.

    Parameters
    ----------
    breakpoints : sequence of float
        Where the function bends or jumps: n numbers, ascending.
    slopes : sequence of float
        n + 1 slopes, from left to right.
    jumps : sequence of float, optional
        n jumps, at the breakpoints; none by default.
    value : float, default 0
        The limit from the left at the first breakpoint.
    name : str, optional
        Name of the activation, by default "mollified".

    Returns
    -------
    Activation
        f(x, sigma=1.0), with its derivatives with respect to x and sigma. sigma = 0 is the function
        itself, the mean at a jump; a negative one NaN and the warning "invalid value".

    Raises
    ------
    TypeError
        If an argument is no sequence of numbers, or `value` none.
    ValueError
        If the breakpoints do not ascend, a number is not finite, or their numbers do not match.

    Notes
    -----
    The convolution adds to the function, at each breakpoint, the change of slope times
    sigma·(φ(t) − t·Φ(−t)) with t = |x − breakpoint|/sigma, and makes of a jump Φ of the signed
    quotient. The error is some ULP of the largest of these terms.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> smooth_abs = na.mollify([0.0], [-1.0, 1.0], name="smooth_abs")
    >>> smooth_abs([-2.0, 0.0, 2.0], 0.5)
    array([2.00000715, 0.39894228, 2.00000715])
    """
    points, rises = _numbers("breakpoints", breakpoints), _numbers("slopes", slopes)
    steps = (0.0,) * len(points) if jumps is None else _numbers("jumps", jumps)
    (value,) = _numbers("value", (value,))
    if not points or len(rises) != len(points) + 1 or len(steps) != len(points):
        raise ValueError(
            f"mollify: {len(points)} breakpoints, {len(rises)} slopes and {len(steps)} jumps, "
            "expected n, n + 1 and n, for n of at least 1"
        )
    if not all(map(math.isfinite, (*points, *rises, *steps, value))):
        raise ValueError("mollify: expected finite numbers")
    if any(a >= b for a, b in itertools.pairwise(points)):
        raise ValueError(f"mollify: breakpoints {points} do not ascend")
    count, first = len(points), rises[0]
    bends = tuple(b - a for a, b in itertools.pairwise(rises))
    # without the jumps, at the breakpoints
    values = [value]
    for (a, b), slope in zip(itertools.pairwise(points), rises[1:], strict=False):
        values.append(values[-1] + slope * (b - a))
    heights, after = tuple(values), rises[1:]

    def mollified(x: float, sigma: float = 1.0) -> float:
        y = number(x)
        total = line(heights[0], first, y - points[0])
        change = 0.0 * first
        for i in range(count):
            _, _, _, z, low, width = standardized(x, points[i], sigma)
            piece = line(heights[i], after[i], y - points[i])
            total = select(y > points[i], piece, total)
            change += times_ramp(bends[i], z, low, width) + steps[i] * normal_cdf(z, low)
        return checked(total + change, x, sigma)

    def slope_of(dy: float, x: float, sigma: float) -> float:
        slope = dy * first
        for i in range(count):
            _, _, _, z, low, width = standardized(x, points[i], sigma)
            slope += times_normal_cdf(dy * bends[i], z, low)
            slope += times_density_over(dy * steps[i], z, low, width) if steps[i] != 0.0 else 0.0
        return checked(slope, x, sigma)

    def rise_of(dy: float, x: float, sigma: float) -> float:
        rise = 0.0 * first
        for i in range(count):
            d, lost, half, z, low, width = standardized(x, points[i], sigma)
            rise += times_density_over(dy * bends[i], z, low, 1.0)
            rise += times_density_rise(dy * steps[i], d, lost, half, z, low, width)
        return checked(rise, x, sigma)

    mollified.__name__ = mollified.__qualname__ = name or "mollified"
    mollified.__doc__ = "Piecewise linear function convolved with a Gaussian of width sigma."
    warns = ("overflow", "invalid")
    made: Activation = activation(mollified, warns=warns, least={"sigma": 0.0})
    made.derivative("x", warns=warns)(slope_of)
    made.derivative("sigma", warns=warns)(rise_of)
    return made


def _numbers(argument: str, values: Sequence[float]) -> tuple[float, ...]:
    try:
        return tuple(map(float, values))
    except (TypeError, ValueError) as error:
        raise TypeError(f"mollify: argument {argument!r}, expected numbers: {error}") from None
