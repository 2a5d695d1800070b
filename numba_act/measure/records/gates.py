"""Gates."""

from __future__ import annotations

import dataclasses
from math import inf as INF  # noqa: N812
from math import nan as NAN  # noqa: N812
from typing import Any

from .. import references as ref
from ..references import SWISH_ROOT, Record, Reference
from .rectifiers import RECORDS as RECTIFIERS
from .smooth import RECORDS as SMOOTH

_identity = Record(
    Reference(lambda x: x), {"x": Reference(lambda x: ref.number(ref.ONE, x), constant=True)}
)
_swish, _swish_slope = SMOOTH["swish"].value, SMOOTH["swish"].gradients["x"]
_swish_beta = SMOOTH["swish"].gradients["beta"]


def gated(act: Record) -> dict[str, Any]:
    """Return the value and the gradients of a record of act(gate, *parameters)·value."""

    def times_value(of: Reference) -> Reference:
        return dataclasses.replace(of, formula=lambda gate, value, *p: of(gate, *p) * value)

    (_, slope), *others = act.gradients.items()
    of_value = Reference(lambda gate, value, *p: act.value(gate, *p))
    gradients = {"gate": times_value(slope), "value": of_value}
    gradients |= {name: times_value(of) for name, of in others}
    return {"value": times_value(act.value), "gradients": gradients}


def _factor(value: Any, limit: Any) -> Any:
    return ref.clip(value, -limit, limit) + 1


def _swiglu_oai_limit(a: Any, v: Any, limit: Any, alpha: Any) -> Any:
    at_limit = ref.minimum(a, limit)
    of_gate = _swish_slope(at_limit, alpha) * _factor(v, limit)
    of_value = _swish(at_limit, alpha)
    of_value = ref.where(v > limit, of_value, ref.where(v < -limit, -of_value, 0.0))
    return ref.where(v == v, ref.where(a > limit, of_gate, 0.0) + of_value, v)


RECORDS: dict[str, Record] = {
    "glu": Record(
        **gated(SMOOTH["sigmoid"]),
        zeros=[(0.0, 2.0, 1.0, 0.5, 0.5), (-0.0, -2.0, -1.0, -0.5, 0.5), (0.0, INF, INF, INF, 0.5)],
        infinities=[
            (INF, 2.0, 2.0, 0.0, 1.0),
            (-INF, 2.0, 0.0, 0.0, 0.0),
            (-INF, -2.0, -0.0, -0.0, 0.0),
        ],
        formula="value/(1 + exp(-gate))",
    ),
    "bilinear": Record(
        **gated(_identity),
        zeros=[
            (0.0, -2.0, -0.0, -2.0, 0.0),
            (-0.0, 2.0, -0.0, 2.0, -0.0),
            (0.0, INF, NAN, INF, 0.0),
        ],
        infinities=[(-INF, 2.0, -INF, 2.0, -INF), (INF, -2.0, -INF, -2.0, INF)],
        kinks=[(1.5, 2.0, 3.0, 2.0, 1.5)],
        formula="gate*value",
    ),
    "reglu": Record(
        **gated(RECTIFIERS["relu"]),
        zeros=[(0.0, 2.0, 0.0, 0.0, 0.0), (0.0, -2.0, -0.0, -0.0, 0.0), (-0.0, 2.0, 0.0, 0.0, 0.0)],
        infinities=[(INF, 2.0, INF, 2.0, INF), (-INF, 2.0, 0.0, 0.0, 0.0)],
        kinks=[(-3.0, 2.0, 0.0, 0.0, 0.0), (3.0, 2.0, 6.0, 2.0, 3.0)],
        formula="Max(gate, 0)*value",
    ),
    "geglu": Record(
        **gated(SMOOTH["gelu"]),
        zeros=[(0.0, 2.0, 0.0, 1.0, 0.0), (-0.0, 2.0, -0.0, 1.0, -0.0)],
        infinities=[
            (INF, 2.0, INF, 2.0, INF),
            (-INF, 2.0, -0.0, -0.0, -0.0),
            (-INF, -2.0, 0.0, 0.0, -0.0),
        ],
        formula="gate*Phi(gate)*value",
    ),
    "geglu_tanh": Record(
        **gated(SMOOTH["gelu_tanh"]),
        zeros=[(0.0, 2.0, 0.0, 1.0, 0.0), (-0.0, 2.0, -0.0, 1.0, -0.0)],
        infinities=[
            (INF, 2.0, INF, 2.0, INF),
            (-INF, 2.0, -0.0, -0.0, -0.0),
            (-INF, -2.0, 0.0, 0.0, -0.0),
        ],
        formula="gate/2*(1 + tanh(sqrt(2/pi)*(gate + 0.044715*gate**3)))*value",
    ),
    "quick_geglu": Record(
        **gated(SMOOTH["quick_gelu"]),
        zeros=[(0.0, 2.0, 0.0, 1.0, 0.0), (-0.0, 2.0, -0.0, 1.0, -0.0)],
        infinities=[
            (INF, 2.0, INF, 2.0, INF),
            (-INF, 2.0, -0.0, -0.0, -0.0),
            (-INF, -2.0, 0.0, 0.0, -0.0),
        ],
        formula="gate/(1 + exp(-1.702*gate))*value",
    ),
    "swiglu": Record(
        **gated(SMOOTH["swish"]),
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
        formula="gate/(1 + exp(-beta*gate))*value",
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
        formula="Min(gate, limit)/(1 + exp(-alpha*Min(gate, limit)))"
        "*(Min(Max(value, -limit), limit) + 1)",
    ),
}
