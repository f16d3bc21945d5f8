"""The pattern language: a backtracking matcher that covers all of it and serves as the oracle of the compiled ones.

A match is a generator of bindings (dict Symbol -> expression; a sequence is bound as Sequence[...]), so every choice
can be taken back.  Attributes of heads (Flat, Orderless, OneIdentity), default values and tests are asked of the
kernel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any, Protocol

from . import symbols as S
from .associations import Association
from .definitions import FLAT, ONE_IDENTITY, ORDERLESS
from .expr import NULL, SEQUENCE, TRUE, Expr, Symbol, head_of, is_list, is_rule, same, system
from .options import is_option
from .substitution import OPTIONS, substitute

Bindings = dict[Any, Any]
MANY = 1 << 60


class Kernel(Protocol):
    """What matching asks of the session."""

    def evaluate(self, e: Any) -> Any: ...
    def attributes_of(self, symbol: Symbol) -> int: ...
    def default_value(self, head: Symbol, position: int, count: int) -> Any: ...


# ---- facts about patterns that need no kernel ------------------------------------------------------------------------

_WRAPPERS = {S.Pattern: 1, S.Condition: 0, S.PatternTest: 0, S.HoldPattern: 0, S.Longest: 0, S.Shortest: 0}
PATTERN_HEADS = frozenset(
    map(
        system,
        "Blank BlankSequence BlankNullSequence Pattern Optional Condition PatternTest Alternatives Repeated "
        "RepeatedNull Except Longest Shortest OptionsPattern HoldPattern Verbatim KeyValuePattern PatternSequence "
        "OrderlessPatternSequence".split(),
    )
)


def is_literal(p: Any) -> bool:
    """True if the pattern has no pattern object in it, so that only the SameQ expression matches."""
    stack = [p]
    while stack:
        p = stack.pop()
        if type(p) is Expr:
            if p.head in PATTERN_HEADS:
                return False
            stack.append(p.head)
            stack.extend(p.args)
    return True


def mentions_head(p: Any, heads: tuple[Symbol, ...]) -> bool:
    """True if a node with one of these heads occurs anywhere in p."""
    stack = [p]
    while stack:
        p = stack.pop()
        if type(p) is Expr:
            if p.head in heads:
                return True
            stack.append(p.head)
            stack.extend(p.args)
    return False


def asks(*patterns: Any) -> bool:
    """True if matching evaluates something, whose answer may depend on values elsewhere."""
    return any(mentions_head(p, (S.Condition, S.PatternTest)) for p in patterns)


def span(p: Any) -> tuple[int, int]:
    """The least and greatest number of arguments that a pattern can match."""
    if type(p) is not Expr or type(p.head) is not Symbol:
        return 1, 1
    inner = _WRAPPERS.get(p.head)
    if inner is not None and len(p) > inner:
        return span(p.args[inner])
    rule = _SPANS.get(p.head)
    return rule(p) if rule else (1, 1)


def _repeat_span(p: Expr, least: int) -> tuple[int, int]:
    if len(p) < 2:
        return least, MANY
    lo, hi = repeat_bounds(p, least)
    return lo, hi


def repeat_bounds(p: Expr, least: int) -> tuple[int, int]:
    """How often Repeated[p, n], [p, {n}], [p, {m, n}] wants its pattern."""
    if len(p) < 2:
        return least, MANY
    spec = p.args[1]
    if is_list(spec):
        lo, hi = spec.args[0], spec.args[-1]
        return lo, (hi if type(hi) is int else MANY)
    return least, (spec if type(spec) is int else MANY)


def _alternatives_span(p: Expr) -> tuple[int, int]:
    spans = [span(a) for a in p.args] or [(1, 1)]
    return min(s[0] for s in spans), max(s[1] for s in spans)


def _sequence_span(p: Expr) -> tuple[int, int]:
    spans = [span(a) for a in p.args]
    return sum(s[0] for s in spans), min(MANY, sum(s[1] for s in spans))


_SPANS: dict[Symbol, Callable[[Expr], tuple[int, int]]] = {
    S.BlankSequence: lambda p: (1, MANY),
    S.BlankNullSequence: lambda p: (0, MANY),
    S.OptionsPattern: lambda p: (0, MANY),
    S.Repeated: lambda p: _repeat_span(p, 1),
    S.RepeatedNull: lambda p: _repeat_span(p, 0),
    S.Optional: lambda p: (0, span(p.args[0])[1]) if p.args else (1, 1),
    S.Alternatives: _alternatives_span,
    S.PatternSequence: _sequence_span,
    S.OrderlessPatternSequence: _sequence_span,
    S.Except: lambda p: span(p.args[1]) if len(p) == 2 else (1, 1),
}


# ---- matching --------------------------------------------------------------------------------------------------------


class Matcher:
    """match(p, e) finds the first bindings, matches(p, e, b) all of them."""

    def __init__(self, kernel: Kernel) -> None:
        self.kernel = kernel
        self._by_head: dict[Symbol, Callable[[Expr, tuple[Any, ...], Bindings, Any], Iterator[Bindings]]] = {
            S.Blank: self._blank,
            S.BlankSequence: self._blanks,
            S.BlankNullSequence: self._blanks,
            S.Pattern: self._pattern,
            S.Optional: self._optional,
            S.Condition: self._condition,
            S.PatternTest: self._pattern_test,
            S.Alternatives: self._alternatives,
            S.Repeated: self._repeated,
            S.RepeatedNull: self._repeated,
            S.Except: self._except,
            S.Longest: self._transparent,
            S.Shortest: self._transparent,
            S.HoldPattern: self._transparent,
            S.OptionsPattern: self._options_pattern,
            S.Verbatim: self._verbatim,
            S.KeyValuePattern: self._key_value,
            S.PatternSequence: self._pattern_sequence,
            S.OrderlessPatternSequence: self._orderless_sequence,
        }

    def match(self, p: Any, e: Any) -> Bindings | None:
        return next(self.run(p, (e,), {}, None), None)

    def matches(self, p: Any, e: Any) -> Iterator[Bindings]:
        return self.run(p, (e,), {}, None)

    def run(self, p: Any, items: tuple[Any, ...], b: Bindings, where: Any) -> Iterator[Bindings]:
        """Match one pattern against a run of items.  `where` is (head, position, count) inside an expression."""
        if type(p) is Expr:
            rule = self._by_head.get(p.head) if type(p.head) is Symbol else None
            if rule is not None:
                return rule(p, items, b, where)
            if len(items) == 1:
                return self._expression(p, items[0], b)
        elif len(items) == 1 and same(p, items[0]):
            return iter((b,))
        return iter(())

    # -- blanks and names
    def _blank(self, p: Expr, items: tuple[Any, ...], b: Bindings, where: Any) -> Iterator[Bindings]:
        if len(items) == 1 and (not p.args or self._has_head(items[0], p.args[0])):
            yield b

    def _blanks(self, p: Expr, items: tuple[Any, ...], b: Bindings, where: Any) -> Iterator[Bindings]:
        if not items and p.head is S.BlankSequence:
            return
        if not p.args or all(self._has_head(x, p.args[0]) for x in items):
            yield b

    def _has_head(self, e: Any, head: Any) -> bool:
        return same(head_of(e), head)

    def _pattern(self, p: Expr, items: tuple[Any, ...], b: Bindings, where: Any) -> Iterator[Bindings]:
        if len(p) != 2:
            return
        name, inner = p.args
        value = items[0] if len(items) == 1 else Expr(SEQUENCE, items)
        known = b.get(name, NULL if name in b else None)
        if known is not None:
            if same(known, value):
                yield from self.run(inner, items, b, where)
            return
        for c in self.run(inner, items, b, where):
            if name not in c:  # an Optional inside may have bound it to a default
                c = {**c, name: value}
            yield c

    def _optional(self, p: Expr, items: tuple[Any, ...], b: Bindings, where: Any) -> Iterator[Bindings]:
        if items:
            yield from self.run(p.args[0], items, b, where)
            return
        if len(p) == 2:
            default = p.args[1]
        elif where is not None:
            default = self.kernel.default_value(*where)
            if default is None:
                return
        else:
            return
        yield from self._bind_default(p.args[0], default, b)

    def _bind_default(self, p: Any, default: Any, b: Bindings) -> Iterator[Bindings]:
        """A default value is taken without asking the pattern; only its names are bound."""
        while type(p) is Expr and p.head is not S.Pattern and p.head in _WRAPPERS and p.args:
            p = p.args[0]
        if type(p) is Expr and p.head is S.Pattern:
            name = p.args[0]
            if name in b:
                if same(b[name], default):
                    yield b
                return
            b = {**b, name: default}
        yield b

    # -- tests
    def _condition(self, p: Expr, items: tuple[Any, ...], b: Bindings, where: Any) -> Iterator[Bindings]:
        for c in self.run(p.args[0], items, b, where):
            if self.kernel.evaluate(substitute(p.args[1], c)) is TRUE:
                yield c

    def _pattern_test(self, p: Expr, items: tuple[Any, ...], b: Bindings, where: Any) -> Iterator[Bindings]:
        pattern, test = p.args
        for c in self.run(pattern, items, b, where):
            if all(self.kernel.evaluate(Expr(test, (x,))) is TRUE for x in items):
                yield c

    # -- combinations of patterns
    def _transparent(self, p: Expr, items: tuple[Any, ...], b: Bindings, where: Any) -> Iterator[Bindings]:
        return self.run(p.args[0], items, b, where) if p.args else iter(())

    def _alternatives(self, p: Expr, items: tuple[Any, ...], b: Bindings, where: Any) -> Iterator[Bindings]:
        for a in p.args:
            yield from self.run(a, items, b, where)

    def _repeated(self, p: Expr, items: tuple[Any, ...], b: Bindings, where: Any) -> Iterator[Bindings]:
        lo, hi = repeat_bounds(p, 1 if p.head is S.Repeated else 0)
        unit = span(p.args[0])
        if unit == (1, 1):
            return self._each(p.args[0], items, b) if lo <= len(items) <= hi else iter(())
        return self._runs(p.args[0], items, b, lo, hi)

    def _each(self, p: Any, items: tuple[Any, ...], b: Bindings) -> Iterator[Bindings]:
        if not items:
            yield b
            return
        for c in self.run(p, items[:1], b, None):
            yield from self._each(p, items[1:], c)

    def _runs(self, p: Any, items: tuple[Any, ...], b: Bindings, lo: int, hi: int) -> Iterator[Bindings]:
        if not items and lo <= 0:
            yield b
        if not items or hi <= 0:
            return
        for k in range(1, len(items) + 1):
            for c in self.run(p, items[:k], b, None):
                yield from self._runs(p, items[k:], c, lo - 1, hi - 1)

    def _except(self, p: Expr, items: tuple[Any, ...], b: Bindings, where: Any) -> Iterator[Bindings]:
        if next(self.run(p.args[0], items, b, where), None) is not None:
            return
        if len(p) == 2:
            yield from self.run(p.args[1], items, b, where)
        elif len(items) == 1:
            yield b

    def _verbatim(self, p: Expr, items: tuple[Any, ...], b: Bindings, where: Any) -> Iterator[Bindings]:
        if len(items) == 1 and same(p.args[0], items[0]):
            yield b

    def _pattern_sequence(self, p: Expr, items: tuple[Any, ...], b: Bindings, where: Any) -> Iterator[Bindings]:
        return self._ordered(p.args, items, b, None, 0, False)

    def _orderless_sequence(self, p: Expr, items: tuple[Any, ...], b: Bindings, where: Any) -> Iterator[Bindings]:
        return self._unordered(p.args, items, b, None, False)

    def _options_pattern(self, p: Expr, items: tuple[Any, ...], b: Bindings, where: Any) -> Iterator[Bindings]:
        if not all(is_option(x) for x in items):
            return
        owner = p.args[0] if p.args else (where[0] if where else None)
        yield {**b, OPTIONS: (owner, items)}

    def _key_value(self, p: Expr, items: tuple[Any, ...], b: Bindings, where: Any) -> Iterator[Bindings]:
        if len(items) != 1 or len(p) != 1:
            return
        e, wanted = items[0], p.args[0]
        if not (type(e) is Association or (is_list(e) and all(is_rule(r) for r in e.args))):
            return
        patterns = wanted.args if is_list(wanted) or type(wanted) is Association else (wanted,)
        yield from self._some_rules(patterns, e.args, b)

    def _some_rules(self, patterns: tuple[Any, ...], rules: tuple[Any, ...], b: Bindings) -> Iterator[Bindings]:
        if not patterns:
            yield b
            return
        for r in rules:
            for c in self._rule_like(patterns[0], r, b):
                yield from self._some_rules(patterns[1:], rules, c)

    def _rule_like(self, p: Any, rule: Expr, b: Bindings) -> Iterator[Bindings]:
        if is_rule(p):  # a -> b also matches a :> b there
            for c in self.run(p.args[0], rule.args[:1], b, None):
                yield from self.run(p.args[1], rule.args[1:], c, None)
        else:
            yield from self.run(p, (rule,), b, None)

    # -- compound expressions
    def _expression(self, p: Expr, e: Any, b: Bindings) -> Iterator[Bindings]:
        head = p.head
        mask = self.kernel.attributes_of(head) if type(head) is Symbol else 0
        if isinstance(e, Expr) and (head is e.head or not (type(head) is Symbol and type(e.head) is Symbol)):
            for c in self.run(head, (e.head,), b, None):
                yield from self.arguments(p.args, e.args, c, e.head, mask)
        if mask & ONE_IDENTITY and head_of(e) is not head and any(_is_optional(a) for a in p.args):
            yield from self.arguments(p.args, (e,), b, head, mask)

    def arguments(
        self, patterns: tuple[Any, ...], items: tuple[Any, ...], b: Bindings, head: Any, mask: int
    ) -> Iterator[Bindings]:
        flat = bool(mask & FLAT)
        if mask & ORDERLESS:
            return self._unordered(patterns, items, b, head, flat)
        return self._ordered(patterns, items, b, head, 0, flat)

    def _span(self, p: Any, flat: bool) -> tuple[int, int]:
        lo, hi = span(p)
        return (lo, MANY) if flat and hi == 1 and _may_group(p) else (lo, hi)

    def _ordered(
        self, patterns: tuple[Any, ...], items: tuple[Any, ...], b: Bindings, head: Any, i: int, flat: bool
    ) -> Iterator[Bindings]:
        """Patterns i, i+1, ... against the items, from the left, shorter runs first (or longer, for Longest)."""
        if i == len(patterns):
            if not items:
                yield b
            return
        p = patterns[i]
        lo, hi = self._span(p, flat)
        spans = [self._span(q, flat) for q in patterns[i + 1 :]]
        rest_lo, rest_hi = sum(s[0] for s in spans), sum(s[1] for s in spans)
        lo, hi = max(lo, len(items) - rest_hi), min(hi, len(items) - rest_lo)
        where = (head, i + 1, len(patterns)) if head is not None else None
        for k in range(hi, lo - 1, -1) if _prefers_longest(p) else range(lo, hi + 1):
            for c in self.run(p, _group(items[:k], head, flat, p), b, where):
                yield from self._ordered(patterns, items[k:], c, head, i + 1, flat)

    def _unordered(
        self, patterns: tuple[Any, ...], items: tuple[Any, ...], b: Bindings, head: Any, flat: bool
    ) -> Iterator[Bindings]:
        """Any assignment of items to patterns: literals first, then single patterns, then sequences."""
        rest = list(items)
        later: list[tuple[int, Any]] = []
        for i, p in enumerate(patterns):
            if is_literal(p):
                at = next((j for j, x in enumerate(rest) if same(x, p)), None)
                if at is None:
                    return
                del rest[at]
            else:
                later.append((i, p))
        later.sort(key=lambda ip: self._span(ip[1], flat) != (1, 1))
        yield from self._choose(later, tuple(rest), b, head, len(patterns), flat)

    def _choose(
        self, patterns: list[tuple[int, Any]], items: tuple[Any, ...], b: Bindings, head: Any, count: int, flat: bool
    ) -> Iterator[Bindings]:
        if not patterns:
            if not items:
                yield b
            return
        (i, p), *others = patterns
        lo, hi = self._span(p, flat)
        spans = [self._span(q, flat) for _, q in others]
        lo = max(lo, len(items) - sum(s[1] for s in spans))
        hi = min(hi, len(items) - sum(s[0] for s in spans))
        where = (head, i + 1, count) if head is not None else None
        for k in range(lo, hi + 1):
            for picked in combinations(range(len(items)), k):
                chosen = tuple([items[j] for j in picked])
                for c in self.run(p, _group(chosen, head, flat, p), b, where):
                    left = tuple([x for j, x in enumerate(items) if j not in picked])
                    yield from self._choose(others, left, c, head, count, flat)


def _is_optional(p: Any) -> bool:
    while type(p) is Expr and p.head is not S.Optional and p.head in _WRAPPERS:
        p = p.args[_WRAPPERS[p.head]]
    return type(p) is Expr and p.head is S.Optional


def bare(p: Any) -> Any:
    """The pattern without names, conditions and tests around it."""
    while type(p) is Expr and p.head in _WRAPPERS and len(p) > _WRAPPERS[p.head]:
        p = p.args[_WRAPPERS[p.head]]
    return p


def _may_group(p: Any) -> bool:
    """In a Flat head a single pattern may take several arguments at once, unless it asks for other structure."""
    p = bare(p)
    if type(p) is Expr and p.head is S.Optional:
        return _may_group(p.args[0])
    return type(p) is Expr and p.head is S.Blank


def _group(items: tuple[Any, ...], head: Any, flat: bool, p: Any) -> tuple[Any, ...]:
    if flat and len(items) > 1 and span(p)[1] == 1:
        return (Expr(head, items),)
    return items


def _prefers_longest(p: Any) -> bool:
    while type(p) is Expr and p.head in _WRAPPERS and len(p) > _WRAPPERS[p.head]:
        if p.head is S.Longest:
            return True
        if p.head is S.Shortest:
            return False
        p = p.args[_WRAPPERS[p.head]]
    return type(p) is Expr and p.head is S.Optional
