"""One body, one jitted scalar function per working type.

A body is written with plain literals. It and everything that it depends on are read once, at its
first use (`Snapshot`): the compiled code and its key in the disk cache are both made from that, so
that they cannot differ. Every float that the code, its globals and its closure hold becomes a
constant of the working type, so that the same text is pure float32 or pure float64 code. An
integer stays one, for loops and indices, and is weak: beside a float it takes the float's type, as
a Python scalar does in NumPy (`scalars`).

What else differs between the forms of a body are constants too: `IN_BFLOAT16`, `IN_FLOAT64` and
`ON_FAST_PATH` are True in one form and False in the others, so that the compiler drops what stands
behind the wrong ``if`` and keeps no trace of the condition.
"""

from __future__ import annotations

import builtins
import dis
import functools
import types as pytypes
import weakref
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
from numba.core import cgutils, types
from numba.core.errors import NumbaError
from numba.extending import intrinsic

from .compat import Intrinsic, builtin_registry
from .floats import FLOATS
from .lazy import lazy

T = TypeVar("T")

#: The forms that are the float32 one where nothing in a body differs.
_SIXTEEN_BITS = ("bfloat16", "float16")

#: And the one that is the full one.
_FAST = "fast path"

_ABSENT: Any = object()


@dataclass(eq=False)
class PerType:
    """What `per_type` returns."""

    float32: Any
    float64: Any
    bfloat16: Any
    float16: Any

    def of(self, working: str) -> Any:
        """Return the value for a working type."""
        value = getattr(self, working)
        if working in _SIXTEEN_BITS and value is _ABSENT:
            value = self.float32
        return value.of(working) if isinstance(value, PerType) else value

    def values(self) -> tuple[Any, ...]:
        """Return all values that were given."""
        given = (self.float32, self.float64, self.bfloat16, self.float16)
        return tuple(value for value in given if value is not _ABSENT)


def per_type(*, float32: T, float64: T = _ABSENT, bfloat16: T = _ABSENT, float16: T = _ABSENT) -> T:
    """Return a constant, table or helper function that differs between the working types.

    Bodies refer to it by its global name; specialization puts the right one in its place. To a
    type checker it is the value itself.

    Parameters
    ----------
    float32
        The value in float32.
    float64
        In float64; left out where no float64 body comes to it.
    bfloat16
        In float32 bodies for bfloat16 arrays, good to 2^-18; as `float32` if left out. Users'
        kernels, and activations that call an activation, have its float32 form.
    float16
        In float32 bodies for float16 arrays; as `float32` if left out.

    Examples
    --------
    >>> LOG2_E = per_type(float32=1.44269502, float64=1.4426950408889634)
    """
    return cast(T, PerType(float32, float64, bfloat16, float16))


def hex_per_type(**numbers: str) -> float:
    """Return `per_type` of numbers in hexadecimal, by working type."""
    return per_type(**{working: float.fromhex(number) for working, number in numbers.items()})


@dataclass(eq=False)
class PerPath:
    """A constant that differs between the full form of a body and that of its fast path."""

    full: Any
    fast: Any

    def values(self) -> tuple[Any, ...]:
        """Return both."""
        return self.full, self.fast


def per_path(full: T, fast: T) -> T:
    """Return a constant that differs between the full form of a body and that of its fast path."""
    return cast(T, PerPath(full, fast))


#: Whether the body is compiled for bfloat16 arrays (good to 2^-18), for float64, for its fast path.
IN_BFLOAT16 = per_type(float32=False, float64=False, bfloat16=True)
IN_FLOAT64 = per_type(float32=False, float64=True)
ON_FAST_PATH = per_path(False, True)


def _condition(known: bool | None) -> Any:
    """Return an intrinsic that returns a condition as it is, or as it is known to be."""

    @intrinsic  # type: ignore[untyped-decorator]
    def condition(typingctx: Any, condition: Any) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            return args[0] if known is None else cgutils.bool_t(known)

        return types.boolean(types.boolean), codegen

    return condition


_as_it_is = _condition(None)
#: A condition that the fast path need not look at: there it is False.
rare: Callable[[bool], bool] = per_path(_as_it_is, _condition(False))
#: A condition that the fast path need not look at: there it is True.
common: Callable[[bool], bool] = per_path(_as_it_is, _condition(True))


class FastPath(NamedTuple):
    """For which inputs a body has a fast path: a form with fewer cases, and the same bits for them.

    Attributes
    ----------
    smallest, largest
        Which inputs it is for, these included. Numbers, or one a working type. Where all are,
        `largest` is infinite.
    magnitude
        Whether they bound the magnitude of the input.
    reach
        Function of the parameters that returns `largest` where they are one value each, NaN where
        they have no fast path. None where only their defaults have one.
    operand
        Which of the inputs it is that decides.
    second
        The largest magnitude of the next input, where that decides as well; or None.
    """

    smallest: Any
    largest: Any
    magnitude: bool
    reach: Callable[..., Any] | None
    operand: int = 0
    second: Any = None

    def bounds(self, working: str) -> list[float]:
        """Return `smallest` and `largest` for a working type, and `second` if there is one."""
        bounds = [self.smallest, self.largest, self.second]
        return [
            bound.of(working) if isinstance(bound, PerType) else bound
            for bound in bounds
            if bound is not None
        ]


class Scalar:
    """Base of what a body may call by name: has one jitted scalar function a working type."""

    __wrapped__: Callable[..., Any]
    outputs: int
    parameters: dict[str, Any]

    def scalar(self, working: str, fast: bool = False) -> Any:
        """Return the jitted scalar function of a working type, or of its fast path."""
        raise TypeError(f"{self!r} has no scalar function")


def called_form(working: str) -> str:
    """Return the working type whose form of an activation a body of `working` calls."""
    # not the short one: what is made of its result may lose bits
    return "float32" if working in _SIXTEEN_BITS else working


class BodyError(NumbaError):
    """What a body must not do, with its file and line in the message."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return self.message  # Numba adds to the arguments what it was doing


def is_ours(function: Any) -> bool:
    """Say whether a function is the package's own, whose tests cover what it compiles to."""
    return (function.__module__ or "").partition(".")[0] == __name__.partition(".")[0]


# What a body depends on ----------------------------------------------------------------------


class Snapshot:
    """A plain function, with the values that its names had when it was first used.

    Attributes
    ----------
    code
        The function's code.
    cells, defaults, keyword_defaults
        What its closure and its arguments' defaults hold.
    is_ours
        Whether it is one of the package's functions.
    made
        The dispatchers made of it, by what they are for.
    lacks_names
        Whether a global name in its code has no value yet.
    """

    lacks_names = False

    def __init__(self, function: Any, callers: tuple[Any, ...]) -> None:
        self.code: pytypes.CodeType = function.__code__
        self.name: str = function.__name__
        self.qualname: str = function.__qualname__
        self.module: str = function.__module__
        self.is_ours = is_ours(function)
        self.made: dict[Any, Any] = {}
        callers = (*callers, function)
        by_global, by_cell = _references(self.code)
        self.cells = []
        for name, cell in zip(self.code.co_freevars, function.__closure__ or (), strict=True):
            try:
                value = cell.cell_contents
            except ValueError:  # it has no value yet: Numba says so
                value = _ABSENT
            self.cells.append(_read(value, by_cell.get(name, {}), callers))
        self.defaults = _read(function.__defaults__, {}, callers)
        self.keyword_defaults = {
            name: _read(value, {}, callers)
            for name, value in (function.__kwdefaults__ or {}).items()
        }
        self._named = by_global, function.__globals__, callers
        if not self.is_ours:  # the package's own do not change
            self.globals  # noqa: B018
            del self._named

    @lazy
    def globals(self) -> dict[str, Any]:
        """The values of the global names in the code."""
        by_global, values, callers = self._named
        self.lacks_names = any(
            name not in values and not hasattr(builtins, name) for name in by_global
        )
        return {
            name: _read(values[name], paths, callers)
            for name, paths in by_global.items()
            if name in values
        }

    @property
    def where(self) -> str:
        """File and line."""
        return f"{self.code.co_filename}:{self.code.co_firstlineno}"

    @lazy
    def own_forms(self) -> frozenset[str]:
        """What differs: of the 16-bit types those with another form than float32, the fast path."""
        found: set[str] = set()

        def visit(value: Any) -> None:
            if isinstance(value, Snapshot):
                found.update(value.own_forms)
            elif isinstance(value, PerPath):
                found.add(_FAST)
                visit(value.full)
                visit(value.fast)
            elif isinstance(value, PerType):
                found.update(each for each in _SIXTEEN_BITS if getattr(value, each) is not _ABSENT)
                for each in value.values():
                    visit(each)

        for value in (*self.globals.values(), *self.cells):
            visit(value)
        return frozenset(found)

    def describe(self) -> Iterator[str]:
        """Yield text that changes with anything that the compiled form depends on.

        Raises
        ------
        UnknownValueError
            Where the function refers to an object of unknown value.
        """
        yield from _describe(self.code)
        if self.is_ours:
            # the key of an entry has the package's source; the line tells two derivatives apart
            yield f"{self.code.co_filename} {self.code.co_firstlineno}"
        else:
            for name, value in self.globals.items():
                yield name
                yield from _describe(value)
        yield from _describe((*self.cells, self.defaults, *self.keyword_defaults.items()))


class UnknownValueError(Exception):
    """A function refers to something whose value cannot be told apart across processes."""


@dataclass(eq=False)
class _Namespace:
    """A module or class, with those of its attributes that a body reaches by name."""

    value: Any
    members: dict[str, Any]


@dataclass(eq=False)
class _Activation:
    """An activation or gradient, with what a body reaches through it."""

    value: Any
    reached: tuple[Any, ...]


#: Attributes that a body reaches from a name, and from these.
_Paths = dict[str, Any]

_snapshots: weakref.WeakKeyDictionary[Any, Snapshot] = weakref.WeakKeyDictionary()


def snapshot(function: Callable[..., Any], callers: tuple[Any, ...] = ()) -> Snapshot:
    """Return what a plain function depends on, read now if it has not been before.

    Raises
    ------
    BodyError
        Where the function calls itself, by itself or through others.
    """
    found = _snapshots.get(function)
    if found is None:
        if function in callers:
            code = function.__code__
            raise BodyError(
                f"{function.__name__} at {code.co_filename}:{code.co_firstlineno} calls itself: "
                "a body has no recursion"
            )
        # No lock, since Numba's compiler may be held here: of two, the first is everybody's.
        found = _snapshots.setdefault(function, Snapshot(function, callers))
    return found


def read_again() -> None:
    """Forget the functions that lack names: they may be defined by the next call."""
    for function, found in list(_snapshots.items()):
        if not found.is_ours:
            helpers = [each for each in found.globals.values() if isinstance(each, Snapshot)]
            if found.lacks_names or any(each.lacks_names for each in helpers):
                del _snapshots[function]


_GLOBAL = frozenset({"LOAD_GLOBAL", "LOAD_NAME", "LOAD_FROM_DICT_OR_GLOBALS"})
_CELL = frozenset({"LOAD_DEREF", "LOAD_CLASSDEREF", "LOAD_FROM_DICT_OR_DEREF"})
_ATTRIBUTE = frozenset({"LOAD_ATTR", "LOAD_METHOD"})
_SILENT = frozenset({"EXTENDED_ARG", "NOP", "PUSH_NULL"})


def _references(code: pytypes.CodeType) -> tuple[dict[str, _Paths], dict[str, _Paths]]:
    """Return the global names and the closure's in a code, with the attributes reached from them.

    Functions defined inside are part of it. A name that is used without an attribute has None
    among its attributes.
    """
    by_global: dict[str, _Paths] = {}
    by_cell: dict[str, _Paths] = {}

    def visit(code: pytypes.CodeType, free: set[str]) -> None:
        place: _Paths | None = None
        for instruction in dis.get_instructions(code):
            name = instruction.opname
            if name in _ATTRIBUTE and place is not None:
                place = place.setdefault(instruction.argval, {})
            elif name in _SILENT:
                continue
            else:
                if place is not None:
                    place[""] = {}
                place = None
                if name in _GLOBAL:
                    place = by_global.setdefault(instruction.argval, {})
                elif name in _CELL and instruction.argval in free:
                    place = by_cell.setdefault(instruction.argval, {})
        for constant in code.co_consts:
            if isinstance(constant, pytypes.CodeType):
                visit(constant, free.intersection(constant.co_freevars))

    visit(code, set(code.co_freevars))
    return by_global, by_cell


def _read(value: Any, paths: _Paths, callers: tuple[Any, ...]) -> Any:
    """Return a value as a snapshot holds it."""
    if isinstance(value, PerType):
        each = (value.float32, value.float64, value.bfloat16, value.float16)
        return PerType(*(_read(item, {}, callers) for item in each))
    if isinstance(value, PerPath):
        return PerPath(*(_read(item, {}, callers) for item in value.values()))
    if isinstance(value, tuple):
        return _tuple_like(value, (_read(item, {}, callers) for item in value))
    if isinstance(value, (pytypes.ModuleType, type)):
        if not paths or "" in paths:  # something else becomes of it
            return value
        members = {
            name: _read(getattr(value, name), rest, callers)
            for name, rest in paths.items()
            if hasattr(value, name)
        }
        return _Namespace(value, members)
    definition = getattr(value, "definition", None)
    if isinstance(definition, Scalar):
        snapshot(definition.__wrapped__, callers)
        reached = tuple(
            _read(getattr(value, name), rest, callers)
            for name, rest in paths.items()
            if name and hasattr(value, name)
        )
        return _Activation(value, reached)
    value = _function_of(value)
    if isinstance(value, pytypes.FunctionType) and not _is_known_to_numba(value):
        return snapshot(value, callers)
    return value


def _tuple_like(value: tuple[Any, ...], items: Iterable[Any]) -> tuple[Any, ...]:
    """Return other items as a tuple, or as a named one of the same kind."""
    make = getattr(value, "_make", tuple)
    return cast("tuple[Any, ...]", make(items))


def _function_of(value: Any) -> Any:
    """Return the plain function of a user's jitted helper: it is compiled as a part of the body."""
    function = getattr(value, "py_func", None)
    return function if isinstance(function, pytypes.FunctionType) else value


def _is_known_to_numba(function: pytypes.FunctionType) -> bool:
    """Say whether Numba compiles something of its own in a Python function's place."""
    if (function.__module__ or "").partition(".")[0] == "numpy":
        return True
    return not is_ours(function) and any(known is function for known, _ in builtin_registry.globals)


#: Types whose `repr` says all.
_PLAIN = (bool, int, float, complex, str, bytes, type(None), type(...))


def _describe(value: Any) -> Iterator[str]:
    if isinstance(value, Snapshot):
        yield from value.describe()
    elif isinstance(value, _Activation):
        definition = value.value.definition
        yield from snapshot(definition.__wrapped__).describe()
        yield from _describe((definition.outputs, *definition.parameters.items()))
        yield from _describe(value.reached)
    elif isinstance(value, _Namespace):
        yield value.value.__name__
        for name, member in value.members.items():
            yield name
            yield from _describe(member)
    elif isinstance(value, (PerType, PerPath)):
        yield from _describe(value.values())
    elif isinstance(value, pytypes.CodeType):
        yield value.co_code.hex()
        names = value.co_names, value.co_varnames, value.co_freevars, value.co_cellvars
        yield repr((names, value.co_flags, value.co_exceptiontable))
        yield from _describe(value.co_consts)
    elif isinstance(value, (tuple, frozenset)):
        yield f"{type(value).__name__} {getattr(value, '_fields', '')} of {len(value)}"
        for item in sorted(value, key=repr) if isinstance(value, frozenset) else value:
            yield from _describe(item)
    elif isinstance(value, (np.number, np.bool, types.Type)) or type(value) in _PLAIN:
        yield repr(value)
    elif isinstance(value, (type, pytypes.BuiltinFunctionType, pytypes.FunctionType, np.ufunc)):
        yield _library_name(value)
    elif isinstance(value, Intrinsic) and is_ours(value):  # one of `primitives`
        yield value.__name__
    else:
        raise UnknownValueError(f"{value!r}")


def _library_name(value: Any) -> str:
    """Return the name of a function or type that belongs to Python or NumPy."""
    module = getattr(value, "__module__", None) or ("numpy" if isinstance(value, np.ufunc) else "")
    name = getattr(value, "__qualname__", None) or value.__name__
    root = module.partition(".")[0]
    if root == "numpy" and not isinstance(value, type) and getattr(np, name, None) is not value:
        raise UnknownValueError(f"{value!r}")
    if root not in ("builtins", "inspect", "math", "_operator", "numpy"):
        raise UnknownValueError(f"{value!r}")
    return f"{module}.{name} {np.__version__}"


# From a snapshot to a function of one working type -------------------------------------------


class _Module(pytypes.ModuleType):
    """A module as a body of one working type sees it."""

    def __init__(self, namespace: _Namespace, members: dict[str, Any]) -> None:
        super().__init__(namespace.value.__name__)
        self.__dict__.update(members)
        self.__dict__["__getattr__"] = functools.partial(getattr, namespace.value)


#: Makes the dispatcher of a retyped function: `(function, snapshot, working, outputs)`.
Make = Callable[[pytypes.FunctionType, Snapshot, str, "int | None"], Any]


class _Form(NamedTuple):
    """A form of a body: working type, what makes dispatchers, whether it is the fast path."""

    working: str
    make: Make
    fast: bool


def specialized(
    function: Callable[..., Any] | Snapshot,
    working: str,
    make: Make,
    outputs: int | None = None,
    fast: bool = False,
) -> Any:
    """Return a function's dispatcher for one working type.

    Parameters
    ----------
    function
        A body or helper.
    working
        A key of `floats.WORKING_TYPES`.
    make
        Makes a dispatcher; also that of each helper.
    outputs
        How many floats it has to return, or None for anything.
    fast
        Whether it is the form of the fast path.
    """
    found = function if isinstance(function, Snapshot) else snapshot(function)
    # compiled once where nothing differs
    if working in _SIXTEEN_BITS and working not in found.own_forms:
        working = "float32"
    form = _Form(working, make, fast and _FAST in found.own_forms)
    key = form, None if found.is_ours else outputs
    dispatcher = found.made.get(key)
    if dispatcher is None:
        made = make(_retyped_function(found, form), found, working, key[1])
        dispatcher = found.made.setdefault(key, made)
    return dispatcher


def _retyped(value: Any, form: _Form) -> Any:
    """Return a snapshot's value as a body of this form sees it."""
    if isinstance(value, PerType):
        return _retyped(value.of(form.working), form)
    if isinstance(value, PerPath):
        return _retyped(value.fast if form.fast else value.full, form)
    if isinstance(value, Snapshot):
        return specialized(value, form.working, form.make, fast=form.fast)
    if isinstance(value, _Activation):
        return value.value
    if isinstance(value, _Namespace):
        members = value.members.items()
        return _Module(value, {name: _retyped(item, form) for name, item in members})
    if isinstance(value, (float, np.floating)):
        return FLOATS[form.working].number(value)
    if isinstance(value, tuple):
        return _tuple_like(value, (_retyped(item, form) for item in value))
    if isinstance(value, pytypes.CodeType):  # of a function defined inside
        return value.replace(co_consts=_retyped(value.co_consts, form))
    return value


def _retyped_function(found: Snapshot, form: _Form) -> pytypes.FunctionType:
    """Return a copy of a function with its floats turned into the working type.

    The functions that it calls become their dispatchers.
    """

    def cell(value: Any) -> Any:
        return pytypes.CellType() if value is _ABSENT else pytypes.CellType(retyped(value))

    def retyped(value: Any) -> Any:
        return _retyped(value, form)

    values = {name: retyped(value) for name, value in found.globals.items()}
    function = pytypes.FunctionType(
        retyped(found.code),
        {"__builtins__": builtins, "__name__": found.module, **values},
        found.name,
        retyped(found.defaults),
        tuple(cell(value) for value in found.cells),
    )
    function.__kwdefaults__ = {
        name: retyped(value) for name, value in found.keyword_defaults.items()
    } or None
    function.__qualname__ = found.qualname
    function.__module__ = found.module
    return function
