"""The recorder of formulas: arrays of numbers are computed at once, arrays of expressions grow."""

from __future__ import annotations

from typing import Any

import numpy as np

from ....runtime.declare import Op
from ....runtime.tape import Tape
from ..complaints import NetError
from .algebra import sum_of, times
from .rules import RULES

MOST_COEFFICIENTS = 1 << 24  # of one linear step

# Ops whose result is a linear function of what is symbolic among their inputs, plus a constant.
LINEAR = frozenset(
    """affine affine_channels append catenate convolution deconvolution element gather last padding part placed
    resampling reverse reversed_gradient span summation summed total""".split()
)
# Ops that look at the shape of their input only.
SHAPED = frozenset(("filled", "positions"))
WHOLE = ("embedding", "flat_places", "gather", "unit_vectors", "cross_entropy_index")  # ops that look things up


class Value:
    """An array in a formula: of numbers, or of expressions."""

    __slots__ = ("array", "recorder")

    def __init__(self, recorder: Recorder, array: np.ndarray) -> None:
        self.recorder, self.array = recorder, array

    @property
    def shape(self) -> tuple[int, ...]:
        return self.array.shape


class Recorder:
    """Carries out ops on numbers and expressions."""

    def value(self, array: np.ndarray) -> Value:
        return Value(self, array)

    def record(self, op: Op, inputs: tuple[Any, ...], settings: dict[str, Any]) -> Value:
        arrays = [None if v is None else v.array for v in inputs]
        if op.name in WHOLE:
            arrays = [_whole(a) for a in arrays]
        if op.name in SHAPED:
            arrays = [np.zeros(a.shape) if _symbolic(a) else a for a in arrays]
        if not any(map(_symbolic, arrays)):
            return self.value(numeric(op, arrays, settings))
        rule = RULES.get(op.name)
        if op.name in LINEAR and sum(map(_symbolic, arrays)) == 1 or (op.name in LINEAR and rule is None):
            return self.value(linear(op, arrays, settings))
        if rule is None:
            raise NetError("noformula", op.name)
        return self.value(rule(*arrays, **settings))


def _symbolic(array: Any) -> bool:
    return array is not None and array.dtype == object


def _whole(array: Any) -> Any:
    """Whole numbers among expressions as numbers."""
    if _symbolic(array) and all(type(x) is int for x in array.flat):
        return array.astype(np.int64)
    return array


def numeric(op: Op, arrays: list[Any], settings: dict[str, Any]) -> np.ndarray:
    """An op on numbers, in double precision."""
    tape = Tape("float64")
    found: np.ndarray = tape.record(op, tuple([None if a is None else tape.value(a) for a in arrays]), settings).array
    return found


def linear(op: Op, arrays: list[Any], settings: dict[str, Any]) -> np.ndarray:
    """An op that is linear in its symbolic inputs, example by example."""
    count = next(a.shape[0] for a in arrays if _symbolic(a))

    def example(k: int) -> list[Any]:
        return [a[k : k + 1] if a is not None and _is_example(op, i) else a for i, a in enumerate(arrays)]

    return np.concatenate([_linear(op, example(k), settings) for k in range(count)])


def _linear(op: Op, arrays: list[Any], settings: dict[str, Any]) -> np.ndarray:
    """One example: the coefficients are what the op makes of the unit vectors, given as so many examples."""
    symbols = [i for i, a in enumerate(arrays) if _symbolic(a)]
    atoms = [x for i in symbols for x in arrays[i].flat]
    count = len(atoms)
    units = np.eye(count + 1, count, k=-1)  # zero first
    fed: list[Any] = list(arrays)
    start = 0
    for i, a in enumerate(arrays):
        if i in symbols:
            fed[i] = units[:, start : start + a.size].reshape(count + 1, *a.shape[1:])
            start += a.size
        elif a is not None and _is_example(op, i):
            fed[i] = np.repeat(a, count + 1, axis=0)
    shape = op.shape(*[a.shape for a in fed if a is not None], **settings)
    if int(np.prod(shape)) > MOST_COEFFICIENTS:
        raise NetError("formulasize", op.name)
    values = numeric(op, fed, settings).reshape(count + 1, -1)
    out = np.empty(values.shape[1], object)
    for k, (constant, *column) in enumerate(values.T.tolist()):
        out[k] = sum_of([times(c - constant, x) for c, x in zip(column, atoms, strict=True) if c != constant], constant)
    return out.reshape(1, *shape[1:])


# Ops whose further inputs are arrays of the net; those of the others have a batch axis like their first one.
_WITH_WEIGHTS = frozenset(("affine", "affine_channels", "convolution", "deconvolution"))


def _is_example(op: Op, place: int) -> bool:
    return op.name not in _WITH_WEIGHTS or place == 0
