"""Moving transpositions: layers that work with the channels last turn their input and turn the result back.

A transposition moves behind the ops to which the order of axes means nothing, until it meets another one; two that
undo each other vanish. What is left are those at the ports of the net.
"""

from collections.abc import Iterable

from .ops.shapes import transpose
from .program import Instruction, Program, Value

AGNOSTIC = ("elementwise", "threading", "total", "dropout")  # inputs all in one order give the result in that order


def layout(program: Program, outputs: Iterable[Value]) -> None:
    """Rewrites a program so that it computes the same with fewer transpositions."""
    kept = set(outputs)
    movable = _movable(program, kept)
    turned: dict[Value, Instruction] = {}
    same: dict[Value, Value] = {}
    moved: list[Instruction] = []
    for i in program.instructions:
        inputs = tuple(same.get(v, v) for v in i.inputs)
        turns = [turned.get(v) for v in inputs]
        if i.op is transpose:
            axes = i.settings["axes"]
            if turns[0] is not None:
                axes = tuple(turns[0].settings["axes"][a] for a in axes)
                inputs = turns[0].inputs
            if axes == tuple(range(len(axes))) and i.result not in kept:
                same[i.result] = inputs[0]
                continue
            turned[i.result] = Instruction(transpose, inputs, {"axes": axes}, i.result)
            moved.append(turned[i.result])
        elif i.op.name in AGNOSTIC and _agree(turns, movable):
            inside = tuple(t.inputs[0] for t in turns)
            inner = program.value(i.op.shape(*(v.shape for v in inside), **i.settings))
            turned[i.result] = Instruction(transpose, (inner,), turns[0].settings, i.result)
            moved += [Instruction(i.op, inside, i.settings, inner), turned[i.result]]
        else:
            moved.append(Instruction(i.op, inputs, i.settings, i.result))
    program.instructions = moved
    program.prune(kept)


def _movable(program: Program, kept: set[Value]) -> set[Value]:
    """The values that only transpositions, and ops that pass them on, use: nobody sees them in the old order."""
    users = program.users()
    return {
        i.result
        for i in program.instructions
        if i.result not in kept
        and i.result in users
        and all(j.op is transpose or j.op.name in AGNOSTIC for j in users[i.result])
    }


def _agree(turns: list[Instruction | None], movable: set[Value]) -> bool:
    """Whether all inputs are turned the same way and stand turned for nobody else."""
    if None in turns or len({t.settings["axes"] for t in turns}) > 1:
        return False
    return all(t.result in movable for t in turns)
