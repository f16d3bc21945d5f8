"""Audio[data, "type", SampleRate -> rate]: samples of one or several channels as one value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import symbols as S
from ..expr import Expr, expr
from ..packed import from_array

if TYPE_CHECKING:
    import numpy as np


class Sound(Expr):
    """A sound.  Its arguments (data, type, sample rate) rebuild it.

    `array` is (channels, samples) of reals between -1 and 1, read-only; `rate` is in samples a second.
    """

    __slots__ = ("array", "rate")

    def __init__(self, array: np.ndarray, rate: float) -> None:
        array.flags.writeable = False
        self.head = S.Audio
        self._hash = None
        self._key = None
        self.stamp = 0
        self.array, self.rate = array, rate

    def __getattr__(self, name: str) -> Any:
        if name != "args":  # `args` stays unset until somebody asks
            raise AttributeError(name)
        self.args = args = (from_array(self.array), "Real32", expr(S.Rule, S.SampleRate, self.rate))
        return args

    def __len__(self) -> int:
        return 3

    def __reduce__(self) -> tuple[Any, ...]:
        return Sound, (self.array, self.rate)

    @property
    def duration(self) -> float:
        """In seconds."""
        return float(self.array.shape[1] / self.rate)
