"""No kernel reads or writes beyond its arrays: pages around them end the process.

With the marker `sweep` all functions, all types and all lengths up to 200.
"""

import signal
import sys

import pytest

from tests.support.process import run, start

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no mprotect")

CODE = """
import sys
from tests.support import guarded
guarded.main(sys.argv[1], sys.argv[2] == "long")
"""


@pytest.mark.parametrize("length", ["short", pytest.param("long", marks=pytest.mark.sweep)])
@pytest.mark.parametrize("part", ["elementwise", "packed", "rows"])
def test_nothing_beyond_the_arrays_is_touched(part, length):
    kernels = 1000 if length == "long" else 20
    assert int(run(CODE, part, length, kernels=kernels)) > 1000


@pytest.mark.parametrize("side", ["begin", "end"])
def test_a_read_beyond_would_be_seen(side):
    process = start(
        "import sys; from tests.support import guarded; guarded.touch(sys.argv[1])", side
    )
    out, _ = process.communicate(timeout=300)
    assert out == ""
    assert process.returncode in (-signal.SIGSEGV, -signal.SIGBUS)
