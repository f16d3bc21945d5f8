"""Distributions made of others, of data or of matrices: mixtures, products, order statistics, data as they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..declare import name
from ..expr import RULE, Expr, expr, has_head, is_list, make_list
from ..numerics.numbers import Complex, rational
from ..numerics.numeric import real_value
from ..packed import to_array
from ..substitution import substitute
from .densities import DERIVED, DRAWS, formula
from .random import generator

Asked = Callable[[Expr, str, Any, Any], Any]


def _derived(symbol: str, usage: str, asked: Asked, draws: Callable[[Expr, int, Any, Any], Any]) -> None:
    DERIVED[symbol], DRAWS[symbol] = asked, draws
    name(symbol, usage)


def _sum(terms: list[Any]) -> Any:
    return expr(S.Plus, *terms)


def _minus(a: Any, b: Any) -> Any:
    return expr(S.Plus, a, expr(S.Times, -1, b))


def _over(a: Any, b: Any) -> Any:
    return expr(S.Times, a, expr(S.Power, b, -1))


def _array(e: Any, session: Any) -> Any:
    """A list of exact or inexact numbers as an array; None for anything else."""
    if not is_list(e):
        return None
    found = to_array(e)
    return to_array(session.evaluate_expr(expr(S.N, e))) if found is None else found


# ---- MixtureDistribution[{w1, ...}, {d1, ...}] -----------------------------------------------------------------------


def _mixture(dist: Expr, field: str, x: Any, session: Any) -> Any:
    if len(dist) != 2 or not all(map(is_list, dist.args)) or len(dist.args[0]) != len(dist.args[1]):
        return None
    weights, parts = (e.args for e in dist.args)
    shares = [_over(w, _sum(list(weights))) for w in weights]
    if field == "variance":
        squares = _mixture(dist, "moment", 2, session)
        mean = _mixture(dist, "mean", None, session)
        return None if squares is None or mean is None else _minus(squares, expr(S.Power, mean, 2))
    if field not in ("density", "cumulative", "mean", "moment", "wave"):
        return None
    values = [_second(d, session) if field == "moment" and x == 2 else formula(d, field, session, x) for d in parts]
    return None if None in values else _sum([expr(S.Times, w, v) for w, v in zip(shares, values, strict=True)])


def _second(dist: Any, session: Any) -> Any:
    mean, variance = (formula(dist, field, session) for field in ("mean", "variance"))
    return None if mean is None or variance is None else _sum([variance, expr(S.Power, mean, 2)])


def _draw_mixture(dist: Expr, count: int, draw: Any, session: Any) -> Any:
    import numpy as np

    weights = _array(dist.args[0], session) if len(dist) == 2 else None
    if weights is None or not is_list(dist.args[1]) or len(weights) != len(dist.args[1]) or not weights.sum() > 0:
        return None
    which = generator(session).choice(len(weights), size=count, p=weights / weights.sum())
    samples = [draw(d, count) for d in dist.args[1].args]
    if any(s is None for s in samples):
        return None
    return np.stack(samples)[which, np.arange(count)]


_derived("MixtureDistribution", "MixtureDistribution[{w1, w2, ...}, {dist1, ...}] is the distribution of numbers "
         "from dist1, dist2, ... with probabilities that go like w1, w2, ....", _mixture, _draw_mixture)  # fmt: skip


# ---- ProductDistribution[d1, d2, ...] and MultinormalDistribution[m, s] ----------------------------------------------


def _parts(dist: Expr) -> list[Any]:
    """ProductDistribution[{d, n}, e] stands for n times d and e."""
    return [
        d
        for a in dist.args
        for d in ([a.args[0]] * a.args[1] if is_list(a) and len(a) == 2 and type(a.args[1]) is int else [a])
    ]


def _product(dist: Expr, field: str, x: Any, session: Any) -> Any:
    parts = _parts(dist)
    if field in ("mean", "variance"):
        values = [formula(d, field, session) for d in parts]
        return None if None in values else make_list(values)
    if field not in ("density", "cumulative") or not is_list(x) or len(x) != len(parts):
        return None
    values = [formula(d, field, session, a) for d, a in zip(parts, x.args, strict=True)]
    return None if None in values else expr(S.Times, *values)


def _draw_product(dist: Expr, count: int, draw: Any, session: Any) -> Any:
    import numpy as np

    samples = [draw(d, count) for d in _parts(dist)]
    return None if any(s is None for s in samples) or not samples else np.stack(samples, axis=1)


_derived("ProductDistribution", "ProductDistribution[dist1, dist2, ...] is the distribution of {x1, x2, ...} with "
         "independent xi from disti; {dist, n} stands for n times dist.", _product, _draw_product)  # fmt: skip


def _normal(dist: Expr, field: str, x: Any, session: Any) -> Any:
    """MultinormalDistribution[mean, covariance]; the mean is 0 if it is left out."""
    spread = dist.args[-1] if dist.args else None
    if not is_list(spread) or len(dist) > 2:
        return None
    n = len(spread)
    mean = dist.args[0] if len(dist) == 2 else make_list([0] * n)
    if field == "mean":
        return mean
    if field == "variance":
        return expr(S.Diagonal, spread)
    if field == "covariance":
        return spread
    if field != "density" or not is_list(x) or len(x) != n:
        return None
    d = _minus(x, mean)
    square = expr(S.Dot, d, expr(S.Inverse, spread), d)
    scale = expr(S.Times, expr(S.Power, expr(S.Times, 2, S.Pi), n), expr(S.Det, spread))
    return _over(expr(S.Exp, expr(S.Times, rational(-1, 2), square)), expr(S.Sqrt, scale))


def _draw_normal(dist: Expr, count: int, draw: Any, session: Any) -> Any:
    import numpy as np

    spread = _array(dist.args[-1], session) if dist.args else None
    if spread is None or spread.ndim != 2 or spread.shape[0] != spread.shape[1]:
        return None
    mean = _array(dist.args[0], session) if len(dist) == 2 else np.zeros(len(spread))
    values = np.linalg.eigvalsh(spread)
    if mean is None or mean.shape != spread.shape[:1] or values.min() < -1e-9 * abs(values).max():
        return None
    return generator(session).multivariate_normal(mean.astype(float), spread, count, check_valid="ignore")


_derived("MultinormalDistribution", "MultinormalDistribution[m, s] is the normal distribution of vectors of mean m and "
         "covariance matrix s; MultinormalDistribution[s] has mean 0.", _normal, _draw_normal)  # fmt: skip


# ---- TruncatedDistribution[{a, b}, d] and OrderDistribution[{d, n}, k] -----------------------------------------------


def _truncated(dist: Expr, field: str, x: Any, session: Any) -> Any:
    if len(dist) != 2 or not is_list(dist.args[0]) or len(dist.args[0]) != 2:
        return None
    (a, b), inner = dist.args[0].args, dist.args[1]
    if field in ("least", "most"):
        return a if field == "least" else b
    below, above = (expr(S.CDF, inner, e) for e in (a, b))
    whole = _minus(above, below)
    if field == "density":
        inside = make_list([_over(expr(S.PDF, inner, x), whole), expr(S.Less, a, x, b)])
        return expr(S.Piecewise, make_list([inside]), 0)
    if field == "cumulative":
        inside = make_list([_over(_minus(expr(S.CDF, inner, x), below), whole), expr(S.Less, a, x, b)])
        return expr(S.Piecewise, make_list([inside, make_list([1, expr(S.GreaterEqual, x, b)])]), 0)
    if field == "quantile":
        return expr(S.InverseCDF, inner, _sum([below, expr(S.Times, x, whole)]))
    return None


def _draw_truncated(dist: Expr, count: int, draw: Any, session: Any) -> Any:
    import numpy as np

    ends = [real_value(e, session) for e in dist.args[0].args] if len(dist) == 2 and is_list(dist.args[0]) else []
    low, high = (
        (-np.inf if e is None else float(e)) if i == 0 else (np.inf if e is None else float(e))
        for i, e in enumerate(ends or [None, None])
    )
    kept: list[Any] = []
    for _ in range(1000):
        sample = draw(dist.args[1], max(4 * count, 64)) if len(ends) == 2 else None
        if sample is None:
            return None
        kept.append(sample[(sample > low) & (sample <= high)])
        if sum(map(len, kept)) >= count:
            return np.concatenate(kept)[:count]
    return None


_derived("TruncatedDistribution", "TruncatedDistribution[{a, b}, dist] is the distribution of what lies between a and "
         "b of numbers from dist.", _truncated, _draw_truncated)  # fmt: skip


def _order(dist: Expr, field: str, x: Any, session: Any) -> Any:
    if len(dist) != 2 or not is_list(dist.args[0]) or type(dist.args[1]) is not int:
        return None
    (inner, n), k = dist.args[0].args, dist.args[1]
    if type(n) is not int or not 1 <= k <= n or field not in ("density", "cumulative"):
        return None
    below = expr(S.CDF, inner, x)
    above = _minus(1, below)
    if field == "density":
        ways = expr(S.Multinomial, k - 1, 1, n - k)
        powers = [p for p in ((below, k - 1), (above, n - k)) if p[1]]
        return expr(S.Times, ways, expr(S.PDF, inner, x), *[expr(S.Power, e, i) for e, i in powers])
    return _sum([expr(S.Times, expr(S.Binomial, n, j), expr(S.Power, below, j),
                      *([expr(S.Power, above, n - j)] if j < n else [])) for j in range(k, n + 1)])  # fmt: skip


def _draw_order(dist: Expr, count: int, draw: Any, session: Any) -> Any:
    import numpy as np

    if len(dist) != 2 or not is_list(dist.args[0]) or len(dist.args[0]) != 2:
        return None
    (inner, n), k = dist.args[0].args, dist.args[1]
    if type(n) is not int or type(k) is not int:
        return None
    sample = draw(inner, count * n) if 1 <= k <= n else None
    return None if sample is None else np.sort(sample.reshape(count, n), axis=1)[:, k - 1]


_derived("OrderDistribution", "OrderDistribution[{dist, n}, k] is the distribution of the k-th least of n numbers from "
         "dist.", _order, _draw_order)  # fmt: skip


# ---- EmpiricalDistribution[{x1, ...}] and [weights -> {x1, ...}] -----------------------------------------------------


def sample_of(dist: Expr) -> tuple[list[Any], list[Any]] | None:
    """(weights that add up to 1, elements)."""
    e = dist.args[0] if len(dist) == 1 else None
    if has_head(e, RULE, 2) and all(map(is_list, e.args)) and len(e.args[0]) == len(e.args[1]):
        weights = e.args[0].args
        return [_over(w, _sum(list(weights))) for w in weights], list(e.args[1].args)
    return ([rational(1, len(e))] * len(e), list(e.args)) if is_list(e) and len(e) else None


def _empirical(dist: Expr, field: str, x: Any, session: Any) -> Any:
    found = sample_of(dist)
    if found is None:
        return None
    weights, values = found
    mean = _sum([expr(S.Times, w, v) for w, v in zip(weights, values, strict=True)])
    tests = {"density": lambda v: expr(S.Equal, v, x), "cumulative": lambda v: expr(S.LessEqual, v, x)}
    if field in tests:
        parts = [expr(S.Boole, tests[field](v)) for v in values]
    elif field == "moment":
        parts = [expr(S.Power, v, x) for v in values]
    elif field == "variance":
        parts = [expr(S.Power, _minus(v, mean), 2) for v in values]
    else:
        return mean if field == "mean" else None
    return _sum([expr(S.Times, w, e) for w, e in zip(weights, parts, strict=True)])


def _draw_empirical(dist: Expr, count: int, draw: Any, session: Any) -> Any:
    found = sample_of(dist)
    weights, values = (None, None) if found is None else (_array(make_list(e), session) for e in found)
    if weights is None or values is None:
        return None
    return values[generator(session).choice(len(weights), size=count, p=weights / weights.sum())]


_derived("EmpiricalDistribution", "EmpiricalDistribution[{x1, x2, ...}] is the distribution that gives each of the xi "
         "alike; EmpiricalDistribution[{w1, w2, ...} -> {x1, x2, ...}] by weights.",
         _empirical, _draw_empirical)  # fmt: skip


# ---- TransformedDistribution[e, x ~ d] -------------------------------------------------------------------------------


def _transformed(dist: Expr, field: str, x: Any, session: Any) -> Any:
    """Moments by expectations; the density and the distribution function for a e x + b with a positive a."""
    if len(dist) != 2:
        return None
    e, spec = dist.args
    moments = {"mean": 1, "moment": x}
    if field in moments:
        found = session.evaluate_expr(expr(S.Expectation, expr(S.Power, e, moments[field]), spec))
        return None if has_head(found, S.Expectation) else found
    if field == "variance":
        mean, square = _transformed(dist, "mean", None, session), _transformed(dist, "moment", 2, session)
        return None if mean is None or square is None else _minus(square, expr(S.Power, mean, 2))
    if field not in ("density", "cumulative") or not has_head(spec, S.Distributed, 2):
        return None
    variable, inner = spec.args
    if session.evaluate_expr(expr(S.PolynomialQ, e, variable)) is not S.True_:
        return None
    line = session.evaluate_expr(expr(S.CoefficientList, e, variable))
    slope = real_value(line.args[1], session) if len(line) == 2 else None
    if slope is None or type(slope) is Complex or not slope > 0:
        return None
    found = formula(inner, field, session, _over(_minus(x, line.args[0]), line.args[1]))
    return found if found is None or field == "cumulative" else _over(found, line.args[1])


def _draw_transformed(dist: Expr, count: int, draw: Any, session: Any) -> Any:
    import numpy as np

    if len(dist) != 2:
        return None
    e, spec = dist.args
    columns: dict[Any, Any] = {}
    for s in spec.args if is_list(spec) else (spec,):
        sample = draw(s.args[1], count) if has_head(s, S.Distributed, 2) else None
        if sample is None:
            return None
        names = s.args[0].args if is_list(s.args[0]) else (s.args[0],)
        columns |= dict(zip(names, sample.T if sample.ndim > 1 else [sample], strict=True))
    rows = zip(*[c.tolist() for c in columns.values()], strict=True)
    values = [session.evaluate_expr(expr(S.N, substitute(e, dict(zip(columns, r, strict=True))))) for r in rows]
    return np.array([float(v) for v in values]) if all(type(v) in (int, float) for v in values) else None


_derived("TransformedDistribution", "TransformedDistribution[e, x \\[Distributed] dist] is the distribution of e for "
         "an x from dist; several variables are given in a list.", _transformed, _draw_transformed)  # fmt: skip
