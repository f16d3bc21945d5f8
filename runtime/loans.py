"""Steps of a plan over memory that is not the plan's own: large arrays are not copied, their steps are bound anew."""

from collections.abc import Callable
from sys import getrefcount
from typing import Any

from .memory import Storage

LARGE = 1 << 20  # bytes; copying less costs no more than binding a step


def address(array: Any) -> int:
    """Where an array of numpy lies."""
    return array.__array_interface__["data"][0]


def lends(given: Any, own: Any) -> bool:
    """Whether a caller's array can stand for a plan's buffer."""
    return (
        getattr(given, "dtype", None) == own.dtype
        and given.shape == own.shape
        and given.flags.c_contiguous
        and given.flags.aligned
    )


class Loans:
    """The steps as they are bound: (make, storages, early) of each, and which have to be bound again."""

    def __init__(self, pending: list[tuple[Callable, list[Storage], bool]]):
        self.pending = pending
        self.bound = [make() for make, _, _ in pending]
        self.watched: dict[int, tuple[int, int]] = {}

    def steps(self, early: bool) -> list[Callable]:
        """The steps that run with every input, or early ones that run when the arrays of the net change."""
        return [s for s, (_, _, when) in zip(self.bound, self.pending) if s is not None and when == early]

    def lend(self, storage: Storage, array: Any) -> bool:
        """Puts an array in a storage's place; whether steps had to be bound anew for it."""
        moved = address(storage.array) != address(array)
        storage.array = array
        for i, (make, storages, _) in enumerate(self.pending if moved else ()):
            if any(s is storage for s in storages):
                self.bound[i] = make()
        return moved

    def watch(self, storage: Storage) -> None:
        """Notes how many references there are to an array that nobody but the plan has yet."""
        self.watched[id(storage)] = id(storage.array), getrefcount(storage.array)

    def idle(self, storage: Storage) -> bool:
        """Whether nobody has what was given away last: views, too, hold on to the array that they are of."""
        return self.watched.get(id(storage)) == (id(storage.array), getrefcount(storage.array))
