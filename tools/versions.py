"""Try the lowest or the highest versions of the dependencies that `pyproject.toml` allows, with uv.

    python tools/versions.py
    python tools/versions.py --resolution lowest-direct --python 3.12 tests/ufunc

Makes an environment for each, runs the tests that are named in it, and prints the versions that
they passed or failed with.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHOWN = ("numpy", "numba", "llvmlite", "ml_dtypes")


def tried(uv: str, resolution: str, version: str, tests: list[str]) -> bool:
    """Say whether the tests pass with the versions that a resolution finds."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([uv, "venv", "--quiet", "--python", version, folder], check=True)
        python = Path(folder, "Scripts" if os.name == "nt" else "bin", "python")

        def install(*arguments: str) -> None:
            command = [uv, "pip", "install", "--quiet", "--python", str(python), *arguments]
            subprocess.run(command, check=True)

        # wheels only: a NumPy that has none for this Python is not what users get
        install(
            "--resolution",
            resolution,
            "--only-binary",
            ":all:",
            "--no-binary",
            "numba_act",
            str(ROOT),
        )
        listed = (
            "import sys; from importlib.metadata import version; "
            "print(*(f'{name}=={version(name)}' for name in sys.argv[1:]))"
        )
        known = subprocess.check_output([python, "-c", listed, *SHOWN], text=True).split()
        install("pytest", "pytest-xdist", "hypothesis", "gmpy2", "mpmath", *known)
        found = subprocess.run(
            [python, "-m", "pytest", "-q", "-n", str(os.cpu_count()), *tests],
            cwd=ROOT,
            env={**os.environ, "NUMBA_ACT_CACHE_DIR": str(Path(folder, "cache"))},
        )
    passed = found.returncode == 0
    print(f"{resolution}, Python {version}: {' '.join(known)}: {'passed' if passed else 'failed'}")
    return passed


def main() -> int:
    """Try each resolution; return 1 where the tests fail."""
    parser = argparse.ArgumentParser(description="Try lowest and highest versions.")
    parser.add_argument(
        "tests", nargs="*", default=["tests/ufunc/test_ufunc.py", "tests/rows/test_values.py"]
    )
    kinds = ["lowest-direct", "highest"]
    parser.add_argument("--resolution", nargs="+", choices=kinds, default=kinds)
    parser.add_argument("--python", default="3.11", metavar="VERSION", help="default: 3.11")
    options = parser.parse_args()
    uv = shutil.which("uv")
    if uv is None:
        parser.error("needs uv: pip install uv")
    results = [tried(uv, kind, options.python, options.tests) for kind in options.resolution]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
