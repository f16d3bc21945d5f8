"""Evaluations that come from outside of the running program: of tasks with a time, and of what arrives at sockets.

A session evaluates one thing at a time.  What comes waits until the session has nothing to do, when a thread of its
own evaluates it, or until the program pauses.
"""

from __future__ import annotations

import threading
import weakref
from collections import deque
from collections.abc import Callable
from typing import Any

_STATE = "tasks"
_WAIT = 0.05  # seconds between two tries


class Waiting:
    """What waits to be evaluated in one session."""

    def __init__(self, session: Any) -> None:
        self.session = weakref.ref(session)
        self.items: deque[tuple[Any, Callable[[], None]]] = deque()
        self.news = threading.Event()
        threading.Thread(target=_serve, args=(self.session, self.items, self.news), daemon=True).start()

    def post(self, e: Any, done: Callable[[], None] = lambda: None) -> None:
        """Have an expression evaluated as soon as it can be; `done` is called afterwards."""
        self.items.append((e, done))
        self.news.set()


def _serve(session: weakref.ref[Any], items: deque[Any], news: threading.Event) -> None:
    """What the thread does as long as there is a session."""
    while session() is not None:
        if not news.wait(1) or not items:
            news.clear()
            continue
        owner = session()
        if owner is not None and owner.lock.acquire(timeout=_WAIT):
            try:
                _run(owner, items)
            finally:
                owner.lock.release()


def _run(session: Any, items: deque[Any]) -> None:
    evaluator = session.evaluator
    while items:
        e, done = items.popleft()
        depth, special = evaluator.depth, evaluator.special
        try:
            session.evaluate_quietly(e)
        finally:
            evaluator.depth, evaluator.special = depth, special
            done()


def waiting(session: Any) -> Waiting:
    found: Waiting | None = session.state.get(_STATE)
    if found is None:
        found = session.state[_STATE] = Waiting(session)
    return found


def run_waiting(session: Any) -> None:
    """Evaluate what waits, in a pause of the program."""
    if _STATE in session.state:
        _run(session, session.state[_STATE].items)


class Timetable:
    """Times at which something is posted: `count` times, or for ever, with an interval between."""

    def __init__(
        self, post: Callable[[], None], interval: float, count: int | None, first: float | None = None
    ) -> None:
        self.post, self.interval, self.left = post, interval, count
        self.first = interval if first is None else first
        self.timer: threading.Timer | None = None

    def start(self) -> None:
        if self.left == 0:
            self.timer = None
            return
        self.timer = threading.Timer(self.interval, self._ring)
        self.timer.daemon = True
        self.timer.start()

    def _ring(self) -> None:
        if self.left is not None:
            self.left -= 1
        self.post()
        self.start()

    def stop(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
