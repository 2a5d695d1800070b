"""The compiler of the drivers: what Python says, on words."""

import ctypes
import inspect
import itertools

import numba
import numpy as np
import pytest

from numba_act.cpu.driver import load, stack, store
from numba_act.cpu.words import SourceMissingError, compile_loop, compile_words

NUMBERS = [-(2**62), -17, -5, -1, 0, 1, 2, 3, 7, 64, 2**40 + 1]
OFFSET = 3


def compiled(function, results):
    """Compile a function that stores its results at its first argument.

    Return a call with the other arguments, and the results' memory.
    """
    code = compile_words(function)
    memory = np.zeros(results, np.intp)
    prototype = ctypes.CFUNCTYPE(None, *[ctypes.c_ssize_t] * function.__code__.co_argcount)

    def call(*arguments):
        assert code  # kept as long as the call is
        prototype(code.address)(memory.ctypes.data, *arguments)

    return call, memory


def arithmetic(out, a, b):
    """Arithmetic that Python's integers have without overflow."""
    store(out, a // b)
    store(out + 8, (a & 31) - (b | 6) ^ ~a)
    store(out + 16, -(b & 15) * OFFSET + (a >> 2))
    store(out + 24, min(a, b, OFFSET) ^ max(a, b))
    store(out + 32, (b & 7) << OFFSET)


def test_arithmetic():
    call, memory = compiled(arithmetic, results=5)
    for a, b in itertools.product(NUMBERS, NUMBERS):
        if b:
            call(a, b)
            assert memory.tolist() == [
                a // b,
                (a & 31) - (b | 6) ^ ~a,
                -(b & 15) * OFFSET + (a >> 2),
                min(a, b, OFFSET) ^ max(a, b),
                (b & 7) << OFFSET,
            ]


def conditions(out, a, b, c):
    found = 0
    if a < b <= c:
        found |= 1
    if a == b or (b != c and not a > c):
        found |= 2
    elif a >= b:
        found |= 4
    else:
        found |= 8
    store(out, found + (16 if a < c else 32))
    store(out + 8, (a < b) + (not b))


def test_conditions():
    call, memory = compiled(conditions, results=2)
    for a, b, c in itertools.product((-1, 0, 1), repeat=3):
        call(a, b, c)
        expected = 1 if a < b <= c else 0
        expected |= 2 if a == b or (b != c and not a > c) else 4 if a >= b else 8
        assert memory.tolist() == [expected + (16 if a < c else 32), (a < b) + (not b)]


@numba.njit
def sum_and_count(address, n):
    """Add n words, but not after a zero, and not those that are odd."""
    total, count = 0, 0
    for k in range(n):
        word = load(address + 8 * k)
        if word == 0:
            break
        if word & 1:
            continue
        total += word
        count += 1
    return total, count


@numba.njit
def first_above(address, n, limit):
    for k in range(1, n):
        if load(address + 8 * k) > limit:
            return k
    return -1


def loops(out, n):
    values = stack(64)
    k = 0
    while k < n:
        store(values + 8 * k, 3 * k + 2)
        k += 1
    total, count = sum_and_count(values, n)
    store(out, total)
    store(out + 8, count)
    store(out + 16, first_above(values, n, 10))
    store(out + 24, k)


def test_loops_and_calls():
    call, memory = compiled(loops, results=4)
    for n in range(9):
        call(n)
        values = [3 * k + 2 for k in range(n)]
        even = [value for value in values if not value & 1]
        above = [k for k in range(1, n) if values[k] > 10]
        assert memory.tolist() == [sum(even), len(even), (above or [-1])[0], n]


def guarded(out, address):
    store(out, address != 0 and load(address) == 5)


def test_what_decides_nothing_is_not_evaluated():
    call, memory = compiled(guarded, results=1)
    call(0)
    assert memory.tolist() == [0]
    five = np.array([5], np.intp)
    call(five.ctypes.data)
    assert memory.tolist() == [1]


def operands(out, a, b):
    store(out, a or b)
    store(out + 8, a and b)
    store(out + 16, (a and b) or 9)


def test_and_and_or_are_one_of_their_operands():
    call, memory = compiled(operands, results=3)
    for a, b in itertools.product((0, 2, 7), repeat=2):
        call(a, b)
        assert memory.tolist() == [a or b, a and b, (a and b) or 9]


def subscript(out, a):
    store(out, a[0])


def true_division(out, a):
    store(out, a / 2)


def unknown(out, a):
    store(out, a + nowhere)  # noqa: F821


def of_list(out, a):
    for k in (1, 2):
        store(out, k)


def with_else(out, n):
    for k in range(n):
        store(out, k)
    else:
        store(out, -1)


@pytest.mark.parametrize(
    ("function", "text"),
    [
        (subscript, r"a\[0\]"),
        (true_division, "a / 2"),
        (unknown, "nowhere"),
        (of_list, "for k in"),
        (with_else, "for k in"),
    ],
)
def test_anything_else_is_refused(function, text):
    with pytest.raises(SyntaxError, match=rf"{function.__name__}: no word arithmetic: {text}"):
        compile_words(function)


def sum_of_three(out, a, b, c):
    store(out, a + b + c)


def no_source(function):
    raise OSError("could not get source code")


@pytest.mark.parametrize(
    "source",
    [no_source, lambda function: "def sum_of_three(out, a, b, c):\n    store(out, a * b * c)\n"],
    ids=["none", "changed"],
)
def test_without_the_source_numba_compiles(monkeypatch, source):
    monkeypatch.setattr(inspect, "getsource", source)
    with pytest.raises(SourceMissingError, match="sum_of_three"):
        compile_words(sum_of_three)
    made = compile_loop(sum_of_three)
    memory = np.zeros(1, np.intp)
    ctypes.CFUNCTYPE(None, *[ctypes.c_ssize_t] * 4)(made.address)(memory.ctypes.data, 2, 3, 4)
    assert memory[0] == 9
