"""Measure forms of a function against each other: error and time of what was chosen and was not.

    python bench/candidates.py --write docs/performance.md

Each form is an activation of its own, made of the package's pieces. Errors are the largest over
2^23 float32 inputs spread over all bit patterns and 2^22 between -20 and 20; times are medians at
10,000 elements, the forms of one function by turns.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import report

import numba_act as na
from numba_act.algebraic_units import near_reciprocal
from numba_act.core.primitives import (
    absolute,
    copysign,
    fma,
    horner,
    pow2_from_shifted,
    rough_reciprocal,
    round_shifted,
    select,
    sqrt,
)
from numba_act.gates import gated
from numba_act.maths.error_function import (
    NORMAL_LIMIT,
    mills_tail_and_slope,
    mills_tail_times,
    normal_tail_parts,
    normal_tail_times,
)
from numba_act.maths.exponential import (
    DOWN,
    FAR,
    LN2_HIGH,
    LOG2_E,
    SHIFTER,
    SHIFTER_DOWN,
    SHIFTER_FAR_UP,
    SHIFTER_UP,
)
from numba_act.maths.logistic import LOGISTIC_HIGHEST, TANH_LIMIT, bounded_logistic, logistic_parts
from numba_act.measure.errors import narrow_errors
from numba_act.measure.records import RECORDS
from numba_act.measure.timing import interleaved
from numba_act.smooth import (
    GELU_FAR_FROM,
    GELU_FAR_LIMIT,
    TANHSHRINK_FAR,
    TANHSHRINK_SPLIT,
    TANHSHRINK_TAIL,
)

SIZE = 10_000
ROUNDS = 31


@na.activation(warns=())
def gelu_accurate(x: float) -> float:
    """GELU from Mills' ratio in two numbers."""
    size = absolute(x)
    product = mills_tail_times(select(size > NORMAL_LIMIT, NORMAL_LIMIT, size))
    return fma(product, -DOWN, select(x < -0.0, -0.0, x))


@na.activation(warns=())
def gelu_residual(x: float) -> float:
    """GELU from the form of `geglu`, which makes good what the division rounds off."""
    size = absolute(x)
    t = select(size > NORMAL_LIMIT, NORMAL_LIMIT, size)
    quotient, power, shifted = normal_tail_parts(t, SHIFTER_UP)
    ratio = quotient * pow2_from_shifted(shifted)
    return fma(fma(ratio, power, ratio), -DOWN, select(x < -0.0, -0.0, x))


@na.activation(inputs=2, warns=())
def geglu_fast(gate: float, value: float) -> float:
    """GEGLU from the form of `gelu`, rounded before the product and after it."""
    size = absolute(gate)
    product = normal_tail_times(select(size > NORMAL_LIMIT, NORMAL_LIMIT, size))
    return gated(gate, fma(product, -DOWN, select(gate < -0.0, -0.0, gate)), 1.0, value)


@na.activation(inputs=2, warns=())
def geglu_accurate(gate: float, value: float) -> float:
    """GEGLU from Mills' ratio in two numbers, rounded before the product and after it."""
    far = gate < GELU_FAR_FROM
    bounded = select(gate < GELU_FAR_LIMIT, GELU_FAR_LIMIT, gate)
    bounded = select(bounded > -GELU_FAR_FROM, -GELU_FAR_FROM, bounded)
    shifter, factor = select(far, SHIFTER_FAR_UP, SHIFTER), select(far, FAR, 1.0)
    tail, _, _ = mills_tail_and_slope(absolute(bounded), shifter)
    return gated(gate, select(gate < -0.0, -0.0, gate) - tail, factor, value)


@na.activation(warns=())
def silu_residual(x: float) -> float:
    """SiLU with the quotient's residual in place of the denominator's rounding error."""
    bounded = bounded_logistic(x)
    value, correction = logistic_parts(bounded, 0.0, SHIFTER_DOWN, DOWN)
    product = bounded * value
    return select(x > LOGISTIC_HIGHEST, x, fma(product, correction, product) * DOWN)


@na.activation(warns=())
def squareplus_cancelling(x: float, b: float = 4.0) -> float:
    """Squareplus by its formula, which has no digit left where x is large and negative."""
    return 0.5 * (x + sqrt(fma(x, x, b)))


@na.activation(warns=())
def squareplus_rounded(x: float, b: float = 4.0) -> float:
    """Squareplus without the rounding error of √ + |x|."""
    half = 0.5 * absolute(x)
    larger = sqrt(fma(half, half, 0.25 * b)) + half
    inverse = near_reciprocal(larger)
    quotient = 0.25 * b * inverse
    smaller = fma(fma(-larger, quotient, 0.25 * b), inverse, quotient)
    return select(x < 0.0, smaller, larger)


@na.activation(warns=())
def squareplus_divided(x: float, b: float = 4.0) -> float:
    """Squareplus with a division, and the rounding errors of the root and of the sum."""
    half = 0.5 * absolute(x)
    square = fma(half, half, 0.25 * b)
    root = sqrt(square)
    larger = root + half
    lost = fma(-root, root, square) * (0.5 * rough_reciprocal(root))
    rest = (root - larger) + half + lost
    quotient = 0.25 * b / larger
    smaller = fma(-quotient, rest * rough_reciprocal(larger), quotient)
    return select(x < 0.0, smaller, larger)


TWELFTH = 1.0 / 12.0


@na.activation(warns=())
def tanhshrink_quarter(x: float) -> float:
    """Tanhshrink with x²/3 as x²/4, exact inside of an fma, and a rounded twelfth of x²."""
    size = absolute(x)
    near = size < TANHSHRINK_SPLIT
    t = select(size > TANH_LIMIT, TANH_LIMIT, size)
    shifted = round_shifted(t, 2.0 * LOG2_E, SHIFTER)
    h = fma(SHIFTER - shifted, 0.5 * LN2_HIGH, t)
    scale = pow2_from_shifted(shifted)
    u = select(near, t * t, h)
    tail = horner(u, select(near, TANHSHRINK_TAIL, TANHSHRINK_FAR))
    product = u * fma(u, tail, select(near, TWELFTH, 2.0))
    cubic = t * fma(0.25 * t, t, product)
    one_plus_exp = fma(product, scale, 1.0 + scale)
    return copysign(select(near, cubic, (size - 1.0) + 2.0 / one_plus_exp), x)


TANHSHRINK = RECORDS["tanhshrink"].value
SQUAREPLUS = RECORDS["squareplus"].value

#: Function, form, activation, whether it is the package's, reference.
FORMS: tuple[tuple[str, str, Any, bool, Any], ...] = (
    ("gelu", "rational of degree 5, one number", na.gelu, True, RECORDS["gelu"].value),
    ("gelu", "and the quotient's residual", gelu_residual, False, RECORDS["gelu"].value),
    ("gelu", "Mills' ratio in two numbers", gelu_accurate, False, RECORDS["gelu"].value),
    ("geglu", "rational of degree 5, no far tail", geglu_fast, False, RECORDS["geglu"].value),
    ("geglu", "residual, product rounded once", na.geglu, True, RECORDS["geglu"].value),
    ("geglu", "Mills' ratio in two numbers", geglu_accurate, False, RECORDS["geglu"].value),
    ("silu", "denominator's rounding error", na.silu, True, RECORDS["silu"].value),
    ("silu", "quotient's residual", silu_residual, False, RECORDS["silu"].value),
    ("tanhshrink", "x²/4 exact, x²/12 rounded", tanhshrink_quarter, False, TANHSHRINK),
    ("tanhshrink", "x²/3 in two numbers", na.tanhshrink, True, TANHSHRINK),
    ("squareplus", "(x + √(x² + 4))/2", squareplus_cancelling, False, SQUAREPLUS),
    ("squareplus", "remainder by √ + \\|x\\| rounded", squareplus_rounded, False, SQUAREPLUS),
    ("squareplus", "remainder by √ and \\|x\\|", na.squareplus, True, SQUAREPLUS),
    ("squareplus", "division, and the root's too", squareplus_divided, False, SQUAREPLUS),
)


def _inputs() -> Any:
    spread = np.arange(0, 1 << 32, 512, dtype=np.uint64).astype(np.uint32).view(np.float32)
    x = np.concatenate([spread, np.linspace(-20, 20, 1 << 22, dtype=np.float32)])
    return x[np.abs(x) < 1e18]  # what the forms that lack a clamp take


def _error(function: Any, reference: Any) -> float:
    x = _inputs()
    operands = [x]
    if len(function.definition.inputs) == 2:
        second = np.random.default_rng(0).permutation(x)
        if function is geglu_fast:  # where its activation is a normal number
            x = np.clip(x, -12.0, None)
        operands = [x, second]
    largest = 0.0
    with np.errstate(all="ignore"):
        for start in range(0, x.size, 1 << 19):
            block = [operand[start : start + (1 << 19)] for operand in operands]
            got = function(*block)
            parameters = map(np.float64, function.definition.parameters.values())
            exact = reference(*[b.astype(np.float64) for b in block], *parameters)
            normal = np.abs(block[0]) >= np.finfo(np.float32).smallest_normal
            errors = narrow_errors(got, exact)
            largest = max(largest, float(np.max(errors[normal | (len(block) == 1)])))
    return largest


def _times(functions: list[Any]) -> list[float]:
    x = np.random.default_rng(0).normal(0.0, 2.5, SIZE).astype(np.float32)
    y = np.empty_like(x)

    def call(function: Any) -> Callable[[], Any]:
        operands = [x] * len(function.definition.inputs)
        return lambda: function(*operands, out=y)

    samples = interleaved([call(function) for function in functions], ROUNDS)
    return [statistics.median(column) * 1e9 / SIZE for column in zip(*samples, strict=True)]


def _rows() -> Iterator[list[str]]:
    for name in dict.fromkeys(form[0] for form in FORMS):
        forms = [form for form in FORMS if form[0] == name]
        times = _times([form[2] for form in forms])
        for (_, what, function, chosen, reference), time in zip(forms, times, strict=True):
            error = _error(function, reference)
            shown = f"{error:.2f}" if error < 100 else f"{error:.1e}"
            yield [name, what, "yes" if chosen else "", shown, f"{time:.3f}"]


def main() -> None:
    """Measure, and print or write the table."""
    parser = argparse.ArgumentParser(description="Measure forms of a function.")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table into a page")
    options = parser.parse_args()
    report.begin(options.write, "candidates")
    columns = ["function", "form", "in use", "max error, ULP", "ns/element"]
    table = report.markdown_table(columns, list(_rows()), left=3)
    text = f"Measured on {report.measured_on()} float32, 1 thread.\n\n{table}"
    report.publish(options.write, "candidates", text)


if __name__ == "__main__":
    main()
