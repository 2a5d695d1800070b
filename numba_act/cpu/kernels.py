"""The vector kernel of a scalar function: the one loop that is compiled per function and type.

A kernel is ``kernel(operands, count, uniform)``: `operands` points to one pointer per input
and output, all contiguous; `count` is a multiple of `LANES`; `uniform` says that the
parameters are one value each. Strides, tails, overlap and threads are the driver's
(`driver.py`), compiled once for the package.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numba
from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

__all__ = ["LANES", "compile_kernel"]

#: Elements that a kernel handles at a time: one AVX-512 register of float32, two of AVX2 or of
#: float64. The loop is vectorized to exactly this width on every CPU and `count` is a multiple
#: of it, so no remainder loop is compiled: the driver pads the tail instead.
LANES = 16

_INDEX = ir.IntType(64)


class _Distinct(ir.MDValue):
    """A distinct metadata node, which llvmlite cannot spell.

    Without operands it is an access group; with operands a loop, whose first is itself.
    """

    def descr(self, buffer: list[str]) -> None:  # type: ignore[override]
        operands = [item.get_reference() for item in self.operands]
        if operands:
            operands.insert(0, self.get_reference())
        buffer += (f"distinct !{{ {', '.join(operands)} }}", "\n")

    # llvmlite merges nodes that compare equal
    __eq__ = object.__eq__
    __hash__ = object.__hash__


def _distinct(module: Any, operands: Sequence[Any] = ()) -> Any:
    return _Distinct(module, operands, name=str(len(module.metadata)))


class _Access:
    """How elements of one array type become values of the working type and back."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.storage = {
            "float16": ir.HalfType(),
            "bfloat16": ir.IntType(16),
            "float32": ir.FloatType(),
            "float64": ir.DoubleType(),
        }[name]

    def load(self, builder: Any, pointer: Any, group: Any) -> Any:
        value = builder.load(pointer)
        if group is not None:
            value.set_metadata("llvm.access.group", group)
        if self.name == "float16":
            return builder.fpext(value, ir.FloatType())
        if self.name == "bfloat16":
            wide = builder.zext(value, ir.IntType(32))
            return builder.bitcast(builder.shl(wide, ir.Constant(wide.type, 16)), ir.FloatType())
        return value

    def store(self, builder: Any, value: Any, pointer: Any, group: Any) -> None:
        if self.name == "float16":
            value = builder.fptrunc(value, ir.HalfType())
        elif self.name == "bfloat16":
            value = _round_to_bfloat16(builder, value)
        builder.store(value, pointer).set_metadata("llvm.access.group", group)


def _round_to_bfloat16(builder: Any, value: Any) -> Any:
    """Round a float32 to nearest even in integer arithmetic.

    LLVM's own fptrunc may become VCVTNEPS2BF16, which flushes subnormals.
    """
    wide = ir.IntType(32)

    def constant(number: int) -> Any:
        return ir.Constant(wide, number)

    bits = builder.bitcast(value, wide)
    upper = builder.lshr(bits, constant(16))
    odd = builder.and_(upper, constant(1))
    rounded = builder.add(bits, builder.add(odd, constant(0x7FFF)))
    quiet = builder.or_(upper, constant(0x40))
    is_nan = builder.fcmp_unordered("uno", value, value)
    result = builder.select(is_nan, quiet, builder.lshr(rounded, constant(16)))
    return builder.trunc(result, ir.IntType(16))


def _emit_loop(
    builder: Any,
    pointers: Sequence[Any],
    count: Any,
    access: _Access,
    inputs: int,
    uniform: Sequence[int],
    call: Callable[[Sequence[Any]], Sequence[Any]],
) -> None:
    """Emit ``for i in range(count)`` over the operands.

    Iterations never depend on each other (the driver has sorted out overlap), which the
    metadata tells LLVM: the loop vectorizes with no overlap check, in place too.
    """
    module = builder.module
    group = _distinct(module)
    values = {k: access.load(builder, pointers[k], None) for k in uniform}
    entry = builder.block
    body = builder.append_basic_block("kernel.body")
    done = builder.append_basic_block("kernel.done")
    zero, one = ir.Constant(_INDEX, 0), ir.Constant(_INDEX, 1)
    whole = builder.and_(count, ir.Constant(_INDEX, -LANES))
    # the comparison that LLVM asks before its vector loop, so that it folds
    builder.cbranch(builder.icmp_unsigned(">=", count, ir.Constant(_INDEX, LANES)), body, done)

    builder.position_at_end(body)
    index = builder.phi(_INDEX)
    index.add_incoming(zero, entry)
    arguments = [
        values[k]
        if k in values
        else access.load(builder, builder.gep(pointers[k], [index], inbounds=True), group)
        for k in range(inputs)
    ]
    results = call(arguments)
    for pointer, result in zip(pointers[inputs:], results, strict=True):
        access.store(builder, result, builder.gep(pointer, [index], inbounds=True), group)
    following = builder.add(index, one, flags=["nuw", "nsw"])
    index.add_incoming(following, builder.block)
    # "!=" and not "<": the trip count is then exactly `whole`, and no remainder is compiled
    branch = builder.cbranch(builder.icmp_signed("!=", following, whole), body, done)
    parallel = module.add_metadata(["llvm.loop.parallel_accesses", group])
    options = [
        module.add_metadata([f"llvm.loop.{name}", value])
        for name, value in (
            ("vectorize.enable", ir.Constant(ir.IntType(1), 1)),
            ("vectorize.width", ir.Constant(ir.IntType(32), LANES)),
            ("interleave.count", ir.Constant(ir.IntType(32), 1)),
        )
    ]
    branch.set_metadata("llvm.loop", _distinct(module, [parallel, *options]))
    builder.position_at_end(done)


def compile_kernel(
    scalar: Any, working: Any, storage: str, inputs: int, outputs: int, parameters: int
) -> Any:
    """Compile the kernel of a scalar function for one array type.

    Parameters
    ----------
    scalar
        The jitted scalar function.
    working
        Numba's type that it computes in.
    storage
        Name of the arrays' type: float16, bfloat16, float32 or float64.
    inputs, outputs
        Number of operands of each kind.
    parameters
        How many of the inputs, the last ones, are parameters.

    Returns
    -------
    numba.core.ccallback.CFunc
    """
    access = _Access(storage)
    scalar.compile((working,) * inputs)
    compiled = scalar.overloads[(working,) * inputs]

    @intrinsic
    def run(typingctx: Any, operands: Any, count: Any, uniform: Any) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            table = builder.inttoptr(args[0], access.storage.as_pointer().as_pointer())
            pointers = [
                builder.load(cgutils.gep(builder, table, k)) for k in range(inputs + outputs)
            ]

            def call(arguments: Sequence[Any]) -> Sequence[Any]:
                context.active_code_library.add_linking_library(compiled.library)
                result = context.call_internal(
                    builder, compiled.fndesc, compiled.signature, arguments
                )
                return [result] if outputs == 1 else cgutils.unpack_tuple(builder, result)

            def emit(uniform: Sequence[int]) -> None:
                _emit_loop(builder, pointers, args[1], access, inputs, uniform, call)

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
