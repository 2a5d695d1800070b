"""Write the LLVM IR of the CPU's drivers, `numba_act/cpu/drivers.ll`, from their Python source.

    python tools/drivers.py [another file]

Run it whenever that source has changed, and commit what it writes. A test makes it again and
compares.
"""

from __future__ import annotations

import hashlib
import inspect
import os
import platform
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

# Numba reads these as it is imported. The IR is for every CPU, and its loops, which are short, are
# neither vectorized nor unrolled.
os.environ |= {"NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": "", "NUMBA_OPT": "0"}
os.environ |= {"NUMBA_LOOP_VECTORIZE": "0", "NUMBA_SLP_VECTORIZE": "0"}

import llvmlite
import llvmlite.binding as llvm
import numba
from numba import types

from numba_act.cpu import status
from numba_act.cpu.codes.driver import code_driver, code_share
from numba_act.cpu.driver import driver, share
from numba_act.cpu.packed.driver import packed_driver, packed_share
from numba_act.cpu.rows.driver import row_driver, row_share

#: What NumPy calls, and what Numba's threads call.
FUNCTIONS = (
    *(driver, share, row_driver, row_share),
    *(packed_driver, packed_share, code_driver, code_share),
)
FILE = Path(status.__file__).with_name("drivers.ll")


def compiled(function: Callable[..., Any]) -> Any:
    """Return the LLVM module of a C function with the signature of NumPy's inner loops."""
    made = numba.cfunc(types.void(*[types.intp] * 4), error_model="numpy")(function)
    module = llvm.parse_assembly(made.inspect_llvm().replace("noinline", "nounwind"))
    module.get_function(made.native_name).name = function.__name__
    return module


def plain_name(name: str) -> str:
    """Return the last identifier of a mangled name."""
    rest = name.removeprefix("_ZN")
    while length := re.match("[0-9]+", rest):
        start, stop = length.end(), length.end() + int(length[0])
        name, rest = rest[start:stop], rest[stop:]
    return name


def optimize(module: Any) -> None:
    """Run LLVM's passes, but for those that would make much code of short loops."""
    options = llvm.create_pipeline_tuning_options(speed_level=2)
    options.inlining_threshold = 50
    options.loop_unrolling = options.loop_vectorization = options.slp_vectorization = False
    machine = llvm.Target.from_triple(module.triple).create_target_machine()
    builder = llvm.create_pass_builder(machine, options)
    builder.getModulePassManager().run(module, builder)


def drivers() -> str:
    """Return the drivers' IR."""
    for name in ("get_status", "set_status", "kept_bits", "default_bits"):
        llvm.add_symbol(name, 1)  # Numba looks them up, and calls none
    module, *others = [compiled(function) for function in FUNCTIONS]
    for other in others:
        module.link_in(other)
    names = [function.__name__ for function in FUNCTIONS]
    for each in (*module.functions, *module.global_variables):
        if not each.is_declaration and each.name not in names:
            each.linkage = "internal"
    optimize(module)
    for function in module.functions:
        function.name = plain_name(function.name)
        for block in function.blocks:
            block.name = ""
            for instruction in block.instructions:
                instruction.name = ""
    # without metadata, and what is said of a target
    lines = re.sub(r", ![a-z.]+ ![0-9]+", "", str(module)).splitlines()
    kept = [line for line in lines if not re.match("[;!]|target |source_filename", line)]
    return "\n".join([f"; {versions()}", f"; {sources()}", *kept, ""])


def sources() -> str:
    """Return a digest of the source, which a test looks at also with other versions."""
    modules = {function.__module__ for function in FUNCTIONS}
    modules |= {"numba_act.cpu.intrinsics", "numba_act.cpu.structures"}
    digest = hashlib.sha256()
    for name in sorted(modules):
        digest.update(inspect.getsource(sys.modules[name]).encode())
    return f"Of source code with the digest {digest.hexdigest()[:16]}"


def versions() -> str:
    """Return the versions of what decides about the text."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return (
        f"Made by tools/drivers.py with Python {python}, Numba {numba.__version__}, "
        f"llvmlite {llvmlite.__version__} on {platform.machine()}"
    )


if __name__ == "__main__":
    (Path(sys.argv[1]) if len(sys.argv) > 1 else FILE).write_text(drivers())
