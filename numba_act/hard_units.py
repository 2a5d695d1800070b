"""Hard and sparse units: lines and parabolas that stand for smooth functions, and the shrinks.

Their kinks and NaN are as those of `rectifiers.py`. The functions that take two rounded operations
or three carry the error of the first into the last.
"""

from __future__ import annotations

from .activation import activation, fast_path
from .core.floats import INFINITY, NAN
from .core.primitives import absolute, copysign, fma, magnitude_at_most, select, sqrt
from .core.specialize import ON_FAST_PATH, common, hex_per_type, per_type
from .maths.exponential import DOWN, LARGEST, UP, fast_two_sum, two_sum
from .maths.parameters import all_if_not_negative, fault_of, with_nan, with_nan_of_two
from .rectifiers import EXACT, bounded_slope

__all__ = [
    "hard_sigmoid",
    "hard_swish",
    "hard_tanh",
    "hardshrink",
    "softshrink",
    "sparse_plus",
    "sparse_sigmoid",
]


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


def shrunk_slope(x: float, lambd: float, inside: float, outside: float) -> float:
    """Return 0 for |x| ≤ lambd, else 1; without a fast path `inside` and `outside`."""
    if ON_FAST_PATH:
        return 0.0 if is_within(x, lambd) else (1.0 if absolute(x) > lambd else x)
    return select(is_within(x, lambd), inside, select(x == x, outside, x))


def hard_inside(lambd: float, kept: float) -> float:
    """Return 0 for what hardshrink has inside ±lambd, `kept` for a negative lambd, NaN for NaN."""
    ordered = select(lambd == lambd, lambd, 0.0)  # a comparison with NaN is invalid
    return select(common(ordered >= 0.0), with_nan(0.0, lambd), kept)


@activation(max_ulp=EXACT, warns=())
def hardshrink(x: float, lambd: float = 0.5) -> float:
    """Hard shrinkage, x outside ±lambd and 0 inside.

    Parameters
    ----------
    x : array_like
        Input.
    lambd : array_like, default 0.5
        The largest magnitude that gives 0; a negative one leaves x as it is.

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
    return select(is_within(x, lambd), hard_inside(lambd, x), with_nan(x, lambd))


fast_path(hardshrink, reach=all_if_not_negative)


@hardshrink.derivative("x", max_ulp=EXACT, vjp_max_ulp=EXACT, warns=())
def _(x: float, lambd: float) -> float:
    return shrunk_slope(x, lambd, hard_inside(lambd, 1.0), with_nan(1.0, lambd))


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
    fault = fault_of(lambd)
    return shrunk_slope(x, lambd, with_nan(0.0, fault), with_nan(1.0, fault))


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
