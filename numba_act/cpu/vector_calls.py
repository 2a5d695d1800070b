"""Calls of scalar functions in users' kernels, for which LLVM then finds vector functions.

Numba's LLVM IR of `math.exp`, `np.exp` and whatever else computes an exponential has a call of
`llvm.exp.f64`, which becomes one of the C library's `exp`. That call stays, with a
"vector-function-abi-variant" on it: the names of vector functions (`vector_functions`) which LLVM
may call in its place where it vectorizes a loop. They are linked into the same module and, once
LLVM has chosen, inlined.

It stands on the call and not on the function: code that was compiled without it stays as it is
where both become parts of one module.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import llvmlite.binding as llvm
from llvmlite import ir
from numba.core import cgutils

from ..core import cache
from ..core.compat import (
    OpenLibrary,
    forget_parts,
    global_compiler_lock,
    module_for_linking,
    open_code_generator,
)
from ..core.definition import Elementwise
from ..core.floats import FLOATS
from ..core.scalars import is_compiling_body
from .cache import target_machine
from .layouts import add_contiguous_versions, repeat_scalars
from .vector_functions import ANY, PREFIX, vector_functions, vector_module, vector_sizes

#: What is called in LLVM IR, with the function that stands for it and its working types.
_known: dict[str, tuple[Elementwise, tuple[str, ...]]] = {}

#: Vector functions, by their names, with the function and the working type that they are for.
_vector: dict[str, tuple[Elementwise, str]] = {}

#: The names of constants begin with it that hold the addresses of vector functions, so that LLVM
#: keeps them in mind until it looks for one.
KEEP = f"{PREFIX}keep."

#: How often it was switched on and not taken back.
_times = 0


def is_on() -> bool:
    """Say whether kernels that are compiled now get vector functions."""
    return _times > 0


def switch_on(functions: Mapping[str, Elementwise]) -> None:
    """Give vector functions to what Numba compiles from now on.

    Numba's compiler is held, so that all of a kernel is compiled in one mode.

    Parameters
    ----------
    functions
        By their names in C.

    Raises
    ------
    RuntimeError
        If the code generator of the installed Numba is an unknown one.
    """
    global _times
    with global_compiler_lock:
        if not _known:
            open_code_generator(_Library, _key, _is_for_disk)
            for name, definition in functions.items():
                for types, symbols in (
                    (("float32",), (f"llvm.{name}.f32", f"{name}f")),
                    (("float64",), (f"llvm.{name}.f64", name)),
                    (("float32", "float64"), (f"llvm.{name}",)),  # Numba leaves the type to LLVM
                ):
                    _known.update(dict.fromkeys(symbols, (definition, types)))
                for working in ("float32", "float64"):
                    for each in vector_functions(definition, working):
                        _vector[each.name] = definition, working
        if not is_on():
            _forget_parts_of(False)
        _times += 1


def take_back() -> None:
    """Take `switch_on` back, once."""
    global _times
    with global_compiler_lock:
        if _times == 1:
            _forget_parts_of(True)
        _times = max(_times - 1, 0)


def _forget_parts_of(mode: bool) -> None:
    """Have Numba compile again what it keeps for other kernels, of a mode."""
    forget_parts(lambda library: mode in _modes_of(library))


def _key() -> tuple[str, ...]:
    """Return what the code depends on besides Numba and the CPU, for Numba's disk cache."""
    return ("numba_act", cache.package_digest()) if is_on() else ()


def _is_for_disk(library: Any) -> bool:
    """Say whether all calls in a library are of the mode that `_key` says."""
    return _modes_of(library) <= {is_on()}


def _modes_of(library: Any) -> set[bool]:
    """Return whether the calls of known functions in a library have vector functions."""
    if isinstance(library, _Library):
        return library.modes
    return _modes_in(module_for_linking(library))  # older than all this


def _modes_in(module: Any) -> set[bool]:
    """Return the modes of LLVM's module that was compiled in one."""
    if any(each.name.startswith(KEEP) for each in module.global_variables):
        return {True}
    return set() if _known.keys().isdisjoint(each.name for each in module.functions) else {False}


class _Library(OpenLibrary):
    """Numba's code of a function, with vector functions where the mode is on.

    Attributes
    ----------
    modes
        Whether calls of known functions have vector functions, for those in it.
    """

    def __init__(self, codegen: Any, name: str) -> None:
        super().__init__(codegen, name)
        self.modes: set[bool] = set()

    def rewrite(self, module: Any) -> Iterable[Any]:
        # a body is as it is whatever the mode
        if is_compiling_body():
            return []
        calls = [] if _known.keys().isdisjoint(module.globals) else list(_calls(module))
        if calls:
            self.modes.add(is_on())
        if not is_on():
            return []
        if True in self.modes:
            add_contiguous_versions(module)
        repeat_scalars(module)
        for call in calls:
            _simplify(call)
        calls = [call for call in calls if not _may_be_roots(call)]
        for call in calls:
            _offer_vectors(call)
        for comparison in _comparisons(module):
            _compare_summand(comparison)
        return [_declarations(*each) for each in {_function_of(call) for call in calls}]

    def include(self, library: Any) -> None:
        self.modes |= _modes_of(library)

    def load(self, module: Any) -> None:
        self.modes |= _modes_in(module)

    def for_machine(self, module: Any) -> Any:
        kept = [each.name for each in module.global_variables if each.name.startswith(KEEP)]
        if not kept:
            return module
        module = module.clone()
        for name in kept:
            module.get_global_variable(name).linkage = "internal"
        _run(module, "add_global_dead_code_eliminate_pass", "add_strip_dead_prototype_pass")
        called = {_vector[each.name] for each in module.functions if each.name in _vector}
        for each in called:
            module.link_in(vector_module(*each), preserve=True)
        for each in module.functions:
            if each.name.startswith(PREFIX):
                each.linkage = "internal"
                if not each.name.endswith(ANY):
                    each.add_function_attribute("alwaysinline")
        if called:
            _run(module, "add_always_inliner_pass", "add_global_dead_code_eliminate_pass")
            return _with_aligned_stack(module)
        return module


def _with_aligned_stack(module: Any) -> Any:
    """Return LLVM's module, whose functions keep whole vectors on the stack at aligned places.

    Without that the caller decides where they are, and reading them may take twice as long.
    """
    attribute = rf"\g<0> alignstack={vector_sizes()[0]}"
    return llvm.parse_assembly(re.sub(r"(?m)^attributes #\d+ = {", attribute, str(module)))


def _run(module: Any, *passes: str) -> None:
    """Run passes of LLVM's over its module."""
    builder = llvm.create_pass_builder(_machine(), llvm.create_pipeline_tuning_options())
    manager = llvm.create_new_module_pass_manager()
    for each in passes:
        getattr(manager, each)()
    manager.run(module, builder)


@functools.cache
def _machine() -> Any:
    return target_machine()[1]


def _instructions(module: Any) -> Iterator[Any]:
    """Yield the instructions of llvmlite's module."""
    for function in module.functions:
        for block in function.blocks:
            yield from block.instructions


def _calls(module: Any) -> Iterator[Any]:
    """Yield the calls of known functions."""
    for instruction in _instructions(module):
        name = getattr(getattr(instruction, "callee", None), "name", None)
        if name in _known and _function_of(instruction) is not None:
            yield instruction


def _function_of(call: Any) -> Any:
    """Return the function that stands for a callee, and its working type.

    None if the callee does not take and return what the function of its name does.
    """
    definition, types = _known[call.callee.name]
    for working in types:
        element = FLOATS[working].llvm
        shape = ir.FunctionType(element, [element] * len(definition.inputs))
        if call.callee.function_type == shape:
            return definition, working
    return None


def _declarations(definition: Elementwise, working: str) -> Any:
    """Return LLVM's module that declares the vector functions of a working type, and keeps them."""
    element = str(FLOATS[working].llvm)
    lines, names = [], []
    for each in vector_functions(definition, working):
        parameters = [f"<{each.lanes} x {element}>"] * len(definition.inputs)
        result, masks = parameters[0], [f"<{each.lanes} x i1>"] * each.masked
        names.append(f'ptr @"{each.name}"')
        lines.append(
            f'declare {result} @"{each.name}"({", ".join(parameters + masks)}) '
            "nounwind willreturn memory(none)"
        )
    kept = f"[{len(names)} x ptr] [{', '.join(names)}]"
    lines.append(f'@"{KEEP}{definition.__name__}.{working}" = weak_odr constant {kept}')
    return llvm.parse_assembly("\n".join(lines))


def _offer_vectors(call: Any) -> None:
    """Put the names of the vector functions on a call."""
    definition, working = _function_of(call)
    parameters = "v" * len(definition.inputs)
    variants = [
        f"_ZGV_LLVM_{'M' if each.masked else 'N'}{each.lanes}{parameters}_"
        f"{call.callee.name}({each.name})"
        for each in vector_functions(definition, working)
    ]
    if variants:
        attribute = f'"vector-function-abi-variant"="{",".join(variants)}"'
        for each in ("memory(none)", "nounwind", "willreturn", attribute):
            set.add(call.attributes, each)  # llvmlite does not know them


# What LLVM puts in a call's place itself has no vector functions: so it is put there first.


def _simplify(call: Any) -> None:
    """Call exp2 for a power of 2, cbrt for a cube root (`np.cbrt`), and log2 by LLVM's name."""
    function, working = _function_of(call)
    single = working == "float32"
    suffix = "f32" if single else "f64"
    if function.__name__ in ("exp2", "log2"):
        _call_instead(call, f"llvm.{function.__name__}.{suffix}", *call.args)
    elif function.__name__ == "pow":
        base, exponent = call.args
        if _constant(base) == 2:
            _call_instead(call, f"llvm.exp2.{suffix}", exponent)
        elif _constant(exponent) == 1 / 3 and "fast" in call.fastmath:
            _call_instead(call, "cbrtf" if single else "cbrt", base)


def _call_instead(call: Any, name: str, argument: Any) -> None:
    """Have a call be that of another function of one argument."""
    shape = ir.FunctionType(argument.type, [argument.type])
    call.operands = [cgutils.get_or_insert_function(call.module, shape, name), argument]


def _may_be_roots(call: Any) -> bool:
    """Say whether LLVM may have square roots for a power, which are faster than anything else."""
    is_power = call.callee.name.startswith("llvm.pow")
    return is_power and bool(call.fastmath) and _constant(call.args[1]) in (0.25, 0.75)


# Numba's default error model asks before each division whether the divisor is 0, and a loop that
# may end with an exception does not vectorize. LLVM knows that e^x is not negative, but not that
# 1 + e^x is not 0, as in the logistic function. It does where the summand is compared: c + v is 0
# for v = -c alone, and rounds to 0 for no other v. An infinite c has no such v: ∞ − ∞ is NaN.


def _comparisons(module: Any) -> Iterator[Any]:
    """Yield the comparisons of a sum with 0, in llvmlite's module."""
    for instruction in _instructions(module):
        if isinstance(instruction, ir.FCMPInstr) and instruction.op == "oeq":
            total, zero = instruction.operands
            if _constant(zero) == 0 and getattr(total, "opname", None) == "fadd":
                yield instruction


def _compare_summand(comparison: Any) -> None:
    """Compare a summand in place of the sum where the other one is a constant."""
    for constant, other in itertools.permutations(comparison.operands[0].operands):
        value = _constant(constant)
        if value and math.isfinite(value):
            comparison.operands = [other, ir.Constant(other.type, -value)]
            return


def _constant(value: Any) -> float | None:
    """Return a number that a value is known to be."""
    if getattr(value, "opname", None) == "sitofp":
        (value,) = value.operands
    is_known = isinstance(value, ir.Constant) and isinstance(value.constant, (int, float))
    return float(value.constant) if is_known else None
