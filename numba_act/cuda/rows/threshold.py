"""The kernels of sparsemax and entmax15, and of their gradients."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...core.intrinsics import call_named
from .kernel import BIT, WORD, Rows, Unit

#: Most steps of Newton's method, where rounding errors would let a threshold rise by ever fewer.
MOST_STEPS = 100


class Threshold(Rows):
    """Emits the kernel of such a function."""

    def emit_passes(self) -> None:
        """Write what is made of what exceeds a threshold, which Newton's method finds from below.

        The threads of a block go on until the last of its rows has the threshold: they meet at
        barriers. A row whose threshold no longer rises keeps it.
        """
        builder, function = self.builder, self.function
        zero, one = self.constant(0.0), self.constant(1.0)
        self.find_frame(self.each_group)
        factor = builder.fmul(self.factor, self.constant(function.share))
        threshold, rising = self.variable(self.constant(-1.0)), self.variable(BIT(1))
        steps = self.variable(WORD(0))

        def excess(unit: Unit) -> list[Any]:
            """Return by how much elements exceed the threshold; NaN stays."""
            found = []
            for x, there in self.elements(unit):
                over = builder.fmul(builder.fsub(x, self.top), factor)
                over = builder.fsub(over, builder.load(threshold))
                below = builder.fcmp_ordered("<=", over, zero)
                below = builder.or_(below, builder.not_(there))
                found.append(builder.select(below, zero, over))
            return found

        def terms(k: int) -> Callable[[Unit], list[Any]]:
            return lambda unit: [self.call(function.row, over)[k] for over in excess(unit)]

        self.forget()
        loop, done = (builder.append_basic_block(name) for name in ("newton", "newton.done"))
        builder.branch(loop)
        builder.position_at_end(loop)
        (total, low), (slope, _) = self.pairs_of_sums([terms(0), terms(1)])
        step = builder.fdiv(builder.fadd(builder.fsub(total, one), low), slope)
        before, rose = builder.load(threshold), builder.load(rising)
        raised = builder.fadd(before, step)
        builder.store(builder.select(rose, raised, before), threshold)
        rises = builder.and_(rose, builder.fcmp_ordered(">", raised, before))
        builder.store(rises, rising)
        number = builder.add(builder.load(steps), WORD(1))
        builder.store(number, steps)
        more = builder.and_(rises, builder.icmp_signed("<", number, WORD(MOST_STEPS)))
        any_more = call_named(builder, "llvm.nvvm.barrier0.or", WORD, builder.zext(more, WORD))
        builder.cbranch(builder.icmp_signed("!=", any_more, WORD(0)), loop, done)
        builder.position_at_end(done)

        def finish(unit: Unit) -> list[Any]:
            results = [self.call(function.element, over)[0] for over in excess(unit)]
            return [*map(self.where_present, results, unit.present)]

        self.write_all(finish)


class Weights(Rows):
    """Emits the kernel of such a gradient."""

    def emit_passes(self) -> None:
        """Write scale·w·(dy − Σ w·dy/Σ w) with a weight w of each element; 0 where that is."""
        builder, zero = self.builder, self.constant(0.0)
        scale = self.row_scale()

        def loaded(unit: Unit) -> list[tuple[Any, Any, Any]]:
            """Return each element's dy and weight, and whether it has one; else dy is 0."""
            found = []
            for dy, y, there in zip(*self.values(unit.arrays), unit.present, strict=True):
                (weight,) = self.call(self.function.element, y)
                weight = builder.select(there, weight, zero)
                counts = builder.fcmp_unordered("!=", weight, zero)
                found.append((builder.select(counts, dy, zero), weight, counts))
            return found

        def products(unit: Unit) -> list[Any]:
            return [builder.fmul(dy, weight) for dy, weight, _ in loaded(unit)]

        def weights(unit: Unit) -> list[Any]:
            return [weight for _, weight, _ in loaded(unit)]

        total, number = (builder.fadd(*e) for e in self.pairs_of_sums([products, weights]))
        mean = builder.fdiv(total, number)
        self.forget()

        def finish(unit: Unit) -> list[Any]:
            results = []
            for dy, weight, counts in loaded(unit):
                result = builder.fmul(builder.fmul(builder.fsub(dy, mean), weight), scale)
                results.append(builder.select(counts, result, zero))
            return results

        self.write_all(finish)
