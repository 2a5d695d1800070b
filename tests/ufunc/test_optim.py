"""Steps of optimizers: PyTorch's and ONNX's formulas, types, kinds of calls, and theory's rates."""

import doctest
import inspect
import itertools
import math

import numpy as np
import pytest

import numba_act as na
from numba_act import optim
from tests.support import standin
from tests.support.walk import DTYPES, assert_same_bits

STEPS = {
    "gradient_step": optim.gradient_step,
    "heavy_ball_step": optim.heavy_ball_step,
    "nesterov_step": optim.nesterov_step,
}
METHODS = {
    "gradient": optim.gradient_step,
    "heavy_ball": optim.heavy_ball_step,
    "nesterov": optim.nesterov_step,
}

every_step = pytest.mark.parametrize("name", STEPS)
every_dtype = pytest.mark.parametrize("dtype", DTYPES)


def arrays(name, shape=1000, dtype=np.float32):
    """Return x, v and g, or x and g."""
    random = np.random.default_rng(0)
    made = [random.standard_normal(shape).astype(dtype) for _ in "xvg"]
    return made[::2] if name == "gradient_step" else made


def exact(name, operands, lr, momentum=0.0, weight_decay=0.0, dampening=0.0):
    """Return the results in float64 by PyTorch's formulas, without its first step."""
    x, *v, g = (each.astype(np.float64) for each in operands)
    g = g + weight_decay * x
    if name == "gradient_step":
        return (x - lr * g,)
    v = momentum * v[0] + (1.0 - dampening) * g
    return x - lr * (g + momentum * v if name == "nesterov_step" else v), v


def tuple_of(result):
    return result if isinstance(result, tuple) else (result,)


def call(name, operands, **keywords):
    momentum = () if name == "gradient_step" else (0.999,)
    options = {"weight_decay": 0.03} | ({"dampening": 0.1} if momentum else {}) | keywords
    return tuple_of(STEPS[name](*operands, 0.07, *momentum, **options))


@every_dtype
@every_step
def test_values(name, dtype):
    operands = arrays(name, 1003, DTYPES[dtype])
    dampening = {} if name == "gradient_step" else {"dampening": 0.1}
    wanted = exact(name, operands, 0.07, 0.999, 0.03, **dampening)
    eps = {"float16": 2**-11, "bfloat16": 2**-8, "float32": 2**-22, "float64": 2**-51}[dtype]
    for got, each in zip(call(name, operands), wanted, strict=True):
        assert got.dtype == DTYPES[dtype]
        # sums of numbers of up to 4, and of 16 bits one rounding
        absolute = 4 * eps if dtype in ("float32", "float64") else 2**-15
        np.testing.assert_allclose(got.astype(np.float64), each, rtol=eps, atol=absolute)


def test_momentum_has_all_its_digits_beside_bfloat16():
    """As an array's element 0.999 would be 1."""
    one = np.ones(3, DTYPES["bfloat16"])
    v = one
    for _ in range(1000):
        _, v = optim.heavy_ball_step(one, v.astype(np.float32), one * 0, 0.0, 0.999)
    np.testing.assert_allclose(v, 0.999**1000, rtol=1e-3)
    _, moved = optim.heavy_ball_step(one, 256 * one, one, 0.0, 0.999)
    assert moved[0] == 256  # 256.744
    _, moved = optim.heavy_ball_step(one, 256 * one, 0 * one, 0.0, 0.99)
    assert moved[0] == 253  # 253.44; 0.9883 of it would be 253.0


@every_dtype
@every_step
def test_in_place(name, dtype):
    operands = arrays(name, 1003, DTYPES[dtype])
    wanted = call(name, operands)
    out = tuple(operands[:-1])
    results = call(name, operands, out=out if len(out) > 1 else out[0])
    for got, each, place in zip(results, wanted, out, strict=True):
        assert got is place
        assert_same_bits(got, each)


@every_step
def test_threads_and_layouts(name):
    operands = arrays(name, (600, 300))
    wanted = call(name, operands)
    for got, each in zip(call(name, [a.T for a in operands]), wanted, strict=True):
        assert_same_bits(got.T, each)
    halves = [np.repeat(each, 2, axis=1)[:, ::2] for each in operands]
    for got, each in zip(call(name, halves), wanted, strict=True):
        assert_same_bits(got, each)


@every_step
def test_parameters_may_be_arrays(name):
    """One for each row of a matrix, for example."""
    operands = arrays(name, (3, 50))
    lr = np.float32([[0.1], [0.2], [0.4]])
    momentum = () if name == "gradient_step" else (np.float32([[0.5], [0.75], [0.25]]),)
    got = tuple_of(STEPS[name](*operands, lr, *momentum))
    for k in range(3):
        each = [a[k] for a in operands], lr[k, 0], *(m[k, 0] for m in momentum)
        for one, row in zip(got, tuple_of(STEPS[name](*each[0], *each[1:])), strict=True):
            assert_same_bits(one[k], row)


@every_step
def test_device_arrays(name, monkeypatch):
    standin.install(monkeypatch)
    operands = arrays(name, 1003)
    wanted = call(name, operands)
    there = []
    for each in operands:
        memory = standin.aligned(each.shape, each.dtype)
        memory[...] = each
        there.append(standin.Array(memory))
    out = tuple(there[:-1])
    for got, each in zip(call(name, there), wanted, strict=True):
        assert_same_bits(got.host, each)
    call(name, there, out=out if len(out) > 1 else out[0])
    for got, each in zip(out, wanted, strict=True):
        assert_same_bits(got.host, each)


@every_step
def test_tensors(name):
    torch = pytest.importorskip("torch")
    tensors = [torch.from_numpy(each.copy()).bfloat16() for each in arrays(name)]
    wanted = call(
        name, [each.view(torch.int16).numpy().view(DTYPES["bfloat16"]) for each in tensors]
    )
    results = call(name, tensors, out=tuple(tensors[:-1]) if len(tensors) > 2 else tensors[0])
    for got, each, place in zip(results, wanted, tensors[:-1], strict=True):
        assert got is place
        assert_same_bits(got.view(torch.int16).numpy().view(DTYPES["bfloat16"]), each)


# The field's formulas -----------------------------------------------------------------------------


@pytest.mark.parametrize("dampening", [0.0, 0.25])
@every_step
def test_torch(name, dampening):
    torch = pytest.importorskip("torch")
    if name == "gradient_step" or (name == "nesterov_step" and dampening):
        dampening = 0.0  # which PyTorch has not there
    momentum = 0.0 if name == "gradient_step" else 0.9
    parameter = torch.linspace(-2, 2, 50).requires_grad_()
    nesterov = name == "nesterov_step"
    options = {"momentum": momentum, "dampening": dampening, "weight_decay": 0.02}
    theirs = torch.optim.SGD([parameter], 0.1, nesterov=nesterov, **options)
    x = parameter.detach().numpy().copy()
    v = np.zeros_like(x)
    for k in range(20):
        parameter.grad = torch.sin(3 * parameter).detach()
        theirs.step()
        g = np.sin(3 * x)
        if name == "gradient_step":
            x = optim.gradient_step(x, g, 0.1, weight_decay=0.02)
        else:
            damped = dampening if k else 0.0
            step = STEPS[name]
            x, v = step(x, v, g, 0.1, momentum, weight_decay=0.02, dampening=damped)
        np.testing.assert_allclose(x, parameter.detach(), rtol=1e-5, atol=1e-6)


def onnx_momentum(r, t, x, g, v, norm_coefficient, alpha, beta, mode):
    """ONNX's operator Momentum (ai.onnx.preview.training), as its reference computes it."""
    regularized = norm_coefficient * x + g
    moved = alpha * v + (beta if t > 0 else 1) * regularized
    return x - r * (regularized + alpha * moved if mode == "nesterov" else moved), moved


@pytest.mark.parametrize("t", [0, 5])
@pytest.mark.parametrize("mode", ["standard", "nesterov"])
def test_onnx(mode, t):
    x, g, v = np.float32([1.2, 2.8]), np.float32([-0.94, -2.5]), np.float32([1.7, 3.6])
    alpha, beta, coefficient = 0.95, 0.85, 0.001
    step = optim.nesterov_step if mode == "nesterov" else optim.heavy_ball_step
    dampening = 1 - beta if t > 0 else 0
    got = step(x, v, g, 0.1, alpha, weight_decay=coefficient, dampening=dampening)
    wanted = onnx_momentum(0.1, t, x, g, v, coefficient, alpha, beta, mode)
    np.testing.assert_allclose(got, wanted, rtol=1e-6)


# Theory's rates -----------------------------------------------------------------------------------


def spectral_radius(method, eigenvalue, step, momentum):
    """Return what a step multiplies the error by, in the limit, in an eigenvector's direction.

    The steps are linear there: their matrix is what they make of (1, 0) and (0, 1).
    """
    x, v = np.array([1.0, 0.0]), np.array([0.0, 1.0])
    if method == "gradient":
        return abs(optim.gradient_step(1.0, eigenvalue, step))
    matrix = np.array(METHODS[method](x, v, eigenvalue * x, step, momentum))
    return np.abs(np.linalg.eigvals(matrix)).max()


def worst_rate(method, eigenvalues, step, momentum):
    return max(spectral_radius(method, each, step, momentum) for each in eigenvalues)


every_method = pytest.mark.parametrize("method", METHODS)
every_condition = pytest.mark.parametrize("condition", [10.0**k for k in range(1, 7)])


@every_condition
@every_method
def test_rate_is_theorys(method, condition):
    eigenvalues = 0.3 * np.geomspace(1.0, condition, 30)
    found = optim.optimal_parameters(eigenvalues[0], eigenvalues[-1], method)
    root = math.sqrt(condition)
    theory = {
        "gradient": (condition - 1) / (condition + 1),
        "heavy_ball": (root - 1) / (root + 1),
        "nesterov": 1 - 2 / math.sqrt(3 * condition + 1),
    }[method]
    measured = worst_rate(method, eigenvalues, found.step, found.momentum)
    # of a double eigenvalue half the digits are known
    assert 1 - measured == pytest.approx(1 - theory, rel=1e-4)
    assert 1 - found.rate == pytest.approx(1 - theory, rel=1e-9)


@every_condition
@every_method
def test_no_other_parameters_are_better(method, condition):
    eigenvalues = np.geomspace(1.0, condition, 30)
    step, momentum, rate = optim.optimal_parameters(1.0, condition, method)
    for more in (0.98, 0.995, 1.005, 1.02):
        assert worst_rate(method, eigenvalues, more * step, momentum) > rate
        if method != "gradient":
            other = 1 - more * (1 - momentum)
            assert worst_rate(method, eigenvalues, step, other) > rate


@pytest.mark.parametrize(
    ("method", "condition"),
    [*itertools.product(METHODS, (10.0, 1e3)), ("heavy_ball", 1e6), ("nesterov", 1e6)],
)
def test_runs_converge_as_fast(method, condition):
    """Runs from a random point: the error's logarithm falls by the rate's in each step."""
    eigenvalues = np.geomspace(1.0, condition, 40)
    step, momentum, rate = optim.optimal_parameters(1.0, condition, method)
    x = np.random.default_rng(0).uniform(0.5, 1.0, eigenvalues.size)
    v = np.zeros_like(x)
    count = int(30 / (1 - rate))
    sizes = []
    for _ in range(2):
        for _ in range(count):
            if method == "gradient":
                optim.gradient_step(x, eigenvalues * x, step, out=x)
            else:
                METHODS[method](x, v, eigenvalues * x, step, momentum, out=(x, v))
        sizes.append(math.hypot(np.linalg.norm(x), step * np.linalg.norm(v)))
    measured = math.log(sizes[1] / sizes[0]) / count
    # with momentum the error is k·rate^k at the ends: twice as much after twice as many steps
    allowed = 1e-3 if method == "gradient" else math.log(2.1) / count / -math.log(rate)
    assert measured == pytest.approx(math.log(rate), rel=allowed)


# Errors -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ((0.0, 1.0, "gradient"), "lambda_min"),
        ((math.nan, 1.0, "gradient"), "lambda_min"),
        ((1.0, math.inf, "gradient"), "lambda_max"),
        ((2.0, 1.0, "nesterov"), "lambda_min"),
        ((1.0, 2.0, "adam"), "method"),
    ],
)
def test_parameters_that_are_wrong(arguments, name):
    with pytest.raises(ValueError, match=f"optimal_parameters: argument '{name}'"):
        optim.optimal_parameters(*arguments)


def test_arguments_that_are_wrong():
    x, v, g = arrays("heavy_ball_step")
    with pytest.raises(TypeError, match="heavy_ball_step: argument 'lr' has dtype"):
        optim.heavy_ball_step(x, v, g, "0.1", 0.9)
    with pytest.raises(ValueError, match="heavy_ball_step: the arguments' shapes do not broadcast"):
        optim.heavy_ball_step(x, v[:3], g, 0.1, 0.9)
    with pytest.raises((TypeError, ValueError), match=r"heavy_ball_step.*out"):
        optim.heavy_ball_step(x, v, g, 0.1, 0.9, out=x)


def test_dask():
    array = pytest.importorskip("dask.array")
    with pytest.raises(TypeError, match="gradient_step: Dask arrays have no memory"):
        optim.gradient_step(array.zeros(3), np.zeros(3), 0.1)


def test_examples():
    assert doctest.testmod(optim) == (0, 14)


@every_step
def test_signature(name):
    found = inspect.signature(getattr(na.optim, name)).parameters
    assert [*found][-1] == "out"
    assert all(found[each].kind is found[each].KEYWORD_ONLY for each in ("weight_decay", "out"))
