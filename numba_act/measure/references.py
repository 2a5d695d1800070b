"""What the records in `records` are made of: formulas of exact numbers and of arrays.

A formula is written once and taken twice. It shares nothing with the package's own code.

- Of `gmpy2.mpfr` numbers it is exact: `PRECISION` bits are far more than any cancellation costs.
- Of arrays it is a closed form of NumPy and SciPy that is stable for every input. In float64 it is
  the reference of the narrower types. In 80-bit long double, where the rounding error of an
  exponential's argument is carried along, it is that of float64.

`tests/numerics/test_references.py` holds the two against each other and against values from
elsewhere, and the gradients against differences of the functions.

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
from scipy import special

from ..core.compat import create_ufunc, ufunc_api
from .errors import format_of

#: Bits of the exact numbers, beside the 53 of float64.
PRECISION = 220

#: To be made current, ``with gmpy2.context(CONTEXT):``, where a formula takes exact numbers.
CONTEXT = gmpy2.context(precision=PRECISION)

with gmpy2.context(CONTEXT):
    PI = gmpy2.const_pi()
    LN_2 = gmpy2.const_log2()
    LN_10 = gmpy2.log(mpfr(10))
    SQRT_HALF = gmpy2.sqrt(mpfr(0.5))
    SQRT_2_OVER_PI = gmpy2.sqrt(2 / PI)
    TWO_OVER_SQRT_PI = 2 / gmpy2.sqrt(PI)
    DENSITY_AT_0 = 1 / gmpy2.sqrt(2 * PI)
    ZERO, ONE = mpfr(0), mpfr(1)
    SIXTH = ONE / 6
    CUBIC = mpfr("0.044715")
    QUICK_SLOPE = mpfr("1.702")
    SELU_SCALE = mpfr("1.0507009873554804934193349852946")
    SELU_ALPHA = mpfr("1.6732632423543772848170429916717")

#: The root of 1 + y + e^y: −1 − W(1/e).
SWISH_ROOT = -1.2784645427610737

#: Whether long double is x86's 80-bit format, eleven bits more than float64's.
EXTENDED = np.finfo(np.longdouble).nmant == 63

_LONG = np.dtype(np.longdouble)


# Operations


def _of_both(exact: Callable[..., Any], double: Callable[..., Any]) -> Callable[..., Any]:
    """Return an operation on exact numbers or arrays, whichever its first operand is."""
    return lambda x, *others: (exact if isinstance(x, mpfr) else double)(x, *others)


acos = _of_both(gmpy2.acos, np.arccos)
acosh = _of_both(gmpy2.acosh, np.arccosh)
asin = _of_both(gmpy2.asin, np.arcsin)
asinh = _of_both(gmpy2.asinh, np.arcsinh)
atan = _of_both(gmpy2.atan, np.arctan)
atan2 = _of_both(gmpy2.atan2, np.arctan2)
atanh = _of_both(gmpy2.atanh, np.arctanh)
cbrt = _of_both(gmpy2.cbrt, np.cbrt)
cos = _of_both(gmpy2.cos, np.cos)
cosh = _of_both(gmpy2.cosh, np.cosh)
exp2 = _of_both(gmpy2.exp2, np.exp2)
exp10 = _of_both(gmpy2.exp10, lambda x: np.power(x.dtype.type(10), x))
expm1 = _of_both(gmpy2.expm1, np.expm1)
log = _of_both(gmpy2.log, np.log)
log1p = _of_both(gmpy2.log1p, np.log1p)
hypot = _of_both(gmpy2.hypot, np.hypot)
log2 = _of_both(gmpy2.log2, np.log2)
log10 = _of_both(gmpy2.log10, np.log10)
maximum = _of_both(gmpy2.maxnum, np.maximum)
minimum = _of_both(gmpy2.minnum, np.minimum)
rint = _of_both(gmpy2.rint, np.rint)
signbit = _of_both(gmpy2.is_signed, np.signbit)
sin = _of_both(gmpy2.sin, np.sin)
sinh = _of_both(gmpy2.sinh, np.sinh)
sqrt = _of_both(gmpy2.sqrt, np.sqrt)
tan = _of_both(gmpy2.tan, np.tan)
tanh = _of_both(gmpy2.tanh, np.tanh)
_exp = _of_both(gmpy2.exp, np.exp)


def where(condition: Any, value: Any, otherwise: Any) -> Any:
    if isinstance(value, mpfr) or isinstance(otherwise, mpfr):
        return mpfr(value if condition else otherwise)
    return np.where(condition, value, otherwise)


def clip(x: Any, lowest: Any, highest: Any) -> Any:
    return minimum(maximum(x, lowest), highest)


@functools.cache
def _pair(value: Any, dtype: np.dtype[Any]) -> tuple[Any, Any]:
    """Return an exact number as the sum of two numbers of a type."""
    with gmpy2.context(CONTEXT):
        high = dtype.type(f"{value:.40e}")
        exact = mpfr(float(high)) + mpfr(float(high - dtype.type(float(high))))
        return high, dtype.type(f"{value - exact:.40e}")


def number(value: Any, like: Any) -> Any:
    """Return an exact number, rounded to the type of an array."""
    return value if isinstance(like, mpfr) else _pair(value, like.dtype)[0]


def _is_long(x: Any) -> bool:
    return not isinstance(x, mpfr) and x.dtype == _LONG


def product(a: Any, b: Any) -> tuple[Any, Any]:
    """Return a·b, rounded, and what it lacks; 0 but for long doubles, where it matters.

    In an exponential's argument y the rounding is a relative error of y·2^-64: half a float64 ULP
    in the tails. Dekker's product with Veltkamp's splitting of the factors gives it exactly.
    """
    y = a * b
    return y, _rest_of(a, b, y) if _is_long(y) else 0.0


def _rest_of(a: Any, b: Any, y: Any) -> Any:
    """Return what y lacks of a·b."""

    def split(x: Any) -> tuple[Any, Any]:
        scaled = x * y.dtype.type(2**32 + 1 if _is_long(y) else 2**27 + 1)
        high = scaled - (scaled - x)
        return high, x - high

    (a_high, a_low), (b_high, b_low) = split(a), split(b)
    rest = ((a_high * b_high - y) + a_high * b_low + a_low * b_high) + a_low * b_low
    return np.where(np.isfinite(rest), rest, 0)


def quotient(a: Any, b: Any) -> tuple[Any, Any]:
    """Return a/b, rounded, and what it lacks, as `product` does."""
    q = a / b
    if not _is_long(q):
        return q, 0.0
    back, rest = product(q, b)
    return q, np.where(np.isfinite(q), ((a - back) - rest) / b, 0)


def times(x: Any, value: Any) -> tuple[Any, Any]:
    """Return the product of x and an exact number, as `product` does."""
    y, rest = product(x, number(value, x))
    return y, rest + x * _pair(value, x.dtype)[1] if _is_long(x) else rest


def exp(y: Any, rest: Any = 0.0) -> Any:
    """Return e^(y + rest) for a small rest."""
    value = _exp(y)
    return value if np.ndim(rest) == 0 else value + value * rest


def decay(y: Any, rest: Any = 0.0) -> Any:
    """Return e^−|y + rest|."""
    return exp(-abs(y), rest if np.ndim(rest) == 0 else np.where(y < 0, rest, -rest))


def square_decay(x: Any, factor: float) -> Any:
    """Return e^−factor·x², where the factor is a power of two."""
    y, rest = product(x, x)
    return exp(-factor * y, -factor * rest)


@functools.cache
def _libm(name: str) -> Any:
    """Return a ufunc of a function of the C library on long doubles, which SciPy does not have."""
    library = ctypes.CDLL(ctypes.util.find_library("m"))
    loops = (ctypes.c_void_p * 1)(ufunc_api()[7])  # PyUFunc_g_g, a loop that calls its data
    data = (ctypes.c_void_p * 1)(ctypes.cast(getattr(library, name), ctypes.c_void_p).value)
    types, text = bytes([_LONG.num, _LONG.num]), name.encode()
    addresses = ctypes.addressof(loops), ctypes.addressof(data)
    made = create_ufunc(*addresses, types, 1, 1, 1, -1, text, b"", 0, None)
    return functools.partial(_keeping, made, (loops, data, types, text))


def _keeping(ufunc: Any, memory: Any, x: Any) -> Any:
    return ufunc(x)  # which goes on reading `memory`


def erf(x: Any) -> Any:
    if isinstance(x, mpfr):
        return gmpy2.erf(x)
    return _libm("erfl")(x) if x.dtype == _LONG else special.erf(x)


def erfc(x: Any, rest: Any = 0.0) -> Any:
    if isinstance(x, mpfr):
        return gmpy2.erfc(x)
    if x.dtype != _LONG:
        return special.erfc(x)
    value = _libm("erfcl")(x)
    if np.ndim(rest) == 0:
        return value
    return value - rest * number(TWO_OVER_SQRT_PI, x) * np.exp(-x * x)


def erfinv(x: Any) -> Any:
    if not isinstance(x, mpfr) and x.dtype != _LONG:
        return special.erfinv(x)
    if isinstance(x, mpfr):
        return _exact_erfinv(x)
    # a step from SciPy's, which is right to twice its digits; beyond its range nothing is asked
    size, start = abs(x), special.erfinv(x.astype(np.float64)).astype(_LONG)
    v = np.where(np.isfinite(start), abs(start), 0)
    excess = np.where(size < 0.5, size - _libm("erfl")(v), _libm("erfcl")(v) - (1 - size))
    step = excess / (number(TWO_OVER_SQRT_PI, x) * np.exp(-v * v))
    return np.where(np.isfinite(start), np.copysign(v + step * (1 + v * step), x), start)


def _exact_erfinv(x: Any) -> Any:
    size = abs(x)
    if size >= 1 or gmpy2.is_nan(x) or x == 0:
        return x / mpfr(0) if size == 1 else (x if x == 0 else mpfr("nan"))
    v = mpfr(float(special.erfinv(float(size))))
    for _ in range(5):
        excess = size - gmpy2.erf(v) if size < 0.5 else gmpy2.erfc(v) - (1 - size)
        step = excess * gmpy2.exp(v * v) / TWO_OVER_SQRT_PI
        v += step * (1 + v * step)
    return gmpy2.copy_sign(v, x)


def erfinv_slope(x: Any) -> Any:
    v = erfinv(x)
    return exp(*product(v, v)) / number(TWO_OVER_SQRT_PI, x)


def _mills_series(x: Any) -> Any:
    """Return √(2π)·t·m(t) at t = |x|, for large t: 1 − 1/t² + 3/t⁴ − 15/t⁶ …"""
    z = 1 / (x * x)
    return 1 - z * (1 - 3 * z * (1 - 5 * z * (1 - 7 * z * (1 - 9 * z * (1 - 11 * z)))))


def _from_where(x: Any) -> float:
    """Return the x below which Mills' series is used."""
    return -1e4 if isinstance(x, mpfr) else (-150 if x.dtype == _LONG else -30)


def log_normal_cdf(x: Any) -> Any:
    if not isinstance(x, mpfr) and x.dtype != _LONG:
        return special.log_ndtr(x)
    near = maximum(x, _from_where(x))
    of_negative = log(normal_cdf(near))
    t = maximum(-x, 1)
    far = -x * x / 2 - log(t / number(DENSITY_AT_0, x) / _mills_series(t))
    of_positive = log1p(-normal_cdf(-abs(x)))
    return where(x > 0, of_positive, where(x > _from_where(x), of_negative, far))


def log_normal_slope(x: Any) -> Any:
    near = maximum(x, _from_where(x))
    t = maximum(-x, 1)
    ratio = normal_density(near) / normal_cdf(near)
    return where(x > _from_where(x), ratio, t / _mills_series(t))


def series(y: Any, coefficients: list[tuple[int, int]]) -> Any:
    """Return the polynomial in y whose coefficients are fractions, the highest power first."""
    kind = y.dtype.type
    values = [kind(str(over)) / kind(str(under)) for over, under in coefficients]
    total = values[0] * y + values[1]
    for value in values[2:]:
        total *= y
        total += value
    return total


# Functions


def sigmoid(y: Any, rest: Any = 0.0) -> Any:
    t = decay(y, rest)
    return where(y < 0, t, 1) / (1 + t)


def _exact_angle(x: float, alpha: float, factor: int) -> tuple[Any, Any]:
    with gmpy2.context(CONTEXT):
        both = gmpy2.sin_cos(factor * mpfr(float(x)) * mpfr(float(alpha)))
    sine, cosine = (np.longdouble(f"{value:.25e}") for value in both)
    return sine, cosine


def sine_and_cosine(x: Any, alpha: Any, factor: int = 1) -> tuple[Any, Any]:
    """Return the sine and the cosine of factor·alpha·x."""
    y = x * alpha
    if isinstance(y, mpfr):
        return gmpy2.sin(factor * y), gmpy2.cos(factor * y)
    y, rest = factor * y, factor * _rest_of(x, alpha, y)
    (s, c), (t, d) = ((np.sin(part), np.cos(part)) for part in (y, rest))
    s, c = s * d + c * t, c * d - s * t
    far = (abs(rest) > 2.0**-8) & np.isfinite(y)  # where the sum of angles may cancel
    if far.any():
        found = np.frompyfunc(_exact_angle, 3, 2)(
            x[far], np.broadcast_to(alpha, y.shape)[far], factor
        )
        s[far], c[far] = found
    return s, c


def _snake_parts(x: Any, alpha: Any) -> tuple[Any, Any, Any]:
    """Return sin(alpha·x), its quotient with alpha, and cos(alpha·x)."""
    s, c = sine_and_cosine(x, alpha)
    return s, where(alpha == 0, x, s / where(alpha == 0, 1, alpha)), c


def snake(x: Any, alpha: Any) -> Any:
    s, q, _ = _snake_parts(x, alpha)
    return x + s * q


def snake_slope(x: Any, alpha: Any) -> Any:
    s, _ = sine_and_cosine(x, alpha, 2)
    return 1 + s


def snake_rise(x: Any, alpha: Any) -> Any:
    _, q, c = _snake_parts(x, alpha)
    return q * (2 * x * c - q)


def snake_rise_addend(x: Any, alpha: Any) -> Any:
    _, q, c = _snake_parts(x, alpha)
    next_to_pi = where(abs(alpha * x) > 2, abs(x / where(alpha == 0, 1, alpha)) * 2.0**-24, 0)
    return maximum(maximum(abs(2 * q * x * c), q * q), next_to_pi)


def both_sigmoids(y: Any, rest: Any = 0.0) -> tuple[Any, Any]:
    """Return σ(y + rest) and σ(−y − rest)."""
    t = decay(y, rest)
    larger = 1 / (1 + t)
    smaller = t * larger
    negative = y < 0
    return where(negative, smaller, larger), where(negative, larger, smaller)


def sigmoid_slope(y: Any, rest: Any = 0.0) -> Any:
    t = decay(y, rest)
    return t / (1 + t) ** 2


def softplus(y: Any, rest: Any = 0.0) -> Any:
    return maximum(y, 0) + log1p(decay(y, rest))


def softplus_beta(x: Any, beta: Any) -> Any:
    # y·σ(y) − log(1 + e^y) is even in y = beta·x; for y ≤ 0 both terms have one sign
    y, rest = product(x, beta)
    t = decay(y, rest)
    return (-abs(y) * (t / (1 + t)) - log1p(t)) / beta**2


def swish_slope(y: Any, rest: Any = 0.0) -> Any:
    # σ(y)·(1 + y·σ(−y))
    upper, lower = both_sigmoids(y, rest)
    return upper * (1 + y * lower)


def sech_squared(x: Any, rest: Any = 0.0) -> Any:
    return 4 * sigmoid_slope(2 * x, 2 * rest)


def affine(x: Any, alpha: Any, shift: Any) -> tuple[Any, Any]:
    """Return alpha·x + shift and what it lacks, where that counts."""
    y, rest = product(x, alpha)
    z, low = two_sum(y, shift)
    total = where(shift == 0, y, z + (low + rest))
    return total, np.where(abs(total) < 1000, (z - total) + (low + rest), 0) if _is_long(z) else 0.0


def derf_slope(x: Any, alpha: Any, shift: Any) -> Any:
    z, rest = affine(x, alpha, shift)
    slope = square_decay(z, 1.0) * number(TWO_OVER_SQRT_PI, z)
    return slope if np.ndim(rest) == 0 else slope * exp(-2 * z * rest)


def log1mexp(x: Any) -> Any:
    # each form where it does not cancel
    size = maximum(x, 0)
    near, far = log(-expm1(-minimum(size, 1))), log1p(-exp(-maximum(size, 0.5)))
    return where(x >= 0, where(size < 0.6931471805599453, near, far), math.nan)


def logcosh(x: Any) -> Any:
    t = abs(x)
    if isinstance(x, mpfr):  # of a small x, cosh x is 1
        return gmpy2.log1p(2 * gmpy2.sinh(t / 2) ** 2) if t < 1 else t + softplus(-2 * t) - LN_2
    near = log1p(2 * np.sinh(minimum(t, 1) / 2) ** 2)
    return where(t < 1, near, (t - number(LN_2, x)) + softplus(-2 * t))


def softcap(x: Any, cap: Any) -> Any:
    q = x / cap
    # q may be subnormal where the product is not
    return where(abs(q) < 1e-12, x * (1 - q * q / 3), cap * tanh(q))


def softcap_rise(x: Any, cap: Any) -> Any:
    q = x / cap
    if isinstance(x, mpfr):  # below 2^-40 as in `tanhshrink`
        near = 2 * q**3 / 3 - 8 * q**5 / 15
        return gmpy2.tanh(q) - q / gmpy2.cosh(q) ** 2 if abs(q) > 2**-40 else near
    # (sinh 2q − 2q)/(2 cosh² q), as a series where that cancels
    y = np.clip(q, -1, 1)
    terms = [(2 ** (2 * k + 1), math.factorial(2 * k + 1)) for k in range(13, 0, -1)]
    square = y * y
    near = y * square * series(square, terms) / (2 * np.cosh(y) ** 2)
    return np.where(np.abs(q) < 1, near, np.tanh(q) - q * sech_squared(q))


def normal_cdf(x: Any) -> Any:
    if isinstance(x, mpfr) or x.dtype == _LONG:
        return erfc(*times(-x, SQRT_HALF)) / 2
    return special.ndtr(x)


def normal_density(x: Any, rest: Any = 0.0) -> Any:
    density = square_decay(x, 0.5) * number(DENSITY_AT_0, x)
    return density if np.ndim(rest) == 0 else density * exp(-x * rest)


def standardized(x: Any, mu: Any, sigma: Any) -> tuple[Any, Any]:
    """Return (x − mu)/sigma and what it lacks, where that counts."""
    d, low = two_sum(x, -mu)
    z, rest = quotient(d, sigma)
    return z, np.where(abs(z) < 1000, rest + low / sigma, 0) if _is_long(z) else 0.0


def smooth_step(x: Any, mu: Any, sigma: Any) -> Any:
    z, rest = standardized(x, mu, sigma)
    if not _is_long(z):
        return normal_cdf(z)
    y, low = times(-z, SQRT_HALF)
    return erfc(y, low - rest * number(SQRT_HALF, z)) / 2


def smooth_step_slope(x: Any, mu: Any, sigma: Any) -> Any:
    return normal_density(*standardized(x, mu, sigma)) / sigma


def smooth_step_rise(x: Any, mu: Any, sigma: Any) -> Any:
    z, rest = standardized(x, mu, sigma)
    return -z * normal_density(z, rest) / sigma


def _ramp(t: Any) -> Any:
    """Return e^(t²/2)·(φ(t) − t·Φ(−t)) for t ≥ 0."""
    if isinstance(t, mpfr) and t < 30:
        return DENSITY_AT_0 - t * gmpy2.erfc(t * SQRT_HALF) / 2 * gmpy2.exp(t * t / 2)
    # the continued fraction of Mills' ratio, which converges fast where the difference cancels
    u = maximum(t, 1.5)
    rest = 0 * u
    for n in range(300, 0, -1):
        rest = n / (u + rest)
    far = number(DENSITY_AT_0, t) * rest / (u + rest)
    y = minimum(t, 1.5)
    tail = y * (erfc(y * number(SQRT_HALF, t)) / 2) * _exp(y * y / 2)
    return where(t < 1.5, number(DENSITY_AT_0, t) - tail, far)


def ramp(x: Any, mu: Any, sigma: Any) -> Any:
    """Return sigma·(φ(t) − t·Φ(−t)) for t = |x − mu|/sigma."""
    z, rest = standardized(x, mu, sigma)
    t = abs(z)
    value = _ramp(t) * (square_decay(z, 0.5) * sigma)
    if np.ndim(rest) == 0:
        return value
    return value - where(z < 0, -rest, rest) * sigma * normal_cdf(-t)


def smooth_relu(x: Any, sigma: Any) -> Any:
    return maximum(x, 0) + ramp(x, 0 * sigma, sigma)


def sau(x: Any, slope: Any, sigma: Any) -> Any:
    return where(x > 0, x, slope * x) + (1 - slope) * ramp(x, 0 * sigma, sigma)


def sau_addend(x: Any, slope: Any, sigma: Any) -> Any:
    return maximum(abs(slope * x), abs((1 - slope) * smooth_relu(x, sigma)))


def smooth_clip(x: Any, lowest: Any, highest: Any, sigma: Any) -> Any:
    change = ramp(x, lowest, sigma) - ramp(x, highest, sigma)
    return clip(x, lowest, highest) + change


def smooth_clip_addend(x: Any, lowest: Any, highest: Any, sigma: Any) -> Any:
    larger = maximum(ramp(x, lowest, sigma), ramp(x, highest, sigma))
    return maximum(abs(clip(x, lowest, highest)), larger)


def smooth_clip_slopes(x: Any, lowest: Any, highest: Any, sigma: Any) -> tuple[Any, Any]:
    """Return two numbers whose difference is the slope, the first the larger."""
    right = x > highest
    first = where(right, smooth_step(highest, x, sigma), smooth_step(x, lowest, sigma))
    return first, where(right, smooth_step(lowest, x, sigma), smooth_step(x, highest, sigma))


def smooth_clip_rises(x: Any, lowest: Any, highest: Any, sigma: Any) -> tuple[Any, Any]:
    return (
        normal_density(*standardized(x, lowest, sigma)),
        normal_density(*standardized(x, highest, sigma)),
    )


#: Below it, smooth_round is a sum of steps, from it on a line and waves.
ROUND_WIDE_FROM = 0.3


def _wave_decay(sigma: Any) -> Any:
    """Return e^(−2π²·sigma²), 0 in any type from 50 on."""
    y, rest = times(minimum(sigma, 50), PI)
    q = square_decay(y, 2.0)
    return q if np.ndim(rest) == 0 else q * exp(-4 * y * rest)


def _of_round(x: Any, sigma: Any, step: Callable[..., Any], wave: Callable[..., Any]) -> Any:
    """Return sums over the steps around a number, or over the waves from it.

    `step` takes the distance, the step and sigma, `wave` its number k, what it has decayed to, and
    sine and cosine of 2πkd.
    """
    d = x - rint(x)
    sigma = sigma + 0 * d
    total = sum(step(d, 0 * sigma + (j + 0.5), sigma) for j in range(6, -1, -1))
    # of more than a quarter the sine would be that of what π was rounded to
    far = abs(d) > 0.25
    angle = 2 * number(PI, d) * where(far, where(d < 0, 0 * d - 0.5, 0.5) - d, d)
    q, waves = _wave_decay(sigma), 0 * d
    for k in range(10, 0, -1):
        sign = where(far, (-1) ** k, 1 + 0 * d)
        s, c = where(far, -sign, sign) * sin(k * angle), sign * cos(k * angle)
        waves += (-1) ** k * wave(k, q ** (k * k), s, c)
    return where(sigma < ROUND_WIDE_FROM, total, waves)


def smooth_round(x: Any, sigma: Any) -> Any:
    def step(d: Any, center: Any, sigma: Any) -> Any:
        return smooth_step(d, center, sigma) - smooth_step(-d, center, sigma)

    beyond = _of_round(x, sigma, step, lambda k, q, s, c: q / (k * number(PI, x)) * s)
    return where(sigma < ROUND_WIDE_FROM, rint(x), x) + beyond


def smooth_round_addend(x: Any, sigma: Any) -> Any:
    d = abs(x - rint(x))
    return where(sigma < ROUND_WIDE_FROM, smooth_step(d, 0 * sigma + 0.5, sigma), 0)


def smooth_round_slope(x: Any, sigma: Any) -> Any:
    def step(d: Any, center: Any, sigma: Any) -> Any:
        return smooth_step_slope(d, center, sigma) + smooth_step_slope(-d, center, sigma)

    beyond = _of_round(x, sigma, step, lambda k, q, s, c: 2 * q * c)
    return where(sigma < ROUND_WIDE_FROM, 0, 1) + beyond


def smooth_round_rise(x: Any, sigma: Any) -> Any:
    def step(d: Any, center: Any, sigma: Any) -> Any:
        return smooth_step_rise(d, center, sigma) - smooth_step_rise(-d, center, sigma)

    factor = -4 * number(PI, x) * minimum(sigma + 0 * x, 50)
    return _of_round(x, sigma, step, lambda k, q, s, c: factor * k * q * s)


def smooth_round_rise_addend(x: Any, sigma: Any) -> Any:
    d = x - rint(x)
    parts = (smooth_step_rise(e, 0 * sigma + 0.5, sigma) for e in (d, -d))
    return where(sigma < ROUND_WIDE_FROM, maximum(*parts), 0)


def gelu_tanh_argument(x: Any) -> tuple[Any, Any]:
    """Return 2·√(2/π)·(x + 0.044715x³) and what it lacks."""
    if not _is_long(x):
        scale = 2 * number(SQRT_2_OVER_PI, x)
        return x * (scale + scale * number(CUBIC, x) * (x * x)), 0.0
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


def _mish_exponential(x: Any) -> tuple[Any, Any]:
    """Return w = e^x and n = w·(w + 2): tanh(log(1 + w)) is n/(n + 2), 1 beyond e^200."""
    w = exp(minimum(x, 200))
    return w, w * (w + 2)


def mish(x: Any) -> Any:
    _, n = _mish_exponential(x)
    return x * (n / (n + 2))


def mish_slope(x: Any) -> Any:
    w, n = _mish_exponential(x)
    return (n + 4 * minimum(x, 200) * w * (w + 1) / (n + 2)) / (n + 2)


def tanhshrink(x: Any) -> Any:
    if isinstance(x, mpfr):
        # below 2^-40 the difference would cancel to nothing, and the next term is 2^-160 of it
        return x - gmpy2.tanh(x) if abs(x) > 2**-40 else x**3 / 3 - 2 * x**5 / 15
    # x·cosh x − sinh x over cosh x, as a series where that cancels
    y = np.clip(x, -1, 1)
    terms = [(2 * k, math.factorial(2 * k + 1)) for k in range(12, 0, -1)]
    square = y * y
    near = y * square * series(square, terms) / np.cosh(y)
    return np.where(np.abs(x) < 1, near, x - np.tanh(x))


def celu_expm1(x: Any, alpha: Any) -> Any:
    q, rest = quotient(x, alpha)
    value = expm1(minimum(q, 0))
    return value if np.ndim(rest) == 0 else value + (value + 1) * rest


def celu_exp(x: Any, alpha: Any) -> Any:
    q, rest = quotient(x, alpha)
    return where(q > 0, 1, exp(minimum(q, 0), rest))


def celu_alpha(x: Any, alpha: Any) -> Any:
    q, rest = quotient(x, alpha)
    q = minimum(q, 0)
    if isinstance(q, mpfr):  # below 2^-40 as in `tanhshrink`
        near = -(q**2) * (mpfr(0.5) + q / 3 + q**2 / 8)
        return (1 - q) * gmpy2.exp(q) - 1 if q < -(2**-40) else near
    y = np.maximum(q, -1)
    terms = [(k + 1, math.factorial(k + 2)) for k in range(21, -1, -1)]
    far = (1 - np.maximum(q, -12000)) * exp(q, rest if np.ndim(rest) == 0 else rest * (q < 0)) - 1
    return np.where(q > -1, -y * y * series(y, terms), far)


def squareplus(x: Any, b: Any) -> Any:
    root = sqrt(x * x + b)
    return where(x > 0, (x + root) / 2, b / (2 * (root + abs(x))))


def expm1_excess(x: Any) -> Any:
    """Return e^x − 1 − x for x ≤ 0."""
    if isinstance(x, mpfr):  # below 2^-40 as in `tanhshrink`
        return gmpy2.expm1(x) - x if x < -(2**-40) else x**2 / 2 + x**3 / 6 + x**4 / 24
    y = np.maximum(x, -1)
    near = y * y * series(y, [(1, math.factorial(k)) for k in range(24, 1, -1)])
    return np.where(x > -1, near, np.expm1(x) - x)


def xielu_excess(x: Any, eps: Any) -> Any:
    below, least = minimum(x, 0), minimum(eps, 0)
    return where(x < eps, expm1_excess(below), expm1(least) - below)


def xielu(x: Any, alpha_p: Any, alpha_n: Any, beta: Any, eps: Any) -> Any:
    above = maximum(x, 0)
    curved = where(x > 0, alpha_p * above * above, alpha_n * xielu_excess(x, eps))
    return curved + beta * x


def xielu_addend(x: Any, alpha_p: Any, alpha_n: Any, beta: Any, eps: Any) -> Any:
    curved = abs(xielu(x, alpha_p, alpha_n, 0 * beta, eps))
    # between eps and 0 e^eps − 1 and x cancel
    flat = where((x <= 0) & (x >= eps), abs(alpha_n * expm1(minimum(eps, 0))), 0 * beta)
    return maximum(maximum(curved, flat), abs(beta * where(x == x, x, 0 * beta)))


def xielu_slope(x: Any, alpha_p: Any, alpha_n: Any, beta: Any, eps: Any) -> Any:
    below = where(x < eps, expm1(minimum(x, 0)), 0 * x - 1)
    return where(x > 0, 2 * alpha_p * maximum(x, 0), alpha_n * below) + beta


def logit(x: Any) -> Any:
    # 2x − 1 is exact around ½, and log(x/(1 − x)) near its root is not
    return where(abs(x - 0.5) < 0.25, log1p((2 * x - 1) / (1 - x)), log(x / (1 - x)))


#: The floats next to 1/6 in float64, float32, float16 and bfloat16. In arrays of its type each
#: stands for 1/6 itself; in others it is what it is, for which test_parameters has values.
SIXTHS = tuple(
    map(float.fromhex, ("0x1.5555555555555p-3", "0x1.555556p-3", "0x1.554p-3", "0x1.56p-3"))
)


def two_sum(a: Any, b: Any) -> tuple[Any, Any]:
    """Return a + b, rounded, and what it lacks."""
    total = a + b
    back = total - a
    return total, (a - (total - back)) + (b - back)


def is_within(x: Any, center: Any, width: Any) -> Any:
    """Say whether |x − center| < width/2, though the difference may be rounded."""
    distance, lost = two_sum(x, -center)
    below = (distance - width / 2) + lost < 0
    return below & ((distance + width / 2) + lost > 0)


def is_sixth(slope: Any) -> Any:
    return slope in SIXTHS if isinstance(slope, mpfr) else np.isin(slope, SIXTHS)


def line(x: Any, slope: Any, offset: Any) -> Any:
    # the sum x + 6·offset is exact near its root
    y, rest = product(x, slope)
    return where(is_sixth(slope), (x + 6 * offset) / 6, (y + offset) + rest)


def line_below_one(x: Any, slope: Any, offset: Any) -> Any:
    """Return 1 − line, or 6 times it, of which the sign is right: 1 − 2^-67 is not 1."""
    sixth = is_sixth(slope)
    y, rest = product(x, slope)
    y, rest, one = where(sixth, x, y), where(sixth, 0, rest), where(sixth, 6, 1)
    distance, lost = two_sum(one * offset, -one)
    return -((y + distance) + (rest + lost))


def line_slope(x: Any, slope: Any, offset: Any) -> Any:
    return where(is_sixth(slope), number(SIXTH, x), slope)


def power(x: Any, y: Any) -> Any:
    return x**y


def power_slope(x: Any, y: Any) -> Any:
    # y − 1 would be rounded, and an exponent's error counts log x times; of -0.0 its being odd does
    at_zero = y * power(abs(x), y - 1)
    at_zero = where(signbit(x) & (y % 2 == 0), -at_zero, at_zero)
    return where(y == 0, 0, where(x == 0, at_zero, y * power(x, y) / x))


def power_rise(x: Any, y: Any) -> Any:
    return where((x == 0) & (y >= 0), 0, power(x, y) * log(x))


def logaddexp(x: Any, y: Any) -> Any:
    larger = maximum(x, y)
    return larger + log1p(exp(*two_sum(minimum(x, y), -larger)))


def sigmoid_cross_entropy(x: Any, target: Any) -> Any:
    return where(x < 0, -x * target, x * (1 - target)) + log1p(exp(-abs(x)))


def sigmoid_cross_entropy_addend(x: Any, target: Any) -> Any:
    return maximum(abs(x * where(x < 0, target, 1 - target)), log1p(exp(-abs(x))))


def sigmoid_cross_entropy_slope(x: Any, target: Any) -> Any:
    tail = sigmoid(-abs(x))
    far = where(x < 0, tail - target, (1 - target) - tail)
    return where(abs(x) < 1, (0.5 - target) + tanh(x / 2) / 2, far)


def angle_slope(y: Any, x: Any, over: Any) -> Any:
    return where((x == 0) & (y == 0), 0, over / (x * x + y * y))


# Second inputs


def near_in_size(first: Any, second: Any) -> Any:
    """Return half of the second inputs with an exponent near the first one's."""
    with np.errstate(all="ignore"):
        fraction, exponent = np.frexp(second.astype(np.float64))
        _, base = np.frexp(first.astype(np.float64))
        near = np.ldexp(fraction, base + exponent % 25 - 12).astype(second.dtype)
    return np.where((exponent % 2 == 0) & np.isfinite(near), near, second)


def addends(first: Any, second: Any) -> Any:
    """Return half of the second inputs near the first one; logaddexp's two terms never cancel."""
    with np.errstate(all="ignore"):
        fraction, exponent = np.frexp(second.astype(np.float64))
        near = first.astype(np.float64) + np.ldexp(fraction, exponent % 12 - 4)
        near = near.astype(second.dtype)
        second = np.where((exponent % 2 == 0) & np.isfinite(near), near, second)
        larger = np.maximum(first, second)
        return np.where((larger < 0) & (larger > -1.5), np.abs(second), second)


def targets(first: Any, second: Any) -> Any:
    """Return numbers from 0 to 1, a quarter 0 and a quarter 1; none is near σ of the first."""
    with np.errstate(all="ignore"):
        fraction, exponent = np.frexp(np.abs(second.astype(np.float64)))
        kind, size = exponent % 4, exponent // 4 % 9
        near = np.ldexp(fraction, -size)
        found = np.choose(kind, [0 * near, 0 * near + 1, near, 1 - near])
        found = np.where(np.isfinite(second), found, 1.0)
        tail = special.expit(-np.abs(first.astype(np.float64)))
        weight = np.where(first < 0, found, 1 - found)
        return np.where(np.abs(weight - tail) < tail / 8, 0.0, found).astype(second.dtype)


def exponents(first: Any, second: Any) -> Any:
    """Return most of the second inputs such that the power neither overflows nor underflows."""
    with np.errstate(all="ignore"):
        fraction, exponent = np.frexp(second.astype(np.float64))
        largest = np.log2(format_of(first.dtype).largest)
        part = np.copysign(2 * np.abs(fraction) - 1, fraction) * 1.15
        size = np.abs(first).astype(np.float64)
        fits = part * largest / np.where(size == 1, 0.5, np.log2(size))
        fits = np.where(first < 0, np.rint(fits), fits).astype(second.dtype)
    return np.where((exponent % 8 != 0) & np.isfinite(fits), fits, second)


# What the records are made of

#: Operands (inputs and parameters), the value, and the gradients in the order of the record.
#: All of it is exact in every type, or to be rounded.
Row = tuple[float, ...]


@dataclass(frozen=True)
class Reference:
    """A function or a gradient.

    Attributes
    ----------
    formula
        Takes the inputs and the parameters, exact numbers or arrays.
    root
        Where the first input makes it cross zero, as a function of the parameters. Of arrays it
        loses relative accuracy there, and exact numbers take over.
    constant
        A NaN as the first input need not give one: it may not depend on that input.
    addend
        The magnitude of the largest addend, where addends cancel: errors are counted in its ULP
        where it is larger than the value, and the sign of what is lost beside it does not count.
    """

    formula: Callable[..., Any]
    root: Callable[..., float] | None = None
    constant: bool = False
    addend: Callable[..., Any] | None = None

    def largest_addend(self, *operands: Any) -> Any:
        """Return the addend, 0 where none cancels."""
        return 0 if self.addend is None else self.addend(*operands)

    def __call__(self, *operands: Any) -> Any:
        return self.formula(*operands)


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
    second
        What makes, of the first input and any second one, a second one that counts beside it.
    zeros, infinities, kinks
        Rows with a first input of ±0, of ±inf, and others.
    values
        Of a function of one input, from elsewhere than the formula: x, the value, and the
        derivative, to 19 digits. Parameters have their defaults, or ¼.
    formula
        The function as SymPy reads it, for people: typeset on its page of the documentation, and
        compared with `value` by a test. Phi and phi are the normal distribution and its density.
    """

    value: Reference
    gradients: Mapping[str, Reference]
    parameters: tuple[tuple[float, ...], ...] = ((),)
    domain: tuple[float, float] = (-np.inf, np.inf)
    positive: bool = False
    second: Callable[[Any, Any], Any] = lambda first, second: second
    zeros: Sequence[Row] = ()
    infinities: Sequence[Row] = ()
    kinks: Sequence[Row] = ()
    values: Sequence[tuple[float, float, float]] = ()
    formula: str = ""

    @property
    def limits(self) -> list[tuple[Row, float, Row]]:
        """The operands, the value and the gradients of each row."""
        count = len(self.gradients)
        rows = [*self.zeros, *self.infinities, *self.kinks]
        return [(row[: -count - 1], row[-count - 1], row[-count:]) for row in rows]


def of_arrays(
    formula: Callable[..., Any], operands: Sequence[Any], parameters: Sequence[Any]
) -> Any:
    """Return a formula's values in the type that is the reference of the operands' type."""
    kind = np.longdouble if operands[0].dtype == np.float64 else np.float64
    numbers = [np.asarray(value).astype(kind)[()] for value in parameters]
    return formula(*(operand.astype(kind) for operand in operands), *numbers)


def stepped(inside: Callable[..., Any]) -> Reference:
    """Return the reference of a derivative that is 1 where a condition holds and 0 elsewhere."""
    return Reference(lambda x, *p: where(inside(x, *p), number(ONE, x), number(ZERO, x)))


def inside(condition: Callable[..., Any], value: Callable[..., Any]) -> Reference:
    """Return the reference of a function that has a value where a condition holds, else 0."""
    return Reference(lambda *operands: where(condition(*operands), value(*operands), 0.0))
