"""Random calls of every public function: layouts, types, `where`, `out`, overlapping memory.

A call on operands that lie anyhow in memory has the bits of the call on contiguous copies of them,
and these are held against the references. Whatever is not to be written is as it was: inputs,
elements where the mask is False, and the memory between and around the views.

1,000 calls, the same in each run; with the marker `sweep` 20,000 others.
"""

from __future__ import annotations

import dataclasses
import inspect
import math
from typing import Any

import numpy as np
import pytest
from gmpy2 import mpfr
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import numba_act as na
from numba_act.core.docstrings import HALF_BOUND, ROOT_WINDOW
from numba_act.measure.errors import exact_error
from tests.support import rows, ulp
from tests.support.walk import (
    ACTIVATIONS,
    BFLOAT16,
    CASES,
    DTYPES,
    FUNCTIONS,
    RECORDS,
    assert_same_bits,
    base_name,
    from_bits,
    tuple_of,
)

FLOATS = list(DTYPES.values())
INTEGERS = [np.dtype(each) for each in "?bBhHiIqQ"]
GATES = {name: f for name, f in ACTIVATIONS.items() if f.definition.is_gate}

# How operands lie in memory ----------------------------------------------------------------------

LAYOUTS = (
    "contiguous",
    "strided",
    "reversed",
    "fortran",
    "transposed",
    "padded",
    "misaligned",
    "swapped",
    "anyhow",
)


class Place:
    """A view into a buffer of its own, or of another place, with other bytes around it."""

    def __init__(self, shape, dtype, layout, random, *, repeats=False, within=None):
        order = list(range(len(shape)))  # from the innermost axis
        order.reverse()
        step, gap, signs, shift = 1, 0, [1] * len(shape), 0
        anyhow = layout == "anyhow"
        if layout == "fortran":
            order.reverse()
        if layout == "transposed" or anyhow:
            random.shuffle(order)
        if layout == "strided" or anyhow:
            step = int(random.integers(2, 4))
        if layout == "padded" or anyhow:
            gap = int(random.integers(1, 5))
        if layout == "reversed" or anyhow:
            signs = random.choice([1, -1], len(shape)).tolist()
            signs[-1:] = [-1] * len(signs[-1:])
        if layout == "misaligned":
            shift = int(random.integers(1, dtype.itemsize)) if dtype.itemsize > 1 else 0
        if layout == "swapped" and dtype != BFLOAT16:  # which has one byte order
            dtype = dtype.newbyteorder("S")
        strides, distance = [0] * len(shape), step
        for axis in order:
            strides[axis] = distance * dtype.itemsize
            distance = distance * max(shape[axis], 1) + gap
        if repeats:  # as np.broadcast_to has it
            for axis in range(len(shape)):
                if random.random() < 0.5:
                    strides[axis] = 0
        size = sum((n - 1) * each for n, each in zip(shape, strides, strict=True) if n)
        offset = sum(
            (n - 1) * each
            for n, each, sign in zip(shape, strides, signs, strict=True)
            if n and sign < 0
        )
        strides = [each * sign for each, sign in zip(strides, signs, strict=True)]
        room = 64 + dtype.itemsize * int(random.integers(0, 9))
        if within is None:
            self.buffer = random.integers(0, 255, size + 2 * room + 80, dtype=np.uint8)
            room += -self.buffer.ctypes.data % 64
        else:  # somewhere in the same memory
            self.buffer = within.buffer
            room = -self.buffer.ctypes.data % 64
            last = self.buffer.size - size - dtype.itemsize - room - shift
            room += dtype.itemsize * int(random.integers(0, last // dtype.itemsize + 1))
        self.form = {
            "shape": shape,
            "dtype": dtype,
            "strides": strides,
            "offset": room + offset + shift,
        }

    def view(self, buffer=None):
        return np.ndarray(buffer=self.buffer if buffer is None else buffer, **self.form)


def fits_within(shape, dtype, layout, random, within):
    """Return a view somewhere in another's memory, or None where it is too large for it."""
    try:
        return Place(shape, dtype, layout, random, within=within)
    except ValueError:
        return None


class Memory:
    """All buffers of a call, to say afterwards that nothing was written but the outputs."""

    def __init__(self):
        self.places = []
        self.outputs = []

    def put(self, values, layout, random, *, repeats=False):
        """Return a view that has the given values, or that values go to."""
        place = Place(values.shape, values.dtype, layout, random, repeats=repeats)
        view = place.view()
        view[...] = values  # where elements coincide the last one wins
        self.places.append(place)
        return place

    def output(self, place):
        self.places.append(place)
        self.outputs.append(place)
        return place.view()

    def freeze(self):
        self.before = {id(p.buffer): (p.buffer, p.buffer.copy()) for p in self.places}

    def check(self, masks):
        """Assert that nothing was written but the outputs, where their masks are True."""
        for buffer, before in self.before.values():
            after = buffer.copy()
            for place, mask in zip(self.outputs, masks, strict=True):
                if place.buffer is buffer:
                    old, new = place.view(before), place.view(after)
                    new[mask] = old[mask]
            assert np.array_equal(after, before), "memory was written that is no output"


# What is drawn -----------------------------------------------------------------------------------

lengths = st.one_of(
    st.integers(0, 5), st.sampled_from([7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 257])
)


@st.composite
def shapes(draw, smallest=0):
    dimensions = draw(st.sampled_from([1, 2, 1, 0, 3] if not smallest else [1, 2, 1, 3]))
    shape = tuple(draw(lengths) for _ in range(dimensions))
    if draw(st.integers(0, 49)) == 49:  # enough for threads
        shape = draw(st.sampled_from([(70_001,), (3, 33_000), (33_000, 3)]))
    while math.prod(shape) > 120_000:
        shape = shape[:-1]
    return shape


layouts = st.sampled_from(LAYOUTS)
types = st.one_of(st.sampled_from(FLOATS), st.sampled_from(INTEGERS + FLOATS))
seeds = st.integers(0, 1 << 32)


@dataclasses.dataclass(frozen=True)
class Call:
    """What a call of an elementwise function is made from."""

    name: str
    dtype: Any
    shape: Any
    layouts: Any
    values: str
    mixed: bool  # another type for the last input
    partial: bool  # inputs of fewer dimensions, or of length 1
    given: str  # how parameters are given
    where: str
    out: str
    out_layouts: Any
    out_dtype: Any
    dtype_argument: bool
    seed: int


def calls(names):
    return st.builds(
        Call,
        name=st.sampled_from(names),
        dtype=types,
        shape=shapes(),
        layouts=st.lists(layouts, min_size=6, max_size=6),
        values=st.sampled_from(["typical", "bits", "small"]),
        mixed=st.sampled_from([False, False, False, True]),
        partial=st.booleans(),
        given=st.sampled_from(["default", "number", "keyword", "array"]),
        where=st.sampled_from(["no", "no", "full", "row", "none", "scalar"]),
        out=st.sampled_from(["no", "new", "cast", "in place", "overlap"]),
        out_layouts=st.lists(layouts, min_size=2, max_size=2),
        out_dtype=st.sampled_from(FLOATS),
        dtype_argument=st.sampled_from([False] * 7 + [True]),
        seed=seeds,
    )


def draw_values(kind, shape, dtype, random, interval=(-8.0, 8.0)):
    """Return values for an operand: ordinary ones, all bit patterns, or small ones."""
    low, high = max(interval[0], -8.0), min(interval[1], 8.0)
    if dtype.kind == "b":
        return random.integers(0, 2, shape).astype(bool)
    if dtype.kind in "iu":
        return random.integers(0 if dtype.kind == "u" else -9, 10, shape).astype(dtype)
    if kind == "bits":
        bits = random.integers(0, 1 << 64, shape, np.uint64, endpoint=False)
        bits = bits >> np.uint64(64 - 8 * dtype.itemsize)
        return from_bits(np.asarray(bits), dtype).reshape(shape)
    if kind == "small":
        low, high = low / 100, high / 100
    width = (high - low) / 64
    return np.asarray(random.uniform(low + width, high - width, shape)).astype(dtype)


def working_type(types_):
    """Return the type that NumPy's rules give a result."""
    found = np.result_type(*types_)
    if found.kind in "biu":
        return np.exp.resolve_dtypes((found, None))[1]
    return found


def reduced(shape, random):
    """Return a shape that broadcasts to the given one."""
    shape = tuple(1 if random.random() < 0.5 else n for n in shape)
    return shape[int(random.integers(0, len(shape) + 1)) :] if random.random() < 0.5 else shape


def mask_of(kind, shape, random):
    if kind == "full":
        mask = random.random(shape) < 0.6
        return mask if random.random() < 0.5 else np.asarray(mask.T.copy().T)
    if kind == "row":
        return random.random(reduced(shape, random)) < 0.6
    if kind == "scalar":
        return np.bool_(random.random() < 0.5)
    return np.zeros(shape, bool)


def check_elementwise(call):
    random = np.random.default_rng(call.seed)
    function = FUNCTIONS[call.name]
    definition = function.definition
    record = RECORDS[base_name(function)]
    memory = Memory()

    # inputs
    count = len(definition.inputs)
    dtypes = [call.dtype] * count
    if call.mixed and call.dtype != BFLOAT16:
        dtypes[-1] = np.dtype(random.choice(list("efd")))
    full = int(random.integers(0, count))  # this one has the whole shape
    views, places = [], []
    for k in range(count):
        shape = call.shape
        if call.partial and k != full:
            shape = reduced(shape, random)
        interval = record.domain if k == count - 1 else (-np.inf, np.inf)
        values = draw_values(call.values, shape, dtypes[k], random, interval)
        repeats = call.partial and random.random() < 0.3
        place = memory.put(values, call.layouts[k], random, repeats=repeats)
        places.append(place)
        views.append(place.view())

    # parameters
    names = list(definition.parameters)
    sets = np.array(record.parameters, float)
    working = working_type(dtypes)
    arguments, keywords, wide = list(views), {}, []
    given_as = call.given
    if given_as == "default" and inspect.Parameter.empty in definition.parameters.values():
        given_as = "number"
    if names and given_as == "array":
        shape = reduced(call.shape, random)
        chosen = sets[random.integers(0, len(sets), shape)]
        parameter_type = working if call.dtype.kind in "biu" else dtypes[0]
        for k in range(len(names)):
            values = np.asarray(chosen[..., k]).astype(parameter_type)
            place = memory.put(values, call.layouts[3 + k % 3], random)
            arguments.append(place.view())
            wide.append(values)
        working = working_type([*dtypes, parameter_type])
    elif names and given_as == "default":
        wide = list(definition.parameters.values())
    elif names:
        wide = [float(each) for each in sets[random.integers(0, len(sets))]]
        if given_as == "keyword":
            keywords.update(zip(names, wide, strict=True))
        else:
            arguments.extend(wide)
    if call.dtype_argument and BFLOAT16 not in dtypes:
        working = np.dtype(random.choice(list("efd")))
        keywords.update(dtype=working, casting="unsafe")
    operands = [np.array(view) for view in views]
    parameters = [np.asarray(each) for each in wide]

    # the result of contiguous copies
    copies = [
        np.ascontiguousarray(np.broadcast_to(each.astype(working), call.shape))
        for each in [*operands, *parameters]
    ]
    copies = [each.reshape(call.shape) for each in copies]  # ascontiguousarray makes 0-d 1-d
    expected = tuple(np.asarray(each) for each in tuple_of(function(*copies)))
    assert all(each.dtype == working and each.shape == call.shape for each in expected)
    if given_as != "array" or all(each.dtype == working for each in wide):
        # otherwise the references would take the 1/6 of another type for 1/6
        check_values(call, function, copies, expected)

    # where and out
    mask = np.broadcast_to(True, call.shape)
    if call.where != "no":
        given_mask = mask_of(call.where, call.shape, random)
        mask = np.broadcast_to(given_mask, call.shape)
        keywords["where"] = given_mask
    out_kind, outs = call.out, []
    if call.where != "no" and out_kind == "no":
        keywords["out"] = None
    of_result = [k for k in range(count) if views[k].shape == call.shape]
    own = [
        k
        for k in of_result
        if views[k].dtype.newbyteorder("=") == working
        and (0 not in views[k].strides or views[k].size < 2)
        and not is_repeated(views[k])
    ]
    if out_kind == "in place" and not own:
        out_kind = "overlap"
    if out_kind != "no":
        for number in range(definition.outputs):
            dtype = call.out_dtype if out_kind == "cast" else working
            layout = call.out_layouts[number]
            place = None
            if number == 0 and out_kind == "in place":
                place = places[own[int(random.integers(0, len(own)))]]
            elif number == 0 and out_kind == "overlap":
                within = places[int(random.integers(0, count))]
                place = fits_within(call.shape, dtype, layout, random, within)
            place = place or Place(call.shape, dtype, layout, random)
            outs.append(memory.output(place))
        keywords["out"] = tuple(outs) if len(outs) > 1 or random.random() < 0.5 else outs[0]
        if out_kind == "cast":
            keywords["casting"] = "unsafe"
    memory.freeze()
    got = tuple_of(function(*arguments, **keywords))
    if outs:
        assert all(a is b for a, b in zip(got, outs, strict=True))
    memory.check([mask] * len(outs))
    for result, wanted in zip(got, expected, strict=True):
        result = np.asarray(result)
        dtype = result.dtype.newbyteorder("=")
        assert dtype == (call.out_dtype if out_kind == "cast" else working)
        assert_same_bits(result[mask].astype(dtype), wanted.astype(dtype)[mask])


def is_repeated(view):
    """Say whether elements of an array share memory."""
    return bool(view.size) and any(
        stride == 0 and n > 1 for stride, n in zip(view.strides, view.shape, strict=True)
    )


def check_values(call, function, operands, results):
    """Hold the results of contiguous operands against the references, where there are some."""
    dtype = results[0].dtype
    size = math.prod(call.shape)
    if not size or len(results) > 1:
        return
    definition = function.definition
    kind = call.name.partition(".")[2].partition("-")[0]
    wrt = " and ".join(definition.names) if kind else ""
    name = f"{base_name(function)}.grad-{wrt}" if kind else call.name
    case = CASES.get(name)
    if case is None or call.values == "bits":
        return
    random = np.random.default_rng(call.seed)
    some = random.integers(0, size, min(size, 4))
    chosen = [operand.ravel()[some] for operand in operands]
    got = results[0].ravel()[some]
    dy = chosen.pop(0).astype(np.float64) if kind == "vjp" else np.ones(len(some))
    wide = [each.astype(np.float64) for each in chosen]
    inputs = wide[: case.inputs]
    lowest, highest = case.record.domain
    good = (inputs[0] > lowest) & (inputs[0] < highest)
    if case.reference.root is not None:
        roots = np.array(
            [
                case.reference.root(*[each[k] for each in wide[case.inputs :]])
                for k in range(len(some))
            ]
        )
        good &= np.abs(inputs[0] - roots) > ROOT_WINDOW * np.maximum(1.0, np.abs(roots)) + 2.0**-6
    working = "float64" if dtype == np.float64 else "float32"
    bound = definition.max_ulp[working] if dtype.itemsize > 2 else HALF_BOUND
    with np.errstate(all="ignore"):
        for k in np.flatnonzero(good):
            exactly = [mpfr(each[k]) for each in wide]
            exact, addend = case.reference(*exactly) * mpfr(dy[k]), 0.0
            if case.reference.addend is not None:
                addend = case.reference.addend(*exactly) * abs(mpfr(dy[k]))
            if dtype == np.float64:
                error = float(exact_error(float(got[k]), exact, addend=addend))
            else:
                given = np.array([float(exact)]), np.array([float(addend)])
                error = float(ulp.error(got[k : k + 1], *given)[0])
            at = ", ".join(float(each[k]).hex() for each in [dy, *wide])
            assert error <= bound, f"{call.name} {dtype}: {error:.4g} ULP at ({at})"


@dataclasses.dataclass(frozen=True)
class Packed:
    """What a call of a packed gate, or of its gradient, is made from."""

    name: str
    dtype: Any
    shape: Any
    layouts: Any
    values: str
    axis: int
    order: str
    backward: bool
    given: str
    out: str
    seed: int


def packed_calls(names):
    return st.builds(
        Packed,
        name=st.sampled_from(names),
        dtype=types,
        shape=shapes(1),
        layouts=st.lists(layouts, min_size=3, max_size=3),
        values=st.sampled_from(["typical", "bits", "small"]),
        axis=st.sampled_from([-1, -1, 0, 1, -2]),
        order=st.sampled_from(["gate_first", "value_first", "interleaved"]),
        backward=st.booleans(),
        given=st.sampled_from(["default", "number", "array"]),
        out=st.sampled_from(["no", "new", "in place", "overlap"]),
        seed=seeds,
    )


def check_packed(call):
    random = np.random.default_rng(call.seed)
    gate = GATES[call.name]
    memory = Memory()
    axis = call.axis % len(call.shape)
    half = call.shape
    shape = (*half[:axis], 2 * half[axis], *half[axis + 1 :])
    working = working_type([call.dtype])
    x = draw_values(call.values, shape, call.dtype, random)
    x_place = memory.put(x, call.layouts[0], random)
    places, keywords = [x_place], {}
    if call.backward:
        dy = draw_values(call.values, half, call.dtype, random)
        places.insert(0, memory.put(dy, call.layouts[1], random))
    parameters = list(gate.definition.parameters.values())
    if parameters and call.given != "default":
        sets = RECORDS[call.name].parameters
        parameters = list(sets[int(random.integers(0, len(sets)))])
        if call.given == "array":
            parameters = [np.asarray(each, working) for each in parameters]
        keywords.update(zip(gate.definition.parameters, parameters, strict=True))

    # the elementwise function on contiguous halves
    wide = [np.ascontiguousarray(np.moveaxis(p.view(), axis, -1)).astype(working) for p in places]
    number = np.arange(2 * half[axis])
    first = number % 2 == 0 if call.order == "interleaved" else number < half[axis]
    if call.order == "value_first":
        first = ~first
    halves = np.ascontiguousarray(wide[-1][..., first]), np.ascontiguousarray(wide[-1][..., ~first])
    if call.backward:
        expected = np.empty(wide[-1].shape, working)
        both = gate.vjp(wide[0], *halves, *parameters)
        expected[..., first], expected[..., ~first] = both
    else:
        expected = gate(*halves, *parameters)
    expected = np.moveaxis(expected, -1, axis)

    out = None
    if call.out != "no":
        place = None
        if call.out == "in place" and working == x_place.view().dtype:
            place = x_place if call.backward else None
        if call.out != "new" and place is None:
            place = fits_within(expected.shape, working, call.layouts[2], random, x_place)
        place = place or Place(expected.shape, working, call.layouts[2], random)
        out = memory.output(place)
        keywords["out"] = out
    memory.freeze()
    function = gate.packed_vjp if call.backward else gate.packed
    given_axis = int(random.choice([axis, axis - len(shape)]))
    got = function(*[p.view() for p in places], axis=given_axis, order=call.order, **keywords)
    if out is not None:
        assert got is out
        memory.check([np.broadcast_to(True, out.shape)])
    assert_same_bits(np.asarray(got, got.dtype.newbyteorder("=")), expected)


@dataclasses.dataclass(frozen=True)
class Rows:
    """What a call of a row function is made from."""

    name: str
    dtype: Any
    shape: Any
    layouts: Any
    axis: int
    masked: str
    scale: str
    out: str
    keepdims: bool
    seed: int


def row_calls(names):
    return st.builds(
        Rows,
        name=st.sampled_from(names),
        dtype=types,
        shape=shapes(1),
        layouts=st.lists(layouts, min_size=5, max_size=5),
        axis=st.sampled_from([-1, -1, 0, 1, -2]),
        masked=st.sampled_from(["no", "no", "full", "row"]),
        scale=st.sampled_from(["default", "number", "rows"]),
        out=st.sampled_from(["no", "new", "in place", "overlap"]),
        keepdims=st.booleans(),
        seed=seeds,
    )


def check_rows(call):
    random = np.random.default_rng(call.seed)
    function = rows.FUNCTIONS[call.name]
    memory = Memory()
    shape = call.shape
    axis = call.axis % len(shape)
    if not shape[axis]:
        shape = (*shape[:axis], 3, *shape[axis + 1 :])  # empty rows: test_rows_errors
    others = shape[:axis] + shape[axis + 1 :]
    per_row = call.name == "logsumexp.vjp"
    x = draw_values("typical", shape, call.dtype, random)
    working = working_type([call.dtype])
    if call.name in ("softmax.vjp", "softmin.vjp", "log_softmax.vjp"):  # of the result
        x = rows.FUNCTIONS[call.name[:-4]](x.astype(working), axis)
    arrays = [x]
    if "vjp" in call.name:
        arrays.insert(0, draw_values("typical", others if per_row else shape, x.dtype, random))
    places = [
        memory.put(each, layout, random) for each, layout in zip(arrays, call.layouts, strict=False)
    ]
    wide = [each.astype(working) for each in arrays]
    last = [
        np.ascontiguousarray(np.moveaxis(each, axis, -1)) if each.ndim == len(shape) else each
        for each in wide
    ]
    keywords, plain = {"axis": int(random.choice([axis, axis - len(shape)]))}, {}
    scale_name = "scale" if call.name in rows.MASKED else "k"
    factor: Any = 1.0
    if call.scale == "number":
        factor = keywords[scale_name] = plain[scale_name] = float(random.choice([0.5, -1.25, 3.0]))
    elif call.scale == "rows":
        factor = np.asarray(random.choice([0.5, -1.25, 3.0], others)).astype(working)
        keywords[scale_name] = memory.put(factor, call.layouts[2], random).view()
        plain[scale_name] = factor
    mask = None
    if call.masked != "no" and call.name in rows.MASKED:
        mask_shape = shape if call.masked == "full" else reduced(shape, random)
        mask = np.asarray(random.random(mask_shape) < 0.7)
        keywords["where"] = memory.put(mask, call.layouts[3], random).view()
        mask = np.broadcast_to(mask, shape)
        plain["where"] = np.ascontiguousarray(np.moveaxis(mask, axis, -1))
    expected = np.asarray(function(*last, axis=-1, **plain))
    assert expected.dtype == working
    check_rows_values(call.name, last, factor, mask, expected)
    if call.name in rows.MAPS:
        expected = np.moveaxis(expected, -1, axis)
    elif call.name == "logsumexp" and call.keepdims:
        keywords["keepdims"] = True
        expected = np.expand_dims(expected, axis)

    out = None
    if call.out != "no" and call.name in rows.MASKED:
        of_x = places[-1]
        place = None
        if call.out == "in place" and call.name in rows.MAPS and of_x.view().dtype == working:
            place = of_x
        elif call.out != "new":
            place = fits_within(expected.shape, working, call.layouts[4], random, of_x)
        place = place or Place(expected.shape, working, call.layouts[4], random)
        out = keywords["out"] = memory.output(place)
    memory.freeze()
    got = function(*[p.view() for p in places], **keywords)
    if out is not None:
        assert got is out
    memory.check([np.broadcast_to(True, each.shape) for each in [out] if each is not None])
    got = np.asarray(got)
    assert_same_bits(got.astype(got.dtype.newbyteorder("=")), expected)


def check_rows_values(name, arrays, scale, mask, got):
    """Hold the result of contiguous rows against float64."""
    if not got.size or mask is not None or got.size > 40_000:  # masks: test_rows_values
        return
    wide = [each.astype(np.float64) for each in arrays]
    if np.ndim(scale) == 0:
        reference = rows.REFERENCES[name](*wide, float(scale))
        terms = rows.size_of_terms(name, wide, float(scale))
        rows.assert_close(got, np.asarray(reference), name, terms)
        return
    for place in list(np.ndindex(scale.shape))[:3]:
        here = [each[place] for each in wide]
        reference = rows.REFERENCES[name](*here, float(scale[place]))
        terms = rows.size_of_terms(name, here, float(scale[place]))
        rows.assert_close(got[place], np.asarray(reference), name, terms)


@dataclasses.dataclass(frozen=True)
class Doubled:
    """What a call of `crelu` is made from."""

    dtype: Any
    shape: Any
    layout: str
    values: str
    axis: int
    seed: int


def doubled_calls(names):
    return st.builds(
        Doubled,
        dtype=types,
        shape=shapes(1),
        layout=layouts,
        values=st.sampled_from(["typical", "bits"]),
        axis=st.integers(0, 2),
        seed=seeds,
    )


def check_crelu(call):
    random = np.random.default_rng(call.seed)
    memory = Memory()
    values = draw_values(call.values, call.shape, call.dtype, random)
    place = memory.put(values, call.layout, random)
    axis = call.axis % len(call.shape)
    memory.freeze()
    got = na.crelu(place.view(), axis)
    memory.check([])
    wide = values.astype(working_type([call.dtype]))
    expected = np.concatenate([na.relu(wide), na.relu(np.negative(wide))], axis)
    assert_same_bits(got, expected)


# The tests ---------------------------------------------------------------------------------------


#: The functions of the short form: each kind of inputs, parameters, results, domains, fast paths.
SOME = [
    *("silu", "log", "relu.grad", "leaky_relu", "leaky_relu.vjp", "swish.grad-beta", "hard_tanh"),
    *("swiglu", "bilinear.grad"),
]
SOME_ROWS = ["logsumexp", "soft_argmax", "softmax"]


@pytest.mark.parametrize(
    "long", [False, pytest.param(True, marks=pytest.mark.sweep)], ids=["short", "long"]
)
@pytest.mark.parametrize(
    ("strategy", "check", "count", "some", "every"),
    [
        pytest.param(calls, check_elementwise, 700, SOME, [*FUNCTIONS], id="elementwise"),
        pytest.param(packed_calls, check_packed, 130, ["swiglu"], [*GATES], id="packed"),
        pytest.param(row_calls, check_rows, 140, SOME_ROWS, [*rows.FUNCTIONS], id="rows"),
        pytest.param(doubled_calls, check_crelu, 30, ["crelu"], ["crelu"], id="crelu"),
    ],
)
def test_calls(strategy, check, count, some, every, long):
    chosen = settings(
        max_examples=20 * count if long else count,
        deadline=None,
        derandomize=not long,
        database=None,
        suppress_health_check=list(HealthCheck),
    )

    @chosen
    @given(strategy(every if long else some))
    def run(call):
        if check is check_rows and not long:  # each kernel takes seconds to compile
            assume(working_type([call.dtype]) == np.float32)
        with np.errstate(all="ignore"):
            check(call)

    run()
