"""Results on disk, with what tells whether they are stale."""

from __future__ import annotations

import ast
import functools
import hashlib
import inspect
import json
import math
import os
import textwrap
import types as pytypes
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numba_act

from ..core.definition import definition
from ..core.specialize import PerPath, PerType, called_form
from . import peers
from .cases import OURS, Case, Result, Tally, order
from .environment import environment


def source(case: Case) -> str:
    """Return what a result depends on, to tell whether it is stale.

    For this package a digest of the source code of the function's body and of all that it calls in
    the package, in the form that the type has, without comments, docstrings and decorators; for
    another library its version.
    """
    if case.library != OURS:
        return version(case.library)
    activation = getattr(numba_act, case.function).definition
    body, fast_path = activation.__wrapped__, activation.fast_path
    if case.wrt:
        body, fast_path = inspect.unwrap(case.derivative.body), case.derivative.fast_path
    working = case.dtype
    lines: list[str] = []
    seen: set[tuple[int, str, bool]] = set()
    _collect(body, working, lines, seen)
    if fast_path is not None:
        given = fast_path.reach, *fast_path.bounds(working)
        _collect((body, *given), working, lines, seen, fast=True)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _collect(
    value: Any, working: str, lines: list[str], seen: set[tuple[int, str, bool]], fast: bool = False
) -> None:
    """Append what a value that a body refers to is in a form, as `specialize` has it."""
    found = definition(value)
    if found is not None:
        value, working, fast = found.__wrapped__, called_form(working), False
    while isinstance(value, (PerType, PerPath)):
        if isinstance(value, PerType):
            value = value.of(working)
        else:
            value = value.fast if fast else value.full
    if isinstance(value, tuple):
        for each in value:
            _collect(each, working, lines, seen, fast)
    elif isinstance(value, (bool, int, float, str)):
        lines.append(repr(value))
    elif isinstance(value, pytypes.FunctionType):
        if (id(value), working, fast) in seen:
            return
        seen.add((id(value), working, fast))
        lines.append(_normalized(value))
        for name in value.__code__.co_names:
            if name in value.__globals__ and name not in _DIVISIONS:
                lines.append(name)
                _collect(value.__globals__[name], working, lines, seen, fast)
        for cell in value.__closure__ or ():
            _collect(cell.cell_contents, working, lines, seen, fast)
    else:  # a primitive: its name is in the body
        lines.append(getattr(value, "__name__", type(value).__name__))


@functools.cache
def _normalized(function: Any) -> str:
    """Return a function's code without comments, docstring and decorators."""
    text = textwrap.dedent(inspect.getsource(function))
    try:
        tree = ast.parse(text)
    except SyntaxError:  # a lambda in the middle of an expression
        return text
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.decorator_list = []
            if ast.get_docstring(node) is not None:
                node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(_Divisions().visit(tree))


#: Primitives that are plain division on the CPU, where errors are measured.
_DIVISIONS = frozenset({"quotient", "pole"})


class _Divisions(ast.NodeTransformer):
    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in _DIVISIONS:
            return ast.BinOp(node.args[0], ast.Div(), node.args[1])
        return node


@functools.cache
def version(library: str) -> str:
    """Return a library's name and version."""
    import importlib.metadata

    if library == OURS:
        return f"{OURS} {numba_act.__version__}"
    return f"{peers.LIBRARIES[library]} {importlib.metadata.version(library)}"


@functools.cache
def machine(library: str) -> str:
    """Return what a result was measured on."""
    found = environment()
    ours = [f"{name} {found['versions'][name]}" for name in ("NumPy", "Numba")]
    versions = dict.fromkeys([version(library), *ours])
    return f"{found['cpu']} ({found['cpu_name']}); {', '.join(versions)}"


class Store:
    """Results in a directory, one JSON file a function.

    Parameters
    ----------
    directory
        Made on the first save.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.results: dict[Case, Result] = {}
        for path in sorted(directory.glob("*.json")):
            for entry in json.loads(path.read_text()):
                result = from_json(path.stem, entry)
                self.results[result.case] = result

    def has(self, case: Case, mode: str) -> bool:
        """Say whether a case was measured in this mode, or a better one, with this source."""
        found = self.results.get(case)
        return (
            found is not None
            and (mode == "quick" or found.mode == mode)
            and found.source == source(case)
        )

    def save(self, result: Result) -> None:
        """Add or replace a result, in one step."""
        self.results[result.case] = result
        name = result.case.function
        of_function = [each for case, each in self.results.items() if case.function == name]
        of_function.sort(key=lambda each: order(each.case))
        lines = ",\n".join(json.dumps(to_json(each), ensure_ascii=False) for each in of_function)
        self.directory.mkdir(parents=True, exist_ok=True)
        path = self.directory / f"{name}.json"
        temporary = path.with_suffix(".tmp")
        temporary.write_text(f"[\n{lines}\n]\n")
        os.replace(temporary, path)


#: What an entry has beside its case and its errors, the first ones only where there is something.
_IF_ANY = ("nan_mismatches", "limit_mismatches", "reference_ulp")
_ALWAYS = ("source", "date", "machine", "seconds")


def to_json(result: Result) -> dict[str, Any]:
    """Return a result without what is empty; infinite errors are text, for JSON has none."""
    case, near_root = result.case, result.near_root
    return {
        "library": case.library,
        **({"kind": case.kind} if case.kind else {}),
        "wrt": case.wrt,
        "dtype": case.dtype,
        "parameters": list(case.parameters),
        "mode": result.mode,
        **_tally_to_json(result.all),
        **({"near_root": _tally_to_json(near_root)} if near_root and near_root.points else {}),
        **{name: value for name in _IF_ANY if (value := getattr(result, name))},
        **{name: getattr(result, name) for name in _ALWAYS},
    }


def _tally_to_json(tally: Tally) -> dict[str, Any]:
    def error(value: float) -> float | str:
        return value if math.isfinite(value) else "inf"

    return {
        "points": tally.points,
        "max_ulp": error(tally.max_ulp),
        "at": [x.hex() for x in tally.at],
        "wrong": tally.wrong,
        **({} if tally.max_abs is None else {"max_abs": error(tally.max_abs)}),
    }


def from_json(function: str, entry: Mapping[str, Any]) -> Result:
    """Return a result from what `to_json` returned."""
    parameters, kind = tuple(entry["parameters"]), entry.get("kind", "")
    return Result(
        Case(function, entry["wrt"], parameters, entry["dtype"], entry["library"], kind),
        entry["mode"],
        _tally_from_json(entry),
        near_root=_tally_from_json(entry["near_root"]) if "near_root" in entry else None,
        **{name: entry[name] for name in (*_IF_ANY, *_ALWAYS) if name in entry},
    )


def _tally_from_json(entry: Mapping[str, Any]) -> Tally:
    return Tally(
        entry["points"],
        float(entry["max_ulp"]),
        tuple(map(float.fromhex, entry["at"])),
        entry["wrong"],
        float(entry["max_abs"]) if "max_abs" in entry else None,
    )
