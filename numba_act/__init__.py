"""Neural-network activation functions as NumPy ufuncs, compiled by Numba.

Elementwise functions and gates work on arrays as ufuncs (``na.silu(x, out=y)``), carry their
gradients (``na.silu.grad``, ``na.silu.vjp``) and can be called on scalars inside Numba kernels.
`activation` makes a new one of any scalar formula. Row functions (``na.softmax(x, axis)``) and
feed-forward blocks work on whole arrays.

Importing the package compiles nothing and touches no GPU.
"""

from . import interpreter, primitives  # the interpreter first: it refuses the import
from .activation import activation
from .dispatch.targets import target
from .elementary import erf, erfc, exp, exp2, expm1, log, log1p, logit, tanh
from .ffn import ffn, gated_ffn, glu_hidden_size
from .function import Activation
from .gates import (
    bilinear,
    geglu,
    geglu_tanh,
    glu,
    quick_geglu,
    reglu,
    swiglu,
    swiglu_oai,
)
from .rectifiers import (
    crelu,
    hard_sigmoid,
    hard_swish,
    hard_tanh,
    hardshrink,
    jump_relu,
    leaky_relu,
    prelu,
    relu,
    relu6,
    relu_squared,
    softshrink,
    sparse_plus,
    sparse_sigmoid,
    threshold,
    thresholded_relu,
)
from .smooth import (
    celu,
    elu,
    gelu,
    gelu_tanh,
    log_sigmoid,
    mish,
    quick_gelu,
    selu,
    sigmoid,
    silu,
    softplus,
    softsign,
    squareplus,
    swish,
    tanhshrink,
)
from .softmax import (
    entropy_scale,
    log_softmax,
    logsumexp,
    smooth_max,
    soft_argmax,
    softmax,
    softmin,
)

__version__ = "0.1.0"

__all__ = [
    "Activation",
    "__version__",
    "activation",
    "bilinear",
    "celu",
    "crelu",
    "elu",
    "entropy_scale",
    "erf",
    "erfc",
    "exp",
    "exp2",
    "expm1",
    "ffn",
    "gated_ffn",
    "geglu",
    "geglu_tanh",
    "gelu",
    "gelu_tanh",
    "glu",
    "glu_hidden_size",
    "hard_sigmoid",
    "hard_swish",
    "hard_tanh",
    "hardshrink",
    "jump_relu",
    "leaky_relu",
    "log",
    "log1p",
    "log_sigmoid",
    "log_softmax",
    "logit",
    "logsumexp",
    "mish",
    "prelu",
    "quick_geglu",
    "quick_gelu",
    "reglu",
    "relu",
    "relu6",
    "relu_squared",
    "selu",
    "sigmoid",
    "silu",
    "smooth_max",
    "soft_argmax",
    "softmax",
    "softmin",
    "softplus",
    "softshrink",
    "softsign",
    "sparse_plus",
    "sparse_sigmoid",
    "squareplus",
    "swiglu",
    "swiglu_oai",
    "swish",
    "tanh",
    "tanhshrink",
    "target",
    "threshold",
    "thresholded_relu",
]
