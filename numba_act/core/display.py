"""What notebooks show of a function: its call, its formula and a small plot."""

from __future__ import annotations

import html
import inspect
from collections.abc import Sequence
from typing import Any

import numpy as np

WIDTH, HEIGHT = 240.0, 120.0
REACH = 6.0  # of x, to both sides
COLORS = "#2563c9", "#e0731d"  # as in `measure.plot`


def html_of(function: Any) -> str:
    """Return a function as HTML; the plot is of the function and, dashed, of its derivative."""
    name = html.escape(function._call_text())
    formula = html.escape(inspect.cleandoc(function.__doc__ or "").partition("\n\n")[0])
    held = [1.0] * (len(function._inputs) - 1)
    held += [
        0.25 if value is inspect.Parameter.empty else value
        for value in function._parameters.values()
    ]
    x = np.linspace(-REACH, REACH, 241)
    curves = []
    try:
        with np.errstate(all="ignore"):
            curves.append(function(x, *held))
            curves.append(function.grad(x, *held, wrt=function._inputs[0]))
    except TypeError:  # a body that does not compile: its call says so
        pass
    return f"<div><code>{name}</code><br>{formula}<br>{_plot(x, curves)}</div>"


def _plot(x: Any, curves: Sequence[Any]) -> str:
    seen = [each[np.isfinite(each)] for each in curves]
    values = np.concatenate([*seen, [0.0]])
    low, high = max(values.min(), -4.0), min(values.max(), 6.0)
    scale = (HEIGHT - 10.0) / max(high - low, 1e-3)
    lines = []
    for y, color, dashes in zip(curves, COLORS, ("", ' stroke-dasharray="4 3"'), strict=False):
        is_seen = np.isfinite(y) & (y >= low - 1.0) & (y <= high + 1.0)
        runs = np.split(np.arange(len(x)), np.flatnonzero(np.diff(is_seen)) + 1)
        for run in runs:
            if is_seen[run[0]]:
                across = (x[run] + REACH) * (WIDTH / (2 * REACH))
                down = HEIGHT - 5.0 - (y[run] - low) * scale
                pairs = zip(across, down, strict=True)
                points = " ".join(f"{a:.1f},{b:.1f}" for a, b in pairs)
                lines.append(f'<polyline points="{points}" fill="none" stroke="{color}"{dashes}/>')
    zero = HEIGHT - 5.0 + low * scale
    axes = f"M0 {zero:.1f}H{WIDTH:g}M{WIDTH / 2:g} 0V{HEIGHT:g}"
    return (
        f'<svg width="{WIDTH:g}" height="{HEIGHT:g}" xmlns="http://www.w3.org/2000/svg">'
        f'<path d="{axes}" stroke="#9aa0ac" stroke-width="0.5"/>{"".join(lines)}</svg>'
    )
