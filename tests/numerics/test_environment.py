"""The caller's floating-point environment: it is left alone, and it changes no result."""

import platform

import numba
import numpy as np
import pytest

import numba_act as na
from tests.support.status import get_status, set_status
from tests.support.walk import assert_same_bits

pytestmark = pytest.mark.skipif(
    platform.machine() not in ("x86_64", "AMD64"), reason="sets bits of x86's control word"
)

#: Flush subnormal results, and take subnormal operands for zero; round down, up, toward zero.
CONTROLS = {"flush": 0x8040, "down": 0x2000, "up": 0x4000, "toward zero": 0x6000}
EVERY = 0xE040


@numba.njit
def status():
    return get_status()


@numba.njit
def set_word(word):
    set_status(word)


SMALL = 10.0 ** np.linspace(-45, -36, 1000)
X = np.concatenate([np.linspace(-110, 80, 1000), SMALL, -SMALL]).astype(np.float32)
LONG = np.tile(X, 100)  # 300,000 elements: several threads

CALLS = {
    "exp": na.exp,
    "silu": na.silu,
    "gelu.vjp": lambda x: na.gelu.vjp(x, x),
    "packed": na.swiglu.packed,
    "softmax": lambda x: na.softmax(x.reshape(-1, 100)),
    "columns": lambda x: na.softmax(x.reshape(-1, 100), axis=0),
}


@pytest.mark.parametrize("control", CONTROLS)
@pytest.mark.parametrize("name", CALLS)
def test_results_and_the_callers_control_word(name, control):
    call = CALLS[name]
    with np.errstate(all="ignore"):
        expected = [call(x) for x in (X, LONG)]
        for x, wanted in zip((X, LONG), expected, strict=True):
            word = status()
            try:
                set_word(word & ~EVERY | CONTROLS[control])
                got = call(x)
                after = status()
            finally:
                set_word(word)
            assert after & EVERY == CONTROLS[control]
            assert_same_bits(got, wanted)
