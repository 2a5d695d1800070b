"""What `bench/speed.py --target cuda` measures: bandwidth, PyTorch beside it, cost of a launch.

Every function is timed by the device's clock in turns with a copy of as many bytes in device memory
and, where PyTorch is installed with CUDA, with the same formula in PyTorch, eager and compiled.
A launch's cost is the caller's time for a call on a small array that does not wait for the device.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import importlib.util
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import report

import numba_act as na
from numba_act.cuda import device
from numba_act.cuda.arrays import upload
from numba_act.measure import peers
from numba_act.measure import timing_cuda as timing
from numba_act.measure.environment import environment

__all__ = ["main"]

#: Elements of a call whose time is the memory's, and of one whose time is the launch's.
LARGE, SMALL = 1 << 26, 1 << 10


@dataclasses.dataclass(frozen=True)
class Cell:
    """One function and type; ratios are a peer's time divided by ours in the same rounds."""

    function: str
    dtype: str
    microseconds: float
    gigabytes_per_second: float
    of_copy: float
    eager: float | None
    compiled: float | None


@dataclasses.dataclass(frozen=True)
class LaunchCell:
    """The caller's time for one call on a small array, in microseconds."""

    function: str
    ours: float
    eager: float | None


def _formulas(torch: Any) -> dict[Any, Callable[..., Any]]:
    """Return the functions to measure, and how they are written in PyTorch."""
    act, aten = torch.nn.functional, torch.ops.aten

    def swiglu_vjp(dy: Any, gate: Any, value: Any) -> tuple[Any, Any]:
        return aten.silu_backward(dy * value, gate), dy * act.silu(gate)

    def geglu_vjp(dy: Any, gate: Any, value: Any) -> tuple[Any, Any]:
        return aten.gelu_backward(dy * value, gate), dy * act.gelu(gate)

    return {
        na.relu: act.relu,
        na.silu: act.silu,
        na.gelu: act.gelu,
        na.gelu_tanh: lambda x: act.gelu(x, approximate="tanh"),
        na.softplus: act.softplus,
        na.mish: act.mish,
        na.relu.vjp: lambda dy, x: aten.threshold_backward(dy, x, 0),
        na.silu.vjp: aten.silu_backward,
        na.gelu.vjp: aten.gelu_backward,
        na.swiglu: lambda gate, value: act.silu(gate) * value,
        na.geglu: lambda gate, value: act.gelu(gate) * value,
        na.swiglu.vjp: swiglu_vjp,
        na.geglu.vjp: geglu_vjp,
    }


#: What is measured where there is no PyTorch.
FUNCTIONS = (
    na.relu,
    na.silu,
    na.gelu,
    na.gelu_tanh,
    na.softplus,
    na.mish,
    na.relu.vjp,
    na.silu.vjp,
    na.gelu.vjp,
    na.swiglu,
    na.geglu,
    na.swiglu.vjp,
    na.geglu.vjp,
)


def _torch() -> Any:
    """Return PyTorch if it can use the GPU."""
    if importlib.util.find_spec("torch") is None:
        return None
    import torch

    return torch if torch.cuda.is_available() else None


def _operands(torch: Any, function: Any, dtype: str, n: int) -> tuple[list[Any], list[Any]]:
    """Return inputs and outputs on the device: PyTorch's tensors, or Numba's arrays."""
    inputs, _, outs = peers.arguments(function, dtype, n)
    if torch is None:
        return [*map(upload, inputs)], [*map(upload, outs)]
    kind = getattr(torch, dtype)
    there = [torch.from_numpy(each.astype("f4")).cuda().to(kind) for each in inputs]
    return there, [torch.empty_like(there[0]) for _ in outs]


def _measure(torch: Any, function: Any, dtype: str, n: int, rounds: int) -> Cell:
    inputs, outs = _operands(torch, function, dtype, n)
    out = outs[0] if len(outs) == 1 else tuple(outs)
    moved = (len(inputs) + len(outs)) * n * peers.DTYPES[dtype].itemsize
    calls = [lambda: function(*inputs, out=out), timing.copy_call(moved // 2)]
    if torch is not None:
        formula = _formulas(torch)[function]
        compiled = torch.compile(formula)
        calls += [lambda: formula(*inputs), lambda: compiled(*inputs)]
    with contextlib.nullcontext() if torch is None else torch.no_grad():
        samples = timing.interleaved(calls, rounds)
    seconds = statistics.median(each[0] for each in samples)
    ratios = [statistics.median(s[k] / s[0] for s in samples) for k in range(1, len(calls))]
    return Cell(
        function.definition.__name__,
        dtype,
        seconds * 1e6,
        moved / seconds * 1e-9,
        ratios[0],
        *(ratios[1:] or (None, None)),
    )


def _launch_cost(torch: Any, function: Any, rounds: int) -> LaunchCell:
    """Measure calls that follow each other faster than the device's queue fills."""
    from numba import cuda

    inputs, outs = _operands(torch, function, "float32", SMALL)
    out = outs[0] if len(outs) == 1 else tuple(outs)
    calls: list[Callable[[], Any]] = [lambda: function(*inputs, out=out)]
    if torch is not None:
        eager = {
            na.relu: lambda: torch.clamp_min(inputs[0], 0, out=out),
            na.sigmoid: lambda: torch.sigmoid(inputs[0], out=out),
            na.silu: lambda: torch._C._nn.silu(inputs[0], out=out),
        }
        calls.append(eager[function])
    samples = []
    for _ in range(rounds):
        each = []
        for call in calls:
            call()
            cuda.synchronize()
            start = time.perf_counter()
            for _ in range(200):
                call()
            each.append((time.perf_counter() - start) / 200 * 1e6)
            cuda.synchronize()
        samples.append(each)
    medians = [statistics.median(s[k] for s in samples) for k in range(len(calls))]
    theirs = medians[1] if len(medians) > 1 else None
    return LaunchCell(function.definition.__name__, medians[0], theirs)


def _cells(torch: Any, dtypes: Sequence[str], rounds: int) -> Iterator[Cell]:
    for function in FUNCTIONS:
        for dtype in dtypes:
            cell = _measure(torch, function, dtype, LARGE, rounds)
            print(
                f"{cell.function:16} {cell.dtype:9} {cell.microseconds:9.1f} us "
                f"{cell.gigabytes_per_second:7.0f} GB/s  {cell.of_copy:4.0%} of a copy",
                file=sys.stderr,
            )
            yield cell


def _ratio(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}×"


def _markdown(cells: Sequence[Cell], launches: Sequence[LaunchCell], torch: Any) -> str:
    (gpu, *_) = device.describe()["devices"]
    where = f"{gpu['name']} (compute capability {gpu['capability']}), on the host of "
    libraries = ["numba-cuda", *(["torch"] if torch is not None else [])]
    columns = ["function", "type", "us", "GB/s", "of a copy", "PyTorch eager", "torch.compile"]
    rows = [
        [
            cell.function,
            cell.dtype,
            f"{cell.microseconds:.1f}",
            f"{cell.gigabytes_per_second:.0f}",
            f"{cell.of_copy:.0%}",
            _ratio(cell.eager),
            _ratio(cell.compiled),
        ]
        for cell in cells
    ]
    small = [
        [cell.function, f"{cell.ours:.1f}", "" if cell.eager is None else f"{cell.eager:.1f}"]
        for cell in launches
    ]
    return "\n".join(
        [
            f"Measured on {where}{report.measured_on(libraries)}\n",
            report.markdown_table(columns, rows, left=2),
            report.markdown_table(["us a call, small array", "ours", "PyTorch eager"], small),
        ]
    )


def main(options: argparse.Namespace) -> None:
    """Measure, and print or write the tables; end with a message where there is no GPU."""
    reason = device.unusable()
    if reason is not None:
        sys.exit(f"speed.py --target cuda: {reason}")
    if options.write:
        report.section(options.write, "speed-cuda")  # no markers: an error now, not at the end
    torch = _torch()
    cells = list(_cells(torch, options.dtypes, options.rounds))
    launches = [
        _launch_cost(torch, function, options.rounds) for function in (na.relu, na.sigmoid, na.silu)
    ]
    if options.json:
        results = {
            "environment": {**environment(), "cuda": device.describe()},
            "elements": LARGE,
            "cells": [dataclasses.asdict(cell) for cell in cells],
            "launches": [dataclasses.asdict(cell) for cell in launches],
        }
        options.json.write_text(json.dumps(results, indent=1) + "\n")
    text = _markdown(cells, launches, torch)
    if options.markdown:
        options.markdown.write_text(text)
    if options.write:
        report.write_section(options.write, "speed-cuda", text)
    if not (options.markdown or options.write):
        print(text)


if __name__ == "__main__":
    sys.exit("run bench/speed.py --target cuda")
