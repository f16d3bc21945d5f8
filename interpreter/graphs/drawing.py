"""A graph as Graphics: lines and arrows, disks, and what is written beside them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from .. import symbols as S
from ..associations import key
from ..convert import to_python
from ..expr import Expr, expr, is_list, is_rule, make_list
from ..options import option_name
from .layout import LAYOUTS, Place, usual
from .reading import edge_number
from .value import Edge, Graph, comparable

LINE = expr(S.RGBColor, 0.45, 0.5, 0.6)
FILL = expr(S.RGBColor, 0.36, 0.51, 0.72)
_BLACK = expr(S.GrayLevel, 0)
_BRIGHT = expr(S.RGBColor, 0.85, 0.2, 0.15)
_SIZES = {S.Tiny: 0.03, S.Small: 0.06, S.Medium: 0.12, S.Large: 0.2}
_RADIUS = 0.07  # relative to the usual length of an edge
_BEND = 0.18
_PICTURE = frozenset(
    "AspectRatio Axes AxesLabel Background BaseStyle Epilog Frame FrameLabel GridLines ImagePadding ImageSize "
    "LabelStyle PlotLabel PlotRange PlotRangePadding Prolog".split()
)


def places(g: Graph) -> list[Place]:
    """Where the vertices stand: where VertexCoordinates says, else where the layout puts them."""
    given = g.per_vertex("VertexCoordinates", None)
    known = [None if p is None else _place(p) for p in given or ()]
    if known and None not in known:
        return [p for p in known if p is not None]
    wanted = g.option("GraphLayout")
    wanted = wanted.args[0] if is_list(wanted) and len(wanted) else wanted
    found = LAYOUTS.get(wanted if type(wanted) is str else "", usual(g))(g)
    return [p if k is None else k for p, k in zip(found, known)] if known else found


def _place(e: Any) -> Place | None:
    if not is_list(e) or len(e) != 2:
        return None
    try:
        x, y = (float(to_python(c)) for c in e.args)
    except (TypeError, ValueError, OverflowError):
        return None
    return x, y


def _point(p: Place) -> Expr:
    return make_list((float(p[0]), float(p[1])))


def _unit(g: Graph, at: list[Place]) -> float:
    """The usual length of an edge, which sizes are relative to."""
    lengths = sorted(math.dist(at[e.source], at[e.target]) for e in g.edges if e.source != e.target)
    if lengths and lengths[len(lengths) // 2] > 0:
        return lengths[len(lengths) // 2]
    gaps = [math.dist(p, q) for p, q in zip(at, at[1:])]
    return min([d for d in gaps if d > 0], default=1.0)


class Look:
    """What options say about the look of vertices or edges: one thing for all, or rules for some."""

    def __init__(self, setting: Any) -> None:
        rules = [r for r in (setting.args if is_list(setting) else (setting,)) if is_rule(r)]
        self.some = {key(comparable(r.args[0])): r.args[1] for r in rules}
        self.all = None if setting is None or setting is S.Automatic or setting is S.None_ or rules else setting

    def of(self, thing: Any) -> Any:
        return self.some.get(key(comparable(thing)), self.all)


def drawn(g: Graph, layout: str | None = None) -> Expr:
    """The picture of a graph."""
    if layout is not None:
        g = g.with_options(expr(S.Rule, S.GraphLayout, layout))
    at = places(g)
    unit = _unit(g, at)
    bright = _highlighted(g)
    lines = list(_edges(g, at, unit, bright))
    disks = list(_vertices(g, at, unit, bright))
    kept = [o for o in g.options if option_name(o.args[0]) in _PICTURE]
    if not any(option_name(o.args[0]) == "PlotRangePadding" for o in kept):
        kept.append(expr(S.Rule, S.PlotRangePadding, expr(S.Scaled, 0.08)))
    return Expr(S.Graphics, (make_list((make_list((LINE, *lines)), make_list((FILL, *disks)))), *kept))


def _highlighted(g: Graph) -> set[Any]:
    """The numbers of the vertices, and ("edge", number) of the edges, that stand out."""
    setting = g.option("GraphHighlight")
    out: set[Any] = set()
    for item in setting.args if is_list(setting) else ():
        if type(item) is Graph:
            out |= {g.find(v) for v in item.vertices}
            out |= {("edge", edge_number(g, item.written(e))) for e in item.edges}
            continue
        vertex = g.find(item)
        out.add(vertex if vertex is not None else ("edge", edge_number(g, item)))
    return out - {None, ("edge", None)}


# ---- edges -----------------------------------------------------------------------------------------------------------


def _edges(g: Graph, at: list[Place], unit: float, bright: set[Any]) -> Iterable[Expr]:
    styles, labels = Look(g.option("EdgeStyle")), Look(g.option("EdgeLabels"))
    weights = g.weights()
    beside: dict[frozenset[int], list[int]] = {}
    for k, e in enumerate(g.edges):
        beside.setdefault(frozenset((e.source, e.target)), []).append(k)
    for k, e in enumerate(g.edges):
        group = beside[frozenset((e.source, e.target))]
        turn = group.index(k) - (len(group) - 1) / 2 if len(group) > 1 else 0.0
        shape, middle = _shape(e, at, unit, turn if e.source <= e.target else -turn)
        style = styles.of(g.written(e))
        parts = [] if style is None else [style]
        if ("edge", k) in bright:
            parts += [_BRIGHT, expr(S.AbsoluteThickness, 2.5)]
        label = labels.of(g.written(e))
        if label == "EdgeWeight":
            label = None if weights is None else weights[k]
        yield make_list((expr(S.Arrowheads, 0.035), *parts, shape))
        if label is not None:
            yield make_list((_BLACK, expr(S.Text, label, _point(middle))))


def _shape(e: Edge, at: list[Place], unit: float, turn: float) -> tuple[Expr, Place]:
    """(the line or arrow, where its label stands); `turn` bends one of several edges to a side."""
    (x0, y0), (x1, y1) = at[e.source], at[e.target]
    if e.source == e.target:
        size = unit * (0.3 + 0.12 * abs(turn))
        ring = [(x0 + size * math.sin(a), y0 + size * (1 - math.cos(a))) for a in _turns(24)]
        line = make_list(map(_point, ring))
        top = (x0, y0 + 2 * size)
        return (expr(S.Arrow, line, _RADIUS * unit) if e.directed else expr(S.Line, line)), top
    if turn:
        bend = _BEND * turn * 2
        middle = ((x0 + x1) / 2 - bend * (y1 - y0), (y0 + y1) / 2 + bend * (x1 - x0))
        path = [_arc((x0, y0), middle, (x1, y1), t / 16) for t in range(17)]
        half = path[8]
    else:
        path, half = [(x0, y0), (x1, y1)], ((x0 + x1) / 2, (y0 + y1) / 2)
    line = make_list(map(_point, path))
    return (expr(S.Arrow, line, _RADIUS * unit) if e.directed else expr(S.Line, line)), half


def _turns(n: int) -> list[float]:
    return [2 * math.pi * i / n for i in range(n + 1)]


def _arc(a: Place, b: Place, c: Place, t: float) -> Place:
    """A place on the parabola from a to c that b pulls."""
    s = 1 - t
    x, y = (s * s * p + 2 * s * t * q + t * t * r for p, q, r in zip(a, b, c))
    return x, y


# ---- vertices --------------------------------------------------------------------------------------------------------


def _vertices(g: Graph, at: list[Place], unit: float, bright: set[Any]) -> Iterable[Expr]:
    styles, sizes, labels = (Look(g.option(name)) for name in ("VertexStyle", "VertexSize", "VertexLabels"))
    for v, (name, place) in enumerate(zip(g.vertices, at)):
        size = sizes.of(name)
        radius = _SIZES.get(size, size if type(size) in (int, float) else 2 * _RADIUS) / 2 * unit
        style = styles.of(name)
        parts = [] if style is None else [style]
        if v in bright:
            parts.append(_BRIGHT)
        yield make_list((*parts, expr(S.Disk, _point(place), radius if size is not None else _RADIUS * unit)))
        label = labels.of(name)
        if label in ("Name", S.Automatic) or (labels.all is None and g.option("VertexLabels") is S.Automatic):
            label = name
        if label is not None and label is not S.None_:
            shown = label.args[0] if isinstance(label, Expr) and label.head is S.Placed and len(label) else label
            shown = name if shown == "Name" else shown
            corner = (place[0] + radius, place[1] + radius)
            yield make_list((_BLACK, expr(S.Text, shown, _point(corner), make_list((-1, -1)))))
