"""The logistic function σ(x) = 1/(1 + e^−x), what it gates, and its slopes; tables of tanh.

The exponential is that of `exponential`, taken of −|x| where a tail has to keep its relative
accuracy. 1 + e is held with its rounding error where it counts, and what is beyond the range of a
scale is multiplied back after the result's last rounding.
"""

from __future__ import annotations

from ..core.floats import from_hex
from ..core.primitives import (
    absolute,
    copysign,
    flip_sign,
    fma,
    horner,
    horner_pairs,
    pow2_from_shifted,
    quotient,
    rough_reciprocal,
    round_shifted,
    select,
)
from ..core.specialize import (
    IN_BFLOAT16,
    IN_FLOAT64,
    ON_FAST_PATH,
    common,
    per_path,
    per_type,
    rare,
)
from .exponential import (
    DOWN,
    EXP_SHORT_TAIL,
    EXP_TAIL,
    EXP_VALUE_TAIL,
    FAR,
    FAR_FROM,
    FAR_LIMIT,
    INVERSE_FACTORIALS,
    LARGEST,
    LN2_HIGH,
    LN2_LOW,
    LOG2_E,
    SHIFTER,
    SHIFTER_DOWN,
    SHIFTER_FAR,
    SHIFTER_FAR_UP,
    SHIFTER_HALF,
    UP,
    reduced,
)

#: σ(x) is 1 to the working precision long before the upper limit; x·σ(x) is 0 beyond the lower.
LOGISTIC_LOWEST = per_type(float32=-130.0, float64=-1060.0)
LOGISTIC_HIGHEST = per_type(float32=42.0, float64=350.0)

#: Both terms of 1 + e^−x are multiplied by the first, so that nothing overflows where σ is still a
#: number; the other gives e^−x that factor.
LOGISTIC_SCALE = per_path(full=DOWN, fast=1.0)
SHIFTER_LOGISTIC = per_path(full=SHIFTER_DOWN, fast=SHIFTER)


def bounded_logistic(x: float) -> float:
    """Return x between LOGISTIC_LOWEST and LOGISTIC_HIGHEST, NaN kept."""
    x = select(rare(x < LOGISTIC_LOWEST), LOGISTIC_LOWEST, x)
    return select(rare(x > LOGISTIC_HIGHEST), LOGISTIC_HIGHEST, x)


def logistic_parts(x: float, dx: float, shifter: float, one: float) -> tuple[float, float]:
    """Return (value, correction) with σ(x+dx) = (value + value·correction)·one.

    The two hold σ within ½ ULP (within 0.8 ULP where dx is not 0). `shifter` gives e^−x the factor
    `one`, with which it must not overflow. dx is finite and small, as in `exp_parts`.
    """
    shifted = round_shifted(x, -LOG2_E, shifter)
    n = shifted - shifter
    # e^-(x+dx) as in `reduced_exp`, but with all of the argument in one number: cheaper, and what
    # its rounding costs is ¼ ULP.
    r = reduced(fma(-n, LN2_HIGH, -x), -dx, n)
    scale = pow2_from_shifted(shifted)
    high = 1.0 + r
    square = r * r
    low = fma(square, horner_pairs(r, square, EXP_VALUE_TAIL), r - (high - 1.0))
    high = high * scale
    low = low * scale
    # No case for the sign. The rounded denominator is good to 1 ULP only; what the quotient lacks
    # is measured by the three terms that it was made of.
    value = quotient(1.0, (high + low) + one)
    residual = fma(-one, value, fma(-high, value, 1.0))
    return value, fma(-low, value, residual)


def times_logistic_at(dy: float, x: float, dx: float = 0.0) -> float:
    """Return dy·σ(x+dx), which may be a normal number where σ is not."""
    if IN_BFLOAT16:
        m, factor = times_logistic_far(1.0, x, dx)
        return m * (dy * factor) * factor
    far = rare(x < FAR_FROM)
    x = select(rare(x < FAR_LIMIT), FAR_LIMIT, x)
    x = select(rare(x > -FAR_FROM), -FAR_FROM, x)
    shifter, one = select(far, SHIFTER_FAR, SHIFTER), select(far, 0.0, 1.0)
    value, correction = logistic_parts(x, dx, shifter, one)
    factor = select(far, FAR, 1.0)
    return fma(value, correction, value) * (dy * factor) * factor


def one_plus_exp(r: float, scale: float, one: float) -> tuple[float, float, float]:
    """Return e^r − 1, and `one` + e^r·scale rounded and its excess.

    For |r| ≤ ½·ln 2 or a scale near 0.
    """
    square = r * r
    rest = fma(square, horner_pairs(r, square, EXP_VALUE_TAIL), r)
    start = scale + one
    larger, smaller = select(scale > one, scale, one), select(scale > one, one, scale)
    total = fma(rest, scale, start)
    return rest, total, fma(-rest, scale, total - start) + ((start - larger) - smaller)


def corrected_quotient(p: float, d: float, excess: float) -> float:
    """Return p/(d − excess), to 1.1·2^-23 (2^-52) relative to itself; p/d in bfloat16.

    The division does not wait for the correction, which costs two multiplications: the excess is
    below an ULP of d, so that a rough reciprocal is enough. An excess of +0 keeps a zero's sign.
    """
    ratio = quotient(p, d)
    if IN_BFLOAT16:
        return ratio
    return fma(ratio, excess * rough_reciprocal(d), ratio)


def times_logistic(p: float, y: float, dy: float) -> float:
    """Return p·σ(y+dy)/LOGISTIC_SCALE for |p| ≤ 2^60, to 1.1·2^-23 (2^-52) relative to itself.

    Multiplying by that rounds once in the subnormal range.
    """
    y = bounded_logistic(y)
    shifted = round_shifted(y, -LOG2_E, SHIFTER_LOGISTIC)
    n = shifted - SHIFTER_LOGISTIC
    r = reduced(fma(-n, LN2_HIGH, -y), -dy, n)
    _, d, excess = one_plus_exp(r, pow2_from_shifted(shifted), LOGISTIC_SCALE)
    return corrected_quotient(p, d, excess)


def times_logistic_far(p: float, y: float, dy: float) -> tuple[float, float]:
    """Return (m, factor) with p·σ(y+dy) = m·factor², to 1.1·2^-23 (2^-52) relative to itself.

    p is finite, and its product with σ below 2^39 where y < FAR_FROM. e^-y is 0 beside 1 from
    −FAR_FROM on, and 1 beside e^-y below FAR_FROM.
    """
    far = rare(y < FAR_FROM)
    y = select(rare(y < FAR_LIMIT), FAR_LIMIT, y)
    y = select(rare(y > -FAR_FROM), -FAR_FROM, y)
    shifter = select(far, SHIFTER_FAR, SHIFTER)
    shifted = round_shifted(y, -LOG2_E, shifter)
    n = shifted - shifter
    r = reduced(fma(-n, LN2_HIGH, -y), -dy, n)
    _, d, excess = one_plus_exp(r, pow2_from_shifted(shifted), select(far, 0.0, 1.0))
    return corrected_quotient(p, d, excess), select(far, FAR, 1.0)


def product_argument(x: float, k: float, limit: float) -> tuple[float, float, float]:
    """Return x, y and dy with k·x = y + dy, for functions of k·x that are flat beyond ±limit.

    Where the product is beyond, it is ±limit, and x is 0: no factor is infinite and nothing
    overflows. k may be infinite, and 0 times an infinite x is 0.
    """
    if ON_FAST_PATH:
        y, rest = product_parts(x, k)
        return x, y, rest
    # All but the last lines are outside the loop where k is one value.
    size = absolute(k)
    flat = size <= limit * DOWN * DOWN
    reach = select(flat, LARGEST, limit / select(flat, 1.0, size))
    steep = select(k == 0.0, 0.0, copysign(limit, k))
    slope = select(size > LARGEST, 0.0, k)
    beyond = absolute(x) > reach
    bounded = select(beyond, 0.0, x)
    # Both factors are chosen: of a product of `bounded` that is then rejected the compiler makes
    # slope * x where nothing else takes it, as in bfloat16, and that overflows.
    y = select(beyond, steep, slope) * select(beyond, copysign(1.0, x), x)
    return bounded, y, rest_of_product(slope, bounded, slope * bounded)


def rest_of_product(a: float, b: float, product: float) -> float:
    """Return what a·b lacks of being `product`: 0 for two bfloat16, whose product has 16 bits."""
    return 0.0 if IN_BFLOAT16 else fma(a, b, -product)


def product_parts(x: float, k: float) -> tuple[float, float]:
    """Return k·x, rounded, and what it lacks.

    The product is infinite where it overflows, and NaN for 0·inf too; beyond the largest float what
    it lacks may be NaN.
    """
    y = k * x
    rest = rest_of_product(k, x, y)
    if ON_FAST_PATH:
        # 0 for a default of 1, when the compiler knows k. A choice by k alone, which is one value
        # there, would be a branch for each vector.
        rest = select((k != 1.0) & (x == x), rest, 0.0)
    return y, rest


def is_halved(x: float, k: float) -> bool:
    """Say whether x is infinite and k is 0, so that x·σ(k·x) is x."""
    return (absolute(x) > LARGEST) & (k == 0.0)


#: Below it the activations that are x/2 near 0 may be subnormal.
TINY = per_type(float32=2.0**-124, float64=2.0**-1020)

#: The smallest gate on the fast path of gradients: half of any bfloat16 is a float32.
SMALLEST_GATE = per_type(float32=2.0**-124, float64=2.0**-1020, bfloat16=0.0)

#: Gates that a small slope by beta goes with, called large: their products may overflow.
LARGE_GATE = 2.0**40


# A gate's gradient is slope·value·dy, in that order: the slope is at most 1.13, so that half of its
# product with the value is a float, and twice that comes last. Where the slope is small, dy·value
# comes first, for it may count as a whole only.

#: A slope is above 2^-104 (2^-980) for σ(y) up to it, and the others for |gate|.
GATE_FAST = per_type(float32=72.0, float64=680.0)
QUICK_GATE_FAST = per_type(float32=42.0, float64=399.0)
GELU_GATE_FAST = per_type(float32=11.5, float64=36.5)
GELU_TANH_GATE_FAST = per_type(float32=9.2, float64=19.6)


def cotangents(dy: float, value: float, factor: float, near: bool) -> tuple[float, float]:
    """Return half of what a slope over factor² is multiplied by first, and what by next.

    Twice the product of all three is dy·value·slope.
    """
    dy_first = absolute(dy) > absolute(value)
    larger, smaller = select(dy_first, dy, value), select(dy_first, value, dy)
    both_large = absolute(smaller) > 1.0  # or their product cannot overflow
    # ½, for LLVM makes a multiplication by a selected 1 one of two products, with its overflow
    v = larger * select(both_large, 0.5, smaller) * select(both_large, 1.0, 0.5)
    after = select(near, dy, select(both_large, smaller, 1.0))
    return select(near, 0.5 * value, v) * factor, after * factor


# The derivative of p·σ(y) for p = x and an odd y is, with e = e^y and h = x·y′ for y ≤ 0,
#     S = e·(1 + e + h)/(1 + e)²,  and 1 − S(−x) beyond:
# e ≤ 1, so that nothing overflows, and nothing cancels but 1 + e and h at the root. There e is a
# power of two times 1 + rest with a short rest, which makes what is left accurate. All is halved,
# so that no product is larger than the result: t is half of that power of two, and
# ½(1 + e) = d + lost.

SHIFTER_FAR_HALF = per_type(
    float32=1.5 * 2.0**23 + 126.0 + 176.0, float64=1.5 * 2.0**52 + 1022.0 + 1136.0
)
#: As FAR_FROM, for half of e^y.
FAR_HALF_FROM = per_type(float32=-86.0, float64=-707.0)


# bfloat16 has what is left after the roundings of float32, but for the root of a slope: there the
# same short rest is needed. So no sign is told apart and nothing is halved:
#     S = (1 + E·(1 + h))/(1 + E)²  with E = e^−y and h = x·y′,
# where 1 + h is one number u, of which the caller knows the best form.

# (e^r − 1 − r)/r². With it 1 + r + r²·q(r) has a relative error of 2^-21.9 (float32) on
# |r| ≤ ½·ln 2. Where the slope of y·σ(y) has its root it is made good to 2^-32, what LN2_HIGH lacks
# included.
# tools/minimax.py EXP_SLOPE_TAIL
# refit: of degree 3, weight e^r/r², and 1/1024 of it at the root
EXP_SLOPE_TAIL = per_type(
    float32=from_hex("""
        0x1.ffffe8p-2 0x1.555a6ep-3 0x1.569558p-5 0x1.0ea47ep-7
    """)
)

#: As FAR, FAR_FROM and SHIFTER_FAR, for E·(1 + h) in place of e^−y: it does not overflow.
FAR_SLOPE = per_type(float32=2.0**-92)
FAR_SLOPE_FROM = per_type(float32=-80.0)
SHIFTER_FAR_SLOPE = per_type(float32=1.5 * 2.0**23 + 127.0 - 184.0)


def growth_in_bfloat16(y: float, dy: float, shifter: float) -> tuple[float, float]:
    """Return (rest, scale) with e^−(y+dy) = (1 + rest)·scale, within 2^-20."""
    shifted = round_shifted(y, -LOG2_E, shifter)
    r = fma(shifter - shifted, LN2_HIGH, -y) - dy
    square = r * r
    rest = fma(square, horner_pairs(r, square, EXP_SLOPE_TAIL), r)
    return rest, pow2_from_shifted(shifted)


def slope_in_bfloat16(y: float, dy: float, u: float) -> tuple[float, float, float]:
    """Return m, factor and r: the derivative of p·σ(y+dy) is m·factor², and σ r·factor².

    For u = 1 + p·y′, and y between FAR_LIMIT and −FAR_SLOPE_FROM.
    """
    far = rare(y < FAR_SLOPE_FROM)
    shifter, one = select(far, SHIFTER_FAR_SLOPE, SHIFTER), select(far, 0.0, 1.0)
    rest, scale = growth_in_bfloat16(y, dy, shifter)
    leading = scale * u
    reciprocal = quotient(1.0, fma(scale, rest, scale + one))
    factor = select(far, select(y > FAR_LIMIT, FAR_SLOPE, 0.0), 1.0)
    return fma(leading, rest, leading + one) * reciprocal * reciprocal, factor, reciprocal


def gate_factors(x: float, factor: float) -> tuple[float, float]:
    """Return what a gate x and what its activation is multiplied by come with beside `factor`.

    Their product is `factor`, which is 1 for a tiny gate unless the result is 0: such a gate comes
    times a power of two, for x·σ may be subnormal where its product is not.
    """
    large, tiny = rare(absolute(x) > LARGE_GATE), rare(absolute(x) < TINY)
    of_gate, of_grad = select(tiny, UP, 1.0), select(tiny, DOWN, factor)
    return select(large, factor, of_gate), select(large, 1.0, of_grad)


def times_gate_value(grad: float, x: float, bounded: float, sigma: float, factor: float) -> float:
    """Return grad·x·σ for σ = sigma·factor², and x = bounded where σ counts."""
    of_gate, of_grad = gate_factors(x, factor)
    return bounded * of_gate * sigma * (grad * of_grad) * factor


def gate_gradients_in_bfloat16(
    grad: float, x: float, bounded: float, y: float, dy: float, u: float, value: float
) -> tuple[float, float]:
    """Return grad·value·(p·σ(y+dy))′ and grad·p·σ(y+dy), for p = x and u = 1 + p·y′.

    The other arguments are as in `gate_gradients`.
    """
    slope, factor, reciprocal = slope_in_bfloat16(y, dy, u)
    v, w = cotangents(grad, value, factor, common(absolute(y) <= GATE_FAST))
    d_gate = 2.0 * (slope * v * w)
    m = select(y > 0.0, x, bounded)
    return d_gate, times_gate_value(grad, x, m, reciprocal, factor)


def decay_parts(a: float, da: float, shifter: float) -> tuple[float, float, float]:
    """Return (rest, rest_low, scale) with e^(a+da) = (1 + rest + rest_low)·scale, for a ≤ 0.

    scale is 2^n times what `shifter` adds to n; rest is rounded, and rest_low what it lacks.
    """
    shifted = round_shifted(a, LOG2_E, shifter)
    n = shifted - shifter
    leading = fma(-n, LN2_HIGH, a)  # exact
    low = fma(-n, LN2_LOW, da)
    r = leading + low
    square = r * r
    tail = fma(square, horner_pairs(r, square, EXP_TAIL), low)
    rest = leading + tail
    return rest, tail - (rest - leading), pow2_from_shifted(shifted)


def half_one_plus(rest: float, t: float) -> tuple[float, float]:
    """Return ½ + t·(1 + rest) and its rounding error, for a power of two t ≤ ½."""
    d = fma(rest, t, 0.5 + t)
    return d, fma(rest, t, t - (d - 0.5))


def start_of_numerator(h: float, t: float) -> tuple[float, float]:
    """Return ½ + t + ½·h, rounded, and its rounding error, of which float32 has no need.

    In float64 it is half an ULP of the sum around h = -33.5, where t is half of its last bit.
    The largest errors in float32 are elsewhere.
    """
    start = fma(0.5, h, 0.5 + t)
    return start, (0.5 + t) - fma(-0.5, h, start) if IN_FLOAT64 else -0.0


def half_numerator(h: float, dh: float, rest: float, rest_low: float, t: float) -> float:
    """Return (1 + e)·(½ + t·(1 + e) + ½·(h + dh)) with e = rest + rest_low, rounded about once."""
    start, start_low = start_of_numerator(h, t)
    high = fma(rest, t, start)
    low = fma(0.5, dh, fma(t, rest_low, fma(rest, t, start - high) + start_low))
    return high + fma(high + low, rest, low)


def over_square(p: float, p_low: float, d: float, lost: float) -> tuple[float, float]:
    """Return (p + p_low)/(d + lost)², rounded, and what that lacks."""
    square = d * d
    square_low = fma(lost + lost, d, fma(d, d, -square))
    ratio = quotient(p, square)
    residual = fma(-ratio, square_low, fma(-ratio, square, p) + p_low)
    return ratio, residual * rough_reciprocal(square)


def mirrored(negative: bool, total: float, part: float) -> float:
    """Return −part where `negative`, total − part elsewhere."""
    return select(negative, -0.0, total) - part


def where_negative(y: float, dy: float) -> float:
    """Return dy for y < 0, else 0: beyond, the rounding error of y counts for little."""
    return select(y < 0.0, dy, 0.0)


def signed_scale(scale: float, y: float) -> float:
    """Return `scale` with the sign of y, positive for both zeros."""
    return copysign(scale, y + 0.0)


def gate_frame(
    y: float, da: float, h: float, dh: float
) -> tuple[float, float, float, float, float, float]:
    """Return rest, d, lost, numerator, scale and factor of a gate's slope.

    That is `mirrored` numerator/(d + lost)²·factor². y is between FAR_LIMIT and −FAR_HALF_FROM.
    """
    far = rare(y < FAR_HALF_FROM)
    shifter = select(far, SHIFTER_FAR_HALF, SHIFTER_HALF)
    rest, rest_low, scale = decay_parts(-absolute(y), da, shifter)
    t = select(far, 0.0, scale)
    d, lost = half_one_plus(rest, t)
    scale = signed_scale(scale, y)
    numerator = half_numerator(h, dh, rest, rest_low, t) * scale
    # 0 at the limit, which stands for all numbers below it.
    factor = select(far, select(y > FAR_LIMIT, FAR, 0.0), 1.0)
    return rest, d, lost, numerator, scale, factor


def bounded_to_frame(y: float) -> float:
    """Return y between FAR_LIMIT and −FAR_HALF_FROM, NaN kept."""
    y = select(rare(y < FAR_LIMIT), FAR_LIMIT, y)
    return select(rare(y > -FAR_HALF_FROM), -FAR_HALF_FROM, y)


def gate_value(x: float, bounded: float, y: float, rest: float, d: float, scale: float) -> float:
    """Return x·σ(y), for x = bounded where that is neither 0 nor x."""
    ratio = quotient(bounded * scale, d)
    return copysign(mirrored(y < 0.0, x, fma(ratio, rest, ratio)), x)


def product_of_two(high: float, low: float, v: float) -> float:
    """Return (high + low)·v, rounded once; v may be infinite. In bfloat16 high·v."""
    if IN_BFLOAT16:
        return high * v
    size = absolute(v)
    bounded = select(size > LARGEST, LARGEST, size)  # low may be 0, or of the other sign
    # The sign of the product, where it is 0 because v is.
    return flip_sign(copysign(fma(high, size, low * bounded), high), v)


def slope_of_frame(y: float, da: float, h: float, dh: float) -> tuple[float, float]:
    """Return (m, factor): the derivative of p·σ(y+dy) by p is m·factor², within 2.9 ULP.

    That is away from its root. h + dh = −|p·y′|, and −|y+dy| = −|y| + da. y is between FAR_LIMIT
    and −FAR_HALF_FROM; h is finite.
    """
    _, d, lost, numerator, _, factor = gate_frame(y, da, h, dh)
    quotient, low = over_square(numerator, -0.0, d, lost)
    return mirrored(y < 0.0, 1.0, quotient + low), factor


def times_product_slope(v: float, y: float, dy: float) -> float:
    """Return v times the derivative of x·σ(k·x) by x, for k·x = y + dy."""
    y = bounded_to_frame(y)
    if IN_BFLOAT16:
        m, factor, _ = slope_in_bfloat16(y, dy, (1.0 + y) + dy)
    else:
        dy = where_negative(y, dy)
        m, factor = slope_of_frame(y, dy, -absolute(y), dy)
    return m * (v * factor) * factor


def mirrored_product(negative: bool, quotient: float, low: float, v: float) -> float:
    """Return `mirrored` (quotient + low)·v with v as the total, rounded once; v may be infinite."""
    size = absolute(v)
    bounded = select(size > LARGEST, LARGEST, size)  # no inf − inf
    part = fma(quotient, select(negative, size, bounded), low * bounded)
    # The sign of the product, where it is 0 because v is.
    return flip_sign(mirrored(negative, size, copysign(part, quotient)), v)


def gate_gradients(
    grad: float, x: float, bounded: float, y: float, da: float, h: float, dh: float, value: float
) -> tuple[float, float]:
    """Return grad·value·(p·σ(y+dy))′ and grad·p·σ(y+dy), for p = x.

    The arguments are as in `slope_of_frame` and `gate_value`. The slope's product with v is
    rounded once, as that of two parts, and within 2.6 ULP away from the root.
    """
    rest, d, lost, numerator, scale, factor = gate_frame(y, da, h, dh)
    quotient, low = over_square(numerator, -0.0, d, lost)
    v, w = cotangents(grad, value, factor, common(absolute(y) <= GATE_FAST))
    d_gate = 2.0 * (mirrored_product(y < 0.0, quotient, low, v) * w)
    return d_gate, times_framed_gate(grad, x, bounded, y, rest, d, scale, factor)


def times_framed_gate(
    grad: float,
    x: float,
    bounded: float,
    y: float,
    rest: float,
    d: float,
    scale: float,
    factor: float,
) -> float:
    """Return grad·x·σ(y) of the parts of `gate_frame`."""
    of_gate, of_grad = gate_factors(x, factor)
    m = gate_value(x * of_gate, bounded * of_gate, y, rest, d, scale)
    # ∞·0 has a sign of its own on each CPU and GPU
    return copysign(m, x) * (grad * of_grad) * factor


def product_gate_gradients(
    grad: float, x: float, bounded: float, y: float, dy: float, value: float
) -> tuple[float, float]:
    """Return grad·value·(x·σ(k·x))′ and grad·x·σ(k·x), for k·x = y + dy."""
    y = bounded_to_frame(y)
    if IN_BFLOAT16:
        return gate_gradients_in_bfloat16(grad, x, bounded, y, dy, (1.0 + y) + dy, value)
    dy = where_negative(y, dy)
    return gate_gradients(grad, x, bounded, y, dy, -absolute(y), dy, value)


def slope_of_parts(rest: float, scale: float, t: float) -> tuple[float, float, float, float]:
    """Return quotient, low, d and lost of `logistic_gradients`; t is `scale`, or 0 beside ½."""
    d, lost = half_one_plus(rest, t)
    p = fma(scale, rest, scale)
    quotient, low = over_square(p, fma(scale, rest, scale - p), d, lost)
    return quotient, low, d, lost


def logistic_of_parts(y: float, rest: float, d: float, lost: float, scale: float) -> float:
    """Return σ(y) for y < 0, else 1 − σ(y), of the parts of `logistic_gradients`."""
    ratio = quotient(signed_scale(scale, y), d)
    return fma(ratio, fma(-lost, rough_reciprocal(d), rest), ratio)


def logistic_gradients(grad: float, y: float, value: float) -> tuple[float, float]:
    """Return grad·value·σ′(y) and grad·σ(y)."""
    if IN_BFLOAT16:
        return logistic_gradients_in_bfloat16(grad, y, value)
    y = select(rare(y < FAR_LIMIT), FAR_LIMIT, y)
    y = select(rare(y > -FAR_LIMIT), -FAR_LIMIT, y)
    a = -absolute(y)
    far = rare(a < FAR_HALF_FROM)
    rest, _, scale = decay_parts(a, 0.0, select(far, SHIFTER_FAR_HALF, SHIFTER_HALF))
    # σ′ is ½·(quotient + low)·factor², and the sum good to ½ ULP.
    quotient, low, d, lost = slope_of_parts(rest, scale, select(far, 0.0, scale))
    factor = select(common(absolute(y) < -FAR_LIMIT), select(far, FAR, 1.0), 0.0)
    v, w = cotangents(grad, value, factor, common(absolute(y) <= GATE_FAST))
    slope = product_of_two(quotient, low, v) * w
    part = logistic_of_parts(y, rest, d, lost, scale)
    negative = y < 0.0
    factor = select(negative, factor, 1.0)
    # Beside 1 the part is nothing where it is scaled.
    part = select(rare(y > -FAR_HALF_FROM), 0.0, part)
    return slope, mirrored(negative, 1.0, part) * (grad * factor) * factor


def logistic_gradients_in_bfloat16(grad: float, y: float, value: float) -> tuple[float, float]:
    """Return what `logistic_gradients` does."""
    size = absolute(y)
    far = rare(size > -FAR_FROM)
    factor = select(far, select(size < -FAR_LIMIT, FAR, 0.0), 1.0)
    size = select(rare(size > -FAR_LIMIT), -FAR_LIMIT, size)
    rest, scale = growth_in_bfloat16(size, 0.0, select(far, SHIFTER_FAR_UP, SHIFTER))
    e = fma(scale, rest, scale)
    reciprocal = quotient(1.0, fma(e, select(far, 0.0, 1.0), 1.0))
    part = e * reciprocal
    v, w = cotangents(grad, value, factor, common(absolute(y) <= GATE_FAST))
    slope = 2.0 * (part * reciprocal * v * w)
    factor = select(y < 0.0, factor, 1.0)
    return slope, select(y < 0.0, part, reciprocal) * (grad * factor) * factor


#: dy·x²·v·σ′(y) is 0 for all numbers dy, x and v where |y| is beyond it.
BETA_LIMIT = per_type(float32=500.0, float64=4000.0)

#: As FAR_FROM, SHIFTER_FAR and −FAR_LIMIT, where x·σ(y) is multiplied by a value: it is computed
#: 2^-352 (2^-2272) times too large, and FAR is multiplied four times.
FARTHER_FROM = per_type(float32=-190.0, float64=-1300.0)
SHIFTER_FARTHER = per_type(
    float32=1.5 * 2.0**23 + 127.0 - 352.0, float64=1.5 * 2.0**52 + 1023.0 - 2272.0
)
FARTHER_LIMIT = per_type(float32=328.0, float64=2270.0)
#: Powers of two that are nothing beside 1, and normal.
LOWEST_POWER = per_type(float32=-100.0, float64=-1000.0)


def logistic_slope_parts(y: float, dy: float) -> tuple[float, float, float]:
    """Return high, low and n with σ′(y+dy) = (high + low)·2^n, of numbers of ordinary size."""
    a, da = -absolute(y), select(y < 0.0, dy, -dy)
    rest, _, _ = decay_parts(a, da, SHIFTER)
    n = round_shifted(a, LOG2_E, SHIFTER) - SHIFTER
    t = pow2_from_shifted(SHIFTER_HALF + select(n < LOWEST_POWER, LOWEST_POWER, n))
    quotient, low, _, _ = slope_of_parts(rest, 1.0, t)
    return quotient, low, n - 2.0


def farther_denominator(y: float, dy: float) -> tuple[float, float]:
    """Return 1 + e^-(y+dy), rounded, and its excess, as `one_plus_exp` does.

    Times FAR² below FAR_FROM, and FAR⁴ below FARTHER_FROM; y is at least −FARTHER_LIMIT.
    """
    far = rare(y < FAR_FROM)
    y = select(rare(y > -FAR_FROM), -FAR_FROM, y)
    shifter = select(rare(y < FARTHER_FROM), SHIFTER_FARTHER, select(far, SHIFTER_FAR, SHIFTER))
    shifted = round_shifted(y, -LOG2_E, shifter)
    n = shifted - shifter
    r = reduced(fma(-n, LN2_HIGH, -y), -dy, n)
    _, d, excess = one_plus_exp(r, pow2_from_shifted(shifted), select(far, 0.0, 1.0))
    return d, excess


def exact_product(high: float, low: float, factor: float) -> tuple[float, float]:
    """Return (high + low)·factor, rounded, and what that lacks; 0 where it overflows."""
    product = high * factor
    rest = fma(low, factor, fma(high, factor, -product))
    return product, select(absolute(product) <= LARGEST, rest, 0.0)


def logistic_slope_far(x: float) -> tuple[float, float]:
    """Return (m, factor): the derivative of σ, e/(1 + e)² with e = e^x, is m·factor², for x ≤ 0."""
    far = rare(x < FAR_FROM)
    x = select(rare(x < FAR_LIMIT), FAR_LIMIT, x)
    # e is nothing beside 1 where it is scaled
    shifter, one = select(far, SHIFTER_FAR_UP, SHIFTER), select(far, 0.0, 1.0)
    factor = select(far, FAR, 1.0)
    if IN_BFLOAT16:
        rest, scale = growth_in_bfloat16(-x, 0.0, shifter)
        e = fma(scale, rest, scale)
        reciprocal = quotient(1.0, fma(e, one, 1.0))
        return e * reciprocal * reciprocal, factor
    shifted = round_shifted(x, LOG2_E, shifter)
    n = shifted - shifter
    r = fma(-n, LN2_LOW, fma(-n, LN2_HIGH, x))
    square = r * r
    rest = fma(square, horner_pairs(r, square, EXP_SHORT_TAIL), r)
    scale = pow2_from_shifted(shifted)
    p = fma(rest, scale, scale)
    e = p * one
    d = fma(e, 2.0 + e, 1.0)
    lost = fma(e, 2.0 + e, 1.0 - d)
    ratio = quotient(p, d)
    return fma(ratio, -lost * rough_reciprocal(d), ratio), factor


#: tanh x rounds to 1 beyond.
TANH_LIMIT = per_type(float32=9.2, float64=19.5)
TANH_SPLIT = per_type(float32=1.0, float64=1.0, bfloat16=0.9)

# (tanh(x)/x − 1)/x² in x² for |x| < TANH_SPLIT. It gives tanh with a relative error of 2^-27.7
# (float32), 2^-57.6 (float64) and 2^-22.1 (bfloat16).
# tools/minimax.py TANH_NEAR
# refit: of degree 6 (4 for bfloat16), weight tanh(x)/x³
# sollya: f = (tanh(sqrt(x))/sqrt(x)-1)/x;
#         fpminimax(f, 15, [|D...|], [1b-9;1], absolute)
TANH_NEAR = per_type(
    float32=from_hex("""
        -0x1.55553cp-2 0x1.110be4p-3 -0x1.b9623ep-5 0x1.6009ep-6 -0x1.046112p-7
        0x1.2da4b4p-9 -0x1.77dac8p-12
    """),
    bfloat16=from_hex("""
        -0x1.5551fcp-2 0x1.10986ep-3 -0x1.aed384p-5 0x1.28d102p-6 -0x1.e9982p-9
    """),
    float64=from_hex("""
        -0x1.5555555555555p-2 0x1.111111111107p-3 -0x1.ba1ba1ba112d3p-5
        0x1.664f488050cb9p-6 -0x1.226e350d9effdp-7 0x1.d6d3c3d72a425p-9
        -0x1.7da2afecbf88dp-10 0x1.35514ce7f00dfp-11 -0x1.f51d3ffffcbf9p-13
        0x1.948a01da8e44ep-14 -0x1.41e34f5e004a7p-15 0x1.e9884b8034b1p-17
        -0x1.4df49d1dc28abp-18 0x1.70d7790ee7334p-20 -0x1.193e40454d69fp-22
        0x1.ad48ecee96795p-26
    """),
)

# (e^r − 1)/r, to as many terms as TANH_NEAR has: relative to e^r at most 2^-27 (float32) and 2^-18
# (bfloat16) are missing, of which tanh sees less than a quarter.
TANH_FAR = per_type(
    float32=INVERSE_FACTORIALS[:7], float64=INVERSE_FACTORIALS[:16], bfloat16=INVERSE_FACTORIALS[:5]
)


def tanh_parts(t: float) -> tuple[bool, float, float]:
    """Return near, p and rest: tanh t is t + t·p where near, else 1 − rest; for t ≥ 0."""
    near = t < TANH_SPLIT
    t = select(t > TANH_LIMIT, TANH_LIMIT, t)
    # e^(2t) = e^r·scale. r lacks n·(ln 2 − LN2_HIGH) with n = 2t·log2 e: it counts n/4^t times.
    shifted = round_shifted(t, 2.0 * LOG2_E, SHIFTER)
    r, scale = fma(SHIFTER - shifted, LN2_HIGH, 2.0 * t), pow2_from_shifted(shifted)
    # The same multiplications for both, with coefficients selected.
    u = select(near, t * t, r)
    p = u * horner(u, select(near, TANH_NEAR, TANH_FAR))
    one_plus_exp = fma(p, scale, 1.0 + scale)
    return near, p, quotient(2.0, one_plus_exp)
