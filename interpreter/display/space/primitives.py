"""Primitives in space: a table from heads to rules that make pieces, and the walk over the tree that calls them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from ...expr import Expr, Symbol, is_list, is_rule
from ...options import option_name
from ...packed import Packed
from ..graphics.primitives import GROUPS, HOLDERS, rules, styled
from ..graphics.style import Style, changed
from ..graphics.values import color, number, numbers
from .pieces import Dots, Faces, Lines, Note, Piece
from .places import path, paths, spots, triple
from .transforms import WRAPPERS, Finish

Rule = Callable[[Expr, Style, Any], "list[Piece] | None"]  # f(expression, style, places by number)
PRIMITIVES: dict[str, Rule] = {}
# The colour of which nothing is said: faces are nearly white then, lines and text black.
UNSAID = (1e-9, 0.0, 0.0, None)
START = Style(color=UNSAID, edge=Style(color=(0.15, 0.15, 0.15, None), thickness=replace(Style().thickness, value=0.5)))
_NONE: Any = object()


def primitive(*heads: str) -> Callable[[Rule], Rule]:
    """Register f(expression, style, known places) -> pieces; None where the expression is malformed."""

    def register(function: Rule) -> Rule:
        PRIMITIVES.update(dict.fromkeys(heads, function))
        return function

    return register


class _Scope:
    """A list being walked: style, places with numbers, and what is done with its pieces, those from `first` on."""

    __slots__ = ("items", "style", "known", "first", "finish")

    def __init__(
        self, items: Iterator[Any], style: Style, known: Any = None, first: int = 0, finish: Finish | None = None
    ) -> None:
        self.items, self.style, self.known, self.first, self.finish = items, style, known, first, finish


def pieces_of(tree: Any, style: Style = START) -> list[Piece]:
    """The pieces of a tree of primitives and directives."""
    pieces: list[Piece] = []
    stack = [_Scope(iter((tree,)), style)]
    while stack:
        scope = stack[-1]
        e = next(scope.items, _NONE)
        if e is _NONE:
            stack.pop()
            if scope.finish is not None:
                pieces[scope.first :] = scope.finish(pieces[scope.first :])
            continue
        name = e.head.name if isinstance(e, Expr) and type(e.head) is Symbol else ""
        if type(e) is Packed or (name in GROUPS and not len(e)):
            continue
        if name == "List":
            stack.append(_Scope(iter(e.args), scope.style, scope.known))
        elif name in GROUPS or name in HOLDERS:
            stack.append(_Scope(iter(e.args[:1]), scope.style, scope.known))
        elif name == "Style" and len(e):
            stack.append(_Scope(iter(e.args[:1]), styled(scope.style, e.args[1:]), scope.known))
        elif name in WRAPPERS and len(e) > 1:
            stack.append(_Scope(iter(e.args[:1]), scope.style, scope.known, len(pieces), WRAPPERS[name](e)))
        elif name == "GraphicsComplex":
            stack += _numbered(e, scope.style, len(pieces))
        elif name in PRIMITIVES:
            pieces += PRIMITIVES[name](e, scope.style, scope.known) or ()
        else:
            scope.style = changed(scope.style, e) or scope.style
    return pieces


class Known(np.ndarray):
    """Places with numbers, and the colours of those places or None."""

    colors: Any = None


def _numbered(e: Expr, style: Style, first: int) -> list[_Scope]:
    found = path(e.args[0]) if len(e) > 1 else None
    if found is None:
        return []
    known = found.view(Known)
    given = next((a.args[1] for a in e.args[2:] if is_rule(a) and option_name(a.args[0]) == "VertexColors"), None)
    known.colors = _colors(given, len(found))
    return [_Scope(iter((e.args[1],)), style, known)]


def _colors(e: Any, count: int) -> Any:
    """An array (count, 3) of colours, as directives or as numbers."""
    if type(e) is Packed:
        return e.array[:, :3].astype(float) if e.array.ndim == 2 and e.array.shape[1] in (3, 4) else None
    if not is_list(e) or len(e) != count:
        return None
    found = [color(c) or numbers(c, 3) for c in e.args]
    return None if None in found else np.array([c[:3] for c in found], dtype=float)  # type: ignore[index]


# ---- points, lines, polygons -----------------------------------------------------------------------------------------


@primitive("Point")
def point(e: Expr, style: Style, known: Any) -> list[Piece] | None:
    if not len(e):
        return None
    found = [np.array(s) for s in spots(e.args[0], known)] or [p for run in paths(e.args[0], known) for p in run]
    options = rules(e)[1]
    colors = _colors(options.get("VertexColors"), len(found))
    if colors is None and known is not None and getattr(known, "colors", None) is not None:
        colors = _known_colors(known, np.array(found)) if found else None
    return [Dots(np.array(found), style, colors)] if found else None


def _known_colors(known: Any, places: Any) -> Any:
    """The colours of places by number, found again by where they are."""
    plain = np.asarray(known)
    nearest = [int(np.argmin(((plain - p) ** 2).sum(axis=1))) for p in places]
    return known.colors[nearest]


@primitive("Line")
def line(e: Expr, style: Style, known: Any) -> list[Piece] | None:
    runs = [np.asarray(run) for run in paths(e.args[0], known) if len(run) > 1] if len(e) else []
    return [Lines(runs, style)] if runs else None


@primitive("Polygon", "Triangle")
def polygon(e: Expr, style: Style, known: Any) -> list[Piece] | None:
    """Polygons, those with the same number of corners as one piece; holes are not cut out."""
    if not len(e):
        return None
    spec = e.args[0].args[0] if is_rule(e.args[0]) else e.args[0]
    colors = getattr(known, "colors", None)
    if colors is not None:
        numbered = np.concatenate([np.asarray(known), colors], axis=1)
        both = [
            np.concatenate(pair, axis=1)
            for pair in zip(paths(spec, numbered[:, :3]), paths(spec, numbered[:, 3:]))
            if len(pair[0]) > 2
        ]
    else:
        both = [np.asarray(p) for p in paths(spec, known) if len(p) > 2]
        own = _colors(rules(e)[1].get("VertexColors"), len(both[0])) if len(both) == 1 else None
        both = [np.concatenate([both[0], own], axis=1)] if own is not None else both
    by_size: dict[int, list[Any]] = {}
    for p in both:
        by_size.setdefault(len(p), []).append(p)
    found: list[Piece] = []
    for group in by_size.values():
        array = np.array(group)
        shades = array[..., 3:].mean(axis=1) if array.shape[2] == 6 else None
        found.append(Faces(array[..., :3], style, colors=shades))
    return found or None


# ---- text ------------------------------------------------------------------------------------------------------------


@primitive("Text", "Inset")
def text(e: Expr, style: Style, known: Any) -> list[Piece] | None:
    args, options = rules(e)
    spot = triple(args[1], known) if len(args) > 1 else np.zeros(3)
    anchor = numbers(args[2], 2) if len(args) > 2 else None
    if spot is None or not args:
        return None
    style = styled(style, tuple([a for a in e.args if is_rule(a)]))
    return [Note(args[0], spot, style, (anchor[0], anchor[1]) if anchor else (0.0, 0.0))]


def radius(e: Any, usual: float) -> float | None:
    """A radius that an argument says, where there is one."""
    found = usual if e is None else number(e)
    return None if found is None or found < 0 else found
