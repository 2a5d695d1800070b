"""What `minimax.py` knows of a table of coefficients, and what its errors are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import mpmath as mp
import numpy as np

Number: TypeAlias = Any  # of mpmath, which has no types


@dataclass(frozen=True)
class Sollya:
    """A polynomial made by Sollya.

    Parameters
    ----------
    command
        Expression whose value is the polynomial.
    powers
        Those whose coefficients are in the table.
    setup
        Definitions that the command needs.
    precision
        In bits. The last bits of the coefficients depend on it.
    constant_in_two
        The first coefficient is in the table as the sum of two numbers.
    """

    command: str
    powers: range
    setup: str = ""
    precision: int = 200
    constant_in_two: bool = False


@dataclass(frozen=True)
class Table:
    """What is known of the coefficients of one approximation in one working type.

    Parameters
    ----------
    name
        Of the approximation, given on the command line.
    parts
        The module's constants that hold the coefficients: a number or a tuple each.
    module
        Where they are.
    working
        float32, float64 or bfloat16, whose coefficients are float32.
    degree
        As text; of the numerator and the denominator for a rational function.
    interval
        On which the error is measured.
    recipe
        How the coefficients are made: by Sollya or by a function that returns them.
    error
        The error of the approximation with these coefficients (all parts, one after the other)
        at a point.
    """

    name: str
    parts: tuple[str, ...]
    module: str
    working: str
    degree: str
    interval: tuple[Number, Number]
    recipe: Sollya | Callable[[], list[float]]
    error: Callable[[list[Number], Number], Number]


def poly(coefficients: Sequence[Number], x: Number) -> Number:
    """Return the polynomial with these coefficients, in ascending order, at x."""
    return mp.polyval(list(coefficients)[::-1], x)


def ratio(coefficients: Sequence[Number], x: Number) -> Number:
    """Return n(x)/d(x) of polynomials with equally many coefficients, those of n first."""
    half = len(coefficients) // 2
    return poly(coefficients[:half], x) / poly(coefficients[half:], x)


def relative(approximation: Number, exact: Number) -> Number:
    """Return the relative error."""
    return approximation / exact - 1


def rounded(coefficients: Sequence[Number], working: str) -> list[float]:
    """Return the nearest numbers of the working type."""
    exact = [float(c) for c in coefficients]
    return exact if working == "float64" else [float(np.float32(c)) for c in exact]


def constant_of(constant: Any, working: str) -> float:
    """Return a constant of the package in one working type."""
    return float(constant.of(working))


WORKING = ("float32", "float64", "bfloat16")


def per_working_type(
    name: str,
    module: str,
    degree: Sequence[str],
    interval: Sequence[tuple[Number, Number]],
    recipe: Sequence[Sollya | Callable[[], list[float]]],
    error: Callable[[str, list[Number], Number], Number],
    parts: tuple[str, ...] = (),
) -> list[Table]:
    """Return the records of one approximation.

    The arguments are float32's and float64's, and bfloat16's if there is a third.
    """

    def record(i: int, working: str) -> Table:
        def of_type(coefficients: list[Number], x: Number) -> Number:
            return error(working, coefficients, x)

        return Table(
            name, parts or (name,), module, working, degree[i], interval[i], recipe[i], of_type
        )

    return [record(i, working) for i, (working, _) in enumerate(zip(WORKING, degree, strict=False))]
