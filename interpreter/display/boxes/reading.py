"""Boxes to expressions: the text that they stand for, to be read by the grammar.

What has no text (the expression of an InterpretationBox, an image) gets a name in it, and is put in its place after the
text was read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ... import symbols as S
from ...expr import NULL, Expr, Symbol, has_head, is_list, is_rule, symbol
from .functions import functions, is_derivative
from .making import LEAST, slotted
from .notations import BARS
from .signs import read_derivative, read_sign
from .wrappers import FRAMES, GRID_OPTIONS, TO_BOXES, renamed

CONTEXT = "System`Private`Box`"
CELL_CONTEXT = "$CellContext`"
MOST_DEEP = 400
_OPTION_NAMES = {box: name for name, box in GRID_OPTIONS.items()}
_FRAMED = {box: name for name, box in FRAMES.items()}
_FROM_BOXES = {box: head for head, box in TO_BOXES.items()}
_UNSEEN = frozenset(["", "\u2060", "\uf360"])
_POSTFIX = frozenset(["\uf3c7", "\uf3c8", "\uf3c9", "\uf3ce"])  # operators of transposed and conjugated matrices
_GLUE = re.compile(r" (\*\^|\^\^) (?:(-) )?")  # within numbers
_MARKS = {mark: name for name, mark in BARS.items()}
_NEWLINES = frozenset(["\n", "\uf3a3", "\r\n"])


class NotReadable(Exception):
    """A box that stands for no expression; it is the only argument."""


class Reader:
    """Finds the text of boxes.

    `parse` reads text, `hook` gives what a user's MakeExpression rule makes of a box, `resolve` the symbol that a name
    in the context of the cell, $CellContext`x, means.
    """

    def __init__(
        self,
        parse: Callable[[str], Any],
        form: Symbol = S.StandardForm,
        hook: Callable[[Any], Any] | None = None,
        resolve: Callable[[str], Symbol] | None = None,
    ) -> None:
        self.parse, self.form, self.hook, self.resolve = parse, form, hook, resolve
        self.values: dict[Symbol, Any] = {}
        self.depth = 0

    def read(self, boxes: Any) -> Any:
        """The expression that the boxes stand for, not evaluated."""
        return self.filled(self.parse(self.text(boxes)))

    def filled(self, e: Any) -> Any:
        if type(e) is Symbol:
            return self.values.get(e, e)
        if not self.values or type(e) is not Expr:
            return e
        return Expr(self.filled(e.head), tuple(map(self.filled, e.args)))

    def here(self, e: Any) -> Any:
        """The expression with the symbols of the cell's context as those of the present one."""
        if type(e) is Symbol:
            return self.resolve(e.name) if e.context == CELL_CONTEXT and self.resolve is not None else e
        return Expr(self.here(e.head), tuple(map(self.here, e.args))) if type(e) is Expr else e

    def placed(self, value: Any) -> str:
        """A name that stands for the value."""
        name = symbol(f"{CONTEXT}x{len(self.values)}")
        self.values[name] = value
        return name.full

    def parsed(self, boxes: Any) -> Any:
        """The expression of a part on its own."""
        return self.filled(self.parse(self.text(boxes)))

    # ---- text ------------------------------------------------------------------------------------------------------

    def text(self, e: Any) -> str:
        if type(e) is str:
            return e
        if not isinstance(e, Expr):
            return self.placed(e)
        if self.hook is not None:
            made = self.hook(e)
            if made is not None:
                return self.placed(made)
        name = getattr(e.head, "name", "")
        rule = READ.get(name)
        if rule is None:
            if name.endswith("Box"):
                raise NotReadable(e)
            return self.placed(e)
        if len(e) < LEAST.get(name, 1) or self.depth > MOST_DEEP:
            raise NotReadable(e)
        self.depth += 1
        text = rule(e, self)
        self.depth -= 1
        return text

    def group(self, e: Any) -> str:
        """The text of a part that has to stay together."""
        text = self.text(e)
        return text if text.isalnum() else f"({text})"


Rule = Callable[[Any, Reader], str]


def _row(e: Any, reader: Reader) -> str:
    parts = e.args[0].args if is_list(e.args[0]) else e.args
    signed = read_sign(parts, reader)
    if signed is not None:
        return signed
    if reader.form is S.TraditionalForm:
        parts = functions(parts)
    # blanks between all tokens, for a . 0 is no a .0, but not within numbers
    text = " ".join([reader.text(p) for p in parts if not (type(p) is str and p in _UNSEEN)])
    return _GLUE.sub(r"\1\2", text) if any(type(p) is str and p in ("*^", "^^") for p in parts) else text


def _fraction(e: Any, reader: Reader) -> str:
    derivative = read_derivative(e.args[0], e.args[1], reader)
    return derivative or f"({reader.group(e.args[0])}/{reader.group(e.args[1])})"


def _superscript(e: Any, reader: Reader) -> str:
    base, script = e.args[:2]
    if is_derivative(script):
        if type(script) is str:
            return reader.group(base) + "'" * len(script)
        return f"Derivative[{reader.text(script.args[0])}][{reader.text(base)}]"
    if script == "*" and reader.form is S.TraditionalForm:
        return f"Conjugate[{reader.text(base)}]"
    if type(script) is str and script in _POSTFIX:
        return f"({reader.group(base)} {script})"
    return _marked(e, reader) or f"({reader.group(base)}^{reader.group(script)})"


def _marked(e: Any, reader: Reader) -> str | None:
    """The text of a box with a mark that has a meaning of its own; None for others."""
    name = _MARKS.get((e.head.name, e.args[1])) if len(e) > 1 and type(e.args[1]) is str else None
    return None if name is None else f"{name}[{reader.text(e.args[0])}]"


def _subscript(e: Any, reader: Reader) -> str:
    if len(e) > 1 and reader.text(e.args[1]).startswith(("[", "〚")):  # a part
        return reader.group(e.args[0]) + reader.text(e.args[1])
    return _marked(e, reader) or _called("Subscript", 2)(e, reader)


def _called(name: str, least: int) -> Rule:
    def rule(e: Any, reader: Reader) -> str:
        parts = [x for x in e.args if not is_rule(x)]
        if len(parts) < least:
            raise NotReadable(e)
        return f"{name}[{', '.join(map(reader.text, parts))}]"

    return rule


def _barred(name: str) -> Rule:
    general = _called(name, 2)
    return lambda e, reader: _marked(e, reader) or general(e, reader)


def _rows(e: Any, reader: Reader) -> str:
    if not is_list(e.args[0]):
        raise NotReadable(e)
    lines = [r.args if is_list(r) else (r,) for r in e.args[0].args]
    return "{" + ", ".join(["{" + ", ".join(map(reader.text, cells)) + "}" for cells in lines]) + "}"


def _content(e: Any, reader: Reader) -> str:
    return reader.group(e.args[0])


def _grid(e: Any, reader: Reader, name: str) -> str:
    """TagBox[GridBox[...], "Grid"] and the like."""
    rows = reader.parsed(e)
    content = Expr(S.List, tuple([r.args[0] for r in rows.args])) if name == "Column" else rows
    own = {S.system(n): S.system(o) for n, o in _OPTION_NAMES.items()}
    options = [Expr(r.head, (own[r.args[0]], r.args[1])) for r in e.args[1:] if is_rule(r) and r.args[0] in own]
    return reader.placed(Expr(S.system(name), (content, *options)))


def _tag(e: Any, reader: Reader) -> str:
    box = e.args[0]
    tag = e.args[1] if len(e) > 1 else None
    if tag in ("Grid", "Column") and has_head(box, S.GridBox):
        return _grid(box, reader, tag)
    if tag is S.Column and has_head(box, S.GridBox):
        return reader.placed(Expr(S.List, tuple([r.args[0] for r in reader.parsed(box).args])))
    if tag is S.DisplayForm:
        return reader.placed(Expr(tag, (box,)))
    if has_head(tag, S.Function, 2) and isinstance(tag.args[1], Expr) and tag.args[1].args == (tag.args[0],):
        tag = tag.args[1].head
    if type(tag) is Symbol and tag is not S.Derivative:
        return reader.placed(Expr(tag, (reader.parsed(box),)))
    return reader.group(box)


def _form(e: Any, reader: Reader) -> str:
    if len(e) != 2:
        raise NotReadable(e)
    inner = Reader(reader.parse, e.args[1], reader.hook, reader.resolve)
    return reader.placed(inner.read(e.args[0]))


def _interpretation(e: Any, reader: Reader) -> str:
    if len(e) < 2:
        raise NotReadable(e)
    return reader.placed(reader.here(e.args[1]))


def _frame(e: Any, reader: Reader) -> str:
    options = [x for x in e.args[1:] if not (is_rule(x) and x.args[0] is S.StripOnInput)]
    kept = any(is_rule(x) and x.args[0] is S.StripOnInput and x.args[1] is S.False_ for x in e.args[1:])
    if not kept:
        return reader.group(e.args[0])
    return reader.placed(Expr(S.system(_FRAMED[e.head.name]), (reader.parsed(e.args[0]), *options)))


def _template(e: Any, reader: Reader) -> str:
    if len(e) < 2 or not is_list(e.args[0]) or type(e.args[1]) is not str:
        raise NotReadable(e)
    parts, tag = e.args[0].args, e.args[1]
    if tag == "RowDefault":
        return reader.placed(Expr(S.Row, (Expr(S.List, tuple(map(reader.parsed, parts))),)))
    if tag == "RowWithSeparators" and len(parts) >= 2:
        items = Expr(S.List, tuple(map(reader.parsed, parts[2:])))
        return reader.placed(Expr(S.Row, (items, reader.parsed(parts[1]))))
    found = [x.args[1] for x in e.args[2:] if is_rule(x) and x.args[0] is S.InterpretationFunction]
    if found:
        made = found[0]
        if has_head(made, S.Function, 1):
            return reader.text(slotted(made.args[0], parts))
        raise NotReadable(e)
    if not tag.isidentifier():
        raise NotReadable(e)
    return f"{tag}[{', '.join(map(reader.text, parts))}]"


def _button(e: Any, reader: Reader) -> str:
    actions = [x.args[1] for x in e.args[1:] if is_rule(x) and x.args[0] is S.ButtonFunction]
    label = reader.parsed(e.args[0])
    others = [x for x in e.args[1:] if is_rule(x) and x.args[0] not in (S.ButtonFunction, S.Evaluator)]
    return reader.placed(Expr(S.Button, (label, actions[0] if actions else NULL, *others)))


def _dynamic(e: Any, reader: Reader) -> str:
    made = e.args[0]
    return reader.placed(Expr(S.Dynamic, (made.args[0] if has_head(made, S.ToBoxes) else made, *e.args[1:])))


def _graphics(e: Any, reader: Reader) -> str:
    return reader.placed(Expr(S.Graphics, (renamed(e.args[0], _FROM_BOXES), *e.args[1:])))


def _lines(e: Any, reader: Reader) -> str:
    """BoxData of one box or of several."""
    if not is_list(e.args[0]):
        return reader.text(e.args[0])
    return "\n".join([reader.text(x) for x in e.args[0].args if not (type(x) is str and x in _NEWLINES)])


READ: dict[str, Rule] = {
    "RowBox": _row,
    "FractionBox": _fraction,
    "SuperscriptBox": _superscript,
    "SubscriptBox": _subscript,
    "SubsuperscriptBox": lambda e, reader: (
        f"(Subscript[{reader.text(e.args[0])}, {reader.text(e.args[1])}]^{reader.group(e.args[2])})"
    ),
    "UnderscriptBox": _barred("Underscript"),
    "OverscriptBox": _barred("Overscript"),
    "UnderoverscriptBox": _called("Underoverscript", 3),
    "SqrtBox": _called("Sqrt", 1),
    "RadicalBox": lambda e, reader: f"({reader.group(e.args[0])}^(1/{reader.group(e.args[1])}))",
    "TooltipBox": _called("Tooltip", 2),
    "GridBox": _rows,
    "TagBox": _tag,
    "FormBox": _form,
    "InterpretationBox": _interpretation,
    "TemplateBox": _template,
    "ButtonBox": _button,
    "DynamicBox": _dynamic,
    "GraphicsBox": _graphics,
    "BoxData": _lines,
    "Cell": _content,
    **dict.fromkeys(_FRAMED, _frame),
    **dict.fromkeys(("AdjustmentBox", "ErrorBox"), _content),
}
