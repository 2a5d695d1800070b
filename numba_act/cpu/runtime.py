"""What all loops share: the compiled drivers, Numba's threads, and the way into Python."""

from __future__ import annotations

import contextlib
import contextvars
import ctypes
import os
import sys
import threading
import warnings
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import llvmlite.binding as llvm
import numba

from ..core.compat import entrypoints, global_compiler_lock
from ..core.scalars import numbas_compiler
from . import cache
from .status import definitions
from .structures import FIRST_CREDIT, PYTHON, Runtime

#: Bytes of stack of a thread that compiles, as many as a main thread has.
STACK = 1 << 23

_runtime = Runtime()
_drivers: dict[str, int] = {}
_owner: Any = None
_forked_from: str | None = None


def address() -> int:
    """Return the address of the package's one runtime."""
    return ctypes.addressof(_runtime)


def driver(name: str) -> int:
    """Return the address of a driver, loaded now if none has been before."""
    if not _drivers:
        on_own_thread(_load_drivers)
    return _drivers[name]


def _load_drivers() -> None:
    global _owner
    with numbas_compiler():
        if _drivers:
            return
        _owner = cache.linker_of(cache.load_or_make("drivers", _compile_drivers))
        _fill()
        names = ("driver", "row_driver", "packed_driver", "code_driver")
        _drivers.update({name: _owner.get_function_address(name) for name in names})


def _compile_drivers() -> bytes:
    """Compile the drivers for this CPU."""
    triple, machine = cache.target_machine()
    module = llvm.parse_assembly(files(__package__).joinpath("drivers.ll").read_text())
    module.link_in(llvm.parse_assembly(definitions()))
    module.triple, module.data_layout = triple, str(machine.target_data)
    passes = llvm.create_new_module_pass_manager()
    passes.add_always_inliner_pass()
    passes.run(module, llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options()))
    return bytes(machine.emit_object(module))


def _fill() -> None:
    """Tell the drivers where the functions are that they call."""
    for name in ("share", "row_share", "packed_share", "code_share"):
        setattr(_runtime, name, _owner.get_function_address(name))
    _runtime.launch = _launch
    _runtime.look_around = _look_around
    for name, function in PYTHON.items():
        setattr(_runtime, name, _address(getattr(ctypes.pythonapi, function)))
    _runtime.clock = _clock()
    _runtime.credit = FIRST_CREDIT


def _address(function: Any) -> int:
    return int(ctypes.cast(function, ctypes.c_void_p).value or 0)


def _clock() -> int:
    """Return the address of C's timespec_get, or 0."""
    try:
        if sys.platform == "win32":
            return _address(ctypes.CDLL("ucrtbase")._timespec64_get)
        return _address(ctypes.CDLL(None).timespec_get)
    except (AttributeError, OSError):
        return 0


def _launch() -> None:
    """Find Numba's threads, started now if nothing has before. The driver calls it once."""
    with global_compiler_lock:
        if _runtime.launched:
            return
        try:
            numba.get_num_threads()
        except ValueError as error:  # NUMBA_THREADING_LAYER asks for one that is not there
            _runtime.launched = 1
            warnings.warn(f"numba_act uses one thread: {error}", RuntimeWarning, stacklevel=2)
            return
        layer = numba.threading_layer()
        # GNU OpenMP ends a forked child that enters it.
        unsafe = layer == "omp" and layer == _forked_from and sys.platform == "linux"
        if not unsafe:
            _runtime.exclusive = layer == "workqueue"
            _runtime.get_num_threads = llvm.address_of_symbol("get_num_threads")
            _runtime.parallel_for = llvm.address_of_symbol("numba_parallel_for")
        _runtime.launched = 1


def _look_around() -> None:
    """See whether this is the only thread, as far as Python knows.

    The layer "workqueue" ends the process where two threads enter it, and another one may be in a
    parallel loop of the user's own. While the only thread computes, no other can start.
    """
    main = threading.get_ident() == threading.main_thread().ident
    _runtime.alone = main and len(sys._current_frames()) == 1


def _after_fork() -> None:
    """Look for threads anew in a forked child: its parent's are not there."""
    global _forked_from
    with contextlib.suppress(ValueError):  # none started in the parent
        _forked_from = numba.threading_layer()
    _runtime.launched = 0
    _runtime.parallel_for = 0


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


def on_own_thread(function: Callable[[], None]) -> None:
    """Call a function that compiles on a thread of its own, and raise what it raises.

    LLVM calls back into Python where an exception is lost: an interrupt is to come while this
    thread waits, where it leaves the call at once. And LLVM's stack is larger than some threads'.
    """
    if global_compiler_lock.is_locked():  # by this thread, which the other one would wait for
        function()
        return
    entrypoints.init_all()  # imports extensions of Numba, whose import may be what called
    raised: list[BaseException] = []

    def run() -> None:
        try:
            function()
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=contextvars.copy_context().run, args=[run])
    before = threading.stack_size(STACK)
    try:
        thread.start()
    except RuntimeError:  # no more threads, or the interpreter is about to end
        run()
    else:
        thread.join()
    finally:
        threading.stack_size(before)
    if raised:
        raise raised.pop()
