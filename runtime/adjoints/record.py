"""Gradients recorded as ops, so that they can be computed with, and differentiated again.

`differentiate` walks the instructions that a program or a tape has recorded, backwards, and records for each the ops of
its rule in `ADJOINTS` (`rules.py`). An op without a rule raises `AdjointError`.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..errors import RuntimeProblem
from ..ops.elementwise import elementwise, threading, total
from ..ops.trees import compile_function


class AdjointError(RuntimeProblem):
    """A gradient that is to be differentiated runs through an op without a rule; `layer` is set where it is known."""

    def __init__(self, name: str, layer: str | None = None):
        super().__init__(f"the gradient of {layer or name} cannot be differentiated")
        self.name, self.layer = name, layer


Rule = Callable[..., list]
ADJOINTS: dict[str, Rule] = {}
APART: dict[str, Rule] = {}  # those by arrays without a batch axis, for every example apart
RAISING = ("reshape",)  # ops that make such an array a batch of one example
COMPOSED: dict[str, Callable] = {}  # the same value by simpler ops, for ops without a rule


def adjoint(*names: str) -> Callable[[Rule], Rule]:
    """Declares `rule(dy, y, inputs, settings)`: the contributions to the gradients by the inputs, None for no slope."""

    def declare(rule: Rule) -> Rule:
        ADJOINTS.update(dict.fromkeys(names, rule))
        return rule

    return declare


def computed(tree: Any, *x: Any) -> Any:
    """The tree of elements of arrays of one rank, whose slots are numbered."""
    function = compile_function(tree)
    return elementwise(x[0], function=function) if len(x) == 1 else threading(*x, function=function)


def differentiate(
    recorder: Any, start: int, seeds: Mapping[Any, Any], wanted: Iterable[Any], apart: Iterable[Any] = ()
) -> list[Any]:
    """The gradients of Sum over values v of (v . seeds[v]) by the wanted values, as values; None where it is 0.

    Only what was recorded from instruction `start` on counts. By the arrays in `apart`, which have no batch axis, the
    gradient is taken for every example apart: it has one.
    """
    recorded = list(instructions(recorder)[start:])
    apart = set(apart)
    raised = {i[3] for i in recorded if i[0].name in RAISING and any(v in apart for v in i[1])}
    matter = _matter(recorded, set(wanted) | apart)
    slopes = dict(seeds)
    for op, inputs, settings, result in reversed(recorded):
        dy = slopes.get(result)
        if dy is None or result not in matter:
            continue
        alone = {v for v in inputs if v in apart or v in raised}
        for position, (value, slope) in enumerate(
            zip(inputs, _slopes(recorder, op, inputs, settings, result, dy, alone, raised))
        ):
            if value in matter and slope is not None and position not in op.constant:
                slopes[value] = total(slopes[value], slope) if value in slopes else slope
    return [slopes.get(value) for value in wanted]


def _slopes(
    recorder: Any, op: Any, inputs: tuple, settings: dict, result: Any, dy: Any, alone: set, raised: set
) -> list:
    """What an instruction contributes to the gradients by its inputs; `alone` are those without a batch axis."""
    rule = APART.get(op.name) if alone else ADJOINTS.get(op.name)
    if rule is None and alone <= raised:  # arrays as a batch of one example
        rule = ADJOINTS.get(op.name)
    if rule is not None:
        return rule(dy, result, inputs, settings)
    simpler = COMPOSED.get(op.name)
    if simpler is None:
        raise AdjointError(op.name)
    start = len(instructions(recorder))
    same = simpler(inputs, settings)
    wanted = [v for v in inputs if v is not None]
    found = dict(zip(wanted, differentiate(recorder, start, {same: dy}, wanted, alone)))
    return [found.get(v) for v in inputs]


def instructions(recorder: Any) -> list[tuple]:
    """What a program or tape has recorded: (op, inputs, settings, result)."""
    if hasattr(recorder, "instructions"):
        return [(i.op, i.inputs, i.settings, i.result) for i in recorder.instructions]
    return [record[:4] for record in recorder.records]


def _matter(recorded: list[tuple], wanted: set) -> set:
    """The values through which the wanted ones matter."""
    found = set(wanted)
    for op, inputs, _, result in recorded:
        if any(v in found for i, v in enumerate(inputs) if v is not None and i not in op.constant):
            if not op.whole or op.whole == "inputs":
                found.add(result)
    return found
