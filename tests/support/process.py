"""Python processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

#: Seconds in which a kernel is compiled and called, also on a busy machine.
KERNEL = 15


def start(code, *arguments, **environment):
    """Start Python on a piece of code that can import the package and the tests' modules.

    Environment variables are set, or removed where the value is None.
    """
    import numba_act

    package = Path(numba_act.__file__).parents[1]
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join([str(package), str(ROOT)])}
    variables |= {name: value for name, value in environment.items() if value is not None}
    for name in environment:
        if environment[name] is None:
            variables.pop(name, None)
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code, *map(str, arguments)],
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process, kernels=20):
    """Wait for a process of so many kernels and return what it printed; fail with its errors."""
    out, errors = process.communicate(timeout=KERNEL * kernels)
    assert process.returncode == 0, f"exit code {process.returncode}\n{errors}"
    return out


def run(code, *arguments, kernels=20, **environment):
    """Run a piece of code in a process of its own and return what it printed."""
    return finish(start(code, *arguments, **environment), kernels)


def run_failing(code, *arguments, **environment):
    """Run a piece of code that must end with an error, and return its last line."""
    process = start(code, *arguments, **environment)
    _, errors = process.communicate(timeout=20 * KERNEL)
    assert process.returncode == 1, errors
    return errors.strip().splitlines()[-1]
