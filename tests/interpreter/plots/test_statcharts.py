"""Boxes, densities, quantiles, bubbles, sectors, clouds of words: numbers that they show, and what is malformed."""

import math
from statistics import NormalDist

import numpy as np
import pytest
from luperca.interpreter import symbols as S
from luperca.interpreter.display.graphics import svg
from luperca.interpreter.display.graphics.primitives import shapes_of
from luperca.interpreter.display.graphics.shapes import Dots, Oval, Path, Words, extent
from luperca.interpreter.plots.bubbles import _free
from luperca.interpreter.plots.spreads import bandwidth, density, quartiles
from luperca.interpreter.session import Session


@pytest.fixture(scope="module")
def draw():
    session = Session(debug=True)
    return lambda text: session.evaluate_expr(session.read_value(text))


def of(kind, e):
    e = e.args[0] if e.head is S.Legended else e
    return [s for s in shapes_of(e.args[0]) if isinstance(s, kind)]


def box_of(shape):
    found = extent([shape])
    return (*found.x, *found.y)


def test_quartiles():
    """Values of the definition {{1/2, 0}, {0, 1}} by hand: the places are n q + 1/2."""
    assert quartiles(np.array([1.0, 2, 3, 4])) == (1.5, 2.5, 3.5)
    assert quartiles(np.array([1.0, 2, 3, 4, 5])) == (1.75, 3, 4.25)


def test_boxes(draw):
    e = draw("BoxWhiskerChart[{{1, 2, 3, 4}, {5, 5, 5, 25}}]")
    boxes = [p for p in of(Path, e) if p.filled]
    assert [box_of(b)[2:] for b in boxes] == [(1.5, 3.5), (5, 15)]
    assert [box_of(b)[:2] for b in boxes] == [pytest.approx((0.7, 1.3)), pytest.approx((1.7, 2.3))]
    (dots,) = of(Dots, draw('BoxWhiskerChart[Append[Range[11], 100], "Outliers"]'))
    assert dots.places == [(1, 100)]
    flat = draw("BoxWhiskerChart[{{1, 2, 3, 4}}, BarOrigin -> Left]")
    assert [box_of(b)[:2] for b in of(Path, flat) if b.filled] == [(1.5, 3.5)]
    assert svg(draw('BoxWhiskerChart[{Range[9], {1, 1, 1}}, "Notched", ChartLegends -> {"a", "b"}]')).startswith("<svg")


def test_densities_are_densities():
    values = np.array([1.0, 1.5, 4.0, 4.2, 9.0])
    places = np.linspace(-20, 30, 5001)
    assert np.trapezoid(density(values, places), places) == pytest.approx(1)
    alone = density(np.array([2.0]), places, 0.5)
    assert alone[2300] == pytest.approx(NormalDist(2, 0.5).pdf(places[2300]))


def test_bandwidth_by_the_rule():
    values = np.arange(1.0, 101)
    expected = 0.9 * min(np.std(values, ddof=1), 50 / 1.34) * 100**-0.2
    assert bandwidth(values) == pytest.approx(expected)


def test_outlines(draw):
    (outline,) = of(Path, draw("DistributionChart[{{1, 2, 2, 3}}]"))
    x0, x1, y0, y1 = box_of(outline)
    assert (x0 + x1) / 2 == pytest.approx(1) and (y0 + y1) / 2 == pytest.approx(2)


def test_smooth_histograms(draw):
    (line,) = of(Path, draw("SmoothHistogram[{0}, 1]"))
    for x, y in line.traces[0].places[::40]:
        assert y == pytest.approx(NormalDist().pdf(x))
    (line,) = of(Path, draw('SmoothHistogram[{0}, 1, "CDF"]'))
    for x, y in line.traces[0].places[::40]:
        assert y == pytest.approx(NormalDist().cdf(x), abs=0.002)


def test_quantiles(draw):
    (dots,) = of(Dots, draw("QuantilePlot[{3, 1, 2}]"))
    known = NormalDist(2, 1)
    assert np.allclose(dots.places, [(known.inv_cdf(p), v) for p, v in ((1 / 6, 1), (1 / 2, 2), (5 / 6, 3))])
    (dots,) = of(Dots, draw("QuantilePlot[{1, 2}, ExponentialDistribution[1]]"))
    assert np.allclose(dots.places, [(-math.log(3 / 4), 1), (-math.log(1 / 4), 2)])
    (dots,) = of(Dots, draw("ProbabilityPlot[{1, 2}, ExponentialDistribution[1]]"))
    assert np.allclose(dots.places, [(1 - math.exp(-1), 1 / 4), (1 - math.exp(-2), 3 / 4)])


def test_bubbles_have_areas(draw):
    sizes = [s.style.point_size.value for s in of(Dots, draw("BubbleChart[{{0, 0, 1}, {1, 1, 4}, {2, 0, 9}}]"))[1::2]]
    assert sizes == pytest.approx([sizes[0], sizes[0] * 2 / 3, sizes[0] / 3])


def test_paired_bars(draw):
    bars = [box_of(p) for p in of(Path, draw("PairedBarChart[{1, 2}, {3, 4}]")) if p.filled]
    assert sorted(x1 - x0 for x0, x1, _, _ in bars) == pytest.approx([1, 2, 3, 4])
    assert sorted(x1 <= 0 for _, x1, _, _ in bars) == [False, False, True, True]


def test_sectors(draw):
    sectors = of(Path, draw("SectorChart[{{1, 1}, {1, 2}}]"))
    radii = [max(math.hypot(*p) for p in s.traces[0].places[3::3]) for s in sectors]
    assert radii == pytest.approx([0.5, 1])
    assert of(Oval, draw("SectorChart[{{1, 0}, {0, 1}}]")) == []


def test_words_do_not_cover_one_another():
    taken = []
    for k in range(40):
        _free(30 - k / 2, 8 - k / 10, taken)
    assert len(taken) == 40
    for i, a in enumerate(taken):
        for b in taken[:i]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


@pytest.mark.parametrize(
    "data, sizes",
    [
        ('<|"a" -> 4, "b" -> 1|>', {"a": 2, "b": 1}),
        ('{{"a", 9}, {"b", 1}}', {"a": 3, "b": 1}),
        ('{"a" -> 4, "b" -> 1}', {"a": 2, "b": 1}),
        ('{"x", "y", "x", "x", "x"}', {"x": 2, "y": 1}),
        ('"Fox and fox, FOX; the fox: dog"', {"fox": 2, "dog": 1}),
    ],
)
def test_clouds(draw, data, sizes):
    words = of(Words, draw(f"WordCloud[{data}]"))
    smallest = min(w.style.size for w in words)
    assert {w.text: round(w.style.size / smallest, 6) for w in words} == sizes


@pytest.mark.parametrize(
    "text, message",
    [
        ("BoxWhiskerChart[3]", "BoxWhiskerChart::lpn"),
        ('BoxWhiskerChart[{1, 2}, "Cubist"]', "BoxWhiskerChart::bwspec"),
        ("DistributionChart[{}]", "DistributionChart::lpn"),
        ("SmoothHistogram[{1, 2}, -1]", "SmoothHistogram::hbins"),
        ("QuantilePlot[{1, 2}, f]", "QuantilePlot::qdist"),
        ("BubbleChart[{1, 2}]", "BubbleChart::lpn"),
        ("SectorChart[{1, 2}]", "SectorChart::lpn"),
        ("WordCloud[{}]", "WordCloud::lpn"),
    ],
)
def test_messages(text, message):
    session = Session(debug=True)
    (item,) = session.read(text)
    outcome = session.evaluate_input(item)
    assert [str(m.name) for m in outcome.messages][:1] == [message]
