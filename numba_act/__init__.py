"""Neural-network activation functions as NumPy ufuncs, compiled by Numba.

Every function of this package works on arrays as a ufunc (``na.silu(x, out=y)``), carries its
gradient (``na.silu.grad``, ``na.silu.vjp``) and can be called on scalars inside Numba kernels.
`activation` makes a new one of any scalar formula.

Importing the package compiles nothing and touches no GPU.
"""

from .activation import Activation, activation
from .gates import geglu, swiglu
from .maths import erf, exp, expm1, log1p, tanh
from .rectifiers import leaky_relu, prelu, relu
from .smooth import gelu, gelu_tanh, mish, sigmoid, silu, softplus, swish
from .targets import target

__version__ = "0.1.0"

__all__ = [
    "Activation",
    "__version__",
    "activation",
    "erf",
    "exp",
    "expm1",
    "geglu",
    "gelu",
    "gelu_tanh",
    "leaky_relu",
    "log1p",
    "mish",
    "prelu",
    "relu",
    "sigmoid",
    "silu",
    "softplus",
    "swiglu",
    "swish",
    "tanh",
    "target",
]
