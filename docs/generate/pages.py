"""The pages of functions and of examples, in reStructuredText, and the pictures that they show."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numba_act as na
from numba_act import optim, primitives
from numba_act.measure.cases import OURS, Result
from numba_act.measure.peers import DTYPES, LIBRARIES
from numba_act.measure.records import RECORDS
from numba_act.measure.store import Store, source

from . import formulas, plots, tables

EXAMPLES = tables.DOCS.parent / "examples"
OUTPUTS = tables.DOCS / "outputs"

#: Public names without a page: the guide says what they are.
CONSTANTS = ("__version__", "target")

_CELLS = 15  # bars of times that a page shows at most


def public() -> dict[str, Any]:
    """Return every public name: the package's, and those of its public modules."""
    found = {
        name: getattr(na, name) for name in na.__all__ if name not in ("__version__", "target")
    }
    found |= {f"optim.{name}": getattr(optim, name) for name in optim.__all__}
    return found | {"primitives": primitives}


def file(name: str) -> str:
    """Return the name of a page's file; some disks take `Activation` for `activation`."""
    return "activation-class" if name == "Activation" else name


def groups() -> dict[str, list[str]]:
    """Return the names by the groups of README's table, and what that does not list."""
    (rows,) = (t.rows for t in tables.tables("../README.md") if t.heading == "The functions")
    found = {group.capitalize(): re.findall(r"`(\w+)`", names) for group, names in rows}
    listed = {name for names in found.values() for name in names}
    found["Optimizers’ steps"] = [name for name in public() if name.startswith("optim.")]
    listed.update(found["Optimizers’ steps"])
    found["Making and using functions"] = [name for name in public() if name not in listed]
    return found


# Parts of a page ----------------------------------------------------------------------------------


def _heading(text: str, line: str) -> str:
    return f"{text}\n{line * len(text)}\n"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [".. list-table::", "   :header-rows: 1", ""]
    for row in (columns, *rows):
        lines += [f"   {'* -' if k == 0 else '  -'} {cell}" for k, cell in enumerate(row)]
    return "\n".join(lines) + "\n"


def _picture(name: str, kind: str, says: str) -> str:
    return f".. image:: /plots/{name}-{kind}.svg\n   :alt: {says}\n"


def _rst(text: str) -> str:
    """Return Markdown's code and emphasis as reStructuredText has it."""
    code = lambda found: "``" + found[1].replace("\\|", "|") + "``"  # noqa: E731
    return re.sub(r"`([^`]+)`", code, text)


def _number(value: float) -> str:
    return {"inf": "∞", "-inf": "−∞", "nan": "NaN", "0.0": "0", "-0.0": "−0"}.get(
        str(value), f"{value:.6g}".replace("-", "−")
    )


def _limits(name: str) -> Iterator[str]:
    record, definition = RECORDS[name], getattr(na, name).definition
    arguments = [*definition.inputs, *definition.parameters]
    yield _heading("Limits and kinks", "-")
    yield "The package's tests hold each of these, in every type.\n"
    columns = [*arguments, name, *(f"∂/∂{wrt}" for wrt in record.gradients)]
    rows = [(*operands, value, *slopes) for operands, value, slopes in record.limits]
    yield _table(columns, [[*map(_number, row)] for row in rows])


@functools.cache
def measured() -> dict[str, list[Result]]:
    """Return what bench/accuracy.py measured, by function."""
    found: dict[str, list[Result]] = {}
    for result in Store(plots.RESULTS / "accuracy").results.values():
        found.setdefault(result.case.function, []).append(result)
    return found


def _accuracy(name: str) -> Iterator[str]:
    yield _heading("Accuracy", "-")
    parts: dict[tuple[str, str], dict[str, Result]] = {}
    for result in measured()[name]:
        case = result.case
        if not case.kind:
            label = f"∂/∂{case.wrt}" if case.wrt else name
            of = parts.setdefault((label, case.dtype), {})
            if case.library not in of or result.all.max_ulp > of[case.library].all.max_ulp:
                of[case.library] = result
    others = [each for each in LIBRARIES if any(each in of for of in parts.values())]
    rows = []
    for (label, dtype), of in parts.items():
        errors = [of[each].all.max_ulp if each in of else None for each in (OURS, *others)]
        shown = ["" if e is None else f"{e:.2f}" if e < 1e3 else f"{e:.1e}" for e in errors]
        bound = f"{of[OURS].case.bound:g}" if OURS in of else ""
        rows.append([label, dtype, bound, *(s.replace("inf", "∞") for s in shown)])
    yield "The largest errors that were measured, in ULP, and the bound that the tests enforce.\n"
    order = list(DTYPES)
    rows.sort(key=lambda row: (row[0] != name, row[0], order.index(row[1])))
    titles = [OURS, *(LIBRARIES[each] for each in others)]
    yield _table(["", "type", "bound", *titles], rows)
    curve = plots.curves().get(name)
    if curve is not None:
        yield _picture(name, "errors", f"Error of {name} over the range of its input, in float32")
        stale = any(
            curve[OURS]["source"] != source(result.case)
            for result in measured()[name]
            if result.case.library == OURS
            and not (result.case.wrt or result.case.kind)
            and result.case.dtype == "float32"
        )
        values = ", ".join(f"{value:g}" for value in curve[OURS]["parameters"])
        with_values = f", with the parameters {values}" if values else ""
        yield (
            f"float32{with_values}; a correctly rounded result is within ½. What is at ∞ has lost "
            "its sign or all its digits. ``python bench/curves.py`` measures it"
            f"{'; the function has changed since.' if stale else '.'} "
            ":doc:`/accuracy` says how errors are counted.\n"
        )


def _elsewhere(name: str) -> Iterator[str]:
    names, differences = tables.elsewhere(name)
    if not names and not differences:
        return
    yield _heading("Elsewhere", "-")
    for library, called in names:
        yield f"- {'' if library == 'elsewhere' else f'{library}: '}{_rst(called)}"
    yield ""
    for what, here, there in differences:
        yield f"- {_rst(what)}: here {_rst(here)}; elsewhere {_rst(there)}"
    yield "\nMore: :doc:`/names`.\n"


def cells(name: str) -> list[tables.Cell]:
    """Return the times of a function beside others: PyTorch's at every length, others' at one."""
    of = [cell for cell in tables.speed() if cell.function == name]
    chosen = [c for c in of if c.peer == "PyTorch" and c.dtype == "float32"]
    chosen += [c for c in of if c not in chosen and c.n == 10_000]
    return (chosen or [cell for cell in tables.rows_beside() if cell.function == name])[:_CELLS]


def _speed(name: str) -> Iterator[str]:
    found = cells(name)
    if not found:
        return
    yield _heading("Speed", "-")
    yield _picture(name, "times", f"How many times longer others take for {name}")
    shown = next((cell for cell in found if cell.n == 10_000), found[0])
    what = "lengths of rows" if name not in RECORDS else "numbers of elements"
    yield (
        f"One thread, several {what}; here {name} takes {shown.ours:g} ns an element in "
        f"{shown.dtype} at {shown.n:,}. :doc:`/performance` has the times, the machine and "
        "the commands.\n"
    )


# Pages --------------------------------------------------------------------------------------------


def function_page(name: str, value: Any) -> str:
    """Return a function's page."""
    elementwise = name in RECORDS
    parts = [_heading(name, "=")]
    tex = formulas.tex(name)
    if tex is not None:
        parts.append(f".. math:: {tex}\n")
    if elementwise:
        parts.append(_picture(name, "curve", f"{name} and its derivative"))
    # not the package's: a module of the same name would be found
    path = (
        "numba_act.primitives" if name == "primitives" else f"{value.__module__}.{value.__name__}"
    )
    if name == "primitives":
        parts.append(f".. automodule:: {path}\n   :members:\n")
    elif isinstance(value, type):
        parts.append(f".. autoclass:: {path}\n   :members:\n")
    else:
        parts.append(f".. autofunction:: {path}\n")
    for part in (_limits, _accuracy) if elementwise else ():
        parts += part(name)
    parts += [*_elsewhere(name), *_speed(name)]
    methods = [each for each in ("grad", "vjp", "value_and_vjp", "packed", "packed_vjp")
               if not isinstance(value, type) and hasattr(value, each)]  # fmt: skip
    if methods:
        parts.append(
            _heading("Gradients and other forms" if len(methods) > 2 else "Gradients", "-")
        )
        parts += [f".. autofunction:: {path}.{each}\n" for each in methods]
    return "\n".join(parts)


def summary(value: Any) -> str:
    """Return the first sentence of a docstring, for a list."""
    text = " ".join((value.__doc__ or "").split("\n\n")[0].split())
    return _rst(text.replace("*", r"\*").replace("|", r"\|"))


def functions_page() -> str:
    """Return the list of all functions."""
    parts = [_heading("Functions", "="), "One page a function, by subject.\n"]
    for group, names in groups().items():
        parts += [_heading(group, "-"), ".. toctree::\n   :hidden:\n"]
        parts += [f"   {file(name)}" for name in names]
        parts.append("")
        parts += [f"- :doc:`{file(name)}` – {summary(public()[name])}" for name in names]
        parts.append("")
    return "\n".join(parts)


def example_page(name: str) -> str:
    """Return an example's page: what it does, what it prints and draws, its code."""
    text = ast.get_docstring(ast.parse((EXAMPLES / f"{name}.py").read_text(encoding="utf-8")))
    title, _, doc = (text or "").partition("\n\n")
    doc = re.sub(r"^((?:    .*\n?)+)", r".. code-block:: text\n\n\1\n", doc, flags=re.MULTILINE)
    parts = [_heading(title.rstrip("."), "="), f"{doc}\n"]
    if (OUTPUTS / f"{name}.svg").exists():
        parts.append(f".. image:: /outputs/{name}.svg\n   :alt: {title}\n")
    parts.append(f".. literalinclude:: /outputs/{name}.txt\n   :language: text\n")
    parts += [_heading("Code", "-"), f".. literalinclude:: ../../examples/{name}.py"]
    return "\n".join(parts)


def examples() -> list[str]:
    """Return the examples whose output is kept."""
    return sorted(path.stem for path in OUTPUTS.glob("*.txt"))


def examples_page() -> str:
    """Return the gallery."""
    parts = [
        _heading("Gallery", "="),
        "The programs in ``examples/``, what they print and what they draw. "
        "``python tools/gallery.py`` has run them.\n",
        ".. toctree::\n   :hidden:\n",
        *(f"   {name}" for name in examples()),
        "\n.. grid:: 1 2 2 2\n   :gutter: 3\n",
    ]
    for name in examples():
        text = ast.get_docstring(ast.parse((EXAMPLES / f"{name}.py").read_text(encoding="utf-8")))
        title = (text or "").partition("\n")[0].rstrip(".")
        parts += [f"   .. grid-item-card:: {name}", f"      :link: {name}", "      :link-type: doc"]
        if (OUTPUTS / f"{name}.svg").exists():
            parts.append(f"      :img-top: /outputs/{name}.svg")
        parts.append(f"\n      {title}.\n")
    return "\n".join(parts)


def write(root: Path) -> None:
    """Write all pages and pictures below a folder; a file that is as it should be is left alone."""
    pages = {f"functions/{file(name)}.rst": function_page(name, v) for name, v in public().items()}
    pages |= {f"examples/{name}.rst": example_page(name) for name in examples()}
    pages |= {"functions/index.rst": functions_page(), "examples/index.rst": examples_page()}
    for path, text in pages.items():
        target = root / path
        target.parent.mkdir(exist_ok=True)
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8")
    for path, draw in pictures().items():
        target = root / "plots" / path
        if not target.exists() or target.stat().st_mtime < _newest():
            draw(target)


def pictures() -> dict[str, Callable[[Path], None]]:
    """Return what draws each picture."""
    found: dict[str, Callable[[Path], None]] = {}
    for name in RECORDS:
        found[f"{name}-curve.svg"] = functools.partial(plots.function, name)
        if name in plots.curves():
            found[f"{name}-errors.svg"] = functools.partial(plots.errors, name)
    for name in public():
        if of := cells(name):
            prefix = "n = " if name in RECORDS else "rows of "
            found[f"{name}-times.svg"] = functools.partial(plots.bars, of, prefix)
    beside_torch = [cell for cell in tables.speed() if cell.peer == "PyTorch"]
    for dtype in ("float32", "bfloat16", "float16"):
        of = [c for c in beside_torch if c.dtype == dtype and not c.function.endswith(".vjp")]
        found[f"ratios-{dtype}.svg"] = functools.partial(plots.ratios_by_size, of)
    everything = [result for results in measured().values() for result in results]
    found["largest-errors.svg"] = functools.partial(plots.largest_errors, everything)
    found["roofline.svg"] = plots.roofline
    return found


@functools.cache
def _newest() -> float:
    """Return when what the pictures are made of was last changed."""
    made_of = [tables.DOCS / "performance.md", Path(plots.__file__), *plots.RESULTS.rglob("*.json")]
    made_of += Path(na.__file__).parent.glob("*.py")
    return max(path.stat().st_mtime for path in made_of)
