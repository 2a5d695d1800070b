"""What arguments may be: every check of one, and its wording."""

from __future__ import annotations

import contextlib
import inspect
import math
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .definition import Elementwise
from .floats import BFLOAT16, DTYPES, DTYPES8, ELEMENTWISE, FLOATS, FLOATS8

#: How the two halves of a packed gate's array lie along its axis.
ORDERS = ("gate_first", "value_first", "interleaved")

#: What every function takes by keyword.
UFUNC_KEYWORDS = ("out", "where", "casting", "order", "dtype", "subok", "signature", "stream")

#: What other libraries' functions of the same names take, and what to write here.
_FOREIGN = {
    "inplace": "to compute in place write {name}(x, out=x)",
    "dim": "{name} takes every element by itself, along no axis",
    "axis": "{name} takes every element by itself, along no axis",
    "wrt": "it is for {name}.grad and {name}.vjp",
    "approximate": "{base} is exact; numba_act.{base}_tanh is the approximation by tanh",
}

#: Python's own numbers, which leave the type of a result alone.
PYTHON_NUMBERS = (float, int, bool)

_NO_DEFAULT = inspect.Parameter.empty


def takes(dtype: np.dtype[Any]) -> bool:
    """Say whether arrays of a type can be computed."""
    return dtype.newbyteorder("=") in DTYPES or dtype.kind in "biu"


def float_of(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """Return the type that is computed in: of integers and bools the one that `np.exp` says."""
    return np.exp.resolve_dtypes((dtype, None))[1] if dtype.kind in "biu" else dtype


def scalar_type(dtypes: Sequence[Any]) -> np.dtype[Any] | None:
    """Return the type that Python scalars take beside these arrays' where NumPy errs.

    A Python scalar is to leave the result's type alone. NumPy lets it widen bfloat16, and
    integers, whose float type `np.exp` says.
    """
    if any(dtype == BFLOAT16 or dtype in DTYPES8 for dtype in dtypes):
        with contextlib.suppress(TypeError):  # float16 has no type in common with bfloat16
            return np.result_type(*dtypes)
        return np.dtype(np.float32) if DTYPES8 & {*dtypes} else None
    if dtypes and all(getattr(dtype, "kind", "?") in "biu" for dtype in dtypes):
        return float_of(np.result_type(*dtypes))
    return None


def split(value: Any) -> tuple[Any, Any]:
    """Return a parameter as a sum of two numbers, of which bfloat16 has all digits of the first.

    What is no Python number is returned with 0.
    """
    if type(value) not in PYTHON_NUMBERS or not math.isfinite(value):
        return value, 0.0
    fraction, exponent = math.frexp(value)
    high = math.ldexp(round(fraction * 2**8), exponent - 8)
    return high, value - high


def bind(
    definition: Elementwise, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[list[Any], dict[str, Any]]:
    """Return every operand in order, outputs given by position included, and the keywords."""
    name = definition.__name__
    if len(args) > len(definition.arguments) + definition.outputs:
        raise TypeError(
            f"{name}: takes at most {len(definition.arguments)} arguments and {definition.outputs} "
            f"outputs by position, got {len(args)}"
        )
    rest = dict(kwargs)
    operands = list(args)
    for key in definition.arguments[: len(args)] if rest else ():
        if key in rest:
            raise TypeError(f"{name}: argument {key!r} given by position and by keyword")
    for key in definition.arguments[len(args) :]:
        if key in definition.inputs and key in rest and not definition.accepts_keywords:
            call = f"{name}({', '.join(definition.inputs)})"
            raise TypeError(
                f"{name}: argument {key!r} given by keyword, expected by position: {call}"
            )
        value = rest.pop(key, definition.parameters.get(key, _NO_DEFAULT))
        if value is _NO_DEFAULT:
            raise missing(name, key)
        operands.append(value)
    for key in rest:
        if key not in UFUNC_KEYWORDS:
            raise TypeError(f"{name}: unknown keyword argument {key!r}{_hint(definition, key)}")
    if definition.least:
        check_parameters(definition, operands)
    return operands, rest


def check_parameters(definition: Elementwise, operands: Sequence[Any]) -> None:
    """Raise ValueError for a Python scalar that is less than a parameter may be."""
    for key, least in definition.least.items():
        value = operands[definition.arguments.index(key)]
        text = f"{least} or more"
        if isinstance(least, str):
            other = operands[definition.arguments.index(least)]
            text, least = f"no less than {least!r}, which is {other!r}", other
        if type(value) in PYTHON_NUMBERS and type(least) in PYTHON_NUMBERS and value < least:
            raise ValueError(
                f"{definition.__name__}: argument {key!r} is {value!r}, expected {text}"
            )


def _hint(definition: Elementwise, key: str) -> str:
    """Return what to write in place of an unknown keyword."""
    known = [*definition.parameters, *UFUNC_KEYWORDS, *definition.own_keywords()]
    text = f", expected one of {', '.join(known)}"
    base = definition.__name__.partition(".")[0]
    if key in _FOREIGN and (key != "approximate" or base in ("gelu", "geglu")):
        return f"{text}; {_FOREIGN[key].format(name=definition.__name__, base=base)}"
    import difflib  # not in every import of the package

    close = difflib.get_close_matches(key, known, 1) or [each for each in known if key in each]
    return f"{text}; did you mean {close[0]!r}?" if close else text


def check_tensor(tensor: Any) -> None:
    """Raise TypeError, without the argument's name, for a tensor that has no plain memory."""
    torch = sys.modules["torch"]
    if tensor.requires_grad and torch.is_grad_enabled():
        raise TypeError(
            "requires a gradient, which PyTorch would not see; pass .detach(), or call "
            "within torch.no_grad() or a torch.autograd.Function"
        )
    if tensor.layout is not torch.strided:
        raise TypeError(f"has layout {tensor.layout}, expected a dense tensor")
    if tensor.is_neg() or tensor.is_conj():
        raise TypeError("is a lazily negated view; pass .resolve_neg()")


# Errors that several calls raise -----------------------------------------------------------------


def kind_name(value: Any) -> str:
    """Return the full name of a value's class."""
    return f"{type(value).__module__}.{type(value).__qualname__}"


def no_float(
    name: str, argument: str, dtype: Any, expected: Sequence[str] = tuple(FLOATS)
) -> TypeError:
    """Return the error for an array of a type that is not computed."""
    return TypeError(
        f"{name}: argument {argument!r} has dtype {dtype}, expected {', '.join(expected)}, "
        "an integer type or bool"
    )


def no_dtype(name: str, dtype: Any, expected: Sequence[str] = tuple(FLOATS)) -> TypeError:
    """Return the error for a `dtype` that is none of those computed in."""
    *others, last = expected
    return TypeError(
        f"{name}: argument 'dtype' is {dtype!r}, expected {', '.join(others)} or {last}"
    )


def no_array(name: str, argument: str, value: Any, expected: str = "a NumPy array") -> TypeError:
    """Return the error for something else in the place of an array."""
    return TypeError(f"{name}: argument {argument!r} is a {kind_name(value)}, expected {expected}")


def no_mask(name: str, dtype: Any) -> TypeError:
    """Return the error for a `where` that is no mask."""
    return TypeError(f"{name}: argument 'where' has dtype {dtype}, expected bool")


def no_broadcast(name: str, shapes: Mapping[str, Any]) -> ValueError:
    """Return the error for arguments whose shapes do not go together."""
    listed = ", ".join(f"{key!r} {shape}" for key, shape in shapes.items())
    return ValueError(f"{name}: the arguments' shapes do not broadcast: {listed}")


def wrong_shape(name: str, argument: str, shape: Any, expected: Any) -> ValueError:
    """Return the error for an array of another shape."""
    return ValueError(f"{name}: argument {argument!r} has shape {shape}, expected {expected}")


def read_only(name: str) -> ValueError:
    """Return the error for an `out` that cannot be written."""
    return ValueError(f"{name}: argument 'out' is read-only")


def missing(name: str, argument: str) -> TypeError:
    """Return the error for an argument that is not given."""
    return TypeError(f"{name}: missing argument {argument!r}")


def stream_on_host(name: str) -> TypeError:
    """Return the error for a stream without an array on a device."""
    return TypeError(f"{name}: argument 'stream' is for arrays in GPU memory")


def broadcasts_to(shape: Any, to: Any) -> bool:
    """Say whether an array of one shape broadcasts to another."""
    try:
        return bool(np.broadcast_shapes(shape, to) == to)
    except ValueError:
        return False


def common_shape(name: str, shapes: Mapping[str, tuple[int, ...]]) -> tuple[int, ...]:
    """Return the shape that arguments are broadcast to."""
    try:
        return np.broadcast_shapes(*shapes.values())
    except ValueError:
        raise no_broadcast(name, shapes) from None


def check_output(
    name: str,
    dtype: np.dtype[Any],
    shape: tuple[int, ...],
    result: np.dtype[Any],
    expected: tuple[int, ...],
    casting: Any = "same_kind",
) -> None:
    """Raise where an `out` of a type and shape cannot hold a result of others."""
    if shape != expected:
        raise wrong_shape(name, "out", shape, expected)
    native = dtype.newbyteorder("=")
    if native not in DTYPES or not np.can_cast(result, native, casting):
        raise TypeError(
            f"{name}: argument 'out' has dtype {dtype}, expected a float type that {result} can be "
            f"cast to with casting {casting!r}"
        )


def types_on_cpu(definition: Elementwise) -> tuple[str, ...]:
    """Return the names of the types that a function has loops of on the CPU."""
    return tuple(ELEMENTWISE if definition.complex_body else FLOATS | FLOATS8)


def _is_computed(definition: Elementwise, dtype: np.dtype[Any]) -> bool:
    """Say whether a function has a loop of a type on the CPU."""
    return dtype.newbyteorder("=").name in types_on_cpu(definition)


def explained(
    definition: Elementwise, error: Exception, operands: Sequence[Any], keywords: Mapping[str, Any]
) -> Exception:
    """Return an error that says which argument NumPy could not take, and why."""
    name = definition.__name__
    shapes: dict[str, tuple[int, ...]] = {}
    for key, value in zip(definition.arguments, operands, strict=False):
        try:
            array = np.asanyarray(value)
        except Exception as reason:
            return TypeError(f"{name}: argument {key!r} is no array: {reason}")
        if not (takes(array.dtype) or _is_computed(definition, array.dtype)):
            return no_float(name, key, array.dtype, types_on_cpu(definition))
        shapes[key] = array.shape
    try:
        shape = np.broadcast_shapes(*shapes.values())
    except ValueError:
        return no_broadcast(name, shapes)
    out = keywords.get("out", tuple(operands[len(definition.arguments) :]) or None)
    for array in out if isinstance(out, tuple) else (out,):
        if array is None:
            continue
        if not isinstance(array, np.ndarray):
            return no_array(name, "out", array)
        if not broadcasts_to(shape, array.shape):
            return wrong_shape(name, "out", array.shape, shape)
        if not array.flags.writeable:
            return read_only(name)
        if not _is_computed(definition, array.dtype):
            return TypeError(
                f"{name}: argument 'out' has dtype {array.dtype}, expected one of "
                f"{', '.join(types_on_cpu(definition))}, that the result can be cast to"
            )
    dtype = keywords.get("dtype")
    try:
        is_float = dtype is None or _is_computed(definition, np.dtype(dtype))
    except TypeError:
        is_float = False
    if not is_float:
        return no_dtype(name, dtype, types_on_cpu(definition))
    mask = keywords.get("where", True)
    if mask is not True and np.asarray(mask).dtype != bool:
        return no_mask(name, np.asarray(mask).dtype)
    same = TypeError if isinstance(error, TypeError) else ValueError
    text = str(error).replace(f"{definition.path}.ufunc", name)  # as NumPy knows it
    return same(f"{name}: {text}")
