"""Exact values of circular functions and their inverses at rational multiples of Pi."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from .. import symbols as S
from ..expr import Expr
from .algebra import product_of, sum_of
from .arithmetic import negate
from .infinities import COMPLEX_INFINITY
from .numbers import Rational, as_fraction, rational
from .powers import power_of

_HALF = Rational(1, 2)

# f[z + k Pi/2] for k = 0, 1, 2, 3 as (sign, function)
QUARTER_TURNS: dict[str, tuple[tuple[int, str], ...]] = {
    "Sin": ((1, "Sin"), (1, "Cos"), (-1, "Sin"), (-1, "Cos")),
    "Cos": ((1, "Cos"), (-1, "Sin"), (-1, "Cos"), (1, "Sin")),
    "Tan": ((1, "Tan"), (-1, "Cot"), (1, "Tan"), (-1, "Cot")),
    "Cot": ((1, "Cot"), (-1, "Tan"), (1, "Cot"), (-1, "Tan")),
    "Sec": ((1, "Sec"), (-1, "Csc"), (-1, "Sec"), (1, "Csc")),
    "Csc": ((1, "Csc"), (1, "Sec"), (-1, "Csc"), (-1, "Sec")),
}
COFUNCTIONS = {"Sin": "Cos", "Cos": "Sin", "Tan": "Cot", "Cot": "Tan", "Sec": "Csc", "Csc": "Sec"}


def _root(p: Any, q: int = 1) -> Any:
    return power_of(rational(p, q) if type(p) is int else p, _HALF)


@lru_cache(maxsize=1)
def sines() -> dict[Any, Any]:
    """Sin[r Pi] for r from 0 to 1/2."""
    over = power_of(product_of(2, _root(2)), -1)
    fifth = product_of(Rational(1, 8), _root(5))
    return {
        0: 0,
        Rational(1, 12): product_of(over, sum_of(-1, _root(3))),
        Rational(1, 10): product_of(Rational(1, 4), sum_of(-1, _root(5))),
        Rational(1, 6): _HALF,
        Rational(1, 5): _root(sum_of(Rational(5, 8), product_of(-1, fifth))),
        Rational(1, 4): power_of(2, Rational(-1, 2)),
        Rational(3, 10): product_of(Rational(1, 4), sum_of(1, _root(5))),
        Rational(1, 3): product_of(_HALF, _root(3)),
        Rational(2, 5): _root(sum_of(Rational(5, 8), fifth)),
        Rational(5, 12): product_of(over, sum_of(1, _root(3))),
        _HALF: 1,
    }


@lru_cache(maxsize=1)
def tangents() -> dict[Any, Any]:
    """Tan[r Pi] for r from 0 to 1/2, the last excluded."""
    two_fifths = product_of(2, power_of(5, Rational(-1, 2)))
    return {
        0: 0,
        Rational(1, 12): sum_of(2, product_of(-1, _root(3))),
        Rational(1, 10): _root(sum_of(1, product_of(-1, two_fifths))),
        Rational(1, 8): sum_of(-1, _root(2)),
        Rational(1, 6): power_of(3, Rational(-1, 2)),
        Rational(1, 5): _root(sum_of(5, product_of(-2, _root(5)))),
        Rational(1, 4): 1,
        Rational(3, 10): _root(sum_of(1, two_fifths)),
        Rational(1, 3): _root(3),
        Rational(3, 8): sum_of(1, _root(2)),
        Rational(2, 5): _root(sum_of(5, product_of(2, _root(5)))),
        Rational(5, 12): sum_of(2, _root(3)),
    }


def _value(name: str, r: Any) -> Any:
    """f[r Pi] for 0 <= r < 1/2 if there is a closed form."""
    if name in ("Cos", "Sec", "Cot"):
        name, r = COFUNCTIONS[name], _difference(_HALF, r)
    if name == "Tan":
        if r == _HALF:
            return COMPLEX_INFINITY
        return tangents().get(r)
    v = sines().get(r)
    if v is None or name == "Sin":
        return v
    return COMPLEX_INFINITY if v == 0 else power_of(v, -1)


def _difference(a: Any, b: Any) -> Any:
    (p, q), (r, s) = as_fraction(a), as_fraction(b)
    return rational(p * s - r * q, q * s)


def turns(z: Any) -> Any:
    """r if z is r Pi (or 180 r Degree) with a rational r, else None."""
    if z is S.Pi:
        return 1
    if z is S.Degree:
        return Rational(1, 180)
    if type(z) is int and z == 0:
        return 0
    if isinstance(z, Expr) and z.head is S.Times and len(z) == 2 and type(z.args[0]) in (int, Rational):
        if z.args[1] is S.Pi:
            return z.args[0]
        if z.args[1] is S.Degree:
            p, q = as_fraction(z.args[0])
            return rational(p, 180 * q)
    return None


def circular(name: str, z: Any) -> Any:
    """An exact circular function: its value at a multiple of Pi, or with quarter turns taken out of the argument."""
    r = turns(z)
    if r is not None:
        return _at_turns(name, r, z)
    if isinstance(z, Expr) and z.head is S.Plus:
        for term in z.args:
            r = turns(term)
            if r is not None and as_fraction(r)[1] <= 2:
                rest = sum_of(*[t for t in z.args if t is not term])
                s, g = QUARTER_TURNS[name][as_fraction(product_of(2, r))[0] % 4]
                return _signed(s, Expr(S.system(g), (rest,)))
    return None


def _at_turns(name: str, r: Any, z: Any) -> Any:
    p, q = as_fraction(r)
    k = 2 * p // q
    s, g = QUARTER_TURNS[name][k % 4]
    left = _difference(r, rational(k, 2))
    found = _value(g, left)
    if found is not None:
        return product_of(s, found) if s < 0 else found
    if left > Rational(1, 4):
        g, left = COFUNCTIONS[g], _difference(_HALF, left)
    result = Expr(S.system(g), (product_of(left, S.Pi),))
    if s > 0 and g == name and result.args[0] == z:
        return None
    return _signed(s, result)


def _signed(s: int, e: Any) -> Any:
    return e if s > 0 else Expr(S.Times, (-1, e))


@lru_cache(maxsize=2)
def inverse_table(name: str) -> dict[Any, Any]:
    """value -> r with ArcSin[value] = r Pi or ArcTan[value] = r Pi."""
    return {v: r for r, v in (sines() if name == "ArcSin" else tangents()).items()}


def arc(name: str, v: Any) -> Any:
    """ArcSin or ArcTan of an exact value known from a table, with either sign; None if it is not there."""
    if not (isinstance(v, Expr) or type(v) in (int, Rational)):
        return None
    table = inverse_table(name)
    r = table.get(v)
    if r is None:
        from .functions import opposite

        w = opposite(v)
        r = None if w is None else table.get(w)
        if r is None:
            return None
        r = negate(r)
    return product_of(r, S.Pi)
