"""Functions of the catalogue as plain formulas, as in a textbook, without derivatives."""

import math
from typing import Any

import numba_act as na

FORMULAS: dict[str, Any] = {
    "silu": lambda x: x * na.sigmoid(x),
    "swish": lambda x, beta=1.0: x * na.sigmoid(beta * x),
    "quick_gelu": lambda x: x * na.sigmoid(1.702 * x),
    "gelu": lambda x: x * (0.5 * na.erfc(-x / math.sqrt(2.0))),
    "gelu_tanh": lambda x: (
        0.5 * x * (1.0 + na.tanh(math.sqrt(2.0 / math.pi) * (x + 0.044715 * x * x * x)))
    ),
    "mish": lambda x: x * na.tanh(na.softplus(x)),
    "softplus": lambda x, beta=1.0: na.log1p(na.exp(beta * x)) / beta,
    "log_sigmoid": lambda x: -na.log1p(na.exp(-x)),
    "tanhshrink": lambda x: x - na.tanh(x),
    "softsign": lambda x: x / (1.0 + abs(x)),
    "squareplus": lambda x, b=4.0: (x + math.sqrt(x * x + b)) / 2.0,
    "elu": lambda x, alpha=1.0: x if x > 0.0 else alpha * na.expm1(x),
    "celu": lambda x, alpha=1.0: x if x > 0.0 else alpha * na.expm1(x / alpha),
    "selu": lambda x: 1.0507009873554805 * (x if x > 0.0 else 1.6732632423543772 * na.expm1(x)),
    "relu_squared": lambda x: max(x, 0.0) ** 2,
    "hard_swish": lambda x: x * min(max(x + 3.0, 0.0), 6.0) / 6.0,
    "sigmoid": lambda x: 1.0 / (1.0 + na.exp(-x)),
    "logit": lambda x: na.log(x / (1.0 - x)),
    "sinh": lambda x: (na.exp(x) - na.exp(-x)) / 2.0,
    "cosh": lambda x: (na.exp(x) + na.exp(-x)) / 2.0,
    "asinh": lambda x: na.log(x + math.sqrt(x * x + 1.0)),
    "tan": lambda x: na.sin(x) / na.cos(x),
    "expm1": lambda x: na.exp(x) - 1.0,
}

GATES: dict[str, Any] = {
    "swiglu": lambda gate, value, beta=1.0: gate * na.sigmoid(beta * gate) * value,
    "glu": lambda gate, value: na.sigmoid(gate) * value,
    "quick_geglu": lambda gate, value: gate * na.sigmoid(1.702 * gate) * value,
    "geglu": lambda gate, value: na.gelu(gate) * value,
    "reglu": lambda gate, value: max(gate, 0.0) * value,
    "bilinear": lambda gate, value: gate * value,
}
