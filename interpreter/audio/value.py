"""Audio[data, "type", SampleRate -> rate]: samples of one or several channels as one value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import symbols as S
from ..expr import Value, expr
from ..packed import array_digest, from_array, same_arrays

if TYPE_CHECKING:
    import numpy as np


# The types of sounds: numpy's type of the amplitudes, and the integer that means amplitude 1 (0: samples are reals).
TYPES = {
    "SignedInteger8": ("float32", 1 << 7),
    "SignedInteger16": ("float32", 1 << 15),
    "SignedInteger32": ("float64", 1 << 31),
    "Real32": ("float32", 0),
    "Real64": ("float64", 0),
}

MOST = 1 << 28  # samples of a channel of a sound that is made: more than an hour of music


class AudioError(Exception):
    """What is wrong with a sound or a file of one: (tag, arguments of the message)."""


class Sound(Value):
    """A sound.  Its arguments (data, type, sample rate) rebuild it.

    `array` is (channels, samples) of reals, -1 to 1 where the type is one of integers, read-only; `rate` is in samples
    a second.  The type, one of TYPES, says how the samples are written down.
    """

    __slots__ = ("array", "rate", "type")

    def __init__(self, array: np.ndarray, rate: float, type: str = "Real32") -> None:
        array.flags.writeable = False
        super().__init__(S.Audio)
        self.array, self.rate, self.type = array, rate, type

    def arguments(self) -> tuple[Any, ...]:
        return from_array(self.samples(self.type)), self.type, expr(S.Rule, S.SampleRate, self.rate)

    def samples(self, type: str) -> np.ndarray:
        """The samples as the numbers of a type: integers are rounded and clipped."""
        full = TYPES[type][1]
        return levels(self.array, full).astype("int64") if full else self.array

    def equals(self, other: Any) -> bool:
        return (self.rate, self.type) == (other.rate, other.type) and same_arrays(self.array, other.array)

    def digest(self) -> int:
        return array_digest(self.array)

    def __reduce__(self) -> tuple[Any, ...]:
        return Sound, (self.array, self.rate, self.type)

    @property
    def duration(self) -> float:
        """In seconds."""
        return float(self.array.shape[1] / self.rate)

    @property
    def channels(self) -> int:
        return int(self.array.shape[0])

    def with_array(self, array: np.ndarray, rate: float | None = None) -> Sound:
        """Other samples of the same type."""
        return Sound(array, self.rate if rate is None else rate, self.type)


def check_length(length: int) -> None:
    """Raises AudioError for a length that no sound made here has."""
    if length > MOST:
        raise AudioError("toolong", length)


def levels(array: np.ndarray, full: int) -> np.ndarray:
    """Amplitudes as whole numbers, `full` for amplitude 1, as integers of that many levels hold them."""
    import numpy as np

    return np.clip(np.rint(array.astype("float64") * full), -full, full - 1)
