"""Feed-forward blocks: matrix products by BLAS, the activation in place on their results."""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

import ml_dtypes
import numpy as np

from .core.arguments import float_of, kind_name, no_float, takes
from .core.definition import definition
from .dispatch import targets
from .gates import swiglu
from .rectifiers import relu

__all__ = ["ffn", "gated_ffn", "glu_hidden_size"]

#: Products of these are float32: BLAS has none, and NumPy's own float16 loop is 25 times slower.
_NARROW = {np.dtype(np.float16), np.dtype(ml_dtypes.bfloat16)}

#: Elements of a hidden layer from which on it is worth several threads. BLAS's own threads keep
#: the cores busy for a while after a product (OpenBLAS: some 20 ms), and a thread of Numba's
#: waits there for 4 to 8 ms, in which one thread computes this many elements.
SERIAL = 1 << 23

#: Elements of a block of rows: two of them, in float32, fill a quarter of a 1 MiB level-2 cache,
#: and an activation wakes a second thread for twice as many.
BLOCK = 1 << 15


def ffn(x, w1, w2, b1=None, b2=None, activation=relu):
    """Feed-forward block, activation(x·w1 + b1)·w2 + b2.

    Parameters
    ----------
    x : array_like, shape (..., d)
        Any number of leading dimensions.
    w1 : array_like, shape (d, h)
    w2 : array_like, shape (h, e)
    b1 : array_like, shape (h,), optional
    b2 : array_like, shape (e,), optional
    activation : function, default `relu`
        One of this package's, a user's own (`activation`), or any function of one array that
        takes ``out=``.

    Returns
    -------
    ndarray, shape (..., e)
        Of the arrays' common type. float16 and bfloat16 are computed in float32 throughout and
        rounded once, at the end.

    Raises
    ------
    ValueError
        If two of the shapes do not fit together; the message has both.
    TypeError
        If an argument is of a type that has no activation, or `activation` no function of one
        array.

    See Also
    --------
    gated_ffn : The block with a gate.

    Notes
    -----
    The activation and the biases work in place on the product, so that the block's only
    temporary is x·w1 + b1. Arrays in GPU memory multiply by their own ``@``.

    References
    ----------
    .. [1] A. Vaswani et al., "Attention Is All You Need", arXiv:1706.03762, section 3.3.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> x = np.float32([[1.0, -2.0]])
    >>> w1, w2 = np.float32([[1.0, 2.0], [3.0, -1.0]]), np.float32([[2.0], [1.0]])
    >>> na.ffn(x, w1, w2, b2=np.float32([0.5]))
    array([[4.5]], dtype=float32)
    """
    given = {"x": x, "w1": w1, "w2": w2, "b1": b1, "b2": b2}
    layers, biases = {"w1": "w2"}, {"b1": "w1", "b2": "w2"}
    return _block("ffn", "activation", activation, given, layers, biases)


def gated_ffn(x, w, v, w2, b=None, c=None, b2=None, gate=swiglu):
    """Gated feed-forward block, gate(x·w + b, x·v + c)·w2 + b2.

    Parameters
    ----------
    x : array_like, shape (..., d)
        Any number of leading dimensions.
    w, v : array_like, shape (d, h)
        Of the gate and of the value.
    w2 : array_like, shape (h, e)
    b, c : array_like, shape (h,), optional
    b2 : array_like, shape (e,), optional
    gate : function, default `swiglu`
        One of this package's gates, a user's own (``activation(inputs=2)``), or any function
        of two arrays that takes ``out=``.

    Returns
    -------
    ndarray, shape (..., e)
        Of the arrays' common type. float16 and bfloat16 are computed in float32 throughout and
        rounded once, at the end.

    Raises
    ------
    ValueError
        If two of the shapes do not fit together; the message has both.
    TypeError
        If an argument is of a type that has no gate, or `gate` no function of two arrays.

    See Also
    --------
    ffn : The block without a gate.
    glu_hidden_size : The h that makes the block as large as one without a gate.

    Notes
    -----
    The gate is written in place into x·w + b, so that the two products are the block's only
    temporaries. Arrays in GPU memory multiply by their own ``@``.

    References
    ----------
    .. [1] N. Shazeer, "GLU Variants Improve Transformer", arXiv:2002.05202.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> x, ones = np.float32([[1.0, -2.0]]), np.ones((2, 2), np.float32)
    >>> na.gated_ffn(x, ones, 2 * ones, ones, gate=na.bilinear)
    array([[4., 4.]], dtype=float32)
    """
    given = {"x": x, "w": w, "v": v, "w2": w2, "b": b, "c": c, "b2": b2}
    layers, biases = {"w": "w2", "v": "w2"}, {"b": "w", "c": "v", "b2": "w2"}
    return _block("gated_ffn", "gate", gate, given, layers, biases)


def glu_hidden_size(d_ff: int, multiple_of: int = 1) -> int:
    """Hidden size of a gated block that is as large as an ungated one, ⅔·d_ff rounded up.

    Parameters
    ----------
    d_ff : int
        Hidden size of the block without a gate; positive.
    multiple_of : int, default 1
        What the result is rounded up to a multiple of; positive.

    Returns
    -------
    int

    Raises
    ------
    TypeError
        If an argument is no integer.
    ValueError
        If an argument is not positive.

    Notes
    -----
    A gated block has three matrices where one without has two.

    References
    ----------
    .. [1] N. Shazeer, "GLU Variants Improve Transformer", arXiv:2002.05202, section 2.

    Examples
    --------
    >>> import numba_act as na
    >>> na.glu_hidden_size(3072)
    2048
    >>> na.glu_hidden_size(4 * 4096, multiple_of=256)  # LLaMA 7B
    11008
    """
    sizes = []
    for argument, given in (("d_ff", d_ff), ("multiple_of", multiple_of)):
        try:
            size = operator.index(given)
        except TypeError:
            raise TypeError(
                f"glu_hidden_size: argument {argument!r} is {given!r}, expected an integer"
            ) from None
        if size < 1:
            raise ValueError(
                f"glu_hidden_size: argument {argument!r} is {size}, expected a positive integer"
            )
        sizes.append(size)
    size, multiple = sizes
    return -(-2 * size // (3 * multiple)) * multiple


# Matrix products and what is done to them ----------------------------------------------------


def _block(
    name: str,
    argument: str,
    function: Callable[..., Any],
    given: dict[str, Any],
    layers: dict[str, str],
    biases: dict[str, str],
) -> Any:
    """Return function(x·w + b, …)·w2 + b2.

    Parameters
    ----------
    name, argument, function
        The block's name, and what the user calls its function.
    given
        The arrays by name, biases None where there are none.
    layers
        The matrices that x is multiplied by, with the one that comes after them.
    biases
        What is added to the product with each matrix.
    """
    _check_function(name, argument, function, len(layers))
    arrays = _arrays(name, given)
    for matrix in layers:
        _check_product(name, arrays, "x", matrix)
    for matrix, last in layers.items():
        _check_product(name, arrays, matrix, last)
    for bias, matrix in biases.items():
        _check_bias(name, arrays, bias, matrix)
    dtype = _result_type(name, arrays)
    *inner, outer = (arrays[bias] for bias in biases)
    hidden = [_product(arrays["x"], arrays[matrix], dtype) for matrix in layers]
    _activate(function, hidden, inner)
    del hidden[1:]  # their memory may serve the last product
    product = _product(hidden[0], arrays["w2"], dtype)
    if outer is not None:
        product += outer
    return product.astype(dtype) if dtype in _NARROW else product


def _product(x: Any, w: Any, dtype: Any) -> Any:
    """Return x·w in new memory: BLAS's product, through the library of the arrays."""
    if not isinstance(x, np.ndarray):
        return x @ w
    working = np.float32 if dtype in _NARROW else dtype
    if x.ndim > 2 and x.flags.c_contiguous:  # one product of all rows, not one a batch
        rows = x.reshape(-1, x.shape[-1]) if x.size else x
        return np.matmul(rows, w, dtype=working).reshape(*x.shape[:-1], w.shape[1])
    return np.matmul(x, w, dtype=working)


def _activate(function: Callable[..., Any], arrays: Sequence[Any], biases: Sequence[Any]) -> None:
    """Add biases to arrays in place, and put a function of the sums into the first.

    Some rows at a time, where the function takes elements one by one: they are still in the cache
    after a bias has been added, and few enough that the caller's thread computes them alone.
    """
    first = arrays[0]
    parts = [list(arrays)]
    if (
        isinstance(first, np.ndarray)
        and 0 < first.size < SERIAL
        and definition(function) is not None
        and all(array.flags.c_contiguous for array in arrays)
    ):
        arrays = [array.reshape(-1, array.shape[-1]) for array in arrays]
        step = max(1, BLOCK // first.shape[-1])
        starts = range(0, len(arrays[0]), step)
        parts = [[array[start : start + step] for array in arrays] for start in starts]
    for views in parts:
        for view, bias in zip(views, biases, strict=True):
            if bias is not None:
                view += bias
        function(*views, out=views[0])


# Checks --------------------------------------------------------------------------------------


def _check_function(name: str, argument: str, function: Any, inputs: int) -> None:
    arrays = "one array" if inputs == 1 else "two arrays"
    if not callable(function):
        raise TypeError(
            f"{name}: argument {argument!r} is {function!r}, expected a function of {arrays}"
        )
    found = definition(function)
    if found is not None and len(found.inputs) != inputs:
        raise TypeError(
            f"{name}: argument {argument!r} is {found.__name__}, a function of "
            f"{', '.join(found.inputs)}; expected a function of {arrays}"
        )


def _arrays(name: str, given: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments as arrays, by name; those not given are None."""
    arrays = {
        argument: value
        if (value is None and argument[0] in "bc") or targets.is_device_array(value)
        else np.asarray(value)
        for argument, value in given.items()
    }
    there = [key for key, array in arrays.items() if targets.is_device_array(array)]
    here = [key for key, array in arrays.items() if isinstance(array, np.ndarray)]
    if there and here:
        raise TypeError(
            f"{name}: argument {here[0]!r} is in host memory and {there[0]!r} on a device, "
            "expected all arrays in one place"
        )
    if there and not hasattr(arrays["x"], "__matmul__"):
        raise TypeError(
            f"{name}: argument 'x' is a {kind_name(arrays['x'])}, which has no matrix product; "
            "expected an array of CuPy or PyTorch"
        )
    return arrays


def _check_product(name: str, arrays: dict[str, Any], left: str, right: str) -> None:
    """Check that two arrays' inner dimensions agree."""
    shapes = {key: tuple(arrays[key].shape) for key in (left, right)}
    for key, shape in shapes.items():
        if key != "x" and len(shape) != 2:
            raise ValueError(f"{name}: argument {key!r} has shape {shape}, expected a matrix")
    if not shapes[left]:
        raise ValueError(f"{name}: argument {left!r} is a number, expected an array")
    if shapes[left][-1] != shapes[right][0]:
        raise ValueError(
            f"{name}: {left!r} of shape {shapes[left]} and {right!r} of shape {shapes[right]} do "
            f"not fit: the last axis of {left!r} has length {shapes[left][-1]} and the first of "
            f"{right!r} {shapes[right][0]}"
        )


def _check_bias(name: str, arrays: dict[str, Any], bias: str, matrix: str) -> None:
    """Check that a bias is as long as the rows of its matrix."""
    if arrays[bias] is None:
        return
    shape, of = tuple(arrays[bias].shape), tuple(arrays[matrix].shape)
    if shape != of[1:]:
        raise ValueError(
            f"{name}: bias {bias!r} of shape {shape} does not fit {matrix!r} of shape {of}, "
            f"expected {of[1:]}"
        )


def _result_type(name: str, arrays: dict[str, Any]) -> Any:
    """Return the common float type of host arrays; None for device arrays, which have their own."""
    given = {key: array for key, array in arrays.items() if array is not None}
    if not isinstance(given["x"], np.ndarray):
        return None
    for key, array in given.items():
        if not takes(array.dtype):
            raise no_float(name, key, array.dtype)
    return float_of(np.result_type(*(array.dtype for array in given.values())))
