"""The tables of the elementary functions that stand on a plain polynomial, for `minimax.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import mpmath as mp
import numpy as np
from rational import fit_rational, fit_rounded, grid, remez
from table import Number, Sollya, Table, per_working_type, poly, ratio, relative, rounded

ERROR_FUNCTION = "numba_act.maths.error_function"
HYPERBOLIC = "numba_act.maths.hyperbolic"
POWERS = "numba_act.maths.powers"
LOGARITHM = "numba_act.maths.logarithm"
TRIGONOMETRIC = "numba_act.maths.trigonometric"

#: The end of r: ¼π, and what the rounding of n adds in float32.
QUARTER = "0.79"


def fits(
    function: str, degrees: tuple[int, int], step: int, start: int, end: str, given: str
) -> tuple[Sollya, Sollya]:
    """Return the recipes in float32 and float64 of a relative fit from near 0 to `end`.

    The powers go from `start` to each degree in steps of `step`; `given` is what the other powers
    make.
    """

    def recipe(degree: int, kind: str) -> Sollya:
        powers = range(start, degree + 1, step)
        listed = ",".join(map(str, powers))
        return Sollya(
            f"fpminimax({function}, [|{listed}|], [|{kind}...|], [1b-20;{end}], relative, {given})",
            powers,
            precision=300,
        )

    return recipe(degrees[0], "SG"), recipe(degrees[1], "D")


def odd(
    name: str,
    module: str,
    exact: tuple[str, Callable[[Number], Number]],
    degrees: tuple[int, int],
    end: str,
    parts: tuple[str, ...] = (),
) -> list[Table]:
    """Return the tables of (f(x) − x)/x³ in x², for an odd function: Sollya's name of it and f."""
    function, f = exact
    return per_working_type(
        name,
        module,
        [str(degree) for degree in degrees],
        [(mp.mpf("1e-4"), mp.mpf(end))] * 2,
        fits(f"{function}(x)", degrees, 2, 3, end, "x"),
        lambda _, q, x: relative(x + x**3 * poly(q, x * x), f(x)),
        parts,
    )


def even(
    name: str,
    module: str,
    exact: tuple[str, Callable[[Number], Number]],
    degrees: tuple[int, int],
    end: str,
    second: int,
) -> list[Table]:
    """Return the tables of (f(x) − 1 ∓ x²/2)/x⁴ in x², for cos or cosh; `second` is the sign."""
    function, f = exact
    return per_working_type(
        name,
        module,
        [str(degree) for degree in degrees],
        [(mp.mpf("1e-4"), mp.mpf(end))] * 2,
        fits(f"{function}(x)", degrees, 2, 4, end, f"1{second:+d}*x^2/2"),
        lambda _, q, x: relative(1 + second * x * x / 2 + x**4 * poly(q, x * x), f(x)),
    )


ROOT_PI_HALF = mp.sqrt(mp.pi) / 2


def erfinv_near(z: Number) -> Number:
    """(erfinv(t)/t − √π/2)/t² at z = t²."""
    t = mp.sqrt(z)
    return (mp.erfinv(t) / t - ROOT_PI_HALF) / z


def erfinv_near_float32() -> list[float]:
    """Fit with the weight of a relative error of the inverse."""
    z = grid(1e-6, 0.25, 900, power=1.0)
    values = np.array([float(erfinv_near(mp.mpf(x))) for x in z])
    return fit_rounded(values, values + float(ROOT_PI_HALF) / z, z, 5)


def erfinv_near_float64() -> list[float]:
    numerator, _ = remez(
        erfinv_near, mp.mpf("1e-7"), mp.mpf("0.25"), (13, 0), knee=1.0, intervals=500
    )
    return [float(c) for c in numerator]


def erfinv_start(s: Number) -> Number:
    """erfinv(1 − e^(−s²))/s, by Newton's method on the logarithm of erfc."""
    v = mp.mpf("0.9") * s
    for _ in range(40):
        rest = mp.erfc(v)
        step = (mp.log(rest) + s * s) * rest * ROOT_PI_HALF * mp.exp(v * v)
        v += step
        if abs(step) < mp.mpf(10) ** -45:
            break
    return v / s


def erfinv_start_fit() -> list[float]:
    s = grid(float(mp.sqrt(-mp.log(mp.mpf("0.5001")))), 6.2, 1200, power=1.0)
    values = np.array([float(erfinv_start(mp.mpf(x))) for x in s])
    numerator, denominator = fit_rational(values, values, s, (3, 3))
    return [float(np.float32(c)) for c in (*numerator, *denominator)]


def ramp_rest(t: Number) -> Number:
    """(u(t) − √(2π)·(t² + 1))/t, where e^(−t²/2)/u(t) is the integral of the normal upper tail."""
    if t == 0:
        return mp.pi
    tail = t * mp.erfc(t / mp.sqrt(2)) / 2 * mp.exp(t * t / 2)
    u = 1 / (1 / mp.sqrt(2 * mp.pi) - tail)
    return (u - mp.sqrt(2 * mp.pi) * (t * t + 1)) / t


def ramp_fit(working: str, degrees: tuple[int, int], end: int) -> list[float]:
    numerator, denominator = remez(ramp_rest, mp.mpf("1e-12"), mp.mpf(end), degrees, knee=1.3)
    return rounded([*numerator, *denominator], working)


def ramp_error(first: int, c: list[Number], t: Number) -> Number:
    """Return the relative error of u."""
    base, rest = mp.sqrt(2 * mp.pi) * (t * t + 1), t * ramp_rest(t)
    return relative(base + t * poly(c[:first], t) / poly(c[first:], t), base + rest)


TABLES: Sequence[Table] = [
    *odd("SINE", TRIGONOMETRIC, ("sin", mp.sin), (7, 13), QUARTER),
    *even("COSINE", TRIGONOMETRIC, ("cos", mp.cos), (8, 14), QUARTER, -1),
    *odd("TANGENT", TRIGONOMETRIC, ("tan", mp.tan), (15, 29), QUARTER),
    *odd("ARCTANGENT", TRIGONOMETRIC, ("atan", mp.atan), (11, 25), "0.5"),
    *odd("ARCSINE", TRIGONOMETRIC, ("asin", mp.asin), (11, 25), "0.5"),
    *odd("SINH", HYPERBOLIC, ("sinh", mp.sinh), (5, 11), "0.3467"),
    *even("COSH", HYPERBOLIC, ("cosh", mp.cosh), (6, 10), "0.3467", 1),
    *per_working_type(
        "RAMP",
        "numba_act.maths.normal",
        ("5/6", "10/11"),
        [(mp.mpf("1e-4"), mp.mpf(26)), (mp.mpf("1e-4"), mp.mpf(75))],
        (lambda: ramp_fit("float32", (5, 6), 26), lambda: ramp_fit("float64", (10, 11), 75)),
        lambda working, c, t: ramp_error(6 if working == "float32" else 11, c, t),
        ("RAMP_NUMERATOR", "RAMP_DENOMINATOR"),
    ),
    *per_working_type(
        "LOG_COSH",
        HYPERBOLIC,
        ("6", "15"),
        [(mp.mpf("1e-4"), mp.mpf(1))] * 2,
        [
            Sollya(
                f"fpminimax(f, {degree}, [|{kind}...|], [1b-9;1], absolute)",
                range(degree + 1),
                "f = (log(cosh(sqrt(x)))/x-1/2)/x;",
            )
            for degree, kind in ((6, "SG"), (15, "D"))
        ],
        lambda _, q, t: relative(t**2 / 2 + t**4 * poly(q, t * t), mp.log(mp.cosh(t))),
    ),
    *per_working_type(
        "SOFTCAP_RISE",
        "numba_act.bounded",
        ("7", "13"),
        [(mp.mpf("1e-4"), mp.mpf("0.75"))] * 2,
        [
            Sollya(
                f"fpminimax(f, {degree}, [|{kind}...|], [1b-9;0.5625], relative)",
                range(degree + 1),
                "f = (tanh(sqrt(x))-sqrt(x)*(1-tanh(sqrt(x))^2))/(x*sqrt(x));",
            )
            for degree, kind in ((7, "SG"), (13, "D"))
        ],
        lambda _, q, t: relative(t**3 * poly(q, t * t), mp.tanh(t) - t * mp.sech(t) ** 2),
    ),
    Table(
        "LOG_CENTRAL_TAIL",
        ("LOG_CENTRAL_TAIL",),
        LOGARITHM,
        "float32",
        "11",
        (mp.mpf("-0.29"), mp.mpf("0.42")),
        Sollya(
            "fpminimax(log1p(x), [|3,...,11|], [|SG...|], [-0.29;0.42], relative, x-x^2/2)",
            range(3, 12),
            precision=300,
        ),
        lambda q, f: relative(f - f * f / 2 + f**3 * poly(q, f), mp.log1p(f)),
    ),
    *per_working_type(
        "INVERSE_CUBE_ROOT",
        POWERS,
        ("4", "6"),
        [(mp.mpf("0.5"), mp.mpf(1))] * 2,
        [
            Sollya(
                f"fpminimax(x^(-1/3), [|0,...,{degree}|], [|{kind}...|], [0.5;1], relative)",
                range(degree + 1),
                precision=300,
            )
            for degree, kind in ((4, "SG"), (6, "D"))
        ],
        lambda _, q, m: poly(q, m) * mp.cbrt(m) - 1,
    ),
    *per_working_type(
        "ARTANH_TAIL",
        POWERS,
        ("4", "9"),
        [(mp.mpf("1e-4"), mp.mpf("0.0295"))] * 2,
        [
            Sollya(
                f"fpminimax(c*atanh(sqrt(x))/sqrt(x), [|2,...,{degree}|],"
                f" [|{kind}...|], [1b-20;0.0295], absolute, c+x*c/3)",
                range(2, degree + 1),
                setup="c = 2/log(2);",
                precision=300,
            )
            for degree, kind in ((4, "SG"), (9, "D"))
        ],
        lambda _, q, u: relative(
            1 + u / 3 + u * u * poly(q, u) * mp.log(2) / 2, mp.atanh(mp.sqrt(u)) / mp.sqrt(u)
        ),
    ),
    *per_working_type(
        "ERFINV_NEAR",
        ERROR_FUNCTION,
        ("5", "13"),
        [(mp.mpf("1e-6"), mp.mpf("0.25"))] * 2,
        (erfinv_near_float32, erfinv_near_float64),
        lambda _, q, z: (poly(q, z) - erfinv_near(z)) * z / (ROOT_PI_HALF + z * erfinv_near(z)),
    ),
    Table(
        "ERFINV_START",
        ("ERFINV_START_NUMERATOR", "ERFINV_START_DENOMINATOR"),
        ERROR_FUNCTION,
        "float32",
        "3/3",
        (mp.mpf("0.8326"), mp.mpf("6.2")),
        erfinv_start_fit,
        lambda c, s: relative(ratio(c, s), erfinv_start(s)),
    ),
]
