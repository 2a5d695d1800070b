"""What the examples share: messages, where a model's package is, activations that are timed."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

INSTALL = 'install what the examples need with: pip install ".[examples]"'
CAPTURE_BYTES = 128 << 20


def fail(message: str) -> NoReturn:
    """End with a line on stderr."""
    print(f"{Path(sys.argv[0]).name}: error: {message}", file=sys.stderr)
    sys.exit(2)


try:
    from rich.table import Table
except ModuleNotFoundError as missing:
    fail(f"{missing}; {INSTALL}")


def package_folder(package: str, install: str) -> Path:
    """Return the folder of an installed package, which holds a model.

    It is found, not imported: the package's own code would load a whole framework, and its files
    are enough.
    """
    found = importlib.util.find_spec(package.replace("-", "_"))
    folders = list(found.submodule_search_locations or ()) if found else []
    if not folders:
        fail(f"the package {package}, which holds the model, is missing; {install}")
    return Path(folders[0])


class Meter:
    """An activation that is timed, and keeps copies of its arguments for a replay.

    Parameters
    ----------
    name : str
    ours : function
        numba_act's function, with ``out=``.
    plain : function, optional
        The same in plain NumPy, which takes the same arguments, to be timed in the replay.
    """

    def __init__(
        self, name: str, ours: Callable[..., Any], plain: Callable[..., Any] | None = None
    ) -> None:
        self.name, self.ours, self.plain = name, ours, plain
        self.calls, self.seconds = 0, 0.0
        self.kept: list[tuple[tuple[NDArray[Any], ...], dict[str, Any]]] = []
        self.step, self.room = 1, CAPTURE_BYTES

    def __call__(self, *inputs: NDArray[Any], out: NDArray[Any], **keywords: Any) -> NDArray[Any]:
        """Call the activation."""
        if self.plain is not None and self.calls % self.step == 0:
            self._keep(inputs, keywords)
        self.calls += 1
        start = perf_counter()
        self.ours(*inputs, out=out, **keywords)
        self.seconds += perf_counter() - start
        return out

    def _keep(self, inputs: tuple[NDArray[Any], ...], keywords: dict[str, Any]) -> None:
        """Copy one call's inputs; when memory is short, keep every second call from here on."""
        self.kept.append((tuple(x.copy() for x in inputs), keywords))
        self.room -= sum(x.nbytes for x in inputs)
        if self.room < 0:
            self.kept, self.step = self.kept[::2], 2 * self.step
            self.room = CAPTURE_BYTES - sum(x.nbytes for call, _ in self.kept for x in call)

    def replay(self, rounds: int = 7) -> tuple[float, float]:
        """Seconds that the calls take with numba_act and with NumPy, judged by the kept ones.

        The two take turns on each call's inputs; what is summed is each call's median.
        """
        ours = plain = 0.0
        for inputs, keywords in self.kept:
            out = np.empty_like(inputs[0])
            times: list[list[float]] = [[], []]
            for turn in range(2 * rounds):
                function = self.plain if turn % 2 and self.plain else self.ours
                start = perf_counter()
                function(*inputs, out=out, **keywords)
                times[turn % 2].append(perf_counter() - start)
            ours += median(times[0])
            plain += median(times[1])
        scale = self.calls / len(self.kept)
        return ours * scale, plain * scale


def summary(meters: Sequence[Meter], run: float) -> Table:
    """What the activations took in a run of `run` seconds, and alone beside plain NumPy."""
    compared = all(meter.plain for meter in meters)
    kept, calls = sum(len(m.kept) for m in meters), sum(m.calls for m in meters)
    which = "all calls" if kept == calls else f"{kept} of {calls} calls"
    caption = f"replay: {which} once more, in turns with plain NumPy; medians" if compared else ""
    table = Table(caption=caption)
    table.add_column("activation")
    headings = ["calls", "in the run", "share", "replay", "NumPy", "speed-up"]
    for heading in headings if compared else headings[:3]:
        table.add_column(heading, justify="right")
    seconds = np.array([(m.seconds, *(m.replay() if compared else ())) for m in meters])
    rows = [*((m.name, m.calls, s) for m, s in zip(meters, seconds, strict=True))]
    for name, count, (spent, *replayed) in [*rows, ("all", calls, seconds.sum(axis=0))]:
        cells = [f"{spent * 1e3:.2f} ms", f"{spent / run:.2%}"]
        cells += [f"{t * 1e3:.2f} ms" for t in replayed]
        if replayed:
            cells.append(f"{replayed[1] / replayed[0]:.2f}x")
        table.add_row(name, str(count), *cells)
    return table
