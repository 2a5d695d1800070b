"""The row functions inside of users' kernels, in machine code that these have as their own.

There the rows are contiguous, one behind the other, and of float32 or float64: what is left of the
driver is a loop. LLVM's bitcode of it is kept on the disk, since Numba takes seconds to make it.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import functools
from typing import Any

import llvmlite.binding as llvm
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from ...core.compat import cpu_target, link, module_for_linking
from ...core.floats import FLOATS, WORKING_TYPES
from ...core.intrinsics import overload_of
from ...core.scalars import numbas_compiler
from ...maths.softmax import FUNCTIONS
from ..cache import load_or_make
from ..intrinsics import WORD, part, stack, words
from ..vector_functions import PREFIX, new_module, optimize
from .driver import LARGE, ONLINE, PANEL, ROWS
from .kernel import schedules

#: Operands: the array, the scale and the result.
_COUNT = 3


@functools.cache
def row_function(name: str, dtype: str) -> Any:
    """Return ``compute(x, scale, out, rows, n)`` of a function of one array, for kernels.

    x and out are addresses, of an array of `rows` rows and of the array for the result.

    Parameters
    ----------
    name
        A key of `FUNCTIONS`.
    dtype
        ``"float32"`` or ``"float64"``.
    """
    code = load_or_make(f"rows in kernels\n{name}\n{dtype}", lambda: _bitcode(name, dtype))
    kinds = _kinds(dtype)

    def codegen(context, builder, signature, args):
        link(context, code)
        builder.call(_declared(builder.module, name, dtype), args)
        return context.get_dummy_value()

    @intrinsic
    def compute(typingctx, x, scale, out, rows, n):
        return types.void(*kinds), codegen

    return compute


def _kinds(dtype: str) -> tuple[Any, ...]:
    """Return the types of the arguments."""
    return types.intp, WORKING_TYPES[dtype], types.intp, types.intp, types.intp


def _declared(module: Any, name: str, dtype: str) -> Any:
    """Return the function in a module of llvmlite's that calls it or defines it."""
    word = ir.IntType(8 * WORD)
    shape = ir.FunctionType(ir.VoidType(), [word, FLOATS[dtype].llvm, word, word, word])
    return cgutils.get_or_insert_function(module, shape, f"{PREFIX}{name}.{dtype}.rows")


def _bitcode(name: str, dtype: str) -> bytes:
    """Return LLVM's bitcode of the function, compiled."""
    kinds, context = _kinds(dtype), cpu_target.target_context
    with numbas_compiler():
        compiled = overload_of(_compute(name, dtype), kinds)
        module = module_for_linking(compiled.library).clone()
        entry = new_module(module)
        function = _declared(entry, name, dtype)
        builder = ir.IRBuilder(function.append_basic_block())
        callee = context.declare_function(entry, compiled.fndesc)
        context.call_conv.call_function(builder, callee, types.none, kinds, function.args)
        builder.ret_void()
        module.link_in(llvm.parse_assembly(str(entry)))
        optimize(module)
    return bytes(module.as_bitcode())


def _compute(name: str, dtype: str) -> Any:
    """Return the jitted function."""
    function = FUNCTIONS[name]
    kinds = schedules(function)
    schedule = kinds[""](function, dtype, False)
    short, long = (part(kinds[key](function, dtype, False).kernel()) for key in ("", "online"))
    own, filled, itemsize = schedule.own, schedule.filled, schedule.own.itemsize
    reduces, size, twice = function.reduces, _COUNT * WORD, 2 * _COUNT * WORD

    @part
    def compute(x, scale, out, rows, n):
        place, distances, number = stack(size), stack(twice), stack(WORD)
        own.store_scalar(number, filled(scale))
        operands, steps = words(place), words(distances)
        row = n * itemsize
        operands[0], operands[1], operands[2] = x, number, out
        steps[0], steps[1], steps[2] = row, 0, itemsize if reduces else row
        steps[3], steps[4], steps[5] = itemsize, 0, itemsize
        touched = row if reduces else 2 * row
        many, large = min(max(PANEL // touched, 1), ROWS), rows * touched >= LARGE
        done = 0
        while done < rows:
            count = min(many, rows - done)
            if row > ONLINE:
                long(place, distances, count, n, 0, large)
            else:
                short(place, distances, count, n, 0, large)
            done += count
            operands[0] += count * steps[0]
            operands[2] += count * steps[2]

    return compute
