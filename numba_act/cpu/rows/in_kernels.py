"""The row functions inside of users' kernels, in machine code that these have as their own.

There the rows are contiguous, one behind the other, and of float32 or float64: what is left of the
driver is a loop.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import functools
from typing import Any

from ...maths.softmax import FUNCTIONS
from ..intrinsics import WORD, part, stack, words
from .driver import LARGE, ONLINE, PANEL, ROWS
from .kernel import schedules

#: Operands: the array, the scale and the result.
_COUNT = 3


@functools.cache
def row_function(name: str, dtype: str) -> Any:
    """Return the jitted ``compute(x, scale, out, rows, n)`` of a function of one array.

    x and out are addresses, of an array of `rows` rows and of the array for the result.

    Parameters
    ----------
    name
        A key of `FUNCTIONS`.
    dtype
        ``"float32"`` or ``"float64"``.
    """
    function = FUNCTIONS[name]
    kinds = schedules(function)
    schedule = kinds[""](function, dtype, False)
    short, long = (part(kinds[key](function, dtype, False).kernel()) for key in ("", "online"))
    own, filled, itemsize = schedule.own, schedule.filled, schedule.own.itemsize
    reduces, size, twice = function.reduces, _COUNT * WORD, 2 * _COUNT * WORD

    @part
    def compute(x, scale, out, rows, n):
        place, distances, number = stack(size), stack(twice), stack(WORD)
        own.store_scalar(number, filled(scale))
        operands, steps = words(place), words(distances)
        row = n * itemsize
        operands[0], operands[1], operands[2] = x, number, out
        steps[0], steps[1], steps[2] = row, 0, itemsize if reduces else row
        steps[3], steps[4], steps[5] = itemsize, 0, itemsize
        touched = row if reduces else 2 * row
        many, large = min(max(PANEL // touched, 1), ROWS), rows * touched >= LARGE
        done = 0
        while done < rows:
            count = min(many, rows - done)
            if row > ONLINE:
                long(place, distances, count, n, 0, large)
            else:
                short(place, distances, count, n, 0, large)
            done += count
            operands[0] += count * steps[0]
            operands[2] += count * steps[2]

    return compute
