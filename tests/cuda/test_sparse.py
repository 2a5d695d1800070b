"""sparsemax and entmax15 on the GPU; the kernels run on the evaluator of PTX.

They are held to the CPU's bounds, against thresholds that are found by sorting.
"""

import dataclasses
import itertools

import numpy as np
import pytest

from numba_act.cuda.rows.schedule import RowSchedule
from tests.cuda.test_rows import check_registers, largest
from tests.cuda.test_rows_launch import gpu, launched, on_device, there  # noqa: F401 a fixture
from tests.rows.test_bounds import bound, unit
from tests.rows.test_sparse import FUNCTIONS, gradient, reference
from tests.support import standin
from tests.support.cuda_rows import WORKING, run
from tests.support.walk import DTYPES, unless

NAMES = [f"{name}{end}" for name in FUNCTIONS for end in ("", ".vjp")]

#: Lengths of rows, and how the elements lie.
LAYOUTS = {
    "vector": (48, {"vector": True}),
    "many": (8, {"vector": True}),
    "elements": (333, {"vector": False}),
    "columns": (100, {"vector": False, "columns": True}),
    "masked": (512, {"vector": True, "masked": True}),
    "longer": (2048, {"vector": True}),
}


def rows(length, count=20):
    """Return rows of which few or many elements exceed the threshold."""
    random = np.random.default_rng(length)
    spread = np.array([1e-4, 0.3, 1.0, 30.0])[np.arange(count) % 4, None]
    return random.normal(size=(1, count, length)) * spread


@pytest.mark.parametrize(
    ("name", "storage", "layout"),
    [
        pytest.param(*each, marks=unless(k % 17 == 3))
        for k, each in enumerate(itertools.product(NAMES, DTYPES, LAYOUTS))
    ],
)
def test_error(name, storage, layout):
    length, options = LAYOUTS[layout]
    schedule = RowSchedule.of(name, storage, length, **options)
    if layout == "longer":
        schedule = dataclasses.replace(schedule, held=1, longer=True)
    base, _, vjp = name.partition(".")
    dtype, x = DTYPES[storage], rows(length)
    x = x.astype(dtype)
    mask = np.random.default_rng(0).random(x.shape) < (0.7 if schedule.masked else 2)
    mask[0, 0] &= not schedule.masked  # nothing is left
    arrays, scale = [x], 0.75
    with np.errstate(all="ignore"):
        true = reference(base, np.where(mask, x, -np.inf), scale)
    size = np.nanmax(true, -1, keepdims=True, initial=0)
    if vjp:
        y = FUNCTIONS[base](x, where=mask, scale=scale)
        dy = np.random.default_rng(1).normal(size=x.shape).astype(dtype)
        arrays = [dy, y]
        with np.errstate(all="ignore"):
            true = gradient(base, dy, y, scale)
        size = np.abs(scale * dy.astype(np.float64)).max(-1, keepdims=True)
    if schedule.columns:
        arrays = [np.moveaxis(each, -1, 1).copy() for each in arrays]
    scales = np.full(x.shape[:2], scale, WORKING[storage])
    (found,) = run(name, schedule, arrays, mask if schedule.masked else None, scales)
    found = np.moveaxis(found, 1, -1) if schedule.columns else found
    true = np.where(mask & mask.any(-1, keepdims=True), true, 0)
    size = np.maximum(size, np.abs(true)).astype(np.float64)  # a difference may be the larger one
    error = np.abs(found.astype(np.longdouble) - true) / unit(size, dtype)
    assert error.max() <= bound(name, dtype)
    assert (found[~mask] == 0).all()


#: Rows that are not made of ordinary numbers.
SPECIAL = np.float32(
    [
        [-np.inf, 1, 2, 3],
        [np.inf, 1, 2, 3],
        [np.nan, 1, 2, 3],
        [-np.inf] * 4,
        [3e38, -3e38, 1e38, 0],
        [0, -0.0, 0, 0],
    ]
)


@pytest.mark.parametrize("name", NAMES)
def test_calls(gpu, name):  # noqa: F811
    """Axes, scales, masks, in place, and rows of special numbers: as on the CPU."""
    base, _, vjp = name.partition(".")
    function = FUNCTIONS[base].vjp if vjp else FUNCTIONS[base]
    x = rows(24, 8).reshape(2, 4, 24).astype(np.float32)
    mask = np.random.default_rng(0).random(x.shape) < 0.7
    given = [x]
    if vjp:
        given = [np.random.default_rng(1).normal(size=x.shape).astype(np.float32)]
        given.append(FUNCTIONS[base](x))
    per_row = np.float32([[0.5, -1.0, 2.0, 0.0], [1.0, 3.0, 0.25, -2.0]])
    for keywords in ({}, {"scale": per_row}, {"where": mask, "scale": -1.5}, {"axis": 0}):
        wanted = function(*given, **keywords)
        place = [*map(there, given)]
        on = {key: there(value) for key, value in keywords.items()}
        got = function(*place, **on)
        np.testing.assert_allclose(got.host, wanted, rtol=1e-5, atol=1e-6)
        assert launched(gpu).columns == ("axis" in keywords)
        assert function(*place, **on, out=place[-1]) is place[-1]
        np.testing.assert_array_equal(place[-1].host, got.host)
        gpu.row_launches.clear()
    special = [SPECIAL] if not vjp else [np.ones_like(SPECIAL), SPECIAL]
    with np.errstate(all="ignore"):
        wanted = function(*special)
    np.testing.assert_allclose(function(*map(there, special)).host, wanted, rtol=1e-6)
    strided = standin.Array(standin.aligned((2, 4, 48), np.float32)[..., ::2])
    strided.host[...] = given[-1]
    got = function(*map(there, given[:-1]), strided)
    np.testing.assert_allclose(got.host, function(*given), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    ("name", "storage"),
    [
        pytest.param(*each, marks=unless(k % 5 == 2))
        for k, each in enumerate(itertools.product(NAMES, DTYPES))
    ],
)
def test_registers(name, storage):
    for options in ({"vector": True}, {"vector": False, "columns": True, "masked": True}):
        for schedule in largest(name, storage, **options):
            check_registers(name, schedule)


def test_errors(gpu):  # noqa: F811
    x = on_device(np.zeros((3, 4), np.float32))
    for function in FUNCTIONS.values():
        with pytest.raises(TypeError, match="'dy' is on the host"):
            function.vjp(np.zeros((3, 4), np.float32), x)
        with pytest.raises(ValueError, match="'out' has shape"):
            function(x, out=on_device(np.zeros((3, 5), np.float32)))
    assert not gpu.row_launches
