"""The inputs that a function is measured on, in blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from ..core.docstrings import ROOT_WINDOW
from . import peers
from .cases import Case
from .errors import format_of
from .references import is_sixth, of_arrays

#: Where formulas change, results overflow or become subnormal, in one function or another.
EDGES = [
    *(0.125, 0.25, 0.34657, 0.5, 0.6, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 5.0, 5.5, 6.0, 8.0),
    *(3.9192, 9.01, 9.19, 10.05, 10.98, 13.2, 14.17, 16.6, 17.33, 20.0, 26.5, 27.2, 37.0, 38.5),
    *(42.0, 44.0, 64.0, 87.3365, 88.3763, 88.7228, 89.0, 103.28, 103.97, 110.0, 130.0, 176.0),
]
EDGES_DOUBLE = [*EDGES, 350.0, 354.9, 355.0, 708.396, 709.7827, 710.0, 744.44, 745.13, 750.0, 1060]

_BITS: dict[int, Any] = {2: np.dtype(np.uint16), 4: np.dtype(np.uint32), 8: np.dtype(np.uint64)}


def _floats(bits: Any, dtype: np.dtype[Any]) -> Any:
    return bits.astype(_BITS[dtype.itemsize]).view(dtype)


#: Shifts and factors of `second_input`, by the bytes of a number.
_MIXING = {
    2: ((8, 0x88B5), (7, 0xDB2D), (9, 0x6E2F), (7, 0xA4D1), (8, 1)),
    4: ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)),
    8: ((33, 0xFF51AFD7ED558CCD), (33, 0xC4CEB9FE1A85EC53), (33, 1)),
}


def second_input(bits: Any, dtype: np.dtype[Any], turn: int = 0) -> Any:
    """Return the second input of a gate for the bits of the first.

    A fixed permutation of the bit patterns (the finalizer of MurmurHash3; two rounds of it in 16
    bits), except that those of infinities and NaN become numbers between 1 and 2 in magnitude.
    """
    word, form = _BITS[dtype.itemsize].type, format_of(dtype)
    h = bits.astype(word)
    if dtype.itemsize == 2:
        h ^= word(turn * 0x9E37 & 0xFFFF)
    for shift, factor in _MIXING[dtype.itemsize]:
        h = (h ^ (h >> word(shift))) * word(factor)
    field, top = word(((1 << form.width) - 1) << form.fraction), word(1 << (8 * dtype.itemsize - 2))
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
DOUBLE_POINTS = {"short": 1 << 12, "quick": 1 << 17, "exhaustive": 10_000_000}
DOUBLE_SAMPLE = {"quick": 1000, "exhaustive": 20_000}
#: Draws of operands of any size.
_ANY_SIZE_POINTS = {"short": 1 << 14, "quick": 1 << 18, "sweep": 1 << 21, "exhaustive": 1 << 24}
#: Second inputs, or dy, for every first input in 16 bits.
TURNS = {"short": 1, "quick": 16, "exhaustive": 1024}


def points_of(case: Case, mode: str) -> int:
    """Return about how many inputs a case has."""
    if case.kind == "any size":
        return _ANY_SIZE_POINTS[mode]
    if case.dtype == "float64":
        return DOUBLE_POINTS[mode]
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
    "snake": lambda e: -e[1],
    "softplus": lambda e: -e[1],
    "swiglu": lambda e: -e[2],
    "swiglu_oai": lambda e: -e[3],
    "hard_sigmoid": lambda e: e[2] - e[1],
    "squareplus": lambda e: e[1] // 2,
    "elu": lambda e: 0 * e[0],
}

#: Which operand is a divisor: 0, which has a limit, is tested by itself.
_DIVISORS = {
    "softplus": 1,
    "celu": 1,
    "laplace": 2,
    "sau": 2,
    "smooth_clip": 3,
    "smooth_relu": 1,
    "smooth_round": 1,
    "smooth_step": 1,
}


def _of_any_size(case: Case, count: int, seed: int) -> list[Any]:
    """Return inputs and parameters whose exponents are drawn evenly from all there are.

    In half of the draws the first input's is such that the parameters decide. Left out are the
    neighbourhood of a gradient's root and 0/0.
    """
    random = np.random.default_rng(seed)
    dtype = peers.DTYPES[case.dtype]
    form, own = format_of(dtype), case.ours.definition
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
    if case.function in _DIVISORS:
        k = _DIVISORS[case.function]
        operands[k] = np.where(operands[k] == 0.0, dtype.type(1.0), operands[k])
    if case.function == "hard_sigmoid":  # in one type it is 1/6 itself, in the others what it is
        operands[1] = np.where(is_sixth(operands[1]), dtype.type(0.25), operands[1])
    if case.reference.root is not None:
        wide = [x.astype(np.longdouble) for x in operands]
        with np.errstate(all="ignore"):
            root = np.asarray(case.reference.root(*wide[case.inputs :]))
        away = np.abs(wide[0] - root) > 2 * ROOT_WINDOW * np.abs(root)
        operands = [x[away] for x in operands]
    if (case.function, case.wrt) == ("swiglu_oai", "limit"):  # a sum, which may cancel
        gate, value, limit, _ = operands
        operands = [x[(gate <= limit) | (np.abs(value) <= limit)] for x in operands]
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
    form = format_of(dtype)

    def drawn(lowest: int, highest: int) -> Any:
        return np.ldexp(random.uniform(1, 2, count), random.integers(lowest, highest, count))

    signs = random.choice([-1, 1], (2, count))
    with np.errstate(all="ignore"):
        if others:
            inputs = [x, case.record.second(x, (drawn(-9, 7) * signs[0]).astype(dtype))]
        slope = np.broadcast_to(np.abs(of_arrays(case.reference, inputs, parameters)), x.shape)
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
    gate, turns = case.inputs == 2, 1
    if case.dtype == "float32" and mode == "exhaustive":
        offsets = np.arange(size, dtype=np.uint32)
        parts: Iterable[Any] = (np.uint32(start) + offsets for start in range(0, 1 << 32, size))
    else:
        if dtype.itemsize == 2:
            turns = TURNS[mode] if gate or case.kind else 1
            x = np.arange(1 << 16).astype(integer)
        else:
            x = _selected(case, parameters, points_of(case, mode)).view(integer)
        parts = [x[start : start + size] for start in range(0, x.size, size)]
    for turn in range(turns):
        for bits in parts:
            block = bits.view(dtype)
            if gate:
                second = case.record.second(block, second_input(bits, dtype, turn))
            yield [block, second] if gate else [block]
