"""What NVVM made of it: 128-bit accesses, no float64 in float32, nothing fused or approximate."""

import re
import shutil

import ptx
import pytest
from cuda_kernels import (
    CAPABILITIES,
    CAPABILITY,
    OTHERS,
    STORAGES,
    TURNS,
    code,
    resources,
    schedule,
)
from walk import FUNCTIONS

import numba_act as na
from numba_act.cuda.kernels import Schedule, build
from numba_act.primitives import fma

every_function = pytest.mark.parametrize("name", FUNCTIONS)
every_storage = pytest.mark.parametrize("storage", STORAGES)

VECTOR = re.compile(r"(ld|st)\.global\.(v4\.[fub]32|v2\.[fub]64)")


def accesses(kernel):
    """Return a letter for each access, in order: l and s for an element, L and S for 16 bytes."""
    letters = []
    for each in kernel.instructions:
        if each.opcode.startswith(("ld.global", "st.global")):
            letters.append(each.name[0].upper() if VECTOR.fullmatch(each.opcode) else each.name[0])
    return "".join(letters)


def check(text, made, capability):
    major, minor = capability
    assert f".target sm_{major}{minor}\n" in text
    # the evaluator knows every instruction: none is approximate, flushes subnormals, may be fused
    kernel = ptx.Kernel(text)
    assert not re.search(r"\.(local|shared|func)\b|\bcall\b", text)
    if made.storage != "float64":
        assert ".f64" not in text

    found = accesses(kernel)
    loads, stores = found.count("l"), found.count("s")  # the elements after the last vector
    assert 1 <= loads <= len(made.inputs)
    assert stores == len(made.outputs)
    # all loads of several units are on their way before a result is written
    main = f"(?<!L)L{{{loads * made.vectors}}}S{{{stores * made.vectors}}}(?!S)"
    assert len(re.findall(main, found)) == 1
    # and the rest goes by one unit
    rest = re.sub(main, "", found).replace("l" * loads + "s" * stores, "")
    assert re.fullmatch(f"(L{{{loads}}}S{{{stores}}})+", rest)


@every_storage
@every_function
def test_every_kernel(name, storage):
    check(code(name, storage), schedule(name, storage), CAPABILITY)


@every_storage
@every_function
def test_another_capability(name, storage):
    made, capability = schedule(name, storage), TURNS[name, storage]
    check(code(name, storage, capability), made, capability)


@pytest.mark.sweep
@pytest.mark.parametrize("capability", OTHERS)
@every_storage
@every_function
def test_every_capability(name, storage, capability):
    check(code(name, storage, capability), schedule(name, storage), capability)


def fused(body, capability):
    """Return how many of each operation the kernel of a body has."""
    text = build(body.definition, Schedule.contiguous(body.definition, "float32"), capability).ptx
    opcodes = [each.opcode for each in ptx.Kernel(text).instructions]
    return {name: opcodes.count(f"{name}.rn.f32") for name in ("mul", "add", "sub", "fma")}


@pytest.mark.parametrize("capability", CAPABILITIES)
def test_fused_where_the_definition_says(capability):
    @na.activation
    def apart(x, y=1.0):
        return x * y + x

    @na.activation
    def together(x, y=1.0):
        return fma(x, y, x)

    one, other = fused(apart, capability), fused(together, capability)
    assert one["fma"] == 0
    assert one["mul"] == one["add"] > 0
    assert other["fma"] == one["mul"]
    assert other["mul"] == other["add"] == 0


SELECTED = ["relu", "silu", "gelu.vjp", "mish.grad", "erf", "log1p", "swiglu", "swiglu.vjp"]


needs_ptxas = pytest.mark.skipif(shutil.which("ptxas") is None, reason="ptxas is not installed")


@needs_ptxas
@every_storage
@pytest.mark.parametrize("name", SELECTED)
def test_registers(name, storage, tmp_path):
    # two blocks of 256 threads share the 65,536 registers of a multiprocessor, or more do
    assert resources(code(name, storage), CAPABILITY, tmp_path) <= 128


@needs_ptxas
@pytest.mark.sweep
@pytest.mark.parametrize("capability", CAPABILITIES)
@every_storage
@every_function
def test_registers_of_every_kernel(name, storage, capability, tmp_path):
    assert resources(code(name, storage, capability), capability, tmp_path) <= 128
