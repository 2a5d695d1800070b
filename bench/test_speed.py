"""Benchmarks for pytest-benchmark: every function beside NumPy and PyTorch.

python -m pytest bench --benchmark-only
python -m pytest bench --benchmark-only -k "silu and float32"
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from numba_act.measure import peers

pytest.importorskip("pytest_benchmark")

#: Seconds a benchmark: enough for hundreds of calls, and the whole table in a minute.
pytestmark = pytest.mark.benchmark(max_time=0.2, warmup=False)

SIZES = (1000, 100_000)

_FUNCTIONS = peers.elementwise_functions()

#: JAX compiles each of its functions, which takes longer than the whole of the rest.
_LIBRARIES = [name for name in ("numpy", "torch") if name in peers.installed()]


def _cases() -> Iterator[Any]:
    for name, function in _FUNCTIONS.items():
        entries = peers.PEERS.get(function, {})
        for dtype in ("float32", "bfloat16"):
            for n in SIZES:
                for library in ("numba_act", *(key for key in _LIBRARIES if key in entries)):
                    identity = f"{name}-{dtype}-{n}-{library}"
                    yield pytest.param(name, dtype, n, library, id=identity)


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> None:
    peers.set_threads(1)


@pytest.mark.parametrize(("name", "dtype", "n", "library"), list(_cases()))
def test_speed(benchmark: Any, name: str, dtype: str, n: int, library: str) -> None:
    function = _FUNCTIONS[name]
    benchmark.group = f"{name} {dtype} {n}"
    operands = peers.arguments(function, dtype, n)
    ours = peers.our_call(function, *operands)
    with np.errstate(all="ignore"):
        expected = np.array(ours(), np.float64)  # and compile
        if library == "numba_act":
            benchmark(ours)
            return
        call = peers.peer_call(function, library, *operands)
        benchmark(call)
    # A benchmark of another function would be worth nothing.
    found = call()
    found = np.asarray(found.double() if library == "torch" else found, np.float64)
    np.testing.assert_allclose(
        found, expected, rtol=2e-2 if dtype == "bfloat16" else 1e-4, atol=1e-2
    )
