"""Arrays with few channels, taken in wide rows and in pieces that stay in cache."""

from math import prod
from typing import Any

NARROW = 512  # the width of rows whose columns are summed
WIDE = 8192  # the width of rows that are combined with repeated coefficients
ROWS = 2048  # the longest sum that is taken in one piece


def _repeat(rows: int, channels: int, width: int) -> int:
    """How many neighbouring rows make one of about the width: the largest number that divides them all."""
    most = max(min(width // max(channels, 1), rows), 1)
    return next(w for w in range(most, 0, -1) if rows % w == 0)


class Sheets:
    """Arrays with channels last, cut into pieces that stay in cache.

    `pieces` holds for every piece the views of the arrays in wide rows, for arithmetic with coefficients by channel
    (`tile`); `sums` adds such a piece to the sums by channel.
    """

    def __init__(self, room: Any, *arrays: Any):
        self.room, self.channels = room, arrays[0].shape[-1]
        rows = prod(arrays[0].shape[:-1])
        self.narrow = _repeat(rows, self.channels, NARROW)
        self.wide = self.narrow * _repeat(rows // max(self.narrow, 1), self.channels * self.narrow, WIDE)
        if self.wide * self.channels < WIDE // 2:  # long enough rows only: broadcasting has a price for each
            self.wide = self.narrow
        self.width = self.channels * self.wide
        flat = [a.reshape(-1, self.width) for a in arrays]
        count = len(flat[0])
        step = max((room.block or count * self.width) // max(self.width, 1), 1)
        self.step = max(min(step, ROWS * self.narrow // self.wide, count), 1)
        self.pieces = [tuple(a[i : i + self.step] for a in flat) for i in range(0, count, self.step)]

    def scratch(self) -> Any:
        """Memory for one piece; take the first len(piece) rows."""
        return self.room.scratch((self.step, self.width))

    def tile(self) -> tuple[Any, Any]:
        """A wide row of coefficients, and the same memory by channels: what is copied there is repeated."""
        row = self.room.scratch((1, self.width))
        return row, row.reshape(self.wide, self.channels)

    def sums(self) -> tuple[Any, Any]:
        """A function add(i, piece) that notes the column sums of a piece, and total(out), their sum by channels."""
        xp, width = self.room.xp, self.channels * self.narrow
        each = self.wide // self.narrow
        ones = xp.ones((1, self.step * each), self.room.dtype)
        parts = self.room.scratch((len(self.pieces), width))
        by_channel = parts.reshape(-1, self.channels)
        total_wide = self.room.scratch((self.channels,), xp.float64)

        def add(i: int, piece: Any) -> None:
            xp.matmul(ones[:, : len(piece) * each], piece.reshape(-1, width), out=parts[i : i + 1])

        def total(out: Any) -> None:
            xp.add.reduce(by_channel, axis=0, dtype=xp.float64, out=total_wide)
            xp.copyto(out, total_wide, casting="same_kind")

        return add, total
