"""How the threads of a row exchange what they have: in a warp, a block, a cluster of blocks.

Warps exchange by shuffles. What each makes of its threads' values goes to shared memory, of which
every warp joins all; the blocks of a cluster write to one another's.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

from llvmlite import ir
from numba.core import cgutils

from ...core.intrinsics import call_named
from .schedule import WARP, RowSchedule

WORD = ir.IntType(32)

Join = Callable[[list[Any], list[Any]], list[Any]]


class Exchange:
    """Emits the exchanges of a kernel.

    Parameters
    ----------
    builder
        Where its code is emitted.
    schedule
        Which threads have which rows.
    place
        The row's number in the block.
    position
        The thread's number in the row.
    rank
        The block's number in the cluster.
    """

    def __init__(
        self, builder: Any, schedule: RowSchedule, place: Any, position: Any, rank: Any
    ) -> None:
        self._builder, self._schedule = builder, schedule
        self._place, self._position, self._rank = place, position, rank
        self._numbers = itertools.count()
        if schedule.cluster > 1:
            self._cluster("arrive")  # memory of a block is there once it has started
            self._started = False

    def reduce(self, values: list[Any], neutral: list[Any], join: Join) -> list[Any]:
        """Join the values of all threads of a row; each gets the result."""
        schedule, builder = self._schedule, self._builder
        if schedule.columns:
            return self._reduce_columns(values, join)
        values = self._reduce_warp(values, join, min(WARP, schedule.along))
        warps = schedule.along // WARP
        if warps <= 1:
            return values
        places = self._shared(values, warps * schedule.across)
        lane = builder.and_(self._position, WORD(WARP - 1))
        first = builder.mul(self._place, WORD(warps))
        warp = builder.add(first, builder.lshr(self._position, WORD(5)))
        slots = [self._at(place, warp) for place in places]
        if schedule.cluster > 1:
            self._send(values, slots, lane)
        else:
            with builder.if_then(builder.icmp_signed("==", lane, WORD(0))):
                for slot, value in zip(slots, values, strict=True):
                    builder.store(value, slot)
            call_named(builder, "llvm.nvvm.barrier0", ir.VoidType())
        inside = builder.icmp_signed("<", lane, WORD(warps))
        index = builder.add(first, builder.select(inside, lane, WORD(0)))
        partial = [
            builder.select(inside, builder.load(self._at(place, index)), nothing)
            for place, nothing in zip(places, neutral, strict=True)
        ]
        for start in range(WARP, warps, WARP):
            there = builder.add(lane, WORD(start))
            partial = join(partial, [builder.load(self._at(place, there)) for place in places])
        partial = self._reduce_warp(partial, join, min(WARP, warps))
        # lanes beyond hold nothing of the row, and take the first one's
        return [self._shuffled(each, 0, "idx") for each in partial] if warps < WARP else partial

    def _reduce_warp(self, values: list[Any], join: Join, count: int) -> list[Any]:
        """Join the values of `count` lanes, whose numbers differ in the low bits."""
        distance = count // 2
        while distance:
            values = join(values, [self._shuffled(value, distance) for value in values])
            distance //= 2
        return values

    def _reduce_columns(self, values: list[Any], join: Join) -> list[Any]:
        builder, schedule = self._builder, self._schedule
        places = self._shared(values, schedule.threads)
        index = builder.add(builder.mul(self._position, WORD(schedule.across)), self._place)
        for place, value in zip(places, values, strict=True):
            builder.store(value, self._at(place, index))
        call_named(builder, "llvm.nvvm.barrier0", ir.VoidType())

        def partial(k: int) -> list[Any]:
            at = builder.add(self._place, WORD(k * schedule.across))
            return [builder.load(self._at(place, at)) for place in places]

        parts = [partial(k) for k in range(schedule.along)]
        while len(parts) > 1:
            half = len(parts) // 2
            parts = [join(a, b) for a, b in zip(parts[:half], parts[half:], strict=True)]
        return parts[0]

    def _shuffled(self, value: Any, distance: int, mode: str = "bfly") -> Any:
        """Exchange with the lane whose number differs by `distance` ("idx": of that number)."""
        builder = self._builder
        if value.type == ir.DoubleType():
            pair = builder.bitcast(value, ir.VectorType(WORD, 2))
            for k in range(2):
                part = self._shuffled(builder.extract_element(pair, WORD(k)), distance, mode)
                pair = builder.insert_element(pair, part, WORD(k))
            return builder.bitcast(pair, value.type)
        if value.type == ir.FloatType():
            bits = builder.bitcast(value, WORD)
            return builder.bitcast(self._shuffled(bits, distance, mode), value.type)
        operands = [WORD(-1), value, WORD(distance), WORD(WARP - 1)]
        return call_named(builder, f"llvm.nvvm.shfl.sync.{mode}.i32", WORD, *operands)

    def _shared(self, values: Sequence[Any], count: int) -> list[Any]:
        """Return shared memory for `count` values of each type, one array each."""
        found = []
        for value in values:
            kind, name = ir.ArrayType(value.type, count), f"exchange_{next(self._numbers)}"
            place = cgutils.add_global_variable(self._builder.module, kind, name, addrspace=3)
            place.linkage = "internal"
            place.initializer = ir.Constant(kind, ir.Undefined)
            place.align = 16
            found.append(place)
        return found

    def _at(self, place: Any, index: Any) -> Any:
        return self._builder.gep(place, [WORD(0), index])

    # Clusters

    def _cluster(self, what: str) -> None:
        """Emit one half of a barrier of all threads of a cluster."""
        shape = ir.FunctionType(ir.VoidType(), [])
        text = f"barrier.cluster.{what}.aligned;"
        self._builder.asm(shape, text, "~{memory}", [], side_effect=True)

    def _send(self, values: list[Any], slots: list[Any], lane: Any) -> None:
        """Store values in the same place of every block's memory, a lane in one block's; wait."""
        builder = self._builder
        if not self._started:
            self._cluster("wait")
            self._started = True
        with builder.if_then(builder.icmp_signed("<", lane, WORD(self._schedule.cluster))):
            for value, slot in zip(values, slots, strict=True):
                own = builder.ptrtoint(slot, WORD)
                shape = ir.FunctionType(WORD, [WORD, WORD])
                text = "mapa.shared::cluster.u32 $0, $1, $2;"
                other = builder.asm(shape, text, "=r,r,r", [own, lane], side_effect=False)
                width = 64 if value.type == ir.DoubleType() else 32
                bits = builder.bitcast(value, ir.IntType(width))
                shape = ir.FunctionType(ir.VoidType(), [WORD, bits.type])
                text = f"st.shared::cluster.b{width} [$0], $1;"
                letter = {32: "r", 64: "l"}[width]
                constraints = f"r,{letter},~{{memory}}"
                builder.asm(shape, text, constraints, [other, bits], side_effect=True)
        self._cluster("arrive")
        self._cluster("wait")
