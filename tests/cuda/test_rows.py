"""The row functions' kernels on the evaluator of PTX, against the CPU's.

The order of the sums of pairs is not the CPU's, so that a result may differ by the last bit: of a
hundred thousand elements one may. In bfloat16 the CPU adds 32 groups as they are: a gradient's sum
may differ by some units of float32, of which 65,536 are one of bfloat16's, more where the sum is
near a cotangent. Where a row's largest element is not among those that are held,
the others' exponentials were relative to another one, and round otherwise: by a unit, of which a
weight may make two.
"""

import dataclasses
import itertools
import re

import numpy as np
import pytest

from numba_act.cpu.rows.driver import ONLINE
from numba_act.cuda.rows.schedule import RowSchedule
from tests.support.cuda_kernels import CAPABILITIES, resources
from tests.support.cuda_rows import FUNCTIONS, WORKING, code, compiled, function_of, run
from tests.support.rows import TURNS
from tests.support.walk import BITS, DTYPES, every_second, in_turn, unless

every_function = pytest.mark.parametrize("name", FUNCTIONS)
every_storage = pytest.mark.parametrize("storage", DTYPES)


def one_storage(start, step=1):
    """Return the mark of a test that by default has each function in one type, or some of them."""
    taken = [(name, TURNS[name]) for name in [*FUNCTIONS][start::step]]
    pairs = itertools.product(FUNCTIONS, DTYPES)
    cases = [pytest.param(*pair, marks=unless(pair in taken)) for pair in pairs]
    return pytest.mark.parametrize(("name", "storage"), cases)


SCALE = 1.25

#: Those that take a mask.
MASKED = [n for n in FUNCTIONS if n not in ("smooth_max", "soft_argmax", "soft_accuracy")]


def operands(name, storage, shape, axis=2, seed=0):
    """Return arrays for a function, of three dimensions, and one more value a row."""
    random = np.random.default_rng(seed)
    dtype = DTYPES[storage]
    x = random.normal(0, 3, shape).astype(dtype)
    if FUNCTIONS[name].weighted:
        rows = np.delete(shape, axis)
        return [random.normal(size=rows).astype(dtype), x]
    if FUNCTIONS[name].inputs == 2:
        forward = function_of(name.partition(".")[0])
        y = np.moveaxis(forward(np.moveaxis(x, axis, 2).copy(), scale=SCALE), 2, axis)
        return [random.normal(size=shape).astype(dtype), y.copy()]
    return [x]


def labels_of(name, length, rows):
    """Return labels for a function that has them."""
    return np.random.default_rng(1).integers(0, length, rows) if FUNCTIONS[name].labelled else None


def on_cpu(name, arrays, axis=2, mask=None, scales=SCALE, labels=None, ignored=None):
    """Return the CPU's results, of contiguous rows: for others it has kernels of their own."""
    arrays = [np.moveaxis(each, axis, 2).copy() if each.ndim == 3 else each for each in arrays]
    mask = mask if mask is None else np.moveaxis(mask, axis, 2).copy()
    keywords = {"scale" if name in MASKED else "k": scales}
    if mask is not None:
        keywords["where"] = mask
    if labels is not None:
        keywords["labels"] = labels
    if ignored is not None:
        keywords["ignore_index"] = ignored
    if FUNCTIONS[name].results == 2:
        keywords["dy"], *arrays = arrays
    with np.errstate(all="ignore"):
        found = function_of(name)(*arrays, axis=-1, **keywords)
    found = found if FUNCTIONS[name].results == 2 else [found]
    return [np.moveaxis(each, 2, axis) if each.ndim == 3 else each for each in found]


def assert_close(found, expected, others=0, share=1e-5):
    assert found.shape == expected.shape
    with np.errstate(all="ignore"):
        same = (found == expected) | (np.isnan(found) & np.isnan(expected))
    bits = [each[~same].view(BITS[each.itemsize]).astype(np.int64) for each in (found, expected)]
    assert (np.abs(bits[0] - bits[1]) <= 1 + others).all()
    if not others:
        assert np.count_nonzero(~same) <= 1 + share * found.size


def check(
    name,
    schedule,
    shape,
    *,
    padding=0,
    mask=None,
    arrays=None,
    scales=None,
    labels=None,
    ignored=None,
):
    axis = 1 if schedule.columns else 2
    arrays = operands(name, schedule.storage, shape, axis) if arrays is None else arrays
    rows = np.delete(shape, axis)
    scales = np.full(rows, SCALE) if scales is None else scales
    scales = scales.astype(WORKING[schedule.storage])
    labels = labels_of(name, shape[axis], rows) if labels is None else labels
    found = run(name, schedule, arrays, mask, scales, labels, ignored, padding=padding)
    others = 0  # how often exponentials are relative to another element, here and on the CPU
    if FUNCTIONS[name].row is not None:
        others = schedule.longer + (shape[axis] * DTYPES[schedule.storage].itemsize > ONLINE)
    others *= 1 + FUNCTIONS[name].weighted  # a unit of a factor may be two of the product
    share = 16 / 65536 if "vjp" in name and schedule.storage == "bfloat16" else 1e-5
    expected = on_cpu(name, arrays, axis, mask, scales, labels, ignored)
    for each, wanted in zip(found, expected, strict=True):
        assert_close(each, wanted, others, share)


@pytest.mark.parametrize(
    ("name", "length"),
    in_turn(FUNCTIONS, [1, 15, 16, 17, 33, 63, 64, 65, 129, 1000], [*FUNCTIONS][::4]),
)
def test_any_length(name, length):
    schedule = RowSchedule.of(name, "float32", length, vector=False)
    check(name, schedule, (2, 5, length), padding=3)


@pytest.mark.parametrize(
    ("name", "storage", "length"),
    [
        pytest.param(
            name, storage, length, marks=unless(storage == TURNS[name] and k % 12 == 4 * m)
        )
        for k, name in enumerate(FUNCTIONS)
        for storage in DTYPES
        for m, length in enumerate([8, 64, 2000])
    ],
)
def test_vectors(name, storage, length):
    schedule = RowSchedule.of(name, storage, length, vector=True)
    check(name, schedule, (2, 3, length), padding=8)


def longer(name, storage, length, **options):
    """Return the schedule of rows of which a thread holds one group only."""
    schedule = RowSchedule.of(name, storage, length, **options)
    return dataclasses.replace(schedule, held=1, longer=True)


@pytest.mark.parametrize(
    ("name", "storage"), in_turn(FUNCTIONS, ["float32", "bfloat16"], [*FUNCTIONS][1::8])
)
def test_more_than_is_held(name, storage):
    schedule = longer(name, storage, 512, vector=True)
    for length in (512, 520, 5000):
        check(name, schedule, (1, 2, length))


def most(name, storage, **options):
    """Return the length of the longest rows that are held, a power of two."""
    lengths = (1 << k for k in range(4, 21))
    return max(n for n in lengths if not RowSchedule.of(name, storage, n, **options).longer)


@pytest.mark.parametrize(
    ("name", "storage"),
    [
        pytest.param(n, each, marks=unless(k % 8 == 4 * (each == "float32")))
        for k, n in enumerate(FUNCTIONS)
        for each in dict.fromkeys(("float32", TURNS[n]))
    ],
)
def test_the_boundary_of_what_is_held(name, storage):
    """The longest rows that are read once, and those that are longer by a unit."""
    length = most(name, storage, vector=True)
    for each in (length, length + 16):
        schedule = RowSchedule.of(name, storage, each, vector=True)
        assert schedule.longer == (each > length)
        check(name, schedule, (1, 1, each))


@pytest.mark.parametrize(
    ("name", "storage", "length"),
    [
        ("softmax", "float32", (1 << 20) - 3),
        pytest.param("logsumexp", "bfloat16", 1 << 20, marks=pytest.mark.sweep),
        pytest.param("log_softmax", "float64", (1 << 17) + 2, marks=pytest.mark.sweep),
        pytest.param("soft_argmax", "float32", 1 << 18, marks=pytest.mark.sweep),
        pytest.param("softmax.vjp", "float16", 1 << 18, marks=pytest.mark.sweep),
    ],
)
def test_longest_rows(name, storage, length):
    vector = length * DTYPES[storage].itemsize % 16 == 0
    check(name, RowSchedule.of(name, storage, length, vector=vector), (1, 1, length))


#: Rows in which the largest element so far is another one again and again, or stays in sight.
SLOPES = [
    np.linspace(-90, 90, 1600),
    np.linspace(90, -90, 1600),
    np.where(np.arange(1600) < 400, -np.inf, np.linspace(-3, 3, 1600)),
    np.where(np.arange(1600) < 1590, -1e30, np.linspace(-3, 3, 1600)),
    np.repeat(np.linspace(-60, 0, 40), 40),
    np.arange(1600) % 7.0,
]


@pytest.mark.parametrize(
    "name", every_second((n for n in FUNCTIONS if FUNCTIONS[n].row is not None), 1, 4)
)
def test_references(name):
    x = np.float32(SLOPES)[None]
    arrays = [*(np.ones_like(each) for each in operands(name, "float32", x.shape)[:-1]), x]
    # what is subnormal would be rounded before it is multiplied with more
    scales = (1.0, -1.0) if FUNCTIONS[name].weighted else (1.0, -1.0, 20.0)
    for vector in (True, False):
        schedule = longer(name, "float32", 64, vector=vector)
        for scale in scales if vector else (1.0,):
            check(name, schedule, x.shape, arrays=arrays, scales=np.full(x.shape[:2], scale))
    if name in MASKED:
        schedule = longer(name, "float32", 64, vector=True, masked=True)
        mask = np.random.default_rng(0).random(x.shape) < 0.5
        mask[0, 0], mask[0, 1, :800], mask[0, 2, 600:] = False, False, False
        for scale in (-1.0, 0.0):
            factors = np.full(x.shape[:2], scale)
            check(name, schedule, x.shape, arrays=arrays, scales=factors, mask=mask)


@pytest.mark.sweep
@pytest.mark.parametrize("length", [1 << 15, (1 << 15) + 8, 1 << 17, 1 << 20])
@every_storage
@every_function
def test_long_rows(name, storage, length):
    check(name, RowSchedule.of(name, storage, length, vector=True), (1, 1, length))


@pytest.mark.parametrize(
    ("name", "length"),
    in_turn(["softmax", "logsumexp", "softmax.vjp"], [3, 64, 16, 300, 3000], ["softmax"]),
)
def test_columns(name, length):
    schedule = RowSchedule.of(name, "float32", length, vector=False, columns=True)
    check(name, schedule, (2, length, 37))


@one_storage(1, 8)
def test_columns_of_every_function(name, storage):
    schedule = RowSchedule.of(name, storage, 100, vector=False, columns=True)
    check(name, schedule, (3, 100, 40), padding=1)


#: Rows that are not made of ordinary numbers.
SPECIAL = [
    [-np.inf] * 4,
    [np.inf, 1, 2, 3],
    [np.inf, np.inf, 1, -np.inf],
    [np.nan, 1, 2, 3],
    [-np.inf, 1, 2, 2],
    [1e38, -1e38, 3e38, 3e38],
    [0.0, -0.0, 0.0, -0.0],
    [1e-45, 2e-45, -1e-45, 0],
]


def check_special(name, schedule, x, scales):
    arrays = operands(name, "float32", x.shape)
    if name.endswith("max.vjp"):
        arrays[0] = x
    else:
        arrays[-1] = x
    for scale in scales:
        check(name, schedule, x.shape, arrays=arrays, scales=np.full(x.shape[:2], scale))


@pytest.mark.parametrize(
    ("name", "vector", "beyond"),
    [
        pytest.param(name, bool(m & 1), bool(m & 2), marks=unless(k == m and k in (1, 2)))
        for k, name in enumerate(FUNCTIONS)
        for m in range(4)
    ],
)
def test_special_rows(name, vector, beyond):
    x = np.tile(np.float32(SPECIAL), (1, 1, 20))
    schedule = RowSchedule.of(name, "float32", x.shape[2], vector=vector)
    if beyond:  # one by one too, so that what is held has one of them only
        one_by_one = np.repeat(np.float32(SPECIAL), 80, axis=1)[None]
        x = np.concatenate([np.tile(x, 4), one_by_one], axis=1)
        # more than a group: a gradient's sum of one group is all held
        schedule = longer(name, "float32", 65, vector=vector)
    check_special(name, schedule, x, (1.0, -2.0, 0.0, 1e30, np.inf, np.nan))


def rows_with(*changes, length=1600):
    """Return rows of zeros except for what each of ``changes`` has at its slices."""
    rows = np.zeros((1, len(changes), length), np.float32)
    for k, change in enumerate(changes):
        for at, value in change:
            rows[0, k, at] = value
    return rows


#: Rows with NaN among what is not held, and then a larger element; and two without it.
LATE = rows_with(
    [(700, np.nan), (1500, 1000)],
    [(700, np.nan), (1500, np.inf)],
    [(slice(900), -np.inf), (700, np.nan)],
    [(slice(1500), -np.inf), (1000, np.nan)],
    [(slice(None), -np.inf), (1500, np.nan)],
    [(slice(900), -np.inf)],
    [(slice(1599), -np.inf), (1599, -1000)],
)


@pytest.mark.parametrize(
    ("name", "vector"),
    in_turn(
        [n for n in FUNCTIONS if FUNCTIONS[n].row is not None],
        [False, True],
        ["log_softmax", "logsumexp.vjp"],
    ),
)
def test_late_nan(name, vector):
    schedule = longer(name, "float32", 64, vector=vector)
    check_special(name, schedule, LATE, (1.0, 0.0))
    check_special(name, schedule, -LATE, (-1.0,))


@pytest.mark.parametrize(
    ("name", "kind"),
    in_turn(MASKED, [("float32", False), ("bfloat16", True)], ["softmax.vjp", "softmax"]),
)
def test_masks(name, kind):
    storage, vector = kind
    shape = (2, 6, 136)
    random = np.random.default_rng(0)
    arrays = operands(name, storage, shape)
    mask = random.random(shape) < 0.6
    mask[0, 0] = False  # nothing is left
    mask[0, 1] = np.arange(shape[2]) == 77
    # what is masked does not count, whatever it is
    for each in arrays[FUNCTIONS[name].weighted :]:
        each[~mask] = random.choice([np.nan, np.inf, -np.inf], shape)[~mask]
    schedule = RowSchedule.of(name, storage, shape[2], vector=vector, masked=True)
    check(name, schedule, shape, mask=mask, padding=8)


@one_storage(1, 4)
def test_code(name, storage):
    schedule = RowSchedule.of(name, storage, 1024, vector=True)
    kernels = compiled(name, schedule)
    function = FUNCTIONS[name]
    vector = re.compile(r"(ld|st)\.global\.(v4\.[fub]32|v2\.[fub]64)")
    units = schedule.held * schedule.depth
    assert sorted(itertools.chain(*kernels.bodies)) == sorted(CAPABILITIES)
    for capability, *_ in kernels.bodies:
        # the evaluator knows every instruction, so none is approximate or may be fused
        opcodes = [each.opcode for each in kernels.kernel(capability).instructions]
        text = kernels.ptx[capability]
        if storage != "float64":
            assert ".f64" not in text
        assert not re.search(r"\.(local|func)\b|\bcall\b", text)
        accesses = [each for each in opcodes if each.startswith(("ld.global", "st.global"))]
        wide = [each for each in accesses if vector.fullmatch(each)]
        # what is not is one value a row: the scale, a weight, a result; a label, its element, and
        # what becomes of it beside a loss
        narrow = 1 + function.weighted + function.reduces
        narrow += 2 * function.labelled + 2 * (function.results - 1)
        assert len(accesses) - len(wide) == narrow
        assert len(wide) == units * (function.inputs + (not function.reduces))


#: Bytes a thread that NVIDIA's assembler keeps on the stack before compute capability 9.0: of the
#: gradients that have 128 registers and hold 64, it moves more loads and additions beside
#: each other than fit. The same PTX takes 96 to 128 registers from 9.0 on, and no stack.
SPILLED_BEFORE_9 = 224
#: And of masked rows at 10.0, in 16 bits.
SPILLED_OF_MASKED = 16
#: And of what is kept of an ignored label, in 16 bits, where a thread has all that it can hold.
SPILLED_OF_IGNORED = 8


def check_registers(name, schedule, capability=(9, 0)):
    # all of a block's threads have a part of the 65,536 registers of a multiprocessor
    most = min(255, 65536 // schedule.threads)
    full = name.endswith("vjp") and schedule.storage != "float64" and most == 128
    spilled = SPILLED_BEFORE_9 if full and capability < (9, 0) else 0
    if schedule.masked and most == 128 and capability >= (10, 0):
        spilled = SPILLED_OF_MASKED
    if schedule.ignoring and most == 128:
        spilled = max(spilled, SPILLED_OF_IGNORED)
    assert resources(code(name, schedule, capability), capability, spilled) <= most


def largest(name, storage, **options):
    """Yield the schedule of the longest rows that are held, and that of longer ones."""
    length = most(name, storage, **options)
    for each in (length, 1 << 20):
        yield RowSchedule.of(name, storage, each, **options)


@one_storage(1, 4)
def test_registers(name, storage):
    for schedule in largest(name, storage, vector=True):
        check_registers(name, schedule)


@pytest.mark.parametrize("name", every_second(MASKED, 1, 4))
def test_registers_of_other_layouts(name):
    storage = TURNS[name]
    for options in ({"vector": True}, {"vector": False}, {"vector": False, "columns": True}):
        *_, schedule = largest(name, storage, masked=True, **options)
        check_registers(name, schedule)


@pytest.mark.sweep
@pytest.mark.parametrize("capability", CAPABILITIES)
@pytest.mark.parametrize("layout", ["vector", "elements", "columns"])
@every_storage
@pytest.mark.parametrize(
    ("name", "masked"), [*((n, False) for n in FUNCTIONS), *((n, True) for n in MASKED)]
)
def test_registers_of_every_kernel(name, masked, storage, layout, capability):
    options = {"vector": layout == "vector", "columns": layout == "columns", "masked": masked}
    lengths = [48, *(1 << k for k in range(21))]
    schedules = {RowSchedule.of(name, storage, each, **options) for each in lengths}
    for schedule in schedules:
        check_registers(name, schedule, capability)
