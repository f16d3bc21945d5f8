"""Repeated application: Nest, Fold, FixedPoint, NestWhile and their lists; functions made of functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .. import symbols as S
from ..associations import Association
from ..declare import applied, builtin
from ..expr import LIST, TRUE, Expr, has_head, is_list, same
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


# ---- while a test holds ------------------------------------------------------------------------------------------------


def _nest_while(session: Any, f: Any, x: Any, test: Any, m: Any, limit: Any, extra: Any, back: bool) -> list[Any] | None:
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
def nest_while_list(f: Any, expr: Any, test: Any, m: Any = 1, max: Any = S.Infinity, n: Any = 0, *, session: Any) -> Any:
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
    for last in _fixed_point(session, f, expr, n, options["SameTest"]):
        pass
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


# ---- folding -----------------------------------------------------------------------------------------------------------


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


# ---- functions made of functions ---------------------------------------------------------------------------------------


@builtin("Identity[expr_]")
def identity(expr: Any) -> Any:
    """Identity[expr] gives expr.

    >>> Identity[x]
    x
    """
    return expr


def _composed(fs: tuple[Any, ...], head: Any) -> Any:
    parts: list[Any] = []
    for f in fs:
        if has_head(f, head):
            parts += f.args
        elif f is not S.Identity:
            parts.append(f)
    if not parts:
        return S.Identity
    return parts[0] if len(parts) == 1 else None if len(parts) == len(fs) else Expr(head, tuple(parts))


@builtin("Composition[fs___]", attributes="Flat OneIdentity Protected")
def composition(fs: tuple[Any, ...]) -> Any:
    """Composition[f, g, h] or f @* g @* h is the function that gives f[g[h[x]]].

    >>> (f @* g)[x]
    f[g[x]]
    """
    return _composed(fs, S.Composition)


@applied("Composition")
def apply_composition(head: Any, args: tuple[Any, ...]) -> Any:
    """(f @* g)[x, y] is f[g[x, y]]."""
    return _chain(head.args[::-1], args)


@builtin("RightComposition[fs___]", attributes="Flat OneIdentity Protected")
def right_composition(fs: tuple[Any, ...]) -> Any:
    """RightComposition[f, g, h] or f /* g /* h is the function that gives h[g[f[x]]].

    >>> (f /* g)[x]
    g[f[x]]
    """
    return _composed(fs, S.RightComposition)


@applied("RightComposition")
def apply_right_composition(head: Any, args: tuple[Any, ...]) -> Any:
    """(f /* g)[x, y] is g[f[x, y]]."""
    return _chain(head.args, args)


def _chain(fs: tuple[Any, ...], args: tuple[Any, ...]) -> Any:
    if not fs:
        return None
    result = Expr(fs[0], args)
    for f in fs[1:]:
        result = Expr(f, (result,))
    return result


@builtin("OperatorApplied[f_, n_:2]")
def operator_applied(f: Any, n: Any = 2) -> Any:
    """OperatorApplied[f] is an operator form of f: OperatorApplied[f][x][y] gives f[y, x].

    OperatorApplied[f, n] takes n arguments one by one and gives f[x1, ..., xn].

    >>> OperatorApplied[f][x][y]
    f[y, x]
    >>> OperatorApplied[f, 3][a][b][c]
    f[a, b, c]
    """
    return None


@applied("OperatorApplied")
def apply_operator_applied(head: Any, args: tuple[Any, ...]) -> Any:
    """Collect the arguments in nested heads until there are enough."""
    if len(args) != 1:
        return None
    f, *spec = head.args
    return Expr(S.CurryApplied, (f, spec[0] if spec else Expr(S.List, (2, 1)), args[0]))


@builtin("CurryApplied[f_, n_, collected___]")
def curry_applied(f: Any, n: Any, collected: tuple[Any, ...] = ()) -> Any:
    """CurryApplied[f, n] is f with its n arguments taken one by one: CurryApplied[f, 2][x][y] gives f[x, y].

    CurryApplied[f, {i, j, ...}] puts the i-th of them first, the j-th second, and so on.

    >>> CurryApplied[f, 2][x][y]
    f[x, y]
    """
    order = list(range(1, n + 1)) if type(n) is int else list(n.args) if is_list(n) else None
    if order is None or len(collected) != len(order) or sorted(order) != list(range(1, len(order) + 1)):
        return None
    return Expr(f, tuple([collected[i - 1] for i in order]))


@applied("CurryApplied")
def apply_curry(head: Any, args: tuple[Any, ...]) -> Any:
    """One more argument."""
    return Expr(S.CurryApplied, (*head.args, *args)) if len(head.args) >= 2 else None

