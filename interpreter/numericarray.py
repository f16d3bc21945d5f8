"""NumericArray[data, "type"]: an array of one machine type, as other programs and nets take it.

Unlike a packed list it is an atom of the language that keeps its type: arithmetic does not go inside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import symbols as S
from .expr import Expr
from .packed import Packed, from_array

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


class NumericArray(Expr):
    """An array of one machine type.  Its arguments, the list of its numbers and the type's name, rebuild it."""

    __slots__ = ("array",)

    def __init__(self, array: np.ndarray) -> None:
        array.flags.writeable = False
        self.head = S.NumericArray
        self._hash = None
        self._key = None
        self.stamp = 0
        self.array = array

    def __getattr__(self, name: str) -> Any:
        if name != "args":  # `args` stays unset until somebody asks
            raise AttributeError(name)
        self.args = args = (self.normal(), self.type)
        return args

    def __len__(self) -> int:
        return 2

    def __reduce__(self) -> tuple[Any, ...]:
        return NumericArray, (self.array,)

    @property
    def type(self) -> str:
        return TYPES[self.array.dtype.name]

    def normal(self) -> Any:
        """The numbers as a list."""
        return from_array(self.array)


def array_of(e: Any) -> np.ndarray | None:
    """The array of a NumericArray or a packed list, as it is; None for all else."""
    return e.array if type(e) in (NumericArray, Packed) else None
