"""What Reduce says of the variables as rules, for Solve."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..expr import FALSE, TRUE, Symbol, expr, has_head, is_list, make_list
from ..solving.formula import SolvingError
from ..substitution import contains, substitute
from .asking import asked
from .assumptions import facts
from .bridge import Bridge
from .checking import agree
from .reducing import Reducer, joined


def as_rules(given: Any, variables: list[Any], domain: Any, session: Any, say: Callable[..., Any]) -> Any:
    """{{x -> value, ...}, ...}: whole solutions, or values under conditions where intervals solve a system."""
    if any(type(v) is not Symbol for v in variables):
        raise SolvingError("nsmet")
    statement = joined(S.And, given.args) if is_list(given) else given
    try:
        found = Reducer(session, domain).reduce(statement, variables)
    except SolvingError:
        return _asked(statement, variables, domain, session, say)
    if found is FALSE:
        return make_list(())
    if found is TRUE:
        return make_list([make_list(())])
    cases = found.args if has_head(found, S.Or) else (found,)
    return make_list([make_list(_row(case, variables)) for case in cases])


def _asked(statement: Any, variables: list[Any], domain: Any, session: Any, say: Callable[..., Any]) -> Any:
    """What SymPy finds, as far as it fits; there may be more."""
    equations = facts(statement)
    if domain not in (None, S.Complexes) or not all(has_head(e, S.Equal, 2) for e in equations):
        raise SolvingError("nsmet")

    def work(sympy: Any) -> Any:
        bridge = Bridge(sympy, session, variables)
        rows = sympy.solve([bridge.to(e) for e in equations], [bridge.to(v) for v in variables], dict=True)
        return bridge.back([[[variable, value] for variable, value in row.items()] for row in rows])

    found = asked(session, work)
    rows = [] if found is None else [{p.args[0]: p.args[1] for p in row.args} for row in found.args]
    kept = [r for r in rows if all(agree(session, *(substitute(a, r) for a in e.args)) for e in equations)]
    if not kept:
        raise SolvingError("nsmet")
    say("ifun")
    return make_list([make_list([expr(S.Rule, v, r[v]) for v in variables if v in r]) for r in kept])


def _row(case: Any, variables: list[Any]) -> list[Any]:
    parts = case.args if has_head(case, S.And) else (case,)
    values = {p.args[0]: p.args[1] for p in parts if has_head(p, S.Equal, 2) and p.args[0] in variables}
    conditions = [p for p in parts if not (has_head(p, S.Equal, 2) and p.args[0] in values)]
    if any(has_head(c, S.Or) for c in conditions):
        raise SolvingError("nsmet")
    rows = []
    for v in variables:
        own = [c for c in conditions if contains(c, v) or not any(contains(c, w) for w in variables)]
        value = values.get(v, v)
        rows.append(expr(S.Rule, v, expr(S.ConditionalExpression, value, joined(S.And, own)) if own else value))
    return rows
