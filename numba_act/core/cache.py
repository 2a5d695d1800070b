"""Compiled machine code on disk, of both targets.

An entry is one file under a name that covers everything its content depends on: the source of
the whole package, the versions of what generates code, the machine, and the function. Nothing
here may fail a call: an entry that is missing, damaged or cannot be written costs a
compilation, no more. What is loaded is executed: only files are that nobody but their reader and
root could have written.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import logging
import os
import secrets
import stat
import time
from pathlib import Path

from .compat import user_cache_dir

_MAGIC = b"numba_act object 1\n"
_DIGEST_SIZE = hashlib.sha256().digest_size

#: Seconds after which a file that was being written belongs to a process that was killed.
_STALE = 3600.0

#: The entries that this process has written, and why others could not be written or read.
written: list[Path] = []
complaints: list[str] = []

_log = logging.getLogger("numba_act")


def directory() -> Path | None:
    """Return the cache directory: $NUMBA_ACT_CACHE_DIR, or the user's cache directory.

    None where the user has no home.
    """
    chosen = os.environ.get("NUMBA_ACT_CACHE_DIR")
    if chosen:
        return Path(os.path.abspath(os.path.expanduser(chosen)))
    found = Path(user_cache_dir("numba_act", appauthor=False))
    return found if found.is_absolute() else None


@functools.cache
def package_digest() -> str:
    """Return a digest of the package's source, in hexadecimal."""
    digest = hashlib.sha256()
    root = Path(__file__).parents[1]
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.ll")]):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def entry(environment: str, key: str) -> Path | None:
    """Return the file of an entry, or None where there is no cache.

    Parameters
    ----------
    environment
        Versions of what generates the code, and the machine that it is for.
    key
        What the code depends on besides.
    """
    found = directory()
    if found is None:
        _say(_NO_HOME)
        return None
    digest = hashlib.sha256(f"{package_digest()}{environment}\n{key}".encode())
    return found / f"{digest.hexdigest()}.bin"


# Whom to trust -------------------------------------------------------------------------------

_NO_HOME = "the user has no home directory; set NUMBA_ACT_CACHE_DIR"


def problem() -> str | None:
    """Return why the cache cannot be used, or None."""
    found = directory()
    if found is None:
        return _NO_HOME
    reason = _distrust(found)
    if reason is not None:
        return reason
    present = next(path for path in (found, *found.parents) if os.path.lexists(path))
    if not (present.is_dir() and os.access(present, os.W_OK | os.X_OK)):
        return f"{present} cannot be written"
    return None


@functools.cache
def _say(reason: str) -> None:
    """Log, once, why the cache is of no use."""
    complaints.append(reason)
    _log.warning("numba_act compiles again in each process: %s", reason)


def _distrust(path: Path) -> str | None:
    """Return who else could put files into a directory, now or by moving what lies above it."""
    real = Path(os.path.realpath(path))
    for each in (real, *real.parents):
        try:
            status = os.stat(each)
        except OSError:  # it is still to be made
            continue
        # where the sticky bit is set, as in /tmp, nobody moves what is another's
        reason = _others(status, each, shared=each != real)
        if reason is not None:
            return reason
    return None


def _others(status: os.stat_result, path: Path, shared: bool = False) -> str | None:
    """Return why a file or directory could have been written by somebody else, or None."""
    if not hasattr(os, "geteuid"):
        return None
    if status.st_uid not in (0, os.geteuid()):
        return f"{path} belongs to user {status.st_uid}"
    others = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    if others == stat.S_IWGRP and _is_private(status):
        return None
    if others and not (shared and status.st_mode & stat.S_ISVTX):
        return f"{path} can be written by others (mode {stat.S_IMODE(status.st_mode):o})"
    return None


def _is_private(status: os.stat_result) -> bool:
    """Say whether a file's group is its owner's own, of nobody else."""
    import grp
    import pwd

    try:
        user, group = pwd.getpwuid(status.st_uid), grp.getgrgid(status.st_gid)
    except KeyError:
        return False
    alone = set(group.gr_mem) <= {user.pw_name}
    return user.pw_gid == group.gr_gid and user.pw_name == group.gr_name and alone


# Entries -------------------------------------------------------------------------------------


def read(path: Path | None) -> tuple[str, bytes] | None:
    """Return (symbol, machine code) of an entry, or None where it is absent or damaged."""
    content = None if path is None else _content(path)
    if content is None:
        return None
    head = len(_MAGIC) + _DIGEST_SIZE
    payload = content[head:]
    if not content.startswith(_MAGIC) or _digest(payload) != content[len(_MAGIC) : head]:
        return None
    symbol, _, machine_code = payload.partition(b"\n")
    return symbol.decode(), machine_code


def _content(path: Path) -> bytes | None:
    """Return what a file holds that nobody else could have written, or None."""
    flags = os.O_RDONLY
    for name in ("O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
        flags |= getattr(os, name, 0)  # a FIFO in its place is opened without waiting
    try:
        handle = os.open(path, flags)
    except OSError:
        return None
    try:
        status = os.fstat(handle)
        reason = _others(status, path)
        if not stat.S_ISREG(status.st_mode):
            reason = f"{path} is no regular file"
        reason = reason or _distrust(path.parent)
        if reason is not None:
            _say(reason)
            return None
        content = bytearray()
        while chunk := os.read(handle, 1 << 20):
            content += chunk
        return bytes(content)
    except OSError:
        return None
    finally:
        os.close(handle)


def write(path: Path | None, symbol: str, machine_code: bytes) -> None:
    """Put an entry in place in one step, so that concurrent processes see all of it or none."""
    if path is None:
        return
    payload = symbol.encode() + b"\n" + machine_code
    temporary = path.with_name(f"{path.stem[:16]}.{os.getpid()}.{secrets.token_hex(4)}.tmp")
    try:
        _make(path.parent)
        reason = _distrust(path.parent)
        if reason is not None:
            _say(reason)
            return
        _remove_stale(path.parent)
        # root's entries are for others to read, as far as its umask has it
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)
        handle = os.open(temporary, flags | getattr(os, "O_BINARY", 0), 0o644)
        with os.fdopen(handle, "wb") as file:
            file.write(_MAGIC + _digest(payload) + payload)
        os.replace(temporary, path)
        written.append(path)
    except OSError as error:  # a read-only home, a full disk: go on without the entry
        _say(f"{path.parent} cannot be written: {error.strerror}")
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def _make(path: Path) -> None:
    """Make a directory, and those above it, that others may read but not write."""
    for each in (*reversed(path.parents), path):
        if not each.is_dir():
            with contextlib.suppress(FileExistsError):  # by another process
                each.mkdir(mode=0o755)
    if not path.is_dir():
        raise NotADirectoryError(0, "not a directory", str(path))


@functools.cache
def _remove_stale(path: Path) -> None:
    """Remove, once, what processes that were killed have left half written."""
    for each in path.glob("*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - each.stat().st_mtime > _STALE:
                each.unlink()


def _digest(payload: bytes) -> bytes:
    return hashlib.sha256(payload).digest()
