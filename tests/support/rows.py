"""Walks over the row functions: what they are in float64, and operands for them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import ml_dtypes
import numpy as np
import pytest

import numba_act as na
from tests.support.walk import DTYPES, unless

FUNCTIONS = {
    "softmax": na.softmax,
    "log_softmax": na.log_softmax,
    "softmin": na.softmin,
    "logsumexp": na.logsumexp,
    "soft_argmax": na.soft_argmax,
    "smooth_max": na.smooth_max,
    "softmax.vjp": na.softmax.vjp,
    "log_softmax.vjp": na.log_softmax.vjp,
    "softmin.vjp": na.softmin.vjp,
    "logsumexp.vjp": na.logsumexp.vjp,
}

#: The type besides float32 in which each is tested by default, float32 for none. Those that calls
#: without arrays of another type take are float64.
TURNS = {
    "softmax": "bfloat16",
    "log_softmax": "float32",
    "softmin": "float32",
    "logsumexp": "float64",
    "soft_argmax": "float32",
    "smooth_max": "float32",
    "softmax.vjp": "float16",
    "log_softmax.vjp": "float32",
    "softmin.vjp": "float32",
    "logsumexp.vjp": "float32",
    "soft_accuracy": "bfloat16",
    "softmax_cross_entropy": "bfloat16",
    "softmax_cross_entropy.vjp": "bfloat16",
}


def is_default(name: str, dtype: str) -> bool:
    """Say whether a function is tested in a type by default, or with the marker `sweep` only."""
    return dtype in ("float32", TURNS[name])


def with_types(names: Iterable[str], dtypes: Iterable[str] = DTYPES) -> list[Any]:
    """Return pairs of names and types for `parametrize`."""
    pairs = itertools.product(names, dtypes)
    return [pytest.param(*pair, marks=unless(is_default(*pair))) for pair in pairs]


#: Those whose result has the shape of the input.
MAPS = [name for name in FUNCTIONS if name not in ("logsumexp", "soft_argmax", "smooth_max")]
#: Those that take a mask, and `scale` by keyword.
MASKED = [name for name in FUNCTIONS if name not in ("soft_argmax", "smooth_max")]

#: Those that are tested by default with rows that no cache holds, which have kernels of their own.
LONG = [each for each in FUNCTIONS if each not in ("soft_argmax", "smooth_max", "logsumexp.vjp")]

#: Rows that change their largest element in every chunk of a long row, or in none.
LONG_ROWS = {
    "rising": lambda random, n: np.linspace(-40, 40, n) + random.normal(0, 1, n),
    "falling": lambda random, n: np.linspace(40, -40, n) + random.normal(0, 1, n),
    "steep": lambda random, n: np.linspace(-3e4, 3e4, n),
    "steps": lambda random, n: np.round(np.linspace(0, 200, n)),
    "normal": lambda random, n: random.normal(0, 2, n),
}

__all__ = [
    "DTYPES",
    "FUNCTIONS",
    "LONG",
    "LONG_ROWS",
    "MAPS",
    "MASKED",
    "REFERENCES",
    "Arguments",
    "case",
    "is_default",
    "with_types",
]


class Arguments(NamedTuple):
    """Of one call."""

    positional: tuple[Any, ...]
    keywords: dict[str, Any]


def _log_softmax(x: Any, scale: float = 1.0) -> Any:
    """In float64, accurate also where one element outweighs the others."""
    # x − max x is rounded to float64 only: far below any bound for float32.
    z = (x - (x.max(-1, keepdims=True) if scale >= 0 else x.min(-1, keepdims=True))) * scale
    first = z.argmax(-1)[..., None]
    others = np.exp(z)
    np.put_along_axis(others, first, 0.0, -1)
    return z - np.log1p(others.sum(-1, keepdims=True))


def _softmax(x: Any, scale: float = 1.0) -> Any:
    z = (x - (x.max(-1, keepdims=True) if scale >= 0 else x.min(-1, keepdims=True))) * scale
    z = np.exp(z)
    return z / z.sum(-1, keepdims=True)


def _logsumexp(x: Any, scale: float = 1.0) -> Any:
    z = x * scale
    top = z.max(-1, keepdims=True)
    return (top + np.log(np.exp(z - top).sum(-1, keepdims=True)))[..., 0]


def _softmax_vjp(dy: Any, y: Any, scale: float = 1.0) -> Any:
    return scale * y * (dy - (dy * y).sum(-1, keepdims=True))


def _log_softmax_vjp(dy: Any, y: Any, scale: float = 1.0) -> Any:
    return scale * (dy - np.exp(y) * dy.sum(-1, keepdims=True))


REFERENCES = {
    "softmax": _softmax,
    "log_softmax": _log_softmax,
    "softmin": lambda x, scale=1.0: _softmax(x, -scale),
    "logsumexp": _logsumexp,
    "soft_argmax": lambda x, scale=1.0: (_softmax(x, scale) * np.arange(x.shape[-1])).sum(-1),
    "smooth_max": lambda x, scale=1.0: _logsumexp(x, scale) / scale,
    "softmax.vjp": _softmax_vjp,
    "log_softmax.vjp": _log_softmax_vjp,
    "softmin.vjp": lambda dy, y, scale=1.0: _softmax_vjp(dy, y, -scale),
    "logsumexp.vjp": lambda dy, x, scale=1.0: dy[..., None] * scale * _softmax(x, scale),
}


def case(
    name: str, shape: tuple[int, ...], dtype: np.dtype[Any], masked: bool, seed: int = 0
) -> tuple[Arguments, Any]:
    """Return the arguments of a call with rows along the last axis, and what it is in float64."""
    random = np.random.default_rng(seed)
    scale = 0.75
    x = random.normal(0, 2, shape).astype(dtype)
    mask = random.uniform(size=shape) < 0.7
    if shape[-1]:
        mask[..., 0] = True
    keywords: dict[str, Any] = {}
    if name in MASKED:
        keywords["scale"] = scale
        if masked:
            keywords["where"] = mask
        positional = (x,)
    else:
        positional = (x, scale)
    wide = [x.astype(np.float64)]
    if masked and "vjp" not in name:
        wide = [np.where(mask, wide[0], np.inf if name == "softmin" else -np.inf)]
    if name == "logsumexp.vjp":
        dy = random.normal(0, 1, shape[:-1]).astype(dtype)
        kept = np.where(mask, wide[0], -np.inf) if masked else wide[0]
        positional, wide = (dy, x), [dy.astype(np.float64), kept]
    elif "vjp" in name:
        dy = random.normal(0, 1, shape).astype(dtype)
        forward = name.partition(".")[0]
        with np.errstate(all="ignore"):
            kept = wide[0]
            if masked:
                kept = np.where(mask, kept, np.inf if forward == "softmin" else -np.inf)
            y = REFERENCES[forward](kept, scale) if shape[0] else kept
        y = y.astype(dtype)
        positional = (dy, y)
        zeros = np.where(mask, dy, np.zeros_like(dy)) if masked else dy
        wide = [zeros.astype(np.float64), y.astype(np.float64)]
    if not shape[0]:
        return Arguments(positional, keywords), np.empty(shape if name in MAPS else shape[:-1])
    with np.errstate(all="ignore"):
        return Arguments(positional, keywords), REFERENCES[name](*wide, scale)


def size_of_terms(name: str, arrays: Sequence[Any], scale: float) -> Any:
    """Return what an error of a gradient is measured in, as its docstring says; 0 for the others.

    A gradient is a difference: where its terms cancel it has no relative accuracy.
    """
    if name in ("softmax.vjp", "softmin.vjp"):
        dy, y = arrays
        return abs(scale) * y * (np.abs(dy) + np.abs(dy * y).sum(-1, keepdims=True))
    if name == "log_softmax.vjp":
        dy, y = arrays
        return abs(scale) * (np.abs(dy) + np.exp(y) * np.abs(dy).sum(-1, keepdims=True))
    return 0.0


def assert_close(got: Any, reference: Any, name: str, terms: Any = 0.0) -> None:
    """Assert that a result is near a float64 one, for data as `case` makes them.

    `terms` is what errors may be relative to besides (`size_of_terms`).
    """
    eps = float(ml_dtypes.finfo(got.dtype).eps)
    n = reference.shape[-1] if name in MAPS else 1
    size = np.abs(np.where(np.isinf(reference), 0, reference)).max(initial=0.0)
    # A gradient is a difference, and its sums cancel; the others have bounds of their own.
    relative = 4 * eps
    absolute = {"vjp": 8 * eps * size}.get(name.partition(".")[2], 0.0)
    if name in ("logsumexp", "smooth_max", "soft_argmax"):
        absolute = 4 * eps * max(1.0, size)
    if got.dtype == np.float64:  # the reference is no better
        relative, absolute = 400 * eps, max(absolute, 400 * eps * (size + n * eps))
    smallest = float(ml_dtypes.finfo(got.dtype).smallest_subnormal)
    # of the terms of a gradient's difference the bound allows 3 units, and the reference rounds
    finite = np.where(np.isfinite(reference), reference, 0.0)
    allowed = relative * np.abs(finite) + absolute + 4 * eps * terms + smallest
    same = np.isnan(got) & np.isnan(reference) | (got == reference)
    with np.errstate(invalid="ignore"):
        error = np.where(same, 0.0, np.abs(got.astype(np.float64) - reference))
    assert (error <= allowed).all(), (name, got, reference)
