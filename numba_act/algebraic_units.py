"""Smooth activations without an exponential: softsign and squareplus."""

from __future__ import annotations

from .activation import activation, fast_path
from .core.floats import INFINITY, NAN
from .core.primitives import (
    absolute,
    copysign,
    fma,
    magnitude_at_most,
    quotient,
    rough_reciprocal,
    round_shifted,
    select,
    sqrt,
)
from .core.specialize import IN_FLOAT64, ON_FAST_PATH, common, per_type, rare
from .maths.exponential import (
    LARGEST,
    LOWEST_EXPONENT,
    SHIFTER_UNBIASED,
    fast_two_sum,
    mantissa_of,
    power,
    times_power,
)
from .maths.parameters import fault_of, with_nan

__all__ = ["softsign", "squareplus"]


# Algebraic units

#: On the fast path, what is added to a square, and the numbers that are squared: for the function,
#: and for its slope.
SQUARE_FAST_LEAST, SQUARE_FAST_LARGEST = 2.0**-20, 2.0**60
SQUARE_FAST = per_type(float32=2.0**60, float64=2.0**500)
SQUARE_SLOPE_FAST = per_type(float32=2.0**30, float64=2.0**400)


#: softsign x rounds to 1 long before.
ONE_FROM = per_type(float32=2.0**60, float64=2.0**500)


@activation(max_ulp=1.5, warns=())
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
    size = select(size > ONE_FROM, ONE_FROM, size)
    return copysign(quotient(size, 1.0 + size), x)


@softsign.derivative("x", max_ulp=2.1, vjp_max_ulp=4.1)
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
    m, exponent = mantissa_of(select(b > LARGEST, LARGEST, b))
    h = round_shifted(exponent_of(m, exponent), 0.5, SHIFTER_UNBIASED) - SHIFTER_UNBIASED
    m = select(m == 0.0, m, m * power(exponent - 2.0 * h))
    h = select(b > LARGEST, -4.0 * LOWEST_EXPONENT, h)  # any number is nothing beside it
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


@activation(max_ulp=2.0, warns=("invalid",), least={"b": 0.0})
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


@squareplus.derivative("x", max_ulp=2.7, vjp_max_ulp=3.6, warns=("invalid",))
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


@squareplus.derivative("b", max_ulp=2.1, vjp_max_ulp=3.1, warns=("overflow", "divide", "invalid"))
def _(dy: float, x: float, b: float) -> float:
    b, fault = not_negative(b)
    root, _, _, _, e, _ = hypotenuse(x, b)
    slope = select(magnitude_at_most(INFINITY, x), 0.0, 0.25 / root)
    return times_power(dy, with_nan(with_nan(slope, fault), x), -e)
