"""The kernel of packed gates: the elementwise kernel's loop over the columns of many rows.

A kernel is ``kernel(operands, steps, rows, n)``: `operands` points to one pointer per input and
output of the elementwise function, `steps` to the distance of their rows in bytes. A row has n
contiguous elements in each; the parameters are one value each. A short row takes less time than
the call of a kernel, so the loop over rows is in here.

Where rows are not whole vectors in memory, their elements pass through tiles on the stack. The
loop over a tile has a constant trip count, so that vectorization leaves no loop and no tile: LLVM
keeps what passes through in registers.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numba
from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from ...core.intrinsics import emit_call, overload_of
from ...core.vectors import lanes, splat
from ..kernel import INTERLEAVE, Body, Loop, emit_blocks, emit_loop, is_light
from ..memory import LANES, Access, first, masked_load, masked_store

#: Elements of a tile: as many as the elementwise kernel's main loop takes at a time.
TILE = INTERLEAVE * LANES

#: Lengths of rows that fill a tile together.
SHORT = [LANES * 2, LANES, LANES // 2]

_INDEX = ir.IntType(64)
_INT = ir.IntType(32)


class _Rows:
    """Emits the kernel's loops over rows.

    Parameters
    ----------
    args
        Of the kernel.
    parameters, outputs
        How many of the operands are parameters, and how many results.
    general
        The scalar function.
    special
        The fast path of the parameters' defaults, if there is one.
    """

    def __init__(
        self,
        builder: Any,
        args: Sequence[Any],
        parameters: int,
        outputs: int,
        general: Body,
        special: Body | None,
    ) -> None:
        self.builder, self.access, self.inputs = builder, general.access, general.inputs
        self.general, self.defaults_alone = general, special
        self.varying = self.inputs - parameters
        every = range(self.inputs + outputs)
        self.moving = [k for k in every if not self.varying <= k < self.inputs]
        # dy, and what a gate returns: the other operands are halves, between which others lie
        self.unpacked = {0} if self.varying == 3 else {self.inputs}
        bases, steps = (builder.inttoptr(args[k], _INDEX.as_pointer()) for k in range(2))
        self.bases = [builder.load(cgutils.gep(builder, bases, k)) for k in every]
        self.steps = [builder.load(cgutils.gep(builder, steps, k)) for k in every]
        self.rows, self.n = args[2:]
        self.tiles = {k: self.tile() for k in self.moving}
        self.special: Body | None = None

    def tile(self) -> Any:
        """Return a pointer to memory for TILE elements on the stack."""
        with self.builder.goto_entry_block():
            block = self.builder.alloca(ir.ArrayType(self.access.storage, TILE))
            block.align = LANES * self.access.itemsize  # what LLVM takes a vector's to be
        return self.builder.bitcast(block, self.access.storage.as_pointer())

    def pointer(self, address: Any, lanes: int = 0) -> Any:
        """Return an address as a pointer to an element or to a vector of elements."""
        kind = self.access.storage
        return self.builder.inttoptr(
            address, (ir.VectorType(kind, lanes) if lanes else kind).as_pointer()
        )

    def row(self, index: Any) -> dict[int, Any]:
        """Return the address of a row of each operand."""
        builder = self.builder
        return {
            k: builder.add(self.bases[k], builder.mul(index, self.steps[k])) for k in self.moving
        }

    def steps_from(self, start: Any, stop: Any, step: Any) -> Any:
        """Emit the loop that the code in a `with` block is the body of."""
        return cgutils.for_range_slice(self.builder, start, stop, step, _INDEX)

    def vectors(self, k: int, count: int) -> list[Any]:
        """Return pointers to the vectors of an operand's tile."""
        kind = ir.VectorType(self.access.storage, LANES).as_pointer()
        vector = self.builder.bitcast(self.tiles[k], kind)
        return [cgutils.gep(self.builder, vector, j) for j in range(count)]

    def parameters(self) -> dict[int, Any]:
        """Load the values of the parameters."""
        return {
            k: self.access.load_one(self.builder, self.pointer(self.bases[k]))
            for k in range(self.varying, self.inputs)
        }

    def emit(self, fixed: dict[int, Any], defaults: bool) -> None:
        """Emit all loops, with values for the parameters, and say whether they are the defaults."""
        builder = self.builder
        self.general = replace(self.general, fixed=fixed)
        self.defaults, self.special = defaults, None
        if defaults and self.defaults_alone is not None:
            self.special = replace(self.defaults_alone, fixed=fixed)
        start = cgutils.alloca_once_value(builder, _INDEX(0))
        short = [builder.icmp_signed("==", self.n, _INDEX(n)) for n in SHORT]
        any_short = builder.or_(builder.or_(*short[:2]), short[2])
        with builder.if_then(any_short):
            builder.store(self.short_rows(), start)
        first = builder.load(start)
        ends_with_tile = self.ends_with_tile()
        n = builder.select(ends_with_tile, builder.and_(self.n, _INDEX(-TILE)), self.n)
        with self.steps_from(first, self.rows, _INDEX(1)) as (row, _):
            addresses = self.row(row)
            self.any_row(addresses, n)
            if self.defaults:
                with builder.if_then(ends_with_tile):
                    self.last_tile(addresses)

    def ends_with_tile(self) -> Any:
        """Return whether rows end with a tile that overlaps the blocks before it.

        A rest of more than half a tile takes longer in single vectors than a tile does. Not where
        a gradient replaces what it is computed from, some of which is gone then. For the defaults
        only, as code takes time to compile.
        """
        builder = self.builder
        if not self.defaults:
            return ir.Constant(ir.IntType(1), 0)
        rest = builder.and_(self.n, _INDEX(TILE - 1))
        chosen = builder.and_(
            builder.icmp_signed(">", self.n, _INDEX(TILE)),
            builder.icmp_signed(">", rest, _INDEX(TILE // 2)),
        )
        for k in self.moving[: self.varying]:
            for j in self.moving[self.varying :]:
                apart = builder.icmp_signed("!=", self.bases[k], self.bases[j])
                chosen = builder.and_(chosen, apart)
        return chosen

    def last_tile(self, addresses: dict[int, Any]) -> None:
        """Compute the last tile of a row."""
        builder = self.builder
        offset = builder.mul(builder.sub(self.n, _INDEX(TILE)), _INDEX(self.access.itemsize))
        places = {k: builder.add(address, offset) for k, address in addresses.items()}
        self.gather(TILE, places)
        self.compute_tile()
        self.scatter(TILE, places)

    def any_row(self, addresses: dict[int, Any], n: Any) -> None:
        """Compute n elements of a row: blocks, single vectors, and what is left through a tile."""
        builder, element = self.builder, self.access.storage
        pointers = {k: self.pointer(address) for k, address in addresses.items()}
        column = _INDEX(0)
        if self.special is not None:
            column = builder.and_(n, _INDEX(-LANES))
            emit_blocks(builder, self.special, self.general, pointers, column)
        else:
            column = emit_loop(builder, self.general, pointers, column, n, INTERLEAVE)
            column = emit_loop(builder, self.general, pointers, column, n, 1)
        with builder.if_then(builder.icmp_signed("<", column, n)):
            mask = first(builder, builder.sub(n, column))
            vector = ir.VectorType(element, LANES)
            places = {
                k: builder.ptrtoint(cgutils.gep(builder, pointer, column), _INDEX)
                for k, pointer in pointers.items()
            }
            for k in self.moving[: self.varying]:
                # Padded with an element of its own, so that padding raises no flag.
                one = builder.load(self.pointer(places[k]))
                one.align = self.access.itemsize
                value = masked_load(builder, vector, places[k], self.access.itemsize, mask)
                value = builder.select(mask, value, splat(builder, one, LANES))
                builder.store(value, self.vectors(k, 1)[0])
            emit_loop(builder, self.general, self.tiles, _INDEX(0), _INDEX(LANES), 1)
            for k in self.moving[self.varying :]:
                value = builder.load(self.vectors(k, 1)[0])
                masked_store(builder, value, places[k], self.access.itemsize, mask)

    def short_rows(self) -> Any:
        """Compute rows that fill a tile together; return how many."""
        builder = self.builder
        together = builder.udiv(_INDEX(TILE), self.n)
        whole = builder.sub(self.rows, builder.urem(self.rows, together))
        with self.steps_from(_INDEX(0), whole, together) as (row, _):
            addresses = self.row(row)
            self.for_length(lambda n: self.gather(n, addresses))
            self.compute_tile()
            self.for_length(lambda n: self.scatter(n, addresses))
        return whole

    def for_length(self, emit: Callable[[int], None]) -> None:
        """Emit code for each length of short rows: the computation between is compiled once."""
        builder = self.builder
        done = builder.append_basic_block("done")
        blocks = {n: builder.append_basic_block(f"rows.of.{n}") for n in SHORT}
        chosen = builder.switch(self.n, blocks[SHORT[-1]])
        for n, block in blocks.items():
            if n != SHORT[-1]:
                chosen.add_case(_INDEX(n), block)
            builder.position_at_end(block)
            emit(n)
            builder.branch(done)
        builder.position_at_end(done)

    def compute_tile(self) -> None:
        """Compute a full tile."""
        builder, special = self.builder, self.special

        def compute(body: Body) -> None:
            emit_loop(builder, body, self.tiles, _INDEX(0), _INDEX(TILE), INTERLEAVE)

        if special is None or special.fast is None:
            compute(self.general)
            return
        vectors = self.vectors(special.fast.operand, TILE // LANES)
        values = [self.access.load(builder, vector, None) for vector in vectors]
        with builder.if_else(special.fast.emit_test(builder, values)) as (then, otherwise):
            with then:
                compute(special)
            with otherwise:
                compute(self.general)

    def gather(self, n: int, addresses: dict[int, Any]) -> None:
        """Load a tile of rows of n elements."""
        for k in self.moving[: self.varying]:
            self.move(self.gather_rows, k, n, addresses[k])

    def scatter(self, n: int, addresses: dict[int, Any]) -> None:
        """Store a tile of rows of n elements."""
        for k in self.moving[self.varying :]:
            self.move(self.scatter_rows, k, n, addresses[k])

    def move(
        self, emit: Callable[[int, int, Any, Any], None], k: int, n: int, address: Any
    ) -> None:
        """Emit code that moves rows of an operand, whole vectors where the rows fill them."""
        builder = self.builder
        step, length = self.steps[k], n * self.access.itemsize
        if n >= LANES or k not in self.unpacked:
            emit(k, n, address, step)
            return
        with builder.if_else(builder.icmp_signed("==", step, _INDEX(length))) as (then, otherwise):
            with then:  # they follow on each other
                emit(k, LANES, address, _INDEX(LANES * self.access.itemsize))
            with otherwise:
                emit(k, n, address, step)

    def places(self, n: int, address: Any, step: Any) -> Iterator[Any]:
        """Yield pointers to the vectors of a tile's rows of n elements, as they lie in memory."""
        for _ in range(TILE // n):
            for offset in range(0, n, LANES):
                at = self.builder.add(address, _INDEX(offset * self.access.itemsize))
                yield self.pointer(at, min(n, LANES))
            address = self.builder.add(address, step)

    def gather_rows(self, k: int, n: int, address: Any, step: Any) -> None:
        """Load an operand's tile of rows of n elements."""
        builder, pieces = self.builder, []
        for place in self.places(n, address, step):
            pieces.append(builder.load(place))
            pieces[-1].align = self.access.itemsize
        if n < LANES:
            pieces = [
                builder.shuffle_vector(one, other, lanes(range(LANES)))
                for one, other in zip(pieces[::2], pieces[1::2], strict=True)
            ]
        for piece, vector in zip(pieces, self.vectors(k, TILE // LANES), strict=True):
            builder.store(piece, vector)

    def scatter_rows(self, k: int, n: int, address: Any, step: Any) -> None:
        """Store an operand's tile of rows of n elements."""
        builder = self.builder
        pieces = [builder.load(vector) for vector in self.vectors(k, TILE // LANES)]
        if n < LANES:
            pieces = [
                builder.shuffle_vector(piece, piece, lanes(range(start, start + n)))
                for piece in pieces
                for start in (0, n)
            ]
        for piece, place in zip(pieces, self.places(n, address, step), strict=True):
            builder.store(piece, place).align = self.access.itemsize


def _for_defaults(
    builder: Any,
    fixed: dict[int, Any],
    defaults: Sequence[Any],
    emit: Callable[[dict[int, Any], bool], None],
) -> None:
    """Emit code for parameters of one value each, and before it for their defaults as constants.

    Where LLVM knows the parameters, swiglu takes a tenth less time. `fixed` has the parameters'
    values, and `defaults` is empty where one has none. `emit` is told whether they are used.
    """
    if not defaults:
        emit(fixed, not fixed)
        return
    constants = {
        k: ir.Constant(value.type, float(default))
        for (k, value), default in zip(fixed.items(), defaults, strict=True)
    }
    are_default = []
    for k, default in zip(fixed, defaults, strict=True):
        bits = ir.IntType(8 * default.itemsize)
        wanted = ir.Constant(bits, int(default.view(f"i{default.itemsize}")))
        are_default.append(builder.icmp_signed("==", builder.bitcast(fixed[k], bits), wanted))
    with builder.if_else(functools.reduce(builder.and_, are_default)) as (then, otherwise):
        with then:
            emit(constants, True)
        with otherwise:
            emit(fixed, False)


def compile_packed_kernel(loop: Loop) -> Any:
    """Compile the kernel of packed rows of an elementwise function's loop.

    It knows the defaults of the parameters, where all have one that is a number; the fast path is
    for them.
    """
    access, fast, inputs = Access(loop.storage), loop.fast_kernel(), loop.inputs
    scalar, kinds = loop.definition.checked_scalar(loop.storage), (loop.working,) * inputs
    defaults = loop.numbers(loop.definition.defaults())
    general = overload_of(scalar, kinds)
    special = overload_of(fast.scalar, kinds) if fast else None
    light = is_light(general)
    counts = loop.parameters, loop.definition.outputs  # `run` may outlive a definition

    @intrinsic
    def run(typingctx: Any, operands: Any, steps: Any, rows: Any, n: Any) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            builder.function.attributes.alignstack = 64
            builder.function.attributes.add("nounwind")

            def body_of(compiled: Any) -> Body:
                call = functools.partial(emit_call, context, builder, compiled)
                return Body(call, access, inputs, light, fixed={})

            special_body = replace(body_of(special), fast=fast) if fast else None
            rows = _Rows(builder, args, *counts, body_of(general), special_body)
            _for_defaults(builder, rows.parameters(), defaults, rows.emit)
            return context.get_dummy_value()

        return types.void(*[types.intp] * 4), codegen

    def kernel(operands, steps, rows, n):  # type: ignore[no-untyped-def]
        run(operands, steps, rows, n)

    return numba.cfunc(types.void(*[types.intp] * 4))(kernel)
