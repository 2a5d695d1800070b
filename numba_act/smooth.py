"""Smooth activations: the sigmoid, what is gated by it, and the exponential and algebraic units.

The stable forms rest on the unevaluated sums of `maths.exponential`: a function is put together
from them in an order in which nothing cancels and nothing overflows, and the last power of two is
applied at the end, so that the tails keep their relative accuracy down to the smallest subnormal.
"""

from __future__ import annotations

from .activation import activation
from .maths.exponential import (
    DOWN,
    EXP_LIMIT,
    EXPM1_NEGATIVE_LIMIT,
    LOGISTIC_HIGHEST,
    LOGISTIC_LOWEST,
    UP,
    exp_negative_parts,
    expm1_negative_parts,
    logistic_parts,
    over_square,
    square_of_one_plus,
    tanh,
    tanh_parts,
)
from .primitives import absolute, copysign, fma, horner, select, sqrt
from .specialize import PerType

__all__ = [
    "celu",
    "elu",
    "quick_gelu",
    "selu",
    "sigmoid",
    "silu",
    "softsign",
    "squareplus",
    "swish",
    "tanhshrink",
]


# Sigmoid and what it gates

# The root of 1 + y + e^y, where the slope of y·σ(y) changes sign: −1 − W(1/e).
SWISH_ROOT_HIGH = PerType(
    float32=float.fromhex("-0x1.474974p0"), float64=float.fromhex("-0x1.474973c84120bp0")
)
SWISH_ROOT_LOW = PerType(
    float32=float.fromhex("0x1.bdf6fap-27"), float64=float.fromhex("-0x1.f8d74bc9ac154p-54")
)

# (1 + y + e^y)/w in w = y − root, which is 1 + e^root·(e^w − 1)/w, for |w| ≤ ¼. Relative error
# 2^-26.5 (float32) and 2^-53.3 (float64).
# sollya: r = -1.278464542761073795109358739022980155439477488619745463;
#         fpminimax(1+exp(r)*(exp(x)-1)/x, 5, [|SG...|], [-0.25;0.25], relative)
# sollya: fpminimax(1+exp(r)*(exp(x)-1)/x, 11, [|D...|], [-0.25;0.25], relative)
SWISH_ROOT_FACTOR = PerType(
    float32=(
        float.fromhex("0x1.474974p0"),
        float.fromhex("0x1.1d25dp-3"),
        float.fromhex("0x1.7c3078p-5"),
        float.fromhex("0x1.7c2f3ap-7"),
        float.fromhex("0x1.323062p-9"),
        float.fromhex("0x1.9ad7f4p-12"),
    ),
    float64=(
        float.fromhex("0x1.474973c84120bp0"),
        float.fromhex("0x1.1d25cf210482dp-3"),
        float.fromhex("0x1.7c3269815c94dp-5"),
        float.fromhex("0x1.7c3269815c86cp-7"),
        float.fromhex("0x1.30285460941a3p-9"),
        float.fromhex("0x1.958b1b27a0dbp-12"),
        float.fromhex("0x1.cf7aa766d3011p-15"),
        float.fromhex("0x1.cf7ade627c631p-18"),
        float.fromhex("0x1.9afe489d93116p-21"),
        float.fromhex("0x1.47bf3b5f9cccfp-24"),
        float.fromhex("0x1.2fc58535d5adbp-26"),
        float.fromhex("0x1.a4ef877e9b053p-29"),
    ),
)

# 1.702 to twice the working precision.
QUICK_GELU_HIGH = PerType(
    float32=float.fromhex("0x1.b3b646p0"), float64=float.fromhex("0x1.b3b645a1cac08p0")
)
QUICK_GELU_LOW = PerType(
    float32=float.fromhex("-0x1.78d4fep-26"), float64=float.fromhex("0x1.89374bc6a7efap-55")
)


def product_rest(a: float, b: float, product: float) -> float:
    """Return a·b − product, the rounding error of `product`; 0 where it is not small.

    Beyond the limits of the exponential it does not matter, and might be inf − inf.
    """
    return select(absolute(product) <= -LOGISTIC_LOWEST, fma(a, b, -product), 0.0)


def quick_gelu_argument(x: float) -> tuple[float, float]:
    """Return 1.702·x, rounded, and what it lacks, as `product_rest` does."""
    y = QUICK_GELU_HIGH * x
    rest = fma(QUICK_GELU_LOW, x, fma(QUICK_GELU_HIGH, x, -y))
    return y, select(absolute(y) <= -LOGISTIC_LOWEST, rest, 0.0)


def silu_of_parts(x: float, y: float, dy: float) -> float:
    """Return x·σ(y + dy) for y = k·x with a constant k ≥ 1."""
    value, correction = logistic_parts(y, dy)
    low = select(x < LOGISTIC_LOWEST, LOGISTIC_LOWEST, x)  # where the result underflows: no −inf·0
    product = low * value
    return select(y > LOGISTIC_HIGHEST, x, fma(product, correction, product) * DOWN)


def silu_slope(y: float, dy: float) -> float:
    """Return the derivative of y·σ(y) at y + dy, which is σ·(1 + y·(1 − σ)).

    With e = e^−|y|: (1 + e·(1 + y))/(1 + e)² for y ≥ 0, and e·(1 + e + y)/(1 + e)² for y < 0,
    whose sum has its root at y = −1.278…: near it, it is evaluated as a polynomial of the distance.
    """
    negative = y < 0.0
    size = absolute(y)
    size = select(size > EXP_LIMIT, EXP_LIMIT, size)
    y = copysign(size, y)
    high, low, scale = exp_negative_parts(-size, select(negative, dy, -dy))
    scaled = (high + low) * scale
    e = scaled * DOWN
    distance = (y - SWISH_ROOT_HIGH) + (dy - SWISH_ROOT_LOW)
    near = distance * horner(distance, SWISH_ROOT_FACTOR)
    left = select(absolute(distance) < 0.25, near, (1.0 + y) + e)
    right = fma(e, 1.0 + y, 1.0)
    numerator = select(negative, scaled * left, UP * right)
    return numerator / square_of_one_plus(e) * DOWN


@activation(max_ulp={"float32": 0.8, "float64": 0.8}, warns=())
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
    value, correction = logistic_parts(x)
    # Beyond the clamp the last scaling underflows to the 0 that is the limit.
    return fma(value, correction, value) * DOWN


@sigmoid.derivative("x", max_ulp={"float32": 3.0, "float64": 3.0})
def _(x: float) -> float:
    high, low, scale = exp_negative_parts(-absolute(x))
    return over_square((high + low) * scale) * DOWN


@activation(max_ulp={"float32": 2.0, "float64": 2.0}, warns=())
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
    rounds once: silu(-100) = -3.72e-42 is accurate to the last bit of a subnormal.

    The derivative σ(x)·(1 + x·(1 − σ(x))) has a root at x = -1.27846, around which it is
    evaluated in the distance from the root: the sign is right and the relative accuracy is kept.

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
    return silu_of_parts(x, x, 0.0)


@silu.derivative("x", max_ulp={"float32": 3.0, "float64": 3.0})
def _(x: float) -> float:
    return silu_slope(x, 0.0)


@activation(max_ulp={"float32": 2.0, "float64": 2.0}, warns=("overflow",))
def swish(x: float, beta: float = 1.0) -> float:
    """Swish, x·σ(βx).

    Parameters
    ----------
    x : array_like
        Input.
    beta : array_like, default 1
        Slope of the sigmoid; 0 gives x/2, and the limit inf gives relu.

    Returns
    -------
    ndarray or scalar
        x·σ(βx), of the broadcast shape.

    Notes
    -----
    The rounding error of βx goes into the exponential too: without it the relative error would
    grow with |βx|, to 2^6 ULP and more in the tail.

    The derivative is σ(y)·(1 + y·(1 − σ(y))) with y = βx, and x²·σ(y)·(1 − σ(y)) with respect to
    beta. The first is accurate around its root y = -1.27846 as that of `silu` is.

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
    y = beta * x
    value, correction = logistic_parts(y, product_rest(beta, x, y))
    value = fma(value, correction, value)
    # x·value overflows for large x if it is scaled last, and underflows for small x if first.
    large = absolute(x) > 1.0
    result = select(large, x * DOWN, x) * value * select(large, 1.0, DOWN)
    return select(y < LOGISTIC_LOWEST, copysign(0.0, x), result)


@swish.derivative("x", max_ulp={"float32": 3.0, "float64": 3.0})
def _(x: float, beta: float) -> float:
    y = beta * x
    return silu_slope(y, product_rest(beta, x, y))


@swish.derivative("beta", max_ulp={"float32": 3.5, "float64": 3.5})
def _(x: float, beta: float) -> float:
    y = beta * x
    dy = product_rest(beta, x, y)
    high, low, scale = exp_negative_parts(-absolute(y), select(y < 0.0, dy, -dy))
    slope = over_square((high + low) * scale)
    # x²·slope·DOWN: DOWN goes with the first x or with the second, so that neither product of a
    # large x and a small slope, nor of a large x and a large slope, leaves the range before x².
    small = slope < 1.0
    first = select(small, x, x * DOWN)
    second = select(small, x * DOWN, x)
    return select(absolute(y) > EXP_LIMIT, 0.0, first * slope * second)


@activation(max_ulp={"float32": 2.0, "float64": 2.0}, warns=())
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
    number, not the float next to it.

    References
    ----------
    .. [1] D. Hendrycks and K. Gimpel, "Gaussian Error Linear Units (GELUs)", arXiv:1606.08415.

    Examples
    --------
    >>> import numba_act as na
    >>> na.quick_gelu([-1.0, 0.0, 1.0])
    array([-0.15420423,  0.        ,  0.84579577])
    """
    y, dy = quick_gelu_argument(x)
    return silu_of_parts(x, y, dy)


@quick_gelu.derivative("x", max_ulp={"float32": 3.0, "float64": 3.0})
def _(x: float) -> float:
    y, dy = quick_gelu_argument(x)
    return silu_slope(y, dy)


# Hyperbolic tangent

# (x − tanh x)/x³ in x², for |x| ≤ 0.6. Relative error 2^-25.0 (float32) and 2^-54.1 (float64),
# nearly all of it the rounding of ⅓.
# sollya: fpminimax((sqrt(x)-tanh(sqrt(x)))/(sqrt(x)*x), 5, [|SG...|], [1b-12;0.36], relative)
# sollya: fpminimax((sqrt(x)-tanh(sqrt(x)))/(sqrt(x)*x), 12, [|D...|], [1b-12;0.36], relative)
TANHSHRINK_SERIES = PerType(
    float32=(
        float.fromhex("0x1.555556p-2"),
        float.fromhex("-0x1.111146p-3"),
        float.fromhex("0x1.ba20e4p-5"),
        float.fromhex("-0x1.65edeep-6"),
        float.fromhex("0x1.18d1d8p-7"),
        float.fromhex("-0x1.4bc9bep-9"),
    ),
    float64=(
        float.fromhex("0x1.5555555555555p-2"),
        float.fromhex("-0x1.111111111104dp-3"),
        float.fromhex("0x1.ba1ba1ba0b1d3p-5"),
        float.fromhex("-0x1.664f487d98e3ep-6"),
        float.fromhex("0x1.226e347751857p-7"),
        float.fromhex("-0x1.d6d39eb932ae2p-9"),
        float.fromhex("0x1.7d9fd21f6f59fp-10"),
        float.fromhex("-0x1.352c1ac142601p-11"),
        float.fromhex("0x1.f29608889f1ebp-13"),
        float.fromhex("-0x1.85cf8d0c2749fp-14"),
        float.fromhex("0x1.09e7410341b51p-15"),
        float.fromhex("-0x1.c8a8174ff1fp-18"),
        float.fromhex("0x1.a8f0091faea05p-25"),
    ),
)


@activation(max_ulp={"float32": 2.0, "float64": 2.0}, warns=())
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
    For |x| < 0.6, where the difference cancels, a polynomial in x² times x³; beyond, tanh x is
    subtracted as the sum of two numbers.

    The derivative is tanh² x.

    Examples
    --------
    >>> import numba_act as na
    >>> na.tanhshrink([0.001, 1.0])
    array([3.33333200e-10, 2.38405844e-01])
    """
    size = absolute(x)
    square = x * x
    quotient, correction = tanh_parts(size)
    near = horner(square, TANHSHRINK_SERIES) * square * size
    return copysign(select(size < 0.6, near, (size - quotient) - correction), x)


@tanhshrink.derivative("x", max_ulp={"float32": 2.5, "float64": 2.5})
def _(x: float) -> float:
    t = tanh(x)
    return t * t


# Exponential units

# λ and λα to twice the working precision. λ's leading part is rounded down: with a positive
# rest, x = inf is no inf − inf.
SELU_SCALE_HIGH = PerType(
    float32=float.fromhex("0x1.0cfabcp0"), float64=float.fromhex("0x1.0cfabd6a91132p0")
)
SELU_SCALE_LOW = PerType(
    float32=float.fromhex("0x1.6a91140000000p-24"), float64=float.fromhex("0x1.6fc7d272f2695p-55")
)
SELU_NEGATIVE_HIGH = PerType(
    float32=float.fromhex("0x1.c212ccp0"), float64=float.fromhex("0x1.c212cc640f031p0")
)
SELU_NEGATIVE_LOW = PerType(
    float32=float.fromhex("0x1.903c0cp-26"), float64=float.fromhex("0x1.05161b045a1fep-56")
)


def quotient_parts(x: float, alpha: float) -> tuple[float, float]:
    """Return x/alpha and its rounding error, or 0 where that does not matter any more."""
    reciprocal = 1.0 / alpha  # outside the loop where alpha is one value
    quotient = x * reciprocal
    rest = fma(-quotient, alpha, x) * reciprocal
    return quotient, select(absolute(quotient) <= EXP_LIMIT, rest, 0.0)


@activation(max_ulp={"float32": 1.5, "float64": 1.5}, warns=("overflow",))
def elu(x: float, alpha: float = 1.0) -> float:
    """Exponential linear unit, x for x > 0 and α(e^x − 1) otherwise.

    Parameters
    ----------
    x : array_like
        Input.
    alpha : array_like, default 1
        Minus the limit at -inf.

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
    high, low = expm1_negative_parts(x)
    return select(x >= 0.0, x, fma(alpha, high, alpha * low))


@elu.derivative("x", max_ulp={"float32": 1.5, "float64": 1.5})
def _(x: float, alpha: float) -> float:
    high, low, scale = exp_negative_parts(x)
    return select(x > 0.0, 1.0, alpha * (high + low) * scale * DOWN)


@elu.derivative("alpha", max_ulp={"float32": 1.0, "float64": 1.0})
def _(x: float, alpha: float) -> float:
    high, _low = expm1_negative_parts(x)
    return select(x > 0.0, 0.0, select(x == 0.0, x, high))


@activation(max_ulp={"float32": 1.5, "float64": 1.5}, warns=("overflow",))
def celu(x: float, alpha: float = 1.0) -> float:
    """Continuously differentiable exponential linear unit, max(0, x) + min(0, α(e^(x/α) − 1)).

    Parameters
    ----------
    x : array_like
        Input.
    alpha : array_like, default 1
        Minus the limit at -inf; positive.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape; x itself for zeros, so that the sign is kept.

    Notes
    -----
    As `elu`. The remainder of the division x/α goes into the exponential too.

    The derivative is 1 for x > 0 and e^(x/α) otherwise.

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
    high, low = expm1_negative_parts(quotient, rest)
    return select(x >= 0.0, x, fma(alpha, high, alpha * low))


@celu.derivative("x", max_ulp={"float32": 1.5, "float64": 1.5})
def _(x: float, alpha: float) -> float:
    quotient, rest = quotient_parts(x, alpha)
    high, low, scale = exp_negative_parts(quotient, rest)
    return select(x > 0.0, 1.0, (high + low) * scale * DOWN)


@activation(max_ulp={"float32": 1.5, "float64": 1.5}, warns=("overflow",))
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
    Both λ and λα are held to twice the working precision.

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
    high, low = expm1_negative_parts(x)
    low = fma(SELU_NEGATIVE_HIGH, low, SELU_NEGATIVE_LOW * high)
    negative = fma(SELU_NEGATIVE_HIGH, high, low)
    return select(x >= 0.0, fma(SELU_SCALE_HIGH, x, SELU_SCALE_LOW * x), negative)


@selu.derivative("x", max_ulp={"float32": 1.5, "float64": 1.5})
def _(x: float) -> float:
    high, low, scale = exp_negative_parts(x)
    low = fma(SELU_NEGATIVE_HIGH, low, SELU_NEGATIVE_LOW * high)
    slope = fma(SELU_NEGATIVE_HIGH, high, low) * scale * DOWN
    return select(x > 0.0, SELU_SCALE_HIGH + SELU_SCALE_LOW, slope)


# Algebraic units

#: Squares up to this are safe from overflow, and beyond it x² + 1 is x².
SQUARE_LIMIT = PerType(float32=2.0**60, float64=2.0**500)
LARGEST = PerType(
    float32=float.fromhex("0x1.fffffep127"), float64=float.fromhex("0x1.fffffffffffffp1023")
)


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


@softsign.derivative("x", max_ulp={"float32": 3.0, "float64": 3.0})
def _(x: float) -> float:
    reciprocal = 1.0 / (1.0 + absolute(x))
    return reciprocal * reciprocal


def hypotenuse(x: float, b: float) -> float:
    """Return √(x² + b), for |x| instead of an overflow."""
    size = absolute(x)
    bounded = select(size > SQUARE_LIMIT, SQUARE_LIMIT, size)
    return select(size > SQUARE_LIMIT, size, sqrt(fma(bounded, bounded, b)))


@activation(max_ulp={"float32": 2.0, "float64": 2.0}, warns=("overflow",))
def squareplus(x: float, b: float = 4.0) -> float:
    """Squareplus, (x + √(x² + b))/2.

    Parameters
    ----------
    x : array_like
        Input.
    b : array_like, default 4
        Not negative; the value at 0 is √b/2, and 0 gives relu.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape.

    Notes
    -----
    For x < 0, where the sum cancels, it is b/(2(√(x² + b) − x)). x² does not overflow.

    The derivative is f(x)/√(x² + b), and 1/(4√(x² + b)) with respect to b.

    References
    ----------
    .. [1] J. T. Barron, "Squareplus: A Softplus-Like Algebraic Rectifier", arXiv:2112.11687.

    Examples
    --------
    >>> import numba_act as na
    >>> na.squareplus([-1.5, 0.0, 1.5])
    array([0.5, 1. , 2. ])
    """
    # ½·√ + ½·|x|: their sum may be beyond the largest float. It is positive unless x = b = 0.
    larger = fma(0.5, hypotenuse(x, b), 0.5 * absolute(x))
    return select(x < 0.0, 0.25 * b / larger, larger)


@squareplus.derivative("x", max_ulp={"float32": 3.0, "float64": 3.0})
def _(x: float, b: float) -> float:
    size = absolute(x)
    size = select(size > LARGEST, LARGEST, size)  # inf/inf
    root = hypotenuse(size, b)
    larger = 0.5 * size / root + 0.5
    return select(x < 0.0, 0.25 * b / root / (0.5 * root + 0.5 * size), larger)


@squareplus.derivative("b", max_ulp={"float32": 1.5, "float64": 1.5})
def _(x: float, b: float) -> float:
    return 0.25 / hypotenuse(x, b)
