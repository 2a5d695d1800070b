"""Type checkers know the types of calls, which are true; what a tool makes is up to date."""

import ast
import re
import runpy
import subprocess
import sys
import types
import typing
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
CALLS = ROOT / "tests" / "support" / "typed_calls.py"
TEXT = CALLS.read_text(encoding="utf-8")

#: What is wrong with a line, by its number.
WRONG = {
    number: line.partition("  # error: ")[2]
    for number, line in enumerate(TEXT.splitlines(), 1)
    if "  # error: " in line
}


def test_made_files_are_up_to_date():
    tool = runpy.run_path(str(ROOT / "tools" / "public.py"))
    for path, text in tool["made"]().items():
        assert path.read_text(encoding="utf-8") == text, "run `python tools/public.py`"


def test_checker_knows_the_types():
    # the package's own modules are silent, as they are where it is installed
    options = ["--strict", "--config-file=", "--follow-imports=silent"]
    options += [f"--cache-dir={ROOT / '.mypy_cache' / 'typed_calls'}"]
    command = [sys.executable, "-m", "mypy", *options, str(CALLS.relative_to(ROOT))]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout
    found = {}
    for path, number, message in re.findall(r"^(.+?):(\d+): error: (.*)", output, re.MULTILINE):
        assert Path(path).name == CALLS.name, output
        found.setdefault(int(number), []).append(message)
    assert found, output
    unexpected = {number: found[number] for number in found if number not in WRONG}
    assert not unexpected
    for number, text in WRONG.items():
        assert any(text in message for message in found.get(number, [])), (number, text)


def is_of(value, kind):
    """Say whether a value has a type, the element type of arrays included."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is typing.Any:
        return True
    if origin in (typing.Union, types.UnionType):
        return any(is_of(value, each) for each in arguments)
    if origin is tuple:
        return (
            type(value) is tuple
            and len(value) == len(arguments)
            and all(map(is_of, value, arguments))
        )
    if origin is np.ndarray:
        (element,) = typing.get_args(arguments[1])
        return type(value) is np.ndarray and element in (typing.Any, value.dtype.type)
    return type(value) is kind


def test_types_are_true(monkeypatch):
    def assert_type(value, kind):
        assert is_of(value, kind), f"{value!r} is no {kind}"
        return value

    monkeypatch.setattr(typing, "assert_type", assert_type)
    scope = {"__name__": CALLS.stem}
    seen = set()
    for statement in ast.parse(TEXT).body:
        code = compile(ast.Module([statement], []), str(CALLS), "exec")
        if statement.end_lineno in WRONG:
            seen.add(statement.end_lineno)
            with pytest.raises((TypeError, ValueError, AttributeError)):
                exec(code, scope)
        else:
            exec(code, scope)
    assert seen == set(WRONG)
