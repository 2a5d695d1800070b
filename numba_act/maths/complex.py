"""Functions of complex numbers z = x + iy: scalar code in float64, of real and imaginary parts.

complex64 is computed in float64 too. Errors count in the norm: a part may be as wrong as the
magnitude of the number allows.

The logistic family is made of four real numbers, none of which cancels:

    q = e^−|x|,   p = 1 − q,   c = cos(y/2),   s = sin(y/2),   m = |1 + e^−z|² = p² + 4qc²

for x ≥ 0. Then 1 + e^−z = (p + 2qc²) − i·2qsc, and e^(z/2)·(1 + e^−z) = e^(x/2)·(a + ib) with
a = (1 + q)·c and b = p·s, so that m = a² + b². At a pole c and p are both 0.
"""

from __future__ import annotations

from ..core.floats import INFINITY
from ..core.primitives import (
    absolute,
    copysign,
    flip_sign,
    fma,
    magnitude_at_most,
    select,
    split_exponent,
)
from .exponential import (
    LARGEST,
    exp_far_negative_parts,
    expm1_negative_parts,
    fast_two_sum,
    half_expm1,
    mantissa_of,
    power,
    product_of,
    times_exp_far,
    times_power,
    two_sum,
)
from .logarithm import domain_edge, log_of_parts, over_sum
from .powers import ordered, size_shift, sum_of_squares
from .scaled import finite
from .trigonometric import arctangent_of_quotient, cosine, sine

Complex = tuple[float, float]

#: Sine and cosine of an angle, and those of its half.
Angle = tuple[float, float, float, float]

#: From it on e^z − 1 is e^z, below minus it log(1 + e^z).
LARGE = 40.0

#: The last float64 before π.
PI = 3.141592653589793

#: The largest second part of an argument that is corrected to first order.
SMALL_REST = 2.0**-28


def times(a: float, b: float, c: float, d: float) -> Complex:
    """Return (a + ib)·(c + id)."""
    return fma(a, c, -(b * d)), fma(a, d, b * c)


def is_vague(y: float) -> bool:
    """Say whether an angle is infinite or NaN."""
    return not magnitude_at_most(y, LARGEST)


def complex_exp(x: float, y: float) -> Complex:
    """Return e^x·(cos y + i·sin y), with the limits of C's Annex G."""
    real, imag = times_exp_far(cosine(y), x), times_exp_far(sine(y), x)
    none, infinite = is_vague(y) & (x == -INFINITY), is_vague(y) & (x == INFINITY)
    return (
        select(none, 0.0, select(infinite, INFINITY, real)),
        select(none, 0.0, select(y == 0.0, y, imag)),
    )


def complex_expm1(x: float, y: float) -> Complex:
    """Return e^z − 1: (e^x − 1)·cos y − 2·sin²(y/2) is the real part."""
    real, imag = complex_exp(x, y)
    bounded = select(x > LARGE, LARGE, select(x < -LARGE, -LARGE, x))
    half, rest = half_expm1(bounded)
    sine_of_half = sine(0.5 * y)
    near = fma(2.0 * half + rest, cosine(y), -2.0 * sine_of_half * sine_of_half)
    near = select(x == -INFINITY, -1.0, near)
    return select(x > LARGE, real - 1.0, near), imag


def complex_log(x: float, y: float) -> Complex:
    """Return log|z| + i·arg z.

    log|z| is half the logarithm of |z|², of which no digit is lost: near |z| = 1 it is small.
    """
    larger, smaller = ordered(x, y)
    scale, shift, _ = size_shift(larger)
    total, low = sum_of_squares(larger * scale, smaller * scale)
    usable = (total > 0.0) & (total <= LARGEST)
    m, n = split_exponent(select(usable, total, 1.0), 0.75)
    f_low = select(usable, low, 0.0) * power(-n)
    f = m - 1.0
    edge = domain_edge(larger, -1.0)
    real = 0.5 * log_of_parts(n - 2.0 * shift, f, over_sum(f, f_low), edge)
    unordered = (x != x) | (y != y)
    infinite = (absolute(x) == INFINITY) | (absolute(y) == INFINITY)
    real = select(infinite, INFINITY, select(unordered, x + y, real))
    angle = copysign(arctangent_of_quotient(y, x), y)
    return real, select(unordered, x + y, angle)


def sum_of_products(a: float, b: float, c: float, d: float) -> Complex:
    """Return a·b + c·d and its rounding error, 0 beside what is infinite or NaN."""
    (first, first_low), (second, second_low) = product_of(a, b), product_of(c, d)
    total, low = two_sum(first, second)
    high, rest = fast_two_sum(total, low + (first_low + second_low))
    usable = magnitude_at_most(high, LARGEST) & magnitude_at_most(rest, LARGEST)
    return select(usable, high, total), select(usable, rest, 0.0)


def weighted(
    value: float,
    low: float,
    weight: float,
    weight_low: float,
    divisor: float,
    divisor_low: float,
    inverse: float,
) -> float:
    """Return value·weight/divisor of pairs, for the inverse of the divisor."""
    product, rest = product_of(value, weight)
    rest += fma(value, weight_low, low * weight)
    quotient = product * inverse
    rest += fma(-quotient, divisor, product) - quotient * divisor_low
    return fma(rest, inverse, quotient)


def complex_quotient(a: float, b: float, x: float, y: float) -> Complex:
    """Return (a + ib)/(x + iy)."""
    larger, smaller = ordered(x, y)
    _, n = mantissa_of(larger)
    u, v = times_power(x, 1.0, -n), times_power(y, 1.0, -n)
    divisor, divisor_low = sum_of_squares(
        times_power(larger, 1.0, -n), times_power(smaller, 1.0, -n)
    )
    inverse = 1.0 / divisor
    real, real_low = sum_of_products(a, u, b, v)
    imag, imag_low = sum_of_products(b, u, -a, v)
    real = weighted(real, real_low, 1.0, 0.0, divisor, divisor_low, inverse)
    imag = weighted(imag, imag_low, 1.0, 0.0, divisor, divisor_low, inverse)
    return times_power(real, 1.0, -n), times_power(imag, 1.0, -n)


def complex_reciprocal(x: float, y: float) -> Complex:
    """Return 1/z."""
    real, imag = complex_quotient(1.0, 0.0, x, y)
    infinite = (absolute(x) == INFINITY) | (absolute(y) == INFINITY)
    return select(infinite, copysign(0.0, x), real), select(infinite, copysign(0.0, -y), imag)


# The logistic family ------------------------------------------------------------------------------


def magnitude_parts(x: float, dx: float) -> tuple[float, float, float]:
    """Return e, factor and p with e^−|x+dx| = e·factor² and p = 1 − e^−|x+dx|."""
    below, rest = -absolute(x), -flip_sign(dx, x)
    high, low, scale, factor = exp_far_negative_parts(below, rest)
    minus, minus_low = expm1_negative_parts(below, rest)
    return (high + low) * scale, factor, -(minus + minus_low)


def angle_of(y: float) -> Angle:
    """Return sin y and cos y, and those of y/2."""
    return sine(y), cosine(y), sine(0.5 * y), cosine(0.5 * y)


def sigmoid_parts(x: float, dx: float, angle: Angle) -> tuple[float, float, float]:
    """Return σ(x + dx + iy) as real part, imaginary part and the square root of their factor.

    Away from poles the sine and the cosine of y itself have smaller errors.
    """
    sine_y, cosine_y, s, c = angle
    e, factor, p = magnitude_parts(x, dx)
    q = e * factor * factor
    double = 2.0 * c * c
    away, left = cosine_y > -0.5, x < 0.0
    m = select(away, fma(q, fma(2.0, cosine_y, q), 1.0), fma(p, p, 2.0 * q * double))
    right_part = select(away, fma(q, cosine_y, 1.0), fma(q, double, p))
    left_part = select(away, cosine_y + q, double - p)
    real = select(left, e * left_part, right_part)
    imag = select(left, e, q) * select(away, sine_y, 2.0 * s * c)
    return real / m, imag / m, select(left, factor, 1.0)


def slope_parts(x: float, dx: float, s: float, c: float) -> tuple[float, float, float]:
    """Return σ′ likewise, which is q/(a + ib)²: an error of a and b counts twice.

    So do those of their roundings, which are carried along.
    """
    below, rest = -absolute(x), -flip_sign(dx, x)
    high, low, scale, factor = exp_far_negative_parts(below, rest)
    minus, minus_low = expm1_negative_parts(below, rest)
    other, other_low = product_of((high + low) * scale * factor * factor, c)
    a, a_low = fast_two_sum(c, other)
    b, b_low = product_of(-flip_sign(minus, x), s)
    a_low, b_low = a_low + other_low, fma(-flip_sign(minus_low, x), s, b_low)
    aa, aa_low = product_of(a, a)
    bb, bb_low = product_of(b, b)
    aa_low, bb_low = fma(2.0 * a, a_low, aa_low), fma(2.0 * b, b_low, bb_low)
    m, m_low = two_sum(aa, bb)
    m_low += aa_low + bb_low
    divisor, divisor_low = product_of(m, m)
    divisor_low = fma(2.0 * m, m_low, divisor_low)
    inverse = 1.0 / divisor
    difference, difference_low = two_sum(aa, -bb)
    difference_low += aa_low - bb_low
    twice, twice_low = product_of(2.0 * a, b)
    twice_low = fma(2.0 * a, b_low, fma(2.0 * b, a_low, twice_low))
    divided = high, low, divisor, divisor_low, inverse
    real = weighted(difference, difference_low, *divided)
    imag = weighted(twice, twice_low, *divided)
    return real * scale, -imag * scale, factor


def complex_sigmoid(x: float, y: float) -> Complex:
    """Return 1/(1 + e^−z)."""
    real, imag, factor = sigmoid_parts(x, 0.0, angle_of(y))
    at_end = is_vague(y) & (absolute(x) == INFINITY)
    real = select(at_end, select(x > 0.0, 1.0, 0.0), real)
    return real * factor * factor, select(at_end, 0.0, imag) * factor * factor


def complex_sigmoid_slope(x: float, y: float) -> Complex:
    """Return σ′(z) = e^−z/(1 + e^−z)²."""
    real, imag, factor = slope_parts(x, 0.0, sine(0.5 * y), cosine(0.5 * y))
    return real * factor * factor, imag * factor * factor


def complex_tanh(x: float, y: float) -> Complex:
    """Return tanh z, (p·(1 + q) + i·4qsc)/m of twice z, with the limits of C's Annex G."""
    e, factor, p = magnitude_parts(2.0 * x, 0.0)
    q = e * factor * factor
    s, c = sine(y), cosine(y)
    m = fma(p, p, 4.0 * q * c * c)
    at_end = is_vague(y) & (absolute(x) == INFINITY)
    real = select(at_end, 1.0, p * (1.0 + q) / m)
    imag = select(y == 0.0, y, select(at_end, copysign(0.0, y), 4.0 * q * s * c / m))
    return copysign(real, x), imag


def complex_tanh_slope(x: float, y: float) -> Complex:
    """Return 1/cosh² z."""
    real, imag, factor = slope_parts(2.0 * x, 0.0, sine(y), cosine(y))
    return 4.0 * real * factor * factor, 4.0 * imag * factor * factor


def turned(s: float, c: float, sine_rest: float, cosine_rest: float) -> Complex:
    """Return the sine and the cosine of a sum of two angles; the sign of a zero is the first's."""
    sine_sum = fma(s, cosine_rest, c * sine_rest)
    return select(sine_rest == 0.0, s, sine_sum), fma(c, cosine_rest, -s * sine_rest)


def argument(
    x: float, y: float, beta: float, beta_imag: float
) -> tuple[float, float, float, Angle]:
    """Return βz as its real part and what that lacks, the imaginary part, and its angle."""
    # a factor of 0 takes no infinity along, and no sign of a zero away
    t, dt = sum_of_products(beta, x, -beta_imag, finite(y))
    u, du = sum_of_products(beta, y, beta_imag, finite(x))
    u = select(beta_imag == 0.0, beta * y, u)
    sine_u, cosine_u, s, c = angle_of(u)
    sine_rest, cosine_rest, half_sine, half_cosine = angle_of(du)
    sine_u, cosine_u = turned(sine_u, cosine_u, sine_rest, cosine_rest)
    s, c = turned(s, c, half_sine, half_cosine)
    dt = select(magnitude_at_most(dt, SMALL_REST), dt, 0.0)  # where it is more, e^-|t| is 0
    return t, dt, u, (sine_u, cosine_u, s, c)


def complex_swish(x: float, y: float, beta: float, beta_imag: float) -> Complex:
    """Return z·σ(βz)."""
    t, dt, _, angle = argument(x, y, beta, beta_imag)
    sigma, sigma_imag, factor = sigmoid_parts(t, dt, angle)
    real, imag = times(finite(x) * factor, finite(y) * factor, sigma, sigma_imag)
    lost, whole = t == -INFINITY, (t == INFINITY) & (absolute(x) == INFINITY)
    real, imag = select(lost, 0.0, real * factor), select(lost, 0.0, imag * factor)
    return select(whole, x, real), select(whole, y, imag)


def complex_swish_slope(x: float, y: float, beta: float, beta_imag: float) -> Complex:
    """Return σ(t) + t·σ′(t) for t = βz."""
    t, dt, u, angle = argument(x, y, beta, beta_imag)
    sigma, sigma_imag, near = sigmoid_parts(t, dt, angle)
    slope, slope_imag, factor = slope_parts(t, dt, angle[2], angle[3])
    real, imag = times(finite(t) * factor, finite(u) * factor, slope, slope_imag)
    return (fma(real, factor, sigma * near * near), fma(imag, factor, sigma_imag * near * near))


def complex_swish_beta_slope(x: float, y: float, beta: float, beta_imag: float) -> Complex:
    """Return z²·σ′(βz), the derivative by β; e^−|βz| may be 0 where that is not."""
    t, dt, _, (sine_t, cosine_t, s, c) = argument(x, y, beta, beta_imag)
    slope, slope_imag, factor = slope_parts(t, dt, s, c)
    far = absolute(t) > LARGE  # (z·e^(−|t|/2))²·e^∓iu
    half, rest = select(far, -0.5 * absolute(t), 0.0), select(far, -flip_sign(dt, t), 0.0)
    slope = select(far, fma(cosine_t, rest, cosine_t), slope * factor * factor)
    slope_imag = select(far, -flip_sign(fma(sine_t, rest, sine_t), t), slope_imag * factor * factor)
    x, y = times_exp_far(finite(x), half), times_exp_far(finite(y), half)
    first, first_imag = times(x, y, slope, slope_imag)
    return times(x, y, first, first_imag)


def complex_silu(x: float, y: float) -> Complex:
    """Return z·σ(z)."""
    return complex_swish(x, y, 1.0, 0.0)


def complex_silu_slope(x: float, y: float) -> Complex:
    """Return σ(z) + z·σ′(z)."""
    return complex_swish_slope(x, y, 1.0, 0.0)


def size_parts(t: float, dt: float, c: float) -> tuple[float, float, float, float]:
    """Return log|1 + w| with w = e^−|t|·e^iu for c = cos(u/2), and q = |w|, p = 1 − q, |1 + w|²."""
    e, factor, p = magnitude_parts(t, dt)
    q = e * factor * factor
    double = 2.0 * c * c
    # m − 1, which m comes of but next to a pole
    f = q * (2.0 * double - 2.0 + q)
    m, m_low = two_sum(1.0, f)
    pole = f < -0.5
    m, m_low = select(pole, fma(p, p, 2.0 * q * double), m), select(pole, 0.0, m_low)
    mantissa, n = split_exponent(select(m > 0.0, m, 1.0), 0.75)
    logarithm = log_of_parts(n, mantissa - 1.0, over_sum(mantissa - 1.0, m_low * power(-n)), 0.0)
    return 0.5 * logarithm, q, p, m


def complex_softplus(x: float, y: float, beta: float, beta_imag: float) -> Complex:
    """Return log(1 + e^(βz))/β, the principal logarithm."""
    t, dt, _, (sine_t, cosine_t, s, c) = argument(x, y, beta, beta_imag)
    left = t < 0.0
    half_log, q, p, m = size_parts(t, dt, c)
    real = select(left, 0.0, t) + (half_log + select(left, 0.0, dt))
    double, side = 2.0 * c * c, 2.0 * s * c
    over, under = select(left, q * side, side), select(left, fma(q, double, p), double - p)
    imag = copysign(arctangent_of_quotient(over, under), over)
    # log(1 + e^t) = e^t
    far = t < -LARGE
    bounded, grown = select(far, t, -LARGE), 1.0 + select(far, dt, 0.0)
    real = select(far, times_exp_far(cosine_t * grown, bounded), real)
    imag = select(far, times_exp_far(sine_t * grown, bounded), imag)
    real, imag = select(m == m, real, m), select(m == m, imag, m)
    quotient, quotient_imag = complex_quotient(real, imag, beta, beta_imag)
    is_real = beta_imag == 0.0
    return (select(is_real, real / beta, quotient), select(is_real, imag / beta, quotient_imag))


def complex_softplus_slope(x: float, y: float, beta: float, beta_imag: float) -> Complex:
    """Return σ(βz)."""
    t, dt, _, angle = argument(x, y, beta, beta_imag)
    real, imag, factor = sigmoid_parts(t, dt, angle)
    return real * factor * factor, imag * factor * factor


def complex_softplus_beta_slope(x: float, y: float, beta: float, beta_imag: float) -> Complex:
    """Return (t·σ(t) − log(1 + e^t))/β² for t = βz, the derivative by β.

    The numerator is even but for the turns of the principal logarithm, and in the left half plane,
    where it is computed, its addends do not cancel.
    """
    t, dt, u, (sine_t, cosine_t, s, c) = argument(x, y, beta, beta_imag)
    half_log, q, p, m = size_parts(t, dt, c)
    double, side = 2.0 * c * c, 2.0 * s * c
    beyond = u - copysign(arctangent_of_quotient(side, double - p), side)
    right = t > 0.0
    whole = right & (absolute(u) > PI)
    sine_t, s, side = (
        select(right, -sine_t, sine_t),
        select(right, -s, s),
        select(right, -side, side),
    )
    t, dt, u = -absolute(t), -flip_sign(dt, t), finite(select(right, -u, u))
    sigma, sigma_imag, factor = sigmoid_parts(t, dt, (sine_t, cosine_t, s, c))
    real, imag = times(finite(t) * factor, u * factor, sigma * factor, sigma_imag * factor)
    near = imag - copysign(arctangent_of_quotient(q * side, fma(q, double, p)), side)
    around = imag + beyond
    # (t − 1)·e^t
    far = t < -LARGE
    bounded, grown = select(far, t, -LARGE), 1.0 + select(far, dt, 0.0)
    a, b = times(finite(bounded) - 1.0, u, cosine_t * grown, sine_t * grown)
    real = select(far, times_exp_far(a, bounded), real - half_log)
    imag = select(whole, around, select(far, times_exp_far(b, bounded), near))
    real, imag = select(m == m, real, m), select(m == m, imag, m)
    quotient, quotient_imag = complex_quotient(real, imag, beta, beta_imag)
    quotient, quotient_imag = complex_quotient(quotient, quotient_imag, beta, beta_imag)
    is_real = beta_imag == 0.0
    return (
        select(is_real, real / beta / beta, quotient),
        select(is_real, imag / beta / beta, quotient_imag),
    )
