"""Rules of InputForm: operators from the grammar's table, and the nodes that have a notation of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ...grammar import operators
from .. import symbols as S
from ..expr import Expr, Symbol
from ..numerics.numbers import BigReal, Rational
from .layout import ATOM, CALL, PRODUCT, QUOTIENT, SIGN, SUM, Page, Parts

Written = tuple[int, Parts] | None

_TIGHT = {"Power": "^", "PatternTest": "?"}  # all other infix operators stand between blanks
_SPACED = {"&", "..", "...", "=."}  # postfix operators that would run into what they follow
BLANKS = {S.Blank: "_", S.BlankSequence: "__", S.BlankNullSequence: "___"}
COMPARISONS = {"Equal", "Unequal", "Less", "Greater", "LessEqual", "GreaterEqual"}
_WORD = re.compile(r"[A-Za-z$][A-Za-z0-9$]*\Z")


# ---- rules that the operator table gives -----------------------------------------------------------------------------


def infix_rule(op: Any, glue: str) -> Callable[[Any, Page], Written]:
    precedence, many = op.prec, op.group in ("flat", "chain")
    first = precedence if op.group == "left" else precedence + 1
    last = precedence if op.group == "right" else precedence + 1

    def rule(e: Any, page: Page) -> Written:
        n = len(e.args)
        if n < 2 or (n > 2 and not many):
            return None
        parts: list[Any] = [(e.args[0], first)]
        for x in e.args[1:]:
            parts += [glue, (x, last)]
        return precedence, parts

    return rule


def prefix_rule(op: Any) -> Callable[[Any, Page], Written]:
    return lambda e, page: (op.prec, [op.glyph, (e.args[0], op.prec + 1)]) if len(e.args) == 1 else None


def postfix_rule(op: Any) -> Callable[[Any, Page], Written]:
    glyph = " " + op.glyph if op.glyph in _SPACED else op.glyph
    return lambda e, page: (op.prec, [(e.args[0], op.prec + 1), glyph]) if len(e.args) == 1 else None


def table_rules(glyphs: Callable[[str], bool] = str.isascii) -> dict[Symbol, Any]:
    """Rules for every operator that needs none of its own, with the glyphs that a form allows."""
    rules: dict[Symbol, Any] = {}
    for (name, fixity), op in operators.WRITE.items():
        if not glyphs(op.glyph) or op.group == "special" or name == "CompoundExpression":
            continue
        head = S.system(name)
        if fixity == "infix" and name != "Function":
            rules[head] = infix_rule(op, _TIGHT.get(name) or f" {op.glyph} ")
        elif fixity == "postfix":
            rules[head] = postfix_rule(op)
        elif fixity == "prefix" and head not in rules and name in ("Not", "PreIncrement", "PreDecrement"):
            rules[head] = prefix_rule(op)
    return rules


# ---- rules with a form of their own ----------------------------------------------------------------------------------


def list_rule(e: Any, page: Page) -> Written:
    return ATOM, ["{", *page.sequence(e.args), "}"]


def association_rule(e: Any, page: Page) -> Written:
    return ATOM, ["<|", *page.sequence(e.args), "|>"]


def is_node(e: Any, head: Symbol, n: int) -> bool:
    return isinstance(e, Expr) and e.head is head and len(e) == n


def is_quotient(args: Any) -> bool:
    """a/b as the grammar builds it."""
    return len(args) == 2 and is_node(args[1], S.Power, 2) and type(args[1].args[1]) is int and args[1].args[1] == -1


def _is_number(e: Any) -> bool:
    return type(e) in (int, float, Rational, BigReal)


def is_minus_one(e: Any) -> bool:
    return type(e) is int and e == -1


def plus_rule(e: Any, page: Page) -> Written:
    """a + b - c.  A term -c is the literal or Times[-1, c...] that a minus sign makes of what follows it."""
    if len(e.args) < 2:
        return None
    parts: list[Any] = [(e.args[0], SUM + 1)]
    for x in e.args[1:]:
        if type(x) in (int, float) and x < 0:
            parts += [" - ", (-x, SUM + 1)]
            continue
        minus = isinstance(x, Expr) and x.head is S.Times and len(x) >= 2 and is_minus_one(x.args[0])
        rest = x.args[1:] if minus else ()
        if not rest or (len(rest) == 1 and _is_number(rest[0])) or (len(rest) > 1 and is_quotient(rest)):
            parts += [" + ", (x, SUM + 1)]
        elif len(rest) > 1:
            parts.append(" - ")
            for i, y in enumerate(rest):
                parts += ["*", (y, PRODUCT + 1)] if i else [(y, PRODUCT + 1)]
        else:
            # a - (b*c) keeps its product together only in parentheses
            product = isinstance(rest[0], Expr) and rest[0].head is S.Times and not is_quotient(rest[0].args)
            parts += [" - ", (rest[0], PRODUCT + 1 if product else SUM + 1)]
    return SUM, parts


def times_rule(e: Any, page: Page) -> Written:
    args = e.args
    if len(args) < 2:
        return None
    if len(args) == 2 and is_minus_one(args[0]) and not _is_number(args[1]):
        return SIGN, ["-", (args[1], SIGN + 1)]
    if is_quotient(args):
        return QUOTIENT, [(args[0], QUOTIENT), "/", (args[1].args[0], QUOTIENT + 1)]
    parts: list[Any] = []
    for x in args:
        parts += [(x, PRODUCT + 1), "*"]
    return PRODUCT, parts[:-1]


def compound_rule(e: Any, page: Page) -> Written:
    if len(e.args) < 2:
        return None
    parts: list[Any] = []
    for x in e.args[:-1]:
        parts += [(x, 11), "; "]
    if e.args[-1] is S.Null:
        parts[-1] = ";"
        return 10, parts
    return 10, [*parts, (e.args[-1], 11)]


def span_rule(e: Any, page: Page) -> Written:
    if len(e.args) not in (2, 3):
        return None
    parts: list[Any] = []
    for x in e.args:
        parts += [(x, 298), " ;; "]
    return 297, parts[:-1]


def part_rule(e: Any, page: Page) -> Written:
    return (CALL, [(e.args[0], CALL), "[[", *page.sequence(e.args[1:]), "]]"]) if len(e.args) >= 2 else None


def blank_text(e: Any, page: Page) -> str | None:
    """_, __h and the like; None if e is no such blank."""
    if not isinstance(e, Expr):
        return None
    glyph = BLANKS.get(e.head) if type(e.head) is Symbol else None
    if glyph is None or len(e) > 1 or (len(e) == 1 and type(e.args[0]) is not Symbol):
        return None
    return glyph + (page.symbol(e.args[0]) if len(e) else "")


def blank_rule(e: Any, page: Page) -> Written:
    text = blank_text(e, page)
    return (730, (text,)) if text else None


def pattern_rule(e: Any, page: Page) -> Written:
    if len(e.args) != 2 or type(e.args[0]) is not Symbol:
        return None
    name, blank = page.symbol(e.args[0]), blank_text(e.args[1], page)
    return (730, (name + blank,)) if blank else (150, [name + ":", (e.args[1], 151)])


def optional_rule(e: Any, page: Page) -> Written:
    args = e.args
    if len(args) == 1 and is_node(args[0], S.Blank, 0):
        return 730, ("_.",)
    if len(args) == 1 and is_node(args[0], S.Pattern, 2):
        name, pattern = args[0].args
        return (730, (page.symbol(name) + "_.",)) if type(name) is Symbol and is_node(pattern, S.Blank, 0) else None
    if len(args) == 2 and type(args[0]) is not Symbol:
        return 140, [(args[0], 140), ":", (args[1], 141)]
    return None


def slot_rule(glyph: str) -> Callable[[Any, Page], Written]:
    def rule(e: Any, page: Page) -> Written:
        x = e.args[0] if len(e.args) == 1 else None
        if type(x) is int and x >= 0:
            return 740, (glyph + str(x),)
        return (740, ("#" + x,)) if type(x) is str and glyph == "#" and _WORD.match(x) else None

    return rule


def inequality_rule(e: Any, page: Page) -> Written:
    args = e.args
    if len(args) < 5 or len(args) % 2 == 0:
        return None
    names = [o.name if type(o) is Symbol else "" for o in args[1::2]]
    if not set(names) <= COMPARISONS or len(set(names)) == 1:
        return None
    parts: list[Any] = [(args[0], 291)]
    for name, x in zip(names, args[2::2]):
        parts += [f" {operators.WRITE[name, 'infix'].glyph} ", (x, 291)]
    return 290, parts


def tag_rule(glyph: str) -> Callable[[Any, Page], Written]:
    def rule(e: Any, page: Page) -> Written:
        if len(e.args) != (2 if glyph == "=." else 3):
            return None
        parts = [(e.args[0], 46), " /: ", (e.args[1], 46), " " + glyph]
        return 40, parts if glyph == "=." else [*parts, " ", (e.args[2], 40)]

    return rule


def message_rule(e: Any, page: Page) -> Written:
    if len(e.args) < 2 or any(type(x) is not str or not _WORD.match(x) for x in e.args[1:]):
        return None
    return 750, [(e.args[0], 751), *["::" + x for x in e.args[1:]]]


def is_derivative(e: Any) -> bool:
    """f', f'' and f'''."""
    return (
        isinstance(e, Expr)
        and len(e) == 1
        and is_node(e.head, S.Derivative, 1)
        and type(e.head.args[0]) is int
        and 1 <= e.head.args[0] <= 3
    )


def head_rule(e: Any, page: Page) -> Written:
    """Nodes whose head is no symbol."""
    if is_derivative(e):
        return 603, [(e.args[0], 604), "'" * e.head.args[0]]
    if is_derivative(e.head):  # f'[x] needs no parentheses
        return 603, [(e.head, 603), "[", *page.sequence(e.args), "]"]
    return None


SPECIAL: dict[Symbol, Any] = {
    S.List: list_rule,
    S.Association: association_rule,
    S.Plus: plus_rule,
    S.Times: times_rule,
    S.CompoundExpression: compound_rule,
    S.Span: span_rule,
    S.Part: part_rule,
    S.Pattern: pattern_rule,
    S.Optional: optional_rule,
    S.Slot: slot_rule("#"),
    S.SlotSequence: slot_rule("##"),
    S.Inequality: inequality_rule,
    S.TagSet: tag_rule("="),
    S.TagSetDelayed: tag_rule(":="),
    S.TagUnset: tag_rule("=."),
    S.MessageName: message_rule,
    **dict.fromkeys(BLANKS, blank_rule),
}
