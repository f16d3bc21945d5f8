"""How curves look, and the legends that say which is which."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..display.graphics.plots import look
from ..expr import Expr, expr, has_head, is_list, make_list
from .settings import word

_WRAPPERS = ("Style", "Legended", "Labeled", "Tooltip")
LEGENDS = ("LineLegend", "PointLegend", "SwatchLegend", "BarLegend")


def unwrapped(e: Any) -> tuple[Any, tuple[Any, ...], Any]:
    """What Style, Legended, Labeled and Tooltip hold, the directives and the legend that they say."""
    directives: tuple[Any, ...] = ()
    legend = None
    while isinstance(e, Expr) and word(e.head) in _WRAPPERS and len(e):
        if e.head is S.Style:
            directives = (*e.args[1:], *directives)
        elif e.head is S.Legended and len(e) == 2:
            legend = e.args[1] if legend is None else legend
        e = e.args[0]
    return e, directives, legend


def styles(spec: Any, own: list[tuple[Any, ...]]) -> list[Expr]:
    """The directives of each curve: a colour of its own, then what PlotStyle says, then its own Style."""
    found = []
    for i, more in enumerate(own):
        said = spec.args[i % len(spec)] if is_list(spec) and len(spec) else spec
        if said is S.None_:
            said = expr(S.Opacity, 0.0)
        parts = list(look(i))
        if isinstance(said, Expr) and said.head in (S.Directive, S.List):
            parts += said.args
        elif isinstance(said, Expr) and len(said):
            parts.append(said)
        found.append(expr(S.Directive, *parts, *more))
    return found


def labels_of(spec: Any, expressions: list[Any], usual: str = "") -> list[Any] | None:
    """The texts of a legend: a list, "Expressions" or Automatic; None for no legend."""
    if word(spec) in ("None", "False") or spec is None:
        return None
    if word(spec) in ("Expressions", "AllExpressions", "Automatic"):
        return list(expressions)
    given = list(spec.args) if is_list(spec) else [spec]
    return (given + [S.None_] * len(expressions))[: len(expressions)]


def legended(picture: Expr, spec: Any, heading: str, looks: list[Expr], expressions: list[Any]) -> Expr:
    """Legended[picture, Placed[LineLegend[...], After]] where PlotLegends asks for it."""
    place: Any = S.After
    if has_head(spec, S.Placed) and len(spec) >= 2:
        spec, place = spec.args[0], spec.args[1]
    if isinstance(spec, Expr) and word(spec.head) in LEGENDS:
        heading = spec.head.name
        if len(spec) == 1:
            labels = labels_of(spec.args[0], expressions)
            rest: tuple[Any, ...] = ()
        elif len(spec) >= 2 and not has_head(spec.args[1], S.Rule):
            return expr(S.Legended, picture, expr(S.Placed, spec, place))
        else:
            labels, rest = labels_of(spec.args[0], expressions), spec.args[1:]
    else:
        labels, rest = labels_of(spec, expressions), ()
    if not labels:
        return picture
    pairs = [(s, t) for s, t in zip(looks, labels) if t is not S.None_]
    if not pairs:
        return picture
    columns = [make_list(tuple(column)) for column in zip(*pairs)]
    return expr(S.Legended, picture, expr(S.Placed, expr(S.system(heading), *columns, *rest), place))
