"""What operators that run a net again and again need: one element of a sequence, first states, masked progress."""

from typing import Any

from ..declare import op


def _element_shape(x: tuple, index: int) -> tuple:
    return (x[0], *x[2:])


@op("element", shape=_element_shape, saves=(), whole="inputs", adds=True)
def element(room: Any, out: Any, x: Any, index: int) -> Any:
    """One element of every sequence."""
    part = x[:, index]
    return lambda: room.xp.copyto(out, part)


@element.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, index: int) -> Any:
    part = dinputs[0][:, index]
    return lambda: room.xp.add(part, dy, out=part)


def _filled_shape(x: tuple, shape: tuple, value: float) -> tuple:
    return (x[0], *shape)


@op("filled", shape=_filled_shape, saves=(), constant=(0,))
def filled(room: Any, out: Any, x: Any, shape: tuple, value: float) -> Any:
    """An array of one number for every example of x."""
    return lambda: out.fill(value)


def _advanced_shape(new: tuple, old: tuple, lengths: tuple, index: int) -> tuple:
    return new


@op("advanced", shape=_advanced_shape, saves=("inputs",))
def advanced(room: Any, out: Any, new: Any, old: Any, lengths: Any, index: int) -> Any:
    """The new state where a sequence has an element at the index, else the old one."""
    xp = room.xp
    over, find = _over(room, out, lengths, index)

    def run() -> None:
        find()
        xp.copyto(out, new)
        xp.copyto(out, old, where=over)

    return run


@advanced.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, index: int) -> Any:
    xp = room.xp
    dnew, dold, _ = dinputs
    over, find = _over(room, dy, inputs[2], index)

    def run() -> None:
        find()
        if dold is not None:
            dold.fill(0)
            xp.copyto(dold, dy, where=over)
        if dnew is not None:
            xp.copyto(dnew, dy)
            xp.copyto(dnew, 0, where=over)

    return run


def _over(room: Any, x: Any, lengths: Any, index: int) -> tuple:
    """(mask over the examples, closure that fills it): true where the sequence has ended before the index."""
    mask = room.scratch((len(x),), bool)
    return mask.reshape((-1,) + (1,) * (x.ndim - 1)), lambda: room.xp.less_equal(lengths, index, out=mask)


@op("reversed_gradient", shape=lambda x: x, saves=())
def reversed_gradient(room: Any, out: Any, x: Any) -> Any:
    """The array itself, whose gradient changes its sign: what is minimised behind it is maximised before it."""
    return lambda: room.xp.copyto(out, x)


@reversed_gradient.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    return lambda: room.xp.negative(dy, out=dinputs[0])


@op("norm", shape=lambda x: x[:1])
def norm(room: Any, out: Any, x: Any) -> Any:
    """The Euclidean length of every example."""
    xp = room.xp
    rows, t = x.reshape(len(x), -1), room.scratch((len(x), x[:1].size))

    def run() -> None:
        xp.multiply(rows, rows, out=t)
        xp.add.reduce(t, axis=1, out=out)
        xp.sqrt(out, out=out)

    return run


TINY = 1e-30  # below which a length counts as 0, where it has no slope


@norm.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    xp = room.xp
    rows, drows = inputs[0].reshape(len(dy), -1), dinputs[0].reshape(len(dy), -1)
    t = room.scratch((len(dy),))
    column = t[:, None]

    def run() -> None:
        xp.maximum(out, TINY, out=t)
        xp.divide(dy, t, out=t)
        xp.multiply(rows, column, out=drows)

    return run
