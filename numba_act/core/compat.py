"""What this package uses of other libraries beyond their documented interfaces.

One home for each such name, with the versions that it was read in.
"""

from __future__ import annotations

import ctypes
import gc
from typing import Any

import numpy as np

# Numba, read in 0.68: its compiler's lock, targets, dispatchers, typing and rewriting of functions,
# and what it holds for others (cloudpickle, appdirs). `numba.extending`, `numba.core.types`,
# `numba.core.cgutils` and `numba.core.errors` are documented, and imported where they are used.
from numba import cloudpickle
from numba.core import config, entrypoints, event, ir, sigutils
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler
from numba.core.compiler_lock import global_compiler_lock
from numba.core.extending import _Intrinsic as Intrinsic
from numba.core.registry import CPUDispatcher, cpu_target
from numba.core.rewrites import Rewrite, register_rewrite
from numba.core.typeconv import Conversion
from numba.core.types import BaseTuple, NoneType, UniTuple, unliteral  # type: ignore[attr-defined]
from numba.core.typing.templates import (
    AbstractTemplate,
    AttributeTemplate,
    Signature,
    builtin_registry,
    infer_global,
    signature,
)
from numba.misc.appdirs import user_cache_dir


def llvm_target() -> tuple[str, str, str]:
    """Return the triple, the CPU and its features that Numba compiles for."""
    made: tuple[str, str, str] = cpu_target.target_context.codegen().magic_tuple()
    return made


class _NoCode:
    """What stands for the code generator of a library without machine code."""

    def set_env(self, name: str, environment: Any) -> None:
        """Say nothing to code that is not there."""


class _InlinedLibrary(JITCodeLibrary):  # type: ignore[misc]
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
        inlined = _InlinedLibrary(target.codegen(), "inlined")
        super().__init__(typing_context, target, inlined, *rest)


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
