"""SciPy's own tests of its activation functions, run on this package's."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import numba_act

TESTS = ("test_logsumexp", "test_logit")


@pytest.mark.sweep
def test_scipys_tests(tmp_path):
    """All but those for complex numbers, longdouble and return_sign (`scipy_plugin.LEFT_OUT`)."""
    special = pytest.importorskip("scipy.special")
    if not (Path(special.__file__).parent / "tests" / "test_logsumexp.py").exists():
        pytest.skip("this SciPy was installed without its tests")
    package = Path(numba_act.__file__).parents[1]
    paths = os.pathsep.join([str(package), str(Path(__file__).parents[2])])
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "tests.support.scipy_plugin",
        "-p",
        "no:cacheprovider",
    ]
    command += ["--pyargs", *[f"scipy.special.tests.{name}" for name in TESTS]]
    environment = {key: value for key, value in os.environ.items() if "PYTEST" not in key}
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # whose import takes seconds
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "called: softmax, log_softmax, logsumexp, expit, logit, log_expit" in done.stdout
    found = re.search(r"(\d+) passed", done.stdout)
    assert found
    assert int(found[1]) >= 60  # not left out altogether
