"""Sparse relatives of softmax, whose small elements are 0: sparsemax and entmax.

As in `softmax`, whole rows are handed to a target; what is computed there is in `maths/softmax.py`.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from typing import Any

from .dispatch.rows import plain
from .softmax import compute_call, of_rows

__all__ = ["entmax15", "sparsemax"]


def _map(function: Any, x: Any, given: Any, stream: Any, unknown: Any) -> Any:
    """Compute a function of one array."""
    if stream is None and not unknown:
        found = plain(function.__qualname__, None, x, *given)
        if found is not None:
            return found
    return compute_call(function, unknown, {"x": x}, *given, stream=stream)


def _gradient(function: Any, dy: Any, y: Any, given: Any, stream: Any, unknown: Any) -> Any:
    """Compute a gradient of two arrays."""
    if stream is None and not unknown:
        found = plain(function.__qualname__, dy, y, *given)
        if found is not None:
            return found
    return compute_call(function, unknown, {"dy": dy, "y": y}, *given, stream=stream)


def _sparsemax_vjp(dy, y, axis=-1, *, scale=1.0, where=None, out=None, stream=None, **unknown):
    """Gradient of `sparsemax` from its output y: scale·(dy − mean dy) where y > 0, else 0.

    Parameters
    ----------
    dy : array_like
        Gradient of what is computed of y.
    y : array_like
        The result of `sparsemax`, not its input; of dy's shape.
    axis, scale, where
        Those that `sparsemax` was called with.
    out : ndarray, optional
        Array for the result, which may be dy or y.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray
        The gradient with respect to x. The mean is that of the elements with y > 0.
    """
    return _gradient(_sparsemax_vjp, dy, y, (axis, scale, where, out), stream, unknown)


@of_rows(_sparsemax_vjp)
def sparsemax(x, axis=-1, *, scale=1.0, where=None, out=None, stream=None, **unknown):
    """Sparsemax, max(scale·x − τ, 0) with τ such that every row sums to 1.

    Parameters
    ----------
    x : array_like
        Input.
    axis : int, tuple of int or None, default -1
        The axis or axes of the sum; None for all.
    scale : float or array_like, default 1.0
        Factor of x, as in `softmax`.
    where : array_like of bool, optional
        Mask, as in `softmax`: where it is False the result is 0.
    out : ndarray, optional
        Array for the result, of x's shape; it may be x.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray
        Of x's shape and float type: the point of the simplex nearest to scale·x.

    Raises
    ------
    TypeError
        If x is no array of real numbers, an argument has the wrong type, or is unknown.
    ValueError
        If a shape does not fit.
    numpy.exceptions.AxisError
        If there is no such axis.

    Notes
    -----
    τ is found by Newton's method, from below; nothing is sorted. NaN and infinities are as in
    `softmax`.

    The gradient is ``sparsemax.vjp(dy, y, axis, scale=scale)``, of the result y.

    References
    ----------
    .. [1] A. F. T. Martins and R. F. Astudillo, "From Softmax to Sparsemax: A Sparse Model of
       Attention and Multi-Label Classification", arXiv:1602.02068.

    Examples
    --------
    >>> import numba_act as na
    >>> na.sparsemax([1.0, 0.5, -1.0])
    array([0.75, 0.25, 0.  ])
    """
    return _map(sparsemax, x, (axis, scale, where, out), stream, unknown)


def _entmax15_vjp(dy, y, axis=-1, *, scale=1.0, where=None, out=None, stream=None, **unknown):
    """Gradient of `entmax15` from its output y: scale·√y·(dy − Σ √y·dy/Σ √y).

    Parameters
    ----------
    dy : array_like
        Gradient of what is computed of y.
    y : array_like
        The result of `entmax15`, not its input; of dy's shape.
    axis, scale, where
        Those that `entmax15` was called with.
    out : ndarray, optional
        Array for the result, which may be dy or y.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray
        The gradient with respect to x; 0 where y is.
    """
    return _gradient(_entmax15_vjp, dy, y, (axis, scale, where, out), stream, unknown)


@of_rows(_entmax15_vjp)
def entmax15(x, axis=-1, *, scale=1.0, where=None, out=None, stream=None, **unknown):
    """Entmax with α = 1.5, max(scale·x/2 − τ, 0)² with τ such that every row sums to 1.

    Parameters
    ----------
    x : array_like
        Input.
    axis : int, tuple of int or None, default -1
        The axis or axes of the sum; None for all.
    scale : float or array_like, default 1.0
        Factor of x, as in `softmax`.
    where : array_like of bool, optional
        Mask, as in `softmax`: where it is False the result is 0.
    out : ndarray, optional
        Array for the result, of x's shape; it may be x.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray
        Of x's shape and float type. Less sparse than `sparsemax`.

    Raises
    ------
    TypeError
        If x is no array of real numbers, an argument has the wrong type, or is unknown.
    ValueError
        If a shape does not fit.
    numpy.exceptions.AxisError
        If there is no such axis.

    Notes
    -----
    τ is found by Newton's method, from below; nothing is sorted. NaN and infinities are as in
    `softmax`.

    The gradient is ``entmax15.vjp(dy, y, axis, scale=scale)``, of the result y.

    References
    ----------
    .. [1] B. Peters, V. Niculae and A. F. T. Martins, "Sparse Sequence-to-Sequence Models",
       arXiv:1905.05702.

    Examples
    --------
    >>> import numba_act as na
    >>> na.entmax15([1.0, 0.5, -0.5]).round(4)
    array([0.6712, 0.324 , 0.0048])
    """
    return _map(entmax15, x, (axis, scale, where, out), stream, unknown)
