"""The objects that users call: `na.silu` is an `Activation`, `na.silu.grad` a `Derivative`.

They are partial applications of nothing to a plain function (`direct.py`): CPython calls those at
C speed, where an instance with a ``__call__`` of its own takes half as long again.
"""

from __future__ import annotations

import collections
import ctypes
import functools
import inspect
import operator
import pickle
import sys
import uuid
import weakref
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from typing import Any, NoReturn, Self, cast

import numpy as np

from .core.compat import cloudpickle
from .core.definition import Definition, Elementwise, Gradient
from .core.docstrings import Bound, Root
from .core.lazy import lazy
from .dispatch import elementwise, inlining, targets
from .dispatch.direct import direct_call
from .dispatch.packed import add_packed

#: What every ufunc takes by keyword.
_OPTIONS = {
    "where": True,
    "casting": "same_kind",
    "order": "K",
    "dtype": None,
    "subok": True,
    "stream": None,
}


class _Function(functools.partial[Any]):
    """What an activation and its derivatives have in common.

    Parameters
    ----------
    find
        Returns the definition, which is asked for when it is needed.
    name, module
        Where the function is found, ``"silu.grad"`` in ``"numba_act.smooth"``.
    inputs, parameters, outputs
        As of `Elementwise`.
    limited
        Whether Python scalars are not taken for every parameter.
    """

    __qualname__: str
    _find: Callable[[], Elementwise]
    _inputs: tuple[str, ...]
    _parameters: Mapping[str, Any]
    _limited: bool

    def __new__(
        cls,
        find: Callable[[], Elementwise],
        name: str,
        module: str,
        *,
        inputs: Sequence[str],
        parameters: Mapping[str, Any],
        outputs: int = 1,
        limited: bool = False,
    ) -> Self:
        if targets.target == "cuda":

            def call(*args: Any, **kwargs: Any) -> Any:  # nothing is computed with the ufunc
                return elementwise.call(find(), args, kwargs)

        else:

            def call(*args: Any, **kwargs: Any) -> Any:
                made._call_directly(outputs)
                return made(*args, **kwargs)

        made: Any = super().__new__(cls, call)
        made._find = find
        made._inputs = tuple(inputs)
        made._parameters = parameters
        made._limited = limited
        _name(made, name, module)
        _name(call, name, module)
        return cast(Self, made)

    definition: lazy[Elementwise] = lazy(lambda self: self._find())
    #: The function on the CPU. Its parameters have no defaults.
    ufunc: lazy[np.ufunc] = lazy(lambda self: elementwise.ufunc_of(self.definition))
    __wrapped__: lazy[Callable[..., Any]] = lazy(lambda self: self.definition.__wrapped__)
    __signature__: lazy[inspect.Signature] = lazy(lambda self: self._signature())
    _numba_type_: lazy[Any] = lazy(lambda self: inlining.function_type(self.definition))

    def __get__(self, instance: Any, owner: Any = None) -> Self:
        """Return the function itself: as an attribute of a class it binds to nothing."""
        return self

    def _call_directly(self, outputs: int) -> None:
        """Be a partial application of the direct call: its code is made when it is first called."""
        call = direct_call(
            self._find,
            len(self._inputs),
            len(self._parameters),
            outputs,
            has_defaults=all(type(each) in (float, int) for each in self._parameters.values()),
            limited=self._limited,
        )
        _name(call, self.__qualname__, self.__module__)
        cast(Any, self).__setstate__((call, (), {}, vars(self)))

    def _arguments(self) -> list[inspect.Parameter]:
        kinds = inspect.Parameter
        return [kinds(name, kinds.POSITIONAL_ONLY) for name in self._inputs] + [
            kinds(name, kinds.POSITIONAL_OR_KEYWORD, default=default)
            for name, default in self._parameters.items()
        ]

    def _signature(self) -> inspect.Signature:
        kinds = inspect.Parameter
        return inspect.Signature(
            [
                *self._arguments(),
                kinds("out", kinds.POSITIONAL_OR_KEYWORD, default=None),
                *(kinds(name, kinds.KEYWORD_ONLY, default=_OPTIONS[name]) for name in _OPTIONS),
            ]
        )

    def _call_text(self) -> str:
        """Return the call as in documentation, ``swish(x, beta=1.0)``."""
        arguments = [
            str(each.replace(kind=inspect.Parameter.POSITIONAL_OR_KEYWORD))
            for each in self._arguments()
        ]
        return f"{self.__qualname__}({', '.join(arguments)})"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: Any) -> Self:
        return self


def _name(function: Any, name: str, module: str) -> None:
    function.__name__ = name.rpartition(".")[2]
    function.__qualname__ = name
    function.__module__ = module


class Activation(_Function):
    """An elementwise function with its gradients; `activation` makes it of a scalar formula.

    Called on arrays, it works as a NumPy ufunc does. Inside functions that Numba compiles, it takes
    scalars.

    Attributes
    ----------
    ufunc : numpy.ufunc
        The function on the CPU. Its parameters have no defaults.
    grad : Derivative
        ``f.grad(x, *parameters, wrt=None)``, the derivative.
    vjp : Derivative
        ``f.vjp(dy, x, *parameters, wrt=None, reduce=False)``, ``dy`` times the derivative, in one
        pass; summed to the shape of what it is the gradient of with ``reduce=True``.
    packed : function
        Of a gate: ``f.packed(x, axis=-1, order="gate_first", out=None, **parameters)``, the gate
        of the two halves of one array.
    packed_vjp : function
        Of a gate: ``f.packed_vjp(dy, x, axis=-1, order="gate_first", out=None, **parameters)``.
    definition : Elementwise
        What stands behind it: names, parameters, error bounds, the scalar functions.
    """

    # made when they are used, which saves a third of the package's import
    grad: lazy[Derivative] = lazy(lambda self: self._first_gradient("grad"))
    vjp: lazy[Derivative] = lazy(lambda self: self._first_gradient("vjp"))
    # a `__getattr__` would make each use of `ufunc` or `vjp` take 20 ns more
    packed: Any = lazy(lambda self: self._is_no_gate("packed"))
    packed_vjp: Any = lazy(lambda self: self._is_no_gate("packed_vjp"))
    _token = ""  # tells it from other functions where it is pickled by value

    def derivative(
        self,
        *wrt: str,
        max_ulp: Bound | None = None,
        vjp_max_ulp: Bound | None = None,
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
        max_ulp : float or dict, optional
            Error bound in ULP, or that of each working type.
        vjp_max_ulp : float or dict, optional
            That of the product with `dy`. By default it follows from `max_ulp`: an error of b ULP
            may be one of 2b ULP of the product, and the product's own rounding one of 1 ULP, just
            below a power of two.
        root : Root, optional
            Where the derivative crosses zero.
        warns : sequence of {"overflow", "divide", "invalid", "underflow"}, optional
            Floating-point warnings that mean something, by default those of the function; for
            the product with `dy` "overflow" too.

        Raises
        ------
        ValueError
            If a name is no argument of the function.
        TypeError
            If the body takes other arguments.
        """
        definition = self._own_definition()
        register = definition.derivative(
            *wrt, max_ulp=max_ulp, vjp_max_ulp=vjp_max_ulp, root=root, warns=warns
        )

        def decorate(body: Callable[..., Any]) -> Callable[..., Any]:
            register(body)
            if definition.first_wrt() == (wrt or definition.inputs[:1]):
                for kind in ("grad", "vjp"):
                    self.__dict__.pop(kind, None)
            self._token = ""  # what was pickled before is another function
            return body

        return decorate

    def _own_definition(self) -> Definition:
        return cast(Definition, self.definition)

    def _first_gradient(self, kind: str) -> Derivative:
        definition = self._own_definition()
        find = functools.partial(definition.first_gradient, kind)
        return Derivative(find, self, kind, None, len(definition.first_wrt()))

    def derivative_of(self, gradient: Gradient) -> Derivative:
        """Return what users call for a derivative that is not the first."""
        return Derivative(lambda: gradient, self, gradient.kind, gradient.names, gradient.outputs)

    def _is_no_gate(self, name: str) -> NoReturn:
        text = f"{self.__qualname__} is no gate and has no {name!r}"
        raise AttributeError(text, name=name, obj=self)

    def __repr__(self) -> str:
        return f"<activation {self._call_text()}>"

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        from .core.display import html_of  # few need it

        return html_of(self)

    def __reduce__(self) -> Any:
        if self.__module__ not in _NOT_IMPORTED and self._is_importable():
            return self.__qualname__
        return self._reduced_with_bodies()

    def _reduced_with_bodies(self) -> tuple[Any, ...]:
        """Return how to pickle the function with its bodies.

        Any pickler can: the bodies are pickled by Numba's copy of cloudpickle, first into bytes.
        Within them the function comes before its bodies, which may call it.
        """
        if not _by_value.get():
            reset = _by_value.set(True)
            try:
                return pickle.loads, (cloudpickle.dumps(self),)
            finally:
                _by_value.reset(reset)
        self._token = self._token or uuid.uuid4().hex
        _pickled[self._token] = self
        made = self._own_definition()  # which also puts it where `_fill` looks
        name, module, limited = made.__name__, made.__module__, bool(made.least)
        head = self._token, name, module, made.inputs, made.parameters, limited
        made.make_automatic()  # where it is loaded there may be no source
        stated = made.warns, made.max_ulp, made.least, made.__doc__, made.is_gate
        body = made.__wrapped__, *stated, made.derivatives, made.automatic
        return _unfilled, head, body, None, None, _fill

    def _is_importable(self) -> bool:
        try:
            found = operator.attrgetter(self.__qualname__)(sys.modules[self.__module__])
        except (AttributeError, KeyError):
            return False
        return found is self


#: Modules that another process does not have, or has another one of.
_NOT_IMPORTED = frozenset({"__main__", "__mp_main__"})


class Derivative(_Function):
    """A derivative, ``f.grad``, or its product with an incoming gradient, ``f.vjp``."""

    _of: Activation
    _wrt: tuple[str, ...] | None

    def __new__(
        cls,
        find: Callable[[], Elementwise],
        of: Activation,
        kind: str,
        wrt: tuple[str, ...] | None,
        outputs: int,
    ) -> Self:
        made = super().__new__(
            cls,
            find,
            f"{of.__qualname__}.{kind}",
            of.__module__,
            inputs=(*(("dy",) if kind == "vjp" else ()), *of._inputs),
            parameters=of._parameters,
            outputs=outputs,
            limited=of._limited,
        )
        made._of = of
        made._wrt = wrt  # None for what `f.grad` and `f.vjp` are themselves
        return made

    def wrt(self, name: str | tuple[str, ...]) -> Derivative:
        """Return the derivative with respect to one argument, or several, for use in kernels.

        Raises
        ------
        ValueError
            If a name is no argument of the activation.
        """
        made: Derivative = cast(Gradient, self.definition).wrt(name).function
        return made

    def __getattr__(self, name: str) -> Any:
        if name.startswith("wrt_"):  # where NumPy and pickle find its ufunc
            names = _split(name[4:], (*self._of._inputs, *self._of._parameters))
            if names:
                return self.wrt(names)
        raise AttributeError(f"'Derivative' object has no attribute {name!r}", name=name, obj=self)

    def _arguments(self) -> list[inspect.Parameter]:
        if self.__name__ == "grad":
            return super()._arguments()
        keyword = inspect.Parameter.POSITIONAL_OR_KEYWORD
        return [each.replace(kind=keyword) for each in super()._arguments()]

    def _signature(self) -> inspect.Signature:
        declared = super()._signature()
        default = self._wrt[0] if self._wrt and len(self._wrt) == 1 else self._wrt
        own = {"wrt": default} | ({"reduce": False} if self.__name__ == "vjp" else {})
        keyword = inspect.Parameter.KEYWORD_ONLY
        added = [inspect.Parameter(name, keyword, default=own[name]) for name in own]
        return declared.replace(parameters=[*declared.parameters.values(), *added])

    def __repr__(self) -> str:
        wrt = "" if self._wrt is None else f" with respect to {' and '.join(self._wrt)}"
        return f"<derivative {self._call_text()}{wrt}>"

    def __reduce__(self) -> Any:
        if self._wrt is None:
            return getattr, (self._of, self.__name__)
        return Derivative.wrt, (getattr(self._of, self.__name__), self._wrt)


def _split(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the names that underscores join to a text; none if there are no such."""
    for name in names:
        if text == name:
            return (name,)
        rest = _split(text.removeprefix(f"{name}_"), names) if text.startswith(f"{name}_") else ()
        if rest:
            return name, *rest
    return ()


def function_of(definition: Definition) -> Activation:
    """Return the function that users call for a definition."""
    made = Activation(
        lambda: definition,
        definition.__name__,
        definition.__module__,
        inputs=definition.inputs,
        parameters=definition.parameters,
        limited=bool(definition.least),
    )
    _complete(made, definition)
    return made


def _complete(function: Activation, definition: Definition) -> None:
    """Give a function and its definition what they know of each other."""
    definition.function = function
    if definition.is_gate:
        add_packed(definition)


# Pickled by value, where another process cannot import it ----------------------------------------

#: Whether what is pickled goes into the bytes of another function.
_by_value: ContextVar[bool] = ContextVar("by value", default=False)

#: Functions that were pickled by value here or loaded, by token: one is loaded once.
_pickled: weakref.WeakValueDictionary[str, Activation] = weakref.WeakValueDictionary()

#: The last of those loaded: a worker that gets one with every task compiles it once.
_recent: collections.deque[Activation] = collections.deque(maxlen=16)


def _unfilled(
    token: str,
    name: str,
    module: str,
    inputs: Sequence[str],
    parameters: Mapping[str, Any],
    limited: bool,
) -> Activation:
    """Return the function of a token, as it was loaded before or without its definition."""
    found = _pickled.get(token)
    if found is None:
        found = Activation(
            lambda: found.__dict__["definition"],
            name,
            module,
            inputs=inputs,
            parameters=parameters,
            limited=limited,
        )
        _pickled[token] = found
    return found


def _fill(function: Activation, state: tuple[Any, ...]) -> None:
    """Give a function that `_unfilled` made its definition."""
    if "definition" in function.__dict__:
        return
    body, warns, max_ulp, least, doc, is_gate, derivatives, automatic = state
    made = Definition(
        body,
        function.__qualname__,
        inputs=function._inputs,
        parameters=function._parameters,
        warns=warns,
        max_ulp=max_ulp,
        least=least,
        doc=doc,
        is_gate=is_gate,
    )
    made.derivatives.update(derivatives)
    made.automatic.update(automatic)
    function.__dict__["definition"] = made
    _complete(function, made)
    _recent.append(function)


for _class in (Activation, Derivative):
    _doc = lazy(lambda self: self.definition.__doc__, _class.__doc__)
    _doc.__set_name__(_class, "__doc__")
    cast(Any, _class).__doc__ = _doc
    if sys.version_info < (3, 12):
        # There a class statement's type inherits the call but not the flag of the fast one
        # (Py_TPFLAGS_HAVE_VECTORCALL), without which each keyword costs a dictionary. The flags
        # are the 22nd word of a type; that layout has not changed since 3.8, and will not.
        _flags = ctypes.c_ulong.from_address(id(_class) + 21 * ctypes.sizeof(ctypes.c_void_p))
        if _flags.value == _class.__flags__:
            _flags.value |= 1 << 11
