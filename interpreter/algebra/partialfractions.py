"""Partial fractions: the numerators come from one linear system over the coefficients."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..builtins.polynomials import View, divided, expanded
from ..builtins.rationals import factored, joined
from ..expr import Expr, expr, is_list, make_list
from ..numerics.algebra import product_of, sum_of
from ..numerics.powers import power_of
from ..substitution import contains

_MOST_DEGREE = 60  # of a denominator


def partial_fractions(e: Any, x: Any, evaluate: Any) -> Any:
    """e as a sum of a polynomial in x and of fractions with powers of irreducible factors below; None if that fails."""
    pairs = factored(e)
    if pairs is None:
        return None
    above = product_of(*[power_of(f, k) for f, k in pairs if k > 0])
    outside = product_of(*[power_of(f, k) for f, k in pairs if k < 0 and not contains(f, x)])
    below = [(f, -k) for f, k in pairs if k < 0 and contains(f, x)]
    if not below:
        return evaluate(product_of(expanded(above), outside))
    whole = evaluate(expanded(product_of(*[power_of(f, k) for f, k in below])))
    parts = divided(above, whole, x, evaluate)
    if parts is None:
        return None
    quotient, rest = parts
    terms = _numerators(rest, whole, below, x, evaluate)
    if terms is None:
        return None
    fractions = [evaluate(joined(evaluate(product_of(top, outside, power_of(f, -k))))) for top, f, k in terms]
    polynomial = evaluate(expanded(product_of(expanded(quotient), outside)))
    return evaluate(sum_of(polynomial, *fractions))


def _numerators(rest: Any, whole: Any, below: list[tuple[Any, int]], x: Any, evaluate: Any) -> Any:
    """[(numerator, factor, power), ...] of rest/whole."""
    size = _degree(whole, x)
    if size > _MOST_DEGREE:
        return None
    columns, places = [], []
    for f, k in below:
        for j in range(1, k + 1):
            others = product_of(*[power_of(g, n) for g, n in below if g is not f], power_of(f, k - j))
            for m in range(_degree(f, x)):
                columns.append(_coefficients(product_of(others, power_of(x, m)), x, size))
                places.append((f, j, m))
    matrix = make_list([make_list(row) for row in zip(*columns)])
    solution = evaluate(expr(S.LinearSolve, matrix, make_list(_coefficients(rest, x, size))))
    if not is_list(solution):
        return None
    tops: dict[tuple[Any, int], list[Any]] = {}
    for (f, j, m), c in zip(places, solution.args):
        tops.setdefault((f, j), []).append(product_of(c, power_of(x, m)))
    return [(sum_of(*terms), f, j) for (f, j), terms in tops.items()]


def _degree(p: Any, x: Any) -> int:
    return max((n for (n,) in View(p, [x]).terms), default=0)


def _coefficients(p: Any, x: Any, size: int) -> list[Any]:
    view = View(p, [x])
    return [view.coefficient((n,)) for n in range(size)]


def main_variable(e: Any, session: Any) -> Any:
    """The variable by which Apart works where none is given: the last one in the denominator."""
    from ..builtins.polynomials import variables_of

    bottom = session.evaluate_expr(Expr(S.Denominator, (joined(e),)))
    found = variables_of(bottom, session) or variables_of(e, session)
    return found[-1] if found else None
