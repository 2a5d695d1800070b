"""The references hold against each other, and there is one for every function of the package."""

import inspect

import gmpy2
import numpy as np
import pytest
from gmpy2 import mpfr

from numba_act.measure.records import RECORDS
from numba_act.measure.references import EXTENDED
from tests.support.walk import ACTIVATIONS, CASES, one_in, some_of

#: Agreement that is asked of the float64 forms: a thousandth of half a float32 ULP is 3e-11.
TOLERANCE = 1e-12

POINTS = np.unique(
    np.concatenate(
        [
            np.linspace(-12, 12, 97),
            np.geomspace(1e-44, 1e38, 83),
            -np.geomspace(1e-44, 1e38, 83),
            [-103.9, -88.7, -50.0, -17.3, -14.1, 13.9, 44.0, 88.7, 103.9],
        ]
    ).astype(np.float32)
).astype(np.float64)


def operands(case, points):
    """Return the points, with a value of its own for the second input of a gate."""
    values = 3.0 * np.cos(np.arange(points.size))
    return [points, values][: case.inputs]


def inside(case, points):
    """Return the points at which the function is defined."""
    lowest, highest = case.record.domain
    return points[(points > lowest) & (points < highest)]


def size_of(case, exact, inputs, parameters):
    """Return the size of an exact value, or of the largest addend where some cancel."""
    addend = case.reference.largest_addend(*map(mpfr, inputs), *map(mpfr, parameters))
    return max(abs(exact), addend)


def test_every_function_has_a_reference():
    gradients = {name: {*each.definition.arguments} for name, each in ACTIVATIONS.items()}
    assert gradients == {name: set(record.gradients) for name, record in RECORDS.items()}


@pytest.mark.parametrize("name", some_of(CASES, one_in(3, CASES)))
def test_double_agrees_with_exact(name):
    case = CASES[name]
    for parameters in case.parameters:
        points = inside(case, POINTS)
        if case.reference.root is not None:
            points = points[np.abs(points - case.reference.root(*parameters)) > 2**-6]
        inputs = operands(case, points)
        with np.errstate(all="ignore"):
            double = case.reference(*inputs, *parameters)
        for *x, got in zip(*inputs, double, strict=True):
            exact = case.reference(*map(mpfr, x), *map(mpfr, parameters))
            if abs(exact) < 1e-290:  # the float64 form is subnormal, every float32 result 0
                assert abs(got) < 1e-280, x
            elif abs(exact) > 1e300:
                assert abs(got) > 1e299, x
            else:
                assert abs(got - exact) <= TOLERANCE * size_of(case, exact, x, parameters), x


@pytest.mark.parametrize("name", [name for name, record in RECORDS.items() if record.values])
def test_values_from_elsewhere(name):
    """19 digits that were not computed with the formulas here."""
    record = RECORDS[name]
    definition = ACTIVATIONS[name].definition
    empty = inspect.Parameter.empty
    parameters = [0.25 if p is empty else p for p in definition.parameters.values()]
    for x, *expected in record.values:
        operands = [mpfr(x), *map(mpfr, parameters)]
        references = record.value, record.gradients["x"]
        for reference, value in zip(references, expected, strict=True):
            size = max(abs(value), reference.largest_addend(*operands))
            assert abs(reference(*operands) - value) <= 1e-16 * size


#: Agreement that is asked of the long-double forms: 2^-7 of a float64 ULP.
TOLERANCE_EXTENDED = 2.0**-60

TAILS = np.concatenate([[-747.3, -709.1, -38.4, -27.1, 709.1], np.geomspace(1e-308, 1e308, 41)])


@pytest.mark.skipif(not EXTENDED, reason="long double is not the 80-bit format here")
@pytest.mark.parametrize("name", some_of(CASES, one_in(12, CASES)))
def test_extended_agrees_with_exact(name):
    case = CASES[name]
    for parameters in case.parameters:
        points = inside(case, np.concatenate([POINTS, POINTS * (1 + 2.0**-40 / 3), TAILS]))
        if case.reference.root is not None:
            points = points[np.abs(points - case.reference.root(*parameters)) > 0.25]
        inputs = operands(case, points)
        wide = [np.asarray(x, np.longdouble) for x in (*inputs, *parameters)]
        with np.errstate(all="ignore"):
            values = case.reference(*wide[: len(inputs)], *[p[()] for p in wide[len(inputs) :]])
        for *x, value in zip(*inputs, values, strict=True):
            exact = case.reference(*map(mpfr, x), *map(mpfr, parameters))
            if not 1e-320 < abs(exact) < mpfr("1e4900"):
                continue  # beyond float64 in any case
            mantissa, exponent = np.frexp(np.longdouble(value))
            high = float(mantissa)
            got = (mpfr(high) + mpfr(float(mantissa - high))) * mpfr(2) ** int(exponent)
            size = size_of(case, exact, x, parameters)
            assert abs(got - exact) <= TOLERANCE_EXTENDED * size, x


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.wrt])
def test_gradient_is_the_slope_of_the_function(name):
    case = CASES[name]
    activation, _, _ = name.partition(".")
    function = RECORDS[activation].value
    arguments = ACTIVATIONS[activation].definition
    k = [*arguments.inputs, *arguments.parameters].index(case.wrt)
    step = mpfr(2) ** -60
    for parameters in case.parameters:
        points = np.array([-30.0, -7.5, -2.25, -0.9, -1e-3, 1e-3, 0.4, 1.1, 3.5, 8.0, 25.0])
        for x in zip(*operands(case, inside(case, points)), strict=True):
            here = [*map(mpfr, x), *map(mpfr, parameters)]
            above, below = [*here], [*here]
            above[k] += step
            below[k] -= step
            slope = (function(*above) - function(*below)) / (2 * step)
            # the difference quotient's own error is the third derivative times 2^-122
            assert abs(slope - case.reference(*here)) < mpfr(2) ** -95 * max(1, abs(slope))


def test_precision_is_what_the_references_were_made_for():
    assert gmpy2.get_context().precision >= 100
