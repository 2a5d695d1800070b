"""Gated linear units: an activation of one input times another.

Both gradients come in one pass: `vjp` returns one for the gate and one for the value.

The error bounds hold where the activation of the gate is a normal number. Where it is subnormal,
it is rounded to the few bits that it has before it is multiplied.
"""

from __future__ import annotations

from .activation import activation
from .smooth import accurate_gelu, gelu, swish

__all__ = ["geglu", "swiglu"]

#: An activation's 2 ULP and the product's rounding.
GATE = {"float32": 3.0, "float64": 3.0}

_swish_gradient = swish.grad
_gelu_gradient = gelu.grad


@activation(inputs=2, max_ulp=GATE, warns=("overflow",))
def swiglu(gate: float, value: float, beta: float = 1.0) -> float:
    """Swish gate, swish(gate; beta)·value = gate·σ(beta·gate)·value.

    Parameters
    ----------
    gate, value : array_like
        The two halves of the projection.
    beta : array_like, default 1
        Slope of the sigmoid.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape.

    Notes
    -----
    The feed-forward gate of LLaMA and its successors. ``swiglu.vjp(dy, gate, value)`` returns
    both gradients: dy·value·swish′(gate) and dy·swish(gate).

    References
    ----------
    .. [1] N. Shazeer, "GLU Variants Improve Transformer", arXiv:2002.05202.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.swiglu(np.float32([-1.0, 0.0, 1.0]), np.float32([2.0, 2.0, 2.0]))
    array([-0.53788286,  0.        ,  1.4621172 ], dtype=float32)
    """
    return swish(gate, beta) * value


@swiglu.derivative("gate", "value", max_ulp={"float32": 4.0, "float64": 4.0})
def _(gate: float, value: float, beta: float) -> tuple[float, float]:
    return _swish_gradient(gate, beta) * value, swish(gate, beta)


@activation(inputs=2, max_ulp=GATE, warns=("overflow",))
def geglu(gate: float, value: float) -> float:
    """GELU gate, gelu(gate)·value.

    Parameters
    ----------
    gate, value : array_like
        The two halves of the projection.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape.

    Notes
    -----
    With the exact GELU, in float32 in a more accurate form than `gelu` has, since the product
    rounds once more. ``geglu.vjp(dy, gate, value)`` returns both gradients:
    dy·value·gelu′(gate) and dy·gelu(gate).

    References
    ----------
    .. [1] N. Shazeer, "GLU Variants Improve Transformer", arXiv:2002.05202.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.geglu(np.float32([-1.0, 0.0, 1.0]), np.float32([2.0, 2.0, 2.0]))
    array([-0.3173105,  0.       ,  1.6826894], dtype=float32)
    """
    return accurate_gelu(gate) * value


@geglu.derivative("gate", "value", max_ulp={"float32": 4.0, "float64": 4.0})
def _(gate: float, value: float) -> tuple[float, float]:
    return _gelu_gradient(gate) * value, accurate_gelu(gate)
