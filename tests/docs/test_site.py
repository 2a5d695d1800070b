"""The site: its formulas are the functions', every public name has a page, its code runs."""

import importlib
import linecache
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import gmpy2
import numpy as np
import pytest

import numba_act as na
from numba_act.measure.peers import elementwise_functions
from numba_act.measure.records import RECORDS
from numba_act.measure.references import CONTEXT

DOCS = Path(__file__).parents[2] / "docs"

#: Pages whose Python runs as it stands, block after block; most compile much.
SHORT = ("arrays", "kernels", "own_activations")
RUNNABLE = [
    pytest.param(page, id=page.stem, marks=[] if page.stem in SHORT else [pytest.mark.sweep])
    for page in sorted(DOCS.glob("*.md"))
    if "```python\n" in page.read_text(encoding="utf-8") and page.stem != "index"
]

#: Where a formula is compared, and its second input.
POINTS, SECOND = (0.3, 0.75), 0.6

#: How well formulas agree that have decimal constants, which they show with fewer digits.
DECIMAL = ("selu", "hard_sigmoid", "quick_gelu", "quick_geglu", "gelu_tanh", "geglu_tanh")
DIGITS = dict.fromkeys(DECIMAL, 1e-15)


@pytest.fixture(scope="module")
def generate():
    """The modules that make the generated pages."""
    sys.path.insert(0, str(DOCS))
    try:
        yield (
            importlib.import_module("generate.formulas"),
            importlib.import_module("generate.pages"),
        )
    finally:
        sys.path.remove(str(DOCS))


def test_every_elementwise_function_has_a_formula(generate):
    formulas, _ = generate
    assert set(formulas.ELEMENTWISE) == set(elementwise_functions())


def test_formulas_are_the_functions(generate):
    """They agree with the references, which the functions are held to, in 25 digits."""
    sympy = pytest.importorskip("sympy")
    formulas, _ = generate
    for name, function in elementwise_functions().items():
        expression = formulas.expression(name, formulas.NORMAL)
        if name == "smooth_round":
            expression = expression.replace(sympy.oo, 12)  # terms beyond are below 10^-1000
        record, definition = RECORDS[name], function.definition
        parameters = dict(zip(definition.parameters, record.parameters[0], strict=True))
        for x in (point + (name == "acosh") for point in POINTS):
            given = dict(zip(definition.inputs, (x, SECOND), strict=False)) | parameters
            with gmpy2.context(CONTEXT):
                expected = record.value(*map(gmpy2.mpfr, given.values()))
            symbols = {s: sympy.Rational(given[s.name]) for s in expression.free_symbols}
            got = expression.subs(symbols).doit()
            difference = got - sympy.Float(f"{expected:.40f}", 40)
            assert abs(difference.evalf(30)) < DIGITS.get(name, 1e-25), (name, x)


def test_every_public_name_has_a_page(generate):
    _, pages = generate
    named = {name for name in pages.public() if name != "primitives"}
    expected = {*na.__all__, *(f"optim.{name}" for name in na.optim.__all__)}
    assert named == expected - set(pages.CONSTANTS)
    listed = [name for names in pages.groups().values() for name in names]
    assert sorted(listed) == sorted(pages.public())
    pictures = pages.pictures()
    for name, value in pages.public().items():
        text = pages.function_page(name, value)
        for picture in re.findall(r"/plots/(\S+\.svg)", text):
            assert picture in pictures, name
        if name in elementwise_functions():
            for heading in ("Limits and kinks", "Accuracy", "Gradients"):
                assert f"\n{heading}" in text, (name, heading)
            assert ".. math::" in text


def test_every_example_has_its_output(generate):
    _, pages = generate
    helpers = {"figures", "shared"}
    assert {*pages.examples()} == {path.stem for path in pages.EXAMPLES.glob("*.py")} - helpers


@pytest.mark.parametrize("page", RUNNABLE)
def test_code_of_a_page_runs(page):
    names = {"__name__": f"page_{page.stem}"}
    blocks = re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    mode = na.is_used_in_numba()
    try:
        for k, block in enumerate(blocks):
            name = f"<block {k} of {page.name}>"  # a body's source is read
            linecache.cache[name] = len(block), None, block.splitlines(keepends=True), name
            with np.errstate(all="ignore"):
                exec(compile(block, name, "exec"), names)
    finally:
        while na.is_used_in_numba() and not mode:
            na.restore_numba()


class _Page(HTMLParser):
    """What a page of the site links to, and its anchors."""

    def __init__(self, path):
        super().__init__()
        self.links, self.anchors = [], set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.anchors.add(found.get("id"))
        for key in ("href", "src"):
            if found.get(key):
                self.links.append(found[key])


@pytest.mark.sweep
def test_site_is_built_without_a_warning_and_has_no_dead_link(tmp_path):
    pytest.importorskip("pydata_sphinx_theme")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", str(DOCS)]
    subprocess.run([*command, str(tmp_path / "site")], check=True, cwd=DOCS.parent)
    pages = {path: _Page(path) for path in (tmp_path / "site").rglob("*.html")}
    assert len(pages) > len(na.__all__)
    for path, page in pages.items():
        for link in page.links:
            target, anchor = urldefrag(link)
            if urlsplit(target).scheme:
                continue
            file = (path.parent / unquote(target)).resolve() if target else path
            assert file.is_file(), (path.name, link)
            if anchor and file.suffix == ".html":
                assert unquote(anchor) in pages[file].anchors, (path.name, link)
