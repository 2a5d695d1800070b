"""Kernels of the package as PTX, and runs of them on the evaluator."""

import functools
import re
import warnings

import numpy as np

from numba_act.cuda.code import linked
from numba_act.cuda.compile import kernel_of as build
from numba_act.cuda.kernel import BLOCK, NUMBERS, VALUE, Schedule
from tests.support import ptx
from tests.support.walk import ACTIVATIONS, FUNCTIONS

STORAGES = ("float16", "bfloat16", "float32", "float64")
CAPABILITIES = ((7, 5), (8, 0), (9, 0), (10, 0))

#: The one whose kernels are run on many inputs.
CAPABILITY = (9, 0)
OTHERS = [each for each in CAPABILITIES if each != CAPABILITY]

#: The one for which each kernel is compiled to machine code. It shifts by one with each function:
#: there are as many types, of which each would always have the same one.
TURNS = {
    (name, storage): CAPABILITIES[(k + m) % len(CAPABILITIES)]
    for k, name in enumerate(FUNCTIONS)
    for m, storage in enumerate(STORAGES)
}

#: Functions whose kernels have the registers of four blocks.
SHORT = ("exp", "log", "relu", "sigmoid", "silu", "softplus", "softsign", "tanh", "gelu", "elu")

#: The gates and their gradients, which take both halves of one array.
GATES = [
    name
    for each, activation in ACTIVATIONS.items()
    if hasattr(activation, "packed")
    for name in (each, f"{each}.vjp")
    if FUNCTIONS[name].definition.outputs == 2 or name == each
]


class Code:
    """A kernel's PTX for every compute capability.

    Parameters
    ----------
    build
        Compiles it for one.

    Attributes
    ----------
    ptx : dict
        The code, by capability.
    """

    def __init__(self, build):
        self.ptx = {each: build(each).ptx for each in CAPABILITIES}
        self._kernels = {}

    def body(self, capability):
        """Return the code without the line that names the capability."""
        major, minor = capability
        line = f".target sm_{major}{minor}\n"
        before, found, after = self.ptx[capability].partition(line)
        assert found
        return before + after

    @functools.cached_property
    def bodies(self):
        """The capabilities of each body that is like no other's; `CAPABILITY` is the first."""
        found = {}
        for capability in (CAPABILITY, *OTHERS):
            found.setdefault(self.body(capability), []).append(capability)
        return list(found.values())

    def kernel(self, capability):
        """Return what can be run, the same one for capabilities with the same code."""
        like = next(each[0] for each in self.bodies if capability in each)
        if like not in self._kernels:
            self._kernels[like] = ptx.Kernel(self.ptx[like])
        return self._kernels[like]


class Compiled(Code):
    """A function's kernel, for every compute capability.

    Parameters
    ----------
    name
        A key of `walk.FUNCTIONS`.
    storage
        The arrays' type.
    halves
        Whether the inputs are halves of one array; else aligned contiguous arrays.
    parameter
        How parameters are given: `VALUE` or `DEFAULT`.
    """

    def __init__(self, name, storage, halves=False, parameter=VALUE):
        self.name, self.storage = name, storage
        self.definition = FUNCTIONS[name].definition
        made = Schedule.contiguous(self.definition, storage, parameter)
        if halves:
            made = Schedule(storage, made.inputs, made.outputs, dimensions=2)
        self.schedule = made
        super().__init__(functools.partial(build, self.definition, made))

    def run(self, inputs, parameters, capability=CAPABILITY):
        """Return the results for arrays of one length."""
        made = self.schedule
        memory = ptx.Memory()
        operands = [memory.add(each) for each in inputs]
        empty = np.zeros(inputs[0].size, inputs[0].dtype)
        results = [memory.add(empty, writable=True) for _ in made.outputs]
        units = -(-empty.size // made.lanes)
        grid = -(-units // (BLOCK * made.vectors))
        arguments = [empty.size, *operands, *parameters, *results]
        self.kernel(capability).run(grid, BLOCK, arguments, memory)
        return tuple(memory.array(each) for each in results)

    def run_halves(self, x, dy, parameters, capability=CAPABILITY):
        """Return the results for an array of rows with both halves, and `dy` for a gradient."""
        made, memory = self.schedule, ptx.Memory()
        rows, half = x.shape[0], x.shape[1] // 2
        step, width = x.itemsize * 2 * half, x.itemsize * half
        packed = memory.add(x)
        arrays = [(packed, step), (packed + width, step)]
        if len(self.definition.inputs) == 3:
            arrays.insert(0, (memory.add(dy), width))
        if len(made.outputs) == 2:
            target = memory.add(np.zeros_like(x), writable=True)
            outputs = [(target, step), (target + width, step)]
        else:
            target = memory.add(np.zeros((rows, half), x.dtype), writable=True)
            outputs = [(target, width)]
        units = half // made.lanes
        count = rows * units
        layout = [rows, units]
        for _, stride in (*arrays, *outputs):
            layout += [stride, 16]
        addresses = [address for address, _ in arrays]
        written = [address for address, _ in outputs]
        grid = -(-count // (BLOCK * made.vectors))
        arguments = [count, *addresses, *parameters, *written, *layout]
        self.kernel(capability).run(grid, BLOCK, arguments, memory)
        return memory.array(target)


def inputs_in_memory(made):
    """Return how many of a schedule's inputs are arrays."""
    return sum(each not in NUMBERS for each in made.inputs)


def resources(text, capability, spilled=0):
    """Return the registers that a kernel takes as machine code; it must not spill more bytes."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        _, log = linked(text, capability)
    stack = re.findall(r"(\d+) bytes (?:stack frame|spill stores|spill loads)", log)
    assert len(stack) == 3, log
    assert max(map(int, stack)) <= spilled, log
    return int(re.search(r"Used (\d+) registers", log)[1])
