"""Interpolation: functions through data; carried out in interpreter/solving."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import applied, builtin, name
from ..display import formatter
from ..display.layout import ATOM
from ..expr import Expr, Value, is_list, make_list
from ..numerics.algebra import product_of, sum_of
from ..numerics.numbers import REAL_TYPES, compare_reals, rational
from ..numerics.numeric import numericize, real_value

_OPTIONS = {"InterpolationOrder": "3", "Method": "Automatic", "PeriodicInterpolation": "False"}
_MESSAGES = {
    "indat": "The place in the data point `1` is not made of real numbers.",
    "inddp": "The place `1` in dimension `2` occurs twice.",
    "indim": "The places do not lie on a grid.",
    "inhr": "The order is too high for so few points; it is reduced to `1`.",
    "innd": "The first argument of `1` is no list of values, nor of places and values.",
    "inord": "The order `1` should be a whole number that is not negative, or a list of such numbers, one a dimension.",
    "perio": "The first and the last value in dimension `1` differ, so that the function cannot repeat itself.",
    "bdmtd": 'The Method `1` is neither Automatic nor "Hermite" nor "Spline".',
}
name("PeriodicInterpolation", "PeriodicInterpolation is an option of Interpolation: whether to go round.")


class _Refused(Exception):
    """What is wrong with the data: (tag, arguments of the message)."""


@builtin(
    "Interpolation[data_, OptionsPattern[]]",
    "Interpolation[data_, place_, OptionsPattern[]]",
    options=_OPTIONS,
    **_MESSAGES,
)
def interpolation(data: Any, place: Any = None, *, options: dict[str, Any], session: Any, say: Any, expr: Any) -> Any:
    """Interpolation[{f1, f2, ...}] gives a function that has these values at 1, 2, ...;
    Interpolation[{{x1, f1}, {x2, f2}, ...}] at x1, x2, ..., and Interpolation[{{{x1, y1, ...}, f1}, ...}] at the
    points of a grid. Interpolation[data, x] gives its value at x.

    {{x1}, f1, d1, ...} gives derivatives too. Values may be lists. InterpolationOrder is the degree of the polynomials
    in pieces, 3 if nothing is said, or a list of degrees; Method -> "Spline" makes them smooth, and
    PeriodicInterpolation -> True goes round. Exact data have exact values at exact places.

    >>> f = Interpolation[{1, 4, 9, 16}]; {f, f[5/2], f[2.5], f'[2]}
    {InterpolatingFunction[{{1, 4}}, <>], 25/4, 6.25, 4}
    >>> Interpolation[{{0, 1}, {2, 5}}, InterpolationOrder -> 1][1]
    3
    >>> Interpolation[Flatten[Table[{{x, y}, x y}, {x, 3}, {y, 4}], 1], InterpolationOrder -> 1][1.5, 2.5]
    3.75
    """
    try:
        made = _made(*_read(data, expr, session), options, session, say)
    except _Refused as problem:
        return say(*problem.args)
    return made if place is None else Expr(made, place.args if is_list(place) else (place,))


@builtin(
    "ListInterpolation[array_, OptionsPattern[]]",
    "ListInterpolation[array_, domain_, OptionsPattern[]]",
    options=_OPTIONS,
    **_MESSAGES,
)
def list_interpolation(
    array: Any, domain: Any = None, *, options: dict[str, Any], session: Any, say: Any, expr: Any
) -> Any:
    """ListInterpolation[array] gives a function of as many variables as the array is deep, whose values at the
    positions are the elements; ListInterpolation[array, {{xmin, xmax}, {ymin, ymax}, ...}] spreads the positions over
    a domain, and ListInterpolation[array, {{x1, x2, ...}, {y1, y2, ...}, ...}] gives all of them.

    >>> f = ListInterpolation[{{1, 2}, {3, 4}}, {{0, 1}, {0, 1}}, InterpolationOrder -> 1]; f[1/2, 1/2]
    5/2
    """
    shape = _shape(array)
    if not shape:
        return say("innd", expr)
    if domain is None:
        specs: list[Any] = [None] * len(shape)
    else:
        specs = list(domain.args) if is_list(domain) else []
        if specs and all(not is_list(s) for s in specs):
            specs = [domain]
    if not 1 <= len(specs) <= len(shape):
        return say("innd", expr)
    try:
        grids = [_spread(s, n, i, session) for i, (s, n) in enumerate(zip(specs, shape, strict=False))]
        return _made(grids, array, 1, options, session, say)
    except _Refused as problem:
        return say(*problem.args)


def _spread(spec: Any, n: int, dimension: int, session: Any) -> tuple[Any, ...]:
    if spec is None:
        return tuple(range(1, n + 1))
    spec = _numbers(spec, session) if is_list(spec) else spec
    if not is_list(spec) or not all(type(x) in REAL_TYPES for x in spec.args):
        raise _Refused("indat", spec)
    if len(spec) == n:
        return _ascending(spec.args, dimension)
    if len(spec) != 2 or n < 2:
        raise _Refused("indim")
    low, high = spec.args
    step = product_of(rational(1, n - 1), sum_of(high, product_of(-1, low)))
    return (*[sum_of(low, product_of(i, step)) for i in range(n - 1)], high)


def _shape(array: Any) -> list[int]:
    shape = []
    while is_list(array) and len(array):
        shape.append(len(array))
        if is_list(array.args[0]) and not all(is_list(a) and len(a) == len(array.args[0]) for a in array.args):
            return []
        array = array.args[0]
    return shape


def _ascending(places: Any, dimension: int) -> tuple[Any, ...]:
    for a, b in zip(places, places[1:]):
        if compare_reals(a, b) >= 0:
            raise _Refused("inddp", b, dimension + 1)
    return tuple(places)


def _read(data: Any, expr: Any, session: Any) -> tuple[list[tuple[Any, ...]], Any, int]:
    """(grid, nested lists of values, how many numbers at a point) of the data of Interpolation."""
    if not is_list(data) or not len(data):
        raise _Refused("innd", expr)
    rows = data.args
    if all(not is_list(r) for r in rows):
        return [tuple(range(1, len(rows) + 1))], data, 1
    if not all(is_list(r) and len(r) >= 2 for r in rows):
        raise _Refused("innd", expr)
    if all(not is_list(r.args[0]) for r in rows):
        if any(len(r) != 2 for r in rows):
            raise _Refused("innd", expr)
        points = [((r.args[0],), r.args[1]) for r in rows]
        given = 1
    else:
        given = len(rows[0]) - 1
        if not all(is_list(r.args[0]) and len(r) == given + 1 for r in rows):
            raise _Refused("innd", expr)
        points = [(r.args[0].args, r.args[1] if given == 1 else make_list(r.args[1:])) for r in rows]
    dimensions = len(points[0][0])
    points = [(_numbers(make_list(place), session).args, value) for place, value in points]
    for row, (place, _) in zip(rows, points, strict=True):
        if len(place) != dimensions or not all(type(x) in REAL_TYPES for x in place):
            raise _Refused("indat", row)
    if given > 1 and dimensions > 1:
        raise _Refused("innd", expr)
    return *_gridded(points, dimensions), given


def _gridded(points: list[tuple[Any, Any]], dimensions: int) -> tuple[list[tuple[Any, ...]], Any]:
    """The places along every axis, and the values as nested lists."""
    grids = []
    for d in range(dimensions):
        # Equal numbers of different types are one place.
        different = {float(place[d]): place[d] for place, _ in points}
        grids.append(tuple([different[k] for k in sorted(different)]))
    size = 1
    for grid in grids:
        size *= len(grid)
    values = {tuple(map(float, place)): value for place, value in points}
    if len(values) < len(points):
        seen = set()
        for place, _ in points:
            if (at := tuple(map(float, place))) in seen:
                raise _Refused("inddp", place[0] if dimensions == 1 else make_list(place), 1)
            seen.add(at)
    if size != len(points):
        raise _Refused("indim")

    def nested(d: int, before: tuple[float, ...]) -> Any:
        return make_list(nested(d + 1, (*before, float(x))) for x in grids[d]) if d < dimensions else values[before]

    return grids, nested(0, ())


_METHODS = {S.Automatic: "Hermite", "Hermite": "Hermite", "Spline": "Spline"}


def _numbers(e: Any, session: Any) -> Any:
    """A list with its numeric elements, such as Pi/2, as numbers."""
    if all(type(x) in REAL_TYPES for x in e.args):
        return e
    return session.evaluate_expr(numericize(e, None, session))


def _made(
    grids: list[tuple[Any, ...]], values: Any, given: int, options: dict[str, Any], session: Any, say: Any
) -> Any:
    from ..solving.interpolatingfunction import InterpolatingFunction

    n = len(grids)
    method = options["Method"]
    if method not in _METHODS:
        raise _Refused("bdmtd", method)
    order = options["InterpolationOrder"]
    orders = list(order.args) if is_list(order) else [3 if order is S.Automatic else order] * n
    if len(orders) != n or not all(type(k) is int and k >= 0 for k in orders):
        raise _Refused("inord", order)
    most = [len(grid) * given - 1 for grid in grids]
    if any(k > m for k, m in zip(orders, most, strict=True)):
        orders = [min(pair) for pair in zip(orders, most, strict=True)]
        say("inhr", make_list(orders))
    periodic = options["PeriodicInterpolation"]
    periods = [p is S.True_ for p in (periodic.args if is_list(periodic) else [periodic] * n)]
    way = _METHODS[method] if given == 1 else "Hermite"
    made = InterpolatingFunction(way, tuple(orders), (0,) * n, (False,) * n, given, tuple(grids), values)
    if not made.finite:
        values = session.evaluate_expr(numericize(values, None, session))
        made = InterpolatingFunction(way, made.orders, made.derived, made.periods, given, made.grids, values)
        if not made.finite:
            raise _Refused("innd", values)
    if len(periods) == n and any(periods):
        for d in range(n):
            if periods[d] and not made.closes(d):
                raise _Refused("perio", d + 1)
        made = InterpolatingFunction(way, made.orders, made.derived, tuple(periods), given, made.grids, values)
    return made


@builtin(
    "InterpolatingFunction[domain_, rest___]",
    attributes="NHoldAll Protected ReadProtected",
    dmval="The place `1` is outside the domain of the interpolating function; it is continued there.",
)
def interpolating_function(domain: Any, rest: Any) -> Any:
    """InterpolatingFunction[domain, ...] is a function that Interpolation or NDSolve gave. It is applied to numbers or
    lists of numbers, can be differentiated and integrated, and f["Domain"], f["Grid"], f["Coordinates"],
    f["ValuesOnGrid"], f["InterpolationOrder"] tell about it.

    >>> f = Interpolation[{{0, 1.}, {1, 3.}, {2, 11.}}, InterpolationOrder -> 2]; {f["Domain"], f[{0.5, 1}], f''[1.]}
    {{{0, 2}}, {1.25, 3.}, 6.}
    """
    from ..solving.interpolatingfunction import read

    return read(*rest) if len(rest) == 3 else None


@applied("InterpolatingFunction")
def _apply(head: Any, args: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    if not isinstance(head, Value):
        return None
    from ..solving.interpolatingfunction import PROPERTIES
    from ..solving.interpolatingfunction import applied as value_at

    if len(args) == 1 and type(args[0]) is str:
        found = PROPERTIES.get(args[0])
        return None if found is None else found(head)
    if not any(map(is_list, args)):
        numbers = [real_value(a, session) for a in args]
        args = tuple([a if n is None else n for a, n in zip(args, numbers, strict=True)])
    return value_at(head, args, session, say)


@formatter("InterpolatingFunction")
def show_interpolating_function(e: Any, page: Any) -> Any:
    return (ATOM, ["InterpolatingFunction[", (e.domain, 0), ", <>]"]) if isinstance(e, Value) else None
