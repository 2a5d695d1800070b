"""The softmax family: functions of whole rows.

They hand the rows to a target by way of `dispatch/rows.py`; what is computed there is in
`maths/softmax.py`. In the package's namespace `softmax` is the function, not this module, from
which names are therefore imported by ``from numba_act.softmax import ...``.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import functools
import inspect
import math
import textwrap
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from .core import row_arguments as checked
from .core.definition import Elementwise
from .core.docstrings import with_notes
from .core.primitives import absolute, select
from .core.row_arguments import Array, Call
from .dispatch import elementwise, targets
from .dispatch.rows import compute, elements, kept, plain
from .dispatch.rows_in_kernels import add_to_kernels
from .elementary import exp, log, log1p

__all__ = [
    "entropy_scale",
    "log_softmax",
    "logsumexp",
    "smooth_max",
    "soft_argmax",
    "softmax",
    "softmin",
]


# Errors -------------------------------------------------------------------------------------------


class Bound(NamedTuple):
    """The largest error of a row function, for rows of any length.

    Beside it stands the error of what is subnormal before it is multiplied by the scale.

    Attributes
    ----------
    working
        In float32 and float64, in units in the last place.
    narrow
        In float16 and bfloat16, which are rounded once from float32.
    of
        What these are units of, where it is not the result: a sum whose terms cancel has no
        relative accuracy.
    """

    working: float
    narrow: float
    of: str = ""

    def __str__(self) -> str:
        of = f" of {self.of}" if self.of else ""
        return (
            f"Maximum error: {self.working:g} ULP{of} in float32 and float64; {self.narrow:g} ULP "
            "in float16 and bfloat16. It holds for rows of any length."
        )


_OF_RESULT = Bound(3, 0.501)
_OF_SOFTMAX_VJP = Bound(3, 0.501, "abs(scale)·y·(abs(dy) + Σ abs(dy·y))")

#: For docstrings and tests.
BOUNDS = {
    "softmax": _OF_RESULT,
    "log_softmax": _OF_RESULT,
    "softmin": _OF_RESULT,
    "soft_argmax": _OF_RESULT,
    "logsumexp": Bound(2, 0.501, "the larger of the result and scale·max x"),
    "smooth_max": Bound(2, 0.501, "the larger of the result and max x"),
    "softmax.vjp": _OF_SOFTMAX_VJP,
    "softmin.vjp": _OF_SOFTMAX_VJP,
    "log_softmax.vjp": Bound(3, 0.501, "abs(scale)·(abs(dy) + e^y·Σ abs(dy))"),
    "logsumexp.vjp": Bound(4, 0.501),
    "sparsemax": Bound(3, 0.501, "the row's largest result"),
    "sparsemax.vjp": Bound(4, 0.501, "the row's largest abs(scale·dy)"),
    "entmax15": Bound(6, 0.501, "the row's largest result"),
    "entmax15.vjp": Bound(6, 0.501, "the row's largest abs(scale·dy)"),
    "softmax_cross_entropy": Bound(2, 0.501),
    "softmax_cross_entropy.vjp": Bound(3, 0.501),
    "softmax_cross_entropy.value_and_vjp": Bound(3, 0.501),
}


def compute_call(function: Any, unknown: Mapping[str, Any], *given: Any, **others: Any) -> Any:
    """Compute a `Call` of a function, which has no keyword arguments that are `unknown`."""
    if not unknown:
        return compute(Call(function.__qualname__, *given, **others))
    key = next(iter(unknown))
    hint = _HINTS.get(key, "")
    raise TypeError(
        f"{function.__qualname__}: unknown keyword argument {key!r}{hint and f' (use {hint})'}, "
        f"expected one of {', '.join(inspect.signature(function).parameters)}"
    )


#: What other libraries' arguments are called here.
_HINTS = {
    "dim": "axis=",
    "keepdim": "keepdims=",
    "mask": "where=, which is True where an element counts",
    "temperature": "scale=, its reciprocal",
    "beta": "scale=",
    "return_sign": "b=, with which a negative sum is NaN",
}


def complete_function(function: Any, name: str) -> None:
    """Name a function, end its docstring's Notes with its bound, and hide `unknown`."""
    function.__name__, function.__qualname__ = name.rpartition(".")[2], name
    doc = inspect.cleandoc(function.__doc__ or "")
    function.__doc__ = with_notes(doc, [textwrap.fill(str(BOUNDS[name]), 96)])
    found = inspect.signature(function)
    shown = [each for each in found.parameters.values() if each.name != "unknown"]
    function.__signature__ = found.replace(parameters=shown)


def of_rows(vjp: Any = None) -> Callable[[Any], Any]:
    """Return a decorator that completes a function of rows, and gives it its gradient."""

    def complete(function: Any) -> Any:
        complete_function(function, function.__name__)
        if vjp is not None:
            complete_function(vjp, f"{function.__name__}.vjp")
            function.vjp = vjp
        return function

    return complete


# Weighted sums ------------------------------------------------------------------------------------

_LN2_HIGH, _LN2_LOW = float.fromhex("0x1.62e42fefa4p-1"), float.fromhex("-0x1.8432a1b0e2634p-43")


def _weighted_sum(x: Array, b: Array, mask: Any, scale: Array) -> tuple[Array, Array]:
    """Return log Σ b·e^(scale·x) over the last axis, and the addends as parts of the sum.

    All in float64. Relative to the largest addend the others are b/b_top·e^(scale·(x − x_top)).
    Both factors are split into a number near 1 and a power of two, so that neither overflows; where
    x is x_top the addend is exact, and so is the difference of such addends.
    """
    if not x.shape[-1]:
        return np.full(x.shape[:-1], -np.inf), x
    product = scale * x
    kept = np.broadcast_to(mask & (b != 0.0), x.shape)
    finite = kept & np.isfinite(product) & np.isfinite(b)
    size = np.where(finite, product + log(np.abs(np.where(finite, b, 1.0))), -np.inf)
    top = np.where(finite.any(-1, keepdims=True), size.argmax(-1)[..., None], 0)
    x_top, b_top = np.take_along_axis(x, top, -1), np.take_along_axis(b, top, -1)
    product_top = np.take_along_axis(product, top, -1)
    difference = x - x_top
    exponent = np.where(np.isfinite(difference), scale * difference, product - product_top)
    exponent = np.where(finite, np.clip(exponent, -5000.0, 5000.0), 0.0)
    n = np.rint(exponent * math.log2(math.e))
    rest = (exponent - n * _LN2_HIGH) - n * _LN2_LOW
    mantissa, power = np.frexp(np.where(finite, b, 0.0))
    power_top = np.frexp(b_top)[1]
    addends = np.ldexp(mantissa * exp(rest), power - power_top + n.astype(np.int64).astype(np.intc))
    high, low = checked.pair_sum(addends)

    # log(high + low), which is as accurate as can be near 1
    near_one, shift = np.frexp(high)
    doubled = near_one < math.sqrt(0.5)
    near_one, shift = np.where(doubled, 2.0 * near_one, near_one), shift - doubled
    log_sum = log1p((near_one - 1.0) + np.ldexp(low, -shift))
    shift = shift + power_top[..., 0]
    result = ((product_top[..., 0] + shift * _LN2_HIGH) + shift * _LN2_LOW) + log_sum
    result = np.where(high == 0.0, -np.inf, np.where(high < 0.0, np.nan, result))

    # what is not finite decides alone: 0 if that comes to nothing, inf or NaN
    infinite = np.where(product == np.inf, np.inf, np.where(product == -np.inf, 0.0, product))
    infinite = np.where(np.isfinite(product), 1.0, infinite)
    others = np.where(kept & ~finite, b * infinite, 0.0).sum(-1)
    result = np.where(others == 0.0, result, np.where(others > 0.0, np.inf, np.nan))
    shares = np.where(kept, addends / high[..., None], 0.0)
    undefined = (others != 0.0) | (high < 0.0)
    return result, np.where(undefined[..., None], np.nan, shares)


# The functions ------------------------------------------------------------------------------------


def _softmax_vjp(dy, y, axis=-1, *, scale=1.0, where=None, out=None, stream=None, **unknown):
    """Gradient of `softmax` from its output y: scale·y·(dy − Σ dy·y), in one pass.

    Parameters
    ----------
    dy : array_like
        Gradient of what is computed of y.
    y : array_like
        The result of `softmax`, not its input; of dy's shape.
    axis, scale, where
        Those that `softmax` was called with. Where a mask excludes elements, those of dy and y
        are not read, and the result is 0; y is 0 there anyway, so that the mask is needed only
        if dy may be infinite or NaN there.
    out : ndarray, optional
        Array for the result, which may be dy or y.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray
        The gradient with respect to x.
    """
    if stream is None and not unknown:
        found = plain("softmax.vjp", dy, y, axis, scale, where, out)
        if found is not None:
            return found
    arguments = {"dy": dy, "y": y}
    return compute_call(_softmax_vjp, unknown, arguments, axis, scale, where, out, None, stream)


def _log_softmax_vjp(dy, y, axis=-1, *, scale=1.0, where=None, out=None, stream=None, **unknown):
    """Gradient of `log_softmax` from its output y: scale·(dy − e^y·Σ dy), in one pass.

    Parameters
    ----------
    dy : array_like
        Gradient of what is computed of y.
    y : array_like
        The result of `log_softmax`, not its input; of dy's shape.
    axis, scale, where
        Those that `log_softmax` was called with. Where a mask excludes elements, those of dy and y
        are not read, and the result is 0.
    out : ndarray, optional
        Array for the result, which may be dy or y.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray
        The gradient with respect to x.
    """
    if stream is None and not unknown:
        found = plain("log_softmax.vjp", dy, y, axis, scale, where, out)
        if found is not None:
            return found
    arguments = {"dy": dy, "y": y}
    return compute_call(_log_softmax_vjp, unknown, arguments, axis, scale, where, out, None, stream)


def _softmin_vjp(dy, y, axis=-1, *, scale=1.0, where=None, out=None, stream=None, **unknown):
    """Gradient of `softmin` from its output y: −scale·y·(dy − Σ dy·y), in one pass.

    As `softmax.vjp`, for the result y of `softmin`.
    """
    arguments = {"dy": dy, "y": y}
    return compute_call(
        _softmin_vjp, unknown, arguments, axis, scale, where, out, None, stream, negative=True
    )


def _logsumexp_vjp(
    dy,
    x,
    axis=-1,
    *,
    b=None,
    scale=1.0,
    where=None,
    keepdims=False,
    out=None,
    stream=None,
    **unknown,
):
    """Gradient of `logsumexp` from its input x: dy·scale·softmax(scale·x), in one pass.

    Parameters
    ----------
    dy : array_like
        Gradient of what is computed of the result, one value a row (or one for all).
    x : array_like
        The input of `logsumexp`.
    axis, b, scale, where, keepdims
        Those that `logsumexp` was called with; where a mask excludes elements the result is 0. With
        weights the gradient is dy·scale·b·e^(scale·x)/Σ b·e^(scale·x).
    out : ndarray, optional
        Array for the result, of x's shape; it may be x.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray
        The gradient with respect to x.
    """
    if b is None and stream is None and not keepdims and not unknown:
        found = plain("logsumexp.vjp", dy, x, axis, scale, where, out, per_row=True)
        if found is not None:
            return found
    options = axis, scale, where, out, None, stream, keepdims, "scale", {"dy": dy}
    return compute_call(_logsumexp_vjp, unknown, {"x": x}, *options, b, weighted_sum=_weighted_sum)


@of_rows(_softmax_vjp)
def softmax(x, axis=-1, *, scale=1.0, where=None, dtype=None, out=None, stream=None, **unknown):
    """Softmax, e^(scale·x)/Σ e^(scale·x) over an axis.

    Parameters
    ----------
    x : array_like
        Input.
    axis : int, tuple of int or None, default -1
        The axis or axes of the sum, None for all; the rows along it are independent of each other.
    scale : float or array_like, default 1.0
        Factor of x: the inverse temperature, or attention's 1/√d. An array has one value a row
        (it broadcasts to x's shape without the axis). Any value is allowed, negative ones and 0
        included. It never changes the type of the result.
    where : array_like of bool, optional
        Mask, which broadcasts to x's shape and is not copied for it. Where it is False the element
        is left out, whatever its value, and the result is 0; a row without any element is all 0.
    dtype : data-type, optional
        Float type that x is converted to, and that the result has.
    out : ndarray, optional
        Array for the result, of x's shape; it may be x.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray
        Of x's shape and float type. Every row sums to 1.

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
    No finite row overflows, and elements far below the largest underflow to 0 as they should. An
    element -inf gives 0. A row that has NaN or +inf, or nothing but -inf, is NaN. (Infinities
    change their roles where the scale is negative.)

    scale·x − scale·max x is never rounded: where the difference could not be exact, the
    product with log2 e is split off first. So the error does not grow with the difference; the same
    bits come out whatever the layout, the number of threads and the CPU. float16 and bfloat16
    compute in float32 and round once. Any finite scale is right; an infinite one gives NaN.

    PyTorch's tensors in main memory, objects of pandas and xarray, and subclasses of NumPy's array
    come back as their own kind; a Dask array is computed later, its rows in one chunk. Rows longer
    than Dask's ``array.chunk-size`` that lie in several stay there, where `scale` is a number and
    there is no `where`: two passes over the chunks, with other roundings (in float64 an error
    that grows with the size of the row's logsumexp). The mask of a masked array counts as
    `where` does, and the result has it.

    In functions that Numba compiles `softmax`, `log_softmax` and `logsumexp` take `x`, `axis`, the
    last one, `scale`, a number, and `out`. There integers and bools become float64.

    The gradient is ``softmax.vjp(dy, y, axis, scale=scale)``, of the result y:
    scale·y·(dy − Σ dy·y).

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.softmax([1.0, 2.0, 3.0])
    array([0.09003057, 0.24472847, 0.66524096])
    >>> na.softmax(np.zeros((3, 3)), where=np.tri(3, dtype=bool))  # a causal mask
    array([[1.        , 0.        , 0.        ],
           [0.5       , 0.5       , 0.        ],
           [0.33333333, 0.33333333, 0.33333333]])
    """
    if stream is dtype is None and not unknown:
        found = plain("softmax", None, x, axis, scale, where, out)
        if found is not None:
            return found
    return compute_call(softmax, unknown, {"x": x}, axis, scale, where, out, dtype, stream)


@of_rows(_log_softmax_vjp)
def log_softmax(x, axis=-1, *, scale=1.0, where=None, dtype=None, out=None, stream=None, **unknown):
    """Logarithm of softmax, scale·x − log Σ e^(scale·x) over an axis.

    Parameters
    ----------
    x : array_like
        Input.
    axis : int, tuple of int or None, default -1
        The axis or axes of the sum; None for all.
    scale : float or array_like, default 1.0
        Factor of x, as in `softmax`.
    where : array_like of bool, optional
        Mask, which broadcasts to x's shape. Where it is False the element is left out and the
        result is -inf.
    dtype : data-type, optional
        Float type that x is converted to, and that the result has.
    out : ndarray, optional
        Array for the result, of x's shape; it may be x.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray
        Of x's shape and float type; nowhere positive.

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
    The largest element of a row is left out of the sum, and the logarithm is log(1 + Σ): where one
    element outweighs the others, its result is minus the sum of the others, with full relative
    accuracy. NaN and infinities are as in `softmax`.

    The gradient is ``log_softmax.vjp(dy, y, axis, scale=scale)``, of the result y:
    scale·(dy − e^y·Σ dy).

    Examples
    --------
    >>> import numba_act as na
    >>> na.log_softmax([1.0, 2.0, 3.0])
    array([-2.40760596, -1.40760596, -0.40760596])
    """
    if stream is dtype is None and not unknown:
        found = plain("log_softmax", None, x, axis, scale, where, out)
        if found is not None:
            return found
    return compute_call(log_softmax, unknown, {"x": x}, axis, scale, where, out, dtype, stream)


@of_rows(_softmin_vjp)
def softmin(x, axis=-1, *, scale=1.0, where=None, dtype=None, out=None, stream=None, **unknown):
    """Softmin, softmax of −x: e^(−scale·x)/Σ e^(−scale·x) over an axis.

    Parameters
    ----------
    x : array_like
        Input.
    axis : int, tuple of int or None, default -1
        The axis or axes of the sum; None for all.
    scale : float or array_like, default 1.0
        Factor of x, as in `softmax`.
    where : array_like of bool, optional
        Mask, as in `softmax`.
    dtype : data-type, optional
        Float type that x is converted to, and that the result has.
    out : ndarray, optional
        Array for the result, of x's shape; it may be x.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray
        Of x's shape and float type. Every row sums to 1.

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
    Exactly `softmax` with the negative scale. The gradient is
    ``softmin.vjp(dy, y, axis, scale=scale)``, of the result y.

    Examples
    --------
    >>> import numba_act as na
    >>> na.softmin([1.0, 2.0, 3.0])
    array([0.66524096, 0.24472847, 0.09003057])
    """
    return compute_call(
        softmin, unknown, {"x": x}, axis, scale, where, out, dtype, stream, negative=True
    )


@of_rows(_logsumexp_vjp)
def logsumexp(
    x,
    axis=-1,
    *,
    b=None,
    scale=1.0,
    where=None,
    keepdims=False,
    dtype=None,
    out=None,
    stream=None,
    **unknown,
):
    """Logarithm of the sum of exponentials, log Σ e^(scale·x) over one or more axes.

    Parameters
    ----------
    x : array_like
        Input.
    axis : int, tuple of int or None, default -1
        The axis or axes of the sum; None for all.
    b : array_like, optional
        Weights: log Σ b·e^(scale·x). x and b broadcast against each other, and their common type is
        the result's. Where b is 0 the element is left out, whatever its value.
    scale : float or array_like, default 1.0
        Factor of x, as in `softmax`.
    where : array_like of bool, optional
        Mask, which broadcasts to x's shape. Where it is False the element is left out.
    keepdims : bool, default False
        Whether the axes stay, with length 1.
    dtype : data-type, optional
        Float type that x is converted to, and that the result has.
    out : ndarray, optional
        Array for the result.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray or scalar
        Of x's float type.

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
    -inf where all elements are -inf or left out, or where there are none, +inf where one is +inf,
    NaN where one is NaN. With weights: NaN where the sum is negative.

    A weighted sum is computed in float64 relative to its largest addend, and no addend overflows.
    In float32 and the 16-bit types it is rounded once. In float64 the error is at most
    2^-52·(|scale·x| + |log |b||) of the largest addend, and where addends of different signs cancel
    2^-50·Σ |b|·e^(scale·x)/|Σ b·e^(scale·x)| more. Arrays in GPU memory take no weights.

    The gradient is ``logsumexp.vjp(dy, x, axis, scale=scale)``, of the input:
    dy·scale·softmax(scale·x).

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.logsumexp([1.0, 2.0, 3.0])
    np.float64(3.4076059644443806)
    >>> na.logsumexp(np.zeros((2, 3)), axis=(0, 1), keepdims=True)
    array([[1.79175947]])
    """
    if b is dtype is stream is out is None and not unknown:
        found = plain("logsumexp", None, x, axis, scale, where, None)
        if found is not None:
            return kept(found, axis) if keepdims else found
    options = axis, scale, where, out, dtype, stream, keepdims
    return compute_call(
        logsumexp, unknown, {"x": x}, *options, weights=b, weighted_sum=_weighted_sum
    )


def _reduced(function, x, k, axis, where, keepdims, out, stream, unknown) -> Any:
    """Compute a function of a sharpness that has one value a row."""
    if out is stream is None and not unknown:
        found = plain(function.__name__, None, x, axis, k, where, None)
        if found is not None:
            return kept(found, axis) if keepdims else found
    options = axis, k, where, out, None, stream, keepdims
    return compute_call(function, unknown, {"x": x}, *options, scale_name="k")


@of_rows()
def soft_argmax(x, k=1.0, axis=-1, *, where=None, keepdims=False, out=None, stream=None, **unknown):
    """Soft argmax, the expected position Σ i·softmax(k·x)_i along an axis.

    Parameters
    ----------
    x : array_like
        Input.
    k : float or array_like, default 1.0
        Sharpness: the result goes to the position of the largest element for large k, and to
        that of the smallest for large negative k. An array has one value a row.
    axis : int, tuple of int or None, default -1
        The axis along which positions are counted from 0. Of several axes, or all (None), they are
        those in the elements laid out in a row, as `numpy.argmax` has them.
    where : array_like of bool, optional
        Mask, which broadcasts to x's shape. Where it is False the element is left out.
    keepdims : bool, default False
        Whether the axes stay, with length 1.
    out : ndarray, optional
        Array for the result.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray or scalar
        Of x's shape without the axis or axes, of its float type.

    Raises
    ------
    TypeError
        If x is no array of real numbers, an argument has the wrong type, or is unknown.
    ValueError
        If the rows are empty, or a shape does not fit.
    numpy.exceptions.AxisError
        If there is no such axis.

    Notes
    -----
    NaN where `softmax` is NaN.

    References
    ----------
    .. [1] O. Chapelle and M. Wu, "Gradient descent optimization of smoothed information
       retrieval metrics", Information Retrieval 13, 2010.

    Examples
    --------
    >>> import numba_act as na
    >>> na.soft_argmax([0.0, 5.0, 1.0], k=10.0)
    np.float64(1.0)
    """
    return _reduced(soft_argmax, x, k, axis, where, keepdims, out, stream, unknown)


@of_rows()
def smooth_max(x, k=1.0, axis=-1, *, where=None, keepdims=False, out=None, stream=None, **unknown):
    """Smooth maximum, (1/k)·log Σ e^(k·x) along an axis.

    Parameters
    ----------
    x : array_like
        Input.
    k : float or array_like, default 1.0
        Sharpness: the result exceeds the largest element by log(n)/k at most, for rows of n. A
        negative k gives a smooth minimum. An array has one value a row.
    axis : int, tuple of int or None, default -1
        The axis or axes of the sum; None for all.
    where : array_like of bool, optional
        Mask, which broadcasts to x's shape. Where it is False the element is left out.
    keepdims : bool, default False
        Whether the axes stay, with length 1.
    out : ndarray, optional
        Array for the result.
    stream : stream or int, optional
        For arrays in GPU memory: the CUDA stream to compute on, or its handle.

    Returns
    -------
    ndarray or scalar
        Of x's shape without the axis or axes, of its float type.

    Raises
    ------
    TypeError
        If x is no array of real numbers, an argument has the wrong type, or is unknown.
    ValueError
        If the rows are empty, or a shape does not fit.
    numpy.exceptions.AxisError
        If there is no such axis.

    Notes
    -----
    Computed as max x + log(Σ e^(k·(x − max x)))/k, so that neither e^(k·x) nor k·x overflows. The
    limit k → 0 is infinite, and k = 0 gives +inf.

    Examples
    --------
    >>> import numba_act as na
    >>> round(float(na.smooth_max([1.0, 2.0, 3.0], k=2.0)), 4)
    3.0715
    """
    return _reduced(smooth_max, x, k, axis, where, keepdims, out, stream, unknown)


def entropy_scale(n: Any, kappa: Any = 1.0, d: Any = 1) -> Any:
    """Scale for entropy-invariant softmax, κ·log(n)/d.

    Parameters
    ----------
    n : array_like
        Length of the rows: how many elements take part.
    kappa : array_like, default 1.0
        Strength κ.
    d : array_like, default 1
        What the scores are divided by, such as the size of an attention head.

    Returns
    -------
    ndarray or scalar
        In float64, for `softmax`'s `scale`; in GPU memory if one of the arguments is.

    Notes
    -----
    With a constant scale attention becomes flatter the longer the rows are. With this scale its
    entropy hardly depends on their length. For κ = 1/log n₀ the scale at length n₀ is 1/d.

    References
    ----------
    .. [1] J. Su, "Entropy-invariant softmax", https://kexue.fm/archives/8823.

    Examples
    --------
    >>> import numba_act as na
    >>> round(float(na.entropy_scale(512, d=64)), 4)
    0.0975
    """
    arguments = {"n": n, "kappa": kappa, "d": d}
    if any(map(targets.is_device_array, arguments.values())):
        keywords = {"dtype": np.float64}
        return elementwise.call(_entropy_scale(), (n, kappa, d), keywords)
    for argument, value in arguments.items():
        checked.as_array("entropy_scale", argument, elements("entropy_scale", argument, value))
    length, kappa = np.asarray(n, np.float64), np.asarray(kappa, np.float64)
    size = np.abs(kappa)
    raised = np.where(size < 2.0**-900, 2.0**64, np.where(size > 2.0**900, 2.0**-64, 1.0))
    return ((kappa * raised) * log(length) / np.asarray(d, np.float64)) / raised


def _entropy_scale_of(n, kappa, d):
    # the product with the logarithm neither overflows nor is subnormal where the result is not
    size = absolute(kappa)
    raised = select(size < 2.0**-900, 2.0**64, select(size > 2.0**900, 2.0**-64, 1.0))
    return ((kappa * raised) * log(n) / d) / raised


@functools.cache
def _entropy_scale() -> Elementwise:
    """Return `entropy_scale` for device arrays: its operations in one kernel."""
    return Elementwise(
        _entropy_scale_of,
        "entropy_scale",
        inputs=["n"],
        parameters={"kappa": 1.0, "d": 1.0},
        warns=(),
    )


for _each in (softmax, log_softmax, logsumexp):
    add_to_kernels(_each)
