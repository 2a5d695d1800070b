"""Writes what follows from the public functions: their types for checkers, lists in documents.

    python tools/public.py

In `numba_act/__init__.pyi` arguments, defaults and gradients are those of the functions themselves.
Their types are here: each function has an overload for Python numbers, for what has no float type
yet (integers, lists), for arrays of a float type, which come back as they are, for anything else,
and for `out`.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numba_act as na

ROOT = Path(__file__).parents[1]
STUB = ROOT / "numba_act" / "__init__.pyi"
README = ROOT / "README.md"
NAMES = ROOT / "docs" / "names.md"

#: Public names that are no functions of arrays.
OTHERS = {
    "Activation",
    "__version__",
    "activation",
    "check_derivative",
    "dequantize",
    "fake_quantize",
    "inverse",
    "is_used_in_numba",
    "mollify",
    "newton",
    "quantize",
    "quantized",
    "restore_numba",
    "target",
    "use_in_numba",
}

#: The rows of README's table, and the modules whose functions they have.
ROWS = {
    "vector mathematics": ("elementary", "trigonometric", "hyperbolic", "powers", "normal"),
    "rectifiers": ("rectifiers", "hard_units"),
    "smooth": ("smooth", "exponential_units", "algebraic_units", "bounded", "smoothing"),
    "gates": ("gates",),
    "rows": ("softmax", "sparse"),
    "losses": ("losses",),
    "blocks": ("ffn",),
    "solvers": ("solve",),
    "quantized": ("quantized",),
}

HEAD = '''\
"""Types of the public names, made by tools/public.py."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Concatenate, Final, Generic, Literal, ParamSpec, Protocol, TypeAlias
from typing import TypedDict, TypeVar, Unpack, overload

import numpy as np
from numpy.typing import DTypeLike, NDArray

from . import optim as optim
from . import primitives as primitives
from .quantized import QuantizedFunction
from .solve import Solution

__version__: Final[str]
target: Final[Literal["auto", "cpu", "cuda"]]

def check_derivative(
    f: Activation,
    x: _Real | None = None,
    *,
    wrt: str | None = None,
    dtype: DTypeLike = ...,
    rtol: float | None = None,
    **parameters: float,
) -> None: ...
def quantize(
    x: _Real, scale: _Real, zero_point: _Real, dtype: DTypeLike = ..., axis: int | None = None
) -> Any: ...
def dequantize(q: _Real, scale: _Real, zero_point: _Real, axis: int | None = None) -> Any: ...
def quantized(
    f: Activation,
    scale: float,
    zero_point: int,
    out_scale: float,
    out_zero_point: int,
    dtype: DTypeLike = ...,
    **parameters: float,
) -> QuantizedFunction: ...

class _fake_quantize(Protocol):
    def vjp(
        self,
        dy: _Real,
        x: _Real,
        scale: _Real,
        zero_point: _Real,
        qmin: _Real,
        qmax: _Real,
        *,
        out: Any = None,
    ) -> Any: ...
    def __call__(
        self,
        x: _Real,
        scale: _Real,
        zero_point: _Real,
        qmin: _Real,
        qmax: _Real,
        *,
        out: Any = None,
    ) -> Any: ...

fake_quantize: Final[_fake_quantize]

def inverse(
    f: Activation,
    y: _Real,
    *,
    bracket: tuple[_Real, _Real] | None = None,
    x0: _Real | None = None,
    tol: float | None = None,
    maxiter: int = 50,
    **parameters: _Real,
) -> Solution: ...
def newton(
    f: Activation, x0: _Real, *, tol: float | None = None, maxiter: int = 50, **parameters: _Real
) -> Solution: ...
def mollify(
    breakpoints: Sequence[float],
    slopes: Sequence[float],
    jumps: Sequence[float] | None = None,
    *,
    value: float = 0.0,
    name: str | None = None,
) -> Activation: ...
def use_in_numba() -> AbstractContextManager[None]: ...
def restore_numba() -> None: ...
def is_used_in_numba() -> bool: ...

class _Container(Protocol):
    """An array that takes ufuncs: of NumPy, xarray, Dask and others."""
    @property
    def __array_ufunc__(self) -> Any: ...

class _Device(Protocol):
    """An array that may be in GPU memory."""
    @property
    def __cuda_array_interface__(self) -> Any: ...

class _Convertible(Protocol):
    """What NumPy makes an array of."""
    def __array__(self) -> Any: ...

_Float: TypeAlias = np.floating[Any]
_FloatArray: TypeAlias = np.ndarray[Any, np.dtype[_Float]]
_Integers: TypeAlias = NDArray[np.integer[Any] | np.bool]
_Sequence: TypeAlias = list[Any] | tuple[Any, ...] | Sequence[float]
_Untyped: TypeAlias = _Integers | _Sequence
_Array: TypeAlias = _Container | _Device | _Convertible | _Sequence
_Real: TypeAlias = float | np.number[Any] | np.bool | _Array
_Number: TypeAlias = complex | _Real
_Axis: TypeAlias = int | tuple[int, ...] | None
_Order: TypeAlias = Literal["gate_first", "value_first", "interleaved"]

_D = TypeVar("_D", bound=np.generic)
_X = TypeVar("_X", bound=_Float | _FloatArray | _Container | _Device)
_A = TypeVar("_A", bound=_FloatArray)
_C = TypeVar("_C", bound=_FloatArray | _Container | _Device)
_Out = TypeVar("_Out", bound=_Container | _Device)
_Out2 = TypeVar("_Out2", bound=_Container | _Device)
_Body = TypeVar("_Body", bound=Callable[..., Any])
_P = ParamSpec("_P")

class _Options(TypedDict, total=False):
    """What every ufunc takes by keyword."""
    where: bool | np.bool | _Array
    casting: Literal["no", "equiv", "safe", "same_kind", "unsafe"]
    order: Literal["K", "A", "C", "F"]
    subok: bool
    signature: Any
    stream: Any

class _Function:
    __name__: str
    __qualname__: str
    __signature__: inspect.Signature
    __wrapped__: Callable[..., Any]
    @property
    def definition(self) -> Any: ...
    @property
    def ufunc(self) -> np.ufunc: ...
    def __call__(self, *args: Any, **kwargs: Any) -> Any: ...

class _Derivative(_Function):
    def wrt(self, name: Any) -> _Derivative: ...

class Activation(_Function):
    """Any activation; those of this package have classes of their own."""
    @property
    def grad(self) -> _Derivative: ...
    @property
    def vjp(self) -> _Derivative: ...
    def derivative(
        self,
        *wrt: str,
        max_ulp: float | Mapping[str, float] | None = None,
        vjp_max_ulp: float | Mapping[str, float] | None = None,
        root: Any = None,
        warns: Sequence[str] | None = None,
    ) -> Callable[[_Body], _Body]: ...
'''

# Declarations -------------------------------------------------------------------------------------


class Text(str):
    """A piece of a signature, which prints without quotes."""

    __repr__ = str.__str__


_KINDS = inspect.Parameter
_SELF = _KINDS("self", _KINDS.POSITIONAL_ONLY)
_OPTIONS = _KINDS("options", _KINDS.VAR_KEYWORD, annotation=Text("Unpack[_Options]"))


def declare(
    name: str, parameters: Sequence[inspect.Parameter], types: Mapping[str, str], result: str
) -> Iterator[str]:
    """Return a declaration; ``"type = required"`` is a type of an argument without a default.

    Where `out` has a type of its own it is given: by keyword, or by position as all before it.
    """
    if types.get("out", "None") != "None":
        types = {**types, "out": f"{types['out']} = required"}
        (k,) = (k for k, each in enumerate(parameters) if each.name == "out")
        before, out, after = parameters[:k], parameters[k], parameters[k + 1 :]
        if out.kind != _KINDS.KEYWORD_ONLY:
            positional = [each.replace(default=_KINDS.empty) for each in before]
            yield _declaration(name, [*positional, out, *after], types, result)
            parameters = [*before, out.replace(kind=_KINDS.KEYWORD_ONLY), *after]
        if all(each.default is _KINDS.empty for each in before):
            return
    yield _declaration(name, parameters, types, result)


def _declaration(
    name: str, parameters: Sequence[inspect.Parameter], types: Mapping[str, str], result: str
) -> str:
    typed = []
    for each in parameters:
        annotation, _, default = types.get(each.name, "").partition(" = ")
        if annotation:
            each = each.replace(annotation=Text(annotation))
        if default == "required":
            each = each.replace(default=_KINDS.empty)
        elif callable(each.default) and each.default is not _KINDS.empty:
            each = each.replace(default=Text("..."))
        typed.append(each)
    signature = inspect.Signature(typed, return_annotation=Text(result))
    return f"def {name}{signature}: ..."


def overloaded(lines: Iterable[str], indent: str = "    ") -> Iterator[str]:
    """Return declarations as overloads."""
    for line in lines:
        yield f"{indent}@overload"
        yield f"{indent}{line}"


def overloaded_if_several(lines: Iterable[str], indent: str = "    ") -> Iterator[str]:
    """Return declarations as overloads, but one alone as it is."""
    lines = list(lines)
    yield from overloaded(lines, indent) if len(lines) > 1 else [indent + line for line in lines]


def literal(names: Iterable[str]) -> str:
    """Return the type of some names as strings."""
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"Literal[{quoted}]"


# Elementwise functions ----------------------------------------------------------------------------


def reduced(function: Any, known: str) -> Iterator[str]:
    """Return the overload of a product with `dy` whose results have their arguments' shapes."""
    names = [*function._inputs, *function._parameters]
    found = inspect.signature(function).parameters.values()
    shown = [each for each in found if each.name in {*names, "dtype", "wrt", "reduce"}]
    parameters = [_SELF.replace(kind=shown[0].kind), *shown]
    is_complex = function.definition.complex_body is not None
    types = dict.fromkeys(names, "_Number" if is_complex else "_Real")
    types |= {"dtype": "DTypeLike | None", "wrt": f"{known} | None", "reduce": "bool = required"}
    return declare("__call__", parameters, types, "Any")


def elementwise(function: Any, *, outputs: int = 1, wrt: str = "", first: int = 0) -> Iterator[str]:
    """Return the overloads of an activation or a derivative.

    Parameters
    ----------
    function
        The activation or derivative.
    outputs
        How many results it has.
    wrt
        The type of the argument `wrt`, and its default.
    first
        Which input decides about the result's type: not `dy`.
    """
    names = [*function._inputs, *function._parameters]
    shown = {*names, "out", "dtype", *(["wrt"] if wrt else [])}
    found = inspect.signature(function).parameters.values()
    kind = next(iter(found)).kind
    parameters = [_SELF.replace(kind=kind), *(p for p in found if p.name in shown), _OPTIONS]
    rest = {"out": "None", "dtype": "None", "wrt": wrt}

    def case(result: str, others: str, decisive: str = "", **more: str) -> Iterator[str]:
        types = dict.fromkeys(names, others) | {names[first]: decisive or others} | rest | more
        if outputs > 1 and "out" not in more:
            result = f"tuple[{', '.join([result] * outputs)}]"
        return declare("__call__", parameters, types, result)

    is_complex = function.definition.complex_body is not None
    number = "_Number" if is_complex else "_Real"
    yield from case("np.float64", "float")
    if is_complex:
        yield from case("np.complex128", "complex")
    yield from case("NDArray[Any]", number, "_Untyped")
    if len(names) > 1:
        yield from case("_A", "_A | float", "_A")
    yield from case("_X", "float", "_X")
    yield from case("Any", number, dtype="DTypeLike | None")
    result, out = ("_Out", "_Out | tuple[_Out]") if outputs == 1 else 2 * ("tuple[_Out, _Out2]",)
    yield from case(result, number, out=out, dtype="DTypeLike | None")


def gradient(name: str, function: Any) -> Iterator[str]:
    """Return the class of ``grad`` or ``vjp``."""
    definition = function._of.definition
    known, outputs = literal(definition.arguments), len(definition.first_wrt())
    first = 1 if function.__name__ == "vjp" else 0
    yield f"class {name}(_Derivative):"
    several = f"tuple[{known}, ...]"
    yield f"    def wrt(self, name: {known} | {several}) -> _Derivative: ..."
    both = list(elementwise(function, wrt=f"{several} = required", first=first))[-2:-1]
    if function.__name__ == "vjp":
        both += reduced(function, f"{known} | {several}")
    if outputs == 1:
        one = elementwise(function, wrt=f"{known} | None", first=first)
        yield from overloaded([*one, *both])
    else:
        joint = elementwise(function, outputs=outputs, wrt="None", first=first)
        yield from overloaded(
            [*joint, *elementwise(function, wrt=f"{known} = required", first=first), *both]
        )


def activation(name: str, function: Any) -> Iterator[str]:
    """Return the class of an activation, and those of its gradients."""
    for kind in ("grad", "vjp"):
        yield from gradient(f"{name}_{kind}", getattr(function, kind))
    yield f"class {name}(Activation):"
    for kind in ("grad", "vjp"):
        yield "    @property"
        yield f"    def {kind}(self) -> {name}_{kind}: ..."
    yield from overloaded(elementwise(function))
    if function.definition.is_gate:
        for method in ("packed", "packed_vjp"):
            yield from overloaded(packed(getattr(function, method), function._parameters))


def packed(function: Any, defaults: Mapping[str, Any]) -> Iterator[str]:
    """Return the overloads of a gate's function of one array."""
    found = [p for p in inspect.signature(function).parameters.values() if p.kind != p.VAR_KEYWORD]
    parameters = [_SELF.replace(kind=found[0].kind), *found]
    parameters += [_KINDS(name, _KINDS.KEYWORD_ONLY, default=defaults[name]) for name in defaults]
    types = dict.fromkeys(["dy", *defaults], "_Real") | {"axis": "int", "order": "_Order"}

    def case(result: str, x: str, out: str = "None") -> Iterator[str]:
        more = {"x": x, "out": out}
        return declare(function.__name__, parameters, types | more, result)

    yield from case("NDArray[Any]", "_Untyped")
    yield from case("_C", "_C")
    yield from case("Any", "_Array")
    yield from case("_Out", "_Array", "_Out")


# What `activation` makes --------------------------------------------------------------------------


def own(inputs: Sequence[str], wrt: bool = False) -> Iterator[str]:
    """Return the overloads of an activation that a user wrote, with the parameters of its body.

    A checker can look at these or at NumPy's keywords, not at both in one call. An array may stand
    for a parameter by position; by keyword if the body's annotation is none or Any.
    """
    *others, last = inputs
    for result, other, decisive in (
        ("np.float64", "float", "float"),
        ("NDArray[Any]", "_Real", "_Untyped"),
        *([("_A", "_A | float", "_A")] if others else []),
        ("_X", "float", "_X"),
        ("Any", "_Real", "_Real"),
    ):
        first = ", ".join([*(f"{name}: {other}" for name in others), f"{last}: {decisive}"])
        rest = "*args: _P.args, **kwargs: _P.kwargs"
        # a body may have an argument `out`
        ignored = "  # type: ignore[overload-overlap]" if result in ("np.float64", "_X") else ""
        yield f"def __call__(self, {first}, /, {rest}) -> {result}: ...{ignored}"
    every = ", ".join(f"{name}: _Real" for name in inputs)
    for option, kind, result in (
        ("out", "_Out", "_Out"),
        ("dtype", "DTypeLike", "Any"),
        ("where", "bool | np.bool | _Array", "Any"),
        ("casting", "str", "Any"),
        ("order", "str", "Any"),
        ("subok", "bool", "Any"),
        ("stream", "Any", "Any"),
        *([("wrt", "str | tuple[str, ...]", "Any")] if wrt else []),
        *([("reduce", "bool", "Any")] if wrt and "dy" in inputs else []),
    ):
        rest = f"*args: _Real, {option}: {kind}, **kwargs: Any"
        yield f"def __call__(self, {every}, /, {rest}) -> {result}: ..."
    rest = "array: _Array, /, *args: _Real, **kwargs: _Real"
    yield f"def __call__(self, {every}, {rest}) -> Any: ..."


def makers() -> Iterator[str]:
    """Return `activation` and the classes of what it makes."""
    for kind, inputs in (("grad", ["x"]), ("vjp", ["dy", "x"])):
        yield f"class _Own_{kind}(_Derivative, Generic[_P]):"
        yield from overloaded(own(inputs, wrt=True))
    yield "class _Own(Activation, Generic[_P]):"
    for kind in ("grad", "vjp"):
        yield "    @property"
        yield f"    def {kind}(self) -> _Own_{kind}[_P]: ..."
    yield from overloaded(own(["x"]))
    yield "class _OwnGate(Activation, Generic[_P]):"
    yield from overloaded(own(["gate", "value"]))
    for method in (na.glu.packed, na.glu.packed_vjp):
        for line in overloaded(packed(method, {})):
            yield line.replace(") -> ", ", **parameters: _Real) -> ")
    options = (
        "warns: Sequence[str] | None = None, max_ulp: float | Mapping[str, float] | None = None, "
        "least: Mapping[str, float | str] | None = None"
    )
    for arguments, given, result in (
        ("body: {body}, /", "Any", "_Own[_P]"),
        (f"*, inputs: Literal[1] = 1, {options}", "Any", "Callable[[{body}], _Own[_P]]"),
        (
            f"*, inputs: Literal[2], gate: bool = True, {options}",
            "Any, Any",
            "Callable[[{body}], _OwnGate[_P]]",
        ),
    ):
        body = f"Callable[Concatenate[{given}, _P], Any]"
        line = f"def activation({arguments}) -> {result}: ...".format(body=body)
        yield from overloaded([line], "")


# Other functions ----------------------------------------------------------------------------------

#: The types of arguments by name, where the function itself says none; of others `_Real`.
TYPES = {
    "axis": "int | tuple[int, ...] | None",
    "where": "_Array | None",
    "b": "_Array | None",
    "keepdims": "bool",
    "dtype": "DTypeLike | None",
    "out": "None",
    "stream": "Any",
    "label_smoothing": "float",
    "ignore_index": "int | None",
    "activation": "Callable[..., Any]",
    "gate": "Callable[..., Any]",
}

#: Functions whose result has the type and the number of axes of `x`.
SHAPE_KEPT = ("crelu", "entmax15", "log_softmax", "softmax", "softmin", "sparsemax")

#: Functions whose result is of the float type that all arrays have.
ONE_TYPE = ("ffn", "gated_ffn")

#: Functions of numbers.
NUMBERS = ("entropy_scale",)


def plain(function: Any, name: str, method: str = "") -> Iterator[str]:
    """Return the declarations of a function that is no ufunc, or of a method that stands for it."""
    found = list(inspect.signature(function).parameters.values())
    untyped = [each for each in found if each.annotation in ("Any", each.empty)]
    names = [each.name for each in found]
    types = {each.name: str(each.annotation) for each in found}
    types |= {each.name: TYPES.get(each.name, "_Real") for each in untyped}
    parameters = [*([_SELF.replace(kind=found[0].kind)] if method else []), *found]
    x = next(each for each in names if each != "dy")  # or the result y
    is_gradient = method and name.endswith(".vjp")
    no_dtype = {"dtype": "None"} if "dtype" in names else {}

    def case(result: str, more: Mapping[str, str] = {}) -> Iterator[str]:
        return declare(method or name, parameters, {**types, **more}, result)

    if not untyped:
        yield from case(inspect.signature(function).return_annotation)
        return
    if name.endswith(".value_and_vjp"):
        yield from case("tuple[Any, Any]")
        yield from case("tuple[Any, _Out]", {"out": "_Out"})
        return
    if name in NUMBERS:
        yield from case("np.float64", dict.fromkeys([each.name for each in untyped], "float"))
    elif name in ONE_TYPE:
        optional = [each.name for each in untyped if each.default is None]
        types |= dict.fromkeys(optional, "_Array | None")
        arrays = {each.name: TYPES.get(each.name, "_A") for each in untyped}
        yield from case("_A", arrays | dict.fromkeys(optional, "_A | None"))
    elif name in SHAPE_KEPT or is_gradient:
        yield from case("NDArray[Any]", {x: "_Untyped"} | no_dtype)
        yield from case("_C", {x: "_C"} | no_dtype)
    elif "keepdims" in names:
        same = {x: "_A"} | ({"b": "_A | None"} if "b" in names else {}) | no_dtype
        yield from case("_A", same | {"keepdims": "Literal[True] = required"})
        yield from case("_A | Any", same)
    if no_dtype:
        yield from case("NDArray[_D]", {"dtype": "type[_D] | np.dtype[_D] = required"})
    yield from case("Any")
    if "out" in names:
        yield from case("_Out", {"out": "_Out"})


def declarations(name: str, value: Any) -> Iterator[str]:
    """Return the lines about a public function."""
    if isinstance(value, na.Activation):
        shape: Any = value
        is_complex = shape.definition.complex_body is not None
        kind = "_Gate" if shape.definition.is_gate else "_ComplexUnary" if is_complex else "_Unary"
        if shape._parameters or (len(shape._inputs) == 2 and kind == "_Unary"):
            kind = f"_{name}"
            yield from activation(kind, value)
        yield f"{name}: Final[{kind}]"
    elif hasattr(value, "vjp"):
        methods = [each for each in ("vjp", "value_and_vjp") if hasattr(value, each)]
        for method in methods:
            yield f"class _{name}_{method}:"
            yield from overloaded(plain(getattr(value, method), f"{name}.{method}", "__call__"))
        yield f"class _{name}:"
        for method in methods:
            yield "    @property"
            yield f"    def {method}(self) -> _{name}_{method}: ..."
        yield from overloaded_if_several(plain(value, name, "__call__"))
        yield f"{name}: Final[_{name}]"
    else:
        yield from overloaded_if_several(plain(value, name), "")


def stub() -> str:
    """Return the stub."""
    lines = [HEAD.rstrip(), ""]
    lines += [*activation("_Unary", na.relu), *activation("_ComplexUnary", na.exp)]
    lines += [*activation("_Gate", na.glu), *makers()]
    for name in na.__all__:
        if name not in OTHERS:
            lines += declarations(name, getattr(na, name))
    lines += ["", f"__all__ = {na.__all__!r}", ""]
    return "\n".join(lines)


def readme() -> str:
    """Return README with the functions of each module, in the order they are written in."""
    text = README.read_text(encoding="utf-8")
    for row, modules in ROWS.items():
        scopes = [vars(sys.modules[f"numba_act.{module}"]) for module in modules]
        names = " ".join(
            f"`{name}`" for scope in scopes for name in scope if name in scope["__all__"]
        )
        text, count = re.subn(
            rf"^\| {row} \| `\w+`( `\w+`)*", f"| {row} | {names}", text, flags=re.M
        )
        if count != 1:
            raise ValueError(f"README's table has {count} rows {row!r}, expected one")
    return text


def names_elsewhere() -> str:
    """Return docs/names.md, at whose end is what it does not yet compare."""
    text = NAMES.read_text(encoding="utf-8").partition("\nNot compared yet: ")[0]
    functions = [name for name in na.__all__ if name not in OTHERS]
    missing = [f"`{name}`" for name in functions if not re.search(rf"`{name}\b", text)]
    return f"{text}\nNot compared yet: {', '.join(missing)}.\n" if missing else text


def made() -> dict[Path, str]:
    """Return the files by path."""
    return {STUB: stub(), README: readme(), NAMES: names_elsewhere()}


if __name__ == "__main__":
    for path, text in made().items():
        path.write_text(text, encoding="utf-8")
