"""Exponentials: the pieces of e^x, 2^x and e^x − 1 that functions share.

All start from e^x = 2^n·e^r with n = round(x·log2 e) and |r| ≤ ½·ln 2, and keep e^r as an
unevaluated sum high + low, so that whatever is built on it still rounds about once. 2^n is
made in the exponent bits. It is split into a scale that cannot leave the normal range and a
last factor: a caller multiplies by the last factor at the very end, so that a subnormal
result rounds once and nothing overflows before the result does.
"""

from __future__ import annotations

import math

from ..core.floats import from_hex
from ..core.primitives import (
    add_exponent,
    fma,
    horner_pairs,
    pow2_from_shifted,
    round_shifted,
    select,
    split_exponent,
)
from ..core.specialize import IN_BFLOAT16, ON_FAST_PATH, hex_per_type, per_path, per_type, rare

LOG2_E = hex_per_type(float32="0x1.715476p0", float64="0x1.71547652b82fep0")
LN2_HIGH = hex_per_type(float32="0x1.62e43p-1", float64="0x1.62e42fefa39efp-1")
LN2_LOW = hex_per_type(float32="-0x1.05c61p-29", float64="0x1.abc9e3b39803fp-56")

# (e^r − 1 − r)/r². With it 1 + r + r²·q(r) has a relative error of 2^-32.9 (float32) and
# 2^-57.4 (float64) on |r| ≤ ½·ln 2. The coefficient ½ is exact: e^r − 1 is accurate near 0 too.
# tools/minimax.py EXP_TAIL
# sollya: w = 0.34665735902799727+1b-20;
#         fpminimax(exp(x), [|3,...,7|], [|SG...|], [-w;w], relative, 1+x+x^2/2)
#         fpminimax(exp(x), [|3,...,11|], [|D...|], [-w;w], relative, 1+x+x^2/2)
EXP_TAIL = per_type(
    float32=(
        0.5,
        *from_hex("""
            0x1.555552p-3 0x1.5554e8p-5 0x1.1115dp-7 0x1.6d4cbep-10 0x1.9a58dp-13
        """),
    ),
    float64=(
        0.5,
        *from_hex("""
            0x1.5555555555501p-3 0x1.55555555531fcp-5 0x1.111111112896dp-7
            0x1.6c16c17cc700dp-10 0x1.a01a011bdc066p-13 0x1.a019ab200d981p-16
            0x1.71df55c3817bap-19 0x1.289f9907a8067p-22 0x1.ad1f79d8dc64p-26
        """),
    ),
)

#: 1/k! from k = 1 on.
INVERSE_FACTORIALS = tuple(1.0 / math.factorial(k) for k in range(1, 19))

# 1.5·2^(fraction bits) plus an exponent bias: the low bits of x·log2(e) + SHIFTER are the
# exponent field of 2^n, of 2^n/2, of 2^n·UP and of 2^n·DOWN.
SHIFTER = per_type(float32=1.5 * 2.0**23 + 127.0, float64=1.5 * 2.0**52 + 1023.0)
SHIFTER_UNBIASED = per_type(float32=1.5 * 2.0**23, float64=1.5 * 2.0**52)
#: For `times_power_of`.
SHIFTER_NORMAL = per_path(full=SHIFTER, fast=SHIFTER_UNBIASED)
SHIFTER_HALF = per_type(float32=1.5 * 2.0**23 + 126.0, float64=1.5 * 2.0**52 + 1022.0)
SHIFTER_UP = per_type(float32=1.5 * 2.0**23 + 191.0, float64=1.5 * 2.0**52 + 1535.0)
SHIFTER_DOWN = per_type(float32=1.5 * 2.0**23 + 63.0, float64=1.5 * 2.0**52 + 511.0)

#: The last factor of `exp_negative_parts`, and its inverse.
DOWN = per_type(float32=2.0**-64, float64=2.0**-512)
UP = per_type(float32=2.0**64, float64=2.0**512)

# A gate multiplies x·σ(y) by a value, and a gradient its slope by dy: the product counts where what
# is multiplied is long below the smallest float. From FAR_FROM on it is computed 2^176 (2^1136)
# times too large, and FAR squared makes up for it: v·FAR and the product before the last FAR are
# normal wherever the result is. Below FAR_LIMIT it is 0 times anything. What is large is computed
# as much too small, for −FAR_FROM and −FAR_LIMIT.
FAR = per_type(float32=2.0**-88, float64=2.0**-568)
FAR_INVERSE = per_type(float32=2.0**88, float64=2.0**568)
FAR_FROM = per_type(float32=-87.0, float64=-708.0)
FAR_LIMIT = per_type(float32=-209.0, float64=-1490.0)
SHIFTER_FAR = per_type(
    float32=1.5 * 2.0**23 + 127.0 - 176.0, float64=1.5 * 2.0**52 + 1023.0 - 1136.0
)
#: For e^y itself, where SHIFTER_FAR is for e^-y.
SHIFTER_FAR_UP = per_type(
    float32=1.5 * 2.0**23 + 127.0 + 176.0, float64=1.5 * 2.0**52 + 1023.0 + 1136.0
)

LARGEST = hex_per_type(float32="0x1.fffffep127", float64="0x1.fffffffffffffp1023")

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


def product_of(a: float, b: float) -> tuple[float, float]:
    """Return a·b rounded and its rounding error, exactly."""
    product = a * b
    return product, fma(a, b, -product)


#: The coefficients of EXP_VALUE_TAIL and EXP_SHORT_TAIL in float32.
DEGREE_6 = (
    0.5,
    *from_hex("""
        0x1.5554a4p-3 0x1.55569p-5 0x1.122f24p-7 0x1.6b653ap-10
    """),
)

# As EXP_TAIL with one degree less: relative error 2^-28.0 (float32). In bfloat16, for all but what
# gradients need near their roots, 2^-23.2 (bfloat16) with a free coefficient of r².
# tools/minimax.py EXP_VALUE_TAIL
# sollya: w = 0.34665735902799727+1b-20;
#         fpminimax(exp(x), [|3,...,6|], [|SG...|], [-w;w], relative, 1+x+x^2/2)
#         fpminimax(exp(x), [|2,...,5|], [|SG...|], [-w;w], relative, 1+x)
EXP_VALUE_TAIL = per_type(
    float32=DEGREE_6,
    float64=EXP_TAIL,
    bfloat16=from_hex("""
        0x1.fffdfcp-2 0x1.5557bp-3 0x1.572a26p-5 0x1.1061ccp-7
    """),
)
#: The same degree in bfloat16 as in float32.
EXP_SHORT_TAIL = per_type(float32=DEGREE_6, float64=EXP_TAIL)


def reduced(x: float, dx: float, n: float) -> float:
    """Return the reduced argument x + dx − n·(ln 2 − LN2_HIGH), rounded; n·LN2_HIGH is off x."""
    if IN_BFLOAT16:  # n·(ln 2 − LN2_HIGH) is below 2^-20
        return x + dx
    return fma(-n, LN2_LOW, x + dx)


def reduced_exp(x: float, dx: float, n: float) -> tuple[float, float]:
    """Return (high, low) with high + low = e^(x+dx)·2^-n, for n = round(x·log2 e).

    The sum errs by less than 0.13 ULP (2^-21 in bfloat16). high = 1 + r rounded, so ½ < high < 1.5,
    and |low| < 0.09 is what is missing: the pair overlaps. `fast_two_sum` makes it a result and
    its rounding error.
    """
    if IN_BFLOAT16:
        return reduced_value(x, dx, n)
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


def reduced_value(x: float, dx: float, n: float) -> tuple[float, float]:
    """Return what `reduced_exp` does, within 0.25 ULP and with two operations less."""
    r = fma(-n, LN2_HIGH, x)
    if IN_BFLOAT16:
        r = r + dx
    high = 1.0 + r
    square = r * r
    low = fma(square, horner_pairs(r, square, EXP_VALUE_TAIL), r - (high - 1.0))
    if IN_BFLOAT16:
        return high, low
    dr = fma(-n, LN2_LOW, dx)
    return high, fma(dr, high + low, low)


def times_power_of(m: float, shifted: float) -> float:
    """Return m·2^n for the n that `round_shifted` rounded to, with SHIFTER_NORMAL.

    On the fast path, where m and the result are normal, that is one addition of integers.
    """
    return add_exponent(m, shifted) if ON_FAST_PATH else m * pow2_from_shifted(shifted)


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
    high, low = reduced_value(x, dx, shifted - shifter)
    return high, low, pow2_from_shifted(shifted), select(negative, DOWN, UP)


def times_exp_far(dy: float, x: float, part: float = 1.0) -> float:
    """Return dy·e^x, which may be a normal number where e^x is 0, subnormal or infinite.

    Or a `part` of it: a power of two of ordinary size.
    """
    bounded = select(rare(x < FAR_LIMIT), FAR_LIMIT, x)
    bounded = select(rare(bounded > -FAR_LIMIT), -FAR_LIMIT, bounded)
    small, large = rare(x < FAR_FROM), rare(x > -FAR_FROM)
    shifter = select(small, SHIFTER_FAR_UP, select(large, SHIFTER_FAR, SHIFTER_NORMAL))
    shifted = round_shifted(bounded, LOG2_E, shifter)
    high, low = reduced_value(bounded, 0.0, shifted - shifter)
    factor = far_factor(x, small, large)
    return times_power_of(part * (high + low), shifted) * (dy * factor) * factor


def far_factor(x: float, small: bool, large: bool) -> float:
    """Return the factor whose square makes up for the shifter: FAR, its inverse or 1.

    For x = inf it is inf, which is exact and raises no overflow.
    """
    return select(small, FAR, select(large, select(x > LARGEST, x, FAR_INVERSE), 1.0))


def exp_far_negative_parts(x: float, dx: float = 0.0) -> tuple[float, float, float, float]:
    """Return (high, low, scale, factor) with e^(x+dx) = (high + low)·scale·factor², for x ≤ 0.

    As `exp_negative_parts`, but what is multiplied by it may be as large as the largest float:
    multiply that by `factor`, and the product by it again.
    """
    far = rare(x < FAR_FROM)
    x = select(rare(x < FAR_LIMIT), FAR_LIMIT, x)
    shifter = select(far, SHIFTER_FAR_UP, SHIFTER)
    shifted = round_shifted(x, LOG2_E, shifter)
    high, low = reduced_exp(x, dx, shifted - shifter)
    return high, low, pow2_from_shifted(shifted), select(far, FAR, 1.0)


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


# ln 2 in two parts, the first short enough that its product with any exponent is exact, those
# of results far below the smallest float included: 15 bits (41 for float64).
LN2_SHORT = hex_per_type(float32="0x1.62e4p-1", float64="0x1.62e42fefa3p-1")
LN2_REST = hex_per_type(float32="0x1.7f7d1cp-20", float64="0x1.3de6af278ece6p-42")

#: Beyond it 2^(n−1) overflows, but so did expm1(x).
EXPM1_LIMIT = per_type(float32=89.0, float64=710.0)
#: e^x < 2^-53 (2^-106) below it, so that e^x − 1 is −1.
EXPM1_NEGATIVE_LIMIT = per_type(float32=-37.0, float64=-74.0)


def half_expm1(x: float) -> tuple[float, float]:
    """Return half of e^x − 1, rounded, and twice its rounding error, for a clamped x."""
    shifted = round_shifted(x, LOG2_E, SHIFTER_HALF)
    n = shifted - SHIFTER_HALF
    r = fma(-n, LN2_HIGH, x)  # exact; dr is what LN2_HIGH lacks
    dr = -n * LN2_LOW
    half = pow2_from_shifted(shifted)  # 2^(n−1): 2^n overflows before the result does
    # (2^n − 1)/2 + half·r + half·(e^(r+dr) − 1 − r): |half·r| is the smaller of the first two, so
    # that their sum's rounding error is exact, as is that of 2^n − 1; the last is a fifth of r.
    start = half - 0.5
    difference = fma(half, r, start)
    # Doubled before they are scaled: r and its half may be subnormal.
    lost = fma(half, r + r, 2.0 * (start - difference)) + 2.0 * ((half - start) - 0.5)
    r += dr
    square = r * r
    tail = fma(square, horner_pairs(r, square, EXP_TAIL), dr)
    return difference, fma(half, tail + tail, lost)


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


#: As EXP_LIMIT, for 2^x.
EXP2_LIMIT = per_type(float32=176.0, float64=1400.0)

# (2^r − 1 − r·LN2_HIGH)/r². With it 1 + r·LN2_HIGH + r²·q(r) has a relative error of 2^-28.3
# (float32), 2^-57.4 (float64) and 2^-23.2 (bfloat16) on |r| ≤ ½.
# tools/minimax.py EXP2_TAIL
# sollya: w = 0.5+1b-20;
#         fpminimax(2^x, [|2,...,6|], [|SG...|], [-w;w], relative, 1+0x1.62e43p-1*x)
#         fpminimax(2^x, [|2,...,5|], [|SG...|], [-w;w], relative, 1+0x1.62e43p-1*x)
#         fpminimax(exp(x*log(2)), [|2,...,11|], [|D...|], [-w;w], absolute,
#                   1+0x1.62e42fefa39efp-1*x)
EXP2_TAIL = per_type(
    float32=from_hex("""
        0x1.ebfbdcp-3 0x1.c6af7ap-5 0x1.3b2dd4p-7 0x1.5f094ap-10 0x1.417888p-13
    """),
    bfloat16=from_hex("""
        0x1.ebf9f2p-3 0x1.c6b3aap-5 0x1.3cdafep-7 0x1.5ca826p-10
    """),
    float64=from_hex("""
        0x1.ebfbdff82c5ap-3 0x1.c6b08d704a154p-5 0x1.3b2ab6fba0917p-7
        0x1.5d87fe7892f75p-10 0x1.4309130d95779p-13 0x1.ffcbfcaa0d2f2p-17
        0x1.62bfca42022cbp-20 0x1.b5248700f9352p-24 0x1.e61761046434dp-28
        0x1.ea6c2f3a29469p-32
    """),
)


def reduced_exp2(r: float) -> tuple[float, float]:
    """Return (high, low) with high + low = 2^r, for |r| ≤ ½."""
    high = fma(r, LN2_HIGH, 1.0)
    square = r * r
    return high, fma(square, horner_pairs(r, square, EXP2_TAIL), fma(r, LN2_HIGH, 1.0 - high))


def exp2_parts(x: float) -> tuple[float, float, float, float]:
    """Return (high, low, scale, last) with 2^x = (high + low)·scale·last, as `exp_parts` does."""
    x = select(x > EXP2_LIMIT, EXP2_LIMIT, x)
    x = select(x < -EXP2_LIMIT, -EXP2_LIMIT, x)
    negative = x < 0.0
    shifter = select(negative, SHIFTER_UP, SHIFTER_DOWN)
    shifted = x + shifter
    high, low = reduced_exp2(x - (shifted - shifter))
    return high, low, pow2_from_shifted(shifted), select(negative, DOWN, UP)


#: 2^x·ln 2 times any float is a float between ±EXP2_FAR_FROM only if its product with 1 is, and
#: times none beyond ±EXP2_FAR_LIMIT.
EXP2_FAR_FROM = per_type(float32=124.0, float64=1020.0)
EXP2_FAR_LIMIT = per_type(float32=300.0, float64=2140.0)


def exp2_slope(r: float) -> float:
    """Return 2^r·ln 2, for |r| ≤ ½."""
    high, low = reduced_exp2(r)
    return fma(high, LN2_HIGH, fma(high, LN2_LOW, low * LN2_HIGH))


LOG2_10 = hex_per_type(float32="0x1.a934fp1", float64="0x1.a934f0979a371p1")
LOG10_2_HIGH = hex_per_type(float32="0x1.344136p-2", float64="0x1.34413509f79ffp-2")
LOG10_2_LOW = hex_per_type(float32="-0x1.ec10cp-27", float64="-0x1.9dc1da994fd21p-59")
LN10_HIGH = hex_per_type(float32="0x1.26bb1cp1", float64="0x1.26bb1bbb55516p1")
LN10_LOW = hex_per_type(float32="-0x1.12aabap-25", float64="-0x1.f48ad494ea3e9p-53")

#: As EXP_LIMIT, for 10^x, and as EXP2_FAR_FROM and EXP2_FAR_LIMIT.
EXP10_LIMIT = per_type(float32=50.0, float64=400.0)
EXP10_FAR_FROM = per_type(float32=37.0, float64=306.0)
EXP10_FAR_LIMIT = per_type(float32=90.0, float64=644.0)


def reduced_exp10(x: float, n: float) -> tuple[float, float]:
    """Return (high, low) with high + low = 10^x·2^-n, for n = round(x·log2 10)."""
    rest = fma(-n, LOG10_2_HIGH, x)  # exact
    if IN_BFLOAT16:
        return reduced_exp2(fma(-n, LOG10_2_LOW, rest) * LOG2_10)
    r = rest * LN10_HIGH
    dr = fma(rest, LN10_HIGH, -r) + fma(rest, LN10_LOW, -n * LOG10_2_LOW * LN10_HIGH)
    high = 1.0 + r
    square = r * r
    low = fma(square, horner_pairs(r, square, EXP_VALUE_TAIL), r - (high - 1.0))
    return high, fma(dr, high + low, low)


def exp10_parts(x: float) -> tuple[float, float, float, float]:
    """Return (high, low, scale, last) with 10^x = (high + low)·scale·last, as `exp_parts` does."""
    x = select(x > EXP10_LIMIT, EXP10_LIMIT, x)
    x = select(x < -EXP10_LIMIT, -EXP10_LIMIT, x)
    negative = x < 0.0
    shifter = select(negative, SHIFTER_UP, SHIFTER_DOWN)
    shifted = round_shifted(x, LOG2_10, shifter)
    high, low = reduced_exp10(x, shifted - shifter)
    return high, low, pow2_from_shifted(shifted), select(negative, DOWN, UP)


def last_factor(x: float, last: float) -> float:
    """Return `last`, or +inf for x = +inf: an infinite factor is exact and raises no overflow."""
    return select(rare(x > UP), x, last)


#: e^x is normal and finite up to it.
EXP_FAST = per_type(float32=87.0, float64=708.0)


# Numbers whose exponents are apart: m·2^n with m of ordinary size and an integer n of any.

#: Exponents whose power of two, and its product with a number of ordinary size, are normal.
LARGEST_STEP = per_type(float32=100.0, float64=1000.0)
LOWEST_EXPONENT = per_type(float32=-126.0, float64=-1022.0)
UP_EXPONENT = per_type(float32=64.0, float64=512.0)


def mantissa_of(size: float) -> tuple[float, float]:
    """Return m and e with size = m·2^e and 1 ≤ m < 2; size and 0 for 0, infinity and NaN."""
    usable = (size > 0.0) & (size <= LARGEST)
    tiny = size < DOWN
    scaled = select(usable, size, 1.0) * select(tiny & usable, UP, 1.0)
    m, e = split_exponent(scaled, 1.0)
    return select(usable, m, size), e - select(tiny & usable, UP_EXPONENT, 0.0)


def power(n: float) -> float:
    """Return 2^n for an integer n, 2^LOWEST_EXPONENT below it."""
    return pow2_from_shifted(SHIFTER + select(n < LOWEST_EXPONENT, LOWEST_EXPONENT, n))


def step_of(n: float) -> float:
    """Return n between ±LARGEST_STEP."""
    n = select(n > LARGEST_STEP, LARGEST_STEP, n)
    return select(n < -LARGEST_STEP, -LARGEST_STEP, n)


def times_power(x: float, m: float, n: float) -> float:
    """Return x·m·2^n, rounded as x·m is, for an integer n and an m of ordinary size.

    x goes with what is too much for m: nothing of it is lost where the result is a number.
    """
    n = select(m == 0.0, 0.0, n)  # 0 times what may be infinite
    first = step_of(n)
    second = step_of(n - first)
    third = step_of(n - first - second)
    return (m * power(first)) * (x * power(second) * power(third))
