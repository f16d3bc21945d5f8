"""Kinds of layer parameters: each checks and normalises one value, or raises ValueError(what is allowed)."""

from collections.abc import Callable
from typing import Any


def _is_int(x: Any) -> bool:
    return isinstance(x, int) and not isinstance(x, bool)


def level(value: Any) -> int:
    """A level: a whole number but 0, negative from the end."""
    if not _is_int(value) or value == 0:
        raise ValueError("a level (a nonzero integer)")
    return value


def sizes(value: Any) -> tuple[int, ...] | None:
    """A size or a list of sizes; None is one that the surroundings decide."""
    if value is None or value == "Automatic":
        return None
    dims = (value,) if _is_int(value) else value
    if not isinstance(dims, tuple | list) or not all(_is_int(d) and d > 0 for d in dims):
        raise ValueError("a positive integer, a list of positive integers or Automatic")
    return tuple(dims)


def probability(value: Any) -> float:
    """A number from 0 up to, not including, 1."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1:
        raise ValueError("a probability less than 1")
    return float(value)


def choice(*allowed: str) -> Callable[[Any], str]:
    """One of some strings."""

    def kind(value: Any) -> str:
        if value not in allowed:
            raise ValueError("one of " + ", ".join(f'"{name}"' for name in allowed))
        return value

    return kind


def reshape(value: Any) -> tuple:
    """Sizes of a reshaped array: numbers, "Inherited", at most one of "Automatic" and "All" ("All" last)."""
    good = isinstance(value, tuple | list) and all(
        d in ("Inherited", "Automatic", "All") if isinstance(d, str) else _is_int(d) and d > 0 for d in value
    )
    if not good or sum(d in ("Automatic", "All") for d in value) > 1 or "All" in value[:-1]:
        raise ValueError("a list of sizes, Inherited, and one Automatic or a last All")
    return tuple(value)


def levels(value: Any) -> Any:
    """What FlattenLayer merges: a number of levels or a list of lists of levels."""
    if _is_int(value) and value != 0:
        return value
    if isinstance(value, tuple | list) and value and all(isinstance(g, tuple | list) for g in value):
        groups = tuple(tuple(g) for g in value)
        flat = [n for g in groups for n in g]
        if all(_is_int(n) and n > 0 for n in flat) and len(set(flat)) == len(flat):
            return groups
    raise ValueError("a number of levels or lists of different levels")


def function(value: Any) -> Any:
    """A function of the table `ops.functions.FUNCTIONS`, or an expression tree over it: kept compiled."""
    from .ops.trees import compile_function

    return compile_function(value)


def function_of_one(value: Any) -> Any:
    """A `function` of one argument."""
    found = function(value)
    if len(found.slots) > 1:
        raise ValueError(f"a function of one number; this one takes {len(found.slots)}")
    return found


def broadcast(value: Any) -> Any:
    """How ThreadingLayer fits its inputs: None (equal shapes), "Automatic" (sizes of 1 stretch), a level, or a list."""
    each = value if isinstance(value, tuple | list) and value else (value,)
    if not all(v is None or v == "Automatic" or (_is_int(v) and v != 0) for v in each):
        raise ValueError("None, Automatic, a level, or a list of these")
    return tuple(each) if each is value else value


def positive(value: Any) -> float:
    """A number above 0."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < float("inf"):
        raise ValueError("a positive number")
    return float(value)


def real(value: Any) -> float:
    """A finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < float("inf"):
        raise ValueError("a number")
    return float(value)


def fraction(value: Any) -> float:
    """A number from 0 to 1."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError("a number from 0 to 1")
    return float(value)


def flag(value: Any) -> bool:
    """True or False."""
    if not isinstance(value, bool):
        raise ValueError("True or False")
    return value
