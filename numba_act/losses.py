"""Losses.

The elementwise ones are activations of two inputs, the prediction and its target.
"""

from __future__ import annotations

from .activation import activation
from .core.primitives import absolute, fma, magnitude_at_most, rough_reciprocal, select
from .core.specialize import common, rare
from .maths.exponential import (
    FAR,
    FAR_LIMIT,
    LARGEST,
    SHIFTER_HALF,
    fast_two_sum,
    product_of,
    two_sum,
)
from .maths.logarithm import log1p_of_exp
from .maths.logistic import (
    FAR_HALF_FROM,
    SHIFTER_FAR_HALF,
    decay_parts,
    half_one_plus,
    product_of_two,
)
from .maths.parameters import with_nan

__all__ = ["sigmoid_cross_entropy"]


def weight_of_size(negative: bool, target: float) -> tuple[float, float]:
    """Return what |x| counts in the loss, the target of the less likely class, as a pair."""
    high, low = two_sum(select(negative, 0.0, 1.0), select(negative, target, -target))
    return high, select(absolute(high) <= LARGEST, low, 0.0)


def tail_parts(size: float) -> tuple[float, float, float, float]:
    """Return start, high, low and factor with σ(−size) = start + (high + low)·factor².

    `start` is ½ near 0, where the rest keeps its relative accuracy, and otherwise 0. The factor is
    there where σ may be subnormal or less; low is 0 then.
    """
    far = rare(size > -FAR_HALF_FROM)
    a = select(rare(size > -FAR_LIMIT), FAR_LIMIT, -size)
    rest, rest_low, t = decay_parts(a, 0.0, select(far, SHIFTER_FAR_HALF, SHIFTER_HALF))
    # numerator and denominator of e/(1 + e), both halved, for e = 2·t·(1 + rest + rest_low); near 0
    # that of e/(1 + e) − ½, and far from it e is nothing beside 1
    beside = select(far, 0.0, t)
    near = beside == 0.5
    high = select(near, 0.25 * rest, fma(t, rest, t))
    low = select(near, 0.25 * rest_low, fma(t, rest_low, fma(t, rest, t - high)))
    d, lost = half_one_plus(rest, beside)
    quotient = high / d
    remainder = fma(-quotient, d, high) + fma(-quotient, fma(beside, rest_low, lost), low)
    factor = select(common(size < -FAR_LIMIT), select(far, FAR, 1.0), 0.0)
    low = select(far, 0.0, remainder * rough_reciprocal(d))
    return select(near, 0.5, 0.0), quotient, low, factor


@activation(inputs=2, gate=False, max_ulp=1.0, warns=("overflow",))
def sigmoid_cross_entropy(x: float, target: float) -> float:
    """Cross entropy of a sigmoid, −target·log σ(x) − (1 − target)·log(1 − σ(x)).

    Parameters
    ----------
    x : array_like
        Input, the logit of a probability: any number.
    target : array_like
        The probability that x should have. Others than from 0 to 1 are taken as they are.

    Returns
    -------
    ndarray or scalar
        log(1 + e^x) − target·x, of the broadcast shape. It is not negative for a target from 0 to
        1, and 0 where x is infinite and the target agrees.

    Notes
    -----
    log(1 + e^−abs(x)) + abs(x)·w, where w is the target for x < 0 and otherwise 1 − target: no term
    is negative. For other targets they may cancel, and the error is at most 1 ULP of the larger one
    there; both are held to more than the working precision.

    The derivatives are σ(x) − target and −x. The first is w − σ(−abs(x)) with the sign of x, and
    there too the error is at most 1 ULP of the larger one where the two cancel.

    PyTorch calls it ``binary_cross_entropy_with_logits``.

    Examples
    --------
    >>> import numba_act as na
    >>> na.sigmoid_cross_entropy([-2.0, 0.0, 1000.0], [0.0, 0.5, 1.0])
    array([0.12692801, 0.69314718, 0.        ])
    """
    w, w_low = weight_of_size(x < 0.0, target)
    size = select((w == 0.0) & (w_low == 0.0), 0.0, absolute(x))
    product, rest = product_of(size, w)
    high, low = log1p_of_exp(-absolute(x), 0.0)
    total, lost = two_sum(product, high)
    value = total + (lost + (low + fma(size, w_low, rest)))
    return select(absolute(total) <= LARGEST, value, total)


@sigmoid_cross_entropy.derivative("x", "target", max_ulp=1.2, vjp_max_ulp=1.7)
def _(dy: float, x: float, target: float) -> tuple[float, float]:
    negative = x < 0.0
    w, w_low = weight_of_size(negative, target)
    start, high, low, factor = tail_parts(absolute(x))
    beyond, lost = two_sum(w, -start)
    difference, rest = two_sum(beyond, -high)
    rest = select(absolute(difference) <= LARGEST, rest + ((lost + w_low) - low), 0.0)
    difference, rest = fast_two_sum(difference, rest)
    tail = high * (dy * factor) * factor
    far = select(w == 0.0, -tail, fma(w, dy, -tail))
    value = select(common(factor == 1.0), product_of_two(difference, rest, dy), far)
    at_infinity = x * select(magnitude_at_most(target, LARGEST), 0.25, target)  # 0·inf
    value = with_nan(select(negative, -value, value), at_infinity)
    return value, with_nan(-(dy * x), at_infinity)
