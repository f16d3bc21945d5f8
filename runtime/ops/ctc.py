"""Connectionist temporal classification: A. Graves et al., ICML 2006.

The target with blanks between, before and behind its labels is a row of states; a path may stay, go to the next state,
or skip a blank between two different labels. Everything is in logarithms and double precision. `forward` is the
probability of reaching a state with a step's emission, `back` that of ending from it without.
"""

from typing import Any

from ..declare import op
from .losses import TINY
from .sequences import take

NEVER = -1e30  # the log of 0
IMPOSSIBLE = -1e29  # below it a log stands for 0
LARGEST = 69.07755278982137  # -log TINY


class _Net:
    """The states of a batch of targets and the emissions of their labels, filled by `find`."""

    def __init__(self, room: Any, p: Any, target: Any, input_lengths: Any, target_lengths: Any):
        xp = self.xp = room.xp
        self.n, self.steps, self.classes = p.shape
        self.size = 2 * target.shape[1] + 1
        n, steps, size = self.n, self.steps, self.size
        wide, whole = xp.float64, xp.int64
        self.p, self.target = p, target
        self.ends = room.scratch((n, 1), whole)  # the last state of each example
        self.input_lengths, self.target_lengths = input_lengths, target_lengths
        self.label = room.scratch((n, size), whole)
        self.skips = room.scratch((n, size), bool)
        self.place = room.scratch((steps, n, size), whole)
        self.logs = room.scratch((steps, n, self.classes), wide)
        self.emission = room.scratch((steps, n, size), wide)
        self.forward = room.scratch((steps + 1, n, size), wide)
        self.moved = room.scratch((3, n, size), wide)
        self.top = room.scratch((n, size), wide)
        self.final = room.scratch((n, size), bool)
        self.late = room.scratch((n, size), bool)
        self.alive, self.over = room.scratch((steps, n, 1), bool), room.scratch((steps, n, 1), bool)
        self.total = room.scratch((n, 1), wide)
        self.states = xp.arange(size)[None, :]
        self.starts = (xp.arange(steps)[:, None] * n + xp.arange(n)[None, :]).reshape(steps, n, 1) * self.classes
        self.clock = xp.arange(steps).reshape(steps, 1, 1)

    def find(self) -> None:
        xp, classes = self.xp, self.classes
        xp.copyto(self.label, classes)  # blanks
        labels = self.label[:, 1::2]
        xp.minimum(self.target, classes - 1, out=labels)
        xp.maximum(labels, 1, out=labels)
        self.skips.fill(False)
        xp.not_equal(self.label[:, 3::2], self.label[:, 1:-2:2], out=self.skips[:, 3::2])
        xp.add(self.starts, self.label, out=self.place)
        xp.subtract(self.place, 1, out=self.place)
        xp.copyto(self.logs, self.p.swapaxes(0, 1))
        xp.maximum(self.logs, TINY, out=self.logs)
        xp.log(self.logs, out=self.logs)
        take(xp, self.logs.reshape(-1), self.place.reshape(-1), self.emission.reshape(-1))
        if self.target_lengths is None:
            self.ends.fill(self.size - 1)
        else:
            xp.multiply(self.target_lengths[:, None], 2, out=self.ends)
        xp.less_equal(self.states, self.ends, out=self.final)
        xp.subtract(self.ends, 1, out=self.ends)
        xp.greater_equal(self.states, self.ends, out=self.late)
        xp.logical_and(self.final, self.late, out=self.final)
        if self.input_lengths is None:
            self.alive.fill(True)
        else:
            xp.less(self.clock, self.input_lengths.reshape(1, self.n, 1), out=self.alive)
        xp.logical_not(self.alive, out=self.over)

    def _sum(self, out: Any) -> None:
        """The log of the sum of the exponentials of the three parts of `moved`."""
        xp, parts, top = self.xp, self.moved, self.top
        xp.maximum.reduce(parts, axis=0, out=top)
        xp.subtract(parts, top, out=parts)
        xp.exp(parts, out=parts)
        xp.add.reduce(parts, axis=0, out=out)
        xp.log(out, out=out)
        xp.add(out, top, out=out)

    def walk(self) -> None:
        """Fills `forward`, whose first row stands before the first step, and `total`, the log of all paths."""
        xp, rows = self.xp, self.forward
        stay, next_, skip = self.moved[0], self.moved[1], self.moved[2]
        rows[0].fill(NEVER)
        rows[0][:, :1].fill(0)
        for t in range(self.steps):
            before, after = rows[t], rows[t + 1]
            xp.copyto(stay, before)
            next_[:, :1].fill(NEVER)
            xp.copyto(next_[:, 1:], before[:, :-1])
            skip.fill(NEVER)
            xp.copyto(skip[:, 2:], before[:, :-2], where=self.skips[:, 2:])
            self._sum(after)
            xp.add(after, self.emission[t], out=after)
            if self.input_lengths is not None:
                xp.copyto(after, before, where=self.over[t])
        last = self.moved[0]
        last.fill(NEVER)
        xp.copyto(last, rows[self.steps], where=self.final)
        top = self.top[:, :1]
        xp.maximum.reduce(last, axis=1, keepdims=True, out=top)
        xp.subtract(last, top, out=last)
        xp.exp(last, out=last)
        xp.add.reduce(last, axis=1, keepdims=True, out=self.total)
        xp.log(self.total, out=self.total)
        xp.add(self.total, top, out=self.total)

    def back(self) -> None:
        """Turns `forward[t + 1]` into the share of the paths through each state at step t, over its probability."""
        xp, rows = self.xp, self.forward
        stay, next_, skip = self.moved[0], self.moved[1], self.moved[2]
        ahead = self.ahead
        ahead.fill(NEVER)
        xp.copyto(ahead, 0, where=self.final)
        for t in range(self.steps - 1, -1, -1):
            row, emission = rows[t + 1], self.emission[t]
            xp.add(row, ahead, out=row)
            xp.subtract(row, self.total, out=row)
            xp.subtract(row, emission, out=row)
            xp.minimum(row, 700, out=row)  # what is impossible as a whole is masked by the caller
            xp.exp(row, out=row)
            xp.copyto(row, 0, where=self.over[t])
            xp.add(ahead, emission, out=stay)
            next_[:, -1:].fill(NEVER)
            xp.copyto(next_[:, :-1], stay[:, 1:])
            skip.fill(NEVER)
            xp.copyto(skip[:, :-2], stay[:, 2:], where=self.skips[:, 2:])
            if self.input_lengths is None:
                self._sum(ahead)
            else:
                self._sum(self.kept)
                xp.copyto(ahead, self.kept, where=self.alive[t])


def _shape(p: tuple, *_: Any) -> tuple:
    return (p[0],)


@op("ctc", shape=_shape, saves=("inputs",))
def ctc(room: Any, out: Any, p: Any, target: Any, input_lengths: Any = None, target_lengths: Any = None) -> Any:
    """-log of the probability of all paths that spell the target, for probabilities p (n, t, classes) of which the last
    is that of the blank, and labels counted from 1.

    Probabilities below 10^-30 count as that; a target that no path spells, as a path of such steps alone.
    """
    xp = room.xp
    net = _Net(room, p, target, input_lengths, target_lengths)
    total = net.total[:, 0]
    never = room.scratch((net.n,), xp.float64)
    lost = room.scratch((net.n,), bool)

    def run() -> None:
        net.find()
        net.walk()
        xp.less(total, IMPOSSIBLE, out=lost)
        if input_lengths is None:
            never.fill(-LARGEST * net.steps)
        else:
            xp.multiply(input_lengths, -LARGEST, out=never)
        xp.minimum(never, -LARGEST, out=never)
        xp.copyto(total, never, where=lost)
        xp.negative(total, out=total)
        xp.copyto(out, total, casting="same_kind")

    return run


@ctc.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    xp = room.xp
    p, target, input_lengths, target_lengths = (*inputs, None, None)[:4]
    net = _Net(room, p, target, input_lengths, target_lengths)
    n, steps, classes = net.n, net.steps, net.classes
    net.ahead, net.kept = room.scratch((n, net.size), xp.float64), room.scratch((n, net.size), xp.float64)
    # The slopes by class, example and time: a label's rows are added to one state after the other, as one label may
    # stand in several.
    slopes = room.scratch((classes * n, steps), xp.float64)
    by_label = slopes.reshape(classes, n, steps)
    part, place = room.scratch((n, steps), xp.float64), room.scratch((n,), xp.int64)
    shares, order, labels = net.forward[1:], xp.arange(n), net.label
    blanks = room.scratch((steps, n), xp.float64)
    lost = room.scratch((n, 1), bool)
    result = by_label.transpose(1, 2, 0)
    column = room.scratch((n, 1), xp.float64)

    def run() -> None:
        net.find()
        net.walk()
        net.back()
        xp.less(net.total, IMPOSSIBLE, out=lost)
        xp.copyto(column, dy[:, None])
        xp.negative(column, out=column)
        slopes.fill(0)
        xp.add.reduce(shares[:, :, ::2], axis=2, out=blanks)
        xp.copyto(by_label[classes - 1], blanks.swapaxes(0, 1))
        for s in range(1, net.size, 2):
            xp.subtract(labels[:, s], 1, out=place)
            xp.multiply(place, n, out=place)
            xp.add(place, order, out=place)
            take(xp, slopes, place, part)
            xp.add(part, shares[:, :, s].swapaxes(0, 1), out=part)
            slopes[place] = part
        xp.multiply(by_label, column, out=by_label)
        xp.copyto(by_label, 0, where=lost)
        xp.copyto(dinputs[0], result, casting="same_kind")

    return run
