"""Calls as users write them, for `tests/docs/test_types.py`: it has mypy check them and runs them.

`assert_type` says what the checker knows of a result, and the run that it is so. A comment
``error: text`` is what the checker finds wrong with its line; the run raises there.
"""

from typing import Any, assert_type

import numpy as np
from numpy.typing import NDArray

import numba_act as na


def singles() -> NDArray[np.float32]:
    return np.linspace(-2, 2, 12, dtype=np.float32).reshape(3, 4)


def doubles() -> NDArray[np.float64]:
    return np.linspace(-2, 2, 12).reshape(3, 4)


def integers() -> NDArray[np.int64]:
    return np.arange(-3, 3)


def mask() -> NDArray[np.bool]:
    return np.tri(3, 4, dtype=bool)


def complexes() -> NDArray[np.complex128]:
    return np.array([1 + 2j, -3j])


x, y, n, z = singles(), doubles(), integers(), complexes()
single = np.float32(0.5)

# Arrays and scalars

assert_type(na.silu(x), NDArray[np.float32])
assert_type(na.silu(y), NDArray[np.float64])
assert_type(na.silu(n), NDArray[Any])
assert_type(na.silu([0.0, 1.0]), NDArray[Any])
assert_type(na.silu([[0, 1], [2, 3]]), NDArray[Any])
assert_type(na.silu(0.5), np.float64)
assert_type(na.silu(1), np.float64)
assert_type(na.silu(single), np.float32)
assert_type(na.silu(na.silu(x)), NDArray[np.float32])
assert_type(na.silu.ufunc, np.ufunc)
na.silu("text")  # error: Argument 1
na.silu(None)  # error: No overload variant
na.gelu(1j)  # error: No overload variant
na.silu()  # error: require at least one argument
na.silu(x=x)  # error: Unexpected keyword argument "x"

# Complex numbers, of the functions that have them

assert_type(na.silu(1j), np.complex128)
assert_type(na.silu(1), np.float64)
assert_type(na.silu([1j]), NDArray[Any])
assert_type(na.exp.grad(1j), np.complex128)
assert_type(na.exp.vjp(1j, 0.5 + 1j), np.complex128)
assert_type(na.swish(1j, 2.0), np.complex128)
assert_type(na.swish(1j, beta=2j), np.complex128)
assert_type(na.swish(1.0, 2.0), np.float64)
assert_type(na.swish.grad(1j, 2.0, wrt="beta"), np.complex128)
assert_type(na.softplus.vjp(1j, 1j, wrt="beta"), np.complex128)
assert_type(na.silu(z), NDArray[np.complex128])
assert_type(na.swish(x, 1j), Any)
na.silu(1j, out=z)
na.silu(z.astype(np.complex64))

# Options

assert_type(na.silu(x, out=x), NDArray[np.float32])
assert_type(na.silu(x, x), NDArray[np.float32])
assert_type(na.silu(n, out=np.empty(6)), np.ndarray[tuple[int], np.dtype[np.float64]])
assert_type(na.silu(x, out=y, where=mask()), NDArray[np.float64])
assert_type(na.silu(x, out=(y,)), NDArray[np.float64])
assert_type(na.silu(x, out=None), NDArray[np.float32])
assert_type(na.silu(x, order="F", casting="no"), NDArray[np.float32])
assert_type(na.silu(x, dtype=np.float64), Any)
na.silu(x, out=0.5)  # error: No overload variant
na.silu(x, casting="any")  # error: No overload variant
na.silu(x, axis=0)  # error: Unexpected keyword argument "axis"

# Parameters

assert_type(na.elu(x, 0.5), NDArray[np.float32])
assert_type(na.elu(x, alpha=0.5), NDArray[np.float32])
assert_type(na.elu(x, alpha=0.5, out=y), NDArray[np.float64])
assert_type(na.elu(x, 0.5, y), NDArray[np.float64])
assert_type(na.elu(0.5, alpha=2.0), np.float64)
assert_type(na.elu([0.5], alpha=2.0), NDArray[Any])
assert_type(na.prelu(x, x), NDArray[np.float32])
assert_type(na.prelu(x, alpha=x), NDArray[np.float32])
assert_type(na.prelu(0.5, y), Any)
assert_type(na.threshold(x, 0.5, value=0.0), NDArray[np.float32])
assert_type(na.hard_tanh(x, max_val=2.0), NDArray[np.float32])
na.elu(x, beta=0.5)  # error: Unexpected keyword argument "beta"
na.elu(x, "large")  # error: Argument 2
na.elu(x, 0.5, alpha=0.5)  # error: No overload variant
na.prelu(x)  # error: No overload variant
na.silu(x, alpha=0.5)  # error: Unexpected keyword argument "alpha"

# Gradients

assert_type(na.silu.grad(x), NDArray[np.float32])
assert_type(na.silu.grad(0.5), np.float64)
assert_type(na.silu.vjp(x, x), NDArray[np.float32])
assert_type(na.silu.vjp(1.0, x), NDArray[np.float32])
assert_type(na.silu.vjp(dy=x, x=x, out=x), NDArray[np.float32])
assert_type(na.silu.vjp(1.0, 0.5), np.float64)
assert_type(na.elu.grad(x, alpha=0.5, wrt="alpha"), NDArray[np.float32])
assert_type(na.prelu.vjp(x, x, x, wrt="alpha"), NDArray[np.float32])
na.prelu.vjp(x, x, 0.25, wrt=("x", "alpha"), reduce=True)
na.prelu.grad(x, 0.25, reduce=True)  # error: No overload variant
na.silu.grad(x, wrt="alpha")  # error: No overload variant
na.elu.grad(x, wrt="beta")  # error: No overload variant
na.elu.vjp(x, x, beta=0.5)  # error: Unexpected keyword argument "beta"
na.elu.grad.wrt("beta")  # error: Argument 1 to "wrt"
na.silu.vjp(x)  # error: No overload variant
na.silu.vjp(x, y=x)  # error: Unexpected keyword argument "y"

# Gates

assert_type(na.swiglu(x, x), NDArray[np.float32])
assert_type(na.swiglu(x, x, beta=2.0), NDArray[np.float32])
assert_type(na.swiglu(0.5, 2.0), np.float64)
assert_type(na.swiglu(x, x, out=x), NDArray[np.float32])
assert_type(na.swiglu.vjp(x, x, x), tuple[NDArray[np.float32], NDArray[np.float32]])
assert_type(na.swiglu.grad(0.5, 2.0), tuple[np.float64, np.float64])
assert_type(
    na.swiglu.vjp(x, x, x, out=(x.copy(), y)), tuple[NDArray[np.float32], NDArray[np.float64]]
)
assert_type(na.swiglu.vjp(x, x, x, wrt="beta"), NDArray[np.float32])
assert_type(na.swiglu.vjp(x, x, x, wrt="gate"), NDArray[np.float32])
assert_type(na.swiglu.packed(x), NDArray[np.float32])
assert_type(na.swiglu.packed(x, -1, "interleaved", beta=2.0), NDArray[np.float32])
assert_type(na.swiglu.packed(x, out=y[:, :2]), NDArray[np.float64])
assert_type(na.swiglu.packed([1.0, 2.0]), NDArray[Any])
assert_type(na.glu.packed_vjp(x[:, :2], x, order="value_first"), NDArray[np.float32])
na.swiglu(x)  # error: No overload variant
na.swiglu(x, x, alpha=2.0)  # error: Unexpected keyword argument "alpha"
na.swiglu.vjp(x, x, x, wrt="x")  # error: No overload variant
na.swiglu.packed(x, order="first")  # error: No overload variant
na.swiglu.packed(x, alpha=2.0)  # error: Unexpected keyword argument "alpha"
na.glu.packed(x, beta=2.0)  # error: Unexpected keyword argument "beta"
na.silu.packed(x)  # error: has no attribute "packed"

# Rows

assert_type(na.softmax(x), NDArray[np.float32])
assert_type(na.softmax(x, scale=y[:, 0]), NDArray[np.float32])
assert_type(na.softmax(y, dtype=np.float32), NDArray[np.float32])
assert_type(na.softmax(x, out=x), NDArray[np.float32])
assert_type(na.softmax([0, 1], dtype=np.float32), NDArray[np.float32])
assert_type(na.softmax.vjp(x, x), NDArray[np.float32])
assert_type(na.softmax.vjp(dy=x, y=x), NDArray[np.float32])
assert_type(na.softmin(x), NDArray[np.float32])
assert_type(na.logsumexp(x, keepdims=True), NDArray[np.float32])
assert_type(na.logsumexp(x), NDArray[np.float32] | Any)
assert_type(na.logsumexp(x, b=x), NDArray[np.float32] | Any)
assert_type(na.entropy_scale(512, d=64), np.float64)
assert_type(na.crelu(x), NDArray[np.float32])
na.softmax(x, dim=0)  # error: Unexpected keyword argument "dim"
na.softmax(x, axis=0.5)  # error: No overload variant
na.softmax(x, -1, 0.5)  # error: No overload variant
na.softmax(x, b=x)  # error: Unexpected keyword argument "b"
na.softmax(x, keepdims=True)  # error: Unexpected keyword argument "keepdims"
na.softmax.vjp(dy=x, x=x)  # error: Unexpected keyword argument "x"
na.softmax.grad(x)  # error: has no attribute "grad"


def not_run() -> None:
    """Call functions whose kernels take long to compile."""
    assert_type(na.softmax(x, (0, 1), where=mask()), NDArray[np.float32])
    assert_type(na.softmax([1.0, 2.0]), NDArray[Any])
    assert_type(na.log_softmax(y, axis=None), NDArray[np.float64])
    assert_type(na.logsumexp.vjp(1.0, x), NDArray[np.float32])
    assert_type(na.smooth_max(x, 2.0, keepdims=True), NDArray[np.float32])
    assert_type(na.soft_argmax(x, k=2.0, axis=0), NDArray[np.float32] | Any)
    assert_type(na.soft_argmax(x, out=doubles()), NDArray[np.float64])


# Blocks

w1, w2 = singles().T, singles()
assert_type(na.ffn(x, w1, w2), NDArray[np.float32])
assert_type(na.ffn(x, w1, w2, b2=np.ones(4, np.float32), activation=na.gelu), NDArray[np.float32])
assert_type(na.gated_ffn(x, w1, w1, w2, gate=na.geglu), NDArray[np.float32])
assert_type(na.ffn(x, w1, [[0.0] * 4] * 3), Any)
assert_type(na.glu_hidden_size(11008, multiple_of=256), int)
na.ffn(x, w1)  # error: No overload variant
na.ffn(x, w1, w2, gate=na.geglu)  # error: Unexpected keyword argument "gate"

# Activations of one's own


@na.activation
def my_swish(x: float, beta: float = 1.0) -> float:
    return x * na.sigmoid(beta * x)


@my_swish.derivative("x")
def slope(x: float, beta: float) -> float:
    s = na.sigmoid(beta * x)
    return s + beta * x * s * (1.0 - s)


@na.activation(inputs=2, warns=("overflow",))
def my_gate(gate: float, value: float, beta: float = 1.0) -> float:
    return my_swish(gate, beta) * value


@na.activation(warns=())
def scaled(x: float, factor: float) -> float:
    return x * factor


assert_type(my_swish(x), NDArray[np.float32])
assert_type(my_swish(0.5), np.float64)
assert_type(my_swish(n), NDArray[Any])
assert_type(my_swish(x, beta=2.0), NDArray[np.float32])
assert_type(my_swish(x, out=y), NDArray[np.float64])
assert_type(my_swish(x, 2.0, out=y, where=mask()), NDArray[np.float64])
assert_type(my_swish(x, x), Any)
assert_type(my_swish(x, order="C"), Any)
assert_type(my_swish.grad(x), NDArray[np.float32])
assert_type(my_swish.vjp(x, x, beta=2.0), NDArray[np.float32])
assert_type(my_gate(x, x, beta=2.0), NDArray[np.float32])
assert_type(my_gate.packed(x), NDArray[np.float32])
assert_type(scaled(x, 2.0), NDArray[np.float32])
my_swish(x, gamma=2.0)  # error: No overload variant
my_swish("text")  # error: Argument 1
my_swish.grad(x, gamma=2.0)  # error: No overload variant
my_gate(x)  # error: No overload variant
scaled(x)  # error: No overload variant
na.activation(inputs=3)  # error: No overload variant

# All of them


def name_of(function: na.Activation) -> str:
    return str(function.definition.__name__)


name_of(na.silu)
name_of(na.swiglu)
name_of(my_swish)
assert_type(na.target == "cpu", bool)
assert_type(na.__version__, str)
name_of(na.softmax)  # error: Argument 1 to "name_of"
na.sillu(x)  # error: has no attribute "sillu"
