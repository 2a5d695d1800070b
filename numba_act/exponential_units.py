"""Smooth rectifiers made of e^x − 1 and log(1 + e^x): ELU and its relatives, softplus, mish.

As in `smooth`, nothing cancels or overflows on the way, and the last power of two comes last.
"""

from __future__ import annotations

from .activation import activation, beyond_ties, complex_form, fast_path
from .core.floats import INFINITY, NAN, from_hex
from .core.primitives import (
    absolute,
    copysign,
    flip_sign,
    fma,
    horner,
    horner_pairs,
    magnitude_at_most,
    pow2_from_shifted,
    quotient,
    round_shifted,
    select,
)
from .core.specialize import IN_BFLOAT16, ON_FAST_PATH, common, hex_per_type, per_type, rare
from .maths.complex import complex_softplus, complex_softplus_beta_slope, complex_softplus_slope
from .maths.exponential import (
    DOWN,
    EXP_FAST,
    EXP_LIMIT,
    FAR,
    FAR_FROM,
    FAR_LIMIT,
    INVERSE_FACTORIALS,
    LARGEST,
    LOG2_E,
    SHIFTER,
    SHIFTER_FAR_UP,
    SHIFTER_UNBIASED,
    SHIFTER_UP,
    UP,
    exp_far_negative_parts,
    exp_negative_parts,
    expm1_negative_parts,
    fast_two_sum,
    mantissa_of,
    power,
    product_of,
    reduced_exp,
    times_exp_far,
    times_power,
    two_sum,
)
from .maths.logarithm import LOG1P_UNIT_TAIL
from .maths.logistic import product_parts, times_logistic_at
from .maths.parameters import fault_of, plus_nan, with_nan, with_nan_of_two
from .maths.scaled import FAR_QUOTIENT, is_ordinary
from .rectifiers import nonpositive
from .smooth import SIGMOID_FAST, sigmoid_reach

__all__ = ["celu", "elu", "log_sigmoid", "mish", "selu", "softplus", "xielu"]


# Exponential units

# λ and λα to twice the working precision. λ's leading part is rounded down: with a positive
# rest, x = inf is no inf − inf.
SELU_SCALE_HIGH = hex_per_type(float32="0x1.0cfabcp0", float64="0x1.0cfabd6a91132p0")
SELU_SCALE_LOW = hex_per_type(float32="0x1.6a91140000000p-24", float64="0x1.6fc7d272f2695p-55")
SELU_NEGATIVE_HIGH = hex_per_type(float32="0x1.c212ccp0", float64="0x1.c212cc640f031p0")
SELU_NEGATIVE_LOW = hex_per_type(float32="0x1.903c0cp-26", float64="0x1.05161b045a1fep-56")


def quotient_parts(x: float, alpha: float) -> tuple[float, float]:
    """Return min(x, 0)/alpha, not below −FAR_QUOTIENT, and its rounding error; 0 for NaN.

    Nothing overflows and nothing is invalid, for any alpha ≥ 0 and NaN. 0 over 0 is 0.
    """
    if ON_FAST_PATH:
        # LLVM takes what is made of it out of a loop that is not entered, where it might overflow.
        divisor = select(is_ordinary(alpha), alpha, copysign(1.0, alpha))
        y = nonpositive(x)
        limit = select(alpha == 1.0, -INFINITY, FAR_LIMIT * divisor)
        y = select(y < limit, limit, y)
        reciprocal = 1.0 / divisor
        quotient = y * reciprocal
        # 0 for the default, when the compiler knows alpha
        return quotient, select(alpha == 1.0, 0.0, fma(-quotient, alpha, y) * reciprocal)
    finite = magnitude_at_most(alpha, LARGEST)
    # A reciprocal is no number where alpha is subnormal, and subnormal where alpha is large.
    scale = select(magnitude_at_most(alpha, UP), 1.0, select(finite, DOWN, 0.0))
    scale = select(magnitude_at_most(alpha, DOWN), UP, scale)
    divisor = select(finite & (alpha != 0.0), alpha, 1.0) * select(finite, scale, 1.0)
    reciprocal = 1.0 / divisor
    # LLVM would multiply constants in advance, and with them what is rejected: copies of a sign
    # are none.
    limit = copysign(LARGEST / FAR_QUOTIENT, alpha)
    limit = select(magnitude_at_most(alpha, limit), alpha, limit) * FAR_QUOTIENT
    # All above is outside the loop where alpha is one value.
    y = select(x == x, x, 0.0)
    y = select(y < 0.0, y, 0.0)
    beyond = y < -limit
    y = select(beyond, copysign(0.0, y), y) * scale
    quotient = y * reciprocal
    rest = fma(-quotient, divisor, y) * reciprocal
    return select(beyond, FAR_LIMIT, quotient), rest


def all_if_ordinary(alpha: float) -> float:
    """Return INFINITY for an ordinary alpha, else NaN."""
    return select(is_ordinary(alpha), INFINITY, NAN)


@activation(max_ulp=1.0, warns=())
def elu(x: float, alpha: float = 1.0) -> float:
    """Exponential linear unit, x for x > 0 and α(e^x − 1) otherwise.

    Parameters
    ----------
    x : array_like
        Input.
    alpha : array_like, default 1
        Minus the limit at -inf: any number.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape; x itself for zeros, so that the sign is kept.

    Notes
    -----
    e^x − 1 is the sum of two numbers, so that the product with alpha rounds once.

    The derivative is 1 for x > 0 and αe^x otherwise, α at 0. With respect to alpha it is 0 for
    x > 0 and e^x − 1 otherwise.

    References
    ----------
    .. [1] D.-A. Clevert, T. Unterthiner and S. Hochreiter, "Fast and Accurate Deep Network
       Learning by Exponential Linear Units (ELUs)", arXiv:1511.07289.

    Examples
    --------
    >>> import numba_act as na
    >>> na.elu([-1.0, 0.0, 1.0])
    array([-0.63212056,  0.        ,  1.        ])
    """
    # What is left of a subnormal alpha's product with the low part would round once more.
    small = rare(magnitude_at_most(alpha, DOWN))
    scaled, down = alpha * select(small, UP, 1.0), select(small, DOWN, 1.0)
    bounded = select(absolute(alpha) > LARGEST, 0.0, scaled)  # inf·0
    # All above is outside the loop where alpha is one value.
    high, low = expm1_negative_parts(nonpositive(x))
    negative = fma(scaled, high, bounded * low) * down
    return select(x >= 0.0, with_nan(x, alpha), negative)


fast_path(elu, reach=all_if_ordinary)

#: Beyond it alpha·e^x, made as large as a cotangent wants, might overflow.
LARGE_ALPHA = per_type(float32=2.0**32, float64=2.0**256)
#: What makes up for SHIFTER_FAR_UP where alpha has been multiplied by DOWN.
LARGE_ALPHA_FAR = per_type(float32=2.0**-112, float64=2.0**-624)


@elu.derivative("x", max_ulp=1.5, vjp_max_ulp=3.0, warns=())
def _(dy: float, x: float, alpha: float) -> float:
    # αe^x may be a number where e^x is none, and dy·e^x where the others are none: the last
    # factors go to dy, or to the slope where alpha is large.
    large = rare(absolute(alpha) > LARGE_ALPHA)
    down = select(large, DOWN, 1.0)
    one, scaled = with_nan(down, alpha), alpha * down
    shifter_near = select(large, SHIFTER_UP, SHIFTER)
    far_factor = select(large, LARGE_ALPHA_FAR, FAR)
    # All above is outside the loop where alpha is one value.
    far = rare(x < FAR_FROM)
    y = nonpositive(x)
    y = select(rare(y < FAR_LIMIT), FAR_LIMIT, y)
    shifter = select(far, SHIFTER_FAR_UP, shifter_near)
    shifted = round_shifted(y, LOG2_E, shifter)
    high, low = reduced_exp(y, 0.0, shifted - shifter)
    # alpha is selected and not its product, which may overflow where it is rejected
    slope = select(x > 0.0, one, scaled) * (high + low) * pow2_from_shifted(shifted)
    factor = select(far, far_factor, 1.0)
    return slope * select(large, factor, dy * factor) * select(large, dy, factor)


def elu_slope_reach(alpha: float) -> float:
    """Return the largest |x| on the fast path of the derivative of elu."""
    return select(magnitude_at_most(alpha, LARGE_ALPHA), EXP_FAST, NAN)


fast_path(elu, "x", largest=EXP_FAST, reach=elu_slope_reach)


@elu.derivative("alpha", max_ulp=1.0, vjp_max_ulp=2.3, warns=())
def _(x: float, alpha: float) -> float:
    high, _low = expm1_negative_parts(nonpositive(x))
    return plus_nan(select(x > 0.0, 0.0, select(x == 0.0, x, high)), alpha)


@activation(max_ulp=1.3, warns=("invalid",), least={"alpha": 0.0})
def celu(x: float, alpha: float = 1.0) -> float:
    """Continuously differentiable exponential linear unit, max(0, x) + min(0, α(e^(x/α) − 1)).

    Parameters
    ----------
    x : array_like
        Input.
    alpha : array_like, default 1
        Minus the limit at -inf. 0 gives relu; a negative number gives NaN and the warning "invalid
        value".

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape; x itself for zeros, so that the sign is kept.

    Notes
    -----
    As `elu`. The remainder of the division x/α goes into the exponential too. What is left above
    1 ULP is near 0, where the quotient, its remainder and the product with α round one by one.

    The derivative is 1 for x > 0 and e^(x/α) otherwise. With respect to alpha it is 0 for x ≥ 0
    and (1 − x/α)·e^(x/α) − 1 otherwise, a polynomial in x/α where that cancels.

    References
    ----------
    .. [1] J. T. Barron, "Continuously Differentiable Exponential Linear Units",
       arXiv:1704.07483.

    Examples
    --------
    >>> import numba_act as na
    >>> na.celu([-1.0, 0.0, 1.0], alpha=2.0)
    array([-0.78693868,  0.        ,  1.        ])
    """
    quotient, rest = quotient_parts(x, alpha)
    # The error of e^q − 1 is below 2^-25 without the rest, which is enough for bfloat16.
    high, low = expm1_negative_parts(quotient, 0.0 if IN_BFLOAT16 else rest)
    # For tiny quotients, which may be subnormal and inexact, it is x on both sides of 0.
    tiny = quotient > -DOWN
    low = select(common(magnitude_at_most(alpha, LARGEST)), alpha, 0.0) * low  # inf·0
    result = select(tiny, x, fma(alpha, select(rare(tiny), -1.0, high), low))
    return result * fault_of(alpha)


fast_path(celu, reach=all_if_ordinary)


@celu.derivative("x", max_ulp=0.8, vjp_max_ulp=2.0, warns=("invalid",))
def _(dy: float, x: float, alpha: float) -> float:
    quotient, rest = quotient_parts(x, alpha)
    high, low, scale, factor = exp_far_negative_parts(quotient, rest)
    slope = with_nan((high + low) * scale * fault_of(alpha), x)
    return slope * (dy * factor) * factor


def celu_slope_reach(alpha: float) -> float:
    """Return the largest |x| on the fast path of the derivative of celu."""
    return select(is_ordinary(alpha), EXP_FAST, NAN) * alpha


fast_path(celu, "x", largest=EXP_FAST, reach=celu_slope_reach)


CELU_ALPHA_SPLIT = -0.5
#: Quotients below the first are multiplied by the second, whose square dy takes back.
SMALL_QUOTIENT = per_type(float32=2.0**-60, float64=2.0**-500)
SQUARE_LIFT = per_type(float32=2.0**100, float64=2.0**850)

# ((1 − (1 − q)·e^q)/q² − ½)/q for −0.625 ≤ q ≤ 0. With it the derivative has a relative
# error of 2^-24.4 (float32) and 2^-59.9 (float64).
# tools/minimax.py CELU_ALPHA_TAIL
CELU_ALPHA_TAIL = per_type(
    float32=from_hex("""
        0x1.555554p-2 0x1.fffddap-4 0x1.10d7e4p-5 0x1.bee4ccp-8 0x1.f2a3cep-11
    """),
    float64=from_hex("""
        0x1.5555555555555p-2 0x1.fffffffffff5ap-4 0x1.111111110e21fp-5
        0x1.c71c71c59535ap-8 0x1.381380ff77a44p-10 0x1.6c16b76971cdfp-13
        0x1.71dd17576e0f6p-16 0x1.4ccbf36dd2c0dp-19 0x1.0bf198e28613ap-22
        0x1.7a0bf8092e3f1p-26 0x1.7b9263acc109ep-30
    """),
)


@celu.derivative(
    "alpha", max_ulp={"float32": 2.5, "float64": 2.2}, vjp_max_ulp=3.9, warns=("invalid",)
)
def _(dy: float, x: float, alpha: float) -> float:
    q, rest = quotient_parts(x, alpha)
    high, low, scale = exp_negative_parts(q, rest)
    factor = scale * DOWN
    one_minus = 1.0 - q
    one_minus_low = (1.0 - one_minus) - q - rest
    far_low = fma(low, one_minus, high * one_minus_low) * factor
    far = fma(high * factor, one_minus, -1.0) + far_low
    near = select(q > CELU_ALPHA_SPLIT, q, 0.0)  # no overflow of its square
    tail = near * horner_pairs(near, near * near, CELU_ALPHA_TAIL)
    # −q²/2 may be subnormal or less where its product with dy is not.
    small = q > -SMALL_QUOTIENT
    lift, down = select(small, SQUARE_LIFT, 1.0), select(small, 1.0 / SQUARE_LIFT, 1.0)
    near, rest = near * lift, rest * lift
    square = near * near
    square_low = fma(near, near, -square) + 2.0 * near * rest
    near = -fma(0.5, square, fma(square, tail, fma(square_low, tail, 0.5 * square_low)))
    slope = select(q > CELU_ALPHA_SPLIT, near, far)
    slope = copysign(slope, x + 0.0)  # it is not positive, and 0 for positive x and zeros
    return with_nan(slope * fault_of(alpha), x) * (dy * down) * down


@activation(max_ulp=1.1, warns=("overflow",))
def selu(x: float) -> float:
    """Scaled exponential linear unit, λ·elu(x; α).

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        λx for x > 0, λα(e^x − 1) otherwise, with λ = 1.0507009873554804934193349852946 and
        α = 1.6732632423543772848170429916717.

    Notes
    -----
    λ and α are fixed by the requirement that mean 0 and variance 1 are kept from layer to layer.
    Both λ and λα are held to twice the working precision. A subnormal λx may err by up to 1.1 ULP:
    it is the sum of two products, which both round to the spacing of subnormal numbers.

    The derivative is λ for x > 0 and λαe^x otherwise, λα at 0.

    References
    ----------
    .. [1] G. Klambauer, T. Unterthiner, A. Mayr and S. Hochreiter, "Self-Normalizing Neural
       Networks", arXiv:1706.02515.

    Examples
    --------
    >>> import numba_act as na
    >>> na.selu([-1.0, 0.0, 1.0])
    array([-1.11133074,  0.        ,  1.05070099])
    """
    high, low = expm1_negative_parts(nonpositive(x))
    low = fma(SELU_NEGATIVE_HIGH, low, SELU_NEGATIVE_LOW * high)
    negative = fma(SELU_NEGATIVE_HIGH, high, low)
    bounded = select(x < 0.0, 0.0, x)  # no overflow on the rejected side
    positive = fma(SELU_SCALE_HIGH, bounded, SELU_SCALE_LOW * bounded)
    return select(x >= 0.0, positive, negative)


@selu.derivative("x", max_ulp={"float32": 0.9, "float64": 0.8}, vjp_max_ulp=2.1)
def _(dy: float, x: float) -> float:
    high, low, scale, factor = exp_far_negative_parts(nonpositive(x))
    low = fma(SELU_NEGATIVE_HIGH, low, SELU_NEGATIVE_LOW * high)
    slope = fma(SELU_NEGATIVE_HIGH, high, low) * scale
    slope = select(x > 0.0, SELU_SCALE_HIGH + SELU_SCALE_LOW, slope)
    return slope * (dy * factor) * factor


fast_path(selu, "x", largest=EXP_FAST)


#: Beyond it a sum of parameters times inputs may overflow where the result does not.
LARGE_CURVE = per_type(float32=2.0**100, float64=2.0**900)
#: e^x − 1 − x is −x below it.
ALL_LINEAR = per_type(float32=-(2.0**26), float64=-(2.0**55))
#: e^x − 1 − x is x² times a polynomial above it.
XIELU_SPLIT = -0.34
XIELU_TAIL = per_type(float32=INVERSE_FACTORIALS[1:9], float64=INVERSE_FACTORIALS[1:15])


def curve_scale(a: float, b: float) -> tuple[float, float]:
    """Return a power of two for two parameters, with which nothing overflows, and its reciprocal.

    Nor is anything of them lost where both are small.
    """
    half = 0.5 * absolute(a) + 0.25 * absolute(b)  # the whole may overflow
    large, small = half > 0.5 * LARGE_CURVE, half < 0.5 * DOWN
    scale = select(large, DOWN, select(small, UP / 16.0, 1.0))
    return scale, select(large, UP, select(small, DOWN * 16.0, 1.0))


def tail_of_exp(x: float) -> float:
    """Return (e^x − 1 − x)/x² for XIELU_SPLIT < x ≤ 0."""
    return horner_pairs(x, x * x, XIELU_TAIL)


def expm1_excess(x: float, least: float) -> float:
    """Return expm1(least) − x, for numbers that are not positive."""
    high, low = expm1_negative_parts(least)
    linear = x < ALL_LINEAR
    difference, rest = two_sum(high, -select(linear, ALL_LINEAR, x))
    return select(linear, -x, difference + (rest + low))


@activation(max_ulp=2.0, warns=("overflow",))
def xielu(
    x: float, alpha_p: float = 0.8, alpha_n: float = 0.8, beta: float = 0.5, eps: float = -1e-6
) -> float:
    """Expanded integral of ELU, αₚx² + βx for x > 0 and αₙ(e^min(x, ε) − 1 − x) + βx otherwise.

    Parameters
    ----------
    x : array_like
        Input.
    alpha_p, alpha_n : array_like, default 0.8
        Curvature on both sides, learned: any numbers. They are the effective ones, which a model
        may keep as what softplus makes them of.
    beta : array_like, default 0.5
        Slope at 0.
    eps : array_like, default -1e-6
        Above it, not positive, the exponential is that of eps: bfloat16's e^x − 1 − x was too
        rough there.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape.

    Notes
    -----
    e^x − 1 − x is x² times a polynomial where it cancels. Its product with αₙ and βx have opposite
    signs for positive parameters: the error is counted against the larger of them, as that of
    αₚx² and βx and that of the derivatives' addends, and against αₙ(e^ε − 1) for eps ≤ x ≤ 0. It
    exceeds 1 ULP because these round one after the other.

    The derivative is 2αₚx + β for x > 0 and αₙ(e^x − 1) + β otherwise, and for eps ≤ x ≤ 0, where
    the exponential is constant, β − αₙ. With respect to αₚ it is x² for x > 0, to αₙ what αₙ
    multiplies, to β x, and to eps αₙ·e^eps for eps ≤ x ≤ 0.

    References
    ----------
    .. [1] A. H. Huang and I. Schlag, "Deriving Activation Functions Using Integration",
       arXiv:2411.13010. The activation of Apertus, arXiv:2509.14233.

    Examples
    --------
    >>> import numba_act as na
    >>> na.xielu([-2.0, 0.5, 2.0])
    array([-0.09173177,  0.45      ,  4.2       ])
    """
    alpha = select(x > 0.0, alpha_p, alpha_n)
    scale, back = curve_scale(alpha, beta)
    curve, slope = alpha * scale, beta * scale
    # x·(α·x·t + β), where t is 1 or a polynomial in x
    below = nonpositive(x)
    near = (x <= 0.0) & (x < eps) & (x > XIELU_SPLIT)
    y = select(near, x, 0.0)
    bent, bent_low = product_of(curve, y)
    first = select(x > 0.0, curve, bent)
    second = select(x > 0.0, x, tail_of_exp(y))
    inner = fma(first, second, slope)
    rest = select(near, fma(first, second, slope - inner) + bent_low * second, 0.0)
    early = (absolute(x) > 1.0) == (back < 1.0)  # or it would overflow, or underflow
    curved = (x > 0.0) | near
    left = select(curved, x, copysign(0.0, x)) * select(early, back, 1.0)
    rest = select(magnitude_at_most(left * rest, LARGEST), left * rest, 0.0)
    product = fma(left, inner, rest)
    # by a factor of 1 or `back` LLVM would multiply what is rejected, which may overflow
    zero = copysign(0.0, product)
    product = select(early, product, fma(select(early, zero, product), back, zero))
    tiny = (below > -DOWN) & magnitude_at_most(curve, 1.0) & magnitude_at_most(slope, 1.0)
    lift, down = select(tiny, UP, 1.0), select(tiny, DOWN, 1.0)
    linear = below < ALL_LINEAR
    bounded = select(linear, copysign(0.0, below), below)
    excess = expm1_excess(bounded, select(x < eps, bounded, nonpositive(eps)))
    total = fma(curve, excess * lift, slope * (bounded * lift)) * (back * down)
    total = select(linear, (slope - curve) * below * back, total)
    # the sign of what is too small
    total = select(curve == 0.0, copysign(total, flip_sign(below, slope)), total)
    total = select(below == 0.0, alpha * excess, total)
    value = select(curved, product, total)
    return with_parameters(value, x, alpha_p, alpha_n, beta, eps)


def with_parameters(
    value: float, x: float, alpha_p: float, alpha_n: float, beta: float, eps: float
) -> float:
    """Return `value`, or NaN where an argument is."""
    value = with_nan(with_nan_of_two(value, alpha_p, alpha_n), beta)
    return with_nan_of_two(value, eps, x)


@xielu.derivative("x", max_ulp=2.0, warns=("overflow",))
def _(x: float, alpha_p: float, alpha_n: float, beta: float, eps: float) -> float:
    alpha = select(x > 0.0, alpha_p, alpha_n)
    scale, back = curve_scale(alpha, beta)
    high, low = expm1_negative_parts(nonpositive(x))
    positive = x > 0.0
    flat = (x <= 0.0) & (x >= eps)
    factor = select(positive, x, select(flat, -1.0, high))
    alpha *= select(positive, 2.0 * scale, scale)
    rest = select(positive | flat, 0.0, alpha * low)
    slope = fma(alpha, factor, beta * scale + rest) * back
    return with_parameters(slope, x, alpha_p, alpha_n, beta, eps)


# 0.8 is a little less than its float64.
beyond_ties(xielu)
beyond_ties(xielu, "x")


@xielu.derivative("alpha_p", max_ulp=0.8, vjp_max_ulp=1.8, warns=("overflow",))
def _(dy: float, x: float, alpha_p: float, alpha_n: float, beta: float, eps: float) -> float:
    m, e = mantissa_of(select(x > 0.0, x, 0.0))
    square = with_parameters(m * m, x, alpha_p, alpha_n, beta, eps)
    return times_power(dy, square, 2.0 * e)


@xielu.derivative("alpha_n", max_ulp=2.5, vjp_max_ulp=3.5, warns=())
def _(dy: float, x: float, alpha_p: float, alpha_n: float, beta: float, eps: float) -> float:
    below = nonpositive(x)
    near = (x <= 0.0) & (x < eps) & (x > XIELU_SPLIT)
    excess = expm1_excess(below, select(x < eps, below, nonpositive(eps)))
    y = select(near, x, 0.0)
    excess = select(near, y * tail_of_exp(y), select(x > 0.0, 0.0, excess))
    excess = with_parameters(excess, x, alpha_p, alpha_n, beta, eps)
    return dy * select(near, x, 1.0) * excess


@xielu.derivative("beta", max_ulp=0.5, vjp_max_ulp=0.5, warns=())
def _(x: float, alpha_p: float, alpha_n: float, beta: float, eps: float) -> float:
    return with_parameters(x, x, alpha_p, alpha_n, beta, eps)


@xielu.derivative("eps", max_ulp=1.5, warns=("overflow",))
def _(x: float, alpha_p: float, alpha_n: float, beta: float, eps: float) -> float:
    least = nonpositive(eps)
    rise = times_exp_far(select((x <= 0.0) & (x >= eps), alpha_n, 0.0), least)
    return with_parameters(rise, x, alpha_p, alpha_n, beta, eps)


# Softplus, its negative, and mish

#: dy·e^−|z|/β² with z = βx is 0 beyond it for all numbers dy, β and x.
SOFTPLUS_BETA_LIMIT = per_type(float32=460.0, float64=3200.0)


def product_rest(a: float, b: float, product: float) -> float:
    """Return a·b − product, the rounding error of `product`; 0 where it is not small.

    Beyond the limits of the exponential it does not matter, and might be inf − inf. The product of
    two bfloat16 has 16 bits.
    """
    if IN_BFLOAT16:
        return 0.0
    return select(absolute(product) <= SOFTPLUS_BETA_LIMIT, fma(a, b, -product), 0.0)


#: Below it a beta is scaled up, so that its reciprocal is a number, and above its reciprocal down.
SMALL_BETA = per_type(float32=2.0**-32, float64=2.0**-256)
LARGE_BETA = per_type(float32=2.0**32, float64=2.0**256)
#: Where e^z counts that is divided by such a beta: as EXP_LIMIT, and as SHIFTER_FAR_UP.
SOFTPLUS_LIMIT = per_type(float32=216.0, float64=1700.0)
SHIFTER_SOFTPLUS = per_type(
    float32=1.5 * 2.0**23 + 127.0 + 192.0, float64=1.5 * 2.0**52 + 1023.0 + 1536.0
)


def softplus_argument(x: float, beta: float) -> tuple[float, float]:
    """Return z and dz with beta·x = z + dz; any z beyond ±2·EXP_LIMIT is as good as another."""
    if ON_FAST_PATH:
        reach = select(beta == 1.0, INFINITY, 2.0 * EXP_LIMIT / absolute(beta))
        x = select(x > reach, reach, x)
        x = select(x < -reach, -reach, x)
        return product_parts(x, beta)
    # All but the last lines are outside the loop where beta is one value.
    size = absolute(beta)
    reach = select(size <= 1.0, INFINITY, 2.0 * EXP_LIMIT / size)
    steep = copysign(2.0 * EXP_LIMIT, beta)
    slope = select(size > LARGEST, 0.0, beta)
    beyond = absolute(x) > reach
    bounded = select(beyond, 0.0, x)
    # Both factors are chosen, as in `product_argument`.
    z = select(beyond, steep, slope) * select(beyond, copysign(1.0, x), x)
    return z, product_rest(slope, bounded, slope * bounded)


def softplus_scales(beta: float) -> tuple[bool, bool, float, float, float, float]:
    """Return whether beta is small or 0, beta scaled, its reciprocal, and its two last factors."""
    size = absolute(beta)
    small, large = rare(size < SMALL_BETA), rare(size > LARGE_BETA)
    infinite = rare(size > LARGEST)
    scaled = select(infinite, 1.0, beta) * select(small, UP, select(large, DOWN, 1.0))
    reciprocal = select(infinite, copysign(0.0, beta), 1.0 / scaled)
    last = select(large, DOWN, 1.0)
    return small, rare(beta == 0.0), scaled, reciprocal, select(small, 1.0, DOWN), last


def softplus_exp(
    z: float, dz: float, small: bool, down: float
) -> tuple[float, float, float, float, float]:
    """Return high, low, w, scale and down: log(1 + e^−|z+dz|) = (high + low)·(1 + w)·scale·down.

    (high + low)·scale·down is e^−|z+dz|. As -0.31 < w ≤ 0, its rounding has little effect.
    For a small beta the logarithm counts where e^-|z| is far below the smallest number.
    """
    limit = select(small, SOFTPLUS_LIMIT, EXP_LIMIT)
    a = -absolute(z)
    far = small & (a < FAR_FROM)
    a = select(a < -limit, -limit, a)
    shifter = select(far, SHIFTER_SOFTPLUS, SHIFTER_UP)
    shifted = round_shifted(a, LOG2_E, shifter)
    high, low = reduced_exp(a, select(z > 0.0, -dz, dz), shifted - shifter)
    scale = pow2_from_shifted(shifted)
    t = (high + low) * scale * select(far, 0.0, DOWN)
    square = t * t
    w = fma(square, horner_pairs(t, square, LOG1P_UNIT_TAIL), -0.5 * t)
    return high, low, w, scale, select(far, DOWN * DOWN, down)


def softplus_of_parts(
    x: float, z: float, dz: float, scales: tuple[bool, bool, float, float, float, float]
) -> float:
    """Return log(1 + e^(z+dz))/beta for z + dz = beta·x and the scales of beta.

    It is max(0, x) + log(1 + e^-|z|)/beta, where nothing cancels. Around z = 0 both terms count,
    so the leading parts are added with their rounding error; for z ≤ 0 the scaling comes last.
    """
    small, zero, scaled, reciprocal, down, last = scales
    high, low, w, scale, down = softplus_exp(z, dz, small, down)
    if IN_BFLOAT16:
        value = high + low
        value = fma(value, w, value) * reciprocal * scale
        return select(z > 0.0, fma(value * down, last, x), value * down * last)
    # The logarithm first, so that its leading part is as small as the result.
    high, low = fast_two_sum(high, fma(high + low, w, low))
    quotient = high * reciprocal
    rest = (low + fma(-quotient, scaled, high)) * reciprocal
    rest = select(zero, 0.0, rest)  # inf·0
    factor = scale * down * last
    # Where x is the larger term the error is not exact, but small beside the sum.
    total, error = fast_two_sum(quotient * factor, x)
    right = total + fma(rest, factor, error)
    right = select(absolute(total) > LARGEST, total, right)  # inf − inf
    return select(z > 0.0, right, (quotient + rest) * scale * down * last)


@activation(max_ulp=2.0, warns=("overflow", "divide"))
def softplus(x: float, beta: float = 1.0) -> float:
    """Softplus, log(1 + e^(βx))/β.

    Parameters
    ----------
    x : array_like
        Input.
    beta : array_like, default 1
        Sharpness: any number but 0, which gives ±inf and the warning "divide by zero". inf gives
        relu; a negative one gives −softplus(−x; −beta).

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape; 0 at -inf and inf at inf.

    Notes
    -----
    Computed as max(0, x) + log(1 + e^(−|βx|))/β: no overflow, and no threshold beyond which it is
    taken as linear. The left tail keeps its relative accuracy down to the smallest subnormal; the
    rounding error of βx goes into the exponential too. The bound exceeds 1 ULP for the same reason
    as that of `log_sigmoid`; β ≠ 1 adds the rounding of a division.

    The derivative is σ(βx). With respect to beta it is (z·σ(z) − log(1 + e^z))/β² with z = βx,
    which is even in z and evaluated at −|z|, where both terms are negative.

    References
    ----------
    .. [1] C. Dugas, Y. Bengio, F. Bélisle, C. Nadeau and R. Garcia, "Incorporating Second-Order
       Functional Knowledge for Better Option Pricing", NIPS 2000.

    Examples
    --------
    >>> import numba_act as na
    >>> na.softplus([-100.0, 0.0, 1.0])
    array([3.72007598e-44, 6.93147181e-01, 1.31326169e+00])
    """
    z, dz = softplus_argument(x, beta)
    x = select(common(z > 0.0), x, 0.0)  # no overflow on the rejected side
    return softplus_of_parts(x, z, dz, softplus_scales(beta))


def all_if_ordinary_beta(beta: float) -> float:
    """Return INFINITY for a beta that is neither small nor large, else NaN."""
    ordinary = magnitude_at_most(SMALL_BETA, beta) & magnitude_at_most(beta, LARGE_BETA)
    return select(ordinary, INFINITY, NAN)


fast_path(softplus, reach=all_if_ordinary_beta)


@softplus.derivative("x", max_ulp=1.1, vjp_max_ulp=2.6, warns=())
def _(dy: float, x: float, beta: float) -> float:
    z, dz = product_parts(x, beta) if ON_FAST_PATH else softplus_argument(x, beta)
    return times_logistic_at(dy, z, dz)


fast_path(softplus, "x", largest=SIGMOID_FAST, reach=sigmoid_reach)


complex_form(softplus, complex_softplus)
complex_form(softplus, complex_softplus_slope, "x")


@softplus.derivative("beta", max_ulp=2.7, vjp_max_ulp=4.0, warns=("overflow", "divide"))
def _(dy: float, x: float, beta: float) -> float:
    size = absolute(beta)
    m, e = mantissa_of(size)
    beta_square = m * m
    beta_square_low = fma(m, m, -beta_square)
    reciprocal = -1.0 / beta_square
    # All above is outside the loop where beta is one value.
    z, dz = softplus_argument(x, beta)
    dz = select(z > 0.0, -dz, dz)
    size = absolute(z)
    size = select(size > SOFTPLUS_BETA_LIMIT, SOFTPLUS_BETA_LIMIT, size)  # inf·0
    shifted = round_shifted(-size, LOG2_E, SHIFTER_UNBIASED)
    n = shifted - SHIFTER_UNBIASED
    high, low = reduced_exp(-size, dz, n)
    t = (high + low) * power(n)
    square = t * t
    w = fma(square, horner_pairs(t, square, LOG1P_UNIT_TAIL), -0.5 * t)
    # −t·(|z|/(1 + t) + 1 + w)/β² with t = e^−|z| and log(1 + t) = t·(1 + w)
    logistic, one_plus = quotient(1.0, t + 1.0), 1.0 + w
    bracket = fma(size, logistic, one_plus)
    bracket_low = fma(size, logistic, one_plus - bracket) - dz
    numerator = high * bracket
    numerator_low = fma(low, bracket, fma(high, bracket_low, fma(high, bracket, -numerator)))
    ratio = numerator * reciprocal
    rest = fma(ratio, beta_square_low, fma(ratio, beta_square, numerator))
    result = fma(rest + numerator_low, reciprocal, ratio)
    exact = (beta == 0.0) | (absolute(beta) > LARGEST)  # inf·0
    return times_power(dy, select(exact, ratio, result), n - 2.0 * e)


complex_form(softplus, complex_softplus_beta_slope, "beta")


@activation(max_ulp=1.8, warns=())
def log_sigmoid(x: float) -> float:
    """Logarithm of the sigmoid, log σ(x) = −softplus(−x).

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        Not positive; -inf at -inf and -0.0 at inf.

    Notes
    -----
    The bound exceeds 1 ULP because near 0 the exponential's polynomial, the logarithm's and the sum
    of the parts round one by one.

    The derivative is σ(−x). Also called ``log_expit``.

    Examples
    --------
    >>> import numba_act as na
    >>> na.log_sigmoid([-100.0, 0.0, 100.0])
    array([-1.00000000e+02, -6.93147181e-01, -3.72007598e-44])
    """
    return -softplus_of_parts(-x, -x, 0.0, (False, False, 1.0, 1.0, DOWN, 1.0))


@log_sigmoid.derivative("x", max_ulp=1.1, vjp_max_ulp=2.6)
def _(dy: float, x: float) -> float:
    return times_logistic_at(dy, -x)


fast_path(log_sigmoid, "x", largest=SIGMOID_FAST)


#: Beyond them 1 − tanh(softplus(x)) ≈ 2·e^(−2x) and |mish′(x) − 1| ≈ 4x·e^(−2x) are below half
#: an ULP of 1.
MISH_LIMIT = per_type(float32=9.0, float64=19.0)
MISH_SLOPE_LIMIT = per_type(float32=12.0, float64=22.0)

# The root of the derivative of mish.
MISH_ROOT_HIGH = hex_per_type(float32="-0x1.31432cp0", float64="-0x1.31432c0d12d84p0")
MISH_ROOT_LOW = hex_per_type(float32="-0x1.a25b08p-29", float64="-0x1.bf319154da21p-55")

# mish′(x)/u in u = x − root, for |u| ≤ ¼. Relative error 2^-27.9 (float32) and 2^-58.9 (float64).
# The constant term has twice the working precision, in two parts.
# tools/minimax.py MISH_ROOT
# sollya: r = -1.19243121451549521213758834042073940560068640932252931455166; w = exp(x+r);
#         d = w^2+2*w+2; g = w*((w+2)*d+4*(x+r)*(w+1))/d^2/x;
#         fpminimax(g, 6, [|48,SG...|], [-0.25;0.25], relative)
#         fpminimax(g, 13, [|106,D...|], [-0.25;0.25], relative)
MISH_ROOT_SLOPE = hex_per_type(float32="0x1.115accp-2", float64="0x1.115acb42500bbp-2")
MISH_ROOT_TAIL = per_type(
    float32=from_hex("""
        -0x1.777f6p-27 0x1.a34a28p-3 0x1.574fp-5 -0x1.4c2f44p-6 -0x1.0332a8p-6
        -0x1.aaba48p-9 0x1.206d38p-10
    """),
    float64=from_hex("""
        0x1.236544358c5b6p-56 0x1.a34a251d8ad7bp-3 0x1.574f121a86872p-5
        -0x1.4c222fe64d2efp-6 -0x1.03369d4abbd43p-6 -0x1.b87ddfb5a156bp-9
        0x1.1e5e17fa5858bp-10 0x1.037991bc6fcccp-10 0x1.0a798e1457d75p-12
        -0x1.60005fc7e28acp-15 -0x1.d47dcfdf49bdep-15 -0x1.22292f6d3560fp-16
        0x1.3acda4378db3dp-20 0x1.83e31ffcfda33p-19
    """),
)


def times_quotient(y: float, n: float, n_low: float, factor: float) -> float:
    """Return y·n/(1 + n·factor), of n + n_low."""
    if IN_BFLOAT16:
        return quotient(y * n, fma(n, factor, 1.0))
    d = fma(n, factor, 1.0)
    d_low = fma(n_low, factor, fma(n, factor, 1.0 - d))
    reciprocal = quotient(1.0, d)
    ratio = n * reciprocal
    correction = (fma(-ratio, d_low, fma(-ratio, d, n)) + n_low) * reciprocal
    product = y * ratio
    return product + fma(y, correction, fma(y, ratio, -product))


@activation(max_ulp=1.0, warns=())
def mish(x: float) -> float:
    """Mish, x·tanh(softplus(x)) = x·tanh(log(1 + e^x)).

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        Of the shape of x; -0.0 at -inf and inf at inf. The least value is -0.30884 at
        x = -1.19243.

    Notes
    -----
    tanh(log(1 + w)) = n/(n + 1) with w = e^x and n = w + w²/2: no hyperbolic function and no
    logarithm, and all terms are positive. n is the sum of two numbers, and one step of iterative
    refinement follows the division.

    The derivative is w·(4(1 + x) + w·(6 + 4x + 4w + w²))/(2 + 2w + w²)². It has a root at
    x = -1.19243, around which it is evaluated in the distance from the root: the sign is right
    and the relative accuracy is kept.

    References
    ----------
    .. [1] D. Misra, "Mish: A Self Regularized Non-Monotonic Activation Function",
       arXiv:1908.08681.

    Examples
    --------
    >>> import numba_act as na
    >>> na.mish([-1.0, 0.0, 1.0])
    array([-0.30340146,  0.        ,  0.86509839])
    """
    y = select(x > MISH_LIMIT, MISH_LIMIT, x)
    y = select(y < -EXP_LIMIT, -EXP_LIMIT, y)
    high, low, scale = exp_negative_parts(y)
    factor = scale * DOWN
    # n = (w + w²/2)/factor; the sum's order is right where n's rounding matters, for w < 2.
    value = high + low
    n, n_low = fast_two_sum(high, fma(0.5 * value * factor, value, low))
    result = times_quotient(y, n, n_low, factor)
    return select(x > MISH_LIMIT, x, copysign(result * scale * DOWN, x))


def mish_slope(y: float, shifter: float, one: float) -> float:
    """Return the derivative of mish times what `shifter` adds to SHIFTER.

    y is at most MISH_SLOPE_LIMIT; `one` is 0 where e^y is nothing beside 1, else 1.
    """
    shifted = round_shifted(y, LOG2_E, shifter)
    scale = pow2_from_shifted(shifted)
    high, low = reduced_exp(y, 0.0, shifted - shifter)
    high, low = fast_two_sum(high, low)
    w = high * scale * one
    # w is rounded in all factors; the errors cancel but for this share of the first one's.
    share = fma(-0.54, y, 0.54)
    share = select(share > 1.0, 1.0, share)
    low = select(share < 0.0, 0.0, share) * low
    # The square of the denominator, expanded: squaring would double its rounding error.
    inner = fma(w, w + 4.0, 8.0)
    tail = fma(w, inner, 8.0)
    d = fma(w, tail, 4.0)
    d_low = fma(w, fma(w, inner, 8.0 - tail), fma(w, tail, 4.0 - d))
    first = fma(4.0, y, 4.0)
    rest = fma(w, w + 4.0, fma(4.0, y, 6.0))
    n = fma(w, rest, first)
    n_low = fma(w, rest, first - n)
    reciprocal = quotient(1.0, d)
    ratio = n * reciprocal
    correction = (fma(-ratio, d_low, fma(-ratio, d, n)) + n_low) * reciprocal
    result = fma(ratio, high, fma(correction, high, ratio * low)) * scale
    distance = (y - MISH_ROOT_HIGH) - MISH_ROOT_LOW
    near = distance * horner(distance, MISH_ROOT_TAIL)
    near = fma(distance, MISH_ROOT_SLOPE, near)
    return select(absolute(distance) < 0.25, near, result)


@mish.derivative("x", max_ulp=3.0, vjp_max_ulp=4.8)
def _(dy: float, x: float) -> float:
    far = rare(x < FAR_FROM)
    y = select(x > MISH_SLOPE_LIMIT, MISH_SLOPE_LIMIT, x)
    y = select(rare(y < FAR_LIMIT), FAR_LIMIT, y)
    slope = mish_slope(y, select(far, SHIFTER_FAR_UP, SHIFTER), select(far, 0.0, 1.0))
    factor = select(far, FAR, 1.0)
    return select(x > MISH_SLOPE_LIMIT, 1.0, slope) * (dy * factor) * factor


fast_path(mish, "x", largest=SIGMOID_FAST)
