"""The machine code that this run compiles goes to a directory of its own, so that none is stale."""

import os
import shutil
import tempfile


def pytest_configure(config):
    config.numba_act_cache = tempfile.mkdtemp(prefix="numba_act_tests_")
    os.environ["NUMBA_ACT_CACHE_DIR"] = config.numba_act_cache


def pytest_unconfigure(config):
    shutil.rmtree(config.numba_act_cache, ignore_errors=True)
