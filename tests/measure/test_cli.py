"""The command line, in this process."""

import json
import os
import subprocess
import sys

import numba
import numpy as np
import pytest

import numba_act as na
from numba_act import cli
from numba_act.cli import main
from tests.support.process import ROOT, run, start
from tests.support.walk import ACTIVATIONS


def output_of(capsys, *arguments):
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_info(capsys):
    found = json.loads(output_of(capsys, "info", "--json"))
    assert found["target"] == na.target
    assert found["threads"] == numba.get_num_threads()
    assert found["versions"]["NumPy"] == np.__version__
    assert found["versions"]["numba_act"] == na.__version__
    assert found["cuda"]["usable"] is (found["cuda"]["reason"] is None)
    text = output_of(capsys, "info")
    assert "CUDA" in text
    assert na.__version__ in text
    assert found["cpu_name"] in text


def test_plot(capsys, tmp_path):
    file = tmp_path / "functions.png"
    assert str(file) in output_of(capsys, "plot", "silu", "swiglu", "prelu", "-o", str(file))
    assert file.read_bytes().startswith(b"\x89PNG")
    varied = ["plot", "smooth_relu", "sau", "--vary", "sigma=0,1", "-o", str(file)]
    assert str(file) in output_of(capsys, *varied)


def test_bench(capsys):
    arguments = ["bench", "relu", "--size", "1e3", "--dtypes", "float32", "--peers", "numpy"]
    (result,) = json.loads(output_of(capsys, *arguments, "--json"))["results"]
    assert result["function"] == "relu"
    assert result["n"] == 1000
    assert result["ns_per_element"] > 0
    assert set(result["peers"]) <= {"numpy"}
    assert "relu" in output_of(capsys, *arguments)


def test_warm(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("NUMBA_ACT_CACHE_DIR", str(tmp_path))
    found = json.loads(output_of(capsys, "warm", "relu", "--json"))
    assert found["functions"] == 1
    assert found["cache"] == str(tmp_path)


WARMED = """
import numpy as np
from numba.core import event
import numba_act as na
with event.install_recorder("numba:compile") as recorder:
    {calls}
print(len(recorder.buffer))
"""


@pytest.mark.parametrize(
    ("arguments", "calls"),
    [
        pytest.param(
            ["reglu"],
            "na.reglu.packed_vjp(np.ones((3, 9), np.float32), np.ones((3, 18), np.float32))",
            marks=pytest.mark.sweep,
        ),
        (
            ["quantize", "dequantize", "optim.nesterov_step"],
            "x = np.ones(9, np.float32); na.optim.nesterov_step(x, x, x, 0.1, 0.9); "
            "na.dequantize(na.quantize(x, 0.1, 3, 'int8'), 0.1, 3)",
        ),
        pytest.param(
            ["soft_accuracy"],
            "x = np.ones((3, 9), np.float32); na.soft_accuracy(x, [1, 2, 3]); "
            "na.soft_accuracy.vjp(1.0, x, [1, 2, 3])",
            marks=pytest.mark.sweep,
        ),
        pytest.param(
            ["softmax", "logsumexp", "--jobs", "2"],
            "na.softmax(np.ones((600, 300), np.float32), axis=0); "
            "na.logsumexp(np.ones((3, 5), np.float32), where=np.ones((3, 5), bool)); "
            "na.softmax(np.ones(1 << 20, np.float32))",
            marks=pytest.mark.sweep,
        ),
    ],
)
def test_warm_leaves_nothing_to_compile(tmp_path, arguments, calls):
    code = "import sys; from numba_act.cli import main; sys.exit(main(sys.argv[1:]))"
    warm = ["warm", *arguments, "--dtypes", "float32", "--json"]
    found = json.loads(run(code, *warm, NUMBA_ACT_CACHE_DIR=tmp_path))
    assert 0 < found["compiled"] <= len(list(tmp_path.glob("*.bin")))
    assert int(run(WARMED.format(calls=calls), NUMBA_ACT_CACHE_DIR=tmp_path)) == 0
    assert json.loads(run(code, *warm, NUMBA_ACT_CACHE_DIR=tmp_path))["compiled"] == 0


def test_info_says_why_the_cache_is_not_used(capsys, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("NUMBA_ACT_CACHE_DIR", str(tmp_path / "file" / "cache"))
    assert "not used: " in output_of(capsys, "info")
    assert (
        str(tmp_path / "file") in json.loads(output_of(capsys, "info", "--json"))["cache_problem"]
    )


def test_warm_for_a_gpu_that_is_elsewhere(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("NUMBA_ACT_CACHE_DIR", str(tmp_path))
    arguments = ["warm", "relu", "--target", "cuda", "--capability", "8.0", "--json"]
    found = json.loads(output_of(capsys, *arguments))
    assert found["compiled"] == len(list(tmp_path.glob("*.bin"))) > 0
    assert json.loads(output_of(capsys, *arguments))["compiled"] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["warm", "relu", "--capability", "8.0"],
        ["warm", "relu", "--target", "cuda", "--capability", "5.0"],
        ["warm", "relu", "--target", "cuda", "--capability", "99.0"],
        ["warm", "relu", "--target", "cuda", "--capability", "new"],
        ["bench", "rleu"],
        ["warm", "rleu"],
        ["plot", "rleu", "-o", "x.png"],
        ["plot", "relu", "-o", "x.doc"],
        ["plot", "relu", "-o", "/not/there/x.png"],
        ["bench", "relu", "--peers", "--size", "1e16"],
        ["accuracy", "rleu"],
        ["accuracy", "relu", "--results", __file__],
    ],
)
def test_mistakes_exit_with_2(capsys, arguments):
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("numba-act: error: ")
    assert any(word in captured.err for word in (arguments[1], arguments[-1], "Unable to allocate"))
    assert not captured.out


#: The command as it is installed, beside ``python -m numba_act``.
SCRIPT = "import sys\nfrom numba_act.cli import main\nsys.exit(main())\n"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        (
            "NUMBA_ACT_TARGET",
            "gpu",
            "NUMBA_ACT_TARGET is 'gpu'; expected one of 'auto', 'cpu', 'cuda'",
        ),
        ("NUMBA_THREADING_LAYER", "fibres", "layer requested 'fibres' is unknown to Numba"),
    ],
)
@pytest.mark.parametrize("command", ["-m", "numba-act"])
def test_mistakes_of_the_environment_exit_with_2(tmp_path, name, value, words, command):
    script = tmp_path / "numba-act"
    script.write_text(SCRIPT)
    started = ["-m", "numba_act"] if command == "-m" else [str(script)]
    process = subprocess.run(
        [sys.executable, *started, "info"],
        env={**os.environ, name: value, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert process.returncode == 2
    assert words in process.stderr
    assert process.stderr.startswith("numba-act: error: ")
    assert process.stderr.count("\n") == 1
    assert not process.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["fly"],
        ["bench", "relu", "--size", "0"],
        ["bench", "relu", "--size", "1.5"],
        ["bench", "relu", "--size", "inf"],
        ["bench", "relu", "--size", "many"],
        ["accuracy", "relu", "--jobs", "0"],
        ["warm", "relu", "--jobs", "-1"],
    ],
)
def test_what_the_parser_refuses(capsys, arguments):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert arguments[-1] in capsys.readouterr().err


def test_version(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"numba_act {na.__version__}\n"


@pytest.mark.parametrize("command", ["bench", "plot", "warm"])
def test_an_interrupt_exits_with_130(capsys, monkeypatch, command):
    def interrupted(names, more=None):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_chosen", interrupted)
    arguments = [command, "relu", *(["-o", "x.png"] if command == "plot" else [])]
    assert main(arguments) == 130
    assert "interrupted" in capsys.readouterr().err


def test_a_reader_that_leaves_is_no_error():
    """As of ``numba-act info | head -0``."""
    command = [sys.executable, "-m", "numba_act", "info"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full disk")
def test_a_full_disk_exits_with_2():
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "numba_act", "info"]
        process = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert process.returncode == 2
    assert process.stderr.startswith("numba-act: error: ")
    assert process.stderr.count("\n") == 1


FULL = """
import resource, sys
from numba_act.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
sys.exit(main(["warm", "relu", "--dtypes", "float32"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of a process")
def test_entries_that_cannot_be_written_are_not_there_already(tmp_path):
    process = start(FULL, NUMBA_ACT_CACHE_DIR=tmp_path)
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 2
    assert "numba-act: error: cannot use the cache" in errors
    assert "File too large" in errors


def test_unknown_function_names_the_known(capsys):
    assert main(["warm", "rleu"]) == 2
    message = capsys.readouterr().err
    assert all(name in message for name in ACTIVATIONS)
    assert "did you mean 'relu'?" in message


def test_accuracy(capsys, tmp_path):
    pytest.importorskip("gmpy2")
    arguments = ["accuracy", "relu", "--dtypes", "bfloat16", "--peers", "numpy"]
    results = json.loads(output_of(capsys, *arguments, "--json"))["results"]
    assert [(each["library"], each["wrt"], each.get("kind")) for each in results] == [
        ("numba_act", "", None),
        ("numba_act", "x", None),
        ("numba_act", "x", "vjp"),
        ("numpy", "", None),
        ("numpy", "x", None),
    ]
    assert {each["function"] for each in results} == {"relu"}
    assert results[0]["max_ulp"] == 0.0
    assert results[0]["points"] == (1 << 16) - (1 << 8)
    text = output_of(capsys, *arguments, "--results", str(tmp_path))
    assert "relu.grad(x)" in text
    assert "relu.vjp(x)" in text
    assert (tmp_path / "relu.json").exists()


def test_accuracy_outside_its_bound_exits_with_1(capsys, monkeypatch):
    pytest.importorskip("gmpy2")
    monkeypatch.setitem(na.softsign.definition.max_ulp, "float32", 0.5)
    arguments = ["accuracy", "softsign", "--dtypes", "float32", "--peers"]
    assert main(arguments) == 1
    captured = capsys.readouterr()
    assert "softsign float32: 1.49" in captured.err
    assert "softsign" in captured.out


@pytest.mark.sweep
def test_accuracy_in_processes(capsys):
    pytest.importorskip("gmpy2")
    arguments = ["accuracy", "relu", "--dtypes", "bfloat16", "--peers", "--jobs", "2", "--json"]
    results = json.loads(output_of(capsys, *arguments))["results"]
    assert [each["max_ulp"] for each in results] == [0.0, 0.0, 0.0]


def test_accuracy_says_what_to_install(capsys, monkeypatch):
    for name in ("cases", "references"):
        monkeypatch.delitem(sys.modules, f"numba_act.measure.{name}", raising=False)
    monkeypatch.setitem(sys.modules, "gmpy2", None)
    assert main(["accuracy", "relu"]) == 2
    message = capsys.readouterr().err
    assert "needs gmpy2" in message
    assert "numba_act[bench]" in message
