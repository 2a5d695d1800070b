"""Jitted scalar functions of one working type: what Numba makes of the forms of `specialize`.

An integer is weak in them, and what a body must not do is an error with its file and line. The
CPU's are made here, a GPU's in `cuda.scalars`.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import os
import types as pytypes
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, cast

import llvmlite.binding as llvm
from numba.core import types
from numba.core.errors import NumbaError, TypingError

from .compat import (
    BaseTuple,
    CPUDispatcher,
    NoneType,
    UniTuple,
    config,
    cpu_target,
    event,
    global_compiler_lock,
    sigutils,
    unliteral,
)
from .floats import WORKING_TYPES
from .specialize import BodyError, Make, Snapshot, read_again, specialized

# Weak integers -------------------------------------------------------------------------------


class _Weak:
    """Makes a typing context one in which an integer never widens a float32.

    Numba has float64 for an integer beside a float32, as NumPy has for arrays. In a body
    integers come from literals, constants and loops, which are Python's scalars: they take the
    working type where they meet a float, and where a function has no meaning for integers.
    """

    working: Any
    #: Makes the dispatchers of the activations that are called.
    make: Make

    def _is_wide(self, result: Any, given: Any) -> bool:
        """Say whether a result is wider than the working type, and not for a float64 operand."""
        if self.working != types.float32 or types.float64 in given:
            return False
        return result == types.float64 or (
            isinstance(result, BaseTuple) and types.float64 in tuple(result)
        )

    def resolve_function_type(self, func: Any, args: Any, kws: Any) -> Any:
        kws = dict(kws)
        resolve = super().resolve_function_type  # type: ignore[misc]
        failure: NumbaError | None = None
        found = None
        try:
            found = resolve(func, args, kws)
        except BodyError:
            raise
        except NumbaError as error:
            failure = error
        given = [*args, *kws.values()]
        # their own code asks Numba again what becomes of an integer and a float
        asks = getattr(func, "typing_key", None) in (max, min)
        if found is not None and not asks and not self._is_wide(found.return_type, given):
            return found
        weak: tuple[type, ...] = ()
        for kind in (types.Integer, types.Boolean):
            weak = (*weak, kind)
            if asks and not any(isinstance(each, types.Float) for each in given):
                break  # of integers alone it is one
            if not any(isinstance(each, kind) for each in given):
                continue
            floats = tuple(self.working if isinstance(each, weak) else each for each in args)
            named = {
                name: self.working if isinstance(each, weak) else each for name, each in kws.items()
            }
            with contextlib.suppress(NumbaError):
                other = resolve(func, floats, named)
                if other is not None and not self._is_wide(other.return_type, ()):
                    return other
        if failure is not None:
            raise failure
        return found

    def unify_pairs(self, first: Any, second: Any) -> Any:
        unified = super().unify_pairs(first, second)  # type: ignore[misc]
        return self.working if self._is_wide(unified, (first, second)) else unified


@functools.cache
def weak_context(context: Any, working: str, make: Make) -> Any:
    """Return a view of a target's typing context for bodies of a working type."""
    weak = copy.copy(context)  # shares all tables
    weak.__class__ = type("Weak", (_Weak, type(context)), {})
    weak.working, weak.make = WORKING_TYPES[working], make
    return weak


# What a body may do --------------------------------------------------------------------------

_RAISING = ("Raise", "StaticRaise", "DynamicRaise", "TryRaise", "StaticTryRaise", "DynamicTryRaise")


def check_result(compiled: Any, found: Snapshot, working: str, outputs: int | None) -> Any:
    """Return the type that a user's function has to be compiled to return, or None for its own.

    Parameters
    ----------
    compiled
        Its compilation without that.
    found
        The function.
    working, outputs
        As for `specialized`.

    Raises
    ------
    BodyError
        With file and line, where it raises, computes in float64 in a float32 body, makes an integer
        of a float, or returns something else than floats.
    """
    kind = WORKING_TYPES[working]
    last, typemap = found.where, compiled.type_annotation.typemap
    for block in compiled.type_annotation.blocks.values():
        for statement in block.body:
            where = f"{statement.loc.filename}:{statement.loc.line}"
            name = type(statement).__name__
            if name in _RAISING:
                raise BodyError(
                    f"{found.name} raises at {where}: a body cannot raise, since it runs on all "
                    "elements at once; return float('nan') there"
                )
            if name == "Return":
                last = where
            target = getattr(getattr(statement, "target", None), "name", None)
            typed = typemap.get(target)
            if isinstance(typed, types.Integer) and _converts(statement.value, typemap):
                raise BodyError(
                    f"{found.name} makes an integer of a float at {where}, of which NaN and large "
                    "numbers have none; x // 1 is the largest whole number up to x, as a float"
                )
            if kind == types.float32 and typed == types.float64:
                raise BodyError(
                    f"{found.name} computes in float64 where float32 was expected, at {where}; "
                    "keep float64 values out of the body"
                )
    if outputs is None:
        return None
    wanted = kind if outputs == 1 else UniTuple(kind, outputs)
    result = unliteral(compiled.signature.return_type)
    if result == wanted:
        return None
    items = (result,)
    if outputs > 1:
        items = tuple(result) if isinstance(result, BaseTuple) else ()
    if len(items) == outputs and all(
        isinstance(item, (types.Integer, types.Float)) and not isinstance(item, types.Boolean)
        for item in items
    ):
        return wanted
    expected = "a float" if outputs == 1 else f"a tuple of {outputs} floats"
    raise BodyError(f"{found.name} returns {_named(result)} at {last}, expected {expected}")


def _converts(value: Any, typemap: dict[str, Any]) -> bool:
    """Say whether a value of Numba's IR is what `int`, `round` or their like make of a float."""
    return (
        getattr(value, "op", None) == "call"
        and not isinstance(typemap[value.func.name], types.Dispatcher)
        and any(isinstance(typemap[each.name], types.Float) for each in value.args)
    )


def _named(result: Any) -> str:
    """Return a Numba type in words."""
    if isinstance(result, NoneType):
        return "nothing"
    if isinstance(result, types.Boolean):
        return "a bool (write 1 if ... else 0 for a number)"
    if isinstance(result, BaseTuple):
        return f"a tuple of {len(result)}"
    if isinstance(result, types.Array):
        return "an array (np.where makes one: write a if ... else b)"
    return f"a value of type {result}"


# On the CPU ----------------------------------------------------------------------------------


@contextlib.contextmanager
def numbas_compiler() -> Iterator[None]:
    """Hold Numba's compiler, which works whatever NUMBA_DISABLE_JIT says."""
    with global_compiler_lock:
        disabled = config.DISABLE_JIT
        config.DISABLE_JIT = 0
        try:
            yield
        finally:
            config.DISABLE_JIT = disabled


# A child that is forked while another thread compiles would find the compiler held for ever, and
# LLVM in the middle of something: forks wait.
_held: list[Any] = []


def _before_fork() -> None:
    global_compiler_lock.acquire()
    _held.append(global_compiler_lock)


def _after_fork() -> None:
    while _held:
        _held.pop().release()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_before_fork, after_in_parent=_after_fork, after_in_child=_after_fork
    )


class Target(NamedTuple):
    """The CPU to Numba, with a typing context of ours."""

    typing_context: Any
    target_context: Any
    options: Any


#: Every option that Numba would take from the first caller, or from the environment.
_OPTIONS = {
    "nopython": True,
    "error_model": "numpy",  # x/0 is inf as in NumPy, no exception and no branch for it
    "fastmath": False,
    "nogil": True,
    "forceinline": True,
    "boundscheck": False,
    "debug": False,
    "_nrt": True,
    "no_cpython_wrapper": True,  # it is called from compiled code alone
    "no_cfunc_wrapper": True,
}


#: The bodies that are being compiled, each a part of the one before.
_compiling: list[Any] = []


def is_compiling_body() -> bool:
    """Say whether it is a body that Numba compiles just now."""
    return bool(_compiling)


class BodyDispatcher(CPUDispatcher):  # type: ignore[misc]
    """A scalar function that is inlined into every caller, so that the caller's loop vectorizes.

    No machine code of it runs, and yet it is made: without that (`InlinedCompiler`, a tenth of the
    compile time) LLVM computes what belongs to a branch not taken, which raises flags.
    """

    @classmethod
    def target_context(cls) -> Any:
        """Return the context that emits its code."""
        return cpu_target.target_context

    def __init__(
        self, function: pytypes.FunctionType, found: Snapshot, working: str, outputs: int | None
    ) -> None:
        self.targetdescr = Target(
            weak_context(cpu_target.typing_context, working, cast(Make, type(self))),
            self.target_context(),
            cpu_target.options,
        )
        super().__init__(function, targetoptions=dict(_OPTIONS))
        self._found, self._working, self._outputs = found, working, outputs
        self._failures: dict[Any, tuple[type[NumbaError], str]] = {}

    def compile(self, sig: Any) -> Any:
        args, _ = sigutils.normalize_signature(sig)
        with numbas_compiler(), self._compiling_counter:
            existing = self.overloads.get(args)
            if existing is None:
                if args in self._failures:  # LLVM keeps what each attempt compiles
                    kind, text = self._failures[args]
                    raise kind(text)
                details = {"dispatcher": self, "args": args, "return_type": None}
                _compiling.append(self)
                try:
                    with event.trigger_event("numba:compile", data=details):
                        existing = self._compiled(args)
                except NumbaError as error:
                    kind = BodyError if isinstance(error, BodyError) else TypingError
                    self._failures[args] = kind, str(error)
                    read_again()
                    raise
                finally:
                    _compiling.pop()
                self.add_overload(existing)
            return existing.entry_point

    def _compiled(self, args: tuple[Any, ...]) -> Any:
        compiled = self._compiler.compile(args, None)
        if self._found.is_ours:
            return compiled
        try:
            wanted = check_result(compiled, self._found, self._working, self._outputs)
            if wanted is not None:
                self._discard(compiled)
                compiled = self._compiler.compile(args, wanted)
            if self._outputs is not None and self.may_fail(compiled):
                raise BodyError(
                    f"{self._found.name} at {self._found.where} can raise an exception, which a "
                    "body cannot: an index that may be out of range, or a negative integer power "
                    "of 0 (write 1 / x for x**-1)"
                )
        except BaseException:
            self._discard(compiled)
            raise
        return compiled

    def may_fail(self, compiled: Any) -> bool:
        """Say whether it can return anything but Numba's status of success."""
        module = llvm.parse_assembly(compiled.library.get_llvm_str())
        return any(
            str(next(instruction.operands)).strip() != "i32 0"
            for block in module.get_function(compiled.fndesc.llvm_func_name).blocks
            for instruction in block.instructions
            if instruction.opcode == "ret"
        )

    def _discard(self, compiled: Any) -> None:
        """Have Numba forget what it has compiled, as it does with what a dispatcher keeps."""
        with contextlib.suppress(KeyError):
            self.targetctx.remove_user_function(compiled.entry_point)


def scalar_function(
    function: Callable[..., Any], working: str, outputs: int | None = None, fast: bool = False
) -> Any:
    """Return the jitted scalar function of a body for one working type, on the CPU.

    It is inlined into every caller, so that the caller's loop vectorizes.
    """
    return specialized(function, working, BodyDispatcher, outputs, fast)
