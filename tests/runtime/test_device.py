"""Which device a name means."""

from types import SimpleNamespace

import pytest
from luperca.runtime import device as module
from luperca.runtime.device import CPU, DeviceError, device


@pytest.fixture
def four(monkeypatch):
    """A machine with four cards, of which only the numbers are looked at."""
    monkeypatch.setattr(module, "_gpu_count", lambda: 4)
    monkeypatch.setattr(module, "_gpu", lambda index, mixed: SimpleNamespace(index=index, mixed=mixed))


@pytest.mark.parametrize(
    ("name", "process", "expected"),
    [
        ("GPU", 0, 0),
        ("GPU", 3, 0),
        (("GPU", 2), 0, 1),
        (("GPU", 2), 3, 1),
        (("GPU", "All"), 0, 0),
        (("GPU", "All"), 3, 3),
        (("GPU", "All"), 5, 1),  # the second process of a second machine
        (("GPU", (2, 4)), 0, 1),
        (("GPU", (2, 4)), 1, 3),
        (("GPU", (2, 4)), 2, 1),
    ],
)
def test_cards_in_turn(four, name, process, expected):
    assert device(name, process=process).index == expected


@pytest.mark.parametrize("name", ["TPU", ("GPU", 0), ("GPU", ()), ("GPU", "Both"), ("GPU", (0,)), ("GPU", ("a",))])
def test_names_that_mean_nothing(four, name):
    with pytest.raises(DeviceError):
        device(name)


def test_the_processor():
    assert device() is device("CPU") is device(CPU) is CPU
