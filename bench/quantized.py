"""Time quantize, dequantize and functions of codes beside PyTorch's.

    python bench/quantized.py --threads 2 --write docs/performance.md

A million elements of uint8 and int8; each call on memory of its own, by turns.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import statistics
import sys
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import report

import numba_act as na
from numba_act.measure import peers
from numba_act.measure.timing import placed

SIZE = 1 << 20
SCALE, OUT_SCALE = 0.05, 1 / 256

FUNCTIONS = ("sigmoid", "tanh", "hard_swish", "elu", "leaky_relu")
NAMES = ("quantize", "dequantize", *FUNCTIONS)

torch: Any = importlib.import_module("torch")


def calls(name: str, code: str) -> Sequence[Callable[[], Any]]:
    """Return our call and PyTorch's, on the same numbers."""
    zero = 128 if code == "uint8" else 0
    x = np.random.default_rng(0).standard_normal(SIZE, np.float32)
    theirs_kind = {"uint8": torch.quint8, "int8": torch.qint8}[code]
    numbers = torch.from_numpy(x.copy())
    tensor = torch.quantize_per_tensor(numbers, SCALE, zero, theirs_kind)
    q = tensor.int_repr().numpy().copy()
    if name == "quantize":
        return [
            lambda: na.quantize(x, SCALE, zero, code),
            lambda: torch.quantize_per_tensor(numbers, SCALE, zero, theirs_kind),
        ]
    if name == "dequantize":
        return [lambda: na.dequantize(q, SCALE, zero), tensor.dequantize]
    operations = torch.ops.quantized
    theirs: dict[str, Callable[[], Any]] = {
        "sigmoid": lambda: operations.sigmoid(tensor, OUT_SCALE, zero),
        "tanh": lambda: torch.tanh(tensor),
        "hard_swish": lambda: operations.hardswish(tensor, SCALE, zero),
        "elu": lambda: operations.elu(tensor, SCALE, zero, 1.0, 1.0, 1.0),
        "leaky_relu": lambda: operations.leaky_relu(tensor, 0.01, False, SCALE, zero),
    }
    ours = na.quantized(getattr(na, name), SCALE, zero, SCALE, zero, code)
    return [lambda: ours(q), theirs[name]]


def table(rounds: int) -> str:
    """Measure every cell; return the table."""
    rows = []
    for name in NAMES:
        for code in ("uint8", "int8"):
            times = placed(functools.partial(calls, name, code), rounds, placements=3)
            ours, theirs = zip(*times, strict=True)
            ratio = statistics.median(their / our for their, our in zip(theirs, ours, strict=True))
            rows.append([f"`{name}`", code, f"{1e6 * statistics.median(ours):.0f}", f"{ratio:.2f}"])
            print(*rows[-1], sep="  ", file=sys.stderr, flush=True)
    return report.markdown_table(["function", "codes", "µs", "PyTorch's time"], rows, left=2)


def main() -> None:
    """Measure, and print or write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    report.add_options(parser, rounds=30)
    options = parser.parse_args()
    warnings.filterwarnings("ignore", category=UserWarning)  # PyTorch's: its codes will go
    section = f"quantized-{options.threads}"
    report.begin(options.write, section)
    peers.set_threads(options.threads)
    threads = f"{options.threads} thread{'s' if options.threads > 1 else ''}"
    text = f"{report.measured_on(['torch'])} {threads}.\n\n{table(options.rounds)}"
    report.publish(options.write, section, text)


if __name__ == "__main__":
    main()
