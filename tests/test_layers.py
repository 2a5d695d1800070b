"""The package's imports run downwards, in the order of its rooms, and in no circle."""

import ast
import graphlib
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "numba_act"
FILES = {".".join(p.relative_to(PACKAGE).with_suffix("").parts): p for p in PACKAGE.rglob("*.py")}

#: Folders and files, those first that nothing imports. One folder does not know another beside it.
ROOMS = (
    "__main__",
    "cli",
    "measure",
    "torch jax",
    "__init__",
    "check in_numba optim quantized solve ffn gates exponential_units algebraic_units bounded "
    "smooth smoothing hard_units rectifiers softmax losses sparse elementary trigonometric "
    "hyperbolic powers normal",
    "activation",
    "function",
    "dispatch",
    "cpu cuda",
    "maths",
    "primitives interpreter core",
)
LEVELS = {name: level for level, names in enumerate(ROOMS) for name in names.split()}


def imported(name, path):
    """Yield the package's modules that a file imports, also where it does so in a function."""
    folder = name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import) and any(each.name == "numba_act" for each in node.names):
            yield "__init__"
        elif isinstance(node, ast.ImportFrom) and node.level:
            base = folder[: len(folder) + 1 - node.level] + (node.module or "").split(".")
            for each in node.names:
                whole = ".".join(filter(None, [*base, each.name]))
                part = ".".join(filter(None, base))
                yield next(m for m in (whole, part, f"{part}.__init__") if m in FILES)


GRAPH = {name: set(imported(name, path)) for name, path in FILES.items()}


def test_no_circle():
    graphlib.TopologicalSorter(GRAPH).prepare()


def test_imports_run_downwards():
    for name in FILES:
        room = name.partition(".")[0]
        for other in GRAPH[name]:
            below = other.partition(".")[0]
            beside = LEVELS[below] == LEVELS[room] and room not in ("cpu", "cuda")
            assert below == room or beside or LEVELS[below] > LEVELS[room], (name, other)


def test_files_are_short():
    for name in FILES:
        assert len(FILES[name].read_text().splitlines()) <= 1000, name
