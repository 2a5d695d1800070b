"""Calls on arrays that touch pages which nobody may read or write: run as a process of its own."""

from __future__ import annotations

import ctypes
import mmap
import sys
from typing import Any

import numpy as np

from tests.support import rows
from tests.support.walk import ACTIVATIONS, BITS, DTYPES, FUNCTIONS, tuple_of, typical

GATES = {name: f for name, f in ACTIVATIONS.items() if f.definition.is_gate}
SHORT_FUNCTIONS = ["exp", "silu", "gelu.vjp", "swish", "hard_swish", "relu", "swiglu", "geglu.vjp"]
SHORT_TYPES = ["float32", "bfloat16"]
SHORT_LENGTHS = [*range(1, 18), 31, 32, 33, 47, 48, 63, 64, 65, 95, 96, 97, 127, 128, 129, 200]
LONG_LENGTHS = range(1, 201)
#: Several blocks, and several threads.
LARGE = (1025, 2047, 70_001)


class Guarded:
    """Memory between two pages that end the process where they are touched."""

    def __init__(self, pages: int) -> None:
        self.memory = mmap.mmap(-1, (pages + 2) * mmap.PAGESIZE)
        everything = np.frombuffer(self.memory, np.uint8)
        self.bytes = everything[mmap.PAGESIZE : -mmap.PAGESIZE]
        protect = ctypes.CDLL(None, use_errno=True).mprotect
        protect.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
        for page in (everything, everything[-mmap.PAGESIZE :]):
            if protect(page.ctypes.data, mmap.PAGESIZE, 0):
                raise OSError(ctypes.get_errno(), "mprotect")

    def array(self, shape: Any, dtype: Any, side: str, step: int) -> Any:
        """Return an array whose first or last element touches a page that is guarded."""
        dtype = np.dtype(dtype)
        count = int(np.prod(shape))
        size = ((count - 1) * abs(step) + 1) * dtype.itemsize
        start = 0 if side == "begin" else self.bytes.size - size
        flat = self.bytes[start : start + size].view(dtype)[::step]
        assert flat.size == count
        return np.lib.stride_tricks.as_strided(flat, shape, contiguous_strides(flat, shape))


def contiguous_strides(flat: Any, shape: Any) -> Any:
    strides, distance = [], flat.strides[0]
    for n in reversed(shape):
        strides.append(distance)
        distance *= n
    return strides[::-1]


class Pool:
    """Guarded memory for each operand of a call."""

    def __init__(self) -> None:
        self.places = [Guarded(300) for _ in range(8)]
        self.calls = 0

    def check(self, call: Any, operands: Any, outs: Any, side: str, step: int) -> None:
        """Call on guarded arrays; compare with the results on ordinary ones."""
        places = iter(self.places)
        given = []
        for each in operands:
            given.append(next(places).array(each.shape, each.dtype, side, step))
            given[-1][...] = each
        made = tuple(next(places).array(each.shape, each.dtype, side, step) for each in outs)
        call(*given, out=made if len(made) > 1 else made[0])
        for got, expected in zip(made, outs, strict=True):
            bits = BITS[expected.dtype.itemsize]
            same = np.ascontiguousarray(got).view(bits) == np.ascontiguousarray(expected).view(bits)
            assert (same | np.isnan(got) & np.isnan(expected)).all()
        self.calls += 1


def elementwise(pool: Pool, names: Any, dtypes: Any, lengths: Any) -> None:
    for name in names:
        function = FUNCTIONS[name]
        for dtype in dtypes:
            for n in lengths:
                operands = typical(function, n, dtype)
                expected = tuple_of(function(*operands))
                wide = [np.full(n, each, dtype) for each in operands]
                for side in ("begin", "end"):
                    for step in (1, 2, -1):
                        pool.check(function, operands, expected, side, step)
                        if len(wide) > len(function.definition.inputs):
                            pool.check(function, wide, expected, side, step)


def masked(pool: Pool, dtypes: Any, lengths: Any) -> None:
    function = FUNCTIONS["silu"]
    for dtype in dtypes:
        for n in lengths:
            x = np.linspace(-3, 3, n).astype(dtype)
            mask = np.arange(n) % 3 != 1

            def call(x: Any, mask: Any, out: Any) -> None:
                out[...] = 0
                function(x, out=out, where=mask)

            expected = np.where(mask, function(x), dtype.type(0))
            for side in ("begin", "end"):
                pool.check(call, [x, mask], [expected], side, 1)


def packed(pool: Pool, names: Any, dtypes: Any, lengths: Any) -> None:
    random = np.random.default_rng(1)
    for name in names:
        gate = GATES[name]
        for dtype in dtypes:
            for n in lengths:
                for shape in ((2 * n,), (3, 2 * n)):
                    x = random.uniform(-8, 8, shape).astype(dtype)
                    dy = random.uniform(-8, 8, (*shape[:-1], n)).astype(dtype)
                    for order in ("gate_first", "value_first", "interleaved"):
                        forward, backward = [
                            lambda *given, out, f=f, order=order: f(*given, order=order, out=out)
                            for f in (gate.packed, gate.packed_vjp)
                        ]
                        y, dx = gate.packed(x, order=order), gate.packed_vjp(dy, x, order=order)
                        for side in ("begin", "end"):
                            for step in (1, 2):
                                pool.check(forward, [x], [y], side, step)
                                pool.check(backward, [dy, x], [dx], side, step)


def of_rows(pool: Pool, names: Any, dtypes: Any, lengths: Any) -> None:
    pairs = [(name, dtype) for name in names for dtype in dtypes]
    if len(dtypes) < len(DTYPES):  # kernels of rows take seconds to compile
        pairs = [(name, dtype) for name, dtype in pairs if rows.is_default(name, dtype.name)]
    for name, dtype in pairs:
        for n in lengths:
            for shape, axis in (((3, n), -1), ((5, n), 0), ((n,), 0)):
                one_row_function(pool, name, shape, axis, dtype)


def one_row_function(pool: Pool, name: str, shape: Any, axis: int, dtype: Any) -> None:
    function = rows.FUNCTIONS[name]
    given, _ = rows.case(name, shape, dtype, masked=False)
    arrays = [each for each in given.positional if isinstance(each, np.ndarray)]
    if axis == 0 and len(shape) > 1:  # rows along the first axis, contiguous all the same
        arrays = [np.ascontiguousarray(each.T) for each in arrays]
    keywords = {"axis": axis, **given.keywords}
    expected = np.asarray(function(*arrays, **keywords))

    def call(*operands: Any, out: Any) -> None:
        if name in rows.MASKED:
            function(*operands, out=out, **keywords)
        else:
            out[...] = function(*operands, **keywords)

    for side in ("begin", "end"):
        for step in (1, 2, -1):
            pool.check(call, arrays, [expected], side, step)


PARTS = {
    "elementwise": (elementwise, SHORT_FUNCTIONS, list(FUNCTIONS)),
    "packed": (packed, ["swiglu"], list(GATES)),
    "rows": (of_rows, ["softmax", "log_softmax.vjp", "logsumexp"], list(rows.FUNCTIONS)),
}


def main(part: str, long: bool) -> None:
    pool = Pool()
    function, short_names, long_names = PARTS[part]
    names = long_names if long else short_names
    dtypes = [DTYPES[name] for name in (DTYPES if long else SHORT_TYPES)]
    with np.errstate(all="ignore"):
        lengths = LONG_LENGTHS if long else SHORT_LENGTHS
        function(pool, names, dtypes, lengths)
        function(pool, short_names, dtypes, LARGE[: 3 if part == "elementwise" else 2])
        if part == "elementwise":
            masked(pool, dtypes, lengths)
    print(pool.calls)


def touch(side: str) -> None:
    """End as a kernel would that goes one element too far."""
    x = Guarded(1).array((4,), np.float32, side, 1)
    address = x.ctypes.data + (16 if side == "end" else -4)
    ctypes.c_float.from_address(address).value  # noqa: B018
    print("not guarded")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] == "long")
