"""`numba_act.jax`: the functions in JAX's transformations."""

import numpy as np
import pytest

import numba_act as na

jax = pytest.importorskip("jax")
bridge = pytest.importorskip("numba_act.jax")
jnp = jax.numpy

X = np.linspace(-3.0, 3.0, 12, dtype=np.float32).reshape(3, 4)
LABELS = np.array([0, 2, 1])


def test_elementwise():
    gelu = bridge.function(na.gelu)
    np.testing.assert_array_equal(gelu(X), na.gelu(X))
    np.testing.assert_array_equal(jax.jit(gelu)(X), na.gelu(X))
    np.testing.assert_array_equal(jax.grad(lambda x: gelu(x).sum())(X), na.gelu.grad(X))
    assert gelu(jnp.asarray(X, jnp.bfloat16)).dtype == jnp.bfloat16
    assert gelu(jnp.arange(3)).dtype == np.float32


def test_parameters():
    prelu, swish = bridge.function(na.prelu), bridge.function(na.swish)
    alpha = np.float32([0.1, 0.2, 0.3, 0.4])
    got = jax.grad(lambda alpha: prelu(X, alpha).sum())(alpha)
    np.testing.assert_allclose(got, na.prelu.grad(X, alpha, wrt="alpha").sum(0), rtol=1e-6)
    np.testing.assert_array_equal(swish(X, beta=2.0), na.swish(X, 2.0))
    in_batches = jax.vmap(prelu)(X, X[:, 0])
    np.testing.assert_array_equal(in_batches, na.prelu(X, X[:, :1]))
    a, b = jax.grad(lambda *args: bridge.function(na.swiglu)(*args).sum(), (0, 1))(X, X)
    for got, expected in zip((a, b), na.swiglu.vjp(np.float32(1), X, X), strict=True):
        np.testing.assert_array_equal(got, expected)


def test_rows():
    softmax, logsumexp = bridge.function(na.softmax), bridge.function(na.logsumexp)
    np.testing.assert_array_equal(softmax(X, axis=0, scale=0.5), na.softmax(X, axis=0, scale=0.5))
    np.testing.assert_array_equal(jax.vmap(softmax)(X), na.softmax(X))
    got = jax.grad(lambda x: logsumexp(x, axis=None))(X)
    np.testing.assert_array_equal(got, na.logsumexp.vjp(np.float32(1), X, axis=None))
    assert logsumexp(X, keepdims=True).shape == (3, 1)


def test_losses():
    loss = bridge.function(na.softmax_cross_entropy)
    np.testing.assert_array_equal(loss(X, LABELS), na.softmax_cross_entropy(X, LABELS))
    np.testing.assert_array_equal(jax.vmap(loss)(X, LABELS), na.softmax_cross_entropy(X, LABELS))
    got = jax.jit(jax.grad(lambda x: loss(x, LABELS).sum()))(X)
    expected = na.softmax_cross_entropy.vjp(np.ones(3, np.float32), X, LABELS)
    np.testing.assert_array_equal(got, expected)


def test_errors():
    with pytest.raises(TypeError, match="smooth_max has no vjp"):
        bridge.function(na.smooth_max)
    with pytest.raises(TypeError, match="gelu: argument 'out' is not for JAX"):
        bridge.function(na.gelu)(X, out=X)
    with pytest.raises(TypeError, match="softmax: argument 'scale' is an array"):
        bridge.function(na.softmax)(X, scale=X[0])
    with pytest.raises(TypeError, match="soft_f1: argument 't' has no gradient"):
        jax.grad(lambda t: bridge.function(na.soft_f1)(X[0], t))(X[0])
