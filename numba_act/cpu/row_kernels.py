"""The kernels of the row functions: what is compiled per function and array type.

A kernel is ``kernel(operands, steps, rows, n, work, large)`` and computes up to `ROWS` rows of n
elements, each contiguous: `operands` points to one pointer per operand, `steps` to the distance of
its rows in bytes; behind these, in the kernels for rows of more than ONLINE bytes, to the distance
of a row's elements from one chunk to the next, their size or 0. `work` has room for n elements of
the working type a row, a multiple of 64 bytes, where the array type is narrower. `large` says that
the caches keep nothing of the result anyway. Layout and threads are the driver's (`row_driver.py`).

Each row is walked in groups of four vectors of LANES elements. A group is summed as it is, lane by
lane, and added to the LANES sums of a chunk, and these to those of the row; at the end they are
added in a fixed order. So the result depends on nothing but the row. What a row needs once, such as
the logarithm of its sum, is computed for all ROWS rows as the lanes of one vector. Rows of LANES
elements or less have code without loops: thousands of such rows are common, and a few instructions
a row count.

Rows that lie side by side, as along the first axis of a matrix, have a kernel of their own with the
same arguments, in which a vector is LANES rows and not LANES elements of one. Its memory is read in
the order in which it lies: copied row by row, each of a matrix's lines comes from another page,
which takes several times as long as the computation. The sums of a row that have their place in a
vector's lanes above are vectors here, in memory, and what is added in which order is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numba
import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from ..core.floats import WORKING_TYPES
from ..core.primitives import copysign, select
from ..core.specialize import scalar_function
from ..core.vectors import Mask, Vector
from ..maths import exponential
from ..maths import softmax as pieces
from .driver import load as load_word
from .driver import part, stack
from .driver import store as store_word
from .kernels import LANES, emit_prefetch, load_float16, round_to_bfloat16
from .row_driver import CHUNKS, COLUMNS, LARGE, ONLINE, chunk_of

__all__ = ["CHUNK", "KERNELS", "ROWS", "column_memory", "compile_row_kernel"]

#: Rows of one call: one lane each for what a row needs once.
ROWS = LANES

#: So many rows are reduced with less work than ROWS.
FEW = 4

WORD = 8

#: Elements of such a row that are read at once, from as many lines of the matrix.
BLOCK: Any = np.intp(2)

#: Bytes for such rows' elements that are kept from one walk to the next: half of a level-2 cache
#: of 1 MiB, and the padding between them.
KEPT: Any = np.intp(5 << 17)

#: Rows of more than ONLINE bytes of which softmax keeps a largest element for each chunk, in KEPT
#: bytes.
TOGETHER: Any = np.intp(64)

#: Lines of the matrix that are brought into the cache before they are read, if its rows are kept:
#: of each one only a few elements are read.
DISTANT: Any = np.intp(16)

#: LANES as a variable: a literal would be a type of its own, for which Numba compiles again.
FULL: Any = np.intp(LANES)
GROUP: Any = np.intp(4 * LANES)
TWO: Any = np.intp(2 * LANES)
THREE: Any = np.intp(3 * LANES)
ONE = np.intp(1)
NONE = np.intp(0)

#: Elements that are added up before a pair is made of their sum, for bfloat16: 128 terms a lane,
#: whose roundings its 8 bits do not show. It is a group for the other types.
BFLOAT16_BLOCK: Any = np.intp(32 * GROUP)

#: Elements whose sums are pairs of their own.
CHUNK: Any = np.intp(pieces.CHUNK)

#: Rows from this length on are walked from their ends where the order does not matter. A level-2
#: cache does not hold them, and what it has of them is what was read last.
LONG: Any = np.intp(1 << 16)

_INDEX = ir.IntType(64)
_BYTE = ir.IntType(8)


#: Lanes of a vector of 32 bytes of float32.
HALF = 8


def _filled(kind: Any, lanes: int) -> Any:
    """Return ``filled(value)``, a vector with one value in all lanes."""

    @intrinsic
    def filled(typingctx: Any, value: Any) -> Any:
        vector = Vector(kind, lanes)
        return vector(kind), lambda context, builder, signature, args: context.cast(
            builder, args[0], kind, vector
        )

    return filled


def _first_of(kind: Any) -> Any:
    """Return ``first_of(vector)``, the first of LANES lanes."""

    @intrinsic
    def first_of(typingctx: Any, value: Any) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            return builder.extract_element(args[0], ir.Constant(ir.IntType(32), 0))

        return kind(Vector(kind, LANES)), codegen

    return first_of


def _joined_halves(kind: Any) -> Any:
    """Return ``join(lower, upper)``, a vector of LANES lanes."""

    @intrinsic
    def join(typingctx: Any, lower: Any, upper: Any) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            order = _constants(_vector(ir.IntType(32)), range(LANES))
            return builder.shuffle_vector(args[0], args[1], order)

        half = Vector(kind, HALF)
        return Vector(kind, LANES)(half, half), codegen

    return join


@dataclass(frozen=True)
class _Memory:
    """Vectors in memory as elements of an array type."""

    itemsize: int
    load: Any  # (address, rest): LANES elements, zeros from the rest-th on
    store: Any  # (address, vector, rest): the first rest elements
    load_scalar: Any  # (address): one element
    store_scalar: Any  # (address, vector): the first element alone
    stream: Any  # as store, past the caches, to an address that is a multiple of 64; any `rest`


_STORAGE = {
    "float16": ir.HalfType(),
    "bfloat16": ir.IntType(16),
    "float32": ir.FloatType(),
    "float64": ir.DoubleType(),
}


def _vector(element: Any, lanes: int = LANES) -> Any:
    return ir.VectorType(element, lanes)


def _constants(kind: Any, values: Any) -> Any:
    return ir.Constant(kind, [ir.Constant(kind.element, value) for value in values])


def _first(builder: Any, rest: Any, lanes: int = LANES) -> Any:
    """Emit the mask of the first `rest` lanes."""
    integers = _vector(ir.IntType(32), lanes)
    limit = builder.trunc(rest, ir.IntType(32))
    start = builder.insert_element(
        ir.Constant(integers, ir.Undefined), limit, ir.Constant(ir.IntType(32), 0)
    )
    zeros = _constants(integers, [0] * lanes)
    limits = builder.shuffle_vector(start, ir.Constant(integers, ir.Undefined), zeros)
    return builder.icmp_signed("<", _constants(integers, range(lanes)), limits)


def _masked_name(kind: Any) -> str:
    element = kind.element
    name = f"i{element.width}" if isinstance(element, ir.IntType) else element.intrinsic_name
    return f"v{kind.count}{name}"


def _masked_load(builder: Any, kind: Any, address: Any, align: int, mask: Any) -> Any:
    pointer = builder.inttoptr(address, kind.as_pointer())
    shape = ir.FunctionType(kind, [pointer.type, ir.IntType(32), mask.type, kind])
    name = f"llvm.masked.load.{_masked_name(kind)}.p0"
    function = cgutils.get_or_insert_function(builder.module, shape, name)
    zero = ir.Constant(kind, None)
    return builder.call(function, [pointer, ir.Constant(ir.IntType(32), align), mask, zero])


def _masked_store(builder: Any, value: Any, address: Any, align: int, mask: Any) -> None:
    pointer = builder.inttoptr(address, value.type.as_pointer())
    shape = ir.FunctionType(ir.VoidType(), [value.type, pointer.type, ir.IntType(32), mask.type])
    name = f"llvm.masked.store.{_masked_name(value.type)}.p0"
    function = cgutils.get_or_insert_function(builder.module, shape, name)
    builder.call(function, [value, pointer, ir.Constant(ir.IntType(32), align), mask])


def _memory(storage: str, working: Any, lanes: int = LANES) -> _Memory:
    """Return how vectors are read and written; 16-bit types have LANES lanes."""
    element = _STORAGE[storage]
    itemsize = {"float16": 2, "bfloat16": 2, "float32": 4, "float64": 8}[storage]
    vector = Vector(working, lanes)

    def widened(builder: Any, value: Any) -> Any:
        whole = isinstance(value.type, ir.VectorType)
        wide: Any = _vector(ir.FloatType()) if whole else ir.FloatType()
        if storage == "float16":
            return builder.fpext(value, wide)
        if storage == "bfloat16" and whole:
            # One shuffle that puts zeros below: extending and shifting are two instructions, of
            # which a gradient's kernel has so many that it takes 1.2 times as long.
            pairs = [LANES * half + lane for lane in range(LANES) for half in (0, 1)]
            order = _constants(_vector(ir.IntType(32), 2 * LANES), pairs)
            zeros = ir.Constant(value.type, None)
            return builder.bitcast(builder.shuffle_vector(zeros, value, order), wide)
        if storage == "bfloat16":
            bits = builder.zext(value, ir.IntType(32))
            return builder.bitcast(builder.shl(bits, ir.Constant(bits.type, 16)), wide)
        return value

    @intrinsic
    def load(typingctx: Any, address: Any, rest: Any) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            mask = _first(builder, args[1], lanes)
            value = _masked_load(builder, _vector(element, lanes), args[0], itemsize, mask)
            return widened(builder, value)

        return vector(types.intp, types.intp), codegen

    def narrowed(builder: Any, value: Any) -> Any:
        if storage == "float16":
            return builder.fptrunc(value, _vector(element))
        if storage == "bfloat16":
            return round_to_bfloat16(builder, value)
        return value

    @intrinsic
    def store(typingctx: Any, address: Any, value: Any, rest: Any) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            value = narrowed(builder, args[1])
            _masked_store(builder, value, args[0], itemsize, _first(builder, args[2], lanes))
            return context.get_dummy_value()

        return types.void(types.intp, vector, types.intp), codegen

    @intrinsic
    def stream(typingctx: Any, address: Any, value: Any, rest: Any) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            value = narrowed(builder, args[1])
            stored = builder.store(value, builder.inttoptr(args[0], value.type.as_pointer()))
            stored.align = min(lanes * itemsize, 64)
            one = builder.module.add_metadata([ir.Constant(ir.IntType(32), 1)])
            stored.set_metadata("nontemporal", one)
            return context.get_dummy_value()

        return types.void(types.intp, vector, types.intp), codegen

    @intrinsic
    def load_scalar(typingctx: Any, address: Any) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            pointer = builder.inttoptr(args[0], element.as_pointer())
            if storage == "float16":
                return load_float16(builder, pointer)
            return widened(builder, builder.load(pointer, align=itemsize))

        return working(types.intp), codegen

    @intrinsic
    def store_scalar(typingctx: Any, address: Any, value: Any) -> Any:
        # no masked store: with a constant mask and a narrowing one, LLVM stores 32 bits
        def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            lanes = narrowed(builder, args[1])
            value = builder.extract_element(lanes, ir.Constant(ir.IntType(32), 0))
            builder.store(value, builder.inttoptr(args[0], element.as_pointer())).align = itemsize
            return context.get_dummy_value()

        return types.void(types.intp, vector), codegen

    return _Memory(itemsize, load, store, load_scalar, store_scalar, stream)


@intrinsic
def _settle(typingctx: Any) -> Any:
    """Have what was stored past the caches seen by other threads before what comes after."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        builder.fence("seq_cst")
        return context.get_dummy_value()

    return types.void(), codegen


@intrinsic
def _fetch(typingctx: Any, address: Any) -> Any:
    """Have a line of memory brought into a level-2 cache; the address need not exist."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        pointer = builder.inttoptr(args[0], ir.IntType(8).as_pointer())
        emit_prefetch(builder, pointer, write=False, level=2)
        return context.get_dummy_value()

    return types.void(types.intp), codegen


def _outlined(function: Any, cold: bool = False) -> Any:
    """Return a `part` of three words that returns nothing as a function that is not inlined.

    It has all registers to itself: beside other code in the same loop, LLVM loads the constants of
    an exponential again and again. `cold` says that it is hardly ever called.
    """
    signature = types.void(*[types.intp] * 3)
    function.compile(signature)
    compiled = function.overloads[signature.args]

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        context.active_code_library.add_linking_library(compiled.library)
        kind = ir.FunctionType(ir.VoidType(), [_INDEX] * 3)
        name = builder.module.get_unique_name(function.py_func.__name__)
        outlined = ir.Function(builder.module, kind, name)
        outlined.linkage = "internal"
        outlined.attributes.add("noinline")
        if cold:
            outlined.attributes.add("cold")
        inside = ir.IRBuilder(outlined.append_basic_block())
        context.call_internal_no_propagate(
            inside, compiled.fndesc, compiled.signature, outlined.args
        )
        inside.ret_void()
        builder.call(outlined, args)
        return context.get_dummy_value()

    return intrinsic(lambda typingctx, a, b, c: (signature, codegen))


@intrinsic
def _first_lanes(typingctx: Any, rest: Any) -> Any:
    """Return the mask of the first `rest` lanes."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return _first(builder, args[0])

    return Mask(LANES)(types.intp), codegen


@intrinsic
def _load_mask(typingctx: Any, address: Any, rest: Any) -> Any:
    """Return which of LANES booleans in memory are true, false from the rest-th on."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        kind = _vector(_BYTE)
        value = _masked_load(builder, kind, args[0], 1, _first(builder, args[1]))
        return builder.icmp_unsigned("!=", value, ir.Constant(kind, None))

    return Mask(LANES)(types.intp, types.intp), codegen


def _joining(join: Callable[..., Any], working: Any, parts: int) -> tuple[Any, Any, Any]:
    """Return a vector type, `join` compiled for twice `parts` of them, and the result type."""
    vector = Vector(working, LANES)
    dispatcher = scalar_function(join, str(working))
    operands = (vector,) * (2 * parts)
    dispatcher.compile(operands)
    result = vector if parts == 1 else types.UniTuple(vector, parts)  # type: ignore[attr-defined]
    return vector, dispatcher.overloads[operands], result


def _reduction(join: Callable[..., Any], working: Any, parts: int) -> Any:
    """Return ``reduce(rows, matrix, ...)``: the LANES values of each row joined to one.

    A matrix is the address of ROWS vectors, one a row; there are as many as `join` has results.
    Lane r of a result belongs to row r. Lanes l and l + 8 are joined first, then l and l + 4.
    """
    vector, compiled, result = _joining(join, working, parts)

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        context.active_code_library.add_linking_library(compiled.library)
        kind = context.get_value_type(vector)
        integers = _vector(ir.IntType(32))

        def merge(first: Any, second: Any, half: int) -> Any:
            """Join the halves of the blocks of 2·half lanes that two vectors consist of."""
            starts = range(0, 2 * LANES, 2 * half)
            lower = [start + k for start in starts for k in range(half)]
            halves = [
                builder.shuffle_vector(a, b, _constants(integers, [k + offset for k in lower]))
                for offset in (0, half)
                for a, b in zip(first, second, strict=True)
            ]
            joined = context.call_internal(builder, compiled.fndesc, compiled.signature, halves)
            return [joined] if parts == 1 else cgutils.unpack_tuple(builder, joined)

        def load(row: int) -> Any:
            loaded = []
            for matrix in args[1:]:
                pointer = builder.inttoptr(matrix, kind.as_pointer())
                value = builder.load(builder.gep(pointer, [ir.Constant(_INDEX, row)]))
                value.align = 64
                loaded.append(value)
            return loaded

        def joined_rows(start: int, count: int) -> Any:
            if count == 1:
                return load(start)
            half = count // 2
            return merge(joined_rows(start, half), joined_rows(start + half, half), LANES // count)

        def reduced(count: int) -> Any:
            found = joined_rows(0, count)
            half = LANES // count // 2
            while half:
                found = merge(found, found, half)
                half //= 2
            return found

        few = builder.icmp_signed("<=", args[0], ir.Constant(_INDEX, FEW))
        with builder.if_else(few) as (then, otherwise):
            with then:
                of_few = reduced(FEW)
                end_of_few = builder.block
            with otherwise:
                of_all = reduced(ROWS)
                end_of_all = builder.block
        results = []
        for one, other in zip(of_few, of_all, strict=True):
            results.append(builder.phi(kind))
            results[-1].add_incoming(one, end_of_few)
            results[-1].add_incoming(other, end_of_all)
        return results[0] if parts == 1 else context.make_tuple(builder, result, results)

    if parts == 1:
        return intrinsic(lambda typingctx, rows, a: (result(types.intp, types.intp), codegen))
    return intrinsic(
        lambda typingctx, rows, a, b: (result(types.intp, types.intp, types.intp), codegen)
    )


def _row_reduction(join: Callable[..., Any], working: Any, parts: int) -> Any:
    """Return ``reduce(vector, ...)``: the LANES values of one row joined to one, in all lanes.

    The order is that of `_reduction`, which is less work where there are many rows: this one
    needs no memory, and the work on other rows overlaps with it.
    """
    vector, compiled, result = _joining(join, working, parts)

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        context.active_code_library.add_linking_library(compiled.library)
        integers = _vector(ir.IntType(32))
        half = LANES // 2
        while half:
            order = _constants(integers, [lane ^ half for lane in range(LANES)])
            others = [builder.shuffle_vector(each, each, order) for each in args]
            both = [*args, *others]
            joined = context.call_internal(builder, compiled.fndesc, compiled.signature, both)
            args = [joined] if parts == 1 else cgutils.unpack_tuple(builder, joined)
            half //= 2
        return args[0] if parts == 1 else context.make_tuple(builder, result, args)

    if parts == 1:
        return intrinsic(lambda typingctx, a: (result(vector), codegen))
    return intrinsic(lambda typingctx, a, b: (result(vector, vector), codegen))


def _walk(
    body: Any,
    join: Any,
    fold: Any,
    *,
    block: Any = GROUP,
    turns: bool = False,
) -> Any:
    """Return ``walk(start, n, arguments, neutral, total)``, which runs through a row from `start`.

    ``body(arguments, index, rest)`` is called for every LANES elements, of which the first `rest`
    belong to the row. What it returns is joined within a group, groups within a block of so many
    elements, and blocks are folded into the total. `turns` says that the order does not matter.
    """
    blocks = block > GROUP

    @part
    def group_at(arguments, index):  # type: ignore[no-untyped-def]
        group = body(arguments, index, FULL)
        group = join(group, body(arguments, index + FULL, FULL))
        group = join(group, body(arguments, index + 2 * FULL, FULL))
        return join(group, body(arguments, index + 3 * FULL, FULL))

    @part
    def walk(start, n, arguments, neutral, total):  # type: ignore[no-untyped-def]
        index = start
        if turns and n >= LONG:
            index = n & -GROUP
            while index > 0:
                index -= GROUP
                total = fold(total, group_at(arguments, index))
            index = n & -GROUP
        while index < n:
            stop, found = min(n, index + block) if blocks else n, neutral
            while stop - index >= GROUP:
                group = group_at(arguments, index)
                if blocks:
                    found = join(found, group)
                else:
                    total = fold(total, group)
                index += GROUP
            if index < stop:
                group = neutral
                while index < stop:
                    group = join(group, body(arguments, index, stop - index))
                    index += LANES
                if blocks:
                    found = join(found, group)
                else:
                    total = fold(total, group)
            if blocks:
                total = fold(total, found)
        return total

    return walk


def _walk_in_chunks(walk: Any, settle: Any) -> Any:
    """Return ``walk(n, arguments, neutral, nothing, total, long)``, of a row's sums.

    `walk` is one of `_walk`. It runs through one chunk after the other, from the total `nothing`;
    ``settle(total, sums)`` adds what it returns. Where `long` is false the row is one chunk, whose
    sums are returned as they are.
    """

    @part
    def in_chunks(n, arguments, neutral, nothing, total, long):  # type: ignore[no-untyped-def]
        start = NONE
        while start < n:
            stop = min(n, start + CHUNK)
            found = walk(start, stop, arguments, neutral, nothing)
            total = settle(total, found) if long else found
            start = stop
        return total

    return in_chunks


def _walk_over(body: Any, last: Any = None, long: Any = LONG) -> Any:
    """Return ``walk(n, arguments)``, which calls a body for a row as `_walk` does.

    `last` is called instead where fewer than a group's elements are left. Rows of `long` elements
    or more are walked from their ends.
    """
    last = last or body

    @part
    def group(arguments, index):  # type: ignore[no-untyped-def]
        body(arguments, index, FULL)
        body(arguments, index + FULL, FULL)
        body(arguments, index + 2 * FULL, FULL)
        body(arguments, index + 3 * FULL, FULL)

    @part
    def walk(n, arguments):  # type: ignore[no-untyped-def]
        index = NONE
        if n >= long:
            index = n & -GROUP
            while index > 0:
                index -= GROUP
                group(arguments, index)
            index = n & -GROUP
        while n - index >= GROUP:
            group(arguments, index)
            index += GROUP
        while index < n:
            last(arguments, index, n - index)
            index += LANES

    return walk


def total(a: float, b: float) -> float:
    """Return the sum."""
    return a + b


def larger(a: float, b: float) -> float:
    """Return the larger number, and `a` if `b` is NaN."""
    return select(b > a, b, a)


class _Tools:
    """What the kernels of one array type, with or without mask, are written with."""

    def __init__(self, storage: str, working: str, masked: bool, inputs: int) -> None:
        #: Where the addresses of these operands are among the others.
        self.scale_at = (inputs + masked) * WORD
        self.mask_at, self.out_at = self.scale_at - WORD, self.scale_at + WORD
        self.kind = kind = WORKING_TYPES[working]
        self.masked = masked
        self.array = array = _memory(storage, kind)
        self.own = own = _memory(working, kind)
        array_item, array_load, array_store = array.itemsize, array.load, array.store
        array_store_scalar, own_store_scalar = array.store_scalar, own.store_scalar
        own_item, own_load, own_store = own.itemsize, own.load, own.store
        own_number, array_number = own.load_scalar, array.load_scalar
        self.narrow = array_item < own_item
        self.size = size = LANES * own_item
        self.matrix = ROWS * size
        vector = Vector(kind, LANES)
        number = numba.np.numpy_support.as_dtype(kind).type
        self.zero, self.one = number(0.0), number(1.0)

        def constant(values: Any) -> Any:
            return number(values.of(working))

        self.constant = constant
        one = self.one
        self.lowest = lowest = number(-float("inf"))

        def scalar(function: Callable[..., Any]) -> Any:
            return scalar_function(function, storage)

        self.scalar = scalar
        self.add = scalar(pieces.add)
        settled = scalar(pieces.settled)

        @part
        def settle(total, sums):  # type: ignore[no-untyped-def]
            """Add two pairs to two others."""
            high, low = settled(total[0], total[1], sums[0], sums[1])
            high2, low2 = settled(total[2], total[3], sums[2], sums[3])
            return high, low, high2, low2

        self.settle, self.settled = settle, settled

        @intrinsic
        def filled(typingctx: Any, value: Any) -> Any:
            return vector(kind), lambda context, builder, signature, args: context.cast(
                builder, args[0], kind, vector
            )

        @intrinsic
        def positions(typingctx: Any, index: Any) -> Any:
            def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
                start = context.cast(builder, args[0], types.intp, kind)
                lanes = _constants(context.get_value_type(vector), map(float, range(LANES)))
                return builder.fadd(context.cast(builder, start, kind, vector), lanes)

            return vector(types.intp), codegen

        self.filled, self.positions = filled, positions
        #: Elements that are added up before a pair is made of their sum.
        self.block = BFLOAT16_BLOCK if storage == "bfloat16" else GROUP

        if masked:

            @part
            def present(mask, index, rest):  # type: ignore[no-untyped-def]
                return _load_mask(mask + index, rest)
        else:

            @part
            def present(mask, index, rest):  # type: ignore[no-untyped-def]
                return _first_lanes(rest)

        self.present = present

        @part
        def row_values(address, step, rows):  # type: ignore[no-untyped-def]
            """Return one value a row, in the working type, as a vector."""
            if step == 0:
                return filled(own_number(address))
            values = stack(size)
            for row in range(rows):
                value = own_number(address + row * step)
                own_store_scalar(values + row * own_item, filled(value))
            return own_load(values, FULL)

        @part
        def store_row_values(address, step, rows, values):  # type: ignore[no-untyped-def]
            """Store one value a row in the array type."""
            if step == array_item:
                array_store(address, values, rows)
            else:
                kept = stack(size)
                own_store(kept, values, FULL)
                for row in range(rows):
                    value = own_number(kept + row * own_item)
                    array_store_scalar(address + row * step, filled(value))

        @part
        def array_row_values(address, step, rows):  # type: ignore[no-untyped-def]
            """Return one value a row, in the array type, as a vector."""
            values = stack(size)
            for row in range(rows):
                value = array_number(address + row * step)
                own_store_scalar(values + row * own_item, filled(value))
            return own_load(values, FULL)

        self.row_values, self.store_row_values = row_values, store_row_values
        self.array_row_values = array_row_values

        larger_scalar = scalar(larger)

        @part
        def signed(arguments, index, rest):  # type: ignore[no-untyped-def]
            x, mask, sign = arguments
            value = array_load(x + index * array_item, rest) * sign
            return select(present(mask, index, rest), value, lowest)

        @part
        def signed_row(base, row):  # type: ignore[no-untyped-def]
            x, x_step, mask, mask_step, scale, scale_step = base
            sign = copysign(one, own_number(scale + row * scale_step))
            return x + row * x_step, mask + row * mask_step, sign

        self.signed = signed
        matrix_size = self.matrix
        walk_top = _walk(signed, larger_scalar, larger_scalar, turns=True)
        reduce_top = _reduction(larger, kind, 1)
        row_frame = scalar(pieces.row_frame)

        @part
        def frames(x, x_step, mask, mask_step, scale, scale_step, rows, n, frame):  # type: ignore[no-untyped-def]
            """Find the frames of some rows, and put them at an address: a vector for each part.

            The parts are those that `row_frame` returns, and the largest element.
            """
            base = x, x_step, mask, mask_step, scale, scale_step
            tops = stack(matrix_size)
            least = filled(lowest)
            if n <= FULL:
                for row in range(rows):
                    own_store(tops + row * size, signed(signed_row(base, row), NONE, n), FULL)
            else:
                for row in range(rows):
                    top = walk_top(NONE, n, signed_row(base, row), least, least)
                    own_store(tops + row * size, top, FULL)
            scales = row_values(scale, scale_step, rows)
            top = copysign(one, scales) * reduce_top(rows, tops)
            own_store(frame + 6 * size, top, FULL)
            origin, limited, scale_log2, top_log2, leading, trailing = row_frame(top, scales)
            own_store(frame, origin, FULL)
            own_store(frame + size, limited, FULL)
            own_store(frame + 2 * size, scale_log2, FULL)
            own_store(frame + 3 * size, top_log2, FULL)
            own_store(frame + 4 * size, leading, FULL)
            own_store(frame + 5 * size, trailing, FULL)

        self.frames = frames
        self.frame_size = 7 * size

        @part
        def frame_of(frame, row):  # type: ignore[no-untyped-def]
            """Return the frame of one row."""
            at = frame + row * own_item
            return (
                own_number(at),
                own_number(at + size),
                own_number(at + 2 * size),
                own_number(at + 3 * size),
                own_number(at + 4 * size),
                own_number(at + 5 * size),
            )

        self.frame_of = frame_of

        self.reduce_sums = _reduction(total, kind, 1)
        self.reduce_pairs = _reduction(pieces.add_pairs, kind, 2)
        self.shifted_exp = scalar(pieces.shifted_exp)
        self.larger, self.row_frame = larger_scalar, row_frame

    def double_walk(self, body: Any, exact: bool) -> Any:
        """Return the walk of `double_sums` through one row."""
        add = self.add

        @part
        def plus(a, b):  # type: ignore[no-untyped-def]
            return a[0] + b[0], a[1] + b[1]

        @part
        def fold(total, group):  # type: ignore[no-untyped-def]
            high, low = add(total[0], total[1], group[0])
            if exact:
                high2, low2 = total[2] + group[1], total[3]
            else:
                high2, low2 = add(total[2], total[3], group[1])
            return high, low, high2, low2

        return _walk_in_chunks(_walk(body, plus, fold, block=self.block), self.settle)

    def double_sums(self, body: Any, arguments_of: Any, exact: bool) -> Any:
        """Return ``sums(rows, n, base)`` for a body that returns two values: two pairs.

        `exact` says that the second values are small integers, whose sum over a row that is not
        longer than ONLINE bytes needs no pair.
        """
        own_store, filled = self.own.store, self.filled
        zero, size, matrix = self.zero, self.size, self.matrix
        reduce_sums, reduce_pairs = self.reduce_sums, self.reduce_pairs
        walk = self.double_walk(body, exact)

        @part
        def sums(rows, n, base):  # type: ignore[no-untyped-def]
            highs, lows, nothing = stack(matrix), stack(matrix), filled(zero)
            highs2, lows2 = stack(matrix), stack(matrix)
            start = nothing, nothing, nothing, nothing
            if n <= FULL:
                for row in range(rows):
                    value, value2 = body(arguments_of(base, row), NONE, n)
                    own_store(highs + row * size, value, FULL)
                    own_store(lows + row * size, nothing, FULL)
                    own_store(highs2 + row * size, value2, FULL)
                    own_store(lows2 + row * size, nothing, FULL)
            else:
                for row in range(rows):
                    arguments = arguments_of(base, row)
                    total = walk(n, arguments, (nothing, nothing), start, start, n > CHUNK)
                    own_store(highs + row * size, total[0], FULL)
                    own_store(lows + row * size, total[1], FULL)
                    own_store(highs2 + row * size, total[2], FULL)
                    own_store(lows2 + row * size, total[3], FULL)
            high, low = reduce_pairs(rows, highs, lows)
            if exact:
                high2, low2 = reduce_sums(rows, highs2), nothing
            else:
                high2, low2 = reduce_pairs(rows, highs2, lows2)
            return high, low, high2, low2

        return sums

    def streams(self, writer: Any) -> tuple[bool, Any]:
        """Return whether results can go past the caches, and the walk that writes them so.

        ``writer(store)`` returns a body that writes with `store`. LLVM stores 16-bit types with an
        instruction that narrows, of which there is one kind only.
        """
        whole = not self.narrow
        body = writer(self.array.stream if whole else self.array.store)
        return whole, _walk_over(body, writer(self.array.store))

    def writes(self, body: Any, arguments_of: Any) -> Any:
        """Return ``writes(rows, n, base)``, which calls a body for the rows' elements."""

        walk = _walk_over(body)

        @part
        def writes(rows, n, base):  # type: ignore[no-untyped-def]
            if n <= FULL:
                for row in range(rows):
                    body(arguments_of(base, row), NONE, n)
            else:
                for row in range(rows):
                    walk(n, arguments_of(base, row))

        return writes


def _part_size(itemsize: int) -> int:
    """Return the distance of two parts: with a power of two all would share one set of a cache."""
    return COLUMNS * itemsize + 64


class _Columns:
    """What the kernels of rows that lie side by side are written with.

    Their memory, `work`, consists of parts that have one value for each of COLUMNS rows: a vector
    of a part belongs to LANES rows. The parts at SUMS are the sums by the index modulo LANES, those
    at BLOCK_SUMS the same of a block that is not yet added to them. Of rows of more than CHUNK
    elements these are sums of a chunk, and the parts at TOTALS those of the row. KEPT bytes for
    elements follow.
    """

    FRAME, TOP, LARGEST, SUMS, COUNT = 0, 6, 7, 8, 8 + 2 * LANES
    BLOCK_SUMS = COUNT + 1
    TOTALS = BLOCK_SUMS + LANES
    PARTS = TOTALS + 2 * LANES + 2

    def __init__(self, tools: _Tools) -> None:
        self.part_size = part_size = _part_size(tools.own.itemsize)
        own_load, own_store, own_item = tools.own.load, tools.own.store, tools.own.itemsize
        array_load, array_item = tools.array.load, tools.array.itemsize
        one, lowest = tools.one, tools.lowest
        larger_of, row_frame, row_values = tools.larger, tools.row_frame, tools.row_values
        present = tools.present
        zero, lows_at = tools.zero, LANES * part_size
        moved_sum, with_equal = tools.scalar(pieces.moved_sum), tools.scalar(pieces.with_equal)
        top_at, largest_at = part_size * self.TOP, part_size * self.LARGEST
        sums_at, count_at = part_size * self.SUMS, part_size * self.COUNT
        totals_at, total_count_at = part_size * self.TOTALS, part_size * (self.PARTS - 2)

        @part
        def frame_of(work, column):  # type: ignore[no-untyped-def]
            """Return the frames of LANES rows."""
            at = work + column * own_item
            return (
                own_load(at, FULL),
                own_load(at + part_size, FULL),
                own_load(at + 2 * part_size, FULL),
                own_load(at + 3 * part_size, FULL),
                own_load(at + 4 * part_size, FULL),
                own_load(at + 5 * part_size, FULL),
            )

        @part
        def scales_of(scale, scale_step, column, rows):  # type: ignore[no-untyped-def]
            return row_values(scale + column * scale_step, scale_step, min(rows - column, FULL))

        @part
        def largest_so_far(scale, scale_step, rows, start, n, base):  # type: ignore[no-untyped-def]
            """Find the largest of the rows' elements before the n-th, of which `start` are done.

            The elements are copied to `kept`, if it is not 0.
            """
            x, x_step, mask, mask_step, work, kept, kept_step = base
            tops = work + largest_at
            distance = (DISTANT if kept else BLOCK) * x_step
            while start < n:
                count = min(n - start, BLOCK)
                column = NONE
                while column < rows:
                    sign = copysign(one, scales_of(scale, scale_step, column, rows))
                    top = own_load(tops + column * own_item, FULL)
                    rest = rows - column
                    for k in range(start, start + count):
                        at = x + k * x_step + column * array_item
                        _fetch(at + distance)
                        value = array_load(at, rest)
                        if kept:
                            own_store(kept + k * kept_step + column * own_item, value, FULL)
                        value = value * sign
                        counted = present(mask + k * mask_step, column, rest)
                        top = larger_of(top, select(counted, value, lowest))
                    own_store(tops + column * own_item, top, FULL)
                    column += LANES
                start += count

        @part
        def store_frame(at, top, scales):  # type: ignore[no-untyped-def]
            base, limited, scale_log2, top_log2, leading, trailing = row_frame(top, scales)
            # as in `_Online`
            nothing_larger = top * copysign(one, scales) == lowest
            own_store(at, select(nothing_larger, zero, base), FULL)
            own_store(at + part_size, limited, FULL)
            own_store(at + 2 * part_size, scale_log2, FULL)
            own_store(at + 3 * part_size, top_log2, FULL)
            own_store(at + 4 * part_size, leading, FULL)
            own_store(at + 5 * part_size, trailing, FULL)

        @part
        def move(at, top):  # type: ignore[no-untyped-def]
            """Make the sums of LANES rows relative to other elements, as `_Online` does."""
            reference, counts = own_load(at + top_at, FULL), at + total_count_at
            count, count_low = own_load(counts, FULL), own_load(counts + part_size, FULL)
            scale = own_load(at + part_size, FULL)
            rises = reference != top
            at += totals_at
            high, low = own_load(at, FULL), own_load(at + lows_at, FULL)
            more, more_low = with_equal(high, low, count, count_low)
            own_store(at, select(rises, more, high), FULL)
            own_store(at + lows_at, select(rises, more_low, low), FULL)
            own_store(counts, select(rises, zero, count), FULL)
            own_store(counts + part_size, select(rises, zero, count_low), FULL)
            for _ in range(LANES):
                high, low = own_load(at, FULL), own_load(at + lows_at, FULL)
                high, low = moved_sum(high, low, reference, top, scale)
                own_store(at, high, FULL)
                own_store(at + lows_at, low, FULL)
                at += part_size

        @part
        def frames(scale, scale_step, rows, start, work):  # type: ignore[no-untyped-def]
            """Compute the frames of the rows from their largest elements, the last part.

            Sums of `start` elements become sums that are relative to these.
            """
            column = NONE
            while column < rows:
                at = work + column * own_item
                scales = scales_of(scale, scale_step, column, rows)
                top = copysign(one, scales) * own_load(at + largest_at, FULL)
                if start > 0:
                    move(at, top)
                own_store(at + top_at, top, FULL)
                store_frame(at, top, scales)
                column += LANES

        self.largest_so_far, self.frames, self.store_frame = largest_so_far, frames, store_frame
        self.frame_of, self.scales_of = frame_of, scales_of
        self.top_at, self.sums_at, self.count_at = top_at, sums_at, count_at
        self.largest_at, self.totals_at, self.total_count_at = largest_at, totals_at, total_count_at

    def sums(self, tools: _Tools, body: Any, arguments_of: Any, counts: bool, block: Any) -> Any:
        """Return ``clear(rows, work, long)`` and ``sums(rows, start, n, base, work, long)``.

        The latter adds what a body returns for the rows' elements from `start` to n to the sums:
        ``body(arguments, k, column, rest)`` returns a value and a count for the k-th elements of
        LANES rows; ``arguments_of(base, column)`` is called before several elements. `long` says
        that rows have more than CHUNK elements.
        """
        own_load, own_store, own_item = tools.own.load, tools.own.store, tools.own.itemsize
        zero, filled, add = tools.zero, tools.filled, tools.add
        part_size, sums_at, count_at = self.part_size, self.sums_at, self.count_at
        lows_at = LANES * part_size
        blocks_at = part_size * (self.BLOCK_SUMS - self.SUMS)
        blocks = block > GROUP
        parts = self.TOTALS - self.SUMS if blocks else 2 * LANES + 1
        every = self.PARTS - self.SUMS
        settled, totals_at, total_count_at = tools.settled, self.totals_at, self.total_count_at

        @part
        def settle(high, low, at, at_low):  # type: ignore[no-untyped-def]
            total = settled(own_load(at, FULL), own_load(at_low, FULL), high, low)
            own_store(at, total[0], FULL)
            own_store(at_low, total[1], FULL)

        @part
        def settle_all(rows, work):  # type: ignore[no-untyped-def]
            """Add the sums of a chunk to those of the rows."""
            nothing = filled(zero)
            column = NONE
            while column < rows:
                at = work + column * own_item
                for k in range(LANES):
                    high, total = at + sums_at + k * part_size, at + totals_at + k * part_size
                    low = high + lows_at
                    settle(own_load(high, FULL), own_load(low, FULL), total, total + lows_at)
                    own_store(high, nothing, FULL)
                    own_store(low, nothing, FULL)
                if counts:
                    count, total = at + count_at, at + total_count_at
                    settle(own_load(count, FULL), nothing, total, total + part_size)
                    own_store(count, nothing, FULL)
                column += LANES

        @part
        def add_to_pair(high, value):  # type: ignore[no-untyped-def]
            total = add(own_load(high, FULL), own_load(high + lows_at, FULL), value)
            own_store(high, total[0], FULL)
            own_store(high + lows_at, total[1], FULL)

        @part
        def clear(rows, work, long):  # type: ignore[no-untyped-def]
            nothing = filled(zero)
            for k in range(every if long else parts):
                column = NONE
                while column < rows:
                    own_store(work + sums_at + k * part_size + column * own_item, nothing, FULL)
                    column += LANES

        @part
        def sums(rows, start, n, base, work, long):  # type: ignore[no-untyped-def]
            nothing = filled(zero)
            while start < n:
                end = min(n, start + GROUP)
                for first in range(start, min(n, start + FULL)):
                    highs = work + sums_at + (first - start) * part_size
                    column = NONE
                    while column < rows:
                        arguments, group = arguments_of(base, column), nothing
                        at = work + count_at + column * own_item
                        count = own_load(at, FULL)
                        k = first
                        while k < end:
                            value, one_more = body(arguments, k, column, rows - column)
                            group = group + value
                            count = count + one_more
                            k += LANES
                        if counts:
                            own_store(at, count, FULL)
                        high = highs + column * own_item
                        if blocks:
                            found = high + blocks_at
                            own_store(found, own_load(found, FULL) + group, FULL)
                        else:
                            add_to_pair(high, group)
                        column += LANES
                start = end
                if blocks and (start == n or start & (block - 1) == 0):
                    for k in range(LANES):
                        column = NONE
                        while column < rows:
                            high = work + sums_at + k * part_size + column * own_item
                            add_to_pair(high, own_load(high + blocks_at, FULL))
                            own_store(high + blocks_at, nothing, FULL)
                            column += LANES
                if long and (start == n or start & (CHUNK - 1) == 0):
                    settle_all(rows, work)

        return clear, sums

    def joined(self, tools: _Tools) -> Any:
        """Return ``joined(work, column, n)``: pairs of LANES rows, as `_reduction` joins them."""
        own_load, own_store, own_item = tools.own.load, tools.own.store, tools.own.itemsize
        add_pairs = tools.scalar(pieces.add_pairs)
        part_size, sums_at, totals_at = self.part_size, self.sums_at, self.totals_at
        lows_at = LANES * part_size

        @part
        def joined(work, column, n):  # type: ignore[no-untyped-def]
            at = work + (totals_at if n > CHUNK else sums_at) + column * own_item
            half = LANES // 2
            while half > 0:
                for k in range(half):
                    one, other = at + k * part_size, at + (k + half) * part_size
                    high, low = add_pairs(
                        own_load(one, FULL),
                        own_load(one + lows_at, FULL),
                        own_load(other, FULL),
                        own_load(other + lows_at, FULL),
                    )
                    own_store(one, high, FULL)
                    own_store(one + lows_at, low, FULL)
                half //= 2
            return own_load(at, FULL), own_load(at + lows_at, FULL)

        return joined

    def joined_exponentials(self, tools: _Tools) -> Any:
        """Return ``joined(work, column, n)``: count, high and low of LANES rows."""
        own_load, own_item = tools.own.load, tools.own.itemsize
        counted = tools.scalar(pieces.counted)
        part_size, count_at, total_count_at = self.part_size, self.count_at, self.total_count_at
        joined = self.joined(tools)

        @part
        def joined_exponentials(work, column, n):  # type: ignore[no-untyped-def]
            high, low = joined(work, column, n)
            at = work + column * own_item
            if n > CHUNK:
                at += total_count_at
                low, count = counted(low, own_load(at, FULL), own_load(at + part_size, FULL))
                return count, high, low
            return own_load(at + count_at, FULL), high, low

        return joined_exponentials

    def writes(self, tools: _Tools, writer: Any, arguments_of: Any, lines: Any = BLOCK) -> Any:
        """Return ``writes(rows, first, n, base, y, y_step, large)``, which calls a body.

        It does so for the rows' elements from `first` to n, as many `lines` of the matrix at once.
        ``writer(store)`` returns a body that writes to y with `store`. The last elements come
        first: of a large matrix they are what the walk for the sums has left in a cache.
        """
        whole = not tools.narrow

        def walk(body: Any) -> Any:
            @part
            def walk(rows, first, n, base):  # type: ignore[no-untyped-def]
                end = n
                while end > first:
                    start = max(end - lines, first)
                    column = NONE
                    while column < rows:
                        arguments = arguments_of(base, column)
                        for k in range(start, end):
                            body(arguments, k, column, rows - column)
                        column += LANES
                    end = start

            return walk

        plain = walk(writer(tools.array.store))
        streams = walk(writer(tools.array.stream)) if whole else plain

        @part
        def writes(rows, first, n, base, y, y_step, large):  # type: ignore[no-untyped-def]
            if whole and large and (y | y_step) & 63 == 0 and rows & (LANES - 1) == 0:
                streams(rows, first, n, base)
                _settle()
            else:
                plain(rows, first, n, base)

        return writes


def _column_exponential(tools: _Tools, columns: _Columns) -> Any:
    """Return ``sums(scale, scale_step, rows, n, base, references)``, of the exponentials.

    `base` consists of x, its step, those of the mask, `work`, and of kept elements, which the
    exponentials replace; without them their address is 0. Rows of more than ONLINE bytes are read
    as `_Online` reads them, and the largest element of each chunk and those before it put where
    `references` says, for up to TOGETHER rows, if that is not 0.
    """
    array_item, array_load = tools.array.itemsize, tools.array.load
    own_load, own_store, own_item = tools.own.load, tools.own.store, tools.own.itemsize
    zero, one, present, shifted_exp = tools.zero, tools.one, tools.present, tools.shifted_exp
    frame_of, top_at = columns.frame_of, columns.top_at

    @part
    def arguments_of(base, column):  # type: ignore[no-untyped-def]
        x, x_step, mask, mask_step, work, kept, kept_step = base
        top = own_load(work + top_at + column * own_item, FULL)
        return x, x_step, mask, mask_step, kept, kept_step, top, frame_of(work, column)

    @part
    def exponential(arguments, k, column, rest):  # type: ignore[no-untyped-def]
        x, x_step, mask, mask_step, kept, kept_step, top, frame = arguments
        counted = present(mask + k * mask_step, column, rest)
        if kept:
            place = kept + k * kept_step + column * own_item
            value = own_load(place, FULL)
            result = shifted_exp(value, *frame)
            own_store(place, result, FULL)
        else:
            at = x + k * x_step + column * array_item
            _fetch(at + x_step)
            value = array_load(at, rest)
            result = shifted_exp(value, *frame)
        others = select(counted & (value != top), result, zero)
        return others, select(counted & (value == top), one, zero)

    clear, add_up = columns.sums(tools, exponential, arguments_of, counts=True, block=tools.block)
    largest_at, lowest, filled = columns.largest_at, tools.lowest, tools.filled
    largest_so_far, frames = columns.largest_so_far, columns.frames
    words_size = 11 * WORD

    @part
    def base_at(words):  # type: ignore[no-untyped-def]
        return (
            load_word(words),
            load_word(words + WORD),
            load_word(words + 2 * WORD),
            load_word(words + 3 * WORD),
            load_word(words + 4 * WORD),
            load_word(words + 5 * WORD),
            load_word(words + 6 * WORD),
        )

    @_outlined
    @part
    def look(words, start, stop):  # type: ignore[no-untyped-def]
        scale, scale_step = load_word(words + 7 * WORD), load_word(words + 8 * WORD)
        rows = load_word(words + 9 * WORD)
        largest_so_far(scale, scale_step, rows, start, stop, base_at(words))

    @_outlined
    @part
    def add_chunk(words, start, stop):  # type: ignore[no-untyped-def]
        base = base_at(words)
        rows, long = load_word(words + 9 * WORD), load_word(words + 10 * WORD) > CHUNK
        add_up(rows, start, stop, base, base[4], long)

    @part
    def sums(scale, scale_step, rows, n, base, references):  # type: ignore[no-untyped-def]
        x, x_step, mask, mask_step, work, kept, kept_step = base
        words = stack(words_size)
        store_word(words, x)
        store_word(words + WORD, x_step)
        store_word(words + 2 * WORD, mask)
        store_word(words + 3 * WORD, mask_step)
        store_word(words + 4 * WORD, work)
        store_word(words + 5 * WORD, kept)
        store_word(words + 6 * WORD, kept_step)
        store_word(words + 7 * WORD, scale)
        store_word(words + 8 * WORD, scale_step)
        store_word(words + 9 * WORD, rows)
        store_word(words + 10 * WORD, n)
        clear(rows, work, n > CHUNK)
        column = NONE
        while column < rows:
            own_store(work + largest_at + column * own_item, filled(lowest), FULL)
            column += LANES
        chunk = chunk_of(n) if n * array_item > ONLINE else n
        start = NONE
        while start < n:
            stop = min(n, start + chunk)
            look(words, start, stop)
            frames(scale, scale_step, rows, start, work)
            if references:
                column = NONE
                while column < rows:
                    at = column * own_item
                    own_store(references + at, own_load(work + top_at + at, FULL), FULL)
                    column += LANES
                references += TOGETHER * own_item
            add_chunk(words, start, stop)
            start = stop

    return sums


def _softmax_columns(tools: _Tools, weighted: bool = False) -> Any:
    """As `_softmax` and `_online_softmax`; the exponentials of long rows are computed again."""
    array_item, array_load = tools.array.itemsize, tools.array.load
    own_item, own_load, own_store = tools.own.itemsize, tools.own.load, tools.own.store
    masked, present, zero = tools.masked, tools.present, tools.zero
    array_row_values, shifted_exp = tools.array_row_values, tools.shifted_exp
    softmax_factor = tools.scalar(pieces.softmax_factor)
    unless_infinite = tools.scalar(pieces.unless_infinite)
    softmax_of = tools.scalar(pieces.softmax_of)
    moved_factor = tools.scalar(pieces.moved_factor)
    moved_softmax_of = tools.scalar(pieces.moved_softmax_of)
    gradient_scales = tools.scalar(pieces.gradient_scales)
    mask_at, scale_at, out_at = tools.mask_at, tools.scale_at, tools.out_at
    x_at = WORD if weighted else 0
    columns = _Columns(tools)
    frame_of, scales_of = columns.frame_of, columns.scales_of
    top_at, store_frame, size = columns.top_at, columns.store_frame, tools.size
    part_size, factors_at = columns.part_size, columns.sums_at
    sums, joined = _column_exponential(tools, columns), columns.joined_exponentials(tools)
    kept_at = columns.PARTS * part_size

    @part
    def arguments_of(base, column):  # type: ignore[no-untyped-def]
        work = base[6]
        at = work + factors_at + column * own_item
        factors = own_load(at, FULL), own_load(at + part_size, FULL)
        weights = own_load(at + 2 * part_size, FULL), own_load(at + 5 * part_size, FULL)
        return base, frame_of(work, column), factors, weights

    def writer(array_store: Any) -> Any:
        @part
        def finish(arguments, k, column, rest):  # type: ignore[no-untyped-def]
            base, frame, factors, weights = arguments
            x, x_step, mask, mask_step, y, y_step, _, kept, kept_step, online = base
            if kept:
                value = own_load(kept + k * kept_step + column * own_item, FULL)
            else:
                at = x + k * x_step + column * array_item
                _fetch(at - BLOCK * x_step)
                value = shifted_exp(array_load(at, rest), *frame)
            if online:
                value = moved_softmax_of(value, factors[0], factors[1])
            else:
                value = softmax_of(value, factors[0], factors[1])
            if weighted:
                value = (value * weights[1]) * weights[0]
            if masked:
                value = select(present(mask + k * mask_step, column, rest), value, zero)
            array_store(y + k * y_step + column * array_item, value, rest)

        return finish

    writes = columns.writes(tools, writer, arguments_of)

    @part
    def refer(scale, scale_step, rows, references, work):  # type: ignore[no-untyped-def]
        """Make the frames and factors of the rows relative to a chunk's references."""
        column = NONE
        while column < rows:
            at = work + column * own_item
            scales = scales_of(scale, scale_step, column, rows)
            reference, limited = own_load(references, FULL), own_load(at + part_size, FULL)
            store_frame(at, reference, scales)
            top = own_load(at + top_at, FULL)
            at += factors_at
            factor = own_load(at + 3 * part_size, FULL), own_load(at + 4 * part_size, FULL)
            moved, moved_low = moved_factor(factor[0], factor[1], reference, top, limited)
            own_store(at, moved, FULL)
            own_store(at + part_size, moved_low, FULL)
            references += size
            column += LANES

    @part
    def compute(operands, steps, start, rows, n, work, kept, kept_step, references, large):  # type: ignore[no-untyped-def]
        x_step, mask_step = load_word(steps + x_at), load_word(steps + mask_at)
        scale_step, y_step = load_word(steps + scale_at), load_word(steps + out_at)
        x = load_word(operands + x_at) + start * array_item
        mask = load_word(operands + mask_at) + start
        scale = load_word(operands + scale_at) + start * scale_step
        y = load_word(operands + out_at) + start * array_item
        base = x, x_step, mask, mask_step, work, kept, kept_step
        sums(scale, scale_step, rows, n, base, references)
        column = NONE
        while column < rows:
            at = work + column * own_item
            count, high, low = joined(work, column, n)
            factor, correction = softmax_factor(count, high, low)
            factor = unless_infinite(own_load(at + top_at, FULL), factor)
            at += factors_at
            own_store(at, factor, FULL)
            own_store(at + part_size, correction, FULL)
            own_store(at + 3 * part_size, factor, FULL)
            own_store(at + 4 * part_size, correction, FULL)
            if weighted:
                weight_step = load_word(steps)
                weight = load_word(operands) + (start + column) * weight_step
                few = min(rows - column, FULL)
                weights = array_row_values(weight, weight_step, few)
                scales = scales_of(scale, scale_step, column, rows)
                part_of, weight_rest = gradient_scales(scales)
                own_store(at + 2 * part_size, weights * part_of, FULL)
                own_store(at + 5 * part_size, weight_rest, FULL)
            column += LANES
        arrays = x, x_step, mask, mask_step, y, y_step, work, kept, kept_step, references
        chunk = chunk_of(n) if references else n
        number = (n - 1) // chunk
        while number >= 0:
            first = number * chunk
            if references:
                refer(scale, scale_step, rows, references + number * TOGETHER * own_item, work)
            writes(rows, first, min(n, first + chunk), arrays, y, y_step, large)
            number -= 1

    def kernel(operands, steps, rows, n, work, large):  # type: ignore[no-untyped-def]
        together = max(KEPT // (n * own_item) - LANES, NONE) & -LANES
        kept = work + kept_at if together else NONE
        references = NONE
        if n * array_item > ONLINE:
            together, references = TOGETHER, work + kept_at
        together = min(together, rows) if together else rows
        kept_step = (together + LANES) * own_item
        start = NONE
        while start < rows:
            few = min(rows - start, together)
            compute(operands, steps, start, few, n, work, kept, kept_step, references, large)
            start += together

    return kernel


def _logarithmic_columns(tools: _Tools, result: Callable[..., Any] | None) -> Any:
    """As `_logarithmic`."""
    array_item, array_load = tools.array.itemsize, tools.array.load
    own_item, own_load, own_store = tools.own.itemsize, tools.own.load, tools.own.store
    masked, present, lowest = tools.masked, tools.present, tools.lowest
    store_row_values = tools.store_row_values
    log_of_sum = tools.scalar(pieces.log_of_sum)
    halved_frame = tools.scalar(pieces.halved_frame)
    shifted_product = tools.scalar(pieces.shifted_product)
    unless_infinite = tools.scalar(pieces.unless_infinite)
    value_of_row = tools.scalar(result or pieces.logsumexp_of)
    mask_at, scale_at, out_at = tools.mask_at, tools.scale_at, tools.out_at
    columns = _Columns(tools)
    frame_of, scales_of = columns.frame_of, columns.scales_of
    part_size, top_at = columns.part_size, columns.top_at
    sums, joined = _column_exponential(tools, columns), columns.joined_exponentials(tools)
    reduces = result is not None

    @part
    def arguments_of(base, column):  # type: ignore[no-untyped-def]
        return base, frame_of(base[6], column)

    def writer(array_store: Any) -> Any:
        @part
        def finish(arguments, k, column, rest):  # type: ignore[no-untyped-def]
            (x, x_step, mask, mask_step, y, y_step, _), frame = arguments
            half, base, scale, shift, leading, trailing = frame
            at = x + k * x_step + column * array_item
            _fetch(at - BLOCK * x_step)
            value = array_load(at, rest)
            value = shifted_product(value, half, base, scale, leading, trailing) - shift
            if masked:
                value = select(present(mask + k * mask_step, column, rest), value, lowest)
            array_store(y + k * y_step + column * array_item, value, rest)

        return finish

    writes = columns.writes(tools, writer, arguments_of)

    def kernel(operands, steps, rows, n, work, large):  # type: ignore[no-untyped-def]
        x, x_step = load_word(operands), load_word(steps)
        mask, mask_step = load_word(operands + mask_at), load_word(steps + mask_at)
        scale, scale_step = load_word(operands + scale_at), load_word(steps + scale_at)
        y, y_step = load_word(operands + out_at), load_word(steps + out_at)
        base = x, x_step, mask, mask_step, work, NONE, NONE
        sums(scale, scale_step, rows, n, base, NONE)
        column = NONE
        while column < rows:
            at = work + column * own_item
            log_sum = log_of_sum(*joined(work, column, n))
            if reduces:
                scales = scales_of(scale, scale_step, column, rows)
                values = value_of_row(own_load(at + top_at, FULL), scales, log_sum)
                few = min(rows - column, FULL)
                store_row_values(y + column * y_step, y_step, few, values)
            else:
                base = own_load(at, FULL)
                half, halved_base, doubled = halved_frame(base, own_load(at + part_size, FULL))
                own_store(at, half, FULL)
                own_store(at + part_size, halved_base, FULL)
                own_store(at + 2 * part_size, doubled, FULL)
                shift = unless_infinite(own_load(at + top_at, FULL), log_sum)
                own_store(at + 3 * part_size, shift, FULL)
            column += LANES
        if not reduces:
            arrays = x, x_step, mask, mask_step, y, y_step, work
            writes(rows, NONE, n, arrays, y, y_step, large)

    return kernel


def _gradient_columns(tools: _Tools, logarithmic: bool) -> Any:
    """As `_gradient`."""
    array_item, array_load = tools.array.itemsize, tools.array.load
    own_item, own_load, own_store = tools.own.itemsize, tools.own.load, tools.own.store
    zero, masked, present = tools.zero, tools.masked, tools.present
    mask_at, scale_at, out_at = tools.mask_at, tools.scale_at, tools.out_at
    softmax_vjp_of = tools.scalar(pieces.softmax_vjp_of)
    log_softmax_vjp_of = tools.scalar(pieces.large_log_softmax_vjp_of)
    gradient_scales = tools.scalar(pieces.gradient_scales)
    rescued_sum, large_sum = tools.scalar(pieces.rescued_sum), tools.constant(pieces.LARGE_SUM)
    down, shifter_up = tools.constant(exponential.DOWN), tools.constant(exponential.SHIFTER_UP)
    columns = _Columns(tools)
    scales_of, part_size, sums_at = columns.scales_of, columns.part_size, columns.sums_at

    joined_pairs = columns.joined(tools)
    own_number, filled = tools.own.load_scalar, tools.filled
    plain_shifter, one = tools.constant(exponential.SHIFTER), tools.one

    @part
    def joined(work, column, n):  # type: ignore[no-untyped-def]
        """Return the sums of LANES rows, as `_gradient` joins them."""
        at = work + sums_at + column * own_item
        if n > GROUP:
            return joined_pairs(work, column, n)
        half = LANES // 2
        while half > 0:
            for k in range(half):
                one, other = at + k * part_size, at + (k + half) * part_size
                own_store(one, own_load(one, FULL) + own_load(other, FULL), FULL)
            half //= 2
        return own_load(at, FULL), filled(zero)

    @part
    def arrays_of(base, column):  # type: ignore[no-untyped-def]
        return base, own_load(base[8] + part_size + column * own_item, FULL)

    def product_of(lowered: bool) -> Any:
        @part
        def product(arguments, k, column, rest):  # type: ignore[no-untyped-def]
            (dy, dy_step, y, y_step, mask, mask_step, _, _, _), part_of = arguments
            at = dy + k * dy_step + column * array_item
            _fetch(at + dy_step)
            value = array_load(at, rest)
            if lowered:
                value = value * down
            if not logarithmic:
                at = y + k * y_step + column * array_item
                _fetch(at + y_step)
                value = (value * part_of) * array_load(at, rest)
            if masked:
                value = select(present(mask + k * mask_step, column, rest), value, zero)
            return value, zero

        return product

    @part
    def arguments_of(base, column):  # type: ignore[no-untyped-def]
        at = base[8] + column * own_item
        total, part_of = own_load(at, FULL), own_load(at + part_size, FULL)
        rest, shifter = own_load(at + 2 * part_size, FULL), own_load(at + 3 * part_size, FULL)
        return base, total, part_of, rest, shifter

    def writer(array_store: Any) -> Any:
        @part
        def finish(arguments, k, column, rest):  # type: ignore[no-untyped-def]
            base, total, part_of, factor, shifter = arguments
            dy, dy_step, y, y_step, mask, mask_step, dx, dx_step, _ = base
            at = dy + k * dy_step + column * array_item
            _fetch(at - dy_step)
            cotangent = array_load(at, rest)
            at = y + k * y_step + column * array_item
            _fetch(at - y_step)
            y_value = array_load(at, rest)
            if logarithmic:
                value = log_softmax_vjp_of(cotangent, y_value, total, part_of, factor, shifter)
            else:
                value = softmax_vjp_of(cotangent, y_value, total, part_of, factor)
            if masked:
                value = select(present(mask + k * mask_step, column, rest), value, zero)
            array_store(dx + k * dx_step + column * array_item, value, rest)

        return finish

    options = {"counts": False, "block": tools.block}
    clear, sums = columns.sums(tools, product_of(False), arrays_of, **options)
    _, lowered_sums = columns.sums(tools, product_of(True), arrays_of, **options)
    # of three arrays, two lines at once are six streams, which take the memory a fifth longer
    writes = columns.writes(tools, writer, arguments_of, ONE)

    def kernel(operands, steps, rows, n, work, large):  # type: ignore[no-untyped-def]
        dy, dy_step = load_word(operands), load_word(steps)
        y, y_step = load_word(operands + WORD), load_word(steps + WORD)
        mask, mask_step = load_word(operands + mask_at), load_word(steps + mask_at)
        scale, scale_step = load_word(operands + scale_at), load_word(steps + scale_at)
        dx, dx_step = load_word(operands + out_at), load_word(steps + out_at)
        base = dy, dy_step, y, y_step, mask, mask_step, dx, dx_step, work
        long = n > CHUNK
        column = NONE
        while column < rows:
            at = work + column * own_item
            scales = scales_of(scale, scale_step, column, rows)
            if logarithmic:
                own_store(at + part_size, filled(one), FULL)
                own_store(at + 2 * part_size, scales, FULL)
                own_store(at + 3 * part_size, filled(plain_shifter), FULL)
            else:
                part_of, factor = gradient_scales(scales)
                own_store(at + part_size, part_of, FULL)
                own_store(at + 2 * part_size, factor, FULL)
            column += LANES
        clear(rows, work, long)
        sums(rows, NONE, n, base, work, long)
        column, any_large = NONE, False
        while column < rows:
            at = work + column * own_item
            own_store(at, rescued_sum(*joined(work, column, n)), FULL)
            if logarithmic:
                for k in range(min(FULL, rows - column)):
                    value = abs(own_number(at + k * own_item))
                    any_large = any_large or not value < large_sum
            column += LANES
        if any_large:  # as in `_gradient`
            clear(rows, work, long)
            lowered_sums(rows, NONE, n, base, work, long)
            column = NONE
            while column < rows:
                at = work + column * own_item
                part_of, factor = gradient_scales(own_load(at + 2 * part_size, FULL))
                lowered = rescued_sum(*joined(work, column, n)) * part_of
                total = own_load(at, FULL)
                usual = (total < large_sum) & (total > -large_sum)
                own_store(at, select(usual, total, lowered), FULL)
                own_store(at + part_size, select(usual, filled(one), part_of), FULL)
                scales = own_load(at + 2 * part_size, FULL)
                own_store(at + 2 * part_size, select(usual, scales, factor), FULL)
                shifter = select(usual, filled(plain_shifter), filled(shifter_up))
                own_store(at + 3 * part_size, shifter, FULL)
                column += LANES
        writes(rows, NONE, n, base, dx, dx_step, large)

    return kernel


def column_memory(itemsize: int) -> int:
    """Return how many bytes of memory the kernels for rows side by side need.

    `itemsize` is that of the working type.
    """
    return _Columns.PARTS * _part_size(itemsize) + int(KEPT)


@dataclass(frozen=True)
class RowKernel:
    """A row function as a kernel.

    Attributes
    ----------
    inputs
        How many arrays it takes, besides the mask and the scale, which follow them.
    per_row
        How many of these, the first ones, have one value a row.
    reduces
        Whether the result is one value a row.
    make
        Returns the kernel's Python function.
    works
        Whether it needs scratch memory, where the array type is narrower than the working type.
    by_row
        Whether it computes row by row, any number of them.
    make_columns
        Returns the Python function of the kernel for rows that lie side by side.
    make_online
        Returns that of the kernel for rows of more than ONLINE bytes.
    """

    inputs: int
    make: Callable[[_Tools], Any]
    per_row: int = 0
    reduces: bool = False
    works: bool = False
    by_row: bool = False
    make_columns: Callable[[_Tools], Any] | None = None
    make_online: Callable[[_Tools], Any] | None = None


def _softmax(tools: _Tools, weighted: bool = False) -> Any:
    """Softmax; `weighted` multiplies it by one more value a row, and by the scale."""
    array_item, array_load, array_store = tools.array.itemsize, tools.array.load, tools.array.store
    own_item, own_load, own_store = tools.own.itemsize, tools.own.load, tools.own.store
    own_number, size = tools.own.load_scalar, tools.size
    masked, narrow, present = tools.masked, tools.narrow, tools.present
    zero, one = tools.zero, tools.one
    frames, frame_of, frame_size = tools.frames, tools.frame_of, tools.frame_size
    row_values, array_row_values = tools.row_values, tools.array_row_values
    shifted_exp = tools.shifted_exp
    softmax_factor = tools.scalar(pieces.softmax_factor)
    unless_infinite = tools.scalar(pieces.unless_infinite)
    softmax_of = tools.scalar(pieces.softmax_of)
    gradient_scales = tools.scalar(pieces.gradient_scales)
    mask_at, scale_at, out_at = tools.mask_at, tools.scale_at, tools.out_at
    x_at = WORD if weighted else 0

    @part
    def row_of(base, row):  # type: ignore[no-untyped-def]
        x, x_step, mask, mask_step, kept, kept_step, frame = base
        x, mask, kept = x + row * x_step, mask + row * mask_step, kept + row * kept_step
        return x, mask, kept, own_number(frame + 6 * size + row * own_item), frame_of(frame, row)

    @part
    def exponential(arguments, index, rest):  # type: ignore[no-untyped-def]
        x, mask, kept, top, frame = arguments
        value = array_load(x + index * array_item, rest)
        counted = present(mask, index, rest)
        result = select(counted, shifted_exp(value, *frame), zero)
        own_store(kept + index * own_item, result, rest)
        others = select(value != top, result, zero)
        return others, select(counted & (value == top), one, zero)

    @part
    def result_of(base, row):  # type: ignore[no-untyped-def]
        y, y_step, mask, mask_step, kept, kept_step, factors = base
        at = factors + row * own_item
        y, mask, kept = y + row * y_step, mask + row * mask_step, kept + row * kept_step
        weights = own_number(at + 2 * size), own_number(at + 3 * size)
        return y, mask, kept, own_number(at), own_number(at + size), weights

    @part
    def finish(arguments, index, rest):  # type: ignore[no-untyped-def]
        y, mask, kept, factor, correction, weights = arguments
        value = own_load(kept + index * own_item, rest)
        value = softmax_of(value, factor, correction)
        if weighted:
            value = (value * weights[1]) * weights[0]
        if masked:  # the others of the row may be NaN
            value = select(present(mask, index, rest), value, zero)
        array_store(y + index * array_item, value, rest)

    sums = tools.double_sums(exponential, row_of, exact=True)
    writes = tools.writes(finish, result_of)

    def kernel(operands, steps, rows, n, work, large):  # type: ignore[no-untyped-def]
        x, x_step = load_word(operands + x_at), load_word(steps + x_at)
        mask, mask_step = load_word(operands + mask_at), load_word(steps + mask_at)
        scale, scale_step = load_word(operands + scale_at), load_word(steps + scale_at)
        y, y_step = load_word(operands + out_at), load_word(steps + out_at)
        if narrow:
            kept, kept_step = work, (n * own_item + 63) & -64
        else:
            kept, kept_step = y, y_step
        frame = stack(frame_size)
        frames(x, x_step, mask, mask_step, scale, scale_step, rows, n, frame)
        base = x, x_step, mask, mask_step, kept, kept_step, frame
        high, low, count, _ = sums(rows, n, base)
        factor, correction = softmax_factor(count, high, low)
        own_store(frame, unless_infinite(own_load(frame, FULL), factor), FULL)
        own_store(frame + size, correction, FULL)
        if weighted:
            weights = array_row_values(load_word(operands), load_word(steps), rows)
            part_of, factor = gradient_scales(row_values(scale, scale_step, rows))
            own_store(frame + 2 * size, weights * part_of, FULL)
            own_store(frame + 3 * size, factor, FULL)
        writes(rows, n, (y, y_step, mask, mask_step, kept, kept_step, frame))

    return kernel


def _log_softmax_writer(tools: _Tools) -> Any:
    """Return ``writer(store)``, which returns a body that writes log_softmax with `store`."""
    array_item, array_load = tools.array.itemsize, tools.array.load
    masked, present, lowest = tools.masked, tools.present, tools.lowest
    shifted_product = tools.scalar(pieces.shifted_product)

    def writer(array_store: Any) -> Any:
        @part
        def finish(arguments, index, rest):  # type: ignore[no-untyped-def]
            x, y, mask, frame = arguments
            half, base, scale, shift, leading, trailing = frame
            value = array_load(x + index * array_item, rest)
            value = shifted_product(value, half, base, scale, leading, trailing) - shift
            if masked:
                value = select(present(mask, index, rest), value, lowest)
            array_store(y + index * array_item, value, rest)

        return finish

    return writer


def _logarithmic(tools: _Tools, result: Callable[..., Any] | None) -> Any:
    """Functions of the logarithm of a row's sum: log_softmax, or one value a row."""
    array_item, array_load = tools.array.itemsize, tools.array.load
    own_item, own_load, own_store = tools.own.itemsize, tools.own.load, tools.own.store
    own_number, size = tools.own.load_scalar, tools.size
    zero, one, present, shifted_exp = tools.zero, tools.one, tools.present, tools.shifted_exp
    frames, frame_of, frame_size = tools.frames, tools.frame_of, tools.frame_size
    row_values, store_row_values = tools.row_values, tools.store_row_values
    log_of_sum = tools.scalar(pieces.log_of_sum)
    halved_frame = tools.scalar(pieces.halved_frame)
    unless_infinite = tools.scalar(pieces.unless_infinite)
    value_of_row = tools.scalar(result or pieces.logsumexp_of)
    mask_at, scale_at, out_at = tools.mask_at, tools.scale_at, tools.out_at

    @part
    def row_of(base, row):  # type: ignore[no-untyped-def]
        x, x_step, mask, mask_step, frame = base
        top = own_number(frame + 6 * size + row * own_item)
        return x + row * x_step, mask + row * mask_step, top, frame_of(frame, row)

    @part
    def exponential(arguments, index, rest):  # type: ignore[no-untyped-def]
        x, mask, top, frame = arguments
        value = array_load(x + index * array_item, rest)
        counted = present(mask, index, rest)
        others = select(counted & (value != top), shifted_exp(value, *frame), zero)
        return others, select(counted & (value == top), one, zero)

    sums = tools.double_sums(exponential, row_of, exact=True)

    def reducing_kernel(operands, steps, rows, n, work, large):  # type: ignore[no-untyped-def]
        x, x_step = load_word(operands), load_word(steps)
        mask, mask_step = load_word(operands + mask_at), load_word(steps + mask_at)
        scale, scale_step = load_word(operands + scale_at), load_word(steps + scale_at)
        y, y_step = load_word(operands + out_at), load_word(steps + out_at)
        frame = stack(frame_size)
        frames(x, x_step, mask, mask_step, scale, scale_step, rows, n, frame)
        high, low, count, _ = sums(rows, n, (x, x_step, mask, mask_step, frame))
        log_sum = log_of_sum(count, high, low)
        scales = row_values(scale, scale_step, rows)
        values = value_of_row(own_load(frame + 6 * size, FULL), scales, log_sum)
        store_row_values(y, y_step, rows, values)

    if result is not None:
        return reducing_kernel

    @part
    def result_of(base, row):  # type: ignore[no-untyped-def]
        x, x_step, y, y_step, mask, mask_step, frame = base
        return x + row * x_step, y + row * y_step, mask + row * mask_step, frame_of(frame, row)

    writer = _log_softmax_writer(tools)
    writes = tools.writes(writer(tools.array.store), result_of)
    whole, streams = tools.streams(writer)

    def kernel(operands, steps, rows, n, work, large):  # type: ignore[no-untyped-def]
        x, x_step = load_word(operands), load_word(steps)
        mask, mask_step = load_word(operands + mask_at), load_word(steps + mask_at)
        scale, scale_step = load_word(operands + scale_at), load_word(steps + scale_at)
        y, y_step = load_word(operands + out_at), load_word(steps + out_at)
        frame = stack(frame_size)
        frames(x, x_step, mask, mask_step, scale, scale_step, rows, n, frame)
        high, low, count, _ = sums(rows, n, (x, x_step, mask, mask_step, frame))
        log_sum = log_of_sum(count, high, low)
        origin = own_load(frame, FULL)
        half, halved_base, doubled = halved_frame(origin, own_load(frame + size, FULL))
        own_store(frame, half, FULL)
        own_store(frame + size, halved_base, FULL)
        own_store(frame + 2 * size, doubled, FULL)
        own_store(frame + 3 * size, unless_infinite(origin, log_sum), FULL)
        base = x, x_step, y, y_step, mask, mask_step, frame
        if large and whole and n > FULL and (y | y_step) & 63 == 0:
            for row in range(rows):
                streams(n, result_of(base, row))
            _settle()
        else:
            writes(rows, n, base)

    return kernel


def _soft_argmax(tools: _Tools) -> Any:
    array_item, array_load = tools.array.itemsize, tools.array.load
    zero, present, positions = tools.zero, tools.present, tools.positions
    frames, frame_of, frame_size = tools.frames, tools.frame_of, tools.frame_size
    store_row_values, shifted_exp = tools.store_row_values, tools.shifted_exp
    soft_argmax_of = tools.scalar(pieces.soft_argmax_of)
    mask_at, scale_at, out_at = tools.mask_at, tools.scale_at, tools.out_at

    @part
    def row_of(base, row):  # type: ignore[no-untyped-def]
        x, x_step, mask, mask_step, frame = base
        return x + row * x_step, mask + row * mask_step, frame_of(frame, row)

    @part
    def exponential(arguments, index, rest):  # type: ignore[no-untyped-def]
        x, mask, frame = arguments
        value = shifted_exp(array_load(x + index * array_item, rest), *frame)
        value = select(present(mask, index, rest), value, zero)
        return value, value * positions(index)

    sums = tools.double_sums(exponential, row_of, exact=False)

    def kernel(operands, steps, rows, n, work, large):  # type: ignore[no-untyped-def]
        x, x_step = load_word(operands), load_word(steps)
        mask, mask_step = load_word(operands + mask_at), load_word(steps + mask_at)
        scale, scale_step = load_word(operands + scale_at), load_word(steps + scale_at)
        y, y_step = load_word(operands + out_at), load_word(steps + out_at)
        frame = stack(frame_size)
        frames(x, x_step, mask, mask_step, scale, scale_step, rows, n, frame)
        high, low, moment, moment_low = sums(rows, n, (x, x_step, mask, mask_step, frame))
        values = soft_argmax_of(high, low, moment, moment_low)
        store_row_values(y, y_step, rows, values)

    return kernel


class _Online:
    """What the kernels of rows of more than ONLINE bytes are written with.

    A row is read once, chunk by chunk. The largest element of a chunk is found, and if it is the
    largest so far, what is already summed is made relative to it (`moved_sum`) before the chunk's
    own exponentials are added. The next chunk is brought into a cache meanwhile.

    A row's state is in memory: its frame and largest element, as vectors with one value in all
    lanes, two pairs of sums, and words that do not change.
    """

    def __init__(self, tools: _Tools, exact: bool = True, keeps: bool = False) -> None:
        """Make the functions.

        Parameters
        ----------
        tools
            Those of the array type.
        exact
            As in `_Tools.double_sums`.
        keeps
            Whether exponentials are stored, and each chunk's reference.
        """
        array_item, array_load = tools.array.itemsize, tools.array.load
        own_item, own_load, own_store = tools.own.itemsize, tools.own.load, tools.own.store
        own_number, own_store_scalar = tools.own.load_scalar, tools.own.store_scalar
        size, zero, one, lowest, filled = (
            tools.size,
            tools.zero,
            tools.one,
            tools.lowest,
            tools.filled,
        )
        present, positions, shifted_exp = tools.present, tools.positions, tools.shifted_exp
        frame_of, row_frame = tools.frame_of, tools.row_frame
        moved_sum, with_equal = tools.scalar(pieces.moved_sum), tools.scalar(pieces.with_equal)
        counted = tools.scalar(pieces.counted)
        top_of = _row_reduction(larger, tools.kind, 1)
        sum_of_pairs = _row_reduction(pieces.add_pairs, tools.kind, 2)
        walk_top = _walk(tools.signed, tools.larger, tools.larger)
        top_at, largest_at, found_at, sums_at = (size * k for k in (6, 7, 8, 9))
        chunk_at = 13 * size
        x_at, mask_at, kept_at = (chunk_at + k * WORD for k in (1, 2, 3))
        cores_at = chunk_at + 4 * WORD
        #: Bytes of a state, and of the largest element of each chunk and those before it.
        self.state_size, self.references_size = 14 * size, CHUNKS * own_item

        @part
        def exponential(arguments, index, rest):  # type: ignore[no-untyped-def]
            x, mask, start, kept, next_chunk, top, frame = arguments
            at = x + index * array_item
            _fetch(at + next_chunk)
            value = array_load(at, rest)
            counted = present(mask, index, rest)
            result = select(counted, shifted_exp(value, *frame), zero)
            if keeps:
                own_store(kept + index * own_item, result, rest)
            if exact:
                others = select(value != top, result, zero)
                return others, select(counted & (value == top), one, zero)
            return result, result * positions(start + index)

        walk = tools.double_walk(exponential, exact)

        @part
        def load_sums(state):  # type: ignore[no-untyped-def]
            at = state + sums_at
            high, low = own_load(at, FULL), own_load(at + size, FULL)
            return high, low, own_load(at + 2 * size, FULL), own_load(at + 3 * size, FULL)

        @part
        def store_sums(state, total):  # type: ignore[no-untyped-def]
            at = state + sums_at
            own_store(at, total[0], FULL)
            own_store(at + size, total[1], FULL)
            own_store(at + 2 * size, total[2], FULL)
            own_store(at + 3 * size, total[3], FULL)

        @_outlined
        @part
        def add_chunk(state, start, stop):  # type: ignore[no-untyped-def]
            """Add the exponentials of a chunk to the sums."""
            arguments = (
                load_word(state + x_at) + start * load_word(state + cores_at),
                load_word(state + mask_at) + start * load_word(state + cores_at + WORD),
                start,
                load_word(state + kept_at) + start * load_word(state + cores_at + 2 * WORD),
                load_word(state + chunk_at) * array_item,
                own_number(state + top_at),
                frame_of(state, NONE),
            )
            nothing = filled(zero)
            neutral, empty = (nothing, nothing), (nothing, nothing, nothing, nothing)
            total = walk(stop - start, arguments, neutral, empty, load_sums(state), True)
            store_sums(state, total)

        @part
        def reference_frame(top, scales):  # type: ignore[no-untyped-def]
            base, limited, scale_log2, top_log2, leading, trailing = row_frame(top, scales)
            # Relative to -inf, -inf is NaN, and would remain it once there is a larger element. To
            # that it is what it is relative to 0.
            base = select(copysign(one, scales) * top == lowest, zero, base)
            return base, limited, scale_log2, top_log2, leading, trailing

        @part
        def store_frame(largest, scales, state):  # type: ignore[no-untyped-def]
            top = copysign(one, scales) * largest
            frame = reference_frame(top, scales)
            base, limited, scale_log2, top_log2, leading, trailing = frame
            own_store(state, base, FULL)
            own_store(state + size, limited, FULL)
            own_store(state + 2 * size, scale_log2, FULL)
            own_store(state + 3 * size, top_log2, FULL)
            own_store(state + 4 * size, leading, FULL)
            own_store(state + 5 * size, trailing, FULL)
            own_store(state + top_at, top, FULL)
            own_store(state + largest_at, largest, FULL)

        @part
        def sums(x, mask, cores, scales, n, state, kept, references):  # type: ignore[no-untyped-def]
            """Return two pairs of sums, as `_Tools.double_sums`; the frame is in `state`.

            With `exact` the second one is a number and nothing that counts. `cores` are the
            distances of the elements of x, the mask and `kept` from one chunk to the next.
            """
            x_core, mask_core, kept_core = cores
            sign, least, nothing = copysign(one, scales), filled(lowest), filled(zero)
            chunk = chunk_of(n)
            store_word(state + chunk_at, chunk)
            store_word(state + x_at, x)
            store_word(state + mask_at, mask)
            store_word(state + kept_at, kept)
            store_word(state + cores_at, x_core)
            store_word(state + cores_at + WORD, mask_core)
            store_word(state + cores_at + 2 * WORD, kept_core)
            store_frame(least, scales, state)
            store_sums(state, (nothing, nothing, nothing, nothing))
            start = NONE
            while start < n:
                here = x + start * x_core, mask + start * mask_core, sign
                stop = min(n, start + chunk)
                found = top_of(walk_top(NONE, stop - start, here, least, least))
                own_store(state + found_at, found, FULL)
                if own_number(state + found_at) > own_number(state + largest_at):
                    high, low, high2, low2 = load_sums(state)
                    top, limited = own_load(state + top_at, FULL), own_load(state + size, FULL)
                    target = sign * found
                    if exact:
                        count, count_low = sum_of_pairs(high2, low2)
                        count = select(_first_lanes(ONE), count, zero)
                        count_low = select(_first_lanes(ONE), count_low, zero)
                        high, low = with_equal(high, low, count, count_low)
                        high2, low2 = nothing, nothing
                    else:
                        high2, low2 = moved_sum(high2, low2, top, target, limited)
                    high, low = moved_sum(high, low, top, target, limited)
                    store_sums(state, (high, low, high2, low2))
                    store_frame(found, scales, state)
                if keeps:
                    own_store_scalar(references, own_load(state + top_at, FULL))
                    references += own_item
                add_chunk(state, start, stop)
                start = stop
            high, low, high2, low2 = load_sums(state)
            high, low = sum_of_pairs(high, low)
            high2, low2 = sum_of_pairs(high2, low2)
            if exact:
                low, high2 = counted(low, high2, low2)
            return high, low, high2, low2

        self.sums, self.top_at, self.reference_frame = sums, top_at, reference_frame
        x_core_step, mask_core_step = tools.out_at + WORD, tools.out_at + WORD + tools.mask_at

        @part
        def cores_of(steps, x_at, kept):  # type: ignore[no-untyped-def]
            return load_word(steps + x_core_step + x_at), load_word(steps + mask_core_step), kept

        self.cores_of = cores_of


def _online_softmax(tools: _Tools, weighted: bool = False) -> Any:
    """As `_softmax`; the exponentials are relative to their chunk's reference.

    Where the array type is narrower than the working type those of rows of more than LARGE bytes
    are not kept, but computed again, which takes less time than so much memory.
    """
    own_item, own_load, own_number = tools.own.itemsize, tools.own.load, tools.own.load_scalar
    array_item, array_store = tools.array.itemsize, tools.array.store
    array_load, shifted_exp = tools.array.load, tools.shifted_exp
    masked, narrow, present = tools.masked, tools.narrow, tools.present
    filled, zero, size, array_number = tools.filled, tools.zero, tools.size, tools.array.load_scalar
    softmax_factor = tools.scalar(pieces.softmax_factor)
    unless_infinite = tools.scalar(pieces.unless_infinite)
    moved_factor = tools.scalar(pieces.moved_factor)
    moved_softmax_of = tools.scalar(pieces.moved_softmax_of)
    gradient_scales = tools.scalar(pieces.gradient_scales)
    mask_at, scale_at, out_at = tools.mask_at, tools.scale_at, tools.out_at
    x_at = WORD if weighted else 0
    online = _Online(tools, keeps=True)
    sums, top_at, cores_of = online.sums, online.top_at, online.cores_of
    state_size, references_size = online.state_size, online.references_size
    reference_frame, kept_item = online.reference_frame, np.intp(own_item)

    @part
    def finish_of(value, result, index, rest):  # type: ignore[no-untyped-def]
        y, mask, factor, correction, weights = result
        value = moved_softmax_of(value, factor, correction)
        if weighted:
            value = (value * weights[1]) * weights[0]
        if masked:
            value = select(present(mask, index, rest), value, zero)
        array_store(y + index * array_item, value, rest)

    @part
    def finish(arguments, index, rest):  # type: ignore[no-untyped-def]
        kept, result = arguments
        finish_of(own_load(kept + index * own_item, rest), result, index, rest)

    @part
    def finish_again(arguments, index, rest):  # type: ignore[no-untyped-def]
        x, frame, result = arguments
        value = shifted_exp(array_load(x + index * array_item, rest), *frame)
        finish_of(value, result, index, rest)

    writes, writes_again = (_walk_over(body, long=GROUP) for body in (finish, finish_again))

    def kernel(operands, steps, rows, n, work, large):  # type: ignore[no-untyped-def]
        x, x_step = load_word(operands + x_at), load_word(steps + x_at)
        mask, mask_step = load_word(operands + mask_at), load_word(steps + mask_at)
        scale, scale_step = load_word(operands + scale_at), load_word(steps + scale_at)
        y, y_step = load_word(operands + out_at), load_word(steps + out_at)
        state, references = stack(state_size), stack(references_size)
        again = narrow and n * own_item > LARGE
        chunk, cores = chunk_of(n), cores_of(steps, x_at, NONE if again else kept_item)
        for row in range(rows):
            scales = filled(own_number(scale))
            kept = work if narrow else y
            high, low, count, _ = sums(x, mask, cores, scales, n, state, kept, references)
            factor, correction = softmax_factor(count, high, low)
            top, limited = own_load(state + top_at, FULL), own_load(state + size, FULL)
            factor, weights = unless_infinite(top, factor), (scales, scales)
            if weighted:
                weight_step = load_word(steps)
                weight = filled(array_number(load_word(operands) + row * weight_step))
                part_of, weight_rest = gradient_scales(scales)
                weights = weight * part_of, weight_rest
            number = (n - 1) // chunk
            while number >= 0:  # what was read last is what a cache still has
                start = number * chunk
                reference = filled(own_number(references + number * own_item))
                moved, moved_low = moved_factor(factor, correction, reference, top, limited)
                beside, to = mask + start * cores[1], y + start * array_item
                length = min(n - start, chunk)
                result = to, beside, moved, moved_low, weights
                if again:
                    frame = reference_frame(reference, scales)
                    writes_again(length, (x + start * cores[0], frame, result))
                else:
                    writes(length, (kept + start * own_item, result))
                number -= 1
            x, y, mask, scale = x + x_step, y + y_step, mask + mask_step, scale + scale_step

    return kernel


def _online_logarithmic(tools: _Tools, result: Callable[..., Any] | None) -> Any:
    """As `_logarithmic`."""
    own_number, filled, array_store = tools.own.load_scalar, tools.filled, tools.array.store
    array_store_scalar = tools.array.store_scalar
    log_of_sum = tools.scalar(pieces.log_of_sum)
    halved_frame = tools.scalar(pieces.halved_frame)
    unless_infinite = tools.scalar(pieces.unless_infinite)
    value_of_row = tools.scalar(result or pieces.logsumexp_of)
    mask_at, scale_at, out_at = tools.mask_at, tools.scale_at, tools.out_at
    reduces = result is not None
    online = _Online(tools)
    sums, top_at, state_size = online.sums, online.top_at, online.state_size
    own_load, frame_of = tools.own.load, tools.frame_of
    array_item, cores_of = tools.array.itemsize, online.cores_of
    writer = _log_softmax_writer(tools)
    writes = _walk_over(writer(array_store), long=GROUP)
    whole, streams = tools.streams(writer)

    def kernel(operands, steps, rows, n, work, large):  # type: ignore[no-untyped-def]
        x, x_step = load_word(operands), load_word(steps)
        mask, mask_step = load_word(operands + mask_at), load_word(steps + mask_at)
        scale, scale_step = load_word(operands + scale_at), load_word(steps + scale_at)
        y, y_step = load_word(operands + out_at), load_word(steps + out_at)
        streaming = large and whole and (y | y_step) & 63 == 0
        state = stack(state_size)
        chunk, cores = chunk_of(n), cores_of(steps, NONE, NONE)
        for _ in range(rows):
            scales = filled(own_number(scale))
            high, low, count, _ = sums(x, mask, cores, scales, n, state, NONE, NONE)
            top = own_load(state + top_at, FULL)
            log_sum = log_of_sum(count, high, low)
            if reduces:
                array_store_scalar(y, value_of_row(top, scales, log_sum))
            else:
                base, limited, _, _, leading, trailing = frame_of(state, NONE)
                half, halved, doubled = halved_frame(filled(base), filled(limited))
                shift = unless_infinite(top, log_sum)
                frame = half, halved, doubled, shift, leading, trailing
                number = (n - 1) // chunk
                while number >= 0:
                    start = number * chunk
                    there, beside = x + start * cores[0], mask + start * cores[1]
                    arguments = there, y + start * array_item, beside, frame
                    if streaming:
                        streams(min(n - start, chunk), arguments)
                    else:
                        writes(min(n - start, chunk), arguments)
                    number -= 1
            x, y, mask, scale = x + x_step, y + y_step, mask + mask_step, scale + scale_step
        if streaming and not reduces:
            _settle()

    return kernel


def _online_soft_argmax(tools: _Tools) -> Any:
    """As `_soft_argmax`."""
    own_number, own_load, filled = tools.own.load_scalar, tools.own.load, tools.filled
    array_store_scalar = tools.array.store_scalar
    soft_argmax_of = tools.scalar(pieces.soft_argmax_of)
    unless_infinite = tools.scalar(pieces.unless_infinite)
    mask_at, scale_at, out_at = tools.mask_at, tools.scale_at, tools.out_at
    online = _Online(tools, exact=False)
    sums, top_at, state_size = online.sums, online.top_at, online.state_size
    cores_of = online.cores_of

    def kernel(operands, steps, rows, n, work, large):  # type: ignore[no-untyped-def]
        x, x_step = load_word(operands), load_word(steps)
        mask, mask_step = load_word(operands + mask_at), load_word(steps + mask_at)
        scale, scale_step = load_word(operands + scale_at), load_word(steps + scale_at)
        y, y_step = load_word(operands + out_at), load_word(steps + out_at)
        state, cores = stack(state_size), cores_of(steps, NONE, NONE)
        for _ in range(rows):
            scales = filled(own_number(scale))
            high, low, moment, moment_low = sums(x, mask, cores, scales, n, state, NONE, NONE)
            value = soft_argmax_of(high, low, moment, moment_low)
            array_store_scalar(y, unless_infinite(own_load(state + top_at, FULL), value))
            x, y, mask, scale = x + x_step, y + y_step, mask + mask_step, scale + scale_step

    return kernel


def _gradient(tools: _Tools, logarithmic: bool) -> Any:
    """The products of a cotangent with the gradients of softmax and log_softmax, of the result.

    Row by row, whatever their number: there is nothing to do for several rows at once, and a row
    that is written while the next one is read keeps the memory busy all the time. The terms have
    any sign: up to a group's are added as they are, since a pair would be no better.

    softmax's terms are those of `gradient_scales`, and their sum is no larger than the largest of
    them. Where log_softmax's sum is large, or overflows, it is taken once more, of the terms times
    DOWN, and the row is written by other code.
    """
    array_item, array_load, array_store = tools.array.itemsize, tools.array.load, tools.array.store
    own_number, filled, add = tools.own.load_scalar, tools.filled, tools.add
    zero, masked, present = tools.zero, tools.masked, tools.present
    mask_at, scale_at, out_at = tools.mask_at, tools.scale_at, tools.out_at
    softmax_vjp_of = tools.scalar(pieces.softmax_vjp_of)
    log_softmax_vjp_of = tools.scalar(pieces.log_softmax_vjp_of)
    large_log_softmax_vjp_of = tools.scalar(pieces.large_log_softmax_vjp_of)
    gradient_scales = tools.scalar(pieces.gradient_scales)
    rescued_sum, large_sum = tools.scalar(pieces.rescued_sum), tools.constant(pieces.LARGE_SUM)
    down, shifter_up = tools.constant(exponential.DOWN), tools.constant(exponential.SHIFTER_UP)
    settle, settled = tools.settle, tools.settled
    first_of = _first_of(tools.kind)
    sum_of = _row_reduction(total, tools.kind, 1)
    sum_of_pairs = _row_reduction(pieces.add_pairs, tools.kind, 2)

    @part
    def loaded(arguments, index, rest):  # type: ignore[no-untyped-def]
        dy, y, _, _ = arguments
        return array_load(dy + index * array_item, rest), array_load(y + index * array_item, rest)

    @part
    def product_of(both, arguments, index, rest):  # type: ignore[no-untyped-def]
        _, _, mask, part_of = arguments
        value = both[0] if logarithmic else (both[0] * part_of) * both[1]
        if masked:
            value = select(present(mask, index, rest), value, zero)
        return value

    @part
    def product(arguments, index, rest):  # type: ignore[no-untyped-def]
        return product_of(loaded(arguments, index, rest), arguments, index, rest)

    @part
    def lowered_product(arguments, index, rest):  # type: ignore[no-untyped-def]
        dy, y = loaded(arguments, index, rest)
        return product_of((dy * down, y), arguments, index, rest)

    def writer(array_store: Any) -> Any:
        @part
        def finish_of(both, mask, result, index, rest):  # type: ignore[no-untyped-def]
            dx, total, part_of, factor = result
            if logarithmic:
                value = log_softmax_vjp_of(both[0], both[1], total, factor)
            else:
                value = softmax_vjp_of(both[0], both[1], total, part_of, factor)
            if masked:
                value = select(present(mask, index, rest), value, zero)
            array_store(dx + index * array_item, value, rest)

        @part
        def finish(arguments, index, rest):  # type: ignore[no-untyped-def]
            arrays, result = arguments
            finish_of(loaded(arrays, index, rest), arrays[2], result, index, rest)

        return finish, finish_of

    @part
    def plus(a, b):  # type: ignore[no-untyped-def]
        return a + b

    @part
    def fold(total, group):  # type: ignore[no-untyped-def]
        return add(total[0], total[1], group)

    @part
    def settle_one(total, sums):  # type: ignore[no-untyped-def]
        return settled(total[0], total[1], sums[0], sums[1])

    # in the level-3 cache 32 bytes are read faster than 64; an exponential takes longer than either
    halves = tools.array.itemsize == 4 and not masked and not logarithmic
    half = _memory("float32", tools.kind, HALF) if halves else tools.array
    half_load, half_lanes = half.load, np.intp(HALF)

    @part
    def half_product(arguments, index, rest):  # type: ignore[no-untyped-def]
        dy, y, _, part_of = arguments
        at = index * array_item
        return (half_load(dy + at, rest) * part_of) * half_load(y + at, rest)

    @part
    def both_products(arguments, index, rest):  # type: ignore[no-untyped-def]
        second = half_product(arguments, index + half_lanes, rest - half_lanes)
        return half_product(arguments, index, rest), second

    @part
    def both_plus(a, b):  # type: ignore[no-untyped-def]
        return a[0] + b[0], a[1] + b[1]

    @part
    def both_fold(total, group):  # type: ignore[no-untyped-def]
        high, low = add(total[0], total[1], group[0])
        high2, low2 = add(total[2], total[3], group[1])
        return high, low, high2, low2

    def half_writer(store: Any) -> Any:
        @part
        def finish_half(arguments, index, rest):  # type: ignore[no-untyped-def]
            (dy, y, _, _), (dx, total, part_of, factor) = arguments
            at = index * array_item
            both = half_load(dy + at, rest), half_load(y + at, rest)
            store(dx + at, softmax_vjp_of(both[0], both[1], total, part_of, factor), rest)

        @part
        def finish_both(arguments, index, rest):  # type: ignore[no-untyped-def]
            finish_half(arguments, index, rest)
            finish_half(arguments, index + half_lanes, rest - half_lanes)

        return finish_both

    if halves:
        half_sums = _walk_in_chunks(_walk(both_products, both_plus, both_fold), settle)
        plain_halves = half_writer(half.store)
        half_writes = _walk_over(plain_halves)
        half_streams = _walk_over(half_writer(half.stream), plain_halves)
    nothing_of_half = _filled(tools.kind, HALF)
    join_halves = _joined_halves(tools.kind)

    finish, finish_of = writer(tools.array.store)
    sums = _walk_in_chunks(_walk(product, plus, fold, block=tools.block), settle_one)
    lowered_sums = _walk_in_chunks(
        _walk(lowered_product, plus, fold, block=tools.block), settle_one
    )
    writes = _walk_over(finish)
    # LLVM stores 16-bit types with an instruction that narrows, of which there is one kind only
    whole = not tools.narrow
    stream, _ = writer(tools.array.stream if whole else tools.array.store)
    streams = _walk_over(stream, finish)

    words_size = 6 * WORD

    @part
    def finish_large(arguments, index, rest):  # type: ignore[no-untyped-def]
        arrays, (dx, total, part_of, factor) = arguments
        dy, y = loaded(arrays, index, rest)
        shifter = filled(shifter_up)
        value = large_log_softmax_vjp_of(dy, y, total, part_of, factor, shifter)
        if masked:
            value = select(present(arrays[2], index, rest), value, zero)
        array_store(dx + index * array_item, value, rest)

    writes_large = _walk_over(finish_large)

    @part
    def compute_large(words, n, unused):  # type: ignore[no-untyped-def]
        """Compute a row whose sum of dy is large."""
        nothing = filled(zero)
        dy, y, mask = load_word(words), load_word(words + WORD), load_word(words + 2 * WORD)
        scale, dx = load_word(words + 3 * WORD), load_word(words + 4 * WORD)
        part_of, factor = gradient_scales(filled(own_number(scale)))
        arrays = dy, y, mask, part_of
        if n <= GROUP:
            found, index = nothing, NONE
            while index < n:
                found = found + lowered_product(arrays, index, n - index)
                index += LANES
            total = sum_of(found)
        else:
            empty = nothing, nothing
            high, low = lowered_sums(n, arrays, nothing, empty, empty, n > CHUNK)
            total = rescued_sum(*sum_of_pairs(high, low))
        writes_large(n, (arrays, (dx, total * part_of, part_of, factor)))

    call_large: Any = _outlined(compute_large, cold=True) if logarithmic else None

    @part
    def is_large(total):  # type: ignore[no-untyped-def]
        """Return whether a sum is, or is none."""
        return not abs(first_of(total)) < large_sum

    @part
    def large_row(n, dy, y, mask, scale, dx):  # type: ignore[no-untyped-def]
        words = stack(words_size)
        store_word(words, dy)
        store_word(words + WORD, y)
        store_word(words + 2 * WORD, mask)
        store_word(words + 3 * WORD, scale)
        store_word(words + 4 * WORD, dx)
        call_large(words, n, NONE)

    @part
    def scales_at(scale):  # type: ignore[no-untyped-def]
        factor = filled(own_number(scale))
        return (factor, factor) if logarithmic else gradient_scales(factor)

    def kernel(operands, steps, rows, n, work, large):  # type: ignore[no-untyped-def]
        dy, dy_step = load_word(operands), load_word(steps)
        y, y_step = load_word(operands + WORD), load_word(steps + WORD)
        mask, mask_step = load_word(operands + mask_at), load_word(steps + mask_at)
        scale, scale_step = load_word(operands + scale_at), load_word(steps + scale_at)
        dx, dx_step = load_word(operands + out_at), load_word(steps + out_at)
        nothing = filled(zero)
        streaming = large and whole and (dx | dx_step) & 63 == 0
        scales = scales_at(scale)
        for _ in range(rows):
            if scale_step != 0:
                scales = scales_at(scale)
            arrays = dy, y, mask, scales[0]
            if n <= FULL:
                both = loaded(arrays, NONE, n)
                total = sum_of(product_of(both, arrays, NONE, n))
                if logarithmic and is_large(total):
                    large_row(n, dy, y, mask, scale, dx)
                else:
                    finish_of(both, mask, (dx, total, scales[0], scales[1]), NONE, n)
            elif n <= GROUP:  # in registers
                first, second = loaded(arrays, NONE, n), loaded(arrays, FULL, n - FULL)
                third, fourth = loaded(arrays, TWO, n - TWO), loaded(arrays, THREE, n - THREE)
                total = product_of(first, arrays, NONE, n)
                total = total + product_of(second, arrays, FULL, n - FULL)
                total = total + product_of(third, arrays, TWO, n - TWO)
                total = sum_of(total + product_of(fourth, arrays, THREE, n - THREE))
                if logarithmic and is_large(total):
                    large_row(n, dy, y, mask, scale, dx)
                else:
                    result = dx, total, scales[0], scales[1]
                    finish_of(first, mask, result, NONE, n)
                    finish_of(second, mask, result, FULL, n - FULL)
                    finish_of(third, mask, result, TWO, n - TWO)
                    finish_of(fourth, mask, result, THREE, n - THREE)
            elif halves:
                none, part_of = nothing_of_half(zero), nothing_of_half(first_of(scales[0]))
                half_start, half_arrays = (none, none, none, none), (dy, y, mask, part_of)
                high, low, high2, low2 = half_sums(
                    n, half_arrays, (none, none), half_start, half_start, n > CHUNK
                )
                high, low = sum_of_pairs(join_halves(high, high2), join_halves(low, low2))
                total = nothing_of_half(first_of(rescued_sum(high, low)))
                one = dx, total, part_of, nothing_of_half(first_of(scales[1]))
                if streaming:
                    half_streams(n, (half_arrays, one))
                else:
                    half_writes(n, (half_arrays, one))
            else:
                start = nothing, nothing
                high, low = sums(n, arrays, nothing, start, start, n > CHUNK)
                total = rescued_sum(*sum_of_pairs(high, low))
                if logarithmic and is_large(total):
                    large_row(n, dy, y, mask, scale, dx)
                elif streaming:
                    streams(n, (arrays, (dx, total, scales[0], scales[1])))
                else:
                    writes(n, (arrays, (dx, total, scales[0], scales[1])))
            dy, y, mask, dx = dy + dy_step, y + y_step, mask + mask_step, dx + dx_step
            scale += scale_step
        if streaming:
            _settle()

    return kernel


def _kernel(
    inputs: int,
    make: Callable[..., Any],
    columns: Callable[..., Any] | None,
    online: Callable[..., Any] | None,
    *choice: Any,
    **options: Any,
) -> RowKernel:
    """Return a kernel whose Python functions are those that makers return for a choice."""
    return RowKernel(
        inputs,
        make=lambda tools: make(tools, *choice),
        make_columns=columns and (lambda tools: columns(tools, *choice)),
        make_online=online and (lambda tools: online(tools, *choice)),
        **options,
    )


_SOFTMAX = _softmax, _softmax_columns, _online_softmax
_LOGARITHMIC = _logarithmic, _logarithmic_columns, _online_logarithmic
_GRADIENT = _gradient, _gradient_columns, None


KERNELS = {
    "softmax": _kernel(1, *_SOFTMAX, works=True),
    "log_softmax": _kernel(1, *_LOGARITHMIC, None),
    "logsumexp": _kernel(1, *_LOGARITHMIC, pieces.logsumexp_of, reduces=True),
    "smooth_max": _kernel(1, *_LOGARITHMIC, pieces.smooth_max_of, reduces=True),
    "soft_argmax": _kernel(1, _soft_argmax, None, _online_soft_argmax, reduces=True),
    "softmax.vjp": _kernel(2, *_GRADIENT, False, by_row=True),
    "log_softmax.vjp": _kernel(2, *_GRADIENT, True, by_row=True),
    "logsumexp.vjp": _kernel(2, *_SOFTMAX, True, per_row=1, works=True),
}


def compile_row_kernel(name: str, storage: str, working: str, masked: bool, kind: str = "") -> Any:
    """Compile the kernel of a row function for one array type.

    Parameters
    ----------
    name
        A key of `KERNELS`.
    storage, working
        Names of the arrays' type and of the type that it computes in.
    masked
        Whether there is a mask, an operand before the scale.
    kind
        ``"columns"`` for the kernel for rows that lie side by side, ``"online"`` for that for rows
        of more than ONLINE bytes.

    Returns
    -------
    numba.core.ccallback.CFunc
    """
    entry = KERNELS[name]
    make = {"columns": entry.make_columns, "online": entry.make_online, "": entry.make}[kind]
    assert make is not None
    kernel = make(_Tools(storage, working, masked, entry.inputs))
    return numba.cfunc(types.void(*[types.intp] * 6), error_model="numpy")(kernel)
