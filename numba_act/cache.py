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
from collections.abc import Callable
from pathlib import Path
from typing import Any

from numba.misc.appdirs import user_cache_dir

from .specialize import snapshot

__all__ = ["directory", "entry", "fingerprint", "read", "write"]

_MAGIC = b"numba_act object 1\n"
_DIGEST_SIZE = hashlib.sha256().digest_size


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

    It is made from what the function is compiled from, values of its names included.

    Raises
    ------
    UnknownValueError
        Where the function refers to an object of unknown value.
    """
    return "\n".join(snapshot(function).describe())


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
