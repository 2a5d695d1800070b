"""Numba's types for SIMD vectors of floats, which scalar bodies can be compiled for as well.

A kernel that reduces along an array says itself which elements meet in which order, so it holds
vectors as values. Arithmetic and comparisons are defined on them lane by lane, a float beside a
vector stands for all lanes, and the primitives take them: a body of scalar arithmetic compiles
for a vector as it is, to the same operations in every lane.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable
from typing import Any

from llvmlite import ir
from numba.core import types
from numba.extending import lower_builtin, lower_cast, models, register_model

from .compat import AbstractTemplate, Conversion, infer_global, signature


class Vector(types.Type):
    """Several floats of one type, an operand of a SIMD instruction."""

    def __init__(self, element: Any, lanes: int) -> None:
        self.element = element
        self.lanes = lanes
        super().__init__(name=f"{lanes} x {element}")

    @property
    def bitwidth(self) -> int:
        """Width of an element, as of the scalar types."""
        return int(self.element.bitwidth)

    def can_convert_from(self, typingctx: Any, other: Any) -> Any:
        """Say that a float becomes a vector."""
        return Conversion.safe if isinstance(other, types.Float) else None


class Mask(types.Type):
    """The result of comparing two vectors."""

    def __init__(self, lanes: int) -> None:
        self.lanes = lanes
        super().__init__(name=f"{lanes} x boolean")


@register_model(Vector)
class _VectorModel(models.PrimitiveModel):  # type: ignore[misc]
    def __init__(self, dmm: Any, fe_type: Any) -> None:
        element = dmm.lookup(fe_type.element).get_value_type()
        super().__init__(dmm, fe_type, ir.VectorType(element, fe_type.lanes))


@register_model(Mask)
class _MaskModel(models.PrimitiveModel):  # type: ignore[misc]
    def __init__(self, dmm: Any, fe_type: Any) -> None:
        super().__init__(dmm, fe_type, ir.VectorType(ir.IntType(1), fe_type.lanes))


def splat(builder: Any, value: Any, count: int) -> Any:
    """Emit a vector with one value in all lanes."""
    kind = ir.VectorType(value.type, count)
    if isinstance(value, ir.Constant):
        return ir.Constant(kind, [value] * count)
    first = builder.insert_element(
        ir.Constant(kind, ir.Undefined), value, ir.Constant(ir.IntType(32), 0)
    )
    return builder.shuffle_vector(first, ir.Constant(kind, ir.Undefined), lanes([0] * count))


def lanes(numbers: Iterable[int]) -> Any:
    """Return the lanes that `shuffle_vector` takes, by their numbers."""
    numbers = list(numbers)
    return ir.Constant(ir.VectorType(ir.IntType(32), len(numbers)), numbers)


@lower_cast(types.Float, Vector)
def _float_to_vector(context: Any, builder: Any, fromty: Any, toty: Any, value: Any) -> Any:
    return splat(builder, context.cast(builder, value, fromty, toty.element), toty.lanes)


_ARITHMETIC = {
    operator.add: "fadd",
    operator.sub: "fsub",
    operator.mul: "fmul",
    operator.truediv: "fdiv",
}
_COMPARISONS = {
    operator.lt: "<",
    operator.le: "<=",
    operator.gt: ">",
    operator.ge: ">=",
    operator.eq: "==",
    operator.ne: "!=",
}


def _common(args: Any) -> Any:
    """Return the vector type of two operands, of which one may be a float of its elements."""
    vectors = [kind for kind in args if isinstance(kind, Vector)]
    if len(args) != 2 or not vectors:
        return None
    kind = vectors[0]
    return kind if all(other in (kind, kind.element) for other in args) else None


def _define(function: Any, name: str, compares: bool) -> None:
    class Binary(AbstractTemplate):  # type: ignore[misc]
        key = function

        def generic(self, args: Any, kws: Any) -> Any:
            kind = _common(args)
            if kind is None or kws:
                return None
            return signature(Mask(kind.lanes) if compares else kind, kind, kind)

    infer_global(function)(Binary)

    @lower_builtin(function, Vector, Vector)
    def lower(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        if not compares:
            return getattr(builder, name)(*args)
        # NaN differs from everything, itself included
        compare = builder.fcmp_unordered if name == "!=" else builder.fcmp_ordered
        return compare(name, *args)


for _function, _name in _ARITHMETIC.items():
    _define(_function, _name, compares=False)
for _function, _name in _COMPARISONS.items():
    _define(_function, _name, compares=True)


@infer_global(operator.and_)
class _And(AbstractTemplate):  # type: ignore[misc]
    key = operator.and_

    def generic(self, args: Any, kws: Any) -> Any:
        if len(args) == 2 and isinstance(args[0], Mask) and args[0] == args[1] and not kws:
            return signature(args[0], *args)
        return None


@lower_builtin(operator.and_, Mask, Mask)
def _lower_and(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    return builder.and_(*args)


@infer_global(operator.neg)
class _Negative(AbstractTemplate):  # type: ignore[misc]
    key = operator.neg

    def generic(self, args: Any, kws: Any) -> Any:
        return signature(args[0], args[0]) if isinstance(args[0], Vector) else None


@lower_builtin(operator.neg, Vector)
def _lower_negative(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    return builder.fneg(*args)
