"""The record of each function: what the checks know of it.

Its references, the parameters that it is checked with, its domain, its limits and some values. The
tests and `numba-act accuracy` derive their checks from it. To add an activation, add its record.

Limits and values stand here as numbers, apart from the references: limits that a reader can check,
and values that were computed once with mpmath at 300 bits.
"""

from __future__ import annotations

from math import inf as INF  # noqa: N812
from math import nan as NAN  # noqa: N812
from typing import Any

from . import references as ref
from .mathematics_records import VECTOR_MATHEMATICS
from .references import SWISH_ROOT, Record, Reference, gated, inside, stepped

_sigmoid = Reference(ref.sigmoid)
_sigmoid_slope = Reference(ref.sigmoid_slope)
_relu = inside(lambda x: x > 0, lambda x: x)
_relu_slope = stepped(lambda x: x > 0)
_from_3_on = stepped(lambda x: x >= 3)
_flat = stepped(lambda x, *_: x != x)
_sparse_sigmoid = Reference(lambda x: ref.clip((x + 1) / 2, 0, 1))
_leaky = Reference(lambda x, slope: ref.where(x > 0, x, slope * x))
_leaky_slope = Reference(lambda x, slope: ref.where(x > 0, 1, slope))
_leaky_parameter = Reference(lambda x, slope: ref.where(x > 0, 0, x))
_swish = Reference(lambda x, beta: x * ref.sigmoid(*ref.product(x, beta)))
_swish_slope = Reference(
    lambda x, beta: ref.swish_slope(*ref.product(x, beta)), root=lambda beta: SWISH_ROOT / beta
)
_swish_beta = Reference(lambda x, beta: x**2 * ref.sigmoid_slope(*ref.product(x, beta)))
_quick_gelu = Reference(lambda x: x * ref.sigmoid(*ref.times(x, ref.QUICK_SLOPE)))
_quick_gelu_slope = Reference(
    lambda x: ref.swish_slope(*ref.times(x, ref.QUICK_SLOPE)), root=lambda: SWISH_ROOT / 1.702
)
_gelu = Reference(lambda x: x * ref.normal_cdf(x))
_gelu_slope = Reference(
    lambda x: ref.normal_cdf(x) + x * ref.normal_density(x), root=lambda: -0.7517915246935645
)
_gelu_tanh = Reference(lambda x: x * ref.sigmoid(*ref.gelu_tanh_argument(x)))
_gelu_tanh_slope = Reference(ref.gelu_tanh_slope, root=lambda: -0.7524614220710163)


def _exp_of_negative(x: Any) -> Any:
    return ref.exp(ref.minimum(x, 0))


def _expm1_of_negative(x: Any) -> Any:
    return ref.expm1(ref.minimum(x, 0))


def _selu(x: Any, above: Any, below: Any) -> Any:
    scale, alpha = ref.number(ref.SELU_SCALE, x), ref.number(ref.SELU_ALPHA, x)
    return scale * ref.where(x > 0, above, alpha * below)


def _factor(value: Any, limit: Any) -> Any:
    return ref.clip(value, -limit, limit) + 1


def _swiglu_oai_limit(a: Any, v: Any, limit: Any, alpha: Any) -> Any:
    at_limit = ref.minimum(a, limit)
    of_gate = _swish_slope(at_limit, alpha) * _factor(v, limit)
    of_value = _swish(at_limit, alpha)
    of_value = ref.where(v > limit, of_value, ref.where(v < -limit, -of_value, 0.0))
    return ref.where(v == v, ref.where(a > limit, of_gate, 0.0) + of_value, v)


def _is_on_line(*operands: Any) -> Any:
    return (ref.line(*operands) > 0) & (ref.line_below_one(*operands) > 0)


def _softshrink_lambd(x: Any, lambd: Any) -> Any:
    one = ref.number(ref.ONE, x)
    return ref.where(x > lambd, -one, ref.where(x < -lambd, one, 0.0))


RECORDS: dict[str, Record] = {
    **VECTOR_MATHEMATICS,
    "sigmoid": Record(
        _sigmoid,
        {"x": _sigmoid_slope},
        zeros=[(0.0, 0.5, 0.25), (-0.0, 0.5, 0.25)],
        infinities=[(INF, 1.0, 0.0), (-INF, 0.0, 0.0)],
        values=[
            (-2, 0.1192029220221175559, 0.1049935854035065173),
            (1, 0.7310585786300048793, 0.1966119332414818525),
        ],
    ),
    "relu": Record(
        _relu,
        {"x": _relu_slope},
        zeros=[(0.0, 0.0, 0.0), (-0.0, 0.0, 0.0)],
        infinities=[(INF, INF, 1.0), (-INF, 0.0, 0.0)],
        kinks=[(2.0, 2.0, 1.0), (-2.0, 0.0, 0.0)],
        values=[(-3.5, 0.0, 0.0), (3.5, 3.5, 1.0)],
    ),
    "relu6": Record(
        Reference(lambda x: ref.clip(x, 0, 6)),
        {"x": stepped(lambda x: (x > 0) & (x < 6))},
        zeros=[(0.0, 0.0, 0.0), (-0.0, 0.0, 0.0)],
        infinities=[(INF, 6.0, 0.0), (-INF, 0.0, 0.0)],
        kinks=[(6.0, 6.0, 0.0), (5.9375, 5.9375, 1.0), (-2.0, 0.0, 0.0), (8.0, 6.0, 0.0)],
        values=[(-3.5, 0.0, 0.0), (3.5, 3.5, 1.0), (6.5, 6.0, 0.0)],
    ),
    "relu_squared": Record(
        inside(lambda x: x > 0, lambda x: x * x),
        {"x": inside(lambda x: x > 0, lambda x: 2 * x)},
        zeros=[(0.0, 0.0, 0.0), (-0.0, 0.0, 0.0)],
        infinities=[(INF, INF, INF), (-INF, 0.0, 0.0)],
        kinks=[(3.0, 9.0, 6.0), (-3.0, 0.0, 0.0)],
        values=[(-3.5, 0.0, 0.0), (3.5, 12.25, 7.0)],
    ),
    "threshold": Record(
        Reference(lambda x, threshold, value: ref.where(x > threshold, x, value)),
        {
            "x": stepped(lambda x, threshold, value: x > threshold),
            "threshold": _flat,
            "value": stepped(lambda x, threshold, value: x <= threshold),
        },
        parameters=((0.25, -3.0), (-1.5, 20.0)),
        zeros=[(0.0, -1.0, 2.0, 0.0, 1.0, 0.0, 0.0), (-0.0, -1.0, 2.0, -0.0, 1.0, 0.0, 0.0)],
        infinities=[(INF, 0.5, -3.0, INF, 1.0, 0.0, 0.0), (-INF, 0.5, -3.0, -3.0, 0.0, 0.0, 1.0)],
        kinks=[
            (0.5, 0.5, -3.0, -3.0, 0.0, 0.0, 1.0),
            (0.625, 0.5, -3.0, 0.625, 1.0, 0.0, 0.0),
            (-2.0, 0.5, -3.0, -3.0, 0.0, 0.0, 1.0),
        ],
        values=[(-3.5, 0.25, 0.0), (3.5, 3.5, 1.0)],
    ),
    "thresholded_relu": Record(
        inside(lambda x, alpha: x > alpha, lambda x, alpha: x),
        {"x": stepped(lambda x, alpha: x > alpha), "alpha": _flat},
        parameters=((1.0,), (-0.3,)),
        zeros=[(0.0, 1.0, 0.0, 0.0, 0.0), (-0.0, 1.0, 0.0, 0.0, 0.0), (-0.0, -0.5, -0.0, 1.0, 0.0)],
        infinities=[(INF, 1.0, INF, 1.0, 0.0), (-INF, 1.0, 0.0, 0.0, 0.0)],
        kinks=[(1.0, 1.0, 0.0, 0.0, 0.0), (1.5, 1.0, 1.5, 1.0, 0.0), (-2.0, 1.0, 0.0, 0.0, 0.0)],
        values=[(0.75, 0.0, 0.0), (3.5, 3.5, 1.0)],
    ),
    "jump_relu": Record(
        inside(lambda x, threshold, bandwidth: x > threshold, lambda x, *_: x),
        {
            "x": stepped(lambda x, threshold, bandwidth: x > threshold),
            "threshold": inside(
                ref.is_within, lambda x, threshold, bandwidth: -threshold / bandwidth
            ),
            "bandwidth": _flat,
        },
        # so that the points of test_references lie outside of the kernel
        parameters=((0.01, 0.005), (2.0, 0.2)),
        zeros=[(0.0, 0.5, 0.25, 0.0, 0.0, 0.0, 0.0), (-0.0, 0.5, 0.25, 0.0, 0.0, 0.0, 0.0)],
        infinities=[(INF, 0.5, 0.25, INF, 1.0, 0.0, 0.0), (-INF, 0.5, 0.25, 0.0, 0.0, 0.0, 0.0)],
        kinks=[
            (0.5, 0.5, 0.25, 0.0, 0.0, -2.0, 0.0),
            (0.5625, 0.5, 0.25, 0.5625, 1.0, -2.0, 0.0),
            (0.4375, 0.5, 0.25, 0.0, 0.0, -2.0, 0.0),
            (0.625, 0.5, 0.25, 0.625, 1.0, 0.0, 0.0),
            (0.375, 0.5, 0.25, 0.0, 0.0, 0.0, 0.0),
        ],
        values=[(0.0009765625, 0.0, 0.0), (3.5, 3.5, 1.0)],
    ),
    "step": Record(
        stepped(lambda x, threshold, bandwidth: x > threshold),
        {
            "x": _flat,
            "threshold": inside(
                ref.is_within, lambda x, threshold, bandwidth: -ref.number(ref.ONE, x) / bandwidth
            ),
            "bandwidth": _flat,
        },
        # so that the points of test_references lie outside of the kernel
        parameters=((0.0, 0.001), (2.0, 0.2)),
        zeros=[(0.0, 0.0, 0.25, 0.0, 0.0, -4.0, 0.0), (-0.0, 0.5, 0.25, 0.0, 0.0, 0.0, 0.0)],
        infinities=[(INF, 0.5, 0.25, 1.0, 0.0, 0.0, 0.0), (-INF, 0.5, 0.25, 0.0, 0.0, 0.0, 0.0)],
        kinks=[
            (0.5, 0.5, 0.25, 0.0, 0.0, -4.0, 0.0),
            (0.5625, 0.5, 0.25, 1.0, 0.0, -4.0, 0.0),
            (0.625, 0.5, 0.25, 1.0, 0.0, 0.0, 0.0),
            (0.375, 0.5, 0.25, 0.0, 0.0, 0.0, 0.0),
        ],
        values=[(0.0009765625, 1.0, 0.0), (-3.5, 0.0, 0.0)],
    ),
    "softcap": Record(
        Reference(ref.softcap),
        {
            "x": Reference(lambda x, cap: ref.sech_squared(*ref.quotient(x, cap))),
            "cap": Reference(ref.softcap_rise),
        },
        parameters=((50.0,), (0.25,), (-3.0,)),
        zeros=[(0.0, 2.0, 0.0, 1.0, 0.0), (-0.0, 2.0, -0.0, 1.0, -0.0)],
        infinities=[(INF, 2.0, 2.0, 0.0, 1.0), (-INF, 2.0, -2.0, 0.0, -1.0)],
        kinks=[
            (3.0, INF, 3.0, 1.0, 0.0),
            (3.0, 0.0, 0.0, 0.0, 1.0),
            (1.0, -2.0, 0.9242343145200195, 0.7864477329659274, -0.06889329077704605),
        ],
        values=[
            (-0.125, -0.1155292893150024396, 0.7864477329659274101),
            (0.5, 0.241006895018954221, 0.07065082485316446569),
        ],
    ),
    "dyt": Record(
        Reference(lambda x, alpha: ref.tanh(x * alpha)),
        {
            "x": Reference(lambda x, alpha: alpha * ref.sech_squared(*ref.product(x, alpha))),
            "alpha": Reference(lambda x, alpha: x * ref.sech_squared(*ref.product(x, alpha))),
        },
        parameters=((0.5,), (1.25,), (-3.0,)),
        zeros=[(0.0, 0.5, 0.0, 0.5, 0.0), (-0.0, 0.5, -0.0, 0.5, -0.0)],
        infinities=[(INF, 0.5, 1.0, 0.0, 0.0), (-INF, 0.5, -1.0, 0.0, -0.0)],
        kinks=[(2.0, 0.0, 0.0, 0.0, 2.0), (2.0, INF, 1.0, 0.0, 0.0)],
        values=[
            (-2, -0.7615941559557648881, 0.2099871708070130347),
            (0.75, 0.3583573983507859463, 0.435789987523628059),
        ],
    ),
    "hard_sigmoid": Record(
        Reference(lambda *p: ref.clip(ref.line(*p), 0, 1)),
        {
            "x": inside(_is_on_line, ref.line_slope),
            "slope": inside(_is_on_line, lambda x, *_: x),
            "offset": stepped(_is_on_line),
        },
        parameters=((1 / 6, 0.5), (0.2, 0.5), (-0.375, 0.75)),
        zeros=[(0.0, 1 / 6, 0.5, 0.5, 1 / 6, 0.0, 1.0), (-0.0, 1 / 6, 0.5, 0.5, 1 / 6, -0.0, 1.0)],
        infinities=[
            (INF, 1 / 6, 0.5, 1.0, 0.0, 0.0, 0.0),
            (-INF, 1 / 6, 0.5, 0.0, 0.0, 0.0, 0.0),
            (INF, -0.25, 0.5, 0.0, 0.0, 0.0, 0.0),
        ],
        kinks=[
            (3.0, 1 / 6, 0.5, 1.0, 0.0, 0.0, 0.0),
            (-3.0, 1 / 6, 0.5, 0.0, 0.0, 0.0, 0.0),
            (1.5, 1 / 6, 0.5, 0.75, 1 / 6, 1.5, 1.0),
            (-2.984375, 1 / 6, 0.5, 1 / 384, 1 / 6, -2.984375, 1.0),
            (2.984375, 1 / 6, 0.5, 383 / 384, 1 / 6, 2.984375, 1.0),
            (2.0, 0.25, 0.5, 1.0, 0.0, 0.0, 0.0),
            (-2.0, 0.25, 0.5, 0.0, 0.0, 0.0, 0.0),
        ],
        values=[(-3.5, 0.0, 0.0), (-0.75, 0.375, 1 / 6), (3.5, 1.0, 0.0)],
    ),
    "hard_swish": Record(
        Reference(lambda x: x * (ref.clip(x + 3, 0, 6) / 6)),
        {"x": Reference(lambda x: ref.where(abs(x) >= 3, _from_3_on(x), (2 * x + 3) / 6))},
        zeros=[(0.0, 0.0, 0.5), (-0.0, -0.0, 0.5)],
        infinities=[(INF, INF, 1.0), (-INF, -0.0, 0.0)],
        kinks=[
            (3.0, 3.0, 1.0),
            (-3.0, -0.0, 0.0),
            (-1.5, -0.375, 0.0),
            (1.0, 2 / 3, 5 / 6),
            (2.984375, 2.9766031901041665, 1.494791666666666667),
        ],
        values=[(-3.5, -0.0, 0.0), (-0.75, -0.28125, 0.25), (3.5, 3.5, 1.0)],
    ),
    "hard_tanh": Record(
        Reference(ref.clip),
        {
            "x": stepped(lambda x, min_val, max_val: (x > min_val) & (x < max_val)),
            "min_val": stepped(lambda x, min_val, max_val: x <= min_val),
            "max_val": stepped(lambda x, min_val, max_val: (x >= max_val) & (x > min_val)),
        },
        parameters=((-1.0, 1.0), (-0.25, 4.5)),
        zeros=[(0.0, -1.0, 1.0, 0.0, 1.0, 0.0, 0.0), (-0.0, -1.0, 1.0, -0.0, 1.0, 0.0, 0.0)],
        infinities=[(INF, -3.0, 5.0, 5.0, 0.0, 0.0, 1.0), (-INF, -3.0, 5.0, -3.0, 0.0, 1.0, 0.0)],
        kinks=[
            (1.0, -1.0, 1.0, 1.0, 0.0, 0.0, 1.0),
            (-1.0, -1.0, 1.0, -1.0, 0.0, 1.0, 0.0),
            (-2.0, -3.0, 5.0, -2.0, 1.0, 0.0, 0.0),
        ],
        values=[(-3.5, -1.0, 0.0), (0.25, 0.25, 1.0), (3.5, 1.0, 0.0)],
    ),
    "hardshrink": Record(
        inside(lambda x, lambd: abs(x) > lambd, lambda x, lambd: x),
        {"x": stepped(lambda x, lambd: abs(x) > lambd), "lambd": _flat},
        parameters=((0.5,), (0.3,)),
        positive=True,
        zeros=[(0.0, 0.5, 0.0, 0.0, 0.0), (-0.0, 0.5, 0.0, 0.0, 0.0)],
        infinities=[(INF, 0.5, INF, 1.0, 0.0), (-INF, 0.5, -INF, 1.0, 0.0)],
        kinks=[
            (0.5, 0.5, 0.0, 0.0, 0.0),
            (-0.5, 0.5, 0.0, 0.0, 0.0),
            (0.75, 0.5, 0.75, 1.0, 0.0),
            (-0.75, 0.5, -0.75, 1.0, 0.0),
        ],
        values=[(-3.5, -3.5, 1.0), (0.25, 0.0, 0.0), (3.5, 3.5, 1.0)],
    ),
    "softshrink": Record(
        Reference(lambda x, lambd: ref.maximum(x - lambd, 0) + ref.minimum(x + lambd, 0)),
        {"x": stepped(lambda x, lambd: abs(x) > lambd), "lambd": Reference(_softshrink_lambd)},
        parameters=((0.5,), (0.3,)),
        positive=True,
        zeros=[(0.0, 0.5, 0.0, 0.0, 0.0), (-0.0, 0.5, 0.0, 0.0, 0.0)],
        infinities=[(INF, 0.5, INF, 1.0, -1.0), (-INF, 0.5, -INF, 1.0, 1.0)],
        kinks=[
            (0.5, 0.5, 0.0, 0.0, 0.0),
            (-0.5, 0.5, 0.0, 0.0, 0.0),
            (0.75, 0.5, 0.25, 1.0, -1.0),
            (-0.75, 0.5, -0.25, 1.0, 1.0),
        ],
        values=[(-3.5, -3.0, 1.0), (0.25, 0.0, 0.0), (3.5, 3.0, 1.0)],
    ),
    "sparse_plus": Record(
        Reference(lambda x: ref.where(x > 1, x, (ref.clip(x, -1, 1) + 1) ** 2 / 4)),
        {"x": _sparse_sigmoid},
        zeros=[(0.0, 0.25, 0.5), (-0.0, 0.25, 0.5)],
        infinities=[(INF, INF, 1.0), (-INF, 0.0, 0.0)],
        kinks=[(1.0, 1.0, 1.0), (-1.0, 0.0, 0.0), (0.5, 0.5625, 0.75), (2.0, 2.0, 1.0)],
        values=[(-3.5, 0.0, 0.0), (-0.75, 0.015625, 0.125), (3.5, 3.5, 1.0)],
    ),
    "sparse_sigmoid": Record(
        _sparse_sigmoid,
        {"x": inside(lambda x: abs(x) < 1, lambda x: 0.5 + 0 * x)},
        zeros=[(0.0, 0.5, 0.5), (-0.0, 0.5, 0.5)],
        infinities=[(INF, 1.0, 0.0), (-INF, 0.0, 0.0)],
        kinks=[(1.0, 1.0, 0.0), (-1.0, 0.0, 0.0), (0.5, 0.75, 0.5)],
        values=[(-3.5, 0.0, 0.0), (-0.75, 0.125, 0.5), (3.5, 1.0, 0.0)],
    ),
    "leaky_relu": Record(
        _leaky,
        {"x": _leaky_slope, "negative_slope": _leaky_parameter},
        parameters=((0.01,), (-2.0,)),
        zeros=[(0.0, 0.5, 0.0, 0.5, 0.0), (-0.0, 0.5, -0.0, 0.5, -0.0)],
        infinities=[(INF, 0.5, INF, 1.0, 0.0), (-INF, 0.5, -INF, 0.5, -INF)],
        kinks=[
            (2.0, 0.5, 2.0, 1.0, 0.0),
            (-2.0, 0.5, -1.0, 0.5, -2.0),
            (-2.0, -4.0, 8.0, -4.0, -2.0),
        ],
        values=[(-3.5, -0.035, 0.01), (3.5, 3.5, 1.0)],
    ),
    "prelu": Record(
        _leaky,
        {"x": _leaky_slope, "alpha": _leaky_parameter},
        parameters=((0.25,), (3.7,)),
        zeros=[(0.0, 0.25, 0.0, 0.25, 0.0), (-0.0, 0.25, -0.0, 0.25, -0.0)],
        infinities=[(INF, 0.25, INF, 1.0, 0.0), (-INF, 0.25, -INF, 0.25, -INF)],
        kinks=[(2.0, 0.25, 2.0, 1.0, 0.0), (-2.0, 0.25, -0.5, 0.25, -2.0)],
        values=[(-3.5, -0.875, 0.25), (3.5, 3.5, 1.0)],
    ),
    "silu": Record(
        Reference(lambda x: x * ref.sigmoid(x)),
        {"x": Reference(ref.swish_slope, root=lambda: SWISH_ROOT)},
        zeros=[(0.0, 0.0, 0.5), (-0.0, -0.0, 0.5)],
        infinities=[(INF, INF, 1.0), (-INF, -0.0, -0.0)],
        values=[
            (-2, -0.2384058440442351119, -0.09078424878489547876),
            (1, 0.7310585786300048793, 0.9276705118714867318),
        ],
    ),
    "swish": Record(
        _swish,
        {"x": _swish_slope, "beta": _swish_beta},
        parameters=((1.0,), (1.702,), (-0.3,)),
        zeros=[(0.0, 1.0, 0.0, 0.5, 0.0), (-0.0, 1.0, -0.0, 0.5, 0.0)],
        infinities=[
            (INF, 1.0, INF, 1.0, 0.0),
            (-INF, 1.0, -0.0, -0.0, 0.0),
            (INF, -1.0, 0.0, -0.0, 0.0),
            (-INF, -1.0, -INF, 1.0, 0.0),
        ],
        kinks=[(2.0, 0.0, 1.0, 0.5, 1.0), (-2.0, 0.0, -1.0, 0.5, 1.0)],
        values=[
            (-2, -0.2384058440442351119, -0.09078424878489547876),
            (1, 0.7310585786300048793, 0.9276705118714867318),
        ],
    ),
    "quick_gelu": Record(
        _quick_gelu,
        {"x": _quick_gelu_slope},
        zeros=[(0.0, 0.0, 0.5), (-0.0, -0.0, 0.5)],
        infinities=[(INF, INF, 1.0), (-INF, -0.0, -0.0)],
        values=[
            (-2, -0.06434137685579185019, -0.07381535430854193182),
            (1, 0.8457957659328212957, 1.067779606556334057),
        ],
    ),
    "gelu": Record(
        _gelu,
        {"x": _gelu_slope},
        zeros=[(0.0, 0.0, 0.5), (-0.0, -0.0, 0.5)],
        infinities=[(INF, INF, 1.0), (-INF, -0.0, -0.0)],
        values=[
            (-2, -0.0455002638963584144, -0.0852318010781968967),
            (1, 0.8413447460685429486, 1.083315470587686298),
        ],
    ),
    "gelu_tanh": Record(
        _gelu_tanh,
        {"x": _gelu_tanh_slope},
        zeros=[(0.0, 0.0, 0.5), (-0.0, -0.0, 0.5)],
        infinities=[(INF, INF, 1.0), (-INF, -0.0, -0.0)],
        values=[
            (-2, -0.04540230591222498122, -0.08609925662361838156),
            (1, 0.8411919906082767048, 1.082964083845782555),
        ],
    ),
    "softplus": Record(
        Reference(lambda x, beta: ref.softplus(*ref.product(x, beta)) / beta),
        {
            "x": Reference(lambda x, beta: ref.sigmoid(*ref.product(x, beta))),
            "beta": Reference(ref.softplus_beta),
        },
        parameters=((1.0,), (2.5,), (0.1,)),
        positive=True,
        zeros=[
            (0.0, 1.0, 0.6931471805599453, 0.5, -0.6931471805599453),
            (-0.0, 1.0, 0.6931471805599453, 0.5, -0.6931471805599453),
            (0.0, 2.0, 0.34657359027997264, 0.5, -0.17328679513998632),
        ],
        infinities=[(INF, 1.0, INF, 1.0, -0.0), (-INF, 1.0, 0.0, 0.0, -0.0)],
        values=[
            (-2, 0.1269280110429724964, 0.1192029220221175559),
            (1, 1.313261687518222834, 0.7310585786300048793),
        ],
    ),
    "log_sigmoid": Record(
        Reference(lambda x: -ref.softplus(-x)),
        {"x": Reference(lambda x: ref.sigmoid(-x))},
        zeros=[(0.0, -0.6931471805599453, 0.5), (-0.0, -0.6931471805599453, 0.5)],
        infinities=[(INF, -0.0, 0.0), (-INF, -INF, 1.0)],
        values=[
            (-2, -2.126928011042972496, 0.8807970779778824441),
            (1, -0.313261687518222834, 0.2689414213699951207),
        ],
    ),
    "tanhshrink": Record(
        Reference(ref.tanhshrink),
        {"x": Reference(lambda x: ref.tanh(x) ** 2)},
        zeros=[(0.0, 0.0, 0.0), (-0.0, -0.0, 0.0)],
        infinities=[(INF, INF, 1.0), (-INF, -INF, 1.0)],
        values=[
            (0.5, 0.0378828427399902415, 0.2135522670340725899),
            (-3, -2.004945246313269549, 0.9901339628345598087),
        ],
    ),
    "elu": Record(
        Reference(lambda x, alpha: ref.where(x > 0, x, alpha * _expm1_of_negative(x))),
        {
            "x": Reference(lambda x, alpha: ref.where(x > 0, 1, alpha * _exp_of_negative(x))),
            "alpha": Reference(lambda x, alpha: ref.where(x > 0, 0, _expm1_of_negative(x))),
        },
        parameters=((1.0,), (2.5,), (-0.3,)),
        zeros=[(0.0, 1.0, 0.0, 1.0, 0.0), (-0.0, 1.0, -0.0, 1.0, -0.0), (0.0, 2.0, 0.0, 2.0, 0.0)],
        infinities=[(INF, 2.0, INF, 1.0, 0.0), (-INF, 2.0, -2.0, 0.0, -1.0)],
        kinks=[(2.0, 0.5, 2.0, 1.0, 0.0)],
        values=[(-2, -0.8646647167633873081, 0.1353352832366126919), (3, 3.0, 1.0)],
    ),
    "celu": Record(
        Reference(lambda x, alpha: ref.where(x > 0, x, alpha * ref.celu_expm1(x, alpha))),
        {"x": Reference(ref.celu_exp), "alpha": Reference(ref.celu_alpha)},
        parameters=((1.0,), (2.5,), (0.1,)),
        positive=True,
        zeros=[(0.0, 1.0, 0.0, 1.0, 0.0), (-0.0, 1.0, -0.0, 1.0, 0.0), (0.0, 2.0, 0.0, 1.0, 0.0)],
        infinities=[(INF, 2.0, INF, 1.0, 0.0), (-INF, 2.0, -2.0, 0.0, -1.0)],
        kinks=[
            (2.0, 0.5, 2.0, 1.0, 0.0),
            (-1.0, 0.5, -0.43233235838169365, 0.1353352832366127, -0.5939941502901619),
        ],
        values=[(-2, -0.8646647167633873081, 0.1353352832366126919), (3, 3.0, 1.0)],
    ),
    "selu": Record(
        Reference(lambda x: _selu(x, x, _expm1_of_negative(x))),
        {"x": Reference(lambda x: _selu(x, 1, _exp_of_negative(x)))},
        zeros=[(0.0, 0.0, 1.7580993408473768), (-0.0, -0.0, 1.7580993408473768)],
        infinities=[(INF, INF, 1.0507009873554805), (-INF, -1.7580993408473768, 0.0)],
        values=[
            (-2, -1.520166468595695035, 0.2379328722516818248),
            (3, 3.15210296206644148, 1.050700987355480493),
        ],
    ),
    "softsign": Record(
        Reference(lambda x: x / (1 + abs(x))),
        {"x": Reference(lambda x: 1 / (1 + abs(x)) ** 2)},
        zeros=[(0.0, 0.0, 1.0), (-0.0, -0.0, 1.0)],
        infinities=[(INF, 1.0, 0.0), (-INF, -1.0, 0.0)],
        values=[
            (-2, -0.6666666666666666667, 0.1111111111111111111),
            (0.5, 0.3333333333333333333, 0.4444444444444444444),
        ],
    ),
    "squareplus": Record(
        Reference(ref.squareplus),
        {
            "x": Reference(lambda x, b: ref.squareplus(x, b) / ref.sqrt(x * x + b)),
            "b": Reference(lambda x, b: 1 / (4 * ref.sqrt(x * x + b))),
        },
        parameters=((4.0,), (0.5,)),
        positive=True,
        zeros=[(0.0, 4.0, 1.0, 0.5, 0.125), (-0.0, 4.0, 1.0, 0.5, 0.125)],
        infinities=[(INF, 4.0, INF, 1.0, 0.0), (-INF, 4.0, 0.0, 0.0, 0.0)],
        kinks=[
            (1.5, 4.0, 2.0, 0.8, 0.1),
            (-1.5, 4.0, 0.5, 0.2, 0.1),
            (2.0, 0.0, 2.0, 1.0, 0.125),
            (-2.0, 0.0, 0.0, 0.0, 0.125),
        ],
        values=[
            (-2, 0.4142135623730950488, 0.1464466094067262378),
            (1, 1.618033988749894848, 0.7236067977499789696),
        ],
    ),
    "mish": Record(
        Reference(ref.mish),
        {"x": Reference(ref.mish_slope, root=lambda: -1.1924312145154952)},
        zeros=[(0.0, 0.0, 0.6), (-0.0, -0.0, 0.6)],
        infinities=[(INF, INF, 1.0), (-INF, -0.0, -0.0)],
        values=[
            (-2, -0.2525014826957088636, -0.1083550924203939428),
            (1, 0.8650983882673103461, 1.049036220099792159),
        ],
    ),
    "glu": Record(
        **gated(_sigmoid, _sigmoid_slope),
        zeros=[(0.0, 2.0, 1.0, 0.5, 0.5), (-0.0, -2.0, -1.0, -0.5, 0.5), (0.0, INF, INF, INF, 0.5)],
        infinities=[
            (INF, 2.0, 2.0, 0.0, 1.0),
            (-INF, 2.0, 0.0, 0.0, 0.0),
            (-INF, -2.0, -0.0, -0.0, 0.0),
        ],
    ),
    "bilinear": Record(
        **gated(Reference(lambda x: x), Reference(lambda x: ref.number(ref.ONE, x), constant=True)),
        zeros=[
            (0.0, -2.0, -0.0, -2.0, 0.0),
            (-0.0, 2.0, -0.0, 2.0, -0.0),
            (0.0, INF, NAN, INF, 0.0),
        ],
        infinities=[(-INF, 2.0, -INF, 2.0, -INF), (INF, -2.0, -INF, -2.0, INF)],
        kinks=[(1.5, 2.0, 3.0, 2.0, 1.5)],
    ),
    "reglu": Record(
        **gated(_relu, _relu_slope),
        zeros=[(0.0, 2.0, 0.0, 0.0, 0.0), (0.0, -2.0, -0.0, -0.0, 0.0), (-0.0, 2.0, 0.0, 0.0, 0.0)],
        infinities=[(INF, 2.0, INF, 2.0, INF), (-INF, 2.0, 0.0, 0.0, 0.0)],
        kinks=[(-3.0, 2.0, 0.0, 0.0, 0.0), (3.0, 2.0, 6.0, 2.0, 3.0)],
    ),
    "geglu": Record(
        **gated(_gelu, _gelu_slope),
        zeros=[(0.0, 2.0, 0.0, 1.0, 0.0), (-0.0, 2.0, -0.0, 1.0, -0.0)],
        infinities=[
            (INF, 2.0, INF, 2.0, INF),
            (-INF, 2.0, -0.0, -0.0, -0.0),
            (-INF, -2.0, 0.0, 0.0, -0.0),
        ],
    ),
    "geglu_tanh": Record(
        **gated(_gelu_tanh, _gelu_tanh_slope),
        zeros=[(0.0, 2.0, 0.0, 1.0, 0.0), (-0.0, 2.0, -0.0, 1.0, -0.0)],
        infinities=[
            (INF, 2.0, INF, 2.0, INF),
            (-INF, 2.0, -0.0, -0.0, -0.0),
            (-INF, -2.0, 0.0, 0.0, -0.0),
        ],
    ),
    "quick_geglu": Record(
        **gated(_quick_gelu, _quick_gelu_slope),
        zeros=[(0.0, 2.0, 0.0, 1.0, 0.0), (-0.0, 2.0, -0.0, 1.0, -0.0)],
        infinities=[
            (INF, 2.0, INF, 2.0, INF),
            (-INF, 2.0, -0.0, -0.0, -0.0),
            (-INF, -2.0, 0.0, 0.0, -0.0),
        ],
    ),
    "swiglu": Record(
        **gated(_swish, _swish_slope, beta=_swish_beta),
        parameters=((1.0,), (1.702,), (-0.3,)),
        zeros=[
            (0.0, 2.0, 1.0, 0.0, 1.0, 0.0, 0.0),
            (-0.0, 2.0, 1.0, -0.0, 1.0, -0.0, 0.0),
            (0.0, -2.0, 1.0, -0.0, -1.0, 0.0, -0.0),
        ],
        infinities=[
            (INF, 2.0, 1.0, INF, 2.0, INF, 0.0),
            (-INF, 2.0, 1.0, -0.0, -0.0, -0.0, 0.0),
            (-INF, -2.0, 1.0, 0.0, 0.0, -0.0, -0.0),
        ],
        kinks=[(2.0, 4.0, 0.0, 4.0, 2.0, 1.0, 4.0), (2.0, INF, 0.0, INF, INF, 1.0, INF)],
    ),
    "swiglu_oai": Record(
        # a·σ(alpha·a)·(v + 1) with a ≤ limit and −limit ≤ v ≤ limit
        Reference(
            lambda a, v, limit, alpha: _swish(ref.minimum(a, limit), alpha) * _factor(v, limit)
        ),
        {
            "gate": Reference(
                lambda a, v, limit, alpha: (
                    ref.where(a > limit, 0, _swish_slope(a, alpha)) * _factor(v, limit)
                ),
                root=lambda limit, alpha: SWISH_ROOT / alpha,
            ),
            "value": Reference(
                lambda a, v, limit, alpha: ref.where(
                    abs(v) > limit, 0, _swish(ref.minimum(a, limit), alpha)
                )
            ),
            "limit": Reference(_swiglu_oai_limit),
            "alpha": Reference(
                lambda a, v, limit, alpha: (
                    _swish_beta(ref.minimum(a, limit), alpha) * _factor(v, limit)
                )
            ),
        },
        parameters=((7.0, 1.702), (2.5, 1.0)),
        zeros=[
            (0.0, 2.0, 7.0, 1.0, 0.0, 1.5, 0.0, 0.0, 0.0),
            (-0.0, 2.0, 7.0, 1.0, -0.0, 1.5, -0.0, 0.0, 0.0),
        ],
        infinities=[
            (INF, INF, 7.0, 0.0, 28.0, 0.0, 0.0, 7.5, 98.0),
            (-INF, 2.0, 7.0, 1.0, -0.0, -0.0, -0.0, 0.0, 0.0),
            (-INF, -0.0009765625, 7.0, 1.0, -0.0, -0.0, -0.0, 0.0, 0.0),
            (-INF, -INF, 7.0, 1.0, 0.0, 0.0, 0.0, 0.0, -0.0),
        ],
        kinks=[
            (2.0, 3.0, 7.0, 0.0, 4.0, 2.0, 1.0, 0.0, 4.0),
            (2.0, -1.0, 7.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0),
            (7.0, 7.0, 7.0, 0.0, 28.0, 4.0, 3.5, 0.0, 98.0),
            (8.0, 7.5, 7.0, 0.0, 28.0, 0.0, 0.0, 7.5, 98.0),
            (2.0, -7.0, 7.0, 0.0, -6.0, -3.0, 1.0, 0.0, -6.0),
            (2.0, -8.0, 7.0, 0.0, -6.0, -3.0, 0.0, -1.0, -6.0),
        ],
    ),
}
