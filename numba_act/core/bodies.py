"""Bodies made of other bodies: a derivative times its cotangent, one of several results.

They have named arguments, whatever their number: Numba compiles no call with *args to a signature
of scalars.
"""

from __future__ import annotations

import builtins
import dis
import inspect
from collections.abc import Callable, Sequence
from typing import Any, cast


def where(body: Callable[..., Any]) -> str:
    """Return file and line of a body, or of an undefined name in it, whose line Numba omits."""
    body = inspect.unwrap(body)
    code = cast(Any, body).__code__
    line = code.co_firstlineno
    for instruction in dis.get_instructions(code):
        line = (instruction.positions and instruction.positions.lineno) or line
        if instruction.opname == "LOAD_GLOBAL":
            name = instruction.argval
            if name not in cast(Any, body).__globals__ and not hasattr(builtins, name):
                return f"{code.co_filename}:{line}"
    return f"{code.co_filename}:{code.co_firstlineno}"


def _generated(
    functions: Sequence[Callable[..., Any]], arguments: str, *lines: str
) -> Callable[..., Any]:
    """Return a body of these lines, which call the functions by the names d0, d1 and so on.

    The text is the name of its file, so that the key of its compiled code covers it.
    """
    text = "; ".join((f"def made({arguments}): {lines[0]}", *lines[1:]))
    names = _numbered(len(functions), "d")
    source = "\n        ".join((f"def make({names}):\n    def made({arguments}):", *lines))
    scope: dict[str, Any] = {}
    exec(compile(f"{source}\n    return made", f"<{text}>", "exec"), scope)
    made = cast(Callable[..., Any], scope["make"](*functions))
    made.__module__ = functions[0].__module__
    cast(Any, made).__wrapped__ = functions[0]  # what a message about it points to
    return made


def _numbered(count: int, letter: str = "a") -> str:
    return ", ".join(f"{letter}{k}" for k in range(count))


def times_cotangent(d: Callable[..., Any], arity: int, results: int) -> Callable[..., Any]:
    """Return the body of ``dy * d(...)`` for a derivative body `d`."""
    arguments, slopes = _numbered(arity), _numbered(results, "s")
    products = ", ".join(f"dy * {slope}" for slope in slopes.split(", "))
    return _generated([d], f"dy, {arguments}", f"{slopes} = d0({arguments})", f"return {products}")


def times_conjugate(d: Callable[..., Any], parts: int) -> Callable[..., Any]:
    """Return the body of dy times the conjugate of a complex derivative; of parts of arguments."""
    arguments = _numbered(parts)
    lines = f"c, d = d0({arguments})", "return a * c + b * d, b * c - a * d"
    return _generated([d], f"a, b, {arguments}", *lines)


def of_one(d: Callable[..., Any], arity: int) -> Callable[..., Any]:
    """Return the body of the derivative for the body `d` of its product with `dy`."""
    arguments = _numbered(arity)
    return _generated([d], arguments, f"return d0(1.0, {arguments})")


def together(products: Sequence[Callable[..., Any]], arity: int) -> Callable[..., Any]:
    """Return the body of several derivatives' products with `dy` at once, of a body for each."""
    arguments = f"dy, {_numbered(arity)}"
    calls = ", ".join(f"d{k}({arguments})" for k in range(len(products)))
    return _generated(products, arguments, f"return {calls}")


def component(d: Callable[..., Any], arity: int, k: int) -> Callable[..., Any]:
    """Return the body of one of the results of a body `d`."""
    arguments = _numbered(arity)
    return _generated([d], arguments, f"return d0({arguments})[{k}]")


def nan_with(
    value: Callable[..., Any], d: Callable[..., Any], arity: int, results: int
) -> Callable[..., Any]:
    """Return the body of the derivative `d` of a body `value`, NaN where that is."""
    arguments, slopes = _numbered(arity), _numbered(results, "s")
    kept = ", ".join(f"{slope} if y == y else y" for slope in slopes.split(", "))
    lines = f"y = d0({arguments})", f"{slopes} = d1({arguments})", f"return {kept}"
    return _generated([value, d], arguments, *lines)
