"""Optimisers: one pass over the flat buffers of all arrays."""

from collections.abc import Callable, Mapping
from math import sqrt
from typing import Any

from . import kernel, machine
from .host import words


def _bound(function: Any, arguments: tuple, places: dict[str, int]) -> Callable:
    """A step with its arrays bound; what changes from step to step is written to the words at their places."""
    import ctypes

    made = words(arguments)
    function.argtypes, function.restype = (ctypes.c_void_p,), None
    address = ctypes.addressof(made)
    fields = {name: ctypes.c_double.from_buffer(made, 8 * place) for name, place in places.items()}

    def run(**numbers: float) -> None:
        for name, number in numbers.items():
            fields[name].value = number
        function(address)

    run.keep = (made, arguments)
    return run


@kernel("ADAM", "step")
def adam(room: Any, state: tuple, p: Any, g: Any, o: Mapping[str, float]) -> Callable:
    b1, b2, epsilon = o["Beta1"], o["Beta2"], o["Epsilon"]
    arguments = (p, g, *state, p.size, 1 - b1, 1 - b2, 0.0, 0.0)
    run = _bound(machine().library("optimize").adam, arguments, {"epsilon": 7, "rate": 8})

    def step(rate: float, number: int) -> None:
        root = sqrt(1 - b2**number)
        run(epsilon=epsilon * root, rate=rate * root / (1 - b1**number))

    return step


@kernel("SGD", "step")
def sgd(room: Any, state: tuple, p: Any, g: Any, o: Mapping[str, float]) -> Callable:
    run = _bound(machine().library("optimize").sgd, (p, g, *state, float(o["Momentum"]), 0.0, p.size), {"rate": 4})
    return lambda rate, number: run(rate=rate)


@kernel("RMSProp", "step")
def rmsprop(room: Any, state: tuple, p: Any, g: Any, o: Mapping[str, float]) -> Callable:
    numbers = (float(o["Beta"]), float(o["Epsilon"]), float(o["Momentum"]), 0.0)
    run = _bound(machine().library("optimize").rmsprop, (p, g, *state, p.size, *numbers), {"rate": 8})
    return lambda rate, number: run(rate=rate)
