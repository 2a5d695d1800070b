"""Times of two or more calls, taken in turns so that the machine's noise hits all of them."""

from __future__ import annotations

import gc
import itertools
import math
import time
from collections.abc import Callable, Sequence
from typing import Any

__all__ = ["interleaved", "placed"]

#: Seconds of one sample: a thousand times the clock's resolution, and short enough that few
#: samples meet an interrupt. Where a single call takes longer, the others' samples do too: a
#: long sample meets more interrupts, and the ratio would show that.
SAMPLE = 200e-6


def _sample(call: Callable[[], Any], number: int) -> float:
    start = time.perf_counter_ns()
    for _ in itertools.repeat(None, number):
        call()
    return (time.perf_counter_ns() - start) * 1e-9 / number


def interleaved(calls: Sequence[Callable[[], Any]], rounds: int) -> list[tuple[float, ...]]:
    """Measure calls alternately.

    Parameters
    ----------
    calls
        Functions without arguments.
    rounds
        How many samples each of them gets.

    Returns
    -------
    list of tuple of float
        One tuple a round: seconds of each call. The rounds start with each call in turn, and every
        other one goes backwards: what a call leaves in the caches helps or hurts the next one.
    """
    once = []
    for call in calls:
        call()  # compiles
        once.append(min(_sample(call, 1) for _ in range(3)))
    numbers = [math.ceil(max(SAMPLE, *once) / seconds) for seconds in once]
    results = []
    collects = gc.isenabled()
    gc.disable()
    try:
        for k in range(rounds):
            seconds = [0.0] * len(calls)
            for j in range(len(calls)):
                which = (k + j if k % 2 == 0 else k - j) % len(calls)
                seconds[which] = _sample(calls[which], numbers[which])
            results.append(tuple(seconds))
    finally:
        if collects:
            gc.enable()
    return results


def placed(
    make: Callable[[], Sequence[Callable[[], Any]]], rounds: int, placements: int = 5
) -> list[tuple[float, ...]]:
    """Measure calls alternately, on several sets of operands.

    Where arrays lie among the pages of the memory decides how well the caches hold them: the ratio
    of two calls bound by memory differs by up to 30 % from one set of operands to the next.

    Parameters
    ----------
    make
        Makes the functions, with operands of their own. Those of all sets are kept until the end,
        or the next set would get the memory of the last one.
    rounds
        How many samples each function gets at least. On each set, every function has its turn
        after every other one equally often.
    placements
        How many sets.

    Returns
    -------
    list of tuple of float
        As of `interleaved`.
    """
    kept, results = [], []
    for _ in range(placements):
        calls = make()
        kept.append(calls)
        turns = 2 * len(calls)
        results += interleaved(calls, turns * math.ceil(rounds / placements / turns))
    return results
