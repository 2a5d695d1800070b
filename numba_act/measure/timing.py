"""Times of two or more calls, taken in turns so that the machine's noise hits all of them."""

from __future__ import annotations

import gc
import itertools
import math
import time
from collections.abc import Callable, Sequence
from typing import Any

#: Seconds of one sample: a thousand times the clock's resolution, and short enough that few
#: samples meet an interrupt. Where a single call takes longer, the others' samples do too: a
#: long sample meets more interrupts, and the ratio would show that.
SAMPLE = 200e-6


def _sample(call: Callable[[], Any], number: int) -> float:
    start = time.perf_counter_ns()
    for _ in itertools.repeat(None, number):
        call()
    return (time.perf_counter_ns() - start) * 1e-9 / number


def _orders(n: int) -> list[list[int]]:
    """Return orders of n things in which each follows every other one equally often.

    They are a Latin square of E. J. Williams, "Experimental designs balanced for the estimation of
    residual effects of treatments", 1949, and its mirror image where n is odd.
    """
    first = [(k + 1) // 2 if k % 2 else (n - k // 2) % n for k in range(n)]
    square = [[(each + shift) % n for each in first] for shift in range(n)]
    return square + [order[::-1] for order in square] if n % 2 else square


def interleaved(
    calls: Sequence[Callable[[], Any]],
    rounds: int,
    sample: Callable[[Callable[[], Any], int], float] = _sample,
    length: float = SAMPLE,
) -> list[tuple[float, ...]]:
    """Measure calls alternately.

    Parameters
    ----------
    calls
        Functions without arguments.
    rounds
        How many samples each of them gets.
    sample
        Returns the seconds that each of a number of calls took, by the clock of what computes them.
    length
        Seconds of one sample.

    Returns
    -------
    list of tuple of float
        One tuple a round: seconds of each call. What a call leaves in the caches helps or hurts
        the next one: within the rounds of `_orders`, each follows every other one equally often.
    """
    once = []
    for call in calls:
        call()  # compiles
        once.append(max(min(sample(call, 1) for _ in range(3)), 1e-7))
    numbers = [math.ceil(max(length, *once) / seconds) for seconds in once]
    results = []
    collects = gc.isenabled()
    gc.disable()
    try:
        for order in itertools.islice(itertools.cycle(_orders(len(calls))), rounds):
            seconds = [0.0] * len(calls)
            for which in order:
                seconds[which] = sample(calls[which], numbers[which])
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
        How many samples each function gets at least: on each set all orders of `_orders`, once
        or more.
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
        turns = len(_orders(len(calls)))
        results += interleaved(calls, turns * math.ceil(rounds / placements / turns))
    return results
