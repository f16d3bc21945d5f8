"""More special functions: identities between them, and derivatives against differences."""

import pytest

IDENTITIES = """
JacobiSN[u, m]^2 + JacobiCN[u, m]^2 - 1
JacobiDN[u, m]^2 + m JacobiSN[u, m]^2 - 1
HankelH1[2, u] - BesselJ[2, u] - I BesselY[2, u]
HankelH2[2, u] - BesselJ[2, u] + I BesselY[2, u]
SphericalBesselJ[0, u] - Sin[u]/u
SphericalBesselY[0, u] + Cos[u]/u
Hypergeometric0F1[1/2, -u^2/4] - Cos[u]
HypergeometricPFQ[{m}, {}, u/3] - (1 - u/3)^-m
HypergeometricPFQ[{m, 1}, {2}, u/3] - Hypergeometric2F1[m, 1, 2, u/3]
HypergeometricU[m, m + 1, u] - u^-m
ExpIntegralE[1, u] + ExpIntegralEi[-u]
EllipticF[Pi/2, m] - EllipticK[m]
EllipticPi[m, Pi/2, 0.4] - EllipticPi[m, 0.4]
EllipticF[u, 0] - u
HurwitzZeta[3, 1.] - Zeta[3]
LerchPhi[m, 1, 1] + Log[1 - m]/m
DirichletEta[u] - (1 - 2^(1 - u)) Zeta[u]
GammaRegularized[u, m] - Gamma[u, m]/Gamma[u]
BetaRegularized[m, 2, 1] - m^2
SinhIntegral[u] + I SinIntegral[I u]
DawsonF[u] - Sqrt[Pi]/2 E^(-u^2) Erfi[u]
InverseErfc[m] - InverseErf[1 - m]
ParabolicCylinderD[0, u] - E^(-u^2/4)
WhittakerM[0, 1/2, u] - 2 Sinh[u/2]
GegenbauerC[4, 1, m] - ChebyshevU[4, m]
JacobiP[3, 0, 0, m] - LegendreP[3, m]
LegendreQ[0, m] - ArcTanh[m]
SphericalHarmonicY[1, 0, u, 0] - Sqrt[3/(4 Pi)] Cos[u]
BarnesG[u + 1] - Gamma[u] BarnesG[u]
KelvinBer[0, u] + I KelvinBei[0, u] - BesselJ[0, u E^(3 Pi I/4)]
EllipticTheta[3, 0, m]^4 - EllipticTheta[2, 0, m]^4 - EllipticTheta[4, 0, m]^4
AngerJ[1, u] - BesselJ[1, u]
WeberE[0, u] + StruveH[0, u]
StruveL[0, u] + I StruveH[0, I u]
"""
DERIVATIVES = [
    "JacobiSN[x, 0.3]", "JacobiCN[x, 0.3]", "JacobiDN[x, 0.3]", "EllipticF[x, 0.3]", "ExpIntegralE[2, x]",
    "Hypergeometric0F1[2, x]", "Hypergeometric1F1[1, 3, x]", "Hypergeometric2F1[1, 2, 4, x/3]", "SinhIntegral[x]",
    "CoshIntegral[x]", "DawsonF[x]", "GammaRegularized[2, x]",
]  # fmt: skip


@pytest.mark.parametrize("identity", IDENTITIES.split("\n")[1:-1])
def test_identities(ask, identity):
    assert ask(f"Abs[N[({identity}) /. {{u -> 1.7, m -> 0.4}}]] < 10^-10") == "True"
    assert ask.messages == []


@pytest.mark.parametrize("f", DERIVATIVES)
def test_derivatives(ask, f):
    ask(f"g[x_] = {f}; h = 10^-5;")
    assert ask("Abs[(D[g[x], x] /. x -> 0.8) - (g[0.8 + h] - g[0.8 - h])/(2 h)] < 10^-6") == "True"


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("{GegenbauerC[2, m, x], JacobiP[1, a, b, 1]}", "{GegenbauerC[2, m, x], 1 + a}"),
        ("DirichletEta[{1, 2}]", "{Log[2], Pi^2/12}"),
        ("HypergeometricPFQ[{a, b}, {b}, x]", "HypergeometricPFQ[{a}, {}, x]"),
        ("HypergeometricPFQ[{a}, {b}, {0, x}]", "{1, HypergeometricPFQ[{a}, {b}, x]}"),
        ("JacobiSN[u, m]", "JacobiSN[u, m]"),
        ("BarnesG[5]", "12"),
    ],
)
def test_exact(ask, given_, expected):
    assert ask(given_) == expected


def test_many_digits(ask):
    assert ask("Abs[N[DirichletEta[3], 40] - 3/4 N[Zeta[3], 40]] < 10^-38") == "True"
