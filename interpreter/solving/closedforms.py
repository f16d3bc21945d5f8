"""Differential and recurrence equations in closed form: SymPy solves, substitution checks, conditions fix constants."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from .. import symbols as S
from ..algebra.asking import asked
from ..algebra.bridge import Bridge, Foreign
from ..algebra.checking import agree, symbols_of
from ..expr import Expr, Symbol, expr, is_list, make_list, same, symbol
from ..substitution import contains, substitute
from .formula import SolvingError, quiet
from .initialvalues import calls, flat
from .settings import equations

Solution = dict[Symbol, Any]  # function -> its value at the variable
_CONSTANT = re.compile(r"C(\d+)$")


class Question:
    """Equations for functions of x; `moving` hold the functions near x, `fixed` at given places."""

    def __init__(self, given: Any, functions: Sequence[Symbol], x: Symbol, session: Any) -> None:
        self.functions, self.x, self.session = list(functions), x, session
        items = flat(given)
        for e in items:
            if not isinstance(e, Expr) or e.head is not S.Equal:
                raise SolvingError("deqn", e, given)
        residuals = [r for e in items for r in equations(e)]
        self.moving = [r for r in residuals if any(contains(place, x) for _, _, place in calls(r, functions))]
        self.fixed = [r for r in residuals if r not in self.moving]
        if not self.moving:
            raise SolvingError("deqn", given, given)

    def constants(self, solution: Solution) -> list[Any]:
        """C[1], C[2], ... in the order in which they stand."""
        found: dict[Any, None] = {}
        stack = [solution[f] for f in self.functions][::-1]
        while stack:
            e = stack.pop()
            if isinstance(e, Expr):
                if e.head is S.C:
                    found[e] = None
                else:
                    stack.extend(e.args[::-1])
        return list(found)

    def put(self, e: Any, solution: Solution) -> Any:
        """e with a solution for the functions."""
        functions = {f: expr(S.Function, make_list((self.x,)), body) for f, body in solution.items()}
        with quiet(self.session):
            return self.session.evaluate_expr(substitute(e, functions))

    def holds(self, residuals: Sequence[Any], solution: Solution, known: dict[Any, dict[str, bool]]) -> bool:
        names = {c: symbol(f"Private`c{i}") for i, c in enumerate(self.constants(solution))}
        named = {f: _replaced(body, names) for f, body in solution.items()}
        return all(agree(self.session, self.put(r, named), 0, (), known) for r in residuals)

    def meet(self, solution: Solution) -> list[Solution]:
        """The solutions that meet the conditions, constants left over numbered from 1."""
        if not self.fixed:
            return [self.renumbered(solution)]
        names = {c: symbol(f"Private`c{i}") for i, c in enumerate(self.constants(solution))}
        named = {f: _replaced(body, names) for f, body in solution.items()}
        conditions = [self.put(r, named) for r in self.fixed]
        back = {s: c for c, s in names.items()}
        out = []
        for values in self.unknowns(conditions, list(names.values())):
            fixed = {
                f: self.session.evaluate_expr(expr(S.Simplify, substitute(substitute(body, values), back)))
                for f, body in named.items()
            }
            out.append(self.renumbered(fixed))
        return out

    def unknowns(self, conditions: list[Any], names: list[Symbol]) -> list[dict[Any, Any]]:
        """Values of the names for which all conditions are 0."""
        open_ = [c for c in conditions if not (type(c) is int and c == 0)]
        if not open_:
            return [{}]
        ask = expr(S.Solve, make_list(expr(S.Equal, c, 0) for c in open_), make_list(names))
        with quiet(self.session):
            found = self.session.evaluate_expr(ask)
        if not is_list(found) or not len(found):
            found = asked(self.session, lambda sympy: self.unknowns_by_another(sympy, open_, names))
        if found is None or not is_list(found):
            return []
        return [dict(r.args for r in rules.args) for rules in found.args]

    def unknowns_by_another(self, sympy: Any, conditions: list[Any], names: list[Symbol]) -> Any:
        bridge = Bridge(sympy, self.session, names)
        try:
            theirs = sympy.solve([bridge.to(c) for c in conditions], [bridge.to(n) for n in names], dict=True)
            rows = [[expr(S.Rule, bridge.back(k), bridge.back(v)) for k, v in row.items()] for row in theirs]
        except Foreign:
            return None
        return make_list(make_list(row) for row in rows)

    def renumbered(self, solution: Solution) -> Solution:
        names = {c: expr(S.C, i) for i, c in enumerate(self.constants(solution), 1)}
        if all(same(*pair) for pair in names.items()):
            return solution
        between = {c: symbol(f"Private`c{i}") for i, c in enumerate(names)}
        back = {between[c]: new for c, new in names.items()}
        return {
            f: self.session.evaluate_expr(substitute(_replaced(body, between), back)) for f, body in solution.items()
        }


def _replaced(e: Any, values: dict[Any, Any]) -> Any:
    if not isinstance(e, Expr):
        return e
    found = values.get(e)
    return Expr(e.head, tuple([_replaced(a, values) for a in e.args])) if found is None else found


def _constant(x: Any) -> Any:
    """C[k] for a constant of SymPy's."""
    found = _CONSTANT.match(x.name)
    if found is None:
        raise Foreign(x)
    return expr(S.C, int(found[1]))


Method = Callable[[Any, list[Any], list[Any], Any], Any]


def _differential(sympy: Any, residuals: list[Any], functions: list[Any], x: Any) -> Any:
    """Lists of {function: value}."""
    if len(residuals) == 1:
        found = sympy.dsolve(residuals[0], functions[0])
    else:
        found = sympy.dsolve(residuals, functions)
        found = [found] if isinstance(found[0], sympy.Equality) else found
    sets = found if isinstance(found, list) else [found]
    return [[(e.lhs, e.rhs) for e in (s if isinstance(s, list | tuple) else [s])] for s in sets]


def _recurrence(sympy: Any, residuals: list[Any], functions: list[Any], n: Any) -> Any:
    found = sympy.rsolve(residuals[0], functions[0])
    return [] if found is None else [[(functions[0], found)]]


def _solutions(question: Question, method: Method, assume: dict[str, bool]) -> list[Solution]:
    session, x = question.session, question.x
    parameters = [s for s in symbols_of(*question.moving) if s is not x and s not in question.functions]
    flags = {s: assume for s in parameters} if assume else {}

    def work(sympy: Any) -> Any:
        bridge = Bridge(sympy, session, (x, *question.functions), flags | _OF_VARIABLE[method](x), _constant)
        place = bridge.to(x)
        functions = [bridge.function(f)(place) for f in question.functions]
        try:
            out = []
            for pairs in method(sympy, [bridge.to(r) for r in question.moving], functions, place):
                rows = dict(pairs)
                if set(rows) == set(functions) and not any(v.has(sympy.Integral, *functions) for v in rows.values()):
                    values = [bridge.back(rows[f]) for f in functions]
                    out.append(dict(zip(question.functions, values, strict=True)))
            return out
        except Foreign:
            return None

    return asked(session, work, 25) or []


_OF_VARIABLE: dict[Method, Callable[[Any], dict[Any, dict[str, bool]]]] = {
    _differential: lambda x: {},
    _recurrence: lambda n: {n: {"integer": True}},
}
_IN_CHECKS: dict[Method, dict[str, bool]] = {
    _differential: {"real": True, "positive": True},
    _recurrence: {"integer": True, "positive": True},
}


def solve(given: Any, functions: Sequence[Symbol], x: Symbol, session: Any, kind: str) -> list[Solution] | None:
    """Solutions whose substitution was checked; None if none was found."""
    method = {"differential": _differential, "recurrence": _recurrence}[kind]
    question = Question(given, functions, x, session)
    if len(question.moving) != len(question.functions):
        raise SolvingError("deqx")
    known = {x: _IN_CHECKS[method]}
    for assume in ({"positive": True}, {}):
        every = _solutions(question, method, assume)
        good = [s for s in every if question.holds(question.moving, s, known)]
        if good:
            met = [m for s in good for m in question.meet(s)]
            return [m for m in met if question.holds([*question.moving, *question.fixed], m, known)]
        if not symbols_of(*question.moving, x)[1:]:
            break
    return None
