"""Sine, cosine and tangent: reduction of the argument by multiples of π/2, and what remains.

x = n·π/2 + r with |r| ≤ π/4, where r is a sum of two numbers that is right to the last bit even
next to a multiple of π/2. For moderate x, n·π/2 is subtracted in three parts. For larger ones
x/(2π) is formed without the whole turns in it: of the bits of 1/(2π) those that give nothing but
whole turns are left out, and so are those that are too small to count; which ones depends on the
exponent of x. A product of two numbers is reduced as the sum of two, whatever its size.
"""

from __future__ import annotations

import math

from ..core.floats import INFINITY, from_hex
from ..core.primitives import (
    absolute,
    copysign,
    flip_sign,
    fma,
    has_bit,
    horner,
    horner_pairs,
    magnitude_at_most,
    quotient,
    rough_reciprocal,
    round_even,
    round_shifted,
    select,
    sqrt,
    table_of_size,
)
from ..core.specialize import IN_BFLOAT16, ON_FAST_PATH, hex_per_type, per_type
from .exponential import (
    DOWN,
    SHIFTER_UNBIASED,
    fast_two_sum,
    mantissa_of,
    power,
    product_of,
    two_sum,
)
from .powers import SIZE_UP, SMALL_SIZE, ordered

TWO_OVER_PI = hex_per_type(float32="0x1.45f306p-1", float64="0x1.45f306dc9c883p-1")
HALF_PI = hex_per_type(float32="0x1.921fb6p0", float64="0x1.921fb54442d18p0")
HALF_PI_MIDDLE = hex_per_type(float32="-0x1.777a5cp-25", float64="0x1.1a62633145c07p-54")
QUARTER_PI = hex_per_type(float32="0x1.921fb6p-1", float64="0x1.921fb54442d18p-1")
QUARTER_PI_LOW = hex_per_type(float32="-0x1.777a5cp-26", float64="0x1.1a62633145c07p-55")
HALF_PI_LOW = hex_per_type(float32="-0x1.ee59dap-50", float64="-0x1.f1976b7ed8fbcp-110")

#: Up to it three parts of π/2 are enough.
MODERATE = per_type(float32=2.0**17, float64=2.0**27)

#: How many bits of 1/(2π) after the point: enough for the product of any two floats.
TURN_BITS = 2304
INVERSE_TURN = int(
    "28be60db9391054a7f09d5f47d4d377036d8a5664f10e4107f9458eaf7aef1586dc91b8e909374b801924bba827464"
    "873f877ac72c4a69cfba208d7d4baed1213a671c09ad17df904e64758e60d4ce7d272117e2ef7e4a0ec7fe25fff7816"
    "603fbcbc462d6829b47db4d9fb3c9f2c26dd3d18fd9a797fa8b5d49eeb1faf97c5ecf41ce7de294a4ba9afed7ec47e3"
    "57421580cc11bf1edaeafc33ef0826bd0d876a78e45857b986c219666157c5281a10237ff620135cc9cc41818555b29"
    "cea3258389ef0231ad1f10670d9f3773a024aa0d6711da2e58729b76bd13455c6414fa97fc1c14fdf8cfa0cb0b793e6"
    "0c9f6ef0cf49bbdac797be27ce87cd72bc9fc761fc48641f1f091abe9bb55dcb4c10cec571852d674670f0b12b50534"
    "b174003",
    16,
)


def pieces_from(exponent: int, digits: int) -> tuple[float, ...]:
    """Return 2^-e and 2^e/(2π) in five pieces, less what times such an x·2^-e is whole turns.

    x is at least 2^e and has `digits` bits, so that x·2^-e is a multiple of 2^(1 − digits). The
    first piece has the bits down to ½, each further one `digits` + 1 more, one of them its sign.
    """
    rest = INVERSE_TURN % (1 << (TURN_BITS - exponent + digits - 1))
    pieces = [math.ldexp(1.0, -exponent)]
    for k in range(5):
        place = -1 - (digits + 1) * k
        unit = 1 << (TURN_BITS - exponent + place)
        piece = (rest + unit // 2) // unit
        rest -= piece * unit
        pieces.append(math.ldexp(piece, place))
    return tuple(pieces)


# What is left out behind the fifth piece is below 2^-64 turns (2^-126) for x < 2^(e + 37)
# (2^(e + 91)): a float is never as near to a multiple of π/2 that it would count.
LARGE_FROM = per_type(
    float32=tuple(2.0**e for e in range(17, 128, 37)),
    float64=tuple(2.0**e for e in range(27, 1024, 91)),
)
PIECES = per_type(
    float32=tuple(pieces_from(e, 24) for e in range(17, 128, 37)),
    float64=tuple(pieces_from(e, 53) for e in range(27, 1024, 91)),
)


def product_pieces_from(exponent: int, digits: int) -> tuple[float, ...]:
    """Return e and the five pieces of `pieces_from`, for x·2^e."""
    return float(exponent), *pieces_from(exponent, digits)[1:]


# The same for the exponents of products, and of what they are rounded by.
PRODUCT_FROM = per_type(
    float32=tuple(float(e) for e in range(-20, 256, 37)),
    float64=tuple(float(e) for e in range(-64, 2048, 91)),
)
PRODUCT_PIECES = per_type(
    float32=tuple(product_pieces_from(e, 24) for e in range(-20, 256, 37)),
    float64=tuple(product_pieces_from(e, 53) for e in range(-64, 2048, 91)),
)
#: Where the exponents of two factors add up to it, twice their product is below MODERATE.
MODERATE_EXPONENT = per_type(float32=14.0, float64=24.0)

# (sin r − r)/r³ in r². Relative error of the sine 2^-27.8 (float32) and 2^-57.8 (float64) on
# |r| ≤ 0.79.
# tools/minimax.py SINE
# sollya: fpminimax(sin(x), [|3,5,7|], [|SG...|], [1b-20;0.79], relative, x)
#         fpminimax(sin(x), [|3,5,...,13|], [|D...|], [1b-20;0.79], relative, x)
SINE = per_type(
    float32=from_hex("""
        -0x1.555544p-3 0x1.1106d6p-7 -0x1.992462p-13
    """),
    float64=from_hex("""
        -0x1.5555555555547p-3 0x1.111111110f5cbp-7 -0x1.a01a019bbeecdp-13
        0x1.71de3531b3de8p-19 -0x1.ae5e3040063a1p-26 0x1.5d83837e9d9cp-33
    """),
)
# (cos r − 1 + r²/2)/r⁴ in r². Relative error of the cosine 2^-32.9 (float32) and 2^-63.8 (float64)
# on |r| ≤ 0.79.
# tools/minimax.py COSINE
# sollya: fpminimax(cos(x), [|4,6,8|], [|SG...|], [1b-20;0.79], relative, 1-x^2/2)
#         fpminimax(cos(x), [|4,6,...,14|], [|D...|], [1b-20;0.79], relative, 1-x^2/2)
COSINE = per_type(
    float32=from_hex("""
        0x1.55554ap-5 -0x1.6c0c1ep-10 0x1.99e334p-16
    """),
    float64=from_hex("""
        0x1.555555555554ap-5 -0x1.6c16c16c14df7p-10 0x1.a01a019c5abd9p-16
        -0x1.27e4f7cbccee6p-22 0x1.1ee9c217a6ea6p-29 -0x1.8f99257515d56p-37
    """),
)
# (tan r − r)/r³ in r². Relative error of the tangent 2^-29.3 (float32) and 2^-55.9 (float64) on
# |r| ≤ 0.79.
# tools/minimax.py TANGENT
# sollya: fpminimax(tan(x), [|3,5,...,15|], [|SG...|], [1b-20;0.79], relative, x)
#         fpminimax(tan(x), [|3,5,...,29|], [|D...|], [1b-20;0.79], relative, x)
TANGENT = per_type(
    float32=from_hex("""
        0x1.555562p-2 0x1.110d24p-3 0x1.baee0ep-5 0x1.5bf63cp-6 0x1.66d2p-7
        -0x1.d60a14p-15 0x1.23894ap-8
    """),
    float64=from_hex("""
        0x1.55555555554ddp-2 0x1.111111111992bp-3 0x1.ba1ba1b3621e8p-5
        0x1.664f49d9d85f4p-6 0x1.226e0cf13aaaap-7 0x1.d6d9f604edefap-9
        0x1.7d522f12ab0eap-10 0x1.38476ec3c3107p-11 0x1.cee967cfac2f6p-13
        0x1.2567f8dd7dd5p-13 -0x1.0539139ad3f5p-15 0x1.8979016ea2c5bp-14
        -0x1.8c256e027636ap-15 0x1.677ab34f9486bp-16
    """),
)


# (atan u − u)/u³ in u². Relative error of the arc tangent 2^-27.4 (float32) and 2^-57.7 (float64)
# on |u| ≤ ½.
# tools/minimax.py ARCTANGENT
# sollya: fpminimax(atan(x), [|3,5,...,11|], [|SG...|], [1b-20;0.5], relative, x)
#         fpminimax(atan(x), [|3,5,...,25|], [|D...|], [1b-20;0.5], relative, x)
ARCTANGENT = per_type(
    float32=from_hex("""
        -0x1.555512p-2 0x1.997b1ep-3 -0x1.224ba2p-3 0x1.a01416p-4 -0x1.a43b3p-5
    """),
    float64=from_hex("""
        -0x1.5555555555516p-2 0x1.9999999991142p-3 -0x1.249249215de3bp-3
        0x1.c71c7090e8ec7p-4 -0x1.745cf4cb39789p-4 0x1.3b113dc14f3cdp-4
        -0x1.10f31f1dac3ebp-4 0x1.dfe977c6dc21ep-5 -0x1.a39864e5a4c38p-5
        0x1.56f5c027c5b26p-5 -0x1.c17fb6ad5605p-6 0x1.4b83dcb5d957ap-7
    """),
)
# (asin u − u)/u³ in u². Relative error of the arc sine 2^-27.6 (float32) and 2^-55.9 (float64) on
# |u| ≤ ½.
# tools/minimax.py ARCSINE
# sollya: fpminimax(asin(x), [|3,5,...,11|], [|SG...|], [1b-20;0.5], relative, x)
#         fpminimax(asin(x), [|3,5,...,25|], [|D...|], [1b-20;0.5], relative, x)
ARCSINE = per_type(
    float32=from_hex("""
        0x1.5555c8p-3 0x1.330206p-4 0x1.747b72p-5 0x1.8c415ap-6 0x1.5959aap-5
    """),
    float64=from_hex("""
        0x1.555555555539p-3 0x1.333333336e80fp-4 0x1.6db6db427a4f8p-5
        0x1.f1c72c38fb342p-6 0x1.6e89f440197a8p-6 0x1.1c6be1a68770bp-6
        0x1.c6fdc1aaa59bcp-7 0x1.8ec2fca6002c5p-7 0x1.abcf5cd7f42b6p-8
        0x1.3ff4a9908979ep-6 -0x1.09d3283354289p-6 0x1.056d6c811bcb5p-5
    """),
)


def less_whole(turns: float) -> float:
    """Return a number of turns without the whole ones; exact. NaN for infinity."""
    return turns - round_even(turns)


def reduced_large(size: float) -> tuple[float, float, float]:
    """Return what `reduced` does, with the number of quarter turns between ±8, from MODERATE on."""
    scale, p0, p1, p2, p3, p4 = table_of_size(size, LARGE_FROM, PIECES)
    return reduced_by(size * scale, p0, p1, p2, p3, p4)


def reduced_by(
    x: float, p0: float, p1: float, p2: float, p3: float, p4: float
) -> tuple[float, float, float]:
    """Return what `reduced_large` does, of the pieces and what they are multiplied by."""
    (a, a_low), (b, b_low), (c, c_low) = product_of(x, p0), product_of(x, p1), product_of(x, p2)
    d, d_low = product_of(x, p3)
    # Only the products down to c may hold whole turns. The first two are multiples of 2^-24
    # (2^-53), so that their sum is exact.
    total = less_whole(a) + less_whole(a_low)
    total, lost1 = two_sum(total, less_whole(b))
    total, lost2 = two_sum(total, less_whole(b_low))
    total, lost3 = two_sum(total, less_whole(c))
    quarters = round_even(4.0 * total)
    if IN_BFLOAT16:
        small = (c_low + d) + (lost1 + lost2 + lost3)
        return 4.0 * HALF_PI * ((total - 0.25 * quarters) + small), 0.0, quarters
    lost, rest1 = two_sum(lost1, lost2)
    lost, rest2 = two_sum(lost, lost3)
    small, rest3 = two_sum(c_low, d)
    small, rest4 = two_sum(small, lost)
    rest = rest1 + rest2 + rest3 + (rest4 + fma(x, p4, d_low))
    # The total may cancel down to what was lost.
    turns, low = two_sum(total - 0.25 * quarters, small)
    quarter, low = 4.0 * turns, 4.0 * (low + rest)
    r, r_low = product_of(quarter, HALF_PI)
    r, dr = fast_two_sum(r, fma(low, HALF_PI, fma(quarter, HALF_PI_MIDDLE, r_low)))
    return r, dr, quarters


def reduced(size: float, shifter: float) -> tuple[float, float, float]:
    """Return r, dr and n added to the shifter, for size = n·π/2 + r + dr and |r| ≤ 0.79.

    n is right but for a multiple of 4. dr is the rounding error of r, and may be an eighth of it
    next to a multiple of π/2.
    """
    r, dr, shifted = reduced_moderate(size, shifter)
    if ON_FAST_PATH:
        return r, dr, shifted
    moderate = magnitude_at_most(size, MODERATE)
    r_large, dr_large, quarters = reduced_large(size)
    return (
        select(moderate, r, r_large),
        select(moderate, dr, dr_large),
        select(moderate, shifted, quarters + shifter),
    )


def reduced_moderate(size: float, shifter: float) -> tuple[float, float, float]:
    """Return what `reduced` does, up to MODERATE."""
    shifted = round_shifted(size, TWO_OVER_PI, shifter)
    n = shifted - shifter
    # n·HALF_PI is exact inside the fma and cancels against the size.
    if IN_BFLOAT16:
        r, dr = fma(-n, HALF_PI_MIDDLE, fma(-n, HALF_PI, size)), 0.0
    else:
        middle, middle_low = product_of(n, HALF_PI_MIDDLE)
        r, low = fast_two_sum(fma(-n, HALF_PI, size), -middle)
        dr = fma(-n, HALF_PI_LOW, low - middle_low)
    return r, dr, shifted


def reduced_part(m: float, exponent: float) -> tuple[float, float, float]:
    """Return what `reduced_large` does of m·2^exponent, for 1 ≤ m < 4 or m = 0."""
    start, p0, p1, p2, p3, p4 = table_of_size(exponent, PRODUCT_FROM, PRODUCT_PIECES)
    return reduced_by(m * power(exponent - start), p0, p1, p2, p3, p4)


def reduced_pair(y: float, y_low: float, shifter: float) -> tuple[float, float, float]:
    """Return what `reduced` does of y + y_low, up to MODERATE."""
    r, dr, shifted = reduced_moderate(y, shifter)
    r, lost = two_sum(r, y_low)
    return r, dr + lost, shifted


def reduced_product(
    x: float, alpha: float, factor: float, shifter: float
) -> tuple[float, float, float]:
    """Return what `reduced` does of factor·x·alpha, for x, alpha ≥ 0 and a factor of 1 or 2.

    Of a product that is a float r + dr is right to the last bit, of others to twice the working
    precision absolutely.
    """
    if ON_FAST_PATH:
        y, y_low = product_of(x, alpha)
        return reduced_pair(factor * y, factor * y_low, shifter)
    (m, m_exponent), (k, k_exponent) = mantissa_of(x), mantissa_of(alpha)
    exponent = m_exponent + k_exponent
    large = exponent > MODERATE_EXPONENT
    y, y_low = product_of(x, select(large, 0.0, alpha))
    r, dr, shifted = reduced_pair(factor * y, factor * y_low, shifter)
    # each of the two parts of the product
    p, p_low = product_of(m, k)
    rest, rest_exponent = mantissa_of(absolute(p_low))
    exponent += factor - 1.0
    first, first_low, quarters = reduced_part(p, exponent)
    second, second_low, others = reduced_part(rest, exponent + rest_exponent)
    total, low = two_sum(first, flip_sign(second, p_low))
    low += first_low + flip_sign(second_low, p_low)
    turn = round_even(total * TWO_OVER_PI)
    total, low = two_sum(fma(-turn, HALF_PI, total), fma(-turn, HALF_PI_MIDDLE, low))
    quarters += flip_sign(others, p_low) + turn
    return (
        select(large, total, r),
        select(large, low, dr),
        select(large, quarters + shifter, shifted),
    )


#: Of an angle x, and of x + π/2.
SHIFTER_SINE = SHIFTER_UNBIASED
SHIFTER_COSINE = per_type(float32=1.5 * 2.0**23 + 1.0, float64=1.5 * 2.0**52 + 1.0)


def sine_of(size: float, shifter: float) -> float:
    """Return the sine of `size` ≥ 0 with SHIFTER_SINE, the cosine with SHIFTER_COSINE."""
    value, _ = sine_parts(*reduced(size, shifter))
    return value


def sine_parts(r: float, dr: float, shifted: float) -> tuple[float, float]:
    """Return the sine of the angle that `reduced` returns, and its rounding error."""
    square = r * r
    even = has_bit(shifted, 1)
    # cos(r + dr) = 1 − r²/2 + r⁴·p − r·dr or sin(r + dr) = r + r³·p + dr: the same operations
    p = horner(square, select(even, COSINE, SINE))
    leading, half = select(even, 1.0, r), select(even, -0.5 * r, 0.0)
    high, low = fma(half, r, leading), 0.0
    if not IN_BFLOAT16:
        low = fma(half, r, leading - high) + select(even, -r * dr, dr)
    cube = square * select(even, square, r)
    if IN_BFLOAT16:
        value, rest = fma(cube, p, high), 0.0
    else:
        value, rest = fast_two_sum(high, fma(cube, p, low))
    negative = has_bit(shifted, 2)
    return select(negative, -value, value), select(negative, -rest, rest)


def tangent_of(size: float) -> float:
    """Return the tangent of `size` ≥ 0."""
    r, dr, shifted = reduced(size, SHIFTER_UNBIASED)
    square = r * r
    factor, factor_low = product_of(r, horner_pairs(square, square * square, TANGENT))
    cotangent = has_bit(shifted, 1)
    if IN_BFLOAT16:
        tangent = fma(factor, square, r)
        # what is not taken, of a tiny r, must not overflow; next to a pole r is at least 2^-20
        return select(cotangent, quotient(-1.0, tangent + DOWN), tangent)
    tangent = fma(factor, square, r)
    # dr counts 1 + tan² times
    low = fma(tangent * dr, tangent, fma(factor, fma(r, r, -square), dr))
    low = fma(factor_low, square, low)
    beyond = fma(factor, square, low)
    high, low = fast_two_sum(r, beyond)
    divisor = select(cotangent, high, 1.0)
    inverse = quotient(-1.0, divisor)
    corrected = fma(inverse, fma(inverse, divisor, 1.0) + inverse * low, inverse)
    return select(cotangent, corrected, high)


def sine(x: float) -> float:
    """Return sin x."""
    return flip_sign(sine_of(absolute(x), SHIFTER_SINE), x)


def cosine(x: float) -> float:
    """Return cos x."""
    return sine_of(absolute(x), SHIFTER_COSINE)


def reduced_quotient(
    smaller: float, larger: float, sign: float
) -> tuple[bool, float, float, float]:
    """Return whether to add ±π/4, and u as numerator, divisor and what the divisor lacks.

    For 0 ≤ smaller ≤ larger. From ½ on atan q = π/4 + atan((q − 1)/(1 + q)), so that |u| is at most
    ½. All of it is multiplied by `sign`.
    """
    middle = smaller + smaller > larger
    total, low = fast_two_sum(larger, smaller)
    numerator = flip_sign(select(middle, smaller - larger, smaller), sign)  # exact
    return middle, numerator, select(middle, total, larger), select(middle, low, 0.0)


def rest_of_quotient(u: float, numerator: float, divisor: float, low: float) -> float:
    """Return what u lacks of being numerator/(divisor + low)."""
    return fma(-u, low, fma(-u, divisor, numerator)) * rough_reciprocal(divisor)


def arctangent_of(u: float, u_low: float, base: float, base_low: float) -> float:
    """Return base + base_low + atan(u + u_low), for |u| ≤ ½ and a base of 0 or at least π/4."""
    square = u * u
    rest = square * horner_pairs(square, square * square, ARCTANGENT)
    if IN_BFLOAT16:
        return base + fma(u, rest, u)
    high, low = fast_two_sum(base, u)
    return high + fma(u, rest, low + (u_low + base_low))


#: From it on atan t is π/2.
ALMOST_INFINITE = per_type(float32=2.0**60, float64=2.0**500)


def arctangent(size: float) -> float:
    """Return atan of `size` ≥ 0."""
    size = select(size > ALMOST_INFINITE, ALMOST_INFINITE, size)
    steep = size > 1.0
    middle, numerator, divisor, low = reduced_quotient(
        select(steep, 1.0, size), select(steep, size, 1.0), select(steep, -1.0, 1.0)
    )
    u = quotient(numerator, divisor)
    u_low = rest_of_quotient(u, numerator, divisor, low)
    base = select(middle, QUARTER_PI, select(steep, HALF_PI, 0.0))
    base_low = select(middle, QUARTER_PI_LOW, select(steep, HALF_PI_MIDDLE, 0.0))
    return arctangent_of(u, u_low, base, base_low)


def arcsine_parts(size: float) -> tuple[bool, float, float, float]:
    """Return near, u, u_low and p, for 0 ≤ size ≤ 1, where asin(u + u_low) = u + (u·p + u_low).

    u is the size itself up to ½. Beyond, asin t = π/2 − 2·asin(u) and acos t = 2·asin(u) with
    u = √((1 − t)/2).
    """
    near = magnitude_at_most(size, 0.5)
    square = select(near, size * size, fma(-0.5, size, 0.5))
    root = sqrt(square)
    u_low = 0.0
    if not IN_BFLOAT16:
        u_low = fma(-root, root, square) * (0.5 * rough_reciprocal(root))
    p = square * horner_pairs(square, square * square, ARCSINE)
    return near, select(near, size, root), select(near, 0.0, u_low), p


def arcsine(size: float) -> float:
    """Return asin of `size` ≥ 0."""
    near, u, u_low, p = arcsine_parts(size)
    factor = select(near, 1.0, -2.0)
    high, low = fast_two_sum(select(near, 0.0, HALF_PI), factor * u)
    low += select(near, 0.0, HALF_PI_MIDDLE)
    return high + fma(factor, fma(u, p, u_low), low)


def arccosine(x: float) -> float:
    """Return acos x."""
    near, u, u_low, p = arcsine_parts(absolute(x))
    positive = copysign(1.0, x) > 0.0
    factor = select(near, copysign(1.0, -x), select(positive, 2.0, -2.0))
    turn = select(near, 1.0, select(positive, 0.0, 2.0))
    high, low = fast_two_sum(turn * HALF_PI, factor * u)
    return high + fma(factor, fma(u, p, u_low), fma(turn, HALF_PI_MIDDLE, low))


#: From it on a divisor is made smaller, so that its inverse is normal.
LARGE_DIVISOR = per_type(float32=2.0**100, float64=2.0**1000)


def arctangent_of_quotient(y: float, x: float) -> float:
    """Return the angle of the point (x, |y|), from 0 to π."""
    larger, smaller = ordered(y, x)
    # so that the remainder of the division is normal
    small, large = larger < SMALL_SIZE, larger > LARGE_DIVISOR
    scale = select(small, SIZE_UP, select(large, 2.0**-8, 1.0))
    divisor, numerator = larger * scale, smaller * scale
    infinite = larger == INFINITY
    numerator = select(infinite, select(smaller == INFINITY, 1.0, 0.0), numerator)
    divisor = select(infinite | (larger == 0.0), 1.0, divisor)
    steep, left = absolute(y) > absolute(x), copysign(1.0, x) < 0.0
    turn = select(steep, 1.0, select(left, 2.0, 0.0))
    sign = select(steep != left, -1.0, 1.0)
    middle, numerator, divisor, low = reduced_quotient(numerator, divisor, sign)
    u = numerator / divisor  # which may be subnormal
    u_low = rest_of_quotient(u, numerator, divisor, low)
    eighths = fma(2.0, turn, select(middle, sign, 0.0))
    base = eighths * QUARTER_PI
    base_low = fma(eighths, QUARTER_PI_LOW, fma(eighths, QUARTER_PI, -base))
    return arctangent_of(u, u_low, base, base_low)
