"""Integrals of elementary forms: linearity, a table, substitution, parts, and square denominators.

What these rules do not cover is left to interpreter/algebra.  A definite integral between numbers is given only if a
numeric check of the integrand agrees with it, so that a pole between the limits gives no wrong value.
"""

from __future__ import annotations

from math import isfinite
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, Symbol, Value, has_head, is_list, make_list, same, symbol
from ..numerics.algebra import product_of, sum_of
from ..numerics.infinities import is_infinite
from ..numerics.numbers import REAL_TYPES, Complex, Rational
from ..numerics.numeric import real_value
from ..numerics.powers import power_of
from ..substitution import contains, fill_slots
from .antiderivatives import antiderivative
from .assuming import assumed
from .derivatives import Differentiator, Unknown
from .polynomials import View, divided, expanded
from .rationals import joined

_DEPTH = 8  # substitutions and parts inside one another
_PARTS = frozenset((S.Sin, S.Cos, S.Sinh, S.Cosh))
_U = symbol("System`Private`u")


class Integrator:
    """Integrates by one symbol; None where no rule applies."""

    def __init__(self, x: Symbol, evaluate: Any, depth: int = _DEPTH) -> None:
        self.x, self.evaluate, self.depth = x, evaluate, depth

    def free(self, e: Any) -> bool:
        return not contains(e, self.x)

    def __call__(self, e: Any) -> Any:
        x = self.x
        if self.free(e):
            return product_of(e, x)
        if e is x:
            return product_of(Rational(1, 2), power_of(x, 2))
        if e.head is S.Plus:
            parts = [self(a) for a in e.args]
            return None if any(p is None for p in parts) else sum_of(*parts)
        if e.head is S.Times:
            constants = [a for a in e.args if self.free(a)]
            if constants:
                inner = self(product_of(*[a for a in e.args if not self.free(a)]))
                return None if inner is None else _scaled(product_of(*constants), inner)
        for rule in _RULES:
            found = rule(self, e)
            if found is not None:
                return found
        return None

    def slope(self, u: Any) -> Any:
        """a of u = a x + b; None if u is not linear."""
        if u is self.x:
            return 1
        d = self.evaluate(Differentiator(self.x)(u))
        return d if self.free(d) and not (type(d) is int and d == 0) else None

    def elementary(self, e: Expr) -> Any:
        """Powers, exponentials and the table, of linear arguments."""
        if e.head is S.Power and len(e) == 2:
            base, n = e.args
            if self.free(n):
                a = self.slope(base) if not (isinstance(base, Expr) and base.head is S.Power) else None
                if a is not None:
                    if type(n) is int and n == -1:
                        return product_of(power_of(a, -1), Expr(S.Log, (base,)))
                    m = sum_of(1, n)
                    return product_of(power_of(a, -1), power_of(m, -1), power_of(base, m))
                if type(n) is int and n == 2 and isinstance(base, Expr) and len(base) == 1:
                    return self.tabled(f"{getattr(base.head, 'name', '')}^2", base.args[0])
            elif self.free(base):
                a = self.slope(n)
                return None if a is None else product_of(e, power_of(product_of(a, _log(base)), -1))
        if len(e) == 1 and type(e.head) is Symbol and e.head.context == "System`":
            return self.tabled(e.head.name, e.args[0])
        if len(e) == 1 and isinstance(e.head, Value) and has_head(e.head, S.InterpolatingFunction):
            whole, a = e.head.antiderivative(), self.slope(e.args[0])
            return None if whole is None or a is None else product_of(power_of(a, -1), Expr(whole, e.args))
        return None

    def tabled(self, name: str, u: Any) -> Any:
        body = antiderivative(name)
        a = self.slope(u) if body is not None else None
        return None if a is None else product_of(power_of(a, -1), fill_slots(body, Expr(S.Function, (body,)), (u,)))

    def by_expansion(self, e: Expr) -> Any:
        multiplied = expanded(e)
        return self(multiplied) if has_head(multiplied, S.Plus) and not same(multiplied, e) else None

    def over_square(self, e: Expr) -> Any:
        """(m x + k)/(a x^2 + b x + c) by a logarithm and an arc tangent."""
        bottom = next((f for f in _factors(e) if has_head(f, S.Power, 2) and f.args[1] == -1), None)
        if bottom is None:
            return None
        below = View(bottom.args[0], [self.x])
        if not below.is_polynomial([self.x]) or max(below.terms)[0] != 2:
            return None
        top = self.evaluate(product_of(e, bottom.args[0]))
        above = View(top, [self.x])
        if not above.is_polynomial([self.x]) or max(above.terms, default=(0,))[0] > 1:
            return None
        c, b, a = (below.coefficient((n,)) for n in range(3))
        k, m = (above.coefficient((n,)) for n in range(2))
        discriminant = self.evaluate(sum_of(product_of(4, a, c), product_of(-1, b, b)))
        if type(discriminant) in REAL_TYPES and float(discriminant) == 0:
            return None
        by_log = product_of(m, power_of(product_of(2, a), -1), _log(bottom.args[0]))
        rest = sum_of(k, product_of(-1, m, b, power_of(product_of(2, a), -1)))
        derivative = sum_of(product_of(2, a, self.x), b)
        if type(discriminant) in REAL_TYPES and float(discriminant) < 0:
            root = power_of(product_of(-1, discriminant), Rational(1, 2))
            by_arc = product_of(-2, power_of(root, -1), Expr(S.ArcTanh, (product_of(derivative, power_of(root, -1)),)))
        else:
            root = power_of(discriminant, Rational(1, 2))
            by_arc = product_of(2, power_of(root, -1), Expr(S.ArcTan, (product_of(derivative, power_of(root, -1)),)))
        return sum_of(by_log, product_of(rest, by_arc))

    def by_division(self, e: Expr) -> Any:
        """p/q with a p of at least the degree of q: the whole part and the rest."""
        bottom = next((f for f in _factors(e) if has_head(f, S.Power, 2) and f.args[1] == -1), None)
        if bottom is None:
            return None
        top = self.evaluate(product_of(e, bottom.args[0]))
        parts = divided(top, bottom.args[0], self.x, self.evaluate)
        if parts is None or same(parts[0], 0):
            return None
        return self(sum_of(parts[0], product_of(parts[1], bottom)))

    def under_root(self, e: Expr) -> Any:
        """1/Sqrt[c + a x^2] by an arc sine."""
        if not has_head(e, S.Power, 2) or not same(e.args[1], Rational(-1, 2)):
            return None
        below = View(e.args[0], [self.x])
        if not below.is_polynomial([self.x]) or set(below.terms) != {(0,), (2,)}:
            return None
        c, a = below.coefficient((0,)), below.coefficient((2,))
        if any(type(v) not in REAL_TYPES for v in (c, a)) or float(c) <= 0:
            return None
        f, size = (S.ArcSin, product_of(-1, a)) if float(a) < 0 else (S.ArcSinh, a)
        half = Rational(1, 2)
        inner = product_of(self.x, power_of(size, half), power_of(c, Rational(-1, 2)))
        return product_of(power_of(size, Rational(-1, 2)), Expr(f, (inner,)))

    def wave_times_exponential(self, e: Expr) -> Any:
        """E^u Sin[v] and E^u Cos[v] for linear u and v."""
        factors = _factors(e)
        wave = next((f for f in factors if isinstance(f, Expr) and f.head in (S.Sin, S.Cos)), None)
        if len(factors) != 2 or wave is None:
            return None
        [power] = [f for f in factors if f is not wave] or [None]
        if not has_head(power, S.Power, 2) or not self.free(power.args[0]):
            return None
        a, b = self.slope(power.args[1]), self.slope(wave.args[0])
        if a is None or b is None:
            return None
        a = product_of(a, _log(power.args[0]))
        other = Expr(S.Cos if wave.head is S.Sin else S.Sin, wave.args)
        sign = -1 if wave.head is S.Sin else 1
        top = sum_of(product_of(a, wave), product_of(sign, b, other))
        return product_of(power, top, power_of(sum_of(power_of(a, 2), power_of(b, 2)), -1))

    def by_parts(self, e: Expr) -> Any:
        """p f with a power p of x: by parts until p is gone for exponentials, sines; the other way for logarithms."""
        factors = _factors(e)
        if self.depth <= 0 or len(factors) != 2:
            return None
        p = next((f for f in factors if f is self.x or (has_head(f, S.Power, 2) and f.args[0] is self.x)), None)
        if p is None:
            return None
        n = 1 if p is self.x else p.args[1]
        [f] = [f for f in factors if f is not p] or [None]
        log = f.args[0] if has_head(f, S.Power, 2) and type(f.args[1]) is int and f.args[1] > 0 else f
        inner = Integrator(self.x, self.evaluate, self.depth - 1)
        if (has_head(log, S.Log, 1) or has_head(log, S.ArcTan, 1)) and self.slope(log.args[0]) is not None:
            whole, d = inner(p), Differentiator(self.x)(f)
            rest = inner(joined(self.evaluate(product_of(whole, d)))) if whole is not None else None
            return None if rest is None else sum_of(product_of(whole, f), _scaled(-1, rest))
        exponential = has_head(f, S.Power, 2) and self.free(f.args[0]) and self.slope(f.args[1]) is not None
        wave = isinstance(f, Expr) and f.head in _PARTS and self.slope(f.args[0]) is not None
        if type(n) is not int or n < 1 or n > 40 or not (exponential or wave):
            return None
        whole = self.elementary(f)
        rest = Integrator(self.x, self.evaluate, self.depth)
        left = rest(self.evaluate(product_of(n, power_of(self.x, n - 1), whole)))
        return None if left is None else sum_of(product_of(p, whole), _scaled(-1, left))

    def by_substitution(self, e: Expr) -> Any:
        """e = g(u) u' for some part u of e."""
        if self.depth <= 0:
            return None
        for u in _candidates(e, self.x):
            try:
                d = self.evaluate(Differentiator(self.x)(u))
            except Unknown:
                continue
            if type(d) is int and d == 0:
                continue
            rest = joined(self.evaluate(product_of(e, power_of(d, -1))))
            in_u = self.evaluate(_replaced(rest, u, _U))
            if not self.free(in_u):
                in_u = self.evaluate(_replaced(expanded(rest), u, _U))
            if self.free(in_u):
                found = Integrator(_U, self.evaluate, self.depth - 1)(in_u)
                if found is not None:
                    return _replaced(self.evaluate(found), _U, u)
        return None


_RULES = (
    Integrator.elementary,
    Integrator.by_expansion,
    Integrator.by_division,
    Integrator.over_square,
    Integrator.under_root,
    Integrator.wave_times_exponential,
    Integrator.by_parts,
    Integrator.by_substitution,
)


def _scaled(c: Any, e: Any) -> Any:
    """c e, spread over the terms of a sum."""
    return sum_of(*[product_of(c, a) for a in e.args]) if has_head(e, S.Plus) else product_of(c, e)


def _factors(e: Any) -> tuple[Any, ...]:
    return e.args if has_head(e, S.Times) else (e,)


def _log(e: Any) -> Any:
    return 1 if e is S.E else Expr(S.Log, (e,))


def _candidates(e: Any, x: Symbol) -> list[Any]:
    """Parts that a substitution may be for: functions and powers in e, and what they are of; larger ones first."""
    found: dict[Any, None] = {}
    stack = [e]
    while stack:
        part = stack.pop()
        if isinstance(part, Expr):
            if part is not e and part is not x and contains(part, x):
                found[part] = None
            stack.extend(part.args)
    return sorted(found, key=lambda p: -_size(p))


def _size(e: Any) -> int:
    return 1 + sum(map(_size, e.args)) if isinstance(e, Expr) else 1


def _replaced(e: Any, old: Any, new: Any) -> Any:
    if same(e, old):
        return new
    if not isinstance(e, Expr):
        return e
    if has_head(e, S.Power, 2) and has_head(old, S.Power, 2) and same(e.args[0], old.args[0]):
        a, b = e.args[1], old.args[1]
        if type(a) is int and type(b) is int and a % b == 0:  # x^4 is (x^2)^2
            return Expr(S.Power, (new, a // b))
    return Expr(e.head, tuple([_replaced(a, old, new) for a in e.args]))


# ---- the function ----------------------------------------------------------------------------------------------------


@builtin(
    "Integrate[f_, limits__, OptionsPattern[]]",
    attributes="Protected ReadProtected",
    options={"Assumptions": "$Assumptions", "GenerateConditions": "Automatic", "PrincipalValue": "False"},
    ilim="Invalid integration variable or limit(s) in `1`.",
)
def integrate(
    f: Any, limits: tuple[Any, ...], *, options: dict[str, Any], session: Any, evaluate: Any, say: Any
) -> Any:
    """Integrate[f, x] gives an indefinite integral of f, Integrate[f, {x, a, b}] the integral from a to b.

    With several limits the last integral is done first.  The option Assumptions says what parameters are like.  What is
    found is checked by numbers; what is not found stays as it is.

    >>> {Integrate[x^2, x], Integrate[2 x Cos[x^2], x], Integrate[x E^x, {x, 0, 1}]}
    {x^3/3, Sin[x^2], 1}
    """
    statements = assumed(session, options["Assumptions"])
    for limit in reversed(limits):
        x, *ends = limit.args if is_list(limit) and len(limit) else (limit,)
        if type(x) is not Symbol or len(ends) not in (0, 2):
            return say("ilim", limit)
        f = _definite(f, limit, session, statements) if ends else _antiderivative(f, x, session, statements)
        if f is None:
            return None
    return f


def _antiderivative(f: Any, x: Symbol, session: Any, statements: list[Any]) -> Any:
    whole = _indefinite(f, x, session.evaluate_expr)
    if whole is not None:
        return session.evaluate_expr(whole)
    if is_list(f):
        parts = [_antiderivative(a, x, session, statements) for a in f.args]
        return None if any(p is None for p in parts) else make_list(parts)
    from ..algebra.integrals import indefinite

    return indefinite(f, x, session, statements)


def _definite(f: Any, limit: Expr, session: Any, statements: list[Any]) -> Any:
    x, a, b = limit.args
    if is_list(f):
        parts = [_definite(e, limit, session, statements) for e in f.args]
        return None if any(p is None for p in parts) else make_list(parts)
    evaluate = session.evaluate_expr
    whole = _indefinite(f, x, evaluate)
    from ..algebra.integrals import definite, refined_under
    from ..solving.formula import quiet

    with quiet(session):
        found = None if whole is None else _between(evaluate(whole), limit, session, evaluate)
    if found is not None:
        return refined_under(found, session, statements)

    return definite(f, x, a, b, session, statements)


def _indefinite(f: Any, x: Symbol, evaluate: Any) -> Any:
    if is_list(f):
        parts = [_indefinite(a, x, evaluate) for a in f.args]
        return None if any(p is None for p in parts) else make_list(parts)
    try:
        return Integrator(x, evaluate)(f)
    except Unknown:
        return None


def _between(whole: Any, limit: Expr, session: Any, evaluate: Any) -> Any:
    x, a, b = limit.args
    values = [evaluate(Expr(S.ReplaceAll, (whole, Expr(S.Rule, (x, end))))) for end in (a, b)]
    if any(_is_undetermined(v) for v in values):
        return None
    value = evaluate(sum_of(values[1], product_of(-1, values[0])))
    if _is_undetermined(value):
        return None
    ends = [real_value(end, session) for end in (a, b)]
    if all(type(end) in REAL_TYPES for end in ends):
        return value if _agrees(whole, value, x, float(ends[0]), float(ends[1]), session, evaluate) else None
    return None if is_infinite(a) and is_infinite(b) and not _is_finite(value, session) else value


def _is_undetermined(e: Any) -> bool:
    return e is S.Indeterminate or contains(e, S.DirectedInfinity) or contains(e, S.Indeterminate)


def _is_finite(e: Any, session: Any) -> bool:
    v = real_value(e, session)
    return type(v) in REAL_TYPES and isfinite(float(v))


def _agrees(whole: Any, value: Any, x: Symbol, a: float, b: float, session: Any, evaluate: Any) -> bool:
    """True if the slopes of the antiderivative, added up over the interval, give the value: no jump is in between."""
    steps = 64
    derivative = evaluate(Differentiator(x)(whole))

    def at(t: float) -> float | None:
        v = evaluate(Expr(S.ReplaceAll, (derivative, Expr(S.Rule, (x, t)))))
        return float(v) if type(v) in REAL_TYPES and isfinite(float(v)) else None

    known = real_value(value, session)
    if type(known) is Complex:
        return False
    if type(known) not in REAL_TYPES:
        return True  # parameters: there is nothing to compare
    width = (b - a) / steps
    node = width / 2 * 0.5773502691896257  # Gauss, two points to a step
    samples = [at(a + (i + 0.5) * width + s * node) for i in range(steps) for s in (-1, 1)]
    if None in samples:
        return False
    numeric = sum(s for s in samples if s is not None) * width / 2
    return abs(numeric - float(known)) <= 1e-3 * (1 + abs(float(known)))
