"""Smooth activations: the sigmoid, what is gated by it, and the exponential and algebraic units.

The stable forms rest on the unevaluated sums of `maths.exponential`: a function is put together
from them in an order in which nothing cancels and nothing overflows, and the last power of two is
applied at the end, so that the tails keep their relative accuracy down to the smallest subnormal.
"""

from __future__ import annotations

from .activation import activation, fast_path
from .core.docstrings import Root
from .core.floats import from_hex
from .core.primitives import (
    absolute,
    copysign,
    fma,
    horner,
    horner_pairs,
    magnitude_at_most,
    pow2_from_shifted,
    rough_reciprocal,
    round_shifted,
    select,
    sqrt,
)
from .core.specialize import (
    IN_BFLOAT16,
    IN_FLOAT64,
    ON_FAST_PATH,
    common,
    per_type,
    rare,
)
from .elementary import tanh
from .maths.error_function import (
    NORMAL_LIMIT,
    normal_tail_slope,
    normal_tail_times,
)
from .maths.exponential import (
    DOWN,
    EXP_FAST,
    EXP_LIMIT,
    FAR,
    FAR_FROM,
    FAR_LIMIT,
    INVERSE_FACTORIALS,
    LARGEST,
    LN2_HIGH,
    LOG2_E,
    LOWEST_EXPONENT,
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
    reduced_exp,
    times_power,
)
from .maths.logarithm import LOG1P_UNIT_TAIL
from .maths.logistic import (
    BETA_LIMIT,
    LOGISTIC_HIGHEST,
    LOGISTIC_LOWEST,
    LOGISTIC_SCALE,
    TANH_LIMIT,
    bounded_logistic,
    bounded_to_frame,
    exact_product,
    is_halved,
    logistic,
    logistic_slope_far,
    logistic_slope_parts,
    product_argument,
    product_parts,
    rest_of_product,
    slope_in_bfloat16,
    slope_of_frame,
    times_logistic,
    times_logistic_at,
    times_logistic_of_product,
    times_product_slope,
    times_slope_of,
)
from .rectifiers import fault_of, nonpositive, plus_nan, with_nan

__all__ = [
    "celu",
    "elu",
    "gelu",
    "gelu_tanh",
    "log_sigmoid",
    "mish",
    "quick_gelu",
    "selu",
    "sigmoid",
    "silu",
    "softplus",
    "softsign",
    "squareplus",
    "swish",
    "tanhshrink",
]


INFINITY, NAN = float("inf"), float("nan")

# Sigmoid and what it gates

#: Up to it what the sigmoid gates, and its gradients, need none of what they do beyond.
SIGMOID_FAST = per_type(float32=84.0, float64=700.0, bfloat16=80.0)
#: For the sigmoid approximations of GELU, whose arguments are larger.
QUICK_GELU_FAST = per_type(float32=49.0, float64=410.0, bfloat16=46.0)
GELU_TANH_FAST = per_type(float32=9.8, float64=20.0, bfloat16=9.5)

# 1.702 to twice the working precision; for bfloat16 with a product of the first part that is exact.
QUICK_GELU_HIGH = per_type(
    float32=float.fromhex("0x1.b3b646p0"),
    float64=float.fromhex("0x1.b3b645a1cac08p0"),
    bfloat16=float.fromhex("0x1.b3b6p0"),
)
QUICK_GELU_LOW = per_type(
    float32=float.fromhex("-0x1.78d4fep-26"),
    float64=float.fromhex("0x1.89374bc6a7efap-55"),
    bfloat16=float.fromhex("0x1.16872cp-18"),
)


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
    # Beyond the clamp the last scaling underflows to the 0 that is the limit.
    return logistic(x) * LOGISTIC_SCALE


fast_path(sigmoid, largest=SIGMOID_FAST)


@sigmoid.derivative(
    "x", max_ulp={"float32": 2.1, "float64": 2.1}, vjp_max_ulp={"float32": 3.9, "float64": 3.9}
)
def _(dy: float, x: float) -> float:
    m, factor = logistic_slope_far(-absolute(x))
    return m * (dy * factor) * factor


fast_path(sigmoid, "x", largest=SIGMOID_FAST)


@activation(max_ulp={"float32": 1.6, "float64": 1.6}, warns=())
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


@silu.derivative(
    "x",
    max_ulp={"float32": 2.9, "float64": 2.9},
    vjp_max_ulp={"float32": 4.7, "float64": 4.7},
    root=Root("x = -1.27846"),
)
def _(dy: float, x: float) -> float:
    return times_slope_of(dy, x)


fast_path(silu, "x", largest=SIGMOID_FAST)


#: Factors by which inputs may be multiplied on a fast path, and their reciprocals.
ORDINARY = per_type(float32=2.0**40, float64=2.0**400)


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
    m, factor = times_logistic_of_product(x, beta)
    return copysign(m * factor, x)  # a correction of -0.0 may be +0.0


fast_path(swish, largest=SIGMOID_FAST, reach=sigmoid_reach)


@swish.derivative(
    "x",
    max_ulp={"float32": 2.5, "float64": 2.5},
    vjp_max_ulp={"float32": 3.9, "float64": 3.9},
    root=Root("beta·x = -1.27846"),
    warns=(),
)
def _(dy: float, x: float, beta: float) -> float:
    _, y, rest = product_argument(x, beta, -FAR_LIMIT)
    return times_product_slope(dy, y, rest)


fast_path(swish, "x", largest=SIGMOID_FAST, reach=sigmoid_reach)


@swish.derivative(
    "beta",
    max_ulp={"float32": 1.5, "float64": 1.5},
    vjp_max_ulp={"float32": 2.6, "float64": 2.6},
    warns=("overflow",),
)
def _(dy: float, x: float, beta: float) -> float:
    bounded, y, rest = product_argument(x, beta, BETA_LIMIT)
    bounded, exponent = mantissa_of(absolute(select(is_halved(x, beta), x, bounded)))
    quotient, low, n = logistic_slope_parts(y, rest)
    high, low = exact_product(quotient, low, bounded)
    high, low = exact_product(high, low, bounded)
    return times_power(dy, absolute(high + low), n + 2.0 * exponent)


@activation(max_ulp={"float32": 1.7, "float64": 1.7}, warns=())
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


@quick_gelu.derivative(
    "x",
    max_ulp={"float32": 2.5, "float64": 2.5},
    vjp_max_ulp={"float32": 3.9, "float64": 3.9},
    root=Root("x = -0.75115"),
)
def _(dy: float, x: float) -> float:
    y, low, _bounded = quick_gelu_argument(x)
    return times_product_slope(dy, y, low)


fast_path(quick_gelu, "x", largest=QUICK_GELU_FAST)


# Hyperbolic tangent

THIRD_HIGH = per_type(
    float32=float.fromhex("0x1.555556p-2"), float64=float.fromhex("0x1.5555555555555p-2")
)
THIRD_LOW = per_type(
    float32=float.fromhex("-0x1.555556p-27"), float64=float.fromhex("0x1.5555555555555p-56")
)

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
# A table in 2h, as `twice_reduced` makes it for tanh, would have 2^-24.5 with this top.
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
    return copysign(select(near, t * total, (size - 1.0) + 2.0 / one_plus_exp), x)


@tanhshrink.derivative(
    "x", max_ulp={"float32": 2.9, "float64": 2.9}, vjp_max_ulp={"float32": 4.9, "float64": 4.9}
)
def _(dy: float, x: float) -> float:
    t = tanh(x)
    return dy * t * t


# Exponential units

# λ and λα to twice the working precision. λ's leading part is rounded down: with a positive
# rest, x = inf is no inf − inf.
SELU_SCALE_HIGH = per_type(
    float32=float.fromhex("0x1.0cfabcp0"), float64=float.fromhex("0x1.0cfabd6a91132p0")
)
SELU_SCALE_LOW = per_type(
    float32=float.fromhex("0x1.6a91140000000p-24"), float64=float.fromhex("0x1.6fc7d272f2695p-55")
)
SELU_NEGATIVE_HIGH = per_type(
    float32=float.fromhex("0x1.c212ccp0"), float64=float.fromhex("0x1.c212cc640f031p0")
)
SELU_NEGATIVE_LOW = per_type(
    float32=float.fromhex("0x1.903c0cp-26"), float64=float.fromhex("0x1.05161b045a1fep-56")
)


#: A quotient beyond it is as good as FAR_LIMIT; a power of two, whose product with the largest
#: number over it is that number.
FAR_QUOTIENT = per_type(float32=2.0**8, float64=2.0**11)


def is_ordinary(alpha: float) -> bool:
    """Say whether alpha and its reciprocal are positive and of ordinary size."""
    size = select(alpha == alpha, alpha, 0.0)
    return (size >= 1.0 / ORDINARY) & (size <= ORDINARY)


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


@activation(max_ulp={"float32": 1.0, "float64": 1.0}, warns=())
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
    small = magnitude_at_most(alpha, DOWN)
    scaled, down = alpha * select(small, UP, 1.0), select(small, DOWN, 1.0)
    bounded = select(absolute(alpha) > LARGEST, 0.0, scaled)  # inf·0
    # All above is outside the loop where alpha is one value.
    high, low = expm1_negative_parts(nonpositive(x))
    negative = fma(scaled, high, bounded * low) * down
    return select(x >= 0.0, with_nan(x, alpha), negative)


#: Beyond it alpha·e^x, made as large as a cotangent wants, might overflow.
LARGE_ALPHA = per_type(float32=2.0**32, float64=2.0**256)
#: What makes up for SHIFTER_FAR_UP where alpha has been multiplied by DOWN.
LARGE_ALPHA_FAR = per_type(float32=2.0**-112, float64=2.0**-624)


@elu.derivative(
    "x",
    max_ulp={"float32": 1.5, "float64": 1.5},
    vjp_max_ulp={"float32": 3.0, "float64": 3.0},
    warns=(),
)
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


@elu.derivative(
    "alpha",
    max_ulp={"float32": 1.0, "float64": 1.0},
    vjp_max_ulp={"float32": 2.3, "float64": 2.3},
    warns=(),
)
def _(x: float, alpha: float) -> float:
    high, _low = expm1_negative_parts(nonpositive(x))
    return plus_nan(select(x > 0.0, 0.0, select(x == 0.0, x, high)), alpha)


@activation(max_ulp={"float32": 1.3, "float64": 1.3}, warns=("invalid",), least={"alpha": 0.0})
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


def all_if_ordinary(alpha: float) -> float:
    """Return INFINITY for an ordinary alpha, else NaN."""
    return select(is_ordinary(alpha), INFINITY, NAN)


fast_path(celu, reach=all_if_ordinary)


@celu.derivative(
    "x",
    max_ulp={"float32": 0.8, "float64": 0.8},
    vjp_max_ulp={"float32": 2.0, "float64": 2.0},
    warns=("invalid",),
)
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
    "alpha",
    max_ulp={"float32": 2.5, "float64": 2.2},
    vjp_max_ulp={"float32": 3.9, "float64": 3.9},
    warns=("invalid",),
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


@activation(max_ulp={"float32": 1.1, "float64": 1.1}, warns=("overflow",))
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


@selu.derivative(
    "x", max_ulp={"float32": 0.9, "float64": 0.8}, vjp_max_ulp={"float32": 2.1, "float64": 2.1}
)
def _(dy: float, x: float) -> float:
    high, low, scale, factor = exp_far_negative_parts(nonpositive(x))
    low = fma(SELU_NEGATIVE_HIGH, low, SELU_NEGATIVE_LOW * high)
    slope = fma(SELU_NEGATIVE_HIGH, high, low) * scale
    slope = select(x > 0.0, SELU_SCALE_HIGH + SELU_SCALE_LOW, slope)
    return slope * (dy * factor) * factor


fast_path(selu, "x", largest=EXP_FAST)


# Algebraic units

#: On the fast path, what is added to a square, and the numbers that are squared: for the function,
#: and for its slope.
SQUARE_FAST_LEAST, SQUARE_FAST_LARGEST = 2.0**-20, 2.0**60
SQUARE_FAST = per_type(float32=2.0**60, float64=2.0**500)
SQUARE_SLOPE_FAST = per_type(float32=2.0**30, float64=2.0**400)


@activation(max_ulp={"float32": 1.5, "float64": 1.5}, warns=())
def softsign(x: float) -> float:
    """Softsign, x/(1 + |x|).

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        Between -1 and 1, which it takes at -inf and inf. The sign of zero is kept.

    Notes
    -----
    The bound exceeds 1 ULP because both 1 + abs(x) and the quotient round: it is one division, as
    fast as memory, and a correction would be most of the work.

    The derivative is 1/(1 + |x|)².

    References
    ----------
    .. [1] X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward
       neural networks", AISTATS 2010.

    Examples
    --------
    >>> import numba_act as na
    >>> na.softsign([-1.0, 0.0, 3.0])
    array([-0.5 ,  0.  ,  0.75])
    """
    size = absolute(x)
    size = select(size > LARGEST, LARGEST, size)  # inf/inf
    return copysign(size / (1.0 + size), x)


@softsign.derivative(
    "x", max_ulp={"float32": 2.1, "float64": 2.1}, vjp_max_ulp={"float32": 4.1, "float64": 4.1}
)
def _(dy: float, x: float) -> float:
    size = absolute(x)
    size = select(size > LARGEST, LARGEST, size)
    larger, smaller = select(size > 1.0, size, 1.0), select(size > 1.0, 1.0, size)
    one_plus, rest = fast_two_sum(larger, smaller)
    reciprocal = 1.0 / one_plus
    residual = fma(-rest, reciprocal, fma(-one_plus, reciprocal, 1.0))
    reciprocal = fma(reciprocal, residual, reciprocal)
    return dy * reciprocal * reciprocal


def not_negative(b: float) -> tuple[float, float]:
    """Return b, or 1 where it is negative or NaN; and 1, or NaN there: a negative b is invalid."""
    fault = fault_of(b)
    return select(fault == fault, b, 1.0), fault


def is_negative(x: float) -> bool:
    """Say whether x < 0; of NaN any answer, which is not invalid."""
    return x < 0.0 if ON_FAST_PATH else copysign(1.0, x + 0.0) < 0.0


def exponent_of(m: float, e: float) -> float:
    """Return the exponent that `mantissa_of` returns, or for 0 one below all others."""
    return select(m == 0.0, 4.0 * LOWEST_EXPONENT, e)


def hypotenuse(x: float, b: float) -> tuple[float, float, float, float, float, float]:
    """Return root, size, square, m, e and h with b = m·4^h and √(x² + b) = root·2^e.

    size is |x|·2^-e, square b·4^-e or negligible; the larger of them is of ordinary size. |NaN| is
    1 here.
    """
    if ON_FAST_PATH:
        half, quarter = 0.5 * absolute(x), 0.25 * b
        return sqrt(fma(half, half, quarter)), half, quarter, quarter, 1.0, 1.0
    m, exponent = mantissa_of(b)
    h = round_shifted(exponent_of(m, exponent), 0.5, SHIFTER_UNBIASED) - SHIFTER_UNBIASED
    m = select(m == 0.0, m, m * power(exponent - 2.0 * h))
    # All above is outside the loop where b is one value.
    size = absolute(select(x == x, x, 1.0))
    size, exponent = mantissa_of(select(size > LARGEST, LARGEST, size))
    exponent = exponent_of(size, exponent)
    e = select(exponent > h, exponent, h)
    size, square = size * power(exponent - e), m * power(2.0 * (h - e))
    return sqrt(fma(size, size, square)), size, square, m, e, h


def near_reciprocal(x: float) -> float:
    """Return 1/x within 2^-12, for positive x and 1/x that are normal."""
    if IN_FLOAT64:
        return 1.0 / x
    # These few multiplications take less time than a division, which waits for the square root's
    # unit (bench/candidates.py).
    rough = rough_reciprocal(x)
    error = fma(-x, rough, 1.0)
    return fma(rough, fma(error, error, error), rough)


def squareplus_quotient(quarter: float, divisor: float, root: float, half: float) -> float:
    """Return quarter/(root + half), within an ULP; `divisor` is the sum rounded."""
    inverse = near_reciprocal(divisor)
    quotient = quarter * inverse
    remainder = fma(-half, quotient, fma(-root, quotient, quarter))
    return fma(remainder, inverse, quotient)


@activation(max_ulp={"float32": 2.0, "float64": 2.0}, warns=("invalid",), least={"b": 0.0})
def squareplus(x: float, b: float = 4.0) -> float:
    """Squareplus, (x + √(x² + b))/2.

    Parameters
    ----------
    x : array_like
        Input.
    b : array_like, default 4
        The value at 0 is √b/2; 0 gives relu, and a negative number NaN and the warning "invalid
        value".

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape.

    Notes
    -----
    For x < 0, where the sum cancels, it is b/(2(√(x² + b) − x)). Nothing overflows on the way. The
    bound exceeds 1 ULP because x² + b, its root and the sum with abs(x) round one by one; for x < 0
    the last error is part of the quotient's remainder, which is corrected for.

    The derivative is f(x)/√(x² + b), ½ at 0 for b = 0 too, and 1/(4√(x² + b)) with respect to b.

    References
    ----------
    .. [1] J. T. Barron, "Squareplus: A Softplus-Like Algebraic Rectifier", arXiv:2112.11687.

    Examples
    --------
    >>> import numba_act as na
    >>> na.squareplus([-1.5, 0.0, 1.5])
    array([0.5, 1. , 2. ])
    """
    b, fault = not_negative(b)
    root, size, _, m, e, h = hypotenuse(x, b)
    larger = root + size
    # b = 0 at 0 has no quotient
    smaller = squareplus_quotient(m, select(common(larger > 0.0), larger, 1.0), root, size)
    infinite = rare(magnitude_at_most(INFINITY, x))
    smaller, larger = select(infinite, 0.0, smaller), select(infinite, INFINITY, larger)
    falls = is_negative(x) & common(b <= LARGEST)
    result = times_power(1.0, select(falls, smaller, larger), select(falls, 2.0 * h - e, e) - 1.0)
    return with_nan(with_nan(result, fault), x)


def squareplus_reach(b: float) -> float:
    """Return the largest |x| on the fast path of squareplus."""
    size = select(b == b, b, 0.0)
    ordinary = (size >= SQUARE_FAST_LEAST) & (size <= SQUARE_FAST_LARGEST)
    return select(ordinary, SQUARE_FAST, NAN)


fast_path(squareplus, largest=SQUARE_FAST, reach=squareplus_reach)


def squareplus_slope(falls: bool, half: float, size: float, root: float, square: float) -> float:
    """Return the slope for x ≥ 0, or if it `falls` for x < 0; half = b/2 and square = root².

    For x < 0, where the sum cancels, it is half/(root·(root + |x|)).
    """
    numerator = select(falls, half, size)
    quotient = numerator / select(falls, fma(size, root, square), root)
    return select(falls, quotient, fma(0.5, quotient, 0.5))


@squareplus.derivative(
    "x",
    max_ulp={"float32": 2.7, "float64": 2.7},
    vjp_max_ulp={"float32": 3.6, "float64": 3.6},
    warns=("invalid",),
)
def _(dy: float, x: float, b: float) -> float:
    b, fault = not_negative(b)
    root, size, square, m, e, h = hypotenuse(x, b)
    falls = is_negative(x) & common(b <= LARGEST)
    m = select(rare(magnitude_at_most(INFINITY, x)), 0.0, m)
    square = fma(size, size, square)
    nothing = rare(root == 0.0)  # 0/0
    slope = squareplus_slope(
        falls, 0.5 * m, size, select(nothing, 1.0, root), select(nothing, 1.0, square)
    )
    slope = with_nan(with_nan(slope, fault), x)
    return times_power(dy, slope, select(falls, 2.0 * (h - e), 0.0))


def squareplus_slope_reach(b: float) -> float:
    """Return the largest |x| on the fast path of the derivative of squareplus."""
    return select(squareplus_reach(b) > 0.0, SQUARE_SLOPE_FAST, NAN)


fast_path(squareplus, "x", largest=SQUARE_SLOPE_FAST, reach=squareplus_slope_reach)


@squareplus.derivative(
    "b",
    max_ulp={"float32": 2.1, "float64": 2.1},
    vjp_max_ulp={"float32": 3.1, "float64": 3.1},
    warns=("overflow", "divide", "invalid"),
)
def _(dy: float, x: float, b: float) -> float:
    b, fault = not_negative(b)
    root, _, _, _, e, _ = hypotenuse(x, b)
    slope = select(magnitude_at_most(INFINITY, x), 0.0, 0.25 / root)
    return times_power(dy, with_nan(with_nan(slope, fault), x), -e)


# Softplus, its negative, and mish


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
    """Return high, low, w, scale and down, as `log1p_exp_parts` does with DOWN for down.

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


@activation(max_ulp={"float32": 2.0, "float64": 2.0}, warns=("overflow", "divide"))
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


@softplus.derivative(
    "x",
    max_ulp={"float32": 1.1, "float64": 1.1},
    vjp_max_ulp={"float32": 2.6, "float64": 2.6},
    warns=(),
)
def _(dy: float, x: float, beta: float) -> float:
    z, dz = product_parts(x, beta) if ON_FAST_PATH else softplus_argument(x, beta)
    return times_logistic_at(dy, z, dz)


fast_path(softplus, "x", largest=SIGMOID_FAST, reach=sigmoid_reach)


@softplus.derivative(
    "beta",
    max_ulp={"float32": 2.7, "float64": 2.7},
    vjp_max_ulp={"float32": 4.0, "float64": 4.0},
    warns=("overflow", "divide"),
)
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
    logistic, one_plus = 1.0 / (t + 1.0), 1.0 + w
    bracket = fma(size, logistic, one_plus)
    bracket_low = fma(size, logistic, one_plus - bracket) - dz
    numerator = high * bracket
    numerator_low = fma(low, bracket, fma(high, bracket_low, fma(high, bracket, -numerator)))
    quotient = numerator * reciprocal
    rest = fma(quotient, beta_square_low, fma(quotient, beta_square, numerator))
    result = fma(rest + numerator_low, reciprocal, quotient)
    exact = (beta == 0.0) | (absolute(beta) > LARGEST)  # inf·0
    return times_power(dy, select(exact, quotient, result), n - 2.0 * e)


@activation(max_ulp={"float32": 1.8, "float64": 1.8}, warns=())
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


@log_sigmoid.derivative(
    "x", max_ulp={"float32": 1.1, "float64": 1.1}, vjp_max_ulp={"float32": 2.6, "float64": 2.6}
)
def _(dy: float, x: float) -> float:
    return times_logistic_at(dy, -x)


fast_path(log_sigmoid, "x", largest=SIGMOID_FAST)


#: Beyond them 1 − tanh(softplus(x)) ≈ 2·e^(−2x) and |mish′(x) − 1| ≈ 4x·e^(−2x) are below half
#: an ULP of 1.
MISH_LIMIT = per_type(float32=9.0, float64=19.0)
MISH_SLOPE_LIMIT = per_type(float32=12.0, float64=22.0)

# The root of the derivative of mish.
MISH_ROOT_HIGH = per_type(
    float32=float.fromhex("-0x1.31432cp0"), float64=float.fromhex("-0x1.31432c0d12d84p0")
)
MISH_ROOT_LOW = per_type(
    float32=float.fromhex("-0x1.a25b08p-29"), float64=float.fromhex("-0x1.bf319154da21p-55")
)

# mish′(x)/u in u = x − root, for |u| ≤ ¼. Relative error 2^-27.9 (float32) and 2^-58.9 (float64).
# The constant term has twice the working precision, in two parts.
# tools/minimax.py MISH_ROOT
# sollya: r = -1.19243121451549521213758834042073940560068640932252931455166; w = exp(x+r);
#         d = w^2+2*w+2; g = w*((w+2)*d+4*(x+r)*(w+1))/d^2/x;
#         fpminimax(g, 6, [|48,SG...|], [-0.25;0.25], relative)
#         fpminimax(g, 13, [|106,D...|], [-0.25;0.25], relative)
MISH_ROOT_SLOPE = per_type(
    float32=float.fromhex("0x1.115accp-2"), float64=float.fromhex("0x1.115acb42500bbp-2")
)
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
        return y * n / fma(n, factor, 1.0)
    d = fma(n, factor, 1.0)
    d_low = fma(n_low, factor, fma(n, factor, 1.0 - d))
    reciprocal = 1.0 / d
    quotient = n * reciprocal
    correction = (fma(-quotient, d_low, fma(-quotient, d, n)) + n_low) * reciprocal
    product = y * quotient
    return product + fma(y, correction, fma(y, quotient, -product))


@activation(max_ulp={"float32": 1.0, "float64": 1.0}, warns=())
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
    reciprocal = 1.0 / d
    quotient = n * reciprocal
    correction = (fma(-quotient, d_low, fma(-quotient, d, n)) + n_low) * reciprocal
    result = fma(quotient, high, fma(correction, high, quotient * low)) * scale
    distance = (y - MISH_ROOT_HIGH) - MISH_ROOT_LOW
    near = distance * horner(distance, MISH_ROOT_TAIL)
    near = fma(distance, MISH_ROOT_SLOPE, near)
    return select(absolute(distance) < 0.25, near, result)


@mish.derivative(
    "x", max_ulp={"float32": 3.0, "float64": 3.0}, vjp_max_ulp={"float32": 4.8, "float64": 4.8}
)
def _(dy: float, x: float) -> float:
    far = rare(x < FAR_FROM)
    y = select(x > MISH_SLOPE_LIMIT, MISH_SLOPE_LIMIT, x)
    y = select(rare(y < FAR_LIMIT), FAR_LIMIT, y)
    slope = mish_slope(y, select(far, SHIFTER_FAR_UP, SHIFTER), select(far, 0.0, 1.0))
    factor = select(far, FAR, 1.0)
    return select(x > MISH_SLOPE_LIMIT, 1.0, slope) * (dy * factor) * factor


fast_path(mish, "x", largest=SIGMOID_FAST)


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
GELU_TANH_LINEAR = per_type(
    float32=float.fromhex("0x1.98845p0"), float64=float.fromhex("0x1.9884533d4366p0")
)
GELU_TANH_LINEAR_LOW = per_type(
    float32=float.fromhex("0x1.9ea1b2p-23"), float64=float.fromhex("-0x1.ee5e069875fe9p-49")
)
GELU_TANH_CUBIC = per_type(
    float32=float.fromhex("0x1.2444f2p-4"), float64=float.fromhex("0x1.2444f2a4d8b4bp-4")
)
GELU_TANH_CUBIC_LOW = per_type(
    float32=float.fromhex("0x1.49b16ap-29"), float64=float.fromhex("-0x1.6c843a29d1c7p-61")
)


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


@gelu.derivative(
    "x",
    max_ulp={"float32": 3.0, "float64": 3.0},
    vjp_max_ulp={"float32": 3.5, "float64": 3.5},
    root=Root("x = -0.75179"),
)
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
GROWTH_LINEAR = per_type(float32=float.fromhex("0x1.988454p0"))
GROWTH_CUBIC = per_type(float32=float.fromhex("0x1.b66762p-3"))


def one_plus_gelu_tanh_growth(x: float) -> float:
    """Return 1 + x·y′ for a bfloat16 x, whose cube is exact."""
    return fma(GROWTH_CUBIC, x * (x * x), fma(GROWTH_LINEAR, x, 1.0))


@activation(max_ulp={"float32": 2.0, "float64": 2.0}, warns=())
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


@gelu_tanh.derivative(
    "x",
    max_ulp={"float32": 2.5, "float64": 2.5},
    vjp_max_ulp={"float32": 3.8, "float64": 3.8},
    root=Root("x = -0.75246"),
)
def _(dy: float, x: float) -> float:
    if IN_BFLOAT16:
        x = select(x < GELU_TANH_LOWEST, GELU_TANH_LOWEST, x)
        x = select(x > GELU_TANH_HIGHEST, GELU_TANH_HIGHEST, x)
        y, low = gelu_tanh_sum(x)
        m, factor, _sigma = slope_in_bfloat16(y, low, one_plus_gelu_tanh_growth(x))
    else:
        a, da, size = gelu_tanh_argument(-absolute(x))
        h, dh = gelu_tanh_growth(size, a, da)
        m, factor = slope_of_frame(bounded_to_frame(copysign(a, x)), da, h, dh)
    return m * (dy * factor) * factor
