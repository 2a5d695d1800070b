"""Machine code of kernels, as NVIDIA's disassembler shows it: instructions, registers, memory.

Instructions are counted along the way of a thread whose units are all whole, per element: a budget
at the speed of a copy. Needs `nvdisasm` (``pip install nvidia-cuda-nvdisasm``), and no GPU.
"""

from __future__ import annotations

import glob
import os
import re
import shutil
import subprocess
import sys
from typing import NamedTuple

from numba_act.cuda import code
from numba_act.cuda.compile import kernel_of
from numba_act.cuda.kernel import DEFAULT, Schedule

CAPABILITY = (9, 0)


def disassembler():
    """Return the path of nvdisasm, or None."""
    found = [
        path
        for root in sys.path
        for path in glob.glob(os.path.join(root, "nvidia", "*", "bin", "nvdisasm"))
    ]
    return found[0] if found else shutil.which("nvdisasm")


class Count(NamedTuple):
    """What a kernel's machine code takes.

    Attributes
    ----------
    instructions
        Of an element, along the way of a full block.
    registers
        Of a thread.
    spilled
        Accesses to memory that stands for registers.
    calls
        Calls, and tests of operands of a division that would lead to one.
    """

    instructions: float
    registers: int
    spilled: int
    calls: int


def disassembled(image, path):
    """Return the text of a cubin; `path` is where it may be written."""
    path.write_bytes(image)
    command = [disassembler(), "-c", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def opcode(instruction):
    """Return an instruction's name without its predicate."""
    return re.sub(r"^@!?U?P\d+\s+", "", instruction).split()[0]


def count(definition, storage, path):
    """Return the `Count` of a function's kernel of contiguous arrays, parameters by default."""
    made = Schedule.contiguous(definition, storage, DEFAULT)
    text = disassembled(code.link(kernel_of(definition, made, CAPABILITY), CAPABILITY), path)
    names = [opcode(each) for each in re.findall(r"^\s+/\*[0-9a-f]{4,}\*/\s+(.*?)\s*;", text, re.M)]
    return Count(
        len(way(text)) / (made.lanes * made.vectors),
        1 + max(map(int, re.findall(r"\bR(\d+)\b", text))),
        sum(each.startswith(("LDL", "STL")) for each in names),
        sum(each.startswith(("CALL", "FCHK")) for each in names),
    )


def way(text):
    """Return the instructions of the shortest way, without a loop, that stores most vectors."""
    items = re.findall(r"^\s+/\*[0-9a-f]{4,}\*/\s+(.*?)\s*;|^(\.L_x_\d+):", text, re.M)
    labels = {label: k for k, (_, label) in enumerate(items) if label}
    starts = {0, *labels.values()}
    starts |= {k + 1 for k, (each, _) in enumerate(items) if each and is_jump(each)}
    starts = sorted(k for k in starts if k < len(items))
    ways = {}
    for start, end in reversed([*zip(starts, [*starts[1:], len(items)], strict=True)]):
        body = [each for each, _ in items[start:end] if each]
        last = body[-1] if body else ""
        following = [] if is_jump(last) and not last.startswith("@") else [end]
        if "BRA" in last:
            target = labels[re.search(r"`\((\.L_x_\d+)\)", last)[1]]
            following += [target] if target >= end else []
        known = [ways[each] for each in following if each in ways]
        if "EXIT" in last:
            known.append((0, 0, []))
        if known:
            stores, length, rest = max(known, key=lambda each: each[:2])
            stores += sum("STG" in each and ".128" in each for each in body)
            ways[start] = stores, length - len(body), body + rest
    return ways[0][2]


def is_jump(instruction):
    return opcode(instruction) in ("BRA", "EXIT", "RET") if instruction else False
