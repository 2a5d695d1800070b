"""Scalar functions in LLVM IR for libNVVM: the same bodies as on the CPU, retyped in the same way.

Numba's compiler for the CPU types and lowers them. Its IR is taken as llvmlite writes it: libNVVM
reads the language of LLVM 7, which the LLVM that llvmlite brings has long forgotten.
"""

from __future__ import annotations

import copy
import functools
import operator
import re
from typing import Any

import llvmlite.binding as llvm
from llvmlite import ir
from numba.core import types
from numba.core.target_extension import CPU, dispatcher_registry, jit_registry

from ..core.compat import CPUDispatcher, InlinedLibrary, MinimalCallConv, cpu_target
from ..core.intrinsics import emit_call, overload_of
from ..core.scalars import BodyDispatcher, Target
from ..core.specialize import specialized
from .division import divided

LAYOUT = (
    "e-p:64:64:64-i1:8:8-i8:8:8-i16:16:16-i32:32:32-i64:64:64-i128:128:128-f32:32:32-f64:64:64-"
    "v16:16:16-v32:32:32-v64:64:64-v128:128:128-n16:32:64"
)

#: Functions of C's library, and LLVM's that libNVVM does not know: libdevice has them.
_OF_LIBM = re.compile(r"llvm\.(?!fma|sqrt|nvvm)(\w+)\.f(32|64)(?:\.i32)?|([a-z][a-z0-9]*)")


_DIVISIONS = (operator.truediv, operator.itruediv)


class DeviceLibrary(InlinedLibrary):
    """The text of a function, followed by that of each function that it calls."""

    def __init__(self, codegen: Any, name: str) -> None:
        super().__init__(codegen, name)
        self.modules: list[str] = []

    def add_ir_module(self, module: Any) -> None:
        for function in module.functions:
            if not function.is_declaration:
                function.linkage = "linkonce_odr"
            elif found := _OF_LIBM.fullmatch(function.name):
                function.name = f"__nv_{found[1] or found[3]}{'f' if found[2] == '32' else ''}"
        self.modules.insert(0, str(module))

    def add_linking_library(self, library: Any) -> None:
        self.modules += [each for each in library.modules if each not in self.modules]

    def finalize(self) -> None:
        self._finalized = True


class _Codegen:
    """What makes modules for libNVVM, and such libraries."""

    target_data = llvm.create_target_data(LAYOUT)

    def create_library(self, name: str) -> DeviceLibrary:
        return DeviceLibrary(self, name)

    def _create_empty_module(self, name: str) -> Any:
        module = ir.Module(name)
        module.triple, module.data_layout = "nvptx64-nvidia-cuda", LAYOUT
        version = module.add_metadata([ir.IntType(32)(each) for each in (2, 0)])
        module.add_named_metadata("nvvmir.version", version)
        return module


class _DeviceContext(type(cpu_target.target_context)):  # type: ignore[misc]
    """Numba's context for the CPU, but for what does not exist on a GPU."""

    @property
    def call_conv(self) -> Any:
        return MinimalCallConv(self)  # numba-cuda's too

    def call_internal(self, builder: Any, fndesc: Any, sig: Any, args: Any) -> Any:
        # nothing raises, and a kernel could not return it
        return self.call_internal_no_propagate(builder, fndesc, sig, args)[1]

    def get_function(self, fn: Any, sig: Any, _firstcall: bool = True) -> Any:
        if getattr(fn, "typing_key", fn) not in _DIVISIONS or sig.args != (
            types.float32,
            types.float32,
        ):
            return super().get_function(fn, sig, _firstcall)
        scalar = specialized(divided, "float32", DeviceDispatcher)
        compiled = overload_of(scalar, sig.args)
        return lambda builder, args, loc=None: emit_call(self, builder, compiled, args)[0]

    def refresh(self) -> None:
        cpu_target.target_context.refresh()

    def add_dynamic_addr(self, builder: Any, address: int, info: str) -> Any:
        return self.get_dummy_value()  # of a function, which is called by its name

    def declare_env_global(self, module: Any, name: str) -> None:
        """Declare nothing: there is no Python."""

    def post_lowering(self, module: Any, library: Any) -> None:
        """Add nothing: there are no references to count."""


@functools.cache
def device_context() -> Any:
    """Return Numba's context that emits code for libNVVM."""
    context = copy.copy(cpu_target.target_context)  # shares all tables
    context.__class__ = _DeviceContext
    context.target_name, context._internal_codegen = "cuda", _Codegen()
    context.cached_internal_func = {}

    class Overload(CPUDispatcher):  # type: ignore[misc]
        """What Numba has in the place of one of Python's functions, such as `max`."""

        targetdescr = Target(cpu_target.typing_context, context, cpu_target.options)

    class Hardware(CPU):  # type: ignore[misc]
        """Has Numba make those for this context."""

    wrappers = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    dispatcher_registry[Hardware] = Overload
    jit_registry[Hardware] = lambda **options: functools.partial(
        Overload, targetoptions=options | wrappers
    )
    context.target = Hardware
    return context


class DeviceDispatcher(BodyDispatcher):
    """A scalar function that runs on a GPU."""

    @classmethod
    def target_context(cls) -> Any:
        return device_context()

    def may_fail(self, compiled: Any) -> bool:
        return False  # the CPU's form has been asked
