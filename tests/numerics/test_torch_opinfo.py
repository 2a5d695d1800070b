"""PyTorch's own sample inputs (OpInfo): its values and gradients, within its own tolerances.

Skipped where PyTorch, or what its test modules need, is missing:

    pip install torch expecttest
    python -m pytest tests/numerics/test_torch_opinfo.py

Left out are samples of what the package does not have: softplus beyond its cut-off, logit's eps.
"""

import warnings

import numpy as np
import pytest

import numba_act as na

pytest.importorskip("expecttest")  # first: the others take seconds
torch = pytest.importorskip("torch")
invocations = pytest.importorskip(
    "torch.testing._internal.common_methods_invocations", exc_type=ImportError
)

DTYPES = [torch.float32, torch.float64]


def plain_value(argument):
    return argument.detach() if isinstance(argument, torch.Tensor) else argument


def as_tensors(function, dy, x, *parameters):
    """Return value and gradient of an elementwise function, computed on NumPy arrays."""
    dy, x = dy.numpy(), x.numpy()
    results = function(x, *parameters), function.vjp(dy, x, *parameters)
    return [torch.from_numpy(np.asarray(each)) for each in results]


def plain(function, *names):
    """Return what computes value and gradient of a function, given names of its parameters."""

    def compute(dy, x, *args, **options):
        values = dict(zip(names, args, strict=False)) | options
        parameters = [values[name] for name in names if name in values]
        return as_tensors(function, dy, x, *parameters)

    return compute


def of_rows(function, takes_output=True):
    """Return what computes value and gradient of a row function with `dim`, on tensors."""

    def compute(dy, x, dim, keepdim=None, dtype=None, **options):
        options = {} if keepdim is None else {"keepdims": keepdim}
        axis = tuple(dim) if isinstance(dim, (tuple, list)) else dim
        y = function(x, axis, dtype=dtype, **options)
        if takes_output:
            return y, function.vjp(dy=dy, y=y, axis=axis).to(x.dtype)
        return y, function.vjp(dy, x, axis, **options)

    return compute


def gelu(dy, x, approximate="none"):
    return plain(na.gelu if approximate == "none" else na.gelu_tanh)(dy, x)


def prelu(dy, x, weight):
    channels = (-1,) if x.ndim < 2 else (-1,) + (1,) * (x.ndim - 2)
    alpha = weight.reshape(channels if x.ndim else ())
    return as_tensors(na.prelu, dy, x, alpha.numpy())


def glu(dy, x, dim=-1):
    options = {"axis": dim, "order": "value_first"}
    return na.glu.packed(x, **options), na.glu.packed_vjp(dy, x, **options)


def softplus(dy, x, beta=1.0, threshold=20.0):
    if (x * beta > threshold).any():
        return None
    return plain(na.softplus, "beta")(dy, x, beta)


def logit(dy, x, eps=None):
    return None if eps is not None else plain(na.logit)(dy, x)


FUNCTIONS = {
    "softmax": of_rows(na.softmax),
    "log_softmax": of_rows(na.log_softmax),
    "nn.functional.softmin": of_rows(na.softmin),
    "logsumexp": of_rows(na.logsumexp, takes_output=False),
    "nn.functional.celu": plain(na.celu, "alpha"),
    "nn.functional.elu": plain(na.elu, "alpha"),
    "nn.functional.gelu": gelu,
    "nn.functional.glu": glu,
    "nn.functional.hardshrink": plain(na.hardshrink, "lambd"),
    "nn.functional.hardsigmoid": plain(na.hard_sigmoid),
    "nn.functional.hardswish": plain(na.hard_swish),
    "nn.functional.hardtanh": plain(na.hard_tanh, "min_val", "max_val"),
    "nn.functional.leaky_relu": plain(na.leaky_relu, "negative_slope"),
    "nn.functional.logsigmoid": plain(na.log_sigmoid),
    "nn.functional.mish": plain(na.mish),
    "nn.functional.prelu": prelu,
    "nn.functional.relu": plain(na.relu),
    "nn.functional.relu6": plain(na.relu6),
    "nn.functional.selu": plain(na.selu),
    "nn.functional.silu": plain(na.silu),
    "nn.functional.softplus": softplus,
    "nn.functional.softshrink": plain(na.softshrink, "lambd"),
    "nn.functional.softsign": plain(na.softsign),
    "nn.functional.tanhshrink": plain(na.tanhshrink),
    "nn.functional.threshold": plain(na.threshold, "threshold", "value"),
    "erf": plain(na.erf),
    "erfc": plain(na.erfc),
    "exp": plain(na.exp),
    "exp2": plain(na.exp2),
    "expm1": plain(na.expm1),
    "log": plain(na.log),
    "log1p": plain(na.log1p),
    "logit": logit,
    "sigmoid": plain(na.sigmoid),
    "tanh": plain(na.tanh),
}

OPS = [op for op in invocations.op_db if op.name in FUNCTIONS]


def test_all_are_there():
    assert {op.name for op in OPS} == set(FUNCTIONS)


@pytest.mark.parametrize("dtype", DTYPES, ids=lambda dtype: str(dtype).removeprefix("torch."))
@pytest.mark.parametrize("op", OPS, ids=lambda op: op.formatted_name)
def test_samples(op, dtype):
    if dtype not in op.supported_backward_dtypes("cpu"):
        pytest.skip("PyTorch has no gradient of this type")
    compute, compared = FUNCTIONS[op.name], 0
    for sample in op.sample_inputs("cpu", dtype, requires_grad=True):
        x = sample.input
        rest = {key: plain_value(value) for key, value in sample.kwargs.items() if key != "inplace"}
        expected = op(x.clone(), *sample.args, **sample.kwargs)
        dy = torch.testing.make_tensor(expected.shape, dtype=expected.dtype, device="cpu")
        (gradient,) = torch.autograd.grad(expected, x, dy, retain_graph=True)
        detached = [plain_value(each) for each in sample.args]
        with warnings.catch_warnings():
            warnings.simplefilter("error", DeprecationWarning)
            found = compute(dy, x.detach(), *detached, **rest)
        if found is None:
            continue
        value, slope = found
        torch.testing.assert_close(value, expected.detach())
        torch.testing.assert_close(slope, gradient)
        compared += 1
    assert compared
