"""Piecewise functions: relu and its family, and the hard and sparse approximations of smooth ones.

Those with at most one rounded operation a piece are correctly rounded; the others carry the error
of the first operation into the last. At a kink the derivative is PyTorch's, written in each
function's notes. NaN in any argument, parameters included, gives NaN, in the function and in its
derivatives, which are NaN wherever the function is: of 0·inf and inf − inf too.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .activation import activation, fast_path
from .core.floats import INFINITY, NAN
from .core.primitives import absolute, copysign, fma, magnitude_at_most, select, sqrt
from .core.specialize import ON_FAST_PATH, common, hex_per_type, per_type
from .maths.exponential import DOWN, LARGEST, UP, fast_two_sum, two_sum

__all__ = [
    "crelu",
    "hard_sigmoid",
    "hard_swish",
    "hard_tanh",
    "hardshrink",
    "jump_relu",
    "leaky_relu",
    "prelu",
    "relu",
    "relu6",
    "relu_squared",
    "softshrink",
    "sparse_plus",
    "sparse_sigmoid",
    "threshold",
    "thresholded_relu",
]


#: One rounding at most.
EXACT = 0.5


def with_nan(value: float, parameter: float) -> float:
    """Return `value`, or NaN where a parameter is NaN.

    Of values that do not depend on the elements it costs nothing in a loop.
    """
    return select(common(parameter == parameter), value, parameter)


def plus_nan(value: float, parameter: float) -> float:
    """Return what `with_nan` does, for a value that the parameter has no other part in.

    A choice that is the same for all elements would be two loops, one of which reads nothing.
    """
    return value + with_nan(-0.0, parameter)


def bounded_slope(slope: float) -> float:
    """Return a slope whose products are NaN where those of the given one are, and no larger."""
    return select(magnitude_at_most(slope, LARGEST), clamped(slope, 0.25), slope)


def fault_of(parameter: float) -> float:
    """Return 1, or NaN where a parameter is NaN or negative; a negative one is invalid."""
    root = sqrt(select(parameter == parameter, parameter, 1.0))
    return with_nan_of_two(1.0, root, parameter)


def clamped(x: float, limit: float) -> float:
    """Return x between −limit and limit, NaN kept."""
    x = select(x > limit, limit, x)
    return select(x < -limit, -limit, x)


def nonpositive(x: float) -> float:
    """Return min(x, 0), NaN kept: what is made of a rejected x overflows otherwise."""
    return select(x > 0.0, 0.0, x)


def with_nan_of_two(value: float, p: float, q: float) -> float:
    """Return `value`, or NaN where one of two parameters is NaN."""
    return with_nan(with_nan(value, p), q)


# Where parameters have a fast path, which is one for all inputs: INFINITY there, else NaN.


def all_if_a_number(parameter: float) -> float:
    """Return INFINITY, or NaN where a parameter is NaN."""
    return with_nan(INFINITY, parameter)


def all_if_not_negative(parameter: float) -> float:
    """Return INFINITY for a parameter ≥ 0, else NaN."""
    number = select(parameter == parameter, parameter, -1.0)  # a comparison with NaN is invalid
    return select(number >= 0.0, INFINITY, NAN)


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


def all_if_numbers(p: float, q: float) -> float:
    """Return INFINITY, or NaN where one of two parameters is NaN."""
    return with_nan_of_two(INFINITY, p, q)


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


HALF_LARGEST = per_type(float32=2.0**125, float64=2.0**1021)


def finite(x: float) -> float:
    """Return x where it is finite, else the largest number of its sign; 0 for NaN."""
    y = select(x == x, x, 0.0)
    return select(magnitude_at_most(y, LARGEST), y, copysign(LARGEST, y))


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


@jump_relu.derivative("threshold", max_ulp=EXACT, warns=("overflow", "invalid"))
def _(x: float, threshold: float, bandwidth: float) -> float:
    width = finite(bandwidth)
    y, edge = finite(x), finite(threshold)
    # an eighth of large numbers, so that nothing overflows
    small = magnitude_at_most(y, HALF_LARGEST) & magnitude_at_most(edge, HALF_LARGEST)
    scale = select(small & magnitude_at_most(width, HALF_LARGEST), 1.0, 0.125)
    distance, rest = two_sum(y * scale, -edge * scale)
    size = width * scale  # half of the width is no float where it is subnormal: twice the distance
    above = (2.0 * distance - size) + 2.0 * rest < 0.0
    below = (2.0 * distance + size) + 2.0 * rest > 0.0
    inside = above & below & magnitude_at_most(x, LARGEST) & magnitude_at_most(threshold, LARGEST)
    # Both operands are selected, and not the quotient, which may overflow where it is rejected.
    quotient = -select(inside, threshold, -0.0) / select(inside, bandwidth, 1.0)
    return with_nan_of_two(with_nan(quotient, x), threshold, fault_of(bandwidth))


# 1/6, to twice the working precision.
SIXTH = hex_per_type(float32="0x1.555556p-3", float64="0x1.5555555555555p-3")
SIXTH_LOW = hex_per_type(float32="-0x1.555556p-28", float64="0x1.5555555555555p-57")
# What 1/6 becomes as a parameter, in the type of the arrays.
SIXTH_GIVEN = hex_per_type(
    float32="0x1.555556p-3",
    float64="0x1.5555555555555p-3",
    bfloat16="0x1.56p-3",
    float16="0x1.554p-3",
)

#: Below it an offset and the largest product that it cancels with may leave less than any float.
TINY_OFFSET = per_type(float32=2.0**-100, float64=2.0**-960)

#: Bounds of the functions that take two rounded operations or three.
HARD = 1.0


def line_of(slope: float) -> tuple[float, float]:
    """Return a slope and what it lacks: the float next to 1/6, in the type of x, is 1/6."""
    slope = select(slope == SIXTH_GIVEN, SIXTH, slope)
    return slope, select(slope == SIXTH, SIXTH_LOW, 0.0)


@activation(max_ulp=HARD, warns=())
def hard_sigmoid(x: float, slope: float = 1.0 / 6.0, offset: float = 0.5) -> float:
    """Piecewise linear sigmoid, slope·x + offset between 0 and 1.

    Parameters
    ----------
    x : array_like
        Input.
    slope : array_like, default 1/6
        As in PyTorch and JAX; ONNX's default and that of Keras before 3.0 is 0.2. The float next
        to 1/6, in the type of x, stands for 1/6 itself: the ends are -3 and 3 exactly.
    offset : array_like, default 0.5
        Value at 0.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape, between 0 and 1.

    Notes
    -----
    The limits are 0 and 1 for a positive slope. NaN gives NaN. The derivative is the slope where
    the line is between 0 and 1, and 0 elsewhere, at both ends too; with respect to the slope it is
    x there, with respect to the offset 1.

    References
    ----------
    .. [1] M. Courbariaux, Y. Bengio and J.-P. David, "BinaryConnect: Training Deep Neural Networks
       with binary weights during propagations", arXiv:1511.00363.

    Examples
    --------
    >>> import numba_act as na
    >>> na.hard_sigmoid([-4.0, 0.0, 1.5])
    array([0.  , 0.5 , 0.75])
    """
    slope, slope_low = line_of(slope)
    limit = select(slope == 0.0, LARGEST, INFINITY)  # inf·0
    x = select(x > limit, limit, x)
    x = select(x < -limit, -limit, x)
    # Two roundings on purpose: at ±3 they leave nothing, though SIXTH + SIXTH_LOW is not 1/6.
    low = slope_low * x
    low = select(absolute(low) < INFINITY, low, 0.0)  # inf − inf
    line = fma(slope, x, offset) + low
    line = select(line > 1.0, 1.0, line)
    return select(line < 0.0, 0.0, line)


def on_line(value: float, x: float, slope: float, offset: float) -> float:
    """Return `value` where the line is between 0 and 1, else 0; NaN where the line is."""
    slope, slope_low = line_of(slope)
    size, height = absolute(slope), absolute(offset)
    size = select(size > LARGEST, LARGEST, size)
    tiny = height < TINY_OFFSET
    most, factor = select(tiny, LARGEST * DOWN, LARGEST), select(tiny, UP, 1.0)
    enlarged = select(size > most, copysign(most, slope), slope) * factor
    # Nothing overflows: a large offset is divided by 8, and beyond the limit x is outside.
    down = select(height > 0.125 * LARGEST, 0.125, 1.0)
    steep = absolute(enlarged) * down > 0.5
    reach = (height * down + down) / select(steep, size * down, 1.0)
    limit = select(steep, 4.0 * reach, select(slope == 0.0, LARGEST, INFINITY))  # inf·0
    distance, rest = two_sum(offset * down, -down)
    ordinary = magnitude_at_most(slope, LARGEST) & magnitude_at_most(offset, LARGEST)
    # All above is outside the loop where slope and offset are one value each.
    low = slope_low * down * x
    bounded = select(x > limit, limit, x)
    bounded = select(x < -limit, -limit, bounded)
    # Both ends by the sign of a sum whose first part is exact where the second decides.
    above_lower = fma(enlarged * down, bounded, offset * down * factor) + low
    below_upper = -(fma(slope * down, bounded, distance) + (rest + low))
    inside = select(above_lower < below_upper, above_lower, below_upper)
    # The ends of the defaults are known: half as many operations, where they are constants.
    of_sixth = select(slope == SIXTH, 3.0 - absolute(x), inside)
    inside = select(offset == 0.5, of_sixth, inside)
    line = select(ordinary, x, fma(bounded_slope(slope), bounded, 0.25 * offset))
    outside = select(line == line, 0.0, line)
    return select(inside > 0.0, value, outside)


@hard_sigmoid.derivative("x", max_ulp=EXACT, vjp_max_ulp=HARD, warns=())
def _(x: float, slope: float, offset: float) -> float:
    return on_line(line_of(slope)[0], x, slope, offset)


@hard_sigmoid.derivative("slope", max_ulp=EXACT, vjp_max_ulp=EXACT, warns=())
def _(x: float, slope: float, offset: float) -> float:
    return on_line(x, x, slope, offset)


@hard_sigmoid.derivative("offset", max_ulp=EXACT, vjp_max_ulp=EXACT, warns=())
def _(x: float, slope: float, offset: float) -> float:
    return on_line(1.0, x, slope, offset)


@activation(max_ulp=HARD, warns=())
def hard_swish(x: float) -> float:
    """Piecewise quadratic swish, x·hard_sigmoid(x) = x·min(max(x + 3, 0), 6)/6.

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        Of x's shape; -0.0 for x ≤ -3 and x for x ≥ 3. The least value is -0.375 at x = -1.5.

    Notes
    -----
    The sum x + 3 and its product with x are held to twice the working precision, so that the result
    rounds once. The limits are -0.0 and inf. NaN gives NaN.

    The derivative is x/3 + ½ for -3 < x < 3, 0 at -3 and below, 1 at 3 and above.

    References
    ----------
    .. [1] A. Howard et al., "Searching for MobileNetV3", arXiv:1905.02244.

    Examples
    --------
    >>> import numba_act as na
    >>> na.hard_swish([-4.0, -1.5, 1.0, 4.0])
    array([-0.        , -0.375     ,  0.66666667,  4.        ])
    """
    y = select(x > 3.0, 3.0, x)
    y = select(y < -3.0, -3.0, y)
    total, total_low = fast_two_sum(3.0, y)
    product = y * total
    product_low = fma(y, total_low, fma(y, total, -product))
    inside = fma(product, SIXTH, fma(product, SIXTH_LOW, product_low * SIXTH))
    return select(x >= 3.0, x, copysign(inside, x))


@hard_swish.derivative("x", max_ulp=HARD, vjp_max_ulp=2.0)
def _(x: float) -> float:
    size = absolute(x)
    # ±3 beyond the ends, of which 1 and 0 come out: a selected slope would be multiplied first
    y = 2.0 * copysign(select(size >= 3.0, 1.5, size), x)
    total, rest = two_sum(y, 3.0)
    return fma(total, SIXTH, fma(total, SIXTH_LOW, rest * SIXTH))


def ends(lowest: float, highest: float) -> tuple[float, float, float]:
    """Return both ends and 1, or NaN in the place of 1 where one end is NaN or they are crossed."""
    if ON_FAST_PATH:
        return lowest, highest, 1.0
    ordered = (lowest == lowest) & (highest == highest)
    low, high = select(ordered, lowest, 0.0), select(ordered, highest, 0.0)
    size = absolute(low) + 1.0
    fault = sqrt(select(low > high, -size, size))  # invalid
    return low, high, with_nan_of_two(fault, lowest, highest)


@activation(max_ulp=EXACT, warns=("invalid",), least={"max_val": "min_val"})
def hard_tanh(x: float, min_val: float = -1.0, max_val: float = 1.0) -> float:
    """Piecewise linear tanh, x between min_val and max_val.

    Parameters
    ----------
    x : array_like
        Input.
    min_val : array_like, default -1
        Lower end.
    max_val : array_like, default 1
        Upper end, not below the lower one.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape.

    Notes
    -----
    The limits are the ends. NaN gives NaN. The derivative is 1 between the ends and 0 elsewhere,
    at both ends too. JAX's is 1 at the ends. With respect to an end it is 1 where the result is
    that end, the lower one if they are equal. A lower end above the upper one gives NaN, with the
    warning "invalid value".

    References
    ----------
    .. [1] R. Collobert, "Large Scale Machine Learning", PhD thesis, Université Paris VI, 2004.

    Examples
    --------
    >>> import numba_act as na
    >>> na.hard_tanh([-2.0, 0.5, 3.0])
    array([-1. ,  0.5,  1. ])
    """
    lowest, highest, fault = ends(min_val, max_val)
    y = select(common(x == x), x, 0.0)  # a comparison with NaN is invalid
    result = lowest if y <= lowest else (highest if y >= highest else y)
    return with_nan(with_nan(result, fault), x)


def all_if_ordered(lowest: float, highest: float) -> float:
    """Return INFINITY for lowest ≤ highest, else NaN."""
    numbers = (lowest == lowest) & (highest == highest)
    low, high = select(numbers, lowest, 1.0), select(numbers, highest, 0.0)
    return select(low <= high, INFINITY, NAN)


fast_path(hard_tanh, reach=all_if_ordered)


@hard_tanh.derivative("x", max_ulp=EXACT, vjp_max_ulp=EXACT, warns=("invalid",))
def _(x: float, min_val: float, max_val: float) -> float:
    if ON_FAST_PATH:
        return 0.0 if x <= min_val or x >= max_val else (1.0 if x > min_val else x)
    lowest, highest, fault = ends(min_val, max_val)
    y = select(x == x, x, 0.0)
    slope = select(y <= lowest, 0.0, select(y >= highest, 0.0, 1.0))
    return with_nan(with_nan(slope, fault), x)


fast_path(hard_tanh, "x", reach=all_if_ordered)


def is_within(x: float, lambd: float) -> bool:
    """Say whether |x| ≤ lambd; NaN is not, and not invalid."""
    return absolute(x) <= lambd if ON_FAST_PATH else magnitude_at_most(x, lambd)


def shrunk_slope(x: float, lambd: float) -> float:
    """Return 1 for |x| > lambd, else 0; NaN for NaN and a negative lambd, which is invalid."""
    if ON_FAST_PATH:
        return 0.0 if is_within(x, lambd) else (1.0 if absolute(x) > lambd else x)
    fault = fault_of(lambd)
    outside = select(x == x, with_nan(1.0, fault), x)
    return select(is_within(x, lambd), with_nan(0.0, fault), outside)


@activation(max_ulp=EXACT, warns=("invalid",), least={"lambd": 0.0})
def hardshrink(x: float, lambd: float = 0.5) -> float:
    """Hard shrinkage, x outside ±lambd and 0 inside.

    Parameters
    ----------
    x : array_like
        Input.
    lambd : array_like, default 0.5
        The largest magnitude that gives 0; not negative, which gives NaN and the warning "invalid
        value".

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape; 0.0 inside, whatever the sign of x.

    Notes
    -----
    The limits are -inf and inf. NaN gives NaN. The derivative is 1 outside ±lambd and 0 elsewhere,
    at ±lambd too; with respect to lambd it is 0.

    References
    ----------
    .. [1] D. L. Donoho and I. M. Johnstone, "Ideal spatial adaptation by wavelet shrinkage",
       Biometrika 81, 1994.

    Examples
    --------
    >>> import numba_act as na
    >>> na.hardshrink([-2.0, 0.5, 0.75])
    array([-2.  ,  0.  ,  0.75])
    """
    fault = fault_of(lambd)
    return select(is_within(x, lambd), with_nan(0.0, fault), with_nan(x, fault))


fast_path(hardshrink, reach=all_if_not_negative)


@hardshrink.derivative("x", max_ulp=EXACT, vjp_max_ulp=EXACT, warns=("invalid",))
def _(x: float, lambd: float) -> float:
    return shrunk_slope(x, lambd)


fast_path(hardshrink, "x", reach=all_if_not_negative)


@activation(max_ulp=EXACT, warns=("invalid",), least={"lambd": 0.0})
def softshrink(x: float, lambd: float = 0.5) -> float:
    """Soft shrinkage, x towards 0 by lambd: x − lambd above lambd, x + lambd below −lambd, else 0.

    Parameters
    ----------
    x : array_like
        Input.
    lambd : array_like, default 0.5
        How much; not negative, which gives NaN and the warning "invalid value".

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape; 0.0 inside, whatever the sign of x.

    Notes
    -----
    The limits are -inf and inf. NaN gives NaN. The derivative is 1 outside ±lambd and 0 elsewhere,
    at ±lambd too; with respect to lambd it is −1 above, 1 below, and 0 inside.

    References
    ----------
    .. [1] D. L. Donoho, "De-noising by soft-thresholding", IEEE Transactions on Information
       Theory 41, 1995.

    Examples
    --------
    >>> import numba_act as na
    >>> na.softshrink([-2.0, 0.5, 0.75])
    array([-1.5 ,  0.  ,  0.25])
    """
    fault = fault_of(lambd)
    amount = select(common(magnitude_at_most(lambd, LARGEST)), lambd, LARGEST)  # inf − inf
    outside = x - copysign(with_nan(amount, fault), x)
    return select(is_within(x, lambd), with_nan(0.0, fault), outside)


def all_if_finite(lambd: float) -> float:
    """Return INFINITY for 0 ≤ lambd < inf, else NaN."""
    return select(magnitude_at_most(lambd, LARGEST), all_if_not_negative(lambd), NAN)


fast_path(softshrink, reach=all_if_finite)


@softshrink.derivative("x", max_ulp=EXACT, vjp_max_ulp=EXACT, warns=("invalid",))
def _(x: float, lambd: float) -> float:
    return shrunk_slope(x, lambd)


fast_path(softshrink, "x", reach=all_if_not_negative)


@activation(max_ulp=HARD, warns=())
def sparse_plus(x: float) -> float:
    """Piecewise quadratic softplus, (x + 1)²/4 for abs(x) < 1, 0 below and x above.

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
    The limits are 0 and inf. NaN gives NaN. The derivative is `sparse_sigmoid`, which has no jump.

    References
    ----------
    .. [1] A. F. T. Martins and R. F. Astudillo, "From Softmax to Sparsemax: A Sparse Model of
       Attention and Multi-Label Classification", arXiv:1602.02068.

    Examples
    --------
    >>> import numba_act as na
    >>> na.sparse_plus([-2.0, 0.0, 0.5, 2.0])
    array([0.    , 0.25  , 0.5625, 2.    ])
    """
    y = select(x < -1.0, -1.0, x)
    y = select(y > 1.0, 1.0, y)
    total, rest = fast_two_sum(1.0, y)
    half = 0.5 * total
    return select(x >= 1.0, x, fma(half, half, half * rest))


@sparse_plus.derivative("x", max_ulp=EXACT, vjp_max_ulp=1.5)
def _(x: float) -> float:
    return sparse_sigmoid(x)


@activation(max_ulp=EXACT, warns=())
def sparse_sigmoid(x: float) -> float:
    """Piecewise linear sigmoid, (x + 1)/2 between 0 and 1: the derivative of `sparse_plus`.

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
    The limits are 0 and 1. NaN gives NaN. The derivative is ½ for abs(x) < 1 and 0 elsewhere, at
    both ends too, where JAX has ¼.

    References
    ----------
    .. [1] A. F. T. Martins and R. F. Astudillo, "From Softmax to Sparsemax: A Sparse Model of
       Attention and Multi-Label Classification", arXiv:1602.02068.

    Examples
    --------
    >>> import numba_act as na
    >>> na.sparse_sigmoid([-2.0, 0.0, 0.5, 2.0])
    array([0.  , 0.5 , 0.75, 1.  ])
    """
    return select(x <= -1.0, 0.0, select(x >= 1.0, 1.0, 0.5 * (x + 1.0)))


@sparse_sigmoid.derivative("x", max_ulp=EXACT, vjp_max_ulp=EXACT)
def _(x: float) -> float:
    size = absolute(x)
    return 0.0 if size >= 1.0 else (0.5 if size < 1.0 else x)


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
