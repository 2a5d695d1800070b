"""The tables of the elementary functions that stand on a plain polynomial, for `minimax.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import mpmath as mp
from table import Number, Sollya, Table, per_working_type, poly, relative

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


TABLES: Sequence[Table] = [
    *odd("SINE", TRIGONOMETRIC, ("sin", mp.sin), (7, 13), QUARTER),
    *even("COSINE", TRIGONOMETRIC, ("cos", mp.cos), (8, 14), QUARTER, -1),
    *odd("TANGENT", TRIGONOMETRIC, ("tan", mp.tan), (15, 29), QUARTER),
]
