"""Loops of complex numbers, which are computed as pairs of float64."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numba
from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from ..core.intrinsics import emit_call, overload_of
from ..core.scalars import scalar_function
from .kernel import Body, Loop, emit_loop
from .memory import INDEX, Access
from .status import FP_FLAGS


class ComplexAccess(Access):
    """How complex numbers in memory become pairs of float64 and back."""

    def _parts(self, builder: Any, pointer: Any) -> list[Any]:
        return [cgutils.gep_inbounds(builder, pointer, 0, k) for k in range(2)]

    def load(self, builder: Any, pointer: Any, group: Any, align: int | None = None) -> Any:
        parts = [builder.load(each) for each in self._parts(builder, pointer)]
        for each in parts:
            each.set_metadata("llvm.access.group", group)
        return [builder.fpext(each, ir.DoubleType()) for each in parts]

    def store(self, builder: Any, value: Any, pointer: Any, group: Any) -> None:
        for part, place in zip(value, self._parts(builder, pointer), strict=True):
            stored = builder.store(builder.fptrunc(part, place.type.pointee), place)
            stored.set_metadata("llvm.access.group", group)


@dataclass(frozen=True)
class ComplexLoop(Loop):
    """A function of complex numbers, at one of their types."""

    @property
    def parameters(self) -> int:
        """None: they are read as inputs are."""
        return 0

    @property
    def flags(self) -> int:
        """The floating-point flags that may be raised; NaN among others is no invalid operation."""
        warns = self.definition.warns or ()
        return sum(FP_FLAGS[name] for name in warns if name != "invalid")

    def compile_body(self) -> Any:
        """Compile the kernel, Numba's errors as they are."""
        definition, inputs, access = self.definition, self.inputs, ComplexAccess(self.storage)
        assert definition.complex_body is not None
        outputs = definition.outputs
        double = ir.DoubleType()
        last = [double(part) for value in self.constants for part in (float(value), 0.0)]
        scalar = scalar_function(definition.complex_body, "float64", 2 * outputs)
        compiled = overload_of(scalar, (types.float64,) * (2 * inputs + len(last)))

        @intrinsic
        def run(typingctx: Any, operands: Any, count: Any) -> Any:
            def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
                def call(values: Sequence[Any]) -> Sequence[Any]:
                    parts = [part for value in values for part in value]
                    found = emit_call(context, builder, compiled, [*parts, *last])
                    return [found[2 * k : 2 * k + 2] for k in range(outputs)]

                table = builder.inttoptr(args[0], access.storage.as_pointer().as_pointer())
                pointers = {
                    k: builder.load(cgutils.gep(builder, table, k)) for k in range(inputs + outputs)
                }
                body = Body(call, access, inputs, light=False, fixed={})
                emit_loop(builder, body, pointers, INDEX(0), args[1], interleave=1)
                return context.get_dummy_value()

            return types.void(types.intp, types.intp), codegen

        def kernel(operands, count, uniform):  # type: ignore[no-untyped-def]
            run(operands, count)

        return numba.cfunc(types.void(types.intp, types.intp, types.intp))(kernel)
