"""Which levels or places are meant: numbers, spans and lists, negative ones from the end."""

from typing import Any


def _is_int(x: Any) -> bool:
    return isinstance(x, int) and not isinstance(x, bool)


def level_set(value: Any) -> Any:
    """Which levels of an array: a number, a list of numbers, ("Span", first, last, step) or "All".

    Negative numbers count from the last level, "All" stands for it in a span. `chosen_levels` finds them in an array.
    """
    if value == "All":
        return ("Span", 1, "All")
    if _is_span(value):
        return tuple(value)
    if _is_int(value) and value != 0:
        return value
    if isinstance(value, tuple | list) and all(_is_int(n) and n != 0 for n in value) and len(set(value)) == len(value):
        return tuple(value)
    raise ValueError("a level, a span or a list of different levels, or All")


def _is_span(value: Any) -> bool:
    """Whether a value is ("Span", i, j) or ("Span", i, j, k) of nonzero integers and "All"."""
    return (
        isinstance(value, tuple | list)
        and len(value) in (3, 4)
        and value[0] == "Span"
        and all(n == "All" or (_is_int(n) and n != 0) for n in value[1:3])
        and all(_is_int(n) and n != 0 for n in value[3:])
    )


def span_places(span: tuple, size: int) -> range:
    """The places, from 0, that a span ("Span", i, j, k) takes of `size` elements; raises ValueError when outside."""
    _, first, last, *rest = span
    step = rest[0] if rest else 1
    first, last = ((size if n == "All" else n) for n in (first, last))
    first, last = (n - 1 if n > 0 else size + n for n in (first, last))
    places = range(first, last + (1 if step > 0 else -1), step)
    if not places or min(places) < 0 or max(places) >= size:
        raise ValueError
    return places


def chosen_levels(spec: Any, rank: int) -> tuple[int, ...]:
    """The levels, from 1, that a `level_set` means in an array; raises ValueError when it lacks one."""
    if isinstance(spec, tuple) and spec[:1] == ("Span",):
        return tuple(n + 1 for n in span_places(spec, rank))
    found = tuple(n if n > 0 else rank + 1 + n for n in ((spec,) if _is_int(spec) else spec))
    if any(not 1 <= n <= rank for n in found) or len(set(found)) != len(found):
        raise ValueError
    return found


def least_rank(spec: Any) -> int:
    """How many levels an array needs for a `level_set`."""
    numbers = (spec,) if _is_int(spec) else spec
    return max((abs(n) for n in numbers[:3] if _is_int(n)), default=0)
