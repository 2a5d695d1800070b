"""The curves of functions and of their derivatives, with matplotlib."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib import pyplot


def figure_of(functions: Mapping[str, Any], vary: tuple[str, Sequence[float]] | None = None) -> Any:
    """Return a figure with one panel a function: the function and its derivative.

    Or instead of the derivative the function at several values of a parameter.
    """
    ink, faint, blue, orange = "#1f2430", "#d9dce3", "#2563c9", "#e0731d"
    style: dict[Any, Any] = {
        "font.size": 9,
        "text.color": ink,
        "axes.edgecolor": faint,
        "axes.labelcolor": ink,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "xtick.color": ink,
        "ytick.color": ink,
        "xtick.major.size": 0,
        "ytick.major.size": 0,
        "svg.hashsalt": "numba_act",  # the same file each time
    }
    wide = min(len(functions), 4)
    high = -(-len(functions) // wide)
    x = np.linspace(-6.0, 6.0, 2401)
    with pyplot.rc_context(style), np.errstate(all="ignore"):
        figure, axes = pyplot.subplots(
            high, wide, figsize=(3.0 * wide, 2.6 * high + 0.4), squeeze=False, layout="constrained"
        )
        for panel in axes.flat[len(functions) :]:
            panel.set_axis_off()
        for panel, (title, function) in zip(axes.flat, functions.items(), strict=False):
            arguments = _arguments(function)
            panel.axhline(0.0, color=faint, linewidth=1.0, zorder=0)
            panel.axvline(0.0, color=faint, linewidth=1.0, zorder=0)
            curves: dict[str, Any] = {}
            if vary is None:
                curves["f"], slope = _curves(function, x, arguments.values())
                if slope is not None:
                    curves["f′"] = slope
                styles = [(blue, 2.0), (orange, 1.4)]
            else:
                name, values = vary
                del arguments[name]
                for value in values:
                    curves[f"{name} = {value:g}"] = function(x, **arguments, **{name: value})
                shades = pyplot.get_cmap("viridis")(np.linspace(0.0, 0.85, len(values)))
                styles = [(shade, 1.6) for shade in shades]
            handles, labels = [], [*curves]
            for curve, (color, width) in zip(curves.values(), styles, strict=False):
                handles += panel.plot(x, curve, color=color, linewidth=width)
            seen = np.concatenate([*curves.values()])
            seen = seen[np.isfinite(seen)]
            low, top = max(seen.min(), -4.0), min(seen.max(), 6.0)
            margin = 0.06 * (top - low)
            panel.set(xlim=(-6.0, 6.0), ylim=(low - margin, top + margin))
            panel.set_xticks([-6, -3, 0, 3, 6])
            panel.locator_params(axis="y", nbins=5)
            panel.set_title(title, loc="left", fontsize=11, fontweight="bold")
            held = ", ".join(f"{key} = {value:.4g}" for key, value in arguments.items())
            panel.set_xlabel(held, loc="left")
        figure.legend(
            handles,
            labels,
            loc="outside upper right",
            ncols=len(labels),
            frameon=False,
            handlelength=1.4,
        )
    return figure


def _arguments(function: Any) -> dict[str, float]:
    """Return what is held beside x: other inputs at 1, parameters at their defaults, or ¼."""
    definition = function.definition
    required = inspect.Parameter.empty
    held = {name: 0.25 if p is required else p for name, p in definition.parameters.items()}
    return dict.fromkeys(definition.inputs[1:], 1.0) | held


def _curves(function: Any, x: Any, others: Iterable[float]) -> tuple[Any, Any]:
    """Return a function and its derivative along its first argument."""
    y = function(x, *others)
    if not hasattr(function, "grad"):
        return y, None
    slopes = function.grad(x, *others)
    slope = slopes[0] if isinstance(slopes, tuple) else slopes
    return y, np.where(np.isnan(y), np.nan, slope)
