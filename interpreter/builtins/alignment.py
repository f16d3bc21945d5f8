"""What two lists or strings have in common: LongestCommonSubsequence and LongestCommonSequence, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..associations import key
from ..declare import builtin
from ..expr import TRUE, is_list, make_list

Pair = tuple[int, int]  # a place in the first sequence and one in the second


def longest_run(a: Sequence[Any], b: Sequence[Any]) -> list[Pair]:
    """The places of the longest run of neighbours that both have; of several the one that comes first in a."""
    places: dict[Any, list[int]] = {}
    for j, y in enumerate(b):
        places.setdefault(y, []).append(j)
    best, end = 0, (0, 0)
    before: dict[int, int] = {}  # j -> length of the common run that ends at j in b and at the last element in a
    for i, x in enumerate(a):
        now = {j: before.get(j - 1, 0) + 1 for j in places.get(x, ())}
        for j, length in now.items():
            if length > best:
                best, end = length, (i, j)
        before = now
    return [(end[0] - k, end[1] - k) for k in range(best - 1, -1, -1)]


def longest_common(a: Sequence[Any], b: Sequence[Any]) -> list[Pair]:
    """The places of the longest sequence that both have in the same order; the earliest in a."""
    n, m = len(a), len(b)
    left = [[0] * (m + 1) for _ in range(n + 1)]  # the length that is possible from i and j on
    for i in range(n - 1, -1, -1):
        row, below = left[i], left[i + 1]
        for j in range(m - 1, -1, -1):
            row[j] = below[j + 1] + 1 if a[i] == b[j] else max(below[j], row[j + 1])
    out: list[Pair] = []
    i = j = 0
    while left[i][j]:
        # a[i] is taken if some way through it is as long as the longest: the first such place in b leaves most room
        k = next((k for k in range(j, m) if b[k] == a[i]), None)
        if k is not None and left[i + 1][k + 1] + 1 == left[i][j]:
            out.append((i, k))
            j = k + 1
        i += 1
    return out


def _keys(e: Any, ignore_case: bool) -> list[Any]:
    if type(e) is str:
        return list(e.lower() if ignore_case and len(e.lower()) == len(e) else e)
    return [key(x) for x in e.args]


def _ranges(places: list[int]) -> Any:
    """Runs of neighbours as {first, last}."""
    runs: list[list[int]] = []
    for p in places:
        if runs and runs[-1][1] == p:
            runs[-1][1] = p + 1
        else:
            runs.append([p + 1, p + 1])
    return make_list([make_list(r) for r in runs])


def _declared(name: str, find: Callable[[Any, Any], list[Pair]], positions: bool, alone: bool, usage: str) -> None:
    def common(s1: Any, s2: Any, *, options: dict[str, Any], say: Any, expr: Any) -> Any:
        if not (type(s1) is str and type(s2) is str) and not (is_list(s1) and is_list(s2)):
            return say("innf", expr)
        ignore_case = options["IgnoreCase"] is TRUE
        pairs = find(_keys(s1, ignore_case), _keys(s2, ignore_case))
        if not positions:
            found = [(s1 if type(s1) is str else s1.args)[i] for i, _ in pairs]
            return "".join(found) if type(s1) is str else make_list(found)
        ranges = [_ranges([p[side] for p in pairs]) for side in (0, 1)]
        return make_list([r.args[0] if alone and r.args else r for r in ranges])

    common.__doc__ = usage
    builtin(
        f"{name}[s1_, s2_, OptionsPattern[]]",
        options={"IgnoreCase": "False"},
        innf="Two strings or two lists are expected in `1`.",
    )(common)


_declared(
    "LongestCommonSubsequence", longest_run, False, True,
    """LongestCommonSubsequence[s1, s2] gives the longest run of neighbouring elements that two lists or two strings
    have in common; of several that are as long, the one that comes first in s1. IgnoreCase -> True takes letters of
    either case for equal.

    >>> LongestCommonSubsequence["AAABBBBCCCCC", "CCCBBBAAABABA"]
    AAAB
    >>> LongestCommonSubsequence[{a, b, c, d}, {x, b, c, y}]
    {b, c}
    """,
)  # fmt: skip
_declared(
    "LongestCommonSubsequencePositions", longest_run, True, True,
    """LongestCommonSubsequencePositions[s1, s2] gives the places {first, last} of the longest run of neighbouring
    elements that two lists or two strings have in common, in the one and in the other.

    >>> LongestCommonSubsequencePositions[{a, b, c, d}, {b, c, y}]
    {{2, 3}, {1, 2}}
    """,
)  # fmt: skip
_declared(
    "LongestCommonSequence", longest_common, False, False,
    """LongestCommonSequence[s1, s2] gives the longest sequence of elements, which need not be neighbours, that two
    lists or two strings have in common in the same order. IgnoreCase -> True takes letters of either case for equal.

    >>> LongestCommonSequence["ABXCD", "AYBCD"]
    ABCD
    >>> LongestCommonSequence[{1, 2, 3, 4}, {2, 9, 4, 1}]
    {2, 4}
    """,
)  # fmt: skip
_declared(
    "LongestCommonSequencePositions", longest_common, True, False,
    """LongestCommonSequencePositions[s1, s2] gives the places {first, last} of the runs that make up the longest
    sequence which two lists or two strings have in common, in the one and in the other.

    >>> LongestCommonSequencePositions["ABXCD", "AYBCD"]
    {{{1, 2}, {4, 5}}, {{1, 1}, {3, 5}}}
    """,
)  # fmt: skip
