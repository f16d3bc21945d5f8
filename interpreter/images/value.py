"""Image[data, "type"] and Image3D[...]: a rectangle or a box of pixels as one value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import symbols as S
from ..expr import Value, expr
from ..packed import array_digest, from_array, same_arrays

if TYPE_CHECKING:
    import numpy as np

# The types of pixels, by what they can hold: numpy's name, and the number that means full intensity.
TYPES = {
    "Bit": ("bool", 1),
    "Byte": ("uint8", 255),
    "Bit16": ("uint16", 65535),
    "Real32": ("float32", 1),
    "Real64": ("float64", 1),
}
_NAMES = {dtype: name for name, (dtype, _) in TYPES.items()}
CHANNELS = {"Grayscale": 1, "RGB": 3, "CMYK": 4, "HSB": 3, "LAB": 3, "LCH": 3, "LUV": 3, "XYZ": 3}


class Picture(Value):
    """An image.  Its arguments (data, type, options) rebuild it.

    `array` is (height, width, channels), of an Image3D (height, depth, width, channels), slices from above and rows
    from behind, read-only, of one of the TYPES; the channels are those of `space` (a name of CHANNELS, None where
    nothing is said), then perhaps alpha.
    """

    __slots__ = ("array", "space")

    def __init__(self, array: np.ndarray, space: str | None = None) -> None:
        array.flags.writeable = False
        super().__init__(S.Image if array.ndim == 3 else S.Image3D)
        self.array, self.space = array, space

    def arguments(self) -> tuple[Any, ...]:
        data = self.array[..., 0] if self.array.shape[-1] == 1 else self.array
        options = () if self.space is None else (expr(S.Rule, S.ColorSpace, self.space),)
        return from_array(data), self.type, *options

    def equals(self, other: Any) -> bool:
        return bool(self.space == other.space) and same_arrays(self.array, other.array)

    def digest(self) -> int:
        return array_digest(self.array)

    def __reduce__(self) -> tuple[Any, ...]:
        return Picture, (self.array, self.space)

    @property
    def type(self) -> str:
        return _NAMES[self.array.dtype.name]

    @property
    def channels(self) -> int:
        return int(self.array.shape[-1])

    @property
    def has_alpha(self) -> bool:
        return self.space is not None and self.channels == CHANNELS[self.space] + 1

    @property
    def size(self) -> tuple[int, ...]:
        """(width, height), as ImageDimensions says it; (width, depth, height) of an Image3D."""
        return tuple(self.array.shape[-2::-1])

    def reals(self, dtype: str = "float32") -> np.ndarray:
        """The pixels as reals, full intensity 1."""
        full = TYPES[self.type][1]
        found = self.array.astype(dtype)
        return found if full == 1 else found / found.dtype.type(full)
