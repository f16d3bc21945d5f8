"""Refine: what an expression is under assumptions, by a rule for each function that looks at its arguments."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from .. import symbols as S
from ..expr import Expr, Symbol, boolean, expr, has_head, is_list, make_list
from ..numerics.algebra import product_of, sum_of
from ..numerics.numbers import NUMBER_TYPES, Complex, Rational
from ..numerics.powers import power_of
from .knowledge import Knowledge

Rule = Callable[[Knowledge, Expr], Any]
RULES: dict[Symbol, Rule] = {}
_STATEMENTS = ("Equal", "Unequal", "Less", "LessEqual", "Greater", "GreaterEqual", "Element", "And", "Or", "Not")


def refined(e: Any, known: Knowledge) -> Any:
    """e with the rules applied from the inside outwards."""
    if type(e) is not Expr:
        return e
    args = tuple([refined(a, known) for a in e.args])
    if any(a is not b for a, b in zip(args, e.args)):
        e = known.session.evaluate_expr(Expr(e.head, args))
        if type(e) is not Expr:
            return e
    rule = RULES.get(e.head) if type(e.head) is Symbol else None
    found = None if rule is None else rule(known, e)
    if found is None:
        return e
    found = known.session.evaluate_expr(found)
    return found if found == e else refined(found, known)


def _rule(*names: str) -> Callable[[Rule], Rule]:
    def note(f: Rule) -> Rule:
        for n in names:
            RULES[S.system(n)] = f
        return f

    return note


@_rule(*_STATEMENTS)
def _statement(known: Knowledge, e: Expr) -> Any:
    found = known.decide(e)
    return None if found is None else boolean(found)


@_rule("Abs")
def _abs(known: Knowledge, e: Expr) -> Any:
    (x,) = e.args
    found = known.range(x)
    if found is not None and found.is_nonnegative:
        return x
    if found is not None and found.is_nonpositive:
        return product_of(-1, x)
    sign = known.sign(x)
    if sign is not None:
        return product_of(sign, x)
    if has_head(x, S.Times):
        parts = [known.sign(a) for a in x.args]
        if any(parts):
            known_part = [product_of(s, a) for a, s in zip(x.args, parts) if s]
            return product_of(*known_part, expr(S.Abs, product_of(*[a for a, s in zip(x.args, parts) if not s])))
    return None


@_rule("Sign")
def _sign(known: Knowledge, e: Expr) -> Any:
    return known.sign(e.args[0])


@_rule("Arg")
def _arg(known: Knowledge, e: Expr) -> Any:
    return {1: 0, -1: S.Pi}.get(known.sign(e.args[0]) or 0)


@_rule("Conjugate")
def _conjugate(known: Knowledge, e: Expr) -> Any:
    return e.args[0] if known.is_real(e.args[0]) else None


def _parts(known: Knowledge, z: Any) -> tuple[Any, Any] | None:
    """Real and imaginary part of a sum of real terms and real multiples of I."""
    re: list[Any] = []
    im: list[Any] = []
    for t in z.args if has_head(z, S.Plus) else (z,):
        factors = t.args if has_head(t, S.Times) else (t,)
        number = factors[0] if type(factors[0]) is Complex else 1
        rest = factors[1:] if number != 1 else factors
        if not all(map(known.is_real, rest)):
            return None
        for out, c in ((re, getattr(number, "re", 1)), (im, getattr(number, "im", 0))):
            out.append(product_of(c, *rest))
    return sum_of(*re), sum_of(*im)


@_rule("Re", "Im")
def _part(known: Knowledge, e: Expr) -> Any:
    found = _parts(known, e.args[0])
    return None if found is None else found[e.head is S.Im]


@_rule("Floor", "Ceiling", "Round", "IntegerPart")
def _whole(known: Knowledge, e: Expr) -> Any:
    if len(e) != 1:
        return None
    (x,) = e.args
    if known.is_integer(x):
        return x
    if has_head(x, S.Plus) and e.head is not S.Round and e.head is not S.IntegerPart:
        whole = [a for a in x.args if known.is_integer(a)]
        if whole:
            return sum_of(*whole, expr(e.head, sum_of(*[a for a in x.args if not known.is_integer(a)])))
    found = known.range(x)
    if found is None or abs(found.low) == float("inf") or abs(found.high) == float("inf"):
        return None
    low, high = Fraction(found.low).__floor__(), Fraction(found.high).__ceil__()
    if e.head is S.Floor and high - low == 1 and (found.high < high or found.high_open):
        return low
    if e.head is S.Ceiling and high - low == 1 and (found.low > low or found.low_open):
        return high
    return None


@_rule("Mod")
def _mod(known: Knowledge, e: Expr) -> Any:
    if len(e) != 2:
        return None
    x, m = e.args
    if type(m) is int and m in (1, 2):
        found = known.parity(x)
        if m == 1 and known.is_integer(x):
            return 0
        if found is not None:
            return found if m == 2 else 0
    inside = known.decide(expr(S.GreaterEqual, x, 0)) and known.decide(expr(S.Less, x, m))
    return x if inside else None


@_rule("UnitStep", "HeavisideTheta")
def _step(known: Knowledge, e: Expr) -> Any:
    if len(e) != 1:
        return None
    sign = known.sign(e.args[0])
    if e.head is S.UnitStep and known.is_nonnegative(e.args[0]):
        return 1
    return {1: 1, -1: 0}.get(sign or 0)


@_rule("DiracDelta")
def _delta(known: Knowledge, e: Expr) -> Any:
    return 0 if len(e) == 1 and known.sign(e.args[0]) in (1, -1) else None


@_rule("Max", "Min")
def _extreme(known: Knowledge, e: Expr) -> Any:
    relation = S.GreaterEqual if e.head is S.Max else S.LessEqual
    kept = list(e.args)
    for a in e.args:
        if any(b is not a and b in kept and known.decide(expr(relation, b, a)) for b in e.args):
            kept.remove(a)
    return None if len(kept) == len(e) else Expr(e.head, tuple(kept))


@_rule("Boole")
def _boole(known: Knowledge, e: Expr) -> Any:
    found = known.decide(e.args[0])
    return None if found is None else int(found)


@_rule("If")
def _if(known: Knowledge, e: Expr) -> Any:
    found = known.decide(e.args[0])
    if found is None or len(e) < 2:
        return None
    return e.args[1] if found else e.args[2] if len(e) > 2 else S.Null


@_rule("Piecewise")
def _piecewise(known: Knowledge, e: Expr) -> Any:
    if not is_list(e.args[0]):
        return None
    rest = e.args[1] if len(e) > 1 else 0
    kept = []
    for pair in e.args[0].args:
        found = known.decide(pair.args[1])
        if found:
            rest = pair.args[0]
            break
        if found is None:
            kept.append(pair)
    if len(kept) == len(e.args[0]):
        return None
    return expr(S.Piecewise, make_list(kept), rest) if kept else rest


@_rule("Log")
def _log(known: Knowledge, e: Expr) -> Any:
    if len(e) != 1:
        return None
    (x,) = e.args
    if known.sign(x) == -1 and type(x) not in NUMBER_TYPES:
        return sum_of(product_of(Complex(0, 1), S.Pi), expr(S.Log, product_of(-1, x)))
    if has_head(x, S.Power, 2) and known.is_real(x.args[1]):
        if known.sign(x.args[0]) == 1 or x.args[0] is S.E:
            return product_of(x.args[1], expr(S.Log, x.args[0]))
    return None


@_rule("Power")
def _power(known: Knowledge, e: Expr) -> Any:
    base, n = e.args
    if type(base) is int and base == 0:
        return 0 if known.sign(n) == 1 else None
    if has_head(base, S.Power, 2):
        found = _power_of_power(known, base.args[0], base.args[1], n)
        if found is not None:
            return found
    if has_head(base, S.Times) and type(n) is not int:
        return _power_of_product(known, base, n)
    if type(base) is int and base == -1:
        return _power_of_minus(known, n)
    if base is S.E:
        found = _turns(known, product_of(Complex(0, -1), n))
        return found and product_of(power_of(-1, found[0]), power_of(S.E, product_of(Complex(0, 1), found[1])))
    if has_head(base, S.Abs, 1) and type(n) is int and n % 2 == 0 and known.is_real(base.args[0]):
        return power_of(base.args[0], n)
    return None


def _power_of_power(known: Knowledge, x: Any, a: Any, b: Any) -> Any:
    """(x^a)^b."""
    found = known.range(x)
    if found is not None and found.is_nonnegative and known.is_real(a):
        if found.sign == 1 or known.sign(a) == 1:
            return power_of(x, product_of(a, b))
    if type(a) is int and a % 2 == 0 and known.is_real(x):
        size = known.session.evaluate_expr(expr(S.Abs, x))
        return power_of(refined(size, known), product_of(a, b))
    if known.is_integer(b):
        return power_of(x, product_of(a, b))
    return None


def _power_of_product(known: Knowledge, base: Expr, n: Any) -> Any:
    """(a b)^n with what is not negative taken out."""

    def is_free(a: Any) -> bool:
        if type(a) in NUMBER_TYPES:
            return False
        found = known.range(a)
        return (found is not None and found.is_nonnegative) or known.sign(a) == 1 or known.is_integer(n)

    out = [a for a in base.args if is_free(a)]
    if not out:
        even = [a for a in base.args if has_head(a, S.Power, 2) and a.args[1] == 2 and known.is_real(a.args[0])]
        out = even
    rest = [a for a in base.args if not any(a is b for b in out)]
    if not out:
        return None
    return product_of(*[power_of(a, n) for a in out], power_of(product_of(*rest), n))


def _power_of_minus(known: Knowledge, n: Any) -> Any:
    """(-1)^n for whole n that are even or odd, and without the even terms of a sum."""
    found = known.parity(n)
    if found is not None:
        return 1 - 2 * found
    if has_head(n, S.Plus):
        known_terms = [(a, known.parity(a)) for a in n.args]
        rest = [a for a, p in known_terms if p is None]
        if len(rest) < len(n) and known.is_integer(n):
            total = sum(p for _, p in known_terms if p)
            if any(p == 0 for _, p in known_terms) or total % 2 != total:
                return product_of((-1) ** total, power_of(-1, sum_of(*rest)))
    return None


def _turns(known: Knowledge, x: Any) -> tuple[Any, Any] | None:
    """x as k Pi + rest with a whole k."""
    whole, rest = [], []
    for t in x.args if has_head(x, S.Plus) else (x,):
        if has_head(t, S.Times) and S.Pi in t.args:
            k = product_of(*[a for a in t.args if a is not S.Pi])
            if known.is_integer(k):
                whole.append(k)
                continue
        rest.append(t)
    return (sum_of(*whole), sum_of(*rest)) if whole else None


@_rule("Sin", "Cos", "Tan", "Cot")
def _circular(known: Knowledge, e: Expr) -> Any:
    found = _turns(known, e.args[0])
    if found is None:
        return None
    k, rest = found
    value = expr(e.head, rest)
    return value if e.head in (S.Tan, S.Cot) else product_of(power_of(-1, k), value)


_HALF_PI = product_of(Rational(1, 2), S.Pi)
_INVERSE = {
    S.ArcSin: (S.Sin, product_of(-1, _HALF_PI), _HALF_PI),
    S.ArcCos: (S.Cos, 0, S.Pi),
    S.ArcTan: (S.Tan, product_of(-1, _HALF_PI), _HALF_PI),
}


@_rule("ArcSin", "ArcCos", "ArcTan")
def _inverse(known: Knowledge, e: Expr) -> Any:
    function, low, high = _INVERSE[e.head]
    if len(e) != 1 or not has_head(e.args[0], function, 1):
        return None
    x = e.args[0].args[0]
    return x if known.decide(expr(S.Greater, x, low)) and known.decide(expr(S.Less, x, high)) else None


