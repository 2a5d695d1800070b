"""Measure the error of every function over its range, beside PyTorch's: for the pages of functions.

    python bench/curves.py                  # what is missing, or was measured with other code
    python bench/curves.py --functions silu

The inputs are those of a quick run of bench/accuracy.py, in float32 and with the first parameters
of the function's record, which are the defaults where there are any. Of a function of two inputs
the range is that of the first. A curve is the largest error, in ULP, in each quarter of an octave
of |x| from 2^-10 to 2^8, on either side of 0; what is smaller or larger counts to the first or the
last part. `bench/results/curves.json` keeps them.
"""

from __future__ import annotations

import argparse
import datetime
import json
import math
from pathlib import Path
from typing import Any

import numpy as np

from numba_act.measure import peers
from numba_act.measure.accuracy import BLOCK, PEER_BLOCK, call_of
from numba_act.measure.cases import OURS, Case, cases
from numba_act.measure.errors import addend_errors, narrow_errors
from numba_act.measure.inputs import blocks
from numba_act.measure.references import of_arrays
from numba_act.measure.store import machine, source

RESULTS = Path(__file__).parent / "results" / "curves.json"

#: Parts of an octave, and the exponents of 2 between which they are told apart.
PARTS, LOWEST, HIGHEST = 4, -10, 8
SIDE = PARTS * (HIGHEST - LOWEST)


def bins_of(x: Any) -> Any:
    """Return which part of the range each number is in, from the most negative one on."""
    with np.errstate(divide="ignore"):
        k = np.floor(PARTS * np.log2(np.abs(x))) - PARTS * LOWEST
    k = np.clip(k, 0, SIDE - 1).astype(np.intp)
    return np.where(np.signbit(x), SIDE - 1 - k, SIDE + k)


def curve(case: Case) -> list[float | str | None]:
    """Return the largest error in each part of the range, None where there is no input."""
    call = call_of(case)
    parameters = [float(np.float32(value)) for value in case.parameters]
    largest = np.full(2 * SIDE, -1.0)
    size = BLOCK if case.library == OURS else PEER_BLOCK
    with np.errstate(all="ignore"):
        for operands in blocks(case, "quick", parameters, size):
            got = call(operands)
            finite = np.isfinite(operands[0])
            operands, got = [x[finite] for x in operands], got[finite]
            true = of_arrays(case.truth, operands, parameters)
            errors = narrow_errors(got, true)
            if case.reference.addend is not None:
                addend = of_arrays(case.addend, operands, parameters)
                errors = addend_errors(errors, got, true, addend)
            inside = ~np.isnan(true)
            which = bins_of(operands[0][inside].astype(np.float64))
            np.maximum.at(largest, which, errors[inside])
    return [
        None if error < 0 else float(f"{error:.3g}") if math.isfinite(error) else "inf"
        for error in largest.tolist()
    ]


def measured() -> dict[str, dict[str, Any]]:
    """Return the committed curves by function and library."""
    found: dict[str, dict[str, Any]] = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the error over the range.")
    functions = peers.elementwise_functions()
    parser.add_argument("--functions", nargs="+", choices=functions, default=[], metavar="NAME")
    options = parser.parse_args()
    results = measured()
    done: set[tuple[str, str]] = set()
    for case in cases(options.functions, ["float32"], ["torch"]):
        of_function = results.setdefault(case.function, {})
        if case.wrt or case.kind or (case.function, case.library) in done:
            continue
        done.add((case.function, case.library))
        found = of_function.get(case.library, {})
        if not options.functions and found.get("source") == source(case):
            continue
        of_function[case.library] = {
            "parameters": case.parameters,
            "source": source(case),
            "machine": machine(case.library),
            "date": datetime.date.today().isoformat(),
            "largest": curve(case),
        }
        print(case.library, case.title, flush=True)
        lines = (f"{json.dumps(key)}: {json.dumps(results[key])}" for key in sorted(results))
        RESULTS.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
