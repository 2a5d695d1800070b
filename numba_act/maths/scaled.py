"""Inputs over a scale: quotients and distances to twice the working precision, for any scale."""

from __future__ import annotations

from ..core.primitives import absolute, copysign, fma, magnitude_at_most, select
from ..core.specialize import ON_FAST_PATH, per_type
from .exponential import DOWN, LARGEST, UP

#: A quotient beyond it is as good as infinite for what has exponential tails; a power of two, whose
#: product with the largest number over it is that number.
FAR_QUOTIENT = per_type(float32=2.0**8, float64=2.0**11)

#: Factors by which inputs may be multiplied on a fast path, and their reciprocals.
ORDINARY = per_type(float32=2.0**40, float64=2.0**400)


def is_ordinary(alpha: float) -> bool:
    """Say whether alpha and its reciprocal are positive and of ordinary size."""
    size = select(alpha == alpha, alpha, 0.0)
    return (size >= 1.0 / ORDINARY) & (size <= ORDINARY)


def bounded_quotient(x: float, size: float) -> tuple[float, float]:
    """Return x/size, between ±FAR_QUOTIENT, and its rounding error, for size ≥ 0; 0 for NaN.

    0 over 0 is 0, and what is infinite over anything ±FAR_QUOTIENT.
    """
    if ON_FAST_PATH:
        reciprocal = 1.0 / size
        quotient = x * reciprocal
        return quotient, fma(-quotient, size, x) * reciprocal
    finite = magnitude_at_most(size, LARGEST)
    # A reciprocal is no number where the size is subnormal, and subnormal where it is large.
    scale = select(magnitude_at_most(size, UP), 1.0, select(finite, DOWN, 0.0))
    scale = select(magnitude_at_most(size, DOWN), UP, scale)
    divisor = select(finite & (size != 0.0), size, 1.0) * select(finite, scale, 1.0)
    reciprocal = 1.0 / divisor
    # LLVM would multiply constants in advance, and with them what is rejected: copies of a sign
    # are none.
    limit = copysign(LARGEST / FAR_QUOTIENT, size)
    limit = select(magnitude_at_most(size, limit), size, limit) * FAR_QUOTIENT
    # All above is outside the loop where the size is one value.
    y = select(x == x, x, 0.0)
    beyond = absolute(y) > limit
    bounded = select(beyond, copysign(0.0, y), y) * scale
    quotient = bounded * reciprocal
    rest = fma(-quotient, divisor, bounded) * reciprocal
    return select(beyond, copysign(FAR_QUOTIENT, y), quotient), rest
