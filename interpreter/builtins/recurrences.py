"""Sequences from recurrences, and recurrences and formulas from sequences; carried out in interpreter/solving."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, Symbol, expr, is_list, make_list
from ..numerics.numbers import Rational
from ..packed import pack
from .optimization import told


@builtin(
    "RecurrenceTable[equations_, value_, span_]",
    deqn="Instead of `1`, an equation or a list of equations is expected in `2`.",
    deqx="The equations do not give every sequence by its values before.",
    rtab="`1` is no {n, first, last} with whole numbers.",
)
def recurrence_table(equations: Any, value: Any, span: Any, *, session: Any, say: Any) -> Any:
    """RecurrenceTable[{equation, a[0] == a0, ...}, a, {n, nmin, nmax}] gives the values of a sequence from an equation
    for a[n + k] and values to start from; RecurrenceTable[equations, {a, b, ...}, {n, nmin, nmax}] those of several.

    >>> RecurrenceTable[{a[n + 1] == 3 a[n], a[1] == 7}, a, {n, 1, 5}]
    {7, 21, 63, 189, 567}
    """
    parts = span.args if is_list(span) else ()
    if not 2 <= len(parts) <= 3 or type(parts[0]) is not Symbol or not all(type(k) is int for k in parts[1:]):
        return say("rtab", span)
    n, first, last = parts if len(parts) == 3 else (parts[0], 1, parts[1])

    def work() -> Any:
        from ..solving.recurrences import Recurrence

        asked = value.args if is_list(value) else (value,)
        names = [a.head if isinstance(a, Expr) and len(a) == 1 else a for a in asked]
        found = Recurrence(equations, names, n, session)
        found.run(last)
        rows = [[found.values.get((f, i)) for f in names] for i in range(first, last + 1)]
        if any(None in row for row in rows):
            return None
        return make_list(make_list(row) for row in rows) if is_list(value) else pack([row[0] for row in rows])

    return told(say, work)


def _fractions(list: Any) -> Any:
    if not is_list(list) or not all(type(x) in (int, Rational) for x in list.args):
        return None
    return [Fraction(x) if type(x) is int else Fraction(x.p, x.q) for x in list.args]


@builtin("FindLinearRecurrence[list_]", "FindLinearRecurrence[list_, most_Integer]")
def find_linear_recurrence(list: Any, most: Any = None) -> Any:
    """FindLinearRecurrence[list] gives the shortest {c1, c2, ...} such that every element is c1 times the last one plus
    c2 times the one before and so on; FindLinearRecurrence[list, d] only one of at most d numbers.

    >>> FindLinearRecurrence[{1, 1, 2, 3, 5, 8, 13}]
    {1, 1}
    """
    from ..solving.recurrences import linear_recurrence, of_fraction

    values = _fractions(list)
    found = None if values is None else linear_recurrence(values)
    if found is None or (most is not None and len(found) > most):
        return None
    return make_list(map(of_fraction, found))


_KNOWN = (S.Factorial, S.Gamma, S.Fibonacci, S.LucasL, S.Prime, S.CatalanNumber, S.HarmonicNumber, S.Factorial2)


@builtin("FindSequenceFunction[list_]", "FindSequenceFunction[list_, n_]")
def find_sequence_function(list: Any, n: Any = None, *, session: Any) -> Any:
    """FindSequenceFunction[list, n] gives a simple formula in n for exact numbers, the first of a sequence;
    FindSequenceFunction[list] a pure function. Polynomials, geometric sequences, factorials, and linear
    recurrences are found.

    >>> {FindSequenceFunction[{1, 4, 9, 16, 25}, n], FindSequenceFunction[{3, 6, 12, 24}, n]}
    {n^2, 3 2^(-1 + n)}
    >>> FindSequenceFunction[{1, 1, 2, 3, 5, 8, 13}, n]
    Fibonacci[n]
    """
    from ..solving.recurrences import linear_recurrence, of_fraction, polynomial_through

    values = _fractions(list)
    if values is None or len(values) < 3:
        return None
    variable = expr(S.Slot, 1) if n is None else n
    found = polynomial_through(values, variable)
    if found is None:
        known = (f for f in _KNOWN if all(session.evaluate_expr(expr(f, k)) == x for k, x in enumerate(list.args, 1)))
        head = next(known, None)
        found = None if head is None else expr(head, variable)
    if found is None:
        kernel = linear_recurrence(values)
        if kernel is None or 2 * len(kernel) >= len(values):  # that many fit anything
            return None
        if len(kernel) == 1:
            power = expr(S.Power, of_fraction(kernel[0]), expr(S.Plus, -1, variable))
            found = expr(S.Times, of_fraction(values[0]), power)
        else:
            start = make_list(map(of_fraction, values[: len(kernel)]))
            coefficients = make_list(map(of_fraction, kernel))
            found = expr(S.LinearRecurrence, coefficients, start, make_list((variable,)))
    return found if n is not None else expr(S.Function, session.evaluate_expr(found))
