"""The functions of lists and loops, evaluated piece by piece in parallel kernels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..associations import Association
from ..control import AbortSignal
from ..declare import builtin
from ..expr import FAILED, NULL, Expr, Symbol, is_list, make_list
from ..packed import pack
from ..parallel.pool import DEAD, pieces
from ..parallel.ranks import shared_out, team_size
from .kernels import OPTIONS, distribute, working

Piece = list[Any]


def _failures(piece: Piece) -> Any:
    return make_list([FAILED] * len(piece))


def _failure(piece: Piece) -> Any:
    return FAILED


def _spread(
    session: Any, options: Any, items: Piece, call: Callable[[Piece], Any], lost: Callable[[Piece], Any] = _failures
) -> list[Any]:
    """The values of call(piece) for pieces of some items, in order; lost(piece) where the process has ended."""
    several = team_size()
    if several > 1:
        calls = [call(piece) for piece in pieces(items, options["Method"], several)]
        return shared_out(session, calls)
    pool = working(session)
    if pool is None:
        return [session.evaluate_expr(call(items))]
    runs = pieces(items, options["Method"], len(pool.kernels))
    calls = [call(run) for run in runs]
    distribute(session, pool, calls, options["DistributedContexts"])
    jobs = [pool.submit(c) for c in calls]
    pool.wait(jobs)
    if any(job.failure == "abort" for job in jobs):
        raise AbortSignal
    return [lost(run) if job.value is DEAD else job.value for run, job in zip(runs, jobs, strict=True)]


def _joined(values: list[Any]) -> Any:
    return make_list([x for v in values for x in (v.args if is_list(v) else (v,))])


_MOST = 10_000_000  # elements that are shared out one by one


# ---- functions of lists ----------------------------------------------------------------------------------------------


@builtin("ParallelMap[f_, expr_, OptionsPattern[]]", "ParallelMap[f_, expr_, level_, OptionsPattern[]]",
         operator="ParallelMap[f_][expr_]", options=OPTIONS, volatile=True)  # fmt: skip
def parallel_map(f: Any, expr: Any, level: Any = None, *, options: Any, session: Any) -> Any:
    """ParallelMap[f, expr] applies f to the elements of expr, as Map does, in parallel kernels;
    ParallelMap[f, expr, level] to the parts at a level. ParallelMap[f][expr] is ParallelMap[f, expr].

    Definitions that f needs go along. Method says how the work is cut: "FinestGrained", "CoarsestGrained",
    "EvaluationsPerKernel" -> n or "ItemsPerEvaluation" -> n.

    >>> ParallelMap[Prime, {1, 2, 3}]
    {2, 3, 5}
    """
    rest = () if level is None else (level,)
    if not isinstance(expr, Expr) or not expr.args or not _below_the_top(level):
        return Expr(S.Map, (f, expr, *rest))
    if type(expr) is Association:
        parts = _spread(
            session,
            options,
            list(expr.table.values()),
            lambda p: Expr(S.Map, (f, Expr(S.Association, tuple(p)), *rest)),
            lambda p: make_list([Expr(S.Rule, (r.args[0], FAILED)) for r in p]),
        )
        return Expr(S.Association, tuple(parts))
    values = _spread(session, options, list(expr.args), lambda p: Expr(S.Map, (f, pack(p), *rest)))
    joined = _joined(values)
    return joined if is_list(expr) else Expr(expr.head, joined.args)


def _below_the_top(level: Any) -> bool:
    """Whether a specification of levels means the same for a piece as for the whole."""
    if is_list(level) and len(level) in (1, 2):
        first, last = level.args[0], level.args[-1]
        return type(first) is int and first > 0 and (last is S.Infinity or (type(last) is int and last > 0))
    return level is None or (type(level) is int and level > 0)


@builtin("ParallelCombine[f_, expr_, OptionsPattern[]]", "ParallelCombine[f_, expr_, combine_, OptionsPattern[]]",
         options=OPTIONS, volatile=True)  # fmt: skip
def parallel_combine(f: Any, expr: Any, combine: Any = None, *, options: Any, session: Any) -> Any:
    """ParallelCombine[f, h[e1, e2, ...], comb] applies f to pieces h[e1, e2, ...] in parallel kernels, and comb to the
    results. Without comb these are joined, by h where that is flat.

    >>> ParallelCombine[Total, Range[10], Plus]
    55
    >>> ParallelCombine[Select[PrimeQ], Range[10]]
    {2, 3, 5, 7}
    """
    if not isinstance(expr, Expr) or not expr.args:
        return Expr(f, (expr,))
    head = expr.head
    values = _spread(session, options, list(expr.args), lambda p: Expr(f, (Expr(head, tuple(p)),)), _failure)
    if combine is None:
        flat = type(head) is Symbol and "Flat" in _attributes(head, session)
        combine = head if flat else S.Join
    return values[0] if len(values) == 1 and combine is S.Join else Expr(combine, tuple(values))


def _attributes(s: Symbol, session: Any) -> list[str]:
    found = session.evaluate_expr(Expr(S.Attributes, (s,)))
    return [a.name for a in found.args]


@builtin("ParallelTry[f_, list_, OptionsPattern[]]", "ParallelTry[f_, list_, n_, OptionsPattern[]]",
         options={"DistributedContexts": "$DistributedContexts"}, volatile=True)  # fmt: skip
def parallel_try(f: Any, list: Any, n: Any = None, *, options: Any, session: Any, evaluate: Any) -> Any:
    """ParallelTry[f, {e1, e2, ...}] gives the f[e] that is there first, and gives up the others;
    ParallelTry[f, {...}, n] the list of the first n. A value $Failed does not count.

    >>> ParallelTry[If[# > 2, #, $Failed] &, {1, 2, 3}]
    3
    """
    if not is_list(list) or (n is not None and (type(n) is not int or n < 1)):
        return None
    wanted = 1 if n is None else n
    calls = [Expr(f, (x,)) for x in list.args]
    pool = working(session)
    good: Any = []
    if pool is None:
        for call in calls:
            value = evaluate(call)
            good += [value] if value is not FAILED else []
            if len(good) == wanted:
                break
    else:
        distribute(session, pool, calls, options["DistributedContexts"])
        jobs = [pool.submit(call) for call in calls]
        order: Any = []

        def enough(jobs: Any) -> bool:
            order.extend([j for j in jobs if j.done and j.value not in (DEAD, FAILED) and j not in order])
            return len(order) >= wanted or all(j.done for j in jobs)

        pool.wait(jobs, enough)
        pool.cancel(jobs)
        good = [j.value for j in order[:wanted]]
    if n is None:
        return good[0] if good else FAILED
    return make_list(good)


# ---- loops -----------------------------------------------------------------------------------------------------------


def _values(iterator: Any, session: Any) -> tuple[Symbol | None, list[Any]] | None:
    """The variable of an iterator and its values; None where these are not known one by one."""
    if not is_list(iterator) or not 1 <= len(iterator) <= 4:
        return None
    name = iterator.args[0] if len(iterator) > 1 else None
    if name is not None and type(name) is not Symbol:
        return None
    body = NULL if name is None else name
    found = session.evaluate_expr(Expr(S.Quiet, (Expr(S.Table, (body, iterator)),)))
    return (name, list(found.args)) if is_list(found) else None


# parallel function -> (the function, how its values on pieces come together)
_LOOPS: dict[str, tuple[Symbol, Callable[[list[Any]], Any], str]] = {
    "ParallelTable": (S.Table, _joined, "ParallelTable[i^2, {i, 3}]\n    {1, 4, 9}"),
    "ParallelSum": (S.Sum, lambda v: Expr(S.Plus, tuple(v)), "ParallelSum[i, {i, 4}]\n    10"),
    "ParallelProduct": (S.Product, lambda v: Expr(S.Times, tuple(v)), "ParallelProduct[i, {i, 5}]\n    120"),
    "ParallelDo": (S.Do, lambda v: NULL, "ParallelDo[i^2, {i, 3}]\n"),
}


def _loop(title: str) -> None:
    head, combine, example = _LOOPS[title]

    def act(body: Any, iterators: tuple[Any, ...], *, options: Any, session: Any) -> Any:
        plain = Expr(head, (body, *iterators))
        known = _values(iterators[0], session)
        if known is None or not known[1]:
            return plain
        name, values = known

        def call(piece: list[Any]) -> Any:
            first = (len(piece),) if name is None else (name, pack(piece))
            return Expr(head, (body, make_list(first), *iterators[1:]))

        return combine(_spread(session, options, values, call, _failures if head is S.Table else _failure))

    act.__doc__ = f"""{title}[e, {{i, n}}, ...] does what {head.name}[e, {{i, n}}, ...] does, in parallel kernels.

    The values of the first variable are shared out; definitions that e needs go along. Method says how the work is cut,
    as in ParallelMap.

    >>> {example}
    """
    builtin(f"{title}[body_, iterators__, OptionsPattern[]]", attributes="HoldAll Protected", options=OPTIONS,
            volatile=True)(act)  # fmt: skip


for _title in _LOOPS:
    _loop(_title)


@builtin("ParallelArray[f_, sizes_, OptionsPattern[]]", "ParallelArray[f_, sizes_, origin_, OptionsPattern[]]",
         "ParallelArray[f_, sizes_, origin_, h_, OptionsPattern[]]", options=OPTIONS, volatile=True)  # fmt: skip
def parallel_array(f: Any, sizes: Any, origin: Any = 1, h: Any = S.List, *, options: Any, session: Any) -> Any:
    """ParallelArray[f, n] gives {f[1], f[2], ..., f[n]}, ParallelArray[f, {n1, n2, ...}] nested lists, as Array does,
    in parallel kernels.

    >>> ParallelArray[Plus, {2, 3}]
    {{2, 3, 4}, {3, 4, 5}}
    """
    ns = sizes.args if is_list(sizes) else (sizes,)
    starts = origin.args if is_list(origin) else (origin,) * len(ns)
    whole = all(type(x) is int for x in (*ns, *starts))
    if h is not S.List or not ns or len(starts) != len(ns) or not whole or not 1 <= ns[0] <= _MOST:
        return Expr(S.Array, (f, sizes, origin, h))

    def call(piece: list[Any]) -> Any:
        return Expr(S.Array, (f, make_list((len(piece), *ns[1:])), make_list((piece[0], *starts[1:]))))

    return _joined(_spread(session, options, list(range(starts[0], starts[0] + ns[0])), call))


# ---- anything --------------------------------------------------------------------------------------------------------

# function -> its parallel kin
_KIN = {
    S.Map: S.ParallelMap, S.Table: S.ParallelTable, S.Sum: S.ParallelSum, S.Product: S.ParallelProduct,
    S.Do: S.ParallelDo, S.Array: S.ParallelArray,
}  # fmt: skip
# function -> (the place of the list that is cut, what puts the results together)
_CUT = {
    S.Select: (0, S.Join), S.Cases: (0, S.Join), S.Count: (0, S.Plus), S.MemberQ: (0, S.Or), S.FreeQ: (0, S.And),
    S.Scan: (1, None), S.Outer: (1, S.Join), S.AllTrue: (0, S.And), S.AnyTrue: (0, S.Or), S.NoneTrue: (0, S.And),
    S.DeleteCases: (0, S.Join),
}  # fmt: skip


@builtin("Parallelize[expr_, OptionsPattern[]]", attributes="HoldFirst Protected", volatile=True,
         options={**OPTIONS, "DistributedContexts": "$Context"},
         nopar1="`1` cannot be cut into pieces; it is evaluated as it is.")  # fmt: skip
def parallelize(expr: Any, *, options: Any, session: Any, evaluate: Any, say: Any) -> Any:
    """Parallelize[expr] evaluates expr in parallel kernels, if it is a list, or a call of Map, Table, Sum, Product, Do,
    Array, Select, Cases, Count, MapThread, Outer and other functions of lists that can be cut into pieces.

    >>> Parallelize[{1 + 1, 2 + 2}]
    {2, 4}
    >>> Parallelize[Count[Range[100], _?PrimeQ]]
    25
    """
    given = [Expr(S.Rule, (S.system(k), v)) for k, v in options.items()]
    head = getattr(expr, "head", None)
    if head in _KIN:
        return Expr(_KIN[head], (*expr.args, *given))
    if is_list(expr) and expr.args:
        return _joined(_spread(session, options, list(expr.args), make_list))
    if head is S.MapThread and len(expr) == 2:
        f, lists = evaluate(expr.args[0]), evaluate(expr.args[1])
        if is_list(lists) and lists.args and all(is_list(x) and len(x) == len(lists.args[0]) for x in lists.args):
            rows = list(zip(*[x.args for x in lists.args], strict=True))
            return _joined(_spread(session, options, rows, lambda p: make_list([Expr(f, row) for row in p])))
    if head in _CUT and len(expr) == _CUT_ARGUMENTS.get(head, 2):
        at, combine = _CUT[head]
        args = [evaluate(a) for a in expr.args]
        if is_list(args[at]) and args[at].args:
            values = _spread(
                session,
                options,
                list(args[at].args),
                lambda p: Expr(head, (*args[:at], make_list(p), *args[at + 1 :])),
                _failures if combine is S.Join else _failure,
            )
            return NULL if combine is None else Expr(combine, tuple(values))
    say("nopar1", Expr(S.HoldForm, (expr,)))
    return evaluate(expr)


_CUT_ARGUMENTS = {S.Outer: 3}  # two, but for these
