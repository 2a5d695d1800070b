"""The machine code that this run compiles goes to a directory of its own, so that none is stale."""

import gc
import os
import shutil
import tempfile
import zlib

import pytest

#: Folders and files with tests of row functions, whose kernels take seconds to compile.
OF_ROWS = {"rows", "test_rows", "test_rows_launch", "test_losses", "test_sparse"}


def _is_worker():
    """Say whether this is one of pytest-xdist's processes, which share their parent's directory."""
    return "PYTEST_XDIST_WORKER" in os.environ


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config):
    """Run the whole suite on all cores where pytest-xdist is installed; ``-n 0`` turns that off."""
    options = config.option
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS and not _is_worker()
    if whole and getattr(options, "numprocesses", 0) is None and "not gpu" in options.markexpr:
        options.numprocesses = os.cpu_count()
        options.dist = "worksteal"


def pytest_addoption(parser):
    parser.addoption("--part", metavar="K/N", help="run part K of the N parts of the tests")


def _is_left_out(marks, config):
    """Say whether what has these marks does not run by default: no tests are made of it."""
    by_default = config.option.markexpr == "not sweep and not gpu"
    return by_default and any(mark.name in ("sweep", "gpu") for mark in marks)


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(collector, obj):
    marks = [*getattr(obj, "pytestmark", ()), *collector.iter_markers()]
    return [] if _is_left_out(marks, collector.config) else None


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc):
    for mark in metafunc.definition.iter_markers("parametrize"):
        cases = mark.args[1]
        if isinstance(cases, list) and not isinstance(mark.kwargs.get("ids"), list):
            kept = [x for x in cases if not _is_left_out(getattr(x, "marks", ()), metafunc.config)]
            cases[:] = kept or cases


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Take one part. Tests with the same parameters, which share kernels, are in the same one.

    Those of rows are side by side: two processes would compile their kernels at the same time.
    """
    items.sort(key=lambda each: not {each.path.parent.name, each.path.stem} & OF_ROWS)
    if not config.option.part:
        return
    part, count = map(int, config.option.part.split("/"))
    taken = {each: zlib.crc32(_parameters(each).encode()) % count == part for each in items}
    config.hook.pytest_deselected(items=[each for each in items if not taken[each]])
    items[:] = [each for each in items if taken[each]]


def _parameters(item):
    return item.callspec.id if hasattr(item, "callspec") else item.name


def pytest_configure(config):
    # Compilers make many objects that stay: looking through them again and again took a tenth of
    # the time, and half of the time in which the evaluator reads PTX.
    gc.set_threshold(50_000, 20, 20)
    if not _is_worker():
        config.numba_act_cache = tempfile.mkdtemp(prefix="numba_act_tests_")
        os.environ["NUMBA_ACT_CACHE_DIR"] = config.numba_act_cache


def pytest_unconfigure(config):
    if not _is_worker():
        shutil.rmtree(config.numba_act_cache, ignore_errors=True)
