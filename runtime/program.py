"""Programs: the ops of a graph at given shapes, recorded without computing, then shortened by fusion and pruning."""

from collections.abc import Iterable
from dataclasses import dataclass

from .declare import Op


class Value:
    """A result that is not computed yet; compared by identity."""

    __slots__ = ("recorder", "shape", "whole")

    def __init__(self, recorder: "Program", shape: tuple, whole: bool = False):
        self.recorder, self.shape, self.whole = recorder, tuple(shape), whole


@dataclass(eq=False)
class Instruction:
    """One op with its inputs, settings and result."""

    op: Op
    inputs: tuple
    settings: dict
    result: Value

    @property
    def shapes(self) -> list[tuple]:
        return [v.shape for v in self.inputs if v is not None]


class Program:
    """Records instructions in the order in which they can run."""

    def __init__(self) -> None:
        self.instructions: list[Instruction] = []

    def value(self, shape: tuple, whole: bool = False) -> Value:
        """A leaf of the given shape; `whole` marks integers."""
        return Value(self, shape, whole)

    def record(self, op: Op, inputs: tuple, settings: dict) -> Value:
        shapes = [v.shape for v in inputs if v is not None]
        whole = op.gives_whole(v.whole for v in inputs if v is not None)
        result = Value(self, op.shape(*shapes, **settings), whole)
        self.instructions.append(Instruction(op, inputs, settings, result))
        return result

    def prune(self, outputs: Iterable[Value]) -> None:
        """Drops what no output needs."""
        needed = set(outputs)
        kept = []
        for instruction in reversed(self.instructions):
            if instruction.result in needed:
                needed.update(v for v in instruction.inputs if v is not None)
                kept.append(instruction)
        self.instructions = kept[::-1]

    def users(self) -> dict[Value, list[Instruction]]:
        """The instructions that use each value, once for every time."""
        found: dict[Value, list[Instruction]] = {}
        for instruction in self.instructions:
            for value in instruction.inputs:
                if value is not None:
                    found.setdefault(value, []).append(instruction)
        return found

    def fuse(self, outputs: Iterable[Value]) -> None:
        """Joins neighbours of which the first is used by the second alone.

        What a fusion records to prepare the joined op's inputs comes before it.
        """
        uses = dict.fromkeys(outputs, 2)
        for value, users in self.users().items():
            uses[value] = uses.get(value, 0) + len(users)
        makers = {i.result: i for i in self.instructions}
        joined: list[Instruction] = []
        instructions, self.instructions = self.instructions, joined
        for instruction in instructions:
            first = makers.get(instruction.inputs[0]) if instruction.inputs else None
            fusion = first and uses[first.result] == 1 and first.op.fusions.get(instruction.op.name)
            found = fusion(first.settings, instruction.settings) if fusion else None
            if found:
                op, settings, *prepare = found
                joined.remove(first)
                inputs = first.inputs + instruction.inputs[1:]
                inputs = prepare[0](*inputs) if prepare else inputs
                instruction = Instruction(op, inputs, settings, instruction.result)
            joined.append(instruction)
            makers[instruction.result] = instruction

    def depend(self, leaves: Iterable[Value]) -> set[Value]:
        """The values through which the leaves matter."""
        found = set(leaves)
        for instruction in self.instructions:
            constant = instruction.op.constant
            if any(v in found for i, v in enumerate(instruction.inputs) if v is not None and i not in constant):
                found.add(instruction.result)
        return {v for v in found if not v.whole}

    def only(self, leaves: Iterable[Value]) -> set[Value]:
        """The results that depend on nothing but the leaves."""
        found = set(leaves)
        for instruction in self.instructions:
            inputs = [v for v in instruction.inputs if v is not None]
            if inputs and not instruction.op.random and all(v in found for v in inputs):
                found.add(instruction.result)
        return found
