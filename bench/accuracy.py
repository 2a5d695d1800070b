"""Measure the error of every function, beside other libraries, and write docs/accuracy.md.

    python bench/accuracy.py                          # quick, with peers: some minutes
    python bench/accuracy.py --exhaustive --jobs 2    # every float32 input: hours, resumable
    python bench/accuracy.py --stale                  # what was measured with other code
    python bench/accuracy.py --write docs/accuracy.md # the page, of what was measured

Results are kept in bench/results/accuracy, one file a function. Only what is missing there, or was
measured with other code than the function now has, is measured; `numba-act accuracy` is the same
for an installed package.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import report

from numba_act.cli import measured
from numba_act.core.docstrings import HALF_BOUND
from numba_act.measure import peers
from numba_act.measure.cases import OURS, Case, Result, cases, order
from numba_act.measure.inputs import QUICK_POINTS, TURNS
from numba_act.measure.references import PRECISION
from numba_act.measure.store import Store, source
from numba_act.softmax import BOUNDS, Bound

RESULTS = Path(__file__).parent / "results" / "accuracy"

#: Marks results of code that has changed since, and those of a quick run.
STALE, QUICK = " †", " ~"

_INTRODUCTION = """# Accuracy

The largest error of every function and gradient, in every type, and the same measurement of other
libraries. This page is written by a script from the results in `bench/results/accuracy`:

```sh
pip install ".[bench]" torch jax
python bench/accuracy.py                           # quick, beside other libraries
python bench/accuracy.py --exhaustive --jobs 2     # every float32 input
python bench/accuracy.py --write docs/accuracy.md
```

Each function, float32, this package's error as a dot:

```{{image}} plots/largest-errors.svg
:alt: The largest float32 error of every function beside other libraries'
```

Each function's page has its error over the range of the input.

`numba-act accuracy silu` measures some functions of an installed package, `--exhaustive` with every
float32 input. Both stop at Ctrl-C; an exhaustive run goes on where it was.

## What the numbers are

- **max ULP** is the largest distance of a result from the true value, in units in the last place:
  the distance of the two floats around the true value, or of subnormal numbers below the smallest
  normal one. A correctly rounded result is within 0.5. An infinity counts as the number that would
  follow the largest. A lost sign, a NaN for a number or a number for an infinity is ∞. *at* is the
  input.
- **misrounded** is the share of results that are not the float next to the true value, in 16 bits
  their number.
- **bound** is what the docstring states and the tests enforce; it is written in one place, the
  function's `max_ulp`. In float16 and bfloat16 it is {half}, from float32 rounded once.
- float32: all 2³² inputs in an exhaustive run. Results marked `~` are quick ones, as all of other
  libraries' are: over {quick} inputs, half of them spread evenly over all bit patterns, the others
  dense around 0, roots, ends of ranges and the steps of the range reduction. float16 and bfloat16:
  all 65 536 inputs, always. float64: 10⁷ inputs chosen as the quick ones of float32, or 10⁵ in a
  quick run. Infinities and NaN are under [special values](#special-values).
- A product, `f.vjp`, is held to the true product of `dy` and the gradient, not to `dy` times a
  rounded gradient. A third of the `dy` have any exponent that the type has, a third one within ±30,
  and a third take the product just below a power of two, where a relative error is most ULP. Its
  inputs are those of the gradient, a gate's other factor between 2⁻⁹ and 2⁷. Products that overflow
  are left out, and, where the docstring says that the gradient is rounded first, gradients that are
  subnormal or overflow.
- Of logaddexp, pairs whose larger one is between −1.5 and 0 are left out: there its two terms may
  cancel, and a test holds its error to the larger term.
- Parameters of any size: the exponents of all operands are drawn evenly from those that the type
  has, over the range that the docstring states. In half of the draws the input is of the size at
  which the parameters decide, such as 1/beta. Neighbourhoods of a gradient's root are left out.
- The true gradient at a kink is PyTorch's convention, which the docstrings state. JAX has its own
  at some of them, which counts as an error here.
- A gate's second input is a hash of the bits of the first (the finalizer of MurmurHash3, a
  permutation of all bit patterns; infinities and NaN are made numbers between 1 and 2), in 16 bits
  with {turns} seeds. With parameters, the worst of several sets is shown.
- References share no code with the package. For the narrow types a closed form in float64, good to
  10⁻⁷ float32 ULP, and MPFR with {precision} bits near the roots of gradients. For float64 a closed
  form in 80-bit long double, in which the rounding of an exponential's argument is carried along:
  within {reference} ULP of MPFR wherever both were computed; the worst 256 inputs of every case are
  computed with MPFR, and so is a sample of 1000 to 20 000.
- Where it says `†`, the function's code has changed since it was measured.
"""


def _options() -> argparse.Namespace:
    functions = peers.elementwise_functions()
    parser = argparse.ArgumentParser(description="Measure the error of every function.")
    add = parser.add_argument
    add("--functions", nargs="+", choices=functions, default=[], metavar="NAME")
    add("--dtypes", nargs="+", choices=peers.DTYPES, default=list(peers.DTYPES), metavar="TYPE")
    add(
        "--peers",
        nargs="*",
        choices=peers.installed(),
        default=peers.installed(),
        metavar="LIBRARY",
        help=f"of {', '.join(peers.LIBRARIES)} (default: those installed)",
    )
    add("--exhaustive", action="store_true", help="every float32 input; this package only")
    add("--jobs", type=int, default=1, metavar="N", help="processes (default: %(default)s)")
    add("--results", type=Path, default=RESULTS, metavar="DIR")
    add("--stale", action="store_true", help="list what was measured with other code")
    add("--write", type=Path, metavar="FILE", help="write the page; measures nothing")
    return parser.parse_args()


def stale(results: Iterable[Result]) -> set[Case]:
    """Return this package's cases whose code has changed since they were measured."""
    return {
        result.case
        for result in results
        if result.case.library == OURS and result.source != source(result.case)
    }


def _number(value: float) -> str:
    if value == float("inf"):
        return "∞"
    return f"{value:.3f}" if value < 1000 else f"{value:.1e}"


def _misrounded(results: Sequence[Result]) -> str:
    """Return how many results are not correctly rounded: their share, or in 16 bits the number."""
    wrong = sum(result.all.wrong for result in results)
    points = sum(result.all.points for result in results)
    if wrong == 0:
        return "0"
    if results[0].case.dtype in ("float16", "bfloat16"):
        return f"{wrong} of {points}"
    share = wrong / points
    return f"{share:.2%}" if share >= 1e-4 else f"{share:.0e}"


def _worst(results: Sequence[Result]) -> Result:
    return max(results, key=lambda result: result.all.max_ulp)


def _rows(results: Sequence[Result], old: set[Case], libraries: Sequence[str]) -> Iterator[str]:
    """Yield a table's lines for the results of one type."""
    labels = [peers.LIBRARIES[library] for library in libraries]
    columns = ["function", "bound", "max ULP", "at", "misrounded", *labels]
    groups: dict[tuple[str, str], list[Result]] = {}
    for result in results:
        groups.setdefault((result.case.function, result.case.wrt), []).append(result)
    rows = []
    for group in groups.values():
        own = [result for result in group if result.case.library == OURS]
        if not own:
            continue
        worst = _worst(own)
        row = [
            _label(worst.case),
            f"{worst.case.bound:g}",
            _number(worst.all.max_ulp) + _marks(own, old),
            _at(worst),
            _misrounded(own),
        ]
        for library in libraries:
            theirs = [result for result in group if result.case.library == library]
            row.append(_number(_worst(theirs).all.max_ulp) if theirs else "")
        rows.append(row)
    yield report.markdown_table(columns, rows)


def _label(case: Case) -> str:
    """Return what a table calls a case, whatever its parameters."""
    if not case.wrt:
        return f"**{case.function}**"
    return f"{case.function}, {'dy·' * (case.kind == 'vjp')}d/d{case.wrt}"


def _marks(own: Sequence[Result], old: set[Case]) -> str:
    """Return the marks of a table's cell for this package's results."""
    case = own[0].case
    every_input = case.dtype in ("float16", "bfloat16") and case.inputs == 1 and not case.kind
    quick = any(each.mode == "quick" for each in own) and not every_input
    return QUICK * quick + STALE * any(each.case in old for each in own)


def _at(result: Result) -> str:
    """Return the operands of the largest error."""
    if not result.all.max_ulp:
        return "everywhere"
    at = ", ".join(f"{x:.9g}" for x in result.all.at)
    parameters = ", ".join(f"{x:g}" for x in result.case.parameters)
    return f"{at} [{parameters}]" if parameters else at


def _all_types(results: Sequence[Result], old: set[Case]) -> str:
    """Return a table with the largest errors in all types."""
    groups: dict[str, dict[str, list[Result]]] = {}
    for result in results:
        of_type = groups.setdefault(_label(result.case), {})
        of_type.setdefault(result.case.dtype, []).append(result)
    rows = []
    for label, of_type in groups.items():
        row = [label]
        for dtype in ("float32", "float64"):
            own = of_type.get(dtype)
            worst = None if own is None else _worst(own)
            row += (
                ["", "", ""]
                if own is None or worst is None
                else [
                    f"{worst.case.bound:g}",
                    _number(worst.all.max_ulp) + _marks(own, old),
                    _at(worst),
                ]
            )
        narrow = [of_type.get(dtype) for dtype in ("bfloat16", "float16")]
        row += [
            "" if own is None else _number(_worst(own).all.max_ulp) + _marks(own, old)
            for own in narrow
        ]
        rows.append(row)
    columns = ["", "bound", "float32", "at", "bound", "float64", "at", "bfloat16", "float16"]
    return report.markdown_table(columns, rows)


def _summary(results: Sequence[Result]) -> str:
    rows = []
    for dtype in peers.DTYPES:
        own = [r for r in results if r.case.library == OURS and r.case.dtype == dtype]
        if not own:
            continue
        for label, chosen in (
            ("functions", [r for r in own if not (r.case.wrt or r.case.kind)]),
            ("gradients", [r for r in own if r.case.wrt and not r.case.kind]),
            ("products", [r for r in own if r.case.kind == "vjp"]),
            ("parameters of any size", [r for r in own if r.case.kind == "any size"]),
        ):
            if not chosen:
                continue
            worst = _worst(chosen)
            below = {(r.case.function, r.case.wrt) for r in chosen}
            above = {(r.case.function, r.case.wrt) for r in chosen if r.all.max_ulp >= 1.0}
            rows.append(
                [
                    dtype,
                    label,
                    str(len(below)),
                    f"{sum(r.all.points for r in chosen):.2e}",
                    f"{_number(worst.all.max_ulp)} ({worst.case.function})",
                    str(len(above)),
                    _misrounded(chosen),
                    str(sum(r.all.max_ulp > r.case.bound for r in chosen)),
                    str(sum(r.special_mismatches for r in chosen)),
                ]
            )
    columns = ["type", "", "how many", "inputs", "largest ULP", "1 ULP or more", "misrounded"]
    return report.markdown_table([*columns, "above bound", "special values wrong"], rows, left=2)


def _special(results: Sequence[Result], libraries: Sequence[str]) -> str:
    """Return the table of special values: cases of a library, and in how many some are wrong."""
    rows = []
    for library in (OURS, *libraries):
        dtypes: dict[tuple[str, int, int], list[str]] = {}  # by what is said of them
        for dtype in peers.DTYPES:
            chosen = [r for r in results if (r.case.library, r.case.dtype) == (library, dtype)]
            names = dict.fromkeys(
                f"{r.case.function}′" if r.case.wrt else r.case.function
                for r in chosen
                if r.special_mismatches
            )
            count = len({(r.case.function, r.case.wrt) for r in chosen})
            if chosen:
                key = ", ".join(names) or "none", count, len(names)
                dtypes.setdefault(key, []).append(dtype)
        title = "numba_act" if library == OURS else peers.LIBRARIES[library]
        for (text, total, wrong), kinds in dtypes.items():
            rows.append([title, ", ".join(kinds), text, str(total), str(wrong)])
    columns = ["library", "type", "functions with a wrong value", "measured", "wrong"]
    return report.markdown_table(columns, rows, left=3)


def _near_roots(results: Sequence[Result]) -> str:
    rows = []
    for result in results:
        case, near = result.case, result.near_root
        if case.library == OURS and near is not None and near.max_abs is not None:
            if case.dtype in ("float16", "bfloat16"):
                continue  # correctly rounded there as elsewhere
            rows.append(
                [
                    _label(case) + (f" [{case.parameters[0]:g}]" if case.parameters else ""),
                    case.dtype,
                    _number(near.max_ulp),
                    f"{near.max_abs:.1e}",
                ]
            )
    return report.markdown_table(["gradient", "type", "max ULP", "absolute error"], rows, left=2)


def page(results: Sequence[Result], old: set[Case]) -> str:
    """Return docs/accuracy.md.

    Parameters
    ----------
    results
        What was measured.
    old
        The cases that are to be marked as stale.
    """
    libraries = [
        library for library in peers.LIBRARIES if any(r.case.library == library for r in results)
    ]
    ordinary = [result for result in results if not result.case.kind]
    differences = [r.reference_ulp for r in results if r.case.library == OURS and r.reference_ulp]
    parts = [
        _INTRODUCTION.format(
            half=HALF_BOUND,
            quick=f"{QUICK_POINTS // 10**6} million",
            turns=f"{TURNS['quick']} ({TURNS['exhaustive']} exhaustively)",
            precision=PRECISION,
            reference=f"{max(differences, default=0.0):.3f}",
        ),
        "## Summary\n",
        _summary(results),
        "Measured on\n",
        "".join(f"- {line}\n" for line in _measured_on(results)),
    ]
    for dtype in peers.DTYPES:
        chosen = [result for result in ordinary if result.case.dtype == dtype]
        if chosen:
            parts += [f"## {dtype}\n", *_rows(chosen, old, libraries)]
    for title, kind in (("Products", "vjp"), ("Parameters of any size", "any size")):
        chosen = [result for result in results if result.case.kind == kind]
        if chosen:
            parts += [f"## {title}\n", _all_types(chosen, old)]
    parts += [
        "## Special values\n",
        "Infinities, NaN, signed zeros and kinks against the limits in "
        "`numba_act/measure/records`. Other libraries are held to the rows with the parameters "
        "that they were called with, their gradients to PyTorch's convention at kinks.\n",
        _special(ordinary, libraries),
        "## Near the roots of gradients\n",
        "Within 2⁻⁶ of the root the error is bounded absolutely, by 2⁻²⁸ (3.7e-09) in float32 and "
        "2⁻⁵⁷ (6.9e-18) in float64, times a gate's other factor and `dy`. The tables above leave "
        "these inputs out.\n",
        _near_roots(results),
        "## Row functions\n",
        "These are not measured here. Their bounds, in ULP, stand in `BOUNDS` in "
        "`numba_act/softmax.py` and hold for rows of any length: `tests/rows/test_bounds.py` "
        "compares them with exact sums, with `-m sweep` for rows of up to 2³¹ elements.\n",
        _of_rows(),
    ]
    return "\n".join(parts)


def _of_rows() -> str:
    """Return the table of the row functions' bounds, those of one bound together."""
    names: dict[Bound, list[str]] = {}
    for name, bound in BOUNDS.items():
        names.setdefault(bound, []).append(name)
    rows = [
        [", ".join(each), bound.of or "the result", f"{bound.working:g}", f"{bound.narrow:g}"]
        for bound, each in names.items()
    ]
    columns = ["functions", "units of", "float32, float64", "16 bits"]
    return report.markdown_table(columns, rows, left=2)


def _measured_on(results: Sequence[Result]) -> list[str]:
    dates: dict[str, list[str]] = {}
    for result in results:
        dates.setdefault(result.machine, []).append(result.date)
    return [
        f"{machine}, {' to '.join(dict.fromkeys((min(days), max(days))))}"
        for machine, days in sorted(dates.items())
    ]


def ordered(results: Iterable[Result]) -> list[Result]:
    """Return results in the order of the page."""
    return sorted(results, key=lambda result: (result.case.function, order(result.case)))


def main() -> int:
    """Measure, list or write."""
    options = _options()
    if options.write or options.stale:
        results = ordered(Store(options.results).results.values())
        old = stale(results)
        if options.write:
            options.write.write_text(page(results, old))
        for case in sorted(old, key=lambda case: (case.function, order(case))):
            print(f"stale: {case.title} {case.dtype}", file=sys.stderr)
        return 0
    mode = "exhaustive" if options.exhaustive else "quick"
    libraries = options.peers if mode == "quick" else []
    chosen = cases(options.functions, options.dtypes, libraries)
    found = measured(chosen, mode, options.jobs, options.results)
    failing = [r for r in found if r.case.library == OURS and not r.within]
    for result in failing:
        case = result.case
        at = ", ".join(x.hex() for x in result.all.at)
        print(
            f"{case.title} {case.dtype}: {result.all.max_ulp:.4g} ULP at ({at}), bound "
            f"{case.bound:g}; {result.special_mismatches} special values wrong"
        )
    return 1 if failing else 0


if __name__ == "__main__":
    sys.exit(main())
