"""Compiled machine code of the CPU target on disk (`numba_act.cache`), and back into memory."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Any

import llvmlite
import llvmlite.binding as llvm
import numba
from numba.core.registry import cpu_target

from .. import cache

__all__ = ["engine", "load_or_compile", "target_machine"]

#: What the C wrapper of a function calls where that raises. A kernel of rows that lie side by side,
#: or of a long one, is too large to be inlined into its wrapper, where LLVM would see that it never
#: does. Python and Numba have these; code that raises calls others besides.
_WRAPPER = frozenset(
    {
        "PyErr_Clear",
        "PyErr_SetNone",
        "PyErr_SetString",
        "PyErr_WriteUnraisable",
        "PyUnicode_FromString",
        "Py_DecRef",
        "numba_gil_ensure",
        "numba_gil_release",
    }
)


@functools.cache
def _environment() -> str:
    """Return what the code depends on besides the package and the function."""
    versions = (sys.version, numba.__version__, llvmlite.__version__)
    return repr((versions, cpu_target.target_context.codegen().magic_tuple()))


def target_machine() -> tuple[str, Any]:
    """Return the triple that Numba compiles for, and a code generator with its CPU and features."""
    triple, cpu, features = cpu_target.target_context.codegen().magic_tuple()
    machine = llvm.Target.from_triple(triple).create_target_machine(
        cpu=cpu, features=features, codemodel="jitdefault", jit=True
    )
    return triple, machine


@functools.cache
def engine() -> Any:
    """Return the linker that cached object files are loaded into."""
    triple, machine = target_machine()
    module = llvm.parse_assembly(f'target triple = "{triple}"')
    return llvm.create_mcjit_compiler(module, machine)


def _link(symbol: str, machine_code: bytes) -> int:
    """Load object code into the process and return the address of its entry point."""
    linker = engine()
    linker.add_object_file(llvm.ObjectFileRef.from_data(machine_code))
    linker.finalize_object()
    return int(linker.get_function_address(symbol))


def load_or_compile(key: str | None, compile_: Callable[[], Any]) -> tuple[int, Any]:
    """Return a compiled C function, from the disk where it is there.

    Parameters
    ----------
    key
        What the code depends on besides the environment, or None for code that must not be
        kept.
    compile_
        Returns the `numba.cfunc` object.

    Returns
    -------
    address : int
    owner : object
        Keeps freshly compiled code in memory; None for code from the disk.
    """
    if key is None:
        compiled = compile_()
        return compiled.address, compiled
    path = cache.entry(_environment(), key)
    found = cache.read(path)
    if found is not None:
        address = _link(*found)
        if address:
            return address, None
    compiled = compile_()
    if _is_self_contained(compiled):
        _, _, (machine_code, _) = compiled._library.serialize_using_object_code()
        cache.write(path, compiled.native_name, machine_code)
    return compiled.address, compiled


def _is_self_contained(compiled: Any) -> bool:
    """Say whether the code calls nothing by name: LLVM ends a process that can't resolve one."""
    module = llvm.parse_assembly(compiled.inspect_llvm())
    called = {function.name for function in module.functions if function.is_declaration}
    others = {name for name in called - _WRAPPER if not name.startswith("llvm.")}
    return not others and all(map(llvm.address_of_symbol, called & _WRAPPER))
