"""Shapes: what is left of a tree of primitives once every directive has said its part.

Places are still those of the expression; scene.py brings them to paper.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .style import Style
from .values import Place


@dataclass(slots=True)
class Trace:
    """A line through places, straight or, if `cubic`, by Bézier curves of which every third place is an end."""

    places: list[Place]
    closed: bool = False
    cubic: bool = False


@dataclass(slots=True)
class Path:
    """Lines that are drawn (or, if `filled`, the region that they enclose by the even-odd rule)."""

    traces: list[Trace]
    style: Style
    filled: bool = False
    arrow: bool = False


@dataclass(slots=True)
class Dots:
    places: list[Place]
    style: Style


@dataclass(slots=True)
class Oval:
    """An ellipse with axes along those of the picture; its radii are in its coordinates."""

    centre: Place
    radii: tuple[float, float]
    style: Style
    filled: bool = False


@dataclass(slots=True)
class Words:
    """Text at a place.  `anchor` is the point of the text that lies there, from {-1, -1} to {1, 1}; `turn` an angle."""

    text: str
    place: Place
    style: Style
    anchor: tuple[float, float] = (0.0, 0.0)
    turn: float = 0.0
    background: Any = None


@dataclass(slots=True)
class Pixels:
    """An array (height, width, 3 or 4) of bytes, its first row at the top, between two corners."""

    array: Any
    low: Place
    high: Place


@dataclass(slots=True)
class Picture:
    """A picture in the picture: an image's pixels or another Graphics.  A size of None is its own."""

    content: Any
    place: Place
    anchor: tuple[float, float] = (0.0, 0.0)
    size: tuple[float | None, float | None] = (None, None)  # in the picture's coordinates


Shape = Path | Dots | Oval | Words | Pixels | Picture


@dataclass(slots=True)
class Extent:
    """The least rectangle around all coordinates seen so far."""

    x: tuple[float, float] = field(default=(math.inf, -math.inf))
    y: tuple[float, float] = field(default=(math.inf, -math.inf))

    @property
    def empty(self) -> bool:
        return self.x[0] > self.x[1]

    def add(self, x: float, y: float, rx: float = 0.0, ry: float = 0.0) -> None:
        self.x = (min(self.x[0], x - rx), max(self.x[1], x + rx))
        self.y = (min(self.y[0], y - ry), max(self.y[1], y + ry))


def extent(shapes: list[Shape]) -> Extent:
    """What the shapes cover, in coordinates of the picture."""
    found = Extent()
    for shape in shapes:
        radii = shape.radii if type(shape) is Oval else (0.0, 0.0)
        for p in _places(shape):
            if type(p) is tuple:
                found.add(*p, *radii)
            elif not p.scaled:  # type: ignore[union-attr]
                found.add(p.x, p.y)  # type: ignore[union-attr]
    return found


def _places(shape: Shape) -> Iterator[Place]:
    match shape:
        case Path():
            for trace in shape.traces:
                yield from trace.places
        case Dots():
            yield from shape.places
        case Oval():
            yield shape.centre
        case Words() | Picture():
            yield shape.place
        case Pixels():
            yield from (shape.low, shape.high)
