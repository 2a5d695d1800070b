"""The second process after any public call compiles nothing."""

import pytest

from tests.support.process import run

#: Calls what the argument says, in the types that it says, and prints how many functions Numba
#: compiled on the way.
CALLS = """
import sys, warnings
import numpy as np
from numba.core import event
import numba_act as na
from numba_act.cpu.rows.driver import ONLINE
from tests.support.rows import DTYPES, FUNCTIONS as ROWS, MAPS, case
from tests.support.walk import ACTIVATIONS, FUNCTIONS, parameters, typical
what, names, dtypes = sys.argv[1], sys.argv[2].split(","), sys.argv[3].split(",")
every = {"elementwise": FUNCTIONS, "packed": ACTIVATIONS}.get(what, ROWS)
names = [name for name in every if what != "packed" or every[name].definition.is_gate] \
    if names == ["all"] else names

def elementwise(function, dtype):
    operands = typical(function, 50, dtype)
    count = len(function.definition.inputs)
    function(*operands[:count], *parameters(function, dtype))
    function(operands[0][::2], *[each[::2] for each in operands[1:count]], *operands[count:])
    if "" not in map(str, function.definition.parameters.values()):
        try:
            function(*operands[:count])
        except TypeError:  # a parameter without a default
            pass

def packed(function, dtype):
    x = np.ones((3, 100), dtype)
    given = dict(zip(function.definition.parameters, parameters(function, dtype)))
    for order in ("gate_first", "value_first", "interleaved"):
        function.packed(x, order=order, **given)
        function.packed_vjp(x[:, :50].copy(), x, order=order, **given)

def rows(name, dtype):
    long = ONLINE // dtype.itemsize + 100
    for masked in (False, True):
        given, _ = case(name, (40, 50), dtype, masked)
        call = lambda *arrays, where, axis: ROWS[name](
            *arrays, *given.positional[len(arrays):], axis=axis, where=where)
        where = given.keywords.get("where")
        count = 2 if "vjp" in name else 1
        arrays = given.positional[:count]
        call(*arrays, where=where, axis=-1)
        if what == "contiguous rows":
            return
        first = [each.T.copy() for each in arrays]
        call(*first, where=None if where is None else where.T.copy(), axis=0)
        middle = [np.stack([each] * 2) for each in first]
        if name == "logsumexp.vjp":
            middle[0] = np.stack([arrays[0]] * 2)
        call(*middle, where=None if where is None else where.T.copy(), axis=1)
        wide = [np.ones((2, long) if each.ndim == 2 else 2, dtype) for each in arrays]
        call(*wide, where=None if where is None else np.ones((2, long), bool), axis=-1)
        if "logsumexp" in name and not masked:
            ROWS[name](*arrays, b=np.ones(50, dtype))

with event.install_recorder("numba:compile") as recorder, np.errstate(all="ignore"):
    warnings.simplefilter("ignore", RuntimeWarning)
    for name in names:
        for each in dtypes:
            if every is ROWS:
                rows(name, DTYPES[each])
            else:
                {"elementwise": elementwise, "packed": packed}[what](every[name], DTYPES[each])
print(len(recorder.buffer))
"""


def check(directory, what, names, dtypes):
    arguments = what, ",".join(names), ",".join(dtypes)
    first, second = (int(run(CALLS, *arguments, NUMBA_ACT_CACHE_DIR=directory)) for _ in range(2))
    assert first > 0
    assert second == 0


@pytest.mark.parametrize(
    ("what", "names", "dtypes"),
    [
        ("elementwise", ["relu", "leaky_relu.vjp", "bilinear.vjp"], ["float32"]),
        pytest.param("packed", ["bilinear"], ["bfloat16"], marks=pytest.mark.sweep),
        ("contiguous rows", ["logsumexp"], ["float32"]),
        pytest.param("rows", ["smooth_max"], ["float32"], marks=pytest.mark.sweep),
        pytest.param("rows", ["logsumexp"], ["float32"], marks=pytest.mark.sweep),
        pytest.param("rows", ["log_softmax.vjp"], ["bfloat16"], marks=pytest.mark.sweep),
    ],
)
def test_second_process_compiles_nothing(tmp_path, what, names, dtypes):
    check(tmp_path, what, names, dtypes)


@pytest.mark.sweep
@pytest.mark.parametrize("dtype", ["float16", "bfloat16", "float32", "float64"])
@pytest.mark.parametrize("what", ["elementwise", "packed", "rows"])
def test_second_process_compiles_nothing_of_all(tmp_path, what, dtype):
    """All functions and gradients, packed gates in all orders, rows along all axes."""
    arguments = what, "all", dtype
    first = int(run(CALLS, *arguments, kernels=1000, NUMBA_ACT_CACHE_DIR=tmp_path))
    assert first > 0
    assert int(run(CALLS, *arguments, NUMBA_ACT_CACHE_DIR=tmp_path)) == 0
