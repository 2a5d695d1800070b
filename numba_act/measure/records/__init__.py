"""The record of each function: what the checks know of it.

Its references, the parameters that it is checked with, its domain, its limits and some values. The
tests and `numba-act accuracy` derive their checks from it. To add an activation, add its record.

Limits and values stand here as numbers, apart from the references: limits that a reader can check,
and values that were computed once with mpmath at 300 bits.
"""

from __future__ import annotations

from ..references import Record
from . import gates, mathematics, rectifiers, smooth

RECORDS: dict[str, Record] = {
    name: record
    for module in (mathematics, rectifiers, smooth, gates)
    for name, record in module.RECORDS.items()
}
