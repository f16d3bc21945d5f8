"""How arrays lie in memory, as far as kernels can use it."""

from math import prod
from typing import Any

from .compiler import width

WORK = 16384  # operations of a piece of work


def plain(*arrays: Any) -> bool:
    """Whether all arrays that are there lie in order, without gaps."""
    return all(a is None or a.flags.c_contiguous for a in arrays)


def matrix(a: Any) -> tuple[int, int] | None:
    """(whether it lies transposed, length of a stored row) of a matrix, or None where BLAS cannot take it."""
    size = a.itemsize
    (down, across), (rows, columns) = a.strides, a.shape
    if across == size and (down >= size * columns and down % size == 0 or rows == 1):
        return 0, max(down // size, columns) if rows > 1 else columns
    if down == size and (across >= size * rows and across % size == 0 or columns == 1):
        return 1, max(across // size, rows) if columns > 1 else rows
    return None


def rows_of(a: Any) -> tuple[int, int]:
    """An array as (rows, length of the last axis)."""
    return prod(a.shape[:-1]), a.shape[-1]


def pieces(rows: int, columns: int, most: int = 64) -> int:
    """How many rows make a piece of a sum down the columns; depends on the shape alone."""
    return max(WORK // max(columns, 1), -(-rows // most), 1)


def exact(room: Any) -> bool:
    """Whether transcendental functions are rounded once from double precision."""
    return getattr(room, "exact", True)


def vectors(count: int) -> int:
    """A count rounded up to whole vectors."""
    lanes = width() // 4
    return -(-count // lanes) * lanes
