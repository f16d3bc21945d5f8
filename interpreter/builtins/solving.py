"""Solve, NSolve and Root; carried out in interpreter/solving."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..expr import Expr, expr, has_head, is_list, symbol
from ..numerics.numbers import NUMBER_TYPES, REAL_TYPES
from .optimization import told

for _title, _usage in {
    "Complexes": "Complexes stands for the complex numbers.",
    "Integers": "Integers stands for the whole numbers.",
    "Reals": "Reals stands for the real numbers.",
}.items():
    name(_title, _usage)
_MESSAGES = {
    "ifun": "Inverse functions are used, so that some solutions may not be found.",
    "ivar": "`1` is not a valid variable.",
    "nsmet": "This system cannot be solved with the methods that there are.",
    "svars": "Equations do not give solutions for all variables.",
}


@builtin("Solve[equations_]", "Solve[equations_, variables_]", "Solve[equations_, variables_, domain_]", **_MESSAGES)
def solve(equations: Any, variables: Any = None, domain: Any = None, *, session: Any, say: Any) -> Any:
    """Solve[lhs == rhs, x] gives all x that solve an equation, as lists of rules; multiple roots come several times.
    Solve[{eq1, eq2, ...}, {x, y, ...}] solves a system, Solve[equations, variables, Reals] or Integers gives the
    solutions among those numbers.

    Linear systems, polynomials (by factors, radicals and Root), rational equations, and what inverse functions undo are
    solved exactly; {} means that there is no solution, {{}} that everything is one.

    >>> Solve[x^2 - 5 x + 6 == 0, x]
    {{x -> 2}, {x -> 3}}
    >>> Solve[{x + y == 3, x - y == 1}, {x, y}]
    {{x -> 2, y -> 1}}
    >>> Solve[a x + b == 0, x]
    {{x -> -(b/a)}}
    """
    from ..solving.equations import solve as solved

    return told(say, lambda: solved(equations, variables, domain, session, say))


@builtin("NSolve[equations_]", "NSolve[equations_, variables_]", "NSolve[equations_, variables_, domain_]", **_MESSAGES)
def n_solve(equations: Any, variables: Any = None, domain: Any = None, *, session: Any, say: Any) -> Any:
    """NSolve[equations, variables] gives the solutions that Solve finds as numbers.

    >>> NSolve[x^3 - x - 1 == 0, x, Reals]
    {{x -> 1.32472}}
    """
    from ..solving.equations import solve as solved

    found = told(say, lambda: solved(equations, variables, domain, session, say))
    return None if found is None else expr(S.N, found)


@builtin("Root[f_, k_]", attributes="NHoldFirst NumericFunction Protected", rroot="`1` has no root of number `2`.")
def root(f: Any, k: Any, *, session: Any, say: Any) -> Any:
    """Root[f, k] is the root of number k of a polynomial that is given as a pure function: real ones come first, from
    the least on, then pairs of complex ones. N gives its value.

    >>> N[Root[#^3 - # - 1 &, 1]]
    1.32472
    """
    if type(k) not in REAL_TYPES or not has_head(f, S.Function):
        return None
    from ..solving.polynomials import roots

    x = symbol("System`Private`power")
    coefficients = session.evaluate_expr(expr(S.CoefficientList, Expr(f, (x,)), x))
    if not is_list(coefficients) or not all(type(a) in NUMBER_TYPES for a in coefficients.args):
        return None
    count = len(coefficients) - 1
    number = round(float(k))
    if not 1 <= number <= count:
        return say("rroot", f, k) if type(k) is int else None
    if type(k) is int:
        return None
    digits = None if type(k) is float else session.evaluate_expr(expr(S.Precision, k))
    found = roots(list(coefficients.args), digits)[number - 1]
    return _number(found)


def _number(x: Any) -> Any:
    from ..solving.formula import number

    return number(x) if type(x) in (float, complex) else x
