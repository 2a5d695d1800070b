"""Tables for docs/performance.md: what they were measured on, and how they get there.

Also what the scripts' options have in common.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.metadata
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numba

from numba_act.measure.environment import environment

__all__ = [
    "add_options",
    "begin",
    "count",
    "markdown_table",
    "measured_on",
    "publish",
    "section",
    "warn_if_busy",
    "write_section",
]


def count(text: str) -> int:
    """Return the positive integer that an option gives; it may be written as 1e6."""
    number = float(text)
    if not (number >= 1 and number.is_integer()):
        raise argparse.ArgumentTypeError(f"{text} is no positive integer")
    return int(number)


def threads(text: str) -> int:
    """Return the number of threads that an option gives, of those that Numba has."""
    number, most = count(text), numba.config.NUMBA_NUM_THREADS
    if number > most:
        raise argparse.ArgumentTypeError(f"{number} threads, of {most} (NUMBA_NUM_THREADS)")
    return number


def add_options(parser: argparse.ArgumentParser, rounds: int) -> None:
    """Add the options that all scripts which time calls beside other libraries have."""
    add = parser.add_argument
    add("--threads", type=threads, default=1, help="for all libraries (default: %(default)s)")
    least = "least samples of each call (default: %(default)s)"
    add("--rounds", type=count, default=rounds, help=least)
    add("--write", type=Path, metavar="FILE", help="put the tables between a page's markers")


def warn_if_busy() -> None:
    """Say on standard error that other processes are running.

    They take whole time slices from OpenMP's threads, which wait for each other: two threads
    on a busy machine look twenty times slower than one.
    """
    load = os.getloadavg()[0]
    if load > 0.5:
        print(f"warning: load average {load:.1f}; measure on an idle machine", file=sys.stderr)


def begin(path: Path | None, name: str) -> None:
    """Warn if the machine is busy, and end if a page has no such section: now, not at the end."""
    if path:
        section(path, name)
    warn_if_busy()


def measured_on(libraries: Iterable[str] = ()) -> str:
    """Return the line that says on what, when and with which versions results were measured."""
    found = environment()
    features = found["cpu_features"]
    vectors = next((name for name in ("avx512f", "avx2", "sve", "neon") if name in features), "")
    versions = dict(found["versions"])
    for library in libraries:
        versions[library] = importlib.metadata.version(library)
    cpu = ", ".join(part for part in (found["cpu_name"], vectors) if part)
    listed = ", ".join(f"{name} {version}" for name, version in versions.items())
    return f"{found['cpu']} ({cpu}), {datetime.date.today().isoformat()}; {listed}."


def markdown_table(columns: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1) -> str:
    """Return a Markdown table whose first `left` columns are text and the others numbers."""
    rule = [":--" if k < left else "--:" for k in range(len(columns))]
    return "\n".join(f"| {' | '.join(row)} |" for row in (columns, rule, *rows)) + "\n"


def section(path: Path, name: str) -> tuple[str, str]:
    """Return what stands before and after a section of a Markdown file, with its markers.

    The script ends with a message if there is no such file, or it has no such markers.
    """
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    try:
        text = path.read_text()
    except OSError as error:
        sys.exit(f"--write: {error}")
    head, found_begin, rest = text.partition(begin)
    _, found_end, tail = rest.partition(end)
    if not (found_begin and found_end):
        sys.exit(f"--write: {path} has no {begin} … {end}")
    return head + begin, end + tail


def write_section(path: Path, name: str, text: str) -> None:
    """Replace what stands between the markers of a section in a Markdown file."""
    head, tail = section(path, name)
    path.write_text(f"{head}\n{text.strip()}\n{tail}")


def publish(path: Path | None, name: str, text: str) -> None:
    """Print a text, or put it into a section of a Markdown file."""
    if path:
        write_section(path, name, text)
    else:
        print(text)
