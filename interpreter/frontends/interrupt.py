"""Ctrl-C while something is evaluated: the first one asks the session to abort, the second one insists."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any


class Interrupts:
    """Whether the user has interrupted."""

    def __init__(self) -> None:
        self.seen = False


@contextmanager
def interruptible(session: Any) -> Iterator[Interrupts]:
    """While this lasts, Ctrl-C aborts the session's evaluation instead of ending the program."""
    interrupts = Interrupts()

    def handle(number: int, frame: FrameType | None) -> None:
        if interrupts.seen:
            raise KeyboardInterrupt
        interrupts.seen = True
        session.abort()

    if threading.current_thread() is not threading.main_thread():  # only there do signals arrive
        yield interrupts
        return
    before = signal.signal(signal.SIGINT, handle)
    try:
        yield interrupts
    finally:
        signal.signal(signal.SIGINT, before)
