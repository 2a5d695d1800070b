"""Walks over the package: every activation, every function and gradient, and inputs for them."""

from __future__ import annotations

import hashlib
import inspect
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import gmpy2
import ml_dtypes
import numpy as np
import pytest

import numba_act as na
from numba_act.measure.records import RECORDS
from numba_act.measure.references import CONTEXT, Record, Reference

gmpy2.set_context(CONTEXT)  # the precision of the references

BFLOAT16 = np.dtype(ml_dtypes.bfloat16)
DTYPES = {
    "float16": np.dtype(np.float16),
    "bfloat16": BFLOAT16,
    "float32": np.dtype(np.float32),
    "float64": np.dtype(np.float64),
}
#: The unsigned integer of a float's size.
BITS = {2: np.uint16, 4: np.uint32, 8: np.uint64}

ACTIVATIONS = {
    name: getattr(na, name) for name in na.__all__ if hasattr(getattr(na, name), "definition")
}


class Case(NamedTuple):
    """A function or one of its gradients, with its reference."""

    function: Any
    reference: Reference
    wrt: str  # the argument of a gradient, "" for the function
    record: Record

    @property
    def parameters(self) -> tuple[tuple[float, ...], ...]:
        return self.record.parameters

    @property
    def definition(self) -> Any:
        return self.function.definition

    @property
    def inputs(self) -> int:
        return len(self.definition.inputs)

    @property
    def working_bound(self) -> dict[str, float]:
        return self.definition.max_ulp


def _cases() -> Iterator[tuple[str, Case]]:
    for name, activation in ACTIVATIONS.items():
        record = RECORDS.get(name)
        if record is None:
            continue  # test_references fails for it
        yield name, Case(activation, record.value, "", record)
        for wrt, reference in record.gradients.items():
            gradient = activation.grad.wrt(wrt)
            yield f"{name}.grad-{wrt}", Case(gradient, reference, wrt, record)


#: Functions and gradients with a reference, by name.
CASES = dict(_cases())


def variants(activation: Any) -> dict[str, Any]:
    """Return an activation with all its gradients and their products with `dy`, by name."""
    name = activation.__name__
    found = {name: activation}
    for kind in ("grad", "vjp"):
        first = getattr(activation, kind)
        found[f"{name}.{kind}"] = first
        for wrt in activation.definition.arguments:
            if first.wrt(wrt).definition is not first.definition:
                found[f"{name}.{kind}-{wrt}"] = first.wrt(wrt)
    return found


#: Everything that is a ufunc.
FUNCTIONS = {
    name: function for each in ACTIVATIONS.values() for name, function in variants(each).items()
}


# What runs by default ----------------------------------------------------------------------------


def turn(case: Any, count: int) -> int:
    """Return a number below `count` that depends on a case's name alone.

    Cases take turns by it: another function changes what is tested of no other.
    """
    digest = hashlib.sha256(f"{case} of {count}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % count


def turn_of(name: str) -> str:
    """Return the type in which an activation and its gradients are tested by default."""
    return [*DTYPES][turn(name.partition(".")[0], len(DTYPES))]


#: Activations whose gradients are tested by default: an eighth of them.
WITH_GRADIENTS = [name for name in ACTIVATIONS if turn(name, 8) == 0]


def by_default(names: Iterable[str]) -> list[str]:
    """Return those that are functions, or gradients of `WITH_GRADIENTS`."""
    return [name for name in names if "." not in name or name.partition(".")[0] in WITH_GRADIENTS]


def unless(default: bool) -> Any:
    """Return the marks of a case that runs by default, or with the marker `sweep` only."""
    return () if default else pytest.mark.sweep


def with_types(
    names: Iterable[str], dtypes: Iterable[str] = DTYPES, some: Iterable[str] | None = None
) -> list[Any]:
    """Return pairs of names and types for `parametrize`.

    In the type whose turn it is some run by default: those that are `by_default`, or in `some`.
    """
    names = [*names]
    taken = {*(by_default(names) if some is None else some)}
    return [
        pytest.param(name, dtype, marks=unless(name in taken and dtype == turn_of(name)))
        for name, dtype in itertools.product(names, dtypes)
    ]


def of_types(names: Iterable[str], *dtypes: str) -> list[Any]:
    """Return names for `parametrize`: by default those whose turn one of the types is."""
    return [pytest.param(name, marks=unless(turn_of(name) in dtypes)) for name in names]


def one_in(count: int, names: Iterable[str]) -> list[str]:
    """Return one in so many names, more or less."""
    return [name for name in names if turn(name, count) == 0]


def some_of(names: Iterable[str], some: Iterable[str]) -> list[Any]:
    """Return names for `parametrize`: by default those that are in `some`."""
    some = {*some}
    return [pytest.param(name, marks=unless(name in some)) for name in names]


def every_second(cases: Iterable[Any], start: int = 0, step: int = 2) -> list[Any]:
    """Return cases for `parametrize`: by default every second of them, or so many of them."""
    return [pytest.param(case, marks=unless(k % step == start)) for k, case in enumerate(cases)]


def in_turn(
    first: Iterable[Any], second: Sequence[Any], some: Iterable[Any] | None = None, count: int = 1
) -> list[Any]:
    """Return pairs for `parametrize`.

    By default each of the first, or each of those that are in `some`, is paired with `count` of
    the second.
    """
    step, first = len(second) // count, [*first]
    turns = {one: k % step for k, one in enumerate(first if some is None else some)}
    return [
        pytest.param(one, other, marks=unless(turns.get(one) == m % step))
        for one in first
        for m, other in enumerate(second)
    ]


def one_of_each(names: Iterable[str]) -> list[str]:
    """Return one name for every second activation: the function, or a gradient of `WITH_GRADIENTS`.

    Where it is among the names it is the same one in all tests, whose kernel is there already.
    """
    groups: dict[str, list[str]] = {}
    for name in names:
        activation = name.partition(".")[0]
        if turn(activation, 2) == 0:
            groups.setdefault(activation, []).append(name)
    found = []
    for name, group in groups.items():
        gradients = [each for each in group if each != name]
        if name in group and (name not in WITH_GRADIENTS or not gradients):
            found.append(name)
        else:
            common = [each for each in gradients if each in ONE_OF_EACH]
            found.append((common or gradients)[turn(name, len(common or gradients))])
    return found


#: What `one_of_each` returns for all.
ONE_OF_EACH: list[str] = []
ONE_OF_EACH += one_of_each(FUNCTIONS)


# Inputs and results ------------------------------------------------------------------------------


def parameters(function: Any, dtype: np.dtype[Any]) -> list[Any]:
    """Return the default of every parameter, ¼ where it has none, in the type of the arrays."""
    defaults = function.definition.parameters.values()
    return [dtype.type(0.25 if p is inspect.Parameter.empty else p) for p in defaults]


def from_bits(bits: Any, dtype: np.dtype[Any]) -> Any:
    """Return the floats of the given bit patterns."""
    return np.asarray(bits).astype(BITS[dtype.itemsize]).view(dtype)


def spread(count: int, dtype: np.dtype[Any], seed: int = 0) -> Any:
    """Return `count` floats spread evenly over all bit patterns, NaN and infinities included."""
    width = 8 * dtype.itemsize
    random = np.random.default_rng(seed)
    if count >= 1 << width:
        return from_bits(np.arange(1 << width), dtype)
    step = (1 << width) // count
    return from_bits(
        np.arange(count, dtype=np.uint64) * np.uint64(step)
        + random.integers(0, step, count, dtype=np.uint64),
        dtype,
    )


def typical(function: Any, count: int, dtype: np.dtype[Any], seed: int = 0) -> list[Any]:
    """Return ordinary operands for a call: inputs within ±8, and parameters."""
    random = np.random.default_rng(seed)
    inputs = [random.uniform(-8, 8, count).astype(dtype) for _ in function.definition.inputs]
    if is_partial(function):
        lowest, highest = np.clip(RECORDS[base_name(function)].domain, -8, 8)
        if (
            len(ACTIVATIONS[base_name(function)].definition.inputs) > 1
        ):  # a power, which must not overflow
            highest = 3
        inside = [random.uniform(lowest + 0.125, highest - 0.125, count) for _ in inputs]
        names = function.definition.inputs
        inputs = [
            x if name == "dy" else y.astype(dtype)
            for name, x, y in zip(names, inputs, inside, strict=True)
        ]
    if base_name(function) == "tan":  # away from its poles
        inputs[-1] = random.uniform(-1.5, 1.5, count).astype(dtype)
    return [*inputs, *parameters(function, dtype)]


def base_name(function: Any) -> str:
    return function.definition.__name__.partition(".")[0]


def is_partial(function: Any) -> bool:
    """Say whether a function or gradient is not defined for all real numbers."""
    return RECORDS[base_name(function)].domain != (-np.inf, np.inf)


def tuple_of(result: Any) -> tuple[Any, ...]:
    return result if isinstance(result, tuple) else (result,)


def assert_same_bits(got: Any, expected: Any) -> None:
    """Assert that two results agree in type, shape and every bit, but for the bits of NaN."""
    for a, b in zip(tuple_of(got), tuple_of(expected), strict=True):
        assert a.dtype == b.dtype
        assert a.shape == b.shape
        unsigned = BITS[a.dtype.itemsize]
        a, b = np.atleast_1d(a).copy(), np.atleast_1d(b).copy()
        same = a.view(unsigned) == b.view(unsigned)
        same |= np.isnan(a) & np.isnan(b)
        assert same.all(), f"{a[~same][:3]} is not {b[~same][:3]}"
