"""Neural-network activation functions as NumPy ufuncs, compiled by Numba.

Elementwise functions and gates work on arrays as ufuncs (``na.silu(x, out=y)``), carry their
gradients (``na.silu.grad``, ``na.silu.vjp``) and can be called on scalars inside Numba kernels.
`activation` makes a new one of any scalar formula. Row functions (``na.softmax(x, axis)``) and
feed-forward blocks work on whole arrays.

Importing the package compiles nothing and touches no GPU.
"""

from . import interpreter, optim, primitives  # the interpreter first: it refuses the import
from .activation import activation
from .algebraic_units import *
from .algebraic_units import __all__ as _algebraic_units
from .bounded import *
from .bounded import __all__ as _bounded
from .check import check_derivative
from .dispatch.outside_kernels import keep_outside as _keep_outside
from .dispatch.targets import target
from .elementary import *
from .elementary import __all__ as _elementary
from .exponential_units import *
from .exponential_units import __all__ as _exponential_units
from .ffn import *
from .ffn import __all__ as _ffn
from .function import Activation
from .gates import *
from .gates import __all__ as _gates
from .hard_units import *
from .hard_units import __all__ as _hard_units
from .hyperbolic import *
from .hyperbolic import __all__ as _hyperbolic
from .in_numba import *
from .in_numba import __all__ as _in_numba
from .losses import *
from .losses import __all__ as _losses
from .normal import *
from .normal import __all__ as _normal
from .powers import *
from .powers import __all__ as _powers
from .quantized import *
from .quantized import __all__ as _quantized
from .rectifiers import *
from .rectifiers import __all__ as _rectifiers
from .smooth import *
from .smooth import __all__ as _smooth
from .smoothing import *
from .smoothing import __all__ as _smoothing
from .softmax import *
from .softmax import __all__ as _softmax
from .solve import *
from .solve import __all__ as _solve
from .sparse import *
from .sparse import __all__ as _sparse
from .trigonometric import *
from .trigonometric import __all__ as _trigonometric

__version__ = "0.1.0"

__all__ = ["Activation", "__version__", "activation", "check_derivative", "target"]
__all__ += _algebraic_units + _bounded + _elementary + _exponential_units + _ffn + _gates
__all__ += _hard_units + _hyperbolic + _in_numba + _losses + _normal + _powers + _quantized
__all__ += _rectifiers + _smooth + _smoothing + _softmax + _solve + _sparse + _trigonometric
__all__.sort()

_keep_outside(globals()[_name] for _name in __all__)
