"""Linear programs in exact numbers: the simplex method in two phases, by the least index, so that it ends."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

Row = list[Fraction]
_MOST_BRANCHES = 10_000


class Infeasible(Exception):
    """No point meets the constraints."""


class Unbounded(Exception):
    """The objective has no least value."""


def minimum(costs: Sequence[Fraction], rows: Sequence[tuple[Row, int, Fraction]]) -> Row:
    """x >= 0 with least costs . x under row . x >= b (sign 1), == b (0) or <= b (-1)."""
    n = len(costs)
    slacks = sum(sign != 0 for _, sign, _ in rows)
    table: list[Row] = []
    k = 0
    for a, sign, b in rows:
        slack = [Fraction(0)] * slacks
        if sign:
            slack[k] = Fraction(-sign)
            k += 1
        line = [*a, *slack, b]
        table.append([-x for x in line] if b < 0 else line)
    m, width = len(table), n + slacks
    for i, line in enumerate(table):  # an artificial variable for each row
        line[-1:-1] = [Fraction(int(i == j)) for j in range(m)]
    basis = list(range(width, width + m))
    total = _simplex(table, basis, [Fraction(0)] * width + [Fraction(1)] * m)
    if total > 0:
        raise Infeasible
    _without_artificial(table, basis, width)
    for line in table:
        del line[width:-1]
    _simplex(table, basis, [*costs, *[Fraction(0)] * slacks])
    x = [Fraction(0)] * width
    for i, j in enumerate(basis):
        x[j] = table[i][-1]
    return x[:n]


def _without_artificial(table: list[Row], basis: list[int], width: int) -> None:
    """Other variables into the basis, and rows that say nothing away."""
    for i in reversed(range(len(table))):
        if basis[i] >= width:
            j = next((j for j in range(width) if table[i][j]), None)
            if j is None:
                del table[i], basis[i]
            else:
                _pivot(table, basis, i, j)


def _pivot(table: list[Row], basis: list[int], i: int, j: int) -> None:
    p = table[i][j]
    table[i] = [x / p for x in table[i]]
    for k, line in enumerate(table):
        if k != i and line[j]:
            c = line[j]
            table[k] = [x - c * y for x, y in zip(line, table[i])]
    basis[i] = j


def _simplex(table: list[Row], basis: list[int], costs: Row) -> Fraction:
    """Steps until no variable lowers the costs; the least costs."""
    width = len(costs)
    while True:
        prices = [costs[j] for j in basis]
        enters = None
        for j in range(width):
            if costs[j] < sum(p * line[j] for p, line in zip(prices, table)):
                enters = j
                break
        if enters is None:
            return sum((p * line[-1] for p, line in zip(prices, table)), Fraction(0))
        ratios = [(line[-1] / line[enters], basis[i], i) for i, line in enumerate(table) if line[enters] > 0]
        if not ratios:
            raise Unbounded
        _pivot(table, basis, min(ratios)[2], enters)


def whole_minimum(
    costs: Sequence[Fraction], rows: Sequence[tuple[Row, int, Fraction]], whole: Sequence[bool]
) -> Row:
    """The same with whole numbers for some variables: where one is none, both ways are tried."""
    best: tuple[Fraction, Row] | None = None
    todo = [list(rows)]
    for _ in range(_MOST_BRANCHES):
        if not todo:
            break
        lines = todo.pop()
        try:
            x = minimum(costs, lines)
        except Infeasible:
            continue
        value = sum((c * v for c, v in zip(costs, x)), Fraction(0))
        if best is not None and value >= best[0]:
            continue
        broken = next((i for i, v in enumerate(x) if whole[i] and v.denominator > 1), None)
        if broken is None:
            best = (value, x)
            continue
        unit = [Fraction(int(i == broken)) for i in range(len(costs))]
        todo += [
            [*lines, (unit, 1, Fraction(ceil(x[broken])))],
            [*lines, (unit, -1, Fraction(floor(x[broken])))],
        ]
    if best is None:
        raise Infeasible
    return best[1]


def bounded_minimum(
    costs: Sequence[Fraction],
    rows: Sequence[tuple[Row, int, Fraction]],
    bounds: Sequence[tuple[Fraction | None, Fraction | None]],
    whole: Sequence[bool],
) -> Row:
    """The minimum for variables between bounds, None for none: y = x - low, or x as a difference of two."""
    n = len(costs)
    parts: list[tuple[int, Fraction]] = []  # (variable, factor)
    shift = [low if low is not None else Fraction(0) for low, _ in bounds]
    for i, (low, _) in enumerate(bounds):
        parts.append((i, Fraction(1)))
        if low is None:
            parts.append((i, Fraction(-1)))

    def spread(a: Sequence[Fraction]) -> Row:
        return [factor * a[i] for i, factor in parts]

    lines = [(spread(a), sign, b - sum((x * s for x, s in zip(a, shift)), Fraction(0))) for a, sign, b in rows]
    for i, (_, high) in enumerate(bounds):
        if high is not None:
            unit = [Fraction(int(i == j)) for j in range(n)]
            lines.append((spread(unit), -1, high - shift[i]))
    is_whole = [whole[i] for i, _ in parts]
    found = whole_minimum(spread(costs), lines, is_whole) if any(whole) else minimum(spread(costs), lines)
    x = list(shift)
    for (i, factor), v in zip(parts, found):
        x[i] += factor * v
    return x
