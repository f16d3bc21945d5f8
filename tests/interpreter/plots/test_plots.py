"""Plots of functions and data: what is drawn, and where nothing is."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.plots.ranges import automatic
from luperca.interpreter.plots.sampling import sample
from luperca.interpreter.session import Session

SAME = [
    ("Head[Plot[x, {x, 0, 1}]]", "Graphics"),
    ("Attributes[Plot]", "{HoldAll, Protected, ReadProtected}"),
    ("x = 5; Plot[x, {x, 0, 1}]; x", "5"),
    # gaps and breaks
    ("Length[Cases[Plot[Tan[x], {x, 0, 10}], _Line, Infinity]]", "4"),
    ("Length[Cases[Plot[Floor[x], {x, 0.5, 3.5}], _Line, Infinity]]", "4"),
    ("Length[Cases[Plot[1/x, {x, -1, 1}], _Line, Infinity]]", "2"),
    ("Length[Cases[Plot[1/x, {x, -1.1, 1}, Exclusions -> None], _Line, Infinity]]", "1"),
    ("Length[Cases[Plot[x, {x, -1, 1}, Exclusions -> {x == 0}], _Line, Infinity]]", "2"),
    ("Min[First /@ First[Cases[Plot[Sqrt[x], {x, -1, 1}], Line[p_] :> p, Infinity]]] < 10^-6", "True"),
    ("Cases[Plot[I x, {x, 1, 2}], _Line, Infinity]", "{}"),
    # several functions
    ("Length[Cases[Plot[{x, x^2, 1}, {x, 0, 1}], _Line, Infinity]]", "3"),
    ("Length[Cases[Plot[Table[k x, {k, 3}], {x, 0, 1}], _Line, Infinity]]", "3"),
    ("Length[Cases[Plot[Evaluate[Table[k x, {k, 3}]], {x, 0, 1}], _Line, Infinity]]", "3"),
    ("f[t_] := If[t > 0, t, 0]; Max[Last /@ First[Cases[Plot[f[x], {x, -1, 1}], Line[p_] :> p, Infinity]]]", "1."),
    # options
    ("Cases[Plot[x, {x, 0, 1}, PlotStyle -> Red], RGBColor[1, 0, 0], Infinity]", "{RGBColor[1, 0, 0]}"),
    ("MemberQ[Plot[x, {x, 0, 1}, AxesLabel -> {a, b}], AxesLabel -> {a, b}]", "True"),
    ("PlotRange /. Cases[Plot[x, {x, 0, 1}, PlotRange -> {-2, 2}], _Rule]", "{{0., 1.}, {-2., 2.}}"),
    ("Length[Cases[Plot[{x, x^2}, {x, 0, 1}, Filling -> {1 -> {2}}], _Polygon, Infinity]]", "1"),
    ('Head[Plot[x, {x, 0, 1}, PlotLegends -> "Expressions"]]', "Legended"),
    (
        'Cases[Plot[{x, x^2}, {x, 0, 1}, PlotLegends -> {"a", "b"}], LineLegend[_, t_] :> t, Infinity]',
        "{{a, b}}",
    ),
    ('Cases[Plot[Legended[x, "me"], {x, 0, 1}], LineLegend[_, t_] :> t, Infinity]', "{{me}}"),
    # lists
    ("Cases[ListLinePlot[{1, None, 3, 4}], Line[p_] :> p, Infinity]", "{{{3., 3.}, {4., 4.}}}"),
    ("Cases[ListPlot[{1, 2}, DataRange -> {0, 10}], Point[p_] :> p, Infinity]", "{{{0., 1.}, {10., 2.}}}"),
    ("Length[Cases[ListPlot[{{1, 2, 3}, {4, 5, 6}}], _Point, Infinity]]", "2"),
    ('Length[Cases[ListPlot[<|"a" -> {1, 2}, "b" -> {3}|>], _Point, Infinity]]', "2"),
    ("Length[Cases[ListPlot[Range[5], PlotMarkers -> Automatic], _Text, Infinity]]", "5"),
    (
        "Cases[ListLinePlot[{1, 3, 2}, Mesh -> All, InterpolationOrder -> 2], Point[p_] :> p, Infinity]",
        "{{{1., 1.}, {2., 3.}, {3., 2.}}}",
    ),
    ("Length[Cases[ListPlot[Range[5], Filling -> Axis], _Line, Infinity]]", "1"),
    ("Cases[DiscretePlot[n, {n, 0, 4, 2}], Point[p_] :> p, Infinity]", "{{{0., 0.}, {2., 2.}, {4., 4.}}}"),
    # one picture of several
    ("PlotRange /. Cases[Show[Plot[x, {x, 0, 1}], PlotRange -> All], _Rule]", "All"),
    ("Length[Cases[Show[ListPlot[{1}], ListPlot[{2}]], _Point, Infinity]]", "2"),
    # charts
    ("Cases[Histogram[{1, 2, 2, 9}, {0, 10, 5}], Rectangle[_, {x_, y_}] :> {x, y}, Infinity]", "{{5., 3.}, {10., 1.}}"),
    (
        'Cases[Histogram[{1, 2, 2, 9}, {0, 10, 5}, "Probability"], Rectangle[_, p_] :> p, Infinity]',
        "{{5., 0.75}, {10., 0.25}}",
    ),
    ("Last /@ Cases[BarChart[{3, -1}], Rectangle[a_, b_] :> b - a, Infinity]", "{3., -1.}"),
    (
        'Cases[BarChart[{{1, 2}}, ChartLayout -> "Stacked"], Rectangle[{_, a_}, {_, b_}] :> {a, b}, Infinity]',
        "{{0., 1.}, {1., 3.}}",
    ),
    ("Cases[PieChart[{1, 1}], Disk[_, _, a_] :> a/Pi, Infinity]", "{{0., 1.}, {-1., 0.}}"),
]


@pytest.mark.parametrize(("text", "expected"), SAME, ids=[t[0][:60] for t in SAME])
def test_what_is_drawn(text, expected):
    session = Session(debug=True)
    found = [session.evaluate_input(item).text for item in session.read(text)]
    assert found[-1] == expected


MESSAGES = [
    ("Plot[x, {x, 1}]", "Plot::pllim"),
    ("Plot[x, {x, a, 1}]", "Plot::plln"),
    ("Plot[x, {x, 0, 1}, Nonsense -> 1]", "Plot::optx"),
    ("Plot[x, {x, 0, 1}, 7]", "Plot::nonopt"),
    ("LogLogPlot[x, {x, -1, 1}]", "LogLogPlot::logr"),
    ("ListPlot[3]", "ListPlot::lpn"),
    ("Show[3]", "Show::gtype"),
    ("Histogram[{1, 2}, foo]", "Histogram::hbins"),
]


@pytest.mark.parametrize(("text", "name"), MESSAGES)
def test_bad_arguments(text, name):
    session = Session(debug=True)
    result = session.evaluate_input(next(iter(session.read(text))))
    assert [m.name for m in result.messages] == [name]


@pytest.mark.parametrize(
    "text",
    [
        'Plot[{Sin[x], Tan[x]}, {x, 0, 9}, PlotLegends -> {"one", "two"}]',
        'ListPlot[Range[9], PlotLegends -> Placed[{"one"}, Below]]',
        'BarChart[{1, 2}, ChartLegends -> {"one", "two"}]',
    ],
)
def test_legends_are_drawn(text, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    session = Session(debug=True)
    for item in session.read(f'Export["a.svg", {text}]'):
        session.evaluate_input(item)
    assert ">one<" in (tmp_path / "a.svg").read_text(encoding="utf-8")


# ---- sampling --------------------------------------------------------------------------------------------------------

FUNCTIONS = {
    "sine": lambda x: np.sin(5 * x),
    "root": lambda x: np.where(x >= 0, np.sqrt(np.abs(x)), np.nan),
    "steps": np.floor,
    "pole": lambda x: 1 / np.where(x == 0, np.nan, x),
    "wild": lambda x: np.sin(1 / np.where(np.abs(x) < 1e-9, np.nan, x)),
}


@given(st.sampled_from(sorted(FUNCTIONS)), st.floats(-50, 50), st.floats(0.01, 100))
@settings(max_examples=60, deadline=None)
def test_samples_lie_on_the_function_in_order(name, low, width):
    f, high = FUNCTIONS[name], low + width
    for run in sample(f, low, high).runs:
        x, y = run[:, 0], run[:, 1]
        assert (np.diff(x) > 0).all()
        assert low <= x[0] and x[-1] <= high
        assert np.array_equal(y, f(x))


def test_a_curve_bends_little_from_place_to_place():
    (run,) = sample(np.sin, 0, 20).runs
    middle = (run[1:] + run[:-1]) / 2
    assert np.abs(np.sin(middle[:, 0]) - middle[:, 1]).max() < 0.01


def test_ranges_leave_out_what_poles_make():
    tangent = sample(np.tan, 0, 10)
    assert tangent.poles
    low, high = automatic([tangent])
    assert -20 < low < -2 and 2 < high < 20
    assert automatic([tangent], full=True)[1] > 100
    square = sample(lambda x: 1 / x**2, -1.01, 1)
    assert square.poles and automatic([square])[1] < 200


def test_a_high_peak_is_no_pole():
    peak = sample(lambda x: np.exp(-50 * x * x), -5, 5)
    assert not peak.poles
    assert math.isclose(automatic([peak])[1], 1, rel_tol=0.01)
