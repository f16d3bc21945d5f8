"""A small graph as boxes and lines of characters.

The lines are kept as the directions in which they leave a cell, so that where they meet follows by itself; where lines
of two outputs cross, the one that goes down stays whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .layered import Layers, layered
from .sketch import Key, Node, Sketch, shape_words

NORTH, EAST, SOUTH, WEST = 1, 2, 4, 8
_GLYPHS = {
    NORTH: "│", SOUTH: "│", NORTH | SOUTH: "│", EAST: "─", WEST: "─", EAST | WEST: "─",
    SOUTH | EAST: "┌", SOUTH | WEST: "┐", NORTH | EAST: "└", NORTH | WEST: "┘",
    NORTH | SOUTH | EAST: "├", NORTH | SOUTH | WEST: "┤", SOUTH | EAST | WEST: "┬", NORTH | EAST | WEST: "┴",
    NORTH | EAST | SOUTH | WEST: "┼",
}  # fmt: skip
_GAP = 2
_USUAL = 23  # characters; boxes are as wide as the widest of these
Owner = tuple[str, int]  # the output that a line comes from, or where several meet the layer that it goes to


@dataclass(slots=True)
class _Canvas:
    width: int
    letters: dict[tuple[int, int], str] = field(default_factory=dict)  # (row, column) -> character
    ways: dict[tuple[int, int], int] = field(default_factory=dict)
    owner: dict[tuple[int, int], Owner] = field(default_factory=dict)  # whose line goes there

    def write(self, row: int, column: int, text: str) -> None:
        for i, c in enumerate(text):
            self.letters[row, column + i] = c

    def line(self, row: int, column: int, ways: int, owner: Owner) -> None:
        """Let lines leave a cell in some directions; one that goes down is not broken by another output's."""
        place = (row, column)
        if place in self.owner and self.owner[place] != owner:
            ways = NORTH | SOUTH
        else:
            ways |= self.ways.get(place, 0)
            self.owner[place] = owner
        self.ways[place] = ways

    def text(self) -> str:
        cells = {place: _GLYPHS[ways] for place, ways in self.ways.items()} | self.letters
        rows: dict[int, dict[int, str]] = {}
        for (row, column), c in cells.items():
            rows.setdefault(row, {})[column] = c
        height = max(rows, default=-1) + 1
        lines = [rows.get(r, {}) for r in range(height)]
        return "\n".join(["".join([line.get(c, " ") for c in range(max(line, default=-1) + 1)]) for line in lines])


def boxes(sketch: Sketch, width: int) -> str | None:
    """The diagram as text, or None where it is wider than the page."""
    keys = sketch.order()
    number = {key: i for i, key in enumerate(keys)}
    edges = sketch.edges(keys)
    texts = [_lines(sketch.nodes[key]) for key in keys]
    widths = [float(max(map(len, t), default=0) + 4) if t else 1.0 for t in texts]
    widths = [w + (w % 2 == 0) for w in widths]  # odd, so that there is a middle
    usual = max([w for w, key in zip(widths, keys) if w <= _USUAL and key[0] == "layer"], default=0.0)
    widths = [max(w, usual) if key[0] == "layer" else w for w, key in zip(widths, keys)]
    layers = layered(widths, edges, _GAP, 1.0, whole=True)
    reach = max((x + w // 2 for x, w in zip(layers.x, layers.widths)), default=0.0)
    if reach >= width:
        return None
    canvas = _Canvas(width)
    owners: dict[int, Owner] = {
        item: ("from", port) for path, (_, _, port) in zip(layers.paths, edges) for item in path[:-1]
    }
    row = 0
    carried = _carried(sketch, number)
    for r, rank in enumerate(layers.ranks):
        row = _draw_rank(canvas, layers, rank, texts, row, owners)
        if r + 1 < len(layers.ranks):
            row = _join(canvas, layers, rank, row, owners, carried)
    return canvas.text()


def _lines(node: Node) -> list[str]:
    """What stands in a node's box."""
    if node.kind == "mute":
        return []
    if node.kind == "port":
        return [node.look.title + (f": {node.look.detail}" if node.look.detail else "")]
    return [f"{node.name}  {node.look.title}" + (f" {node.look.detail}" if node.look.detail else "")]


def _carried(sketch: Sketch, number: dict[Key, int]) -> dict[int, str]:
    """What the only output of a node carries."""
    found: dict[int, set[str]] = {}
    for link in sketch.links:
        found.setdefault(number[link.source], set()).add(shape_words(link.type))
    return {item: next(iter(words)) for item, words in found.items() if len(words) == 1}


def _draw_rank(
    canvas: _Canvas, layers: Layers, rank: list[int], texts: list[list[str]], row: int, owners: dict[int, Owner]
) -> int:
    """Boxes beside one another, lines that pass between them; the row below."""
    for item in rank:
        x, half = int(layers.x[item]), int(layers.widths[item]) // 2
        if item >= layers.nodes:
            for r in range(row, row + 3):
                canvas.line(r, x, NORTH | SOUTH, owners[item])
        elif not texts[item]:
            canvas.write(row, x, "×")
        else:
            inner = 2 * half - 1
            canvas.write(row, x - half, "┌" + "─" * inner + "┐")
            canvas.write(row + 1, x - half, "│" + f"{texts[item][0]:^{inner}}" + "│")
            canvas.write(row + 2, x - half, "└" + "─" * inner + "┘")
            if layers.down[item]:
                canvas.write(row + 2, x, "┬")
    return row + 3


def _join(
    canvas: _Canvas, layers: Layers, rank: list[int], row: int, owners: dict[int, Owner], carried: dict[int, str]
) -> int:
    """The lines from a rank to the next one: down, along a row that no other output needs there, down."""
    spans: list[tuple[int, int, int]] = []  # left, right, item
    for item in rank:
        ends = [int(layers.x[b]) for b in layers.down[item]] + [int(layers.x[item])]
        if layers.down[item]:
            spans.append((min(ends), max(ends), item))
    tracks = _tracks([s for s in spans if s[0] < s[1]], layers)
    words = any(item in carried and item < layers.nodes for _, _, item in spans)
    first = row + 1 if words else row
    height = max(tracks.values(), default=-1) + 1
    last = first + height  # the row of the arrow heads
    for _, _, item in spans:
        start, owner = int(layers.x[item]), owners[item]
        turn = first + tracks[item] if item in tracks else row
        for r in range(row, turn):
            canvas.line(r, start, NORTH | SOUTH, owner)
        for target in layers.down[item]:
            end = int(layers.x[target])
            meeting = ("to", target) if len(layers.up[target]) > 1 else owner
            if item in tracks:
                _along(canvas, turn, start, end, owner, meeting)
            for r in range(turn + (item in tracks), last + 1):
                canvas.line(r, end, NORTH | SOUTH, meeting)
            if target < layers.nodes:
                canvas.write(last, end, "▼")
    if words:
        _say(canvas, layers, spans, row, carried)
    return last + 1


def _along(canvas: _Canvas, row: int, start: int, end: int, owner: Owner, meeting: Owner) -> None:
    if start == end:
        canvas.line(row, start, NORTH | SOUTH, owner)
        return
    step = 1 if end > start else -1
    canvas.line(row, start, NORTH | (EAST if step > 0 else WEST), owner)
    for column in range(start + step, end, step):
        canvas.line(row, column, EAST | WEST, owner)
    canvas.line(row, end, SOUTH | (WEST if step > 0 else EAST), meeting)


def _tracks(spans: list[tuple[int, int, int]], layers: Layers) -> dict[int, int]:
    """The row for each line along: such that lines of two outputs do not lie on each other.

    Two that come to the same layer from both sides may share one.
    """
    found: dict[int, int] = {}
    taken: list[list[tuple[int, int, int]]] = []
    for left, right, item in sorted(spans, key=lambda s: (s[1] - s[0], s[0])):
        only = layers.down[item][0] if len(layers.down[item]) == 1 else -1
        row = 0
        while row < len(taken) and any(_meet(left, right, only, *other) for other in taken[row]):
            row += 1
        if row == len(taken):
            taken.append([])
        taken[row].append((left, right, only))
        found[item] = row
    return found


def _meet(left: int, right: int, target: int, a: int, b: int, other: int) -> bool:
    """Whether two lines along would be taken for one."""
    if target == other >= 0:
        return left < b and a < right
    return left <= b + 1 and a <= right + 1


def _say(canvas: _Canvas, layers: Layers, spans: list[tuple[int, int, int]], row: int, carried: dict[int, str]) -> None:
    """What outputs carry, to the right of their lines as far as there is room."""
    starts = sorted(int(layers.x[item]) for _, _, item in spans)
    for _, _, item in spans:
        x = int(layers.x[item])
        word = carried.get(item, "") if item < layers.nodes else ""
        free = next((s for s in starts if s > x), canvas.width) - x - 2
        if word and len(word) <= free:
            canvas.write(row, x + 2, word)
