"""Time every function beside the same computation in other libraries.

    python bench/speed.py --threads 1 --peers torch --write docs/performance.md

Each cell (function, type, length) is measured in one process, ours and the peer's call by
turns, on the same memory with the output given, and that on several sets of operands. The ratio is
the median over the rounds of the peer's time divided by ours in the same round, so that a slow
moment hits both.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import report
import speed_cuda

from numba_act.measure import peers
from numba_act.measure.environment import environment
from numba_act.measure.timing import placed


@dataclasses.dataclass(frozen=True)
class Cell:
    """One comparison; times are medians in ns/element."""

    function: str
    dtype: str
    n: int
    peer: str
    ours: float
    theirs: float
    ratio: float


def _options() -> argparse.Namespace:
    functions = peers.elementwise_functions()
    installed = peers.installed()
    parser = argparse.ArgumentParser(description="Time every function beside other libraries.")
    add = parser.add_argument
    add("--functions", nargs="+", choices=functions, default=list(functions), metavar="NAME")
    add("--gradients", action="store_true", help="measure vjp instead of the function itself")
    add(
        "--dtypes",
        nargs="+",
        choices=peers.DTYPES,
        default=["float32", "bfloat16", "float16"],
        metavar="TYPE",
        help=f"of {', '.join(peers.DTYPES)} (default: all but float64)",
    )
    add(
        "--sizes",
        nargs="+",
        type=report.count,
        default=[1000, 10_000, 100_000, 1_000_000],
        metavar="N",
    )
    report.add_options(parser, rounds=25)
    add(
        "--peers",
        nargs="+",
        choices=installed,
        default=installed,
        metavar="LIBRARY",
        help=f"of {', '.join(peers.LIBRARIES)} (default: those installed)",
    )
    add(
        "--target",
        choices=("cpu", "cuda"),
        default="cpu",
        help="cuda: see bench/speed_cuda.py (default: %(default)s)",
    )
    add("--json", type=Path, metavar="FILE", help="write the cells as JSON")
    add("--markdown", type=Path, metavar="FILE", help="write the tables as Markdown")
    return parser.parse_args()


def _cells(options: argparse.Namespace) -> Iterator[Cell]:
    functions = peers.elementwise_functions()
    for name in options.functions:
        function = functions[name].vjp if options.gradients else functions[name]
        for peer in options.peers:
            for dtype in (dtype for dtype in options.dtypes if peers.has(peer, function, dtype)):
                for n in options.sizes:
                    yield _measure(function, dtype, n, peer, options.rounds)


def _measure(function: Any, dtype: str, n: int, peer: str, rounds: int) -> Cell:
    def make() -> list[Callable[[], Any]]:
        operands = peers.arguments(function, dtype, n)
        return [peers.our_call(function, *operands), peers.peer_call(function, peer, *operands)]

    with np.errstate(all="ignore"):
        samples = placed(make, rounds)
    return Cell(
        function.definition.__name__,
        dtype,
        n,
        peer,
        statistics.median(own for own, _ in samples) * 1e9 / n,
        statistics.median(other for _, other in samples) * 1e9 / n,
        statistics.median(other / own for own, other in samples),
    )


def _geometric_mean(ratios: Sequence[float]) -> float:
    return math.exp(statistics.fmean(map(math.log, ratios)))


def _summary(cells: Sequence[Cell]) -> str:
    """Return the table of peer and type: mean ratio, worst cell, how many cells are slower."""
    rows = []
    for peer in dict.fromkeys(cell.peer for cell in cells):
        of_peer = [cell for cell in cells if cell.peer == peer]
        dtypes = list(dict.fromkeys(cell.dtype for cell in of_peer))
        for dtype in [*dtypes, "all"] if len(dtypes) > 1 else dtypes:
            chosen = [cell for cell in of_peer if dtype in (cell.dtype, "all")]
            worst = min(chosen, key=lambda cell: cell.ratio)
            kind = f" {worst.dtype}" if dtype == "all" else ""
            rows.append(
                [
                    peers.LIBRARIES[peer],
                    dtype,
                    f"{_geometric_mean([cell.ratio for cell in chosen]):.2f}×",
                    f"{worst.ratio:.2f}× ({worst.function}{kind}, n = {worst.n})",
                    str(len(chosen)),
                    str(sum(cell.ratio < 1.0 for cell in chosen)),
                    str(sum(cell.ratio < 1.05 for cell in chosen)),
                ]
            )
    columns = ["peer", "type", "geometric mean", "worst cell", "cells", "below 1.00", "below 1.05"]
    return report.markdown_table(columns, rows, left=2)


def _details(cells: Sequence[Cell], sizes: Sequence[int]) -> Iterator[str]:
    """Yield a heading and a table for every peer and type."""
    for peer in dict.fromkeys(cell.peer for cell in cells):
        for dtype in dict.fromkeys(cell.dtype for cell in cells if cell.peer == peer):
            chosen = {
                (cell.function, cell.n): cell
                for cell in cells
                if (cell.peer, cell.dtype) == (peer, dtype)
            }
            rows = [
                [
                    name,
                    *(f"{chosen[name, n].ours:.3f} ({chosen[name, n].ratio:.2f}×)" for n in sizes),
                ]
                for name in dict.fromkeys(name for name, _ in chosen)
            ]
            means = [
                _geometric_mean([cell.ratio for cell in chosen.values() if cell.n == n])
                for n in sizes
            ]
            rows.append(["**geometric mean**", *(f"**{mean:.2f}×**" for mean in means)])
            yield f"### {dtype}, beside {peers.LIBRARIES[peer]}"
            yield report.markdown_table(["ns/element (ratio)", *(f"n = {n}" for n in sizes)], rows)


def _markdown(cells: Sequence[Cell], libraries: Sequence[str], options: argparse.Namespace) -> str:
    threads = "1 thread" if options.threads == 1 else f"{options.threads} threads"
    return "\n".join(
        [
            f"Measured on {report.measured_on(libraries)} {threads}.\n",
            _summary(cells),
            *_details(cells, options.sizes),
        ]
    )


def main() -> None:
    """Measure, and print or write the tables."""
    options = _options()
    if options.target == "cuda":
        speed_cuda.main(options)
        return
    name = "speed-gradients" if options.gradients else "speed"
    if options.dtypes == ["float64"]:
        name += "-float64"
    elif "torch" not in options.peers:
        name += "-others"
    report.begin(options.write, name)
    peers.set_threads(options.threads)
    cells = []
    for cell in _cells(options):
        cells.append(cell)
        print(
            f"{cell.function:16} {cell.dtype:9} {cell.n:8} {cell.ours:8.3f}  "
            f"{cell.peer:6} {cell.theirs:8.3f}  {cell.ratio:6.2f}x",
            file=sys.stderr,
        )
    if not cells:
        sys.exit("none of these functions has a peer in these libraries")
    cells.sort(key=lambda cell: options.peers.index(cell.peer))
    libraries = [peer for peer in dict.fromkeys(cell.peer for cell in cells) if peer != "numpy"]
    if options.json:
        results = {
            "environment": environment(),
            "threads": options.threads,
            "cells": [dataclasses.asdict(cell) for cell in cells],
        }
        options.json.write_text(json.dumps(results, indent=1) + "\n")
    text = _markdown(cells, libraries, options)
    if options.markdown:
        options.markdown.write_text(text)
    if options.write:
        report.write_section(options.write, name, text)
    if not (options.markdown or options.write):
        print(text)


if __name__ == "__main__":
    main()
