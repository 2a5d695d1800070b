"""Neural-network activation functions as NumPy ufuncs, compiled by Numba.

Every function of this package works on arrays as a ufunc (``na.silu(x, out=y)``), carries its
gradient (``na.silu.grad``, ``na.silu.vjp``) and can be called on scalars inside Numba kernels.
`activation` makes a new one of any scalar formula.

Importing the package compiles nothing and touches no GPU.
"""

from .activation import Activation, activation
from .gates import geglu, swiglu
from .maths import erf, erfc, exp, exp2, expm1, log, log1p, logit, tanh
from .rectifiers import leaky_relu, prelu, relu
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
from .targets import target

__version__ = "0.1.0"

__all__ = [
    "Activation",
    "__version__",
    "activation",
    "celu",
    "elu",
    "erf",
    "erfc",
    "exp",
    "exp2",
    "expm1",
    "geglu",
    "gelu",
    "gelu_tanh",
    "leaky_relu",
    "log",
    "log1p",
    "log_sigmoid",
    "logit",
    "mish",
    "prelu",
    "quick_gelu",
    "relu",
    "selu",
    "sigmoid",
    "silu",
    "softplus",
    "softsign",
    "squareplus",
    "swiglu",
    "swish",
    "tanh",
    "tanhshrink",
    "target",
]
