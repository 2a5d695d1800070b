"""Kernels of the package as PTX, and runs of them on the evaluator."""

import functools
import itertools
import re
import subprocess

import numpy as np
import ptx
from walk import FUNCTIONS

from numba_act.cuda.kernels import BLOCK, Schedule, build

STORAGES = ("float16", "bfloat16", "float32", "float64")
CAPABILITIES = ((7, 5), (8, 0), (9, 0), (10, 0))

#: The one that every kernel is compiled for.
CAPABILITY = (9, 0)
OTHERS = [each for each in CAPABILITIES if each != CAPABILITY]

#: Every kernel is compiled for one of the others in turn; `pytest -m sweep` takes them all.
TURNS = dict(zip(itertools.product(FUNCTIONS, STORAGES), itertools.cycle(OTHERS), strict=False))


@functools.cache
def schedule(name, storage):
    """Return the schedule of aligned contiguous arrays, with parameters that are numbers."""
    return Schedule.contiguous(FUNCTIONS[name].definition, storage)


@functools.lru_cache(maxsize=1600)
def code(name, storage, capability=CAPABILITY):
    """Return the PTX of a function's kernel for aligned contiguous arrays."""
    return build(FUNCTIONS[name].definition, schedule(name, storage), capability).ptx


@functools.lru_cache(maxsize=2)
def kernel(name, storage, capability):
    """Return a kernel that can be run."""
    return ptx.Kernel(code(name, storage, capability))


def run(name, storage, inputs, parameters, capability=CAPABILITY):
    """Return a kernel's results for arrays of one length and parameters that are numbers."""
    made = schedule(name, storage)
    memory = ptx.Memory()
    operands = [memory.add(each) for each in inputs]
    empty = np.zeros(inputs[0].size, inputs[0].dtype)
    results = [memory.add(empty, writable=True) for _ in made.outputs]
    units = -(-empty.size // made.lanes)
    grid = -(-units // (BLOCK * made.vectors))
    arguments = [empty.size, *operands, *parameters, *results]
    kernel(name, storage, capability).run(grid, BLOCK, arguments, memory)
    return tuple(memory.array(each) for each in results)


def resources(text, capability, path):
    """Return the registers that a kernel takes as machine code; it must not spill any."""
    source = path / "kernel.ptx"
    source.write_text(text)
    command = [
        "ptxas",
        "-v",
        f"-arch=sm_{capability[0]}{capability[1]}",
        "-o",
        path / "kernel.cubin",
    ]
    done = subprocess.run([*command, source], capture_output=True, text=True, check=True)
    spilled = re.findall(r"(\d+) bytes spill", done.stderr)
    stack = re.findall(r"(\d+) bytes stack frame", done.stderr)
    assert stack
    assert set(spilled + stack) == {"0"}
    return int(re.search(r"Used (\d+) registers", done.stderr)[1])
