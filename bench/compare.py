"""Time two trees of this package by turns: what a change has cost or gained.

    git worktree add ../before HEAD~1
    python bench/compare.py ../before
    python bench/compare.py ../before --groups rows gates --threads 2

Each tree computes in processes of its own, with a cache of its own. Cell by cell one waits while
the other measures, in several rounds whose order alternates. A cell's ratio is *after / before*, of
the best round of each: below 1, the change gained. Cells that only one tree can compute are left
out. With one thread all processes are on one core: two cores of a busy machine differ by more than
what is looked for. How its objects lie in the memory decides 10 % of a process's small calls:
`--processes` has each cell measured by several pairs of processes, and takes the median of the
ratios.
"""

from __future__ import annotations

import argparse
import functools
import inspect
import itertools
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

Call = Callable[[], Any]
#: Makes the call that a cell measures, on operands of its own.
Make = Callable[[], Call]

#: Seconds that a sample takes at least, and samples of each set of operands.
SAMPLE, SAMPLES = 300e-6, 5
#: Sets of operands: where arrays lie in the memory moves a cell by up to 30 %.
SETS = 3
#: A cell counts as slower beyond this, where three runs agree.
CELL = 1.07

GROUPS = ("functions", "gradients", "rows", "gates", "calls")
SIZES = [1000, 10_000, 100_000, 1_000_000]
SHAPES = [(4096, 64), (1024, 1000), (128, 32000), (8, 128256), (65536, 16)]
POSITIVE = ("log", "log1p")
#: Defaults in place of which another number is given.
GIVEN = (1.0, inspect.Parameter.empty)


def _numbers(shape: Any, dtype: Any, seed: int) -> Any:
    import numpy as np

    values = np.random.default_rng(seed).standard_normal(shape)
    return (2.5 * values).astype(dtype)


def _operands(function: Any, dtype: Any, n: int) -> list[Any]:
    """Return an array in the domain for each input of an activation."""
    import numpy as np

    arrays = [_numbers(n, dtype, k) for k in range(len(function.definition.inputs))]
    name = function.definition.__name__
    if name in POSITIVE:
        arrays[0] = np.abs(arrays[0]) + np.asarray(0.1, dtype)
    if name == "logit":
        arrays[0] = np.abs(arrays[0] / np.asarray(16, dtype)).astype(dtype)
    return arrays


def _forward(function: Any, given: Sequence[float], dtype: Any, n: int) -> Call:
    import numpy as np

    xs = _operands(function, dtype, n)
    out = np.empty_like(xs[0])
    return lambda: function(*xs, *given, out=out)


def _backward(function: Any, given: Sequence[float], dtype: Any, n: int) -> Call:
    import numpy as np

    xs = _operands(function, dtype, n)
    dy = _numbers(n, dtype, 9)
    outs = tuple(np.empty_like(x) for x in xs)
    out = outs if len(outs) > 1 else outs[0]
    return lambda: function.vjp(dy, *xs, *given, out=out)


def _elementwise(group: str, dtypes: Sequence[Any]) -> Iterator[tuple[str, Make]]:
    import numpy as np

    import numba_act as na

    suffix = ".vjp" if group == "gradients" else ""
    make = _backward if suffix else _forward
    for name in na.__all__:
        function = getattr(na, name)
        if not hasattr(function, "definition") or (suffix and not hasattr(function, "vjp")):
            continue
        defaults = function.definition.parameters.values()
        forms = {"": [0.25 for value in defaults if value is inspect.Parameter.empty]}
        if len(forms[""]) < len(defaults):
            forms[" given"] = [0.75 if value in GIVEN else value for value in defaults]
        for dtype, n, form in itertools.product(dtypes, SIZES, forms):
            yield (
                f"{np.dtype(dtype).name} n={n} {name}{suffix}{form}",
                functools.partial(make, function, forms[form], dtype, n),
            )


def _rows(dtypes: Sequence[Any]) -> Iterator[tuple[str, Make]]:
    import numpy as np

    import numba_act as na

    names = ("softmax", "log_softmax", "logsumexp", "smooth_max", "soft_argmax")
    shapes = [(shape, -1) for shape in SHAPES] + [((2048, 2048), 0)]
    for name, kind, dtype, (shape, axis) in itertools.product(names, ("", ".vjp"), dtypes, shapes):
        function = getattr(na, name, None)
        if function is None or (kind and not hasattr(function, "vjp")):
            continue
        if math.prod(shape) > 2**21 and dtype == np.float64:
            continue

        def make(
            name: str = name, kind: str = kind, dtype: Any = dtype, shape: Any = shape,
            axis: int = axis, function: Any = function,
        ) -> Call:  # fmt: skip
            x = _numbers(shape, dtype, 0)
            if not kind:
                if name in ("softmax", "log_softmax"):
                    out = np.empty_like(x)
                    return lambda: function(x, axis=axis, out=out)
                return lambda: function(x, axis=axis)
            if name in ("softmax", "log_softmax"):
                y, dy, out = function(x, axis=axis), _numbers(shape, dtype, 1), np.empty_like(x)
                return lambda: function.vjp(dy, y, axis=axis, out=out)
            dy, out = _numbers(function(x, axis=axis).shape, dtype, 1), np.empty_like(x)
            return lambda: function.vjp(dy, x, axis=axis, out=out)

        yield f"{np.dtype(dtype).name} {name}{kind} {shape[0]}x{shape[1]} axis {axis}", make


def _gates(dtypes: Sequence[Any]) -> Iterator[tuple[str, Make]]:
    import numpy as np

    import numba_act as na

    names = ("swiglu", "geglu", "glu", "reglu")
    orders = ("gate_first", "interleaved")
    for name, kind, order, dtype, shape in itertools.product(
        names, ("packed", "packed_vjp"), orders, dtypes, SHAPES
    ):
        if order == "interleaved" and name != "swiglu":
            continue

        def make(
            name: str = name, kind: str = kind, order: str = order, dtype: Any = dtype,
            shape: Any = shape,
        ) -> Call:  # fmt: skip
            call = getattr(getattr(na, name), kind)
            x = _numbers(shape, dtype, 0)
            if kind == "packed":
                out = np.empty((shape[0], shape[1] // 2), dtype)
                return lambda: call(x, order=order, out=out)
            dy, out = _numbers((shape[0], shape[1] // 2), dtype, 1), np.empty_like(x)
            return lambda: call(dy, x, order=order, out=out)

        yield f"{np.dtype(dtype).name} {name}.{kind} {order} {shape[0]}x{shape[1]}", make


def _calls() -> Iterator[tuple[str, Make]]:
    """Yield small calls, whose cost is that of reaching the loop."""
    import numpy as np

    import numba_act as na

    x = _numbers(16, np.float32, 0)
    y, out, dy = x.copy(), np.empty_like(x), x.copy()
    rows = _numbers((4, 8), np.float32, 0)
    half = np.empty((4, 4), np.float32)
    cells: dict[str, Call] = {
        "silu(x)": lambda: na.silu(x),
        "silu(x, out=)": lambda: na.silu(x, out=out),
        "silu.ufunc(x)": lambda: na.silu.ufunc(x),
        "silu.ufunc(x, out=)": lambda: na.silu.ufunc(x, out=out),
        "silu(float)": lambda: na.silu(1.5),
        "silu(float32)": lambda: na.silu(x[0]),
        "silu.grad(x)": lambda: na.silu.grad(x),
        "silu.vjp(dy, x)": lambda: na.silu.vjp(dy, x),
        "elu(x, 0.5)": lambda: na.elu(x, 0.5),
        "elu(x, alpha=0.5)": lambda: na.elu(x, alpha=0.5),
        "elu(x, alpha=0.5, out=)": lambda: na.elu(x, alpha=0.5, out=out),
        "swiglu(x, y)": lambda: na.swiglu(x, y),
        "swiglu(x, y, out=)": lambda: na.swiglu(x, y, out=out),
        "swiglu(x, y, beta=1.5)": lambda: na.swiglu(x, y, beta=1.5),
        "swiglu.vjp(dy, x, y)": lambda: na.swiglu.vjp(dy, x, y),
        "swiglu.packed(x, out=)": lambda: na.swiglu.packed(rows, out=half),
        "softmax(x)": lambda: na.softmax(rows),
        "softmax(x, axis=0)": lambda: na.softmax(rows, axis=0),
        "logsumexp(x)": lambda: na.logsumexp(rows),
        "logsumexp(x, keepdims=True)": lambda: na.logsumexp(rows, keepdims=True),
        "np.exp(x)": lambda: np.exp(x),
    }
    for name, call in cells.items():
        yield name, lambda call=call: call  # type: ignore[misc]


def _cells(groups: Sequence[str], dtypes: Sequence[str]) -> dict[str, Make]:
    import ml_dtypes
    import numpy as np

    every = {name: getattr(np, name, None) or getattr(ml_dtypes, name) for name in dtypes}
    types = list(every.values())
    makers: dict[str, Callable[[], Iterator[tuple[str, Make]]]] = {
        "functions": lambda: _elementwise("functions", types),
        "gradients": lambda: _elementwise("gradients", types),
        "rows": lambda: _rows(types),
        "gates": lambda: _gates(types),
        "calls": _calls,
    }
    return {f"{g}: {name}": make for g in groups for name, make in makers[g]()}


def _seconds(call: Call, number: int) -> float:
    start = time.perf_counter()
    for _ in itertools.repeat(None, number):
        call()
    return (time.perf_counter() - start) / number


def _measure(calls: Sequence[Call]) -> float:
    """Return the median over the sets of the fastest sample of each."""
    best = []
    for call in calls:
        once = min(_seconds(call, 1) for _ in range(3))
        number = max(1, math.ceil(SAMPLE / once))
        best.append(min(_seconds(call, number) for _ in range(SAMPLES)))
    return statistics.median(best)


def _serve(options: argparse.Namespace) -> None:
    """Measure the cells whose names come in, a line each, until none comes."""
    import gc

    import numba
    import numpy as np

    if options.threads == 1 and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    numba.set_num_threads(options.threads)
    np.seterr(all="ignore")
    cells = _cells(options.groups, options.dtypes)
    print(json.dumps(list(cells)), flush=True)
    name: str = ""
    calls: list[Call] = []
    for line in sys.stdin:
        if line.strip() != name:
            name, calls = line.strip(), []
            gc.collect()
        try:
            if not calls:
                calls = [cells[name]() for _ in range(1 if name.startswith("calls") else SETS)]
                for call in calls:
                    call()
            print(_measure(calls), flush=True)
        except Exception as error:  # a cell that this tree cannot compute
            print(f"{name}: {error}", file=sys.stderr)
            print("nan", flush=True)


def _started(tree: Path, cache: Path, arguments: Sequence[str]) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(tree), "NUMBA_ACT_CACHE_DIR": str(cache)}
    command = [sys.executable, __file__, "--serve", *arguments]
    return subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def _asked(process: subprocess.Popen[str], name: str) -> float:
    assert process.stdin is not None
    assert process.stdout is not None
    print(name, file=process.stdin, flush=True)
    return float(process.stdout.readline())


def _pair(
    options: argparse.Namespace, arguments: Sequence[str], cache: Path
) -> Iterator[tuple[str, tuple[float, float]]]:
    """Measure with a process of each tree; yield the cells' names, and seconds before and after."""
    trees = {"before": options.before.resolve(), "after": options.after.resolve()}
    processes = [_started(tree, cache / name, arguments) for name, tree in trees.items()]
    names: list[list[str]] = [json.loads(p.stdout.readline()) for p in processes]  # type: ignore[union-attr]

    def measure(name: str) -> tuple[float, float]:
        found: list[list[float]] = [[], []]
        for turn in range(options.rounds):
            for which in (0, 1) if turn % 2 else (1, 0):
                found[which].append(_asked(processes[which], name))
        return min(found[0]), min(found[1])

    for name in names[1]:
        if name not in names[0] or not any(text in name for text in options.match):
            continue
        runs = [measure(name)]
        if options.again and runs[0][1] > CELL * runs[0][0]:
            runs += [measure(name) for _ in range(2)]
        before, after = min(runs, key=lambda times: times[1] / times[0])
        print(f"{after / before:6.3f}  {name}", file=sys.stderr, flush=True)
        if not math.isnan(after / before):
            yield name, (before, after)
    for process in processes:
        process.communicate()


def _report(ratios: dict[str, float], times: dict[str, tuple[float, float]]) -> None:
    means = defaultdict(list)
    for name, ratio in ratios.items():
        group, _, rest = name.partition(": ")
        dtype, _, cell = rest.partition(" ")
        size = f" {cell.split()[0]}" if group in ("functions", "gradients") else ""
        means[group if group == "calls" else f"{group} {dtype}{size}"].append(ratio)
    print(f"\n{'geometric means':40} {'ratio':>6} cells  slower")
    for key, values in means.items():
        mean = math.exp(statistics.fmean(map(math.log, values)))
        slower = sum(value > CELL for value in values)
        print(f"{key:40} {mean:6.3f} {len(values):5}  {slower:5}")
    print(f"\nbeyond {CELL}:")
    for name, ratio in sorted(ratios.items(), key=lambda item: -item[1]):
        if ratio > CELL:
            before, after = times[name]
            print(f"{ratio:6.2f}  {name:64} {before * 1e6:9.2f} -> {after * 1e6:.2f} µs")


def main() -> None:
    """Measure both trees, and print geometric means and the cells that have become slower."""
    parser = argparse.ArgumentParser(description="Time two trees of this package by turns.")
    add = parser.add_argument
    add("before", type=Path, nargs="?", help="a checkout of the older code")
    add("--after", type=Path, default=Path(__file__).parents[1], help="(default: this tree)")
    add("--groups", nargs="+", choices=GROUPS, default=list(GROUPS))
    add("--dtypes", nargs="+", default=["float32", "bfloat16"], metavar="TYPE")
    add("--match", nargs="+", default=[""], help="measure only cells whose names hold one of these")
    add("--rounds", type=int, default=4, help="of both trees (default: %(default)s)")
    add("--processes", type=int, default=1, help="pairs of them (default: %(default)s)")
    add("--threads", type=int, default=1, help="(default: %(default)s)")
    add("--cache", type=Path, help="folder that keeps the compiled code for the next run")
    add("--again", action="store_true", help="measure slower cells twice more")
    add("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        _serve(options)
        return
    if options.before is None:
        parser.error("which tree was before?")
    arguments = ["--groups", *options.groups, "--dtypes", *options.dtypes]
    arguments += ["--threads", str(options.threads)]
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(options.processes):
            for name, times in _pair(options, arguments, options.cache or Path(folder)):
                found[name].append(times)
    ratios = {
        name: statistics.median(after / before for before, after in times)
        for name, times in found.items()
    }
    _report(ratios, {name: min(times) for name, times in found.items()})


if __name__ == "__main__":
    main()
