"""The registry of targets."""

import pytest

import numba_act as na
from numba_act.dispatch import targets
from tests.support.process import run, run_failing


def test_default():
    assert run("import numba_act; print(numba_act.target)", NUMBA_ACT_TARGET=None) == "auto\n"
    assert na.target in ("auto", "cpu")


@pytest.mark.parametrize("name", ["auto", "cpu", "CPU", " cpu ", ""])
def test_selection(name, monkeypatch):
    monkeypatch.setenv("NUMBA_ACT_TARGET", name)
    assert targets._selected() == (name.strip().lower() or "auto")


def test_nonsense():
    message = run_failing("import numba_act", NUMBA_ACT_TARGET="tpu")
    assert message.startswith("ValueError: NUMBA_ACT_TARGET is 'tpu'")
    for name in ("auto", "cpu", "cuda"):
        assert repr(name) in message
