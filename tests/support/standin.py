"""A device without a GPU: its memory is the host's, and its kernels run on the CPU.

The kernels are not a second version: the code that `numba_act.cuda.kernel.emit` generates for a
thread is compiled for the CPU, and run for every block and thread of a launch. So indices,
alignment, tails, masks and strides are the real ones, and memory is real memory.
"""

import contextlib
import ctypes
import functools
import weakref

import llvmlite.binding as llvm
import numba
import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from numba_act.core.floats import WORKING_TYPES
from numba_act.core.intrinsics import emit_call, overload_of
from numba_act.cuda import arrays, code, device, elementwise, launch, reduction
from numba_act.cuda.kernel import emit
from numba_act.cuda.memory import Memory
from numba_act.cuda.rows import launch as row_launch

_LLVM = {
    "int32": ir.IntType(32),
    "int64": ir.IntType(64),
    "uint64": ir.IntType(64),
    "float32": ir.FloatType(),
    "float64": ir.DoubleType(),
}


# From float64 to float16 LLVM calls the C compiler's library, of which Numba has no part.
_TRUNCATE = "__truncdfhf2"
llvm.add_symbol(
    _TRUNCATE, ctypes.cast(ctypes.CDLL("libgcc_s.so.1")[_TRUNCATE], ctypes.c_void_p).value
)

#: How arguments of a launch are passed.
_C = {int: ctypes.c_int64, np.float32: ctypes.c_float, np.float64: ctypes.c_double}


@functools.cache
def kernel_on_cpu(definition, schedule):
    """Return a C function (arguments, blocks, threads) that runs a launch thread by thread."""
    working = WORKING_TYPES[schedule.working]
    signature = (working,) * len(schedule.inputs)
    compiled = overload_of(definition.scalar(schedule.working), signature)

    @intrinsic
    def run(typingctx, arguments, block, thread, threads):
        def codegen(context, builder, signature, args):
            table = builder.inttoptr(args[0], ir.IntType(64).as_pointer())
            values = []
            for k, name in enumerate(schedule.arguments):
                address = builder.load(cgutils.gep(builder, table, k))
                values.append(builder.load(builder.inttoptr(address, _LLVM[name].as_pointer())))

            def call(*operands):
                return emit_call(context, builder, compiled, operands)

            emit(Memory(builder, schedule.storage, space=0), schedule, values, args[1:], call)
            return context.get_dummy_value()

        return types.void(types.intp, *[types.int32] * 3), codegen

    def kernel(arguments, blocks, threads):
        for block in range(blocks):
            for thread in range(threads):
                run(arguments, numba.int32(block), numba.int32(thread), numba.int32(threads))

    return numba.cfunc(types.void(types.intp, types.intp, types.intp))(kernel)


def as_passed(arguments, kinds):
    """Return a launch's arguments, after looking whether they are of the kernel's types.

    An integer is passed with 8 bytes, of which a kernel takes as many as it has.
    """
    for value, kind in zip(arguments, kinds, strict=True):
        if kind.startswith("float"):
            assert type(value) is np.dtype(kind).type
        else:
            assert type(value) is int
            assert (0 if kind == "uint64" else np.iinfo(kind).min) <= value <= np.iinfo(kind).max
    return arguments


class StandIn:
    """What `numba_act.cuda` asks of a driver, answered by the host."""

    def __init__(self, devices=1):
        self.devices = devices
        self.current = 0
        self.launches = []  # (definition, schedule, grid, block, stream, device)
        self.waits = []
        self.handles = []
        self.uploaded = []  # weak references to what was moved to the device
        self.homes = {}  # the device of an address, where it is not 0

    def function(self, definition, schedule, number):
        """Stand in for `code.function`."""
        key = definition, schedule, number
        if key not in self.handles:
            self.handles.append(key)
        return self.handles.index(key) + 1

    def config(self, grid, block, cluster=1):
        return (grid, block) if cluster == 1 else (grid, block, cluster)

    def launch(self, function, config, stream, arguments, number):
        definition, schedule, compiled_for = self.handles[function - 1]
        assert compiled_for == number
        self.launches.append((definition, schedule, *config, stream, number))
        passed = as_passed(arguments, schedule.arguments)
        memory = [_C[type(value)](value) for value in passed]
        table = (ctypes.c_void_p * len(memory))(*map(ctypes.addressof, memory))
        kernel_on_cpu(definition, schedule).ctypes(ctypes.addressof(table), *config)

    def count(self):
        return self.devices

    def capability(self, number):
        return 9, 0

    def current_device(self):
        return self.current

    def device_of(self, address):
        return self.homes.get(address, 0)

    @contextlib.contextmanager
    def on(self, number):
        before, self.current = self.current, number
        yield
        self.current = before

    def wait(self, stream, producer, number):
        self.waits.append((stream, producer, number))

    def upload(self, host):
        """Stand in for `arrays.upload`."""
        made = Array(aligned(np.shape(host), np.asarray(host).dtype))
        made.host[...] = host
        self.uploaded.append(weakref.ref(made))
        return made

    @property
    def schedules(self):
        """The schedules of the launches so far."""
        return [each[1] for each in self.launches]


class Array:
    """An array "in GPU memory", known by its ``__cuda_array_interface__`` alone."""

    def __init__(self, host, stream=None, read_only=False, **changes):
        self.host = host
        self.changes = changes
        self.stream = stream
        self.read_only = read_only

    dtype = property(lambda self: self.host.dtype)
    shape = property(lambda self: self.host.shape)

    def copy_to_host(self):
        return self.host.copy()

    @property
    def __cuda_array_interface__(self):
        contiguous = self.host.flags.c_contiguous
        return {
            "shape": self.host.shape,
            "strides": None if contiguous else self.host.strides,
            "typestr": self.host.dtype.str,
            "data": (self.host.ctypes.data if self.host.size else 0, self.read_only),
            "version": 3,
            "stream": self.stream,
            **self.changes,
        }


def aligned(shape, dtype, offset=0):
    """Return an empty array whose address is `offset` bytes past a multiple of 16."""
    dtype = np.dtype(dtype)
    size = int(np.prod(shape, dtype=np.intp)) * dtype.itemsize
    buffer = np.zeros(size + 64, np.uint8)
    start = -buffer.ctypes.data % 16 + 16 + offset
    return buffer[start : start + size].view(dtype).reshape(shape)


class ArrayKind(arrays.Unknown):
    """Allocates what `Array` is not asked to."""

    def empty(self, layout, stream):
        order = sorted(range(len(layout.shape)), key=lambda axis: -layout.strides[axis])
        made = aligned([layout.shape[axis] for axis in order], layout.dtype)
        return Array(made.transpose(np.argsort(order)))


def install(monkeypatch, devices=1):
    """Put a stand-in in the driver's place and return it."""
    made = StandIn(devices)
    replace_driver(monkeypatch, made)
    monkeypatch.setattr(code, "function", made.function)
    for module in (elementwise, row_launch):
        monkeypatch.setattr(module, "upload", made.upload)
    monkeypatch.setattr(arrays, "UNKNOWN", ArrayKind())
    arrays._kind.cache_clear()
    return made


def replace_driver(monkeypatch, made):
    """Put something in the driver's place, for functions that have not been called before."""
    for module in (device, launch, code, row_launch):
        monkeypatch.setattr(module, "driver", lambda: made)
    monkeypatch.setattr(elementwise, "KEY", object())
    monkeypatch.setattr(reduction, "KEY", object())
    monkeypatch.setattr(row_launch, "planners", {})
