"""Time packed gates, the gradients of gates, and feed-forward blocks beside other libraries.

    python bench/gates.py --write docs/performance.md
    python bench/gates.py --threads 2 --write docs/performance.md

A packed cell is a gate of one array of the given shape, whose last axis holds both halves; `vjp`
is its gradient in the same layout. An elementwise cell is the gradient of a gate of two arrays of
that shape. Each is measured beside the fastest of the other libraries, by turns, on the same
memory, of which there are several sets. A block is measured beside its matrix products alone.
"""

from __future__ import annotations

import argparse
import functools
import math
import statistics
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import report

import numba_act as na
from numba_act.measure import peers
from numba_act.measure.timing import interleaved, placed

SHAPES = [(4096, 64), (1024, 1000), (128, 32000), (8, 128256), (65536, 16)]
KINDS = ("packed", "packed vjp", "vjp")
GATES = {"swiglu": na.swiglu, "geglu": na.geglu}

#: x, w and w2 of the block: SmolLM2-135M's, on 128 tokens.
BLOCK = (128, 576, 1536)


class Cell(NamedTuple):
    """One comparison; `ratio` is the fastest other library's time divided by ours."""

    gate: str
    kind: str
    dtype: str
    shape: tuple[int, int]
    ours: float  # ns for an element of the result of the gate
    ratio: float
    peer: str


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time gates and blocks beside other libraries.")
    add = parser.add_argument
    add("--gates", nargs="+", choices=GATES, default=["swiglu"], metavar="NAME")
    add("--kinds", nargs="+", choices=KINDS, default=list(KINDS), metavar="KIND")
    add("--order", choices=("gate_first", "value_first", "interleaved"), default="gate_first")
    add("--dtypes", nargs="+", choices=peers.DTYPES, default=["float32", "bfloat16"])
    report.add_options(parser, rounds=15)
    others = [name for name in peers.installed() if name in ("torch", "jax")]
    add("--peers", nargs="+", choices=others, default=others, metavar="LIBRARY")
    add("--no-block", dest="block", action="store_false", help="time the gates only")
    return parser.parse_args()


def _halves(array: Any, order: str) -> tuple[Any, Any]:
    """Return views of the gate's and the value's half of an array of any library."""
    half = array.shape[-1] // 2
    if order == "interleaved":
        return array[..., ::2], array[..., 1::2]
    first, second = array[..., :half], array[..., half:]
    return (first, second) if order == "gate_first" else (second, first)


def _entry(gate: Any, kind: str) -> Mapping[str, Any]:
    """Return the other libraries' functions."""
    return peers.PEERS[gate if kind == "packed" else gate.vjp]


def _half(kind: str, shape: tuple[int, int]) -> int:
    """Return the length of a row of the gate's result."""
    return shape[1] if kind == "vjp" else shape[1] // 2


def _calls(
    gate: Any, kind: str, dtype: str, shape: tuple[int, int], order: str, libraries: Sequence[str]
) -> list[Callable[[], Any]]:
    """Return our call and the libraries' on new operands."""
    rows, half = shape[0], _half(kind, shape)
    random = np.random.default_rng(0)

    def memory(*shape: int) -> np.ndarray:
        made = peers.aligned(math.prod(shape), peers.DTYPES[dtype]).reshape(shape)
        made[...] = 2.5 * random.standard_normal(shape)
        return made

    x, dx = memory(rows, 2 * half), memory(rows, 2 * half)
    dy, out = memory(rows, half), memory(rows, half)
    gate_half, value_half, d_gate, d_value = (memory(rows, half) for _ in range(4))
    theirs: list[Callable[[], Any]] = []
    if kind == "packed":
        ours: Callable[[], Any] = lambda: gate.packed(x, order=order, out=out)  # noqa: E731
    elif kind == "packed vjp":
        ours = lambda: gate.packed_vjp(dy, x, order=order, out=dx)  # noqa: E731
    else:
        ours = lambda: gate.vjp(dy, gate_half, value_half, out=(d_gate, d_value))  # noqa: E731
    for name in libraries:
        library, convert = peers.load(name), functools.partial(peers.convert, name)
        if kind == "vjp":
            operands = [convert(dy), convert(gate_half), convert(value_half)]
            outs: Any = (convert(d_gate), convert(d_value))
        elif name == "jax":
            theirs.append(_jax(library, PACKED_JAX[gate], kind, order, convert(dy), convert(x)))
            continue
        else:
            operands = [*_halves(convert(x), order)]
            outs = convert(out)
            if kind == "packed vjp":
                operands = [convert(dy), *operands]
                outs = _halves(convert(dx), order)
        theirs.append(_entry(gate, kind)[name](library, *operands, out=outs))
    return [ours, *theirs]


def _jax(
    jax: Any, function: Callable[..., Any], kind: str, order: str, dy: Any, x: Any
) -> Callable[[], Any]:
    """Return JAX's gate of one array, split inside of the compiled function."""

    def packed(x: Any) -> Any:
        return function(jax, *_halves(x, order))

    if kind == "packed":
        forward = jax.jit(packed)
        return lambda: forward(x).block_until_ready()
    backward = jax.jit(lambda dy, x: jax.vjp(packed, x)[1](dy))
    return lambda: jax.block_until_ready(backward(dy, x))


PACKED_JAX: dict[Any, Callable[..., Any]] = {
    na.swiglu: lambda jax, gate, value: jax.nn.silu(gate) * value,
    na.geglu: lambda jax, gate, value: jax.nn.gelu(gate, approximate=False) * value,
}


def _cells(options: argparse.Namespace) -> Iterator[Cell]:
    for name in options.gates:
        for kind in options.kinds:
            for dtype in options.dtypes:
                for shape in SHAPES:
                    gate = GATES[name]
                    found = [peer for peer in options.peers if peer in _entry(gate, kind)]
                    samples = placed(
                        functools.partial(_calls, gate, kind, dtype, shape, options.order, found),
                        options.rounds,
                    )
                    ratios = {
                        peer: statistics.median(each[1 + k] / each[0] for each in samples)
                        for k, peer in enumerate(found)
                    }
                    peer = min(ratios, key=lambda key: ratios[key])
                    n = shape[0] * _half(kind, shape)
                    time = statistics.median(each[0] for each in samples) * 1e9 / n
                    yield Cell(name, kind, dtype, shape, time, ratios[peer], peer)


def _block(rounds: int) -> list[list[str]]:
    """Return what feed-forward blocks take beside their matrix products alone."""
    tokens, width, hidden = BLOCK
    random = np.random.default_rng(0)

    def matrix(*shape: int) -> Any:
        return (random.standard_normal(shape) / 25).astype(np.float32)

    x, w, v, w2 = (
        matrix(tokens, width),
        *(matrix(width, hidden) for _ in "wv"),
        matrix(hidden, width),
    )
    b, c, b2, h = matrix(hidden), matrix(hidden), matrix(width), matrix(tokens, hidden)
    three, two = lambda: (x @ w, x @ v, h @ w2), lambda: (x @ w, h @ w2)
    blocks: dict[str, tuple[Callable[[], Any], Callable[[], Any]]] = {
        "gated_ffn": (lambda: na.gated_ffn(x, w, v, w2), three),
        "gated_ffn, biases": (lambda: na.gated_ffn(x, w, v, w2, b, c, b2), three),
        "ffn, gelu": (lambda: na.ffn(x, w, w2, activation=na.gelu), two),
        "ffn, gelu, biases": (lambda: na.ffn(x, w, w2, b, b2, activation=na.gelu), two),
    }
    rows = []
    for name, (block, products) in blocks.items():
        samples = interleaved([block, products], rounds)
        ratio = statistics.median(ours / theirs for ours, theirs in samples)
        times = [statistics.median(each) * 1e3 for each in zip(*samples, strict=True)]
        rows.append([name, *(f"{time:.2f} ms" for time in times), f"{ratio:.3f}"])
    return rows


def _mean(ratios: Sequence[float]) -> float:
    """Return the geometric mean."""
    return math.exp(statistics.fmean(map(math.log, ratios)))


def _markdown(
    cells: Sequence[Cell], block: Sequence[Sequence[str]], options: argparse.Namespace
) -> str:
    threads = "1 thread" if options.threads == 1 else f"{options.threads} threads"
    rows = []
    for key in dict.fromkeys((cell.gate, cell.kind, cell.dtype) for cell in cells):
        chosen = [cell for cell in cells if cell[:3] == key]
        mean = _mean([cell.ratio for cell in chosen])
        texts = [f"{cell.ours:.3f} ({cell.ratio:.2f}× {cell.peer})" for cell in chosen]
        rows.append([*key, *texts, f"{mean:.2f}×"])
    shapes = [f"{rows}×{columns}" for rows, columns in SHAPES]
    columns = ["gate", "call", "type", *shapes, "geometric mean"]
    tokens, width, hidden = BLOCK
    ratios = [cell.ratio for cell in cells]
    parts = [
        f"Measured on {report.measured_on(options.peers)} {threads}; order {options.order}; "
        "ns for an element of the gate's result. Beside the fastest of them: geometric mean "
        f"{_mean(ratios):.2f}×, worst cell {min(ratios):.2f}×, "
        f"{sum(ratio < 1 for ratio in ratios)} of {len(ratios)} cells below 1.\n",
        report.markdown_table(columns, rows, left=3),
    ]
    if block:
        parts += [
            f"Blocks of {tokens}×{width}, hidden {hidden}, float32, beside their products alone:\n",
            report.markdown_table(["block", "time", "products", "ratio"], block),
        ]
    return "\n".join(parts)


def main() -> None:
    """Measure, and print or write the tables."""
    options = _options()
    name = "gates" if options.threads == 1 else f"gates-{options.threads}-threads"
    report.begin(options.write, name)
    peers.set_threads(options.threads)
    cells = []
    for cell in _cells(options):
        cells.append(cell)
        print(
            f"{cell.gate:8} {cell.kind:11} {cell.dtype:9} {cell.shape!s:14} {cell.ours:7.3f}  "
            f"{cell.ratio:6.2f}x {cell.peer}",
            file=sys.stderr,
        )
    text = _markdown(cells, _block(options.rounds) if options.block else (), options)
    report.publish(options.write, name, text)


if __name__ == "__main__":
    main()
