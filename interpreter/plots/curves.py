"""From curves to a picture: lines, points, markers, what is filled, labels, range and ticks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .. import symbols as S
from ..display.graphics import metrics
from ..display.graphics.primitives import words_of
from ..display.graphics.scales import Range
from ..display.graphics.style import Style
from ..display.graphics.values import number
from ..expr import TRUE, Expr, expr, is_list, is_rule, make_list
from ..packed import Packed
from .looks import legended, styles
from .ranges import automatic, limits, log_ticks
from .sampling import Curve
from .settings import graphics, padding, word

MARKERS = ("●", "■", "◆", "▲", "▼", "○", "□", "◇", "△", "▽")


@dataclass(slots=True)
class Drawn:
    """A curve to be drawn: what it shows, its own directives, and whether its places are joined."""

    curve: Curve
    name: Any
    own: tuple[Any, ...] = ()
    joined: bool = True
    legend: Any = None
    marked: list[Any] | None = None  # runs of the places that are marked, where these are not those of the curve
    colors: list[Any] | None = None  # the colours of the places of each run


def packed(places: Any) -> Packed:
    import numpy as np

    return Packed(np.array(places, dtype=float))


def picture(
    curves: list[Drawn],
    o: dict[str, Any],
    x: Range,
    log: tuple[bool, bool] = (False, False),
    heading: str = "LineLegend",
    stems: bool = False,
) -> Expr:
    """The Graphics of curves, in Legended where there is a legend.  Coordinates of a `log` scale are logarithms."""
    looks = styles(o["PlotStyle"], [d.own for d in curves])
    usual, full = automatic([d.curve for d in curves]), automatic([d.curve for d in curves], full=True)
    base = _baseline(o["Filling"], log[1])
    if base is not None:
        usual, full = ((min(r[0], base), max(r[1], base)) for r in (usual, full))
    span_x, span_y = limits(o["PlotRange"], x, usual, full)
    parts: list[Any] = []
    fills = fillings(o["Filling"], len(curves))
    for i, to in enumerate(fills):
        if to is not None:
            parts += _filled(curves, i, to, span_y, o["FillingStyle"], looks[i], log[1], stems)
    for i, d in enumerate(curves):
        parts.append(make_list((looks[i], *_primitives(d, o, i, looks[i]))))
    shown = dict(o) | {"PlotRange": make_list((make_list(span_x), make_list(span_y)))}
    if o["PlotRangePadding"] is S.Automatic:
        shown["PlotRangePadding"] = padding((0.02, 0.02), (0.05, 0.05))
    _label(curves, o, shown, looks, span_x, span_y)
    _ticks(shown, span_x, span_y, log)
    spec = o["PlotLegends"]
    own = [d.legend for d in curves]
    if word(spec) == "None" and any(t is not None for t in own):
        spec = make_list(tuple([S.None_ if t is None else t for t in own]))
    return legended(graphics(parts, shown), spec, heading, looks, [d.name for d in curves])


def _ticks(shown: dict[str, Any], x: Range, y: Range, log: tuple[bool, bool]) -> None:
    """Ticks at powers of ten on logarithmic scales; the axes of these cross at the lower left."""
    if not any(log):
        return
    for name in ("Ticks", "FrameTicks"):
        if shown[name] is S.Automatic:
            both = [log_ticks(r) if is_log else S.Automatic for r, is_log in zip((x, y), log)]
            shown[name] = make_list(tuple(both))
    if shown["AxesOrigin"] is S.Automatic:
        shown["AxesOrigin"] = make_list(
            tuple([r[0] if is_log else min(max(0.0, r[0]), r[1]) for r, is_log in zip((x, y), log)])
        )


# ---- lines and points ------------------------------------------------------------------------------------------------


def _primitives(d: Drawn, o: dict[str, Any], i: int, look: Expr) -> list[Any]:
    found: list[Any] = []
    if d.colors is not None:
        return [part for run, shades in zip(d.curve.runs, d.colors) for part in _tinted(run, shades, d.joined)]
    if d.joined:
        found = [expr(S.Line, packed(run)) for run in d.curve.runs if len(run) > 1]
    mesh = word(o.get("Mesh")) in ("All", "Full")
    marker = _marker(o.get("PlotMarkers", S.None_), i)
    if not d.joined or mesh or marker is not None:
        places = [p for run in d.curve.runs if d.marked is None for p in run.tolist()]
        places += [p for run in d.marked or () for p in run.tolist()]
        if marker is not None:
            text, size = marker
            style = expr(S.Style, text, *look.args, expr(S.Rule, S.FontSize, size))
            found += [expr(S.Text, style, make_list(tuple(p))) for p in places]
        elif places:
            style = o.get("MeshStyle")
            said = [style] if d.joined and isinstance(style, Expr) else []
            found += [expr(S.AbsolutePointSize, 4 if d.joined else 5), *said, expr(S.Point, packed(places))]
    return found


def _tinted(run: Any, shades: Any, joined: bool) -> list[Any]:
    """A line, or points, whose pieces have colours of their own; pieces of one colour go together."""
    found: list[Any] = []
    rows = [tuple(c) for c in shades.tolist()]
    start, n = 0, len(run)
    for i in range(1, n + 1):
        if i == n or rows[i] != rows[start]:
            piece = run[start : min(i + 1, n)] if joined else run[start:i]
            if len(piece) > joined:
                found += [expr(S.RGBColor, *rows[start]), expr(S.Line if joined else S.Point, packed(piece))]
            start = i
    return found


def tint(drawn: list[Drawn], o: dict[str, Any], session: Any) -> None:
    """Give curves the colours that ColorFunction says: a function of both coordinates, or a gradient by height."""
    spec = o["ColorFunction"]
    if word(spec) in ("Automatic", "None"):
        return
    import numpy as np

    from .space import colors_by, is_scaled

    runs = [run for d in drawn for run in d.curve.runs]
    if not runs:
        return
    every = np.concatenate(runs)
    shades = colors_by(spec, [every[:, 0], every[:, 1]], is_scaled(o), session, height=1)
    pieces = iter(np.split(np.round(shades, 3), np.cumsum([len(run) for run in runs])[:-1]))
    for d in drawn:
        d.colors = [next(pieces) for _ in d.curve.runs]


def _marker(spec: Any, i: int) -> tuple[Any, float] | None:
    """The text and the size of the marks of a curve."""
    if word(spec) == "None":
        return None
    if word(spec) in ("Automatic", "True"):
        return MARKERS[i % len(MARKERS)], 9.0
    sizes = {"Tiny": 5.0, "Small": 7.0, "Medium": 10.0, "Large": 14.0}
    if is_list(spec) and len(spec) == 2 and (number(spec.args[1]) is not None or word(spec.args[1]) in sizes):
        text, size = spec.args
        if word(text) == "Automatic":
            text = MARKERS[i % len(MARKERS)]
        return text, sizes.get(word(size)) or number(size) or 9.0
    if is_list(spec) and len(spec):
        return _marker(spec.args[i % len(spec)], i)
    return spec, 9.0


# ---- filling ---------------------------------------------------------------------------------------------------------


def _baseline(spec: Any, log: bool) -> float | None:
    """The height that a filling from an axis or a value makes visible."""
    if word(spec) == "Axis":
        return None if log else 0.0
    return number(spec)


def fillings(spec: Any, n: int) -> list[Any]:
    """To what each curve is filled: None, a word or number, or a list of one index."""
    given = list(spec.args) if is_list(spec) else [spec]
    if not any(is_rule(e) for e in given):
        return [None if word(spec) == "None" else spec] * n
    found: list[Any] = [None] * n
    for e in given:
        if is_rule(e) and type(e.args[0]) is int and 0 < e.args[0] <= n:
            found[e.args[0] - 1] = e.args[1]
    return found


def _filled(
    curves: list[Drawn], i: int, to: Any, y: Range, style: Any, look: Expr, log: bool, stems: bool
) -> list[Any]:
    import numpy as np

    if is_list(to) and len(to) == 2 and is_list(to.args[0]):  # {{j}, directives}
        to, style = to.args
    curve = curves[i].curve
    if is_list(to) and len(to) == 1 and type(to.args[0]) is int and 0 < to.args[0] <= len(curves):
        other = curves[to.args[0] - 1].curve
        if not other.runs:
            return []
        both = np.concatenate(other.runs)
        base = [np.interp(run[:, 0], both[:, 0], both[:, 1]) for run in curve.runs]
    else:
        level = {"Bottom": y[0], "Top": y[1], "Axis": y[0] if log else 0.0}.get(word(to), number(to))
        if level is None:
            return []
        base = [np.full(len(run), level) for run in curve.runs]
    directives = [*look.args, expr(S.Opacity, 0.3 if stems or not curves[i].joined else 0.2)]
    if style is not S.Automatic:
        directives += style.args if is_list(style) else [style]
    areas: list[Any] = []
    for run, low in zip(curve.runs, base):
        foot = np.stack([run[:, 0], low], axis=1)
        if curves[i].joined and not stems:
            areas.append(expr(S.Polygon, packed(np.concatenate([run, foot[::-1]]))))
        elif len(run):
            areas.append(expr(S.Line, packed(np.stack([foot, run], axis=1))))
    return [make_list((expr(S.Directive, *directives), *areas))]


# ---- labels ----------------------------------------------------------------------------------------------------------


def _label(
    curves: list[Drawn], o: dict[str, Any], shown: dict[str, Any], looks: list[Expr], x: Range, y: Range
) -> None:
    """PlotLabels: texts at the ends of curves, for which the range is made longer on the right."""
    spec = o["PlotLabels"]
    if word(spec) == "None":
        return
    given = list(spec.args) if is_list(spec) else None
    texts: list[Any] = []
    widest = 0.0
    for i, d in enumerate(curves):
        text = d.name if given is None else given[i] if i < len(given) else S.None_
        if text is S.None_ or not d.curve.runs:
            continue
        inside = [p for p in d.curve.runs[-1].tolist() if y[0] <= p[1] <= y[1]] or [[x[1], y[1]]]
        widest = max(widest, metrics.width(words_of(text, Style())[0], 10.0))
        style = expr(S.Style, text, *looks[i].args)
        place = expr(S.Offset, make_list((5, 0)), make_list(tuple(inside[-1])))
        texts.append(expr(S.Text, style, place, make_list((-1, 0))))
    part = (widest + 8) / max(280.0 - widest, 80.0)
    shown["PlotRangePadding"] = padding((0.02, 0.02 + part), (0.05, 0.05))
    shown["Epilog"] = make_list((o["Epilog"], *texts))


def is_true(e: Any, i: int = 0) -> bool:
    """A setting for all curves, or one of a list for each."""
    e = e.args[i % len(e)] if is_list(e) and len(e) else e
    return e is TRUE
