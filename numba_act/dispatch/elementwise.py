"""A call of an elementwise function, whatever its arguments: from them to a target.

The common call on NumPy's arrays does not come here (`direct.py`).
"""

from __future__ import annotations

import functools
import itertools
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

import numpy as np

from ..core.arguments import PYTHON_NUMBERS, bind, explained, scalar_type, stream_on_host
from ..core.caller import warn_caller
from ..core.definition import Elementwise, Gradient, NotCompilingError
from ..core.floats import BFLOAT16, DTYPES, DTYPES8
from ..core.scalars import numbas_compiler
from . import reduction, targets, tensors

#: Whether NumPy warns of `where` without `out`.
_WARNS_OF_WHERE = np.lib.NumpyVersion(np.__version__) >= "2.4.0"

#: Array types beside which NumPy gives Python scalars the right type.
_STANDARD = DTYPES - {BFLOAT16}

#: Types of values that are no containers of another library's. NumPy's scalars are looked at too.
_PLAIN = frozenset({np.ndarray, float, int, bool, str, list, type(None)}) | {
    dtype.type for dtype in DTYPES | DTYPES8
}


#: Types of operands of which those that are arrays say what is computed in.
_ARRAYS_AND_NUMBERS = frozenset({np.ndarray, *PYTHON_NUMBERS})


@functools.cache
def cpu() -> Any:
    """Return `cpu.ufunc`, which is imported when the first ufunc is asked for.

    A child that is forked while another thread imports would wait for it for ever; forks wait for
    the compiler.
    """
    with numbas_compiler():
        from ..cpu import ufunc

    return ufunc


def ufunc_of(definition: Elementwise) -> np.ufunc:
    """Return the function as a genuine `numpy.ufunc` on the CPU."""
    made = definition.made.get("ufunc") or cpu().made_of(definition)
    ufunc: np.ufunc = made.ufunc
    return ufunc


def call(definition: Elementwise, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Call with any arguments: parameters by keyword, any array type, errors explained."""
    if "wrt" in kwargs and isinstance(definition, Gradient):
        kwargs = kwargs.copy()
        wrt = kwargs.pop("wrt")
        if wrt is not None:
            return definition.wrt(wrt).function(*args, **kwargs)
    if "reduce" in kwargs and "reduce" in definition.own_keywords():
        kwargs = kwargs.copy()
        if reduction.is_asked_for(definition, kwargs.pop("reduce")):
            return reduction.call(cast(Gradient, definition), args, kwargs)
    are_plain = targets.target != "cuda" and _are_plain((*args, *kwargs.values()))
    if not are_plain:
        if targets.is_for_device(args, kwargs):
            return _call_on_device(definition, args, kwargs)
        if tensors.are_among(args, kwargs):
            return _call_with_tensors(definition, args, kwargs)
    operands, rest = bind(definition, args, kwargs)
    if rest and rest.pop("stream", None) is not None:
        raise stream_on_host(definition.__name__)
    arity, has_defaults = len(definition.arguments), False
    dtypes = _dtypes_of(operands)
    # a dtype that is asked for is the scalars' too
    if not dtypes <= _STANDARD and rest.get("dtype") in (None, *dtypes):
        float8 = _float8_beside_numbers(operands[:arity])
        if float8 is not None:
            has_defaults = _has_defaults(definition, operands)
            if not has_defaults:
                return _in_float32(definition, float8, operands, rest)
        operands = _with_scalars_as(dtypes, operands)
    if not are_plain and _are_dask_arrays(operands):
        return _call_with_dask_arrays(definition, operands, rest)
    if rest.get("where", True) is not True and "out" not in rest:
        rest["out"] = None  # what NumPy would warn of at a line of this package
        if _WARNS_OF_WHERE:
            warn_caller(
                f"{definition.__name__}: 'where' used without 'out', expect uninitialized memory "
                "in the output; if this is intentional, use out=None",
                UserWarning,
            )
    if definition.outputs > 1 and rest.get("out", ()) is None:
        rest["out"] = (None,) * definition.outputs  # as NumPy wants it
    try:
        taken = len(definition.inputs) if has_defaults else arity
        if len(operands) > arity or ("out" in rest and _may_convert(operands, dtypes, rest)):
            cpu().prepare(definition, operands[:taken], has_defaults, rest.get("dtype"))
        if has_defaults:
            plain = cpu().ufunc_of(definition, plain=True)
            return plain(*operands[:taken], *operands[arity:], **rest)
        return ufunc_of(definition)(*operands, **rest)
    except NotCompilingError:
        raise
    except (TypeError, ValueError) as error:
        raise explained(definition, error, operands, rest) from error


def _call_on_device(definition: Elementwise, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Call a function on the GPU.

    Raises
    ------
    TypeError
        If the selected target is the CPU.
    ImportError
        Without the ``cuda`` extra.
    """
    if targets.target == "auto":
        return _launcher().call(definition, args, kwargs)
    operands, rest = bind(definition, args, kwargs)
    out = rest.get("out")
    outputs = out if isinstance(out, tuple) else (out,)
    there = [
        (name, value)
        for name, value in (
            *zip(definition.arguments, operands, strict=False),
            *(("out", each) for each in (*operands[len(definition.arguments) :], *outputs)),
            ("where", rest.get("where")),
        )
        if targets.is_device_array(value)
    ]
    if targets.target == "cpu":
        raise targets.refuse_device_array(definition.__name__, *there[0])
    if there:
        return _launcher().call(definition, args, kwargs)
    return _launcher().call_with_host_arrays(definition, args, kwargs)


@functools.cache
def _launcher() -> Any:
    from ..cuda import elementwise

    return elementwise


def _with_scalars_as(dtypes: Iterable[Any], operands: list[Any]) -> list[Any]:
    """Return the operands, Python scalars in the type that they take beside arrays of these."""
    dtypes = [getattr(each, "numpy_dtype", each) for each in dtypes]  # of pandas' own types
    dtype = scalar_type([each for each in dtypes if isinstance(each, np.dtype)])
    if dtype is None:
        return operands
    return [dtype.type(value) if type(value) in PYTHON_NUMBERS else value for value in operands]


def _dtypes_of(operands: Iterable[Any]) -> set[Any]:
    """Return the types of the arrays among operands."""
    return {each.dtype for each in operands if hasattr(each, "dtype")}


def _float8_beside_numbers(operands: Sequence[Any]) -> Any:
    """Return the float8 of all arrays among operands if there are Python numbers too."""
    dtypes = _dtypes_of(operands)
    if len(dtypes & DTYPES8) == len(dtypes) == 1 and any(map(_is_number, operands)):
        return dtypes.pop()
    return None


def _is_number(value: Any) -> bool:
    return type(value) in PYTHON_NUMBERS


def _may_convert(operands: Sequence[Any], dtypes: set[Any], keywords: Mapping[str, Any]) -> bool:
    """Say whether NumPy may convert results for `out`; `dtypes` are those of the operands."""
    out = keywords.get("out")
    if type(out) is np.ndarray and dtypes == {out.dtype} and "dtype" not in keywords:
        return not (dtypes <= DTYPES and _ARRAYS_AND_NUMBERS.issuperset(map(type, operands)))
    return out is not None


def _has_defaults(definition: Elementwise, operands: Sequence[Any]) -> bool:
    """Say whether every parameter, and no input, is a number: its default."""
    given = operands[len(definition.inputs) : len(definition.arguments)]
    return (
        not any(map(_is_number, operands[: len(definition.inputs)]))
        and all(map(_is_number, given))
        and tuple(given) == definition.defaults()
    )


def _in_float32(
    definition: Elementwise, dtype: np.dtype[Any], operands: list[Any], keywords: Any
) -> Any:
    """Call with arrays of a float8 and Python numbers, which keep their digits."""
    found = call(definition, tuple(operands), {**keywords, "dtype": np.float32})
    if len(operands) > len(definition.arguments) or keywords.get("out") is not None:
        return found
    if definition.outputs > 1:
        return tuple(each.astype(dtype) for each in found)
    return found.astype(dtype)


def _call_with_dask_arrays(
    definition: Elementwise, operands: list[Any], keywords: Mapping[str, Any]
) -> Any:
    """Call lazily; Dask gets the function, which its processes can load, and not the ufunc."""
    function = getattr(definition, "function", None)
    if function is None:  # a part of a function, which its blocks can be given to
        name = definition.__name__
        raise TypeError(f"{name}: Dask arrays are taken by dask.array.map_blocks({name}, ...)")
    dask = sys.modules["dask.array.core"]
    if definition.outputs == 1:
        return dask.elemwise(function, *operands, **keywords)
    if keywords.get("out") is not None or len(operands) > len(definition.arguments):
        raise TypeError(f"{definition.__name__}: argument 'out' is not for Dask arrays")
    # one array of both results, since a task makes one; the first axis tells them apart
    ndim = max(map(np.ndim, operands))
    empty = [np.empty((0,) * ndim, each.dtype) if np.ndim(each) else each for each in operands]
    axes = range(1, ndim + 1)
    pairs = [(each, tuple(axes[ndim - np.ndim(each) :]) or None) for each in operands]
    stacked = sys.modules["dask.array"].blockwise(
        functools.partial(_stacked, function, keywords),
        (0, *axes),
        *itertools.chain.from_iterable(pairs),
        new_axes={0: definition.outputs},
        dtype=function(*empty, **keywords)[0].dtype,
    )
    return tuple(stacked[k] for k in range(definition.outputs))


def _stacked(function: Any, keywords: Mapping[str, Any], *operands: Any) -> Any:
    return np.stack(function(*operands, **keywords))


def _call_with_tensors(
    definition: Elementwise, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Any:
    """Call with PyTorch's tensors in host memory, as arrays that share their memory."""

    def view(argument: str, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(view(argument, each) for each in value)
        if not tensors.is_tensor(value):
            return value
        return tensors.view(definition.__name__, argument, value)

    names = [*definition.arguments, *["out"] * len(args)]
    given = args[len(definition.arguments) :] or kwargs.get("out")
    outs = given if isinstance(given, tuple) else (given,)
    results = call(
        definition,
        tuple(map(view, names, args)),
        {key: view(key, value) for key, value in kwargs.items()},
    )
    made = results if isinstance(results, tuple) else (results,)
    made = tuple(
        tensors.tensor(each) if out is None else out
        for each, out in itertools.zip_longest(made, outs)
    )
    return made if isinstance(results, tuple) else made[0]


def _are_plain(values: Sequence[Any]) -> bool:
    """Say whether all arguments of a call are NumPy's and Python's own."""
    if _PLAIN.issuperset(map(type, values)):
        return True
    # several arrays for `out`
    parts = [value if type(value) is tuple else (value,) for value in values]
    return _PLAIN.issuperset(map(type, itertools.chain.from_iterable(parts)))


def _are_dask_arrays(operands: Sequence[Any]) -> bool:
    """Say whether an operand is an array of Dask's."""
    module = sys.modules.get("dask.array.core")
    return module is not None and any(isinstance(each, module.Array) for each in operands)
