"""Ways to write a number as a sum, and the numbers of Stirling and Bell that count partitions of sets."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from math import gcd, isqrt
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import is_list, make_list
from ..numerics.algebra import product_of, sum_of
from ..numerics.functions import ATTRIBUTES
from ..numerics.infinities import INFINITY, is_infinite
from ..numerics.numbers import Rational, rational
from ..numerics.powers import power_of
from .numbertheory import partitions_p

_MOST = 10**7  # elements that a list may hold
_MOST_ROWS = 3000  # of a triangle of Stirling numbers


def _lengths(spec: Any) -> range | None:
    """The numbers of parts that are allowed: All, k for at most k, {k}, {least, most} or {least, most, step}."""
    if spec is S.All or is_infinite(spec):
        return range(_MOST)
    if type(spec) is int and spec >= 0:
        return range(spec + 1)
    bounds = spec.args if is_list(spec) else ()
    bounds = tuple([_MOST if is_infinite(b) else b for b in bounds])
    if not 1 <= len(bounds) <= 3 or not all(type(b) is int for b in bounds) or bounds[0] < 0 or bounds[-1] == 0:
        return None
    least, most, step = bounds[0], bounds[min(len(bounds), 2) - 1], bounds[2] if len(bounds) == 3 else 1
    return range(least, most + 1, step)


def _fraction(x: Any) -> Fraction | None:
    return Fraction(x) if type(x) is int else Fraction(x.p, x.q) if type(x) is Rational else None


def _decreasing(total: Fraction | int, parts: list[Any], allowed: range) -> Iterator[tuple[Any, ...]]:
    """Sums of positive parts, given the greatest first, in reverse lexicographic order."""
    most = allowed[-1] if allowed else -1

    def descend(rest: Any, start: int, chosen: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        if rest == 0:
            if len(chosen) in allowed:
                yield chosen
            return
        left = most - len(chosen)
        for i in range(start, len(parts)):
            if parts[i] * left < rest:
                return
            if parts[i] <= rest:
                yield from descend(rest - parts[i], i, (*chosen, parts[i]))

    return descend(total, 0, ())


@builtin("IntegerPartitions[n_]", "IntegerPartitions[n_, lengths_]", "IntegerPartitions[n_, lengths_, parts_]",
         "IntegerPartitions[n_, lengths_, parts_, count_]")  # fmt: skip
def integer_partitions(n: Any, lengths: Any = S.All, parts: Any = S.All, count: Any = S.All, *, say: Any) -> Any:
    """IntegerPartitions[n] gives all ways to write n as a sum of positive integers, the greatest first.

    IntegerPartitions[n, k] gives those with at most k terms, IntegerPartitions[n, {k}] with k,
    IntegerPartitions[n, {k1, k2}] with k1 to k2; IntegerPartitions[n, lengths, {s1, s2, ...}] only uses the terms s1,
    s2, ..., and IntegerPartitions[n, lengths, terms, m] gives the first m.

    >>> IntegerPartitions[4]
    {{4}, {3, 1}, {2, 2}, {2, 1, 1}, {1, 1, 1, 1}}
    >>> IntegerPartitions[8, 3, {1, 2, 5}]
    {{5, 2, 1}}
    """
    total, allowed = _fraction(n), _lengths(lengths)
    if total is None or allowed is None or not (count is S.All or type(count) is int and count >= 0):
        return None
    if parts is S.All:
        if type(n) is not int or n > _MOST:
            return None
        if n > _MOST or (count is S.All and lengths is S.All and n < 1000 and partitions_p(n) > _MOST):
            say("nomem", n)
            return None
        terms: list[Any] = list(range(n, 0, -1))
    else:
        found = [_fraction(x) for x in parts.args] if is_list(parts) else [None]
        if any(x is None or x <= 0 for x in found):
            return None
        terms = sorted({x for x in found if x is not None}, reverse=True)
    sums = _decreasing(total if parts is not S.All else n, terms, allowed) if total >= 0 else iter(())
    most: Any = None if count is S.All else count
    return make_list(make_list(map(_number, s)) for s in islice(sums, most))


def _number(x: int | Fraction) -> Any:
    return x if type(x) is int else rational(x.numerator, x.denominator)


@builtin("PartitionsQ[n_Integer]", attributes=ATTRIBUTES)
def partitions_q(n: int) -> Any:
    """PartitionsQ[n] gives the number of ways to write n as a sum of different positive integers.

    >>> PartitionsQ[{5, 10, 100}]
    {3, 10, 444793}
    """
    if n > 10**5:
        return None
    ways = [1] + [0] * max(n, 0)
    for k in range(1, n + 1):
        for i in range(n, k - 1, -1):
            ways[i] += ways[i - k]
    return ways[n] if n >= 0 else 0


def stirling_row(n: int, second: bool) -> list[int]:
    """S(n, 0), ..., S(n, n) by the recurrence; the first kind with signs."""
    row = [1]
    for i in range(n):
        row = [
            (row[k - 1] if k else 0) + (k if second else -i) * (row[k] if k < len(row) else 0)
            for k in range(len(row) + 1)
        ]
    return row


@builtin("StirlingS1[n_Integer, k_Integer]", attributes=ATTRIBUTES)
def stirling_s1(n: int, k: int) -> Any:
    """StirlingS1[n, k] gives the Stirling number of the first kind, with its sign: the coefficient of x^k in
    x (x - 1) ... (x - n + 1).

    >>> Table[StirlingS1[4, k], {k, 0, 4}]
    {0, -6, 11, -6, 1}
    """
    return None if n < 0 or k < 0 or n > _MOST_ROWS else stirling_row(n, False)[k] if k <= n else 0


@builtin("StirlingS2[n_Integer, k_Integer]", attributes=ATTRIBUTES)
def stirling_s2(n: int, k: int) -> Any:
    """StirlingS2[n, k] gives the number of ways to part n things into k sets that are not empty.

    >>> Table[StirlingS2[4, k], {k, 0, 4}]
    {0, 1, 7, 6, 1}
    """
    return None if n < 0 or k < 0 or n > _MOST_ROWS else stirling_row(n, True)[k] if k <= n else 0


@builtin("BellB[n_Integer]", "BellB[n_Integer, x_]", attributes=ATTRIBUTES)
def bell_b(n: int, x: Any = 1, *, session: Any) -> Any:
    """BellB[n] gives the number of partitions of n things into sets; BellB[n, x] the sum of StirlingS2[n, k] x^k.

    >>> BellB[{0, 3, 10}]
    {1, 5, 115975}
    >>> BellB[3, x]
    x + 3 x^2 + x^3
    """
    if n < 0 or n > _MOST_ROWS:
        return None
    row = stirling_row(n, True)
    return sum_of(*[product_of(c, power_of(x, k, session), session=session) for k, c in enumerate(row) if c],
                  session=session)  # fmt: skip


# ---- sums of given numbers, sums of powers ---------------------------------------------------------------------------


def _positive(e: Any) -> list[int] | None:
    items = list(e.args) if is_list(e) else []
    return items if items and all(type(a) is int and a > 0 for a in items) else None


@builtin("FrobeniusNumber[list_]")
def frobenius_number(list: Any) -> Any:
    """FrobeniusNumber[{a1, a2, ...}] gives the greatest integer that is no sum of multiples of the positive ai.

    It is -1 if there is none that is not negative, Infinity if all ai have a common divisor.

    >>> {FrobeniusNumber[{6, 9, 20}], FrobeniusNumber[{4, 6}]}
    {43, Infinity}
    """
    coins = _positive(list)
    if coins is None or min(coins) > _MOST:
        return None
    if gcd(*coins) > 1:
        return INFINITY
    least = min(coins)
    reach: list[float] = [0] + [float("inf")] * (least - 1)  # of each residue: Boecker, Liptak
    for a in coins:
        rounds = gcd(a, least)
        for start in range(rounds):
            n = min(reach[start::rounds])
            if n == float("inf"):
                continue
            for _ in range(2 * least // rounds):
                n = reach[int(n) % least] = min(n, reach[int(n) % least])
                n += a
    return int(max(reach)) - least


@builtin("FrobeniusSolve[list_, b_Integer]", "FrobeniusSolve[list_, b_Integer, count_Integer]")
def frobenius_solve(list: Any, b: int, count: int | None = None) -> Any:
    """FrobeniusSolve[{a1, a2, ...}, b] gives all {x1, x2, ...} of integers that are not negative with
    a1 x1 + a2 x2 + ... == b; FrobeniusSolve[{a1, ...}, b, m] at most m.

    >>> FrobeniusSolve[{2, 3, 4}, 9]
    {{0, 3, 0}, {1, 1, 1}, {3, 1, 0}}
    """
    coins = _positive(list)
    if coins is None:
        return None

    def solve(rest: int, i: int) -> Iterator[tuple[int, ...]]:
        if i == len(coins) - 1:
            if rest % coins[i] == 0:
                yield (rest // coins[i],)
            return
        for x in range(rest // coins[i] + 1):
            for tail in solve(rest - x * coins[i], i + 1):
                yield (x, *tail)

    return make_list(make_list(s) for s in islice(solve(b, 0) if b >= 0 else (), count))


def _root(n: int, p: int) -> int:
    """The greatest r with r^p <= n."""
    if p == 2:
        return isqrt(n)
    r = 1 << (n.bit_length() // p + 1)  # too large: Newton's steps go down to the root
    while r**p > n:
        r = ((p - 1) * r + n // r ** (p - 1)) // p
    return r


@builtin("PowersRepresentations[n_Integer, k_Integer, p_Integer]")
def powers_representations(n: int, k: int, p: int) -> Any:
    """PowersRepresentations[n, k, p] gives the ways to write n as a sum of k p-th powers, 0^p among them.

    >>> PowersRepresentations[50, 2, 2]
    {{1, 7}, {5, 5}}
    """
    if n < 0 or k < 1 or p < 1 or k > 100 or p > 1000 or _root(n, p) > _MOST:
        return None

    def represent(rest: int, left: int, least: int) -> Iterator[tuple[int, ...]]:
        if left == 1:
            r = _root(rest, p)
            if r**p == rest and r >= least:
                yield (r,)
            return
        for x in range(least, _root(rest // left, p) + 1):
            for tail in represent(rest - x**p, left - 1, x):
                yield (x, *tail)

    return make_list(make_list(s) for s in represent(n, k, 0))


@builtin("SquaresR[d_Integer, n_Integer]", attributes=ATTRIBUTES)
def squares_r(d: int, n: int) -> Any:
    """SquaresR[d, n] gives the number of ways to write n as a sum of d squares of integers, with their order and signs.

    >>> {SquaresR[2, 25], SquaresR[4, 10], SquaresR[3, 7]}
    {12, 144, 0}
    """
    if d < 1 or n > 10**5:
        return None
    if n < 0:
        return 0
    squares = {0: 1} | {x * x: 2 for x in range(1, isqrt(n) + 1)}
    return _coefficient(squares, d, n)


def _coefficient(series: dict[int, int], d: int, n: int) -> int:
    """The coefficient of q^n in the d-th power of a sparse series with the constant 1, by the power rule."""
    terms = sorted((k, c) for k, c in series.items() if k)
    out = [1]
    for i in range(1, n + 1):
        total = 0
        for k, c in terms:
            if k > i:
                break
            total += (d * k - i + k) * c * out[i - k]
        out.append(total // i)
    return out[n]
