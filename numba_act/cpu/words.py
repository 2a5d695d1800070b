"""Compile functions of machine words to LLVM, without type inference.

The drivers compute with addresses and counts alone: every value is a word. Numba's inference and
lowering would take a second for them, 20 times what LLVM itself takes, in the first call on a
machine. This is the subset of Python that the drivers are written in: assignments, `if`, `while`,
`for` over `range`, integer arithmetic, comparisons, `min` and `max`, calls of one another (which
are inlined) and of Numba's intrinsics.
"""

from __future__ import annotations

import ast
import builtins
import ctypes
import inspect
import textwrap
import types as pytypes
from collections.abc import Callable, Sequence
from typing import Any

import numba
from llvmlite import ir
from numba.core import types
from numba.core.compiler_lock import global_compiler_lock
from numba.core.registry import cpu_target
from numba.core.types import IntegerLiteral

__all__ = ["Compiled", "SourceMissingError", "compile_loop", "compile_words"]

_WORD = ir.IntType(8 * ctypes.sizeof(ctypes.c_ssize_t))

_BINARY: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.BitAnd: "and_",
    ast.BitOr: "or_",
    ast.BitXor: "xor",
    ast.LShift: "shl",
    ast.RShift: "ashr",
}
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}


class Compiled:
    """A compiled C function, with what `numba.cfunc` gives one.

    Attributes
    ----------
    address
        Of the function in memory.
    native_name
        Its symbol.
    """

    def __init__(self, library: Any, name: str) -> None:
        self._library = library
        self.native_name = name
        self.address = int(library.get_pointer_to_function(name))

    def inspect_llvm(self) -> str:
        """Return the LLVM text."""
        return str(self._library.get_llvm_str())


def compile_loop(function: Callable[..., Any]) -> Any:
    """Compile a driver to a C function with the signature of NumPy's inner loops.

    By Numba where there is no source, as in a frozen application: it takes a second longer.
    """
    try:
        return compile_words(function)
    except SourceMissingError:
        # The options leave out code that reports an exception, which none raises: with it, the row
        # driver's code could not be cached.
        options = {"error_model": "numpy", "forceinline": True}
        return numba.cfunc(types.void(*[types.intp] * 4), **options)(function)


class SourceMissingError(Exception):
    """A function's source is not there, or not the one that it was compiled from."""


def compile_words(function: Callable[..., Any]) -> Compiled:
    """Compile a function whose arguments are words, and which returns nothing, to a C function.

    Raises
    ------
    SyntaxError
        If the function, or one that it calls, contains what is no part of the subset.
    SourceMissingError
        If the source of one of them is not at hand.
    """
    context = cpu_target.target_context
    name = f"{function.__module__}.{function.__qualname__}"
    library = context.codegen().create_library(name)
    library.enable_object_caching()
    module = library.create_ir_module(name)
    count = len(inspect.signature(function).parameters)
    made = ir.Function(module, ir.FunctionType(ir.VoidType(), [_WORD] * count), name)
    made.attributes.add("nounwind")
    builder = ir.IRBuilder(made.append_basic_block("entry"))
    _Inlined(builder, function).run(list(made.args))
    builder.ret_void()
    library.add_ir_module(module)
    with global_compiler_lock:
        library.finalize()
    return Compiled(library, name)


def _syntax_tree(function: Any) -> ast.FunctionDef:
    """Return a function's syntax tree."""
    code = function.__code__
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
        (compiled,) = (
            each
            for each in compile(tree, code.co_filename, "exec").co_consts
            if isinstance(each, pytypes.CodeType)
        )
        (definition,) = tree.body
    except (OSError, SyntaxError, ValueError) as error:
        raise SourceMissingError(function.__qualname__) from error
    # A file that has changed since it was imported has other functions at these lines.
    if (compiled.co_code, compiled.co_names) != (code.co_code, code.co_names) or not isinstance(
        definition, ast.FunctionDef
    ):
        raise SourceMissingError(function.__qualname__)
    return definition


class _Inlined:
    """One call of a function, emitted where it is.

    Variables are places on the stack, which LLVM turns into registers.
    """

    def __init__(self, builder: Any, function: Callable[..., Any]) -> None:
        self.builder = builder
        self.function: Any = function
        self.definition = _syntax_tree(function)
        self.variables: dict[str, Any] = {}
        self.results: list[Any] | None = None
        self.end = builder.append_basic_block(f"{function.__name__}.end")
        self.loops: list[tuple[Any, Any]] = []  # where `continue` and `break` go

    def run(self, arguments: Sequence[Any]) -> Any:
        """Emit the body and return its result: a word, several, or None."""
        for argument, value in zip(self.definition.args.args, arguments, strict=True):
            self.assign(argument.arg, value)
        self.block(self.definition.body)
        self.jump(self.end)
        self.builder.position_at_end(self.end)
        if self.results is None:
            return None
        values = [self.builder.load(place) for place in self.results]
        return values[0] if len(values) == 1 else values

    def refuse(self, node: ast.AST) -> SyntaxError:
        name, line = self.function.__qualname__, getattr(node, "lineno", 0)
        return SyntaxError(f"{name}: no word arithmetic: {ast.unparse(node)} (line {line})")

    # Statements

    def block(self, statements: Sequence[ast.stmt]) -> None:
        for statement in statements:
            emit = _STATEMENTS.get(type(statement))
            if emit is None:
                raise self.refuse(statement)
            emit(self, statement)
            if self.builder.block.is_terminated:
                return

    def jump(self, block: Any) -> None:
        if not self.builder.block.is_terminated:
            self.builder.branch(block)

    def place(self) -> Any:
        with self.builder.goto_entry_block():
            return self.builder.alloca(_WORD)

    def assign(self, name: str, value: Any) -> None:
        if name not in self.variables:
            self.variables[name] = self.place()
        self.builder.store(value, self.variables[name])

    def expression(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # a docstring
            self.values(node.value)

    def assignment(self, node: ast.Assign) -> None:
        if len(node.targets) != 1:
            raise self.refuse(node)
        (target,) = node.targets
        names = target.elts if isinstance(target, ast.Tuple) else [target]
        values = self.values(node.value)
        for name, value in zip(names, values, strict=True):
            if not isinstance(name, ast.Name):
                raise self.refuse(node)
            self.assign(name.id, value)

    def update(self, node: ast.AugAssign) -> None:
        if not isinstance(node.target, ast.Name):
            raise self.refuse(node)
        before = self.builder.load(self.variables[node.target.id])
        self.assign(node.target.id, self.binary(node, node.op, before, self.value(node.value)))

    def return_(self, node: ast.Return) -> None:
        values = [] if node.value is None else self.values(node.value)
        if values:
            if self.results is None:
                self.results = [self.place() for _ in values]
            for place, value in zip(self.results, values, strict=True):
                self.builder.store(value, place)
        self.jump(self.end)

    def if_(self, node: ast.If) -> None:
        then, otherwise, after = (self.builder.append_basic_block("if") for _ in range(3))
        self.builder.cbranch(self.truth(node.test), then, otherwise)
        for block, statements in ((then, node.body), (otherwise, node.orelse)):
            self.builder.position_at_end(block)
            self.block(statements)
            self.jump(after)
        self.builder.position_at_end(after)

    def while_(self, node: ast.While) -> None:
        if node.orelse:
            raise self.refuse(node)
        test, body, following, after = (self.builder.append_basic_block("while") for _ in range(4))
        self.builder.branch(test)
        self.builder.position_at_end(test)
        self.builder.cbranch(self.truth(node.test), body, after)
        self.loop(node.body, body, following, after)
        self.builder.branch(test)
        self.builder.position_at_end(after)

    def for_(self, node: ast.For) -> None:
        call = node.iter
        if not (
            isinstance(node.target, ast.Name)
            and isinstance(call, ast.Call)
            and ast.unparse(call.func) == "range"
            and len(call.args) <= 2
            and not node.orelse
        ):
            raise self.refuse(node)
        *start, stop = (self.value(argument) for argument in call.args)
        index = self.place()
        self.builder.store(start[0] if start else _WORD(0), index)
        test, body, following, after = (self.builder.append_basic_block("for") for _ in range(4))
        self.builder.branch(test)
        self.builder.position_at_end(test)
        now = self.builder.load(index)
        self.builder.cbranch(self.builder.icmp_signed("<", now, stop), body, after)
        self.builder.position_at_end(body)
        self.assign(node.target.id, now)
        self.loop(node.body, body, following, after)
        self.builder.store(self.builder.add(now, _WORD(1)), index)
        self.builder.branch(test)
        self.builder.position_at_end(after)

    def loop(self, statements: Sequence[ast.stmt], body: Any, following: Any, after: Any) -> None:
        """Emit a loop's body, and leave the builder where it goes on."""
        self.builder.position_at_end(body)
        self.loops.append((following, after))
        self.block(statements)
        self.loops.pop()
        self.jump(following)
        self.builder.position_at_end(following)

    def continue_(self, node: ast.Continue) -> None:
        self.jump(self.loops[-1][0])

    def break_(self, node: ast.Break) -> None:
        self.jump(self.loops[-1][1])

    # Expressions

    def values(self, node: ast.expr) -> list[Any]:
        """Emit an expression of any number of values."""
        if isinstance(node, ast.Tuple):
            return [self.value(each) for each in node.elts]
        if isinstance(node, ast.Call):
            result = self.call(node)
            if result is None:
                return []
            return result if isinstance(result, list) else [result]
        return [self.value(node)]

    def value(self, node: ast.expr) -> Any:
        """Emit an expression of one value."""
        builder = self.builder
        if isinstance(node, ast.Constant) and isinstance(node.value, int):
            return _WORD(int(node.value))
        if isinstance(node, ast.Name):
            if node.id in self.variables:
                return builder.load(self.variables[node.id])
            found = self.known(node)
            if isinstance(found, int):
                return _WORD(int(found))
        elif isinstance(node, ast.BinOp):
            return self.binary(node, node.op, self.value(node.left), self.value(node.right))
        elif isinstance(node, ast.UnaryOp):
            if isinstance(node.op, ast.Not):
                return builder.zext(builder.not_(self.truth(node.operand)), _WORD)
            operand = self.value(node.operand)
            if isinstance(node.op, ast.USub):
                return builder.neg(operand)
            if isinstance(node.op, ast.Invert):
                return builder.not_(operand)
        elif isinstance(node, ast.BoolOp):
            return self.decided(node)
        elif isinstance(node, ast.Compare):
            return builder.zext(self.truth(node), _WORD)
        elif isinstance(node, ast.Call):
            (result,) = self.values(node)
            return result
        elif isinstance(node, ast.IfExp):
            return self.choice(node)
        raise self.refuse(node)

    def choice(self, node: ast.IfExp) -> Any:
        builder = self.builder
        then, otherwise, after = (builder.append_basic_block("choice") for _ in range(3))
        builder.cbranch(self.truth(node.test), then, otherwise)
        incoming = []
        for block, expression in ((then, node.body), (otherwise, node.orelse)):
            builder.position_at_end(block)
            incoming.append((self.value(expression), builder.block))
            builder.branch(after)
        builder.position_at_end(after)
        result = builder.phi(_WORD)
        for value, block in incoming:
            result.add_incoming(value, block)
        return result

    def known(self, node: ast.Name) -> Any:
        """Return the value of a name that is no variable."""
        found = self.function.__globals__.get(node.id, getattr(builtins, node.id, None))
        if found is None:
            raise self.refuse(node)
        return found

    def binary(self, node: ast.AST, operation: ast.operator, left: Any, right: Any) -> Any:
        builder = self.builder
        name = _BINARY.get(type(operation))
        if name is not None:
            return getattr(builder, name)(left, right)
        if not isinstance(operation, ast.FloorDiv):
            raise self.refuse(node)
        rest = builder.srem(left, right)
        signs = builder.icmp_signed("<", builder.xor(rest, right), _WORD(0))
        lower = builder.and_(signs, builder.icmp_signed("!=", rest, _WORD(0)))
        return builder.sub(builder.sdiv(left, right), builder.zext(lower, _WORD))

    def truth(self, node: ast.expr) -> Any:
        """Emit a condition as one bit."""
        builder = self.builder
        if isinstance(node, ast.Compare):
            result, left = None, self.value(node.left)
            for operation, comparator in zip(node.ops, node.comparators, strict=True):
                right = self.value(comparator)
                sign = _COMPARISONS.get(type(operation))
                if sign is None:
                    raise self.refuse(node)
                holds = builder.icmp_signed(sign, left, right)
                result = holds if result is None else builder.and_(result, holds)
                left = right
            return result
        return builder.icmp_signed("!=", self.value(node), _WORD(0))

    def decided(self, node: ast.BoolOp) -> Any:
        """Emit `and` or `or`: the operand that decides, after which none is evaluated."""
        builder = self.builder
        goes_on = isinstance(node.op, ast.And)
        end = builder.append_basic_block("decided")
        incoming = []
        for operand in node.values[:-1]:
            value = self.value(operand)
            incoming.append((value, builder.block))
            following = builder.append_basic_block("undecided")
            found = builder.icmp_signed("!=", value, _WORD(0))
            builder.cbranch(found, *((following, end) if goes_on else (end, following)))
            builder.position_at_end(following)
        incoming.append((self.value(node.values[-1]), builder.block))
        builder.branch(end)
        builder.position_at_end(end)
        result = builder.phi(_WORD)
        for value, block in incoming:
            result.add_incoming(value, block)
        return result

    def call(self, node: ast.Call) -> Any:
        if not isinstance(node.func, ast.Name) or node.keywords:
            raise self.refuse(node)
        function = self.known(node.func)
        arguments = [self.value(argument) for argument in node.args]
        if function in (min, max):
            result = arguments[0]
            for other in arguments[1:]:
                sign = "<" if function is min else ">"
                chosen = self.builder.icmp_signed(sign, other, result)
                result = self.builder.select(chosen, other, result)
            return result
        plain = getattr(function, "py_func", None)
        if plain is not None:
            return _Inlined(self.builder, plain).run(arguments)
        return self.intrinsic(node, function, arguments)

    def intrinsic(self, node: ast.Call, function: Any, arguments: Sequence[Any]) -> Any:
        define = getattr(function, "_defn", None)
        if define is None:
            raise self.refuse(node)
        kinds = [
            IntegerLiteral(value.constant) if isinstance(value, ir.Constant) else types.intp
            for value in arguments
        ]
        context = cpu_target.target_context
        signature, generate = define(None, *kinds)
        result = generate(context, self.builder, signature, arguments)
        if signature.return_type == types.void:
            return None
        if isinstance(signature.return_type, types.Boolean):
            return self.builder.zext(result, _WORD)
        return result


_STATEMENTS: dict[type[ast.stmt], Callable[[_Inlined, Any], None]] = {
    ast.Expr: _Inlined.expression,
    ast.Assign: _Inlined.assignment,
    ast.AugAssign: _Inlined.update,
    ast.Return: _Inlined.return_,
    ast.If: _Inlined.if_,
    ast.While: _Inlined.while_,
    ast.For: _Inlined.for_,
    ast.Continue: _Inlined.continue_,
    ast.Break: _Inlined.break_,
}
