"""Packed gates: the bits of the gate on the two halves, in any order, layout and type."""

import math
import tracemalloc

import numba
import numpy as np
import pytest

import numba_act as na
from numba_act.cpu.ufunc import Kernel
from tests.support.walk import (
    ACTIVATIONS,
    DTYPES,
    assert_same_bits,
    in_turn,
    one_in,
    parameters,
    with_types,
)

GATES = {name: f for name, f in ACTIVATIONS.items() if f.definition.is_gate}
ORDERS = ("gate_first", "value_first", "interleaved")

every_gate = pytest.mark.parametrize("name", GATES)
every_order = pytest.mark.parametrize("order", ORDERS)


def halves(x, axis, order):
    """Return views of the gate's and the value's half, by another way than the package's."""
    x = np.moveaxis(x, axis, -1)
    if order == "interleaved":
        places = np.arange(x.shape[-1]) % 2
        return x[..., places == 0], x[..., places == 1]
    first, second = np.split(x, 2, axis=-1)
    return (first, second) if order == "gate_first" else (second, first)


def values(shape, dtype, seed=0):
    return np.random.default_rng(seed).uniform(-8, 8, shape).astype(dtype)


def check(function, x, axis=-1, order="gate_first", **given):
    """Compare `packed` and `packed_vjp` with the gate on the halves; return both results."""
    before = x.copy()
    definition = function.definition
    rest = [given.get(key, default) for key, default in definition.parameters.items()]
    gate, value = halves(x, axis, order)
    expected = np.moveaxis(function(gate, value, *rest), -1, axis)
    found = function.packed(x, axis=axis, order=order, **given)
    assert_same_bits(found, expected)
    dy = values(expected.shape, x.dtype, seed=1)
    gradient = function.packed_vjp(dy, x, axis=axis, order=order, **given)
    assert gradient.shape == x.shape
    both = function.vjp(np.moveaxis(dy, axis, -1), gate, value, *rest)
    for part, wanted in zip(halves(gradient, axis, order), both, strict=True):
        assert_same_bits(part, wanted)
    assert_same_bits(x, before)
    return found, gradient


@pytest.mark.parametrize(("name", "dtype"), with_types(GATES, some=one_in(3, GATES)))
@every_order
def test_same_bits_as_the_gate(name, order, dtype):
    # A row too short for a vector, one of blocks, and one with a tail; several of each.
    for shape in ((3, 2), (70, 26), (3, 2006)):
        check(GATES[name], values(shape, DTYPES[dtype]), order=order)


@pytest.mark.parametrize("half", [1, 2, 8, 15, 16, 17, 32, 47, 64, 79, 80, 81, 96, 97, 384, 769])
@every_order
def test_any_length_of_a_row(order, half):
    for rows in (1, 2, 5, 33):
        for dtype in DTYPES.values():
            check(na.swiglu, values((rows, 2 * half), dtype), order=order)


@pytest.mark.parametrize("half", [8, 16, 32])
@every_order
def test_short_rows_apart(order, half):
    """Rows that fill vectors together, where other elements lie between them in every operand."""
    for dtype in DTYPES.values():
        x = np.zeros((37, 3 * half), dtype)[:, : 2 * half]
        x[...] = values(x.shape, dtype)
        found, gradient = check(na.swiglu, x, order=order)
        dy, out = (np.zeros((37, half + 5), dtype)[:, :half] for _ in range(2))
        dy[...] = values(dy.shape, dtype, seed=1)
        na.swiglu.packed(x, order=order, out=out)
        assert_same_bits(out, found)
        assert not out.base[:, half:].any()
        wide = np.zeros((37, 2 * half + 3), dtype)
        na.swiglu.packed_vjp(dy, x, order=order, out=wide[:, : 2 * half])
        assert_same_bits(wide[:, : 2 * half], gradient)
        assert not wide[:, 2 * half :].any()


@pytest.mark.parametrize("half", [8, 16, 32, 100])
@pytest.mark.parametrize(("name", "dtype"), in_turn(["swiglu", "geglu"], [*DTYPES]))
def test_a_value_beyond_the_fast_path(name, dtype, half):
    """The rows around it, and those of other blocks, keep their bits."""
    x = values((70, 2 * half), DTYPES[dtype])
    with np.errstate(all="ignore"):
        for value in (0.0, 200.0, -200.0, np.inf, -np.inf, np.nan):
            x[5, half // 3] = value
            check(GATES[name], x)


@pytest.mark.parametrize(
    ("shape", "axis"),
    [((6,), 0), ((4, 5), 0), ((4, 6), -1), ((2, 4, 5), 1), ((4, 3, 5), -3), ((2, 3, 4, 6), 2)],
)
@every_order
def test_any_axis(shape, axis, order):
    check(na.geglu, values(shape, np.float32), axis, order)


LAYOUTS = {
    "transposed": lambda x: x.swapaxes(0, -1).copy().swapaxes(0, -1),
    "every other row": lambda x: np.repeat(x, 2, axis=0)[::2],
    "every other column": lambda x: np.repeat(x, 2, axis=-1)[..., ::2],
    "backwards": lambda x: x[::-1, ..., ::-1].copy()[::-1, ..., ::-1],
    "one row many times": lambda x: np.broadcast_to(x[:1], x.shape),
    "unaligned": lambda x: _unaligned(x),
    "big-endian": lambda x: x.astype(x.dtype.newbyteorder(">")),
}


def _unaligned(x):
    memory = np.empty(x.nbytes + 1, np.uint8)
    moved = memory[1:].view(x.dtype).reshape(x.shape)
    moved[...] = x
    return moved


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("axis", [0, 1, 2])
@every_order
def test_any_layout(layout, axis, order):
    if layout == "one row many times" and axis == 0:
        axis = -1
    x = LAYOUTS[layout](values((4, 6, 36), np.float32))
    gate, value = halves(np.ascontiguousarray(x, np.float32), axis, order)
    found = na.swiglu.packed(x, axis=axis, order=order)
    assert_same_bits(found, np.moveaxis(na.swiglu(gate, value), -1, axis))
    dy = LAYOUTS[layout](values(found.shape, np.float32, seed=1))
    gradient = na.swiglu.packed_vjp(dy, x, axis=axis, order=order)
    both = na.swiglu.vjp(np.moveaxis(np.asarray(dy, np.float32), axis, -1), gate, value)
    for part, wanted in zip(halves(gradient, axis, order), both, strict=True):
        assert_same_bits(part, wanted)


@pytest.mark.parametrize("shape", [(0, 4), (4, 0), (0,), (0, 3, 2)])
@every_order
def test_nothing_to_do(shape, order):
    x = np.empty(shape, np.float32)
    found, gradient = check(na.swiglu, x, order=order)
    assert found.size == gradient.size == 0


@every_order
def test_out(order):
    x = values((5, 200), np.float32)
    expected, gradient = check(na.swiglu, x, order=order)
    dy = values(expected.shape, np.float32, seed=1)
    for made in (np.empty((5, 100), np.float32), np.empty((5, 200), np.float32)[:, ::2]):
        assert na.swiglu.packed(x, order=order, out=made) is made
        assert_same_bits(made, expected)
    for made in (np.empty_like(x), np.empty((200, 5), np.float32).T):
        assert na.swiglu.packed_vjp(dy, x, order=order, out=made) is made
        assert_same_bits(made, gradient)
    wide = np.empty((5, 100))
    assert na.swiglu.packed(x, order=order, out=(wide,)) is wide
    assert (wide == expected).all()
    # in place: into either half, astride of both, and the gradient over its own input
    for part in (np.s_[:, :100], np.s_[:, 100:], np.s_[:, 50:150], np.s_[:, ::2]):
        own = x.copy()
        na.swiglu.packed(own, order=order, out=own[part])
        assert_same_bits(own[part], expected)
    for own in (x.copy(), np.repeat(x, 2, axis=1)[:, ::2]):
        na.swiglu.packed_vjp(dy, own, order=order, out=own)
        assert_same_bits(own, gradient)


@pytest.mark.parametrize("shape", [(4, 400_000), (4000, 300), (40_000, 34)])
@every_order
def test_threads(shape, order):
    x = values(shape, np.float32)
    dy = values((shape[0], shape[1] // 2), np.float32, seed=1)
    found = []
    threads = numba.get_num_threads()
    try:
        for count in (1, min(2, numba.config.NUMBA_NUM_THREADS)):
            numba.set_num_threads(count)
            found.append(
                (na.swiglu.packed(x, order=order), na.swiglu.packed_vjp(dy, x, order=order))
            )
    finally:
        numba.set_num_threads(threads)
    for one, two in zip(*found, strict=True):
        assert_same_bits(one, two)
    assert_same_bits(found[0][0], na.swiglu(*halves(x, -1, order)))


@every_order
def test_input_is_not_copied(order):
    x = values((256, 8192), np.float32)
    dy, out, gradient = x[:, :4096].copy(), np.empty((256, 4096), np.float32), np.empty_like(x)
    calls = (
        lambda: na.swiglu.packed(x, order=order, out=out),
        lambda: na.swiglu.packed_vjp(dy, x, order=order, out=gradient),
    )
    for call in calls:
        call()
        tracemalloc.start()
        call()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < x.nbytes / 100


@every_order
def test_parameters(order):
    x = values((3, 40), np.float32)
    check(na.swiglu, x, order=order, beta=1.5)
    check(na.swiglu_oai, x, order=order, limit=2, alpha=np.float32(1.25))
    slopes = values(20, np.float32, seed=2)
    check(na.swiglu, x, order=order, beta=slopes)
    wide = na.swiglu.packed(x, order=order, beta=np.float64(1.5))
    assert wide.dtype == np.float64


def test_types_as_the_gate_has_them():
    for dtype in (np.int8, np.int32, bool):
        x = np.ones((2, 4), dtype)
        assert na.swiglu.packed(x).dtype == np.exp(x).dtype
        assert na.swiglu.packed_vjp(1.0, x).dtype == np.exp(x).dtype
    assert na.swiglu.packed([[1, 2, 3, 4]]).tolist() == na.swiglu([[1, 2]], [[3, 4]]).tolist()
    x = values((2, 4), np.float32)
    broadcast = na.swiglu.packed_vjp(np.float32(2.0), x)
    assert_same_bits(broadcast, na.swiglu.packed_vjp(np.full((2, 2), 2, np.float32), x))


@pytest.mark.parametrize(("order", "dtype"), in_turn(ORDERS, [*DTYPES]))
def test_users_own_gates(order, dtype):
    @na.activation(inputs=2)
    def soft_bilinear(a, b, k=2.0):
        return k * na.sigmoid(a) * b

    @soft_bilinear.derivative("a", "b")
    def _(a, b, k):
        s = na.sigmoid(a)
        return k * s * (1.0 - s) * b, k * s

    check(soft_bilinear, values((3, 50), DTYPES[dtype]), order=order, k=1.5)


def test_derivatives_that_are_registered_one_by_one():
    @na.activation(inputs=2)
    def difference(a, b):
        return a * a - b

    x = values((3, 8), np.float32)
    assert_same_bits(difference.packed(x), x[:, :4] * x[:, :4] - x[:, 4:])
    dy = x[:, :4]
    expected = np.concatenate([dy * (2 * x[:, :4]), -dy], axis=-1)
    np.testing.assert_allclose(difference.packed_vjp(dy, x), expected, 1e-6)

    # derivatives that are registered one by one are computed in one pass, in place too
    @difference.derivative("b")
    def _(a, b):
        return -1.0 + 0.0 * b

    @difference.derivative("a")
    def _(a, b):
        return 2.0 * a

    for out in (None, x.copy()):
        found = difference.packed_vjp(x[:, :4], x if out is None else out, out=out)
        assert_same_bits(found, expected)


def test_body_that_does_not_compile():
    @na.activation(inputs=2)
    def broken(a, b):
        return a.nothing + b

    for _ in range(2):
        with pytest.raises(TypeError, match=r"broken: the body at .* does not compile"):
            broken.packed(np.ones((2, 4), np.float32))


def test_warnings():
    x = np.full((3, 2 * 33), 3e38, np.float32)
    for order in ORDERS:
        with pytest.warns(RuntimeWarning, match="overflow encountered in bilinear"):
            na.bilinear.packed(x, order=order)
        na.bilinear.packed(np.float32([[math.nan, 1.0, math.inf, 2.0]]), order=order)


@every_gate
def test_errors(name):
    packed, packed_vjp = GATES[name].packed, GATES[name].packed_vjp
    x, dy = np.ones((3, 4), np.float32), np.ones((3, 2), np.float32)
    keys = GATES[name].definition.parameters
    given = dict(zip(keys, parameters(GATES[name], x.dtype), strict=True))

    def fails(error, match, *args, **keywords):
        out = keywords.get("out")
        before = None if not isinstance(out, np.ndarray) else out.copy()
        for function, first in ((packed, ()), (packed_vjp, (dy,))):
            with pytest.raises(error, match=match) as caught:
                function(*first, *args, **{**given, **keywords})
            assert f"{name}.{function.__name__}: " in str(caught.value)
            assert before is None or (out == before).all()

    fails(ValueError, "axis -1 has length 5, expected an even", np.ones((3, 5), np.float32))
    fails(ValueError, "axis 0 has length 3, expected an even", x, axis=0)
    fails(ValueError, "axis 2 is not one of an array of 2", x, axis=2)
    fails(ValueError, "axis -3 is not", x, axis=-3)
    fails(ValueError, "axis -1 is not one of an array of 0", 1.0)
    fails(TypeError, "argument 'axis' is 1.0, expected an integer", x, axis=1.0)
    known = "order='first' is unknown, expected one of 'gate_first', 'value_first', 'interleaved'"
    fails(ValueError, known, x, order="first")
    fails(TypeError, "unknown keyword argument 'gamma'", x, gamma=1.0)
    fails(TypeError, "argument 'x' has dtype complex64", x.astype(complex).astype("c8"))
    fails(TypeError, "argument 'x' has dtype object", x.astype(object))
    fails(ValueError, r"argument 'out' has shape \(2,\)", x, out=np.full(2, 7.0, np.float32))
    fails(TypeError, "argument 'out' is a builtins.list", x, out=[1.0])
    with pytest.raises(ValueError, match=r"'dy' has shape \(3, 4\), expected \(3, 2\)"):
        packed_vjp(x, x, **given)
    with pytest.raises(TypeError, match="'dy' has dtype complex64"):
        packed_vjp(dy * 1j, x, **given)


def test_only_gates_are_packed():
    for function in ACTIVATIONS.values():
        is_gate = function.definition.inputs == ("gate", "value")
        assert hasattr(function, "packed") == hasattr(function, "packed_vjp") == is_gate
        assert ("packed" in function.__doc__) == is_gate

    @na.activation(inputs=2, gate=False)
    def difference(a, b):
        return a - b

    with pytest.raises(AttributeError, match="difference is no gate and has no 'packed'"):
        difference.packed(np.ones((2, 2)))


@every_gate
def test_docstrings(name):
    for function in (GATES[name].packed, GATES[name].packed_vjp):
        assert f"na.{name}.{function.__name__}(" in function.__doc__
        assert function.__qualname__ == f"{name}.{function.__name__}"


@pytest.mark.parametrize(
    ("name", "joint"), [("packed", True), ("packed_vjp", True), ("packed_vjp", False)]
)
def test_an_interrupted_compilation_leaves_out_as_it_was(name, joint, monkeypatch):
    @na.activation(inputs=2)
    def gate(g, v):
        return g * v

    if joint:

        @gate.derivative("g", "v")
        def _(g, v):
            return v, g
    else:

        @gate.derivative("g")
        def _(g, v):
            return v

        @gate.derivative("v")
        def _(g, v):
            return g

    def interrupt(kernel):
        raise KeyboardInterrupt

    memory = np.arange(400, dtype=np.float32).reshape(10, 40)
    x, before, dy = memory[:8], memory.copy(), np.ones((8, 20), np.float32)
    arguments = (x,) if name == "packed" else (dy, x)
    width = 20 if name == "packed" else 40
    outs = [memory[:8, :width], memory[2:, :width], np.zeros((8, width), np.float64)]
    monkeypatch.setattr(Kernel, "_prepare", interrupt)
    for out in outs:
        kept = out.copy()
        with pytest.raises(KeyboardInterrupt):
            getattr(gate, name)(*arguments, out=out)
        assert kept.tobytes() == out.tobytes()
        assert memory.tobytes() == before.tobytes()
    monkeypatch.undo()
    for out in outs:
        memory[...] = before
        expected = getattr(gate, name)(*arguments)
        assert getattr(gate, name)(*arguments, out=out) is out
        np.testing.assert_array_equal(out, expected)


def test_parameters_out_of_range():
    x, dy = np.ones((2, 4), np.float32), np.ones((2, 2), np.float32)
    for call in (
        lambda: na.swiglu_oai.packed(x, limit=-2.0),
        lambda: na.swiglu_oai.packed_vjp(dy, x, limit=-2.0),
    ):
        with pytest.raises(ValueError, match=r"argument 'limit' is -2.0, expected 0.0 or more"):
            call()
