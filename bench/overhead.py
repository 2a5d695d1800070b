"""Time what is not arithmetic: import, first call, call cost, operands, threads.

    python bench/overhead.py --write docs/performance.md

Import and first calls are medians over fresh processes; ratios are medians over interleaved
rounds in one process.
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numba
import numpy as np
import report

import numba_act as na
from numba_act.measure.timing import interleaved

_IMPORT = """
import time
import numba
start = time.perf_counter()
import numba_act
print(time.perf_counter() - start)
"""

_FIRST_CALL = """
import time
import numpy as np
import numba_act as na
x = np.ones(16, np.float32)
start = time.perf_counter()
na.silu(x)
print(time.perf_counter() - start)
"""


_BYTE_CODE = tempfile.TemporaryDirectory()


def _fresh_process(code: str, cache: str) -> float:
    """Return the seconds that a script prints, run in a new interpreter."""
    root = str(Path(na.__file__).parents[1])
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
    environment = {**os.environ, "NUMBA_ACT_CACHE_DIR": cache, "PYTHONPATH": path}
    # byte code is kept, as that of an installed package is
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = _BYTE_CODE.name
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return float(done.stdout)


def _processes() -> Iterator[tuple[str, str, str]]:
    with tempfile.TemporaryDirectory() as cache:
        _fresh_process(_IMPORT, cache)
        seconds = statistics.median(_fresh_process(_IMPORT, cache) for _ in range(7))
        yield "import, after `import numba`", f"{seconds * 1e3:.0f} ms", "≤ 50 ms"
        _fresh_process(_FIRST_CALL, cache)
        warm = statistics.median(_fresh_process(_FIRST_CALL, cache) for _ in range(7))
        yield "first call, code on disk", f"{warm * 1e3:.0f} ms", "≤ 50 ms"
    cold = []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as cache:
            cold.append(_fresh_process(_FIRST_CALL, cache))
    yield "first call, empty cache", f"{statistics.median(cold):.2f} s", "≤ 1.5 s"


def _repeated(function: Callable[..., Any], *operands: Any, out: Any) -> Callable[[], None]:
    """Return a call that calls often, as users do: ``function(*operands)`` would cost more."""

    def call() -> None:
        (x,) = operands
        for _ in itertools.repeat(None, 100):
            function(x, out=out)

    def call_with_two() -> None:
        x, y = operands
        for _ in itertools.repeat(None, 100):
            function(x, y, out=out)

    return call if len(operands) == 1 else call_with_two


def _ratio(call: Callable[[], None], beside: Callable[[], None]) -> float:
    return statistics.median(one / other for one, other in interleaved([call, beside], 201))


class _Callable:
    """What an activation would be as an instance with ``__call__``."""

    def __call__(self, x: Any, /, out: Any = None, **kwargs: Any) -> Any:
        return na.silu.ufunc(x, out=out, **kwargs)


def _calls() -> Iterator[tuple[str, str, str]]:
    x = np.random.default_rng(0).standard_normal(16).astype(np.float32)
    y = np.empty_like(x)
    exp, outer, inner = (_repeated(each, x, out=y) for each in (np.exp, na.silu, na.silu.ufunc))
    silu, ufunc = _ratio(outer, exp), _ratio(inner, exp)
    beyond = statistics.median(one - other for one, other in interleaved([outer, inner], 201))
    yield "`silu` beside `np.exp`, n = 16", f"{silu:.2f}×", "≤ 2.5×"
    yield "`silu.ufunc` beside `np.exp`, n = 16", f"{ufunc:.2f}×", "≤ 1.25×"
    yield "`silu` beyond `silu.ufunc`, n = 16", f"{beyond * 1e7:.0f} ns", "≤ 150 ns"
    wrapped = _ratio(_repeated(_Callable(), x, out=y), exp)
    yield "an object with `__call__` around it, n = 16", f"{wrapped:.2f}×", ""


def _operands(n: int) -> Iterator[tuple[str, str, str]]:
    x = np.random.default_rng(0).standard_normal(n).astype(np.float32)
    y, beta = np.empty_like(x), np.full_like(x, 1.5)
    # silu again and again in place would end in subnormals; these two functions settle.
    for function in (na.relu, na.sigmoid):
        z = x.copy()
        in_place = _ratio(_repeated(function, z, out=z), _repeated(function, x, out=y))
        name = function.definition.__name__
        yield f"`{name}` in place beside out of place, n = {n}", f"{in_place:.2f}×", "≤ 1.10×"
    scalar, array = _repeated(na.swish, x, 1.5, out=y), _repeated(na.swish, x, beta, out=y)
    beside = _ratio(scalar, array)
    yield f"`swish(x, 1.5)` beside `swish(x, array)`, n = {n}", f"{beside:.2f}×", "≤ 1.10×"
    silu = _ratio(scalar, _repeated(na.silu, x, out=y))
    yield f"`swish(x, 1.5)` beside `silu(x)`, n = {n}", f"{silu:.2f}×", ""


def _threads(n: int) -> Iterator[tuple[str, str, str]]:
    if numba.get_num_threads() < 2:
        return
    x = np.random.default_rng(0).standard_normal(n).astype(np.float32)
    y = np.empty_like(x)

    def on(threads: int) -> Callable[[], None]:
        def call() -> None:
            numba.set_num_threads(threads)
            na.silu(x, out=y)

        return call

    speedup = _ratio(on(1), on(2))
    yield f"`silu` on two threads beside one, n = {n}", f"{speedup:.2f}× faster", "≥ 1.5×"


def main() -> None:
    """Measure, and print or write the table."""
    parser = argparse.ArgumentParser(description="Time what is not arithmetic.")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table into a page")
    options = parser.parse_args()
    report.begin(options.write, "overhead")
    rows = []
    for row in itertools.chain(_processes(), _calls(), _operands(10_000), _threads(1_000_000)):
        rows.append(row)
        print(f"{row[0]:50} {row[1]:>12}  {row[2]}", file=sys.stderr)
    table = report.markdown_table(["what", "measured", "target"], rows)
    text = f"Measured on {report.measured_on()}\n\n{table}"
    report.publish(options.write, "overhead", text)


if __name__ == "__main__":
    main()
