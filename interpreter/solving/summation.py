"""NSum and NProduct: finite ones term by term, infinite ones by extrapolation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..expr import Expr, Symbol, is_list
from ..numerics.bigreals import MACHINE_PRECISION, context, from_mp
from ..numerics.infinities import INFINITY, MINUS_INFINITY
from ..numerics.numbers import REAL_TYPES, Complex
from ..numerics.numeric import real_value
from .formula import Formula, SolvingError
from .newton import mp_number
from .settings import local, read_goals

_EXTRA = 40  # digits to work with beyond four times those of the result: extrapolation loses most of them
_MOST = 10**6  # terms of a finite sum
_AGREE = 1e-9  # the difference, by their size, of two results that are taken for the same
_FAR, _SMALL = 10**6, 1e-3  # what the term at this place is at most, by the size of the first ones


def total(f: Any, ranges: tuple[Any, ...], options: dict[str, Any], session: Any, product: bool) -> Any:
    """The sum or the product over ranges {i, a, b} or {i, a, b, step}, the last range innermost."""
    head = S.NProduct if product else S.NSum
    spec, *rest = ranges
    if rest:
        f = Expr(head, (f, *rest))
    if not is_list(spec) or not 2 <= len(spec) <= 4 or type(spec.args[0]) is not Symbol:
        raise SolvingError("itform", spec)
    i = spec.args[0]
    low, high, step = _range([session.evaluate_expr(e) for e in spec.args[1:]], spec, session)
    goals = read_goals(options, session)
    digits = goals.digits or MACHINE_PRECISION
    with local(session, [i]):
        formula = Formula(session.evaluate_expr(f) if not rest else f, [i], session)
        c = context(4 * digits + _EXTRA)

        def term(k: Any) -> Any:
            value = formula.digits([c.mpf(low) + step * k], c.dps)
            if value is None:
                raise SolvingError("nsnum", formula.e, i, _shown(c.mpf(low) + step * k, digits))
            return c.log(value) if product and high is None else value

        if high is not None:
            found = _finite(term, int((high - low) / step + 1e-9), c, product)
        else:
            found = _infinite(term, c, digits)
            found = c.exp(found) if product else found
    if goals.digits is None:
        found = complex(found)
        return found.real if abs(found.imag) <= 1e-14 * abs(found) else Complex(found.real, found.imag)
    return mp_number(found, digits)


def _shown(x: Any, digits: float) -> Any:
    return int(x) if x == int(x) else from_mp(x, digits)


def _range(ends: list[Any], spec: Any, session: Any) -> tuple[Any, Any, Any]:
    """(first, last, step), None for a last one that is infinite."""
    low, high, step = (1, ends[0], 1) if len(ends) == 1 else (*ends, 1)[:3]
    endless = high in (INFINITY, MINUS_INFINITY)
    sign = -1 if high == MINUS_INFINITY else 1
    numbers = [real_value(e, session) for e in (low, step)]
    last = None if endless else real_value(high, session)
    if not all(type(n) in REAL_TYPES for n in (*numbers, *(() if endless else (last,)))):
        raise SolvingError("itform", spec)
    first, by = (float(n) if type(n) is not int else n for n in numbers)
    if by == 0 or (last is None and by * sign < 0):
        raise SolvingError("itform", spec)
    return first, None if last is None else float(last), by


def _finite(term: Callable[[Any], Any], last: int, c: Any, product: bool) -> Any:
    if last > _MOST:
        raise SolvingError("itlong", last)
    found = c.mpf(1) if product else c.mpf(0)
    for k in range(last + 1):
        found = found * term(k) if product else found + term(k)
    return found


def _infinite(term: Callable[[Any], Any], c: Any, digits: float) -> Any:
    """Directly where terms vanish fast, else by Levin's transformation, whose results from two starts have to agree."""
    goal = c.mpf(10) ** -(digits + 2)
    terms: list[Any] = []
    sums: list[Any] = []
    for k in range(int(30 + 2 * digits)):
        terms.append(term(k))
        sums.append(terms[-1] + (sums[-1] if sums else 0))
        size = max(abs(sums[-1]), goal)
        if k > 8 and all(abs(t) <= goal * size for t in terms[-6:]):
            return sums[-1]
    if 0 in terms or abs(term(_FAR)) > _SMALL * max(map(abs, terms[:3])):
        raise SolvingError("nconv")
    found = [_extrapolated(terms[start:], sums[start:], c) for start in (0, 3)]
    if abs(found[0] - found[1]) > max(_AGREE, 10.0 ** -(digits - 2)) * max(abs(found[0]), goal):
        raise SolvingError("nconv")
    return found[0]


def _extrapolated(terms: list[Any], sums: list[Any], c: Any) -> Any:
    """The u-transform of D. Levin (1973), of the order at which neighbouring orders differ least."""
    best, before, least = sums[-1], None, c.inf
    for k in range(4, len(terms)):
        top = bottom = c.mpf(0)
        for j in range(k + 1):
            weight = (-1) ** j * c.binomial(k, j) * c.mpf(j + 1) ** (k - 2) / terms[j]
            top += weight * sums[j]
            bottom += weight
        if not bottom:
            continue
        value = top / bottom
        if before is not None and abs(value - before) < least:
            best, least = value, abs(value - before)
        before = value
    return best
