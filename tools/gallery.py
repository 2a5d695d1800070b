"""Run the examples and keep what they print and draw, for the gallery of the site.

    python tools/gallery.py [NAME ...]

Each is run by the command in its docstring, which names the packages that it needs. docs/outputs
has the texts and the figures.
"""

from __future__ import annotations

import ast
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
OUTPUTS = ROOT / "docs" / "outputs"


def commands() -> dict[str, str]:
    """Return the command of every example, by its name."""
    found = {}
    for path in sorted((ROOT / "examples").glob("*.py")):
        doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        command = re.search(rf"^    (python examples/{path.name}.*)$", doc, re.MULTILINE)
        if command is not None:
            found[path.stem] = command[1]
    return found


def main() -> None:
    known = commands()
    OUTPUTS.mkdir(exist_ok=True)
    for name in sys.argv[1:] or known:
        print(known[name], flush=True)
        arguments = shlex.split(known[name])
        if "-o" in arguments:
            arguments[-1] = str(OUTPUTS / f"{name}.svg")
        done = subprocess.run(
            [sys.executable, *arguments[1:]],
            cwd=ROOT,
            env={**os.environ, "COLUMNS": "84", "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        lines = (line.rstrip() for line in done.stdout.splitlines() if str(ROOT) not in line)
        text = "\n".join(line for line in lines if "━ 100%" not in line).strip("\n")
        (OUTPUTS / f"{name}.txt").write_text(f"$ {known[name]}\n{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
