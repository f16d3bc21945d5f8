"""A net's sketch as a Graphics expression: boxes in the colours of their families, edges with what they carry."""

from __future__ import annotations

import math
from typing import Any

from ... import symbols as S
from ...display.graphics import metrics
from ...expr import Expr, expr, make_list
from .places import (
    COLUMN_GAP,
    DETAIL,
    FOOT,
    HEAD,
    LABEL,
    PAD,
    PORT,
    TITLE,
    Box,
    Sheet,
    port_word,
    sheet_of,
    small_words,
)
from .sketch import Key, Link, Node, Sketch, walk

# family -> the colour of its boxes
COLORS: dict[str, tuple[float, float, float]] = {
    "array": (0.93, 0.93, 0.90),
    "attention": (0.98, 0.87, 0.93),
    "convolution": (0.99, 0.89, 0.78),
    "elementwise": (0.87, 0.95, 0.86),
    "function": (0.93, 0.90, 0.97),
    "linear": (0.84, 0.91, 0.99),
    "loss": (0.99, 0.85, 0.84),
    "net": (0.89, 0.89, 0.98),
    "normalization": (0.99, 0.96, 0.80),
    "pooling": (0.83, 0.94, 0.94),
    "port": (1.0, 1.0, 1.0),
    "random": (0.95, 0.92, 0.86),
    "recurrent": (0.80, 0.94, 0.89),
    "shape": (0.93, 0.94, 0.95),
}


def drawn(sketch: Sketch) -> Expr:
    """The Graphics expression of a sketch; one unit of its coordinates is a point."""
    sheet = sheet_of(sketch)
    links, left = _edges(sheet)
    boxes = [part for key, box in zip(sheet.keys, sheet.boxes) for part in _node(sketch.nodes[key], box)]
    found = [*_groups(sheet), *links, *boxes]
    left = min(0.0, math.floor(left - 4))
    width, height = math.ceil(sheet.width), math.ceil(sheet.height)
    limits = make_list([make_list([left, float(width)]), make_list([float(-height), 0.0])])
    size = make_list([int(width - left), height])
    options = {S.PlotRange: limits, S.PlotRangePadding: S.None_, S.ImagePadding: 0, S.ImageSize: size}
    return expr(S.Graphics, make_list(found), *[expr(S.Rule, k, v) for k, v in options.items()])


# ---- edges -----------------------------------------------------------------------------------------------------------

_LINE = (expr(S.GrayLevel, 0.55), expr(S.AbsoluteThickness, 1.0), expr(S.Arrowheads, S.Small))
_INK, _PALE = expr(S.GrayLevel, 0.12), expr(S.GrayLevel, 0.42)


def _at(x: float, y: float) -> Expr:
    return make_list([round(x, 2), round(-y, 2)])


def _edges(sheet: Sheet) -> tuple[list[Any], float]:
    """The edges with what they carry, and how far to the left the words reach."""
    lines: list[Any] = []
    ports: list[Any] = []
    leaving: dict[tuple[Key, str], list[Points]] = {}
    words: dict[tuple[Key, str], str] = {}
    enters, exits = _entrances(sheet), _exits(sheet)
    for link, path in zip(sheet.sketch.links, sheet.layers.paths):
        output = (link.source, link.source_port)
        points = _route(sheet, path, exits[output], enters[link])
        lines.append(_arrow(points, link))
        leaving.setdefault(output, []).append(points)
        words[output] = link.label
        port = port_word(link)
        if port:
            end = points[-1]
            ports.append(_words(port, PORT, end[0] + 5, end[1] - 6, (-1, 0)))
    labels = [_carried(words[output], routes) for output, routes in leaving.items() if words[output]]
    left = min([at for _, at in labels], default=0.0)
    return [make_list([*_LINE, *lines]), make_list([_PALE, *[word for word, _ in labels], *ports])], left


def _carried(word: str, routes: list[Points]) -> tuple[Expr, float]:
    """What an output carries, beside its edges on the side to which none of them goes, else on them; its left end."""
    x, y = routes[0][0]
    aside = [points[1][0] - x for points in routes]
    width = metrics.width(word, LABEL)
    if max(aside) < 3:
        return _words(word, LABEL, x + 4, y + 8.5, (-1, 0)), x
    if min(aside) > -3:
        return _words(word, LABEL, x - 4, y + 8.5, (1, 0)), x - 4 - width
    text = _words(word, LABEL, x, y + 6.5, (0, 0))
    return expr(S.Text, *text.args, expr(S.Rule, S.Background, expr(S.GrayLevel, 1))), x - width / 2


def _words(text: str, size: float, x: float, y: float, anchor: tuple[int, int]) -> Expr:
    styled = expr(S.Style, text, expr(S.Rule, S.FontSize, size))
    return expr(S.Text, styled, _at(x, y), make_list(anchor))


def _entrances(sheet: Sheet) -> dict[Link, float]:
    """Where each edge meets the upper side of its target: those of several beside one another."""
    comes_from = {x: sheet.layers.x[path[-2]] for x, path in zip(sheet.sketch.links, sheet.layers.paths)}
    found: dict[Link, float] = {}
    for key, _, links in walk(sheet.sketch):
        box = sheet.boxes[sheet.number[key]]
        named = any(port_word(x) for x in links) and len(links) > 1
        ends = sorted(links, key=comes_from.__getitem__)
        found |= zip(ends, _spread(box, len(ends), box.width - 10 if named else box.width * 0.6))
    return found


def _exits(sheet: Sheet) -> dict[tuple[Key, str], float]:
    """Where the edges of each output leave the lower side of their source."""
    goes_to: dict[Key, dict[str, list[float]]] = {}
    for link, path in zip(sheet.sketch.links, sheet.layers.paths):
        goes_to.setdefault(link.source, {}).setdefault(link.source_port, []).append(sheet.layers.x[path[1]])
    found: dict[tuple[Key, str], float] = {}
    for key, ports in goes_to.items():
        box = sheet.boxes[sheet.number[key]]
        order = sorted(ports, key=lambda port: sum(ports[port]) / len(ports[port]))
        found |= {(key, port): x for port, x in zip(order, _spread(box, len(order), box.width))}
    return found


def _spread(box: Box, count: int, room: float) -> list[float]:
    """Places for edges along a side of a box."""
    return [box.x + box.width / 2 + (i - (count - 1) / 2) / max(count, 1) * room for i in range(count)]


Points = list[tuple[float, float]]


def _route(sheet: Sheet, path: list[int], leave: float, enter: float) -> Points:
    """The ends of an edge's straight and curved pieces: out below, through the bends, in above."""
    boxes = [sheet.boxes[i] for i in path]
    points: Points = []
    for i, box in enumerate(boxes):
        middle = box.x + box.width / 2 if i else leave
        if i:
            before = boxes[i - 1]
            x = enter if i == len(boxes) - 1 else middle
            if box.column != before.column:
                points += _around(points[-1], box, x, sheet.lefts[box.column] - COLUMN_GAP * 0.3)
            points.append((x, box.y - (0.5 if i == len(boxes) - 1 else 0.0)))
        if i < len(boxes) - 1:
            points.append((middle, box.bottom))
    return points


def _around(start: tuple[float, float], box: Box, x: float, aisle: float) -> Points:
    """From the foot of a column to the head of the next one."""
    lower, upper = start[1] + FOOT, box.y - 2 * HEAD
    return [(start[0], lower), (aisle, lower), (aisle, upper), (x, upper)]


def _arrow(points: Points, link: Link) -> Any:
    """An edge as an arrow: one straight line where it is one, else curves that leave and arrive upright."""
    head = S.Line if link.target[0] == "mute" else S.Arrow
    if len({round(x, 1) for x, _ in points}) == 1:
        return expr(head, make_list([_at(*points[0]), _at(*points[-1])]))
    places = [_at(*points[0])]
    for a, b in zip(points, points[1:]):
        if abs(a[0] - b[0]) < 0.05 or abs(a[1] - b[1]) < 0.05:
            handles = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for t in (1 / 3, 2 / 3)]
        else:
            half = (a[1] + b[1]) / 2
            handles = [(a[0], half), (b[0], half)]
        places += [_at(*handles[0]), _at(*handles[1]), _at(*b)]
    curve = expr(S.BezierCurve, make_list(places))
    return curve if head is S.Line else expr(head, curve)


# ---- boxes -----------------------------------------------------------------------------------------------------------


def _color(rgb: tuple[float, float, float], part: float = 1.0) -> Expr:
    return expr(S.RGBColor, *[round(c * part, 3) for c in rgb])


def _rectangle(box: Box, radius: float, by: float = 0.0, top: float = 0.0) -> Expr:
    """A box with round corners, `by` wider on all sides but the upper one, where it is `top`."""
    low, high = _at(box.x - by, box.bottom + by), _at(box.x + box.width + by, box.y - top)
    return expr(S.Rectangle, low, high, expr(S.Rule, S.RoundingRadius, radius))


def _node(node: Node, box: Box) -> list[Any]:
    middle, half = box.x + box.width / 2, box.y + box.height / 2
    if node.kind == "mute":
        look = [_color(COLORS["port"]), expr(S.EdgeForm, expr(S.GrayLevel, 0.55))]
        return [make_list([*look, expr(S.Disk, _at(middle, box.y + 3), 3.0)])]
    rgb = COLORS.get(node.look.family, COLORS["function"])
    edge = expr(S.GrayLevel, 0.6) if node.look.family == "port" else _color(rgb, 0.72)
    width = expr(S.AbsoluteThickness, 1.6 if node.kind == "net" else 0.9)
    shape = _rectangle(box, box.height / 2 if node.kind == "port" else 5.0)
    parts: list[Any] = [make_list([_color(rgb), expr(S.EdgeForm, make_list([edge, width])), shape])]
    below = small_words(node)
    up = 6.0 if below else 0.0
    parts.append(make_list([_INK, _words(node.look.title, TITLE, middle, half - up, (0, 0))]))
    if below:
        parts.append(make_list([_PALE, _words(below, DETAIL, middle, half + 8.5, (0, 0))]))
    return parts


def _groups(sheet: Sheet) -> list[Any]:
    """Frames around the layers of nested nets, outer ones first, where no other layer stands between them."""
    found: list[Any] = []
    depth = max((len(path) for path in sheet.sketch.groups), default=0)
    for path, keys in sorted(sheet.sketch.groups.items(), key=lambda item: len(item[0])):
        inside = {sheet.number[k] for k in keys}
        for column in sorted({sheet.boxes[i].column for i in inside}):
            boxes = [sheet.boxes[i] for i in inside if sheet.boxes[i].column == column]
            x, y = min(b.x for b in boxes), min(b.y for b in boxes)
            frame = Box(x, y, max(b.x + b.width for b in boxes) - x, max(b.bottom for b in boxes) - y)
            others = [sheet.boxes[i] for i in range(len(sheet.keys)) if i not in inside]
            if any(_meet(frame, b) for b in others if b.column == column):
                continue
            by = PAD * (depth - len(path) + 1) - 3
            top = by * 1.5 + 3
            tone = expr(S.GrayLevel, 0.97 - 0.02 * len(path))
            look = [tone, expr(S.EdgeForm, make_list([expr(S.GrayLevel, 0.85), S.Dashed]))]
            name = "/".join(map(str, path))
            found.append(make_list([*look, _rectangle(frame, 6.0, by, top)]))
            found.append(make_list([_PALE, _words(name, PORT, x - by + 4, y - top + 6, (-1, 0))]))
    return found


def _meet(a: Box, b: Box) -> bool:
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.bottom and b.y < a.bottom
