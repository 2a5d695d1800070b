"""The same functions in other libraries, to measure against.

`PEERS` is keyed by this package's function objects, gradients included, and is the one place
that knows what a function is called elsewhere. An entry takes the library's module, the
operands and the output as that library's arrays, and returns a call without arguments. The
call writes into the output and allocates nothing where the library has a way to do so, and it
is the cheapest such call.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import inspect
import operator
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

import numba_act as na

from ..core.floats import FLOATS
from ..dispatch import tensors

Call = Callable[[], Any]
Entry = Callable[..., Call]

DTYPES = {name: FLOATS[name].dtype for name in ("float32", "bfloat16", "float16", "float64")}

#: Libraries by the name of their module, with the name that people read.
LIBRARIES = {"torch": "PyTorch", "jax": "JAX", "numpy": "NumPy", "scipy": "SciPy"}


def elementwise_functions() -> dict[str, na.Activation]:
    """Return the package's elementwise functions by name."""
    public = {name: getattr(na, name) for name in na.__all__}
    return {name: value for name, value in public.items() if hasattr(value, "definition")}


# Entries -----------------------------------------------------------------------------------


def written_call(function: Callable[..., Any], *operands: Any, **options: Any) -> Call:
    """Return a call as it is written in a program.

    `functools.partial` keeps a tuple and a dict, which cost a Python function 0.1 us to take apart
    and save a C function of PyTorch as much.
    """
    given = dict(enumerate(operands)) | options
    names = [f"given_{key}" for key in given]
    passed = [
        f"{key}={name}" if key in options else name for key, name in zip(given, names, strict=True)
    ]
    source = f"lambda function, {', '.join(names)}: lambda: function({', '.join(passed)})"
    call: Call = eval(source)(function, *given.values())
    return call


def _out(path: str, *constants: Any, **options: Any) -> Entry:
    """Return an entry for a function that takes ``out=``, and constants after the operands."""

    def entry(library: Any, *operands: Any, out: Any) -> Call:
        function = operator.attrgetter(path)(library)
        return written_call(function, *operands, *constants, out=out, **options)

    return entry


def _formula(formula: Callable[..., Any]) -> Entry:
    """Return an entry for a plain NumPy formula, written as people write it."""
    return lambda library, *operands, out: written_call(formula, *operands)


def _jitted(find: Callable[[Any], Callable[..., Any]]) -> Entry:
    """Return an entry for a function that JAX compiles; it has no ``out=``."""

    def entry(jax: Any, *operands: Any, out: Any) -> Call:
        compiled = jax.jit(find(jax))
        return lambda: compiled(*operands).block_until_ready()

    return entry


def _jitted_vjp(find: Callable[[Any], Callable[..., Any]]) -> Entry:
    """Return an entry for the product of a cotangent with the gradient, by JAX."""

    def entry(jax: Any, dy: Any, *operands: Any, out: Any) -> Call:
        function = find(jax)
        compiled = jax.jit(lambda dy, *operands: jax.vjp(function, *operands)[1](dy))
        return lambda: jax.block_until_ready(compiled(dy, *operands))

    return entry


def _torch_backward(name: str, *constants: Any, of: str = "", **options: Any) -> Entry:
    """Return an entry for a PyTorch backward operator; `of` computes the output that it takes."""

    def entry(torch: Any, dy: Any, x: Any, *, out: Any) -> Call:
        backward = getattr(torch.ops.aten, name).grad_input
        kept = getattr(torch, of)(x) if of else x
        return written_call(backward, dy, kept, *constants, grad_input=out, **options)

    return entry


def _returning(path: str, *constants: Any) -> Entry:
    """Return an entry for a function without ``out=``."""

    def entry(library: Any, *operands: Any, out: Any) -> Call:
        return written_call(operator.attrgetter(path)(library), *operands, *constants)

    return entry


def _same_names(make: Callable[[str], Any], names: str, module: str = "") -> dict[Any, Any]:
    """Return what `make` makes of the functions in a module that have the same names here."""
    return {getattr(na, name): make(module + name) for name in names.split()}


def _torch_elu_vjp(alpha: float, scale: float) -> Entry:
    def entry(torch: Any, dy: Any, x: Any, *, out: Any) -> Call:
        backward = torch.ops.aten.elu_backward.grad_input
        return written_call(backward, dy, alpha, scale, 1.0, False, x, grad_input=out)

    return entry


def _steps(run: Callable[..., Any]) -> Entry:
    """Return an entry for ``run(library, *operands, out)``, several calls that write into `out`."""
    return lambda library, *operands, out: written_call(run, library, *operands, out)


def _torch_prelu(torch: Any, x: Any, alpha: float, *, out: Any) -> Call:
    weight = torch.tensor([alpha], dtype=x.dtype)
    return written_call(torch.prelu, x, weight)


def _torch_swish(torch: Any, x: Any, beta: float, out: Any) -> Any:
    return torch.mul(torch.sigmoid(torch.mul(x, beta, out=out), out=out), x, out=out)


def _torch_xielu(torch: Any, x: Any, out: Any) -> Any:
    negative = (torch.expm1(torch.clamp_max(x, -1e-6)) - x) * 0.8 + 0.5 * x
    return torch.where(x > 0, 0.8 * x * x + 0.5 * x, negative, out=out)


def _torch_gate(path: str, *constants: Any, **options: Any) -> Entry:
    def entry(torch: Any, gate: Any, value: Any, *, out: Any) -> Call:
        act = _out(path, *constants, **options)(torch, gate, out=out)

        def call() -> Any:
            act()
            return torch.mul(out, value, out=out)

        return call

    return entry


def _torch_gate_vjp(name: str) -> Entry:
    """Return what autograd runs: the forward's act(gate) is kept, not computed again."""

    def entry(torch: Any, dy: Any, gate: Any, value: Any, *, out: tuple[Any, Any]) -> Call:
        activated = getattr(torch._C._nn, name)(gate)
        backward = getattr(torch.ops.aten, f"{name}_backward").grad_input
        d_gate, d_value = out
        scaled = torch.empty_like(dy)

        def call() -> Any:
            torch.mul(dy, value, out=scaled)
            backward(scaled, gate, grad_input=d_gate)
            torch.mul(dy, activated, out=d_value)
            return out

        return call

    return entry


#: The names of the array API.
TRIGONOMETRIC = "sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh"

# `torch._C._nn` holds the functions that `torch.nn.functional` wraps; called there, they take
# ``out=`` and cost half as much a call.
_TORCH: dict[Any, Entry] = {
    **_same_names(
        _out, "exp exp2 expm1 log log1p log2 log10 logaddexp erf erfc sigmoid rsqrt pow hypot"
    ),
    **_same_names(_out, TRIGONOMETRIC),
    **_same_names(_out, "ndtr log_ndtr erfinv", "special."),
    **_same_names(_returning, "threshold hardshrink celu selu"),
    **_same_names(_out, "leaky_relu softshrink silu gelu softplus log_sigmoid elu mish", "_C._nn."),
    na.logit: _out("special.logit"),
    na.relu: _out("clamp_min", 0),
    na.relu6: _out("clamp", 0.0, 6.0),
    na.relu_squared: _steps(
        lambda torch, x, out: torch.mul(torch.clamp_min(x, 0, out=out), out, out=out)
    ),
    na.prelu: _torch_prelu,
    na.thresholded_relu: _returning("threshold", 1.0, 0.0),
    na.hard_sigmoid: _out("_C._nn.hardsigmoid"),
    na.hard_swish: _out("_C._nn.hardswish"),
    na.hard_tanh: _out("clamp", -1.0, 1.0),
    na.swish: _steps(_torch_swish),
    na.gelu_tanh: _out("_C._nn.gelu", approximate="tanh"),
    na.quick_gelu: _steps(lambda torch, x, out: _torch_swish(torch, x, 1.702, out)),
    na.tanhshrink: _steps(lambda torch, x, out: torch.sub(x, torch.tanh(x, out=out), out=out)),
    na.softsign: _returning("nn.functional.softsign"),
    na.step: _steps(
        lambda torch, x, out: torch.heaviside(x, torch.zeros((), dtype=x.dtype), out=out)
    ),
    na.softcap: _steps(
        lambda torch, x, cap, out: torch.mul(
            torch.tanh(torch.div(x, cap, out=out), out=out), cap, out=out
        )
    ),
    na.dyt: _steps(lambda torch, x, out: torch.tanh(torch.mul(x, 0.5, out=out), out=out)),
    na.derf: _steps(lambda torch, x, out: torch.erf(torch.mul(x, 0.5, out=out), out=out)),
    na.laplace: _steps(
        lambda torch, x, out: torch.special.ndtr(
            torch.div(torch.sub(x, 0.707107, out=out), 0.282095, out=out), out=out
        )
    ),
    na.xielu: _steps(_torch_xielu),
    na.snake: _steps(
        lambda torch, x, out: torch.add(x, torch.square(torch.sin(x, out=out), out=out), out=out)
    ),
    na.smooth_step: _out("special.ndtr"),
    na.smooth_relu: _steps(
        lambda torch, x, out: torch.addcmul(
            torch.exp(-0.5 * x * x) * 0.3989422804014327, x, torch.special.ndtr(x), out=out
        )
    ),
    na.log1mexp: _steps(lambda torch, x, out: torch.log1p(-torch.exp(-x), out=out)),
    na.logcosh: _steps(
        lambda torch, x, out: torch.sub(
            torch.logaddexp(x, -x, out=out), 0.6931471805599453, out=out
        )
    ),
    na.glu: _torch_gate("sigmoid"),
    na.bilinear: _out("mul"),
    na.reglu: _torch_gate("clamp_min", 0),
    na.geglu: _torch_gate("_C._nn.gelu"),
    na.geglu_tanh: _torch_gate("_C._nn.gelu", approximate="tanh"),
    na.swiglu: _torch_gate("_C._nn.silu"),
    na.logit.vjp: _torch_backward("logit_backward"),
    na.tanh.vjp: _torch_backward("tanh_backward", of="tanh"),
    na.sigmoid.vjp: _torch_backward("sigmoid_backward", of="sigmoid"),
    na.relu.vjp: _torch_backward("threshold_backward", 0),
    na.relu6.vjp: _torch_backward("hardtanh_backward", 0, 6),
    na.hard_tanh.vjp: _torch_backward("hardtanh_backward", -1, 1),
    na.hard_sigmoid.vjp: _torch_backward("hardsigmoid_backward"),
    na.hardshrink.vjp: _torch_backward("hardshrink_backward", 0.5),
    na.softshrink.vjp: _torch_backward("softshrink_backward", 0.5),
    na.leaky_relu.vjp: _torch_backward("leaky_relu_backward", 0.01, False),
    na.silu.vjp: _torch_backward("silu_backward"),
    na.gelu.vjp: _torch_backward("gelu_backward"),
    na.gelu_tanh.vjp: _torch_backward("gelu_backward", approximate="tanh"),
    na.softplus.vjp: _torch_backward("softplus_backward", 1, 20),
    na.mish.vjp: _returning("ops.aten.mish_backward.default"),
    na.elu.vjp: _torch_elu_vjp(1.0, 1.0),
    na.selu.vjp: _torch_elu_vjp(1.6732632423543772, 1.0507009873554805),
    na.swiglu.vjp: _torch_gate_vjp("silu"),
    na.geglu.vjp: _torch_gate_vjp("gelu"),
}

_JAX_FUNCTIONS: dict[Any, Callable[[Any], Callable[..., Any]]] = {
    **_same_names(
        operator.attrgetter,
        "exp exp2 expm1 log log1p log2 log10 logaddexp cbrt pow hypot",
        "numpy.",
    ),
    **_same_names(operator.attrgetter, TRIGONOMETRIC, "numpy."),
    **_same_names(operator.attrgetter, "logit erf erfc erfinv ndtr log_ndtr", "scipy.special."),
    na.rsqrt: operator.attrgetter("lax.rsqrt"),
    **_same_names(
        operator.attrgetter,
        "sigmoid relu relu6 hard_sigmoid hard_swish hard_tanh leaky_relu sparse_plus "
        "sparse_sigmoid silu softplus log_sigmoid mish elu celu selu squareplus",
        "nn.",
    ),
    na.relu_squared: lambda jax: lambda x: jax.numpy.square(jax.nn.relu(x)),
    na.prelu: lambda jax: lambda x, alpha: jax.numpy.where(x > 0, x, alpha * x),
    na.swish: lambda jax: lambda x, beta: x * jax.nn.sigmoid(beta * x),
    na.gelu: lambda jax: functools.partial(jax.nn.gelu, approximate=False),
    na.gelu_tanh: lambda jax: functools.partial(jax.nn.gelu, approximate=True),
    na.quick_gelu: lambda jax: lambda x: x * jax.nn.sigmoid(1.702 * x),
    na.tanhshrink: lambda jax: lambda x: x - jax.numpy.tanh(x),
    na.softsign: operator.attrgetter("nn.soft_sign"),
    na.glu: lambda jax: lambda gate, value: jax.nn.sigmoid(gate) * value,
    na.bilinear: lambda jax: lambda gate, value: gate * value,
    na.reglu: lambda jax: lambda gate, value: jax.nn.relu(gate) * value,
    na.geglu_tanh: lambda jax: lambda gate, value: jax.nn.gelu(gate, approximate=True) * value,
    na.quick_geglu: lambda jax: lambda gate, value: gate * jax.nn.sigmoid(1.702 * gate) * value,
    na.swiglu: lambda jax: lambda gate, value: jax.nn.silu(gate) * value,
    na.geglu: lambda jax: lambda gate, value: jax.nn.gelu(gate, approximate=False) * value,
}

_JAX: dict[Any, Entry] = {
    **{function: _jitted(find) for function, find in _JAX_FUNCTIONS.items()},
    **{
        function.vjp: _jitted_vjp(find)
        for function, find in _JAX_FUNCTIONS.items()
        if function not in (na.prelu, na.swish)  # JAX would differentiate by the parameter too
    },
}


def _plain_sigmoid(x: Any) -> Any:
    return 1.0 / (1.0 + np.exp(-x))


def _plain_gelu_tanh(x: Any) -> Any:
    return 0.5 * x * (1.0 + np.tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)))


def _plain_expm1(x: Any) -> Any:
    return np.expm1(np.minimum(x, 0.0))


# NumPy has no erf: gelu, geglu and erf itself have no plain formula there.
_NUMPY: dict[Any, Entry] = {
    **_same_names(_out, "exp exp2 expm1 log log1p log2 log10 logaddexp cbrt pow hypot"),
    **_same_names(_out, TRIGONOMETRIC),
    na.exp10: _formula(lambda x: x.dtype.type(10) ** x),
    na.rsqrt: _formula(lambda x: 1.0 / np.sqrt(x)),
    na.logit: _formula(lambda x: np.log(x / (1.0 - x))),
    na.sigmoid: _formula(_plain_sigmoid),
    na.relu: _formula(lambda x: np.maximum(x, 0.0)),
    na.relu6: _formula(lambda x: np.clip(x, 0.0, 6.0)),
    na.relu_squared: _formula(lambda x: np.square(np.maximum(x, 0.0))),
    na.threshold: _formula(lambda x, threshold, value: np.where(x > threshold, x, value)),
    na.thresholded_relu: _formula(lambda x: np.where(x > 1.0, x, 0.0)),
    na.jump_relu: _formula(lambda x: np.where(x > 0.001, x, 0.0)),
    na.hard_sigmoid: _formula(lambda x: np.clip(x / 6.0 + 0.5, 0.0, 1.0)),
    na.hard_swish: _formula(lambda x: x * np.clip(x / 6.0 + 0.5, 0.0, 1.0)),
    na.hard_tanh: _formula(lambda x: np.clip(x, -1.0, 1.0)),
    na.hardshrink: _formula(lambda x: np.where(np.abs(x) > 0.5, x, 0.0)),
    na.softshrink: _formula(lambda x: np.sign(x) * np.maximum(np.abs(x) - 0.5, 0.0)),
    na.sparse_sigmoid: _formula(lambda x: np.clip(0.5 * (x + 1.0), 0.0, 1.0)),
    na.leaky_relu: _formula(lambda x: np.where(x > 0.0, x, 0.01 * x)),
    na.prelu: _formula(lambda x, alpha: np.where(x > 0.0, x, alpha * x)),
    na.silu: _formula(lambda x: x / (1.0 + np.exp(-x))),
    na.swish: _formula(lambda x, beta: x / (1.0 + np.exp(-beta * x))),
    na.gelu_tanh: _formula(_plain_gelu_tanh),
    na.softplus: _formula(lambda x: np.logaddexp(0.0, x)),
    na.mish: _formula(lambda x: x * np.tanh(np.logaddexp(0.0, x))),
    na.quick_gelu: _formula(lambda x: x / (1.0 + np.exp(-1.702 * x))),
    na.log_sigmoid: _formula(lambda x: -np.logaddexp(0.0, -x)),
    na.tanhshrink: _formula(lambda x: x - np.tanh(x)),
    na.elu: _formula(lambda x: np.where(x > 0.0, x, _plain_expm1(x))),
    na.celu: _formula(lambda x: np.where(x > 0.0, x, _plain_expm1(x))),
    na.selu: _formula(
        lambda x: 1.0507009873554805 * np.where(x > 0.0, x, 1.6732632423543772 * _plain_expm1(x))
    ),
    na.softsign: _formula(lambda x: x / (1.0 + np.abs(x))),
    na.squareplus: _formula(lambda x: 0.5 * (x + np.sqrt(x * x + 4.0))),
    na.snake: _formula(lambda x: x + np.sin(x) ** 2),
    na.step: _formula(lambda x: np.heaviside(x, 0.0)),
    na.softcap: _formula(lambda x, cap: cap * np.tanh(x / cap)),
    na.dyt: _formula(lambda x: np.tanh(0.5 * x)),
    na.log1mexp: _formula(lambda x: np.log1p(-np.exp(-x))),
    na.logcosh: _formula(lambda x: np.logaddexp(x, -x) - 0.6931471805599453),
    na.glu: _formula(lambda gate, value: value / (1.0 + np.exp(-gate))),
    na.bilinear: _out("multiply"),
    na.reglu: _formula(lambda gate, value: np.maximum(gate, 0.0) * value),
    na.geglu_tanh: _formula(lambda gate, value: _plain_gelu_tanh(gate) * value),
    na.quick_geglu: _formula(lambda gate, value: gate / (1.0 + np.exp(-1.702 * gate)) * value),
    na.swiglu: _formula(lambda gate, value: gate / (1.0 + np.exp(-gate)) * value),
    na.sigmoid.vjp: _formula(lambda dy, x: dy * _plain_sigmoid(x) * (1.0 - _plain_sigmoid(x))),
    na.tanh.vjp: _formula(lambda dy, x: dy * (1.0 - np.tanh(x) ** 2)),
    na.relu.vjp: _formula(lambda dy, x: np.where(x > 0.0, dy, 0.0)),
}

# SciPy has special functions in float32 and float64, and no gradients.
_SCIPY: dict[Any, Entry] = {
    **_same_names(
        _out, "exp2 exp10 expm1 log1p logit cbrt erf erfc erfinv ndtr log_ndtr softplus", "special."
    ),
    na.sigmoid: _out("special.expit"),
    na.log_sigmoid: _out("special.log_expit"),
}


#: Function, then library, then what to call there.
PEERS: dict[Any, Mapping[str, Entry]] = {}
for _library, _entries in zip(LIBRARIES, (_TORCH, _JAX, _NUMPY, _SCIPY), strict=True):
    for _function, _entry in _entries.items():
        PEERS[_function] = {**PEERS.get(_function, {}), _library: _entry}


# Operands ----------------------------------------------------------------------------------

#: What a parameter without a default is given.
REQUIRED = 0.25

#: Parameters given although they have a default (swish with β = 1 would be silu), or of a size that
#: the inputs suit.
_GIVEN: dict[Any, tuple[float, ...]] = {
    **dict.fromkeys((na.swish, na.swish.grad, na.swish.vjp), (1.5,)),
    **dict.fromkeys((na.softcap, na.softcap.grad, na.softcap.vjp), (5.0,)),
}

#: Where a function is not defined on all numbers.
_DOMAINS: dict[Any, Callable[..., Any]] = {
    na.log: np.abs,
    na.log1p: np.abs,
    na.log1mexp: np.abs,
    na.log2: np.abs,
    na.log10: np.abs,
    na.asin: lambda x: x / (1.0 + np.abs(x)),
    na.acos: lambda x: x / (1.0 + np.abs(x)),
    na.acosh: lambda x: 1.0 + np.abs(x),
    na.atanh: lambda x: x / (1.0 + np.abs(x)),
    na.rsqrt: np.abs,
    na.erfinv: lambda x: x / (1.0 + np.abs(x)),
    na.pow: np.abs,
    na.logit: lambda x: np.abs(x) / (1.0 + np.abs(x)),
}
for _function in list(_DOMAINS):
    _DOMAINS |= dict.fromkeys((_function.grad, _function.vjp), _DOMAINS[_function])


def aligned(n: int, dtype: np.dtype[Any]) -> np.ndarray:
    """Return uninitialized memory that starts a cache line, as PyTorch's and JAX's does."""
    memory = np.empty(n * dtype.itemsize + 64, np.uint8)
    start = -memory.ctypes.data % 64
    return memory[start : start + n * dtype.itemsize].view(dtype)


def arguments(
    function: Any, dtype: str, n: int
) -> tuple[list[np.ndarray], tuple[float, ...], list[np.ndarray]]:
    """Return operands for a function of this package.

    Parameters
    ----------
    function
        An activation or a gradient.
    dtype
        Name of the type, a key of `DTYPES`.
    n
        Length.

    Returns
    -------
    inputs : list of ndarray
        Normal numbers with standard deviation 2.5, so that every piece and tail takes part.
    parameters : tuple of float
    outs : list of ndarray
        Memory for the results.
    """
    random = np.random.default_rng(0)
    domain = _DOMAINS.get(function, np.positive)
    inputs = []
    for _ in function.definition.inputs:
        values = aligned(n, DTYPES[dtype])
        values[:] = domain(2.5 * random.standard_normal(n))
        inputs.append(values)
    required = [
        REQUIRED
        for default in function.definition.parameters.values()
        if default is inspect.Parameter.empty
    ]
    outs = [aligned(n, DTYPES[dtype]) for _ in range(function.definition.outputs)]
    return inputs, _GIVEN.get(function, tuple(required)), outs


# Calls -------------------------------------------------------------------------------------


def installed() -> list[str]:
    """Return the libraries that can be measured against."""
    return [name for name in LIBRARIES if importlib.util.find_spec(name) is not None]


def has(library: str, function: Any, dtype: str) -> bool:
    """Say whether a library has a function, in a type."""
    lacks_halves = library == "scipy" or (library == "torch" and function is na.log_ndtr)
    if lacks_halves and dtype not in ("float32", "float64"):
        return False
    return library in PEERS.get(function, {})


def set_threads(threads: int) -> None:
    """Set the number of threads of this package and of every library; first of all, once."""
    import numba

    numba.set_num_threads(threads)
    if importlib.util.find_spec("torch") is not None:
        importlib.import_module("torch").set_num_threads(threads)
    # XLA's CPU client reads the size of its thread pool when JAX starts.
    os.environ["NPROC"] = str(threads)


@functools.cache
def load(library: str) -> Any:
    module = importlib.import_module(library)
    if library == "jax":
        module.config.update("jax_enable_x64", True)
        module.config.update("jax_platforms", "cpu")
        importlib.import_module("jax.scipy.special")
    if library == "scipy":
        importlib.import_module("scipy.special")
    return module


def convert(library: str, array: np.ndarray) -> Any:
    """Return an array as the library's own, in the same memory where it takes it."""
    module = load(library)
    if library == "torch":
        return tensors.tensor(array)
    return module.numpy.asarray(array) if library == "jax" else array


def to_numpy(library: str, array: Any) -> np.ndarray:
    """Return a library's array as NumPy's."""
    return tensors.view(library, "", array) if library == "torch" else np.asarray(array)


def our_call(
    function: Any,
    inputs: Sequence[np.ndarray],
    parameters: Sequence[float],
    outs: Sequence[np.ndarray],
) -> Call:
    """Return the public call of a function on the operands that `arguments` returns."""
    out = outs[0] if len(outs) == 1 else tuple(outs)
    return written_call(function, *inputs, *parameters, out=out)


def peer_call(
    function: Any,
    library: str,
    inputs: Sequence[np.ndarray],
    parameters: Sequence[float],
    outs: Sequence[np.ndarray],
) -> Call:
    """Return the same computation in another library.

    Raises
    ------
    KeyError
        If that library has none.
    """
    entry = PEERS[function][library]
    own = [convert(library, array) for array in inputs]
    results = tuple(convert(library, array) for array in outs)
    return entry(load(library), *own, *parameters, out=results if len(results) > 1 else results[0])
