"""Limits: by putting the place in, by the first term of a power series, and where these end by SymPy."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..algebra.asking import asked
from ..algebra.bridge import Bridge, Foreign
from ..algebra.checking import symbols_of
from ..expr import FALSE, TRUE, Expr, Symbol, expr, has_head, is_list, symbol
from ..numerics.infinities import INFINITY, MINUS_INFINITY, is_infinite
from ..numerics.numbers import NUMBER_TYPES, REAL_TYPES, rational
from ..numerics.numeric import is_numeric, real_value
from ..substitution import contains, substitute
from .expansion import Expander
from .formula import quiet
from .powerseries import Lost, NoSeries, PowerSeries

_T = symbol("System`Private`t")  # goes to 0 from above
_ENDS = (2, 5, 12)  # numbers of terms that are tried
_DIGITS = 60
_PLACES = (6, 12, 24, 48)  # the numbers t = 10^-n at which a limit of SymPy's is tested


class OneSided(Expander):
    """Series in t > 0, where functions with a jump at 0 are what they are above it."""

    def function(self, e: Expr) -> PowerSeries:
        if has_head(e, S.Piecewise):
            return self(self.piece(e))
        rule = _JUMPING.get(e.head) if len(e) == 1 and type(e.head) is Symbol else None
        return super().function(e) if rule is None else rule(self, self(e.args[0]))

    def piece(self, e: Expr) -> Any:
        """The value of Piecewise for small t."""
        if not e.args or not is_list(e.args[0]) or not all(is_list(p) and len(p) == 2 for p in e.args[0].args):
            raise NoSeries
        for value, condition in (p.args for p in e.args[0].args):
            if self.holds(condition):
                return value
        return e.args[1] if len(e) > 1 else 0

    def holds(self, condition: Any) -> bool:
        """Whether a condition is true for small t."""
        if condition is TRUE or condition is FALSE:
            return condition is TRUE
        if not isinstance(condition, Expr):
            raise NoSeries
        if condition.head in (S.And, S.Or):
            found = [self.holds(c) for c in condition.args]
            return all(found) if condition.head is S.And else any(found)
        if condition.head not in _SIGNS or len(condition) != 2:
            raise NoSeries
        a, b = condition.args
        difference = self.session.evaluate_expr(expr(S.Expand, expr(S.Subtract, a, b)))
        sign = 0 if type(difference) is int and difference == 0 else self.sign(self(difference))
        return sign in _SIGNS[condition.head]

    def sign(self, u: PowerSeries) -> int:
        c, _, _ = u.lead()
        value = real_value(c, self.session)
        if type(value) not in REAL_TYPES:
            raise NoSeries
        return 1 if float(value) > 0 else -1

    def absolute(self, u: PowerSeries) -> PowerSeries:
        return u.scaled(self.sign(u))

    def rounded(self, u: PowerSeries, name: str) -> PowerSeries:
        """Floor or Ceiling of u: at a whole number it depends on which side u comes from."""
        c, w = u.without_constant()
        if type(c) is int and w.trimmed().terms:
            above = self.sign(w) > 0
            return self.constant(c if above == (name == "Floor") else c - 1 if name == "Floor" else c + 1)
        return self.constant(self.by.evaluate(expr(S.system(name), c)))


_SIGNS = {
    S.Less: (-1,),
    S.LessEqual: (-1, 0),
    S.Greater: (1,),
    S.GreaterEqual: (1, 0),
    S.Equal: (0,),
    S.Unequal: (1, -1),
}
_JUMPING: dict[Any, Any] = {
    S.Abs: OneSided.absolute,
    S.RealAbs: OneSided.absolute,
    S.Sign: lambda x, u: x.constant(x.sign(u)),
    S.UnitStep: lambda x, u: x.constant(int(x.sign(u) > 0)),
    S.HeavisideTheta: lambda x, u: x.constant(int(x.sign(u) > 0)),
    S.Floor: lambda x, u: x.rounded(u, "Floor"),
    S.Ceiling: lambda x, u: x.rounded(u, "Ceiling"),
}


def limit(f: Any, x: Symbol, place: Any, sides: tuple[int, ...], session: Any) -> Any:
    """The limit of f for x to the place, from above (side 1) or below (-1) or both; None if it is not known."""
    if not contains(f, x):
        return f
    found = [_from(f, x, place, side, session) for side in sides]
    if None in found:
        return None
    if len(found) == 1 or session.evaluate_expr(expr(S.SameQ, *found)) is S.True_:
        return found[0]
    difference = session.evaluate_expr(expr(S.Simplify, expr(S.Subtract, *found))) if not _endless(*found) else 1
    return found[0] if type(difference) is int and difference == 0 else S.Indeterminate


def _endless(*found: Any) -> bool:
    return any(is_infinite(a) or a is S.Indeterminate for a in found)


def _from(f: Any, x: Symbol, place: Any, side: int, session: Any) -> Any:
    t = expr(S.Power, _T, -1) if is_infinite(place) else _T
    at = expr(S.Times, side, t) if is_infinite(place) else expr(S.Plus, place, expr(S.Times, side, t))
    g = session.evaluate_expr(substitute(f, {x: at}))
    if not contains(g, _T):
        return g
    found = _by_series(g, session)
    if found is None:
        found = _inside(g, session)
    return _by_another(g, session) if found is None else found


def _by_series(g: Any, session: Any) -> Any:
    for end in _ENDS:
        try:
            c, exponent, _ = OneSided(_T, 0, session, end)(g).lead()
        except Lost:
            continue
        except NoSeries:
            return None
        power = float(exponent)
        if power > 0:
            return 0
        if contains(c, _T):  # a logarithm
            return None
        return c if power == 0 else _infinite(c, session)
    return None


def _infinite(c: Any, session: Any) -> Any:
    """c times Infinity, for a c of known direction."""
    value = session.evaluate_expr(expr(S.Times, c, INFINITY))
    return value if is_infinite(value) and (not value.args or is_numeric(value.args[0], session)) else None


def _inside(g: Any, session: Any) -> Any:
    """The limits of the parts put into a function that goes on there."""
    if not isinstance(g, Expr) or not (has_head(g, S.Plus) or has_head(g, S.Times) or g.head in _CONTINUOUS):
        return None
    parts = []
    for a in g.args:
        if a is _T:
            part: Any = 0
        else:
            part = a if not contains(a, _T) else _by_series(a, session)
            part = _inside(a, session) if part is None else part
        if part is None or part is S.Indeterminate:
            return None
        parts.append(part)
    with quiet(session):
        found = session.evaluate_expr(Expr(g.head, tuple(parts)))
    bad = found is S.Indeterminate or (is_infinite(found) and not found.args) or contains(found, S.Indeterminate)
    finite = is_infinite(found) or not contains(found, S.DirectedInfinity)
    return None if bad or not finite else found


_CONTINUOUS = frozenset(
    (S.Power, S.Log, S.ArcTan, S.ArcCot, S.Tanh, S.Sinh, S.Cosh, S.Erf, S.Erfc, S.Abs, S.LogisticSigmoid, S.ArcSinh)
)


def _by_another(g: Any, session: Any) -> Any:
    """What SymPy says, if values near the place do not contradict it."""

    def work(sympy: Any) -> Any:
        bridge = Bridge(sympy, session, (_T,), {_T: {"positive": True}})
        try:
            theirs = sympy.limit(bridge.to(g), bridge.symbols[_T], 0, "+")
            if isinstance(theirs, sympy.AccumBounds):
                return S.Indeterminate
            return None if theirs.has(sympy.Limit) else bridge.back(theirs)
        except Foreign:
            return None

    found = asked(session, work)
    if found is None or found is S.Indeterminate:
        return found
    return found if not contains(found, _T) and _is_approached(g, found, session) else None


def _is_approached(g: Any, found: Any, session: Any) -> bool:
    point = {s: rational(37 + 12 * i, 31) for i, s in enumerate(symbols_of(g, found)) if s is not _T}
    goal = session.evaluate_expr(substitute(found, point))
    errors = []
    for n in _PLACES:
        with quiet(session):
            t = session.evaluate_expr(expr(S.N, rational(1, 10**n), _DIGITS))
            value = session.evaluate_expr(expr(S.N, substitute(g, {**point, _T: t}), _DIGITS))
        if type(value) not in NUMBER_TYPES:
            continue
        if goal == INFINITY or goal == MINUS_INFINITY:
            sign = 1 if goal == INFINITY else -1
            size = session.evaluate_expr(expr(S.Times, sign, value))
            errors.append(-_size(size) if type(size) in REAL_TYPES else 1.0)
        else:
            away = session.evaluate_expr(expr(S.N, expr(S.Abs, expr(S.Subtract, value, goal)), _DIGITS))
            errors.append(_size(away))
    if len(errors) < 2:
        return False
    return errors[-1] <= 1e-6 or errors[-1] < errors[0]


def _size(x: Any) -> float:
    """A number as a float, for comparisons of sizes that may be beyond floats."""
    if type(x) not in REAL_TYPES:
        return float("inf")
    try:
        return float(x)
    except OverflowError:
        return 1e308 if x > 0 else -1e308
