"""Assumptions: Element, $Assumptions, Assuming and Refine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..declare import builtin, name, variable
from ..expr import FALSE, TRUE, Expr, Symbol, boolean, expr, has_head, is_list
from ..numerics.numbers import NUMBER_TYPES, Complex, Rational
from ..numerics.numeric import CONSTANTS, is_numeric, real_value
from ..numerics.radicals import is_radical

name("GeneratedParameters", "GeneratedParameters is an option of Solve and others: how parameters are called.")

_SIGNS = {"Positive": (1,), "Negative": (-1,), "NonNegative": (0, 1), "NonPositive": (-1, 0)}


def belongs(x: Any, domain: Symbol, session: Any) -> bool | None:
    """Whether a value is in a domain; None if it is not known."""
    kind = domain.name
    for sign, allowed in _SIGNS.items():
        if kind.startswith(sign):
            inside = belongs(x, S.system(kind.removeprefix(sign)), session)
            order = real_value(x, session) if inside else None
            if order is None:
                return inside
            return (order > 0) - (order < 0) in allowed
    test = _DOMAINS.get(domain)
    return None if test is None else test(x, session)


def _is_real(x: Any, session: Any) -> bool | None:
    value = real_value(x, session)
    return None if value is None else type(value) is not Complex


def _is_whole(x: Any, session: Any) -> bool | None:
    if type(x) in NUMBER_TYPES:
        return type(x) is int
    return False if x in CONSTANTS or _is_irrational(x, session) else None


def _is_rational(x: Any, session: Any) -> bool | None:
    if type(x) in NUMBER_TYPES:
        return type(x) in (int, Rational)
    return False if x in (S.Pi, S.E, S.GoldenRatio) or _is_irrational(x, session) else None


def _is_irrational(x: Any, session: Any) -> bool:
    """True of radicals, of their multiples by rational numbers, and of complex numbers."""
    if has_head(x, S.Times, 2) and type(x.args[0]) in (int, Rational):
        x = x.args[1]
    if has_head(x, S.Power, 2) and is_radical(*x.args):
        return True
    return type(real_value(x, session)) is Complex


def _is_algebraic(x: Any, session: Any) -> bool | None:
    if x in (S.Pi, S.E):
        return False
    if type(x) in (int, Rational) or x is S.GoldenRatio:
        return True
    if type(x) is Complex:
        return all(_is_algebraic(p, session) for p in (x.re, x.im))
    if isinstance(x, Expr) and x.head in (S.Plus, S.Times):
        return True if all(_is_algebraic(a, session) for a in x.args) else None
    is_root = has_head(x, S.Power, 2) and type(x.args[1]) in (int, Rational)
    return True if is_root and _is_algebraic(x.args[0], session) else None


_DOMAINS: dict[Any, Callable[[Any, Any], bool | None]] = {
    S.Reals: _is_real,
    S.Integers: _is_whole,
    S.Rationals: _is_rational,
    S.Algebraics: _is_algebraic,
    S.Complexes: lambda x, session: True if is_numeric(x, session) else None,
    S.Primes: lambda x, session: session.evaluate_expr(expr(S.PrimeQ, x)) is TRUE if type(x) in NUMBER_TYPES else None,
    S.Booleans: lambda x, session: True if x in (TRUE, FALSE) else False if type(x) in NUMBER_TYPES else None,
}


@builtin("Element[x_, domain_]")
def element(x: Any, domain: Any, *, session: Any) -> Any:
    """Element[x, domain] says that x is in a domain such as Reals, Element[x | y | ..., domain] that all of them are.

    It is True or False where that is known and stands for itself elsewhere, above all in assumptions.

    >>> {Element[2/3, Integers], Element[Sqrt[2], Rationals], Element[Pi, Reals], Element[x, Reals]}
    {False, False, True, x ∈ Reals}
    """
    if type(domain) is not Symbol:
        return None
    if has_head(x, S.Alternatives) or is_list(x):
        found = [belongs(a, domain, session) for a in x.args]
        left = tuple([a for a, r in zip(x.args, found) if r is None])
        if False in found or not left:
            return boolean(False not in found)
        if len(left) == len(x):
            return None
        return expr(S.Element, left[0] if len(left) == 1 else Expr(x.head, left), domain)
    found_one = belongs(x, domain, session)
    return None if found_one is None else boolean(found_one)


@builtin("NotElement[x_, domain_]")
def not_element(x: Any, domain: Any, *, evaluate: Any) -> Any:
    """NotElement[x, domain] is the negation of Element[x, domain].

    >>> {NotElement[1/2, Integers], NotElement[2, Integers]}
    {True, False}
    """
    found = evaluate(expr(S.Element, x, domain))
    return boolean(found is FALSE) if found in (TRUE, FALSE) else None


@variable("$Assumptions")
def assumptions(session: Any) -> Any:
    """$Assumptions are what Refine, Simplify, Integrate and others take to hold; Assuming adds to them for a while."""
    return TRUE


def assumed(session: Any, *given: Any) -> list[Any]:
    """The statements of $Assumptions and of what is given besides, as a list."""
    from ..algebra.assumptions import facts

    statements = facts(session.evaluate_expr(S.system("$Assumptions")))
    for more in given:
        statements += [f for f in facts(session.evaluate_expr(more)) if f not in statements]
    return statements


@builtin("Refine[expr_, OptionsPattern[]]", "Refine[expr_, assumptions_, OptionsPattern[]]",
         options={"Assumptions": "$Assumptions", "TimeConstraint": "30"})  # fmt: skip
def refine(expr: Any, assumptions: Any = TRUE, *, options: dict[str, Any], session: Any) -> Any:
    """Refine[expr, assumptions] gives what expr is where the assumptions hold; $Assumptions are taken to hold as well.

    >>> {Refine[Sqrt[x^2], x > 0], Refine[Abs[x], x < 0], Refine[x > 0, x > 1]}
    {x, -x, True}
    >>> Refine[Sin[x + n Pi], Element[n, Integers]]
    (-1)^n Sin[x]
    """
    from ..algebra.knowledge import Knowledge
    from ..algebra.refining import refined

    return refined(expr, Knowledge(session, assumed(session, options["Assumptions"], assumptions)))
