"""Data as arrays: numbers, truth values, and what evaluates to numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...runtime.ports import Type
from .. import symbols as S
from ..associations import Association
from ..expr import FALSE, TRUE, Expr, Symbol, is_list, make_list
from ..numericarray import NumericArray
from ..numerics.numbers import REAL_TYPES
from ..packed import to_array

_TRUTH = {TRUE: 1, FALSE: 0}


def numeric(value: Any, session: Any = None) -> Any:
    """Data without a coder as an array: numbers, truth values, what is numeric; None if it is none."""
    if type(value) in (int, float):
        return np.asarray(value) if type(value) is float or abs(value) < 2**63 else _float(value)
    if type(value) in REAL_TYPES:
        return _float(value)
    if type(value) is Symbol and value in _TRUTH:
        return np.asarray(_TRUTH[value])
    array = value.array if type(value) is NumericArray else to_array(value)
    if array is not None or not isinstance(value, Expr):
        return array
    if is_list(value) and _has_truth(value):
        return to_array(_truth_as_numbers(value))
    if session is None or type(value) is Association:
        return None
    found = session.evaluate_expr(Expr(S.N, (value,)))
    return np.asarray(found) if type(found) is float else to_array(found)


def _float(value: Any) -> Any:
    try:
        return np.asarray(float(value))
    except OverflowError:
        return None


def _has_truth(value: Any) -> bool:
    while is_list(value) and len(value):
        value = value.args[0]
    return type(value) is Symbol and value in _TRUTH


def _truth_as_numbers(value: Any) -> Any:
    if is_list(value):
        return make_list(map(_truth_as_numbers, value.args))
    return _TRUTH.get(value, value) if type(value) is Symbol else value


def found_words(value: Any) -> Any:
    """Data in a message: the shape of arrays, other things as they are."""
    array = numeric(value)
    if array is None or not array.ndim:
        return value
    return "an empty list" if not array.size else str(Type(array.shape, "real"))
