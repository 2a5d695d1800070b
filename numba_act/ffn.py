"""Feed-forward blocks: matrix products by BLAS, the activation in place on their results."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

import ml_dtypes
import numpy as np

from .core.arguments import takes
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


def ffn(
    x: Any,
    w1: Any,
    w2: Any,
    b1: Any = None,
    b2: Any = None,
    activation: Callable[..., Any] = relu,
) -> Any:
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
    name = "ffn"
    _check_function(name, "activation", activation, 1)
    arrays = _arrays(name, {"x": x, "w1": w1, "w2": w2, "b1": b1, "b2": b2})
    _check_product(name, arrays, "x", "w1")
    _check_product(name, arrays, "w1", "w2")
    _check_bias(name, arrays, "b1", "w1")
    _check_bias(name, arrays, "b2", "w2")
    dtype = _result_type(name, arrays)
    hidden = _product(arrays["x"], arrays["w1"], dtype)
    _activate(activation, [hidden], [arrays["b1"]])
    return _result(hidden, arrays["w2"], dtype, arrays["b2"])


def gated_ffn(
    x: Any,
    w: Any,
    v: Any,
    w2: Any,
    b: Any = None,
    c: Any = None,
    b2: Any = None,
    gate: Callable[..., Any] = swiglu,
) -> Any:
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
    name = "gated_ffn"
    _check_function(name, "gate", gate, 2)
    arrays = _arrays(name, {"x": x, "w": w, "v": v, "w2": w2, "b": b, "c": c, "b2": b2})
    _check_product(name, arrays, "x", "w")
    _check_product(name, arrays, "x", "v")
    _check_product(name, arrays, "w", "w2")
    _check_product(name, arrays, "v", "w2")
    _check_bias(name, arrays, "b", "w")
    _check_bias(name, arrays, "c", "v")
    _check_bias(name, arrays, "b2", "w2")
    dtype = _result_type(name, arrays)
    hidden = _product(arrays["x"], arrays["w"], dtype)
    value = _product(arrays["x"], arrays["v"], dtype)
    _activate(gate, [hidden, value], [arrays["b"], arrays["c"]])
    del value  # its memory may serve the last product
    return _result(hidden, arrays["w2"], dtype, arrays["b2"])


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


def _result(hidden: Any, w: Any, dtype: Any, bias: Any) -> Any:
    """Return hidden·w + bias in the block's type."""
    product = _product(hidden, w, dtype)
    if bias is not None:
        product += bias
    return product.astype(dtype) if dtype in _NARROW else product


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
    arrays: dict[str, Any] = {}
    for argument, value in given.items():
        if value is None and argument.startswith(("b", "c")):
            arrays[argument] = None
        elif targets.is_device_array(value):
            arrays[argument] = value
        else:
            arrays[argument] = np.asarray(value)
    there = [key for key, array in arrays.items() if targets.is_device_array(array)]
    here = [key for key, array in arrays.items() if isinstance(array, np.ndarray)]
    if there and here:
        raise TypeError(
            f"{name}: argument {here[0]!r} is in host memory and {there[0]!r} on a device, "
            "expected all arrays in one place"
        )
    if there and not hasattr(arrays["x"], "__matmul__"):
        kind = f"{type(arrays['x']).__module__}.{type(arrays['x']).__qualname__}"
        raise TypeError(
            f"{name}: argument 'x' is a {kind}, which has no matrix product; expected an array "
            "of CuPy or PyTorch"
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
            raise TypeError(
                f"{name}: argument {key!r} has dtype {array.dtype}, expected float16, bfloat16, "
                "float32, float64, an integer type or bool"
            )
    dtype = np.result_type(*(array.dtype for array in given.values()))
    return np.exp.resolve_dtypes((dtype, None))[1] if dtype.kind in "biu" else dtype
