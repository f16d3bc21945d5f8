"""The steps of a plan that compute gradients: the program's instructions backwards, each writing into buffers of its
own or adding to what others wrote.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from .kernels import bind, moves
from .memory import FOREVER, Ref, views
from .ops.lengths import behind
from .program import Instruction, Value

if TYPE_CHECKING:
    from .builder import Plan, Target


class Backward:
    """Appends the gradient's steps to a plan that is being compiled.

    `results` say where the gradient by each target lies, `imposed` where those of outputs are to be put that are given
    at run time. Without any, the gradient is of the sum of the outputs `ends`.
    """

    def __init__(self, plan: "Plan", ends: dict[str, Value], stored: dict[Value, tuple[Ref, ...]]):
        self.plan, self.room = plan, plan.room
        self.slopes: dict[Value, Ref] = {}
        self.imposed: dict[str, Ref] = {}
        targets = {t: plan.feeds[t] if isinstance(t, str) else plan.arrays[t] for t in plan.request.gradients}
        self.matter = plan.program.depend(targets.values())
        plan.parameters.prepare_gradients()
        self.fixed = {plan.arrays[t]: t for t in targets if not isinstance(t, str)}
        self._seeds(ends)
        for i in reversed(plan.program.instructions):
            if i.result in self.slopes and i.result in self.matter:
                self._reverse(i, stored[i.result])
        self.results: dict[Target, Ref] = {}
        for target, value in targets.items():
            if value not in self.slopes:  # nothing depends on it
                self._fill(self._slope(value), 0.0)
            self.results[target] = self.slopes[value]
            self.slopes[value].storage.use(FOREVER)

    def _slope(self, value: Value) -> Ref:
        """Where the gradient by a value goes: an array's has its place in the flat buffer."""
        path = self.fixed.get(value)
        ref = self.plan.fresh(value.shape) if path is None else self.plan.outside(self.plan.parameters.slopes[path])
        self.slopes[value] = ref
        return ref

    def _fill(self, ref: Ref, number: float) -> None:
        self.plan.step(lambda: moves.fill(self.room, ref.array, number), [ref])

    def _seeds(self, ends: dict[str, Value]) -> None:
        weights = dict(self.plan.request.weights)
        for name, value in ends.items():
            if name in self.plan.request.imposed:
                given = self.plan.fresh(value.shape)
                given.storage.use(-1)
                self.imposed[name] = given
                if value in self.matter:
                    copied = lambda ref, given=given: moves.copy(self.room, ref.array, given.array)  # noqa: E731
                    self._contribute(value, copied, [given])
            elif value in self.matter:
                number, bound = weights.get(name, 1.0), self.plan.bounds.get(name)
                reads = [] if bound is None else [self.plan.refs[bound]]
                self._contribute(value, partial(self._seed, number=number, reads=reads), reads)

    def _seed(self, ref: Ref, number: float, reads: list[Ref]) -> Callable:
        """Fills a gradient with a number, and with 0 behind the end of each example where lengths are to be read."""
        self.room.begin(())
        if not reads:
            return moves.fill(self.room, ref.array, number)
        xp, (mask, find) = self.room.xp, behind(self.room, ref.array, reads[0].array)

        def run() -> None:
            find()
            ref.array.fill(number)
            xp.copyto(ref.array, 0, where=mask)

        return run

    def _contribute(self, value: Value, fill: Callable[[Ref], Callable], reads: list[Ref]) -> None:
        """Adds what `fill` writes to the gradient by a value."""
        if value not in self.slopes:
            ref = self._slope(value)
            self.plan.step(lambda: fill(ref), [*reads, ref])
            return
        extra = self.plan.fresh(value.shape)
        self.plan.step(lambda: fill(extra), [*reads, extra])
        self._add(value, extra)

    def _add(self, value: Value, extra: Ref) -> None:
        total = self.slopes[value]
        self.plan.step(lambda: moves.add(self.room, total.array, extra.array), [total, extra])

    def _reverse(self, i: Instruction, stored: tuple[Ref, ...]) -> None:
        dy = self.slopes[i.result]
        if i.op.view and i.inputs[0] not in self.slopes and i.inputs[0] not in self.fixed:
            self.slopes[i.inputs[0]] = Ref(dy.storage, i.inputs[0].shape)
            return
        dinputs: list[Ref | None] = []
        extras: list[tuple[Value, Ref]] = []
        for position, value in enumerate(i.inputs):
            if value is None or value not in self.matter or position in i.op.constant:
                dinputs.append(None)
            elif i.op.adds:
                if value not in self.slopes:
                    self._fill(self._slope(value), 0.0)
                dinputs.append(self.slopes[value])
            elif value in self.slopes:
                dinputs.append(self.plan.fresh(value.shape))
                extras.append((value, dinputs[-1]))
            else:
                dinputs.append(self._slope(value))
        inputs = [None if v is None else self.plan.refs[v] for v in i.inputs]
        out = self.plan.refs[i.result]
        saved = [r for name, refs in (("inputs", inputs), ("output", [out])) if name in i.op.saves for r in refs]

        def make() -> Callable:
            self.room.begin(tuple(r.array for r in stored))
            arrays = dy.array, out.array, views(inputs), views(dinputs)
            return bind(i.op, "gradient", self.room, *arrays, **i.settings)

        self.plan.step(make, [dy, *dinputs, *saved, *stored])
        for value, extra in extras:
            self._add(value, extra)
