"""Rectifiers: relu and its family, thresholds, JumpReLU.

They have at most one rounded operation a piece: the results are correctly rounded. At a kink the
derivative is PyTorch's, written in each function's notes. NaN in any argument, parameters included,
gives NaN, in the function and in its derivatives, which are NaN wherever the function is: of 0·inf
and inf − inf too.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .activation import activation, fast_path
from .core.floats import INFINITY, NAN
from .core.primitives import absolute, magnitude_at_most, select
from .core.specialize import ON_FAST_PATH, per_type
from .maths.exponential import LARGEST, two_sum
from .maths.parameters import (
    all_if_a_number,
    all_if_numbers,
    fault_of,
    plus_nan,
    with_nan,
    with_nan_of_two,
)
from .maths.scaled import finite

__all__ = [
    "crelu",
    "jump_relu",
    "leaky_relu",
    "prelu",
    "relu",
    "relu6",
    "relu_squared",
    "threshold",
    "thresholded_relu",
]


#: One rounding at most.
EXACT = 0.5


def bounded_slope(slope: float) -> float:
    """Return a slope whose products are NaN where those of the given one are, and no larger."""
    return select(magnitude_at_most(slope, LARGEST), clamped(slope, 0.25), slope)


def clamped(x: float, limit: float) -> float:
    """Return x between −limit and limit, NaN kept."""
    x = select(x > limit, limit, x)
    return select(x < -limit, -limit, x)


def nonpositive(x: float) -> float:
    """Return min(x, 0), NaN kept: what is made of a rejected x overflows otherwise."""
    return select(x > 0.0, 0.0, x)


def all_if_ordinary_slope(slope: float) -> float:
    """Return INFINITY for a slope between -1 and 1 that is not 0, else NaN."""
    return select(magnitude_at_most(slope, 1.0) & (slope != 0.0), INFINITY, NAN)


@activation(max_ulp=EXACT, warns=())
def relu(x: float) -> float:
    """Rectified linear unit, max(0, x).

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        Of x's shape and float type.

    Notes
    -----
    relu(-0.0) and relu of all negative numbers are 0.0; relu(inf) = inf; NaN gives NaN. The
    derivative at 0 is 0.

    References
    ----------
    .. [1] V. Nair and G. E. Hinton, "Rectified Linear Units Improve Restricted Boltzmann
       Machines", ICML 2010.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.relu(np.float32([-1.0, 0.0, 2.0]))
    array([0., 0., 2.], dtype=float32)
    """
    return 0.0 if x <= 0.0 else x


@relu.derivative("x", max_ulp=EXACT, vjp_max_ulp=EXACT)
def _(x: float) -> float:
    return 0.0 if x <= 0.0 else (1.0 if x > 0.0 else x)


@activation(max_ulp=EXACT, warns=())
def relu6(x: float) -> float:
    """Rectified linear unit with a ceiling, min(max(0, x), 6).

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        Of x's shape and float type.

    Notes
    -----
    The limits are 0 and 6; relu6(-0.0) is 0.0. NaN gives NaN. The derivative is 1 for 0 < x < 6
    and 0 elsewhere, at 0 and 6 too.

    References
    ----------
    .. [1] A. G. Howard et al., "MobileNets: Efficient Convolutional Neural Networks for Mobile
       Vision Applications", arXiv:1704.04861.

    Examples
    --------
    >>> import numba_act as na
    >>> na.relu6([-1.0, 2.0, 7.0])
    array([0., 2., 6.])
    """
    return 0.0 if x <= 0.0 else (6.0 if x >= 6.0 else x)


@relu6.derivative("x", max_ulp=EXACT, vjp_max_ulp=EXACT)
def _(x: float) -> float:
    return 0.0 if x <= 0.0 or x >= 6.0 else (1.0 if x > 0.0 else x)


@activation(max_ulp=EXACT, warns=("overflow",))
def relu_squared(x: float) -> float:
    """Square of the rectified linear unit, max(0, x)².

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        Of x's shape and float type.

    Notes
    -----
    The limits are 0 and inf; it overflows where x² does. NaN gives NaN. The derivative is 2x for
    x > 0 and 0 elsewhere.

    References
    ----------
    .. [1] D. R. So et al., "Primer: Searching for Efficient Transformers for Language Modeling",
       arXiv:2109.08668.

    Examples
    --------
    >>> import numba_act as na
    >>> na.relu_squared([-2.0, 0.0, 3.0])
    array([0., 0., 9.])
    """
    y = 0.0 if x <= 0.0 else x
    return y * y


@relu_squared.derivative("x", max_ulp=EXACT, vjp_max_ulp=EXACT)
def _(x: float) -> float:
    # 0 for a negative x before anything is selected: no rejected 2x overflows in float16.
    return select(x <= 0.0, 0.0, x + absolute(x))


def times_slope_or_one(dy: float, x: float, slope: float) -> float:
    """Return dy for x > 0, else dy·slope; no product is made, and overflows, where it is rejected.

    A selection between 1 and the slope would not do: LLVM multiplies before it selects. On the
    fast path no product overflows.
    """
    if ON_FAST_PATH:
        return dy * (1.0 if x > 0.0 else (slope if x <= 0.0 else x))
    # not the opposite of the other condition: LLVM would take the one for the other
    accepted = select(x <= 0.0, dy, 0.0)
    return with_nan(select(x > 0.0, dy, slope * accepted), negative_part(x, slope))


def negative_part(x: float, slope: float) -> float:
    """Return NaN where slope·min(x, 0) is, and a number where it is one."""
    return bounded_slope(slope) * select(x > 0.0, -1.0, x)


@activation(max_ulp=EXACT, warns=("overflow",))
def leaky_relu(x: float, negative_slope: float = 0.01) -> float:
    """Leaky rectified linear unit, x for x > 0 and negative_slope·x otherwise.

    Parameters
    ----------
    x : array_like
        Input.
    negative_slope : array_like, default 0.01
        Slope for x ≤ 0, as in PyTorch and JAX. Keras's layer has 0.3, TensorFlow 0.2.

    Returns
    -------
    ndarray or scalar
        Of x's shape and float type.

    Notes
    -----
    The limits are inf and negative_slope·(-inf). NaN gives NaN. The derivative at 0 is
    negative_slope.

    References
    ----------
    .. [1] A. L. Maas, A. Y. Hannun and A. Y. Ng, "Rectifier Nonlinearities Improve Neural Network
       Acoustic Models", ICML 2013.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.leaky_relu(np.float32([-1.0, 0.0, 2.0]), negative_slope=0.5)
    array([-0.5,  0. ,  2. ], dtype=float32)
    """
    return select(x <= 0.0, negative_slope * nonpositive(x), with_nan(x, negative_slope))


@leaky_relu.derivative("x", max_ulp=EXACT, vjp_max_ulp=EXACT, warns=())
def _(dy: float, x: float, negative_slope: float) -> float:
    return times_slope_or_one(dy, x, negative_slope)


fast_path(leaky_relu, "x", reach=all_if_ordinary_slope)


@leaky_relu.derivative("negative_slope", max_ulp=EXACT, vjp_max_ulp=EXACT, warns=())
def _(x: float, negative_slope: float) -> float:
    return with_nan(select(x <= 0.0, x, 0.0), negative_part(x, negative_slope))


@activation(max_ulp=EXACT, warns=("overflow",))
def prelu(x: float, alpha: float) -> float:
    """Parametric rectified linear unit, x for x > 0 and alpha·x otherwise.

    Parameters
    ----------
    x : array_like
        Input.
    alpha : array_like
        Learnable slope for x ≤ 0: a scalar or an array that broadcasts against x, for example
        of shape (channels,) for channels on the last axis.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape.

    Notes
    -----
    The derivative at 0 is alpha with respect to x; with respect to alpha it is x where
    x ≤ 0 and 0 elsewhere. NaN gives NaN.

    References
    ----------
    .. [1] K. He et al., "Delving Deep into Rectifiers: Surpassing Human-Level Performance on
       ImageNet Classification", ICCV 2015.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.prelu(np.float32([[-1.0, -1.0], [2.0, 2.0]]), np.float32([0.25, 0.5]))
    array([[-0.25, -0.5 ],
           [ 2.  ,  2.  ]], dtype=float32)
    """
    return select(x <= 0.0, alpha * nonpositive(x), with_nan(x, alpha))


@prelu.derivative("x", max_ulp=EXACT, vjp_max_ulp=EXACT, warns=())
def _(dy: float, x: float, alpha: float) -> float:
    return times_slope_or_one(dy, x, alpha)


fast_path(prelu, "x", reach=all_if_ordinary_slope)


@prelu.derivative("alpha", max_ulp=EXACT, vjp_max_ulp=EXACT, warns=())
def _(x: float, alpha: float) -> float:
    return with_nan(select(x <= 0.0, x, 0.0), negative_part(x, alpha))


def step(x: float, threshold: float) -> float:
    """Return 1 for x > threshold and 0 for x ≤ threshold; NaN for NaN."""
    if ON_FAST_PATH:
        return 0.0 if x <= threshold else (1.0 if x > threshold else x)
    outside = select(x > threshold, 1.0, with_nan(x, threshold))
    return select(x <= threshold, 0.0, outside)


@activation(max_ulp=EXACT, warns=())
def threshold(x: float, threshold: float, value: float) -> float:
    """Threshold, x for x > threshold and `value` otherwise.

    Parameters
    ----------
    x : array_like
        Input.
    threshold : array_like
        The largest x that is replaced.
    value : array_like
        What replaces it.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape.

    Notes
    -----
    The limits are `value` and inf. NaN gives NaN. The derivative is 1 for x > threshold and 0
    elsewhere, at the threshold too; with respect to `value` it is 1 minus that, with respect to the
    threshold 0.

    Examples
    --------
    >>> import numba_act as na
    >>> na.threshold([-1.0, 0.5, 2.0], 0.5, -3.0)
    array([-3., -3.,  2.])
    """
    replaced = with_nan(value, threshold)
    return select(x <= threshold, replaced, with_nan_of_two(x, threshold, value))


fast_path(threshold, reach=all_if_numbers)


@threshold.derivative("x", max_ulp=EXACT, vjp_max_ulp=EXACT, warns=())
def _(x: float, threshold: float, value: float) -> float:
    return plus_nan(step(x, threshold), value)


@activation(max_ulp=EXACT, warns=())
def thresholded_relu(x: float, alpha: float = 1.0) -> float:
    """Rectified linear unit with a threshold, x for x > alpha and 0 otherwise.

    Parameters
    ----------
    x : array_like
        Input.
    alpha : array_like, default 1
        The largest x that gives 0.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape.

    Notes
    -----
    The limits are 0 and inf. NaN gives NaN. The derivative is 1 for x > alpha and 0 elsewhere, at
    alpha too; with respect to alpha it is 0. ONNX's ThresholdedRelu; `threshold` with value 0.

    References
    ----------
    .. [1] K. Konda, R. Memisevic and D. Krueger, "Zero-bias autoencoders and the benefits of
       co-adapting features", arXiv:1402.3337.

    Examples
    --------
    >>> import numba_act as na
    >>> na.thresholded_relu([-1.0, 1.0, 2.0])
    array([0., 0., 2.])
    """
    return select(x <= alpha, 0.0, with_nan(x, alpha))


fast_path(thresholded_relu, reach=all_if_a_number)


@thresholded_relu.derivative("x", max_ulp=EXACT, vjp_max_ulp=EXACT, warns=())
def _(x: float, alpha: float) -> float:
    return step(x, alpha)


#: An eighth of the largest number.
EIGHTH_LARGEST = per_type(float32=2.0**125, float64=2.0**1021)


@activation(max_ulp=EXACT, warns=(), least={"bandwidth": 0.0})
def jump_relu(x: float, threshold: float = 0.001, bandwidth: float = 0.001) -> float:
    """Rectified linear unit with a jump, x for x > threshold and 0 otherwise.

    Parameters
    ----------
    x : array_like
        Input.
    threshold : array_like, default 0.001
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
    The limits are 0 and inf. NaN gives NaN. The derivative is 1 for x > threshold and 0 elsewhere,
    at the threshold too.

    The derivative with respect to the threshold is 0 almost everywhere, for the jump lies between
    two values of x. ``wrt="threshold"`` is the estimate of [2]_ by a rectangle in place of the
    jump: −threshold/bandwidth where |x − threshold| < bandwidth/2, and 0 elsewhere. The derivative
    with respect to the bandwidth is 0.

    References
    ----------
    .. [1] N. B. Erichson, Z. Yao and M. W. Mahoney, "JumpReLU: A Retrofit Defense Strategy for
       Adversarial Attacks", arXiv:1904.03750.
    .. [2] S. Rajamanoharan et al., "Jumping Ahead: Improving Reconstruction Fidelity with JumpReLU
       Sparse Autoencoders", arXiv:2407.14435.

    Examples
    --------
    >>> import numba_act as na
    >>> na.jump_relu([-1.0, 0.5, 2.0], threshold=0.5)
    array([0., 0., 2.])
    >>> na.jump_relu.grad([0.25, 0.5, 2.0], threshold=0.5, bandwidth=0.25, wrt="threshold")
    array([ 0., -2.,  0.])
    """
    zero = with_nan(0.0, bandwidth)
    return select(x <= threshold, zero, with_nan_of_two(x, threshold, bandwidth))


fast_path(jump_relu, reach=all_if_numbers)


@jump_relu.derivative("x", max_ulp=EXACT, vjp_max_ulp=EXACT, warns=())
def _(x: float, threshold: float, bandwidth: float) -> float:
    return plus_nan(step(x, threshold), bandwidth)


fast_path(jump_relu, "x", reach=all_if_numbers)


def kernel_quotient(numerator: float, x: float, threshold: float, bandwidth: float) -> float:
    """Return −numerator/bandwidth for |x − threshold| < bandwidth/2, else 0."""
    width = finite(bandwidth)
    y, edge = finite(x), finite(threshold)
    # an eighth of large numbers, so that nothing overflows
    small = magnitude_at_most(y, EIGHTH_LARGEST) & magnitude_at_most(edge, EIGHTH_LARGEST)
    scale = select(small & magnitude_at_most(width, EIGHTH_LARGEST), 1.0, 0.125)
    distance, rest = two_sum(y * scale, -edge * scale)
    size = width * scale  # half of the width is no float where it is subnormal: twice the distance
    above = (2.0 * distance - size) + 2.0 * rest < 0.0
    below = (2.0 * distance + size) + 2.0 * rest > 0.0
    inside = above & below & magnitude_at_most(x, LARGEST) & magnitude_at_most(threshold, LARGEST)
    # Both operands are selected, and not the quotient, which may overflow where it is rejected.
    quotient = -select(inside, numerator, -0.0) / select(inside, bandwidth, 1.0)
    return with_nan_of_two(with_nan(quotient, x), threshold, fault_of(bandwidth))


@jump_relu.derivative("threshold", max_ulp=EXACT, warns=("overflow", "invalid"))
def _(x: float, threshold: float, bandwidth: float) -> float:
    return kernel_quotient(threshold, x, threshold, bandwidth)


def crelu(x: Any, axis: int = -1) -> np.ndarray[Any, Any]:
    """Concatenated rectified linear unit, relu(x) and relu(−x) side by side.

    Parameters
    ----------
    x : array_like
        Input, of one dimension or more.
    axis : int, default -1
        Where the two parts are joined; the result is twice as long there.

    Returns
    -------
    ndarray
        relu(x), then relu(−x).

    Notes
    -----
    A function of its own and no ufunc, for the shape changes. Its gradient is
    ``relu.vjp(dy1, x) - relu.vjp(dy2, -x)`` for the two halves of dy.

    References
    ----------
    .. [1] W. Shang, K. Sohn, D. Almeida and H. Lee, "Understanding and Improving Convolutional
       Neural Networks via Concatenated Rectified Linear Units", arXiv:1603.05201.

    Examples
    --------
    >>> import numba_act as na
    >>> na.crelu([-1.0, 0.0, 2.0])
    array([0., 0., 2., 1., 0., 0.])
    """
    positive = relu(x)
    if np.ndim(positive) == 0:
        raise ValueError("crelu: x is a scalar, expected an array with an axis to join on")
    # Of the float type that x takes: an unsigned integer has no negative.
    negative = np.negative(np.asarray(x, positive.dtype))
    return np.concatenate((positive, relu(negative, out=negative)), axis)
