"""A digest of every row function's results, as JSON: run in processes that differ in the CPU.

python -m tests.support.digest_rows [types]
"""

import hashlib
import json
import sys

import numpy as np

from numba_act.cpu.rows.driver import ONLINE
from tests.support.rows import DTYPES, FUNCTIONS, LONG_ROWS, MASKED, case

LENGTHS = (1, 5, 16, 17, 65, 1000)


def call(name, arguments, axis=-1, **keywords):
    return FUNCTIONS[name](*arguments.positional, axis=axis, **{**arguments.keywords, **keywords})


def has_rows(operand, shape):
    return isinstance(operand, np.ndarray) and operand.shape == shape


def laid_out(arguments, shape, place):
    """Return the arguments with every array that has rows put in memory another way."""
    moved = [place(x) if has_rows(x, shape) else x for x in arguments.positional]
    keywords = {
        key: place(value) if has_rows(value, shape) else value
        for key, value in arguments.keywords.items()
    }
    return arguments._replace(positional=tuple(moved), keywords=keywords)


def long_case(name, n, rows, dtype, masked):
    """As `case`, for rows whose largest element is found while they are summed."""
    arguments, _ = case(name, (rows, n), dtype, masked)
    random, kinds = np.random.default_rng(n), list(LONG_ROWS.values())
    x = arguments.positional[-1 if name in MASKED else 0]
    for k in range(rows):
        x[k] = kinds[k % len(kinds)](random, n)
    x[-1, : n // 3], x[-2, n // 2], x[-3] = -np.inf, np.nan, -np.inf
    if masked:
        where = arguments.keywords["where"]
        where[1, : n // 2], where[2] = False, False
    return arguments


def results(name, dtype, masked):
    """Return results of every kernel of a function, with rows of every kind."""
    for n in LENGTHS:
        arguments, _ = case(name, (20, n), dtype, masked)
        yield call(name, arguments)
        turned = laid_out(arguments, (20, n), lambda x: np.ascontiguousarray(x.T))
        yield call(name, turned, axis=0)
    if name in MASKED:  # one scale a row, of any size and sign
        scales = np.array([1e-38, 1.0, -3.0, 0.0, 5e5] * 4, np.float32)
        yield call(name, arguments, scale=scales)
        yield call(name, turned, axis=0, scale=scales)
    x = arguments.positional[0]
    if "vjp" in name:  # cotangents whose sum overflows
        x[1::3] = np.finfo(np.float16).max if dtype.itemsize == 2 else np.finfo(dtype).max / 4
        yield call(name, arguments)
    yield call(name, case(name, (300, 33), dtype, masked)[0])
    shape = (3, 128_000)
    arguments, _ = case(name, shape, dtype, masked)
    yield call(name, arguments)
    shape = (18, 20_000)
    arguments, _ = case(name, shape, dtype, masked)
    yield call(name, laid_out(arguments, shape, lambda x: np.ascontiguousarray(x.T)), axis=0)
    shape = (18, ONLINE // dtype.itemsize + 3001)
    arguments = long_case(name, shape[1], shape[0], dtype, masked)
    yield call(name, arguments)
    yield call(name, laid_out(arguments, shape, lambda x: np.ascontiguousarray(x.T)), axis=0)


def digest_of(name, kind, masked=False):
    digest = hashlib.sha256()
    with np.errstate(all="ignore"):
        for result in results(name, DTYPES[kind], masked):
            result = np.ascontiguousarray(result)
            # NaN has no bits of its own: x86 keeps the operand's payload, others do not
            result = np.where(np.isnan(result), np.array(np.nan, result.dtype), result)
            digest.update(result.tobytes())
    return digest.hexdigest()[:16]


def digests(kinds):
    """Return a digest of each function and array type, with and without a mask."""
    return {
        f"{name} {kind}{' masked' * masked}": digest_of(name, kind, masked)
        for name in FUNCTIONS
        for kind in kinds
        for masked in (False, True)
        if not masked or name in MASKED
    }


if __name__ == "__main__":
    json.dump(digests(sys.argv[1:] or list(DTYPES)), sys.stdout, indent=1)
