"""The drivers' LLVM IR, which is made ahead of time, and what they do where there is no memory."""

import contextlib
import ctypes
from pathlib import Path

import llvmlite.binding as llvm
import numba
import numpy as np
import pytest

import numba_act as na
from numba_act.cpu import runtime, status
from numba_act.cpu.intrinsics import structure
from tests.support.process import finish, start

TOOL = Path(__file__).parents[2] / "tools/drivers.py"
IR = Path(runtime.__file__).with_name("drivers.ll")


def test_the_ir_is_what_the_source_gives(tmp_path):
    made = tmp_path / "drivers.ll"
    code = "import runpy, sys; runpy.run_path(sys.argv.pop(1), run_name='__main__')"
    finish(start(code, TOOL, made, fresh=True))  # it sets Numba's variables
    (versions, source, *lines), (kept_versions, kept_source, *kept) = (
        path.read_text().splitlines() for path in (made, IR)
    )
    assert source == kept_source, "run tools/drivers.py"
    if versions != kept_versions:
        pytest.skip(f"{versions[2:]}; ours: {kept_versions[2:]}")
    assert lines == kept, "run tools/drivers.py"


@pytest.mark.parametrize("machine", ["_X86", "_ARM64", None])
def test_the_ir_is_for_every_cpu(monkeypatch, machine):
    for name in ("_X86", "_ARM64"):
        monkeypatch.setattr(status, name, name == machine)
    module = llvm.parse_assembly(IR.read_text())
    module.link_in(llvm.parse_assembly(status.definitions()))
    module.verify()
    left = {each.name for each in module.functions if each.is_declaration}
    assert all(name.startswith("llvm.") for name in left)


def test_structures_are_of_words():
    class Mixed(ctypes.Structure):
        _fields_ = (("word", ctypes.c_ssize_t), ("half", ctypes.c_int32))

    with pytest.raises(TypeError, match="Mixed has fields that are not words"):
        structure(Mixed)


@contextlib.contextmanager
def no_memory(beyond):
    """Have the drivers find none, but for so many bytes at a time."""
    state = runtime._runtime
    prototype = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_size_t)
    before = state.allocate
    allocate = prototype(before)
    refuse = prototype(lambda size: allocate(size) if size <= beyond else None)
    state.allocate = ctypes.cast(refuse, ctypes.c_void_p).value
    try:
        yield
    finally:
        state.allocate = before


def numbers(*shape, dtype=np.float32):
    return np.random.default_rng(0).standard_normal(shape, dtype)


# blocks of less than float64 fit on the stack
X, LARGE = numbers(2000, dtype=np.float64), numbers(400_000, dtype=np.float64)
ROWS, TALL = numbers(40, 400), numbers(40, 40_000)

CALLS = {
    "strided": (lambda out: na.swiglu(X[::2], X[1::2], out=out), (1000,)),
    "strided, threads": (lambda out: na.swiglu(LARGE[::2], LARGE[1::2], out=out), (200_000,)),
    "packed": (lambda out: na.swiglu.packed(ROWS, order="interleaved", out=out), (40, 200)),
    "packed, threads": (
        lambda out: na.swiglu.packed(TALL, order="interleaved", out=out),
        (40, 20_000),
    ),
    "rows": (lambda out: na.softmax(ROWS[:, ::2], out=out), (40, 200)),
    "rows, threads": (lambda out: na.softmax(TALL[:, ::2], out=out), (40, 20_000)),
    "columns": (lambda out: na.softmax(ROWS, axis=0, out=out), (40, 400)),
    "columns, threads": (lambda out: na.softmax(TALL, axis=0, out=out), (40, 40_000)),
}


@pytest.mark.parametrize("name", CALLS)
def test_no_memory(name):
    call, shape = CALLS[name]
    numba.set_num_threads(min(2, numba.config.NUMBA_NUM_THREADS))
    dtype = X.dtype if "strided" in name else ROWS.dtype
    expected = call(np.empty(shape, dtype))
    out = np.full(shape, 7, dtype)
    with no_memory(beyond=1024), pytest.raises(MemoryError):  # so the threads have their tasks
        call(out)
    assert (out == 7).all()
    np.testing.assert_array_equal(call(out), expected)  # the next call is as usual


def test_without_memory_for_tasks_one_thread_computes():
    numba.set_num_threads(min(2, numba.config.NUMBA_NUM_THREADS))
    expected = na.silu(LARGE)
    with no_memory(beyond=0):
        np.testing.assert_array_equal(na.silu(LARGE), expected)
