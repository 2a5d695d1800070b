"""Errors in units in the last place, written apart from those of `numba_act.measure.accuracy`."""

from __future__ import annotations

from typing import Any

import ml_dtypes
import numpy as np


def error(got: Any, reference: Any, addend: Any = 0.0) -> Any:
    """Return the error of float16, bfloat16 or float32 numbers against float64 ones, in ULP.

    A ULP is the distance of the floats around the reference; that of the subnormals below the
    smallest normal number. NaN is right for NaN, infinity for what rounds to it. A wrong sign, also
    that of a zero, is an infinite error.

    An `addend` larger than the reference, where it cancels, is what the ULP are taken of, unless
    the result is infinite.
    """
    info = ml_dtypes.finfo(got.dtype)
    reference = np.asarray(reference, np.float64)
    with np.errstate(all="ignore"):
        cancels = (addend >= np.abs(reference)) & (np.asarray(addend) > 0) & np.isfinite(got)
        exponent = np.frexp(np.where(cancels, addend, reference))[1] - 1
        exponent = np.maximum(exponent, info.minexp)
        exponent = np.where((reference == 0) & ~cancels, info.minexp, exponent) - info.nmant
        limit = np.ldexp(1.0, info.maxexp)  # what the number after the largest would be
        # infinity stands for that number, and all beyond it
        value = np.clip(got.astype(np.float64), -limit, limit)
        bounded = np.clip(reference, -limit, limit)
        largest = info.maxexp - 1 - info.nmant
        # snake's derivative by alpha has addends beyond the largest float whose sum is below it
        exponent = np.where(cancels, exponent, np.minimum(exponent, largest))
        ulps = np.abs(value - bounded) / np.ldexp(1.0, exponent)
        overflowed = np.abs(reference) >= limit * (1 + 8 * float(info.eps))
        wrong = overflowed & ~np.isinf(value := got.astype(np.float64))
        wrong |= (np.signbit(value) != np.signbit(reference)) & (reference != 0) & ~cancels
        ulps = np.where(wrong, np.inf, ulps)
        both = np.isnan(value) & np.isnan(reference)
        return np.where(both, 0.0, np.where(np.isnan(ulps), np.inf, ulps))


def worst(errors: Any, *operands: Any) -> tuple[float, str]:
    """Return the largest error and the operands that it belongs to."""
    k = int(np.argmax(errors))
    at = ", ".join(float(np.broadcast_to(operand, errors.shape)[k]).hex() for operand in operands)
    return float(errors[k]), f"{float(errors[k]):.4g} ULP at ({at})"
