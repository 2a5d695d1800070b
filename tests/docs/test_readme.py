"""The README's Python runs, block after block, and says what is true."""

import linecache
import re
from pathlib import Path

import numpy as np

import numba_act as na
from tests.support.walk import assert_same_bits

TEXT = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def blocks():
    return re.findall(r"^```python\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


def test_every_block_runs():
    some = np.linspace(-3, 3, 8).astype(np.float32)
    names = {}
    assert len(blocks()) >= 5
    for k, block in enumerate(blocks()):
        name = f"<README's block {k}>"  # a body's source is read, as it is in a notebook
        linecache.cache[name] = len(block), None, block.splitlines(keepends=True), name
        exec(compile(block, name, "exec"), names)
    out = np.zeros(8, np.float32)
    names["decayed"](some, out)
    assert_same_bits(out, na.silu(some))
    assert np.abs(names["my_swish"](some) - na.swish(some)).max() < 1e-6
    plain = names["logits"] * 64 + np.eye(10)[names["labels"]]
    np.testing.assert_allclose(plain, 0.1, rtol=1e-6)  # softmax of equal logits


def test_results_in_comments():
    names = {}
    exec(blocks()[0], names)
    shown = re.findall(r"^(\w+) = .*  # (\[.*\])$", blocks()[0], re.MULTILINE)
    assert shown
    for name, result in shown:
        assert_same_bits(names[name], np.array(eval(result), names[name].dtype))


def test_the_first_gradient_is_that_of_the_input():
    names = {}
    exec(blocks()[0], names)
    x = names["x"].astype(np.float64)
    difference = (na.silu(x + 1e-6) - na.silu(x - 1e-6)) / 2e-6
    assert np.abs(names["dx"] - difference).max() < 1e-6
    assert_same_bits(names["y"], na.silu(names["x"]))
