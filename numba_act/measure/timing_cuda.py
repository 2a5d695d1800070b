"""Times of calls on a GPU, by its own clock, beside a copy of memory."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..cuda.arrays import upload
from ..cuda.device import driver
from . import peers, timing

#: Seconds of one sample, several times what it takes to start and end one.
SAMPLE = 2e-3


def copy_call(size: int) -> Callable[[], Any]:
    """Return a call that copies `size` bytes from the current device's memory to itself."""
    from numba import cuda

    source, target = cuda.device_array(size, np.uint8), cuda.device_array(size, np.uint8)

    def copy() -> None:
        driver().copy(target.device_ctypes_pointer.value, source.device_ctypes_pointer.value, size)

    return copy


def interleaved(calls: Sequence[Callable[[], Any]], rounds: int) -> list[tuple[float, ...]]:
    """Measure calls that start work on the default stream, as `timing.interleaved` does."""
    from numba import cuda

    start, end = cuda.event(), cuda.event()

    def sample(call: Callable[[], Any], number: int) -> float:
        start.record()
        for _ in range(number):
            call()
        end.record()
        end.synchronize()
        return float(start.elapsed_time(end)) * 1e-3 / number

    return timing.interleaved(calls, rounds, sample, SAMPLE)


def measure(function: Any, dtype: str, n: int) -> dict[str, Any]:
    """Return a function's time and bandwidth, and its share of a copy's in the same rounds."""
    inputs, parameters, outs = peers.arguments(function, dtype, n)
    moved = sum(array.nbytes for array in (*inputs, *outs))
    there = peers.our_call(function, [*map(upload, inputs)], parameters, [*map(upload, outs)])
    rounds = interleaved([there, copy_call(max(moved // 2, 1))], 11)
    seconds = statistics.median(own for own, _ in rounds)
    return {
        "function": function.definition.__name__,
        "dtype": dtype,
        "n": n,
        "ns_per_element": seconds * 1e9 / n,
        "gigabytes_per_second": moved / seconds * 1e-9,
        "of_copy": statistics.median(copy / own for own, copy in rounds),
    }
