"""The error of every function, measured: what ``numba-act accuracy`` and ``bench/accuracy.py`` do.

The inputs of a case go through it in blocks that stay in the cache, and so does the reference: the
closed forms of `references` in float64 for the narrower types and in long double for float64, and
its exact form where these may not decide.

What is counted
---------------
- The error in units in the last place: the distance of the floats around the true value, or that
  of the subnormal numbers below the smallest normal one. A lost sign, a NaN that should be a
  number or a number that should be infinite is an infinite error.
- How many results are not the float next to the true value. The references' own error, 10^-7 of
  a float32 ULP and a few thousandths of a float64 ULP, is allowed for.
- NaN inputs that do not give NaN, and rows of `limits` that do not hold.

Needs gmpy2 and SciPy.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import gmpy2
import numba
import numpy as np
from gmpy2 import mpfr

from ..core.docstrings import ROOT_BOUND
from ..core.docstrings import ROOT_WINDOW as NEAR
from . import peers
from .cases import OURS, SLACK, SLACK_NARROW, Case, Result, Tally, peer_function, peer_parameters
from .errors import addend_errors, double_errors, exact_error, format_of, narrow_errors
from .inputs import DOUBLE_POINTS, DOUBLE_SAMPLE, blocks
from .references import CONTEXT, EXTENDED, of_arrays
from .store import machine, source

#: Elements that go through a function at once.
BLOCK = 1 << 15
#: The same for other libraries, of which JAX compiles each call anew.
PEER_BLOCK = 1 << 19

#: Within it of a gradient's root the closed forms cancel too much to decide. As ROOT_WINDOW it is
#: relative to the root where that is beyond 1.
EXACT = 2.0**-8


def exact_errors(case: Case, got: Any, operands: Sequence[Any], parameters: Sequence[float]) -> Any:
    """Return the errors against the exact reference."""
    form = format_of(got.dtype)
    digits, lowest = form.fraction + 1, form.lowest
    ulps = np.empty(got.size)
    with gmpy2.context(CONTEXT):
        fixed = [mpfr(value) for value in parameters]
        columns = (x.tolist() for x in operands)
        for k, (value, *x) in enumerate(zip(got.tolist(), *columns, strict=True)):
            given = [*map(mpfr, x), *fixed]
            addend = case.addend(*given)
            ulps[k] = exact_error(value, case.truth(*given), digits, lowest, addend)
    return ulps


# One case ----------------------------------------------------------------------------------


def _rounded_parameters(case: Case) -> list[Any]:
    """Return the parameters as the function sees them."""
    dtype = peers.DTYPES[case.dtype]
    if case.library == "torch" and dtype.itemsize == 2:
        dtype = peers.DTYPES["float32"]  # it takes Python floats in the type that it computes in
    return [np.float64(value).astype(dtype) for value in case.parameters]


def _own_call(case: Case) -> Callable[[list[Any]], Any]:
    function, parameters = case.ours, _rounded_parameters(case)
    return lambda operands: function(*operands, *parameters)


def _peer_call(case: Case) -> Callable[[list[Any]], Any]:
    """Return another library's function; a gradient is its product with 1."""
    function = peer_function(case)
    given = peer_parameters(function)
    dtype = peers.DTYPES[case.dtype]
    which = list(case.ours.definition.inputs).index(case.wrt) if case.wrt else 0
    outputs = function.definition.outputs

    def call(operands: list[Any]) -> Any:
        n = operands[0].size
        short = n < PEER_BLOCK and n != 1
        # a block of one length: JAX compiles for each
        padded = [np.resize(x, PEER_BLOCK) if short else x.copy() for x in operands]
        inputs = [np.ones_like(padded[0]), *padded] if case.wrt else padded
        outs = [np.empty_like(padded[0]) for _ in range(outputs)]
        result = peers.peer_call(function, case.library, inputs, given, outs)()
        if isinstance(result, (tuple, list)):
            result = result[which]
        return peers.to_numpy(case.library, result)[:n].astype(dtype, copy=False)

    return call


def call_of(case: Case) -> Callable[[list[Any]], Any]:
    """Return what computes a case, of its operands."""
    return _own_call(case) if case.library == OURS else _peer_call(case)


def measure(case: Case, mode: str, advance: Callable[[int], None] = lambda points: None) -> Result:
    """Measure one case.

    Parameters
    ----------
    case
        What to measure.
    mode
        ``"quick"``: inputs spread over all bit patterns and dense where it is hard.
        ``"exhaustive"``: all 2^32 inputs in float32 and 10^7 in float64. The 16-bit types have
        all inputs in both, gates more second inputs for each.
    advance
        Called with the number of inputs done after each block.
    """
    start = datetime.datetime.now()
    call = call_of(case)
    parameters = _rounded_parameters(case)
    reals = [float(p) for p in parameters]
    errors_of = double_errors if case.dtype == "float64" else narrow_errors
    root = None
    if case.reference.root is not None and case.kind != "any size":
        root = case.reference.root(*reals)
    result = Result(case, mode, Tally(), near_root=None if root is None else Tally(max_abs=0.0))
    slack = SLACK.get(case.dtype, SLACK_NARROW)
    verify = None
    if case.dtype == "float64" and case.kind != "any size":  # may cancel more than its precision
        verify = _Verification(case, reals, mode)
    size = BLOCK if case.library == OURS else PEER_BLOCK
    with np.errstate(all="ignore"):
        for operands in blocks(case, mode, reals, size):
            total = operands[0].size
            got = call(operands)
            x = operands[case.first]
            finite = np.isfinite(x)
            if not finite.all():  # infinities are in the table of limits
                nan = np.isnan(x)
                if not case.reference.constant:
                    result.nan_mismatches += int(np.count_nonzero(~np.isnan(got[nan])))
                operands, got = [x[finite] for x in operands], got[finite]
            if got.size:
                true = of_arrays(case.truth, operands, parameters)
                errors = errors_of(got, true)
                if case.reference.addend is not None:
                    largest = of_arrays(case.addend, operands, parameters)
                    errors = addend_errors(errors, got, true, largest)
                if root is not None and result.near_root is not None:
                    near = _near_root(case, root, got, operands, reals, errors, result.near_root)
                    if case.dtype in ROOT_BOUND and near.any():
                        operands = [x[~near] for x in operands]
                        got, errors = got[~near], errors[~near]
            if got.size:
                if verify is not None:
                    verify.add(errors, got, operands)
                result.all.add(errors, operands, slack)
            advance(total)
        if verify is not None:
            verify.finish(result)
        result.limit_mismatches = limits_of(case)
    result.source = source(case)
    result.date = start.date().isoformat()
    result.machine = machine(case.library)
    result.seconds = round((datetime.datetime.now() - start).total_seconds(), 2)
    return result


def _near_root(
    case: Case,
    root: float,
    got: Any,
    operands: Sequence[Any],
    parameters: Sequence[float],
    errors: Any,
    tally: Tally,
) -> Any:
    """Put exact errors in place of the others near the root, count them, and say where it is."""
    distance = np.abs(operands[case.first].astype(np.float64) - root)
    distance = distance / max(1.0, abs(root))
    near: Any = distance < NEAR
    if not near.any():
        return near
    exact = distance < (NEAR if case.dtype == "float64" else EXACT)
    errors[exact] = exact_errors(case, got[exact], [x[exact] for x in operands], parameters)
    at = [x[near] for x in operands]
    tally.add(errors[near], at, SLACK.get(case.dtype, SLACK_NARROW))
    # the absolute error of what dy and the other input, bounded and shifted in swiglu_oai, multiply
    size: Any = np.abs(at[-1].astype(np.float64)) if case.inputs == 2 else 1.0
    if case.function == "swiglu_oai":
        size = np.minimum(size, parameters[0]) + 1.0
    if case.kind == "vjp":
        size = size * np.abs(at[0].astype(np.float64))
    form = format_of(got.dtype)
    smallest = 2.0 ** (form.lowest - form.fraction)
    ulp = np.maximum(np.abs(np.spacing(got[near])).astype(np.float64), smallest)
    normal = np.abs(got[near].astype(np.float64)) >= 2.0**form.lowest
    counts = normal | (case.inputs == 1 and not case.kind)
    absolute = np.where(counts, errors[near] * ulp / size, 0.0)
    tally.max_abs = max(tally.max_abs or 0.0, float(absolute.max()))
    return near


class _Verification:
    """The exact reference's word on a sample of float64 results, and on the worst of them."""

    #: How many of the largest errors are computed again.
    WORST = 256

    def __init__(self, case: Case, parameters: Sequence[float], mode: str) -> None:
        self.case = case
        self.parameters = parameters
        self.step = max(1, DOUBLE_POINTS[mode] // DOUBLE_SAMPLE[mode])
        self.kept: list[tuple[Any, Any, list[Any]]] = []
        self.difference = 0.0

    def add(self, errors: Any, got: Any, operands: Sequence[Any]) -> None:
        if EXTENDED:
            sample = slice(None, None, self.step)
        else:  # no long double to rely on: the exact reference decides wherever it is asked
            sample = slice(None, None, max(1, self.step // 8))
        at = [x[sample] for x in operands]
        exact = exact_errors(self.case, got[sample], at, self.parameters)
        if EXTENDED:
            both = np.isfinite(exact) & np.isfinite(errors[sample])
            difference = np.abs(exact - errors[sample])[both]
            self.difference = max(self.difference, float(difference.max(initial=0.0)))
            worst = np.argpartition(errors, -min(self.WORST, errors.size))[-self.WORST :]
            self.kept.append((errors[worst], got[worst], [x[worst] for x in operands]))
        else:
            errors[:] = 0.0
        errors[sample] = exact

    def finish(self, result: Result) -> None:
        result.reference_ulp = self.difference
        if not self.kept:
            return
        errors = np.concatenate([each[0] for each in self.kept])
        got = np.concatenate([each[1] for each in self.kept])
        operands = [np.concatenate(x) for x in zip(*(each[2] for each in self.kept), strict=True)]
        worst = np.argsort(errors)[-self.WORST :]
        at = [x[worst] for x in operands]
        exact = exact_errors(self.case, got[worst], at, self.parameters)
        k = int(exact.argmax())
        result.all.max_ulp, result.all.at = float(exact[k]), tuple(float(x[k]) for x in at)


# Limits ------------------------------------------------------------------------------------


def limits_of(case: Case) -> list[str]:
    """Return the rows of the table of limits that do not hold.

    Zeros, infinities and NaN have to be exact, the sign of a zero too; other numbers have to be
    within 4 ULP. This package is held to all rows, another library to those with the parameters
    that it is called with.
    """
    if case.kind or (case.library == OURS and case.parameters != case.record.parameters[0]):
        return []  # the rows have parameters of their own: once is enough
    dtype = peers.DTYPES[case.dtype]
    position = list(case.record.gradients).index(case.wrt) if case.wrt else 0
    rows = [
        (operands, gradients[position] if case.wrt else value)
        for operands, value, gradients in case.record.limits
        if case.library == OURS or operands[case.inputs :] == case.parameters
    ]
    if not rows:
        return []
    columns = [
        np.array(column).astype(dtype) for column in zip(*(row for row, _ in rows), strict=True)
    ]
    with np.errstate(all="ignore"):
        if case.library == OURS:
            got = case.ours(*columns)
        else:
            got = _peer_call(case)(columns[: case.inputs])
        expected = np.array([value for _, value in rows]).astype(dtype)
        a, b = got.astype(np.float64), expected.astype(np.float64)
        near = np.abs(a - b) <= 4 * np.abs(np.spacing(np.abs(expected)).astype(np.float64))
        same = (np.isnan(a) & np.isnan(b)) | ((a == b) & (np.signbit(a) == np.signbit(b)))
        right = np.where((b == 0) | ~np.isfinite(b), same, near)
    return [
        f"({', '.join(map(repr, rows[k][0]))}): {float(b[k])!r} expected, got {float(a[k])!r}"
        for k in np.flatnonzero(~right)
    ]


# Many cases --------------------------------------------------------------------------------


_counter: Any = None


def _start_worker(counter: Any) -> None:
    """Prepare a process that measures: one thread each, and Ctrl-C is the parent's affair."""
    import signal

    global _counter
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _counter = counter
    peers.set_threads(1)


def _advance(points: int) -> None:
    with _counter.get_lock():
        _counter.value += points


def _work(case: Case, mode: str) -> Result:
    return measure(case, mode, _advance)


def run(
    chosen: Sequence[Case],
    mode: str,
    *,
    jobs: int = 1,
    advance: Callable[[int, Case | None], None] = lambda points, case: None,
) -> Iterator[Result]:
    """Measure cases, and yield each result as it is there.

    Parameters
    ----------
    chosen
        The cases.
    mode
        As in `measure`.
    jobs
        Processes that measure at the same time, each with one thread.
    advance
        Called with the number of inputs done since the last call, and a case that has begun.
    """
    if jobs == 1:
        threads = numba.get_num_threads()
        peers.set_threads(1)
        try:
            for case in chosen:
                advance(0, case)
                yield measure(case, mode, lambda points: advance(points, None))
        finally:
            numba.set_num_threads(threads)
        return
    import concurrent.futures
    import multiprocessing

    context = multiprocessing.get_context("spawn")  # a forked child may not use OpenMP
    counter = context.Value("q", 0)
    waiting, done = list(reversed(chosen)), 0
    with concurrent.futures.ProcessPoolExecutor(
        jobs, mp_context=context, initializer=_start_worker, initargs=(counter,)
    ) as pool:
        running: set[Any] = set()
        try:
            while waiting or running:
                # no more than can run: what has not begun can be left when a user stops
                while waiting and len(running) < jobs:
                    case = waiting.pop()
                    advance(0, case)
                    running.add(pool.submit(_work, case, mode))
                finished, running = concurrent.futures.wait(
                    running, 0.5, concurrent.futures.FIRST_COMPLETED
                )
                advance(counter.value - done, None)
                done = counter.value
                for future in finished:
                    yield future.result()
        except BaseException:
            for process in list((pool._processes or {}).values()):
                process.terminate()
            raise
