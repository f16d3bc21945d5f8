"""Division with remainder, common divisors, parity, numerators."""

from __future__ import annotations

import math

from .. import symbols as S
from ..declare import builtin
from ..expr import FALSE, Expr, boolean, make_list
from ..numerics.algebra import product_of, sum_of
from ..numerics.arithmetic import divide, is_zero, multiply, subtract, to_machine
from ..numerics.functions import ATTRIBUTES
from ..numerics.numbers import Rational, as_fraction, rational
from ..numerics.numeric import real_value
from ..packed import Packed
from .rounding import round_down, whole

_REAL = (int, float, Rational)
_INDET = "Indeterminate expression `1` encountered."
_INFY = "Infinite expression `1` encountered."


def _quotient(m, n, session):
    """Floor[m/n] of real quantities, None if not known."""
    if type(m) is int and type(n) is int:
        return m // n
    if type(m) is float and type(n) is float or type(m) in _REAL and type(n) in _REAL:
        if type(m) is not float and type(n) is not float:
            (p, q), (r, s) = as_fraction(m), as_fraction(n)
            return (p * s) // (q * r)
        return whole(divide(m, n), round_down, session)
    from ..numerics.powers import power_of

    return whole(product_of(m, power_of(n, -1, session), session=session), round_down, session)


@builtin(
    "Mod[m_, n_]", "Mod[m_, n_, d_]", attributes=ATTRIBUTES, numeric=lambda m, n: m % n if n else None, arrays=True,
    indet=_INDET,
)  # fmt: skip
def mod(m, n, d=0, *, session, say):
    """Mod[m, n] gives the remainder of m divided by n, with the sign of n; Mod[m, n, d] one from d on.

    >>> {Mod[7, 3], Mod[-7, 3], Mod[7, -3], Mod[5.5, 2], Mod[7, 3, 1], Mod[17/4, 1]}
    {1, 2, -2, 1.5, 1, 1/4}
    """
    if type(m) is Packed or type(n) is Packed:
        return _mod_arrays(m, n, d)
    if real_value(n, session) is None or real_value(m, session) is None:
        return None
    if is_zero(real_value(n, session)):
        say("indet", Expr(S.Mod, (m, n)))
        return S.Indeterminate
    if type(d) is int and d == 0:
        if type(m) in _REAL and type(n) in _REAL:
            if type(m) is float or type(n) is float:
                return _machine_remainder(m, n)
            return subtract(m, multiply(n, _quotient(m, n, session)))
        k = _quotient(m, n, session)
        return None if k is None else sum_of(m, product_of(-1, k, n, session=session), session=session)
    shifted = _quotient(sum_of(m, product_of(-1, d, session=session), session=session), n, session)
    return None if shifted is None else sum_of(m, product_of(-1, shifted, n, session=session), session=session)


def _machine_remainder(m, n):
    """The remainder of real numbers as a machine number, also where one of them is too large or too small for one."""
    try:
        return float(m) % float(n)
    except (OverflowError, ZeroDivisionError):
        (p, q), (r, s) = as_fraction(m), as_fraction(n)
        return to_machine(rational((p * s) % (r * q), q * s))


def _mod_arrays(m, n, d):
    import numpy as np

    from ..numerics.arrays import aligned, all_integers, bound

    values = aligned((m, n))
    if values is None or not (type(d) is int and d == 0):
        return None
    x, y = values
    if not np.all(y) or not all(type(v) is not int or abs(v) < 1 << 63 for v in (m, n)):
        return None
    return Packed(np.mod(x, y), bound(n) if all_integers((m, n)) else None)


@builtin(
    "Quotient[m_, n_]", "Quotient[m_, n_, d_]", attributes=ATTRIBUTES, arrays=True,
    numeric=lambda m, n: m // n if n else None, infy=_INFY,
)  # fmt: skip
def quotient(m, n, d=0, *, session, say):
    """Quotient[m, n] gives the integer quotient of m and n, Floor[m/n]; Quotient[m, n, d] that of m - d and n.

    >>> {Quotient[7, 2], Quotient[-7, 2], Quotient[7.5, 2]}
    {3, -4, 3}
    """
    if type(m) is Packed or type(n) is Packed:
        return _quotient_arrays(m, n) if type(d) is int and d == 0 else None
    if real_value(n, session) is None or real_value(m, session) is None:
        return None
    if is_zero(real_value(n, session)):
        say("infy", Expr(S.Quotient, (m, n)))
        return Expr(S.DirectedInfinity, ())
    return _quotient(sum_of(m, product_of(-1, d, session=session), session=session), n, session)


def _quotient_arrays(m, n):
    import numpy as np

    from ..numerics.arrays import aligned, all_integers, bound

    values = aligned((m, n)) if all_integers((m, n)) else None
    if values is None or not np.all(values[1]) or bound(m) >= 1 << 63 or bound(n) >= 1 << 63:
        return None
    return Packed(values[0] // values[1], bound(m))


@builtin("QuotientRemainder[m_, n_]", attributes=ATTRIBUTES)
def quotient_remainder(m, n):
    """QuotientRemainder[m, n] gives {Quotient[m, n], Mod[m, n]}.

    >>> QuotientRemainder[17, 5]
    {3, 2}
    """
    return make_list((Expr(S.Quotient, (m, n)), Expr(S.Mod, (m, n))))


def _fractions(args):
    return [as_fraction(a) for a in args] if all(type(a) in (int, Rational) for a in args) else None


_COMMON = "Flat Listable OneIdentity Orderless Protected"


@builtin("GCD[n___]", attributes=_COMMON, numeric=math.gcd)
def gcd(n):
    """GCD[n1, n2, ...] gives the greatest common divisor of integers or fractions.

    >>> {GCD[12, 18], GCD[], GCD[1/2, 1/3], GCD[12, 18, 15]}
    {6, 0, 1/6, 3}
    """
    if all(type(a) is int for a in n):
        return math.gcd(*n)
    parts = _fractions(n)
    if parts is None:
        return None
    q = math.lcm(*[s for _, s in parts])
    return rational(math.gcd(*[p * (q // s) for p, s in parts]), q)


@builtin("LCM[n__]", attributes=_COMMON, numeric=math.lcm)
def lcm(n):
    """LCM[n1, n2, ...] gives the least common multiple of integers or fractions.

    >>> {LCM[4, 6], LCM[2, 3, 5], LCM[1/2, 1/3]}
    {12, 30, 1}
    """
    if all(type(a) is int for a in n):
        return math.lcm(*n)
    parts = _fractions(n)
    if parts is None:
        return None
    q = math.lcm(*[s for _, s in parts])
    return rational(math.lcm(*[p * (q // s) for p, s in parts]), q)


@builtin("ExtendedGCD[m_Integer, n_Integer]", attributes="Listable Protected")
def extended_gcd(m, n):
    """ExtendedGCD[m, n] gives {g, {r, s}} with g = GCD[m, n] = r m + s n.

    >>> ExtendedGCD[6, 21]
    {3, {-3, 1}}
    """
    a, b, r, s, u, v = m, n, 1, 0, 0, 1
    while b:
        k = a // b
        a, b, r, u, s, v = b, a - k * b, u, r - k * u, v, s - k * v
    if a < 0:
        a, r, s = -a, -r, -s
    return make_list((a, make_list((r, s))))


@builtin("PowerMod[a_Integer, b_Integer, m_Integer]", attributes="Listable Protected",
         ninv="`1` is not invertible modulo `2`.")  # fmt: skip
def power_mod(a, b, m, *, say):
    """PowerMod[a, b, m] gives the remainder of a^b divided by m; for b < 0 by way of the inverse modulo m.

    >>> {PowerMod[2, 10, 3], PowerMod[3, -1, 7], PowerMod[2, 10^9, 10^9 + 7]}
    {1, 5, 140625001}
    """
    if m == 0:
        return None
    try:
        r = pow(a, b, abs(m))
    except ValueError:
        say("ninv", a, m)
        return None
    return r


def _parity(x, odd):
    return boolean(type(x) is int and (x & 1) == odd)


@builtin("EvenQ[n_]", attributes="Listable Protected")
def even_q(n):
    """EvenQ[n] is True if n is an even integer.

    >>> {EvenQ[4], EvenQ[3], EvenQ[x]}
    {True, False, False}
    """
    return _parity(n, 0)


@builtin("OddQ[n_]", attributes="Listable Protected")
def odd_q(n):
    """OddQ[n] is True if n is an odd integer.

    >>> {OddQ[4], OddQ[3], OddQ[x]}
    {False, True, False}
    """
    return _parity(n, 1)


@builtin("Divisible[n_, m_]", attributes="Listable Protected")
def divisible(n, m):
    """Divisible[n, m] is True if n is a multiple of m.

    >>> {Divisible[12, 4], Divisible[13, 4], Divisible[3/2, 1/2]}
    {True, False, True}
    """
    parts = _fractions((n, m))
    if parts is None or m == 0:
        return None
    (p, q), (r, s) = parts
    return boolean((p * s) % (q * r) == 0)


@builtin("CoprimeQ[n__]", attributes="Listable Orderless Protected")
def coprime_q(n):
    """CoprimeQ[n1, n2, ...] is True if no two of the integers have a common divisor but 1.

    >>> {CoprimeQ[8, 9], CoprimeQ[8, 10], CoprimeQ[2, 3, 5]}
    {True, False, True}
    """
    if len(n) < 2 or not all(type(a) is int for a in n):
        return FALSE
    return boolean(all(math.gcd(a, b) == 1 for i, a in enumerate(n) for b in n[i + 1 :]))


@builtin("Numerator[x_]", attributes="Listable Protected")
def numerator(x, *, session):
    """Numerator[x] gives the numerator of x: what has no negative exponent.

    >>> {Numerator[2/3], Numerator[a/b], Numerator[5]}
    {2, a, 5}
    """
    return _split_fraction(x, session)[0]


@builtin("Denominator[x_]", attributes="Listable Protected")
def denominator(x, *, session):
    """Denominator[x] gives the denominator of x: what has a negative exponent.

    >>> {Denominator[2/3], Denominator[a/b^2], Denominator[5]}
    {3, b^2, 1}
    """
    return _split_fraction(x, session)[1]


@builtin("NumeratorDenominator[x_]", attributes="Listable Protected")
def numerator_denominator(x, *, session):
    """NumeratorDenominator[x] gives {Numerator[x], Denominator[x]}.

    >>> NumeratorDenominator[2 a/(3 b)]
    {2 a, 3 b}
    """
    return make_list(_split_fraction(x, session))


def _split_fraction(x, session):
    from ..numerics.functions import opposite
    from ..numerics.numbers import Complex
    from ..numerics.powers import power_of

    factors = x.args if isinstance(x, Expr) and x.head is S.Times else (x,)
    up, down = [], []
    for f in factors:
        if type(f) is Rational:
            up.append(f.p)
            down.append(f.q)
        elif type(f) is Complex and Rational in (type(f.re), type(f.im)):
            q = math.lcm(as_fraction(f.re)[1], as_fraction(f.im)[1])
            up.append(multiply(f, q))
            down.append(q)
        elif isinstance(f, Expr) and f.head is S.Power and len(f) == 2 and _plainly_negative(f.args[1], opposite):
            down.append(power_of(f.args[0], opposite(f.args[1]), session))
        else:
            up.append(f)
    return product_of(*up, session=session), product_of(*down, session=session)


def _plainly_negative(e, opposite):
    return not (isinstance(e, Expr) and e.head is S.Plus) and opposite(e) is not None
