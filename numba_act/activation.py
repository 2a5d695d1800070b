"""What an activation is: one definition, used on arrays, in kernels and with its gradient.

An activation is a plain Python function that carries its ufunc and its gradients as
attributes; `Elementwise` is the definition behind it. CPython calls a function for less than an
object with ``__call__`` (docs/performance.md has the ratios), and a call on a small array is
little else.
"""

from __future__ import annotations

import builtins
import dis
import functools
import inspect
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, cast, overload

import ml_dtypes
import numpy as np
from numba.core.errors import NumbaError

from . import inlining, packed, targets
from .specialize import Scalar, Usual, WideningError, check_width, scalar_function

__all__ = [
    "HALF_BOUND",
    "ROOT_BOUND",
    "ROOT_WINDOW",
    "Activation",
    "Derivative",
    "Elementwise",
    "Root",
    "activation",
    "definition",
]

#: Bound in ULP of every function in float16 and bfloat16: computed in float32 and rounded once.
HALF_BOUND = 0.501

#: Within ROOT_WINDOW of a gradient's root, relative to it where that is beyond 1, the gradient's
#: error is bounded absolutely.
ROOT_WINDOW = 2.0**-6
ROOT_BOUND = {"float32": 2.0**-28, "float64": 2.0**-57}


@dataclass(frozen=True)
class Root:
    """Where a gradient crosses zero, so that its error is no fixed number of ULP.

    Attributes
    ----------
    at
        The equation of the root, for docstrings.
    factor
        Of a gate: what its activation's slope is multiplied by, and the error with it.
    """

    at: str
    factor: str = ""


FLOATS = {
    np.dtype(np.float16),
    np.dtype(ml_dtypes.bfloat16),
    np.dtype(np.float32),
    np.dtype(np.float64),
}

_BFLOAT16: np.dtype[Any] = np.dtype(ml_dtypes.bfloat16)

#: Loops whose kernel could not be compiled, by number; the CPU target fills it.
_failures = targets.failures

_UFUNC_KEYWORDS = frozenset(
    {"out", "where", "casting", "order", "dtype", "subok", "signature", "axes", "axis", "stream"}
)


class Elementwise(Scalar):
    """A scalar function that works on arrays as a NumPy ufunc does.

    Parameters
    ----------
    body
        The scalar function: arithmetic, comparisons, primitives and other activations.
    name
        Its public name.
    inputs
        Names of the data arguments.
    parameters
        Names of the arguments after them, with their defaults (or `inspect.Parameter.empty`).
    outputs
        How many results the body returns; more than one as a tuple.
    warns
        Floating-point flags that may be raised as warnings; None for all.
    max_ulp
        Largest error of each working type, in units in the last place.
    doc
        Docstring.
    """

    def __init__(
        self,
        body: Callable[..., Any],
        name: str,
        *,
        inputs: Sequence[str],
        parameters: Mapping[str, Any],
        outputs: int = 1,
        warns: Sequence[str] | None = None,
        max_ulp: Mapping[str, float] | None = None,
        doc: str = "",
    ) -> None:
        self.__name__ = name
        self.__qualname__ = name
        self.__module__ = body.__module__
        self.__wrapped__ = body
        self.__doc__ = doc
        self.inputs = tuple(inputs)
        self.parameters = dict(parameters)
        self.outputs = outputs
        self.warns = None if warns is None else tuple(warns)
        self.max_ulp = dict(max_ulp or {})
        self.arguments = self.inputs + tuple(self.parameters)
        self.usual: Usual | None = None
        self._packed: dict[str, np.ufunc] = {}
        self._packed_identities: list[int] = []
        self._plain: np.ufunc | None = None
        self._plain_identities: list[int] = []

        self.ufunc = self._make_ufunc()
        self.function = self._make_function()

    # On arrays

    def _make_function(self) -> Callable[..., Any]:
        """Return the plain function that users call."""
        arity = len(self.inputs), len(self.parameters)
        direct = _DIRECT_CALLS.get(arity) if self.outputs == 1 else None
        make = direct or functools.partial(_any_call, len(self.inputs))
        if targets.target == "cuda":
            made = cast(Any, _indirect_call(self.call))
        elif not self.parameters:
            made = cast(Any, make(self.ufunc, self.call))
        else:
            make_plain = self.plain_ufunc if self._defaults() else None
            made = cast(Any, make(self.ufunc, self.call, make_plain))
        made.__name__ = self.__name__.rpartition(".")[2]
        made.__qualname__ = self.__qualname__
        made.__module__ = self.__module__
        made.__doc__ = self.__doc__
        made.__signature__ = self._signature()
        made.__wrapped__ = self.__wrapped__
        made.ufunc = self.ufunc
        made.definition = self
        made._numba_type_ = inlining.function_type(self)
        return cast(Callable[..., Any], made)

    def call(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call with any arguments: parameters by keyword, any array type, errors explained."""
        if targets.is_for_device(args, kwargs):
            return targets.call_on_device(self, args, kwargs)
        operands, rest = self.bind(args, kwargs)
        if rest.get("out", 0) is None:
            del rest["out"]
        if rest.pop("stream", None) is not None:
            raise TypeError(f"{self.__name__}: argument 'stream' is for arrays in GPU memory")
        dtype = self.scalar_type([value.dtype for value in operands if hasattr(value, "dtype")])
        if dtype is not None:
            operands = [
                dtype.type(value) if type(value) in (float, int, bool) else value
                for value in operands
            ]
        try:
            return self.ufunc(*operands, **rest)
        except (TypeError, ValueError) as error:
            self.raise_failure()
            raise self._explained(error, operands, rest) from error

    @staticmethod
    def scalar_type(dtypes: Sequence[Any]) -> np.dtype[Any] | None:
        """Return the type that Python scalars take beside these arrays' where NumPy errs.

        A Python scalar is to leave the result's type alone. NumPy lets it widen bfloat16, and
        integers, whose float type `np.exp` says.
        """
        if any(dtype == _BFLOAT16 for dtype in dtypes):
            return _BFLOAT16
        if dtypes and all(getattr(dtype, "kind", "?") in "biu" for dtype in dtypes):
            return np.exp.resolve_dtypes((np.result_type(*dtypes), None))[1]
        return None

    def bind(
        self, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[list[Any], dict[str, Any]]:
        """Return every operand in order, outputs given by position included, and the keywords."""
        name = self.__name__
        if len(args) < len(self.inputs):
            missing = ", ".join(repr(key) for key in self.inputs[len(args) :])
            raise TypeError(f"{name}: missing argument {missing}")
        if len(args) > len(self.arguments) + self.outputs:
            raise TypeError(
                f"{name}: takes at most {len(self.arguments)} arguments and {self.outputs} "
                f"outputs by position, got {len(args)}"
            )
        rest = dict(kwargs)
        operands = list(args)
        for key in self.arguments[: len(args)]:
            if key in rest:
                raise TypeError(f"{name}: argument {key!r} given by position and by keyword")
        for key in self.arguments[len(args) :]:
            value = rest.pop(key, self.parameters[key])
            if value is inspect.Parameter.empty:
                raise TypeError(f"{name}: missing argument {key!r}")
            operands.append(value)
        for key in rest:
            if key not in _UFUNC_KEYWORDS:
                known = [*self.parameters, "out", "where", "casting", "order", "dtype", "subok"]
                known += ["stream"]
                raise TypeError(
                    f"{name}: unknown keyword argument {key!r}, expected one of {', '.join(known)}"
                )
        return operands, rest

    def _explained(
        self, error: Exception, operands: Sequence[Any], keywords: Mapping[str, Any]
    ) -> Exception:
        """Return an error that says which argument NumPy could not take, and why."""
        name = self.__name__
        shapes = []
        for key, value in zip(self.arguments, operands, strict=False):
            try:
                array = np.asanyarray(value)
            except Exception as reason:
                return TypeError(f"{name}: argument {key!r} is no array: {reason}")
            if not self.takes(array.dtype):
                return TypeError(
                    f"{name}: argument {key!r} has dtype {array.dtype}, expected float16, "
                    "bfloat16, float32, float64, an integer type or bool"
                )
            shapes.append(array.shape)
        try:
            shape = np.broadcast_shapes(*shapes)
        except ValueError:
            given = ", ".join(
                f"{key!r} {shape}" for key, shape in zip(self.arguments, shapes, strict=True)
            )
            return ValueError(f"{name}: the arguments' shapes do not broadcast: {given}")
        out = keywords.get("out", tuple(operands[len(self.arguments) :]) or None)
        for array in out if isinstance(out, tuple) else (out,):
            if array is None:
                continue
            if not isinstance(array, np.ndarray):
                kind = f"{type(array).__module__}.{type(array).__qualname__}"
                return TypeError(f"{name}: argument 'out' is a {kind}, expected a NumPy array")
            try:
                fits = np.broadcast_shapes(shape, array.shape) == array.shape
            except ValueError:
                fits = False
            if not fits:
                return ValueError(
                    f"{name}: argument 'out' has shape {array.shape}, expected {shape}"
                )
            if array.dtype not in FLOATS:
                return TypeError(
                    f"{name}: argument 'out' has dtype {array.dtype}, expected a float type "
                    "that the result can be cast to"
                )
        mask = keywords.get("where", True)
        if mask is not True and np.asarray(mask).dtype != bool:
            return TypeError(
                f"{name}: argument 'where' has dtype {np.asarray(mask).dtype}, expected bool"
            )
        same = TypeError if isinstance(error, TypeError) else ValueError
        return same(f"{name}: {error}")

    @staticmethod
    def takes(dtype: np.dtype[Any]) -> bool:
        """Say whether arrays of a type can be computed."""
        return dtype.newbyteorder("=") in FLOATS or dtype.kind in "biu"

    def packed_ufunc(self, order: str) -> np.ufunc:
        """Return the ufunc over rows whose halves are the two inputs of a gate."""
        if order not in self._packed:
            from .cpu import packed as cpu

            if not self._packed_identities:
                self._packed_identities = cpu.add_loops(self._identities, self._defaults())
            self._packed[order] = cpu.make_gufunc(
                self.__name__,
                self._packed_identities,
                order,
                inputs=len(self.inputs),
                parameters=len(self.parameters),
            )
        return self._packed[order]

    def _make_ufunc(self) -> np.ufunc:
        """Return the function as a genuine `numpy.ufunc` on the CPU; it compiles nothing yet."""
        made, self._identities = self._new_ufunc(len(self.arguments), len(self.parameters), ())
        return made

    def plain_ufunc(self) -> np.ufunc:
        """Return the function with the defaults of its parameters as a ufunc of the inputs alone.

        A parameter costs a call as much as an input: half of what a small call takes. All of them
        must have a default.
        """
        if self._plain is None:
            self._plain, self._plain_identities = self._new_ufunc(
                len(self.inputs), 0, self._defaults()
            )
        return self._plain

    def ufuncs(self) -> list[np.ufunc]:
        """Return the ufuncs whose kernels calls on contiguous arrays may need."""
        return [self.ufunc, self.plain_ufunc()] if self._defaults() else [self.ufunc]

    def _defaults(self) -> tuple[float, ...]:
        """Return the parameters' defaults if all are numbers, or nothing."""
        values = tuple(self.parameters.values())
        return values if all(type(value) in (float, int) for value in values) else ()

    def _new_ufunc(
        self, inputs: int, parameters: int, constants: tuple[float, ...]
    ) -> tuple[np.ufunc, list[int]]:
        from .cpu import ufunc as cpu

        loops = [
            cpu.Loop(
                name=self.__name__,
                scalar=self.checked_scalar,
                usual=lambda: self.usual,
                inputs=inputs,
                outputs=self.outputs,
                parameters=parameters,
                constants=constants,
                warns=self.warns,
                key=self.cache_key,
                storage=storage,
            )
            for storage in cpu.STORAGE_TYPES
        ]
        # The driver raises what keeps a body from compiling, but only once it is there.
        return cpu.make_ufunc(loops, self.__doc__ or "", load=not _ours(self.__wrapped__))

    def cache_key(self) -> str | None:
        """Return what the function's machine code depends on; None if that is unknown."""
        from . import cache

        try:
            return f"{self.__name__}\n{self.warns}\n{cache.fingerprint(self.__wrapped__)}"
        except cache.UncacheableError:
            return None

    def raise_failure(self) -> None:
        """Raise the error that kept one of this function's loops from compiling."""
        made = self._identities, self._packed_identities, self._plain_identities
        for identity in itertools.chain(*made):
            error = _failures.pop(identity, None)
            if isinstance(error, (NumbaError, WideningError)):
                raise self._not_compiling(error) from error
            if error is not None:
                raise error

    def _not_compiling(self, error: Exception) -> TypeError:
        return TypeError(
            f"{self.__name__}: the body at {_where(self.__wrapped__)} does not compile: {error}"
        )

    # In kernels

    def scalar(self, working: str) -> Any:
        """Return the jitted scalar function of a working type, ``"float32"`` or ``"float64"``."""
        return scalar_function(self.__wrapped__, working)

    def checked_scalar(self, working: str) -> Any:
        """Return `scalar` after looking for values wider than the working type."""
        dispatcher = self.scalar(working)
        if not _ours(self.__wrapped__):
            body = inspect.unwrap(self.__wrapped__)  # a derivative has lines of its own
            if body is not self.__wrapped__:
                arity = cast(Any, body).__code__.co_argcount
                check_width(scalar_function(body, working), working, arity)
            check_width(dispatcher, working, len(self.arguments))
        return dispatcher

    def kernel(self, schedule: Any, capability: tuple[int, int]) -> Any:
        """Return the CUDA kernel of a schedule, compiled for a compute capability.

        Raises
        ------
        TypeError
            If the body does not compile, or computes in float64 where float32 was asked for.
        """
        from .cuda import kernels

        try:
            if not _ours(self.__wrapped__):
                self.checked_scalar(schedule.working)
            return kernels.build(self, schedule, capability)
        except NumbaError as error:
            raise self._not_compiling(error) from error

    # As an object

    def _signature(self) -> inspect.Signature:
        kinds = inspect.Parameter
        operands = [kinds(name, kinds.POSITIONAL_ONLY) for name in self.inputs]
        operands += [
            kinds(name, kinds.POSITIONAL_OR_KEYWORD, default=default)
            for name, default in self.parameters.items()
        ]
        out = kinds("out", kinds.KEYWORD_ONLY, default=None)
        return inspect.Signature([*operands, out, kinds("kwargs", kinds.VAR_KEYWORD)])

    def __repr__(self) -> str:
        return f"<definition of {self.__name__}>"


# The functions that users call ---------------------------------------------------------------
#
# The common call (arrays and Python floats by position, `out=` at most by keyword) goes straight
# to the ufunc; everything else, and a mistake to be explained, goes to `Elementwise.call`. Fixed
# arguments cost less than *args, which makes a tuple, and `__class__` less than `type`, a call.

_NOT_GIVEN: Any = object()
_FLOAT_BY_NUMBER = {dtype.num: dtype for dtype in FLOATS}


class _Scalars(dict[tuple[float | str, int], Any]):
    """Python floats as read-only 0-d arrays, by value and type number.

    NumPy takes 0.3 us to make an operand of a Python float, as much as all the rest of a small
    call. 0.0 and -0.0 would be one key: they are looked up by their text.
    """

    def __missing__(self, key: tuple[float | str, int]) -> Any:
        value, number = float(key[0]), key[1]
        dtype = _FLOAT_BY_NUMBER.get(number)
        if dtype is None:  # of an integer array: `Elementwise.call` knows what it becomes
            return value
        array = np.array(value, dtype)
        array.flags.writeable = False
        if len(self) < 4096 and value == value:
            self[key] = array
        return array


_scalars = _Scalars()


# A result's memory goes to the ufunc by position, None included: a keyword is a tenth of a small
# call. A tuple is an error there, which the general call then takes.


def _unary_call(ufunc: np.ufunc, general: Callable[..., Any]) -> Callable[..., Any]:
    array = np.ndarray

    def call(x: Any = _NOT_GIVEN, /, out: Any = None, **kwargs: Any) -> Any:
        if x.__class__ is array and not kwargs:
            try:
                return ufunc(x, out)
            except (TypeError, ValueError):
                pass
        return general(_given(x), {"out": out, **kwargs})

    return call


def _is_plain(out: Any) -> bool:
    """Say whether results go to plain arrays: others are to see the function's own ufunc."""
    if out is None or type(out) is np.ndarray:
        return True
    return type(out) is tuple and all(type(each) is np.ndarray for each in out)


def _unary_parameter_call(
    ufunc: np.ufunc, general: Callable[..., Any], make_plain: Callable[[], np.ufunc] | None
) -> Callable[..., Any]:
    array, scalars = np.ndarray, _scalars
    plain: np.ufunc | None = None

    def call(x: Any = _NOT_GIVEN, p: Any = _NOT_GIVEN, /, out: Any = None, **kwargs: Any) -> Any:
        nonlocal plain
        if x.__class__ is array and not kwargs:
            try:
                if p is _NOT_GIVEN:
                    if make_plain is not None and _is_plain(out):
                        if plain is None:
                            plain = make_plain()
                        return plain(x, out)
                else:
                    if type(p) is float:
                        p = scalars[p or repr(p), x.dtype.num]
                    if type(p) is array:
                        return ufunc(x, p, out)
            except (TypeError, ValueError):
                pass
        return general(_given(x, p), {"out": out, **kwargs})

    return call


def _unary_parameters_call(
    ufunc: np.ufunc, general: Callable[..., Any], make_plain: Callable[[], np.ufunc] | None
) -> Callable[..., Any]:
    array, scalars = np.ndarray, _scalars
    plain: np.ufunc | None = None

    def call(
        x: Any = _NOT_GIVEN,
        p: Any = _NOT_GIVEN,
        q: Any = _NOT_GIVEN,
        /,
        out: Any = None,
        **kwargs: Any,
    ) -> Any:
        nonlocal plain
        if x.__class__ is array and not kwargs:
            try:
                if p is _NOT_GIVEN:
                    if make_plain is not None and _is_plain(out):
                        if plain is None:
                            plain = make_plain()
                        return plain(x, out)
                else:
                    number = x.dtype.num
                    if type(p) is float:
                        p = scalars[p or repr(p), number]
                    if type(q) is float:
                        q = scalars[q or repr(q), number]
                    if type(p) is array and type(q) is array:
                        return ufunc(x, p, q, out)
            except (TypeError, ValueError):
                pass
        return general(_given(x, p, q), {"out": out, **kwargs})

    return call


def _binary_call(ufunc: np.ufunc, general: Callable[..., Any]) -> Callable[..., Any]:
    array = np.ndarray

    def call(x: Any = _NOT_GIVEN, y: Any = _NOT_GIVEN, /, out: Any = None, **kwargs: Any) -> Any:
        if x.__class__ is array is y.__class__ and not kwargs:
            try:
                return ufunc(x, y, out)
            except (TypeError, ValueError):
                pass
        return general(_given(x, y), {"out": out, **kwargs})

    return call


def _binary_parameter_call(
    ufunc: np.ufunc, general: Callable[..., Any], make_plain: Callable[[], np.ufunc] | None
) -> Callable[..., Any]:
    array, scalars = np.ndarray, _scalars
    plain: np.ufunc | None = None

    def call(
        x: Any = _NOT_GIVEN,
        y: Any = _NOT_GIVEN,
        p: Any = _NOT_GIVEN,
        /,
        out: Any = None,
        **kwargs: Any,
    ) -> Any:
        nonlocal plain
        if x.__class__ is array is y.__class__ and not kwargs:
            try:
                if p is _NOT_GIVEN:
                    if make_plain is not None and _is_plain(out):
                        if plain is None:
                            plain = make_plain()
                        return plain(x, y, out)
                else:
                    if type(p) is float:
                        p = scalars[p or repr(p), x.dtype.num]
                    if type(p) is array:
                        return ufunc(x, y, p, out)
            except (TypeError, ValueError):
                pass
        return general(_given(x, y, p), {"out": out, **kwargs})

    return call


def _any_call(
    inputs: int,
    ufunc: np.ufunc,
    general: Callable[..., Any],
    make_plain: Callable[[], np.ufunc] | None = None,
) -> Callable[..., Any]:
    array, scalars = np.ndarray, _scalars
    arity = ufunc.nin
    plain = ufunc if inputs == arity else None

    def call(*args: Any, out: Any = None, **kwargs: Any) -> Any:
        nonlocal plain
        given = len(args)
        if given and type(args[0]) is array and not kwargs:
            function, operands = ufunc, args
            if given == inputs:
                if plain is None and make_plain is not None:
                    plain = make_plain()
                function = cast(Any, plain if _is_plain(out) else None)
            elif given == arity:
                number = args[0].dtype.num
                operands = tuple(
                    scalars[value or repr(value), number] if type(value) is float else value
                    for value in args
                )
            if function is not None and function.nin == given:
                for value in operands:
                    if type(value) is not array:
                        break
                else:
                    try:
                        return function(*operands, out=out)
                    except (TypeError, ValueError):
                        pass
        return general(args, {"out": out, **kwargs})

    return call


def _indirect_call(general: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function of a target that computes nothing with the ufunc."""

    def call(*args: Any, out: Any = None, **kwargs: Any) -> Any:
        return general(args, {"out": out, **kwargs})

    return call


def _given(*args: Any) -> tuple[Any, ...]:
    """Return the arguments up to the first that is missing."""
    for k, value in enumerate(args):
        if value is _NOT_GIVEN:
            return args[:k]
    return args


#: For one result, by the number of inputs and parameters.
_DIRECT_CALLS: dict[tuple[int, int], Callable[..., Callable[..., Any]]] = {
    (1, 0): _unary_call,
    (1, 1): _unary_parameter_call,
    (1, 2): _unary_parameters_call,
    (2, 0): _binary_call,
    (2, 1): _binary_parameter_call,
}


class _Gradient(Elementwise):
    """A derivative, or its product with an incoming gradient; knows its siblings by `wrt`."""

    def __init__(self, owner: _Definition, *args: Any, **kwargs: Any) -> None:
        self._owner = owner
        super().__init__(*args, **kwargs)
        cast(Any, self.function).wrt = self.wrt

    @property
    def kind(self) -> str:
        """``"grad"`` or ``"vjp"``."""
        return self.__name__.rpartition(".")[2]

    def wrt(self, name: str) -> Callable[..., Any]:
        """Return the derivative with respect to one argument, for use in kernels.

        Raises
        ------
        ValueError
            If the activation defines none for that argument.
        """
        return self._owner.gradient(self.kind, name)

    def call(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        if "wrt" in kwargs:
            rest = {key: value for key, value in kwargs.items() if key != "wrt"}
            if kwargs["wrt"] is not None:
                return self.wrt(kwargs["wrt"])(*args, **rest)
            kwargs = rest
        return super().call(args, kwargs)


class _Definition(Elementwise):
    """An elementwise function with its derivatives; made by `activation`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.derivatives: dict[tuple[str, ...], _Derivative] = {}
        self._gradients: dict[tuple[str, tuple[str, ...]], _Gradient] = {}
        #: Calls of `packed_vjp` that were made before.
        self.packed_vjp_calls: dict[Any, Any] = {}
        cast(Any, self.function).derivative = self.derivative
        if len(self.inputs) == 2:
            packed.add_packed(self)

    def derivative(
        self,
        *wrt: str,
        max_ulp: Mapping[str, float] | None = None,
        vjp_max_ulp: Mapping[str, float] | None = None,
        root: Root | None = None,
        warns: Sequence[str] | None = None,
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Register a body as the derivative with respect to one or more arguments.

        The body takes the function's own arguments. With several names, for a gate, it
        returns one derivative for each. The first registered becomes `grad` and `vjp`; the
        others are reached by ``wrt=``. Registering a derivative again replaces it.

        A body may take ``dy`` before them, and return its product with the derivative: where
        the derivative may be 0, subnormal or infinite and the product is not, `dy` comes in
        before that. `grad` is then the product with 1.

        Parameters
        ----------
        *wrt : str
            Names of arguments; by default the first one.
        max_ulp : dict, optional
            Error bound of each working type.
        vjp_max_ulp : dict, optional
            That of the product with `dy`. By default it follows from `max_ulp`: an error of b ULP
            may be one of 2b ULP of the product, and the product's own rounding one of 1 ULP, just
            below a power of two.
        root : Root, optional
            Where the derivative crosses zero.
        warns : sequence of str, optional
            Floating-point warnings that mean something, by default those of the function; for
            the product with `dy` "overflow" too.

        Raises
        ------
        ValueError
            If a name is no argument of the function.
        TypeError
            If the body takes other arguments.
        """
        names = wrt or self.inputs[:1]
        for name in names:
            if name not in self.arguments:
                known = ", ".join(map(repr, self.arguments))
                raise ValueError(
                    f"{self.__name__}: derivative with respect to {name!r}, expected one of {known}"
                )

        def register(body: Callable[..., Any]) -> Callable[..., Any]:
            self._check_derivative(body)
            bounds = dict(max_ulp or {})
            of_product = {name: 2 * bound + 1.0 for name, bound in bounds.items()}
            self.derivatives[names] = _Derivative(
                body,
                {"grad": bounds, "vjp": dict(vjp_max_ulp or of_product)},
                root,
                self.warns if warns is None else tuple(warns),
            )
            # What was made of a derivative that this one replaces, as in a notebook's cell that
            # is run again.
            self._gradients = {
                key: made for key, made in self._gradients.items() if not set(key[1]) & set(names)
            }
            self.packed_vjp_calls.clear()
            if names == next(iter(self.derivatives)):
                for kind in ("grad", "vjp"):
                    setattr(self.function, kind, _Unmade(self, kind))
            return body

        return register

    def takes_cotangent(self, body: Any) -> bool:
        """Say whether a derivative's body returns the product with its first argument, `dy`."""
        given = body.__code__.co_varnames[: body.__code__.co_argcount]
        own = self.arguments
        return len(given) == len(own) + 1 and given[0] == "dy" and "dy" not in own

    def _check_derivative(self, body: Any) -> None:
        """Raise TypeError if a derivative's body does not take the function's own arguments."""
        arguments = ", ".join(self.arguments)
        expected = f"a plain function of ({arguments}) or (dy, {arguments})"
        if not inspect.isfunction(body):
            raise TypeError(f"{self.__name__}: the derivative is {body!r}, expected {expected}")
        kinds = {p.kind for p in inspect.signature(body).parameters.values()}
        plain = kinds <= {
            inspect.Parameter.POSITIONAL_ONLY,
            inspect.Parameter.POSITIONAL_OR_KEYWORD,
        }
        own = len(self.arguments)
        if not plain or (body.__code__.co_argcount != own and not self.takes_cotangent(body)):
            raise TypeError(
                f"{self.__name__}: the derivative at {_where(body)} takes "
                f"{inspect.signature(body)}, expected {expected}"
            )

    def first_gradient(self, kind: str) -> Callable[..., Any]:
        """Make ``grad`` or ``vjp`` and put it in its place."""
        made = self._gradient(kind, next(iter(self.derivatives))).function
        setattr(self.function, kind, made)
        return made

    def gradient(self, kind: str, name: str) -> Callable[..., Any]:
        """Return the derivative (or its product with `dy`) with respect to one argument."""
        for names in self.derivatives:
            if names == (name,):
                return self._gradient(kind, names).function
            if name in names:
                return self._gradient(kind, names, names.index(name)).function
        known = ", ".join(repr(name) for names in self.derivatives for name in names)
        raise ValueError(
            f"{self.__name__}.{kind}: wrt={name!r} has no derivative, expected one of {known}"
        )

    def joint_vjp(self) -> Elementwise | None:
        """Return the vjp with respect to all inputs at once, or None if there is none."""
        if self.inputs in self.derivatives:
            return self._gradient("vjp", self.inputs)
        return None

    def _gradient(self, kind: str, names: tuple[str, ...], part: int | None = None) -> _Gradient:
        key = kind, names if part is None else names[part : part + 1]
        if key not in self._gradients:
            derivative = self.derivatives[names]
            prefix = ("dy",) if kind == "vjp" else ()

            def complete(body: Callable[..., Any]) -> Callable[..., Any]:
                takes_cotangent = self.takes_cotangent(body)
                if kind == "grad" and takes_cotangent:
                    body = _of_one(body, len(self.arguments))
                elif kind == "vjp" and not takes_cotangent:
                    body = _times_cotangent(body, len(self.arguments), len(names))
                if part is not None:
                    body = _component(body, len(prefix) + len(self.arguments), part)
                return body

            made = self._gradients[key] = _Gradient(
                self,
                complete(derivative.body),
                f"{self.__name__}.{kind}",
                inputs=[*prefix, *self.inputs],
                parameters=self.parameters,
                outputs=1 if part is not None else len(names),
                warns=derivative.warns_of(kind),
                max_ulp=derivative.max_ulp[kind],
                doc=_gradient_doc(self, kind, key[1], derivative),
            )
            usual = derivative.usual
            if usual is not None:
                operand = usual.operand + len(prefix)
                made.usual = replace(usual, body=complete(usual.body), operand=operand)
        return self._gradients[key]


class _Unmade:
    """Stands for ``f.grad`` or ``f.vjp`` until it is used; then the function takes its place.

    Two thirds of the package's ufuncs are gradients, and making them would double its import.
    """

    def __init__(self, owner: _Definition, kind: str) -> None:
        self._owner = owner
        self._kind = kind

    @functools.cached_property
    def _made(self) -> Callable[..., Any]:
        return self._owner.first_gradient(self._kind)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._made(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._made, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return getattr, (self._owner.function, self._kind)

    @property
    def __doc__(self) -> str | None:  # type: ignore[override]
        return self._made.__doc__


@dataclass(frozen=True)
class _Derivative:
    """A derivative's body, and what is stated about `grad` and `vjp`, by that name."""

    body: Callable[..., Any]
    max_ulp: Mapping[str, Mapping[str, float]]
    root: Root | None
    warns: tuple[str, ...] | None
    usual: Usual | None = None

    def warns_of(self, kind: str) -> tuple[str, ...] | None:
        """Return the floating-point warnings that mean something."""
        if self.warns is None or kind == "grad" or "overflow" in self.warns:
            return self.warns
        return (*self.warns, "overflow")


class Derivative(Protocol):
    """The type of ``f.grad`` and ``f.vjp``."""

    ufunc: np.ufunc
    definition: Elementwise

    def __call__(self, *args: Any, wrt: str | None = None, **kwargs: Any) -> Any:
        """Call on arrays, as a ufunc."""

    def wrt(self, name: str) -> Callable[..., Any]:
        """Return the derivative with respect to one argument, for use in kernels."""


class Activation(Protocol):
    """The type of an activation, as `activation` returns it.

    Attributes
    ----------
    ufunc : numpy.ufunc
        The function on the CPU. Its parameters have no defaults.
    grad : Derivative
        ``f.grad(x, *parameters, wrt=None)``, the derivative.
    vjp : Derivative
        ``f.vjp(dy, x, *parameters, wrt=None)``, ``dy`` times the derivative, in one pass.
    packed : function
        Of a gate: ``f.packed(x, axis=-1, order="gate_first", out=None, **parameters)``, the gate
        of the two halves of one array.
    packed_vjp : function
        Of a gate: ``f.packed_vjp(dy, x, axis=-1, order="gate_first", out=None, **parameters)``.
    definition : Elementwise
        What stands behind it: names, parameters, error bounds, the scalar functions.
    """

    ufunc: np.ufunc
    grad: Derivative
    vjp: Derivative
    packed: Callable[..., Any]
    packed_vjp: Callable[..., Any]
    definition: Elementwise

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call on arrays, as a ufunc."""

    def derivative(
        self,
        *wrt: str,
        max_ulp: Mapping[str, float] | None = None,
        vjp_max_ulp: Mapping[str, float] | None = None,
        root: Root | None = None,
        warns: Sequence[str] | None = None,
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Register a derivative."""


def definition(value: Any) -> Elementwise | None:
    """Return the definition behind an activation or gradient, or None for anything else."""
    found = getattr(value, "definition", None)
    return found if isinstance(found, Elementwise) else None


def usual(
    function: Callable[..., Any],
    *wrt: str,
    smallest: float,
    largest: float,
    magnitude: bool = True,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that gives a function of this package a body for the usual case.

    The CPU's kernel takes the body proper for a block with a value of the first input that is not
    usual (see `Usual`). With `wrt` it is the body of that derivative. Parameters have their
    defaults.
    """

    def decorate(body: Callable[..., Any]) -> Callable[..., Any]:
        found = definition(function)
        assert isinstance(found, _Definition)
        assert _ours(body)  # the key of the compiled code has the package's source
        made = Usual(body, 0, smallest, largest, magnitude)
        if wrt:
            found.derivatives[wrt] = replace(found.derivatives[wrt], usual=made)
        else:
            found.usual = made
        return body

    return decorate


def _where(body: Callable[..., Any]) -> str:
    """Return file and line of a body, or of an undefined name in it, whose line Numba omits."""
    body = inspect.unwrap(body)
    code = cast(Any, body).__code__
    line = code.co_firstlineno
    for instruction in dis.get_instructions(code):
        line = (instruction.positions and instruction.positions.lineno) or line
        if instruction.opname == "LOAD_GLOBAL":
            name = instruction.argval
            if name not in cast(Any, body).__globals__ and not hasattr(builtins, name):
                return f"{code.co_filename}:{line}"
    return f"{code.co_filename}:{code.co_firstlineno}"


def _ours(body: Callable[..., Any]) -> bool:
    """Say whether a body is the package's own, whose tests cover what it compiles to."""
    return (body.__module__ or "").partition(".")[0] == __name__.partition(".")[0]


# Bodies with named arguments, of any number of them: Numba compiles no call with *args to a
# signature of scalars.


def _generated(d: Callable[..., Any], arguments: str, *lines: str) -> Callable[..., Any]:
    """Return a body of these lines, which call the body `d`.

    The text is the name of its file, so that the key of its compiled code covers it.
    """
    text = "; ".join((f"def made({arguments}): {lines[0]}", *lines[1:]))
    source = "\n        ".join((f"def make(d):\n    def made({arguments}):", *lines))
    scope: dict[str, Any] = {}
    exec(compile(f"{source}\n    return made", f"<{text}>", "exec"), scope)
    made = cast(Callable[..., Any], scope["make"](d))
    made.__module__ = d.__module__
    cast(Any, made).__wrapped__ = d  # what a message about it points to
    return made


def _numbered(count: int, letter: str = "a") -> str:
    return ", ".join(f"{letter}{k}" for k in range(count))


def _times_cotangent(d: Callable[..., Any], arity: int, results: int) -> Callable[..., Any]:
    """Return the body of ``dy * d(...)`` for a derivative body `d`."""
    arguments, slopes = _numbered(arity), _numbered(results, "d")
    products = ", ".join(f"dy * {slope}" for slope in slopes.split(", "))
    return _generated(d, f"dy, {arguments}", f"{slopes} = d({arguments})", f"return {products}")


def _of_one(d: Callable[..., Any], arity: int) -> Callable[..., Any]:
    """Return the body of the derivative for the body `d` of its product with `dy`."""
    arguments = _numbered(arity)
    return _generated(d, arguments, f"return d(1.0, {arguments})")


def _component(d: Callable[..., Any], arity: int, k: int) -> Callable[..., Any]:
    """Return the body of one of the results of a body `d`."""
    arguments = _numbered(arity)
    return _generated(d, arguments, f"return d({arguments})[{k}]")


def _bounds(max_ulp: Mapping[str, float]) -> str:
    """Return the sentence about the error that a docstring ends with."""
    each = ", ".join(f"{bound:g} ULP in {name}" for name, bound in max_ulp.items())
    return f"Maximum error: {each}; {HALF_BOUND} ULP in float16 and bfloat16." if each else ""


def _with_bounds(doc: str, max_ulp: Mapping[str, float]) -> str:
    """Put the error bound into a docstring's Notes."""
    sentence = _bounds(max_ulp)
    if not sentence:
        return doc
    for marker in ("\nReferences\n---", "\nExamples\n---"):
        if marker in doc:
            head, _, tail = doc.partition(marker)
            break
    else:
        head, marker, tail = doc, "", ""
    if "\nNotes\n---" not in head:
        head = f"{head.rstrip()}\n\nNotes\n-----"
        return f"{head}\n{sentence}\n{marker}{tail}"
    return f"{head.rstrip()}\n\n{sentence}\n{marker}{tail}"


def _gradient_doc(
    owner: _Definition, kind: str, wrt: Sequence[str], derivative: _Derivative
) -> str:
    name, what, data = owner.__name__, " and ".join(wrt), " and ".join(owner.inputs)
    takes_cotangent = owner.takes_cotangent(derivative.body)
    text = f"erivative of `{name}` with respect to {what}, at the input {data}."
    if kind == "grad":
        text = f"D{text}"
    else:
        text = f"`dy` times the d{text}\n\nNotes\n-----\nIn one pass"
        if not takes_cotangent:
            text += ": what the derivative rounds to is multiplied by `dy`."
        else:
            text += ", and right where the derivative by itself would overflow or underflow."
        if takes_cotangent and len(owner.inputs) == 2:
            text += """
What would overflow or underflow before the product of all does: that of dy and value where the
slope of the activation is below e^-209 (e^-1490 in float64), and the slope's with a value below
2^-22 (2^-42)."""
    text = _with_bounds(text, derivative.max_ulp[kind])
    if derivative.root is None or owner.inputs[0] not in wrt:
        return text
    factors = ["dy"] if kind == "vjp" else []
    factors += [derivative.root.factor] if derivative.root.factor else []
    times = f", times \\|{'·'.join(factors)}\\|" if factors else ""
    bounds = " and ".join(
        f"2^{round(np.log2(bound))} in {working}" for working, bound in ROOT_BOUND.items()
    )
    return f"""{text.rstrip()}

Within 2^{round(np.log2(ROOT_WINDOW))} of the root, {derivative.root.at}, the absolute error is at
most {bounds}{times} instead.
"""


@overload
def activation(body: Callable[..., Any], /) -> Activation: ...


@overload
def activation(
    *,
    inputs: int = 1,
    warns: Sequence[str] | None = None,
    max_ulp: Mapping[str, float] | None = None,
) -> Callable[[Callable[..., Any]], Activation]: ...


def activation(
    body: Callable[..., Any] | None = None,
    /,
    *,
    inputs: int = 1,
    warns: Sequence[str] | None = None,
    max_ulp: Mapping[str, float] | None = None,
) -> Any:
    """Make an `Activation` of a scalar function.

    The body is arithmetic, comparisons, conditional expressions, other activations and
    `numba_act.primitives`. Its float literals take the working type: float32 for float16,
    bfloat16 and float32 arrays, float64 for float64 arrays.

    Parameters
    ----------
    body : function
        ``f(x, *parameters)``; parameters may have defaults.
    inputs : int
        How many of the arguments are data: 1, or 2 for a gate. The others are parameters.
    warns : sequence of {"overflow", "divide", "invalid", "underflow"}, optional
        Floating-point warnings that mean something for this function; by default all that
        the hardware raises, as for a plain NumPy formula.
    max_ulp : dict, optional
        Error bound of each working type, for the docstring and the tests.

    Returns
    -------
    Activation
        A plain function with attributes.

    Raises
    ------
    TypeError
        If the body is no plain function with named arguments. A body that does not
        compile, or that computes in float64 where float32 was asked for, raises TypeError
        at its first use.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> @na.activation
    ... def my_swish(x, beta=1.0):
    ...     return x * na.sigmoid(beta * x)
    >>> @my_swish.derivative("x")
    ... def _(x, beta):
    ...     s = na.sigmoid(beta * x)
    ...     return s + beta * x * s * (1.0 - s)
    >>> my_swish(np.float32([0.0, 1.0]))
    array([0.       , 0.7310586], dtype=float32)
    >>> my_swish.vjp(np.float32(2.0), np.float32([0.0, 1.0]))
    array([1.       , 1.8553411], dtype=float32)
    """
    if body is None:
        return functools.partial(activation, inputs=inputs, warns=warns, max_ulp=max_ulp)
    if not inspect.isfunction(body):
        raise TypeError(f"activation: the body is {body!r}, expected a plain function")
    declared = inspect.signature(body).parameters
    if (
        any(p.kind not in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD) for p in declared.values())
        or len(declared) < inputs
    ):
        raise TypeError(
            f"{body.__name__}: expected at least {inputs} named arguments and no *args, "
            f"**kwargs or keyword-only ones, got {inspect.signature(body)}"
        )
    names = list(declared)
    made = _Definition(
        body,
        body.__name__,
        inputs=names[:inputs],
        parameters={name: declared[name].default for name in names[inputs:]},
        warns=warns,
        max_ulp=max_ulp,
        doc=_with_bounds(inspect.cleandoc(body.__doc__ or ""), max_ulp or {}),
    )
    return cast(Activation, made.function)
