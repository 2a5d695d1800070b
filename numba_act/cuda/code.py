"""Machine code of kernels: compiled once, kept on disk, loaded on each device."""

from __future__ import annotations

import functools
import importlib.metadata
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import llvmlite
import numba

from ..core import cache
from ..core.definition import Elementwise
from .device import driver
from .kernel import Kernel, Schedule
from .rows import kernel as rows

__all__ = ["function", "keep", "link", "load", "row_function"]

#: The first bytes of a file of machine code; PTX is text.
_ELF = b"\x7fELF"

_lock = threading.RLock()
_kernels: dict[Any, Any] = {}


@functools.cache
def _environment() -> str:
    """Return the versions of what generates code."""
    versions = [numba.__version__, llvmlite.__version__]
    for name in ("numba-cuda", "cuda-bindings", "cuda-core", "nvidia-nvvm", "nvidia-nvjitlink"):
        try:
            versions.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:  # a toolkit that pip knows nothing of
            versions.append(f"{name} unknown")
    return f"cuda {versions}"


def link(kernel: Kernel, capability: tuple[int, int]) -> bytes:
    """Return a kernel's machine code for a compute capability.

    Needs nvJitLink, or a driver and a context. Where neither knows the capability, the PTX is
    returned, with a zero byte at its end: the driver compiles it as it loads it.
    """
    from cuda.core import Linker, LinkerOptions, ObjectCode

    source = kernel.ptx.encode()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it is the driver that links
            options = LinkerOptions(arch=f"sm_{capability[0]}{capability[1]}")
            return bytes(Linker(ObjectCode.from_ptx(source), options=options).link("cubin").code)
    except Exception:
        return source + b"\0"


def load(key: str | None, compile_: Callable[[tuple[int, int]], Kernel], device: int) -> Any:
    """Return a kernel loaded for a device, from the disk where its code is there.

    Parameters
    ----------
    key
        What the code depends on besides the environment and the compute capability, or None for
        code that must not be kept.
    compile_
        Compiles the kernel for a compute capability.
    device
        The device's number.
    """
    capability = driver().capability(device)
    found = _read(key, capability)
    if found is None:
        with driver().on(device):
            found = _compile(key, compile_, capability)
    name, image = found
    return driver().load(image, name, device)


def _path(key: str, capability: tuple[int, int]) -> Path | None:
    return cache.entry(_environment(), f"{capability}\n{key}")


def _read(key: str | None, capability: tuple[int, int]) -> tuple[str, bytes] | None:
    """Return (symbol, machine code) from the disk, or None."""
    return None if key is None else cache.read(_path(key, capability))


def _compile(
    key: str | None,
    compile_: Callable[[tuple[int, int]], Kernel],
    capability: tuple[int, int],
) -> tuple[str, bytes]:
    """Return (symbol, machine code), compiled now, and keep it on disk."""
    kernel = compile_(capability)
    image = link(kernel, capability)
    if key is not None and image.startswith(_ELF):
        cache.write(_path(key, capability), kernel.name, image)
    return kernel.name, image


def _compiler() -> Any:
    """Return `compile`, whose import is as long as all of the rest's."""
    from . import compile as compiler

    return compiler


def _key(definition: Elementwise, schedule: Schedule) -> str | None:
    identity = definition.cache_key()
    return None if identity is None else f"{schedule}\n{definition.outputs}\n{identity}"


def keep(definition: Elementwise, schedule: Schedule, capability: tuple[int, int]) -> bool:
    """Put a function's kernel into the disk cache; say whether it was compiled for it.

    Needs no GPU where nvJitLink is installed.
    """
    key = _key(definition, schedule)
    if _read(key, capability) is not None:
        return False
    _compile(key, lambda wanted: _compiler().kernel_of(definition, schedule, wanted), capability)
    return True


def function(definition: Elementwise, schedule: Schedule, device: int) -> int:
    """Return the handle of a function's kernel on a device.

    Raises
    ------
    TypeError
        If the function's body does not compile.
    """
    which = definition, schedule, driver().capability(device)
    with _lock:
        if which not in _kernels:
            key = _key(definition, schedule)
            _kernels[which] = load(
                key,
                lambda capability: _compiler().kernel_of(definition, schedule, capability),
                device,
            )
        return driver().function(_kernels[which], device)


def row_function(name: str, schedule: rows.RowSchedule, device: int) -> int:
    """Return the handle of a row function's kernel on a device.

    Parameters
    ----------
    name
        A key of `FUNCTIONS`.
    schedule
        What the kernel is specialized for.
    device
        The device's number.
    """
    which = name, schedule, driver().capability(device)
    with _lock:
        if which not in _kernels:
            _kernels[which] = load(
                f"rows {name}\n{schedule}",
                lambda capability: _compiler().row_kernel_of(name, schedule, capability),
                device,
            )
        return driver().function(_kernels[which], device)
