"""Random arrays: draws of the basic distributions, from which others are made by arithmetic."""

from typing import Any

from ..declare import op


def _shape(*parameters: tuple, shape: tuple, name: str, bounds: tuple = (), values: tuple = ()) -> tuple:
    return shape


@op("draws", shape=_shape, saves=(), random=True)
def draws(
    room: Any, out: Any, *parameters: Any, shape: tuple, name: str, bounds: tuple = (), values: tuple = ()
) -> Any:
    """Independent numbers of one of the generator's distributions, or of "uniform" from 0 to 1.

    The distribution's parameters are numbers in `values`; where one is None, the next of the inputs stretches to the
    shape. `bounds` are their ranges (low, high, whether whole): what is outside, and a NaN, becomes the nearest bound.
    """
    xp = room.xp
    if name == "uniform":
        return lambda: room.uniform(out)
    given = iter(parameters)
    used = [next(given) if v is None else v for v in values]
    held = [room.scratch(p.shape) if v is None else v for p, v in zip(used, values)]
    taken = [
        room.scratch(h.shape, xp.int64) if v is None and whole else h
        for h, v, (_, _, whole) in zip(held, values, bounds)
    ]

    def run() -> None:
        for source, copy, last, value, (low, high, whole) in zip(used, held, taken, values, bounds):
            if value is None:
                xp.fmax(source, low, out=copy)
                xp.fmin(copy, high, out=copy)
                if whole:
                    xp.copyto(last, copy, casting="unsafe")
        room.draw(name, out, *taken)

    return run


@draws.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, **settings: Any) -> Any:
    """A draw does not move with its parameters; what can be moved is said by arithmetic on draws."""
    targets = [d for d in dinputs if d is not None]

    def run() -> None:
        for d in targets:
            d.fill(0)

    return run


# --- dropout of other kinds


@op("kept_mask", shape=lambda x, probability: x, saves=(), constant=(0,), random=True)
def kept_mask(room: Any, out: Any, x: Any, probability: float) -> Any:
    """For every element 0 with the probability, else 1."""
    xp = room.xp
    if not probability:
        return lambda: out.fill(1)

    def run() -> None:
        room.uniform(out)
        xp.greater_equal(out, probability, out=out)

    return run


@kept_mask.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, probability: float) -> Any:
    return lambda: None


@op("choose", shape=lambda x, mask, **settings: x, saves=("inputs",), constant=(1,))
def choose(room: Any, out: Any, x: Any, mask: Any, scale: float, kept: float, dropped: float) -> Any:
    """scale x + kept where the mask is 1, `dropped` where it is 0."""
    xp = room.xp

    def run() -> None:
        xp.multiply(x, scale, out=out)
        xp.add(out, kept - dropped, out=out)
        xp.multiply(out, mask, out=out)
        xp.add(out, dropped, out=out)

    return run


@choose.gradient
def _(
    room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, scale: float, kept: float, dropped: float
) -> Any:
    xp, dx = room.xp, dinputs[0]

    def run() -> None:
        xp.multiply(dy, inputs[1], out=dx)
        xp.multiply(dx, scale, out=dx)

    return run
