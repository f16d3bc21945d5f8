"""Sums over the GPUs of several processes by NCCL, which moves them from card to card."""

from collections.abc import Callable
from typing import Any

Total = Callable[[Any], None]
Join = Callable[[int, int, Callable[[Any], Any]], Total]


def joined(cupy: Any) -> Join | None:
    """join(rank, size, share) connects the card of this process with those of the others, all of which call it at
    once, and gives a function that replaces an array by its sum over them; None where NCCL is missing.

    `share` gives every process the value that the first one has.
    """
    nccl = getattr(cupy.cuda, "nccl", None)
    if not getattr(nccl, "available", False):
        return None

    def join(rank: int, size: int, share: Callable[[Any], Any]) -> Total:
        world = nccl.NcclCommunicator(size, share(nccl.get_unique_id() if rank == 0 else None), rank)
        kinds = {"float32": nccl.NCCL_FLOAT32, "float64": nccl.NCCL_FLOAT64}

        def total(array: Any) -> None:
            place, stream = array.data.ptr, cupy.cuda.get_current_stream().ptr
            world.allReduce(place, place, array.size, kinds[array.dtype.name], nccl.NCCL_SUM, stream)

        return total

    return join
