"""Parameters of distributions from data: the greatest likelihood."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import RULE, Expr, Symbol, expr, is_list, make_list
from ..packed import to_array
from ..substitution import substitute


def _gamma(x: Any) -> tuple[float, float]:
    """log a - digamma a == log mean - mean log, by Newton's steps."""
    import numpy as np
    from mpmath import mp

    s = math.log(x.mean()) - float(np.log(x).mean())
    a = (3 - s + math.sqrt((s - 3) ** 2 + 24 * s)) / (12 * s)
    for _ in range(50):
        step = (math.log(a) - float(mp.digamma(a)) - s) / (1 / a - float(mp.polygamma(1, a)))
        a -= step
        if abs(step) < 1e-14 * a:
            break
    return a, x.mean() / a


def _weibull(x: Any) -> tuple[float, float]:
    import numpy as np

    logs = np.log(x)

    def slope(k: float) -> float:
        power = np.exp(k * (logs - logs.max()))
        return float((power * logs).sum() / power.sum()) - 1 / k - float(logs.mean())

    low, high = 1e-3, 1.0
    while slope(high) < 0 and high < 1e6:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle) < 0 else (low, middle)
    return high, float((x**high).mean()) ** (1 / high)


def _inverse_gaussian(x: Any) -> tuple[float, float]:
    return x.mean(), 1 / float((1 / x - 1 / x.mean()).mean())


def _pareto(x: Any) -> tuple[float, float]:
    import numpy as np

    return x.min(), 1 / float(np.log(x / x.min()).mean())


def _laplace(x: Any) -> tuple[float, float]:
    import numpy as np

    return float(np.median(x)), float(abs(x - np.median(x)).mean())


def _lognormal(x: Any) -> tuple[float, float]:
    import numpy as np

    return np.log(x).mean(), np.log(x).std()


# name -> f(data) -> the parameters
_LIKELIEST: dict[str, Callable[[Any], tuple[Any, ...]]] = {
    "NormalDistribution": lambda x: (x.mean(), x.std()),
    "UniformDistribution": lambda x: (x.min(), x.max()),
    "ExponentialDistribution": lambda x: (1 / x.mean(),),
    "PoissonDistribution": lambda x: (x.mean(),),
    "BernoulliDistribution": lambda x: (x.mean(),),
    "GeometricDistribution": lambda x: (1 / (1 + x.mean()),),
    "LogNormalDistribution": _lognormal,
    "LaplaceDistribution": _laplace,
    "RayleighDistribution": lambda x: (math.sqrt((x * x).mean() / 2),),
    "MaxwellDistribution": lambda x: (math.sqrt((x * x).mean() / 3),),
    "HalfNormalDistribution": lambda x: (math.sqrt(math.pi / 2 / (x * x).mean()),),
    "InverseGaussianDistribution": _inverse_gaussian,
    "ParetoDistribution": _pareto,
    "GammaDistribution": _gamma,
    "WeibullDistribution": _weibull,
}
_MESSAGES = {"ndst": "`1` is no list of real numbers that the distribution `2` could give."}


def _estimate(data: Any, dist: Any, evaluate: Any, say: Any) -> dict[Any, float] | None:
    """{parameter: value}; None for a distribution without a rule, or one with numbers among its parameters."""
    rule = _LIKELIEST.get(getattr(dist.head, "name", "")) if isinstance(dist, Expr) else None
    if rule is None:
        return None
    names = [x for a in dist.args for x in (a.args if is_list(a) else (a,))]
    if not all(type(n) is Symbol for n in names) or len(set(names)) != len(names):
        return None
    sample = to_array(data) if is_list(data) else None
    if sample is None and is_list(data):
        sample = to_array(evaluate(expr(S.N, data)))
    if sample is None or sample.ndim != 1:
        say("ndst", data, dist)
        return None
    try:
        import numpy as np

        with np.errstate(all="raise"):
            values = [float(v) for v in rule(sample.astype(float))]
    except (ArithmeticError, ValueError):
        say("ndst", data, dist)
        return None
    return dict(zip(names, values, strict=True)) if len(values) == len(names) else None


@builtin("EstimatedDistribution[data_, dist_]", **_MESSAGES)
def estimated_distribution(data: Any, dist: Any, *, evaluate: Any, say: Any) -> Any:
    """EstimatedDistribution[data, dist] gives a distribution with the parameters that make data likeliest.

    >>> EstimatedDistribution[{1, 2, 3, 6}, NormalDistribution[m, s]]
    NormalDistribution[3., 1.87083]
    """
    found = _estimate(data, dist, evaluate, say)
    return None if found is None else substitute(dist, found)


@builtin("FindDistributionParameters[data_, dist_]", **_MESSAGES)
def find_distribution_parameters(data: Any, dist: Any, *, evaluate: Any, say: Any) -> Any:
    """FindDistributionParameters[data, dist] gives rules for the parameters that make data likeliest.

    >>> FindDistributionParameters[{1, 2, 3, 6}, PoissonDistribution[m]]
    {m -> 3.}
    """
    found = _estimate(data, dist, evaluate, say)
    return None if found is None else make_list(Expr(RULE, pair) for pair in found.items())
