"""The normal distribution of an argument in two parts: tails and densities of what is scaled.

An argument z of a Gaussian counts z² times: what its division by σ rounds off is taken along.
"""

from __future__ import annotations

from ..core.floats import INFINITY
from ..core.primitives import absolute, copysign, flip_sign, fma, select
from ..core.specialize import per_type
from .error_function import (
    NORMAL_END,
    ONE_OVER_SQRT_2PI,
    ONE_OVER_SQRT_2PI_LOW,
    ROOT_HALF,
    ROOT_HALF_LOW,
    erfc_quotient,
    reduced_exp_of_product,
)
from .exponential import (
    DOWN,
    LARGEST,
    LARGEST_STEP,
    SHIFTER_UNBIASED,
    exp_negative_parts,
    mantissa_of,
    power,
    product_of,
    times_power,
)

#: e^(−t²/2) and e^(−t²) times any three numbers are 0 beyond.
DENSITY_END = per_type(float32=26.0, float64=75.0)
GAUSSIAN_END = per_type(float32=18.5, float64=53.0)


def normal_cdf(z: float, low: float) -> float:
    """Return Φ(z + low), as `ndtr` does."""
    t = absolute(z)
    low = select(z < 0.0, -low, low)
    t = select(t > NORMAL_END, NORMAL_END, t)
    square = 0.5 * t * t
    high, rest, scale = exp_negative_parts(-square, fma(-t, low, fma(-0.5 * t, t, square)))
    size = t * ROOT_HALF
    size_low = fma(low, ROOT_HALF, fma(t, ROOT_HALF_LOW, fma(t, ROOT_HALF, -size)))
    quotient, remainder, reciprocal = erfc_quotient(size, size_low, high, rest)
    tail = fma(remainder, reciprocal, quotient) * (0.5 * scale)
    left = z < 0.0
    return fma(select(left, tail, -tail), DOWN, select(left, 0.0, 1.0))


def gaussian_parts(a: float, t: float, rest: float, end: float) -> tuple[float, float, float]:
    """Return high, low and n with e^(a·t + rest) = (high + low)·2^n, for 0 ≤ t ≤ `end`; 0 beyond.

    As of `reduced_exp`, |low| is up to 0.09.
    """
    beyond = t > end
    r, tail, shifted = reduced_exp_of_product(
        select(beyond, 0.0, a), select(beyond, 0.0, t), SHIFTER_UNBIASED
    )
    high = 1.0 + r
    low = (r - (high - 1.0)) + tail
    low = fma(high + low, select(beyond, 0.0, rest), low)
    zero = select(beyond, 0.0, 1.0)
    return high * zero, low * zero, shifted - SHIFTER_UNBIASED


def density_parts(z: float, low: float) -> tuple[float, float, float]:
    """Return the parts of √(2π)·φ(z + low)."""
    t = absolute(z)
    return gaussian_parts(-0.5 * t, t, -z * low, DENSITY_END)


def over_root(divisor: float, divisor_low: float) -> tuple[float, float]:
    """Return 1/√(2π) over divisor + divisor_low in two parts, of numbers of ordinary size."""
    quotient = ONE_OVER_SQRT_2PI / divisor
    remainder = fma(-quotient, divisor, ONE_OVER_SQRT_2PI) + ONE_OVER_SQRT_2PI_LOW
    return quotient, fma(-quotient, divisor_low, remainder) / divisor


def size_of(sigma: float) -> tuple[float, float, float]:
    """Return mantissa and exponent of sigma ≥ 0, and 1, or 0 if it is infinite; of 0 those of 1."""
    infinite = sigma > LARGEST
    m, exponent = mantissa_of(select((sigma == 0.0) | infinite, 1.0, sigma))
    return m, exponent, select(infinite, 0.0, 1.0)


def times_density_over(dy: float, z: float, low: float, sigma: float) -> float:
    """Return dy·φ(z + low)/sigma, the derivative of Φ, for sigma ≥ 0.

    For sigma = 0 it is infinite at z = 0, and 0 elsewhere.
    """
    size, exponent, some = size_of(sigma)
    factor, factor_low = over_root(size, 0.0)
    # All above is outside the loop where sigma is one value.
    m, rest, n = density_parts(z, low)
    product = fma(m, factor, fma(m, factor_low, rest * factor))
    pole = (sigma == 0.0) & (z == 0.0)
    return times_power(dy, select(pole, INFINITY, product * some), n - exponent)


def times_density_rise(
    dy: float, d: float, d_low: float, half: float, z: float, low: float, sigma: float
) -> float:
    """Return −dy·z·φ(z + low)/sigma, the derivative of Φ by sigma, z being (d + d_low)/half/sigma.

    It is made of d, since z may be subnormal where the result is not.
    """
    size, exponent, some = size_of(sigma)
    factor, factor_low = over_root(*product_of(size, size))
    # All above is outside the loop where sigma is one value.
    m, rest, n = density_parts(z, low)
    size, of_distance = mantissa_of(absolute(d))
    down = power(select(of_distance < -LARGEST_STEP, LARGEST_STEP, -of_distance))
    size_low = flip_sign(select(m == 0.0, 0.0, d_low), d) * down
    product = size * factor
    product_low = fma(size, factor, -product) + fma(size, factor_low, size_low * factor)
    value = fma(m, product, fma(m, product_low, rest * product)) * some / half
    return times_power(dy, copysign(value, -d), n + of_distance - 2.0 * exponent)
