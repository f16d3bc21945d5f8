"""Variables and functions that all parallel kernels have in common: the session itself keeps them."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, Symbol, make_list
from ..parallel.ranks import team_size
from .kernels import may_work_together, pool_of


def _share(symbols: tuple[Any, ...], frame: str, session: Any) -> Any:
    named = [s for s in symbols if type(s) is Symbol]
    if team_size() > 1:
        session.message(S.General, "ranks")
    if may_work_together(session):
        pool = pool_of(session)
        for s in named:
            if s not in pool.shared:
                pool.shared.add(s)
                pool.tell(frame, s)
    return make_list([Expr(S.HoldForm, (s,)) for s in named])


@builtin("SetSharedVariable[symbols___]", attributes="HoldAll Protected", volatile=True)
def set_shared_variable(symbols: tuple[Any, ...], *, session: Any) -> Any:
    """SetSharedVariable[x, y, ...] makes variables common to all parallel kernels: the session keeps their values, and
    every use asks it. x = v, x++, x += v, AppendTo[x, v] and their like each happen at one go.

    >>> SetSharedVariable[total]; total = 0; ParallelDo[total += i, {i, 4}]; total
    10
    """
    return _share(symbols, "share", session)


@builtin("SetSharedFunction[symbols___]", attributes="HoldAll Protected", volatile=True)
def set_shared_function(symbols: tuple[Any, ...], *, session: Any) -> Any:
    """SetSharedFunction[f, g, ...] has the session evaluate functions for all parallel kernels.

    >>> SetSharedFunction[f]; f[x_] := {$KernelID, x}; ParallelTable[f[i], {i, 2}]
    {{0, 1}, {0, 2}}
    """
    return _share(symbols, "share_function", session)


@builtin("Luperca`Remotely[expr_]", attributes="HoldAllComplete Protected", volatile=True)
def remotely(expr: Any, *, session: Any, evaluate: Any) -> Any:
    """Luperca`Remotely[expr] has expr evaluated by the session to which a parallel kernel belongs.

    >>> Luperca`Remotely[1 + 1]
    2
    """
    worker = session.state.get("worker")
    return evaluate(expr) if worker is None else worker.ask("evaluate", expr)


@builtin("CriticalSection[locks_, expr_]", attributes="HoldAll Protected", volatile=True)
def critical_section(locks: Any, expr: Any, *, session: Any, evaluate: Any) -> Any:
    """CriticalSection[{lock1, lock2, ...}, expr] evaluates expr while no other parallel kernel is in a section with one
    of the locks, which are symbols.

    >>> SetSharedVariable[n]; n = 0; ParallelDo[CriticalSection[{lock}, n = n + 1], {10}]; n
    10
    """
    worker = session.state.get("worker")
    names = make_list([s for s in getattr(locks, "args", ()) if type(s) is Symbol])
    if worker is None or not names.args:
        return evaluate(expr)
    worker.ask("lock", names)
    try:
        return evaluate(expr)
    finally:
        worker.ask("unlock", names)


@builtin("UnsetShared[symbols___]", attributes="HoldAll Protected", volatile=True)
def unset_shared(symbols: tuple[Any, ...], *, session: Any) -> Any:
    """UnsetShared[x, f, ...] makes variables and functions private again to each parallel kernel; their values in the
    kernels are gone.

    >>> SetSharedVariable[x]; UnsetShared[x]
    {x}
    """
    pool, gone = pool_of(session), []
    for s in symbols:
        if s in pool.shared:
            pool.shared.discard(s)
            pool.greetings = [g for g in pool.greetings if g[1] is not s]
            for kernel in pool.kernels.values():
                kernel.send("private", s)
            gone.append(Expr(S.HoldForm, (s,)))
    return make_list(gone)
