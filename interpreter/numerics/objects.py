"""Objects that sums, products and powers reckon with as they do with numbers: images and their like.

The rooms of such objects register here what Plus, Times and Power give for them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# type -> f(name of the head, arguments) -> an expression, or None where nothing is to be reckoned
OPERATIONS: dict[type, Callable[[str, tuple[Any, ...]], Any]] = {}
KNOWN = OPERATIONS.keys()


def reckoned(head: str, args: tuple[Any, ...]) -> Any:
    """What head[args] gives, one of the arguments being such an object."""
    act = next(OPERATIONS[type(a)] for a in args if type(a) in OPERATIONS)
    return act(head, args)
