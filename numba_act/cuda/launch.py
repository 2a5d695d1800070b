"""A call on arrays in GPU memory, from its arguments to launches, for functions of both kinds.

`known_call` takes a call like one before: it finds the plan by what the arguments look like.
`call` takes any: it reads the arguments, and the function's `Planner` plans what is new. Both end
in `_launch`, which allocates, fills in the addresses and launches. Nothing waits for the device.
"""

from __future__ import annotations

import abc
import itertools
import math
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np

from ..core import arguments
from ..core.arguments import kind_name, no_mask, read_only
from . import code
from .arrays import DEFAULT_STREAM, Kind, Layout, kind_of, stream_handle
from .device import driver, reported
from .plan import Array, Number, Plan, Request

#: Plans that a function keeps; a program has a few layouts.
KEPT = 2048


class Planner(abc.ABC):
    """Plans the calls of one function, and keeps the plans.

    Attributes
    ----------
    name
        The function's name.
    arguments
        The names of its operands.
    numbers
        Which of them may be numbers.
    outputs
        How many results it has.
    plans
        The plans, by the keys of `known_call` and of `call`.
    """

    def __init__(
        self, name: str, arguments: Sequence[str], numbers: Collection[str], outputs: int = 1
    ) -> None:
        self.name = name
        self.arguments = tuple(arguments)
        self.numbers = frozenset(numbers)
        self.outputs = outputs
        self.plans: dict[Any, Plan] = {}

    @abc.abstractmethod
    def options(self, operands: Sequence[Layout | Number], given: Any) -> Any:
        """Return a call's other arguments, checked, and so that equal ones mean the same."""

    @abc.abstractmethod
    def plan(self, request: Request) -> Plan:
        """Check what does not depend on addresses, and plan a call."""

    def keep(self, key: Any, plan: Plan) -> None:
        """Keep a plan for other calls."""
        if len(self.plans) >= KEPT:
            self.plans.clear()
        self.plans[key] = plan


# Calls like one before ---------------------------------------------------------------------------


def known_call(
    planner: Planner, options: Any, operands: Sequence[Any], out: Any, stream: Any
) -> tuple[Any, Any]:
    """Make a call if it is like one before: of arrays of one kind, and of floats.

    Everything that a call with the same key needs to be checked for has been checked before.

    Parameters
    ----------
    planner
        The function's.
    options
        Other arguments, so that equal ones mean the same.
    operands, out, stream
        As they were given, a mask after the other operands.

    Returns
    -------
    key, result
        What tells the call from others, or None for one of another kind; its result, or None if
        it is to be made by `call`.
    """
    if stream is not None and type(stream) is not int:
        return None, None
    key: list[Any] = [options, out is None]
    addresses: list[int] = []
    alignment = 0
    # one kind: arrays of several have streams of their own, and layouts that look the same
    kind: Kind | None = None
    outputs = () if out is None else out if type(out) is tuple else (out,)
    for value in (*operands, *outputs):
        if value is None:  # an output to allocate
            key.append(value)
            continue
        if type(value) is float:
            if not value:  # 0.0 and -0.0 are one key
                return None, None
            key.append(value)
            continue
        own = kind_of(value)
        if kind is None:
            kind, first = own, value
        found = None if own is None or own is not kind else own.key(value)
        if found is None:
            return None, None
        addresses.append(found[0])
        alignment = alignment << 4 | found[0] & 15
        key.append(found[1])
    if kind is None:
        return None, None
    key += [alignment, kind]
    known = tuple(key)
    plan = planner.plans.get(known)
    if plan is None or (plan.overlaps and _sharing(plan.overlaps, addresses)):
        return known, None
    if plan.clashes and _sharing(plan.clashes, addresses):
        return known, None
    if stream is None:
        stream = kind.stream(first, plan.device)
    made = iter(_launch(plan, kind, addresses, stream))
    results = [next(made) if each is None else each for each in outputs or [None] * planner.outputs]
    return known, results[0] if len(results) == 1 else tuple(results)


def _sharing(pairs: Sequence[Any], addresses: Sequence[int]) -> tuple[int, ...]:
    """Return the first of each two arrays that share memory."""
    return tuple([i for i, k, pair in pairs if pair.at(addresses[k] - addresses[i])])


# Any call ----------------------------------------------------------------------------------------


def call(
    planner: Planner,
    options: Any,
    operands: Sequence[Any],
    where: Any,
    outputs: Sequence[Any],
    stream: Any,
    key: Any = None,
) -> Any:
    """Make a call of any kind, on arrays of which one at least is in GPU memory.

    Parameters
    ----------
    planner
        The function's.
    options
        Other arguments, as they were given.
    operands, where, stream
        As they were given; True for no mask.
    outputs
        What was given for each result, or None.
    key
        From `known_call`.

    Raises
    ------
    TypeError, ValueError
        As the function on the CPU; and for host arrays among device arrays, arrays of
        different devices, and types that no kernel reads.
    CudaError, MemoryError
        What the driver reports.
    """
    given = _Arguments(planner, operands, where, outputs)
    options = planner.options(given.operands, options)
    whole = (*given.operands, given.mask, *given.outputs, given.alignment, options)
    plan = _planned(planner, whole, given, options)
    addresses = given.addresses
    if plan.clashes and _sharing(plan.clashes, addresses):
        raise ValueError(f"{planner.name}: argument 'out' has two arrays that share memory")
    if key is not None:
        planner.keep(key, plan)
    overwritten = _sharing(plan.overlaps, addresses)
    if overwritten:
        plan = _planned(planner, (whole, overwritten), given, options, overwritten)
    queue = given.stream(stream)
    made = iter(_launch(plan, given.kind, addresses, queue))
    given.hand_back(queue)
    results = [next(made) if each is None else each for each in outputs]
    return results[0] if len(results) == 1 else tuple(results)


def _planned(
    planner: Planner, key: Any, given: _Arguments, options: Any, overwritten: tuple[int, ...] = ()
) -> Plan:
    """Return the plan of a call, with its kernels loaded."""
    plan = planner.plans.get(key)
    if plan is None:
        plan = planner.plan(given.request(options, overwritten))
        for each in plan.launches:
            each.function = code.function(each.kernel, each.schedule, plan.device)
            each.config = driver().config(each.grid, each.block, each.cluster)
        planner.keep(key, plan)
    return plan


class _Arguments:
    """The arguments of a call: what they look like, and where they are.

    Attributes
    ----------
    operands, mask, outputs
        Layouts, or what is no array.
    addresses
        Those of the arrays, in this order.
    alignment
        Their lowest four bits.
    kind, first, device
        The first array, its kind, and its device.
    """

    kind: Kind
    first: Any
    device: int

    def __init__(
        self, planner: Planner, operands: Sequence[Any], where: Any, outputs: Sequence[Any]
    ) -> None:
        self._planner = planner
        self._given = operands, where, outputs
        self.addresses: list[int] = []
        self.alignment = 0
        self._others: list[tuple[Kind, Any]] = []  # arrays that may be used on another stream
        self._foreign: list[int] = []  # the streams that they are used on
        self.operands = [*map(self._operand, planner.arguments, operands)]
        self.mask = self._mask(where)
        self.outputs = [
            None if each is None else self._array("out", each, written=True) for each in outputs
        ]

    def request(self, options: Any, overwritten: tuple[int, ...]) -> Request:
        """Return what the call's plan depends on."""
        numbers = itertools.count()

        def numbered(each: Any) -> Any:
            return Array(next(numbers), each) if isinstance(each, Layout) else each

        return Request(
            tuple(map(numbered, self.operands)),
            numbered(self.mask),
            tuple(map(numbered, self.outputs)),
            options,
            tuple(address & 15 for address in self.addresses),
            self.device,
            overwritten,
        )

    def _array(self, key: str, value: Any, *, written: bool = False) -> Layout:
        """Read an array."""
        name = self._planner.name
        kind = kind_of(value)
        if kind is None:
            raise self._mixed(key, value)
        try:
            address, layout = kind.read(value)
        except (TypeError, ValueError) as error:
            raise type(error)(f"{name}: argument {key!r} {error}") from error
        if not address and 0 not in layout.shape:
            raise ValueError(f"{name}: argument {key!r} has no memory; was it freed?")
        if not self.addresses:
            self.kind, self.first, self.device = kind, value, layout.device
        elif layout.device != self.device:
            raise ValueError(
                f"{name}: argument {key!r} is on device {layout.device}, and the arrays "
                f"before it on device {self.device}; all must be on one"
            )
        elif kind is not self.kind or kind.has_own_streams:
            self._others.append((kind, value))
        if written and kind.is_read_only(value):
            raise read_only(name)
        self.addresses.append(address)
        self.alignment = self.alignment << 4 | address & 15
        return layout

    def _operand(self, key: str, value: Any) -> Layout | Number:
        """Read an array or a number."""
        if key in self._planner.numbers:
            python = type(value)
            if python is float:
                return Number(float, value, math.copysign(1.0, value))
            if python is bool:
                return Number(np.dtype(bool), value)
            if python is int:
                return Number(int, value)
            if isinstance(value, np.generic):
                plain = value.item()
                real = isinstance(plain, (bool, int, float))
                return Number(value.dtype, plain, math.copysign(1.0, plain) if real else 1.0)
        return self._array(key, value)

    def _mask(self, where: Any) -> Layout | bool:
        """Read a mask."""
        if isinstance(where, (bool, np.bool_)):
            return bool(where)
        mask = self._array("where", where)
        if mask.dtype != bool:
            raise no_mask(self._planner.name, mask.dtype)
        return mask

    def _mixed(self, key: str, value: Any) -> TypeError:
        """Return the error for an array on the host among arrays on a device."""
        operands, where, outputs = self._given
        pairs = [*zip(self._planner.arguments, operands, strict=True), ("where", where)]
        pairs += [("out", each) for each in outputs]
        there, array = next((k, v) for k, v in pairs if kind_of(v) is not None)
        return TypeError(
            f"{self._planner.name}: argument {there!r} is a device array ({kind_name(array)}) but "
            f"argument {key!r} is on the host ({kind_name(value)}); copy one of them to where "
            "the other is"
        )

    def stream(self, chosen: Any) -> int:
        """Return the stream to launch on, which waits for those that the arrays come from."""
        kind = self.kind
        try:
            stream = (
                kind.stream(self.first, self.device) if chosen is None else stream_handle(chosen)
            )
        except TypeError as error:
            raise TypeError(f"{self._planner.name}: argument 'stream' {error}") from error
        if chosen is not None and kind.has_own_streams:
            self._others.append((kind, self.first))
        for other, array in self._others:
            own = other.has_own_streams
            if chosen is not None and not own:
                continue  # the caller has said how that library's streams are ordered
            producer = other.stream(array, self.device)
            if own and not producer:
                continue  # the array names none: there is nothing to wait for
            producer = producer or DEFAULT_STREAM
            if producer != (stream or DEFAULT_STREAM) and producer not in self._foreign:
                self._foreign.append(producer)
                driver().wait(stream, producer, self.device)
        return stream

    def hand_back(self, stream: int) -> None:
        """Let the streams that the arrays come from wait for what was launched.

        Who uses an output on the stream that it names finds the result, and who writes to an input
        there does so after it was read.
        """
        for each in self._foreign:
            driver().wait(each, stream, self.device)


def check_output(
    name: str, given: Array, dtype: np.dtype[Any], shape: tuple[int, ...], casting: Any
) -> None:
    """Raise where a result of a type and shape cannot be written to an array."""
    layout = given.layout
    arguments.check_output(name, layout.dtype, layout.shape, dtype, shape, casting)
    if any(s == 0 and n > 1 for s, n in zip(layout.strides, layout.shape, strict=True)):
        raise ValueError(f"{name}: argument 'out' is a broadcast view, whose elements share memory")


# Launches ----------------------------------------------------------------------------------------


def _allocated(kind: Kind, layout: Layout, stream: int) -> Any:
    """Return a new array. Libraries have errors of their own for too little memory."""
    try:
        return kind.empty(layout, stream)
    except Exception as error:
        found = reported(f"allocating an array of shape {layout.shape}", error)
        if isinstance(found, MemoryError):
            raise found from error
        raise


def _launch(plan: Plan, kind: Kind, addresses: list[int], stream: int) -> list[Any]:
    """Allocate what a plan needs besides the given arrays, and launch; return what was allocated.

    Parameters
    ----------
    plan
        The plan, its kernels loaded.
    kind
        The kind of what is allocated.
    addresses
        Of the arrays that are given.
    stream
        The stream's handle.
    """
    made = []
    for layout in plan.new:
        made.append(_allocated(kind, layout, stream))
        addresses.append((kind.key(made[-1]) or kind.read(made[-1]))[0])
    launch = driver().launch
    for each in plan.launches:
        values = each.template.copy()
        for position, number in each.addresses:
            values[position] += addresses[number]
        launch(each.function, each.config, stream, values, plan.device)
    return made
