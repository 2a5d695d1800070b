"""Logarithms: the pieces that functions built on a logarithm share.

All write the argument as 2^n·(1 + f) with ¾ ≤ 1 + f < 1½, and add n·ln 2 to
log(1 + f) = f − f²/2 + f³·(...). n = 0 around the root: near 1 the result is f plus a small
correction, so that it keeps its relative accuracy.
"""

from __future__ import annotations

from ..core.floats import from_hex
from ..core.primitives import (
    absolute,
    fma,
    horner,
    horner_pairs,
    pole,
    pow2_from_shifted,
    quotient,
    select,
    split_exponent,
)
from ..core.specialize import (
    IN_BFLOAT16,
    IN_FLOAT64,
    ON_FAST_PATH,
    common,
    hex_per_type,
    per_type,
    rare,
)
from .exponential import DOWN, LN2_HIGH, SHIFTER, exp_negative_parts, fast_two_sum

# ln 2 = LN2_LEADING + LN2_TRAILING, where n·LN2_LEADING is exact for every exponent n: the
# leading part has 16 bits (42 for float64).
LN2_LEADING = hex_per_type(float32="0x1.62e4p-1", float64="0x1.62e42fefa4p-1")
LN2_TRAILING = hex_per_type(float32="0x1.7f7d1cp-20", float64="-0x1.8432a1b0e2634p-43")

# (log(1 + f) − f + f²/2)/f³. With it f − f²/2 + f³·q(f) has a relative error of 2^-27.6
# (float32) and 2^-22.0 (bfloat16) on -¼ ≤ f ≤ ½. In float64 (log(1 + f) − 2s)/s³ in s², where
# s = f/(2 + f): relative error of the logarithm 2^-62.6 (float64).
# tools/minimax.py LOG_TAIL
# sollya: fpminimax(log1p(x), [|3,...,10|], [|SG...|], [-0.25;0.5], relative, x-x^2/2)
# sollya: fpminimax(log1p(x), [|3,...,8|], [|SG...|], [-0.25;0.5], relative, x-x^2/2)
# sollya: fpminimax(2*atanh(sqrt(x))/sqrt(x), [|1,...,8|], [|D...|], [1b-30;0.0401], relative, 2)
LOG_TAIL = per_type(
    float32=from_hex("""
        0x1.5555a4p-2 -0x1.000042p-2 0x1.996966p-3 -0x1.54ef16p-3 0x1.2886b8p-3
        -0x1.0d93f4p-3 0x1.aca08ep-4 -0x1.713e36p-5
    """),
    bfloat16=from_hex("""
        0x1.554f6ap-2 -0x1.ffb49ap-3 0x1.9b8ab2p-3 -0x1.61c9ccp-3 0x1.200a0cp-3
        -0x1.12c604p-4
    """),
    float64=from_hex("""
        0x1.555555555554fp-1 0x1.999999999c17cp-2 0x1.24924921e40f7p-2
        0x1.c71c74900282dp-3 0x1.745c4ac9320dbp-3 0x1.3b35c37e4837ap-3
        0x1.0dcb62a6fc946p-3 0x1.1b8312736a1a4p-3
    """),
)

# (log(1 + t) − t + t²/2)/t³. With it t − t²/2 + t³·q(t) has a relative error of 2^-27.0
# (float32), 2^-56.3 (float64) and 2^-21.5 (bfloat16) on 0 ≤ t ≤ 1.
# tools/minimax.py LOG1P_UNIT_TAIL
# sollya: fpminimax(log1p(x)/x, [|2,...,9|], [|SG...|], [1b-30;1], relative, 1-x/2)
# sollya: fpminimax(log1p(x)/x, [|2,...,7|], [|SG...|], [1b-30;1], relative, 1-x/2)
# sollya: fpminimax(log1p(x)/x, [|2,...,20|], [|D...|], [1b-30;1], relative, 1-x/2)
LOG1P_UNIT_TAIL = per_type(
    float32=from_hex("""
        0x1.55527ep-2 -0x1.ff7d5ap-3 0x1.94f9dp-3 -0x1.3edb36p-3 0x1.c38f38p-4
        -0x1.f300e4p-5 0x1.6654cp-6 -0x1.e1ddfcp-9
    """),
    bfloat16=from_hex("""
        0x1.551fb6p-2 -0x1.f9d836p-3 0x1.767aeap-3 -0x1.d792ap-4 0x1.936624p-5
        -0x1.461b98p-7
    """),
    float64=from_hex("""
        0x1.5555555553f1ep-2 -0x1.fffffffee7486p-3 0x1.9999996cdf554p-3
        -0x1.55555160224c6p-3 0x1.24920ff1804d3p-3 -0x1.fffb8a93182a2p-4
        0x1.c6fc20b869b07p-4 -0x1.98e954bbb35d4p-4 0x1.7176ad150aa01p-4
        -0x1.4bb6e0ab93f26p-4 0x1.218d2ba0db7ffp-4 -0x1.db3cdd0d1afd1p-5
        0x1.5f77d6ac1c66dp-5 -0x1.bf2d0262ab7b3p-6 0x1.d1d27b2a54f3ap-7
        -0x1.77a4ba86e9038p-8 0x1.b357e4bfff36dp-10 -0x1.4057ad8960c85p-12
        0x1.bf8dc083db0e4p-16
    """),
)

# Subnormal arguments are scaled by 2^(fraction bits + 1) first.
SMALLEST_NORMAL = per_type(float32=2.0**-126, float64=2.0**-1022)
#: The largest number below 1.
BELOW_ONE = per_type(float32=1.0 - 2.0**-24, float64=1.0 - 2.0**-53)
NORMALIZE = per_type(float32=2.0**24, float64=2.0**53)
NORMALIZE_EXPONENT = per_type(float32=24.0, float64=53.0)


def log_beyond(f: float, half: float) -> tuple[float, float]:
    """Return log(1 + f) − f + f²/2 as a product, for -¼ ≤ f ≤ ½; `half` is −f/2.

    In float64 it is s·(f²/2 + s²·q(s²)) with s = f/(2 + f): one division saves eleven coefficients.
    """
    if IN_FLOAT64:
        s = f / (2.0 + f)
        square = s * s
        return s, fma(square, horner(square, LOG_TAIL), -half * f)
    square = f * f
    return f * square, horner_pairs(f, square, LOG_TAIL)


def log_parts(n: float, f: float, f_low: float, edge: float) -> tuple[float, float]:
    """Return n·ln 2 + log(1 + f) + f_low + edge, for -¼ ≤ f ≤ ½ and an f_low of a few ULP of f.

    As a sum: the leading terms n·ln 2 and f are added without error, so that only the smaller
    terms round. `edge` is that of the domain: 0, or the result.
    """
    high, low = fast_two_sum(n * LN2_LEADING, f)
    half = -0.5 * f
    factor, rest = log_beyond(f, half)
    tail = fma(half, f, fma(n, LN2_TRAILING, f_low + edge))
    return high, low + fma(factor, rest, tail)


def log_pair(n: float, f: float, f_low: float) -> tuple[float, float]:
    """Return n·ln 2 + log(1 + f) + f_low as a sum, as `log_parts` does.

    f²/2 is added without error too: less than 2^-4 of f rounds.
    """
    high, low = fast_two_sum(n * LN2_LEADING, f)
    half = -0.5 * f
    factor, rest = log_beyond(f, half)
    low += fma(factor, rest, fma(n, LN2_TRAILING, f_low))
    total = fma(half, f, high)
    return total, low + fma(half, f, high - total)


def log_of_parts(n: float, f: float, f_low: float, edge: float) -> float:
    """Return `log_parts` as one number."""
    high, rest = log_parts(n, f, f_low, edge)
    return high + rest


def final_log(n: float, f: float, f_low: float, edge: float) -> float:
    """Return `log_of_parts`, where it is the result: within 2^-21 in bfloat16."""
    if IN_BFLOAT16:
        square = f * f
        rest = fma(f * square, horner_pairs(f, square, LOG_TAIL), fma(-0.5 * f, f, f))
        return fma(n, LN2_HIGH, rest) + edge
    return log_of_parts(n, f, f_low, edge)


# (log(1 + f) − f + f²/2)/f³, for logarithms to another base than e: with ¾ ≤ 1 + f < 1½ the sum of
# n and what is left cancels too much. With it f − f²/2 + f³·q(f) has a relative error of 2^-30.2
# (float32) on -0.29 ≤ f ≤ 0.42.
# tools/minimax.py LOG_CENTRAL_TAIL
# sollya: fpminimax(log1p(x), [|3,...,11|], [|SG...|], [-0.29;0.42], relative, x-x^2/2)
LOG_CENTRAL_TAIL = from_hex("""
    0x1.555548p-2 -0x1.000014p-2 0x1.99a472p-3 -0x1.5555a8p-3 0x1.233774p-3
    -0x1.fd1fbep-4 0x1.e7f7bp-4 -0x1.d84c7ep-4 0x1.0a6e1cp-4
""")
#: The least 1 + f that it is for.
CENTRAL = 0.71

LOG2_E_LOW = hex_per_type(float32="0x1.4ae0cp-26", float64="0x1.777d0ffda0d24p-56")
LOG10_E = hex_per_type(float32="0x1.bcb7b2p-2", float64="0x1.bcb7b1526e50ep-2")
LOG10_E_LOW = hex_per_type(float32="-0x1.5b235ep-27", float64="0x1.95355baaafad3p-57")
# log10 2, as LN2_LEADING and LN2_TRAILING are ln 2.
LOG10_2_LEADING = hex_per_type(float32="0x1.3442p-2", float64="0x1.34413509f78p-2")
LOG10_2_TRAILING = hex_per_type(float32="-0x1.95ec1p-19", float64="0x1.fef311f12b358p-46")


def log_in_base(whole: float, rest: float, f: float, scale: float, scale_low: float) -> float:
    """Return whole + rest + (scale + scale_low)·log(1 + f), for CENTRAL ≤ 1 + f < 2·CENTRAL.

    `whole` is 0 or larger than the product, and `rest` small.
    """
    product = scale * f
    high, low = fast_two_sum(whole, product)
    half = -0.5 * f
    # log(1 + f) = f − f²/2 + factor·tail, and below a result of ½ the rounding of f²/2 would count
    if IN_FLOAT64:
        factor, tail = log_beyond(f, half)
        factor *= scale
    else:
        square = f * f
        factor, tail = product, square * horner_pairs(f, square, LOG_CENTRAL_TAIL)
    low = fma(scale_low, f, fma(scale, f, -product) + (low + rest))
    total = fma(product, half, high)
    low += fma(product, half, high - total)
    return total + fma(factor, tail, low)


def domain_edge(distance: float, sign: float) -> float:
    """Return 0 for positive `distance`, sign·∞ where it is 0 and NaN where it is negative.

    As a term of a sum that is finite otherwise, this decides the result and raises the flag that
    NumPy reports: sign/0 divides by zero and 0/0 is invalid. NaN gives NaN and raises nothing.
    """
    if ON_FAST_PATH:
        return -0.0
    return pole(select(distance == 0.0, sign, 0.0), distance + absolute(distance))


def over_product(dy: float, product: float) -> float:
    """Return dy/product, 0/0 for a negative product: outside the domain.

    −0.0 lies at its edge, where the slope is +inf. NaN raises nothing in comparisons for equality.
    """
    size = absolute(product)
    inside = product == size
    return select(inside, dy, 0.0) / select(inside, size, product + size)


def over_sum(f: float, f_low: float) -> float:
    """Return f_low/(1 + f), what it adds to log(1 + f): 1 − 0.8·f is near enough."""
    return fma(-0.8 * f, f_low, f_low)


def log1p_of_exp(x: float, dx: float) -> tuple[float, float]:
    """Return log(1 + e^(x+dx)) for x ≤ 0 as a pair."""
    high, low, scale = exp_negative_parts(x, dx)
    t, t_low = fast_two_sum(high, low)
    t, t_low = t * scale * DOWN, t_low * scale * DOWN
    upper = t > 0.5  # 1 + t = 2·(1 + f)
    f, f_low = select(upper, 0.5 * t - 0.5, t), select(upper, 0.5 * t_low, t_low)
    return log_pair(select(upper, 1.0, 0.0), f, over_sum(f, f_low))


def normalized(x: float) -> tuple[float, float]:
    """Return (y, k) with x = y·2^k, where y is normal for every positive x and no NaN."""
    ordered = select(common(x == x), x, 1.0)  # NaN < 1 would raise the flag of an invalid operation
    subnormal = rare(ordered < SMALLEST_NORMAL)
    return (
        select(subnormal, ordered * NORMALIZE, ordered),
        select(subnormal, -NORMALIZE_EXPONENT, -0.0),  # a sum with -0.0 is no operation
    )


def odds(x: float, y: float, rest: float, divisor: float) -> tuple[float, float, float]:
    """Return n, f and f_low with x/(1 − x) = 2^(n+k)·(1 + f + f_low), for x = y·2^k.

    `rest` is 1 − x rounded, and `divisor` the same but for 0.
    """
    rest_low = 1.0 - rest - x
    inverse = quotient(1.0, divisor)
    # f = (x·2^-n − (1 − x))/(1 − x), where the numerator hardly rounds and the quotient is
    # corrected by its remainder.
    _, n = split_exponent(y * inverse, 0.75)
    numerator = fma(y, pow2_from_shifted(SHIFTER - n), -rest) - rest_low
    f = numerator * inverse
    f_low = (fma(-f, rest, numerator) - f * rest_low) * inverse
    # The slope of log(1 + f) is 1/(1 + f), for which 1 − 0.8·f is near enough.
    return n, f, over_sum(f, f_low)
