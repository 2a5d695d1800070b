"""The formulas of functions, typeset for their pages.

Those of elementwise functions stand in their records, as SymPy reads them. Those of rows and blocks
are here.
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy.parsing.sympy_parser import parse_expr

from numba_act.measure.records import RECORDS

_SUM = r"\sum_j e^{\mathit{scale}\,x_j}"

#: In TeX.
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
    return parse_expr(RECORDS[name].formula, local_dict=known, evaluate=False)


def tex(name: str) -> str | None:
    """Return a function's formula for TeX, or None."""
    if name not in RECORDS:
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
