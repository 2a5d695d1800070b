"""Stated errors, and what docstrings say of them and of gradients."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

__all__ = [
    "HALF_BOUND",
    "ROOT_BOUND",
    "ROOT_WINDOW",
    "Root",
    "gradient_doc",
    "gradient_usage",
    "with_bounds",
]

#: Bound in ULP of every function in float16 and bfloat16: computed in float32 and rounded once.
HALF_BOUND = 0.501

#: Within ROOT_WINDOW of a gradient's root, relative to it where that is beyond 1, the gradient's
#: error is bounded absolutely.
ROOT_WINDOW = 2.0**-6
ROOT_BOUND = {"float32": 2.0**-28, "float64": 2.0**-57}


@dataclass(frozen=True)
class Root:
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


def _bounds(max_ulp: Mapping[str, float]) -> str:
    """Return the sentence about the error that a docstring ends with."""
    each = ", ".join(f"{bound:g} ULP in {name}" for name, bound in max_ulp.items())
    return f"Maximum error: {each}; {HALF_BOUND} ULP in float16 and bfloat16." if each else ""


def with_bounds(doc: str, max_ulp: Mapping[str, float]) -> str:
    """Put the error bound into a docstring's Notes."""
    sentence = _bounds(max_ulp)
    if not sentence:
        return doc
    for marker in ("\nReferences\n---", "\nExamples\n---"):
        if marker in doc:
            head, _, tail = doc.partition(marker)
            break
    else:
        head, marker, tail = doc, "", ""
    if "\nNotes\n---" not in head:
        head = f"{head.rstrip()}\n\nNotes\n-----"
        return f"{head}\n{sentence}\n{marker}{tail}"
    return f"{head.rstrip()}\n\n{sentence}\n{marker}{tail}"


def gradient_doc(
    name: str,
    kind: str,
    inputs: Sequence[str],
    wrt: Sequence[str],
    max_ulp: Mapping[str, float],
    root: Root | None,
    takes_cotangent: bool,
) -> str:
    """Return the docstring of a gradient, up to its arguments.

    Parameters
    ----------
    name, inputs
        Of the function.
    kind, wrt, max_ulp, root
        Of its derivative: ``"grad"`` or ``"vjp"``, what with respect to, and its error.
    takes_cotangent
        Whether the derivative's body returns the product with `dy`.
    """
    what, data = " and ".join(wrt), " and ".join(inputs)
    text = f"erivative of `{name}` with respect to {what}, at the input {data}."
    if kind == "grad":
        text = f"D{text}"
    else:
        text = f"`dy` times the d{text}\n\nNotes\n-----\nIn one pass"
        if not takes_cotangent:
            text += ": what the derivative rounds to is multiplied by `dy`."
        else:
            text += ", and right where the derivative by itself would overflow or underflow."
        if takes_cotangent and len(inputs) == 2:
            text += """
What would overflow or underflow before the product of all does: that of dy and value where the
slope of the activation is below e^-209 (e^-1490 in float64), and the slope's with a value below
2^-22 (2^-42)."""
    text = with_bounds(text, max_ulp)
    if root is None or inputs[0] not in wrt:
        return text
    factors = ["dy"] if kind == "vjp" else []
    factors += [root.factor] if root.factor else []
    times = f", times \\|{'·'.join(factors)}\\|" if factors else ""
    bounds = " and ".join(
        f"2^{round(np.log2(bound))} in {working}" for working, bound in ROOT_BOUND.items()
    )
    return f"""{text.rstrip()}

Within 2^{round(np.log2(ROOT_WINDOW))} of the root, {root.at}, the absolute error is at
most {bounds}{times} instead.
"""


def gradient_usage(
    inputs: Sequence[str], parameters: Iterable[str], known: Iterable[str], wrt: str
) -> str:
    """Return the section of a gradient's docstring about its arguments.

    `known` are the arguments that there is a derivative with respect to, `wrt` those of this one.
    """
    listed = ", ".join(f'"{name}"' for name in known)
    what = dict.fromkeys(inputs, "Input of the function.")
    what |= {"dy": "Cotangent of the result."} if "dy" in inputs else {}
    what |= dict.fromkeys(parameters, "Parameter of the function.")
    lines = [f"{name} : array_like\n    {text}" for name, text in what.items()]
    lines += [
        f"wrt : {{{listed}}}, optional\n"
        f"    The argument that the derivative is taken with respect to; here {wrt}.",
        "out, where, casting, order, dtype, subok\n    As of a ufunc.",
        "stream : stream or int, optional\n    Of arrays in GPU memory.",
    ]
    return "\n\nParameters\n----------\n" + "\n".join(lines)
