"""What ``silu(v)`` means to Numba inside a user's own kernel.

Numba asks a global that it meets in a kernel for `_numba_type_`. The type made here resolves
a call to the jitted scalar function of the working type, which LLVM inlines, so that the
user's loop vectorizes as if the formula stood there. `@cuda.jit` kernels get the device function.
On the CPU a call on arrays gives an array (`whole_arrays`).

The result's type is the ufunc's: the float variables among the arguments decide, float64 if one of
them is, else float32. Numbers that are written there (literals, constants of Python's own types,
omitted parameters) and integers take that type, as Python's scalars do beside an array. Without
any float variable it is float64.
"""

from __future__ import annotations

import functools
import inspect
import sys
from typing import Any, NamedTuple, cast

from numba.core import types
from numba.core.errors import NumbaError, TypingError
from numba.core.types import Boolean, Float, Function, Integer
from numba.extending import (
    NativeValue,
    infer_getattr,
    lower_getattr_generic,
    models,
    register_model,
    unbox,
)

from ..core.compat import (
    AbstractTemplate,
    AttributeTemplate,
    BaseTuple,
    Rewrite,
    Signature,
    define,
    ir,
    numba_cuda,
    register_rewrite,
    unliteral,
)
from ..core.definition import Elementwise, Gradient
from ..core.floats import WORKING_TYPES
from ..core.intrinsics import overload_of
from ..core.scalars import BodyDispatcher
from ..core.specialize import Scalar, specialized
from ..core.vectors import Vector
from .whole_arrays import whole_array_function


class _Callee(NamedTuple):
    """What identifies a call to Numba: a definition, and which arguments are numbers there."""

    function: Elementwise
    weak: frozenset[str]

    def __str__(self) -> str:
        return self.function.__name__


class ActivationType(Function):
    """The Numba type of one activation or gradient; as an argument it is passed as nothing."""

    @property
    def function(self) -> Elementwise:
        """The definition behind it."""
        return cast(_Callee, self.typing_key).function


register_model(ActivationType)(models.OpaqueModel)


@unbox(ActivationType)  # type: ignore[untyped-decorator]
def _unbox(kind: Any, value: Any, c: Any) -> Any:
    return NativeValue(c.context.get_dummy_value())


@infer_getattr
class _Attributes(AttributeTemplate):  # type: ignore[misc]
    """``f.grad`` and ``f.vjp`` of an activation."""

    key = ActivationType

    def generic_resolve(self, kind: Any, name: str) -> Any:
        function = kind.function.function
        found = getattr(function, name, None) if name in ("grad", "vjp") else None
        if found is None and not name.startswith("__"):  # Numba asks for __call__
            owner = kind.function.__name__.partition(".")[0]
            raise TypingError(
                f"{kind.function.__name__} has no attribute {name!r} in a kernel: {owner}.grad and "
                f'{owner}.vjp are there, and take wrt="..." for the derivative with respect to '
                "another argument"
            )
        return getattr(found, "_numba_type_", None)


@lower_getattr_generic(ActivationType)  # type: ignore[untyped-decorator]
def _lower_attribute(context: Any, builder: Any, kind: Any, value: Any, name: str) -> Any:
    return context.get_dummy_value()


def _working_type(given: dict[str, Any], weak: frozenset[str]) -> str:
    """Return the working type of a scalar call with arguments of these types."""
    deciding = [
        kind for name, kind in given.items() if isinstance(kind, Float) and name not in weak
    ]
    narrow = deciding and all(kind.bitwidth <= 32 for kind in deciding)
    return "float32" if narrow else "float64"


def _is_cuda(typing_context: Any) -> bool:
    """Say whether it is numba-cuda that compiles the caller, without importing it."""
    return any(base.__name__ == "CUDATypingContext" for base in type(typing_context).__mro__)


_EITHER = inspect.Parameter.POSITIONAL_OR_KEYWORD


class _Global:
    """What a kernel that is made here calls by a global name."""

    def __init__(self, function: Elementwise, weak: frozenset[str]) -> None:
        self.__name__ = function.__name__
        self._numba_type_ = function_type(function, weak)


@functools.cache
def _global(function: Elementwise, weak: frozenset[str]) -> _Global:
    return _Global(function, weak)


def function_type(function: Elementwise, weak: frozenset[str] = frozenset()) -> Any:
    """Return the Numba type of an activation or gradient as a callable on scalars.

    Parameters
    ----------
    function
        Its definition.
    weak
        The arguments that are numbers written in the call.
    """
    made: dict[frozenset[str], Any] = function.made.setdefault("numba types", {})
    if weak in made:
        return made[weak]
    defaults = dict.fromkeys(function.inputs, inspect.Parameter.empty) | function.parameters
    signature = inspect.Signature(
        [inspect.Parameter(name, _EITHER, default=default) for name, default in defaults.items()]
    )
    with_out = signature.replace(
        parameters=[*signature.parameters.values(), inspect.Parameter("out", _EITHER, default=None)]
    )
    on_arrays: dict[Any, Any] = {}

    class Call(AbstractTemplate):  # type: ignore[misc]
        key = _Callee(function, weak)

        def generic(self, args: tuple[Any, ...], kws: dict[str, Any]) -> Any:
            name = function.__name__
            try:
                bound = with_out.bind(*args, **kws)
            except TypeError as error:
                reason = str(error)
                if "wrt" in kws and isinstance(function, Gradient):
                    reason = "wrt is no name, or tuple of names, that is written there"
                raise TypingError(f"{name}{signature} in a kernel: {reason}") from None
            given = {each: unliteral(kind) for each, kind in bound.arguments.items()}
            out = given.pop("out", None)
            if out is not None or any(isinstance(kind, types.Array) for kind in given.values()):
                return self._on_arrays(given, out)
            vectors = [kind for kind in given.values() if isinstance(kind, Vector)]
            if vectors:  # in this package's own kernels
                operands = tuple(given.values())
                working = str(vectors[0].element)
            else:
                for each, kind in given.items():
                    _check(name, each, kind, self.context)
                written = weak
                if _is_cuda(self.context) and _is_not_rewritten(self.context):
                    written = frozenset(function.parameters)  # they may be
                working = _working_type(given, written)
                operands = (WORKING_TYPES[working],) * len(signature.parameters)
            result = self._compiled(working, operands).signature.return_type
            typed = Signature(result, operands, None)
            return typed.replace(pysig=signature)

        def _on_arrays(self, given: dict[str, Any], out: Any) -> Any:
            """Return the signature of a call on whole arrays."""
            shaped = {each: kind for each, kind in given.items() if isinstance(kind, types.Array)}
            elements = given | {each: kind.dtype for each, kind in shaped.items()}
            for each, kind in elements.items():
                _check(function.__name__, each, kind, self.context)
            if _is_cuda(self.context) or not shaped:
                what = "in a CUDA kernel it" if _is_cuda(self.context) else "with numbers it"
                raise TypingError(
                    f"{function.__name__}: {what} takes numbers and has no out: call it on each "
                    "element, in a loop"
                )
            if out is not None:
                ndim = max(kind.ndim for kind in shaped.values())
                _check_out(function.__name__, out, function.outputs, ndim)
                given["out"] = out
            names, operands = tuple(given), tuple(given.values())
            working = _working_type(elements, weak)
            callee = _global(function, weak.intersection(names))
            whole = whole_array_function(function, callee, names, tuple(shaped), working)
            kind = self.context.resolve_value_type(whole)
            typed = kind.get_call_type(self.context, operands, {})
            on_arrays[names, operands] = kind.get_impl_key(typed)
            kinds = [inspect.Parameter(each, _EITHER) for each in names]
            return Signature(typed.return_type, operands, None, inspect.Signature(kinds))

        def get_impl_key(self, sig: Any) -> Any:
            found = on_arrays.get((tuple(sig.pysig.parameters), sig.args))
            if found is not None:
                return found
            kind = sig.args[0]
            working = str(kind.element if isinstance(kind, Vector) else kind)
            return self._compiled(working, sig.args).entry_point

        def _compiled(self, working: str, operands: tuple[Any, ...]) -> Any:
            """Return the scalar function compiled for the target of the caller."""
            if _is_cuda(self.context):  # a user's kernel
                from ..cuda.in_kernels import device_function

                return device_function(function, working, operands)
            make = getattr(self.context, "make", BodyDispatcher)  # that of a body of ours
            scalar = specialized(function.__wrapped__, working, make, function.outputs)
            return overload_of(scalar, operands)

    Call.__name__ = function.__name__
    return made.setdefault(weak, ActivationType(Call))


def _check(function: str, argument: str, kind: Any, context: Any) -> None:
    """Raise for an argument that a scalar function does not take."""
    if not isinstance(kind, (Float, Integer, Boolean)):
        others = "" if _is_cuda(context) else " or an array of them"
        raise TypingError(
            f"{function}: argument {argument!r} is {kind}, expected a real number{others}"
        )
    if kind == types.float16 and not _is_cuda(context):
        raise TypingError(
            f"{function}: argument {argument!r} is float16, in which Numba does not compute on the "
            "CPU; convert it to float32"
        )


def _check_out(function: str, out: Any, count: int, ndim: int) -> None:
    """Raise for an out that a function of arrays with so many results does not take."""
    is_tuple = isinstance(out, BaseTuple)
    arrays = list(out) if is_tuple else [out]
    if (
        is_tuple != (count > 1)
        or len(arrays) != count
        or not all(
            isinstance(each, types.Array)
            and each.dtype in (types.float32, types.float64)
            and each.mutable
            and each.ndim == ndim
            for each in arrays
        )
    ):
        start, end = (f"a tuple of {count}", "s") if count > 1 else ("a", "")
        raise TypingError(
            f"{function}: argument 'out' is {out}, expected {start} writable {ndim}-dimensional "
            f"array{end} of float32 or float64"
        )


# Numbers that are written in a call -----------------------------------------------------------


def _constant(func_ir: Any, variable: Any) -> Any:
    """Return the value of a variable that is a constant of a kernel, or None."""
    if variable is None:
        return None
    try:
        return func_ir.infer_constant(variable)
    except NumbaError:  # numba-cuda has classes of its own
        pass
    try:
        definition = func_ir.get_definition(variable)
    except KeyError:
        return None
    if getattr(definition, "op", None) == "getattr":  # silu.grad
        owner = _constant(func_ir, definition.value)
        if isinstance(getattr(owner, "definition", None), Scalar):
            return getattr(owner, definition.attr, None)
    return None


def _with_respect_to(function: Gradient, name: str | tuple[str, ...]) -> Gradient:
    """Return the derivative with respect to one argument or several."""
    try:
        return function.wrt(name)
    except ValueError as error:
        raise TypingError(str(error)) from None


def _weak_calls(base: Any, ir_module: Any) -> Any:
    """Return Numba's or numba-cuda's rewriting of calls with numbers that are written there.

    To Numba a literal is a float64 as any other: the call becomes one of a variant that knows
    which of its arguments are literals. ``wrt="beta"`` becomes that derivative.
    """

    class WeakCalls(base):  # type: ignore[misc]
        def match(self, func_ir: Any, block: Any, typemap: Any, calltypes: Any) -> bool:
            self.func_ir, self.block = func_ir, block
            self.found: dict[Any, Any] = {}
            for call in block.find_exprs(op="call"):
                kind = getattr(_constant(func_ir, call.func), "_numba_type_", None)
                if not isinstance(kind, ActivationType) or call.vararg is not None:
                    continue
                function, known = kind.function, cast(_Callee, kind.typing_key).weak
                wrt = _constant(func_ir, dict(call.kws).get("wrt"))
                if isinstance(function, Gradient) and isinstance(wrt, (str, tuple)):
                    function, known = _with_respect_to(function, wrt), frozenset()
                elif "wrt" in dict(call.kws):
                    continue  # an error, which typing finds
                given = dict(zip(function.arguments, call.args, strict=False)) | dict(call.kws)
                weak = frozenset(
                    name
                    for name, variable in given.items()
                    if type(_constant(func_ir, variable)) in (float, int, bool)
                )
                if weak - known or wrt is not None:
                    self.found[call] = _global(function, weak | known)
            return bool(self.found)

        def apply(self) -> Any:
            block = self.block.copy()
            block.clear()
            for statement in self.block.body:
                value: Any = getattr(statement, "value", None)
                variant = self.found.get(value) if isinstance(value, ir_module.Expr) else None
                if variant is not None:
                    place = self.block.scope.redefine("$weak_call", loc=value.loc)
                    callee = ir_module.Global(variant.__name__, variant, loc=value.loc)
                    block.append(ir_module.Assign(callee, place, loc=value.loc))
                    define(self.func_ir, place.name, callee)
                    value.func = place
                    value.kws = [pair for pair in value.kws if pair[0] != "wrt"]
                block.append(statement)
            return block

    return WeakCalls


register_rewrite("before-inference")(_weak_calls(Rewrite, ir))


@functools.cache
def rewrite_cuda() -> None:
    """Have numba-cuda rewrite calls too; the entry point that it asks for before it compiles."""
    ir, rewrites = map(numba_cuda, ("numba.cuda.core.ir", "numba.cuda.core.rewrites"))
    rewrites.register_rewrite("before-inference")(_weak_calls(rewrites.Rewrite, ir))


if "numba.cuda.core.rewrites" in sys.modules:
    rewrite_cuda()

#: Kernels that numba-cuda began to compile before it rewrote calls: where this package is not
#: installed, its entry point is not found, and that is one at most.
_not_rewritten: set[Any] = set()


def _is_not_rewritten(context: Any) -> bool:
    """Say whether a kernel being compiled for CUDA came before the rewriting of calls."""
    kernels = {frame.func_id for frame in context.callstack}
    if not rewrite_cuda.cache_info().currsize:
        rewrite_cuda()
        _not_rewritten.update(kernels)
    return not _not_rewritten.isdisjoint(kernels)
