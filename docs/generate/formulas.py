"""The formula of every function, for its page.

Those of elementwise functions are SymPy's expressions, which are typeset, and which
`tests/docs/test_site.py` computes with 30 digits beside the functions. Those of rows and blocks
are TeX.
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy.parsing.sympy_parser import parse_expr

_X_ABOVE_0 = "Piecewise((x, x > 0), ({}, True))"

ELEMENTWISE = {
    "acos": "acos(x)",
    "acosh": "log(x + sqrt(x**2 - 1))",
    "asin": "asin(x)",
    "asinh": "log(x + sqrt(x**2 + 1))",
    "atan": "atan(x)",
    "atan2": "atan2(y, x)",
    "atanh": "log((1 + x)/(1 - x))/2",
    "bilinear": "gate*value",
    "cbrt": "cbrt(x)",
    "celu": _X_ABOVE_0.format("alpha*(exp(x/alpha) - 1)"),
    "cos": "cos(x)",
    "cosh": "(exp(x) + exp(-x))/2",
    "derf": "erf(alpha*x + shift)",
    "dyt": "tanh(alpha*x)",
    "elu": _X_ABOVE_0.format("alpha*(exp(x) - 1)"),
    "erf": "erf(x)",
    "erfc": "1 - erf(x)",
    "erfinv": "erfinv(x)",
    "exp": "exp(x)",
    "exp10": "10**x",
    "exp2": "2**x",
    "expm1": "exp(x) - 1",
    "geglu": "gate*Phi(gate)*value",
    "geglu_tanh": "gate/2*(1 + tanh(sqrt(2/pi)*(gate + 0.044715*gate**3)))*value",
    "gelu": "x*Phi(x)",
    "gelu_tanh": "x/2*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x**3)))",
    "glu": "value/(1 + exp(-gate))",
    "hard_sigmoid": "Min(Max(slope*x + offset, 0), 1)",
    "hard_swish": "x*Min(Max(x + 3, 0), 6)/6",
    "hard_tanh": "Min(Max(x, min_val), max_val)",
    "hardshrink": "Piecewise((x, Abs(x) > lambd), (0, True))",
    "hypot": "sqrt(x**2 + y**2)",
    "jump_relu": "Piecewise((x, x > threshold), (0, True))",
    "laplace": "Phi((x - mu)/sigma)",
    "leaky_relu": _X_ABOVE_0.format("negative_slope*x"),
    "log": "log(x)",
    "log10": "log(x)/log(10)",
    "log1mexp": "log(1 - exp(-x))",
    "log1p": "log(1 + x)",
    "log2": "log(x)/log(2)",
    "log_ndtr": "log(Phi(x))",
    "log_sigmoid": "-log(1 + exp(-x))",
    "logaddexp": "log(exp(x) + exp(y))",
    "logcosh": "log(cosh(x))",
    "logit": "log(x/(1 - x))",
    "mish": "x*tanh(log(1 + exp(x)))",
    "ndtr": "Phi(x)",
    "pow": "x**y",
    "prelu": _X_ABOVE_0.format("alpha*x"),
    "quick_geglu": "gate/(1 + exp(-1.702*gate))*value",
    "quick_gelu": "x/(1 + exp(-1.702*x))",
    "reglu": "Max(gate, 0)*value",
    "relu": "Max(x, 0)",
    "relu6": "Min(Max(x, 0), 6)",
    "relu_squared": "Max(x, 0)**2",
    "rsqrt": "sqrt(x)**(-1)",
    "sau": "negative_slope*x + (1 - negative_slope)*(x*Phi(x/sigma) + sigma*phi(x/sigma))",
    "selu": "1.0507009873554805*Piecewise((x, x > 0), (1.6732632423543773*(exp(x) - 1), True))",
    "sigmoid": "(1 + exp(-x))**(-1)",
    "sigmoid_cross_entropy": "log(1 + exp(x)) - x*target",
    "silu": "x/(1 + exp(-x))",
    "sin": "sin(x)",
    "sinh": "(exp(x) - exp(-x))/2",
    "smooth_clip": "min_val + (x - min_val)*Phi((x - min_val)/sigma)"
    " + sigma*phi((x - min_val)/sigma) - (x - max_val)*Phi((x - max_val)/sigma)"
    " - sigma*phi((x - max_val)/sigma)",
    "smooth_relu": "x*Phi(x/sigma) + sigma*phi(x/sigma)",
    "smooth_round": "Sum(Phi((x - k + Rational(1, 2))/sigma)"
    " - Phi((-x - k + Rational(1, 2))/sigma), (k, 1, oo))",
    "smooth_step": "Phi(x/sigma)",
    "snake": "x + sin(alpha*x)**2/alpha",
    "softcap": "cap*tanh(x/cap)",
    "softplus": "log(1 + exp(beta*x))/beta",
    "softshrink": "Piecewise((x - lambd, x > lambd), (x + lambd, x < -lambd), (0, True))",
    "softsign": "x/(1 + Abs(x))",
    "sparse_plus": "Piecewise((0, x <= -1), ((x + 1)**2/4, x < 1), (x, True))",
    "sparse_sigmoid": "Min(Max((x + 1)/2, 0), 1)",
    "squareplus": "(x + sqrt(x**2 + b))/2",
    "step": "Piecewise((1, x > threshold), (0, True))",
    "swiglu": "gate/(1 + exp(-beta*gate))*value",
    "swiglu_oai": "Min(gate, limit)/(1 + exp(-alpha*Min(gate, limit)))"
    "*(Min(Max(value, -limit), limit) + 1)",
    "swish": "x/(1 + exp(-beta*x))",
    "tan": "tan(x)",
    "tanh": "(exp(x) - exp(-x))/(exp(x) + exp(-x))",
    "tanhshrink": "x - tanh(x)",
    "threshold": "Piecewise((x, x > threshold), (value, True))",
    "thresholded_relu": "Piecewise((x, x > alpha), (0, True))",
    "xielu": "Piecewise((alpha_p*x**2 + beta*x, x > 0),"
    " (alpha_n*(exp(Min(x, eps)) - 1 - x) + beta*x, True))",
}

_SUM = r"\sum_j e^{\mathit{scale}\,x_j}"

OTHERS = {
    "crelu": r"\left(\max(x, 0),\ \max(-x, 0)\right)",
    "dequantize": r"(q - \mathit{zero\_point})\,\mathit{scale}",
    "entmax15": r"y_i = \max\left(\mathit{scale}\,x_i/2 - \tau,\ 0\right)^2"
    r"\quad\text{with } \sum_i y_i = 1",
    "entropy_scale": r"\kappa\,\log(n)/d",
    "fake_quantize": r"\left(\mathrm{clip}\left(\mathrm{rint}(x/\mathit{scale})"
    r" + \mathit{zero\_point}\right) - \mathit{zero\_point}\right)\,\mathit{scale}",
    "ffn": r"\mathit{activation}(x\,w_1 + b_1)\,w_2 + b_2",
    "gated_ffn": r"\mathit{gate}(x\,w + b,\ x\,v + c)\,w_2 + b_2",
    "glu_hidden_size": r"\tfrac{2}{3}\,d_{\mathit{ff}}",
    "log_softmax": rf"y_i = \mathit{{scale}}\,x_i - \log {_SUM}",
    "logsumexp": rf"\log {_SUM}",
    "quantize": r"\mathrm{clip}\left(\mathrm{rint}(x/\mathit{scale}) + \mathit{zero\_point}\right)",
    "smooth_max": r"\frac{1}{k} \log \sum_j e^{k x_j}",
    "soft_accuracy": r"\frac{1}{n} \sum_r"
    r" \frac{e^{k\,s_{r\ell}}}{\sum_j e^{k\,s_{rj}}}"
    r"\quad\text{with the label } \ell \text{ of row } r",
    "soft_argmax": r"\sum_i i\,\frac{e^{k x_i}}{\sum_j e^{k x_j}}",
    "soft_f1": r"\frac{2 \sum p\,t}{\sum (p + t)}",
    "softmax": rf"y_i = \frac{{e^{{\mathit{{scale}}\,x_i}}}}{{{_SUM}}}",
    "softmax_cross_entropy": rf"\log {_SUM} - \mathit{{scale}}\,x_{{\mathit{{label}}}}",
    "softmin": r"y_i = \frac{e^{-\mathit{scale}\,x_i}}{\sum_j e^{-\mathit{scale}\,x_j}}",
    "sparsemax": r"y_i = \max\left(\mathit{scale}\,x_i - \tau,\ 0\right)"
    r"\quad\text{with } \sum_i y_i = 1",
}

GREEK = ("alpha", "beta", "sigma", "mu")

#: What the normal distribution's density and distribution function are, for computing them.
NORMAL = {
    "Phi": lambda x: sympy.erfc(-x / sympy.sqrt(2)) / 2,
    "phi": lambda x: sympy.exp(-(x**2) / 2) / sympy.sqrt(2 * sympy.pi),
}


def expression(name: str, normal: dict[str, Any] | None = None) -> Any:
    """Return the formula of an elementwise function as it is written."""
    symbols = "x y k gate value target alpha beta sigma mu b cap limit shift slope offset lambd"
    symbols += " negative_slope min_val max_val threshold alpha_p alpha_n eps"
    known: dict[str, Any] = {each: sympy.Symbol(each, real=True) for each in symbols.split()}
    known |= normal or {each: sympy.Function(each) for each in NORMAL}
    return parse_expr(ELEMENTWISE[name], local_dict=known, evaluate=False)


def tex(name: str) -> str | None:
    """Return a function's formula for TeX, or None."""
    if name not in ELEMENTWISE:
        return OTHERS.get(name)
    found = expression(name)
    words = {}
    for symbol in found.free_symbols:
        stem, _, index = symbol.name.partition("_")
        if stem not in GREEK and len(symbol.name) > 1:
            words[symbol] = r"\mathit{" + symbol.name.replace("_", r"\_") + "}"
        elif index:
            words[symbol] = "\\" + stem + "_" + index
    return str(sympy.latex(found, symbol_names=words, order="none"))
