"""The engine of all text forms: a stack of its own, so that no depth of an expression is too much.

A form is a `Style`: a table from heads to rules.  A rule gets a node and the `Page` and answers what the node is
made of, (precedence, parts), where a part is text or a pair (expression, precedence that it must have to stand without
parentheses); or `Instead(e)`, to be written in place of the node; or None, and the node is written as a call.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...grammar import operators
from ..expr import Expr, Symbol
from ..numerics.numbers import BigReal, Complex, Rational

ATOM = 1000
CALL: int = operators.CALL
SIGN, PRODUCT, QUOTIENT, SUM = 480, 400, 470, 310

Part = str | tuple[Any, int]
Parts = list[Part] | tuple[Part, ...]
MOST_PAGES = 24  # pages within pages; what is nested deeper is shown as a plain call
_HOOK_DEPTH = 200  # a Format rule that answers with its own left side would never end


class Instead:
    """What a rule answers when another expression is to be written in place of the node."""

    __slots__ = ("expr",)

    def __init__(self, expr: Any) -> None:
        self.expr = expr


Rule = Callable[[Any, "Page"], "tuple[int, Parts] | Instead | None"]


def bare(s: Symbol) -> str:
    """A symbol's name as it is read back in a fresh session."""
    return s.name if s.context in ("System`", "Global`") else s.full


class Style:
    """A form of text: rules by head, the spelling of atoms, and what separates a call from its arguments."""

    def __init__(
        self,
        atoms: dict[type, Callable[[Any, Page], tuple[int, Parts]]],
        rules: dict[Symbol, Rule],
        head_rule: Rule | None = None,
        rows: Callable[[Any], str | None] | None = None,
        separate: bool = True,
    ) -> None:
        self.atoms = atoms
        self.rules = rules
        self.head_rule = head_rule  # for nodes whose head is no symbol
        self.rows = rows  # quick text of a whole packed list
        self.separate = separate  # keep signs apart that would read as one operator


class Page:
    """One text being written: its style, how symbols are named, and what the session's Format rules say."""

    def __init__(
        self,
        style: Style,
        visible: Callable[[Symbol], str] = bare,
        hook: Callable[[Any], Any] | None = None,
        width: int | None = None,
    ) -> None:
        self.style = style
        self.visible = visible
        self.hook = hook
        self.width = width
        self.blocks = True  # False inside other text: what would be a block of lines is written in one
        self.limit: int | None = None  # characters after which the rest does not matter
        self.level = 0  # how many pages this one is a part of
        self._hooked = 0

    def symbol(self, s: Symbol) -> str:
        return self.visible(s)

    def sequence(self, items: Any, need: int = 0) -> list[Part]:
        """Expressions with commas between them."""
        parts: list[Part] = []
        for x in items:
            parts.append((x, need))
            parts.append(", ")
        if parts:
            parts.pop()
        return parts

    def call(self, e: Any) -> tuple[int, Parts]:
        return CALL, [(e.head, CALL), "[", *self.sequence(e.args), "]"]

    def pieces(self, e: Any) -> list[str]:
        """The text of an expression, cut where it may be broken into lines."""
        out: list[str] = []
        stack: list[Any] = [(e, 0)]
        style = self.style
        atoms, separate = style.atoms, style.separate
        room = self.limit
        while stack:
            item = stack.pop()
            if type(item) is str:
                if separate and item and out and item[0] in "+-!" and out[-1] and out[-1][-1] == item[0]:
                    out.append(" ")  # -(--x) is typed - --x
                out.append(item)
                if room is not None:
                    room -= len(item)
                    if room < 0:
                        break
                continue
            if item is None:
                self._hooked -= 1
                continue
            x, need = item
            if need:
                self.blocks = False
            if type(x) is Symbol and self.hook is not None and self._hooked < _HOOK_DEPTH:
                shown = self.hook(x)
                if shown is not None and shown is not x:
                    self._hooked += 1
                    stack.append(None)  # popped when what is shown is written
                    x = shown
            spell = atoms.get(type(x))
            precedence, parts = spell(x, self) if spell is not None else self._node(x, stack)
            if precedence < need:
                stack.append(")")
                stack.extend(reversed(parts))
                stack.append("(")
            elif len(parts) == 1:
                stack.append(parts[0])
            else:
                self.blocks = False
                stack.extend(reversed(parts))
        return out

    def _node(self, e: Any, stack: list[Any]) -> tuple[int, Parts]:
        style = self.style
        for _ in range(_HOOK_DEPTH):
            if not isinstance(e, Expr):
                spell = style.atoms.get(type(e), _opaque)
                return spell(e, self)
            if self.hook is not None and self._hooked < _HOOK_DEPTH:
                shown = self.hook(e)
                if shown is not None and shown is not e:
                    self._hooked += 1
                    stack.append(None)  # popped when all that it is made of is written
                    e = shown
                    continue
            if style.rows is not None and type(e).__name__ == "Packed":
                text = style.rows(e)
                if text is not None:
                    return ATOM, (text,) if self.width is None else tuple(text.replace(", ", ", \0").split("\0"))
            head = e.head
            rule = style.rules.get(head) if type(head) is Symbol else style.head_rule
            found = rule(e, self) if rule is not None else None
            if found is None:
                return self.call(e)
            if type(found) is not Instead:
                return found
            e = found.expr
        return self.call(e) if isinstance(e, Expr) else _opaque(e, self)

    def text(self, e: Any) -> str:
        pieces = self.pieces(e)
        return "".join(pieces) if self.width is None else wrap(pieces, self.width)

    def inline(self, e: Any) -> str:
        """The text of a part of the expression on its own, for rules that need it as a string."""
        page = self.inner()
        page.blocks = False
        return "".join(page.pieces(e))

    def inner(self, style: Style | None = None) -> Page:
        """A page for a part that is laid out on its own, such as a cell of a grid."""
        page = Page(style or self.style, self.visible, self.hook)
        page.level = self.level + 1
        return page


def _opaque(e: Any, page: Page) -> tuple[int, Parts]:
    return CALL, (f"<{type(e).__name__}>",)  # no expression: a stranger that got into a tree


def symbol_atom(e: Symbol, page: Page) -> tuple[int, Parts]:
    return ATOM, (page.visible(e),)


def negative(e: Any) -> bool:
    """True for a real number that is written with a minus sign."""
    t = type(e)
    if t is int or t is float:
        return bool(e < 0)
    if t is Rational:
        return e.p < 0
    return t is BigReal and bool(e.value < 0)


def negated(e: Any) -> Any:
    if type(e) is not BigReal:
        return -e
    from ..numerics.arithmetic import negate  # the minus of mpmath rounds to the precision of its global context

    return negate(e)


def complex_atom(times: str) -> Callable[[Any, Page], tuple[int, Parts]]:
    """1 + 2 I, with the given sign between a number and I."""

    def imaginary(y: Any) -> Parts:
        if type(y) is int and abs(y) == 1:
            return ["I" if y == 1 else "-I"]
        return [(y, PRODUCT + 1), times + "I"]

    def spell(e: Complex, page: Page) -> tuple[int, Parts]:
        re, im = e.re, e.im
        if type(re) is int and re == 0:
            if type(im) is int and im == 1:
                return ATOM, ("I",)
            return SIGN if type(im) is int and im == -1 else PRODUCT, imaginary(im)
        if negative(im):
            return SUM, [(re, SUM + 1), " - ", *imaginary(negated(im))]
        return SUM, [(re, SUM + 1), " + ", *imaginary(im)]

    return spell


# ---- lines -----------------------------------------------------------------------------------------------------------

INDENT = "  "


def wrap(pieces: list[str], width: int) -> str:
    """Pieces put into lines no longer than width where that can be: they break after a blank that ends a piece.

    Pieces with lines of their own (a grid, a summary) are left as they are.
    """
    lines: list[str] = []
    line: list[str] = []  # since the last break
    used = 0
    word: list[str] = []  # pieces that must stay together
    size = 0

    def close() -> None:
        nonlocal used, size
        if used + size > width and line:
            lines.append("".join(line).rstrip(" "))
            line[:] = [INDENT]
            used = len(INDENT)
        line.extend(word)
        used += size
        word.clear()
        size = 0

    for piece in pieces:
        word.append(piece)
        size = len(piece) - piece.rfind("\n") - 1 if "\n" in piece else size + len(piece)
        if piece.endswith(" "):
            size -= 1  # the blank may hang over the edge
            close()
            used += 1
    close()
    lines.append("".join(line))
    return "\n".join(lines)
