"""What the compiler made of it: vector loops, no calls, no float64 in float32 code."""

import platform
import re

import llvmlite.binding as llvm
import numba
import numpy as np
import pytest

import numba_act as na
from numba_act.core.floats import FLOATS, WORKING_TYPES
from numba_act.cpu.kernel import INTERLEAVE, LINE
from numba_act.cpu.kernel import is_light as body_is_light
from numba_act.cpu.memory import LANES
from numba_act.cpu.packed.ufunc import kernels_of
from numba_act.cpu.ufunc import made_of, ufuncs_of
from tests.support.walk import ACTIVATIONS, CASES, FUNCTIONS, in_turn, one_in, one_of_each, some_of

pytestmark = pytest.mark.skipif(
    platform.machine() not in ("x86_64", "AMD64"), reason="reads x86 assembly"
)

VECTOR = "%zmm" if llvm.get_host_cpu_features()["avx512f"] else "%ymm"
ARITHMETIC = r"v(?:add|sub|mul|div|sqrt|max|min|cmp\w*|fn?m(?:add|sub)\d*|rndscale|roundp?)"
# The lanes beside a lone half are converted with it, whatever is in them. Without masks for 16 bits
# it is also how the last elements of a row are put together.
LONE_HALF = re.compile(r"\bvpinsrw\b")
MASKS = llvm.get_host_cpu_features()["avx512bw"]
SCALAR_SINGLE = re.compile(rf"^\s*{ARITHMETIC}ss\b", re.MULTILINE)
DOUBLE = re.compile(rf"^\s*(?:{ARITHMETIC}[sp]d|vcvts[si]2sd|vcvt\w*2pd)\b", re.MULTILINE)


def loops(assembly):
    """Return the text of each innermost loop: from a label to the jump back to it."""
    found = []
    start, label = 0, None
    lines = assembly.splitlines()
    for number, line in enumerate(lines):
        if named := re.match(r"(\.L\w+):", line):
            start, label = number, named[1]
        elif label and re.match(rf"\s+j\w+\s+{re.escape(label)}$", line):
            found.append("\n".join(lines[start : number + 1]))
    return found


def kernel_assembly(loop):
    """Return the assembly of a kernel, without its wrapper for C."""
    assembly = loop.compile()._library.get_asm_str()
    kernel, _, wrapper = assembly.partition("\ncfunc.")
    assert wrapper
    return kernel


def is_light(loop):
    working = FLOATS[loop.storage].working
    fast = None if loop.parameters else loop.fast_kernel()
    scalar = (
        fast.scalar
        if fast is not None and fast.has_all
        else loop.definition.checked_scalar(working)
    )
    kinds = (WORKING_TYPES[working],) * (loop.inputs + len(loop.constants))
    scalar.compile(kinds)
    return body_is_light(scalar.overloads[kinds])


def some(names):
    """Return names for `parametrize`: by default one of every eighth activation."""
    return some_of(names, one_in(4, one_of_each(names)))


def loop_of(function, storage, plain=False):
    """Return what makes the kernel of a function, or of it with the defaults of its parameters."""
    definition = function.definition
    made = made_of(definition, plain).kernels
    (loop,) = [kernel.loop for kernel in made if kernel.loop.storage == storage]
    return loop


def check(loop):
    assembly = kernel_assembly(loop)
    assert not re.search(r"^\s*call", assembly, re.MULTILINE)
    if loop.storage != "float64":
        assert not DOUBLE.search(assembly)
    found = loops(assembly)
    # one loop, or one for uniform and one for varying parameters, each maybe unrolled once more
    assert len(found) >= (2 if loop.parameters else 1)
    for each in found:
        assert VECTOR in each or "%ymm" in each, each
        assert not SCALAR_SINGLE.search(each), each
    # several inputs from memory arrive faster in halves of a cache line
    narrow = loop.storage == "float32" and loop.inputs > 1 and is_light(loop)
    assert narrow or VECTOR in assembly
    if loop.storage == "float16" and MASKS:
        assert not LONE_HALF.search(assembly)


@pytest.mark.parametrize("function", [na.bilinear, na.reglu, na.relu.vjp], ids=lambda f: f.__name__)
def test_several_inputs_of_a_light_function(function, capfd):
    loop = loop_of(function, "float32")
    assert is_light(loop)
    assembly = kernel_assembly(loop)
    assert "%ymm" in assembly
    assert "%zmm" not in assembly
    # a block's lines are asked for before they are written
    block = next(each for each in loops(assembly) if "prefetch" in each)
    assert block.count("prefetch") == LANES * INTERLEAVE * 4 // LINE
    assert block.rindex("prefetch") < block.index("vmovups")
    assert not capfd.readouterr().err  # LLVM warns of loops that did not become vectors


@pytest.mark.parametrize("function", [na.hard_swish, na.exp, na.swiglu], ids=lambda f: f.__name__)
def test_functions_that_are_not_light(function):
    assert not is_light(loop_of(function, "float32"))


@pytest.mark.parametrize("name", some(FUNCTIONS))
def test_float32_kernels(name):
    function = FUNCTIONS[name]
    check(loop_of(function, "float32"))


@pytest.mark.parametrize(
    "name", some([n for n, f in FUNCTIONS.items() if len(ufuncs_of(f.definition)) > 1])
)
def test_kernels_that_know_the_defaults(name):
    function = FUNCTIONS[name]
    check(loop_of(function, "float32", plain=True))


@pytest.mark.parametrize(
    ("name", "storage"), in_turn(CASES, ["float16", "bfloat16"], one_in(4, one_of_each(CASES)))
)
def test_16_bit_kernels(name, storage):
    function = CASES[name].function
    check(loop_of(function, storage))


PACKED = {
    f"{name}{kind}": definition
    for name, function in ACTIVATIONS.items()
    if function.definition.is_gate
    for kind, definition in (("", function.definition), (".vjp", function.definition.joint_vjp()))
}


@pytest.mark.parametrize(
    ("name", "storage"), in_turn(PACKED, ["float16", "float32", "bfloat16"], one_in(3, PACKED))
)
def test_kernels_of_packed_rows(name, storage):
    definition = PACKED[name]
    made = kernels_of(definition)
    (loop,) = [kernel.loop for kernel in made if kernel.loop.storage == storage]
    kernel = kernel_assembly(loop)
    assert not re.search(r"^\s*call", kernel, re.MULTILINE)
    assert not DOUBLE.search(kernel)
    if storage == "float16" and MASKS:
        assert not LONE_HALF.search(kernel)
    # blocks of a row, its last vectors; the loop over short rows has branches for their length
    found = [loop for loop in loops(kernel) if VECTOR in loop or "%ymm" in loop]
    assert len(found) >= 2
    assert not any(SCALAR_SINGLE.search(loop) for loop in found)
    if not definition.parameters:  # what depends on them alone is computed once
        assert not SCALAR_SINGLE.search(kernel)


def user_loop(function):
    """Compile a user's own loop for float32 and return its assembly."""
    inputs = len(function.definition.inputs)
    if inputs == 1:

        @numba.njit
        def loop(x, y, out):
            for k in range(out.size):
                out[k] = 2.0 * function(x[k]) + y[k]

    else:

        @numba.njit
        def loop(x, y, out):
            for k in range(out.size):
                out[k] = 2.0 * function(x[k], y[k]) + y[k]

    array = numba.types.Array(numba.float32, 1, "C")
    loop.compile((array, array, array))
    (assembly,) = loop.inspect_asm().values()
    return assembly


SELECTED = [na.relu, na.silu, na.silu.grad, na.gelu, na.mish.grad, na.exp, na.swiglu]


@pytest.mark.parametrize("function", SELECTED, ids=lambda f: f.definition.__name__)
def test_loop_of_a_user(function):
    vector = [loop for loop in loops(user_loop(function)) if "%zmm" in loop or "%ymm" in loop]
    assert vector
    assert not any("call" in loop for loop in vector)


def test_the_reader_of_assembly_sees_calls_and_scalars():
    """A loop with a call to the C library must fail what the others pass."""

    @numba.njit
    def loop(x, out):
        for k in range(out.size):
            out[k] = np.exp(x[k])

    array = numba.types.Array(numba.float32, 1, "C")
    loop.compile((array, array))
    (assembly,) = loop.inspect_asm().values()
    assert any("call" in each for each in loops(assembly))
    assert DOUBLE.search("\tvfmadd213pd\t%zmm0, %zmm1, %zmm2")
    assert SCALAR_SINGLE.search("\tvmulss\t%xmm0, %xmm1, %xmm2")
