"""Bad input: an error that names the function and the argument, `out` untouched, life goes on."""

import numpy as np
import pytest

import numba_act as na
from numba_act.dispatch import targets
from tests.support.walk import (
    ACTIVATIONS,
    DTYPES,
    FUNCTIONS,
    ONE_OF_EACH,
    in_turn,
    one_in,
    some_of,
    tuple_of,
    turn_of,
    typical,
    unless,
)

X = np.linspace(-1, 1, 4).astype(np.float32)


def names(every):
    return [pytest.param(name, marks=unless(name in ONE_OF_EACH)) for name in every]


every_function = pytest.mark.parametrize("name", names(FUNCTIONS))


def good(function):
    """Return ordinary operands, in the type in which a function is tested by default."""
    return typical(function, 4, DTYPES[turn_of(function.definition.__name__)])


def fails(function, *operands, error=TypeError, match, out=None, **keywords):
    """Assert the error, that `out` is as it was, and that the next good call works."""
    outs = out
    if out is None:
        kind = good(function)[0].dtype
        outs = tuple(np.full(4, 7, kind) for _ in range(function.ufunc.nout))
        keywords["out"] = outs
    elif "out" not in keywords:
        keywords["out"] = out
    with pytest.raises(error, match=match) as caught:
        function(*operands, **keywords)
    assert function.definition.__name__ in str(caught.value)
    for each in outs if isinstance(outs, tuple) else (outs,):
        if isinstance(each, np.ndarray):
            assert (each == 7).all()
    for each in tuple_of(function(*good(function))):
        assert each.shape == (4,)


BAD_ARRAYS = {
    "complex": X.astype(complex),
    "object": X.astype(object),
    "string": np.array(["a", "b", "c", "d"]),
    "datetime": np.array(["2020-01-01"] * 4, "datetime64[D]"),
    "structured": np.zeros(4, "f4,f4"),
    "long double": X.astype(np.longdouble),
}


def has_loop(name, kind):
    return kind == "complex" and FUNCTIONS[name].definition.complex_body is not None


@pytest.mark.parametrize(
    ("name", "kind"),
    [each for each in in_turn(FUNCTIONS, [*BAD_ARRAYS], ONE_OF_EACH) if not has_loop(*each.values)],
)
def test_type_of_an_operand(name, kind):
    function = FUNCTIONS[name]
    for k, argument in enumerate(function.definition.arguments):
        operands = [np.broadcast_to(x, 4) for x in good(function)]
        operands[k] = BAD_ARRAYS[kind]
        fails(function, *operands, match=f"argument '{argument}' has dtype")


def test_things_that_are_no_arrays():
    for wrong in ("text", None, {}, [[1.0], [1.0, 2.0]], 1j):
        with pytest.raises(TypeError, match="gelu: argument 'x'"):
            na.gelu(wrong)
    with pytest.raises(TypeError, match="swish: argument 'beta'"):
        na.swish(X, "steep")


@pytest.mark.parametrize("name", names(n for n, f in FUNCTIONS.items() if f.ufunc.nin > 1))
def test_shapes_that_do_not_broadcast(name):
    function = FUNCTIONS[name]
    operands = good(function)
    operands[-1] = np.ones(3, operands[-1].dtype)
    fails(function, *operands, error=ValueError, match=r"do not broadcast: .*\(4,\).*\(3,\)")


@every_function
def test_shape_of_out(name):
    function = FUNCTIONS[name]
    operands = good(function)
    for shape in ((3,), (), (4, 2), (5,)):
        outs = tuple(np.full(shape, 7, operands[0].dtype) for _ in range(function.ufunc.nout))
        fails(
            function,
            *operands,
            error=ValueError,
            match=r"argument 'out' has shape \(.*expected \(4,\)",
            out=outs,
        )


@pytest.mark.parametrize(
    ("name", "dtype"), in_turn(FUNCTIONS, [np.int32, np.uint8, bool, "M8[s]"], ONE_OF_EACH)
)
def test_type_of_out(name, dtype):
    function = FUNCTIONS[name]
    operands = good(function)
    outs = tuple(np.zeros(4, dtype) for _ in range(function.ufunc.nout))
    before = [each.copy() for each in outs]
    with pytest.raises(TypeError, match="argument 'out' has dtype") as caught:
        function(*operands, out=outs)
    assert function.definition.__name__ in str(caught.value)
    for each, copy in zip(outs, before, strict=True):
        assert (each == copy).all()


def test_out_that_is_no_array():
    for wrong in ([0.0] * 4, 3, "x", X.tolist()):
        with pytest.raises(TypeError, match=r"silu: argument 'out' is a .*expected a NumPy array"):
            na.silu(X, out=wrong)
    with pytest.raises((TypeError, ValueError), match=r"swiglu\.vjp"):
        na.swiglu.vjp(X, X, X, out=X.copy())
    with pytest.raises((TypeError, ValueError), match="silu"):
        na.silu(X, out=(X.copy(), X.copy()))


@every_function
def test_keywords(name):
    function = FUNCTIONS[name]
    operands = good(function)
    fails(function, *operands, match="unknown keyword argument 'gamma'", gamma=1.0)
    first = function.definition.inputs[0]
    fails(
        function,
        *operands,
        match=f"argument '{first}' given|keyword argument '{first}'",
        **{first: X},
    )
    for parameter in function.definition.parameters:
        fails(
            function,
            *operands,
            match=f"argument '{parameter}' given by position and by keyword",
            **{parameter: 1.0},
        )


@every_function
def test_number_of_arguments(name):
    function = FUNCTIONS[name]
    definition = function.definition
    for given in range(len(definition.inputs)):
        missing = definition.inputs[given]
        with pytest.raises(TypeError, match=f"missing .*argument:? '{missing}'") as caught:
            function(*[X] * given)
        assert definition.__name__ in str(caught.value)
    too_many = [X] * (function.ufunc.nin + function.ufunc.nout + 1)
    with pytest.raises(TypeError, match=r"takes") as caught:
        function(*too_many)
    assert definition.__name__.rpartition(".")[2] in str(caught.value)


def test_where_of_the_wrong_type():
    fails(na.silu, X, match="argument 'where' has dtype int64", where=np.ones(4, np.int64))
    fails(na.silu, X, error=ValueError, match="silu", where=np.ones(3, bool))


class DeviceArray:
    """Stands for an array in GPU memory."""

    @property
    def __cuda_array_interface__(self):
        return {"shape": (4,), "typestr": "<f4", "data": (0, False), "version": 3}


@pytest.mark.parametrize("name", some_of(ACTIVATIONS, one_in(4, ACTIVATIONS)))
def test_device_arrays(name, monkeypatch):
    monkeypatch.setattr(targets, "target", "cpu")
    function = ACTIVATIONS[name]
    first, *_ = function.definition.inputs
    operands = [DeviceArray(), *[X] * (function.ufunc.nin - 1)]
    match = f"argument '{first}' is a device array .*DeviceArray.*copy it to the host"
    fails(function, *operands, match=match)


@pytest.mark.parametrize(
    ("target", "expected"),
    [("cpu", r"a device array .*DeviceArray.* target is 'cpu'"), ("auto", r".*DeviceArray, exp")],
)
def test_packed_device_arrays(target, expected, monkeypatch):
    monkeypatch.setattr(targets, "target", target)
    for call, argument in (
        (lambda x: na.swiglu.packed(x), "x"),
        (lambda x: na.swiglu.packed_vjp(x, x), "x"),
        (lambda x: na.swiglu.packed_vjp(x, X), "dy"),
        (lambda x: na.swiglu.packed_vjp(X[:2], x), "x"),
    ):
        match = rf"swiglu\.packed\w*: argument '{argument}' is .*{expected}"
        with pytest.raises(TypeError, match=match):
            call(DeviceArray())


@pytest.mark.parametrize("target", ["auto", "cpu"])
def test_device_array_as_out(target, monkeypatch):
    monkeypatch.setattr(targets, "target", target)
    with pytest.raises(TypeError, match=r"silu: argument 'out' is a .*DeviceArray"):
        na.silu(X, out=DeviceArray())


def test_gradient_of_an_unknown_argument():
    with pytest.raises(ValueError, match=r"silu\.grad: wrt='beta'.*'x'"):
        na.silu.grad(X, wrt="beta")
    with pytest.raises(ValueError, match=r"swiglu\.vjp: wrt='gamma'.*'gate', 'value', 'beta'"):
        na.swiglu.vjp(X, X, X, wrt="gamma")
