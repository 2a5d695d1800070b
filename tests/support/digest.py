"""A digest of every function's results, as JSON: run in processes that differ in the CPU."""

import hashlib
import json

import numba
import numpy as np

import numba_act as na
from numba_act.cpu.kernel import Loop
from tests.support.walk import CASES, DTYPES, spread

EXTREMES = [0.0, -0.0, np.inf, -np.inf, np.nan, 1e-45, -1e-45, 5e-324, 3.4e38, -3.4e38, 1e308]


def inputs(dtype):
    """Return a few thousand numbers: all bit patterns evenly, a dense middle, extremes."""
    random = np.random.default_rng(0)
    middle = [random.uniform(-size, size, 1200) for size in (3, 20, 110, 760)]
    with np.errstate(all="ignore"):
        return np.concatenate(
            [spread(4096, dtype), np.concatenate([*middle, EXTREMES]).astype(dtype)]
        )


def digests(pairs):
    """Return a digest for each pair of a function and a type."""
    found = {}
    for name, kind in pairs:
        case, dtype = CASES[name], DTYPES[kind]
        x = inputs(dtype)
        operands = [x, np.random.default_rng(1).permutation(x)][: case.inputs]
        with np.errstate(all="ignore"):
            parameters = [np.array(p).astype(dtype) for p in case.parameters[-1]]
            result = case.function(*operands, *parameters)
            # NaN has no bits of its own: x86 keeps the operand's payload, others do not
            result = np.where(np.isnan(result), np.array(np.nan, dtype), result)
        found[f"{name} {kind}"] = hashlib.sha256(result.tobytes()).hexdigest()[:16]
    return found


def main(pairs):
    """Print the CPU that Numba compiles for, whether it uses 512-bit registers, the digests."""
    cpu = numba.core.registry.cpu_target.target_context.codegen().magic_tuple()[1]
    kernel = Loop(na.silu.definition, "float32").compile()
    wide = "%zmm" in kernel._library.get_asm_str()
    print(json.dumps({"cpu": cpu, "wide": wide, "digests": digests(pairs)}))
