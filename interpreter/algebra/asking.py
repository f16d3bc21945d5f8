"""Asking SymPy: loaded at the first question, under a time limit, aborted with the evaluation that asks."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from time import monotonic
from typing import Any

from .. import symbols as S
from ..control import Unwind

LIMIT = 10.0  # seconds for one question
_TICK = 0.05  # between two looks at the clock and at what asks for an abort


class _Late(BaseException):
    """Raised from another thread into the work that takes too long."""


def asked(session: Any, work: Callable[[Any], Any], seconds: float = LIMIT, needed: bool = True) -> Any:
    """What work(sympy) gives; None where it fails, takes too long, or SymPy is not there.

    If SymPy is `needed`, a message says that it is missing.
    """
    try:
        import sympy
    except ImportError:
        if needed:
            session.message(S.General, "nosympy")
        return None
    found = limited(session, lambda: work(sympy), seconds)
    session.evaluator.poll()
    return found


def limited(session: Any, work: Callable[[], Any], seconds: float) -> Any:
    """What work gives; None where it fails, after so many seconds, or when the evaluation is to be aborted.

    SymPy looks neither at a clock nor at our evaluator, so a second thread does and throws an exception into this one.
    """
    late: type[BaseException] = type("Late", (_Late,), {})  # a class of its own: questions may stand inside each other
    me, done, lock = threading.get_ident(), threading.Event(), threading.Lock()
    end = monotonic() + seconds

    def throw(exception: Any) -> None:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(me), exception)

    def watch() -> None:
        while not done.wait(_TICK):
            if session.evaluator.interrupt is not None or monotonic() > end:
                with lock:
                    if not done.is_set():
                        throw(ctypes.py_object(late))

    threading.Thread(target=watch, name="luperca-clock", daemon=True).start()
    try:
        try:
            return work()
        except Unwind:
            raise
        except Exception:  # SymPy has many ways to say that it cannot
            return None
        finally:
            with lock:
                done.set()
                throw(None)
    except late:
        return None
    finally:
        done.set()
