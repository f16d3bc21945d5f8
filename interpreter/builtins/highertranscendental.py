"""More special functions of numbers: a table, whose values come from mpmath, and what is known exactly."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, expr, is_list
from ..numerics.algebra import product_of, sum_of
from ..numerics.functions import ATTRIBUTES, DERIVATIVES, call_number
from ..numerics.numbers import NUMBER_TYPES, Rational, is_inexact, rational


def inexact(args: tuple[Any, ...]) -> bool:
    """True for numbers one of which is inexact: those that mpmath is asked about."""
    return all(type(a) in NUMBER_TYPES for a in args) and any(map(is_inexact, args))


def _is_zero(z: Any) -> bool:
    return type(z) is int and z == 0


def _declared(count: int, f: Callable[..., Any]) -> Callable[..., Any]:
    """f with so many parameters, named as the signatures name them."""
    if count == 1:
        return lambda a: f(a)
    if count == 2:
        return lambda a, b: f(a, b)
    if count == 3:
        return lambda a, b, c: f(a, b, c)
    return lambda a, b, c, d: f(a, b, c, d)


def _at_zero(value: Any) -> Callable[..., Any]:
    """Known is the value where the last argument is 0."""
    return lambda *args: value if _is_zero(args[-1]) else None


def _spherical(c: Any, bessel: Callable[..., Any], n: Any, z: Any) -> Any:
    return c.sqrt(c.pi / (2 * z)) * bessel(n + c.mpf(1) / 2, z)


# (name, number of arguments, f(context, arguments), usage, example, result, exact rule or None)
_ROWS: tuple[tuple[str, int, Callable[..., Any], str, str, str, Callable[..., Any] | None], ...] = (
    ("Hypergeometric0F1", 2, lambda c, a, z: c.hyp0f1(a, z),
     "Hypergeometric0F1[a, z] gives the confluent hypergeometric function 0F1, the sum of z^k/(Pochhammer[a, k] k!).",
     "{Hypergeometric0F1[a, 0], Hypergeometric0F1[2, 1.]}", "{1, 1.59064}", _at_zero(1)),
    ("HypergeometricU", 3, lambda c, a, b, z: c.hyperu(a, b, z),
     "HypergeometricU[a, b, z] gives Tricomi's confluent hypergeometric function.",
     "HypergeometricU[1, 2, 4.]", "0.25", None),
    ("Hypergeometric2F1Regularized", 4, lambda k, a, b, c, z: k.hyp2f1(a, b, c, z) * k.rgamma(c),
     "Hypergeometric2F1Regularized[a, b, c, z] gives Hypergeometric2F1[a, b, c, z]/Gamma[c].",
     "Hypergeometric2F1Regularized[1, 1, 3, 0.5]", "0.613706", None),
    ("Hypergeometric1F1Regularized", 3, lambda k, a, b, z: k.hyp1f1(a, b, z) * k.rgamma(b),
     "Hypergeometric1F1Regularized[a, b, z] gives Hypergeometric1F1[a, b, z]/Gamma[b].",
     "Hypergeometric1F1Regularized[1, 2, 1.]", "1.71828", None),
    ("LegendreQ", 2, lambda c, n, x: c.legenq(n, 0, x),
     "LegendreQ[n, x] gives the Legendre function of the second kind.",
     "LegendreQ[1, 0.5]", "-0.725347", None),
    ("GegenbauerC", 3, lambda c, n, m, x: c.gegenbauer(n, m, x),
     "GegenbauerC[n, m, x] gives the Gegenbauer polynomial of degree n.",
     "{GegenbauerC[2, 1, x], GegenbauerC[3, 2, 0.5]}", "{-1 + 4 x^2, -2.}", lambda n, m, x: _gegenbauer(n, m, x)),
    ("JacobiP", 4, lambda c, n, a, b, x: c.jacobi(n, a, b, x),
     "JacobiP[n, a, b, x] gives the Jacobi polynomial of degree n.",
     "{JacobiP[1, 1, 1, x], JacobiP[2, 1, 2, 0.5]}", "{2 x, -0.1875}", lambda n, a, b, x: _jacobi(n, a, b, x)),
    ("EllipticF", 2, lambda c, phi, m: c.ellipf(phi, m),
     "EllipticF[phi, m] gives the elliptic integral of the first kind.",
     "{EllipticF[0, m], EllipticF[1, 0.5]}", "{0, 1.08322}", lambda phi, m: 0 if _is_zero(phi) else None),
    ("JacobiSN", 2, lambda c, u, m: c.ellipfun("sn", u, m=m),
     "JacobiSN[u, m] gives the Jacobi elliptic function sn.",
     "{JacobiSN[0, m], JacobiSN[1, 0.5]}", "{0, 0.803002}", lambda u, m: 0 if _is_zero(u) else None),
    ("JacobiCN", 2, lambda c, u, m: c.ellipfun("cn", u, m=m),
     "JacobiCN[u, m] gives the Jacobi elliptic function cn.",
     "{JacobiCN[0, m], JacobiCN[1, 0.5]}", "{1, 0.595977}", lambda u, m: 1 if _is_zero(u) else None),
    ("JacobiDN", 2, lambda c, u, m: c.ellipfun("dn", u, m=m),
     "JacobiDN[u, m] gives the Jacobi elliptic function dn.",
     "{JacobiDN[0, m], JacobiDN[1, 0.5]}", "{1, 0.823161}", lambda u, m: 1 if _is_zero(u) else None),
    ("ExpIntegralE", 2, lambda c, n, z: c.expint(n, z),
     "ExpIntegralE[n, z] gives the exponential integral of order n, that of E^(-z t)/t^n from 1 on.",
     "ExpIntegralE[1, 1.]", "0.219384", None),
    ("HurwitzZeta", 2, lambda c, s, a: c.zeta(s, a),
     "HurwitzZeta[s, a] gives the sum of (k + a)^-s over k = 0, 1, ....",
     "{HurwitzZeta[2, 1], HurwitzZeta[2, 0.5]}", "{Pi^2/6, 4.9348}",
     lambda s, a: expr(S.Zeta, s) if type(a) is int and a == 1 else None),
    ("LerchPhi", 3, lambda c, z, s, a: c.lerchphi(z, s, a),
     "LerchPhi[z, s, a] gives the sum of z^k/(k + a)^s over k = 0, 1, ....",
     "LerchPhi[0.5, 2, 1]", "1.16448", None),
    ("DirichletEta", 1, lambda c, s: c.altzeta(s),
     "DirichletEta[s] gives the sum of (-1)^(k - 1)/k^s over k = 1, 2, ....",
     "{DirichletEta[1], DirichletEta[2], DirichletEta[3.]}", "{Log[2], Pi^2/12, 0.901543}", lambda s: _eta(s)),
    ("StruveH", 2, lambda c, n, z: c.struveh(n, z),
     "StruveH[n, z] gives the Struve function H.", "StruveH[0, 1.]", "0.568657", None),
    ("StruveL", 2, lambda c, n, z: c.struvel(n, z),
     "StruveL[n, z] gives the modified Struve function L.", "StruveL[0, 1.]", "0.710243", None),
    ("KelvinBer", 2, lambda c, n, z: c.ber(n, z),
     "KelvinBer[n, z] gives the Kelvin function ber.", "KelvinBer[0, 1.]", "0.984382", None),
    ("KelvinBei", 2, lambda c, n, z: c.bei(n, z),
     "KelvinBei[n, z] gives the Kelvin function bei.", "KelvinBei[0, 1.]", "0.249566", None),
    ("SphericalBesselJ", 2, lambda c, n, z: _spherical(c, c.besselj, n, z) if z else c.mpf(n == 0),
     "SphericalBesselJ[n, z] gives the spherical Bessel function of the first kind.",
     "SphericalBesselJ[1, 1.]", "0.301169", None),
    ("SphericalBesselY", 2, lambda c, n, z: _spherical(c, c.bessely, n, z),
     "SphericalBesselY[n, z] gives the spherical Bessel function of the second kind.",
     "SphericalBesselY[0, 1.]", "-0.540302", None),
    ("HankelH1", 2, lambda c, n, z: c.hankel1(n, z),
     "HankelH1[n, z] gives the Hankel function of the first kind, BesselJ[n, z] + I BesselY[n, z].",
     "HankelH1[0, 1.]", "0.765198 + 0.088257 I", None),
    ("HankelH2", 2, lambda c, n, z: c.hankel2(n, z),
     "HankelH2[n, z] gives the Hankel function of the second kind, BesselJ[n, z] - I BesselY[n, z].",
     "HankelH2[0, 1.]", "0.765198 - 0.088257 I", None),
    ("ParabolicCylinderD", 2, lambda c, n, z: c.pcfd(n, z),
     "ParabolicCylinderD[n, z] gives the parabolic cylinder function D.",
     "ParabolicCylinderD[1, 1.]", "0.778801", None),
    ("WhittakerM", 3, lambda c, k, m, z: c.whitm(k, m, z),
     "WhittakerM[k, m, z] gives the Whittaker function M.", "WhittakerM[0, 1/2, 1.]", "1.04219", None),
    ("WhittakerW", 3, lambda c, k, m, z: c.whitw(k, m, z),
     "WhittakerW[k, m, z] gives the Whittaker function W.", "WhittakerW[0, 1/2, 1.]", "0.606531", None),
    ("GammaRegularized", 2, lambda c, a, z: c.gammainc(a, z, regularized=True),
     "GammaRegularized[a, z] gives Gamma[a, z]/Gamma[a].",
     "{GammaRegularized[a, 0], GammaRegularized[2, 1.]}", "{1, 0.735759}", _at_zero(1)),
    ("BetaRegularized", 3, lambda c, z, a, b: c.betainc(a, b, 0, z, regularized=True),
     "BetaRegularized[z, a, b] gives Beta[z, a, b]/Beta[a, b].",
     "{BetaRegularized[0, a, b], BetaRegularized[0.5, 2, 3]}", "{0, 0.6875}",
     lambda z, a, b: 0 if _is_zero(z) else None),
    ("BarnesG", 1, lambda c, z: c.barnesg(z),
     "BarnesG[z] gives the Barnes G-function, the product of factorials up to n - 2 for a whole number n.",
     "{BarnesG[6], BarnesG[2.5]}", "{288, 0.947574}",
     lambda z: math.prod(math.factorial(k) for k in range(z - 1)) if type(z) is int and 0 < z < 200 else None),
    ("SinhIntegral", 1, lambda c, z: c.shi(z),
     "SinhIntegral[z] gives the integral of Sinh[t]/t from 0 to z.",
     "{SinhIntegral[0], SinhIntegral[1.]}", "{0, 1.05725}", _at_zero(0)),
    ("CoshIntegral", 1, lambda c, z: c.chi(z),
     "CoshIntegral[z] gives the hyperbolic cosine integral.", "CoshIntegral[1.]", "0.837867", None),
    ("InverseErfc", 1, lambda c, z: c.erfinv(1 - z),
     "InverseErfc[z] gives the number whose complementary error function is z.",
     "{InverseErfc[1], InverseErfc[0.5]}", "{0, 0.476936}", lambda z: 0 if type(z) is int and z == 1 else None),
    ("DawsonF", 1, lambda c, z: c.exp(-z * z) * c.erfi(z) * c.sqrt(c.pi) / 2,
     "DawsonF[z] gives Dawson's integral, E^(-z^2) times that of E^(t^2) from 0 to z.",
     "{DawsonF[0], DawsonF[1.]}", "{0, 0.53808}", _at_zero(0)),
    ("RiemannSiegelZ", 1, lambda c, t: c.siegelz(t),
     "RiemannSiegelZ[t] gives the function Z, real for real t, with the size of Zeta[1/2 + I t].",
     "RiemannSiegelZ[1.]", "-0.736305", None),
    ("RiemannSiegelTheta", 1, lambda c, t: c.siegeltheta(t),
     "RiemannSiegelTheta[t] gives the phase of Zeta on the critical line.",
     "RiemannSiegelTheta[1.]", "-1.76755", None),
    ("PrimeZetaP", 1, lambda c, s: c.primezeta(s),
     "PrimeZetaP[s] gives the sum of p^-s over all primes p.", "PrimeZetaP[2.]", "0.452247", None),
    ("AngerJ", 2, lambda c, n, z: c.angerj(n, z), "AngerJ[n, z] gives the Anger function.", "AngerJ[0, 1.]", "0.765198",
     None),
    ("WeberE", 2, lambda c, n, z: c.webere(n, z), "WeberE[n, z] gives the Weber function.", "WeberE[0, 1.]",
     "-0.568657", None),
)  # fmt: skip


def _gegenbauer(n: Any, m: Any, x: Any) -> Any:
    """The sum of (-1)^k Pochhammer[m, n - k]/(k! (n - 2 k)!) (2 x)^(n - 2 k)."""
    if type(n) is not int or not 0 <= n < 100 or type(m) not in (int, Rational):
        return None
    terms = []
    for k in range(n // 2 + 1):
        c = rational((-1) ** k * 2 ** (n - 2 * k), math.factorial(k) * math.factorial(n - 2 * k))
        rise = product_of(*[sum_of(m, j) for j in range(n - k)]) if n > k else 1
        terms.append(product_of(c, rise, expr(S.Power, x, n - 2 * k) if n > 2 * k else 1))
    return Expr(S.Plus, tuple(terms))


def _jacobi(n: Any, a: Any, b: Any, x: Any) -> Any:
    """The sum of Binomial[n + a, n - k] Binomial[n + b, k] ((x - 1)/2)^k ((x + 1)/2)^(n - k), multiplied out."""
    if type(n) is not int or not 0 <= n < 60:
        return None
    terms = []
    for k in range(n + 1):
        binomials = (expr(S.Binomial, expr(S.Plus, n, a), n - k), expr(S.Binomial, expr(S.Plus, n, b), k))
        powers = [
            expr(S.Power, expr(S.Times, Rational(1, 2), expr(S.Plus, x, s)), j) for s, j in ((-1, k), (1, n - k)) if j
        ]
        terms.append(Expr(S.Times, (*binomials, *powers)))
    return expr(S.Expand, Expr(S.Plus, tuple(terms)))


def _eta(s: Any) -> Any:
    if type(s) is not int or s < 1:
        return None
    if s == 1:
        return expr(S.Log, 2)
    return product_of(sum_of(1, rational(-2, 2**s)), expr(S.Zeta, s))


def _declare() -> None:
    for name, count, mp, usage, example, result, exact in _ROWS:

        def value(*args: Any, mp: Any = mp, exact: Any = exact) -> Any:
            if inexact(args):
                return call_number(mp, *args)
            return None if exact is None else exact(*args)

        function = _declared(count, value)
        function.__doc__ = f"{usage}\n\n>>> {example}\n{result}\n"
        names = ", ".join(f"{letter}_" for letter in "abcd"[:count])
        builtin(f"{name}[{names}]", attributes=ATTRIBUTES)(function)


_declare()

DERIVATIVES["Hypergeometric0F1", 2] = ("", "Hypergeometric0F1[1 + #1, #2]/#1")
DERIVATIVES["Hypergeometric2F1", 4] = ("", "", "", "#1 #2 Hypergeometric2F1[1 + #1, 1 + #2, 1 + #3, #4]/#3")
DERIVATIVES["Hypergeometric1F1", 3] = ("", "", "#1 Hypergeometric1F1[1 + #1, 1 + #2, #3]/#2")
DERIVATIVES["ExpIntegralE", 2] = ("", "-ExpIntegralE[-1 + #1, #2]")
DERIVATIVES["EllipticF", 2] = ("1/Sqrt[1 - #2 Sin[#1]^2]", "")
DERIVATIVES["JacobiSN", 2] = ("JacobiCN[#1, #2] JacobiDN[#1, #2]", "")
DERIVATIVES["JacobiCN", 2] = ("-JacobiDN[#1, #2] JacobiSN[#1, #2]", "")
DERIVATIVES["JacobiDN", 2] = ("-#2 JacobiCN[#1, #2] JacobiSN[#1, #2]", "")
DERIVATIVES["SinhIntegral", 1] = ("Sinh[#]/#",)
DERIVATIVES["CoshIntegral", 1] = ("Cosh[#]/#",)
DERIVATIVES["DawsonF", 1] = ("1 - 2 # DawsonF[#]",)
DERIVATIVES["GammaRegularized", 2] = ("", "-E^-#2 #2^(-1 + #1)/Gamma[#1]")


@builtin("HypergeometricPFQ[a_List, b_List, z_]", attributes="NumericFunction Protected")
def hypergeometric_pfq(a: Any, b: Any, z: Any) -> Any:
    """HypergeometricPFQ[{a1, ..., ap}, {b1, ..., bq}, z] gives the generalized hypergeometric function, the sum of
    Pochhammer[a1, k] ... z^k/(Pochhammer[b1, k] ... k!).

    >>> {HypergeometricPFQ[{1, 1}, {2}, 0.5], HypergeometricPFQ[{a}, {b, c}, 0], HypergeometricPFQ[{}, {}, x]}
    {1.38629, 1, E^x}
    """
    if _is_zero(z):
        return 1
    if is_list(z):
        return Expr(S.List, tuple([expr(S.HypergeometricPFQ, a, b, x) for x in z.args]))
    upper, lower = list(a.args), list(b.args)
    for x in a.args:
        if x in lower:  # a parameter above and below has no effect
            upper.remove(x)
            lower.remove(x)
    if len(upper) < len(a):
        return expr(S.HypergeometricPFQ, Expr(S.List, tuple(upper)), Expr(S.List, tuple(lower)), z)
    if not upper and not lower:
        return expr(S.Power, S.E, z)
    every = (*upper, *lower, z)
    if not inexact(every):
        return None
    n = len(upper)
    return call_number(lambda c, *v: c.hyper(list(v[:n]), list(v[n:-1]), v[-1]), *every)


@builtin("EllipticPi[n_, m_]", "EllipticPi[n_, phi_, m_]", attributes=ATTRIBUTES)
def elliptic_pi(n: Any, m: Any, phi: Any = None) -> Any:
    """EllipticPi[n, m] gives the elliptic integral of the third kind, EllipticPi[n, phi, m] the incomplete one.

    >>> {EllipticPi[0, m], EllipticPi[0.5, 0.5], EllipticPi[0.5, 1, 0.5]}
    {EllipticK[m], 2.70129, 1.28898}
    """
    if phi is None:
        if _is_zero(n):
            return expr(S.EllipticK, m)
        return call_number(lambda c, x, y: c.ellippi(x, y), n, m) if inexact((n, m)) else None
    if _is_zero(phi):
        return 0
    return call_number(lambda c, x, p, y: c.ellippi(x, p, y), n, phi, m) if inexact((n, phi, m)) else None


@builtin("EllipticTheta[k_Integer, u_, q_]", attributes=ATTRIBUTES)
def elliptic_theta(k: Any, u: Any, q: Any) -> Any:
    """EllipticTheta[k, u, q] gives the theta function of the k-th kind, k being 1, 2, 3 or 4.

    >>> EllipticTheta[3, 0, 0.1]
    1.2002
    """
    if k not in (1, 2, 3, 4) or not inexact((u, q)):
        return None
    return call_number(lambda c, x, y: c.jtheta(k, x, y), u, q)


@builtin("SphericalHarmonicY[l_, m_, theta_, phi_]", attributes=ATTRIBUTES)
def spherical_harmonic_y(l: Any, m: Any, theta: Any, phi: Any) -> Any:  # noqa: E741 - its usual name
    """SphericalHarmonicY[l, m, theta, phi] gives the spherical harmonic function.

    >>> {SphericalHarmonicY[1, 0, 0.5, 0], SphericalHarmonicY[0, 0, a, b]}
    {0.428789, 1/(2 Sqrt[Pi])}
    """
    if _is_zero(l) and _is_zero(m):
        return expr(S.Times, Rational(1, 2), expr(S.Power, S.Pi, Rational(-1, 2)))
    every = (l, m, theta, phi)
    return call_number(lambda c, *v: c.spherharm(*v), *every) if inexact(every) else None
