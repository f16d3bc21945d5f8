"""Tests of hypotheses: closed forms, exact counts and tabulated values; descriptive statistics."""

import math

import numpy as np
import pytest
from luperca.interpreter.builtins.hypotheses import kolmogorov_tail
from luperca.interpreter.session import Session

SESSION = Session(debug=True)


def value(text):
    return SESSION.evaluate_quietly(SESSION.read_value(text))


def test_student():
    t = 2 / (1 / math.sqrt(3))  # the mean of 1, 2, 3 over its standard error, 2 degrees of freedom
    assert value('TTest[{1, 2, 3}, 0, "TestStatistic"]') == pytest.approx(t)
    assert value("TTest[{1, 2, 3}]") == pytest.approx(1 - t / math.sqrt(t * t + 2))
    one = value('TTest[{1, 2, 3}, 0, AlternativeHypothesis -> "Greater"]')
    assert one == pytest.approx((1 - t / math.sqrt(t * t + 2)) / 2)
    assert value('TTest[{1, 2, 3}, 0, AlternativeHypothesis -> "Less"]') == pytest.approx(1 - one)
    assert value("TTest[{{1, 2, 3}, {2, 3, 4}}]") == pytest.approx(value("TTest[{{0, 1, 2}, {2, 3, 4}}, -1]"))


def test_z():
    assert value("ZTest[{1, 2, 3}, 4, 0]") == pytest.approx(math.erfc(2 / math.sqrt(4 / 3) / math.sqrt(2)))
    assert value('ZTest[{{1, 2, 3}, {4, 6, 8}}, {1, 2}, 0, "TestStatistic"]') == pytest.approx(-4 / math.sqrt(1))
    assert value('ZTest[{1, 2, 3}, Automatic, 0, "TestStatistic"]') == pytest.approx(2 * math.sqrt(3))


def test_ranks():
    assert value('MannWhitneyTest[{{1, 4, 6}, {2, 3, 5, 7}}, 0, "TestStatistic"]') == 5  # pairs in the wrong order
    assert value('SignedRankTest[{3, -1, 2, 5}, 0, "TestStatistic"]') == 9
    assert value("SignTest[{1, 2, 3, -4, 0}, 0]") == pytest.approx(2 * 5 / 16)
    assert value("SignTest[{1, 2, 3, 4, 5}, 0]") == pytest.approx(2 / 32)


def test_variances():
    assert value('VarianceTest[{1, 2, 3}, 2, "TestStatistic"]') == pytest.approx(1)
    assert value("VarianceTest[{1, 2, 3}, 2]") == pytest.approx(2 * (1 - math.exp(-0.5)))  # chi square of 2 degrees
    assert value("VarianceTest[{{1, 2, 3}, {2, 4, 6}}]") == pytest.approx(2 * 0.2)  # F of 2 and 2 degrees at 1/4


@pytest.mark.parametrize(("n", "critical"), [(5, 0.56328), (10, 0.40925), (20, 0.29408), (50, 0.18845)])
def test_kolmogorov(n, critical):
    """The 5 percent points of Miller's table (1956)."""
    assert kolmogorov_tail(critical, n) == pytest.approx(0.05, abs=2e-4)


def test_kolmogorov_of_two():
    for d in (0.6, 0.75, 0.9):  # 2 (1 - d)^2 is the chance for two numbers and d >= 1/2
        assert kolmogorov_tail(d, 2) == pytest.approx(2 * (1 - d) ** 2)


def test_fits_are_as_likely_as_they_say():
    rng = np.random.default_rng(5)
    for name in ("KolmogorovSmirnovTest", "AndersonDarlingTest"):
        chances = []
        for _ in range(150):
            data = ", ".join(f"{x:.12f}" for x in rng.random(12))
            chances.append(value(f"{name}[{{{data}}}, UniformDistribution[]]"))
        assert np.mean(np.array(chances) < 0.5) == pytest.approx(0.5, abs=0.13)
        assert np.mean(np.array(chances) < 0.2) == pytest.approx(0.2, abs=0.11)
    normal = []
    for _ in range(150):
        data = ", ".join(f"{x:.12f}" for x in rng.normal(size=20))
        normal.append(value(f"DistributionFitTest[{{{data}}}]"))
    assert np.mean(np.array(normal) < 0.5) == pytest.approx(0.5, abs=0.13)


def test_correlation():
    r = 0.8
    t = r * math.sqrt(2 / (1 - r * r))
    assert value("CorrelationTest[{{1, 1}, {2, 3}, {3, 2}, {4, 4}}]") == pytest.approx(1 - t / math.sqrt(t * t + 2))
    assert value('CorrelationTest[{{1, 1}, {2, 3}, {3, 2}, {4, 4}}, 0, "TestStatistic"]') == pytest.approx(r)
    assert value("CorrelationTest[{{1, 1}, {2, 3}, {3, 2}, {4, 4}}, 0.8]") == pytest.approx(1)


CASES = [
    ("TrimmedMean[Range[20]^2]", "823/6"),
    ("WinsorizedMean[{1, 2, 3, 4, 100}, 1/5]", "3"),
    ("KendallTau[{1, 2, 2, 3}, {1, 2, 3, 4}]", "Sqrt[5/6]"),
    ("SpearmanRho[{1, 2, 3, 4}, {2, 1, 4, 3}]", "3/5"),
    ("QuartileDeviation[{1, 3, 4, 2, 5, 6}]", "3/2"),
    ("HistogramList[{1, 2, 2, 5}, {0, 6, 3}]", "{{0, 3, 6}, {3, 1}}"),
    ('HistogramList[{1, 2, 2, 5}, {{0, 2, 6}}, "Probability"]', "{{0, 2, 6}, {1/4, 3/4}}"),
    ('HistogramList[{1, 2, 2, 5}, {{0, 2, 6}}, "PDF"]', "{{0, 2, 6}, {1/8, 3/16}}"),
    ("HistogramList[Range[100], 10]", "{Range[0, 110, 10], {9, 10, 10, 10, 10, 10, 10, 10, 10, 10, 1}}"),
]


@pytest.mark.parametrize(("text", "shown"), CASES)
def test_descriptions(ask, text, shown):
    assert ask(f"Together[{text}] === Together[{shown}]") == "True"


def test_messages(ask):
    assert ask("TTest[x]") == "TTest[x]"
    assert ask.messages == ["TTest::rctnln"]
    assert ask('TTest[{1, 2, 3}, 0, "nope"]').startswith("TTest")
    assert ask.messages == ["TTest::prop"]
    assert ask("KolmogorovSmirnovTest[{1, 2, 3}, x]").startswith("Kolm")
    assert ask.messages == ["KolmogorovSmirnovTest::dist"]
