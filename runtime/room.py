"""Rooms: what the body of an op may use beside its inputs and its result."""

from math import prod
from typing import Any

from .device import Device


class Room:
    """What an op's body may use: the array module, scratch memory, stored buffers, random numbers.

    `exact` asks for transcendental functions that are rounded correctly; in training, speed counts more.
    """

    exact = True

    def __init__(self, device: Device, dtype: Any, generator: Any = None):
        self.device, self.xp, self.block, self.dtype = device, device.xp, device.block, device.xp.dtype(dtype)
        self.generator = generator
        self.stored: tuple = ()
        self.draws: bool | None = None  # whether random numbers were drawn; None: nothing has run yet

    def scratch(self, shape: tuple, dtype: Any = None) -> Any:
        """A buffer that is free again when the closure returns."""
        return self.xp.empty(shape, self.dtype if dtype is None else dtype)

    def uniform(self, out: Any) -> None:
        """Fills a buffer with uniform numbers from 0 to 1."""
        self.draws = True
        self.device.uniform(self.generator, out)

    def draw(self, name: str, out: Any, *parameters: Any) -> None:
        """Fills a buffer with numbers of one of the generator's distributions."""
        self.draws = True
        self.device.draw(self.generator, name, out, *parameters)


class PlanRoom(Room):
    """A room whose scratch memory is shared by all steps of a plan."""

    def __init__(self, device: Device, dtype: Any):
        super().__init__(device, dtype, device.generator(None))
        self.pool: list[Any] = []
        self.free: list[Any] = []

    def begin(self, stored: tuple) -> None:
        """Starts binding the next step: the scratch memory of the others is free for it."""
        self.stored, self.free = stored, list(self.pool)

    def scratch(self, shape: tuple, dtype: Any = None) -> Any:
        kind = self.xp.dtype(self.dtype if dtype is None else dtype)
        size = prod(shape) * kind.itemsize
        block = next((b for b in self.free if b.size >= size), None)
        if block is None:
            block = self.xp.empty(-(-size // 8) * 8, self.xp.uint8)
            self.pool.append(block)
        else:
            self.free = [b for b in self.free if b is not block]
        return block[:size].view(kind).reshape(shape)
