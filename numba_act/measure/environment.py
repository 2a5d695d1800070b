"""What a measured result depends on besides the code: CPU, threads, versions, cache."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import llvmlite
import ml_dtypes
import numba
import numpy as np

import numba_act

from ..core import cache
from ..core.compat import llvm_target


def _cpu_model() -> str:
    """Return the CPU's marketing name."""
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def _vector_features(features: str) -> list[str]:
    """Return the features that vector code uses, of LLVM's list of all."""
    stems = ("sse", "ssse", "avx", "fma", "f16c", "amx", "neon", "sve", "sme", "fullfp16", "bf16")
    enabled = (item[1:] for item in features.split(",") if item.startswith("+"))
    return sorted(name for name in enabled if name.startswith(stems))


def environment() -> dict[str, Any]:
    """Return what a result depends on: target, CPU, threads, versions, cache."""
    _, cpu, features = llvm_target()
    pool: Any = numba  # a part of it that has no types
    threads = pool.get_num_threads()  # starts the threads: only now is their layer known
    directory, reason = cache.directory(), cache.problem()
    return {
        "target": numba_act.target,
        "cpu": _cpu_model(),
        "cpu_name": cpu,
        "cpu_features": _vector_features(features),
        "threads": threads,
        "threading_layer": pool.threading_layer(),
        "versions": {
            "numba_act": numba_act.__version__,
            "Python": platform.python_version(),
            "NumPy": np.__version__,
            "Numba": numba.__version__,
            "llvmlite": llvmlite.__version__,
            "ml_dtypes": ml_dtypes.__version__,
        },
        "cache": None if directory is None else str(directory),
        "cache_bytes": 0 if directory is None else sum(_sizes(directory)),
        "cache_problem": reason,
    }


def _sizes(directory: Path) -> Iterator[int]:
    """Yield the size of each entry of the cache."""
    for path in directory.glob("*.bin"):
        try:
            yield path.stat().st_size
        except OSError:
            continue  # another process removed it
