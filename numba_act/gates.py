"""Gated linear units: an activation of one input times another.

Both gradients come in one pass: `vjp` returns one for the gate and one for the value.

The gradient by the gate is a slope in two parts times the value, so that the product rounds once.

A gate and its gradients are as accurate where the activation or its slope is subnormal or less, and
the value large: both come with a power of two that is multiplied last.
"""

from __future__ import annotations

from typing import Any

from .activation import activation, fast_path
from .core.docstrings import Root
from .core.floats import NAN
from .core.primitives import absolute, copysign, flip_sign, fma, magnitude_at_most, select
from .core.specialize import IN_BFLOAT16, ON_FAST_PATH, common, per_type, rare
from .maths.error_function import normal_tail_and_slope, normal_tail_parts
from .maths.exponential import (
    DOWN,
    FAR,
    FAR_FROM,
    FAR_LIMIT,
    LARGEST,
    SHIFTER,
    SHIFTER_FAR_UP,
    SHIFTER_NORMAL,
    UP,
    mantissa_of,
    times_power,
    times_power_of,
    two_sum,
)
from .maths.logistic import (
    BETA_LIMIT,
    FARTHER_FROM,
    FARTHER_LIMIT,
    GATE_FAST,
    GELU_GATE_FAST,
    GELU_TANH_GATE_FAST,
    QUICK_GATE_FAST,
    SMALLEST_GATE,
    TINY,
    bounded_to_frame,
    corrected_quotient,
    cotangents,
    exact_product,
    farther_denominator,
    gate_frame,
    gate_gradients,
    gate_gradients_in_bfloat16,
    is_halved,
    logistic_gradients,
    logistic_slope_parts,
    mirrored,
    over_square,
    product_argument,
    product_gate_gradients,
    product_of_two,
    slope_in_bfloat16,
    times_framed_gate,
    times_gate_value,
    times_logistic_far,
    where_negative,
)
from .maths.parameters import fault_of, with_nan, with_nan_of_two
from .rectifiers import EXACT, clamped, relu
from .smooth import (
    GELU_FAR_FROM,
    GELU_FAR_LIMIT,
    GELU_FAST,
    GELU_TANH_FAST,
    QUICK_GELU_FAST,
    SIGMOID_FAST,
    gelu_tanh_argument,
    gelu_tanh_growth,
    largest_with_factor,
    one_plus_gelu_tanh_growth,
    quick_gelu_argument,
)

__all__ = ["bilinear", "geglu", "geglu_tanh", "glu", "quick_geglu", "reglu", "swiglu", "swiglu_oai"]

#: Twice the activation's 1.2·2^-23 relative to itself and the product's rounding.
GATE = 3.0

#: The slope's, and that of the product, which rounds once more; near the root of the slope it is
#: bounded absolutely.
GATE_GRADIENT: dict[str, Any] = {"max_ulp": 3.0, "vjp_max_ulp": 4.2}

#: x·σ(y) is normal for |x| from the first on and y from the second on, and for y > -1.
LOW_GATE = per_type(float32=2.0**-50, float64=2.0**-400)
LOW_PRODUCT = per_type(float32=-50.0, float64=-400.0)


def gated(x: float, m: float, factor: float, value: float) -> float:
    """Return f(x)·value for f(x) = m·factor², which is x/2 near 0, rounded at the end.

    f(x) may be subnormal or less where the product is not.
    """
    tiny = rare(absolute(x) < TINY)
    return select(tiny, x, m) * (value * select(tiny, 0.5, factor)) * factor


def tail_product(
    x: float, bounded: float, ratio: float, power: float, scaled: float, sign: float
) -> float:
    """Return |(x − ratio·(1 + power))·scaled| with the sign of `sign`, for scaled ≥ 0.

    It rounds once. `bounded` is x, or less where the difference is x to the working precision.
    """
    if IN_BFLOAT16:
        return copysign((x - fma(ratio, power, ratio)) * scaled, sign)
    high = bounded - ratio
    low = fma(-ratio, power, (bounded - high) - ratio)
    finite = select(scaled > LARGEST, LARGEST, scaled)  # low may be 0, or of the other sign
    return copysign(fma(x - ratio, scaled, low * finite), sign)


def gelu_gradients(x: float, t: float, shifter: float, v: float) -> tuple[float, float]:
    """Return v·(x·Φ(x))′ and x·Φ(x), for t = |x| where e^(−t²/2) counts.

    `shifter` makes that a number; both are times what it adds to SHIFTER.
    """
    tail, slope, slope_low = normal_tail_and_slope(t, shifter)
    positive = x > 0.0
    limit = select(positive, 1.0, 0.0)
    slope, slope_low = select(positive, -slope, slope), select(positive, -slope_low, slope_low)
    high = limit + slope
    low = ((limit - high) + slope) + slope_low
    return product_of_two(high, low, v), select(x < 0.0, -0.0, x) - tail


_relu_gradient = relu.grad


@activation(inputs=2, max_ulp=GATE, warns=())
def glu(gate: float, value: float) -> float:
    """Gated linear unit, σ(gate)·value.

    Parameters
    ----------
    gate, value : array_like
        The two halves of the projection.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape.

    Notes
    -----
    ``torch.nn.GLU`` and ``jax.nn.glu`` take the value from the first half of one array and the gate
    from the second. ``glu.vjp(dy, gate, value)`` returns both gradients: dy·value·σ′(gate) and
    dy·σ(gate). The bound exceeds 1 ULP because σ, its correction and the product round one after
    the other.

    References
    ----------
    .. [1] Y. N. Dauphin, A. Fan, M. Auli and D. Grangier, "Language Modeling with Gated
       Convolutional Networks", arXiv:1612.08083.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.glu(np.float32([-1.0, 0.0, 1.0]), np.float32([2.0, 2.0, 2.0]))
    array([0.53788286, 1.        , 1.4621172 ], dtype=float32)
    """
    m, factor = times_logistic_far(1.0, gate, 0.0)
    return m * (value * factor) * factor


fast_path(glu, largest=SIGMOID_FAST)


@glu.derivative("gate", "value", **GATE_GRADIENT)
def _(dy: float, gate: float, value: float) -> tuple[float, float]:
    return logistic_gradients(dy, gate, value)


fast_path(glu, "gate", "value", largest=GATE_FAST)


@activation(inputs=2, max_ulp=EXACT, warns=("overflow",))
def bilinear(gate: float, value: float) -> float:
    """Bilinear gate, gate·value.

    Parameters
    ----------
    gate, value : array_like
        The two halves of the projection.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape.

    Notes
    -----
    A gate without an activation. ``bilinear.vjp(dy, gate, value)`` returns both gradients:
    dy·value and dy·gate.

    References
    ----------
    .. [1] N. Shazeer, "GLU Variants Improve Transformer", arXiv:2002.05202.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.bilinear(np.float32([-1.0, 0.0, 1.0]), np.float32([2.0, 2.0, 2.0]))
    array([-2.,  0.,  2.], dtype=float32)
    """
    return gate * value


@bilinear.derivative("gate", "value", max_ulp=EXACT, vjp_max_ulp=EXACT)
def _(gate: float, value: float) -> tuple[float, float]:
    return value, gate


@activation(inputs=2, max_ulp=EXACT, warns=("overflow",))
def reglu(gate: float, value: float) -> float:
    """Rectified gate, relu(gate)·value.

    Parameters
    ----------
    gate, value : array_like
        The two halves of the projection.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape.

    Notes
    -----
    ``reglu.vjp(dy, gate, value)`` returns both gradients: dy·value·relu′(gate), with relu′(0) = 0,
    and dy·relu(gate).

    References
    ----------
    .. [1] N. Shazeer, "GLU Variants Improve Transformer", arXiv:2002.05202.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.reglu(np.float32([-1.0, 0.0, 1.0]), np.float32([2.0, 2.0, 2.0]))
    array([0., 0., 2.], dtype=float32)
    """
    return relu(gate) * value


@reglu.derivative("gate", "value", max_ulp=EXACT)
def _(gate: float, value: float) -> tuple[float, float]:
    return _relu_gradient(gate) * value, relu(gate)


@activation(inputs=2, max_ulp=GATE, warns=("overflow",))
def swiglu(gate: float, value: float, beta: float = 1.0) -> float:
    """Swish gate, swish(gate; beta)·value = gate·σ(beta·gate)·value.

    Parameters
    ----------
    gate, value : array_like
        The two halves of the projection.
    beta : array_like, default 1
        Slope of the sigmoid: any number.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape.

    Notes
    -----
    The feed-forward gate of LLaMA and its successors. ``swiglu.vjp(dy, gate, value)`` returns
    both gradients: dy·value·swish′(gate) and dy·swish(gate). The derivative with respect to beta
    is value·gate²·σ·(1 − σ).

    The bound exceeds 1 ULP because the swish, its correction and the product round one after the
    other.

    References
    ----------
    .. [1] N. Shazeer, "GLU Variants Improve Transformer", arXiv:2002.05202.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.swiglu(np.float32([-1.0, 0.0, 1.0]), np.float32([2.0, 2.0, 2.0]))
    array([-0.53788286,  0.        ,  1.4621172 ], dtype=float32)
    """
    # σ may be far below the smallest float where the product is not.
    x, y, dy = product_argument(gate, beta, FARTHER_LIMIT)
    far, farther = rare(y < FAR_FROM), rare(y < FARTHER_FROM)
    low = rare(y < select(absolute(gate) < LOW_GATE, -1.0, LOW_PRODUCT))
    d, excess = farther_denominator(y, dy)
    x = copysign(x, gate)
    # The larger one goes first where σ is low; what its factor wants back goes to the other one
    # where that is beyond 1, and is last elsewhere.
    size = absolute(value)
    swapped = low & (size > absolute(gate)) & (size <= LARGEST)
    first, second = select(swapped, value, x), select(swapped, x, value)
    small = rare(select(swapped, size, absolute(gate)) < select(low, 1.0, TINY))
    lift = select(small, UP, 1.0)
    first = first * select(far, FAR, lift) * select(farther, FAR, 1.0)
    m = corrected_quotient(first, d, excess)
    m = m if ON_FAST_PATH else copysign(m, first)
    m = select(rare((y > -FAR_FROM) | is_halved(gate, beta)), gate * lift, m)
    factor = select(far, FAR, select(small, DOWN, 1.0))
    early = select(farther | (absolute(second) > 1.0), factor, 1.0)
    late = select(farther | (absolute(second) <= 1.0), factor, 1.0)
    return m * (second * early) * late


def swiglu_reach(beta: float) -> float:
    """Return the largest |gate| on the fast path of swiglu."""
    return largest_with_factor(-LOW_PRODUCT, beta)


fast_path(swiglu, smallest=TINY, largest=per_type(float32=50.0, float64=400.0), reach=swiglu_reach)


@swiglu.derivative(
    "gate", "value", **GATE_GRADIENT, root=Root("beta·gate = -1.27846", "abs(value)")
)
def _(dy: float, gate: float, value: float, beta: float) -> tuple[float, float]:
    bounded, y, rest = product_argument(gate, beta, -FAR_LIMIT)
    return product_gate_gradients(dy, gate, copysign(bounded, gate), y, rest, value)


def swiglu_gradient_reach(beta: float) -> float:
    """Return the largest |gate| on the fast path of the gradients of swiglu."""
    return largest_with_factor(GATE_FAST, beta)


fast_path(
    swiglu, "gate", "value", smallest=SMALLEST_GATE, largest=GATE_FAST, reach=swiglu_gradient_reach
)


@swiglu.derivative("beta", max_ulp=1.5, vjp_max_ulp=2.5)
def times_square_and_slope(dy: float, gate: float, value: float, beta: float) -> float:
    x, y, rest = product_argument(gate, beta, BETA_LIMIT)
    # The exponents apart: the square may be far beyond the largest float, and σ′ below the least.
    x, exponent_of_x = mantissa_of(absolute(select(is_halved(gate, beta), gate, x)))
    v, exponent_of_v = mantissa_of(absolute(value))
    quotient, low, n = logistic_slope_parts(y, rest)
    high, low = exact_product(quotient, low, x)
    high, low = exact_product(high, low, x)
    high, low = exact_product(high, low, v)
    size = copysign(high + low, value)
    n = select(absolute(value) > LARGEST, 0.0, n + 2.0 * exponent_of_x + exponent_of_v)
    return times_power(dy, size, n)


@activation(inputs=2, max_ulp=GATE, warns=("overflow",))
def geglu(gate: float, value: float) -> float:
    """GELU gate, gelu(gate)·value.

    Parameters
    ----------
    gate, value : array_like
        The two halves of the projection.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape.

    Notes
    -----
    With the exact GELU, which stays a sum of two numbers up to the product, so that this rounds
    once. The bound exceeds 1 ULP for the same reason as that of `gelu`.
    ``geglu.vjp(dy, gate, value)`` returns both gradients: dy·value·gelu′(gate) and dy·gelu(gate).

    References
    ----------
    .. [1] N. Shazeer, "GLU Variants Improve Transformer", arXiv:2002.05202.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.geglu(np.float32([-1.0, 0.0, 1.0]), np.float32([2.0, 2.0, 2.0]))
    array([-0.3173105,  0.       ,  1.6826895], dtype=float32)
    """
    # With t = |gate| it is (max(gate, 0) − t·Q(t))·value.
    far = rare(gate < GELU_FAR_FROM)
    tiny = rare(absolute(gate) < TINY)
    bounded = select(rare(gate < GELU_FAR_LIMIT), GELU_FAR_LIMIT, gate)
    bounded = select(rare(bounded > -GELU_FAR_FROM), -GELU_FAR_FROM, bounded)
    shifter = select(far, SHIFTER_FAR_UP, SHIFTER_NORMAL)
    quotient, power, shifted = normal_tail_parts(absolute(bounded), shifter)
    # tiny: the result is the gate times half the value, since half of it may not be a float
    ratio = select(tiny, 0.0, times_power_of(quotient, shifted))
    positive = (gate > 0.0) | tiny
    factor = select(far, FAR, 1.0)
    product = tail_product(
        select(positive, gate, 0.0),
        select(positive, bounded, 0.0),
        ratio,
        power,
        absolute(value) * select(tiny, 0.5, factor),
        flip_sign(value, gate),
    )
    return product * factor


fast_path(geglu, smallest=TINY, largest=GELU_FAST)


@geglu.derivative("gate", "value", **GATE_GRADIENT, root=Root("gate = -0.75179", "abs(value)"))
def _(dy: float, gate: float, value: float) -> tuple[float, float]:
    far = rare(gate < GELU_FAR_FROM)
    bounded = select(rare(gate < GELU_FAR_LIMIT), GELU_FAR_LIMIT, gate)
    bounded = select(rare(bounded > -GELU_FAR_FROM), -GELU_FAR_FROM, bounded)
    shifter = select(far, SHIFTER_FAR_UP, SHIFTER)
    factor = select(far, select(gate > GELU_FAR_LIMIT, FAR, 0.0), 1.0)
    v, w = cotangents(dy, value, factor, common(absolute(gate) <= GELU_GATE_FAST))
    d_gate, m = gelu_gradients(gate, absolute(bounded), shifter, v)
    return 2.0 * (d_gate * w), gated(gate, m, factor, dy)


fast_path(geglu, "gate", "value", smallest=SMALLEST_GATE, largest=GELU_GATE_FAST)


@activation(inputs=2, max_ulp=GATE, warns=("overflow",))
def geglu_tanh(gate: float, value: float) -> float:
    """GELU gate with the tanh approximation, gelu_tanh(gate)·value.

    Parameters
    ----------
    gate, value : array_like
        The two halves of the projection.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape.

    Notes
    -----
    The feed-forward gate of Gemma. ``geglu_tanh.vjp(dy, gate, value)`` returns both gradients:
    dy·value·gelu_tanh′(gate) and dy·gelu_tanh(gate). The bound exceeds 1 ULP for the same reason as
    that of `swiglu`.

    References
    ----------
    .. [1] N. Shazeer, "GLU Variants Improve Transformer", arXiv:2002.05202.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.geglu_tanh(np.float32([-1.0, 0.0, 1.0]), np.float32([2.0, 2.0, 2.0]))
    array([-0.31761602,  0.        ,  1.682384  ], dtype=float32)
    """
    y, dy, bounded = gelu_tanh_argument(gate)
    m, factor = times_logistic_far(bounded, y, dy)
    return gated(gate, select(rare(y > -FAR_FROM), gate, m), factor, value)


fast_path(geglu_tanh, smallest=TINY, largest=GELU_TANH_FAST)


@geglu_tanh.derivative("gate", "value", **GATE_GRADIENT, root=Root("gate = -0.75246", "abs(value)"))
def _(dy: float, gate: float, value: float) -> tuple[float, float]:
    if IN_BFLOAT16:
        y, low, bounded = gelu_tanh_argument(gate)
        u = one_plus_gelu_tanh_growth(bounded)
        return gate_gradients_in_bfloat16(dy, gate, bounded, bounded_to_frame(y), low, u, value)
    a, da, size = gelu_tanh_argument(-absolute(gate))
    h, dh = gelu_tanh_growth(size, a, da)
    y = bounded_to_frame(copysign(a, gate))
    return gate_gradients(dy, gate, copysign(size, gate), y, da, h, dh, value)


fast_path(geglu_tanh, "gate", "value", smallest=SMALLEST_GATE, largest=GELU_TANH_GATE_FAST)


@activation(inputs=2, max_ulp=GATE, warns=("overflow",))
def quick_geglu(gate: float, value: float) -> float:
    """GELU gate with the sigmoid approximation, quick_gelu(gate)·value.

    Parameters
    ----------
    gate, value : array_like
        The two halves of the projection.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape.

    Notes
    -----
    ``quick_geglu.vjp(dy, gate, value)`` returns both gradients: dy·value·quick_gelu′(gate) and
    dy·quick_gelu(gate). The bound exceeds 1 ULP for the same reason as that of `swiglu`.

    References
    ----------
    .. [1] N. Shazeer, "GLU Variants Improve Transformer", arXiv:2002.05202.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.quick_geglu(np.float32([-1.0, 0.0, 1.0]), np.float32([2.0, 2.0, 2.0]))
    array([-0.30840847,  0.        ,  1.6915916 ], dtype=float32)
    """
    y, dy, bounded = quick_gelu_argument(gate)
    m, factor = times_logistic_far(bounded, y, dy)
    return gated(gate, select(rare(y > -FAR_FROM), gate, m), factor, value)


fast_path(quick_geglu, smallest=TINY, largest=QUICK_GELU_FAST)


@quick_geglu.derivative(
    "gate", "value", **GATE_GRADIENT, root=Root("gate = -0.75115", "abs(value)")
)
def _(dy: float, gate: float, value: float) -> tuple[float, float]:
    y, low, bounded = quick_gelu_argument(gate)
    return product_gate_gradients(dy, gate, bounded, y, low, value)


fast_path(quick_geglu, "gate", "value", smallest=SMALLEST_GATE, largest=QUICK_GATE_FAST)


def times_one_plus(y: float, v: float) -> float:
    """Return y·(v + 1) without the rounding of the sum."""
    total, rest = two_sum(v, 1.0)
    # A zero keeps its sign only in the plain product.
    return select(y == 0.0, y * total, fma(y, total, y * rest))


def offset_slope(y: float, numerator: float, d: float, lost: float, v: float) -> float:
    """Return (v + 1) times the slope whose parts `gate_frame` returns, over its factors."""
    v, v_low = two_sum(v, 1.0)
    quotient, low = over_square(numerator, -0.0, d, lost)
    negative = y < 0.0
    low = fma(quotient, v_low, low * v)
    low = select(negative, low, low - v_low)
    part = copysign(fma(quotient, v, low), quotient * v)
    return mirrored(negative, v, part)


def offset_gate_gradients(
    of_gate: float, of_value: float, a: float, alpha: float, v: float
) -> tuple[float, float]:
    """Return of_gate·(v + 1)·(a·σ(alpha·a))′ and of_value·a·σ(alpha·a) for a finite v."""
    bounded, y, dy = product_argument(a, alpha, -FAR_LIMIT)
    if IN_BFLOAT16:
        bounded, y = copysign(bounded, a), bounded_to_frame(y)
        slope, factor, sigma = slope_in_bfloat16(y, 0.0, 1.0 + y)
        d_gate = slope * (v + 1.0) * (of_gate * factor) * factor
        m = select(y > 0.0, a, bounded)
        return d_gate, times_gate_value(of_value, a, m, sigma, factor)
    dy = where_negative(y, dy)
    y = bounded_to_frame(y)
    rest, d, lost, numerator, scale, factor = gate_frame(y, dy, -absolute(y), dy)
    d_gate = offset_slope(y, numerator, d, lost, v) * (of_gate * factor) * factor
    return d_gate, times_framed_gate(of_value, a, bounded, y, rest, d, scale, factor)


@activation(inputs=2, max_ulp=GATE, warns=("overflow",), least={"limit": 0.0})
def swiglu_oai(gate: float, value: float, limit: float = 7.0, alpha: float = 1.702) -> float:
    """Clamped swish gate of gpt-oss, a·σ(alpha·a)·(v + 1) with bounded a and v.

    Parameters
    ----------
    gate, value : array_like
        The two halves of the projection.
    limit : array_like, default 7
        Largest gate and largest magnitude of the value, up to 2^20; a negative one gives NaN.
    alpha : array_like, default 1.702
        Slope of the sigmoid: any number.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape.

    Notes
    -----
    a = min(gate, limit) and v = min(max(value, −limit), limit), so that v + 1 is between 1 − limit
    and 1 + limit; it is held to twice the working precision. As every parameter, alpha is rounded
    to the type of the arrays. The bound exceeds 1 ULP for the same reason as that of `swiglu`.

    ``swiglu_oai.vjp(dy, gate, value)`` returns both gradients, dy·(v + 1)·swish′(a) for gate ≤
    limit and dy·swish(a) for abs(value) ≤ limit, 0 beyond; as PyTorch's clamp, they pass at the
    limit itself. The derivative with respect to alpha is (v + 1)·a²·σ·(1 − σ). That with respect to
    the limit is what the others leave: (v + 1)·swish′(limit) for a gate beyond it, and ±swish(a)
    for a value beyond it; where both are, the error of the sum is that of the larger part.

    References
    ----------
    .. [1] OpenAI, "gpt-oss-120b & gpt-oss-20b Model Card", arXiv:2508.10925.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.swiglu_oai(np.float32([-1.0, 0.0, 1.0]), np.float32([2.0, 2.0, 2.0]))
    array([-0.4626127,  0.       ,  2.5373874], dtype=float32)
    """
    a = select(gate > limit, limit, gate)
    bounded, y, dy = product_argument(a, alpha, -FAR_LIMIT)
    tiny = rare(absolute(a) < select(absolute(alpha) > 2.0, 1.0, TINY))
    lift = select(tiny, UP, 1.0)
    far = rare(y < FAR_FROM)
    # m is normal unless a is 0
    m, _ = times_logistic_far(bounded * select(far, FAR, lift), y, dy)
    m = select(rare((y > -FAR_FROM) | is_halved(a, alpha)), a * lift, m)
    m = m if ON_FAST_PATH else copysign(m, a)
    factor = select(far, FAR, select(tiny, DOWN, 1.0))
    result = times_one_plus(m, clamped(value, limit)) * factor
    return with_nan(result, fault_of(limit))


def is_ordinary_clamp(limit: float, alpha: float) -> bool:
    """Say whether the clamped gate has the size of the gate, and its product is no larger twice."""
    number = select(limit == limit, limit, 0.0)
    return (number >= TINY) & magnitude_at_most(alpha, 2.0)


def swiglu_oai_reach(limit: float, alpha: float) -> float:
    """Return the largest |gate| on the fast path of swiglu_oai."""
    return select(is_ordinary_clamp(limit, alpha), 0.5 * SIGMOID_FAST, NAN)


fast_path(swiglu_oai, smallest=TINY, largest=QUICK_GELU_FAST, reach=swiglu_oai_reach)


@swiglu_oai.derivative(
    "gate", "value", **GATE_GRADIENT, root=Root("alpha·gate = -1.27846", "(1 + abs(value))")
)
def _(dy: float, gate: float, value: float, limit: float, alpha: float) -> tuple[float, float]:
    a = select(gate > limit, limit, gate)
    # no overflow on the rejected side
    of_gate, of_value = select(gate > limit, 0.0, dy), select(absolute(value) > limit, 0.0, dy)
    d_gate, d_value = offset_gate_gradients(of_gate, of_value, a, alpha, clamped(value, limit))
    beyond_gate = with_nan(dy * select(value == value, 0.0, value), alpha)
    beyond_value = with_nan(dy * select(common(gate == gate), 0.0, gate), alpha)
    fault = fault_of(limit)
    return (
        with_nan(select(gate > limit, beyond_gate, d_gate), fault),
        with_nan(select(absolute(value) > limit, beyond_value, d_value), fault),
    )


def swiglu_oai_gradient_reach(limit: float, alpha: float) -> float:
    """Return the largest |gate| on the fast path of the gradients of swiglu_oai."""
    return select(is_ordinary_clamp(limit, alpha), 0.5 * GATE_FAST, NAN)


fast_path(
    swiglu_oai,
    "gate",
    "value",
    smallest=SMALLEST_GATE,
    largest=QUICK_GATE_FAST,
    reach=swiglu_oai_gradient_reach,
)


@swiglu_oai.derivative("limit", max_ulp=4.0, vjp_max_ulp=5.0)
def _(dy: float, gate: float, value: float, limit: float, alpha: float) -> float:
    # where both inputs are beyond, a sum, whose error is that of the larger part
    a, v = select(gate > limit, limit, gate), clamped(value, limit)
    of_gate = select(gate > limit, dy, 0.0)
    of_value = select(value > limit, dy, select(value < -limit, -dy, 0.0))
    d_gate, d_value = offset_gate_gradients(of_gate, of_value, a, alpha, v)
    # the sum of a part and -0.0 is that part
    of_value = select(absolute(value) > limit, d_value, select(gate > limit, -0.0, 0.0))
    total = select(gate > limit, d_gate, -0.0) + of_value
    total = select((gate == gate) & (value == value), total, NAN)
    return with_nan_of_two(total, fault_of(limit), alpha)


@swiglu_oai.derivative("alpha", max_ulp=2.5, vjp_max_ulp=4.0)
def _(dy: float, gate: float, value: float, limit: float, alpha: float) -> float:
    factor = clamped(value, limit) + 1.0
    product = times_square_and_slope(dy, select(gate > limit, limit, gate), factor, alpha)
    return with_nan(product, fault_of(limit))
