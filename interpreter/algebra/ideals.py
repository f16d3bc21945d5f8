"""Functions of polynomials that SymPy knows best: Groebner bases, decompositions, minimal polynomials."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .. import symbols as S
from ..expr import Expr, expr, has_head
from ..numerics.algebra import product_of, sum_of
from ..solving.formula import quiet
from ..substitution import contains
from .asking import asked
from .bridge import Bridge

_NEAR = 1e-20
ORDERS = {"Lexicographic": "lex", "DegreeLexicographic": "grlex", "DegreeReverseLexicographic": "grevlex"}


class Polynomials:
    """Questions about polynomials in given variables, to SymPy."""

    def __init__(self, session: Any, variables: Sequence[Any], modulus: Any = 0) -> None:
        self.session, self.variables = session, list(variables)
        self.modulus = modulus if type(modulus) is int else 0

    def ask(self, work: Callable[[Any, Any, list[Any]], Any], *expressions: Any) -> Any:
        """work(sympy, objects, variables) as an expression; None where it cannot be had."""

        def there(sympy: Any) -> Any:
            bridge = Bridge(sympy, self.session)
            names = [bridge.to(v) for v in self.variables]
            objects = [bridge.to(e) for e in expressions]
            return bridge.back(work(sympy, objects, names))

        return asked(self.session, there)

    def domain(self) -> dict[str, Any]:
        return {"modulus": self.modulus} if self.modulus else {}

    def groebner(self, polynomials: Sequence[Any], order: str) -> Any:
        def work(sympy: Any, e: list[Any], x: list[Any]) -> Any:
            basis = sympy.groebner(e, *x, order=order, **self.domain())
            found = [sympy.Poly(p, *x).clear_denoms(convert=True)[1].primitive()[1].as_expr() for p in basis.exprs]
            return found[::-1]

        return self.ask(work, *polynomials)

    def reduced(self, p: Any, basis: Sequence[Any], order: str) -> Any:
        def work(sympy: Any, e: list[Any], x: list[Any]) -> Any:
            quotients, rest = sympy.reduced(e[0], e[1:], *x, order=order, **self.domain())
            return [list(quotients), rest]

        return self.ask(work, p, *basis)

    def decompose(self, p: Any) -> Any:
        return self.ask(lambda sympy, e, x: sympy.decompose(e[0], *x), p)

    def minimal(self, a: Any) -> Any:
        return self.ask(lambda sympy, e, x: sympy.minimal_polynomial(e[0], x[0]), a)

    def symmetric(self, p: Any, names: Sequence[Any]) -> Any:
        """{p by elementary symmetric polynomials (or names for them), what is left}."""

        def work(sympy: Any, e: list[Any], x: list[Any]) -> Any:
            if not names:
                return list(sympy.symmetrize(e[0], *x))
            whole, rest, own = sympy.symmetrize(e[0], *x, formal=True)
            return [whole.subs([(s, new) for (s, _), new in zip(own, e[1:])]), rest]

        return self.ask(work, p, *names)

    def radicals(self, p: Any) -> Any:
        """The roots of a polynomial in radicals."""
        return self.ask(lambda sympy, e, x: list(sympy.roots(e[0], x[0], trig=False)), p)


def eliminated(session: Any, equations: Sequence[Any], unwanted: Sequence[Any], kept: Sequence[Any]) -> Any:
    """The equations between the kept variables that follow, without the unwanted ones."""
    differences = [sum_of(e.args[0], product_of(-1, e.args[1])) for e in equations]
    polynomials = [session.evaluate_expr(expr(S.Numerator, expr(S.Together, d))) for d in differences]
    found = Polynomials(session, [*unwanted, *kept]).groebner(polynomials, "lex")
    if found is None:
        return None
    free = [p for p in found.args if not any(contains(p, v) for v in unwanted)]
    statements = [expr(S.Equal, p, 0) for p in map(lambda p: session.evaluate_expr(expr(S.Factor, p)), free)]
    if not statements:
        return S.True_
    return statements[0] if len(statements) == 1 else Expr(S.And, tuple(statements))


def to_root(session: Any, a: Any) -> Any:
    """An algebraic number as a rational number, a square root or Root; None if that fails."""
    x = S.system("Private`power")
    found = Polynomials(session, [x]).minimal(a)
    if found is None:
        return None
    solutions = session.evaluate_expr(expr(S.Solve, expr(S.Equal, found, 0), x))
    rows = [r.args[0].args[1] for r in getattr(solutions, "args", ()) if has_head(r, S.List, 1)]
    return _nearest(session, rows, a)


def to_radicals(session: Any, root: Expr) -> Any:
    """Root[f, k] in radicals; None where there are none."""
    x = S.system("Private`power")
    found = Polynomials(session, [x]).radicals(session.evaluate_expr(Expr(root.args[0], (x,))))
    return None if found is None else _nearest(session, list(found.args), root)


def _nearest(session: Any, choices: list[Any], a: Any) -> Any:
    """The one of the numbers that a is."""
    distances = [(_distance(session, c, a), i) for i, c in enumerate(choices)]
    return choices[min(distances)[1]] if distances and min(distances)[0] < _NEAR else None


def _distance(session: Any, a: Any, b: Any) -> float:
    with quiet(session):
        found = session.evaluate_expr(expr(S.N, expr(S.Abs, sum_of(a, product_of(-1, b))), 30))
    try:
        return float(found)
    except TypeError:
        return 1.0
