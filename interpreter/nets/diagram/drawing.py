"""A net's sketch as a Graphics expression: boxes in the colours of their families, edges with what they carry."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from ... import symbols as S
from ...display.graphics import metrics
from ...expr import Expr, expr, make_list
from .layered import Layers, layered
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
_TITLE, _DETAIL, _LABEL, _PORT = 11.0, 8.5, 8.0, 7.5  # sizes of letters
_TALL, _LOW, _MUTE = 34.0, 22.0, 5.0
_LEAST, _USUAL = 66.0, 130.0  # the widths that boxes usually have
_GAP, _BEND = 26.0, 6.0  # between boxes of a rank; the width of a passing edge
_DOWN, _LABELLED = 16.0, 27.0  # between ranks, without and with words on the edges
_COLUMN_GAP, _MARGIN, _PAD = 46.0, 12.0, 10.0
_FOOT, _HEAD = 19.0, 9.0  # how far an edge to the next column goes below its foot and above its head
_TALLEST, _SHAPE = 560.0, 1.5  # higher pictures become columns; width to height that is aimed at


@dataclass(slots=True)
class _Box:
    x: float
    y: float  # the top, counted downward
    width: float
    height: float
    column: int = 0

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(slots=True)
class _Sheet:
    """Primitives being gathered, and how far they reach."""

    sketch: Sketch
    layers: Layers
    keys: list[Key]
    boxes: list[_Box] = field(default_factory=list)  # of all items, bends too
    parts: list[Any] = field(default_factory=list)
    lefts: list[float] = field(default_factory=list)  # of the columns
    width: float = 0.0
    height: float = 0.0


def drawn(sketch: Sketch) -> Expr:
    """The Graphics expression of a sketch; one unit of its coordinates is a point."""
    keys = sketch.order()
    number = {key: i for i, key in enumerate(keys)}
    ports: dict[tuple[Key, str], int] = {}
    edges = [
        (number[x.source], number[x.target], ports.setdefault((x.source, x.source_port), len(ports)))
        for x in sketch.links
    ]
    widths = _widths([sketch.nodes[key] for key in keys])
    sheet = _Sheet(sketch, layered(widths, edges, _GAP, _BEND), keys)
    _set(sheet)
    links = _edges(sheet)
    groups = _groups(sheet, number)
    boxes = [part for i, key in enumerate(keys) for part in _node(sketch.nodes[key], sheet.boxes[i])]
    found = [*groups, *links, *boxes]
    size = make_list([math.ceil(sheet.width), math.ceil(sheet.height)])
    limits = make_list([make_list([0.0, float(size.args[0])]), make_list([float(-size.args[1]), 0.0])])
    options = {S.PlotRange: limits, S.PlotRangePadding: S.None_, S.ImagePadding: 0, S.ImageSize: size}
    return expr(S.Graphics, make_list(found), *[expr(S.Rule, k, v) for k, v in options.items()])


def _size(node: Node) -> tuple[float, float]:
    if node.kind == "mute":
        return _MUTE * 2, _MUTE * 2
    below = _below(node)
    wide = max(metrics.width(node.look.title, _TITLE), metrics.width(below, _DETAIL)) + 20
    if node.kind == "port":
        return max(wide, 40.0), _TALL if below else _LOW
    return max(wide, _LEAST), _TALL if below else _LOW + 4


def _widths(nodes: list[Node]) -> list[float]:
    """The widths of the boxes: layers are all as wide as the widest usual one, which keeps lines straight."""
    own = [_size(node)[0] for node in nodes]
    usual = max([w for w, node in zip(own, nodes) if node.kind in ("layer", "net") and w <= _USUAL], default=0.0)
    return [max(w, usual) if node.kind in ("layer", "net") else w for w, node in zip(own, nodes)]


def _below(node: Node) -> str:
    """The small letters below the title: the name in the net, and what is worth saying."""
    parts = (node.name, node.look.detail) if node.kind != "port" else (node.look.detail,)
    return "  ".join([p for p in parts if p])


# ---- places ----------------------------------------------------------------------------------------------------------


def _set(sheet: _Sheet) -> None:
    """Give every item its box: rank below rank, in several columns where one would be too high."""
    layers = sheet.layers
    heights = [_size(sheet.sketch.nodes[key])[1] for key in sheet.keys]
    tall = [max([heights[i] for i in rank if i < layers.nodes], default=0.0) for rank in layers.ranks]
    gaps = _gaps(sheet)
    columns = _columns(sheet, tall, gaps)
    pad = _PAD * max((len(path) for path in sheet.sketch.groups), default=0)
    sheet.boxes = [_Box(0, 0, 0, 0) for _ in layers.widths]
    left, highest = _MARGIN + pad, 0.0
    for c, ranks in enumerate(columns):
        items = [i for r in ranks for i in layers.ranks[r]]
        first = min((layers.x[i] - layers.widths[i] / 2 for i in items), default=0.0)
        last = max((layers.x[i] + layers.widths[i] / 2 for i in items), default=0.0)
        sheet.lefts.append(left - pad)
        y = _MARGIN + pad * 1.5 + (_HEAD if len(columns) > 1 else 0.0)
        for r in ranks:
            for i in layers.ranks[r]:
                high = heights[i] if i < layers.nodes else tall[r]
                width = layers.widths[i]
                top = y + (tall[r] - high) / 2
                sheet.boxes[i] = _Box(left + layers.x[i] - first - width / 2, top, width, high, c)
            y += tall[r] + gaps[r]
        highest = max(highest, y - (gaps[ranks[-1]] if ranks else 0.0))
        words = max([_label_room(sheet, i) for i in items], default=0.0)
        left += last - first + words + (_COLUMN_GAP + 2 * pad if c < len(columns) - 1 else 0.0)
    foot = _FOOT if len(columns) > 1 else 0.0
    sheet.width, sheet.height = left + pad + _MARGIN, highest + pad + foot + _MARGIN


def _label_room(sheet: _Sheet, item: int) -> float:
    """How far the words on the edges below an item reach beyond it."""
    if item >= sheet.layers.nodes:
        return 0.0
    words = [x.label for x in sheet.sketch.links if x.source == sheet.keys[item]] if len(sheet.keys) < 400 else []
    return max([metrics.width(w, _LABEL) + 6 - sheet.layers.widths[item] / 2 for w in words], default=0.0)


def _gaps(sheet: _Sheet) -> list[float]:
    """The room below each rank: more where words stand on the edges, and for many edges that go far aside."""
    rank = sheet.layers.rank_of
    gaps = [_DOWN] * len(sheet.layers.ranks)
    number = {key: i for i, key in enumerate(sheet.keys)}
    for x in sheet.sketch.links:
        if x.label:
            gaps[rank[number[x.source]]] = max(gaps[rank[number[x.source]]], _LABELLED)
        if _port_word(x):
            above = rank[number[x.target]] - 1
            gaps[above] = max(gaps[above], _LABELLED + 9)
    for r, (items, below) in enumerate(zip(sheet.layers.ranks, sheet.layers.ranks[1:])):
        aside = [abs(sheet.layers.x[a] - sheet.layers.x[b]) for a in items for b in sheet.layers.down[a] if b in below]
        gaps[r] += min(24.0, max(aside, default=0.0) * 0.06)
    return gaps


def _columns(sheet: _Sheet, tall: list[float], gaps: list[float]) -> list[list[int]]:
    """The ranks of each column: cut where a single edge passes, into parts of about one height."""
    layers = sheet.layers
    heights = [t + g for t, g in zip(tall, gaps)]
    whole, ranks = sum(heights), list(range(len(tall)))
    cuts = [r for r in ranks[:-1] if sum(len(layers.down[a]) for a in layers.ranks[r]) == 1]
    if whole <= _TALLEST or not cuts:
        return [ranks]
    wide = max((x + w / 2 for x, w in zip(layers.x, layers.widths)), default=1.0) + _COLUMN_GAP
    count = min(max(2, round(math.sqrt(_SHAPE * whole / wide))), math.ceil(whole / _TALLEST * 2))
    inside = _inside_groups(sheet)
    columns: list[list[int]] = []
    first = 0
    for left in range(count, 1, -1):
        aim = sum(heights[first:]) / left
        costs = {r: abs(sum(heights[first : r + 1]) - aim) + aim * 0.4 * (r in inside) for r in cuts if r >= first}
        if not costs:
            break
        cut = min(costs, key=costs.__getitem__)
        columns.append(ranks[first : cut + 1])
        first = cut + 1
    return [c for c in (*columns, ranks[first:]) if c]


def _inside_groups(sheet: _Sheet) -> set[int]:
    """The ranks below which a nested net that is opened goes on."""
    rank = sheet.layers.rank_of
    number = {key: i for i, key in enumerate(sheet.keys)}
    found: set[int] = set()
    for keys in sheet.sketch.groups.values():
        places = [rank[number[k]] for k in keys]
        found.update(range(min(places), max(places)))
    return found


# ---- edges -----------------------------------------------------------------------------------------------------------

_LINE = (expr(S.GrayLevel, 0.55), expr(S.AbsoluteThickness, 1.0), expr(S.Arrowheads, S.Small))
_INK, _PALE = expr(S.GrayLevel, 0.12), expr(S.GrayLevel, 0.42)


def _at(x: float, y: float) -> Expr:
    return make_list([round(x, 2), round(-y, 2)])


def _edges(sheet: _Sheet) -> list[Any]:
    lines: list[Any] = []
    ports: list[Any] = []
    words: list[tuple[str, list[Points]]] = []
    leaving: dict[tuple[Key, str], list[Points]] = {}
    enters = _entrances(sheet)
    for link, path in zip(sheet.sketch.links, sheet.layers.paths):
        points = _route(sheet, path, enters[link])
        lines.append(_arrow(points, link))
        started = leaving.setdefault((link.source, link.source_port), [])
        started.append(points)
        if link.label and len(started) == 1:
            words.append((link.label, started))
        port = _port_word(link)
        if port:
            end = points[-1]
            ports.append(_words(port, _PORT, end[0] + 5, end[1] - 6, (-1, 0)))
    labels = [_carried(word, started) for word, started in words]
    return [make_list([*_LINE, *lines]), make_list([_PALE, *labels, *ports])]


def _carried(word: str, routes: list[Points]) -> Expr:
    """What an output carries, written beside its edges, on the side to which none of them goes; else on them."""
    x, y = routes[0][0]
    aside = [points[1][0] - x for points in routes]
    if max(aside) < 3:
        return _words(word, _LABEL, x + 4, y + 8.5, (-1, 0))
    if min(aside) > -3:
        return _words(word, _LABEL, x - 4, y + 8.5, (1, 0))
    text = _words(word, _LABEL, x, y + 6.5, (0, 0))
    return expr(S.Text, *text.args, expr(S.Rule, S.Background, expr(S.GrayLevel, 1)))


def _words(text: str, size: float, x: float, y: float, anchor: tuple[int, int]) -> Expr:
    styled = expr(S.Style, text, expr(S.Rule, S.FontSize, size))
    return expr(S.Text, styled, _at(x, y), make_list(anchor))


def _port_word(link: Link) -> str:
    """The name of the port that an edge goes to, where it says something."""
    name = link.target_port
    usual = link.target[0] in ("out", "mute") or name == "Input" or name.removeprefix("Input").isdigit()
    return "" if usual else name


def _entrances(sheet: _Sheet) -> dict[Link, float]:
    """Where each edge meets the upper side of its target: those of several ports beside one another."""
    number = {key: i for i, key in enumerate(sheet.keys)}
    found: dict[Link, float] = {}
    for key, _, links in walk(sheet.sketch):
        box = sheet.boxes[number[key]]
        ends = sorted(links, key=lambda x: _last_x(sheet, x))
        room = box.width * 0.6
        if any(_port_word(x) for x in links) and len(links) > 1:
            room = box.width - 10
        for i, link in enumerate(ends):
            aside = (i - (len(ends) - 1) / 2) / max(len(ends), 1) * room
            found[link] = box.x + box.width / 2 + aside
    return found


def _last_x(sheet: _Sheet, link: Link) -> float:
    path = sheet.layers.paths[sheet.sketch.links.index(link)]
    return sheet.layers.x[path[-2]]


Points = list[tuple[float, float]]


def _route(sheet: _Sheet, path: list[int], enter: float) -> Points:
    """The ends of an edge's straight and curved pieces: out below, through the bends, in above."""
    boxes = [sheet.boxes[i] for i in path]
    points: Points = []
    for i, box in enumerate(boxes):
        middle = box.x + box.width / 2
        if i:
            before = boxes[i - 1]
            x = enter if i == len(boxes) - 1 else middle
            if box.column != before.column:
                points += _around(before, box, x, sheet.lefts[box.column] - _COLUMN_GAP * 0.3)
            points.append((x, box.y - (0.5 if i == len(boxes) - 1 else 0.0)))
        if i < len(boxes) - 1:
            points.append((middle, box.bottom))
    return points


def _around(before: _Box, box: _Box, x: float, aisle: float) -> Points:
    """From the foot of a column to the head of the next one."""
    lower, upper = before.bottom + _FOOT, box.y - 2 * _HEAD
    return [(before.x + before.width / 2, lower), (aisle, lower), (aisle, upper), (x, upper)]


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


def _rectangle(box: _Box, radius: float, by: float = 0.0, top: float = 0.0) -> Expr:
    """A box with round corners, `by` wider on all sides but the upper one, where it is `top`."""
    low, high = _at(box.x - by, box.bottom + by), _at(box.x + box.width + by, box.y - top)
    return expr(S.Rectangle, low, high, expr(S.Rule, S.RoundingRadius, radius))


def _node(node: Node, box: _Box) -> list[Any]:
    middle, half = box.x + box.width / 2, box.y + box.height / 2
    if node.kind == "mute":
        look = [_color(COLORS["port"]), expr(S.EdgeForm, expr(S.GrayLevel, 0.55))]
        return [make_list([*look, expr(S.Disk, _at(middle, box.y + 3), 3.0)])]
    rgb = COLORS.get(node.look.family, COLORS["function"])
    edge = expr(S.GrayLevel, 0.6) if node.look.family == "port" else _color(rgb, 0.72)
    width = expr(S.AbsoluteThickness, 1.6 if node.kind == "net" else 0.9)
    shape = _rectangle(box, box.height / 2 if node.kind == "port" else 5.0)
    parts: list[Any] = [make_list([_color(rgb), expr(S.EdgeForm, make_list([edge, width])), shape])]
    below = _below(node)
    up = 6.0 if below else 0.0
    parts.append(make_list([_INK, _words(node.look.title, _TITLE, middle, half - up, (0, 0))]))
    if below:
        parts.append(make_list([_PALE, _words(below, _DETAIL, middle, half + 8.5, (0, 0))]))
    return parts


def _groups(sheet: _Sheet, number: dict[Key, int]) -> list[Any]:
    """Frames around the layers of nested nets, outer ones first, where no other layer stands between them."""
    found: list[Any] = []
    depth = max((len(path) for path in sheet.sketch.groups), default=0)
    for path, keys in sorted(sheet.sketch.groups.items(), key=lambda item: len(item[0])):
        inside = {number[k] for k in keys}
        for column in sorted({sheet.boxes[i].column for i in inside}):
            boxes = [sheet.boxes[i] for i in inside if sheet.boxes[i].column == column]
            x, y = min(b.x for b in boxes), min(b.y for b in boxes)
            frame = _Box(x, y, max(b.x + b.width for b in boxes) - x, max(b.bottom for b in boxes) - y)
            others = [sheet.boxes[i] for i in number.values() if i not in inside]
            if any(_meet(frame, b) for b in others if b.column == column):
                continue
            by = _PAD * (depth - len(path) + 1) - 3
            top = by * 1.5 + 3
            tone = expr(S.GrayLevel, 0.97 - 0.02 * len(path))
            look = [tone, expr(S.EdgeForm, make_list([expr(S.GrayLevel, 0.85), S.Dashed]))]
            name = "/".join(map(str, path))
            found.append(make_list([*look, _rectangle(frame, 6.0, by, top)]))
            found.append(make_list([_PALE, _words(name, _PORT, x - by + 4, y - top + 6, (-1, 0))]))
    return found


def _meet(a: _Box, b: _Box) -> bool:
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.bottom and b.y < a.bottom
