"""Scalar pieces of the row functions that only the CUDA target's schedules need.

As in `numba_act.rows`, they are bodies like every other: arithmetic, selections and primitives.
"""

from __future__ import annotations

from ..maths.exponential import DOWN, LOG2_E, SHIFTER_UP, two_sum
from ..primitives import fma, horner, pow2_from_shifted, select
from ..rows import LN2_GRID, LN2_REST, LOWEST

__all__ = ["exponent_of", "moved_sum"]

#: 1/k! from k = 3 on, as far as float64 needs them for |r| ≤ ln 2/2.
FACTORIALS = (
    1.6666666666666666e-1,
    4.1666666666666664e-2,
    8.333333333333333e-3,
    1.388888888888889e-3,
    1.984126984126984e-4,
    2.48015873015873e-5,
    2.7557319223985893e-6,
    2.755731922398589e-7,
    2.505210838544172e-8,
    2.08767569878681e-9,
    1.6059043836821613e-10,
    1.1470745597729725e-11,
    7.647163731819816e-13,
    4.779477332387385e-14,
)


def exponent_of(x: float, base: float, scale_log2: float, top_log2: float) -> float:
    """Return the power of two of `shifted_exp(x)`, with parts of its frame."""
    return fma(x - base, scale_log2, -top_log2)


def moved_sum(
    high: float, low: float, reference: float, top: float, scale: float
) -> tuple[float, float]:
    """Return (high + low)·e^(scale·(reference − top)) as a pair.

    The factor has almost twice the digits, so that a sum of exponentials relative to one element
    becomes one relative to another, without an error that counts. It is 1 for one and the same
    element, and 0 where an exponential would be. NaN remains NaN.
    """
    # The difference is a pair, and so is its product: what is rounded is 2^-24 (2^-53) of it.
    difference, rest = two_sum(reference, -top)
    product = difference * scale
    product_rest = fma(difference, scale, -product) + rest * scale
    shifted = fma(product, LOG2_E, SHIFTER_UP)
    n = shifted - SHIFTER_UP
    # the first product is exact, and cancels
    r, dr = two_sum(fma(-n, LN2_GRID, product), fma(-n, LN2_REST, product_rest))
    # e^(r + dr) = 1 + r + r²/2 + …: the first three terms as pairs
    square = r * r
    one, first = two_sum(1.0, r)
    factor, second = two_sum(one, 0.5 * square)
    tail = horner(r, FACTORIALS) * (square * r)
    small = fma(0.5, fma(r, r, -square), fma(dr, 1.0 + r, tail))
    factor_low = (first + second) + small
    total, excess = two_sum(factor, factor_low)
    power = pow2_from_shifted(shifted)
    a, b = high * DOWN, low * DOWN
    moved = a * total
    moved_low = fma(a, total, -moved) + fma(a, excess, b * total)
    gone = (product * LOG2_E < LOWEST) | (high == 0.0)
    same = reference == top
    # a sum that is gone is 0, but NaN is never too small to count
    moved = select(gone, select(high == high, 0.0, high), moved * power)
    moved_low = select(gone, select(low == low, 0.0, low), moved_low * power)
    return select(same, high, moved), select(same, low, moved_low)
