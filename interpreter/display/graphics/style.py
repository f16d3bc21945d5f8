"""Styles, and the directives that change them: a table from heads and names to rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from ... import symbols as S
from ...expr import Expr, Symbol, is_list, is_rule
from ...options import option_name
from .values import Color, color, number

BLACK: Color = (0.0, 0.0, 0.0, None)


@dataclass(frozen=True, slots=True)
class Size:
    """A length: in points, or as a part of the picture's width."""

    value: float
    scaled: bool = False

    def points(self, width: float) -> float:
        return self.value * width if self.scaled else self.value


@dataclass(frozen=True, slots=True)
class Style:
    """How shapes are drawn.  `edge` and `face` are styles of their own: False for none, True (face) for this one."""

    color: Color = BLACK
    opacity: float = 1.0
    thickness: Size = Size(1.0)
    point_size: Size = Size(0.0125, scaled=True)
    dashes: tuple[Size, ...] = ()
    arrow_size: Size = Size(0.04, scaled=True)
    edge: Style | bool = False
    face: Style | bool = True
    size: float = 10.0
    family: str = ""
    bold: bool = False
    italic: bool = False
    gloss: float = 0.0  # of faces in space: how strongly, and how narrowly, they reflect lights
    shine: float = 1.5
    glow: Color | None = None  # the colour of faces that shine themselves

    @property
    def rgba(self) -> tuple[float, float, float, float]:
        r, g, b, a = self.color
        return r, g, b, self.opacity if a is None else a


Directive = Callable[[Style, tuple[Any, ...]], "Style | None"]
DIRECTIVES: dict[str, Directive] = {}
_MOST = 10_000  # directives within directives


def directive(*heads: str) -> Callable[[Directive], Directive]:
    """Register f(style, arguments) -> the changed style, or None for what is malformed."""

    def register(function: Directive) -> Directive:
        DIRECTIVES.update(dict.fromkeys(heads, function))
        return function

    return register


def applied(style: Style, directives: Iterable[Any], part: bool = False) -> Style:
    """A style after directives, one after the other; what is none changes nothing.

    The style of a `part`, an edge or a face, has no edges and faces itself.
    """
    stack = list(directives)[::-1]
    for _ in range(_MOST):
        if not stack:
            break
        e = stack.pop()
        if isinstance(e, Expr) and (e.head is S.Directive or e.head is S.List):
            stack.extend(reversed(e.args))
        elif not (part and isinstance(e, Expr) and (e.head is S.EdgeForm or e.head is S.FaceForm)):
            style = changed(style, e) or style
    return style


def changed(style: Style, e: Any) -> Style | None:
    """The style after one directive; None if e is none."""
    if is_rule(e):
        option = STYLE_OPTIONS.get(option_name(e.args[0]))
        return style if option is None else option(style, (e.args[1],)) or style
    if type(e) is Symbol:
        name = NAMES.get(e.name)
        return None if name is None else replace(style, **name)
    if not isinstance(e, Expr) or type(e.head) is not Symbol:
        return None
    found = color(e)
    if found is not None:
        return replace(style, color=found)
    rule = DIRECTIVES.get(e.head.name)
    return None if rule is None else rule(style, e.args) or style


# ---- directives ------------------------------------------------------------------------------------------------------

NAMES: dict[str, dict[str, Any]] = {
    "Bold": {"bold": True},
    "Italic": {"italic": True},
    "Plain": {"bold": False, "italic": False},
    "Dashed": {"dashes": (Size(4.0), Size(4.0))},
    "Dotted": {"dashes": (Size(1.0), Size(3.0))},
    "DotDashed": {"dashes": (Size(1.0), Size(3.0), Size(4.0), Size(3.0))},
    "Thick": {"thickness": Size(2.0)},
    "Thin": {"thickness": Size(0.5)},
}
_THICKNESSES = {"Tiny": 0.5, "Small": 0.75, "Medium": 1.0, "Large": 2.0}
_POINTS = {"Tiny": 2.0, "Small": 3.0, "Medium": 5.0, "Large": 8.0}
_DASHES = {"Tiny": 1.0, "Small": 3.0, "Medium": 5.0, "Large": 10.0}
_ARROWS = {"Tiny": 4.0, "Small": 7.0, "Medium": 12.0, "Large": 20.0}
FONT_SIZES = {"Tiny": 6.0, "Small": 9.0, "Medium": 12.0, "Large": 24.0}


def size(e: Any, words: dict[str, float], scaled: bool) -> Size | None:
    """A length of a directive: a word or a number that is not negative."""
    if type(e) is Symbol:
        return Size(words[e.name]) if e.name in words else None
    value = number(e)
    return Size(value, scaled) if value is not None and 0 <= value <= 1e4 else None


def _sized(field: str, words: dict[str, float], scaled: bool) -> Directive:
    def rule(style: Style, args: tuple[Any, ...]) -> Style | None:
        found = size(args[0], words, scaled) if len(args) == 1 else None
        return None if found is None else replace(style, **{field: found})

    return rule


DIRECTIVES["Thickness"] = _sized("thickness", _THICKNESSES, True)
DIRECTIVES["AbsoluteThickness"] = _sized("thickness", _THICKNESSES, False)
DIRECTIVES["PointSize"] = _sized("point_size", _POINTS, True)
DIRECTIVES["AbsolutePointSize"] = _sized("point_size", _POINTS, False)
DIRECTIVES["Arrowheads"] = _sized("arrow_size", _ARROWS, True)


def _dashed(scaled: bool) -> Directive:
    def rule(style: Style, args: tuple[Any, ...]) -> Style | None:
        parts = args[0].args if args and is_list(args[0]) else args[:1]
        found = tuple([size(x, _DASHES, scaled) for x in parts])
        return None if None in found else replace(style, dashes=found)

    return rule


DIRECTIVES["Dashing"] = _dashed(True)
DIRECTIVES["AbsoluteDashing"] = _dashed(False)


@directive("Opacity")
def opacity(style: Style, args: tuple[Any, ...]) -> Style | None:
    """Opacity[a] of what is drawn, Opacity[a, color]."""
    value = number(args[0]) if 1 <= len(args) <= 2 else None
    if value is None:
        return None
    value = min(max(value, 0.0), 1.0)
    given = color(args[1]) if len(args) == 2 else style.color
    return replace(style, opacity=value, color=(*(given or style.color)[:3], None))


@directive("EdgeForm")
def edge_form(style: Style, args: tuple[Any, ...]) -> Style:
    if not args or args == (S.None_,):
        return replace(style, edge=False)
    base = Style() if style.edge is False else style.edge
    return replace(style, edge=applied(base, args, part=True))  # type: ignore[arg-type]


@directive("FaceForm")
def face_form(style: Style, args: tuple[Any, ...]) -> Style:
    if not args or args == (S.None_,):
        return replace(style, face=False)
    return replace(style, face=applied(replace(style, face=True), args[:1], part=True))


@directive("Specularity")
def specularity(style: Style, args: tuple[Any, ...]) -> Style | None:
    """Specularity[s, n]: s a number or a color, n the exponent."""
    given = color(args[0]) if args else None
    gloss = sum(given[:3]) / 3 if given else number(args[0]) if args else 1.0
    shine = number(args[1]) if len(args) > 1 else 1.5
    return None if gloss is None or shine is None else replace(style, gloss=max(gloss, 0.0), shine=max(shine, 0.0))


@directive("Glow")
def glow(style: Style, args: tuple[Any, ...]) -> Style:
    return replace(style, glow=color(args[0]) if args else None)


@directive("Directive")
def several(style: Style, args: tuple[Any, ...]) -> Style:
    return applied(style, args)


# ---- options of Style and Text ---------------------------------------------------------------------------------------

STYLE_OPTIONS: dict[Any, Directive] = {
    "FontColor": lambda style, args: None if color(args[0]) is None else replace(style, color=color(args[0])),
    "FontFamily": lambda style, args: replace(style, family=args[0]) if type(args[0]) is str else None,
    "FontSize": lambda style, args: font_size(style, args[0]),
    "FontSlant": lambda style, args: replace(style, italic=_word(args[0]) in ("Italic", "Oblique")),
    "FontWeight": lambda style, args: replace(style, bold=_word(args[0]) in ("Bold", "Heavy", "SemiBold")),
}


def _word(e: Any) -> Any:
    return e.name if type(e) is Symbol else e


def font_size(style: Style, e: Any) -> Style | None:
    """A style whose text has this size: a number of points or a word."""
    found = size(e, FONT_SIZES, False)
    return None if found is None or not found.value else replace(style, size=min(found.value, 1000.0))
