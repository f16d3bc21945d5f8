"""Arithmetic of expressions over arrays: sums, products and functions that stay short where numbers are 0 or 1."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from ... import symbols as S
from ...expr import Expr, expr, make_list

NUMBERS = (int, float)


def sum_of(terms: Iterable[Any], start: float = 0) -> Any:
    """The sum of expressions and numbers."""
    rest = [t for t in terms if type(t) not in NUMBERS or not (t == 0)]
    if type(start) not in NUMBERS or start != 0:
        rest.insert(0, start)
    return 0.0 if not rest else rest[0] if len(rest) == 1 else Expr(S.Plus, tuple(rest))


def times(a: Any, b: Any) -> Any:
    for x, y in ((a, b), (b, a)):
        if type(x) in NUMBERS:
            if x == 0:
                return 0.0
            if x == 1:
                return y
    return expr(S.Times, a, b)


def plus(a: Any, b: Any) -> Any:
    return sum_of([a, b])


def minus(a: Any, b: Any) -> Any:
    return a if type(b) in NUMBERS and b == 0 else sum_of([a, times(-1, b)])


def quotient(a: Any, b: Any) -> Any:
    return times(a, expr(S.Power, b, -1))


def squared(a: Any) -> Any:
    return expr(S.Power, a, 2)


def root(a: Any) -> Any:
    return expr(S.Sqrt, a)


def call(name: str, *args: Any) -> Expr:
    return Expr(S.system(name), args)


def piecewise(cases: Iterable[tuple[Any, Any]], otherwise: Any) -> Expr:
    """The value of the first case (value, condition) that holds."""
    return expr(S.Piecewise, make_list(make_list(case) for case in cases), otherwise)


# The same on whole arrays of expressions; sizes of 1 stretch.
PLUS, TIMES, MINUS, QUOTIENT = (np.frompyfunc(f, 2, 1) for f in (plus, times, minus, quotient))
SQUARED, ROOT = (np.frompyfunc(f, 1, 1) for f in (squared, root))
EXP, LOG, TANH, SIGMOID = (
    np.frompyfunc(lambda x, name=name: call(name, x), 1, 1) for name in ("Exp", "Log", "Tanh", "LogisticSigmoid")
)


def objects(array: Any) -> np.ndarray:
    """An array of numbers as one of expressions."""
    if array.dtype == object:
        return array
    out = np.empty(array.size, object)
    out[:] = array.reshape(-1).tolist()
    return out.reshape(array.shape)


def over(function: Any, array: np.ndarray, axes: Iterable[int], keep: bool = False) -> np.ndarray:
    """A function of the lists of elements that lie along some axes."""
    axes = sorted(a % array.ndim for a in axes)
    rest = [a for a in range(array.ndim) if a not in axes]
    shape = tuple(array.shape[a] for a in rest)
    rows = array.transpose(*rest, *axes).reshape(int(np.prod(shape)), -1)
    out = np.empty(len(rows), object)
    for i, row in enumerate(rows):
        out[i] = function(list(row))
    out = out.reshape(shape)
    return np.expand_dims(out, tuple(axes)) if keep else out


def total(array: np.ndarray, axes: Iterable[int], keep: bool = False) -> np.ndarray:
    return over(sum_of, array, axes, keep)


def mean(array: np.ndarray, axes: Iterable[int], keep: bool = False) -> np.ndarray:
    return over(lambda row: times(1 / len(row), sum_of(row)), array, axes, keep)


def product(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Rows of a times columns of b, as matmul; further axes stretch."""
    parts = TIMES(a[..., :, None, :], np.swapaxes(b, -1, -2)[..., None, :, :])
    return total(parts, [-1])
