"""Plots as Graphics: what is drawn, options, messages."""

import pytest

LINES = "Cases[%s, Line[l_] :> l, Infinity]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Head[Plot[x, {x, 0, 1}]]", "Graphics"),
        ("Length[Cases[Plot[{x, x^2, x^3}, {x, 0, 1}], _Line, Infinity]]", "3"),
        ("Length[Cases[Plot[Evaluate[Table[k x, {k, 4}]], {x, 0, 1}], _Line, Infinity]]", "4"),
        ("t := {x, 2 x}; Length[Cases[Plot[t, {x, 0, 1}], _Line, Infinity]]", "2"),
        ("g := x^2; First[Cases[Plot[g, {x, 0, 2}], Line[l_] :> l[[-1]], Infinity]]", "{2., 4.}"),
        ("x = 5; Plot[x, {x, 0, 1}]; x", "5"),
        ("Length[Cases[Plot[1/x, {x, -1, 1}], _Line, Infinity]]", "2"),
        ("Cases[Plot[Sqrt[-1 - x^2], {x, 0, 1}], _Line, Infinity]", "{}"),
        ("Length[First[Cases[Plot[x, {x, 0, 1}, PlotPoints -> 7], Line[l_] :> l, Infinity]]]", "7"),
        ("Options[Plot[x, {x, 0, 2}, PlotRange -> {0, 1}], PlotRange]", "{PlotRange -> {{-0.08, 2.08}, {0, 1}}}"),
        ("Options[Plot[x, {x, 0, 2}, PlotRange -> {{0, 1}, All}], PlotRange][[1, 2, 1]]", "{0, 1}"),
        ("PlotLabel /. Options[Plot[x, {x, 0, 1}, PlotLabel -> \"up\"]]", '"up"'),
        ("Cases[Plot[x, {x, 0, 1}, PlotStyle -> Red], RGBColor[1, 0, 0], Infinity]", "{RGBColor[1, 0, 0]}"),
        ("Cases[Plot[{x, 2 x}, {x, 0, 1}, PlotStyle -> {Red, Directive[Blue, Thick]}], RGBColor[0, 0, 1], Infinity]",
         "{RGBColor[0, 0, 1]}"),
        ('Cases[Plot[{x, 2 x}, {x, 0, 1}, PlotLegends -> {"a", "b"}], s_String /; StringLength[s] == 1, Infinity]',
         '{"a", "b"}'),
        ('MemberQ[Cases[Plot[x^2, {x, 0, 1}, PlotLegends -> "Expressions"], _String, Infinity], " 2\\nx"] ||'
         ' MemberQ[Cases[Plot[x^2, {x, 0, 1}, PlotLegends -> "Expressions"], _String, Infinity], "x^2"]', "True"),
        ("Length[Cases[Plot[x, {x, 0, 1}, Filling -> Axis], _Polygon, Infinity]]", "1"),
        # data
        ("Cases[ListPlot[{3, 1}], _Point, Infinity]", "{Point[{{1., 3.}, {2., 1.}}]}"),
        ("Cases[ListPlot[{{0, 1}, {2, 3}}], _Point, Infinity]", "{Point[{{0., 1.}, {2., 3.}}]}"),
        ("Cases[ListPlot[{{1, 2, 3}, {4, 5, 6}}], _Point, Infinity][[2]]", "Point[{{1., 4.}, {2., 5.}, {3., 6.}}]"),
        ("Cases[ListPlot[{1, x, 3}], _Point, Infinity]", "{Point[{{1., 1.}, {3., 3.}}]}"),
        ("Cases[ListPlot[{1, 2}, DataRange -> {0, 10}], _Point, Infinity]", "{Point[{{0., 1.}, {10., 2.}}]}"),
        ("Cases[ListPlot[{1, 2}, Joined -> True], _Line, Infinity]", "{Line[{{1., 1.}, {2., 2.}}]}"),
        ("Cases[ListLinePlot[{1, 2}], _Line, Infinity]", "{Line[{{1., 1.}, {2., 2.}}]}"),
        ('Cases[ListLinePlot[<|"u" -> {1, 2}, "d" -> {2, 1}|>], "u" | "d", Infinity]', '{"u", "d"}'),
        ("Cases[ListPlot[<|1 -> 5, 3 -> 6|>], _Point, Infinity]", "{Point[{{1., 5.}, {3., 6.}}]}"),
        ("Length[First[Cases[ParametricPlot[{Cos[t], Sin[t]}, {t, 0, 2 Pi}], Line[l_] :> l, Infinity]]]", "200"),
        # charts
        ("Cases[BarChart[{2, -1}], Rectangle[{_, a_}, {_, b_}] :> {a, b}, Infinity]", "{{0., 2.}, {-1., 0.}}"),
        ("Length[Cases[BarChart[{{1, 2}, {3, 4}}], _Rectangle, Infinity]]", "4"),
        ('Cases[BarChart[<|"p" -> 1, "q" -> 2|>], "p" | "q", Infinity]', '{"p", "q"}'),
        ("Cases[Histogram[{1, 1, 2, 5}, {0, 6, 2}], Rectangle[{a_, _}, {b_, h_}] :> {a, b, h}, Infinity]",
         "{{0., 2., 2.}, {2., 4., 1.}, {4., 6., 1.}}"),
        ("Total[Cases[Histogram[Range[100]], Rectangle[_, {_, h_}] :> h, Infinity]]", "100."),
        # together
        ("Length[Cases[Show[Plot[x, {x, 0, 1}], Graphics[{Disk[]}]], _Line | _Disk, Infinity]]", "2"),
        ("PlotLabel /. Options[Show[Plot[x, {x, 0, 1}, PlotLabel -> a], PlotLabel -> b]]", "b"),
        ("PlotLabel /. Options[Show[Plot[x, {x, 0, 1}, PlotLabel -> a], Plot[x, {x, 0, 1}]]]", "a"),
    ],
)  # fmt: skip
def test_pictures(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Plot[x, x]", "Plot::pllim"),
        ("Plot[x, {x, 0, a}]", "Plot::plln"),
        ("Plot[x, {x, 1, 1}]", "Plot::pllim"),
        ("Plot[Pi, {Pi, 0, 1}]", "Plot::pllim"),
        ("Plot[x, {x, 0, 1}, Magic -> 1]", "Plot::optx"),
        ("ListPlot[7]", "ListPlot::lpn"),
        ("BarChart[{a}]", "BarChart::lpn"),
        ("Histogram[{a}]", "Histogram::lpn"),
        ("Show[1]", "Show::gcomb"),
    ],
)
def test_what_cannot_be_drawn(ask, text, message):
    ask(text)
    assert ask.messages == [message]
