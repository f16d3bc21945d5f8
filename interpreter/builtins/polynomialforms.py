"""Forms of polynomials: contents, square-free factors, Horner's scheme, interpolation, residues."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, Symbol, boolean, expr, has_head, is_list, make_list
from ..numerics.algebra import product_of, sum_of
from ..numerics.arithmetic import multiply
from ..numerics.numbers import Complex, Rational
from ..numerics.powers import power_of
from .polynomials import View, divided, expanded, threaded, variables_of
from .rationals import factored, joined


def _merged(e: Any) -> list[tuple[Any, int]] | None:
    """The square-free factors with their powers, the number first."""
    pairs = factored(e)
    if pairs is None:
        return None
    by_power: dict[int, list[Any]] = {}
    for f, k in pairs[1:]:
        by_power.setdefault(k, []).append(f)
    return [pairs[0], *[(expanded(product_of(*fs)), k) for k, fs in sorted(by_power.items())]]


@builtin("FactorSquareFree[poly_, OptionsPattern[]]", attributes="Listable Protected",
         options={"Extension": "None", "Modulus": "0", "Trig": "False"})  # fmt: skip
def factor_square_free(poly: Any) -> Any:
    """FactorSquareFree[poly] writes a polynomial as a product of powers of polynomials without multiple factors.

    >>> FactorSquareFree[x^5 - x^3 - x^2 + 1]
    (-1 + x)^2 (1 + 2 x + 2 x^2 + x^3)
    """

    def act(e: Any) -> Any:
        pairs = _merged(e)
        return e if pairs is None else product_of(*[power_of(f, k) for f, k in pairs])

    return threaded(poly, act)


@builtin("FactorSquareFreeList[poly_]")
def factor_square_free_list(poly: Any) -> Any:
    """FactorSquareFreeList[poly] gives the {factor, power} pairs of FactorSquareFree, the number first.

    >>> FactorSquareFreeList[2 x^3 - 2 x^2]
    {{2, 1}, {-1 + x, 1}, {x, 2}}
    """
    pairs = _merged(poly)
    return None if pairs is None else make_list([make_list(p) for p in pairs])


def _content(poly: Any, variables: list[Any] | None) -> tuple[Any, Any, Any] | None:
    """(number, common divisor of the coefficients, rest) of a polynomial in the variables."""
    pairs = factored(poly)
    if pairs is None:
        return None
    number = pairs[0][0]
    rest = expanded(joined(product_of(poly, power_of(number, -1))))
    if not variables:
        return number, 1, rest
    inside = [(f, k) for f, k in pairs[1:] if not any(_contains(f, v) for v in variables)]
    common = product_of(*[power_of(f, k) for f, k in inside])
    return number, expanded(common), expanded(joined(product_of(rest, power_of(common, -1))))


def _contains(e: Any, v: Any) -> bool:
    return e == v or (isinstance(e, Expr) and any(_contains(a, v) for a in e.args))


@builtin("FactorTerms[poly_]", "FactorTerms[poly_, x_]", attributes="Protected")
def factor_terms(poly: Any, x: Any = None) -> Any:
    """FactorTerms[poly] pulls the number out that all terms have in common, FactorTerms[poly, x] all that is without x.

    >>> {FactorTerms[3 + 6 x + 3 x^2], FactorTerms[2 a x + 4 a, x]}
    {3 (1 + 2 x + x^2), 2 a (2 + x)}
    """

    def act(e: Any) -> Any:
        parts = _content(e, _names(x))
        return e if parts is None else product_of(*parts)

    return threaded(poly, act)


@builtin("FactorTermsList[poly_]", "FactorTermsList[poly_, x_]")
def factor_terms_list(poly: Any, x: Any = None) -> Any:
    """FactorTermsList[poly] gives {number, rest}, FactorTermsList[poly, x] {number, what is without x, rest}.

    >>> {FactorTermsList[14 x + 21 y + 35], FactorTermsList[2 a x + 4 a, x]}
    {{7, 5 + 2 x + 3 y}, {2, a, 2 + x}}
    """
    parts = _content(poly, _names(x))
    return None if parts is None else make_list(parts if x is not None else (parts[0], parts[2]))


def _names(x: Any) -> list[Any]:
    return [] if x is None else list(x.args) if is_list(x) else [x]


@builtin("IrreduciblePolynomialQ[poly_, OptionsPattern[]]", attributes="Listable Protected",
         options={"Extension": "None", "GaussianIntegers": "False", "Modulus": "0", "Trig": "False"})  # fmt: skip
def irreducible_polynomial_q(poly: Any, *, options: dict[str, Any], session: Any) -> Any:
    """IrreduciblePolynomialQ[poly] is True if a polynomial has no factors over the rational numbers.

    >>> {IrreduciblePolynomialQ[x^2 + 1], IrreduciblePolynomialQ[x^2 - 1]}
    {True, False}
    """
    from ..algebra.fields import is_usual

    if not is_usual(options):
        settings = [expr(S.Rule, S.system(k), v) for k, v in options.items()]
        found = session.evaluate_expr(Expr(S.Factor, (poly, *settings)))
        parts = found.args if has_head(found, S.Times) else (found,)
        parts = tuple([f for f in parts if variables_of(f, session)])
        return boolean(len(parts) == 1 and not has_head(parts[0], S.Power))
    pairs = factored(poly)
    return None if pairs is None else boolean([k for _, k in pairs[1:]] == [1])


@builtin("PolynomialQuotientRemainder[p_, q_, x_]")
def polynomial_quotient_remainder(p: Any, q: Any, x: Any, *, evaluate: Any) -> Any:
    """PolynomialQuotientRemainder[p, q, x] gives {quotient, remainder} of two polynomials in x.

    >>> PolynomialQuotientRemainder[x^3 + 1, x - 2, x]
    {4 + 2 x + x^2, 9}
    """
    parts = divided(p, q, x, evaluate) if _is_variable(x) else None
    return None if parts is None else make_list(parts)


_MOST_STEPS = 1000


@builtin("PolynomialExtendedGCD[p_, q_, x_]")
def polynomial_extended_gcd(p: Any, q: Any, x: Any, *, evaluate: Any) -> Any:
    """PolynomialExtendedGCD[p, q, x] gives {g, {a, b}} with a p + b q = g, the greatest common divisor.

    >>> PolynomialExtendedGCD[x^2 - 1, x^2 - 3 x + 2, x]
    {-1 + x, {1/3, -1/3}}
    """
    if not _is_variable(x):
        return None
    rows, steps = [(p, 1, 0), (q, 0, 1)], 0
    while not _is_zero(rows[1][0]):
        steps += 1
        if steps > _MOST_STEPS:  # what is no polynomial may never come to an end
            return None
        parts = divided(rows[0][0], rows[1][0], x, evaluate)
        if parts is None:
            return None
        new = tuple(
            evaluate(joined(evaluate(expanded(sum_of(a, product_of(-1, parts[0], b))))))
            for a, b in zip(rows[0], rows[1])
        )
        rows = [rows[1], new]
    view = View(rows[0][0], [x])
    lead = view.coefficient((max((n for (n,) in view.terms), default=0),))
    g, a, b = (evaluate(expanded(product_of(e, power_of(lead, -1)))) for e in rows[0])
    return make_list((g, make_list((a, b))))


def _is_variable(x: Any) -> bool:
    return type(x) is Symbol or (type(x) is Expr and x.head not in (S.Plus, S.Times, S.Power, S.DirectedInfinity))


def _is_zero(e: Any) -> bool:
    return type(e) is int and e == 0


@builtin("PolynomialMod[poly_, m_, OptionsPattern[]]", attributes="Protected", options={"Modulus": "0"})
def polynomial_mod(poly: Any, m: Any, *, session: Any) -> Any:
    """PolynomialMod[poly, m] reduces the coefficients of a polynomial modulo m, or poly by a polynomial m.

    >>> {PolynomialMod[3 x^2 + 5 x + 7, 3], PolynomialMod[x^3 + x, x^2 - 2]}
    {1 + 2 x, 3 x}
    """
    evaluate = session.evaluate_expr

    def by_number(e: Any, n: int) -> Any:
        forms = variables_of(e, session)
        view = View(e, forms)
        terms = []
        for powers in view.terms:
            c = view.coefficient(powers)
            if type(c) is Rational:
                c = multiply(c.p, pow(c.q, -1, abs(n)))
            c = c % n if type(c) is int else evaluate(expr(S.Mod, c, n)) if type(c) is Complex else c
            terms.append(product_of(c, *[power_of(f, k) for f, k in zip(forms, powers)]))
        return sum_of(*terms)

    def act(e: Any) -> Any:
        for modulus in m.args if is_list(m) else (m,):
            if type(modulus) is int:
                e = by_number(e, modulus)
            else:
                names = variables_of(modulus, session)
                parts = divided(e, modulus, names[0], evaluate) if names else None
                if parts is None:
                    return None
                e = evaluate(parts[1])
        return e

    try:
        return threaded(poly, act)
    except ValueError:  # a denominator without an inverse
        return None


@builtin("HornerForm[poly_]", "HornerForm[poly_, variables_]")
def horner_form(poly: Any, variables: Any = None, *, session: Any) -> Any:
    """HornerForm[poly, x] writes a polynomial in x in nested form.

    >>> {HornerForm[1 + 2 x + 3 x^2 + 4 x^3], HornerForm[a x^2 + b x + c, x]}
    {1 + x (2 + x (3 + 4 x)), c + x (b + a x)}
    """
    names = variables_of(poly, session) if variables is None else _names(variables)

    def nested(e: Any, forms: list[Any]) -> Any:
        if not forms:
            return e
        x = forms[0]
        view = View(e, [x])
        if not view.is_polynomial([x]):
            return e
        total: Any = None
        last = 0
        for n in sorted((n for (n,) in view.terms), reverse=True):
            c = nested(view.coefficient((n,)), forms[1:])
            total = c if total is None else sum_of(c, product_of(power_of(x, last - n), total))
            last = n
        return 0 if total is None else product_of(power_of(x, last), total) if last else total

    return nested(poly, names)


@builtin("InterpolatingPolynomial[data_List, x_]", poly="The data `1` do not belong to a polynomial.")
def interpolating_polynomial(data: Any, x: Any, *, evaluate: Any, say: Any) -> Any:
    """InterpolatingPolynomial[{{x1, y1}, {x2, y2}, ...}, x] gives the polynomial of least degree through the points.

    InterpolatingPolynomial[{y1, y2, ...}, x] takes 1, 2, ... for x1, x2, ....

    >>> {InterpolatingPolynomial[{1, 4, 9, 16}, x], InterpolatingPolynomial[{{0, 1}, {1, 3}, {3, 2}}, x]}
    {1 + (-1 + x) (1 + x), 1 + x (2 - (5 (-1 + x))/6)}
    """
    rows: list[Any] = [p.args if is_list(p) and len(p) == 2 else (i, p) for i, p in enumerate(data.args, 1)]
    places = [a.args[0] if is_list(a) and len(a) == 1 else a for a, _ in rows]
    if len(set(places)) < len(places):
        return say("poly", data)
    differences = [y for _, y in rows]
    for step in range(1, len(rows)):
        for i in range(len(rows) - 1, step - 1, -1):
            top = sum_of(differences[i], product_of(-1, differences[i - 1]))
            below = sum_of(places[i], product_of(-1, places[i - step]))
            differences[i] = evaluate(joined(evaluate(product_of(top, power_of(below, -1)))))
    total: Any = 0
    for d, place in zip(reversed(differences), reversed(places)):
        total = evaluate(sum_of(d, product_of(sum_of(x, product_of(-1, place)), total)))
    return total


@builtin("SymmetricPolynomial[k_Integer, variables_List]")
def symmetric_polynomial(k: int, variables: Any) -> Any:
    """SymmetricPolynomial[k, {x, y, ...}] gives the elementary symmetric polynomial of degree k.

    >>> SymmetricPolynomial[2, {x, y, z}]
    x y + x z + y z
    """
    return sum_of(*[product_of(*c) for c in combinations(variables.args, k)]) if k >= 0 else None


@builtin("CountRoots[poly_, x_]", poly="`1` is not a polynomial with numbers for coefficients.")
def count_roots(poly: Any, x: Any, *, session: Any, say: Any) -> Any:
    """CountRoots[poly, x] gives the number of real roots, multiple ones counted as often; CountRoots[poly, {x, a, b}]
    those from a to b.

    >>> {CountRoots[(x - 1)^2 (x^2 + 1), x], CountRoots[x^3 - x, {x, 0, 2}]}
    {2, 2}
    """
    from ..algebra.realsets import RealSet, Unsettled

    variable, *ends = x.args if is_list(x) and len(x) else (x,)
    pairs = factored(session.evaluate_expr(poly))
    if pairs is None or type(variable) is not Symbol or len(ends) not in (0, 2):
        return say("poly", poly)
    total = 0
    for f, k in pairs[1:]:
        statement = expr(S.Equal, f, 0)
        if ends:
            statement = expr(S.And, statement, expr(S.LessEqual, ends[0], variable, ends[1]))
        try:
            total += k * len(RealSet(statement, variable, session).pieces)
        except Unsettled:
            return say("poly", poly)
    return total


