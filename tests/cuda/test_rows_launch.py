"""Row functions on arrays in GPU memory: what is launched, and what comes out of it.

A stand-in for the driver (`standin`) executes the kernels' PTX on the evaluator (`ptx`), over the
memory that a launch reaches and no more. Results are the CPU's, but for what `test_cuda_rows` says.
"""

import ctypes
import functools
import math

import numpy as np
import pytest

import numba_act as na
from numba_act.core.row_arguments import kernel_of
from numba_act.cuda import arrays, launch, plan
from numba_act.cuda.compile import kernel_of as build_rows
from numba_act.cuda.rows import launch as row_launch
from numba_act.dispatch import rows as host_rows
from numba_act.dispatch import targets
from numba_act.maths.softmax import FUNCTIONS as KERNELS
from tests.cuda.test_arrays import cupy, torch  # noqa: F401 fixtures
from tests.cuda.test_rows import assert_close
from tests.support import ptx, standin
from tests.support.rows import FUNCTIONS, MAPS, MASKED, case, with_types
from tests.support.walk import DTYPES, every_second

every_function = pytest.mark.parametrize("name", every_second(FUNCTIONS, 1))


@functools.lru_cache(maxsize=400)
def kernel(name, schedule):
    return ptx.Kernel(build_rows(name, schedule, (9, 0)).ptx)


class Rows(standin.StandIn):
    """A stand-in that runs row kernels as well."""

    def __init__(self, devices=1):
        super().__init__(devices)
        self.row_launches = []  # (name, schedule, grid, stream)

    def launch(self, function, config, stream, arguments, number):
        name, schedule, compiled_for = self.handles[function - 1]
        if not isinstance(name, str):
            super().launch(function, config, stream, arguments, number)
            return
        assert compiled_for == number
        grid, block, *cluster = config
        assert block == schedule.threads
        assert cluster == [schedule.cluster] * (schedule.cluster > 1)
        self.row_launches.append((name, schedule, grid, stream))
        run(name, schedule, grid, standin.as_passed(arguments, schedule.arguments(name)))


def run(name, schedule, grid, values):
    """Run a launch over copies of the memory that its rows reach, and copy the results back."""
    length, count, *rest = values
    size, places = schedule.dimensions - 1, []
    lengths = [-(-count // math.prod(rest[:size])), *rest[:size]]
    function, storage = KERNELS[name], DTYPES[schedule.storage]
    # the operands' types, and whether each has one value a row
    operands = [(storage, True)] * function.weighted + [(storage, False)] * function.inputs
    operands += [("bool", False)] * schedule.masked
    operands += [(schedule.labels, True)] * function.labelled
    operands += [(schedule.working, True)] * (not schedule.number)
    results = [(storage, True)] * (function.results - 1) + [(storage, function.reduces)]
    for k, (dtype, per_row) in enumerate(operands + results):
        at = 1 + len(lengths) + k * (2 + len(lengths))
        address, *strides, element = values[at : at + 2 + len(lengths)]
        itemsize, last = np.dtype(dtype).itemsize, k >= len(operands)
        reach = [(n - 1) * step for n, step in zip(lengths, strides, strict=True)]
        reach.append(0 if per_row else (length - 1) * element)
        low = address + sum(min(each, 0) for each in reach)
        high = address + sum(max(each, 0) for each in reach) + itemsize
        places.append((low, high, last, at))
    memory, regions = ptx.Memory(rewritten=len(results) > 1), []
    for low, high, last, at in sorted(places):
        if regions and low < regions[-1][1]:
            regions[-1][1] = max(high, regions[-1][1])
            regions[-1][2] |= last
            regions[-1][3].append(at)
        else:
            regions.append([low, high, last, [at]])
    values = list(values)
    written = []
    for low, high, last, positions in regions:
        content = np.ctypeslib.as_array((ctypes.c_uint8 * (high - low)).from_address(low))
        there = memory.add(content.copy(), writable=last, offset=low % 256)
        for at in positions:
            values[at] += there - low
        if last:
            written.append((content, there))
    values = [each % 2**64 if isinstance(each, int) else each for each in values]
    blocks, cluster = grid * schedule.cluster, schedule.cluster
    kernel(name, schedule).run(blocks, schedule.threads, values, memory, cluster)
    for content, there in written:
        content[...] = memory.array(there)


@pytest.fixture
def gpu(monkeypatch):
    monkeypatch.setattr(standin, "StandIn", Rows)
    return standin.install(monkeypatch)


def on_device(host, **options):
    """Return an array of a host array's values and strides, as long as these have no gaps."""
    host = np.asarray(host)
    order = sorted(range(host.ndim), key=lambda axis: -host.strides[axis])
    copy = standin.aligned([host.shape[axis] for axis in order], host.dtype)
    copy = copy.transpose(np.argsort(order))
    copy[...] = host
    return standin.Array(copy, **options)


def there(value):
    return on_device(value) if isinstance(value, np.ndarray) and value.ndim else value


def check(name, arguments, keywords, there=there):
    """Compare a call on device arrays with the CPU's."""
    function = FUNCTIONS[name]
    with np.errstate(all="ignore"):
        expected = np.asarray(function(*arguments, **keywords))
    got = function(*map(there, arguments), **{key: there(each) for key, each in keywords.items()})
    assert isinstance(got, standin.Array)
    assert got.host.dtype == expected.dtype
    assert_close(got.host, expected)
    return got


def launched(gpu):
    """Return the schedule of the one row kernel since the last time."""
    ((_, schedule, _, _),) = gpu.row_launches
    gpu.row_launches.clear()
    return schedule


def case_of(name, shape, dtype=np.float32, masked=False, axis=-1):
    (arguments, keywords), _ = case(name, shape, np.dtype(dtype), masked)
    if axis != -1:
        keywords["axis"] = axis
    return arguments, keywords


@pytest.mark.parametrize("capability", [(8, 9), (9, 0)])
def test_clusters(gpu, capability):
    """A row that one block does not hold belongs to several, where the GPU has clusters."""
    gpu.capability = lambda number: capability
    check("softmax", *case_of("softmax", (2, 16_388)))
    schedule = launched(gpu)
    assert schedule.longer == (capability < (9, 0))
    assert schedule.cluster == (1 if schedule.longer else 2)


@pytest.mark.parametrize(("name", "dtype"), with_types(FUNCTIONS, ["float32", "bfloat16"]))
def test_functions(gpu, name, dtype):
    arguments, keywords = case_of(name, (3, 4, 48), DTYPES[dtype])
    check(name, arguments, keywords)
    schedule = launched(gpu)
    assert schedule.vector
    assert schedule.number
    assert not schedule.columns


def moved(name, shape, axis):
    """Return a case whose rows are along an axis of contiguous arrays."""
    arguments, keywords = case_of(name, shape)
    arguments = list(arguments)
    for k, each in enumerate(arguments):
        if isinstance(each, np.ndarray) and each.shape == shape:
            arguments[k] = np.ascontiguousarray(np.moveaxis(each, -1, axis))
    return arguments, {**keywords, "axis": axis}


@every_function
def test_axes(gpu, name):
    for axis in (0, 1, -2):
        check(name, *moved(name, (3, 5, 20), axis))
        assert launched(gpu).columns


@pytest.mark.parametrize(
    "name", every_second(["softmax", "log_softmax", "softmin.vjp", "logsumexp.vjp"])
)
def test_masks(gpu, name):
    arguments, keywords = case_of(name, (2, 3, 48), masked=True)
    mask = keywords["where"]
    for cut in (np.s_[:], np.s_[:1], np.s_[:, :1], np.s_[..., :1], np.s_[0, 0]):
        check(name, arguments, {**keywords, "where": np.ascontiguousarray(mask[cut])})
        schedule = launched(gpu)
        assert schedule.masked
        assert schedule.vector == (mask[cut].shape[-1] == 48)
    check(name, arguments, {**keywords, "where": True})
    assert not launched(gpu).masked
    check(name, arguments, {**keywords, "where": False})


def test_a_mask_is_not_copied(gpu):
    # of attention: for each batch and query, but not for each head
    x = np.random.default_rng(0).normal(size=(2, 3, 4, 32)).astype(np.float32)
    mask = np.random.default_rng(1).random((2, 1, 4, 32)) < 0.6
    check("softmax", (x,), {"where": mask})
    assert launched(gpu).dimensions == 3
    assert not gpu.launches


def test_more_dimensions_than_a_launch_has(gpu):
    x = np.random.default_rng(0).normal(size=(2, 2, 2, 2, 2, 2, 9)).astype(np.float32)
    mask = np.random.default_rng(1).random((2, 1, 2, 1, 2, 1, 9)) < 0.6
    check("softmax", (x,), {"where": mask})
    assert len(gpu.row_launches) == 4


@pytest.mark.parametrize("name", ["softmin", "logsumexp"])
def test_scales(gpu, name):
    arguments, keywords = case_of(name, (3, 4, 48))
    random = np.random.default_rng(2)
    for shape in ((3, 4), (4,), (3, 1), (1,)):
        for dtype in ("float32", "float64", "bfloat16", "int32"):
            scale = (4 * random.normal(size=shape)).astype(DTYPES.get(dtype, dtype))
            check(name, arguments, {**keywords, "scale": scale})
            assert not launched(gpu).number
    for scale in (-2, 1e300, np.inf, np.nan, np.float16(0.3), True):
        check(name, arguments, {**keywords, "scale": scale})
    check(name, arguments, {**keywords, "scale": np.array([1e300])})


def strided(shape, dtype, step):
    return standin.Array(standin.aligned((*shape[:-1], shape[-1] * step), dtype)[..., ::step])


@pytest.mark.parametrize("name", ["softmax", "softmax.vjp", "logsumexp"])
def test_layouts(gpu, name):
    arguments, keywords = case_of(name, (3, 4, 48))

    def apart(value):
        if not isinstance(value, np.ndarray) or not value.ndim:
            return value
        made = strided(value.shape, value.dtype, 3)
        made.host[...] = value
        return made

    check(name, arguments, keywords, apart)
    assert not launched(gpu).vector

    def backwards(value):
        if not isinstance(value, np.ndarray) or not value.ndim:
            return value
        made = on_device(value[::-1].copy())
        return standin.Array(made.host[::-1])

    check(name, arguments, keywords, backwards)
    assert launched(gpu).vector

    def off(value):
        if not isinstance(value, np.ndarray) or not value.ndim:
            return value
        made = standin.aligned(value.shape, value.dtype, value.itemsize)
        made[...] = value
        return standin.Array(made)

    check(name, arguments, keywords, off)
    assert not launched(gpu).vector


@pytest.mark.parametrize("name", every_second(MASKED))
def test_out(gpu, name):
    arguments, keywords = case_of(name, (3, 4, 48))
    expected = FUNCTIONS[name](*arguments, **keywords)
    for dtype in ("float32", "float64", "float16"):
        out = standin.Array(standin.aligned(expected.shape, dtype))
        for given in (out, (out,)):
            assert FUNCTIONS[name](*map(there, arguments), **keywords, out=given) is out
            assert_close(out.host, expected.astype(dtype))
            out.host[...] = 0
    if name in MAPS:
        last = there(arguments[-1])
        first = [last, there(arguments[0])][: len(arguments)][::-1]
        assert FUNCTIONS[name](*first, **keywords, out=last) is last
        assert_close(last.host, expected)
        assert not [each for each in gpu.launches if each[0].__name__ != "copy"]


def test_out_that_overlaps(gpu, torch):  # noqa: F811
    x = np.random.default_rng(0).normal(size=(5, 32)).astype(np.float32)
    base = on_device(x)
    # rows that are between each other's elements do not
    na.softmax(standin.Array(base.host[:, :16]), out=standin.Array(base.host[:, 16:]))
    assert_close(base.host[:, 16:], na.softmax(x[:, :16]))
    base = on_device(x)
    na.softmax(torch.Tensor(base.host[:2]), out=torch.Tensor(base.host[2:4]))
    assert not gpu.launches
    # what runs them here reads all before it writes: whether there is a copy says more
    for k in range(2):
        base = on_device(x)
        na.softmax(torch.Tensor(base.host[:2]), out=torch.Tensor(base.host[1:3]))
        assert_close(base.host[1:3], na.softmax(x[:2]))
        assert [each[0].__name__ for each in gpu.launches] == ["copy"] * (k + 1)
    base = on_device(x)
    out = standin.Array(base.host[:, 3])
    assert na.logsumexp(base, out=out) is out
    assert_close(out.host, na.logsumexp(x))
    assert len(gpu.launches) == 3


def test_out_that_is_the_scale(gpu):
    x = np.random.default_rng(0).normal(size=(3, 4, 6)).astype(np.float32)
    scale = np.float32([0.5, 1.0, 2.0, -1.0])
    base = on_device(np.zeros(8, np.float32))
    there = standin.Array(base.host[1:5])
    there.host[...] = scale
    assert na.logsumexp(on_device(x), (0, 2), scale=there, out=there) is there
    assert_close(there.host, na.logsumexp(x, (0, 2), scale=scale))
    # of the rows, whose axes are not one, and of the result, which others still read
    assert [each[0].__name__ for each in gpu.launches] == ["copy", "copy"]


@pytest.mark.parametrize("name", ["logsumexp", "logsumexp.vjp"])
def test_several_axes(gpu, name):
    random = np.random.default_rng(0)
    x = random.normal(size=(3, 4, 6)).astype(np.float32)
    mask = random.random(x.shape) < 0.6
    for axis in (None, (1, 2), (0, 1), (0, 2), (-1,), (), 1):
        for keepdims in (False, True):
            keywords = {"axis": axis, "keepdims": keepdims, "scale": 0.75}
            arguments = [x]
            if name == "logsumexp.vjp":
                arguments.insert(0, na.logsumexp(x, **keywords))
            got = check(name, arguments, keywords)
            if name == "logsumexp.vjp":
                out = standin.Array(standin.aligned(x.shape, x.dtype))
                assert na.logsumexp.vjp(*map(there, arguments), **keywords, out=out) is out
                assert_close(out.host, got.host)
            if axis != (0, 2):
                check(name, arguments, {**keywords, "where": mask})
    if name == "logsumexp":
        with pytest.raises(ValueError, match="need a contiguous mask"):
            na.logsumexp(there(x), axis=(0, 2), where=there(mask))


@pytest.mark.parametrize(
    "dtype",
    [
        "uint16",
        *(pytest.param(each, marks=pytest.mark.sweep) for each in ("int8", "int64", "bool")),
    ],
)
def test_integers(gpu, dtype):
    x = np.arange(12).reshape(2, 6).astype(dtype)
    check("softmax", (x,), {})
    check("logsumexp", (x,), {})


def test_types_that_mix(gpu):
    dy = np.linspace(-1, 1, 12).reshape(2, 6)
    check("softmax.vjp", (dy.astype(np.float16), na.softmax(dy)), {})
    check("logsumexp.vjp", (2.5, dy.astype(np.float32)), {})


def test_shapes(gpu):
    check("softmax", (np.float32([1, 2, 3]),), {})
    check("softmax", (np.zeros((0, 3), np.float32),), {})
    check("logsumexp", (np.zeros((0, 3), np.float32),), {})
    check("softmax", (np.float32([[1], [2]]),), {})
    x = np.asfortranarray(np.random.default_rng(0).normal(size=(4, 5)).astype(np.float32))
    assert check("softmax", (x,), {}).host.strides == x.strides
    assert launched_last(gpu).columns


def launched_last(gpu):
    return gpu.row_launches[-1][1]


def test_streams(gpu):
    x = np.linspace(-3, 3, 40).astype(np.float32).reshape(1, 40)
    na.softmax(on_device(x), stream=77)
    na.softmax(on_device(x, stream=78))
    na.smooth_max(on_device(x, stream=79), stream=80)
    assert [stream for *_, stream in gpu.row_launches] == [77, 78, 80]
    assert gpu.waits == [(80, 79, 0), (79, 80, 0)]
    # what a call converts is on its stream as well
    na.softmax(on_device(x), scale=on_device(np.float64([2])), stream=81)
    assert gpu.launches[-1][4] == gpu.row_launches[-1][3] == 81
    with pytest.raises(TypeError, match=r"softmax: argument 'stream' is for arrays in GPU memory"):
        na.softmax(x, stream=77)
    with pytest.raises(TypeError, match=r"softmax: argument 'stream' is 'x', expected a CUDA"):
        na.softmax(on_device(x), stream="x")


X = np.linspace(-3, 3, 40).astype(np.float32).reshape(5, 8)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda x: na.softmax(x, where=X > 0), TypeError, "'x' is a device.* 'where' is on the ho"),
        (lambda x: na.softmax(X, where=x), TypeError, "'where' is a device.*'x' is on the host"),
        (lambda x: na.softmax(x, out=X.copy()), TypeError, "'x' is a device.*'out' is on the host"),
        (lambda x: na.softmax(X, out=x), TypeError, "'out' is a device array.*'x' is on the host"),
        (lambda x: na.softmax(x, scale=X[:, 0]), TypeError, "'scale' is on the host"),
        (lambda x: na.smooth_max(X, x), TypeError, "'k' is a device array.*'x' is on the host"),
        (lambda x: na.softmax.vjp(X, x), TypeError, "'y' is a device array.*'dy' is on the host"),
        (lambda x: na.softmax(x, axis=2), np.exceptions.AxisError, "softmax: axis 2 is out of"),
        (lambda x: na.softmax(x, axis=0.5), TypeError, "softmax: argument 'axis' is 0.5"),
        (lambda x: na.softmax(x, dtype=int), TypeError, "softmax: argument 'dtype' is"),
        (lambda x: na.softmax(x, dim=0), TypeError, "softmax: unknown keyword argument 'dim'"),
        (lambda x: na.logsumexp(x, b=x), TypeError, "argument 'b' is for arrays in main memory"),
        (lambda x: na.logsumexp(x, (0, 0)), ValueError, "names an axis twice"),
        (lambda x: na.softmax(x, where=x), TypeError, "'where' has dtype float32, expected bool"),
        (
            lambda x: na.softmax(x, where=on_device(np.ones(3, bool))),
            ValueError,
            r"'where' has shape \(3,\), expected one that broadcasts to \(5, 8\)",
        ),
        (lambda x: na.softmax(x, scale=x), ValueError, r"'scale' has shape \(5, 8\), expected one"),
        (lambda x: na.softmax(x, scale=1j), TypeError, "'scale'"),
        (
            lambda x: na.softmax.vjp(x, on_device(X[:2])),
            ValueError,
            r"'dy' and 'y' have different shapes, \(5, 8\) and \(2, 8\)",
        ),
        (
            lambda x: na.softmax(x, out=on_device(X[:2])),
            ValueError,
            r"'out' has shape \(2, 8\), expected \(5, 8\)",
        ),
        (
            lambda x: na.softmax(x, out=on_device(X, read_only=True)),
            ValueError,
            "'out' is read-only",
        ),
        (lambda x: na.softmax(on_device(X.astype("c8"))), TypeError, "'x' has dtype complex64"),
        (lambda x: na.smooth_max(on_device(X[:, :0])), ValueError, "are empty"),
        (
            lambda x: na.soft_argmax(x, X[:, 0]),
            TypeError,
            "'x' is a device array.*'k' is on the host",
        ),
        (
            lambda x: na.entropy_scale(x, X),
            TypeError,
            "'n' is a device array.*'kappa' is on the ho",
        ),
    ],
)
def test_errors(gpu, call, error, message):
    x = on_device(X)
    with pytest.raises(error, match=message):
        call(x)
    np.testing.assert_array_equal(x.host, X)
    assert not gpu.row_launches


@every_function
def test_target_cuda(gpu, monkeypatch, name):
    arguments, keywords = case_of(name, (3, 4, 48), masked=name in MASKED)
    expected = FUNCTIONS[name](*arguments, **keywords)
    monkeypatch.setattr(targets, "target", "cuda")
    monkeypatch.setattr(host_rows, "_ready", {})  # there is none with this target
    monkeypatch.setattr(host_rows, "_ready_masked", {})
    got = FUNCTIONS[name](*arguments, **keywords)
    assert isinstance(got, np.ndarray)
    assert_close(got, expected)
    assert gpu.row_launches
    if name in MASKED:
        out = np.empty(expected.shape, np.float64)
        assert FUNCTIONS[name](*arguments, **keywords, out=out) is out
        assert_close(out, got.astype(np.float64))
        with pytest.raises(ValueError, match="'out' has shape"):
            FUNCTIONS[name](*arguments, **keywords, out=np.empty(7))
    assert gpu.uploaded
    assert not any(each() for each in gpu.uploaded)


def test_target_cuda_of_lists(gpu, monkeypatch):
    expected = na.logsumexp([1, 2, 3]), na.softmax([[1.0, 2.0]], 0, scale=[1.0, 2.0])
    monkeypatch.setattr(targets, "target", "cuda")
    got = na.logsumexp([1, 2, 3])
    assert type(got) is np.float64
    assert got == expected[0]
    np.testing.assert_array_equal(na.softmax([[1.0, 2.0]], 0, scale=[1.0, 2.0]), expected[1])
    assert len(gpu.row_launches) == 2


@pytest.mark.parametrize("name", ["softmax", "softmax.vjp", "logsumexp", "logsumexp.vjp"])
def test_calls_like_one_before(gpu, monkeypatch, name):
    def key(kind, value):
        host = value.host
        return host.ctypes.data, (host.dtype, host.shape, host.strides, 0)

    monkeypatch.setattr(standin.ArrayKind, "key", key)
    made = []
    original = launch.call
    monkeypatch.setattr(launch, "call", lambda *args: made.append(args) or original(*args))
    first, keywords = case_of(name, (3, 4, 48), masked=True)
    second = [each[::-1].copy() for each in first]
    mask = keywords.pop("where")
    scale = keywords["scale"]
    for change in (
        {},
        {"scale": -scale},
        {"axis": -1 if "logsumexp" in name else 0},
        {"where": mask},
        {"out": standin.Array(standin.aligned(FUNCTIONS[name](*first).shape, np.float32))},
    ):
        out = change.pop("out", None)
        for count, arguments in ((1, first), (0, second)):
            keywords = {"scale": scale, **change}
            expected = FUNCTIONS[name](*arguments, **keywords)
            given = [there(each) for each in arguments]
            extra = {} if out is None else {"out": out}
            got = FUNCTIONS[name](*given, **{k: there(v) for k, v in keywords.items()}, **extra)
            assert_close(got.host, expected)
            assert out is None or got is out
            assert len(made) == (count if change != {"axis": -1} else 0) or out is not None
            made.clear()
    # the same layouts, where the result overwrites an argument: in place, and not
    if name == "softmax":
        x = first[0][0]
        base = [on_device(np.vstack([x, x])) for _ in range(3)]
        for each, start in zip(base, (4, 0, 1), strict=True):
            views = standin.Array(each.host[:4]), standin.Array(each.host[start : start + 4])
            na.softmax(views[0], out=views[1])
            assert_close(each.host[start : start + 4], na.softmax(x))
        assert len(made) == 2
    # what is no common call
    na.logsumexp(there(first[-1]), scale=0.0, stream=3)
    made.clear()
    na.logsumexp(there(first[-1]), scale=-0.0, stream=3)
    assert len(made) == 1


@pytest.mark.parametrize("library", ["torch", "cupy"])
def test_other_libraries(gpu, request, library):
    module = request.getfixturevalue(library)
    kind = module.Tensor if library == "torch" else module.ndarray
    x = np.random.default_rng(0).normal(size=(6, 48)).astype(np.float32)
    for array in (x, x[:, ::-1]):
        given = standin.aligned(x.shape, x.dtype)
        given[...] = array
        for stream in (None, 5):
            result = na.softmax(kind(given), stream=stream)
            assert type(result) is kind
            assert_close(result.host, na.softmax(array))
            result = na.logsumexp(kind(given), axis=0, stream=stream)
            assert type(result) is kind
            assert_close(result.host, na.logsumexp(array, axis=0))
    assert [stream for *_, stream in gpu.row_launches] == [0, 0, 5, 5] * 2


def test_target_cpu(gpu, monkeypatch):
    monkeypatch.setattr(targets, "target", "cpu")
    for function in (na.softmax, na.soft_argmax, na.entropy_scale):
        with pytest.raises(TypeError, match="the selected target is 'cpu'"):
            function(on_device(X))


def test_entropy_scale(gpu):
    """A scale for each row, which no copy to the host makes."""
    lengths = np.array([7, 100, 4096, 8], np.int32)
    for kappa, d in ((1.0, 1), (0.5, 64), (np.float32(0.7), 3.0)):
        expected = na.entropy_scale(lengths, kappa, d)
        scale = na.entropy_scale(on_device(lengths), kappa, d)
        assert isinstance(scale, standin.Array)
        assert scale.host.dtype == np.float64
        np.testing.assert_array_equal(scale.host, expected)
        x = np.random.default_rng(0).normal(size=(4, 40)).astype(np.float32)
        check("softmax", (x,), {"scale": expected})
        assert_close(na.softmax(on_device(x), scale=scale).host, na.softmax(x, scale=expected))
    with pytest.raises(TypeError, match="entropy_scale: argument 'n' has dtype complex64"):
        na.entropy_scale(on_device(X.astype("c8")))


def test_rows_of_a_launch(gpu, monkeypatch):
    monkeypatch.setattr(row_launch, "MOST", 1000)
    dtype, shape = np.dtype(np.float64), (2301, 7, 1)
    layouts = [arrays.Layout(dtype, shape, (step, 8, 8), 0) for step in (64, 56)]
    operands = [*map(plan.Array, range(2), layouts)]
    empty = plan.Plan(plan.Request((), True, (), (), (0, 0), 0))
    launches = row_launch.row_launches(empty, "softmax", 2, operands, False, 1.0)
    assert [each.template[1] for each in launches] == [994] * 16 + [203]
    assert [each.template[3] for each in launches] == [142 * 64 * k for k in range(17)]
    assert kernel_of("softmin.vjp") == "softmax.vjp"


@pytest.mark.parametrize("axis", [None, (0, 1)])
def test_maps_over_several_axes(gpu, axis):
    for function in (na.softmax, na.log_softmax):
        assert_close(function(on_device(X), axis).host, function(X, axis))


def test_converted_types_and_empty_rows(gpu):
    assert na.softmax(on_device(X), dtype=np.float64).host.dtype == np.float64
    assert na.softmax(on_device(X[:, :0])).host.shape == (len(X), 0)
    assert (na.logsumexp(on_device(X[:, :0])).host == -np.inf).all()
