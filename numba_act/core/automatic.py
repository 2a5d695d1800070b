"""Derivatives of bodies for which nobody has written one: forward-mode differentiation.

A body becomes another plain function, in which beside each value stands its tangent, the derivative
with respect to the arguments that were asked for. It is made from the body's source, so that
branches and loops stay what they are: the derivative at a kink is that of the branch that is taken.
An activation that is called is an atom, whose own derivative enters. A tangent that is always 0 is
not computed.
"""

from __future__ import annotations

import ast
import builtins
import functools
import inspect
import linecache
import math
import types as pytypes
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NoReturn, cast

import numpy as np

from . import primitives
from .primitives import add_exponent, copysign, flip_sign, fma, select, split_exponent
from .specialize import Scalar, is_ours

#: The tangents of an expression, one for each argument that was asked for; None is 0.
_Tangents = list["ast.expr | None"]


class NotDifferentiableError(TypeError):
    """Something in a body for which there is no rule."""


def derivative(body: Callable[..., Any], wrt: Sequence[str]) -> Callable[..., Any]:
    """Return a body of the same arguments that returns the derivatives with respect to some.

    Parameters
    ----------
    body
        The scalar function.
    wrt
        Names of arguments.

    Raises
    ------
    NotDifferentiableError
        If the source cannot be read, or something in it has no rule; with file and line.
    """
    active = frozenset((name, k) for k, name in enumerate(wrt))
    return _Transformation(body, len(wrt), active, slopes_only=True).made()


# Rules -------------------------------------------------------------------------------------------
# Of a function of several arguments the partial derivatives, each a function of the arguments and
# the result; None where it is 0.


def _sign(x: float, y: float) -> float:
    return -1.0 if x < 0.0 else 1.0


def _horner_slope(x: float, coefficients: tuple[float, ...], y: float) -> float:
    value, slope = 0.0 * x, 0.0 * x
    for k in range(len(coefficients) - 1, -1, -1):
        slope = fma(slope, x, value)
        value = fma(value, x, coefficients[k])
    return slope


def _horner_pairs_slope(x: float, square: float, c: tuple[float, ...], y: float) -> float:
    return _horner_slope(x, c, y)


_ONE_ARGUMENT: dict[str, Callable[[float, float], float]] = {
    "exp": lambda x, y: y,
    "exp2": lambda x, y: math.log(2.0) * y,
    "expm1": lambda x, y: y + 1.0,
    "log": lambda x, y: 1.0 / x,
    "log2": lambda x, y: 1.0 / (math.log(2.0) * x),
    "log10": lambda x, y: 1.0 / (math.log(10.0) * x),
    "log1p": lambda x, y: 1.0 / (1.0 + x),
    "sqrt": lambda x, y: 0.5 / y,
    "cbrt": lambda x, y: 1.0 / (3.0 * y * y),
    "sin": lambda x, y: math.cos(x),
    "cos": lambda x, y: -math.sin(x),
    "tan": lambda x, y: 1.0 + y * y,
    "asin": lambda x, y: 1.0 / math.sqrt((1.0 - x) * (1.0 + x)),
    "acos": lambda x, y: -1.0 / math.sqrt((1.0 - x) * (1.0 + x)),
    "atan": lambda x, y: 1.0 / (1.0 + x * x),
    "sinh": lambda x, y: math.cosh(x),
    "cosh": lambda x, y: math.sinh(x),
    "tanh": lambda x, y: 1.0 - y * y,
    "asinh": lambda x, y: 1.0 / math.sqrt(1.0 + x * x),
    "acosh": lambda x, y: 1.0 / math.sqrt((x - 1.0) * (x + 1.0)),
    "atanh": lambda x, y: 1.0 / ((1.0 - x) * (1.0 + x)),
    "erf": lambda x, y: 2.0 / math.sqrt(math.pi) * math.exp(-x * x),
    "erfc": lambda x, y: -2.0 / math.sqrt(math.pi) * math.exp(-x * x),
    "fabs": _sign,
}

#: NumPy's names where they are others.
_NUMPY_NAMES = {
    name: f"arc{name[1:]}" for name in ("asin", "acos", "atan", "asinh", "acosh", "atanh")
} | {"fabs": "absolute"}

# Where a factor is 0 the other one is to be finite.
_POWER = (
    lambda x, n, y: n * x ** (0.0 if n == 0.0 else n - 1.0),
    lambda x, n, y: y * math.log(1.0 if x == 0.0 and n >= 0.0 else x),
)

_PARTIALS: dict[Any, tuple[Callable[..., float] | None, ...]] = {
    abs: (_sign,),
    float: (lambda x, y: 1.0,),
    primitives.absolute: (_sign,),
    primitives.sqrt: (_ONE_ARGUMENT["sqrt"],),
    fma: (lambda a, b, c, y: b, lambda a, b, c, y: a, lambda a, b, c, y: 1.0),
    copysign: (lambda x, s, y: flip_sign(copysign(1.0, x), s), None),
    flip_sign: (lambda x, s, y: flip_sign(1.0, s), None),
    add_exponent: (lambda x, n, y: add_exponent(1.0, n), None),
    primitives.quotient: (lambda a, b, y: 1.0 / b, lambda a, b, y: -y / b),
    primitives.pole: (lambda a, b, y: 1.0 / b, lambda a, b, y: -y / b),
    primitives.rough_reciprocal: (lambda x, y: -y * y,),
    primitives.horner: (_horner_slope, None),
    primitives.horner_pairs: (_horner_pairs_slope, None, None),
    math.pow: _POWER,
    math.hypot: (lambda a, b, y: a / y, lambda a, b, y: b / y),
    math.atan2: (lambda a, b, y: b / (a * a + b * b), lambda a, b, y: -a / (a * a + b * b)),
    math.copysign: (lambda x, s, y: math.copysign(1.0, x) * math.copysign(1.0, s), None),
    math.fmod: (lambda a, b, y: 1.0, lambda a, b, y: -float((a - y) / b)),
}
for _key, _rule in _ONE_ARGUMENT.items():
    for _module, _known in ((math, _key), (np, _NUMPY_NAMES.get(_key, _key))):
        if hasattr(_module, _known):
            _PARTIALS[getattr(_module, _known)] = (_rule,)
_PARTIALS |= {np.power: _POWER, np.hypot: _PARTIALS[math.hypot]}
_PARTIALS |= {np.arctan2: _PARTIALS[math.atan2], np.copysign: _PARTIALS[math.copysign]}
_PARTIALS |= {np.fabs: (_sign,), np.fmod: _PARTIALS[math.fmod]}
_PARTIALS |= {np.square: (lambda x, y: 2.0 * x,), np.reciprocal: (lambda x, y: -y * y,)}
_PARTIALS[np.logaddexp] = (
    lambda a, b, y: 1.0 / (1.0 + math.exp(b - a)),
    lambda a, b, y: 1.0 / (1.0 + math.exp(a - b)),
)


#: Tangents of what does not take each argument's times a factor, from arguments and their tangents.
_TANGENTS: dict[Any, Callable[..., Any]] = {
    select: lambda c, a, b, dc, da, db: select(c, da, db),
    max: lambda a, b, da, db: db if b > a else da,
    min: lambda a, b, da, db: db if b < a else da,
    split_exponent: lambda x, low, dx, dlow: (dx * split_exponent(x, low)[0] / x, 0.0 * dx),
}
_TANGENTS |= dict.fromkeys((np.maximum, np.fmax), _TANGENTS[max])
_TANGENTS |= dict.fromkeys((np.minimum, np.fmin), _TANGENTS[min])

#: What is constant between its jumps.
_FLAT: list[Any] = [
    *(int, bool, len, range, round),
    *(math.floor, math.ceil, math.trunc, np.floor, np.ceil, np.trunc, np.rint, np.sign),
    *(math.isnan, math.isinf, math.isfinite, np.isnan, np.isinf, np.isfinite, np.signbit),
    *(primitives.magnitude_at_most, primitives.pow2_from_shifted, primitives.round_shifted),
    *(primitives.round_even, primitives.has_bit),
]


def _found(table: Mapping[Any, Any], value: Any) -> Any:
    try:
        return table.get(value)
    except TypeError:  # no key of a dictionary
        return None


# Source ------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=16)
def _parsed(text: str, filename: str) -> tuple[ast.Module, frozenset[pytypes.CodeType]]:
    """Return a file's syntax tree, and the codes of all functions in it."""
    tree = ast.parse(text, filename)
    codes: set[pytypes.CodeType] = set()

    def visit(code: pytypes.CodeType) -> None:
        codes.add(code)
        for constant in code.co_consts:
            if isinstance(constant, pytypes.CodeType):
                visit(constant)

    visit(compile(text, filename, "exec", dont_inherit=True))
    return tree, frozenset(codes)


def _source_of(function: Any) -> ast.FunctionDef | ast.Lambda:
    """Return the syntax tree of a plain function."""
    code: pytypes.CodeType = function.__code__
    text = "".join(linecache.getlines(code.co_filename, function.__globals__))
    try:
        tree, codes = _parsed(text, code.co_filename)
    except SyntaxError:
        codes = frozenset()
    places = [p for p in code.co_positions() if p[0] and p[2] is not None and p[2] != p[3]]
    lambdas: list[ast.Lambda] = []
    # Only a function of the same code is the one that was defined: the file may have changed since.
    for node in ast.walk(tree) if any(_alike(each, code) for each in codes) else ():
        if isinstance(node, ast.FunctionDef) and node.name == code.co_name:
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            if first == code.co_firstlineno:
                return node
        if isinstance(node, ast.Lambda) and code.co_name == "<lambda>":
            begin = node.body.lineno, node.body.col_offset
            end = node.body.end_lineno, node.body.end_col_offset
            if all(begin <= (p[0], p[2]) and (p[1], p[3]) <= end for p in places):
                lambdas.append(node)
    if lambdas:  # the innermost one: others are around it
        return max(lambdas, key=lambda node: (node.body.lineno, node.body.col_offset))
    raise NotDifferentiableError(
        f"{code.co_filename}:{code.co_firstlineno}: the source cannot be read"
    )


def _alike(one: pytypes.CodeType, other: pytypes.CodeType) -> bool:
    """Say whether two codes are the same; the compiler that made one may have had other flags."""
    same = (one.co_firstlineno, one.co_name) == (other.co_firstlineno, other.co_name)
    return same and one.co_code == other.co_code and one.co_names == other.co_names


# Transformation ----------------------------------------------------------------------------------


class _Transformation:
    """A function with tangents beside its values.

    Parameters
    ----------
    function
        The function.
    count
        How many tangents each value has.
    active
        Which arguments have which tangents.
    slopes_only
        Whether those tangents are 1, the arguments are the function's own, and the tangents alone
        are the result. Otherwise they are arguments after the function's own, sorted, and the
        result is a tuple of the value and its tangents.
    """

    def __init__(
        self,
        function: Any,
        count: int,
        active: frozenset[tuple[str, int]],
        slopes_only: bool = False,
        callers: tuple[Any, ...] = (),
    ) -> None:
        if function in callers:
            raise NotDifferentiableError(f"{function.__name__} calls itself")
        self._function, self._count, self._given = function, count, active
        self._slopes_only, self._callers = slopes_only, (*callers, function)
        self._node = _source_of(function)
        self._names = _Scope(function)
        #: What the new function refers to by names that the old one has not.
        self._bound: dict[str, Any] = {}
        self._active = set(active)
        self._inner: set[str] = set()
        self._out: list[ast.stmt] = []

    def made(self) -> Callable[..., Any]:
        """Return the new function."""
        node = self._node
        statements = node.body if isinstance(node, ast.FunctionDef) else [_return(node.body)]
        lines = self._settled(statements)
        arguments = [*self._names.arguments]
        # an argument that is assigned to may come to depend on another one
        start = {each: 0.0 for each in self._active - self._given if each[0] in arguments}
        if self._slopes_only:
            start |= dict.fromkeys(self._given, 1.0)
        lines = [*(_assign(_d(k, n), _number(start[n, k])) for n, k in sorted(start)), *lines]
        if not self._slopes_only:
            arguments += [_d(k, name) for name, k in sorted(self._given)]
        name = f"d_{self._function.__name__}".replace("<lambda>", "lambda")
        new = _function(name, arguments, lines)
        outside = [*self._names.cells, *self._bound]
        factory = _function("make", outside, [new, _return(_name(name))])
        tree = ast.Module([factory], [])
        for each in ast.walk(tree):
            if isinstance(each, (ast.expr, ast.stmt)) and not hasattr(each, "lineno"):
                each.lineno = each.end_lineno = node.lineno
                each.col_offset = each.end_col_offset = 0
        ast.fix_missing_locations(tree)
        code = compile(tree, self._function.__code__.co_filename, "exec", dont_inherit=True)
        (inner,) = (each for each in code.co_consts if isinstance(each, pytypes.CodeType))
        make = pytypes.FunctionType(inner, self._function.__globals__)
        made: Any = make(*self._names.cells.values(), *self._bound.values())
        made.__module__ = self._function.__module__
        return cast(Callable[..., Any], made)

    def _fail(self, node: ast.AST, text: str) -> NoReturn:
        code = self._function.__code__
        line = getattr(node, "lineno", code.co_firstlineno)
        raise NotDifferentiableError(f"{code.co_filename}:{line}: {text}")

    def _bind(self, name: str, value: Any) -> ast.expr:
        """Return an expression for something that the old function does not refer to."""
        name = f"_{name}_{len(self._bound)}"
        self._bound[name] = value
        return _name(name)

    def _kept(self, value: ast.expr) -> ast.expr:
        """Return a name for a value that is used more than once."""
        if isinstance(value, (ast.Name, ast.Constant)):
            return value
        self._temporaries += 1
        name = f"_v{self._temporaries}"
        self._out.append(_assign(name, value))
        return _name(name)

    _temporaries = 0

    # Statements

    def _settled(self, statements: Sequence[ast.stmt]) -> list[ast.stmt]:
        """Return the lines for a body, when it is known which of its variables have tangents."""
        while True:
            before = len(self._active)
            lines = self._block(statements)
            if len(self._active) == before:
                return lines

    def _block(self, statements: Iterable[ast.stmt]) -> list[ast.stmt]:
        outer, self._out = self._out, []
        for each in statements:
            self._statement(each)
        lines, self._out = self._out, outer
        return lines

    def _statement(self, node: ast.stmt) -> None:
        match node:
            case ast.Pass() | ast.Break() | ast.Continue() | ast.Assert() | ast.Raise():
                self._out.append(node)
            case ast.Expr():  # a docstring, or a value that nobody takes
                pass
            case ast.Return():
                self._returned(node)
            case ast.Assign(value=ast.Lambda() as inside, targets=[ast.Name() as target]):
                inner = _function(target.id, [], [_return(inside.body)])
                inner.args = inside.args
                self._function_inside(inner)
            case ast.Assign():
                value, tangents = self._of(node.value)
                for each in node.targets:
                    self._set(each, value, tangents)
            case ast.AnnAssign():
                if node.value is not None:
                    self._set(node.target, *self._of(node.value))
            case ast.AugAssign(target=ast.Name() as target):
                both = ast.BinOp(ast.copy_location(_name(target.id), node), node.op, node.value)
                self._set(target, *self._of(ast.copy_location(both, node)))
            case ast.If():
                test = self._value(node.test)
                body = self._block(node.body) or [ast.Pass()]
                self._out.append(ast.If(test, body, self._block(node.orelse)))
            case ast.While(orelse=[]):
                body = self._block(node.body) or [ast.Pass()]
                self._out.append(ast.While(node.test, body, []))
            case ast.For(orelse=[]):
                self._for(node)
            case ast.FunctionDef():
                self._function_inside(node)
            case _:
                self._fail(node, f"no rule for this statement, {type(node).__name__}")

    def _returned(self, node: ast.Return) -> None:
        if node.value is None:
            self._fail(node, "it returns nothing")
        value, tangents = self._of(node.value)
        several = [_zero_like(value) if each is None else each for each in tangents]
        if self._slopes_only:
            result = several[0] if self._count == 1 else _tuple(several)
        else:
            result = _tuple([value, *several])
        self._out.append(_return(result))

    def _set(self, target: ast.expr, value: ast.expr, tangents: _Tangents) -> None:
        """Assign a value and its tangents to a name, or to several."""
        if isinstance(target, ast.Name):
            names: list[str] = [target.id]
        elif isinstance(target, ast.Tuple) and all(isinstance(e, ast.Name) for e in target.elts):
            names = [cast(ast.Name, each).id for each in target.elts]
            value = self._kept(value)
        else:
            self._fail(target, "an assignment to something other than names")
        fresh: list[tuple[list[str], ast.expr]] = []
        for k, tangent in enumerate(tangents):
            if tangent is not None:
                self._active |= {(name, k) for name in names}
            if any((name, k) in self._active for name in names):
                fresh.append(([_d(k, name) for name in names], tangent or _zero_like(value, names)))
        kept = [(names, self._kept(tangent)) for names, tangent in fresh]
        self._out.append(ast.Assign([target], value))
        for names, tangent in kept:
            whole = _name(names[0]) if isinstance(target, ast.Name) else _tuple(map(_name, names))
            self._out.append(ast.Assign([_stored(whole)], tangent))

    def _for(self, node: ast.For) -> None:
        over, tangents = self._of(node.iter)
        if any(tangents):
            self._fail(node, "a loop over values that depend on an argument")
        given = [each.id for each in ast.walk(node.target) if isinstance(each, ast.Name)]
        zeros = [_assign(_d(k, n), _number(0.0)) for n, k in sorted(self._active) if n in given]
        lines = [*zeros, *self._block(node.body)]
        self._out.append(ast.For(node.target, over, lines or [ast.Pass()], []))

    def _function_inside(self, node: ast.FunctionDef) -> None:
        """Keep a function that is defined inside, and define it with tangents too.

        Each of its arguments has all tangents, since it may be called with any.
        """
        own = [each.arg for each in node.args.args]
        others = node.args.posonlyargs, node.args.kwonlyargs, node.args.defaults
        if any(others) or node.args.vararg or node.args.kwarg:
            self._fail(node, f"{node.name} has arguments that are not plain names")
        self._inner.add(node.name)
        active, outer, names = self._active, self._slopes_only, self._names.local
        assigned = [each for each in ast.walk(node) if isinstance(each, ast.Name)]
        inside = {each.id for each in assigned if isinstance(each.ctx, ast.Store)} | {*own}
        self._names.local = names | inside
        self._active = {each for each in active if each[0] not in inside}
        self._active |= {(name, k) for name in own for k in range(self._count)}
        self._slopes_only = False
        lines = self._settled(node.body)
        self._slopes_only, self._active, self._names.local = outer, active, names
        tangents = [_d(k, name) for name in own for k in range(self._count)]
        self._out += [node, _function(f"_d_{node.name}", [*own, *tangents], lines)]

    # Expressions

    def _value(self, node: ast.expr) -> ast.expr:
        """Return the value of an expression."""
        return self._of(node)[0]

    def _of(self, node: ast.expr) -> tuple[ast.expr, _Tangents]:
        """Return an expression's value and its tangents."""
        value, tangents = self._result(node)
        ast.copy_location(value, node)
        return value, tangents

    def _result(self, node: ast.expr) -> tuple[ast.expr, _Tangents]:
        none: _Tangents = [None] * self._count
        match node:
            case ast.Constant():
                return node, none
            case ast.Name():
                variable = node.id in self._names.local
                return node, [
                    _name(_d(k, node.id)) if variable and (node.id, k) in self._active else None
                    for k in range(self._count)
                ]
            case ast.UnaryOp(op=ast.Not()) | ast.Compare() | ast.BoolOp():
                self._refuse_numbers(node)
                return node, none
            case ast.UnaryOp():
                value, tangents = self._of(node.operand)
                return ast.UnaryOp(node.op, value), [
                    each and ast.UnaryOp(node.op, each) for each in tangents
                ]
            case ast.BinOp():
                return self._binary(node)
            case ast.IfExp():
                test = self._kept(self._value(node.test))
                (one, ones), (other, others) = self._of(node.body), self._of(node.orelse)
                both: _Tangents = []
                for a, b in zip(ones, others, strict=True):
                    part = ast.IfExp(test, a or _zero_like(one), b or _zero_like(other))
                    both.append(part if a or b else None)
                return ast.IfExp(test, one, other), both
            case ast.Tuple():
                parts = [self._of(each) for each in node.elts]
                values = _tuple([value for value, _ in parts])
                columns = zip(*(tangents for _, tangents in parts), strict=True)
                return values, [
                    _tuple([t or _zero_like(v) for t, (v, _) in zip(column, parts, strict=True)])
                    if any(column)
                    else None
                    for column in (columns if parts else [()] * self._count)
                ]
            case ast.Subscript():
                value, tangents = self._of(node.value)
                return ast.Subscript(value, node.slice, ast.Load()), [
                    each and ast.Subscript(each, node.slice, ast.Load()) for each in tangents
                ]
            case ast.Attribute():
                owner = node.value
                if isinstance(owner, ast.Name) and any(self._of(owner)[1]):
                    self._fail(node, "an attribute of something that depends on an argument")
                return node, none
            case ast.Call():
                return self._call(node)
        return self._fail(node, f"no rule for this expression, {type(node).__name__}")

    def _refuse_numbers(self, node: ast.expr) -> None:
        """Raise the error for `and` and `or` between numbers."""
        if isinstance(node, ast.BoolOp):
            for each in node.values:
                if any(self._of(each)[1]):
                    self._fail(node, "`and` or `or` of numbers")

    def _binary(self, node: ast.BinOp) -> tuple[ast.expr, _Tangents]:
        (a, das), (b, dbs) = self._of(node.left), self._of(node.right)
        if not any((*das, *dbs)):
            return ast.BinOp(a, node.op, b), [None] * self._count
        if isinstance(node.op, (ast.Add, ast.Sub)):
            minus = isinstance(node.op, ast.Sub)
            return ast.BinOp(a, node.op, b), [
                _sum([da, _negative(db) if minus and db else db])
                for da, db in zip(das, dbs, strict=True)
            ]
        a, b = self._kept(a), self._kept(b)
        value = self._kept(ast.BinOp(a, node.op, b))
        partials: tuple[ast.expr | None, ast.expr | None]
        match node.op:
            case ast.Mult():
                partials = b, a
            case ast.Div():
                return value, [
                    _over(_sum([da, _times(_negative(value), db)]), b)
                    for da, db in zip(das, dbs, strict=True)
                ]
            case ast.Pow() if not any(dbs):
                less: ast.expr = ast.BinOp(b, ast.Sub(), ast.Constant(1))
                if not isinstance(b, ast.Constant):
                    is_zero = ast.Compare(b, [ast.Eq()], [ast.Constant(0)])
                    less = ast.IfExp(is_zero, ast.Constant(0), less)
                slope = ast.BinOp(b, ast.Mult(), ast.BinOp(a, ast.Pow(), less))
                partials = None if isinstance(b, ast.Constant) and b.value == 0 else slope, None
            case ast.Pow():
                one, other = (self._bind("power", each) for each in _POWER)
                partials = _call(one, [a, b, value]), _call(other, [a, b, value])
            case ast.FloorDiv():
                partials = None, None
            case ast.Mod():
                partials = _number(1.0), _negative(ast.BinOp(a, ast.FloorDiv(), b))
            case _:
                self._fail(node, f"no rule for the operator {type(node.op).__name__}")
        return value, self._combined([das, dbs], partials)

    def _combined(
        self, tangents: Sequence[_Tangents], partials: Sequence[ast.expr | None]
    ) -> _Tangents:
        """Return the sums of arguments' tangents, each times the partial derivative."""
        kept = [
            self._kept(partial) if partial is not None and any(given) else None
            for given, partial in zip(tangents, partials, strict=True)
        ]
        return [
            _sum([_times(partial, given[k]) for given, partial in zip(tangents, kept, strict=True)])
            for k in range(self._count)
        ]

    # Calls

    def _call(self, node: ast.Call) -> tuple[ast.expr, _Tangents]:
        if any(isinstance(each, ast.Starred) for each in node.args):
            self._fail(node, "a call with *arguments")
        given = [self._of(each) for each in node.args]
        named = {str(each.arg): self._of(each.value) for each in node.keywords}
        tangents = [each for _, each in (*given, *named.values())]
        if isinstance(node.func, ast.Name) and node.func.id in self._inner:
            if named:
                self._fail(node, "keywords in this call")
            return self._called_inner(node.func.id, given)
        if not any(any(each) for each in tangents):
            return node, [None] * self._count
        function = self._names.value(node.func)
        definition = getattr(function, "definition", None)
        if isinstance(definition, Scalar):
            names = (*definition.inputs, *definition.parameters)  # type: ignore[attr-defined]
            defaults = definition.parameters
            return self._called_activation(
                node, definition, self._bound_to(node, names, defaults, given, named)
            )
        if any(function is each for each in _FLAT):
            return node, [None] * self._count
        partials, tangent = _found(_PARTIALS, function), _found(_TANGENTS, function)
        if named and (partials or tangent):
            self._fail(node, "keywords in this call")
        values = [self._kept(value) for value, _ in given]
        columns = [each for _, each in given]
        if tangent:
            return self._called_rule(node, function, values, columns)
        if partials:
            value = self._kept(_call(node.func, values))
            factors = [
                None if each is None else _call(self._bind("slope", each), [*values, value])
                for each in partials
            ]
            return value, self._combined(columns, factors)
        plain = getattr(function, "py_func", function)
        if isinstance(plain, pytypes.FunctionType):
            signature = inspect.signature(plain).parameters
            defaults = {name: each.default for name, each in signature.items()}
            return self._called_helper(
                plain, self._bound_to(node, signature, defaults, given, named)
            )
        return self._fail(node, f"no rule for {ast.unparse(node.func)}")

    def _bound_to(
        self,
        node: ast.Call,
        names: Iterable[str],
        defaults: Mapping[str, Any],
        given: Sequence[tuple[ast.expr, _Tangents]],
        named: Mapping[str, tuple[ast.expr, _Tangents]],
    ) -> dict[str, tuple[ast.expr, _Tangents]]:
        """Return a call's arguments by name, all of them."""
        found = {**dict(zip(names, given, strict=False)), **named}
        for name in names:
            if name not in found:
                if defaults.get(name, inspect.Parameter.empty) is inspect.Parameter.empty:
                    self._fail(node, f"an argument {name!r} that is missing")
                found[name] = self._bind(name, defaults[name]), [None] * self._count
        return {name: (self._kept(found[name][0]), found[name][1]) for name in names}

    def _called_rule(
        self, node: ast.Call, function: Any, values: list[ast.expr], columns: list[_Tangents]
    ) -> tuple[ast.expr, _Tangents]:
        """Return the result of a function that has a rule for its tangent."""
        rule = _TANGENTS[function]
        folded = function in (max, min) and len(values) > 2
        if folded:
            first, seconds = self._called_rule(node, function, values[:2], columns[:2])
            rest = [self._kept(first), *values[2:]]
            return self._called_rule(node, function, rest, [seconds, *columns[2:]])
        bound = self._bind("tangent", rule)
        tangents: _Tangents = []
        for k in range(self._count):
            own = [column[k] for column in columns]
            filled = [each or _number(0.0) for each in own]
            tangents.append(_call(bound, [*values, *filled]) if any(own) else None)
        return _call(node.func, values), tangents

    def _called_activation(
        self, node: ast.Call, definition: Any, given: dict[str, tuple[ast.expr, _Tangents]]
    ) -> tuple[ast.expr, _Tangents]:
        values = [value for value, _ in given.values()]
        if not hasattr(definition, "derivatives"):  # it is one itself
            body = definition.__wrapped__
            if is_ours(body):
                self._fail(node, f"no rule for the derivative of {ast.unparse(node.func)}")
            return self._called_helper(body, given)
        parts: list[_Tangents] = []
        for name, (_, tangents) in given.items():
            if any(tangents):
                product = self._bind("vjp", definition.gradient("vjp", name).function)
                parts.append([each and _call(product, [each, *values]) for each in tangents])
        return _call(node.func, values), [
            _sum([part[k] for part in parts]) for k in range(self._count)
        ]

    def _called_helper(
        self, function: Any, given: dict[str, tuple[ast.expr, _Tangents]]
    ) -> tuple[ast.expr, _Tangents]:
        """Return the result of a function of the user's, and its tangents."""
        active = {
            (name, k): each
            for name, (_, tangents) in given.items()
            for k, each in enumerate(tangents)
            if each is not None
        }
        inner = _Transformation(function, self._count, frozenset(active), callers=self._callers)
        values = [value for value, _ in given.values()]
        call = _call(
            self._bind(function.__name__.strip("<>"), inner.made()),
            [*values, *(active[key] for key in sorted(active))],
        )
        return self._unpacked(call)

    def _called_inner(
        self, name: str, given: Sequence[tuple[ast.expr, _Tangents]]
    ) -> tuple[ast.expr, _Tangents]:
        filled = [each or _number(0.0) for _, tangents in given for each in tangents]
        return self._unpacked(_call(_name(f"_d_{name}"), [*(value for value, _ in given), *filled]))

    def _unpacked(self, call: ast.expr) -> tuple[ast.expr, _Tangents]:
        whole = self._kept(call)
        value, *tangents = (
            ast.Subscript(whole, ast.Constant(k), ast.Load()) for k in range(self._count + 1)
        )
        return value, [*tangents]


class _Scope:
    """What the names in a function stand for."""

    def __init__(self, function: Any) -> None:
        code = function.__code__
        self.arguments = code.co_varnames[: code.co_argcount]
        #: Names of variables, of the function that is looked at and those around it.
        self.local = {*code.co_varnames, *code.co_cellvars}
        self._globals = function.__globals__
        #: What its closure holds.
        self.cells = {}
        for name, cell in zip(code.co_freevars, function.__closure__ or (), strict=True):
            try:
                self.cells[name] = cell.cell_contents
            except ValueError:
                raise NotDifferentiableError(
                    f"{function.__name__}: {name!r} has no value"
                ) from None

    def value(self, node: ast.expr) -> Any:
        """Return what a name, or an attribute of one, stands for; None if that is not known."""
        match node:
            case ast.Name(id=name) if name in self.local:
                return None
            case ast.Name(id=name):
                for scope in (self.cells, self._globals, vars(builtins)):
                    if name in scope:
                        return scope[name]
            case ast.Attribute():
                owner = self.value(node.value)
                return None if owner is None else getattr(owner, node.attr, None)
        return None


# Pieces of syntax --------------------------------------------------------------------------------


def _d(k: int, name: str) -> str:
    return f"_d{k}_{name}"


def _name(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def _number(value: float) -> ast.expr:
    return ast.Constant(value)


def _stored(target: ast.expr) -> ast.expr:
    for each in ast.walk(target):
        if isinstance(each, (ast.Name, ast.Tuple)):
            each.ctx = ast.Store()
    return target


def _assign(name: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Name(name, ast.Store())], value)


def _return(value: ast.expr) -> ast.stmt:
    return ast.Return(value)


def _call(function: ast.expr, arguments: Iterable[ast.expr]) -> ast.expr:
    return ast.Call(function, [*arguments], [])


def _tuple(items: Iterable[ast.expr]) -> ast.expr:
    return ast.Tuple([*items], ast.Load())


def _negative(value: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.USub(), value)


def _over(a: ast.expr | None, b: ast.expr) -> ast.expr | None:
    return None if a is None else ast.BinOp(a, ast.Div(), b)


def _times(a: ast.expr | None, b: ast.expr | None) -> ast.expr | None:
    return None if a is None or b is None else ast.BinOp(a, ast.Mult(), b)


def _sum(terms: Iterable[ast.expr | None]) -> ast.expr | None:
    total: ast.expr | None = None
    for each in terms:
        if each is not None:
            total = each if total is None else ast.BinOp(total, ast.Add(), each)
    return total


def _zero_like(value: ast.expr, names: Sequence[str] = ("",)) -> ast.expr:
    """Return zeros for a value that has no tangent: as many as it has parts."""
    if isinstance(value, ast.Tuple):
        return _tuple(_zero_like(each) for each in value.elts)
    return _number(0.0) if len(names) == 1 else _tuple([_number(0.0)] * len(names))


def _function(name: str, arguments: Sequence[str], lines: list[ast.stmt]) -> ast.FunctionDef:
    given = ast.arguments([], [ast.arg(each) for each in arguments], None, [], [], None, [])
    made = ast.FunctionDef(name, given, lines, [])
    made.type_params = []  # type: ignore[attr-defined]
    return made
