"""Matching string patterns: by regular expression where one can be written, else by walking the pattern's tree.

The walker yields all matches one after another, so it also serves where every match is wanted, and the tests compare
its first match with that of the regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from .. import symbols as S
from ..expr import TRUE, Expr, Symbol, is_list, is_rule
from ..substitution import substitute
from .stringpatterns import Node, Translator, Unwritable, Writer

Evaluate = Callable[[Any], Any]


class Match(NamedTuple):
    start: int
    end: int
    bindings: dict[Symbol, str]
    groups: tuple[str | None, ...]  # of a RegularExpression: $0, $1, ...


# ---- the backtracking matcher ----------------------------------------------------------------------------------------


class _Walk:
    """All matches of a tree in one string, in order of preference: run yields (end, bindings)."""

    def __init__(self, text: str, flags: int, evaluate: Evaluate) -> None:
        self.text, self.flags, self.evaluate = text, flags, evaluate

    def run(self, node: Node, i: int, b: dict[Symbol, str]) -> Iterator[tuple[int, dict[Symbol, str]]]:
        yield from _RUN[node[0]](self, node, i, b)

    def _leaf(self, node: Node, i: int, b: dict[Symbol, str]) -> Iterator[Any]:
        source = re.escape(node[1]) if node[0] == "text" else node[1]
        m = re.compile(source, self.flags).match(self.text, i)
        if m:
            yield m.end(), b

    def _raw(self, node: Node, i: int, b: dict[Symbol, str]) -> Iterator[Any]:
        rx = re.compile(f"(?:{node[1]})", self.flags)
        first = rx.match(self.text, i)
        if first is None:
            return
        yield first.end(), b
        for j in range(len(self.text), i - 1, -1):  # then what a following part may force
            left = len(self.text) - j
            if j != first.end() and re.compile(rf"{rx.pattern}(?=(?s:.{{{left}}})\Z)", self.flags).match(self.text, i):
                yield j, b

    def _sequence(self, node: Node, i: int, b: dict[Symbol, str], at: int = 0) -> Iterator[Any]:
        if at == len(node[1]):
            yield i, b
            return
        for j, c in self.run(node[1][at], i, b):
            yield from self._sequence(node, j, c, at + 1)

    def _alternatives(self, node: Node, i: int, b: dict[Symbol, str]) -> Iterator[Any]:
        for n in node[1]:
            yield from self.run(n, i, b)

    def _name(self, node: Node, i: int, b: dict[Symbol, str]) -> Iterator[Any]:
        for j, c in self.run(node[2], i, b):
            yield j, {**c, node[1]: self.text[i:j]}

    def _back(self, node: Node, i: int, b: dict[Symbol, str]) -> Iterator[Any]:
        known = b.get(node[1])
        if known is not None:
            yield from self._leaf(("text", known), i, b)

    def _except(self, node: Node, i: int, b: dict[Symbol, str]) -> Iterator[Any]:
        if next(self.run(node[1], i, b), None) is None:
            yield from self.run(node[2], i, b)

    def _repeat(self, node: Node, i: int, b: dict[Symbol, str]) -> Iterator[Any]:
        _, inner, lo, hi, greedy = node
        if inner[0] == "class" or (inner[0] == "test" and inner[1][0] == "class"):
            yield from self._characters(inner, i, b, lo, hi, greedy)
            return
        if not greedy and lo <= 0:
            yield i, b
        if hi > 0:
            for j, c in self.run(inner, i, b):
                if j > i or lo > 0:
                    yield from self._repeat(("repeat", inner, lo - 1, hi - 1, greedy), j, c)
        if greedy and lo <= 0:
            yield i, b

    def _characters(self, inner: Node, i: int, b: Any, lo: int, hi: int, greedy: bool) -> Iterator[Any]:
        # single characters: no recursion, the run may be as long as the text
        if not greedy:
            k = 0
            while True:
                if k >= lo:
                    yield i + k, b
                if k >= hi or next(self.run(inner, i + k, b), None) is None:
                    return
                k += 1
        k = 0
        while k < hi and next(self.run(inner, i + k, b), None) is not None:
            k += 1
        for n in range(k, lo - 1, -1):
            yield i + n, b

    def _test(self, node: Node, i: int, b: dict[Symbol, str]) -> Iterator[Any]:
        for j, c in self.run(node[1], i, b):
            if self.evaluate(Expr(node[2], (self.text[i:j],))) is TRUE:
                yield j, c

    def _condition(self, node: Node, i: int, b: dict[Symbol, str]) -> Iterator[Any]:
        for j, c in self.run(node[1], i, b):
            if self.evaluate(substitute(node[2], c)) is TRUE:
                yield j, c


_RUN: dict[str, Callable[..., Iterator[tuple[int, dict[Symbol, str]]]]] = {
    "text": _Walk._leaf,
    "class": _Walk._leaf,
    "assert": _Walk._leaf,
    "raw": _Walk._raw,
    "seq": _Walk._sequence,
    "alt": _Walk._alternatives,
    "name": _Walk._name,
    "back": _Walk._back,
    "except": _Walk._except,
    "repeat": _Walk._repeat,
    "test": _Walk._test,
    "condition": _Walk._condition,
}


# ---- what the builtins use -------------------------------------------------------------------------------------------


class StringPattern:
    """A compiled string pattern."""

    def __init__(self, p: Any, ignore_case: bool = False, wild: bool = False) -> None:
        self.node = Translator(wild).translate(p)
        self.flags = re.IGNORECASE if ignore_case else 0
        writer = Writer()
        try:
            self.regex: re.Pattern[str] | None = re.compile(writer.write(self.node), self.flags)
        except Unwritable:
            self.regex = None
        self.groups = writer.groups
        self.numbered = self.node[0] == "raw" or _contains_raw(self.node)

    def _found(self, m: re.Match[str]) -> Match:
        bindings = {name: next((m[g] for g in groups if m[g] is not None), "") for name, groups in self.groups.items()}
        return Match(m.start(), m.end(), bindings, (m[0], *m.groups()) if self.numbered else ())

    def find(self, text: str, start: int, evaluate: Evaluate) -> Match | None:
        """The first match that begins at `start` or later."""
        if self.regex is not None:
            m = self.regex.search(text, start)
            return None if m is None else self._found(m)
        for i in range(start, len(text) + 1):
            for match in self.all_at(text, i, evaluate):
                return match
        return None

    def all_at(self, text: str, start: int, evaluate: Evaluate) -> Iterator[Match]:
        """Every match that begins at `start`, each end once, the preferred one first."""
        ends = set()
        for j, b in _Walk(text, self.flags, evaluate).run(self.node, start, {}):
            if j not in ends:
                ends.add(j)
                yield Match(start, j, b, (text[start:j],))

    def whole(self, text: str, evaluate: Evaluate) -> bool:
        """True if the pattern matches the whole text."""
        if self.regex is not None:
            return self.regex.fullmatch(text) is not None
        return any(j == len(text) for j, _ in _Walk(text, self.flags, evaluate).run(self.node, 0, {}))


def _contains_raw(node: Any) -> bool:
    if type(node) is list:
        return any(_contains_raw(n) for n in node)
    return type(node) is tuple and (node[0] == "raw" or any(_contains_raw(n) for n in node[1:]))


@lru_cache(maxsize=512)
def compiled(p: Any, ignore_case: bool = False, wild: bool = False) -> StringPattern:
    """The compiled form of a pattern; raises NotAPattern."""
    return StringPattern(p, ignore_case, wild)


class StringRule(NamedTuple):
    """A pattern and what stands for its match: `value` None means the matched text itself."""

    pattern: StringPattern
    value: Any

    def result(self, match: Match, text: str, evaluate: Evaluate) -> Any:
        if self.value is None:
            return text[match.start : match.end]
        if type(self.value) is str:
            return _fill_groups(self.value, match.groups) if match.groups and "$" in self.value else self.value
        value = substitute(self.value, match.bindings)
        if match.groups:
            value = _fill_groups_everywhere(value, match.groups)
        return evaluate(value)


def string_rules(spec: Any, ignore_case: bool) -> list[StringRule]:
    """The rules of a pattern, a rule or a list of these; raises NotAPattern."""
    rules = []
    for item in spec.args if is_list(spec) else (spec,):
        if is_list(item):
            rules.extend(string_rules(item, ignore_case))
        elif is_rule(item):
            p, value = item.args
            if item.head is S.RuleDelayed and isinstance(value, Expr) and value.head is S.Condition and len(value) == 2:
                p, value = Expr(S.Condition, (p, value.args[1])), value.args[0]
            rules.append(StringRule(compiled(p, ignore_case), value))
        else:
            rules.append(StringRule(compiled(item, ignore_case), None))
    return rules


def scan(rules: list[StringRule], text: str, evaluate: Evaluate) -> Iterator[tuple[Match, StringRule]]:
    """Matches from left to right that do not overlap; at one place the first rule wins."""
    position, last = 0, -1
    upcoming: list[Match | None] = [r.pattern.find(text, 0, evaluate) for r in rules]
    while position <= len(text):
        best, chosen = None, None
        for i, rule in enumerate(rules):
            m = upcoming[i]
            if m is not None and m.start < position:
                m = upcoming[i] = rule.pattern.find(text, position, evaluate)
            if m is not None and (best is None or m.start < best.start):
                best, chosen = m, rule
        if best is None or chosen is None:
            return
        if best.end > best.start:
            yield best, chosen
            position = last = best.end
        else:  # an empty match counts, but not at the end of the match before it
            if best.start != last:
                yield best, chosen
            position = best.start + 1


def scan_overlapping(
    rules: list[StringRule], text: str, evaluate: Evaluate, every: bool
) -> Iterator[tuple[Match, StringRule]]:
    """Matches from every start: the first one there, or each of them."""
    for i in range(len(text) + 1):
        seen = set()
        for rule in rules:
            for m in rule.pattern.all_at(text, i, evaluate):
                if m.end not in seen and (m.end > m.start):
                    seen.add(m.end)
                    yield m, rule
                if not every:
                    break
            if seen and not every:
                break


def _fill_groups(template: str, groups: tuple[str | None, ...]) -> str:
    def group(m: re.Match[str]) -> str:
        n = int(m[1])
        return (groups[n] or "") if n < len(groups) else m[0]

    return re.sub(r"\$(\d)", group, template)


def _fill_groups_everywhere(e: Any, groups: tuple[str | None, ...]) -> Any:
    if type(e) is str:
        return _fill_groups(e, groups) if "$" in e else e
    if type(e) is Expr:
        return Expr(e.head, tuple([_fill_groups_everywhere(a, groups) for a in e.args]))
    return e
