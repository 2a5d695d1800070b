"""What the records of `records.py` are made of: formulas, exact and of arrays, in references.

Each function and each gradient has two references, which share nothing with the package's own code:

- `exact` takes and returns `gmpy2.mpfr` numbers: the textbook formula at `PRECISION` bits, far
  more than any cancellation in it costs;
- `double` takes arrays: a closed form of NumPy and SciPy that is stable for every input. In
  float64 it is the reference of the narrower types. In 80-bit long double, where the rounding
  error of an exponential's argument is carried along, it is that of float64.

`tests/numerics/test_references.py` holds the two against each other, and the gradients against
differences of the functions.

Needs gmpy2 and SciPy, which the package itself does not: only the tests and `numba-act accuracy`
import this module.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import gmpy2
import numpy as np
from gmpy2 import mpfr
from scipy.special import erf as _erf
from scipy.special import erfc as _erfc
from scipy.special import ndtr as _ndtr

from ..core.compat import ufunc_api

#: Bits of the exact references, beside the 53 of float64.
PRECISION = 220

#: To be made current, ``with gmpy2.context(CONTEXT):``, where `exact` is called.
CONTEXT = gmpy2.context(precision=PRECISION)

with gmpy2.context(CONTEXT):
    PI = gmpy2.const_pi()
    LN_2 = gmpy2.const_log2()
    SQRT_HALF = gmpy2.sqrt(mpfr(0.5))
    SQRT_2_OVER_PI = gmpy2.sqrt(2 / PI)
    TWO_OVER_SQRT_PI = 2 / gmpy2.sqrt(PI)
    DENSITY_AT_0 = 1 / gmpy2.sqrt(2 * PI)
    SIXTH = mpfr(1) / 6
    CUBIC = mpfr("0.044715")
    QUICK_SLOPE = mpfr("1.702")
    SELU_SCALE = mpfr("1.0507009873554804934193349852946")
    SELU_ALPHA = mpfr("1.6732632423543772848170429916717")

#: Whether long double is x86's 80-bit format, eleven bits more than float64's.
EXTENDED = np.finfo(np.longdouble).nmant == 63


# Exact building blocks


def sigma(x: Any) -> Any:
    return 1 / (1 + gmpy2.exp(-x))


def log_one_plus_exp(x: Any) -> Any:
    return gmpy2.maxnum(x, mpfr(0)) + gmpy2.log1p(gmpy2.exp(-abs(x)))


def exact_sech_squared(x: Any) -> Any:
    return gmpy2.sech(x) ** 2


def exact_normal_cdf(x: Any) -> Any:
    return gmpy2.erfc(-x * SQRT_HALF) / 2


def exact_normal_density(x: Any) -> Any:
    return gmpy2.exp(-x * x / 2) / gmpy2.sqrt(2 * PI)


def exact_swish_slope(y: Any) -> Any:
    return sigma(y) + y * sigma(y) * sigma(-y)


def exact_gelu_tanh(x: Any) -> Any:
    return x * sigma(2 * SQRT_2_OVER_PI * (x + CUBIC * x**3))


def exact_gelu_tanh_slope(x: Any) -> Any:
    y = 2 * SQRT_2_OVER_PI * (x + CUBIC * x**3)
    slope = 2 * SQRT_2_OVER_PI * (1 + 3 * CUBIC * x**2)
    return sigma(y) + x * slope * sigma(y) * sigma(-y)


def exact_softplus_beta(x: Any, beta: Any) -> Any:
    y = beta * x
    # y·σ(y) − log(1 + e^y) is even; for y ≤ 0 both terms have one sign
    y = -abs(y)
    return (y * sigma(y) - gmpy2.log1p(gmpy2.exp(y))) / beta**2


def exact_mish_slope(x: Any) -> Any:
    softplus = log_one_plus_exp(x)
    return gmpy2.tanh(softplus) + x * exact_sech_squared(softplus) * sigma(x)


def exact_tanhshrink(x: Any) -> Any:
    # below 2^-40 the difference would cancel to nothing, and the next term is 2^-160 of it
    return x - gmpy2.tanh(x) if abs(x) > 2**-40 else x**3 / 3 - 2 * x**5 / 15


def exact_celu_alpha(x: Any, alpha: Any) -> Any:
    q = x / alpha
    if q >= 0:
        return mpfr(0)
    # below 2^-40 as in `exact_tanhshrink`
    return (1 - q) * gmpy2.exp(q) - 1 if q < -(2**-40) else -(q**2) * (mpfr(0.5) + q / 3 + q**2 / 8)


def exact_squareplus(x: Any, b: Any) -> Any:
    root = gmpy2.sqrt(x * x + b)
    return (x + root) / 2 if x > 0 else b / (2 * (root - x))


# Building blocks on arrays, float64 or long double

_LONG = np.dtype(np.longdouble)


@functools.cache
def _pair(value: Any, dtype: np.dtype[Any]) -> tuple[Any, Any]:
    """Return an mpfr number as the sum of two numbers of a type."""
    with gmpy2.context(CONTEXT):
        high = dtype.type(f"{value:.40e}")
        exact = mpfr(float(high)) + mpfr(float(high - dtype.type(float(high))))
        return high, dtype.type(f"{value - exact:.40e}")


def number(value: Any, like: Any) -> Any:
    """Return an mpfr number, rounded to the type of an array."""
    return _pair(value, like.dtype)[0]


def product(a: Any, b: Any) -> tuple[Any, Any]:
    """Return a·b, rounded, and what it lacks; 0 in float64, where it does not matter.

    In an exponential's argument y the rounding is a relative error of y·2^-64: half a float64 ULP
    in the tails. Dekker's product with Veltkamp's splitting of the factors gives it exactly.
    """
    y = a * b
    if y.dtype != _LONG:
        return y, 0.0

    def split(x: Any) -> tuple[Any, Any]:
        scaled = x * np.longdouble(2**32 + 1)
        high = scaled - (scaled - x)
        return high, x - high

    (a_high, a_low), (b_high, b_low) = split(a), split(b)
    rest = ((a_high * b_high - y) + a_high * b_low + a_low * b_high) + a_low * b_low
    return y, np.where(np.isfinite(rest), rest, 0)


def quotient(a: Any, b: Any) -> tuple[Any, Any]:
    """Return a/b, rounded, and what it lacks, as `product` does."""
    q = a / b
    if q.dtype != _LONG:
        return q, 0.0
    back, rest = product(q, b)
    return q, np.where(np.isfinite(q), ((a - back) - rest) / b, 0)


def times(x: Any, value: Any) -> tuple[Any, Any]:
    """Return the product of an array and an mpfr number, as `product` does."""
    high, low = _pair(value, x.dtype)
    y, rest = product(x, high)
    return y, rest if y.dtype != _LONG else rest + x * low


def exp(y: Any, rest: Any = 0.0) -> Any:
    """Return e^(y + rest) for a small rest."""
    value = np.exp(y)
    return value if np.ndim(rest) == 0 else value + value * rest


def decay(y: Any, rest: Any = 0.0) -> Any:
    """Return e^−|y + rest|."""
    return exp(-np.abs(y), rest if np.ndim(rest) == 0 else np.where(y < 0, rest, -rest))


def sigmoid(y: Any, rest: Any = 0.0) -> Any:
    t = decay(y, rest)
    return np.where(y < 0, t, 1) / (1 + t)


def both_sigmoids(y: Any, rest: Any = 0.0) -> tuple[Any, Any]:
    """Return σ(y + rest) and σ(−y − rest)."""
    t = decay(y, rest)
    larger = 1 / (1 + t)
    smaller = t * larger
    negative = y < 0
    return np.where(negative, smaller, larger), np.where(negative, larger, smaller)


def sigmoid_slope(y: Any, rest: Any = 0.0) -> Any:
    t = decay(y, rest)
    return t / (1 + t) ** 2


def softplus(y: Any, rest: Any = 0.0) -> Any:
    return np.maximum(y, 0) + np.log1p(decay(y, rest))


def swish_slope(y: Any, rest: Any = 0.0) -> Any:
    # σ(y)·(1 + y·σ(−y))
    upper, lower = both_sigmoids(y, rest)
    return upper * (1 + y * lower)


def sech_squared(x: Any) -> Any:
    return 4 * sigmoid_slope(2 * x)


def square_decay(x: Any, factor: float) -> Any:
    """Return e^−factor·x², where the factor is a power of two."""
    y, rest = product(x, x)
    return exp(-factor * y, -factor * rest)


@functools.cache
def _libm(name: str) -> Any:
    """Return a ufunc of a function of the C library on long doubles, which SciPy does not have."""
    library = ctypes.CDLL(ctypes.util.find_library("m"))
    table = ufunc_api()
    create = ctypes.PYFUNCTYPE(
        ctypes.py_object,
        *[ctypes.c_void_p] * 3,
        *[ctypes.c_int] * 4,
        *[ctypes.c_char_p] * 2,
        ctypes.c_int,
    )(table[1])  # PyUFunc_FromFuncAndData
    loops = (ctypes.c_void_p * 1)(table[7])  # PyUFunc_g_g, a loop that calls its data
    data = (ctypes.c_void_p * 1)(ctypes.cast(getattr(library, name), ctypes.c_void_p).value)
    types = bytes([_LONG.num, _LONG.num])
    text = name.encode()
    made = create(ctypes.addressof(loops), ctypes.addressof(data), types, 1, 1, 1, -1, text, b"", 0)
    return functools.partial(_keeping, made, (loops, data, types, text))


def _keeping(ufunc: Any, memory: Any, x: Any) -> Any:
    return ufunc(x)  # which goes on reading `memory`


def erf(x: Any) -> Any:
    return _libm("erfl")(x) if x.dtype == _LONG else _erf(x)


def erfc(x: Any, rest: Any = 0.0) -> Any:
    if x.dtype != _LONG:
        return _erfc(x)
    value = _libm("erfcl")(x)
    if np.ndim(rest) == 0:
        return value
    return value - rest * number(TWO_OVER_SQRT_PI, x) * np.exp(-x * x)


def normal_cdf(x: Any) -> Any:
    return erfc(*times(-x, SQRT_HALF)) / 2 if x.dtype == _LONG else _ndtr(x)


def normal_density(x: Any) -> Any:
    return square_decay(x, 0.5) * number(DENSITY_AT_0, x)


def gelu_tanh_argument(x: Any) -> tuple[Any, Any]:
    """Return 2·√(2/π)·(x + 0.044715x³) and what it lacks."""
    if x.dtype != _LONG:
        scale = 2 * float(SQRT_2_OVER_PI)
        return x * (scale + scale * float(CUBIC) * (x * x)), 0.0
    square, rest = product(x, x)
    y, low = times(square, CUBIC)
    low += rest * number(CUBIC, x)
    factor = 1 + y
    low += np.where(y > 1, (y - factor) + 1, (1 - factor) + y)
    y, rest = product(x, factor)
    rest += x * low
    y, low = times(2 * y, SQRT_2_OVER_PI)
    return y, low + 2 * rest * number(SQRT_2_OVER_PI, x)


def gelu_tanh_slope(x: Any) -> Any:
    y, rest = gelu_tanh_argument(x)
    slope = 2 * number(SQRT_2_OVER_PI, x) * (1 + 3 * number(CUBIC, x) * x**2)
    upper, lower = both_sigmoids(y, rest)
    return upper * (1 + x * slope * lower)


def softplus_beta(x: Any, beta: Any) -> Any:
    y, rest = product(x, beta)
    t = decay(y, rest)
    # as in `exact_softplus_beta`
    return (-np.abs(y) * (t / (1 + t)) - np.log1p(t)) / beta**2


def mish(x: Any) -> Any:
    w = np.exp(np.minimum(x, 40))  # tanh(log(1 + w)) = n/(n + 2)
    n = w * (w + 2)
    return x * (n / (n + 2))


def mish_slope(x: Any) -> Any:
    y = np.minimum(x, 40)
    w = np.exp(y)
    n = w * (w + 2)
    return (n + 4 * y * w * (w + 1) / (n + 2)) / (n + 2)


def series(y: Any, coefficients: list[tuple[int, int]]) -> Any:
    """Return the polynomial in y whose coefficients are fractions, the highest power first."""
    kind = y.dtype.type
    values = [kind(str(over)) / kind(str(under)) for over, under in coefficients]
    total = values[0] * y + values[1]
    for value in values[2:]:
        total *= y
        total += value
    return total


def tanhshrink(x: Any) -> Any:
    # x·cosh x − sinh x over cosh x, as a series where that cancels
    y = np.clip(x, -1, 1)
    terms = [(2 * k, math.factorial(2 * k + 1)) for k in range(12, 0, -1)]
    square = y * y
    near = y * square * series(square, terms) / np.cosh(y)
    return np.where(np.abs(x) < 1, near, x - np.tanh(x))


def celu_alpha(x: Any, alpha: Any) -> Any:
    q, rest = quotient(x, alpha)
    q = np.minimum(q, 0)
    y = np.maximum(q, -1)
    terms = [(k + 1, math.factorial(k + 2)) for k in range(21, -1, -1)]
    far = (1 - np.maximum(q, -12000)) * exp(q, rest if np.ndim(rest) == 0 else rest * (q < 0)) - 1
    return np.where(q > -1, -y * y * series(y, terms), far)


def squareplus(x: Any, b: Any) -> Any:
    root = np.sqrt(x * x + b)
    return np.where(x > 0, (x + root) / 2, b / (2 * (root + np.abs(x))))


def logit(x: Any) -> Any:
    # 2x − 1 is exact around ½, and log(x/(1 − x)) near its root is not
    return np.where(np.abs(x - 0.5) < 0.25, np.log1p((2 * x - 1) / (1 - x)), np.log(x / (1 - x)))


def negative_exp(x: Any) -> Any:
    return np.exp(np.minimum(x, 0))


def negative_expm1(x: Any) -> Any:
    return np.expm1(np.minimum(x, 0))


def celu_expm1(x: Any, alpha: Any) -> Any:
    q, rest = quotient(x, alpha)
    value = np.expm1(np.minimum(q, 0))
    return value if np.ndim(rest) == 0 else value + (value + 1) * rest


def celu_exp(x: Any, alpha: Any) -> Any:
    q, rest = quotient(x, alpha)
    return np.where(q > 0, 1, exp(np.minimum(q, 0), rest))


def constant(value: float) -> Callable[..., Any]:
    return lambda x, *rest: mpfr(value)


#: The floats next to 1/6 in float64, float32, float16 and bfloat16. In arrays of its type each
#: stands for 1/6 itself; in others it is what it is, for which test_parameters has values.
SIXTHS = tuple(
    map(float.fromhex, ("0x1.5555555555555p-3", "0x1.555556p-3", "0x1.554p-3", "0x1.56p-3"))
)


def is_sixth(slope: Any) -> Any:
    return (
        np.isin(slope, SIXTHS) if isinstance(slope, (np.ndarray, np.generic)) else slope in SIXTHS
    )


def exact_line(x: Any, slope: Any, offset: Any) -> Any:
    return (x + 6 * offset) / 6 if is_sixth(slope) else slope * x + offset


def line(x: Any, slope: Any, offset: Any) -> Any:
    # the sum x + 6·offset is exact near its root
    y, rest = product(x, slope)
    return np.where(is_sixth(slope), (x + 6 * offset) / 6, (y + offset) + rest)


def exact_line_slope(x: Any, slope: Any, offset: Any) -> Any:
    return SIXTH if is_sixth(slope) else slope


def line_slope(x: Any, slope: Any, offset: Any) -> Any:
    return np.where(is_sixth(slope), number(SIXTH, x), slope)


def exact_clip(x: Any, lowest: Any, highest: Any) -> Any:
    return min(max(x, lowest), highest)


# What the records are made of

#: Operands (inputs and parameters), the value, and the gradients in the order of the references.
#: All of it is exact in every type, or to be rounded.
Limit = tuple[tuple[float, ...], float, tuple[float, ...]]

#: x, the value, and the derivative, to 19 digits. Parameters have their defaults, or ¼.
Value = tuple[float, float, float]


@dataclass(frozen=True)
class Reference:
    """A function or a gradient.

    Attributes
    ----------
    exact, double
        Both take the inputs and the parameters.
    root
        Where the first input makes it cross zero, as a function of the parameters. `double`
        loses relative accuracy there, and `exact` takes over.
    constant
        It does not depend on the first input, not even on a NaN there.
    """

    exact: Callable[..., Any]
    double: Callable[..., Any]
    root: Callable[..., float] | None = None
    constant: bool = False


@dataclass(frozen=True)
class Record:
    """An activation.

    Attributes
    ----------
    value
        The function.
    gradients
        The derivatives by the argument's name.
    parameters
        Sets of parameters to test with.
    domain
        The open interval in which the function has a value.
    positive
        Whether its parameter has to be positive.
    limits
        Zeros and their signs, infinities, kinks.
    values
        Some of a function of one input.
    """

    value: Reference
    gradients: Mapping[str, Reference]
    parameters: tuple[tuple[float, ...], ...] = ((),)
    domain: tuple[float, float] = (-np.inf, np.inf)
    positive: bool = False
    limits: Sequence[Limit] = ()
    values: Sequence[Value] = ()


#: The root of 1 + y + e^y: −1 − W(1/e).
SWISH_ROOT = -1.2784645427610737


def stepped(inside: Callable[..., Any]) -> Reference:
    """Return the reference of a derivative that is 1 where a condition holds and 0 elsewhere."""
    return Reference(
        lambda *operands: mpfr(bool(inside(*operands))),
        lambda *operands: np.where(inside(*operands), 1.0, 0.0),
    )


def where(inside: Callable[..., Any], value: Callable[..., Any]) -> Reference:
    """Return the reference of a function that has a value where a condition holds, else 0."""
    return Reference(
        lambda *operands: value(*operands) if inside(*operands) else mpfr(0),
        lambda *operands: np.where(inside(*operands), value(*operands), 0.0),
    )


def gated(
    act: Reference,
    slope: Reference,
    of_parameters: Mapping[str, Reference] | None = None,
    parameters: tuple[tuple[float, ...], ...] = ((),),
    limits: Sequence[Limit] = (),
) -> Record:
    """Return the record of act(gate; *parameters)·value."""

    def times_value(reference: Reference) -> Reference:
        return Reference(
            lambda gate, value, *p: reference.exact(gate, *p) * value,
            lambda gate, value, *p: reference.double(gate, *p) * value,
            root=reference.root,
            constant=reference.constant,
        )

    value_slope = Reference(
        lambda gate, value, *p: act.exact(gate, *p), lambda gate, value, *p: act.double(gate, *p)
    )
    more = {name: times_value(reference) for name, reference in (of_parameters or {}).items()}
    gradients = {"gate": times_value(slope), "value": value_slope, **more}
    return Record(times_value(act), gradients, parameters, limits=limits)


def swiglu_oai(limits: Sequence[Limit]) -> Record:
    """Return the record of a·σ(alpha·a)·(v + 1) with a ≤ limit and −limit ≤ v ≤ limit."""
    act = Reference(
        lambda a, limit, alpha: min(a, limit) * sigma(alpha * min(a, limit)),
        lambda a, limit, alpha: (
            np.minimum(a, limit) * sigmoid(*product(np.minimum(a, limit), alpha))
        ),
    )

    def exact_factor(value: Any, limit: Any) -> Any:
        return exact_clip(value, -limit, limit) + 1

    def double_factor(value: Any, limit: Any) -> Any:
        return np.clip(value, -limit, limit) + 1

    def exact_slope(gate: Any, limit: Any, alpha: Any) -> Any:
        return exact_swish_slope(alpha * gate) if gate <= limit else mpfr(0)

    def double_slope(gate: Any, limit: Any, alpha: Any) -> Any:
        bounded = np.minimum(gate, limit)
        return np.where(gate <= limit, swish_slope(*product(bounded, alpha)), 0.0)

    return Record(
        Reference(
            lambda a, v, limit, alpha: act.exact(a, limit, alpha) * exact_factor(v, limit),
            lambda a, v, limit, alpha: act.double(a, limit, alpha) * double_factor(v, limit),
        ),
        {
            "gate": Reference(
                lambda a, v, limit, alpha: exact_slope(a, limit, alpha) * exact_factor(v, limit),
                lambda a, v, limit, alpha: double_slope(a, limit, alpha) * double_factor(v, limit),
                root=lambda limit, alpha: SWISH_ROOT / alpha,
            ),
            "value": Reference(
                lambda a, v, limit, alpha: (
                    act.exact(a, limit, alpha) if abs(v) <= limit else mpfr(0)
                ),
                lambda a, v, limit, alpha: np.where(
                    abs(v) > limit, 0.0, act.double(a, limit, alpha)
                ),
            ),
        },
        parameters=((7.0, 1.702), (2.5, 1.0)),
        limits=limits,
    )
