"""Functions that make one number of many: totals, extremes, products, spreads and order statistics.

The elements that become one number lie along the last axis. In sequences of different lengths they are the first
`each * length` of them: `each` is how many elements one step has. Behind those anything may lie that is finite.
"""

from collections.abc import Callable
from typing import Any

from ..declare import op
from .quantiles import ORDERED, ordered, ordered_back


def _shape(x: tuple, lengths: Any = None, **settings: Any) -> tuple:
    return x[:-1]


def _stores(x: tuple, lengths: Any = None, function: str = "", **settings: Any) -> tuple:
    """Order statistics keep the values that count; spreads keep the mean."""
    if function in ORDERED:
        return (x[:-1],) * (2 * len(ORDERED[function]))
    return ((*x[:-1], 1),) if function in ("Variance", "StandardDeviation", "MeanDeviation") else ()


class Part:
    """What an aggregation sees of its input: how many elements count, and which."""

    def __init__(self, room: Any, x: Any, lengths: Any, each: int):
        self.room, self.xp, self.x, self.lengths, self.each = room, room.xp, x, lengths, each
        self.columns = (len(x), *(1,) * (x.ndim - 1))
        if lengths is not None:
            self.count = room.scratch(self.columns)
            self.whole = room.scratch((len(x), 1), room.xp.int64)
            self.unused = room.scratch((len(x), x.shape[-1]), bool)
            self.mask = self.unused.reshape(*self.columns[:-1], x.shape[-1])
            self.places = room.xp.arange(x.shape[-1])[None, :]
        else:
            self.count = x.shape[-1]

    def find(self) -> None:
        """Fills count and mask."""
        if self.lengths is not None:
            xp = self.xp
            xp.multiply(self.lengths[:, None], self.each, out=self.whole)
            xp.greater_equal(self.places, self.whole, out=self.unused)
            xp.copyto(self.count, self.whole.reshape(self.columns), casting="unsafe")
            xp.maximum(self.count, 1, out=self.count)

    def blank(self, array: Any, value: float) -> None:
        """Puts a value where nothing counts."""
        if self.lengths is not None:
            self.xp.copyto(array, value, where=self.mask)

    def blanked(self, value: float) -> tuple[Any, Callable]:
        """The input with a value where nothing counts, and the closure that fills it."""
        if self.lengths is None:
            return self.x, lambda: None
        copy = self.room.scratch(self.x.shape)

        def fill() -> None:
            self.xp.copyto(copy, self.x)
            self.blank(copy, value)

        return copy, fill


@op("aggregation", shape=_shape, stores=_stores)
def aggregation(room: Any, out: Any, x: Any, lengths: Any = None, *, function: str, each: int = 1) -> Any:
    """A function of all elements along the last axis: a key of `FUNCTIONS`."""
    part = Part(room, x, lengths, each)
    if function in ORDERED:
        run = ordered(room, out, part, ORDERED[function])
    else:
        run = FUNCTIONS[function][0](room, out, part)

    def whole() -> None:
        part.find()
        run()

    return whole


@aggregation.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, *, function: str, each: int = 1) -> Any:
    part = Part(room, inputs[0], (*inputs, None)[1], each)
    dx, column = dinputs[0], dy[..., None]
    if function in ORDERED:
        run = ordered_back(room, column, part, dx, ORDERED[function])
    else:
        run = FUNCTIONS[function][1](room, column, out[..., None], part, dx)

    def whole() -> None:
        part.find()
        run()
        part.blank(dx, 0)

    return whole


# --- totals


def _total(room: Any, out: Any, part: Part) -> Callable:
    x, fill = part.blanked(0)

    def run() -> None:
        fill()
        room.xp.add.reduce(x, axis=-1, out=out)

    return run


def _total_back(room: Any, dy: Any, y: Any, part: Part, dx: Any) -> Callable:
    return lambda: room.xp.copyto(dx, dy)


def _mean(room: Any, out: Any, part: Part) -> Callable:
    total = _total(room, out, part)
    column = out[..., None]

    def run() -> None:
        total()
        room.xp.divide(column, part.count, out=column)

    return run


def _mean_back(room: Any, dy: Any, y: Any, part: Part, dx: Any) -> Callable:
    return lambda: room.xp.divide(dy, part.count, out=dx)


# --- extremes; equal ones share the gradient


def _extreme(name: str, worst: float) -> tuple[Callable, Callable]:
    def forward(room: Any, out: Any, part: Part) -> Callable:
        x, fill = part.blanked(worst)
        reduce = getattr(room.xp, name).reduce

        def run() -> None:
            fill()
            reduce(x, axis=-1, out=out)

        return run

    def back(room: Any, dy: Any, y: Any, part: Part, dx: Any) -> Callable:
        xp = room.xp
        count = room.scratch(y.shape)

        def run() -> None:
            xp.equal(part.x, y, out=dx, casting="unsafe")
            part.blank(dx, 0)
            xp.add.reduce(dx, axis=-1, keepdims=True, out=count)
            xp.maximum(count, 1, out=count)
            xp.divide(dy, count, out=count)
            xp.multiply(dx, count, out=dx)

        return run

    return forward, back


# --- products: the slope of each factor is the product of those before and those behind it


def _times(room: Any, out: Any, part: Part) -> Callable:
    x, fill = part.blanked(1)

    def run() -> None:
        fill()
        room.xp.multiply.reduce(x, axis=-1, out=out)

    return run


def _times_back(room: Any, dy: Any, y: Any, part: Part, dx: Any) -> Callable:
    xp = room.xp
    x, fill = part.blanked(1)
    running = room.scratch(x.shape)
    back, front = x[..., ::-1], running[..., ::-1]

    def run() -> None:
        fill()
        dx.fill(1)
        xp.cumprod(x, axis=-1, out=running)
        xp.copyto(dx[..., 1:], running[..., :-1])
        xp.cumprod(back, axis=-1, out=front)
        xp.multiply(dx[..., :-1], running[..., 1:], out=dx[..., :-1])
        xp.multiply(dx, dy, out=dx)

    return run


# --- spreads


def _centred(room: Any, part: Part, mean: Any, t: Any) -> Callable:
    """Fills the mean, and t with what is left of it."""
    xp = room.xp
    x, fill = part.blanked(0)

    def run() -> None:
        fill()
        xp.add.reduce(x, axis=-1, keepdims=True, out=mean)
        xp.divide(mean, part.count, out=mean)
        xp.subtract(x, mean, out=t)
        part.blank(t, 0)

    return run


def _less(room: Any, part: Part) -> tuple[Any, Callable]:
    """The number of elements less one, at least 1, and the closure that fills it."""
    if part.lengths is None:
        return max(part.count - 1, 1), lambda: None
    less = room.scratch(part.columns)

    def run() -> None:
        room.xp.subtract(part.count, 1, out=less)
        room.xp.maximum(less, 1, out=less)

    return less, run


def _variance(root: bool) -> tuple[Callable, Callable]:
    def forward(room: Any, out: Any, part: Part) -> Callable:
        xp, column = room.xp, out[..., None]
        t = room.scratch(part.x.shape)
        centre = _centred(room, part, room.stored[0], t)
        less, find = _less(room, part)

        def run() -> None:
            centre()
            find()
            xp.multiply(t, t, out=t)
            xp.add.reduce(t, axis=-1, out=out)
            xp.divide(column, less, out=column)
            if root:
                xp.sqrt(out, out=out)

        return run

    def back(room: Any, dy: Any, y: Any, part: Part, dx: Any) -> Callable:
        xp, mean = room.xp, room.stored[0]
        less, find = _less(room, part)
        scale, flat = room.scratch(y.shape), room.scratch(y.shape, bool)

        def run() -> None:
            find()
            xp.divide(dy, less, out=scale)
            if root:  # all equal: a kink, with slope 0
                xp.divide(scale, y, out=scale)
                xp.equal(y, 0, out=flat)
                xp.copyto(scale, 0, where=flat)
            else:
                xp.multiply(scale, 2, out=scale)
            xp.subtract(part.x, mean, out=dx)
            xp.multiply(dx, scale, out=dx)

        return run

    return forward, back


def _deviation(room: Any, out: Any, part: Part) -> Callable:
    xp, column = room.xp, out[..., None]
    t = room.scratch(part.x.shape)
    centre = _centred(room, part, room.stored[0], t)

    def run() -> None:
        centre()
        xp.abs(t, out=t)
        xp.add.reduce(t, axis=-1, out=out)
        xp.divide(column, part.count, out=column)

    return run


def _deviation_back(room: Any, dy: Any, y: Any, part: Part, dx: Any) -> Callable:
    xp, mean = room.xp, room.stored[0]
    middle = room.scratch(y.shape)

    def run() -> None:
        xp.subtract(part.x, mean, out=dx)
        xp.sign(dx, out=dx)
        part.blank(dx, 0)
        xp.add.reduce(dx, axis=-1, keepdims=True, out=middle)
        xp.divide(middle, part.count, out=middle)
        xp.subtract(dx, middle, out=dx)  # the mean moves too
        xp.multiply(dx, dy, out=dx)
        xp.divide(dx, part.count, out=dx)

    return run


FUNCTIONS: dict[str, tuple] = {
    "Mean": (_mean, _mean_back),
    "Min": _extreme("minimum", float("inf")),
    "Max": _extreme("maximum", float("-inf")),
    "Total": (_total, _total_back),
    "Times": (_times, _times_back),
    "Variance": _variance(False),
    "StandardDeviation": _variance(True),
    "MeanDeviation": (_deviation, _deviation_back),
}
