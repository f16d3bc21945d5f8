"""The recurrent op: one walk along time for the cells of the table `cells.CELLS`.

Inside, time comes first. The inputs' part of every gate is one matrix product for all steps; a step adds the state's
part, one product for all gates, each gate's block contiguous. The gradient collects the gates' slopes of all steps in
one matrix, from which those of weights, biases and inputs are one product each.
"""

from typing import Any

from ..declare import op
from .cells import CELLS, Frame
from .lengths import behind
from .linear import column_sums


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
