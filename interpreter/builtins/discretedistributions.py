"""Distributions of integers."""

from __future__ import annotations

from .densities import distribution

distribution(
    "BernoulliDistribution", "BernoulliDistribution[p] is 1 with probability p and 0 otherwise.",
    (), lambda g, p, shape: g.binomial(1, p[0], shape), discrete=True,
    density="Piecewise[{{1 - p1, x == 0}, {p1, x == 1}}, 0]",
    cumulative="Piecewise[{{0, x < 0}, {1 - p1, 0 <= x < 1}}, 1]", mean="p1", variance="p1 (1 - p1)",
    skewness="(1 - 2 p1)/Sqrt[p1 (1 - p1)]", kurtosis="3 + (1 - 6 p1 (1 - p1))/(p1 (1 - p1))", moment="p1",
    wave="1 - p1 + p1 E^(I t)", least="0", most="1",
)  # fmt: skip
distribution(
    "BinomialDistribution", "BinomialDistribution[n, p] is the number of successes in n trials of probability p.",
    (), lambda g, p, shape: g.binomial(int(p[0]), p[1], shape), discrete=True,
    density="Piecewise[{{Binomial[p1, x] p2^x (1 - p2)^(p1 - x), 0 <= x <= p1}}, 0]",
    cumulative="Sum[Binomial[p1, k] p2^k (1 - p2)^(p1 - k), {k, 0, Min[Floor[x], p1]}]", mean="p1 p2",
    variance="p1 p2 (1 - p2)", skewness="(1 - 2 p2)/Sqrt[p1 p2 (1 - p2)]",
    kurtosis="3 + (1 - 6 p2 (1 - p2))/(p1 p2 (1 - p2))",
    moment="Sum[StirlingS2[r, k] FactorialPower[p1, k] p2^k, {k, 0, r}]", wave="(1 - p2 + p2 E^(I t))^p1", least="0",
    most="p1",
)  # fmt: skip
distribution(
    "PoissonDistribution", "PoissonDistribution[m] is the Poisson distribution of mean m.",
    (), lambda g, p, shape: g.poisson(p[0], shape), discrete=True,
    density="Piecewise[{{E^(-p1) p1^x/x!, x >= 0}}, 0]",
    cumulative="Piecewise[{{Gamma[Floor[x] + 1, p1]/Gamma[Floor[x] + 1], x >= 0}}, 0]", mean="p1", variance="p1",
    skewness="1/Sqrt[p1]", kurtosis="3 + 1/p1", moment="BellB[r, p1]", wave="E^(p1 (E^(I t) - 1))", least="0",
)  # fmt: skip
distribution(
    "GeometricDistribution", "GeometricDistribution[p] is the number of failures before the first success.",
    (), lambda g, p, shape: g.geometric(p[0], shape) - 1, discrete=True,
    density="Piecewise[{{p1 (1 - p1)^x, x >= 0}}, 0]",
    cumulative="Piecewise[{{1 - (1 - p1)^(Floor[x] + 1), x >= 0}}, 0]", mean="(1 - p1)/p1", variance="(1 - p1)/p1^2",
    skewness="(2 - p1)/Sqrt[1 - p1]", kurtosis="9 + p1^2/(1 - p1)",
    moment="Sum[StirlingS2[r, k] k! ((1 - p1)/p1)^k, {k, 0, r}]", wave="p1/(1 - (1 - p1) E^(I t))", least="0",
)  # fmt: skip
distribution(
    "NegativeBinomialDistribution",
    "NegativeBinomialDistribution[n, p] is the number of failures before the n-th success.",
    (), lambda g, p, shape: g.negative_binomial(p[0], p[1], shape), discrete=True,
    density="Piecewise[{{Binomial[p1 + x - 1, p1 - 1] p2^p1 (1 - p2)^x, x >= 0}}, 0]",
    cumulative="Piecewise[{{Beta[p2, p1, Floor[x] + 1]/Beta[p1, Floor[x] + 1], x >= 0}}, 0]", mean="p1 (1 - p2)/p2",
    variance="p1 (1 - p2)/p2^2", skewness="(2 - p2)/Sqrt[p1 (1 - p2)]", kurtosis="3 + (6 - 6 p2 + p2^2)/(p1 (1 - p2))",
    moment="Sum[StirlingS2[r, k] Product[p1 + j, {j, 0, k - 1}] ((1 - p2)/p2)^k, {k, 0, r}]",
    wave="(p2/(1 - (1 - p2) E^(I t)))^p1", least="0",
)  # fmt: skip
distribution(
    "DiscreteUniformDistribution", "DiscreteUniformDistribution[{a, b}] gives the integers from a to b alike.",
    (), lambda g, p, shape: g.integers(int(p[0]), int(p[1]) + 1, shape), discrete=True,
    density="Piecewise[{{1/(p2 - p1 + 1), p1 <= x <= p2}}, 0]",
    cumulative="Piecewise[{{(Floor[x] - p1 + 1)/(p2 - p1 + 1), p1 <= x < p2}, {1, x >= p2}}, 0]", mean="(p1 + p2)/2",
    variance="((p2 - p1 + 1)^2 - 1)/12", skewness="0", kurtosis="3/5 (3 - 4/((p2 - p1 + 1)^2 - 1))",
    moment="Sum[k^r, {k, p1, p2}]/(p2 - p1 + 1)", least="p1", most="p2",
)  # fmt: skip
distribution(
    "HypergeometricDistribution",
    "HypergeometricDistribution[n, s, t] is the number of successes among n draws from t "
    "things, s of which are successes.",
    (), lambda g, p, shape: g.hypergeometric(int(p[1]), int(p[2] - p[1]), int(p[0]), shape), discrete=True,
    density="Piecewise[{{Binomial[p2, x] Binomial[p3 - p2, p1 - x]/Binomial[p3, p1], Max[0, p1 + p2 - p3] <= x "
    "<= Min[p1, p2]}}, 0]",
    cumulative="Sum[Binomial[p2, k] Binomial[p3 - p2, p1 - k]/Binomial[p3, p1], {k, Max[0, p1 + p2 - p3], "
    "Min[Floor[x], p1, p2]}]",
    mean="p1 p2/p3", variance="p1 p2 (p3 - p2) (p3 - p1)/(p3^2 (p3 - 1))",
    skewness="(p3 - 2 p2) (p3 - 2 p1) Sqrt[p3 - 1]/((p3 - 2) Sqrt[p1 p2 (p3 - p2) (p3 - p1)])",
    least="Max[0, p1 + p2 - p3]", most="Min[p1, p2]",
)  # fmt: skip
distribution(
    "BetaBinomialDistribution",
    "BetaBinomialDistribution[a, b, n] is the number of successes in n trials whose "
    "probability has a beta distribution.",
    (), lambda g, p, shape: g.binomial(int(p[2]), g.beta(p[0], p[1], shape), shape), discrete=True,
    density="Piecewise[{{Binomial[p3, x] Beta[p1 + x, p2 + p3 - x]/Beta[p1, p2], 0 <= x <= p3}}, 0]",
    cumulative="Sum[Binomial[p3, k] Beta[p1 + k, p2 + p3 - k]/Beta[p1, p2], {k, 0, Min[Floor[x], p3]}]",
    mean="p1 p3/(p1 + p2)", variance="p1 p2 p3 (p1 + p2 + p3)/((p1 + p2)^2 (1 + p1 + p2))", least="0", most="p3",
)  # fmt: skip
distribution(
    "LogSeriesDistribution", "LogSeriesDistribution[t] gives k = 1, 2, ... with probabilities that go like t^k/k.",
    (), lambda g, p, shape: g.logseries(p[0], shape), discrete=True,
    density="Piecewise[{{-p1^x/(x Log[1 - p1]), x >= 1}}, 0]", cumulative="-Sum[p1^k/k, {k, 1, Floor[x]}]/Log[1 - p1]",
    mean="-p1/((1 - p1) Log[1 - p1])", variance="-p1 (p1 + Log[1 - p1])/((1 - p1)^2 Log[1 - p1]^2)",
    wave="Log[1 - p1 E^(I t)]/Log[1 - p1]", least="1",
)  # fmt: skip
distribution(
    "ZipfDistribution", "ZipfDistribution[a] gives k = 1, 2, ... with probabilities that go like k^(-1 - a).",
    (), lambda g, p, shape: g.zipf(1 + p[0], shape), discrete=True,
    density="Piecewise[{{x^(-1 - p1)/Zeta[1 + p1], x >= 1}}, 0]",
    cumulative="Sum[k^(-1 - p1), {k, 1, Floor[x]}]/Zeta[1 + p1]",
    mean="Piecewise[{{Zeta[p1]/Zeta[1 + p1], p1 > 1}}, Indeterminate]",
    variance="Piecewise[{{Zeta[p1 - 1]/Zeta[1 + p1] - Zeta[p1]^2/Zeta[1 + p1]^2, p1 > 2}}, Indeterminate]", least="1",
)  # fmt: skip
