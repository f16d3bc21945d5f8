"""Images as values of the language: pixels and colours, files, resampling, drawing.  Knows no evaluator."""

from typing import Any

from ..numerics.objects import OPERATIONS
from . import summary as summary  # whoever makes a picture can have it shown
from .value import Picture


def _reckoned(head: str, args: tuple[Any, ...]) -> Picture | None:
    from .arithmetic import reckoned

    return reckoned(head, args)


OPERATIONS[Picture] = _reckoned
