"""Rules: one rewriting step, tables of definitions in order of specificity, and rule sets for /. and //. .

A rule starts out interpreted by the generic matcher; after a few uses it is compiled (see compiler.py), which changes
its speed only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from . import symbols as S
from .associations import Association, key
from .compiler import FAIL, Uncompilable, Writer, compile_dispatch, compile_rule
from .definitions import FLAT, ONE_IDENTITY, ORDERLESS
from .expr import LIST, NULL, SEQUENCE, TRUE, Expr, Symbol, Value, is_list, is_rule, same, symbol
from .hot import BUSY, LOOPS, RECURSIVE, Counted, compile_rules
from .packed import Packed
from .patterns import MANY, PATTERN_HEADS, Matcher, asks, bare, is_literal, mentions_head, span
from .specificity import is_more_specific
from .substitution import contains, substitute

COMPILE_AFTER = 3  # uses; compiling costs about 0.2 ms, an interpreted match some ten microseconds
_SCOPES_WITH_CONDITION = (S.Module, S.Block, S.With)
RETURN_SCOPE = symbol("Internal`ReturnScope")  # evaluates its argument and catches Return
_REST, _BEFORE = symbol("System`Private`rest"), symbol("System`Private`before")


class Rule:
    """lhs -> rhs.  `lhs` is kept as the user gave it (for DownValues), `pattern` is what is matched."""

    __slots__ = (
        "apply", "has_inner_test", "lhs", "literal", "matcher", "pattern", "rhs", "shape", "template", "test", "uses"
    )  # fmt: skip

    def __init__(self, lhs: Any, rhs: Any, matcher: Matcher) -> None:
        self.lhs, self.rhs, self.matcher = lhs, rhs, matcher
        self.pattern = lhs
        while type(self.pattern) is Expr and self.pattern.head is S.HoldPattern and len(self.pattern) == 1:
            self.pattern = self.pattern.args[0]
        self.apply: Callable[[Any], Any] = self._first_uses
        self.template, self.test, self.has_inner_test, self.uses = rhs, None, False, 0
        self.literal = is_literal(self.pattern)
        self.shape: Any = None  # what tells it from other rules of a table
        if isinstance(rhs, Expr):
            self._read_right_side()
        if not self.literal and _slides(lhs):
            self.uses = COMPILE_AFTER

    def _read_right_side(self) -> None:
        if type(self.rhs) is Expr and self.rhs.head is S.Condition and len(self.rhs) == 2:
            self.template, self.test = self.rhs.args
            self.literal = False
        if contains(self.template, S.Return):
            self.template = Expr(RETURN_SCOPE, (self.template,))
        self.has_inner_test = _has_inner_test(self.template)

    def _first_uses(self, e: Any) -> Any:
        self.uses += 1
        if self.uses > COMPILE_AFTER:
            try:
                self.apply = compile_rule(self, self.matcher.kernel)
            except Uncompilable:
                self.apply = self.interpret
            return self.apply(e)
        return self.interpret(e)

    def interpret(self, e: Any) -> Any:
        """The right side for the first match whose tests hold, or FAIL."""
        for b in self.matcher.matches(self.pattern, e):
            if self.test is not None and self.matcher.kernel.evaluate(substitute(self.test, b)) is not TRUE:
                continue
            result = substitute(self.template, b)
            if self.has_inner_test:
                result = self.matcher.kernel.evaluate_conditional(result)
                if result is FAIL:
                    continue
            return result
        return FAIL

    def forget(self) -> None:
        """Drop compiled code: an attribute that it was built on has changed."""
        self.uses, self.apply = 0, self._first_uses


def _slides(p: Any) -> bool:
    """Two sequence patterns side by side: matching tries many divisions, so compiling pays at once."""
    return type(p) is Expr and (sum(span(a)[1] == MANY for a in p.args) > 1 or any(_slides(a) for a in p.args))


def _has_inner_test(e: Any) -> bool:
    """f[x_] := Module[{...}, body /; test]: the test may use the local variables and refuse the match."""
    if type(e) is Expr and e.head is RETURN_SCOPE:
        e = e.args[0]
    while type(e) is Expr and e.head in _SCOPES_WITH_CONDITION and len(e) == 2:
        e = e.args[1]
        if type(e) is Expr and e.head is S.Condition:
            return True
    return False


class RuleTable:
    """The down, sub or up values of one symbol, more specific rules first, else in order of definition."""

    __slots__ = ("_dispatch", "kernel", "literals", "matcher", "rules")

    def __init__(self, matcher: Matcher) -> None:
        self.matcher, self.kernel = matcher, matcher.kernel
        self.rules: list[Rule] = []
        self.literals: dict[Any, Rule] = {}  # literal arguments -> rule
        self._dispatch: dict[int, Callable[[tuple[Any, ...]], Any]] = {}

    def __bool__(self) -> bool:
        return bool(self.rules or self.literals)

    def all_rules(self) -> list[Rule]:
        return [*self.literals.values(), *self.rules]

    def add(self, lhs: Any, rhs: Any) -> Rule:
        rule = Rule(lhs, rhs, self.matcher)
        if rule.literal and type(rule.pattern) is Expr and not rule.has_inner_test:
            self.literals[_arguments_key(rule.pattern)] = rule
            return rule
        self._dispatch = {}
        rule.shape = _shape(rule)
        for i, old in enumerate(self.rules):
            if same(old.shape, rule.shape):
                self.rules[i] = rule
                return rule
        for i, old in enumerate(self.rules):
            if is_more_specific(rule.lhs, old.lhs) or (
                rule.test is not None and old.test is None and same(rule.pattern, old.pattern)
            ):
                self.rules.insert(i, rule)
                return rule
        self.rules.append(rule)
        return rule

    def remove(self, lhs: Any) -> bool:
        """Drop the rules with this left side; False if there is none."""
        if type(lhs) is Expr and self.literals.pop(_arguments_key(lhs), None) is not None:
            return True
        left = [r for r in self.rules if not same(r.lhs, lhs)]
        found = len(left) < len(self.rules)
        self.rules, self._dispatch = left, {}
        return found

    def forget(self) -> None:
        self._dispatch = {}
        for rule in self.rules:
            rule.forget()

    def apply_arguments(self, head: Symbol, args: tuple[Any, ...]) -> Any:
        """The first matching rule applied to head[args] (down values), or FAIL."""
        if self.literals:
            k = key(args[0]) if len(args) == 1 else tuple([key(a) for a in args])
            hit = self.literals.get(k)
            if hit is not None:
                return hit.template
            if not self.rules:
                return FAIL
        f = self._dispatch.get(len(args))
        if f is None:
            f = self._dispatch[len(args)] = self._prepare(head, len(args))
        return f(args)

    def _prepare(self, head: Symbol, n: int) -> Callable[[tuple[Any, ...]], Any]:
        rules = []
        flat = self.kernel.attributes_of(head) & (FLAT | ORDERLESS)
        for r in self.rules:
            lo, hi = _argument_span(r.pattern)
            if flat or lo <= n <= hi:
                rules.append(r)
        if not rules:
            return lambda args: FAIL
        busy = any(mentions_head(r.template, LOOPS) for r in rules)
        recursive = any(mentions_head(r.template, (head,)) for r in rules)
        sooner = BUSY if busy else RECURSIVE if recursive else 1
        uses = COMPILE_AFTER - 1 if busy else 0

        def interpret(args: tuple[Any, ...]) -> Any:
            nonlocal uses
            uses += 1
            if uses == COMPILE_AFTER:
                try:
                    matching = compile_dispatch(head, rules, n, Writer(self.kernel))
                except Uncompilable:
                    uses = COMPILE_AFTER + 1
                else:
                    found = Counted(self.kernel, matching, lambda: compile_rules(head, rules, n, self.kernel), sooner)
                    self._dispatch[n] = found
                    return found(args)
            return apply_in_order(rules, Expr(head, args))

        return interpret

    def apply(self, e: Expr) -> Any:
        """The first matching rule applied to the whole expression (sub and up values), or FAIL."""
        if self.literals:
            hit = self.literals.get(_arguments_key(e))
            if hit is not None and same(hit.pattern, e):
                return hit.template
        return apply_in_order(self.rules, e)


def apply_in_order(rules: Iterable[Rule], e: Any) -> Any:
    for rule in rules:
        result = rule.apply(e)
        if result is not FAIL:
            return result
    return FAIL


def _shape(rule: Rule) -> Expr:
    """The left side and the test of a rule without the names of its variables: f[x_] and f[y_] are the same."""
    names: dict[Symbol, Symbol] = {}
    stack = [rule.lhs]
    while stack:
        p = stack.pop()
        if type(p) is Expr:
            if p.head is S.Pattern and len(p) == 2 and type(p.args[0]) is Symbol:
                names.setdefault(p.args[0], symbol(f"System`Private`v{len(names)}"))
            stack += [*reversed(p.args), p.head]
    return Expr(LIST, (substitute(rule.lhs, names), substitute(NULL if rule.test is None else rule.test, names)))


def _arguments_key(e: Expr) -> Any:
    args = e.args
    k = key(args[0]) if len(args) == 1 else tuple([key(a) for a in args])
    return k if type(e.head) is Symbol else (e.head, k)


def _argument_span(p: Any) -> tuple[int, int]:
    p = bare(p)
    if type(p) is not Expr:
        return 0, MANY
    spans = [span(a) for a in p.args]
    return sum(s[0] for s in spans), sum(s[1] for s in spans)


# ---- rules as expressions --------------------------------------------------------------------------------------------


class RuleSet:
    """The rules of /., //., Replace and their kin; compiled once per rule expression, indexed by head and length."""

    def __init__(self, rules: list[Expr], matcher: Matcher) -> None:
        self.rules = [Rule(*r.args, matcher) for r in rules]
        self.kernel = matcher.kernel
        self.literals: dict[Any, Rule] = {}
        self.tags = [_tag(r.pattern, self.kernel) for r in self.rules]
        self.index: dict[Any, list[Rule]] = {}
        self.static = all(r.test is None and not asks(r.pattern) for r in self.rules)
        self.flat = [
            type(r.pattern) is Expr
            and type(r.pattern.head) is Symbol
            and self.kernel.attributes_of(r.pattern.head) & FLAT
            for r in self.rules
        ]

    def candidates(self, e: Any) -> list[Rule]:
        tag = (e.head, len(e)) if isinstance(e, Expr) else (type(e), e) if type(e) is not float else float
        found = self.index.get(tag)
        if found is None:
            found = [r for r, t in zip(self.rules, self.tags, strict=True) if t is None or t == tag or t == (tag, None)]
            if isinstance(e, Expr):
                found = [r for r in found if _may_match(r.pattern, e, self.kernel)]
            if len(self.index) > 10_000:
                self.index.clear()
            self.index[tag] = found
        return found

    def apply(self, e: Any) -> Any:
        """The first rule that matches e itself, or FAIL."""
        for rule in self.candidates(e):
            result = rule.apply(e)
            if result is not FAIL:
                return result
        if isinstance(e, Expr) and any(self.flat):
            return self._apply_inside(e)
        return FAIL

    def _apply_inside(self, e: Expr) -> Any:
        """a + b matches inside a + b + c, because Plus is Flat: give the pattern room for the rest."""
        for i, rule in enumerate(self.rules):
            p = rule.pattern
            if self.flat[i] and p.head is e.head and len(p) <= len(e):
                mask = self.kernel.attributes_of(p.head)
                rest = Expr(S.Pattern, (_REST, Expr(S.BlankNullSequence)))
                before = Expr(S.Pattern, (_BEFORE, Expr(S.BlankNullSequence)))
                wide = (*p.args, rest) if mask & ORDERLESS else (before, *p.args, rest)
                rhs = Expr(p.head, (_BEFORE, rule.template, _REST))
                wider = Rule(
                    Expr(p.head, wide), rhs if rule.test is None else Expr(S.Condition, (rhs, rule.test)), rule.matcher
                )
                result = wider.interpret(e)
                if result is not FAIL:
                    args = [a for a in result.args if a is not _BEFORE]
                    return args[0] if len(args) == 1 else Expr(result.head, tuple(args))
        return FAIL

    def walk(self, e: Any, done: dict[int, Any] | None = None) -> Any:
        """e with the outermost matching parts replaced; the same object if there is none.

        `done` remembers the parts without a match for the passes of //. : a pass then costs what changed.
        """
        if done is not None and id(e) in done:
            return e
        for rule in self.candidates(e):
            result = rule.apply(e)
            if result is not FAIL:
                return result
        if isinstance(e, Expr):
            if isinstance(e, Value) or (type(e) is Packed and not self._touches_numbers()):
                return e
            if any(self.flat):
                result = self._apply_inside(e)
                if result is not FAIL:
                    return result
            head = self.walk(e.head, done)
            args = e.args
            new = [self.walk(a, done) for a in args]
            for a, b in zip(args, new, strict=True):
                if a is not b:
                    break
            else:
                if head is e.head:
                    if done is not None:
                        done[id(e)] = e  # keeps e alive, so its id is not used again
                    return e
            if type(e) is Association:
                return Expr(head, tuple(new))
            return Expr(head, tuple(splice(new)))
        return e

    def _touches_numbers(self) -> bool:
        return any(t is None or not (isinstance(t, tuple) and isinstance(t[0], Symbol)) for t in self.tags)


def splice(items: list[Any]) -> list[Any]:
    if not any(type(x) is Expr and x.head is SEQUENCE for x in items):
        return items
    return [y for x in items for y in (x.args if type(x) is Expr and x.head is SEQUENCE else (x,))]


def _tag(p: Any, kernel: Any) -> Any:
    """(head, length) or (type, atom) of what alone can match; None if that cannot be said."""
    while type(p) is Expr and p.head in (S.HoldPattern, S.Condition, S.PatternTest) and p.args:
        p = p.args[0]
    if not isinstance(p, Expr):
        return float if type(p) is float else (type(p), p)
    if type(p.head) is not Symbol or not is_plain_head(p.head, kernel):
        return None
    spans = [span(a) for a in p.args]
    if all(s == (1, 1) for s in spans):
        return p.head, len(p)
    return None


def is_plain_head(head: Symbol, kernel: Any) -> bool:
    return head not in PATTERN_HEADS and not kernel.attributes_of(head) & (FLAT | ORDERLESS | ONE_IDENTITY)


def _may_match(p: Any, e: Expr, kernel: Any) -> bool:
    if type(p) is Expr and type(p.head) is Symbol and type(e.head) is Symbol and is_plain_head(p.head, kernel):
        return p.head is e.head
    return True


def collect_rules(spec: Any) -> list[Expr] | None:
    """The rules of a rule, a list of rules, an association or a Dispatch; None if something else is there."""
    if is_rule(spec):
        return [spec]
    if is_list(spec) or type(spec) is Association or (type(spec) is Expr and spec.head is S.Dispatch):
        out: list[Expr] = []
        for x in spec.args:
            inner = collect_rules(x)
            if inner is None:
                return None
            out += inner
        return out
    return None


__all__ = ["FAIL", "Rule", "RuleSet", "RuleTable", "apply_in_order", "collect_rules", "splice"]
