"""Functions of probability distributions: random variates, densities, distribution functions, moments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, expr, is_list, make_list
from ..numerics.numbers import REAL_TYPES, Complex, rational
from ..numerics.numeric import real_value
from ..packed import from_array
from . import continuousdistributions, derived, discretedistributions
from .densities import DISTRIBUTIONS, draw, find, formula, is_distribution
from .random import dimensions_of

__all__ = ["DISTRIBUTIONS", "continuousdistributions", "derived", "discretedistributions", "find", "formula"]
_MOST_STEPS = 2000


@builtin("RandomVariate[dist_]", "RandomVariate[dist_, n_]", volatile=True,
         unsdst="`1` is not a distribution with numeric parameters.",
         array="The array dimensions `1` should be a list of non-negative integers.")  # fmt: skip
def random_variate(dist: Any, n: Any = None, *, session: Any, say: Any) -> Any:
    """RandomVariate[dist] gives a random number of a distribution; RandomVariate[dist, n] a list of n.

    >>> Head[RandomVariate[NormalDistribution[0, 1]]]
    Real

    >>> Dimensions[RandomVariate[PoissonDistribution[3], {2, 3}]]
    {2, 3}
    """
    shape = dimensions_of(n)
    if shape is None:
        say("array", n)
        return None
    import numpy as np

    drawn = draw(dist, int(np.prod(shape, dtype=np.int64)), session)
    if drawn is None:
        say("unsdst", dist)
        return None
    drawn = np.asarray(drawn)
    return from_array(drawn.reshape(shape + drawn.shape[1:]))


# ---- functions of a place --------------------------------------------------------------------------------------------


def _is_vector_valued(dist: Any) -> bool:
    return dist.head in (S.MultinormalDistribution, S.ProductDistribution)


def _at(dist: Any, field: str, x: Any, session: Any) -> Any:
    """The density or the distribution function at x, in each element of a list for a distribution of numbers."""
    if not is_distribution(dist):
        return None
    if is_list(x) and not _is_vector_valued(dist):
        return make_list(_at(dist, field, a, session) for a in x.args)
    found = find(dist)
    if found is not None and found[0].discrete and field == "density":
        number = x if type(x) in REAL_TYPES else None
        if number is not None and number != int(number):
            return 0
    return formula(dist, field, session, x)


@builtin("PDF[dist_, x_]", operator="PDF[dist_][x_]")
def pdf(dist: Any, x: Any, *, session: Any) -> Any:
    """PDF[dist, x] gives the density of a distribution at x, the probability of x for a discrete one.

    >>> {PDF[NormalDistribution[0, 1], x], PDF[BernoulliDistribution[1/3], 1]}
    {E^(-(x^2/2))/Sqrt[2 Pi], 1/3}
    """
    return _at(dist, "density", x, session)


@builtin("CDF[dist_, x_]", operator="CDF[dist_][x_]")
def cdf(dist: Any, x: Any, *, session: Any) -> Any:
    """CDF[dist, x] gives the probability that a random number of the distribution is at most x.

    >>> {CDF[UniformDistribution[{0, 4}], 1], CDF[ExponentialDistribution[1], 0], CDF[NormalDistribution[], 0]}
    {1/4, 0, 1/2}
    """
    return _at(dist, "cumulative", x, session)


@builtin("SurvivalFunction[dist_, x_]", operator="SurvivalFunction[dist_][x_]")
def survival_function(dist: Any, x: Any) -> Any:
    """SurvivalFunction[dist, x] gives the probability that a random number of the distribution is more than x.

    >>> SurvivalFunction[ExponentialDistribution[2], 3]
    1/E^6
    """
    return expr(S.Plus, 1, expr(S.Times, -1, expr(S.CDF, dist, x))) if is_distribution(dist) else None


@builtin("HazardFunction[dist_, x_]", operator="HazardFunction[dist_][x_]")
def hazard_function(dist: Any, x: Any) -> Any:
    """HazardFunction[dist, x] gives the density at x of what is not less than x.

    >>> HazardFunction[ExponentialDistribution[2], 3]
    2
    """
    if not is_distribution(dist):
        return None
    return expr(S.Times, expr(S.PDF, dist, x), expr(S.Power, expr(S.SurvivalFunction, dist, x), -1))


@builtin("InverseCDF[dist_, q_]", operator="InverseCDF[dist_][q_]")
def inverse_cdf(dist: Any, q: Any, *, session: Any) -> Any:
    """InverseCDF[dist, q] gives the least x that a random number does not exceed with probability q.

    >>> {InverseCDF[ExponentialDistribution[2], 1/2], InverseCDF[BinomialDistribution[10, 1/3], 0.9]}
    {Log[2]/2, 5}
    """
    return quantile_of(dist, q, session)


@builtin("InverseSurvivalFunction[dist_, q_]", operator="InverseSurvivalFunction[dist_][q_]")
def inverse_survival_function(dist: Any, q: Any) -> Any:
    """InverseSurvivalFunction[dist, q] gives the x that a random number of the distribution exceeds with probability q.

    >>> InverseSurvivalFunction[UniformDistribution[{0, 4}], 1/4]
    3
    """
    return expr(S.InverseCDF, dist, expr(S.Plus, 1, expr(S.Times, -1, q))) if is_distribution(dist) else None


def quantile_of(dist: Any, q: Any, session: Any) -> Any:
    if not is_distribution(dist) or _is_vector_valued(dist):
        return None
    if is_list(q):
        return make_list(expr(S.InverseCDF, dist, x) for x in q.args)
    p = real_value(q, session)
    if p is None or type(p) is Complex:
        found = formula(dist, "quantile", session, q)
        return None if found is None else expr(S.ConditionalExpression, found, expr(S.LessEqual, 0, q, 1))
    if not 0 <= p <= 1:
        return None
    known = find(dist)
    ends = [formula(dist, end, session) for end in ("least", "most")]
    if known is not None and p in (0, 1):
        return ends[int(p)]
    found = formula(dist, "quantile", session, q)
    if found is not None:
        return found
    if known is None and dist.head not in (S.TruncatedDistribution, S.OrderDistribution, S.MixtureDistribution):
        return None
    least, most = [real_value(session.evaluate_expr(e), session) if e is not None else None for e in ends]
    cumulative = _numeric(dist, "cumulative", session)
    if known is not None and known[0].discrete:
        return _least_integer(cumulative, float(p), least, most)
    if known is None and type(q) is not float:
        return None
    return _bisected(cumulative, float(p), _end(least, -1.0), _end(most, 1.0))


def _end(x: Any, unit: float) -> float:
    return unit * float("inf") if x is None else float(x)


def _numeric(dist: Any, field: str, session: Any) -> Callable[[Any], float | None]:
    def value(x: Any) -> float | None:
        found = real_value(session.evaluate_expr(expr(S.N, formula(dist, field, session, x))), session)
        return None if found is None or type(found) is Complex else float(found)

    return value


def _least_integer(cumulative: Any, p: float, least: Any, most: Any) -> Any:
    """The least integer where the distribution function reaches p: doubled steps, then halved ones."""
    if least is None:
        return None
    low = int(least) - 1
    step, high = 1, int(least)
    while (c := cumulative(high)) is not None and c < p * (1 - 1e-14):
        low, step = high, 2 * step
        high = low + step if most is None else min(low + step, int(most))
        if high == low or step > 2**60:
            return high
    while c is not None and high - low > 1:
        middle = (low + high) // 2
        c = cumulative(middle)
        low, high = (middle, high) if c is not None and c < p * (1 - 1e-14) else (low, middle)
    return None if c is None else high


def _bisected(cumulative: Any, p: float, least: float, most: float) -> Any:
    """The place where a continuous distribution function is p."""
    low, high = (least if least > -1e300 else -1.0), (most if most < 1e300 else 1.0)
    if low >= high:
        low, high = (high - 1, high) if least < -1e300 else (low, low + 1)
    for _ in range(_MOST_STEPS):
        if least > -1e300 or (c := cumulative(low)) is None or c < p:
            break
        low -= 2 * (high - low)
    for _ in range(_MOST_STEPS):
        if most < 1e300 or (c := cumulative(high)) is None or c >= p:
            break
        high += 2 * (high - low)
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        c = cumulative(middle)
        if c is None:
            return None
        low, high = (middle, high) if c < p else (low, middle)
    return (low + high) / 2


# ---- moments ---------------------------------------------------------------------------------------------------------


@builtin("Moment[dist_, r_]")
def moment(dist: Any, r: Any, *, session: Any) -> Any:
    """Moment[list, r] gives the mean of the r-th powers of the elements; Moment[dist, r] the r-th moment of a
    distribution.

    >>> {Moment[{1, 2, 3}, 2], Moment[ExponentialDistribution[p], 3]}
    {14/3, 6/p^3}
    """
    if is_list(dist) and len(dist):
        return expr(S.Mean, expr(S.Power, dist, r))
    return moment_of(dist, r, session) if type(r) is int and r >= 0 else None


def moment_of(dist: Any, r: int, session: Any) -> Any:
    """The r-th moment of a distribution, from its table or from mean and variance; None if it is not known."""
    if r < 2:
        return 1 if r == 0 and is_distribution(dist) else formula(dist, "mean", session)
    found = formula(dist, "moment", session, r)
    if found is None and r == 2:
        mean, variance = (formula(dist, field, session) for field in ("mean", "variance"))
        if mean is not None and variance is not None:
            return expr(S.Plus, variance, expr(S.Power, mean, 2))
    return found


def central_moment_of(dist: Any, r: int, session: Any) -> Any:
    """The r-th central moment: by the moments about zero where the table does not say it."""
    if r == 2:
        return formula(dist, "variance", session)
    shape = {3: "skewness", 4: "kurtosis"}.get(r)
    known = None if shape is None else formula(dist, shape, session)
    if known is not None:
        return expr(S.Times, known, expr(S.Power, formula(dist, "variance", session), rational(r, 2)))
    mean = formula(dist, "mean", session)
    terms = []
    for k in range(r + 1):
        about_zero = moment_of(dist, k, session)
        if about_zero is None or mean is None:
            return None
        power = expr(S.Power, expr(S.Times, -1, mean), r - k) if r > k else 1
        terms.append(expr(S.Times, expr(S.Binomial, r, k), about_zero, power))
    return expr(S.Together, Expr(S.Plus, tuple(terms)))


def shape_of(dist: Any, field: str, session: Any) -> Any:
    """The skewness or kurtosis of a distribution."""
    found = formula(dist, field, session)
    if found is not None or not is_distribution(dist):
        return found
    r = 3 if field == "skewness" else 4
    central = central_moment_of(dist, r, session)
    if central is None:
        return None
    return expr(S.Times, central, expr(S.Power, formula(dist, "variance", session), rational(-r, 2)))


@builtin("CharacteristicFunction[dist_, t_]")
def characteristic_function(dist: Any, t: Any, *, session: Any) -> Any:
    """CharacteristicFunction[dist, t] gives the mean of E^(I t x) over a distribution.

    >>> CharacteristicFunction[PoissonDistribution[m], t]
    E^((-1 + E^(I t)) m)
    """
    return formula(dist, "wave", session, t)


@builtin("MomentGeneratingFunction[dist_, t_]")
def moment_generating_function(dist: Any, t: Any, *, session: Any) -> Any:
    """MomentGeneratingFunction[dist, t] gives the mean of E^(t x) over a distribution.

    >>> MomentGeneratingFunction[NormalDistribution[m, s], t]
    E^(m t + (s^2 t^2)/2)
    """
    return formula(dist, "wave", session, expr(S.Times, Complex(0, -1), t))


# ---- data and distributions ------------------------------------------------------------------------------------------


@builtin("LogLikelihood[dist_, data_List]")
def log_likelihood(dist: Any, data: Any) -> Any:
    """LogLikelihood[dist, {x1, x2, ...}] gives the sum of the logarithms of the densities at xi.

    >>> LogLikelihood[ExponentialDistribution[2], {1, 2}]
    Log[2/E^4] + Log[2/E^2]
    """
    if not is_distribution(dist):
        return None
    return expr(S.Plus, *[expr(S.Log, expr(S.PDF, dist, x)) for x in data.args])


@builtin("Likelihood[dist_, data_List]")
def likelihood(dist: Any, data: Any) -> Any:
    """Likelihood[dist, {x1, x2, ...}] gives the product of the densities at xi.

    >>> Likelihood[ExponentialDistribution[2], {1, 2}]
    4/E^6
    """
    if not is_distribution(dist):
        return None
    return expr(S.Times, *[expr(S.PDF, dist, x) for x in data.args])
