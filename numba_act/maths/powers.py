"""Roots, powers and sums of squares."""

from __future__ import annotations

from ..core.floats import INFINITY, NAN, from_hex
from ..core.primitives import (
    absolute,
    copysign,
    flip_sign,
    fma,
    horner,
    magnitude_at_most,
    pole,
    pow2_from_shifted,
    quotient,
    rough_reciprocal,
    round_even,
    round_shifted,
    select,
    split_exponent,
    sqrt,
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
from .exponential import (
    DOWN,
    EXP2_LIMIT,
    LARGEST,
    LN2_HIGH,
    SHIFTER,
    SHIFTER_DOWN,
    SHIFTER_UNBIASED,
    SHIFTER_UP,
    UP,
    fast_two_sum,
    mantissa_of,
    product_of,
    reduced_exp2,
    times_power,
    two_sum,
)
from .logarithm import normalized

# m^(-1/3) for ½ ≤ m ≤ 1. Relative error 2^-14.7 (float32) and 2^-20.1 (float64), which one step of
# Newton's and the last correction square.
# tools/minimax.py INVERSE_CUBE_ROOT
# sollya: fpminimax(x^(-1/3), [|0,...,4|], [|SG...|], [0.5;1], relative)
#         fpminimax(x^(-1/3), [|0,...,6|], [|D...|], [0.5;1], relative)
INVERSE_CUBE_ROOT = per_type(
    float32=from_hex("""
        0x1.0d525ap1 -0x1.7a4cc6p1 0x1.c0a3f4p1 -0x1.1d6e5ap1 0x1.271838p-1
    """),
    float64=from_hex("""
        0x1.2f26f18968724p1 -0x1.402e7aedaeb04p2 0x1.3ed3f061345cdp3 -0x1.9ab53d2438532p3
        0x1.43d276fc82d24p3 -0x1.1ce3ab1f83cfep2 0x1.ace2e4a1bca29p-1
    """),
)
THIRD = 1.0 / 3.0
CUBE_ROOT_2 = hex_per_type(float32="0x1.428a3p0", float64="0x1.428a2f98d728bp0")
CUBE_ROOT_HALF = hex_per_type(float32="0x1.965feap-1", float64="0x1.965fea53d6e3dp-1")


def cube_root(size: float) -> float:
    """Return the cube root of `size` ≥ 0."""
    y, k = normalized(size)
    m, n = split_exponent(y, 0.5)
    n += k
    thirds = round_shifted(n, THIRD, SHIFTER_UNBIASED) - SHIFTER_UNBIASED
    left = fma(-3.0, thirds, n)
    # a = m·2^left with an inverse root, about, of m^(-1/3)·2^(-left/3)
    a = m * select(left > 0.0, 2.0, select(left < 0.0, 0.5, 1.0))
    factor = select(left > 0.0, CUBE_ROOT_HALF, select(left < 0.0, CUBE_ROOT_2, 1.0))
    inverse = horner(m, INVERSE_CUBE_ROOT) * factor
    square = inverse * inverse
    if IN_FLOAT64:
        inverse = fma(inverse * THIRD, fma(-a * inverse, square, 1.0), inverse)
        square = inverse * inverse
    root = a * square
    # the residual of the cube is exact
    squared, squared_low = product_of(root, root)
    residual = fma(-squared, root, a)
    if not IN_BFLOAT16:
        residual = fma(-squared_low, root, residual)
    root = fma(residual, square * THIRD, root) * pow2_from_shifted(thirds + SHIFTER)
    return select(rare((size == 0.0) | (size == INFINITY) | (size != size)), size, root)


SQUARE_ROOT_HALF = hex_per_type(float32="0x1.6a09e6p-1", float64="0x1.6a09e667f3bcdp-1")
# 2·log2 e and a third of it, to twice the working precision.
TWO_LOG2_E = hex_per_type(float32="0x1.715476p1", float64="0x1.71547652b82fep1")
TWO_LOG2_E_LOW = hex_per_type(float32="0x1.4ae0cp-25", float64="0x1.777d0ffda0d24p-55")
TWO_LOG2_E_THIRD = hex_per_type(float32="0x1.ec709ep-1", float64="0x1.ec709dc3a03fdp-1")
TWO_LOG2_E_THIRD_LOW = hex_per_type(float32="-0x1.e2fe02p-28", float64="0x1.d27f05548af0cp-55")

# (2·log2(e)·artanh s/s − c − c·s²/3)/s⁴ in s², c being 2·log2 e. Relative error of artanh s 2^-36.7
# (float32) and 2^-73.1 (float64) on s² ≤ 0.0295, that is from √½ to √2.
# tools/minimax.py ARTANH_TAIL
# sollya: c = 2/log(2);
#         fpminimax(c*atanh(sqrt(x))/sqrt(x), [|2,3,4|], [|SG...|], [1b-20;0.0295], absolute,
#                   c+x*c/3)
#         fpminimax(c*atanh(sqrt(x))/sqrt(x), [|2,...,9|], [|D...|], [1b-20;0.0295], absolute,
#                   c+x*c/3)
ARTANH_TAIL = per_type(
    float32=from_hex("0x1.27771p-1 0x1.a5ba92p-2 0x1.5a0ca6p-2"),
    float64=from_hex("""
        0x1.2776c50ef9bfbp-1 0x1.a61762a7af1e3p-2 0x1.484b13d679dd7p-2 0x1.0c9a855008c56p-2
        0x1.c68edf7a8de74p-3 0x1.8a0b0cc6026c5p-3 0x1.58e443317b8d9p-3 0x1.62ac4902a40cfp-3
    """),
)

#: What an exponent times the logarithm of any base but 1 is beyond every limit with.
ENDLESS = per_type(float32=2.0**32, float64=2.0**64)
#: Up to it an exponent's product with the low part of a logarithm is small, beyond overflow too.
SMALL_EXPONENT = 256.0
#: Exponents of two whose power times any float is 0 or infinite.
ENDLESS_TWO = per_type(float32=300.0, float64=2200.0)


def log2_parts(x: float) -> tuple[float, float]:
    """Return log2 x as a sum high + low, within 2^-35 (2^-67) of itself; anything for 0 and inf.

    With f = m − 1 and s = f/(2 + f) it is n + c·(s + s³/3 + …) for c = 2·log2 e, where all but the
    last terms are held to twice the working precision.
    """
    y, k = normalized(x)
    m, n = split_exponent(y, SQUARE_ROOT_HALF)
    f = m - 1.0
    inverse = quotient(1.0, 2.0 + f)
    s = f * inverse
    s_low = fma(-s, f, fma(-2.0, s, f)) * inverse  # the remainder is exact
    square, square_low = product_of(s, s)
    third, third_low = product_of(square, TWO_LOG2_E_THIRD)
    rest = fma(square, horner(square, ARTANH_TAIL), TWO_LOG2_E_THIRD_LOW)
    rest = fma(square, rest, TWO_LOG2_E_LOW) + fma(square_low, TWO_LOG2_E_THIRD, third_low)
    factor, factor_low = fast_two_sum(TWO_LOG2_E, third)
    product, product_low = product_of(s, factor)
    # the slope of s·factor is factor + 2·third
    product_low = fma(s_low, fma(2.0, third, factor), fma(s, factor_low + rest, product_low))
    high, low = fast_two_sum(n + k, product)
    return fast_two_sum(high, low + product_low)


def exp2_of_sum(high: float, low: float) -> float:
    """Return 2^(high + low) for |high| ≤ ½ and a small low part."""
    power, power_low = reduced_exp2(high + low)
    return power + power_low


def bounded_exponent(y: float) -> float:
    """Return y, or ±ENDLESS for numbers beyond it and for NaN."""
    return select(common(magnitude_at_most(y, ENDLESS)), y, copysign(ENDLESS, y))


def is_whole(y: float) -> bool:
    """Say whether y is an integer."""
    return round_even(y) == y


def is_odd(y: float) -> bool:
    """Say whether y is an odd integer."""
    half = 0.5 * y
    return is_whole(y) & (round_even(half) != half)


def outside_of_power(x: float, y: float) -> bool:
    """Say whether x^y is invalid: a negative number to a power that is no integer. NaN is not."""
    ordinary = (x != 0.0) & (absolute(x) != INFINITY) & (x == x) & (y == y)
    return rare((copysign(1.0, x) < 0.0) & ordinary & (round_even(y) != y))


def power_at_limit(size: float, growth: float, y: float) -> float:
    """Return `size` ≥ 0 to the power of y where one of them is 0 or infinite.

    `growth` has the sign of y·log(size) for all other sizes.
    """
    growth = select(size == 0.0, -y, select(size == INFINITY, y, growth))
    return select(growth > 0.0, INFINITY, select(growth < 0.0, 0.0, 1.0))


def power_of(x: float, y: float) -> float:
    """Return x^y."""
    size, exponent = x if ON_FAST_PATH else absolute(x), bounded_exponent(y)
    high, low = log2_parts(size)
    product, product_low = product_of(exponent, high)
    zero = rare(size == 0.0)
    outside = outside_of_power(x, y)
    limit = rare(zero | (size == INFINITY) | outside)
    beyond = absolute(product) > EXP2_LIMIT
    product_low = select(rare(beyond) | limit, 0.0, fma(exponent, low, product_low))
    bounded = select(product > EXP2_LIMIT, EXP2_LIMIT, product)
    bounded = select(limit, 0.0, select(bounded < -EXP2_LIMIT, -EXP2_LIMIT, bounded))
    falls = bounded < 0.0
    shifter = select(falls, SHIFTER_UP, SHIFTER_DOWN)
    shifted = bounded + shifter
    value = exp2_of_sum(bounded - (shifted - shifter), product_low)
    # of an infinite y what grows is infinite, and does not overflow
    endless = rare(beyond & (not magnitude_at_most(y, LARGEST)))
    last = select(falls, DOWN, select(endless, INFINITY, UP))
    value = value * pow2_from_shifted(shifted) * last
    value = select(limit, power_at_limit(size, product, exponent), value)
    # 1/0 and 0/0 raise the flags that NumPy reports
    infinite = rare(zero & (exponent < 0.0) & (y == y))
    edge = pole(select(outside, 0.0, 1.0), 0.0 * high + select(outside | infinite, 0.0, 1.0))
    value = select(outside | infinite, edge, value)
    value = select(rare(copysign(1.0, x) < 0.0) & is_odd(y), -value, value)
    nan = rare(((x != x) & (y != 0.0)) | ((y != y) & (x != 1.0)))
    return select(nan, x + y, value)


def exp2_apart(high: float, low: float) -> tuple[float, float]:
    """Return m and an integer n with 2^(high + low) = m·2^n and ½ < m < 1½, for any numbers."""
    beyond = absolute(high) > ENDLESS_TWO
    low = select(beyond, 0.0, low)
    high = select(beyond, copysign(ENDLESS_TWO, high), high)
    n = round_even(high)
    return exp2_of_sum(high - n, low), n


def power_slopes(dy: float, x: float, y: float) -> tuple[float, float]:
    """Return dy·y·x^(y − 1) and dy·x^y·log x."""
    nan, negative = (x != x) | (y != y), copysign(1.0, x) < 0.0
    y = select(y == y, y, 1.0)  # comparisons with NaN would raise flags
    size, exponent = absolute(x), bounded_exponent(y)
    limit = (size == 0.0) | (size == INFINITY) | (absolute(y) == INFINITY)
    high, low = log2_parts(size)
    product, product_low = product_of(exponent, high)
    product_low = fma(exponent, low, product_low)
    less, less_low = two_sum(product, -high)
    at_limit = power_at_limit(size, product, exponent)
    steepness = power_at_limit(size, less, exponent - 1.0)
    slope_at_limit = absolute(y) * select(y == 0.0, 0.0, steepness)
    # what is not taken must not overflow
    product, less = select(limit, 0.0, product), select(limit, 0.0, less)
    outside = outside_of_power(x, y)
    unused = limit | outside | (y == 0.0)
    # with respect to x: of an even y the slope has the sign of x
    m, n = exp2_apart(less, less_low + (product_low - low))
    factor, factor_exponent = mantissa_of(absolute(y))
    slope = times_power(dy, select(unused, 0.0, m * factor), n + factor_exponent)
    slope = select(limit, dy * slope_at_limit, slope)
    odd = negative & is_whole(y) & (not is_odd(y)) & (absolute(y) != INFINITY)
    slope = select((y < 0.0) != odd, -slope, slope)
    slope = select(nan | outside, NAN, slope)
    # with respect to y
    m, n = exp2_apart(product, product_low)
    factor, factor_exponent = mantissa_of(absolute(high))
    unused = limit | negative | (high == 0.0)
    factor = select(unused, 0.0, m * (factor * LN2_HIGH))
    rise = times_power(dy, factor, n + factor_exponent)
    logarithm = select(size == 0.0, -INFINITY, select(size == INFINITY, INFINITY, high))
    vanishes = (at_limit == 0.0) | (high == 0.0) | ((size == 0.0) & (y == 0.0))
    at_limit = select(vanishes, 0.0, at_limit) * select(vanishes, 1.0, logarithm)
    rise = select(limit, dy * at_limit, flip_sign(rise, high))
    rise = select((y < 0.0) & negative & is_odd(y), -rise, rise)
    rise = select(nan | (negative & (size != 0.0)), NAN, rise)
    return select(y == 0.0, 0.0 * dy, slope), rise


#: Below it a residual would be subnormal; by how much such numbers are multiplied, and their
#: inverse roots.
SMALL_SQUARE = per_type(float32=2.0**-100, float64=2.0**-960)
SMALL_SQUARE_UP = per_type(float32=2.0**48, float64=2.0**106)
SMALL_ROOT_UP = per_type(float32=2.0**24, float64=2.0**53)


def inverse_root(x: float) -> float:
    """Return 1/√x."""
    if IN_BFLOAT16:
        return 1.0 / sqrt(x)
    small = rare(magnitude_at_most(x, SMALL_SQUARE))
    y = select(small, x * SMALL_SQUARE_UP, x)
    root = sqrt(y)
    inverse = 1.0 / root
    # of zeros, infinity and NaN that is all
    limit = rare((x == 0.0) | (x == INFINITY))
    y, root, r = select(limit, 1.0, y), select(limit, 1.0, root), select(limit, 1.0, inverse)
    correction = fma(-0.5 * r * r, fma(-root, root, y), fma(-r, root, 1.0))
    value = fma(r, correction, r) * select(small, SMALL_ROOT_UP, 1.0)
    return select(limit, inverse, value)


#: Sizes whose squares overflow, or lose digits, and what brings them between.
LARGE_SIZE = per_type(float32=2.0**60, float64=2.0**500)
SMALL_SIZE = per_type(float32=2.0**-40, float64=2.0**-450)
SIZE_SHIFT = per_type(float32=100.0, float64=700.0)
SIZE_UP = per_type(float32=2.0**100, float64=2.0**700)
SIZE_DOWN = per_type(float32=2.0**-100, float64=2.0**-700)


def size_shift(larger: float) -> tuple[float, float, float]:
    """Return a power of two, its exponent and its inverse, times which squares are normal."""
    # of NaN too: beside it the other number may be large
    large = rare(not magnitude_at_most(larger, LARGE_SIZE))
    small = rare(larger < SMALL_SIZE)
    return (
        select(large, SIZE_DOWN, select(small, SIZE_UP, 1.0)),
        select(large, -SIZE_SHIFT, select(small, SIZE_SHIFT, 0.0)),
        select(large, SIZE_UP, select(small, SIZE_DOWN, 1.0)),
    )


def ordered(x: float, y: float) -> tuple[float, float]:
    """Return the larger and the smaller of |x| and |y|."""
    a, b = absolute(x), absolute(y)
    swapped = b > a
    return select(swapped, b, a), select(swapped, a, b)


def sum_of_squares(larger: float, smaller: float) -> tuple[float, float]:
    """Return larger² + smaller² rounded and its rounding error."""
    square, square_low = product_of(larger, larger)
    other, other_low = product_of(smaller, smaller)
    total, low = fast_two_sum(square, other)
    return total, low + (square_low + other_low)


def hypotenuse(larger: float, smaller: float) -> float:
    """Return √(larger² + smaller²), for numbers whose squares are normal."""
    if IN_BFLOAT16:
        return sqrt(fma(larger, larger, smaller * smaller))
    square, low = product_of(smaller, smaller)
    total = fma(larger, larger, square)
    root = sqrt(total)
    return fma(fma(-root, root, total) + low, 0.5 * rough_reciprocal(root), root)


def quotient_times(dy: float, x: float, divisor: float, shift: float) -> float:
    """Return dy·x/(divisor·2^shift), rounded once more than the divisor."""
    m, n = mantissa_of(absolute(x))
    d, k = mantissa_of(divisor)
    ratio = m / d  # of infinities too
    # dy times a power of two must not overflow where it is multiplied by 0
    value = times_power(dy, ratio, n - k - shift)
    return flip_sign(value, x)
