"""Sums and multiples of angles taken apart, and products of circular and hyperbolic functions put together."""

from __future__ import annotations

from math import comb
from typing import Any

from .. import symbols as S
from ..builtins.polynomials import expanded
from ..builtins.rationals import factored
from ..expr import Expr, expr, has_head
from ..numerics.algebra import product_of, sum_of
from ..numerics.numbers import Rational
from ..numerics.powers import power_of

# kind -> (the odd function, the even one, what the square of the odd one's unit is)
_KINDS = {"circular": (S.Sin, S.Cos, -1), "hyperbolic": (S.Sinh, S.Cosh, 1)}
_KIND = {f: kind for kind, (odd, even, _) in _KINDS.items() for f in (odd, even)}
# function -> (power of the odd function, power of the even one, kind)
_QUOTIENTS = {
    S.Tan: (1, -1, "circular"), S.Cot: (-1, 1, "circular"), S.Sec: (0, -1, "circular"), S.Csc: (-1, 0, "circular"),
    S.Tanh: (1, -1, "hyperbolic"), S.Coth: (-1, 1, "hyperbolic"), S.Sech: (0, -1, "hyperbolic"),
    S.Csch: (-1, 0, "hyperbolic"),
}  # fmt: skip
_HALF = Rational(1, 2)
_MOST_TIMES = 60  # of an angle that is taken apart


def apart(e: Any, evaluate: Any) -> Any:
    """TrigExpand: functions of sums and whole multiples by those of the single angles, multiplied out."""
    if type(e) is not Expr:
        return e
    e = Expr(e.head, tuple([apart(a, evaluate) for a in e.args]))
    if len(e) == 1 and e.head in _KIND:
        kind = _KIND[e.head]
        odd, even = _split(expanded(e.args[0]), kind)
        return evaluate(expanded(odd if e.head is _KINDS[kind][0] else even))
    if len(e) == 1 and e.head in _QUOTIENTS:
        m, n, kind = _QUOTIENTS[e.head]
        u = expanded(e.args[0])
        if not has_head(u, S.Plus) and _multiple(u)[0] == 1:
            return e
        odd, even = (evaluate(expanded(f)) for f in _split(u, kind))
        return evaluate(expanded(product_of(power_of(odd, m), power_of(even, n))))
    e = evaluate(e)
    return evaluate(expanded(e)) if isinstance(e, Expr) and e.head in (S.Times, S.Power) else e


def _multiple(u: Any) -> tuple[int, Any]:
    """n and v of u = n v."""
    if has_head(u, S.Times) and type(u.args[0]) is int and 1 < abs(u.args[0]) <= _MOST_TIMES:
        return abs(u.args[0]), product_of(*u.args[1:], 1 if u.args[0] > 0 else -1)
    return 1, u


def _split(u: Any, kind: str) -> tuple[Any, Any]:
    """The odd and the even function of u."""
    odd, even, square = _KINDS[kind]
    if has_head(u, S.Plus):
        first, rest = u.args[0], sum_of(*u.args[1:])
        (s, c), (t, d) = _split(first, kind), _split(rest, kind)
        return (
            sum_of(product_of(s, d), product_of(c, t)),
            sum_of(product_of(c, d), product_of(square, s, t)),
        )
    n, v = _multiple(u)
    s, c = expr(odd, v), expr(even, v)
    if n == 1:
        return s, c
    terms: tuple[list[Any], list[Any]] = ([], [])
    for k in range(n + 1):
        term = product_of(comb(n, k) * square ** (k // 2), power_of(c, n - k), power_of(s, k))
        terms[1 - k % 2].append(term)
    return sum_of(*terms[0]), sum_of(*terms[1])


# ---- the other way ---------------------------------------------------------------------------------------------------

Wave = dict[tuple[Any, bool], Any]  # (angle, whether it is the odd function of it) -> coefficient


def _product(wave: Wave, u: Any, is_odd: bool, square: int, evaluate: Any) -> Wave:
    """The sum of functions times one more."""
    out: Wave = {}
    for (v, was_odd), c in wave.items():
        total, difference = (evaluate(expanded(sum_of(v, product_of(s, u)))) for s in (1, -1))
        # s s = (C(v + u) - C(v - u))/2 times the square of the unit, c c = (C + C)/2, s c = (S + S)/2, c s = (S - S)/2
        odd = was_odd != is_odd
        first = square if was_odd and is_odd else 1
        second = -first if is_odd else first
        for angle, sign in ((total, first), (difference, second)):
            key = (angle, odd)
            out[key] = sum_of(out.get(key, 0), product_of(sign, _HALF, c))
    return out


def together(e: Any, evaluate: Any) -> Any:
    """TrigReduce: products and powers of functions as sums of functions of sums of angles."""
    if type(e) is not Expr:
        return e
    e = evaluate(Expr(e.head, tuple([together(a, evaluate) for a in e.args])))
    if not isinstance(e, Expr) or e.head not in (S.Plus, S.Times, S.Power):
        return e
    multiplied = evaluate(expanded(e))
    terms = multiplied.args if has_head(multiplied, S.Plus) else (multiplied,)
    return evaluate(expanded(sum_of(*[_reduced_term(t, evaluate) for t in terms])))


def _reduced_term(term: Any, evaluate: Any) -> Any:
    rest: list[Any] = []
    found: dict[str, list[tuple[Any, bool]]] = {"circular": [], "hyperbolic": []}
    for f in term.args if has_head(term, S.Times) else (term,):
        base, n = f.args if has_head(f, S.Power, 2) else (f, 1)
        if isinstance(base, Expr) and base.head in _KIND and type(n) is int and 0 < n <= _MOST_TIMES:
            kind = _KIND[base.head]
            found[kind] += [(base.args[0], base.head is _KINDS[kind][0])] * n
        else:
            rest.append(f)
    if sum(map(len, found.values())) < 2:
        return term
    for kind, functions in found.items():
        odd, even, square = _KINDS[kind]
        if not functions:
            continue
        wave: Wave = {functions[0]: 1}
        for u, is_odd in functions[1:]:
            wave = _product(wave, u, is_odd, square, evaluate)
        rest.append(sum_of(*[product_of(c, evaluate(expr(odd if o else even, v))) for (v, o), c in wave.items()]))
    return product_of(*rest)


# ---- factors ---------------------------------------------------------------------------------------------------------


def in_factors(e: Any, evaluate: Any) -> Any:
    """TrigFactor: factors, each of which is put together where that makes one function or a product of it."""
    if not isinstance(e, Expr) or e.head not in (S.Plus, S.Times, S.Power):
        return e
    pairs = factored(apart(e, evaluate) if has_head(e, S.Plus) and _has_products(e) else e)
    if pairs is None:
        return e
    return evaluate(product_of(*[power_of(_as_product(together(f, evaluate)), k) for f, k in pairs]))


def _has_products(e: Expr) -> bool:
    return any(isinstance(t, Expr) and t.head in (S.Times, S.Power) for t in e.args)


def _as_product(e: Any) -> Any:
    """Sin[u] + Sin[v] and its like as products."""
    if not has_head(e, S.Plus, 2):
        return e
    (c, f), (d, g) = (_scaled(t) for t in e.args)
    if not (isinstance(f, Expr) and isinstance(g, Expr) and f.head is g.head and f.head in (S.Sin, S.Cos)):
        return e
    if abs(c) != abs(d):
        return e
    u, v = f.args[0], g.args[0]
    half_sum, half_difference = (product_of(_HALF, expanded(sum_of(u, product_of(s, v)))) for s in (1, -1))
    same = c == d
    if f.head is S.Sin:
        first, second = (S.Sin, S.Cos) if same else (S.Cos, S.Sin)
        return product_of(2 * c, expr(first, half_sum), expr(second, half_difference))
    head = S.Cos if same else S.Sin
    return product_of(2 * c if same else -2 * c, expr(head, half_sum), expr(head, half_difference))


def _scaled(t: Any) -> tuple[int, Any]:
    if has_head(t, S.Times, 2) and type(t.args[0]) is int:
        return t.args[0], t.args[1]
    return 1, t
