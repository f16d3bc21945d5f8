"""Descriptive statistics: Mean, Median, Variance, Quantile and their kin."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from .. import symbols as S
from ..associations import Association
from ..declare import builtin
from ..expr import LIST, Expr, expr, has_head, is_list, make_list
from ..numerics.numbers import NUMBER_TYPES, REAL_TYPES, rational
from ..packed import Packed, pack, to_array
from .content import SMALL
from .densities import formula as of_distribution
from .densities import is_distribution
from .distributions import central_moment_of, quantile_of, shape_of
from .sorting import sorting
from .sums import sum_of


def data_of(list: Any) -> Expr | None:
    """A list, or the values of an association as one; None if it is empty or something else."""
    if type(list) is Association:
        list = pack(list.values())
    return list if is_list(list) and len(list) else None


def columnwise(f: Callable[[Expr], Any], e: Expr) -> Any:
    """f of each column of a matrix, or None if e is no matrix."""
    rows = e.args
    if not all(is_list(r) and len(r) == len(rows[0]) for r in rows):
        return None
    columns = [f(pack(c)) for c in zip(*[r.args for r in rows], strict=True)]
    return None if any(c is None for c in columns) else make_list(columns)


def _divided(e: Any, n: Any) -> Expr:
    return expr(S.Times, e, expr(S.Power, n, -1))


def mean_of(e: Expr) -> Any:
    total = sum_of(e)
    if type(total) is int:
        return rational(total, len(e))
    return total / len(e) if type(total) is float else _divided(total, len(e))


def _refused(name: str, tag: str, say: Any, list: Any) -> None:
    if isinstance(list, Expr) or type(list) in NUMBER_TYPES:
        say(tag, list, getattr(S, name))


_RECT = {
    "rectt": "Rectangular array expected at position 1 in `2`[`1`].",
    "rectn": "Rectangular array of real numbers expected at position 1 in `2`[`1`].",
    "shlen": "The argument `1` should have at least two elements.",
}


@builtin("Mean[list_]", **_RECT)
def mean(list: Any, *, session: Any, say: Any) -> Any:
    """Mean[list] gives the mean of the elements; of a matrix the means of its columns.
    Mean[dist] gives the mean of a distribution.

    >>> Mean[{1, 2, 4}]
    7/3
    >>> Mean[{a, b}]
    (a + b)/2
    >>> Mean[GammaDistribution[3, x]]
    3 x
    """
    data = data_of(list)
    if data is not None:
        return mean_of(data)
    found = of_distribution(list, "mean", session)
    if found is None:
        _refused("Mean", "rectt", say, list)
    return found


def _real_data(name: str, list: Any, say: Any) -> Expr | None:
    data = data_of(list)
    if data is None:
        _refused(name, "rectn", say, list)
    return data


def _is_real(e: Expr) -> bool:
    return type(e) is Packed or all(type(x) in REAL_TYPES for x in e.args)


def _sorted(e: Expr) -> Sequence[Any]:
    values = e.args
    return [values[i] for i in sorting(values)]


@builtin("Median[list_]", **_RECT)
def median(list: Any, *, evaluate: Any, session: Any, say: Any) -> Any:
    """Median[list] gives the middle element of the sorted numbers, or the mean of the two middle ones; Median[dist]
    that of a distribution.

    >>> Median[{5, 1, 3}]
    3
    >>> Median[{1, 2, 3, 4}]
    5/2
    """
    if is_distribution(list):
        return quantile_of(list, rational(1, 2), session)
    data = _real_data("Median", list, say)
    if data is None:
        return None

    def of(e: Expr) -> Any:
        if type(e) is Packed and e.array.ndim > 1 or not _numeric(e, evaluate):
            return columnwise(of, e)
        values = _sorted_numeric(e, evaluate)
        n = len(values)
        if n % 2:
            return values[n // 2]
        return evaluate(_divided(expr(S.Plus, values[n // 2 - 1], values[n // 2]), 2))

    found = of(data)
    if found is None:
        say("rectn", list, S.Median)
    return found


def _numeric(e: Expr, evaluate: Any) -> bool:
    return _is_real(e) or all(evaluate(expr(S.NumericQ, x)) is S.True_ for x in e.args)


def _sorted_numeric(e: Expr, evaluate: Any) -> Sequence[Any]:
    if _is_real(e):
        return _sorted(e)
    approximate = [evaluate(expr(S.N, x)) for x in e.args]
    return [e.args[i] for i in sorting(approximate)]


def variance_of(e: Expr, evaluate: Any) -> Any:
    """The unbiased estimate: squared deviations from the mean over n - 1."""
    n = len(e)
    if all(type(x) is int for x in e.args) if type(e) is not Packed else e.is_integer and e.array.ndim == 1:
        values = e.args
        total = sum(values)
        return rational(n * sum(x * x for x in values) - total * total, n * (n - 1))
    if type(e) is not Packed and len(e) >= SMALL and set(map(type, e.args)) == {float}:
        e = Packed(to_array(e))
    if type(e) is Packed and e.array.ndim == 1 and len(e) >= SMALL:
        import numpy as np

        found = float(np.var(e.array, ddof=1))
        if math.isfinite(found):
            return found
    mean = evaluate(mean_of(e))
    terms = []
    for x in e.args:
        d = evaluate(expr(S.Plus, x, expr(S.Times, -1, mean)))
        real = type(d) in REAL_TYPES
        terms.append(expr(S.Power, d, 2) if real else expr(S.Times, d, expr(S.Conjugate, d)))
    return evaluate(_divided(Expr(S.Plus, tuple(terms)), n - 1))


def _root(v: Any) -> Any:
    """The square root of the variance of a distribution, whose parameters are positive."""
    if has_head(v, S.Times):
        return Expr(S.Times, tuple(map(_root, v.args)))
    if has_head(v, S.Power, 2) and type(v.args[1]) is int:
        return expr(S.Power, v.args[0], rational(v.args[1], 2))
    return expr(S.Power, v, rational(1, 2))


def _spread(name: str, finish: Callable[[Any], Any], known: Callable[[Any], Any], usage: str, examples: str) -> None:
    """A measure that `finish` makes of the variance of data, and `known` of that of a distribution."""

    def measure(list: Any, *, evaluate: Any, session: Any, say: Any) -> Any:
        data = data_of(list)
        if data is None:
            variance = of_distribution(list, "variance", session)
            if variance is not None:
                return known(evaluate(variance))
            _refused(name, "rectt", say, list)
            return None
        if len(data) < 2:
            say("shlen", list)
            return None
        matrix = (
            columnwise(lambda c: evaluate(finish(variance_of(c, evaluate))), data) if is_list(data.args[0]) else None
        )
        return finish(variance_of(data, evaluate)) if matrix is None else matrix

    measure.__doc__ = f"{usage}\n\n    {examples}\n    "
    builtin(f"{name}[list_]", **_RECT)(measure)


_spread(
    "Variance",
    lambda v: v,
    lambda v: v,
    "Variance[list] gives the unbiased estimate of the variance, with n - 1 as divisor; Variance[dist] the variance of "
    "a distribution.",
    ">>> Variance[{1, 2, 3, 5}]\n    35/12",
)
_spread(
    "StandardDeviation",
    lambda v: expr(S.Power, v, rational(1, 2)),
    _root,
    "StandardDeviation[list] gives the square root of the variance; so does StandardDeviation[dist].",
    ">>> StandardDeviation[{1, 2, 3}]\n    1",
)


def _simple(name: str, formula: Callable[[Expr], Any], usage: str, examples: str, field: str = "") -> None:
    """A measure of data; `field` is what the table of distributions calls it."""

    def measure(list: Any, *, session: Any, say: Any) -> Any:
        data = data_of(list)
        if data is None and field and is_distribution(list):
            return shape_of(list, field, session)
        if data is None:
            _refused(name, "rectt", say, list)
            return None
        return formula(data)

    measure.__doc__ = f"{usage}\n\n    {examples}\n    "
    builtin(f"{name}[list_]", **_RECT)(measure)


_simple(
    "RootMeanSquare",
    lambda e: expr(
        S.Power, _divided(Expr(S.Plus, tuple([expr(S.Power, x, 2) for x in e.args])), len(e)), rational(1, 2)
    ),
    "RootMeanSquare[list] gives the square root of the mean of the squares.",
    ">>> RootMeanSquare[{1, 7}]\n    5",
)
_simple(
    "GeometricMean",
    lambda e: expr(S.Power, Expr(S.Times, e.args), rational(1, len(e))),
    "GeometricMean[list] gives the n-th root of the product of the n elements.",
    ">>> GeometricMean[{2, 8}]\n    4",
)
_simple(
    "HarmonicMean",
    lambda e: _divided(len(e), Expr(S.Plus, tuple([expr(S.Power, x, -1) for x in e.args]))),
    "HarmonicMean[list] gives the reciprocal of the mean of the reciprocals.",
    ">>> HarmonicMean[{2, 6}]\n    3",
)
_simple(
    "MeanDeviation",
    lambda e: expr(
        S.Mean, Expr(LIST, tuple([expr(S.Abs, expr(S.Plus, x, expr(S.Times, -1, mean_of(e)))) for x in e.args]))
    ),
    "MeanDeviation[list] gives the mean of the absolute deviations from the mean.",
    ">>> MeanDeviation[{1, 2, 3}]\n    2/3",
)
_simple(
    "MedianDeviation",
    lambda e: expr(
        S.Median,
        Expr(LIST, tuple([expr(S.Abs, expr(S.Plus, x, expr(S.Times, -1, expr(S.Median, e)))) for x in e.args])),
    ),
    "MedianDeviation[list] gives the median of the absolute deviations from the median.",
    ">>> MedianDeviation[{1, 2, 6}]\n    1",
)
_simple(
    "Standardize",
    lambda e: expr(
        S.Times, expr(S.Plus, e, expr(S.Times, -1, mean_of(e))), expr(S.Power, expr(S.StandardDeviation, e), -1)
    ),
    "Standardize[list] shifts and scales the elements to mean 0 and variance 1.",
    ">>> Standardize[{1, 2, 3}]\n    {-1, 0, 1}",
)


def _central_moment(e: Expr, k: int) -> Expr:
    deviations = [expr(S.Power, expr(S.Plus, x, expr(S.Times, -1, mean_of(e))), k) for x in e.args]
    return _divided(Expr(S.Plus, tuple(deviations)), len(e))


_simple(
    "Skewness",
    lambda e: expr(S.Times, _central_moment(e, 3), expr(S.Power, _central_moment(e, 2), rational(-3, 2))),
    "Skewness[list] gives the third central moment over the 3/2 power of the second; so does Skewness[dist].",
    ">>> {Skewness[{1, 2, 3}], Skewness[ExponentialDistribution[2]]}\n    {0, 2}",
    "skewness",
)
_simple(
    "Kurtosis",
    lambda e: expr(S.Times, _central_moment(e, 4), expr(S.Power, _central_moment(e, 2), -2)),
    "Kurtosis[list] gives the fourth central moment over the square of the second; so does Kurtosis[dist].",
    ">>> {Kurtosis[{1, 2, 3}], Kurtosis[NormalDistribution[0, 1]]}\n    {3/2, 3}",
    "kurtosis",
)


@builtin("CentralMoment[list_, k_Integer]")
def central_moment(list: Any, k: int, *, session: Any) -> Any:
    """CentralMoment[list, k] gives the mean of the k-th powers of the deviations from the mean; so does
    CentralMoment[dist, k].

    >>> CentralMoment[{1, 2, 3}, 2]
    2/3
    """
    data = data_of(list)
    if data is None and k >= 0 and is_distribution(list):
        return central_moment_of(list, k, session)
    return None if data is None else _central_moment(data, k)


@builtin("Covariance[v_, w_]", "Covariance[m_]")
def covariance(v: Any = None, w: Any = None, m: Any = None, *, session: Any) -> Any:
    """Covariance[v, w] gives the covariance of two lists; Covariance[m] the matrix of covariances of the columns of m,
    or of a distribution of vectors.

    >>> Covariance[{1, 2, 3}, {2, 4, 6}]
    2
    """
    if m is not None:
        columns = _columns(m)
        if columns is None:
            return of_distribution(m, "covariance", session)
        return make_list(make_list(expr(S.Covariance, a, b) for b in columns) for a in columns)
    if not is_list(v) or not is_list(w) or len(v) != len(w) or len(v) < 2:
        return None
    a, b = (expr(S.Plus, x, expr(S.Times, -1, mean_of(x))) for x in (v, w))
    return _divided(expr(S.Dot, a, expr(S.Conjugate, b)), len(v) - 1)


def _columns(m: Any) -> list[Any] | None:
    if not is_list(m) or not m.args or not all(is_list(r) and len(r) == len(m.args[0]) for r in m.args):
        return None
    return [pack(c) for c in zip(*[r.args for r in m.args], strict=True)]


@builtin("Correlation[v_, w_]", "Correlation[m_]")
def correlation(v: Any = None, w: Any = None, m: Any = None) -> Any:
    """Correlation[v, w] gives the correlation of two lists; Correlation[m] the matrix of those of the columns of m.

    >>> Correlation[{1, 2, 3}, {2, 4, 6}]
    1
    """
    if m is not None:
        columns = _columns(m)
        if columns is None:
            return None
        return make_list(make_list(expr(S.Correlation, a, b) for b in columns) for a in columns)
    if not is_list(v) or not is_list(w) or len(v) != len(w) or len(v) < 2:
        return None
    spread = expr(S.Times, expr(S.StandardDeviation, v), expr(S.StandardDeviation, w))
    return expr(S.Times, expr(S.Covariance, v, w), expr(S.Power, spread, -1))


@builtin("Quantile[list_, q_]", "Quantile[list_, q_, parameters_]", **_RECT)
def quantile(list: Any, q: Any, parameters: Any = None, *, evaluate: Any, session: Any, say: Any) -> Any:
    """Quantile[list, q] gives the q-quantile: the smallest element that at least the part q of the elements reach.

    Quantile[list, {q1, q2, ...}] gives several; Quantile[list, q, {{a, b}, {c, d}}] interpolates between elements x_k
    and x_k+1 of the sorted list with r = a + (n + b) q, k its floor and weight c + d (r - k). Quantile[dist, q] is
    InverseCDF[dist, q].

    >>> Quantile[{1, 2, 3, 4}, 1/2]
    2
    """
    if is_distribution(list):
        return quantile_of(list, q, session)
    if is_list(q):
        rest = () if parameters is None else (parameters,)
        return make_list(Expr(S.Quantile, (list, x, *rest)) for x in q.args)
    data = _real_data("Quantile", list, say)
    if data is None or type(q) not in REAL_TYPES or not 0 <= q <= 1:
        return None
    if not _numeric(data, evaluate):
        columns = _columns(data)
        rest = () if parameters is None else (parameters,)
        return None if columns is None else make_list(Expr(S.Quantile, (c, q, *rest)) for c in columns)
    (a, b), (c, d) = [row.args for row in parameters.args] if parameters is not None else ((0, 0), (1, 0))
    values = _sorted_numeric(data, evaluate)
    n = len(values)
    r = evaluate(expr(S.Plus, a, expr(S.Times, expr(S.Plus, n, b), q)))
    k = evaluate(expr(S.Floor, r))
    if type(k) is not int:
        return None
    fraction = evaluate(expr(S.Plus, r, -k))

    def at(i: int) -> Any:
        return values[min(max(i, 1), n) - 1]

    if parameters is None:
        return at(k if fraction == 0 else k + 1)
    step = expr(S.Plus, at(k + 1), expr(S.Times, -1, at(k)))
    return expr(S.Plus, at(k), expr(S.Times, step, expr(S.Plus, c, expr(S.Times, d, fraction))))


_HAZEN = make_list([make_list([rational(1, 2), 0]), make_list([0, 1])])


@builtin("Quartiles[list_]")
def quartiles(list: Any) -> Any:
    """Quartiles[list] gives the three quartiles of the elements; so does Quartiles[dist].

    >>> Quartiles[{1, 2, 3, 4}]
    {3/2, 5/2, 7/2}
    """
    if is_distribution(list):
        return make_list(expr(S.Quantile, list, rational(k, 4)) for k in (1, 2, 3))
    if data_of(list) is None:
        return None
    return make_list(expr(S.Quantile, list, rational(k, 4), _HAZEN) for k in (1, 2, 3))


@builtin("InterquartileRange[list_]")
def interquartile_range(list: Any) -> Any:
    """InterquartileRange[list] gives the difference of the upper and the lower quartile.

    >>> InterquartileRange[{1, 2, 3, 4}]
    2
    """
    if data_of(list) is None:
        return None
    upper, lower = (expr(S.Quantile, list, rational(k, 4), _HAZEN) for k in (3, 1))
    return expr(S.Plus, upper, expr(S.Times, -1, lower))


@builtin("MinMax[list_]", "MinMax[list_, d_]")
def min_max(list: Any, d: Any = None) -> Any:
    """MinMax[list] gives {Min[list], Max[list]}; MinMax[list, d] widens it by d on both sides, {d1, d2} by each.

    >>> MinMax[{3, 1, 2}]
    {1, 3}
    """
    low, high = expr(S.Min, list), expr(S.Max, list)
    if d is None:
        return expr(LIST, low, high)
    below, above = d.args if is_list(d) and len(d) == 2 else (d, d)
    if isinstance(d, Expr) and d.head is S.Scaled and len(d) == 1:
        below = above = expr(S.Times, d.args[0], expr(S.Plus, high, expr(S.Times, -1, low)))
    return expr(LIST, expr(S.Plus, low, expr(S.Times, -1, below)), expr(S.Plus, high, above))
