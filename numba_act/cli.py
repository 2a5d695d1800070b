"""The command line: ``numba-act``, or ``python -m numba_act``."""

from __future__ import annotations

import argparse
import concurrent.futures
import contextlib
import dataclasses
import difflib
import functools
import importlib.util
import inspect
import itertools
import json
import multiprocessing
import os
import statistics
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

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

T = TypeVar("T")


class UsageError(Exception):
    """Something that the user can put right; printed without a traceback."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    0, 1 for an accuracy outside its bound, 2 for a mistake in its use, 130 for Ctrl-C, 141 where
    nobody reads the output any more.
    """
    given = list(sys.argv[1:] if argv is None else argv)
    parser, commands = _parser()
    if not given:
        parser.print_help()
        return 0
    if given == ["plot"]:  # the one command that does nothing by itself
        commands["plot"].print_help()
        return 0
    try:
        if not given[0].startswith("-") and given[0] not in commands:
            raise UsageError(f"no command {given[0]!r}{_hint(given[0], commands)}")
        options = parser.parse_args(given)
        _start_threads()
        code = options.run(options) or 0
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_lost_output()
        return 141
    except (UsageError, OSError, MemoryError) as error:
        _discard_lost_output()
        print(f"numba-act: error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nnumba-act: interrupted", file=sys.stderr)
        return 130
    return int(code)


def _start_threads() -> None:
    """Start Numba's threads: the environment may ask for a layer that is not there."""
    try:
        numba.get_num_threads()
    except ValueError as error:
        raise UsageError(" ".join(str(error).split())) from None


def _discard_lost_output() -> None:
    """Have the flush at exit succeed, where the output cannot be written."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _count(text: str) -> int:
    """Return a positive integer, which may be written as 1e6."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not (number >= 1 and number.is_integer()):
        raise argparse.ArgumentTypeError(f"{text} is no positive integer")
    return int(number)


def _hint(name: str, known: Iterable[str]) -> str:
    """Return what else may have been meant, and what there is."""
    known = list(known)
    close = difflib.get_close_matches(name, known, 1)
    meant = f"; did you mean {close[0]!r}?" if close else ""
    return f"{meant}; there are {', '.join(sorted(known))}"


def _parser() -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    """Return the parser, and those of the commands."""
    parser = argparse.ArgumentParser(
        prog="numba-act",
        description="Activation functions as NumPy ufuncs, compiled by Numba.",
        epilog=f"Functions: {', '.join(sorted(peers.elementwise_functions()))}; "
        f"for warm also {', '.join((*ROWS, *CALLS))}.",
    )
    version = f"numba_act {numba_act.__version__}"
    parser.add_argument("--version", action="version", version=version)
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(run: Any, summary: str, functions: str | None = None) -> Any:
        text = f"{summary[0].upper()}{summary[1:]}."
        made = commands.add_parser(run.__name__[1:], help=summary, description=text)
        made.set_defaults(run=run)
        if functions is not None:
            made.add_argument("functions", metavar="NAME", nargs=functions, help="a function")
        return made.add_argument

    info = command(_info, "show target, CPU, threads, versions and cache")
    bench = command(_bench, "measure time and bandwidth beside other libraries", "*")
    accuracy = command(_accuracy, "measure errors in ULP against exact values, beside others", "*")
    plot = command(_plot, "plot functions with their gradients", "+")
    warm = command(_warm, "compile everything into the disk cache", "*")
    kept = command(_cache, "show where the disk cache is and its size, or clear it")
    kept("--clear", action="store_true", help="remove what is in it")

    bench("--size", type=_count, default=100_000, help="elements (default: %(default)s)")
    for add in (bench, accuracy):
        known = ", ".join(peers.LIBRARIES)
        add(
            "--peers",
            nargs="*",
            choices=peers.LIBRARIES,
            metavar="LIBRARY",
            help=f"libraries, of {known} (default: those installed)",
        )
    accuracy(
        "--exhaustive",
        action="store_true",
        help="all 2^32 inputs in float32 and 10^7 in float64 (default: a few million and 10^5); "
        "this package only",
    )
    accuracy(
        "--results",
        type=Path,
        metavar="DIR",
        help="keep each result there as soon as it is there, and measure only what is missing "
        "or was measured with other code (default with --exhaustive: accuracy-results)",
    )
    plot(
        "--vary",
        metavar="NAME=VALUES",
        help="instead of gradients, a curve for each of these values of a parameter: sigma=0,0.5,1",
    )
    plot("-o", "--output", required=True, metavar="FILE", help="PNG, SVG or PDF file")
    warm(
        "--capability",
        metavar="X.Y",
        help="compute capability to compile CUDA kernels for (default: the devices')",
    )
    for add in (accuracy, warm):
        add("--jobs", type=_count, default=1, metavar="N", help="processes (default: 1)")
    for add in (bench, warm):
        add("--target", choices=("cpu", "cuda"), default="cpu", help="default: cpu")
    for add in (bench, accuracy, warm):
        types = list(peers.DTYPES)
        add(
            "--dtypes",
            nargs="+",
            choices=types,
            default=types,
            metavar="TYPE",
            help=f"types, of {', '.join(types)} (default: all)",
        )
    for add in (info, bench, accuracy, warm, kept):
        add("--json", action="store_true", help="print JSON")
    return parser, dict(commands.choices)


# Output ------------------------------------------------------------------------------------


def _print_json(result: Any) -> None:
    print(json.dumps(result, indent=2))


def _print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table whose first two columns are text and whose others are numbers."""
    widths = [max(map(len, column)) for column in zip(columns, *rows, strict=True)]
    for row in (columns, *rows):
        cells = [
            f"{text:{'<' if k < 2 else '>'}{width}}"
            for k, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  ".join(cells).rstrip())


@contextlib.contextmanager
def _progress(total: int) -> Iterator[Callable[..., None]]:
    """Show what is done of a total, on a terminal as a bar; yields what tells it."""
    if not (total and sys.stderr.isatty() and importlib.util.find_spec("rich")):
        yield _plain_progress(total)
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda amount, description=None: progress.update(
            task, advance=amount, description=description
        )


#: Seconds between two lines of progress where there is no bar.
PROGRESS_EVERY = 10.0


def _plain_progress(total: int) -> Callable[..., None]:
    """Return what prints now and then what is done of a total, for a log."""
    done, label, said = 0, "", time.monotonic()

    def advance(amount: int, description: str | None = None) -> None:
        nonlocal done, label, said
        done, label = done + amount, description or label
        if time.monotonic() - said >= PROGRESS_EVERY:
            said = time.monotonic()
            print(f"{label} {done} of {total}".strip(), file=sys.stderr, flush=True)

    return advance


def _shown(items: Iterable[T], label: str, total: int) -> Iterator[T]:
    """Yield the items, and show how many there were."""
    with _progress(total) as advance:
        advance(0, label)
        for item in items:
            yield item
            advance(1)


def _chosen(names: Sequence[str], more: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return elementwise functions, and `more`, by name; all of them if none is named."""
    known = {**peers.elementwise_functions(), **(more or {})}
    for name in names:
        if name not in known:
            raise UsageError(f"no function {name!r}{_hint(name, known)}")
    return {name: known[name] for name in dict.fromkeys(names) or sorted(known)}


def _libraries(names: Sequence[str] | None) -> list[str]:
    """Return the libraries to measure beside: those named, or all that are installed."""
    installed = peers.installed()
    missing = [name for name in names or () if name not in installed]
    if missing:
        raise UsageError(f"not installed: {', '.join(missing)}")
    return installed if names is None else list(names)


def _described() -> dict[str, Any]:
    return {**environment(), "cuda": device.describe()}


# info --------------------------------------------------------------------------------------


def _info(options: argparse.Namespace) -> None:
    found = _described()
    if options.json:
        _print_json(found)
        return
    cuda = found["cuda"]
    gpus = [f"{gpu['name']} (compute {gpu['capability']})" for gpu in cuda["devices"]]
    cache_used = f"{found['cache']} ({found['cache_bytes'] / 1e6:.1f} MB)"
    problem = found["cache_problem"]
    lines = {
        "target": found["target"],
        "CPU": f"{found['cpu']} ({found['cpu_name']} to LLVM)",
        "vectors": " ".join(found["cpu_features"]),
        "threads": f"{found['threads']} ({found['threading_layer']})",
        "CUDA": ", ".join(gpus) if cuda["usable"] else f"no: {cuda['reason']}",
        **found["versions"],
        "cache": cache_used if problem is None else f"not used: {problem}",
    }
    width = max(map(len, lines))
    for name, value in lines.items():
        print(f"{name:{width}}  {value}")


# bench -------------------------------------------------------------------------------------


def _bench(options: argparse.Namespace) -> None:
    functions, size = _chosen(options.functions), options.size
    cells = [(function, dtype) for function in functions.values() for dtype in options.dtypes]
    columns = ["function", "type", "ns/element", "GB/s"]
    if options.target == "cuda":
        reason = device.unusable()
        if reason is not None:
            raise UsageError(f"--target cuda: {reason}")
        from .measure import timing_cuda

        measure: Callable[[Any, str], dict[str, Any]] = functools.partial(
            timing_cuda.measure, n=size
        )
        columns.append("of a copy")
        note = "of a copy = the bandwidth beside a device-to-device copy's"
    else:
        libraries = _libraries(options.peers)
        peers.set_threads(numba.get_num_threads())
        measure = functools.partial(_measure, n=size, libraries=libraries)
        for library in libraries:
            columns += [peers.LIBRARIES[library], "ratio"]
        note = f"{numba.get_num_threads()} threads; ratio = peer's time / ours"
    results = [measure(*cell) for cell in _shown(cells, "Measuring", len(cells))]
    if options.json:
        found = _described() if options.target == "cuda" else environment()
        _print_json({"environment": found, "results": results})
        return
    rows = []
    for result in results:
        row = [result["function"], result["dtype"], f"{result['ns_per_element']:.4f}"]
        row.append(f"{result['gigabytes_per_second']:.1f}")
        if options.target == "cuda":
            row.append(f"{result['of_copy']:.0%}")
        else:
            for library in libraries:
                peer = result["peers"].get(library)
                row += (
                    [f"{peer['ns_per_element']:.4f}", f"{peer['ratio']:.1f}x"] if peer else ["", ""]
                )
        rows.append(row)
    _print_table(columns, rows)
    print(f"{size} elements; {note}")


def _measure(function: Any, dtype: str, n: int, libraries: Iterable[str]) -> dict[str, Any]:
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
    return {
        "function": function.definition.__name__,
        "dtype": dtype,
        "n": n,
        "ns_per_element": nanoseconds / n,
        "gigabytes_per_second": sum(array.nbytes for array in (*inputs, *outs)) / nanoseconds,
        "peers": found,
    }


# accuracy ----------------------------------------------------------------------------------


def _accuracy(options: argparse.Namespace) -> int:
    functions = _chosen(options.functions)
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
        _print_json({"environment": environment(), "results": results})
    else:
        by_case = {dataclasses.replace(each.case, parameters=()): each for each in found}
        rows = []
        for result in own:
            case, errors = result.case, result.all
            row = [case.title, case.dtype, f"{case.bound:g}", f"{errors.max_ulp:.4g}"]
            row.append(", ".join(f"{x:.9g}" for x in errors.at))
            row.append(f"{errors.wrong / max(errors.points, 1):.2%}")
            row.append(str(result.special_mismatches))
            for library in libraries:
                peer = by_case.get(dataclasses.replace(case, parameters=(), library=library))
                row.append("" if peer is None else f"{peer.all.max_ulp:.3g}")
            rows.append(row)
        columns = ["function", "type", "bound", "max ULP", "at", "misrounded", "special"]
        _print_table(columns + [peers.LIBRARIES[name] for name in libraries], rows)
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
        store.directory.mkdir(parents=True, exist_ok=True)
    missing = [case for case in chosen if store is None or not store.has(case, mode)]
    found = {} if store is None else {case: store.results.get(case) for case in chosen}
    with _progress(sum(points_of(case, mode) for case in missing)) as progress:

        def advance(points: int, case: Any) -> None:
            progress(points, f"{case.title} {case.dtype} {case.library}" if case else None)

        try:
            for result in accuracy.run(missing, mode, jobs=jobs, advance=advance):
                found[result.case] = result
                if store is not None:
                    store.save(result)
                if mode == "exhaustive" and not sys.stderr.isatty():
                    text = f"{result.case.title} {result.case.dtype}: {result.all.max_ulp:.4f} ULP"
                    print(f"{text}, {result.seconds:.0f} s", file=sys.stderr, flush=True)
        except KeyboardInterrupt:
            kept = "nothing was kept" if store is None else f"results are kept in {directory}"
            print(f"\nstopped; {kept}; the same command goes on", file=sys.stderr)
            raise SystemExit(130) from None
    return [found[case] for case in chosen]


# plot --------------------------------------------------------------------------------------


def _plot(options: argparse.Namespace) -> None:
    functions = _chosen(options.functions)
    vary = None if options.vary is None else _varied(options.vary, functions)
    try:
        import matplotlib
    except ImportError:
        raise UsageError(
            'plot needs matplotlib; install it with: pip install "numba_act[bench]"'
        ) from None
    matplotlib.use("Agg")

    from .measure.plot import figure_of

    figure = figure_of(functions, vary)
    output = options.output
    if Path(output).suffix[1:].lower() not in figure.canvas.get_supported_filetypes():
        raise UsageError(
            f"cannot write {output!r}: expected a name that ends in .png, .svg or .pdf"
        )
    figure.savefig(output, dpi=160)
    print(f"{', '.join(functions)}: {output}")


def _varied(text: str, functions: Mapping[str, Any]) -> tuple[str, list[float]]:
    """Return the parameter and its values that ``--vary`` names."""
    name, _, listed = text.partition("=")
    try:
        values = [float(value) for value in listed.split(",")]
    except ValueError:
        raise UsageError(f"--vary {text}: expected a parameter and values, sigma=0,0.5,1") from None
    for function in functions.values():
        if name not in function.definition.parameters:
            raise UsageError(f"--vary {text}: {function.__name__} has no parameter {name!r}")
    return name, values


# warm --------------------------------------------------------------------------------------


def _warm(options: argparse.Namespace) -> None:
    directory, reason = cache.directory(), cache.problem()
    if directory is None or reason is not None:
        raise _unusable_cache(reason)
    on_cuda = options.target == "cuda"
    if options.capability is not None and not on_cuda:
        raise UsageError(f"--capability {options.capability} is for --target cuda")
    capabilities = tuple(_capabilities(options.capability)) if on_cuda else ()
    others = {} if on_cuda else {**{name: getattr(numba_act, name) for name in ROWS}, **CALLS}
    functions = _chosen(options.functions, others)
    start = time.perf_counter()
    pieces = [
        _Piece(name, kind, dtype, capabilities)
        for name, function in functions.items()
        for kind in (["cuda"] if on_cuda else _kinds(name, function))
        for dtype in options.dtypes
    ]
    with contextlib.closing(_warmed(pieces, options.jobs)) as results:
        counts = list(_shown(results, "Compiling", len(pieces)))
    seconds, written, present = time.perf_counter() - start, sum(counts), counts.count(0)
    if options.json:
        _print_json(
            {
                "cache": str(directory),
                "functions": len(functions),
                "compiled": written,
                "present": present,
                "seconds": seconds,
            }
        )
        return
    print(
        f"{written} kernels compiled, {present} of {len(pieces)} parts were there already, "
        f"in {seconds:.1f} s"
    )
    print(f"cache: {directory}")


def _cache(options: argparse.Namespace) -> None:
    directory = cache.directory()
    if directory is None:
        raise _unusable_cache(cache.problem())
    entries = [*directory.glob("*.bin"), *directory.glob("*.tmp")]
    size = sum(each.stat().st_size for each in entries)
    if options.clear:
        for each in entries:
            each.unlink(missing_ok=True)
    found = {"cache": str(directory), "entries": len(entries), "bytes": size}
    if options.json:
        _print_json({**found, "cleared": options.clear, "problem": cache.problem()})
        return
    done = "removed from" if options.clear else "in"
    print(f"{len(entries)} entries, {size / 1e6:.1f} MB, {done} {directory}")


def _unusable_cache(reason: str | None) -> UsageError:
    return UsageError(f"cannot use the cache: {reason}; set NUMBA_ACT_CACHE_DIR to another")


#: Types of codes.
CODES = ("uint8", "int8", "uint16", "int16")

#: Row functions; softmin has the kernels of softmax.
ROWS = (
    *("softmax", "log_softmax", "softmin", "logsumexp", "smooth_max", "soft_argmax"),
    *("sparsemax", "entmax15", "softmax_cross_entropy", "soft_accuracy"),
)


#: Kernels of others that they call: of probabilities in place of labels, and the gradient.
BORROWED = {
    "softmax_cross_entropy": ("softmax", "log_softmax"),
    "soft_accuracy": ("softmax_cross_entropy.vjp",),
}


def _step(name: str, arrays: int, parameters: int) -> Callable[[Any], Any]:
    step = getattr(numba_act.optim, name)
    return lambda x: step(*[x] * arrays, *[0.5] * parameters)


#: Calls that compile what is neither elementwise nor of rows: of an array with one element.
CALLS: dict[str, Callable[[Any], Any]] = {
    "optim.gradient_step": _step("gradient_step", 2, 1),
    "optim.heavy_ball_step": _step("heavy_ball_step", 3, 2),
    "optim.nesterov_step": _step("nesterov_step", 3, 2),
    "quantize": lambda x: [numba_act.quantize(x, 1.0, 0, code) for code in CODES],
    "dequantize": lambda x: [numba_act.dequantize(np.ones(1, code), x, 0) for code in CODES],
    "fake_quantize": lambda x: numba_act.fake_quantize(x, 1.0, 0, 0, 1),
    "fake_quantize.vjp": lambda x: numba_act.fake_quantize.vjp(x, x, 1.0, 0, 0, 1),
}


def _kinds(name: str, function: Any) -> list[str]:
    """Return the kinds of kernels that a function has on the CPU."""
    if name in CALLS:
        return ["calls"]
    if not hasattr(function, "definition"):
        return ["rows"]
    return ["ufunc", "packed"] if hasattr(function, "packed") else ["ufunc"]


@dataclass(frozen=True)
class _Piece:
    """What is warmed at a time: one kind of kernels of a function, for one array type."""

    name: str
    kind: str
    dtype: str
    capabilities: tuple[tuple[int, int], ...]

    def compile(self) -> int:
        """Compile into the cache what is not there; return how many entries that made."""
        before, complaints = len(cache.written), len(cache.complaints)
        function = CALLS.get(self.name) or getattr(numba_act, self.name)
        with np.errstate(all="ignore"):
            getattr(self, f"_{self.kind}")(function)
        if len(cache.complaints) > complaints:
            raise _unusable_cache(cache.complaints[-1])
        return len(cache.written) - before

    def _cuda(self, function: Any) -> None:
        """Compile the kernels of contiguous arrays."""
        from .cuda import code
        from .cuda.kernel import DEFAULT, Schedule

        for each in _variants(function):
            schedule = Schedule.contiguous(each.definition, self.dtype, DEFAULT)
            for capability in self.capabilities:
                code.keep(each.definition, schedule, capability)

    def _ufunc(self, function: Any) -> None:
        for each in _variants(function):
            for made in ufuncs_of(each.definition):
                made(*[np.ones(1, peers.DTYPES[self.dtype])] * made.nin)

    def _calls(self, call: Callable[[Any], Any]) -> None:
        call(np.ones(1, peers.DTYPES[self.dtype]))

    def _rows(self, function: Any) -> None:
        """Compile the kernels of a row function, whatever the rows' length and layout."""
        from .core.row_arguments import kernel_of
        from .cpu import cache as objects
        from .cpu import runtime
        from .cpu.rows.ufunc import row_loops
        from .maths.softmax import FUNCTIONS

        runtime.driver("row_driver")
        name = kernel_of(self.name)
        names = name, f"{name}.vjp", *BORROWED.get(name, ())
        for kernel, masked in itertools.product(names, (False, True)):
            if kernel not in FUNCTIONS:
                continue
            for loop in row_loops(kernel, masked)[self.dtype].values():
                if self.dtype == "float16":
                    provide_conversions()
                objects.load_or_compile(loop.cache_key(), loop.compile)

    def _packed(self, gate: Any) -> None:
        """Compile the kernels of a gate of the two halves of one array."""
        defaults = gate.definition.parameters.items()
        given = {name: 1.0 for name, value in defaults if value is inspect.Parameter.empty}
        x = np.ones((2, 2), peers.DTYPES[self.dtype])
        for order in ORDERS:
            gate.packed(x, order=order, **given)
            gate.packed_vjp(x[:, :1], x, order=order, **given)


def _variants(function: Any) -> list[Any]:
    """Return a function with all its gradients."""
    definition = function.definition
    found = [function]
    for kind in ("grad", "vjp"):
        found.append(getattr(function, kind))
        found += [definition.gradient(kind, name).function for name in definition.arguments]
    return list(dict.fromkeys(found))


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
    reason = device.unusable() if asked is None else device.missing()
    if reason is not None:
        raise UsageError(f"--target cuda: {reason}")
    if asked is None:
        numbers = range(device.driver().count())
        return sorted({device.driver().capability(number) for number in numbers})
    from .cuda.compile import known_capabilities

    known = {f"{major}.{minor}": (major, minor) for major, minor in known_capabilities()}
    if asked not in known:
        raise UsageError(f"--capability is {asked!r}, expected one of {', '.join(known)}")
    return [known[asked]]
