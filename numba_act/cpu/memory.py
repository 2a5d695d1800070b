"""Elements in memory as values of the working type, and back: one by one, in words, as vectors."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

import ml_dtypes
import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from ..core.compat import llvm_target
from ..core.floats import ELEMENTWISE, FLOATS, FLOATS8, INFINITY, NAN, WORKING_TYPES
from ..core.intrinsics import call_named, emitted
from ..core.vectors import Mask, Vector, lanes, splat

#: A kernel works on multiples of this many elements: one AVX-512 register of float32, two of
#: AVX2 or of float64. Its loops are vectorized to this width, or a part of it, on every CPU, so
#: that no remainder is compiled: the driver pads the tail instead.
LANES = 16

#: LANES as a variable: a literal would be a type of its own, for which Numba compiles again.
FULL: Any = np.intp(LANES)

#: Lanes of a vector of 32 bytes of float32.
HALF = 8

INDEX = ir.IntType(64)
_WORD = ir.IntType(32)
_BYTE = ir.IntType(8)


class Access:
    """How elements of one array type become values of the working type and back."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.storage, self.itemsize = ELEMENTWISE[name].llvm, ELEMENTWISE[name].itemsize

    def load(self, builder: Any, pointer: Any, group: Any, align: int | None = None) -> Any:
        value = builder.load(pointer, align=align)
        if group is not None:
            value.set_metadata("llvm.access.group", group)
        return _widened(builder, value, self.name)

    def load_one(self, builder: Any, pointer: Any) -> Any:
        """Load an element that no loop turns into a vector of them."""
        if self.name == "float16":
            return load_float16(builder, pointer)
        return self.load(builder, pointer, None)

    def store(self, builder: Any, value: Any, pointer: Any, group: Any) -> None:
        stored = builder.store(_narrowed(builder, value, self.name), pointer)
        stored.set_metadata("llvm.access.group", group)


def _widened(builder: Any, value: Any, name: str) -> Any:
    """Return what was loaded of a type, an element or several, in the working type."""
    if name == "float16":
        return builder.fpext(value, _like(value, ir.FloatType()))
    if name == "bfloat16":
        wide = builder.zext(value, _like(value, _WORD))
        return builder.bitcast(
            builder.shl(wide, _splat(wide.type, 16)), _like(value, ir.FloatType())
        )
    return widen_float8(builder, value, name) if name in FLOATS8 else value


def _narrowed(builder: Any, value: Any, name: str) -> Any:
    """Round a value of the working type, or several, to a type."""
    if name == "float16":
        return builder.fptrunc(value, _like(value, ir.HalfType()))
    if name in FLOATS8:
        return round_to_float8(builder, value, name)
    return round_to_bfloat16(builder, value) if name == "bfloat16" else value


class Words:
    """How the elements in one word become values of the working type and back.

    Two bfloat16 are the upper halves of two float32 when a word of 32 bits is shifted or masked,
    and the halves need not be packed again: up to a third of a short kernel's instructions less
    than element by element. Any other type is one element a word.
    """

    def __init__(self, access: Access, paired: bool) -> None:
        self.access = access
        self.elements = 2 if paired else 1
        self.storage = ir.IntType(32) if paired else access.storage

    def load(self, builder: Any, pointer: Any, group: Any) -> list[Any]:
        """Load a word; return the values in it."""
        if self.elements == 1:
            return [self.access.load(builder, pointer, group)]
        word = builder.load(pointer, align=self.access.itemsize)
        word.set_metadata("llvm.access.group", group)
        halves = [
            builder.shl(word, ir.Constant(word.type, 16)),
            builder.and_(word, ir.Constant(word.type, 0xFFFF0000)),
        ]
        return [builder.bitcast(half, ir.FloatType()) for half in halves]

    def store(self, builder: Any, values: Sequence[Any], pointer: Any, group: Any) -> None:
        """Store a word of values."""
        if self.elements == 1:
            self.access.store(builder, values[0], pointer, group)
            return
        low, high = (add_half_of_bfloat16(builder, value) for value in values)
        word = builder.or_(
            builder.lshr(low, ir.Constant(low.type, 16)),
            builder.and_(high, ir.Constant(high.type, 0xFFFF0000)),
        )
        stored = builder.store(word, pointer, align=self.access.itemsize)
        stored.set_metadata("llvm.access.group", group)


def load_float16(builder: Any, pointer: Any) -> Any:
    """Load one float16 as a float32, by integer arithmetic.

    LLVM would put it into a register whose other lanes have what was there before, and convert
    these too: "invalid" goes up if one of them is a signaling NaN.
    """
    bits = builder.load(builder.bitcast(pointer, ir.IntType(16).as_pointer()), align=2)
    return widen_float16(builder, bits)


def widen_float16(builder: Any, bits: Any) -> Any:
    """Return the float32 of the same value as the bits of a float16, or of several."""
    single, kind = _like(bits, ir.FloatType()), _like(bits, _WORD)

    def integer(number: int) -> Any:
        return _splat(kind, number)

    bits = builder.zext(bits, kind)
    sign = builder.shl(builder.and_(bits, integer(0x8000)), integer(16))
    magnitude = builder.shl(builder.and_(bits, integer(0x7FFF)), integer(13))
    # The exponents' biases differ by 112; infinity and NaN have the largest exponent of both.
    normal = builder.add(magnitude, integer(112 << 23))
    is_finite = builder.icmp_unsigned("<", magnitude, integer(31 << 23))
    normal = builder.select(is_finite, normal, builder.add(normal, integer(112 << 23)))
    # With the exponent of 2^-14 a subnormal number is itself and 2^-14. No operand is subnormal,
    # or a caller that has them taken for zero would get zero.
    shifted = builder.bitcast(builder.add(magnitude, integer(113 << 23)), single)
    least = _splat(single, 2.0**-14)
    subnormal = builder.bitcast(builder.fsub(shifted, least), kind)
    is_subnormal = builder.icmp_unsigned("<", magnitude, integer(1 << 23))
    magnitude = builder.select(is_subnormal, subnormal, normal)
    return builder.bitcast(builder.or_(magnitude, sign), single)


def widen_float8(builder: Any, bits: Any, name: str) -> Any:
    """Return the float32 of the same value as the bits of a float8, or of several.

    float8_e5m2 is the upper half of a float16. float8_e4m3fn has a digit more and a bit less of the
    exponent, whose bias is less by 8; its one NaN has the bits after the largest number.
    """
    kind = _like(bits, ir.IntType(16))
    half = builder.shl(builder.zext(bits, kind), _splat(kind, 8))
    if name == "float8_e5m2":
        return widen_float16(builder, half)
    sign = builder.and_(half, _splat(kind, 0x8000))
    magnitude = builder.and_(half, _splat(kind, 0x7F00))
    half = builder.or_(sign, builder.lshr(magnitude, _splat(kind, 1)))
    value = widen_float16(builder, half)
    value = builder.fmul(value, _splat(value.type, 2.0**8))
    is_nan = builder.icmp_unsigned("==", magnitude, _splat(kind, 0x7F00))
    return builder.select(is_nan, _splat(value.type, NAN), value)


def round_to_float8(builder: Any, value: Any, name: str) -> Any:
    """Return the bits of the float8 next to a float32, the even one of two, as ml_dtypes does.

    What is too large becomes infinite in float8_e5m2, and NaN in float8_e4m3fn. No flag goes up.
    """
    info = ml_dtypes.finfo(FLOATS8[name].dtype)  # type: ignore[no-untyped-call]
    digits, least = info.nmant, info.minexp
    codes = [int(info.dtype.type(number).view(np.uint8)) for number in (info.max, INFINITY, NAN)]
    largest, infinity, nan = (_WORD(code & 0x7F) for code in codes)
    bits = builder.bitcast(value, _WORD)
    sign = builder.and_(builder.lshr(bits, _WORD(24)), _WORD(0x80))
    magnitude = builder.and_(bits, _WORD(0x7FFFFFFF))
    dropped = 23 - digits
    odd = builder.and_(builder.lshr(magnitude, _WORD(dropped)), _WORD(1))
    rounded = builder.add(magnitude, builder.add(odd, _WORD((1 << dropped - 1) - 1)))
    normal = builder.lshr(rounded, _WORD(dropped))
    normal = builder.sub(normal, _WORD((126 + least) << digits))
    # A sum with a power of two has the digits that a subnormal float8 has.
    is_small = builder.icmp_unsigned("<", magnitude, _WORD((127 + least) << 23))
    small = builder.bitcast(builder.select(is_small, magnitude, _WORD(0)), ir.FloatType())
    power = least + dropped
    subnormal = builder.fadd(small, ir.Constant(ir.FloatType(), 2.0**power))
    subnormal = builder.sub(builder.bitcast(subnormal, _WORD), _WORD((127 + power) << 23))
    result = builder.select(is_small, subnormal, normal)
    is_large = builder.icmp_unsigned(">", result, largest)
    result = builder.select(is_large, infinity, result)
    is_nan = builder.icmp_unsigned(">", magnitude, _WORD(0x7F800000))
    result = builder.select(is_nan, nan, result)
    return builder.trunc(builder.or_(result, sign), _BYTE)


def round_to_bfloat16(builder: Any, value: Any) -> Any:
    """Round a float32 to nearest even in integer arithmetic.

    LLVM's own fptrunc may become VCVTNEPS2BF16, which flushes subnormals. NaN needs no case of
    its own: the hardware's NaN, and one that comes from a bfloat16 input, have zeros in their
    lower half, which the rounding leaves alone.
    """
    rounded = add_half_of_bfloat16(builder, value)
    upper = builder.lshr(rounded, _splat(rounded.type, 16))
    return builder.trunc(upper, _like(value, ir.IntType(16)))


def add_half_of_bfloat16(builder: Any, value: Any) -> Any:
    """Return the bits of a float32 whose upper half is what rounds it to bfloat16."""
    wide = _like(value, ir.IntType(32))
    bits = builder.bitcast(value, wide)
    odd = builder.and_(builder.lshr(bits, _splat(wide, 16)), _splat(wide, 1))
    return builder.add(bits, builder.add(odd, _splat(wide, 0x7FFF)))


def _like(value: Any, element: Any) -> Any:
    """Return a type of as many lanes as a value has."""
    return ir.VectorType(element, value.type.count) if _is_vector(value.type) else element


def _is_vector(kind: Any) -> bool:
    return isinstance(kind, ir.VectorType)


def _splat(kind: Any, number: float) -> Any:
    """Return a constant in every lane of a type."""
    return ir.Constant(kind, [number] * kind.count if _is_vector(kind) else number)


def emit_prefetch(builder: Any, pointer: Any, write: bool, level: int) -> None:
    """Have a cache line brought into the cache of a level, to be written or only read."""
    pointer = builder.bitcast(pointer, _BYTE.as_pointer())
    options = [_WORD(number) for number in (int(write), 4 - level, 1)]  # 1: data
    call_named(builder, "llvm.prefetch.p0", ir.VoidType(), pointer, *options)


class Namespace(ModuleType):
    """What has attributes that compiled code reads as constants: to Numba it is a module."""

    def __init__(self) -> None:
        super().__init__(type(self).__name__)


class Memory(Namespace):
    """How vectors in memory are read and written as elements of an array type.

    Attributes
    ----------
    itemsize
    load
        ``load(address, rest)``: a vector, zeros from the rest-th element on.
    store
        ``store(address, vector, rest)``: the first rest elements.
    load_scalar, store_scalar
        ``load_scalar(address)`` and ``store_scalar(address, vector)``, of the first element alone.
    stream
        As store, past the caches, to an address that is a multiple of 64; any `rest`.
    """

    def __init__(self, storage: str, count: int = LANES) -> None:
        super().__init__()
        element, self.itemsize = FLOATS[storage].llvm, FLOATS[storage].itemsize
        itemsize, working, many = self.itemsize, WORKING_TYPES[storage], vector(element, count)
        kind = Vector(working, count)

        def widened(builder: Any, value: Any) -> Any:
            if storage != "bfloat16":
                return _widened(builder, value, storage)
            # One shuffle that puts zeros below: extending and shifting are two instructions, of
            # which a gradient's kernel has so many that it takes 1.2 times as long.
            pairs = lanes(LANES * half + lane for lane in range(LANES) for half in (0, 1))
            wide = builder.shuffle_vector(ir.Constant(value.type, None), value, pairs)
            return builder.bitcast(wide, vector(ir.FloatType()))

        @emitted(kind(types.intp, types.intp))
        def load(builder: Any, address: Any, rest: Any) -> Any:
            mask = first(builder, rest, count)
            return widened(builder, masked_load(builder, many, address, itemsize, mask))

        @emitted(types.void(types.intp, kind, types.intp))
        def store(builder: Any, address: Any, value: Any, rest: Any) -> None:
            mask = first(builder, rest, count)
            masked_store(builder, _narrowed(builder, value, storage), address, itemsize, mask)

        @emitted(types.void(types.intp, kind, types.intp))
        def stream(builder: Any, address: Any, value: Any, rest: Any) -> None:
            value = _narrowed(builder, value, storage)
            stored = builder.store(value, builder.inttoptr(address, value.type.as_pointer()))
            stored.align = min(count * itemsize, 64)
            one = builder.module.add_metadata([ir.Constant(_WORD, 1)])
            stored.set_metadata("nontemporal", one)

        @emitted(working(types.intp))
        def load_scalar(builder: Any, address: Any) -> Any:
            pointer = builder.inttoptr(address, element.as_pointer())
            if storage == "float16":
                return load_float16(builder, pointer)
            return _widened(builder, builder.load(pointer, align=itemsize), storage)

        @emitted(types.void(types.intp, kind))
        def store_scalar(builder: Any, address: Any, value: Any) -> None:
            # no masked store: with a constant mask and a narrowing one, LLVM stores 32 bits
            value = builder.extract_element(
                _narrowed(builder, value, storage), ir.Constant(_WORD, 0)
            )
            builder.store(value, builder.inttoptr(address, element.as_pointer())).align = itemsize

        self.load, self.store, self.stream = load, store, stream
        self.load_scalar, self.store_scalar = load_scalar, store_scalar


class Several(Namespace):
    """How several values of the working type are read and written that lie apart in memory.

    Attributes
    ----------
    load
        ``load(address, count)``: so many vectors, which lie `distance` bytes apart; a literal.
    load_numbers
        The first elements of these alone.
    store
        ``store(address, vectors)``.
    """

    def __init__(self, working: Any, distance: int) -> None:
        super().__init__()
        element, itemsize = FLOATS[str(working)].llvm, FLOATS[str(working)].itemsize

        def places(builder: Any, address: Any, count: int, kind: Any) -> Any:
            for k in range(count):
                at = builder.add(address, ir.Constant(INDEX, k * distance)) if k else address
                yield builder.inttoptr(at, kind.as_pointer())

        def loader(kind: Any, each: Any) -> Any:
            @intrinsic(prefer_literal=True)
            def load(typingctx: Any, address: Any, count: Any) -> Any:
                def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
                    pointers = places(builder, args[0], count.literal_value, kind)
                    loaded = [builder.load(pointer, align=itemsize) for pointer in pointers]
                    return context.make_tuple(builder, signature.return_type, loaded)

                several = types.UniTuple(each, count.literal_value)  # type: ignore[attr-defined]
                return several(types.intp, count), codegen

            return load

        @intrinsic
        def store(typingctx: Any, address: Any, values: Any) -> Any:
            def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
                every = cgutils.unpack_tuple(builder, args[1])
                pointers = places(builder, args[0], len(every), vector(element))
                for value, pointer in zip(every, pointers, strict=True):
                    builder.store(value, pointer).align = itemsize
                return context.get_dummy_value()

            return types.void(types.intp, values), codegen

        self.load = loader(vector(element), Vector(working, LANES))
        self.load_numbers, self.store = loader(element, working), store


def vector(element: Any, count: int = LANES) -> Any:
    """Return LLVM's type of a vector."""
    return ir.VectorType(element, count)


def constants(kind: Any, values: Any) -> Any:
    """Return a constant vector."""
    return ir.Constant(kind, [ir.Constant(kind.element, value) for value in values])


def first(builder: Any, rest: Any, count: int = LANES) -> Any:
    """Emit the mask of the first `rest` lanes."""
    limits = splat(builder, builder.trunc(rest, _WORD), count)
    return builder.icmp_signed("<", lanes(range(count)), limits)


def _masked(builder: Any, operation: str, kind: Any, result: Any, operands: Any) -> Any:
    element = kind.element
    name = f"i{element.width}" if isinstance(element, ir.IntType) else element.intrinsic_name
    return call_named(builder, f"llvm.masked.{operation}.v{kind.count}{name}.p0", result, *operands)


def masked_load(builder: Any, kind: Any, address: Any, align: int, mask: Any) -> Any:
    """Emit a load of the lanes that a mask has, zeros elsewhere."""
    pointer = builder.inttoptr(address, kind.as_pointer())
    operands = [pointer, ir.Constant(_WORD, align), mask, ir.Constant(kind, None)]
    return _masked(builder, "load", kind, kind, operands)


def masked_store(builder: Any, value: Any, address: Any, align: int, mask: Any) -> None:
    """Emit a store of the lanes that a mask has."""
    pointer = builder.inttoptr(address, value.type.as_pointer())
    operands = [value, pointer, ir.Constant(_WORD, align), mask]
    _masked(builder, "store", value.type, ir.VoidType(), operands)


@emitted(types.void())
def settle(builder: Any) -> None:
    """Have what was stored past the caches seen by other threads before what comes after."""
    builder.fence("seq_cst")


@emitted(types.void(types.intp))
def fetch(builder: Any, address: Any) -> None:
    """Have a line of memory brought into a level-2 cache; the address need not exist."""
    emit_prefetch(builder, builder.inttoptr(address, _BYTE.as_pointer()), write=False, level=2)


@emitted(Mask(LANES)(types.intp))
def first_lanes(builder: Any, rest: Any) -> Any:
    """Return the mask of the first `rest` lanes."""
    return first(builder, rest)


@emitted(Mask(LANES)(types.intp, types.intp))
def load_mask(builder: Any, address: Any, rest: Any) -> Any:
    """Return which of LANES booleans in memory are true, false from the rest-th on."""
    kind = vector(_BYTE)
    _, _, features = llvm_target()
    if "+avx512bw" in features.split(","):
        value = masked_load(builder, kind, address, 1, first(builder, rest))
        return builder.icmp_unsigned("!=", value, ir.Constant(kind, None))
    # LLVM makes branches of the masked load, and has lost the one of the first byte
    with builder.if_else(builder.icmp_signed(">=", rest, INDEX(LANES))) as (then, otherwise):
        with then:
            whole = builder.load(builder.inttoptr(address, kind.as_pointer()), align=1)
            end_of_whole = builder.block
        with otherwise:
            last, part = builder.sub(rest, INDEX(1)), ir.Constant(kind, None)
            for lane in range(LANES):
                inside = builder.icmp_signed("<", INDEX(lane), rest)
                at = builder.add(address, builder.select(inside, INDEX(lane), last))
                byte = builder.load(builder.inttoptr(at, _BYTE.as_pointer()), align=1)
                byte = builder.select(inside, byte, _BYTE(0))
                part = builder.insert_element(part, byte, ir.Constant(_WORD, lane))
            end_of_part = builder.block
    value = builder.phi(kind)
    value.add_incoming(whole, end_of_whole)
    value.add_incoming(part, end_of_part)
    return builder.icmp_unsigned("!=", value, ir.Constant(kind, None))
