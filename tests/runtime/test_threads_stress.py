"""Many threads and processes under stress: mixed calls for a while, in each threading layer.

With the marker `sweep` for a minute.
"""

import multiprocessing
import os

import pytest

from tests.support.process import run, run_failing
from tests.support.walk import in_turn

LAYERS = ["omp", "workqueue", "tbb"]
every_layer = pytest.mark.parametrize("layer", LAYERS)

MIXED = """
import random, sys, threading, time
import numpy as np, numba
import numba_act as na

seconds = float(sys.argv[1])
numba.set_num_threads(numba.config.NUMBA_NUM_THREADS)
SIZES = [1, 2, 7, 16, 100, 1000, 5000, 40_000, 70_000, 150_000, 300_000]
calls = []
for n in SIZES:
    x = np.linspace(-8, 8, n).astype(np.float32)
    narrow, wide = x.astype(np.float16), x.astype(np.float64)
    several = x[: n - n % 100].reshape(-1, 100) if n >= 100 else x[None]
    pairs = several[:, : several.shape[1] // 2 * 2] if n > 1 else np.ones((1, 2), np.float32)
    calls += [
        (na.silu, (x,)),
        (na.silu, (narrow,)),
        (na.gelu, (wide,)),
        (na.gelu.vjp, (x, x)),
        (na.swiglu, (x, x[::-1])),
        (na.swiglu.vjp, (x, x, x)),
        (na.swiglu.packed, (pairs,)),
        (na.softmax, (several,)),
        (na.softmax, (x,)),
        (na.logsumexp, (several,)),
    ]

def parts(result):
    return [np.asarray(each).tobytes() for each in (result if type(result) is tuple else (result,))]

expected = [parts(function(*arguments)) for function, arguments in calls]
counts, failures, stop = [0] * 16, [], time.monotonic() + seconds
barrier = threading.Barrier(16)

def work(number):
    turns = random.Random(number)
    numba.set_num_threads(turns.randint(1, numba.config.NUMBA_NUM_THREADS))
    barrier.wait()
    try:
        while time.monotonic() < stop and not failures:
            k = turns.randrange(len(calls))
            function, arguments = calls[k]
            if parts(function(*arguments)) != expected[k]:
                failures.append((function, arguments[0].shape))
            counts[number] += 1
    except BaseException as error:
        failures.append(error)

threads = [threading.Thread(target=work, args=[k]) for k in range(16)]
for each in threads: each.start()
for each in threads: each.join()
assert not failures, failures
assert min(counts) > 0, counts
print(numba.threading_layer())
"""


def run_in_layer(code, layer, *arguments):
    """Run code with one of Numba's threading layers; skip where it does not load."""
    environment = {"NUMBA_THREADING_LAYER": layer, "NUMBA_NUM_THREADS": "2"}
    check = "import numba\ntry: numba.get_num_threads()\nexcept ValueError as e: print(e)"
    reason = run(check, **environment)
    if reason:
        pytest.skip(reason)
    assert run(code, *arguments, **environment) == f"{layer}\n"


@pytest.mark.parametrize("seconds", [1, pytest.param(60, marks=pytest.mark.sweep)])
@every_layer
def test_sixteen_threads(layer, seconds):
    run_in_layer(MIXED, layer, seconds)


#: A module that children of every start method can import.
CHILDREN = """
import multiprocessing, numpy as np, numba, numba_act as na

def work(x):
    return na.silu(x), na.softmax(x.reshape(-1, 100)), na.swiglu.packed(x), na.gelu.vjp(x, x)

def main(method):
    numba.set_num_threads(2)
    arrays = [np.linspace(-8, 8, n).astype(np.float32) for n in (100, 5000, 200_000)] * 2
    expected = [work(x) for x in arrays]  # the threads of the parent are there
    with multiprocessing.get_context(method).Pool(3) as pool:
        for got, wanted in zip(pool.map(work, arrays), expected, strict=True):
            assert all(map(np.array_equal, got, wanted))
    for x, wanted in zip(arrays, expected, strict=True):
        assert all(map(np.array_equal, work(x), wanted))
    print(numba.threading_layer())

if __name__ == "__main__":
    import sys
    main(sys.argv[1])
"""


@pytest.mark.parametrize(
    ("method", "layer"), in_turn(multiprocessing.get_all_start_methods(), LAYERS)
)
def test_processes_started_by(method, layer, tmp_path):
    (tmp_path / "children_of_calls.py").write_text(CHILDREN)
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import children_of_calls\n"
        "if __name__ == '__main__': children_of_calls.main(sys.argv[1])"
    )
    run_in_layer(code, layer, method)


FORK_BESIDE_THREADS = """
import os, signal, threading
import numpy as np, numba, numba_act as na
numba.set_num_threads(2)
x = np.linspace(-8, 8, 200_000).astype(np.float32)
expected = na.silu(x)
stop = threading.Event()
def work():
    while not stop.is_set():
        na.silu(x), na.softmax(x.reshape(-1, 100))
threads = [threading.Thread(target=work) for _ in range(4)]
for each in threads: each.start()
for _ in range(10):
    child = os.fork()
    if child == 0:
        signal.alarm(60)
        os._exit(17 if np.array_equal(na.silu(x), expected) else 1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 17, status
stop.set()
for each in threads: each.join()
print(numba.threading_layer())
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
@pytest.mark.parametrize("layer", ["omp", "workqueue"])
def test_forks_while_other_threads_compute(layer):
    run_in_layer(FORK_BESIDE_THREADS, layer)


SUB_INTERPRETER = """
{create}
{before}
error = run('''
try:
    import numba_act
except ImportError as error:
    assert "main interpreter" in str(error) or "subinterpreters" in str(error), error
else:
    raise AssertionError("imported")
''')
assert error is None, error
import numba_act, numpy
assert numba_act.relu(numpy.float32(2)) == 2
raise SystemExit("refused")
"""

CREATE = """
try:
    import _interpreters as interpreters  # Python 3.13
except ImportError:
    import _xxsubinterpreters as interpreters
def run(code):
    return interpreters.run_string(interpreters.create(), code)
"""


@pytest.mark.parametrize("before", ["", "import numba_act"])
def test_sub_interpreters_are_refused(before):
    """Numba's import hangs in one."""
    code = SUB_INTERPRETER.format(create=CREATE, before=before)
    assert run_failing(code) == "refused"
