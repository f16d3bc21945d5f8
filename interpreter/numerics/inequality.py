"""Which of two values is greater, and whether they are equal: numbers, exact constants, infinities, strings, lists."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..associations import Association
from ..expr import FALSE, TRUE, Expr, Symbol, Value, has_head, is_list, make_list, same
from ..packed import Packed
from .arithmetic import compare, is_zero, nearly_equal, sign
from .infinities import is_infinite
from .numbers import NUMBER_TYPES, Complex, is_inexact
from .numeric import evaluate_to, is_numeric, real_value

INVALID = object()  # a complex number or its like: no order
_CLEAR = 1e-10  # a relative difference that rounding cannot have made
_SCALARS = frozenset((*NUMBER_TYPES, str))


def order_of(a: Any, b: Any, session: Any) -> Any:
    """-1, 0 or 1 for real quantities, INVALID for others that are numeric, None if not known."""
    ta, tb = type(a), type(b)
    if ta in NUMBER_TYPES and tb in NUMBER_TYPES:
        return INVALID if ta is Complex or tb is Complex else compare(a, b)
    if is_infinite(a) or is_infinite(b):
        return _infinite_order(a, b, session)
    if not (is_numeric(a, session) and is_numeric(b, session)):
        return INVALID if ta is Complex or tb is Complex else None
    return _numeric_order(a, b, session)


def _numeric_order(a: Any, b: Any, session: Any) -> Any:
    x, y = real_value(a, session), real_value(b, session)
    if x is None or y is None:
        return None
    if type(x) is Complex or type(y) is Complex:
        return INVALID
    from .arithmetic import subtract

    difference = subtract(x, y)
    size = max(abs(_float(x)), abs(_float(y)))
    if abs(_float(difference)) > _CLEAR * size:
        return sign(difference)
    if is_inexact(a) or is_inexact(b):
        return compare(x, y)
    from .algebra import product_of, sum_of

    exact = sum_of(a, product_of(-1, b, session=session), session=session)
    if type(exact) in NUMBER_TYPES:
        return INVALID if type(exact) is Complex else sign(exact)
    value, _ = evaluate_to(exact, 10, session)
    if type(value) not in NUMBER_TYPES or type(value) is Complex:
        return None if type(value) not in NUMBER_TYPES else INVALID
    return 0 if is_zero(value) else sign(value)  # a zero to 60 digits is taken for one


def _float(x: Any) -> float:
    try:
        return float(x)
    except OverflowError:
        return float("inf") * sign(x)


def _infinite_order(a: Any, b: Any, session: Any) -> Any:
    place_a, place_b = _place(a, session), _place(b, session)
    if place_a is None or place_b is None:
        return None
    if INVALID in (place_a, place_b):
        return INVALID
    return 0 if place_a == place_b and same(a, b) else (place_a > place_b) - (place_a < place_b)


def _place(e: Any, session: Any) -> Any:
    if is_infinite(e):
        if not e.args or type(e.args[0]) is Complex:
            return INVALID
        return e.args[0] if type(e.args[0]) is int else None
    value = real_value(e, session)
    return value if value is None else INVALID if type(value) is Complex else 0


def equal(a: Any, b: Any, session: Any) -> bool | None:
    """Equal of two values, None if it depends on symbols."""
    ta, tb = type(a), type(b)
    if ta in NUMBER_TYPES and tb in NUMBER_TYPES:
        return nearly_equal(a, b)
    if ta is str and tb is str:
        return bool(a == b)
    if ta in _SCALARS and tb in _SCALARS:
        return False
    if ta is Packed and tb is Packed:
        return _equal_arrays(a, b)
    if is_list(a) and is_list(b):
        return _equal_lists(a, b, session)
    if same(a, b):
        return None if a is S.Indeterminate else True
    if ta is Association and tb is Association:
        return _equal_tables(a, b, session)
    if has_head(a, S.SparseArray) or has_head(b, S.SparseArray):
        full = [x.normal() if isinstance(x, Value) and x.head is S.SparseArray else x for x in (a, b)]
        return equal(*full, session) if all(is_list(x) for x in full) else None
    if isinstance(a, Value) and isinstance(b, Value):
        return False
    if ta is Symbol and tb is Symbol:
        return False if {a, b} == {TRUE, FALSE} else None
    if is_infinite(a) or is_infinite(b):
        if (is_infinite(a) and is_infinite(b)) or is_numeric(a, session) or is_numeric(b, session):
            return False
        return None
    if ta is str or tb is str:
        return None
    if is_numeric(a, session) and is_numeric(b, session):
        return _equal_numeric(a, b, session)
    return None


def _equal_tables(a: Association, b: Association, session: Any) -> bool | None:
    """Associations with the same keys in the same order, by their values; with other keys they differ."""
    if a.table.keys() != b.table.keys():
        return False
    if list(a.table) != list(b.table):
        return None
    return _equal_lists(make_list(a.values()), make_list(b.values()), session)


def _equal_numeric(a: Any, b: Any, session: Any) -> bool | None:
    order = _numeric_order(a, b, session)
    if order is not INVALID:
        return None if order is None else order == 0
    x, y = real_value(a, session), real_value(b, session)
    if not nearly_equal(x, y):
        return False
    from .algebra import product_of, sum_of

    exact = sum_of(a, product_of(-1, b, session=session), session=session)
    if type(exact) in NUMBER_TYPES:
        return is_zero(exact)
    value, _ = evaluate_to(exact, 10, session)
    return is_zero(value) if type(value) in NUMBER_TYPES else None


def _equal_arrays(a: Packed, b: Packed) -> bool:
    import numpy as np

    from .arithmetic import EQUAL_TOLERANCE

    x, y = a.array, b.array
    if x.shape != y.shape:
        return False
    if a.is_integer and b.is_integer:
        return bool((x == y).all())
    return bool((np.abs(x - y) <= EQUAL_TOLERANCE * np.maximum(np.abs(x), np.abs(y))).all())


def _equal_lists(a: Expr, b: Expr, session: Any) -> bool | None:
    if len(a) != len(b):
        return False
    known = True
    for x, y in zip(a.args, b.args):
        r = equal(x, y, session)
        if r is False:
            return False
        known = known and r is True
    return True if known else None
