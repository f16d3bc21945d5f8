"""Expectations, probabilities, estimates and random processes, against integrals and sums known otherwise."""

import math

import numpy as np
import pytest
from luperca.interpreter.session import Session

SESSION = Session(debug=True)
D = "\\[Distributed]"


def value(text):
    return SESSION.evaluate_quietly(SESSION.read_value(text.replace("~", D)))


CASES = [
    ("Expectation[x^2, x ~ NormalDistribution[m, s]]", "m^2 + s^2"),
    ("Expectation[a x + b, x ~ BinomialDistribution[n, p]]", "b + a*n*p"),
    ("Expectation[f[x], x ~ BernoulliDistribution[p]]", "(1 - p)*f[0] + p*f[1]"),
    ("Expectation[x, x ~ {1, 2, 6}]", "3"),
    ("Expectation[x y, {x ~ PoissonDistribution[a], y ~ ExponentialDistribution[b]}]", "a/b"),
    ("Expectation[x + y, {x, y} ~ ProductDistribution[{UniformDistribution[], 2}]]", "Expectation[x + y, Distributed["),
    ("Expectation[x \\[Conditioned] x > 2, x ~ DiscreteUniformDistribution[{1, 6}]]", "9/2"),
    ("Probability[x == 2, x ~ PoissonDistribution[3]]", "9/(2*E^3)"),
    ("Probability[x == 2, x ~ NormalDistribution[0, 1]]", "0"),
    ("Probability[x < 3, x ~ GeometricDistribution[1/2]]", "7/8"),
    ("Probability[x <= 3, x ~ GeometricDistribution[1/2]]", "15/16"),
    ("Probability[1 < x <= 3, x ~ GeometricDistribution[1/2]]", "3/16"),
    ("Probability[x > 3 \\[Conditioned] x > 1, x ~ ExponentialDistribution[2]]", "E^(-4)"),
    ("Probability[x > 2 && x < 1, x ~ ExponentialDistribution[2]]", "0"),
    ("Probability[x > 0 || x < -1, x ~ UniformDistribution[{-2, 2}]]", "3/4"),
    ("Probability[! x > 1, x ~ UniformDistribution[{0, 3}]]", "1/3"),
    ("Probability[EvenQ[x], x ~ DiscreteUniformDistribution[{1, 5}]]", "2/5"),
    ("Probability[x > y, {x ~ {1, 2, 3}, y ~ {1, 2, 3}}]", "1/3"),
    ("Mean[TransformedDistribution[x^2, x ~ NormalDistribution[0, s]]]", "s^2"),
    ("Variance[TransformedDistribution[2 x + 1, x ~ ExponentialDistribution[1]]]", "4"),
    ("Moment[NormalDistribution[0, 1], 4]", "3"),
    ("CDF[TransformedDistribution[2 x + 1, x ~ UniformDistribution[]], 2]", "1/2"),
    ("FindDistributionParameters[{0, 1, 5}, UniformDistribution[{a, b}]]", "{a -> 0., b -> 5.}"),
    (
        "EstimatedDistribution[{1, 2}, NormalDistribution[0, s]]",
        "EstimatedDistribution[{1, 2}, NormalDistribution[0, s]]",
    ),
]


@pytest.mark.parametrize(("text", "shown"), CASES)
def test_cases(ask, text, shown):
    assert ask(text.replace("~", D)).startswith(shown)


NUMERIC = [
    ("NExpectation[Cos[x], x ~ NormalDistribution[0, 1]]", math.exp(-0.5)),
    ("NExpectation[1/(1 + x), x ~ PoissonDistribution[3]]", (1 - math.exp(-3)) / 3),
    ("NExpectation[Log[x], x ~ GammaDistribution[2, 3]]", 1 - 0.5772156649015329 + math.log(3)),
    ("NProbability[x^2 > 2, x ~ NormalDistribution[0, 1]]", math.erfc(1)),
    ("NProbability[Mod[x, 2] == 0, x ~ PoissonDistribution[2]]", (1 + math.exp(-4)) / 2),
]


@pytest.mark.parametrize(("text", "expected"), NUMERIC)
def test_numbers(text, expected):
    assert value(text) == pytest.approx(expected, rel=1e-6)


ESTIMATED = ["GammaDistribution[a, b]", "WeibullDistribution[a, b]", "InverseGaussianDistribution[a, b]",
             "ParetoDistribution[a, b]", "LogNormalDistribution[a, b]", "LaplaceDistribution[a, b]"]  # fmt: skip


@pytest.mark.parametrize("dist", ESTIMATED)
def test_estimates_are_near_and_likeliest(dist):
    value("SeedRandom[7]")
    true = dist.replace("[a, b]", "[2, 3]")
    value(f"data = RandomVariate[{true}, 1000]")
    found = [r.args[1] for r in value(f"FindDistributionParameters[data, {dist}]").args]
    assert found == pytest.approx([2, 3], rel=0.25)
    name = dist.split("[")[0]
    if name != "ParetoDistribution":
        best = value(f"LogLikelihood[{name}[{found[0]!r}, {found[1]!r}], data]")
        for a, b in ((1.01, 1), (0.99, 1), (1, 1.01), (1, 0.99)):
            assert value(f"LogLikelihood[{name}[{found[0] * a!r}, {found[1] * b!r}], data]") < best


PATHS = [
    ("RandomWalkProcess[3/4]", 20 * 0.5, 20 * 0.75),
    ("WienerProcess[1, 2]", 20, 80),
    ("PoissonProcess[3]", 60, 60),
    ("OrnsteinUhlenbeckProcess[2, 1, 1]", 2, 0.5),
    ("WhiteNoiseProcess[2]", 0, 4),
    ("BernoulliProcess[1/4]", 0.25, 3 / 16),
]


@pytest.mark.parametrize(("process", "mean", "variance"), PATHS)
def test_paths(process, mean, variance):
    value("SeedRandom[3]")
    last = np.array(value(f'RandomFunction[{process}, {{0, 20}}, 2000]["LastValue"]').args, float)
    assert last.mean() == pytest.approx(mean, abs=5 * math.sqrt(variance / 2000))
    assert last.var() == pytest.approx(variance, rel=0.2)


def test_growth():
    value("SeedRandom[3]")
    text = 'RandomFunction[GeometricBrownianMotionProcess[0.1, 0.2, 3], {0, 2, 0.5}, 4000]["LastValue"]'
    last = np.array(value(text).args, float)
    assert last.mean() == pytest.approx(3 * math.exp(0.2), rel=0.03)


def test_messages(ask):
    ask("RandomFunction[foo[1], {0, 3}]")
    assert ask.messages == ["RandomFunction::unsproc"]
    ask("RandomFunction[WienerProcess[], {3}]")
    assert ask.messages == ["RandomFunction::tspec"]
    ask("EstimatedDistribution[{-1, 2}, LogNormalDistribution[a, b]]")
    assert ask.messages == ["EstimatedDistribution::ndst"]
