"""Time automatic derivatives beside those that are written by hand.

    python bench/automatic.py

A cell is the gradient (or its product with dy) of a function of the catalogue, once as the package
has it, once derived from the plain formula in tests/support/formulas.py. They are called by turns.
The plain formula's own time is shown beside the function's: a body that is more than its formula
has a derivative that is more than the formula's.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import math
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numba
import numpy as np
import report

import numba_act as na
from numba_act.measure.timing import placed

sys.path.append(str(Path(__file__).parents[1]))
from tests.support.formulas import FORMULAS, GATES


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time automatic derivatives beside hand-written.")
    add = parser.add_argument
    add("-n", type=report.count, default=10_000, help="elements (default: %(default)s)")
    add("--dtypes", nargs="+", choices=("float32", "float64"), default=["float32", "float64"])
    add("--threads", type=report.threads, default=1, help="(default: %(default)s)")
    add("--rounds", type=report.count, default=15, help="(default: %(default)s)")
    return parser.parse_args()


KINDS = ("value", "grad", "vjp")


def _calls(functions: Sequence[Any], kind: str, inputs: list[Any]) -> list[Callable[[], Any]]:
    """Return a call of each function, of its value or of a gradient."""
    if kind == "value":
        return [
            functools.partial(each, *inputs, out=np.empty_like(inputs[0])) for each in functions
        ]
    results = [np.empty_like(x) for x in inputs]
    out = (*results,)
    given = inputs if kind == "grad" else [inputs[0], *inputs]
    return [functools.partial(getattr(each, kind), *given, out=out) for each in functions]


def _ratio(functions: Sequence[Any], kind: str, dtype: str, options: argparse.Namespace) -> float:
    """Return the time of the second function divided by that of the first."""
    rng = np.random.default_rng(0)
    count = len(functions[0].definition.inputs)
    low, high = (0.01, 0.99) if functions[0] is na.logit else (-4.0, 4.0)

    def make() -> list[Callable[[], Any]]:
        inputs = [rng.uniform(low, high, options.n).astype(dtype) for _ in range(count)]
        return _calls(functions, kind, inputs)

    return statistics.median(b / a for a, b in placed(make, options.rounds))


def cells(options: argparse.Namespace) -> Iterator[tuple[str, str, str, float]]:
    """Return the ratio of each cell."""
    activation: Any = na.activation
    for count, formulas in ((1, FORMULAS), (2, GATES)):
        for name, formula in formulas.items():
            functions = getattr(na, name), activation(inputs=count)(formula)
            for dtype, kind in itertools.product(options.dtypes, KINDS):
                yield name, kind, dtype, _ratio(functions, kind, dtype, options)


def main() -> None:
    """Print a line a cell, and the geometric means."""
    options = _options()
    numba.set_num_threads(options.threads)
    report.warn_if_busy()
    found: dict[tuple[str, str], list[float]] = {}
    for name, kind, dtype, ratio in cells(options):
        print(f"{name:14} {kind:6} {dtype:8} {ratio:6.2f}", flush=True)
        found.setdefault((kind, dtype), []).append(ratio)
    print(f"\n{report.measured_on()}\n")
    for (kind, dtype), ratios in found.items():
        mean = math.exp(statistics.fmean(map(math.log, ratios)))
        print(f"{kind:6} {dtype:8} geometric mean {mean:.2f}, {min(ratios):.2f}-{max(ratios):.2f}")


if __name__ == "__main__":
    main()
