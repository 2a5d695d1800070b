"""The site: ``sphinx-build -W docs build/site`` builds it from the committed results."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.utils.math import toplevel_code
from docutils.utils.math.latex2mathml import tex2mathml

sys.path.insert(0, str(Path(__file__).parent))

from generate import pages

import numba_act

project = "numba_act"
copyright = "The numba_act developers"  # noqa: A001
release = version = numba_act.__version__

extensions = [
    "myst_nb",
    "numpydoc",
    "sphinx.ext.autodoc",
    "sphinx.ext.intersphinx",
    "sphinx_copybutton",
    "sphinx_design",
]
exclude_patterns = ["**.ipynb"]
source_suffix = {".rst": "restructuredtext", ".md": "myst-nb"}
default_role = "code"

myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence", "dollarmath"]
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
numpydoc_show_class_members = False
add_module_names = False
autodoc_typehints = "none"
copybutton_exclude = ".linenos, .gp, .go"

html_theme = "pydata_sphinx_theme"
html_title = "numba_act"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_show_sourcelink = False
html_sidebars = {"accuracy": [], "performance": []}
html_math_renderer = "mathml"
html_theme_options = {
    "github_url": "https://github.com/numba-act/numba_act",
    "header_links_before_dropdown": 6,
    "navigation_with_keys": False,
    "show_toc_level": 2,
    "footer_start": ["copyright"],
    "footer_end": [],
}


def _inline(translator: Any, node: Any) -> None:
    translator.body.append(tex2mathml(node.astext()))
    raise nodes.SkipNode


def _display(translator: Any, node: Any) -> None:
    code = node.astext().replace("·", r"\cdot ")
    if "\\\\" in toplevel_code(code):
        code = rf"\begin{{aligned}}{code}\end{{aligned}}"
    translator.body.append(f'<div class="math">{tex2mathml(code, as_block=True)}</div>')
    raise nodes.SkipNode


def _escape(app: Any, what: str, name: str, it: Any, options: Any, lines: list[str]) -> None:
    """Escape what reStructuredText takes for markup: |x|, and the initial of "[1] D. Author"."""
    text = re.sub(
        r"^( *\.\. \[[^]]+\] +)(?=[A-Z]\. )", r"\1\\", "\n".join(lines), flags=re.MULTILINE
    )
    code = r"(``[^`]*``|`[^`]*`|^ *(?:>>>|\.\.\.).*$)"
    parts = re.split(code, text, flags=re.MULTILINE)
    parts[::2] = [each.replace("|", r"\|") for each in parts[::2]]
    lines[:] = "".join(parts).splitlines()


def setup(app: Any) -> None:
    """Have the generated pages written, and formulas as MathML, which needs no script."""
    app.connect("builder-inited", lambda app: pages.write(Path(app.srcdir)))
    app.connect("autodoc-process-docstring", _escape)
    done = lambda translator, node: None  # noqa: E731
    app.add_html_math_renderer("mathml", (_inline, done), (_display, done))
