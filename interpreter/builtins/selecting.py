"""Elements by a criterion: Select, SelectFirst, AllTrue and their kin; smallest and largest by a function."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..associations import Association
from ..declare import builtin
from ..expr import FALSE, LIST, TRUE, Expr, expr, is_list
from ..numerics.numbers import NUMBER_TYPES, Complex
from ..ordering import sort_key
from .content import chosen, each, elements, tester


def _truths(session: Any, crit: Any, values: Any, limit: int | None = None) -> list[int]:
    """The indices of the values for which crit gives True; at most `limit`."""
    call = session.evaluator.caller(crit, 1)
    poll = session.evaluator.poll
    found = []
    for i, v in enumerate(values):
        if not i & 255:
            poll()
        if call(v) is TRUE:
            found.append(i)
            if len(found) == limit:
                break
    return found


@builtin("Select[list_, crit_]", "Select[list_, crit_, n_]", operator="Select[crit_][list_]")
def select(list: Any, crit: Any, n: Any = None, *, session: Any, say: Any) -> Any:
    """Select[list, crit] gives the elements of list for which crit gives True; Select[list, crit, n] the first n.

    >>> Select[{1, 2, 3, 4}, EvenQ]
    {2, 4}
    >>> Select[<|a -> 1, b -> 2|>, # > 1 &]
    <|b -> 2|>
    """
    if not isinstance(list, Expr):
        say("normal", 1, expr(S.Select, list, crit))
        return None
    if n is not None and type(n) is not int:
        n = None
    return chosen(list, [] if n == 0 else _truths(session, crit, elements(list), n))


@builtin(
    "SelectFirst[list_, crit_]",
    "SelectFirst[list_, crit_, default_]",
    attributes="HoldRest Protected",
    operator="SelectFirst[crit_][list_]",
)
def select_first(list: Any, crit: Any, default: Any = None, *, session: Any, evaluate: Any, say: Any) -> Any:
    """SelectFirst[list, crit] gives the first element for which crit gives True, else Missing["NotFound"].

    SelectFirst[list, crit, default] gives default if there is none.

    >>> SelectFirst[{1, 2, 4}, EvenQ]
    2
    >>> SelectFirst[{1, 3}, EvenQ, none]
    none
    """
    if not isinstance(list, Expr):
        say("normal", 1, expr(S.SelectFirst, list, crit))
        return None
    values = elements(list)
    found = _truths(session, evaluate(crit), values, 1)
    if found:
        return values[found[0]]
    return Expr(S.Missing, ("NotFound",)) if default is None else default


def _quantifier(name: str, wanted: bool, verdict: Any, otherwise: Any, usage: str, examples: str) -> None:
    def decide(list: Any, test: Any, level: Any = 1, *, session: Any, say: Any) -> Any:
        if not isinstance(list, Expr):
            return otherwise
        if level != 1:
            from ..levels import level_spec, walk_levels

            spec = level_spec(Expr(LIST, (level,)))
            values = [] if spec is None else [x for x, _ in walk_levels(list, spec)]
        else:
            values = elements(list)
        ask = tester(session, test)
        for v in values:
            if ask(v) is wanted:
                return verdict
        return otherwise

    decide.__doc__ = f"{usage}\n\n    {examples}\n    "
    builtin(f"{name}[list_, test_]", f"{name}[list_, test_, level_]", operator=f"{name}[test_][list_]")(decide)


_quantifier(
    "AllTrue",
    False,
    FALSE,
    TRUE,
    "AllTrue[list, test] gives True if test gives True for all elements.",
    ">>> AllTrue[{2, 4}, EvenQ]\n    True",
)
_quantifier(
    "AnyTrue",
    True,
    TRUE,
    FALSE,
    "AnyTrue[list, test] gives True if test gives True for at least one element.",
    ">>> AnyTrue[{1, 2}, EvenQ]\n    True",
)
_quantifier(
    "NoneTrue",
    True,
    FALSE,
    TRUE,
    "NoneTrue[list, test] gives True if test gives True for no element.",
    ">>> NoneTrue[{1, 3}, EvenQ]\n    True",
)


# ---- extreme elements ------------------------------------------------------------------------------------------------


def rank(value: Any) -> Any:
    """How values are compared by size: real numbers by value, all else after them in canonical order."""
    if type(value) in NUMBER_TYPES and type(value) is not Complex:
        return (0, value)
    return (1, sort_key(value))


def extremes(values: list[Any], n: int, largest: bool) -> list[int]:
    """The indices of the n smallest or largest values, the most extreme first; of equal ones the first comes first."""
    ranks = [rank(v) for v in values]
    return sorted(range(len(values)), key=ranks.__getitem__, reverse=largest)[:n]


def _how_many(n: Any, available: int) -> int | None:
    if type(n) is int:
        return n if 0 <= n <= available else None
    if isinstance(n, Expr) and n.head is S.UpTo and type(n.args[0]) is int:
        return min(n.args[0], available)
    return available if n is S.All else None


def _taker(name: str, largest: bool, by: bool) -> None:
    word = "largest" if largest else "smallest"

    def take(list: Any, *rest: Any, session: Any, say: Any) -> Any:
        f, n = rest if by else (None, rest[0])
        if not isinstance(list, Expr):
            say("normal", 1, Expr(getattr(S, name), (list, *rest)))
            return None
        values = elements(list)
        keep = [
            i
            for i, v in enumerate(values)
            if not (isinstance(v, Expr) and v.head is S.Missing) and v not in (S.Indeterminate, S.Null, S.None_)
        ]
        values = [values[i] for i in keep]
        count = _how_many(n, len(values))
        if count is None:
            say("insuff", n, word, len(values))
            return None
        order = extremes(values if f is None else each(session, f, values), count, largest)
        return chosen(list, [keep[i] for i in order])

    def plain(list: Any, n: Any, *, session: Any, say: Any) -> Any:
        return take(list, n, session=session, say=say)

    def with_function(list: Any, f: Any, n: Any, *, session: Any, say: Any) -> Any:
        return take(list, f, n, session=session, say=say)

    function: Any = with_function if by else plain
    which = "for which f is" if by else "that are"
    usage = f"{name}[list, {'f, ' if by else ''}n] gives the n elements {which} {word}, in order."
    example = f"{name}[{{-3, 1, 2}}, {'Abs, ' if by else ''}1]"
    shown = {(True, True): "{-3}", (True, False): "{2}", (False, True): "{1}", (False, False): "{-3}"}[largest, by]
    function.__doc__ = f"{usage}\n\n    >>> {example}\n    {shown}\n    "
    message = {"insuff": "Cannot take the `1` `2` elements: there are `3`."}
    if by:
        builtin(f"{name}[list_, f_, n_]", operator=f"{name}[f_, n_][list_]", **message)(function)
    else:
        builtin(f"{name}[list_, n_]", operator=f"{name}[n_][list_]", **message)(function)


_taker("TakeLargest", True, False)
_taker("TakeSmallest", False, False)
_taker("TakeLargestBy", True, True)
_taker("TakeSmallestBy", False, True)


def _extreme_by(name: str, largest: bool, shown: str) -> None:
    def pick(list: Any, f: Any, n: Any = None, *, session: Any, say: Any) -> Any:
        if not isinstance(list, Expr):
            say("normal", 1, Expr(getattr(S, name), (list, f)))
            return None
        values = each(session, f, elements(list))
        if not values:
            return list if type(list) is Association else Expr(list.head, ())
        if n is not None:
            count = _how_many(n, len(values))
            return None if count is None else chosen(list, extremes(values, count, largest))
        ranks = [rank(v) for v in values]
        best = max(ranks) if largest else min(ranks)
        return chosen(list, [i for i, r in enumerate(ranks) if r == best])

    word = "greatest" if largest else "smallest"
    pick.__doc__ = f"""{name}[list, f] gives the elements for which f is {word}; {name}[list, f, n] the n first ones.

    >>> {name}[{{-3, 1, 2}}, Abs]
    {shown}
    """
    builtin(f"{name}[list_, f_]", f"{name}[list_, f_, n_]", operator=f"{name}[f_][list_]")(pick)


_extreme_by("MaximalBy", True, "{-3}")
_extreme_by("MinimalBy", False, "{1}")


@builtin("DeleteMissing[list_]", "DeleteMissing[list_, level_]")
def delete_missing(list: Any, level: Any = 1) -> Any:
    """DeleteMissing[list] gives list without its elements Missing[...]; of an association without such values.

    DeleteMissing[list, n] looks n levels deep.

    >>> DeleteMissing[{1, Missing["NotFound"], 2}]
    {1, 2}
    """
    if not isinstance(list, Expr):
        return None
    values = elements(list)
    kept = chosen(list, [i for i, v in enumerate(values) if not (isinstance(v, Expr) and v.head is S.Missing)])
    if type(level) is int and level > 1 and is_list(kept):
        return Expr(LIST, tuple([delete_missing(x, level - 1) if isinstance(x, Expr) else x for x in kept.args]))
    return kept


@builtin("MissingQ[expr_]")
def missing_q(expr: Any) -> Any:
    """MissingQ[expr] gives True if the head of expr is Missing.

    >>> MissingQ[Missing["NotFound"]]
    True
    """
    return TRUE if isinstance(expr, Expr) and expr.head is S.Missing else FALSE
