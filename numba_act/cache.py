"""Compiled machine code on disk, of both targets.

An entry is one file under a name that covers everything its content depends on: the source of
the whole package, the versions of what generates code, the machine, and the function. Nothing
here may fail a call: an entry that is missing, damaged or cannot be written costs a
compilation, no more.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import tempfile
import types as pytypes
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numba.misc.appdirs import user_cache_dir

from .specialize import PerType, Scalar

__all__ = ["UncacheableError", "directory", "entry", "fingerprint", "read", "write"]

_MAGIC = b"numba_act object 1\n"
_DIGEST_SIZE = hashlib.sha256().digest_size


class UncacheableError(Exception):
    """A function refers to something whose value cannot be told apart across processes."""


def directory() -> Path:
    """Return the cache directory: $NUMBA_ACT_CACHE_DIR, or the user's cache directory."""
    chosen = os.environ.get("NUMBA_ACT_CACHE_DIR")
    return Path(chosen) if chosen else Path(user_cache_dir("numba_act", appauthor=False))


@functools.cache
def _package() -> bytes:
    """Return a digest of the package's source."""
    digest = hashlib.sha256()
    root = Path(__file__).parent
    for path in sorted(root.rglob("*.py")):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    return digest.digest()


def entry(environment: str, key: str) -> Path:
    """Return the file of an entry.

    Parameters
    ----------
    environment
        Versions of what generates the code, and the machine that it is for.
    key
        What the code depends on besides.
    """
    digest = hashlib.sha256(_package() + environment.encode() + b"\n" + key.encode())
    return directory() / f"{digest.hexdigest()}.bin"


def fingerprint(function: Callable[..., Any]) -> str:
    """Return text that changes with anything the compiled form of `function` depends on.

    Raises
    ------
    UncacheableError
        Where the function refers to an object of unknown value.
    """
    return "\n".join(_describe(function, set()))


def _describe(value: Any, seen: set[int]) -> Iterator[str]:
    value = getattr(value, "py_func", value)  # a user's own jitted helper
    definition = getattr(value, "definition", None)
    if isinstance(definition, Scalar):
        value = definition.__wrapped__
    elif isinstance(value, PerType):
        value = value.values()
    if isinstance(value, pytypes.FunctionType):
        if id(value) in seen:
            return
        seen.add(id(value))
        if (value.__module__ or "").partition(".")[0] == __name__.partition(".")[0]:
            # the environment has the source, and the line tells one derivative from another
            yield f"{value.__code__.co_filename} {value.__code__.co_firstlineno}"
        else:
            yield from _describe(value.__code__, seen)
            for name in value.__code__.co_names:
                if name in value.__globals__:
                    yield name
                    yield from _describe(value.__globals__[name], seen)
        for cell in value.__closure__ or ():
            yield from _describe(cell.cell_contents, seen)
        yield from _describe(value.__defaults__, seen)
    elif isinstance(value, pytypes.CodeType):
        yield value.co_code.hex()
        yield repr((value.co_names, value.co_varnames, value.co_freevars, value.co_flags))
        yield from _describe(value.co_consts, seen)
    elif isinstance(value, (tuple, list)):
        yield f"{len(value)} items"
        for item in value:
            yield from _describe(item, seen)
    elif value is None or isinstance(value, (bool, int, float, str, bytes, np.generic)):
        yield repr(value)
    elif isinstance(value, pytypes.ModuleType):
        yield f"{value.__name__} {getattr(value, '__version__', '')}"
    elif isinstance(value, (type, pytypes.BuiltinFunctionType)):
        yield f"{value.__module__}.{value.__qualname__}"
    elif type(value).__module__.startswith(("numba.", "numba_act.")):
        yield f"{type(value).__qualname__} {getattr(value, '__name__', value)!s}"
    else:
        raise UncacheableError(f"{value!r}")


def read(path: Path) -> tuple[str, bytes] | None:
    """Return (symbol, machine code) of an entry, or None where it is absent or damaged."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    head = len(_MAGIC) + _DIGEST_SIZE
    payload = content[head:]
    if not content.startswith(_MAGIC) or _digest(payload) != content[len(_MAGIC) : head]:
        return None
    symbol, _, machine_code = payload.partition(b"\n")
    return symbol.decode(), machine_code


def write(path: Path, symbol: str, machine_code: bytes) -> None:
    """Put an entry in place in one step, so that concurrent processes see all of it or none."""
    payload = symbol.encode() + b"\n" + machine_code
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(_MAGIC + _digest(payload) + payload)
        os.replace(temporary, path)
    except OSError:  # a read-only home, a full disk: go on without the entry
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def _digest(payload: bytes) -> bytes:
    return hashlib.sha256(payload).digest()
