"""What an activation is: one definition, used on arrays, in kernels and with its gradient.

`Elementwise` is the definition; the object that users call is an `Activation` or, of a gradient, a
`Derivative` (`function.py`).
"""

from __future__ import annotations

import builtins
import collections
import contextlib
import difflib
import dis
import functools
import inspect
import itertools
import pickle
import sys
import uuid
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any, cast, overload

import numpy as np
from numba import cloudpickle
from numba.core.errors import NumbaError

from .core.caller import warn_caller
from .core.floats import BFLOAT16, DTYPES, FLOATS, WORKING_TYPES
from .core.lazy import lazy
from .core.specialize import (
    BodyError,
    Scalar,
    UnknownValueError,
    Usual,
    is_ours,
    numbas_compiler,
    scalar_function,
)
from .dispatch import packed, tensors
from .dispatch import target as targets
from .function import Activation, Derivative

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

#: Whether NumPy warns of `where` without `out`.
_WARNS_OF_WHERE = np.lib.NumpyVersion(np.__version__) >= "2.4.0"

#: What `activation` takes for `warns`.
_WARNINGS = ("divide", "invalid", "overflow", "underflow")

_UFUNC_KEYWORDS = ("out", "where", "casting", "order", "dtype", "subok", "signature", "stream")

#: What other libraries' functions of the same names take, and what to write here.
_FOREIGN = {
    "inplace": "to compute in place write {name}(x, out=x)",
    "dim": "{name} takes every element by itself, along no axis",
    "axis": "{name} takes every element by itself, along no axis",
    "wrt": "it is for {name}.grad and {name}.vjp",
    "approximate": "{base} is exact; numba_act.{base}_tanh is the approximation by tanh",
}

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


_PYTHON_NUMBERS = (float, int, bool)


class NotCompilingError(TypeError):
    """A body that does not compile."""


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
    path
        Where it is found in its module; its name by default.
    least
        By name of a parameter what it is at least: a number, or the name of another parameter. A
        Python scalar below is refused; of arrays the body makes NaN.

    Attributes
    ----------
    function : Activation or Derivative
        What users call, of a function that they do.
    path : str
        Where it is found in its module.
    """

    function: Any
    accepts_keywords = False  # whether inputs may be given by keyword

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
        path: str = "",
        least: Mapping[str, float | str] | None = None,
    ) -> None:
        self.__name__ = name
        self.__qualname__ = name
        self.__module__ = body.__module__
        self.__wrapped__ = body
        self.__doc__ = doc
        self.path = path or name
        self.inputs = tuple(inputs)
        self.parameters = dict(parameters)
        self.outputs = outputs
        self.warns = None if warns is None else tuple(warns)
        self.max_ulp = dict(max_ulp or {})
        self.least = dict(least or {})
        self.arguments = self.inputs + tuple(self.parameters)
        self.usual: Usual | None = None
        self._packed: dict[str, np.ufunc] = {}
        self._prepared: set[Any] = set()  # types of calls whose kernels are compiled

    # On arrays

    def call(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call with any arguments: parameters by keyword, any array type, errors explained."""
        plain = targets.target != "cuda" and _are_plain((*args, *kwargs.values()))
        if not plain:
            if targets.is_for_device(args, kwargs):
                return targets.call_on_device(self, args, kwargs)
            if tensors.are_among(args, kwargs):
                return self._call_with_tensors(args, kwargs)
        operands, rest = self.bind(args, kwargs)
        if rest and rest.pop("stream", None) is not None:
            raise TypeError(f"{self.__name__}: argument 'stream' is for arrays in GPU memory")
        dtypes = {each.dtype for each in operands if hasattr(each, "dtype")}
        if not dtypes <= _STANDARD and rest.get("dtype") is None:  # which is the scalars' too
            operands = self._with_scalars_as(dtypes, operands)
        if not plain and _are_dask_arrays(operands):
            return self._call_with_dask_arrays(operands, rest)
        if rest.get("where", True) is not True and "out" not in rest:
            rest["out"] = None  # what NumPy would warn of at a line of this package
            if _WARNS_OF_WHERE:
                warn_caller(
                    f"{self.__name__}: 'where' used without 'out', expect uninitialized memory in "
                    "the output; if this is intentional, use out=None",
                    UserWarning,
                )
        if self.outputs > 1 and rest.get("out", ()) is None:
            rest["out"] = (None,) * self.outputs  # as NumPy wants it
        try:
            if rest.get("out") is not None or len(operands) > len(self.arguments):
                self.prepare(operands[: len(self.arguments)], dtype=rest.get("dtype"))
            return self.ufunc(*operands, **rest)
        except NotCompilingError:
            raise
        except (TypeError, ValueError) as error:
            raise self._explained(error, operands, rest) from error

    def _with_scalars_as(self, dtypes: Iterable[Any], operands: list[Any]) -> list[Any]:
        """Return the operands, Python scalars in the type that they take beside arrays of these."""
        dtypes = [getattr(each, "numpy_dtype", each) for each in dtypes]  # of pandas' own types
        dtype = self.scalar_type([each for each in dtypes if isinstance(each, np.dtype)])
        if dtype is None:
            return operands
        return [
            dtype.type(value) if type(value) in _PYTHON_NUMBERS else value for value in operands
        ]

    @staticmethod
    def scalar_type(dtypes: Sequence[Any]) -> np.dtype[Any] | None:
        """Return the type that Python scalars take beside these arrays' where NumPy errs.

        A Python scalar is to leave the result's type alone. NumPy lets it widen bfloat16, and
        integers, whose float type `np.exp` says.
        """
        if any(dtype == BFLOAT16 for dtype in dtypes):
            with contextlib.suppress(TypeError):  # float16 has no type in common with it
                return np.result_type(*dtypes)
            return None
        if dtypes and all(getattr(dtype, "kind", "?") in "biu" for dtype in dtypes):
            return np.exp.resolve_dtypes((np.result_type(*dtypes), None))[1]
        return None

    def bind(
        self, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[list[Any], dict[str, Any]]:
        """Return every operand in order, outputs given by position included, and the keywords."""
        name = self.__name__
        if len(args) > len(self.arguments) + self.outputs:
            raise TypeError(
                f"{name}: takes at most {len(self.arguments)} arguments and {self.outputs} "
                f"outputs by position, got {len(args)}"
            )
        rest = dict(kwargs)
        operands = list(args)
        for key in self.arguments[: len(args)] if rest else ():
            if key in rest:
                raise TypeError(f"{name}: argument {key!r} given by position and by keyword")
        for key in self.arguments[len(args) :]:
            if key in self.inputs and key in rest and not self.accepts_keywords:
                call = f"{name}({', '.join(self.inputs)})"
                raise TypeError(
                    f"{name}: argument {key!r} given by keyword, expected by position: {call}"
                )
            value = rest.pop(key, self.parameters.get(key, inspect.Parameter.empty))
            if value is inspect.Parameter.empty:
                raise TypeError(f"{name}: missing argument {key!r}")
            operands.append(value)
        for key in rest:
            if key not in _UFUNC_KEYWORDS:
                raise TypeError(f"{name}: unknown keyword argument {key!r}{self._hint(key)}")
        self.check_parameters(operands)
        return operands, rest

    def check_parameters(self, operands: Sequence[Any]) -> None:
        """Raise ValueError for a Python scalar that is less than a parameter may be."""
        for key, least in self.least.items():
            value = operands[self.arguments.index(key)]
            text = f"{least} or more"
            if isinstance(least, str):
                other = operands[self.arguments.index(least)]
                text, least = f"no less than {least!r}, which is {other!r}", other
            if type(value) in _PYTHON_NUMBERS and type(least) in _PYTHON_NUMBERS and value < least:
                raise ValueError(f"{self.__name__}: argument {key!r} is {value!r}, expected {text}")

    def _hint(self, key: str) -> str:
        """Return what to write in place of an unknown keyword."""
        known = [*self.parameters, *_UFUNC_KEYWORDS, *self._own_keywords()]
        text = f", expected one of {', '.join(known)}"
        base = self.__name__.partition(".")[0]
        if key in _FOREIGN and (key != "approximate" or base in ("gelu", "geglu")):
            return f"{text}; {_FOREIGN[key].format(name=self.__name__, base=base)}"
        close = difflib.get_close_matches(key, known, 1) or [each for each in known if key in each]
        return f"{text}; did you mean {close[0]!r}?" if close else text

    def _own_keywords(self) -> tuple[str, ...]:
        """Return what is taken by keyword besides parameters and what every ufunc takes."""
        return ()

    def _call_with_dask_arrays(self, operands: list[Any], keywords: dict[str, Any]) -> Any:
        """Call lazily; Dask gets the function, which its processes can load, and not the ufunc."""
        if self.outputs > 1:
            known = " or ".join(f"wrt={name!r}" for name in self.inputs[-self.outputs :])
            raise TypeError(
                f"{self.__name__}: a Dask array is one result, expected {known} with Dask arrays"
            )
        return sys.modules["dask.array.core"].elemwise(self.function, *operands, **keywords)

    def _call_with_tensors(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call with PyTorch's tensors in host memory, as arrays that share their memory."""

        def view(argument: str, value: Any) -> Any:
            if isinstance(value, tuple):
                return tuple(view(argument, each) for each in value)
            if not tensors.is_tensor(value):
                return value
            try:
                return tensors.view(value)
            except TypeError as reason:
                text = f"{self.__name__}: argument {argument!r} {reason}"
                raise TypeError(text) from None

        names = [*self.arguments, *["out"] * len(args)]
        given = args[len(self.arguments) :] or kwargs.get("out")
        outs = given if isinstance(given, tuple) else (given,)
        results = self.call(
            tuple(map(view, names, args)),
            {key: view(key, value) for key, value in kwargs.items()},
        )
        made = results if isinstance(results, tuple) else (results,)
        made = tuple(
            tensors.tensor(each) if out is None else out
            for each, out in itertools.zip_longest(made, outs)
        )
        return made if isinstance(results, tuple) else made[0]

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
            if not array.flags.writeable:
                return ValueError(f"{name}: argument 'out' is read-only")
            if array.dtype.newbyteorder("=") not in DTYPES:
                return TypeError(
                    f"{name}: argument 'out' has dtype {array.dtype}, expected a float type "
                    "that the result can be cast to"
                )
        dtype = keywords.get("dtype")
        try:
            is_float = dtype is None or np.dtype(dtype) in DTYPES
        except TypeError:
            is_float = False
        if not is_float:
            return TypeError(
                f"{name}: argument 'dtype' is {dtype!r}, expected float16, bfloat16, float32 or "
                "float64"
            )
        mask = keywords.get("where", True)
        if mask is not True and np.asarray(mask).dtype != bool:
            return TypeError(
                f"{name}: argument 'where' has dtype {np.asarray(mask).dtype}, expected bool"
            )
        same = TypeError if isinstance(error, TypeError) else ValueError
        text = str(error).replace(f"{self.path}.ufunc", name)  # as NumPy knows it
        return same(f"{name}: {text}")

    @staticmethod
    def takes(dtype: np.dtype[Any]) -> bool:
        """Say whether arrays of a type can be computed."""
        return dtype.newbyteorder("=") in DTYPES or dtype.kind in "biu"

    def packed_ufunc(self, order: str) -> np.ufunc:
        """Return the ufunc over rows whose halves are the two inputs of a gate."""
        if order not in self._packed:
            with numbas_compiler():
                from .cpu import packed as cpu

            self._packed[order] = cpu.make_gufunc(
                self.__name__,
                self.packed_kernels,
                order,
                inputs=len(self.inputs),
                parameters=len(self.parameters),
            )
        return self._packed[order]

    # Two thirds of the package's ufuncs are never called in a program: each is made when it is.

    @lazy
    def _made(self) -> tuple[np.ufunc, list[Any]]:
        return self._new_ufunc(len(self.arguments), len(self.parameters), ())

    @lazy
    def _made_plain(self) -> tuple[np.ufunc, list[Any]]:
        return self._new_ufunc(len(self.inputs), 0, self._defaults())

    @property
    def ufunc(self) -> np.ufunc:
        """The function as a genuine `numpy.ufunc` on the CPU."""
        return self._made[0]

    @property
    def kernels(self) -> list[Any]:
        """What each loop of `ufunc` is: its kernel, and how that is compiled."""
        return self._made[1]

    @property
    def plain_kernels(self) -> list[Any]:
        """The same of `plain_ufunc`."""
        return self._made_plain[1]

    @lazy
    def packed_kernels(self) -> list[Any]:
        """The same of the ufuncs over rows."""
        with numbas_compiler():
            from .cpu import packed as cpu

        return cpu.row_kernels([kernel.loop for kernel in self.kernels], self._defaults())

    def plain_ufunc(self) -> np.ufunc:
        """Return the function with the defaults of its parameters as a ufunc of the inputs alone.

        A parameter costs a call as much as an input: half of what a small call takes. All of them
        must have a default.
        """
        return self._made_plain[0]

    def prepare(self, operands: Sequence[Any], *, plain: bool = False, dtype: Any = None) -> None:
        """Have the kernel compiled that a call with these operands needs.

        NumPy writes what lay in its buffer into an `out` of another type where the loop fails:
        what keeps a kernel from being compiled is to be known before.
        """
        wanted = dtype and np.dtype(dtype)
        types = tuple(
            each.dtype
            if type(each) is np.ndarray
            else (type(each) if type(each) in _PYTHON_NUMBERS else np.asanyarray(each).dtype)
            for each in operands
        )
        if (plain, wanted, types) in self._prepared:
            return
        ufunc, kernels = self._made_plain if plain else self._made
        signature = (*[None] * ufunc.nin, *[wanted] * ufunc.nout)
        try:
            resolved = ufunc.resolve_dtypes((*types, *[None] * ufunc.nout), signature=signature)
        except (TypeError, ValueError):  # the call itself says why
            return
        for kernel in kernels:
            if kernel.dtype == resolved[0]:
                kernel.prepare()
        self._prepared.add((plain, wanted, types))

    def ufuncs(self) -> list[np.ufunc]:
        """Return the ufuncs whose kernels calls on contiguous arrays may need."""
        return [self.ufunc, self.plain_ufunc()] if self._defaults() else [self.ufunc]

    def _defaults(self) -> tuple[float, ...]:
        """Return the parameters' defaults if all are numbers, or nothing."""
        values = tuple(self.parameters.values())
        return values if all(type(value) in (float, int) for value in values) else ()

    def _warns_of_defaults(self) -> Sequence[str] | None:
        """Return the warnings that mean something where the parameters have their defaults.

        A body of its own for all inputs need not keep comparisons with NaN from being "invalid", as
        it does where a parameter may be.
        """
        if self.usual is None or self.usual.largest != float("inf"):
            return self.warns
        return tuple(name for name in self.warns or () if name != "invalid")

    def _new_ufunc(
        self, inputs: int, parameters: int, constants: tuple[float, ...]
    ) -> tuple[np.ufunc, list[Any]]:
        # A child that is forked while another thread imports would wait for it for ever; forks wait
        # for the compiler.
        with numbas_compiler():
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
                warns=self._warns_of_defaults() if constants else self.warns,
                key=self.cache_key,
                storage=storage,
                explain=self._not_compiling,
            )
            for storage in FLOATS
        ]
        # NumPy pickles a ufunc by its module and name, which may have dots.
        made, kernels = cpu.make_ufunc(loops, self.__doc__ or "", name=f"{self.path}.ufunc")
        with contextlib.suppress(AttributeError):  # NumPy 2.0 and 2.1 search all modules for it
            cast(Any, made).__module__ = self.__module__
        return made, kernels

    def cache_key(self) -> str | None:
        """Return what the function's machine code depends on; None if that is unknown."""
        from .core import cache

        try:
            return f"{self.__name__}\n{self.warns}\n{cache.fingerprint(self.__wrapped__)}"
        except UnknownValueError:
            return None

    def _not_compiling(self, error: Exception) -> NotCompilingError:
        if isinstance(error, BodyError):  # it says where
            return NotCompilingError(
                f"{self.__name__}: the body at {_where(self._written())}: {error}"
            )
        return NotCompilingError(
            f"{self.__name__}: the body at {_where(self._written())} does not compile: {error}"
        )

    def _written(self) -> Callable[..., Any]:
        """Return what its author wrote of it."""
        return self.__wrapped__

    # In kernels

    def scalar(self, working: str) -> Any:
        """Return the jitted scalar function of a working type, ``"float32"`` or ``"float64"``."""
        return scalar_function(self.__wrapped__, working, self.outputs)

    def checked_scalar(self, working: str) -> Any:
        """Return `scalar` after compiling it, and so looking for what a body must not do."""
        dispatcher = self.scalar(working)
        if not is_ours(self.__wrapped__):
            dispatcher.compile((WORKING_TYPES[working],) * len(self.arguments))
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
            if not is_ours(self.__wrapped__):
                self.checked_scalar(schedule.working)
            return kernels.build(self, schedule, capability)
        except NumbaError as error:
            raise self._not_compiling(error) from error

    # As an object

    def __reduce__(self) -> Any:
        return getattr, (self.function, "definition")

    def __repr__(self) -> str:
        return f"<definition of {self.__name__}>"


class _Gradient(Elementwise):
    """A derivative, or its product with an incoming gradient; knows its siblings by `wrt`."""

    def __init__(
        self,
        owner: _Definition,
        derivative: _Derivative,
        *args: Any,
        wrt: tuple[str, ...],
        doc: str,
        **kwargs: Any,
    ) -> None:
        self._owner = owner
        self.derivative = derivative
        name = args[1]
        self._is_first = wrt == next(iter(owner.derivatives))
        self._wrt = " and ".join(wrt)
        path = name if self._is_first else f"{name}.wrt_{'_'.join(wrt)}"
        super().__init__(*args, path=path, doc=doc + self._usage(**kwargs), **kwargs)

    def _usage(self, *, inputs: Sequence[str], parameters: Mapping[str, Any], **rest: Any) -> str:
        """Return the section of the docstring about the arguments."""
        known = ", ".join(f'"{name}"' for names in self._owner.derivatives for name in names)
        what = dict.fromkeys(inputs, "Input of the function.")
        what |= {"dy": "Cotangent of the result."} if "dy" in inputs else {}
        what |= dict.fromkeys(parameters, "Parameter of the function.")
        lines = [f"{name} : array_like\n    {text}" for name, text in what.items()]
        lines += [
            f"wrt : {{{known}}}, optional\n"
            f"    The argument that the derivative is taken with respect to; here {self._wrt}.",
            "out, where, casting, order, dtype, subok\n    As of a ufunc.",
            "stream : stream or int, optional\n    Of arrays in GPU memory.",
        ]
        return "\n\nParameters\n----------\n" + "\n".join(lines)

    @lazy
    def function(self) -> Derivative:
        """The object that users call."""
        if self._is_first:
            made: Derivative = getattr(self._owner.function, self.kind)
            return made
        return Derivative(
            lambda: self,
            self._owner.function,
            self.kind,
            self._wrt,
            outputs=self.outputs,
            limited=bool(self.least),
        )

    @property
    def accepts_keywords(self) -> bool:  # type: ignore[override]
        """Whether inputs may be given by keyword: ``vjp(dy=dy, x=x)`` says which is which."""
        return self.kind == "vjp"

    def _own_keywords(self) -> tuple[str, ...]:
        return ("wrt",)

    def _written(self) -> Callable[..., Any]:
        return self.derivative.body

    def checked_scalar(self, working: str) -> Any:
        try:
            return super().checked_scalar(working)
        except NumbaError:
            # what is wrong with the derivative itself is the clearer error
            body: Any = self.derivative.body
            operands = (WORKING_TYPES[working],) * body.__code__.co_argcount
            scalar_function(body, working, self.derivative.results).compile(operands)
            raise

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

    def __init__(self, *args: Any, function: Activation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.derivatives: dict[tuple[str, ...], _Derivative] = {}
        self._gradients: dict[tuple[str, tuple[str, ...]], _Gradient] = {}
        self._token = ""
        self.function = function or Activation(
            lambda: self,
            self.__name__,
            self.__module__,
            inputs=self.inputs,
            parameters=self.parameters,
            limited=bool(self.least),
        )
        #: Calls of `packed_vjp` that were made before.
        self.packed_vjp_calls: dict[Any, Any] = {}
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
        """Register a body as a derivative; see `Activation.derivative`."""
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
                len(names),
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
                    setattr(self.function, kind, self._first_function(kind))
            self._token = ""  # what was pickled before is another function
            return body

        return register

    def _first_function(self, kind: str) -> Derivative:
        """Return ``grad`` or ``vjp``, whose definition and ufunc are made when they are used.

        Two thirds of the package's ufuncs are gradients, and making them would double its import.
        """
        names = next(iter(self.derivatives))
        return Derivative(
            lambda: self._gradient(kind, names),
            self.function,
            kind,
            None,
            outputs=len(names),
            limited=bool(self.least),
        )

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
        given = body.__code__.co_varnames[: body.__code__.co_argcount]
        without_dy = len(given) == len(self.arguments) and (
            given[0] != "dy" or "dy" in self.arguments
        )
        if not plain or not (without_dy or self.takes_cotangent(body)):
            raise TypeError(
                f"{self.__name__}: the derivative at {_where(body)} takes "
                f"{inspect.signature(body)}, expected {expected}"
            )

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

    # Pickled by value, where another process cannot import it

    def reduced(self) -> tuple[Any, ...]:
        """Return how to pickle the function with its bodies.

        Any pickler can: the bodies are pickled by Numba's copy of cloudpickle, first into bytes.
        Within them the function comes before its bodies, which may call it.
        """
        if not _by_value.get():
            reset = _by_value.set(True)
            try:
                return pickle.loads, (cloudpickle.dumps(self.function),)
            finally:
                _by_value.reset(reset)
        self._token = self._token or uuid.uuid4().hex
        _pickled[self._token] = self.function
        assert self.function.definition is self  # which also puts it where `_fill` looks
        head = self._token, self.__name__, self.__module__, self.inputs, self.parameters
        body = self.__wrapped__, self.warns, self.max_ulp, self.__doc__, self.derivatives
        return _unfilled, head, body, None, None, _fill

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
                derivative,
                complete(derivative.body),
                f"{self.__name__}.{kind}",
                inputs=[*prefix, *self.inputs],
                parameters=self.parameters,
                outputs=1 if part is not None else len(names),
                warns=derivative.warns_of(kind),
                least=self.least,
                max_ulp=derivative.max_ulp[kind],
                wrt=key[1],
                doc=_gradient_doc(self, kind, key[1], derivative),
            )
            usual = derivative.usual
            if usual is not None:
                operand = usual.operand + len(prefix)
                made.usual = replace(usual, body=complete(usual.body), operand=operand)
        return self._gradients[key]


#: Whether what is pickled goes into the bytes of another function.
_by_value: ContextVar[bool] = ContextVar("by value", default=False)

#: Functions that were pickled by value here or loaded, by token: one is loaded once.
_pickled: weakref.WeakValueDictionary[str, Activation] = weakref.WeakValueDictionary()

#: The last of those loaded: a worker that gets one with every task compiles it once.
_recent: collections.deque[Activation] = collections.deque(maxlen=16)


def _unfilled(
    token: str, name: str, module: str, inputs: Sequence[str], parameters: Mapping[str, Any]
) -> Activation:
    """Return the function of a token, as it was loaded before or without its definition."""
    found = _pickled.get(token)
    if found is None:
        found = Activation(
            lambda: found.__dict__["definition"], name, module, inputs=inputs, parameters=parameters
        )
        _pickled[token] = found
    return found


def _fill(function: Activation, state: tuple[Any, ...]) -> None:
    """Give a function that `_unfilled` made its definition."""
    if "definition" in function.__dict__:
        return
    body, warns, max_ulp, doc, derivatives = state
    made = _Definition(
        body,
        function.__qualname__,
        inputs=function._inputs,
        parameters=function._parameters,
        warns=warns,
        max_ulp=max_ulp,
        doc=doc,
        function=function,
    )
    made.derivatives.update(derivatives)
    if derivatives:
        for kind in ("grad", "vjp"):
            setattr(function, kind, made._first_function(kind))
    function.__dict__["definition"] = made
    _recent.append(function)


@dataclass(frozen=True)
class _Derivative:
    """A derivative's body, and what is stated about `grad` and `vjp`, by that name."""

    body: Callable[..., Any]
    results: int
    max_ulp: Mapping[str, Mapping[str, float]]
    root: Root | None
    warns: tuple[str, ...] | None
    usual: Usual | None = None

    def warns_of(self, kind: str) -> tuple[str, ...] | None:
        """Return the floating-point warnings that mean something."""
        if self.warns is None or kind == "grad":
            return self.warns
        # an infinite dy times 0 is "invalid" too, whatever the parameters
        return ("overflow", *(name for name in self.warns if name == "divide"))


#: Array types beside which NumPy gives Python scalars the right type.
_STANDARD = DTYPES - {BFLOAT16}

#: Types of values that are no containers of another library's. NumPy's scalars are looked at too.
_PLAIN = frozenset({np.ndarray, float, int, bool, str, list, type(None)}) | {
    dtype.type for dtype in DTYPES
}


def _are_plain(values: Sequence[Any]) -> bool:
    """Say whether all arguments of a call are NumPy's and Python's own."""
    types = set(map(type, values))
    if tuple in types:  # several arrays for `out`
        types.remove(tuple)
        types.update(type(each) for value in values if type(value) is tuple for each in value)
    return types <= _PLAIN


def _are_dask_arrays(operands: Sequence[Any]) -> bool:
    """Say whether an operand is an array of Dask's."""
    module = sys.modules.get("dask.array.core")
    return module is not None and any(isinstance(each, module.Array) for each in operands)


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
    reach: Callable[..., float] | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that gives a function of this package a body for the usual case.

    The CPU's kernel takes the body proper for a block with a value of the first input that is not
    usual (see `Usual`). With `wrt` it is the body of that derivative. Parameters have their
    defaults, or values for which `reach` returns the largest magnitude that is usual, NaN if none
    is. It raises no flag. With an infinite `largest` all inputs are usual.
    """

    def decorate(body: Callable[..., Any]) -> Callable[..., Any]:
        found = definition(function)
        assert isinstance(found, _Definition)
        assert is_ours(body)  # the key of the compiled code has the package's source
        made = Usual(body, 0, smallest, largest, magnitude, reach)
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
    least: Mapping[str, float | str] | None = None,
) -> Callable[[Callable[..., Any]], Activation]: ...


def activation(
    body: Callable[..., Any] | None = None,
    /,
    *,
    inputs: int = 1,
    warns: Sequence[str] | None = None,
    max_ulp: Mapping[str, float] | None = None,
    least: Mapping[str, float | str] | None = None,
) -> Any:
    """Make an `Activation` of a scalar function.

    The body is arithmetic, comparisons, conditional expressions, other activations and
    `numba_act.primitives`. Its numbers (literals, module constants, ``np.pi``) take the working
    type: float32 for float16, bfloat16 and float32 arrays, float64 for float64 arrays. Integers
    stay integers in loops and indices, and take it where they meet a float. Whatever the body
    refers to has the value that it had when the function was first used, as in Numba. A body
    cannot raise, call itself, or return anything but floats.

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
    least : dict, optional
        What parameters are at least, by name: a number, or the name of another parameter. A Python
        scalar below it is a ValueError; for arrays the body is to return NaN.

    Returns
    -------
    Activation
        The function, a ufunc of arrays with its gradients as attributes.

    Raises
    ------
    ValueError
        If `inputs` is another number, or a name in `warns` unknown.
    TypeError
        If the body is no plain function with named arguments. A body that does not
        compile, raises, returns no float, or computes in float64 where float32 was asked for,
        raises TypeError at its first use, with file and line.

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
    if type(inputs) is not int or inputs not in (1, 2):
        raise ValueError(f"activation: inputs={inputs!r}, expected 1, or 2 for a gate")
    if warns is not None:
        for each in [warns] if isinstance(warns, str) else warns:
            if isinstance(warns, str) or each not in _WARNINGS:
                known = ", ".join(map(repr, _WARNINGS))
                raise ValueError(f"activation: warns={warns!r}, expected a sequence of {known}")
    if body is None:
        return functools.partial(
            activation, inputs=inputs, warns=warns, max_ulp=max_ulp, least=least
        )
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
        least=least,
        doc=_with_bounds(inspect.cleandoc(body.__doc__ or ""), max_ulp or {}),
    )
    return made.function
