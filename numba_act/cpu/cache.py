"""Compiled machine code of the CPU target on disk (`core.cache`), and back into memory."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Any

import llvmlite
import llvmlite.binding as llvm
import numba

from ..core import cache
from ..core.compat import llvm_target, object_code_of


@functools.cache
def _environment() -> str:
    """Return what the code depends on besides the package and the function."""
    versions = (sys.version, numba.__version__, llvmlite.__version__)
    return repr((versions, llvm_target()))


def target_machine() -> tuple[str, Any]:
    """Return the triple that Numba compiles for, and a code generator with its CPU and features."""
    triple, cpu, features = llvm_target()
    machine = llvm.Target.from_triple(triple).create_target_machine(
        cpu=cpu, features=features, codemodel="jitdefault", jit=True
    )
    return triple, machine


def new_engine() -> Any:
    """Return a linker that object files can be loaded into."""
    triple, machine = target_machine()
    module = llvm.parse_assembly(f'target triple = "{triple}"')
    return llvm.create_mcjit_compiler(module, machine)


def linker_of(machine_code: bytes) -> Any:
    """Load object code into the process, and return what knows its symbols and holds it.

    By itself: the names in object code that two processes wrote may be the same.
    """
    linker = new_engine()
    linker.add_object_file(llvm.ObjectFileRef.from_data(machine_code))
    linker.finalize_object()
    return linker


def load_or_make(key: str | None, make: Callable[[], bytes]) -> bytes:
    """Return code as bytes, from the disk where it is there.

    Parameters
    ----------
    key
        What the code depends on besides the environment, or None for code that must not be kept.
    make
        Returns it.
    """
    if key is None:
        return make()
    path = cache.entry(_environment(), key)
    found = cache.read(path)
    if found is None:
        found = "", make()
        cache.write(path, *found)
    return found[1]


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
        Keeps the code in memory.
    """
    if key is None:
        compiled = compile_()
        return compiled.address, compiled
    path = cache.entry(_environment(), key)
    found = cache.read(path)
    if found is not None:
        symbol, machine_code = found
        linker = linker_of(machine_code)
        address = int(linker.get_function_address(symbol))
        if address:
            return address, linker
    compiled = compile_()
    if _is_self_contained(compiled):
        cache.write(path, compiled.native_name, object_code_of(compiled))
    return compiled.address, compiled


#: What the end of a C function calls where the code that it calls reports an error: part of
#: Python and Numba, there in every process that loads an entry.
_EVERYWHERE = ("Py", "numba_gil_")


def _is_self_contained(compiled: Any) -> bool:
    """Say whether the code calls nothing by name: LLVM ends a process that can't resolve one."""
    module = llvm.parse_assembly(compiled.inspect_llvm())
    return all(
        name.startswith("llvm.")
        or (name.startswith(_EVERYWHERE) and llvm.address_of_symbol(name) is not None)
        for name in (each.name for each in module.functions if each.is_declaration)
    )
