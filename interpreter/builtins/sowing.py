"""Sow and Reap: values collected on the way of an evaluation."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..associations import key
from ..declare import builtin
from ..expr import LIST, Expr, expr, is_list, make_list


class Harvest:
    """One Reap that is going on: the patterns it looks for, and (pattern number, tag) -> values."""

    def __init__(self, patterns: list[Any]) -> None:
        self.patterns = patterns
        self.found: list[dict[Any, tuple[Any, list[Any]]]] = [{} for _ in patterns]


def _reaping(session: Any) -> list[Harvest]:
    return session.state.setdefault("reaping", [])


@builtin("Sow[e_]", "Sow[e_, tag_]")
def sow(e: Any, tag: Any = S.None_, *, session: Any) -> Any:
    """Sow[e] gives e and lets the innermost Reap that is going on collect it; Sow[e, tag] marks it with a tag.

    A list of tags sows e once for each of them.

    >>> Reap[Sow[1]; Sow[2]; done]
    {done, {{1, 2}}}
    """
    match = session.evaluator.matcher.match
    for t in tag.args if is_list(tag) else (tag,):
        for harvest in reversed(_reaping(session)):
            hit = False
            for pattern, found in zip(harvest.patterns, harvest.found, strict=True):
                if match(pattern, t) is not None:
                    found.setdefault(key(t), (t, []))[1].append(e)
                    hit = True
            if hit:
                break
    return e


@builtin("Reap[e_]", "Reap[e_, patt_]", "Reap[e_, patt_, f_]", attributes="HoldFirst Protected")
def reap(e: Any, patt: Any = None, f: Any = None, *, session: Any, evaluate: Any) -> Any:
    """Reap[e] evaluates e and gives {value, {values sown meanwhile}}, one inner list for every tag.

    Reap[e, patt] collects what was sown with tags matching patt, Reap[e, {patt1, ...}] for each pattern separately;
    Reap[e, patt, f] gives f[tag, {values}] instead of the lists.

    >>> Reap[Do[Sow[i^2], {i, 3}]]
    {Null, {{1, 4, 9}}}
    >>> Reap[Sow[1, x]; Sow[2, y], _, f]
    {2, {f[x, {1}], f[y, {2}]}}
    """
    several = patt is not None and is_list(patt)
    patterns = list(patt.args) if several else [Expr(S.Blank) if patt is None else patt]
    harvest = Harvest(patterns)
    stack = _reaping(session)
    depth = len(stack)
    stack.append(harvest)
    try:
        value = evaluate(e)
    finally:
        del stack[depth:]
    results = []
    for found in harvest.found:
        lists = [make_list(vs) if f is None else Expr(f, (t, make_list(vs))) for t, vs in found.values()]
        results.append(Expr(LIST, tuple(lists)))
    return expr(LIST, value, Expr(LIST, tuple(results)) if several else results[0])
