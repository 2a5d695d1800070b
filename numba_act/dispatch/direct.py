"""The common call of an elementwise function, written out for its number of arguments.

Arrays and Python floats by position, `out=` at most by keyword, go straight to the ufunc;
everything else, and a mistake to be explained, goes to `elementwise.call`. A call on a small array
is little else than this code: fixed arguments cost less than *args, which makes a tuple,
`__class__` less than `type`, and a result's memory by position less than by keyword (a tuple is an
error there, which the general call then takes).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any, Final, cast

import numpy as np

from ..core.arguments import check_parameters
from ..core.definition import Elementwise
from ..core.floats import DTYPES
from .elementwise import call, cpu

_FLOAT_BY_NUMBER: Final[dict[int, np.dtype[Any]]] = {dtype.num: dtype for dtype in DTYPES}

_NOT_GIVEN: Final[Any] = object()


class _Scalars(dict[tuple[float | str | int, ...], tuple[Any, ...]]):
    """Parameters that are Python floats as read-only 0-d arrays, by their values and type number.

    NumPy takes 0.3 us to make an operand of a Python float, as much as all the rest of a small
    call. 0.0 and -0.0 would be one key: they are looked up by their text. ``check(values)`` raises
    ValueError for what the parameters may not be.
    """

    def __init__(self, check: Callable[[list[float]], None]) -> None:
        self._check = check

    def __missing__(self, key: tuple[float | str | int, ...]) -> tuple[Any, ...]:
        values = [float(value) for value in key[:-1]]
        self._check(values)
        dtype = _FLOAT_BY_NUMBER.get(cast(int, key[-1]))
        if dtype is None:  # integers: `elementwise.call` knows what they become
            return tuple(values)
        arrays = tuple(np.array(value, dtype) for value in values)
        for array in arrays:
            array.flags.writeable = False
        if len(self) < 4096 and all(value == value for value in values):
            self[key] = arrays
        return arrays


_scalars: Final = _Scalars(lambda values: None)


def _is_plain(out: Any) -> bool:
    """Say whether results go to plain arrays: others are to see the function's own ufunc."""
    if out is None or type(out) is np.ndarray:
        return True
    return type(out) is tuple and all(type(each) is np.ndarray for each in out)


def _one_type(arrays: tuple[Any, ...]) -> bool:
    return len({array.dtype for array in arrays}) == 1


def _given(*args: Any) -> tuple[Any, ...]:
    """Return the arguments up to the first that is missing."""
    for k, value in enumerate(args):
        if value is _NOT_GIVEN:
            return args[:k]
    return args


def direct_call(
    find: Callable[[], Elementwise],
    inputs: int,
    parameters: int,
    outputs: int,
    *,
    has_defaults: bool,
    limited: bool = False,
) -> Any:
    """Return the plain function that calls a ufunc.

    Parameters
    ----------
    find
        Returns the definition, which is asked for at the first call.
    inputs, parameters, outputs
        Number of arguments and results.
    has_defaults
        Whether there is a ufunc with the defaults of the parameters, of the inputs alone.
    limited
        Whether not every Python scalar is taken for a parameter.
    """

    def check(values: list[float]) -> None:
        check_parameters(find(), [None] * inputs + values)

    scalars = _Scalars(check) if limited else _scalars
    return _maker(inputs, parameters, outputs)(find, has_defaults, scalars)


@functools.cache
def _maker(inputs: int, parameters: int, outputs: int) -> Any:
    """Return the function that makes direct calls of a number of arguments."""
    names = [f"x{k}" for k in range(inputs)], [f"p{k}" for k in range(parameters)]
    scope = {
        "__name__": __name__,  # what looks for the caller of the package passes over the call
        "array": np.ndarray,
        "is_plain": _is_plain,
        "one_type": _one_type,
        "given": _given,
        "NOT_GIVEN": _NOT_GIVEN,
        "cpu": cpu,
        "any_call": call,
    }
    exec(compile(_source(*names, outputs), "<direct call of numba_act>", "exec"), scope)
    return scope["make"]


def _source(inputs: list[str], parameters: list[str], outputs: int) -> str:
    """Return the code of `make`.

    For an input and a parameter, the part that runs each time is::

        def call(x0=NOT_GIVEN, p0=NOT_GIVEN, /, out=NOT_GIVEN, **kwargs):
            if x0.__class__ is array and not kwargs:
                try:
                    if p0 is NOT_GIVEN:
                        if has_defaults and (
                            out is NOT_GIVEN or out.__class__ is array or is_plain(out)
                        ):
                            if out is NOT_GIVEN: return plain(x0)
                            if x0.dtype is not plain_ready: prepare_plain(x0)
                            return plain(x0, out)
                    elif p0.__class__ is float:
                        dtype = x0.dtype
                        if True:  # all inputs have this type
                            (p0,) = scalars[p0 or repr(p0), dtype.num]
                            if p0.__class__ is array:
                                ...  # likewise with ufunc(x0, p0)
                    elif p0.__class__ is array:
                        ...  # likewise with ufunc(x0, p0)
                except (TypeError, ValueError):
                    pass
            if out is not NOT_GIVEN:
                kwargs["out"] = out
            return general(given(x0, p0), kwargs)
    """
    arguments = [*inputs, *parameters]

    def call(function: str, operands: list[str], types: Sequence[str] = ()) -> list[str]:
        listed = ", ".join(operands)
        out = "out" if outputs == 1 else "out=out"
        types = types or [f"{name}.dtype" for name in operands]
        unready = " or ".join(f"{each} is not {function}_ready" for each in types)
        return [
            f"if out is NOT_GIVEN: return {function}({listed})",
            f"if {unready}: prepare_{function}({listed})",
            f"return {function}({listed}, {out})",
        ]

    def are(kind: str, names: list[str]) -> str:
        return " is ".join([*(f"{name}.__class__" for name in names), kind])

    def indented(depth: int, lines: list[str]) -> list[str]:
        return [4 * depth * " " + line for line in lines]

    if parameters:
        others = [f"{name}.dtype is dtype" for name in inputs[1:]]
        key = ", ".join(f"{name} or repr({name})" for name in parameters)
        body = [
            f"if {parameters[0]} is NOT_GIVEN:",
            "    if has_defaults"
            " and (out is NOT_GIVEN or out.__class__ is array or is_plain(out)):",
            *indented(2, call("plain", inputs)),
            f"elif {are('float', parameters)}:",
            f"    dtype = {inputs[0]}.dtype",
            f"    if {' and '.join(others) or 'True'}:",
            f"        {', '.join(parameters)}, = scalars[{key}, dtype.num]",
            f"        if {are('array', parameters[:1])}:",
            *indented(3, call("ufunc", arguments, ["dtype"])),
            f"elif {are('array', parameters)}:",
            *indented(1, call("ufunc", arguments)),
        ]
    else:
        body = call("ufunc", inputs)
    # several results may be given by position too, as to a ufunc, one after the other
    outs = ["*outs"] if outputs > 1 else []
    signature = ", ".join(
        [*(f"{name}=NOT_GIVEN" for name in arguments), "/", *outs, "out=NOT_GIVEN"]
    )
    is_common = f"{are('array', inputs)} and not kwargs{' and not outs' if outs else ''}"
    every = f"given({', '.join(arguments)}){' + outs' if outs else ''}"
    lines = [
        "def make(find, has_defaults, scalars):",
        "    def ufunc(*operands, **keywords):",
        "        nonlocal ufunc",
        "        ufunc = cpu().ufunc_of(find())",
        "        return ufunc(*operands, **keywords)",
        "    def plain(*operands, **keywords):",
        "        nonlocal plain",
        "        plain = cpu().ufunc_of(find(), plain=True)",
        "        return plain(*operands, **keywords)",
        "    ufunc_ready = plain_ready = None  # the type whose kernel was compiled last",
        "    def prepare_ufunc(*operands):",
        "        nonlocal ufunc_ready",
        "        cpu().prepare(find(), operands)",
        "        if one_type(operands): ufunc_ready = operands[0].dtype",
        "    def prepare_plain(*operands):",
        "        nonlocal plain_ready",
        "        cpu().prepare(find(), operands, plain=True)",
        "        if one_type(operands): plain_ready = operands[0].dtype",
        "    def general(args, kwargs):",
        "        return any_call(find(), args, kwargs)",
        f"    def call({signature}, **kwargs):",
        f"        if {is_common}:",
        "            try:",
        *(f"                {line}" for line in body),
        "            except (TypeError, ValueError):",
        "                pass",
        "        if out is not NOT_GIVEN:",
        "            kwargs['out'] = out",
        f"        return general({every}, kwargs)",
        "    return call",
    ]
    return "\n".join(lines)
