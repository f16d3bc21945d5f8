"""Whether clauses can all hold: the search of Davis, Putnam, Logemann and Loveland."""

from __future__ import annotations

from collections.abc import Iterable

from .normalforms import Term


def model(clauses: Iterable[Term]) -> Term | None:
    """Values of variables under which every clause has a literal that holds; None if there are none."""
    stack: list[tuple[list[Term], Term]] = [(list(clauses), {})]
    while stack:
        left, chosen = stack.pop()
        unit = next((c for c in left if len(c) == 1), None)
        while unit is not None and all(left):
            ((place, value),) = unit.items()
            chosen = {**chosen, place: value}
            left = _after(left, place, value)
            unit = next((c for c in left if len(c) == 1), None)
        if not all(left):  # an empty clause
            continue
        if not left:
            return chosen
        place = min(next(iter(c)) for c in left if len(c) == min(map(len, left)))
        for value in (False, True):
            stack.append((_after(left, place, value), {**chosen, place: value}))
    return None


def _after(clauses: list[Term], place: int, value: bool) -> list[Term]:
    """What is left of clauses when a variable has a value."""
    return [
        {k: v for k, v in c.items() if k != place} if place in c else c
        for c in clauses
        if c.get(place, not value) is not value
    ]
