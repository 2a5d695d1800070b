"""Train a multilayer perceptron on handwritten digits, with numba_act and NumPy's products.

    pip install ".[examples]"
    python examples/train_mlp.py -o train_mlp.png

The 64 pixels go through 128 units with ``na.gelu`` and 64 with ``na.prelu``, each with a slope that
is learned, to 10 logits. ``value_and_vjp`` of the cross entropy returns the loss and the gradient
of the logits in one pass, each activation's ``vjp`` takes it further down, and
``na.optim.nesterov_step`` moves the parameters in place. A quarter of the images is held out, and
97 % of them must be recognized.
"""

from __future__ import annotations

import argparse
import sys
from time import perf_counter
from typing import Any, NamedTuple

import figures
import numpy as np
from numpy.typing import NDArray
from shared import INSTALL, fail

import numba_act as na

Array = NDArray[Any]
Parameters = dict[str, Array]

#: Share of the held-out digits that must be recognized.
LOWEST_ACCURACY = 0.97

BATCH = 64
MOMENTUM = 0.9
SMOOTHING = 0.1


class Digits(NamedTuple):
    """Images of 8 by 8 pixels from 0 to 1, and what they show."""

    images: Array
    labels: Array
    held_out_images: Array
    held_out_labels: Array


def load(seed: int = 0) -> Digits:
    """Return scikit-learn's digits, in random order, a quarter of them held out."""
    try:
        from sklearn.datasets import load_digits
    except ModuleNotFoundError as missing:
        fail(f"{missing}; {INSTALL}")
    images, labels = load_digits(return_X_y=True)
    order = np.random.default_rng(seed).permutation(len(labels))
    x, y = (images[order] / 16).astype(np.float32), labels[order]
    cut = len(y) * 3 // 4
    return Digits(x[:cut], y[:cut], x[cut:], y[cut:])


def initial(sizes: tuple[int, int, int, int] = (64, 128, 64, 10), seed: int = 0) -> Parameters:
    """Return random weights, biases of 0, and slopes for prelu."""
    random = np.random.default_rng(seed)
    p: Parameters = {"alpha": np.full(sizes[2], 0.25, np.float32)}
    for k in (1, 2, 3):
        n, m = sizes[k - 1 : k + 1]
        p[f"w{k}"] = (random.standard_normal((n, m)) * np.sqrt(2 / n)).astype(np.float32)
        p[f"b{k}"] = np.zeros(m, np.float32)
    return p


def forward(p: Parameters, x: Array) -> tuple[Array, ...]:
    """Return what every layer computes, the logits last."""
    a = x @ p["w1"] + p["b1"]
    h = na.gelu(a)
    b = h @ p["w2"] + p["b2"]
    k = na.prelu(b, p["alpha"])
    return a, h, b, k, k @ p["w3"] + p["b3"]


def loss_and_gradients(p: Parameters, x: Array, labels: Array) -> tuple[float, Parameters]:
    """Return the mean loss, and its gradient with respect to each parameter."""
    a, h, b, k, logits = forward(p, x)
    loss, d = na.softmax_cross_entropy.value_and_vjp(
        logits, labels, label_smoothing=SMOOTHING, dy=1 / len(x)
    )
    g = {"w3": k.T @ d, "b3": d.sum(axis=0)}
    d, g["alpha"] = na.prelu.vjp(d @ p["w3"].T, b, p["alpha"], wrt=("x", "alpha"), reduce=True)
    g |= {"w2": h.T @ d, "b2": d.sum(axis=0)}
    d = na.gelu.vjp(d @ p["w2"].T, a)
    g |= {"w1": x.T @ d, "b1": d.sum(axis=0)}
    return float(loss.mean()), g


def accuracy(p: Parameters, x: Array, labels: Array) -> float:
    """Return the share of images that are recognized."""
    return float((forward(p, x)[-1].argmax(axis=-1) == labels).mean())


def train(digits: Digits, epochs: int, seed: int = 0) -> tuple[Parameters, Array]:
    """Return the parameters, and for each epoch the mean loss and the held-out accuracy."""
    p = initial(seed=seed)
    velocities = {name: np.zeros_like(x) for name, x in p.items()}
    random = np.random.default_rng(seed)
    history = []
    for epoch in range(epochs):
        lr = 0.1 * (1 - epoch / epochs)
        losses = []
        order = random.permutation(len(digits.labels))
        for batch in np.split(order, range(BATCH, len(order), BATCH)):
            loss, g = loss_and_gradients(p, digits.images[batch], digits.labels[batch])
            for name, x in p.items():
                v = velocities[name]
                na.optim.nesterov_step(x, v, g[name], lr, MOMENTUM, weight_decay=1e-4, out=(x, v))
            losses.append(loss)
        seen = accuracy(p, digits.held_out_images, digits.held_out_labels)
        history.append((float(np.mean(losses)), seen))
    return p, np.array(history)


def draw(history: Array, path: str) -> None:
    """Draw the loss and the accuracy of each epoch."""
    figure, (left, right) = figures.new(2)
    epochs = np.arange(1, len(history) + 1)
    left.plot(epochs, history[:, 0])
    left.set_ylabel("mean training loss")
    right.plot(epochs, history[:, 1])
    right.axhline(LOWEST_ACCURACY, ls=":", color="gray")
    right.set_ylim(0.9, 1)
    right.set_ylabel("accuracy on held-out digits")
    for axes in (left, right):
        axes.set_xlabel("epoch")
    figures.save(figure, path)


def main() -> None:
    """Train, draw, and check the accuracy."""
    parser = argparse.ArgumentParser(description="Train an MLP on scikit-learn's digits.")
    figures.add_output(parser, "train_mlp.png")
    parser.add_argument("--epochs", type=int, default=20, help="default: %(default)s")
    parser.add_argument("--seed", type=int, default=0, help="default: %(default)s")
    options = parser.parse_args()
    if options.epochs < 1:
        fail(f"--epochs must be at least 1, not {options.epochs}")
    digits = load(options.seed)
    start = perf_counter()
    train(digits, 1, options.seed)  # the first epoch finds the functions, or compiles them
    ready = perf_counter()
    p, history = train(digits, options.epochs, options.seed)
    end = perf_counter()
    draw(history, options.output)
    print(
        f"{options.epochs} epochs in {end - ready:.2f} s, after {ready - start:.2f} s for a first "
        f"one that compiles or loads the functions; drawn in {options.output}"
    )
    print(f"prelu's slopes, learned: {p['alpha'].min():.3f} to {p['alpha'].max():.3f}")
    reached = history[-1, 1]
    count = len(digits.held_out_labels)
    if not reached >= LOWEST_ACCURACY:
        sys.exit(f"check failed: {reached:.2%} of {count} held-out digits are recognized")
    print(f"check: {reached:.2%} of {count} held-out digits are recognized")


if __name__ == "__main__":
    main()
