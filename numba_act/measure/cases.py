"""What accuracy is measured of, and what is found.

A case is a function, one of its gradients or the product of one with any `dy`, with one set of
parameters or with parameters of any size, in one type, of this package or of another library.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

import numba_act

from ..core.docstrings import HALF_BOUND, ROOT_BOUND
from . import peers
from .records import RECORDS
from .references import EXTENDED, Record, Reference

OURS = "numba_act"

#: Allowance for the references in counting results that are not correctly rounded, in ULP.
SLACK = {"float64": 2.0**-8}
SLACK_NARROW = 2.0**-20


@dataclasses.dataclass(frozen=True)
class Case:
    """One thing to measure.

    Attributes
    ----------
    function
        Its name.
    wrt
        The argument of a gradient, "" for the function itself.
    parameters
        Before they are rounded to the type.
    dtype
        Name of the type.
    library
        ``"numba_act"``, or a key of `peers.LIBRARIES`.
    kind
        ``"vjp"`` for the product of a gradient with any `dy`, its first operand; ``"any size"`` for
        parameters over their whole range, which then are operands; else "".
    """

    function: str
    wrt: str
    parameters: tuple[float, ...]
    dtype: str
    library: str = OURS
    kind: str = ""

    @property
    def record(self) -> Record:
        return RECORDS[self.function]

    @property
    def reference(self) -> Reference:
        return self.record.gradients[self.wrt] if self.wrt else self.record.value

    @property
    def ours(self) -> Any:
        """The package's function."""
        activation = getattr(numba_act, self.function)
        if self.kind == "vjp":
            return activation.vjp.wrt(self.wrt)
        return activation.grad.wrt(self.wrt) if self.wrt else activation

    @property
    def inputs(self) -> int:
        """How many inputs the function has; a product has `dy` besides."""
        return len(getattr(numba_act, self.function).definition.inputs)

    @property
    def derivative(self) -> Any:
        """The derivative's record in the definition."""
        return self.ours.definition.derivative

    @property
    def takes_dy(self) -> bool:
        """Whether the derivative's body takes `dy`, so that the slope alone is never rounded."""
        definition = getattr(numba_act, self.function).definition
        return bool(definition.takes_cotangent(self.derivative.body))

    @property
    def first(self) -> int:
        """Where the first input is among the operands."""
        return 1 if self.kind == "vjp" else 0

    def truth(self, *operands: Any) -> Any:
        """Return the reference's value of exact numbers, or its values of arrays."""
        if self.kind == "vjp":
            return operands[0] * self.reference(*operands[1:])
        return self.reference(*operands)

    def addend(self, *operands: Any) -> Any:
        """Return the magnitude of the largest addend, or 0 where none cancels."""
        of = self.reference.largest_addend
        if self.kind == "vjp":
            return abs(operands[0]) * of(*operands[1:])
        return of(*operands)

    @property
    def bound(self) -> float:
        """What the docstring states, in ULP."""
        if self.dtype in ("float32", "float64"):
            return float(self.ours.definition.max_ulp[self.dtype])
        return HALF_BOUND

    @property
    def title(self) -> str:
        operation = "vjp" if self.kind == "vjp" else "grad"
        text = f"{self.function}.{operation}({self.wrt})" if self.wrt else self.function
        values = ", ".join(f"{value:g}" for value in self.parameters)
        if self.kind == "any size":
            values = "of any size"
        return f"{text} [{values}]" if values else text


@dataclasses.dataclass
class Tally:
    """Errors of one kind of inputs.

    Attributes
    ----------
    points
        How many inputs.
    max_ulp, at
        The largest error and its operands.
    wrong
        How many results are not correctly rounded.
    max_abs
        Largest absolute error, near roots only; divided by a gate's other factor and by `dy`.
    """

    points: int = 0
    max_ulp: float = 0.0
    at: tuple[float, ...] = ()
    wrong: int = 0
    max_abs: float | None = None

    def add(self, errors: Any, operands: Sequence[Any], slack: float) -> None:
        if not errors.size:
            return
        self.points += errors.size
        self.wrong += int(np.count_nonzero(errors > 0.5 + slack))
        k = int(errors.argmax())
        self.offer(float(errors[k]), [x[k] for x in operands])

    def offer(self, error: float, operands: Sequence[Any]) -> None:
        if error > self.max_ulp or not self.at:
            self.max_ulp, self.at = error, tuple(map(float, operands))


@dataclasses.dataclass
class Result:
    """What was measured.

    Attributes
    ----------
    case
    mode
        ``"quick"`` or ``"exhaustive"``.
    all
        Errors; in float32 and float64 without those of `near_root`.
    near_root
        Errors within 2^-6 of a gradient's root.
    nan_mismatches
        NaN inputs that did not give NaN.
    limit_mismatches
        Rows of the table of limits that do not hold: operands, expected, got.
    reference_ulp
        For float64: largest difference, in ULP, of the long-double reference from the exact one on
        the sample where both were computed.
    source
        Digest of the function's source code, or another library's version.
    date, machine
        When and on what.
    seconds
        How long it took.
    """

    case: Case
    mode: str
    all: Tally
    near_root: Tally | None = None
    nan_mismatches: int = 0
    limit_mismatches: list[str] = dataclasses.field(default_factory=list)
    reference_ulp: float | None = None
    source: str = ""
    date: str = ""
    machine: str = ""
    seconds: float = 0.0

    @property
    def special_mismatches(self) -> int:
        return self.nan_mismatches + len(self.limit_mismatches)

    @property
    def within(self) -> bool:
        """Whether the bounds hold, NaN gives NaN and the limits are right."""
        near = self.near_root is None or (self.near_root.max_abs or 0.0) <= ROOT_BOUND.get(
            self.case.dtype, math.inf
        )
        return near and self.all.max_ulp <= self.case.bound and not self.special_mismatches


def cases(
    functions: Sequence[str] = (),
    dtypes: Sequence[str] = tuple(peers.DTYPES),
    libraries: Sequence[str] = (),
) -> list[Case]:
    """Return the cases of some functions, all of them if none is named.

    First this package's with their usual parameters, then with the others and the products, then
    other libraries'.
    """
    found: list[list[Case]] = [[], [], []]
    for name in functions or RECORDS:
        record = RECORDS[name]
        for wrt in ("", *record.gradients):
            for dtype in dtypes:
                for k, parameters in enumerate(record.parameters):
                    found[min(k, 1)].append(Case(name, wrt, parameters, dtype))
                    if wrt:
                        found[1].append(Case(name, wrt, parameters, dtype, kind="vjp"))
                own = Case(name, wrt, (), dtype).ours.definition
                if own.parameters and (EXTENDED or dtype != "float64"):
                    found[1].append(Case(name, wrt, (), dtype, kind="any size"))
                for library in libraries:
                    case = Case(name, wrt, (), dtype, library)
                    function = peer_function(case)
                    if not peers.has(library, function, dtype) or (wrt and wrt not in own.inputs):
                        continue
                    parameters = peer_parameters(function) or tuple(own.parameters.values())
                    found[2].append(dataclasses.replace(case, parameters=parameters))
    return [case for part in found for case in part]


def order(case: Case) -> tuple[Any, ...]:
    """Return the key that sorts the cases of a function."""
    libraries = [OURS, *peers.LIBRARIES]
    gradients = ["", *case.record.gradients]
    parameters = case.record.parameters
    return (
        libraries.index(case.library),
        ["", "vjp", "any size"].index(case.kind),
        gradients.index(case.wrt) if case.wrt in gradients else len(gradients),
        list(peers.DTYPES).index(case.dtype),
        parameters.index(case.parameters) if case.parameters in parameters else 99,
        case.parameters,
    )


def peer_function(case: Case) -> Any:
    activation = getattr(numba_act, case.function)
    return activation.vjp if case.wrt else activation


def peer_parameters(function: Any) -> tuple[float, ...]:
    given: tuple[float, ...] = peers.arguments(function, "float32", 1)[1]
    return given
