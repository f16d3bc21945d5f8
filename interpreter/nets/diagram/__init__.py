"""Nets as pictures: the layered diagram as graphics and as text, and the graph of the layers as data."""

from __future__ import annotations

from typing import Any

from ... import symbols as S
from ...expr import Expr, expr, make_list
from ..objects import Net, answers


class Diagram(Expr):
    """The Graphics expression of a net's diagram, drawn when somebody looks; as text it is the diagram in lines."""

    __slots__ = ("full", "net")

    def __init__(self, net: Net, full: bool) -> None:
        self.head = S.Graphics
        self._hash = None
        self._key = None
        self.stamp = 0
        self.net, self.full = net, full

    def __getattr__(self, name: str) -> Any:
        if name != "args":  # `args` stays unset until somebody asks
            raise AttributeError(name)
        from .drawing import drawn
        from .sketch import sketch

        self.args = args = drawn(sketch(self.net, self.full)).args
        return args

    def __len__(self) -> int:
        return len(self.args)

    def __reduce__(self) -> tuple[Any, ...]:
        return Diagram, (self.net, self.full)

    def lines_of_text(self, width: int | None = None) -> str:
        """What a terminal shows."""
        return diagram_text(self.net, width or WIDTH, self.full)


WIDTH = 100


@answers("graphics")
def diagram(net: Net, full: bool = False) -> Expr:
    """The layered diagram of a net as a Graphics expression; `full` opens nested nets."""
    return Diagram(net, full)


def diagram_text(net: Net, width: int = WIDTH, full: bool = False) -> str:
    """The diagram in lines of text: a table for a chain, boxes and lines for a graph that they can show."""
    from .sketch import sketch
    from .text import written

    return written(sketch(net, full), max(min(width, WIDTH), 20))


def topology(net: Net, full: bool = False) -> Expr:
    """Graph[vertices, edges]: the positions of the layers, and an edge for each way from one to another.

    A position is the layer's name, or the list of names that leads to it in nested nets that are opened (`full`).
    """
    from .sketch import sketch

    found = sketch(net, full)
    place = {key: _position(key) for key in found.nodes if key[0] != "mute"}
    edges = dict.fromkeys((x.source, x.target) for x in found.links if x.target in place)
    joined = [expr(S.DirectedEdge, place[a], place[b]) for a, b in edges]
    return expr(S.Graph, make_list(place[key] for key in found.order() if key in place), make_list(joined))


def _position(key: tuple[Any, ...]) -> Any:
    """A layer's path, NetPort["name"] for a port of the whole net."""
    if key[0] != "layer":
        return expr(S.NetPort, key[1])
    return key[1][0] if len(key[1]) == 1 else make_list(key[1])
