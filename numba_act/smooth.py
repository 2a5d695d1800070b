"""Smooth activations: the sigmoid and what it gates, GELU, and what tanh takes away.

The stable forms rest on the unevaluated sums of `maths.exponential`: a function is put together
from them in an order in which nothing cancels and nothing overflows, and the last power of two is
applied at the end, so that the tails keep their relative accuracy down to the smallest subnormal.
"""

from __future__ import annotations

from .activation import activation, beyond_ties, complex_form, fast_path
from .core.docstrings import Root
from .core.floats import NAN, from_hex
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
    rough_reciprocal,
    round_shifted,
    select,
)
from .core.specialize import IN_BFLOAT16, ON_FAST_PATH, common, hex_per_type, per_type, rare
from .elementary import tanh
from .maths.complex import (
    complex_sigmoid,
    complex_sigmoid_slope,
    complex_silu,
    complex_silu_slope,
    complex_swish,
    complex_swish_beta_slope,
    complex_swish_slope,
)
from .maths.error_function import NORMAL_LIMIT, normal_tail_slope, normal_tail_times
from .maths.exponential import (
    DOWN,
    EXP_SHORT_TAIL,
    FAR,
    FAR_FROM,
    FAR_LIMIT,
    INVERSE_FACTORIALS,
    LARGEST,
    LN2_HIGH,
    LN2_LOW,
    LOG2_E,
    SHIFTER,
    SHIFTER_FAR_UP,
    SHIFTER_HALF,
    UP,
    fast_two_sum,
    mantissa_of,
    power,
    times_power,
)
from .maths.logistic import (
    BETA_LIMIT,
    FAR_HALF_FROM,
    LOGISTIC_HIGHEST,
    LOGISTIC_LOWEST,
    LOGISTIC_SCALE,
    SHIFTER_FAR_HALF,
    SHIFTER_LOGISTIC,
    TANH_LIMIT,
    bounded_logistic,
    bounded_to_frame,
    exact_product,
    is_halved,
    logistic_parts,
    logistic_slope_far,
    logistic_slope_parts,
    mirrored,
    product_argument,
    product_parts,
    rest_of_product,
    signed_scale,
    slope_in_bfloat16,
    slope_of_frame,
    times_logistic,
    times_logistic_far,
    times_product_slope,
)
from .maths.parameters import with_nan, with_nan_of_two
from .maths.scaled import ORDINARY, finite
from .maths.trigonometric import SHIFTER_COSINE, SHIFTER_SINE, reduced_product, sine_parts

__all__ = ["gelu", "gelu_tanh", "quick_gelu", "sigmoid", "silu", "snake", "swish", "tanhshrink"]


# Sigmoid and what it gates

#: Up to it what the sigmoid gates, and its gradients, need none of what they do beyond.
SIGMOID_FAST = per_type(float32=84.0, float64=700.0, bfloat16=80.0)
#: For the sigmoid approximations of GELU, whose arguments are larger.
QUICK_GELU_FAST = per_type(float32=49.0, float64=410.0, bfloat16=46.0)
GELU_TANH_FAST = per_type(float32=9.8, float64=20.0, bfloat16=9.5)

# 1.702 to twice the working precision; for bfloat16 with a product of the first part that is exact.
QUICK_GELU_HIGH = hex_per_type(
    float32="0x1.b3b646p0", float64="0x1.b3b645a1cac08p0", bfloat16="0x1.b3b6p0"
)
QUICK_GELU_LOW = hex_per_type(
    float32="-0x1.78d4fep-26", float64="0x1.89374bc6a7efap-55", bfloat16="0x1.16872cp-18"
)


def quick_gelu_argument(x: float) -> tuple[float, float, float]:
    """Return 1.702·x, rounded, what it lacks, and x; clamped beyond the exponential's limits."""
    x = select(rare(x < LOGISTIC_LOWEST), LOGISTIC_LOWEST, x)
    x = select(rare(x > -LOGISTIC_LOWEST), -LOGISTIC_LOWEST, x)
    y = QUICK_GELU_HIGH * x
    return y, fma(QUICK_GELU_LOW, x, rest_of_product(QUICK_GELU_HIGH, x, y)), x


def silu_of_parts(x: float, bounded: float, y: float, dy: float) -> float:
    """Return x·σ(y + dy) for y = k·x with a constant k ≥ 1.

    `bounded` is x where the result is neither 0 nor x: no −inf·0 and no overflow elsewhere.
    """
    part = times_logistic(bounded, y, dy) * LOGISTIC_SCALE
    if ON_FAST_PATH:  # half of a subnormal may be 0, and its correction one of the other sign
        return copysign(part, x)
    return select(y > LOGISTIC_HIGHEST, x, part)


@activation(max_ulp={"float32": 1.0, "float64": 1.01}, warns=())
def sigmoid(x: float) -> float:
    """Logistic sigmoid, σ(x) = 1/(1 + e^−x).

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        Between 0 and 1, which it takes at -inf and inf.

    Notes
    -----
    Numerator and denominator are scaled by a power of two, so that e^−x does not overflow where
    σ(x) is still a number: the left tail keeps its relative accuracy down to the smallest
    subnormal. The denominator's rounding error is measured and corrected for.

    The derivative σ·(1 − σ) is e/(1 + e)² with e = e^−|x|, where nothing cancels.

    Also called ``expit``; the inverse is `logit`.

    Examples
    --------
    >>> import numba_act as na
    >>> na.sigmoid([-100.0, 0.0, 1.0])
    array([3.72007598e-44, 5.00000000e-01, 7.31058579e-01])
    """
    if IN_BFLOAT16:
        return times_logistic(1.0, x, 0.0) * LOGISTIC_SCALE
    bounded = bounded_logistic(x)
    value, correction = logistic_parts(bounded, 0.0, SHIFTER_LOGISTIC, LOGISTIC_SCALE)
    # Beyond the clamp the last scaling underflows to the 0 that is the limit.
    return fma(value, correction, value) * LOGISTIC_SCALE


fast_path(sigmoid, largest=SIGMOID_FAST)


@sigmoid.derivative("x", max_ulp=2.1, vjp_max_ulp=3.9)
def _(dy: float, x: float) -> float:
    m, factor = logistic_slope_far(-absolute(x))
    return m * (dy * factor) * factor


fast_path(sigmoid, "x", largest=SIGMOID_FAST)


complex_form(sigmoid, complex_sigmoid)
complex_form(sigmoid, complex_sigmoid_slope, "x")


@activation(max_ulp=1.6, warns=())
def silu(x: float) -> float:
    """Sigmoid linear unit, x·σ(x).

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        x·σ(x); -0.0 at -inf and inf at inf. The least value is -0.27846 at x = -1.27846.

    Notes
    -----
    `swish` with beta = 1. The product is formed before the last scaling, so that the left tail
    rounds once: silu(-100) = -3.72e-42 is accurate to the last bit of a subnormal. The bound
    exceeds 1 ULP because the quotient x/(1 + e^−x) and its correction round one after the other,
    and the exponential has an error of ¼ ULP.

    The derivative σ(x)·(1 + x·(1 − σ(x))) has a root at x = -1.27846.

    References
    ----------
    .. [1] D. Hendrycks and K. Gimpel, "Gaussian Error Linear Units (GELUs)", arXiv:1606.08415.
    .. [2] S. Elfwing, E. Uchibe and K. Doya, "Sigmoid-weighted linear units for neural network
       function approximation in reinforcement learning", Neural Networks 107, 2018.

    Examples
    --------
    >>> import numba_act as na
    >>> na.silu([-1.0, 0.0, 1.0])
    array([-0.26894142,  0.        ,  0.73105858])
    """
    return silu_of_parts(x, bounded_logistic(x), x, 0.0)


fast_path(silu, largest=SIGMOID_FAST)


@silu.derivative("x", max_ulp=2.9, vjp_max_ulp=4.7, root=Root("x = -1.27846"))
def _(dy: float, x: float) -> float:
    y = bounded_to_frame(x)
    if IN_BFLOAT16:
        slope, factor, _sigma = slope_in_bfloat16(y, 0.0, 1.0 + y)
        return slope * (dy * factor) * factor
    far = rare(x < FAR_HALF_FROM)
    factor = select(far, FAR, 1.0)
    shifter = select(far, SHIFTER_FAR_HALF, SHIFTER_HALF)
    # As `slope_of_frame`, in less: for x itself, which has no rounding error, it is enough.
    a = -absolute(y)
    shifted = round_shifted(a, LOG2_E, shifter)
    n = shifted - shifter
    r = fma(-n, LN2_LOW, fma(-n, LN2_HIGH, a))
    square = r * r
    rest = fma(square, horner_pairs(r, square, EXP_SHORT_TAIL), r)
    scale = pow2_from_shifted(shifted)
    t = scale * select(far, 0.0, 1.0)  # e^a is nothing beside 1 where it is scaled
    e = fma(rest, t, t)
    start = fma(0.5, a, 0.5 + t)  # exact but near 0 and for a tiny t
    numerator = fma(rest, start + e, start)
    d = fma(e, 1.0 + e, 0.25)  # (½ + e)²
    ratio = quotient(numerator, d)
    low = fma(-ratio, d, numerator) + fma(rest, start + e, start - numerator)
    part = fma(low, rough_reciprocal(d), ratio) * signed_scale(scale, y)
    return mirrored(y < 0.0, 1.0, part) * (dy * factor) * factor


fast_path(silu, "x", largest=SIGMOID_FAST)


complex_form(silu, complex_silu)
complex_form(silu, complex_silu_slope, "x")


def largest_with_factor(largest: float, k: float) -> float:
    """Return the largest |x| with |k·x| ≤ `largest`, at most that over 2^-40; NaN for other k."""
    size = select(magnitude_at_most(k, 1.0 / ORDINARY), 1.0 / ORDINARY, absolute(k))
    return select(magnitude_at_most(k, ORDINARY), largest, NAN) / size


def sigmoid_reach(beta: float) -> float:
    """Return the largest |x| on the fast path of what is made of σ(βx)."""
    return largest_with_factor(SIGMOID_FAST, beta)


@activation(max_ulp={"float32": 1.7, "float64": 1.6}, warns=())
def swish(x: float, beta: float = 1.0) -> float:
    """Swish, x·σ(βx).

    Parameters
    ----------
    x : array_like
        Input.
    beta : array_like, default 1
        Slope of the sigmoid: any number; 0 gives x/2, and inf gives relu.

    Returns
    -------
    ndarray or scalar
        x·σ(βx), of the broadcast shape.

    Notes
    -----
    The product βx is not rounded: its error would grow with |βx| to 2^6 ULP of the result and more
    in the tail. The bound exceeds 1 ULP for the same reason as that of `silu`.

    The derivative is σ(y)·(1 + y·(1 − σ(y))) with y = βx, and x²·σ(y)·(1 − σ(y)) with respect to
    beta. The first has a root at y = -1.27846, as that of `silu`.

    References
    ----------
    .. [1] P. Ramachandran, B. Zoph and Q. V. Le, "Searching for Activation Functions",
       arXiv:1710.05941.

    Examples
    --------
    >>> import numba_act as na
    >>> na.swish([-1.0, 0.0, 1.0], beta=2.0)
    array([-0.11920292,  0.        ,  0.88079708])
    """
    # The product is not rounded: an error of ½ ULP in an argument of −100 would be one of 50 ULP.
    y, dy = product_parts(x, beta)
    # One of the two factors first: a large x times σ would overflow before they are applied.
    factor = select(rare(y < FAR_FROM), FAR, with_nan(1.0, beta))
    m, _ = times_logistic_far(x * factor, y, dy)
    # Beyond, dy and m may be anything; it is x where y is NaN too.
    m = select(common(y <= -FAR_FROM), select(rare(y < FAR_LIMIT), 0.0, m), x)
    return copysign(m * factor, x)  # a correction of -0.0 may be +0.0


fast_path(swish, largest=SIGMOID_FAST, reach=sigmoid_reach)


@swish.derivative("x", max_ulp=2.5, vjp_max_ulp=3.9, root=Root("beta·x = -1.27846"), warns=())
def _(dy: float, x: float, beta: float) -> float:
    _, y, rest = product_argument(x, beta, -FAR_LIMIT)
    return times_product_slope(dy, y, rest)


fast_path(swish, "x", largest=SIGMOID_FAST, reach=sigmoid_reach)


complex_form(swish, complex_swish)
complex_form(swish, complex_swish_slope, "x")


@swish.derivative("beta", max_ulp=1.5, vjp_max_ulp=2.6, warns=("overflow",))
def _(dy: float, x: float, beta: float) -> float:
    bounded, y, rest = product_argument(x, beta, BETA_LIMIT)
    bounded, exponent = mantissa_of(absolute(select(is_halved(x, beta), x, bounded)))
    quotient, low, n = logistic_slope_parts(y, rest)
    high, low = exact_product(quotient, low, bounded)
    high, low = exact_product(high, low, bounded)
    return times_power(dy, absolute(high + low), n + 2.0 * exponent)


complex_form(swish, complex_swish_beta_slope, "beta")


@activation(max_ulp=1.7, warns=())
def quick_gelu(x: float) -> float:
    """Sigmoid approximation of GELU, x·σ(1.702x).

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        x·σ(1.702x); -0.0 at -inf and inf at inf.

    Notes
    -----
    `swish` with beta = 1.702, held to twice the working precision: the constant is the decimal
    number, not the float next to it. The bound exceeds 1 ULP for the same reason as that of `silu`.

    References
    ----------
    .. [1] D. Hendrycks and K. Gimpel, "Gaussian Error Linear Units (GELUs)", arXiv:1606.08415.

    Examples
    --------
    >>> import numba_act as na
    >>> na.quick_gelu([-1.0, 0.0, 1.0])
    array([-0.15420423,  0.        ,  0.84579577])
    """
    y, dy, bounded = quick_gelu_argument(x)
    return silu_of_parts(x, bounded, y, dy)


fast_path(quick_gelu, largest=QUICK_GELU_FAST)


@quick_gelu.derivative("x", max_ulp=2.5, vjp_max_ulp=3.9, root=Root("x = -0.75115"))
def _(dy: float, x: float) -> float:
    y, low, _bounded = quick_gelu_argument(x)
    return times_product_slope(dy, y, low)


fast_path(quick_gelu, "x", largest=QUICK_GELU_FAST)


# Hyperbolic tangent

THIRD_HIGH = hex_per_type(float32="0x1.555556p-2", float64="0x1.5555555555555p-2")
THIRD_LOW = hex_per_type(float32="-0x1.555556p-27", float64="0x1.5555555555555p-56")

TANHSHRINK_SPLIT = 0.95

# The highest coefficients of both tables below but bfloat16's, so that nothing selects between
# them: in TANHSHRINK_FAR they stand for less than 2^-26 of e^(2h).
TANHSHRINK_TOP_FLOAT32 = (float.fromhex("0x1.039954p-10"), float.fromhex("-0x1.581434p-13"))
TANHSHRINK_TOP_FLOAT64 = (
    float.fromhex("-0x1.0e11c2efce268p-23"),
    float.fromhex("0x1.bd578eb08f404p-27"),
)

# (x − tanh x − x³/3)/x⁵ in x², for |x| < TANHSHRINK_SPLIT. It gives x − tanh x with a relative
# error of 2^-28.3 (float32), 2^-59.4 (float64) and 2^-21.0 (bfloat16).
# tools/minimax.py TANHSHRINK_TAIL
# refit: of degree 6 (4 for bfloat16), weight (x − tanh x)/x⁵
# sollya: f = ((sqrt(x)-tanh(sqrt(x)))/(sqrt(x)*x)-1/3)/x;
#         fpminimax(f, 15, [|D...|], [1b-9;0.9025], absolute)
TANHSHRINK_TAIL = per_type(
    float32=(
        *from_hex("""
            -0x1.111106p-3 0x1.ba169p-5 -0x1.65ea78p-6 0x1.1ea994p-7 -0x1.af1d72p-9
        """),
        *TANHSHRINK_TOP_FLOAT32,
    ),
    bfloat16=from_hex("""
        -0x1.110cbap-3 0x1.b903e4p-5 -0x1.5a8e74p-6 0x1.d10a54p-8 -0x1.6ac4d6p-10
    """),
    float64=(
        *from_hex("""
            -0x1.1111111111111p-3 0x1.ba1ba1ba1b9d4p-5 -0x1.664f4882be7bp-6
            0x1.226e355dc1589p-7 -0x1.d6d3d0b0618f1p-9 0x1.7da35ff38a574p-10
            -0x1.3557e19f6167p-11 0x1.f577dc415c06bp-13 -0x1.965297ee32c55p-14
            0x1.48844c2643e0fp-15 -0x1.06e7c93cae6b3p-16 0x1.961e3754a3a7cp-18
            -0x1.1de230c6ecdd9p-19 0x1.4bc24f8416f9ap-21
        """),
        *TANHSHRINK_TOP_FLOAT64,
    ),
)
# (e^(2h) − 1 − 2h)/h², to as many terms, for |h| ≤ ¼·ln 2. It gives e^(2h) with a relative error
# of 2^-26.6 (float32), 2^-61 (float64) and 2^-22.6 (bfloat16), which x − tanh x has 1.1 times.
# A table in 2h, as `tanh` has it, would have 2^-24.5 with this top.
# tools/minimax.py TANHSHRINK_FAR
# sollya: w = 0.17328679513998633+1b-20;
#         top = 0x1.039954p-10*x^5-0x1.581434p-13*x^6;
#         fpminimax((exp(2*x)-1-2*x)/x^2-top, 4, [|SG...|], [-w;w], absolute)+top
TANHSHRINK_FAR = per_type(
    float32=(
        2.0,
        *from_hex("""
            0x1.5554e2p0 0x1.5554e6p-1 0x1.120174p-2 0x1.6d557p-4
        """),
        *TANHSHRINK_TOP_FLOAT32,
    ),
    float64=(
        *(2.0 ** (k + 1) * INVERSE_FACTORIALS[k] for k in range(1, 15)),
        *TANHSHRINK_TOP_FLOAT64,
    ),
    bfloat16=tuple(2.0 ** (k + 1) * INVERSE_FACTORIALS[k] for k in range(1, 6)),
)


@activation(max_ulp={"float32": 2.0, "float64": 2.4}, warns=())
def tanhshrink(x: float) -> float:
    """What tanh takes away, x − tanh(x).

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        x − tanh x, near x³/3 for small x. The sign of zero is kept.

    Notes
    -----
    For |x| < 0.95, where the difference cancels, a polynomial in x² times x³; beyond, it is abs(x)
    − 1 + 2/(1 + e^(2·abs(x))). The bound exceeds 1 ULP because x³ is a product of rounded factors,
    and because the quotient has the rounding errors of its denominator and its own.

    The derivative is tanh² x.

    Examples
    --------
    >>> import numba_act as na
    >>> na.tanhshrink([0.001, 1.0])
    array([3.33333200e-10, 2.38405844e-01])
    """
    size = absolute(x)
    near = size < TANHSHRINK_SPLIT
    t = select(size > TANH_LIMIT, TANH_LIMIT, size)
    square = t * t
    # e^(2t) = e^(2h)·scale
    shifted = round_shifted(t, 2.0 * LOG2_E, SHIFTER)
    h = fma(SHIFTER - shifted, 0.5 * LN2_HIGH, t)
    scale = pow2_from_shifted(shifted)
    u = select(near, square, h)
    tail = horner(u, select(near, TANHSHRINK_TAIL, TANHSHRINK_FAR))
    # x²/3 + … or e^(2h) − 1, where only the sum rounds noticeably. THIRD_LOW is nothing beside 2.
    lost = select(near, THIRD_HIGH * fma(t, t, -square), 0.0)
    rest = fma(u, fma(u, tail, THIRD_LOW), lost)
    total = fma(u, select(near, THIRD_HIGH, 2.0), rest)
    one_plus_exp = fma(total, scale, 1.0 + scale)
    return copysign(select(near, t * total, (size - 1.0) + quotient(2.0, one_plus_exp)), x)


beyond_ties(tanhshrink)


@tanhshrink.derivative("x", max_ulp=2.9, vjp_max_ulp=4.9)
def _(dy: float, x: float) -> float:
    size = absolute(x)
    t = tanh(select(size > TANH_LIMIT, TANH_LIMIT, size))  # 2|x| does not overflow
    return dy * t * t


# GELU

#: −x·Φ(x) is below 2^-120 (2^-1016) beyond GELU_FAR_FROM, and 0 times anything below
#: GELU_FAR_LIMIT.
GELU_FAR_FROM = per_type(float32=-12.6, float64=-37.4)
GELU_FAR_LIMIT = per_type(float32=-19.9, float64=-54.0)
#: Up to it x·Φ(x) needs nothing of what is done beyond: −GELU_FAR_FROM.
GELU_FAST = per_type(float32=12.6, float64=37.4)

#: The tanh approximation is x beyond it, and 0 below its negative, times any number too.
GELU_TANH_LIMIT = per_type(float32=14.0, float64=27.5)

#: Its slope is 1 beyond the one in bfloat16, and 0 times any number below the other.
GELU_TANH_HIGHEST = per_type(float32=9.875)
GELU_TANH_LOWEST = per_type(float32=-13.75)

# 2√(2/π), rounded so that its difference from the sum it is part of is exact, and the rest of it;
# and 0.044715 times it, in two parts.
GELU_TANH_LINEAR = hex_per_type(float32="0x1.98845p0", float64="0x1.9884533d4366p0")
GELU_TANH_LINEAR_LOW = hex_per_type(float32="0x1.9ea1b2p-23", float64="-0x1.ee5e069875fe9p-49")
GELU_TANH_CUBIC = hex_per_type(float32="0x1.2444f2p-4", float64="0x1.2444f2a4d8b4bp-4")
GELU_TANH_CUBIC_LOW = hex_per_type(float32="0x1.49b16ap-29", float64="-0x1.6c843a29d1c7p-61")


def gelu_slope(x: float, shifter: float) -> float:
    """Return the derivative of gelu times what `shifter` adds to SHIFTER."""
    tail = normal_tail_slope(absolute(x), shifter)
    positive = x > 0.0
    return select(positive, 1.0, 0.0) + select(positive, -tail, tail)


@activation(max_ulp={"float32": 3.0, "float64": 2.2}, warns=())
def gelu(x: float) -> float:
    """Gaussian error linear unit, x·Φ(x) with Φ(x) = ½(1 + erf(x/√2)).

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        x·Φ(x); -0.0 at -inf and inf at inf. The least value is -0.16997 at x = -0.75179.

    See Also
    --------
    gelu_tanh : the approximation with tanh that GPT-2 and Gemma use.

    Notes
    -----
    It is max(x, 0) − abs(x)·Q(abs(x)) with the upper tail Q(t) = 1 − Φ(t) of the normal
    distribution: nothing cancels, and for negative x the tail is the whole result, relatively
    accurate down to the smallest subnormal, where forms with 1 + erf are 0 from x = -5.6 on. The
    bound exceeds 1 ULP because in float32 the exponential, the quotient beside it and their product
    round one after the other: the form with all of them in two numbers takes half as long again.

    The derivative Φ(x) + x·φ(x) has a root at x = -0.75179. The distance from the root is a factor
    of what is evaluated: the sign is right.

    References
    ----------
    .. [1] D. Hendrycks and K. Gimpel, "Gaussian Error Linear Units (GELUs)", arXiv:1606.08415.

    Examples
    --------
    >>> import numba_act as na
    >>> na.gelu([-1.0, 0.0, 1.0])
    array([-0.15865525,  0.        ,  0.84134475])
    """
    size = absolute(x)
    product = normal_tail_times(select(size > NORMAL_LIMIT, NORMAL_LIMIT, size))
    return fma(product, -DOWN, select(x < -0.0, -0.0, x))


@gelu.derivative("x", max_ulp=3.0, vjp_max_ulp=3.5, root=Root("x = -0.75179"))
def _(dy: float, x: float) -> float:
    far = rare(x < GELU_FAR_FROM)
    bounded = select(rare(x < GELU_FAR_LIMIT), GELU_FAR_LIMIT, x)
    bounded = select(rare(bounded > -GELU_FAR_FROM), -GELU_FAR_FROM, bounded)
    factor = select(far, FAR, 1.0)
    slope = gelu_slope(bounded, select(far, SHIFTER_FAR_UP, SHIFTER))
    return slope * (dy * factor) * factor


fast_path(gelu, "x", largest=GELU_FAST)


def gelu_tanh_sum(x: float) -> tuple[float, float]:
    """Return y and dy with y + dy = 2√(2/π)·(x + 0.044715x³).

    y is rounded and dy is the rest, so that e^y is accurate: an error of ½ ULP in y = −100 would
    be one of 50 ULP there.
    """
    square = x * x
    slope = fma(GELU_TANH_CUBIC, square, GELU_TANH_LINEAR)
    slope_low = fma(GELU_TANH_CUBIC, square, GELU_TANH_LINEAR - slope)
    if IN_BFLOAT16:  # the square is exact
        slope_low = slope_low + GELU_TANH_LINEAR_LOW
    else:
        slope_low = fma(GELU_TANH_CUBIC, fma(x, x, -square), slope_low)
        slope_low = slope_low + fma(GELU_TANH_CUBIC_LOW, square, GELU_TANH_LINEAR_LOW)
    y = x * slope
    return y, fma(x, slope_low, fma(x, slope, -y))


def gelu_tanh_argument(x: float) -> tuple[float, float, float]:
    """Return what `gelu_tanh_sum` does, and x; clamped to ±GELU_TANH_LIMIT."""
    size = absolute(x)
    x = copysign(select(rare(size > GELU_TANH_LIMIT), GELU_TANH_LIMIT, size), x)
    y, dy = gelu_tanh_sum(x)
    return y, dy, x


def gelu_tanh_growth(x: float, y: float, dy: float) -> tuple[float, float]:
    """Return x·y′ in two parts, of x and what `gelu_tanh_argument` makes of it.

    y is a·x + b·x³, so that x·y′ = y + 2(y − a·x), which has no rounding errors of the cube.
    """
    linear = GELU_TANH_LINEAR * x
    linear_low = fma(GELU_TANH_LINEAR, x, -linear)
    difference = y - linear  # exact where the root is
    cube = difference - linear_low
    cube_low = (difference - cube) - linear_low
    growth = fma(2.0, cube, y)
    low = fma(2.0, cube_low, fma(2.0, cube, y - growth))
    return growth, low + fma(-2.0 * GELU_TANH_LINEAR_LOW, x, 3.0 * dy)


# 1 + x·y′ near its root is as accurate as the sum of the coefficients there: the cubic one makes up
# for the rounding of the linear one.
GROWTH_LINEAR = hex_per_type(float32="0x1.988454p0")
GROWTH_CUBIC = hex_per_type(float32="0x1.b66762p-3")


def one_plus_gelu_tanh_growth(x: float) -> float:
    """Return 1 + x·y′ for a bfloat16 x, whose cube is exact."""
    return fma(GROWTH_CUBIC, x * (x * x), fma(GROWTH_LINEAR, x, 1.0))


@activation(max_ulp=2.0, warns=())
def gelu_tanh(x: float) -> float:
    """Approximation of GELU with tanh, ½x·(1 + tanh(√(2/π)·(x + 0.044715x³))).

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        -0.0 at -inf and inf at inf. The least value is -0.17004 at x = -0.75246.

    See Also
    --------
    gelu : what is approximated, to 4.8e-4.

    Notes
    -----
    The GELU of GPT-2 and Gemma. Since ½(1 + tanh(y/2)) = σ(y), it is x·σ(y) as in `silu`, with y
    held to twice the working precision: the left tail keeps its relative accuracy down to the
    smallest subnormal, where forms with 1 + tanh are 0 from x = -5.2 on. The bound exceeds 1 ULP
    for the same reason as that of `silu`.

    The derivative σ(y)·(1 + x·y′·(1 − σ(y))) has a root at x = -0.75246.

    References
    ----------
    .. [1] D. Hendrycks and K. Gimpel, "Gaussian Error Linear Units (GELUs)", arXiv:1606.08415.

    Examples
    --------
    >>> import numba_act as na
    >>> na.gelu_tanh([-1.0, 0.0, 1.0])
    array([-0.15880801,  0.        ,  0.84119199])
    """
    y, dy, bounded = gelu_tanh_argument(x)
    return silu_of_parts(x, bounded, y, dy)


fast_path(gelu_tanh, largest=GELU_TANH_FAST)


@gelu_tanh.derivative("x", max_ulp=2.5, vjp_max_ulp=3.8, root=Root("x = -0.75246"))
def _(dy: float, x: float) -> float:
    if IN_BFLOAT16:
        x = select(rare(x < GELU_TANH_LOWEST), GELU_TANH_LOWEST, x)
        x = select(rare(x > GELU_TANH_HIGHEST), GELU_TANH_HIGHEST, x)
        y, low = gelu_tanh_sum(x)
        m, factor, _sigma = slope_in_bfloat16(y, low, one_plus_gelu_tanh_growth(x))
    else:
        a, da, size = gelu_tanh_argument(-absolute(x))
        h, dh = gelu_tanh_growth(size, a, da)
        m, factor = slope_of_frame(bounded_to_frame(copysign(a, x)), da, h, dh)
    return m * (dy * factor) * factor


fast_path(gelu_tanh, "x", largest=GELU_TANH_FAST)


#: Up to it a product is reduced without more ado.
SNAKE_FAST = per_type(float32=2.0**14, float64=2.0**24)
#: The sine of what is smaller is that.
SINE_IS_ANGLE = per_type(float32=2.0**-13, float64=2.0**-27)


def snake_reach(alpha: float) -> float:
    """Return the largest |x| on the fast path of snake and its derivatives."""
    return largest_with_factor(SNAKE_FAST, alpha)


def is_angle(size: float, rate: float) -> bool:
    """Say whether sin(rate·size) is rate·size, for size and rate ≥ 0."""
    # what is added keeps the quotient a number
    return (size <= SINE_IS_ANGLE / (rate + DOWN)) | (rate == 0.0)


@activation(max_ulp=1.2, warns=("overflow",))
def snake(x: float, alpha: float = 1.0) -> float:
    """Snake, x + sin²(alpha·x)/alpha.

    Parameters
    ----------
    x : array_like
        Input.
    alpha : array_like, default 1
        How fast the second term, whose period is π/alpha, oscillates; often learned. Any number: 0
        and ±inf give x.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape; ±inf at ±inf. The sign of zero is kept.

    Notes
    -----
    The product alpha·x is reduced by multiples of π/2 as a sum of two numbers, whatever its size.
    The sine and its quotient with alpha are held to more than the working precision. Where the
    terms have opposite signs the result is at least 0.27·x: the error is counted against x.

    The derivative is 1 + sin(2·alpha·x), whose error is counted against 1, the larger addend. With
    respect to alpha it is q·(2x·cos(alpha·x) − q) with q = sin(alpha·x)/alpha: the error is counted
    against the larger term, and against 2^-24·|x/alpha| where the product alpha·x is next to a
    multiple of π: in float32 its distance from that has an error of 2^-48. Both are NaN at ±inf,
    where they have no limit.

    References
    ----------
    .. [1] L. Ziyin, T. Hartwig and M. Ueda, "Neural Networks Fail to Learn Periodic Functions and
       How to Fix It", arXiv:2006.08195.

    Examples
    --------
    >>> import numba_act as na
    >>> na.snake([-1.0, 0.0, 1.0])
    array([-0.29192658,  0.        ,  1.70807342])
    """
    usual = magnitude_at_most(x, LARGEST) & magnitude_at_most(alpha, LARGEST)
    y, rate = select(usual, x, 0.0), select(usual, absolute(alpha), 1.0)
    size = absolute(y)
    s, s_low = sine_parts(*reduced_product(size, rate, 1.0, SHIFTER_SINE))
    tiny = is_angle(size, rate)
    divisor = select(tiny, 1.0, rate)
    q = select(tiny, size, s / divisor)
    q_low = select(tiny, 0.0, (fma(-q, divisor, s) + s_low) / divisor)
    term = s * q
    term_low = fma(s, q, -term) + fma(s, q_low, s_low * q)
    down = select(size > UP, 0.25, 1.0)
    total, low = fast_two_sum(y * down, flip_sign(term * down, alpha))
    total = (total + (low + flip_sign(term_low * down, alpha))) * select(size > UP, 4.0, 1.0)
    return with_nan(copysign(select(usual, total, x), x), alpha)


fast_path(snake, largest=SNAKE_FAST, reach=snake_reach)


@snake.derivative("x", max_ulp=1.2, vjp_max_ulp=2.2, warns=("invalid",))
def _(dy: float, x: float, alpha: float) -> float:
    # a comparison with NaN is invalid
    size = select((alpha == 0.0) | (x != x), 0.0, absolute(x))
    rate = select((x == 0.0) | (alpha != alpha), 0.0, absolute(alpha))
    s, _ = sine_parts(*reduced_product(size, rate, 2.0, SHIFTER_SINE))
    return with_nan_of_two(dy * (1.0 + flip_sign(flip_sign(s, x), alpha)), x, alpha)


fast_path(snake, "x", largest=SNAKE_FAST, reach=snake_reach)


@snake.derivative("alpha", max_ulp=2.2, vjp_max_ulp=3.0, warns=("overflow", "invalid"))
def _(dy: float, x: float, alpha: float) -> float:
    rate = absolute(finite(alpha))
    size = absolute(select((rate == 0.0) | (x != x), finite(x), x))
    (m, m_exponent), (k, k_exponent) = mantissa_of(size), mantissa_of(rate)
    tiny = is_angle(size, rate)
    s, s_low = sine_parts(*reduced_product(size, rate, 1.0, SHIFTER_SINE))
    c, c_low = sine_parts(*reduced_product(size, rate, 1.0, SHIFTER_COSINE))
    # q and 2·(x·cos − q/2) as numbers of ordinary size
    divisor = select(tiny, 1.0, k)
    q = select(tiny, m, s / divisor)
    q_low = select(tiny, 0.0, (fma(-q, divisor, s) + s_low) / divisor)
    q_exponent = select(tiny, m_exponent, -k_exponent)
    half = 0.5 * power(q_exponent - m_exponent)
    factor = fma(m, c, -half * q)
    factor_low = fma(-half, q_low, m * c_low)
    product = fma(q, factor, fma(q, factor_low, q_low * factor))
    at_limit = magnitude_at_most(x, LARGEST) & (not magnitude_at_most(alpha, LARGEST))
    rise = select(at_limit, 0.0, 2.0 * product)
    return with_nan_of_two(times_power(dy, rise, q_exponent + m_exponent), x, alpha)


fast_path(snake, "alpha", largest=SNAKE_FAST, reach=snake_reach)
