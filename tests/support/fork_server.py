"""Forks a process for each piece of code, from one in which Numba is ready to compile.

That takes a second, and the tests start some 200 processes.
"""

import contextlib
import gc
import json
import os
import signal
import socket
import sys
import types

import ml_dtypes  # noqa: F401
import numpy  # noqa: F401
from numba.core import config
from numba.core.registry import cpu_target

#: More than a request takes.
LARGEST = 1 << 20


def serve(requests):
    """Fork at each request; return the request in the child, None when there are no more.

    A request comes with three files: the child's stdout and stderr, and a socket that is told its
    number, and how it ended.
    """
    running = {}

    def reap(*_):
        while running:
            process, status = os.waitpid(-1, os.WNOHANG)
            if not process:
                return
            with running.pop(process) as client, contextlib.suppress(OSError):  # it may have left
                client.send(b"%d" % os.waitstatus_to_exitcode(status))

    signal.signal(signal.SIGCHLD, reap)
    while True:
        message, files, _, _ = socket.recv_fds(requests, LARGEST, 3)
        if not message:
            return None
        out, errors, client = files
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD])
        process = os.fork()
        if not process:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])
            os.dup2(out, 1)
            os.dup2(errors, 2)
            for each in files:
                os.close(each)
            for other in running.values():
                other.close()
            return json.loads(message)
        os.close(out)
        os.close(errors)
        running[process] = socket.socket(fileno=client)
        running[process].send(b"%d" % process)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])


def main():
    """Serve on the file whose number is the argument; become what is asked for."""
    cpu_target.typing_context.refresh()
    cpu_target.target_context.refresh()
    gc.freeze()  # collecting would copy the memory
    with socket.socket(fileno=int(sys.argv[1])) as requests:
        request = serve(requests)
    if request is None:
        return
    os.environ.clear()
    os.environ.update(request["environment"])
    config.reload_config()
    sys.argv[1:] = request["arguments"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    exec(compile(request["code"], "<string>", "exec"), vars(sys.modules["__main__"]))
