"""Inputs over a scale: quotients and distances to twice the working precision, for any scale."""

from __future__ import annotations

from ..core.floats import INFINITY, NAN
from ..core.primitives import absolute, copysign, fma, magnitude_at_most, select
from ..core.specialize import ON_FAST_PATH, per_type
from .exponential import DOWN, LARGEST, UP, two_sum

#: A quotient beyond it is as good as infinite for what has exponential tails; a power of two, whose
#: product with the largest number over it is that number.
FAR_QUOTIENT = per_type(float32=2.0**8, float64=2.0**11)

#: Factors by which inputs may be multiplied on a fast path, and their reciprocals.
ORDINARY = per_type(float32=2.0**40, float64=2.0**400)


def is_ordinary(alpha: float) -> bool:
    """Say whether alpha and its reciprocal are positive and of ordinary size."""
    size = select(alpha == alpha, alpha, 0.0)
    return (size >= 1.0 / ORDINARY) & (size <= ORDINARY)


#: The largest quotient of what is standardized on a fast path: not near FAR_QUOTIENT.
STEP_FAST = per_type(float32=2.0**7, float64=2.0**10)


def step_reach(sigma: float) -> float:
    """Return the largest distance that is standardized on a fast path, for such a sigma."""
    return select(is_ordinary(sigma), sigma, NAN) * STEP_FAST


def divisor_of(size: float) -> tuple[float, float, float, float]:
    """Return divisor, its reciprocal, scale and limit: x/size is x·scale/divisor up to `limit`.

    For size ≥ 0; beyond the limit the quotient is beyond FAR_QUOTIENT.
    """
    if ON_FAST_PATH:
        return size, 1.0 / size, 1.0, LARGEST
    finite = magnitude_at_most(size, LARGEST)
    # A reciprocal is no number where the size is subnormal, and subnormal where it is large.
    scale = select(magnitude_at_most(size, UP), 1.0, select(finite, DOWN, 0.0))
    scale = select(magnitude_at_most(size, DOWN), UP, scale)
    divisor = select(finite & (size != 0.0), size, 1.0) * select(finite, scale, 1.0)
    # LLVM would multiply constants in advance, and with them what is rejected: copies of a sign
    # are none.
    limit = copysign(LARGEST / FAR_QUOTIENT, size)
    limit = select(magnitude_at_most(size, limit), size, limit) * FAR_QUOTIENT
    return divisor, 1.0 / divisor, scale, limit


def finite(x: float) -> float:
    """Return x where it is finite, else the largest number of its sign; 0 for NaN."""
    y = select(x == x, x, 0.0)
    return select(magnitude_at_most(y, LARGEST), y, copysign(LARGEST, y))


def bounded_quotient(x: float, size: float) -> tuple[float, float]:
    """Return x/size, between ±FAR_QUOTIENT, and its rounding error, for size ≥ 0; 0 for NaN.

    0 over 0 is 0, and what is infinite over anything ±FAR_QUOTIENT.
    """
    divisor, reciprocal, scale, limit = divisor_of(size)
    if ON_FAST_PATH:
        quotient = x * reciprocal
        return quotient, fma(-quotient, size, x) * reciprocal
    # All above is outside the loop where the size is one value.
    y = select(x == x, x, 0.0)
    beyond = absolute(y) > limit
    bounded = select(beyond, copysign(0.0, y), y) * scale
    quotient = bounded * reciprocal
    rest = fma(-quotient, divisor, bounded) * reciprocal
    return select(beyond, copysign(FAR_QUOTIENT, y), quotient), rest


def standardized(
    x: float, center: float, sigma: float
) -> tuple[float, float, float, float, float, float]:
    """Return d, what it lacks, half, z, what it lacks, and sigma, or 1 for NaN.

    d is (x − center)·half, where half is ½ for large numbers, and z is (x − center)/sigma, as
    `bounded_quotient` has it. No comparison is one with NaN, and nothing is invalid.
    """
    width = select(sigma == sigma, sigma, 1.0)
    if ON_FAST_PATH:
        d, low = two_sum(select(x == x, x, 0.0), -center)
        z, rest = bounded_quotient(d, width)
        return d, low, 1.0, z, rest + low * (1.0 / width), width
    y, middle = finite(x), finite(center)
    half = select((absolute(y) > UP) | (absolute(middle) > UP), 0.5, 1.0)
    d, low = two_sum(y * half, -middle * half)
    _, reciprocal, scale, _ = divisor_of(width)
    z, rest = bounded_quotient(d, width)
    infinite = magnitude_at_most(INFINITY, x)
    z = select(infinite, copysign(FAR_QUOTIENT, x), z)
    away = magnitude_at_most(INFINITY, center) & magnitude_at_most(x, LARGEST)
    z = select(away, copysign(FAR_QUOTIENT, -center), z)
    beyond = absolute(z) >= FAR_QUOTIENT
    rest += select(beyond, 0.0, low) * scale * reciprocal
    return d, low, half, z / half, select(beyond, 0.0, rest) / half, width
