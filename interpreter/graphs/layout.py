"""Where the vertices of a graph stand: on a circle, in layers, or where springs between all of them would put them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from . import walks
from .value import Graph

if TYPE_CHECKING:
    import numpy as np

Place = tuple[float, float]
_FEW = 400  # vertices up to which springs join all pairs
_ROUNDS = 60
_APART = 1.0  # between components


def circular(g: Graph) -> list[Place]:
    n = len(g.vertices)
    turn = [math.pi / 2 - 2 * math.pi * i / max(n, 1) for i in range(n)]
    radius = max(n, 2) / (2 * math.pi)  # neighbours are about 1 apart
    return [(radius * math.cos(a), radius * math.sin(a)) for a in turn]


def linear(g: Graph) -> list[Place]:
    return [(float(i), 0.0) for i in range(len(g.vertices))]


def grid(g: Graph) -> list[Place]:
    width = max(1, math.ceil(math.sqrt(len(g.vertices))))
    return [(float(i % width), -float(i // width)) for i in range(len(g.vertices))]


def star(g: Graph) -> list[Place]:
    """The vertex with most edges in the middle of the others."""
    n = len(g.vertices)
    if n < 2:
        return [(0.0, 0.0)] * n
    middle = max(range(n), key=lambda v: (len(g.around[v]), -v))
    out, k = [], 0
    for v in range(n):
        angle = math.pi / 2 - 2 * math.pi * k / (n - 1)
        out.append((0.0, 0.0) if v == middle else (math.cos(angle), math.sin(angle)))
        k += v != middle
    return out


# ---- layers ----------------------------------------------------------------------------------------------------------


def layers(g: Graph) -> list[Place]:
    """Edges lead down; those that would close a cycle are not heeded."""
    from ..nets.diagram.layered import layered

    found = layered([0.5] * len(g.vertices), [(a, b, 0) for a, b in _downward(g)], 0.5)
    rank = found.rank_of
    return [(found.x[v], -float(rank[v])) for v in range(len(g.vertices))]


def _downward(g: Graph) -> list[tuple[int, int]]:
    """The edges without loops and without those that lead back, undirected ones away from where a walk comes from."""
    found: dict[tuple[int, int], None] = {}
    state = [0] * len(g.vertices)  # 1 on the way, 2 done
    first = sorted(range(len(g.vertices)), key=lambda v: sum(g.edges[k].directed for _, k in g.into[v]) > 0)
    for root in first:
        if state[root]:
            continue
        calls = [(root, iter(g.out[root]))]
        state[root] = 1
        while calls:
            v, rest = calls[-1]
            for w, k in rest:
                if state[w] == 1 or (state[w] == 2 and not g.edges[k].directed):
                    continue
                found[v, w] = None
                if not state[w]:
                    state[w] = 1
                    calls.append((w, iter(g.out[w])))
                    break
            else:
                state[v] = 2
                calls.pop()
    return list(found)


# ---- springs ---------------------------------------------------------------------------------------------------------


def springs(g: Graph) -> list[Place]:
    """Places whose distances are like those in the graph (J. Kruskal, 1964; E. Gansner et al., 2004); components stand
    beside one another."""
    import numpy as np

    out = np.zeros((len(g.vertices), 2))
    left = 0.0
    for part in sorted(walks.components(g.around), key=len, reverse=True):
        at = _spread(g, part)
        at -= at.min(axis=0)
        at[:, 1] -= at[:, 1].max() / 2
        out[part] = at + (left, 0)
        left += at[:, 0].max() + _APART
    return [(x, y) for x, y in out.tolist()]


def _spread(g: Graph, part: list[int]) -> np.ndarray:
    import numpy as np

    n = len(part)
    if n == 1:
        return np.zeros((1, 2))
    far = np.array([[walks.distances(g.around, v)[0][w] for w in part] for v in part]) if n <= _FEW else None
    if far is None:
        return _repelled(g, part)
    squares = far**2
    centred = -(squares - squares.mean(0) - squares.mean(1)[:, None] + squares.mean()) / 2
    values, vectors = np.linalg.eigh(centred)
    at = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 1e-3))
    at = at[:, ::-1] * np.where(at[0, ::-1] > 0, -1, 1)  # the first vertex stands to the left
    at += 1e-3 * np.column_stack([np.cos(np.arange(n)), np.sin(np.arange(n))])  # nothing on top of anything else
    return _majorized(at, far)


def _majorized(at: np.ndarray, far: np.ndarray) -> np.ndarray:
    """Places that make the distances more like those wanted, near ones counting most."""
    import numpy as np

    n = len(at)
    weights = 1 / (far + np.eye(n)) ** 2 - np.eye(n)
    system = np.diag(weights.sum(1)) - weights
    inverse = np.linalg.pinv(system)
    for _ in range(_ROUNDS):
        gaps = np.linalg.norm(at[:, None] - at[None], axis=2) + np.eye(n)
        pull = -weights * far / np.maximum(gaps, 1e-9)
        np.fill_diagonal(pull, 0)
        np.fill_diagonal(pull, -pull.sum(1))
        at = inverse @ (pull @ at)
    return at


def _repelled(g: Graph, part: list[int]) -> np.ndarray:
    """For many vertices: edges pull, all vertices push (T. Fruchterman, E. Reingold, 1991)."""
    import numpy as np

    n = len(part)
    number = {v: i for i, v in enumerate(part)}
    ends = np.array([(number[e.source], number[e.target]) for e in g.edges if e.source in number])
    angle = 2.4 * np.arange(n)  # a spiral of seeds
    at = np.sqrt(np.arange(n) + 0.5)[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    for step in np.linspace(1.0, 0.02, _ROUNDS):
        move = np.zeros_like(at)
        for i in range(0, n, 256):
            gap = at[i : i + 256, None] - at[None]
            move[i : i + 256] = (gap / ((gap**2).sum(2) + 1e-3)[..., None]).sum(1)
        pull = at[ends[:, 0]] - at[ends[:, 1]]
        pull *= np.linalg.norm(pull, axis=1)[:, None]
        np.add.at(move, ends[:, 0], -pull)
        np.add.at(move, ends[:, 1], pull)
        length = np.linalg.norm(move, axis=1)[:, None]
        at = at + move / np.maximum(length, 1e-9) * np.minimum(length, step)
    return at


LAYOUTS: dict[str, Callable[[Graph], list[Place]]] = {
    "CircularEmbedding": circular,
    "GridEmbedding": grid,
    "LayeredDigraphEmbedding": layers,
    "LayeredEmbedding": layers,
    "LinearEmbedding": linear,
    "SpringElectricalEmbedding": springs,
    "SpringEmbedding": springs,
    "StarEmbedding": star,
}


def usual(g: Graph) -> Callable[[Graph], list[Place]]:
    """The layout that suits a graph."""
    n, m = len(g.vertices), len(g.edges)
    degrees = {len(a) for a in g.around}
    if n > 2 and (
        degrees == {2} and len(walks.components(g.around)) == 1 or m == n * (n - 1) // 2 and degrees == {n - 1}
    ):
        return circular
    if g.is_directed and walks.topological(g.out) is not None:
        return layers
    return springs
