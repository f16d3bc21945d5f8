"""Higher transcendental functions and orthogonal polynomials: numbers by mpmath, simple exact values by rule."""

from __future__ import annotations

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr
from ..numerics.algebra import product_of, sum_of
from ..numerics.functions import ATTRIBUTES, DERIVATIVES, at_infinity, call_number, numeric_function, odd
from ..numerics.infinities import COMPLEX_INFINITY, INFINITY, MINUS_INFINITY
from ..numerics.numbers import NUMBER_TYPES, Rational, is_inexact
from ..numerics.powers import power_of

_HALF = Rational(1, 2)


def _is_zero(z):
    return type(z) is int and z == 0


@numeric_function("ProductLog", real=None, mp="lambertw", derivative="ProductLog[#]/(# (1 + ProductLog[#]))")
def product_log(z, session):
    """ProductLog[z] gives the solution w of z = w E^w, Lambert's W function.

    >>> {ProductLog[0], ProductLog[E], ProductLog[1.]}
    {0, 1, 0.567143}
    """
    return 0 if _is_zero(z) else 1 if z is S.E else at_infinity(z, INFINITY, None)


@numeric_function("InverseErf", real=None, mp="erfinv", derivative="E^InverseErf[#]^2 Sqrt[Pi]/2")
def inverse_erf(z, session):
    """InverseErf[z] gives the number whose error function is z, for z between -1 and 1.

    >>> {InverseErf[0], InverseErf[1], InverseErf[0.5]}
    {0, Infinity, 0.476936}
    """
    if type(z) is int and z in (0, 1, -1):
        return (0, INFINITY, MINUS_INFINITY)[z]
    return odd("InverseErf", z)


@numeric_function("ExpIntegralEi", real=None, mp="ei", derivative="E^#/#")
def exp_integral_ei(z, session):
    """ExpIntegralEi[z] gives the exponential integral, that of E^t/t up to z.

    >>> {ExpIntegralEi[0], ExpIntegralEi[1.]}
    {-Infinity, 1.89512}
    """
    return MINUS_INFINITY if _is_zero(z) else at_infinity(z, INFINITY, 0)


@numeric_function("LogIntegral", real=None, mp="li", derivative="1/Log[#]")
def log_integral(z, session):
    """LogIntegral[z] gives the logarithmic integral, that of 1/Log[t] from 0 to z.

    >>> {LogIntegral[0], LogIntegral[1], LogIntegral[2.]}
    {0, -Infinity, 1.04516}
    """
    return 0 if _is_zero(z) else MINUS_INFINITY if type(z) is int and z == 1 else at_infinity(z, INFINITY, None)


@numeric_function("SinIntegral", real=None, mp="si", derivative="Sinc[#]")
def sin_integral(z, session):
    """SinIntegral[z] gives the integral of Sin[t]/t from 0 to z.

    >>> {SinIntegral[0], SinIntegral[Infinity], SinIntegral[1.]}
    {0, Pi/2, 0.946083}
    """
    if _is_zero(z):
        return 0
    found = at_infinity(z, product_of(_HALF, S.Pi), product_of(Rational(-1, 2), S.Pi))
    return odd("SinIntegral", z) if found is None else found


@numeric_function("CosIntegral", real=None, mp="ci", derivative="Cos[#]/#")
def cos_integral(z, session):
    """CosIntegral[z] gives the negative of the integral of Cos[t]/t from z on.

    >>> {CosIntegral[0], CosIntegral[1.]}
    {-Infinity, 0.337404}
    """
    return MINUS_INFINITY if _is_zero(z) else at_infinity(z, 0, None)


@numeric_function("FresnelS", real=None, mp="fresnels", derivative="Sin[Pi #^2/2]")
def fresnel_s(z, session):
    """FresnelS[z] gives the integral of Sin[Pi t^2/2] from 0 to z.

    >>> {FresnelS[0], FresnelS[Infinity], FresnelS[1.]}
    {0, 1/2, 0.438259}
    """
    found = 0 if _is_zero(z) else at_infinity(z, _HALF, Rational(-1, 2))
    return odd("FresnelS", z) if found is None else found


@numeric_function("FresnelC", real=None, mp="fresnelc", derivative="Cos[Pi #^2/2]")
def fresnel_c(z, session):
    """FresnelC[z] gives the integral of Cos[Pi t^2/2] from 0 to z.

    >>> {FresnelC[0], FresnelC[Infinity], FresnelC[1.]}
    {0, 1/2, 0.779893}
    """
    found = 0 if _is_zero(z) else at_infinity(z, _HALF, Rational(-1, 2))
    return odd("FresnelC", z) if found is None else found


@numeric_function("AiryAi", real=None, mp="airyai", derivative="AiryAiPrime[#]")
def airy_ai(z, session):
    """AiryAi[z] gives Airy's function Ai, a solution of y'' = z y.

    >>> {AiryAi[Infinity], AiryAi[1.]}
    {0, 0.135292}
    """
    return at_infinity(z, 0, 0)


@numeric_function("AiryBi", real=None, mp="airybi", derivative="AiryBiPrime[#]")
def airy_bi(z, session):
    """AiryBi[z] gives Airy's function Bi, a solution of y'' = z y.

    >>> {AiryBi[Infinity], AiryBi[1.]}
    {Infinity, 1.20742}
    """
    return at_infinity(z, INFINITY, 0)


@numeric_function("AiryAiPrime", real=None, mp=lambda c, x: c.airyai(x, derivative=1), derivative="# AiryAi[#]")
def airy_ai_prime(z, session):
    """AiryAiPrime[z] gives the derivative of AiryAi[z].

    >>> AiryAiPrime[1.]
    -0.159147
    """
    return at_infinity(z, 0, None)


@numeric_function("AiryBiPrime", real=None, mp=lambda c, x: c.airybi(x, derivative=1), derivative="# AiryBi[#]")
def airy_bi_prime(z, session):
    """AiryBiPrime[z] gives the derivative of AiryBi[z].

    >>> AiryBiPrime[1.]
    0.932436
    """
    return at_infinity(z, INFINITY, None)


@numeric_function("EllipticK", real=None, mp="ellipk", derivative="(EllipticE[#] - (1 - #) EllipticK[#])/(2 (1 - #) #)")
def elliptic_k(z, session):
    """EllipticK[m] gives the complete elliptic integral of the first kind, of the parameter m.

    >>> {EllipticK[0], EllipticK[1], EllipticK[0.5]}
    {Pi/2, ComplexInfinity, 1.85407}
    """
    return product_of(_HALF, S.Pi) if _is_zero(z) else COMPLEX_INFINITY if type(z) is int and z == 1 else None


@numeric_function("EllipticE", real=None, mp="ellipe", derivative="(EllipticE[#] - EllipticK[#])/(2 #)")
def elliptic_e(z, session):
    """EllipticE[m] gives the complete elliptic integral of the second kind, of the parameter m.

    >>> {EllipticE[0], EllipticE[1], EllipticE[0.5]}
    {Pi/2, 1, 1.35064}
    """
    return product_of(_HALF, S.Pi) if _is_zero(z) else 1 if type(z) is int and z == 1 else None


# ---- functions of several variables ----------------------------------------------------------------------------------


def _number(args, function):
    """An mpmath function of numbers, if they are numbers and one of them is inexact."""
    if all(type(a) in NUMBER_TYPES for a in args) and any(map(is_inexact, args)):
        return call_number(function, *args)
    return None


@builtin("BesselJ[n_, z_]", attributes=ATTRIBUTES)
def bessel_j(n, z):
    """BesselJ[n, z] gives Bessel's function of the first kind.

    >>> {BesselJ[0, 0], BesselJ[2, 0], BesselJ[0, 1.]}
    {1, 0, 0.765198}
    """
    if _is_zero(z) and type(n) is int:
        return int(n == 0)
    return _number((n, z), lambda c, v, x: c.besselj(v, x))


@builtin("BesselY[n_, z_]", attributes=ATTRIBUTES)
def bessel_y(n, z):
    """BesselY[n, z] gives Bessel's function of the second kind.

    >>> BesselY[0, 1.]
    0.088257
    """
    return _number((n, z), lambda c, v, x: c.bessely(v, x))


@builtin("BesselI[n_, z_]", attributes=ATTRIBUTES)
def bessel_i(n, z):
    """BesselI[n, z] gives the modified Bessel function of the first kind.

    >>> {BesselI[0, 0], BesselI[0, 1.]}
    {1, 1.26607}
    """
    if _is_zero(z) and type(n) is int:
        return int(n == 0)
    return _number((n, z), lambda c, v, x: c.besseli(v, x))


@builtin("BesselK[n_, z_]", attributes=ATTRIBUTES)
def bessel_k(n, z):
    """BesselK[n, z] gives the modified Bessel function of the second kind.

    >>> BesselK[0, 1.]
    0.421024
    """
    return _number((n, z), lambda c, v, x: c.besselk(v, x))


for _name, _sign, _factor in (("BesselJ", "-", ""), ("BesselY", "-", ""), ("BesselI", "+", ""), ("BesselK", "+", "-")):
    DERIVATIVES[_name, 2] = ("", f"{_factor}({_name}[-1 + #1, #2] {_sign} {_name}[1 + #1, #2])/2")


@builtin("PolyLog[n_, z_]", attributes=ATTRIBUTES)
def poly_log(n, z):
    """PolyLog[n, z] gives the polylogarithm, the sum of z^k/k^n over k = 1, 2, ...

    >>> {PolyLog[2, 0], PolyLog[1, x], PolyLog[2, 1], PolyLog[2, 0.5]}
    {0, -Log[1 - x], Pi^2/6, 0.582241}
    """
    if _is_zero(z):
        return 0
    if type(n) is int and n == 1:
        return Expr(S.Times, (-1, Expr(S.Log, (sum_of(1, product_of(-1, z)),))))
    if type(n) is int and n > 1 and type(z) is int and z == 1:
        return Expr(S.Zeta, (n,))
    return _number((n, z), lambda c, v, x: c.polylog(v, x))


DERIVATIVES["PolyLog", 2] = ("", "PolyLog[-1 + #1, #2]/#2")


@builtin("Hypergeometric2F1[a_, b_, c_, z_]", attributes=ATTRIBUTES)
def hypergeometric_2f1(a, b, c, z):
    """Hypergeometric2F1[a, b, c, z] gives Gauss's hypergeometric function.

    >>> {Hypergeometric2F1[a, b, c, 0], Hypergeometric2F1[1, 1, 2, 0.5]}
    {1, 1.38629}
    """
    if _is_zero(z):
        return 1
    return _number((a, b, c, z), lambda k, p, q, r, x: k.hyp2f1(p, q, r, x))


@builtin("Hypergeometric1F1[a_, b_, z_]", attributes=ATTRIBUTES)
def hypergeometric_1f1(a, b, z):
    """Hypergeometric1F1[a, b, z] gives Kummer's confluent hypergeometric function.

    >>> {Hypergeometric1F1[a, b, 0], Hypergeometric1F1[1, 2, 1.]}
    {1, 1.71828}
    """
    return 1 if _is_zero(z) else _number((a, b, z), lambda k, p, q, x: k.hyp1f1(p, q, x))


# ---- orthogonal polynomials ------------------------------------------------------------------------------------------


def _recurrence(n, first, second, step):
    """The n-th of polynomials that a three-term recurrence gives, as a list of coefficients from the constant on."""
    if n == 0:
        return first
    before, now = first, second
    for k in range(1, n):
        before, now = now, step(k, now, before)
    return now


def _combine(a, p, b, q, shift=1):
    """a x^shift p + b q for lists of coefficients."""
    out = [0] * max(len(p) + shift, len(q))
    for i, v in enumerate(p):
        out[i + shift] = sum_of(out[i + shift], product_of(a, v))
    for i, v in enumerate(q):
        out[i] = sum_of(out[i], product_of(b, v))
    return out


def _polynomial(coefficients, x, session):
    terms = [product_of(c, power_of(x, i, session), session=session) for i, c in enumerate(coefficients)]
    return sum_of(*terms, session=session)


def _orthogonal(n, x, session, polynomial, function):
    if type(n) is int and 0 <= n < 200 and not is_inexact(x):
        return _polynomial(polynomial(n), x, session)
    return _number((n, x), function)


@builtin("ChebyshevT[n_, x_]", attributes=ATTRIBUTES)
def chebyshev_t(n, x, *, session):
    """ChebyshevT[n, x] gives the n-th Chebyshev polynomial of the first kind.

    >>> {ChebyshevT[3, x], ChebyshevT[5, 0.3]}
    {-3 x + 4 x^3, 0.99888}
    """
    return _orthogonal(
        n, x, session, lambda n: _recurrence(n, [1], [0, 1], lambda k, p, q: _combine(2, p, -1, q)),
        lambda c, v, y: c.chebyt(v, y),
    )  # fmt: skip


@builtin("ChebyshevU[n_, x_]", attributes=ATTRIBUTES)
def chebyshev_u(n, x, *, session):
    """ChebyshevU[n, x] gives the n-th Chebyshev polynomial of the second kind.

    >>> ChebyshevU[3, x]
    -4 x + 8 x^3
    """
    return _orthogonal(
        n, x, session, lambda n: _recurrence(n, [1], [0, 2], lambda k, p, q: _combine(2, p, -1, q)),
        lambda c, v, y: c.chebyu(v, y),
    )  # fmt: skip


@builtin("LegendreP[n_, x_]", attributes=ATTRIBUTES)
def legendre_p(n, x, *, session):
    """LegendreP[n, x] gives the n-th Legendre polynomial.

    >>> {LegendreP[2, x], LegendreP[3, 1]}
    {-1/2 + (3 x^2)/2, 1}
    """

    def step(k, p, q):
        return _combine(Rational(2 * k + 1, k + 1), p, Rational(-k, k + 1), q)

    return _orthogonal(
        n, x, session, lambda n: _recurrence(n, [1], [0, 1], step), lambda c, v, y: c.legendre(v, y)
    )


@builtin("HermiteH[n_, x_]", attributes=ATTRIBUTES)
def hermite_h(n, x, *, session):
    """HermiteH[n, x] gives the n-th Hermite polynomial.

    >>> HermiteH[3, x]
    -12 x + 8 x^3
    """
    return _orthogonal(
        n, x, session, lambda n: _recurrence(n, [1], [0, 2], lambda k, p, q: _combine(2, p, -2 * k, q)),
        lambda c, v, y: c.hermite(v, y),
    )  # fmt: skip


@builtin("LaguerreL[n_, x_]", attributes=ATTRIBUTES)
def laguerre_l(n, x, *, session):
    """LaguerreL[n, x] gives the n-th Laguerre polynomial.

    >>> LaguerreL[2, x]
    1 - 2 x + x^2/2
    """
    from ..numerics.numbers import rational

    def step(k, p, q):
        without_x = _combine(rational(2 * k + 1, k + 1), p, rational(-k, k + 1), q, shift=0)
        return _combine(rational(-1, k + 1), p, 1, without_x)

    return _orthogonal(
        n, x, session, lambda n: _recurrence(n, [1], [1, -1], step), lambda c, v, y: c.laguerre(v, 0, y)
    )
