"""Power series of expressions: what is known of functions, composed by the arithmetic of series."""

from __future__ import annotations

from collections.abc import Callable
from math import factorial
from typing import Any

from .. import symbols as S
from ..builtins.derivatives import Differentiator, Unknown, partial
from ..definitions import NUMERIC_FUNCTION
from ..expr import Expr, Symbol, Value, expr, has_head, is_list, make_list, same, symbol
from ..numerics.infinities import is_infinite
from ..numerics.numbers import REAL_TYPES, Rational, rational
from ..numerics.numeric import real_value
from ..substitution import contains, substitute
from .formula import quiet
from .powerseries import Coefficients, Lost, NoSeries, PowerSeries

_T = symbol("System`Private`t")
_TRIES = 8  # times to go on with more terms after some were lost by cancellation
_MOST = 400  # terms


class Expander:
    """Expands expressions in x around a place, to terms below t^end, where t is x - place, or 1/x at Infinity."""

    def __init__(self, x: Any, place: Any, session: Any, end: int) -> None:
        self.x, self.place, self.session, self.end = x, place, session, end
        self.by = Coefficients(session)
        self.infinite = is_infinite(place)

    def constant(self, c: Any) -> PowerSeries:
        return PowerSeries((c,), 0, self.end, 1, self.by)

    def free(self, e: Any) -> bool:
        return not contains(e, self.x) if type(self.x) is Symbol else Differentiator(self.x).is_free(e)

    @property
    def variable(self) -> PowerSeries:
        if self.infinite:
            sign = self.place.args[0] if self.place.args else 1
            return PowerSeries((sign,), -1, self.end, 1, self.by)
        if self.by.is_zero(self.place):
            return PowerSeries((1,), 1, self.end, 1, self.by)
        return PowerSeries((self.place, 1), 0, self.end, 1, self.by)

    @property
    def log(self) -> Any:
        """Log[t]."""
        if self.infinite:
            return expr(S.Times, -1, expr(S.Log, self.x))
        return expr(S.Log, self.by.sum((self.x, self.by.product(-1, self.place))))

    def __call__(self, e: Any) -> PowerSeries:
        if has_head(e, S.SeriesData, 6) and same(e.args[0], self.x):
            found = of_data(e, self.by)
            if found is None or not same(e.args[1], self.place):
                raise NoSeries
            return found
        if self.free(e):
            return self.constant(e)
        if same(e, self.x):
            return self.variable
        if not isinstance(e, Expr):
            raise NoSeries
        rule = _RULES.get(e.head) if type(e.head) is Symbol else None
        return rule(self, e) if rule is not None else self.function(e)

    def plus(self, e: Expr) -> PowerSeries:
        total = self(e.args[0])
        for a in e.args[1:]:
            total = total.plus(self(a))
        return total

    def times(self, e: Expr) -> PowerSeries:
        total = self(e.args[0])
        for a in e.args[1:]:
            total = total.scaled(a) if self.free(a) else total.times(self(a))
        return total

    def power(self, e: Expr) -> PowerSeries:
        if len(e) != 2:
            raise NoSeries
        base, exponent = e.args
        if self.free(exponent):
            return self(base).power(exponent)
        if base is S.E:
            return self(exponent).exponential()
        return self(exponent).times(self.logarithm(base)).exponential()

    def logarithm(self, e: Any) -> PowerSeries:
        if self.free(e):
            return self.constant(self.by.evaluate(expr(S.Log, e)))
        c, v, w = self(e).lead()
        start = self.by.sum((expr(S.Log, c), self.by.product(v, self.log)))
        slope = w.derivative().times(w.plus(self.constant(1)).power(-1))
        return slope.integral().plus(self.constant(self.by.evaluate(start)))

    def function(self, e: Expr) -> PowerSeries:
        """f[u]: by the rule for f, from its derivative, or by Taylor's formula."""
        if not self.is_smooth(e):
            raise NoSeries
        inside = [i for i, a in enumerate(e.args) if not self.free(a)]
        if len(inside) != 1 or not self.free(e.head):
            return self.taylor_of(e)
        position = inside[0]
        u = self(e.args[position]).trimmed()
        if u.end <= 0:
            raise Lost
        if u.first < 0:
            return self.at_infinity(e, position, u)
        c, w = u.without_constant()
        named = len(e) == 1 and type(e.head) is Symbol
        rule = _FUNCTIONS.get(e.head) if named else None
        if rule is not None:
            return rule(self, c, w)
        if has_head(e, S.Gamma, 1) and type(c) is int and c <= 0:
            return self.gamma_at_pole(c, w)
        at = self.put(e, position, c)
        return w.composed(self.taylor(e, position, c, at, w))

    def is_smooth(self, e: Expr) -> bool:
        """True for functions of numbers without jumps, and those of which nothing is known."""
        f = e.head
        if type(f) is not Symbol:
            return not isinstance(f, Value)
        return f.context != "System`" or (
            f not in _ROUGH and bool(self.session.definitions[f].attributes & NUMERIC_FUNCTION)
        )

    def put(self, e: Expr, position: int, value: Any) -> Any:
        with quiet(self.session):
            found = self.by.evaluate(Expr(e.head, (*e.args[:position], value, *e.args[position + 1 :])))
        if _is_bad(found):
            raise NoSeries
        return found

    def taylor(self, e: Expr, position: int, c: Any, at: Any, w: PowerSeries) -> list[Any]:
        """The coefficients of f[c + w] in powers of w, by derivatives."""
        count = max(-(-w.end // max(w.first, 1)), 1)
        slope = Expr(e.head, (*e.args[:position], _T, *e.args[position + 1 :]))
        found = [at]
        for k in range(1, min(count, _MOST)):
            try:
                slope = self.by.evaluate(partial(slope, position) if k == 1 else Differentiator(_T)(slope))
            except Unknown as problem:
                raise NoSeries from problem
            with quiet(self.session):
                value = self.by.evaluate(substitute(slope, {_T: c}))
            if _is_bad(value):
                raise NoSeries
            found.append(self.by.product(rational(1, factorial(k)), value))
        return found

    def taylor_of(self, e: Expr) -> PowerSeries:
        """Any expression with derivatives at a finite place."""
        if self.infinite or type(self.x) is not Symbol:
            raise NoSeries
        found: list[Any] = []
        for k in range(self.end):
            try:
                e = e if k == 0 else self.by.evaluate(Differentiator(self.x)(e))
            except Unknown as problem:
                raise NoSeries from problem
            with quiet(self.session):
                value = self.by.evaluate(substitute(e, {self.x: self.place}))
            if _is_bad(value):
                raise NoSeries
            found.append(self.by.product(rational(1, factorial(k)), value))
        return PowerSeries(tuple(found), 0, self.end, 1, self.by)

    def gamma_at_pole(self, c: int, w: PowerSeries) -> PowerSeries:
        """Gamma[c + w] = Gamma[1 + w]/((c + w) ... (w)) for c = 0, -1, ...."""
        top = w.composed(self.taylor(expr(S.Gamma, _T), 0, 1, 1, w))
        for k in range(c, 1):
            top = top.times(w.plus(self.constant(k)).power(-1))
        return top

    def at_infinity(self, e: Expr, position: int, u: PowerSeries) -> PowerSeries:
        """f[u] for an infinite u: by reciprocals, where the sign of u is known."""
        rule = _AT_INFINITY.get(e.head) if len(e) == 1 else None
        sign = real_value(u.terms[0], self.session)
        if rule is None or type(sign) not in REAL_TYPES:
            raise NoSeries
        return rule(self, u, 1 if float(sign) > 0 else -1)

    def integrated(self, c: Any, slope: PowerSeries) -> PowerSeries:
        return slope.integral().plus(self.constant(c))


def _is_bad(e: Any) -> bool:
    return e is S.Indeterminate or contains(e, S.DirectedInfinity) or contains(e, S.Indeterminate)


# Functions with jumps or corners, or without a derivative over the complex numbers.
_ROUGH = frozenset(
    map(
        S.system,
        "Abs RealAbs Sign Re Im Arg Conjugate Floor Ceiling Round IntegerPart FractionalPart Mod Quotient Max Min "
        "UnitStep Unitize Ramp Clip KroneckerDelta HeavisideTheta DiracDelta Boole".split(),
    )
)


# ---- functions -------------------------------------------------------------------------------------------------------


def _waves(x: Expander, c: Any, w: PowerSeries, sign: int, names: tuple[Symbol, Symbol]) -> tuple[Any, Any]:
    """(sine, cosine) of c + w, circular (sign -1) or hyperbolic (sign 1): s' = w' k, k' = sign w' s."""
    sine, cosine = [0], [1]
    for n in range(1, w.end):
        steps = [k for k in range(1, n + 1) if w[k] != 0]
        by = x.by
        parts = [[by.product(k, w[k], of[n - k]) for k in steps if of[n - k] != 0] for of in (cosine, sine)]
        sine.append(by.product(rational(1, n), by.sum(parts[0])))
        cosine.append(by.product(rational(sign, n), by.sum(parts[1])))
    s, k = (PowerSeries(tuple(t), 0, w.end, w.root, x.by) for t in (sine, cosine))
    if type(c) is int and c == 0:
        return s, k
    a, b = (x.by.evaluate(expr(f, c)) for f in names)
    return k.scaled(a).plus(s.scaled(b)), k.scaled(b).plus(s.scaled(x.by.product(sign, a)))


def _circular(x: Expander, c: Any, w: PowerSeries) -> tuple[Any, Any]:
    return _waves(x, c, w, -1, (S.Sin, S.Cos))


def _hyperbolic(x: Expander, c: Any, w: PowerSeries) -> tuple[Any, Any]:
    return _waves(x, c, w, 1, (S.Sinh, S.Cosh))


Rule = Callable[[Expander, Any, PowerSeries], PowerSeries]


def _over(a: PowerSeries, b: PowerSeries) -> PowerSeries:
    return a.times(b.power(-1))


def _of_pair(pair: Callable[..., tuple[Any, Any]], f: Callable[[Any, Any], PowerSeries]) -> Rule:
    return lambda x, c, w: f(*pair(x, c, w))


def _inverse(name: Symbol, slope: Callable[[Expander, PowerSeries], PowerSeries]) -> Rule:
    """A function whose derivative at u is an algebraic function of u; not at the places where that has poles."""

    def rule(x: Expander, c: Any, w: PowerSeries) -> PowerSeries:
        start = x.by.evaluate(expr(name, c))
        if _is_bad(start):
            raise NoSeries
        u = w.plus(x.constant(c))
        return x.integrated(start, slope(x, u).times(w.derivative()))

    return rule


def _square(x: Expander, u: PowerSeries, constant: int, factor: int) -> PowerSeries:
    return u.times(u).scaled(factor).plus(x.constant(constant))


_HALF = Rational(-1, 2)
_PAIRS: dict[str, Callable[[Any, Any], PowerSeries]] = {
    "Sin": lambda s, c: s,
    "Cos": lambda s, c: c,
    "Tan": _over,
    "Cot": lambda s, c: _over(c, s),
    "Sec": lambda s, c: c.power(-1),
    "Csc": lambda s, c: s.power(-1),
}
_HYPERBOLIC = {"Sin": "Sinh", "Cos": "Cosh", "Tan": "Tanh", "Cot": "Coth", "Sec": "Sech", "Csc": "Csch"}
_SLOPES: dict[str, Callable[[Expander, PowerSeries], PowerSeries]] = {
    "ArcTan": lambda x, u: _square(x, u, 1, 1).power(-1),
    "ArcCot": lambda x, u: _square(x, u, 1, 1).power(-1).scaled(-1),
    "ArcTanh": lambda x, u: _square(x, u, 1, -1).power(-1),
    "ArcSin": lambda x, u: _square(x, u, 1, -1).power(_HALF),
    "ArcCos": lambda x, u: _square(x, u, 1, -1).power(_HALF).scaled(-1),
    "ArcSinh": lambda x, u: _square(x, u, 1, 1).power(_HALF),
}
_FUNCTIONS: dict[Any, Rule] = {
    **{S.system(name): _of_pair(_circular, f) for name, f in _PAIRS.items()},
    **{S.system(_HYPERBOLIC[name]): _of_pair(_hyperbolic, f) for name, f in _PAIRS.items()},
    **{S.system(name): _inverse(S.system(name), slope) for name, slope in _SLOPES.items()},
    S.Sinc: lambda x, c, w: _over(_circular(x, c, w)[0], w.plus(x.constant(c))),
}


def _reciprocal(x: Expander, u: PowerSeries) -> tuple[Any, PowerSeries]:
    return 0, u.power(-1)


def _arc_tangent_at_infinity(x: Expander, u: PowerSeries, sign: int) -> PowerSeries:
    """Pi/2 - ArcTan[1/u], with the sign of u."""
    found = _FUNCTIONS[S.ArcTan](x, *_reciprocal(x, u)).scaled(-1)
    return found.plus(x.constant(x.by.product(rational(sign, 2), S.Pi)))


def _arc_cotangent_at_infinity(x: Expander, u: PowerSeries, sign: int) -> PowerSeries:
    return _FUNCTIONS[S.ArcTan](x, *_reciprocal(x, u))


_AT_INFINITY: dict[Any, Callable[[Expander, PowerSeries, int], PowerSeries]] = {
    S.ArcTan: _arc_tangent_at_infinity,
    S.ArcCot: _arc_cotangent_at_infinity,
}
_RULES: dict[Any, Callable[[Expander, Expr], PowerSeries]] = {
    S.Plus: Expander.plus,
    S.Times: Expander.times,
    S.Power: Expander.power,
    S.Log: lambda x, e: x.logarithm(e.args[0]) if len(e) == 1 else x.function(e),
}


# ---- SeriesData ------------------------------------------------------------------------------------------------------


def of_data(e: Expr, by: Coefficients) -> PowerSeries | None:
    """The series that SeriesData[x, place, terms, first, end, root] is."""
    _, _, terms, first, end, root = e.args
    if not is_list(terms) or not all(type(n) is int for n in (first, end, root)) or root < 1:
        return None
    return PowerSeries(tuple(terms.args[: max(end - first, 0)]), first, end, root, by)


def to_data(s: PowerSeries, x: Any, place: Any) -> Expr:
    """SeriesData in its normal form."""
    s = s.trimmed().reduced()
    terms = list(s.terms)
    while terms and type(terms[-1]) is int and terms[-1] == 0:
        terms.pop()
    return expr(S.SeriesData, x, place, make_list(terms), s.first, s.end, s.root)


def expansion(e: Any, x: Any, place: Any, order: int, session: Any) -> PowerSeries:
    """The series of e with all terms up to t^order; raises NoSeries."""
    more = 1
    for _ in range(_TRIES):
        try:
            found = Expander(x, place, session, max(order, 0) + more)(e)
        except Lost:
            more = 2 * more + 1
            continue
        if found.end > order * found.root:
            end = order * found.root + 1
            return PowerSeries(
                found.terms[: max(end - found.first, 0)], min(found.first, end), end, found.root, found.by
            )
        missing = order + 1 - found.end // found.root
        more = max(2 * more, more + missing)
        if more > _MOST:
            break
    raise NoSeries


def leading(e: Any, x: Any, place: Any, session: Any) -> tuple[Any, Any]:
    """(c, exponent) of the first term c t^exponent; raises NoSeries, also where all terms that were tried vanish."""
    for end in (2, 5, 12):
        try:
            s = Expander(x, place, session, end)(e).trimmed()
        except Lost:
            continue
        if s.terms:
            return s.terms[0], rational(s.first, s.root)
    raise NoSeries
