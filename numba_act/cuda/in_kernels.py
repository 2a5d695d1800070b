"""Scalar functions inside users' `@cuda.jit` kernels, which numba-cuda compiles.

It compiles them with contraction on, which would change the last bits and break the error-free
transformations: so multiplications and additions are made uncontractable one by one. This
package's own kernels are compiled with contraction off, and take plain operations: a branch around
plain ones becomes a selection, around the others it stays a branch.
"""

from __future__ import annotations

import re
from typing import Any

from ..core.compat import numba_cuda
from ..core.definition import Elementwise
from ..core.intrinsics import overload_of
from ..core.specialize import specialized
from .scalars import DeviceDispatcher, device_context

_OPERATION = re.compile(r"(\S+)\" = (fmul|fadd|fsub) (float|double) (\S+), (\S+)")
_FUSED = re.compile(r"call (float|double) @\"llvm\.fma\.f(\d\d)\"")

#: As llvmlite writes it: -0.0 - x is how LLVM 7 negates.
_MINUS_ZERO = "0x8000000000000000"

#: NVVM's correctly rounded operations, `mul.rn` and `add.rn` in PTX, which nothing fuses.
_ROUNDED = "".join(
    f'declare {kind} @"llvm.nvvm.{name}.rn.{kind[0]}"({kind}, {kind})\n'
    for kind in ("float", "double")
    for name in ("mul", "add")
)


def _rounded(found: re.Match[str]) -> str:
    """Return an operation that rounds whatever the options of the kernel that it ends up in."""
    result, name, kind, a, b = found.groups()
    negation = ""
    if name == "fsub":
        if a == _MINUS_ZERO:
            return found[0]
        # a - b is a + (-b) to the last bit
        negation = f'{result}.negated" = fsub {kind} {_MINUS_ZERO}, {b}\n  '
        name, b = "fadd", f'{result}.negated"'
    operation = f'@"llvm.nvvm.{name[1:]}.rn.{kind[0]}"'
    return f'{negation}{result}" = call {kind} {operation}({kind} {a}, {kind} {b})'


def _fused(found: re.Match[str]) -> str:
    """Return a fused operation as an instruction.

    LLVM's own becomes an addition where a factor turns out to be 1, such as a parameter's default,
    and that one may be fused with a multiplication of the user's.
    """
    kind, width = found.groups()
    return f'call {kind} asm "fma.rn.f{width} $0, $1, $2, $3;", "={",".join(kind[0] * 4)}"'


class _Module(str):
    """A module's text."""

    functions = ()  # none whose linkage has to be changed


class _Library:
    """A function's code, as numba-cuda links it."""

    _linking_files = _setup_functions = _teardown_functions = ()
    use_cooperative = False

    def __init__(self, library: Any) -> None:
        self.modules = [
            _Module(_FUSED.sub(_fused, _OPERATION.sub(_rounded, text)) + _ROUNDED)
            for text in library.modules
        ]

    def _ensure_finalized(self) -> None:
        pass


_known: set[Any] = set()


def device_function(function: Elementwise, working: str, operands: tuple[Any, ...]) -> Any:
    """Return the scalar function of a working type, compiled and known to numba-cuda."""
    scalar = specialized(function.__wrapped__, working, DeviceDispatcher, function.outputs)
    compiled = overload_of(scalar, operands)
    if compiled.entry_point not in _known:
        library = _Library(compiled.library)

        def call(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            context.active_code_library.add_linking_library(library)
            return device_context().call_internal(
                builder, compiled.fndesc, compiled.signature, args
            )

        context = numba_cuda("numba.cuda.descriptor").cuda_target.target_context
        context.insert_func_defn([(call, compiled.entry_point, operands)])
        _known.add(compiled.entry_point)
    return compiled
