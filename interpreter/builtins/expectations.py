"""Expectation and Probability over distributions, exact where moments and sums say it, and by numbers."""

from __future__ import annotations

from typing import Any, NamedTuple

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, expr, has_head, is_list, make_list
from ..numerics.infinities import INFINITY, is_infinite
from ..numerics.numbers import REAL_TYPES, Complex
from ..numerics.numeric import real_value
from ..substitution import contains, substitute
from .densities import find, formula, is_distribution
from .derived import sample_of
from .distributions import moment_of

_MOST = 10**5  # terms of a finite sum
_ORDERS = {S.Less: (-1, False), S.LessEqual: (-1, True), S.Greater: (1, False), S.GreaterEqual: (1, True)}


class Source(NamedTuple):
    """A variable and where its values come from."""

    variable: Any
    dist: Any


def _sources(spec: Any) -> list[Source] | None:
    """The independent variables of x ~ dist, of a list of these, or of {x, y} ~ a product."""
    if is_list(spec):
        found = [_sources(s) for s in spec.args]
        return None if None in found else [s for some in found if some is not None for s in some]
    if not has_head(spec, S.Distributed, 2):
        return None
    x, dist = spec.args
    if is_list(dist):
        dist = expr(S.EmpiricalDistribution, dist)
    if is_list(x):
        if not has_head(dist, S.ProductDistribution) or len(dist) != len(x):
            return None
        return [Source(v, d) for v, d in zip(x.args, dist.args, strict=True)]
    return [Source(x, dist)] if is_distribution(dist) else None


def _free(e: Any, x: Any, evaluate: Any) -> bool:
    return evaluate(expr(S.FreeQ, e, x)) is S.True_


def _ends(dist: Any, evaluate: Any, session: Any) -> tuple[Any, Any]:
    found = [formula(dist, end, session) for end in ("least", "most")]
    low, high = (None if e is None else evaluate(e) for e in found)
    return (expr(S.Times, -1, INFINITY) if low is None else low), (INFINITY if high is None else high)


def _points(dist: Any, evaluate: Any, session: Any) -> list[tuple[Any, Any]] | None:
    """(value, probability) of a distribution with finitely many values; None for any other."""
    if has_head(dist, S.EmpiricalDistribution):
        found = sample_of(dist)
        return None if found is None else list(zip(found[1], found[0], strict=True))
    known = find(dist)
    if known is None or not known[0].discrete:
        return None
    low, high = _ends(dist, evaluate, session)
    if type(low) is not int or type(high) is not int or high - low > _MOST:
        return None
    return [(k, formula(dist, "density", session, k)) for k in range(low, high + 1)]


# ---- expectations ----------------------------------------------------------------------------------------------------


def _mean_over(e: Any, source: Source, evaluate: Any, session: Any) -> Any:
    """The exact expectation over one variable; None where it is not found."""
    x, dist = source
    if _free(e, x, evaluate):
        return e
    points = _points(dist, evaluate, session)
    if points is not None:
        return evaluate(expr(S.Plus, *[expr(S.Times, p, substitute(e, {x: v})) for v, p in points]))
    if evaluate(expr(S.PolynomialQ, e, x)) is S.True_:
        coefficients = evaluate(expr(S.CoefficientList, e, x))
        moments = [moment_of(dist, k, session) for k in range(len(coefficients.args))]
        if None not in moments:
            terms = [expr(S.Times, c, m) for c, m in zip(coefficients.args, moments, strict=True)]
            return evaluate(expr(S.Plus, *terms))
    known = find(dist)
    density = formula(dist, "density", session, x)
    if density is None:
        return None
    if has_head(density, S.Piecewise, 2):  # within the ends the first case holds
        if len(density.args[0]) != 1:
            return None
        density = density.args[0].args[0].args[0]
    head = S.Sum if known is not None and known[0].discrete else S.Integrate
    found = evaluate(expr(head, expr(S.Times, e, density), make_list([x, *_ends(dist, evaluate, session)])))
    return found if _free(found, head, evaluate) else None


def _numeric_over(e: Any, source: Source, evaluate: Any, session: Any) -> Any:
    """The expectation over one variable by numbers; None where that fails."""
    x, dist = source
    if _points(dist, evaluate, session) is not None:
        return _mean_over(e, source, evaluate, session)
    known = find(dist)
    low, high = _ends(dist, evaluate, session)
    if known is not None and known[0].discrete:
        start = real_value(low, session)
        return None if start is None or is_infinite(low) else _summed(e, source, int(start), evaluate, session)
    density = formula(dist, "density", session, x)
    if density is None:
        return None
    found = evaluate(expr(S.NIntegrate, expr(S.Times, e, density), make_list([x, low, high])))
    return found if type(found) in (*REAL_TYPES, Complex) else None


def _summed(e: Any, source: Source, start: int, evaluate: Any, session: Any) -> Any:
    """The sum over the integers from start on, until the rest of the probability is nothing."""
    x, dist = source
    total, mass = 0.0, 0.0
    for k in range(start, start + _MOST):
        p = evaluate(expr(S.N, formula(dist, "density", session, k)))
        if type(p) not in REAL_TYPES:
            return None
        mass += float(p)
        value = evaluate(expr(S.N, substitute(e, {x: k})))
        if type(value) not in REAL_TYPES:
            return None
        total += float(p) * float(value)
        if 1 - mass < 1e-15 and abs(float(p) * float(value)) <= 1e-17 * abs(total):
            return total
    return None


def _over_all(e: Any, spec: Any, over: Any, evaluate: Any, session: Any) -> Any:
    sources = _sources(spec)
    if sources is None:
        return None
    if has_head(e, S.Conditioned, 2):
        body, condition = e.args
        share = _over_all(expr(S.Boole, condition), spec, over, evaluate, session)
        whole = _over_all(expr(S.Times, body, expr(S.Boole, condition)), spec, over, evaluate, session)
        return None if share is None or whole is None else expr(S.Times, whole, expr(S.Power, share, -1))
    for source in sources:
        e = over(e, source, evaluate, session)
        if e is None:
            return None
    return e


@builtin("Expectation[e_, spec_]")
def expectation(e: Any, spec: Any, *, evaluate: Any, session: Any) -> Any:
    """Expectation[e, x \\[Distributed] dist] gives the mean of e for a random x; Expectation[e, {x \\[Distributed]
    dist1, y \\[Distributed] dist2, ...}] for independent ones; a list of data may stand for a distribution.

    >>> Expectation[x^2 + 1, x \\[Distributed] PoissonDistribution[m]]
    1 + m + m^2
    >>> Expectation[x y, {x \\[Distributed] UniformDistribution[], y \\[Distributed] {1, 2, 6}}]
    3/2
    """
    return _over_all(e, spec, _mean_over, evaluate, session)


_OPTIONS = {"Method": "Automatic", "AccuracyGoal": "Automatic", "PrecisionGoal": "Automatic",
            "WorkingPrecision": "MachinePrecision"}  # fmt: skip


@builtin("NExpectation[e_, spec_, OptionsPattern[]]", options=_OPTIONS)
def n_expectation(e: Any, spec: Any, *, evaluate: Any, session: Any, options: Any) -> Any:
    """NExpectation[e, x \\[Distributed] dist] gives the mean of e for a random x by numbers.

    >>> NExpectation[Cos[x], x \\[Distributed] NormalDistribution[0, 1]]
    0.606531
    """
    sources = _sources(spec)
    if sources is None or len(sources) > 1:
        found = _over_all(e, spec, _mean_over, evaluate, session)
    else:
        found = _over_all(e, spec, _numeric_over, evaluate, session)
    return None if found is None else expr(S.N, found)


# ---- probabilities ---------------------------------------------------------------------------------------------------


def _up_to(dist: Any, b: Any, closed: bool, session: Any) -> Any:
    """The probability of x <= b, or of x < b where the end is not `closed`."""
    known = find(dist)
    if known is not None and known[0].discrete and not closed:
        b = expr(S.Plus, expr(S.Ceiling, b), -1)
    if is_infinite(b):
        return 1
    return expr(S.CDF, dist, b)


def _bounds(event: Any, x: Any, evaluate: Any) -> list[tuple[str, Any, bool]] | None:
    """[("low" | "high", bound, closed)] of an inequality or a chain of them; None for anything else."""
    if has_head(event, S.Inequality) and len(event) % 2:
        parts = event.args
        pairs = [Expr(parts[i + 1], (parts[i], parts[i + 2])) for i in range(0, len(parts) - 2, 2)]
    elif isinstance(event, Expr) and event.head in _ORDERS and len(event) >= 2:
        pairs = [Expr(event.head, pair) for pair in zip(event.args, event.args[1:])]
    else:
        return None
    found = []
    for pair in pairs:
        if pair.head not in _ORDERS:
            return None
        side, closed = _ORDERS[pair.head]
        a, b = pair.args
        if a is x and _free(b, x, evaluate):
            found.append(("low" if side > 0 else "high", b, closed))
        elif b is x and _free(a, x, evaluate):
            found.append(("high" if side > 0 else "low", a, closed))
        else:
            return None
    return found


def _chance(event: Any, source: Source, evaluate: Any, session: Any) -> Any:
    """The exact probability of an event of one variable; None where it is not found."""
    x, dist = source
    if event in (S.True_, S.False_):
        return int(event is S.True_)
    if has_head(event, S.Not, 1):
        rest = _chance(event.args[0], source, evaluate, session)
        return None if rest is None else expr(S.Plus, 1, expr(S.Times, -1, rest))
    points = _points(dist, evaluate, session)
    if points is not None:
        verdicts = [evaluate(substitute(event, {x: v})) for v, _ in points]
        if all(v in (S.True_, S.False_) for v in verdicts):
            return expr(S.Plus, *[p for (_, p), v in zip(points, verdicts, strict=True) if v is S.True_])
        return None
    event = evaluate(event)
    if event in (S.True_, S.False_):
        return int(event is S.True_)
    if has_head(event, S.Or, 2):
        parts = [_chance(a, source, evaluate, session) for a in (*event.args, expr(S.And, *event.args))]
        return None if None in parts else expr(S.Plus, parts[0], parts[1], expr(S.Times, -1, parts[2]))
    if has_head(event, S.Equal, 2) and x in event.args:
        other = event.args[1] if event.args[0] is x else event.args[0]
        known = find(dist)
        return expr(S.PDF, dist, other) if known is not None and known[0].discrete else 0
    events = event.args if has_head(event, S.And) else (event,)
    bounds = [_bounds(a, x, evaluate) for a in events]
    if None in bounds:
        return None
    return _between([b for some in bounds if some is not None for b in some], dist, evaluate, session)


def _between(bounds: list[tuple[str, Any, bool]], dist: Any, evaluate: Any, session: Any) -> Any:
    lows, highs = ([b for b in bounds if b[0] == side] for side in ("low", "high"))
    low, high = _tightest(lows, max, session), _tightest(highs, min, session)
    if (lows and low is None) or (highs and high is None):
        return None
    if low is not None and high is not None:
        ends = [real_value(b[1], session) for b in (low, high)]
        if None not in ends and (ends[0] > ends[1] or (ends[0] == ends[1] and not (low[2] and high[2]))):
            return 0
    above = 1 if high is None else _up_to(dist, high[1], high[2], session)
    if low is None:
        return above
    return expr(S.Plus, above, expr(S.Times, -1, _up_to(dist, low[1], not low[2], session)))


def _tightest(bounds: list[Any], choose: Any, session: Any) -> Any:
    """The one bound that counts; None where symbols leave that open, or where there is none."""
    if len(bounds) < 2:
        return bounds[0] if bounds else None
    values = [real_value(b[1], session) for b in bounds]
    if None in values:
        return None
    best = choose(values)
    found = [b for b, v in zip(bounds, values, strict=True) if v == best]
    return min(found, key=lambda b: b[2])  # an open end is the tighter one


def _chance_of(event: Any, spec: Any, evaluate: Any, session: Any) -> Any:
    if has_head(event, S.Conditioned, 2):
        both = _chance_of(expr(S.And, *event.args), spec, evaluate, session)
        share = _chance_of(event.args[1], spec, evaluate, session)
        return None if both is None or share is None else expr(S.Times, both, expr(S.Power, share, -1))
    sources = _sources(spec)
    if sources is None:
        return None
    if len(sources) == 1:
        asked = contains(event, sources[0].variable)  # EvenQ[x] is to be asked of values, not of x
        return _chance(event if asked else evaluate(event), *sources, evaluate, session)
    return _over_all(expr(S.Boole, event), spec, _mean_over, evaluate, session)


@builtin("Probability[event_, spec_]", attributes="HoldFirst Protected")
def probability(event: Any, spec: Any, *, evaluate: Any, session: Any) -> Any:
    """Probability[event, x \\[Distributed] dist] gives the probability of an event for a random x; event
    \\[Conditioned] condition that under a condition.

    >>> Probability[1 < x < 2, x \\[Distributed] ExponentialDistribution[r]]
    -E^(-2 r) + E^(-r)
    >>> Probability[x + y == 7, {x \\[Distributed] DiscreteUniformDistribution[{1, 6}],
    ... y \\[Distributed] DiscreteUniformDistribution[{1, 6}]}]
    1/6
    """
    return _chance_of(event, spec, evaluate, session)


@builtin("NProbability[event_, spec_, OptionsPattern[]]", attributes="HoldFirst Protected", options=_OPTIONS)
def n_probability(event: Any, spec: Any, *, evaluate: Any, session: Any, options: Any) -> Any:
    """NProbability[event, x \\[Distributed] dist] gives the probability of an event for a random x by numbers.

    >>> NProbability[x > 1, x \\[Distributed] NormalDistribution[0, 1]]
    0.158655
    """
    found = _chance_of(event, spec, evaluate, session)
    sources = _sources(spec)
    if found is None and sources is not None and len(sources) == 1 and not has_head(event, S.Conditioned):
        found = _numeric_over(expr(S.Boole, event), sources[0], evaluate, session)
    return None if found is None else expr(S.N, found)
