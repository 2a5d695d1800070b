"""Forms of one body: by working type, and that of the fast path."""

import numpy as np
import pytest
from numba.core import types

from numba_act.activation import fast_path
from numba_act.core.scalars import scalar_function
from numba_act.core.specialize import (
    IN_BFLOAT16,
    IN_FLOAT64,
    ON_FAST_PATH,
    common,
    per_path,
    per_type,
    rare,
)

FORMS = [
    (working, fast) for working in ("float32", "float64", "bfloat16") for fast in (False, True)
]
WEIGHT = per_path(full=per_type(float32=3.0, float64=5.0), fast=7.0)


def form_of():
    """Return a number that tells in which form the function is compiled."""
    number = WEIGHT
    if IN_BFLOAT16:
        number = number + 100.0
    if IN_FLOAT64:
        number = number + 200.0
    return number if ON_FAST_PATH else -number


def asks(x):
    return form_of() + (10000.0 if rare(x > 0.0) else 0.0) + (20000.0 if common(x > 0.0) else 0.0)


def run(function, working, fast, *args):
    kind = types.float64 if working == "float64" else types.float32
    scalar = scalar_function(function, working, None, fast)
    scalar.compile((kind,) * len(args))

    # what is compiled here is inlined into kernels, and has no wrapper for Python
    import numba

    @numba.njit
    def call(values):
        return scalar(values[0])

    return call(np.array(args, str(kind)))


@pytest.mark.parametrize(("working", "fast"), FORMS)
def test_what_a_form_is_made_of(working, fast):
    number = 7 if fast else (5 if working == "float64" else 3)
    number += {"float32": 0, "float64": 200, "bfloat16": 100}[working]
    number = number if fast else -number
    assert run(asks, working, fast, 1.0) == number + (20000 if fast else 30000)
    assert run(asks, working, fast, -1.0) == number + (20000 if fast else 0)


def test_forms_without_a_difference_are_one():
    def plain(x):
        return 2.0 * x

    assert scalar_function(plain, "bfloat16", None, True) is scalar_function(plain, "float32")
    assert scalar_function(asks, "float32", None, True) is not scalar_function(asks, "float32")
    assert scalar_function(asks, "bfloat16") is not scalar_function(asks, "float32")


def test_a_users_function_has_no_fast_path():
    import numba_act as na

    @na.activation
    def twice(x):
        return 2.0 * x

    with pytest.raises(AssertionError):
        fast_path(twice)
