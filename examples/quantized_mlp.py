"""The network of train_mlp.py in int8: integer products, activations by ``na.quantized``.

    pip install ".[examples]"
    python examples/quantized_mlp.py -o quantized_mlp.png

After training, weights become codes of 8 bits with a scale for each unit (``na.quantize`` with an
axis), and what flows between the layers codes of 8 bits whose ranges the training images show. A
layer is NumPy's product of integers, summed in int32, and brought back to 8 bits; gelu and prelu
are functions of codes, tables that ``na.quantized`` makes. The float and the integer network then
recognize the held-out digits: int8 may lose half a point of accuracy.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NamedTuple

import figures
import numpy as np
from train_mlp import Array, Digits, Parameters, forward, load, train

import numba_act as na

#: What int8 may lose of the accuracy.
LARGEST_LOSS = 0.005


class Codes(NamedTuple):
    """What the int8 codes of an array stand for: (q - zero)·scale."""

    scale: float
    zero: int

    @classmethod
    def of(cls, x: Array) -> Codes:
        """Return those that span the range of an array, with 0 among the values."""
        low, high = min(float(x.min()), 0.0), max(float(x.max()), 0.0)
        scale = (high - low) / 255
        return cls(scale, round(-128 - low / scale))

    def quantize(self, x: Array) -> Array:
        """Return the codes of numbers."""
        q: Array = na.quantize(x, self.scale, self.zero, np.int8)
        return q


class Dense:
    """A layer x·w + b of codes.

    Parameters
    ----------
    weights, bias : ndarray
        Of floats, the weights as (inputs, units).
    inputs, outputs : Codes
        What the codes of x and of the result stand for.
    """

    def __init__(self, weights: Array, bias: Array, inputs: Codes, outputs: Codes) -> None:
        scales = np.abs(weights).max(axis=0) / np.float32(127)  # one for each unit
        codes = na.quantize(weights, scales, 0, np.int8, axis=1)
        self.weights = codes.astype(np.int32)
        self.steps = inputs.scale * scales
        self.bias = np.rint(bias / self.steps).astype(np.int32)
        self.inputs, self.outputs = inputs, outputs

    def __call__(self, q: Array) -> Array:
        """Return the codes of x·w + b."""
        total = (q.astype(np.int32) - self.inputs.zero) @ self.weights + self.bias
        return self.outputs.quantize(total * self.steps)


class QuantizedMLP:
    """The network in int8.

    Parameters
    ----------
    p : dict of str to ndarray
        The parameters, in floats.
    images : ndarray
        Images from which the ranges are taken.
    """

    def __init__(self, p: Parameters, images: Array) -> None:
        self.images, a, h, b, k, logits = map(Codes.of, (images, *forward(p, images)))
        self.first = Dense(p["w1"], p["b1"], self.images, a)
        self.gelu = na.quantized(na.gelu, *a, *h, np.int8)
        self.second = Dense(p["w2"], p["b2"], h, b)
        # prelu has a slope, and so a table, for each unit
        self.prelus = [na.quantized(na.prelu, *b, *k, np.int8, alpha=each) for each in p["alpha"]]
        self.third = Dense(p["w3"], p["b3"], k, logits)

    def __call__(self, images: Array) -> Array:
        """Return the codes of the logits."""
        q = self.first(self.images.quantize(images))
        q = self.second(self.gelu(q, out=q))
        for prelu, column in zip(self.prelus, q.T, strict=True):
            prelu(column, out=column)
        return self.third(q)


def compare(p: Parameters, digits: Digits) -> tuple[Array, Array, Array]:
    """Return what both networks recognize in the held-out images, and the difference of logits."""
    quantized = QuantizedMLP(p, digits.images)
    codes = quantized(digits.held_out_images)
    logits = forward(p, digits.held_out_images)[-1]
    differences = na.dequantize(codes, *quantized.third.outputs) - logits
    return logits.argmax(axis=-1), codes.argmax(axis=-1), differences


def draw(accuracies: Sequence[float], differences: Array, path: str) -> None:
    """Draw both accuracies, and how far the logits are apart."""
    figure, (left, right) = figures.new(2)
    left.bar(["float32", "int8"], accuracies)
    left.set_ylim(0.9, 1)
    left.set_ylabel("accuracy on held-out digits")
    right.hist(differences.ravel(), bins=60)
    right.set_xlabel("logit in int8 − logit in float32")
    figures.save(figure, path)


def main() -> None:
    """Train, quantize, draw, and check what was lost."""
    parser = argparse.ArgumentParser(description="Run an MLP for digits in int8.")
    figures.add_output(parser, "quantized_mlp.png")
    parser.add_argument("--seed", type=int, default=0, help="default: %(default)s")
    options = parser.parse_args()
    digits = load(options.seed)
    p, _ = train(digits, 20, options.seed)
    of_float, of_codes, differences = compare(p, digits)
    accuracies = [float((each == digits.held_out_labels).mean()) for each in (of_float, of_codes)]
    draw(accuracies, differences, options.output)
    print(f"{np.mean(of_float == of_codes):.2%} of {len(of_float)} held-out digits alike in both")
    print(f"the logits differ by {np.sqrt(np.mean(differences**2)):.3f} on average")
    print(f"drawn in {options.output}")
    lost = accuracies[0] - accuracies[1]
    said = f"{accuracies[0]:.2%} are recognized in float32 and {accuracies[1]:.2%} in int8"
    if not lost <= LARGEST_LOSS:
        sys.exit(f"check failed: {said}")
    print(f"check: {said}")


if __name__ == "__main__":
    main()
