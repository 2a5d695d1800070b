"""The error function, its complement, and the normal distribution function that GELU needs.

The complements are relative to a Gaussian: erfc(t) = e^(−t²)·erfcx(t), where erfcx varies slowly.
The Gaussian's argument is a product that is never rounded, and the factor beside it is a constant
or a short linear term plus a rational correction, so that the correction's rounding counts for
little; `normal_tail_times` in float32 is the exception. As in `exponential`, the last power of two
is left to the caller.
"""

from __future__ import annotations

from ..core.floats import INFINITY, from_hex
from ..core.primitives import (
    absolute,
    fma,
    horner,
    horner_pairs,
    magnitude_at_most,
    pow2_from_shifted,
    quotient,
    rough_reciprocal,
    round_shifted,
    select,
    split_exponent,
    sqrt,
)
from ..core.specialize import IN_BFLOAT16, IN_FLOAT64, hex_per_type, per_type
from .exponential import (
    DOWN,
    EXP_TAIL,
    EXP_VALUE_TAIL,
    FAR,
    LN2_HIGH,
    LN2_REST,
    LN2_SHORT,
    LOG2_E,
    SHIFTER,
    SHIFTER_FAR_UP,
    SHIFTER_UP,
    exp_negative_parts,
    fast_two_sum,
    two_sum,
)
from .logarithm import BELOW_ONE, domain_edge, log_of_parts, log_pair

# 2/√π, the slope of erf at 0.
TWO_OVER_SQRT_PI = hex_per_type(float32="0x1.20dd76p0", float64="0x1.20dd750429b6dp0")
TWO_OVER_SQRT_PI_LOW = hex_per_type(float32="-0x1.f7ac92p-25", float64="0x1.1ae3a914fed8p-56")

#: e^(−t²) is below the smallest normal float beyond the first, and 0 times any float beyond the
#: second.
ERF_SLOPE_FAR_FROM = per_type(float32=9.3, float64=26.6)
ERF_SLOPE_LIMIT = per_type(float32=14.45, float64=38.6)
#: e^(−t²/2) times anything here is 0 beyond it.
NORMAL_LIMIT = per_type(float32=14.6, float64=38.7)

# erf(x)/x − 1 in x² − ERF_NEAR_CENTER for |x| < ERF_SPLIT, relative to erf(x)/x: error 2^-26.6
# (float32), 2^-55.6 (float64) and 2^-23.7 (bfloat16). The last coefficient is that of ERFC_ROOT,
# so that nothing is selected; the last ones of float64 are 0.
# tools/minimax.py ERF_NEAR
# refit: of degree 9 (7 for bfloat16) with the last coefficient given, weight erf(x)/x
# sollya: remez(erf(sqrt(x))/sqrt(x)-1, 12, [1b-60;1.125^2])
ERF_NEAR = per_type(
    float32=from_hex("""
        -0x1.1ae14cp-5 -0x1.1fd15cp-2 0x1.45430cp-4 -0x1.2b9b0ep-6 0x1.c91cbcp-9
        -0x1.1da1c4p-11 0x1.eb3a6cp-16 -0x1.9f8feap-16 0x1.b887cep-14 -0x1.02dff6p-14
    """),
    bfloat16=from_hex("""
        -0x1.1ae12ep-5 -0x1.1fd14ep-2 0x1.453fb6p-4 -0x1.2b9fccp-6 0x1.cc836p-9
        -0x1.28911ap-11 -0x1.051e82p-18 0x1.c71a56p-15
    """),
    float64=(
        *from_hex("""
            0x1.06eba8214db68p-3 -0x1.812746b0379dbp-2 0x1.ce2f21a0423d4p-4
            -0x1.b82ce3126573fp-6 0x1.565bcd0967121p-8 -0x1.c02db326e4f75p-11
            0x1.f9a30f50143a7p-14 -0x1.f4d0a16ed46f7p-17 0x1.b9d08f2802d5p-20
            -0x1.5eaef0fda9586p-23 0x1.f371c750c42b2p-27 -0x1.2ca5c5174f573p-30
            0x1.d109d03bdbadp-35
        """),
        *(0.0,) * 9,
    ),
)

# √erfc (float32) and ∜erfc (float64) in t − ERFC_CENTER for t from ERF_SPLIT to ERF_LIMIT: erfc has
# an absolute error of 2^-26.9 (float32), 2^-58.6 (float64) and 2^-20.2 (bfloat16), and less at
# the end, where erf is 1. A root is much closer to a polynomial than erfc is.
# tools/minimax.py ERFC_ROOT
# refit: of degree 9 (7 for bfloat16), weight ½/√erfc, an eighth of it beyond 3.8
# sollya: remez(erfc(x+3), 21, [-2;2.95], erfc(x+3)^(3/4))
ERFC_ROOT = per_type(
    float32=from_hex("""
        0x1.4a8418p-6 -0x1.ba4c5p-5 0x1.00e886p-4 -0x1.40164cp-5 0x1.7cfa38p-7
        0x1.e106c4p-11 -0x1.184e18p-9 0x1.337f6cp-11 0x1.a51eap-14 -0x1.02dff6p-14
    """),
    bfloat16=from_hex("""
        0x1.4ad5d8p-6 -0x1.ba0e8ap-5 0x1.fef6e4p-5 -0x1.45b4a4p-5 0x1.881908p-7
        0x1.0e2064p-9 -0x1.0a6b94p-9 0x1.c71a56p-15
    """),
    float64=from_hex("""
        0x1.18cf2732ec168p-4 -0x1.ba89ba06ff11p-4 0x1.197ebaf84aad2p-4
        -0x1.371e19da53612p-6 -0x1.2aba871f47c6bp-11 0x1.eedba851ce0d5p-10
        -0x1.aef80e7b381f4p-12 -0x1.7063c4499c53ap-15 0x1.1765e30e13b8bp-15
        -0x1.ad5031229d1f8p-19 -0x1.325e711e34347p-20 0x1.3fc14baedba87p-22
        0x1.3950e6302004bp-27 -0x1.a3b5e969e69c5p-27 0x1.0de5a431d434dp-30
        0x1.4fea6ef2b6b43p-32 -0x1.09d61a6f3ad74p-34 -0x1.24b7974a3bb66p-38
        0x1.23b4359036cdbp-39 0x1.712e57369c0a4p-45 -0x1.778e95e7e741cp-45
        -0x1.6f51bcdc6883dp-49
    """),
)
ERF_SPLIT = per_type(float32=1.165, float64=1.125)
#: A polynomial in x² − ½ is smaller at the interval's end, where its rounding counts for most.
ERF_NEAR_CENTER = per_type(float32=0.5, float64=0.0)
ERFC_CENTER = per_type(float32=2.5, float64=3.0)
ERF_LIMIT = per_type(float32=3.95, float64=5.95)

# erfcx(t) = e^(t²)·erfc(t) is (ERFCX_CENTER + n/d)/(t + ERFCX_SHIFT), where |n/d| < 0.06. Relative
# error 2^-26.8 (float32, t ≤ 10.25) and 2^-57.1 (float64, t ≤ 27.3).
# tools/minimax.py ERFCX
# remez: erfcx = p/d of degrees 4/5 and 10/11, then n = p·(t + ERFCX_SHIFT) − d·ERFCX_CENTER
ERFCX_NUMERATOR = per_type(
    float32=from_hex("""
        -0x1.bffffep-5 0x1.e34ff8p-3 0x1.5562p-3 0x1.598d02p-5 -0x1.9d3c76p-9
        -0x1.8fa0bp-9
    """),
    float64=from_hex("""
        -0x1.cp-5 0x1.69a3e2d4bbf7cp-3 0x1.8f6995bfd8ffcp-2
        0x1.6adba3c80376fp-2 0x1.84c8ce6cc9848p-3 0x1.070c0e0e17a1fp-4
        0x1.9cebd664c20adp-7 0x1.1ab2339b13b7p-11 -0x1.dcdb5acaf0dfep-12
        -0x1.29b9c4114a254p-13 -0x1.4d2c99a8e4477p-16 -0x1.4445f6931c2a6p-20
    """),
)
ERFCX_DENOMINATOR = per_type(
    float32=from_hex("""
        0x1p0 0x1.2e9f42p1 0x1.32bfd6p1 0x1.51eap0 0x1.9d6e7p-2
        0x1.d756ccp-5
    """),
    float64=from_hex("""
        0x1p0 0x1.b9ad35409bcbp1 0x1.646250da228d3p2
        0x1.63bee7ba9b226p2 0x1.e93bdb8feece1p1 0x1.e7f21e3f3e547p0
        0x1.694cfb76b4925p-1 0x1.8ec78361250ap-3 0x1.430eb3c659994p-5
        0x1.7036c6abe2f2ep-8 0x1.0c03d2a3cc65dp-11 0x1.7e69ac4f264fcp-16
    """),
)
ERFCX_SHIFT = 0.5625
ERFCX_CENTER = 0.6171875
#: erfc is 0 or 2 beyond ±ERFC_LIMIT.
ERFC_LIMIT = per_type(float32=10.25, float64=27.3)

# The standard normal upper tail is Q(t) = e^(−t²/2)·m(t), where √(2π)·m is Mills' ratio. With one
# denominator d,
#     m(t) = ¼ + near(t)/d(t)           for t < MILLS_SPLIT,
#     t·m(t) = 1/√(2π) + far(t)/d(t)    for t ≥ MILLS_SPLIT,
# where the quotients are small beside what they are added to. Relative error of m: 2^-25.8
# (float32, t ≤ 19.9) and 2^-56.3 (float64, t ≤ 54).
# tools/minimax.py MILLS
# refit: d of the minimax of degrees 3/5 on [0.75, 14.6], then near and far of degrees 6 and 4
# remez: m of degrees 10/11 on [0, 54], less ¼ and 1/√(2π)
MILLS_DENOMINATOR = per_type(
    float32=from_hex("""
        0x1p0 0x1.d5a894p0 0x1.7656b2p0 0x1.4db9ecp-1 0x1.51e50cp-3
        0x1.7468c8p-6
    """),
    float64=from_hex("""
        0x1p0 0x1.3a1bb3e89e4c7p1 0x1.6899126677d3dp1
        0x1.002532b883d76p1 0x1.f587af3b08907p-1 0x1.643d9cf063c53p-2
        0x1.77e8d0a5ffe7ep-4 0x1.27d17588bbfd1p-6 0x1.55fc1cfa3779p-9
        0x1.16633d6eb9229p-12 0x1.21d131927f3e2p-16 0x1.284a89d8c4cd8p-21
    """),
)

MILLS_NEAR = per_type(
    float32=from_hex("""
        0x1p-2 0x1.e920a8p-5 -0x1.dc722cp-4 -0x1.8491c4p-4 -0x1.18156ap-5
        -0x1.2d74d6p-8 -0x1.132ed6p-12
    """),
    float64=from_hex("""
        0x1p-2 0x1.b7662927f267dp-3 -0x1.94ae17e5e0f2fp-6
        -0x1.250e02fc850bcp-3 -0x1.cecc3bd1ea8adp-4 -0x1.a4e81b45c7c62p-5
        -0x1.039e9a9c759c8p-6 -0x1.c81b83d40d4c4p-9 -0x1.1e91e8063f7b7p-11
        -0x1.f2f7143a0b63ep-15 -0x1.130ab1fec23dbp-18 -0x1.284a89d8c4cd8p-23
    """),
)

MILLS_FAR = per_type(
    float32=from_hex("""
        -0x1.988eccp-2 -0x1.da5d38p-3 -0x1.0ddb9cp-4 -0x1.2917dep-7 -0x1.23c3ep-27
    """),
    float64=from_hex("""
        -0x1.9884533d43651p-2 -0x1.ea7d064b4db6p-2 -0x1.2ef2369c3a9p-2
        -0x1.e6606d3261a5dp-4 -0x1.1332d1a7a3c97p-5 -0x1.c3733151eb8cdp-8
        -0x1.0b71d9896feeap-10 -0x1.b978d70434e3dp-14 -0x1.ce7b35519b05dp-18
        -0x1.d8cff26029d0bp-23 -0x1.81ba2714126acp-58 0x1.61fffaa730787p-66
    """),
)
MILLS_SPLIT = 0.9375
ONE_OVER_SQRT_2PI = hex_per_type(float32="0x1.988454p-2", float64="0x1.9884533d43651p-2")

# The fast form of the same tail, for float32. With a = t + t²·n(t),
#     t·m(t) = ½·a/(1 + t·d(t) + TAIL_SCALE·a),
# where TAIL_SCALE is about √(π/2): as t grows the quotient tends to its limit whatever a is, and
# near 0 it is ½·t. Either way most of the rounding in n and d cancels or counts for little.
# Relative error 2^-25.5 (float32, t ≤ 19.9) and 2^-19.2 (bfloat16), of m(t)·e^(−c·t²) with
# 2·ln 2·c = LN2_HIGH − ln 2, which makes up for the argument reduction of the Gaussian.
# tools/minimax.py TAIL
# refit: of degrees 5/5 and 4/4 in the form above on [0, 19.9], rounded from TAIL_SCALE on
TAIL_SCALE = hex_per_type(float32="0x1.40d964p0", bfloat16="0x1.40d81ep0")
TAIL_NUMERATOR = per_type(
    float32=from_hex("""
        0x1.d7854p-1 0x1.996c52p-2 0x1.7b799p-4 0x1.462b7ep-7
    """),
    bfloat16=from_hex("""
        0x1.92df46p-1 0x1.1b1242p-2 0x1.62608ep-5
    """),
)
TAIL_DENOMINATOR = per_type(
    float32=from_hex("""
        0x1.dcaddp-2 0x1.df475ap-4 0x1.97798ep-7
    """),
    bfloat16=(float.fromhex("0x1.535a06p-2"), float.fromhex("0x1.c3372ep-5")),
)
#: 2·ln 2, rounded.
TWO_LN2 = float.fromhex("0x1.62e43p0")

#: Added to t² before the power of two is split off, e^(−s/2) is left between ¾ and 1½: what is
#: beside the 1 is at most ½, and −¼ where the 1 and it partly cancel, so that its rounding errors
#: count for half of what they do between √½ and √2.
GAUSSIAN_SHIFT = 0.1178

# (e^(−s/2) − 1)/s. With it e^(−s/2) has a relative error of 2^-28.0 (float32) and 2^-23.4
# (bfloat16) on [−ln 2 − GAUSSIAN_SHIFT, ln 2 − GAUSSIAN_SHIFT].
# tools/minimax.py HALF_EXP_TAIL
# sollya: fpminimax(exp(-x/2), [|1,...,6|], [|SG...|], [-0.8115;0.5760], relative, 1)
#         fpminimax(exp(-x/2), [|1,...,5|], [|SG...|], [-0.8115;0.5760], relative, 1)
HALF_EXP_TAIL = per_type(
    float32=from_hex("""
        -0x1p-1 0x1.00000ap-3 -0x1.5554fp-6 0x1.553e9ap-9 -0x1.11df4ap-12
        0x1.839b6ap-16
    """),
    bfloat16=from_hex("""
        -0x1.00000cp-1 0x1.fffe56p-4 -0x1.553e38p-6 0x1.56ddccp-9 -0x1.202ca8p-12
    """),
)

# m(t) − t/√(2π), which times e^(−t²/2) is the slope of x·Φ(x) at −t, is (root − t)·(7/16 + n/d).
# Relative error 2^-25.9 (float32, t ≤ 19.9) and 2^-57.0 (float64, t ≤ 54).
# tools/minimax.py SLOPE
# refit: of degrees 4/4 on [0, 19.9], the denominator rounded first
# remez: of degrees 10/10 on [0, 54]
SLOPE_NUMERATOR = per_type(
    float32=from_hex("""
        0x1.d21468p-3 0x1.2857f2p-3 0x1.09004p-5 -0x1.0eaa26p-11 -0x1.16927ap-10
    """),
    float64=from_hex("""
        0x1.d214697307b1fp-3 0x1.5d3fd45ff8334p-2 0x1.ef51fd3f1ac1cp-3
        0x1.a7fe2bb155b1p-4 0x1.d1a39ed9c6a8p-6 0x1.38c9bda6912ecp-8
        0x1.5937443d11357p-12 -0x1.9b2251fd2ddd6p-15 -0x1.05829a0b2d4dfp-16
        -0x1.d737d345c8ee5p-20 -0x1.5f322de11c443p-24
    """),
)

SLOPE_DENOMINATOR = per_type(
    float32=from_hex("""
        0x1p0 0x1.697c3ap0 0x1.9e7ccep-1 0x1.d26198p-3 0x1.c390aep-6
    """),
    float64=from_hex("""
        0x1p0 0x1.232feef3035c4p1 0x1.332f9b4fc799ep1
        0x1.8cab78f2e244dp0 0x1.5c10ce0ade0f7p-1 0x1.b30c12771f829p-3
        0x1.89acdfe99aa07p-5 0x1.ffb323418dc27p-8 0x1.cbe2c4a228d99p-11
        0x1.0424b5d147a2ap-14 0x1.1ca28d7280d88p-19
    """),
)
SLOPE_CENTER = 0.4375
#: The root in two parts, of which the first is short, so that the distance of most t is exact.
SLOPE_ROOT = hex_per_type(float32="0x1.80eap-1", float64="0x1.80ead197fp-1")
SLOPE_ROOT_LOW = hex_per_type(float32="0x1.a32fep-18", float64="0x1.67bb062ce9cd5p-46")

# The same slope beside the tail, with TAIL's denominator d and its tilt: twice it is
# (root − t)·(7/8 + n/d) in float32 and (root − t)·n/d in bfloat16. Relative error 2^-25.0
# (float32) and 2^-19.2 (bfloat16).
# tools/minimax.py SLOPE_OVER_TAIL
# refit: of degrees 5 and 4 on [0, 19.9]
SLOPE_OVER_TAIL = per_type(
    float32=from_hex("""
        0x1.d2146cp-2 0x1.b7521cp-2 0x1.54f366p-3 0x1.a55eeep-6 -0x1.8183aap-10
        -0x1.f86644p-11
    """),
    bfloat16=from_hex("""
        0x1.5484f6p0 0x1.c131dap0 0x1.051214p0 0x1.3c5ddap-2 0x1.625fbep-5
    """),
)

# And with a denominator of its own, for bfloat16, as tilted: (root − t)·n/d. Relative error 2^-20.5
# (float32).
# tools/minimax.py SHORT_SLOPE
# refit: of degrees 3/3 on [0, 14.6], the denominator rounded first
SHORT_SLOPE_NUMERATOR = per_type(
    float32=from_hex("""
        0x1.548528p-1 0x1.41fd0ep-1 0x1.f9484cp-3 0x1.3a92bep-5
    """)
)
SHORT_SLOPE_DENOMINATOR = per_type(
    float32=from_hex("""
        0x1p0 0x1.361252p0 0x1.1776eap-1 0x1.8a4966p-4
    """)
)


def reduced_exp_of_product(a: float, b: float, shifter: float) -> tuple[float, float, float]:
    """Return (r, tail, shifted): e^(a·b) = (1 + r + tail)·2^n, and n added to the shifter.

    |r| ≤ ½·ln 2 and 0 ≤ tail < 0.08; their sum errs by less than 1 ULP of the exponential. The
    product is not rounded: an error of ½ ULP in an argument of −100 would be one of 50 ULP in the
    result.
    """
    shifted = round_shifted(a * LOG2_E, b, shifter)
    n = shifted - shifter
    r = fma(-n, LN2_REST, fma(a, b, -n * LN2_SHORT))
    square = r * r
    return r, square * horner_pairs(r, square, EXP_TAIL), shifted


def exp_of_product(a: float, b: float, shifter: float) -> tuple[float, float, float]:
    """Return (r, tail, scale) with e^(a·b) = (1 + r + tail)·scale times what `shifter` lacks.

    That is DOWN for SHIFTER_UP, where −a·b ≤ EXP_LIMIT. As `reduced_exp_of_product`.
    """
    r, tail, shifted = reduced_exp_of_product(a, b, shifter)
    return r, tail, pow2_from_shifted(shifted)


def times_exp(high: float, low: float, r: float, tail: float) -> float:
    """Return (high + low)·(1 + r + tail), the second factor being of `exp_of_product`."""
    return high + fma(high, r, fma(high, tail, low))


def mills_times(t: float) -> tuple[float, float]:
    """Return t·m(t) as a sum of two numbers, within 0.2 ULP."""
    near = t < MILLS_SPLIT
    numerator = select(near, horner(t, MILLS_NEAR), horner(t, MILLS_FAR))
    ratio = quotient(numerator, horner(t, MILLS_DENOMINATOR))
    factor = select(near, t, 1.0)
    leading = select(near, 0.25 * t, ONE_OVER_SQRT_2PI)
    high = fma(ratio, factor, leading)
    return high, fma(ratio, factor, leading - high)


def mills_tail_times(t: float) -> float:
    """Return t·Q(t)/DOWN for 0 ≤ t ≤ NORMAL_LIMIT, within 2 ULP."""
    high, low = mills_times(t)
    r, tail, scale = exp_of_product(-0.5 * t, t, SHIFTER_UP)
    return times_exp(high, low, r, tail) * scale


def tail_fraction(t: float, square: float) -> tuple[float, float]:
    """Return a and b with 2·t·m(t) = a/(1 + b), but for the tilt of TAIL_NUMERATOR."""
    numerator = fma(square, horner_pairs(t, square, TAIL_NUMERATOR), t)
    return numerator, fma(TAIL_SCALE, numerator, t * horner_pairs(t, square, TAIL_DENOMINATOR))


def tail_quotient(t: float, square: float) -> tuple[float, float, float]:
    """Return a, d and excess with 2·t·m(t) = a/(d − excess), but for the tilt of TAIL_NUMERATOR."""
    if IN_BFLOAT16:
        numerator = fma(square, horner_pairs(t, square, TAIL_NUMERATOR), t)
        rest = fma(t, horner_pairs(t, square, TAIL_DENOMINATOR), 1.0)
        return numerator, fma(TAIL_SCALE, numerator, rest), 0.0
    numerator, rest = tail_fraction(t, square)
    # What adding the 1 rounds off is kept: near 0 the denominator is little more than 1, and an
    # error of it is one of the quotient.
    denominator = rest + 1.0
    return numerator, denominator, (denominator - 1.0) - rest


def half_gaussian(t: float, square: float, shifter: float) -> tuple[float, float]:
    """Return (power, shifted): e^(−t²/2) = (1 + power)·2^n, and n added to the shifter.

    `square` is t² rounded, which is exact for a bfloat16. The tilt of TAIL_NUMERATOR makes up for
    the rounded 2·ln 2.
    """
    shifted = round_shifted(square + GAUSSIAN_SHIFT, -0.5 * LOG2_E, shifter)
    s = fma(shifted - shifter, TWO_LN2, square)
    if not IN_BFLOAT16:
        s += fma(t, t, -square)
    return s * horner(s, HALF_EXP_TAIL), shifted


def normal_tail_times(t: float) -> float:
    """Return t·Q(t)/DOWN for 0 ≤ t ≤ NORMAL_LIMIT, within 3 ULP (2^-19 in bfloat16).

    Q is the upper tail of the standard normal distribution. The caller's multiplication by DOWN
    rounds once.
    """
    if IN_FLOAT64:
        return mills_tail_times(t)
    # As `mills_tail_times`, in 22 multiplications instead of 35. The quotient is a normal number
    # wherever t is.
    square = t * t
    power, shifted = half_gaussian(t, square, SHIFTER_UP - 1.0)
    numerator, denominator, excess = tail_quotient(t, square)
    if not IN_BFLOAT16:
        power = fma(excess, rough_reciprocal(denominator), power)
    ratio = quotient(numerator, denominator) * pow2_from_shifted(shifted)
    return fma(ratio, power, ratio)


def normal_tail_parts(t: float, shifter: float) -> tuple[float, float, float]:
    """Return (q, power, shifted): t·Q(t) = q·(1 + power)·2^n, and n added to the shifter.

    For t ≤ 19.9, within 1.2·2^-23 (2^-52; 2^-19 in bfloat16) relative to itself: unlike
    `normal_tail_times` it makes good what the division rounds off.
    """
    if IN_FLOAT64:
        high, low = mills_times(t)
        r, tail, shifted = reduced_exp_of_product(-0.5 * t, t, shifter)
        return high, fma(low, rough_reciprocal(high), tail + r), shifted
    square = t * t
    power, shifted = half_gaussian(t, square, shifter - 1.0)
    if IN_BFLOAT16:
        numerator, denominator, _ = tail_quotient(t, square)
        return quotient(numerator, denominator), power, shifted
    numerator, rest = tail_fraction(t, square)
    ratio = quotient(numerator, rest + 1.0)
    # What the sum and the division round off, to 2^-24 of the ratio: small beside the numerator
    # where the Gaussian's rounding counts, that is where the denominator is large.
    residual = fma(-ratio, rest, numerator) - ratio
    return ratio, fma(residual, rough_reciprocal(numerator), power), shifted


def times_distance(factor: float, factor_low: float, t: float) -> tuple[float, float]:
    """Return (factor + factor_low)·(root − t) in two parts, for the root of gelu's slope at −t."""
    distance = SLOPE_ROOT - t
    distance_low = ((SLOPE_ROOT - distance) - t) + SLOPE_ROOT_LOW
    high = fma(factor, distance, factor * distance_low)
    low = fma(factor, distance_low, fma(factor, distance, -high))
    return high, fma(factor_low, distance, low)


def mills_slope(t: float) -> tuple[float, float]:
    """Return m(t) − t/√(2π), which times e^(−t²/2) is the derivative of t·Q(t), in two parts.

    It is accurate relative to itself at its root t = 0.7518 too: the distance from the root is
    exact there, and a factor of the result.
    """
    ratio = quotient(horner(t, SLOPE_NUMERATOR), horner(t, SLOPE_DENOMINATOR))
    factor, factor_low = fast_two_sum(SLOPE_CENTER, ratio)
    return times_distance(factor, factor_low, t)


def distance_of_root(t: float) -> float:
    """Return root − t for a bfloat16 t; exact at the root, but for the low part."""
    return (SLOPE_ROOT - t) + SLOPE_ROOT_LOW


def normal_tail_slope(t: float, shifter: float) -> float:
    """Return the derivative of t·Q(t) times what `shifter` adds to SHIFTER; 0 ≤ t ≤ 19.9."""
    if IN_BFLOAT16:
        power, shifted = half_gaussian(t, t * t, shifter)
        ratio = quotient(horner(t, SHORT_SLOPE_NUMERATOR), horner(t, SHORT_SLOPE_DENOMINATOR))
        slope = ratio * distance_of_root(t)
        return fma(slope, power, slope) * pow2_from_shifted(shifted)
    high, low = mills_slope(t)
    r, tail, scale = exp_of_product(-0.5 * t, t, shifter)
    return times_exp(high, low, r, tail) * scale


def mills_tail_and_slope(t: float, shifter: float) -> tuple[float, float, float]:
    """Return what `normal_tail_and_slope` does, within 2 ULP."""
    r, rest, scale = exp_of_product(-0.5 * t, t, shifter)
    high, low = mills_times(t)
    tail = times_exp(high, low, r, rest) * scale
    high, low = mills_slope(t)
    slope, slope_low = fast_two_sum(high, fma(high, r, fma(high, rest, low)))
    return tail, slope * scale, slope_low * scale


def normal_tail_and_slope(t: float, shifter: float) -> tuple[float, float, float]:
    """Return t·Q(t) within 3 ULP (2^-19 in bfloat16), its derivative in two parts; 0 ≤ t ≤ 19.9.

    All are multiplied by the power of two that `shifter` adds.
    """
    if IN_FLOAT64:
        return mills_tail_and_slope(t, shifter)
    square = t * t
    power, shifted = half_gaussian(t, square, shifter - 1.0)
    scale = pow2_from_shifted(shifted)
    numerator, denominator, excess = tail_quotient(t, square)
    if IN_BFLOAT16:
        reciprocal = quotient(1.0, denominator)
        factor = fma(reciprocal, power, reciprocal) * scale
        slope = horner_pairs(t, square, SLOPE_OVER_TAIL) * distance_of_root(t)
        return numerator * factor, slope * factor, 0.0
    lost = excess * rough_reciprocal(denominator)
    ratio = quotient(numerator, denominator) * scale
    over = quotient(horner_pairs(t, square, SLOPE_OVER_TAIL), denominator)
    factor, factor_low = fast_two_sum(2.0 * SLOPE_CENTER, over)
    high, low = times_distance(factor, fma(over, lost, factor_low), t)
    slope, slope_low = fast_two_sum(high, fma(high, power, low))
    return fma(ratio, lost + power, ratio), slope * scale, slope_low * scale


def gaussian(size: float, shifter: float) -> float:
    """Return 2/√π·e^(−size²), the derivative of erf, times what `shifter` adds to SHIFTER.

    In bfloat16, whose square is exact, within 2^-19.
    """
    if IN_BFLOAT16:
        square = size * size
        shifted = round_shifted(square, -LOG2_E, shifter)
        r = fma(shifter - shifted, LN2_HIGH, -square)
        rest = fma(r * r, horner_pairs(r, r * r, EXP_VALUE_TAIL), r)
        return fma(TWO_OVER_SQRT_PI, rest, TWO_OVER_SQRT_PI) * pow2_from_shifted(shifted)
    shifted = round_shifted(size * LOG2_E, -size, shifter)
    n = shifted - shifter
    r = fma(-n, LN2_REST, fma(-size, size, -n * LN2_SHORT))
    square = r * r
    rest = fma(square, horner_pairs(r, square, EXP_VALUE_TAIL), r)
    rest = fma(TWO_OVER_SQRT_PI, rest, TWO_OVER_SQRT_PI_LOW)
    return (TWO_OVER_SQRT_PI + rest) * pow2_from_shifted(shifted)


def times_gaussian(dy: float, x: float) -> float:
    """Return dy·2/√π·e^(−x²)."""
    size = absolute(x)
    far = size > ERF_SLOPE_FAR_FROM
    size = select(size > ERF_SLOPE_LIMIT, ERF_SLOPE_LIMIT, size)
    factor = select(far, FAR, 1.0)
    return gaussian(size, select(far, SHIFTER_FAR_UP, SHIFTER)) * (dy * factor) * factor


def one_minus_power(x: float) -> float:
    """Return 1 − x², in float64 1 − x⁴."""
    if IN_FLOAT64:
        x = x * x
    return fma(-x, x, 1.0)


def erfc_quotient(t: float, t_low: float, high: float, low: float) -> tuple[float, float, float]:
    """Return q, its remainder and a reciprocal: (high + low)·erfcx(t + t_low) = q + remainder·it.

    For 0 ≤ t ≤ ERFC_LIMIT. With high + low = e^(−t²) it is erfc.
    """
    ratio = quotient(horner(t, ERFCX_NUMERATOR), horner(t, ERFCX_DENOMINATOR))
    factor, factor_low = fast_two_sum(ERFCX_CENTER, ratio)
    product = factor * high
    product_low = fma(factor, high, -product) + fma(factor_low, high + low, factor * low)
    divisor, divisor_low = two_sum(t, ERFCX_SHIFT)
    divisor_low += t_low
    reciprocal = quotient(1.0, divisor)
    share = (product + product_low) * reciprocal
    remainder = fma(-divisor_low, share, fma(-divisor, share, product) + product_low)
    return share, remainder, reciprocal


#: √½ in two parts; Φ is 0 or 1 beyond ±NORMAL_END.
ROOT_HALF = hex_per_type(float32="0x1.6a09e6p-1", float64="0x1.6a09e667f3bcdp-1")
ROOT_HALF_LOW = hex_per_type(float32="0x1.9fcef4p-27", float64="-0x1.bdd3413b26456p-55")
NORMAL_END = per_type(float32=14.49, float64=38.6)


def normal_tail(t: float) -> float:
    """Return Φ(−t)/DOWN for t ≥ 0."""
    t = select(t > NORMAL_END, NORMAL_END, t)
    square = 0.5 * t * t
    high, low, scale = exp_negative_parts(-square, fma(-0.5 * t, t, square))
    size = t * ROOT_HALF
    size_low = fma(t, ROOT_HALF_LOW, fma(t, ROOT_HALF, -size))
    quotient, remainder, reciprocal = erfc_quotient(size, size_low, high, low)
    return fma(remainder, reciprocal, quotient) * (0.5 * scale)


#: √(2/π)
DENSITY_RATIO = hex_per_type(float32="0x1.988454p-1", float64="0x1.9884533d43651p-1")
#: Squares beside which a logarithm does not count; larger ones are infinite.
SQUARES_ALONE = per_type(float32=2.0**60, float64=2.0**120)
#: φ(t)/Φ(−t) is t·(1 + z·(1 − 2z + 10z² − …)) with z = 1/t², for t beyond NORMAL_END.
FAR_RATIO = (1.0, -2.0, 10.0, -74.0, 706.0, -8162.0, 110410.0)


def far_ratio(t: float) -> float:
    """Return φ(t)/Φ(−t) for t ≥ NORMAL_END, and that of NORMAL_END below."""
    t = select(t > NORMAL_END, t, NORMAL_END)
    inverse = 1.0 / t
    return fma(inverse, horner(inverse * inverse, FAR_RATIO), t)


def normal_parts(x: float) -> tuple[float, float]:
    """Return q and its rest: Φ(x) = ½(q + rest)·e^(−x²/2) for x < 0, else 1 − ½(q + rest)."""
    left, t = x < 0.0, absolute(x)
    far = t > NORMAL_END
    size = select(far, NORMAL_END, t)
    square = 0.5 * size * size
    square_low = fma(-0.5 * size, size, square)
    high, low, scale = exp_negative_parts(-square, square_low)
    argument = size * ROOT_HALF
    argument_low = fma(size, ROOT_HALF_LOW, fma(size, ROOT_HALF, -argument))
    high, low = select(left, 1.0, high), select(left, 0.0, low)
    q, remainder, reciprocal = erfc_quotient(argument, argument_low, high, low)
    q, q_low = fast_two_sum(q, remainder * reciprocal)
    # for x ≥ 0 the last power of two rounds a subnormal number once
    q = select(left, q, q * scale * DOWN)
    q_low = select(left, q_low, q_low * scale * DOWN)
    beyond = left & far
    q = select(beyond, DENSITY_RATIO / far_ratio(t), q)
    return q, select(beyond, 0.0, q_low)


def log_normal(x: float) -> float:
    """Return log Φ(x)."""
    q, q_low = normal_parts(x)
    half, half_low = 0.5 * q, 0.5 * q_low
    # of the argument ½q for x < 0, and of 1 − ½q for others: 1 + f and an exponent
    left = x < 0.0
    m, n = split_exponent(select(left, half, 0.5), 0.75)
    steep = half > 0.25
    f = select(left, m - 1.0, select(steep, 1.0 - q, -half))
    f_low = select(
        left, half_low * pow2_from_shifted(SHIFTER - n), select(steep, -q_low, -half_low)
    )
    n = select(left, n, select(steep, -1.0, 0.0))
    # the slope of log(1 + f) is 1/(1 + f), for which 1 − f + 0.8·f² is near enough
    f_low = fma(f_low, f * fma(0.8, f, -1.0), f_low)
    high, rest = log_pair(n, f, f_low)
    t = select(left, x, 0.0)
    square = 0.5 * t * t
    square_low = select(square > SQUARES_ALONE, 0.0, fma(-0.5 * t, t, square))
    total, lost = two_sum(high, -square)  # both are negative
    lost = select(square > SQUARES_ALONE, 0.0, lost)
    return -absolute(total + (lost + (rest + square_low)))


def times_log_normal_slope(dy: float, x: float) -> float:
    """Return dy·φ(x)/Φ(x)."""
    left, t = x < 0.0, absolute(x)
    far = left & (t > NORMAL_END)
    q, q_low = normal_parts(x)
    # of both sides only what is taken may overflow
    complement = select(left, q + q_low, 1.0 - 0.5 * q)
    ratio = select(left, DENSITY_RATIO, 1.0) / select(far, 1.0, complement)
    ratio = select(far, far_ratio(t), ratio)
    return select(left, dy, times_density(dy, x)) * ratio


#: Beyond the first e^(−x²/2) is below the smallest normal float, beyond the second 0 times any.
DENSITY_FAR_FROM = per_type(float32=13.0, float64=37.5)
DENSITY_LIMIT = per_type(float32=20.4, float64=54.5)
ONE_OVER_SQRT_2PI_LOW = hex_per_type(float32="-0x1.857936p-27", float64="-0x1.cbc0d30ebfd15p-56")


def times_density(dy: float, x: float) -> float:
    """Return dy·e^(−x²/2)/√(2π)."""
    size = absolute(x)
    far = size > DENSITY_FAR_FROM
    size = select(size > DENSITY_LIMIT, DENSITY_LIMIT, size)
    factor = select(far, FAR, 1.0)
    r, tail, scale = exp_of_product(-0.5 * size, size, select(far, SHIFTER_FAR_UP, SHIFTER))
    density = times_exp(ONE_OVER_SQRT_2PI, ONE_OVER_SQRT_2PI_LOW, r, tail)
    return density * scale * (dy * factor) * factor


#: √π/2, the slope of the inverse at 0.
ROOT_PI_HALF = hex_per_type(float32="0x1.c5bf8ap-1", float64="0x1.c5bf891b4ef6bp-1")
ROOT_PI_HALF_LOW = hex_per_type(float32="-0x1.c96212p-26", float64="-0x1.618f13eb7ca89p-55")

# (erfinv(t)/t − √π/2)/t² in t² for t ≤ ½. Relative error of the inverse 2^-30.1 (float32) and
# 2^-59.0 (float64).
# tools/minimax.py ERFINV_NEAR
# refit: of degree 5 in float32
# remez: of degree 13 in float64
ERFINV_NEAR = per_type(
    float32=from_hex("""
        0x1.db29e2p-3 0x1.054392p-3 0x1.611502p-4 0x1.1a394cp-4 0x1.eb1a8p-6 0x1.8f25dcp-4
    """),
    float64=from_hex("""
        0x1.db29fb2fee5e4p-3 0x1.053c2c0ab9268p-3 0x1.62847c47c923ap-4 0x1.0a1318a48b4e4p-4
        0x1.a7c85932985b1p-5 0x1.5eeb86740d2b6p-5 0x1.2ab23fb94fee8p-5 0x1.040b360158b4dp-5
        0x1.c1efac9e762fep-6 0x1.d23deca7bcf7dp-6 0x1.c41b1d3651027p-8 0x1.192f0af374005p-4
        -0x1.278ede40dda73p-4 0x1.b1d4ddd2da6c4p-4
    """),
)

# erfinv(1 − e^(−s²))/s for s from √(log 2) to 6.2. Relative error 2^-20.0 (float32), of which one
# step of third order makes the fourth power.
# tools/minimax.py ERFINV_START
# refit: of degrees 3/3
ERFINV_START_NUMERATOR = from_hex("0x1.37f91ap-5 0x1.50f2dcp-1 0x1.89ff56p0 0x1.b7f038p-3")
ERFINV_START_DENOMINATOR = from_hex("0x1p0 0x1.17ee3p0 0x1.8a1cf8p0 0x1.b83ff8p-3")


def inverse_erf(t: float) -> float:
    """Return the inverse error function of t ≥ 0, inf at 1 and NaN beyond."""
    # up to ½ a polynomial, of which all but the first term is small
    square = t * t
    near = t * ROOT_PI_HALF
    rest = fma(square, horner_pairs(square, square * square, ERFINV_NEAR), ROOT_PI_HALF_LOW)
    near += fma(t, rest, fma(t, ROOT_PI_HALF, -near))
    # beyond, a start from √(−log(1 − t)) and a step towards erfc(v) = 1 − t, which is exact
    distance = 1.0 - t
    is_near = magnitude_at_most(t, 0.5)
    inside = magnitude_at_most(t, BELOW_ONE)
    u = select(is_near, 0.5, select(inside, distance, 0.5))
    m, n = split_exponent(u, 0.75)
    s = sqrt(-log_of_parts(n, m - 1.0, 0.0, -0.0))
    v = quotient(s * horner(s, ERFINV_START_NUMERATOR), horner(s, ERFINV_START_DENOMINATOR))
    square = v * v
    high, low, scale = exp_negative_parts(-square, fma(-v, v, square))
    ratio, remainder, reciprocal = erfc_quotient(v, -0.0, high, low)
    scale = scale * DOWN
    excess = fma(ratio, scale, -u) + remainder * reciprocal * scale
    step = quotient(excess, TWO_OVER_SQRT_PI * ((high + low) * scale))
    cubic = fma(square, 4.0 / 3.0, 1.0 / 3.0)
    far = v + fma(step * step, fma(cubic, step, v), step)
    return select(is_near, near, far + domain_edge(distance, 1.0))


def inverse_erf_slope(t: float) -> float:
    """Return the derivative of the inverse error function at t ≥ 0.

    With erfc(v) = 1 − t it is √π/2·e^(v²) = √π/2·erfcx(v)/(1 − t).
    """
    v = inverse_erf(t)
    v = select(v == INFINITY, ERFC_LIMIT, v)
    quotient, _, _ = erfc_quotient(v, -0.0, 1.0, 0.0)
    return ROOT_PI_HALF * quotient / (1.0 - t)
