"""Bounded functions with a scale: the step, and what tanh, erf and Φ make of a scaled input.

The quotient or product with the parameter is held to twice the working precision where a tail has
to keep its relative accuracy, and nothing of it overflows.
"""

from __future__ import annotations

from .activation import activation, fast_path
from .core.floats import NAN, from_hex
from .core.primitives import absolute, copysign, flip_sign, fma, horner, quotient, select
from .core.specialize import per_type
from .elementary import erf, tanh
from .maths.error_function import TWO_OVER_SQRT_PI, TWO_OVER_SQRT_PI_LOW
from .maths.exponential import (
    DOWN,
    LARGEST,
    UP,
    exp_negative_parts,
    fast_two_sum,
    mantissa_of,
    product_of,
    times_power,
    two_sum,
)
from .maths.logistic import (
    BETA_LIMIT,
    logistic_slope_far,
    logistic_slope_parts,
    product_argument,
    tanh_parts,
)
from .maths.normal import (
    GAUSSIAN_END,
    gaussian_parts,
    normal_cdf,
    times_density_over,
    times_density_rise,
)
from .maths.parameters import all_if_numbers, fault_of, plus_nan, with_nan, with_nan_of_two
from .maths.scaled import FAR_QUOTIENT, bounded_quotient, is_ordinary, standardized, step_reach
from .rectifiers import kernel_quotient
from .rectifiers import step as unit_step

__all__ = ["derf", "dyt", "laplace", "softcap", "step"]


@activation(max_ulp=0.5, warns=(), least={"bandwidth": 0.0})
def step(x: float, threshold: float = 0.0, bandwidth: float = 0.001) -> float:
    """Heaviside's step, 1 for x > threshold and 0 otherwise.

    Parameters
    ----------
    x : array_like
        Input.
    threshold : array_like, default 0
        The largest x that gives 0, often learned.
    bandwidth : array_like, default 0.001
        Width of the kernel by which the derivative with respect to the threshold is estimated; not
        negative. Nothing else depends on it.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape.

    Notes
    -----
    The limits are 0 and 1. NaN gives NaN. The derivative is 0, at the threshold too.

    ``wrt="threshold"`` is the estimate of [1]_, as that of `jump_relu`: −1/bandwidth where
    |x − threshold| < bandwidth/2, and 0 elsewhere. So the number of inputs beyond a threshold, the
    sum of step(x, threshold), can be a penalty by which the threshold is learned. The derivative
    with respect to the bandwidth is 0.

    References
    ----------
    .. [1] S. Rajamanoharan et al., "Jumping Ahead: Improving Reconstruction Fidelity with JumpReLU
       Sparse Autoencoders", arXiv:2407.14435.

    Examples
    --------
    >>> import numba_act as na
    >>> na.step([-1.0, 0.5, 2.0], threshold=0.5)
    array([0., 0., 1.])
    >>> na.step.grad([0.25, 0.5, 2.0], threshold=0.5, bandwidth=0.25, wrt="threshold")
    array([ 0., -4.,  0.])
    """
    return plus_nan(unit_step(x, threshold), bandwidth)


fast_path(step, reach=all_if_numbers)


@step.derivative("x", max_ulp=0.5, vjp_max_ulp=0.5, warns=())
def _(x: float, threshold: float, bandwidth: float) -> float:
    return with_nan(with_nan_of_two(0.0, threshold, bandwidth), x)


@step.derivative("threshold", max_ulp=0.5, warns=("overflow", "invalid"))
def _(x: float, threshold: float, bandwidth: float) -> float:
    return kernel_quotient(1.0, x, threshold, bandwidth)


@activation(max_ulp=1.7, warns=())
def softcap(x: float, cap: float) -> float:
    """Soft cap, cap·tanh(x/cap).

    Parameters
    ----------
    x : array_like
        Input.
    cap : array_like
        What the magnitude of the result stays below: any number, whose sign does not matter. 0
        gives 0 and inf gives x.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape; ±cap at ±inf. The sign of zero is kept.

    Notes
    -----
    Where tanh is its argument plus a small multiple of it, the result is x plus that multiple of x:
    the quotient's rounding counts for little. The bound exceeds 1 ULP because beyond, tanh and its
    product with the cap round one after the other.

    The derivative is 1 − tanh²(q) with q = x/cap, and tanh(q) − q·(1 − tanh²(q)) with respect to
    the cap, a polynomial in q² times q³ where that cancels. Gemma 2 caps attention's logits at 50
    and the last ones at 30.

    References
    ----------
    .. [1] Gemma Team, "Gemma 2: Improving Open Language Models at a Practical Size",
       arXiv:2408.00118.

    Examples
    --------
    >>> import numba_act as na
    >>> na.softcap([-100.0, 0.0, 10.0], 50.0)
    array([-48.201379  ,   0.        ,   9.86876601])
    """
    size, height = absolute(x), absolute(cap)
    t, _ = bounded_quotient(size, height)
    near, p, rest = tanh_parts(t)
    result = select(near, fma(size, p, size), fma(-rest, height, height))
    result = select(height > LARGEST, size, result)
    return copysign(with_nan_of_two(result, x, cap), x)


def softcap_reach(cap: float) -> float:
    """Return the largest |x| on the fast path of softcap and its derivatives."""
    size = absolute(cap)
    return select(is_ordinary(size), size, NAN) * FAR_QUOTIENT


fast_path(softcap, largest=FAR_QUOTIENT, reach=softcap_reach)


@softcap.derivative("x", max_ulp=3.0, vjp_max_ulp=4.5)
def _(dy: float, x: float, cap: float) -> float:
    t, low = bounded_quotient(absolute(x), absolute(cap))
    m, factor = logistic_slope_far(-2.0 * t)
    slope = 4.0 * fma(m, -2.0 * low, m)  # where low counts, tanh t is 1
    return with_nan_of_two(slope, x, cap) * (dy * factor) * factor


SOFTCAP_SPLIT = 0.75
#: Quotients below it are multiplied by UP, whose cube dy takes back.
SMALL_SHARE = per_type(float32=2.0**-24, float64=2.0**-200)

# (tanh t − t·(1 − tanh² t))/t³ in t² for t < SOFTCAP_SPLIT. Relative error 2^-25.0 (float32) and
# 2^-54.0 (float64).
# tools/minimax.py SOFTCAP_RISE
# sollya: f = (tanh(sqrt(x))-sqrt(x)*(1-tanh(sqrt(x))^2))/(x*sqrt(x));
#         fpminimax(f, 7, [|SG...|], [1b-9;0.5625], relative)
#         fpminimax(f, 13, [|D...|], [1b-9;0.5625], relative)
SOFTCAP_RISE = per_type(
    float32=from_hex("""
        0x1.555556p-1 -0x1.11113ap-1 0x1.4b9a24p-2 -0x1.669a7ep-3 0x1.6cc2acp-4 -0x1.626f84p-5
        0x1.2dd4a4p-6 -0x1.39216ap-8
    """),
    float64=from_hex("""
        0x1.5555555555555p-1 -0x1.1111111111085p-1 0x1.4b94b94b8dcb1p-2 -0x1.664f48806e286p-3
        0x1.6b09c24af8186p-4 -0x1.611ed0f047f07p-5 0x1.4dee208b06e39p-6 -0x1.354d8e684395fp-7
        0x1.19b8a322c6793p-8 -0x1.f775f6b786973p-10 0x1.afe03959f5ba9p-11 -0x1.4c022524b3048p-12
        0x1.87bfadaf8e124p-14 -0x1.f6dfe053e4af2p-17
    """),
)


def cube_of(t: float, low: float) -> tuple[float, float]:
    """Return (t + low)³, rounded, and what it lacks."""
    square, square_low = product_of(t, t)
    cube, cube_low = product_of(square, t)
    return cube, fma(square_low, t, fma(3.0 * square, low, cube_low))


@softcap.derivative("cap", max_ulp=2.9, vjp_max_ulp=3.9)
def _(dy: float, x: float, cap: float) -> float:
    t, low = bounded_quotient(absolute(x), absolute(cap))
    near, small = t < SOFTCAP_SPLIT, t < SMALL_SHARE
    lift, down = select(small, UP, 1.0), select(small, DOWN, 1.0)
    lifted = t * lift
    cube, cube_low = cube_of(lifted, low * lift)
    square = select(near, t * t, 0.0)
    factor = horner(square, SOFTCAP_RISE)
    # a relative error of t is one of 3 − 1.2·t² times as much of the result
    inner = fma(cube, factor, cube_low * factor * fma(-0.4, square, 1.0))
    # (1 − e·(4t + e))/(1 + e)² with e = e^(−2t)
    high, rest, scale = exp_negative_parts(-2.0 * t)
    high, rest = fast_two_sum(high, rest)
    e, e_low = high * scale * DOWN, rest * scale * DOWN
    factor, factor_low = fast_two_sum(4.0 * t, e)
    above = fma(-e, factor, 1.0)
    lost = fma(e_low, factor, e * factor_low) - 8.0 * t * e * low * (1.0 - e) * (1.0 - e)
    above_low = fma(-e, factor, 1.0 - above) - lost
    below = fma(e, 2.0 + e, 1.0)
    reciprocal = quotient(1.0, below)
    ratio = above * reciprocal
    above_low -= ratio * fma(e, 2.0 + e, 1.0 - below)
    outer = fma(fma(-ratio, below, above) + above_low, reciprocal, ratio)
    rise = flip_sign(copysign(select(near, inner, outer), x), cap)
    return with_nan_of_two(rise, x, cap) * down * (dy * down) * down


@activation(max_ulp=1.6, warns=())
def dyt(x: float, alpha: float = 0.5) -> float:
    """Dynamic tanh, tanh(alpha·x).

    Parameters
    ----------
    x : array_like
        Input.
    alpha : array_like, default 0.5
        Slope at 0, learned: any number. 0 gives 0.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape, between -1 and 1.

    Notes
    -----
    What takes the place of a layer's normalization, before its weight and bias. The bound exceeds
    1 ULP because the product and its tanh round one after the other.

    The derivative is alpha·(1 − tanh² y) with y = alpha·x, and x·(1 − tanh² y) with respect to
    alpha; both tails keep their relative accuracy.

    References
    ----------
    .. [1] J. Zhu, X. Chen, K. He, Y. LeCun and Z. Liu, "Transformers without Normalization",
       arXiv:2503.10622.

    Examples
    --------
    >>> import numba_act as na
    >>> na.dyt([-2.0, 0.0, 2.0])
    array([-0.76159416,  0.        ,  0.76159416])
    """
    y = alpha * x
    unknown = y != y  # 0·inf too
    return tanh(select(unknown, with_nan_of_two(0.0, x, alpha), y))


def times_tanh_slope(dy: float, factor: float, x: float, alpha: float) -> float:
    """Return dy·factor·(1 − tanh²(alpha·x)), where `factor` is alpha or x."""
    _, y, rest = product_argument(x, alpha, 0.5 * BETA_LIMIT)
    quotient, low, n = logistic_slope_parts(2.0 * y, 2.0 * rest)
    # at the limit the factor may be infinite, and the result is 0
    size = absolute(factor)
    size = select((size > LARGEST) & (y != 0.0), LARGEST, size)
    m, exponent = mantissa_of(size)
    product = copysign(m * (quotient + low), factor)
    return times_power(dy, with_nan_of_two(product, x, alpha), n + exponent + 2.0)


@dyt.derivative("x", max_ulp=2.0, vjp_max_ulp=2.9, warns=("overflow",))
def _(dy: float, x: float, alpha: float) -> float:
    return times_tanh_slope(dy, alpha, x, alpha)


@dyt.derivative("alpha", max_ulp=2.0, vjp_max_ulp=2.9, warns=("overflow",))
def _(dy: float, x: float, alpha: float) -> float:
    return times_tanh_slope(dy, x, x, alpha)


# 1/√2 and 1/√(4π), as the paper gives them.
LAPLACE_MU = 0.707107
LAPLACE_SIGMA = 0.282095


@activation(max_ulp=1.2, warns=("invalid",), least={"sigma": 0.0})
def laplace(x: float, mu: float = LAPLACE_MU, sigma: float = LAPLACE_SIGMA) -> float:
    """Laplace's activation, ½(1 + erf((x − mu)/(sigma·√2))) = Φ((x − mu)/sigma).

    Parameters
    ----------
    x : array_like
        Input.
    mu : array_like, default 0.707107
        Where the result is ½.
    sigma : array_like, default 0.282095
        Width. 0 gives a step, ½ at mu; a negative number NaN and the warning "invalid value".

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape, between 0 and 1.

    Notes
    -----
    With the defaults, which are the paper's digits of √½ and √(1/(4π)), an approximation of the
    squared ReLU that is bounded. The difference and the quotient are held to twice the working
    precision, so that the left tail keeps its relative accuracy; it is `ndtr` of them.

    The derivative is φ(z)/sigma with z = (x − mu)/sigma, −φ(z)/sigma with respect to mu, and
    −z·φ(z)/sigma with respect to sigma.

    References
    ----------
    .. [1] X. Ma et al., "Mega: Moving Average Equipped Gated Attention", arXiv:2209.10655.

    Examples
    --------
    >>> import numba_act as na
    >>> na.laplace([-1.0, 0.5, 1.0])
    array([7.15257168e-10, 2.31396446e-01, 8.50454279e-01])
    """
    _, _, _, z, rest, _ = standardized(x, mu, sigma)
    return with_nan(with_nan_of_two(normal_cdf(z, rest), x, mu), fault_of(sigma))


def laplace_reach(mu: float, sigma: float) -> float:
    """Return the largest |x| on the fast path of laplace."""
    return step_reach(sigma) - absolute(mu)


#: That of the default parameters, at most.
LAPLACE_FAST = per_type(float32=2.0**5, float64=2.0**8)

fast_path(laplace, largest=LAPLACE_FAST, reach=laplace_reach)


@laplace.derivative("x", max_ulp=1.5, vjp_max_ulp=2.3, warns=("overflow", "invalid"))
def _(dy: float, x: float, mu: float, sigma: float) -> float:
    _, _, _, z, rest, width = standardized(x, mu, sigma)
    slope = times_density_over(dy, z, rest, width)
    return with_nan(with_nan_of_two(slope, x, mu), fault_of(sigma))


@laplace.derivative("mu", max_ulp=1.5, vjp_max_ulp=2.3, warns=("overflow", "invalid"))
def _(dy: float, x: float, mu: float, sigma: float) -> float:
    _, _, _, z, rest, width = standardized(x, mu, sigma)
    slope = times_density_over(-dy, z, rest, width)
    return with_nan(with_nan_of_two(slope, x, mu), fault_of(sigma))


@laplace.derivative("sigma", max_ulp=2.0, vjp_max_ulp=2.5, warns=("overflow", "invalid"))
def _(dy: float, x: float, mu: float, sigma: float) -> float:
    d, low, half, z, rest, width = standardized(x, mu, sigma)
    rise = times_density_rise(dy, d, low, half, z, rest, width)
    return with_nan(with_nan_of_two(rise, x, mu), fault_of(sigma))


#: Beyond it a quarter of a product is larger than a quarter of any number.
LARGEST_QUARTER = per_type(float32=2.0**126, float64=2.0**1022)
#: erf is ±1 beyond, and its derivative 0 times any number.
AFFINE_END = 64.0


def affine(x: float, alpha: float, shift: float) -> tuple[float, float]:
    """Return alpha·x + shift, rounded, and what it lacks; at most about AFFINE_END."""
    is_large = absolute(shift) > UP
    part, whole = select(is_large, 0.25, 1.0), select(is_large, 4.0, 1.0)
    _, y, rest = product_argument(x * part, alpha, LARGEST_QUARTER)
    total, low = two_sum(y, shift * part)
    total = select(shift == 0.0, y, total)  # the sign of a zero
    beyond = absolute(total) > AFFINE_END
    total = select(beyond, copysign(AFFINE_END, total), total)
    z, z_low = fast_two_sum(total, select(beyond, 0.0, low + rest))
    # the sign of a sum that is too small, and of a zero
    small = fma(select(z == 0.0, x, copysign(0.0, x)), alpha, shift)
    return select(z == 0.0, select(shift == 0.0, total, small), z) * whole, z_low * whole


@activation(max_ulp=1.7, warns=())
def derf(x: float, alpha: float = 0.5, shift: float = 0.0) -> float:
    """Dynamic erf, erf(alpha·x + shift).

    Parameters
    ----------
    x : array_like
        Input.
    alpha : array_like, default 0.5
        Slope, learned: any number.
    shift : array_like, default 0
        Shift, learned.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape, between -1 and 1.

    Notes
    -----
    What takes the place of a layer's normalization, as `dyt`. Product and sum are held to twice the
    working precision. The bound exceeds 1 ULP because the sum and its erf round one after the
    other.

    The derivative is alpha·2/√π·e^(−z²) with z = alpha·x + shift, with respect to alpha it has x in
    alpha's place, and with respect to the shift 1.

    References
    ----------
    .. [1] M. Chen, T. Lu, J. Zhu, M. Sun and Z. Liu, "Stronger Normalization-Free Transformers",
       arXiv:2512.10938.

    Examples
    --------
    >>> import numba_act as na
    >>> na.derf([-2.0, 0.0, 2.0])
    array([-0.84270079,  0.        ,  0.84270079])
    """
    z, _ = affine(x, alpha, shift)
    return with_nan(with_nan_of_two(erf(z), x, alpha), shift)


def times_erf_slope(dy: float, factor: float, x: float, alpha: float, shift: float) -> float:
    """Return dy·factor·2/√π·e^(−(alpha·x + shift)²)."""
    z, low = affine(x, alpha, shift)
    t = absolute(z)
    high, rest, n = gaussian_parts(-t, t, -2.0 * z * low, GAUSSIAN_END)
    # the factor may be infinite where the Gaussian is 0
    size = select(high == 0.0, 0.0, absolute(factor))
    m, exponent = mantissa_of(size)
    product, product_low = product_of(m, TWO_OVER_SQRT_PI)
    product_low = fma(m, TWO_OVER_SQRT_PI_LOW, product_low)
    value = fma(high, product, fma(high, product_low, rest * product))
    value = select(size > LARGEST, size, value)
    value = with_nan(with_nan_of_two(copysign(value, factor), x, alpha), shift)
    return times_power(dy, value, n + exponent)


@derf.derivative("x", max_ulp=1.5, vjp_max_ulp=2.5, warns=("overflow",))
def _(dy: float, x: float, alpha: float, shift: float) -> float:
    return times_erf_slope(dy, alpha, x, alpha, shift)


@derf.derivative("alpha", max_ulp=1.5, vjp_max_ulp=2.5, warns=("overflow",))
def _(dy: float, x: float, alpha: float, shift: float) -> float:
    return times_erf_slope(dy, x, x, alpha, shift)


@derf.derivative("shift", max_ulp=1.5, vjp_max_ulp=2.5, warns=("overflow",))
def _(dy: float, x: float, alpha: float, shift: float) -> float:
    return times_erf_slope(dy, 1.0, x, alpha, shift)
