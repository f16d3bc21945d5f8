"""Which function of the language is which of SymPy: the same arguments both ways, or a rule for each way.

A function of SymPy that is not here has no form in the language: an answer with one in it is no answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..expr import Expr, Symbol, expr, make_list, system

# Number of arguments -> ours:theirs with the arguments in the same order.
_SAME = {
    1: """
        Sin:sin Cos:cos Tan:tan Cot:cot Sec:sec Csc:csc ArcSin:asin ArcCos:acos ArcTan:atan ArcCot:acot ArcSec:asec
        ArcCsc:acsc Sinh:sinh Cosh:cosh Tanh:tanh Coth:coth Sech:sech Csch:csch ArcSinh:asinh ArcCosh:acosh
        ArcTanh:atanh ArcCoth:acoth ArcSech:asech ArcCsch:acsch Log:log Abs:Abs Sign:sign Re:re Im:im
        Conjugate:conjugate Arg:arg Floor:floor Ceiling:ceiling Gamma:gamma LogGamma:loggamma Zeta:zeta
        Erf:erf Erfc:erfc Erfi:erfi InverseErf:erfinv InverseErfc:erfcinv ExpIntegralEi:Ei LogIntegral:li
        SinIntegral:Si CosIntegral:Ci SinhIntegral:Shi CoshIntegral:Chi FresnelS:fresnels FresnelC:fresnelc
        AiryAi:airyai AiryBi:airybi AiryAiPrime:airyaiprime AiryBiPrime:airybiprime EllipticK:elliptic_k
        EllipticE:elliptic_e ProductLog:LambertW Factorial:factorial Factorial2:factorial2 HarmonicNumber:harmonic
        Fibonacci:fibonacci LucasL:lucas EulerE:euler CatalanNumber:catalan
        Subfactorial:subfactorial DiracDelta:DiracDelta Sinc:sinc Not:Not
    """,
    2: """
        Equal:Equality Unequal:Unequality Less:StrictLessThan LessEqual:LessThan Greater:StrictGreaterThan
        GreaterEqual:GreaterThan Implies:Implies Mod:Mod Beta:beta PolyGamma:polygamma Gamma:uppergamma
        Binomial:binomial Pochhammer:RisingFactorial FactorialPower:FallingFactorial HarmonicNumber:harmonic
        Fibonacci:fibonacci BernoulliB:bernoulli BesselJ:besselj BesselY:bessely BesselI:besseli BesselK:besselk
        HankelH1:hankel1 HankelH2:hankel2 SphericalBesselJ:jn SphericalBesselY:yn PolyLog:polylog EllipticE:elliptic_e
        EllipticF:elliptic_f EllipticPi:elliptic_pi ExpIntegralE:expint KroneckerDelta:KroneckerDelta
        ChebyshevT:chebyshevt ChebyshevU:chebyshevu LegendreP:legendre HermiteH:hermite LaguerreL:laguerre
        HurwitzZeta:zeta
    """,
    3: """
        LegendreP:assoc_legendre LaguerreL:assoc_laguerre GegenbauerC:gegenbauer EllipticPi:elliptic_pi
        LerchPhi:lerchphi
    """,
    4: "JacobiP:jacobi SphericalHarmonicY:Ynm",
}
_ANY_NUMBER = "Plus:Add Times:Mul And:And Or:Or Xor:Xor Equivalent:Equivalent Max:Max Min:Min"


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(ours, theirs) for ours, _, theirs in (pair.partition(":") for pair in text.split())]


OURS = {(ours, n): theirs for n, text in _SAME.items() for ours, theirs in _pairs(text)}
THEIRS = {(theirs, n): system(ours) for n, text in _SAME.items() for ours, theirs in _pairs(text)}
OURS_OF_ANY = dict(_pairs(_ANY_NUMBER))
THEIRS_OF_ANY = {theirs: system(ours) for ours, theirs in _pairs(_ANY_NUMBER)}

# Constants, and the names that SymPy's classes of them have.
CONSTANTS = {
    "Pi": "Pi", "E": "Exp1", "EulerGamma": "EulerGamma", "GoldenRatio": "GoldenRatio", "Catalan": "Catalan",
    "True": "BooleanTrue", "False": "BooleanFalse", "Indeterminate": "NaN",
}  # fmt: skip
DOMAINS = {
    "Reals": "Reals", "Integers": "Integers", "Complexes": "Complexes", "Rationals": "Rationals",
    "NonNegativeIntegers": "Naturals0", "PositiveIntegers": "Naturals",
}  # fmt: skip


def _chain(relation: str) -> Callable[..., Any]:
    return lambda sympy, *args: sympy.And(*[getattr(sympy, relation)(a, b) for a, b in zip(args, args[1:])])


# ours -> f(sympy, arguments...), for what is written with other arguments
TO: dict[str, Callable[..., Any]] = {
    "Power": lambda sympy, a, b: sympy.exp(b) if a is sympy.E else sympy.Pow(a, b),
    "ArcTan": lambda sympy, x, y: sympy.atan2(y, x),
    "ProductLog": lambda sympy, k, z: sympy.LambertW(z, k),
    "HeavisideTheta": lambda sympy, x: sympy.Heaviside(x),
    "UnitStep": lambda sympy, x: sympy.Piecewise((1, x >= 0), (0, True)),
    "Boole": lambda sympy, c: sympy.Piecewise((1, c), (0, True)),
    "LogisticSigmoid": lambda sympy, x: 1 / (1 + sympy.exp(-x)),
    "Haversine": lambda sympy, x: (1 - sympy.cos(x)) / 2,
    "DirectedInfinity": lambda sympy, *z: sympy.zoo if not z else z[0] * sympy.oo,
    "Hypergeometric0F1": lambda sympy, a, z: sympy.hyper((), (a,), z),
    "Hypergeometric1F1": lambda sympy, a, b, z: sympy.hyper((a,), (b,), z),
    "Hypergeometric2F1": lambda sympy, a, b, c, z: sympy.hyper((a, b), (c,), z),
    "HypergeometricPFQ": lambda sympy, a, b, z: sympy.hyper(a, b, z),
    "Beta": lambda sympy, z, a, b: sympy.betainc(a, b, 0, z),
    "List": lambda sympy, *args: sympy.Tuple(*args),
    "Equal": _chain("Eq"),
    "Less": _chain("Lt"),
    "LessEqual": _chain("Le"),
    "Greater": _chain("Gt"),
    "GreaterEqual": _chain("Ge"),
    "Element": lambda sympy, x, s: sympy.Contains(x, s),
    "NotElement": lambda sympy, x, s: sympy.Not(sympy.Contains(x, s)),
    "Piecewise": lambda sympy, pairs, rest=0: sympy.Piecewise(*[tuple(p) for p in pairs], (rest, True)),
    "ConditionalExpression": lambda sympy, e, c: sympy.Piecewise((e, c), (sympy.nan, True)),
}


def _hypergeometric(a: Expr, b: Expr, z: Any) -> Expr:
    head = {(0, 1): S.Hypergeometric0F1, (1, 1): S.Hypergeometric1F1, (2, 1): S.Hypergeometric2F1}.get((len(a), len(b)))
    return expr(S.HypergeometricPFQ, a, b, z) if head is None else expr(head, *a.args, *b.args, z)


def _heaviside(x: Any, at_zero: Any = None) -> Expr:
    return expr(S.UnitStep if type(at_zero) is int and at_zero == 1 else S.HeavisideTheta, x)


def _minus(x: Any, y: Any) -> Expr:
    return expr(S.Plus, x, expr(S.Times, -1, y))


# theirs -> f(arguments...), for what is written with other arguments
FROM: dict[str, Callable[..., Any]] = {
    "Pow": lambda a, b: expr(S.Power, a, b),
    "exp": lambda z: expr(S.Power, S.E, z),
    "exp_polar": lambda z: expr(S.Power, S.E, z),
    "atan2": lambda y, x: expr(S.ArcTan, x, y),
    "LambertW": lambda z, k: expr(S.ProductLog, k, z),
    "Heaviside": _heaviside,
    "hyper": _hypergeometric,
    "lowergamma": lambda a, z: _minus(expr(S.Gamma, a), expr(S.Gamma, a, z)),
    "erf2": lambda a, b: _minus(expr(S.Erf, b), expr(S.Erf, a)),
    "frac": lambda x: _minus(x, expr(S.Floor, x)),
    "dirichlet_eta": lambda s: expr(S.Times, _minus(1, expr(S.Power, 2, _minus(1, s))), expr(S.Zeta, s)),
    "Tuple": lambda *items: make_list(items),
    "TupleArg": lambda *items: make_list(items),
    "Contains": lambda x, s: expr(S.Element, x, s),
}
SYMBOLS: dict[str, Symbol] = {theirs: system(ours) for ours, theirs in (CONSTANTS | DOMAINS).items()}
