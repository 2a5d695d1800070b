"""Losses.

The elementwise ones are activations of two inputs, the prediction and its target; the others are
functions of rows, as those of `softmax`.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import functools
import math
from typing import Any

import numpy as np

from .activation import activation
from .core import row_arguments as checked
from .core.definition import Elementwise
from .core.floats import INFINITY
from .core.primitives import absolute, fma, magnitude_at_most, rough_reciprocal, select
from .core.specialize import common, rare
from .dispatch import containers, targets
from .dispatch.rows import plain_with_labels
from .gates import bilinear
from .maths.exponential import (
    FAR,
    FAR_LIMIT,
    LARGEST,
    SHIFTER_HALF,
    fast_two_sum,
    product_of,
    two_sum,
)
from .maths.logarithm import log1p_of_exp
from .maths.logistic import (
    FAR_HALF_FROM,
    SHIFTER_FAR_HALF,
    decay_parts,
    half_one_plus,
    product_of_two,
)
from .maths.parameters import with_nan
from .softmax import complete_function, compute_call, of_rows

__all__ = ["sigmoid_cross_entropy", "soft_accuracy", "soft_f1", "softmax_cross_entropy"]

# Elementwise --------------------------------------------------------------------------------------


def weight_of_size(negative: bool, target: float) -> tuple[float, float]:
    """Return what |x| counts in the loss, the target of the less likely class, as a pair."""
    high, low = two_sum(select(negative, 0.0, 1.0), select(negative, target, -target))
    return high, select(absolute(high) <= LARGEST, low, 0.0)


def tail_parts(size: float) -> tuple[float, float, float, float]:
    """Return start, high, low and factor with σ(−size) = start + (high + low)·factor².

    `start` is ½ near 0, where the rest keeps its relative accuracy, and otherwise 0. The factor is
    there where σ may be subnormal or less; low is 0 then.
    """
    far = rare(size > -FAR_HALF_FROM)
    a = select(rare(size > -FAR_LIMIT), FAR_LIMIT, -size)
    rest, rest_low, t = decay_parts(a, 0.0, select(far, SHIFTER_FAR_HALF, SHIFTER_HALF))
    # numerator and denominator of e/(1 + e), both halved, for e = 2·t·(1 + rest + rest_low); near 0
    # that of e/(1 + e) − ½, and far from it e is nothing beside 1
    beside = select(far, 0.0, t)
    near = beside == 0.5
    high = select(near, 0.25 * rest, fma(t, rest, t))
    low = select(near, 0.25 * rest_low, fma(t, rest_low, fma(t, rest, t - high)))
    d, lost = half_one_plus(rest, beside)
    quotient = high / d
    remainder = fma(-quotient, d, high) + fma(-quotient, fma(beside, rest_low, lost), low)
    factor = select(common(size < -FAR_LIMIT), select(far, FAR, 1.0), 0.0)
    low = select(far, 0.0, remainder * rough_reciprocal(d))
    return select(near, 0.5, 0.0), quotient, low, factor


@activation(inputs=2, gate=False, max_ulp=1.0, warns=("overflow",))
def sigmoid_cross_entropy(x: float, target: float) -> float:
    """Cross entropy of a sigmoid, −target·log σ(x) − (1 − target)·log(1 − σ(x)).

    Parameters
    ----------
    x : array_like
        Input, the logit of a probability: any number.
    target : array_like
        The probability that x should have. Others than from 0 to 1 are taken as they are.

    Returns
    -------
    ndarray or scalar
        log(1 + e^x) − target·x, of the broadcast shape. It is not negative for a target from 0 to
        1, and 0 where x is infinite and the target agrees.

    Notes
    -----
    log(1 + e^−abs(x)) + abs(x)·w, where w is the target for x < 0 and otherwise 1 − target: no term
    is negative. For other targets they may cancel, and the error is at most 1 ULP of the larger one
    there; both are held to more than the working precision.

    The derivatives are σ(x) − target and −x. The first is w − σ(−abs(x)) with the sign of x, and
    there too the error is at most 1 ULP of the larger one where the two cancel.

    PyTorch calls it ``binary_cross_entropy_with_logits``.

    Examples
    --------
    >>> import numba_act as na
    >>> na.sigmoid_cross_entropy([-2.0, 0.0, 1000.0], [0.0, 0.5, 1.0])
    array([0.12692801, 0.69314718, 0.        ])
    """
    w, w_low = weight_of_size(x < 0.0, target)
    size = select((w == 0.0) & (w_low == 0.0), 0.0, absolute(x))
    product, rest = product_of(size, w)
    high, low = log1p_of_exp(-absolute(x), 0.0)
    total, lost = two_sum(product, high)
    value = total + (lost + (low + fma(size, w_low, rest)))
    return select(absolute(total) <= LARGEST, value, total)


@sigmoid_cross_entropy.derivative("x", "target", max_ulp=1.2, vjp_max_ulp=1.7)
def _(dy: float, x: float, target: float) -> tuple[float, float]:
    negative = x < 0.0
    w, w_low = weight_of_size(negative, target)
    start, high, low, factor = tail_parts(absolute(x))
    beyond, lost = two_sum(w, -start)
    difference, rest = two_sum(beyond, -high)
    rest = select(absolute(difference) <= LARGEST, rest + ((lost + w_low) - low), 0.0)
    difference, rest = fast_two_sum(difference, rest)
    tail = high * (dy * factor) * factor
    # of both branches, what is rejected may overflow
    near = common(factor == 1.0)
    product = product_of_two(difference, rest, select(near, dy, 0.0))
    w = select(near, 0.0, w)
    far = select(w == 0.0, -tail, fma(w, dy, -tail))
    value = select(near, product, far)
    at_infinity = x * select(magnitude_at_most(target, LARGEST), 0.25, target)  # 0·inf
    value = with_nan(select(negative, -value, value), at_infinity)
    return value, with_nan(-(dy * x), at_infinity)


# Of rows ------------------------------------------------------------------------------------------


def _cross_entropy(function: Any, unknown: Any, given: Any, options: Any, dy: Any = None) -> Any:
    """Compute `softmax_cross_entropy` or its gradient, of what all of these take."""
    logits, labels, axis, scale, where, out, stream = given
    smoothing, ignored = options
    if (
        not unknown
        and where is None
        and stream is None
        and ignored is None
        and type(smoothing) is float
        and not smoothing
    ):
        name = "softmax_cross_entropy" if dy is None else "softmax_cross_entropy.vjp"
        found = plain_with_labels(name, dy, logits, labels, axis, scale, out)
        if found is not None:
            if dy is None:
                return found
            gradient, loss = found
            return gradient if function is _softmax_cross_entropy_vjp else (loss, gradient)
    return compute_call(
        function,
        unknown,
        {"logits": logits},
        axis,
        scale,
        where,
        out,
        stream=stream,
        per_row={} if dy is None else {"dy": dy},
        labels=labels,
        smoothing=smoothing,
        ignored=ignored,
    )


def _softmax_cross_entropy_vjp(
    dy,
    logits,
    labels,
    axis=-1,
    *,
    scale=1.0,
    label_smoothing=0.0,
    ignore_index=None,
    where=None,
    out=None,
    stream=None,
    **unknown,
):
    """Gradient of `softmax_cross_entropy` from its input, dy·scale·(softmax − label), in one pass.

    Parameters
    ----------
    dy : array_like
        Gradient of what is computed of the loss, one value a row.
    logits : array_like
        The input of `softmax_cross_entropy`.
    labels, axis, scale, label_smoothing, ignore_index, where
        Those that `softmax_cross_entropy` was called with. Elements that a mask excludes get 0.
    out : ndarray, optional
        Array for the result, which may be the logits.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray
        The gradient with respect to the logits. That of the label's element is minus the others'
        share, with full relative accuracy.
    """
    given = logits, labels, axis, scale, where, out, stream
    options = label_smoothing, ignore_index
    return _cross_entropy(_softmax_cross_entropy_vjp, unknown, given, options, dy)


def _softmax_cross_entropy_value_and_vjp(
    logits,
    labels,
    axis=-1,
    *,
    scale=1.0,
    label_smoothing=0.0,
    ignore_index=None,
    where=None,
    out=None,
    stream=None,
    dy=1.0,
    **unknown,
):
    """Cross entropy of rows and its gradient, from one reading of the logits.

    Parameters
    ----------
    logits, labels, axis, scale, label_smoothing, ignore_index, where
        As in `softmax_cross_entropy`.
    out : ndarray, optional
        Array for the gradient, which may be the logits.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.
    dy : array_like, default 1.0
        Gradient of what is computed of the loss, one value a row: 1/n for the mean of n rows.

    Returns
    -------
    loss : ndarray or scalar
        As `softmax_cross_entropy` returns it.
    gradient : ndarray
        As ``softmax_cross_entropy.vjp`` returns it.
    """
    given = logits, labels, axis, scale, where, out, stream
    options = label_smoothing, ignore_index
    return _cross_entropy(_softmax_cross_entropy_value_and_vjp, unknown, given, options, dy)


@of_rows(_softmax_cross_entropy_vjp)
def softmax_cross_entropy(
    logits,
    labels,
    axis=-1,
    *,
    scale=1.0,
    label_smoothing=0.0,
    ignore_index=None,
    where=None,
    out=None,
    stream=None,
    **unknown,
):
    """Cross entropy of softmax and labels, log Σ e^(scale·x) − scale·x_label for each row.

    Parameters
    ----------
    logits : array_like
        Input x.
    labels : array_like
        For each row the number of its class, an integer; or in the logits' shape each element's
        probability, a float. Probabilities that do not sum to 1 are taken as they are.
    axis : int, tuple of int or None, default -1
        The axis or axes of the classes; None for all. Of several axes, classes are numbered as the
        elements laid out in a row.
    scale : float or array_like, default 1.0
        Factor of the logits, as in `softmax`.
    label_smoothing : float, default 0.0
        How much of a label, from 0 to 1, is shared out among all classes alike, masked ones
        excepted.
    ignore_index : int, optional
        A label with which a row's loss and gradient are 0.
    where : array_like of bool, optional
        Mask, as in `softmax`.
    out : ndarray, optional
        Array for the result.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray or scalar
        One loss a row, in the logits' float type: not averaged. inf where the label's element is
        -inf or masked; a probability of 0 beside it counts nothing.

    Raises
    ------
    TypeError
        If the logits are no array of real numbers, labels are no integers or probabilities, an
        argument has the wrong type, or is unknown.
    ValueError
        If a label is none of the classes, rows are empty, or a shape does not fit.
    numpy.exceptions.AxisError
        If there is no such axis.

    Notes
    -----
    Of labels that are integers the logits are read once, and no array of their size is made. The
    loss is scale·(max x − x_label) + log Σ e^(scale·(x − max x)): no term is negative, and the
    largest element is left out of the sum, so that a small loss has full relative accuracy. Where
    labels are probabilities, or smoothed, rows are computed by blocks in a cache, and what they add
    up to is held in float64.

    The gradient is ``softmax_cross_entropy.vjp(dy, logits, labels, ...)``, and
    ``softmax_cross_entropy.value_and_vjp(logits, labels, ..., dy=1.0)`` returns both. Where a
    probability is near softmax, the gradient's error is that of the larger one.

    Dask's arrays are computed later, and their labels are looked at then. Nobody looks at labels in
    GPU memory before: the loss of one that is none of the classes is NaN, and so is the row's
    gradient. The loss of probabilities and of labels that are smoothed is within 4 ULP there.

    Examples
    --------
    >>> import numba_act as na
    >>> na.softmax_cross_entropy([[2.0, 1.0, 0.0], [0.0, 0.0, 50.0]], [0, 2])
    array([4.07605964e-01, 3.85749970e-22])
    >>> loss, gradient = na.softmax_cross_entropy.value_and_vjp([2.0, 1.0, 0.0], 0)
    >>> gradient
    array([-0.33475904,  0.24472847,  0.09003057])
    """
    given = logits, labels, axis, scale, where, out, stream
    options = label_smoothing, ignore_index
    return _cross_entropy(softmax_cross_entropy, unknown, given, options)


complete_function(_softmax_cross_entropy_value_and_vjp, "softmax_cross_entropy.value_and_vjp")
softmax_cross_entropy.value_and_vjp = _softmax_cross_entropy_value_and_vjp


# Soft metrics -------------------------------------------------------------------------------------


def _with(vjp: Any) -> Any:
    """Return a decorator that gives a function its gradient."""

    def complete(function: Any) -> Any:
        vjp.__name__, vjp.__qualname__ = "vjp", f"{function.__name__}.vjp"
        function.vjp = vjp
        return function

    return complete


def _elementwise(body: Any, outputs: int, *inputs: str) -> Elementwise:
    return Elementwise(body, body.__name__, inputs=inputs, parameters={}, outputs=outputs, warns=())


def _on_device(name: str, terms: Any, result: Any, operands: Any, axis: Any) -> Any:
    """Return what is made of the sums of terms over axes in GPU memory; None of other arrays."""
    for argument, value in operands.items():
        if targets.is_device_array(value):
            launcher = targets.sum_launcher(name, argument, value)
            return launcher.call_with_sums(name, terms, result, operands, axis)
    return None


def _share_and_one(share: float) -> tuple[float, float]:
    return share, 1.0


def _mean_of(total: float, count: float) -> float:
    return total / count


_SHARES, _MEAN = _elementwise(_share_and_one, 2, "share"), _elementwise(_mean_of, 1, "total", "n")


def _at_labels(scores: Any, labels: Any, k: Any, axis: Any) -> Any:
    """Return softmax of each row's label."""
    arrays = {"scores": scores}
    found = compute_call(soft_accuracy, {}, arrays, axis, k, scale_name="k", labels=labels)
    if targets.is_device_array(found):
        return found
    found = containers.elements("soft_accuracy", "scores", found)
    return found if containers.kind_of(found) == "dask" else np.asarray(found)


def _soft_accuracy_vjp(dy, scores, labels, k=1.0, axis=-1):
    """Gradient of `soft_accuracy` from its input.

    Parameters
    ----------
    dy : float
        Gradient of what is computed of the accuracy.
    scores, labels, k, axis
        Those that `soft_accuracy` was called with.

    Returns
    -------
    ndarray
        dy/n·k·p·(label − softmax) for n rows, where p is softmax of the row's label.
    """
    name, wide, dtype = "soft_accuracy.vjp", scores, None
    if not targets.is_device_array(scores):
        found = containers.elements(name, "scores", scores)
        if containers.kind_of(found) != "dask":
            found = checked.as_array(name, "scores", found)
        if found.dtype.itemsize == 2:  # a share in 16 bits would be rounded, and its product again
            wide, dtype = found.astype(np.float32), found.dtype
    share = _at_labels(wide, labels, k, axis)
    factor = -float(dy) / max(math.prod(share.shape), 1)
    slope = softmax_cross_entropy.vjp(bilinear(share, factor), wide, labels, axis, scale=k)
    if dtype is None:
        return slope
    kind, model = containers.leader([scores])
    slope = slope.astype(dtype)
    return containers.as_kind(model, slope, None, ()) if kind else slope


@_with(_soft_accuracy_vjp)
def soft_accuracy(scores, labels, k=1.0, axis=-1):
    """Soft accuracy, the mean over all rows of softmax(k·scores) at the labels.

    Parameters
    ----------
    scores : array_like
        Input.
    labels : array_like of int
        For each row the number of its class.
    k : float or array_like, default 1.0
        Sharpness: for large k it goes to the share of rows whose largest score is the label's.
    axis : int, tuple of int or None, default -1
        The axis or axes of the classes; None for all.

    Returns
    -------
    scalar
        From 0 to 1, of the scores' float type; NaN of no rows.

    Raises
    ------
    TypeError
        If the scores are no array of real numbers, or labels are no integers.
    ValueError
        If a label is none of the classes, rows are empty, or a shape does not fit.

    Notes
    -----
    Differentiable, unlike the accuracy. The gradient is
    ``soft_accuracy.vjp(dy, scores, labels, k, axis)``.

    Examples
    --------
    >>> import numba_act as na
    >>> round(float(na.soft_accuracy([[2.0, 1.0, 0.0], [0.0, 3.0, 1.0]], [0, 2], k=2.0)), 4)
    0.4424
    """
    share = _at_labels(scores, labels, k, axis)
    found = _on_device("soft_accuracy", _SHARES, _MEAN, {"scores": share}, None)
    if found is not None:
        return found
    if containers.kind_of(share) == "dask":
        operands = {"share": (share.rechunk(-1), tuple(range(share.ndim)))}
        return containers.blockwise("soft_accuracy", _mean_of_block, (), operands, share.dtype)
    return _mean_of_shares(share)


def _mean_of_block(blocks: Any) -> Any:
    return np.asarray(_mean_of_shares(blocks["share"]))


def _mean_of_shares(share: Any) -> Any:
    if not share.size:
        return share.dtype.type(np.nan)
    total, _ = checked.pair_sum(share.astype(np.float64).reshape(1, -1))
    return share.dtype.type(total[0] / share.size)


def _f1_terms(p: float, t: float) -> tuple[float, float]:
    return 2.0 * (p * t), p + t


def _f1_of(both: float, total: float) -> float:
    return select(total == 0.0, 0.0, both / select(total == 0.0, 1.0, total))


def _f1_slope(dy: float, t: float, both: float, total: float) -> float:
    total = select(total == 0.0, INFINITY, total)
    return dy / total * (2.0 * t - both / total)


_F1_TERMS, _F1 = _elementwise(_f1_terms, 2, "p", "t"), _elementwise(_f1_of, 1, "both", "total")
_F1_SLOPE = _elementwise(_f1_slope, 1, "dy", "t", "both", "total")


def _f1_arrays(name: str, given: Any, axis: Any) -> tuple[Any, Any, Any, tuple[int, ...]]:
    """Return both arrays in float64, the type of the first one, and the axes of the sums."""
    arrays = []
    for argument, value in given.items():
        found = containers.elements(name, argument, value)
        arrays.append(checked.as_array(name, argument, found))
    p, t = arrays
    checked.same_shape(name, {"p": p.shape, "t": t.shape})
    axes = checked.axes_of(name, p.ndim, axis)
    return p.astype(np.float64), t.astype(np.float64), p.dtype, axes


def _f1_sums(p: Any, t: Any, axes: tuple[int, ...]) -> tuple[Any, Any]:
    """Return 2·Σ p·t and Σ (p + t), the axes kept."""
    both = 2.0 * np.sum(p * t, axes, keepdims=True)
    return both, np.sum(p, axes, keepdims=True) + np.sum(t, axes, keepdims=True)


def _f1_of_dask(function: Any, given: dict[str, Any], axis: Any) -> Any:
    """Return a call with Dask arrays, computed later: what is summed lies in one block."""
    name = function.__qualname__
    kind, model = containers.leader([given["p"]])
    given = {key: containers.elements(name, key, value) for key, value in given.items()}
    da = containers.dask_array(name, None)
    p, t = given["p"], da.asarray(given["t"])
    checked.same_shape(name, {"p": p.shape, "t": t.shape})
    axes = checked.axes_of(name, p.ndim, axis)
    p = p.rechunk(dict.fromkeys(axes, -1))
    every = tuple(range(p.ndim))
    rest = tuple(k for k in every if k not in axes)
    operands = {"p": (p, every), "t": (t.rechunk(p.chunks), every)}
    if "dy" in given:
        rows = tuple(p.shape[k] for k in rest)
        dy = da.asarray(given["dy"])
        checked.check_per_row(name, "dy", dy.shape, rows)
        dy = da.broadcast_to(dy, rows).rechunk(tuple(p.chunks[k] for k in rest))
        operands["dy"] = dy, rest
    compute = functools.partial(_f1_block, function, axes)
    axes_left = every if "dy" in given else rest
    found = containers.blockwise(name, compute, axes_left, operands, p.dtype)
    return containers.as_kind(model, found, None, ()) if "dy" in given and kind != "dask" else found


def _f1_block(function: Any, axes: tuple[int, ...], blocks: Any) -> Any:
    return np.asarray(function(**blocks, axis=axes))


def _soft_f1_vjp(dy, p, t, axis=None):
    """Gradient of `soft_f1` with respect to p, dy·(2·t − F1)/Σ (p + t); 0 where F1 is 0/0.

    Parameters
    ----------
    dy : array_like
        Gradient of what is computed of the score, one value for each.
    p, t, axis
        Those that `soft_f1` was called with.

    Returns
    -------
    ndarray
        The gradient with respect to p.
    """
    given = {"dy": dy, "p": p, "t": t}
    found = _on_device("soft_f1.vjp", _F1_TERMS, _F1_SLOPE, given, axis)
    if found is not None:
        return found
    if containers.kind_of(containers.elements("soft_f1.vjp", "p", p)) == "dask":
        return _f1_of_dask(soft_f1.vjp, {"dy": dy, "p": p, "t": t}, axis)
    wide, target, dtype, axes = _f1_arrays("soft_f1.vjp", {"p": p, "t": t}, axis)
    both, total = _f1_sums(wide, target, axes)
    empty = total == 0.0
    total = np.where(empty, np.inf, total)
    rows = tuple(n for k, n in enumerate(wide.shape) if k not in axes)
    dy = np.asarray(containers.elements("soft_f1.vjp", "dy", dy), np.float64)
    checked.check_per_row("soft_f1.vjp", "dy", dy.shape, rows)
    weight = np.expand_dims(np.broadcast_to(dy, rows), axes) / total
    found = (weight * (2.0 * target - both / total)).astype(dtype)
    kind, model = containers.leader([p])
    return containers.as_kind(model, found, None, ()) if kind else found


@_with(_soft_f1_vjp)
def soft_f1(p, t, axis=None):
    """Soft F1 score, 2·Σ p·t/Σ (p + t).

    Parameters
    ----------
    p : array_like
        Predicted probabilities.
    t : array_like
        Targets, of p's shape: 0 or 1, or between.
    axis : int, tuple of int or None, default None
        The axis or axes of the sums; None for all.

    Returns
    -------
    ndarray or scalar
        Of p's float type; 0 where both sums are 0.

    Raises
    ------
    TypeError
        If p or t is no array of real numbers.
    ValueError
        If their shapes differ.
    numpy.exceptions.AxisError
        If there is no such axis.

    Notes
    -----
    Sums are held in float64. The gradient is ``soft_f1.vjp(dy, p, t, axis)``, with respect to p.

    Also called the Dice coefficient.

    Examples
    --------
    >>> import numba_act as na
    >>> round(float(na.soft_f1([0.9, 0.2, 0.6], [1.0, 0.0, 1.0])), 4)
    0.8108
    """
    found = _on_device("soft_f1", _F1_TERMS, _F1, {"p": p, "t": t}, axis)
    if found is not None:
        return found
    if containers.kind_of(containers.elements("soft_f1", "p", p)) == "dask":
        return _f1_of_dask(soft_f1, {"p": p, "t": t}, axis)
    wide, target, dtype, axes = _f1_arrays("soft_f1", {"p": p, "t": t}, axis)
    both, total = _f1_sums(wide, target, axes)
    found = np.squeeze(np.where(total == 0.0, 0.0, both / np.where(total == 0.0, 1.0, total)), axes)
    return found.astype(dtype)[()]
