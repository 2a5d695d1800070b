"""Score a table that no memory holds, on a cluster of Dask's.

    python examples/dask_cluster.py                       # 10^9 elements, 4 GB, in chunks of 64 MB
    python examples/dask_cluster.py --rows 1e5 --workers 1

The table has 1,000 columns of float32 and is made where it is needed. Its scores are the logsumexp
of silu(x), one a row. Dask's dashboard shows the progress at the address that is printed; without
the package bokeh there is only the bar here. No more than some chunks are in memory at a time.
"""

from __future__ import annotations

import argparse
import time

import dask.array as da
from dask.distributed import Client, LocalCluster, progress

import numba_act as na

COLUMNS = 1000


def score(rows: int, workers: int, chunk: int) -> tuple[float, float, int]:
    """Return the mean score of a table, the seconds it took and the largest memory of a worker."""
    cluster = LocalCluster(n_workers=workers, threads_per_worker=1, processes=True)
    with cluster, Client(cluster) as client:
        print(f"{workers} workers, dashboard: {client.dashboard_link}")
        client.run(warm)
        table = {"size": (rows, COLUMNS), "dtype": "f4", "chunks": (chunk, COLUMNS)}
        x = 8.0 * da.random.default_rng(0).random(**table) - 4.0
        start = time.perf_counter()
        found = na.logsumexp(na.silu(x)).mean().persist()
        progress(found)
        mean = float(found.compute())
        seconds = time.perf_counter() - start
        return mean, seconds, max(client.run(peak_memory).values())


def warm() -> None:
    """Compile in a worker what it will need."""
    na.logsumexp(na.silu(da.ones((1, 2), "f4").compute()))


def peak_memory() -> int:
    """Return the largest memory that this process has had, in bytes; 0 where nobody tells."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    """Score tables with each number of workers."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rows", type=float, default=1e6, help="rows of 1,000 (default: 1e6)")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], help="default: 1 2")
    parser.add_argument("--chunk", type=int, default=16_000, help="rows of a chunk")
    options = parser.parse_args()
    for workers in options.workers:
        mean, seconds, memory = score(int(options.rows), workers, options.chunk)
        rate = options.rows * COLUMNS / seconds / 1e6
        print(
            f"\n{workers} workers: mean score {mean:.6f}, {seconds:.1f} s, {rate:.0f} million "
            f"elements a second, at most {memory / 1e6:.0f} MB a worker"
        )


if __name__ == "__main__":  # the workers import this file
    main()
