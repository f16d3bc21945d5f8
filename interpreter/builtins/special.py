"""Error functions, the gamma function and its family, factorials and binomials.  Values beyond floats: mpmath."""

from __future__ import annotations

import math

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr
from ..numerics.algebra import product_of, sum_of
from ..numerics.functions import ATTRIBUTES, DERIVATIVES, at_infinity, call_number, numeric_function, odd
from ..numerics.infinities import COMPLEX_INFINITY, INDETERMINATE, INFINITY
from ..numerics.numbers import NUMBER_TYPES, BigReal, Rational, is_inexact, rational
from ..numerics.powers import power_of
from ..packed import Packed

_HALF = Rational(1, 2)
_MAX_FACTORIAL = 2_000_000  # beyond it an exact factorial is Overflow[]
_MAX_BERNOULLI = 20_000


def _each(function):
    """A function of floats for numpy arrays, where numpy has none."""

    def values(np, x):
        return np.fromiter(map(function, x.ravel().tolist()), np.float64, x.size).reshape(x.shape)

    return values


@numeric_function(
    "Erf", real=math.erf, mp="erf", array=_each(math.erf), derivative="2/(E^#^2 Sqrt[Pi])"
)
def erf(z, session):
    """Erf[z] gives the error function, the integral of 2 Exp[-t^2]/Sqrt[Pi] from 0 to z.

    >>> {Erf[0], Erf[Infinity], Erf[-x], Erf[1.]}
    {0, 1, -Erf[x], 0.842701}
    """
    if type(z) is int and z == 0:
        return 0
    found = at_infinity(z, 1, -1)
    return odd("Erf", z) if found is None else found


@numeric_function(
    "Erfc", real=math.erfc, mp="erfc", array=_each(math.erfc), derivative="-2/(E^#^2 Sqrt[Pi])"
)
def erfc(z, session):
    """Erfc[z] gives 1 - Erf[z].

    >>> {Erfc[0], Erfc[Infinity], Erfc[1.]}
    {1, 0, 0.157299}
    """
    return 1 if type(z) is int and z == 0 else at_infinity(z, 0, 2)


@numeric_function("Erfi", real=None, mp="erfi", derivative="(2 E^#^2)/Sqrt[Pi]")
def erfi(z, session):
    """Erfi[z] gives the imaginary error function -I Erf[I z].

    >>> {Erfi[0], Erfi[1.]}
    {0, 1.65043}
    """
    return 0 if type(z) is int and z == 0 else odd("Erfi", z)


def _half_gamma(n):
    """Gamma[n/2] for an odd n: Sqrt[Pi] times a fraction."""
    value, k = 1, 1
    if n > 0:
        while k < n:
            value, k = product_of(value, rational(k, 2)), k + 2
    else:
        while k > n:
            k -= 2
            value = product_of(value, rational(2, k))
    return product_of(value, power_of(S.Pi, _HALF))


def _float_gamma(x):
    if x == math.floor(x) and x <= 0:
        raise ZeroDivisionError
    return math.gamma(x)


def _gamma_exact(z, session):
    if type(z) is int:
        return COMPLEX_INFINITY if z < 1 else _factorial(z - 1, session)
    if type(z) is Rational and z.q == 2 and abs(z.p) < 4000:
        return _half_gamma(z.p)
    return at_infinity(z, INFINITY, INDETERMINATE)


_gamma = numeric_function(
    "Gamma", real=_float_gamma, mp="gamma", array=_each(lambda x: math.gamma(x) if x > 0 else math.nan),
    derivative="Gamma[#] PolyGamma[0, #]", declare=False,
)(_gamma_exact)  # fmt: skip


@builtin("Gamma[z_]", "Gamma[a_, z_]", "Gamma[a_, z0_, z1_]", attributes=ATTRIBUTES)
def gamma(z=None, a=None, z0=None, z1=None, *, session):
    """Gamma[z] gives Euler's gamma function; Gamma[a, z] the incomplete one, the integral of t^(a-1) E^-t from z on.

    >>> {Gamma[5], Gamma[1/2], Gamma[0], Gamma[0.5], Gamma[2, 1.]}
    {24, Sqrt[Pi], ComplexInfinity, 1.77245, 0.735759}
    """
    if a is None:
        return _gamma(z, session=session)
    if z0 is not None:
        return Expr(S.Subtract, (Expr(S.Gamma, (a, z0)), Expr(S.Gamma, (a, z1))))
    if _inexact((a, z)):
        return call_number(lambda c, p, x: c.gammainc(p, x), a, z)
    return Expr(S.Gamma, (a,)) if type(z) is int and z == 0 else None


def _inexact(args):
    return all(type(a) in NUMBER_TYPES for a in args) and any(map(is_inexact, args))


@numeric_function(
    "LogGamma", real=lambda x: math.lgamma(x) if x > 0 else math.log(-1), mp="loggamma", derivative="PolyGamma[0, #]"
)
def log_gamma(z, session):
    """LogGamma[z] gives the logarithm of the gamma function, continuous off the negative axis.

    >>> {LogGamma[1], LogGamma[5], LogGamma[100.]}
    {0, Log[24], 359.134}
    """
    if type(z) is int:
        return INFINITY if z < 1 else Expr(S.Log, (math.factorial(z - 1),)) if z < 1000 else None
    return at_infinity(z, INFINITY, INDETERMINATE)


@builtin("PolyGamma[z_]", "PolyGamma[n_, z_]", attributes=ATTRIBUTES)
def poly_gamma(z, n=0):
    """PolyGamma[n, z] gives the n-th derivative of the digamma function; PolyGamma[z] is PolyGamma[0, z].

    >>> {PolyGamma[0, 1], PolyGamma[0, 2.], PolyGamma[1, 1.]}
    {-EulerGamma, 0.422784, 1.64493}
    """
    if type(n) is not int or n < 0:
        return None
    if type(z) in NUMBER_TYPES and is_inexact(z):
        return call_number(lambda c, x: c.psi(n, x), z)
    if n == 0 and type(z) is int:
        if z < 1:
            return COMPLEX_INFINITY
        if z < 200:
            return sum_of(product_of(-1, S.EulerGamma), *[rational(1, k) for k in range(1, z)])
    return None


DERIVATIVES["PolyGamma", 2] = ("", "PolyGamma[1 + #1, #2]")


@builtin("Beta[a_, b_]", "Beta[z_, a_, b_]", attributes=ATTRIBUTES)
def beta(a, b, z=None):
    """Beta[a, b] gives Gamma[a] Gamma[b]/Gamma[a + b]; Beta[z, a, b] the incomplete beta function.

    >>> {Beta[2, 3], Beta[1/2, 1/2], Beta[1.5, 2.5]}
    {1/12, Pi, 0.19635}
    """
    if z is not None:
        return call_number(lambda c, x, p, q: c.betainc(p, q, 0, x), z, a, b) if _inexact((z, a, b)) else None
    if _inexact((a, b)):
        return call_number(lambda c, p, q: c.beta(p, q), a, b)
    if type(a) in (int, Rational) and type(b) in (int, Rational):
        parts = [_gamma_exact(x, None) for x in (a, b, sum_of(a, b))]
        if None not in parts and COMPLEX_INFINITY not in parts:
            return product_of(parts[0], parts[1], power_of(parts[2], -1))
    return None


@builtin("Zeta[s_]", attributes=ATTRIBUTES)
def zeta(s):
    """Zeta[s] gives Riemann's zeta function.

    >>> {Zeta[2], Zeta[0], Zeta[-1], Zeta[1], Zeta[3.]}
    {Pi^2/6, -1/2, -1/12, ComplexInfinity, 1.20206}
    """
    if type(s) in NUMBER_TYPES and is_inexact(s):
        return call_number(lambda c, x: c.zeta(x), s)
    if type(s) is not int:
        return at_infinity(s, 1, INDETERMINATE)
    if s == 1:
        return COMPLEX_INFINITY
    if s == 0:
        return Rational(-1, 2)
    if s < 0:
        return product_of(-1, bernoulli(1 - s), rational(1, 1 - s)) if s % 2 else 0
    if s % 2 or s > 200:
        return None
    c = product_of(bernoulli(s), rational(2 ** (s - 1), math.factorial(s)), 1 if s % 4 == 2 else -1)
    return product_of(c, power_of(S.Pi, s))


def bernoulli(n):
    """The n-th Bernoulli number, B(1) = -1/2; None for an n that would take too long."""
    if n == 1:
        return Rational(-1, 2)
    if n % 2 and n > 1:
        return 0
    if n > _MAX_BERNOULLI:
        return None
    from mpmath import bernfrac

    return rational(*map(int, bernfrac(n)))


@builtin("BernoulliB[n_Integer]", "BernoulliB[n_Integer, x_]", attributes=ATTRIBUTES)
def bernoulli_b(n, x=None, *, session):
    """BernoulliB[n] gives the n-th Bernoulli number; BernoulliB[n, x] the n-th Bernoulli polynomial.

    >>> Table[BernoulliB[n], {n, 0, 4}]
    {1, -1/2, 1/6, 0, -1/30}
    >>> BernoulliB[2, x]
    1/6 - x + x^2
    """
    if n < 0 or n > _MAX_BERNOULLI or x is None:
        return bernoulli(n) if n >= 0 and x is None else None
    terms = [(product_of(math.comb(n, k), bernoulli(k)), n - k) for k in range(n + 1)]
    return sum_of(*[product_of(c, power_of(x, k, session), session=session) for c, k in terms], session=session)


# ---- factorials ------------------------------------------------------------------------------------------------------


def _factorial(n, session):
    if n > _MAX_FACTORIAL:
        if session is not None:
            session.message(S.General, "ovfl")
        return Expr(S.Overflow, ())
    return math.factorial(n)


@builtin("Factorial[n_]", attributes=ATTRIBUTES, arrays=True)
def factorial(n, *, session):
    """Factorial[n], written n!, is the product of the integers from 1 to n, and Gamma[n + 1] for other numbers.

    >>> {5!, 0!, (1/2)!, 2.5!, (-1)!}
    {120, 1, Sqrt[Pi]/2, 3.32335, ComplexInfinity}
    """
    t = type(n)
    if t is int:
        return COMPLEX_INFINITY if n < 0 else _factorial(n, session)
    if t is Packed:
        import numpy as np

        if not n.is_integer or not n.array.size or n.array.min() < 0 or n.bound > 20:
            return None
        return Packed(np.array([math.factorial(k) for k in range(21)], dtype=np.int64)[n.array])
    if t in NUMBER_TYPES:
        return _gamma(sum_of(n, 1), session=session)
    return at_infinity(n, INFINITY, INDETERMINATE)


DERIVATIVES["Factorial", 1] = ("Gamma[1 + #] PolyGamma[0, 1 + #]",)


@builtin("Factorial2[n_]", attributes=ATTRIBUTES)
def factorial_2(n, *, session):
    """Factorial2[n], written n!!, is n (n - 2) (n - 4) ... down to 1 or 2.

    >>> {7!!, 8!!, 0!!, (-1)!!}
    {105, 384, 1, 1}
    """
    if type(n) is int:
        if n >= 0:
            return math.prod(range(n, 0, -2)) if n <= _MAX_FACTORIAL else _factorial(n, session)
        if n % 2 == 0:
            return COMPLEX_INFINITY
        # (-2 k - 1)!! = (-1)^k / (2 k - 1)!!
        k = (-n - 1) // 2
        return rational((-1) ** k, math.prod(range(2 * k - 1, 0, -2)))
    if type(n) in NUMBER_TYPES and is_inexact(n):
        return call_number(lambda c, x: c.fac2(x), n)
    return None


@builtin("Pochhammer[a_, n_]", attributes=ATTRIBUTES)
def pochhammer(a, n):
    """Pochhammer[a, n] gives a (a + 1) ... (a + n - 1).

    >>> {Pochhammer[3, 4], Pochhammer[1/2, 2], Pochhammer[x, 2]}
    {360, 3/4, x (1 + x)}
    """
    if _inexact((a, n)):
        return call_number(lambda c, x, k: c.rf(x, k), a, n)
    if type(n) is int and 0 <= n <= (5 if type(a) not in NUMBER_TYPES else _MAX_FACTORIAL):
        return product_of(*[sum_of(a, k) for k in range(n)])
    return None


@builtin("Binomial[n_, k_]", attributes=ATTRIBUTES)
def binomial(n, k, *, session):
    """Binomial[n, k] gives the number of ways to choose k of n things.

    >>> {Binomial[5, 2], Binomial[-2, 3], Binomial[n, 2], Binomial[1/2, 2], Binomial[5., 2]}
    {10, -4, ((-1 + n) n)/2, -1/8, 10.}
    """
    if type(n) is int and type(k) is int:
        if k < 0:
            return 0 if n >= 0 or k > n else (-1) ** (n - k) * math.comb(-k - 1, n - k)
        return math.comb(n, k) if n >= 0 else (-1) ** k * math.comb(k - n - 1, k)
    if _inexact((n, k)):
        return call_number(lambda c, x, y: c.binomial(x, y), n, k)
    if type(k) is int:
        if k < 0:
            return 0
        if k <= 5 or (type(n) in NUMBER_TYPES and k < _MAX_FACTORIAL):
            factors = [sum_of(n, -j, session=session) for j in range(k)]
            return product_of(rational(1, math.factorial(k)), *factors, session=session)
    return None


@builtin("Multinomial[n___Integer]", attributes="Listable NumericFunction Orderless Protected")
def multinomial(n):
    """Multinomial[n1, n2, ...] gives the number of ways to part n1 + n2 + ... things into groups of these sizes.

    >>> Multinomial[2, 1, 1]
    12
    """
    if any(k < 0 for k in n) or sum(n) > _MOST_FACTORIAL:
        return None
    total = math.factorial(sum(n))
    for k in n:
        total //= math.factorial(k)
    return total


_MOST_FACTORIAL = 10**6  # above, the digits of a factorial take minutes


@builtin("CatalanNumber[n_Integer]", attributes=ATTRIBUTES)
def catalan_number(n):
    """CatalanNumber[n] gives the n-th Catalan number, Binomial[2 n, n]/(n + 1).

    >>> Table[CatalanNumber[n], {n, 0, 5}]
    {1, 1, 2, 5, 14, 42}
    """
    return math.comb(2 * n, n) // (n + 1) if 0 <= n <= _MAX_FACTORIAL else None


@builtin("HarmonicNumber[n_]", attributes=ATTRIBUTES)
def harmonic_number(n):
    """HarmonicNumber[n] gives 1 + 1/2 + ... + 1/n.

    >>> {HarmonicNumber[4], HarmonicNumber[10.]}
    {25/12, 2.92897}
    """
    if type(n) is int and 0 <= n < 100_000:
        return _harmonic(1, n + 1)
    if type(n) in (float, BigReal):
        return call_number(lambda c, x: c.harmonic(x), n)
    return None


def _harmonic(a, b):
    """Sum of 1/k for a <= k < b, halving so that the fractions stay small."""
    if b - a < 8:
        return sum_of(*[rational(1, k) for k in range(a, b)])
    middle = (a + b) // 2
    return sum_of(_harmonic(a, middle), _harmonic(middle, b))
