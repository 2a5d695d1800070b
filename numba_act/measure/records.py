"""The record of each function: what the checks know of it.

Its references, the parameters that it is checked with, its domain, its limits and some values. The
tests and `numba-act accuracy` derive their checks from it. To add an activation, add its record.

Limits and values stand here as numbers, apart from the references: limits that a reader can check,
and values that were computed once with mpmath at 300 bits.
"""

from __future__ import annotations

from math import inf as INF  # noqa: N812
from math import nan as NAN  # noqa: N812

import gmpy2
import numpy as np
from gmpy2 import mpfr

from .references import (
    LN_2,
    QUICK_SLOPE,
    SELU_ALPHA,
    SELU_SCALE,
    SWISH_ROOT,
    TWO_OVER_SQRT_PI,
    Record,
    Reference,
    celu_alpha,
    celu_exp,
    celu_expm1,
    erf,
    erfc,
    exact_celu_alpha,
    exact_clip,
    exact_gelu_tanh,
    exact_gelu_tanh_slope,
    exact_line,
    exact_line_slope,
    exact_mish_slope,
    exact_normal_cdf,
    exact_normal_density,
    exact_sech_squared,
    exact_softplus_beta,
    exact_squareplus,
    exact_swish_slope,
    exact_tanhshrink,
    gated,
    gelu_tanh_argument,
    gelu_tanh_slope,
    line,
    line_slope,
    log_one_plus_exp,
    logit,
    mish,
    mish_slope,
    negative_exp,
    negative_expm1,
    normal_cdf,
    normal_density,
    number,
    product,
    sech_squared,
    sigma,
    sigmoid,
    sigmoid_slope,
    softplus,
    softplus_beta,
    square_decay,
    squareplus,
    stepped,
    swiglu_oai,
    swish_slope,
    tanhshrink,
    times,
    where,
)

__all__ = ["RECORDS"]

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


_sigmoid = Reference(sigma, sigmoid)
_sigmoid_slope = Reference(lambda x: sigma(x) * sigma(-x), sigmoid_slope)
_relu = where(lambda x: x > 0, lambda x: x)
_relu_slope = stepped(lambda x: x > 0)
_sparse_sigmoid = Reference(
    lambda x: exact_clip((x + 1) / 2, mpfr(0), mpfr(1)), lambda x: np.clip((x + 1) / 2, 0.0, 1.0)
)


RECORDS: dict[str, Record] = {
    "exp": Record(
        Reference(gmpy2.exp, np.exp),
        {"x": Reference(gmpy2.exp, np.exp)},
        limits=[
            ((0.0,), 1.0, (1.0,)),
            ((-0.0,), 1.0, (1.0,)),
            ((INF,), INF, (INF,)),
            ((-INF,), 0.0, (0.0,)),
        ],
        values=[
            (-30, 9.357622968840174605e-14, 9.357622968840174605e-14),
            (-2, 0.1353352832366126919, 0.1353352832366126919),
            (1, 2.718281828459045235, 2.718281828459045235),
            (3, 20.08553692318766774, 20.08553692318766774),
        ],
    ),
    "exp2": Record(
        Reference(gmpy2.exp2, np.exp2),
        {"x": Reference(lambda x: LN_2 * gmpy2.exp2(x), lambda x: number(LN_2, x) * np.exp2(x))},
        limits=[
            ((0.0,), 1.0, (0.6931471805599453,)),
            ((-0.0,), 1.0, (0.6931471805599453,)),
            ((3.0,), 8.0, (5.545177444479562,)),
            ((-10.0,), 0.0009765625, (0.0006769015435155716,)),
            ((INF,), INF, (INF,)),
            ((-INF,), 0.0, (0.0,)),
        ],
        values=[
            (-30, 9.313225746154785156e-10, 6.455436167865482247e-10),
            (-2.5, 0.1767766952966368811, 0.122532267933568399),
            (0.75, 1.681792830507429086, 1.165729958752154447),
            (3, 8.0, 5.545177444479562475),
        ],
    ),
    "expm1": Record(
        Reference(gmpy2.expm1, np.expm1),
        {"x": Reference(gmpy2.exp, np.exp)},
        limits=[
            ((0.0,), 0.0, (1.0,)),
            ((-0.0,), -0.0, (1.0,)),
            ((INF,), INF, (INF,)),
            ((-INF,), -1.0, (0.0,)),
        ],
        values=[
            (-30, -0.9999999999999064238, 9.357622968840174605e-14),
            (-2, -0.8646647167633873081, 0.1353352832366126919),
            (1, 1.718281828459045235, 2.718281828459045235),
            (3, 19.08553692318766774, 20.08553692318766774),
        ],
    ),
    "log": Record(
        Reference(gmpy2.log, np.log),
        {"x": Reference(lambda x: 1 / x, lambda x: 1 / x)},
        domain=(0.0, np.inf),
        limits=[
            ((1.0,), 0.0, (1.0,)),
            ((0.0,), -INF, (INF,)),
            ((-0.0,), -INF, (-INF,)),
            ((-1.0,), NAN, (-1.0,)),
            ((INF,), INF, (0.0,)),
            ((-INF,), NAN, (-0.0,)),
        ],
        values=[
            (0.125, -2.079441541679835928, 8.0),
            (0.75, -0.2876820724517809274, 1.333333333333333333),
            (3, 1.098612288668109691, 0.3333333333333333333),
            (1000, 6.907755278982137052, 0.001),
        ],
    ),
    "log1p": Record(
        Reference(gmpy2.log1p, np.log1p),
        {"x": Reference(lambda x: 1 / (1 + x), lambda x: 1 / (1 + x))},
        domain=(-1.0, np.inf),
        limits=[
            ((0.0,), 0.0, (1.0,)),
            ((-0.0,), -0.0, (1.0,)),
            ((-1.0,), -INF, (INF,)),
            ((-2.0,), NAN, (-1.0,)),
            ((INF,), INF, (0.0,)),
            ((-INF,), NAN, (-0.0,)),
        ],
        values=[
            (-0.5, -0.6931471805599453094, 2.0),
            (0.25, 0.2231435513142097558, 0.8),
            (3, 1.386294361119890619, 0.25),
            (1000, 6.908754779315220585, 0.000999000999000999001),
        ],
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
        limits=[
            ((0.5,), 0.0, (4.0,)),
            ((0.0,), -INF, (INF,)),
            ((-0.0,), -INF, (INF,)),
            ((1.0,), INF, (INF,)),
            ((1.5,), NAN, (NAN,)),
            ((INF,), NAN, (NAN,)),
            ((-INF,), NAN, (NAN,)),
        ],
        values=[
            (0.001953125, -6.236369590203704434, 513.0019569471624266),
            (0.375, -0.5108256237659906832, 4.266666666666666667),
            (0.75, 1.098612288668109691, 5.333333333333333333),
            (0.875, 1.945910149055313305, 9.142857142857142857),
        ],
    ),
    "tanh": Record(
        Reference(gmpy2.tanh, np.tanh),
        {"x": Reference(exact_sech_squared, sech_squared)},
        limits=[
            ((0.0,), 0.0, (1.0,)),
            ((-0.0,), -0.0, (1.0,)),
            ((INF,), 1.0, (0.0,)),
            ((-INF,), -1.0, (0.0,)),
        ],
        values=[
            (-0.5, -0.4621171572600097585, 0.7864477329659274101),
            (0.25, 0.2449186624037091293, 0.9400148488063779563),
            (1, 0.7615941559557648881, 0.4199743416140260694),
            (3, 0.9950547536867304513, 0.009866037165440191273),
        ],
    ),
    "erf": Record(
        Reference(gmpy2.erf, erf),
        {
            "x": Reference(
                lambda x: TWO_OVER_SQRT_PI * gmpy2.exp(-x * x),
                lambda x: number(TWO_OVER_SQRT_PI, x) * square_decay(x, 1.0),
            )
        },
        limits=[
            ((0.0,), 0.0, (1.1283791670955126,)),
            ((-0.0,), -0.0, (1.1283791670955126,)),
            ((INF,), 1.0, (0.0,)),
            ((-INF,), -1.0, (0.0,)),
        ],
        values=[
            (-0.5, -0.5204998778130465377, 0.8787825789354447941),
            (0.25, 0.276326390168236933, 1.060014129376114243),
            (1, 0.8427007929497148693, 0.4151074974205947033),
            (3, 0.9999779095030014146, 0.0001392530519467478539),
        ],
    ),
    "erfc": Record(
        Reference(gmpy2.erfc, erfc),
        {
            "x": Reference(
                lambda x: -TWO_OVER_SQRT_PI * gmpy2.exp(-x * x),
                lambda x: -number(TWO_OVER_SQRT_PI, x) * square_decay(x, 1.0),
            )
        },
        limits=[
            ((0.0,), 1.0, (-1.1283791670955126,)),
            ((-0.0,), 1.0, (-1.1283791670955126,)),
            ((INF,), 0.0, (-0.0,)),
            ((-INF,), 2.0, (-0.0,)),
        ],
        values=[
            (-2, 1.995322265018952734, -0.02066698535409205386),
            (-0.5, 1.520499877813046538, -0.8787825789354447941),
            (1, 0.1572992070502851307, -0.4151074974205947033),
            (3, 0.00002209049699858544137, -0.0001392530519467478539),
        ],
    ),
    "sigmoid": Record(
        _sigmoid,
        {"x": _sigmoid_slope},
        limits=[
            ((0.0,), 0.5, (0.25,)),
            ((-0.0,), 0.5, (0.25,)),
            ((INF,), 1.0, (0.0,)),
            ((-INF,), 0.0, (0.0,)),
        ],
        values=[
            (-30, 9.357622968839298954e-14, 9.357622968838423303e-14),
            (-2, 0.1192029220221175559, 0.1049935854035065173),
            (1, 0.7310585786300048793, 0.1966119332414818525),
            (3, 0.9525741268224332191, 0.04517665973091213265),
        ],
    ),
    "relu": Record(
        _relu,
        {"x": _relu_slope},
        limits=[
            ((0.0,), 0.0, (0.0,)),
            ((-0.0,), 0.0, (0.0,)),
            ((2.0,), 2.0, (1.0,)),
            ((-2.0,), 0.0, (0.0,)),
            ((INF,), INF, (1.0,)),
            ((-INF,), 0.0, (0.0,)),
        ],
        values=[(-3.5, 0.0, 0.0), (3.5, 3.5, 1.0)],
    ),
    "relu6": Record(
        Reference(lambda x: exact_clip(x, mpfr(0), mpfr(6)), lambda x: np.clip(x, 0.0, 6.0)),
        {"x": stepped(lambda x: (x > 0) & (x < 6))},
        limits=[
            ((0.0,), 0.0, (0.0,)),
            ((-0.0,), 0.0, (0.0,)),
            ((6.0,), 6.0, (0.0,)),
            ((5.9375,), 5.9375, (1.0,)),
            ((-2.0,), 0.0, (0.0,)),
            ((8.0,), 6.0, (0.0,)),
            ((INF,), 6.0, (0.0,)),
            ((-INF,), 0.0, (0.0,)),
        ],
        values=[(-3.5, 0.0, 0.0), (3.5, 3.5, 1.0), (6.5, 6.0, 0.0)],
    ),
    "relu_squared": Record(
        where(lambda x: x > 0, lambda x: x * x),
        {"x": where(lambda x: x > 0, lambda x: 2 * x)},
        limits=[
            ((0.0,), 0.0, (0.0,)),
            ((-0.0,), 0.0, (0.0,)),
            ((3.0,), 9.0, (6.0,)),
            ((-3.0,), 0.0, (0.0,)),
            ((INF,), INF, (INF,)),
            ((-INF,), 0.0, (0.0,)),
        ],
        values=[(-3.5, 0.0, 0.0), (3.5, 12.25, 7.0)],
    ),
    "threshold": Record(
        Reference(
            lambda x, threshold, value: x if x > threshold else value,
            lambda x, threshold, value: np.where(x > threshold, x, value),
        ),
        {"x": stepped(lambda x, threshold, value: x > threshold)},
        parameters=((0.25, -3.0), (-1.5, 20.0)),
        limits=[
            ((0.5, 0.5, -3.0), -3.0, (0.0,)),
            ((0.625, 0.5, -3.0), 0.625, (1.0,)),
            ((-2.0, 0.5, -3.0), -3.0, (0.0,)),
            ((0.0, -1.0, 2.0), 0.0, (1.0,)),
            ((-0.0, -1.0, 2.0), -0.0, (1.0,)),
            ((INF, 0.5, -3.0), INF, (1.0,)),
            ((-INF, 0.5, -3.0), -3.0, (0.0,)),
        ],
        values=[(-3.5, 0.25, 0.0), (3.5, 3.5, 1.0)],
    ),
    "thresholded_relu": Record(
        where(lambda x, alpha: x > alpha, lambda x, alpha: x),
        {"x": stepped(lambda x, alpha: x > alpha)},
        parameters=((1.0,), (-0.3,)),
        limits=[
            ((1.0, 1.0), 0.0, (0.0,)),
            ((1.5, 1.0), 1.5, (1.0,)),
            ((-2.0, 1.0), 0.0, (0.0,)),
            ((0.0, 1.0), 0.0, (0.0,)),
            ((-0.0, 1.0), 0.0, (0.0,)),
            ((-0.0, -0.5), -0.0, (1.0,)),
            ((INF, 1.0), INF, (1.0,)),
            ((-INF, 1.0), 0.0, (0.0,)),
        ],
        values=[(0.75, 0.0, 0.0), (3.5, 3.5, 1.0)],
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
        limits=[
            ((0.5, 0.5, 0.25), 0.0, (0.0, -2.0)),
            ((0.5625, 0.5, 0.25), 0.5625, (1.0, -2.0)),
            ((0.4375, 0.5, 0.25), 0.0, (0.0, -2.0)),
            ((0.625, 0.5, 0.25), 0.625, (1.0, 0.0)),  # |x − θ| = ε/2 is outside
            ((0.375, 0.5, 0.25), 0.0, (0.0, 0.0)),
            ((0.0, 0.5, 0.25), 0.0, (0.0, 0.0)),
            ((-0.0, 0.5, 0.25), 0.0, (0.0, 0.0)),
            ((INF, 0.5, 0.25), INF, (1.0, 0.0)),
            ((-INF, 0.5, 0.25), 0.0, (0.0, 0.0)),
        ],
        values=[(0.0009765625, 0.0, 0.0), (3.5, 3.5, 1.0)],
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
        limits=[
            ((0.0, 1 / 6, 0.5), 0.5, (1 / 6,)),
            ((-0.0, 1 / 6, 0.5), 0.5, (1 / 6,)),
            ((3.0, 1 / 6, 0.5), 1.0, (0.0,)),
            ((-3.0, 1 / 6, 0.5), 0.0, (0.0,)),
            ((1.5, 1 / 6, 0.5), 0.75, (1 / 6,)),
            ((-2.984375, 1 / 6, 0.5), 1 / 384, (1 / 6,)),
            ((2.984375, 1 / 6, 0.5), 383 / 384, (1 / 6,)),
            ((2.0, 0.25, 0.5), 1.0, (0.0,)),
            ((-2.0, 0.25, 0.5), 0.0, (0.0,)),
            ((INF, 1 / 6, 0.5), 1.0, (0.0,)),
            ((-INF, 1 / 6, 0.5), 0.0, (0.0,)),
            ((INF, -0.25, 0.5), 0.0, (0.0,)),
        ],
        values=[(-3.5, 0.0, 0.0), (-0.75, 0.375, 1 / 6), (3.5, 1.0, 0.0)],
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
        limits=[
            ((0.0,), 0.0, (0.5,)),
            ((-0.0,), -0.0, (0.5,)),
            ((3.0,), 3.0, (1.0,)),
            ((-3.0,), -0.0, (0.0,)),
            ((-1.5,), -0.375, (0.0,)),
            ((1.0,), 2 / 3, (5 / 6,)),
            ((2.984375,), 2.9766031901041665, (1.494791666666666667,)),
            ((INF,), INF, (1.0,)),
            ((-INF,), -0.0, (0.0,)),
        ],
        values=[(-3.5, -0.0, 0.0), (-0.75, -0.28125, 0.25), (3.5, 3.5, 1.0)],
    ),
    "hard_tanh": Record(
        Reference(exact_clip, np.clip),
        {"x": stepped(lambda x, min_val, max_val: (x > min_val) & (x < max_val))},
        parameters=((-1.0, 1.0), (-0.25, 4.5)),
        limits=[
            ((0.0, -1.0, 1.0), 0.0, (1.0,)),
            ((-0.0, -1.0, 1.0), -0.0, (1.0,)),
            ((1.0, -1.0, 1.0), 1.0, (0.0,)),
            ((-1.0, -1.0, 1.0), -1.0, (0.0,)),
            ((-2.0, -3.0, 5.0), -2.0, (1.0,)),
            ((INF, -3.0, 5.0), 5.0, (0.0,)),
            ((-INF, -3.0, 5.0), -3.0, (0.0,)),
        ],
        values=[(-3.5, -1.0, 0.0), (0.25, 0.25, 1.0), (3.5, 1.0, 0.0)],
    ),
    "hardshrink": Record(
        where(lambda x, lambd: abs(x) > lambd, lambda x, lambd: x),
        {"x": stepped(lambda x, lambd: abs(x) > lambd)},
        parameters=((0.5,), (0.3,)),
        positive=True,
        limits=[
            ((0.0, 0.5), 0.0, (0.0,)),
            ((-0.0, 0.5), 0.0, (0.0,)),
            ((0.5, 0.5), 0.0, (0.0,)),
            ((-0.5, 0.5), 0.0, (0.0,)),
            ((0.75, 0.5), 0.75, (1.0,)),
            ((-0.75, 0.5), -0.75, (1.0,)),
            ((INF, 0.5), INF, (1.0,)),
            ((-INF, 0.5), -INF, (1.0,)),
        ],
        values=[(-3.5, -3.5, 1.0), (0.25, 0.0, 0.0), (3.5, 3.5, 1.0)],
    ),
    "softshrink": Record(
        Reference(
            lambda x, lambd: max(x - lambd, mpfr(0)) + min(x + lambd, mpfr(0)),
            lambda x, lambd: np.maximum(x - lambd, 0.0) + np.minimum(x + lambd, 0.0),
        ),
        {"x": stepped(lambda x, lambd: abs(x) > lambd)},
        parameters=((0.5,), (0.3,)),
        positive=True,
        limits=[
            ((0.0, 0.5), 0.0, (0.0,)),
            ((-0.0, 0.5), 0.0, (0.0,)),
            ((0.5, 0.5), 0.0, (0.0,)),
            ((-0.5, 0.5), 0.0, (0.0,)),
            ((0.75, 0.5), 0.25, (1.0,)),
            ((-0.75, 0.5), -0.25, (1.0,)),
            ((INF, 0.5), INF, (1.0,)),
            ((-INF, 0.5), -INF, (1.0,)),
        ],
        values=[(-3.5, -3.0, 1.0), (0.25, 0.0, 0.0), (3.5, 3.0, 1.0)],
    ),
    "sparse_plus": Record(
        Reference(
            lambda x: x if x > 1 else (max(x, mpfr(-1)) + 1) ** 2 / 4,
            lambda x: np.where(x > 1, x, (np.clip(x, -1.0, 1.0) + 1) ** 2 / 4),
        ),
        {"x": _sparse_sigmoid},
        limits=[
            ((0.0,), 0.25, (0.5,)),
            ((-0.0,), 0.25, (0.5,)),
            ((1.0,), 1.0, (1.0,)),
            ((-1.0,), 0.0, (0.0,)),
            ((0.5,), 0.5625, (0.75,)),
            ((2.0,), 2.0, (1.0,)),
            ((INF,), INF, (1.0,)),
            ((-INF,), 0.0, (0.0,)),
        ],
        values=[(-3.5, 0.0, 0.0), (-0.75, 0.015625, 0.125), (3.5, 3.5, 1.0)],
    ),
    "sparse_sigmoid": Record(
        _sparse_sigmoid,
        {"x": where(lambda x: abs(x) < 1, lambda x: 0.5 + 0 * x)},
        limits=[
            ((0.0,), 0.5, (0.5,)),
            ((-0.0,), 0.5, (0.5,)),
            ((1.0,), 1.0, (0.0,)),
            ((-1.0,), 0.0, (0.0,)),
            ((0.5,), 0.75, (0.5,)),
            ((INF,), 1.0, (0.0,)),
            ((-INF,), 0.0, (0.0,)),
        ],
        values=[(-3.5, 0.0, 0.0), (-0.75, 0.125, 0.5), (3.5, 1.0, 0.0)],
    ),
    "leaky_relu": Record(
        _leaky,
        {"x": _leaky_slope, "negative_slope": _leaky_parameter},
        parameters=((0.01,), (-2.0,)),
        limits=[
            ((0.0, 0.5), 0.0, (0.5, 0.0)),
            ((-0.0, 0.5), -0.0, (0.5, -0.0)),
            ((2.0, 0.5), 2.0, (1.0, 0.0)),
            ((-2.0, 0.5), -1.0, (0.5, -2.0)),
            ((-2.0, -4.0), 8.0, (-4.0, -2.0)),
            ((INF, 0.5), INF, (1.0, 0.0)),
            ((-INF, 0.5), -INF, (0.5, -INF)),
        ],
        values=[(-3.5, -0.035, 0.01), (3.5, 3.5, 1.0)],
    ),
    "prelu": Record(
        _leaky,
        {"x": _leaky_slope, "alpha": _leaky_parameter},
        parameters=((0.25,), (3.7,)),
        limits=[
            ((0.0, 0.25), 0.0, (0.25, 0.0)),
            ((-0.0, 0.25), -0.0, (0.25, -0.0)),
            ((2.0, 0.25), 2.0, (1.0, 0.0)),
            ((-2.0, 0.25), -0.5, (0.25, -2.0)),
            ((INF, 0.25), INF, (1.0, 0.0)),
            ((-INF, 0.25), -INF, (0.25, -INF)),
        ],
        values=[(-3.5, -0.875, 0.25), (3.5, 3.5, 1.0)],
    ),
    "silu": Record(
        _silu,
        {"x": _silu_slope},
        limits=[
            ((0.0,), 0.0, (0.5,)),
            ((-0.0,), -0.0, (0.5,)),
            ((INF,), INF, (1.0,)),
            ((-INF,), -0.0, (-0.0,)),
        ],
        values=[
            (-30, -2.807286890651789686e-12, -2.713710660963134001e-12),
            (-2, -0.2384058440442351119, -0.09078424878489547876),
            (1, 0.7310585786300048793, 0.9276705118714867318),
            (3, 2.857722380467299657, 1.088104106015169617),
        ],
    ),
    "swish": Record(
        _swish,
        {
            "x": _swish_slope,
            "beta": _swish_beta,
        },
        parameters=((1.0,), (1.702,), (-0.3,)),
        limits=[
            ((0.0, 1.0), 0.0, (0.5, 0.0)),
            ((-0.0, 1.0), -0.0, (0.5, 0.0)),
            ((INF, 1.0), INF, (1.0, 0.0)),
            ((-INF, 1.0), -0.0, (-0.0, 0.0)),
            ((INF, -1.0), 0.0, (-0.0, 0.0)),
            ((-INF, -1.0), -INF, (1.0, 0.0)),
            ((2.0, 0.0), 1.0, (0.5, 1.0)),
            ((-2.0, 0.0), -1.0, (0.5, 1.0)),
        ],
        values=[
            (-30, -2.807286890651789686e-12, -2.713710660963134001e-12),
            (-2, -0.2384058440442351119, -0.09078424878489547876),
            (1, 0.7310585786300048793, 0.9276705118714867318),
            (3, 2.857722380467299657, 1.088104106015169617),
        ],
    ),
    "quick_gelu": Record(
        _quick_gelu,
        {"x": _quick_gelu_slope},
        limits=[
            ((0.0,), 0.0, (0.5,)),
            ((-0.0,), -0.0, (0.5,)),
            ((INF,), INF, (1.0,)),
            ((-INF,), -0.0, (-0.0,)),
        ],
        values=[
            (-20, -3.293410241399371728e-14, -5.440713718791752865e-14),
            (-2, -0.06434137685579185019, -0.07381535430854193182),
            (1, 0.8457957659328212957, 1.067779606556334057),
            (3, 2.981928690292214033, 1.024548323905652349),
        ],
    ),
    "gelu": Record(
        _gelu,
        {"x": _gelu_slope},
        limits=[
            ((0.0,), 0.0, (0.5,)),
            ((-0.0,), -0.0, (0.5,)),
            ((INF,), INF, (1.0,)),
            ((-INF,), -0.0, (-0.0,)),
        ],
        values=[
            (-10, -7.619853024160526066e-23, -7.618400096464814086e-22),
            (-2, -0.0455002638963584144, -0.0852318010781968967),
            (1, 0.8413447460685429486, 1.083315470587686298),
            (3, 2.995950305905109716, 1.011945647204183927),
        ],
    ),
    "gelu_tanh": Record(
        _gelu_tanh,
        {"x": _gelu_tanh_slope},
        limits=[
            ((0.0,), 0.0, (0.5,)),
            ((-0.0,), -0.0, (0.5,)),
            ((INF,), INF, (1.0,)),
            ((-INF,), -0.0, (-0.0,)),
        ],
        values=[
            (-5, -2.291796196629506046e-7, -1.546361987532594596e-6),
            (-2, -0.04540230591222498122, -0.08609925662361838156),
            (1, 0.8411919906082767048, 1.082964083845782555),
            (3, 2.996362607918226981, 1.011584166630969726),
        ],
    ),
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
        limits=[
            ((0.0, 1.0), 0.6931471805599453, (0.5, -0.6931471805599453)),
            ((-0.0, 1.0), 0.6931471805599453, (0.5, -0.6931471805599453)),
            ((0.0, 2.0), 0.34657359027997264, (0.5, -0.17328679513998632)),
            ((INF, 1.0), INF, (1.0, -0.0)),
            ((-INF, 1.0), 0.0, (0.0, -0.0)),
        ],
        values=[
            (-30, 9.357622968839736779e-14, 9.357622968839298954e-14),
            (-2, 0.1269280110429724964, 0.1192029220221175559),
            (1, 1.313261687518222834, 0.7310585786300048793),
            (3, 3.048587351573742059, 0.9525741268224332191),
        ],
    ),
    "log_sigmoid": Record(
        Reference(lambda x: -log_one_plus_exp(-x), lambda x: -softplus(-x)),
        {"x": Reference(lambda x: sigma(-x), lambda x: sigmoid(-x))},
        limits=[
            ((0.0,), -0.6931471805599453, (0.5,)),
            ((-0.0,), -0.6931471805599453, (0.5,)),
            ((INF,), -0.0, (0.0,)),
            ((-INF,), -INF, (1.0,)),
        ],
        values=[
            (-30, -30.00000000000009358, 0.9999999999999064238),
            (-2, -2.126928011042972496, 0.8807970779778824441),
            (1, -0.313261687518222834, 0.2689414213699951207),
            (20, -2.061153620314380703e-9, 2.061153618190203581e-9),
        ],
    ),
    "tanhshrink": Record(
        Reference(exact_tanhshrink, tanhshrink),
        {"x": Reference(lambda x: gmpy2.tanh(x) ** 2, lambda x: np.tanh(x) ** 2)},
        limits=[
            ((0.0,), 0.0, (0.0,)),
            ((-0.0,), -0.0, (0.0,)),
            ((INF,), INF, (1.0,)),
            ((-INF,), -INF, (1.0,)),
        ],
        values=[
            (-3, -2.004945246313269549, 0.9901339628345598087),
            (-0.015625, -1.271441591134797651e-6, 0.0002441008940668407572),
            (0.5, 0.0378828427399902415, 0.2135522670340725899),
            (2, 1.035972419924183116, 0.9293491751468355343),
        ],
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
        limits=[
            ((0.0, 1.0), 0.0, (1.0, 0.0)),
            ((-0.0, 1.0), -0.0, (1.0, -0.0)),
            ((0.0, 2.0), 0.0, (2.0, 0.0)),
            ((2.0, 0.5), 2.0, (1.0, 0.0)),
            ((INF, 2.0), INF, (1.0, 0.0)),
            ((-INF, 2.0), -2.0, (0.0, -1.0)),
        ],
        values=[
            (-30, -0.9999999999999064238, 9.357622968840174605e-14),
            (-2, -0.8646647167633873081, 0.1353352832366126919),
            (-0.015625, -0.01550356299459159401, 0.984496437005408406),
            (3, 3.0, 1.0),
        ],
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
        limits=[
            ((0.0, 1.0), 0.0, (1.0, 0.0)),
            ((-0.0, 1.0), -0.0, (1.0, 0.0)),
            ((0.0, 2.0), 0.0, (1.0, 0.0)),
            ((2.0, 0.5), 2.0, (1.0, 0.0)),
            ((-1.0, 0.5), -0.43233235838169365, (0.1353352832366127, -0.5939941502901619)),
            ((INF, 2.0), INF, (1.0, 0.0)),
            ((-INF, 2.0), -2.0, (0.0, -1.0)),
        ],
        values=[
            (-30, -0.9999999999999064238, 9.357622968840174605e-14),
            (-2, -0.8646647167633873081, 0.1353352832366126919),
            (-0.015625, -0.01550356299459159401, 0.984496437005408406),
            (3, 3.0, 1.0),
        ],
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
        limits=[
            ((0.0,), 0.0, (1.7580993408473768,)),
            ((-0.0,), -0.0, (1.7580993408473768,)),
            ((INF,), INF, (1.0507009873554805,)),
            ((-INF,), -1.7580993408473768, (0.0,)),
        ],
        values=[
            (-30, -1.758099340847212344, 1.645163077341618471e-13),
            (-2, -1.520166468595695035, 0.2379328722516818248),
            (-0.015625, -0.02725680388157726553, 1.730842536965799594),
            (3, 3.15210296206644148, 1.050700987355480493),
        ],
    ),
    "softsign": Record(
        Reference(lambda x: x / (1 + abs(x)), lambda x: x / (1 + np.abs(x))),
        {"x": Reference(lambda x: 1 / (1 + abs(x)) ** 2, lambda x: 1 / (1 + np.abs(x)) ** 2)},
        limits=[
            ((0.0,), 0.0, (1.0,)),
            ((-0.0,), -0.0, (1.0,)),
            ((INF,), 1.0, (0.0,)),
            ((-INF,), -1.0, (0.0,)),
        ],
        values=[
            (-30, -0.9677419354838709677, 0.001040582726326742976),
            (-2, -0.6666666666666666667, 0.1111111111111111111),
            (0.5, 0.3333333333333333333, 0.4444444444444444444),
            (6, 0.8571428571428571429, 0.02040816326530612245),
        ],
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
        limits=[
            ((0.0, 4.0), 1.0, (0.5, 0.125)),
            ((-0.0, 4.0), 1.0, (0.5, 0.125)),
            ((1.5, 4.0), 2.0, (0.8, 0.1)),
            ((-1.5, 4.0), 0.5, (0.2, 0.1)),
            ((2.0, 0.0), 2.0, (1.0, 0.125)),
            ((-2.0, 0.0), 0.0, (0.0, 0.125)),
            ((INF, 4.0), INF, (1.0, 0.0)),
            ((-INF, 4.0), 0.0, (0.0, 0.0)),
        ],
        values=[
            (-30, 0.03329637837290827088, 0.001107421071695521984),
            (-2, 0.4142135623730950488, 0.1464466094067262378),
            (1, 1.618033988749894848, 0.7236067977499789696),
            (3, 3.302775637731994647, 0.9160251471689218415),
        ],
    ),
    "mish": Record(
        Reference(lambda x: x * gmpy2.tanh(log_one_plus_exp(x)), mish),
        {"x": Reference(exact_mish_slope, mish_slope, root=lambda: -1.1924312145154952)},
        limits=[
            ((0.0,), 0.0, (0.6,)),
            ((-0.0,), -0.0, (0.6,)),
            ((INF,), INF, (1.0,)),
            ((-INF,), -0.0, (-0.0,)),
        ],
        values=[
            (-30, -2.807286890651921034e-12, -2.713710660963392318e-12),
            (-2, -0.2525014826957088636, -0.1083550924203939428),
            (1, 0.8650983882673103461, 1.049036220099792159),
            (3, 2.986535004967957319, 1.021106910929443773),
        ],
    ),
    "glu": gated(
        _sigmoid,
        _sigmoid_slope,
        limits=[
            ((0.0, 2.0), 1.0, (0.5, 0.5)),
            ((-0.0, -2.0), -1.0, (-0.5, 0.5)),
            ((INF, 2.0), 2.0, (0.0, 1.0)),
            ((-INF, 2.0), 0.0, (0.0, 0.0)),
            ((-INF, -2.0), -0.0, (-0.0, 0.0)),
            ((0.0, INF), INF, (INF, 0.5)),
        ],
    ),
    "bilinear": gated(
        Reference(lambda x: x, lambda x: x),
        Reference(lambda x: mpfr(1), lambda x: np.ones_like(x), constant=True),
        limits=[
            ((0.0, -2.0), -0.0, (-2.0, 0.0)),
            ((-0.0, 2.0), -0.0, (2.0, -0.0)),
            ((1.5, 2.0), 3.0, (2.0, 1.5)),
            ((-INF, 2.0), -INF, (2.0, -INF)),
            ((INF, -2.0), -INF, (-2.0, INF)),
            ((0.0, INF), NAN, (INF, 0.0)),
        ],
    ),
    "reglu": gated(
        _relu,
        _relu_slope,
        limits=[
            ((0.0, 2.0), 0.0, (0.0, 0.0)),
            ((0.0, -2.0), -0.0, (-0.0, 0.0)),
            ((-0.0, 2.0), 0.0, (0.0, 0.0)),
            ((-3.0, 2.0), 0.0, (0.0, 0.0)),
            ((3.0, 2.0), 6.0, (2.0, 3.0)),
            ((INF, 2.0), INF, (2.0, INF)),
            ((-INF, 2.0), 0.0, (0.0, 0.0)),
        ],
    ),
    "geglu": gated(
        _gelu,
        _gelu_slope,
        limits=[
            ((0.0, 2.0), 0.0, (1.0, 0.0)),
            ((-0.0, 2.0), -0.0, (1.0, -0.0)),
            ((INF, 2.0), INF, (2.0, INF)),
            ((-INF, 2.0), -0.0, (-0.0, -0.0)),
            ((-INF, -2.0), 0.0, (0.0, -0.0)),
        ],
    ),
    "geglu_tanh": gated(
        _gelu_tanh,
        _gelu_tanh_slope,
        limits=[
            ((0.0, 2.0), 0.0, (1.0, 0.0)),
            ((-0.0, 2.0), -0.0, (1.0, -0.0)),
            ((INF, 2.0), INF, (2.0, INF)),
            ((-INF, 2.0), -0.0, (-0.0, -0.0)),
            ((-INF, -2.0), 0.0, (0.0, -0.0)),
        ],
    ),
    "quick_geglu": gated(
        _quick_gelu,
        _quick_gelu_slope,
        limits=[
            ((0.0, 2.0), 0.0, (1.0, 0.0)),
            ((-0.0, 2.0), -0.0, (1.0, -0.0)),
            ((INF, 2.0), INF, (2.0, INF)),
            ((-INF, 2.0), -0.0, (-0.0, -0.0)),
            ((-INF, -2.0), 0.0, (0.0, -0.0)),
        ],
    ),
    "swiglu": gated(
        _swish,
        _swish_slope,
        {"beta": _swish_beta},
        parameters=((1.0,), (1.702,), (-0.3,)),
        limits=[
            ((0.0, 2.0, 1.0), 0.0, (1.0, 0.0, 0.0)),
            ((-0.0, 2.0, 1.0), -0.0, (1.0, -0.0, 0.0)),
            ((0.0, -2.0, 1.0), -0.0, (-1.0, 0.0, -0.0)),
            ((INF, 2.0, 1.0), INF, (2.0, INF, 0.0)),
            ((-INF, 2.0, 1.0), -0.0, (-0.0, -0.0, 0.0)),
            ((-INF, -2.0, 1.0), 0.0, (0.0, -0.0, -0.0)),
            ((2.0, 4.0, 0.0), 4.0, (2.0, 1.0, 4.0)),
            ((2.0, INF, 0.0), INF, (INF, 1.0, INF)),
        ],
    ),
    "swiglu_oai": swiglu_oai(
        limits=[
            ((0.0, 2.0, 7.0, 1.0), 0.0, (1.5, 0.0)),
            ((-0.0, 2.0, 7.0, 1.0), -0.0, (1.5, -0.0)),
            ((2.0, 3.0, 7.0, 0.0), 4.0, (2.0, 1.0)),
            ((2.0, -1.0, 7.0, 0.0), 0.0, (0.0, 1.0)),
            ((7.0, 7.0, 7.0, 0.0), 28.0, (4.0, 3.5)),  # at both limits
            ((8.0, 7.5, 7.0, 0.0), 28.0, (0.0, 0.0)),
            ((2.0, -7.0, 7.0, 0.0), -6.0, (-3.0, 1.0)),
            ((2.0, -8.0, 7.0, 0.0), -6.0, (-3.0, 0.0)),
            ((INF, INF, 7.0, 0.0), 28.0, (0.0, 0.0)),
            ((-INF, 2.0, 7.0, 1.0), -0.0, (-0.0, -0.0)),
            ((-INF, -0.0009765625, 7.0, 1.0), -0.0, (-0.0, -0.0)),
            ((-INF, -INF, 7.0, 1.0), 0.0, (0.0, 0.0)),
        ],
    ),
}
