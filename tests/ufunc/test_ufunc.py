"""Every function is a genuine ufunc: types, layouts, keywords, and other libraries' arrays."""

import inspect
import pickle

import numpy as np
import pytest

import numba_act as na
from numba_act.measure.records import RECORDS
from tests.support.walk import (
    ACTIVATIONS,
    BFLOAT16,
    DTYPES,
    FUNCTIONS,
    assert_same_bits,
    base_name,
    one_in,
    one_of_each,
    parameters,
    some_of,
    tuple_of,
    turn_of,
    typical,
    with_types,
)

UNARY = [name for name, f in ACTIVATIONS.items() if f.ufunc.nin == 1]
OF_ONE_RESULT = [name for name, f in FUNCTIONS.items() if f.ufunc.nout == 1]
OF_TWO = [name for name, f in ACTIVATIONS.items() if len(f.definition.inputs) == 2]
WITH_PARAMETERS = [name for name, f in FUNCTIONS.items() if f.definition.parameters]

every_dtype = pytest.mark.parametrize("dtype", DTYPES)
every_function = pytest.mark.parametrize(
    ("name", "dtype"), with_types(FUNCTIONS, some=one_of_each(FUNCTIONS))
)


def test_is_a_ufunc():
    for name, function in FUNCTIONS.items():
        definition = function.definition
        ufunc = function.ufunc
        assert isinstance(ufunc, np.ufunc), name
        assert ufunc.__name__ == f"{definition.path}.ufunc", name  # by which NumPy pickles it
        assert definition.path.startswith(definition.__name__), name
        assert ufunc.nin == len(definition.inputs) + len(definition.parameters), name
        assert ufunc.nout == definition.outputs, name
        for letter in "efd":
            assert f"{letter * ufunc.nin}->{letter * ufunc.nout}" in ufunc.types, name


@every_function
def test_result_has_the_type_of_the_input(name, dtype):
    operands = typical(FUNCTIONS[name], 5, DTYPES[dtype])
    for result in tuple_of(FUNCTIONS[name](*operands)):
        assert result.dtype == DTYPES[dtype]
        assert result.shape == (5,)


#: The integers and bools that become each type, as for `np.exp`.
INTEGERS = {
    "float16": [bool, np.int8, np.uint8],
    "float32": [np.int16, np.uint16],
    "float64": [np.int32, np.uint32, np.int64, np.uint64],
}


@pytest.mark.parametrize(("name", "dtype"), with_types(FUNCTIONS, INTEGERS, one_of_each(FUNCTIONS)))
def test_integers_and_bools_resolve_as_for_exp(name, dtype):
    function = FUNCTIONS[name]
    for given in INTEGERS[dtype]:
        expected = np.exp(np.ones(3, given)).dtype
        assert expected == DTYPES[dtype]
        operands = [np.ones(3, given) for _ in function.definition.inputs]
        for default in parameters(function, np.dtype(np.float32)):
            operands.append(float(default))
        wide = [np.ones(3, expected) for _ in function.definition.inputs]
        wide += operands[len(wide) :]
        with np.errstate(divide="ignore"):  # logit(1)
            result = tuple_of(function(*operands))
            assert_same_bits(result, tuple_of(function(*wide)))
        assert all(each.dtype == expected for each in result)


@pytest.mark.parametrize(
    "name", some_of(UNARY, [n for n in one_of_each(UNARY) if turn_of(n) == "float64"])
)
def test_python_numbers_and_lists(name):
    function = ACTIVATIONS[name]
    with np.errstate(divide="ignore"):  # logit(1)
        assert_same_bits(function(1), function(np.float64(1)))
        assert_same_bits(function(True), function(np.float16(1)))
        assert_same_bits(function([0.5, 1]), function(np.array([0.5, 1.0])))
    assert type(function(0.5)) is np.float64
    assert type(function(np.float32(0.5))) is np.float32


@pytest.mark.parametrize(
    ("name", "dtype"), with_types(WITH_PARAMETERS, some=one_of_each(WITH_PARAMETERS))
)
def test_python_scalar_never_changes_the_type(name, dtype):
    function, dtype = FUNCTIONS[name], DTYPES[dtype]
    inputs = typical(function, 40, dtype)[: len(function.definition.inputs)]
    names = list(function.definition.parameters)
    for value in (0.3, 2, 1, True):
        full = np.full(40, value, np.float64).astype(dtype)
        expected = function(*inputs, *[full for _ in names])
        assert tuple_of(expected)[0].dtype == dtype
        assert_same_bits(function(*inputs, *[value for _ in names]), expected)
        assert_same_bits(function(*inputs, **dict.fromkeys(names, value)), expected)
        scalar = dtype.type(value)
        assert_same_bits(function(*inputs, *[scalar for _ in names]), expected)


@pytest.mark.parametrize(
    "name",
    some_of(WITH_PARAMETERS, [n for n in one_of_each(WITH_PARAMETERS) if turn_of(n) == "float64"]),
)
def test_a_float64_as_parameter_widens(name):
    function = FUNCTIONS[name]
    for dtype in (np.float16, np.float32):
        inputs = typical(function, 40, np.dtype(dtype))[: len(function.definition.inputs)]
        wide = function(*inputs, *[np.float64(0.3) for _ in function.definition.parameters])
        assert tuple_of(wide)[0].dtype == np.float64


@pytest.mark.parametrize("given", [bool, np.int8, np.int16, BFLOAT16])
def test_python_scalars_take_the_type_that_is_asked_for(given):
    x = np.ones(3, given)
    for dtype in (np.float32, np.float64):
        expected = na.hard_sigmoid(x.astype(dtype))
        assert_same_bits(na.hard_sigmoid(x, dtype=dtype), expected)
        expected = na.leaky_relu(x.astype(dtype) - 2, 0.3)
        assert_same_bits(na.leaky_relu(x.astype(np.int8) - np.int8(2), 0.3, dtype=dtype), expected)


@pytest.mark.parametrize(
    ("name", "dtype"), with_types(WITH_PARAMETERS, some=one_of_each(WITH_PARAMETERS))
)
def test_defaults(name, dtype):
    function = FUNCTIONS[name]
    inputs = typical(function, 8, DTYPES[dtype])[: len(function.definition.inputs)]
    defaults = function.definition.parameters
    if inspect.Parameter.empty in defaults.values():
        with pytest.raises(TypeError, match=f"missing argument '{next(iter(defaults))}'"):
            function(*inputs)
    else:
        assert_same_bits(function(*inputs), function(*inputs, *defaults.values()))


@pytest.mark.parametrize("function", [na.swish, na.swish.grad, na.swish.vjp, na.leaky_relu])
def test_zero_as_parameter_keeps_its_sign(function):
    dtype = np.dtype(np.float32)
    inputs = [np.float32([-1, 1])] * len(function.definition.inputs)
    for zero in (0.0, -0.0):
        assert_same_bits(function(*inputs, zero), function(*inputs, np.full(2, zero, dtype)))


# Keywords


@every_function
def test_out(name, dtype):
    function = FUNCTIONS[name]
    operands = typical(function, 100, DTYPES[dtype])
    expected = tuple_of(function(*operands))
    outs = tuple(np.zeros_like(each) for each in expected)
    returned = tuple_of(function(*operands, out=outs))
    assert all(a is b for a, b in zip(returned, outs, strict=True))
    assert_same_bits(outs, expected)
    outs = tuple(np.zeros_like(each) for each in expected)
    returned = tuple_of(function.ufunc(*operands, *outs))
    assert all(a is b for a, b in zip(returned, outs, strict=True))
    assert_same_bits(outs, expected)
    if len(outs) == 1:
        out = np.zeros_like(outs[0])
        assert function(*operands, out=out) is out
        assert_same_bits(out, expected[0])
        out = np.zeros_like(outs[0])
        assert function(*operands, out) is out
        assert_same_bits(out, expected[0])
    assert_same_bits(function(*operands, out=None), function(*operands))


@every_function
def test_in_place(name, dtype):
    function = FUNCTIONS[name]
    for n in (1, 15, 16, 100, 1000):
        for k in range(len(function.definition.inputs)):
            operands = typical(function, n, DTYPES[dtype])
            expected = tuple_of(function(*operands))
            if len(expected) == 1:
                function(*operands, out=operands[k])
                assert_same_bits(operands[k], expected[0])
            else:
                other = np.empty_like(operands[k])
                function(*operands, out=(operands[k], other))
                assert_same_bits((operands[k], other), expected)


@pytest.mark.parametrize(
    ("name", "dtype"), with_types(OF_ONE_RESULT, some=one_of_each(OF_ONE_RESULT))
)
def test_overlapping_out(name, dtype):
    function = FUNCTIONS[name]
    operands = typical(function, 300, DTYPES[dtype])
    expected = function(*operands)
    for shift in (1, 16, 40):
        for to, source in (
            (slice(shift, None), slice(-shift)),
            (slice(-shift), slice(shift, None)),
        ):
            memory = np.zeros(300 + shift, dtype)
            memory[source] = operands[0]
            function(memory[source], *operands[1:], out=memory[to])
            assert_same_bits(memory[to], expected)


@every_function
def test_where(name, dtype):
    function = FUNCTIONS[name]
    operands = typical(function, 200, DTYPES[dtype])
    expected = tuple_of(function(*operands))
    mask = np.arange(200) % 3 != 1
    outs = tuple(np.full_like(each, 7) for each in expected)
    function(*operands, out=outs, where=mask)
    for out, each in zip(outs, expected, strict=True):
        assert_same_bits(out[mask], each[mask])
        assert (out[~mask] == 7).all()


def test_casting_order_dtype_subok():
    x = np.linspace(-2, 2, 12).reshape(3, 4)
    narrow = na.silu(x, dtype=np.float32, casting="same_kind")
    assert_same_bits(narrow, na.silu(x.astype(np.float32)))
    assert_same_bits(na.silu(np.float32(x), dtype=float), na.silu(np.float32(x).astype(float)))
    with pytest.raises(TypeError, match="silu"):
        na.silu(x, dtype=np.float32, casting="safe")
    with pytest.raises(TypeError, match="silu"):
        na.silu(x, out=np.empty((3, 4), np.float32), casting="safe")
    out = np.empty((3, 4), np.float32)
    na.silu(x, out=out)
    assert_same_bits(out, na.silu(x).astype(np.float32))
    assert na.silu(x, order="F").flags.f_contiguous
    assert na.silu(x.T).flags.f_contiguous
    assert type(na.silu(np.ma.array(x), subok=False)) is np.ndarray


# Layouts


@every_function
def test_layouts(name, dtype):
    function, dtype = FUNCTIONS[name], DTYPES[dtype]
    inputs = len(function.definition.inputs)
    operands = typical(function, 1200, dtype)
    fixed = operands[inputs:]
    operands = [x.reshape(30, 40) for x in operands[:inputs]]
    expected = tuple_of(function(*operands, *fixed))
    cuts = [
        np.s_[::2],
        np.s_[:, ::3],
        np.s_[::-1],
        np.s_[:, ::-1],
        np.s_[5:-3, 1:],
        np.s_[::-2, ::-5],
        np.s_[:0],
    ]
    for cut in cuts:
        got = tuple_of(function(*[x[cut] for x in operands], *fixed))
        assert_same_bits(got, tuple(each[cut] for each in expected))
        outs = tuple(np.zeros_like(each) for each in expected)
        function(*[x[cut] for x in operands], *fixed, out=tuple(out[cut] for out in outs))
        assert_same_bits(tuple(out[cut] for out in outs), tuple(each[cut] for each in expected))
    got = tuple_of(function(*[x.T for x in operands], *fixed))
    assert_same_bits(got, tuple(each.T for each in expected))
    # one operand by column, the others by row
    got = tuple_of(function(np.asfortranarray(operands[0]), *operands[1:], *fixed))
    assert_same_bits(got, expected)


@every_function
def test_unaligned_and_foreign_byte_order(name, dtype):
    function, dtype = FUNCTIONS[name], DTYPES[dtype]
    operands = typical(function, 100, dtype)
    expected = function(*operands)
    inputs = len(function.definition.inputs)
    shifted = []
    for x in operands[:inputs]:
        memory = np.zeros(x.nbytes + 1, np.uint8)
        memory[1:] = x.view(np.uint8)
        shifted.append(memory[1:].view(dtype))
        assert not shifted[-1].flags.aligned
    assert_same_bits(function(*shifted, *operands[inputs:]), expected)
    if dtype != BFLOAT16:
        swapped = [x.astype(x.dtype.newbyteorder()) for x in operands[:inputs]]
        assert_same_bits(function(*swapped, *operands[inputs:]), expected)


@every_function
def test_broadcasting(name, dtype):
    function, dtype = FUNCTIONS[name], DTYPES[dtype]
    shapes = [(7, 1, 50), (1, 3, 1), (3, 1), (1,), (50,)]
    random = np.random.default_rng(0)
    start = max(0.0, RECORDS[base_name(function)].domain[0])
    operands = [
        random.uniform(start + 0.1, start + 0.9, shape).astype(dtype)
        for shape in shapes[: function.ufunc.nin]
    ]
    if "max_val" in function.definition.arguments:  # not below min_val
        operands[function.definition.arguments.index("max_val")] += 1
    shape = np.broadcast_shapes(*[x.shape for x in operands])
    full = [np.broadcast_to(x, shape).copy() for x in operands]
    assert_same_bits(function(*operands), function(*full))


@every_function
def test_zero_dimensional_and_empty(name, dtype):
    function, dtype = FUNCTIONS[name], DTYPES[dtype]
    operands = [x[:1].reshape(()) if x.ndim else x for x in typical(function, 3, dtype)]
    for each in tuple_of(function(*operands)):
        assert type(each) is dtype.type
    out = tuple(np.zeros((), dtype) for _ in range(function.ufunc.nout))
    function(*operands, out=out)
    assert_same_bits(tuple(each[()] for each in out), tuple_of(function(*operands)))
    for shape in ((0,), (3, 0), (0, 5)):
        empty = [np.empty(shape, dtype) for _ in function.definition.inputs]
        for each in tuple_of(function(*empty, *operands[len(empty) :])):
            assert each.shape == shape
            assert each.dtype == dtype


def test_every_operand_of_stride_0():
    x = np.broadcast_to(np.float32(0.5), 100)
    assert_same_bits(na.silu(x), np.full(100, na.silu(np.float32(0.5))))
    for dtype in DTYPES.values():
        x = np.broadcast_to(np.array(0.5, dtype), (4, 50))
        varying = np.linspace(-1, 1, 50).astype(dtype)
        assert_same_bits(na.swiglu(x, varying), na.swiglu(x.copy(), varying))
        assert_same_bits(na.swiglu(varying, x), na.swiglu(varying, x.copy()))


def test_parameters_along_any_axis():
    x = np.linspace(-3, 3, 60).astype(np.float32).reshape(3, 20)
    alpha = np.linspace(0, 1, 20).astype(np.float32)
    expected = np.where(x > 0, x, alpha * x)
    assert_same_bits(na.prelu(x, alpha), expected)
    assert_same_bits(na.prelu(x.T, alpha[:, None]), expected.T)
    column = np.float32([[0.5], [0.25], [0.125]])
    assert_same_bits(na.prelu(x, alpha=column), np.where(x > 0, x, column * x))


def test_read_only_out():
    out = np.zeros(3, np.float32)
    out.flags.writeable = False
    with pytest.raises(ValueError, match=r"silu.*read-only"):
        na.silu(np.float32([1, 2, 3]), out=out)
    assert not out.any()


# Methods of binary ufuncs


@every_dtype
def test_reduce_and_accumulate_are_sequential(dtype):
    ufunc, dtype = na.prelu.ufunc, DTYPES[dtype]
    values = np.linspace(-2, 1.5, 70).astype(dtype)
    steps = [values[0]]
    for value in values[1:]:
        steps.append(ufunc(steps[-1], value))
    assert_same_bits(ufunc.accumulate(values), np.array(steps, dtype))
    assert_same_bits(np.array(ufunc.reduce(values)), np.array(steps[-1], dtype))
    table = np.stack([values, values[::-1]])
    assert_same_bits(ufunc.reduce(table, axis=0), ufunc(table[0], table[1]))
    assert_same_bits(ufunc.outer(values, values), ufunc(values[:, None], values[None, :]))
    together = np.array(values)
    ufunc.at(together, [1, 1, 5], values[:3])
    expected = np.array(values)
    for k, value in zip([1, 1, 5], values[:3], strict=True):
        expected[k] = ufunc(expected[k], value)
    assert_same_bits(together, expected)


# Other arrays


def test_subclasses_and_masked_arrays():
    class Tagged(np.ndarray):
        pass

    x = np.linspace(-1, 1, 5)
    assert type(na.silu(x.view(Tagged))) is Tagged
    masked = na.silu(np.ma.array(x, mask=[0, 1, 0, 0, 0]))
    assert isinstance(masked, np.ma.MaskedArray)
    assert masked.mask.tolist() == [False, True, False, False, False]
    assert_same_bits(masked.data[[0, 2, 3, 4]], na.silu(x)[[0, 2, 3, 4]])


def test_array_ufunc_protocol():
    class Recorder:
        def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
            return ufunc, method, inputs, kwargs

    recorder = Recorder()
    assert na.silu(recorder) == (na.silu.ufunc, "__call__", (recorder,), {})
    x = np.ones(2)
    ufunc, _, inputs, _ = na.swish(x, recorder)
    assert ufunc is na.swish.ufunc
    assert inputs[0] is x
    assert inputs[1] is recorder
    assert na.silu.grad(recorder)[0] is na.silu.grad.ufunc


def test_pandas():
    pandas = pytest.importorskip("pandas")
    series = pandas.Series(np.float32([-1, 0, 2]), index=list("abc"), name="s")
    result = na.gelu(series)
    assert isinstance(result, pandas.Series)
    assert list(result.index) == list("abc")
    assert_same_bits(result.to_numpy(), na.gelu(series.to_numpy()))
    frame = pandas.DataFrame({"a": [0.5, -2.0], "b": [1.0, 3.0]})
    assert_same_bits(na.silu.grad(frame).to_numpy(), na.silu.grad(frame.to_numpy()))
    assert_same_bits(na.swish(series, beta=2.0).to_numpy(), na.swish(series.to_numpy(), 2.0))


def test_xarray():
    xarray = pytest.importorskip("xarray")
    array = xarray.DataArray(np.float32([[-1, 0, 2]]), dims=("row", "column"))
    result = na.gelu(array)
    assert result.dims == ("row", "column")
    assert_same_bits(result.to_numpy(), na.gelu(array.to_numpy()))
    shifted = na.swish(array, beta=xarray.DataArray(np.float32([1, 2]), dims="beta"))
    assert shifted.dims == ("row", "column", "beta")


def test_dask():
    dask_array = pytest.importorskip("dask.array")
    x = np.linspace(-3, 3, 1000).astype(np.float32)
    chunked = dask_array.from_array(x, chunks=300)
    result = na.silu(chunked)
    assert isinstance(result, dask_array.Array)
    assert result.dtype == np.float32
    assert_same_bits(result.compute(), na.silu(x))


# As objects


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_pickle(name):
    assert pickle.loads(pickle.dumps(ACTIVATIONS[name])) is ACTIVATIONS[name]


def test_signature():
    for name, function in FUNCTIONS.items():
        definition = function.definition
        declared = inspect.signature(function).parameters
        operands = [*definition.inputs, *definition.parameters]
        options = ["where", "casting", "order", "dtype", "subok", "stream"]
        is_gradient = "." in definition.__name__
        own = ["wrt", *["reduce"] * definition.__name__.endswith(".vjp")] if is_gradient else []
        assert [*declared] == [*operands, "out", *options, *own], name
        numpys = inspect.signature(np.exp).parameters if hasattr(np.exp, "__signature__") else {}
        for option in ["out", *options]:
            if option in numpys:
                assert declared[option].default == numpys[option].default, name
        takes_keywords = definition.__name__.endswith(".vjp")
        for argument in definition.inputs:
            kind = declared[argument].kind
            assert (kind is inspect.Parameter.POSITIONAL_OR_KEYWORD) == takes_keywords, name
        for parameter, default in definition.parameters.items():
            assert declared[parameter].default is default, name
        assert function.__name__ == definition.__name__.rpartition(".")[2], name
        assert function.__doc__ == definition.__doc__, name
        assert function.__doc__.strip(), name
        assert function.ufunc.__doc__.endswith(function.__doc__), name


@pytest.mark.parametrize(("name", "dtype"), with_types(OF_TWO, some=one_in(3, OF_TWO)))
def test_both_gradients_into_two_arrays(name, dtype):
    vjp = ACTIVATIONS[name].vjp
    operands = typical(vjp, 50, DTYPES[dtype])
    a, b = np.empty((2, 50), DTYPES[dtype])
    first, second = vjp(*operands, out=(a, b))
    assert first is a
    assert second is b
    assert_same_bits((a, b), vjp(*operands))
    a[:] = 0
    first, second = vjp(*operands, out=(a, None))
    assert first is a
    assert_same_bits((a, second), vjp(*operands))


def test_wrt():
    x = np.linspace(-2, 2, 9).astype(np.float32)
    assert_same_bits(na.swish.grad(x, 2.0, wrt="x"), na.swish.grad(x, 2.0))
    assert_same_bits(na.swish.grad(x, 2.0, wrt=None), na.swish.grad(x, 2.0))
    assert_same_bits(na.swish.grad(x, 2.0, wrt="beta"), na.swish.grad.wrt("beta")(x, 2.0))
    assert not np.array_equal(na.swish.grad(x, 2.0), na.swish.grad(x, 2.0, wrt="beta"))
    assert_same_bits(na.swish.vjp(x, x, beta=2.0, wrt="beta"), na.swish.vjp.wrt("beta")(x, x, 2.0))
    with pytest.raises(ValueError, match=r"swish\.grad: wrt='gamma'.*'x', 'beta'"):
        na.swish.grad(x, wrt="gamma")
