"""Walks over a graph by the numbers of its vertices: distances, paths, components, orders, cycles, trees."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import heappop, heappush
from typing import Any

Steps = Sequence[Sequence[tuple[int, int]]]  # for each vertex (neighbour, number of the edge)
FAR = float("inf")


def distances(steps: Steps, start: int, limit: float = FAR) -> tuple[list[float], list[int]]:
    """(steps from the start, the vertex before) of every vertex, -1 where there is none."""
    far: list[float] = [FAR] * len(steps)
    before = [-1] * len(steps)
    far[start] = 0
    queue = deque([start])
    while queue:
        v = queue.popleft()
        if far[v] >= limit:
            continue
        for w, _ in steps[v]:
            if far[w] == FAR:
                far[w], before[w] = far[v] + 1, v
                queue.append(w)
    return far, before


def weighted_distances(
    steps: Steps, start: int, weights: Sequence[float], exact: Sequence[Any], add: Callable[[Any, Any], Any]
) -> tuple[list[Any], list[int]]:
    """The same with lengths of edges that are not negative; `exact` are the lengths as they are added up."""
    far: list[Any] = [None] * len(steps)
    best, before = [FAR] * len(steps), [-1] * len(steps)
    best[start], far[start] = 0.0, 0
    heap = [(0.0, start)]
    done: set[int] = set()
    while heap:
        d, v = heappop(heap)
        if v in done:
            continue
        done.add(v)
        for w, k in steps[v]:
            if d + weights[k] < best[w]:
                best[w], before[w] = d + weights[k], v
                far[w] = add(far[v], exact[k])
                heappush(heap, (best[w], w))
    return far, before


def path_back(before: Sequence[int], start: int, end: int) -> list[int]:
    """The vertices from the start to the end along the vertices before."""
    out = [end]
    while out[-1] != start:
        out.append(before[out[-1]])
    return out[::-1]


def components(steps: Steps) -> list[list[int]]:
    """The vertices that can be reached from one another, where every step can be taken back."""
    part = [-1] * len(steps)
    found: list[list[int]] = []
    for start in range(len(steps)):
        if part[start] >= 0:
            continue
        part[start] = len(found)
        found.append([start])
        for v in found[-1]:  # grows on the way
            for w, _ in steps[v]:
                if part[w] < 0:
                    part[w] = part[start]
                    found[-1].append(w)
    return [sorted(c) for c in found]


def strong_components(steps: Steps) -> list[list[int]]:
    """The vertices that can be reached from one another along the steps (R. Tarjan, 1972), with a stack of our own."""
    order = [-1] * len(steps)
    low = [0] * len(steps)
    stack: list[int] = []
    on_stack = [False] * len(steps)
    found: list[list[int]] = []
    count = 0
    for root in range(len(steps)):
        if order[root] >= 0:
            continue
        calls: list[tuple[int, Iterator[tuple[int, int]]]] = [(root, iter(steps[root]))]
        order[root] = low[root] = count
        count += 1
        stack.append(root)
        on_stack[root] = True
        while calls:
            v, rest = calls[-1]
            for w, _ in rest:
                if order[w] < 0:
                    order[w] = low[w] = count
                    count += 1
                    stack.append(w)
                    on_stack[w] = True
                    calls.append((w, iter(steps[w])))
                    break
                if on_stack[w]:
                    low[v] = min(low[v], order[w])
            else:
                calls.pop()
                if calls:
                    low[calls[-1][0]] = min(low[calls[-1][0]], low[v])
                if low[v] == order[v]:
                    part = []
                    while True:
                        w = stack.pop()
                        on_stack[w] = False
                        part.append(w)
                        if w == v:
                            break
                    found.append(sorted(part))
    return found


def topological(steps: Steps) -> list[int] | None:
    """An order in which every step goes forward, the earliest vertices first; None if there is a cycle."""
    waiting = [0] * len(steps)
    for out in steps:
        for w, _ in out:
            waiting[w] += 1
    ready = [v for v, n in enumerate(waiting) if not n]
    order: list[int] = []
    ready.sort(reverse=True)
    while ready:
        v = ready.pop()
        order.append(v)
        for w, _ in steps[v]:
            waiting[w] -= 1
            if not waiting[w]:
                ready.append(w)
    return order if len(order) == len(steps) else None


def has_cycle(steps: Steps) -> bool:
    """Whether a walk can come back to where it was without taking an edge twice."""
    return next(cycles(steps), None) is not None


def cycles(
    steps: Steps, least: int = 1, most: float = FAR, through: int | None = None
) -> Iterator[list[tuple[int, int]]]:
    """Cycles as lists of (vertex, number of the edge that leaves it): every one once, no vertex twice in one.

    A cycle is found from its first vertex; of an undirected one only one direction is given.
    """
    seen: set[frozenset[int]] = set()
    starts = range(len(steps)) if through is None else [through]
    for start in starts:
        lowest = start if through is None else -1
        path: list[tuple[int, int]] = []
        visited = {start}
        calls = [iter(steps[start])]
        at = [start]
        while calls:
            step = next(calls[-1], None)
            if step is None:
                calls.pop()
                visited.discard(at.pop())
                if path:
                    path.pop()
                continue
            w, k = step
            if any(k == used for _, used in path):
                continue
            if w == start:
                if least <= len(path) + 1 <= most:
                    whole = [*path, (at[-1], k)]
                    edges = frozenset(e for _, e in whole)
                    if edges not in seen:
                        seen.add(edges)
                        yield whole
            elif w > lowest and w not in visited and len(path) + 2 <= most:
                path.append((at[-1], k))
                visited.add(w)
                at.append(w)
                calls.append(iter(steps[w]))


def paths(steps: Steps, start: int, end: int, least: int = 1, most: float = FAR) -> Iterator[list[int]]:
    """Ways from one vertex to another that meet no vertex twice."""
    at, visited, calls = [start], {start}, [iter(steps[start])]
    while calls:
        step = next(calls[-1], None)
        if step is None:
            calls.pop()
            visited.discard(at.pop())
            continue
        w = step[0]
        if w == end:
            if least <= len(at) <= most:
                yield [*at, w]
        elif w not in visited and len(at) + 1 <= most:
            at.append(w)
            visited.add(w)
            calls.append(iter(steps[w]))


def spanning_forest(n: int, ends: Iterable[tuple[int, int]], order: Iterable[int]) -> list[int]:
    """The numbers of the edges of a forest: those that join what was apart, in this order (J. Kruskal, 1956)."""
    root = list(range(n))

    def top(v: int) -> int:
        while root[v] != v:
            root[v] = root[root[v]]
            v = root[v]
        return v

    pairs = list(ends)
    chosen = []
    for k in order:
        a, b = (top(v) for v in pairs[k])
        if a != b:
            root[a] = b
            chosen.append(k)
    return sorted(chosen)


def two_colours(steps: Steps) -> list[int] | None:
    """A colour, 0 or 1, for every vertex so that neighbours differ; None if there is no such colouring."""
    colour = [-1] * len(steps)
    for start in range(len(steps)):
        if colour[start] >= 0:
            continue
        colour[start] = 0
        queue = [start]
        for v in queue:  # grows on the way
            for w, _ in steps[v]:
                if colour[w] < 0:
                    colour[w] = 1 - colour[v]
                    queue.append(w)
                elif colour[w] == colour[v]:
                    return None
    return colour
