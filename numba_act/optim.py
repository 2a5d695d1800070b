"""Steps of optimizers, each in one pass over memory, and the parameters that are best for them.

Parameters that are Python numbers keep their digits beside arrays of 16 bits, in which a momentum
of 0.999 would be 1: they are passed as two numbers.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from .core.arguments import split
from .core.definition import Elementwise
from .dispatch.containers import leader
from .dispatch.elementwise import call
from .primitives import fma

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = [
    "OptimalParameters",
    "gradient_step",
    "heavy_ball_step",
    "nesterov_step",
    "optimal_parameters",
]


def _step(body: Callable[..., Any], arrays: tuple[str, ...], parameters: tuple[str, ...]) -> Any:
    """Return the function ``step(*arrays, *parameters, out)`` of a scalar body.

    The body takes the arrays, and then of each parameter a number and what is to be added to it.
    """
    made = Elementwise(
        body,
        body.__name__.removeprefix("_"),
        inputs=arrays,
        parameters={f"{name}{part}": 0.0 for name in parameters for part in ("", "_low")},
        outputs=len(arrays) - 1,
    )

    def step(*operands: Any, out: Any) -> Any:
        given = operands[: len(arrays)]
        if leader(given)[0] == "dask":
            raise TypeError(f"{made.__name__}: Dask arrays have no memory yet to step in")
        pairs = [part for value in operands[len(arrays) :] for part in split(value)]
        return call(made, (*given, *pairs), {} if out is None else {"out": out})

    return step


def _gradient_step(x: Any, g: Any, lr: Any, lr_low: Any, decay: Any, decay_low: Any) -> Any:
    return fma(-(lr + lr_low), fma(decay + decay_low, x, g), x)


def _velocity(
    d: Any, v: Any, momentum: Any, momentum_low: Any, dampening: Any, dampening_low: Any
) -> Any:
    return fma(momentum + momentum_low, v, (1.0 - dampening - dampening_low) * d)


def _heavy_ball_step(
    x: Any, v: Any, g: Any,
    lr: Any, lr_low: Any, beta: Any, beta_low: Any,
    decay: Any, decay_low: Any, dampening: Any, dampening_low: Any,
) -> Any:  # fmt: skip
    d = fma(decay + decay_low, x, g)
    moved = _velocity(d, v, beta, beta_low, dampening, dampening_low)
    return fma(-(lr + lr_low), moved, x), moved


def _nesterov_step(
    x: Any, v: Any, g: Any,
    lr: Any, lr_low: Any, mu: Any, mu_low: Any,
    decay: Any, decay_low: Any, dampening: Any, dampening_low: Any,
) -> Any:  # fmt: skip
    d = fma(decay + decay_low, x, g)
    moved = _velocity(d, v, mu, mu_low, dampening, dampening_low)
    return fma(-(lr + lr_low), fma(mu + mu_low, moved, d), x), moved


_by_gradient = _step(_gradient_step, ("x", "g"), ("lr", "weight_decay"))
_by_heavy_ball = _step(
    _heavy_ball_step, ("x", "v", "g"), ("lr", "beta", "weight_decay", "dampening")
)
_by_nesterov = _step(_nesterov_step, ("x", "v", "g"), ("lr", "mu", "weight_decay", "dampening"))


def gradient_step(
    x: ArrayLike, g: ArrayLike, lr: ArrayLike, *, weight_decay: ArrayLike = 0.0, out: Any = None
) -> Any:
    r"""Step of gradient descent.

    .. math:: x \leftarrow x - lr·(g + weight\_decay·x)

    Parameters
    ----------
    x : array_like
        What is optimized.
    g : array_like
        Gradient at `x`.
    lr : array_like
        Step size.
    weight_decay : array_like
        Weight of the penalty ½x².
    out : array, optional
        Where the result is written; ``out=x`` steps in place.

    Returns
    -------
    ndarray
        The new x, of the type and kind that a ufunc of the arrays has.

    Notes
    -----
    In one pass over memory, in threads, for float16, bfloat16, float32 and float64, on the CPU and
    for arrays in GPU memory. The 16-bit types compute in float32 and round once.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> x = np.array([1.0, -2.0])
    >>> na.optim.gradient_step(x, 2.0 * x, 0.25)
    array([ 0.5, -1. ])
    """
    return _by_gradient(x, g, lr, weight_decay, out=out)


def heavy_ball_step(
    x: ArrayLike,
    v: ArrayLike,
    g: ArrayLike,
    lr: ArrayLike,
    beta: ArrayLike,
    *,
    weight_decay: ArrayLike = 0.0,
    dampening: ArrayLike = 0.0,
    out: Any = None,
) -> Any:
    r"""Step of Polyak's heavy ball, gradient descent with momentum.

    .. math::
        v &\leftarrow beta·v + (1 - dampening)·(g + weight\_decay·x) \\
        x &\leftarrow x - lr·v

    Parameters
    ----------
    x : array_like
        What is optimized.
    v : array_like
        Velocity, 0 at first.
    g : array_like
        Gradient at `x`.
    lr : array_like
        Step size.
    beta : array_like
        Momentum.
    weight_decay : array_like
        Weight of the penalty ½x².
    dampening : array_like
        What the velocity does not take of the gradient.
    out : tuple of arrays, optional
        Where the results are written; ``out=(x, v)`` steps in place.

    Returns
    -------
    tuple of ndarray
        The new x and v.

    See Also
    --------
    gradient_step : For types and targets.
    optimal_parameters : Step size and momentum.

    Notes
    -----
    It is ``torch.optim.SGD`` after its first step, which takes v = g + weight_decay·x without
    dampening, and ONNX's Momentum in mode "standard" with dampening = 1 - beta.

    References
    ----------
    B. T. Polyak, Some methods of speeding up the convergence of iteration methods, USSR
    Computational Mathematics and Mathematical Physics 4(5), 1964.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> x, v = np.array([1.0, -2.0]), np.zeros(2)
    >>> for _ in range(2):
    ...     x, v = na.optim.heavy_ball_step(x, v, 2.0 * x, 0.25, 0.5, out=(x, v))
    >>> x, v
    (array([0., 0.]), array([ 2., -4.]))
    """
    return _by_heavy_ball(x, v, g, lr, beta, weight_decay, dampening, out=out)


def nesterov_step(
    x: ArrayLike,
    v: ArrayLike,
    g: ArrayLike,
    lr: ArrayLike,
    mu: ArrayLike,
    *,
    weight_decay: ArrayLike = 0.0,
    dampening: ArrayLike = 0.0,
    out: Any = None,
) -> Any:
    r"""Step of Nesterov's accelerated gradient.

    .. math::
        d &= g + weight\_decay·x \\
        v &\leftarrow mu·v + (1 - dampening)·d \\
        x &\leftarrow x - lr·(d + mu·v)

    Parameters
    ----------
    x : array_like
        What is optimized, at the point that looks ahead.
    v : array_like
        Velocity, 0 at first.
    g : array_like
        Gradient at `x`.
    lr : array_like
        Step size.
    mu : array_like
        Momentum.
    weight_decay : array_like
        Weight of the penalty ½x².
    dampening : array_like
        What the velocity does not take of the gradient.
    out : tuple of arrays, optional
        Where the results are written; ``out=(x, v)`` steps in place.

    Returns
    -------
    tuple of ndarray
        The new x and v.

    See Also
    --------
    gradient_step : For types and targets.
    optimal_parameters : Step size and momentum.

    Notes
    -----
    Nesterov steps from z to y - lr·∇f(y) with the gradient at the look-ahead y = z - lr·mu·v. `x`
    is y, so that the gradient is taken where the array is, as in ``torch.optim.SGD(nesterov=True)``
    and ONNX's Momentum in mode "nesterov" (dampening = 1 - beta).

    References
    ----------
    Y. Nesterov, A method of solving a convex programming problem with convergence rate O(1/k²),
    Soviet Mathematics Doklady 27, 1983.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.optim.nesterov_step(np.array([1.0, -2.0]), np.zeros(2), np.array([2.0, -4.0]), 0.25, 0.5)
    (array([ 0.25, -0.5 ]), array([ 2., -4.]))
    """
    return _by_nesterov(x, v, g, lr, mu, weight_decay, dampening, out=out)


class OptimalParameters(NamedTuple):
    """What `optimal_parameters` returns.

    Attributes
    ----------
    step
        Step size, ``lr``.
    momentum
        ``beta`` or ``mu``; 0 for gradient descent.
    rate
        What the error is multiplied by in each step, in the limit.
    """

    step: float
    momentum: float
    rate: float


def optimal_parameters(
    lambda_min: float, lambda_max: float, method: Literal["gradient", "heavy_ball", "nesterov"]
) -> OptimalParameters:
    r"""Return the step size and momentum that converge fastest on quadratics.

    Parameters
    ----------
    lambda_min, lambda_max : float
        Smallest and largest eigenvalue of the Hessian, 0 < μ ≤ L.
    method : {"gradient", "heavy_ball", "nesterov"}
        Which step: `gradient_step`, `heavy_ball_step` or `nesterov_step`.

    Returns
    -------
    OptimalParameters
        A record ``(step, momentum, rate)``.

    Raises
    ------
    ValueError
        If an eigenvalue is not positive and finite, the smallest is above the largest, or the
        method is unknown.

    Notes
    -----
    With κ = L/μ:

    =========== ================= =========================== ===================
    method      step              momentum                    rate
    =========== ================= =========================== ===================
    gradient    2/(L + μ)         0                           (κ - 1)/(κ + 1)
    heavy_ball  4/(√L + √μ)²      ((√κ - 1)/(√κ + 1))²        (√κ - 1)/(√κ + 1)
    nesterov    4/(3L + μ)        (√(3κ+1) - 2)/(√(3κ+1) + 2) 1 - 2/√(3κ+1)
    =========== ================= =========================== ===================

    The smallest worst rate over all quadratics with these eigenvalues that each method can have;
    of all methods that use gradients alone the heavy ball's is the best. On functions that are no
    quadratics it may not converge with them.

    References
    ----------
    L. Lessard, B. Recht and A. Packard, Analysis and design of optimization algorithms via integral
    quadratic constraints, SIAM Journal on Optimization 26(1), 2016, proposition 1.

    Examples
    --------
    >>> import numba_act as na
    >>> na.optim.optimal_parameters(1.0, 9.0, "heavy_ball")
    OptimalParameters(step=0.25, momentum=0.25, rate=0.5)
    """
    for name, value in (("lambda_min", lambda_min), ("lambda_max", lambda_max)):
        if not 0.0 < value < math.inf:
            raise ValueError(f"optimal_parameters: argument {name!r} is {value!r}, expected > 0")
    if lambda_min > lambda_max:
        raise ValueError(
            f"optimal_parameters: argument 'lambda_min' is {lambda_min!r}, expected no more than "
            f"'lambda_max', which is {lambda_max!r}"
        )
    if method == "gradient":
        total = lambda_max + lambda_min
        return OptimalParameters(2.0 / total, 0.0, (lambda_max - lambda_min) / total)
    if method == "heavy_ball":
        large, small = math.sqrt(lambda_max), math.sqrt(lambda_min)
        rate = (large - small) / (large + small)
        return OptimalParameters((2.0 / (large + small)) ** 2, rate**2, rate)
    if method == "nesterov":
        root = math.sqrt(3.0 * lambda_max / lambda_min + 1.0)
        step = 4.0 / (3.0 * lambda_max + lambda_min)
        return OptimalParameters(step, (root - 2.0) / (root + 2.0), 1.0 - 2.0 / root)
    raise ValueError(
        f"optimal_parameters: argument 'method' is {method!r}, expected 'gradient', 'heavy_ball' "
        "or 'nesterov'"
    )
