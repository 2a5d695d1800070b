"""Vector mathematics: the elementary functions that the activations stand on."""

from .error_function import erf, erfc
from .exponential import exp, exp2, expm1
from .logarithm import log, log1p, logit
from .logistic import tanh

__all__ = ["erf", "erfc", "exp", "exp2", "expm1", "log", "log1p", "logit", "tanh"]
