"""The softmax family: functions of whole rows."""

from __future__ import annotations

from .maths.exponential import DOWN, LOG2_E, SHIFTER_UP, UP, two_sum
from .maths.logarithm import INFINITY, log_of_parts
from .primitives import absolute, copysign, fma, horner, pow2_from_shifted, select, split_exponent
from .specialize import per_type

# The pieces that the schedules of all targets are made of ---------------------------------------
#
# A schedule finds the largest element of a row (the smallest, if the scale is negative), makes
# a `row_frame` of it, adds up `shifted_exp` of all elements, and finishes with a few operations
# an element. Sums are pairs high + low: a few elements are added as they are, and what they come
# to is added with its rounding error by `add` and `add_pairs`, so that a long row is as
# accurate as a short one.

# (e^r − 1 − r)/r². With it 1 + r + r²·q(r) has a relative error of 2^-28.2 (float32) and
# 2^-57.4 (float64) on |r| ≤ ½·ln 2. It is one term shorter than EXP_TAIL in float32.
# tools/minimax.py EXP_SHORT_TAIL
# sollya: w = 0.34665735902799727+1b-13;
#         fpminimax(exp(x), [|2,...,6|], [|SG...|], [-w;w], relative, 1+x)
#         fpminimax(exp(x), [|3,...,11|], [|D...|], [-w;w], relative, 1+x+x^2/2)
EXP_SHORT_TAIL = per_type(
    float32=(
        float.fromhex("0x1.fffffcp-2"),
        float.fromhex("0x1.55549p-3"),
        float.fromhex("0x1.55589ep-5"),
        float.fromhex("0x1.123abap-7"),
        float.fromhex("0x1.6a6242p-10"),
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

# ln 2 = LN2_GRID + LN2_REST. LN2_GRID and `leading` of a frame are multiples of 2^-14 (2^-40), so
# that n·LN2_GRID + leading is exact for every n that matters.
LN2_GRID = per_type(
    float32=float.fromhex("0x1.62e8p-1"), float64=float.fromhex("0x1.62e42fefa4p-1")
)
LN2_REST = per_type(
    float32=float.fromhex("-0x1.e8082ep-16"), float64=float.fromhex("-0x1.8432a1b0e2634p-43")
)

#: Adding and subtracting it rounds a number within ±NEAR to that grid.
GRID = per_type(float32=1.5 * 2.0**9, float64=1.5 * 2.0**12)
NEAR = per_type(float32=256.0, float64=2048.0)

#: An element so many powers of two below the largest is 0 in every result: it is less than half
#: of the smallest subnormal.
LOWEST = per_type(float32=-190.0, float64=-1500.0)

#: Scales beyond it are taken for it, so that scale·log2 e is finite.
SCALE_LIMIT = per_type(float32=2.0**126, float64=2.0**1022)


def row_frame(top: float, scale: float) -> tuple[float, float, float, float, float, float]:
    """Return what `shifted_exp` needs to know of a row.

    Parameters
    ----------
    top
        The element with the largest scale·x.
    scale
        Any number.

    Returns
    -------
    base, scale, scale_log2, top_log2, leading, trailing
        scale·(top − base) = leading + trailing. `base` is top or 0, such that x − base is exact
        for every x that matters: where scale·top is large, the others that matter are within a
        factor of two of top, and where it is not, nothing is subtracted before the product.
    """
    size = absolute(scale)
    # infinity minus itself is NaN, which an infinite scale is to give
    limited = select(size > SCALE_LIMIT, copysign(SCALE_LIMIT, scale) + (size - size), scale)
    base = select(absolute(top * limited) < NEAR, 0.0, top)
    rest = top - base
    scale_log2 = limited * LOG2_E
    leading = fma(rest, limited, GRID) - GRID
    trailing = fma(rest, limited, -leading)
    return base, limited, scale_log2, rest * scale_log2, leading, trailing


def shifted_exp(
    x: float,
    base: float,
    scale: float,
    scale_log2: float,
    top_log2: float,
    leading: float,
    trailing: float,
) -> float:
    """Return e^(scale·(x − top))·UP; the error is 0.8 ULP, and none at x = top.

    The factor UP, 2^64 (2^512 for float64), keeps what becomes a subnormal result accurate.
    """
    t = x - base
    exponent = fma(t, scale_log2, -top_log2)
    shifted = exponent + SHIFTER_UP
    n = shifted - SHIFTER_UP
    # scale·(x − top) − n·ln 2: the two sums that cancel are exact.
    r = fma(t, scale, -fma(n, LN2_GRID, leading)) - fma(n, LN2_REST, trailing)
    value = fma(fma(horner(r, EXP_SHORT_TAIL), r, 1.0), r, 1.0)
    return select(exponent < LOWEST, 0.0, value * pow2_from_shifted(shifted))


def halved_frame(base: float, scale: float) -> tuple[float, float, float]:
    """Return (half, base·half, scale/half): with them the difference x − base cannot overflow."""
    half = select(base == 0.0, 1.0, 0.5)
    return half, base * half, scale / half


def shifted_product(
    x: float, half: float, base: float, scale: float, leading: float, trailing: float
) -> float:
    """Return scale·(x − top), 0 at x = top; base and scale are those of `halved_frame`."""
    return fma(fma(x, half, -base), scale, -leading) - trailing


def add(high: float, low: float, x: float) -> tuple[float, float]:
    """Return the sum of a pair and a number as a pair."""
    total, rest = two_sum(high, x)
    return total, low + rest


def add_pairs(high: float, low: float, high2: float, low2: float) -> tuple[float, float]:
    """Return the sum of two pairs as a pair."""
    total, rest = two_sum(high, high2)
    return total, (low + low2) + rest


def softmax_factor(high: float, low: float) -> tuple[float, float]:
    """Return 1/(high + low) as a pair; 0 for the sum of a row whose elements are all masked."""
    total, rest = two_sum(high, low)
    inverse = 1.0 / total
    correction = inverse * fma(-inverse, rest, fma(-inverse, total, 1.0))
    masked = total == 0.0
    return select(masked, 0.0, inverse), select(masked, 0.0, correction)


def softmax_of(value: float, factor: float, correction: float) -> float:
    """Return an element of softmax; `value` is its `shifted_exp`."""
    return fma(value, factor, value * correction)


def log_of_sum(count: float, high: float, low: float) -> float:
    """Return log(count + (high + low)·DOWN), with full relative accuracy near count = 1.

    `count` is how many elements of a row are equal to the largest one, and the pair the sum of
    `shifted_exp` of the others. Where one element outweighs the rest, log_softmax of it is minus
    the rest, which would drown in a sum with it.
    """
    rest_high, rest_low = two_sum(high * DOWN, low * DOWN)
    total, error = two_sum(count, rest_high)
    error = error + rest_low
    m, n = split_exponent(total, 0.75)
    inverse = pow2_from_shifted(SHIFTER_UP - n) * DOWN
    f = m - 1.0
    # The slope of log(1 + f) is 1/(1 + f), for which 1 − 0.8·f is near enough.
    error = error * inverse
    result = log_of_parts(n, f, fma(-0.8 * f, error, error))
    return select(total == 0.0, -INFINITY, result)


def logsumexp_of(top: float, scale: float, log_sum: float) -> float:
    """Return scale·top + log_sum; -inf for a row whose elements are all masked."""
    return select(log_sum == -INFINITY, log_sum, fma(top, scale, log_sum))


def log_softmax_shift(base: float, log_sum: float) -> float:
    """Return what log_softmax subtracts: log_sum, or NaN where the largest element is infinite."""
    return log_sum + (base - base)


def smooth_max_of(top: float, scale: float, log_sum: float) -> float:
    """Return top + log_sum/scale."""
    return top + log_sum / scale


def soft_argmax_of(high: float, low: float, moment: float, moment_low: float) -> float:
    """Return the quotient of two sums, of position·`shifted_exp` and of `shifted_exp`."""
    factor, correction = softmax_factor(high, low)
    return fma(moment, factor, fma(moment, correction, moment_low * factor))


def exp_of_log(y: float) -> float:
    """Return e^y for y ≤ 0."""
    return shifted_exp(y, 0.0, 1.0, LOG2_E, 0.0, 0.0, 0.0) * DOWN


def softmax_vjp_of(dy: float, y: float, high: float, low: float, scale: float) -> float:
    """Return an element of softmax's gradient; the pair is the sum of dy·y."""
    return y * ((dy - high) - low) * scale


def log_softmax_vjp_of(dy: float, y: float, total: float, scale: float) -> float:
    """Return an element of log_softmax's gradient; `total` is the sum of dy."""
    return fma(-exp_of_log(y), total, dy) * scale
