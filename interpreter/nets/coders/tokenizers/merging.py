"""Byte-pair encoding: neighbouring symbols of a word are joined, the best pair first and the leftmost of equals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import heapify, heappop, heappush
from typing import Any

Rule = Callable[[Any, Any], "tuple[float, Any] | None"]  # two neighbours -> (rank, what they become), lower ranks first


def merge(symbols: Sequence[Any], rule: Rule) -> list[Any]:
    """The symbols when no two neighbours can be joined any more.

    A heap of candidates over a linked list: a word of a million letters takes seconds, not hours.
    """
    n = len(symbols)
    here: list[Any] = list(symbols)
    after, before = list(range(1, n + 1)), list(range(-1, n - 1))
    heap: list[Any] = []

    def propose(i: int, j: int) -> None:
        found = rule(here[i], here[j])
        if found is not None:
            heappush(heap, (found[0], i, here[i], here[j], found[1]))

    for i in range(n - 1):
        found = rule(here[i], here[i + 1])
        if found is not None:
            heap.append((found[0], i, here[i], here[i + 1], found[1]))
    heapify(heap)
    while heap:
        _, i, left, right, new = heappop(heap)
        j = after[i]
        if j == n or here[i] != left or here[j] != right:
            continue  # one of the two has been joined to another neighbour meanwhile
        here[i], here[j] = new, None
        after[i] = after[j]
        if after[i] < n:
            before[after[i]] = i
            propose(i, after[i])
        if before[i] >= 0:
            propose(before[i], i)
    return [x for x in here if x is not None]
