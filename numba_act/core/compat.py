"""What this package uses of other libraries beyond their documented interfaces.

One home for each such name, with the versions that it was read in.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
from collections.abc import Callable, Iterable
from typing import Any

import llvmlite.binding as llvm
import numba
import numpy as np

# Numba, read in 0.68: its compiler's lock, targets, dispatchers, typing and rewriting of functions,
# and what it holds for others (cloudpickle, appdirs). `numba.extending`, `numba.core.types`,
# `numba.core.cgutils` and `numba.core.errors` are documented, and imported where they are used.
from numba import cloudpickle
from numba.core import config, entrypoints, event, ir, sigutils
from numba.core.caching import Cache
from numba.core.callconv import MinimalCallConv
from numba.core.codegen import JITCodeLibrary, JITCPUCodegen
from numba.core.compiler import Compiler
from numba.core.compiler_lock import global_compiler_lock
from numba.core.extending import _Intrinsic as Intrinsic
from numba.core.registry import CPUDispatcher, cpu_target
from numba.core.rewrites import Rewrite, register_rewrite
from numba.core.typeconv import Conversion
from numba.core.types import BaseTuple, NoneType, Omitted, UniTuple, unliteral  # type: ignore[attr-defined]
from numba.core.typing.templates import (
    AbstractTemplate,
    AttributeTemplate,
    Signature,
    _OverloadFunctionTemplate,
    builtin_registry,
    infer_global,
    signature,
)
from numba.misc.appdirs import user_cache_dir


def llvm_target() -> tuple[str, str, str]:
    """Return the triple, the CPU and its features that Numba compiles for."""
    triple, cpu, features, *_ = cpu_target.target_context.codegen().magic_tuple()
    return triple, cpu, features


class _NoCode:
    """What stands for the code generator of a library without machine code."""

    def set_env(self, name: str, environment: Any) -> None:
        """Say nothing to code that is not there."""


class InlinedLibrary(JITCodeLibrary):  # type: ignore[misc]
    """Code that is there to be inlined: LLVM optimizes it, and makes machine code, elsewhere."""

    codegen = _NoCode()

    def finalize(self) -> None:
        for library in dict.fromkeys(self._linking_libraries):
            self._final_module.link_in(library._get_module_for_linking(), preserve=True)
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:
        return 0


class InlinedCompiler(Compiler):  # type: ignore[misc]
    """Numba's compiler, for functions that nothing calls but code which they are inlined into.

    A third of the time that a kernel of many parts takes to compile.
    """

    def __init__(self, typing_context: Any, target: Any, library: None, *rest: Any) -> None:
        inlined = InlinedLibrary(target.codegen(), "inlined")
        super().__init__(typing_context, target, inlined, *rest)


def link(context: Any, code: bytes) -> None:
    """Make LLVM's bitcode a part of the function that Numba compiles."""
    library = InlinedLibrary(context.codegen(), "linked")
    library._final_module.link_in(llvm.parse_bitcode(code))
    library.finalize()
    context.active_code_library.add_linking_library(library)


class OpenLibrary(JITCodeLibrary):  # type: ignore[misc]
    """Numba's code of a compiled function, open to who has something to do with its LLVM IR."""

    def rewrite(self, module: Any) -> Iterable[Any]:
        """Change the function's own IR, llvmlite's; return LLVM's modules that it needs."""
        return ()

    def include(self, library: Any) -> None:
        """Take note of a library whose code becomes a part of this one."""

    def load(self, module: Any) -> None:
        """Take note of LLVM's module of code that comes from Numba's disk cache."""

    def for_machine(self, module: Any) -> Any:
        """Return the module to make machine code of; `module`, optimized, is for callers."""
        return module

    _final_module: Any
    _for_callers: Any = None

    def add_ir_module(self, ir_module: Any) -> None:
        for needed in self.rewrite(ir_module):
            self._final_module.link_in(needed, preserve=True)
        super().add_ir_module(ir_module)

    def add_linking_library(self, library: Any) -> None:
        super().add_linking_library(library)
        self.include(library)

    def _finalize_final_module(self) -> None:
        module = self.for_machine(self._final_module)
        if module is not self._final_module:
            self._for_callers, self._final_module = self._final_module, module
        super()._finalize_final_module()

    def _get_module_for_linking(self) -> Any:
        self._ensure_finalized()
        if self._shared_module is not None or self._for_callers is None:
            return super()._get_module_for_linking()
        machine, self._final_module = self._final_module, self._for_callers
        try:
            return super()._get_module_for_linking()
        finally:
            self._final_module, self._for_callers = machine, None

    @classmethod
    def _unserialize(cls, codegen: Any, state: Any) -> Any:
        made = super()._unserialize(codegen, state)
        made.load(made._get_module_for_linking())
        return made


def module_for_linking(library: Any) -> Any:
    """Return LLVM's module of a library's code, for callers."""
    return library._get_module_for_linking()


#: The releases of Numba in which the code generator and the disk cache were read.
CODE_GENERATOR_READ_IN = "0.68"


def open_code_generator(
    library: type[OpenLibrary],
    key: Callable[[], tuple[Any, ...]],
    is_for_disk: Callable[[Any], bool],
) -> None:
    """Have Numba make its code for the CPU in libraries of this class, from now on.

    Parameters
    ----------
    library
        The class.
    key
        Returns what belongs to the key of entries in Numba's disk cache besides Numba's own.
    is_for_disk
        Says whether what a library holds may be written there.

    Raises
    ------
    RuntimeError
        If the code generator of the installed Numba is an unknown one.
    """
    if ".".join(numba.__version__.split(".")[:2]) != CODE_GENERATOR_READ_IN:
        raise RuntimeError(
            f"use_in_numba works with Numba {CODE_GENERATOR_READ_IN}, and Numba "
            f"{numba.__version__} is installed"
        )
    own_key, save = JITCPUCodegen.magic_tuple, Cache._save_overload

    def magic_tuple(self: Any) -> tuple[Any, ...]:
        return (*own_key(self), *key())

    def _save_overload(self: Any, sig: Any, data: Any) -> None:
        code = getattr(data, "library", data)
        if not isinstance(code, JITCodeLibrary) or is_for_disk(code):  # CUDA's is something else
            save(self, sig, data)

    JITCPUCodegen._library_class = library
    JITCPUCodegen.magic_tuple = magic_tuple
    Cache._save_overload = _save_overload


def forget_parts(is_stale: Callable[[Any], bool]) -> None:
    """Have Numba compile again what it keeps for other kernels: parts of its own, overloads."""
    kept = cpu_target.target_context.cached_internal_func
    for key in [key for key, part in kept.items() if is_stale(part.library)]:
        del kept[key]
    for template in _OverloadFunctionTemplate.__subclasses__():  # one for each function
        for key, (dispatcher, _) in list(template._impl_cache.items()):
            if isinstance(dispatcher, CPUDispatcher) and any(
                is_stale(part.library) for part in dispatcher.overloads.values()
            ):
                del template._impl_cache[key]


def numba_cuda(name: str) -> Any:
    """Return a module of numba-cuda, read in 0.30; it need not be installed.

    Raises
    ------
    ImportError
        If it is not, or cannot be imported.
    """
    try:
        importlib.import_module("numba_cuda")  # which takes the place of Numba's own
        return importlib.import_module(name)
    except (ImportError, AttributeError) as error:
        raise ImportError(
            f"numba-cuda cannot be imported ({error}): @cuda.jit kernels, Numba's device arrays "
            "and host arrays on the GPU need it, and its release 0.30 needs a NumPy before 2.5: "
            'pip install "numba_act[numba-cuda]"'
        ) from error


def object_code_of(compiled: Any) -> bytes:
    """Return the machine code of a `numba.cfunc` object."""
    _, _, (machine_code, _) = compiled._library.serialize_using_object_code()
    return bytes(machine_code)


def define(func_ir: Any, name: str, value: Any) -> None:
    """Tell the IR of a function, Numba's or numba-cuda's, what a new variable is."""
    func_ir._definitions[name].append(value)


# NumPy: the table of the C-API for ufuncs. Its slots are a stable ABI, its capsule's place in the
# module `numpy._core` is not (2.0 to 2.5).


def ufunc_api() -> Any:
    """Return NumPy's table of functions for ufuncs, as an array of addresses."""
    get_pointer = ctypes.pythonapi.PyCapsule_GetPointer
    get_pointer.restype, get_pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    table = get_pointer(np._core._multiarray_umath._UFUNC_API, None)  # type: ignore[attr-defined]
    return ctypes.cast(table, ctypes.POINTER(ctypes.c_void_p))


#: ``PyUFunc_FromFuncAndDataAndSignature``.
create_ufunc: Any = ctypes.PYFUNCTYPE(
    ctypes.py_object,
    *[ctypes.c_void_p] * 3,
    *[ctypes.c_int] * 4,
    *[ctypes.c_char_p] * 2,
    ctypes.c_int,
    ctypes.c_char_p,
)(ufunc_api()[31])

#: ``PyUFunc_RegisterLoopForType``.
register_loop: Any = ctypes.PYFUNCTYPE(
    ctypes.c_int, ctypes.py_object, ctypes.c_int, *[ctypes.c_void_p] * 3
)(ufunc_api()[2])

# NumPy: the layout of a ufunc object, the same in 1.25 to 2.5.

#: Words of a ufunc object before its name and before its `obj`, the object that NumPy itself
#: releases with a ufunc (the one that `numpy.frompyfunc` calls).
_NAME, _OBJECT = 7, 11


def keep_alive(ufunc: np.ufunc, name: bytes, things: list[Any]) -> None:
    """Keep things alive as long as a ufunc, which has pointers into them."""
    words = (ctypes.c_void_p * 12).from_address(id(ufunc))
    there = ctypes.cast(ctypes.c_char_p(name), ctypes.c_void_p).value
    if words[_NAME] == there and not words[_OBJECT]:
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(things))
        words[_OBJECT] = id(things)
        if not gc.is_tracked(ufunc):  # what it keeps may lead back to it
            ctypes.pythonapi.PyObject_GC_Track(ctypes.py_object(ufunc))
    else:  # another layout of the object than any NumPy had up to now
        _immortal.append(things)


_immortal: list[Any] = []

# pandas: what makes objects like a Series or a DataFrame, of the user's own class too, read in 2.2.


def pandas_like(model: Any, result: Any, labels: list[Any]) -> Any:
    """Return an object like `model`, or like a row or column of it, with labels for each axis."""
    if len(labels) < model.ndim:
        return model._constructor_sliced(result, index=labels[0])
    if model.ndim == 1:
        return model._constructor(result, index=labels[0], name=model.name)
    return model._constructor(result, index=labels[0], columns=labels[1])
