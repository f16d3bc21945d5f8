"""Equality and order."""

from __future__ import annotations

import operator

from .. import symbols as S
from ..declare import applied, builtin
from ..expr import FALSE, TRUE, Expr, boolean, is_list, same
from ..numerics.arithmetic import compare, nearly_equal, sign
from ..numerics.inequality import INVALID, equal, order_of
from ..numerics.infinities import INFINITY, MINUS_INFINITY, is_infinite
from ..numerics.numbers import NUMBER_TYPES, Complex, is_inexact
from ..numerics.numeric import is_numeric, real_value
from ..ordering import canonical_sort
from ..packed import Packed

_MACHINE = (int, float)


def _chain(args, test):
    """True if the test holds for all neighbours, False as soon as it fails for one, None if that is not known."""
    known = True
    for a, b in zip(args, args[1:]):
        r = test(a, b)
        if r is False:
            return FALSE
        known = known and r is True
    return TRUE if known else None


@builtin("Equal[x___]", numeric=lambda a, b: TRUE if a == b else FALSE)
def equal_(x, *, session):
    """Equal[x, y], written x == y, is True if x and y are equal, False if they are known to differ.

    Numbers are compared by value, inexact ones up to their last digits; exact constants are compared numerically.
    Anything else stays unless both sides are identical.

    >>> {1 == 1., 2 == 3, "a" == "a", x == x, x == y}
    {True, False, True, True, x == y}

    >>> {1, 2} == {1, 3}
    False
    """
    if len(x) == 2:
        a, b = x
        if type(a) is float and type(b) is float:
            return TRUE if a == b or nearly_equal(a, b) else FALSE
    return _chain(x, lambda a, b: equal(a, b, session))


@builtin("Unequal[x___]", numeric=lambda a, b: TRUE if a != b else FALSE)
def unequal(x, *, session):
    """Unequal[x, y], written x != y, is True if x and y are known to differ, False if they are equal.

    With more arguments, all of them have to differ from each other.

    >>> {1 != 2, 1 != 1, x != y, 1 != 2 != 1}
    {True, False, x != y, False}
    """
    known = True
    for i, a in enumerate(x):
        for b in x[i + 1 :]:
            r = equal(a, b, session)
            if r is True:
                return FALSE
            known = known and r is False
    return TRUE if known else None


def _ordered(x, accept, session, say):
    known = True
    for a, b in zip(x, x[1:]):
        r = order_of(a, b, session)
        if r is INVALID:
            say("nord", a if type(real_value(a, session)) is Complex else b)
            return None
        if r is None:
            known = False
        elif not accept(r, a, b):
            return FALSE
    return TRUE if known else None


_NORD = "Invalid comparison with `1` attempted."


@builtin("Less[x___]", numeric=lambda a, b: TRUE if a < b else FALSE, nord=_NORD)
def less(x, *, session, say):
    """Less[x, y], written x < y, is True if x is less than y.

    >>> {1 < 2, 2 < 1, 1 < 2 < 3, Pi < 4, x < 1}
    {True, False, True, True, x < 1}
    """
    if len(x) == 2 and type(x[0]) in _MACHINE and type(x[1]) in _MACHINE:
        return TRUE if x[0] < x[1] else FALSE
    return _ordered(x, lambda r, a, b: r < 0, session, say)


@builtin("Greater[x___]", numeric=lambda a, b: TRUE if a > b else FALSE, nord=_NORD)
def greater(x, *, session, say):
    """Greater[x, y], written x > y, is True if x is greater than y.

    >>> {2 > 1, 1 > 2, 3 > 2 > 1, E > 3}
    {True, False, True, False}
    """
    if len(x) == 2 and type(x[0]) in _MACHINE and type(x[1]) in _MACHINE:
        return TRUE if x[0] > x[1] else FALSE
    return _ordered(x, lambda r, a, b: r > 0, session, say)


def _at_most(r, a, b):
    return r <= 0 or _near(a, b)


def _at_least(r, a, b):
    return r >= 0 or _near(a, b)


def _near(a, b):
    return type(a) in NUMBER_TYPES and type(b) in NUMBER_TYPES and nearly_equal(a, b)


@builtin("LessEqual[x___]", numeric=lambda a, b: TRUE if a <= b else FALSE, nord=_NORD)
def less_equal(x, *, session, say):
    """LessEqual[x, y], written x <= y, is True if x is less than or equal to y.

    Inexact numbers that are Equal count as equal.

    >>> {1 <= 1, 2 <= 1, 0.1 + 0.2 <= 0.3}
    {True, False, True}
    """
    return _ordered(x, _at_most, session, say)


@builtin("GreaterEqual[x___]", numeric=lambda a, b: TRUE if a >= b else FALSE, nord=_NORD)
def greater_equal(x, *, session, say):
    """GreaterEqual[x, y], written x >= y, is True if x is greater than or equal to y.

    >>> {1 >= 1, 1 >= 2, Sqrt[2] >= 7/5}
    {True, False, True}
    """
    return _ordered(x, _at_least, session, say)


_RELATIONS = {S.Less, S.LessEqual, S.Greater, S.GreaterEqual, S.Equal, S.Unequal}


@builtin("Inequality[x___]")
def inequality(x, *, evaluate):
    """Inequality[x1, op1, x2, op2, x3, ...] is a chain of different comparisons, such as x1 < x2 <= x3.

    >>> 1 < 2 <= 2
    True

    >>> Inequality[1, Less, 0, LessEqual, x]
    False
    """
    if len(x) < 3:
        return x[0] if len(x) == 1 else None
    if len(x) % 2 == 0 or any(op not in _RELATIONS for op in x[1::2]):
        return None
    if len(set(x[1::2])) == 1:
        return Expr(x[1], x[::2])
    known = True
    for i in range(0, len(x) - 2, 2):
        r = evaluate(Expr(x[i + 1], (x[i], x[i + 2])))
        if r is FALSE:
            return FALSE
        known = known and r is TRUE
    return TRUE if known else None


@builtin("SameQ[x___]", numeric=lambda a, b: TRUE if a == b else FALSE)
def same_q(x):
    """SameQ[x, y], written x === y, is True if x and y are identical expressions, and False otherwise.

    1 and 1. are not identical.

    >>> {a === a, a === b, 1 === 1., {1, 2} === {1, 2}}
    {True, False, False, True}
    """
    return boolean(all(same(a, b) for a, b in zip(x, x[1:])))


@builtin("UnsameQ[x___]", numeric=lambda a, b: TRUE if a != b else FALSE)
def unsame_q(x):
    """UnsameQ[x, y], written x =!= y, is True if no two of the expressions are identical.

    >>> {a =!= b, a =!= a, 1 =!= 1.}
    {True, False, True}
    """
    return boolean(not any(same(a, b) for i, a in enumerate(x) for b in x[i + 1 :]))


def _sign_of(x, session):
    """-1, 0 or 1 of a real quantity, INVALID for other numeric ones, None if it is not known."""
    if type(x) in NUMBER_TYPES:
        return INVALID if type(x) is Complex else sign(x)
    return order_of(x, 0, session)


def _sign_test(x, session, accept):
    r = _sign_of(x, session)
    return None if r is None else boolean(r is not INVALID and accept(r))


@builtin("Positive[x_]", attributes="Listable Protected")
def positive(x, *, session):
    """Positive[x] is True if x is a positive number.

    >>> {Positive[2], Positive[0], Positive[Pi - 4], Positive[x]}
    {True, False, False, Positive[x]}
    """
    return _sign_test(x, session, lambda r: r > 0)


@builtin("Negative[x_]", attributes="Listable Protected")
def negative(x, *, session):
    """Negative[x] is True if x is a negative number.

    >>> Negative[{-1, 0, 1}]
    {True, False, False}
    """
    return _sign_test(x, session, lambda r: r < 0)


@builtin("NonNegative[x_]", attributes="Listable Protected")
def non_negative(x, *, session):
    """NonNegative[x] is True if x is a number that is zero or positive.

    >>> NonNegative[{-1, 0, 1}]
    {False, True, True}
    """
    return _sign_test(x, session, lambda r: r >= 0)


@builtin("NonPositive[x_]", attributes="Listable Protected")
def non_positive(x, *, session):
    """NonPositive[x] is True if x is a number that is zero or negative.

    >>> NonPositive[{-1, 0, 1}]
    {True, True, False}
    """
    return _sign_test(x, session, lambda r: r <= 0)


_EXTREME = "Flat NumericFunction OneIdentity Orderless Protected"


@builtin("Max[x___]", attributes=_EXTREME, numeric=max, nord=_NORD)
def max_(x, *, session, say):
    """Max[x, y, ...] is the greatest of the numbers; Max[list] of all the numbers in a list.

    Max[] is -Infinity.

    >>> {Max[3, 1, 2], Max[{1, 5}, {2, {7}}], Max[1, x, 3], Max[Pi, 3.1]}
    {3, 7, Max[3, x], Pi}
    """
    return _extreme(x, S.Max, 1, session, say)


@builtin("Min[x___]", attributes=_EXTREME, numeric=min, nord=_NORD)
def min_(x, *, session, say):
    """Min[x, y, ...] is the least of the numbers; Min[list] of all the numbers in a list.

    Min[] is Infinity.

    >>> {Min[3, 1, 2], Min[{4, {2, 3}}], Min[]}
    {1, 2, Infinity}
    """
    return _extreme(x, S.Min, -1, session, say)


def _extreme(x, head, way, session, say):
    if len(x) == 1 and type(x[0]) is Packed and x[0].array.size:
        a = x[0].array
        return (a.max() if way > 0 else a.min()).item()
    flat, stack = [], list(reversed(x))
    while stack:
        e = stack.pop()
        if type(e) is Packed and e.array.size:
            flat.append((e.array.max() if way > 0 else e.array.min()).item())
        elif is_list(e) or (isinstance(e, Expr) and e.head is head):
            stack.extend(reversed(e.args))
        else:
            flat.append(e)
    best, rest = None, []
    for e in flat:
        real = is_infinite(e) or (type(e) in NUMBER_TYPES and type(e) is not Complex) or is_numeric(e, session)
        if not real:
            rest.append(e)
        elif best is None:
            best = e
        else:
            machine = type(e) in _MACHINE and type(best) in _MACHINE
            r = compare(e, best) if machine else order_of(e, best, session)
            if r is INVALID:
                say("nord", e)
                return None
            if r is None:
                rest.append(e)
            elif r == way or (r == 0 and is_inexact(e)):
                best = e
    rest = list(dict.fromkeys(rest))
    lowest = MINUS_INFINITY if way > 0 else INFINITY
    if best is not None and same(best, lowest) and rest:
        best = None
    if not rest:
        return lowest if best is None else best
    items = canonical_sort([*rest, *([] if best is None else [best])])
    if len(items) == 1:
        return items[0]
    return None if len(items) == len(x) and all(same(a, b) for a, b in zip(items, x)) else Expr(head, tuple(items))


@builtin("Between[x_, range_]", operator="Between[range_][x_]")
def between(x, range_, *, session):
    """Between[x, {a, b}] is True if a <= x <= b.

    >>> {Between[3, {1, 5}], Between[{1, 5}][6]}
    {True, False}
    """
    if not is_list(range_) or len(range_) != 2:
        return None
    return Expr(S.LessEqual, (range_.args[0], x, range_.args[1]))


def _comparer(symbol, relation, glyph):
    """GreaterThan[y][x] and its kin: a comparison that waits for its left side."""

    def compare_with(y):
        return None

    compare_with.__doc__ = f"""{symbol}[y][x] is x {glyph} y: a comparison to map or select with.

    >>> {{{symbol}[2][1], {symbol}[2][2], {symbol}[2][3]}}
    {{{", ".join(str(_MEANING[glyph](x, 2)) for x in (1, 2, 3))}}}
    """
    builtin(f"{symbol}[y_]")(compare_with)
    applied(symbol)(lambda head, args: Expr(relation, (*args, *head.args)) if len(args) == len(head) == 1 else None)


_MEANING = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq,
            "!=": operator.ne, "===": operator.eq}  # fmt: skip
_comparer("LessThan", S.Less, "<")
_comparer("LessEqualThan", S.LessEqual, "<=")
_comparer("GreaterThan", S.Greater, ">")
_comparer("GreaterEqualThan", S.GreaterEqual, ">=")
_comparer("EqualTo", S.Equal, "==")
_comparer("UnequalTo", S.Unequal, "!=")
_comparer("SameAs", S.SameQ, "===")
