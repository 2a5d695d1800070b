"""The public names, their types and their docstrings."""

import doctest
import inspect
import re
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

import numba_act as na
from tests.support.walk import ACTIVATIONS, FUNCTIONS, of_types, some_of


def beside(function):
    """Return the public names of a function's module that are functions of its kind."""
    home = function.__module__
    found = [name for name in na.__all__ if getattr(getattr(na, name), "__module__", None) == home]
    return [name for name in found if type(getattr(na, name)) is type(function)]


#: Functions of whole rows; blocks, solvers, makers and those of codes, which are no ufuncs.
ROWS = [*beside(na.softmax), *beside(na.sparsemax), *beside(na.softmax_cross_entropy)]
BLOCKS = [*beside(na.ffn), *beside(na.inverse), *beside(na.quantize), *beside(na.mollify)]
KERNELS = beside(na.use_in_numba)
OTHERS = {"Activation", "__version__", "activation", "check_derivative", "target", *KERNELS}


def test_public_names():
    assert na.__all__ == sorted(set(na.__all__))
    assert all(hasattr(na, name) for name in na.__all__)
    assert set(ACTIVATIONS) == set(na.__all__) - OTHERS - {"crelu", *ROWS, *BLOCKS}
    assert "softmin" in ROWS
    assert "gated_ffn" in BLOCKS


def test_tables_name_every_function():
    root = Path(__file__).parents[2]
    text = (root / "README.md").read_text(encoding="utf-8").partition("## The functions")[2]
    table, _, _ = text.partition("\n\n[docs/names.md]")
    assert set(re.findall(r"`(\w+)`", table)) == set(na.__all__) - OTHERS
    elsewhere = (root / "docs" / "names.md").read_text(encoding="utf-8")
    for name in [*beside(na.relu), *beside(na.silu), *beside(na.swiglu)]:
        assert re.search(rf"`{name}\b", elsewhere), name


def test_version():
    assert re.fullmatch(r"\d+\.\d+\.\d+", na.__version__)


def test_types_are_shipped():
    assert resources.files(na).joinpath("py.typed").is_file()


def test_docstring():
    for name in [*ACTIVATIONS, "activation", "crelu", *ROWS, *BLOCKS]:
        doc = inspect.getdoc(getattr(na, name))
        summary = doc.splitlines()[0]
        assert summary.endswith("."), name
        assert doc.splitlines()[1] == "", name
        positions = []
        for section in ("Parameters", "Returns", "Notes", "Examples"):
            if section == "Notes" and name == "activation":
                continue
            heading = f"\n{section}\n{'-' * len(section)}\n"
            assert doc.count(heading) == 1, name
            positions.append(doc.index(heading))
        assert positions == sorted(positions), name


def test_docstring_states_the_error_bound():
    for name, function in FUNCTIONS.items():
        bounds = function.definition.max_ulp
        assert set(bounds) == {"float32", "float64"}, name
        sentence = (
            f"Maximum error: {bounds['float32']:g} ULP in float32, "
            f"{bounds['float64']:g} ULP in float64; 0.501 ULP in float16, "
            "bfloat16 and float8."
        )
        assert sentence in function.__doc__, name


def test_docstring_names_every_argument():
    for name in ACTIVATIONS:
        doc = ACTIVATIONS[name].__doc__
        definition = ACTIVATIONS[name].definition
        parameters = doc.partition("Parameters\n---")[2].partition("Returns\n---")[0]
        for argument in [*definition.inputs, *definition.parameters]:
            assert re.search(rf"^.*\b{argument}\b.* : array_like", parameters, re.MULTILINE), name


@pytest.mark.parametrize(
    "name",
    [
        *of_types(ACTIVATIONS, "float64"),
        *("activation", "crelu", *some_of(ROWS, ["softmax", "logsumexp", "sparsemax"]), *BLOCKS),
    ],
)
def test_examples(name):
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner()
    test = parser.get_doctest(
        getattr(na, name).__doc__, {"__name__": name, "na": na, "np": np}, name, None, 0
    )
    assert test.examples
    result = runner.run(test)
    assert result.failed == 0
    assert result.attempted == len(test.examples)
