"""Functions of the host: Python is called for the examples of a batch, on the CPU."""

from collections.abc import Callable
from typing import Any, Protocol

from ..declare import op
from ..errors import DeviceError, RuntimeProblem


class ExternalError(RuntimeProblem):
    """A function of the host gave no array of the right shape, or has no gradient."""


class External(Protocol):
    """What an op `external` calls, with arrays in double precision and a batch axis."""

    def sizes(self, dims: tuple[int, ...]) -> tuple[int, ...]:
        """The sizes of the result for those of the input, without the batch."""

    def value(self, x: Any) -> Any:
        """The results of a batch."""

    def slope(self, x: Any, dy: Any, y: Any) -> Any:
        """The gradients by the inputs; raises `ExternalError` where there is none."""


def _shape(x: tuple, function: External) -> tuple:
    return (x[0], *function.sizes(x[1:]))


def _host(room: Any) -> None:
    if room.device.name != "CPU":
        raise DeviceError("CompiledLayer runs on the CPU only")


def _checked(found: Any, wanted: tuple, what: str) -> Any:
    if found.shape != wanted:
        raise ExternalError(
            f"the {what} of a compiled function should have sizes {wanted[1:]}; found {found.shape[1:]}"
        )
    return found


@op("external", shape=_shape)
def external(room: Any, out: Any, x: Any, function: External) -> Callable:
    """A function of the host of every example."""
    _host(room)

    def run() -> None:
        found = _checked(function.value(x.astype(room.xp.float64)), out.shape, "result")
        room.xp.copyto(out, found, casting="same_kind")

    return run


@external.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, function: External) -> Callable:
    _host(room)
    dx, wide = dinputs[0], room.xp.float64

    def run() -> None:
        found = function.slope(inputs[0].astype(wide), dy.astype(wide), out.astype(wide))
        room.xp.copyto(dx, _checked(found, dx.shape, "gradient"), casting="same_kind")

    return run
