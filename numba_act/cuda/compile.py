"""From a function and a schedule to PTX, by libNVVM; needs no driver.

Two thirds of the time go to libNVVM's input, which Numba makes: types, lowering, text. It is the
same for many compute capabilities, and the last few are kept.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from typing import Any

from llvmlite import ir
from numba.core import types
from numba.core.errors import NumbaError

from ..core.definition import Elementwise
from ..core.floats import FLOATS, WORKING_TYPES
from ..core.intrinsics import call_named, emit_call, overload_of
from ..core.scalars import numbas_compiler
from ..core.specialize import is_ours, specialized
from ..maths.softmax import FUNCTIONS
from .kernel import DEFAULT, Kernel, emit
from .memory import Memory
from .plan import number_of
from .rows.exponentials import Exponentials
from .rows.gradient import Gradient
from .rows.kernel import Rows
from .rows.shares import Shares
from .rows.threshold import Threshold, Weights
from .scalars import DeviceDispatcher, device_context

#: Every operation rounds as IEEE 754 says, subnormals are kept, nothing is fused.
_OPTIONS = {"fma": False, "ftz": False, "prec_div": True, "prec_sqrt": True, "use_libdevice": True}

#: What emits the kernels of row functions, by their sums.
ROWS: dict[str, type[Rows]] = {
    "exponentials": Exponentials,
    "positions": Exponentials,
    "products": Gradient,
    "cotangents": Gradient,
    "shares": Shares,
    "excess": Threshold,
    "weights": Weights,
}

#: From this compute capability on, an instruction rounds two float32 to one word of 16-bit floats.
PACKS = (8, 0)

#: Memory that every block sees, to libNVVM.
GLOBAL = 1


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
    try:
        if not isinstance(kernel, str) and not is_ours(kernel.__wrapped__):
            kernel.checked_scalar(schedule.working)
        name, *modules = _lowered(kernel, schedule, packs)
    except NumbaError as error:
        if isinstance(kernel, str):
            raise
        raise kernel.not_compiling(error) from error
    return Kernel(_ptx(modules, capability), name)


@functools.cache
def known_capabilities() -> list[tuple[int, int]]:
    """Return the compute capabilities that the installed CUDA compiles for, in order."""
    from cuda.bindings import nvrtc

    _, numbers = nvrtc.nvrtcGetSupportedArchs()
    return [divmod(each, 10) for each in numbers]


def _ptx(modules: Sequence[str], capability: tuple[int, int]) -> str:
    """Return what libNVVM makes of modules in LLVM's text."""
    from cuda.core import Program, ProgramOptions

    first, *others = modules
    # a driver's compiler makes code for a newer GPU of the PTX for an older one
    major, minor = max(each for each in known_capabilities() if each <= capability)
    sources = [(f"callee{k}", text) for k, text in enumerate(others)]
    arch = f"compute_{major}{minor}"
    options = ProgramOptions(arch=arch, extra_sources=sources or None, **_OPTIONS)
    made = Program(first, "nvvm", options).compile("ptx").code
    return made.decode().strip("\0\n")


@functools.lru_cache(maxsize=4)
def _lowered(kernel: Elementwise | str, schedule: Any, packs: bool) -> tuple[str, ...]:
    """Return a kernel's symbol, its module, and those of what it calls."""
    bounds = {"kernel": 1, "maxntidx": schedule.threads}
    if isinstance(kernel, str):
        name, names = kernel, schedule.arguments(kernel)
        bounds["minctasm"] = schedule.resident(kernel)
    else:
        name, names = kernel.__name__, schedule.arguments
        if is_ours(kernel.__wrapped__) and schedule.working == "float32":
            # blocks of a multiprocessor: 64 registers a thread (but see `code.linked`)
            bounds["minctasm"] = 4
    symbol = "numba_act_" + re.sub("[^A-Za-z0-9]", "_", name)  # `abs` is an instruction of PTX
    context = device_context()
    library = context.codegen().create_library(symbol)
    module = library.create_ir_module(symbol)
    arguments = [context.get_value_type(getattr(types, name)) for name in names]
    shape = ir.FunctionType(ir.VoidType(), arguments)
    function = ir.Function(module, shape, symbol)
    builder = ir.IRBuilder(function.append_basic_block())

    def call(function: Callable[..., Any], *operands: Any, outputs: int | None = None) -> list[Any]:
        """Emit a call of a scalar function in the type that the kernel computes in."""
        scalar = specialized(function, schedule.storage, DeviceDispatcher, outputs)
        compiled = overload_of(scalar, (WORKING_TYPES[schedule.working],) * len(operands))
        return emit_call(context, builder, compiled, operands)

    with numbas_compiler(), context.push_code_library(library):
        memory = Memory(builder, schedule.storage, GLOBAL, packs)
        place = [
            call_named(builder, f"llvm.nvvm.read.ptx.sreg.{name}.x", ir.IntType(32))
            for name in ("ctaid", "tid", "ntid")
        ]
        if isinstance(kernel, str):
            rows = ROWS[FUNCTIONS[kernel].sums]
            rows(memory, kernel, schedule, function.args, place[:2], call).emit()
        else:
            operands = [*function.args]
            for k, name in enumerate(schedule.inputs):
                if name == DEFAULT:
                    default = kernel.parameters[kernel.arguments[k]]
                    operands[1 + k] = arguments[1 + k](float(number_of(default, schedule.storage)))
            body = functools.partial(call, kernel.__wrapped__, outputs=kernel.outputs)
            emit(memory, schedule, operands, place, body)
    builder.ret_void()
    annotations = module.add_named_metadata("nvvm.annotations")
    for key, value in bounds.items():
        annotations.add(module.add_metadata([function, key, ir.IntType(32)(value)]))
    return symbol, str(module), *library.modules
