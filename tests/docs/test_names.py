"""docs/names.md has every activation of other libraries, and what it names is in the package."""

import importlib
import re
from pathlib import Path

import pytest

import numba_act as na

PAGE = Path(__file__).parents[2] / "docs" / "names.md"

#: What the libraries have, in the versions that the page names.
THEIRS = {
    "transformers": """
        gelu gelu_10 gelu_fast gelu_new gelu_python gelu_pytorch_tanh gelu_python_tanh gelu_accurate
        hardswish laplace leaky_relu linear mish quick_gelu relu relu2 relu6 sigmoid silu
        sqrtsoftplus swish tanh prelu xielu
    """,
    "PyTorch": """
        Threshold ReLU RReLU Hardtanh ReLU6 Sigmoid Hardsigmoid Tanh SiLU Mish Hardswish ELU CELU
        SELU GLU GELU Hardshrink LeakyReLU LogSigmoid Softplus Softshrink MultiheadAttention PReLU
        Softsign Tanhshrink Softmin Softmax Softmax2d LogSoftmax AdaptiveLogSoftmaxWithLoss
    """,
    "JAX": """
        celu elu gelu glu hard_sigmoid hard_silu hard_swish hard_tanh identity leaky_relu log1mexp
        log_sigmoid log_softmax logmeanexp logsumexp mish relu relu6 selu sigmoid silu soft_sign
        softmax softplus sparse_plus sparse_sigmoid squareplus swish tanh
    """,
    "Keras": """
        celu elu exponential gelu glu hard_shrink hard_sigmoid hard_silu hard_swish hard_tanh
        leaky_relu linear log_sigmoid log_softmax mish relu relu6 selu sigmoid silu soft_shrink
        softmax softplus softsign sparse_plus sparse_sigmoid sparsemax squareplus swish tanh
        tanh_shrink threshold
    """,
    "ONNX": """
        Celu Clip Elu Erf Gelu HardSigmoid HardSwish Hardmax LeakyRelu LogSoftmax Mish PRelu
        ReduceLogSumExp Relu Selu Shrink Sigmoid Softmax Softplus Softsign Swish Tanh
        ThresholdedRelu
    """,
    "ggml": """
        ABS SGN NEG STEP TANH ELU RELU SIGMOID GELU GELU_QUICK SILU HARDSWISH HARDSIGMOID EXP EXPM1
        SOFTPLUS GELU_ERF XIELU FLOOR CEIL ROUND TRUNC REGLU GEGLU SWIGLU SWIGLU_OAI GEGLU_ERF
        GEGLU_QUICK
    """,
}

#: What has no counterpart here; the page says why.
MISSING = {"RReLU", "AdaptiveLogSoftmaxWithLoss"}


def rows_of(library):
    """Return the cells of a library's table, which a heading that begins with its name has."""
    _, _, page = PAGE.read_text(encoding="utf-8").partition("## From theirs to ours")
    section = re.split(r"^### ", page, flags=re.MULTILINE)
    (found,) = [each for each in section if each.startswith(library)]
    return [line.strip("|").split("|") for line in found.splitlines() if line.startswith("| `")]


def codes_of(cell):
    return re.findall(r"`([^`]+)`", cell)


@pytest.mark.parametrize("library", THEIRS)
def test_each_of_theirs_is_in_the_table_once(library):
    listed = [name for theirs, _ in rows_of(library) for name in codes_of(theirs)]
    assert sorted(listed) == sorted(THEIRS[library].split())


@pytest.mark.parametrize("library", THEIRS)
def test_what_is_named_is_here(library):
    for theirs, here in rows_of(library):
        without = here.strip() == "–"
        assert without == bool(MISSING & {*codes_of(theirs)}), theirs
        for code in codes_of(here):
            if not code.startswith("approximate"):  # an option of theirs
                assert re.match(r"\w+", code)[0] in na.__all__, code


def test_torch_has_no_other():
    pytest.importorskip("torch")
    modules = importlib.import_module("torch.nn.modules")
    names = {*modules.activation.__all__, *modules.adaptive.__all__}
    assert names <= {*THEIRS["PyTorch"].split()}


def test_onnx_has_what_its_column_says():
    """Each operator with each attribute or input that stands in brackets after it."""
    defs = pytest.importorskip("onnx").defs
    column, seen = None, 0
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [each.strip() for each in line.strip("|").split("|")]
        if "ONNX" in cells:
            column = cells.index("ONNX")
        elif not line.startswith("|"):
            column = None
        elif column is not None:
            for code in codes_of(cells[column]):
                name, given = re.fullmatch(r"(\w+)(?:\((.*)\))?", code).groups()
                schema = defs.get_schema(name)
                known = {*schema.attributes, *(each.name for each in schema.inputs)}
                assert {each.split("=")[0] for each in (given or "").split(", ") if each} <= known
                seen += 1
    assert seen > 20
