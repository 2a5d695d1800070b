"""Floating-point warnings: none where the true result is finite, overflow as `np.exp` has it."""

import inspect
import io
import itertools
import warnings

import ml_dtypes
import numpy as np
import pytest

import numba_act as na
from tests.support.process import run
from tests.support.walk import (
    CASES,
    DTYPES,
    FUNCTIONS,
    RECORDS,
    base_name,
    in_turn,
    is_partial,
    one_of_each,
    spread,
    tuple_of,
    typical,
    with_types,
)

#: What is invalid for infinity, and warns of it.
PERIODIC = {"sin", "cos", "tan"}
#: What has no limit at infinity, or whose gradients have none.
OSCILLATING = PERIODIC | {"smooth_round", "snake"}


@pytest.mark.parametrize(("name", "dtype"), with_types(CASES))
def test_none_where_the_result_is_finite_and_normal(name, dtype):
    case, dtype = CASES[name], DTYPES[dtype]
    random = np.random.default_rng(0)
    with np.errstate(all="ignore"):
        x = np.concatenate(
            [
                spread(1 << 15, dtype),
                *[random.uniform(-size, size, 1 << 12).astype(dtype) for size in (3, 20, 120, 800)],
            ]
        )
        x = x[np.isfinite(x)]
        operands = [x, random.permutation(x)][: case.inputs]
        parameters = [np.float64(p).astype(dtype) for p in case.parameters[0]]
        wide = [each.astype(np.float64) for each in (*operands, *parameters)]
        truth = np.abs(case.reference(*wide))
        # with a margin at the end of the range; the result of a gate may underflow before it
        normal = (truth > 1e3 * float(np.finfo(np.float32).tiny)) | (truth == 0)
        limit = {"float16": 6e4, "float64": 1e308}.get(dtype.name, 3e38)
        fits = normal & (truth < limit)
        operands = [each[fits] for each in operands]
    assert operands[0].size > 100
    with np.errstate(all="raise"):
        result = case.function(*operands, *parameters)
    assert np.isfinite(result).all()


@pytest.mark.parametrize(("name", "dtype"), with_types(FUNCTIONS, some=one_of_each(FUNCTIONS)))
def test_none_that_the_result_contradicts(name, dtype):
    """At the ends of the range of every argument, where a rejected branch may overflow."""
    function, dtype = FUNCTIONS[name], DTYPES[dtype]
    largest = float(ml_dtypes.finfo(dtype).max)
    tiny = float(ml_dtypes.finfo(dtype).smallest_subnormal)
    values = np.array([0.0, tiny, -tiny, 1.0, -1.0, largest, -largest, np.inf, -np.inf], dtype)
    single = [values[k : k + 1] for k in range(values.size)]
    found = set()
    with np.errstate(all="call", under="ignore", call=lambda kind, flag: found.add(kind)):
        for operands in itertools.product(single, repeat=len(function.definition.arguments)):
            found.clear()
            results = tuple_of(function(*operands))
            if all(np.isfinite(x[0]) for x in results):
                assert not found, operands
            elif not any(np.isnan(x[0]) for x in results):
                assert "invalid value" not in found, operands


@pytest.mark.parametrize(("name", "dtype"), with_types(FUNCTIONS, some=one_of_each(FUNCTIONS)))
def test_none_for_nan_and_infinity(name, dtype):
    function, dtype = FUNCTIONS[name], DTYPES[dtype]
    if is_partial(function):
        return  # log1p(-inf) is invalid: test_outside_the_domain
    operands = typical(function, 40, dtype)
    has_limits = base_name(function) not in OSCILLATING
    for k in range(len(function.definition.inputs)):
        for value in (np.nan, np.inf, -np.inf) if has_limits else (np.nan,):
            given = [np.copy(x) for x in operands]
            given[k][::3] = value
            with np.errstate(all="raise", under="ignore"):
                function(*given)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("n", [1, 5, 16, 1000])
def test_overflow_of_exp_warns_as_numpy_does(dtype, n):
    x = np.zeros(n, dtype)
    x[-1] = 800
    for function in (np.exp, na.exp):
        with pytest.warns(RuntimeWarning, match="^overflow encountered in exp$"):
            assert np.isinf(function(x)[-1])
        with np.errstate(over="raise"), pytest.raises(FloatingPointError, match="overflow"):
            function(x)
        with np.errstate(over="ignore"):
            function(x)
    assert na.exp(x[:0]).size == 0
    assert (na.exp(np.full(n, np.inf)) == np.inf).all()  # exact: no overflow


def test_expm1_and_gates_overflow():
    with pytest.warns(RuntimeWarning, match="overflow encountered in expm1"):
        na.expm1(np.float32([90]))
    big = np.float32([3.3e38])
    with pytest.warns(RuntimeWarning, match="overflow encountered in swiglu"):
        na.swiglu(big, big)
    with pytest.warns(RuntimeWarning, match="overflow encountered in silu.vjp"):
        na.silu.vjp(big, np.float32([2.4]))  # the slope is 1.0998


@pytest.mark.parametrize("n", [1, 100])
def test_overflow_of_swiglu_oai_is_that_of_the_result(n):
    def of(gate, value, limit, alpha, dtype):
        arrays = [np.full(n, each, dtype) for each in (gate, value)]
        parameters = [np.dtype(dtype).type(each) for each in (limit, alpha)]
        found = warnings_of(na.swiglu_oai, [*arrays, *parameters])
        full = [np.full(n, each) for each in parameters]
        assert warnings_of(na.swiglu_oai, [*arrays, *full]) == found
        return found

    overflow = {"overflow encountered in swiglu_oai"}
    assert of(300, 300, 1000, 1.702, "float16") == overflow
    assert of(-500, 300, 1000, 1e-7, "float16") == overflow  # σ is a half
    assert of(-3e38, 7, 7, 1e-39, "float32") == overflow
    for alpha in (1.702, 1e30, -1e30, 3e38):
        assert of(-3e38, 7, 7, alpha, "float32") == (overflow if alpha < 0 else set())
        assert of(3e38, 7, 7, alpha, "float32") == set()
        assert of(6.9, 7, 7, alpha, "float32") == set()
    assert warnings_of(na.swiglu_oai, [np.full(n, -6e4, "float16")] * 2) == set()


@pytest.mark.parametrize(
    ("function", "pole", "limit"),
    [
        (na.log, 0.0, -np.inf),
        (na.log1p, -1.0, -np.inf),
        (na.logit, 0.0, -np.inf),
        (na.logit, 1.0, np.inf),
    ],
)
def test_outside_the_domain(function, pole, limit):
    name = function.__name__
    with pytest.warns(RuntimeWarning, match=f"divide by zero encountered in {name}"):
        assert function(np.float32([pole])) == limit
    with pytest.warns(RuntimeWarning, match=f"invalid value encountered in {name}"):
        assert np.isnan(function(np.float32([-2.0])))


@pytest.mark.parametrize(("name", "dtype"), in_turn(sorted(PERIODIC), ["float32", "float64"]))
def test_infinite_angles(name, dtype):
    x = np.array([1.0, np.inf], dtype)
    for function in (getattr(np, name), getattr(na, name), getattr(na, name).grad):
        with pytest.warns(RuntimeWarning, match="^invalid value encountered in"):
            assert np.isnan(function(x)).tolist() == [False, True]


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_gradients_warn_of_what_is_there(dtype):
    def of(function, *operands):
        return warnings_of(function, [np.array([x], dtype) for x in operands])

    divide, invalid, overflow = (
        f"{text} encountered in " for text in ("divide by zero", "invalid value", "overflow")
    )
    assert of(na.log.grad, 0.0) == {f"{divide}log.grad"}
    assert of(na.log.vjp, 2.0, 0.0) == {f"{divide}log.vjp"}
    assert of(na.log1p.grad, -1.0) == {f"{divide}log1p.grad"}
    assert of(na.logit.grad, 0.0) == of(na.logit.grad, 1.0) == {f"{divide}logit.grad"}
    assert of(na.logit.grad, 2.0) == of(na.logit.grad, -2.0) == {f"{invalid}logit.grad"}
    assert of(na.logit.grad, np.nan) == of(na.log.grad, np.nan) == set()
    assert of(na.exp.grad, 800.0) == {f"{overflow}exp.grad"}
    assert of(na.exp.grad, np.inf) == of(na.exp.vjp, 2.0, np.inf) == set()
    assert of(na.exp.vjp, 1e-4 if dtype == "float16" else 1e-30, 12.0) == set()
    large = float(np.finfo(dtype).max)
    assert of(na.silu.grad, 2.4) == of(na.silu.vjp, large, 0.5) == set()
    assert of(na.silu.vjp, large, 2.4) == {f"{overflow}silu.vjp"}
    assert of(na.bilinear.vjp, large, 2.0, 3.0) == {f"{overflow}bilinear.vjp"}


def warnings_of(function, operands):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        function(*operands)
    return {str(each.message) for each in caught}


@pytest.mark.parametrize(
    ("name", "dtype"),
    with_types([n for n, f in FUNCTIONS.items() if f.definition.fast_path], ["float16", "float32"]),
)
def test_one_value_beyond_the_fast_path(name, dtype):
    """Its warning is its own, and no other's that came before is lost."""
    function, dtype = FUNCTIONS[name], np.dtype(dtype).type
    inputs = len(function.definition.inputs)
    lowest, highest = RECORDS[base_name(function)].domain
    inside = 0.5 if lowest < 0.5 < highest else lowest + 0.5
    ordinary = np.full((inputs, 2500), inside, dtype)
    empty = inspect.Parameter.empty
    given = [dtype(0.25) for value in function.definition.parameters.values() if value is empty]
    large = float(np.finfo(dtype).max)
    for value in (large, -large, 0.0, np.inf, -np.inf, np.nan, -1.5, 14.0):
        one = np.full((inputs, 1), inside, dtype)
        one[0] = value
        alone = warnings_of(function, [*one, *given])
        for others in ([2000], [2000, 10]):
            operands = ordinary.copy()
            operands[0, others] = value
            assert warnings_of(function, [*operands, *given]) == alone
    if inputs == 2:
        ordinary[:, 10] = 6.0, large  # the product may overflow in a block of the fast path
        ordinary[function.definition.fast_path.operand, 2000] = -large
        alone = warnings_of(function, [*ordinary[:, 10:11], *given])
        alone |= warnings_of(function, [*ordinary[:, 2000:2001], *given])
        assert warnings_of(function, [*ordinary, *given]) == alone


def test_a_users_function_has_the_hardwares_warnings():
    @na.activation
    def reciprocal(x):
        return 1.0 / x

    with pytest.warns(RuntimeWarning, match="divide by zero encountered in reciprocal"):
        result = reciprocal(np.float32([0.0, 1.0]))
    assert result.tolist() == [np.inf, 1.0]

    @na.activation(warns=())
    def quiet_reciprocal(x):
        return 1.0 / x

    with np.errstate(all="raise"):
        assert tuple_of(quiet_reciprocal(np.float32([0.0])))[0] == np.inf

    @na.activation(warns=("overflow", "divide"))
    def positive(x):
        return x if x > 0 else 0.0

    with np.errstate(all="raise"):
        assert positive(np.float32([np.nan, 1.0])).tolist() == [0.0, 1.0]


def test_flags_that_were_set_before_stay():
    """A call must not clear the caller's sticky flags nor report them as its own."""
    with np.errstate(all="raise"):
        with pytest.raises(FloatingPointError):
            np.float32([1]) / np.float32([0])
        na.silu(np.float32([-200.0, 200.0, 0.0]))


LINES = """
import warnings
import numpy as np
import numba_act as na

x, long = np.float32([800.0]), np.full(200_000, 800.0, np.float32)
calls = [
    lambda: na.exp(x),
    lambda: na.exp(x, out=x.copy()),
    lambda: na.exp([800.0]),
    lambda: na.exp.ufunc(x),
    lambda: na.exp(long),
    lambda: na.swiglu.packed(np.float32([3e38, 3e38])),
    lambda: na.silu.vjp(np.float32([3.3e38]), np.float32([2.4])),
    lambda: np.exp(x),
]
with np.errstate(all="ignore"):
    for call in calls:
        call()  # a compiler starts afresh what has been shown
warnings.showwarning = lambda text, kind, file, line, *rest: print(line, file, text)
warnings.filterwarnings("default")
for call in calls * 2:
    call()
"""


def test_each_line_of_the_users_is_named_once():
    names = [*["exp"] * 5, "swiglu", "silu.vjp", "exp"]
    expected = [
        f"{line} <string> overflow encountered in {name}" for line, name in enumerate(names, 8)
    ]
    assert run(LINES).splitlines() == expected


def test_the_other_modes_are_numpys(capsys):
    x = np.float32([800.0])
    calls, log = [], io.StringIO()
    with np.errstate(over="call", call=lambda kind, flags: calls.append((kind, flags))):
        assert np.isinf(na.exp(x))
    assert calls == [("overflow", 2)]
    with np.errstate(over="log", call=log):
        na.exp(x)
    assert log.getvalue().startswith("Warning: overflow encountered in exp")
    with np.errstate(over="print"):
        na.exp(x)
    with np.errstate(over="raise"), pytest.raises(FloatingPointError, match=r"overflow.* exp"):
        na.exp(x)
    with np.errstate(over="ignore"), warnings.catch_warnings():
        warnings.simplefilter("error")
        na.exp(x)


def test_a_warning_that_is_an_error():
    out = np.zeros(1, np.float32)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for x in (np.float32([800.0]), [np.float32(800.0)]):
            with pytest.raises(RuntimeWarning, match="overflow encountered in exp"):
                na.exp(x, out=out)
    assert na.exp(np.float32([0.0])) == 1  # and nothing is left of it


def test_a_callers_flags_stay_after_a_warning():
    with pytest.warns(RuntimeWarning, match="encountered in log$") as caught:
        na.log(np.float32([0.0, -1.0]))
    assert sorted(str(each.message).partition(" enc")[0] for each in caught) == [
        "divide by zero",
        "invalid value",
    ]
    with np.errstate(all="raise"):
        na.silu(np.float32([1.0]))


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_hypot_of_nan_beside_a_large_number(dtype):
    large = np.full(20, np.finfo(dtype).max / 2)
    nan = np.full_like(large, np.nan)
    with np.errstate(all="raise"):
        for given in ((nan, large), (large, nan)):
            assert np.isnan(na.hypot(*given)).all()
            na.hypot.vjp(np.ones_like(large), *given, wrt=("x", "y"))


def test_extreme_parameters_are_silent():
    """What a rejected branch would form overflows; the results are finite."""
    for dtype in (np.float32, np.float64):
        one, half, largest = np.ones(64, dtype), np.full(64, 0.5, dtype), float(np.finfo(dtype).max)
        with np.errstate(all="raise", under="ignore"):
            assert (na.hard_sigmoid.vjp(one, half, -largest, 20.0) == 0).all()
            assert (na.hard_sigmoid.vjp(one, half, 0.0, largest) == 0).all()
            assert (na.hard_sigmoid.vjp(one, 0 * half, largest, 0.5) == dtype(largest)).all()
