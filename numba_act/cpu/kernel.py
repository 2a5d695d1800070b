"""The vector kernel of a scalar function: the one loop that is compiled per function and type.

A kernel is ``kernel(operands, count, uniform)``: `operands` points to one pointer per input
and output, all contiguous; `count` is a multiple of `LANES`; `uniform` says that the
parameters are one value each. Strides, tails, overlap and threads are the driver's
(`driver.py`), compiled once for the package.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import llvmlite.binding as llvm
import numba
import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.core.errors import NumbaError
from numba.extending import intrinsic

from ..core.definition import Elementwise
from ..core.floats import ELEMENTWISE, FLOATS
from ..core.intrinsics import emit_call, overload_of
from ..core.scalars import scalar_function
from ..core.specialize import FastPath
from ..core.vectors import splat
from .memory import LANES, Access, Words, _like, _splat, emit_prefetch
from .status import FP_FLAGS, FP_MASK, emit_clear_invalid, emit_get_status, emit_set_status

#: Steps in flight in the main loop. One evaluation is a chain of some 100 cycles, longer than
#: a core looks ahead: on Zen 5 four at once run up to 1.35 times faster than one (sigmoid). In
#: float64, where a step is two registers, half of it: with eight vectors most values go to the
#: stack (exp and log1p take 1.25 times as long, Zen 4).
INTERLEAVE = 4

#: Bytes of a vector in a loop that waits for memory. With two arrays to read, loads of 64 bytes are
#: 6 to 15 % slower than of 32 where the arrays lie in the level-3 cache (Zen 4), and as fast else.
NARROW = 32

#: Bytes of a cache line. Where they are more, some lines are asked for twice.
LINE = 64

#: Operations of a function that computes in less time than its operands take to arrive, and how
#: many a division counts for: halves of a cache line gain 10 % with one and little else, and lose
#: 9 % with one and seven others.
LIGHT, DIVISION = 8, 4

#: Elements of a block of a fast path, of which some may be computed again: enough that the loops'
#: starts do not show, few enough that they are in the nearest cache when they are read again.
CHUNK = 1024

_INDEX = ir.IntType(64)


class _Distinct(ir.MDValue):  # type: ignore[misc]
    """A distinct metadata node, which llvmlite cannot spell.

    Without operands it is an access group; with operands a loop, whose first is itself.
    """

    def descr(self, buffer: list[str]) -> None:
        operands = [item.get_reference() for item in self.operands]
        if operands:
            operands.insert(0, self.get_reference())
        buffer += (f"distinct !{{ {', '.join(operands)} }}", "\n")

    # llvmlite merges nodes that compare equal
    __eq__ = object.__eq__
    __hash__ = object.__hash__


def _distinct(module: Any, operands: Sequence[Any] = ()) -> Any:
    return _Distinct(module, operands, name=str(len(module.metadata)))


def _vectorize(module: Any, branch: Any, lanes: int, interleave: int, *more: Sequence[Any]) -> None:
    """Tell LLVM how to vectorize the loop that ends in a branch."""
    options = [
        *more,
        ("vectorize.width", ir.Constant(ir.IntType(32), lanes)),
        ("interleave.count", ir.Constant(ir.IntType(32), interleave)),
    ]
    nodes = [module.add_metadata([f"llvm.loop.{name}", *value]) for name, *value in options]
    branch.set_metadata("llvm.loop", _distinct(module, nodes))


def _opaque(builder: Any, value: Any) -> Any:
    """Return a value of which LLVM does not know how it came about."""
    shape = ir.FunctionType(value.type, [value.type])
    return builder.asm(shape, "", "=r,0", [value], False)


@dataclass(frozen=True)
class Body:
    """What the loops of a kernel run.

    Attributes
    ----------
    call
        Emits the scalar function: from its arguments to a list of results.
    access
        How the arrays' elements are read and written.
    inputs
        How many of the operands are inputs.
    light
        Whether the function takes less time than several inputs from memory.
    fixed
        The inputs that are one value, by position.
    fast
        The fast path that the function is for, where a loop is to tell whether it was for all
        inputs that it read.
    """

    call: Callable[[Sequence[Any]], Sequence[Any]]
    access: Access
    inputs: int
    light: bool
    fixed: Mapping[int, Any]
    fast: FastKernel | None = None


def emit_loop(
    builder: Any,
    body: Body,
    pointers: Mapping[int, Any],
    start: Any,
    count: Any,
    interleave: int,
    short: bool = False,
) -> Any:
    """Emit a loop from `start` over the whole blocks of what `count` has left; return the end.

    A block is `interleave` vectors. Iterations never depend on each other (the driver has
    sorted out overlap), which the metadata tells LLVM: the loop vectorizes with no overlap
    check, in place too. `pointers` has the operands that vary, by position. With a fast path it
    returns too whether that is for all inputs that the loop read. `short` says that there is one
    block.

    With several inputs from memory the lines that a block is written to are asked for before it is
    computed: at 10,000 elements, which lie in the level-2 cache, 4 % less time (Zen 4).
    """
    access, fast = body.access, body.fast
    module = builder.module
    group = _distinct(module)
    block = LANES * interleave
    short = short or isinstance(count, ir.Constant)
    several = body.light and body.inputs - len(body.fixed) > 1
    if several and interleave > 1 and not short and fast is None:
        end = builder.add(start, builder.and_(builder.sub(count, start), _INDEX(-block)))
        with cgutils.for_range_slice(builder, start, end, _INDEX(block), _INDEX) as (at, _):
            for pointer in (each for k, each in pointers.items() if k >= body.inputs):
                for k in range(0, block, LINE // access.itemsize):
                    place = builder.gep(pointer, [builder.add(at, _INDEX(k))])
                    emit_prefetch(builder, place, write=True, level=1)
            after = builder.add(at, _INDEX(block))
            emit_loop(builder, body, pointers, at, after, interleave, short=True)
        return end
    words = Words(access, paired=access.name == "bfloat16" and interleave > 1)
    first = {
        k: builder.bitcast(builder.gep(pointer, [start], inbounds=True), words.storage.as_pointer())
        for k, pointer in pointers.items()
    }
    entry = builder.block
    loop = builder.append_basic_block("kernel.body")
    done = builder.append_basic_block("kernel.done")
    rest = builder.sub(count, start)
    if not short:
        rest = _opaque(builder, rest)
    whole = builder.and_(rest, ir.Constant(_INDEX, -block))
    # the comparison that LLVM asks before its vector loop, so that it folds; of a value that it
    # does not take apart, or it asks in other words and keeps a loop over scalars never entered
    builder.cbranch(builder.icmp_unsigned(">=", rest, ir.Constant(_INDEX, block)), loop, done)

    builder.position_at_end(loop)
    index = builder.phi(_INDEX)
    index.add_incoming(ir.Constant(_INDEX, 0), entry)
    key = ir.IntType(max(32, 8 * access.itemsize))  # as wide as the working type
    # those of a word's elements by themselves, or LLVM does not see what they are
    deciding = [(case, k) for case in (fast.cases if fast else ()) for k in range(words.elements)]
    farthest = [builder.phi(key) for _ in deciding]
    places = {k: builder.gep(pointer, [index], inbounds=True) for k, pointer in first.items()}
    arguments = [
        [body.fixed[k]] * words.elements
        if k in body.fixed
        else words.load(builder, places[k], group)
        for k in range(body.inputs)
    ]
    distances = []
    for (case, k), found in zip(deciding, farthest, strict=True):
        distance = case.emit_distance(builder, arguments[case.operand][k])
        farther = builder.icmp_unsigned(">", distance, found)
        distances.append(builder.select(farther, distance, found))
    results = [body.call(values) for values in zip(*arguments, strict=True)]
    for k, values in enumerate(zip(*results, strict=True), start=body.inputs):
        words.store(builder, values, places[k], group)
    following = builder.add(index, ir.Constant(_INDEX, 1), flags=["nuw", "nsw"])
    last = builder.block
    index.add_incoming(following, last)
    # "!=" and not "<": the trip count is then exactly that of `whole`, and no remainder is compiled
    limit = builder.udiv(whole, ir.Constant(_INDEX, words.elements))
    branch = builder.cbranch(builder.icmp_signed("!=", following, limit), loop, done)
    options: list[tuple[Any, ...]] = [("parallel_accesses", group)]
    lanes = LANES
    if short:  # it is to become vectors, not scalars
        options.append(("unroll.disable",))
    from_memory = several and not isinstance(count, ir.Constant)
    if from_memory:
        lanes = min(lanes, NARROW // access.itemsize)
    if not (from_memory and short):
        # Of one block no loop is left, the loop around it inherits what is said here, and LLVM
        # would warn that it does not become vectors.
        options.append(("vectorize.enable", ir.Constant(ir.IntType(1), 1)))
    steps = block // lanes // words.elements
    if access.itemsize == 8 and interleave > 1 and not (short or body.light):
        steps //= 2
    _vectorize(module, branch, lanes, steps, *options)
    builder.position_at_end(done)
    if fast is None:
        return builder.add(start, whole)
    maxima = [builder.phi(key) for _ in distances]
    for found, maximum, distance in zip(farthest, maxima, distances, strict=True):
        for phi in (found, maximum):
            phi.add_incoming(key(0), entry)
            phi.add_incoming(distance, last)
    tests = [
        builder.icmp_unsigned("<", each, case.emit_count(key))
        for each, (case, _) in zip(maxima, deciding, strict=True)
    ]
    return builder.add(start, whole), functools.reduce(builder.and_, tests)


def emit_scalar_loop(
    builder: Any,
    sources: Sequence[Any],
    target: Any,
    lanes: int,
    call: Callable[[Sequence[Any]], Any],
) -> None:
    """Emit a loop over so many elements, which LLVM makes one step of vectors of."""
    entry = builder.block
    body, done = (builder.append_basic_block(name) for name in ("lanes", "done"))
    builder.branch(body)
    builder.position_at_end(body)
    index = builder.phi(_INDEX)
    index.add_incoming(_INDEX(0), entry)
    result = call([builder.load(builder.gep(each, [index], inbounds=True)) for each in sources])
    builder.store(result, builder.gep(target, [index], inbounds=True))
    following = builder.add(index, _INDEX(1), flags=["nuw", "nsw"])
    index.add_incoming(following, builder.block)
    branch = builder.cbranch(builder.icmp_signed("!=", following, _INDEX(lanes)), body, done)
    enable = "vectorize.enable", ir.Constant(ir.IntType(1), 1)
    _vectorize(builder.module, branch, lanes, 1, ("unroll.disable",), enable)
    builder.position_at_end(done)


@dataclass(frozen=True)
class FastKernel:
    """The fast path of a kernel.

    Attributes
    ----------
    scalar
        The jitted scalar function for it.
    operand
        The input whose values decide.
    smallest, largest
        The numbers of the working type that it is for.
    magnitude
        Whether they bound magnitudes.
    reach
        The jitted scalar function of the parameters that returns the largest number that it is for
        where they are one value each, and NaN where there is none; or None. If `largest` is
        infinite, it is for all inputs unless that is NaN.
    count
        For how many numbers it is then, an integer in LLVM's code.
    second
        The same for the next input, where that decides as well.
    """

    scalar: Any
    operand: int
    smallest: np.floating[Any]
    largest: np.floating[Any]
    magnitude: bool
    reach: Any = None
    count: Any = None
    second: FastKernel | None = None

    @classmethod
    def of(cls, fast: FastPath, form: str, scalar: Any, reach: Any = None) -> Self:
        """Return that of a function's fast path, in one form of its body."""
        bounds = np.array([*fast.bounds(form), 0.0], FLOATS[form].working)
        smallest, largest, *second, zero = bounds
        operand = fast.operand
        following = cls(scalar, operand + 1, zero, second[0], True) if second else None
        return cls(
            scalar, operand, smallest, largest, fast.magnitude, reach=reach, second=following
        )

    @property
    def has_all(self) -> bool:
        """Whether it is for all inputs."""
        return bool(np.isinf(self.largest))

    @property
    def cases(self) -> list[FastKernel]:
        """Itself, for the input that decides, and that for a second one."""
        return [self] if self.second is None else [self, self.second]

    def emit_given(self, builder: Any, reach: Any) -> FastKernel:
        """Return the fast path up to a number; there is none up to NaN."""
        assert self.smallest >= 0
        bits = builder.bitcast(reach, ir.IntType(8 * self.smallest.itemsize))
        some = builder.fcmp_ordered(">=", reach, ir.Constant(reach.type, float(self.smallest)))
        count = builder.sub(bits, bits.type(self.limits()[0] - 1))
        return replace(self, count=builder.select(some, count, bits.type(0)))

    def emit_count(self, kind: Any) -> Any:
        """Return for how many numbers it is, from `smallest` on."""
        smallest, largest = self.limits()
        return kind(largest - smallest + 1) if self.count is None else self.count

    def emit_distance(self, builder: Any, value: Any) -> Any:
        """Return how far a value is above `smallest` in the order of the numbers.

        An unsigned integer, which is beyond that of `largest` for smaller values and NaN too. Its
        maximum does not compete with multiplications for the same units as that of floats does.
        """
        width = 8 * self.smallest.itemsize
        kind = _like(value, ir.IntType(width))
        key = builder.bitcast(value, kind)
        if self.magnitude:
            key = builder.and_(key, _splat(kind, (1 << (width - 1)) - 1))
        elif self.smallest < 0:
            # the magnitude's bits are flipped where the sign bit is set
            sign = builder.ashr(key, _splat(kind, width - 1))
            key = builder.xor(key, builder.lshr(sign, _splat(kind, 1)))
        return builder.sub(key, _splat(kind, self.limits()[0]))

    def emit_test(self, builder: Any, vectors: Sequence[Any]) -> Any:
        """Return whether it is for all values in vectors of the working type; raises no flag."""
        held = []
        for vector in vectors:
            distance = self.emit_distance(builder, vector)
            limit = self.emit_count(distance.type.element)
            count = splat(builder, limit, distance.type.count)
            held.append(builder.icmp_unsigned("<", distance, count))
        lanes = ir.IntType(held[0].type.count)
        every = builder.bitcast(functools.reduce(builder.and_, held), lanes)
        return builder.icmp_signed("==", every, lanes(-1))

    def limits(self) -> tuple[int, int]:
        """Return `smallest` and `largest` as integers in the order of the numbers."""
        kind = f"i{self.smallest.itemsize}"
        bits = [int(np.asarray(number).view(kind)) for number in (self.smallest, self.largest)]
        every = int(np.iinfo(kind).max)
        return bits[0] if bits[0] >= 0 else bits[0] ^ every, bits[1]


def emit_blocks(
    builder: Any, special: Body, general: Body, pointers: Mapping[int, Any], count: Any
) -> None:
    """Emit the loops over whole vectors, a block at a time: the fast path's, or the others.

    The fast path's loop finds out itself whether it was for all of its inputs; if not, 64
    inputs at a time are looked at, in registers, and the full body computes them where it is
    not. Where that would read what was written over, or where it happened in the block before,
    they are looked at first. `count` is a multiple of `LANES`.
    """
    assert special.fast is not None
    access, inputs = special.access, special.inputs
    places = {k: builder.ptrtoint(pointer, _INDEX) for k, pointer in pointers.items()}
    reach = builder.sub(builder.mul(count, _INDEX(access.itemsize)), _INDEX(1))
    overlap = functools.reduce(
        builder.or_,
        (
            builder.icmp_unsigned(
                "<=",
                builder.add(builder.sub(places[k], places[j]), reach),
                builder.add(reach, reach),
            )
            for k in places
            for j in places
            if k < inputs <= j
        ),
    )
    look = cgutils.alloca_once_value(builder, overlap)
    apart, kept = (cgutils.alloca_once(builder, overlap.type) for _ in range(2))
    step, block = _INDEX(CHUNK), _INDEX(LANES * INTERLEAVE)
    with cgutils.for_range_slice(builder, _INDEX(0), count, step, _INDEX) as (start, _):
        stop = builder.add(start, step)
        stop = builder.select(builder.icmp_signed("<", stop, count), stop, count)
        end = builder.add(start, builder.and_(builder.sub(stop, start), builder.neg(block)))
        looking = builder.load(look)
        for place, value in ((look, overlap), (apart, looking), (kept, overlap.type(0))):
            builder.store(value, place)
        with builder.if_then(builder.not_(looking), likely=True):
            flags = emit_get_status(builder)
            _, is_fast = emit_loop(builder, special, pointers, start, stop, INTERLEAVE)
            with builder.if_then(builder.not_(is_fast), likely=False):
                for place in (look, apart):
                    builder.store(overlap.type(1), place)
                # The fast path is not made for all of these inputs: what it raised is
                # taken down, and the inputs that it is made for are computed again.
                changed = builder.xor(emit_get_status(builder), flags)
                changed = builder.and_(changed, changed.type(FP_MASK))
                builder.store(builder.icmp_unsigned("==", changed, changed.type(0)), kept)
                emit_set_status(builder, flags)
        with (
            builder.if_then(builder.load(apart), likely=False),
            cgutils.for_range_slice(builder, start, end, block, _INDEX) as (at, _),
        ):
            tests = []
            for case in special.fast.cases:
                vectors = _operand_vectors(builder, access, pointers[case.operand], at)
                tests.append(case.emit_test(builder, vectors))
            is_fast = functools.reduce(builder.and_, tests)
            after = builder.add(at, block)
            with builder.if_else(is_fast) as (fast, other):
                with fast, builder.if_then(builder.not_(builder.load(kept))):
                    emit_loop(builder, special, pointers, at, after, INTERLEAVE, short=True)
                with other:
                    emit_loop(builder, general, pointers, at, after, INTERLEAVE, short=True)
                    builder.store(overlap.type(1), look)
        emit_loop(builder, general, pointers, end, stop, 1)


def _operand_vectors(builder: Any, access: Access, pointer: Any, start: Any) -> list[Any]:
    """Load a block of an operand that decides, as vectors of the working type."""
    place = builder.gep(pointer, [start], inbounds=True)
    place = builder.bitcast(place, ir.VectorType(access.storage, LANES).as_pointer())
    return [
        access.load(builder, cgutils.gep(builder, place, k), None, access.itemsize)
        for k in range(INTERLEAVE)
    ]


def is_light(body: Any) -> bool:
    """Say whether a compiled scalar function has few operations."""
    module = llvm.parse_assembly(body.library.get_llvm_str())
    opcodes = [
        instruction.opcode
        for block in module.get_function(body.fndesc.llvm_func_name).blocks
        for instruction in block.instructions
    ]
    moves = {"br", "getelementptr", "ret", "store"}
    work = {"fdiv": DIVISION} | dict.fromkeys(moves, 0)
    return sum(work.get(each, 1) for each in opcodes) <= LIGHT


@dataclass(frozen=True)
class Loop:
    """One function at one array type.

    Attributes
    ----------
    definition
        The function.
    storage
        Name of the array type.
    plain
        Whether the inputs are all operands, and the parameters constants: their defaults.
    """

    definition: Elementwise
    storage: str
    plain: bool = False

    @property
    def name(self) -> str:
        """The function's name, for messages."""
        return self.definition.__name__

    @property
    def inputs(self) -> int:
        """How many inputs and parameters are operands."""
        return len(self.definition.inputs if self.plain else self.definition.arguments)

    @property
    def parameters(self) -> int:
        """How many of these, the last ones, are parameters."""
        return 0 if self.plain else len(self.definition.parameters)

    @property
    def constants(self) -> Sequence[float]:
        """Values of the scalar function's arguments after the inputs."""
        return self.definition.defaults() if self.plain else ()

    @property
    def flags(self) -> int:
        """The floating-point flags that may be raised."""
        definition = self.definition
        warns = definition.warns_of_defaults() if self.constants else definition.warns
        return FP_MASK if warns is None else sum(FP_FLAGS[name] for name in warns)

    def cache_key(self) -> str | None:
        """Return what the machine code depends on; None if that is unknown."""
        try:
            key = self.definition.cache_key()
        except NumbaError as error:  # a body that calls itself
            raise self.definition.not_compiling(error) from error
        if key is None:
            return None
        operands = f"{self.inputs} {self.definition.outputs} {self.parameters} {self.constants}"
        return f"{self.storage} {operands}\n{key}"

    @property
    def working(self) -> Any:
        """Numba's type that is computed in."""
        return getattr(types, ELEMENTWISE[self.storage].working)

    @property
    def form(self) -> str:
        """Name of the form of the body."""
        return ELEMENTWISE[self.storage].form

    def numbers(self, values: Sequence[float]) -> list[Any]:
        """Return parameters as arrays of the form's type would have them, in the working type."""
        kind = FLOATS[self.form]
        return [np.asarray(value, kind.dtype).astype(kind.working)[()] for value in values]

    def compile(self) -> Any:
        """Compile the kernel.

        Raises
        ------
        TypeError
            If the body does not compile.
        """
        try:
            return self.compile_body()
        except NumbaError as error:
            raise self.definition.not_compiling(error) from error

    def compile_body(self) -> Any:
        """Compile the kernel, Numba's errors as they are."""
        return _compiled(self)

    def fast_kernel(self) -> FastKernel | None:
        """Return the fast path of the kernel."""
        fast = self.definition.fast_path
        if fast is None:
            return None
        form = self.form
        scalar = self.definition.checked_scalar(form, fast=True)
        reach = fast.reach and scalar_function(fast.reach, form)
        return FastKernel.of(fast, form, scalar, reach)


def _compiled(loop: Loop) -> Any:
    """Compile the kernel of a loop, a `numba.core.ccallback.CFunc`."""
    fast, scalar = loop.fast_kernel(), loop.definition.checked_scalar(loop.form)
    # Numba remembers the last intrinsics for a while: `run` holds on to no definition.
    parameters, inputs, outputs = loop.parameters, loop.inputs, loop.definition.outputs
    if fast is not None and parameters and fast.reach is None:
        fast = None  # it is one of their defaults
    if fast is not None and fast.has_all and not parameters:
        scalar, fast = fast.scalar, None
    access, constants = Access(loop.storage), loop.numbers(loop.constants)
    kinds = (loop.working,) * (inputs + len(constants))
    general, special, reach = overload_of(scalar, kinds), None, None
    light_general, light_special = is_light(general), False
    if fast is not None:
        special = overload_of(fast.scalar, kinds)
        light_special = is_light(special)
        if parameters:
            reach = overload_of(fast.reach, (loop.working,) * parameters)
    last = [ir.Constant(FLOATS[str(loop.working)].llvm, float(value)) for value in constants]

    @intrinsic
    def run(typingctx: Any, operands: Any, count: Any, uniform: Any) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            # Vectors that do not fit into the registers go to the stack, whose own 16 bytes of
            # alignment would have three in four of them straddle two cache lines: 1.8 times
            # slower, or not, as the caller's frame happens to lie.
            builder.function.attributes.alignstack = 64
            builder.function.attributes.add("nounwind")  # llvmlite prints no alignstack alone
            table = builder.inttoptr(args[0], access.storage.as_pointer().as_pointer())
            every = range(inputs + outputs)
            pointers = [builder.load(cgutils.gep(builder, table, k)) for k in every]

            def body_of(compiled: Any, light: bool, fixed: Mapping[int, Any]) -> Body:
                def call(values: Sequence[Any]) -> Sequence[Any]:
                    return emit_call(context, builder, compiled, [*values, *last])

                return Body(call, access, inputs, light, fixed)

            def emit(uniform: Sequence[int]) -> None:
                fixed = {k: access.load_one(builder, pointers[k]) for k in uniform}
                varying = {k: each for k, each in enumerate(pointers) if k not in fixed}
                full = body_of(general, light_general, fixed)

                def plain(body: Body) -> None:
                    end = emit_loop(builder, body, varying, _INDEX(0), args[1], INTERLEAVE)
                    emit_loop(builder, body, varying, end, args[1], 1)

                if fast is None or (parameters and not fixed):
                    plain(full)
                    return
                short, case = body_of(special, light_special, fixed), fast
                if parameters:
                    (largest,) = emit_call(context, builder, reach, list(fixed.values()))
                    if fast.has_all:
                        every = builder.fcmp_ordered("ord", largest, largest)
                        with builder.if_else(every) as (then, otherwise):
                            with then:
                                flags = emit_get_status(builder)
                                plain(short)
                                emit_clear_invalid(builder, flags)
                            with otherwise:
                                plain(full)
                        return
                    case = fast.emit_given(builder, largest)
                emit_blocks(builder, replace(short, fast=case), full, varying, args[1])

            if parameters:
                is_uniform = cgutils.is_not_null(builder, args[2])
                with builder.if_else(is_uniform) as (then, otherwise):
                    with then:
                        emit(range(inputs - parameters, inputs))
                    with otherwise:
                        emit(())
            else:
                emit(())
            return context.get_dummy_value()

        return types.void(types.intp, types.intp, types.intp), codegen

    def kernel(operands, count, uniform):  # type: ignore[no-untyped-def]
        run(operands, count, uniform)

    return numba.cfunc(types.void(types.intp, types.intp, types.intp))(kernel)
