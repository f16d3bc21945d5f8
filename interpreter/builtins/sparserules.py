"""Sparse arrays from rules: places, patterns of places, and bands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from .. import symbols as S
from ..compiler import FAIL
from ..expr import Expr, has_head, is_list, is_rule, make_list
from ..patterns import is_literal
from ..sparsearray import SparseArray, from_list, sparse
from .arrays import dimensions_of
from .positions import integers_of

Place = tuple[int, ...]
MOST = 10**8  # places that a pattern is tried at


class NoArray(Exception):
    """Rules that make no array: a message tag and its arguments."""


def from_rules(rules: list[Any], shape: tuple[int, ...] | None, default: Any, session: Any) -> SparseArray:
    """The array in which the first rule for a place counts.  Raises NoArray."""
    rules = [r for rule in rules for r in _separate(rule)]
    if shape is None:
        shape = _extent(rules)
    kept: dict[Place, Any] = {}
    for rule in rules:
        for place, value in _pairs(rule, shape, session):
            if is_list(value):
                raise NoArray("element", make_list(place))
            kept.setdefault(place, value)
    places = [[i - 1 for i in place] for place in kept]
    return sparse(shape, places, list(kept.values()), default)


def _separate(rule: Any) -> list[Any]:
    """{p1, p2, ...} -> {v1, v2, ...} as rules of their own."""
    lhs, rhs = rule.args
    if not is_list(lhs) or not lhs.args or not all(is_list(p) for p in lhs.args):
        return [rule]
    if is_list(rhs):
        if len(rhs) != len(lhs):
            raise NoArray("rules", rule)
        return [Expr(rule.head, pair) for pair in zip(lhs.args, rhs.args)]
    return [Expr(rule.head, (p, rhs)) for p in lhs.args]


def _explicit(lhs: Any) -> Place | None:
    """The place that a list of integers, or an integer for a vector, names."""
    if type(lhs) is int:
        return (lhs,)
    found = integers_of(lhs) if is_list(lhs) else None
    return tuple(found) if found else None


def _extent(rules: list[Any]) -> tuple[int, ...]:
    """The least dimensions that hold all the places that rules name."""
    most: list[int] = []
    for rule in rules:
        place = _explicit(rule.args[0])
        if place is None and has_head(rule.args[0], S.Band) and is_list(rule.args[1]):
            start = _explicit(rule.args[0].args[0])
            place = None if start is None else tuple([i + len(rule.args[1]) - 1 for i in start])
        if place is None or min(place) < 1 or (most and len(place) != len(most)):
            raise NoArray("nodims", rule.args[0])
        most = [max(pair) for pair in zip(most, place)] if most else list(place)
    if not most:
        raise NoArray("nodims", make_list(()))
    return tuple(most)


def _pairs(rule: Any, shape: tuple[int, ...], session: Any) -> Iterator[tuple[Place, Any]]:
    lhs, rhs = rule.args
    if has_head(lhs, S.Band):
        yield from _band(lhs, rhs, shape, rule.head is S.RuleDelayed, session)
        return
    place = _explicit(lhs)
    if place is not None:
        inside = _inside(place, shape)
        if inside is None:
            raise NoArray("range", lhs, make_list(shape))
        yield inside, session.evaluate_expr(rhs) if rule.head is S.RuleDelayed else rhs
        return
    if is_literal(lhs):
        raise NoArray("place", lhs)
    apply = session.evaluator.rule_set(rule).rules[0].apply
    single = len(shape) == 1 and not is_list(_bare(lhs))
    for place in _candidates(lhs, shape):
        session.evaluator.poll()
        found = apply(place[0] if single else make_list(place))
        if found is not FAIL:
            yield place, session.evaluate_expr(found)


def _inside(place: Place, shape: tuple[int, ...]) -> Place | None:
    """A place with negative numbers counted from the end; None if it is outside."""
    if len(place) != len(shape):
        return None
    found = tuple([i if i >= 0 else n + 1 + i for i, n in zip(place, shape)])
    return found if all(1 <= i <= n for i, n in zip(found, shape)) else None


def _bare(lhs: Any) -> Any:
    while type(lhs) is Expr and lhs.head in (S.Condition, S.HoldPattern, S.Pattern) and lhs.args:
        lhs = lhs.args[1 if lhs.head is S.Pattern and len(lhs) == 2 else 0]
    return lhs


def _candidates(lhs: Any, shape: tuple[int, ...]) -> Iterator[Place]:
    """The places that a pattern can match: numbers are fixed, and one name stands for one number."""
    inner = _bare(lhs)
    parts = inner.args if is_list(inner) and len(inner) == len(shape) else [None] * len(shape)
    names: dict[Any, int] = {}
    axes: list[int] = []  # which free number stands at each place
    free: list[range] = []
    for part, n in zip(parts, shape):
        key = part.args[0] if has_head(part, S.Pattern, 2) and type(part.args[1]) is Expr else object()
        if type(part) is int:
            axes.append(len(free))
            free.append(range(part, part + 1) if 1 <= part <= n else range(0))
        elif key in names:
            axes.append(names[key])
            free[names[key]] = range(1, min(n + 1, free[names[key]].stop))
        else:
            names[key] = len(free)
            axes.append(len(free))
            free.append(range(1, n + 1))
    for numbers in product(*free):
        yield tuple([numbers[k] for k in axes])


# ---- bands -----------------------------------------------------------------------------------------------------------


def _band(band: Any, values: Any, shape: tuple[int, ...], delayed: bool, session: Any) -> Iterator[tuple[Place, Any]]:
    """Band[start, end, step] -> one value, a sequence of values, or blocks."""
    rank = len(shape)
    start = _corner(band.args[0] if band.args else None, shape)
    ends = len(band) > 1 and band.args[1] is not S.Automatic
    end = _corner(band.args[1], shape) if ends else shape
    step = _steps(band.args[2], rank) if len(band) > 2 else None
    if start is None or end is None or (len(band) > 2 and step is None):
        raise NoArray("band", band)
    blocks = _blocks(values, rank)
    if blocks is not None:
        yield from _block_pairs(blocks, start, end, step, shape)
        return
    listed = values.args if is_list(values) and not delayed else None
    places = _diagonal(start, end, step or (1,) * rank, shape)
    for k, place in enumerate(places):
        if listed is None:
            yield place, session.evaluate_expr(values) if delayed else values
        elif k < len(listed) or (ends and listed):
            yield place, listed[k % len(listed)]
        else:
            return


def _corner(e: Any, shape: tuple[int, ...]) -> Place | None:
    place = _explicit(e)
    if place is None or len(place) != len(shape):
        return None
    return tuple([i if i > 0 else n + 1 + i for i, n in zip(place, shape)])


def _steps(e: Any, rank: int) -> Place | None:
    found = _explicit(e)
    if found is not None and len(found) == 1 and rank > 1 and not is_list(e):
        found = found * rank
    return found if found is not None and len(found) == rank and any(found) else None


def _diagonal(start: Place, end: Place, step: Place, shape: tuple[int, ...]) -> Iterator[Place]:
    at = start
    while all(
        1 <= i <= n and (i <= e if d > 0 else i >= e if d < 0 else True) for i, e, n, d in zip(at, end, shape, step)
    ):
        yield at
        at = tuple([i + d for i, d in zip(at, step)])


def _blocks(values: Any, rank: int) -> list[SparseArray] | None:
    """Arrays with as many dimensions as the whole: one, or a list of them.  None for single values."""
    if type(values) is SparseArray:
        return [values] if len(values.shape) == rank else None
    if not is_list(values) or rank == 1:
        return None
    if len(dimensions_of(values)) == rank:
        found = from_list(values)
        return None if found is None else [found]
    several = [v if type(v) is SparseArray else from_list(v) for v in values.args]
    fits = all(s is not None and len(s.shape) == rank for s in several)
    return [s for s in several if s is not None] if several and fits else None


def _block_pairs(
    blocks: list[SparseArray], start: Place, end: Place, step: Place | None, shape: tuple[int, ...]
) -> Iterator[tuple[Place, Any]]:
    at = start
    for block in blocks:
        for place, value in zip((block.places + 1).tolist(), block.values.args):
            there = tuple([i + k - 1 for i, k in zip(at, place)])
            if all(1 <= i <= min(n, e) for i, n, e in zip(there, shape, end)):
                yield there, value
        at = tuple([i + (d if step is not None else n) for i, n, d in zip(at, block.shape, step or (0,) * len(at))])


def rules_of(e: Any) -> list[Any] | None:
    """A rule or a list of rules as a Python list."""
    if is_rule(e):
        return [e]
    return list(e.args) if is_list(e) and len(e) and all(is_rule(r) for r in e.args) else None
