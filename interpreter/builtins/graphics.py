"""Graphics and what they are made of: inert heads that display/graphics draws."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin, name, variable
from ..expr import Expr

_OPTIONS = {
    "AspectRatio": "Automatic",
    "Axes": "False",
    "AxesLabel": "None",
    "AxesOrigin": "Automatic",
    "AxesStyle": "{}",
    "Background": "None",
    "BaseStyle": "{}",
    "Epilog": "{}",
    "Frame": "False",
    "FrameLabel": "None",
    "FrameStyle": "{}",
    "FrameTicks": "Automatic",
    "FrameTicksStyle": "{}",
    "GridLines": "None",
    "GridLinesStyle": "{}",
    "ImagePadding": "All",
    "ImageSize": "Automatic",
    "LabelStyle": "{}",
    "PlotLabel": "None",
    "PlotRange": "All",
    "PlotRangeClipping": "False",
    "PlotRangePadding": "Automatic",
    "Prolog": "{}",
    "Ticks": "Automatic",
    "TicksStyle": "{}",
}


@builtin("Graphics[primitives_, options___]", options=_OPTIONS)
def graphics(primitives: Any, options: tuple[Any, ...] = ()) -> Any:
    """Graphics[primitives, options] is a picture: points, lines, regions, text, and directives how to draw them.

    Directives act on what follows them in their list.  What is no primitive is left out of the picture.

    >>> g = Graphics[{Red, Disk[{0, 0}, 1], Text["one", {0, 0}]}]; {g, g[[1, 2]]}
    {Graphics[<>], Disk[{0, 0}, 1]}
    """
    return None


_USAGES = {
    # primitives
    "Annulus": "Annulus[{x, y}, {inner, outer}] is a ring, Annulus[{x, y}, {inner, outer}, {a1, a2}] a part of it.",
    "Arrow": "Arrow[{p1, p2, ...}] is a line with a head at its end; Arrow[{...}, s] stays the distance s away from"
    " the ends.",
    "BezierCurve": "BezierCurve[{p1, p2, ...}] is a curve that its places control, cubic unless SplineDegree says"
    " otherwise.",
    "BSplineCurve": "BSplineCurve[{p1, p2, ...}] is a smooth curve from the first to the last of its places;"
    " SplineDegree, SplineClosed and SplineWeights change it.",
    "Circle": "Circle[{x, y}, r] is a circle, Circle[{x, y}, {rx, ry}] an ellipse, Circle[{x, y}, r, {a1, a2}] an arc.",
    "Disk": "Disk[{x, y}, r] is a disk, Disk[{x, y}, {rx, ry}] a filled ellipse, Disk[{x, y}, r, {a1, a2}] a sector.",
    "DiskSegment": "DiskSegment[{x, y}, r, {a1, a2}] is what the chord between two angles cuts from a disk.",
    "FilledCurve": "FilledCurve[{c1, c2, ...}] is the area within curves that go on where the one before ends;"
    " FilledCurve[{{c1, ...}, {...}}] has holes.",
    "GeometricTransformation": "GeometricTransformation[g, t] is g mapped by a TransformationFunction, a matrix,"
    " {matrix, vector}, or by each of a list of these.",
    "GraphicsComplex": "GraphicsComplex[{p1, p2, ...}, g] is g, in which i stands for the place pi.",
    "GraphicsGroup": "GraphicsGroup[{g1, g2, ...}] is a group of primitives.",
    "Inset": "Inset[e, place, point, size] is a picture or a text within a picture.",
    "JoinedCurve": "JoinedCurve[{c1, c2, ...}] is one line of curves that go on where the one before ends.",
    "Line": "Line[{p1, p2, ...}] is a line through places; Line[{{...}, {...}}] several.",
    "Parallelogram": "Parallelogram[p, {v1, v2}] is a parallelogram with a corner and two sides.",
    "Point": "Point[{x, y}] is a point, Point[{p1, p2, ...}] several.",
    "Polygon": "Polygon[{p1, p2, ...}] is a filled polygon, Polygon[outline -> {holes}] one with holes.",
    "Raster": "Raster[rows, {{x0, y0}, {x1, y1}}, {min, max}] is a rectangle of cells in gray levels or colors, the"
    " first row below.",
    "Rectangle": "Rectangle[{x0, y0}, {x1, y1}] is a filled rectangle; RoundingRadius -> r rounds its corners.",
    "RegularPolygon": "RegularPolygon[n] is a polygon with n equal sides; RegularPolygon[{x, y}, r, n] says where and"
    " how large.",
    "Rotate": "Rotate[g, angle] is g turned about its middle, Rotate[g, angle, {x, y}] about a place.",
    "Scale": "Scale[g, s] is g made larger about its middle, Scale[g, {sx, sy}, {x, y}] about a place.",
    "StadiumShape": "StadiumShape[{p1, p2}, r] is all that lies within r of a line.",
    "Translate": "Translate[g, {x, y}] is g moved; Translate[g, {v1, v2, ...}] several copies of it.",
    "Triangle": "Triangle[{p1, p2, p3}] is a filled triangle.",
    # directives
    "AbsoluteDashing": "AbsoluteDashing[{d1, d2, ...}] draws lines dashed; lengths are in points.",
    "AbsolutePointSize": "AbsolutePointSize[d] draws points with a diameter in points.",
    "AbsoluteThickness": "AbsoluteThickness[d] draws lines with a thickness in points.",
    "Arrowheads": "Arrowheads[s] draws the heads of arrows in a size relative to the width of the picture.",
    "Dashing": "Dashing[{d1, d2, ...}] draws lines dashed; lengths are relative to the width of the picture.",
    "Directive": "Directive[d1, d2, ...] is several directives as one.",
    "EdgeForm": "EdgeForm[d] draws the edges of regions with the directives d, EdgeForm[] none.",
    "FaceForm": "FaceForm[d] fills regions with the directives d, FaceForm[] not at all.",
    "Opacity": "Opacity[a] draws with an opacity from 0 to 1, Opacity[a, color] in a color too.",
    "PointSize": "PointSize[d] draws points with a diameter relative to the width of the picture.",
    "Thickness": "Thickness[d] draws lines with a thickness relative to the width of the picture.",
    # places
    "ImageScaled": "ImageScaled[{x, y}] is a place from {0, 0} to {1, 1} over the whole picture.",
    "Offset": "Offset[{dx, dy}, place] is a place moved by points on the paper.",
    # pictures of several
    "GraphicsColumn": "GraphicsColumn[{g1, g2, ...}] shows pictures below one another.",
    "GraphicsGrid": "GraphicsGrid[{{g11, g12, ...}, ...}] shows pictures in rows and columns.",
    "GraphicsRow": "GraphicsRow[{g1, g2, ...}] shows pictures beside one another.",
    "Legended": "Legended[e, legend] shows e with a legend.",
    # styles of text
    "Bold": "Bold stands for bold letters.",
    "FontColor": "FontColor is an option that gives the color of text.",
    "FontFamily": "FontFamily is an option that names the font of text.",
    "FontSize": "FontSize is an option that gives the size of text in points.",
    "FontSlant": "FontSlant is an option that says whether text is slanted: Italic or Plain.",
    "FontWeight": "FontWeight is an option that says how heavy text is: Bold or Plain.",
    "Italic": "Italic stands for slanted letters.",
    "Plain": "Plain stands for letters that are neither bold nor slanted.",
    # words
    "Full": "Full stands for a setting that takes all there is.",
    "AlignmentPoint": "AlignmentPoint is an option of pictures that changes nothing here.",
    "RoundingRadius": "RoundingRadius is an option of Rectangle: the radius of its corners.",
    "CurveClosed": "CurveClosed is an option of JoinedCurve: whether its end is joined to its start.",
    "SplineClosed": "SplineClosed is an option of BSplineCurve: whether its end is joined to its start.",
    "SplineDegree": "SplineDegree is an option of BezierCurve and BSplineCurve: the degree of its pieces.",
    "SplineWeights": "SplineWeights is an option of BSplineCurve: how strongly each place draws the curve.",
}
_OPTION_USAGES = {
    "AspectRatio": "the ratio of height to width, Automatic for one scale on both axes",
    "Axes": "whether to draw axes",
    "AxesLabel": "the labels of the axes",
    "AxesOrigin": "where the axes cross",
    "AxesStyle": "directives for the axes, {for x, for y} or for both",
    "Background": "the color behind everything",
    "BaseStyle": "the style that the picture starts with",
    "Epilog": "primitives drawn above all others",
    "Frame": "whether to draw a frame",
    "FrameLabel": "the labels of the frame's sides",
    "FrameStyle": "directives for the frame",
    "FrameTicks": "the ticks on the frame",
    "FrameTicksStyle": "directives for the ticks on the frame",
    "GridLines": "lines across the picture",
    "GridLinesStyle": "directives for the lines across the picture",
    "ImagePadding": "the room around the range of the picture, in points",
    "ImageSize": "the width, or width and height, of the picture in points",
    "LabelStyle": "the style of labels",
    "PlotLabel": "the title of the picture",
    "PlotRange": "which coordinates are shown",
    "PlotRangeClipping": "whether what lies outside the range is cut off",
    "PlotRangePadding": "the room added to the range at its ends",
    "Prolog": "primitives drawn below all others",
    "Ticks": "the ticks on the axes",
    "TicksStyle": "directives for the ticks on the axes and what is written there",
}
for _title, _usage in _USAGES.items():
    name(_title, _usage)
for _title, _usage in _OPTION_USAGES.items():
    name(_title, f"{_title} is an option of Graphics: {_usage}.")


def _dashing(*parts: Any) -> Expr:
    return Expr(S.Dashing, (Expr(S.List, parts),))


# Directives that are short for others.
_SHORT = {
    "Dashed": _dashing(S.Small, S.Small),
    "DotDashed": _dashing(0, S.Small, S.Small, S.Small),
    "Dotted": _dashing(0, S.Small),
    "Thick": Expr(S.Thickness, (S.Large,)),
    "Thin": Expr(S.Thickness, (S.Tiny,)),
}


def _short(title: str, value: Expr) -> None:
    def make(session: Any) -> Any:
        return value

    make.__doc__ = f"{title} draws lines as {value!r} does."
    variable(title, "Protected")(make)


for _title, _value in _SHORT.items():
    _short(_title, _value)
