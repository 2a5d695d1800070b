"""The few operations that know about LLVM.

Every activation is arithmetic, comparisons and these. Each one has a single IEEE 754
meaning, so a body gives the same bits on every CPU, vector width and GPU: no result here
depends on an approximation, and nothing lets the compiler contract or reorder.

All floating-point arguments of a primitive have one working type, float32 or float64, or are
vectors of it (`vectors.py`), beside which a float stands for all lanes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from .intrinsics import call_named
from .vectors import Mask, Vector

__all__ = [
    "absolute",
    "add_exponent",
    "copysign",
    "flip_sign",
    "fma",
    "has_bit",
    "horner",
    "horner_pairs",
    "magnitude_at_most",
    "pole",
    "pow2_from_shifted",
    "quotient",
    "rough_reciprocal",
    "round_even",
    "round_shifted",
    "select",
    "split_exponent",
    "sqrt",
    "table_of_size",
]

#: Significand bits after the point, by width of the float.
FRACTION_BITS = {32: 23, 64: 52}

#: What a positive number's bits are taken from for a reciprocal within 5.1 %: the exponent is
#: negated, and the fraction subtracted from what makes the error the same on both sides.
RECIPROCAL_BITS = {32: 0x7EF311C7, 64: 0x7FDE623822FC16E6}


def _common(*operands: Any) -> Any:
    """Return the one working type of the operands, or None (no match) for anything else."""
    for operand in operands:
        if isinstance(operand, Vector):
            rest = (operand, operand.element)
            return operand if all(other in rest for other in operands) else None
    if all(isinstance(operand, types.Float) for operand in operands):
        return max(operands, key=lambda operand: operand.bitwidth)
    return None


def _call(builder: Any, name: str, args: Sequence[Any]) -> Any:
    """Emit a call of the LLVM intrinsic ``llvm.<name>`` on operands of one type, the result's."""
    kind = args[0].type
    element = kind.element if isinstance(kind, ir.VectorType) else kind
    suffix = element.intrinsic_name
    if element is not kind:
        suffix = f"v{kind.count}{suffix}"
    return call_named(builder, f"llvm.{name}.{suffix}", kind, *args)


def _fma(builder: Any, a: Any, b: Any, c: Any) -> Any:
    return _call(builder, "fma", (a, b, c))


def _llvm(name: str) -> Callable[..., Any]:
    """Return a code generator that calls the LLVM intrinsic ``llvm.<name>``."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return _call(builder, name, args)

    return codegen


def _integers(kind: Any) -> Any:
    """Return LLVM's type of the bits of a working type."""
    integer = ir.IntType(kind.bitwidth)
    return ir.VectorType(integer, kind.lanes) if isinstance(kind, Vector) else integer


def _constant(kind: Any, value: int) -> Any:
    """Return an integer constant, in all lanes if its type is a vector."""
    if isinstance(kind, ir.VectorType):
        return ir.Constant(kind, [ir.Constant(kind.element, value)] * kind.count)
    return ir.Constant(kind, value)


def _sign_bits(builder: Any, width: int) -> tuple[Callable[[Any], Any], Any]:
    """Return a function that reads the bits of a float, and the sign bit's mask."""
    integer = ir.IntType(width)
    return lambda value: builder.bitcast(value, integer), ir.Constant(integer, 1 << (width - 1))


@intrinsic
def absolute(typingctx: Any, x: Any) -> Any:
    """Clear the sign bit of x."""
    kind = _common(x)

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        if context.target_name != "cuda":
            return _llvm("fabs")(context, builder, signature, args)
        # NVVM has no llvm.fabs
        bits, sign = _sign_bits(builder, kind.bitwidth)
        return builder.bitcast(builder.and_(bits(args[0]), builder.not_(sign)), args[0].type)

    return kind and (kind(kind), codegen)


def _is_short_on_gpu(context: Any, kind: Any) -> bool:
    """Say whether a GPU's own division or root would be a call, which keeps threads in step."""
    return context.target_name == "cuda" and kind.bitwidth == 32


def approximation(builder: Any, name: str, x: Any) -> Any:
    """Emit a GPU's ``rcp`` or ``rsqrt``, within an ULP; subnormal numbers are 0 to it."""
    shape = ir.FunctionType(x.type, [x.type])
    return builder.call(ir.InlineAsm(shape, f"{name}.approx.ftz.f32 $0, $1;", "=f,f"), [x])


def _negative(builder: Any, x: Any) -> Any:
    return builder.fsub(x.type(-0.0), x)  # libNVVM's language has no fneg


@intrinsic
def sqrt(typingctx: Any, x: Any) -> Any:
    """Return the correctly rounded square root of x."""
    kind = _common(x)

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        if not _is_short_on_gpu(context, kind):
            return _llvm("sqrt")(context, builder, signature, args)
        # The steps that ptxas takes for x of ordinary size, to which others are brought.
        (x,) = args
        number = x.type
        small = builder.fcmp_ordered("<", x, number(2.0**-100))
        bounded = builder.fmul(x, builder.select(small, number(2.0**64), number(1.0)))
        inverse = approximation(builder, "rsqrt", bounded)
        root, half = builder.fmul(bounded, inverse), builder.fmul(inverse, number(0.5))
        rest = _fma(builder, _negative(builder, root), root, bounded)
        root = _fma(builder, rest, half, root)
        root = builder.fmul(root, builder.select(small, number(2.0**-32), number(1.0)))
        itself = builder.or_(
            builder.fcmp_ordered("==", x, number(0.0)),
            builder.fcmp_ordered("==", x, number(float("inf"))),
        )
        return builder.select(itself, x, root)

    return kind and (kind(kind), codegen)


@intrinsic
def quotient(typingctx: Any, a: Any, b: Any) -> Any:
    """Return a/b, for operands of ordinary size.

    On the CPU, and in float64, it is plain division. A GPU's for float32 takes a seventh of the
    instructions of `/`, which takes any operands (cuda/division.py), and gives the same bits for
    2^-126 ≤ b ≤ 2^126 and a = ±0, or |a| ≥ 2^-102 and 2^-125 ≤ |a/b| < 2^127. It is NaN where a
    or b is NaN or a infinite. For b < 0 the sign of a zero is lost.
    """
    kind = _common(a, b)

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        if not _is_short_on_gpu(context, kind):
            return builder.fdiv(*args)
        # A Newton step makes the reciprocal correctly rounded, another one the quotient (Markstein,
        # "IA-64 and Elementary Functions", chapter 8). test_division.py looks at each significand.
        a, b = args
        inverse = approximation(builder, "rcp", b)
        error = _fma(builder, _negative(builder, b), inverse, b.type(1.0))
        inverse = _fma(builder, inverse, error, inverse)
        quotient = builder.fmul(a, inverse)
        excess = _fma(builder, b, quotient, _negative(builder, a))
        return _fma(builder, _negative(builder, inverse), excess, quotient)

    return kind and (kind(kind, kind), codegen)


@intrinsic
def pole(typingctx: Any, a: Any, b: Any) -> Any:
    """Return a/b where that is no number but 0: for b = 0, or for a = 0 and a positive b or NaN."""
    kind = _common(a, b)

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        if not _is_short_on_gpu(context, kind):
            return builder.fdiv(*args)
        a, b = args
        zero = b.type(0.0)
        beside = builder.select(builder.fcmp_unordered("uno", b, b), b, zero)
        at = builder.fmul(a, b.type(float("inf")))
        return builder.select(builder.fcmp_ordered("==", b, zero), at, beside)

    return kind and (kind(kind, kind), codegen)


@intrinsic
def round_even(typingctx: Any, x: Any) -> Any:
    """Return x rounded to an integer, to the even one halfway between two."""
    kind = _common(x)
    if kind is None or isinstance(kind, Vector):
        return None

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        if context.target_name != "cuda":
            return _llvm("rint")(context, builder, signature, args)
        # NVVM has no llvm.rint
        shape = ir.FunctionType(args[0].type, [args[0].type])
        name = f"llvm.nvvm.round.{'f' if kind.bitwidth == 32 else 'd'}"
        function = cgutils.get_or_insert_function(builder.module, shape, name)
        return builder.call(function, args)

    return kind(kind), codegen


@intrinsic
def copysign(typingctx: Any, magnitude: Any, sign: Any) -> Any:
    """Return `magnitude` with the sign bit of `sign`."""
    kind = _common(magnitude, sign)

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        if context.target_name != "cuda":
            return _llvm("copysign")(context, builder, signature, args)
        # NVVM has no llvm.copysign
        bits, mask = _sign_bits(builder, kind.bitwidth)
        magnitude = builder.and_(bits(args[0]), builder.not_(mask))
        both = builder.or_(magnitude, builder.and_(bits(args[1]), mask))
        return builder.bitcast(both, args[0].type)

    return kind and (kind(kind, kind), codegen)


@intrinsic
def magnitude_at_most(typingctx: Any, x: Any, limit: Any) -> Any:
    """Return whether |x| ≤ |limit|, by their bits: NaN is beyond infinity.

    Unlike a comparison of floats it raises no flag for NaN, where "invalid" is to mean something.
    """
    kind = _common(x, limit)
    if kind is None or isinstance(kind, Vector):
        return None

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        bits, sign = _sign_bits(builder, kind.bitwidth)
        x, limit = (builder.and_(bits(value), builder.not_(sign)) for value in args)
        return builder.icmp_signed("<=", x, limit)

    return types.boolean(kind, kind), codegen


@intrinsic
def flip_sign(typingctx: Any, x: Any, sign: Any) -> Any:
    """Return x, or −x where the sign bit of `sign` is set."""
    kind = _common(x, sign)

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        bits, mask = _sign_bits(builder, kind.bitwidth)
        flipped = builder.xor(bits(args[0]), builder.and_(bits(args[1]), mask))
        return builder.bitcast(flipped, args[0].type)

    return kind and (kind(kind, kind), codegen)


@intrinsic
def fma(typingctx: Any, a: Any, b: Any, c: Any) -> Any:
    """Return a·b + c, rounded once."""
    kind = _common(a, b, c)
    return kind and (kind(kind, kind, kind), _llvm("fma"))


@intrinsic
def select(typingctx: Any, condition: Any, if_true: Any, if_false: Any) -> Any:
    """Return `if_true` where the condition holds, else `if_false`; both are evaluated.

    Of two equally long tables it returns the table, for a polynomial whose coefficients depend on
    an element's interval: a selection takes any of the units for which a second evaluation's
    multiplications would queue.
    """
    tables = isinstance(if_true, types.UniTuple) and isinstance(if_false, types.UniTuple)
    if tables and if_true.count != if_false.count:
        return None
    kind = _common(if_true.dtype, if_false.dtype) if tables else _common(if_true, if_false)
    if kind is None or not isinstance(condition, (types.Boolean, Mask)):
        return None
    if isinstance(condition, Mask):
        kind = kind if isinstance(kind, Vector) else Vector(kind, condition.lanes)
    else:
        condition = types.boolean

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        chosen, if_true, if_false = args
        if isinstance(signature.args[0], types.Boolean):
            chosen = cgutils.as_bool_bit(builder, chosen)
        if not tables:
            return builder.select(chosen, if_true, if_false)
        firsts, seconds = (cgutils.unpack_tuple(builder, table) for table in (if_true, if_false))
        terms = [builder.select(chosen, *pair) for pair in zip(firsts, seconds, strict=True)]
        return context.make_tuple(builder, signature.return_type, terms)

    if tables:
        kind = types.UniTuple(kind, if_true.count)  # type: ignore[attr-defined]
    return kind(condition, kind, kind), codegen


@intrinsic
def table_of_size(typingctx: Any, size: Any, starts: Any, tables: Any) -> Any:
    """Return the table of the last of the ascending `starts` that `size` ≥ 0 is not below.

    Where it is below all, the first. The bits are compared: NaN is beyond infinity, and silent.
    """
    kind = _common(size)
    if kind is None or isinstance(kind, Vector) or starts.count != tables.count:
        return None
    starts = types.UniTuple(kind, starts.count)
    tables = types.UniTuple(types.UniTuple(kind, tables.dtype.count), tables.count)

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        bits, _ = _sign_bits(builder, kind.bitwidth)
        lows, rows = (cgutils.unpack_tuple(builder, each) for each in args[1:])
        chosen, *others = (cgutils.unpack_tuple(builder, row) for row in rows)
        for low, other in zip(lows[1:], others, strict=True):
            beyond = builder.icmp_signed(">=", bits(args[0]), bits(low))
            pairs = zip(other, chosen, strict=True)
            chosen = [builder.select(beyond, *pair) for pair in pairs]
        return context.make_tuple(builder, signature.return_type, chosen)

    return tables.dtype(kind, starts, tables), codegen


@intrinsic
def horner(typingctx: Any, x: Any, coefficients: Any) -> Any:
    """Return c[0] + x·(c[1] + x·(c[2] + …)), one fma a step."""
    kind = _common(x)
    if kind is None or not isinstance(coefficients, types.UniTuple):
        return None

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        argument, table = args
        terms = cgutils.unpack_tuple(builder, table)
        total = terms[-1]
        for term in reversed(terms[:-1]):
            total = _fma(builder, total, argument, term)
        return total

    return kind(kind, types.UniTuple(kind, coefficients.count)), codegen


@intrinsic
def horner_pairs(typingctx: Any, x: Any, square: Any, coefficients: Any) -> Any:
    """Return (c[0] + c[1]·x) + x²·((c[2] + c[3]·x) + x²·(…)), one fma a coefficient but the last.

    As many operations as `horner` where `square` = x² is at hand, in half the latency: a kernel
    is bound by the length of its chain of dependent operations as much as by their number.
    """
    kind = _common(x, square)
    if kind is None or not isinstance(coefficients, types.UniTuple):
        return None

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        argument, argument_squared, table = args
        terms = cgutils.unpack_tuple(builder, table)
        pairs = [
            _fma(builder, terms[k + 1], argument, terms[k]) if k + 1 < len(terms) else terms[k]
            for k in range(0, len(terms), 2)
        ]
        total = pairs[-1]
        for pair in reversed(pairs[:-1]):
            total = _fma(builder, total, argument_squared, pair)
        return total

    return kind(kind, kind, types.UniTuple(kind, coefficients.count)), codegen


@intrinsic
def round_shifted(typingctx: Any, x: Any, scale: Any, shifter: Any) -> Any:
    """Return fma(x, scale, shifter): x·scale rounded to an integer, held in the low bits.

    `shifter` is 1.5·2^(fraction bits) plus a bias. Subtracting it again gives the integer
    as a float; `pow2_from_shifted` reads the low bits. This costs one instruction where a
    rounding and a conversion to integer cost three.
    """
    kind = _common(x, scale, shifter)
    return kind and (kind(kind, kind, kind), _llvm("fma"))


@intrinsic
def pow2_from_shifted(typingctx: Any, shifted: Any) -> Any:
    """Return the float whose exponent field is the low bits of `shifted`.

    With a bias of 127 (1023 for float64) in the shifter this is 2^n for the integer n that
    `round_shifted` rounded to. The sign bit is what the shift leaves there: the caller keeps
    the biased exponent in range.
    """
    kind = _common(shifted)

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        kind = signature.return_type
        bits = builder.bitcast(args[0], _integers(kind))
        moved = builder.shl(bits, _constant(bits.type, FRACTION_BITS[kind.bitwidth]))
        return builder.bitcast(moved, args[0].type)

    return kind and (kind(kind), codegen)


@intrinsic
def has_bit(typingctx: Any, shifted: Any, bit: Any) -> Any:
    """Return whether the integer that `round_shifted` rounded to has a bit: 1, 2, 4 and so on."""
    kind = _common(shifted)
    if kind is None or isinstance(kind, Vector) or not isinstance(bit, types.Integer):
        return None

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        bits = builder.bitcast(args[0], ir.IntType(kind.bitwidth))
        mask = context.cast(
            builder, args[1], signature.args[1], getattr(types, f"int{kind.bitwidth}")
        )
        return builder.icmp_signed("!=", builder.and_(bits, mask), ir.Constant(bits.type, 0))

    return types.boolean(kind, bit), codegen


@intrinsic
def add_exponent(typingctx: Any, x: Any, shifted: Any) -> Any:
    """Return x·2^n for the integer n that `round_shifted` rounded to without a bias.

    One integer addition; x and the result are normal numbers.
    """
    kind = _common(x, shifted)

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        kind = signature.return_type
        number, bits = (builder.bitcast(value, _integers(kind)) for value in args)
        moved = builder.shl(bits, _constant(bits.type, FRACTION_BITS[kind.bitwidth]))
        return builder.bitcast(builder.add(number, moved), args[0].type)

    return kind and (kind(kind, kind), codegen)


@intrinsic
def rough_reciprocal(typingctx: Any, x: Any) -> Any:
    """Return 1/x within 5.1 %, for positive x and 1/x that are normal.

    One integer subtraction. It is enough for a correction that is itself within an ULP.
    """
    kind = _common(x)

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        width = signature.return_type.bitwidth
        bits = builder.bitcast(args[0], ir.IntType(width))
        inverse = builder.sub(ir.Constant(bits.type, RECIPROCAL_BITS[width]), bits)
        return builder.bitcast(inverse, args[0].type)

    return kind and (kind(kind), codegen)


@intrinsic
def split_exponent(typingctx: Any, x: Any, lowest: Any) -> Any:
    """Return (m, e) with x = m·2^e exactly and lowest ≤ m < 2·lowest, for positive normal x."""
    kind = _common(x, lowest)

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        integer = _integers(signature.args[0])
        fraction = _constant(integer, FRACTION_BITS[signature.args[0].bitwidth])
        low = builder.bitcast(args[1], integer)
        offset = builder.sub(builder.bitcast(args[0], integer), low)
        exponent = builder.ashr(offset, fraction)
        mantissa = builder.sub(builder.bitcast(args[0], integer), builder.shl(exponent, fraction))
        return context.make_tuple(
            builder,
            signature.return_type,
            [builder.bitcast(mantissa, args[0].type), builder.sitofp(exponent, args[0].type)],
        )

    return kind and (types.UniTuple(kind, 2)(kind, kind), codegen)
