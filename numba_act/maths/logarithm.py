"""Logarithms: log, log1p, logit, and the pieces that functions built on a logarithm share.

All write the argument as 2^n·(1 + f) with ¾ ≤ 1 + f < 1½, and add n·ln 2 to
log(1 + f) = f − f²/2 + f³·(...). There is no division in that, and n = 0 around the root:
near 1 the result is f plus a small correction, so that it keeps its relative accuracy.
"""

from __future__ import annotations

from ..primitives import (
    absolute,
    copysign,
    fma,
    horner_pairs,
    pow2_from_shifted,
    select,
    split_exponent,
)
from ..specialize import PerType
from .exponential import DOWN, SHIFTER, exp_negative_parts, fast_two_sum

__all__ = ["log", "log1p", "logit"]

INFINITY = float("inf")

# ln 2 = LN2_LEADING + LN2_TRAILING, where n·LN2_LEADING is exact for every exponent n: the
# leading part has 16 bits (42 for float64).
LN2_LEADING = PerType(
    float32=float.fromhex("0x1.62e4p-1"), float64=float.fromhex("0x1.62e42fefa4p-1")
)
LN2_TRAILING = PerType(
    float32=float.fromhex("0x1.7f7d1cp-20"), float64=float.fromhex("-0x1.8432a1b0e2634p-43")
)

# (log(1 + f) − f)/f². With it f + f²·q(f) has a relative error of 2^-27.5 (float32) and
# 2^-56.7 (float64) on -¼ ≤ f ≤ ½.
# sollya: fpminimax(log1p(x), [|2,...,10|], [|SG...|], [-0.25;0.5], relative, x)
# sollya: fpminimax(log1p(x), [|2,...,21|], [|D...|], [-0.25;0.5], relative, x)
LOG_TAIL = PerType(
    float32=(
        float.fromhex("-0x1p-1"),
        float.fromhex("0x1.5555a6p-2"),
        float.fromhex("-0x1.00004ep-2"),
        float.fromhex("0x1.9968fp-3"),
        float.fromhex("-0x1.54eb54p-3"),
        float.fromhex("0x1.28852ep-3"),
        float.fromhex("-0x1.0db586p-3"),
        float.fromhex("0x1.ad4188p-4"),
        float.fromhex("-0x1.721d3ep-5"),
    ),
    float64=(
        float.fromhex("-0x1.ffffffffffffbp-2"),
        float.fromhex("0x1.55555555555c4p-2"),
        float.fromhex("-0x1.0000000000dcep-2"),
        float.fromhex("0x1.9999999989687p-3"),
        float.fromhex("-0x1.55555553fd495p-3"),
        float.fromhex("0x1.24924929f70bp-3"),
        float.fromhex("-0x1.000000781ee29p-3"),
        float.fromhex("0x1.c71c70ee1f5f6p-4"),
        float.fromhex("-0x1.99996e066256ap-4"),
        float.fromhex("0x1.745ce35fb120dp-4"),
        float.fromhex("-0x1.55598360e5b75p-4"),
        float.fromhex("0x1.3b1ff82b49355p-4"),
        float.fromhex("-0x1.2463c327d071bp-4"),
        float.fromhex("0x1.10118a7ecce4bp-4"),
        float.fromhex("-0x1.ffeee4257dd14p-5"),
        float.fromhex("0x1.f2aacbb51f993p-5"),
        float.fromhex("-0x1.e9a88fe0fab16p-5"),
        float.fromhex("0x1.9fb1f70ce60cdp-5"),
        float.fromhex("-0x1.e0edbd7129fa6p-6"),
        float.fromhex("0x1.07fee02d7520bp-7"),
    ),
)

# (log(1 + t) − t)/t². With it t + t²·q(t) has a relative error of 2^-27.5 (float32) and
# 2^-56.6 (float64) on 0 ≤ t ≤ 1.
# sollya: fpminimax(log1p(x)/x, [|1,...,9|], [|SG...|], [1b-30;1], relative, 1)
# sollya: fpminimax(log1p(x)/x, [|1,...,20|], [|D...|], [1b-30;1], relative, 1)
LOG1P_UNIT_TAIL = PerType(
    float32=(
        float.fromhex("-0x1.ffffd2p-2"),
        float.fromhex("0x1.554ddap-2"),
        float.fromhex("-0x1.ff2556p-3"),
        float.fromhex("0x1.935568p-3"),
        float.fromhex("-0x1.3a6736p-3"),
        float.fromhex("0x1.b53c48p-4"),
        float.fromhex("-0x1.d7efa8p-5"),
        float.fromhex("0x1.4a9226p-6"),
        float.fromhex("-0x1.b22adep-9"),
    ),
    float64=(
        float.fromhex("-0x1.fffffffffff9fp-2"),
        float.fromhex("0x1.5555555551052p-2"),
        float.fromhex("-0x1.fffffffdd4a4bp-3"),
        float.fromhex("0x1.99999951fb01bp-3"),
        float.fromhex("-0x1.55554fbe64ea4p-3"),
        float.fromhex("0x1.2491fed9cfc49p-3"),
        float.fromhex("-0x1.fffa8bd00015p-4"),
        float.fromhex("0x1.c6f6a83b8b02fp-4"),
        float.fromhex("-0x1.98d296b9a7e37p-4"),
        float.fromhex("0x1.712df6166ba31p-4"),
        float.fromhex("-0x1.4b022086f55f2p-4"),
        float.fromhex("0x1.202df1e815f6cp-4"),
        float.fromhex("-0x1.d7115508cb8bp-5"),
        float.fromhex("0x1.5a892cb8ffafap-5"),
        float.fromhex("-0x1.b632818d739d7p-6"),
        float.fromhex("0x1.c57efadab199bp-7"),
        float.fromhex("-0x1.6b4e60f2382acp-8"),
        float.fromhex("0x1.a25bf10450d3fp-10"),
        float.fromhex("-0x1.31f8cd7a6207ap-12"),
        float.fromhex("0x1.a9067c05a4c2ep-16"),
    ),
)

# Subnormal arguments are scaled by 2^(fraction bits + 1) first.
SMALLEST_NORMAL = PerType(float32=2.0**-126, float64=2.0**-1022)
NORMALIZE = PerType(float32=2.0**24, float64=2.0**53)
NORMALIZE_EXPONENT = PerType(float32=24.0, float64=53.0)


def log_of_parts(n: float, f: float, low_term: float = 0.0) -> float:
    """Return n·ln 2 + log(1 + f) + low_term, for -¼ ≤ f ≤ ½ and |low_term| of a few ULP of f.

    The leading terms n·ln 2 and f are added without error, so that only the smaller terms
    and the final sum round.
    """
    high, low = fast_two_sum(n * LN2_LEADING, f)
    square = f * f
    tail = fma(n, LN2_TRAILING, low_term)
    return high + (low + fma(square, horner_pairs(f, square, LOG_TAIL), tail))


def domain_edge(distance: float, sign: float) -> float:
    """Return 0 for positive `distance`, sign·∞ where it is 0 and NaN where it is negative.

    Added to a result that is finite there, this sets it and raises the flag that NumPy
    reports: sign/0 divides by zero and 0/0 is invalid. NaN gives NaN and raises nothing.
    """
    return select(distance == 0.0, sign, 0.0) / (distance + absolute(distance))


def normalized(x: float) -> tuple[float, float]:
    """Return (y, k) with x = y·2^k, where y is normal for every positive x and no NaN."""
    ordered = select(x == x, x, 1.0)  # NaN < 1 would raise the flag of an invalid operation
    subnormal = ordered < SMALLEST_NORMAL
    return (
        select(subnormal, ordered * NORMALIZE, ordered),
        select(subnormal, -NORMALIZE_EXPONENT, 0.0),
    )

def log1p_exp_parts(x: float, dx: float = 0.0) -> tuple[float, float, float, float]:
    """Return (high, low, w, scale) with log(1 + e^(x+dx)) = (high + low)·(1 + w)·scale·DOWN.

    Here e^(x+dx) = (high + low)·scale·DOWN, for x ≤ 0 as in `exp_negative_parts`, but `low` is
    the rounding error of `high`. As -0.31 < w ≤ 0, w rounds with little effect.
    """
    high, low, scale = exp_negative_parts(x, dx)
    high, low = fast_two_sum(high, low)
    t = high * scale * DOWN
    return high, low, t * horner_pairs(t, t * t, LOG1P_UNIT_TAIL), scale


def log(x: float) -> float:
    y, k = normalized(x)
    m, n = split_exponent(y, 0.75)
    result = log_of_parts(n + k, m - 1.0) + domain_edge(x, -1.0)
    return select(x == INFINITY, x, result)


def log1p(x: float) -> float:
    infinite = x == INFINITY
    y = select(infinite, 0.0, x)
    u = 1.0 + y
    # The rounded sum is only good enough to choose n. With it f = (1 + x)·2^-n − 1 is one fma,
    # which is exact for n = -1, 0, 1 and wherever its error would count.
    _, n = split_exponent(u, 0.75)
    # 2^-n is subnormal for the largest x, where the exponent field alone could not hold it.
    scale = 0.25 * pow2_from_shifted(SHIFTER + 2.0 - n)
    result = log_of_parts(n, fma(y, scale, scale - 1.0)) + domain_edge(u, -1.0)
    # A sum never gives -0.0: the sign comes back from x.
    return select(infinite, x, copysign(result, x))


def logit(x: float) -> float:
    rest = 1.0 - x
    rest_low = 1.0 - rest - x
    inverse = 1.0 / select(rest == 0.0, 1.0, rest)
    y, k = normalized(x)
    # The odds x/(1 − x) are 2^n·(1 + f) with f = (x·2^-n − (1 − x))/(1 − x), where the
    # numerator hardly rounds. Its quotient is corrected to about twice the working precision.
    _, n = split_exponent(y * inverse, 0.75)
    numerator = fma(y, pow2_from_shifted(SHIFTER - n), -rest) - rest_low
    f = numerator * inverse
    f_low = (fma(-f, rest, numerator) - f * rest_low) * inverse
    # The slope of log(1 + f) is 1/(1 + f), for which 1 − 0.8·f is near enough.
    result = log_of_parts(n + k, f, fma(-0.8 * f, f_low, f_low))
    return result + domain_edge(x * rest, x - 0.5)
