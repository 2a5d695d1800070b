"""ONNX's own cases of quantization, losses and Momentum, as its package defines them."""

import importlib

import numpy as np
import pytest

import numba_act as na

#: Codes that `na.quantize` makes; ONNX has others of 2, 4 and 8 bits.
CODES = {np.dtype(name) for name in ("uint8", "int8", "uint16", "int16")}


def quantize(x, scale, zero=None, *, axis=1, block_size=0, **others):
    scale, zero = blocks(scale, axis, block_size), blocks(zero, axis, block_size)
    along = None if block_size or scale.ndim == 0 else axis
    return na.quantize(x, scale, zero, zero.dtype, axis=along)


def dequantize(q, scale, zero, *, axis=1, block_size=0):
    scale, zero = blocks(scale, axis, block_size), blocks(zero, axis, block_size)
    return na.dequantize(q, scale, zero, axis=None if block_size or scale.ndim == 0 else axis)


def blocks(values, axis, size):
    """Return values for each place along an axis, of values for each block."""
    return np.repeat(values, size, axis) if size else np.asarray(values)


def cross_entropy(x, labels, weights=None, *, reduction=b"mean", ignore_index=None):
    losses = na.softmax_cross_entropy(x, labels, axis=1, ignore_index=ignore_index)
    reduced = reduce(losses, labels, weights, reduction, ignore_index)
    return reduced, na.log_softmax(x, axis=1)


def negative_log_likelihood(x, labels, weights=None, *, reduction=b"mean", ignore_index=None):
    """Of numbers that need not be logarithms of probabilities: what normalizes is taken away."""
    losses = na.softmax_cross_entropy(x, labels, axis=1, ignore_index=ignore_index)
    losses -= np.where(labels == ignore_index, 0, na.logsumexp(x, axis=1))
    return reduce(losses, labels, weights, reduction, ignore_index)


def reduce(losses, labels, weights, reduction, ignore_index):
    counted = labels != ignore_index
    weight = counted.astype(np.float32)
    if weights is not None:
        weight *= weights[np.where(counted, labels, 0)]
    if reduction == b"none":
        return losses * weight
    total = (losses * weight).sum()
    return total / weight.sum() if reduction == b"mean" else total


def momentum(lr, t, *tensors, alpha, beta, mode, norm_coefficient):
    step = na.optim.nesterov_step if mode == b"nesterov" else na.optim.heavy_ball_step
    count = len(tensors) // 3
    xs, gs, vs = (tensors[k : k + count] for k in range(0, len(tensors), count))
    dampening = 1 - beta if t > 0 else 0.0
    stepped = [
        step(x, v, g, lr, alpha, weight_decay=norm_coefficient, dampening=dampening)
        for x, v, g in zip(xs, vs, gs, strict=True)
    ]
    return [x for x, _ in stepped] + [v for _, v in stepped]


#: Modules of ONNX's cases, with the function that is to give their outputs and how many there are.
OPERATORS = {
    "quantizelinear": (quantize, 5),
    "dequantizelinear": (dequantize, 5),
    "softmax_cross_entropy_loss": (cross_entropy, 30),
    "negativeloglikelihoodloss": (negative_log_likelihood, 18),
    "momentum": (momentum, 3),
}


def cases(module):
    """Yield attributes, inputs and outputs of every case that a module defines."""
    helper = importlib.import_module("onnx.helper")
    to_array = importlib.import_module("onnx.numpy_helper").to_array
    defined = []
    (operator,) = (
        each
        for each in vars(module).values()
        if isinstance(each, type) and each.__module__ == module.__name__
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "expect", lambda node, **case: defined.append((node, case)))
        for name in dir(operator):
            if name.startswith("export"):
                getattr(operator, name)()
    for node, case in defined:
        arrays = [
            [each if hasattr(each, "dtype") else to_array(each) for each in case[kind]]
            for kind in ("inputs", "outputs")
        ]
        attributes = {each.name: helper.get_attribute_value(each) for each in node.attribute}
        yield case["name"], attributes, *arrays


@pytest.mark.parametrize("operator", OPERATORS)
def test_cases(operator):
    pytest.importorskip("onnx")
    module = importlib.import_module(f"onnx.backend.test.case.node.{operator}")
    compute, least = OPERATORS[operator]
    compared = 0
    for name, attributes, inputs, outputs in cases(module):
        if "quantize" in operator:
            codes = outputs[0] if operator == "quantizelinear" else inputs[0]
            if codes.dtype not in CODES:
                continue
            if len(inputs) == 2:
                inputs.append(np.zeros(inputs[1].shape, codes.dtype))
        found = compute(*inputs, **attributes)
        found = found if isinstance(found, (list, tuple)) else [found]
        for got, wanted in zip(found, outputs, strict=False):
            assert np.asarray(got).dtype == wanted.dtype, name
            np.testing.assert_allclose(got, wanted, rtol=1e-5, atol=1e-6, err_msg=name)
        compared += 1
    assert compared >= least
