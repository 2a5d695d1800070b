"""The tables of the written pages, which hold committed measurements and names, as data."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

DOCS = Path(__file__).parents[1]


class Table(NamedTuple):
    """A table of a page, with the heading that it stands under."""

    heading: str
    columns: list[str]
    rows: list[list[str]]


class Cell(NamedTuple):
    """A time in ns an element, and how many times longer a peer takes for the same."""

    function: str
    dtype: str
    peer: str
    n: int
    ours: float
    ratio: float


@functools.cache
def tables(page: str) -> tuple[Table, ...]:
    """Return the tables of a page."""
    return tuple(_tables(page))


def _tables(page: str) -> Iterator[Table]:
    heading, lines = "", (DOCS / page).read_text(encoding="utf-8").splitlines()
    table: Table | None = None
    for before, line in zip(["", *lines], lines, strict=False):
        if line.startswith("#"):
            heading = line.lstrip("# ")
        cells = [each.strip() for each in re.split(r"(?<!\\)\|", line)[1:-1]]
        if not cells:
            if table is not None:
                yield table
            table = None
        elif table is not None:
            table.rows.append(cells)
        elif set("".join(cells)) <= {":", "-"} and before.startswith("|"):
            columns = [each.strip() for each in re.split(r"(?<!\\)\|", before)[1:-1]]
            table = Table(heading, columns, [])
    if table is not None:
        yield table


@functools.cache
def speed(page: str = "performance.md") -> list[Cell]:
    """Return the times of elementwise functions and products beside other libraries."""
    found = []
    for heading, columns, rows in tables(page):
        which = re.fullmatch(r"(\w+), beside (\w+)", heading)
        if which is None or not columns[0].startswith("ns/element"):
            continue
        sizes = [int(each.removeprefix("n = ")) for each in columns[1:]]
        for name, *cells in rows:
            for n, cell in zip(sizes, cells, strict=True):
                numbers = re.fullmatch(r"([\d.]+) \(([\d.]+)×\)", cell)
                if numbers is not None:
                    found.append(Cell(name, *which.groups(), n, *map(float, numbers.groups())))
    return found


@functools.cache
def rows_beside() -> list[Cell]:
    """Return the times of row functions on one thread; `n` is the length of a row."""
    found = []
    for heading, columns, rows in tables("performance.md"):
        if heading != "Rows, one thread":
            continue
        for name, dtype, shape, ours, *ratios in rows:
            for peer, ratio in zip(columns[4:], ratios, strict=True):
                if ratio:
                    n = int(shape.partition("×")[2])
                    found.append(Cell(name, dtype, peer, n, float(ours), float(ratio.rstrip("×"))))
    return found


def elsewhere(name: str) -> tuple[list[tuple[str, str]], list[tuple[str, str, str]]]:
    """Return what a function is called in other libraries, and which defaults differ there."""
    names, differences = [], []
    for _, columns, rows in tables("names.md"):
        for first, *cells in rows:
            if columns[0] == "here" and re.match(rf"`{name}\b", first):
                names += [pair for pair in zip(columns[1:], cells, strict=True) if pair[1] != "–"]
            elif columns[0] == "" and re.search(rf"`{name}\b", first):
                differences.append((first, cells[0], cells[1]))
    return names, differences
