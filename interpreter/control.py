"""Non-local control flow: what Throw, Return, Break and their kin raise until somebody catches it."""

from __future__ import annotations

from typing import Any


class Unwind(Exception):
    """Base of all control flow; never shown to a user."""


class ThrowSignal(Unwind):
    def __init__(self, value: Any, tag: Any = None, handler: Any = None) -> None:
        self.value, self.tag, self.handler = value, tag, handler


class ReturnSignal(Unwind):
    def __init__(self, value: Any, target: Any = None) -> None:
        self.value, self.target = value, target


class BreakSignal(Unwind):
    pass


class ContinueSignal(Unwind):
    pass


class GotoSignal(Unwind):
    def __init__(self, label: Any) -> None:
        self.label = label


class AbortSignal(Unwind):
    """Abort[], Ctrl-C and session.abort()."""


class TimeSignal(Unwind):
    """A time limit ran out; `owner` is the TimeConstrained that set it."""

    def __init__(self, owner: object) -> None:
        self.owner = owner


class LimitSignal(Unwind):
    """A recursion or iteration limit was passed: the whole evaluation ends with `value`."""

    def __init__(self, value: Any) -> None:
        self.value = value


class ExitSignal(Unwind):
    """Exit[n] and Quit[n]."""

    def __init__(self, code: int = 0) -> None:
        self.code = code
