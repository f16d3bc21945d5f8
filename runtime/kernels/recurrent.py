"""Recurrent cells: the loop over time in C, for some examples in each thread; the products for all steps by BLAS."""

from typing import Any

from . import kernel, machine
from .affine import activation_back, product
from .copies import moved
from .host import Call, closure
from .layout import exact, plain, vectors

CELLS = {"Basic": (0, 1), "Gated": (1, 3), "LongShortTermMemory": (2, 4)}  # number in C, gates


def _ordered(room: Any, w: Any) -> tuple[Any, Call]:
    """Weights (inputs, outputs) in the order in which tiles read them, and the call that brings them there."""
    inputs, outputs = w.shape
    ordered = room.scratch((inputs * vectors(outputs),))
    down, across = (s // 4 for s in w.strides)
    return ordered, (machine().library("recurrent").order, (w, down, across, ordered, inputs, outputs))


def _fill(out: Any, number: float = 0.0) -> Call:
    return machine().library("copies").fill, (out, number, out.size)


def _copied(out: Any, given: Any) -> Call | None:
    return _fill(out) if given is None else moved(out, given)


def _words(room: Any, x: Any, u: Any, cell: str, cells: bool, ordered: Any, biases: Any, y: Any, lengths: Any) -> list:
    number, _ = CELLS[cell]
    _, gates, states, *kept = room.stored
    kept = [*kept, None, None][:2]
    n, steps, size = len(x), x.shape[1], u.shape[1]
    return [number, n, steps, size, gates, states, *kept, ordered, biases, y, size * (1 + cells), int(cells),
            int(exact(room)), lengths]  # fmt: skip


@kernel("recurrent", "forward")
def recurrent(
    room: Any, out: Any, x: Any, w: Any, u: Any, b: Any, state: Any = None, start: Any = None, lengths: Any = None,
    state_mask: Any = None, update_mask: Any = None, *, cell: str, cells: bool = False,
) -> Any:
    if state_mask is not None or update_mask is not None or not plain(out, x, b, state, start, lengths, *room.stored):
        return None
    gates, size = CELLS[cell][1], u.shape[1]
    n, steps, inputs = x.shape
    if not x.size or not out.size or any(s % 4 for a in (w, u) for s in a.strides):
        return None
    by_time, z, states, *kept = room.stored
    library = machine().library("recurrent")
    ordered, order = _ordered(room, u.T)
    padded = vectors(gates * size)
    biases = room.scratch((2, padded + size))
    calls: list[Call | None] = [
        (library.by_time, (x, lengths, by_time, n, steps, inputs)),
        order,
        _fill(biases),
        moved(biases[0, : gates * size], b),
        _copied(states[0], state),
    ]
    flat = biases.reshape(-1)
    if cell == "Gated":
        calls += [_fill(biases[0, 2 * size : 3 * size]), moved(flat[padded : padded + size], b[2 * size :])]
    if cell == "LongShortTermMemory":
        calls.append(_copied(kept[0][0], start))
    rows = by_time.reshape(steps * n, inputs)
    for gate in range(gates):
        calls.append(product(rows, w[gate * size : (gate + 1) * size].T, z[gate].reshape(steps * n, size)))
    words = _words(room, x, u, cell, cells, ordered, flat, out, None)
    calls.append((library.recur, tuple(words)))
    return None if None in calls else closure(machine(), calls)


@kernel("recurrent", "gradient")
def recurrent_gradient(
    room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, *, cell: str, cells: bool = False
) -> Any:
    x, w, u, _, _, _, lengths, state_mask, update_mask = (*inputs, *[None] * 5)[:9]
    dx, dw, du, db, dstate, dstart = (*dinputs, None, None)[:6]
    arrays = (dy, x, dx, db, dstate, dstart, lengths, *room.stored)
    if state_mask is not None or update_mask is not None or not plain(*arrays) or not x.size or not dy.size:
        return None
    if any(s % 4 for a in (w, u, dw, du) if a is not None for s in a.strides):
        return None
    gates, size = CELLS[cell][1], u.shape[1]
    n, steps, features = x.shape
    twice = cell == "Gated"  # the reset gate stands between the memory gate and its product with the state
    by_time, z, states, *kept = room.stored
    wide = (gates + twice) * size
    slopes = room.scratch((steps * n, wide))
    into_gates, into_state = (slopes[:, size:], slopes[:, : gates * size]) if twice else (slopes, slopes)
    library = machine().library("recurrent")
    zeros = room.scratch((vectors(size),))
    calls: list[Call | None] = [_fill(zeros)]
    left = u
    if twice:
        left = room.scratch((gates * size, size))
        calls += [moved(left[:size], u[2 * size :]), moved(left[size:], u[: 2 * size])]
    ordered, order = _ordered(room, left)
    words = _words(room, x, u, cell, cells, ordered, zeros, None, lengths)
    calls += [order, (library.recur_back, (*words, dy, slopes, dstate, dstart))]
    rows, entered = by_time.reshape(steps * n, features), states[:steps].reshape(steps * n, size)
    if db is not None:
        if twice:
            straight = room.scratch((steps * n, gates * size))
            calls += [moved(straight, into_gates), activation_back(room, straight, None, db, 0)]
        else:
            calls.append(activation_back(room, into_gates, None, db, 0))
    if dw is not None:
        calls.append(product(into_gates.T, rows, dw))
    if du is not None:
        if twice:
            calls.append(product(into_state[:, :size].T, entered, du[2 * size :]))
            calls.append(product(into_state[:, size:].T, entered, du[: 2 * size]))
        else:
            calls.append(product(into_state.T, entered, du))
    if dx is not None:
        by = room.scratch((steps, n, features))
        calls += [product(into_gates, w, by.reshape(steps * n, features)), moved(dx, by.swapaxes(0, 1))]
    return None if None in calls else closure(machine(), calls)
