"""Time large calls while other programs have the cores.

    python bench/busy.py                    # beside 0, 2 and 6 processes that spin
    python bench/busy.py --spinning 6 --calls 400

For every size, with a product of matrices (BLAS, whose threads go on spinning for a while) before
each call and without one: the median and the 95th percentile of the calls, of one thread and of
all, and the ratio of the two. One thread and all of them take turns, 50 calls at a time.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import numba
import numpy as np

import numba_act as na

SIZES = (66_000, 200_000, 2_000_000)
TURN = 50


@contextlib.contextmanager
def spinning(count: int) -> Iterator[None]:
    """Keep `count` processes busy."""
    started = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        time.sleep(0.5)
        yield
    finally:
        for process in started:
            process.kill()
            process.wait()


def measure(size: int, calls: int, blas: bool) -> dict[int, list[float]]:
    """Return the times of calls in microseconds, by the number of threads."""
    pool: Any = numba  # a part of it that has no types
    threads = pool.config.NUMBA_NUM_THREADS
    x = np.linspace(-5, 5, size, dtype=np.float32)
    out = np.empty_like(x)
    w = np.random.default_rng(0).normal(size=(256, 256)).astype(np.float32)
    na.sigmoid(x, out=out)
    times: dict[int, list[float]] = {1: [], threads: []}
    for k in range(2 * calls // TURN):
        number = (1, threads)[k % 2]
        pool.set_num_threads(number)
        for _ in range(TURN):
            if blas:
                w @ w
            start = time.perf_counter()
            na.sigmoid(x, out=out)
            times[number].append((time.perf_counter() - start) * 1e6)
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--spinning", type=int, nargs="+", default=[0, 2, 6], metavar="N")
    parser.add_argument("--calls", type=int, default=400, metavar="N")
    options = parser.parse_args()
    print("spinning  BLAS  elements   one thread, us: median, 95 %   all: ...        ratios: ...")
    for count in options.spinning:
        with spinning(count):
            for blas in (False, True):
                for size in SIZES:
                    times = measure(size, options.calls, blas)
                    (one, one_95), (every, every_95) = (
                        (statistics.median(each), statistics.quantiles(each, n=20)[-1])
                        for each in times.values()
                    )
                    numbers = [one, one_95, every, every_95, every / one, every_95 / one_95]
                    texts = [f"{number:9.{0 if k < 4 else 2}f}" for k, number in enumerate(numbers)]
                    print(f"{count:8} {'yes' if blas else 'no':>5} {size:9}", *texts, flush=True)


if __name__ == "__main__":
    main()
