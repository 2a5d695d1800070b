"""Kernels on arrays of any layout, with loops over contiguous ones.

Where a kernel is declared for ``float64[:]``, or for a slice, the step from an element to the next
is known when it is called. LLVM vectorizes such a loop for a step of one byte, which no array has,
or not at all. So there is a second version, in which the steps along the last axes are constants,
and the function asks which one it is. The first is plain Numba's.

The loop of a `numba.vectorize` function has such versions by itself. Where one of its inputs is the
same number for all, though, that has a step of 0. It is written into a small array then, which is
as good as the others.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from llvmlite import ir
from numba.core import cgutils

__all__ = ["add_contiguous_versions", "repeat_scalars"]

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
    body = _with_its_body(function, "alwaysinline")
    builder = ir.IRBuilder(function.append_basic_block())
    given, agree = list(function.args), []
    for position, size in sizes.items():
        step = given[position]
        given[position] = step.type(size)
        agree.append(builder.icmp_signed("==", step, given[position]))
    with builder.if_then(functools.reduce(builder.and_, agree), likely=True):
        builder.ret(builder.call(body, given))
    builder.ret(builder.call(body, function.args))


def _with_its_body(function: Any, inlining: str) -> Any:
    """Return a function that does what this one did, which is empty now."""
    body = ir.Function(function.module, function.ftype, f"{function.name}.any_layout")
    body.linkage = "internal"
    body.attributes.add(inlining)
    for part in ("args", "blocks", "scope"):
        mine, its = getattr(function, part), getattr(body, part)
        setattr(function, part, its)
        setattr(body, part, mine)
    for each in body.blocks:
        each.parent = body
    for mine, its in zip(function.args, body.args, strict=True):
        mine.attributes = its.attributes
    return body


#: Numba's names of the loops of `numba.vectorize` begin with it.
_UFUNC = "__ufunc__."

#: How many numbers a loop computes at a time where one of its inputs is a scalar, and from how many
#: on it does.
_BLOCK, _FEW = 256, 16


def repeat_scalars(module: Any) -> None:
    """Give the loops of `numba.vectorize` functions arrays where their inputs are scalars."""
    for function in list(module.functions):
        if function.name.startswith(_UFUNC) and function.blocks:
            sizes = _unit_steps(function.entry_basic_block)
            if len(sizes) > 2:  # with one input and the result there is nothing to repeat
                _repeat_scalars(function, sizes)


def _unit_steps(entry: Any) -> list[int]:
    """Return what Numba's loop compares its steps with: the sizes of the inputs and the result."""
    if not isinstance(entry.terminator, ir.ConditionalBranch):
        return []  # the loop of Python objects compares too, and has no version
    comparisons = [each for each in entry.instructions if isinstance(each, ir.ICMPInstr)]
    sizes: list[Any] = [getattr(each.operands[0], "constant", None) for each in comparisons]
    return sizes if all(size in (1, 2, 4, 8) for size in sizes) else []


def _repeat_scalars(function: Any, sizes: list[int]) -> None:
    """Have a loop of scalars and contiguous arrays computed by blocks of arrays."""
    body = _with_its_body(function, "noinline")
    whole, byte = ir.IntType(64), ir.IntType(8)
    arrays, counts, steps, data = function.args
    builder = ir.IRBuilder(function.append_basic_block())
    count = builder.load(counts)
    found = [builder.load(builder.gep(steps, [whole(k)])) for k in range(len(sizes))]
    starts = [builder.load(builder.gep(arrays, [whole(k)])) for k in range(len(sizes))]
    is_scalar = [builder.icmp_signed("==", step, whole(0)) for step in found[:-1]]
    is_array = [
        builder.icmp_signed("==", step, whole(size))
        for step, size in zip(found, sizes, strict=True)
    ]
    inputs = [builder.or_(*each) for each in zip(is_scalar, is_array[:-1], strict=True)]
    wanted = [functools.reduce(builder.or_, is_scalar), *inputs, is_array[-1]]
    wanted.append(builder.icmp_signed(">=", count, whole(_FEW)))
    with builder.if_then(builder.not_(functools.reduce(builder.and_, wanted))):
        builder.call(body, function.args)
        builder.ret_void()
    repeated = []
    for size, start, once in zip(sizes, starts, is_scalar, strict=False):
        element = ir.IntType(8 * size)
        block = cgutils.alloca_once(builder, ir.ArrayType(element, _BLOCK))
        with builder.if_then(once):
            value = builder.load(builder.bitcast(start, element.as_pointer()))
            with cgutils.for_range(builder, whole(_BLOCK)) as loop:
                builder.store(value, builder.gep(block, [whole(0), loop.index]))
        repeated.append(builder.bitcast(block, byte.as_pointer()))
    given = cgutils.alloca_once(builder, ir.ArrayType(byte.as_pointer(), len(sizes)))
    length = cgutils.alloca_once(builder, whole)
    unit = cgutils.alloca_once_value(builder, ir.ArrayType(whole, len(sizes))(sizes))
    with cgutils.for_range_slice(builder, whole(0), count, whole(_BLOCK)) as (first, _):
        for k, size in enumerate(sizes):
            place = builder.gep(starts[k], [builder.mul(first, whole(size))])
            if k < len(repeated):
                place = builder.select(is_scalar[k], repeated[k], place)
            builder.store(place, builder.gep(given, [whole(0), whole(k)]))
        rest = builder.sub(count, first)
        is_last = builder.icmp_signed("<", rest, whole(_BLOCK))
        builder.store(builder.select(is_last, rest, whole(_BLOCK)), length)
        of_block = [builder.gep(each, [whole(0), whole(0)]) for each in (given, unit)]
        builder.call(body, [of_block[0], length, of_block[1], data])
    builder.ret_void()
