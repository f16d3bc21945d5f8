"""The canonical form of sums and products: numbers folded, like terms collected by one dictionary, one sort.

`plus` and `times` take the evaluated arguments and give the canonical expression, or None when they already are it;
`sum_of` and `product_of` always give an expression.  With a session, messages are issued and numeric terms join an
inexact number (2.5 + Pi is a number); without one the functions are pure rearrangement.
"""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..expr import Expr, Symbol
from ..ordering import sort_key
from . import powers, radicals
from .arithmetic import add, is_zero, multiply
from .infinities import INDETERMINATE, add_infinities, multiply_infinities
from .numbers import NUMBER_TYPES, is_inexact
from .numeric import is_numeric, numericize

PLUS, TIMES, POWER, DIRECTED = S.Plus, S.Times, S.Power, S.DirectedInfinity


def sum_of(*terms: Any, session: Any = None) -> Any:
    """The sum of canonical expressions in canonical form."""
    r = plus(terms, session)
    return Expr(PLUS, terms) if r is None else r


def product_of(*factors: Any, session: Any = None) -> Any:
    """The product of canonical expressions in canonical form."""
    r = times(factors, session)
    return Expr(TIMES, factors) if r is None else r


def _flat(head: Symbol, args: tuple[Any, ...]) -> tuple[Any, ...]:
    for a in args:
        if type(a) is Expr and a.head is head:
            return _flat(head, tuple([y for x in args for y in (x.args if _has(x, head) else (x,))]))
    return args


def _has(x: Any, head: Symbol) -> bool:
    return isinstance(x, Expr) and x.head is head


def _sorted(items: list[Any], original: tuple[Any, ...], number: Any) -> tuple[Any, ...] | None:
    """The items in canonical order behind the number (if not None); None if that is the original tuple."""
    items.sort(key=sort_key)
    if number is not None:
        items.insert(0, number)
    if len(items) == len(original):
        for x, y in zip(items, original):
            if x is not y:
                break
        else:
            return None
    return tuple(items)


def _is_plain_pair(a: Any, b: Any) -> bool:
    """Two arguments in canonical form for sure: a whole number other than 0 and a symbol or the power of one, or two
    symbols in order."""
    if type(b) is Expr and b.head is POWER and len(b.args) == 2 and type(a) is type(b.args[1]) is int:
        b = b.args[0]
    if type(b) is not Symbol or b is INDETERMINATE:
        return False
    if type(a) is int:
        return a != 0
    return type(a) is Symbol and a is not b and a is not INDETERMINATE and sort_key(a) < sort_key(b)


# ---- sums ------------------------------------------------------------------------------------------------------------


def split_coefficient(term: Any) -> tuple[Any, Any]:
    """A term as (number, rest): 3 x y is (3, x y), x is (1, x)."""
    if isinstance(term, Expr) and term.head is TIMES and type(term.args[0]) in NUMBER_TYPES:
        args = term.args
        return args[0], args[1] if len(args) == 2 else Expr(TIMES, args[1:])
    return 1, term


def with_coefficient(c: Any, rest: Any) -> Any:
    """c * rest for a number c that is not zero and a rest without one."""
    if type(c) is int and c == 1:
        return rest
    if isinstance(rest, Expr) and rest.head is TIMES:
        return Expr(TIMES, (c, *rest.args))
    return Expr(TIMES, (c, rest))


def plus(args: tuple[Any, ...], session: Any = None) -> Any:
    """The canonical sum of args, or None if Plus[args] is it already."""
    args = _flat(PLUS, given := args)
    if len(args) == 2 and args is given and _is_plain_pair(*args):
        return None
    number: Any = None
    terms: dict[Any, list[Any]] = {}  # rest -> [coefficient, the term, None once terms met]
    infinite = False
    for a in args:
        t = type(a)
        if t in NUMBER_TYPES:
            number = a if number is None else add(number, a)
            continue
        if t is Symbol:
            if a is INDETERMINATE:
                return a
            c, rest = 1, a
        else:
            c, rest = split_coefficient(a)
            infinite = infinite or _has(a, DIRECTED)
        known = terms.get(rest)
        if known is None:
            terms[rest] = [c, a]
        else:
            known[0], known[1] = add(known[0], c), None
    if infinite:
        return add_infinities(args, given, session)
    if number is not None:
        if not terms:
            return number
        if type(number) is int and number == 0:
            number = None
        elif is_inexact(number):
            joined = _join_numeric(terms, number, session)
            if joined is not None:
                return plus(joined, session)
    items = []
    for rest, (c, kept) in terms.items():
        if kept is not None:
            items.append(kept)
        elif type(c) is not int or c != 0:
            if not is_zero(c) or is_inexact(c):
                items.append(product_of(c, rest, session=session))
    if not items:
        return 0 if number is None else number
    if any([_has(x, PLUS) or type(x) in NUMBER_TYPES for x in items]):
        return plus((*items, *(() if number is None else (number,))), session)
    if number is None and len(items) == 1:
        return items[0]
    ordered = _sorted(items, given, number)
    return None if ordered is None else Expr(PLUS, ordered)


def _join_numeric(terms: dict[Any, list[Any]], number: Any, session: Any) -> tuple[Any, ...] | None:
    """The terms of a sum with an inexact number, the numeric ones evaluated; None if none is numeric."""
    from .bigreals import accuracy_of, precision_of

    found = [rest for rest in terms if is_numeric(rest, session)]
    if not found or session is None:
        return None
    digits = None if _is_machine(number) else max(precision_of(number), accuracy_of(number), 1) + 5
    out = [number]
    for rest, (c, kept) in terms.items():
        whole = with_coefficient(c, rest) if kept is None else kept
        if rest in found:
            value = session.evaluate_expr(numericize(whole, digits, session))
            if type(value) not in NUMBER_TYPES:
                found.remove(rest)
                value = whole
            out.append(value)
        else:
            out.append(whole)
    return tuple(out) if found else None


def _is_machine(x: Any) -> bool:
    return type(x) is float or type(getattr(x, "re", None)) is float


# ---- products --------------------------------------------------------------------------------------------------------


def times(args: tuple[Any, ...], session: Any = None) -> Any:
    """The canonical product of args, or None if Times[args] is it already."""
    args = _flat(TIMES, given := args)
    if len(args) == 2 and args is given and _is_plain_pair(*args) and args[0] != 1:
        return None
    number: Any = None
    bases: dict[Any, Any] = {}  # base -> exponent
    originals: dict[Any, Any] = {}  # base -> the factor, None once factors met
    infinite = roots = met = False
    for a in args:
        t = type(a)
        if t in NUMBER_TYPES:
            number = a if number is None else multiply(number, a)
            continue
        base, exponent = a, 1
        if t is Symbol:
            if a is INDETERMINATE:
                return a
        elif isinstance(a, Expr):
            if a.head is POWER and len(a) == 2:
                base, exponent = a.args
                if type(base) in NUMBER_TYPES:
                    roots = True
                    if type(base) is float:
                        base = (base,)
                elif type(exponent) is radicals.Rational and radicals.is_radicand(base):
                    roots = roots or exponent.p < exponent.q > -exponent.p
            elif a.head is DIRECTED:
                infinite = True
        if base in bases:
            bases[base] = sum_of(bases[base], exponent, session=session)
            originals[base] = None
            met = True
        else:
            bases[base] = exponent
            originals[base] = a
    if infinite:
        return multiply_infinities(args, given, session)
    if number is not None:
        if not bases:
            return number
        if is_zero(number):
            return number
        if type(number) is int and number == 1:
            number = None
        elif is_inexact(number):
            joined = _join_factors(originals, bases, number, session)
            if joined is not None:
                return times(joined, session)
    if met:
        factors = [] if number is None else [number]
        for base, exponent in bases.items():
            kept = originals[base]
            b = base[0] if type(base) is tuple else base
            factors.append(powers.power_of(b, exponent, session) if kept is None else kept)
        return product_of(*factors, session=session) if factors else 1
    if roots:
        merged = _merge_roots(number, originals, bases)
        if merged is not None:
            return product_of(*merged, session=session)
    items = list(originals.values())
    if not items:
        return 1 if number is None else number
    if len(items) == 1:
        if number is None:
            return items[0]
        if type(number) is int and number == -1 and _has(items[0], PLUS):
            return sum_of(*[product_of(-1, t, session=session) for t in items[0].args], session=session)
    ordered = _sorted(items, given, number)
    return None if ordered is None else Expr(TIMES, ordered)


def _join_factors(originals: Any, bases: Any, number: Any, session: Any) -> tuple[Any, ...] | None:
    """The factors of a product with an inexact number, the numeric ones evaluated; None if none is numeric."""
    from .bigreals import precision_of

    if session is None:
        return None
    digits = None if _is_machine(number) else max(precision_of(number), 1) + 5
    out, found = [number], False
    for base, factor in originals.items():
        b = base[0] if type(base) is tuple else base
        whole = Expr(POWER, (b, bases[base])) if factor is None else factor
        if is_numeric(whole, session):
            value = session.evaluate_expr(numericize(whole, digits, session))
            if type(value) in NUMBER_TYPES:
                found, whole = True, value
        out.append(whole)
    return tuple(out) if found else None


def _merge_roots(number: Any, originals: dict[Any, Any], bases: dict[Any, Any]) -> list[Any] | None:
    """Combine Sqrt[2] Sqrt[3], 2 2^x and their like; None if there is nothing to combine."""
    exact = number is None or not is_inexact(number)
    if not exact:
        return None
    coefficient = 1 if number is None else number
    roots, others = [], []
    changed = False
    for base, factor in originals.items():
        e = bases[base]
        if radicals.is_radical(base, e) or (
            type(e) is radicals.Rational and abs(e.p) < e.q and radicals.is_radicand(base)
        ):
            roots.append((base, e))
        elif type(base) is int and abs(base) > 1 and type(e) is not radicals.Rational:
            coefficient, factor, moved = _absorb_base(coefficient, base, e, factor)
            changed = changed or moved
            others.append(factor)
        else:
            others.append(factor)
    if roots and (len(roots) > 1 or number is not None):
        c, left = radicals.combine(coefficient, tuple(roots))
        before = {(b, e) for b, e in roots}
        after = {(x.args[0], x.args[1]) for x in left}
        if before != after:
            changed, coefficient = True, c
        else:
            left = [originals[b] for b, _ in roots]
    else:
        left = [originals[b] for b, _ in roots]
    if not changed:
        return None
    return [coefficient, *left, *others]


def _absorb_base(coefficient: Any, base: int, exponent: Any, factor: Any) -> tuple[Any, Any, bool]:
    """12 2^x -> 3 2^(2 + x)."""
    if type(coefficient) not in (int, radicals.Rational):
        return coefficient, factor, False
    p, q = radicals.as_fraction(coefficient)
    k = radicals.valuation(p, base) - radicals.valuation(q, base)
    if not k:
        return coefficient, factor, False
    coefficient = multiply(coefficient, radicals.rational(1, base**k) if k > 0 else base**-k)
    return coefficient, powers.power_of(base, sum_of(k, exponent)), True


