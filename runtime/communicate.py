"""Several processes that train one net: who they are, and sums over all of them.

`mpirun -n N luperca train.wl` starts them; the extra `mpi` has what is needed. Without it, or alone, everything here
does nothing.
"""

import os
from collections.abc import Callable, Mapping
from functools import cache
from platform import node
from typing import Any

import numpy

from .device import Device
from .errors import DeviceError

# What launchers tell a process of the number of processes.
_SIZES = ("OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "PMIX_SIZE", "MPI_LOCALNRANKS", "SLURM_NTASKS")


class Alone:
    """One process."""

    rank, size = 0, 1

    def join(self, place: Device) -> None:
        """Lets the devices of the processes add up among themselves, where they can."""

    def total(self, array: Any) -> None:
        """Replaces an array by its sum over all processes."""

    def broadcast(self, value: Any) -> Any:
        """The value that the first process has."""
        return value

    def gather(self, data: bytes) -> list[bytes]:
        """What every process brings along, in the order of their ranks."""
        return [data]

    def barrier(self) -> None:
        """Waits for all."""


class Together(Alone):
    """One of several processes, over MPI."""

    def __init__(self, world: Any):
        self.world, self.rank, self.size = world, world.Get_rank(), world.Get_size()
        self.between: Callable[[Any], None] | None = None

    def join(self, place: Device) -> None:
        cards = self.world.allgather((node(), place.index, place.join is not None))
        if place.join is not None and all(can for *_, can in cards) and len(set(cards)) == self.size:
            self.between = self.between or place.join(self.rank, self.size, self.broadcast)

    def total(self, array: Any) -> None:
        from mpi4py import MPI

        if isinstance(array, numpy.ndarray):
            self.world.Allreduce(MPI.IN_PLACE, array, op=MPI.SUM)
        elif self.between is not None:
            self.between(array)
        else:  # on a GPU: by way of the host
            host = array.get()
            self.world.Allreduce(MPI.IN_PLACE, host, op=MPI.SUM)
            array.set(host)

    def broadcast(self, value: Any) -> Any:
        return self.world.bcast(value, root=0)

    def gather(self, data: bytes) -> list[bytes]:
        return list(self.world.allgather(data))

    def barrier(self) -> None:
        self.world.Barrier()


def started_together(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a launcher has started several processes."""
    return any(environment.get(name, "1").isdigit() and int(environment.get(name, "1")) > 1 for name in _SIZES)


@cache
def communicator() -> Alone:
    """What connects this process with those that were started with it; raises DeviceError where MPI is missing."""
    if not started_together():
        return Alone()
    try:
        from mpi4py import MPI
    except ImportError:
        raise DeviceError("several processes need the package mpi4py: pip install 'luperca[mpi]'") from None
    return Together(MPI.COMM_WORLD)
