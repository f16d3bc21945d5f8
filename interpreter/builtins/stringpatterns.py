"""String patterns: from pattern expressions to Python's regular expressions, where that can be done.

A pattern is first translated into a small tree of tuples (kind, ...).  If no part of it asks the evaluator (a test or a
condition) the tree is written as one regular expression; what cannot be written so is matched by stringmatching.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..expr import Expr, Symbol
from ..patterns import repeat_bounds
from .datepatterns import date_expression

Node = tuple[Any, ...]
_UNBOUNDED = 1 << 60


class NotAPattern(Exception):
    """An expression that is no string pattern; `part` is the offending piece."""

    def __init__(self, part: Any) -> None:
        self.part = part


# ---- from expression to tree -----------------------------------------------------------------------------------------

_ANY: Node = ("class", "(?s:.)")
_CLASSES: dict[Symbol, Node] = {
    S.LetterCharacter: ("class", r"[^\W\d_]"),
    S.DigitCharacter: ("class", "[0-9]"),
    S.WordCharacter: ("class", r"[^\W_]"),
    S.WhitespaceCharacter: ("class", r"\s"),
    S.HexadecimalCharacter: ("class", "[0-9a-fA-F]"),
    S.PunctuationCharacter: ("class", r"[!-/:-@\[-`{-~]"),
}
_CONSTANTS: dict[Symbol, Node] = {
    **_CLASSES,
    S.Whitespace: ("repeat", ("class", r"\s"), 1, _UNBOUNDED, True),
    S.NumberString: ("raw", r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
    S.StartOfString: ("assert", r"\A"),
    S.EndOfString: ("assert", r"\Z"),
    S.StartOfLine: ("assert", "(?m:^)"),
    S.EndOfLine: ("assert", "(?m:$)"),
    S.WordBoundary: ("assert", r"\b"),
}
# Tests with a class of their own need no evaluation.
_TESTS: dict[Symbol, Node] = {
    S.LetterQ: _CLASSES[S.LetterCharacter],
    S.DigitQ: _CLASSES[S.DigitCharacter],
}
_BLANKS = {S.Blank: (1, 1), S.BlankSequence: (1, _UNBOUNDED), S.BlankNullSequence: (0, _UNBOUNDED)}


class Translator:
    """One translation: which names have been met, and whether repetition is greedy at the place being read."""

    def __init__(self, wild: bool) -> None:
        self.wild = wild  # `*` and `@` in a string are wildcards
        self.seen: set[Symbol] = set()
        self.greedy = True

    def translate(self, p: Any) -> Node:
        if type(p) is str:
            return _wildcards(p) if self.wild else ("text", p)
        if type(p) is Symbol and p in _CONSTANTS:
            return _CONSTANTS[p]
        rule = _TRANSLATIONS.get(p.head) if isinstance(p, Expr) and type(p.head) is Symbol else None
        if rule is None:
            raise NotAPattern(p)
        return rule(self, p)

    def blank(self, p: Expr) -> Node:
        if p.args:
            raise NotAPattern(p)
        return self.repeat(_ANY, *_BLANKS[p.head])

    def repeat(self, node: Node, lo: int, hi: int) -> Node:
        return node if lo == hi == 1 else ("repeat", node, lo, hi, self.greedy)

    def sequence(self, p: Expr) -> Node:
        wild, self.wild = self.wild, False
        node = ("seq", [self.translate(a) for a in p.args])
        self.wild = wild
        return node

    def alternatives(self, p: Expr) -> Node:
        # A name may be bound in several branches; none of them refers back to another branch.
        before, after, nodes = self.seen, set(self.seen), []
        for a in p.args:
            self.seen = set(before)
            nodes.append(self.translate(a))
            after |= self.seen
        self.seen = after
        return ("alt", nodes)

    def pattern(self, p: Expr) -> Node:
        if len(p) != 2 or type(p.args[0]) is not Symbol:
            raise NotAPattern(p)
        name = p.args[0]
        if name in self.seen:
            return ("back", name)
        node = self.translate(p.args[1])
        self.seen.add(name)
        return ("name", name, node)

    def repeated(self, p: Expr) -> Node:
        if not p.args:
            raise NotAPattern(p)
        return ("repeat", self.translate(p.args[0]), *_bounds(p), self.greedy)

    def except_(self, p: Expr) -> Node:
        if not 1 <= len(p) <= 2:
            raise NotAPattern(p)
        return ("except", self.translate(p.args[0]), self.translate(p.args[1]) if len(p) == 2 else _ANY)

    def with_greed(self, p: Expr) -> Node:
        if len(p) != 1:
            raise NotAPattern(p)
        greedy, self.greedy = self.greedy, p.head is S.Longest
        node = self.translate(p.args[0])
        self.greedy = greedy
        return node

    def test(self, p: Expr) -> Node:
        if len(p) != 2:
            raise NotAPattern(p)
        inner, test = p.args
        named = isinstance(inner, Expr) and inner.head is S.Pattern and len(inner) == 2
        blank = inner.args[1] if named else inner
        if isinstance(blank, Expr) and blank.head in _BLANKS and not blank.args:  # every character is tested
            one = _TESTS.get(test) or ("test", _ANY, test)
            node = self.repeat(one, *_BLANKS[blank.head])
            if not named or inner.args[0] in self.seen:
                return node
            self.seen.add(inner.args[0])
            return ("name", inner.args[0], node)
        return ("test", self.translate(inner), test)

    def condition(self, p: Expr) -> Node:
        if len(p) != 2:
            raise NotAPattern(p)
        return ("condition", self.translate(p.args[0]), p.args[1])

    def regular(self, p: Expr) -> Node:
        if len(p) != 1 or type(p.args[0]) is not str:
            raise NotAPattern(p)
        return ("raw", _python_syntax(p.args[0]))

    def date(self, p: Expr) -> Node:
        elements = p.args[0].args if p.args and isinstance(p.args[0], Expr) and p.args[0].head is S.List else ()
        separator = p.args[1] if len(p) == 2 and type(p.args[1]) is str else None
        source = date_expression(list(elements), separator)
        if source is None:
            raise NotAPattern(p)
        return ("raw", source)

    def inner(self, p: Expr) -> Node:
        if len(p) != 1:
            raise NotAPattern(p)
        return self.translate(p.args[0])


_TRANSLATIONS: dict[Symbol, Callable[[Translator, Expr], Node]] = {
    S.Blank: Translator.blank,
    S.BlankSequence: Translator.blank,
    S.BlankNullSequence: Translator.blank,
    S.StringExpression: Translator.sequence,
    S.Alternatives: Translator.alternatives,
    S.List: Translator.alternatives,
    S.Pattern: Translator.pattern,
    S.Repeated: Translator.repeated,
    S.RepeatedNull: Translator.repeated,
    S.Except: Translator.except_,
    S.Shortest: Translator.with_greed,
    S.Longest: Translator.with_greed,
    S.PatternTest: Translator.test,
    S.Condition: Translator.condition,
    S.RegularExpression: Translator.regular,
    S.DatePattern: Translator.date,
    S.HoldPattern: Translator.inner,
    S.Verbatim: Translator.inner,
}


def _bounds(p: Expr) -> tuple[int, int]:
    lo, hi = repeat_bounds(p, 1 if p.head is S.Repeated else 0)
    if type(lo) is not int or type(hi) is not int:
        raise NotAPattern(p)
    return lo, hi


def _wildcards(text: str) -> Node:
    r"""A string with `*` (anything), `@` (one or more characters, none of them a capital) and `\\` as escape."""
    parts: list[Node] = []
    for piece in re.findall(r"\\.|[*@]|[^*@\\]+|\\", text, re.S):
        if piece == "*":
            parts.append(("repeat", _ANY, 0, _UNBOUNDED, True))
        elif piece == "@":
            parts.append(("repeat", ("class", "[^A-Z]"), 1, _UNBOUNDED, True))
        else:
            parts.append(("text", piece[1:] if len(piece) == 2 and piece[0] == "\\" and piece[1] in "*@\\" else piece))
    return ("seq", parts)


_POSIX = {
    "alpha": "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u052f",
    "digit": "0-9",
    "upper": "A-Z\u00c0-\u00d6\u00d8-\u00de",
    "lower": "a-z\u00df-\u00f6\u00f8-\u00ff",
    "space": r"\s",
    "blank": r" \t",
    "punct": r"!-/:-@\[-`{-~",
    "xdigit": "0-9A-Fa-f",
    "word": r"\w",
}
_POSIX["alnum"] = _POSIX["alpha"] + "0-9"


def _python_syntax(source: str) -> str:
    """What differs between the usual regular expressions and Python's: POSIX classes, `\\z`, leading flags."""
    source = re.sub(r"\[:(\w+):\]", lambda m: _POSIX.get(m[1], m[0]), source)
    source = re.sub(r"(\\\\)|\\(z|Z)", lambda m: m[1] or (r"\Z" if m[2] == "z" else r"(?=\n?\Z)"), source)
    flags = re.match(r"\(\?([aimsx]+)\)", source)
    source = f"(?{flags[1]}:{source[flags.end() :]})" if flags else source
    try:
        re.compile(source)
    except re.error:
        raise NotAPattern(Expr(S.RegularExpression, (source,))) from None
    return source


# ---- from tree to regular expression ---------------------------------------------------------------------------------


class Unwritable(Exception):
    """The tree asks the evaluator, which a regular expression cannot do."""


class Writer:
    def __init__(self) -> None:
        self.count = 0
        self.groups: dict[Symbol, list[int]] = {}

    def write(self, node: Node) -> str:
        kind = node[0]
        if kind == "text":
            return re.escape(node[1])
        if kind in ("class", "assert"):
            return str(node[1])
        if kind == "seq":
            return "".join([self.write(n) for n in node[1]])
        if kind == "alt":
            return "(?:" + "|".join([self.write(n) for n in node[1]]) + ")"
        if kind == "repeat":
            return self.atom(node[1]) + _quantifier(*node[2:])
        if kind == "name":
            self.count += 1
            self.groups.setdefault(node[1], []).append(self.count)
            return f"({self.write(node[2])})"
        if kind == "back":
            return "(?:" + "|".join([rf"\{g}" for g in self.groups[node[1]]]) + ")"
        if kind == "except":
            return f"(?:(?!{self.write(node[1])}){self.write(node[2])})"
        if kind == "raw":
            return self.raw(node[1])
        raise Unwritable

    def atom(self, node: Node) -> str:
        text = self.write(node)
        single = node[0] in ("class", "name", "alt", "back", "except") or (node[0] == "text" and len(node[1]) == 1)
        return text if single else f"(?:{text})"

    def raw(self, source: str) -> str:
        if self.count:
            source = re.sub(r"\\(\\|[1-9][0-9]?)", lambda m: self.shifted(m), source)
        self.count += re.compile(source).groups
        return f"(?:{source})"

    def shifted(self, m: re.Match[str]) -> str:
        return m[0] if m[1] == "\\" else rf"\{int(m[1]) + self.count}"


def _quantifier(lo: int, hi: int, greedy: bool) -> str:
    known = {(0, _UNBOUNDED): "*", (1, _UNBOUNDED): "+", (0, 1): "?"}
    text = known.get((lo, hi)) or f"{{{lo},{'' if hi >= _UNBOUNDED else hi}}}"
    return text if greedy else text + "?"
