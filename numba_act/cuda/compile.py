"""From a function and a schedule to PTX, through numba-cuda and NVVM; needs no driver.

Two thirds of the time go to NVVM's input, which numba-cuda makes: types, lowering, text. It is the
same for many compute capabilities, and the last few are kept.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from numba.core import cgutils, types
from numba.cuda.compiler import compile_cuda, kernel_fixup
from numba.cuda.cudadrv import nvvm
from numba.cuda.nvvmutils import SRegBuilder
from numba.extending import intrinsic

from ..core.specialize import BODY_TYPES, WORKING_TYPES
from ..maths import softmax as pieces
from . import kernels, rows
from .scalars import ANY_CAPABILITY, scalar_function

if TYPE_CHECKING:
    from ..activation import Elementwise

__all__ = ["compile_kernel", "compile_row_kernel"]

#: NVVM's options: every operation rounds as IEEE 754 says, subnormals are kept, nothing is fused.
OPTIONS = {"opt": 3, "fma": False, "ftz": False, "prec_div": True, "prec_sqrt": True}

#: From this compute capability on, an instruction rounds two float32 to one word of 16-bit floats.
PACKS = (8, 0)


def compile_kernel(
    definition: Elementwise, schedule: kernels.Schedule, capability: tuple[int, int]
) -> kernels.Kernel:
    """Compile a function's kernel to PTX (see `kernels.build`)."""
    return _code(_lowered(definition, schedule, _packs(schedule, capability)), capability)


def compile_row_kernel(
    name: str, schedule: rows.RowSchedule, capability: tuple[int, int]
) -> kernels.Kernel:
    """Compile a row function's kernel to PTX (see `rows.build_rows`)."""
    return _code(_lowered_rows(name, schedule, _packs(schedule, capability)), capability)


def _packs(schedule: kernels.Schedule | rows.RowSchedule, capability: tuple[int, int]) -> bool:
    """Say whether a kernel has that instruction, and something to round with it."""
    return capability >= PACKS and kernels.ITEMSIZE[schedule.storage] == 2


def _code(library: Any, capability: tuple[int, int]) -> kernels.Kernel:
    """Run NVVM."""
    return kernels.Kernel(library.get_asm_str(cc=capability), library._entry_name)


@functools.lru_cache(maxsize=4)
def _lowered(definition: Elementwise, schedule: kernels.Schedule, packs: bool) -> Any:
    """Return numba-cuda's library of an elementwise kernel: what NVVM makes code of."""
    working = WORKING_TYPES[schedule.working]
    arity = len(schedule.inputs)
    scalar = scalar_function(
        definition.__wrapped__, BODY_TYPES[schedule.storage], definition.outputs
    )
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
                packs,
            )
            return context.get_dummy_value()

        return types.void(argument_types), codegen

    def kernel(arguments):  # type: ignore[no-untyped-def]
        run(arguments)

    kernel.__qualname__ = definition.__name__.replace(".", "_")  # a name for profilers
    return _lowered_entry(kernel, argument_types, kernels.BLOCK)


@functools.lru_cache(maxsize=4)
def _lowered_rows(name: str, schedule: rows.RowSchedule, packs: bool) -> Any:
    """Return numba-cuda's library of a row kernel."""
    working = WORKING_TYPES[schedule.working]
    arguments = [getattr(types, each) for each in schedule.arguments(name)]
    argument_types = types.Tuple(arguments)  # type: ignore[attr-defined]

    @intrinsic
    def run(typingctx: Any, arguments: Any) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            registers = SRegBuilder(builder)

            def call(piece: str, *operands: Any) -> list[Any]:
                scalar = scalar_function(getattr(pieces, piece), BODY_TYPES[schedule.storage])
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
                packs,
            )
            return context.get_dummy_value()

        return types.void(argument_types), codegen

    def kernel(arguments):  # type: ignore[no-untyped-def]
        run(arguments)

    kernel.__qualname__ = name.replace(".", "_")
    return _lowered_entry(kernel, argument_types, schedule.threads)


def _lowered_entry(function: Any, arguments: Any, threads: int) -> Any:
    """Return numba-cuda's library of a kernel.

    Parameters
    ----------
    function
        A plain function without a result.
    arguments
        Numba's type of its argument.
    threads
        Most threads of a block.
    """
    result = compile_cuda(
        function, types.void, (arguments,), nvvm_options=dict(OPTIONS), cc=ANY_CAPABILITY
    )
    library = result.library
    name = result.fndesc.llvm_func_name
    entry = library.get_function(name)
    library._entry_name = name
    kernel_fixup(entry, False)
    nvvm.set_launch_bounds(entry, threads)
    return library
