"""Measuring time and memory, and waiting."""

from __future__ import annotations

import sys
import time
from typing import Any

from .. import symbols as S
from ..associations import Association
from ..declare import builtin
from ..expr import LIST, NULL, Expr, make_list
from ..gate import resident_memory
from ..numerics.numbers import REAL_TYPES
from ..packed import Packed
from ..tasks import run_waiting

_SLICE = 0.02  # seconds between two looks at whether a pause was interrupted
_STARTED = time.monotonic()


@builtin("AbsoluteTiming[expr_]", attributes="HoldAll Protected SequenceHold", volatile=True)
def absolute_timing(expr: Any, *, evaluate: Any) -> Any:
    """AbsoluteTiming[expr] evaluates expr and gives {elapsed seconds, result}.

    >>> Last[AbsoluteTiming[2 + 2]]
    4
    """
    start = time.perf_counter()
    value = evaluate(expr)
    return make_list((time.perf_counter() - start, value))


@builtin("Timing[expr_]", attributes="HoldAll Protected SequenceHold", volatile=True)
def timing(expr: Any, *, evaluate: Any) -> Any:
    """Timing[expr] evaluates expr and gives {seconds of processor time, result}.

    >>> Last[Timing[2 + 2]]
    4
    """
    start = time.process_time()
    value = evaluate(expr)
    return make_list((time.process_time() - start, value))


@builtin("RepeatedTiming[expr_, t_:1]", attributes="HoldFirst Protected SequenceHold", volatile=True)
def repeated_timing(expr: Any, t: Any = 1, *, evaluate: Any) -> Any:
    """RepeatedTiming[expr] evaluates expr again and again for a second and gives {median seconds, result}.

    RepeatedTiming[expr, t] takes at least t seconds.

    >>> Last[RepeatedTiming[2 + 2, 0.01]]
    4
    """
    if type(t) not in REAL_TYPES:
        return None
    times: list[float] = []
    value: Any = NULL
    end = time.perf_counter() + float(t)
    while len(times) < 3 or (time.perf_counter() < end and len(times) < 100_000):
        start = time.perf_counter()
        value = evaluate(expr)
        times.append(time.perf_counter() - start)
    return make_list((sorted(times)[len(times) // 2], value))


@builtin("Pause[seconds_]", numnm="Non-negative machine-sized number expected at position `1` in `2`.", volatile=True)
def pause(seconds: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """Pause[n] waits for at least n seconds.

    >>> Pause[0.01]

    """
    if type(seconds) not in REAL_TYPES or float(seconds) < 0:
        return say("numnm", 1, expr)
    end = time.monotonic() + float(seconds)
    while (left := end - time.monotonic()) > 0:
        time.sleep(min(left, _SLICE))
        session.evaluator.poll()
        run_waiting(session)
    return NULL


@builtin("SessionTime[]", volatile=True)
def session_time() -> Any:
    """SessionTime[] gives the seconds since the program was started.

    >>> SessionTime[] > 0
    True
    """
    return time.monotonic() - _STARTED


@builtin("TimeUsed[]", volatile=True)
def time_used() -> Any:
    """TimeUsed[] gives the seconds of processor time used so far.

    >>> TimeUsed[] > 0
    True
    """
    return time.process_time()


# ---- memory ----------------------------------------------------------------------------------------------------------


def _peak() -> int:
    """The greatest memory of the process in bytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


@builtin("MemoryInUse[]", volatile=True)
def memory_in_use() -> Any:
    """MemoryInUse[] gives the number of bytes of memory in use.

    >>> MemoryInUse[] > 0
    True
    """
    return resident_memory() or _peak()


@builtin("MaxMemoryUsed[]", "MaxMemoryUsed[expr_]", attributes="HoldAll Protected", volatile=True)
def max_memory_used(expr: Any = None, *, evaluate: Any) -> Any:
    """MaxMemoryUsed[] gives the greatest number of bytes in use so far, MaxMemoryUsed[expr] by how much expr raised it.

    >>> MaxMemoryUsed[] >= MaxMemoryUsed[1 + 1]
    True
    """
    before = _peak()
    if expr is None:
        return before
    evaluate(expr)
    return max(_peak() - before, 0)


@builtin("ByteCount[expr_]")
def byte_count(expr: Any) -> Any:
    """ByteCount[expr] gives the number of bytes that expr takes, parts that occur twice counted twice.

    >>> ByteCount[{1, 2, 3}] > ByteCount[{}]
    True
    """
    total = 0
    stack = [expr]
    while stack:
        e = stack.pop()
        if type(e) is Packed:
            total += sys.getsizeof(e) + e.array.nbytes
        elif isinstance(e, Expr):
            table = sys.getsizeof(e.table) if type(e) is Association else 0
            total += sys.getsizeof(e) + table + sys.getsizeof(e.args)
            stack.extend(e.args)
            if e.head is not LIST:
                stack.append(e.head)
        elif isinstance(e, (int, float, str)):
            total += sys.getsizeof(e)
        elif e is not S.Null:
            total += sys.getsizeof(e)
    return total
