"""The cells of the recurrent op: the arithmetic of one step, forward and back, on buffers that hold all steps.

Cells: J. L. Elman, Cognitive Science 14 (1990); S. Hochreiter and J. Schmidhuber, Neural Computation 9 (1997), with the
forget gate of F. Gers et al. (2000); K. Cho et al., arXiv:1406.1078, with the reset gate applied to the product of the
weights and the state.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Cell:
    """A cell: the number of its gates, of further arrays a step that its gradient needs, and of those that have a
    start. `forward` and `backward` bind the arithmetic of a step.
    """

    gates: int
    kept: int
    started: int
    forward: Callable
    backward: Callable


@dataclass(frozen=True)
class Frame:
    """The buffers of a walk: sizes (batch, steps, state), the input by time, gates by gate and time, states and what
    the cell keeps by time. `mask` multiplies what is new in a step, or is None."""

    batch: int
    steps: int
    size: int
    x: Any
    gates: Any
    states: Any
    kept: tuple
    mask: Any

    def masks(self, s: int) -> Any:
        return None if self.mask is None else self.mask[:, s]


def _squashing(room: Any, shape: tuple) -> tuple[Callable, Callable]:
    """(sigmoid in place of arrays of `shape`, tanh): in double precision, rounded once, where the room is exact."""
    xp = room.xp
    if not room.exact or room.dtype == xp.float64:

        def sigmoid(x: Any) -> None:  # an overflow of the exponential gives the right 0
            xp.negative(x, out=x)
            xp.exp(x, out=x)
            xp.add(x, 1, out=x)
            xp.divide(1, x, out=x)

        return sigmoid, lambda x, y: xp.tanh(x, out=y)
    wide = room.scratch(shape, xp.float64)
    part = wide[0]

    def exact_sigmoid(x: Any) -> None:
        xp.copyto(wide, x)
        xp.negative(wide, out=wide)
        xp.exp(wide, out=wide)
        xp.add(wide, 1, out=wide)
        xp.divide(1, wide, out=wide)
        xp.copyto(x, wide, casting="same_kind")

    def exact_tanh(x: Any, y: Any) -> None:
        xp.copyto(part, x)
        xp.tanh(part, out=part)
        xp.copyto(y, part, casting="same_kind")

    return exact_sigmoid, exact_tanh


# --- the cells: `forward(room, frame)` gives (step, its arguments by time); a step gets the state's part of the gates
# first. `backward(room, frame, slopes)` gives the same for walking back: a step gets the slope by its state, leaves the
# gates' slopes in `slopes` and the slope that goes past the weights in the second argument, where there is one.


def _basic(room: Any, f: Frame) -> tuple:
    xp = room.xp
    _, tanh = _squashing(room, (1, f.batch, f.size))

    def step(q: Any, z: Any, h: Any, mask: Any) -> None:
        xp.add(z, q[0], out=z)
        tanh(z, z)
        if mask is None:
            xp.copyto(h, z)
        else:
            xp.multiply(z, mask, out=h)

    return step, [(f.gates[0, s], f.states[s + 1], f.masks(s)) for s in range(f.steps)]


def _basic_back(room: Any, f: Frame, slopes: Any, carry: Any) -> tuple:
    xp = room.xp
    t = room.scratch((f.batch, f.size))

    def step(dh: Any, dz: Any, z: Any, mask: Any) -> None:
        if mask is not None:
            xp.multiply(dh, mask, out=dh)
        xp.multiply(z, z, out=t)
        xp.subtract(1, t, out=t)
        xp.multiply(t, dh, out=dz)

    return step, [(slopes[s], f.gates[0, s], f.masks(s)) for s in range(f.steps)]


def _memory(room: Any, f: Frame) -> tuple:
    """Long short-term memory; gates: input, output, forget, memory. Kept: the cells, and the cells squashed."""
    xp = room.xp
    cells, squashed = f.kept
    sigmoid, tanh = _squashing(room, (3, f.batch, f.size))
    t = room.scratch((f.batch, f.size))

    def step(q: Any, z: Any, three: Any, i: Any, o: Any, g: Any, m: Any, c0: Any, c: Any, tc: Any, h: Any, mask: Any):
        xp.add(z, q, out=z)
        sigmoid(three)
        tanh(m, m)
        xp.multiply(i, m, out=c)
        if mask is not None:
            xp.multiply(c, mask, out=c)
        xp.multiply(g, c0, out=t)
        xp.add(c, t, out=c)
        tanh(c, tc)
        xp.multiply(o, tc, out=h)

    views = []
    for s in range(f.steps):
        z = f.gates[:, s]
        gates = (z, z[:3], z[0], z[1], z[2], z[3])
        views.append((*gates, cells[s], cells[s + 1], squashed[s], f.states[s + 1], f.masks(s)))
    return step, views


def _memory_back(room: Any, f: Frame, slopes: Any, carry: Any) -> tuple:
    xp = room.xp
    n, size = f.batch, f.size
    cells, squashed = f.kept
    own, other, t = room.scratch((4, n, size)), room.scratch((4, n, size)), room.scratch((n, size))
    sigmoids, memory = own[:3], own[3]
    by_i, by_o, by_f, by_m = other[0], other[1], other[2], other[3]

    def step(dh: Any, dz: Any, three: Any, i: Any, o: Any, g: Any, m: Any, c0: Any, tc: Any, mask: Any) -> None:
        xp.multiply(tc, tc, out=t)
        xp.subtract(1, t, out=t)
        xp.multiply(t, o, out=t)
        xp.multiply(t, dh, out=t)
        xp.add(carry, t, out=carry)
        xp.subtract(1, three, out=sigmoids)
        xp.multiply(sigmoids, three, out=sigmoids)
        xp.multiply(m, m, out=memory)
        xp.subtract(1, memory, out=memory)
        xp.multiply(dh, tc, out=by_o)
        xp.multiply(carry, c0, out=by_f)
        xp.multiply(carry, m, out=by_i)
        xp.multiply(carry, i, out=by_m)
        if mask is not None:
            xp.multiply(by_i, mask, out=by_i)
            xp.multiply(by_m, mask, out=by_m)
        xp.multiply(own, other, out=dz)
        xp.multiply(carry, g, out=carry)

    views = []
    for s in range(f.steps):
        z, dz = f.gates[:, s], slopes[s].reshape(n, 4, size).swapaxes(0, 1)
        views.append((dz, z[:3], z[0], z[1], z[2], z[3], cells[s], squashed[s], f.masks(s)))
    return step, views


def _gated(room: Any, f: Frame) -> tuple:
    """Gated unit; gates: input, reset, memory. Kept: the product of the memory gate's weights and the state."""
    xp = room.xp
    (products,) = f.kept
    sigmoid, tanh = _squashing(room, (2, f.batch, f.size))
    t = room.scratch((f.batch, f.size))

    def step(q: Any, two: Any, i: Any, r: Any, m: Any, um: Any, h0: Any, h: Any, mask: Any) -> None:
        xp.add(two, q[:2], out=two)
        sigmoid(two)
        xp.copyto(um, q[2])
        xp.multiply(r, um, out=t)
        xp.add(m, t, out=m)
        tanh(m, m)
        fresh = m if mask is None else xp.multiply(m, mask, out=t)
        xp.subtract(h0, fresh, out=h)
        xp.multiply(h, i, out=h)
        xp.add(h, fresh, out=h)

    views = []
    for s in range(f.steps):
        z = f.gates[:, s]
        views.append((z[:2], z[0], z[1], z[2], products[s], f.states[s], f.states[s + 1], f.masks(s)))
    return step, views


def _gated_back(room: Any, f: Frame, slopes: Any, carry: Any) -> tuple:
    """The blocks of `slopes`: by the memory gate's product, then input, reset and memory gate."""
    xp = room.xp
    size = f.size
    t, d = room.scratch((f.batch, size)), room.scratch((f.batch, size))

    def step(
        dh: Any, past: Any, dum: Any, di: Any, dr: Any, dm: Any, i: Any, r: Any, m: Any, um: Any, h0: Any, mask: Any
    ) -> None:
        xp.multiply(dh, i, out=past)
        fresh = m if mask is None else xp.multiply(m, mask, out=t)
        xp.subtract(h0, fresh, out=d)
        xp.subtract(1, i, out=t)
        xp.multiply(d, t, out=d)
        xp.multiply(d, past, out=di)  # dh (h0 - m) i (1 - i)
        xp.multiply(t, dh, out=t)
        if mask is not None:
            xp.multiply(t, mask, out=t)
        xp.multiply(m, m, out=d)
        xp.subtract(1, d, out=d)
        xp.multiply(d, t, out=d)
        xp.copyto(dm, d)
        xp.multiply(d, r, out=d)
        xp.copyto(dum, d)
        xp.multiply(d, um, out=d)
        xp.subtract(1, r, out=t)
        xp.multiply(d, t, out=dr)

    views = []
    for s in range(f.steps):
        z, dz = f.gates[:, s], slopes[s]
        blocks = [dz[:, a * size : (a + 1) * size] for a in range(4)]
        views.append((carry, *blocks, z[0], z[1], z[2], f.kept[0][s], f.states[s], f.masks(s)))
    return step, views


CELLS = {
    "Basic": Cell(1, 0, 0, _basic, _basic_back),
    "Gated": Cell(3, 1, 0, _gated, _gated_back),
    "LongShortTermMemory": Cell(4, 2, 1, _memory, _memory_back),
}
