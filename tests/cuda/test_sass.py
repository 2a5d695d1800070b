"""Budgets of the elementwise kernels' machine code, for compute capability 9.0.

At the speed of a copy on an H200 a multiprocessor has time for 62 instructions an element in
float32 and 31 in 16 bits; 93 and 47 with two inputs. Needs NVIDIA's disassembler, and no GPU.
"""

import itertools
import re

import pytest

from numba_act.cuda.code import linked
from tests.support import sass
from tests.support.cuda_kernels import SHORT
from tests.support.walk import FUNCTIONS, unless

pytestmark = pytest.mark.skipif(
    not sass.disassembler(), reason="needs nvdisasm (pip install nvidia-cuda-nvdisasm)"
)

#: Most instructions of an element, parameters by default: float32, bfloat16, float16.
BUDGETS = {
    "acos": (50, 45, 51),
    "asin": (45, 41, 47),
    "atan": (47, 34, 48),
    "celu": (44, 38, 45),
    "elu": (32, 29, 33),
    "erf": (30, 27, 31),
    "erfc": (72, 70, 74),
    "exp": (28, 26, 29),
    "expm1": (35, 36, 36),
    "geglu": (63, 51, 65),
    "gelu": (42, 34, 43),
    "gelu_tanh": (51, 37, 52),
    "hypot": (43, 36, 44),
    "leaky_relu": (6, 7, 7),
    "log": (42, 36, 43),
    "log1p": (47, 38, 49),
    "log_sigmoid": (58, 39, 60),
    "logit": (64, 51, 66),
    "mish": (54, 39, 56),
    "pow": (140, 139, 144),
    "quick_gelu": (43, 30, 44),
    "relu": (4, 4, 6),
    "selu": (38, 35, 39),
    "sigmoid": (33, 23, 34),
    "silu": (36, 25, 37),
    "silu.vjp": (52, 39, 54),
    "softplus": (62, 38, 64),
    "softsign": (13, 14, 14),
    "swiglu": (91, 78, 93),
    "swiglu.vjp": (130, 84, 133),
    "swish": (49, 34, 50),
    "tanh": (38, 35, 39),
}

#: Registers of a thread: four blocks of 256 threads a multiprocessor, or fewer where a body
#: would spill.
REGISTERS = 64, 128


COLUMNS = "float32", "bfloat16", "float16"


def cases():
    """Yield every kernel; by default one in nine of the table."""
    for name, (k, storage) in itertools.product(FUNCTIONS, enumerate(COLUMNS)):
        default = name in BUDGETS and [*BUDGETS].index(name) % 9 == 3 * k
        yield pytest.param(name, storage, marks=unless(default))


@pytest.mark.parametrize(("name", "storage"), [*cases()])
def test_machine_code(name, storage, tmp_path):
    definition = FUNCTIONS[name].definition
    found = sass.count(definition, storage, tmp_path / "kernel.cubin")
    assert not found.calls
    assert not found.spilled
    assert found.registers <= REGISTERS[name not in SHORT]
    if name in BUDGETS:
        assert found.instructions <= BUDGETS[name][COLUMNS.index(storage)]


#: A kernel of one operation, which ptxas expands.
PTX = """.version 8.0
.target sm_90
.address_size 64
.visible .entry one(.param .u64 a)
{{
    .reg .f32 %f<2>;
    .reg .u64 %r;
    ld.param.u64 %r, [a];
    ld.global.f32 %f0, [%r];
    {operation} %f1, %f0;
    st.global.f32 [%r], %f1;
    ret;
}}
"""


@pytest.mark.parametrize(
    ("operation", "steps"),
    [
        ("rcp.rn.f32", "MUFU.RCP FFMA FADD.FTZ FFMA"),
        ("sqrt.rn.f32", "MUFU.RSQ FMUL.FTZ FMUL.FTZ FFMA FFMA"),
    ],
)
def test_gpus_take_the_same_steps(operation, steps, tmp_path):
    """What `primitives` says of `quotient` and `sqrt`: no approximation of a GPU is worse."""
    image, _ = linked(PTX.format(operation=operation), sass.CAPABILITY)
    text = sass.disassembled(image, tmp_path / "one.cubin")
    text = text.split("\none:")[1].split(" EXIT ")[0]
    names = re.findall(r"(?:MUFU|FFMA|FMUL|FADD)[.\w]*", text)
    assert " ".join(names) == steps
