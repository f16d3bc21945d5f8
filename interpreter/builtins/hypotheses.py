"""Tests of hypotheses: the chance, under a hypothesis, of data as far off as these.

Statistics as in M. Hollander, D. Wolfe, Nonparametric Statistical Methods; G. Snedecor, W. Cochran,
Statistical Methods.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

from .. import symbols as S
from ..declare import builtin
from ..expr import expr, is_list, make_list
from ..packed import to_array
from .densities import formula, is_distribution

_OPTIONS = {"AlternativeHypothesis": '"Unequal"', "SignificanceLevel": "0.05", "VerifyTestAssumptions": "Automatic"}
_MESSAGES = {
    "rctnln": "`1` is no list of real numbers, nor two of them, with enough elements.",
    "prop": "`1` is not a property of the test; they are `2`.",
    "dist": "`1` is no distribution with numeric parameters.",
}


class Verdict(NamedTuple):
    """A statistic, and how likely values below and above it are."""

    statistic: float
    below: float
    above: float

    def chance(self, alternative: Any) -> float:
        if alternative == "Less":
            return self.below
        if alternative == "Greater":
            return self.above
        return min(1.0, 2 * min(self.below, self.above))


def _data(e: Any, evaluate: Any) -> Any:
    found = to_array(e) if is_list(e) else None
    if found is None and is_list(e):
        found = to_array(evaluate(expr(S.N, e)))
    return None if found is None or found.ndim != 1 or len(found) < 2 else found.astype(float)


def _samples(e: Any, evaluate: Any) -> list[Any] | None:
    """One or two samples."""
    one = _data(e, evaluate)
    if one is not None:
        return [one]
    pair = [_data(x, evaluate) for x in e.args] if is_list(e) and len(e) == 2 else [None]
    return None if any(x is None for x in pair) else pair


def normal_verdict(z: float) -> Verdict:
    return Verdict(z, math.erfc(-z / math.sqrt(2)) / 2, math.erfc(z / math.sqrt(2)) / 2)


def student_verdict(t: float, n: float) -> Verdict:
    from ..solving.models import student_tail

    tail = student_tail(t, n) / 2
    return Verdict(t, tail if t < 0 else 1 - tail, 1 - tail if t < 0 else tail)


def chi_square_tail(x: float, n: float) -> float:
    from mpmath import mp

    return float(mp.gammainc(n / 2, x / 2, mp.inf, regularized=True))


def _t(samples: list[Any], mean: float) -> Verdict:
    """Student's test of one mean; Welch's of the difference of two."""
    sizes = [len(x) for x in samples]
    spreads = [float(x.var(ddof=1)) / n for x, n in zip(samples, sizes, strict=True)]
    gap = float(samples[0].mean()) - (float(samples[1].mean()) if len(samples) == 2 else 0.0) - mean
    free = sum(spreads) ** 2 / sum(s * s / (n - 1) for s, n in zip(spreads, sizes, strict=True))
    return student_verdict(gap / math.sqrt(sum(spreads)), free)


def _z(samples: list[Any], variances: list[float], mean: float) -> Verdict:
    spread = sum(v / len(x) for x, v in zip(samples, variances, strict=True))
    gap = float(samples[0].mean()) - (float(samples[1].mean()) if len(samples) == 2 else 0.0) - mean
    return normal_verdict(gap / math.sqrt(spread))


def _ranks(x: Any) -> Any:
    import numpy as np

    _, inverse, counts = np.unique(x, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return (last - (counts - 1) / 2)[inverse]


def _mann_whitney(samples: list[Any], shift: float) -> Verdict:
    """The normal approximation with the correction for ties and for continuity."""
    import numpy as np

    x, y = samples[0] - shift, samples[1]
    n, m = len(x), len(y)
    u = float(_ranks(np.concatenate([x, y]))[:n].sum()) - n * (n + 1) / 2
    _, ties = np.unique(np.concatenate([x, y]), return_counts=True)
    total = n + m
    spread = math.sqrt(n * m / 12 * (total + 1 - float((ties**3 - ties).sum()) / (total * (total - 1))))
    gap = u - n * m / 2
    below, above = (gap + 0.5) / spread, (gap - 0.5) / spread
    return Verdict(u, normal_verdict(below).below, normal_verdict(above).above)


def _signed_rank(samples: list[Any], middle: float) -> Verdict:
    import numpy as np

    d = samples[0] - (samples[1] if len(samples) == 2 else 0) - middle
    d = d[d != 0]
    n = len(d)
    ranks = _ranks(abs(d))
    w = float(ranks[d > 0].sum())
    _, ties = np.unique(abs(d), return_counts=True)
    spread = math.sqrt(n * (n + 1) * (2 * n + 1) / 24 - float((ties**3 - ties).sum()) / 48)
    gap = w - n * (n + 1) / 4
    return Verdict(w, normal_verdict((gap + 0.5) / spread).below, normal_verdict((gap - 0.5) / spread).above)


def _sign(samples: list[Any], middle: float) -> Verdict:
    d = samples[0] - (samples[1] if len(samples) == 2 else 0) - middle
    above, n = int((d > 0).sum()), int((d != 0).sum())
    below = sum(math.comb(n, k) for k in range(above + 1)) / 2**n
    return Verdict(above, below, sum(math.comb(n, k) for k in range(above, n + 1)) / 2**n)


def _variance(samples: list[Any], ratio: float) -> Verdict:
    """The chi square test of one variance, the F test of the ratio of two."""
    from ..solving.models import ratio_tail

    if len(samples) == 1:
        x = samples[0]
        statistic = (len(x) - 1) * float(x.var(ddof=1)) / ratio
        above = chi_square_tail(statistic, len(x) - 1)
    else:
        x, y = samples
        statistic = float(x.var(ddof=1)) / float(y.var(ddof=1)) / ratio
        above = ratio_tail(statistic, len(x) - 1, len(y) - 1)
    return Verdict(statistic, 1 - above, above)


def _given(statistic: float, chance: float, name: str, prop: Any, options: dict[str, Any], say: Any) -> Any:
    level = float(options["SignificanceLevel"])
    found = {
        "PValue": chance,
        "TestStatistic": statistic,
        "TestData": make_list([statistic, chance]),
        "TestConclusion": f"The null hypothesis is {'' if chance < level else 'not '}rejected at the "
        f"{level * 100:.3g} percent level based on the {name}.",
        "ShortTestConclusion": "Reject" if chance < level else "Do not reject",
    }
    if prop not in found:
        say("prop", prop, make_list(found))
        return None
    return found[prop]


def _test(
    name: str,
    shown: str,
    rule: Callable[[list[Any], float], Verdict],
    least: int,
    usual: float,
    usage: str,
    example: str,
) -> None:
    def test(
        data: Any, value: Any = S.Automatic, prop: Any = "PValue", *, evaluate: Any, options: Any, say: Any
    ) -> Any:
        samples = _samples(data, evaluate)
        expected = usual if value in (S.Automatic, S.None_) else evaluate(expr(S.N, value))
        if samples is None or len(samples) < least or type(expected) not in (int, float):
            say("rctnln", data)
            return None
        try:
            verdict = rule(samples, float(expected))
        except (ArithmeticError, ValueError):
            say("rctnln", data)
            return None
        chance = verdict.chance(options["AlternativeHypothesis"])
        return _given(verdict.statistic, chance, shown, prop, options, say)

    test.__doc__ = f"{usage}\n\n    {example}\n    "
    builtin(f"{name}[data_, OptionsPattern[]]", f"{name}[data_, value_, OptionsPattern[]]",
            f"{name}[data_, value_, prop_, OptionsPattern[]]", options=_OPTIONS, **_MESSAGES)(test)  # fmt: skip


_PROPERTIES = 'a third argument asks for "PValue", "TestStatistic", "TestData" or "TestConclusion".'
for _name in ("TTest", "LocationTest"):
    _test(
        _name,
        "T test",
        _t,
        1,
        0.0,
        f"{_name}[data] gives the chance of data as far off if their mean is 0; {_name}[data, m] if it is m, "
        f'{_name}[{{data1, data2}}, d] if d is the difference of the means. AlternativeHypothesis -> "Less" or '
        f'"Greater" looks to one side; {_PROPERTIES}',
        f">>> {_name}[{{1., 2., 3., 4.}}, 5/2]\n    1.",
    )


@builtin("ZTest[data_, OptionsPattern[]]", "ZTest[data_, variance_, OptionsPattern[]]",
         "ZTest[data_, variance_, value_, OptionsPattern[]]",
         "ZTest[data_, variance_, value_, prop_, OptionsPattern[]]", options=_OPTIONS, **_MESSAGES)  # fmt: skip
def z_test(
    data: Any,
    variance: Any = S.Automatic,
    value: Any = S.Automatic,
    prop: Any = "PValue",
    *,
    evaluate: Any,
    options: Any,
    say: Any,
) -> Any:
    """ZTest[data] gives the chance of data as far off if their mean is 0; ZTest[data, v] if their variance is v,
    ZTest[data, v, m] if the mean is m, and ZTest[{data1, data2}, v, d] if d is the difference of the means.

    Automatic stands for the variance of the data; a fourth argument asks for a property, as in TTest.

    >>> ZTest[{1., 2., 3., 4.}, 1, 5/2]
    1.
    """
    samples = _samples(data, evaluate)
    expected = 0.0 if value in (S.Automatic, S.None_) else evaluate(expr(S.N, value))
    if samples is None or type(expected) is not float:
        say("rctnln", data)
        return None
    given = variance.args if is_list(variance) else [variance] * len(samples)
    variances = [
        float(x.var(ddof=1)) if v is S.Automatic else evaluate(expr(S.N, v))
        for x, v in zip(samples, given, strict=False)
    ]
    if len(variances) != len(samples) or not all(type(v) is float and v > 0 for v in variances):
        say("rctnln", data)
        return None
    verdict = _z(samples, variances, expected)
    chance = verdict.chance(options["AlternativeHypothesis"])
    return _given(verdict.statistic, chance, "Z test", prop, options, say)


_test("MannWhitneyTest", "Mann-Whitney test", _mann_whitney, 2, 0.0,
      f"MannWhitneyTest[{{data1, data2}}, d] tests by ranks whether the medians differ by d; {_PROPERTIES}",
      '>>> MannWhitneyTest[{{1, 2, 3}, {4, 5, 6}}, 0, "TestStatistic"]\n    0.')  # fmt: skip
_test("SignedRankTest", "signed-rank test", _signed_rank, 1, 0.0,
      f"SignedRankTest[data, m] tests by signed ranks whether the median is m; {_PROPERTIES}",
      '>>> SignedRankTest[{1, 2, 3, -4}, 0, "TestStatistic"]\n    6.')  # fmt: skip
_test("SignTest", "sign test", _sign, 1, 0.0,
      f"SignTest[data, m] tests by the number of greater elements whether the median is m; {_PROPERTIES}",
      ">>> SignTest[{1, 2, 3, 4}, 0]\n    0.125")  # fmt: skip
_test("VarianceTest", "variance test", _variance, 1, 1.0,
      f"VarianceTest[data, v] tests whether the variance of normal data is v, VarianceTest[{{data1, data2}}, r] "
      f"whether the ratio of the variances is r; {_PROPERTIES}",
      '>>> VarianceTest[{1, 2, 3}, 2, "TestStatistic"]\n    1.')  # fmt: skip


# ---- does a distribution fit? ----------------------------------------------------------------------------------------


def kolmogorov_tail(d: float, n: int) -> float:
    """The chance of a greatest distance of at least d: by Marsaglia's, Tsang's and Wang's matrix for few data."""
    import numpy as np

    if n * d * d > 18 or n > 5000:
        z = math.sqrt(n) * d
        return max(0.0, min(1.0, 2 * sum((-1) ** (k - 1) * math.exp(-2 * k * k * z * z) for k in range(1, 101))))
    k = int(n * d) + 1
    m, h = 2 * k - 1, k - n * d
    matrix = np.array([[0.0 if i - j + 1 < 0 else 1.0 for j in range(m)] for i in range(m)])
    for i in range(m):
        matrix[i, 0] -= h ** (i + 1)
        matrix[m - 1, i] -= h ** (m - i)
    matrix[m - 1, 0] += (2 * h - 1) ** m if 2 * h - 1 > 0 else 0
    for i in range(m):
        for j in range(m):
            if i - j + 1 > 0:
                matrix[i, j] /= math.factorial(i - j + 1) if i - j + 1 < 170 else math.inf
    power, scale = np.eye(m), 0.0
    for bit in bin(n)[2:]:
        power, scale = power @ power, 2 * scale
        power = power @ matrix if bit == "1" else power
        size = abs(power).max()
        power, scale = power / size, scale + math.log(size)
    below = float(power[k - 1, k - 1]) * math.exp(scale + math.lgamma(n + 1) - n * math.log(n))
    return min(1.0, max(0.0, 1 - below))


def _cumulative(dist: Any, x: Any, evaluate: Any, session: Any) -> Any:
    import numpy as np

    found = [evaluate(expr(S.N, formula(dist, "cumulative", session, v))) for v in x.tolist()]
    return np.array(found) if all(type(v) in (int, float) for v in found) else None


def _kolmogorov(f: Any) -> tuple[float, float]:
    import numpy as np

    n = len(f)
    d = float(max((np.arange(1, n + 1) / n - f).max(), (f - np.arange(n) / n).max()))
    return d, kolmogorov_tail(d, n)


def _anderson(f: Any) -> tuple[float, float]:
    """Marsaglia's and Marsaglia's approximation to the distribution of the statistic."""
    import numpy as np

    n = len(f)
    odd = 2 * np.arange(1, n + 1) - 1
    f = np.clip(f, 1e-300, 1 - 1e-16)
    z = -n - float((odd * (np.log(f) + np.log1p(-f[::-1]))).sum()) / n
    if z < 2:
        steps = (2.00012, 0.247105, 0.0649821, 0.0347962, 0.011672, 0.00168691)
        total = steps[0] + (steps[1] - (steps[2] - (steps[3] - (steps[4] - steps[5] * z) * z) * z) * z) * z
        below = math.exp(-1.2337141 / z) / math.sqrt(z) * total if z > 0 else 0.0
    else:
        steps = (1.0776, 2.30695, 0.43424, 0.082433, 0.008056, 0.0003146)
        total = steps[0] - (steps[1] - (steps[2] - (steps[3] - (steps[4] - steps[5] * z) * z) * z) * z) * z
        below = math.exp(-math.exp(total))
    return z, 1 - below


def _of_normal(f: Any) -> tuple[float, float]:
    """The same where mean and variance are those of the data (D'Agostino, Stephens, Goodness-of-Fit Techniques)."""
    statistic, _ = _anderson(f)
    n = len(f)
    a = statistic * (1 + 0.75 / n + 2.25 / n**2)
    if a >= 0.6:
        return statistic, math.exp(1.2937 - 5.709 * a + 0.0186 * a * a)
    if a > 0.34:
        return statistic, math.exp(0.9177 - 4.279 * a - 1.38 * a * a)
    if a > 0.2:
        return statistic, 1 - math.exp(-8.318 + 42.796 * a - 59.938 * a * a)
    return statistic, 1 - math.exp(-13.436 + 101.14 * a - 223.73 * a * a)


def _pearson(f: Any) -> tuple[float, float]:
    """Counts in bins that are equally likely, about 2 n^(2/5) of them."""
    import numpy as np

    n = len(f)
    bins = math.ceil(2 * n**0.4)
    counts = np.bincount(np.minimum((f * bins).astype(int), bins - 1), minlength=bins)
    statistic = float(((counts - n / bins) ** 2).sum() * bins / n)
    return statistic, chi_square_tail(statistic, bins - 1)


def _fit_test(name: str, shown: str, rule: Callable[[Any], tuple[float, float]], example: str) -> None:
    def test(
        data: Any, dist: Any = S.Automatic, prop: Any = "PValue", *, evaluate: Any, session: Any, options: Any, say: Any
    ) -> Any:
        import numpy as np

        x = _data(data, evaluate)
        if x is None:
            say("rctnln", data)
            return None
        x = np.sort(x)
        fitted = dist is S.Automatic and rule is _anderson
        if fitted:
            dist = expr(S.NormalDistribution, float(x.mean()), float(x.std(ddof=1)))
        f = _cumulative(dist, x, evaluate, session) if is_distribution(dist) else None
        if f is None:
            say("dist", dist)
            return None
        return _given(*(_of_normal if fitted else rule)(f), shown, prop, options, say)

    test.__doc__ = (
        f"{name}[data, dist] gives the chance of data as far from a distribution not made from them; {_PROPERTIES}"
        f"\n\n    {example}\n    "
    )
    options = {"SignificanceLevel": _OPTIONS["SignificanceLevel"], "Method": "Automatic"}
    builtin(f"{name}[data_, OptionsPattern[]]", f"{name}[data_, dist_, OptionsPattern[]]",
            f"{name}[data_, dist_, prop_, OptionsPattern[]]", options=options, **_MESSAGES)(test)  # fmt: skip


_fit_test("KolmogorovSmirnovTest", "Kolmogorov-Smirnov test", _kolmogorov,
          ">>> KolmogorovSmirnovTest[{0.1, 0.4, 0.7}, UniformDistribution[], \"TestStatistic\"]\n    0.3")  # fmt: skip
_fit_test("AndersonDarlingTest", "Anderson-Darling test", _anderson,
          ">>> AndersonDarlingTest[{0.1, 0.4, 0.7}, UniformDistribution[]] > 0.5\n    True")  # fmt: skip
_fit_test("DistributionFitTest", "Anderson-Darling test", _anderson,
          ">>> DistributionFitTest[{10., 20., 30.}, UniformDistribution[]] < 0.001\n    True")  # fmt: skip
_fit_test("PearsonChiSquareTest", "Pearson chi-square test", _pearson,
          ">>> PearsonChiSquareTest[Range[0.05, 0.95, 0.1], UniformDistribution[], \"TestStatistic\"]\n    0.8"
          )  # fmt: skip


@builtin("CorrelationTest[data_, OptionsPattern[]]", "CorrelationTest[data_, value_, OptionsPattern[]]",
         "CorrelationTest[data_, value_, prop_, OptionsPattern[]]", options=_OPTIONS, **_MESSAGES)  # fmt: skip
def correlation_test(data: Any, value: Any = 0, prop: Any = "PValue", *, evaluate: Any, options: Any, say: Any) -> Any:
    """CorrelationTest[{{x1, y1}, {x2, y2}, ...}] gives the chance of data as far off if normal x and y are independent;
    CorrelationTest[data, r] if their correlation is r, by Fisher's transformation.

    >>> CorrelationTest[{{1, 1}, {2, 3}, {3, 2}, {4, 4}}]
    0.2
    """
    import numpy as np

    pairs = to_array(data) if is_list(data) else None
    expected = evaluate(expr(S.N, value))
    if pairs is None or pairs.ndim != 2 or pairs.shape[1] != 2 or len(pairs) < 4 or type(expected) is not float:
        say("rctnln", data)
        return None
    r = float(np.corrcoef(pairs.T.astype(float))[0, 1])
    if not abs(expected) < 1 or not abs(r) < 1:
        say("rctnln", data)
        return None
    n = len(pairs)
    if expected == 0:
        verdict = student_verdict(r * math.sqrt((n - 2) / (1 - r * r)), n - 2)
    else:
        verdict = normal_verdict((math.atanh(r) - math.atanh(expected)) * math.sqrt(n - 3))
    chance = verdict.chance(options["AlternativeHypothesis"])
    return _given(r, chance, "Pearson correlation test", prop, options, say)
