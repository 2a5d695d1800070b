"""The documents' links lead somewhere, their code runs, and what they list is what there is."""

import re
from pathlib import Path

import numpy as np
import pytest

import numba_act as na

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]


#: What the site's build writes into docs/; test_site.py follows the links there.
GENERATED = ("examples/", "functions/", "plots/")


def prose(page):
    return re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)


def anchors(page):
    """Return the anchors that GitHub makes of a page's headings."""
    headings = re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links(page):
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if target.startswith(("https://", *GENERATED)):
            continue
        path, _, anchor = target.partition("#")
        file = page.parent / path if path else page
        assert file.is_file(), target
        assert not anchor or anchor in anchors(file), target


def test_block_of_an_activation():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    names = {"activation": na.activation, "tanh": na.tanh}
    exec(compile(block, "CONTRIBUTING.md", "exec"), names)
    x, high_tanh = np.linspace(-90, 90, 7), names["high_tanh"]
    np.testing.assert_allclose(high_tanh(x, 30.0), 30.0 * np.tanh(x / 30.0), rtol=1e-14)
    np.testing.assert_allclose(high_tanh.grad(x, 30.0), np.cosh(x / 30.0) ** -2.0, rtol=1e-14)


def test_map():
    text = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    block = re.search(r"^```\nnumba_act/\n(.*?)^```", text, re.MULTILINE | re.DOTALL)[1]
    package = ROOT / "numba_act"
    rooms = {f"{each.parent.name}/" for each in package.glob("*/__init__.py")}
    files = {each.name for each in package.glob("*.py")} - {"__init__.py", "__main__.py"}
    assert set(re.findall(r"\w+(?:/|\.py)", block)) == rooms | files


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_are_named(page):
    """A name in backticks with a folder is a file of the repository, or of the package."""
    for name in re.findall(r"`(\w+(?:/\w+)*/[\w.]+\.\w+)`", prose(page)):
        assert (ROOT / name).exists() or (ROOT / "numba_act" / name).exists(), name
