"""Patterns and rules at work: MatchQ, ReplaceAll, Replace, Cases, Position and their kin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .. import symbols as S
from ..associations import Association
from ..compiler import FAIL
from ..declare import builtin, name
from ..expr import Expr, Value, boolean, expr, is_list, is_rule, make_list
from ..levels import LevelSpec, depth_of, level_spec, walk_levels
from ..rules import RuleSet

_REPS = "`1` is neither a list of replacement rules nor a valid dispatch table, and so cannot be used for replacing."

# ---- tests -----------------------------------------------------------------------------------------------------------


@builtin("MatchQ[expr_, form_]", operator="MatchQ[form_][expr_]")
def match_q(expr: Any, form: Any, *, session: Any) -> Any:
    """MatchQ[e, form] is True if the pattern form matches e.

    >>> {MatchQ[{1, 2}, {_Integer ..}], MatchQ[f[x], f[_Integer]]}
    {True, False}
    """
    return boolean(session.evaluator.matcher.match(form, expr) is not None)


@builtin("FreeQ[expr_, form_]", "FreeQ[expr_, form_, levelspec_]", operator="FreeQ[form_][expr_]")
def free_q(expr: Any, form: Any, levelspec: Any = None, *, session: Any, say: Any) -> Any:
    """FreeQ[e, form] is True if nothing in e matches form, heads included.

    >>> {FreeQ[a + b^2, b], FreeQ[a + b^2, c]}
    {False, True}
    """
    spec = LevelSpec(0, None) if levelspec is None else level_spec(levelspec)
    if spec is None:
        say("level", levelspec)
        return None
    match = _tester(form, session)
    return boolean(not any(match(e) for e, _ in walk_levels(expr, spec, heads=True)))


@builtin("MemberQ[list_, form_]", "MemberQ[list_, form_, levelspec_]", operator="MemberQ[form_][list_]")
def member_q(list: Any, form: Any, levelspec: Any = 1, *, session: Any, say: Any) -> Any:
    """MemberQ[list, form] is True if an element of list matches form.

    >>> {MemberQ[{1, x}, _Symbol], MemberQ[{1, {x}}, x]}
    {True, False}
    """
    spec = level_spec(levelspec)
    if spec is None:
        say("level", levelspec)
        return None
    match = _tester(form, session)
    return boolean(any(match(e) for e, _ in walk_levels(list, spec)))


def _tester(form: Any, session: Any) -> Any:
    matcher = session.evaluator.matcher
    return lambda e: matcher.match(form, e) is not None


# ---- replacing -------------------------------------------------------------------------------------------------------


def _rule_set(rules: Any, expr: Any, session: Any, say: Any) -> RuleSet | None:
    found: RuleSet | None = session.evaluator.rule_set(rules)
    if found is None:
        say("reps", rules)
    return found


def _is_nested(rules: Any) -> bool:
    """A list of lists of rules gives a list of results."""
    return is_list(rules) and len(rules) > 0 and all(is_list(r) for r in rules.args)


@builtin("ReplaceAll[expr_, rules_]", operator="ReplaceAll[rules_][expr_]", reps=_REPS)
def replace_all(expr: Any, rules: Any, *, session: Any, say: Any) -> Any:
    """e /. rules replaces each part of e that a rule matches, outer parts first, once.

    A list of lists of rules gives a list of results.

    >>> {x, x^2, y} /. x -> 3
    {3, 9, y}
    >>> x + y /. {{x -> 1}, {y -> 2}}
    {1 + y, 2 + x}
    """
    if _is_nested(rules):
        return make_list(Expr(S.ReplaceAll, (expr, r)) for r in rules.args)
    found = _rule_set(rules, expr, session, say)
    return None if found is None else found.walk(expr)


@builtin(
    "ReplaceRepeated[expr_, rules_, OptionsPattern[]]",
    options={"MaxIterations": 65536},
    operator="ReplaceRepeated[rules_][expr_]",
    reps=_REPS,
    rrlim="Exiting after `1` scanned `2` times.",
)
def replace_repeated(expr: Any, rules: Any, *, session: Any, say: Any, options: dict[str, Any]) -> Any:
    """e //. rules replaces until nothing changes any more.

    >>> {a, b, a, c, b} //. {x___, y_, z___, y_, w___} :> {x, y, z, w}
    {a, b, c}
    """
    if _is_nested(rules):
        return make_list(Expr(S.ReplaceRepeated, (expr, r)) for r in rules.args)
    found = _rule_set(rules, expr, session, say)
    if found is None:
        return None
    limit = options["MaxIterations"]
    evaluator = session.evaluator
    done: dict[int, Any] | None = {} if found.static else None
    e, n = expr, 0
    while type(limit) is not int or n < limit:
        new = found.walk(e, done)
        if new is e:
            return e
        evaluator.poll()
        new = evaluator.evaluate(new)
        if done is None and new == e:
            return e
        e, n = new, n + 1
    say("rrlim", expr, limit)
    return e


@builtin(
    "Replace[expr_, rules_]",
    "Replace[expr_, rules_, levelspec_, OptionsPattern[]]",
    options={"Heads": "False"},
    operator="Replace[rules_][expr_]",
    reps=_REPS,
)
def replace(expr: Any, rules: Any, levelspec: Any = None, *, session: Any, say: Any, options: dict[str, Any]) -> Any:
    """Replace[e, rules] applies the first rule that matches e as a whole; Replace[e, rules, levels] the parts there.

    >>> {Replace[x^2, x^2 -> 1], Replace[{x, {x}}, x -> 1, {1}]}
    {1, {1, {x}}}
    """
    if _is_nested(rules):
        rest = () if levelspec is None else (levelspec,)
        return make_list(Expr(S.Replace, (expr, r, *rest)) for r in rules.args)
    found = _rule_set(rules, expr, session, say)
    if found is None:
        return None
    if levelspec is None:
        result = found.apply(expr)
        return expr if result is FAIL else result
    spec = level_spec(levelspec)
    if spec is None:
        say("level", levelspec)
        return None
    return _replace_levels(expr, found, spec, 0, options["Heads"] is S.True_)


def _replace_levels(e: Any, rules: RuleSet, spec: LevelSpec, level: int, heads: bool) -> Any:
    """From the inside out, at the levels asked for."""
    new = e
    if isinstance(e, Expr) and not isinstance(e, Value) and spec.goes_below(level):
        args = tuple([_replace_levels(a, rules, spec, level + 1, heads) for a in e.args])
        if type(e) is Association:
            args = tuple(
                [Expr(r.head, (r.args[0], _replace_levels(r.args[1], rules, spec, level + 1, heads))) for r in e.args]
            )
        head = _replace_levels(e.head, rules, spec, level + 1, heads) if heads else e.head
        new = Expr(head, args)
        if new == e:
            new = e
    if spec.includes(level, lambda: depth_of(e)):
        result = rules.apply(new)
        if result is not FAIL:
            return result
    return new


@builtin("ReplaceList[expr_, rules_, n_:Infinity]", reps=_REPS)
def replace_list(expr: Any, rules: Any, n: Any = None, *, session: Any, say: Any) -> Any:
    """ReplaceList[e, rule] gives the results of all the ways in which the rule matches e; with n the first n.

    >>> ReplaceList[{a, b, c}, {x__, y__} :> {{x}, {y}}]
    {{{a}, {b, c}}, {{a, b}, {c}}}
    """
    from itertools import islice

    from ..expr import TRUE
    from ..substitution import substitute

    found = _rule_set(rules, expr, session, say)
    if found is None:
        return None
    evaluate, matcher = session.evaluator.evaluate, session.evaluator.matcher

    def results() -> Iterator[Any]:
        for rule in found.rules:
            for b in matcher.matches(rule.pattern, expr):
                if rule.test is None or evaluate(substitute(rule.test, b)) is TRUE:
                    yield substitute(rule.template, b)

    return make_list(islice(results(), n if type(n) is int else None))


@builtin("Dispatch[rules_]")
def dispatch(rules: Any) -> Any:
    """Dispatch[rules] is a list of rules prepared for repeated use with /. .

    >>> {a, b} /. Dispatch[{a -> 1, b -> 2}]
    {1, 2}
    """
    return None


# ---- finding ---------------------------------------------------------------------------------------------------------


def _count_limit(n: Any) -> int | None:
    return n if type(n) is int else None


def _cases(e: Any, form: Any, spec: LevelSpec, limit: int | None, heads: bool, session: Any) -> Iterator[Any]:
    if is_rule(form):
        rule = session.evaluator.rule_set(form).rules[0]
        found = (rule.apply(x) for x, _ in walk_levels(e, spec, heads=heads))
        hits = (r for r in found if r is not FAIL)
    else:
        match = _tester(form, session)
        hits = (x for x, _ in walk_levels(e, spec, heads=heads) if match(x))
    for i, h in enumerate(hits):
        if limit is not None and i >= limit:
            return
        yield h
        if limit is not None and i + 1 >= limit:
            return


@builtin(
    "Cases[expr_, form_, OptionsPattern[]]",
    "Cases[expr_, form_, levelspec_, OptionsPattern[]]",
    "Cases[expr_, form_, levelspec_, n_, OptionsPattern[]]",
    options={"Heads": "False"},
    operator="Cases[form_][expr_]",
)
def cases(
    expr: Any, form: Any, levelspec: Any = 1, n: Any = None, *, session: Any, say: Any, options: dict[str, Any]
) -> Any:
    """Cases[list, form] gives the elements that match form; Cases[e, form -> rhs] gives what the rule makes of them.

    Cases[e, form, levels, n] looks at other levels and stops after n.

    >>> Cases[{1, a, 2, b}, _Symbol]
    {a, b}
    >>> Cases[{f[1], g[2], f[3]}, f[x_] :> x^2]
    {1, 9}
    """
    spec = level_spec(levelspec)
    if spec is None:
        say("level", levelspec)
        return None
    return make_list(_cases(expr, form, spec, _count_limit(n), options["Heads"] is S.True_, session))


@builtin(
    "FirstCase[expr_, form_]",
    "FirstCase[expr_, form_, default_]",
    "FirstCase[expr_, form_, default_, levelspec_]",
    attributes="HoldRest Protected",
    operator="FirstCase[form_][expr_]",
)
def first_case(expr: Any, form: Any, default: Any = None, levelspec: Any = 1, *, session: Any, evaluate: Any) -> Any:
    """FirstCase[list, form] gives the first element that matches form, else Missing["NotFound"] (or the default given).

    >>> {FirstCase[{1, a, b}, _Symbol], FirstCase[{1}, _Symbol, none]}
    {a, none}
    """
    spec = level_spec(evaluate(levelspec))
    if spec is None:
        return None
    missing = expr_missing() if default is None else default
    return next(_cases(expr, evaluate(form), spec, 1, False, session), missing)


def expr_missing() -> Expr:
    return expr(S.Missing, "NotFound")


@builtin(
    "DeleteCases[expr_, form_]",
    "DeleteCases[expr_, form_, levelspec_]",
    "DeleteCases[expr_, form_, levelspec_, n_]",
    operator="DeleteCases[form_][expr_]",
)
def delete_cases(expr: Any, form: Any, levelspec: Any = 1, n: Any = None, *, session: Any, say: Any) -> Any:
    """DeleteCases[list, form] drops the elements that match form.

    >>> DeleteCases[{1, a, 2, b}, _Integer]
    {a, b}
    """
    spec = level_spec(levelspec)
    if spec is None:
        say("level", levelspec)
        return None
    match = _tester(form, session)
    budget = [_count_limit(n)]

    def strip(e: Any, level: int) -> Any:
        if not isinstance(e, Expr) or not spec.goes_below(level):
            return e
        kept = []
        for a in e.args:
            value = a.args[1] if type(e) is Association else a
            if spec.includes(level + 1, lambda v=value: depth_of(v)) and budget[0] != 0 and match(value):
                if budget[0] is not None:
                    budget[0] -= 1
                continue
            new = strip(value, level + 1)
            kept.append(Expr(a.head, (a.args[0], new)) if type(e) is Association else new)
        return Expr(e.head, tuple(kept))

    return strip(expr, 0)


@builtin("Count[expr_, form_]", "Count[expr_, form_, levelspec_]", operator="Count[form_][expr_]")
def count(expr: Any, form: Any, levelspec: Any = 1, *, session: Any, say: Any) -> Any:
    """Count[list, form] gives the number of elements that match form.

    >>> Count[{1, a, 2, b, 3}, _Integer]
    3
    """
    spec = level_spec(levelspec)
    if spec is None:
        say("level", levelspec)
        return None
    match = _tester(form, session)
    return sum(1 for e, _ in walk_levels(expr, spec) if match(e))


@builtin(
    "Position[expr_, form_, OptionsPattern[]]",
    "Position[expr_, form_, levelspec_, OptionsPattern[]]",
    "Position[expr_, form_, levelspec_, n_, OptionsPattern[]]",
    options={"Heads": "True"},
    operator="Position[form_][expr_]",
)
def position(
    expr: Any, form: Any, levelspec: Any = None, n: Any = None, *, session: Any, say: Any, options: dict[str, Any]
) -> Any:
    """Position[e, form] gives the positions of the parts that match form, heads (as 0) included.

    >>> Position[{a, {b, a}}, a]
    {{1}, {2, 2}}
    """
    spec = LevelSpec(0, None) if levelspec is None else level_spec(levelspec)
    if spec is None:
        say("level", levelspec)
        return None
    match = _tester(form, session)
    limit, out = _count_limit(n), []
    for e, where in walk_levels(expr, spec, heads=options["Heads"] is S.True_):
        if limit is not None and len(out) >= limit:
            break
        if match(e):
            out.append(make_list(where))
    return make_list(out)


@builtin(
    "FirstPosition[expr_, form_]",
    "FirstPosition[expr_, form_, default_]",
    "FirstPosition[expr_, form_, default_, levelspec_]",
    attributes="HoldRest Protected",
    operator="FirstPosition[form_][expr_]",
)
def first_position(
    expr: Any, form: Any, default: Any = None, levelspec: Any = None, *, session: Any, evaluate: Any
) -> Any:
    """FirstPosition[e, form] gives the position of the first part that matches form, else Missing["NotFound"].

    >>> FirstPosition[{a, {b, c}}, c]
    {2, 2}
    """
    spec = LevelSpec(0, None) if levelspec is None else level_spec(evaluate(levelspec))
    if spec is None:
        return None
    match = _tester(evaluate(form), session)
    for e, where in walk_levels(expr, spec, heads=True):
        if match(e):
            return make_list(where)
    return expr_missing() if default is None else default


@builtin(
    "Level[expr_, levelspec_, OptionsPattern[]]",
    "Level[expr_, levelspec_, f_, OptionsPattern[]]",
    options={"Heads": "False"},
)
def level(expr: Any, levelspec: Any, f: Any = None, *, say: Any, options: dict[str, Any]) -> Any:
    """Level[e, levels] gives the parts at those levels: n (1 to n), {n}, {m, n}, -1 the atoms.

    >>> Level[a + f[x, y^n], {-1}]
    {a, x, y, n}
    """
    spec = level_spec(levelspec)
    if spec is None:
        say("level", levelspec)
        return None
    found = [e for e, _ in walk_levels(expr, spec, heads=options["Heads"] is S.True_)]
    return Expr(S.List if f is None else f, tuple(found))


# ---- pattern objects -------------------------------------------------------------------------------------------------

for _name, _attributes, _usage in (
    ("Blank", "Protected", "_ matches any expression, _h any with head h."),
    ("BlankSequence", "Protected", "__ matches one or more expressions, __h with head h."),
    ("BlankNullSequence", "Protected", "___ matches any number of expressions, ___h with head h."),
    ("Pattern", "HoldFirst Protected", "x:p (or x_) matches p and names it x."),
    (
        "Optional",
        "Protected",
        "p:v matches p or, where it is missing, stands for v; x_. takes the default of the head.",
    ),
    ("Condition", "HoldAll Protected", "p /; test matches p when test gives True for the names bound."),
    ("PatternTest", "HoldRest Protected", "p?f matches p when f of it gives True."),
    ("Alternatives", "Protected", "p | q matches what p or q matches."),
    ("Repeated", "Protected", "p .. matches a sequence of one or more expressions that match p."),
    ("RepeatedNull", "Protected", "p ... matches a sequence of any number of expressions that match p."),
    ("Except", "Protected", "Except[c] matches what c does not; Except[c, p] what p does and c does not."),
    ("Longest", "Protected", "Longest[p] prefers the longest sequence."),
    ("Shortest", "Protected", "Shortest[p] prefers the shortest sequence."),
    ("OptionsPattern", "Protected", "OptionsPattern[] matches a sequence of options, for OptionValue."),
    ("PatternSequence", "Protected", "PatternSequence[p, q] matches that sequence of arguments."),
    ("OrderlessPatternSequence", "Protected", "OrderlessPatternSequence[p, q] matches them in any order."),
    (
        "KeyValuePattern",
        "Protected",
        "KeyValuePattern[{k -> p}] matches associations and rule lists with such elements.",
    ),
    ("Verbatim", "Protected", "Verbatim[e] matches exactly e, pattern objects in it included."),
    ("Rule", "Protected SequenceHold", "a -> b is a rule; b is evaluated at once."),
    ("RuleDelayed", "HoldRest Protected SequenceHold", "a :> b is a rule; b is evaluated when it is used."),
    ("Heads", "Protected", "Heads is an option that says whether heads of expressions are looked at."),
    ("MaxIterations", "Protected", "MaxIterations is an option that limits the number of steps."),
):
    name(_name, _usage, _attributes)

name(
    "General",
    "General holds the messages that every symbol may use.",
    level="Level specification `1` is not n, {n} or {m, n}.",
    depth="The expression is nested too deeply.",
)
