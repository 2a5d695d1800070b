"""Regenerate the tables of coefficients, and measure how well they approximate.

    python tools/minimax.py [TABLE ...] [--check]

Prints, a line for each table and working type, the degree and the interval, the largest error of
the table that is in the source, and whether the table comes out the same when it is made again.
The error is that of the approximation alone, measured in multiple precision: what the rounding
of its evaluation adds is measured by the tests. Polynomials need Sollya (https://www.sollya.org,
``apt install sollya``); rational functions and those marked "refit" are made here.

With --check nothing is made again: the exit status is 1 if an error is larger than the comment
beside the table says.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import operator
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import elementary_tables
import mpmath as mp
import numpy as np
from rational import Array, evaluate, fit_any_rounded, fit_rational, fit_rounded, grid, remez
from table import (
    Number,
    Sollya,
    Table,
    constant_of,
    per_working_type,
    poly,
    ratio,
    relative,
    rounded,
)

from numba_act.maths.error_function import (
    ERFCX_CENTER,
    ERFCX_SHIFT,
    MILLS_SPLIT,
    SLOPE_CENTER,
    TAIL_DENOMINATOR,
    TAIL_NUMERATOR,
    TAIL_SCALE,
)
from numba_act.maths.error_function import ONE_OVER_SQRT_2PI as MILLS_LIMIT
from numba_act.maths.exponential import LN2_HIGH
from numba_act.smooth import TANHSHRINK_TOP_FLOAT32

GRID = 4000


# Functions

ONE_OVER_SQRT_2PI = 1 / mp.sqrt(2 * mp.pi)
# The root of the derivative of mish, as Sollya reads it.
MISH_ROOT = "-1.19243121451549521213758834042073940560068640932252931455166"


def logarithm(working: str, q: Sequence[Number], f: Number) -> Number:
    """log(1 + f) with LOG_TAIL."""
    if working == "float64":
        s = f / (2 + f)
        return s * (2 + s * s * poly(q, s * s))
    return f - f * f / 2 + f**3 * poly(q, f)


def mills(t: Number) -> Number:
    """Mills' ratio over √(2π): the normal distribution's upper tail over e^(−t²/2)."""
    return mp.erfc(t / mp.sqrt(2)) * mp.exp(t * t / 2) / 2


# gelu's is at −GELU_ROOT.
GELU_ROOT = mp.findroot(
    lambda t: mills(t) - t * ONE_OVER_SQRT_2PI, mp.mpf("0.75179152469356445746")
)


def gelu_slope(t: Number) -> Number:
    """The derivative of x·Φ(x) at −t over e^(−t²/2), over the distance from its root."""
    return (mills(t) - t * ONE_OVER_SQRT_2PI) / (GELU_ROOT - t)


def mish_slope(u: Number) -> Number:
    """The derivative of mish in the distance u from its root, over u."""
    x = mp.mpf(MISH_ROOT) + u
    w = mp.exp(x)
    d = w * w + 2 * w + 2
    return w * ((w + 2) * d + 4 * x * (w + 1)) / d**2 / u


def sampled(f: Callable[[Number], Number], t: Array) -> Array:
    """Return the values of `f` at the points, right to the last bit."""
    return np.array([float(f(mp.mpf(float(x)))) for x in t])


# Recipes that are not Sollya's


def exp_slope_tail() -> list[float]:
    """Fit e^r, and where y·σ(y) has its least value e^−y over 4, despite the rounded ln 2.

    There r = −y − 2·LN2_HIGH.
    """
    root = mp.findroot(lambda y: 1 + mp.exp(y) + y, mp.mpf("-1.278"))
    high = 2 * mp.mpf(LN2_HIGH.float32)  # type: ignore[attr-defined]
    r = np.append(np.linspace(-0.346659, 0.346659, 1200), float(-root - high))
    rest = np.expm1(r)
    rest[-1] = float(mp.expm1(-root - 2 * mp.log(2)))
    weight = np.exp(r) / r**2
    weight[-1] /= 1024.0
    return fit_rounded((rest - r) / r**2, weight, r, 3)


def tanh_near(split: float, degree: int) -> list[float]:
    """Fit in x², for a small relative error of tanh."""
    square = np.linspace(0.0, split**2, 1200)[1:]
    x = np.sqrt(square)
    rest = sampled(lambda x: (mp.tanh(x) / x - 1) / x**2, x)
    return fit_rounded(rest, sampled(mp.tanh, x) / x / square, square, degree)


def tanhshrink_tail(split: float, degree: int) -> list[float]:
    """Fit in x², for a small relative error of x − tanh x."""
    square = np.linspace(0.0, split**2, 1200)[1:]
    x = np.sqrt(square)
    ratio_to_cube = sampled(lambda x: (x - mp.tanh(x)) / x**3, x)
    rest = sampled(lambda x: ((x - mp.tanh(x)) / x**3 - mp.mpf(1) / 3) / x**2, x)
    return fit_rounded(rest, ratio_to_cube / square, square, degree)


def erf_near(degree: int) -> list[float]:
    """Fit in x² − ½, for a small relative error of erf; the last coefficient is `erfc_root`'s."""
    square = np.linspace(0.0, 1.165**2, 1200)[1:]
    x = np.sqrt(square)
    ratio_to_x = sampled(mp.erf, x) / x
    given = {degree: erfc_root(degree)[degree]}
    return fit_rounded(ratio_to_x - 1.0, ratio_to_x, square - 0.5, degree, given)


def erfc_root(degree: int) -> list[float]:
    """Fit with the weight with which the root's square has an even absolute error.

    It is an eighth at the end, where the root's square must be too small to count beside 1.
    """
    t = grid(1.165, 3.95, 1200, power=1.0)
    root = np.sqrt(sampled(mp.erfc, t))
    weight = np.where(t > 3.8, 0.0625, 0.5) / root
    return fit_rounded(root, weight, t - 2.5, degree)


def erfcx(working: str) -> list[float]:
    """Make n and d from the minimax p/d of Mills' ratio, whose argument is √2 times erfcx's."""
    if working == "float32":
        p, d = remez(mills, mp.mpf(0), mp.mpf("14.6"), (4, 5), knee=1.6, intervals=1200)
    else:
        p, d = remez(mills, mp.mpf(0), mp.mpf("38.7"), (10, 11), knee=1.3)
    root2 = mp.sqrt(2)
    d = [c * root2**j for j, c in enumerate(d)]
    p = [2 * c * root2**j for j, c in enumerate(p)]
    p_shift = [c * ERFCX_SHIFT for c in p] + [mp.mpf(0)]
    p_times_t = [mp.mpf(0), *p]
    n = [a + b - ERFCX_CENTER * c for a, b, c in zip(p_shift, p_times_t, d, strict=True)]
    return rounded([*n, *d], working)


def slope_float32() -> list[float]:
    """Round the denominator of the minimax, and fit the numerator to it."""
    t = grid(0.0, 19.9)
    values = sampled(gelu_slope, t)
    rest = values - SLOPE_CENTER
    _, d = fit_rational(rest, values, t, (4, 4))
    d = d.astype(np.float32).astype(np.float64)
    d_values = evaluate(t, d)
    return [*fit_rounded(rest * d_values, values * d_values, t, 4), *d.tolist()]


def slope_float64() -> list[float]:
    """Subtract the centre from the minimax."""
    p, d = remez(gelu_slope, mp.mpf(0), mp.mpf(54), (10, 10), knee=1.3)
    n = [a - SLOPE_CENTER * b for a, b in zip(p, d, strict=True)]
    return rounded([*n, *d], "float64")


# The tables

EXPONENTIAL = "numba_act.maths.exponential"
LOGISTIC = "numba_act.maths.logistic"
LOGARITHM = "numba_act.maths.logarithm"


def mills_float32() -> list[float]:
    """Round the denominator of the minimax of t·m(t) − 1/√(2π), and fit near and far to it."""
    leading = constant_of(MILLS_LIMIT, "float32")
    t = grid(0.75, 14.6)
    times_t = t * sampled(mills, t)
    _, d = fit_rational(times_t - float(ONE_OVER_SQRT_2PI), times_t, t, (3, 5))
    d = d.astype(np.float32).astype(np.float64)
    t = np.linspace(0.0, MILLS_SPLIT, 800)
    values, d_values = sampled(mills, t), evaluate(t, d)
    near = fit_rounded((values - 0.25) * d_values, values * d_values, t, 6, {0: 0.25})
    t = grid(0.8, 14.6)
    times_t, d_values = t * sampled(mills, t), evaluate(t, d)
    far = fit_rounded((times_t - leading) * d_values, times_t * d_values, t, 4)
    return [*d.tolist(), *near, *far]


def mills_float64() -> list[float]:
    """Subtract ¼ and 1/√(2π) from the minimax of m."""
    leading = constant_of(MILLS_LIMIT, "float64")
    p, d = remez(mills, mp.mpf(0), mp.mpf(54), (10, 11), knee=1.3)
    near = [a - b / 4 for a, b in zip([*p, mp.mpf(0)], d, strict=True)]
    far = [a - leading * b for a, b in zip([mp.mpf(0), *p], d, strict=True)]
    return rounded([*d, *near, *far], "float64")


# The tilt that TAIL's comment speaks of: e^(tilt·t²) times the tail.
TILT = (mp.mpf(LN2_HIGH.float32) / mp.log(2) - 1) / -2  # type: ignore[attr-defined]


def tail_terms(degrees: tuple[int, int], c: Sequence[Any], t: Any) -> tuple[Any, Any]:
    """Return a and 1 + t·d of the form of TAIL: c is its scale, n of a degree, d of a degree."""
    n, d = c[1 : degrees[0] + 2], c[degrees[0] + 2 :]
    a = t + sum(k * t ** (j + 2) for j, k in enumerate(n))
    return a, 1 + sum(k * t ** (j + 1) for j, k in enumerate(d))


def tail(degrees: tuple[int, int], start: Sequence[float]) -> list[float]:
    """Fit the form of TAIL from a start, and round its coefficients from the scale on."""
    t = grid(0.0, 19.9, 600, power=2.5)
    exact = t * sampled(lambda x: mills(x) * mp.exp(TILT * x * x), t)

    def errors(c: Array) -> Array:
        a, rest = tail_terms(degrees, c.tolist(), t)
        return np.asarray(0.5 * a / (rest + c[0] * a) / exact - 1.0)

    def jacobian(c: Array) -> Array:
        a, rest = tail_terms(degrees, c.tolist(), t)
        square = (rest + c[0] * a) ** 2 * exact
        numerator = [0.5 * rest * t ** (j + 2) for j in range(degrees[0] + 1)]
        denominator = [-0.5 * a * t ** (j + 1) for j in range(degrees[1] + 1)]
        columns = np.stack([-0.5 * a * a, *numerator, *denominator], axis=1)
        return np.asarray(columns / square[:, None])

    first = degrees[0] + 2
    order = [0]
    for j in range(degrees[0] + 1):
        order += [1 + j] + [first + j] * (j <= degrees[1])
    return fit_any_rounded(errors, jacobian, np.array(start), order)


def tail_error(degrees: tuple[int, int], c: list[Number], t: Number) -> Number:
    """Return the relative error of the form of TAIL."""
    a, rest = tail_terms(degrees, c, t)
    return relative(a / (rest + c[0] * a) / 2, t * mills(t) * mp.exp(TILT * t * t))


def tail_denominator(working: str, degrees: tuple[int, int], t: Any) -> Any:
    """Return the denominator of the form of TAIL with the coefficients in the source."""
    numbers = operator.attrgetter(working)
    c = [numbers(TAIL_SCALE), *numbers(TAIL_NUMERATOR), *numbers(TAIL_DENOMINATOR)]
    a, rest = tail_terms(degrees, c, t)
    return rest + c[0] * a


def tilted_slope(t: Number) -> Number:
    """Return gelu's slope as `gelu_slope`, tilted as TAIL."""
    return gelu_slope(t) * mp.exp(TILT * t * t)


def slope_over_tail(working: str, degrees: tuple[int, int], center: float) -> list[float]:
    """Fit the numerator to the denominator of TAIL."""
    t = grid(0.0, 19.9, power=2.5)
    values, d = 2.0 * sampled(tilted_slope, t), tail_denominator(working, degrees, t)
    return fit_rounded((values - center) * d, values * d, t, degrees[0] + 2)


def slope_over_tail_error(
    working: str, degrees: tuple[int, int], center: float, c: list[Number], t: Number
) -> Number:
    """Return the relative error of the form of SLOPE_OVER_TAIL."""
    d = tail_denominator(working, degrees, t)
    return relative(center + poly(c, t) / d, 2 * tilted_slope(t))


def short_slope() -> list[float]:
    """Round the denominator of the minimax, and fit the numerator to it."""
    t = grid(0.0, 14.6)
    values = sampled(tilted_slope, t)
    _, d = fit_rational(values, values, t, (3, 3))
    d = d.astype(np.float32).astype(np.float64)
    d_values = evaluate(t, d)
    return [*fit_rounded(values * d_values, values * d_values, t, 3), *d.tolist()]


def mills_error(working: str, coefficients: list[Number], t: Number) -> Number:
    """Return the relative error of m(t), from the form that holds at t."""
    near, far = {"float32": (6, 13), "float64": (12, 24)}[working]
    d = poly(coefficients[:near], t)
    if t < MILLS_SPLIT:
        m = mp.mpf("0.25") + poly(coefficients[near:far], t) / d
    else:
        m = (constant_of(MILLS_LIMIT, working) + poly(coefficients[far:], t) / d) / t
    return relative(m, mills(t))


ERROR_FUNCTION = "numba_act.maths.error_function"
SMOOTH = "numba_act.smooth"
EXPONENTIAL_UNITS = "numba_act.exponential_units"

HALF_LN2 = mp.log(2) / 2
# Wider than ±½·ln 2 and ±½ by 2^-20, as the reduced arguments may be.
EXP_SETUP = "w = 0.34665735902799727+1b-20;"
EXP2_SETUP = "w = 0.5+1b-20;"
MISH_SETUP = f"r = {MISH_ROOT}; w = exp(x+r); d = w^2+2*w+2; g = w*((w+2)*d+4*(x+r)*(w+1))/d^2/x;"
CELU_SETUP = "f = ((1-(1-x)*exp(x))/x^2-1/2)/x;"
TANH_SETUP = "f = (tanh(sqrt(x))/sqrt(x)-1)/x;"
TANHSHRINK_SETUP = "f = ((sqrt(x)-tanh(sqrt(x)))/(sqrt(x)*x)-1/3)/x;"
TANHSHRINK_TOP = "{}*x^5+{}*x^6".format(*map(float.hex, TANHSHRINK_TOP_FLOAT32))


TABLES = [
    *per_working_type(
        "MILLS",
        ERROR_FUNCTION,
        ("6+4/5", "11+11/11"),
        [(mp.mpf(0), mp.mpf("19.9")), (mp.mpf(0), mp.mpf(54))],
        (mills_float32, mills_float64),
        mills_error,
        ("MILLS_DENOMINATOR", "MILLS_NEAR", "MILLS_FAR"),
    ),
    *per_working_type(
        "EXP_TAIL",
        EXPONENTIAL,
        ("7", "11"),
        [(-HALF_LN2, HALF_LN2)] * 2,
        (
            Sollya(
                "fpminimax(exp(x), [|3,...,7|], [|SG...|], [-w;w], relative, 1+x+x^2/2)",
                range(2, 8),
                EXP_SETUP,
            ),
            Sollya(
                "fpminimax(exp(x), [|3,...,11|], [|D...|], [-w;w], relative, 1+x+x^2/2)",
                range(2, 12),
                EXP_SETUP,
                100,
            ),
        ),
        lambda _, q, r: relative(1 + r + r * r * poly(q, r), mp.exp(r)),
    ),
    *(
        Table(
            "EXP_VALUE_TAIL",
            ("EXP_VALUE_TAIL",),
            EXPONENTIAL,
            working,
            str(degree),
            (-HALF_LN2, HALF_LN2),
            Sollya(command, range(2, degree + 1), EXP_SETUP),
            lambda q, r: relative(1 + r + r * r * poly(q, r), mp.exp(r)),
        )
        for working, degree, command in (
            (
                "float32",
                6,
                "fpminimax(exp(x), [|3,...,6|], [|SG...|], [-w;w], relative, 1+x+x^2/2)",
            ),
            ("bfloat16", 5, "fpminimax(exp(x), [|2,...,5|], [|SG...|], [-w;w], relative, 1+x)"),
        )
    ),
    Table(
        "EXP_SHORTEST_TAIL",
        ("EXP_SHORTEST_TAIL",),
        "numba_act.maths.softmax",
        "float32",
        "4",
        (-HALF_LN2, HALF_LN2),
        Sollya(
            "fpminimax(exp(x), [|1,...,4|], [|SG...|], [-w;w], relative, 1)", range(1, 5), EXP_SETUP
        ),
        lambda q, r: relative(1 + r * poly(q, r), mp.exp(r)),
    ),
    Table(
        "EXP_SLOPE_TAIL",
        ("EXP_SLOPE_TAIL",),
        LOGISTIC,
        "float32",
        "5",
        (-HALF_LN2, HALF_LN2),
        exp_slope_tail,
        lambda q, r: relative(1 + r + r * r * poly(q, r), mp.exp(r)),
    ),
    *per_working_type(
        "EXP2_TAIL",
        EXPONENTIAL,
        ("6", "11", "5"),
        [(mp.mpf("-0.5"), mp.mpf("0.5"))] * 3,
        (
            Sollya(
                "fpminimax(2^x, [|2,...,6|], [|SG...|], [-w;w], relative, 1+0x1.62e43p-1*x)",
                range(2, 7),
                EXP2_SETUP,
            ),
            Sollya(
                "fpminimax(exp(x*log(2)), [|2,...,11|], [|D...|], [-w;w], absolute,"
                " 1+0x1.62e42fefa39efp-1*x)",
                range(2, 12),
                EXP2_SETUP,
            ),
            Sollya(
                "fpminimax(2^x, [|2,...,5|], [|SG...|], [-w;w], relative, 1+0x1.62e43p-1*x)",
                range(2, 6),
                EXP2_SETUP,
            ),
        ),
        lambda working, q, r: relative(
            1 + r * constant_of(LN2_HIGH, working) + r * r * poly(q, r), 2**r
        ),
    ),
    *per_working_type(
        "LOG_TAIL",
        LOGARITHM,
        ("10", "8", "8"),
        [(mp.mpf("-0.25"), mp.mpf("0.5"))] * 3,
        (
            Sollya(
                "fpminimax(log1p(x), [|3,...,10|], [|SG...|], [-0.25;0.5], relative, x-x^2/2)",
                range(3, 11),
                precision=300,
            ),
            Sollya(
                "fpminimax(2*atanh(sqrt(x))/sqrt(x), [|1,...,8|], [|D...|], [1b-30;0.0401],"
                " relative, 2)",
                range(1, 9),
                precision=300,
            ),
            Sollya(
                "fpminimax(log1p(x), [|3,...,8|], [|SG...|], [-0.25;0.5], relative, x-x^2/2)",
                range(3, 9),
                precision=300,
            ),
        ),
        lambda working, q, f: relative(logarithm(working, q, f), mp.log1p(f)),
    ),
    *per_working_type(
        "LOG1P_UNIT_TAIL",
        LOGARITHM,
        ("9", "20", "7"),
        [(mp.mpf(0), mp.mpf(1))] * 3,
        (
            Sollya(
                "fpminimax(log1p(x)/x, [|2,...,9|], [|SG...|], [1b-30;1], relative, 1-x/2)",
                range(2, 10),
                precision=300,
            ),
            Sollya(
                "fpminimax(log1p(x)/x, [|2,...,20|], [|D...|], [1b-30;1], relative, 1-x/2)",
                range(2, 21),
                precision=300,
            ),
            Sollya(
                "fpminimax(log1p(x)/x, [|2,...,7|], [|SG...|], [1b-30;1], relative, 1-x/2)",
                range(2, 8),
                precision=300,
            ),
        ),
        lambda _, q, t: relative(t - t * t / 2 + t**3 * poly(q, t), mp.log1p(t)),
    ),
    *per_working_type(
        "ERF_NEAR",
        ERROR_FUNCTION,
        ("9", "12", "7"),
        [(mp.mpf(0), mp.mpf(end)) for end in ("1.165", "1.125", "1.165")],
        (
            functools.partial(erf_near, 9),
            # the table's further coefficients are 0
            Sollya("remez(erf(sqrt(x))/sqrt(x)-1, 12, [1b-60;1.125^2])", range(22)),
            functools.partial(erf_near, 7),
        ),
        lambda working, q, x: relative(
            1 + poly(q, x * x - (0 if working == "float64" else 0.5)), mp.erf(x) / x
        ),
    ),
    *per_working_type(
        "ERFC_ROOT",
        ERROR_FUNCTION,
        ("9", "21", "7"),
        [
            (mp.mpf("1.165"), mp.mpf("3.95")),
            (mp.mpf("1.125"), mp.mpf("5.95")),
            (mp.mpf("1.165"), mp.mpf("3.95")),
        ],
        (
            functools.partial(erfc_root, 9),
            Sollya("remez(erfc(x+3), 21, [-2;2.95], erfc(x+3)^(3/4))", range(22)),
            functools.partial(erfc_root, 7),
        ),
        lambda working, q, t: (
            (poly(q, t - 3) ** 4 if working == "float64" else poly(q, t - 2.5) ** 2) - mp.erfc(t)
        ),
    ),
    *per_working_type(
        "ERFCX",
        ERROR_FUNCTION,
        ("5/5", "11/11"),
        [(mp.mpf(0), mp.mpf("10.25")), (mp.mpf(0), mp.mpf("27.3"))],
        (lambda: erfcx("float32"), lambda: erfcx("float64")),
        lambda _, c, t: relative(
            (ERFCX_CENTER + ratio(c, t)) / (t + ERFCX_SHIFT), mp.erfc(t) * mp.exp(t * t)
        ),
        ("ERFCX_NUMERATOR", "ERFCX_DENOMINATOR"),
    ),
    *per_working_type(
        "SLOPE",
        ERROR_FUNCTION,
        ("4/4", "10/10"),
        [(mp.mpf(0), mp.mpf("19.9")), (mp.mpf(0), mp.mpf(54))],
        (slope_float32, slope_float64),
        lambda _, c, t: relative(SLOPE_CENTER + ratio(c, t), gelu_slope(t)),
        ("SLOPE_NUMERATOR", "SLOPE_DENOMINATOR"),
    ),
    *(
        Table(
            "TAIL",
            ("TAIL_SCALE", "TAIL_NUMERATOR", "TAIL_DENOMINATOR"),
            ERROR_FUNCTION,
            working,
            degree,
            (mp.mpf("1e-9"), mp.mpf("19.9")),
            functools.partial(tail, degrees, start),
            functools.partial(tail_error, degrees),
        )
        for working, degree, degrees, start in (
            ("float32", "5/5", (3, 2), (1.2533, 0.916, 0.396, 0.091, 0.0097, 0.46, 0.115, 0.012)),
            ("bfloat16", "4/4", (2, 1), (1.2533, 0.778, 0.270, 0.042, 0.32, 0.053)),
        )
    ),
    *(
        Table(
            "SLOPE_OVER_TAIL",
            ("SLOPE_OVER_TAIL",),
            ERROR_FUNCTION,
            working,
            str(degree),
            (mp.mpf(0), mp.mpf("19.9")),
            functools.partial(slope_over_tail, working, degrees, center),
            functools.partial(slope_over_tail_error, working, degrees, center),
        )
        for working, degree, degrees, center in (
            ("float32", 5, (3, 2), 2 * SLOPE_CENTER),
            ("bfloat16", 4, (2, 1), 0.0),
        )
    ),
    Table(
        "SHORT_SLOPE",
        ("SHORT_SLOPE_NUMERATOR", "SHORT_SLOPE_DENOMINATOR"),
        ERROR_FUNCTION,
        "float32",
        "3/3",
        (mp.mpf(0), mp.mpf("14.6")),
        short_slope,
        lambda c, t: relative(ratio(c, t), tilted_slope(t)),
    ),
    *(
        Table(
            "HALF_EXP_TAIL",
            ("HALF_EXP_TAIL",),
            ERROR_FUNCTION,
            working,
            str(degree),
            (-mp.log(2) - mp.mpf("0.1178"), mp.log(2) - mp.mpf("0.1178")),
            Sollya(
                f"fpminimax(exp(-x/2), [|1,...,{degree}|], [|SG...|], [-0.8115;0.5760],"
                " relative, 1)",
                range(1, degree + 1),
            ),
            lambda q, x: relative(1 + x * poly(q, x), mp.exp(-x / 2)),
        )
        for working, degree in (("float32", 6), ("bfloat16", 5))
    ),
    *per_working_type(
        "TANH_NEAR",
        LOGISTIC,
        ("6", "15", "4"),
        [(mp.mpf(0), mp.mpf(end)) for end in ("1", "1", "0.9")],
        (
            functools.partial(tanh_near, 1.0, 6),
            Sollya("fpminimax(f, 15, [|D...|], [1b-9;1], absolute)", range(16), TANH_SETUP, 300),
            functools.partial(tanh_near, 0.9, 4),
        ),
        lambda _, q, x: relative(x + x**3 * poly(q, x * x), mp.tanh(x)),
    ),
    *per_working_type(
        "TANHSHRINK_TAIL",
        SMOOTH,
        ("6", "15", "4"),
        [(mp.mpf(0), mp.mpf("0.95"))] * 3,
        (
            functools.partial(tanhshrink_tail, 0.95, 6),
            Sollya(
                "fpminimax(f, 15, [|D...|], [1b-9;0.9025], absolute)",
                range(16),
                TANHSHRINK_SETUP,
                300,
            ),
            functools.partial(tanhshrink_tail, 0.95, 4),
        ),
        lambda _, q, x: relative(x**3 / 3 + x**5 * poly(q, x * x), x - mp.tanh(x)),
    ),
    Table(
        "TANHSHRINK_FAR",
        ("TANHSHRINK_FAR",),
        SMOOTH,
        "float32",
        "6",
        (-HALF_LN2 / 2, HALF_LN2 / 2),
        Sollya(
            "fpminimax((exp(2*x)-1-2*x)/x^2-top, 4, [|SG...|], [-w;w], absolute)+top",
            range(7),
            f"w = 0.17328679513998633+1b-20; top = {TANHSHRINK_TOP};",
        ),
        lambda q, x: relative(1 + 2 * x + x**2 * poly(q, x), mp.exp(2 * x)),
    ),
    *per_working_type(
        "CELU_ALPHA_TAIL",
        EXPONENTIAL_UNITS,
        ("4", "10"),
        [(mp.mpf("-0.625"), mp.mpf(0))] * 2,
        (
            Sollya(
                "fpminimax(f, 4, [|SG...|], [-0.625;-1b-9], relative)", range(5), CELU_SETUP, 300
            ),
            Sollya(
                "fpminimax(f, 10, [|D...|], [-0.625;-1b-9], relative)", range(11), CELU_SETUP, 300
            ),
        ),
        lambda _, q, x: relative(0.5 + x * poly(q, x), (1 - (1 - x) * mp.exp(x)) / x**2),
    ),
    *per_working_type(
        "MISH_ROOT",
        EXPONENTIAL_UNITS,
        ("6", "13"),
        [(mp.mpf("-0.25"), mp.mpf("0.25"))] * 2,
        (
            Sollya(
                "fpminimax(g, 6, [|48,SG...|], [-0.25;0.25], relative)",
                range(7),
                MISH_SETUP,
                constant_in_two=True,
            ),
            Sollya(
                "fpminimax(g, 13, [|106,D...|], [-0.25;0.25], relative)",
                range(14),
                MISH_SETUP,
                constant_in_two=True,
            ),
        ),
        lambda _, c, u: relative(c[0] + poly(c[1:], u), mish_slope(u)),
        ("MISH_ROOT_SLOPE", "MISH_ROOT_TAIL"),
    ),
    *elementary_tables.TABLES,
]


# What is done with them


def in_source(table: Table) -> list[float]:
    """Return the coefficients that the package uses, all parts one after the other."""
    module = importlib.import_module(table.module)
    coefficients: list[float] = []
    for part in table.parts:
        value = getattr(module, part)
        value = getattr(value, table.working, value)  # or the same for all
        coefficients += value if isinstance(value, tuple) else (value,)
    return coefficients


def comment(module: ModuleType, part: str) -> str:
    """Return the comment above a constant, as one line."""
    assert module.__file__ is not None
    lines = Path(module.__file__).read_text(encoding="utf-8").splitlines()
    last = next(i for i, line in enumerate(lines) if line.startswith(f"{part} = "))
    first = last
    while lines[first - 1].startswith("#"):
        first -= 1
    return " ".join(line.removeprefix("#").strip() for line in lines[first:last])


def stated(table: Table) -> float | None:
    """Return the base-2 logarithm of the error that the comment beside the table states."""
    text = comment(importlib.import_module(table.module), table.parts[0])
    found = re.search(rf"2\^(-\d+\.\d) \({table.working}", text)
    return float(found[1]) if found else None


def measured(table: Table) -> float:
    """Return the base-2 logarithm of the largest error of the table in the source."""
    coefficients = [mp.mpf(c) for c in in_source(table)]
    a, b = table.interval
    halves = ((2 * i + mp.mpf(1)) / (2 * GRID) for i in range(GRID))
    points = (a + (b - a) * ((1 - mp.cos(mp.pi * half)) / 2) ** 1.5 for half in halves)
    return float(mp.log(max(abs(table.error(coefficients, x)) for x in points), 2))


def run_sollya(recipe: Sollya) -> list[Number]:
    """Return the coefficients that Sollya finds, exactly."""
    powers = recipe.powers
    script = (
        f"verbosity = 0; prec = {recipe.precision}; {recipe.setup} p = {recipe.command};"
        f"display = dyadic!; for i from {powers[0]} to {powers[-1]} by {powers.step}"
        f' do print("=", coeff(p, i));'
    )
    done = subprocess.run(["sollya"], input=script, capture_output=True, text=True, check=False)
    found = re.findall(r"^= (-?\d+)(?:b(-?\d+))?$", done.stdout, re.MULTILINE)
    if len(found) != len(powers):
        raise RuntimeError(f"sollya: {recipe.command}\n{done.stdout}{done.stderr}")
    return [mp.ldexp(int(mantissa), int(exponent or 0)) for mantissa, exponent in found]


def regenerated(table: Table) -> list[float]:
    """Return the coefficients that the recipe gives."""
    if not isinstance(table.recipe, Sollya):
        return table.recipe()
    coefficients = run_sollya(table.recipe)
    if table.recipe.constant_in_two:
        (leading,) = rounded(coefficients[:1], table.working)
        coefficients = [mp.mpf(leading), coefficients[0] - leading, *coefficients[1:]]
    return rounded(coefficients, table.working)


def difference(table: Table) -> str:
    """Return in words how the table in the source differs from what the recipe gives."""
    if isinstance(table.recipe, Sollya) and shutil.which("sollya") is None:
        return "not made again: no sollya"
    differences = []
    for i, (old, new) in enumerate(zip(in_source(table), regenerated(table), strict=True)):
        kind = np.float64 if table.working == "float64" else np.float32
        ulp = float(np.spacing(kind(abs(old))))
        if old != new:
            differences.append(f"{(old - new) / ulp:+.0f} ULP in coefficient {i}")
    return "differs by " + ", ".join(differences) if differences else "same as source"


def main(arguments: Sequence[str] | None = None) -> int:
    names = list(dict.fromkeys(table.name for table in TABLES))
    parser = argparse.ArgumentParser(
        description="Regenerate the tables of coefficients, and measure their errors."
    )
    parser.add_argument(
        "names", nargs="*", metavar="TABLE", help=f"{', '.join(names)}; all if none"
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="only compare the errors with those that the comments state; exit with 1 on a larger",
    )
    options = parser.parse_args(arguments)
    unknown = set(options.names) - set(names)
    if unknown:
        parser.error(f"no table {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    tables = [table for table in TABLES if not options.names or table.name in options.names]
    if not options.check and shutil.which("sollya") is None:
        print("sollya is not installed: its tables are only measured", file=sys.stderr)

    failed = False
    # The threads wait for Sollya's processes.
    with ThreadPoolExecutor(os.cpu_count()) as executor:
        pending = [None if options.check else executor.submit(difference, t) for t in tables]
        for table, result in zip(tables, pending, strict=True):
            error, said = measured(table), stated(table)
            a, b = (mp.nstr(end, 6) for end in table.interval)
            columns = [
                f"{table.name:15} {table.working}",
                f"degree {table.degree:>5}",
                f"on {f'[{a}, {b}]':22}",
                f"error 2^{error:.1f}",
            ]
            if said is None or round(error, 1) > said:
                columns.append("no error stated" if said is None else f"stated 2^{said:.1f}")
                failed = True
            if result is not None:
                columns.append(result.result())
            print("  ".join(columns), flush=True)
    return int(options.check and failed)


if __name__ == "__main__":
    sys.exit(main())
