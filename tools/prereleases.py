"""Try the newest releases and pre-releases of what the package depends on.

    python tools/prereleases.py
    python tools/prereleases.py tests/ufunc tests/runtime

The package uses private names of NumPy, Numba and llvmlite, so `pyproject.toml` caps each at the
next minor release. This makes an environment without the caps, runs the tests in it (or those that
are named) and prints the versions that they passed or failed with. Where they pass, lift the cap.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]


def _requirements() -> tuple[list[Requirement], list[Requirement]]:
    """Return what the package needs, and what its tests need besides."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needed = [Requirement(each) for each in project["dependencies"]]
    names = {each.name for each in needed}
    tests = [Requirement(each) for each in project["optional-dependencies"]["test"]]
    # numba-cuda allows fewer versions of NumPy than the package does
    return needed, [
        each
        for each in tests
        if each.name not in names and not each.name.startswith(("numba-cuda", "cuda-toolkit"))
    ]


def main() -> int:
    """Run the tests without caps; return pytest's exit code."""
    parser = argparse.ArgumentParser(description="Try the newest releases of the dependencies.")
    parser.add_argument("tests", nargs="*", default=["tests/ufunc", "tests/rows", "tests/runtime"])
    options = parser.parse_args()
    needed, tests = _requirements()
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder, "Scripts" if os.name == "nt" else "bin", "python")

        def pip(*arguments: str) -> None:
            subprocess.run([python, "-m", "pip", "install", "--quiet", *arguments], check=True)

        pip("--pre", "--only-binary", ":all:", *(each.name for each in needed))
        pip(*map(str, tests))
        pip("--no-deps", str(ROOT))
        found = subprocess.run(
            [python, "-m", "pytest", "-q", "-n", str(os.cpu_count()), *options.tests],
            cwd=ROOT,
            env={**os.environ, "NUMBA_ACT_CACHE_DIR": str(Path(folder, "cache"))},
        )
        script = "import importlib.metadata as m, sys; print(*map(m.version, sys.argv[1:]))"
        versions = subprocess.run(
            [python, "-c", script, *(each.name for each in needed)],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout.split()
    print("passed with" if found.returncode == 0 else "failed with")
    for each, version in zip(needed, versions, strict=True):
        within = each.specifier.contains(version, prereleases=True)
        print(f"  {each.name} {version}{'' if within else f'  (beyond {each.specifier})'}")
    return found.returncode


if __name__ == "__main__":
    sys.exit(main())
