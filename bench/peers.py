"""Time the vector mathematics beside the fastest library that is as accurate.

    python bench/peers.py --write docs/performance.md

float32, one thread, all calls of a function by turns on the same memory: this package, SLEEF's
1-ULP functions, glibc's libmvec, and NumPy, PyTorch and JAX where they are installed. Errors are
the largest over 2^20 inputs: normal numbers like those that are timed and, of one input, bit
patterns of all sizes. Only who is within 1.5 ULP counts.
"""

from __future__ import annotations

import argparse
import ctypes
import math
import statistics
import sys
from collections.abc import Callable, Sequence
from typing import Any

import llvmlite.binding as llvm
import numpy as np
import report

import numba_act as na
from numba_act.measure import peers
from numba_act.measure.errors import narrow_errors
from numba_act.measure.records import RECORDS
from numba_act.measure.references import of_arrays
from numba_act.measure.timing import placed

Call = Callable[[], Any]

NAMES = """
    exp exp2 exp10 expm1 log log2 log10 log1p sin cos tan asin acos atan atan2 sinh cosh tanh asinh
    acosh atanh cbrt rsqrt pow hypot logaddexp erf erfc erfinv ndtr log_ndtr logit
"""
FUNCTIONS = NAMES.split()
SIZES = (10_000, 1_000_000)
LIBRARIES = ("numpy", "torch", "jax")
#: The largest error of a library that counts, and the ratio that no function should be below.
ACCURATE, LEAST = 1.5, 0.85

WIDE = llvm.get_host_cpu_features()["avx512f"]
LANES, ISA = (16, "avx512f") if WIDE else (8, "avx2")
#: Names of a function of so many inputs in the libraries of vector functions, and their files.
VECTOR_LIBRARIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "SLEEF": ("libsleef.so.3", tuple(f"Sleef_{{}}f{LANES}_u{e}{ISA}" for e in ("10", "05", "15"))),
    "libmvec": ("libmvec.so.1", (f"_ZGV{'e' if WIDE else 'd'}N{LANES}{{v}}_{{}}f",)),
}

LOOP = """
declare <{lanes} x float> @{symbol}({types})
define void @loop(i64 %n, ptr %out, {pointers}) {{
entry:
  br label %body
body:
  %i = phi i64 [ 0, %entry ], [ %next, %body ]
{loads}
  %y = call <{lanes} x float> @{symbol}({values})
  %to = getelementptr float, ptr %out, i64 %i
  store <{lanes} x float> %y, ptr %to, align 64
  %next = add i64 %i, {lanes}
  %more = icmp ult i64 %next, %n
  br i1 %more, label %body, label %done
done:
  ret void
}}
"""


def _loop_over(symbol: str, inputs: int, engines: list[Any]) -> Any:
    """Return a loop over whole vectors that calls a vector function."""
    vector, names = f"<{LANES} x float>", [f"%x{k}" for k in range(inputs)]
    text = LOOP.format(
        lanes=LANES,
        symbol=symbol,
        types=", ".join([vector] * inputs),
        pointers=", ".join(f"ptr {name}" for name in names),
        values=", ".join(f"{vector} {name}.v" for name in names),
        loads="\n".join(
            f"  {name}.p = getelementptr float, ptr {name}, i64 %i\n"
            f"  {name}.v = load {vector}, ptr {name}.p, align 64"
            for name in names
        ),
    )
    machine = llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name(), features=llvm.get_host_cpu_features().flatten(), opt=3
    )
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(text), machine)
    engine.finalize_object()
    engines.append(engine)  # which owns the code
    kind = ctypes.CFUNCTYPE(None, ctypes.c_long, *[ctypes.c_void_p] * (1 + inputs))
    return kind(engine.get_function_address("loop"))


def vector_loops(name: str, inputs: int, engines: list[Any]) -> dict[str, Any]:
    """Return loops over the vector functions of a name, by library."""
    found = {}
    for library, (file, patterns) in VECTOR_LIBRARIES.items():
        try:
            symbols = ctypes.CDLL(file, ctypes.RTLD_GLOBAL)
        except OSError:
            continue
        for symbol in (pattern.format(name, v="v" * inputs) for pattern in patterns):
            if hasattr(symbols, symbol) and library not in found:
                llvm.add_symbol(symbol, ctypes.cast(symbols[symbol], ctypes.c_void_p).value)
                found[library] = _loop_over(symbol, inputs, engines)
    return found


def loop_call(loop: Any, inputs: Sequence[Any], out: Any) -> Call:
    """Return a call of a loop; the last elements of a length that is no multiple are left out."""
    whole = out.size - out.size % LANES
    addresses = [ctypes.c_void_p(array.ctypes.data) for array in (out, *inputs)]
    return peers.written_call(loop, ctypes.c_long(whole), *addresses)


def error_of(function: Any, result: Any, operands: Sequence[Any]) -> float:
    """Return the largest error of results, where the true value is a normal number."""
    exact = of_arrays(RECORDS[function.definition.__name__].value, operands, ())
    normal = (np.abs(exact) >= 2.0**-126) & (np.abs(exact) < 2.0**127)
    errors = narrow_errors(np.ascontiguousarray(result[normal]), exact[normal])
    return float(errors.max())


def test_inputs(function: Any) -> tuple[list[Any], list[Any]]:
    """Return inputs to measure errors with, and memory for the results."""
    inputs, _, outs = peers.arguments(function, "float32", 1 << 20)
    if len(inputs) == 1:
        bits = np.random.default_rng(1).integers(0, 1 << 32, 1 << 19, dtype=np.uint32)
        values = bits.view(np.float32)
        normal = np.isfinite(values) & (np.abs(values) >= 2.0**-126)
        inputs[0][: values.size] = np.where(normal, values, 1.0)
    if function is na.logaddexp:  # whose terms cancel for two negative numbers
        np.abs(inputs[0], out=inputs[0])
    return inputs, outs


def calls_of(function: Any, loops: dict[str, Any], operands: Any) -> dict[str, Call]:
    """Return what is called, by library, this package first."""
    inputs, _, outs = operands
    calls = {"numba_act": peers.our_call(function, *operands)}
    calls |= {library: loop_call(loop, inputs, outs[0]) for library, loop in loops.items()}
    for library in LIBRARIES:
        if library in peers.installed() and peers.has(library, function, "float32"):
            calls[peers.LIBRARIES[library]] = peers.peer_call(function, library, *operands)
    return calls


def measure(name: str, rounds: int) -> tuple[dict[str, float], list[dict[str, float]], list[float]]:
    """Return errors, for each size the ratios of the others' times to ours, and our times in ns."""
    function: Any = getattr(na, name)
    engines: list[Any] = []
    loops = vector_loops(name, len(function.definition.inputs), engines)
    ratios, ours = [], []
    with np.errstate(all="ignore"):
        inputs, outs = test_inputs(function)
        errors = {}
        for library, call in calls_of(function, loops, (inputs, (), outs)).items():
            result = call()
            result = outs[0] if library in VECTOR_LIBRARIES else np.asarray(result)
            errors[library] = error_of(function, result, inputs)
        for n in SIZES:

            def make(n: int = n) -> list[Call]:
                return [
                    *calls_of(function, loops, peers.arguments(function, "float32", n)).values()
                ]

            samples = placed(make, rounds)
            ours.append(statistics.median(each[0] for each in samples) * 1e9 / n)
            ratios.append(
                {
                    library: statistics.median(each[k] / each[0] for each in samples)
                    for k, library in enumerate(errors)
                }
            )
    return errors, ratios, ours


def tables(names: Sequence[str], rounds: int) -> str:
    """Measure, and return the page's section."""
    libraries = [*VECTOR_LIBRARIES, *(peers.LIBRARIES[each] for each in LIBRARIES)]
    installed = [each for each in LIBRARIES if each != "numpy" and each in peers.installed()]
    rows, fastest, below = [], [], []
    for name in names:
        errors, ratios, ours = measure(name, rounds)
        row = [name, f"{errors['numba_act']:.2f}", " / ".join(f"{each:.3f}" for each in ours)]
        for library in libraries:
            if library in errors:
                both = " / ".join(f"{each[library]:.2f}" for each in ratios)
                error = f"{errors[library]:.2f}" if errors[library] < 100.0 else "> 100"
                text = f"{both} ({error})"
                row.append(text if errors[library] <= ACCURATE else f"*{text}*")
            else:
                row.append("")
        for n, each in zip(SIZES, ratios, strict=True):
            accurate = {
                library: ratio
                for library, ratio in each.items()
                if library != "numba_act" and errors[library] <= ACCURATE
            }
            if accurate:
                library = min(accurate, key=accurate.__getitem__)
                fastest.append(accurate[library])
                if accurate[library] < LEAST:
                    below.append(f"{name} {accurate[library]:.2f} ({library}, n = {n})")
        rows.append(row)
        print(*row, sep="  ", file=sys.stderr, flush=True)
    mean = math.exp(statistics.fmean(map(math.log, fastest)))
    columns = ["function", "error", "ns", *libraries]
    return "\n".join(
        [
            f"Measured on {report.measured_on(installed)} 1 thread.\n",
            f"Beside the fastest library within {ACCURATE} ULP: geometric mean **{mean:.2f}×** of"
            f" {len(fastest)} cells, {len(below)} below {LEAST}: {'; '.join(below) or 'none'}.\n",
            report.markdown_table(columns, rows),
        ]
    )


def main() -> None:
    """Measure, and print or write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    report.add_options(parser, rounds=24)
    parser.add_argument("--functions", nargs="+", choices=FUNCTIONS, default=FUNCTIONS)
    options = parser.parse_args()
    report.begin(options.write, "peers")
    peers.set_threads(1)
    text = tables(options.functions, options.rounds)
    report.publish(options.write, "peers", text)


if __name__ == "__main__":
    main()
