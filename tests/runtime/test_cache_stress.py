"""The disk cache under stress: many processes at once, killed writers, damaged entries.

With the marker `sweep` more of each.
"""

import os
import random
import signal
import time

import pytest

from numba_act.core import cache
from tests.support.process import finish, run, start

#: Calls some functions and prints a digest of their results and how many were compiled.
CALLS = """
import hashlib, numpy as np
from numba.core import event
import numba_act as na
x = np.linspace(-3, 3, 51).astype(np.float32)
with event.install_recorder("numba:compile") as recorder:
    results = [na.relu(x), na.relu.vjp(x, x)]
assert results[0].tolist() == np.maximum(x, 0).tolist()
print(hashlib.sha256(b"".join(each.tobytes() for each in results)).hexdigest(),
      len(recorder.buffer))
"""


def call(directory):
    """Return the digest of the results, and how many functions were compiled for them."""
    digest, compiled = run(CALLS, NUMBA_ACT_CACHE_DIR=directory).split()
    return digest, int(compiled)


def contents(directory):
    return {path: path.read_bytes() for path in directory.glob("*.bin")}


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Return a directory with the entries of CALLS, and their digest."""
    directory = tmp_path_factory.mktemp("filled")
    digest, compiled = call(directory)
    assert compiled > 0
    assert call(directory) == (digest, 0)
    return directory, digest


@pytest.mark.parametrize("count", [2, pytest.param(8, marks=pytest.mark.sweep)])
def test_many_processes_on_a_cold_cache(tmp_path, filled, count):
    directory, digest = filled
    processes = [start(CALLS, NUMBA_ACT_CACHE_DIR=tmp_path) for _ in range(count)]
    assert {finish(each).split()[0] for each in processes} == {digest}
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in directory.iterdir()}
    assert all(cache.read(path) is not None for path in tmp_path.iterdir())
    assert call(tmp_path) == (digest, 0)


#: Writes entries over and over, in small pieces as a slow disk does.
WRITER = """
import io, os, sys
from pathlib import Path
from numba_act.core import cache
directory, seed = Path(sys.argv[1]), int(sys.argv[2])
class Slow(io.FileIO):
    def write(self, data):
        for start in range(0, len(data), 5000):
            super().write(data[start : start + 5000])
os.fdopen = lambda handle, mode: Slow(handle, mode)
print("ready", flush=True)
turn = seed
while True:
    turn += 1
    cache.write(directory / f"{turn % 5}.bin", f"symbol{turn % 5}", bytes([turn % 5]) * 300_000)
"""


@pytest.mark.parametrize("kills", [3, pytest.param(50, marks=pytest.mark.sweep)])
def test_killed_while_an_entry_is_written(tmp_path, kills):
    moments = random.Random(1)
    left = 0
    for turn in range(kills):
        process = start(WRITER, tmp_path, turn, fresh=True, NUMBA_ACT_CACHE_DIR=tmp_path)
        assert process.stdout.readline() == "ready\n"
        time.sleep(moments.uniform(0, 0.05))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        for path in tmp_path.glob("*.bin"):
            which = int(path.stem)
            assert cache.read(path) == (f"symbol{which}", bytes([which]) * 300_000)
        left = len(list(tmp_path.glob("*.tmp")))
        assert left <= turn + 1
    for path in tmp_path.glob("*.tmp"):
        assert cache.read(path) in (None, *((f"symbol{k}", bytes([k]) * 300_000) for k in range(5)))
        os.utime(path, (time.time() - 7200,) * 2)
    cache._remove_stale.cache_clear()
    cache.write(tmp_path / "0.bin", "symbol0", bytes(300_000))
    assert not list(tmp_path.glob("*.tmp"))


@pytest.mark.parametrize("kills", [1, pytest.param(50, marks=pytest.mark.sweep)])
def test_killed_while_it_compiles(tmp_path, filled, kills):
    """Wherever a first process is killed, the next one has the right results."""
    directory, digest = filled
    good = {path.name for path in directory.iterdir()}
    moments = random.Random(2)
    for turn in range(kills):
        process = start(CALLS, NUMBA_ACT_CACHE_DIR=tmp_path)
        time.sleep(moments.uniform(0.1, 1.5))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        for path in tmp_path.glob("*.bin"):
            assert path.name in good
            assert cache.read(path) is not None
        if turn % 10 == 1 or turn == kills - 1:
            assert call(tmp_path)[0] == digest
            assert call(tmp_path) == (digest, 0)
            for path in tmp_path.iterdir():
                path.unlink()


@pytest.mark.parametrize("times", [1, pytest.param(40, marks=pytest.mark.sweep)])
@pytest.mark.parametrize("damage", ["flipped", "cut"])
def test_damaged_entries(filled, tmp_path, damage, times):
    """Any bit and any length: no damaged entry is loaded, each is made again."""
    directory, digest = filled
    originals = contents(directory)
    places = random.Random(3)
    for path, content in originals.items():
        copy = tmp_path / path.name
        # each bit of the head, and many of the code
        head = range(8 * 64) if damage == "flipped" else range(64)
        size = len(content) * (8 if damage == "flipped" else 1)
        for place in [*head, *(places.randrange(size) for _ in range(100 * times)), size - 1]:
            copy.write_bytes(damaged(content, place, damage))
            assert cache.read(copy) is None
    for _ in range(times):
        for path, content in originals.items():
            size = len(content) * (8 if damage == "flipped" else 1)
            changed = damaged(content, places.randrange(size), damage)
            (tmp_path / path.name).write_bytes(changed)
        again, compiled = call(tmp_path)
        assert again == digest
        assert compiled > 0
        assert all(cache.read(path) is not None for path in tmp_path.glob("*.bin"))
        assert call(tmp_path) == (digest, 0)


def damaged(content, place, damage):
    """Return an entry with one bit changed, or its first bytes."""
    if damage == "cut":
        return content[:place]
    changed = bytearray(content)
    changed[place >> 3] ^= 1 << (place & 7)
    return bytes(changed)
