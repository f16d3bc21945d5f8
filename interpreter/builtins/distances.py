"""Distances between vectors, and the elements nearest to a point."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..associations import Association
from ..declare import applied, builtin
from ..expr import Expr, expr, is_list, is_rule, make_list
from ..numerics.numbers import REAL_TYPES, rational
from ..ordering import sort_key
from ..packed import Packed, to_array
from .content import chosen
from .positions import is_infinite

HALF = rational(1, 2)


def _differences(u: Any, v: Any) -> list[Any] | None:
    """|u_i - v_i| for two vectors of one length, or two numbers."""
    if is_list(u) and is_list(v):
        if len(u) != len(v):
            return None
        return [expr(S.Abs, expr(S.Plus, a, expr(S.Times, -1, b))) for a, b in zip(u.args, v.args, strict=True)]
    if is_list(u) or is_list(v):
        return None
    return [expr(S.Abs, expr(S.Plus, u, expr(S.Times, -1, v)))]


def _distance(name: str, formula: Callable[[list[Any]], Any], usage: str, example: str) -> None:
    def distance(u: Any, v: Any, *, say: Any) -> Any:
        parts = _differences(u, v)
        if parts is None:
            say("len", u, v)
            return None
        return formula(parts)

    distance.__doc__ = f"{usage}\n\n    {example}\n    "
    builtin(f"{name}[u_, v_]", len="The arguments `1` and `2` should be vectors of equal length.")(distance)


def _squares(parts: list[Any]) -> Expr:
    return Expr(S.Plus, tuple([expr(S.Power, p, 2) for p in parts]))


_distance(
    "EuclideanDistance",
    lambda d: expr(S.Power, _squares(d), HALF),
    "EuclideanDistance[u, v] gives the length of u - v.",
    ">>> EuclideanDistance[{0, 0}, {3, 4}]\n    5",
)
_distance(
    "SquaredEuclideanDistance",
    _squares,
    "SquaredEuclideanDistance[u, v] gives the square of the length of u - v.",
    ">>> SquaredEuclideanDistance[{0, 0}, {3, 4}]\n    25",
)
_distance(
    "ManhattanDistance",
    lambda d: Expr(S.Plus, tuple(d)),
    "ManhattanDistance[u, v] gives the sum of the distances of the components.",
    ">>> ManhattanDistance[{0, 0}, {3, 4}]\n    7",
)
_distance(
    "ChessboardDistance",
    lambda d: Expr(S.Max, tuple(d)),
    "ChessboardDistance[u, v] gives the greatest of the distances of the components.",
    ">>> ChessboardDistance[{0, 0}, {3, 4}]\n    4",
)


@builtin("CosineDistance[u_List, v_List]")
def cosine_distance(u: Any, v: Any) -> Any:
    """CosineDistance[u, v] gives 1 minus the cosine of the angle between u and v.

    >>> CosineDistance[{1, 0}, {0, 2}]
    1
    """
    cosine = expr(S.Times, expr(S.Dot, u, v), expr(S.Power, expr(S.Times, expr(S.Norm, u), expr(S.Norm, v)), -1))
    return expr(S.Plus, 1, expr(S.Times, -1, cosine))


@builtin("VectorAngle[u_List, v_List]")
def vector_angle(u: Any, v: Any) -> Any:
    """VectorAngle[u, v] gives the angle between the vectors u and v.

    >>> VectorAngle[{1, 0}, {0, 2}]
    Pi/2
    """
    sizes = expr(S.Times, expr(S.Norm, u), expr(S.Norm, v))
    return expr(S.ArcCos, expr(S.Times, expr(S.Dot, u, v), expr(S.Power, sizes, -1)))


# ---- the nearest elements --------------------------------------------------------------------------------------------


@builtin(
    "Nearest[data_, x_]",
    "Nearest[data_, x_, n_, OptionsPattern[]]",
    "Nearest[data_, x_, OptionsPattern[]]",
    "Nearest[data_, OptionsPattern[]]",
    options={"DistanceFunction": "Automatic", "Method": "Automatic"},
)
def nearest(data: Any, x: Any = None, n: Any = None, *, options: dict[str, Any], session: Any) -> Any:
    """Nearest[{p1, p2, ...}, x] gives the list of the elements nearest to x; Nearest[data, x, n] the n nearest.

    Nearest[data, x, {n, r}] keeps to the distance r.  {p1 -> v1, ...} and {p1, ...} -> {v1, ...} give the values
    instead; -> "Index" and -> "Distance" the positions and distances.  Nearest[data] is a function of x.

    >>> Nearest[{1, 4, 9, 16}, 10]
    {9}
    >>> Nearest[{{0, 0}, {1, 1}, {5, 5}} -> {a, b, c}, {2, 2}]
    {b}
    """
    split = _points_and_values(data)
    if split is None:
        return None
    points, values = split
    if x is None:
        return expr(S.NearestFunction, data, options["DistanceFunction"])
    return nearest_in(session, points, values, x, n, options["DistanceFunction"])


def _points_and_values(data: Any) -> tuple[Expr, Any] | None:
    """The points, and what to give for each: None for the point, "Index", "Distance", or a list of values."""
    if type(data) is Association:
        return make_list(data.values()), make_list(data.keys())
    if is_rule(data):
        points, values = data.args
        if values is S.Automatic:
            values = "Index"
        if not is_list(points) or (is_list(values) and len(values) != len(points)):
            return None
        return points, values
    if is_list(data) and len(data):
        if type(data) is not Packed and all(is_rule(r) for r in data.args):
            return make_list(r.args[0] for r in data.args), make_list(r.args[1] for r in data.args)
        return data, None
    return None


def nearest_in(session: Any, points: Expr, values: Any, x: Any, n: Any, measure: Any) -> Any:
    """The list for one point x, or the list of lists for several."""
    several = is_list(x) and is_list(points.args[0]) and len(x) and is_list(x.args[0])
    if several or (is_list(x) and not is_list(points.args[0])):
        return make_list(nearest_in(session, points, values, y, n, measure) for y in x.args)
    distances = _distances(session, points, x, measure)
    count, radius = n, None
    if is_list(n) and len(n) == 2:
        count, radius = n.args
    order = sorted(range(len(distances)), key=lambda i: distances[i])
    if n is None:
        order = [i for i in order if distances[i] == distances[order[0]]]
    else:
        if radius is not None:
            limit = _rank(radius)
            order = [i for i in order if distances[i] <= limit]
        if type(count) is int:
            order = order[:count]
        elif not is_infinite(count) and count is not S.All:
            return None
    if values == "Index":
        return make_list(i + 1 for i in order)
    if values == "Distance":
        return make_list(_measured(session, points.args[i], x, measure) for i in order)
    return chosen(points if values is None else values, order)


def _rank(d: Any) -> Any:
    return (0, float(d)) if type(d) in REAL_TYPES else (1, sort_key(d))


def _measured(session: Any, p: Any, x: Any, measure: Any) -> Any:
    if measure is S.Automatic:
        measure = S.EditDistance if isinstance(p, str) else S.EuclideanDistance
    return session.evaluate_expr(expr(measure, p, x))


def _distances(session: Any, points: Expr, x: Any, measure: Any) -> list[Any]:
    if measure in (S.Automatic, S.EuclideanDistance):
        array = to_array(points)
        target = to_array(x) if is_list(x) else x if type(x) in REAL_TYPES else None
        if array is not None and target is not None:
            import numpy as np

            d = array.astype(np.float64) - np.asarray(target if is_list(x) else float(target))
            return [(0, v) for v in (np.abs(d) if d.ndim == 1 else np.sqrt((d * d).sum(axis=1))).tolist()]
    ranks = []
    for p in points.args:
        d = _measured(session, p, x, measure)
        if type(d) not in REAL_TYPES:
            d = session.evaluate_expr(expr(S.N, d))
        ranks.append(_rank(d))
    return ranks


@builtin("NearestFunction[data_, measure_]")
def nearest_function(data: Any, measure: Any) -> None:
    """NearestFunction[...] is what Nearest[data] gives: applied to x, or x and n, it gives the nearest elements.

    >>> Nearest[{1, 4, 9}][5]
    {4}
    """
    return None


@applied("NearestFunction")
def apply_nearest(head: Any, args: tuple[Any, ...], *, session: Any) -> Any:
    """nf[x] and nf[x, n]."""
    split = _points_and_values(head.args[0]) if len(head.args) == 2 else None
    if split is None or not 1 <= len(args) <= 2:
        return None
    return nearest_in(session, *split, args[0], args[1] if len(args) > 1 else None, head.args[1])
