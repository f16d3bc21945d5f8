"""What another process has to know of symbols, and what it knows already."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..associations import Association
from ..definitions import DECLARED_CONTEXTS, Cells, Computed, Definition
from ..expr import RULE, Expr, Symbol, make_list

TABLES = ("down", "sub", "up", "nvalues", "defaults", "formats")


class Facts:
    """All that a definition says: compared by identity where that is enough, so that big values cost nothing."""

    __slots__ = ("attributes", "messages", "options", "own", "tables")

    def __init__(self, d: Definition) -> None:
        own = d.own.read() if isinstance(d.own, Cells) else d.own
        self.own = None if isinstance(own, Computed) else own
        self.tables = [[] if getattr(d, kind) is None else getattr(d, kind).all_rules() for kind in TABLES]
        self.attributes = d.attributes
        self.messages = dict(d.messages)
        self.options = dict(d.options or {})

    def __bool__(self) -> bool:
        return bool(self.own is not None or any(self.tables) or self.attributes or self.messages or self.options)

    def same(self, other: Facts | None) -> bool:
        return (
            other is not None
            and self.own is other.own
            and self.attributes == other.attributes
            and self.messages == other.messages
            and self.options == other.options
            and all(
                len(a) == len(b) and all(x is y for x, y in zip(a, b, strict=True))
                for a, b in zip(self.tables, other.tables, strict=True)
            )
        )

    def parts(self) -> Iterable[Any]:
        """The expressions in which other symbols may be mentioned."""
        if self.own is not None:
            yield self.own
        for rules in self.tables:
            for rule in rules:
                yield rule.lhs
                yield rule.rhs
        yield from self.messages.values()
        yield from self.options.values()

    def expression(self, s: Symbol) -> Expr:
        """The facts about a symbol as one expression, to be taken apart and never evaluated."""
        tables = [make_list([Expr(RULE, (r.lhs, r.rhs)) for r in rules]) for rules in self.tables]
        named = [make_list([Expr(RULE, pair) for pair in d.items()]) for d in (self.messages, self.options)]
        own = make_list(() if self.own is None else (self.own,))
        return make_list((s, own, make_list(tables), self.attributes, *named))


def mentioned(parts: Iterable[Any]) -> dict[Symbol, None]:
    """The symbols in some expressions, those of the language itself left out."""
    found: dict[Symbol, None] = {}
    stack = list(parts)
    while stack:
        e = stack.pop()
        if type(e) is Symbol:
            if e.context not in DECLARED_CONTEXTS:
                found[e] = None
        elif type(e) is Expr or type(e) is Association:
            stack.extend(e.args)
            stack.append(e.head)
    return found


def needed(parts: Iterable[Any], wanted: Callable[[Symbol], bool], session: Any) -> dict[Symbol, Facts]:
    """The facts about the symbols in some expressions, and about those that these depend on."""
    found: dict[Symbol, Facts] = {}
    todo = [s for s in mentioned(parts) if wanted(s)]
    while todo:
        s = todo.pop()
        if s in found or s not in session.definitions:
            continue
        found[s] = facts = Facts(session.definitions[s])
        todo.extend([t for t in mentioned(facts.parts()) if t not in found and wanted(t)])
    return found
