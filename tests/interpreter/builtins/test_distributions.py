"""Distributions: samples against their mean and variance, densities against their distribution functions."""

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
    "BetaDistribution": ("BetaDistribution[2, 3]", 0.4),
    "StudentTDistribution": ("StudentTDistribution[7]", -0.8),
    "CauchyDistribution": ("CauchyDistribution[1, 2]", 0.5),
    "BernoulliDistribution": ("BernoulliDistribution[1/3]", None),
    "BinomialDistribution": ("BinomialDistribution[10, 1/3]", None),
    "PoissonDistribution": ("PoissonDistribution[3]", None),
    "GeometricDistribution": ("GeometricDistribution[1/3]", None),
    "UniformDistribution": ("UniformDistribution[{1, 4}]", 2.0),
    "DiscreteUniformDistribution": ("DiscreteUniformDistribution[{1, 6}]", None),
}
SESSION = Session(debug=True)


def value(text):
    return SESSION.evaluate_expr(SESSION.read_value(text))


def test_all_are_covered():
    assert set(EXAMPLES) == set(DISTRIBUTIONS)


@pytest.mark.parametrize("name", sorted(set(EXAMPLES) - {"CauchyDistribution"}))
def test_samples(name):
    dist, _ = EXAMPLES[name]
    value("SeedRandom[3]")
    sample = value(f"RandomVariate[{dist}, 40000]").array
    parameters = value(f"List @@ {dist}").args
    if name in ("UniformDistribution", "DiscreteUniformDistribution"):
        parameters = parameters[0].args
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
