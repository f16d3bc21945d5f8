"""Interval: sets of real numbers that are reckoned with as a whole."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin, meeting
from ..expr import FALSE, TRUE, Expr, boolean, expr, has_head, is_list, make_list, same
from ..numerics.intervals import FUNCTIONS, NoInterval, Pair, Reckoner, exponential, is_real
from ..numerics.numbers import Rational


def _pairs(e: Any, session: Any) -> list[Pair] | None:
    """The pairs of ends of an interval, of a number one pair; None of all else."""
    if has_head(e, S.Interval):
        parts = [(a.args if is_list(a) else (a, a)) for a in e.args]
        if all(len(p) == 2 and is_real(p[0], session) and is_real(p[1], session) for p in parts):
            return [(a, b) for a, b in parts]
        return None
    return [(e, e)] if is_real(e, session) else None


def _interval(pairs: list[Pair]) -> Expr:
    return Expr(S.Interval, tuple(map(make_list, pairs)))


@builtin("Interval[parts___]")
def interval(parts: tuple[Any, ...], *, session: Any, expr: Any) -> Any:
    """Interval[{a, b}] stands for the real numbers from a to b, Interval[{a1, b1}, {a2, b2}, ...] for those in any of
    several ranges. Sums, products, powers and functions of intervals are the intervals of their values, and
    comparisons are decided where all values agree.

    >>> {Interval[{1, 3}] + Interval[{-1, 1}], Interval[{-2, 1}]^2, 1/Interval[{-1, 2}]}
    {Interval[{0, 4}], Interval[{0, 4}], Interval[{-Infinity, -1}, {1/2, Infinity}]}
    >>> {Sin[Interval[{0, 2}]], Interval[{1, 2}] < 3, Interval[{1, 3}, {2, 5}]}
    {Interval[{0, 1}], True, Interval[{1, 5}]}
    """
    pairs = _pairs(expr, session)
    if pairs is None:
        return None
    try:
        made = _interval(Reckoner(session).united(pairs))
    except NoInterval:
        return None
    return None if same(made, expr) else made


@builtin("IntervalUnion[intervals___]")
def interval_union(intervals: tuple[Any, ...], *, session: Any) -> Any:
    """IntervalUnion[i1, i2, ...] gives the interval of all numbers that are in one of several intervals.

    >>> IntervalUnion[Interval[{1, 3}], Interval[{2, 5}], Interval[{7, 8}]]
    Interval[{1, 5}, {7, 8}]
    """
    every = [_pairs(i, session) for i in intervals]
    if None in every:
        return None
    return _told(session, lambda r: _interval(r.united([p for pairs in every for p in pairs])))


@builtin("IntervalIntersection[intervals__]")
def interval_intersection(intervals: tuple[Any, ...], *, session: Any) -> Any:
    """IntervalIntersection[i1, i2, ...] gives the interval of the numbers that are in all of several intervals,
    Interval[] if there is none.

    >>> {IntervalIntersection[Interval[{1, 3}], Interval[{2, 5}]], IntervalIntersection[Interval[{1, 2}], Interval[{3, 4}]]}
    {Interval[{2, 3}], Interval[]}
    """  # noqa: E501
    every = [_pairs(i, session) for i in intervals]
    if None in every:
        return None

    def work(r: Reckoner) -> Expr:
        found = every[0]
        for pairs in every[1:]:
            found = r.common(found, pairs)
        return _interval(r.united(found))

    return _told(session, work)


@builtin("IntervalMemberQ[interval_, x_]", attributes="Protected")
def interval_member_q(interval: Any, x: Any, *, session: Any) -> Any:
    """IntervalMemberQ[interval, x] is True if the number x, or the whole interval x, is in an interval.

    >>> {IntervalMemberQ[Interval[{1, 3}], 2], IntervalMemberQ[Interval[{1, 3}], Interval[{2, 4}]]}
    {True, False}
    """
    outer = _pairs(interval, session)
    if is_list(x):
        return make_list(Expr(S.IntervalMemberQ, (interval, a)) for a in x.args)
    inner = _pairs(x, session)
    if outer is None or inner is None:
        return FALSE

    def inside(r: Reckoner) -> Any:
        return boolean(all(any(r.order(c, a) <= 0 <= r.order(d, b) for c, d in outer) for a, b in inner))

    return _told(session, inside)


def _told(session: Any, work: Any) -> Any:
    try:
        return work(Reckoner(session))
    except NoInterval:
        return None


# ---- arithmetic ------------------------------------------------------------------------------------------------------


@meeting("Interval")
def _reckon(head: Any, args: tuple[Any, ...], *, session: Any) -> Any:
    rule = _RULES.get(head)
    if rule is None and (head not in FUNCTIONS or len(args) != 1):
        return None
    try:
        r = Reckoner(session)
        if rule is not None:
            return rule(r, head, args)
        pairs = _pairs(args[0], session)
        return None if pairs is None else _interval(r.united([FUNCTIONS[head](r, p) for p in pairs]))
    except NoInterval:
        return None


def _combine(r: Reckoner, head: Any, args: tuple[Any, ...]) -> Any:
    """Sums and products: numbers and intervals joined to one, other terms or factors left."""
    known, others = [], []
    for a in args:
        pairs = _pairs(a, r.session)
        if pairs is None:
            others.append(a)
        else:
            known.append(pairs)
    if len(known) < 2:
        return None
    step = r.plus if head is S.Plus else r.times
    total = known[0]
    for pairs in known[1:]:
        total = r.united([step(p, q) for p in total for q in pairs])
    return Expr(head, (_interval(total), *others)) if others else _interval(total)


def _power(r: Reckoner, head: Any, args: tuple[Any, ...]) -> Any:
    if len(args) != 2:
        return None
    base, exponent = args
    if type(exponent) in (int, Rational):
        pairs = _pairs(base, r.session)
        return None if pairs is None else _interval(r.united([q for p in pairs for q in r.power(p, exponent)]))
    pairs = _pairs(exponent, r.session)
    if pairs is None:
        return None
    if has_head(base, S.Interval):
        return expr(S.Power, S.E, expr(S.Times, exponent, expr(S.Log, base)))
    return _interval(r.united([exponential(r, base, p) for p in pairs]))


def _extreme(r: Reckoner, head: Any, args: tuple[Any, ...]) -> Any:
    every = [_pairs(a, r.session) for a in args]
    if None in every:
        return None
    pick = r.greatest if head is S.Max else r.least
    if len(args) == 1:
        return pick([v for p in every[0] for v in p])
    total = every[0]
    for pairs in every[1:]:
        total = r.united([(pick((a, c)), pick((b, d))) for a, b in total for c, d in pairs])
    return _interval(total)


# head -> what the order of two values may be
_ORDERS = {S.Less: (-1,), S.LessEqual: (-1, 0), S.Greater: (1,), S.GreaterEqual: (1, 0)}


def _compare(r: Reckoner, head: Any, args: tuple[Any, ...]) -> Any:
    if len(args) != 2:
        return None
    x, y = (_pairs(a, r.session) for a in args)
    if not x or not y:
        return None
    orders = {r.order(x[0][0], y[-1][1]), r.order(x[-1][1], y[0][0])}
    accepted = [o in _ORDERS[head] for o in orders]
    return TRUE if all(accepted) else FALSE if not any(accepted) else None


def _apart(r: Reckoner, head: Any, args: tuple[Any, ...]) -> Any:
    """Equality of sets without a common number is false."""
    if len(args) != 2 or same(*args):
        return None
    x, y = (_pairs(a, r.session) for a in args)
    return None if not x or not y or r.common(x, y) else FALSE if head is S.Equal else TRUE


_RULES = {
    S.Subtract: lambda r, head, args: expr(S.Plus, args[0], expr(S.Times, -1, args[1])) if len(args) == 2 else None,
    S.Divide: lambda r, head, args: expr(S.Times, args[0], expr(S.Power, args[1], -1)) if len(args) == 2 else None,
    S.Plus: _combine,
    S.Times: _combine,
    S.Power: _power,
    S.Max: _extreme,
    S.Min: _extreme,
    **dict.fromkeys(_ORDERS, _compare),
    S.Equal: _apart,
    S.Unequal: _apart,
}
