"""The same bits whatever the position, the layout, the number of threads and the CPU."""

import inspect
import itertools
import json
import platform

import llvmlite.binding as llvm
import ml_dtypes
import numba
import numpy as np
import pytest

from numba_act.cpu.ufunc import GRAIN
from tests.support.digest import digests
from tests.support.process import finish, start
from tests.support.walk import (
    CASES,
    DTYPES,
    FUNCTIONS,
    assert_same_bits,
    one_of_each,
    tuple_of,
    turn_of,
    typical,
    with_types,
)

WITH_PARAMETERS = [n for n, f in FUNCTIONS.items() if f.definition.parameters]

every_function = pytest.mark.parametrize(
    ("name", "dtype"), with_types(FUNCTIONS, some=one_of_each(FUNCTIONS))
)


@every_function
def test_any_position_and_length(name, dtype):
    function = FUNCTIONS[name]
    inputs = len(function.definition.inputs)
    operands = typical(function, 270, DTYPES[dtype])
    expected = tuple_of(function(*operands))
    lengths = [1, 2, 3, 7, 8, 15, 16, 17, 31, 32, 33, 63, 65, 100, 128, 199, 200]
    for length in lengths:
        for offset in (0, 1, 5, 16, 37):
            cut = slice(offset, offset + length)
            got = tuple_of(function(*[x[cut] for x in operands[:inputs]], *operands[inputs:]))
            assert_same_bits(got, tuple(each[cut] for each in expected))


@every_function
def test_any_stride(name, dtype):
    function = FUNCTIONS[name]
    inputs = len(function.definition.inputs)
    operands = typical(function, 1000, DTYPES[dtype])
    expected = tuple_of(function(*operands))
    for step in (2, 3, -1, -7):
        spaced = []
        for x in operands[:inputs]:
            memory = np.zeros(x.size * abs(step), x.dtype)
            memory[::step] = x
            spaced.append(memory[::step])
        assert_same_bits(function(*spaced, *operands[inputs:]), expected)


@pytest.mark.parametrize(
    ("name", "dtype"), with_types(WITH_PARAMETERS, some=one_of_each(WITH_PARAMETERS))
)
def test_scalar_and_array_parameters(name, dtype):
    function = FUNCTIONS[name]
    operands = typical(function, 500, DTYPES[dtype])
    count = len(function.definition.inputs)
    inputs, parameters = operands[:count], operands[count:]
    full = [np.full(500, parameter) for parameter in parameters]
    expected = function(*inputs, *full)
    assert_same_bits(function(*inputs, *parameters), expected)
    assert_same_bits(function(*inputs, *[each[:1] for each in full]), expected)
    assert_same_bits(function(*inputs, full[0], *parameters[1:]), expected)
    assert_same_bits(function(*inputs, *parameters[:-1], full[-1]), expected)


FAST = [name for name, function in FUNCTIONS.items() if function.definition.fast_path]


def test_some_function_has_a_fast_path():
    assert "geglu" in FAST


@pytest.mark.parametrize(("name", "dtype"), with_types(FAST, some=one_of_each(FAST)))
def test_fast_paths(name, dtype):
    """Elements have the bits of the full body, which their block takes if one is beyond."""
    function, kind = FUNCTIONS[name], DTYPES[dtype]
    fast = function.definition.fast_path
    smallest, largest, *second = fast.bounds(dtype)
    info = ml_dtypes.finfo(kind)
    random = np.random.default_rng(0)
    low = max(abs(smallest), float(info.smallest_subnormal))
    high = min(largest, float(info.max))
    size = np.exp2(random.uniform(np.log2(low), np.log2(high), 6_000))
    size[3_000:] = random.uniform(0.0, high, 3_000)
    decisive = size if not fast.magnitude else size * random.choice([-1, 1], size.size)
    if smallest < 0.0:
        decisive[::3] = random.uniform(smallest, 0.0, decisive[::3].size)
    decisive = decisive.astype(kind)
    inside = decisive.astype(np.float64)
    inside = np.abs(inside) if fast.magnitude else inside
    decisive[(inside < smallest) | (inside > largest)] = 0.75  # by rounding, or zeros
    # without parameters: some have a fast path for their defaults only
    operands = list(typical(function, size.size, kind))
    if inspect.Parameter.empty not in function.definition.parameters.values():
        operands = operands[: len(function.definition.inputs)]
    deciding = {fast.operand: decisive}
    if second:
        size = np.exp2(random.uniform(-9, np.log2(min(second[0], float(info.max))), size.size))
        deciding[fast.operand + 1] = (size * random.choice([-1, 0, 1], size.size)).astype(kind)
    for k, values in deciding.items():
        operands[k] = values
    with np.errstate(over="ignore"):  # float16
        expected = tuple_of(function(*operands))
    others = np.arange(size.size) % 64 != 5
    with np.errstate(all="ignore"):
        extremes = (0.0, 2.0 * largest, -2.0 * largest, np.inf, -np.inf, np.nan)
        for (k, values), value in itertools.product(deciding.items(), extremes):
            operands[k] = np.where(others, values, np.array(value, kind))
            got = tuple_of(function(*operands))
            for operand in operands[: len(function.definition.inputs)] if len(got) == 1 else []:
                # what the fast path wrote over could not be read again
                copies = [each.copy() if each is operand else each for each in operands]
                (target,) = (
                    each for each, old in zip(copies, operands, strict=True) if each is not old
                )
                assert_same_bits(function(*copies, out=target), got[0])
            assert_same_bits(
                tuple(each[others] for each in got), tuple(each[others] for each in expected)
            )
            operands[k] = values


GIVEN = [name for name in FAST if FUNCTIONS[name].definition.fast_path.reach is not None]


def test_some_function_has_a_fast_path_of_given_parameters():
    assert {"swish", "swish.vjp", "hard_tanh", "celu.grad"} <= set(GIVEN)


@pytest.mark.parametrize(("name", "dtype"), with_types(GIVEN, some=one_of_each(GIVEN)))
def test_fast_paths_of_given_parameters(name, dtype):
    """One value of a parameter gives the bits that an array of it does, which has no fast path."""
    function, kind = FUNCTIONS[name], DTYPES[dtype]
    fast = function.definition.fast_path
    _, largest = fast.bounds(dtype)
    info = ml_dtypes.finfo(kind)
    random = np.random.default_rng(0)
    operands = list(typical(function, 3_000, kind))[: len(function.definition.inputs)]
    values = [0.5, 1.5, 0.0, -3.0, 1e-3, 1e4, info.smallest_subnormal, info.max, np.inf, np.nan]
    sets = [values] * len(function.definition.parameters)
    for parameters in itertools.islice(itertools.product(*sets), 0, None, 1 + len(sets) // 3):
        given = [kind.type(each) for each in parameters]
        scale = min(abs(float(given[-1])) or 1.0, 1e30)
        for highest in (-1.0, 1.0):  # within the fast path, or not
            with np.errstate(all="ignore"):
                limit = min(largest / scale, float(info.max) / 2)
                x = limit * np.exp2(random.uniform(-20, highest, 3_000))
                x[1::2] *= -1.0
                x[::3] = random.uniform(-3.0, 3.0, 1_000)
                if highest > 0:
                    x[:4] = 0.0, -0.0, np.inf, np.nan
                operands[fast.operand] = x.astype(kind)
                got = tuple_of(function(*operands, *given))
                full = [np.full(x.size, each) for each in given]
                expected = tuple_of(function(*operands, *full))
            assert_same_bits(got, expected)


WITH_DEFAULTS = [
    name
    for name, function in FUNCTIONS.items()
    if function.definition.parameters
    and inspect.Parameter.empty not in function.definition.parameters.values()
]


@pytest.mark.parametrize(
    ("name", "dtype"), with_types(WITH_DEFAULTS, some=one_of_each(WITH_DEFAULTS))
)
def test_defaults_left_out_and_given(name, dtype):
    function = FUNCTIONS[name]
    defaults = function.definition.parameters.values()
    count = len(function.definition.inputs)
    inputs = typical(function, 500, DTYPES[dtype])[:count]
    expected = function(*inputs)
    assert_same_bits(function(*inputs, *defaults), expected)
    assert_same_bits(function(*inputs, *[np.array(x, DTYPES[dtype]) for x in defaults]), expected)
    assert_same_bits(
        function(*inputs, *[np.full(500, x, DTYPES[dtype]) for x in defaults]), expected
    )
    for zero in (0.0, -0.0):
        zeros = [zero] * len(defaults)
        full = [np.full(500, zero, DTYPES[dtype])] * len(defaults)
        with np.errstate(all="ignore"):
            assert_same_bits(function(*inputs, *zeros), function(*inputs, *full))


@pytest.mark.skipif(numba.config.NUMBA_NUM_THREADS < 2, reason="Numba has one thread")
@every_function
def test_any_number_of_threads(name, dtype):
    function = FUNCTIONS[name]
    operands = typical(function, 2 * GRAIN + 777, DTYPES[dtype])
    threads = numba.get_num_threads()
    try:
        numba.set_num_threads(1)
        expected = function(*operands)
        numba.set_num_threads(2)
        assert_same_bits(function(*operands), expected)
    finally:
        numba.set_num_threads(threads)


@pytest.mark.skipif(platform.machine() not in ("x86_64", "AMD64"), reason="x86 CPU names")
@pytest.mark.parametrize(
    "every", [None, *(pytest.param(n, marks=pytest.mark.sweep) for n in DTYPES)]
)
def test_any_cpu(every):
    """One function of some activations on one CPU; or all of a type on all of them."""
    cpus = ["haswell"]
    if llvm.get_host_cpu_features()["avx512f"]:  # what this machine can run
        cpus.append("skylake-avx512")
    pairs = {
        cpu: [(name, turn_of(name)) for name in one_of_each(CASES)[k :: 32 * len(cpus)]]
        for k, cpu in enumerate(cpus)
    }
    if every is None:
        cpus = cpus[:1]
    else:
        pairs = {cpu: [(name, every) for name in CASES] for cpu in cpus}
    processes = [
        # without NUMBA_CPU_FEATURES Numba adds all features of the host
        start(
            "import json, sys; from tests.support import digest\n"
            "digest.main(json.loads(sys.argv[1]))",
            json.dumps(pairs[cpu]),
            NUMBA_CPU_NAME=cpu,
            NUMBA_CPU_FEATURES="",
        )
        for cpu in cpus
    ]
    count = sum(map(len, pairs.values()))
    found = [json.loads(finish(process, kernels=count)) for process in processes]
    assert [each["cpu"] for each in found] == cpus
    assert [each["wide"] for each in found] == [cpu != "haswell" for cpu in cpus]
    for cpu, each in zip(cpus, found, strict=True):
        here = digests(pairs[cpu])
        assert len(here) == len(pairs[cpu])
        assert each["digests"] == here, cpu
