"""Budgets of the elementwise kernels' machine code, for compute capability 9.0.

At the speed of a copy on an H200 a multiprocessor has time for 62 instructions an element in
float32 and 31 in 16 bits; 93 and 47 with two inputs. Needs NVIDIA's disassembler, and no GPU.
"""

import re

import pytest

from tests.support import sass
from tests.support.cuda_kernels import STORAGES
from tests.support.walk import FUNCTIONS, turn_of, unless

pytestmark = pytest.mark.skipif(
    not sass.disassembler(), reason="needs nvdisasm (pip install nvidia-cuda-nvdisasm)"
)

#: Most instructions of an element, parameters by default: float32, bfloat16, float16.
BUDGETS = {
}

#: Registers of a thread, by inputs: four blocks of 256 threads a multiprocessor, or three.
REGISTERS = {1: 64, 2: 64, 3: 80}


def cases():
    for name in FUNCTIONS:
        for storage in STORAGES:
            if storage != "float64":
                default = name in BUDGETS and storage == turn_of(name)
                yield pytest.param(name, storage, marks=unless(default))


@pytest.mark.parametrize(("name", "storage"), cases())
def test_machine_code(name, storage, tmp_path):
    definition = FUNCTIONS[name].definition
    found = sass.count(definition, storage, tmp_path / "kernel.cubin")
    assert not found.calls
    assert found.registers <= REGISTERS[len(definition.inputs)]
    if name in BUDGETS:
        columns = ("float32", "bfloat16", "float16")
        assert found.instructions <= BUDGETS[name][columns.index(storage)]


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
    kernel = sass.Kernel(PTX.format(operation=operation), "one")
    text = sass.disassembled(sass.code.link(kernel, sass.CAPABILITY), tmp_path / "one.cubin")
    text = text.split(".text.one", 2)[-1].split("//-", 1)[0]
    names = re.findall(r"(?:MUFU|FFMA|FMUL|FADD)[.\w]*", text)
    assert " ".join(names) == steps
