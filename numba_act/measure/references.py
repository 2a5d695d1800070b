"""High-precision references: one record an activation, from which every accuracy check derives.

Each function and each gradient has two references that share nothing with the package's own code:

- `exact` takes and returns `gmpy2.mpfr` numbers: the textbook formula at `PRECISION` bits, far
  more than any cancellation in it costs;
- `double` takes arrays: a closed form of NumPy and SciPy that is stable for every input. In
  float64 it is the reference of the narrower types. In 80-bit long double, where the rounding
  error of an exponential's argument is carried along, it is that of float64.

`tests/numerics/test_references.py` holds the two against each other, and the gradients against
differences of the functions. To add an activation, add its record to `RECORDS`.

Needs gmpy2 and SciPy, which the package itself does not: only the tests and `numba-act accuracy`
import this module.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import gmpy2
import numpy as np
from gmpy2 import mpfr
from scipy.special import erf as _erf
from scipy.special import erfc as _erfc
from scipy.special import ndtr as _ndtr

from ..core.compat import ufunc_api

__all__ = ["CONTEXT", "EXTENDED", "PRECISION", "RECORDS", "Record", "Reference"]

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
    """

    value: Reference
    gradients: Mapping[str, Reference]
    parameters: tuple[tuple[float, ...], ...] = ((),)
    domain: tuple[float, float] = (-np.inf, np.inf)
    positive: bool = False


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


#: The root of 1 + y + e^y: −1 − W(1/e).
SWISH_ROOT = -1.2784645427610737

_silu = Reference(lambda x: x * sigma(x), lambda x: x * sigmoid(x))
_silu_slope = Reference(exact_swish_slope, swish_slope, root=lambda: SWISH_ROOT)
_swish = Reference(
    lambda x, beta: x * sigma(beta * x), lambda x, beta: x * sigmoid(*product(x, beta))
)
_swish_slope = Reference(
    lambda x, beta: exact_swish_slope(beta * x),
    lambda x, beta: swish_slope(*product(x, beta)),
    root=lambda beta: SWISH_ROOT / beta,
)
_swish_beta = Reference(
    lambda x, beta: x**2 * sigma(beta * x) * sigma(-beta * x),
    lambda x, beta: x**2 * sigmoid_slope(*product(x, beta)),
)
_quick_gelu = Reference(
    lambda x: x * sigma(QUICK_SLOPE * x), lambda x: x * sigmoid(*times(x, QUICK_SLOPE))
)
_quick_gelu_slope = Reference(
    lambda x: exact_swish_slope(QUICK_SLOPE * x),
    lambda x: swish_slope(*times(x, QUICK_SLOPE)),
    root=lambda: SWISH_ROOT / 1.702,
)
_gelu_tanh = Reference(exact_gelu_tanh, lambda x: x * sigmoid(*gelu_tanh_argument(x)))
_gelu_tanh_slope = Reference(
    exact_gelu_tanh_slope, gelu_tanh_slope, root=lambda: -0.7524614220710163
)
_gelu = Reference(lambda x: x * exact_normal_cdf(x), lambda x: x * normal_cdf(x))
_gelu_slope = Reference(
    lambda x: exact_normal_cdf(x) + x * exact_normal_density(x),
    lambda x: normal_cdf(x) + x * normal_density(x),
    root=lambda: -0.7517915246935645,
)
_leaky = Reference(
    lambda x, slope: x if x > 0 else slope * x,
    lambda x, slope: np.where(x > 0, x, slope * x),
)
_leaky_slope = Reference(
    lambda x, slope: mpfr(1) if x > 0 else slope, lambda x, slope: np.where(x > 0, 1.0, slope)
)
_leaky_parameter = Reference(
    lambda x, slope: mpfr(0) if x > 0 else x, lambda x, slope: np.where(x > 0, 0.0, x)
)


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


_sigmoid = Reference(sigma, sigmoid)
_sigmoid_slope = Reference(lambda x: sigma(x) * sigma(-x), sigmoid_slope)
_relu = where(lambda x: x > 0, lambda x: x)
_relu_slope = stepped(lambda x: x > 0)
_sparse_sigmoid = Reference(
    lambda x: exact_clip((x + 1) / 2, mpfr(0), mpfr(1)), lambda x: np.clip((x + 1) / 2, 0.0, 1.0)
)
_oai = Reference(
    lambda a, limit, alpha: min(a, limit) * sigma(alpha * min(a, limit)),
    lambda a, limit, alpha: np.minimum(a, limit) * sigmoid(*product(np.minimum(a, limit), alpha)),
)


def gated(
    act: Reference,
    slope: Reference,
    of_parameters: Mapping[str, Reference] | None = None,
    parameters: tuple[tuple[float, ...], ...] = ((),),
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
    return Record(times_value(act), gradients, parameters)


def swiglu_oai() -> Record:
    """Return the record of a·σ(alpha·a)·(v + 1) with a ≤ limit and −limit ≤ v ≤ limit."""

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
            lambda a, v, limit, alpha: _oai.exact(a, limit, alpha) * exact_factor(v, limit),
            lambda a, v, limit, alpha: _oai.double(a, limit, alpha) * double_factor(v, limit),
        ),
        {
            "gate": Reference(
                lambda a, v, limit, alpha: exact_slope(a, limit, alpha) * exact_factor(v, limit),
                lambda a, v, limit, alpha: double_slope(a, limit, alpha) * double_factor(v, limit),
                root=lambda limit, alpha: SWISH_ROOT / alpha,
            ),
            "value": Reference(
                lambda a, v, limit, alpha: (
                    _oai.exact(a, limit, alpha) if abs(v) <= limit else mpfr(0)
                ),
                lambda a, v, limit, alpha: np.where(
                    abs(v) > limit, 0.0, _oai.double(a, limit, alpha)
                ),
            ),
        },
        parameters=((7.0, 1.702), (2.5, 1.0)),
    )


RECORDS: dict[str, Record] = {
    "exp": Record(
        Reference(gmpy2.exp, np.exp),
        {"x": Reference(gmpy2.exp, np.exp)},
    ),
    "exp2": Record(
        Reference(gmpy2.exp2, np.exp2),
        {"x": Reference(lambda x: LN_2 * gmpy2.exp2(x), lambda x: number(LN_2, x) * np.exp2(x))},
    ),
    "expm1": Record(
        Reference(gmpy2.expm1, np.expm1),
        {"x": Reference(gmpy2.exp, np.exp)},
    ),
    "log": Record(
        Reference(gmpy2.log, np.log),
        {"x": Reference(lambda x: 1 / x, lambda x: 1 / x)},
        domain=(0.0, np.inf),
    ),
    "log1p": Record(
        Reference(gmpy2.log1p, np.log1p),
        {"x": Reference(lambda x: 1 / (1 + x), lambda x: 1 / (1 + x))},
        domain=(-1.0, np.inf),
    ),
    "logit": Record(
        Reference(lambda x: gmpy2.log(x / (1 - x)), logit),
        {
            "x": Reference(
                lambda x: 1 / (x * (1 - x)),
                lambda x: np.where((x >= 0) & (x <= 1), 1 / (np.abs(x) * (1 - x)), np.nan),
            )
        },
        domain=(0.0, 1.0),
    ),
    "tanh": Record(
        Reference(gmpy2.tanh, np.tanh),
        {"x": Reference(exact_sech_squared, sech_squared)},
    ),
    "erf": Record(
        Reference(gmpy2.erf, erf),
        {
            "x": Reference(
                lambda x: TWO_OVER_SQRT_PI * gmpy2.exp(-x * x),
                lambda x: number(TWO_OVER_SQRT_PI, x) * square_decay(x, 1.0),
            )
        },
    ),
    "erfc": Record(
        Reference(gmpy2.erfc, erfc),
        {
            "x": Reference(
                lambda x: -TWO_OVER_SQRT_PI * gmpy2.exp(-x * x),
                lambda x: -number(TWO_OVER_SQRT_PI, x) * square_decay(x, 1.0),
            )
        },
    ),
    "sigmoid": Record(_sigmoid, {"x": _sigmoid_slope}),
    "relu": Record(_relu, {"x": _relu_slope}),
    "relu6": Record(
        Reference(lambda x: exact_clip(x, mpfr(0), mpfr(6)), lambda x: np.clip(x, 0.0, 6.0)),
        {"x": stepped(lambda x: (x > 0) & (x < 6))},
    ),
    "relu_squared": Record(
        where(lambda x: x > 0, lambda x: x * x), {"x": where(lambda x: x > 0, lambda x: 2 * x)}
    ),
    "threshold": Record(
        Reference(
            lambda x, threshold, value: x if x > threshold else value,
            lambda x, threshold, value: np.where(x > threshold, x, value),
        ),
        {"x": stepped(lambda x, threshold, value: x > threshold)},
        parameters=((0.25, -3.0), (-1.5, 20.0)),
    ),
    "thresholded_relu": Record(
        where(lambda x, alpha: x > alpha, lambda x, alpha: x),
        {"x": stepped(lambda x, alpha: x > alpha)},
        parameters=((1.0,), (-0.3,)),
    ),
    "jump_relu": Record(
        where(lambda x, threshold, bandwidth: x > threshold, lambda x, *_: x),
        {
            "x": stepped(lambda x, threshold, bandwidth: x > threshold),
            "threshold": where(
                lambda x, threshold, bandwidth: abs(x - threshold) < bandwidth / 2,
                lambda x, threshold, bandwidth: -threshold / bandwidth,
            ),
        },
        # so that the points of test_references lie outside of the kernel
        parameters=((0.01, 0.005), (2.0, 0.2)),
    ),
    "hard_sigmoid": Record(
        Reference(
            lambda *operands: exact_clip(exact_line(*operands), mpfr(0), mpfr(1)),
            lambda *operands: np.clip(line(*operands), 0.0, 1.0),
        ),
        {
            "x": Reference(
                lambda *operands: (
                    exact_line_slope(*operands) if 0 < exact_line(*operands) < 1 else mpfr(0)
                ),
                lambda *operands: np.where(
                    (line(*operands) > 0) & (line(*operands) < 1),
                    line_slope(*operands),
                    0.0,
                ),
            )
        },
        parameters=((1 / 6, 0.5), (0.2, 0.5), (-0.375, 0.75)),
    ),
    "hard_swish": Record(
        Reference(
            lambda x: x * exact_clip(x + 3, mpfr(0), mpfr(6)) / 6,
            lambda x: x * (np.clip(x + 3, 0.0, 6.0) / 6),
        ),
        {
            "x": Reference(
                lambda x: mpfr(x >= 3) if abs(x) >= 3 else (2 * x + 3) / 6,
                lambda x: np.where(np.abs(x) >= 3, np.where(x >= 3, 1.0, 0.0), (2 * x + 3) / 6),
            )
        },
    ),
    "hard_tanh": Record(
        Reference(exact_clip, np.clip),
        {"x": stepped(lambda x, min_val, max_val: (x > min_val) & (x < max_val))},
        parameters=((-1.0, 1.0), (-0.25, 4.5)),
    ),
    "hardshrink": Record(
        where(lambda x, lambd: abs(x) > lambd, lambda x, lambd: x),
        {"x": stepped(lambda x, lambd: abs(x) > lambd)},
        parameters=((0.5,), (0.3,)),
        positive=True,
    ),
    "softshrink": Record(
        Reference(
            lambda x, lambd: max(x - lambd, mpfr(0)) + min(x + lambd, mpfr(0)),
            lambda x, lambd: np.maximum(x - lambd, 0.0) + np.minimum(x + lambd, 0.0),
        ),
        {"x": stepped(lambda x, lambd: abs(x) > lambd)},
        parameters=((0.5,), (0.3,)),
        positive=True,
    ),
    "sparse_plus": Record(
        Reference(
            lambda x: x if x > 1 else (max(x, mpfr(-1)) + 1) ** 2 / 4,
            lambda x: np.where(x > 1, x, (np.clip(x, -1.0, 1.0) + 1) ** 2 / 4),
        ),
        {"x": _sparse_sigmoid},
    ),
    "sparse_sigmoid": Record(
        _sparse_sigmoid, {"x": where(lambda x: abs(x) < 1, lambda x: 0.5 + 0 * x)}
    ),
    "leaky_relu": Record(
        _leaky,
        {"x": _leaky_slope, "negative_slope": _leaky_parameter},
        parameters=((0.01,), (-2.0,)),
    ),
    "prelu": Record(
        _leaky,
        {"x": _leaky_slope, "alpha": _leaky_parameter},
        parameters=((0.25,), (3.7,)),
    ),
    "silu": Record(_silu, {"x": _silu_slope}),
    "swish": Record(
        _swish,
        {
            "x": _swish_slope,
            "beta": _swish_beta,
        },
        parameters=((1.0,), (1.702,), (-0.3,)),
    ),
    "quick_gelu": Record(_quick_gelu, {"x": _quick_gelu_slope}),
    "gelu": Record(_gelu, {"x": _gelu_slope}),
    "gelu_tanh": Record(_gelu_tanh, {"x": _gelu_tanh_slope}),
    "softplus": Record(
        Reference(
            lambda x, beta: log_one_plus_exp(beta * x) / beta,
            lambda x, beta: softplus(*product(x, beta)) / beta,
        ),
        {
            "x": Reference(
                lambda x, beta: sigma(beta * x), lambda x, beta: sigmoid(*product(x, beta))
            ),
            "beta": Reference(exact_softplus_beta, softplus_beta),
        },
        parameters=((1.0,), (2.5,), (0.1,)),
        positive=True,
    ),
    "log_sigmoid": Record(
        Reference(lambda x: -log_one_plus_exp(-x), lambda x: -softplus(-x)),
        {"x": Reference(lambda x: sigma(-x), lambda x: sigmoid(-x))},
    ),
    "tanhshrink": Record(
        Reference(exact_tanhshrink, tanhshrink),
        {"x": Reference(lambda x: gmpy2.tanh(x) ** 2, lambda x: np.tanh(x) ** 2)},
    ),
    "elu": Record(
        Reference(
            lambda x, alpha: x if x > 0 else alpha * gmpy2.expm1(x),
            lambda x, alpha: np.where(x > 0, x, alpha * negative_expm1(x)),
        ),
        {
            "x": Reference(
                lambda x, alpha: mpfr(1) if x > 0 else alpha * gmpy2.exp(x),
                lambda x, alpha: np.where(x > 0, 1.0, alpha * negative_exp(x)),
            ),
            "alpha": Reference(
                lambda x, alpha: mpfr(0) if x > 0 else gmpy2.expm1(x),
                lambda x, alpha: np.where(x > 0, 0.0, negative_expm1(x)),
            ),
        },
        parameters=((1.0,), (2.5,), (-0.3,)),
    ),
    "celu": Record(
        Reference(
            lambda x, alpha: x if x > 0 else alpha * gmpy2.expm1(x / alpha),
            lambda x, alpha: np.where(x > 0, x, alpha * celu_expm1(x, alpha)),
        ),
        {
            "x": Reference(
                lambda x, alpha: mpfr(1) if x > 0 else gmpy2.exp(x / alpha),
                celu_exp,
            ),
            "alpha": Reference(exact_celu_alpha, celu_alpha),
        },
        parameters=((1.0,), (2.5,), (0.1,)),
        positive=True,
    ),
    "selu": Record(
        Reference(
            lambda x: SELU_SCALE * (x if x > 0 else SELU_ALPHA * gmpy2.expm1(x)),
            lambda x: (
                number(SELU_SCALE, x)
                * np.where(x > 0, x, number(SELU_ALPHA, x) * negative_expm1(x))
            ),
        ),
        {
            "x": Reference(
                lambda x: SELU_SCALE * (1 if x > 0 else SELU_ALPHA * gmpy2.exp(x)),
                lambda x: (
                    number(SELU_SCALE, x)
                    * np.where(x > 0, 1.0, number(SELU_ALPHA, x) * negative_exp(x))
                ),
            )
        },
    ),
    "softsign": Record(
        Reference(lambda x: x / (1 + abs(x)), lambda x: x / (1 + np.abs(x))),
        {"x": Reference(lambda x: 1 / (1 + abs(x)) ** 2, lambda x: 1 / (1 + np.abs(x)) ** 2)},
    ),
    "squareplus": Record(
        Reference(exact_squareplus, squareplus),
        {
            "x": Reference(
                lambda x, b: exact_squareplus(x, b) / gmpy2.sqrt(x * x + b),
                lambda x, b: squareplus(x, b) / np.sqrt(x * x + b),
            ),
            "b": Reference(
                lambda x, b: 1 / (4 * gmpy2.sqrt(x * x + b)),
                lambda x, b: 1 / (4 * np.sqrt(x * x + b)),
            ),
        },
        parameters=((4.0,), (0.5,)),
        positive=True,
    ),
    "mish": Record(
        Reference(lambda x: x * gmpy2.tanh(log_one_plus_exp(x)), mish),
        {"x": Reference(exact_mish_slope, mish_slope, root=lambda: -1.1924312145154952)},
    ),
    "glu": gated(_sigmoid, _sigmoid_slope),
    "bilinear": gated(
        Reference(lambda x: x, lambda x: x),
        Reference(lambda x: mpfr(1), lambda x: np.ones_like(x), constant=True),
    ),
    "reglu": gated(_relu, _relu_slope),
    "geglu": gated(_gelu, _gelu_slope),
    "geglu_tanh": gated(_gelu_tanh, _gelu_tanh_slope),
    "quick_geglu": gated(_quick_gelu, _quick_gelu_slope),
    "swiglu": gated(
        _swish, _swish_slope, {"beta": _swish_beta}, parameters=((1.0,), (1.702,), (-0.3,))
    ),
    "swiglu_oai": swiglu_oai(),
}
