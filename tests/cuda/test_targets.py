"""Which target a call goes to, and what is said where one cannot be used."""

import inspect
import types

import numba
import numpy as np
import pytest
from numba import cuda

import numba_act as na
from numba_act.cuda import code, device
from numba_act.cuda.kernel import Schedule
from numba_act.dispatch import targets
from tests.support import ptx, standin
from tests.support.process import run, run_failing
from tests.support.walk import (
    ACTIVATIONS,
    DTYPES,
    assert_same_bits,
    in_turn,
    one_in,
    spread,
    typical,
)

X = np.linspace(-3, 3, 40).astype(np.float32)


# At import ---------------------------------------------------------------------------------------

#: Makes a package look as if it were not installed, and imports the package.
WITHOUT = """
import importlib.util, sys
find_spec = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: (
    None if name == sys.argv[1] else find_spec(name, package)
)
import numba_act
"""


@pytest.mark.parametrize(
    ("module", "package"), [("cuda.bindings", "cuda-bindings"), ("cuda.core", "cuda-core")]
)
def test_missing_extra(module, package):
    message = run_failing(WITHOUT, module, NUMBA_ACT_TARGET="cuda")
    assert message.startswith("ImportError: NUMBA_ACT_TARGET is 'cuda', but")
    assert f"the package {package} is not installed" in message
    assert 'pip install "numba_act[cuda]"' in message
    assert "'auto' or 'cpu'" in message


#: Puts a driver in the place of the bindings' that answers as the arguments say.
DRIVER = """
import sys, types
from cuda.bindings import driver as real
start, count = sys.argv[1:]
def cuInit(flags):
    if start == "missing":
        raise RuntimeError("libcuda is not there")
    return (getattr(real.CUresult, start),)
made = types.ModuleType("cuda.bindings.driver")
made.__dict__.update(real.__dict__)
made.cuInit = cuInit
made.cuDeviceGetCount = lambda: (real.CUresult.CUDA_SUCCESS, int(count))
made.cuGetErrorString = lambda code: (real.CUresult.CUDA_SUCCESS, b"what it means")
import cuda.bindings
sys.modules["cuda.bindings.driver"] = cuda.bindings.driver = made
import numba_act
"""


@pytest.mark.parametrize(
    ("start", "count", "words"),
    [
        ("missing", 0, "no NVIDIA driver was found (libcuda is not there)"),
        ("CUDA_ERROR_NO_DEVICE", 0, "CUDA_ERROR_NO_DEVICE: what it means"),
        ("CUDA_ERROR_SYSTEM_DRIVER_MISMATCH", 0, "CUDA_ERROR_SYSTEM_DRIVER_MISMATCH"),
        ("CUDA_SUCCESS", 0, "the NVIDIA driver finds no GPU"),
    ],
)
def test_no_usable_gpu(start, count, words):
    message = run_failing(DRIVER, start, count, NUMBA_ACT_TARGET="cuda")
    assert message.startswith("ImportError: NUMBA_ACT_TARGET is 'cuda', but")
    assert words in message


def test_a_gpu_is_enough():
    assert run(DRIVER + "print(numba_act.target)", "CUDA_SUCCESS", 1, NUMBA_ACT_TARGET="cuda") == (
        "cuda\n"
    )


@pytest.mark.parametrize("target", ["auto", "cpu"])
def test_import_leaves_cuda_alone(target):
    code = """
import sys, numba_act
print([name for name in sys.modules if name.split(".")[0] == "cuda" or "numba.cuda" in name])
import numpy as np
numba_act.relu(np.float32([1, 2]))
numba_act.relu([1, 2])
print([name for name in sys.modules if name.split(".")[0] == "cuda" or "numba.cuda" in name])
"""
    assert run(code, NUMBA_ACT_TARGET=target) == "[]\n[]\n"


#: Compiles a kernel of each kind where numba-cuda is not installed, or cannot be imported.
WITHOUT_NUMBA_CUDA = """
import sys, types
if sys.argv[1] == "not installed":
    sys.modules["numba_cuda"] = None
else:
    sys.modules["numba_cuda"] = types.ModuleType("numba_cuda")
sys.modules["numba.cuda"] = None
import numba_act as na
from numba_act.cuda import arrays, compile, kernel
from numba_act.cuda.rows.schedule import RowSchedule

@na.activation
def of_a_user(x):
    return max(abs(x), 1.0) * na.silu(x)

schedule = kernel.Schedule.contiguous(of_a_user.definition, "float32")
for function, schedule in (
    (na.silu.definition, schedule),
    (of_a_user.definition, schedule),
    ("softmax", RowSchedule.of("softmax", "float32", 64, vector=True)),
):
    print(compile.kernel_of(function, schedule, (9, 0)).ptx.count(".entry"))
try:
    arrays.upload(1.0)
except ImportError as error:
    print(error)
"""


@pytest.mark.parametrize("state", ["not installed", "broken"])
def test_kernels_do_without_numba_cuda(state):
    *entries, message = run(WITHOUT_NUMBA_CUDA, state).splitlines()
    assert entries == ["1"] * 3
    assert message.startswith("numba-cuda cannot be imported (")
    assert "Numba's device arrays" in message
    assert 'pip install "numba_act[numba-cuda]"' in message


# In a call ---------------------------------------------------------------------------------------


def test_cpu_refuses(monkeypatch):
    monkeypatch.setattr(targets, "target", "cpu")
    there = standin.Array(X)
    for call in (
        lambda: na.silu(there),
        lambda: na.swiglu(X, there),
        lambda: na.silu(X, out=there),
        lambda: na.silu(X, X, where=there),
        lambda: na.leaky_relu(X, negative_slope=there),
    ):
        with pytest.raises(TypeError, match=r"is a device array .* the selected target is 'cpu'"):
            call()
    with pytest.raises(TypeError, match="swiglu: argument 'value' is a device array"):
        na.swiglu(X, there)


def test_no_driver_at_a_call(monkeypatch):
    def no_driver():
        raise device.CudaError("no NVIDIA driver was found (libcuda is not there)")

    standin.install(monkeypatch)
    monkeypatch.setattr(device, "driver", no_driver)
    with pytest.raises(device.CudaError, match="no NVIDIA driver"):
        na.silu(standin.Array(X))
    assert_same_bits(na.silu(X), na.silu(X.copy()))


#: Imports the package for the target "cuda", with a stand-in for the driver.
ON_CUDA = """
import importlib.util, sys, pathlib
found = importlib.util.find_spec("numba_act").submodule_search_locations[0]
path = pathlib.Path(found) / "cuda" / "device.py"
spec = importlib.util.spec_from_file_location("numba_act.cuda.device", path)
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
module.missing = module.unusable = lambda: None
sys.modules["numba_act.cuda.device"] = module
import numba_act as na
assert na.target == "cuda"
import numpy as np, pytest
from tests.support import standin
from tests.support.walk import assert_same_bits
gpu = standin.install(pytest.MonkeyPatch())
x = np.linspace(-3, 3, 40).astype(np.float32)
"""


def test_cuda_moves_host_arrays():
    run(
        ON_CUDA
        + """
def check(function, *args, **kwargs):
    before = len(gpu.launches)
    got = function(*args, **kwargs)
    expected = function.ufunc(*args, **kwargs)
    assert type(got) is type(expected), (type(got), type(expected))
    assert_same_bits(np.asarray(got), np.asarray(expected))
    assert len(gpu.launches) > before

check(na.silu, x)
check(na.silu, x[::-2])
check(na.silu, x.astype(np.float16))
check(na.silu, np.arange(5))
check(na.silu, [1.0, 2.0])
check(na.silu, np.float32(2))
check(na.silu, 2.0)
check(na.swiglu, x.reshape(5, 8), x[:8], 1.0)
check(na.leaky_relu, x, np.float32(0.1))
assert type(na.swiglu.vjp(x, x, x)) is tuple
import ml_dtypes
half = x.astype(ml_dtypes.bfloat16)
assert_same_bits(na.gelu(half), na.gelu.ufunc(half))
out = np.full((40, 2), 7, np.float32)[:, 0]
assert na.silu(x, out=out) is out
assert_same_bits(out, na.silu.ufunc(x))
out = np.full(40, 7, np.float32)
na.silu(x, where=x > 0, out=out)
expected = np.full(40, 7, np.float32)
na.silu.ufunc(x, where=x > 0, out=expected)
assert_same_bits(out, expected)
assert gpu.uploaded
assert not any(each() for each in gpu.uploaded)  # everything that was moved has been freed
for wrong, words in (
    (lambda: na.silu(x.astype(complex)), "silu: argument 'x' has dtype complex128"),
    (lambda: na.silu(np.array([None])), "silu: argument 'x' has dtype object"),
    (lambda: na.silu("abc"), "silu: argument 'x' has dtype <U3"),
    (lambda: na.silu(x, out=x.tolist()), "silu: argument 'out' is a builtins.list"),
    (lambda: na.swiglu(x, x[:3]), "swiglu: the arguments' shapes do not broadcast"),
):
    with pytest.raises((TypeError, ValueError)) as error:
        wrong()
    assert words in str(error.value), str(error.value)
""",
        NUMBA_ACT_TARGET="cuda",
    )


def test_cuda_leaves_other_libraries_their_protocol():
    run(
        ON_CUDA
        + """
import pandas as pd
series = pd.Series(x)
result = na.silu(series)
assert type(result) is pd.Series
assert_same_bits(result.to_numpy(), na.silu.ufunc(x))
masked = na.silu(np.ma.masked_greater(x, 0))
assert type(masked) is np.ma.MaskedArray
assert (masked.mask == (x > 0)).all()
assert not gpu.launches
""",
        NUMBA_ACT_TARGET="cuda",
    )


# Code --------------------------------------------------------------------------------------------


class Loader(standin.StandIn):
    """A stand-in that keeps what it is asked to load."""

    def __init__(self, capability=(9, 0)):
        super().__init__()
        self.loaded = []
        self._capability = capability

    def capability(self, number):
        return self._capability

    def load(self, image, name, number):
        self.loaded.append((image, name, number))
        return len(self.loaded)

    def function(self, kernel, number):
        return 100 + kernel


@pytest.fixture
def loader(monkeypatch, tmp_path):
    made = Loader()
    monkeypatch.setenv("NUMBA_ACT_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(code, "driver", lambda: made)
    monkeypatch.setattr(code, "_kernels", {})
    return made


def test_machine_code_is_kept(loader, monkeypatch, tmp_path):
    built = []
    compiler = pytest.importorskip("numba_act.cuda.compile")
    build = compiler.kernel_of
    monkeypatch.setattr(compiler, "kernel_of", lambda *a: built.append(a) or build(*a))
    definition = na.relu.definition
    schedule = Schedule.contiguous(definition, "float32")
    assert code.function(definition, schedule, 0) == 101
    assert code.function(definition, schedule, 0) == 101
    assert len(built) == len(loader.loaded) == 1
    assert len(list(tmp_path.iterdir())) == 1
    monkeypatch.setattr(code, "_kernels", {})  # another process
    code.function(definition, schedule, 0)
    assert len(built) == 1
    first, second = loader.loaded
    assert first == second
    assert first[0].startswith(b"\x7fELF")
    assert "relu" in first[1]
    (entry,) = tmp_path.iterdir()
    entry.write_bytes(entry.read_bytes()[:-9])  # a damaged entry costs a compilation
    monkeypatch.setattr(code, "_kernels", {})
    code.function(definition, schedule, 0)
    assert len(built) == 2
    assert loader.loaded[2][0].startswith(b"\x7fELF")
    loader._capability = (7, 5)
    code.function(definition, schedule, 0)
    assert len(built) == 3
    assert loader.loaded[3][0] != first[0]
    assert len(list(tmp_path.iterdir())) == 2


def test_a_driver_newer_than_the_compiler(loader, monkeypatch, tmp_path):
    loader._capability = (99, 0)
    definition = na.relu.definition
    code.function(definition, Schedule.contiguous(definition, "float32"), 0)
    image, name, _ = loader.loaded[0]
    assert image.startswith(b"//")
    assert b".entry " + name.encode() in image
    assert not list(tmp_path.iterdir())


def test_bodies_that_do_not_compile(loader):
    @na.activation
    def unknown_name(x):
        return x * nothing_of_that_name  # noqa: F821

    @na.activation
    def widening(x):
        return x * np.float64(0.1)

    for function, words in ((unknown_name, "nothing_of_that_name"), (widening, "float64")):
        definition = function.definition
        with pytest.raises(TypeError, match=f"(?s){function.__name__}: the body at .*{words}"):
            code.function(definition, Schedule.contiguous(definition, "float32"), 0)


def test_compute_capability_that_is_too_old():
    made = device.Driver.__new__(device.Driver)
    old = types.SimpleNamespace(name="Old One", compute_capability=(6, 1))
    made._core = types.SimpleNamespace(Device=lambda number: old)
    with pytest.raises(device.CudaError, match=r"device 3 \(Old One\) has compute .* 6.1, .* 7.5"):
        made.capability(3)


# Inside users' kernels ---------------------------------------------------------------------------


def test_scalars_in_kernels_of_users():
    from numba import float32, float64

    silu, dsilu, vjp = na.silu, na.silu.grad, na.swiglu.vjp

    @na.activation
    def mine(x, beta=1.0):
        return x * na.sigmoid(beta * x)

    def kernel(x, dy, y, z):
        i = cuda.grid(1)
        if i < x.size:
            gate, value = vjp(dy[i], x[i], y[i])
            y[i] = silu(x[i]) + dsilu(x[i]) + na.leaky_relu(x[i], negative_slope=0.1)
            z[i] = mine(x[i], beta=2.0) + gate + value

    for kind in (float32, float64):
        ptx, _ = cuda.compile(kernel, (kind[::1],) * 4, device=False, abi="numba", cc=(9, 0))
        body = ptx[ptx.index(".entry") :]
        lines = [line.split() for line in body.splitlines() if line.strip()]
        operations = {line[0] for line in lines} | {line[1] for line in lines if len(line) > 1}
        assert not any(each.startswith(("call", "ld.local", "st.local")) for each in operations)
        if kind == float32:
            assert ".f64" not in body
    # the same kernel's function on the CPU is another one
    assert_same_bits(np.float32(on_the_cpu(np.float32(0.5))), na.silu(np.float32(0.5)))


def of_one(function, gradient):
    def kernel(x, y, result, slope):
        i = cuda.grid(1)
        if i < x.size:
            result[i] = function(x[i])
            slope[i] = gradient(y[i], x[i])

    return kernel


def of_one_and_a_parameter(function, gradient):
    def kernel(x, y, result, slope):
        i = cuda.grid(1)
        if i < x.size:
            result[i] = function(x[i], y[i])
            slope[i] = gradient(x[i], x[i], y[i])

    return kernel


def of_one_and_two_parameters(function, gradient):
    def kernel(x, y, result, slope):
        i = cuda.grid(1)
        if i < x.size:
            result[i] = function(x[i], y[i], y[i])
            slope[i] = gradient(x[i], x[i], y[i], y[i])

    return kernel


def of_two(function, gradient):
    def kernel(x, y, result, slope):
        i = cuda.grid(1)
        if i < x.size:
            result[i] = function(x[i], y[i])
            first, second = gradient(y[i], x[i], y[i])
            slope[i] = second if i & 1 else first

    return kernel


@pytest.mark.parametrize(
    ("name", "dtype"), in_turn(ACTIVATIONS, ["float32", "float64"], one_in(32, ACTIVATIONS))
)
def test_bits_in_kernels_of_users(name, dtype):
    """A function and its gradient with what is left out, for one of the capabilities."""
    activation, kind = ACTIVATIONS[name], DTYPES[dtype]
    capability = ((9, 0), (10, 0), (7, 5))[list(ACTIVATIONS).index(name) % 3]
    empty = [p is inspect.Parameter.empty for p in activation.definition.parameters.values()]
    x = np.concatenate([spread(1000, kind), typical(activation, 1000, kind)[0]])
    y = np.roll(np.concatenate([typical(activation, 1000, kind, seed=1)[0], spread(1000, kind)]), 7)
    vjp = activation.vjp
    with np.errstate(all="ignore"):
        if len(activation.definition.inputs) == 2:
            make, expected = of_two, activation(x, y)
            slope = np.where(np.arange(x.size) & 1, *vjp(y, x, y)[::-1])
        elif any(empty):
            make = {1: of_one_and_a_parameter, 2: of_one_and_two_parameters}[sum(empty)]
            given = [y] * sum(empty)
            expected, slope = activation(x, *given), vjp(x, x, *given)
        else:
            make, expected, slope = of_one, activation(x), vjp(y, x)
    text, _ = cuda.compile(
        make(activation, vjp),
        (numba.from_dtype(kind)[::1],) * 4,
        device=False,
        abi="numba",
        cc=capability,
    )
    memory = ptx.Memory()
    addresses = [memory.add(each) for each in (x, y)]
    addresses += [memory.add(np.zeros_like(x), writable=True) for _ in range(2)]
    arguments = []
    for each in addresses:  # Numba's arrays: two objects, size, size of an element, data, ...
        arguments += [0, 0, x.size, kind.itemsize, each, x.size, kind.itemsize]
    # the evaluator knows no operation that may be fused, such as one with the user's own
    ptx.Kernel(text).run(-(-x.size // 128), 128, arguments, memory)
    assert_same_bits(tuple(memory.array(each) for each in addresses[2:]), (expected, slope))


def on_the_cpu(x):
    silu = na.silu

    @numba.njit
    def call(x):
        return silu(x)

    return call(x)


def test_contraction_is_off_in_kernels_of_users():
    """numba-cuda fuses multiplications and additions of a user's kernel, but none of ours."""
    from numba import float32

    @na.activation
    def unfused(x, y=1.0):
        return x * y + 1.0 - x * x

    def theirs(x, y):
        i = cuda.grid(1)
        x[i] = x[i] * y[i] + np.float32(1)

    def ours(x, y):
        i = cuda.grid(1)
        x[i] = unfused(x[i], y[i])

    signature = (float32[::1], float32[::1])
    ptx, _ = cuda.compile(theirs, signature, device=False, abi="numba", cc=(9, 0))
    assert "fma.rn.f32" in ptx
    ptx, _ = cuda.compile(ours, signature, device=False, abi="numba", cc=(9, 0))
    assert "fma.rn.f32" not in ptx
    assert ptx.count("mul.rn.f32") == 2
    assert ptx.count("add.rn.f32") == 2
