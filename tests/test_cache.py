"""The disk cache, and what an import does not do."""

import pytest
from process import finish, run, start

#: Calls two functions and prints how many functions Numba compiled on the way.
COUNTED = """
import numpy as np, numba
from numba.core import event
import numba_act as na
with event.install_recorder("numba:compile") as recorder:
    x = np.linspace(-3, 3, 50).astype(np.float32)
    y = na.relu(x)
    g = na.relu.vjp(x, x)
    assert y[-1] == g[-1] == 3
print(len(recorder.buffer))
"""


def compiled(directory, **environment):
    return int(run(COUNTED, NUMBA_ACT_CACHE_DIR=directory, **environment))


def test_warm_process_compiles_nothing(tmp_path):
    assert compiled(tmp_path) > 0
    assert compiled(tmp_path) == 0
    assert {path.suffix for path in tmp_path.iterdir()} == {".bin"}


def test_import_compiles_nothing_and_leaves_cuda_alone(tmp_path):
    code = """
import sys, numba
from numba.core import event
with event.install_recorder("numba:compile") as recorder:
    import numba_act
assert not recorder.buffer
assert "numba.cuda" not in sys.modules
assert "matplotlib" not in sys.modules
print(*[name for name in sys.modules if name.startswith("numba_act.c")])
"""
    loaded = run(code, NUMBA_ACT_CACHE_DIR=tmp_path)
    assert "numba_act.cli" not in loaded.split()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("damage", ["truncated", "changed", "empty", "foreign"])
def test_damaged_entries_are_replaced(tmp_path, damage):
    compiled(tmp_path)
    good = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for path, content in good.items():
        half = len(content) // 2
        path.write_bytes(
            {
                "truncated": content[:half],
                "changed": content[:half] + bytes([content[half] ^ 1]) + content[half + 1 :],
                "empty": b"",
                "foreign": b"not ours at all" * 100,
            }[damage]
        )
    assert compiled(tmp_path) > 0
    assert {path: len(path.read_bytes()) for path in good} == {p: len(c) for p, c in good.items()}
    assert compiled(tmp_path) == 0


def test_two_processes_at_once(tmp_path):
    processes = [start(COUNTED, NUMBA_ACT_CACHE_DIR=tmp_path) for _ in range(3)]
    for process in processes:
        finish(process)
    assert not list(tmp_path.glob("*.tmp"))
    assert compiled(tmp_path) == 0


def test_directory_that_cannot_be_written(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert compiled(blocked / "cache") > 0  # no directory can be made below a file


READ_ONLY = """
import errno, os, tempfile
def refuse(*arguments, **keywords):
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))
tempfile.mkstemp = os.replace = refuse
"""


def test_read_only_directory(tmp_path):
    """Root may write anywhere, so the operating system's answer is put in by hand."""
    assert int(run(READ_ONLY + COUNTED, NUMBA_ACT_CACHE_DIR=tmp_path)) > 0
    assert not list(tmp_path.iterdir())
    compiled(tmp_path)
    assert int(run(READ_ONLY + COUNTED, NUMBA_ACT_CACHE_DIR=tmp_path)) == 0


@pytest.mark.parametrize("home", ["/dev/null/home", "/proc/nowhere"])
def test_unwritable_home(home):
    assert compiled(None, HOME=home, XDG_CACHE_HOME=None) > 0


def test_home_is_where_entries_go_by_default(tmp_path):
    environment = {"HOME": tmp_path, "XDG_CACHE_HOME": tmp_path / "cache"}
    assert compiled(None, **environment) > 0
    assert list((tmp_path / "cache" / "numba_act").glob("*.bin"))
    assert compiled(None, **environment) == 0


def test_another_cpu_has_other_entries(tmp_path):
    compiled(tmp_path)
    assert compiled(tmp_path, NUMBA_CPU_NAME="generic", NUMBA_CPU_FEATURES="") > 0


def test_derivatives_of_one_function_do_not_share_an_entry(tmp_path):
    code = """
import numpy as np, numba_act as na
x = np.float64([-1.0])
print(*[float(f(x, 1.0)[0]) for f in {functions}])
"""
    one = "[na.swish.grad.wrt('beta'), na.swish.grad]"
    other = "[na.swish.grad, na.swish.grad.wrt('beta')]"
    first = run(code.format(functions=one), NUMBA_ACT_CACHE_DIR=tmp_path).split()
    assert run(code.format(functions=other), NUMBA_ACT_CACHE_DIR=tmp_path).split() == first[::-1]
    assert [round(float(each), 6) for each in first] == [0.196612, 0.072329]
