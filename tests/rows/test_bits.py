"""Row functions: the same bits whatever the layout, the number of threads and the CPU."""

import hashlib
import itertools
import math
import platform
import tracemalloc

import llvmlite.binding as llvm
import numba
import numpy as np
import pytest

import numba_act as na
from numba_act.cpu.memory import LANES
from numba_act.cpu.rows.driver import COLUMNS, LARGE, ONLINE
from numba_act.cpu.ufunc import GRAIN
from tests.support.digest_rows import call, laid_out, long_case
from tests.support.process import finish, start
from tests.support.rows import (
    DTYPES,
    FUNCTIONS,
    LONG_ROWS,
    MAPS,
    MASKED,
    Arguments,
    case,
    with_types,
)
from tests.support.walk import assert_same_bits, every_second, in_turn, unless

every_function = pytest.mark.parametrize("name", FUNCTIONS)
FLOAT32 = np.dtype(np.float32)


def spaced(step):
    def place(x):
        memory = np.zeros((*x.shape[:-1], x.shape[-1] * abs(step)), x.dtype)
        memory[..., ::step] = x
        return memory[..., ::step]

    return place


LAYOUTS = {
    "every second": spaced(2),
    "backwards": spaced(-1),
    "Fortran": np.asfortranarray,
    "shifted": lambda x: np.concatenate([x[..., :1], x], -1)[..., 1:],
}


@pytest.mark.parametrize("shape", [(37, 1), (5, 15), (40, 16), (33, 70), (3, 20, 130)])
@pytest.mark.parametrize(
    ("name", "layout"),
    [  # columns have kernels of their own
        pytest.param(name, layout, marks=unless(layout != "Fortran" or k % 3 == 0))
        for k, name in enumerate(FUNCTIONS)
        for layout in LAYOUTS
    ],
)
def test_any_layout(name, shape, layout):
    arguments, _ = case(name, shape, FLOAT32, masked=False)
    expected = call(name, arguments)
    other = laid_out(arguments, shape, LAYOUTS[layout])
    assert_same_bits(call(name, other), expected)
    if name in MAPS:
        out = LAYOUTS[layout](np.zeros(shape, np.float32))
        assert call(name, arguments, out=out) is out
        assert_same_bits(np.ascontiguousarray(out), expected)


@pytest.mark.parametrize(
    ("name", "dtype"),
    [*with_types(["softmax"]), *with_types(["softmax.vjp"], ["float32", "bfloat16"])],
)
def test_the_first_axis(name, dtype):
    """A vector is several rows there, with what is left over on both sides."""
    for shape in [(100, 33), (16, 16), (50, 64), (300, 5), (37, 1000), (COLUMNS + 50, 70)]:
        arguments, _ = case(name, shape, DTYPES[dtype], masked=dtype == "float32")
        expected = call(name, arguments)
        turned = laid_out(arguments, shape, lambda x: np.ascontiguousarray(x.T))
        assert_same_bits(call(name, turned, axis=0).T, expected)
        if dtype == "float32":  # square tiles, as the mask lies another way
            keywords = {**turned.keywords, "where": arguments.keywords["where"].T}
            mixed = turned._replace(keywords=keywords)
            assert_same_bits(call(name, mixed, axis=0).T, expected)


@pytest.mark.parametrize(("name", "axis"), in_turn(["softmax", "log_softmax.vjp"], [0, 1]))
def test_results_that_no_cache_keeps(name, axis):
    """They are stored another way, if lines of memory begin where rows do."""
    shape = (9, (LARGE // 8) // 64 * 16) if axis else (LARGE // 8 // 1024, 1200)
    arguments, _ = case(name, shape, FLOAT32, masked=False)
    some = call(name, laid_out(arguments, shape, lambda x: x[-1:]))
    if axis == 0:
        arguments = laid_out(arguments, shape, np.asfortranarray)
    memory = np.empty(math.prod(shape) + 16, np.float32)
    start = -memory.ctypes.data % 64 // 4
    for offset in (start, start + 1 if start < 15 else 0):
        out = memory[offset : offset + math.prod(shape)].reshape(shape, order="CF"[axis == 0])
        call(name, arguments, out=out)
        assert_same_bits(out[-1:], some)


def on_one_and_two_threads(name, arguments):
    """Return a result whose bits are the same on both."""
    threads = numba.get_num_threads()
    try:
        numba.set_num_threads(1)
        expected = call(name, arguments)
        numba.set_num_threads(2)
        assert_same_bits(call(name, arguments), expected)
    finally:
        numba.set_num_threads(threads)
    return expected


@pytest.mark.skipif(numba.config.NUMBA_NUM_THREADS < 2, reason="Numba has one thread")
@pytest.mark.parametrize(
    ("name", "dtype", "masked"),
    [
        ("softmax", "float32", True),
        pytest.param("softmax", "bfloat16", False, marks=pytest.mark.sweep),
        pytest.param("log_softmax", "float32", False, marks=pytest.mark.sweep),
        pytest.param("logsumexp", "float64", False, marks=pytest.mark.sweep),
        pytest.param("logsumexp.vjp", "float32", False, marks=pytest.mark.sweep),
        pytest.param("soft_argmax", "float32", False, marks=pytest.mark.sweep),
    ],
)
def test_rows_that_no_cache_holds(name, dtype, masked):
    rows, dtype = 18, DTYPES[dtype]
    for n in (ONLINE // dtype.itemsize, ONLINE // dtype.itemsize + 3001):
        arguments = long_case(name, n, rows, dtype, masked)
        expected = on_one_and_two_threads(name, arguments)
        turned = laid_out(arguments, (rows, n), lambda x: np.ascontiguousarray(x.T))
        assert_same_bits(call(name, turned, axis=0).T, expected)
        every_second = laid_out(arguments, (rows, n), LAYOUTS["every second"])
        assert_same_bits(call(name, every_second), expected)
        if name in MAPS:
            for axis, given in ((1, arguments), (0, turned)):
                x = given.positional[-1].copy()
                call(name, given._replace(positional=(*given.positional[:-1], x)), axis, out=x)
                assert_same_bits(x if axis else x.T, expected)


def traced_peak(function, *arguments, **keywords):
    """Return a result, and how many bytes more than before were allocated meanwhile."""
    tracemalloc.start()
    try:
        result = function(*arguments, **keywords)
        return result, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", ["softmax", "log_softmax", "logsumexp", "soft_argmax"])
def test_long_rows_of_one_element_take_no_memory(name):
    x = np.broadcast_to(np.array([[0.7], [-3.0]], np.float32), (2, 3_000_001))
    expected = call(name, Arguments((x.copy(),), {}))
    out = np.empty_like(expected)
    got, peak = traced_peak(FUNCTIONS[name], x, out=out)
    assert peak < 1 << 20
    assert_same_bits(got, expected)


@pytest.mark.parametrize("dtype", every_second(["float16", "bfloat16"], 1))
def test_long_rows_of_16_bits_take_no_memory(dtype):
    n = LARGE // 4 + 3001
    rows = np.stack([LONG_ROWS[kind](np.random.default_rng(n), n) for kind in ("falling", "steps")])
    x = rows.astype(DTYPES[dtype])
    out = na.softmax(x)
    _, peak = traced_peak(na.softmax, x, out=out)
    assert peak < 1 << 20
    by_columns = na.softmax(np.ascontiguousarray(x.T).repeat(LANES, 1), axis=0)
    assert_same_bits(np.ascontiguousarray(by_columns[:, ::LANES].T), out)


def test_masks_of_one_element_beside_long_rows():
    n = ONLINE // 4 + 3001
    random = np.random.default_rng(n)
    x, one = random.normal(0, 2, (2, n)).astype(np.float32), np.float32(0.7)
    where = np.array([[True], [False]])
    for name in ("softmax", "logsumexp"):
        expected = FUNCTIONS[name](x, where=np.repeat(where, n, 1))
        assert_same_bits(FUNCTIONS[name](x, where=where), expected)
        where_some = random.random(n) < 0.5
        expected = FUNCTIONS[name](np.full(n, one), where=where_some)
        assert_same_bits(FUNCTIONS[name](np.broadcast_to(one, n), where=where_some), expected)


@every_function
def test_each_row_alone(name):
    arguments, _ = case(name, (50, 70), FLOAT32, masked=False)
    expected = call(name, arguments)
    for k in (0, 17, 49):
        alone = arguments._replace(
            positional=tuple(x[k] if np.ndim(x) else x for x in arguments.positional)
        )
        assert_same_bits(call(name, alone), expected[k])


@pytest.mark.parametrize("name", sorted(MAPS))
def test_in_place(name):
    for shape in [(40, 16), (9, 300)]:
        arguments, _ = case(name, shape, FLOAT32, masked=False)
        expected = call(name, arguments)
        for k, operand in enumerate(arguments.positional):
            if operand.shape == shape:
                copies = [x.copy() for x in arguments.positional]
                got = call(name, arguments._replace(positional=tuple(copies)), out=copies[k])
                assert got is copies[k]
                assert_same_bits(got, expected)


@pytest.mark.skipif(numba.config.NUMBA_NUM_THREADS < 2, reason="Numba has one thread")
@pytest.mark.parametrize(
    ("name", "masked"),
    [(name, False) for name in FUNCTIONS] + [(name, True) for name in sorted(MASKED)],
)
def test_any_number_of_threads(name, masked):
    for shape in [(2 * GRAIN // 16 + 77, 16), (7, GRAIN // 2)]:
        arguments, _ = case(name, shape, FLOAT32, masked)
        on_one_and_two_threads(name, arguments)


def test_a_mask_that_excludes_nothing():
    for name in MASKED:
        arguments, _ = case(name, (20, 90), FLOAT32, masked=False)
        every = np.ones((20, 90), bool)
        assert_same_bits(call(name, arguments, where=every), call(name, arguments))


#: A few functions and types, one kernel of each kind.
DIGESTS = [
    ("softmax", "float32"),
    ("softmax", "bfloat16"),
    ("softmax", "float64"),
    ("log_softmax", "float32"),
    ("log_softmax.vjp", "float32"),
]


def digest_of(name, kind):
    """Return a digest of the results for a few lengths."""
    dtype, digest = DTYPES[kind], hashlib.sha256()
    for n, masked in itertools.product((5, 16, 65, 1000), (True, False)):
        # without AVX-512 LLVM has no instruction for a masked load of bytes
        arguments, _ = case(name, (20, n), dtype, masked)
        digest.update(np.ascontiguousarray(call(name, arguments)).tobytes())
    if name == "softmax" and kind == "float32":  # rows side by side
        digest.update(call(name, arguments, axis=0).tobytes())
    if name != "log_softmax.vjp" and kind == "float32":
        arguments = long_case(name, ONLINE // 4 + 3001, 5, dtype, masked=False)
        digest.update(call(name, arguments).tobytes())
    return digest.hexdigest()[:16]


@pytest.mark.skipif(platform.machine() not in ("x86_64", "AMD64"), reason="x86 CPU names")
@pytest.mark.parametrize(
    ("which", "cpu"), in_turn(DIGESTS, ["haswell", "skylake-avx512"], DIGESTS[1:2])
)
def test_any_cpu(which, cpu):
    if cpu != "haswell" and not llvm.get_host_cpu_features()["avx512f"]:
        pytest.skip("this machine cannot run it")
    script = "import sys; from tests.rows import test_bits as t; print(t.digest_of(*sys.argv[1:]))"
    process = start(script, *which, NUMBA_CPU_NAME=cpu, NUMBA_CPU_FEATURES="")
    assert finish(process, kernels=40).strip() == digest_of(*which)


def test_concurrent_calls():
    import concurrent.futures

    x = np.random.default_rng(0).normal(0, 3, (300, 1000)).astype(np.float32)
    expected = na.softmax(x)
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for got in pool.map(na.softmax, [x] * 20):
            assert_same_bits(got, expected)


FIRST_CALL = """
import sys
import numba_act as na, numpy as np
rows, n = map(int, sys.argv[1:])
x = np.random.default_rng(0).normal(size=(n, rows)).astype(np.float32)
turned = np.ascontiguousarray(x.T)
assert (na.softmax(x, axis=0).T == na.softmax(turned)).all()
"""


@pytest.mark.skipif(numba.config.NUMBA_NUM_THREADS < 2, reason="Numba has one thread")
def test_a_first_call_whose_threads_have_few_rows_side_by_side():
    """A share of fewer rows than a vector has takes the other kernel, which must be there."""
    processes = [start(FIRST_CALL, rows, n) for rows, n in (("18", "20000"), ("40", "20000"))]
    for process in processes:
        finish(process)
