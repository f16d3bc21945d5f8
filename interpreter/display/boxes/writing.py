"""Boxes to text for reading: what DisplayForm and RawBoxes show."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ....grammar.characters import named
from ... import symbols as S
from ...expr import Expr, has_head, is_list, is_rule
from ..grids import grid_text
from ..inputform import input_form
from ..layout import ATOM, MOST_PAGES, Page
from ..outputform import formatter
from ..summary import summary_text
from .making import slotted

# Characters of the private use area, which no font has: how they are typed.
PLAIN = {
    "\uf522": "->", "\uf51f": ":>", "\uf431": "==", "\uf7d9": "==", "\uf120": "<->", "\uf113": "<|", "\uf114": "|>",
    "\uf74c": "d", "\uf74d": "e", "\uf74e": "i", "\uf76d": "", "\uf360": "", "\uf3a3": "\n",
    "\u2060": "", "\u2062": " ",
    "〚": "[[", "〛": "]]", "\uf4a1": "|->",
}  # fmt: skip
# Operators that stand between blanks.
_SPACED = frozenset("-> :> == = := != ≠ <= ≤ >= ≥ < > <-> + - && || ∈ /; /. //. @@ /@ ~~ | |-> += -= *= /=".split())
_MERGED = ("SpanFromLeft", "SpanFromAbove", "SpanFromBoth")
_SIGNS = ("∫", "∑", "∏", "∂")
_ATOMIC = re.compile(r"[^\W_]+|\d+\.?\d*|\([^()]*\)|\w+\[[^\[\]]*\]|.")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.S)
_ESCAPED = re.compile(r"\\(?:\[(\w+)\]|:([0-9a-f]{4})|(.))", re.S)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_MARKED = re.compile(r"(\d+\.\d*)`[\d.]*(\*\^-?\d+)?")


def _unescaped(match: re.Match[str]) -> str:
    name, code, char = match.groups()
    if name is not None:
        known = named(name)
        return match[0] if known is None else PLAIN.get(known.char, known.char)
    return chr(int(code, 16)) if code is not None else _ESCAPES.get(char, char)


def token_text(text: str) -> str:
    """A box that is a string: strings without their quotes, numbers without their marks."""
    if _STRING.fullmatch(text):
        return _ESCAPED.sub(_unescaped, text[1:-1])
    marked = _MARKED.fullmatch(text)
    if marked is not None:
        return marked[1] + (marked[2] or "")
    return text if text.isascii() else "".join([PLAIN.get(c, c) for c in text])


def _grouped(text: str) -> str:
    return text if _ATOMIC.fullmatch(text) else f"({text})"


class Writer:
    """Writes boxes; deeper than `MOST_DEEP` they are written as expressions."""

    MOST_DEEP = 150

    def __init__(self, page: Page | None = None) -> None:
        self.page = page
        self.blocks = page is None or page.blocks
        self.depth = 0

    def text(self, e: Any) -> str:
        if type(e) is str:
            return token_text(e)
        if not isinstance(e, Expr) or self.depth > self.MOST_DEEP:
            return input_form(e) if self.page is None else self.page.inline(e)
        rule = WRITTEN.get(getattr(e.head, "name", "")) if len(e) else None
        if rule is None:
            return input_form(e) if self.page is None else self.page.inline(e)
        self.depth += 1
        text = rule(e, self)
        self.depth -= 1
        return text

    def inline(self, e: Any) -> str:
        """The text of a part that has other text beside it."""
        before, self.blocks = self.blocks, False
        text = self.text(e)
        self.blocks = before
        return text


Rule = Callable[[Any, Writer], str]


def _row(e: Any, writer: Writer) -> str:
    parts = e.args[0].args if is_list(e.args[0]) else e.args
    if len(parts) == 1:
        return writer.text(parts[0])
    if len(parts) == 4 and has_head(parts[2], S.TemplateBox, 2) and parts[2].args[1] == "SummaryPanel":
        return _summary(writer.inline(parts[0]), parts[2].args[0].args[0], writer)
    out: list[str] = []
    for i, part in enumerate(parts):
        text = writer.inline(part)
        if type(part) is str and part == ",":
            text = ", "
        elif type(part) is str and text in _SPACED and 0 < i < len(parts) - 1:
            text = f" {text} "
        elif _is_sign(part) and i < len(parts) - 1:
            text += " "
        out.append(text)
    return "".join(out)


def _summary(title: str, grid: Any, writer: Writer) -> str:
    """The summary of an object: the labels and values of the lines that the grid has."""
    if not writer.blocks:
        return f"{title}[<>]"
    rows: list[Any] = []
    for cells in grid.args[0].args:
        for cell in cells.args:
            parts = cell.args[0].args if has_head(cell, S.RowBox, 1) and is_list(cell.args[0]) else ()
            if len(parts) == 3 and has_head(parts[0], S.TagBox, 2) and parts[0].args[1] == "SummaryItemAnnotation":
                rows.append((writer.inline(parts[0]).rstrip(": "), writer.inline(parts[2])))
            elif cell not in _MERGED:
                rows.append(writer.inline(cell))
    return summary_text(title, rows)


def _is_sign(part: Any) -> bool:
    """True for the sign of a sum or an integral with its limits."""
    return isinstance(part, Expr) and len(part) > 1 and type(part.args[0]) is str and part.args[0] in _SIGNS


def _fraction(e: Any, writer: Writer) -> str:
    return "/".join([_grouped(writer.inline(x)) for x in e.args[:2]])


def _script(*marks: str) -> Rule:
    def rule(e: Any, writer: Writer) -> str:
        first, *rest = [writer.inline(x) for x in e.args[: len(marks) + 1]]
        if marks == ("^",) and rest and set(rest[0]) == {"′"}:
            return first + "'" * len(rest[0])
        return _grouped(first) + "".join([mark + _grouped(x) for mark, x in zip(marks, rest)])

    return rule


def _called(name: str) -> Rule:
    return lambda e, writer: f"{name}[{', '.join([writer.inline(x) for x in e.args if not is_rule(x)])}]"


def _grid(e: Any, writer: Writer) -> str:
    rows = [list(r.args) if is_list(r) else [r] for r in e.args[0].args] if is_list(e.args[0]) else []
    if not writer.blocks:
        return "{" + ", ".join(["{" + ", ".join(map(writer.inline, cells)) + "}" for cells in rows]) + "}"
    return grid_text([[writer.text(x) for x in cells] for cells in rows], gap=2)


def _content(e: Any, writer: Writer) -> str:
    return writer.text(e.args[0])


def _template(e: Any, writer: Writer) -> str:
    parts = list(e.args[0].args) if is_list(e.args[0]) else [e.args[0]]
    shown = [r.args[1] for r in e.args[2:] if is_rule(r) and r.args[0] is S.DisplayFunction]
    if shown and has_head(shown[0], S.Function, 1):
        return writer.text(slotted(shown[0].args[0], parts))
    tag = e.args[1] if len(e) > 1 else ""
    if tag == "RowDefault":
        return "".join(map(writer.inline, parts))
    if tag == "RowWithSeparators" and len(parts) > 1:
        return writer.inline(parts[1]).join(map(writer.inline, parts[2:]))
    return f"{tag}[{', '.join(map(writer.inline, parts))}]" if type(tag) is str else writer.inline(parts[0])


def _cells(e: Any, writer: Writer) -> str:
    parts = e.args[0].args if is_list(e.args[0]) else e.args[:1]
    return ("\n" if writer.blocks else " ").join(map(writer.text, parts))


def _text_data(e: Any, writer: Writer) -> str:
    parts = e.args[0].args if is_list(e.args[0]) else e.args[:1]
    return "".join([p if type(p) is str else writer.inline(p) for p in parts])


WRITTEN: dict[str, Rule] = {
    "RowBox": _row,
    "FractionBox": _fraction,
    "SuperscriptBox": _script("^"),
    "SubscriptBox": _script("_"),
    "SubsuperscriptBox": _script("_", "^"),
    "UnderscriptBox": _script("_"),
    "OverscriptBox": _script("^"),
    "UnderoverscriptBox": _script("_", "^"),
    "SqrtBox": _called("Sqrt"),
    "RadicalBox": _called("Surd"),
    "GridBox": _grid,
    "TemplateBox": _template,
    "BoxData": _cells,
    "TextData": _text_data,
    "GraphicsBox": lambda e, writer: "Graphics[<>]",
    "Graphics3DBox": lambda e, writer: "Graphics3D[<>]",
    **dict.fromkeys(
        "StyleBox FrameBox TagBox FormBox InterpretationBox TooltipBox ButtonBox PanelBox PaneBox ItemBox "
        "AdjustmentBox ErrorBox RotationBox Cell RawBoxes".split(),
        _content,
    ),
}


def box_text(boxes: Any) -> str:
    """The text of boxes on its own."""
    return Writer().text(boxes)


@formatter("RawBoxes")
def show_boxes(e: Any, page: Page) -> Any:
    if not e.args or page.level > MOST_PAGES:
        return None
    return ATOM, (Writer(page.inner() if page.blocks else page).text(e.args[0]),)


@formatter("DisplayForm")
def show_display_form(e: Any, page: Page) -> Any:
    """DisplayForm[e]: e with the boxes in it shown as what they stand for."""
    if len(e) != 1 or page.level > MOST_PAGES:
        return None
    content = e.args[0]
    if type(content) is str or _is_box(content):
        return show_boxes(e, page)
    inner = page.inner()
    inner.blocks = page.blocks
    before = page.hook

    def hook(x: Any) -> Any:
        return Expr(S.RawBoxes, (x,)) if _is_box(x) else None if before is None else before(x)

    inner.hook = hook
    return ATOM, (inner.text(content),)


def _is_box(e: Any) -> bool:
    return isinstance(e, Expr) and len(e) > 0 and e.head is not S.RawBoxes and getattr(e.head, "name", "") in WRITTEN
