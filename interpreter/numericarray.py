"""NumericArray[data, "type"]: an array of one machine type, as other programs and nets take it.

Unlike a packed list it is an atom of the language that keeps its type: arithmetic does not go inside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import symbols as S
from .convert import to_expression
from .expr import Value
from .listed import TYPES as LISTED
from .packed import Packed, array_digest, from_array, same_arrays, to_array

if TYPE_CHECKING:
    import numpy as np

# The names of types in the language, and numpy's.
DTYPES = {
    "Integer8": "int8",
    "Integer16": "int16",
    "Integer32": "int32",
    "Integer64": "int64",
    "UnsignedInteger8": "uint8",
    "UnsignedInteger16": "uint16",
    "UnsignedInteger32": "uint32",
    "UnsignedInteger64": "uint64",
    "Real16": "float16",
    "Real32": "float32",
    "Real64": "float64",
    "ComplexReal32": "complex64",
    "ComplexReal64": "complex128",
}
TYPES = {dtype: name for name, dtype in DTYPES.items()}


class NumericArray(Value):
    """An array of one machine type.  Its arguments, the list of its numbers and the type's name, rebuild it."""

    __slots__ = ("array",)

    def __init__(self, array: np.ndarray) -> None:
        array.flags.writeable = False
        super().__init__(S.NumericArray)
        self.array = array

    def arguments(self) -> tuple[Any, ...]:
        return self.normal(), self.type

    def equals(self, other: Any) -> bool:
        return same_arrays(self.array, other.array)

    def digest(self) -> int:
        return array_digest(self.array)

    def __reduce__(self) -> tuple[Any, ...]:
        return NumericArray, (self.array,)

    @property
    def type(self) -> str:
        return TYPES[self.array.dtype.name]

    def normal(self) -> Any:
        if self.array.dtype.kind == "c" or self.array.dtype == "uint64":  # what packed lists do not hold
            return to_expression(self.array.tolist())
        return from_array(self.array)

    def with_elements(self, elements: Any) -> Any:
        """An array of the same type, where that holds the numbers as they are."""
        found = to_array(elements)
        if found is None or not found.ndim or (found.dtype.kind != "i" and self.array.dtype.kind in "iu"):
            return None
        array = found.astype(self.array.dtype)
        return NumericArray(array) if array.dtype.kind in "fc" or (array == found).all() else None

    def length(self) -> int:
        return len(self.array)

    def dimensions(self) -> tuple[int, ...]:
        return tuple(self.array.shape)


def array_of(e: Any) -> np.ndarray | None:
    """The array of a NumericArray or a packed list, as it is; None for all else."""
    return e.array if type(e) in (NumericArray, Packed) else None


LISTED[NumericArray] = {}
