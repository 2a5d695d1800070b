"""Division of any two float32 on the GPU, without a branch.

A GPU's own `div.rn` tests its operands and calls a function for unusual ones: threads wait for one
another at each of them, and nothing overlaps. In this one all operands take the same way.
"""

from __future__ import annotations

from typing import Any

from numba.core import types

from ..core.intrinsics import emitted
from ..core.primitives import absolute, approximation, copysign, flip_sign, fma, quotient, select

#: Beyond these an operand is multiplied by a power of two, twice by its root: the operands are
#: between 2^-63 and 2^43 then, and the quotient is a normal number.
LARGE, SMALL = 2.0**43, 2.0**-43

#: Root of half of the smallest number.
HALF_UNIT_ROOT = 2.0**-75


@emitted(types.float32(types.float32))
def rough_inverse(builder: Any, x: Any) -> Any:
    """Return about 1/x, 0 for infinity and infinity for 0."""
    return approximation(builder, "rcp", x)


def divided(a: float, b: float) -> float:
    """Return a/b."""
    size, width = absolute(a), absolute(b)
    a_large, a_small, b_large, b_small = size > LARGE, size < SMALL, width > LARGE, width < SMALL
    of_a = select(a_large, SMALL, select(a_small, LARGE, 1.0))
    of_b = select(b_large, SMALL, select(b_small, LARGE, 1.0))
    numerator, denominator = size * of_a * of_a, width * of_b * of_b
    scaled = quotient(numerator, denominator)
    excess = fma(denominator, scaled, -numerator)
    back = of_b * select(a_large, LARGE, select(a_small, SMALL, 1.0))
    result = scaled * back * back
    # A subnormal result has been rounded twice. Where it was halfway between two numbers before the
    # second time, what the first one left says on which side the quotient is.
    there = of_a * select(b_large, LARGE, select(b_small, SMALL, 1.0))
    rest, half_unit = fma(-(result * there), there, scaled), there * HALF_UNIT_ROOT
    is_beyond = (absolute(rest) == half_unit * half_unit) & (flip_sign(excess, rest) < 0.0)
    result = result + select(is_beyond, copysign(2.0**-149, rest), 0.0)
    result = select(scaled == scaled, result, numerator * rough_inverse(denominator))
    return flip_sign(flip_sign(result, a), b)
