"""The options of plots: their defaults, what a call says, and those that go on to Graphics."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..display.graphics.options import READERS
from ..expr import Expr, expr, is_list, is_rule, make_list
from ..options import is_option, option_name

# What other systems say about pictures on a screen or on a page: it changes nothing in a picture by itself.
_STILL = {
    "AlignmentPoint": "Center",
    "BaselinePosition": "Automatic",
    "ImageMargins": "0",
    "Method": "Automatic",
    "PerformanceGoal": "Automatic",
}
_GRAPHICS = {
    **_STILL,
    "AspectRatio": "1/GoldenRatio",
    "Axes": "True",
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
    "PlotRange": "Automatic",
    "PlotRangeClipping": "True",
    "PlotRangePadding": "Automatic",
    "Prolog": "{}",
    "Ticks": "Automatic",
    "TicksStyle": "{}",
}
_LOOKS = {"PlotLegends": "None", "PlotStyle": "Automatic", "PlotTheme": "Automatic"}
_CURVES = _LOOKS | {
    "ColorFunction": "Automatic",
    "ColorFunctionScaling": "True",
    "Filling": "None",
    "FillingStyle": "Automatic",
    "MeshStyle": "Automatic",
    "PlotLabels": "None",
}
FUNCTION = {
    **_GRAPHICS,
    **_CURVES,
    "Evaluated": "Automatic",
    "Exclusions": "Automatic",
    "MaxRecursion": "Automatic",
    "Mesh": "None",
    "PlotPoints": "Automatic",
    "WorkingPrecision": "MachinePrecision",
}
LIST = {
    **_GRAPHICS,
    **_CURVES,
    "DataRange": "Automatic",
    "InterpolationOrder": "None",
    "Joined": "False",
    "Mesh": "None",
    "PlotMarkers": "None",
}
_FRAMED = {
    **_GRAPHICS,
    **_LOOKS,
    "AspectRatio": "1",
    "Axes": "False",
    "ColorFunction": "Automatic",
    "ColorFunctionScaling": "True",
    "Frame": "True",
    "Mesh": "None",
    "MeshStyle": "Automatic",
    "PlotRangePadding": "None",
}
FIELD = {**_FRAMED, "PlotPoints": "Automatic", "MaxRecursion": "Automatic", "Evaluated": "Automatic"}
CONTOURS = {
    **FIELD,
    "Contours": "Automatic",
    "ContourShading": "Automatic",
    "ContourStyle": "Automatic",
}
REGION = {**FIELD, "BoundaryStyle": "Automatic"}
LIST_FIELD = {**CONTOURS, "DataRange": "Automatic"}
VECTORS = {
    **FIELD,
    "StreamColorFunction": "Automatic",
    "StreamPoints": "Automatic",
    "StreamStyle": "Automatic",
    "VectorColorFunction": "Automatic",
    "VectorPoints": "Automatic",
    "VectorStyle": "Automatic",
}
MATRIX = {**_FRAMED, "AspectRatio": "Automatic", "ColorRules": "Automatic", "DataReversed": "False"}
CHART = {
    **_GRAPHICS,
    "BarOrigin": "Bottom",
    "BarSpacing": "Automatic",
    "ChartLabels": "None",
    "ChartLayout": "Automatic",
    "ChartLegends": "None",
    "ChartStyle": "Automatic",
    "PlotTheme": "Automatic",
}
PIE = {**CHART, "AspectRatio": "Automatic", "Axes": "False", "PlotRangeClipping": "False", "SectorOrigin": "Automatic"}
SPACE = {
    **_STILL,
    "AspectRatio": "Automatic",
    "Axes": "False",
    "AxesLabel": "None",
    "AxesStyle": "{}",
    "Background": "None",
    "BaseStyle": "{}",
    "BoxRatios": "Automatic",
    "BoxStyle": "{}",
    "Boxed": "True",
    "Epilog": "{}",
    "FaceGrids": "None",
    "ImageSize": "Automatic",
    "LabelStyle": "{}",
    "Lighting": "Automatic",
    "PlotLabel": "None",
    "PlotRange": "All",
    "PlotRangePadding": "Automatic",
    "Prolog": "{}",
    "SphericalRegion": "False",
    "Ticks": "Automatic",
    "TicksStyle": "{}",
    "ViewAngle": "Automatic",
    "ViewPoint": "{1.3, -2.4, 2.}",
    "ViewProjection": "Automatic",
    "ViewVertical": "{0, 0, 1}",
}
SPREAD = {**CHART, "Frame": "True", "Axes": "False"}
BUBBLES = {**CHART, "Frame": "True", "Axes": "False", "PlotRangeClipping": "False"}
CLOUD = {**_GRAPHICS, "AspectRatio": "Automatic", "Axes": "False", "PlotRangeClipping": "False"}
CLOUD |= {"WordStyle": "Automatic"}
_IN_SPACE = {
    **SPACE,
    **_LOOKS,
    "Axes": "True",
    "BoxRatios": "{1, 1, 2/5}",
    "ColorFunction": "Automatic",
    "ColorFunctionScaling": "True",
    "PlotRange": "Automatic",
}
POINTS3D = {**_IN_SPACE, "DataRange": "Automatic", "Filling": "None", "FillingStyle": "Automatic"}
SURFACE = {
    **_IN_SPACE,
    "BoundaryStyle": "Automatic",
    "DataRange": "Automatic",
    "Evaluated": "Automatic",
    "Exclusions": "Automatic",
    "MaxRecursion": "Automatic",
    "Mesh": "Automatic",
    "MeshStyle": "Automatic",
    "PlotPoints": "Automatic",
    "RegionFunction": "True",
    "WorkingPrecision": "MachinePrecision",
}
SOLID = {**SURFACE, "BoxRatios": "Automatic", "Contours": "Automatic", "ContourStyle": "Automatic"}
BARS3D = {
    **SPACE,
    "Axes": "True",
    "BoxRatios": "Automatic",
    "ChartLabels": "None",
    "ChartLegends": "None",
    "ChartStyle": "Automatic",
}
GRAPHICS_DEFAULTS: dict[str, Any] = {
    "Axes": S.False_, "AxesLabel": S.None_, "AxesOrigin": S.Automatic, "Background": S.None_, "Frame": S.False_,
    "AspectRatio": S.Automatic, "BaseStyle": make_list(()), "Epilog": make_list(()), "FrameLabel": S.None_,
    "FrameTicks": S.Automatic, "GridLines": S.None_, "ImagePadding": S.All, "ImageSize": S.Automatic,
    "LabelStyle": make_list(()), "PlotLabel": S.None_, "PlotRange": S.All, "PlotRangeClipping": S.False_,
    "PlotRangePadding": S.Automatic, "Prolog": make_list(()), "Ticks": S.Automatic, "AxesStyle": make_list(()),
    "FrameStyle": make_list(()), "FrameTicksStyle": make_list(()), "GridLinesStyle": make_list(()),
    "TicksStyle": make_list(()),
}  # fmt: skip


class Complaint(Exception):
    """A message about a call: the tag and what stands in the text."""


def settings(name: str, given: tuple[Any, ...], session: Any, call: Any) -> dict[str, Any]:
    """The options of a call, their values evaluated; the first of one name counts."""
    found = dict(session.definitions[S.system(name)].options or {})
    seen = set()
    stack = [session.evaluator.evaluate(e) for e in given][::-1]
    while stack:
        e = stack.pop()
        if is_list(e):
            stack.extend(reversed(e.args))
            continue
        if not is_rule(e) or not is_option(e):
            raise Complaint("nonopt", e, len(call) - len(given), call)
        key, value = e.args
        title = option_name(key)
        if title not in found:
            raise Complaint("optx", key, call)
        if title not in seen:
            seen.add(title)
            found[title] = session.evaluator.evaluate(value)
    return found


def rule(name: str, value: Any) -> Expr:
    return expr(S.Rule, S.system(name), value)


def graphics(parts: Any, options: dict[str, Any]) -> Expr:
    """Graphics[parts, options], with those options that are not as Graphics has them."""
    rules = [
        rule(name, value)
        for name, value in options.items()
        if name in READERS and value is not None and value != GRAPHICS_DEFAULTS.get(name)
    ]
    return expr(S.Graphics, make_list(tuple(parts)), *rules)


def padding(x: tuple[float, float], y: tuple[float, float]) -> Expr:
    """The room at the ends of the axes, as parts of the range."""
    return make_list(tuple([make_list(tuple([expr(S.Scaled, p) for p in ends])) for ends in (x, y)]))


def word(e: Any) -> Any:
    return getattr(e, "name", e)


def whole_number(e: Any, usual: int, most: int) -> int:
    """A positive integer that an option says; the first of a list of several."""
    e = e.args[0] if is_list(e) and len(e) else e
    return min(e, most) if type(e) is int and e >= 0 else usual
