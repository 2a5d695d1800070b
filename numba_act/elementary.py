"""Exponentials and logarithms with what is near to them: logit, tanh, erf and erfc.

Their formulas stand on the same scalar code as the activations' (`maths`).
"""

from __future__ import annotations

from .activation import activation, complex_form, fast_path
from .core.floats import INFINITY, NAN
from .core.primitives import (
    absolute,
    copysign,
    fma,
    horner,
    magnitude_at_most,
    pow2_from_shifted,
    round_shifted,
    select,
    split_exponent,
)
from .core.specialize import IN_BFLOAT16, ON_FAST_PATH, per_type, rare
from .maths.complex import (
    complex_exp,
    complex_expm1,
    complex_log,
    complex_reciprocal,
    complex_tanh,
    complex_tanh_slope,
)
from .maths.error_function import (
    ERF_LIMIT,
    ERF_NEAR,
    ERF_NEAR_CENTER,
    ERF_SPLIT,
    ERFC_CENTER,
    ERFC_LIMIT,
    ERFC_ROOT,
    erfc_quotient,
    one_minus_power,
    times_gaussian,
)
from .maths.exponential import (
    DOWN,
    EXP2_FAR_FROM,
    EXP2_FAR_LIMIT,
    EXP10_FAR_FROM,
    EXP10_FAR_LIMIT,
    EXP_FAST,
    EXP_LIMIT,
    EXPM1_LIMIT,
    EXPM1_NEGATIVE_LIMIT,
    LARGEST,
    LN10_HIGH,
    LN10_LOW,
    LOG2_10,
    LOG2_E,
    SHIFTER,
    SHIFTER_FAR,
    SHIFTER_FAR_UP,
    SHIFTER_NORMAL,
    exp2_parts,
    exp2_slope,
    exp10_parts,
    exp_negative_parts,
    exp_parts,
    far_factor,
    fast_two_sum,
    half_expm1,
    last_factor,
    reduced_exp2,
    reduced_exp10,
    times_exp_far,
    times_power_of,
    two_sum,
)
from .maths.logarithm import (
    BELOW_ONE,
    CENTRAL,
    LOG2_E_LOW,
    LOG10_2_LEADING,
    LOG10_2_TRAILING,
    LOG10_E,
    LOG10_E_LOW,
    SMALLEST_NORMAL,
    domain_edge,
    final_log,
    log1p_of_exp,
    log_in_base,
    normalized,
    odds,
    over_product,
    over_sum,
)
from .maths.logistic import logistic_slope_far, tanh_parts, times_logistic_at

__all__ = [
    "erf",
    "erfc",
    "exp",
    "exp2",
    "exp10",
    "expm1",
    "log",
    "log1mexp",
    "log1p",
    "log2",
    "log10",
    "logaddexp",
    "logit",
    "tanh",
]


@activation(max_ulp=0.8, warns=("overflow",))
def exp(x: float) -> float:
    """Exponential function, e^x.

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        e^x, between 0 and inf; 0 for -inf.

    Notes
    -----
    x = n·ln 2 + r with |r| ≤ ½·ln 2, reduced in two steps with fused multiply-adds so that r is
    exact; e^r = 1 + r + r²·q(r) with a minimax polynomial q. The 1 + r is carried as a sum of two
    numbers, so that the result rounds about once. 2^n goes into the exponent bits in two factors,
    so that subnormal results keep their accuracy.

    References
    ----------
    .. [1] W. J. Cody and W. Waite, "Software Manual for the Elementary Functions",
       Prentice-Hall, 1980.

    Examples
    --------
    >>> import numba_act as na
    >>> na.exp([0.0, 1.0])
    array([1.        , 2.71828183])
    """
    if ON_FAST_PATH:
        return times_exp_far(1.0, x)
    high, low, scale, last = exp_parts(x)
    return (high + low) * scale * last_factor(x, last)


fast_path(exp, largest=EXP_FAST)


@exp.derivative("x", max_ulp=0.8, vjp_max_ulp=2.0)
def _(dy: float, x: float) -> float:
    return times_exp_far(dy, x)


fast_path(exp, "x", largest=EXP_FAST)


complex_form(exp, complex_exp)
complex_form(exp, complex_exp, "x")


@activation(max_ulp={"float32": 0.8, "float64": 0.7}, warns=("overflow",))
def exp2(x: float) -> float:
    """Base-2 exponential, 2^x.

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        2^x, between 0 and inf; exact for integers.

    Notes
    -----
    As `exp`, with the simpler reduction x = n + r, |r| ≤ ½, which is exact.

    Examples
    --------
    >>> import numba_act as na
    >>> na.exp2([0.5, 10.0])
    array([   1.41421356, 1024.        ])
    """
    if ON_FAST_PATH:
        shifted = x + SHIFTER_NORMAL
        high, low = reduced_exp2(x - (shifted - SHIFTER_NORMAL))
        return times_power_of(high + low, shifted)
    high, low, scale, last = exp2_parts(x)
    return (high + low) * scale * last_factor(x, last)


fast_path(exp2, largest=per_type(float32=125.0, float64=1021.0))


@exp2.derivative("x", max_ulp=0.9, vjp_max_ulp=2.2)
def _(dy: float, x: float) -> float:
    bounded = select(rare(x > EXP2_FAR_LIMIT), EXP2_FAR_LIMIT, x)
    bounded = select(rare(bounded < -EXP2_FAR_LIMIT), -EXP2_FAR_LIMIT, bounded)
    small, large = rare(x < -EXP2_FAR_FROM), rare(x > EXP2_FAR_FROM)
    shifter = select(small, SHIFTER_FAR_UP, select(large, SHIFTER_FAR, SHIFTER_NORMAL))
    shifted = bounded + shifter
    slope = times_power_of(exp2_slope(bounded - (shifted - shifter)), shifted)
    factor = far_factor(x, small, large)
    return slope * (dy * factor) * factor


fast_path(exp2, "x", largest=EXP2_FAR_FROM)


@activation(max_ulp=0.8, warns=("overflow",))
def exp10(x: float) -> float:
    """Base-10 exponential, 10^x.

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        10^x, between 0 and inf; exact for integers whose result is a float.

    Notes
    -----
    x = n·log10 2 + r, where r is exact, and 10^x = 2^n·e^(r·ln 10), where the product is held to
    twice the working precision.

    Examples
    --------
    >>> import numba_act as na
    >>> na.exp10([0.5, 3.0])
    array([   3.16227766, 1000.        ])
    """
    if ON_FAST_PATH:
        shifted = round_shifted(x, LOG2_10, SHIFTER_NORMAL)
        high, low = reduced_exp10(x, shifted - SHIFTER_NORMAL)
        return times_power_of(high + low, shifted)
    high, low, scale, last = exp10_parts(x)
    return (high + low) * scale * last_factor(x, last)


fast_path(exp10, largest=EXP10_FAR_FROM)


@exp10.derivative("x", max_ulp=0.9, vjp_max_ulp=2.2)
def _(dy: float, x: float) -> float:
    bounded = select(rare(x > EXP10_FAR_LIMIT), EXP10_FAR_LIMIT, x)
    bounded = select(rare(bounded < -EXP10_FAR_LIMIT), -EXP10_FAR_LIMIT, bounded)
    small, large = rare(x < -EXP10_FAR_FROM), rare(x > EXP10_FAR_FROM)
    shifter = select(small, SHIFTER_FAR_UP, select(large, SHIFTER_FAR, SHIFTER_NORMAL))
    shifted = round_shifted(bounded, LOG2_10, shifter)
    high, low = reduced_exp10(bounded, shifted - shifter)
    product = high * LN10_HIGH
    slope = product + fma(high, LN10_LOW, fma(low, LN10_HIGH, fma(high, LN10_HIGH, -product)))
    factor = far_factor(x, small, large)
    return times_power_of(slope, shifted) * (dy * factor) * factor


fast_path(exp10, "x", largest=EXP10_FAR_FROM)


@activation(max_ulp={"float32": 1.0, "float64": 1.2}, warns=("overflow",))
def expm1(x: float) -> float:
    """Exponential minus one, e^x − 1, accurate for small x.

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        e^x − 1, between -1 and inf. The sign of zero is kept.

    Notes
    -----
    It is 2^n − 1 + 2^n·r, with the sum's rounding error, plus what 2^n·e^r has beyond 2^n·(1 + r):
    near 0 the result is r plus the polynomial, with full relative accuracy.

    Examples
    --------
    >>> import numba_act as na
    >>> na.expm1([1e-10, 1.0])
    array([1.00000000e-10, 1.71828183e+00])
    """
    clamped = select(rare(x > EXPM1_LIMIT), EXPM1_LIMIT, x)
    clamped = select(rare(clamped < EXPM1_NEGATIVE_LIMIT), EXPM1_NEGATIVE_LIMIT, clamped)
    difference, rest = half_expm1(clamped)
    return copysign(fma(last_factor(x, 2.0), difference, rest), x)


fast_path(expm1, largest=per_type(float32=80.0, float64=700.0))


@expm1.derivative("x", max_ulp=0.8, vjp_max_ulp=2.0)
def _(dy: float, x: float) -> float:
    return times_exp_far(dy, x)


fast_path(expm1, "x", largest=EXP_FAST)


complex_form(expm1, complex_expm1)
complex_form(expm1, complex_exp, "x")


@activation(max_ulp=1.0, warns=())
def tanh(x: float) -> float:
    """Hyperbolic tangent, (e^x − e^−x)/(e^x + e^−x).

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
    Near 0 it is x plus a small multiple of x, so that the result rounds once. Beyond, it is ±(1 −
    2/(1 + e^(2·abs(x)))) with e^(2·abs(x)) = 2^n·(1 + p): 1 + 2^n is exact, so that the sum rounds
    once, and the quotient's error counts for less than a quarter.

    The derivative 1 − tanh² x is 4e/(1 + e)² with e = e^(−2|x|), with full relative accuracy in
    the tails, where the difference cancels.

    Examples
    --------
    >>> import numba_act as na
    >>> na.tanh([0.0, 1.0])
    array([0.        , 0.76159416])
    """
    t = absolute(x)
    near, p, rest = tanh_parts(t)
    return copysign(select(near, fma(t, p, t), 1.0 - rest), x)


@tanh.derivative("x", max_ulp=2.1, vjp_max_ulp=4.0)
def _(dy: float, x: float) -> float:
    size = absolute(x)
    size = select(rare(size > EXP_LIMIT), EXP_LIMIT, size)  # 2|x| does not overflow
    m, factor = logistic_slope_far(-2.0 * size)
    return 4.0 * m * (dy * factor) * factor


fast_path(tanh, "x", largest=per_type(float32=42.0, float64=350.0))


complex_form(tanh, complex_tanh)
complex_form(tanh, complex_tanh_slope, "x")


def natural_logarithm(x: float) -> float:
    """Return log x."""
    y, k = normalized(x)
    m, n = split_exponent(y, 0.75)
    result = final_log(n + k, m - 1.0, -0.0, domain_edge(x, -1.0))
    return select(rare(x == INFINITY), x, result)


@activation(max_ulp=1.0, warns=("divide", "invalid"))
def log(x: float) -> float:
    """Natural logarithm.

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        log x; -inf for zeros, NaN for negative numbers.

    Notes
    -----
    x = 2^n·(1 + f) with ¾ ≤ 1 + f < 1½, and log x = n·ln 2 + f − f²/2 + f³·q(f) with a
    minimax polynomial q. The two leading terms are added without error.

    The derivative is 1/x.

    Examples
    --------
    >>> import numba_act as na
    >>> na.log([1.0, 10.0])
    array([0.        , 2.30258509])
    """
    return natural_logarithm(x)


fast_path(log, smallest=SMALLEST_NORMAL, largest=LARGEST, magnitude=False)


@log.derivative("x", max_ulp=0.5, vjp_max_ulp=0.5, warns=("overflow", "divide", "invalid"))
def _(dy: float, x: float) -> float:
    return dy / x


complex_form(log, complex_log)
complex_form(log, complex_reciprocal, "x")


@activation(max_ulp=1.0, warns=("divide", "invalid"))
def log2(x: float) -> float:
    """Base-2 logarithm.

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        log2 x; -inf for zeros, NaN for negative numbers. Exact for powers of two.

    Notes
    -----
    As `log`: n + log2(1 + f), where the leading term of the logarithm is held to twice the working
    precision and added to n without error.

    The derivative is 1/(x·ln 2).

    Examples
    --------
    >>> import numba_act as na
    >>> na.log2([1.0, 8.0])
    array([0., 3.])
    """
    if IN_BFLOAT16:
        return natural_logarithm(x) * LOG2_E
    y, k = normalized(x)
    m, n = split_exponent(y, CENTRAL)
    result = log_in_base(n + k, domain_edge(x, -1.0), m - 1.0, LOG2_E, LOG2_E_LOW)
    return select(rare(x == INFINITY), x, result)


fast_path(log2, smallest=SMALLEST_NORMAL, largest=LARGEST, magnitude=False)


@log2.derivative("x", max_ulp=1.5, vjp_max_ulp=2.0, warns=("overflow", "divide", "invalid"))
def _(dy: float, x: float) -> float:
    return dy / x * LOG2_E


@activation(max_ulp=1.0, warns=("divide", "invalid"))
def log10(x: float) -> float:
    """Base-10 logarithm.

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        log10 x; -inf for zeros, NaN for negative numbers. Exact for powers of ten.

    Notes
    -----
    As `log2`, with n·log10 2 in two parts.

    The derivative is 1/(x·ln 10).

    Examples
    --------
    >>> import numba_act as na
    >>> na.log10([1.0, 1000.0])
    array([0., 3.])
    """
    if IN_BFLOAT16:
        return natural_logarithm(x) * LOG10_E
    y, k = normalized(x)
    m, n = split_exponent(y, CENTRAL)
    n += k
    rest = fma(n, LOG10_2_TRAILING, domain_edge(x, -1.0))
    result = log_in_base(n * LOG10_2_LEADING, rest, m - 1.0, LOG10_E, LOG10_E_LOW)
    return select(rare(x == INFINITY), x, result)


fast_path(log10, smallest=SMALLEST_NORMAL, largest=LARGEST, magnitude=False)


@log10.derivative("x", max_ulp=2.0, vjp_max_ulp=2.0, warns=("overflow", "divide", "invalid"))
def _(dy: float, x: float) -> float:
    # dy/x may overflow where the product does not: a quarter of it, of exact operands
    small, large = magnitude_at_most(x, 0.25), absolute(dy) > 1.0
    quarter = select(large, 0.25 * dy, dy)
    quotient = select(small, dy, quarter) / select(small, 4.0 * x, x)
    return quotient * select(small | large, 4.0 * LOG10_E, LOG10_E)


@activation(max_ulp=1.0, warns=("divide", "invalid"))
def log1p(x: float) -> float:
    """Logarithm of one plus x, log(1 + x), accurate for small x.

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        log(1 + x); -inf for -1, NaN below. The sign of zero is kept.

    Notes
    -----
    As `log`, of 1 + x = 2^n·(1 + f). The rounding error of the sum 1 + x does not enter: f is
    formed from x itself, and is x where n = 0.

    The derivative is 1/(1 + x).

    Examples
    --------
    >>> import numba_act as na
    >>> na.log1p([1e-10, 1.0])
    array([1.00000000e-10, 6.93147181e-01])
    """
    infinite = rare(x == INFINITY)
    y = select(infinite, 0.0, x)
    u = 1.0 + y
    # The rounded sum is only good enough to choose n. With it f = (1 + x)·2^-n − 1 is one fma,
    # which is exact for n = 0, and its rounding error is one more.
    _, n = split_exponent(u, 0.75)
    if ON_FAST_PATH:
        scale = pow2_from_shifted(SHIFTER - n)
    else:  # 2^-n is subnormal for the largest x: the exponent field alone could not hold it
        scale = 0.25 * pow2_from_shifted(SHIFTER + 2.0 - n)
    f = fma(y, scale, scale - 1.0)
    f_low = fma(y, scale, scale - 1.0 - f)
    result = final_log(n, f, f_low, domain_edge(u, -1.0))
    # A sum never gives -0.0: the sign comes back from x.
    return select(infinite, x, copysign(result, x))


fast_path(
    log1p, smallest=-0.75, largest=per_type(float32=2.0**100, float64=2.0**1000), magnitude=False
)


@log1p.derivative("x", max_ulp=1.5, vjp_max_ulp=2.0, warns=("divide",))
def _(dy: float, x: float) -> float:
    return dy / (1.0 + x)


#: e^x − 1 is e^x beyond.
ALL_POWER = per_type(float32=64.0, float64=600.0)


@activation(max_ulp=1.2, warns=("divide", "invalid"))
def log1mexp(x: float) -> float:
    """Logarithm of what an exponential leaves of 1, log(1 − e^−x).

    Parameters
    ----------
    x : array_like
        Input, positive.

    Returns
    -------
    ndarray or scalar
        At most 0; -inf for 0, -0.0 for inf, NaN for negative numbers.

    Notes
    -----
    As `log` of 1 − e^−x = 2^n·(1 + f). Where e^−x ≤ ¼, f is −e^−x, and else it is formed from
    1 − e^−x, which is held to twice the working precision: both tails keep their relative accuracy.
    If x is −log p, the result is log(1 − p).

    The derivative is 1/(e^x − 1).

    References
    ----------
    .. [1] M. Mächler, "Accurately Computing log(1 − exp(−|a|))", vignette of the R package Rmpfr,
       2012.

    Examples
    --------
    >>> import numba_act as na
    >>> na.log1mexp([1e-10, 1.0, 100.0])
    array([-2.30258509e+01, -4.58675145e-01, -3.72007598e-44])
    """
    y = select(x == x, x, 1.0)  # a comparison with NaN is invalid
    high, low, scale = exp_negative_parts(-y)
    power = scale * DOWN
    difference, rest = fast_two_sum(-1.0, high * power)
    left, left_low = fast_two_sum(-difference, -fma(low, power, rest))
    t, t_low = fast_two_sum(high, low)
    t, t_low = t * scale * DOWN, t_low * scale * DOWN
    # 1 − t = 1 + f, or ½·(1 + f), or 2^n·(1 + f) of what is left
    small, half = left < 0.5, t > 0.25
    left, k = normalized(select(small, left, 1.0))
    m, n = split_exponent(left, 0.75)
    f = select(small, m - 1.0, select(half, fma(-2.0, t, 1.0), -t))
    f_low = select(half, -2.0 * t_low, -t_low)
    f_low = select(small, left_low * pow2_from_shifted(SHIFTER - n), f_low)
    n = select(small, n + k, select(half, -1.0, 0.0))
    return -absolute(final_log(n, f, over_sum(f, f_low), domain_edge(x, -1.0)))


fast_path(log1mexp, smallest=SMALLEST_NORMAL, largest=EXP_FAST, magnitude=False)


@log1mexp.derivative("x", max_ulp=2.2, vjp_max_ulp=2.3, warns=("overflow", "divide", "invalid"))
def _(dy: float, x: float) -> float:
    # e^x − 1 may be infinite where the quotient is not 0
    y = select(x == x, x, 1.0)
    large = y > ALL_POWER
    quotient = over_product(dy, expm1(select(large, 1.0, y)))
    return select(x == x, select(large, times_exp_far(dy, -y), quotient), x)


#: A difference beyond it is as good as infinite: e^-d times the largest float is 0.
FARTHEST = per_type(float32=300.0, float64=2000.0)


def difference(x: float, y: float) -> tuple[float, float]:
    """Return x − y as a rounded difference and its rounding error; 0 for equal infinities."""
    equal = x == y
    high, low = two_sum(select(equal, 0.0, x), select(equal, 0.0, -y))
    return high, select(absolute(high) > FARTHEST, 0.0, low)


@activation(inputs=2, gate=False, max_ulp=1.0, warns=())
def logaddexp(x: float, y: float) -> float:
    """Logarithm of the sum of exponentials, log(e^x + e^y).

    Parameters
    ----------
    x, y : array_like
        Inputs.

    Returns
    -------
    ndarray or scalar
        At least the larger input; that one if it is infinite.

    Notes
    -----
    max(x, y) + log1p(e^−abs(x − y)), where the rounding error of the difference goes into the
    exponential, and the two terms are added without error.

    Where they cancel, for max(x, y) < 0 and near e^x + e^y = 1, the error is at most 1 ULP of the
    larger term.

    The derivatives are σ(x − y) and σ(y − x), NaN for equal infinities, as PyTorch's are.

    Examples
    --------
    >>> import numba_act as na
    >>> na.logaddexp([0.0, -1000.0], [0.0, -1001.0])
    array([ 6.93147181e-01, -9.99686738e+02])
    """
    swapped = y > x
    larger, smaller = select(swapped, y, x), select(swapped, x, y)
    d, rest = difference(smaller, larger)
    high, low = log1p_of_exp(d, rest)
    total, lost = two_sum(larger, high)
    value = total + (low + lost)
    value = select(absolute(larger) == INFINITY, larger, value)
    return select((x != x) | (y != y), x + y, value)


@logaddexp.derivative("x", "y", max_ulp=1.1, vjp_max_ulp=2.6)
def _(dy: float, x: float, y: float) -> tuple[float, float]:
    half, rest = difference(0.5 * x, 0.5 * y)  # which does not overflow
    half = select(absolute(half) > FARTHEST, copysign(FARTHEST, half), half)
    unknown = (x == y) & (absolute(x) == INFINITY)
    d, rest = select(unknown, NAN, 2.0 * half), 2.0 * rest
    return times_logistic_at(dy, d, rest), times_logistic_at(dy, -d, -rest)


@activation(max_ulp=1.0, warns=("divide", "invalid"))
def logit(x: float) -> float:
    """Logarithm of the odds, log(x/(1 − x)), the inverse of `sigmoid`.

    Parameters
    ----------
    x : array_like
        Input, a probability.

    Returns
    -------
    ndarray or scalar
        logit x; -inf for 0, inf for 1, NaN outside.

    Notes
    -----
    As `log`, of the odds x/(1 − x) = 2^n·(1 + f). f is formed from x and held to about twice the
    working precision, so that nothing is lost around the root x = ½.

    The derivative is 1/(x(1 − x)), NaN outside.

    Examples
    --------
    >>> import numba_act as na
    >>> na.logit([0.25, 0.5, 0.75])
    array([-1.09861229,  0.        ,  1.09861229])
    """
    rest = 1.0 - x
    y, k = normalized(x)
    n, f, f_low = odds(x, y, rest, select(rare(rest == 0.0), 1.0, rest))
    return final_log(n + k, f, f_low, domain_edge(x * rest, x - 0.5))


fast_path(logit, smallest=SMALLEST_NORMAL, largest=BELOW_ONE, magnitude=False)


@logit.derivative("x", max_ulp=2.5, vjp_max_ulp=3.0, warns=("overflow", "divide", "invalid"))
def _(dy: float, x: float) -> float:
    return over_product(dy, x * (1.0 - x))


@activation(max_ulp={"float32": 1.0, "float64": 1.5}, warns=())
def erf(x: float) -> float:
    """Error function, erf(x) = 2/√π · ∫₀ˣ e^(−t²) dt.

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        Between -1 and 1, which it takes at -inf and inf; -0.0 at -0.0.

    Notes
    -----
    Near 0 it is x plus a small multiple of x, so that the result rounds once, subnormal numbers
    included. Beyond, it is ±(1 − erfc(abs(x))) with erfc as a power of a polynomial: its error
    counts for less than a sixth, and the result is exactly ±1 where it rounds to it.

    References
    ----------
    .. [1] NIST Digital Library of Mathematical Functions, https://dlmf.nist.gov/7.2.

    Examples
    --------
    >>> import numba_act as na
    >>> na.erf([-1.0, 0.0, 1.0])
    array([-0.84270079,  0.        ,  0.84270079])
    """
    t = absolute(x)
    near = t < ERF_SPLIT
    t = select(t > ERF_LIMIT, ERF_LIMIT, t)
    # One evaluation for both: as many selections as coefficients, but half the multiplications.
    u = select(near, fma(t, t, -ERF_NEAR_CENTER), t - ERFC_CENTER)
    p = horner(u, select(near, ERF_NEAR, ERFC_ROOT))
    return copysign(select(near, fma(t, p, t), one_minus_power(p)), x)


@erf.derivative("x", max_ulp=2.0, vjp_max_ulp=3.0)
def _(dy: float, x: float) -> float:
    return times_gaussian(dy, x)


@activation(max_ulp={"float32": 1.0, "float64": 1.2}, warns=())
def erfc(x: float) -> float:
    """Complementary error function, erfc(x) = 1 − erf(x) = 2/√π · ∫ₓ^∞ e^(−t²) dt.

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        Between 0 and 2; 2 at -inf and 0 at inf.

    Notes
    -----
    It is e^(−t²)·erfcx(t) with t = abs(x), subtracted from 2 for negative x: nothing cancels, and
    the right tail keeps its relative accuracy down to the smallest subnormal. The factors are held
    to twice the working precision where their rounding would show.

    References
    ----------
    .. [1] NIST Digital Library of Mathematical Functions, https://dlmf.nist.gov/7.2.

    Examples
    --------
    >>> import numba_act as na
    >>> na.erfc([-1.0, 0.0, 1.0])
    array([1.84270079, 1.        , 0.15729921])
    """
    t = absolute(x)
    t = select(t > ERFC_LIMIT, ERFC_LIMIT, t)
    square = t * t
    high, low, scale = exp_negative_parts(-square, fma(-t, t, square))
    quotient, remainder, reciprocal = erfc_quotient(t, -0.0, high, low)
    scaled = fma(remainder, reciprocal, quotient) * scale
    negative = x < 0.0
    return fma(select(negative, -scaled, scaled), DOWN, select(negative, 2.0, 0.0))


@erfc.derivative("x", max_ulp=2.0, vjp_max_ulp=3.0)
def _(dy: float, x: float) -> float:
    return times_gaussian(-dy, x)
