"""Minimax fits that Sollya does not do: of rational functions, and to float32 with refits.

`remez` is the exchange algorithm for rational functions, in multiple precision. The others
minimize the weighted error on a grid in double precision, by Lawson's iteration: weighted least
squares, where each point's weight is multiplied by its error until the largest errors are equal.
With another LAPACK a float32 coefficient may come out 1 ULP away. `fit_any` is for a function
that depends on its coefficients in any way: linear programs for the steps of Newton's method.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import mpmath as mp
import numpy as np
from numpy.polynomial import polynomial
from numpy.typing import NDArray
from scipy.optimize import linprog

__all__ = ["evaluate", "fit_any", "fit_any_rounded", "fit_rational", "fit_rounded", "grid", "remez"]

Number: TypeAlias = Any  # of mpmath, which has no types
Array: TypeAlias = NDArray[np.float64]

# One precision for everything, as mpmath's is global: 78 decimals.
mp.mp.prec = 260

_LAWSON_FLOOR = 1e-5  # no point's weight becomes 0 at once
_SCALE = 3.0  # powers of t/3 are better conditioned than powers of t


def grid(a: float, b: float, count: int = 1500, power: float = 2.0) -> Array:
    """Return points of [a, b] that are dense at both ends, and denser at `a` for power > 1."""
    halves = (np.arange(count) + 0.5) / count
    return np.asarray(a + (b - a) * ((1.0 - np.cos(np.pi * halves)) / 2.0) ** power)


def remez(
    f: Callable[[Number], Number],
    a: Number,
    b: Number,
    degrees: tuple[int, int],
    *,
    knee: float,
    intervals: int = 1000,
) -> tuple[list[Number], list[Number]]:
    """Return the rational function that is closest to `f` on [a, b] in relative error.

    Parameters
    ----------
    f
        Function without a root in [a, b].
    a, b
        Interval.
    degrees
        Of the numerator and of the denominator.
    knee
        The first reference is a Chebyshev grid in 1/(t + knee). The exchange does not converge
        from every start.
    intervals
        The exchange looks for extrema at the ends of this many intervals.

    Returns
    -------
    numerator, denominator
        Coefficients in ascending order, the denominator's first being 1.
    """
    n, m = degrees
    size = n + m + 2
    points = [
        a + (b - a) * ((1 - mp.cos(mp.pi * i / intervals)) / 2) ** 1.5 for i in range(intervals + 1)
    ]
    values = [f(x) for x in points]
    low, high = 1 / (b + mp.mpf(knee)), 1 / (a + mp.mpf(knee))
    reference = [
        _nearest(points, 1 / ((low + high) / 2 + (high - low) / 2 * node) - mp.mpf(knee))
        for node in (mp.cos(mp.pi * i / (size - 1)) for i in range(size))
    ]
    level = mp.mpf(0)
    best: tuple[Number, list[Number], list[Number]] | None = None
    for _ in range(30):
        sample = [(points[i], values[i]) for i in reference]
        level, numerator, denominator = _levelled(sample, n, m, level)
        errors = [
            mp.polyval(numerator[::-1], x) / mp.polyval(denominator[::-1], x) / value - 1
            for x, value in zip(points, values, strict=True)
        ]
        largest = max(map(abs, errors))
        if best is None or largest < best[0]:
            best = largest, numerator, denominator
        if largest < abs(level) * mp.mpf("1.02"):
            break
        reference = _alternating_extrema(errors, size)
        if len(reference) < size:
            break
    assert best is not None
    return best[1], best[2]


def _nearest(points: Sequence[Number], x: Number) -> int:
    return min(range(len(points)), key=lambda i: abs(points[i] - x))


def _levelled(
    sample: Sequence[tuple[Number, Number]], n: int, m: int, level: Number
) -> tuple[Number, list[Number], list[Number]]:
    """Return the level and the fraction whose relative errors at the points are ±level in turn.

    The level multiplies the denominator, so that a linear system is solved until it settles.
    """
    size = n + m + 2
    for _ in range(12):
        matrix, right = mp.matrix(size, size), mp.matrix(size, 1)
        for row, (x, value) in enumerate(sample):
            sign = 1 if row % 2 == 0 else -1
            for j in range(n + 1):
                matrix[row, j] = x**j
            for j in range(1, m + 1):
                matrix[row, n + j] = -value * (1 + sign * level) * x**j
            matrix[row, size - 1] = -sign * value
            right[row] = value
        solution = mp.lu_solve(matrix, right)
        previous, level = level, solution[size - 1]
        if abs(level - previous) <= abs(level) * mp.mpf(10) ** -6:
            break
    return level, list(solution[: n + 1]), [mp.mpf(1), *solution[n + 1 : n + m + 1]]


def _alternating_extrema(errors: Sequence[Number], size: int) -> list[int]:
    """Return indices of up to `size` extrema of alternating sign, without the smallest ones."""
    extrema: list[int] = []
    for i, error in enumerate(errors):
        if not extrema or (error > 0) != (errors[extrema[-1]] > 0):
            extrema.append(i)
        elif abs(error) > abs(errors[extrema[-1]]):
            extrema[-1] = i

    def smaller(k: int, other: int) -> int:
        return k if abs(errors[extrema[k]]) < abs(errors[extrema[other]]) else other

    while len(extrema) > size:
        last = len(extrema) - 1
        if len(extrema) == size + 1:
            extrema.pop(smaller(0, last))
            continue
        k = min(range(len(extrema)), key=lambda i: abs(errors[extrema[i]]))
        extrema.pop(k)
        if 0 < k < last:
            extrema.pop(smaller(k - 1, k))  # they have one sign
    return extrema


def fit_rational(
    f: Array, weight: Array, t: Array, degrees: tuple[int, int]
) -> tuple[Array, Array]:
    """Return the rational function whose largest error on the points, over `weight`, is least.

    Parameters
    ----------
    f, weight, t
        Values of the function and of the weight, and the points.
    degrees
        Of the numerator and of the denominator.

    Returns
    -------
    numerator, denominator
        Coefficients in ascending order, the denominator's first being 1.
    """
    n, m = degrees
    u = t / _SCALE
    numerator_powers = np.vander(u, n + 1, increasing=True)
    denominator_powers = np.vander(u, m + 1, increasing=True)[:, 1:]
    terms = np.hstack([numerator_powers, -f[:, None] * denominator_powers])
    lawson = np.full_like(t, 1.0 / t.size)
    denominator = np.ones_like(t)
    least, best = np.inf, np.zeros(n + m + 1)
    for _ in range(150):
        row_weight = np.sqrt(lawson) / denominator / weight
        matrix = terms * row_weight[:, None]
        norms = np.linalg.norm(matrix, axis=0)
        solution = np.linalg.lstsq(matrix / norms, f * row_weight, rcond=1e-15)[0] / norms
        denominator = 1.0 + denominator_powers @ solution[n + 1 :]
        errors = abs(numerator_powers @ solution[: n + 1] / denominator - f) / weight
        if errors.max() < least:
            least, best = errors.max(), solution
        lawson *= errors / errors.max() + _LAWSON_FLOOR
        lawson /= lawson.sum()
    return (
        best[: n + 1] / _SCALE ** np.arange(n + 1),
        np.append(1.0, best[n + 1 :] / _SCALE ** np.arange(1, m + 1)),
    )


def fit_rounded(
    f: Array, weight: Array, t: Array, degree: int, fixed: dict[int, float] | None = None
) -> list[float]:
    """Return a polynomial with float32 coefficients and a small error on the points over `weight`.

    The coefficients are rounded one after the other, from the constant term on; what a rounding
    costs is made good by a new fit of those that are left.

    Parameters
    ----------
    f, weight, t
        Values of the function and of the weight, and the points.
    degree
        Degree.
    fixed
        Coefficients by power that are given.

    Returns
    -------
    list of float
        Coefficients in ascending order.
    """
    known = dict(fixed or {})
    for power in range(degree + 1):
        if power not in known:
            known[power] = float(np.float32(_refit(f, weight, t, degree, known)[power]))
    return [known[power] for power in range(degree + 1)]


def _refit(
    f: Array, weight: Array, t: Array, degree: int, known: dict[int, float]
) -> dict[int, float]:
    """Return the coefficients that are not known, by power, of the best polynomial."""
    powers = np.vander(t / _SCALE, degree + 1, increasing=True) / weight[:, None]
    scale = _SCALE ** np.arange(degree + 1)
    free = [power for power in range(degree + 1) if power not in known]
    right = f / weight - sum(powers[:, j] * known[j] * scale[j] for j in known)
    lawson = np.full_like(t, 1.0 / t.size)
    least, best = np.inf, np.zeros(len(free))
    for _ in range(120):
        root = np.sqrt(lawson)
        matrix = powers[:, free]
        solution = np.linalg.lstsq(matrix * root[:, None], right * root, rcond=1e-16)[0]
        errors = abs(matrix @ solution - right)
        if errors.max() < least:
            least, best = errors.max(), solution
        lawson *= errors / errors.max() + _LAWSON_FLOOR
        lawson /= lawson.sum()
    return {power: best[i] / scale[power] for i, power in enumerate(free)}


def evaluate(t: Array, coefficients: Sequence[float] | Array) -> Array:
    """Return the polynomial with these coefficients, in ascending order, at the points."""
    return np.asarray(polynomial.polyval(t, np.asarray(coefficients)))


def fit_any(
    errors: Callable[[Array], Array],
    jacobian: Callable[[Array], Array],
    start: Array,
    free: Sequence[int],
    trust: float = 0.05,
) -> Array:
    """Return the coefficients with which the largest of some errors is least, near a start.

    Parameters
    ----------
    errors, jacobian
        Functions of all coefficients: the errors at some points, and their derivatives, a column a
        coefficient.
    start
        Coefficients to start from.
    free
        Indices of those that may change.
    trust
        How much of itself a coefficient may change in the first step.
    """
    best, chosen = np.array(start, np.float64), list(free)
    least = abs(errors(best)).max()
    for _ in range(80):
        size = abs(best[chosen]) + 1e-3
        steps, level = jacobian(best)[:, chosen] * size, np.full((len(errors(best)), 1), -1.0)
        now, unit = errors(best), 1e6  # linprog's tolerances are absolute
        found = linprog(
            [*[0.0] * len(chosen), 1.0],
            A_ub=np.block([[steps * unit, level], [-steps * unit, level]]),
            b_ub=np.concatenate([-now, now]) * unit,
            bounds=[(-trust, trust)] * len(chosen) + [(0.0, None)],
        )
        if found.status == 0:
            tried = best.copy()
            tried[chosen] += found.x[:-1] * size
            largest = abs(errors(tried)).max()
            if largest < least * (1.0 - 1e-6):
                best, least, trust = tried, largest, min(2.0 * trust, 0.5)
                continue
        trust *= 0.3
        if trust < 1e-9:
            break
    return best


def fit_any_rounded(
    errors: Callable[[Array], Array],
    jacobian: Callable[[Array], Array],
    start: Array,
    order: Sequence[int],
) -> list[float]:
    """Return `fit_any`'s coefficients in float32, rounded in an order, the rest refitted."""
    best = fit_any(errors, jacobian, start, order)
    for i, index in enumerate(order):
        best = fit_any(errors, jacobian, best, order[i:])
        best[index] = np.float32(best[index])
    return [float(c) for c in best]
