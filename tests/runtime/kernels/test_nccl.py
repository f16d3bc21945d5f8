"""Sums over GPUs, with threads for processes and the memory of the host for that of the cards."""

import ctypes
from threading import Barrier, Thread
from types import SimpleNamespace

import numpy
import pytest
from luperca.runtime.kernels.nccl import joined

SIZE = 3
TYPES = {7: numpy.float32, 8: numpy.float64}


class Board:
    """An array whose place in memory is known, as cupy tells it."""

    def __init__(self, values, dtype):
        self.values = numpy.array(values, dtype)
        self.data = SimpleNamespace(ptr=self.values.ctypes.data)
        self.size, self.dtype = self.values.size, self.values.dtype


@pytest.fixture
def cupy():
    """What is used of cupy: every communicator waits for the others, as NCCL's do."""
    barrier, seen = Barrier(SIZE, timeout=10), {}

    class Communicator:
        def __init__(self, size, key, rank):
            assert (size, key) == (SIZE, ("key", 1))
            self.rank = rank
            barrier.wait()

        def allReduce(self, source, target, count, kind, op, stream):
            assert (op, stream) == ("sum", 5)
            row = (ctypes.c_char * (count * TYPES[kind]().itemsize)).from_address(source)
            seen[self.rank] = numpy.frombuffer(row, TYPES[kind]).copy()
            barrier.wait()
            numpy.frombuffer((ctypes.c_char * len(row)).from_address(target), TYPES[kind])[:] = sum(seen.values())
            barrier.wait()

    nccl = SimpleNamespace(
        available=True,
        NcclCommunicator=Communicator,
        get_unique_id=lambda: ("key", 1),
        NCCL_FLOAT32=7,
        NCCL_FLOAT64=8,
        NCCL_SUM="sum",
    )
    return SimpleNamespace(cuda=SimpleNamespace(nccl=nccl, get_current_stream=lambda: SimpleNamespace(ptr=5)))


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_every_card_has_the_sum(cupy, dtype):
    boards = [Board([rank, 10.0 * rank], dtype) for rank in range(SIZE)]
    join, given = joined(cupy), []
    ready = Barrier(SIZE, timeout=10)

    def share(value):
        given.append(value)
        ready.wait()
        return next(v for v in given if v is not None)

    def process(rank):
        total = join(rank, SIZE, share)
        total(boards[rank])
        total(boards[rank])

    threads = [Thread(target=process, args=(rank,)) for rank in range(SIZE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given, key=str) == [("key", 1), None, None]
    for board in boards:
        assert board.values.tolist() == [9.0, 90.0]


def test_where_it_is_missing():
    assert joined(SimpleNamespace(cuda=SimpleNamespace())) is None
    assert joined(SimpleNamespace(cuda=SimpleNamespace(nccl=SimpleNamespace(available=False)))) is None
