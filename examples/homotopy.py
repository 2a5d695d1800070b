"""Two hard problems, each reached from an easy one: a homotopy, with numba_act.

    pip install ".[examples]"
    python examples/homotopy.py -o homotopy.png

**Mistakes.** A linear classifier of scikit-learn's digits, odd or even, should make few mistakes.
Their number is a sum of steps, whose slope is 0 wherever it exists: nothing to descend. With
``na.smooth_step`` of a large width σ the sum is smooth and has one valley; the minimum is followed
while σ falls. Descending at the last σ alone gets stuck near where it started.

**The pendulum.** θ″ + θ + p·(sin θ − θ) = 0 is a harmonic oscillator for p = 0 and the pendulum for
p = 1. Energy gives its period at the amplitude A, with θ = A·sin φ:

    T(p) = 4 ∫ dφ / √(1 + p·(r − 1)) over 0 ≤ φ ≤ π/2, r = 2·(cos θ − cos A)/(A² − θ²).

Its series in p, taken at p = 1, converges for every A < π, since 0 < r ≤ 1. It is compared with the
elliptic integral that the period is.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Sequence

import figures
import numpy as np
from train_mlp import Array, load

import numba_act as na

#: Widths of the smooth step, from smooth to hard, and the steps of descent at each.
WIDTHS = [2.0**-k for k in range(-1, 11)]
STEPS = 100

#: Terms of the homotopy series.
ORDERS = (1, 2, 4, 8, 16)

#: What the longest series must agree to with the integral, up to `LARGEST_AMPLITUDE`. There
#: 1 − r ≤ 0.37, and a geometric series bounds what is left out by 6e-8.
LARGEST_DIFFERENCE = 6e-8
LARGEST_AMPLITUDE = math.radians(90)

#: Points of the trapezoidal rule, whose error falls exponentially for what is periodic in φ.
POINTS = 200


def margins(images: Array, is_odd: Array) -> Array:
    """Return rows whose product with the classifier is positive where it is right."""
    x = np.column_stack([images - images.mean(), np.ones(len(images))])
    rows: Array = x * np.where(is_odd, 1.0, -1.0)[:, None]
    return rows


def mistakes(rows: Array, w: Array) -> float:
    """Return the share of mistakes: the mean of the smooth step at σ = 0."""
    return float(na.smooth_step(-(rows @ w), 0.0).mean())


def descend(rows: Array, w: Array, sigma: float, steps: int) -> Array:
    """Return the classifier after steps down the mean of smooth steps of a width."""
    w, v = w.copy(), np.zeros_like(w)
    for _ in range(steps):
        slopes = na.smooth_step.vjp(1 / len(rows), -(rows @ w), sigma)
        na.optim.nesterov_step(w, v, -slopes @ rows, 0.3 * sigma, 0.9, out=(w, v))
        w /= np.linalg.norm(w)  # what counts is the direction
    return w


def follow(rows: Array, w: Array, widths: Sequence[float]) -> list[float]:
    """Return the share of mistakes at each width, from smooth to hard."""
    found = []
    for sigma in widths:
        w = descend(rows, w, sigma, STEPS)
        found.append(mistakes(rows, w))
    return found


def series(amplitude: float, order: int) -> float:
    """Return the period by the series in p up to an order, at p = 1."""
    phi = (np.arange(POINTS) + 0.5) * (math.pi / 2 / POINTS)
    theta = amplitude * na.sin(phi)
    # cos θ − cos A is 2·sin(a)·sin(b), and A² − θ² is 4·a·b
    a, b = (amplitude + theta) / 2, (amplitude - theta) / 2
    rest = 1 - na.sin(a) * na.sin(b) / (a * b)
    total, term = np.zeros_like(rest), np.ones_like(rest)
    for k in range(order + 1):
        total += term
        term *= rest * (k + 0.5) / (k + 1)  # of 1/√(1 − rest)
    return float(2 * math.pi * total.mean())


def period(amplitude: float) -> float:
    """Return the period by the elliptic integral, 4 ∫ dφ / √(1 − sin²(A/2)·sin²φ)."""
    phi = (np.arange(POINTS) + 0.5) * (math.pi / 2 / POINTS)
    k = math.sin(amplitude / 2)
    return float(2 * math.pi * na.rsqrt(1 - (k * na.sin(phi)) ** 2).mean())


def draw(followed: Array, direct: Array, path: str) -> None:
    """Draw the mistakes against the width, and the pendulum's period against the amplitude."""
    figure, (left, right) = figures.new(2)
    left.semilogx(WIDTHS, 100 * followed.T, "o-", color="C0", alpha=0.5)
    left.semilogx(np.full(len(direct), WIDTHS[-1]), 100 * direct, "x", color="C3")
    left.plot([], [], "o-", color="C0", label="following the minimum")
    left.plot([], [], "x", color="C3", label="at the last σ alone")
    left.invert_xaxis()
    left.set_xlabel("width σ of the smooth step")
    left.set_ylabel("mistakes [%]")
    left.set_title("Odd or even, from different starts")
    left.legend()
    degrees = np.linspace(1, 175, 100)
    for order in ORDERS:
        periods = [series(each, order) for each in np.radians(degrees)]
        right.plot(degrees, periods, "--", label=f"series to order {order}")
    right.plot(degrees, [period(each) for each in np.radians(degrees)], "k", label="integral")
    right.set_xlabel("amplitude [°]")
    right.set_ylabel("period [√(l/g)]")
    right.set_title("The pendulum from the harmonic oscillator")
    right.legend()
    figures.save(figure, path)


def starts(count: int, size: int, seed: int) -> Array:
    """Return random directions."""
    w = np.random.default_rng(seed).standard_normal((count, size))
    directions: Array = w / np.linalg.norm(w, axis=1, keepdims=True)
    return directions


def checks(followed: Array, direct: Array) -> list[tuple[bool, str]]:
    """Return whether each result is as it should be, and what it is."""
    worst, best = followed[:, -1].max(), direct.min()
    apart = max(
        abs(series(each, ORDERS[-1]) - period(each)) for each in (0.1, 1.0, LARGEST_AMPLITUDE)
    )
    return [
        (
            worst < best,
            f"following makes {worst:.2%} of mistakes at most, the last σ alone {best:.2%} at "
            "least",
        ),
        (
            apart <= LARGEST_DIFFERENCE,
            f"up to {math.degrees(LARGEST_AMPLITUDE):.0f}° the series to order {ORDERS[-1]} is "
            f"within {apart:.0e} of the integral",
        ),
    ]


def main() -> None:
    """Follow, draw, and check."""
    parser = argparse.ArgumentParser(description="Reach two hard problems from easy ones.")
    figures.add_output(parser, "homotopy.png")
    parser.add_argument("--seed", type=int, default=0, help="default: %(default)s")
    options = parser.parse_args()
    digits = load(options.seed)
    rows = margins(digits.images, digits.labels % 2 == 1)
    first = starts(5, rows.shape[1], options.seed)
    followed = np.array([follow(rows, w, WIDTHS) for w in first])
    direct = np.array(
        [mistakes(rows, descend(rows, w, WIDTHS[-1], STEPS * len(WIDTHS))) for w in first]
    )
    draw(followed, direct, options.output)
    print(f"drawn in {options.output}")
    for holds, said in checks(followed, direct):
        if not holds:
            sys.exit(f"check failed: {said}")
        print(f"check: {said}")


if __name__ == "__main__":
    main()
