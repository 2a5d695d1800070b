"""Errors in units in the last place."""

from __future__ import annotations

from typing import Any

import gmpy2
import ml_dtypes
import numpy as np
from gmpy2 import mpfr


def error(got: Any, reference: Any) -> Any:
    """Return the error of float16, bfloat16 or float32 numbers against float64 ones, in ULP.

    A ULP is the distance of the floats around the reference; that of the subnormals below the
    smallest normal number. NaN is right for NaN, infinity for what rounds to it. A wrong sign, also
    that of a zero, is an infinite error.
    """
    info = ml_dtypes.finfo(got.dtype)
    reference = np.asarray(reference, np.float64)
    with np.errstate(all="ignore"):
        exponent = np.maximum(np.frexp(reference)[1] - 1, info.minexp) - info.nmant
        limit = np.ldexp(1.0, info.maxexp)  # what the number after the largest would be
        # infinity stands for that number, and all beyond it
        value = np.clip(got.astype(np.float64), -limit, limit)
        bounded = np.clip(reference, -limit, limit)
        exponent = np.minimum(exponent, info.maxexp - 1 - info.nmant)
        ulps = np.abs(value - bounded) / np.ldexp(1.0, exponent)
        overflowed = np.abs(reference) >= limit * (1 + 8 * float(info.eps))
        wrong = overflowed & ~np.isinf(value := got.astype(np.float64))
        wrong |= (np.signbit(value) != np.signbit(reference)) & (reference != 0)
        ulps = np.where(wrong, np.inf, ulps)
        both = np.isnan(value) & np.isnan(reference)
        return np.where(both, 0.0, np.where(np.isnan(ulps), np.inf, ulps))


def exact_error(got: float, reference: Any, digits: int = 53, lowest: int = -1022) -> float:
    """Return the error of one finite or infinite number against an `mpfr` one, in ULP.

    `digits` and `lowest` are the precision and the smallest normal exponent of the type, float64
    or (24, -126) for float32.
    """
    if gmpy2.is_nan(reference) or np.isnan(got):
        return 0.0 if gmpy2.is_nan(reference) and np.isnan(got) else np.inf
    highest = 1 - lowest
    limit = mpfr(2) ** (highest + 1)
    if abs(reference) >= limit and np.isinf(got):
        return 0.0 if (got > 0) == (reference > 0) else np.inf
    if reference != 0 and np.signbit(got) != gmpy2.is_signed(reference):
        return np.inf
    exponent = gmpy2.get_exp(reference) - 1 if reference != 0 else lowest
    exponent = min(max(exponent, lowest), highest) - digits + 1
    value = limit * np.sign(got).item() if np.isinf(got) else mpfr(float(got))
    return float(abs(value - reference) / mpfr(2) ** exponent)


def worst(errors: Any, *operands: Any) -> tuple[float, str]:
    """Return the largest error and the operands that it belongs to."""
    k = int(np.argmax(errors))
    at = ", ".join(float(np.broadcast_to(operand, errors.shape)[k]).hex() for operand in operands)
    return float(errors[k]), f"{float(errors[k]):.4g} ULP at ({at})"
