"""Where the boxes of a diagram stand: how large they are, rank below rank, in several columns where one is too high."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from ...display.graphics import metrics
from .layered import Layers, layered
from .sketch import Key, Link, Node, Sketch

TITLE, DETAIL, LABEL, PORT = 11.0, 8.5, 8.0, 7.5  # sizes of letters
_TALL, _LOW, _MUTE = 34.0, 22.0, 5.0
_LEAST, _USUAL = 66.0, 130.0  # the widths that boxes usually have
_GAP, _BEND = 26.0, 6.0  # between boxes of a rank; the width of a passing edge
_DOWN, _LABELLED = 16.0, 27.0  # between ranks, without and with words on the edges
COLUMN_GAP, _MARGIN, PAD = 46.0, 12.0, 10.0
FOOT, HEAD = 19.0, 9.0  # how far an edge to the next column goes below its foot and above its head
_TALLEST, _SHAPE = 560.0, 1.5  # higher pictures become columns; width to height that is aimed at


@dataclass(slots=True)
class Box:
    x: float
    y: float  # the top, counted downward
    width: float
    height: float
    column: int = 0

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(slots=True)
class Sheet:
    """A sketch with the places of its boxes; `number` says which item of the layout a node is."""

    sketch: Sketch
    layers: Layers
    keys: list[Key]
    number: dict[Key, int]
    boxes: list[Box] = field(default_factory=list)  # of all items, bends too
    lefts: list[float] = field(default_factory=list)  # of the columns
    width: float = 0.0
    height: float = 0.0


def _size(node: Node) -> tuple[float, float]:
    if node.kind == "mute":
        return _MUTE * 2, _MUTE * 2
    below = small_words(node)
    wide = max(metrics.width(node.look.title, TITLE), metrics.width(below, DETAIL)) + 20
    if node.kind == "port":
        return max(wide, 40.0), _TALL if below else _LOW
    return max(wide, _LEAST), _TALL if below else _LOW + 4


def _widths(nodes: list[Node]) -> list[float]:
    """The widths of the boxes: layers are all as wide as the widest usual one, which keeps lines straight."""
    own = [_size(node)[0] for node in nodes]
    usual = max([w for w, node in zip(own, nodes) if node.kind in ("layer", "net") and w <= _USUAL], default=0.0)
    return [max(w, usual) if node.kind in ("layer", "net") else w for w, node in zip(own, nodes)]


def small_words(node: Node) -> str:
    """The small letters below the title: the name in the net, and what is worth saying."""
    parts = (node.name, node.look.detail) if node.kind != "port" else (node.look.detail,)
    return "  ".join([p for p in parts if p])


def sheet_of(sketch: Sketch) -> Sheet:
    """Every node with its box: rank below rank, in several columns where one would be too high."""
    keys = sketch.order()
    layers = layered(_widths([sketch.nodes[key] for key in keys]), sketch.edges(keys), _GAP, _BEND)
    sheet = Sheet(sketch, layers, keys, {key: i for i, key in enumerate(keys)})
    heights = [_size(sheet.sketch.nodes[key])[1] for key in sheet.keys]
    tall = [max([heights[i] for i in rank if i < layers.nodes], default=0.0) for rank in layers.ranks]
    gaps = _gaps(sheet)
    columns = _columns(sheet, tall, gaps)
    pad = PAD * max((len(path) for path in sheet.sketch.groups), default=0)
    sheet.boxes = [Box(0, 0, 0, 0) for _ in layers.widths]
    rooms = _label_rooms(sheet)
    left, highest = _MARGIN + pad, 0.0
    for c, ranks in enumerate(columns):
        items = [i for r in ranks for i in layers.ranks[r]]
        first = min((layers.x[i] - layers.widths[i] / 2 for i in items), default=0.0)
        last = max((layers.x[i] + layers.widths[i] / 2 for i in items), default=0.0)
        sheet.lefts.append(left - pad)
        y = _MARGIN + pad * 1.5 + (HEAD if len(columns) > 1 else 0.0)
        for r in ranks:
            for i in layers.ranks[r]:
                high = heights[i] if i < layers.nodes else tall[r]
                width = layers.widths[i]
                top = y + (tall[r] - high) / 2
                sheet.boxes[i] = Box(left + layers.x[i] - first - width / 2, top, width, high, c)
            y += tall[r] + gaps[r]
        highest = max(highest, y - (gaps[ranks[-1]] if ranks else 0.0))
        words = max([rooms[i] for i in items], default=0.0)
        left += last - first + words + (COLUMN_GAP + 2 * pad if c < len(columns) - 1 else 0.0)
    foot = FOOT if len(columns) > 1 else 0.0
    sheet.width, sheet.height = left + pad + _MARGIN, highest + pad + foot + _MARGIN
    return sheet


def _label_rooms(sheet: Sheet) -> list[float]:
    """How far the words on the edges below each item reach beyond it."""
    found = [0.0] * len(sheet.layers.widths)
    for link in sheet.sketch.links:
        i = sheet.number[link.source]
        found[i] = max(found[i], metrics.width(link.label, LABEL) + 6 - sheet.layers.widths[i] / 2)
    return found


def _gaps(sheet: Sheet) -> list[float]:
    """The room below each rank: more where words stand on the edges, and for many edges that go far aside."""
    rank = sheet.layers.rank_of
    gaps = [_DOWN] * len(sheet.layers.ranks)
    for x in sheet.sketch.links:
        if x.label:
            gaps[rank[sheet.number[x.source]]] = max(gaps[rank[sheet.number[x.source]]], _LABELLED)
        if port_word(x):
            above = rank[sheet.number[x.target]] - 1
            gaps[above] = max(gaps[above], _LABELLED + 9)
    for r, items in enumerate(sheet.layers.ranks[:-1]):
        aside = [abs(sheet.layers.x[a] - sheet.layers.x[b]) for a in items for b in sheet.layers.down[a]]
        gaps[r] += min(24.0, max(aside, default=0.0) * 0.06)
    return gaps


def _columns(sheet: Sheet, tall: list[float], gaps: list[float]) -> list[list[int]]:
    """The ranks of each column: cut where a single edge passes, into parts of about one height."""
    layers = sheet.layers
    heights = [t + g for t, g in zip(tall, gaps)]
    whole, ranks = sum(heights), list(range(len(tall)))
    cuts = [r for r in ranks[:-1] if sum(len(layers.down[a]) for a in layers.ranks[r]) == 1]
    if whole <= _TALLEST or not cuts:
        return [ranks]
    wide = max((x + w / 2 for x, w in zip(layers.x, layers.widths)), default=1.0) + COLUMN_GAP
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


def _inside_groups(sheet: Sheet) -> set[int]:
    """The ranks below which a nested net that is opened goes on."""
    rank = sheet.layers.rank_of
    found: set[int] = set()
    for keys in sheet.sketch.groups.values():
        places = [rank[sheet.number[k]] for k in keys]
        found.update(range(min(places), max(places)))
    return found


def port_word(link: Link) -> str:
    """The name of the port that an edge goes to, where it says something."""
    name = link.target_port
    usual = link.target[0] in ("out", "mute") or name == "Input" or name.removeprefix("Input").isdigit()
    return "" if usual else name
