"""The command line: ``numba-act``, or ``python -m numba_act``."""

from __future__ import annotations

import argparse
import concurrent.futures
import contextlib
import dataclasses
import importlib.util
import inspect
import itertools
import json
import multiprocessing
import statistics
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
import numpy as np

import numba_act

from .core import cache
from .core.arguments import ORDERS
from .cpu.half import provide_conversions
from .cpu.ufunc import ufuncs_of
from .cuda import device
from .measure import peers
from .measure.environment import environment
from .measure.timing import interleaved

__all__ = ["main"]

T = TypeVar("T")


class UsageError(Exception):
    """Something that the user can put right; printed without a traceback."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    0, 1 for an accuracy outside its bound, 2 for a mistake in its use, 130 for Ctrl-C.
    """
    options = _parser().parse_args(argv)
    try:
        return options.run(options) or 0
    except UsageError as error:
        print(f"numba-act: error: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="numba-act", description="Activation functions as NumPy ufuncs, compiled by Numba."
    )
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(name: str, run: Any, summary: str, functions: str | None = None) -> Any:
        made = commands.add_parser(
            name, help=summary, description=f"{summary[0].upper()}{summary[1:]}."
        )
        made.set_defaults(run=run)
        if functions is not None:
            made.add_argument("functions", metavar="NAME", nargs=functions, help="a function")
        if run is not _plot:
            made.add_argument("--json", action="store_true", help="print JSON")
        return made

    command("info", _info, "show target, CPU, threads, versions and cache")

    bench = command("bench", _bench, "measure time and bandwidth beside other libraries", "*")
    bench.add_argument("--size", type=int, default=100_000, help="elements (default: %(default)s)")
    accuracy = command(
        "accuracy", _accuracy, "measure errors in ULP against exact values, beside others", "*"
    )
    for each in (bench, accuracy):
        each.add_argument(
            "--peers",
            nargs="*",
            choices=peers.LIBRARIES,
            metavar="LIBRARY",
            help=f"libraries, of {', '.join(peers.LIBRARIES)} (default: those installed)",
        )
    accuracy.add_argument(
        "--exhaustive",
        action="store_true",
        help="all 2^32 inputs in float32 and 10^7 in float64 (default: a few million and 10^5); "
        "this package only",
    )
    accuracy.add_argument(
        "--jobs", type=int, default=1, metavar="N", help="processes (default: %(default)s)"
    )
    accuracy.add_argument(
        "--results",
        type=Path,
        metavar="DIR",
        help="keep each result there as soon as it is there, and measure only what is missing "
        "or was measured with other code (default with --exhaustive: accuracy-results)",
    )

    plot = command("plot", _plot, "plot functions with their gradients", "+")
    plot.add_argument("-o", "--output", required=True, metavar="FILE", help="PNG, SVG or PDF file")

    warm = command("warm", _warm, "compile everything into the disk cache", "*")
    warm.add_argument(
        "--jobs", type=int, default=1, metavar="N", help="processes (default: %(default)s)"
    )
    warm.add_argument(
        "--capability",
        metavar="X.Y",
        help="compute capability to compile CUDA kernels for (default: the devices')",
    )
    for each in (bench, accuracy, warm):
        each.add_argument(
            "--dtypes",
            nargs="+",
            choices=peers.DTYPES,
            default=list(peers.DTYPES),
            metavar="TYPE",
            help=f"types, of {', '.join(peers.DTYPES)} (default: all)",
        )
    for made in (bench, warm):
        made.add_argument(
            "--target", choices=("cpu", "cuda"), default="cpu", help="default: %(default)s"
        )
    return parser


# Output ------------------------------------------------------------------------------------


def _print_table(columns: Sequence[str], rows: Sequence[Sequence[str]], left: int) -> None:
    """Print a table whose first `left` columns are text and whose others are numbers."""
    if not (sys.stdout.isatty() and importlib.util.find_spec("rich")):
        widths = [max(map(len, column)) for column in zip(columns, *rows, strict=True)]
        for row in (columns, *rows):
            cells = [
                text.ljust(width) if k < left else text.rjust(width)
                for k, (text, width) in enumerate(zip(row, widths, strict=True))
            ]
            print("  ".join(cells).rstrip())
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD)
    for k, name in enumerate(columns):
        table.add_column(name, justify="left" if k < left else "right", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    Console().print(table)


def _progress(items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
    """Yield the items, with a progress bar on a terminal's standard error."""
    count = len(cast(Sequence[T], items)) if total is None else total
    if not sys.stderr.isatty():
        yield from items
        return
    if not importlib.util.find_spec("rich"):
        for k, item in enumerate(items):
            print(f"\r{label} {k + 1}/{count}", end="", file=sys.stderr, flush=True)
            yield item
        print(file=sys.stderr)
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, label, count, console=Console(stderr=True), transient=True)


def _chosen(names: Sequence[str], more: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return elementwise functions, and `more`, by name; all of them if none is named."""
    known = {**peers.elementwise_functions(), **(more or {})}
    for name in names:
        if name not in known:
            raise UsageError(f"no function {name!r}; there are {', '.join(sorted(known))}")
    return {name: known[name] for name in dict.fromkeys(names) or sorted(known)}


def _libraries(names: Sequence[str] | None) -> list[str]:
    """Return the libraries to measure beside: those named, or all that are installed."""
    installed = peers.installed()
    missing = [name for name in names or () if name not in installed]
    if missing:
        raise UsageError(f"not installed: {', '.join(missing)}")
    return installed if names is None else list(names)


# info --------------------------------------------------------------------------------------


def _info(options: argparse.Namespace) -> None:
    found = {**environment(), "cuda": device.describe()}
    if options.json:
        print(json.dumps(found, indent=2))
        return
    cuda = found["cuda"]
    gpus = [f"{gpu['name']} (compute {gpu['capability']})" for gpu in cuda["devices"]]
    lines: Mapping[str, str] = {
        "target": found["target"],
        "CPU": f"{found['cpu']} ({found['cpu_name']} to LLVM)",
        "vectors": " ".join(found["cpu_features"]),
        "threads": f"{found['threads']} ({found['threading_layer']})",
        "CUDA": ", ".join(gpus) if cuda["usable"] else f"no: {cuda['reason']}",
        **found["versions"],
        "cache": (
            f"{found['cache']} ({found['cache_bytes'] / 1e6:.1f} MB)"
            if found["cache_problem"] is None
            else f"not used: {found['cache_problem']}"
        ),
    }
    width = max(map(len, lines))
    for name, value in lines.items():
        print(f"{name:{width}}  {value}")


# bench -------------------------------------------------------------------------------------


def _bench(options: argparse.Namespace) -> None:
    functions = _chosen(options.functions)
    if options.size < 1:
        raise UsageError(f"--size is {options.size}, expected at least 1")
    if options.target == "cuda":
        _bench_cuda(functions, options)
        return
    libraries = _libraries(options.peers)
    peers.set_threads(numba.get_num_threads())
    cells = [(name, dtype) for name in functions for dtype in options.dtypes]
    results = [
        _measure(name, functions[name], dtype, options.size, libraries)
        for name, dtype in _progress(cells, "Measuring")
    ]
    if options.json:
        print(json.dumps({"environment": environment(), "results": results}, indent=2))
        return
    labels = [peers.LIBRARIES[library] for library in libraries]
    rows = []
    for result in results:
        row = [
            result["function"],
            result["dtype"],
            f"{result['ns_per_element']:.3f}",
            f"{result['gigabytes_per_second']:.1f}",
        ]
        for library in libraries:
            peer = result["peers"].get(library)
            row.append("" if peer is None else f"{peer['ns_per_element']:.3f}")
            row.append("" if peer is None else f"{peer['ratio']:.1f}x")
        rows.append(row)
    columns = ["function", "type", "ns/element", "GB/s"]
    _print_table(columns + [text for label in labels for text in (label, "ratio")], rows, left=2)
    print(f"{options.size} elements, {numba.get_num_threads()} threads; ratio = peer's time / ours")


def _bench_cuda(functions: Mapping[str, Any], options: argparse.Namespace) -> None:
    """Measure on the current GPU, beside a copy of its memory."""
    reason = device.missing() or device.unusable()
    if reason is not None:
        raise UsageError(f"--target cuda: {reason}")
    from .measure import timing_cuda as timing

    cells = [(name, dtype) for name in functions for dtype in options.dtypes]
    results = [
        timing.measure(functions[name], dtype, options.size)
        for name, dtype in _progress(cells, "Measuring")
    ]
    if options.json:
        found = {**environment(), "cuda": device.describe()}
        print(json.dumps({"environment": found, "results": results}, indent=2))
        return
    rows = [
        [
            result["function"],
            result["dtype"],
            f"{result['ns_per_element']:.4f}",
            f"{result['gigabytes_per_second']:.0f}",
            f"{result['of_copy']:.0%}",
        ]
        for result in results
    ]
    _print_table(["function", "type", "ns/element", "GB/s", "of a copy"], rows, left=2)
    print(f"{options.size} elements; of a copy = the bandwidth beside a device-to-device copy's")


def _measure(
    name: str, function: Any, dtype: str, n: int, libraries: Iterable[str]
) -> dict[str, Any]:
    """Return a function's time per element, alone and beside each library that has it."""
    inputs, parameters, outs = peers.arguments(function, dtype, n)
    ours = peers.our_call(function, inputs, parameters, outs)
    found = {}
    with np.errstate(all="ignore"):
        samples = [seconds for (seconds,) in interleaved([ours], 11)]
        for library in libraries:
            if not peers.has(library, function, dtype):
                continue
            theirs = peers.peer_call(function, library, inputs, parameters, outs)
            rounds = interleaved([ours, theirs], 11)
            samples += [own for own, _ in rounds]
            found[library] = {
                "ns_per_element": statistics.median(other for _, other in rounds) * 1e9 / n,
                "ratio": statistics.median(other / own for own, other in rounds),
            }
    nanoseconds = statistics.median(samples) * 1e9
    moved = sum(array.nbytes for array in (*inputs, *outs))
    return {
        "function": name,
        "dtype": dtype,
        "n": n,
        "ns_per_element": nanoseconds / n,
        "gigabytes_per_second": moved / nanoseconds,
        "peers": found,
    }


# accuracy ----------------------------------------------------------------------------------


def _accuracy(options: argparse.Namespace) -> int:
    functions = _chosen(options.functions)
    if options.jobs < 1:
        raise UsageError(f"--jobs is {options.jobs}, expected at least 1")
    try:
        from .measure.cases import OURS, cases
        from .measure.store import to_json
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("gmpy2", "scipy"):
            raise
        raise UsageError(
            f'accuracy needs {error.name}; install it with: pip install "numba_act[bench]"'
        ) from None
    mode = "exhaustive" if options.exhaustive else "quick"
    libraries = _libraries(options.peers) if mode == "quick" else []
    directory = options.results or (Path("accuracy-results") if options.exhaustive else None)
    chosen = cases(list(functions), options.dtypes, libraries)
    found = measured(chosen, mode, options.jobs, directory)
    own = [result for result in found if result.case.library == OURS]
    if options.json:
        results = [{"function": result.case.function, **to_json(result)} for result in found]
        print(json.dumps({"environment": environment(), "results": results}, indent=2))
    else:
        theirs = {
            dataclasses.replace(result.case, parameters=()): result
            for result in found
            if result.case.library != OURS
        }
        rows = []
        for result in own:
            case, errors = result.case, result.all
            row = [
                case.title,
                case.dtype,
                f"{case.bound:g}",
                f"{errors.max_ulp:.4g}",
                ", ".join(f"{x:.9g}" for x in errors.at),
                f"{errors.wrong / max(errors.points, 1):.2%}",
                str(result.special_mismatches),
            ]
            for library in libraries:
                peer = theirs.get(dataclasses.replace(case, parameters=(), library=library))
                row.append("" if peer is None else f"{peer.all.max_ulp:.3g}")
            rows.append(row)
        columns = ["function", "type", "bound", "max ULP", "at", "misrounded", "special"]
        _print_table(columns + [peers.LIBRARIES[name] for name in libraries], rows, left=2)
        print(
            "max ULP: largest error in units in the last place; misrounded: results that are not "
            "the float next to the true value;\nspecial: wrong NaN, infinities, zeros; "
            f"inputs: {mode}, libraries' columns quick with their usual parameters"
        )
    failing = [result for result in own if not result.within]
    for result in failing:
        print(
            f"numba-act: {result.case.title} {result.case.dtype}: {result.all.max_ulp:.4g} ULP, "
            f"bound {result.case.bound:g}; {result.special_mismatches} special values wrong",
            file=sys.stderr,
        )
    return 1 if failing else 0


def measured(chosen: Sequence[Any], mode: str, jobs: int, directory: Path | None) -> list[Any]:
    """Return the results of accuracy cases, measured now or kept in a directory.

    With a directory, each result is saved as soon as it is there, so that Ctrl-C costs no more
    than the case it falls in. A progress bar is shown on a terminal.
    """
    from .measure import accuracy
    from .measure.inputs import points_of
    from .measure.store import Store

    store = None if directory is None else Store(directory)
    if store is not None:
        try:
            store.directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"cannot write to {str(directory)!r}: {error.strerror}") from None
    missing = [case for case in chosen if store is None or not store.has(case, mode)]
    found = {} if store is None else {case: store.results.get(case) for case in chosen}
    sizes = {case: points_of(case, mode) for case in missing}
    with _bar(sum(sizes.values())) as bar:

        def advance(points: int, case: Any) -> None:
            bar(points, None if case is None else f"{case.title} {case.dtype} {case.library}")

        try:
            for result in accuracy.run(missing, mode, jobs=jobs, advance=advance):
                found[result.case] = result
                if store is not None:
                    store.save(result)
                if mode == "exhaustive" and not sys.stderr.isatty():
                    print(
                        f"{result.case.title} {result.case.dtype}: {result.all.max_ulp:.4f} ULP, "
                        f"{result.seconds:.0f} s",
                        file=sys.stderr,
                        flush=True,
                    )
        except KeyboardInterrupt:
            kept = "nothing was kept" if store is None else f"results are kept in {directory}"
            print(f"\nstopped; {kept}; the same command goes on", file=sys.stderr)
            raise SystemExit(130) from None
    return [found[case] for case in chosen]


@contextlib.contextmanager
def _bar(total: int) -> Iterator[Callable[[int, str | None], None]]:
    """Show a progress bar on a terminal's standard error; yields what moves it."""
    if not (total and sys.stderr.isatty() and importlib.util.find_spec("rich")):
        yield lambda points, label: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.percentage:>5.1f}%"),
        BarColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)

        def move(points: int, label: str | None) -> None:
            progress.update(task, advance=points)
            if label is not None:
                progress.update(task, description=label)

        yield move


# plot --------------------------------------------------------------------------------------


def _plot(options: argparse.Namespace) -> None:
    functions = _chosen(options.functions)
    try:
        import matplotlib
    except ImportError:
        raise UsageError(
            'plot needs matplotlib; install it with: pip install "numba_act[bench]"'
        ) from None
    matplotlib.use("Agg")
    from matplotlib import pyplot

    known = pyplot.figure().canvas.get_supported_filetypes()
    pyplot.close()
    suffix = Path(options.output).suffix[1:].lower()
    if suffix not in known:
        raise UsageError(
            f"cannot write {options.output!r}: expected a name that ends in .png, .svg or .pdf"
        )
    figure = _figure(functions)
    try:
        figure.savefig(options.output, dpi=160)
    except OSError as error:
        raise UsageError(f"cannot write {options.output!r}: {error.strerror}") from None


def _figure(functions: Mapping[str, Any]) -> Any:
    """Return a figure with one panel a function: the function and its derivative."""
    from matplotlib import pyplot

    ink, faint, blue, orange = "#1f2430", "#d9dce3", "#2563c9", "#e0731d"
    style: dict[Any, Any] = {
        "font.size": 9,
        "text.color": ink,
        "axes.edgecolor": faint,
        "axes.labelcolor": ink,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "xtick.color": ink,
        "ytick.color": ink,
        "xtick.major.size": 0,
        "ytick.major.size": 0,
        "svg.hashsalt": "numba_act",  # the same file each time
    }
    wide = min(len(functions), 4)
    high = -(-len(functions) // wide)
    x = np.linspace(-6.0, 6.0, 2401)
    with pyplot.rc_context(style), np.errstate(all="ignore"):
        figure, axes = pyplot.subplots(
            high, wide, figsize=(3.0 * wide, 2.6 * high + 0.4), squeeze=False, layout="constrained"
        )
        for panel in axes.flat[len(functions) :]:
            panel.set_axis_off()
        for panel, (name, function) in zip(axes.flat, functions.items(), strict=False):
            y, slope = _curves(function, x)
            panel.axhline(0.0, color=faint, linewidth=1.0, zorder=0)
            panel.axvline(0.0, color=faint, linewidth=1.0, zorder=0)
            (value,) = panel.plot(x, y, color=blue, linewidth=2.0)
            handles, labels = [value], ["f"]
            if slope is not None:
                handles += panel.plot(x, slope, color=orange, linewidth=1.4)
                labels.append("f′")
            seen = np.concatenate([curve for curve in (y, slope) if curve is not None])
            seen = seen[np.isfinite(seen)]
            low, top = max(seen.min(), -4.0), min(seen.max(), 6.0)
            margin = 0.06 * (top - low)
            panel.set(xlim=(-6.0, 6.0), ylim=(low - margin, top + margin))
            panel.set_xticks([-6, -3, 0, 3, 6])
            panel.locator_params(axis="y", nbins=5)
            ones = ", 1" * (len(function.definition.inputs) - 1)
            title = f"{name}(x{ones})" if ones else name
            panel.set_title(title, loc="left", fontsize=11, fontweight="bold")
        figure.legend(
            handles, labels, loc="outside upper right", ncols=2, frameon=False, handlelength=1.4
        )
    return figure


def _curves(function: Any, x: Any) -> tuple[Any, Any]:
    """Return a function and its derivative along its first argument, the others held at 1."""
    definition = function.definition
    others = [1.0] * (len(definition.inputs) - 1)
    required = inspect.Parameter.empty
    parameters = [0.25 if p is required else p for p in definition.parameters.values()]
    y = function(x, *others, *parameters)
    if not hasattr(function, "grad"):
        return y, None
    slopes = function.grad(x, *others, *parameters)
    slope = slopes[0] if isinstance(slopes, tuple) else slopes
    return y, np.where(np.isnan(y), np.nan, slope)


# warm --------------------------------------------------------------------------------------


def _warm(options: argparse.Namespace) -> None:
    directory, reason = cache.directory(), cache.problem()
    if directory is None or reason is not None:
        raise UsageError(f"cannot use the cache: {reason}; set NUMBA_ACT_CACHE_DIR to another")
    if options.jobs < 1:
        raise UsageError(f"--jobs is {options.jobs}, expected at least 1")
    if options.capability is not None and options.target != "cuda":
        raise UsageError(f"--capability {options.capability} is for --target cuda")
    capabilities = _capabilities(options.capability) if options.target == "cuda" else []
    rows = {} if options.target == "cuda" else {name: getattr(numba_act, name) for name in ROWS}
    functions = _chosen(options.functions, rows)
    start = time.perf_counter()
    pieces = [
        _Piece(name, kind, dtype, tuple(capabilities))
        for name, function in functions.items()
        for kind in _kinds(name, function, options.target)
        for dtype in options.dtypes
    ]
    written = 0
    present = 0
    with contextlib.closing(_warmed(pieces, options.jobs)) as results:
        for entries in _progress(results, "Compiling", len(pieces)):
            written += entries
            present += entries == 0
    seconds = time.perf_counter() - start
    if options.json:
        result = {
            "cache": str(directory),
            "functions": len(functions),
            "compiled": written,
            "present": present,
            "seconds": seconds,
        }
        print(json.dumps(result, indent=2))
        return
    print(
        f"{written} kernels compiled, {present} of {len(pieces)} parts were there already, "
        f"in {seconds:.1f} s"
    )
    print(f"cache: {directory}")


#: Row functions; softmin has the kernels of softmax.
ROWS = ("softmax", "log_softmax", "softmin", "logsumexp", "smooth_max", "soft_argmax")


@dataclass(frozen=True)
class _Piece:
    """What is warmed at a time: one kind of kernels of a function, for one array type."""

    name: str
    kind: str
    dtype: str
    capabilities: tuple[tuple[int, int], ...]

    def compile(self) -> int:
        """Compile into the cache what is not there; return how many entries that made."""
        before = len(cache.written)
        function = getattr(numba_act, self.name)
        with np.errstate(all="ignore"):
            if self.kind == "cuda":
                return sum(
                    _kernels_compiled(variant, self.dtype, self.capabilities)
                    for variant in _variants(function)
                )
            if self.kind == "rows":
                self._rows(function)
            elif self.kind == "packed":
                self._packed(function)
            else:
                for variant in _variants(function):
                    for made in ufuncs_of(variant.definition):
                        made(*[np.ones(1, peers.DTYPES[self.dtype])] * made.nin)
        return len(cache.written) - before

    def _rows(self, function: Any) -> None:
        """Compile the kernels of a row function, whatever the rows' length and layout."""
        from .cpu import cache as objects
        from .cpu.row_kernels import KERNELS
        from .cpu.rows import row_loops
        from .rows import kernel_of

        function(np.ones((2, 2), peers.DTYPES[self.dtype]))  # the driver
        name = kernel_of(self.name)
        for kernel, masked in itertools.product((name, f"{name}.vjp"), (False, True)):
            if kernel not in KERNELS:
                continue
            for loop in row_loops(kernel, masked):
                for each in (loop, loop.columns, loop.online):
                    if each is not None and each.storage == self.dtype:
                        if self.dtype == "float16":
                            provide_conversions()
                        objects.load_or_compile(each.cache_key(), each.compile)

    def _packed(self, gate: Any) -> None:
        """Compile the kernels of a gate of the two halves of one array."""
        definition = gate.definition
        defaults = definition.parameters.items()
        given = {name: 1.0 for name, value in defaults if value is inspect.Parameter.empty}
        x = np.ones((2, 2), peers.DTYPES[self.dtype])
        for order in ORDERS:
            gate.packed(x, order=order, **given)
            if definition.joint_vjp() is not None:
                gate.packed_vjp(x[:, :1], x, order=order, **given)


def _kinds(name: str, function: Any, target: str) -> list[str]:
    """Return the kinds of kernels that a function has on a target."""
    if target == "cuda":
        return ["cuda"]
    if name in ROWS:
        return ["rows"]
    return ["ufunc", "packed"] if hasattr(function, "packed") else ["ufunc"]


def _warmed(pieces: Sequence[_Piece], jobs: int) -> Generator[int]:
    """Compile pieces, in some processes; yield how many entries each made."""
    if jobs == 1 or len(pieces) < 2:
        yield from map(_Piece.compile, pieces)
        return
    yield pieces[0].compile()  # with the driver that all share
    context = multiprocessing.get_context("spawn")  # Numba's threads do not survive a fork
    with concurrent.futures.ProcessPoolExecutor(jobs, context) as pool:
        waiting = [pool.submit(piece.compile) for piece in pieces[1:]]
        try:
            for done in concurrent.futures.as_completed(waiting):
                yield done.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _capabilities(asked: str | None) -> list[tuple[int, int]]:
    """Return the compute capabilities to compile for."""
    reason = device.missing()
    if reason is None and asked is None:
        reason = device.unusable()
    if reason is not None:
        raise UsageError(f"--target cuda: {reason}")
    if asked is None:
        numbers = range(device.driver().count())
        return sorted({device.driver().capability(number) for number in numbers})
    major, point, minor = asked.partition(".")
    if not (point and major.isdecimal() and minor.isdecimal()):
        raise UsageError(f"--capability is {asked!r}, expected two numbers such as 9.0")
    found = int(major), int(minor)
    if found < device.CAPABILITIES:
        oldest = ".".join(map(str, device.CAPABILITIES))
        raise UsageError(f"--capability is {asked}, expected {oldest} or later")
    return [found]


def _kernels_compiled(function: Any, dtype: str, capabilities: Sequence[tuple[int, int]]) -> int:
    """Compile the kernels of contiguous arrays into the cache; return how many were not there."""
    from .cuda import code, kernels

    definition = function.definition
    schedule = kernels.Schedule.contiguous(definition, dtype)
    return sum(code.keep(definition, schedule, each) for each in capabilities)


def _variants(function: Any) -> list[Any]:
    """Return a function with all its gradients."""
    found = [function]
    for kind in ("grad", "vjp"):
        if hasattr(function, kind):
            definition = function.definition
            found.append(getattr(function, kind))
            found += [
                definition.gradient(kind, name).function
                for names in definition.derivatives
                for name in names
            ]
    return list(dict.fromkeys(found))
