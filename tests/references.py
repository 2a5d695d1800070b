"""High-precision references: one record an activation, from which every accuracy test derives.

Each function and each gradient has two references that share nothing with the package:

- `exact` takes and returns `gmpy2.mpfr` numbers: the textbook formula at `PRECISION` bits, far
  more than any cancellation in it costs;
- `double` takes float64 arrays: a closed form of NumPy and SciPy that is stable for every float32
  input, for sweeps over millions of points.

`test_references.py` holds the two against each other, and the gradients against differences of
the functions. To add an activation, add its record to `RECORDS`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import gmpy2
import numpy as np
from gmpy2 import mpfr
from scipy.special import erf, erfc, expit, logit, ndtr

#: Bits of the exact references, beside the 53 of float64.
PRECISION = 220
gmpy2.get_context().precision = PRECISION

PI = gmpy2.const_pi()
SQRT_HALF = gmpy2.sqrt(mpfr(0.5))
SQRT_2_OVER_PI = gmpy2.sqrt(2 / PI)
CUBIC = mpfr("0.044715")
QUICK_SLOPE = mpfr("1.702")
SELU_SCALE = mpfr("1.0507009873554804934193349852946")
SELU_ALPHA = mpfr("1.6732632423543772848170429916717")


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
    """

    exact: Callable[..., Any]
    double: Callable[..., Any]
    root: Callable[..., float] | None = None


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


def sech_squared(x: Any) -> Any:
    return gmpy2.sech(x) ** 2


def normal_cdf(x: Any) -> Any:
    return gmpy2.erfc(-x * SQRT_HALF) / 2


def normal_density(x: Any) -> Any:
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
    return gmpy2.tanh(softplus) + x * sech_squared(softplus) * sigma(x)


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


# Stable float64 building blocks


def double_sech_squared(x: Any) -> Any:
    t = np.exp(-2 * np.abs(x))
    return 4 * t / (1 + t) ** 2


def double_swish_slope(y: Any) -> Any:
    return expit(y) * (1 + y * expit(-y))


def double_density(x: Any) -> Any:
    return np.exp(-0.5 * x * x) / np.sqrt(2 * np.pi)


def double_gelu_slope(x: Any) -> Any:
    return ndtr(x) + x * double_density(x)


def double_gelu_tanh(x: Any) -> Any:
    return x * expit(np.sqrt(8 / np.pi) * (x + 0.044715 * x**3))


def double_gelu_tanh_slope(x: Any) -> Any:
    y = np.sqrt(8 / np.pi) * (x + 0.044715 * x**3)
    slope = np.sqrt(8 / np.pi) * (1 + 3 * 0.044715 * x**2)
    return expit(y) * (1 + x * slope * expit(-y))


def double_softplus_beta(x: Any, beta: Any) -> Any:
    y = -np.abs(beta * x)
    return (y * expit(y) - np.log1p(np.exp(y))) / beta**2


def double_mish(x: Any) -> Any:
    w = np.exp(np.minimum(x, 40))  # tanh(log(1 + w)) = n/(n + 2)
    n = w * (w + 2)
    return x * (n / (n + 2))


def double_mish_slope(x: Any) -> Any:
    w = np.exp(np.minimum(x, 40))
    n = w * (w + 2)
    return (n + 4 * np.minimum(x, 40) * w * (w + 1) / (n + 2)) / (n + 2)


def double_tanhshrink(x: Any) -> Any:
    # x·cosh x − sinh x over cosh x, as a series where that cancels
    y = np.clip(x, -1.0, 1.0)
    terms = [2 * k / math.factorial(2 * k + 1) * y ** (2 * k) for k in range(12, 0, -1)]
    return np.where(np.abs(x) < 1, y * sum(terms) / np.cosh(y), x - np.tanh(x))


def double_celu_alpha(x: Any, alpha: Any) -> Any:
    q = np.minimum(x / alpha, 0.0)
    y = np.maximum(q, -1.0)
    terms = [(k + 1) / math.factorial(k + 2) * y**k for k in range(18, -1, -1)]
    return np.where(q > -1, -y * y * sum(terms), (1 - np.maximum(q, -800)) * np.exp(q) - 1)


def double_squareplus(x: Any, b: Any) -> Any:
    root = np.sqrt(x * x + b)
    return np.where(x > 0, (x + root) / 2, b / (2 * (root + np.abs(x))))


def constant(value: float) -> Callable[..., Any]:
    return lambda x, *rest: mpfr(value)


#: The root of 1 + y + e^y: −1 − W(1/e).
SWISH_ROOT = -1.2784645427610737

_silu = Reference(lambda x: x * sigma(x), lambda x: x * expit(x))
_silu_slope = Reference(exact_swish_slope, double_swish_slope, root=lambda: SWISH_ROOT)
_swish = Reference(lambda x, beta: x * sigma(beta * x), lambda x, beta: x * expit(beta * x))
_swish_slope = Reference(
    lambda x, beta: exact_swish_slope(beta * x),
    lambda x, beta: double_swish_slope(beta * x),
    root=lambda beta: SWISH_ROOT / beta,
)
_gelu = Reference(lambda x: x * normal_cdf(x), lambda x: x * ndtr(x))
_gelu_slope = Reference(
    lambda x: normal_cdf(x) + x * normal_density(x),
    double_gelu_slope,
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


def gated(act: Reference, slope: Reference) -> Record:
    """Return the record of act(gate; *parameters)·value."""
    value = Reference(
        lambda gate, value, *p: act.exact(gate, *p) * value,
        lambda gate, value, *p: act.double(gate, *p) * value,
    )
    gate_slope = Reference(
        lambda gate, value, *p: slope.exact(gate, *p) * value,
        lambda gate, value, *p: slope.double(gate, *p) * value,
        root=slope.root,
    )
    value_slope = Reference(
        lambda gate, value, *p: act.exact(gate, *p), lambda gate, value, *p: act.double(gate, *p)
    )
    return Record(value, {"gate": gate_slope, "value": value_slope})


RECORDS: dict[str, Record] = {
    "exp": Record(
        Reference(gmpy2.exp, np.exp),
        {"x": Reference(gmpy2.exp, np.exp)},
    ),
    "exp2": Record(
        Reference(gmpy2.exp2, np.exp2),
        {
            "x": Reference(
                lambda x: gmpy2.const_log2() * gmpy2.exp2(x), lambda x: np.log(2.0) * np.exp2(x)
            )
        },
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
        {"x": Reference(sech_squared, double_sech_squared)},
    ),
    "erf": Record(
        Reference(gmpy2.erf, erf),
        {
            "x": Reference(
                lambda x: 2 / gmpy2.sqrt(PI) * gmpy2.exp(-x * x),
                lambda x: 2 / np.sqrt(np.pi) * np.exp(-x * x),
            )
        },
    ),
    "erfc": Record(
        Reference(gmpy2.erfc, erfc),
        {
            "x": Reference(
                lambda x: -2 / gmpy2.sqrt(PI) * gmpy2.exp(-x * x),
                lambda x: -2 / np.sqrt(np.pi) * np.exp(-x * x),
            )
        },
    ),
    "sigmoid": Record(
        Reference(sigma, expit),
        {"x": Reference(lambda x: sigma(x) * sigma(-x), lambda x: expit(x) * expit(-x))},
    ),
    "relu": Record(
        Reference(lambda x: x if x > 0 else mpfr(0), lambda x: np.where(x > 0, x, 0.0)),
        {"x": Reference(lambda x: mpfr(x > 0), lambda x: np.where(x > 0, 1.0, 0.0))},
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
            "beta": Reference(
                lambda x, beta: x**2 * sigma(beta * x) * sigma(-beta * x),
                lambda x, beta: x**2 * expit(beta * x) * expit(-beta * x),
            ),
        },
        parameters=((1.0,), (1.702,), (-0.3,)),
    ),
    "quick_gelu": Record(
        Reference(lambda x: x * sigma(QUICK_SLOPE * x), lambda x: x * expit(1.702 * x)),
        {
            "x": Reference(
                lambda x: exact_swish_slope(QUICK_SLOPE * x),
                lambda x: double_swish_slope(1.702 * x),
                root=lambda: SWISH_ROOT / 1.702,
            )
        },
    ),
    "gelu": Record(_gelu, {"x": _gelu_slope}),
    "gelu_tanh": Record(
        Reference(exact_gelu_tanh, double_gelu_tanh),
        {
            "x": Reference(
                exact_gelu_tanh_slope, double_gelu_tanh_slope, root=lambda: -0.7524614220710163
            )
        },
    ),
    "softplus": Record(
        Reference(
            lambda x, beta: log_one_plus_exp(beta * x) / beta,
            lambda x, beta: np.logaddexp(0.0, beta * x) / beta,
        ),
        {
            "x": Reference(lambda x, beta: sigma(beta * x), lambda x, beta: expit(beta * x)),
            "beta": Reference(exact_softplus_beta, double_softplus_beta),
        },
        parameters=((1.0,), (2.5,), (0.1,)),
        positive=True,
    ),
    "log_sigmoid": Record(
        Reference(lambda x: -log_one_plus_exp(-x), lambda x: -np.logaddexp(0.0, -x)),
        {"x": Reference(lambda x: sigma(-x), lambda x: expit(-x))},
    ),
    "tanhshrink": Record(
        Reference(exact_tanhshrink, double_tanhshrink),
        {"x": Reference(lambda x: gmpy2.tanh(x) ** 2, lambda x: np.tanh(x) ** 2)},
    ),
    "elu": Record(
        Reference(
            lambda x, alpha: x if x > 0 else alpha * gmpy2.expm1(x),
            lambda x, alpha: np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0.0))),
        ),
        {
            "x": Reference(
                lambda x, alpha: mpfr(1) if x > 0 else alpha * gmpy2.exp(x),
                lambda x, alpha: np.where(x > 0, 1.0, alpha * np.exp(np.minimum(x, 0.0))),
            ),
            "alpha": Reference(
                lambda x, alpha: mpfr(0) if x > 0 else gmpy2.expm1(x),
                lambda x, alpha: np.where(x > 0, 0.0, np.expm1(np.minimum(x, 0.0))),
            ),
        },
        parameters=((1.0,), (2.5,), (-0.3,)),
    ),
    "celu": Record(
        Reference(
            lambda x, alpha: x if x > 0 else alpha * gmpy2.expm1(x / alpha),
            lambda x, alpha: np.where(x > 0, x, alpha * np.expm1(np.minimum(x / alpha, 0.0))),
        ),
        {
            "x": Reference(
                lambda x, alpha: mpfr(1) if x > 0 else gmpy2.exp(x / alpha),
                lambda x, alpha: np.exp(np.minimum(x / alpha, 0.0)),
            ),
            "alpha": Reference(exact_celu_alpha, double_celu_alpha),
        },
        parameters=((1.0,), (2.5,), (0.1,)),
        positive=True,
    ),
    "selu": Record(
        Reference(
            lambda x: SELU_SCALE * (x if x > 0 else SELU_ALPHA * gmpy2.expm1(x)),
            lambda x: (
                float(SELU_SCALE)
                * np.where(x > 0, x, float(SELU_ALPHA) * np.expm1(np.minimum(x, 0.0)))
            ),
        ),
        {
            "x": Reference(
                lambda x: SELU_SCALE * (1 if x > 0 else SELU_ALPHA * gmpy2.exp(x)),
                lambda x: (
                    float(SELU_SCALE)
                    * np.where(x > 0, 1.0, float(SELU_ALPHA) * np.exp(np.minimum(x, 0.0)))
                ),
            )
        },
    ),
    "softsign": Record(
        Reference(lambda x: x / (1 + abs(x)), lambda x: x / (1 + np.abs(x))),
        {"x": Reference(lambda x: 1 / (1 + abs(x)) ** 2, lambda x: 1 / (1 + np.abs(x)) ** 2)},
    ),
    "squareplus": Record(
        Reference(exact_squareplus, double_squareplus),
        {
            "x": Reference(
                lambda x, b: exact_squareplus(x, b) / gmpy2.sqrt(x * x + b),
                lambda x, b: double_squareplus(x, b) / np.sqrt(x * x + b),
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
        Reference(lambda x: x * gmpy2.tanh(log_one_plus_exp(x)), double_mish),
        {"x": Reference(exact_mish_slope, double_mish_slope, root=lambda: -1.1924312145154952)},
    ),
    "swiglu": Record(**{**vars(gated(_swish, _swish_slope)), "parameters": ((1.0,), (1.702,))}),
    "geglu": gated(_gelu, _gelu_slope),
}
