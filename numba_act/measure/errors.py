"""Errors of results in units in the last place, and what counts as one.

The error is the distance from the true value in that of the floats around it, or that of the
subnormal numbers below the smallest normal one. A lost sign, a NaN that should be a number or a
number that should be infinite is an infinite error.
"""

from __future__ import annotations

import functools
import math
from typing import Any, NamedTuple

import gmpy2
import ml_dtypes
import numba
import numpy as np
from gmpy2 import mpfr


class Format(NamedTuple):
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
def format_of(dtype: np.dtype[Any]) -> Format:
    info: Any = ml_dtypes.finfo
    found = info(dtype)
    return Format(int(found.nmant), int(found.nexp), int(found.minexp), int(found.maxexp))


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
    form = format_of(got.dtype)
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


def addend_errors(errors: Any, got: Any, reference: Any, addend: Any) -> Any:
    """Return the errors in ULP of the largest addend, where it is larger than the true value."""
    form = format_of(got.dtype)
    wide = np.asarray(reference).dtype.type
    exponent = np.maximum(np.frexp(addend)[1] - 1, form.lowest)  # it may be beyond the largest
    counted = np.abs(got.astype(wide) - reference) / np.ldexp(wide(1), exponent - form.fraction)
    larger = (addend >= np.abs(reference)) & (addend > 0) & np.isfinite(counted)
    return np.where(larger, counted.astype(np.float64), errors)


def exact_error(
    got: float, reference: Any, digits: int = 53, lowest: int = -1022, addend: Any = 0
) -> float:
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
    addend
        A larger number, of whose ULP the error of a finite result is counted; or 0.
    """
    if gmpy2.is_nan(reference) or math.isnan(got):
        return 0.0 if gmpy2.is_nan(reference) and math.isnan(got) else math.inf
    highest = 1 - lowest
    limit = mpfr(2) ** (highest + 1)
    if abs(reference) >= limit and math.isinf(got):
        return 0.0 if (got > 0) == (reference > 0) else math.inf
    cancels = addend >= abs(reference) and addend > 0 and not math.isinf(got)
    lost = reference != 0 and (math.copysign(1, got) < 0) != gmpy2.is_signed(reference)
    if lost and not cancels:
        return math.inf
    value = math.copysign(1, got) * limit if math.isinf(got) else mpfr(float(got))
    size = mpfr(addend) if cancels else reference
    exponent = gmpy2.get_exp(size) - 1 if size != 0 else lowest
    if abs(value) < abs(reference) == mpfr(2) ** exponent:
        exponent -= 1  # below a power of two, or what rounded up to it, an ULP is half as large
    exponent = max(exponent, lowest) if cancels else min(max(exponent, lowest), highest)
    exponent += 1 - digits
    return float(abs(value - reference) / mpfr(2) ** exponent)
