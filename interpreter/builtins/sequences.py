"""Runs of neighbouring elements that match a pattern: SequenceCases, SequencePosition, SequenceReplace and their
kin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from .. import symbols as S
from ..compiler import FAIL
from ..declare import builtin
from ..expr import LIST, Expr, is_list, is_rule, make_list
from ..patterns import span
from .positions import is_infinite

_MESSAGES = {"lists": "List expected at position `1` in `2`.", "numb": "`1` is not a whole number of matches."}
Try = Callable[[Any], Any]


class Match(NamedTuple):
    """Elements start ... stop - 1, and what a rule makes of them; for a plain pattern the list of them."""

    start: int
    stop: int
    value: Any
    inserted: bool


class Form(NamedTuple):
    """A pattern for runs: the least and greatest length, and f(list) -> value or FAIL."""

    least: int
    most: int
    attempt: Try
    inserts: bool  # a rule puts something in place of the run


def _form(patt: Any, session: Any) -> Form:
    lhs = patt.args[0] if is_rule(patt) else patt
    inner = lhs
    while type(inner) is Expr and inner.head in (S.Condition, S.HoldPattern) and inner.args:
        inner = inner.args[0]
    if is_list(inner):
        spans = [span(p) for p in inner.args]
        least, most = sum(s[0] for s in spans), sum(s[1] for s in spans)
    else:
        least, most = 0, 1 << 60
    if is_rule(patt):
        return Form(least, most, session.evaluator.rule_set(patt).rules[0].apply, True)
    matcher = session.evaluator.matcher
    return Form(least, most, lambda e: FAIL if matcher.match(lhs, e) is None else e, False)


def _forms(patt: Any, session: Any) -> list[Form]:
    """The patterns of one, or of a list with rules in it; another list is one pattern."""
    several = is_list(patt) and any(is_rule(p) for p in patt.args)
    return [_form(p, session) for p in (patt.args if several else (patt,))]


def matches(items: tuple[Any, ...], forms: list[Form], overlaps: Any, poll: Callable[[], None]) -> Iterator[Match]:
    """The runs that match, from the left; at each place the first form and the longest run come first.

    `overlaps` is False for runs apart, True for one from every place, All for all of them.
    """
    n, at = len(items), 0
    while at < n:
        poll()
        found = None
        for form in forms:
            for k in range(min(form.most, n - at), max(form.least, 1) - 1, -1):
                value = form.attempt(Expr(LIST, items[at : at + k]))
                if value is FAIL:
                    continue
                found = Match(at, at + k, value, form.inserts)
                yield found
                if overlaps is not S.All:
                    break
            if found is not None and overlaps is not S.All:
                break
        at = found.stop if found is not None and overlaps is S.False_ else at + 1


def _limit(n: Any, say: Any) -> int | None:
    if n is None or is_infinite(n):
        return 1 << 60
    return n if type(n) is int and n >= 0 else say("numb", n)


def _found(list: Any, patt: Any, n: Any, overlaps: Any, session: Any, say: Any, expr: Any) -> list[Match] | None:
    if not is_list(list):
        return say("lists", 1, expr)
    limit = _limit(n, say)
    if limit is None:
        return None
    out: Any = []
    for i, match in enumerate(matches(list.args, _forms(patt, session), overlaps, session.evaluator.poll)):
        if i >= limit:
            break
        out.append(match)
        if i + 1 >= limit:
            break
    return out


def _searcher(name: str, overlaps: str, usage: str, shape: Callable[[list[Match]], Any]) -> None:
    def search(
        list: Any, patt: Any, n: Any = None, *, options: dict[str, Any], session: Any, say: Any, expr: Any
    ) -> Any:
        found = _found(list, patt, n, options["Overlaps"], session, say, expr)
        return None if found is None else shape(found)

    search.__doc__ = usage
    builtin(
        f"{name}[list_, patt_, OptionsPattern[]]",
        f"{name}[list_, patt_, n_, OptionsPattern[]]",
        options={"Overlaps": overlaps},
        operator=f"{name}[patt_][list_]",
        **_MESSAGES,
    )(search)


_searcher(
    "SequenceCases",
    "False",
    """SequenceCases[list, patt] gives the runs of neighbouring elements that match patt, a list with patterns such as
    __ in it; SequenceCases[list, patt -> rhs] gives what the rule makes of each.
    SequenceCases[list, patt, n] gives the first n. SequenceCases[patt][list] does the same.

    The longest run counts at each place. Overlaps -> True gives one run from every place, Overlaps -> All all of them.

    >>> SequenceCases[{1, 2, a, 3, 4, 5}, {__Integer}]
    {{1, 2}, {3, 4, 5}}
    >>> SequenceCases[{a, b, c, d}, {x_, y_} -> f[x, y], Overlaps -> True]
    {f[a, b], f[b, c], f[c, d]}
    """,
    lambda found: make_list([m.value for m in found]),
)
_searcher(
    "SequencePosition",
    "True",
    """SequencePosition[list, sub] gives the positions {first, last} at which the elements of sub follow one another in
    list; SequencePosition[list, patt] those of the runs that match a pattern.
    SequencePosition[list, patt, n] gives the first n. SequencePosition[patt][list] does the same.

    Runs may overlap, one from every place; Overlaps -> False forbids it, Overlaps -> All gives all of them.

    >>> SequencePosition[{a, b, a, b, a}, {a, b, a}]
    {{1, 3}, {3, 5}}
    >>> SequencePosition[{1, x, 2, 3, y}, {__Integer}, Overlaps -> False]
    {{1, 1}, {3, 4}}
    """,
    lambda found: make_list([make_list((m.start + 1, m.stop)) for m in found]),
)


@builtin(
    "SequenceCount[list_, patt_, OptionsPattern[]]",
    options={"Overlaps": "False"},
    operator="SequenceCount[patt_][list_]",
    **_MESSAGES,
)
def sequence_count(list: Any, patt: Any, *, options: dict[str, Any], session: Any, say: Any, expr: Any) -> Any:
    """SequenceCount[list, sub] gives the number of times that the elements of sub follow one another in list,
    SequenceCount[list, patt] the number of runs that match a pattern. SequenceCount[patt][list] does the same.

    Runs do not overlap, but for Overlaps -> True (one from every place) and Overlaps -> All.

    >>> SequenceCount[{a, b, a, b, a}, {a, b}]
    2
    >>> SequenceCount[{a, a, a}, {a, a}, Overlaps -> True]
    2
    """
    found = _found(list, patt, None, options["Overlaps"], session, say, expr)
    return None if found is None else len(found)


def _pieces(items: tuple[Any, ...], found: list[Match]) -> Iterator[tuple[tuple[Any, ...], Match | None]]:
    """The elements between matches, each with the match behind them."""
    at = 0
    for match in found:
        yield items[at : match.start], match
        at = match.stop
    yield items[at:], None


@builtin(
    "SequenceReplace[list_, rules_]",
    "SequenceReplace[list_, rules_, n_]",
    operator="SequenceReplace[rules_][list_]",
    reps="`1` is neither a rule nor a list of rules.",
    **_MESSAGES,
)
def sequence_replace(list: Any, rules: Any, n: Any = None, *, session: Any, say: Any, expr: Any) -> Any:
    """SequenceReplace[list, patt -> rhs] puts rhs in place of each run of neighbouring elements that matches patt;
    SequenceReplace[list, {rule1, rule2, ...}] tries several rules in order at every place.
    SequenceReplace[list, rules, n] replaces the first n. SequenceReplace[rules][list] does the same.

    >>> SequenceReplace[{1, 2, 2, 3, 3, 3}, {x_, x_} -> f[x]]
    {1, f[2], f[3], 3}
    >>> SequenceReplace[{a, b, c}, {a, b} -> Sequence[x, y, z]]
    {x, y, z, c}
    """
    if not (is_rule(rules) or (is_list(rules) and len(rules) and all(is_rule(r) for r in rules.args))):
        return say("reps", rules)
    found = _found(list, rules, n, S.False_, session, say, expr)
    if found is None:
        return None
    out: Any = []
    for before, match in _pieces(list.args, found):
        out += [*before, *([] if match is None else [match.value])]
    return make_list(out)


@builtin(
    "SequenceSplit[list_, patt_]",
    "SequenceSplit[list_, patt_, n_]",
    operator="SequenceSplit[patt_][list_]",
    **_MESSAGES,
)
def sequence_split(list: Any, patt: Any, n: Any = None, *, session: Any, say: Any, expr: Any) -> Any:
    """SequenceSplit[list, patt] cuts a list at the runs that match patt, which are left out;
    SequenceSplit[list, patt -> rhs] puts rhs between the parts, SequenceSplit[list, {patt1 -> rhs1, patt2, ...}] takes
    several patterns. SequenceSplit[list, patt, n] gives at most n parts. SequenceSplit[patt][list] does the same.

    Parts without elements are left out.

    >>> SequenceSplit[{a, b, x, x, c, x, d}, {x ..}]
    {{a, b}, {c}, {d}}
    >>> SequenceSplit[{1, 2, 0, 3}, {0} -> "|"]
    {{1, 2}, |, {3}}
    """
    if not is_list(list):
        return say("lists", 1, expr)
    limit = _limit(n, say)
    if limit is None:
        return None
    forms = _forms(patt, session)
    out: Any = []
    parts, at = 0, 0
    for match in matches(list.args, forms, S.False_, session.evaluator.poll):
        if parts + (match.start > at) >= limit:
            break
        if match.start > at:
            out.append(make_list(list.args[at : match.start]))
            parts += 1
        if match.inserted:
            out.append(match.value)
        at = match.stop
    if at < len(list):
        out.append(make_list(list.args[at:]))
    return make_list(out)
