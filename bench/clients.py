"""Time packages that are made of Numba kernels, with `use_in_numba` and without.

    pip install -e ".[clients]"
    python bench/clients.py
    python bench/clients.py --write docs/use_in_numba.md

The packages are numba-stats, PyTensor in its Numba mode, and skglm, as pip installs them. Each call
runs in two processes, one of them with ``NUMBA_ACT_IN_NUMBA=1``, which are measured by turns. A
ratio is plain Numba's time divided by ours. Errors are the largest relative ones, in units of the
dtype's epsilon, beside the same formulas in 50 digits or in `numpy.longdouble`.
"""

from __future__ import annotations

import argparse
import functools
import importlib.metadata
import itertools
import math
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import report

from numba_act.measure.timing import interleaved

SIZE = 100_000

#: How many elements of a result are compared with 50 digits.
CHECKED = 1000


@dataclass(frozen=True)
class Case:
    """A call of a client.

    Attributes
    ----------
    name
        What the table says.
    dtype
        Of its arrays.
    call
        Returns an array, a number, or a list of such.
    exact
        Returns what the call should, or the first elements of it; None where that is not cheap,
        or where results cross zero, so that their relative errors are those of the formula.
    """

    name: str
    dtype: str
    call: Callable[[], Any]
    exact: Callable[[], Any] | None = None


# The clients ----------------------------------------------------------------------------------


def numba_stats() -> Iterator[Case]:
    """Yield distributions of numba-stats, as its own wrappers call them."""
    import mpmath
    from numba_stats import expon, norm, t

    mpmath.mp.dps = 50
    df = mpmath.mpf(3.5)
    gamma, half = mpmath.gamma, (df + 1) / 2
    of_t = gamma(half) / (gamma(df / 2) * mpmath.sqrt(df * mpmath.pi))
    exact: Mapping[Any, Mapping[str, Callable[[Any], Any]]] = {
        norm: {
            "pdf": mpmath.npdf,
            "cdf": mpmath.ncdf,
            "logpdf": lambda z: mpmath.log(mpmath.npdf(z)),
        },
        expon: {
            "pdf": lambda z: mpmath.exp(-z) if z >= 0 else mpmath.mpf(0),
            "cdf": lambda z: -mpmath.expm1(-z) if z >= 0 else mpmath.mpf(0),
            "logpdf": lambda z: -z if z >= 0 else -mpmath.inf,
        },
        t: {
            "pdf": lambda z: of_t * (1 + z * z / df) ** -half,
            "logpdf": lambda z: mpmath.log(of_t) - half * mpmath.log1p(z * z / df),
        },
    }
    random = np.random.default_rng(0)
    for dtype in ("float32", "float64"):
        kind = np.dtype(dtype).type
        loc, scale = kind(0.25), kind(2)  # powers of 2: a density is divided by the scale exactly
        for distribution, parameters in ((norm, ()), (expon, ()), (t, (kind(df),))):
            x = random.uniform(-1 if distribution is expon else -6, 8, SIZE).astype(dtype)
            for name in ("pdf", "cdf", "logpdf"):
                function = getattr(distribution, f"_{name}")
                formula = exact[distribution].get(name)
                yield Case(
                    f"numba-stats: {distribution.__name__.rpartition('.')[2]}.{name}",
                    dtype,
                    functools.partial(function, x, *parameters, loc, scale),
                    formula and functools.partial(_standardized, formula, name, x, loc, scale),
                )
                if function is expon._pdf:
                    yield Case(
                        "numba-stats: the arrays of expon.pdf alone",
                        dtype,
                        functools.partial(_arrays(), x, loc),
                    )


@functools.cache
def _arrays() -> Any:
    """Return a kernel that reads and writes what `expon.pdf` does."""
    import numba

    @numba.njit  # type: ignore[untyped-decorator]
    def copied(x: Any, loc: Any) -> Any:
        standardized = x - loc
        logarithms = standardized * loc
        return logarithms - loc

    return copied


def _standardized(formula: Any, name: str, x: Any, loc: Any, scale: Any) -> Any:
    """Return a formula of (x - loc) / scale in 50 digits, for the first elements."""
    import mpmath

    width = mpmath.mpf(float(scale))
    values = [formula((mpmath.mpf(float(each)) - float(loc)) / width) for each in x[:CHECKED]]
    if name == "pdf":
        values = [each / width for each in values]
    if name == "logpdf":
        values = [each - mpmath.log(width) for each in values]
    return np.array([np.longdouble(mpmath.nstr(each, 25)) for each in values])


def pytensor() -> Iterator[Case]:
    """Yield log-densities of models and of distributions, and their gradients."""
    import pytensor
    import pytensor.tensor as pt

    random = np.random.default_rng(0)
    x = random.normal(0, 2, SIZE)
    label = (random.uniform(size=SIZE) < 0.5).astype("float64")
    wide = np.longdouble

    def models(name: str, inputs: Any, values: Any, density: Any, exact: Any) -> Iterator[Case]:
        """Yield the sum over the data, without its gradient and with it."""
        for words, outputs in (
            ("log-density", [density]),
            ("log-density and gradient", [density, *pytensor.grad(density, inputs)]),
        ):
            compiled = pytensor.function(inputs, outputs, mode="NUMBA", trust_input=True)
            call = functools.partial(compiled, *values)
            reference = functools.partial(_first, exact) if len(outputs) == 1 else exact
            yield Case(f"PyTensor: {name}: {words}", "float64", call, reference)

    # A logistic regression on four features
    features = random.normal(size=(SIZE, 4))
    weights = pt.dvector("weights")
    chance = pt.sigmoid(pt.dot(pt.constant(features), weights))
    is_one = pt.constant(label == 1)
    density = pt.sum(pt.switch(is_one, pt.log(chance), pt.log1p(-chance)))
    value = np.array([0.1, 0.2, -0.3, 0.4])

    def logistic() -> Any:
        logit = features.astype(wide) @ value.astype(wide)
        sign = np.where(label == 1, -logit, logit)
        gradient = (label - 1 / (1 + np.exp(-logit))) @ features
        return [-np.log1p(np.exp(sign)).sum(), gradient]

    yield from models("logistic regression", [weights], [value], density, logistic)

    # A mixture of two normal distributions
    means, scales, shares = (pt.dvector(name) for name in ("means", "scales", "shares"))
    data = pt.constant(x)
    parts = [
        pt.log(shares[k])
        - 0.5 * ((data - means[k]) / scales[k]) ** 2
        - pt.log(scales[k])
        - 0.5 * math.log(2 * math.pi)
        for k in range(2)
    ]
    density = pt.sum(pt.logaddexp(*parts))
    values = [np.array(pair) for pair in ((-1.0, 1.5), (1.0, 2.0), (0.25, 0.75))]

    def mixture() -> Any:
        mean, scale, share = (each.astype(wide)[:, np.newaxis] for each in values)
        z = (x - mean) / scale
        part = share / scale * np.exp(-z * z / 2) / np.sqrt(2 * np.arccos(wide(-1)))
        weight = part / part.sum(0)
        gradients = (weight * z / scale, weight * (z * z - 1) / scale, weight / share)
        return [np.log(part.sum(0)).sum(), *(each.sum(1) for each in gradients)]

    yield from models("mixture of normals", [means, scales, shares], values, density, mixture)

    # Distributions, element by element
    variable = pt.dvector("x")
    for name, at, formula, exact in (
        ("Poisson log-density of a log-rate", x, 3 * variable - pt.exp(variable), None),
        ("Student's t log-density", x, -2.25 * pt.log1p(variable**2 / 3.5) - 1,
         lambda x: -2.25 * np.log1p(x * x / 3.5) - 1),
        ("log-normal log-density", np.exp(x), -pt.log(variable) - pt.log(variable) ** 2 / 2, None),
        ("softplus of a logit", x, pt.softplus(variable), lambda x: np.log1p(np.exp(x))),
        ("the arrays of a log-density alone", x, variable - 2, None),
    ):  # fmt: skip
        compiled = pytensor.function([variable], formula, mode="NUMBA", trust_input=True)
        call = functools.partial(compiled, at)
        reference = exact and functools.partial(exact, at.astype(wide))
        yield Case(f"PyTensor: {name}", "float64", call, reference)


def _first(exact: Callable[[], Any]) -> Any:
    return exact()[:1]


def skglm() -> Iterator[Case]:
    """Yield the losses of generalized linear models, compiled as skglm's solvers compile them."""
    from skglm.datafits import Gamma, Logistic, Poisson
    from skglm.utils.jit_compilation import compiled_clone

    random = np.random.default_rng(0)
    predicted = random.normal(0, 2, SIZE)
    count, gamma = random.poisson(2.0, SIZE).astype("float64"), random.gamma(2.0, size=SIZE)
    sign = np.where(random.uniform(size=SIZE) < 0.5, -1.0, 1.0)
    wide, wide_gamma = predicted.astype(np.longdouble), gamma.astype(np.longdouble)
    weights = np.zeros(1)
    exact = {
        Logistic: (
            lambda: np.log1p(np.exp(-sign * wide)).mean(),
            lambda: -sign / (1 + np.exp(sign * wide)) / SIZE,
            lambda: np.exp(-sign * wide) / (1 + np.exp(-sign * wide)) ** 2 / SIZE,
        ),
        Poisson: (lambda: (np.exp(wide) - count * wide).mean(), None, lambda: np.exp(wide) / SIZE),
        Gamma: (
            lambda: (np.sum(wide + gamma * np.exp(-wide) - np.log(wide_gamma)) - 1) / SIZE,
            None,
            lambda: gamma * np.exp(-wide) / SIZE,
        ),
    }
    for datafit, target in ((Logistic, sign), (Poisson, count), (Gamma, gamma)):
        loss = compiled_clone(datafit())
        calls = (
            ("value", functools.partial(loss.value, target, weights, predicted)),
            ("gradient", functools.partial(loss.raw_grad, target, predicted)),
            ("curvature", functools.partial(loss.raw_hessian, target, predicted)),
        )
        for (name, call), reference in zip(calls, exact[datafit], strict=True):
            yield Case(f"skglm: {datafit.__name__}, {name}", "float64", call, reference)


CLIENTS = {"numba-stats": numba_stats, "pytensor": pytensor, "skglm": skglm}

# Measuring ------------------------------------------------------------------------------------


@functools.cache
def _cases(client: str) -> Mapping[str, Case]:
    return {f"{each.name}|{each.dtype}": each for each in CLIENTS[client]()}


def _names(client: str) -> list[str]:
    return list(_cases(client))


def _seconds(client: str, name: str, number: int) -> float:
    call = _cases(client)[name].call
    start = time.perf_counter_ns()
    for _ in itertools.repeat(None, number):
        call()
    return (time.perf_counter_ns() - start) * 1e-9 / number


def _error(client: str, name: str) -> float | None:
    """Return the largest relative error of a call, or None where it has no reference."""
    case = _cases(client)[name]
    if case.exact is None:
        return None
    exact = np.concatenate([np.ravel(each) for each in _listed(case.exact())])
    got = np.concatenate([np.ravel(each) for each in _listed(case.call())])[: exact.size]
    known = np.isfinite(exact) & (exact != 0)
    assert np.array_equal(got[~known], exact[~known])
    errors = abs(got[known].astype(exact.dtype) - exact[known]) / abs(exact[known])
    return float(errors.max() / np.finfo(case.dtype).eps)


def _listed(result: Any) -> Any:
    return result if isinstance(result, (list, tuple)) else [result]


class Mode:
    """A process in which everything that Numba compiles is in one mode."""

    def __init__(self, is_on: bool) -> None:
        os.environ["NUMBA_ACT_IN_NUMBA"] = str(int(is_on))
        self.pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
        self.run(int)  # starts it, with this environment

    def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Return what a function returns there."""
        return self.pool.submit(function, *arguments).result()


def _timed(mode: Mode, client: str, name: str, number: int = 1) -> float:
    seconds: float = mode.run(_seconds, client, name, number)
    return seconds


def measure(client: str, modes: Sequence[Mode], rounds: int) -> Iterator[list[str]]:
    """Yield a row of the table for each call of a client."""
    sample: Any = lambda call, number: call(number)  # noqa: E731
    for name in modes[0].run(_names, client):
        samples = interleaved(
            [functools.partial(_timed, each, client, name) for each in modes], rounds, sample
        )
        times = [statistics.median(each) * 1e9 / SIZE for each in zip(*samples, strict=True)]
        ratio = statistics.median(plain / ours for plain, ours in samples)
        errors = [each.run(_error, client, name) for each in modes]
        shown = ["–" if each is None else f"{each:.2f}" for each in errors]
        yield [*name.split("|"), *(f"{each:.2f}" for each in times), f"{ratio:.2f}", *shown]


COLUMNS = ("call", "dtype", "plain, ns", "ours, ns", "ratio", "error", "our error")


def main() -> None:
    parser = argparse.ArgumentParser(description="Time clients with use_in_numba and without.")
    add = parser.add_argument
    add("--clients", nargs="+", choices=CLIENTS, default=list(CLIENTS), metavar="NAME")
    report.add_options(parser, rounds=15)
    options = parser.parse_args()
    missing = [each for each in options.clients if not _is_installed(each)]
    if missing:
        sys.exit(f"{', '.join(missing)} missing: pip install -e '.[clients]'")
    report.warn_if_busy()
    with tempfile.TemporaryDirectory() as folder:
        # Kept apart from the user's. Memory that is freed stays with the process, as in a program
        # that has more: else the pages that Linux fills with zeros take longer than the kernels.
        os.environ |= {
            "NUMBA_CACHE_DIR": folder,
            "PYTENSOR_FLAGS": f"base_compiledir={folder}",
            "NUMBA_NUM_THREADS": str(options.threads),
            "OMP_NUM_THREADS": str(options.threads),
            "MALLOC_MMAP_THRESHOLD_": str(1 << 30),
            "MALLOC_TRIM_THRESHOLD_": str(1 << 30),
        }
        modes = [Mode(is_on=False), Mode(is_on=True)]
        rows = [row for each in options.clients for row in measure(each, modes, options.rounds)]
    table = report.markdown_table(COLUMNS, rows, left=2)
    text = f"Measured on {report.measured_on(options.clients)}\n\n{table}"
    print(text)
    if options.write:
        report.write_section(options.write, "clients", text)


def _is_installed(client: str) -> bool:
    try:
        importlib.metadata.version(client)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


if __name__ == "__main__":
    main()
