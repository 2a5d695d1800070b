"""From a function and a schedule to PTX, through numba-cuda and NVVM; needs no driver."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from numba.core import cgutils, types
from numba.cuda.compiler import compile_cuda, kernel_fixup
from numba.cuda.cudadrv import nvvm
from numba.cuda.nvvmutils import SRegBuilder
from numba.extending import intrinsic

from .. import rows as pieces
from ..specialize import BODY_TYPES, WORKING_TYPES
from . import kernels, rows
from .scalars import scalar_function

if TYPE_CHECKING:
    from ..activation import Elementwise

__all__ = ["compile_kernel"]

#: NVVM's options: every operation rounds as IEEE 754 says, subnormals are kept, nothing is fused.
OPTIONS = {"opt": 3, "fma": False, "ftz": False, "prec_div": True, "prec_sqrt": True}


def compile_kernel(
    definition: Elementwise, schedule: kernels.Schedule, capability: tuple[int, int]
) -> kernels.Kernel:
    """Compile a function's kernel to PTX (see `kernels.build`)."""
    working = WORKING_TYPES[schedule.working]
    arity = len(schedule.inputs)
    scalar = scalar_function(definition.__wrapped__, BODY_TYPES[schedule.storage])
    compiled = scalar.compile_device((working,) * arity)
    arguments = [getattr(types, name) for name in schedule.arguments]
    argument_types = types.Tuple(arguments)  # type: ignore[attr-defined]

    @intrinsic
    def run(typingctx: Any, arguments: Any) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            context.active_code_library.add_linking_library(compiled.library)
            registers = SRegBuilder(builder)

            def call(operands: Sequence[Any]) -> Sequence[Any]:
                result = context.call_internal(
                    builder, compiled.fndesc, compiled.signature, operands
                )
                if definition.outputs == 1:
                    return [result]
                return list(cgutils.unpack_tuple(builder, result))

            kernels.emit(
                builder,
                schedule,
                cgutils.unpack_tuple(builder, args[0]),
                registers.ctaid("x"),
                registers.tid("x"),
                registers.ntid("x"),
                call,
                nvvm.ADDRSPACE_GLOBAL,
                packs=capability >= (8, 0),
            )
            return context.get_dummy_value()

        return types.void(argument_types), codegen

    def kernel(arguments):  # type: ignore[no-untyped-def]
        run(arguments)

    kernel.__qualname__ = definition.__name__.replace(".", "_")  # a name for profilers
    return compile_entry(kernel, (argument_types,), capability)


def compile_row_kernel(
    name: str, schedule: rows.RowSchedule, capability: tuple[int, int]
) -> kernels.Kernel:
    """Compile a row function's kernel to PTX (see `rows.build_rows`)."""
    working = WORKING_TYPES[schedule.working]
    arguments = [getattr(types, each) for each in schedule.arguments(name)]
    argument_types = types.Tuple(arguments)  # type: ignore[attr-defined]

    @intrinsic
    def run(typingctx: Any, arguments: Any) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            registers = SRegBuilder(builder)

            def call(piece: str, *operands: Any) -> list[Any]:
                scalar = scalar_function(getattr(pieces, piece), schedule.working)
                compiled = scalar.compile_device((working,) * len(operands))
                context.active_code_library.add_linking_library(compiled.library)
                result = context.call_internal(
                    builder, compiled.fndesc, compiled.signature, operands
                )
                if compiled.signature.return_type == working:
                    return [result]
                return list(cgutils.unpack_tuple(builder, result))

            rows.emit_rows(
                builder,
                name,
                schedule,
                cgutils.unpack_tuple(builder, args[0]),
                registers.ctaid("x"),
                registers.tid("x"),
                call,
                nvvm.ADDRSPACE_GLOBAL,
                capability >= (8, 0),
            )
            return context.get_dummy_value()

        return types.void(argument_types), codegen

    def kernel(arguments):  # type: ignore[no-untyped-def]
        run(arguments)

    kernel.__qualname__ = name.replace(".", "_")
    return compile_entry(kernel, (argument_types,), capability, schedule.threads)


def compile_entry(
    function: Any,
    arguments: tuple[Any, ...],
    capability: tuple[int, int],
    threads: int = kernels.BLOCK,
) -> kernels.Kernel:
    """Compile a kernel function to PTX.

    Parameters
    ----------
    function
        A plain function without a result.
    arguments
        Numba's types of its arguments.
    capability
        Compute capability.
    threads
        Most threads of a block.
    """
    result = compile_cuda(
        function, types.void, arguments, nvvm_options=dict(OPTIONS), cc=capability
    )
    library = result.library
    name = result.fndesc.llvm_func_name
    entry = library.get_function(name)
    library._entry_name = name
    kernel_fixup(entry, False)
    nvvm.set_launch_bounds(entry, threads)
    return kernels.Kernel(library.get_asm_str(cc=capability), name)
