"""Kernels on arrays of any layout, with a version for those that are contiguous.

Where a kernel is declared for ``float64[:]``, or for a slice, the step from an element to the next
is known when it is called. LLVM vectorizes such a loop for a step of one byte, which no array has,
or not at all. So there is a second version, in which the steps along the last axes are constants,
and the function asks which one it is. The first is plain Numba's.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from llvmlite import ir

__all__ = ["add_contiguous_versions"]

#: In Numba's names of functions, a parameter that is an array of any layout.
_ANY_LAYOUT = re.compile(r"Li\d+E1A\d(mutable|readonly)")

#: Numba's names of an array's steps in bytes, the sixth part of it. The fourth are its data.
_STEP = re.compile(r"(?P<array>.+)\.6\.\d+")


def add_contiguous_versions(module: Any) -> None:
    """Give the functions of llvmlite's module that have a loop a version for contiguous arrays."""
    for function in list(module.functions):
        if _ANY_LAYOUT.search(function.name) and _has_loop(function) and not function.metadata:
            sizes = _sizes(function)
            if sizes:
                _add_version(function, sizes)


def _has_loop(function: Any) -> bool:
    """Say whether a function goes back anywhere."""
    places = {block: place for place, block in enumerate(function.blocks)}
    return any(
        places.get(target, place + 1) <= place
        for block, place in places.items()
        if block.terminator is not None
        for target in block.terminator.operands
    )


def _sizes(function: Any) -> dict[int, int]:
    """Return which parameters are steps along the last axis, with the size of an element."""
    kinds = {each.name: each.type for each in function.args}
    last = {}
    for position, each in enumerate(function.args):
        found = _STEP.fullmatch(each.name)
        if found:
            last[found["array"]] = position  # the last axis comes last
    sizes = {}
    for array, position in last.items():
        element = getattr(kinds.get(f"{array}.4"), "pointee", None)
        if isinstance(element, (ir.FloatType, ir.DoubleType, ir.IntType)):
            bits = {ir.FloatType: 32, ir.DoubleType: 64}.get(type(element)) or element.width
            sizes[position] = bits // 8
    return sizes


def _add_version(function: Any, sizes: dict[int, int]) -> None:
    """Make a function ask whether its arrays are contiguous along their last axes."""
    body = ir.Function(function.module, function.ftype, f"{function.name}.any_layout")
    body.linkage = "internal"
    body.attributes.add("alwaysinline")
    for part in ("args", "blocks", "scope"):
        mine, its = getattr(function, part), getattr(body, part)
        setattr(function, part, its)
        setattr(body, part, mine)
    for each in body.blocks:
        each.parent = body
    for mine, its in zip(function.args, body.args, strict=True):
        mine.attributes = its.attributes
    builder = ir.IRBuilder(function.append_basic_block())
    given, agree = list(function.args), []
    for position, size in sizes.items():
        step = given[position]
        given[position] = step.type(size)
        agree.append(builder.icmp_signed("==", step, given[position]))
    with builder.if_then(functools.reduce(builder.and_, agree), likely=True):
        builder.ret(builder.call(body, given))
    builder.ret(builder.call(body, function.args))
