"""Arrays in GPU memory: elements become values of the working type, results become elements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llvmlite import ir

from ..core.floats import FLOATS, dtype_of

#: Bytes of a vector access, the widest that the memory system has.
VECTOR = 16

_BYTE, _WORD = ir.IntType(8), ir.IntType(32)


def _to_working(builder: Any, value: Any, name: str, storage: str) -> Any:
    """Return an element of type `name` as a value of the working type of a loop.

    What the loop's type does not hold is rounded to it, as NumPy casts an operand.
    """
    working = FLOATS[FLOATS[storage].working].llvm
    if name in FLOATS:
        exact = _widened(builder, value, name)
        if name == storage or (name in ("float16", "bfloat16") and working == exact.type):
            return exact
        if exact.type == working and storage in ("float32", "float64"):
            return exact
    elif name == "bool":
        exact = builder.uitofp(builder.icmp_unsigned("!=", value, value.type(0)), working)
    elif name.startswith("u"):
        exact = builder.uitofp(value, working)
    else:
        exact = builder.sitofp(value, working)
    if exact.type == ir.FloatType() and working == ir.DoubleType():
        return builder.fpext(exact, working)
    return _widened(builder, _rounded(builder, exact, storage), storage)


def _widened(builder: Any, value: Any, name: str) -> Any:
    """Return a float of type `name` as float32, or as float64 if it is one."""
    if name == "float16":
        return builder.fpext(value, ir.FloatType())
    if name == "bfloat16":
        return builder.bitcast(builder.shl(builder.zext(value, _WORD), _WORD(16)), ir.FloatType())
    return value


def _rounded(builder: Any, value: Any, name: str) -> Any:
    """Round a float32 or float64 to type `name`."""
    target = FLOATS[name].llvm
    if name == "bfloat16":
        if value.type == ir.DoubleType():
            value = builder.fptrunc(value, ir.FloatType())  # as ml_dtypes casts
        return _round_to_bfloat16(builder, value)
    if value.type == target:
        return value
    narrower = target == ir.HalfType() or value.type == ir.DoubleType()
    return builder.fptrunc(value, target) if narrower else builder.fpext(value, target)


def _round_to_bfloat16(builder: Any, value: Any) -> Any:
    """Round a float32 to nearest even in integer arithmetic, on every compute capability.

    NaN is a case of its own: a GPU's has all bits set, and the addition would carry it into a
    zero.
    """
    bits = builder.bitcast(value, _WORD)
    odd = builder.and_(builder.lshr(bits, _WORD(16)), _WORD(1))
    near = builder.lshr(builder.add(bits, builder.add(odd, _WORD(0x7FFF))), _WORD(16))
    is_nan = builder.fcmp_unordered("uno", value, value)
    return builder.trunc(builder.select(is_nan, _WORD(0x7FC0), near), ir.IntType(16))


def _packed(builder: Any, low: Any, high: Any, name: str) -> Any:
    """Round two float32 to a 16-bit type and return the word that holds both.

    One instruction, from compute capability 8.0 on, where the rounding in integers takes about
    ten. It keeps subnormals and rounds to nearest even, as they do.
    """
    short = {"float16": "f16x2", "bfloat16": "bf16x2"}[name]
    shape = ir.FunctionType(_WORD, [low.type, high.type])
    instruction = ir.InlineAsm(shape, f"cvt.rn.{short}.f32 $0, $1, $2;", "=r,f,f")
    return builder.call(instruction, [high, low])


def _from_working(builder: Any, value: Any, storage: str, name: str) -> Any:
    """Round a result to the loop's type, and that to the type of the array it is written to."""
    result = _rounded(builder, value, storage)
    return (
        result if name == storage else _rounded(builder, _widened(builder, result, storage), name)
    )


class Memory:
    """Access to the arrays of one kernel."""

    def __init__(self, builder: Any, storage: str, space: int, packs: bool = False) -> None:
        self.builder = builder
        self.storage = storage
        self.space = space
        self.packs = packs

    def _kinds(self, name: str, vector: bool) -> tuple[Any, int]:
        """Return the LLVM type of one access, and its alignment."""
        size = dtype_of(name).itemsize
        if not vector:
            return FLOATS[name].llvm if name in FLOATS else ir.IntType(8 * size), size
        # the 16-bit types travel in words: there is no instruction for eight of them
        lane = FLOATS[name].llvm if size >= 4 else _WORD
        return ir.VectorType(lane, VECTOR // max(size, 4)), VECTOR

    def _pointer(self, address: Any, offset: Any, kind: Any) -> Any:
        builder = self.builder
        base = builder.inttoptr(address, _BYTE.as_pointer(self.space))
        return builder.bitcast(builder.gep(base, [offset]), kind.as_pointer(self.space))

    def load(self, address: Any, offset: Any, name: str, vector: bool) -> Any:
        kind, align = self._kinds(name, vector)
        return self.builder.load(self._pointer(address, offset, kind), align=align)

    def store(self, value: Any, address: Any, offset: Any, name: str, vector: bool) -> None:
        kind, align = self._kinds(name, vector)
        self.builder.store(value, self._pointer(address, offset, kind), align=align)

    def elements(self, loaded: Any, name: str, vector: bool) -> list[Any]:
        """Return what a load gave as values of the working type."""
        builder, storage = self.builder, self.storage
        if not vector:
            return [_to_working(builder, loaded, name, storage)]
        parts = [builder.extract_element(loaded, _WORD(k)) for k in range(loaded.type.count)]
        if dtype_of(name).itemsize == 2:
            half = ir.IntType(16)
            parts = [
                builder.trunc(word if low else builder.lshr(word, _WORD(16)), half)
                for word in parts
                for low in (True, False)
            ]
            parts = [builder.bitcast(part, FLOATS[name].llvm) for part in parts]
        return [_to_working(builder, part, name, storage) for part in parts]

    def pack(self, values: Sequence[Any], name: str, vector: bool) -> Any:
        """Return results as what a store takes."""
        builder, storage = self.builder, self.storage
        if not vector:
            return _from_working(builder, values[0], storage, name)
        kind, _ = self._kinds(name, vector)
        if dtype_of(name).itemsize == 2 and self.packs:
            pairs = zip(values[::2], values[1::2], strict=True)
            return self._vector(kind, [_packed(builder, *pair, name) for pair in pairs])
        parts = [_from_working(builder, value, storage, name) for value in values]
        if dtype_of(name).itemsize == 2:
            bits = [builder.zext(builder.bitcast(p, ir.IntType(16)), _WORD) for p in parts]
            parts = [
                builder.or_(low, builder.shl(high, _WORD(16)))
                for low, high in zip(bits[::2], bits[1::2], strict=True)
            ]
        return self._vector(kind, parts)

    def _vector(self, kind: Any, parts: Sequence[Any]) -> Any:
        packed = kind(ir.Undefined)
        for k, part in enumerate(parts):
            packed = self.builder.insert_element(packed, part, _WORD(k))
        return packed
