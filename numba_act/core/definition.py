"""What a function is: its body, its arguments, its derivatives, and what is stated about them.

All of it is data. What is made of a definition (ufuncs, kernels, types for Numba) is made by those
who need it, and kept in its `made`.
"""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from numba.core.errors import NumbaError

from . import automatic
from .bodies import component, nan_with, of_one, times_conjugate, times_cotangent, together, where
from .docstrings import Bound, Root, bounds_of, gradient_doc
from .floats import WORKING_TYPES
from .lazy import lazy
from .scalars import scalar_function
from .specialize import BodyError, FastPath, Scalar, UnknownValueError, is_ours, snapshot


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
    function
        What users call, of a function that they do; set by what makes it.
    path : str
        Where it is found in its module.
    fast_path, beyond_ties, complex_body
        See the functions of these names in `activation.py`.
    made : dict
        What has been made of it: ufuncs, records of kernels, Numba's types. Who makes something
        keeps it here.
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
        max_ulp: Bound | None = None,
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
        self.max_ulp = bounds_of(max_ulp)
        self.least = dict(least or {})
        self.arguments = self.inputs + tuple(self.parameters)
        self.fast_path: FastPath | None = None
        self.beyond_ties = False
        self.complex_body: Callable[..., Any] | None = None
        self.made: dict[Any, Any] = {}

    def defaults(self) -> tuple[float, ...]:
        """Return the parameters' defaults if all are numbers, or nothing."""
        values = tuple(self.parameters.values())
        return values if all(type(value) in (float, int) for value in values) else ()

    def warns_of_defaults(self) -> Sequence[str] | None:
        """Return the warnings that mean something where the parameters have their defaults.

        A fast path for all inputs need not keep comparisons with NaN from being "invalid", as
        it does where a parameter may be.
        """
        if self.fast_path is None or self.fast_path.largest != float("inf"):
            return self.warns
        return tuple(name for name in self.warns or () if name != "invalid")

    def cache_key(self) -> str | None:
        """Return what the function's machine code depends on; None if that is unknown.

        Made from what the body is compiled from, values of its names included.
        """
        try:
            described = snapshot(self.__wrapped__).describe()
            return "\n".join([self.__name__, str(self.warns), *described])
        except UnknownValueError:
            return None

    def not_compiling(self, error: Exception) -> NotCompilingError:
        """Return the error for one of Numba's."""
        if isinstance(error, BodyError):  # it says where
            return NotCompilingError(
                f"{self.__name__}: the body at {where(self.written())}: {error}"
            )
        return NotCompilingError(
            f"{self.__name__}: the body at {where(self.written())} does not compile: {error}"
        )

    def written(self) -> Callable[..., Any]:
        """Return what its author wrote of it."""
        return self.__wrapped__

    def own_keywords(self) -> tuple[str, ...]:
        """Return what is taken by keyword besides parameters and what every ufunc takes."""
        return ()

    def scalar(self, working: str, fast: bool = False) -> Any:
        """Return the jitted scalar function of a working type, or of its fast path."""
        return scalar_function(self.__wrapped__, working, self.outputs, fast)

    def checked_scalar(self, working: str, fast: bool = False) -> Any:
        """Return `scalar` after compiling it, and so looking for what a body must not do."""
        dispatcher = self.scalar(working, fast)
        if not is_ours(self.__wrapped__):
            dispatcher.compile((WORKING_TYPES[working],) * len(self.arguments))
        return dispatcher

    def __reduce__(self) -> Any:
        return getattr, (self.function, "definition")

    def __repr__(self) -> str:
        return f"<definition of {self.__name__}>"


#: Error bound of the automatic derivatives of the package's own functions, in ULP.
AUTOMATIC = 4.0


class DerivativeBody(NamedTuple):
    """A derivative's body, and what is stated about `grad` and `vjp`, by that name."""

    body: Callable[..., Any]
    results: int
    max_ulp: Mapping[str, Mapping[str, float]]
    root: Root | None
    warns: tuple[str, ...] | None
    fast_path: FastPath | None = None
    beyond_ties: bool = False
    complex_body: Callable[..., Any] | None = None

    def warns_of(self, kind: str) -> tuple[str, ...] | None:
        """Return the floating-point warnings that mean something."""
        if self.warns is None or kind == "grad":
            return self.warns
        # an infinite dy times 0 is "invalid" too, whatever the parameters
        return ("overflow", *(name for name in self.warns if name == "divide"))


class Gradient(Elementwise):
    """A derivative, or its product with an incoming gradient; knows its siblings by `wrt`."""

    def __init__(
        self, owner: Definition, kind: str, names: tuple[str, ...], part: int | None = None
    ) -> None:
        self._owner = owner
        self.kind = kind
        self.derivative = derivative = owner._derivative(names)
        wrt = names if part is None else names[part : part + 1]
        self.is_first = wrt == owner.first_wrt()
        self.names = wrt
        name = f"{owner.__name__}.{kind}"
        dy, arity = ("dy",) if kind == "vjp" else (), len(owner.arguments)
        body, takes_cotangent = derivative.body, owner.takes_cotangent(derivative.body)
        if kind == "grad" and takes_cotangent:
            body = of_one(body, arity)
        elif kind == "vjp" and not takes_cotangent:
            body = times_cotangent(body, arity, len(names))
        if part is not None:
            body = component(body, len(dy) + arity, part)
        super().__init__(
            body,
            name,
            inputs=[*dy, *owner.inputs],
            parameters=owner.parameters,
            outputs=len(wrt),
            warns=derivative.warns_of(kind),
            least=owner.least,
            max_ulp=derivative.max_ulp[kind],
            path=name if self.is_first else f"{name}.wrt_{'_'.join(wrt)}",
            doc=gradient_doc(owner, kind, wrt, derivative),
        )
        self.beyond_ties = derivative.beyond_ties
        self.complex_body = derivative.complex_body
        if derivative.complex_body is not None and kind == "vjp":
            self.complex_body = times_conjugate(derivative.complex_body, 2 * arity)
        if derivative.fast_path is not None:
            self.fast_path = derivative.fast_path._replace(operand=len(dy))

    @lazy
    def function(self) -> Any:
        """The object that users call: ``grad`` or ``vjp`` of the function, or one of its own."""
        owner = self._owner.function
        return getattr(owner, self.kind) if self.is_first else owner.derivative_of(self)

    @property
    def accepts_keywords(self) -> bool:  # type: ignore[override]
        """Whether inputs may be given by keyword: ``vjp(dy=dy, x=x)`` says which is which."""
        return self.kind == "vjp"

    def own_keywords(self) -> tuple[str, ...]:
        return ("wrt", "reduce") if self.kind == "vjp" else ("wrt",)

    def written(self) -> Callable[..., Any]:
        return self.derivative.body

    def checked_scalar(self, working: str, fast: bool = False) -> Any:
        try:
            return super().checked_scalar(working, fast)
        except NumbaError:
            # what is wrong with the derivative itself is the clearer error
            body: Any = self.derivative.body
            operands = (WORKING_TYPES[working],) * body.__code__.co_argcount
            scalar_function(body, working, self.derivative.results).compile(operands)
            raise

    def wrt(self, name: str | tuple[str, ...]) -> Gradient:
        """Return the derivative with respect to one argument, or to several at once.

        Raises
        ------
        ValueError
            If a name is no argument of the activation.
        """
        return self._owner.gradient(self.kind, name)


def arguments_of(body: Any) -> tuple[str, ...]:
    """Return a plain function's arguments; none if it has others than those with a position.

    `inspect.signature` takes 25 us, a tenth of the package's import.
    """
    code = body.__code__
    others = code.co_kwonlyargcount or code.co_flags & (inspect.CO_VARARGS | inspect.CO_VARKEYWORDS)
    return () if others else code.co_varnames[: code.co_argcount]


class Definition(Elementwise):
    """An elementwise function with its derivatives; made by `activation`."""

    def __init__(self, *args: Any, is_gate: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: Whether it is a function of two inputs that may lie in one array.
        self.is_gate = is_gate
        self.derivatives: dict[tuple[str, ...], DerivativeBody] = {}
        #: Those that nobody has registered, made when they are asked for.
        self.automatic: dict[tuple[str, ...], DerivativeBody] = {}
        self._gradients: dict[tuple[str, tuple[str, ...]], Gradient] = {}
        #: Calls of `packed_vjp` that were made before.
        self.packed_vjp_calls: dict[Any, Any] = {}

    def derivative(
        self,
        *wrt: str,
        max_ulp: Bound | None = None,
        vjp_max_ulp: Bound | None = None,
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
            bounds = bounds_of(max_ulp)
            of_product = {name: 2 * bound + 1.0 for name, bound in bounds.items()}
            self.derivatives[names] = DerivativeBody(
                body,
                len(names),
                {"grad": bounds, "vjp": bounds_of(vjp_max_ulp) or of_product},
                root,
                self.warns if warns is None else tuple(warns),
            )
            self.automatic.clear()
            # What was made of a derivative that this one replaces, as in a notebook's cell that
            # is run again.
            self._gradients = {
                (kind, others): made
                for (kind, others), made in self._gradients.items()
                if self._are_registered(others) and not {*others} & {*names}
            }
            self.packed_vjp_calls.clear()
            return body

        return register

    def first_wrt(self) -> tuple[str, ...]:
        """Return what ``grad`` and ``vjp`` are with respect to: as registered first, or inputs."""
        return next(iter(self.derivatives), self.inputs)

    def first_gradient(self, kind: str) -> Gradient:
        """Return the derivative that ``grad`` or ``vjp`` are."""
        return self._gradient(kind, self.first_wrt())

    def _derivative(self, names: tuple[str, ...]) -> DerivativeBody:
        """Return what was registered as a derivative, or the automatic one."""
        if names in self.derivatives:
            return self.derivatives[names]
        if names not in self.automatic:
            is_stated = is_ours(self.__wrapped__) and not self._are_registered(names)
            bounds = dict.fromkeys(("grad", "vjp"), bounds_of(AUTOMATIC if is_stated else None))
            body = self._automatic_body(names)
            made = DerivativeBody(body, len(names), bounds, None, self.warns)
            self.automatic[names] = made
        return self.automatic[names]

    def _automatic_body(self, names: tuple[str, ...]) -> Callable[..., Any]:
        if self._are_registered(names):
            parts = [self.gradient("vjp", name).__wrapped__ for name in names]
            return together(parts, len(self.arguments))
        try:
            body = automatic.derivative(self.__wrapped__, names)
        except automatic.NotDifferentiableError as error:
            wanted = ", ".join(map(repr, names))
            raise TypeError(
                f"{self.__name__}: no automatic derivative with respect to {wanted}: {error}; "
                f"register one with @{self.__name__}.derivative({wanted})"
            ) from None
        if not is_ours(self.__wrapped__):
            return body
        return nan_with(self.__wrapped__, body, len(self.arguments), len(names))

    def make_automatic(self) -> None:
        """Make the derivatives that nobody has registered, where there are rules for them."""
        for names in (self.inputs, *((name,) for name in self.arguments)):
            if not self._are_registered(names):
                with contextlib.suppress(TypeError):
                    self._derivative(names)

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
        given = arguments_of(body)
        without_dy = len(given) == len(self.arguments) and (
            given[0] != "dy" or "dy" in self.arguments
        )
        if not (without_dy or (given and self.takes_cotangent(body))):
            raise TypeError(
                f"{self.__name__}: the derivative at {where(body)} takes "
                f"{inspect.signature(body)}, expected {expected}"
            )

    def _are_registered(self, names: Sequence[str]) -> bool:
        """Say whether some of the derivatives with respect to these were registered."""
        return any(name in names for known in self.derivatives for name in known)

    def gradient(self, kind: str, name: str | tuple[str, ...]) -> Gradient:
        """Return the derivative (or its product with `dy`) with respect to one argument, or some.

        Raises
        ------
        ValueError
            If a name is no argument of the function.
        """
        known = self.arguments
        if isinstance(name, tuple) and len(name) == 1:
            (name,) = name
        if isinstance(name, tuple) and name and {*name} <= {*known}:
            return self._gradient(kind, name)
        for names in self.derivatives:
            if names == (name,):
                return self._gradient(kind, names)
            if name in names:
                return self._gradient(kind, names, names.index(name))
        if name in known:
            return self._gradient(kind, (name,))
        raise ValueError(
            f"{self.__name__}.{kind}: wrt={name!r} has no derivative, expected one of "
            f"{', '.join(map(repr, known))}"
        )

    def joint_vjp(self) -> Elementwise:
        """Return the vjp with respect to all inputs at once."""
        return self._gradient("vjp", self.inputs)

    def _gradient(self, kind: str, names: tuple[str, ...], part: int | None = None) -> Gradient:
        key = kind, names if part is None else names[part : part + 1]
        if key not in self._gradients:
            self._gradients[key] = Gradient(self, kind, names, part)
        return self._gradients[key]


def definition(value: Any) -> Elementwise | None:
    """Return the definition behind an activation or gradient, or None for anything else."""
    found = getattr(value, "definition", None)
    return found if isinstance(found, Elementwise) else None
