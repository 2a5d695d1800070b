"""`numba_act.torch`: the functions with PyTorch's autograd."""

import numpy as np
import pytest

import numba_act as na

torch = pytest.importorskip("torch")
bridge = pytest.importorskip("numba_act.torch")


def tensor(*shape, dtype=torch.float64):
    generator = torch.Generator().manual_seed(len(shape))
    return torch.randn(shape, generator=generator, dtype=dtype).requires_grad_()


X = tensor(3, 5)


@pytest.mark.parametrize(
    ("f", "others", "keywords"),
    [
        (na.gelu, (), {}),
        (na.swish, (torch.tensor(1.5, dtype=torch.float64, requires_grad=True),), {}),
        (na.prelu, (tensor(5),), {}),
        (na.swiglu, (tensor(3, 5).detach().roll(1).requires_grad_(),), {}),
        (na.softmax, (), {"axis": 0, "scale": 1.5}),
        (na.logsumexp, (), {"keepdims": True}),
        (na.softmax_cross_entropy, (torch.tensor([0, 4, 2]),), {"label_smoothing": 0.1}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_gradients(f, others, keywords):
    function = bridge.function(f)
    assert torch.autograd.gradcheck(lambda *args: function(*args, **keywords), (X, *others))


def test_the_bits_are_those_of_the_call():
    x = tensor(7, 4, dtype=torch.bfloat16).detach()
    y = bridge.function(na.gelu)(x)
    assert y.dtype == torch.bfloat16
    assert torch.equal(y.view(torch.int16), na.gelu(x).view(torch.int16))


def test_bfloat16_is_not_copied(monkeypatch):
    seen = []
    monkeypatch.setattr(bridge, "_as_tensor", lambda value: seen.append(value) or value)
    x = tensor(4, dtype=torch.bfloat16).detach()
    bridge._call(lambda x: x, "same", {"x": x})
    assert seen[0].__array_interface__["data"][0] == x.data_ptr()


def test_only_what_is_needed_is_computed():
    x, alpha = tensor(3, 4).detach(), tensor(4)
    bridge.function(na.prelu)(x, alpha).sum().backward()
    np.testing.assert_array_equal(
        alpha.grad, na.prelu.grad(x.numpy(), alpha.detach().numpy(), wrt="alpha").sum(0)
    )
    assert x.grad is None
    assert not bridge.function(na.gelu)(x).requires_grad


def test_a_second_derivative_is_refused():
    gelu = bridge.function(na.gelu)
    (slope,) = torch.autograd.grad(gelu(X).sum(), X, create_graph=True)
    with pytest.raises(RuntimeError, match="can be differentiated once"):
        (slope + X).sum().backward()


def test_functional_gradients():
    x = X.detach()
    got = torch.func.grad(lambda x: bridge.function(na.gelu)(x).sum())(x)
    np.testing.assert_array_equal(got, na.gelu.grad(x.numpy()))


def test_errors():
    with pytest.raises(TypeError, match="smooth_max has no vjp"):
        bridge.function(na.smooth_max)
    with pytest.raises(TypeError, match="gelu: argument 'out' is not for autograd"):
        bridge.function(na.gelu)(X, out=X.detach())
    with pytest.raises(TypeError, match="soft_f1: argument 't' requires a gradient and has none"):
        bridge.function(na.soft_f1)(X, X)
