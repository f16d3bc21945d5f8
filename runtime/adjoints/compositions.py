"""Ops whose gradients are recorded through simpler ops that compute the same: op name -> f(inputs, settings).

Layers with a fast op of their own get a gradient that can be differentiated in this way, at the price of computing
the simpler ops too.
"""

from collections.abc import Callable
from math import prod
from typing import Any

from ..ops.contractions import summed
from ..ops.elementwise import total
from ..ops.linear import affine
from ..ops.losses import cross_entropy_probabilities
from ..ops.selection import part, unit_vectors
from ..ops.shapes import catenate, reshape, transpose
from ..ops.steps import element, filled
from .record import COMPOSED, AdjointError, computed

X, Y, Z = ("Slot", 1), ("Slot", 2), ("Slot", 3)


def composed(name: str) -> Callable[[Callable], Callable]:
    """Declares `f(inputs, settings)`: the same value by simpler ops."""

    def declare(function: Callable) -> Callable:
        COMPOSED[name] = function
        return function

    return declare


def _without(name: str, inputs: tuple, count: int) -> list[Any]:
    """The first inputs; refuses further ones, such as lengths and masks."""
    if any(v is not None for v in inputs[count:]):
        raise AdjointError(name)
    return [*inputs, *[None] * count][:count]


@composed("cross_entropy_index")
def _cross_entropy(inputs: tuple, settings: dict) -> Any:
    p, target = _without("cross_entropy_index", inputs, 2)
    return cross_entropy_probabilities(p, unit_vectors(target, size=p.shape[-1]))


@composed("embedding")
def _embedding(inputs: tuple, settings: dict) -> Any:
    x, w = inputs
    vectors = unit_vectors(x, size=w.shape[0])
    rows = reshape(vectors, shape=(prod(x.shape), w.shape[0]), batched=False)
    return reshape(affine(rows, transpose(w, axes=(1, 0))), shape=(*x.shape, w.shape[1]), batched=False)


@composed("normalization")
def _normalization(inputs: tuple, settings: dict) -> Any:
    x, scaling, biases = _without("normalization", inputs, 3)
    axes, epsilon = settings["axes"], settings.get("epsilon", 0.001)
    count = prod(x.shape[a] for a in axes)
    less = max(count - 1, 1) if settings.get("unbiased") else count
    centred = x
    if settings.get("method", "Standardize") != "RMS":
        centred = computed(("Subtract", X, ("Times", 1 / count, Y)), x, summed(x, axes=axes))
    squares = summed(computed(("Times", X, X), centred), axes=axes)
    y = computed(("Divide", X, ("Sqrt", ("Plus", ("Times", 1 / less, Y), epsilon))), centred, squares)
    for name, array in (("Times", scaling), ("Plus", biases)):
        y = y if array is None else computed((name, X, Y), y, array)
    return y


# --- cells: the inputs' part and the state's part of every gate, and how the gates make the next state


def _basic(z: list, q: list, state: Any, memory: Any) -> tuple[Any, Any]:
    return computed(("Tanh", ("Plus", X, Y)), z[0], q[0]), memory


def _gated(z: list, q: list, state: Any, memory: Any) -> tuple[Any, Any]:
    keep, reset = (computed(("LogisticSigmoid", ("Plus", X, Y)), z[i], q[i]) for i in (0, 1))
    new = computed(("Tanh", ("Plus", X, ("Times", Y, Z))), z[2], reset, q[2])
    return computed(("Plus", ("Times", ("Subtract", 1, X), Y), ("Times", X, Z)), keep, new, state), memory


def _long_short(z: list, q: list, state: Any, memory: Any) -> tuple[Any, Any]:
    into, out, kept = (computed(("LogisticSigmoid", ("Plus", X, Y)), z[i], q[i]) for i in (0, 1, 2))
    new = computed(("Tanh", ("Plus", X, Y)), z[3], q[3])
    memory = total(computed(("Times", X, Y), kept, memory), computed(("Times", X, Y), into, new))
    return computed(("Times", X, ("Tanh", Y)), out, memory), memory


CELLS = {"Basic": (1, _basic), "Gated": (3, _gated), "LongShortTermMemory": (4, _long_short)}


@composed("recurrent")
def _recurrent(inputs: tuple, settings: dict) -> Any:
    x, w, u, b, state, memory = _without("recurrent", inputs, 6)
    gates, step = CELLS[settings["cell"]]
    n, steps, size = x.shape[0], x.shape[1], u.shape[1]
    rows = affine(reshape(x, shape=(n * steps, x.shape[2]), batched=False), w, b)
    by_step = reshape(rows, shape=(n, steps, gates * size), batched=False)
    state, memory = (filled(x, shape=(size,), value=0.0) if v is None else v for v in (state, memory))
    found = []
    for i in range(steps):
        z, q = (
            [part(v, axis=1, places=slice(g * size, (g + 1) * size)) for g in range(gates)]
            for v in (element(by_step, index=i), affine(state, u))
        )
        state, memory = step(z, q, state, memory)
        both = (state, memory) if settings.get("cells") else (state,)
        found.append(reshape(both[0] if len(both) == 1 else catenate(*both, axis=1), shape=(1, size * len(both))))
    return found[0] if steps == 1 else catenate(*found, axis=1)
