"""Time kernels as people write them, with `use_in_numba` and without.

    python bench/kernels.py
    python bench/kernels.py --libmvec --write docs/use_in_numba.md

Each kernel is compiled twice, by plain Numba and with this package's vector mathematics, and both
are measured by turns on the same memory. A ratio is plain Numba's time divided by ours. With
``--libmvec`` there is a third, which calls glibc's vector library in place of this package: it is
measured in a process of its own, beside plain Numba there.
"""

from __future__ import annotations

import argparse
import ctypes
import dataclasses
import functools
import json
import math
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numba
import numpy as np
import report

import numba_act as na
from numba_act.cpu import vector_calls, vector_functions
from numba_act.measure.timing import interleaved

SIZE = 100_000


@dataclass(frozen=True)
class Kernel:
    """One kernel.

    Attributes
    ----------
    function
        Plain Python, to be jitted.
    make
        Returns its arguments, arrays of a dtype, of a source of random numbers.
    options
        Those of ``@njit``.
    """

    function: Callable[..., Any]
    make: Callable[[Any, str], tuple[Any, ...]]
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The function's name in words."""
        return self.function.__name__.replace("_", " ")


KERNELS: list[Kernel] = []


def kernel(make: Callable[[Any, str], tuple[Any, ...]], **options: Any) -> Any:
    """Return a decorator that adds a function to the kernels."""

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        KERNELS.append(Kernel(function, make, options))
        return function

    return add


def uniform(*ranges: tuple[float, float], outputs: int = 1, shape: Any = SIZE) -> Any:
    """Return what makes arrays of numbers in ranges, and arrays for the results."""

    def make(random: Any, dtype: str) -> tuple[Any, ...]:
        inputs = [random.uniform(*bounds, shape).astype(dtype) for bounds in ranges]
        return (*inputs, *(np.zeros(shape, dtype) for _ in range(outputs)))

    return make


# The kernels ----------------------------------------------------------------------------------


@kernel(uniform((80, 120), (90, 110), (0.1, 2)), error_model="numpy")
def black_scholes(spot, strike, years, out):  # type: ignore[no-untyped-def]
    rate, volatility = spot.dtype.type(0.02), spot.dtype.type(0.3)
    half, root = spot.dtype.type(0.5), spot.dtype.type(math.sqrt(0.5))
    for k in range(spot.size):
        width = volatility * math.sqrt(years[k])
        d1 = (math.log(spot[k] / strike[k]) + (rate + half * volatility**2) * years[k]) / width
        d2 = d1 - width
        first = half * (1 + math.erf(d1 * root))
        second = half * (1 + math.erf(d2 * root))
        out[k] = spot[k] * first - strike[k] * math.exp(-rate * years[k]) * second


@kernel(uniform((-5, 5), shape=(100, 1000)), error_model="numpy")
def softmax_rows(x, out):  # type: ignore[no-untyped-def]
    for i in range(x.shape[0]):
        largest = x[i, 0]
        for j in range(x.shape[1]):
            largest = max(largest, x[i, j])
        for j in range(x.shape[1]):
            out[i, j] = np.exp(x[i, j] - largest)
        total = x.dtype.type(0)
        for j in range(x.shape[1]):
            total += out[i, j]
        for j in range(x.shape[1]):
            out[i, j] /= total


@kernel(uniform((-3, 3), (0.5, 2)), fastmath=True, error_model="numpy")
def gaussian_log_likelihood(x, sigma, out):  # type: ignore[no-untyped-def]
    half = x.dtype.type(0.5)
    total = x.dtype.type(0)
    for k in range(x.size):
        z = x[k] / sigma[k]
        total += -half * z * z - np.log(sigma[k])
    out[0] = total


@kernel(uniform((0, 6.28), (0, 0.5)), error_model="numpy")
def kepler_equation(mean, eccentricity, out):  # type: ignore[no-untyped-def]
    one = mean.dtype.type(1)
    for k in range(mean.size):
        e, anomaly = eccentricity[k], mean[k]
        for _ in range(5):
            anomaly -= (anomaly - e * math.sin(anomaly) - mean[k]) / (one - e * math.cos(anomaly))
        out[k] = anomaly


@kernel(uniform((-1, 1), (-1, 1), (-1, 1), shape=500), fastmath=True, error_model="numpy")
def bodies_potential(x, y, z, out):  # type: ignore[no-untyped-def]
    one, softening = x.dtype.type(1), x.dtype.type(1e-3)
    for i in range(x.size):
        total = x.dtype.type(0)
        for j in range(x.size):
            dx, dy, dz = x[i] - x[j], y[i] - y[j], z[i] - z[j]
            total -= one / math.sqrt(dx * dx + dy * dy + dz * dz + softening)
        out[i] = total


@kernel(uniform((0.1, 1.5), (-2, 2)))
def escape_radius(radius, power, out):  # type: ignore[no-untyped-def]
    for k in range(radius.size):
        r = radius[k]
        for _ in range(4):
            r = r ** power[k] + radius[k]
        out[k] = r


@kernel(uniform((-1.5, 1.5), (-3, 3), (-1.5, 1.5), (-3, 3)))
def haversine_distance(lat1, lon1, lat2, lon2, out):  # type: ignore[no-untyped-def]
    half, diameter = lat1.dtype.type(0.5), lat1.dtype.type(12742)
    for k in range(lat1.size):
        a = math.sin((lat2[k] - lat1[k]) * half) ** 2
        a += math.cos(lat1[k]) * math.cos(lat2[k]) * math.sin((lon2[k] - lon1[k]) * half) ** 2
        out[k] = diameter * math.asin(math.sqrt(a))


@kernel(uniform((-8, 8), (0, 1)), fastmath=True)
def logistic_regression_loss(score, label, out):  # type: ignore[no-untyped-def]
    total = score.dtype.type(0)
    for k in range(score.size):
        s = score[k]
        total += np.log1p(np.exp(-abs(s))) + max(s, score.dtype.type(0)) - s * label[k]
    out[0] = total


@kernel(uniform((-3, 3), (-0.5, 0.5), (0, 1)))
def metropolis_step(x, step, chance, out):  # type: ignore[no-untyped-def]
    half = x.dtype.type(0.5)
    for k in range(x.size):
        proposal = x[k] + step[k]
        if chance[k] < math.exp(half * (x[k] * x[k] - proposal * proposal)):
            out[k] = proposal
        else:
            out[k] = x[k]


@kernel(uniform((0, 1000), outputs=2))
def sine_embedding(position, first, second):  # type: ignore[no-untyped-def]
    scale = position.dtype.type(-9.2 / position.size)
    for k in range(position.size):
        angle = position[k] * math.exp(scale * position.dtype.type(k))
        first[k] = math.sin(angle)
        second[k] = math.cos(angle)


@kernel(uniform((-1, 1), (0.1, 5), (-2, 2)), error_model="numpy")
def ornstein_uhlenbeck_step(x, theta, noise, out):  # type: ignore[no-untyped-def]
    dt, half = x.dtype.type(0.01), x.dtype.type(0.5)
    for k in range(x.size):
        spread = math.sqrt(-half * math.expm1(-2 * theta[k] * dt) / theta[k])
        out[k] = x[k] * math.exp(-theta[k] * dt) + spread * noise[k]


@kernel(uniform((-3, 3), shape=400), fastmath=True, error_model="numpy")
def kernel_density(data, out):  # type: ignore[no-untyped-def]
    scale = data.dtype.type(-12.5)
    for i in range(data.size):
        total = data.dtype.type(0)
        for j in range(data.size):
            total += np.exp(scale * (data[i] - data[j]) ** 2)
        out[i] = total / data.size


@kernel(uniform((-5, 5)))
def gelu_by_tanh(x, out):  # type: ignore[no-untyped-def]
    half, a, b = x.dtype.type(0.5), x.dtype.type(0.7978845608), x.dtype.type(0.044715)
    for k in range(x.size):
        v = x[k]
        out[k] = half * v * (1 + np.tanh(a * (v + b * v * v * v)))


@kernel(uniform((-5, 5)))
def mish_of_an_array(x, out):  # type: ignore[no-untyped-def]
    out[:] = x * np.tanh(np.log1p(np.exp(x)))


@kernel(uniform((250, 1500), (5, 50)), error_model="numpy")
def arrhenius_rate(temperature, energy, out):  # type: ignore[no-untyped-def]
    gas, factor = temperature.dtype.type(0.008314), temperature.dtype.type(1e6)
    for k in range(temperature.size):
        out[k] = factor * math.exp(-energy[k] / (gas * temperature[k]))


@kernel(uniform((1e12, 1e14), (3000, 7000)), error_model="numpy")
def planck_spectrum(frequency, temperature, out):  # type: ignore[no-untyped-def]
    ratio, scale = frequency.dtype.type(4.799e-11), frequency.dtype.type(1e-14)
    for k in range(frequency.size):
        f = frequency[k] * scale
        out[k] = f**3 / math.expm1(ratio * frequency[k] / temperature[k])


@kernel(uniform((0.8, 3)))
def morse_potential(distance, out):  # type: ignore[no-untyped-def]
    kind = distance.dtype.type
    depth, width, rest = kind(4.7), kind(1.9), kind(0.74)
    for k in range(distance.size):
        e = math.exp(-width * (distance[k] - rest))
        out[k] = depth * (e * e - 2 * e)


@kernel(uniform((50, 150), (50, 150)), error_model="numpy")
def log_returns(before, after, out):  # type: ignore[no-untyped-def]
    for k in range(before.size):
        out[k] = np.log(after[k] / before[k])


@kernel(uniform((-3, 3), (-1, 1), (0.5, 2)), error_model="numpy")
def normal_distribution(x, mean, sigma, out):  # type: ignore[no-untyped-def]
    half, root = x.dtype.type(0.5), x.dtype.type(math.sqrt(0.5))
    for k in range(x.size):
        out[k] = half * math.erfc((mean[k] - x[k]) / sigma[k] * root)


@kernel(uniform((0.01, 0.99), (0, 1)))
def cross_entropy_where_labelled(probability, label, out):  # type: ignore[no-untyped-def]
    half = probability.dtype.type(0.5)
    for k in range(probability.size):
        if label[k] > half:
            out[k] = -math.log(probability[k])
        else:
            out[k] = -math.log(1 - probability[k])


@kernel(uniform((-8, 8)))
def logistic_that_raises(x, out):  # type: ignore[no-untyped-def]
    """The division may raise ZeroDivisionError."""
    for k in range(x.size):
        out[k] = 1 / (1 + np.exp(-x[k]))


@kernel(uniform((-2, 2)))
def sum_in_order(x, out):  # type: ignore[no-untyped-def]
    total = x.dtype.type(0)
    for k in range(x.size):
        total += np.exp(x[k])
    out[0] = total


# Measuring ------------------------------------------------------------------------------------


@dataclass
class Cell:
    """One kernel in one dtype: nanoseconds an element, and what plain Numba's time is of ours.

    `compiling` has the seconds of the processor that plain Numba and we took to compile it.
    """

    name: str
    dtype: str
    plain: float
    ours: float
    ratio: float
    is_vector_code: bool
    compiling: tuple[float, float]


def _use_libmvec() -> None:
    """Have Numba call glibc's vector functions, in all that this process compiles from now on.

    In the same way as the package's own, and in all its widths; under a condition there are none.
    """
    ctypes.CDLL("libmvec.so.1", ctypes.RTLD_GLOBAL)
    own = vector_functions.vector_functions

    def functions(definition: Any, working: str) -> Iterator[Any]:
        letter, size = ("f", 4) if working == "float32" else ("", 8)
        for each in own(definition, working):
            if not each.masked:
                isa = {16: "b", 32: "d", 64: "e"}[each.lanes * size]
                parameters = "v" * len(definition.inputs)
                name = f"_ZGV{isa}N{each.lanes}{parameters}_{definition.__name__}{letter}"
                yield dataclasses.replace(each, name=name)

    vars(vector_calls)["vector_functions"] = functions
    na.use_in_numba()


#: What is switched on, and a part of the names of the vector functions, in machine code.
MODES: dict[str, tuple[Callable[[], Any], str]] = {
    "own": (na.use_in_numba, "numba_act."),
    "libmvec": (_use_libmvec, "_ZGV"),
}


def measure(mode: str, options: argparse.Namespace) -> list[Cell]:
    """Measure all kernels by plain Numba and in one mode, which holds for the process."""
    chosen = [
        (each, dtype)
        for each in KERNELS
        if each.name in options.kernels
        for dtype in options.dtypes
    ]
    random = np.random.default_rng(0)
    arguments = [each.make(random, dtype) for each, dtype in chosen]

    def compiled() -> Iterator[tuple[Any, float]]:
        for (each, _), given in zip(chosen, arguments, strict=True):
            kernel = numba.njit(**each.options)(each.function)
            start = time.process_time()
            kernel(*given)
            yield kernel, time.process_time() - start

    plain = list(compiled())
    switch, mark = MODES[mode]
    switch()
    list(compiled())  # its vector functions are on the disk then
    cells = []
    for (each, dtype), given, (before, seconds), (after, our_seconds) in zip(
        chosen, arguments, plain, list(compiled()), strict=True
    ):
        _check(before, after, given)
        calls = [functools.partial(kernel, *given) for kernel in (before, after)]
        samples = interleaved(calls, options.rounds)
        elements = given[0].size if given[0].size >= 1000 else given[0].size ** 2
        first, second = (
            statistics.median(each) * 1e9 / elements for each in zip(*samples, strict=True)
        )
        ratio = statistics.median(each[0] / each[1] for each in samples)
        (code,) = after.inspect_asm().values()
        cells.append(
            Cell(each.name, dtype, first, second, ratio, mark in code, (seconds, our_seconds))
        )
    return cells


def _check(before: Any, after: Any, arguments: Sequence[Any]) -> None:
    """Compare what two kernels write into their last arguments; a decision may be another."""
    before(*arguments)
    expected = [np.copy(each) for each in arguments]
    after(*arguments)
    near = 3e-3 if arguments[0].dtype == np.float32 else 1e-9
    for got, wanted in zip(arguments, expected, strict=True):
        close = np.isclose(got, wanted, rtol=near, atol=near * np.abs(wanted).max())
        assert close.mean() > 0.999


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time kernels with use_in_numba and without.")
    add = parser.add_argument
    names = [each.name for each in KERNELS]
    add("--kernels", nargs="+", choices=names, default=names, metavar="NAME")
    add("--dtypes", nargs="+", choices=("float32", "float64"), default=["float32", "float64"])
    add("--libmvec", action="store_true", help="beside glibc's vector library (Linux, x86-64)")
    add("--only", choices=MODES, help="measure one mode and print the cells as JSON")
    report.add_options(parser, rounds=15)
    return parser.parse_args()


def _mean(ratios: Sequence[float]) -> str:
    """Return the geometric mean."""
    return f"{math.exp(statistics.fmean(map(math.log, ratios))):.2f}" if ratios else "–"


def _markdown(cells: Sequence[Cell], others: Mapping[tuple[str, str], Cell]) -> str:
    columns = ["kernel", "dtype", "", "plain, ns", "ours, ns", "ratio"]
    rows = []
    for each in cells:
        note = "" if each.is_vector_code else "nothing to replace"
        row = [each.name, each.dtype, note, f"{each.plain:.2f}", f"{each.ours:.2f}"]
        row.append(f"{each.ratio:.2f}")
        if others:
            other = others[each.name, each.dtype]
            row.append(f"{other.ratio:.2f}" + ("" if other.is_vector_code else " (scalar)"))
        rows.append(row)
    table = report.markdown_table(columns + ["libmvec's ratio"] * bool(others), rows, left=3)
    ratios = [each.ratio for each in cells if each.is_vector_code]
    rest = [each.ratio for each in cells if not each.is_vector_code]
    smallest = min((each.ratio for each in cells), default=math.nan)
    vectorized = [each.compiling for each in cells if each.is_vector_code]
    more = statistics.median(ours - plain for plain, ours in vectorized) if vectorized else 0.0
    of = statistics.median(plain for plain, _ in vectorized) if vectorized else 0.0
    return (
        f"Measured on {report.measured_on()}\n\n{table}\n"
        f"Geometric mean of the {len(ratios)} that get vector functions: {_mean(ratios)}; of the "
        f"{len(rest)} where LLVM calls none: {_mean(rest)}. "
        f"The smallest: {smallest:.2f}. Compiling one that is vectorized takes {of:.2f} s by plain "
        f"Numba and {more:.2f} s more with the functions (medians).\n"
    )


def main() -> None:
    options = _options()
    numba.set_num_threads(options.threads)
    if options.only:
        print(json.dumps([vars(each) for each in measure(options.only, options)]))
        return
    report.warn_if_busy()
    others = {}
    if options.libmvec:
        command = [sys.executable, __file__, "--only", "libmvec", "--rounds", str(options.rounds)]
        command += ["--dtypes", *options.dtypes, "--kernels", *options.kernels]
        out = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        found = [Cell(**each) for each in json.loads(out)]
        others = {(each.name, each.dtype): each for each in found}
    text = _markdown(measure("own", options), others)
    print(text)
    if options.write:
        report.write_section(options.write, "kernels", text)


if __name__ == "__main__":
    main()
