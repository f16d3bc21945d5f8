"""Packed lists: a List of machine numbers that is one read-only numpy array."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from .expr import LIST, Expr

if TYPE_CHECKING:
    import numpy as np

_INT64_MAX = 2**63 - 1
_DEEPEST = 32  # levels that every version of numpy has
_SHORT = 16
_FIRST = 20_000  # integers that take longer one by one than numpy takes to load


class Packed(Expr):
    """A rectangular List of int64 or float64 numbers.  `args` unpacks on first use and is then kept.

    `bound` is max |x| of an integer array as a Python int (None: not known yet); operations use it to prove
    that int64 cannot overflow.
    """

    __slots__ = ("_bound", "array")

    def __init__(self, array: np.ndarray, bound: int | None = None) -> None:
        array.flags.writeable = False
        self.head = LIST
        self._hash = None
        self._key = None
        self.stamp = 0
        self.array = array
        self._bound = bound

    def __getattr__(self, name: str) -> Any:
        if name != "args":  # `args` stays unset until somebody asks
            raise AttributeError(name)
        if self.array.ndim == 1:
            args: tuple[Any, ...] = tuple(self.array.tolist())
        else:
            args = tuple([Packed(row) for row in self.array])
        self.args = args
        return args

    def __len__(self) -> int:
        return len(self.array)

    @property
    def bound(self) -> int:
        """max |x| of an integer array, exactly: abs() of the least int64 would wrap."""
        if self._bound is None:
            a = self.array
            self._bound = max(abs(int(a.max())), abs(int(a.min()))) if a.size else 0
        return self._bound

    @property
    def is_integer(self) -> bool:
        return self.array.dtype.kind == "i"

    def __reduce__(self) -> tuple[Any, ...]:
        return Packed, (self.array,)


def same_arrays(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether two arrays have one type, one shape and the same numbers."""
    import numpy as np

    return a is b or (a.dtype == b.dtype and a.shape == b.shape and bool(np.array_equal(a, b)))


def array_digest(array: np.ndarray) -> int:
    """A hash of an array that looks at a few of its numbers only."""
    few = array.reshape(-1)[:: max(1, array.size // 16)]
    return hash((array.dtype.name, array.shape, *few.tolist()))


def from_array(array: np.ndarray) -> Any:
    """A numpy array as an expression: numbers for rank 0, a Packed list for integer and real arrays."""
    import numpy as np

    if array.ndim == 0:
        return array.item()
    if array.dtype.kind == "f":
        return Packed(np.asarray(array, np.float64, order="C"))
    if array.dtype.kind in "iub":
        return Packed(np.ascontiguousarray(array, dtype=np.int64))
    return Expr(LIST, tuple([from_array(np.asarray(x)) for x in array]))


def packs(n: int) -> bool:
    """Whether n machine integers are packed: few of them only where numpy is there already.  (Reals always are, because
    their sums depend on the order in which numpy adds.)"""
    return n >= _SHORT and (n >= _FIRST or "numpy" in sys.modules)


def pack(values: list[Any] | tuple[Any, ...]) -> Expr:
    """A list of values, packed if all are machine integers or all are floats (never guessing a type)."""
    kinds = set(map(type, values))
    if len(values) >= _SHORT and len(kinds) == 1:
        kind = kinds.pop()
        if kind is float:
            import numpy as np

            return Packed(np.array(values, dtype=np.float64))
        if kind is int and packs(len(values)) and -_INT64_MAX <= min(values) and max(values) <= _INT64_MAX:
            import numpy as np

            return Packed(np.array(values, dtype=np.int64))
    return Expr(LIST, tuple(values))


def to_array(e: Any) -> np.ndarray | None:
    """A rectangular nested list of ints, or of reals (ints among them allowed), as an array; None for all else."""
    import numpy as np

    if type(e) is Packed:
        return e.array
    if type(e) is Expr and e.head is LIST and set(map(type, e.args)) == {float}:  # the usual vector
        return np.array(e.args, dtype=np.float64)
    shape: list[int] = []
    level = [e]
    while level and isinstance(level[0], Expr):
        if any(not isinstance(x, Expr) or x.head is not LIST or len(x) != len(level[0]) for x in level):
            return None
        shape.append(len(level[0]))
        if len(shape) > _DEEPEST:
            return None
        level = [y for x in level for y in x.args]
    kinds = set(map(type, level))
    if not shape or not kinds <= {int, float}:
        return None
    if float in kinds:
        try:
            return np.array(level, dtype=np.float64).reshape(shape)
        except OverflowError:
            return None
    if level and not (-_INT64_MAX <= min(level) and max(level) <= _INT64_MAX):
        return None
    return np.array(level, dtype=np.int64).reshape(shape)
