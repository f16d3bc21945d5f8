"""The steps of training: a plan for every shape of batch, over one set of buffers of arrays and gradients."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

import numpy

from ..builder import Plan, Request, parameters_for
from ..communicate import Alone
from ..device import Device
from ..graph import Graph

MOST_PLANS = 32  # shapes of batches for which plans are kept
AT_ONCE = 256  # examples that are measured together
MIX = 6364136223846793005  # an odd number whose multiples look random


class Steps:
    """Forward and backward on batches, and the losses of examples that are not learnt from."""

    def __init__(
        self,
        graph: Graph,
        arrays: Mapping[tuple, Any],
        weights: Mapping[str, float],
        trained: tuple,
        moving: tuple,
        device: Device,
        dtype: str,
        seed: int,
        team: Alone,
    ):
        self.team = team
        self.graph, self.weights, self.trained, self.moving = graph, weights, trained, moving
        self.device, self.dtype, self.seed = device, str(numpy.dtype(dtype)), seed
        self.plans: OrderedDict[tuple, Plan] = OrderedDict()
        self.shapes = {path: numpy.shape(array) for path, array in arrays.items()}
        self.parameters = parameters_for(graph, self.shapes, device, self.dtype)
        self.parameters.prepare_gradients()
        self.parameters.load(arrays)
        self.parameters.loaded.clear()  # training changes what was loaded
        self.sum = device.xp.zeros((), device.xp.float64)
        self.seen: tuple[Plan, Any] | None = None  # what was learnt from last

    def _plan(self, batch: Any, ragged: tuple, train: bool) -> Plan:
        """The plan for a batch's shapes; those used last are kept."""
        key = (batch.shapes, train)
        plan = self.plans.get(key)
        if plan is None:
            shares = {name: self.weights.get(name, 0.0) / batch.size for name in self.graph.output_names}
            request = Request(
                self.graph,
                key[0],
                tuple(self.weights),
                self.trained if train else (),
                weights=tuple(shares.items()) if train else (),
                train=train,
                dtype=self.dtype,
                device=self.device,
                ragged=ragged,
            )
            plan = self.plans[key] = Plan(request, self.parameters, self.shapes)
            if len(self.plans) > MOST_PLANS:
                self.plans.popitem(last=False)
        self.plans.move_to_end(key)
        return plan

    def learn(self, batch: Any, ragged: tuple, number: int) -> float:
        """The gradients of batch `number`, and the sum of the losses of its examples; several processes share it."""
        if self.team.size == 1:
            return self._learn(batch, ragged, number)
        mine, part = batch.share(self.team.rank, self.team.size)
        loss = self._learn(mine, ragged, number * self.team.size + self.team.rank)
        xp, gradients = self.device.xp, self.parameters.gradients
        xp.multiply(gradients, part, out=gradients)
        self.team.total(gradients)
        for path in self.moving:
            view = self.device.xp.ascontiguousarray(self.parameters.views[path]) * part
            self.team.total(view)
            xp.copyto(self.parameters.views[path], view)
        mean = numpy.array([loss / mine.size * part])
        self.team.total(mean)
        return float(mean[0]) * batch.size

    def _learn(self, batch: Any, ragged: tuple, number: int) -> float:
        plan, xp = self._plan(batch, ragged, True), self.device.xp
        self.seen = plan, batch
        if plan.room.draws is not False:  # what is drawn depends on the batch alone
            plan.reseed((self.seed * MIX + number) % (1 << 62))
            plan.room.draws = False
        batch.fill(plan)
        plan.walk()
        plan.look_back()
        for path in self.moving:
            if path in plan.new_arrays:
                xp.copyto(self.parameters.views[path], plan.new_arrays[path])
        self.parameters.version += 1  # of the arrays, after the step that follows
        return self._loss(plan)

    def example_losses(self) -> Any:
        """The losses of the examples that were learnt from last."""
        assert self.seen is not None
        plan, batch = self.seen
        found = {name: self.device.get(plan.outputs[name]).reshape(batch.size, -1) for name in self.weights}
        return sum(weight * found[name].sum(axis=1) for name, weight in self.weights.items())

    def losses(self, source: Any) -> float:
        """The mean loss of the examples of a source, as nets are applied."""
        total = 0.0
        for batch in source.in_order(AT_ONCE):
            plan = self._plan(batch, source.ragged, False)
            batch.fill(plan)
            plan.execute()
            total += self._loss(plan)
        return total / source.count

    def _loss(self, plan: Plan) -> float:
        xp, total = self.device.xp, 0.0
        for name, weight in self.weights.items():
            xp.add.reduce(plan.outputs[name].reshape(-1), axis=0, dtype=xp.float64, out=self.sum)
            total += weight * float(self.device.get(self.sum))
        return total

    def finite(self, values: Any) -> bool:
        """Whether every number is."""
        return bool(self.device.get(self.device.xp.isfinite(values).all()))
