"""What follows from assumptions: whether a value is real or whole, its sign and range, whether a statement holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import combinations
from typing import Any

from .. import symbols as S
from ..builtins.polynomials import expanded
from ..expr import FALSE, TRUE, Expr, expr, has_head
from ..numerics.algebra import product_of, sum_of
from ..numerics.inequality import INVALID, equal, order_of
from ..numerics.infinities import is_infinite
from ..numerics.numbers import NUMBER_TYPES, Complex, Rational
from ..numerics.numeric import is_numeric, real_value
from . import intervals
from .assumptions import flags
from .intervals import ALL, Interval

_REAL_OF_REAL = frozenset(
    "Sin Cos Tan Cot Sec Csc Sinh Cosh Tanh Coth Sech Csch ArcTan ArcSinh ArcCot Erf Erfc Sign Floor Ceiling Round "
    "UnitStep HeavisideTheta Max Min LogisticSigmoid Mod Re Im Abs Arg".split()
)
_REAL_OF_ANY = frozenset(("Abs", "Re", "Im", "Arg"))
_WHOLE = frozenset(("Floor", "Ceiling", "Round", "IntegerPart", "Binomial", "Factorial", "Fibonacci", "Quotient"))
_RELATIONS = {S.Greater: (1,), S.GreaterEqual: (0, 1), S.Less: (-1,), S.LessEqual: (-1, 0)}
_FLAG_OF_DOMAIN = {S.Reals: "real", S.Integers: "integer", S.Rationals: "rational", S.Algebraics: "algebraic"}
_MOST_PAIRED = 8  # inequalities that are looked at in pairs
_MARGIN = Fraction(1, 10**12)  # by which a numeric value may be off


class Knowledge:
    """Statements taken to hold, in a session."""

    def __init__(self, session: Any, statements: Iterable[Any] = ()) -> None:
        self.session = session
        self.statements = list(statements)
        self.flags = flags(self.statements)
        self.positive: list[tuple[Any, bool]] = []  # (e, whether e may be 0 as well) of the inequalities e > 0
        self.ranges: dict[Any, Interval] = {}
        for f in self.statements:
            if isinstance(f, Expr) and f.head in _RELATIONS and len(f) == 2:
                self._note(f)

    def _note(self, f: Expr) -> None:
        a, b = f.args if f.head in (S.Greater, S.GreaterEqual) else f.args[::-1]
        strict = f.head in (S.Greater, S.Less)
        self.positive.append((self._difference(a, b), not strict))
        for e, bound, side in ((a, b, "low"), (b, a, "high")):
            if is_numeric(e, self.session):
                continue
            at = self.range(bound)
            found = (
                Interval(at.low, intervals.INFINITY, strict or at.low_open)
                if side == "low"
                else Interval(-intervals.INFINITY, at.high, False, strict or at.high_open)
            ) if at is not None else ALL  # fmt: skip
            self.ranges[e] = self.ranges.get(e, ALL).meet(found)

    def _difference(self, a: Any, b: Any) -> Any:
        return self.session.evaluate_expr(expanded(sum_of(a, product_of(-1, b))))

    # ---- kinds of numbers --------------------------------------------------------------------------------------------

    def flag(self, e: Any, name: str) -> bool:
        known = self.flags.get(e, {})
        if known.get(name):
            return True
        return name == "real" and (
            e in self.ranges or any(known.get(n) for n in ("positive", "negative", "nonnegative", "nonpositive",
                                                          "integer", "rational", "prime"))
        )  # fmt: skip

    def is_real(self, e: Any) -> bool:
        if type(e) in NUMBER_TYPES:
            return type(e) is not Complex
        if is_infinite(e):
            return False
        if self.flag(e, "real"):
            return True
        if is_numeric(e, self.session):
            value = real_value(e, self.session)
            return value is not None and type(value) is not Complex
        if not isinstance(e, Expr):
            return False
        if e.head in (S.Plus, S.Times):
            return all(map(self.is_real, e.args))
        if has_head(e, S.Power, 2):
            base, n = e.args
            if type(n) is int:
                return self.is_real(base) and (n > 0 or self.is_nonzero(base))
            found = self.range(base)
            return found is not None and self.is_real(n) and found.sign == 1
        if has_head(e, S.Log, 1):
            return self.sign(e.args[0]) == 1
        name = getattr(e.head, "name", "")
        return name in _REAL_OF_ANY or (name in _REAL_OF_REAL and all(map(self.is_real, e.args)))

    def is_integer(self, e: Any) -> bool:
        if type(e) is int:
            return True
        if self.flag(e, "integer") or self.flag(e, "prime"):
            return True
        if not isinstance(e, Expr):
            return False
        if e.head in (S.Plus, S.Times):
            return all(map(self.is_integer, e.args))
        if has_head(e, S.Power, 2):
            return self.is_integer(e.args[0]) and self.is_integer(e.args[1]) and self.is_nonnegative(e.args[1])
        name = getattr(e.head, "name", "")
        if name in ("Floor", "Ceiling", "Round", "IntegerPart"):
            return self.is_real(e.args[0])
        return name in _WHOLE and all(map(self.is_integer, e.args)) and all(map(self.is_nonnegative, e.args))

    def is_rational(self, e: Any) -> bool:
        if type(e) in (int, Rational):
            return True
        if self.flag(e, "rational") or self.is_integer(e):
            return True
        if isinstance(e, Expr) and e.head in (S.Plus, S.Times):
            return all(map(self.is_rational, e.args))
        return has_head(e, S.Power, 2) and self.is_rational(e.args[0]) and type(e.args[1]) is int and e.args[1] > 0

    def parity(self, e: Any) -> int | None:
        """0 for even, 1 for odd whole numbers."""
        if type(e) is int:
            return e % 2
        if not self.is_integer(e):
            return None
        if has_head(e, S.Times):
            found = [self.parity(a) for a in e.args]
            return 0 if 0 in found else None if None in found else 1
        if has_head(e, S.Plus):
            found = [self.parity(a) for a in e.args]
            return None if None in found else sum(p for p in found if p) % 2
        return None

    def is_nonzero(self, e: Any) -> bool:
        if self.flags.get(e, {}).get("zero") is False or self.sign(e) in (-1, 1):
            return True
        if has_head(e, S.Times):
            return all(map(self.is_nonzero, e.args))
        return is_numeric(e, self.session) and equal(e, 0, self.session) is False

    # ---- signs and ranges --------------------------------------------------------------------------------------------

    def sign(self, e: Any) -> int | None:
        found = self.range(e)
        if found is not None and found.sign is not None:
            return found.sign
        if not self.is_real(e):
            return None
        holds = [s for s in (1, -1) if self._follows(e if s > 0 else product_of(-1, e), False)]
        return holds[0] if holds else None

    def is_nonnegative(self, e: Any) -> bool:
        found = self.range(e)
        if found is not None and found.is_nonnegative:
            return True
        return self.is_real(e) and self._follows(e, True)

    def range(self, e: Any) -> Interval | None:
        """Where the value of e lies; None if it may not be real."""
        own = self._own_range(e)
        found = self._range(e)
        return own if found is None else found if own is None else found.meet(own)

    def _own_range(self, e: Any) -> Interval | None:
        found = self.ranges.get(e)
        known = self.flags.get(e, {})
        for flag, interval in _RANGES.items():
            if known.get(flag):
                found = interval if found is None else found.meet(interval)
        if found is None:
            return ALL if self.flag(e, "real") else None
        if (known.get("integer") or known.get("prime")) and found.low != -intervals.INFINITY:
            whole = Fraction(found.low.__ceil__())
            found = found._replace(low=whole + 1 if found.low_open and whole == found.low else whole, low_open=False)
        return found

    def _range(self, e: Any) -> Interval | None:
        if type(e) is int:
            return intervals.point(e)
        if type(e) is Rational:
            return intervals.point(Fraction(e.p, e.q))
        if type(e) in NUMBER_TYPES or is_numeric(e, self.session):
            return self._numeric_range(e)
        if not isinstance(e, Expr):
            return None
        if has_head(e, S.Power, 2):
            return self._power_range(*e.args)
        if has_head(e, S.Abs, 1):
            inner = self.range(e.args[0])
            return intervals.NONNEGATIVE if inner is None else intervals.absolute(inner)
        parts = [self.range(a) for a in e.args]
        if None in parts:
            return ALL if getattr(e.head, "name", "") in _REAL_OF_ANY else None
        if e.head in (S.Plus, S.Times):
            combine = intervals.plus if e.head is S.Plus else intervals.times
            total = parts[0]
            for p in parts[1:]:
                total = combine(total, p)  # type: ignore[arg-type]
            return total
        function = intervals.FUNCTIONS.get(getattr(e.head, "name", ""))
        if function is not None and len(e) == 1:
            return function(parts[0])  # type: ignore[arg-type]
        return ALL if self.is_real(e) else None

    def _numeric_range(self, e: Any) -> Interval | None:
        order = order_of(e, 0, self.session)
        value = real_value(e, self.session)
        if order is INVALID or order is None or value is None or type(value) is Complex:
            return None
        if order == 0:
            return intervals.point(0)
        try:
            x = Fraction(float(value))
        except (OverflowError, ValueError):
            return intervals.POSITIVE if order > 0 else intervals.negative(intervals.POSITIVE)
        margin = abs(x) * _MARGIN
        return Interval(x - margin, x + margin)

    def _power_range(self, base: Any, n: Any) -> Interval | None:
        if base is S.E:
            inner = self.range(n)
            return None if inner is None else intervals.FUNCTIONS["Exp"](inner)
        found = self.range(base)
        if found is None or not self.is_real(n):
            return None
        if type(n) is int:
            if n < 0 and not self.is_nonzero(base):
                return None
            return intervals.power(found, n)
        if found.sign == 1:
            return intervals.POSITIVE
        return intervals.NONNEGATIVE if found.is_nonnegative and self.sign(n) == 1 else None

    def _follows(self, e: Any, zero_too: bool) -> bool:
        """Whether e > 0 (or e >= 0) follows from one inequality or two: e = c p + what is not negative, for p > 0."""
        e = self.session.evaluate_expr(expanded(e))
        pairs = combinations(self.positive, 2) if len(self.positive) <= _MOST_PAIRED else ()
        sums = [(sum_of(p, q), p0 and q0) for (p, p0), (q, q0) in pairs]
        for p, may_be_0 in (*self.positive, *sums):
            for c in (1, 2, Rational(1, 2)):
                rest = self.range(self._difference(e, product_of(c, p)))
                if rest is not None and rest.low >= 0 and (zero_too or not may_be_0 or rest.sign == 1):
                    return True
        return False

    # ---- statements --------------------------------------------------------------------------------------------------

    def decide(self, statement: Any) -> bool | None:
        """Whether a statement holds under what is known; None if that does not follow."""
        if statement is TRUE or statement is FALSE:
            return statement is TRUE
        if statement in self.statements:
            return True
        if not isinstance(statement, Expr):
            return None
        if statement.head in (S.And, S.Or):
            return self._joined(statement)
        if has_head(statement, S.Not, 1):
            inner = self.decide(statement.args[0])
            return None if inner is None else not inner
        if len(statement) != 2:
            return None
        a, b = statement.args
        if statement.head is S.Element:
            return self.belongs(a, b)
        if statement.head in (S.Equal, S.Unequal):
            found = self._equal(a, b)
            return found if found is None or statement.head is S.Equal else not found
        if statement.head in _RELATIONS:
            return self._related(_RELATIONS[statement.head], a, b)
        return None

    def _joined(self, statement: Expr) -> bool | None:
        found = [self.decide(a) for a in statement.args]
        end = statement.head is S.Or
        return end if end in found else None if None in found else not end

    def _equal(self, a: Any, b: Any) -> bool | None:
        difference = self._difference(a, b)
        if type(difference) is int and difference == 0:
            return True
        if self.sign(difference) in (1, -1) or self.is_nonzero(difference):
            return False
        return True if expr(S.Equal, difference, 0) in self.statements else None

    def _related(self, signs: tuple[int, ...], a: Any, b: Any) -> bool | None:
        difference = self._difference(a, b)
        found = self.sign(difference)
        if found is not None:
            return found in signs
        if self.is_nonnegative(difference):
            return True if set(signs) == {0, 1} else False if signs == (-1,) else None
        if self.is_nonnegative(product_of(-1, difference)):
            return True if set(signs) == {-1, 0} else False if signs == (1,) else None
        return None

    def belongs(self, e: Any, domain: Any) -> bool | None:
        """Whether e is in a domain, as far as it is known."""
        tests: dict[Any, Callable[[Any], bool]] = {
            S.Reals: self.is_real, S.Integers: self.is_integer, S.Rationals: self.is_rational,
            S.Complexes: lambda e: self.is_real(e) or self.flag(e, "complex") or is_numeric(e, self.session),
        }  # fmt: skip
        return True if domain in tests and tests[domain](e) else None


_RANGES = {
    "positive": intervals.POSITIVE,
    "nonnegative": intervals.NONNEGATIVE,
    "negative": intervals.negative(intervals.POSITIVE),
    "nonpositive": intervals.negative(intervals.NONNEGATIVE),
    "prime": Interval(Fraction(2), intervals.INFINITY),
}
