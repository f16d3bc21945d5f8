"""Distributions: samples against their mean and variance, densities against their distribution functions."""

import numpy as np
import pytest
from luperca.interpreter import builtins
from luperca.interpreter.session import Session

builtins.load()
from luperca.interpreter.builtins.distributions import DISTRIBUTIONS  # noqa: E402

EXAMPLES = {
    "NormalDistribution": ("NormalDistribution[2, 3]", 1.5),
    "ExponentialDistribution": ("ExponentialDistribution[2]", 0.7),
    "LogNormalDistribution": ("LogNormalDistribution[0, 1/2]", 1.3),
    "GammaDistribution": ("GammaDistribution[2, 3]", 4.0),
    "ErlangDistribution": ("ErlangDistribution[3, 2]", 1.2),
    "ChiSquareDistribution": ("ChiSquareDistribution[5]", 4.0),
    "ChiDistribution": ("ChiDistribution[3]", 1.4),
    "BetaDistribution": ("BetaDistribution[2, 3]", 0.4),
    "StudentTDistribution": ("StudentTDistribution[7]", -0.8),
    "FRatioDistribution": ("FRatioDistribution[5, 12]", 1.3),
    "CauchyDistribution": ("CauchyDistribution[1, 2]", 0.5),
    "WeibullDistribution": ("WeibullDistribution[2, 3]", 2.5),
    "ParetoDistribution": ("ParetoDistribution[2, 9]", 2.2),
    "LaplaceDistribution": ("LaplaceDistribution[1, 2]", 0.3),
    "LogisticDistribution": ("LogisticDistribution[1, 2]", 0.3),
    "GumbelDistribution": ("GumbelDistribution[1, 2]", 0.3),
    "ExtremeValueDistribution": ("ExtremeValueDistribution[1, 2]", 0.3),
    "FrechetDistribution": ("FrechetDistribution[9, 2]", 2.1),
    "RayleighDistribution": ("RayleighDistribution[2]", 2.3),
    "MaxwellDistribution": ("MaxwellDistribution[2]", 3.1),
    "HalfNormalDistribution": ("HalfNormalDistribution[2]", 0.4),
    "InverseGammaDistribution": ("InverseGammaDistribution[9, 4]", 0.5),
    "InverseGaussianDistribution": ("InverseGaussianDistribution[2, 5]", 1.7),
    "ArcSinDistribution": ("ArcSinDistribution[{1, 3}]", 1.4),
    "TriangularDistribution": ("TriangularDistribution[{1, 4}, 2]", 2.5),
    "LevyDistribution": ("LevyDistribution[1, 2]", 3.0),
    "LogLogisticDistribution": ("LogLogisticDistribution[9, 2]", 2.1),
    "WignerSemicircleDistribution": ("WignerSemicircleDistribution[2]", 0.7),
    "BernoulliDistribution": ("BernoulliDistribution[1/3]", None),
    "BinomialDistribution": ("BinomialDistribution[10, 1/3]", None),
    "PoissonDistribution": ("PoissonDistribution[3]", None),
    "GeometricDistribution": ("GeometricDistribution[1/3]", None),
    "NegativeBinomialDistribution": ("NegativeBinomialDistribution[4, 1/3]", None),
    "HypergeometricDistribution": ("HypergeometricDistribution[5, 7, 20]", None),
    "BetaBinomialDistribution": ("BetaBinomialDistribution[2, 3, 8]", None),
    "LogSeriesDistribution": ("LogSeriesDistribution[1/3]", None),
    "ZipfDistribution": ("ZipfDistribution[5]", None),
    "UniformDistribution": ("UniformDistribution[{1, 4}]", 2.0),
    "DiscreteUniformDistribution": ("DiscreteUniformDistribution[{1, 6}]", None),
}
WITHOUT_MEAN = {"CauchyDistribution", "LevyDistribution"}
SESSION = Session(debug=True)


def value(text):
    return SESSION.evaluate_expr(SESSION.read_value(text))


def test_all_are_covered():
    assert set(EXAMPLES) == set(DISTRIBUTIONS)


@pytest.mark.parametrize("name", sorted(set(EXAMPLES) - WITHOUT_MEAN))
def test_samples(name):
    dist, _ = EXAMPLES[name]
    value("SeedRandom[3]")
    sample = value(f"RandomVariate[{dist}, 40000]").array
    mean, variance = (float(value(f"N[{f}[{dist}]]")) for f in ("Mean", "Variance"))
    assert sample.mean() == pytest.approx(mean, abs=5 * (variance / len(sample)) ** 0.5)
    assert sample.var() == pytest.approx(variance, rel=0.15)


@pytest.mark.parametrize("name", sorted(n for n, (_, x) in EXAMPLES.items() if x is not None))
def test_density_is_the_slope_of_the_distribution_function(name):
    dist, x = EXAMPLES[name]
    h = 1e-4
    slope = (value(f"N[CDF[{dist}, {x + h}]]") - value(f"N[CDF[{dist}, {x - h}]]")) / (2 * h)
    assert value(f"N[PDF[{dist}, {x}]]") == pytest.approx(slope, rel=1e-5)


@pytest.mark.parametrize("name", sorted(n for n, (_, x) in EXAMPLES.items() if x is None))
def test_probabilities_add_up(name):
    dist, _ = EXAMPLES[name]
    for k in (0, 1, 4):
        total = value(f"N[Sum[PDF[{dist}, j], {{j, 0, {k}}}]]")
        assert float(value(f"N[CDF[{dist}, {k}]]")) == pytest.approx(float(total), abs=1e-12)


@pytest.mark.parametrize("name", sorted(n for n, (_, x) in EXAMPLES.items() if x is not None))
def test_quantile_undoes_the_distribution_function(name):
    dist, x = EXAMPLES[name]
    assert float(value(f"N[Quantile[{dist}, CDF[{dist}, {x}]]]")) == pytest.approx(x, rel=1e-9)
    p = value(f"N[CDF[{dist}, Quantile[{dist}, 0.3]]]")
    assert float(p) == pytest.approx(0.3, rel=1e-9)


@pytest.mark.parametrize("name", sorted(n for n, (_, x) in EXAMPLES.items() if x is None))
def test_quantile_is_the_first_to_reach_a_probability(name):
    dist, _ = EXAMPLES[name]
    k = value(f"Quantile[{dist}, 7/10]")
    assert float(value(f"N[CDF[{dist}, {k}]]")) >= 0.7 > float(value(f"N[CDF[{dist}, {k} - 1]]"))


def integral(dist, power, center):
    """The integral of (x - center)^power times the density by the trapezium rule in the quantile's place."""
    least, most = (float(value(f"N[Quantile[{dist}, {q}]]")) for q in ("10.^-13", "1 - 10.^-13"))
    xs = np.linspace(least, most, 2001)
    listed = ", ".join([f"{x:.15f}" for x in xs.tolist()])
    density = np.array(value(f"N[PDF[{dist}, {{{listed}}}]]").args, float)
    return float(np.trapezoid((xs - center) ** power * density, xs))


SMOOTH = ["NormalDistribution", "GammaDistribution", "ErlangDistribution", "ChiSquareDistribution",
          "RayleighDistribution", "MaxwellDistribution", "BetaDistribution", "LogisticDistribution",
          "GumbelDistribution",
          "ExtremeValueDistribution", "InverseGaussianDistribution", "ChiDistribution"]  # fmt: skip


@pytest.mark.parametrize("name", SMOOTH)
def test_skewness_and_kurtosis(name):
    dist, _ = EXAMPLES[name]
    mean, variance, skewness, kurtosis = (
        float(value(f"N[{f}[{dist}]]")) for f in ("Mean", "Variance", "Skewness", "Kurtosis")
    )
    assert integral(dist, 1, mean) == pytest.approx(0, abs=1e-4 * variance**0.5)
    assert integral(dist, 2, mean) == pytest.approx(variance, rel=1e-4)
    assert integral(dist, 3, mean) / variance**1.5 == pytest.approx(skewness, rel=1e-3, abs=1e-6)
    assert integral(dist, 4, mean) / variance**2 == pytest.approx(kurtosis, rel=1e-3)


@pytest.mark.parametrize("name", ["BernoulliDistribution", "BinomialDistribution", "PoissonDistribution",
                                  "GeometricDistribution", "NegativeBinomialDistribution",
                                  "HypergeometricDistribution", "DiscreteUniformDistribution"])  # fmt: skip
def test_skewness_and_kurtosis_of_integers(name):
    dist, _ = EXAMPLES[name]
    masses = [float(value(f"N[PDF[{dist}, {k}]]")) for k in range(120)]
    mean, variance = (float(value(f"N[{f}[{dist}]]")) for f in ("Mean", "Variance"))
    for f, r in (("Skewness", 3), ("Kurtosis", 4)):
        shown = value(f"N[{f}[{dist}]]")
        if isinstance(shown, (int, float)):
            expected = sum(m * (k - mean) ** r for k, m in enumerate(masses)) / variance ** (r / 2)
            assert float(shown) == pytest.approx(expected, rel=1e-9, abs=1e-9)


DERIVED = [
    "MixtureDistribution[{1, 3}, {NormalDistribution[0, 1], NormalDistribution[4, 2]}]",
    "TruncatedDistribution[{-1, 2}, NormalDistribution[0, 1]]",
    "OrderDistribution[{ExponentialDistribution[2], 5}, 3]",
    "EmpiricalDistribution[{1, 2, 2, 5}]",
    "EmpiricalDistribution[{1, 3} -> {0, 1}]",
]


@pytest.mark.parametrize("dist", DERIVED)
def test_samples_of_derived_distributions(dist):
    value("SeedRandom[5]")
    sample = np.sort(value(f"RandomVariate[{dist}, 20000]").array)
    for x in np.quantile(sample, [0.2, 0.5, 0.9]):
        share = (sample <= x).mean()
        assert float(value(f"N[CDF[{dist}, {x}]]")) == pytest.approx(share, abs=0.02)


def test_vectors():
    value("SeedRandom[5]")
    sample = value("RandomVariate[MultinormalDistribution[{1, 2}, {{2, 1}, {1, 3}}], 40000]").array
    assert sample.mean(axis=0) == pytest.approx([1, 2], abs=0.05)
    assert np.cov(sample.T).ravel() == pytest.approx([2, 1, 1, 3], abs=0.1)
    density = value("N[PDF[MultinormalDistribution[{0, 0}, {{2, 1}, {1, 3}}], {1, 1}]]")
    assert density == pytest.approx(np.exp(-0.5 * 3 / 5) / (2 * np.pi * 5**0.5))  # {1, 1} . inverse . {1, 1} = 3/5
    pairs = value("RandomVariate[ProductDistribution[{UniformDistribution[], 2}, PoissonDistribution[2]], 7]")
    assert pairs.array.shape == (7, 3)


CASES = [
    ("PDF[ExponentialDistribution[a], x]", "Piecewise[{{a*E^(-(a*x)), x >= 0}}, 0]"),
    ("PDF[PoissonDistribution[3], 2.5]", "0"),
    ("CDF[BinomialDistribution[4, k], 1]", "(1 - k)^4 + 4*(1 - k)^3*k"),
    ("PDF[DiscreteUniformDistribution[{1, 6}], {0, 3}]", "{0, 1/6}"),
    ("Quantile[ExponentialDistribution[a], {1/2, 1}]", "{Log[2]/a, Infinity}"),
    ("Quantile[PoissonDistribution[3], {0, 1/2}]", "{0, 3}"),
    ("Median[UniformDistribution[{2, 6}]]", "4"),
    ("Mean[TriangularDistribution[{0, 2}]]", "1"),
    ("Mean[TriangularDistribution[]]", "1/2"),
    ("Moment[NormalDistribution[m, s], 2]", "m^2 + s^2"),
    ("CentralMoment[NormalDistribution[m, s], 4]", "3*s^4"),
    ("Variance[StudentTDistribution[1]]", "Indeterminate"),
    ("Mean[MixtureDistribution[{1, 2}, {PoissonDistribution[3], PoissonDistribution[a]}]]", "1 + (2*a)/3"),
    ("Mean[MultinormalDistribution[{a, b}, {{1, 0}, {0, 2}}]]", "{a, b}"),
    ("Variance[EmpiricalDistribution[{1, 2, 3}]]", "2/3"),
    ("Covariance[MultinormalDistribution[{0, 0}, {{1, r}, {r, 1}}]]", "{{1, r}, {r, 1}}"),
    ("Head[RandomReal[NormalDistribution[0, 1]]]", "Real"),
    ("Length[RandomInteger[PoissonDistribution[4], 3]]", "3"),
    ("MomentGeneratingFunction[ExponentialDistribution[2], 1]", "2"),
    ('Names["Global`*"]', "{}"),
]


@pytest.mark.parametrize(("text", "shown"), CASES)
def test_cases(ask, text, shown):
    assert ask(text) == shown


@pytest.mark.parametrize(
    "dist",
    [
        "NormalDistribution[0, -1]",
        "NormalDistribution[10^400, 1]",
        "ExponentialDistribution[0]",
        "BinomialDistribution[10^30, 1/2]",
        "x",
    ],
)
def test_parameters_that_make_no_sense(ask, dist):
    ask(f"RandomVariate[{dist}]")
    assert ask.messages == ["RandomVariate::unsdst"]


def test_spread_of_distributions(ask):
    assert ask("StandardDeviation[ExponentialDistribution[r]]") == "r^(-1)"
    assert ask("{Mean[x], Variance[x]}") == "{Mean[x], Variance[x]}"
    assert ask.messages == []
