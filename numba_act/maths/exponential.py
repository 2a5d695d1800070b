"""Exponentials: exp, exp2, expm1, tanh, and the pieces of e^x that other functions share.

All start from e^x = 2^n·e^r with n = round(x·log2 e) and |r| ≤ ½·ln 2, and keep e^r as an
unevaluated sum high + low, so that whatever is built on it still rounds about once. 2^n is
made in the exponent bits. It is split into a scale that cannot leave the normal range and a
last factor: a caller multiplies by the last factor at the very end, so that a subnormal
result rounds once and nothing overflows before the result does.
"""

from __future__ import annotations

from ..activation import activation
from ..primitives import (
    absolute,
    copysign,
    fma,
    horner_pairs,
    pow2_from_shifted,
    rough_reciprocal,
    round_shifted,
    select,
)
from ..specialize import per_type

__all__ = ["exp", "exp2", "expm1", "tanh"]

LOG2_E = per_type(
    float32=float.fromhex("0x1.715476p0"), float64=float.fromhex("0x1.71547652b82fep0")
)
LN2_HIGH = per_type(
    float32=float.fromhex("0x1.62e43p-1"), float64=float.fromhex("0x1.62e42fefa39efp-1")
)
LN2_LOW = per_type(
    float32=float.fromhex("-0x1.05c61p-29"), float64=float.fromhex("0x1.abc9e3b39803fp-56")
)

# (e^r − 1 − r)/r². With it 1 + r + r²·q(r) has a relative error of 2^-32.9 (float32) and
# 2^-57.4 (float64) on |r| ≤ ½·ln 2. The coefficient ½ is exact: e^r − 1 is accurate near 0 too.
# tools/minimax.py EXP_TAIL
# sollya: w = 0.34665735902799727+1b-20;
#         fpminimax(exp(x), [|3,...,7|], [|SG...|], [-w;w], relative, 1+x+x^2/2)
#         fpminimax(exp(x), [|3,...,11|], [|D...|], [-w;w], relative, 1+x+x^2/2)
EXP_TAIL = per_type(
    float32=(
        0.5,
        float.fromhex("0x1.555552p-3"),
        float.fromhex("0x1.5554e8p-5"),
        float.fromhex("0x1.1115dp-7"),
        float.fromhex("0x1.6d4cbep-10"),
        float.fromhex("0x1.9a58dp-13"),
    ),
    float64=(
        0.5,
        float.fromhex("0x1.5555555555501p-3"),
        float.fromhex("0x1.55555555531fcp-5"),
        float.fromhex("0x1.111111112896dp-7"),
        float.fromhex("0x1.6c16c17cc700dp-10"),
        float.fromhex("0x1.a01a011bdc066p-13"),
        float.fromhex("0x1.a019ab200d981p-16"),
        float.fromhex("0x1.71df55c3817bap-19"),
        float.fromhex("0x1.289f9907a8067p-22"),
        float.fromhex("0x1.ad1f79d8dc64p-26"),
    ),
)

# 1.5·2^(fraction bits) plus an exponent bias: the low bits of x·log2(e) + SHIFTER are the
# exponent field of 2^n, of 2^n·UP and of 2^n·DOWN.
SHIFTER = per_type(float32=1.5 * 2.0**23 + 127.0, float64=1.5 * 2.0**52 + 1023.0)
SHIFTER_UNBIASED = per_type(float32=1.5 * 2.0**23, float64=1.5 * 2.0**52)
SHIFTER_UP = per_type(float32=1.5 * 2.0**23 + 191.0, float64=1.5 * 2.0**52 + 1535.0)
SHIFTER_DOWN = per_type(float32=1.5 * 2.0**23 + 63.0, float64=1.5 * 2.0**52 + 511.0)

#: The last factor of `exp_negative_parts`, and its inverse.
DOWN = per_type(float32=2.0**-64, float64=2.0**-512)
UP = per_type(float32=2.0**64, float64=2.0**512)

LARGEST = per_type(
    float32=float.fromhex("0x1.fffffep127"), float64=float.fromhex("0x1.fffffffffffffp1023")
)

#: Arguments are clamped to ±EXP_LIMIT, far beyond overflow and underflow.
EXP_LIMIT = per_type(float32=128.0, float64=1024.0)


def fast_two_sum(a: float, b: float) -> tuple[float, float]:
    """Return a + b rounded and its rounding error, exactly; |a| ≥ |b| or a = 0."""
    total = a + b
    return total, b - (total - a)


def two_sum(a: float, b: float) -> tuple[float, float]:
    """Return a + b rounded and its rounding error, exactly, whichever is larger."""
    total = a + b
    rest = total - a
    return total, (a - (total - rest)) + (b - rest)


def reduced_exp(x: float, dx: float, n: float) -> tuple[float, float]:
    """Return (high, low) with high + low = e^(x+dx)·2^-n, for n = round(x·log2 e).

    The sum errs by less than 0.1 ULP. high = 1 + r rounded, so ½ < high < 1.5, and
    |low| < 0.09 is what is missing: the pair overlaps. `fast_two_sum` makes it a result and
    its rounding error.
    """
    # n·LN2_HIGH is exact inside the fma and cancels against x, so r is exact as well. What
    # LN2_HIGH lacks of ln 2 times n is a few ULP of r. It is applied to first order, together with
    # dx: e^r·dr, in the two parts of e^r. For small n the last step changes nothing, not even by
    # its rounding, to which e^x − 1 would be sensitive.
    r = fma(-n, LN2_HIGH, x)
    dr = fma(-n, LN2_LOW, dx)
    high = 1.0 + r
    square = r * r
    low = fma(square, horner_pairs(r, square, EXP_TAIL), fma(dr, high, r - (high - 1.0)))
    return high, fma(dr, low, low)


def exp_parts(x: float, dx: float = 0.0) -> tuple[float, float, float, float]:
    """Return (high, low, scale, last) with e^(x+dx) = (high + low)·scale·last.

    Parameters
    ----------
    x
        Any float. It is clamped to ±EXP_LIMIT, where e^x is long 0 or infinite: both
        infinities are safe, and NaN gives a NaN `high`.
    dx
        Low part of the argument, |dx| < 2^-14 (2^-28 for float64) and finite.

    Returns
    -------
    high, low
        e^(x+dx)·2^-n within 0.1 ULP, as `reduced_exp` returns it.
    scale, last
        Powers of two. `last` is 2^-64 for negative x and 2^64 for the others (2^±512 for
        float64), and (high + low)·scale is a normal number with room of more than 2^50 on both
        sides: multiply by everything else first, and by `last` at the end.
    """
    x = select(x > EXP_LIMIT, EXP_LIMIT, x)
    x = select(x < -EXP_LIMIT, -EXP_LIMIT, x)
    negative = x < 0.0
    shifter = select(negative, SHIFTER_UP, SHIFTER_DOWN)
    shifted = round_shifted(x, LOG2_E, shifter)
    high, low = reduced_exp(x, dx, shifted - shifter)
    return high, low, pow2_from_shifted(shifted), select(negative, DOWN, UP)


def exp_negative_parts(x: float, dx: float = 0.0) -> tuple[float, float, float]:
    """Return (high, low, scale) with e^(x+dx) = (high + low)·scale·DOWN, for x ≤ 0.

    As `exp_parts`, but cheaper: any x ≤ 0 with -inf, and the last factor is always DOWN, which
    is 2^-64 (2^-512 for float64). The result is right up to x = 44 (355), in fact: the scale
    is what limits it.

    (high + low)·scale is normal for every x ≤ 0, so that p·e^x with a factor p keeps its
    relative accuracy as (p·(high + low)·scale)·DOWN, down to the smallest subnormal.
    """
    x = select(x < -EXP_LIMIT, -EXP_LIMIT, x)
    shifted = round_shifted(x, LOG2_E, SHIFTER_UP)
    high, low = reduced_exp(x, dx, shifted - SHIFTER_UP)
    return high, low, pow2_from_shifted(shifted)


# The same with one degree less, for the logistic function: relative error 2^-28.0 (float32).
# tools/minimax.py EXP_SHORT_TAIL
# sollya: w = 0.34665735902799727+1b-20;
#         fpminimax(exp(x), [|3,...,6|], [|SG...|], [-w;w], relative, 1+x+x^2/2)
EXP_SHORT_TAIL = per_type(
    float32=(
        0.5,
        float.fromhex("0x1.5554a4p-3"),
        float.fromhex("0x1.55569p-5"),
        float.fromhex("0x1.122f24p-7"),
        float.fromhex("0x1.6b653ap-10"),
    ),
    float64=EXP_TAIL,
)

# ln 2 in two parts, the first short enough that its product with any exponent is exact, those
# of results far below the smallest float included: 15 bits (41 for float64).
LN2_SHORT = per_type(
    float32=float.fromhex("0x1.62e4p-1"), float64=float.fromhex("0x1.62e42fefa3p-1")
)
LN2_REST = per_type(
    float32=float.fromhex("0x1.7f7d1cp-20"), float64=float.fromhex("0x1.3de6af278ece6p-42")
)

#: σ(x) is 1 to the working precision long before the upper limit; x·σ(x) is 0 beyond the lower.
LOGISTIC_LOWEST = per_type(float32=-130.0, float64=-1060.0)
LOGISTIC_HIGHEST = per_type(float32=42.0, float64=350.0)


def logistic_parts(x: float, dx: float = 0.0) -> tuple[float, float]:
    """Return (value, correction) with σ(x+dx) = (value + value·correction)·DOWN.

    The two hold σ within ½ ULP (within 0.8 ULP where dx is not 0). x is clamped, so that any float
    is safe; for x ≤ LOGISTIC_LOWEST σ is not 0 but tiny. dx is finite and small, as in `exp_parts`.
    """
    x = select(x < LOGISTIC_LOWEST, LOGISTIC_LOWEST, x)
    x = select(x > LOGISTIC_HIGHEST, LOGISTIC_HIGHEST, x)
    shifted = round_shifted(x, -LOG2_E, SHIFTER_DOWN)
    n = shifted - SHIFTER_DOWN
    # e^-(x+dx) as in `reduced_exp`, but with all of the argument in one number: cheaper, and what
    # its rounding costs is ¼ ULP.
    r = fma(-n, LN2_LOW, fma(-n, LN2_HIGH, -x) - dx)
    scale = pow2_from_shifted(shifted)
    high = 1.0 + r
    square = r * r
    low = fma(square, horner_pairs(r, square, EXP_SHORT_TAIL), r - (high - 1.0))
    high = high * scale
    low = low * scale
    # σ = DOWN/(DOWN + e^-x·DOWN): no overflow down to the smallest subnormal σ, and no case
    # for the sign. The rounded denominator is good to 1 ULP only; what the quotient lacks is
    # measured by the three terms that it was made of.
    value = 1.0 / ((high + low) + DOWN)
    residual = fma(-DOWN, value, fma(-high, value, 1.0))
    return value, fma(-low, value, residual)


def one_plus_exp(r: float, scale: float, one: float) -> tuple[float, float, float]:
    """Return e^r − 1, and `one` + e^r·scale rounded and its excess.

    For |r| ≤ ½·ln 2 or a scale near 0.
    """
    square = r * r
    rest = fma(square, horner_pairs(r, square, EXP_SHORT_TAIL), r)
    start = scale + one
    larger, smaller = select(scale > one, scale, one), select(scale > one, one, scale)
    total = fma(rest, scale, start)
    return rest, total, fma(-rest, scale, total - start) + ((start - larger) - smaller)


def corrected_quotient(p: float, d: float, excess: float) -> float:
    """Return p/(d − excess), to 1.1·2^-23 (2^-52) relative to itself.

    The division does not wait for the correction, which costs two multiplications: the excess is
    below an ULP of d, so that a rough reciprocal is enough. An excess of +0 keeps a zero's sign.
    """
    quotient = p / d
    return fma(quotient, excess * rough_reciprocal(d), quotient)


def times_logistic(p: float, y: float, dy: float) -> float:
    """Return p·σ(y+dy)/DOWN for p ≤ 2^60 in magnitude, to 1.1·2^-23 (2^-52) relative to itself.

    y is clamped as in `logistic_parts`; multiplying by DOWN rounds once in the subnormal range.
    """
    y = select(y < LOGISTIC_LOWEST, LOGISTIC_LOWEST, y)
    y = select(y > LOGISTIC_HIGHEST, LOGISTIC_HIGHEST, y)
    shifted = round_shifted(y, -LOG2_E, SHIFTER_DOWN)
    n = shifted - SHIFTER_DOWN
    r = fma(-n, LN2_LOW, fma(-n, LN2_HIGH, -y) - dy)
    _, d, excess = one_plus_exp(r, pow2_from_shifted(shifted), DOWN)
    return corrected_quotient(p, d, excess)


# A gate multiplies x·σ(y) by a value as large as the largest float: the product counts where
# x·σ(y) is long below the smallest one. From FAR_FROM on it is computed 2^176 (2^1136) times too
# large, and FAR squared makes up for it: v·FAR and the product before the last FAR are normal
# wherever the result is. Below FAR_LIMIT it is 0 times anything.
FAR = per_type(float32=2.0**-88, float64=2.0**-568)
FAR_FROM = per_type(float32=-87.0, float64=-708.0)
FAR_LIMIT = per_type(float32=-209.0, float64=-1490.0)
SHIFTER_FAR = per_type(
    float32=1.5 * 2.0**23 + 127.0 - 176.0, float64=1.5 * 2.0**52 + 1023.0 - 1136.0
)
#: For e^y itself, where SHIFTER_FAR is for e^-y.
SHIFTER_FAR_UP = per_type(
    float32=1.5 * 2.0**23 + 127.0 + 176.0, float64=1.5 * 2.0**52 + 1023.0 + 1136.0
)

#: A slope so small that its product with any float stays above FAR_LIMIT.
FLAT = per_type(float32=209.0 * 2.0**-128, float64=1490.0 * 2.0**-1024)


def far_reduced(y: float) -> tuple[float, float, float, float, float]:
    """Return n, y − n·LN2_HIGH negated, scale, `one` and factor, for 1 + e^-y.

    That is (one + e^r·scale)/factor² with r = −y − n·ln 2. e^-y is 0 beside 1 from −FAR_FROM on,
    and 1 beside e^-y below FAR_FROM. y is clamped.
    """
    bounded = select(y < FAR_LIMIT, FAR_LIMIT, y)
    bounded = select(bounded > -FAR_FROM, -FAR_FROM, bounded)
    far = y < FAR_FROM
    shifter = select(far, SHIFTER_FAR, SHIFTER)
    shifted = round_shifted(bounded, -LOG2_E, shifter)
    n = shifted - shifter
    scale = pow2_from_shifted(shifted)
    r = fma(-n, LN2_HIGH, -bounded)  # exact
    return n, r, scale, select(far, 0.0, 1.0), select(far, FAR, 1.0)


def far_exp(y: float, dy: float) -> tuple[float, float, float, float]:
    """Return r, scale, `one` and factor: 1 + e^-(y+dy) = (one + e^r·scale)/factor²."""
    n, r, scale, one, factor = far_reduced(y)
    return fma(-n, LN2_LOW, r - dy), scale, one, factor


def times_logistic_far(p: float, y: float, dy: float) -> tuple[float, float]:
    """Return (m, factor) with p·σ(y+dy) = m·factor², to 1.1·2^-23 (2^-52) relative to itself.

    p is finite, and its product with σ below 2^39 where y < FAR_FROM.
    """
    r, scale, one, factor = far_exp(y, dy)
    _, d, excess = one_plus_exp(r, scale, one)
    return corrected_quotient(p, d, excess), factor


def bounded_by_slope(x: float, k: float) -> float:
    """Return x, or what keeps |k·x| at −FAR_LIMIT and both from overflowing."""
    # All but the last two lines are outside the loop where k is one value.
    flat = absolute(k) <= FLAT
    limit = select(flat, LARGEST, -FAR_LIMIT / select(flat, 1.0, absolute(k)))
    x = select(x > limit, limit, x)
    return select(x < -limit, -limit, x)


def times_logistic_of_product(x: float, k: float) -> tuple[float, float]:
    """Return (m, factor) with x·σ(k·x) = m·factor², to 1.2·2^-23 (2^-52) relative to itself.

    The product k·x is not rounded: an error of ½ ULP in an argument of −100 would be one of
    50 ULP in the result.
    """
    bounded = bounded_by_slope(x, k)
    y = k * bounded
    m, factor = times_logistic_far(bounded, y, fma(k, bounded, -y))
    return select(y > -FAR_FROM, x, m), factor


#: Below it σ(y) is e^y to the working precision, and above it e^-y squared does not overflow.
TAIL_FROM = per_type(float32=-20.0, float64=-40.0)
#: Larger than e^-TAIL_FROM, and far from an overflow.
TAIL_SCALE = per_type(float32=2.0**30, float64=2.0**60)


def before_tail(scale: float) -> float:
    """Return the scale of e^-y, or anything small in the tail: no overflow on a rejected side."""
    return select(scale > TAIL_SCALE, TAIL_SCALE, scale)


def quotient_by_square(tail: bool, n: float, tail_n: float, d: float, excess: float) -> float:
    """Return n/(d − excess)², or tail_n/(d − excess) in the tail, about 1.25·2^-23 from it."""
    # Halves: LLVM would multiply by d before it selects, and overflow, if the other choice were 1.
    once_more = select(tail, 0.5, d)
    square = d * once_more
    excess = excess + select(tail, 0.0, excess)
    square_excess = fma(excess, once_more, fma(-d, once_more, square))
    return corrected_quotient(select(tail, 0.5 * tail_n, n), square, square_excess)


def gate_slope(
    tail: bool,
    growth: float,
    growth_low: float,
    rest: float,
    rest_low: float,
    scale: float,
    d: float,
    excess: float,
) -> float:
    """Return the derivative of p(x)·σ(y(x)) from the parts of e^-y, for p = x.

    It is (1 + e^-y·g)/(1 + e^-y)² with g = 1 + x·y′, in two parts. The numerator has a root, near
    which the leading terms cancel without error.
    """
    exp_scale = before_tail(scale)
    leading = exp_scale * growth
    n, low = two_sum(leading, 1.0)
    low = fma(rest_low, leading, fma(fma(rest, exp_scale, exp_scale), growth_low, low))
    n = n + fma(rest, leading, low)
    return quotient_by_square(tail, n, growth, d, excess)


def times_logistic_with_slope(
    p: float, y: float, dy: float, growth: float, growth_low: float
) -> tuple[float, float, float]:
    """Return (m, slope, factor): p·σ(y+dy) = m·factor² and its derivative is slope·factor².

    `growth` and `growth_low` are 1 + p·y′ for a p with the derivative 1.
    """
    r, scale, one, factor = far_exp(y, dy)
    rest, d, excess = one_plus_exp(r, scale, one)
    slope = gate_slope(y < TAIL_FROM, growth, growth_low, rest, 0.0, scale, d, excess)
    return corrected_quotient(p, d, excess), slope, factor


def times_logistic_with_accurate_slope(
    p: float, y: float, dy: float, growth: float, growth_low: float
) -> tuple[float, float, float]:
    """Return what `times_logistic_with_slope` does, with more of e^-y in the slope.

    Its error stays within 3 ULP to 2^-6 from the root, where the other's reaches 6.
    """
    n, leading, scale, one, factor = far_reduced(y)
    low = fma(-n, LN2_LOW, -dy)
    r = leading + low
    rest, d, excess = one_plus_exp(r, scale, one)
    square = r * r
    rest_low = fma(square, horner_pairs(r, square, EXP_SHORT_TAIL), r - rest)
    rest_low = rest_low + (low - (r - leading))
    tail = y < TAIL_FROM
    slope = gate_slope(tail, growth, growth_low, rest, rest_low, scale, d, excess)
    return corrected_quotient(p, d, excess), slope, factor


def one_plus(y: float, dy: float) -> tuple[float, float]:
    """Return 1 + y + dy as a sum of two numbers."""
    total = 1.0 + y
    return total, (y - (total - 1.0)) + dy


def logistic_with_slope(y: float, dy: float) -> tuple[float, float, float, float]:
    """Return (m, m_factor, slope, factor): σ(y+dy) = m·m_factor² and σ′(y+dy) = slope·factor²."""
    r, scale, one, factor = far_exp(-absolute(y), select(y < 0.0, dy, -dy))
    rest, d, excess = one_plus_exp(r, scale, one)
    tail = absolute(y) > -TAIL_FROM
    exp_scale = before_tail(scale)
    large = fma(rest, exp_scale, exp_scale)
    slope = quotient_by_square(tail, large, 1.0, d, excess)
    positive = y > 0.0
    m = corrected_quotient(select(positive, large, 1.0), d, excess)
    return (
        select(y > -TAIL_FROM, 1.0, m),
        select(positive, 1.0, factor),
        slope,
        factor,
    )


#: Beyond it 2^(n−1) overflows, but so did expm1(x).
EXPM1_LIMIT = per_type(float32=89.0, float64=710.0)
SHIFTER_HALF = per_type(float32=1.5 * 2.0**23 + 126.0, float64=1.5 * 2.0**52 + 1022.0)
#: e^x < 2^-53 (2^-106) below it, so that e^x − 1 is −1.
EXPM1_NEGATIVE_LIMIT = per_type(float32=-37.0, float64=-74.0)


def expm1_negative_parts(x: float, dx: float = 0.0) -> tuple[float, float]:
    """Return e^(x+dx) − 1 for x ≤ 0, rounded, and its rounding error; the sum within 0.2 ULP."""
    x = select(x < EXPM1_NEGATIVE_LIMIT, EXPM1_NEGATIVE_LIMIT, x)
    shifted = round_shifted(x, LOG2_E, SHIFTER)
    high, low = reduced_exp(x, dx, shifted - SHIFTER)
    scale = pow2_from_shifted(shifted)
    # high carries r on the grid of 1, so near 0 the difference is exact and low holds the rest
    # of x to full relative accuracy.
    difference, rest = fast_two_sum(-1.0, high * scale)
    return fast_two_sum(difference, fma(low, scale, rest))


def square_of_one_plus(high: float, low: float, scale: float) -> float:
    """Return (1 + e)² with e = (high + low)·scale ≤ 1, rounded about once."""
    one_plus = fma(high + low, scale, 1.0)
    rest = fma(low, scale, fma(high, scale, 1.0 - one_plus))
    return fma(one_plus, one_plus, 2.0 * rest * one_plus)


def logistic_slope(x: float) -> float:
    """Return e/(1 + e)² with e = e^x, for x ≤ 0, divided by DOWN: the derivative of σ."""
    high, low, scale = exp_negative_parts(x)
    return (high + low) * scale / square_of_one_plus(high, low, scale * DOWN)


#: As EXP_LIMIT, for 2^x.
EXP2_LIMIT = per_type(float32=176.0, float64=1400.0)

# (2^r − 1 − r·LN2_HIGH)/r². With it 1 + r·LN2_HIGH + r²·q(r) has a relative error of 2^-28.3
# (float32) and 2^-57.4 (float64) on |r| ≤ ½.
# tools/minimax.py EXP2_TAIL
# sollya: w = 0.5+1b-20;
#         fpminimax(2^x, [|2,...,6|], [|SG...|], [-w;w], relative, 1+0x1.62e43p-1*x)
#         fpminimax(exp(x*log(2)), [|2,...,11|], [|D...|], [-w;w], absolute,
#                   1+0x1.62e42fefa39efp-1*x)
EXP2_TAIL = per_type(
    float32=(
        float.fromhex("0x1.ebfbdcp-3"),
        float.fromhex("0x1.c6af7ap-5"),
        float.fromhex("0x1.3b2dd4p-7"),
        float.fromhex("0x1.5f094ap-10"),
        float.fromhex("0x1.417888p-13"),
    ),
    float64=(
        float.fromhex("0x1.ebfbdff82c5ap-3"),
        float.fromhex("0x1.c6b08d704a154p-5"),
        float.fromhex("0x1.3b2ab6fba0917p-7"),
        float.fromhex("0x1.5d87fe7892f75p-10"),
        float.fromhex("0x1.4309130d95779p-13"),
        float.fromhex("0x1.ffcbfcaa0d2f2p-17"),
        float.fromhex("0x1.62bfca42022cbp-20"),
        float.fromhex("0x1.b5248700f9352p-24"),
        float.fromhex("0x1.e61761046434dp-28"),
        float.fromhex("0x1.ea6c2f3a29469p-32"),
    ),
)


def exp2_parts(x: float) -> tuple[float, float, float, float]:
    """Return (high, low, scale, last) with 2^x = (high + low)·scale·last, as `exp_parts` does."""
    x = select(x > EXP2_LIMIT, EXP2_LIMIT, x)
    x = select(x < -EXP2_LIMIT, -EXP2_LIMIT, x)
    negative = x < 0.0
    shifter = select(negative, SHIFTER_UP, SHIFTER_DOWN)
    shifted = x + shifter
    r = x - (shifted - shifter)
    high = fma(r, LN2_HIGH, 1.0)
    square = r * r
    low = fma(square, horner_pairs(r, square, EXP2_TAIL), fma(r, LN2_HIGH, 1.0 - high))
    return high, low, pow2_from_shifted(shifted), select(negative, DOWN, UP)


def last_factor(x: float, last: float) -> float:
    """Return `last`, or +inf for x = +inf: an infinite factor is exact and raises no overflow."""
    return select(x > UP, x, last)


def tanh_parts(x: float) -> tuple[float, float]:
    """Return tanh x for x ≥ 0 as a quotient and its correction; the sum within 0.2 ULP."""
    # tanh x = −t/(2 + t) with t = expm1(−2x), between −1 and 0.
    high, low = expm1_negative_parts(-2.0 * x)
    reciprocal = 1.0 / (2.0 + high)
    quotient = -high * reciprocal
    # −high − quotient·(2 + high): the first difference is exact, and the denominator's own
    # rounding does not enter. The derivative of −t/(2 + t) by t is −(1 + quotient)/(2 + t).
    residual = fma(-quotient, high, fma(-2.0, quotient, -high))
    return quotient, fma(-low, 1.0 + quotient, residual) * reciprocal


@activation(max_ulp={"float32": 0.8, "float64": 0.8}, warns=("overflow",))
def exp(x: float) -> float:
    """Exponential function, e^x.

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        e^x, between 0 and inf; 0 for -inf.

    Notes
    -----
    x = n·ln 2 + r with |r| ≤ ½·ln 2, reduced in two steps with fused multiply-adds so that r is
    exact; e^r = 1 + r + r²·q(r) with a minimax polynomial q. The 1 + r is carried as a sum of two
    numbers, so that the result rounds about once. 2^n goes into the exponent bits in two factors,
    so that subnormal results keep their accuracy.

    References
    ----------
    .. [1] W. J. Cody and W. Waite, "Software Manual for the Elementary Functions",
       Prentice-Hall, 1980.

    Examples
    --------
    >>> import numba_act as na
    >>> na.exp([0.0, 1.0])
    array([1.        , 2.71828183])
    """
    high, low, scale, last = exp_parts(x)
    return (high + low) * scale * last_factor(x, last)


@exp.derivative("x", max_ulp={"float32": 0.8, "float64": 0.8})
def _(x: float) -> float:
    return exp(x)


@activation(max_ulp={"float32": 0.8, "float64": 0.7}, warns=("overflow",))
def exp2(x: float) -> float:
    """Base-2 exponential, 2^x.

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        2^x, between 0 and inf; exact for integers.

    Notes
    -----
    As `exp`, with the simpler reduction x = n + r, |r| ≤ ½, which is exact.

    Examples
    --------
    >>> import numba_act as na
    >>> na.exp2([0.5, 10.0])
    array([   1.41421356, 1024.        ])
    """
    high, low, scale, last = exp2_parts(x)
    return (high + low) * scale * last_factor(x, last)


@exp2.derivative("x", max_ulp={"float32": 0.9, "float64": 0.9})
def _(x: float) -> float:
    high, low, scale, last = exp2_parts(x)
    return fma(high, LN2_HIGH, fma(high, LN2_LOW, low * LN2_HIGH)) * scale * last_factor(x, last)


@activation(max_ulp={"float32": 1.0, "float64": 1.1}, warns=("overflow",))
def expm1(x: float) -> float:
    """Exponential minus one, e^x − 1, accurate for small x.

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        e^x − 1, between -1 and inf. The sign of zero is kept.

    Notes
    -----
    The difference 2^n·(1 + r) − 1 of the leading terms loses nothing, because 1 + r is held on
    the grid of 1 and its remainder is added afterwards: near 0 the result is r plus the
    polynomial, with full relative accuracy.

    Examples
    --------
    >>> import numba_act as na
    >>> na.expm1([1e-10, 1.0])
    array([1.00000000e-10, 1.71828183e+00])
    """
    clamped = select(x > EXPM1_LIMIT, EXPM1_LIMIT, x)
    clamped = select(clamped < EXPM1_NEGATIVE_LIMIT, EXPM1_NEGATIVE_LIMIT, clamped)
    shifted = round_shifted(clamped, LOG2_E, SHIFTER_HALF)
    high, low = reduced_exp(clamped, 0.0, shifted - SHIFTER_HALF)
    half_scale = pow2_from_shifted(shifted)  # 2^(n−1): 2^n overflows before the result does
    difference, rest = two_sum(high * half_scale, -0.5)
    # low is doubled before it is scaled: it may be subnormal, as small as x itself.
    rest = fma(2.0, rest, 2.0 * low * half_scale)
    return copysign(fma(last_factor(x, 2.0), difference, rest), x)


@expm1.derivative("x", max_ulp={"float32": 0.8, "float64": 0.8})
def _(x: float) -> float:
    return exp(x)


@activation(max_ulp={"float32": 0.9, "float64": 1.0}, warns=())
def tanh(x: float) -> float:
    """Hyperbolic tangent, (e^x − e^−x)/(e^x + e^−x).

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        Between -1 and 1, which it takes at -inf and inf. The sign of zero is kept.

    Notes
    -----
    tanh |x| = −t/(2 + t) with t = e^(−2|x|) − 1: no overflow, and no cancellation near 0. t is
    the sum of two numbers, and one step of iterative refinement follows the division.

    The derivative 1 − tanh² x is 4e/(1 + e)² with e = e^(−2|x|), with full relative accuracy in
    the tails, where the difference cancels.

    Examples
    --------
    >>> import numba_act as na
    >>> na.tanh([0.0, 1.0])
    array([0.        , 0.76159416])
    """
    quotient, correction = tanh_parts(absolute(x))
    return copysign(quotient + correction, x)


@tanh.derivative("x", max_ulp={"float32": 2.5, "float64": 2.5})
def _(x: float) -> float:
    size = absolute(x)
    size = select(size > EXP_LIMIT, EXP_LIMIT, size)  # 2|x| does not overflow
    return logistic_slope(-2.0 * size) * (4.0 * DOWN)
