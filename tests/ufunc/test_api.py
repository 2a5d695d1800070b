"""The public names, their types and their docstrings."""

import doctest
import inspect
import re
from importlib import resources

import numpy as np
import pytest

import numba_act as na
from tests.support.walk import ACTIVATIONS, FUNCTIONS, of_types

PUBLIC = [
    "Activation",
    "__version__",
    "activation",
    "bilinear",
    "celu",
    "crelu",
    "elu",
    "entropy_scale",
    "erf",
    "erfc",
    "exp",
    "exp2",
    "expm1",
    "ffn",
    "gated_ffn",
    "geglu",
    "geglu_tanh",
    "gelu",
    "gelu_tanh",
    "glu",
    "glu_hidden_size",
    "hard_sigmoid",
    "hard_swish",
    "hard_tanh",
    "hardshrink",
    "jump_relu",
    "leaky_relu",
    "log",
    "log1p",
    "log_sigmoid",
    "log_softmax",
    "logit",
    "logsumexp",
    "mish",
    "prelu",
    "quick_geglu",
    "quick_gelu",
    "reglu",
    "relu",
    "relu6",
    "relu_squared",
    "selu",
    "sigmoid",
    "silu",
    "smooth_max",
    "soft_argmax",
    "softmax",
    "softmin",
    "softplus",
    "softshrink",
    "softsign",
    "sparse_plus",
    "sparse_sigmoid",
    "squareplus",
    "swiglu",
    "swiglu_oai",
    "swish",
    "tanh",
    "tanhshrink",
    "target",
    "threshold",
    "thresholded_relu",
]

#: Functions of whole rows, which are no ufuncs.
BLOCKS = ["ffn", "gated_ffn", "glu_hidden_size"]

ROWS = [
    "entropy_scale",
    "log_softmax",
    "logsumexp",
    "smooth_max",
    "soft_argmax",
    "softmax",
    "softmin",
]


def test_public_names():
    assert sorted(na.__all__) == PUBLIC
    assert all(hasattr(na, name) for name in PUBLIC)
    others = {"Activation", "__version__", "activation", "crelu", "target", *ROWS, *BLOCKS}
    assert set(ACTIVATIONS) == set(PUBLIC) - others


def test_version():
    assert re.fullmatch(r"\d+\.\d+\.\d+", na.__version__)


def test_types_are_shipped():
    assert resources.files(na).joinpath("py.typed").is_file()


@pytest.mark.parametrize("name", [*ACTIVATIONS, "activation", "crelu", *ROWS, *BLOCKS])
def test_docstring(name):
    doc = inspect.getdoc(getattr(na, name))
    summary = doc.splitlines()[0]
    assert summary.endswith(".")
    assert doc.splitlines()[1] == ""
    positions = []
    for section in ("Parameters", "Returns", "Notes", "Examples"):
        if section == "Notes" and name == "activation":
            continue
        heading = f"\n{section}\n{'-' * len(section)}\n"
        assert doc.count(heading) == 1
        positions.append(doc.index(heading))
    assert positions == sorted(positions)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_docstring_states_the_error_bound(name):
    function = FUNCTIONS[name]
    bounds = function.definition.max_ulp
    assert set(bounds) == {"float32", "float64"}
    sentence = (
        f"Maximum error: {bounds['float32']:g} ULP in float32, "
        f"{bounds['float64']:g} ULP in float64; 0.501 ULP in float16 and bfloat16."
    )
    assert sentence in function.__doc__


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_docstring_names_every_argument(name):
    doc = ACTIVATIONS[name].__doc__
    definition = ACTIVATIONS[name].definition
    parameters = doc.partition("Parameters\n---")[2].partition("Returns\n---")[0]
    for argument in [*definition.inputs, *definition.parameters]:
        assert re.search(rf"^.*\b{argument}\b.* : array_like", parameters, re.MULTILINE)


@pytest.mark.parametrize(
    "name", [*of_types(ACTIVATIONS, "float64"), "activation", "crelu", *ROWS, *BLOCKS]
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
