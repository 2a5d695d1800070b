"""Rectifiers, steps and shrinks: pieces of lines and parabolas."""

from __future__ import annotations

from math import inf as INF  # noqa: N812
from typing import Any

from .. import references as ref
from ..references import Record, Reference, inside, stepped

_from_3_on = stepped(lambda x: x >= 3)
_flat = stepped(lambda x, *_: x != x)
_sparse_sigmoid = Reference(lambda x: ref.clip((x + 1) / 2, 0, 1))
_leaky = Reference(lambda x, slope: ref.where(x > 0, x, slope * x))
_leaky_slope = Reference(lambda x, slope: ref.where(x > 0, 1, slope))
_leaky_parameter = Reference(lambda x, slope: ref.where(x > 0, 0, x))


def _is_on_line(*operands: Any) -> Any:
    return (ref.line(*operands) > 0) & (ref.line_below_one(*operands) > 0)


def _softshrink_lambd(x: Any, lambd: Any) -> Any:
    one = ref.number(ref.ONE, x)
    return ref.where(x > lambd, -one, ref.where(x < -lambd, one, 0.0))


RECORDS: dict[str, Record] = {
    "relu": Record(
        inside(lambda x: x > 0, lambda x: x),
        {"x": stepped(lambda x: x > 0)},
        zeros=[(0.0, 0.0, 0.0), (-0.0, 0.0, 0.0)],
        infinities=[(INF, INF, 1.0), (-INF, 0.0, 0.0)],
        kinks=[(2.0, 2.0, 1.0), (-2.0, 0.0, 0.0)],
        values=[(-3.5, 0.0, 0.0), (3.5, 3.5, 1.0)],
        formula="Max(x, 0)",
    ),
    "relu6": Record(
        Reference(lambda x: ref.clip(x, 0, 6)),
        {"x": stepped(lambda x: (x > 0) & (x < 6))},
        zeros=[(0.0, 0.0, 0.0), (-0.0, 0.0, 0.0)],
        infinities=[(INF, 6.0, 0.0), (-INF, 0.0, 0.0)],
        kinks=[(6.0, 6.0, 0.0), (5.9375, 5.9375, 1.0), (-2.0, 0.0, 0.0), (8.0, 6.0, 0.0)],
        values=[(-3.5, 0.0, 0.0), (3.5, 3.5, 1.0), (6.5, 6.0, 0.0)],
        formula="Min(Max(x, 0), 6)",
    ),
    "relu_squared": Record(
        inside(lambda x: x > 0, lambda x: x * x),
        {"x": inside(lambda x: x > 0, lambda x: 2 * x)},
        zeros=[(0.0, 0.0, 0.0), (-0.0, 0.0, 0.0)],
        infinities=[(INF, INF, INF), (-INF, 0.0, 0.0)],
        kinks=[(3.0, 9.0, 6.0), (-3.0, 0.0, 0.0)],
        values=[(-3.5, 0.0, 0.0), (3.5, 12.25, 7.0)],
        formula="Max(x, 0)**2",
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
        formula="Piecewise((x, x > threshold), (value, True))",
    ),
    "thresholded_relu": Record(
        inside(lambda x, alpha: x > alpha, lambda x, alpha: x),
        {"x": stepped(lambda x, alpha: x > alpha), "alpha": _flat},
        parameters=((1.0,), (-0.3,)),
        zeros=[(0.0, 1.0, 0.0, 0.0, 0.0), (-0.0, 1.0, 0.0, 0.0, 0.0), (-0.0, -0.5, -0.0, 1.0, 0.0)],
        infinities=[(INF, 1.0, INF, 1.0, 0.0), (-INF, 1.0, 0.0, 0.0, 0.0)],
        kinks=[(1.0, 1.0, 0.0, 0.0, 0.0), (1.5, 1.0, 1.5, 1.0, 0.0), (-2.0, 1.0, 0.0, 0.0, 0.0)],
        values=[(0.75, 0.0, 0.0), (3.5, 3.5, 1.0)],
        formula="Piecewise((x, x > alpha), (0, True))",
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
        formula="Piecewise((x, x > threshold), (0, True))",
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
        formula="Piecewise((1, x > threshold), (0, True))",
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
        formula="Min(Max(slope*x + offset, 0), 1)",
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
        formula="x*Min(Max(x + 3, 0), 6)/6",
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
        formula="Min(Max(x, min_val), max_val)",
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
            (0.25, -0.5, 0.25, 1.0, 0.0),
            (-0.0, -0.5, -0.0, 1.0, 0.0),
        ],
        values=[(-3.5, -3.5, 1.0), (0.25, 0.0, 0.0), (3.5, 3.5, 1.0)],
        formula="Piecewise((x, Abs(x) > lambd), (0, True))",
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
        formula="Piecewise((x - lambd, x > lambd), (x + lambd, x < -lambd), (0, True))",
    ),
    "sparse_plus": Record(
        Reference(lambda x: ref.where(x > 1, x, (ref.clip(x, -1, 1) + 1) ** 2 / 4)),
        {"x": _sparse_sigmoid},
        zeros=[(0.0, 0.25, 0.5), (-0.0, 0.25, 0.5)],
        infinities=[(INF, INF, 1.0), (-INF, 0.0, 0.0)],
        kinks=[(1.0, 1.0, 1.0), (-1.0, 0.0, 0.0), (0.5, 0.5625, 0.75), (2.0, 2.0, 1.0)],
        values=[(-3.5, 0.0, 0.0), (-0.75, 0.015625, 0.125), (3.5, 3.5, 1.0)],
        formula="Piecewise((0, x <= -1), ((x + 1)**2/4, x < 1), (x, True))",
    ),
    "sparse_sigmoid": Record(
        _sparse_sigmoid,
        {"x": inside(lambda x: abs(x) < 1, lambda x: 0.5 + 0 * x)},
        zeros=[(0.0, 0.5, 0.5), (-0.0, 0.5, 0.5)],
        infinities=[(INF, 1.0, 0.0), (-INF, 0.0, 0.0)],
        kinks=[(1.0, 1.0, 0.0), (-1.0, 0.0, 0.0), (0.5, 0.75, 0.5)],
        values=[(-3.5, 0.0, 0.0), (-0.75, 0.125, 0.5), (3.5, 1.0, 0.0)],
        formula="Min(Max((x + 1)/2, 0), 1)",
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
        formula="Piecewise((x, x > 0), (negative_slope*x, True))",
    ),
    "prelu": Record(
        _leaky,
        {"x": _leaky_slope, "alpha": _leaky_parameter},
        parameters=((0.25,), (3.7,)),
        zeros=[(0.0, 0.25, 0.0, 0.25, 0.0), (-0.0, 0.25, -0.0, 0.25, -0.0)],
        infinities=[(INF, 0.25, INF, 1.0, 0.0), (-INF, 0.25, -INF, 0.25, -INF)],
        kinks=[(2.0, 0.25, 2.0, 1.0, 0.0), (-2.0, 0.25, -0.5, 0.25, -2.0)],
        values=[(-3.5, -0.875, 0.25), (3.5, 3.5, 1.0)],
        formula="Piecewise((x, x > 0), (alpha*x, True))",
    ),
}
