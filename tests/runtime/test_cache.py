"""The disk cache, and what an import does not do."""

import itertools
import json
import os
import shutil
import signal
import stat
import time
from pathlib import Path

import pytest

from numba_act.core import cache
from tests.support.process import finish, run, start

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


@pytest.fixture(scope="module")
def filled_once(tmp_path_factory):
    directory = tmp_path_factory.mktemp("filled")
    compiled(directory)
    return directory


@pytest.fixture
def filled(filled_once, tmp_path):
    """Return a directory with the entries of COUNTED."""
    return Path(shutil.copytree(filled_once, tmp_path / "filled"))


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


DAMAGES = {
    "truncated": lambda content, half: content[:half],
    "changed": lambda content, half: (
        content[:half] + bytes([content[half] ^ 1]) + content[half + 1 :]
    ),
    "empty": lambda content, half: b"",
    "foreign": lambda content, half: b"not ours at all" * 100,
}


@pytest.mark.parametrize(
    "damages", [[*DAMAGES], *(pytest.param([d], marks=pytest.mark.sweep) for d in DAMAGES)], ids=str
)
def test_damaged_entries_are_replaced(filled, damages):
    """Each entry is damaged in one of the ways, in turn."""
    good = {path: path.read_bytes() for path in sorted(filled.iterdir())}
    assert len(good) >= len(damages) - 1
    for (path, content), damage in zip(good.items(), itertools.cycle(damages), strict=False):
        path.write_bytes(DAMAGES[damage](content, len(content) // 2))
    assert compiled(filled) > 0
    assert {path: len(path.read_bytes()) for path in good} == {p: len(c) for p, c in good.items()}
    assert compiled(filled) == 0


def test_two_processes_at_once(tmp_path):
    processes = [start(COUNTED, NUMBA_ACT_CACHE_DIR=tmp_path) for _ in range(2)]
    for process in processes:
        finish(process)
    assert not list(tmp_path.glob("*.tmp"))
    assert compiled(tmp_path) == 0


READ_ONLY = """
import errno, os
def refuse(*arguments, **keywords):
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))
os.replace = refuse
"""


def test_read_only_directory(tmp_path, filled_once):
    """Root may write anywhere, so the operating system's answer is put in by hand."""
    assert int(run(READ_ONLY + COUNTED, NUMBA_ACT_CACHE_DIR=tmp_path)) > 0
    assert not list(tmp_path.iterdir())
    assert int(run(READ_ONLY + COUNTED, NUMBA_ACT_CACHE_DIR=filled_once)) == 0


@pytest.mark.sweep
@pytest.mark.parametrize("home", ["/dev/null/home", "/proc/nowhere"])
def test_unwritable_home(home):
    assert compiled(None, HOME=home, XDG_CACHE_HOME=None) > 0


def test_home_is_where_entries_go_by_default(tmp_path):
    environment = {"HOME": tmp_path, "XDG_CACHE_HOME": tmp_path / "cache"}
    assert compiled(None, **environment) > 0
    assert list((tmp_path / "cache" / "numba_act").glob("*.bin"))
    assert compiled(None, **environment) == 0


def test_another_cpu_has_other_entries(filled):
    assert compiled(filled, NUMBA_CPU_NAME="generic", NUMBA_CPU_FEATURES="") > 0


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


FLAGS = """
import json, sys, warnings, numba, numpy as np, numba_act as na
warnings.simplefilter("ignore", numba.errors.NumbaDebugInfoWarning)  # this code has no file
flags = json.loads(sys.argv[1])
@numba.jit(**flags)
def kernel(v):
    return na.log(v) + na.silu(v)
if flags:
    kernel(np.float32(2.0)), kernel(2.0)
x = np.float32([np.inf, 0.0, -0.0, np.nan, -1.0, 1e-45, 2.0])
with np.errstate(all="ignore"):
    for dtype in (np.float32, np.float16):
        print(na.log(x.astype(dtype)).tobytes().hex(), na.silu(x.astype(dtype)).tobytes().hex())
"""

#: What users compile their kernels with.
OPTIONS = [
    {"fastmath": True, "error_model": "python", "boundscheck": True},
    pytest.param({"fastmath": True}, marks=pytest.mark.sweep),
    pytest.param({"error_model": "python", "boundscheck": True}, marks=pytest.mark.sweep),
    pytest.param({"debug": True}, marks=pytest.mark.sweep),
    pytest.param({"parallel": True}, marks=pytest.mark.sweep),
    pytest.param({"nogil": True}, marks=pytest.mark.sweep),
    pytest.param({"forceobj": True, "looplift": True}, marks=pytest.mark.sweep),
    pytest.param({"forceinline": True, "no_rewrites": True}, marks=pytest.mark.sweep),
    pytest.param({"_nrt": False}, marks=pytest.mark.sweep),
]


@pytest.fixture(scope="module")
def without_flags(tmp_path_factory):
    return run(FLAGS, "{}", NUMBA_ACT_CACHE_DIR=tmp_path_factory.mktemp("clean"))


@pytest.mark.parametrize("flags", OPTIONS, ids=str)
def test_flags_of_a_caller_leave_the_functions_alone(tmp_path, without_flags, flags):
    for given in (flags, {}):  # the second process loads what the first has kept
        assert run(FLAGS, json.dumps(given), NUMBA_ACT_CACHE_DIR=tmp_path) == without_flags


def entry_in(directory):
    """Write an entry; return its file."""
    path = directory / "entry.bin"
    cache.write(path, "symbol", b"code")
    assert cache.read(path) == ("symbol", b"code")
    return path


@pytest.mark.parametrize("umask", [0o022, 0o002, 0o000])
def test_entries_are_for_others_to_read_and_not_to_write(tmp_path, umask):
    before = os.umask(umask)
    try:
        path = entry_in(tmp_path / "one" / "two")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o755
    assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o755


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize("which", ["entry", "directory", "above"])
@pytest.mark.parametrize("how", ["owner", "mode"])
def test_what_others_could_have_written_is_not_loaded(tmp_path, which, how):
    path = entry_in(tmp_path / "above" / "cache")
    place = {"entry": path, "directory": path.parent, "above": path.parent.parent}[which]
    if how == "owner":
        os.chown(place, 65534, 65534)
    else:
        place.chmod(place.stat().st_mode | 0o022)
    assert cache.read(path) is None
    cache.write(path.with_name("other.bin"), "symbol", b"code")
    if which != "entry":
        assert not path.with_name("other.bin").exists()


def test_a_shared_directory_with_the_sticky_bit_may_lie_above(tmp_path):
    path = entry_in(tmp_path / "shared" / "cache")
    path.parent.parent.chmod(0o1777)
    assert cache.read(path) == ("symbol", b"code")
    path.parent.chmod(0o1777)
    assert cache.read(path) is None


@pytest.mark.parametrize("kind", ["fifo", "link", "directory"])
def test_something_else_in_the_place_of_an_entry(tmp_path, kind):
    path = entry_in(tmp_path)
    if kind == "link":
        path.rename(tmp_path / "target")
        path.symlink_to(tmp_path / "target")
    else:
        path.unlink()
        path.mkdir() if kind == "directory" else os.mkfifo(path)
    signal.alarm(20)
    try:
        assert cache.read(path) is None
        cache.write(path, "symbol", b"code")
    finally:
        signal.alarm(0)
    assert (cache.read(path) is None) == (kind == "directory")
    assert not list(tmp_path.glob("*.tmp"))


def test_files_of_killed_processes_are_removed(tmp_path):
    old, young = tmp_path / "a.1.b.tmp", tmp_path / "a.2.b.tmp"
    for each in (old, young):
        each.write_text("half")
    os.utime(old, (time.time() - 7200,) * 2)
    entry_in(tmp_path)
    assert not old.exists()
    assert young.exists()


def test_a_cache_that_cannot_be_used_is_said_once(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    code = """
import logging, numba_act as na, numpy as np
records = []
handler = logging.Handler()
handler.emit = records.append
logging.getLogger("numba_act").addHandler(handler)
assert na.relu(np.float32([1.0])) == na.relu(np.float64([1.0])) == 1
print(len(records), records[0].getMessage())
"""
    said = run(code, NUMBA_ACT_CACHE_DIR=blocked / "cache")
    assert said.startswith("1 ")
    assert str(blocked) in said


def test_no_home(tmp_path):
    """A user without an entry, as in containers: no directory called ~ in the working directory."""
    code = """
import os, sys
os.chdir(sys.argv[1])
import numba.misc.appdirs
os.path.expanduser = lambda path: path
import numba_act as na, numpy as np
from numba_act.core import cache
assert cache.directory() is None and "no home" in cache.problem()
assert na.relu(np.float32([1.0])) == 1
assert not os.listdir(".")
"""
    run(code, tmp_path, NUMBA_ACT_CACHE_DIR=None, HOME=None, XDG_CACHE_HOME=None)


@pytest.mark.sweep
def test_directory_without_a_row_kernel_that_is_compiled_again(tmp_path):
    code = """
import numpy as np
from numba.core import event
import numba_act as na
with event.install_recorder("numba:compile") as recorder:
    na.softmax(np.ones((600, 300), np.float32), axis=0)
    na.logsumexp(np.ones(1 << 20, np.float32))
print(len(recorder.buffer))
"""
    assert int(run(code, NUMBA_ACT_CACHE_DIR=tmp_path)) > 0
    assert int(run(code, NUMBA_ACT_CACHE_DIR=tmp_path)) == 0
