"""Two processes that train together come to what one does."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy
import pytest
from luperca.runtime import communicate
from luperca.runtime.errors import DeviceError

from .team import trained

LAUNCHER = Path(sys.executable).with_name("mpirun")


def test_one_process_is_alone():
    team = communicate.communicator()
    array = numpy.ones(3)
    team.total(array)
    team.barrier()
    assert (team.rank, team.size, team.broadcast("x")) == (0, 1, "x") and (array == 1).all()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, False), ({"PMI_SIZE": "1"}, False), ({"PMI_SIZE": "2"}, True), ({"OMPI_COMM_WORLD_SIZE": "4"}, True)],
)
def test_a_launcher_says_how_many_there_are(environment, expected):
    assert communicate.started_together(environment) is expected


def test_without_the_package_there_is_an_error_that_names_it(monkeypatch):
    monkeypatch.setenv("PMI_SIZE", "2")
    monkeypatch.setitem(sys.modules, "mpi4py", None)
    with pytest.raises(DeviceError, match=r"luperca\[mpi\]"):
        communicate.communicator.__wrapped__()


@pytest.fixture(scope="module")
def launcher():
    pytest.importorskip("mpi4py")
    found = str(LAUNCHER) if LAUNCHER.exists() else shutil.which("mpirun")
    if found is None:
        pytest.skip("no mpirun")
    return found


@pytest.mark.parametrize(
    ("cards", "joins"),
    [
        ([("a", 0, True), ("a", 1, True)], True),
        ([("a", 0, True), ("b", 0, True)], True),  # two machines
        ([("a", 0, True), ("a", 0, True)], False),  # one card for both
        ([("a", 0, True), ("a", 1, False)], False),  # without NCCL
        ([("a", None, False), ("a", None, False)], False),
    ],
)
def test_cards_add_up_among_themselves_where_each_process_has_one(cards, joins):
    world = SimpleNamespace(Get_rank=lambda: 0, Get_size=lambda: 2, allgather=lambda mine: cards, bcast=None)
    calls = []

    def join(rank, size, share):
        calls.append((rank, size))
        return lambda array: array.append("sum")

    team = communicate.Together(world)
    place = SimpleNamespace(index=cards[0][1], join=join if cards[0][2] else None)
    team.join(place)
    team.join(place)
    assert calls == ([(0, 2)] if joins else [])
    array = []
    if joins:
        team.total(array)
        assert array == ["sum"]



def test_two_processes_are_as_one(launcher, tmp_path):
    command = [launcher, "-n", "2", sys.executable, str(Path(__file__).with_name("team.py")), str(tmp_path / "out.npz")]
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    found, alone = numpy.load(tmp_path / "out.npz"), trained()
    assert found["size"] == 2
    numpy.testing.assert_allclose(found["losses"], alone.losses, rtol=1e-9)
    for name, array in alone.arrays.items():
        numpy.testing.assert_allclose(found[str(name)], array, rtol=1e-6, atol=1e-9)
