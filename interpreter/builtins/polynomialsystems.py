"""Resultants, Groebner bases and elimination, algebraic numbers; carried out in interpreter/algebra."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..expr import Expr, expr, has_head, is_list, make_list
from ..numerics.algebra import product_of
from ..numerics.powers import power_of
from .polynomials import View

name("MonomialOrder", "MonomialOrder is an option of GroebnerBasis: the order of the monomials.")
_MODULUS = {"Modulus": "0"}
_ORDER = {"MonomialOrder": "Lexicographic", "CoefficientDomain": "Automatic", "Method": "Automatic", **_MODULUS}
name("CoefficientDomain", "CoefficientDomain is an option of GroebnerBasis: the numbers that coefficients are.")


def _coefficients(p: Any, x: Any, say: Any) -> list[Any] | None:
    """The coefficients from the highest power on."""
    view = View(p, [x])
    if not view.is_polynomial([x]):
        say("npoly", p, x)
        return None
    degree = max((n for (n,) in view.terms), default=0)
    return [view.coefficient((n,)) for n in range(degree, -1, -1)]


def _sylvester(p: list[Any], q: list[Any], skip: int = 0) -> Any:
    """The matrix whose determinant is the resultant, or a subresultant."""
    m, n = len(p) - 1, len(q) - 1
    size = m + n - 2 * skip

    def row(c: list[Any], shift: int) -> Any:
        whole = [0] * shift + c + [0] * (m + n)
        return make_list(whole[:size])

    return make_list([*[row(p, i) for i in range(n - skip)], *[row(q, i) for i in range(m - skip)]])


def _determinant(matrix: Any, options: dict[str, Any], evaluate: Any) -> Any:
    value = evaluate(expr(S.Expand, expr(S.Det, matrix))) if len(matrix) else 1
    modulus = options["Modulus"]
    return value if type(modulus) is int and modulus == 0 else expr(S.PolynomialMod, value, modulus)


_NPOLY = "`1` is not a polynomial in `2`."


@builtin("Resultant[p_, q_, x_, OptionsPattern[]]", options={**_MODULUS, "Method": "Automatic"}, npoly=_NPOLY)
def resultant(p: Any, q: Any, x: Any, *, options: dict[str, Any], evaluate: Any, say: Any) -> Any:
    """Resultant[p, q, x] gives the resultant of two polynomials in x: it is 0 if they have a common root.

    >>> {Resultant[x^2 - 2 x + 7, x^3 - x + 5, x], Resultant[x - a, x - b, x]}
    {265, a - b}
    """
    rows = [_coefficients(e, x, say) for e in (p, q)]
    if rows[0] is None or rows[1] is None:
        return None
    return _determinant(_sylvester(rows[0], rows[1]), options, evaluate)


@builtin("Subresultants[p_, q_, x_, OptionsPattern[]]", options=_MODULUS, npoly=_NPOLY)
def subresultants(p: Any, q: Any, x: Any, *, options: dict[str, Any], evaluate: Any, say: Any) -> Any:
    """Subresultants[p, q, x] gives the list of principal subresultant coefficients; as many of the first ones are 0 as
    p and q have roots in common.

    >>> Subresultants[(x - 1)^2 (x - 2), (x - 1) (x - 3), x]
    {0, 2, 1}
    """
    first, second = (_coefficients(e, x, say) for e in (p, q))
    if first is None or second is None:
        return None
    count = min(len(first), len(second))
    return make_list([_determinant(_sylvester(first, second, j), options, evaluate) for j in range(count)])


@builtin("Discriminant[p_, x_, OptionsPattern[]]", options={**_MODULUS, "Method": "Automatic"}, npoly=_NPOLY)
def discriminant(p: Any, x: Any, *, options: dict[str, Any], evaluate: Any, say: Any) -> Any:
    """Discriminant[p, x] gives the discriminant of a polynomial in x: it is 0 if there is a multiple root.

    >>> Discriminant[a x^2 + b x + c, x]
    b^2 - 4 a c
    """
    c = _coefficients(p, x, say)
    if c is None:
        return None
    n = len(c) - 1
    if n < 1:
        return 0
    slope = [product_of(n - i, a) for i, a in enumerate(c[:-1])]
    value = evaluate(expr(S.Det, _sylvester(c, slope))) if n > 1 else c[0]
    sign = (-1) ** (n * (n - 1) // 2)
    whole = evaluate(expr(S.Expand, expr(S.Cancel, product_of(sign, value, power_of(c[0], -1)))))
    return _determinant(make_list((make_list((whole,)),)), options, evaluate)


def _items(e: Any) -> list[Any]:
    return list(e.args) if is_list(e) else [e]


def _equation_sides(e: Any) -> Any:
    return Expr(S.Plus, (e.args[0], Expr(S.Times, (-1, e.args[1])))) if has_head(e, S.Equal, 2) else e


@builtin("GroebnerBasis[polynomials_, OptionsPattern[]]", "GroebnerBasis[polynomials_, variables_, OptionsPattern[]]",
         "GroebnerBasis[polynomials_, variables_, eliminated_, OptionsPattern[]]", options=_ORDER)  # fmt: skip
def groebner_basis(
    polynomials: Any, variables: Any = None, eliminated: Any = None, *, options: dict[str, Any], session: Any
) -> Any:
    """GroebnerBasis[{p1, p2, ...}, {x, y, ...}] gives a Groebner basis of polynomials.

    GroebnerBasis[polynomials, {x, ...}, {y, ...}] eliminates y, ....

    >>> GroebnerBasis[{x^2 + y^2 - 1, x - y}, {x, y}]
    {-1 + 2 y^2, x - y}
    """
    from ..algebra.checking import symbols_of
    from ..algebra.ideals import ORDERS, Polynomials
    from ..substitution import contains

    order = ORDERS.get(getattr(options["MonomialOrder"], "name", ""))
    given = [session.evaluate_expr(_equation_sides(p)) for p in _items(polynomials)]
    names = symbols_of(*given) if variables is None else _items(variables)
    unwanted = [] if eliminated is None else _items(eliminated)
    if order is None:
        return None
    asked = Polynomials(session, [*unwanted, *names], options["Modulus"])
    found = asked.groebner(given, order if not unwanted else "lex")
    if found is None:
        return None
    return make_list([p for p in found.args if not any(contains(p, v) for v in unwanted)])


@builtin("PolynomialReduce[p_, polynomials_, OptionsPattern[]]",
         "PolynomialReduce[p_, polynomials_, variables_, OptionsPattern[]]", options=_ORDER)  # fmt: skip
def polynomial_reduce(
    p: Any, polynomials: Any, variables: Any = None, *, options: dict[str, Any], session: Any
) -> Any:
    """PolynomialReduce[p, {p1, p2, ...}, {x, y, ...}] gives {{a1, a2, ...}, b} with p = a1 p1 + a2 p2 + ... + b.

    >>> PolynomialReduce[x^3 + y, {x - y}, {x, y}]
    {{x^2 + x y + y^2}, y + y^3}
    """
    from ..algebra.checking import symbols_of
    from ..algebra.ideals import ORDERS, Polynomials

    order = ORDERS.get(getattr(options["MonomialOrder"], "name", ""))
    names = symbols_of(p, polynomials) if variables is None else _items(variables)
    if order is None:
        return None
    return Polynomials(session, names, options["Modulus"]).reduced(p, _items(polynomials), order)


@builtin("Eliminate[equations_, variables_, OptionsPattern[]]", options={"InverseFunctions": "Automatic", **_MODULUS})
def eliminate(equations: Any, variables: Any, *, session: Any) -> Any:
    """Eliminate[equations, {x, y, ...}] gives what follows for the other variables.

    >>> Eliminate[{x == t + 1, y == t^2}, t]
    1 - 2 x + x^2 - y == 0
    """
    from ..algebra.checking import symbols_of
    from ..algebra.ideals import eliminated

    lines = list(equations.args) if is_list(equations) or has_head(equations, S.And) else [equations]
    if not all(has_head(e, S.Equal, 2) for e in lines):
        return None
    unwanted = _items(variables)
    return eliminated(session, lines, unwanted, [s for s in symbols_of(*lines) if s not in unwanted])


name("InverseFunctions", "InverseFunctions is an option of Solve and others: whether to use inverse functions.")


@builtin("Decompose[p_, x_, OptionsPattern[]]", options=_MODULUS)
def decompose(p: Any, x: Any, *, options: dict[str, Any], session: Any) -> Any:
    """Decompose[p, x] gives polynomials in x of which p is the composition.

    >>> Decompose[x^4 + 2 x^3 + 5 x^2 + 4 x + 6, x]
    {6 + 4 x + x^2, x + x^2}
    """
    from ..algebra.ideals import Polynomials

    return Polynomials(session, [x], options["Modulus"]).decompose(p)


@builtin("SymmetricReduction[p_, variables_List]", "SymmetricReduction[p_, variables_List, names_List]")
def symmetric_reduction(p: Any, variables: Any, names: Any = None, *, session: Any) -> Any:
    """SymmetricReduction[p, {x, y, ...}] gives {q, r} with p = q + r, where q is written by elementary symmetric
    polynomials (or the names that are given for them) and r is what is left.

    >>> {SymmetricReduction[x^2 + y^2, {x, y}], SymmetricReduction[x^2 + y^2, {x, y}, {s, t}]}
    {{-2 x y + (x + y)^2, 0}, {s^2 - 2 t, 0}}
    """
    from ..algebra.ideals import Polynomials

    return Polynomials(session, variables.args).symmetric(p, () if names is None else names.args)


@builtin("MinimalPolynomial[a_]", "MinimalPolynomial[a_, x_]")
def minimal_polynomial(a: Any, x: Any = None, *, session: Any) -> Any:
    """MinimalPolynomial[a, x] gives the polynomial of least degree with whole coefficients of which a is a root.

    >>> MinimalPolynomial[Sqrt[2] + Sqrt[3], x]
    1 - 10 x^2 + x^4
    """
    from ..algebra.ideals import Polynomials

    variable = S.system("Private`power") if x is None else x
    found = Polynomials(session, [variable]).minimal(a)
    if found is None or x is not None:
        return found
    return expr(S.Function, session.evaluate_expr(expr(S.ReplaceAll, found, expr(S.Rule, variable, expr(S.Slot, 1)))))


@builtin("RootReduce[expr_]", attributes="Listable Protected")
def root_reduce(expr: Any, *, session: Any) -> Any:
    """RootReduce[a] writes an algebraic number as a rational number, with one square root, or as a Root.

    >>> {RootReduce[Sqrt[2] Sqrt[3 + 2 Sqrt[2]]], RootReduce[Sqrt[2] + Sqrt[3] - Sqrt[5 + 2 Sqrt[6]]]}
    {2 + Sqrt[2], 0}
    """
    from ..algebra.ideals import to_root

    return _or_itself(to_root(session, expr), expr)


def _or_itself(found: Any, e: Any) -> Any:
    return e if found is None else found


@builtin("ToRadicals[expr_]")
def to_radicals(expr: Any, *, session: Any) -> Any:
    """ToRadicals[expr] writes the Root objects in expr by radicals where that is possible.

    >>> ToRadicals[Root[#^2 - # - 1 &, 2]]
    1/2 + Sqrt[5]/2
    """
    from ..algebra.ideals import to_radicals as by_radicals

    def act(e: Any) -> Any:
        if has_head(e, S.Root, 2):
            return _or_itself(by_radicals(session, e), e)
        return Expr(e.head, tuple([act(a) for a in e.args])) if type(e) is Expr else e

    return act(expr)
