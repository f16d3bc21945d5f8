"""Batches of examples of different lengths: one padded array and the lengths."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy

BUCKET = 16  # batches are padded to multiples of this, so that few plans serve many lengths


@dataclass(frozen=True, eq=False)
class Ragged:
    """`array` has the batch axis first and time second; behind `lengths[i]` example i repeats its last element.

    What is repeated is inside every domain that the example itself is in.
    """

    array: Any
    lengths: Any

    @property
    def shape(self) -> tuple[int, ...]:
        return self.array.shape

    @property
    def ndim(self) -> int:
        return self.array.ndim

    @property
    def dtype(self) -> Any:
        return self.array.dtype

    def __len__(self) -> int:
        return len(self.array)

    def __getitem__(self, chosen: Any) -> "Ragged":
        return Ragged(self.array[chosen], self.lengths[chosen])

    def examples(self) -> list[Any]:
        """The examples without their padding."""
        return [row[:n] for row, n in zip(self.array, self.lengths)]


def batch(examples: Iterable[Any], bucket: int = BUCKET) -> Any:
    """One array of examples of one shape, or a `Ragged`; raises ValueError when more than the lengths differ."""
    rows = [numpy.asarray(row) for row in examples]
    if len({row.shape for row in rows}) <= 1:
        return numpy.stack(rows) if rows else numpy.zeros((0,))
    if 0 in {row.ndim for row in rows} or len({row.shape[1:] for row in rows}) > 1:
        raise ValueError("examples of different shapes")
    lengths = numpy.array([len(row) for row in rows])
    return Ragged(padded(rows, -(-int(lengths.max()) // bucket) * bucket), lengths)


def padded(rows: Any, length: int) -> Any:
    """Sequences of at most this length as one array, their last elements repeated."""
    found = numpy.zeros((len(rows), length, *rows[0].shape[1:]), numpy.result_type(*rows))
    for row, place in zip(rows, found):
        place[: len(row)] = row
        place[len(row) :] = row[-1:] if len(row) else 0
    return found


def concatenated(batches: list[Any]) -> Any:
    """Batches one after the other, ragged ones padded to one length."""
    if not any(isinstance(b, Ragged) for b in batches):
        return numpy.concatenate(batches)
    return batch([row for b in batches for row in (b.examples() if isinstance(b, Ragged) else b)])
