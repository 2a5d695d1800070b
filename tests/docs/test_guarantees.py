"""The tests that docs/guarantees.md names are there."""

import ast
import functools
import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
TEXT = (TESTS.parent / "docs" / "guarantees.md").read_text(encoding="utf-8")


@functools.cache
def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def is_long(test):
    """Say whether all of a test runs with the marker `sweep` only."""
    return any(ast.unparse(each) == "pytest.mark.sweep" for each in test.decorator_list)


def test_every_test_that_is_named_is_there():
    named = re.findall(r"`([a-z]+/test_\w+\.py)::(\w+)`", TEXT)
    assert len(named) > 50
    assert TEXT.count("::") == len(named) + 1  # and `file::test`
    for file, name in named:
        assert name in functions(TESTS / file), f"{file}::{name}"


def test_long_tests_are_called_so():
    for promise in re.split(r"\n- |\n\n", TEXT):
        default, _, long = promise.partition("*long")
        for text, expected in ((default, False), (long, True)):
            for file, name in re.findall(r"`([a-z]+/test_\w+\.py)::(\w+)`", text):
                assert is_long(functions(TESTS / file)[name]) == expected, f"{file}::{name}"
