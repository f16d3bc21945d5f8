"""Real and imaginary parts of expressions of real variables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .. import symbols as S
from ..builtins.polynomials import expanded
from ..expr import Expr, Symbol, expr
from ..numerics.algebra import product_of, sum_of
from ..numerics.numbers import NUMBER_TYPES, Complex, Rational
from ..numerics.powers import power_of

_I, _HALF = Complex(0, 1), Rational(1, 2)
Pair = tuple[Any, Any]


class Parts:
    """Takes symbols for real, but for those in `complexes`."""

    def __init__(self, session: Any, complexes: Sequence[Any] = ()) -> None:
        self.evaluate, self.complexes = session.evaluate_expr, list(complexes)

    def written(self, e: Any) -> Any:
        re, im = self(e)
        return self.evaluate(sum_of(re, product_of(_I, im)))

    def __call__(self, e: Any) -> Pair:
        if type(e) in NUMBER_TYPES:
            return (e.re, e.im) if type(e) is Complex else (e, 0)
        if e in self.complexes:
            return expr(S.Re, e), expr(S.Im, e)
        if type(e) is Symbol or not isinstance(e, Expr):
            return e, 0
        name = getattr(e.head, "name", "")
        rule = _RULES.get(name)
        if rule is None:
            return self._other(e)
        return self._tidy(rule(self, *e.args))

    def _tidy(self, pair: Pair) -> Pair:
        re, im = (self.evaluate(p) for p in pair)
        return re, im

    def _other(self, e: Expr) -> Pair:
        """A function without a rule: real if its arguments are and it has real values then."""
        pairs = [self(a) for a in e.args]
        if all(_is_zero(im) for _, im in pairs) or not e.args:
            return self.evaluate(Expr(e.head, tuple([re for re, _ in pairs]))), 0
        e = self.evaluate(Expr(e.head, tuple([sum_of(re, product_of(_I, im)) for re, im in pairs])))
        return expr(S.Re, e), expr(S.Im, e)

    def plus(self, *terms: Any) -> Pair:
        pairs = [self(t) for t in terms]
        return sum_of(*[p[0] for p in pairs]), sum_of(*[p[1] for p in pairs])

    def times(self, *factors: Any) -> Pair:
        re, im = 1, 0
        for f in factors:
            c, d = self(f)
            if _is_zero(d) and _is_zero(im):
                re = product_of(re, c)
                continue
            re, im = (
                sum_of(product_of(re, c), product_of(-1, im, d)),
                sum_of(product_of(re, d), product_of(im, c)),
            )
            re, im = expanded(re), expanded(im)
        return re, im

    def power(self, base: Any, n: Any) -> Pair:
        if base is S.E:
            a, b = self(n)
            size = power_of(S.E, a)
            return product_of(size, expr(S.Cos, b)), product_of(size, expr(S.Sin, b))
        (a, b), (c, d) = self(base), self(n)
        if _is_zero(b) and _is_zero(d):
            if type(n) is int or not _is_negative(a):
                return power_of(a, c), 0
        if type(n) is int and n > 0:
            whole = self.evaluate(expanded(power_of(sum_of(a, product_of(_U, b)), n)))
            return _by_powers(whole)
        if type(n) is int:
            below = sum_of(power_of(a, 2), power_of(b, 2))
            re, im = self.power(base, -n)
            below = power_of(below, n)
            return product_of(re, below), product_of(-1, im, below)
        angle, size = _angle(a, b), sum_of(power_of(a, 2), power_of(b, 2))
        if _is_zero(d):
            size, angle = power_of(size, product_of(_HALF, c)), product_of(c, angle)
            return product_of(size, expr(S.Cos, angle)), product_of(size, expr(S.Sin, angle))
        log = product_of(_HALF, expr(S.Log, size))
        turn = sum_of(product_of(d, log), product_of(c, angle))
        return self.power(S.E, sum_of(product_of(c, log), product_of(-1, d, angle), product_of(_I, turn)))

    def logarithm(self, z: Any) -> Pair:
        a, b = self(z)
        if _is_zero(b) and type(a) in NUMBER_TYPES:
            value = self.evaluate(expr(S.Log, a))
            return (value, 0) if not _is_negative(a) else (expr(S.Log, product_of(-1, a)), S.Pi)
        return product_of(_HALF, expr(S.Log, sum_of(power_of(a, 2), power_of(b, 2)))), _angle(a, b)

    def absolute(self, z: Any) -> Pair:
        a, b = self(z)
        if _is_zero(b):
            return expr(S.Abs, a), 0
        return power_of(expanded(sum_of(power_of(a, 2), power_of(b, 2))), _HALF), 0

    def of_sums(self, z: Any, odd: Any, even: Any, other_odd: Any, other_even: Any, signs: tuple[int, int]) -> Pair:
        """f(a + I b) by functions of a and of b."""
        a, b = self(z)
        if _is_zero(b):
            return expr(odd, a), 0
        return (
            product_of(signs[0], expr(odd, a), expr(other_even, b)),
            product_of(signs[1], expr(even, a), expr(other_odd, b)),
        )

    def tangent(self, z: Any, heads: tuple[Any, Any, Any, Any, Any]) -> Pair:
        """Tan and Tanh, by functions of the doubled parts."""
        head, top, bottom, other_top, other_bottom = heads
        a, b = self(z)
        if _is_zero(b):
            return expr(head, a), 0
        a, b = product_of(2, a), product_of(2, b)
        below = power_of(sum_of(expr(bottom, a), expr(other_bottom, b)), -1)
        return product_of(expr(top, a), below), product_of(expr(other_top, b), below)


_U = S.system("Private`unit")


def _is_zero(x: Any) -> bool:
    return type(x) is int and x == 0


def _is_negative(x: Any) -> bool:
    return type(x) in (int, float, Rational) and x < 0


def _angle(a: Any, b: Any) -> Any:
    return expr(S.Arg, sum_of(a, product_of(_I, b)))


def _by_powers(e: Any) -> Pair:
    """Real and imaginary part of a polynomial in the unit."""
    parts: tuple[list[Any], list[Any]] = ([], [])
    for t in e.args if isinstance(e, Expr) and e.head is S.Plus else (e,):
        factors = t.args if isinstance(t, Expr) and t.head is S.Times else (t,)
        n = sum(1 if f is _U else f.args[1] for f in factors if f is _U or _is_unit_power(f))
        rest = [f for f in factors if f is not _U and not _is_unit_power(f)]
        parts[n % 2].append(product_of((-1) ** (n // 2), *rest))
    return sum_of(*parts[0]), sum_of(*parts[1])


def _is_unit_power(f: Any) -> bool:
    return isinstance(f, Expr) and f.head is S.Power and f.args[0] is _U


def _waves(odd: Any, even: Any, other_odd: Any, other_even: Any, signs: tuple[int, int]) -> Callable[..., Pair]:
    return lambda parts, z: parts.of_sums(z, odd, even, other_odd, other_even, signs)


_RULES: dict[str, Callable[..., Pair]] = {
    "Plus": Parts.plus,
    "Times": Parts.times,
    "Power": Parts.power,
    "Log": Parts.logarithm,
    "Abs": Parts.absolute,
    "Re": lambda parts, z: (parts(z)[0], 0),
    "Im": lambda parts, z: (parts(z)[1], 0),
    "Conjugate": lambda parts, z: (parts(z)[0], product_of(-1, parts(z)[1])),
    "Arg": lambda parts, z: (_angle(*parts(z)), 0),
    "Sin": _waves(S.Sin, S.Cos, S.Sinh, S.Cosh, (1, 1)),
    "Cos": _waves(S.Cos, S.Sin, S.Sinh, S.Cosh, (1, -1)),
    "Sinh": _waves(S.Sinh, S.Cosh, S.Sin, S.Cos, (1, 1)),
    "Cosh": _waves(S.Cosh, S.Sinh, S.Sin, S.Cos, (1, 1)),
    "Tan": lambda parts, z: parts.tangent(z, (S.Tan, S.Sin, S.Cos, S.Sinh, S.Cosh)),
    "Tanh": lambda parts, z: parts.tangent(z, (S.Tanh, S.Sinh, S.Cosh, S.Sin, S.Cos)),
}
