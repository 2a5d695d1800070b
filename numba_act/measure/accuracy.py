"""The error of every function, measured: what ``numba-act accuracy`` and ``bench/accuracy.py`` do.

A case is a function, one of its gradients or the product of one with any `dy`, with one set of
parameters or with parameters of any size, in one type, of this package or of another library. Its
inputs go through it in blocks that stay in the cache, and so
does the reference: the closed forms of `references` in float64 for the narrower types and in long
double for float64, and its exact form where these may not decide.

What is counted
---------------
- The error in units in the last place: the distance of the floats around the true value, or that
  of the subnormal numbers below the smallest normal one. A lost sign, a NaN that should be a
  number or a number that should be infinite is an infinite error.
- How many results are not the float next to the true value. The references' own error, 10^-7 of
  a float32 ULP and a few thousandths of a float64 ULP, is allowed for.
- NaN inputs that do not give NaN, and rows of `limits` that do not hold.

Needs gmpy2 and SciPy.
"""

from __future__ import annotations

import ast
import dataclasses
import datetime
import functools
import hashlib
import inspect
import json
import math
import os
import textwrap
import types as pytypes
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import gmpy2
import ml_dtypes
import numba
import numpy as np
from gmpy2 import mpfr

import numba_act

from ..core.definition import definition
from ..core.docstrings import HALF_BOUND, ROOT_BOUND
from ..core.docstrings import ROOT_WINDOW as NEAR
from ..core.specialize import PerType, called_form
from . import peers
from .environment import environment
from .limits import LIMITS
from .references import CONTEXT, EXTENDED, PRECISION, RECORDS, Record, Reference, is_sixth

__all__ = [
    "EDGES",
    "EDGES_DOUBLE",
    "HALF_BOUND",
    "OURS",
    "NEAR",
    "PRECISION",
    "QUICK_POINTS",
    "ROOT_BOUND",
    "TURNS",
    "Case",
    "Result",
    "Store",
    "blocks",
    "cases",
    "exact_error",
    "from_json",
    "limits_of",
    "measure",
    "order",
    "points_of",
    "run",
    "source",
    "to_json",
]

OURS = "numba_act"

#: Elements that go through a function at once.
BLOCK = 1 << 15
#: The same for other libraries, of which JAX compiles each call anew.
PEER_BLOCK = 1 << 19

#: Within it of a gradient's root the closed forms cancel too much to decide. As ROOT_WINDOW it is
#: relative to the root where that is beyond 1.
EXACT = 2.0**-8

#: Allowance for the references in counting results that are not correctly rounded, in ULP.
SLACK = {"float64": 2.0**-8}
SLACK_NARROW = 2.0**-20

#: Where formulas change, results overflow or become subnormal, in one function or another.
EDGES = [
    *(0.125, 0.25, 0.34657, 0.5, 0.6, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 5.0, 5.5, 6.0, 8.0),
    *(3.9192, 9.01, 9.19, 10.05, 10.98, 13.2, 14.17, 16.6, 17.33, 20.0, 26.5, 27.2, 37.0, 38.5),
    *(42.0, 44.0, 64.0, 87.3365, 88.3763, 88.7228, 89.0, 103.28, 103.97, 110.0, 130.0, 176.0),
]
EDGES_DOUBLE = [*EDGES, 350.0, 354.9, 355.0, 708.396, 709.7827, 710.0, 744.44, 745.13, 750.0, 1060]

_BITS: dict[int, Any] = {2: np.dtype(np.uint16), 4: np.dtype(np.uint32), 8: np.dtype(np.uint64)}


@dataclasses.dataclass(frozen=True)
class Case:
    """One thing to measure.

    Attributes
    ----------
    function
        Its name.
    wrt
        The argument of a gradient, "" for the function itself.
    parameters
        Before they are rounded to the type.
    dtype
        Name of the type.
    library
        ``"numba_act"``, or a key of `peers.LIBRARIES`.
    kind
        ``"vjp"`` for the product of a gradient with any `dy`, its first operand; ``"any size"`` for
        parameters over their whole range, which then are operands; else "".
    """

    function: str
    wrt: str
    parameters: tuple[float, ...]
    dtype: str
    library: str = OURS
    kind: str = ""

    @property
    def record(self) -> Record:
        return RECORDS[self.function]

    @property
    def reference(self) -> Reference:
        return self.record.gradients[self.wrt] if self.wrt else self.record.value

    @property
    def ours(self) -> Any:
        """The package's function."""
        activation = getattr(numba_act, self.function)
        if self.kind == "vjp":
            return activation.vjp.wrt(self.wrt)
        return activation.grad.wrt(self.wrt) if self.wrt else activation

    @property
    def inputs(self) -> int:
        """How many inputs the function has; a product has `dy` besides."""
        return len(getattr(numba_act, self.function).definition.inputs)

    @property
    def derivative(self) -> Any:
        """The derivative's record in the definition."""
        derivatives = getattr(numba_act, self.function).definition.derivatives
        return next(each for names, each in derivatives.items() if self.wrt in names)

    @property
    def takes_dy(self) -> bool:
        """Whether the derivative's body takes `dy`, so that the slope alone is never rounded."""
        definition = getattr(numba_act, self.function).definition
        return bool(definition.takes_cotangent(self.derivative.body))

    @property
    def first(self) -> int:
        """Where the first input is among the operands."""
        return 1 if self.kind == "vjp" else 0

    def exact(self, *operands: Any) -> Any:
        """Return the exact reference's value."""
        if self.kind == "vjp":
            return operands[0] * self.reference.exact(*operands[1:])
        return self.reference.exact(*operands)

    def double(self, *operands: Any) -> Any:
        """Return the closed form's values."""
        if self.kind == "vjp":
            return operands[0] * self.reference.double(*operands[1:])
        return self.reference.double(*operands)

    @property
    def bound(self) -> float:
        """What the docstring states, in ULP."""
        if self.dtype in ("float32", "float64"):
            return float(self.ours.definition.max_ulp[self.dtype])
        return HALF_BOUND

    @property
    def title(self) -> str:
        operation = "vjp" if self.kind == "vjp" else "grad"
        text = f"{self.function}.{operation}({self.wrt})" if self.wrt else self.function
        values = ", ".join(f"{value:g}" for value in self.parameters)
        if self.kind == "any size":
            values = "of any size"
        return f"{text} [{values}]" if values else text


@dataclasses.dataclass
class Tally:
    """Errors of one kind of inputs.

    Attributes
    ----------
    points
        How many inputs.
    max_ulp, at
        The largest error and its operands.
    wrong
        How many results are not correctly rounded.
    max_abs
        Largest absolute error, near roots only; divided by a gate's other factor and by `dy`.
    """

    points: int = 0
    max_ulp: float = 0.0
    at: tuple[float, ...] = ()
    wrong: int = 0
    max_abs: float | None = None

    def add(self, errors: Any, operands: Sequence[Any], slack: float) -> None:
        if not errors.size:
            return
        self.points += errors.size
        self.wrong += int(np.count_nonzero(errors > 0.5 + slack))
        k = int(errors.argmax())
        self.offer(float(errors[k]), [x[k] for x in operands])

    def offer(self, error: float, operands: Sequence[Any]) -> None:
        if error > self.max_ulp or not self.at:
            self.max_ulp, self.at = error, tuple(map(float, operands))


@dataclasses.dataclass
class Result:
    """What was measured.

    Attributes
    ----------
    case
    mode
        ``"quick"`` or ``"exhaustive"``.
    all
        Errors; in float32 and float64 without those of `near_root`.
    near_root
        Errors within 2^-6 of a gradient's root.
    nan_mismatches
        NaN inputs that did not give NaN.
    limit_mismatches
        Rows of the table of limits that do not hold: operands, expected, got.
    reference_ulp
        For float64: largest difference, in ULP, of the long-double reference from the exact one on
        the sample where both were computed.
    source
        Digest of the function's source code, or another library's version.
    date, machine
        When and on what.
    seconds
        How long it took.
    """

    case: Case
    mode: str
    all: Tally
    near_root: Tally | None = None
    nan_mismatches: int = 0
    limit_mismatches: list[str] = dataclasses.field(default_factory=list)
    reference_ulp: float | None = None
    source: str = ""
    date: str = ""
    machine: str = ""
    seconds: float = 0.0

    @property
    def special_mismatches(self) -> int:
        return self.nan_mismatches + len(self.limit_mismatches)

    @property
    def within(self) -> bool:
        """Whether the bounds hold, NaN gives NaN and the limits are right."""
        near = self.near_root is None or (self.near_root.max_abs or 0.0) <= ROOT_BOUND.get(
            self.case.dtype, math.inf
        )
        return near and self.all.max_ulp <= self.case.bound and not self.special_mismatches


class _Format(NamedTuple):
    """A float type: bits after the point and of the exponent, normal exponents from and below."""

    fraction: int
    width: int
    lowest: int
    highest: int

    @property
    def largest(self) -> float:
        """The largest number."""
        return math.ldexp(2.0 - 2.0**-self.fraction, self.highest - 1)


@functools.cache
def _format(dtype: np.dtype[Any]) -> _Format:
    info: Any = ml_dtypes.finfo
    found = info(dtype)
    return _Format(int(found.nmant), int(found.nexp), int(found.minexp), int(found.maxexp))


# Errors ------------------------------------------------------------------------------------


@numba.njit(nogil=True, error_model="numpy")
def _fill_errors(got, reference, scale, errors, fraction, lowest, highest):  # type: ignore[no-untyped-def]
    """Write the errors of `got` against `reference`, both float64, in ULP of a narrower type.

    The type has `fraction` bits after the point and normal exponents from `lowest` below `highest`.
    """
    sign_got, sign = got.view(np.int64), reference.view(np.int64)
    exponents = scale.view(np.int64)
    for i in range(sign.size):
        exponent = ((sign[i] >> 52) & 0x7FF) - 1023
        exponent = min(max(exponent, lowest), highest - 1)
        exponents[i] = (1023 + fraction - exponent) << 52
    limit = 2.0**highest  # what the number after the largest would be: infinity stands for it
    beyond = limit * (1.0 + 8.0 * 2.0**-fraction)
    for i in range(sign.size):
        value, true = got[i], reference[i]
        a = limit if value > limit else (-limit if value < -limit else value)
        b = limit if true > limit else (-limit if true < -limit else true)
        error = abs(a - b) * scale[i]
        finite = abs(value) < limit
        lost = ((sign_got[i] ^ sign[i]) < 0) & (true != 0.0)
        wrong = (finite & (abs(true) >= beyond)) | lost | ((value != value) != (true != true))
        error = np.inf if wrong else error
        errors[i] = 0.0 if (value != value) & (true != true) else error


def narrow_errors(got: Any, reference: Any) -> Any:
    """Return the errors of float16, bfloat16 or float32 results against a float64 reference."""
    form = _format(got.dtype)
    reference = np.ascontiguousarray(reference, np.float64)
    errors, scale = np.empty(got.size), np.empty(got.size)
    wide = got.astype(np.float64)
    _fill_errors(wide, reference, scale, errors, form.fraction, form.lowest, form.highest)
    return errors


def double_errors(got: Any, reference: Any) -> Any:
    """Return the errors of float64 results against a long-double reference."""
    limit = np.ldexp(np.longdouble(1), 1024)
    value = np.clip(got.astype(np.longdouble), -limit, limit)
    true = np.clip(np.asarray(reference, np.longdouble), -limit, limit)
    fraction, exponent = np.frexp(true)
    # as in `exact_error`, where the reference's own rounding may be upwards
    exponent -= (np.abs(fraction) - 0.5 < 2.0**-60) & (np.abs(value) < np.abs(true))
    exponent = np.where(true == 0, -1022, np.clip(exponent - 1, -1022, 1023))
    errors = np.ldexp(np.abs(value - true), 52 - exponent).astype(np.float64)
    wrong = np.isfinite(got) & (np.abs(reference) >= limit * (1 + 2.0**-49))
    wrong |= (np.signbit(got) != np.signbit(reference)) & (reference != 0)
    wrong |= np.isnan(got) != np.isnan(reference)
    errors[wrong] = np.inf
    errors[np.isnan(got) & np.isnan(reference)] = 0.0
    return errors


def exact_error(got: float, reference: Any, digits: int = 53, lowest: int = -1022) -> float:
    """Return the error of one number against an mpfr one, in ULP.

    Parameters
    ----------
    got
        The number.
    reference
        The true value.
    digits, lowest
        Precision and smallest normal exponent of the type: those of float64, or (24, -126) for
        float32, (11, -14) for float16, (8, -126) for bfloat16.
    """
    if gmpy2.is_nan(reference) or math.isnan(got):
        return 0.0 if gmpy2.is_nan(reference) and math.isnan(got) else math.inf
    highest = 1 - lowest
    limit = mpfr(2) ** (highest + 1)
    if abs(reference) >= limit and math.isinf(got):
        return 0.0 if (got > 0) == (reference > 0) else math.inf
    if reference != 0 and (math.copysign(1, got) < 0) != gmpy2.is_signed(reference):
        return math.inf
    value = math.copysign(1, got) * limit if math.isinf(got) else mpfr(float(got))
    exponent = gmpy2.get_exp(reference) - 1 if reference != 0 else lowest
    if abs(value) < abs(reference) == mpfr(2) ** exponent:
        exponent -= 1  # below a power of two, or what rounded up to it, an ULP is half as large
    exponent = min(max(exponent, lowest), highest) - digits + 1
    return float(abs(value - reference) / mpfr(2) ** exponent)


def _exact_errors(
    case: Case, got: Any, operands: Sequence[Any], parameters: Sequence[float]
) -> Any:
    """Return the errors against the exact reference."""
    form = _format(got.dtype)
    digits, lowest = form.fraction + 1, form.lowest
    ulps = np.empty(got.size)
    with gmpy2.context(CONTEXT):
        fixed = [mpfr(value) for value in parameters]
        for k, (value, *x) in enumerate(
            zip(got.tolist(), *(x.tolist() for x in operands), strict=True)
        ):
            exact = case.exact(*map(mpfr, x), *fixed)
            ulps[k] = exact_error(value, exact, digits, lowest)
    return ulps


# Inputs ------------------------------------------------------------------------------------


def _floats(bits: Any, dtype: np.dtype[Any]) -> Any:
    return bits.astype(_BITS[dtype.itemsize]).view(dtype)


def second_input(bits: Any, dtype: np.dtype[Any], turn: int = 0) -> Any:
    """Return the second input of a gate for the bits of the first.

    A fixed permutation of the bit patterns (the finalizer of MurmurHash3; two rounds of it in 16
    bits), except that those of infinities and NaN become numbers between 1 and 2 in magnitude.
    """
    width = 8 * dtype.itemsize
    if width == 64:
        h = bits.astype(np.uint64)
        for shift, factor in ((33, 0xFF51AFD7ED558CCD), (33, 0xC4CEB9FE1A85EC53), (33, 1)):
            h = (h ^ (h >> np.uint64(shift))) * np.uint64(factor)
    elif width == 32:
        h = bits.astype(np.uint32)
        for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):
            h = (h ^ (h >> np.uint32(shift))) * np.uint32(factor)
    else:
        h = bits.astype(np.uint16) ^ np.uint16(turn * 0x9E37 & 0xFFFF)
        for shift, factor in ((8, 0x88B5), (7, 0xDB2D), (9, 0x6E2F), (7, 0xA4D1), (8, 1)):
            h = (h ^ (h >> np.uint16(shift))) * np.uint16(factor)
    form = _format(dtype)
    field = _BITS[dtype.itemsize].type(((1 << form.width) - 1) << form.fraction)
    top = _BITS[dtype.itemsize].type(1 << (width - 2))
    return np.where(h & field == field, h ^ top, h).view(dtype)


def _neighbours(values: Sequence[float], count: int, dtype: np.dtype[Any]) -> Any:
    """Return the `count` floats next to each value and its negative."""
    middle = np.array([*values, *(-v for v in values)]).astype(dtype)
    offsets = np.arange(-(count // 2), count // 2)
    integer = _BITS[dtype.itemsize]
    return _floats((middle.view(integer)[:, None] + offsets.astype(integer)).ravel(), dtype)


def _selected(case: Case, parameters: Sequence[float], count: int) -> Any:
    """Return float32 or float64 inputs: all magnitudes, a dense middle, tails, edges, the root."""
    dtype = peers.DTYPES[case.dtype]
    random = np.random.default_rng(1)
    double = case.dtype == "float64"
    width = 8 * dtype.itemsize
    quarter = count // 4
    step = (1 << width) // (2 * quarter)
    evenly = np.arange(2 * quarter, dtype=np.uint64) * np.uint64(step)
    parts = [
        _floats(evenly + random.integers(0, step, 2 * quarter, dtype=np.uint64), dtype),
        random.uniform(-6, 6, quarter // 2),
        random.uniform(-45, 45, quarter // 2),
        random.uniform(-760 if double else -120, 760 if double else 120, quarter // 2),
        np.ldexp(random.uniform(-1, 1, quarter // 2), random.integers(-30, 0, quarter // 2)),
    ]
    # the ends of the exponential's reduction, for it and its multiples in other functions
    half_steps = (np.arange(0, 1024, 1 if double else 8) + 0.5) * np.log(2)
    edges = [*(EDGES_DOUBLE if double else EDGES), *half_steps, *(half_steps / 2)]
    near = min(1 << 10, max(2, count // (8 * len(edges))))
    parts.append(_neighbours(edges, near, dtype))
    for value in parameters:
        if value:
            parts.append(_neighbours([value, *(half_steps[:64] / value)], near, dtype))
    if case.reference.root is not None:
        root = case.reference.root(*parameters)
        distances = np.ldexp(random.uniform(-1, 1, 2000), random.integers(-40, -5, 2000))
        parts += [root + distances, _neighbours([root], 64, dtype)]
    lowest, highest = case.record.domain
    if lowest > -np.inf:  # log(x) and the like: half of the points elsewhere would be lost
        ends = [lowest, 1.0 if case.function != "log1p" else 0.0, *([highest] * (highest < np.inf))]
        size = np.ldexp(random.uniform(0.5, 1, quarter), random.integers(-54, 2, quarter))
        parts += [end + sign * size for end in ends for sign in (-1, 1)]
    with np.errstate(over="ignore"):
        return np.concatenate([np.asarray(part).astype(dtype) for part in parts])


QUICK_POINTS = 1 << 21
#: How many inputs; "short" and "sweep" are the tests'.
_SINGLE_POINTS = {"short": 1 << 14, "quick": QUICK_POINTS, "exhaustive": 1 << 32}
#: Inputs in float64, and how many of them the exact reference checks.
_DOUBLE_POINTS = {"short": 1 << 12, "quick": 1 << 17, "exhaustive": 10_000_000}
_DOUBLE_SAMPLE = {"quick": 1000, "exhaustive": 20_000}
#: Draws of operands of any size.
_ANY_SIZE_POINTS = {"short": 1 << 14, "quick": 1 << 18, "sweep": 1 << 21, "exhaustive": 1 << 24}
#: Second inputs, or dy, for every first input in 16 bits.
TURNS = {"short": 1, "quick": 16, "exhaustive": 1024}


def points_of(case: Case, mode: str) -> int:
    """Return about how many inputs a case has."""
    if case.kind == "any size":
        return _ANY_SIZE_POINTS[mode]
    if case.dtype == "float64":
        return _DOUBLE_POINTS[mode]
    if case.dtype == "float32":
        return _SINGLE_POINTS[mode]
    return (1 << 16) * (TURNS[mode] if case.inputs == 2 or case.kind else 1)


def blocks(case: Case, mode: str, parameters: Sequence[float], size: int) -> Iterator[list[Any]]:
    """Yield the operands by blocks, the parameters only where they are of any size."""
    if case.kind == "any size":
        for start in range(0, points_of(case, mode), size):
            yield _of_any_size(case, min(size, points_of(case, mode)), start)
    elif case.kind == "vjp":
        for seed, inputs in enumerate(_input_blocks(case, mode, parameters, size)):
            yield _with_cotangents(case, inputs, parameters, seed)
    else:
        yield from _input_blocks(case, mode, parameters, size)


#: Exponent of the first input that makes the parameters count, of the exponents of all operands.
_SIZE_THAT_COUNTS: dict[str, Callable[[Any], Any]] = {
    "swish": lambda e: -e[1],
    "softplus": lambda e: -e[1],
    "swiglu": lambda e: -e[2],
    "swiglu_oai": lambda e: -e[3],
    "hard_sigmoid": lambda e: e[2] - e[1],
    "squareplus": lambda e: e[1] // 2,
    "elu": lambda e: 0 * e[0],
}


def _of_any_size(case: Case, count: int, seed: int) -> list[Any]:
    """Return inputs and parameters whose exponents are drawn evenly from all there are.

    In half of the draws the first input's is such that the parameters decide. Left out are the
    neighbourhood of a gradient's root and 0/0.
    """
    random = np.random.default_rng(seed)
    dtype = peers.DTYPES[case.dtype]
    form, own = _format(dtype), case.ours.definition
    exponents = random.integers(
        form.lowest - form.fraction, form.highest + 1, (len(own.arguments), count)
    )
    related = exponents[:, : count // 2]  # a view
    related[0] = _SIZE_THAT_COUNTS.get(case.function, lambda e: e[1])(related)
    related[0] += random.integers(-6, 12, count // 2)
    if case.inputs == 1:  # and two ends, or a threshold and its kernel, are of one size
        related[2:3] = related[1] + random.integers(-6, 3, count // 2)
    sizes = random.uniform(0.5, 1.0, exponents.shape) * random.choice([-1, 1], exponents.shape)
    with np.errstate(all="ignore"):
        operands = list(np.ldexp(sizes, np.clip(exponents, -1500, 1023)).astype(dtype))
    operands = [np.where(np.isinf(x), dtype.type(form.largest), x) for x in operands]
    for name, least in own.least.items():
        k = own.arguments.index(name)
        if isinstance(least, str):
            j = own.arguments.index(least)
            ends = operands[j], operands[k]
            operands[j], operands[k] = np.minimum(*ends), np.maximum(*ends)
        else:
            operands[k] = np.abs(operands[k])
    if case.function == "swiglu_oai":  # the docstring's range of the limit
        operands[2] = np.fmin(operands[2].astype(np.float64), 2.0**20).astype(dtype)
    if case.function in ("softplus", "celu"):
        operands[1] = np.where(operands[1] == 0.0, dtype.type(1.0), operands[1])
    if case.function == "hard_sigmoid":  # in one type it is 1/6 itself, in the others what it is
        operands[1] = np.where(is_sixth(operands[1]), dtype.type(0.25), operands[1])
    if case.reference.root is not None:
        wide = [x.astype(np.longdouble) for x in operands]
        with np.errstate(all="ignore"):
            root = np.asarray(case.reference.root(*wide[case.inputs :]))
        away = np.abs(wide[0] - root) > 2 * NEAR * np.abs(root)
        operands = [x[away] for x in operands]
    return operands


def _with_cotangents(
    case: Case, inputs: Sequence[Any], parameters: Sequence[float], seed: int
) -> list[Any]:
    """Return dy and the inputs: a third each of any size, ordinary, and the hardest.

    A relative error is most ULP just below a power of two: the hardest dy takes the product there.
    A gate's other factor is ordinary. Left out is what overflows, and where the slope alone is
    rounded first, as the docstring says, what it loses.
    """
    random = np.random.default_rng(seed)
    x, *others = inputs
    dtype, count = x.dtype, x.size
    form = _format(dtype)

    def drawn(lowest: int, highest: int) -> Any:
        return np.ldexp(random.uniform(1, 2, count), random.integers(lowest, highest, count))

    signs = random.choice([-1, 1], (2, count))
    with np.errstate(all="ignore"):
        if others:
            inputs = [x, (drawn(-9, 7) * signs[0]).astype(dtype)]
        kind = np.longdouble if dtype == np.float64 else np.float64
        wide = [np.asarray(value).astype(kind) for value in (*inputs, *parameters)]
        slope = np.abs(
            case.reference.double(*wide[: len(inputs)], *(p[()] for p in wide[len(inputs) :]))
        )
        slope = np.broadcast_to(slope, x.shape)
        fraction = np.frexp(np.where(slope == 0, 1, slope))[0].astype(np.float64)
        just_below = (1 - random.uniform(0, 0.01, count)) / fraction
        any_size = drawn(form.lowest - form.fraction, form.highest)
        sizes = np.choose(np.arange(count) % 3, [any_size, drawn(-30, 30), just_below])
        dy = (sizes * signs[1]).astype(dtype)
        fits = np.isfinite(dy) & np.isfinite(x)
        fits &= slope * np.abs(dy) < form.largest * (1 - 2.0 ** (1 - form.fraction))
        if not case.takes_dy:
            fits &= (slope > 2.0 ** (form.lowest + 2)) | (slope == 0)
            fits &= slope < form.largest / 4
    return [operand[fits] for operand in (dy, *inputs)]


def _input_blocks(
    case: Case, mode: str, parameters: Sequence[float], size: int
) -> Iterator[list[Any]]:
    """Yield the inputs by blocks."""
    dtype = peers.DTYPES[case.dtype]
    integer = _BITS[dtype.itemsize]
    gate = case.inputs == 2
    if case.dtype == "float32" and mode == "exhaustive":
        offsets = np.arange(size, dtype=np.uint32)
        for start in range(0, 1 << 32, size):
            bits = np.uint32(start) + offsets
            yield [bits.view(dtype), second_input(bits, dtype)] if gate else [bits.view(dtype)]
        return
    if dtype.itemsize == 2:
        bits = np.arange(1 << 16).astype(integer)
        for turn in range(TURNS[mode] if gate or case.kind else 1):
            x = [bits.view(dtype), second_input(bits, dtype, turn)] if gate else [bits.view(dtype)]
            for start in range(0, 1 << 16, size):
                yield [operand[start : start + size] for operand in x]
        return
    x = _selected(case, parameters, points_of(case, mode))
    for start in range(0, x.size, size):
        block = x[start : start + size]
        bits = block.view(integer)
        yield [block, second_input(bits, dtype)] if gate else [block]


# One case ----------------------------------------------------------------------------------


def _rounded_parameters(case: Case) -> list[Any]:
    """Return the parameters as the function sees them."""
    dtype = peers.DTYPES[case.dtype]
    if case.library == "torch" and dtype.itemsize == 2:
        dtype = peers.DTYPES["float32"]  # it takes Python floats in the type that it computes in
    return [np.float64(value).astype(dtype) for value in case.parameters]


def _own_call(case: Case) -> Callable[[list[Any]], Any]:
    function, parameters = case.ours, _rounded_parameters(case)
    return lambda operands: function(*operands, *parameters)


def _peer_function(case: Case) -> Any:
    activation = getattr(numba_act, case.function)
    return activation.vjp if case.wrt else activation


def _peer_parameters(function: Any) -> tuple[float, ...]:
    given: tuple[float, ...] = peers.arguments(function, "float32", 1)[1]
    return given


def _peer_call(case: Case) -> Callable[[list[Any]], Any]:
    """Return another library's function; a gradient is its product with 1."""
    function = _peer_function(case)
    given = _peer_parameters(function)
    dtype = peers.DTYPES[case.dtype]
    which = list(case.ours.definition.inputs).index(case.wrt) if case.wrt else 0
    outputs = function.definition.outputs

    def call(operands: list[Any]) -> Any:
        n = operands[0].size
        short = n < PEER_BLOCK and n != 1
        # a block of one length: JAX compiles for each
        padded = [np.resize(x, PEER_BLOCK) if short else x.copy() for x in operands]
        inputs = [np.ones_like(padded[0]), *padded] if case.wrt else padded
        outs = [np.empty_like(padded[0]) for _ in range(outputs)]
        result = peers.peer_call(function, case.library, inputs, given, outs)()
        if isinstance(result, (tuple, list)):
            result = result[which]
        return peers.to_numpy(case.library, result)[:n].astype(dtype, copy=False)

    return call


def _double(case: Case, operands: Sequence[Any], parameters: Sequence[Any], kind: Any) -> Any:
    wide = [np.asarray(x).astype(kind) for x in (*operands, *parameters)]
    return case.double(*wide[: len(operands)], *(p[()] for p in wide[len(operands) :]))


def measure(case: Case, mode: str, advance: Callable[[int], None] = lambda points: None) -> Result:
    """Measure one case.

    Parameters
    ----------
    case
        What to measure.
    mode
        ``"quick"``: inputs spread over all bit patterns and dense where it is hard.
        ``"exhaustive"``: all 2^32 inputs in float32 and 10^7 in float64. The 16-bit types have
        all inputs in both, gates more second inputs for each.
    advance
        Called with the number of inputs done after each block.
    """
    start = datetime.datetime.now()
    call = _own_call(case) if case.library == OURS else _peer_call(case)
    parameters = _rounded_parameters(case)
    reals = [float(p) for p in parameters]
    kind = np.longdouble if case.dtype == "float64" else np.float64
    root = None
    if case.reference.root is not None and case.kind != "any size":
        root = case.reference.root(*reals)
    result = Result(
        case,
        mode,
        Tally(),
        near_root=None if root is None else Tally(max_abs=0.0),
    )
    slack = SLACK.get(case.dtype, SLACK_NARROW)
    verify = None
    if case.dtype == "float64" and case.kind != "any size":  # may cancel more than its precision
        verify = _Verification(case, reals, mode)
    size = BLOCK if case.library == OURS else PEER_BLOCK
    with np.errstate(all="ignore"):
        for operands in blocks(case, mode, reals, size):
            total = operands[0].size
            got = call(operands)
            x = operands[case.first]
            finite = np.isfinite(x)
            if not finite.all():  # infinities are in the table of limits
                nan = np.isnan(x)
                if not case.reference.constant:
                    result.nan_mismatches += int(np.count_nonzero(~np.isnan(got[nan])))
                operands, got = [x[finite] for x in operands], got[finite]
            if got.size:
                errors = _errors(case, got, operands, parameters, kind)
                if root is not None and result.near_root is not None:
                    near = _near_root(case, root, got, operands, reals, errors, result.near_root)
                    if case.dtype in ROOT_BOUND and near.any():
                        operands, got, errors = (
                            [x[~near] for x in operands],
                            got[~near],
                            errors[~near],
                        )
            if got.size:
                if verify is not None:
                    verify.add(errors, got, operands)
                result.all.add(errors, operands, slack)
            advance(total)
        if verify is not None:
            verify.finish(result)
        result.limit_mismatches = limits_of(case)
    result.source = source(case)
    result.date = start.date().isoformat()
    result.machine = machine(case.library)
    result.seconds = round((datetime.datetime.now() - start).total_seconds(), 2)
    return result


def _errors(
    case: Case, got: Any, operands: Sequence[Any], parameters: Sequence[Any], kind: Any
) -> Any:
    reference = _double(case, operands, parameters, kind)
    return (double_errors if case.dtype == "float64" else narrow_errors)(got, reference)


def _near_root(
    case: Case,
    root: float,
    got: Any,
    operands: Sequence[Any],
    parameters: Sequence[float],
    errors: Any,
    tally: Tally,
) -> Any:
    """Put exact errors in place of the others near the root, count them, and say where it is."""
    distance = np.abs(operands[case.first].astype(np.float64) - root)
    distance = distance / max(1.0, abs(root))
    near: Any = distance < NEAR
    if not near.any():
        return near
    exact = distance < (NEAR if case.dtype == "float64" else EXACT)
    errors[exact] = _exact_errors(case, got[exact], [x[exact] for x in operands], parameters)
    at = [x[near] for x in operands]
    tally.add(errors[near], at, SLACK.get(case.dtype, SLACK_NARROW))
    # the absolute error of what dy and the other input, bounded and shifted in swiglu_oai, multiply
    size: Any = np.abs(at[-1].astype(np.float64)) if case.inputs == 2 else 1.0
    if case.function == "swiglu_oai":
        size = np.minimum(size, parameters[0]) + 1.0
    if case.kind == "vjp":
        size = size * np.abs(at[0].astype(np.float64))
    form = _format(got.dtype)
    smallest = 2.0 ** (form.lowest - form.fraction)
    ulp = np.maximum(np.abs(np.spacing(got[near])).astype(np.float64), smallest)
    normal = np.abs(got[near].astype(np.float64)) >= 2.0**form.lowest
    counts = normal | (case.inputs == 1 and not case.kind)
    absolute = np.where(counts, errors[near] * ulp / size, 0.0)
    tally.max_abs = max(tally.max_abs or 0.0, float(absolute.max()))
    return near


class _Verification:
    """The exact reference's word on a sample of float64 results, and on the worst of them."""

    #: How many of the largest errors are computed again.
    WORST = 256

    def __init__(self, case: Case, parameters: Sequence[float], mode: str) -> None:
        self.case = case
        self.parameters = parameters
        self.step = max(1, _DOUBLE_POINTS[mode] // _DOUBLE_SAMPLE[mode])
        self.kept: list[tuple[Any, Any, list[Any]]] = []
        self.difference = 0.0

    def add(self, errors: Any, got: Any, operands: Sequence[Any]) -> None:
        if EXTENDED:
            sample = slice(None, None, self.step)
        else:  # no long double to rely on: the exact reference decides wherever it is asked
            sample = slice(None, None, max(1, self.step // 8))
        at = [x[sample] for x in operands]
        exact = _exact_errors(self.case, got[sample], at, self.parameters)
        if EXTENDED:
            both = np.isfinite(exact) & np.isfinite(errors[sample])
            difference = np.abs(exact - errors[sample])[both]
            self.difference = max(self.difference, float(difference.max(initial=0.0)))
            worst = np.argpartition(errors, -min(self.WORST, errors.size))[-self.WORST :]
            self.kept.append((errors[worst], got[worst], [x[worst] for x in operands]))
        else:
            errors[:] = 0.0
        errors[sample] = exact

    def finish(self, result: Result) -> None:
        result.reference_ulp = self.difference
        if not self.kept:
            return
        errors = np.concatenate([each[0] for each in self.kept])
        got = np.concatenate([each[1] for each in self.kept])
        operands = [np.concatenate(x) for x in zip(*(each[2] for each in self.kept), strict=True)]
        worst = np.argsort(errors)[-self.WORST :]
        at = [x[worst] for x in operands]
        exact = _exact_errors(self.case, got[worst], at, self.parameters)
        k = int(exact.argmax())
        result.all.max_ulp, result.all.at = float(exact[k]), tuple(float(x[k]) for x in at)


# Limits ------------------------------------------------------------------------------------


def limits_of(case: Case) -> list[str]:
    """Return the rows of the table of limits that do not hold.

    Zeros, infinities and NaN have to be exact, the sign of a zero too; other numbers have to be
    within 4 ULP. This package is held to all rows, another library to those with the parameters
    that it is called with.
    """
    if case.kind or (case.library == OURS and case.parameters != case.record.parameters[0]):
        return []  # the rows have parameters of their own: once is enough
    dtype = peers.DTYPES[case.dtype]
    position = list(case.record.gradients).index(case.wrt) if case.wrt else 0
    rows = [
        (operands, gradients[position] if case.wrt else value)
        for operands, value, gradients in LIMITS[case.function]
        if case.library == OURS or operands[case.inputs :] == case.parameters
    ]
    if not rows:
        return []
    columns = [
        np.array(column).astype(dtype) for column in zip(*(row for row, _ in rows), strict=True)
    ]
    with np.errstate(all="ignore"):
        if case.library == OURS:
            got = case.ours(*columns)
        else:
            got = _peer_call(case)(columns[: case.inputs])
        expected = np.array([value for _, value in rows]).astype(dtype)
        a, b = got.astype(np.float64), expected.astype(np.float64)
        near = np.abs(a - b) <= 4 * np.abs(np.spacing(np.abs(expected)).astype(np.float64))
        same = (np.isnan(a) & np.isnan(b)) | ((a == b) & (np.signbit(a) == np.signbit(b)))
        right = np.where((b == 0) | ~np.isfinite(b), same, near)
    return [
        f"({', '.join(map(repr, rows[k][0]))}): {float(b[k])!r} expected, got {float(a[k])!r}"
        for k in np.flatnonzero(~right)
    ]


# Sources -----------------------------------------------------------------------------------


def source(case: Case) -> str:
    """Return what a result depends on, to tell whether it is stale.

    For this package a digest of the source code of the function's body and of all that it calls in
    the package, in the form that the type has, without comments, docstrings and decorators; for
    another library its version.
    """
    if case.library != OURS:
        return version(case.library)
    activation = getattr(numba_act, case.function).definition
    body, usual = activation.__wrapped__, activation.usual
    if case.wrt:
        body, usual = case.derivative.body, case.derivative.usual
    working = case.dtype
    lines: list[str] = []
    seen: set[tuple[int, str]] = set()
    _collect(body, working, lines, seen)
    if usual is not None:
        _collect((usual.body, usual.reach, *usual.bounds(working)), working, lines, seen)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _collect(value: Any, working: str, lines: list[str], seen: set[tuple[int, str]]) -> None:
    """Append what a value that a body refers to is in a working type, as `specialize` has it."""
    found = definition(value)
    if found is not None:
        value, working = found.__wrapped__, called_form(working)
    if isinstance(value, PerType):
        value = value.of(working)
    if isinstance(value, tuple):
        for each in value:
            _collect(each, working, lines, seen)
    elif isinstance(value, (bool, int, float, str)):
        lines.append(repr(value))
    elif isinstance(value, pytypes.FunctionType):
        if (id(value), working) in seen:
            return
        seen.add((id(value), working))
        lines.append(_normalized(value))
        for name in value.__code__.co_names:
            if name in value.__globals__:
                lines.append(name)
                _collect(value.__globals__[name], working, lines, seen)
        for cell in value.__closure__ or ():
            _collect(cell.cell_contents, working, lines, seen)
    else:  # a primitive: its name is in the body
        lines.append(getattr(value, "__name__", type(value).__name__))


@functools.cache
def _normalized(function: Any) -> str:
    """Return a function's code without comments, docstring and decorators."""
    text = textwrap.dedent(inspect.getsource(function))
    try:
        tree = ast.parse(text)
    except SyntaxError:  # a lambda in the middle of an expression
        return text
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.decorator_list = []
            if ast.get_docstring(node) is not None:
                node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)


@functools.cache
def version(library: str) -> str:
    """Return a library's name and version."""
    import importlib.metadata

    if library == OURS:
        return f"{OURS} {numba_act.__version__}"
    return f"{peers.LIBRARIES[library]} {importlib.metadata.version(library)}"


@functools.cache
def machine(library: str) -> str:
    """Return what a result was measured on."""
    found = environment()
    versions = [
        version(library),
        *(f"{name} {found['versions'][name]}" for name in ("NumPy", "Numba")),
    ]
    return f"{found['cpu']} ({found['cpu_name']}); {', '.join(dict.fromkeys(versions))}"


# Many cases --------------------------------------------------------------------------------


def cases(
    functions: Sequence[str] = (),
    dtypes: Sequence[str] = tuple(peers.DTYPES),
    libraries: Sequence[str] = (),
) -> list[Case]:
    """Return the cases of some functions, all of them if none is named.

    First this package's with their usual parameters, then with the others and the products, then
    other libraries'.
    """
    found: list[list[Case]] = [[], [], []]
    for name in functions or RECORDS:
        record = RECORDS[name]
        for wrt in ("", *record.gradients):
            for dtype in dtypes:
                for k, parameters in enumerate(record.parameters):
                    found[min(k, 1)].append(Case(name, wrt, parameters, dtype))
                    if wrt:
                        found[1].append(Case(name, wrt, parameters, dtype, kind="vjp"))
                own = Case(name, wrt, (), dtype).ours.definition
                if own.parameters and (EXTENDED or dtype != "float64"):
                    found[1].append(Case(name, wrt, (), dtype, kind="any size"))
                for library in libraries:
                    case = Case(name, wrt, (), dtype, library)
                    function = _peer_function(case)
                    if not peers.has(library, function, dtype) or (wrt and wrt not in own.inputs):
                        continue
                    parameters = _peer_parameters(function) or tuple(own.parameters.values())
                    found[2].append(dataclasses.replace(case, parameters=parameters))
    return [case for part in found for case in part]


class Store:
    """Results in a directory, one JSON file a function.

    Parameters
    ----------
    directory
        Made on the first save.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.results: dict[Case, Result] = {}
        for path in sorted(directory.glob("*.json")):
            for entry in json.loads(path.read_text()):
                result = from_json(path.stem, entry)
                self.results[result.case] = result

    def has(self, case: Case, mode: str) -> bool:
        """Say whether a case was measured in this mode, or a better one, with this source."""
        found = self.results.get(case)
        return (
            found is not None
            and (mode == "quick" or found.mode == mode)
            and found.source == source(case)
        )

    def save(self, result: Result) -> None:
        """Add or replace a result, in one step."""
        self.results[result.case] = result
        name = result.case.function
        of_function = [each for case, each in self.results.items() if case.function == name]
        of_function.sort(key=lambda each: order(each.case))
        lines = ",\n".join(json.dumps(to_json(each), ensure_ascii=False) for each in of_function)
        self.directory.mkdir(parents=True, exist_ok=True)
        path = self.directory / f"{name}.json"
        temporary = path.with_suffix(".tmp")
        temporary.write_text(f"[\n{lines}\n]\n")
        os.replace(temporary, path)


def order(case: Case) -> tuple[Any, ...]:
    """Return the key that sorts the cases of a function."""
    libraries = [OURS, *peers.LIBRARIES]
    gradients = ["", *case.record.gradients]
    parameters = case.record.parameters
    return (
        libraries.index(case.library),
        ["", "vjp", "any size"].index(case.kind),
        gradients.index(case.wrt) if case.wrt in gradients else len(gradients),
        list(peers.DTYPES).index(case.dtype),
        parameters.index(case.parameters) if case.parameters in parameters else 99,
        case.parameters,
    )


def to_json(result: Result) -> dict[str, Any]:
    """Return a result without what is empty; infinite errors are text, for JSON has none."""
    case = result.case

    def tally(value: Tally) -> dict[str, Any]:
        made: dict[str, Any] = {
            "points": value.points,
            "max_ulp": value.max_ulp if math.isfinite(value.max_ulp) else "inf",
            "at": [x.hex() for x in value.at],
            "wrong": value.wrong,
        }
        if value.max_abs is not None:
            made["max_abs"] = value.max_abs if math.isfinite(value.max_abs) else "inf"
        return made

    made: dict[str, Any] = {
        "library": case.library,
        **({"kind": case.kind} if case.kind else {}),
        "wrt": case.wrt,
        "dtype": case.dtype,
        "parameters": list(case.parameters),
        "mode": result.mode,
        **tally(result.all),
    }
    if result.near_root is not None and result.near_root.points:
        made["near_root"] = tally(result.near_root)
    for name in ("nan_mismatches", "limit_mismatches", "reference_ulp"):
        if getattr(result, name):
            made[name] = getattr(result, name)
    for name in ("source", "date", "machine", "seconds"):
        made[name] = getattr(result, name)
    return made


def from_json(function: str, entry: Mapping[str, Any]) -> Result:
    """Return a result from what `to_json` returned."""

    def tally(value: Mapping[str, Any]) -> Tally:
        return Tally(
            value["points"],
            float(value["max_ulp"]),
            tuple(map(float.fromhex, value["at"])),
            value["wrong"],
            float(value["max_abs"]) if "max_abs" in value else None,
        )

    parameters, kind = tuple(entry["parameters"]), entry.get("kind", "")
    case = Case(function, entry["wrt"], parameters, entry["dtype"], entry["library"], kind)
    return Result(
        case,
        entry["mode"],
        tally(entry),
        near_root=tally(entry["near_root"]) if "near_root" in entry else None,
        nan_mismatches=entry.get("nan_mismatches", 0),
        limit_mismatches=entry.get("limit_mismatches", []),
        reference_ulp=entry.get("reference_ulp"),
        source=entry["source"],
        date=entry["date"],
        machine=entry["machine"],
        seconds=entry["seconds"],
    )


_counter: Any = None


def _start_worker(counter: Any) -> None:
    """Prepare a process that measures: one thread each, and Ctrl-C is the parent's affair."""
    import signal

    global _counter
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _counter = counter
    peers.set_threads(1)


def _advance(points: int) -> None:
    with _counter.get_lock():
        _counter.value += points


def _work(case: Case, mode: str) -> Result:
    return measure(case, mode, _advance)


def run(
    chosen: Sequence[Case],
    mode: str,
    *,
    jobs: int = 1,
    advance: Callable[[int, Case | None], None] = lambda points, case: None,
) -> Iterator[Result]:
    """Measure cases, and yield each result as it is there.

    Parameters
    ----------
    chosen
        The cases.
    mode
        As in `measure`.
    jobs
        Processes that measure at the same time, each with one thread.
    advance
        Called with the number of inputs done since the last call, and a case that has begun.
    """
    if jobs == 1:
        threads = numba.get_num_threads()
        peers.set_threads(1)
        try:
            for case in chosen:
                advance(0, case)
                yield measure(case, mode, lambda points: advance(points, None))
        finally:
            numba.set_num_threads(threads)
        return
    import concurrent.futures
    import multiprocessing

    context = multiprocessing.get_context("spawn")  # a forked child may not use OpenMP
    counter = context.Value("q", 0)
    waiting, done = list(reversed(chosen)), 0
    with concurrent.futures.ProcessPoolExecutor(
        jobs, mp_context=context, initializer=_start_worker, initargs=(counter,)
    ) as pool:
        running: set[Any] = set()
        try:
            while waiting or running:
                # no more than can run: what has not begun can be left when a user stops
                while waiting and len(running) < jobs:
                    case = waiting.pop()
                    advance(0, case)
                    running.add(pool.submit(_work, case, mode))
                finished, running = concurrent.futures.wait(
                    running, 0.5, concurrent.futures.FIRST_COMPLETED
                )
                advance(counter.value - done, None)
                done = counter.value
                for future in finished:
                    yield future.result()
        except BaseException:
            for process in list((pool._processes or {}).values()):
                process.terminate()
            raise
