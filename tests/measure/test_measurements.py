"""`numba-act accuracy` finds the errors that are there; docs/accuracy.md shows what it found."""

import dataclasses
import json
import sys
from pathlib import Path

import numpy as np
import pytest

import numba_act
from numba_act import cli
from numba_act.core.docstrings import ROOT_BOUND, ROOT_WINDOW
from numba_act.core.specialize import per_type
from numba_act.measure import accuracy
from numba_act.measure.cases import OURS, Case, cases
from numba_act.measure.errors import double_errors, exact_error, narrow_errors
from numba_act.measure.inputs import blocks, second_input
from numba_act.measure.records import RECORDS
from numba_act.measure.references import CONTEXT, EXTENDED
from numba_act.measure.store import Store, _collect, from_json, source, to_json
from tests.support import ulp
from tests.support.walk import ACTIVATIONS, DTYPES, from_bits, spread

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "bench" / "results" / "accuracy"


# Errors


@pytest.mark.parametrize("dtype", ["float16", "bfloat16", "float32"])
def test_narrow_errors(dtype):
    dtype = DTYPES[dtype]
    random = np.random.default_rng(0)
    got = spread(1 << 16, dtype)
    with np.errstate(all="ignore"):
        reference = got.astype(np.float64) * (1 + random.normal(0, 2**-12, got.size))
        reference[::7] = random.permutation(reference)[::7]
    reference[::31] *= -1
    reference[::53], reference[::59], reference[::61] = np.nan, np.inf, 0.0
    with np.errstate(invalid="ignore"):  # a signalling NaN
        errors = narrow_errors(got, reference)
    np.testing.assert_array_equal(errors, ulp.error(got, reference))


@pytest.mark.skipif(not EXTENDED, reason="long double is not the 80-bit format here")
def test_double_errors():
    import gmpy2

    random = np.random.default_rng(1)
    got = np.append(spread(3000, DTYPES["float64"]), [0.0, -0.0, np.inf, -np.inf, 5e-324])
    got = got[~np.isnan(got)]
    noise = 1 + np.ldexp(random.normal(0, 1, got.size), -52).astype(np.longdouble)
    with np.errstate(all="ignore"):
        reference = np.where(np.isinf(got), np.sign(got) * np.longdouble(1.7e308), got) * noise
        errors = double_errors(got, reference)
    for value, true, error in zip(got.tolist(), reference, errors, strict=True):
        high = float(true)
        with gmpy2.context(CONTEXT):
            exact = gmpy2.mpfr(high) + gmpy2.mpfr(float(true - high))
            # the parts of a subnormal reference are no float64 numbers
            slack = 1.0 if abs(high) < 1e-290 else 1e-9
            assert abs(error - exact_error(value, exact)) < slack or error == 0 == value


def test_wrong_results_are_infinite_errors():
    for got, reference in [(1.0, -1.0), (0.0, -1e-30), (np.nan, 1.0), (1.0, np.nan), (1.0, np.inf)]:
        errors = narrow_errors(np.float32([got]), np.array([reference]))
        assert errors.tolist() == [np.inf]
        errors = double_errors(np.array([got]), np.array([reference], np.longdouble))
        assert errors.tolist() == [np.inf]


# Measurements


def off_by(case, monkeypatch, wrong):
    """Let a case's function be wrong at some inputs: a table of their bits."""
    honest = accuracy._own_call(case)

    def call(operands):
        got = honest(operands).copy()
        bits = operands[0].view(np.uint16)
        for key, change in wrong.items():
            got[bits == key] = change(got[bits == key])
        return got

    monkeypatch.setattr(accuracy, "_own_call", lambda case: call)


def test_planted_errors_are_found(monkeypatch):
    case = Case("silu", "", (), "bfloat16")
    clean = accuracy.measure(case, "quick")
    assert clean.within
    assert clean.all.points == (1 << 16) - 2 * (1 << 7)  # all but infinities and NaN
    nan, worst, other = 0x7FC1, 0x4050, 0xC011
    off_by(
        case,
        monkeypatch,
        {
            nan: lambda got: np.zeros_like(got),
            worst: lambda got: (got.view(np.uint16) + 3).astype(np.uint16).view(got.dtype),
            other: lambda got: (got.view(np.uint16) - 1).astype(np.uint16).view(got.dtype),
        },
    )
    found = accuracy.measure(case, "quick")
    assert found.nan_mismatches == clean.nan_mismatches + 1
    assert found.all.wrong == clean.all.wrong + 2
    assert 2.4 < found.all.max_ulp < 3.6
    assert found.all.at == (float(from_bits([worst], DTYPES["bfloat16"])[0]),)
    assert not found.within


def test_errors_near_a_root_are_exact():
    case = Case("gelu", "x", (), "float32")
    found = accuracy.measure(case, "quick")
    near, root = found.near_root, case.reference.root()
    assert near.points > 2000
    assert abs(near.at[0] - root) < ROOT_WINDOW < abs(found.all.at[0] - root)
    assert 0 < near.max_abs < ROOT_BOUND["float32"]
    # the closed form would add its own error here, relative to a result that is almost 0
    x = np.float32([np.nextafter(np.float32(root), np.float32(0))])
    (error,) = accuracy.exact_errors(case, case.ours(x), [x], [])
    assert error <= near.max_ulp


def test_products_with_a_rounded_gradient_are_found(monkeypatch):
    case = Case("silu", "x", (), "float32", kind="vjp")
    clean = accuracy.measure(case, "short")
    assert clean.within
    assert clean.near_root.points > 1000
    assert clean.near_root.max_abs > 0

    def rounded_twice(operands):
        dy, x = operands
        return dy * numba_act.silu.grad(x)

    monkeypatch.setattr(accuracy, "_own_call", lambda case: rounded_twice)
    assert accuracy.measure(case, "short").all.max_ulp > 1e6


def test_what_overflows_inside_with_extreme_parameters_is_found(monkeypatch):
    case = Case("softplus", "", (), "float32", kind="any size")
    assert accuracy.measure(case, "short").within

    def textbook(operands):
        x, beta = operands
        return np.logaddexp(x * beta, np.float32(0)) / beta

    monkeypatch.setattr(accuracy, "_own_call", lambda case: textbook)
    assert accuracy.measure(case, "short").all.max_ulp > 1e6


def test_limits_are_checked(monkeypatch):
    case = Case("relu", "", (), "float16")
    assert accuracy.limits_of(case) == []
    wrong = dataclasses.replace(
        RECORDS["relu"], zeros=[(0.0, -0.0, 0.0)], kinks=[(2.0, 2.5, 1.0)], infinities=[]
    )
    monkeypatch.setitem(RECORDS, "relu", wrong)
    wrong = accuracy.limits_of(case)
    assert [line.partition(":")[0] for line in wrong] == ["(0.0)", "(2.0)"]


@pytest.mark.parametrize("dtype", ["float16", "bfloat16"])
def test_second_input_is_a_permutation_without_infinities(dtype):
    dtype = DTYPES[dtype]
    bits = np.arange(1 << 16, dtype=np.uint16)
    for turn in (0, 1, 1023):
        second = second_input(bits, dtype, turn)
        assert np.isfinite(second).all()
        finite = (1 << 16) - (2 << (10 if dtype == np.float16 else 7))
        assert np.unique(second.view(np.uint16)).size == finite
    wide = np.arange(0, 1 << 32, 65_521, dtype=np.uint64).astype(np.uint32)
    assert np.isfinite(second_input(wide, DTYPES["float32"])).all()


@pytest.mark.sweep
def test_blocks_of_an_exhaustive_run_are_all_bit_patterns(monkeypatch):
    case = Case("exp", "", (), "float32")
    size = 1 << 24
    first, last, count = None, None, 0
    for (block,) in blocks(case, "exhaustive", [], size):
        bits = block.view(np.uint32)
        assert last is None or bits[0] == last + np.uint32(1)
        assert bits[-1] - bits[0] == size - 1
        first, last, count = bits[0] if first is None else first, bits[-1], count + 1
    assert (first, last, count * size) == (0, 0xFFFFFFFF, 1 << 32)


def test_there_is_a_case_for_everything():
    found = {(case.kind, case.function, case.wrt, case.parameters) for case in cases()}
    expected = set()
    for name, activation in ACTIVATIONS.items():
        for wrt in ("", *RECORDS[name].gradients):
            for parameters in RECORDS[name].parameters:
                expected |= {
                    (kind, name, wrt, parameters) for kind in ("", "vjp") if wrt or not kind
                }
            if activation.definition.parameters:
                expected.add(("any size", name, wrt, ()))
    assert found == expected


# Results on disk


def test_results_are_kept_and_not_measured_again(tmp_path, monkeypatch):
    chosen = cases(["relu", "elu"], ["bfloat16"])
    first = cli.measured(chosen[:3], "quick", 1, tmp_path)
    assert [result.case for result in first] == chosen[:3]

    begun = []
    measure = accuracy.measure

    def watched(case, mode, advance):
        begun.append(case)
        if len(begun) == 3:
            raise KeyboardInterrupt
        return measure(case, mode, advance)

    monkeypatch.setattr(accuracy, "measure", watched)
    with pytest.raises(SystemExit) as stopped:
        cli.measured(chosen, "quick", 1, tmp_path)
    assert stopped.value.code == 130
    assert begun == chosen[3:6]
    cli.measured(chosen, "quick", 1, tmp_path)
    assert begun == [*chosen[3:6], *chosen[5:]]
    assert Store(tmp_path).results.keys() == set(chosen)


def test_other_code_is_measured_again(tmp_path):
    case = Case("relu", "", (), "bfloat16")
    store = Store(tmp_path)
    result = accuracy.measure(case, "quick")
    store.save(result)
    assert Store(tmp_path).results[case] == result
    assert store.has(case, "quick")
    assert not store.has(case, "exhaustive")
    store.save(dataclasses.replace(result, source="of another version"))
    assert not store.has(case, "quick")


def test_other_libraries_are_not_measured_again(tmp_path, monkeypatch):
    chosen = cases(["relu"], ["bfloat16"], ["numpy"])
    assert {case.library for case in chosen} == {OURS, "numpy"}
    found = cli.measured(chosen, "quick", 1, tmp_path)
    monkeypatch.setattr(accuracy, "measure", None)
    assert cli.measured(chosen, "quick", 1, tmp_path) == found


def test_infinite_errors_survive_json():
    result = accuracy.measure(Case("relu", "", (), "bfloat16"), "quick")
    result.all.max_ulp = np.inf
    text = json.dumps(to_json(result), allow_nan=False)
    assert from_json("relu", json.loads(text)) == result


def test_source_follows_code_but_not_comments():
    def digest(body, working="float32"):
        lines = []
        _collect(body, working, lines, set())
        return lines

    def plain(x):
        return 2.0 * x

    def commented(x):
        """Twice x."""
        return 2.0 * x  # exact

    def other(x):
        return 3.0 * x

    commented.__name__ = other.__name__ = "plain"
    strip = [digest(body)[0].partition("(")[2] for body in (plain, commented, other)]
    assert strip[0] == strip[1] != strip[2]
    two_forms = per_type(float32=(plain, 1.0), bfloat16=(other, 1.0))
    assert digest(two_forms) == digest((plain, 1.0)) == digest((plain, 1.0), "bfloat16")
    assert digest(two_forms, "bfloat16") == digest((other, 1.0))
    nested = per_type(float32=per_type(float32=(1.0,), bfloat16=(2.0,)), float64=two_forms)
    assert digest(nested) == digest((1.0,)) != digest(nested, "bfloat16") == digest((2.0,))
    sources = {source(Case(name, "", (), "float32")) for name in ("silu", "gelu", "mish")}
    assert len(sources) == 3
    silu = Case("silu", "", (), "float32")
    assert source(silu) != source(dataclasses.replace(silu, wrt="x"))


# The page


@pytest.fixture
def bench(monkeypatch):
    if not RESULTS.is_dir():
        pytest.skip("bench/results is not part of this copy")
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    monkeypatch.delitem(sys.modules, "report", raising=False)
    import importlib.util

    spec = importlib.util.spec_from_file_location("bench_accuracy", ROOT / "bench" / "accuracy.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def committed():
    return list(Store(RESULTS).results.values())


def test_page_is_what_the_results_say(bench):
    # what is stale depends on the code, not on the results alone
    page = bench.page(bench.ordered(committed()), set())
    written = (ROOT / "docs" / "accuracy.md").read_text()
    assert written.replace(bench.STALE, "") == page


def test_measured_errors_are_within_the_bounds(bench):
    results = committed()
    old = bench.stale(results)
    for result in results:
        if result.case.library == OURS and result.case not in old:
            assert result.within, (result.case.title, result.case.dtype, result.all.max_ulp)


def test_results_are_of_this_code(bench):
    results = committed()
    missing = set(cases()) - {result.case for result in results}
    old = sorted({case.function for case in missing | bench.stale(results)})
    if old:
        pytest.skip(f"measured with other code, run bench/accuracy.py again: {', '.join(old)}")
