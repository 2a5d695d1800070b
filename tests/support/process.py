"""Python processes of their own."""

import contextlib
import functools
import json
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]

#: Variables that are read later than Numba is imported, or again: for each forked process.
READ_AGAIN = {
    *("NUMBA_ACT_CACHE_DIR", "NUMBA_ACT_TARGET"),
    *("NUMBA_CACHE_DIR", "NUMBA_NUM_THREADS", "NUMBA_THREADING_LAYER"),
}

#: Seconds in which a kernel is compiled and called, also on a busy machine.
KERNEL = 15


def _paths():
    """Return the paths where a process finds the package and the tests' modules."""
    import numba_act

    return os.pathsep.join([str(Path(numba_act.__file__).parents[1]), str(ROOT)])


def start(code, *arguments, fresh=False, **environment):
    """Start Python on a piece of code that can import the package and the tests' modules.

    Environment variables are set, or removed where the value is None. Numba is imported already,
    but for a `fresh` process, and where variables are given that are not in `READ_AGAIN`.
    """
    variables = {**os.environ, "PYTHONPATH": _paths()}
    variables |= {name: str(value) for name, value in environment.items() if value is not None}
    for name in environment:
        if environment[name] is None:
            variables.pop(name, None)
    arguments = [*map(str, arguments)]
    if sys.platform == "linux" and not fresh and READ_AGAIN.issuperset(environment):
        return Forked(code, arguments, variables)
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code, *arguments],
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@functools.cache
def _server():
    """Return a process of `fork_server`, and the socket that takes requests for it."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    code = "from tests.support.fork_server import main; main()"
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", code, str(theirs.fileno())],
            env={**os.environ, "PYTHONPATH": _paths()},
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
        )
    return process, ours


class Forked:
    """As `subprocess.Popen`, for a process that `fork_server` forks."""

    returncode = None

    def __init__(self, code, arguments, environment):
        request = {"code": code, "arguments": arguments, "environment": environment}
        self._out, self._errors = (tempfile.TemporaryFile("w+") for _ in range(2))  # noqa: SIM115
        self._connection, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        files = [self._out.fileno(), self._errors.fileno(), theirs.fileno()]
        with theirs:
            socket.send_fds(_server()[1], [json.dumps(request).encode()], files)
        self.pid = int(self._connection.recv(100))

    def send_signal(self, number):
        with contextlib.suppress(ProcessLookupError):  # it has ended
            os.kill(self.pid, number)

    def communicate(self, timeout=None):
        """Wait, and return what was printed, and the errors."""
        self._connection.settimeout(timeout)
        try:
            with self._connection, self._out, self._errors:
                self.returncode = int(self._connection.recv(100))
                self._out.seek(0)
                self._errors.seek(0)
                return self._out.read(), self._errors.read()
        except TimeoutError:
            self.send_signal(9)
            raise


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
