"""Hyperbolic sine and cosine, whose two exponentials have one reduced argument, and the inverses.

t = n·ln 2 + r with |r| ≤ ½·ln 2, and sinh t = ½(2^n − 2^-n)·cosh r + ½(2^n + 2^-n)·sinh r, cosh t
with the sums exchanged. The sums are exact, or held in two parts, and nothing cancels.

The inverses are logarithms of a sum with a root or of a quotient, which is held to twice the
working precision relative to its distance from 1.
"""

from __future__ import annotations

from ..core.floats import INFINITY, from_hex
from ..core.primitives import (
    fma,
    horner,
    horner_pairs,
    magnitude_at_most,
    pow2_from_shifted,
    rough_reciprocal,
    round_shifted,
    select,
    split_exponent,
    sqrt,
)
from ..core.specialize import IN_BFLOAT16, IN_FLOAT64, per_path, per_type, rare
from .exponential import (
    DOWN,
    LN2_HIGH,
    LN2_LOW,
    LOG2_E,
    SHIFTER,
    exp_negative_parts,
    fast_two_sum,
    product_of,
)
from .logarithm import LOG1P_UNIT_TAIL, domain_edge, final_log, over_sum

# (sinh r − r)/r³ in r². Relative error of the hyperbolic sine 2^-26.2 (float32) and 2^-61.7
# (float64) on |r| ≤ ½·ln 2.
# tools/minimax.py SINH
# sollya: fpminimax(sinh(x), [|3,5|], [|SG...|], [1b-20;0.3467], relative, x)
#         fpminimax(sinh(x), [|3,5,...,11|], [|D...|], [1b-20;0.3467], relative, x)
SINH = per_type(
    float32=from_hex("0x1.5554bp-3 0x1.1227ap-7"),
    float64=from_hex("""
        0x1.5555555555559p-3 0x1.111111110f652p-7 0x1.a01a01b0053f1p-13
        0x1.71ddf80a073e6p-19 0x1.af5f36d38b1ffp-26
    """),
)
# (cosh r − 1 − r²/2)/r⁴ in r². Relative error of the hyperbolic cosine 2^-33.3 (float32) and
# 2^-57.4 (float64) on |r| ≤ ½·ln 2.
# tools/minimax.py COSH
# sollya: fpminimax(cosh(x), [|4,6|], [|SG...|], [1b-20;0.3467], relative, 1+x^2/2)
#         fpminimax(cosh(x), [|4,6,8,10|], [|D...|], [1b-20;0.3467], relative, 1+x^2/2)
COSH = per_type(
    float32=from_hex("0x1.5554e6p-5 0x1.6d4f0cp-10"),
    float64=from_hex("""
        0x1.55555555531c8p-5 0x1.6c16c17cd87bfp-10 0x1.a019aae7283bap-16
        0x1.289fd2d25632bp-22
    """),
)

#: Arguments are clamped to it, beyond overflow.
HYPERBOLIC_LIMIT = per_type(float32=89.7, float64=710.8)
#: Up to it 2^n and 2^-n are normal.
HYPERBOLIC_FAST = per_type(float32=80.0, float64=700.0)
#: A half of the result is formed where it may overflow: what it is to be multiplied by, and the
#: bias of 2^n/2 divided by that.
LAST = per_path(2.0, 1.0)
SHIFTER_HALF = per_type(
    float32=per_path(1.5 * 2.0**23 + 125.0, 1.5 * 2.0**23 + 126.0),
    float64=per_path(1.5 * 2.0**52 + 1021.0, 1.5 * 2.0**52 + 1022.0),
)
LARGEST_FALLING = per_type(float32=120.0, float64=1015.0)


def hyperbolic_parts(t: float) -> tuple[float, float, float, float, float, float, float]:
    """Return n, r, dr, ½(2^n + 2^-n)/LAST, ½(2^n − 2^-n)/LAST and what both lack, for t ≥ 0."""
    t = select(rare(t > HYPERBOLIC_LIMIT), HYPERBOLIC_LIMIT, t)
    shifted = round_shifted(t, LOG2_E, SHIFTER_HALF)
    n = shifted - SHIFTER_HALF
    falling = select(rare(n > LARGEST_FALLING), LARGEST_FALLING, n)
    rise, fall = pow2_from_shifted(shifted), pow2_from_shifted(SHIFTER_HALF - falling)
    total, difference = rise + fall, rise - fall
    return (
        n,
        fma(-n, LN2_HIGH, t),
        -n * LN2_LOW,
        total,
        difference,
        (rise - total) + fall,
        (rise - difference) - fall,
    )


def combined(
    leading: float, other: float, lost: float, lost_other: float, r: float, dr: float
) -> tuple[float, float]:
    """Return leading·cosh(r + dr) + other·sinh(r + dr) and sinh r − r.

    With what was lost in the factors, and other·r no larger than `leading` unless that is 0.
    """
    square = r * r
    even, odd = fma(square, horner(square, COSH), 0.5), r * horner(square, SINH)
    if IN_BFLOAT16:
        r += dr
        return fma(other, fma(square, odd, r), fma(leading * square, even, leading)), square * odd
    high = fma(other, r, leading)
    low = fma(other, r, leading - high) + fma(lost_other, r, lost)
    low = fma(square, fma(leading, even, other * odd), low)
    # in float32 dr does not count where the slope is not nearly the value
    slope = high + low
    if IN_FLOAT64:
        slope = fma(leading, fma(square, odd, r), fma(other * square, even, other))
    return high + fma(dr, slope, low), square * odd


def cosh_without_last(t: float) -> float:
    """Return cosh t/LAST, for t ≥ 0."""
    _, r, dr, total, difference, lost, lost_difference = hyperbolic_parts(t)
    value, _ = combined(total, difference, lost, lost_difference, r, dr)
    return value


def sinh_without_last(t: float) -> tuple[float, float, bool]:
    """Return sinh t/LAST, t plus a small multiple, and whether the second is to be taken; t ≥ 0.

    It is a half of t that would lose a bit where that is subnormal.
    """
    n, r, dr, total, difference, lost, lost_difference = hyperbolic_parts(t)
    value, odd = combined(difference, total, lost_difference, lost, r, dr)
    return value, t + odd, rare(n == 0.0)


LOG_COSH_SPLIT = 1.0

# (log cosh t − t²/2)/t⁴ in t² for t < LOG_COSH_SPLIT. It gives log cosh t with a relative error of
# 2^-29.0 (float32) and 2^-62.5 (float64).
# tools/minimax.py LOG_COSH
# sollya: f = (log(cosh(sqrt(x)))/x-1/2)/x;
#         fpminimax(f, 6, [|SG...|], [1b-9;1], absolute)
#         fpminimax(f, 15, [|D...|], [1b-9;1], absolute)
LOG_COSH = per_type(
    float32=from_hex("""
        -0x1.555554p-4 0x1.6c15dp-6 -0x1.b9ec44p-8 0x1.1ca096p-9 -0x1.6c6828p-11 0x1.8a2d06p-13
        -0x1.e7bd18p-16
    """),
    float64=from_hex("""
        -0x1.5555555555555p-4 0x1.6c16c16c16b2cp-6 -0x1.ba1ba1ba0fcdcp-8 0x1.1ea5d39991eecp-9
        -0x1.833d9c027dbb5p-11 0x1.0d0b4a4d5ff86p-12 -0x1.7da298cef1814p-14
        0x1.12f23c5280c96p-15 -0x1.90dc8365e09a5p-17 0x1.26173e4d5a38fp-18
        -0x1.ac7eca2de3a74p-20 0x1.2bd389aa3f7eap-21 -0x1.798ae22f889e4p-23
        0x1.81842147ebd45p-25 -0x1.102d75ab32513p-27 0x1.814a45dbaa901p-31
    """),
)


def log_cosh(t: float) -> float:
    """Return log cosh t, for t ≥ 0."""
    near = t < LOG_COSH_SPLIT
    square = select(near, t * t, 0.0)
    inner = fma(square, square * horner_pairs(square, square * square, LOG_COSH), 0.5 * t * t)
    # t − ln 2 + log(1 + e^(−2t))
    high, low, scale = exp_negative_parts(-2.0 * t)
    e = select(near, 0.0, (high + low) * scale * DOWN)
    tail = fma(e * e, horner(e, LOG1P_UNIT_TAIL) * e - 0.5, e)
    high, low = fast_two_sum(t, -LN2_HIGH)
    outer = high + (low + (tail - LN2_LOW))
    return select(near, inner, select(rare(t > ROOT_ALONE), t, outer))


#: Beyond it √(t² ± 1) is t.
ROOT_ALONE = per_type(float32=2.0**28, float64=2.0**60)


def log_of_sum(a: float, b: float, low: float, extra: float, edge: float) -> float:
    """Return log((a + b + low)·2^extra) + edge, for a low part of a or b; a is about 1 or above."""
    _, n = split_exponent(a + b, 0.75)
    scale = pow2_from_shifted(SHIFTER - n)
    distance = fma(a, scale, -1.0)
    lost = fma(a, scale, -1.0 - distance)
    f, f_low = fast_two_sum(b * scale, distance)  # b is larger, or the sum is exact
    f, f_low = fast_two_sum(f, f_low + fma(low, scale, lost))
    return final_log(n + extra, f, over_sum(f, f_low), edge)


def log_from_one(growth: float, extra: float, edge: float) -> float:
    """Return log((1 + growth)·2^extra) + edge in bfloat16, for growth ≥ 0."""
    _, n = split_exponent(1.0 + growth, 0.75)
    scale = pow2_from_shifted(SHIFTER - n)
    return final_log(n + extra, fma(growth, scale, scale - 1.0), 0.0, edge)


def inverse_sinh(t: float) -> float:
    """Return asinh t, for t ≥ 0."""
    alone = rare(t > ROOT_ALONE)
    size = select(alone, 1.0, t)
    if IN_BFLOAT16:
        square = size * size
        growth = select(alone, 0.25 * t, t + square / (1.0 + sqrt(1.0 + square)))
        return select(rare(t == INFINITY), t, log_from_one(growth, select(alone, 3.0, 0.0), -0.0))
    square, square_low = product_of(size, size)
    radicand, low = fast_two_sum(1.0, square)  # exact as far as 1 counts beside the square
    root = sqrt(radicand)
    root_low = (fma(-root, root, radicand) + (low + square_low)) * (0.5 / root)
    eighth = 0.125 * t  # twice t may overflow
    a, b = select(alone, eighth, root), select(alone, eighth, t)
    low, extra = select(alone, 0.0, root_low), select(alone, 3.0, 0.0)
    return select(rare(t == INFINITY), t, log_of_sum(a, b, low, extra, -0.0))


def inverse_cosh(x: float) -> float:
    """Return acosh x."""
    finite = select(rare(x == INFINITY), 1.0, x)
    alone = rare(not magnitude_at_most(finite, ROOT_ALONE))
    size = select(alone, 2.0, finite)
    radicand = fma(size, size, -1.0)
    if IN_BFLOAT16:
        growth = select(alone, 0.25 * finite, (finite - 1.0) + sqrt(radicand))
        result = log_from_one(growth, select(alone, 3.0, 0.0), domain_edge(x, 0.0))
        return select(rare(x == INFINITY), x, result)
    square, square_low = product_of(size, size)
    difference, low = fast_two_sum(square, -1.0)
    root = sqrt(radicand)
    lost = (difference - radicand) + (low + square_low)
    # roughly, for the logarithm is no smaller than the root
    root_low = (fma(-root, root, radicand) + lost) * (0.5 * rough_reciprocal(root))
    eighth = 0.125 * finite
    a, b = select(alone, eighth, finite), select(alone, eighth, root)
    low, extra = select(alone, 0.0, root_low), select(alone, 3.0, 0.0)
    result = log_of_sum(a, b, low, extra, domain_edge(x, 0.0))
    return select(rare(x == INFINITY), x, result)


def inverse_tanh(t: float) -> float:
    """Return atanh t = ½·log((1 + t)/(1 − t)), for t ≥ 0."""
    rest, more = 1.0 - t, 1.0 + t
    rest_low, more_low = (1.0 - rest) - t, t - (more - 1.0)
    divisor = select(rare(rest == 0.0), 1.0, rest)
    inverse = 1.0 / divisor
    # f = ((1 + t)·2^-n − (1 − t))/(1 − t), as for `odds`; for n = 0 the numerator is exact
    _, n = split_exponent(more * inverse, 0.75)
    scale = pow2_from_shifted(SHIFTER - n)
    numerator, low = fast_two_sum(fma(more, scale, -rest), fma(more_low, scale, -rest_low))
    f = numerator * inverse
    f_low = (fma(-f, rest, numerator) + fma(-f, rest_low, low)) * inverse
    return 0.5 * final_log(n, f, over_sum(f, f_low), domain_edge(rest, 1.0))
