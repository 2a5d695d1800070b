"""Figures that the examples draw, and the files they go to."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from shared import INSTALL, fail

try:
    import matplotlib
    from matplotlib.figure import Figure
except ModuleNotFoundError as missing:
    fail(f"{missing}; {INSTALL}")


def add_output(parser: argparse.ArgumentParser, default: str) -> None:
    """Add the option for the figure's file."""
    parser.add_argument(
        "-o", "--output", type=_checked, default=default, help="the figure (default: %(default)s)"
    )


def _checked(path: str) -> str:
    known = Figure().canvas.get_supported_filetypes()
    if Path(path).suffix.lstrip(".") not in known:
        raise argparse.ArgumentTypeError(
            f"{path}: expected a name that ends with one of {', '.join(known)}"
        )
    return path


def new(columns: int = 1) -> tuple[Any, Any]:
    """Return a figure and its axes, side by side."""
    figure = Figure(figsize=(6.4 if columns == 1 else 4.8 * columns, 4.2), layout="constrained")
    return figure, figure.subplots(1, columns)


def save(figure: Any, path: str) -> None:
    """Write a figure to a file, text as text."""
    try:
        with matplotlib.rc_context({"svg.fonttype": "none"}):
            figure.savefig(path, dpi=150)
    except OSError as error:
        fail(f"--output {path}: {error}")
