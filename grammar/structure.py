"""Runs the LALR table that Lark makes of wl.lark.

Importing Lark costs several times more than reading a usual input, so the table, once made, is kept as a small text:
beside Python's own compiled files where that folder is writable, else in the user's cache folder, else not at all.  Its
name carries a checksum of the grammar, so a changed grammar makes a new one.

The driver keeps the values of all open rules in one flat list and for every state the place where its values begin.
A rule that leaves no node of its own then costs nothing but its states: its values already lie where they belong.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterable
from typing import Any

from .keep import keep, places

_FORMAT = "3"
_GRAMMAR = os.path.join(os.path.dirname(__file__), "wl.lark")

# (kind, value, start, end): a token, or a finished operand in the place of one.
Item = tuple[str, Any, int, int]


class Unexpected(Exception):
    """A token that the grammar does not allow; `expected` are the kinds that it would."""

    def __init__(self, token: Item, expected: list[str]) -> None:
        super().__init__(token)
        self.token, self.expected = token, expected


class Table:
    """Actions and rules, as lists indexed by state and by rule.

    An action is the state to go to, or ~r to reduce by rule r.  A rule is (length, name, keeps a node).
    """

    def __init__(self, start: int, rules: list[tuple[int, str, bool]], states: list[dict[str, int]]) -> None:
        self.start, self.rules, self.states = start, rules, states

    def dump(self) -> str:
        """The text that `load` reads."""
        lines = [f"{self.start} {len(self.rules)} {len(self.states)}"]
        lines += [f"{length} {name}" for length, name, _ in self.rules]
        lines += [" ".join(f"{kind} {action}" for kind, action in row.items()) for row in self.states]
        return "\n".join(lines)

    @classmethod
    def load(cls, text: str) -> Table:
        """The table of a text made by `dump`; ValueError if it is another text."""
        first, *lines = text.split("\n")
        start, count, size = map(int, first.split())
        rules = []
        for line in lines[:count]:
            length, name = line.split()
            rules.append((int(length), name, not name.startswith("_")))
        states = []
        for line in lines[count:]:
            words = line.split()
            states.append(dict(zip(words[::2], map(int, words[1::2]), strict=True)))
        if not 0 <= start < size == len(states):
            raise ValueError("not a whole table")
        return cls(start, rules, states)

    def run(self, items: Iterable[Item], build: dict[str, Callable[[list[Any]], Any]]) -> Any:
        """The value of the start rule, for items that finish with one of kind $END.

        `build` makes the value of every rule that keeps a node, of the list of its children.
        """
        rules, rows = self.rules, self.states
        state = self.start
        states, marks, values = [state], [0], []
        for item in items:
            kind = item[0]
            action = rows[state].get(kind)
            while True:
                if action is None:
                    raise Unexpected(item, sorted(rows[state]))
                if action >= 0:
                    break
                length, name, keeps = rules[~action]
                if length == 1 and not keeps:
                    state = rows[states[-2]][name]
                    states[-1] = state
                    action = rows[state].get(kind)
                    continue
                if length:
                    mark = marks[-length]
                    del states[-length:], marks[-length:]
                else:
                    mark = len(values)
                if name == "start":
                    return values[-1]
                if keeps:
                    value = build[name](values[mark:])
                    del values[mark:]
                    values.append(value)
                state = rows[states[-1]][name]
                states.append(state)
                marks.append(mark)
                action = rows[state].get(kind)
            state = action
            states.append(state)
            marks.append(len(values))
            if kind[0] != "_":
                values.append(item)
        raise ValueError("the items do not finish with $END")


def _shorten(rules: list[tuple[int, str, bool]], states: list[dict[str, int]]) -> None:
    """Go past the states whose one choice is to give their only value another name, without a node."""
    renames = {}
    for state, row in enumerate(states):
        actions = set(row.values())
        if len(actions) == 1 and min(actions) < 0:
            length, name, keeps = rules[~min(actions)]
            if length == 1 and not keeps:
                renames[state] = name
    changed = True
    while changed:
        changed = False
        for row in states:
            for kind, action in row.items():
                if action in renames:
                    row[kind] = row[renames[action]]
                    changed = True


def make() -> Table:
    """The table, made by Lark."""
    from lark import Lark
    from lark.lexer import Lexer
    from lark.parsers.lalr_analysis import Shift

    class NoLexer(Lexer):
        def __init__(self, conf: Any) -> None:
            pass

        def lex(self, data: Any) -> Any:
            return iter(data)

    with open(_GRAMMAR, encoding="utf-8") as file:
        lark = Lark(file.read(), parser="lalr", lexer=NoLexer, keep_all_tokens=True, maybe_placeholders=False)
    made = lark.parser.parser._parse_table
    numbers = {rule: i for i, rule in enumerate(lark.rules)}
    rules = [(len(rule.expansion), str(rule.origin.name), not rule.origin.name.startswith("_")) for rule in lark.rules]
    states: list[dict[str, int]] = [{} for _ in made.states]
    for state, row in made.states.items():
        for kind, (action, argument) in row.items():
            states[state][str(kind)] = argument if action is Shift else ~numbers[argument]
    _shorten(rules, states)
    return Table(made.start_states["start"], rules, states)


def _places(checksum: int) -> Iterable[str]:
    return places(f"wl-{_FORMAT}-{checksum:08x}.table", __spec__)


def load() -> Table:
    """The table from where it is kept; otherwise made and kept."""
    with open(_GRAMMAR, "rb") as source:
        checksum = zlib.crc32(source.read())
    for place in _places(checksum):
        try:
            with open(place, encoding="ascii") as file:
                return Table.load(file.read())
        except (OSError, ValueError):
            continue
    table = make()
    text = table.dump()
    keep(text, _places(checksum))
    return table
