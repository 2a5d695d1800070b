"""The object that users call: what it shows, how it is pickled, what it takes from neighbours."""

import copy
import functools
import inspect
import pickle
import pydoc
import re
import subprocess
import sys
import warnings

import numba
import numpy as np
import pytest

import numba_act as na
from numba_act.function import Derivative
from tests.support.process import run
from tests.support.walk import ACTIVATIONS, BFLOAT16, FUNCTIONS, assert_same_bits

X = np.linspace(-2, 2, 5).astype(np.float32)


@na.activation
def plain(x, beta=1.0):
    return x * beta


# What it shows


def test_repr():
    assert repr(na.silu) == "<activation silu(x)>"
    assert repr(na.leaky_relu) == "<activation leaky_relu(x, negative_slope=0.01)>"
    assert repr(na.prelu.vjp) == "<derivative prelu.vjp(dy, x, alpha)>"
    by_alpha = na.prelu.grad.wrt("alpha")
    assert repr(by_alpha) == "<derivative prelu.grad(x, alpha) with respect to alpha>"


def test_gradients_are_the_same_objects_after_the_first_use():
    """In another process, where they have not been used."""
    run("""
import numpy as np, numba_act as na
for f in (na.silu, na.swiglu, na.prelu):
    before = f.grad, f.vjp
    operands = [np.float32([0.25])] * (len(f.definition.inputs) + len(f.definition.parameters))
    f.grad(*operands), f.vjp(operands[0], *operands), f.grad.ufunc, f.vjp.definition
    assert before == (f.grad, f.vjp), f
""")


def test_gradients_are_the_same_objects():
    for name, function in ACTIVATIONS.items():
        assert isinstance(function, na.Activation), name
        for kind in ("grad", "vjp"):
            made = getattr(function, kind)
            assert isinstance(made, Derivative), name
            assert getattr(function, kind) is made, name
            assert made.definition.function is made, name
            first = function.definition.first_wrt()
            if len(first) == 1:
                assert made.wrt(first[0]) is made, name


def test_help():
    text = pydoc.render_doc(na.silu, renderer=pydoc.plaintext)
    assert "numba_act.smooth" in text
    assert "silu(x, /, out=None, *, where=True" in text
    assert na.silu.__doc__.splitlines()[0] in text
    text = pydoc.render_doc(na.prelu.vjp, renderer=pydoc.plaintext)
    assert "vjp(dy, x, alpha, out=None, *" in text
    assert "wrt=None" in text
    assert 'wrt : {"x", "alpha"}, optional' in text
    assert "dy : array_like" in text
    assert "Attributes" in pydoc.render_doc(na.Activation, renderer=pydoc.plaintext)


def test_docstring_says_how_it_is_called():
    for name, function in ACTIVATIONS.items():
        arguments = ", ".join(function.definition.arguments)
        notes = function.__doc__.partition("\nNotes\n-----\n")[2].partition("\n---")[0]
        for text in (f"``{name}.grad({arguments})``", f"``{name}.vjp(dy, {arguments})``"):
            assert text in notes, name
        for keyword in ("out", "where", "casting", "order", "dtype", "subok", "stream", "wrt"):
            assert f"`{keyword}`" in notes, name
        assert (f"``{name}.packed``" in notes) == hasattr(function, "packed"), name
        assert notes.count("The keywords `out`") == 1, name


def test_sections_of_a_docstring_are_in_numpydocs_order():
    for name in FUNCTIONS:
        known = ["Parameters", "Returns", "Raises", "See Also", "Notes", "References", "Examples"]
        found = re.findall(r"\n\n(\w[\w ]*)\n-{3,}\n", FUNCTIONS[name].__doc__)
        assert found == sorted(set(found), key=known.index), name


def test_a_vjps_summary_says_that_it_takes_the_input():
    for name in FUNCTIONS:
        if ".vjp" in name:
            assert "at the input" in FUNCTIONS[name].__doc__.splitlines()[0], name


def test_as_an_attribute_of_a_class():
    class Layer:
        activation = na.silu

    assert Layer().activation is na.silu
    assert_same_bits(Layer().activation(X), na.silu(X))


def test_partial():
    bound = functools.partial(na.swish, beta=2.0)
    assert bound.func is na.swish
    assert_same_bits(bound(X), na.swish(X, 2.0))


def test_called_at_c_speed():
    """The fast call of CPython, which needs a flag in the type, as `functools.partial` has it."""
    for kind in (na.Activation, Derivative, functools.partial):
        assert kind.__flags__ & 1 << 11


# Arguments


def test_inputs_by_keyword():
    assert_same_bits(na.silu.vjp(dy=X, x=X), na.silu.vjp(X, X))
    assert_same_bits(na.silu.vjp(X, x=X), na.silu.vjp(X, X))
    first = na.swish.vjp(dy=X, x=X, beta=2.0, wrt="beta")
    assert_same_bits(first, na.swish.vjp(X, X, 2.0, wrt="beta"))
    assert_same_bits(na.swiglu.vjp(value=X, dy=X, gate=-X), na.swiglu.vjp(X, -X, X))
    with pytest.raises(TypeError, match=r"silu: argument 'x' given by keyword.*silu\(x\)"):
        na.silu(x=X)
    with pytest.raises(TypeError, match=r"swiglu: argument 'value' given by keyword"):
        na.swiglu(X, value=X)
    with pytest.raises(TypeError, match=r"silu\.vjp: missing argument 'x'"):
        na.silu.vjp(dy=X)
    with pytest.raises(TypeError, match=r"silu\.vjp: argument 'dy' given by position and by keyw"):
        na.silu.vjp(X, X, dy=X)


@pytest.mark.parametrize(
    ("function", "keyword", "hint"),
    [
        (na.gelu, "approximate", r"numba_act\.gelu_tanh"),
        (na.gelu.vjp, "approximate", r"numba_act\.gelu_tanh"),
        (na.geglu, "approximate", r"numba_act\.geglu_tanh"),
        (na.silu, "inplace", r"silu\(x, out=x\)"),
        (na.silu, "dim", "every element by itself"),
        (na.silu, "axis", "every element by itself"),
        (na.silu, "wrt", r"silu\.grad and silu\.vjp"),
        (na.leaky_relu, "negativ_slope", "did you mean 'negative_slope'"),
        (na.leaky_relu, "slope", "did you mean 'negative_slope'"),
        (na.silu.grad, "wtr", "did you mean 'wrt'"),
        (na.silu, "approximate", "expected one of out, where"),
    ],
)
def test_keywords_of_other_libraries(function, keyword, hint):
    operands = [X] * len(function.definition.inputs)
    name = function.definition.__name__
    with pytest.raises(TypeError, match=rf"^{name}: unknown keyword argument '{keyword}'.*{hint}"):
        function(*operands, **{keyword: True})


def test_read_only_out():
    out = np.zeros(5, np.float32)
    out.flags.writeable = False
    with pytest.raises(ValueError, match=r"^silu: argument 'out' is read-only"):
        na.silu(X, out=out)
    with pytest.raises(ValueError, match=r"^swiglu\.vjp: argument 'out' is read-only"):
        na.swiglu.vjp(X, X, X, out=(None, out))


def test_dtype_that_is_none_of_the_four():
    for dtype in (int, complex, "longdouble"):
        with pytest.raises(TypeError, match=r"gelu: argument 'dtype' is .*expected float16"):
            na.gelu(X, dtype=dtype)
    assert na.gelu(X, dtype="f8").dtype == np.float64


def test_where_without_out_warns_at_the_users_line():
    mask = X > 0
    with pytest.warns(UserWarning, match="silu: 'where' used without 'out'") as caught:
        na.silu(X, where=mask)
    if np.lib.NumpyVersion(np.__version__) >= "2.4.0":
        assert [each.filename for each in caught] == [__file__]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        na.silu(X, where=mask, out=None)
        na.silu(X, where=True)
        assert len(na.swiglu.vjp(X, X, X, where=mask, out=None)) == 2


def test_a_python_scalar_beside_inputs_of_two_types():
    """It is as exact as the type of the result, which is not that of the first input."""
    wide = X.astype(np.float64)
    assert_same_bits(na.swish.vjp(X, wide, 0.1), na.swish.vjp(wide, wide, np.float64(0.1)))
    assert_same_bits(na.swiglu(X, wide, 0.1), na.swiglu(wide, wide, np.float64(0.1)))
    brain = X.astype(BFLOAT16)
    assert_same_bits(na.swiglu(brain, X, 0.1), na.swiglu(brain.astype("f4"), X, np.float32(0.1)))


def test_more_arguments_than_any_of_the_packages_own_has():
    @na.activation(inputs=2)
    def many(a, b, p=1.0, q=2.0, r=3.0):
        return a * p + b * q + r

    assert_same_bits(many(X, X), X * 1 + X * 2 + 3)
    assert_same_bits(many(X, X, 2.0, X, 0.5), X * 2 + X * X + np.float32(0.5))
    assert_same_bits(many(X, X, q=X), X * 1 + X * X + 3)
    out = np.empty_like(X)
    assert many(X, X, out=out) is out
    assert many(X, X, 1.0, 2.0, 3.0, out) is out


@pytest.mark.parametrize("inputs", [0, -1, 3, True, 1.0, "1", None])
def test_number_of_inputs(inputs):
    with pytest.raises(ValueError, match=r"activation: inputs=.*expected 1 or 2"):
        na.activation(inputs=inputs)


@pytest.mark.parametrize("warns", [["foo"], "overflow", ["overflow", "over"]])
def test_names_of_warnings(warns):
    with pytest.raises(ValueError, match=r"activation: warns=.*'divide', 'invalid', 'overflow'"):
        na.activation(warns=warns)


def test_attributes_that_are_not_there():
    with pytest.raises(AttributeError, match="plain is no gate"):
        plain.packed(X)
    with pytest.raises(AttributeError, match="'Activation' object has no attribute 'gard'"):
        _ = plain.gard


# Pickle


def test_pickle_by_name():
    for name, function in FUNCTIONS.items():
        for each in (function, function.ufunc, function.definition):
            assert pickle.loads(pickle.dumps(each)) is each, name
        assert copy.copy(function) is copy.deepcopy(function) is function, name


def test_pickle_of_what_belongs_to_them():
    for each in (na.swiglu.packed, na.swiglu.packed_vjp, na.softmax, na.softmax.vjp, na.crelu):
        assert pickle.loads(pickle.dumps(each)) is each


def test_pickle_by_value_within_a_process():
    @na.activation
    def local(x):
        return x + 1.0

    assert pickle.loads(pickle.dumps(local)) is local
    assert pickle.loads(pickle.dumps(local.grad)) is local.grad

    @local.derivative()
    def _(x):
        return 1.0

    assert pickle.loads(pickle.dumps(local)) is local
    assert pickle.loads(pickle.dumps(local.grad)) is local.grad


OWN = """
import pickle, sys
import numba, numpy as np, numba_act as na

FACTOR = 3.0

def helper(x):
    return x * FACTOR

@na.activation(
    warns=("overflow",), max_ulp={"float32": 4.0, "float64": 4.0}, least={"beta": 0.5}
)
def mine(x, beta=1.0):
    "Mine."
    return helper(x) * na.sigmoid(beta * x)

@mine.derivative("x")
def _(x, beta):
    return mine(x, beta) + 1.0  # calls the function itself

@mine.derivative("beta")
def _(x, beta):
    return x * x

@na.activation(inputs=2)
def gate(a, b):
    return mine(a) * b

@numba.njit
def kernel(v):
    return mine(v) + 1.0

def results(objects):
    x = np.float32([1, 2])
    mine, grad, vjp, gate, packed, kernel = objects
    try:
        refused = mine(x, 0.25)
    except ValueError as error:
        refused = str(error)
    assert "beta" in refused
    return [
        refused,
        mine(x).tolist(), grad(x).tolist(), vjp(x, x).tolist(), gate(x, x).tolist(),
        packed(np.float32([[1, 2]])).tolist(), float(kernel(np.float32(1.0))),
        mine.definition.max_ulp, mine.definition.warns, mine.__doc__, repr(mine), grad is mine.grad,
    ]

objects = [mine, mine.grad, mine.vjp.wrt("beta"), gate, gate.packed, kernel]
"""

SENT = """
import sys
data = pickler.dumps([results, objects])
open(sys.argv[1], "wb").write(data)
print(results(objects))
"""

RECEIVED = """
import pickle, sys
data = open(sys.argv[1], "rb").read()
results, objects = pickle.loads(data)
again = pickle.loads(data)[1]
assert again[0] is objects[0] and again[1] is objects[1]
print(results(objects))
"""


@pytest.mark.parametrize(
    "pickler",
    [
        "from numba import cloudpickle as pickler",
        pytest.param("import cloudpickle as pickler", marks=pytest.mark.sweep),
    ],
)
def test_pickle_by_value_to_another_process(tmp_path, pickler):
    """As a notebook's functions go to joblib's, Dask's and ray's workers: by cloudpickle."""
    if pickler.startswith("import"):
        pytest.importorskip("cloudpickle")
    file = tmp_path / "objects"
    expected = run(f"{OWN}\n{pickler}\n{SENT}", file)
    assert run(RECEIVED, file) == expected


def test_pickle_itself_takes_activations_of_main(tmp_path):
    """It takes no functions of __main__ else."""
    file = tmp_path / "objects"
    sent = f"{OWN}\nobjects = [mine, mine.grad, gate, kernel]\n"
    sent += "open(sys.argv[1], 'wb').write(pickle.dumps(objects))"
    run(sent, file)
    code = "import pickle, sys\nprint(pickle.load(open(sys.argv[1], 'rb'))[1]([2.0]).round(3))"
    assert run(code, file) == "[6.285]\n"


SPAWN = """
import multiprocessing, sys
import numpy as np, numba_act as na

@na.activation
def mine(x):
    return x + 1.0

if __name__ == "__main__":
    x = np.float32([1, 2])
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        for f in (na.silu, na.swish.grad.wrt("beta"), mine, na.silu.ufunc, na.silu.grad.ufunc):
            assert (pool.apply(f, (x,)) == f(x)).all(), f
    print("same")
"""


def test_spawned_processes(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(SPAWN)
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=300)
    assert done.stdout == "same\n", done.stderr


# Neighbours


def test_pandas_with_missing_values():
    pandas = pytest.importorskip("pandas")
    for dtype in ("Int64", "Float64", "Float32", "boolean"):
        series = pandas.Series([1, None], dtype=dtype)
        for function in (na.silu, na.swish):
            result = function(series)
            assert result.dtype == np.exp(series).dtype
            assert result.isna().tolist() == [False, True]
        assert na.swish(series, 0.5).isna().tolist() == [False, True]
    with pytest.raises(TypeError, match="silu: argument 'x' has dtype object"):
        na.silu(pandas.Series(["a"], dtype=object))
    series = pandas.Series([0.5, 2.0])
    assert_same_bits(series.apply(na.exp.ufunc).to_numpy(), na.exp(series).to_numpy())


def test_dask_in_processes():
    dask_array = pytest.importorskip("dask.array")
    x = np.linspace(-3, 3, 10).astype(np.float32)
    chunked = dask_array.from_array(x, chunks=5)
    for lazy, expected in [
        (na.silu(chunked), na.silu(x)),
        (na.swish(chunked, beta=0.5), na.swish(x, 0.5)),
        (na.swish.grad(chunked, 0.5, wrt="beta"), na.swish.grad(x, 0.5, wrt="beta")),
        (chunked.map_blocks(na.silu.ufunc), na.silu(x)),
        (plain(chunked, 2.0), 2 * x),
    ]:
        assert isinstance(lazy, dask_array.Array)
        assert lazy.dtype == np.float32
        # what goes to another process, loaded anew
        assert_same_bits(lazy.compute(scheduler="sync"), expected)
        again = pickle.loads(numba.cloudpickle.dumps(lazy))
        assert_same_bits(again.compute(scheduler="sync"), expected)
    with pytest.raises(TypeError, match=r"swiglu\.vjp: .*wrt='gate' or wrt='value'"):
        na.swiglu.vjp(chunked, chunked, chunked)


def test_torch():
    torch = pytest.importorskip("torch")
    x = torch.linspace(-3, 3, 12).reshape(3, 4)
    for dtype in (torch.float16, torch.bfloat16, torch.float32, torch.float64):
        t = x.to(dtype)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            result = na.silu(t)
        assert isinstance(result, torch.Tensor)
        assert result.dtype == dtype
        tolerance = {torch.float16: 1e-3, torch.bfloat16: 1e-2}.get(dtype, 1e-6)
        torch.testing.assert_close(
            result, torch.nn.functional.silu(t), rtol=tolerance, atol=tolerance
        )
        assert na.swish(t, 0.5).dtype == dtype
        out = torch.empty_like(t)
        assert na.silu(t, out=out) is out
        assert torch.equal(out, result)
        assert na.silu(t, out=(out,)) is out
        assert na.silu(t.T).stride() == t.T.stride()
        assert na.silu(t[0, 0]).shape == ()
        pair = torch.empty_like(t), torch.empty_like(t)
        made = na.swiglu.vjp(t, t, t, out=pair)
        assert made[0] is pair[0]
        assert made[1] is pair[1]
        assert all(map(torch.equal, made, na.swiglu.vjp(t, t, t)))
        t_copy = t.clone()
        assert na.silu(t_copy, out=t_copy) is t_copy  # in place
        assert torch.equal(t_copy, result)
    masked = na.silu(x, where=x > 0, out=torch.zeros(3, 4))
    assert torch.equal(masked, torch.where(x > 0, na.silu(x), torch.zeros(3, 4)))
    assert isinstance(na.prelu(x.numpy(), torch.ones(4)), torch.Tensor)


def test_tensors_that_are_no_arrays():
    torch = pytest.importorskip("torch")
    x = torch.ones(2, requires_grad=True)
    with pytest.raises(TypeError, match=r"silu: argument 'x' requires a gradient.*detach"):
        na.silu(x)
    with torch.no_grad():
        assert isinstance(na.silu(x), torch.Tensor)
    for wrong in (torch.ones(2, 2).to_sparse(), torch.ones(2, device="meta")):
        with pytest.raises(TypeError, match="silu: argument 'x'"):
            na.silu(wrong)
    with pytest.raises(TypeError, match="gelu: argument 'x' has dtype complex64"):
        na.gelu(torch.ones(2, dtype=torch.complex64))
    with pytest.raises(ValueError, match=r"silu: argument 'out' has shape \(3,\), expected \(2,\)"):
        na.silu(torch.ones(2), out=torch.ones(3))


def test_in_kernels():
    slope, by_beta = na.silu.grad, na.swish.vjp.wrt("beta")

    @numba.njit
    def kernel(v):
        return na.silu(v) + slope(v) + by_beta(v, v, 2.0)

    v = np.float32(0.5)
    expected = na.silu(v) + na.silu.grad(v) + na.swish.vjp(v, v, 2.0, wrt="beta")
    assert abs(kernel(v) - expected) < 1e-6
    assert inspect.isroutine(na.silu)
