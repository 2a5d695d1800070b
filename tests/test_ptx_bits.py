"""The same bits on both targets: the emitted PTX, executed, against the CPU's ufunc.

NaN is NaN on both; its bits are no part of the promise.
"""

import itertools

import ml_dtypes
import numpy as np
import pytest
from cuda_kernels import CAPABILITY, OTHERS, STORAGES, TURNS, run
from walk import BITS, DTYPES, FUNCTIONS, assert_same_bits, parameters, spread, tuple_of

COUNT = 1 << 20


def special(dtype, at):
    """Return the values at which bodies branch or round differently, and their neighbours."""
    unsigned = BITS[dtype.itemsize]
    ordinary = [0.5, 1, 2, 3, 6, 7, 20, 90, 700, 1e4, *at]
    normal = ml_dtypes.finfo(dtype).smallest_normal
    bits = np.abs(np.array([0, normal, np.inf, *ordinary], dtype)).view(unsigned)
    bits = np.concatenate([bits - unsigned(1), bits, bits + unsigned(1)])  # all bits set: NaN
    positive = np.unique(bits & unsigned(2 ** (8 * dtype.itemsize - 1) - 1)).view(dtype)
    return np.concatenate([positive, -positive])


def samples(function, dtype, count):
    """Return inputs: all combinations of the special values, and then half of the rest spread over
    all bit patterns and half of ordinary size."""
    with np.errstate(invalid="ignore", over="ignore"):
        values = special(dtype, np.asarray(parameters(function, dtype), np.float64))
    arity = len(function.definition.inputs)
    axes = [values] * arity if arity < 3 else [values[::7], values, values]
    corners = [each.reshape(-1) for each in np.meshgrid(*axes)]
    random = np.random.default_rng(0)
    rest = max(0, count - corners[0].size)
    columns = []
    for corner in corners:
        patterns = np.resize(spread(rest - rest // 2, dtype), rest - rest // 2)
        size = np.exp2(random.uniform(-12, 7, rest // 2)) * random.choice([-1, 1], rest // 2)
        columns.append(np.concatenate([corner, random.permutation(patterns), size.astype(dtype)]))
    return columns


def few(inputs, count=3001):
    """Return some of the inputs: several blocks, the last one in part, and a tail."""
    random = np.random.default_rng(1)
    return [random.permutation(each)[:count] for each in inputs]


def inputs_of(function, dtype):
    if dtype.itemsize == 2 and len(function.definition.inputs) == 1:
        return [spread(1 << 16, dtype)]  # every one there is
    return samples(function, dtype, COUNT + 1)


def check(name, storage, inputs, values, capability=CAPABILITY):
    with np.errstate(all="ignore"):
        expected = tuple_of(FUNCTIONS[name](*inputs, *values))
        assert_same_bits(run(name, storage, inputs, values, capability), expected)


def other_parameters(defaults, dtype):
    """Return parameters unlike the defaults, those where bodies branch among them."""
    for value in (-1.5, 0.0, np.nan, 1e-5, 3e4, np.inf):
        for k in range(len(defaults)):
            yield [*defaults[:k], dtype.type(value), *defaults[k + 1 :]]


@pytest.mark.parametrize("storage", STORAGES)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function(name, storage):
    function, dtype = FUNCTIONS[name], DTYPES[storage]
    inputs, defaults = inputs_of(function, dtype), parameters(function, dtype)
    check(name, storage, inputs, defaults)
    other = TURNS[name, storage]
    # the code for 8.0 is that for 9.0, and so is 7.5's that does not round to 16 bits
    if other == (10, 0) or (other == (7, 5) and dtype.itemsize == 2):
        check(name, storage, few(inputs), defaults, other)
    for values in itertools.islice(other_parameters(defaults, dtype), 4):
        check(name, storage, few(inputs, 1001), values)


@pytest.mark.sweep
@pytest.mark.parametrize("capability", OTHERS)
@pytest.mark.parametrize("storage", STORAGES)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_capability(name, storage, capability):
    function, dtype = FUNCTIONS[name], DTYPES[storage]
    check(name, storage, inputs_of(function, dtype), parameters(function, dtype), capability)
