"""What the driver is asked: the real libraries on a stand-in `libcuda`, in a new process."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("cuda.core")

HERE = Path(__file__).parent
SOURCE = HERE.parent / "support" / "libcuda.c"
CHECKS = HERE / "checks_of_driver.py"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """Build the stand-in; its file has the name that the bindings look for."""
    compiler = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
    if compiler is None or sys.platform != "linux":
        pytest.skip("the stand-in for libcuda needs Linux and a C compiler (cc, gcc or clang)")
    made = tmp_path_factory.mktemp("libcuda") / "libcuda.so.1"
    options = ["-shared", "-fPIC", "-O1", f"-Wl,-soname,{made.name}", "-o", str(made)]
    subprocess.run([compiler, *options, str(SOURCE)], check=True)
    return made


def check(library, *arguments):
    """Run checks; what they print is what the test prints."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    environment = {**os.environ, "NUMBA_ACT_TEST_LIBCUDA": str(library)}
    environment.pop("PYTEST_ADDOPTS", None)
    done = subprocess.run(
        [*command, "-o", "addopts=", str(CHECKS), *arguments],
        cwd=HERE.parents[1],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout


def test_on_a_stand_in_library(library):
    check(library, "-k", "not in_turn")


@pytest.mark.sweep
@pytest.mark.parametrize("error", ["MemoryError", "CudaError"])
def test_errors_at_every_call(library, error):
    check(library, "-k", f"in_turn and {error}")
