"""FindInstance: values for which a statement holds, from its solutions or, for several variables, by trying."""

from __future__ import annotations

from itertools import islice, product
from typing import Any

from .. import symbols as S
from ..expr import FALSE, TRUE, Expr, expr, has_head, is_list, make_list
from ..numerics.numbers import rational
from ..solving.formula import SolvingError, quiet
from ..substitution import substitute
from .realsets import RealSet, Unsettled, simplest_between
from .reducing import Reducer, joined

_TRIED = (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, 7, 8, 9, 10)
_FRACTIONS = (rational(1, 2), rational(-1, 2), rational(1, 3), rational(3, 2))
_MOST = 60_000  # points that are tried


def instances(statement: Any, variables: list[Any], domain: Any, n: int, session: Any) -> Any:
    if is_list(statement):
        statement = joined(S.And, statement.args)
    if statement is FALSE:
        return make_list(())
    rows = _of_one(statement, variables[0], domain, n, session) if len(variables) == 1 else None
    if rows is None:
        rows = _solved(statement, variables, domain, n, session) or _tried(statement, variables, domain, n, session)
    return make_list([make_list([expr(S.Rule, v, x) for v, x in zip(variables, row)]) for row in rows[:n]])


def _of_one(statement: Any, x: Any, domain: Any, n: int, session: Any) -> list[tuple[Any, ...]] | None:
    if domain is S.Complexes:
        return None
    try:
        found = RealSet(statement, x, session)
    except Unsettled:
        return None
    if domain is S.Integers:
        numbers, others = found.integers()
        if not numbers and others:
            return None
        return [(k,) for k in numbers]
    values = [(simplest_between(found, p),) for p in found.pieces]
    return None if domain is None and not values else values


def _solved(statement: Any, variables: list[Any], domain: Any, n: int, session: Any) -> list[tuple[Any, ...]]:
    """Values from what Reduce says."""
    try:
        found = Reducer(session, domain).reduce(statement, variables)
    except SolvingError:
        return []
    rows = []
    for case in found.args if has_head(found, S.Or) else (found,):
        parts = case.args if has_head(case, S.And) else (case,)
        values = {p.args[0]: p.args[1] for p in parts if has_head(p, S.Equal, 2)}
        free = {expr(S.C, k): 0 for k in range(1, 4)} | {v: 0 for v in variables if v not in values}
        row = tuple([session.evaluate_expr(_put(values.get(v, 0), free)) for v in variables])
        if _holds(statement, variables, row, session):
            rows.append(row)
    return rows


def _put(e: Any, values: dict[Any, Any]) -> Any:
    if isinstance(e, Expr) or e in values:
        if e in values:
            return values[e]
        return Expr(e.head, tuple([_put(a, values) for a in e.args]))
    return e


def _tried(statement: Any, variables: list[Any], domain: Any, n: int, session: Any) -> list[tuple[Any, ...]]:
    numbers = _TRIED if domain is S.Integers else (*_TRIED, *_FRACTIONS)
    rows = []
    points = sorted(product(range(len(numbers)), repeat=len(variables)), key=sum) if len(variables) < 4 else None
    choices = points if points is not None else product(range(5), repeat=len(variables))
    for choice in islice(choices, _MOST):
        row = tuple([numbers[i] for i in choice])
        if _holds(statement, variables, row, session):
            rows.append(row)
            if len(rows) == n:
                return rows
    if not rows:
        raise SolvingError("nsmet")
    return rows


def _holds(statement: Any, variables: list[Any], row: tuple[Any, ...], session: Any) -> bool:
    with quiet(session):
        found = session.evaluate_expr(substitute(statement, dict(zip(variables, row))))
        return found is TRUE or session.evaluate_expr(expr(S.Simplify, found)) is TRUE
