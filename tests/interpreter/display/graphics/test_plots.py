"""The pictures of measurements: matrices of counts, curves."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest
from luperca.interpreter.display.graphics import painted, svg
from luperca.interpreter.display.graphics.plots import curves_plot, matrix_plot

SVG = "{http://www.w3.org/2000/svg}"


def words(e):
    return [t.text for t in ET.fromstring(svg(e)).iter(SVG + "text")]


def test_matrix_has_counts_and_labels():
    e = matrix_plot([[50, 3], [7, 40]], ["cat", "dog"], ["cat", "dog"], "title", "actual", "predicted")
    assert sorted(words(e)) == sorted(
        ["50", "3", "7", "40", "cat", "dog", "cat", "dog", "title", "actual", "predicted"]
    )


def test_matrix_is_light_to_dark():
    image = painted(matrix_plot([[9, 0], [0, 4]]))
    size = (image.width - 16, image.height)
    corners = [
        image.getpixel((round(8 + size[0] * x), round(size[1] * y))) for x, y in ((0.1, 0.2), (0.9, 0.2), (0.9, 0.8))
    ]
    most, none, some = (sum(c) for c in corners)
    assert most < some < none


@pytest.mark.parametrize("shape", [(1, 1), (1, 7), (30, 30), (300, 2), (0, 0)])
def test_matrices_of_any_size(shape):
    e = matrix_plot(
        np.ones(shape), [f"row {i}" for i in range(shape[0])], [f"a long name {i}" for i in range(shape[1])]
    )
    image = painted(e)
    assert image.width < 2500 and image.height < 2500
    assert (max(shape) > 25) == ({"0", "1"}.isdisjoint(words(e)))


def test_matrices_with_odd_numbers():
    assert words(matrix_plot([[0.5, np.nan], [-3, 1e9]])) == ["0.50", "0", "-3", "1.0e+09"]


def test_curves_have_a_legend_away_from_them():
    xs = np.linspace(0, 1, 20)
    e = curves_plot([("one", xs, xs**0.2), ("two", xs, xs**0.5)], "x axis", "y axis", True, "ROC")
    found = words(e)
    assert {"one", "two", "x axis", "y axis", "ROC", "0.2", "1.0"} <= set(found)
    root = ET.fromstring(svg(e))
    legend = next(t for t in root.iter(SVG + "text") if t.text == "one")
    assert float(legend.get("y")) > float(root.get("height")) / 2 < float(legend.get("x")) + 60
    assert any(p.get("stroke-dasharray") for p in root.iter(SVG + "path"))


def test_curves_without_points():
    for curves in ([], [("none", [], [])], [("nan", [1, 2], [np.nan, np.inf])], [("one", [1], [2])]):
        ET.fromstring(svg(curves_plot(curves)))
        painted(curves_plot(curves))


def test_many_curves_differ():
    curves = [(str(i), [0, 1], [i, i + 1]) for i in range(20)]
    root = ET.fromstring(svg(curves_plot(curves)))
    looks = {
        (p.get("stroke"), p.get("stroke-dasharray")) for p in root.iter(SVG + "path") if p.get("stroke-width") == "1.8"
    }
    assert len(looks) == 20
