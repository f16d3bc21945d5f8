"""Continuous distributions."""

from __future__ import annotations

import math

from .. import symbols as S
from ..expr import expr
from ..numerics.numbers import rational
from .densities import distribution

distribution(
    "NormalDistribution", "NormalDistribution[m, s] is the normal distribution of mean m and standard deviation s.",
    (0, 1), lambda g, p, shape: g.normal(p[0], p[1], shape),
    density="E^(-(x - p1)^2/(2 p2^2))/(Sqrt[2 Pi] p2)", cumulative="Erfc[(p1 - x)/(Sqrt[2] p2)]/2", mean="p1",
    variance="p2^2", skewness="0", kurtosis="3", quantile="p1 + Sqrt[2] p2 InverseErf[2 q - 1]",
    moment="Sum[Binomial[r, 2 k] (2 k - 1)!! If[r == 2 k, 1, p1^(r - 2 k)] p2^(2 k), {k, 0, Floor[r/2]}]",
    wave="E^(I p1 t - p2^2 t^2/2)",
)  # fmt: skip
distribution(
    "UniformDistribution", "UniformDistribution[{a, b}] is the uniform distribution between a and b.",
    (0, 1), lambda g, p, shape: g.uniform(p[0], p[1], shape),
    density="Piecewise[{{1/(p2 - p1), p1 <= x <= p2}}, 0]",
    cumulative="Piecewise[{{(x - p1)/(p2 - p1), p1 <= x <= p2}, {1, x > p2}}, 0]", mean="(p1 + p2)/2",
    variance="(p2 - p1)^2/12", skewness="0", kurtosis="9/5", quantile="p1 + (p2 - p1) q",
    moment="(p2^(r + 1) - p1^(r + 1))/((r + 1) (p2 - p1))", wave="(E^(I p2 t) - E^(I p1 t))/(I (p2 - p1) t)",
    least="p1", most="p2",
)  # fmt: skip
distribution(
    "ExponentialDistribution", "ExponentialDistribution[r] is the exponential distribution of rate r.",
    (), lambda g, p, shape: g.exponential(1 / p[0], shape),
    density="Piecewise[{{p1 E^(-p1 x), x >= 0}}, 0]", cumulative="Piecewise[{{1 - E^(-p1 x), x >= 0}}, 0]", mean="1/p1",
    variance="1/p1^2", skewness="2", kurtosis="9", quantile="-Log[1 - q]/p1", moment="r!/p1^r", wave="p1/(p1 - I t)",
    least="0",
)  # fmt: skip
distribution(
    "LogNormalDistribution", "LogNormalDistribution[m, s] is the distribution of E^y for a normal y.",
    (), lambda g, p, shape: g.lognormal(p[0], p[1], shape),
    density="Piecewise[{{E^(-(Log[x] - p1)^2/(2 p2^2))/(Sqrt[2 Pi] p2 x), x > 0}}, 0]",
    cumulative="Piecewise[{{Erfc[(p1 - Log[x])/(Sqrt[2] p2)]/2, x > 0}}, 0]", mean="E^(p1 + p2^2/2)",
    variance="(E^p2^2 - 1) E^(2 p1 + p2^2)", skewness="Sqrt[E^p2^2 - 1] (2 + E^p2^2)",
    kurtosis="E^(4 p2^2) + 2 E^(3 p2^2) + 3 E^(2 p2^2) - 3", quantile="E^(p1 + Sqrt[2] p2 InverseErf[2 q - 1])",
    moment="E^(p1 r + p2^2 r^2/2)", least="0",
)  # fmt: skip
distribution(
    "GammaDistribution", "GammaDistribution[a, b] is the gamma distribution of shape a and scale b.",
    (), lambda g, p, shape: g.gamma(p[0], p[1], shape),
    density="Piecewise[{{x^(p1 - 1) E^(-x/p2)/(p2^p1 Gamma[p1]), x > 0}}, 0]",
    cumulative="Piecewise[{{1 - Gamma[p1, x/p2]/Gamma[p1], x > 0}}, 0]", mean="p1 p2", variance="p1 p2^2",
    skewness="2/Sqrt[p1]", kurtosis="3 + 6/p1", moment="p2^r Product[p1 + k, {k, 0, r - 1}]", wave="(1 - I p2 t)^(-p1)",
    least="0",
)  # fmt: skip
distribution(
    "ErlangDistribution", "ErlangDistribution[k, r] is the distribution of the sum of k exponential waits of rate r.",
    (), lambda g, p, shape: g.gamma(p[0], 1 / p[1], shape),
    density="Piecewise[{{p2^p1 x^(p1 - 1) E^(-p2 x)/(p1 - 1)!, x > 0}}, 0]",
    cumulative="Piecewise[{{1 - Gamma[p1, p2 x]/Gamma[p1], x > 0}}, 0]", mean="p1/p2", variance="p1/p2^2",
    skewness="2/Sqrt[p1]", kurtosis="3 + 6/p1", moment="Product[p1 + k, {k, 0, r - 1}]/p2^r", wave="(1 - I t/p2)^(-p1)",
    least="0",
)  # fmt: skip
distribution(
    "ChiSquareDistribution",
    "ChiSquareDistribution[n] is the distribution of the sum of the squares of n standard normal numbers.",
    (), lambda g, p, shape: g.chisquare(p[0], shape),
    density="Piecewise[{{x^(p1/2 - 1) E^(-x/2)/(2^(p1/2) Gamma[p1/2]), x > 0}}, 0]",
    cumulative="Piecewise[{{1 - Gamma[p1/2, x/2]/Gamma[p1/2], x > 0}}, 0]", mean="p1", variance="2 p1",
    skewness="2 Sqrt[2/p1]", kurtosis="3 + 12/p1", moment="2^r Product[p1/2 + k, {k, 0, r - 1}]",
    wave="(1 - 2 I t)^(-p1/2)", least="0",
)  # fmt: skip
distribution(
    "ChiDistribution", "ChiDistribution[n] is the distribution of the length of a vector of n standard normal numbers.",
    (), lambda g, p, shape: g.chisquare(p[0], shape) ** 0.5,
    density="Piecewise[{{2^(1 - p1/2) x^(p1 - 1) E^(-x^2/2)/Gamma[p1/2], x > 0}}, 0]",
    cumulative="Piecewise[{{1 - Gamma[p1/2, x^2/2]/Gamma[p1/2], x > 0}}, 0]",
    mean="Sqrt[2] Gamma[(1 + p1)/2]/Gamma[p1/2]", variance="p1 - 2 Gamma[(1 + p1)/2]^2/Gamma[p1/2]^2",
    moment="2^(r/2) Gamma[(p1 + r)/2]/Gamma[p1/2]", least="0",
)  # fmt: skip
distribution(
    "BetaDistribution", "BetaDistribution[a, b] is the beta distribution of shapes a and b.",
    (), lambda g, p, shape: g.beta(p[0], p[1], shape),
    density="Piecewise[{{x^(p1 - 1) (1 - x)^(p2 - 1)/Beta[p1, p2], 0 < x < 1}}, 0]",
    cumulative="Piecewise[{{Beta[x, p1, p2]/Beta[p1, p2], 0 < x < 1}, {1, x >= 1}}, 0]", mean="p1/(p1 + p2)",
    variance="p1 p2/((p1 + p2)^2 (1 + p1 + p2))", skewness="2 (p2 - p1) Sqrt[1 + p1 + p2]/(Sqrt[p1 p2] (2 + p1 + p2))",
    kurtosis="3 (1 + p1 + p2) (p1 p2 (p1 + p2 - 6) + 2 (p1 + p2)^2)/(p1 p2 (2 + p1 + p2) (3 + p1 + p2))",
    moment="Product[(p1 + k)/(p1 + p2 + k), {k, 0, r - 1}]", least="0", most="1",
)  # fmt: skip
distribution(
    "StudentTDistribution", "StudentTDistribution[n] is Student's distribution with n degrees of freedom.",
    (), lambda g, p, shape: g.standard_t(p[0], shape),
    density="(p1/(p1 + x^2))^((1 + p1)/2)/(Sqrt[p1] Beta[p1/2, 1/2])",
    cumulative="Piecewise[{{Beta[p1/(p1 + x^2), p1/2, 1/2]/(2 Beta[p1/2, 1/2]), x <= 0}}, 1 - Beta[p1/(p1 + x^2), "
    "p1/2, 1/2]/(2 Beta[p1/2, 1/2])]",
    mean="Piecewise[{{0, p1 > 1}}, Indeterminate]", variance="Piecewise[{{p1/(p1 - 2), p1 > 2}}, Indeterminate]",
    skewness="Piecewise[{{0, p1 > 3}}, Indeterminate]", kurtosis="Piecewise[{{3 + 6/(p1 - 4), p1 > 4}}, Indeterminate]",
)  # fmt: skip
distribution(
    "FRatioDistribution",
    "FRatioDistribution[n, m] is the distribution of the ratio of two variances of n and m degrees of freedom.",
    (), lambda g, p, shape: g.f(p[0], p[1], shape),
    density="Piecewise[{{p2^(p2/2) p1^(p1/2) x^(p1/2 - 1) (p2 + p1 x)^(-(p1 + p2)/2)/Beta[p1/2, p2/2], x > 0}}, 0]",
    cumulative="Piecewise[{{Beta[p1 x/(p2 + p1 x), p1/2, p2/2]/Beta[p1/2, p2/2], x > 0}}, 0]",
    mean="Piecewise[{{p2/(p2 - 2), p2 > 2}}, Indeterminate]",
    variance="Piecewise[{{2 p2^2 (p1 + p2 - 2)/(p1 (p2 - 4) (p2 - 2)^2), p2 > 4}}, Indeterminate]", least="0",
)  # fmt: skip
distribution(
    "CauchyDistribution", "CauchyDistribution[a, b] is the Cauchy distribution of location a and scale b.",
    (0, 1), lambda g, p, shape: p[0] + p[1] * g.standard_cauchy(shape),
    density="1/(Pi p2 (1 + ((x - p1)/p2)^2))", cumulative="1/2 + ArcTan[(x - p1)/p2]/Pi", mean="Indeterminate",
    variance="Indeterminate", skewness="Indeterminate", kurtosis="Indeterminate", quantile="p1 + p2 Tan[Pi (q - 1/2)]",
    wave="E^(I p1 t - p2 Abs[t])",
)  # fmt: skip
distribution(
    "WeibullDistribution", "WeibullDistribution[a, b] is the Weibull distribution of shape a and scale b.",
    (), lambda g, p, shape: p[1] * g.weibull(p[0], shape),
    density="Piecewise[{{p1 (x/p2)^(p1 - 1) E^(-(x/p2)^p1)/p2, x > 0}}, 0]",
    cumulative="Piecewise[{{1 - E^(-(x/p2)^p1), x > 0}}, 0]", mean="p2 Gamma[1 + 1/p1]",
    variance="p2^2 (Gamma[1 + 2/p1] - Gamma[1 + 1/p1]^2)", quantile="p2 (-Log[1 - q])^(1/p1)",
    moment="p2^r Gamma[1 + r/p1]", least="0",
)  # fmt: skip
distribution(
    "ParetoDistribution", "ParetoDistribution[k, a] is the Pareto distribution of least value k and shape a.",
    (), lambda g, p, shape: p[0] * (1 + g.pareto(p[1], shape)),
    density="Piecewise[{{p2 p1^p2 x^(-1 - p2), x >= p1}}, 0]", cumulative="Piecewise[{{1 - (p1/x)^p2, x >= p1}}, 0]",
    mean="Piecewise[{{p1 p2/(p2 - 1), p2 > 1}}, Indeterminate]",
    variance="Piecewise[{{p1^2 p2/((p2 - 1)^2 (p2 - 2)), p2 > 2}}, Indeterminate]", quantile="p1 (1 - q)^(-1/p2)",
    moment="Piecewise[{{p2 p1^r/(p2 - r), p2 > r}}, Indeterminate]", least="p1",
)  # fmt: skip
distribution(
    "LaplaceDistribution", "LaplaceDistribution[m, b] is the double exponential distribution of mean m and scale b.",
    (0, 1), lambda g, p, shape: g.laplace(p[0], p[1], shape),
    density="Piecewise[{{E^(-(x - p1)/p2)/(2 p2), x >= p1}}, E^(-(p1 - x)/p2)/(2 p2)]",
    cumulative="Piecewise[{{1 - E^(-(x - p1)/p2)/2, x >= p1}}, E^(-(p1 - x)/p2)/2]", mean="p1", variance="2 p2^2",
    skewness="0", kurtosis="6", quantile="Piecewise[{{p1 + p2 Log[2 q], q <= 1/2}}, p1 - p2 Log[2 (1 - q)]]",
    wave="E^(I p1 t)/(1 + p2^2 t^2)",
)  # fmt: skip
distribution(
    "LogisticDistribution", "LogisticDistribution[m, b] is the logistic distribution of mean m and scale b.",
    (0, 1), lambda g, p, shape: g.logistic(p[0], p[1], shape),
    density="E^(-(x - p1)/p2)/(p2 (1 + E^(-(x - p1)/p2))^2)", cumulative="1/(1 + E^(-(x - p1)/p2))", mean="p1",
    variance="p2^2 Pi^2/3", skewness="0", kurtosis="21/5", quantile="p1 - p2 Log[1/q - 1]",
    wave="Pi p2 t E^(I p1 t) Csch[Pi p2 t]",
)  # fmt: skip
distribution(
    "GumbelDistribution", "GumbelDistribution[a, b] is the distribution of least values of location a and scale b.",
    (0, 1), lambda g, p, shape: -g.gumbel(-p[0], p[1], shape),
    density="E^((x - p1)/p2 - E^((x - p1)/p2))/p2", cumulative="1 - E^(-E^((x - p1)/p2))", mean="p1 - EulerGamma p2",
    variance="p2^2 Pi^2/6", skewness="-12 Sqrt[6] Zeta[3]/Pi^3", kurtosis="27/5", quantile="p1 + p2 Log[-Log[1 - q]]",
    wave="E^(I p1 t) Gamma[1 + I p2 t]",
)  # fmt: skip
distribution(
    "ExtremeValueDistribution",
    "ExtremeValueDistribution[a, b] is the distribution of greatest values of location a and scale b.",
    (0, 1), lambda g, p, shape: g.gumbel(p[0], p[1], shape),
    density="E^((p1 - x)/p2 - E^((p1 - x)/p2))/p2", cumulative="E^(-E^((p1 - x)/p2))", mean="p1 + EulerGamma p2",
    variance="p2^2 Pi^2/6", skewness="12 Sqrt[6] Zeta[3]/Pi^3", kurtosis="27/5", quantile="p1 - p2 Log[-Log[q]]",
    wave="E^(I p1 t) Gamma[1 - I p2 t]",
)  # fmt: skip
distribution(
    "FrechetDistribution", "FrechetDistribution[a, b] is the distribution of greatest values of shape a and scale b.",
    (), lambda g, p, shape: p[1] * g.weibull(p[0], shape) ** -1.0,
    density="Piecewise[{{p1 (x/p2)^(-1 - p1) E^(-(x/p2)^(-p1))/p2, x > 0}}, 0]",
    cumulative="Piecewise[{{E^(-(x/p2)^(-p1)), x > 0}}, 0]", mean="Piecewise[{{p2 Gamma[1 - 1/p1], p1 > 1}}, Infinity]",
    variance="Piecewise[{{p2^2 (Gamma[1 - 2/p1] - Gamma[1 - 1/p1]^2), p1 > 2}}, Infinity]",
    quantile="p2 (-Log[q])^(-1/p1)", moment="Piecewise[{{p2^r Gamma[1 - r/p1], p1 > r}}, Infinity]", least="0",
)  # fmt: skip
distribution(
    "RayleighDistribution",
    "RayleighDistribution[s] is the distribution of the length of a normal vector in the plane.",
    (), lambda g, p, shape: g.rayleigh(p[0], shape),
    density="Piecewise[{{x E^(-x^2/(2 p1^2))/p1^2, x > 0}}, 0]",
    cumulative="Piecewise[{{1 - E^(-x^2/(2 p1^2)), x > 0}}, 0]", mean="Sqrt[Pi/2] p1", variance="(2 - Pi/2) p1^2",
    skewness="2 Sqrt[Pi] (Pi - 3)/(4 - Pi)^(3/2)", kurtosis="(32 - 3 Pi^2)/(4 - Pi)^2",
    quantile="p1 Sqrt[-2 Log[1 - q]]", moment="2^(r/2) p1^r Gamma[1 + r/2]", least="0",
)  # fmt: skip
distribution(
    "MaxwellDistribution", "MaxwellDistribution[s] is the distribution of the length of a normal vector in space.",
    (), lambda g, p, shape: p[0] * g.chisquare(3, shape) ** 0.5,
    density="Piecewise[{{Sqrt[2/Pi] x^2 E^(-x^2/(2 p1^2))/p1^3, x > 0}}, 0]",
    cumulative="Piecewise[{{Erf[x/(Sqrt[2] p1)] - Sqrt[2/Pi] x E^(-x^2/(2 p1^2))/p1, x > 0}}, 0]",
    mean="2 Sqrt[2/Pi] p1", variance="(3 - 8/Pi) p1^2", moment="2^(r/2) p1^r Gamma[(3 + r)/2]/Gamma[3/2]", least="0",
)  # fmt: skip
distribution(
    "HalfNormalDistribution",
    "HalfNormalDistribution[t] is the distribution of the absolute value of a normal number, of mean 1/t.",
    (), lambda g, p, shape: abs(g.normal(0, (math.pi / 2) ** 0.5 / p[0], shape)),
    density="Piecewise[{{2 p1 E^(-p1^2 x^2/Pi)/Pi, x > 0}}, 0]",
    cumulative="Piecewise[{{Erf[p1 x/Sqrt[Pi]], x > 0}}, 0]", mean="1/p1", variance="(Pi - 2)/(2 p1^2)",
    quantile="Sqrt[Pi] InverseErf[q]/p1", moment="Pi^((r - 1)/2) Gamma[(1 + r)/2]/p1^r", least="0",
)  # fmt: skip
distribution(
    "InverseGammaDistribution",
    "InverseGammaDistribution[a, b] is the distribution of the reciprocal of a gamma number.",
    (), lambda g, p, shape: p[1] / g.gamma(p[0], 1, shape),
    density="Piecewise[{{(p2/x)^p1 E^(-p2/x)/(x Gamma[p1]), x > 0}}, 0]",
    cumulative="Piecewise[{{Gamma[p1, p2/x]/Gamma[p1], x > 0}}, 0]",
    mean="Piecewise[{{p2/(p1 - 1), p1 > 1}}, Indeterminate]",
    variance="Piecewise[{{p2^2/((p1 - 1)^2 (p1 - 2)), p1 > 2}}, Indeterminate]",
    moment="Piecewise[{{p2^r/Product[p1 - k, {k, r}], p1 > r}}, Indeterminate]", least="0",
)  # fmt: skip
distribution(
    "InverseGaussianDistribution",
    "InverseGaussianDistribution[m, l] is the distribution of first passages of mean m and scale l.",
    (), lambda g, p, shape: g.wald(p[0], p[1], shape),
    density="Piecewise[{{Sqrt[p2/x^3] E^(-p2 (x - p1)^2/(2 p1^2 x))/Sqrt[2 Pi], x > 0}}, 0]",
    cumulative="Piecewise[{{Erfc[Sqrt[p2/x] (p1 - x)/(Sqrt[2] p1)]/2 + E^(2 p2/p1) Erfc[Sqrt[p2/x] (p1 + "
    "x)/(Sqrt[2] p1)]/2, x > 0}}, 0]",
    mean="p1", variance="p1^3/p2", skewness="3 Sqrt[p1/p2]", kurtosis="3 + 15 p1/p2", least="0",
)  # fmt: skip
distribution(
    "ArcSinDistribution",
    "ArcSinDistribution[{a, b}] is the distribution of the sine of a random angle, between a and b.",
    (0, 1), lambda g, p, shape: p[0] + (p[1] - p[0]) * g.beta(0.5, 0.5, shape),
    density="Piecewise[{{1/(Pi Sqrt[(x - p1) (p2 - x)]), p1 < x < p2}}, 0]",
    cumulative="Piecewise[{{2 ArcSin[Sqrt[(x - p1)/(p2 - p1)]]/Pi, p1 <= x <= p2}, {1, x > p2}}, 0]",
    mean="(p1 + p2)/2", variance="(p2 - p1)^2/8", skewness="0", kurtosis="3/2", quantile="p1 + (p2 - p1) Sin[Pi q/2]^2",
    least="p1", most="p2",
)  # fmt: skip
distribution(
    "TriangularDistribution",
    "TriangularDistribution[{a, b}, c] has a density like a triangle from a to b with its top "
    "at c, the middle by default.",
    (0, 1, lambda p: expr(S.Times, rational(1, 2), expr(S.Plus, *p[:2]))),
    lambda g, p, shape: g.triangular(p[0], p[2], p[1], shape),
    density="Piecewise[{{2 (x - p1)/((p2 - p1) (p3 - p1)), p1 <= x <= p3}, {2 (p2 - x)/((p2 - p1) (p2 - p3)), p3 "
    "< x <= p2}}, 0]",
    cumulative="Piecewise[{{(x - p1)^2/((p2 - p1) (p3 - p1)), p1 <= x <= p3}, {1 - (p2 - x)^2/((p2 - p1) (p2 - "
    "p3)), p3 < x <= p2}, {1, x > p2}}, 0]",
    mean="(p1 + p2 + p3)/3", variance="(p1^2 + p2^2 + p3^2 - p1 p2 - p1 p3 - p2 p3)/18", kurtosis="12/5",
    quantile="Piecewise[{{p1 + Sqrt[q (p2 - p1) (p3 - p1)], q <= (p3 - p1)/(p2 - p1)}}, p2 - Sqrt[(1 - q) (p2 - "
    "p1) (p2 - p3)]]",
    least="p1", most="p2",
)  # fmt: skip
distribution(
    "LevyDistribution", "LevyDistribution[m, s] is the stable distribution above m of scale s.",
    (), lambda g, p, shape: p[0] + p[1] / g.normal(0, 1, shape) ** 2,
    density="Piecewise[{{Sqrt[p2] E^(-p2/(2 (x - p1)))/(Sqrt[2 Pi] (x - p1)^(3/2)), x > p1}}, 0]",
    cumulative="Piecewise[{{Erfc[Sqrt[p2/(x - p1)]/Sqrt[2]], x > p1}}, 0]", mean="Infinity", variance="Infinity",
    quantile="p1 + p2/(2 InverseErf[1 - q]^2)", least="p1",
)  # fmt: skip
distribution(
    "LogLogisticDistribution",
    "LogLogisticDistribution[c, s] is the distribution of E^y for a logistic y, of shape c and scale s.",
    (), lambda g, p, shape: p[1] * (1 / g.uniform(0, 1, shape) - 1) ** (-1 / p[0]),
    density="Piecewise[{{p1 x^(p1 - 1)/(p2^p1 (1 + (x/p2)^p1)^2), x > 0}}, 0]",
    cumulative="Piecewise[{{1/(1 + (x/p2)^(-p1)), x > 0}}, 0]",
    mean="Piecewise[{{Pi p2 Csc[Pi/p1]/p1, p1 > 1}}, Indeterminate]",
    variance="Piecewise[{{Pi p2^2 (2 p1 Csc[2 Pi/p1] - Pi Csc[Pi/p1]^2)/p1^2, p1 > 2}}, Indeterminate]",
    quantile="p2 (q/(1 - q))^(1/p1)", least="0",
)  # fmt: skip
distribution(
    "WignerSemicircleDistribution", "WignerSemicircleDistribution[r] has a density like a semicircle of radius r.",
    (), lambda g, p, shape: p[0] * (2 * g.beta(1.5, 1.5, shape) - 1),
    density="Piecewise[{{2 Sqrt[p1^2 - x^2]/(Pi p1^2), -p1 <= x <= p1}}, 0]",
    cumulative="Piecewise[{{1/2 + x Sqrt[p1^2 - x^2]/(Pi p1^2) + ArcSin[x/p1]/Pi, -p1 <= x <= p1}, {1, x > p1}}, 0]",
    mean="0", variance="p1^2/4", skewness="0", kurtosis="2", least="-p1", most="p1",
)  # fmt: skip
