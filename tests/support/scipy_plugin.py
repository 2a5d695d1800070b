"""A pytest plugin: SciPy's own tests with this package's functions in the place of SciPy's.

    python -m pytest -p tests.support.scipy_plugin --pyargs scipy.special.tests.test_logsumexp

`test_scipy_suite` runs it. The tests of what the package does not have are left out by name.
"""

import collections
import functools

import scipy.special

import numba_act as na

calls = collections.Counter()


def _counted(name, function):
    @functools.wraps(function)
    def call(*args, **keywords):
        calls[name] += 1
        return function(*args, **keywords)

    return call


def _over_everything(function):
    """SciPy's functions of rows take the whole array where no axis is given."""

    @functools.wraps(function)
    def call(x, axis=None, **keywords):
        return function(x, axis, **keywords)

    return call


#: What is put in the place of SciPy's functions of these names.
FUNCTIONS = {
    "softmax": _over_everything(na.softmax),
    "log_softmax": _over_everything(na.log_softmax),
    "logsumexp": _over_everything(na.logsumexp),
    "expit": na.sigmoid,
    "logit": na.logit,
    "log_expit": na.log_sigmoid,
}

#: Tests that are left out, and what it is in them that the package does not have.
LEFT_OUT = {
    "test_wrap_radians": "a helper of SciPy's for complex numbers",
    "test_logsumexp_complex_sign": "complex numbers",
    "test_gh21610": "complex numbers",
    "test_gh21709_small_imaginary": "complex numbers",
    "TestExpit::test_large": "longdouble",
    "test_logsumexp_sign": "return_sign",
    "test_logsumexp_sign_zero": "return_sign",
    "test_logsumexp_sign_shape": "return_sign",
    "test_gh22903": "return_sign",
    "test_gh23548": "return_sign",
}


def _is_left_out(item):
    values = getattr(item, "callspec", None)
    if values and any(
        isinstance(value, complex) or (isinstance(value, str) and value.startswith("complex"))
        for value in values.params.values()
    ):
        return True
    return any(item.nodeid.partition("[")[0].endswith(name) for name in LEFT_OUT)


def pytest_configure(config):
    """Replace the functions before any test module imports them."""
    from scipy._lib import _array_api

    capabilities = _array_api.xp_capabilities_table
    for name, function in FUNCTIONS.items():
        original, counted = getattr(scipy.special, name), _counted(name, function)
        if original in capabilities:  # which SciPy's fixtures ask for
            capabilities[counted] = capabilities[original]
        setattr(scipy.special, name, counted)


def pytest_collection_modifyitems(config, items):
    """Leave out what the package does not have."""
    left_out = [item for item in items if _is_left_out(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not _is_left_out(item)]


def pytest_terminal_summary(terminalreporter):
    """Say how often each function was called."""
    terminalreporter.write_line(f"called: {', '.join(name for name in FUNCTIONS if calls[name])}")
