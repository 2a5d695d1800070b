"""Stated errors, and what docstrings say of them, of calls and of gradients."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

#: Bound in ULP of every function in float16, bfloat16 and float8: computed in float32 and rounded
#: once.
HALF_BOUND = 0.501

#: Bound of functions of complex128, in ULP of the result's magnitude.
COMPLEX_BOUND = 4.0
COMPLEX_NOTE = (
    f"Complex numbers: at most {COMPLEX_BOUND:g} ULP of the magnitude, 0.71 in complex64."
)

#: Within ROOT_WINDOW of a gradient's root, relative to it where that is beyond 1, the gradient's
#: error is bounded absolutely.
ROOT_WINDOW = 2.0**-6
ROOT_BOUND = {"float32": 2.0**-28, "float64": 2.0**-57}


#: A stated bound in ULP: of both working types, or one for each.
Bound = float | Mapping[str, float]


def bounds_of(stated: Bound | None) -> dict[str, float]:
    """Return the bound of each working type."""
    if isinstance(stated, (float, int)):
        return {"float32": stated, "float64": stated}
    return dict(stated or {})


class Root(NamedTuple):
    """Where a gradient crosses zero, so that its error is no fixed number of ULP.

    Attributes
    ----------
    at
        The equation of the root, for docstrings.
    factor
        Of a gate: what its activation's slope is multiplied by, and the error with it.
    """

    at: str
    factor: str = ""


#: What an activation's docstring says of how it is called.
_CALLS = """\
The keywords `out`, `where`, `casting`, `order`, `dtype` and `subok` are those of `numpy.ufunc`;
`stream` is the CUDA stream to compute on, for arrays in GPU memory. Where a derivative is defined,
``{name}.grad({arguments})`` returns it and
``{name}.vjp(dy, {arguments})`` its product with `dy`.
Both take these keywords too, and `wrt`, the argument to differentiate with respect to, or several;
with ``reduce=True`` each of `vjp`'s gradients is summed to the shape of its own argument."""
_CALLS_OF_GATE = """
``{name}.packed`` and ``{name}.packed_vjp`` take both inputs from one array."""

_REDUCE = """\
reduce : bool, default False
    Whether each gradient is summed to the shape of its own argument, which was broadcast. Sums are
    held in float64, those of float64 with twice its digits, and are the same bits for every number
    of threads. For NumPy's arrays and those in GPU memory, where sums are held in float64 memory
    and infinite if a part of them is; without `out` and `where`.
"""

_GRADIENT = """\
{summary}

Parameters
----------
{arguments}
wrt : {{{known}}}, optional
    The argument to differentiate with respect to, by default {wrt}; several as a tuple.
{reduce}out, where, casting, order, dtype, subok
    As of `numpy.ufunc`.
stream : stream or int, optional
    CUDA stream to compute on, for arrays in GPU memory.

Returns
-------
{kind}
    With respect to {wrt}, of the broadcast shape."""


def _bounds(max_ulp: Mapping[str, float]) -> list[str]:
    """Return the sentence about the error that a docstring's Notes end with."""
    each = ", ".join(f"{bound:g} ULP in {name}" for name, bound in max_ulp.items())
    return (
        [f"Maximum error: {each}; {HALF_BOUND} ULP in float16, bfloat16 and float8."]
        if each
        else []
    )


def with_notes(doc: str, paragraphs: Sequence[str]) -> str:
    """Add paragraphs to a docstring's Notes."""
    if not paragraphs:
        return doc
    notes = doc.find("Notes\n-----\n")
    if notes >= 0:
        following = doc.find("\n---", notes + len("Notes\n-----\n"))
        end = doc.rfind("\n\n", 0, following) if following >= 0 else len(doc)
    else:
        ends = [doc.find(f"\n\n{name}\n---") for name in ("References", "Examples")]
        end = min((each for each in ends if each >= 0), default=len(doc))
    head = doc[:end].rstrip() + ("\n\n" if notes >= 0 else "\n\nNotes\n-----\n")
    return (head + "\n\n".join(paragraphs) + doc[end:]).lstrip()


def activation_doc(
    doc: str, name: str, arguments: Sequence[str], is_gate: bool, max_ulp: Mapping[str, float]
) -> str:
    """Return an activation's docstring, if any, with how it is called and its error bound."""
    calls = _CALLS + (_CALLS_OF_GATE if is_gate else "")
    text = calls.format(name=name, arguments=", ".join(arguments))
    return with_notes(doc, [*([text] if doc else []), *_bounds(max_ulp)])


def gradient_doc(owner: Any, kind: str, wrt: Sequence[str], derivative: Any) -> str:
    """Return the docstring of a gradient.

    Parameters
    ----------
    owner
        The function's definition.
    kind, wrt, derivative
        ``"grad"`` or ``"vjp"``, what with respect to, and the record of the derivative's body.
    """
    inputs, max_ulp, root = owner.inputs, derivative.max_ulp[kind], derivative.root
    known = owner.arguments
    takes_cotangent = owner.takes_cotangent(derivative.body)
    what = " and ".join(wrt)
    product = "`dy` times the derivative" if kind == "vjp" else "Derivative"
    arguments = {"dy": "Cotangent of the result."} if kind == "vjp" else {}
    arguments |= dict.fromkeys(inputs, "Input of the function.")
    arguments |= dict.fromkeys(owner.parameters, "Parameter of the function.")
    at = " and ".join(inputs)
    doc = _GRADIENT.format(
        summary=f"{product} of `{owner.__name__}` with respect to {what}, at the input {at}.",
        arguments="\n".join(f"{key} : array_like\n    {text}" for key, text in arguments.items()),
        known=", ".join(f'"{each}"' for each in known),
        wrt=what,
        reduce=_REDUCE if kind == "vjp" else "",
        kind="tuple of ndarray or scalars" if len(wrt) > 1 else "ndarray or scalar",
    )
    notes = []
    if kind == "vjp" and not takes_cotangent:
        notes.append("In one pass: what the derivative rounds to is multiplied by `dy`.")
    elif kind == "vjp":
        text = "In one pass, and right where the derivative by itself would overflow or underflow."
        if owner.is_gate:
            text += """
What would overflow or underflow before the product of all does: that of dy and value where the
slope of the activation is below e^-209 (e^-1490 in float64), and the slope's with a value below
2^-22 (2^-42)."""
        notes.append(text)
    notes += _bounds(max_ulp)
    if root is not None and inputs[0] in wrt:
        factors = [*(["abs(dy)"] if kind == "vjp" else []), *([root.factor] if root.factor else [])]
        times = f", times {'·'.join(factors)}," if factors else ""
        bounds = " and ".join(
            f"2^{round(np.log2(bound))} in {working}" for working, bound in ROOT_BOUND.items()
        )
        window = round(np.log2(ROOT_WINDOW))
        notes.append(
            f"Within 2^{window} of the root, {root.at}, the absolute error is at most\n"
            f"{bounds}{times} instead."
        )
    return with_notes(doc, notes)
