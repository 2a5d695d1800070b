"""What notebooks show of an activation."""

from xml.etree import ElementTree

import numba_act as na


def shown(function):
    """Return the texts and the curves of what a notebook shows."""
    tree = ElementTree.fromstring(function._repr_html_().replace("<br>", "<br/>"))
    return "".join(tree.itertext()), [each for each in tree.iter() if each.tag.endswith("polyline")]


def test_formula_and_plot():
    text, curves = shown(na.swish)
    assert text.startswith("swish(x, beta=1.0)")
    assert "x·σ(βx)" in text
    assert len(curves) == 2
    assert curves[0].get("points").count(",") > 100
    _, curves = shown(na.log)  # NaN on the left
    assert all(float(each.split(",")[0]) > 119 for each in curves[0].get("points").split())


def test_a_cell_that_is_run_again():
    text, _ = shown(na.activation(lambda x: 2.0 * x))
    again, _ = shown(na.activation(lambda x: 3.0 * x))
    assert text == again


def test_a_body_that_does_not_compile():
    @na.activation
    def broken(x):
        """Broken <on purpose>."""
        return str(x)

    text, curves = shown(broken)
    assert "<on purpose>" in text
    assert not curves
