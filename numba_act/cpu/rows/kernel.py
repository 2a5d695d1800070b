"""The kernels of the row functions: what is compiled per function and array type.

A kernel is ``kernel(operands, steps, rows, n, work, large)`` and computes up to `ROWS` rows of n
elements, each contiguous: `operands` points to one pointer per operand, `steps` to the distance of
its rows in bytes; behind these, in the kernels for rows of more than ONLINE bytes, to the distance
of a row's elements from one chunk to the next, their size or 0. `work` has room for n elements of
the working type a row, a multiple of 64 bytes, where the array type is narrower. `large` says that
the caches keep nothing of the result anyway. Layout and threads are the driver's (`driver.py`).

The kernels for rows that lie side by side have the same arguments, and their steps are the
distances of a row's elements.
"""

from __future__ import annotations

from ...maths.softmax import RowFunction
from .columns import Columns
from .contiguous import Contiguous
from .gradient import Gradient
from .gradient_columns import GradientColumns
from .online import Online
from .schedule import Schedule
from .threshold import Threshold, ThresholdGradient


def schedules(function: RowFunction) -> dict[str, type[Schedule]]:
    """Return the schedules that a function has, by the rows that they are for.

    These are ``"columns"`` for rows that lie side by side, ``"online"`` for rows of more than
    ONLINE bytes, and ``""`` for all others.
    """
    if function.sums == "excess":
        return {"": Threshold}
    if function.sums == "weights":
        return {"": ThresholdGradient}
    if function.row is None:
        return {"": Gradient, "columns": GradientColumns}
    if function.sums == "positions":
        return {"": Contiguous, "online": Online}
    return {"": Contiguous, "columns": Columns, "online": Online}
