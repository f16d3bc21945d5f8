"""Functions of elements: `elementwise` of one array, `threading` of several that stretch to one shape."""

from functools import partial
from typing import Any

from ..declare import op
from .straight import replay
from .trees import Compiled

# --- activations whose derivative follows from the result: one pass over memory, also inside `linear.affine`


def ramp(room: Any, x: Any, y: Any) -> Any:
    xp = room.xp
    return lambda: xp.maximum(x, 0, out=y)


def ramp_back(room: Any, dy: Any, y: Any, dx: Any) -> Any:
    xp = room.xp
    mask = room.scratch(y.shape, bool)

    def run() -> None:
        xp.greater(y, 0, out=mask)
        xp.multiply(dy, mask, out=dx)

    return run


def tanh(room: Any, x: Any, y: Any) -> Any:
    xp = room.xp
    if not room.exact:
        return lambda: xp.tanh(x, out=y)
    # Computed in double and rounded once: single-precision library routines differ in the last digit.
    return replay(room, [x], [y], lambda xp, a: [xp.tanh(*a)], True)


def tanh_back(room: Any, dy: Any, y: Any, dx: Any) -> Any:
    xp = room.xp
    t = room.scratch(y.shape)

    def run() -> None:
        xp.multiply(y, y, out=t)
        xp.subtract(1, t, out=t)
        xp.multiply(dy, t, out=dx)

    return run


def sigmoid(room: Any, x: Any, y: Any) -> Any:
    if room.exact:
        return replay(room, [x], [y], lambda xp, a: [1 / (1 + xp.exp(-a[0]))], True)
    xp = room.xp

    def run() -> None:
        xp.multiply(x, 0.5, out=y)
        xp.tanh(y, out=y)
        xp.multiply(y, 0.5, out=y)
        xp.add(y, 0.5, out=y)

    return run


def sigmoid_back(room: Any, dy: Any, y: Any, dx: Any) -> Any:
    xp = room.xp
    t = room.scratch(y.shape)

    def run() -> None:
        xp.subtract(1, y, out=t)
        xp.multiply(t, y, out=t)
        xp.multiply(dy, t, out=dx)

    return run


ACTIVATIONS = {
    "Ramp": (ramp, ramp_back),
    "RectifiedLinearUnit": (ramp, ramp_back),
    "ReLU": (ramp, ramp_back),
    "Tanh": (tanh, tanh_back),
    "LogisticSigmoid": (sigmoid, sigmoid_back),
    "Sigmoid": (sigmoid, sigmoid_back),
}


# --- one array


def wide(room: Any, function: Compiled) -> bool:
    """Whether a function is computed in double precision and rounded once: in evaluation, or always if it has to be."""
    return room.exact or not function.robust


@op("elementwise", shape=lambda x, function: x)
def elementwise(room: Any, out: Any, x: Any, function: Compiled) -> Any:
    """The function of each element."""
    if function.name in ACTIVATIONS:
        return ACTIVATIONS[function.name][0](room, x, out)
    return replay(room, [x], [out], lambda xp, a: [function.value(xp, a)], wide(room, function))


@elementwise.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, function: Compiled) -> Any:
    if function.name in ACTIVATIONS:
        return ACTIVATIONS[function.name][1](room, dy, out, dinputs[0])
    return _slopes(room, dy, inputs, dinputs, (0,), function)


def _slopes(room: Any, dy: Any, inputs: tuple, targets: tuple, wanted: tuple, function: Compiled) -> Any:
    """The closure that writes dy times the derivatives by the wanted inputs; where dy is 0 no slope matters."""

    def write(xp: Any, values: list) -> list:
        d, *x = values
        slopes = function.slopes(xp, tuple(x), wanted)
        return [0.0 if slope is None else xp.where(d == 0, 0.0, d * slope) for slope in slopes]

    return replay(room, [dy, *inputs], targets, write, wide(room, function))


# --- several arrays


def broadcast_shape(*shapes: tuple, **_: Any) -> tuple:
    """The shape to which arrays of one rank stretch; raises ValueError when they do not."""
    result = []
    for sizes in zip(*shapes, strict=True):
        wide = {n for n in sizes if n != 1}
        if len(wide) > 1:
            raise ValueError(f"shapes {shapes} do not fit")
        result.append(wide.pop() if wide else 1)
    return tuple(result)


@op("threading", shape=broadcast_shape)
def threading(room: Any, out: Any, *x: Any, function: Compiled) -> Any:
    """The function of corresponding elements; sizes of 1 stretch."""
    return replay(room, x, [out], lambda xp, values: [function.value(xp, tuple(values))], wide(room, function))


@threading.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, function: Compiled) -> Any:
    xp = room.xp
    wanted = tuple(i for i, d in enumerate(dinputs) if d is not None)
    targets, sums = [], []
    for i in wanted:
        d = dinputs[i]
        if d.shape == dy.shape:
            targets.append(d)
            continue
        targets.append(room.scratch(dy.shape))
        axes = tuple(axis for axis, (a, b) in enumerate(zip(dy.shape, d.shape)) if a != b)
        sums.append(partial(xp.add.reduce, targets[-1], axis=axes, keepdims=True, out=d))
    spread = _slopes(room, dy, inputs, tuple(targets), wanted, function)

    def run() -> None:
        spread()
        for add in sums:
            add()

    return run


@op("total", shape=lambda *shapes: shapes[0], saves=())
def total(room: Any, out: Any, *x: Any) -> Any:
    """The sum of arrays of one shape."""
    xp = room.xp

    def run() -> None:
        if len(x) == 1:
            xp.copyto(out, x[0])
            return
        xp.add(x[0], x[1], out=out)
        for other in x[2:]:
            xp.add(out, other, out=out)

    return run


@total.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    targets = [d for d in dinputs if d is not None]

    def run() -> None:
        for d in targets:
            room.xp.copyto(d, dy)

    return run
