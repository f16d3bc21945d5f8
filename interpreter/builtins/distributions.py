"""Probability distributions: random variates, densities, distribution functions."""

from __future__ import annotations

from typing import Any, NamedTuple

from .. import symbols as S
from ..declare import builtin, name
from ..expr import Expr
from ..numerics.numeric import real_value
from ..packed import from_array
from .random import dimensions_of, generator


class Distribution(NamedTuple):
    """What is known of a distribution with parameters #1, #2, ...; texts are in the language, x being #.

    draw      numpy: f(generator, parameters, shape) -> array
    density   PDF at x as text with x for the point and p1, p2 for the parameters; likewise the rest
    """

    draw: Any
    defaults: tuple[Any, ...]
    density: str
    cumulative: str
    mean: str
    variance: str


DISTRIBUTIONS: dict[str, Distribution] = {}


def distribution(symbol: str, usage: str, defaults: tuple[Any, ...], draw: Any, **texts: str) -> None:
    """Declare a distribution; `defaults` stand for parameters that are left out."""
    DISTRIBUTIONS[symbol] = Distribution(draw, defaults, **texts)
    name(symbol, usage)


distribution(
    "NormalDistribution", "NormalDistribution[m, s] is the normal distribution of mean m and standard deviation s.",
    (0, 1), lambda g, p, shape: g.normal(p[0], p[1], shape),
    density="E^(-(x - p1)^2/(2 p2^2))/(Sqrt[2 Pi] p2)", cumulative="Erfc[(p1 - x)/(Sqrt[2] p2)]/2",
    mean="p1", variance="p2^2",
)  # fmt: skip
distribution(
    "ExponentialDistribution", "ExponentialDistribution[r] is the exponential distribution of rate r.",
    (), lambda g, p, shape: g.exponential(1 / p[0], shape),
    density="If[x >= 0, p1 E^(-p1 x), 0]", cumulative="If[x >= 0, 1 - E^(-p1 x), 0]", mean="1/p1", variance="1/p1^2",
)  # fmt: skip
distribution(
    "LogNormalDistribution", "LogNormalDistribution[m, s] is the distribution of E^y for a normal y.",
    (), lambda g, p, shape: g.lognormal(p[0], p[1], shape),
    density="If[x > 0, E^(-(Log[x] - p1)^2/(2 p2^2))/(Sqrt[2 Pi] p2 x), 0]",
    cumulative="If[x > 0, Erfc[(p1 - Log[x])/(Sqrt[2] p2)]/2, 0]",
    mean="E^(p1 + p2^2/2)", variance="(E^p2^2 - 1) E^(2 p1 + p2^2)",
)  # fmt: skip
distribution(
    "GammaDistribution", "GammaDistribution[a, b] is the gamma distribution of shape a and scale b.",
    (), lambda g, p, shape: g.gamma(p[0], p[1], shape),
    density="If[x > 0, x^(p1 - 1) E^(-x/p2)/(p2^p1 Gamma[p1]), 0]",
    cumulative="If[x > 0, 1 - Gamma[p1, x/p2]/Gamma[p1], 0]", mean="p1 p2", variance="p1 p2^2",
)  # fmt: skip
distribution(
    "BetaDistribution", "BetaDistribution[a, b] is the beta distribution of shapes a and b.",
    (), lambda g, p, shape: g.beta(p[0], p[1], shape),
    density="If[0 < x < 1, x^(p1 - 1) (1 - x)^(p2 - 1)/Beta[p1, p2], 0]",
    cumulative="Which[x <= 0, 0, x >= 1, 1, True, Beta[x, p1, p2]/Beta[p1, p2]]",
    mean="p1/(p1 + p2)", variance="p1 p2/((p1 + p2)^2 (1 + p1 + p2))",
)  # fmt: skip
distribution(
    "StudentTDistribution", "StudentTDistribution[n] is Student's distribution with n degrees of freedom.",
    (), lambda g, p, shape: g.standard_t(p[0], shape),
    density="(p1/(p1 + x^2))^((1 + p1)/2)/(Sqrt[p1] Beta[p1/2, 1/2])",
    cumulative="If[x <= 0, Beta[p1/(p1 + x^2), p1/2, 1/2]/(2 Beta[p1/2, 1/2]), "
    "1 - Beta[p1/(p1 + x^2), p1/2, 1/2]/(2 Beta[p1/2, 1/2])]",
    mean="0", variance="p1/(p1 - 2)",
)  # fmt: skip
distribution(
    "CauchyDistribution", "CauchyDistribution[a, b] is the Cauchy distribution of location a and scale b.",
    (0, 1), lambda g, p, shape: p[0] + p[1] * g.standard_cauchy(shape),
    density="1/(Pi p2 (1 + ((x - p1)/p2)^2))", cumulative="1/2 + ArcTan[(x - p1)/p2]/Pi",
    mean="Indeterminate", variance="Indeterminate",
)  # fmt: skip
distribution(
    "BernoulliDistribution", "BernoulliDistribution[p] is 1 with probability p and 0 otherwise.",
    (), lambda g, p, shape: g.binomial(1, p[0], shape),
    density="Which[x == 1, p1, x == 0, 1 - p1, True, 0]", cumulative="Which[x < 0, 0, x < 1, 1 - p1, True, 1]",
    mean="p1", variance="p1 (1 - p1)",
)  # fmt: skip
distribution(
    "BinomialDistribution", "BinomialDistribution[n, p] is the number of successes in n trials of probability p.",
    (), lambda g, p, shape: g.binomial(int(p[0]), p[1], shape),
    density="If[IntegerQ[x] && 0 <= x <= p1, Binomial[p1, x] p2^x (1 - p2)^(p1 - x), 0]",
    cumulative="Sum[Binomial[p1, k] p2^k (1 - p2)^(p1 - k), {k, 0, Min[Floor[x], p1]}]",
    mean="p1 p2", variance="p1 p2 (1 - p2)",
)  # fmt: skip
distribution(
    "PoissonDistribution", "PoissonDistribution[m] is the Poisson distribution of mean m.",
    (), lambda g, p, shape: g.poisson(p[0], shape),
    density="If[IntegerQ[x] && x >= 0, E^(-p1) p1^x/x!, 0]",
    cumulative="If[x >= 0, Gamma[Floor[x] + 1, p1]/Gamma[Floor[x] + 1], 0]", mean="p1", variance="p1",
)  # fmt: skip
distribution(
    "GeometricDistribution", "GeometricDistribution[p] is the number of failures before the first success.",
    (), lambda g, p, shape: g.geometric(p[0], shape) - 1,
    density="If[IntegerQ[x] && x >= 0, p1 (1 - p1)^x, 0]", cumulative="If[x >= 0, 1 - (1 - p1)^(Floor[x] + 1), 0]",
    mean="(1 - p1)/p1", variance="(1 - p1)/p1^2",
)  # fmt: skip
distribution(
    "UniformDistribution", "UniformDistribution[{a, b}] is the uniform distribution between a and b.",
    (0, 1), lambda g, p, shape: g.uniform(p[0], p[1], shape),
    density="If[p1 <= x <= p2, 1/(p2 - p1), 0]", cumulative="Clip[(x - p1)/(p2 - p1), {0, 1}]",
    mean="(p1 + p2)/2", variance="(p2 - p1)^2/12",
)  # fmt: skip
distribution(
    "DiscreteUniformDistribution", "DiscreteUniformDistribution[{a, b}] gives the integers from a to b alike.",
    (), lambda g, p, shape: g.integers(int(p[0]), int(p[1]) + 1, shape),
    density="If[IntegerQ[x] && p1 <= x <= p2, 1/(p2 - p1 + 1), 0]",
    cumulative="Clip[(Floor[x] - p1 + 1)/(p2 - p1 + 1), {0, 1}]",
    mean="(p1 + p2)/2", variance="((p2 - p1 + 1)^2 - 1)/12",
)  # fmt: skip


def find(e: Any) -> tuple[Distribution, tuple[Any, ...]] | None:
    """(the distribution, its parameters) of an expression such as NormalDistribution[0, 1]."""
    if not isinstance(e, Expr) or e.head not in _BY_SYMBOL:
        return None
    d = _BY_SYMBOL[e.head]
    args = e.args
    if len(args) == 1 and isinstance(args[0], Expr) and args[0].head is S.List:
        args = args[0].args
    args = (*args, *d.defaults[len(args) :])
    return d, args


_BY_SYMBOL = {S.system(n): d for n, d in DISTRIBUTIONS.items()}


@builtin("RandomVariate[dist_]", "RandomVariate[dist_, n_]", volatile=True,
         unsdst="`1` is not a distribution with numeric parameters.",
         array="The array dimensions `1` should be a list of non-negative integers.")  # fmt: skip
def random_variate(dist, n=None, *, session, say):
    """RandomVariate[dist] gives a random number of a distribution; RandomVariate[dist, n] a list of n.

    >>> Head[RandomVariate[NormalDistribution[0, 1]]]
    Real

    >>> Dimensions[RandomVariate[PoissonDistribution[3], {2, 3}]]
    {2, 3}
    """
    found = find(dist)
    shape = dimensions_of(n)
    if shape is None:
        say("array", n)
        return None
    values = [real_value(p, session) for p in found[1]] if found else [None]
    if None in values:
        say("unsdst", dist)
        return None
    import numpy as np

    try:
        drawn = found[0].draw(generator(session), [float(v) for v in values], shape)
    except (ArithmeticError, IndexError, TypeError, ValueError):
        say("unsdst", dist)
        return None
    return from_array(np.asarray(drawn))


def formula(dist, field, session, x=None):
    """What the table says of a distribution, at x if it is of a point; None for what is no distribution."""
    found = find(dist)
    if found is None:
        return None
    from ..substitution import substitute

    d, parameters = found
    text = getattr(d, field)
    body = session.read_value(text)
    bindings = {session.read_value(f"p{i}"): p for i, p in enumerate(parameters, 1)}
    if x is not None:
        bindings[session.read_value("x")] = x
    return substitute(body, bindings)


@builtin("PDF[dist_, x_]", operator="PDF[dist_][x_]")
def pdf(dist, x, *, session):
    """PDF[dist, x] gives the density of a distribution at x, the probability of x for a discrete one.

    >>> {PDF[NormalDistribution[0, 1], x], PDF[BernoulliDistribution[1/3], 1]}
    {E^(-(x^2/2))/Sqrt[2 Pi], 1/3}
    """
    return formula(dist, "density", session, x)


@builtin("CDF[dist_, x_]", operator="CDF[dist_][x_]")
def cdf(dist, x, *, session):
    """CDF[dist, x] gives the probability that a random number of the distribution is at most x.

    >>> {CDF[UniformDistribution[{0, 4}], 1], CDF[ExponentialDistribution[1], 0], CDF[NormalDistribution[], 0]}
    {1/4, 0, 1/2}
    """
    return formula(dist, "cumulative", session, x)


