"""Vector functions for loops that LLVM vectorizes: LLVM IR of a scalar function, several at a time.

LLVM replaces the call of a scalar function in a loop by that of a vector function where it knows
one for the width that it chooses. So there is one for each, and a second one for calls under a
condition, which takes a mask.

A vector of ordinary numbers is computed in place: by the fast path, where there is one. Any other
goes to a function of its own, which leaves no flag up but those that mean something.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import llvmlite.binding as llvm
import numpy as np
from llvmlite import ir
from numba.core import cgutils

from ..core.compat import cpu_target, llvm_target
from ..core.definition import Elementwise
from ..core.floats import FLOATS, WORKING_TYPES
from ..core.scalars import numbas_compiler
from .cache import load_or_make, target_machine
from .kernel import FastKernel, emit_scalar_loop
from .status import FP_FLAGS, emit_get_status, emit_set_status

#: The names of all vector functions begin with it.
PREFIX = "numba_act."

#: The end of the names of those for any numbers, which are called and not inlined.
ANY = ".any"

#: The end of the names of those that take a mask.
MASKED = ".masked"

#: What stands in the lanes that a mask leaves out, or what the fast path begins with if that is
#: larger: in the domain of each function, far from where one raises a flag.
_UNUSED = 0.5


@dataclass(frozen=True)
class VectorFunction:
    """One of the vector functions of a scalar one."""

    name: str
    lanes: int
    masked: bool


@functools.cache
def vector_sizes() -> tuple[int, ...]:
    """Return the sizes in bytes of the vectors that the CPU computes with, the largest first.

    None where it has no fused multiply-add: the bodies would be slower than scalar code.
    """
    triple, _, features = llvm_target()
    known = set(features.split(","))
    if triple.startswith(("aarch64", "arm64")):
        return (16,)
    if not {"+fma", "+avx2"} <= known:
        return ()
    return (64, 32, 16) if {"+avx512f", "+avx512dq", "+avx512vl"} <= known else (32, 16)


def vector_functions(definition: Elementwise, working: str) -> Iterator[VectorFunction]:
    """Return the vector functions that `vector_module` has."""
    for size in vector_sizes():
        lanes = size // FLOATS[working].itemsize
        name = f"{PREFIX}{definition.__name__}.{working}x{lanes}"
        yield VectorFunction(name, lanes, masked=False)
        yield VectorFunction(name + MASKED, lanes, masked=True)


@functools.cache
def vector_module(definition: Elementwise, working: str) -> Any:
    """Return LLVM's module of the vector functions of a working type.

    From the disk where it is there. To be linked into other modules: what is linked in several
    times is one function.
    """
    key = definition.cache_key()
    code = load_or_make(
        None if key is None else f"vector functions\n{working}\n{key}",
        lambda: _compiled(definition, working).as_bitcode(),
    )
    return llvm.parse_bitcode(code)


def _compiled(definition: Elementwise, working: str) -> Any:
    """Return the module, compiled: each function is a sequence of vector instructions."""
    with numbas_compiler():
        maker = _Maker(definition, working)
        functions = list(vector_functions(definition, working))
        module = llvm.parse_assembly(maker.body.library.get_llvm_str())
        if maker.usual is not maker.body:
            module.link_in(llvm.parse_assembly(maker.usual.library.get_llvm_str()))
        plain, masked = new_module(module), new_module(module)
        for each in functions:
            if each.masked:
                maker.emit_masked(masked, each)
            else:
                maker.emit(plain, each, maker.emit_any(plain, each))
        module.link_in(llvm.parse_assembly(str(plain)))
        optimize(module)
        module.link_in(llvm.parse_assembly(str(masked)))
        module.verify()
    return module


def new_module(like: Any) -> Any:
    """Return llvmlite's module for the same machine."""
    module = ir.Module()
    module.triple, module.data_layout = like.triple, like.data_layout
    return module


class _Maker:
    """Emits the vector functions of a scalar one."""

    def __init__(self, definition: Elementwise, working: str) -> None:
        assert definition.warns is not None
        self.warns = definition.warns
        self.element = FLOATS[working].llvm
        self.inputs = len(definition.inputs)
        kinds = (WORKING_TYPES[working],) * self.inputs
        fast = definition.fast_path
        if fast is not None and fast.magnitude and "overflow" in self.warns:
            # Beyond e^x underflows or overflows, which is usual where something is masked, and in
            # the tails of distributions: the body for all takes a fifth longer, a call six times.
            fast = None
        scalars = [definition.scalar(working), definition.scalar(working, fast=fast is not None)]
        for scalar in scalars:
            scalar.compile(kinds)
        self.body, self.usual = (scalar.overloads[kinds] for scalar in scalars)
        self.unused = _UNUSED
        # Where the body raises no flag that means nothing: for all but NaN. Of two inputs an
        # infinite one is beyond, and asin and acos have a domain.
        largest: Any = np.inf
        if fast is not None or self.inputs > 1:
            largest = np.finfo(working).max
        elif "invalid" in self.warns:
            largest = 1.0
        zero, limit = np.array((0, largest), working)
        self.numbers = FastKernel(self.body, 0, zero, limit, magnitude=True)
        #: What all of the arguments are to be, or one after the other.
        self.ordinary = [(self.numbers, slice(None))]
        if fast is not None:
            cases = FastKernel.of(fast, working, self.usual).cases
            self.ordinary = [(case, slice(case.operand, case.operand + 1)) for case in cases]
            self.unused = max(_UNUSED, float(cases[0].smallest))

    def function(self, module: Any, name: str, lanes: int, masked: bool = False) -> Any:
        """Declare a vector function."""
        vector = ir.VectorType(self.element, lanes)
        kinds = [vector] * self.inputs + [ir.VectorType(ir.IntType(1), lanes)] * masked
        function = ir.Function(module, ir.FunctionType(vector, kinds), name)
        function.attributes.add("nounwind")
        for attribute in ("memory(none)", "willreturn"):
            set.add(function.attributes, attribute)  # llvmlite does not know them
        return function

    def start(self, function: Any) -> Any:
        """Return what emits the code of a function that stays where nothing calls it yet."""
        function.linkage = "weak_odr"
        return ir.IRBuilder(function.append_basic_block())

    def emit(self, module: Any, which: VectorFunction, others: Any) -> None:
        """Emit a vector function: in place for ordinary numbers, a call of `others` for all."""
        function = self.function(module, which.name, which.lanes)
        builder = self.start(function)
        tests = [case.emit_test(builder, function.args[which]) for case, which in self.ordinary]
        is_ordinary = functools.reduce(builder.and_, tests)
        with builder.if_then(builder.not_(is_ordinary), likely=False):
            builder.ret(builder.call(others, function.args))
        builder.ret(self.emit_lanes(builder, self.usual, function.args))

    def emit_any(self, module: Any, which: VectorFunction) -> Any:
        """Emit the function for any numbers, and return it."""
        function = self.function(module, which.name + ANY, which.lanes)
        for attribute in ("cold", "noinline"):
            function.attributes.add(attribute)
        builder = self.start(function)
        # Reading and writing the flags takes as long as the rest.
        may_raise = self.emit_may_raise(builder, function.args)
        before = cgutils.alloca_once(builder, ir.IntType(64))
        with builder.if_then(may_raise):
            builder.store(emit_get_status(builder), before)
        given = [_emit_now(builder, each) for each in function.args]
        result = _emit_now(builder, self.emit_lanes(builder, self.body, given))
        with builder.if_then(may_raise):
            after = emit_get_status(builder)
            wanted = builder.and_(after, after.type(sum(FP_FLAGS[name] for name in self.warns)))
            emit_set_status(builder, builder.or_(builder.load(before), wanted))
        builder.ret(result)
        return function

    def emit_may_raise(self, builder: Any, arguments: Any) -> Any:
        """Return whether the body may raise flags that mean nothing, for any of these numbers.

        That of a function that is defined everywhere does so for NaN alone, "underflow" apart,
        which NumPy does not look at by default.
        """
        if "invalid" in self.warns:
            return ir.IntType(1)(1)
        return builder.not_(self.numbers.emit_test(builder, arguments))

    def emit_masked(self, module: Any, which: VectorFunction) -> None:
        """Emit the function that takes a mask: it has harmless inputs in the lanes left out.

        Nothing is computed where that is all of them: a condition may be a rare one.
        """
        plain = self.function(module, which.name.removesuffix(MASKED), which.lanes)
        function = self.function(module, which.name, which.lanes, masked=True)
        builder = self.start(function)
        *arguments, chosen = function.args
        unused = ir.Constant(plain.return_value.type, [self.unused] * which.lanes)
        lanes = ir.IntType(which.lanes)
        with builder.if_then(builder.icmp_signed("==", builder.bitcast(chosen, lanes), lanes(0))):
            builder.ret(unused)
        given = [builder.select(chosen, each, unused) for each in arguments]
        builder.ret(builder.call(plain, given))

    def emit_lanes(self, builder: Any, body: Any, arguments: Any) -> Any:
        """Emit a loop over the lanes of vectors, which LLVM makes one step of."""
        context = cpu_target.target_context
        vector = arguments[0].type
        with builder.goto_entry_block():
            slots = [builder.alloca(vector) for _ in range(self.inputs + 1)]
        for argument, slot in zip(arguments, slots, strict=False):
            builder.store(argument, slot)
        places = [builder.bitcast(slot, self.element.as_pointer()) for slot in slots]

        def call(values: Any) -> Any:
            callee = context.declare_function(builder.module, body.fndesc)
            kinds = body.signature.return_type, body.signature.args
            _, result = context.call_conv.call_function(builder, callee, *kinds, values)
            return result

        emit_scalar_loop(builder, places[:-1], places[-1], vector.count, call)
        return builder.load(slots[-1])


def _emit_now(builder: Any, value: Any) -> Any:
    """Return a vector that is computed here: after and before what reads and writes the flags."""
    shape = ir.FunctionType(value.type, [value.type])
    registers = "v" if llvm_target()[0].startswith("x86") else "w"
    return builder.asm(shape, "", f"={registers},0", [value], side_effect=True)


def optimize(module: Any) -> None:
    """Inline the bodies, vectorize the loops around them, and drop everything else."""
    for each in (*module.functions, *module.global_variables):
        if not each.is_declaration and not each.name.startswith(PREFIX):
            each.linkage = "internal"
    options = llvm.create_pipeline_tuning_options(speed_level=3)
    options.loop_vectorization = True
    passes = llvm.create_pass_builder(target_machine()[1], options)
    manager = passes.getModulePassManager()
    manager.add_global_dead_code_eliminate_pass()
    manager.add_strip_dead_prototype_pass()
    manager.run(module, passes)
