"""What a function's parameters do to its results: NaN, faults, and which have a fast path.

Of parameters that are one value each, all of it is outside the loop.
"""

from __future__ import annotations

from ..core.floats import INFINITY, NAN
from ..core.primitives import select, sqrt
from ..core.specialize import common


def with_nan(value: float, parameter: float) -> float:
    """Return `value`, or NaN where a parameter is NaN.

    Of values that do not depend on the elements it costs nothing in a loop.
    """
    return select(common(parameter == parameter), value, parameter)


def plus_nan(value: float, parameter: float) -> float:
    """Return what `with_nan` does, for a value that the parameter has no other part in.

    A choice that is the same for all elements would be two loops, one of which reads nothing.
    """
    return value + with_nan(-0.0, parameter)


def with_nan_of_two(value: float, p: float, q: float) -> float:
    """Return `value`, or NaN where one of two parameters is NaN."""
    return with_nan(with_nan(value, p), q)


def fault_of(parameter: float) -> float:
    """Return 1, or NaN where a parameter is NaN or negative; a negative one is invalid."""
    root = sqrt(select(parameter == parameter, parameter, 1.0))
    return with_nan_of_two(1.0, root, parameter)


# Where parameters have a fast path, which is one for all inputs: INFINITY there, else NaN.


def all_if_a_number(parameter: float) -> float:
    """Return INFINITY, or NaN where a parameter is NaN."""
    return with_nan(INFINITY, parameter)


def all_if_numbers(p: float, q: float) -> float:
    """Return INFINITY, or NaN where one of two parameters is NaN."""
    return with_nan_of_two(INFINITY, p, q)


def all_if_not_negative(parameter: float) -> float:
    """Return INFINITY for a parameter ≥ 0, else NaN."""
    number = select(parameter == parameter, parameter, -1.0)  # a comparison with NaN is invalid
    return select(number >= 0.0, INFINITY, NAN)
