"""Scalar functions as numba-cuda compiles them into a kernel: this package's and users'.

The same bodies as on the CPU, retyped in the same way. numba-cuda compiles a user's `@cuda.jit`
kernel with contraction on, which would change the last bits and break the error-free
transformations: for those, multiplications and additions are made uncontractable one by one. This
package's kernels are compiled with contraction off, and take plain operations: a branch around
plain ones becomes a selection, around the others it stays a branch.
"""

from __future__ import annotations

from typing import Any, cast

from llvmlite import ir
from numba.core import cgutils

from ..core.scalars import check_result, weak_context
from ..core.specialize import Make, Snapshot
from .compat import (
    CUDACallConv,
    CUDADispatcher,
    CUDAFlags,
    compile_extra,
    cuda_target,
    global_compiler_lock,
    numba_target_override,
)

#: What numba-cuda compiles for. Its LLVM code does not depend on it; the PTX does.
ANY_CAPABILITY = (7, 5)

#: NVVM's correctly rounded operations.
_ROUNDED = {
    ("fmul", ir.FloatType()): "llvm.nvvm.mul.rn.f",
    ("fmul", ir.DoubleType()): "llvm.nvvm.mul.rn.d",
    ("fadd", ir.FloatType()): "llvm.nvvm.add.rn.f",
    ("fadd", ir.DoubleType()): "llvm.nvvm.add.rn.d",
}

#: Fused operations as instructions, and their operands. LLVM's own becomes an addition where a
#: factor turns out to be 1, such as a parameter's default, and that one may be fused with a
#: multiplication of the user's.
_FUSED = {
    "llvm.fma.f32": ("fma.rn.f32 $0, $1, $2, $3;", "=f,f,f,f"),
    "llvm.fma.f64": ("fma.rn.f64 $0, $1, $2, $3;", "=d,d,d,d"),
}


class ScalarDispatcher(CUDADispatcher):  # type: ignore[misc]
    """A device function that needs no device to be compiled, for this package's own kernels."""

    #: Whether every rounding is kept in any kernel, also one that is compiled with contraction.
    exact = False

    def __init__(self, function: Any, found: Snapshot, working: str, outputs: int | None) -> None:
        super().__init__(function, {"device": True, "opt": True})
        self._found, self._working, self._outputs = found, working, outputs

    def compile_device(self, args: tuple[Any, ...], return_type: Any = None) -> Any:
        """Compile for the given argument types, once."""
        if args not in self.overloads:
            with global_compiler_lock, self._compiling_counter:
                compiled = self._compiled(args, None)
                if not self._found.is_ours:
                    wanted = check_result(compiled, self._found, self._working, self._outputs)
                    if wanted is not None:
                        compiled = self._compiled(args, wanted)
                if self.exact:
                    _forbid_contraction(compiled.library)
                self.overloads[args] = compiled
                compiled.target_context.insert_user_function(
                    compiled.entry_point, compiled.fndesc, [compiled.library]
                )
        return self.overloads[args]

    def _compiled(self, args: tuple[Any, ...], return_type: Any) -> Any:
        """Compile as `numba.cuda.compiler.compile_cuda` does, with weak integers."""
        flags = CUDAFlags()
        flags.no_compile = flags.no_cpython_wrapper = flags.no_cfunc_wrapper = True
        flags.error_model = "numpy"
        flags.forceinline = True
        flags.nvvm_options = {"opt": 3}
        flags.compute_capability = ANY_CAPABILITY
        context = cuda_target.target_context
        with numba_target_override():
            compiled = compile_extra(
                typingctx=weak_context(
                    cuda_target.typing_context, self._working, cast(Make, type(self))
                ),
                targetctx=context,
                func=self.py_func,
                args=args,
                return_type=return_type,
                flags=flags,
                locals={},
                call_conv=CUDACallConv(context),
                abi_info={},
            )
        compiled.library.finalize()
        return compiled


def _forbid_contraction(library: Any) -> None:
    """Turn the library's multiplications and additions into NVVM's, each of which rounds.

    They become ``mul.rn`` and ``add.rn`` in PTX, which neither NVVM nor ptxas fuses, whatever
    the options of the kernel that they end up in. A fused operation remains one.
    """
    module = library.modules[0]
    for function in module.functions:
        for block in function.blocks:
            for instruction in list(block.instructions):
                if instruction.opname in ("fmul", "fadd", "fsub"):
                    _round_result(module, block, instruction)
                elif instruction.opname == "call" and instruction.callee.name in _FUSED:
                    shape = instruction.callee.function_type
                    instruction.callee = ir.InlineAsm(shape, *_FUSED[instruction.callee.name])


def _round_result(module: Any, block: Any, instruction: Any) -> None:
    kind = instruction.type
    name = instruction.opname
    left, right = instruction.operands
    if name == "fsub":
        zero = ir.Constant(kind, -0.0)
        if isinstance(left, ir.Constant) and str(left) == str(zero):
            return  # -0.0 - x is how LLVM 7 negates
        # a - b is a + (-b) to the last bit
        name, negated = "fadd", ir.Instruction(block, kind, "fsub", [zero, right])
        block.instructions.insert(block.instructions.index(instruction), negated)
        right = negated
    intrinsic = cgutils.get_or_insert_function(
        module, ir.FunctionType(kind, [kind, kind]), _ROUNDED[name, kind]
    )
    instruction.operands = [left, right]

    def descr(buffer: list[str]) -> None:
        a, b = (operand.get_reference() for operand in instruction.operands)
        buffer.append(f"call {kind} {intrinsic.get_reference()}({kind} {a}, {kind} {b})\n")

    # llvmlite's Block.replace() misses some of the places that use a value
    instruction.descr = descr


class ExactDispatcher(ScalarDispatcher):
    """For users' kernels."""

    exact = True
