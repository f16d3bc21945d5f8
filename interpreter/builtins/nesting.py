"""Repeated application: Nest, NestWhile, FixedPoint, Fold and their lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .. import symbols as S
from ..associations import Association
from ..declare import applied, builtin
from ..expr import LIST, TRUE, Expr, is_list, same
from ..packed import pack
from .content import elements
from .positions import is_infinite

_INTNM = "Non-negative machine-sized integer expected at position `2` in `1`."


def _applications(session: Any, f: Any, x: Any) -> Iterator[Any]:
    """x, f[x], f[f[x]], ... without end."""
    call = session.evaluator.caller(f, 1)
    poll = session.evaluator.poll
    yield x
    while True:
        poll()
        x = call(x)
        yield x


def _count(n: Any, say: Any, call: Callable[[], Expr]) -> int | None:
    if type(n) is int and n >= 0:
        return n
    say("intnm", call(), 3)
    return None


@builtin("Nest[f_, expr_, n_]", intnm=_INTNM)
def nest(f: Any, expr: Any, n: Any, *, session: Any, say: Any) -> Any:
    """Nest[f, x, n] applies f to x n times.

    >>> Nest[f, x, 3]
    f[f[f[x]]]
    """
    if _count(n, say, lambda: Expr(S.Nest, (f, expr, n))) is None:
        return None
    call = session.evaluator.caller(f, 1)
    poll = session.evaluator.poll
    for _ in range(n):
        poll()
        expr = call(expr)
    return expr


@builtin("NestList[f_, expr_, n_]", intnm=_INTNM)
def nest_list(f: Any, expr: Any, n: Any, *, session: Any, say: Any) -> Any:
    """NestList[f, x, n] gives the list {x, f[x], f[f[x]], ...} of n applications of f.

    >>> NestList[f, x, 2]
    {x, f[x], f[f[x]]}
    """
    if _count(n, say, lambda: Expr(S.NestList, (f, expr, n))) is None:
        return None
    steps = _applications(session, f, expr)
    return pack([next(steps) for _ in range(n + 1)])


# ---- while a test holds ----------------------------------------------------------------------------------------------


def _nest_while(
    session: Any, f: Any, x: Any, test: Any, m: Any, limit: Any, extra: Any, back: bool
) -> list[Any] | None:
    """The values that NestWhile passes; `m` results are shown to the test (All: every one).

    Kept whole only as far as somebody wants them: `back` says that all are to be given back.
    """
    least, most = (m, m) if type(m) is int else (1, None)
    if is_list(m) and len(m) == 2:
        least, most = m.args[0], None if is_infinite(m.args[1]) else m.args[1]
    top = None if is_infinite(limit) else limit
    if type(least) is not int or not (top is None or type(top) is int) or type(extra) is not int:
        return None
    window = most if type(most) is int else None
    call, ask = session.evaluator.caller(f, 1), session.evaluator.caller(test, window or 1)
    poll = session.evaluator.poll
    values = [x]
    n = 0
    while True:
        poll()
        if len(values) >= least:
            shown = values if window is None else values[-window:]
            if ask(*shown) is not TRUE:
                break
        if top is not None and n >= top:
            return values
        values.append(call(values[-1]))
        n += 1
        if not back and window is not None and len(values) > window + max(-extra, 0) + 1:
            del values[0]
    for _ in range(extra):
        values.append(call(values[-1]))
    if extra < 0:
        del values[extra if len(values) > -extra else 1 :]
    return values


@builtin("NestWhile[f_, expr_, test_, m_:1, max_:Infinity, n_:0]")
def nest_while(f: Any, expr: Any, test: Any, m: Any = 1, max: Any = S.Infinity, n: Any = 0, *, session: Any) -> Any:
    """NestWhile[f, x, test] applies f for as long as test of the last result is True.

    NestWhile[f, x, test, m] gives the test the m last results (All: all of them); NestWhile[f, x, test, m, max] stops
    after max applications; a last argument n applies f n more times, -n goes back n results.

    >>> NestWhile[#/2 &, 48, EvenQ]
    3
    """
    values = _nest_while(session, f, expr, test, m, max, n, False)
    return None if values is None else values[-1]


@builtin("NestWhileList[f_, expr_, test_, m_:1, max_:Infinity, n_:0]")
def nest_while_list(
    f: Any, expr: Any, test: Any, m: Any = 1, max: Any = S.Infinity, n: Any = 0, *, session: Any
) -> Any:
    """NestWhileList[f, x, test] gives the list of results of applying f for as long as the test is True.

    >>> NestWhileList[#/2 &, 12, EvenQ]
    {12, 6, 3}
    """
    values = _nest_while(session, f, expr, test, m, max, n, True)
    return None if values is None else pack(values)


def _fixed_point(session: Any, f: Any, x: Any, limit: Any, test: Any) -> Iterator[Any]:
    top = -1 if is_infinite(limit) else limit
    ask = None if test is S.Automatic else session.evaluator.caller(test, 2)
    steps = _applications(session, f, x)
    old = next(steps)
    yield old
    while top != 0:
        top -= 1
        new = next(steps)
        yield new
        if same(old, new) if ask is None else ask(old, new) is TRUE:
            return
        old = new


@builtin("FixedPoint[f_, expr_, n_:Infinity, OptionsPattern[]]", options={"SameTest": "Automatic"})
def fixed_point(f: Any, expr: Any, n: Any = S.Infinity, *, options: dict[str, Any], session: Any) -> Any:
    """FixedPoint[f, x] applies f until the result no longer changes; FixedPoint[f, x, n] at most n times.

    The option SameTest says what counts as no change; the default is SameQ.

    >>> FixedPoint[Floor[#/2] &, 100]
    0
    """
    if type(n) is not int and not is_infinite(n):
        return None
    last = expr
    for value in _fixed_point(session, f, expr, n, options["SameTest"]):
        last = value
    return last


@builtin("FixedPointList[f_, expr_, n_:Infinity, OptionsPattern[]]", options={"SameTest": "Automatic"})
def fixed_point_list(f: Any, expr: Any, n: Any = S.Infinity, *, options: dict[str, Any], session: Any) -> Any:
    """FixedPointList[f, x] gives the list of results of applying f until the result no longer changes.

    >>> FixedPointList[Floor[#/2] &, 9]
    {9, 4, 2, 1, 0, 0}
    """
    if type(n) is not int and not is_infinite(n):
        return None
    return pack(list(_fixed_point(session, f, expr, n, options["SameTest"])))


# ---- folding ---------------------------------------------------------------------------------------------------------


def _folder(name: str, keep: bool) -> Callable[..., Any]:
    def fold(f: Any, x: Any, list: Any = None, *, session: Any, say: Any) -> Any:
        if list is None:
            list = x
            if not isinstance(list, Expr):
                say("normal", 2, Expr(getattr(S, name), (f, list)))
                return None
            values = elements(list)
            if not values:
                return Expr(list.head, ()) if keep else None
            x, values = values[0], values[1:]
        else:
            if not isinstance(list, Expr):
                say("normal", 3, Expr(getattr(S, name), (f, x, list)))
                return None
            values = elements(list)
        call = session.evaluator.caller(f, 2)
        poll = session.evaluator.poll
        if not keep:
            for v in values:
                poll()
                x = call(x, v)
            return x
        out = [x]
        for v in values:
            poll()
            x = call(x, v)
            out.append(x)
        head = LIST if type(list) is Association else list.head
        return pack(out) if head is LIST else Expr(head, tuple(out))

    return fold


_fold, _fold_list = _folder("Fold", False), _folder("FoldList", True)
_fold.__doc__ = """Fold[f, x, {a, b, ...}] gives f[...f[f[x, a], b]...]; Fold[f, list] starts with the first element.

    >>> Fold[f, x, {a, b, c}]
    f[f[f[x, a], b], c]
    """
_fold_list.__doc__ = """FoldList[f, x, {a, b, ...}] gives {x, f[x, a], f[f[x, a], b], ...}.

    FoldList[f, list] starts with the first element of the list.

    >>> FoldList[f, x, {a, b}]
    {x, f[x, a], f[f[x, a], b]}
    """
builtin("Fold[f_, x_, list_:None]", operator="Fold[f_][list_]")(_fold)
builtin("FoldList[f_, x_, list_:None]", operator="FoldList[f_][list_]")(_fold_list)


@applied("Fold")
def fold_operator(head: Any, args: tuple[Any, ...]) -> Any:
    """Fold[f][list] and Fold[f][x, list]."""
    return Expr(S.Fold, (*head.args, *args)) if len(head.args) == 1 and len(args) in (1, 2) else None


@applied("FoldList")
def fold_list_operator(head: Any, args: tuple[Any, ...]) -> Any:
    """FoldList[f][list] and FoldList[f][x, list]."""
    return Expr(S.FoldList, (*head.args, *args)) if len(head.args) == 1 and len(args) in (1, 2) else None


@builtin("FoldPairList[f_, x_, list_, g_:First]", pair="A pair {output, state} was expected instead of `1`.")
def fold_pair_list(f: Any, x: Any, list: Any, g: Any = S.First, *, session: Any, say: Any) -> Any:
    """FoldPairList[f, y, {a, b, ...}] collects outputs: f[state, a] gives {output, new state} at each step.

    FoldPairList[f, y, list, g] collects g[{output, state}] instead of the output.

    >>> FoldPairList[{#1 + #2, #1 #2} &, 1, {2, 3}]
    {3, 5}
    """
    outputs = _fold_pairs(session, f, x, list, g, say)
    return None if outputs is None else pack(outputs)


@builtin("FoldPair[f_, x_, list_, g_:First]", pair="A pair {output, state} was expected instead of `1`.")
def fold_pair(f: Any, x: Any, list: Any, g: Any = S.First, *, session: Any, say: Any) -> Any:
    """FoldPair[f, y, list] gives the last output of FoldPairList[f, y, list].

    >>> FoldPair[{#1 + #2, #1 #2} &, 1, {2, 3}]
    5
    """
    outputs = _fold_pairs(session, f, x, list, g, say)
    return outputs[-1] if outputs else None


def _fold_pairs(session: Any, f: Any, x: Any, list: Any, g: Any, say: Any) -> list[Any] | None:
    if not isinstance(list, Expr):
        return None
    call, finish = session.evaluator.caller(f, 2), session.evaluator.caller(g, 1)
    out = []
    for v in elements(list):
        session.evaluator.poll()
        pair = call(x, v)
        if not is_list(pair) or len(pair) != 2:
            say("pair", pair)
            return None
        out.append(finish(pair))
        x = pair.args[1]
    return out
