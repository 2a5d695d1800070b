"""Time the steps of optimizers beside PyTorch's SGD, fused and foreach.

    python bench/optim.py --threads 2 --write docs/performance.md

One parameter of a million or of sixteen million elements, in place, with weight decay; each call on
memory of its own, by turns.
"""

from __future__ import annotations

import argparse
import functools
import statistics
import sys
from collections.abc import Callable, Sequence
from typing import Any

import ml_dtypes
import numpy as np
import report
import torch

from numba_act import optim
from numba_act.measure import peers
from numba_act.measure.timing import placed

SIZES = (1 << 20, 1 << 24)
DTYPES = {"float32": np.dtype(np.float32), "bfloat16": np.dtype(ml_dtypes.bfloat16)}
LR, MOMENTUM, DECAY = 0.01, 0.9, 1e-4

#: What PyTorch's SGD is told for each step.
STEPS: dict[str, dict[str, Any]] = {
    "gradient_step": {},
    "heavy_ball_step": {"momentum": MOMENTUM},
    "nesterov_step": {"momentum": MOMENTUM, "nesterov": True},
}

#: PyTorch's implementations. The least ratio of its time to ours that is wanted is 1 and 1.5.
MODES = ("fused", "foreach")


def calls(name: str, dtype: np.dtype[Any], size: int) -> Sequence[Callable[[], Any]]:
    """Return our call and PyTorch's, each on arrays of its own."""
    random = np.random.default_rng(0)

    def array() -> Any:
        return np.resize(random.standard_normal(SIZES[0], np.float32).astype(dtype), size)

    x, v, g = array(), array(), array()

    def ours() -> Any:
        if name == "gradient_step":
            return optim.gradient_step(x, g, LR, weight_decay=DECAY, out=x)
        step = getattr(optim, name)
        return step(x, v, g, LR, MOMENTUM, weight_decay=DECAY, out=(x, v))

    def theirs(mode: str) -> Callable[[], Any]:
        kind = getattr(torch, dtype.name)
        parameter, gradient = (torch.from_numpy(array().astype(np.float32)).to(kind) for _ in "12")
        parameter.requires_grad_()
        parameter.grad = gradient
        options = {mode: True, "weight_decay": DECAY} | STEPS[name]
        step: Callable[[], Any] = torch.optim.SGD([parameter], LR, **options).step
        return step

    return [ours, *map(theirs, MODES)]


def table(rounds: int) -> str:
    """Measure every cell; return the table."""
    rows = []
    for name in STEPS:
        for dtype in DTYPES.values():
            for size in SIZES:
                make = functools.partial(calls, name, dtype, size)
                times = placed(make, rounds, placements=3)
                ours, *theirs = zip(*times, strict=True)
                ratios = [
                    statistics.median(their / our for their, our in zip(each, ours, strict=True))
                    for each in theirs
                ]
                row = [f"`{name}`", dtype.name, f"{size:,}", f"{1e3 * statistics.median(ours):.2f}"]
                rows.append([*row, *(f"{each:.2f}" for each in ratios)])
                print(*rows[-1], sep="  ", file=sys.stderr, flush=True)
    return report.markdown_table(["step", "dtype", "n", "ms", *MODES], rows, left=2)


def main() -> None:
    """Measure, and print or write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    report.add_options(parser, rounds=30)
    options = parser.parse_args()
    section = f"optim-{options.threads}"
    report.begin(options.write, section)
    peers.set_threads(options.threads)
    threads = f"{options.threads} thread{'s' if options.threads > 1 else ''}"
    text = f"{report.measured_on(['torch'])} {threads}.\n\n{table(options.rounds)}"
    report.publish(options.write, section, text)


if __name__ == "__main__":
    main()
