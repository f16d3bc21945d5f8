"""The pictures whose SVG is stored beside: run this file after a change of looks that is meant, and look at them."""

PICTURES = {
    "shapes": """Graphics[{
        RGBColor[1, 0, 0], Disk[{0, 0}, 1], Opacity[0.5], RGBColor[0, 0, 1], Disk[{1, 0}, {1, 3/5}],
        Opacity[1], EdgeForm[{Thickness[Large], GrayLevel[0]}], FaceForm[RGBColor[0.8, 1, 0.8]],
        Rectangle[{-1, -5/2}, {1, -6/5}, RoundingRadius -> 1/5], Disk[{3.5, -1.5}, 0.5, {0, Pi/3}],
        Polygon[{{3, 0}, {4, 0}, {3.5, 1}}], Polygon[{{2, 2}, {4, 2}, {3, 3}} -> {{{2.8, 2.2}, {3.2, 2.2}, {3, 2.5}}}],
        GrayLevel[0], Circle[{0, 0}, 3/2, {0, Pi}], AbsolutePointSize[6], Point[{{2, 1}, {5/2, 1}, {3, 1}}]}]""",
    "lines": """Graphics[{
        Line[{{0, 0}, {1, 1}, {2, 0}}], {Dashing[{Small, Small}], Line[{{{0, 2}, {2, 2}}, {{0, 3}, {2, 3}}}]},
        Arrow[{{0, -1}, {2, -1}}], Arrow[{{0, -2}, {2, -2}}, 0.25],
        Arrow[BezierCurve[{{2, -1}, {3, -1}, {3, -2}, {2, -2}}]], Hue[0.6], Thick,
        BezierCurve[{{0, 0}, {1, 2}, {2, 0}}]},
        ImageSize -> {200, 300}, Background -> GrayLevel[0.95]]""",
    "text": r"""Graphics[{
        Text["a < b & \"c\""], Text[Style["left", Bold, 14, RGBColor[0.5, 0, 0.5]], {1, 0}, {-1, 0}],
        Text["two\nlines", {0, 1}, {0, -1}], Text["up", {-1, 0}, {0, 0}, {0, 1}],
        Text[x + 1, Scaled[{1/2, 0}], {0, -1}],
        Text["far", Offset[{10, -10}, {1, 1}], {1, 1}, Background -> RGBColor[1, 1, 0]]}, PlotRange -> 2]""",
    "axes": """Graphics[{RGBColor[0.2, 0.4, 0.8], Line[{{-1, 10}, {0, 250}, {1.5, -100}, {3, 400}}]},
        Axes -> True, AxesLabel -> {"x", "y"}, AspectRatio -> 1/GoldenRatio, PlotLabel -> "A title"]""",
    "frame": """Graphics[{Raster[{{0, 1/2}, {1, 0.25}}, {{0, 0}, {1, 1}}], PointSize[0.03],
        Point[{{0.2, 0.3}, {5, 5}}]},
        Frame -> True, FrameLabel -> {"below", "beside"}, PlotRange -> {{0, 1}, {0, 1}}, PlotRangeClipping -> True,
        FrameTicks -> {{{0.5, "half"}, 1}, Automatic}, GridLines -> {None, {0.25, 0.75}}, ImageSize -> Small]""",
}


if __name__ == "__main__":
    import sys
    from importlib import import_module
    from pathlib import Path

    here = Path(__file__).resolve()
    sys.path.insert(0, str(here.parents[4]))
    import_module("conftest")  # finds the package
    from luperca.interpreter.display.graphics import svg
    from luperca.interpreter.session import Session

    session = Session()
    for name, text in PICTURES.items():
        e = session.evaluate_expr(session.read_value(text))
        (here.parent / "pictures" / f"{name}.svg").write_text(svg(e), encoding="utf-8")
