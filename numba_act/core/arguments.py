"""What arguments may be."""

from __future__ import annotations

__all__ = ["ORDERS"]

#: How the two halves of a packed gate's array lie along its axis.
ORDERS = ("gate_first", "value_first", "interleaved")
