"""A net's sketch in lines of text: a table of the layers, or boxes joined by lines where a graph is small enough."""

from __future__ import annotations

from ....runtime.ports import Type
from .boxes import boxes
from .sketch import Key, Link, Node, Sketch, walk

_MOST_BOXES = 40  # a graph of more nodes is a table
_MOST_LINES = 120
_BY_FUNCTION = ("ElementwiseLayer", "ThreadingLayer")  # layers that are called after what they compute


def written(sketch: Sketch, width: int) -> str:
    """The diagram in at most `width` columns."""
    if not sketch.is_chain and 1 < len(sketch.nodes) <= _MOST_BOXES:
        text = boxes(sketch, width)
        if text is not None and text.count("\n") <= _MOST_LINES:
            return text
    return table(sketch, width)


# ---- tables ----------------------------------------------------------------------------------------------------------


def table(sketch: Sketch, width: int) -> str:
    """A row for each layer: its name, what it is, what feeds it unless that is the row above, and its output."""
    rows: list[list[str]] = []
    above: Key | None = None
    for key, node, links in walk(sketch):
        if node.kind == "mute":
            continue
        fed = "" if [x.source for x in links] == [above] else ", ".join([_source(sketch, x) for x in links])
        rows.append([*_cells(sketch, key, node), fed])
        above = key
    if not any(row[3] for row in rows):
        rows = [row[:3] for row in rows]
    head = ["", "Layer", "Output", "From"][: len(rows[0])] if rows else []
    return _ruled([head, *rows], width) if rows else "(no layers)"


def _source(sketch: Sketch, link: Link) -> str:
    name = sketch.nodes[link.source].name
    several = len(sketch.nodes[link.source].outputs) > 1
    return f"{name}.{link.source_port}" if several else name


def _cells(sketch: Sketch, key: Key, node: Node) -> list[str]:
    """Name, layer and output of a row; ports of the whole have what they carry, or what their coders make of it."""
    if node.kind == "port":
        kind = next((x.type for x in sketch.links if key in (x.source, x.target)), Type())
        return [node.name, "", node.look.detail or str(kind)]
    title = node.look.title if node.head in _BY_FUNCTION or node.kind == "net" else node.head
    several = len(node.outputs) > 1
    words = [f"{port}: {kind}" if several else str(kind) for port, kind in node.outputs.items()]
    return [node.name, f"{title}  {node.look.detail}".rstrip(), ", ".join(words)]


def _ruled(rows: list[list[str]], width: int) -> str:
    """Rows between lines, the first one above a line of its own; columns too wide are cut."""
    columns = list(zip(*rows))
    widths = [max(map(len, c)) for c in columns]
    while sum(widths) + 3 * len(widths) + 1 > width and max(widths) > 6:
        widths[widths.index(max(widths))] -= 1
    lines = ["─" * (w + 2) for w in widths]
    out = ["┌" + "┬".join(lines) + "┐"]
    for i, row in enumerate(rows):
        cells = [f" {_cut(cell, w):<{w}} " for cell, w in zip(row, widths)]
        out.append("│" + "│".join(cells) + "│")
        if i == 0:
            out.append("├" + "┼".join(lines) + "┤")
    out.append("└" + "┴".join(lines) + "┘")
    return "\n".join(out)


def _cut(text: str, width: int) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= width else text[: width - 1] + "…"
