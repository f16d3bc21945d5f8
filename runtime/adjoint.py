"""Gradients recorded as ops, so that they can be computed with, and differentiated again.

`differentiate` walks the instructions that a program or a tape has recorded, backwards, and records for each the ops of
its rule in `ADJOINTS` (`adjoints.py`). An op without a rule raises `AdjointError`.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from .errors import RuntimeProblem
from .ops.elementwise import elementwise, threading, total
from .ops.trees import compile_function


class AdjointError(RuntimeProblem):
    """A gradient that is to be differentiated runs through an op without a rule; `layer` is set where it is known."""

    def __init__(self, name: str, layer: str | None = None):
        super().__init__(f"the gradient of {layer or name} cannot be differentiated")
        self.name, self.layer = name, layer


Rule = Callable[..., list]
ADJOINTS: dict[str, Rule] = {}
APART: dict[str, Rule] = {}  # those by arrays without a batch axis, for every example apart
KEEPS_APART = ("reshape",)  # ops whose results are such arrays too


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
    matter = _matter(recorded, set(wanted) | apart)
    slopes = dict(seeds)
    for op, inputs, settings, result in reversed(recorded):
        dy = slopes.get(result)
        if dy is None or result not in matter:
            continue
        rules = ADJOINTS
        if any(v in apart for v in inputs):
            rules, apart = APART, apart | ({result} if op.name in KEEPS_APART else set())
        rule = rules.get(op.name)
        if rule is None:
            raise AdjointError(op.name)
        for position, (value, slope) in enumerate(zip(inputs, rule(dy, result, inputs, settings))):
            if value in matter and slope is not None and position not in op.constant:
                slopes[value] = total(slopes[value], slope) if value in slopes else slope
    return [slopes.get(value) for value in wanted]


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
