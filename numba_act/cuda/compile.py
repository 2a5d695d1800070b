"""From a function and a schedule to PTX, through numba-cuda and NVVM; needs no driver.

Two thirds of the time go to NVVM's input, which numba-cuda makes: types, lowering, text. It is the
same for many compute capabilities, and the last few are kept.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from numba.core import cgutils, types
from numba.core.errors import NumbaError
from numba.extending import intrinsic

from ..core.definition import Elementwise
from ..core.floats import FLOATS, WORKING_TYPES
from ..core.intrinsics import emit_call
from ..core.specialize import is_ours, specialized
from ..maths.softmax import FUNCTIONS
from .compat import SRegBuilder, compile_cuda, kernel_fixup, nvvm
from .kernel import Kernel, emit
from .memory import Memory
from .rows.kernel import Rows
from .rows.shares import Shares
from .rows.threshold import Threshold
from .scalars import ANY_CAPABILITY, ScalarDispatcher

#: NVVM's options: every operation rounds as IEEE 754 says, subnormals are kept, nothing is fused.
OPTIONS = {"opt": 3, "fma": False, "ftz": False, "prec_div": True, "prec_sqrt": True}

#: What emits the kernels of row functions with some sums, besides `Rows`.
ROWS = {"shares": Shares, "excess": Threshold, "weights": Threshold}

#: From this compute capability on, an instruction rounds two float32 to one word of 16-bit floats.
PACKS = (8, 0)


def kernel_of(kernel: Elementwise | str, schedule: Any, capability: tuple[int, int]) -> Kernel:
    """Compile a kernel to PTX.

    Parameters
    ----------
    kernel
        A function, or the name of a row function, a key of `maths.softmax.FUNCTIONS`.
    schedule
        What the kernel is specialized for.
    capability
        Compute capability, such as ``(9, 0)``.

    Raises
    ------
    TypeError
        If the body does not compile, or computes in float64 where float32 was asked for.
    """
    # whether the kernel has that instruction, and something to round with it
    packs = capability >= PACKS and FLOATS[schedule.storage].itemsize == 2
    if isinstance(kernel, str):
        library, name = _lowered(kernel, schedule, packs)
    else:
        try:
            if not is_ours(kernel.__wrapped__):
                kernel.checked_scalar(schedule.working)
            _scalar(kernel.__wrapped__, schedule, len(schedule.inputs), kernel.outputs)
            library, name = _lowered(kernel, schedule, packs)
        except NumbaError as error:
            raise kernel.not_compiling(error) from error
    return Kernel(library.get_asm_str(cc=capability), name)


def _scalar(
    function: Callable[..., Any], schedule: Any, operands: int, outputs: int | None = None
) -> Any:
    """Return a scalar function that is compiled for the type that a kernel computes in."""
    scalar = specialized(function, schedule.storage, ScalarDispatcher, outputs)
    return scalar.compile_device((WORKING_TYPES[schedule.working],) * operands)


@functools.lru_cache(maxsize=4)
def _lowered(kernel: Elementwise | str, schedule: Any, packs: bool) -> tuple[Any, str]:
    """Return numba-cuda's library of a kernel, what NVVM makes code of, and the symbol in it."""
    names = schedule.arguments(kernel) if isinstance(kernel, str) else schedule.arguments
    arguments = types.Tuple([getattr(types, name) for name in names])  # type: ignore[attr-defined]

    @intrinsic
    def run(typingctx: Any, arguments: Any) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            def call(
                function: Callable[..., Any], *operands: Any, outputs: int | None = None
            ) -> list[Any]:
                compiled = _scalar(function, schedule, len(operands), outputs)
                return emit_call(context, builder, compiled, operands)

            memory = Memory(builder, schedule.storage, nvvm.ADDRSPACE_GLOBAL, packs)
            values, registers = cgutils.unpack_tuple(builder, args[0]), SRegBuilder(builder)
            place = registers.ctaid("x"), registers.tid("x")
            if isinstance(kernel, str):
                rows = ROWS.get(FUNCTIONS[kernel].sums, Rows)
                rows(memory, kernel, schedule, values, place, call).emit()
            else:
                body = functools.partial(call, kernel.__wrapped__, outputs=kernel.outputs)
                emit(memory, schedule, values, (*place, registers.ntid("x")), body)
            return context.get_dummy_value()

        return types.void(arguments), codegen

    def entry(arguments):  # type: ignore[no-untyped-def]
        run(arguments)

    name = kernel if isinstance(kernel, str) else kernel.__name__
    entry.__qualname__ = name.replace(".", "_")  # for profilers
    result = compile_cuda(
        entry, types.void, (arguments,), nvvm_options=dict(OPTIONS), cc=ANY_CAPABILITY
    )
    symbol = result.fndesc.llvm_func_name
    function = result.library.get_function(symbol)
    kernel_fixup(function, False)
    own = not isinstance(kernel, str) and is_ours(kernel.__wrapped__)
    # two blocks of a multiprocessor: 128 registers a thread, and the longest bodies would take more
    blocks = [2] if own and schedule.working == "float32" else []
    nvvm.set_launch_bounds(function, [schedule.threads, *blocks])
    return result.library, symbol
