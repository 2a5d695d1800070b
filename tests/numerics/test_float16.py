"""Conversions of float16: one by itself, and where the CPU has no instructions for them."""

import ctypes
import platform
import sys

import numba
import numpy as np
import pytest
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

import numba_act as na
from numba_act.cpu.memory import load_float16
from numba_act.cpu.status import FP_FLAGS, FP_MASK
from numba_act.cpu.ufunc import made_of
from tests.support.process import run
from tests.support.status import get_status, set_status

FLAGS = FP_MASK
INVALID = FP_FLAGS["invalid"]
#: Status bits with which subnormal operands and results are taken for zero.
FLUSH = 0x8040 if platform.machine() in ("x86_64", "AMD64") else 0


@intrinsic
def _widened(typingctx, address):
    def codegen(context, builder, signature, args):
        pointer = builder.inttoptr(args[0], ir.HalfType().as_pointer())
        return load_float16(builder, pointer)

    return types.float32(types.intp), codegen


@numba.njit
def _widen(halves, out, status):
    before = get_status()
    set_status((before | status) & ~FLAGS)
    for k in range(halves.size):
        out[k] = _widened(halves.ctypes.data + 2 * k)
    raised = get_status() & FLAGS
    set_status(before)
    return raised


@pytest.mark.parametrize("status", [0, FLUSH])
def test_every_float16_alone(status):
    halves = np.arange(1 << 16, dtype=np.uint16)
    out = np.empty(1 << 16, np.float32)
    assert _widen(halves, out, status) == 0
    expected = halves.view(np.float16).astype(np.float32)
    number = ~np.isnan(expected)
    np.testing.assert_array_equal(out[number].view(np.uint32), expected[number].view(np.uint32))
    assert np.isnan(out[~number]).all()


@numba.njit
def _invalid_of(call, operands):
    set_status(get_status() & ~INVALID)
    # four halves that are signaling NaNs, in each register that takes arguments
    nans = np.int64(0x7D007D007D007D00).view(np.float64)
    call(operands.ctypes.data, 16, 1, nans, nans, nans, nans, nans, nans, nans, nans)
    return get_status() & INVALID


@pytest.mark.skipif(
    platform.machine() != "x86_64" or sys.platform == "win32", reason="hands over a register of x86"
)
@pytest.mark.parametrize("value", [0.0, 1.5, -6e-8, np.inf])
def test_a_parameter_is_converted_alone(value):
    """What a vector register had in it before a call is nobody's invalid operation."""

    @na.activation
    def gated(x, beta=1.0):
        return x * na.sigmoid(beta * x)

    x, out = np.ones(16, np.float16), np.empty(16, np.float16)
    beta = np.array(value, np.float16)
    expected = gated(x, np.full(16, beta))
    (loop,) = [
        kernel.loop
        for kernel in made_of(gated.definition).kernels
        if kernel.loop.storage == "float16"
    ]
    kernel = loop.compile()
    shape = ctypes.CFUNCTYPE(None, *[ctypes.c_ssize_t] * 3, *[ctypes.c_double] * 8)
    operands = np.array([each.ctypes.data for each in (x, beta, out)])
    assert not _invalid_of(shape(kernel.address), operands)
    np.testing.assert_array_equal(out, expected)


#: Prints the bits of some results, and which products of two numbers overflow.
RESULTS = """
import hashlib

import llvmlite.binding as llvm
import numpy as np

import numba_act as na
from numba_act.cpu.half import NARROWING, WIDENING

halves = np.arange(1 << 16, dtype=np.uint16).view(np.float16)
with np.errstate(all="ignore"):
    for seed in range(8):
        others = np.random.default_rng(seed).permutation(halves)
        product = na.bilinear(halves, others)
        assert (np.isnan(product) == np.isnan(halves.astype("f4") * others.astype("f4"))).all()
        print(hashlib.sha256(product.tobytes()).hexdigest())
x = np.linspace(-20, 20, 500, dtype=np.float16)
print(hashlib.sha256(na.softmax(x).tobytes()).hexdigest())
for factors in ((697, 94), (273, 240), (32768, 2)):
    try:
        with np.errstate(all="raise"):
            na.bilinear(*(np.full(16, factor, np.float16) for factor in factors))
    except FloatingPointError as error:
        print(factors, error)
print(*(llvm.address_of_symbol(name) is not None for name in (WIDENING, NARROWING)))
"""


@pytest.mark.skipif(platform.machine() not in ("x86_64", "AMD64"), reason="x86 CPU names")
def test_a_cpu_without_conversions(capsys):
    exec(RESULTS, {})
    here = capsys.readouterr().out.splitlines()
    there = run(RESULTS, NUMBA_CPU_NAME="x86-64", NUMBA_CPU_FEATURES="").splitlines()
    assert there[-1] == "True True"
    assert there[:-1] == here[:-1]
    # 65518 rounds to the largest float16, 65520 lies half-way from that to 2^16
    assert [line.split()[0] for line in here[9:-1]] == ["(273,", "(32768,"]
