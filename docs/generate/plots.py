"""The pictures of the site, drawn from committed measurements and from the functions themselves."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from matplotlib.figure import Figure

import numba_act as na
from numba_act.measure import plot
from numba_act.measure.cases import OURS, Result

from .tables import DOCS, Cell

RESULTS = DOCS.parent / "bench" / "results"

INK, FAINT, GRAY = "#1f2430", "#d9dce3", "#8b93a3"
#: This package, then others: told apart by brightness as well.
COLORS = {
    OURS: "#2563c9",
    "PyTorch": "#e0731d",
    "JAX": "#3f9b6c",
    "NumPy": GRAY,
    "SciPy": "#9b5fc0",
}
SIZES = {1000: "#a9c4ee", 10_000: "#6b98df", 100_000: "#2563c9", 1_000_000: "#123a7d"}

STYLE: dict[Any, Any] = {
    "font.size": 9,
    "text.color": INK,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "grid.color": FAINT,
    "grid.linewidth": 0.6,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "xtick.minor.size": 0,
    "legend.frameon": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "numba_act",
}

#: Errors above are drawn here: a lost sign, a NaN for a number, or 10^7 ULP and more.
CEILING = 1e8


def _save(figure: Figure, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, metadata={"Date": None})


def function(name: str, path: Path) -> None:
    """Draw a function and its gradient."""
    figure = plot.figure_of({name: getattr(na, name)})
    figure.set_size_inches(5.2, 3.2)
    with matplotlib.rc_context(STYLE):
        _save(figure, path)
    plot.pyplot.close(figure)


@functools.cache
def curves() -> dict[str, Any]:
    """Return what bench/curves.py measured, by function and library."""
    found: dict[str, Any] = json.loads((RESULTS / "curves.json").read_text())
    return found


def errors(name: str, path: Path) -> None:
    """Draw the largest error over the range, beside PyTorch's."""
    measured = curves()[name]
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(6.4, 2.9), layout="constrained")
        axes = figure.subplots()
        for library, label in ((OURS, OURS), ("torch", "PyTorch")):
            if library not in measured:
                continue
            largest = [
                math.nan if e is None else min(float(e), CEILING)
                for e in measured[library]["largest"]
            ]
            half = 2.0 ** (np.arange(len(largest) // 2 + 1) / 4 - 10)
            half[0] = 0.0
            edges = np.concatenate([-half[:0:-1], half])
            shown = np.maximum(np.array(largest), 0.01)
            axes.stairs(
                shown, edges, baseline=None, color=COLORS[label], label=label, linewidth=1.5
            )
        axes.axhline(0.5, color=GRAY, linewidth=0.8, linestyle="--", zorder=0)
        axes.set_xscale("symlog", linthresh=2.0**-6, base=2)
        ticks = [0.0, *(s * t for s in (-1, 1) for t in (0.03125, 0.25, 1.0, 4.0, 16.0, 100.0))]
        axes.set_xticks(ticks, [f"{t:.2g}" if abs(t) < 100 else f"{t:.0f}" for t in ticks])
        axes.minorticks_off()
        axes.set(yscale="log", ylim=(0.01, 2 * CEILING), ylabel="largest error, ULP")
        axes.set_yticks([0.01, 0.5, 10, 1e3, 1e5, CEILING], ["0", "½", "10", "10³", "10⁵", "∞"])
        axes.set_xlabel(
            f"{'x' if len(getattr(na, name).definition.inputs) == 1 else 'first input'}"
        )
        axes.legend(loc="upper right", bbox_to_anchor=(1.0, 1.16), ncols=2)
        _save(figure, path)


def bars(cells: Sequence[Cell], prefix: str, path: Path) -> None:
    """Draw how many times longer others take, a bar for each cell of one function."""
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(6.4, 0.7 + 0.2 * len(cells)), layout="constrained")
        axes = figure.subplots()
        labels = [f"{c.peer}, {c.dtype}, {prefix}{c.n:,}" for c in cells]
        _ratios(axes, labels, [c.ratio for c in cells], [COLORS[c.peer] for c in cells])
        _save(figure, path)


def _ratios(axes: Any, labels: Sequence[str], ratios: Sequence[float], colors: Any) -> None:
    where = np.arange(len(labels))[::-1]
    axes.barh(where, np.log2(ratios), color=colors, height=0.72)
    for y, ratio in zip(where, ratios, strict=True):
        right = ratio >= 1
        text = f"{ratio:.2f}"
        axes.annotate(
            text, (math.log2(ratio), y), (3 if right else -3, 0), textcoords="offset points",
            va="center", ha="left" if right else "right", fontsize=7,
        )  # fmt: skip
    axes.set_yticks(where, labels)
    _log_ratio(axes, ratios)
    axes.grid(False, axis="y")


def _log_ratio(axes: Any, ratios: Sequence[float]) -> None:
    low, high = min(0.8, *ratios), max(2.0, *ratios)
    axes.set_xlim(math.log2(low) - 0.15, math.log2(high) + 0.6)
    powers = np.arange(math.ceil(math.log2(low)), math.floor(math.log2(high)) + 1)
    axes.set_xticks(powers, [f"{2.0**p:g}×" for p in powers])
    axes.axvline(0.0, color=INK, linewidth=0.8)
    axes.set_xlabel("their time divided by ours: beyond 1, ours is faster")


def ratios_by_size(cells: Sequence[Cell], path: Path) -> None:
    """Draw every function's ratios, a bar for each length of the arrays."""
    names = sorted({cell.function for cell in cells})
    sizes = sorted({cell.n for cell in cells})
    thick = 0.8 / len(sizes)
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(7.0, 1.2 + 0.25 * len(names)), layout="constrained")
        axes = figure.subplots()
        for k, n in enumerate(sizes):
            at = {cell.function: cell.ratio for cell in cells if cell.n == n}
            where = [len(names) - names.index(name) + 0.4 - (k + 0.5) * thick for name in at]
            heights = np.log2([*at.values()])
            axes.barh(where, heights, height=thick, color=SIZES[n], label=f"n = {n:,}")
        axes.set_yticks(np.arange(len(names), 0, -1), names)
        axes.set_ylim(0.3, len(names) + 0.7)
        _log_ratio(axes, [cell.ratio for cell in cells])
        axes.grid(False, axis="y")
        axes.legend(loc="lower right")
        axes.secondary_xaxis("top").set_xticks(axes.get_xticks(), axes.get_xticklabels())
        _save(figure, path)


def largest_errors(results: Sequence[Result], path: Path) -> None:
    """Draw the largest float32 error of every function beside other libraries'."""
    worst: dict[str, dict[str, float]] = {}
    for each in results:
        case = each.case
        if case.dtype == "float32" and not case.wrt and not case.kind:
            of = worst.setdefault(case.function, {})
            of[case.library] = max(of.get(case.library, 0.0), each.all.max_ulp)
    names = sorted(worst)
    labels = {OURS: OURS, "torch": "PyTorch", "jax": "JAX", "numpy": "NumPy", "scipy": "SciPy"}
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(7.0, 1.2 + 0.19 * len(names)), layout="constrained")
        axes = figure.subplots()
        for library, label in reversed(labels.items()):
            found = {name: worst[name][library] for name in names if library in worst[name]}
            axes.plot(
                [min(max(error, 0.1), CEILING) for error in found.values()],
                [len(names) - names.index(name) for name in found],
                "o" if library == OURS else "|",
                color=COLORS[label], label=label, markersize=5 if library == OURS else 8,
                markeredgewidth=1.6,
            )  # fmt: skip
        axes.set(xscale="log", xlim=(0.08, 2.5 * CEILING), ylim=(0.2, len(names) + 0.8))
        axes.set_yticks(np.arange(len(names), 0, -1), names)
        axes.set_xticks([0.1, 0.5, 1, 3, 10, 1e3, 1e5, CEILING])
        axes.set_xticklabels(["0", "½", "1", "3", "10", "10³", "10⁵", "∞"])
        axes.minorticks_off()
        axes.set_xlabel("largest error, ULP")
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, 1.04), ncols=5)
        _save(figure, path)


def roofline(path: Path) -> None:
    """Draw the bandwidth of every function beside that of a copy, for each length."""
    measured = json.loads((RESULTS / "roofline.json").read_text())
    sizes = [int(n) for n in measured["copy"]]
    names = sorted(measured["functions"], key=lambda name: -measured["functions"][name][-1])
    thick = 0.8 / len(sizes)
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(7.0, 1.2 + 0.22 * len(names)), layout="constrained")
        axes = figure.subplots()
        shades = list(SIZES.values())[-len(sizes) :]
        for k, (n, shade) in enumerate(zip(sizes, shades, strict=True)):
            where = np.arange(len(names), 0, -1) + 0.4 - (k + 0.5) * thick
            share = [measured["functions"][name][k] for name in names]
            axes.barh(where, share, height=thick, color=shade, label=f"n = {n:,}")
        axes.axvline(1.0, color=INK, linewidth=0.8)
        axes.set_yticks(np.arange(len(names), 0, -1), names)
        axes.set_ylim(0.3, len(names) + 0.7)
        axes.set_xlabel("time of a copy divided by ours: at 1, memory is all that it takes")
        axes.grid(False, axis="y")
        axes.legend(loc="lower right")
        _save(figure, path)
