"""Machine code of kernels: compiled once, kept on disk, loaded on each device."""

from __future__ import annotations

import functools
import importlib.metadata
import re
import threading
import warnings
from pathlib import Path
from typing import Any

import llvmlite
import numba

from ..core import cache
from ..core.definition import Elementwise
from .device import ELF, driver
from .kernel import Kernel

_lock = threading.RLock()
_kernels: dict[Any, Any] = {}


@functools.cache
def _environment() -> str:
    """Return the versions of what generates code."""
    versions = [numba.__version__, llvmlite.__version__]
    for name in ("cuda-bindings", "cuda-core", "nvidia-nvvm", "nvidia-nvjitlink"):
        try:
            versions.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:  # a toolkit that pip knows nothing of
            versions.append(f"{name} unknown")
    return f"cuda {versions}"


def link(kernel: Kernel, capability: tuple[int, int]) -> bytes:
    """Return a kernel's machine code for a compute capability.

    Needs nvJitLink, or a driver and a context. Where neither knows the capability, the PTX is
    returned: the driver compiles it as it loads it.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it is the driver that links
            return linked(kernel.ptx, capability)[0]
    except Exception:
        return kernel.ptx.encode()


def linked(ptx: str, capability: tuple[int, int]) -> tuple[bytes, str]:
    """Return machine code and the linker's words about it.

    A kernel that would spill registers gets those of fewer blocks a multiprocessor.
    """
    from cuda.core import Linker, LinkerOptions, ObjectCode

    options = LinkerOptions(arch=f"sm_{capability[0]}{capability[1]}", verbose=True)
    linker = Linker(ObjectCode.from_ptx(ptx.encode()), options=options)
    image = bytes(linker.link("cubin").code)
    log = linker.get_info_log()
    fewer = re.sub(r"(?<=\.minnctapersm )[34]", lambda found: str(int(found[0]) - 1), ptx)
    if fewer != ptx and re.search(r"[1-9]\d* bytes (stack|spill)", log):
        return linked(fewer, capability)
    return image, log


def function(kernel: Elementwise | str, schedule: Any, device: int) -> Any:
    """Return what to launch a kernel by on a device.

    Parameters
    ----------
    kernel
        A function, or the name of a row function.
    schedule
        What the kernel is specialized for.
    device
        The device's number.

    Raises
    ------
    TypeError
        If the function's body does not compile.
    """
    capability = driver().capability(device)
    which = kernel, schedule, capability
    with _lock:
        if which not in _kernels:
            found = _read(kernel, schedule, capability)
            if found is None:
                with driver().on(device):
                    found = _compile(kernel, schedule, capability)
            name, image = found
            _kernels[which] = driver().load(image, name, device)
        return driver().function(_kernels[which], device)


def keep(kernel: Elementwise | str, schedule: Any, capability: tuple[int, int]) -> bool:
    """Put a kernel into the disk cache; say whether it was compiled for it.

    Needs no GPU where nvJitLink is installed.
    """
    if _read(kernel, schedule, capability) is not None:
        return False
    _compile(kernel, schedule, capability)
    return True


def _path(kernel: Elementwise | str, schedule: Any, capability: tuple[int, int]) -> Path | None:
    """Return the file of a kernel's machine code; None for code that must not be kept."""
    key: str | None = kernel if isinstance(kernel, str) else None
    if not isinstance(kernel, str):
        key = kernel.cache_key()
        if key is None:
            return None
        key = f"{kernel.outputs}\n{key}"
    return cache.entry(_environment(), f"{capability}\n{schedule}\n{key}")


def _read(
    kernel: Elementwise | str, schedule: Any, capability: tuple[int, int]
) -> tuple[str, bytes] | None:
    """Return (symbol, machine code) from the disk, or None."""
    return cache.read(_path(kernel, schedule, capability))


def _compile(
    kernel: Elementwise | str, schedule: Any, capability: tuple[int, int]
) -> tuple[str, bytes]:
    """Return (symbol, machine code), compiled now, and keep it on disk."""
    from . import compile as compiler  # whose import is as long as all of the rest's

    made = compiler.kernel_of(kernel, schedule, capability)
    image = link(made, capability)
    if image.startswith(ELF):
        cache.write(_path(kernel, schedule, capability), made.name, image)
    return made.name, image
