"""From a function and a schedule to PTX, through numba-cuda and NVVM; needs no driver.

Two thirds of the time go to NVVM's input, which numba-cuda makes: types, lowering, text. It is the
same for many compute capabilities, and the last few are kept.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

from numba.core import cgutils, types
from numba.core.errors import NumbaError
from numba.cuda.compiler import compile_cuda, kernel_fixup
from numba.cuda.cudadrv import nvvm
from numba.cuda.nvvmutils import SRegBuilder
from numba.extending import intrinsic

from ..core.definition import Elementwise
from ..core.floats import FLOATS, WORKING_TYPES
from ..core.specialize import is_ours
from ..maths import softmax as pieces
from . import kernels, rows
from .scalars import ANY_CAPABILITY, scalar_function

__all__ = ["kernel_of", "row_kernel_of"]

#: NVVM's options: every operation rounds as IEEE 754 says, subnormals are kept, nothing is fused.
OPTIONS = {"opt": 3, "fma": False, "ftz": False, "prec_div": True, "prec_sqrt": True}

#: From this compute capability on, an instruction rounds two float32 to one word of 16-bit floats.
PACKS = (8, 0)


def kernel_of(
    definition: Elementwise, schedule: kernels.Schedule, capability: tuple[int, int]
) -> kernels.Kernel:
    """Compile a function's kernel to PTX.

    Parameters
    ----------
    definition
        The function.
    schedule
        What the kernel is specialized for.
    capability
        Compute capability, such as ``(9, 0)``.

    Raises
    ------
    TypeError
        If the body does not compile, or computes in float64 where float32 was asked for.
    """
    try:
        if not is_ours(definition.__wrapped__):
            definition.checked_scalar(schedule.working)
        return _code(_lowered(definition, schedule, _packs(schedule, capability)), capability)
    except NumbaError as error:
        raise definition.not_compiling(error) from error


def row_kernel_of(
    name: str, schedule: rows.RowSchedule, capability: tuple[int, int]
) -> kernels.Kernel:
    """Compile the kernel of a row function, a key of `rows.FUNCTIONS`, to PTX."""
    return _code(_lowered_rows(name, schedule, _packs(schedule, capability)), capability)


def _packs(schedule: kernels.Schedule | rows.RowSchedule, capability: tuple[int, int]) -> bool:
    """Say whether a kernel has that instruction, and something to round with it."""
    return capability >= PACKS and FLOATS[schedule.storage].itemsize == 2


def _code(library: Any, capability: tuple[int, int]) -> kernels.Kernel:
    """Run NVVM."""
    return kernels.Kernel(library.get_asm_str(cc=capability), library._entry_name)


@functools.lru_cache(maxsize=4)
def _lowered(definition: Elementwise, schedule: kernels.Schedule, packs: bool) -> Any:
    """Return numba-cuda's library of an elementwise kernel: what NVVM makes code of."""
    working = WORKING_TYPES[schedule.working]
    arity = len(schedule.inputs)
    scalar = scalar_function(definition.__wrapped__, schedule.storage, definition.outputs)
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
                scalar = scalar_function(getattr(pieces, piece), schedule.storage)
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
