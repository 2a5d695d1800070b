"""Time the row functions beside the same computation in other libraries.

    python bench/rows.py --threads 1 --write docs/performance.md

Measured as in `speed.py`: our call and the peers' by turns, in one process, on the same memory, of
which there are several sets. The ratio of a cell is that to the fastest peer.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import math
import statistics
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import report

import numba_act as na
from numba_act.measure import peers
from numba_act.measure.timing import placed

Call = Callable[[], Any]

#: Of operands. These calls are bound by the memory more than others: the median of five sets still
#: moves by 5 % from run to run.
SETS = 10

SQUARE = (2048, 2048)
#: Forward and backward at once.
CROSS_ENTROPY = "softmax_cross_entropy.value_and_vjp"

SHAPES = [(4096, 64), (1024, 1000), (128, 32000), (8, 128256), (65536, 16)]


def _ours(name: str, operands: Sequence[Any], out: Any, **options: Any) -> Call:
    function: Any = functools.reduce(getattr, name.split("."), na)
    if name == "logsumexp":
        return peers.written_call(function, *operands, **options)
    return peers.written_call(function, *operands, out=out, **options)


def _torch_cross_entropy(torch: Any, x: Any, labels: Any, out: Any) -> Call:
    """Return what autograd runs, without it and into memory that is there."""
    aten, ones = torch.ops.aten, torch.ones(len(x), dtype=x.dtype)

    def both() -> Any:
        logarithm = torch.log_softmax(x, -1, out=out)
        loss, total = aten.nll_loss_forward(logarithm, labels, None, 0, -100)
        gradient = aten.nll_loss_backward(ones, logarithm, labels, None, 0, -100, total)
        torch._log_softmax_backward_data(gradient, logarithm, -1, x.dtype, out=out)
        return loss, out

    return both


def _torch(name: str, operands: Sequence[Any], out: Any) -> Call:
    torch = importlib.import_module("torch")
    if name == CROSS_ENTROPY:
        x, labels = operands
        return _torch_cross_entropy(torch, x, labels, out)
    x = operands[-1]
    if name in ("softmax", "log_softmax"):
        return peers.written_call(getattr(torch, name), x, -1, out=out)
    if name == "logsumexp":
        return peers.written_call(torch.logsumexp, x, -1)
    if name == "logsumexp.vjp":
        dy, total = operands[0][:, None], torch.logsumexp(x, -1, keepdim=True)

        def backward() -> Any:
            torch.sub(x, total, out=out)
            return torch.mul(torch.exp(out, out=out), dy, out=out)

        return backward
    dy, y = operands
    if name == "softmax.vjp":
        return peers.written_call(torch._softmax_backward_data, dy, y, -1, y.dtype, grad_input=out)
    return peers.written_call(torch._log_softmax_backward_data, dy, y, -1, y.dtype, out=out)


def _jax_cross_entropy(jax: Any, x: Any, labels: Any) -> Call:
    def total(x: Any) -> Any:
        logarithm = jax.nn.log_softmax(x)
        loss = -jax.numpy.take_along_axis(logarithm, labels[:, None], 1)[:, 0]
        return loss.sum(), loss

    compiled = jax.jit(jax.grad(total, has_aux=True))
    return lambda: jax.block_until_ready(compiled(x))


def _jax(name: str, operands: Sequence[Any], out: Any) -> Call:
    jax = importlib.import_module("jax")
    if name == CROSS_ENTROPY:
        return _jax_cross_entropy(jax, *operands)
    forward = {
        "softmax": jax.nn.softmax,
        "log_softmax": jax.nn.log_softmax,
        "logsumexp": functools.partial(jax.nn.logsumexp, axis=-1),
    }[name.partition(".")[0]]
    gradients = {
        "softmax.vjp": lambda dy, y: y * (dy - (dy * y).sum(-1, keepdims=True)),
        "log_softmax.vjp": lambda dy, y: dy - jax.numpy.exp(y) * dy.sum(-1, keepdims=True),
        "logsumexp.vjp": lambda dy, x: jax.vjp(forward, x)[1](dy)[0],
    }
    compiled = jax.jit(gradients.get(name, forward))
    return lambda: compiled(*operands).block_until_ready()


def _scipy(name: str, operands: Sequence[Any], out: Any) -> Call:
    special = importlib.import_module("scipy.special")
    return peers.written_call(getattr(special, name), *operands, axis=-1)


LIBRARIES = {"torch": _torch, "jax": _jax, "scipy": _scipy}
NAMES = {"torch": "PyTorch", "jax": "JAX", "scipy": "SciPy"}
FUNCTIONS = [
    *("softmax", "log_softmax", "logsumexp"),
    *("softmax.vjp", "log_softmax.vjp", "logsumexp.vjp"),
    CROSS_ENTROPY,
]


def _operands(name: str, shape: tuple[int, int], dtype: str) -> tuple[list[Any], Any]:
    random = np.random.default_rng(0)

    def normal(scale: float, *shape: int) -> Any:
        values = peers.aligned(math.prod(shape), peers.DTYPES[dtype]).reshape(shape)
        values[...] = scale * random.standard_normal(shape)
        return values

    x, out = normal(2.5, *shape), normal(1.0, *shape)
    if name == "logsumexp.vjp":
        return [normal(1.0, shape[0]), x], out
    if name == CROSS_ENTROPY:
        return [x, random.integers(0, shape[1], shape[0])], out
    if name.endswith(".vjp"):
        return [normal(1.0, *shape), getattr(na, name.partition(".")[0])(x, out=x)], out
    return [x], out


def _calls(name: str, shape: tuple[int, int], dtype: str, libraries: Sequence[str]) -> list[Call]:
    """Return our call and the libraries' on new operands."""
    operands, out = _operands(name, shape, dtype)
    calls = [_ours(name, operands, out)]
    for library in libraries:
        source = "numpy" if library == "scipy" else library
        own = [peers.convert(source, x) for x in operands]
        calls.append(LIBRARIES[library](name, own, peers.convert(source, out)))
    return calls


def _both_axes(name: str) -> list[Call]:
    """Return our calls along the last and the first axis of a square matrix."""
    operands, out = _operands(name, SQUARE, "float32")
    return [_ours(name, operands, out, axis=axis) for axis in (1, 0)]


def _cells(options: argparse.Namespace) -> Iterator[tuple[str, str, tuple[int, int], list[str]]]:
    """Yield function, type, shape and a table row for every comparison."""
    for dtype in options.dtypes:
        for name in options.functions:
            for shape in SHAPES:
                # SciPy has neither bfloat16 nor gradients
                lacks = {"scipy"} if dtype == "bfloat16" or "vjp" in name else set()
                found = [library for library in options.peers if library not in lacks]
                make = functools.partial(_calls, name, shape, dtype, found)
                samples = placed(make, options.rounds, SETS)
                ratios = [
                    statistics.median(sample[k + 1] / sample[0] for sample in samples)
                    for k in range(len(found))
                ]
                ours = statistics.median(sample[0] for sample in samples) * 1e9 / math.prod(shape)
                each = dict(zip(found, (f"{ratio:.2f}×" for ratio in ratios), strict=True))
                options.ratios.append(min(ratios))
                row = [name, dtype, f"{shape[0]}×{shape[1]}", f"{ours:.3f}"]
                row += [each.get(library, "") for library in options.peers]
                print(*row, flush=True)
                yield name, dtype, shape, row


def _first_axis(options: argparse.Namespace) -> str:
    """Return a sentence on the first axis of a square matrix beside the last."""
    found = []
    for name in options.functions:
        samples = placed(functools.partial(_both_axes, name), options.rounds, SETS)
        found.append(f"{name} {statistics.median(first / last for last, first in samples):.2f}×")
    return (
        f"The first axis of {SQUARE[0]}×{SQUARE[1]} float32 takes as long as the last times: "
        f"{', '.join(found)}."
    )


def main() -> None:
    """Measure, and print or write the table."""
    parser = argparse.ArgumentParser(description="Time the row functions beside other libraries.")
    add = parser.add_argument
    installed = [name for name in LIBRARIES if name in peers.installed()]
    report.add_options(parser, rounds=15)
    add("--functions", nargs="+", choices=FUNCTIONS, default=FUNCTIONS, metavar="NAME")
    add("--dtypes", nargs="+", default=["float32", "bfloat16"], metavar="TYPE")
    add("--peers", nargs="+", choices=LIBRARIES, default=installed, metavar="LIBRARY")
    options = parser.parse_args()
    options.ratios = []
    section = f"rows-{options.threads}"
    report.begin(options.write, section)
    peers.set_threads(options.threads)
    rows = [row for *_, row in _cells(options)]
    mean = math.exp(statistics.fmean(map(math.log, options.ratios)))
    threads = "1 thread" if options.threads == 1 else f"{options.threads} threads"
    columns = ["function", "type", "shape", "ns/element", *(NAMES[name] for name in options.peers)]
    text = (
        f"Measured on {report.measured_on(options.peers)} {threads}. Beside the fastest of them: "
        f"geometric mean {mean:.2f}×, worst cell {min(options.ratios):.2f}×, "
        f"{sum(ratio < 1 for ratio in options.ratios)} of {len(rows)} cells below 1. "
        f"{_first_axis(options)}\n\n" + report.markdown_table(columns, rows, left=3)
    )
    report.publish(options.write, section, text)


if __name__ == "__main__":
    main()
