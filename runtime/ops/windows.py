"""Windows: where the places of a kernel lie along the space axes of an array (n, *space, channels).

What convolution and pooling share, for any number of space axes: output sizes, frames with padding around some
examples at a time, strided views of all windows, and how many examples fit into the cache at once.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod
from typing import Any

# Bytes of columns, or of examples in a frame, at once. Milliseconds of a 3x3 convolution forward, batch 64, 2 threads,
# for 128 KB, 512 KB, 2 MB, 8 MB and everything: 16 channels on 32x32 5.6, 4.8, 4.1, 4.5, 6.4; 32 on 16x16 3.9, 3.5,
# 2.9, 2.8, 3.9. What a smaller piece gains in the cache it loses in matrix products too small for two threads.
CACHE = 1 << 21


def extent(kernel: int, dilation: int) -> int:
    """How far a kernel reaches."""
    return dilation * (kernel - 1) + 1


@dataclass(frozen=True)
class Windows:
    """The windows of a kernel along space axes of the given sizes; all fields are tuples with an entry an axis."""

    sizes: tuple[int, ...]
    kernel: tuple[int, ...]
    stride: tuple[int, ...]
    dilation: tuple[int, ...]
    padding: tuple[tuple[int, int], ...]

    @property
    def padded(self) -> tuple[int, ...]:
        """The sizes with their padding."""
        return tuple(n + low + high for n, (low, high) in zip(self.sizes, self.padding))

    @property
    def out(self) -> tuple[int, ...]:
        """How many windows there are; raises ValueError where a kernel does not fit."""
        found = tuple(
            (n - extent(k, d)) // s + 1 for n, k, s, d in zip(self.padded, self.kernel, self.stride, self.dilation)
        )
        if min(found, default=1) < 1:
            raise ValueError(f"a kernel of {self.kernel} does not fit into {self.padded}")
        return found

    @property
    def pads(self) -> bool:
        return any(low or high for low, high in self.padding)

    @property
    def trivial(self) -> bool:
        """Whether each place is its own window."""
        ones = (1,) * len(self.sizes)
        return self.kernel == self.stride == ones and not self.pads

    def tap(self, place: tuple[int, ...]) -> tuple[slice, ...]:
        """Where one place of the kernel lies in all windows: slices of the padded space axes."""
        each = zip(place, self.dilation, self.stride, self.out)
        return tuple(slice(p * d, p * d + s * (n - 1) + 1, s) for p, d, s, n in each)

    def places(self) -> Iterator[tuple[int, ...]]:
        """The places of the kernel in reading order."""
        found: list[tuple[int, ...]] = [()]
        for k in self.kernel:
            found = [(*p, i) for p in found for i in range(k)]
        return iter(found)


def window_view(xp: Any, x: Any, kernel: tuple, stride: tuple, dilation: tuple, out: tuple) -> Any:
    """All windows as a view (n, *out, *kernel, channels) without a copy."""
    n, *space, c = x.strides
    steps = tuple(a * s for a, s in zip(space, stride))
    inner = tuple(a * d for a, d in zip(space, dilation))
    return xp.lib.stride_tricks.as_strided(x, (len(x), *out, *kernel, x.shape[-1]), (n, *steps, *inner, c))


@dataclass(frozen=True)
class Frame:
    """Room for some examples with a border around them; without padding there is none, and none is needed."""

    array: Any
    borders: tuple
    inside: tuple

    def clear(self, number: float) -> None:
        """Writes the border."""
        for border in self.borders:
            border.fill(number)


def frame(room: Any, count: int, windows: Windows, channels: int) -> Frame | None:
    """A frame for `count` examples, or None where nothing is padded."""
    if not windows.pads:
        return None
    array = room.scratch((count, *windows.padded, channels))
    borders = []
    inside: tuple = (slice(None),)
    for n, (low, high) in zip(windows.sizes, windows.padding):
        borders += [array[(*inside, part)] for part in (slice(0, low), slice(low + n, low + n + high))]
        inside += (slice(low, low + n),)
    return Frame(array, tuple(b for b in borders if b.size), inside)


def pieces(count: int, bytes_each: int, limit: int = CACHE) -> list[tuple[int, int]]:
    """Cuts `count` things into (start, stop) of equal length that stay under the limit, at least one each."""
    step = max(1, min(count, limit // max(bytes_each, 1)))
    step = -(-count // -(-count // step)) if count else 1
    return [(i, min(i + step, count)) for i in range(0, count, step)]


def sequence(steps: list[Callable]) -> Callable:
    """One closure of several."""
    if len(steps) == 1:
        return steps[0]

    def run() -> None:
        for step in steps:
            step()

    return run


def row_bytes(room: Any, sizes: tuple, channels: int) -> int:
    """The bytes of one row of the first space axis."""
    return prod(sizes[1:]) * channels * room.dtype.itemsize
