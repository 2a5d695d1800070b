"""Bad input of row functions: an error that names function and argument, `out` untouched."""

import numpy as np
import pytest

import numba_act as na
from numba_act.cpu.rows.ufunc import row_ufunc
from numba_act.cpu.ufunc import Kernel
from numba_act.dispatch import rows, targets
from tests.support.rows import DTYPES, FUNCTIONS, MAPS, MASKED, case

X = np.linspace(-1, 1, 12).astype(np.float32).reshape(3, 4)

every_function = pytest.mark.parametrize("name", FUNCTIONS)


def arguments(name):
    found, _ = case(name, X.shape, X.dtype, masked=False)
    return list(found.positional)


def fails(name, *positional, error, match, **keywords):
    if name in MASKED and "out" not in keywords:
        shape = X.shape if name in MAPS else X.shape[:1]
        keywords["out"] = np.full(shape, 7, np.float32)
    with pytest.raises(error, match=match) as caught:
        FUNCTIONS[name](*positional, **keywords)
    assert name in str(caught.value)
    if isinstance(keywords.get("out"), np.ndarray):
        assert (keywords["out"] == 7).all()
    FUNCTIONS[name](*arguments(name))  # life goes on


@pytest.mark.parametrize("kind", [complex, object, "U", "M8[D]", np.longdouble])
@every_function
def test_types(name, kind):
    names = {"logsumexp.vjp": ("dy", "x")}.get(name, ("dy", "y") if "vjp" in name else ("x",))
    for k, argument in enumerate(names):
        wrong = arguments(name)
        wrong[k] = np.zeros(wrong[k].shape, kind)
        fails(name, *wrong, error=TypeError, match=f"argument '{argument}' has dtype")


def test_no_arrays():
    for wrong in ("text", None, {}, [[1.0], [1.0, 2.0]]):
        with pytest.raises(TypeError, match="softmax: argument 'x'"):
            na.softmax(wrong)


class DeviceArray:
    __cuda_array_interface__ = {"shape": (3,), "typestr": "<f4", "data": (0, False), "version": 3}  # noqa: RUF012


@every_function
def test_device_arrays(name, monkeypatch):
    monkeypatch.setattr(targets, "target", "cpu")
    fails(
        name,
        *[DeviceArray() for _ in arguments(name)[: 1 + ("vjp" in name)]],
        error=TypeError,
        match="is a device array.* target is 'cpu'",
    )


@pytest.mark.parametrize("axis", [2, -3, 10**20])
@every_function
def test_axis_out_of_range(name, axis):
    fails(name, *arguments(name), axis=axis, error=np.exceptions.AxisError, match="out of bounds")


@every_function
def test_axis_that_is_none(name):
    for axis in (0.5, "0", [0], (0.5,)):
        fails(name, *arguments(name), axis=axis, error=TypeError, match="argument 'axis'")
    fails(name, *arguments(name), axis=(0, 0), error=ValueError, match="names an axis twice")
    fails(name, *arguments(name), axis=(0, 5), error=np.exceptions.AxisError, match="out of bounds")


@every_function
def test_scalars_are_rows_of_one(name):
    given = [np.float32(1)] * (1 + ("vjp" in name))
    for axis in (None, -1, 0, (), (0,)):
        FUNCTIONS[name](*given, axis=axis)
    with pytest.raises(np.exceptions.AxisError, match=name):
        FUNCTIONS[name](*given, axis=1)


@pytest.mark.parametrize("name", ["soft_argmax", "smooth_max"])
def test_empty_rows(name):
    for out in (None, np.full(3, 7, np.float32)):
        fails(name, X[:, :0], out=out, error=ValueError, match="are empty")


@every_function
def test_unknown_keywords(name):
    given = arguments(name)
    fails(name, *given, dim=0, error=TypeError, match=r"unknown .* 'dim' \(use axis=\), expected")
    fails(name, *given, keepdim=1, error=TypeError, match=r"'keepdim' \(use keepdims=\)")
    fails(name, *given, axes=0, error=TypeError, match="'axes', expected one of .*axis, .*where")


@pytest.mark.parametrize("name", ["softmax", "log_softmax", "softmin", "logsumexp"])
def test_dtypes(name):
    for kind in (int, complex, np.longdouble, "nothing", object):
        fails(name, X, dtype=kind, error=TypeError, match="argument 'dtype' is .* expected float16")


def test_weights():
    out = {"out": np.full(3, 7, np.float32)}
    for wrong, error in ((np.ones(5), ValueError), (["a"] * 4, TypeError), (1j, TypeError)):
        fails("logsumexp", X, b=wrong, error=error, match="argument 'b' has", **out)
        with pytest.raises(error, match="argument 'b' has"):
            na.logsumexp.vjp(X[:, 0], X, b=wrong)


def test_inputs_and_outputs_of_gradients_have_names():
    """`vjp` of softmax takes the output, that of logsumexp the input: the names say it."""
    for function, named in (
        (na.softmax.vjp, "y"),
        (na.log_softmax.vjp, "y"),
        (na.softmin.vjp, "y"),
        (na.logsumexp.vjp, "x"),
    ):
        dy = X[:, 0] if named == "x" else X
        np.testing.assert_array_equal(function(**{"dy": dy, named: X}), function(dy, X))
        first = function.__doc__.splitlines()[0]
        assert f"its {'input' if named == 'x' else 'output'} {named}" in first
        with pytest.raises(TypeError, match=f"missing .* argument: '{named}'"):
            function(dy, **{"xy".replace(named, ""): X})


@pytest.mark.parametrize("name", MASKED)
def test_masks(name):
    given = arguments(name)
    fails(name, *given, where=np.ones(4), error=TypeError, match="argument 'where' has dtype")
    fails(name, *given, where=[1, 0, 1, 1], error=TypeError, match="argument 'where' has dtype")
    for shape in ((3,), (4, 3), (2, 3, 4)):
        mask = np.ones(shape, bool)
        fails(name, *given, where=mask, error=ValueError, match="argument 'where' has shape")


@pytest.mark.parametrize("name", MASKED)
def test_scales(name):
    given = arguments(name)
    fails(name, *given, scale="high", error=TypeError, match="argument 'scale'")
    fails(name, *given, scale=None, error=TypeError, match="argument 'scale'")
    fails(name, *given, scale=np.ones(4), error=ValueError, match="argument 'scale' has shape")


@pytest.mark.parametrize("name", MASKED)
def test_outputs(name):
    given = arguments(name)
    shape = X.shape if name in MAPS else X.shape[:1]
    for wrong in (np.full((2, 2), 7, np.float32), np.full((5, *shape), 7, np.float32)):
        fails(name, *given, out=wrong, error=ValueError, match="argument 'out' has shape")
    for kind in (int, np.int8, complex, bool):
        out = np.full(shape, 7).astype(kind)
        with pytest.raises(TypeError, match=f"{name}: argument 'out' has dtype"):
            FUNCTIONS[name](*given, out=out)
    fails(name, *given, out=[0.0], error=TypeError, match="argument 'out' is a builtins.list")
    frozen = np.full(shape, 7, np.float32)
    frozen.flags.writeable = False
    fails(name, *given, out=frozen, error=ValueError, match="argument 'out' is read-only")


def test_wider_and_narrower_outputs():
    wide, narrow = np.empty(X.shape), np.empty(X.shape, np.float16)
    na.softmax(X, out=wide)
    na.softmax(X, out=narrow)
    np.testing.assert_array_equal(wide.astype(np.float32), na.softmax(X))
    np.testing.assert_array_equal(narrow, na.softmax(X).astype(np.float16))
    for axis in (-1, 0, None):
        swapped = np.empty(X.shape, ">f4")
        assert na.softmax(X, axis, out=swapped) is swapped
        np.testing.assert_array_equal(swapped, na.softmax(X, axis))
    swapped = np.empty(3, ">f8")
    assert na.logsumexp(X, out=swapped) is swapped
    np.testing.assert_array_equal(swapped, na.logsumexp(X))


@pytest.mark.parametrize("name", [name for name in MAPS if "vjp" in name])
def test_shapes_of_gradients(name):
    dy, y = arguments(name)
    with pytest.raises(ValueError, match="shape"):
        FUNCTIONS[name](dy[:2], y)
    with pytest.raises(ValueError, match="shape"):
        FUNCTIONS[name](np.ones((4, 3), np.float32), y)


def test_types_of_results():
    for kind, expected in {"i1": "f2", "?": "f2", "u2": "f4", "i8": "f8"}.items():
        x = np.array([1, 0, 1], kind)
        assert na.softmax(x).dtype == np.dtype(expected)
    for dtype in DTYPES.values():
        x = np.ones((2, 3), dtype)
        for scale in (2, 0.5, np.float64(0.5), np.int64(3), np.ones(2)):
            assert na.softmax(x, scale=scale).dtype == dtype
            assert na.soft_argmax(np.float32(x), scale).dtype == np.float32
    mixed = na.softmax.vjp(np.ones(3, np.float16), np.ones(3, np.float32))
    assert mixed.dtype == np.float32
    assert na.softmax(X.astype(">f4")).dtype == np.float32


def test_lists():
    np.testing.assert_array_equal(
        na.softmax([[1, 2], [3, 4]]), na.softmax(np.array([[1, 2], [3, 4]]))
    )


@pytest.mark.parametrize("name", ["softmax", "logsumexp", "softmax.vjp"])
def test_an_interrupted_compilation_leaves_out_as_it_was(name, monkeypatch):
    def interrupt(kernel):
        raise KeyboardInterrupt

    memory = np.arange(2 * 3 * 40, dtype=np.float32).reshape(6, 40) / 100
    x, before = memory[:4], memory.copy()
    arguments = (x, x) if name == "softmax.vjp" else (x,)
    odd = np.zeros(x.nbytes + 1, np.uint8)[1:].view(np.float32).reshape(x.shape)
    outs = [memory[2:], memory[::-1][:4], np.zeros((4, 40)), odd]
    if name == "logsumexp":
        outs = [memory[:4, 1], memory[2:, 3], np.zeros(4)]
    function = FUNCTIONS[name]
    function(*arguments)  # the short way is open
    row_ufunc.cache_clear()
    rows._ufunc.cache_clear()
    rows._ready[name] = rows._ufunc(name, False)
    with monkeypatch.context() as patch:
        patch.setattr(Kernel, "_prepare", interrupt)
        for out in outs:
            kept = out.copy()
            with pytest.raises(KeyboardInterrupt):
                function(*arguments, out=out)
            assert kept.tobytes() == out.tobytes()
            assert memory.tobytes() == before.tobytes()
    for out in outs:
        memory[...] = before
        expected = function(*arguments)
        assert function(*arguments, out=out) is out
        np.testing.assert_array_equal(out, expected)
