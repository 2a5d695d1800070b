"""Time every function of one input beside a copy of the same array: a roofline.

    python bench/roofline.py

float32, one thread, with the output given, on the same memory and by turns: the function,
`numpy.copyto`, which stores large arrays past the caches, and `numpy.negative`, a plain loop that
reads and writes as much. The faster of the two is the copy. The time of a copy divided by ours is 1
where memory is all that a call takes. `bench/results/roofline.json` keeps these ratios, and the
copy's nanoseconds an element.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
import numpy as np
import report

from numba_act.measure import peers
from numba_act.measure.timing import placed

RESULTS = Path(__file__).parent / "results" / "roofline.json"


def main() -> None:
    parser = argparse.ArgumentParser(description="Time every function beside a copy.")
    sizes = [10_000, 1_000_000, 16_000_000]
    parser.add_argument("--sizes", nargs="+", type=report.count, default=sizes, metavar="N")
    parser.add_argument("--rounds", type=report.count, default=6)
    options = parser.parse_args()
    report.warn_if_busy()
    numba.set_num_threads(1)
    functions: dict[str, list[float]] = {}
    nanoseconds: dict[int, list[float]] = {n: [] for n in options.sizes}
    for name, function in peers.elementwise_functions().items():
        if len(function.definition.inputs) > 1:
            continue
        for n in options.sizes:

            def make(function: Any = function, n: int = n) -> list[Callable[[], Any]]:
                operands = peers.arguments(function, "float32", n)
                x, out = operands[0][0], operands[2][0]
                copies = [lambda: np.copyto(out, x), lambda: np.negative(x, out=out)]
                return [peers.our_call(function, *operands), *copies]

            with np.errstate(all="ignore"):
                samples = placed(make, options.rounds, placements=2)
            ours, *copies = (statistics.median(each) for each in zip(*samples, strict=True))
            functions.setdefault(name, []).append(round(min(copies) / ours, 3))
            nanoseconds[n].append(min(copies) * 1e9 / n)
    copy = {str(n): round(statistics.median(each), 4) for n, each in nanoseconds.items()}
    text = {"measured": report.measured_on(), "copy": copy, "functions": functions}
    RESULTS.write_text(json.dumps(text, indent=1) + "\n")


if __name__ == "__main__":
    main()
