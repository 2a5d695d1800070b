"""Calls of elementwise functions on the GPU: what is theirs of `launch`'s way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..core.arguments import (
    PYTHON_NUMBERS,
    bind,
    broadcasts_to,
    common_shape,
    kind_name,
    no_array,
    no_float,
    scalar_type,
    stream_on_host,
    takes,
)
from ..core.definition import Elementwise
from ..core.floats import DTYPES, FLOATS
from ..core.ufunc import loop_type
from . import launch
from .arrays import Layout, download, new_layout, upload
from .plan import Array, Number, Plan, Request, copy

#: What a function keeps its planner by.
KEY = "cuda planner"


def call(definition: Elementwise, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Call a function on arrays of which one at least is in GPU memory.

    Parameters
    ----------
    definition
        The function.
    args, kwargs
        Its arguments, as the user gave them: inputs, parameters, outputs by position; and
        ``out``, ``where``, ``casting``, ``order``, ``dtype``, ``stream``.

    Returns
    -------
    array or tuple of arrays
        Of the first array's kind, or what was given as ``out``.

    Raises
    ------
    TypeError, ValueError, CudaError, MemoryError
        As `launch.call`.
    """
    planner = definition.made.get(KEY) or definition.made.setdefault(
        KEY, ElementwisePlanner(definition)
    )
    out, stream = kwargs.get("out"), kwargs.get("stream")
    key = None
    by_keyword = ("out" in kwargs) + ("stream" in kwargs)
    if len(kwargs) == by_keyword and len(args) <= len(planner.arguments):
        key, result = launch.known_call(planner, len(args), args, out, stream)
        if result is not None:
            return result
    operands, keywords = bind(definition, args, kwargs)
    if "signature" in keywords:
        raise TypeError(f"{planner.name}: argument 'signature' is not supported on device arrays")
    arity = len(planner.arguments)
    outputs = _outputs(planner, operands[arity:], out)
    order, casting = keywords.get("order") or "K", keywords.get("casting") or "same_kind"
    options = order, keywords.get("dtype"), casting
    where = keywords.get("where", True)
    return launch.call(planner, options, operands[:arity], where, outputs, stream, key)


def _outputs(planner: launch.Planner, positional: Sequence[Any], out: Any) -> list[Any]:
    """Return the output given for each result, or None for one to allocate."""
    name, wanted = planner.name, planner.outputs
    if positional:
        if out is not None:
            raise TypeError(f"{name}: argument 'out' given by position and by keyword")
        out = (*positional, *[None] * (wanted - len(positional)))
    if not isinstance(out, tuple):
        if out is not None and wanted > 1:
            raise TypeError(
                f"{name}: argument 'out' is a {kind_name(out)}, expected a tuple of {wanted} arrays"
            )
        return [out] * wanted
    if len(out) != wanted:
        raise ValueError(f"{name}: argument 'out' has {len(out)} arrays, expected {wanted}")
    return list(out)


class ElementwisePlanner(launch.Planner):
    """Plans the calls of an elementwise function."""

    def __init__(self, definition: Elementwise) -> None:
        arguments = definition.arguments
        super().__init__(definition.__name__, arguments, arguments, definition.outputs)
        self.definition = definition

    def options(self, operands: Sequence[Layout | Number], given: Any) -> Any:
        order, dtype, casting = given
        if order not in ("C", "F", "A", "K"):
            raise ValueError(f"{self.name}: argument 'order' is {order!r}, expected C, F, A or K")
        try:
            return order, None if dtype is None else np.dtype(dtype), str(casting)
        except TypeError as error:
            raise TypeError(f"{self.name}: {error}") from error

    def plan(self, request: Request) -> Plan:
        order, _, casting = request.options
        storage = self.storage(request)
        dtype, reads = FLOATS[storage].dtype, request.reads
        shape = self.shape(request)
        for each in request.outputs:
            if each is not None:
                launch.check_output(self.name, each, dtype, shape, casting)
        plan = Plan(request)
        new = new_layout(dtype, shape, request.device, order, [each.layout for each in reads])
        outputs = [each or plan.allocate(new) for each in request.outputs]
        operands = [*request.operands]
        for k, operand in enumerate(operands):
            if isinstance(operand, Array) and operand.number in request.overwritten:
                like = operand.layout
                layout = new_layout(dtype, like.shape, request.device, "K", [like])
                operands[k] = apart = plan.allocate(layout)
                plan.elementwise(copy(), storage, [operand], True, [apart])
        mask = request.mask
        if isinstance(mask, Array) and mask.number in request.overwritten:
            raise ValueError(f"{self.name}: argument 'where' shares memory with argument 'out'")
        plan.elementwise(self.definition, storage, operands, mask, outputs)
        if plan.launches:
            plan.find_overlaps(reads, in_place=[each.number for each in reads])
        return plan

    def storage(self, request: Request) -> str:
        """Return the loop's type, as NumPy resolves it."""
        dtypes: list[Any] = []
        for key, each in zip(self.arguments, request.operands, strict=True):
            dtype = each.layout.dtype if isinstance(each, Array) else each.dtype
            if isinstance(dtype, np.dtype) and not (dtype in DTYPES or dtype.kind in "biu"):
                raise no_float(self.name, key, dtype)
            dtypes.append(dtype)
        scalar = scalar_type([each for each in dtypes if isinstance(each, np.dtype)])
        if scalar is not None:
            for k, each in enumerate(request.operands):
                if isinstance(each, Number) and each.is_pythons:
                    dtypes[k] = scalar
        _, wanted, casting = request.options
        try:
            return loop_type(self.outputs, tuple(dtypes), wanted, casting)
        except (TypeError, ValueError) as error:
            text = str(error).replace("'function'", repr(self.name))
            same = TypeError if isinstance(error, TypeError) else ValueError  # NumPy's has no text
            raise same(f"{self.name}: {text}") from error

    def shape(self, request: Request) -> tuple[int, ...]:
        """Return the shape that everything is broadcast to."""
        shapes = {
            key: each.layout.shape if isinstance(each, Array) else ()
            for key, each in zip(self.arguments, request.operands, strict=True)
        }
        if isinstance(request.mask, Array):
            shapes["where"] = request.mask.layout.shape
        shape = common_shape(self.name, shapes)
        for each in request.outputs:
            if each is not None and broadcasts_to(shape, each.layout.shape):
                shape = each.layout.shape
        return shape


def call_with_host_arrays(
    definition: Elementwise, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Any:
    """Call a function on host arrays: moved to the device, computed there, and brought back.

    Parameters
    ----------
    definition, args, kwargs
        As `call` takes them.

    Returns
    -------
    array or tuple of arrays
        On the host, or what was given as ``out``.
    """
    name = definition.__name__
    operands, rest = bind(definition, args, kwargs)
    if rest.pop("stream", None) is not None:
        raise stream_on_host(name)
    arity = len(definition.arguments)
    outputs = tuple(operands[arity:]) or rest.pop("out", None)
    if not isinstance(outputs, tuple):
        outputs = (outputs,) * definition.outputs
    for each in outputs:
        if each is not None and not isinstance(each, np.ndarray):
            raise no_array(name, "out", each)

    def moved(argument: str, value: Any) -> Any:
        if value is None or type(value) in PYTHON_NUMBERS:
            return value
        array = np.asarray(value)
        if not takes(array.dtype):
            raise no_float(name, argument, array.dtype)
        return upload(array)

    there = [*map(moved, definition.arguments, operands)]
    if all(type(value) in PYTHON_NUMBERS for value in there):
        there[0] = upload(np.float64(operands[0]))
    if "where" in rest:
        rest["where"] = moved("where", rest["where"])
    rest["out"] = tuple(moved("out", each) for each in outputs)
    result = call(definition, tuple(there), rest)
    results = result if isinstance(result, tuple) else (result,)
    back = [*map(download, results, outputs)]
    return back[0] if len(back) == 1 else tuple(back)
