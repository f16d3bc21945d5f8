"""Polynomials: multiplying out, coefficients, exponents, variables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, Symbol, boolean, is_list, make_list, same
from ..numerics.algebra import product_of, sum_of
from ..numerics.numbers import NUMBER_TYPES
from ..numerics.numeric import is_numeric
from ..numerics.powers import power_of
from ..ordering import canonical_sort
from .derivatives import Differentiator
from .monomials import WIDTH, Polynomial, Ring, exponents

# Heads that Expand and its relatives look through.
_THREADED = frozenset(
    (S.List, S.Equal, S.Unequal, S.Less, S.LessEqual, S.Greater, S.GreaterEqual, S.Rule, S.And, S.Or, S.Not)
)


def threaded(e: Any, f: Callable[[Any], Any]) -> Any:
    """f of e, or of every element if e is a list or an equation."""
    if isinstance(e, Expr) and e.head in _THREADED:
        return Expr(e.head, tuple([threaded(a, f) for a in e.args]))
    return f(e)


def expanded(e: Any, about: Any = None, session: Any = None) -> Any:
    """e with products and positive integer powers of sums multiplied out; only in parts with `about` if given."""
    if not isinstance(e, Expr) or e.head not in (S.Plus, S.Times, S.Power):
        return e
    ring = Ring(Differentiator(about).is_free if about is not None else None)
    p = ring.polynomial(e)
    return ring.expression(p, 0 if session is None else ring.stamp_in(session))


@builtin("Expand[expr_]", "Expand[expr_, x_]")
def expand(expr: Any, x: Any = None, *, session: Any) -> Any:
    """Expand[expr] multiplies out products and positive integer powers of sums; Expand[expr, x] only those with x.

    Arguments of functions and denominators are left alone.

    >>> {Expand[(a + b)^3], Expand[(x + y) (x - y)], Expand[(1 + x)^2 + (1 + y)^2, x]}
    {a^3 + 3 a^2 b + 3 a b^2 + b^3, x^2 - y^2, 1 + 2 x + x^2 + (1 + y)^2}
    """
    return threaded(expr, lambda e: expanded(e, x, session))


@builtin("ExpandAll[expr_]")
def expand_all(expr: Any) -> Any:
    """ExpandAll[expr] multiplies out products and powers in all parts of expr, denominators and arguments included.

    >>> ExpandAll[Sin[x (1 + y)]/(1 + x)^2]
    Sin[x + x y]/(1 + 2 x + x^2)
    """

    def everywhere(e: Any) -> Any:
        if type(e) is not Expr:
            return e
        e = Expr(everywhere(e.head), tuple([everywhere(a) for a in e.args]))
        if e.head is S.Power and len(e) == 2 and type(e.args[1]) is int and e.args[1] < -1:
            return power_of(expanded(Expr(S.Power, (e.args[0], -e.args[1]))), -1)
        return expanded(e)

    return everywhere(expr)


# ---- as polynomials in given variables -------------------------------------------------------------------------------


class View:
    """An expression multiplied out and seen as a polynomial in some generators, the rest being coefficients."""

    def __init__(self, e: Any, forms: list[Any]) -> None:
        self.ring = Ring()
        self.indices = [self.ring.generator(f) for f in forms]
        self.terms: dict[tuple[int, ...], Polynomial] = {}
        for k, c in self.ring.polynomial(e).items():
            present = dict(exponents(k))
            powers = tuple([present.get(i, 0) for i in self.indices])
            rest = k - sum(n << (WIDTH * i) for n, i in zip(powers, self.indices))
            self.terms.setdefault(powers, {})[rest] = c

    def coefficient(self, powers: tuple[int, ...]) -> Any:
        return self.ring.expression(self.terms.get(powers, {}))

    def is_polynomial(self, forms: list[Any]) -> bool:
        """True if no negative exponent occurs and no other generator contains one of the forms."""
        if any(n < 0 for powers in self.terms for n in powers):
            return False
        others = [g for i, g in enumerate(self.ring.generators) if i not in self.indices]
        return all(Differentiator(f).is_free(g) for f in forms for g in others)


def _factors(form: Any) -> list[tuple[Any, int]] | None:
    """A monomial such as x^2 y as [(x, 2), (y, 1)]; None if it is none."""
    out = []
    for f in form.args if isinstance(form, Expr) and form.head is S.Times else (form,):
        if isinstance(f, Expr) and f.head is S.Power and type(f.args[1]) is int:
            out.append((f.args[0], f.args[1]))
        elif type(f) in NUMBER_TYPES or type(f) is str:
            return None
        else:
            out.append((f, 1))
    return out


@builtin("Coefficient[expr_, form_]", "Coefficient[expr_, form_, n_]", attributes="Listable Protected")
def coefficient(expr: Any, form: Any, n: Any = 1) -> Any:
    """Coefficient[expr, form] gives the coefficient of form, Coefficient[expr, x, n] that of x^n.

    form is a variable or a product of powers; n = 0 asks for the terms without it.

    >>> {Coefficient[(x + y)^4, x y^3], Coefficient[a x^2 + b x + c, x, 2], Coefficient[a x^2 + b x + c, x, 0]}
    {4, a, c}
    """
    factors = _factors(form)
    if factors is None or type(n) is not int:
        return None
    return View(expr, [g for g, _ in factors]).coefficient(tuple([k * n for _, k in factors]))


def _variables(spec: Any) -> list[Any]:
    return list(spec.args) if is_list(spec) else [spec]


@builtin("CoefficientList[expr_, variables_]", poly="`1` is not a polynomial.")
def coefficient_list(expr: Any, variables: Any, *, say: Any) -> Any:
    """CoefficientList[expr, x] gives the coefficients of x^0, x^1, ...; CoefficientList[expr, {x, y}] a matrix of them.

    >>> {CoefficientList[(1 + x)^3, x], CoefficientList[1 + 2 x + 3 x y, {x, y}]}
    {{1, 3, 3, 1}, {{1, 0}, {2, 3}}}
    """
    forms = _variables(variables)
    view = View(expr, forms)
    if not view.is_polynomial(forms):
        return say("poly", expr)
    if not view.terms:
        return make_list(())
    sizes = [max(powers[i] for powers in view.terms) + 1 for i in range(len(forms))]

    def block(prefix: tuple[int, ...]) -> Any:
        if len(prefix) == len(sizes):
            return view.coefficient(prefix)
        return make_list([block((*prefix, n)) for n in range(sizes[len(prefix)])])

    return block(())


@builtin("CoefficientRules[expr_]", "CoefficientRules[expr_, variables_]", poly="`1` is not a polynomial.")
def coefficient_rules(expr: Any, variables: Any = None, *, session: Any, say: Any) -> Any:
    """CoefficientRules[expr, {x, y}] gives {exponents} -> coefficient for every monomial, highest exponents first.

    >>> CoefficientRules[x^2 + 3 x y + 1, {x, y}]
    {{2, 0} -> 1, {1, 1} -> 3, {0, 0} -> 1}
    """
    forms = variables_of(expr, session) if variables is None else _variables(variables)
    view = View(expr, forms)
    if not view.is_polynomial(forms):
        return say("poly", expr)
    return make_list([Expr(S.Rule, (make_list(k), view.coefficient(k))) for k in sorted(view.terms, reverse=True)])


@builtin("MonomialList[expr_]", "MonomialList[expr_, variables_]", poly="`1` is not a polynomial.")
def monomial_list(expr: Any, variables: Any = None, *, session: Any, say: Any) -> Any:
    """MonomialList[expr, {x, y}] gives the terms of a polynomial, highest exponents first.

    >>> MonomialList[(x + y)^2, {x, y}]
    {x^2, 2 x y, y^2}
    """
    forms = variables_of(expr, session) if variables is None else _variables(variables)
    view = View(expr, forms)
    if not view.is_polynomial(forms):
        return say("poly", expr)
    return make_list([_monomial(view.coefficient(k), forms, k) for k in sorted(view.terms, reverse=True)])


def _monomial(c: Any, forms: list[Any], powers: tuple[int, ...]) -> Any:
    return product_of(c, *[power_of(f, n) for f, n in zip(forms, powers) if n])


@builtin("Exponent[expr_, form_]", "Exponent[expr_, form_, h_]")
def exponent(expr: Any, form: Any, h: Any = S.Max) -> Any:
    """Exponent[expr, x] gives the greatest exponent of x in the expanded expr, Exponent[expr, x, h] h of all of them.

    >>> {Exponent[1 + x^2 + a x^3, x], Exponent[1 + x^2 + a x^3, x, List], Exponent[x^n + x, x, Min]}
    {3, {0, 2, 3}, Min[1, n]}
    """
    if is_list(form):
        return make_list([Expr(S.Exponent, (expr, f, h)) for f in form.args])
    factors = _factors(form)
    if factors is None or len(factors) != 1 or factors[0][1] < 1:
        return None
    base, unit = factors[0]
    ring = Ring()
    index = ring.generator(base)
    found: list[Any] = []
    for k in ring.polynomial(expr):
        total: Any = 0
        for i, n in exponents(k):
            g = ring.generators[i]
            if i == index:
                total = sum_of(total, n)
            elif isinstance(g, Expr) and g.head is S.Power and same(g.args[0], base):
                total = sum_of(total, product_of(n, g.args[1]))
        total = total // unit if type(total) is int else total
        if not any(same(total, x) for x in found):
            found.append(total)
    if not found:
        return Expr(S.Times, (-1, S.Infinity)) if h is S.Max else Expr(h, ())
    return Expr(h, tuple(canonical_sort(found)))


def variables_of(e: Any, session: Any) -> list[Any]:
    """The things that e is a rational function of, in canonical order."""
    found: dict[Any, None] = {}
    stack = [e]
    while stack:
        e = stack.pop()
        if isinstance(e, Expr) and (e.head in _THREADED or e.head in (S.Plus, S.Times)):
            stack.extend(e.args)
        elif isinstance(e, Expr) and e.head is S.Power and type(e.args[1]) not in (Symbol, Expr):
            stack.append(e.args[0])
        elif type(e) is not str and not is_numeric(e, session):
            found[e] = None
    return canonical_sort(found)


@builtin("Variables[expr_]")
def variables(expr: Any, *, session: Any) -> Any:
    """Variables[expr] gives the independent variables of a polynomial or rational function.

    >>> Variables[(x + y)^2 + 3 z^2 - y z + Sin[x]]
    {x, y, z, Sin[x]}
    """
    return make_list(variables_of(expr, session))


@builtin("PolynomialQ[expr_]", "PolynomialQ[expr_, variables_]")
def polynomial_q(expr: Any, variables: Any = None, *, session: Any) -> Any:
    """PolynomialQ[expr, x] gives True if expr is a polynomial in x; a list of variables is taken as well.

    >>> {PolynomialQ[x^3 + Sin[y], x], PolynomialQ[1/x, x]}
    {True, False}
    """
    forms = variables_of(expr, session) if variables is None else _variables(variables)
    return boolean(all(_is_polynomial(expr, f, Differentiator(f)) for f in forms))


def _is_polynomial(e: Any, form: Any, d: Differentiator) -> bool:
    if d.is_free(e) or same(e, form):
        return True
    if e.head in (S.Plus, S.Times):
        return all(_is_polynomial(a, form, d) for a in e.args)
    return e.head is S.Power and type(e.args[1]) is int and e.args[1] >= 0 and _is_polynomial(e.args[0], form, d)


@builtin("Collect[expr_, forms_]", "Collect[expr_, forms_, h_]")
def collect(expr: Any, forms: Any, h: Any = None) -> Any:
    """Collect[expr, x] collects the terms with the same power of x; Collect[expr, {x, y}] goes on inside by y.

    Collect[expr, x, h] applies h to every coefficient.

    >>> {Collect[x y + x z, x], Collect[a x^2 + b x^2 + c, x, f]}
    {x (y + z), x^2 f[a + b] + f[c]}
    """
    return threaded(expr, lambda e: _collected(e, _variables(forms), h))


def _collected(e: Any, forms: list[Any], h: Any) -> Any:
    if not forms:
        return e if h is None else Expr(h, (e,))
    factors = _factors(forms[0])
    if factors is None:
        return e
    view = View(e, [g for g, _ in factors])
    terms = []
    for powers in sorted(view.terms):
        inner = _collected(view.coefficient(powers), forms[1:], h)
        terms.append(_monomial(inner, [g for g, _ in factors], powers))
    return sum_of(*terms)


# ---- division by one variable ----------------------------------------------------------------------------------------


def divided(p: Any, q: Any, x: Any, evaluate: Any) -> tuple[Any, Any] | None:
    """Quotient and remainder of polynomials in x; None if one of them is none."""
    views = [View(e, [x]) for e in (p, q)]
    if not all(v.is_polynomial([x]) for v in views) or not views[1].terms:
        return None
    top, bottom = ({n: v.coefficient((n,)) for (n,) in v.terms} for v in views)
    degree = max(bottom)
    inverse = power_of(bottom.pop(degree), -1)
    whole = []
    while top and max(top) >= degree:
        n = max(top)
        c = evaluate(expanded(product_of(top.pop(n), inverse)))
        whole.append(product_of(c, power_of(x, n - degree)))
        for m, b in bottom.items():
            place = m + n - degree
            left = evaluate(expanded(sum_of(top.get(place, 0), product_of(-1, c, b))))
            if type(left) is int and left == 0:
                top.pop(place, None)
            else:
                top[place] = left
    return sum_of(*whole), sum_of(*[product_of(c, power_of(x, n)) for n, c in top.items()])


@builtin("PolynomialQuotient[p_, q_, x_]")
def polynomial_quotient(p: Any, q: Any, x: Any, *, evaluate: Any) -> Any:
    """PolynomialQuotient[p, q, x] gives the quotient of two polynomials in x, without the remainder.

    >>> PolynomialQuotient[x^3 + 1, x - 2, x]
    4 + 2 x + x^2
    """
    parts = divided(p, q, x, evaluate)
    return None if parts is None else parts[0]


@builtin("PolynomialRemainder[p_, q_, x_]")
def polynomial_remainder(p: Any, q: Any, x: Any, *, evaluate: Any) -> Any:
    """PolynomialRemainder[p, q, x] gives the remainder of a division of polynomials in x.

    >>> PolynomialRemainder[x^3 + 1, x - 2, x]
    9
    """
    parts = divided(p, q, x, evaluate)
    return None if parts is None else parts[1]
