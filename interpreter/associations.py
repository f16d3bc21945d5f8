"""Associations: an ordered table from keys to rules, with the rules as arguments for code that only walks trees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .expr import ASSOCIATION, RULE, Expr, is_list, is_rule


def key(e: Any) -> Any:
    """A dictionary key under which exactly the SameQ expressions meet: Python would take 1 and 1. for one key."""
    return (e,) if type(e) is float else e


class Association(Expr):
    """<|k -> v, ...|>.  `table` maps key(k) to the rule k -> v (or k :> v); it is never changed in place."""

    __slots__ = ("table",)

    def __init__(self, table: dict[Any, Expr]) -> None:
        self.head = ASSOCIATION
        self._hash = None
        self._key = None
        self.stamp = 0
        self.table = table

    def __getattr__(self, name: str) -> Any:
        if name != "args":  # `args` stays unset until somebody asks
            raise AttributeError(name)
        self.args = args = tuple(self.table.values())
        return args

    def __len__(self) -> int:
        return len(self.table)

    def __reduce__(self) -> tuple[Any, ...]:
        return Association, (self.table,)

    def get(self, k: Any, default: Any = None) -> Any:
        """The value at key k."""
        rule = self.table.get(key(k))
        return default if rule is None else rule.args[1]

    def keys(self) -> list[Any]:
        return [r.args[0] for r in self.table.values()]

    def values(self) -> list[Any]:
        return [r.args[1] for r in self.table.values()]

    def items(self) -> Iterator[tuple[Any, Any]]:
        return ((r.args[0], r.args[1]) for r in self.table.values())


def association(pairs: Iterable[tuple[Any, Any]]) -> Association:
    """An association from (key, value) pairs; the last value of a key wins, at the key's first place."""
    return Association({key(k): Expr(RULE, (k, v)) for k, v in pairs})


def from_rules(items: Iterable[Any]) -> Association | None:
    """An association from rules, lists of rules and associations, in order; None if something else is among them."""
    table: dict[Any, Expr] = {}
    stack = list(items)[::-1]
    while stack:
        item = stack.pop()
        if type(item) is Association:
            table.update(item.table)
        elif is_rule(item):
            table[key(item.args[0])] = item
        elif is_list(item) or (isinstance(item, Expr) and item.head is ASSOCIATION):
            stack.extend(reversed(item.args))
        else:
            return None
    return Association(table)
