"""Every elementwise kernel for every compute capability: what NVVM made of it, and its bits.

128-bit accesses, no float64 in float32, nothing fused or approximate, no memory but the arrays',
nothing spilled; and the same bits on both targets: the emitted PTX, executed, against the CPU's
ufunc. NaN is NaN on both; its bits are no part of the promise.
"""

import functools
import itertools
import re

import ml_dtypes
import numpy as np
import pytest

import numba_act as na
from numba_act.core.primitives import fma
from numba_act.cuda.compile import kernel_of as build
from numba_act.cuda.kernel import DEFAULT, Schedule
from tests.support import ptx
from tests.support.cuda_kernels import (
    CAPABILITIES,
    CAPABILITY,
    GATES,
    OTHERS,
    SHORT,
    STORAGES,
    TURNS,
    Compiled,
    inputs_in_memory,
    resources,
)
from tests.support.walk import (
    BITS,
    DTYPES,
    FUNCTIONS,
    assert_same_bits,
    base_name,
    one_in,
    one_of_each,
    parameters,
    spread,
    tuple_of,
    turn_of,
    typical,
    unless,
)

COUNT = 1 << 18

# Kernels, compiled once for all tests of them ----------------------------------------------------


#: Functions whose parameters all have defaults.
WITH_DEFAULTS = [name for name, each in FUNCTIONS.items() if each.definition.defaults()]

BY_DEFAULT = one_in(4, one_of_each(FUNCTIONS))


every_kernel = pytest.mark.parametrize(
    "compiled",
    [
        pytest.param((name, storage), marks=unless(name in BY_DEFAULT and storage == turn_of(name)))
        for name in FUNCTIONS
        for storage in STORAGES
    ],
    ids="-".join,
    indirect=True,
    scope="module",
)
every_kernel_of_halves = pytest.mark.parametrize(
    "compiled_halves",
    [
        pytest.param((name, storage), marks=unless(storage == turn_of(name) and k % 8 == 1))
        for k, name in enumerate(GATES)
        for storage in STORAGES
    ],
    ids="-".join,
    indirect=True,
    scope="module",
)


@pytest.fixture(scope="module")
def compiled(request):
    """A kernel of aligned contiguous arrays, for every capability."""
    return Compiled(*request.param)


@pytest.fixture(scope="module")
def compiled_halves(request):
    """A kernel of a gate whose inputs are halves of one array, for every capability."""
    return Compiled(*request.param, halves=True)


# What NVVM made of it ----------------------------------------------------------------------------

VECTOR = re.compile(r"(ld|st)\.global\.(v4\.[fub]32|v2\.[fub]64)")


def accesses(kernel):
    """Return a letter for each access, in order: l and s for an element, L and S for 16 bytes."""
    letters = []
    for each in kernel.instructions:
        if each.opcode.startswith(("ld.global", "st.global")):
            letters.append(each.name[0].upper() if VECTOR.fullmatch(each.opcode) else each.name[0])
    return "".join(letters)


def check_code(compiled, capability):
    made, text = compiled.schedule, compiled.ptx[capability]
    # the evaluator knows every instruction: none may be fused, and what is approximate is the start
    # of a division or a root
    kernel = compiled.kernel(capability)
    assert not re.search(r"\.(local|shared|func)\b|\bcall\b", text)
    if made.storage != "float64":
        assert ".f64" not in text
        # which machine code calls a function for
        assert not re.search(r"\b(div|rcp|sqrt)\.rn\.f32", text)

    found = accesses(kernel)
    loads, stores = inputs_in_memory(made), len(made.outputs)
    if not made.dimensions:  # the elements after the last vector
        elements = re.findall("l+s+", found)
        assert len(elements) == 1
        loads = elements[0].count("l")  # a gradient need not depend on all of them
        assert 1 <= loads <= inputs_in_memory(made)
        assert elements[0].count("s") == stores
        found = found.replace(elements[0], "")
    # all loads of several units are on their way before a result is written
    main = f"(?<!L)L{{{loads * made.vectors}}}S{{{stores * made.vectors}}}(?!S)"
    assert len(re.findall(main, found)) == 1
    # and the rest goes by one unit, where there are several
    rest = re.sub(main, "", found)
    assert re.fullmatch(f"(L{{{loads}}}S{{{stores}}})*", rest)
    assert bool(rest) == (made.vectors > 1)


def check_every_code(compiled):
    assert sorted(itertools.chain(*compiled.bodies)) == sorted(CAPABILITIES)
    for capability, *_ in compiled.bodies:
        check_code(compiled, capability)


@every_kernel
def test_code(compiled):
    check_every_code(compiled)


@every_kernel_of_halves
def test_code_of_halves(compiled_halves):
    check_every_code(compiled_halves)


def check_registers(compiled, capability):
    # Of the 65,536 registers of a multiprocessor, four blocks of 256 threads have a part, or fewer
    # where a body would spill. In float64, whose numbers take two each, one block at least:
    # 168 are what one and a half would have. Such a kernel is bound by its arithmetic, more than by
    # how many threads wait for memory.
    most = 168 if compiled.storage == "float64" else 64 if compiled.name in SHORT else 128
    # the longest bodies spill a few even so
    is_long = compiled.name.startswith(("smooth_", "sau", "snake", "quick_geglu.vjp"))
    spilled = 64 if is_long else 0
    assert resources(compiled.ptx[capability], capability, spilled) <= most


@every_kernel
def test_registers(compiled):
    check_registers(compiled, TURNS[compiled.name, compiled.storage])


@every_kernel_of_halves
def test_registers_of_halves(compiled_halves):
    check_registers(compiled_halves, TURNS[compiled_halves.name, compiled_halves.storage])


@pytest.mark.sweep
@pytest.mark.parametrize("capability", CAPABILITIES)
@every_kernel
def test_registers_of_every_capability(compiled, capability):
    check_registers(compiled, capability)


@pytest.mark.sweep
@pytest.mark.parametrize("capability", CAPABILITIES)
@every_kernel_of_halves
def test_registers_of_halves_of_every_capability(compiled_halves, capability):
    check_registers(compiled_halves, capability)


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


# Bits --------------------------------------------------------------------------------------------


def special(dtype, at):
    """Return the values at which bodies branch or round differently, and their neighbours."""
    unsigned = BITS[dtype.itemsize]
    ordinary = [0.5, 1, 2, 3, 6, 7, 20, 90, 700, 1e4, *at]
    normal = ml_dtypes.finfo(dtype).smallest_normal
    bits = np.abs(np.array([0, normal, np.inf, *ordinary], dtype)).view(unsigned)
    bits = np.concatenate([bits - unsigned(1), bits, bits + unsigned(1)])  # all bits set: NaN
    positive = np.unique(bits & unsigned(2 ** (8 * dtype.itemsize - 1) - 1)).view(dtype)
    return np.concatenate([positive, -positive])


@functools.lru_cache(maxsize=8)
def samples(arity, dtype, at, count):
    """Return inputs: all combinations of the special values, and then half of the rest spread over
    all bit patterns and half of ordinary size."""
    with np.errstate(invalid="ignore", over="ignore"):
        values = special(dtype, at)
    axes = [values] * arity if arity < 3 else [values[::7], values, values]
    corners = [each.reshape(-1) for each in np.meshgrid(*axes)]
    random = np.random.default_rng(0)
    if arity > 2:  # and those of the first that are left out
        again = np.tile(values, 7)
        corners = [np.concatenate([each, random.permutation(again)]) for each in corners]
    rest = max(0, count - corners[0].size)
    columns = []
    for corner in corners:
        patterns = np.resize(spread(rest - rest // 2, dtype), rest - rest // 2)
        size = np.exp2(random.uniform(-12, 7, rest // 2)) * random.choice([-1, 1], rest // 2)
        columns.append(np.concatenate([corner, random.permutation(patterns), size.astype(dtype)]))
    return columns


def few(inputs, count=3001):
    """Return some of the inputs: several blocks, the last one in part, and a tail."""
    random = np.random.default_rng(1)
    return [each[random.integers(each.size, size=count)] for each in inputs]


def inputs_of(function, dtype):
    arity = len(function.definition.inputs)
    if dtype.itemsize == 2 and arity == 1:
        return [spread(1 << 16, dtype)]  # every one there is
    return samples(arity, dtype, tuple(map(float, parameters(function, dtype))), COUNT + 1)


def check(compiled, inputs, values, capabilities=(CAPABILITY,)):
    with np.errstate(all="ignore"):
        expected = tuple_of(FUNCTIONS[compiled.name](*inputs, *values))
        for capability in capabilities:
            assert_same_bits(compiled.run(inputs, values, capability), expected)


def other_parameters(defaults, dtype):
    """Return parameters unlike the defaults, those where bodies branch among them."""
    for value in (-1.5, 0.0, np.nan, 1e-5, 3e4, np.inf):
        for k in range(len(defaults)):
            yield [*defaults[:k], dtype.type(value), *defaults[k + 1 :]]


@every_kernel
def test_bits(compiled):
    function, dtype = FUNCTIONS[compiled.name], DTYPES[compiled.storage]
    inputs, defaults = inputs_of(function, dtype), parameters(function, dtype)
    check(compiled, inputs, defaults)
    # what is no other capability's code
    check(compiled, few(inputs), defaults, [each for each, *_ in compiled.bodies[1:]])
    for values in itertools.islice(other_parameters(defaults, dtype), 4):
        check(compiled, few(inputs, 1001), values)


@pytest.mark.parametrize(
    ("name", "storage"),
    [
        pytest.param(name, storage, marks=unless(k % 24 == 0 and storage == turn_of(name)))
        for k, name in enumerate(WITH_DEFAULTS)
        for storage in STORAGES
    ],
)
def test_bits_of_default_parameters(name, storage):
    """What a kernel holds as constants gives the same bits as what is passed to it."""
    function, dtype = FUNCTIONS[name], DTYPES[storage]
    defaults = parameters(function, dtype)
    check(Compiled(name, storage, parameter=DEFAULT), few(inputs_of(function, dtype)), defaults)


@every_kernel_of_halves
def test_bits_of_halves(compiled_halves):
    function, dtype = FUNCTIONS[compiled_halves.name], DTYPES[compiled_halves.storage]
    gate = FUNCTIONS[base_name(function)]
    rows, half = 37, 10 * compiled_halves.schedule.lanes
    dy, gates, values, *rest = typical(FUNCTIONS[f"{gate.__name__}.vjp"], rows * half, dtype)
    dy = dy.reshape(rows, half)
    x = np.concatenate([gates.reshape(rows, half), values.reshape(rows, half)], axis=1)
    halves = x[:, :half], x[:, half:]
    if function is gate:
        expected = function(*halves, *rest)
    else:
        expected = np.concatenate(function(dy, *halves, *rest), axis=1)
    for capability, *_ in compiled_halves.bodies:
        assert_same_bits(compiled_halves.run_halves(x, dy, rest, capability), expected)


@pytest.mark.sweep
@pytest.mark.parametrize("capability", OTHERS)
@every_kernel
def test_bits_of_every_capability(compiled, capability):
    function, dtype = FUNCTIONS[compiled.name], DTYPES[compiled.storage]
    check(compiled, inputs_of(function, dtype), parameters(function, dtype), [capability])
