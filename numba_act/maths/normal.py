"""The normal distribution of an argument in two parts: tails and densities of what is scaled.

An argument z of a Gaussian counts z² times: what its division by σ rounds off is taken along.
"""

from __future__ import annotations

from ..core.floats import INFINITY, from_hex
from ..core.primitives import absolute, copysign, flip_sign, fma, horner, select
from ..core.specialize import hex_per_type, per_type
from .error_function import (
    DENSITY_RATIO,
    NORMAL_END,
    ONE_OVER_SQRT_2PI,
    ONE_OVER_SQRT_2PI_LOW,
    ROOT_HALF,
    ROOT_HALF_LOW,
    erfc_quotient,
    far_ratio,
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


def times_normal_cdf(dy: float, z: float, low: float) -> float:
    """Return dy·Φ(z + low), which may be a normal number where Φ is not."""
    left, t = z < 0.0, absolute(z)
    low = select(left, -low, low)
    m, rest, n = density_parts(t, low)
    far = t > NORMAL_END
    size = select(far, NORMAL_END, t)
    argument = size * ROOT_HALF
    argument_low = fma(size, ROOT_HALF_LOW, fma(size, ROOT_HALF, -argument))
    argument_low = fma(select(far, 0.0, low), ROOT_HALF, argument_low)
    q, remainder, reciprocal = erfc_quotient(argument, argument_low, m, rest)
    q = select(far, (m + rest) * (DENSITY_RATIO / far_ratio(t)), fma(remainder, reciprocal, q))
    q = 0.5 * q
    above = dy * fma(-q, power(n), 1.0)
    return select(left, times_power(select(left, dy, 0.0), q, n), above)


# The integral of the upper tail is e^(−t²/2)/u(t), with u = √(2π)·(t² + 1) + t·n(t)/d(t). Relative
# error of u 2^-26.9 (float32, t ≤ 26) and 2^-56.6 (float64, t ≤ 75).
# tools/minimax.py RAMP
# remez: n/d of degrees 5/6 and 10/11
RAMP_NUMERATOR = per_type(
    float32=from_hex("""
        0x1.921fb6p1 0x1.134ceap1 0x1.8dc3a8p-1 0x1.5c104p-3 0x1.6e1544p-6 0x1.7b6ce4p-10
    """),
    float64=from_hex("""
        0x1.921fb54442d18p1 0x1.eee039b15a393p1 0x1.38d08a3b0a166p1 0x1.04b06b0c36e39p0
        0x1.392b7ceb1724fp-2 0x1.19617c8422679p-4 0x1.7dd5a00443b4dp-7 0x1.8271c4857495dp-10
        0x1.18299eca6ec78p-13 0x1.08e1c0ffa8506p-17 0x1.f818dc6f0621dp-23
    """),
)
RAMP_DENOMINATOR = per_type(
    float32=from_hex("""
        0x1p0 0x1.06ee2p0 0x1.0e72bap-1 0x1.58a2dep-3 0x1.1cd3eap-5 0x1.2416c4p-8 0x1.2ebcf4p-12
    """),
    float64=from_hex("""
        0x1p0 0x1.92b75bea32b85p0 0x1.3eeeaaa70409p0 0x1.4a73bfb361745p-1 0x1.ed500022abb79p-3
        0x1.15256bca72e29p-4 0x1.dd4e6afe66be8p-7 0x1.3b1082fdd93aap-9 0x1.394a9ae5ba679p-12
        0x1.c16e76c4f7237p-16 0x1.a6b0b61f8ffe4p-20 0x1.92361805a64fep-25
    """),
)
ROOT_2PI = hex_per_type(float32="0x1.40d932p1", float64="0x1.40d931ff62706p1")
ROOT_2PI_LOW = hex_per_type(float32="-0x1.3b1f4ep-32", float64="-0x1.a6a0d6f814637p-53")


def times_ramp(dy: float, z: float, low: float, sigma: float) -> float:
    """Return dy·sigma·(φ(t) − t·Φ(−t)) for t = |z + low| and sigma ≥ 0.

    It is what the convolution of max(x, 0) with a Gaussian adds to it, at x = sigma·(z + low).
    """
    t = absolute(z)
    low = select(z < 0.0, -low, low)
    m, rest, n = density_parts(t, low)
    t = select(m == 0.0, 0.0, t)
    square, square_low = product_of(t, t)
    base = fma(ROOT_2PI, square, ROOT_2PI)
    base_low = fma(ROOT_2PI, square_low, ROOT_2PI_LOW * square)
    base_low += fma(ROOT_2PI, square, ROOT_2PI - base)
    ratio = horner(t, RAMP_NUMERATOR) / horner(t, RAMP_DENOMINATOR)
    u = fma(ratio, t, base)
    low = select(m == 0.0, 0.0, low)
    u_low = fma(ratio, t, base - u) + fma(low, fma(2.0 * ROOT_2PI, t, ratio), base_low)
    reciprocal = 1.0 / u
    quotient = m * reciprocal
    remainder = fma(-quotient, u_low, fma(-quotient, u, m) + rest) * reciprocal
    size, exponent, some = size_of(sigma)
    value = fma(size, quotient, size * remainder)
    value = select(sigma == 0.0, 0.0, select(some == 0.0, sigma, value))
    return times_power(dy, value, n + exponent)
