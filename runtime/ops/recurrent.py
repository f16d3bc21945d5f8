"""The recurrent op: one walk along time for the three cells of the table `CELLS`.

Inside, time comes first. The inputs' part of every gate is one matrix product for all steps; a step adds the state's
part, one product for all gates, each gate's block contiguous. The gradient collects the gates' slopes of all steps in
one matrix, from which those of weights, biases and inputs are one product each.

Cells: J. L. Elman, Cognitive Science 14 (1990); S. Hochreiter and J. Schmidhuber, Neural Computation 9 (1997), with the
forget gate of F. Gers et al. (2000); K. Cho et al., arXiv:1406.1078, with the reset gate applied to the product of the
weights and the state.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..declare import op
from .lengths import behind
from .linear import column_sums


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


# --- the op


def _shape(x: tuple, w: tuple, u: tuple, *_: Any, cells: bool = False, **__: Any) -> tuple:
    return (x[0], x[1], u[1] * (1 + cells))


def _stores(x: tuple, w: tuple, u: tuple, *_: Any, cell: str, **__: Any) -> tuple:
    n, steps, size = x[0], x[1], u[1]
    kind = CELLS[cell]
    kept = [(steps + (i < kind.started), n, size) for i in range(kind.kept)]
    return ((steps, n, x[2]), (kind.gates, steps, n, size), (steps + 1, n, size), *kept)


def _frame(room: Any, x: Any, u: Any, mask: Any) -> Frame:
    by_time, gates, states, *kept = room.stored
    return Frame(x.shape[0], x.shape[1], u.shape[1], by_time, gates, states, tuple(kept), mask)


def _start(xp: Any, place: Any, given: Any) -> None:
    xp.copyto(place, 0 if given is None else given)


@op("recurrent", shape=_shape, stores=_stores, saves=("inputs",))
def recurrent(
    room: Any,
    out: Any,
    x: Any,
    w: Any,
    u: Any,
    b: Any,
    state: Any = None,
    start: Any = None,
    lengths: Any = None,
    state_mask: Any = None,
    update_mask: Any = None,
    *,
    cell: str,
    cells: bool = False,
) -> Any:
    """The states of a recurrent layer at all steps: x (n, t, k), w (gates h, k), u (gates h, h), b (gates h) give
    (n, t, h).

    Gates lie in the order input, output, forget, memory ("LongShortTermMemory") or input, reset, memory ("Gated").
    `state` and `start` (of the memory's cells) are (n, h), zeros when None. `state_mask` (n, h) multiplies the state
    that enters a step, `update_mask` (n, t, h) what is new in it. With `cells` the memory's cells lie behind the states
    along the last axis. Behind the end of an example the states are those of a walk on zeros.
    """
    xp, kind = room.xp, CELLS[cell]
    f = _frame(room, x, u, update_mask)
    n, steps, size, gates = f.batch, f.steps, f.size, kind.gates
    rows, z = f.x.reshape(steps * n, -1), f.gates.reshape(gates, steps * n, size)
    columns = w.reshape(gates, size, -1).swapaxes(1, 2)
    weights = u.reshape(gates, size, size).swapaxes(1, 2)
    right, q = room.scratch((gates, size, size)), room.scratch((gates, n, size))
    biases = b.reshape(gates, 1, size)
    by_time, results = x.swapaxes(0, 1), f.states[1:].swapaxes(0, 1)
    entering = room.scratch((n, size)) if state_mask is not None else None
    past, find = (None, None) if lengths is None else _behind_by_time(room, x, lengths)
    step, views = kind.forward(room, f)
    walk = [(f.states[s], *view) for s, view in enumerate(views)]
    behind_states = f.kept[0][1:].swapaxes(0, 1) if cells else None

    def run() -> None:
        xp.copyto(f.x, by_time)
        if find is not None:
            find()
            xp.copyto(f.x, 0, where=past)
        xp.matmul(rows, columns, out=z)
        xp.add(z, biases, out=z)
        xp.copyto(right, weights)
        _start(xp, f.states[0], state)
        if kind.started:
            _start(xp, f.kept[0][0], start)
        for h0, *view in walk:
            if entering is not None:
                h0 = xp.multiply(h0, state_mask, out=entering)
            xp.matmul(h0, right, out=q)
            step(q, *view)
        if behind_states is None:
            xp.copyto(out, results)
        else:
            xp.copyto(out[:, :, :size], results)
            xp.copyto(out[:, :, size:], behind_states)

    return run


def _behind_by_time(room: Any, x: Any, lengths: Any) -> tuple:
    mask, find = behind(room, x, lengths)
    return mask.swapaxes(0, 1), find


@recurrent.gradient
def _(
    room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, *, cell: str, cells: bool = False
) -> Any:
    xp, kind = room.xp, CELLS[cell]
    x, w, u, _, _, _, lengths, state_mask, update_mask = (*inputs, *[None] * 5)[:9]
    dx, dw, du, db, dstate, dstart = (*dinputs, None, None)[:6]
    f = _frame(room, x, u, update_mask)
    n, steps, size, gates = f.batch, f.steps, f.size, kind.gates
    twice = cell == "Gated"  # the reset gate stands between the memory gate and its product with the state
    slopes = room.scratch((steps, n, (gates + twice) * size))
    flat = slopes.reshape(steps * n, (gates + twice) * size)
    into_gates, into_state = (flat[:, size:], flat[:, : gates * size]) if twice else (flat, flat)
    by_step = slopes[:, :, : gates * size]
    left = room.scratch((gates * size, size)) if twice else u
    carry = room.scratch((n, size))
    dh = room.scratch((n, size))
    dstates, dcells = room.scratch((steps, n, size)), room.scratch((steps, n, size)) if cells else None
    rows, by_time = f.x.reshape(steps * n, -1), dy.swapaxes(0, 1)
    entered = f.states[:steps]
    if state_mask is not None:
        masked = room.scratch((steps, n, size))
    entered_rows = (entered if state_mask is None else masked).reshape(steps * n, size)
    dx_by_time = None if dx is None else room.scratch((steps, n, x.shape[2]))
    past, find = (None, None) if lengths is None else _behind_by_time(room, x, lengths)
    step, views = kind.backward(room, f, slopes, carry)
    walk = [(dstates[s], by_step[s], *view) for s, view in enumerate(views)][::-1]
    added = list(range(steps))[::-1]

    def run() -> None:
        xp.copyto(dstates, by_time[:, :, :size])
        if cells:
            xp.copyto(dcells, by_time[:, :, size:])
        if find is not None:
            find()
            xp.copyto(dstates, 0, where=past)
            if cells:
                xp.copyto(dcells, 0, where=past)
        if twice:
            xp.copyto(left[:size], u[2 * size :])
            xp.copyto(left[size:], u[: 2 * size])
        dh.fill(0)
        carry.fill(0)
        for s, (d, dz, *view) in zip(added, walk):
            xp.add(d, dh, out=d)
            if cells:
                xp.add(carry, dcells[s], out=carry)
            step(d, *view)
            xp.matmul(dz, left, out=dh)
            if state_mask is not None:
                xp.multiply(dh, state_mask, out=dh)
            if twice:
                xp.add(dh, carry, out=dh)
        _finish()

    def _finish() -> None:
        if dstate is not None:
            xp.copyto(dstate, dh)
        if dstart is not None:
            xp.copyto(dstart, carry)
        if db is not None:
            column_sums(xp, into_gates, db)
        if dw is not None:
            xp.matmul(into_gates.T, rows, out=dw)
        if du is not None:
            if state_mask is not None:
                xp.multiply(entered, state_mask, out=masked)
            if twice:
                xp.matmul(into_state[:, :size].T, entered_rows, out=du[2 * size :])
                xp.matmul(into_state[:, size:].T, entered_rows, out=du[: 2 * size])
            else:
                xp.matmul(into_state.T, entered_rows, out=du)
        if dx is not None:
            xp.matmul(into_gates, w, out=dx_by_time.reshape(steps * n, -1))
            xp.copyto(dx, dx_by_time.swapaxes(0, 1))

    return run


@recurrent.fuse("span")
def _(settings: dict, following: dict) -> Any:
    """Where only the states are used, the cells need not lie beside them."""
    if settings.get("cells") and following["axis"] == 2 and following["start"] == 0:
        return recurrent, {"cell": settings["cell"]}
    return None
