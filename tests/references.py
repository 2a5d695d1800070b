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
_swish_beta = Reference(
    lambda x, beta: x**2 * sigma(beta * x) * sigma(-beta * x),
    lambda x, beta: x**2 * expit(beta * x) * expit(-beta * x),
)
_quick_gelu = Reference(lambda x: x * sigma(QUICK_SLOPE * x), lambda x: x * expit(1.702 * x))
_quick_gelu_slope = Reference(
    lambda x: exact_swish_slope(QUICK_SLOPE * x),
    lambda x: double_swish_slope(1.702 * x),
    root=lambda: SWISH_ROOT / 1.702,
)
_gelu_tanh = Reference(exact_gelu_tanh, double_gelu_tanh)
_gelu_tanh_slope = Reference(
    exact_gelu_tanh_slope, double_gelu_tanh_slope, root=lambda: -0.7524614220710163
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


def exact_line(x: Any, slope: Any, offset: Any) -> Any:
    # the float next to 1/6 stands for 1/6
    return (x + 6 * offset) / 6 if abs(6 * slope - 1) < 2**-8 else slope * x + offset


def double_line(x: Any, slope: Any, offset: Any) -> Any:
    # for float32 numbers the sum x + 6·offset is exact near its root, and the product is
    sixth = np.abs(6 * slope - 1) < 2**-8
    return np.where(sixth, (x + 6 * offset) / 6, slope * x + offset)


def line_slope(x: Any, slope: Any, offset: Any) -> Any:
    return mpfr(1) / 6 if abs(6 * slope - 1) < 2**-8 else slope


def exact_clip(x: Any, lowest: Any, highest: Any) -> Any:
    return min(max(x, lowest), highest)


_sigmoid = Reference(sigma, expit)
_sigmoid_slope = Reference(lambda x: sigma(x) * sigma(-x), lambda x: expit(x) * expit(-x))
_relu = where(lambda x: x > 0, lambda x: x)
_relu_slope = stepped(lambda x: x > 0)
_sparse_sigmoid = Reference(
    lambda x: exact_clip((x + 1) / 2, mpfr(0), mpfr(1)), lambda x: np.clip((x + 1) / 2, 0.0, 1.0)
)
_oai = Reference(
    lambda a, limit, alpha: min(a, limit) * sigma(alpha * min(a, limit)),
    lambda a, limit, alpha: np.minimum(a, limit) * expit(alpha * np.minimum(a, limit)),
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
        return np.where(gate <= limit, double_swish_slope(alpha * bounded), 0.0)

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
            lambda *operands: np.clip(double_line(*operands), 0.0, 1.0),
        ),
        {
            "x": Reference(
                lambda *operands: (
                    line_slope(*operands) if 0 < exact_line(*operands) < 1 else mpfr(0)
                ),
                lambda *operands: np.where(
                    (double_line(*operands) > 0) & (double_line(*operands) < 1),
                    float(line_slope(*operands)),
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
