"""SparseArray: an array of which only the elements are kept that differ from a common one.

Places are rows of an integer array, in order; the values stand beside them as a list of the language, packed where it
can be, so that the arithmetic of lists is the arithmetic of sparse arrays.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from . import symbols as S
from .expr import LIST, Expr, Value, is_list, make_list, same
from .packed import Packed, from_array, pack, same_arrays

if TYPE_CHECKING:
    import numpy as np


class SparseArray(Value):
    """`places` counts from 0 and is sorted by rows; no value is the default."""

    __slots__ = ("default", "places", "shape", "values")

    def __init__(self, shape: tuple[int, ...], places: np.ndarray, values: Expr, default: Any) -> None:
        super().__init__(S.SparseArray)
        places.flags.writeable = False
        self.shape, self.places, self.values, self.default = shape, places, values, default

    def arguments(self) -> tuple[Any, ...]:
        return S.Automatic, make_list(self.shape), self.default, payload(self.shape, self.places, self.values)

    def equals(self, other: Any) -> bool:
        return (
            self.shape == other.shape
            and same(self.default, other.default)
            and same_arrays(self.places, other.places)
            and same(self.values, other.values)
        )

    def digest(self) -> int:
        return hash((self.shape, self.default, self.places.shape, self.values))

    def __reduce__(self) -> tuple[Any, ...]:
        return SparseArray, (self.shape, self.places, self.values, self.default)

    def normal(self) -> Any:
        import numpy as np

        if type(self.values) is Packed and type(self.default) is (int if self.values.is_integer else float):
            full = np.full(self.shape, self.default, dtype=self.values.array.dtype)
            full[tuple(self.places.T)] = self.values.array
            return from_array(full)
        flat = [self.default] * math.prod(self.shape)
        for at, value in zip(self.flat_places().tolist(), self.values.args):
            flat[at] = value
        return nested(flat, self.shape)

    def length(self) -> int:
        return self.shape[0]

    def dimensions(self) -> tuple[int, ...]:
        return self.shape

    def with_elements(self, elements: Any) -> Any:
        return from_list(elements, self.default)

    def flat_places(self) -> np.ndarray:
        """The places counted through the whole array."""
        import numpy as np

        return np.ravel_multi_index(tuple(self.places.T), self.shape)


def nested(flat: list[Any], shape: Sequence[int]) -> Expr:
    """A list of lists from all its elements in order."""
    for n in reversed(shape[1:]):
        flat = [pack(flat[i : i + n]) for i in range(0, len(flat), n)] if n else flat
    return pack(flat)


def sparse(shape: Sequence[int], places: Any, values: Sequence[Any] | Expr, default: Any = 0) -> SparseArray:
    """A sparse array from places in any order, all different; values that are the default are dropped."""
    import numpy as np

    places = np.asarray(places, dtype=np.int64).reshape(-1, len(shape))
    listed = values if isinstance(values, Expr) else pack(list(values))
    if len(places):
        flat = np.ravel_multi_index(tuple(places.T), tuple(shape))
        if (np.diff(flat) < 0).any():
            order = np.argsort(flat, kind="stable")
            places, listed = places[order], taken(listed, order)
        kept = np.flatnonzero(differs(listed, default))
        if len(kept) < len(places):
            places, listed = places[kept], taken(listed, kept)
    return SparseArray(tuple(shape), np.ascontiguousarray(places).copy(), repacked(listed), default)


def differs(values: Expr, default: Any) -> Any:
    """Which values are not the default."""
    import numpy as np

    if type(values) is Packed:
        same_type = type(default) is (int if values.is_integer else float)
        return values.array != default if same_type else np.ones(len(values), dtype=bool)
    return np.array([not same(v, default) for v in values.args], dtype=bool)


def taken(values: Expr, at: Any) -> Expr:
    """The values at these places (an integer array)."""
    if type(values) is Packed:
        return Packed(values.array[at])
    args = values.args
    return Expr(LIST, tuple([args[i] for i in at.tolist()]))


def repacked(values: Expr) -> Expr:
    """A list in the one form that it has here, so that equal lists are kept alike."""
    return pack(values.args) if type(values) is not Packed or len(values) < 16 else values


def from_list(e: Any, default: Any = None) -> SparseArray | None:
    """The sparse form of a full array; None for what is none.  Without a default it is 0, for reals 0. ."""
    import numpy as np

    if not is_list(e) or not len(e):
        return None
    if type(e) is Packed:
        value: Any = (0 if e.is_integer else 0.0) if default is None else default
        places = np.argwhere(e.array != value if type(value) in (int, float) else np.ones(e.array.shape, dtype=bool))
        found = Packed(e.array[tuple(places.T)]) if len(places) else Expr(LIST, ())
        return sparse(e.array.shape, places, found, value)
    shape: list[int] = []
    level: list[Any] = [e]
    while level and all(is_list(x) for x in level):
        shape.append(len(level[0]))
        if any(len(x) != shape[-1] for x in level):
            return None
        level = [y for x in level for y in x.args]
    if not level or any(is_list(x) for x in level):
        return None
    if default is None:
        default = 0.0 if all(type(x) is float for x in level) else 0
    at = [i for i, x in enumerate(level) if not same(x, default)]
    return sparse(shape, np.array(np.unravel_index(at, shape)).T if at else [], [level[i] for i in at], default)


# ---- the arguments that rebuild it -----------------------------------------------------------------------------------


def payload(shape: Sequence[int], places: Any, values: Any) -> Expr:
    """{1, {row pointers, places in the rows}, values}: how the contents are written; places count from 1."""
    import numpy as np

    rows = (shape[0], *shape[1:]) if len(shape) > 1 else (1, shape[0])
    first = places[:, 0] if len(shape) > 1 else np.zeros(len(places), dtype=np.int64)
    pointers = np.searchsorted(first, np.arange(rows[0] + 1))
    columns = (places[:, 1:] if len(shape) > 1 else places) + 1
    columns_list = from_array(columns) if len(places) else Expr(LIST, ())
    return make_list((1, make_list((from_array(pointers), columns_list)), values))


def from_payload(shape: Sequence[int], default: Any, e: Any) -> SparseArray | None:
    """The array that `payload` describes; None if it does not fit the shape."""
    import numpy as np

    from .packed import to_array

    if not (is_list(e) and len(e) == 3 and is_list(e.args[1]) and len(e.args[1]) == 2 and is_list(e.args[2])):
        return None
    pointers, columns = [to_array(x) if is_list(x) and len(x) else np.zeros(0, np.int64) for x in e.args[1].args]
    values = e.args[2]
    if pointers is None or columns is None or pointers.dtype.kind != "i" or columns.dtype.kind != "i":
        return None
    rows = shape[0] if len(shape) > 1 else 1
    width = max(len(shape) - 1, 1)
    if len(pointers) != rows + 1 or columns.size != len(values) * width or pointers[-1] != len(values):
        return None
    counts = np.diff(pointers)
    columns = columns.reshape(-1, width) - 1
    if pointers[0] != 0 or (counts < 0).any():
        return None
    places = np.column_stack([np.repeat(np.arange(rows), counts), columns]) if len(shape) > 1 else columns
    if len(places) and ((places < 0).any() or (places >= np.array(shape)).any()):
        return None
    return sparse(shape, places, values, default)


def entries(s: SparseArray) -> Iterable[tuple[tuple[int, ...], Any]]:
    """(place counted from 1, value) of everything that is kept."""
    return zip(map(tuple, (s.places + 1).tolist()), s.values.args)
