"""What is done however an evaluation ends: WithCleanup, CheckAll; and a limit on memory."""

from __future__ import annotations

import threading
from typing import Any

from .. import symbols as S
from ..control import (
    AbortSignal,
    BreakSignal,
    ContinueSignal,
    GotoSignal,
    ReturnSignal,
    ThrowSignal,
    TimeSignal,
    Unwind,
)
from ..declare import builtin
from ..expr import ABORTED, NULL, Expr
from ..gate import resident_memory
from ..numerics.numbers import REAL_TYPES

_BETWEEN = 0.01  # seconds between two looks at the memory


@builtin("WithCleanup[body_, cleanup_]", "WithCleanup[start_, body_, cleanup_]", attributes="HoldAll Protected")
def with_cleanup(body: Any, cleanup: Any, start: Any = NULL, *, session: Any, evaluate: Any) -> Any:
    """WithCleanup[e, cleanup] evaluates e and then cleanup, also when e ends by Throw, Abort or a limit; the result is
    that of e. WithCleanup[start, e, cleanup] evaluates start first. Aborts from outside wait for start and cleanup.

    >>> WithCleanup[Print["work"]; 1, Print["tidy"]]
    work
    tidy
    1
    """

    def protected(e: Any) -> None:
        evaluate(Expr(S.AbortProtect, (e,)))

    if start is not NULL:
        protected(start)
    try:
        return evaluate(body)
    finally:
        depth = session.evaluator.depth
        protected(cleanup)
        session.evaluator.depth = depth


def _held(signal: Unwind) -> Any:
    """The control flow that a signal stands for, as the call that made it."""
    if isinstance(signal, ThrowSignal):
        return Expr(S.Throw, tuple([x for x in (signal.value, signal.tag, signal.handler) if x is not None]))
    if isinstance(signal, ReturnSignal):
        return Expr(S.Return, (signal.value,))
    if isinstance(signal, GotoSignal):
        return Expr(S.Goto, (signal.label,))
    return Expr({BreakSignal: S.Break, ContinueSignal: S.Continue, AbortSignal: S.Abort}[type(signal)], ())


@builtin("CheckAll[body_, f_]", attributes="HoldFirst Protected")
def check_all(body: Any, f: Any, *, evaluate: Any) -> Any:
    """CheckAll[e, f] evaluates e and gives f[value, HoldComplete[]]. If e ends by Throw, Abort, Return, Break, Continue
    or Goto, the value is Null, or $Aborted, and HoldComplete has what ended it, which ReleaseHold does again.

    >>> {CheckAll[1 + 1, List], CheckAll[Throw[a], List]}
    {{2, HoldComplete[]}, {Null, HoldComplete[Throw[a]]}}
    """
    try:
        return Expr(f, (evaluate(body), Expr(S.HoldComplete, ())))
    except (ThrowSignal, ReturnSignal, GotoSignal, BreakSignal, ContinueSignal, AbortSignal) as signal:
        value = ABORTED if isinstance(signal, AbortSignal) else NULL
        return Expr(f, (value, Expr(S.HoldComplete, (_held(signal),))))


@builtin(
    "MemoryConstrained[body_, bytes_]",
    "MemoryConstrained[body_, bytes_, failexpr_]",
    attributes="HoldAll Protected",
    memc="Number of bytes `1` is not a positive number or Infinity.",
)
def memory_constrained(body: Any, bytes: Any, failexpr: Any = ABORTED, *, session: Any, evaluate: Any, say: Any) -> Any:
    """MemoryConstrained[e, b] gives the value of e, or $Aborted as soon as the process has b bytes more than before;
    MemoryConstrained[e, b, f] gives f then.

    The memory is looked at many times a second; one operation on large arrays is not interrupted.

    >>> MemoryConstrained[1 + 1, 10^9]
    2
    """
    limit = evaluate(bytes)
    if isinstance(limit, Expr) and limit.head is S.DirectedInfinity:
        return body
    if type(limit) not in REAL_TYPES or not float(limit) > 0:
        return say("memc", limit)
    evaluator, owner, over, before = session.evaluator, object(), threading.Event(), resident_memory()

    def watch() -> None:
        while not over.wait(_BETWEEN):
            if resident_memory() - before > float(limit):
                evaluator.interrupt = TimeSignal(owner)
                return

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        return evaluator.evaluate(body)
    except TimeSignal as s:
        if s.owner is not owner:
            raise
        return failexpr
    finally:
        over.set()
        watcher.join()
        if isinstance(evaluator.interrupt, TimeSignal) and evaluator.interrupt.owner is owner:
            evaluator.interrupt = None
