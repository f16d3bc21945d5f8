"""Layouts in layers: where boxes stand when every edge goes down, and which way the edges take.

Nodes are put into ranks by their longest path from the top, long edges get a bend in every rank that they pass, the
order in the ranks is improved by sweeps of barycentres (K. Sugiyama, S. Tagawa, M. Toda, 1981), and places along the
ranks come as close to those of the neighbours as least squares allows (R. E. Barlow et al., 1972: pool adjacent
violators).  Sizes may be in points or in characters.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import dataclass, field

Segment = tuple[int, int]


@dataclass(slots=True)
class Layers:
    """Items 0 .. n-1 are the nodes, further ones bends.  `ranks` are the items of each rank from left to right.

    `paths` says for each edge which items it passes, ends included; `x` is the middle of each item.
    """

    widths: list[float]
    ranks: list[list[int]] = field(default_factory=list)
    paths: list[list[int]] = field(default_factory=list)
    x: list[float] = field(default_factory=list)
    up: list[list[int]] = field(default_factory=list)  # of each item its neighbours above
    down: list[list[int]] = field(default_factory=list)
    nodes: int = 0

    @property
    def rank_of(self) -> dict[int, int]:
        return {item: r for r, rank in enumerate(self.ranks) for item in rank}


def layered(
    widths: list[float], edges: list[tuple[int, int, int]], gap: float, bend: float = 0.0, whole: bool = False
) -> Layers:
    """The layout of nodes with widths and edges (source, target, port): edges of one source and port share bends.

    `gap` is kept between neighbours in a rank, `bend` is the width of a bend, `whole` makes places whole numbers.
    """
    found = Layers(list(widths), nodes=len(widths))
    rank = _ranked(len(widths), edges)
    _bent(found, rank, edges, bend)
    _ordered(found)
    _placed(found, gap)
    if whole:
        _rounded(found, gap)
    return found


def _ranked(n: int, edges: list[tuple[int, int, int]]) -> list[int]:
    """The rank of each node: the longest path that leads to it; what nothing feeds stands just above its first use."""
    targets: list[list[int]] = [[] for _ in range(n)]
    waiting = [0] * n
    for a, b, _ in edges:
        targets[a].append(b)
        waiting[b] += 1
    rank, sources = [0] * n, [i for i in range(n) if not waiting[i]]
    ready = list(sources)
    for node in ready:  # grows on the way
        for b in targets[node]:
            rank[b] = max(rank[b], rank[node] + 1)
            waiting[b] -= 1
            if not waiting[b]:
                ready.append(b)
    for node in sources:
        if targets[node]:
            rank[node] = min(rank[b] for b in targets[node]) - 1
    return rank


def _bent(found: Layers, rank: list[int], edges: list[tuple[int, int, int]], bend: float) -> None:
    """Put nodes into ranks and give long edges their bends."""
    found.ranks = [[] for _ in range(max(rank, default=-1) + 1)]
    for node in _by_depth(len(rank), edges):
        found.ranks[rank[node]].append(node)
    links: dict[Segment, None] = {}
    bends: dict[tuple[int, int, int], int] = {}
    for a, b, port in edges:
        path = [a]
        for r in range(rank[a] + 1, rank[b]):
            item = bends.get((a, port, r))
            if item is None:
                item = bends[a, port, r] = len(found.widths)
                found.widths.append(bend)
                found.ranks[r].append(item)
            path.append(item)
        path.append(b)
        found.paths.append(path)
        links.update(dict.fromkeys(zip(path, path[1:])))
    found.up = [[] for _ in found.widths]
    found.down = [[] for _ in found.widths]
    for a, b in links:
        found.down[a].append(b)
        found.up[b].append(a)


def _by_depth(n: int, edges: list[tuple[int, int, int]]) -> list[int]:
    """The nodes as a walk along the edges meets them, so that what belongs together starts together."""
    targets: list[list[int]] = [[] for _ in range(n)]
    fed = set()
    for a, b, _ in edges:
        targets[a].append(b)
        fed.add(b)
    seen: dict[int, None] = {}
    stack = [i for i in reversed(range(n)) if i not in fed]
    while stack:
        node = stack.pop()
        if node not in seen:
            seen[node] = None
            stack.extend(reversed(targets[node]))
    return list(seen)


# ---- order -----------------------------------------------------------------------------------------------------------

_SWEEPS = 8


def _ordered(found: Layers) -> None:
    best, least = [list(r) for r in found.ranks], crossings(found)
    for sweep in range(_SWEEPS):
        if not least:
            break
        downward = sweep % 2 == 0
        ranks = range(1, len(found.ranks)) if downward else range(len(found.ranks) - 2, -1, -1)
        for r in ranks:
            near = found.up if downward else found.down
            place = {item: i for i, item in enumerate(found.ranks[r - 1 if downward else r + 1])}
            middles = {}
            for i, item in enumerate(found.ranks[r]):
                at = [place[x] for x in near[item]]
                middles[item] = sum(at) / len(at) if at else float(i)
            found.ranks[r].sort(key=middles.__getitem__)
        now = crossings(found)
        if now < least:
            best, least = [list(r) for r in found.ranks], now
    found.ranks = best


def crossings(found: Layers) -> int:
    """How often edges cross."""
    total = 0
    for above, below in zip(found.ranks, found.ranks[1:]):
        place = {item: i for i, item in enumerate(below)}
        seen: list[int] = []
        for item in above:
            ends = sorted(place[x] for x in found.down[item])
            total += sum(len(seen) - bisect_right(seen, e) for e in ends)
            for e in ends:
                insort(seen, e)
    return total


# ---- places along the ranks ------------------------------------------------------------------------------------------

_ROUNDS = 6
_STEP = 3  # characters
_LOOSE = 0.1  # how much an item without neighbours there counts


def _placed(found: Layers, gap: float) -> None:
    """Places as near to those of the neighbours as the widths allow: down, up, and so on, at last by both sides."""
    found.x = [0.0] * len(found.widths)
    for rank in found.ranks:
        left = 0.0
        for item in rank:
            found.x[item] = left + found.widths[item] / 2
            left += found.widths[item] + gap
    for _ in range(_ROUNDS):
        for rank in found.ranks:
            _settle(found, rank, [found.up], gap)
        for rank in reversed(found.ranks):
            _settle(found, rank, [found.down], gap)
    for rank in found.ranks:
        _settle(found, rank, [found.up, found.down], gap)
    least = min((x - w / 2 for x, w in zip(found.x, found.widths)), default=0.0)
    found.x = [x - least for x in found.x]


def _settle(found: Layers, rank: list[int], sides: list[list[list[int]]], gap: float) -> None:
    """Move the items of a rank to the middle of their neighbours, as far as they leave each other room."""
    shift, shifts, wanted, weights = 0.0, [], [], []
    for i, item in enumerate(rank):
        if i:
            shift += (found.widths[rank[i - 1]] + found.widths[item]) / 2 + gap
        near = [found.x[n] for side in sides for n in side[item]]
        wanted.append((sum(near) / len(near) if near else found.x[item]) - shift)
        weights.append(1.0 if near else _LOOSE)
        shifts.append(shift)
    for item, value, by in zip(rank, _rising(wanted, weights), shifts):
        found.x[item] = value + by


def _rising(values: list[float], weights: list[float]) -> list[float]:
    """The sequence that never falls and is nearest to the values by weighted least squares."""
    blocks: list[tuple[float, float, int]] = []  # mean, weight, how many
    for value, weight in zip(values, weights):
        count = 1
        while blocks and blocks[-1][0] > value:
            mean, heavy, n = blocks.pop()
            value = (mean * heavy + value * weight) / (heavy + weight)
            weight, count = weight + heavy, count + n
        blocks.append((value, weight, count))
    return [mean for mean, _, n in blocks for _ in range(n)]


def _rounded(found: Layers, gap: float) -> None:
    """Whole places, still with room between neighbours; lines that would step aside a little go straight."""
    for rank in found.ranks:
        free = -1e9
        for i, item in enumerate(rank):
            half = found.widths[item] // 2
            at = max(float(round(found.x[item])), free + half)
            if len(found.up[item]) == 1 and abs(found.x[found.up[item][0]] - at) <= _STEP:
                above = found.x[found.up[item][0]]
                after = rank[i + 1] if i + 1 < len(rank) else None
                room = after is None or above + half + gap < round(found.x[after]) - found.widths[after] // 2
                at = above if above >= free + half and (room or above < at) else at
            found.x[item] = at
            free = at + half + 1 + gap
    least = min((x - w // 2 for x, w in zip(found.x, found.widths)), default=0.0)
    found.x = [x - least for x in found.x]
