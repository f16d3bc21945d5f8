"""What the embedded interface raises."""

from __future__ import annotations

from .grammar import WLSyntaxError
from .interpreter.convert import Unconvertible

__all__ = ["SessionExit", "Unconvertible", "WLSyntaxError"]


class SessionExit(Exception):
    """The language asked for the end of the session by Exit[n] or Quit[n]; `code` is n."""

    def __init__(self, code: int) -> None:
        super().__init__(f"Exit[{code}]")
        self.code = code
