"""Memory of a plan: storages with lifetimes, laid into one arena by first fit, and the flat buffers of the arrays."""

from bisect import bisect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush
from math import prod
from operator import is_
from threading import RLock
from typing import Any

from .device import Device
from .errors import UninitializedError

ALIGN = 64  # bytes: a cache line, and what vector units like
FOREVER = 1 << 60


@dataclass(eq=False)
class Storage:
    """A piece of memory and the steps between which it is in use; `array` is set at once where it lies elsewhere."""

    size: int
    dtype: Any
    first: int = FOREVER
    last: int = -1
    start: int = 0
    array: Any = None

    def use(self, step: int) -> None:
        """Notes a use at a step."""
        self.first, self.last = min(self.first, step), max(self.last, step)

    @property
    def bytes(self) -> int:
        return -(-max(self.size, 1) * self.dtype.itemsize // ALIGN) * ALIGN


@dataclass(eq=False)
class Ref:
    """A storage seen in a shape."""

    storage: Storage
    shape: tuple

    @property
    def array(self) -> Any:
        return self.storage.array if self.storage.array.shape == self.shape else self.storage.array.reshape(self.shape)


def views(refs: Iterable[Ref | None]) -> tuple:
    """The arrays of refs; None stays None."""
    return tuple(None if r is None else r.array for r in refs)


def lay(storages: Iterable[Storage]) -> int:
    """Gives each storage its start, so that no two that live at the same time overlap; returns the bytes needed.

    Each goes into the first hole that is large enough among those alive when it is first used.
    """
    holes = [(0, FOREVER)]
    alive: list[tuple[int, int, int]] = []  # (last step, start, stop), a heap
    total = 0
    for storage in sorted(storages, key=lambda s: (s.first, -s.bytes)):
        while alive and alive[0][0] < storage.first:
            _give_back(holes, *heappop(alive)[1:])
        size = storage.bytes
        place, (start, stop) = next((i, hole) for i, hole in enumerate(holes) if hole[1] - hole[0] >= size)
        holes[place : place + 1] = [(start + size, stop)] if stop - start > size else []
        heappush(alive, (storage.last, start, start + size))
        storage.start = start
        total = max(total, start + size)
    return total


def _give_back(holes: list[tuple[int, int]], start: int, stop: int) -> None:
    """Makes a piece of memory a hole, one with the holes beside it."""
    place = bisect(holes, (start, stop))
    if place < len(holes) and holes[place][0] == stop:
        stop = holes.pop(place)[1]
    if place and holes[place - 1][1] == start:
        start = holes.pop(place - 1)[0]
        place -= 1
    holes.insert(place, (start, stop))


def aligned(device: Device, size: int) -> Any:
    """An arena of bytes that starts at a multiple of `ALIGN` where the array module tells addresses."""
    block = device.xp.zeros(size + ALIGN, device.xp.uint8)
    interface = getattr(block, "__array_interface__", None)
    skip = -interface["data"][0] % ALIGN if interface else 0
    return block[skip : skip + size]


def allocate(device: Device, storages: Iterable[Storage]) -> int:
    """Lays storages out and gives each its array; returns the arena's size in bytes."""
    wanted = [s for s in storages if s.array is None]
    size = lay(wanted)
    arena = aligned(device, size)
    for s in wanted:
        s.array = arena[s.start : s.start + s.size * s.dtype.itemsize].view(s.dtype)
    return size


class ShapesChanged(Exception):
    """Arrays do not have the shapes of the buffers."""


@dataclass
class Parameters:
    """The arrays of a graph in one flat buffer, and their gradients in another; `views` and `slopes` are by path."""

    shapes: Mapping[tuple, tuple]
    transposed: frozenset
    device: Device
    dtype: Any
    views: dict[tuple, Any] = field(default_factory=dict)
    slopes: dict[tuple, Any] = field(default_factory=dict)
    places: dict[tuple, slice] = field(default_factory=dict)
    loaded: list[Any] = field(default_factory=list)
    version: int = 0
    gradients: Any = None
    lock: Any = field(default_factory=RLock, repr=False)

    def __post_init__(self) -> None:
        self.dtype = self.device.xp.dtype(self.dtype)
        unit = ALIGN // self.dtype.itemsize
        size = 0
        for path, shape in self.shapes.items():
            count = prod(shape)
            self.places[path] = slice(size, size + count)
            size += -(-count // unit) * unit
        self.values = aligned(self.device, size * self.dtype.itemsize).view(self.dtype)
        self._see(self.values, self.views)

    def _see(self, flat: Any, views: dict) -> None:
        for path, shape in self.shapes.items():
            part = flat[self.places[path]]
            views[path] = _turned(part, shape) if path in self.transposed else part.reshape(shape)

    @property
    def bytes(self) -> int:
        """The memory of values and gradients."""
        return self.values.size * self.dtype.itemsize * (1 if self.gradients is None else 2)

    def prepare_gradients(self) -> None:
        """Makes the gradient buffer, once."""
        if self.gradients is None:
            self.gradients = aligned(self.device, self.values.size * self.dtype.itemsize).view(self.dtype)
            self._see(self.gradients, self.slopes)

    def holds(self, arrays: Mapping[tuple, Any]) -> bool:
        """Whether these very arrays were loaded last; those of a net do not change."""
        return len(self.loaded) == len(self.shapes) and all(map(is_, self.loaded, map(arrays.get, self.shapes)))

    def load(self, arrays: Mapping[tuple, Any]) -> None:
        """Copies arrays in, but those that were copied last time; `version` counts how often any was.

        Raises `UninitializedError` where one is missing and `ShapesChanged` where one has another shape.
        """
        if self.holds(arrays):
            return
        missing = tuple(path for path in self.views if path not in arrays)
        if missing:
            raise UninitializedError(missing)
        if any(getattr(arrays[path], "shape", None) != shape for path, shape in self.shapes.items()):
            raise ShapesChanged
        before = self.loaded or [None] * len(self.shapes)
        for old, (path, view) in zip(before, self.views.items()):
            if old is not arrays[path]:
                view[...] = self.device.put(arrays[path])
        self.loaded = [arrays[path] for path in self.shapes]
        self.version += 1

    def read(self, flat: Any = None) -> dict[tuple, Any]:
        """Copies of the arrays, on the host."""
        views = self.views
        if flat is not None:
            views = {}
            self._see(flat, views)
        return {path: _contiguous(self.device.get(view)) for path, view in views.items()}


def _turned(part: Any, shape: tuple) -> Any:
    """Memory seen in a shape (out, in, height, ...) whose order there is (height, ..., in, out), as it multiplies."""
    order = (*range(2, len(shape)), 1, 0)
    return part.reshape([shape[i] for i in order]).transpose([order.index(i) for i in range(len(shape))])


def _contiguous(array: Any) -> Any:
    return array.copy(order="C")
