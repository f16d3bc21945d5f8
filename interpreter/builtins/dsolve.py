"""DSolve and RSolve: functions from equations in closed form; carried out in interpreter/solving."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, Symbol, expr, is_list, make_list
from ..substitution import substitute
from .ndsolve import unknown_functions
from .optimization import told

_OPTIONS = {"Assumptions": "$Assumptions", "GeneratedParameters": "C"}
_MESSAGES = {
    "deqn": "Instead of `1`, an equation or a list of equations is expected in `2`.",
    "deqx": "The number of equations is not that of the unknown functions.",
    "dsvar": "`1` is not a function or variable that can be solved for.",
}


@builtin("C[n_]", attributes="NHoldAll Protected")
def c(n: Any) -> Any:
    """C[n] stands for the n-th constant in the solution of an equation.

    >>> C[1] + C[1]
    2 C[1]
    """
    return None


@builtin("DSolve[equations_, functions_, x_, OptionsPattern[]]", options=_OPTIONS, **_MESSAGES)
def d_solve(equations: Any, functions: Any, x: Any, *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """DSolve[equation, y[x], x] solves a differential equation for y[x], DSolve[equation, y, x] for y as a pure
    function, DSolve[{equation1, ..., condition1, ...}, {y, z, ...}, x] a system under conditions such as y[0] == 1.

    Constants that remain are C[1], C[2], .... Solutions come from SymPy and are checked by substitution.

    >>> DSolve[y'[x] == y[x], y[x], x]
    {{y[x] -> E^x C[1]}}
    >>> DSolve[{y''[x] + y[x] == 0, y[0] == 1, y'[0] == 2}, y, x]
    {{y -> Function[{x}, Cos[x] + 2 Sin[x]]}}
    """
    return told(say, lambda: _solved("differential", equations, functions, x, options, session))


@builtin("DSolveValue[equations_, value_, x_, OptionsPattern[]]", options=_OPTIONS, **_MESSAGES)
def d_solve_value(equations: Any, value: Any, x: Any, *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """DSolveValue[equations, expr, x] gives expr, such as y[x] or y, with the solution of differential equations in it.

    >>> DSolveValue[{y'[x] == 2 x, y[1] == 0}, y[x], x]
    -1 + x^2
    """
    return told(say, lambda: _value("differential", equations, value, x, options, session))


@builtin("RSolve[equations_, functions_, n_, OptionsPattern[]]", options=_OPTIONS, **_MESSAGES)
def r_solve(equations: Any, functions: Any, n: Any, *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """RSolve[equation, a[n], n] solves a recurrence equation for a[n], RSolve[{equation, a[0] == a0, ...}, a[n], n]
    under conditions.

    >>> RSolve[{a[n + 1] == 2 a[n], a[0] == 3}, a[n], n]
    {{a[n] -> 3 2^n}}
    """
    return told(say, lambda: _solved("recurrence", equations, functions, n, options, session))


@builtin("RSolveValue[equations_, value_, n_, OptionsPattern[]]", options=_OPTIONS, **_MESSAGES)
def r_solve_value(equations: Any, value: Any, n: Any, *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """RSolveValue[equations, expr, n] gives expr, such as a[n] or a[10], with the solution of a recurrence in it.

    >>> RSolveValue[{a[n + 1] == a[n] + 2, a[0] == 1}, a[10], n]
    21
    """
    return told(say, lambda: _value("recurrence", equations, value, n, options, session))


def _solutions(kind: str, equations: Any, names: list[Symbol], x: Any, options: dict[str, Any], session: Any) -> Any:
    from ..solving.closedforms import solve
    from ..solving.formula import SolvingError

    if type(x) is not Symbol:
        raise SolvingError("dsvar", x)
    found = solve(equations, names, x, session, kind)
    head = options["GeneratedParameters"]
    if not found or head is S.C:
        return found
    return [{f: substitute(body, {S.C: head}) for f, body in s.items()} for s in found]


def _solved(kind: str, equations: Any, functions: Any, x: Any, options: dict[str, Any], session: Any) -> Any:
    from ..solving.formula import SolvingError

    asked = functions.args if is_list(functions) else (functions,)
    names = [a.head if isinstance(a, Expr) and a.args == (x,) else a for a in asked]
    for f in names:
        if type(f) is not Symbol or f.context == "System`":
            raise SolvingError("dsvar", f)
    found = _solutions(kind, equations, names, x, options, session)
    if found is None:
        return None
    rows = []
    for solution in found:
        bodies = [(a, solution[f] if a is not f else _pure(x, solution[f])) for a, f in zip(asked, names, strict=True)]
        rows.append(make_list(expr(S.Rule, a, body) for a, body in bodies))
    return make_list(rows)


def _pure(x: Any, body: Any) -> Expr:
    return expr(S.Function, make_list((x,)), body)


def _value(kind: str, equations: Any, value: Any, x: Any, options: dict[str, Any], session: Any) -> Any:
    from ..solving.formula import SolvingError

    names = unknown_functions(equations, x)
    if not names:
        raise SolvingError("dsvar", value)
    found = _solutions(kind, equations, names, x, options, session)
    if not found:
        return None
    return session.evaluate_expr(substitute(value, {f: _pure(x, body) for f, body in found[0].items()}))
