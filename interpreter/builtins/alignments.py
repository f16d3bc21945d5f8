"""Sequences laid beside one another: SequenceAlignment, and how alike they are at best."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..associations import key
from ..declare import builtin, name
from ..expr import FALSE, TRUE, has_head, is_list, is_rule, make_list, same
from ..numerics.numbers import REAL_TYPES

_INNF = "Two strings or two lists are expected in `1`."
_OPTIONS = {"GapPenalty": "0", "IgnoreCase": "False", "SimilarityRules": "Automatic"}
_MOST = 20_000_000


class Scores:
    """What a pair of elements counts (None for a gap), and what a gap costs besides."""

    def __init__(self, options: dict[str, Any], a: Any, b: Any) -> None:
        self.fold = options["IgnoreCase"] is TRUE
        self.penalty = options["GapPenalty"] if type(options["GapPenalty"]) in REAL_TYPES else 0
        spec = options["SimilarityRules"]
        self.rules = [r for r in spec.args if is_rule(r)] if is_list(spec) else []
        self.a, self.b = self._elements(a), self._elements(b)
        self.written = (self._written(a), self._written(b))
        self.is_text = type(a) is str

    def _written(self, e: Any) -> list[Any]:
        return list(e) if type(e) is str else list(e.args)

    def _elements(self, e: Any) -> list[Any]:
        if type(e) is str:
            return list(e.lower() if self.fold and len(e.lower()) == len(e) else e)
        return [key(x) for x in e.args]

    def pair(self, i: int, j: int) -> Any:
        if self.rules:
            said = self._said(self.written[0][i], self.written[1][j])
            if said is not None:
                return said
        return 1 if self.a[i] == self.b[j] else -1

    def gap(self, side: int, i: int) -> Any:
        if self.rules:
            e = self.written[side][i]
            said = self._said(*((e, "") if side == 0 else ("", e)))
            if said is not None:
                return said
        return -1

    def _said(self, x: Any, y: Any) -> Any:
        for r in self.rules:
            left = r.args[0]
            if is_list(left) and len(left) == 2 and type(r.args[1]) in REAL_TYPES:
                if all(same(p, e) or has_head(p, S.Blank) for p, e in zip(left.args, (x, y))):
                    return r.args[1]
        return None


def table(s: Scores, local: bool) -> tuple[list[list[Any]], list[list[Any]], list[list[Any]]]:
    """The best scores of beginnings: of all ends, with a gap in the second, with one in the first (Needleman and
    Wunsch 1970, Smith and Waterman 1981; gaps after Gotoh 1982)."""
    n, m = len(s.a), len(s.b)
    worst = float("-inf")
    best: list[list[Any]] = [[0] * (m + 1) for _ in range(n + 1)]
    down: list[list[Any]] = [[worst] * (m + 1) for _ in range(n + 1)]
    right: list[list[Any]] = [[worst] * (m + 1) for _ in range(n + 1)]
    for i in range(n + 1):
        for j in range(m + 1):
            if i == j == 0:
                continue
            if i:
                down[i][j] = max(best[i - 1][j] - s.penalty, down[i - 1][j]) + s.gap(0, i - 1)
            if j:
                right[i][j] = max(best[i][j - 1] - s.penalty, right[i][j - 1]) + s.gap(1, j - 1)
            both = best[i - 1][j - 1] + s.pair(i - 1, j - 1) if i and j else worst
            best[i][j] = max(both, down[i][j], right[i][j])
            if local and best[i][j] < 0:
                best[i][j] = 0
    return best, down, right


def _read(u: Any, v: Any, options: dict[str, Any], say: Any, expr: Any) -> Scores | None:
    if not (type(u) is str and type(v) is str) and not (is_list(u) and is_list(v)):
        return say("innf", expr)
    found = Scores(options, u, v)
    return None if len(found.a) * len(found.b) > _MOST else found


@builtin("NeedlemanWunschSimilarity[u_, v_, OptionsPattern[]]", options=_OPTIONS, innf=_INNF)
def needleman_wunsch(u: Any, v: Any, *, options: dict[str, Any], say: Any, expr: Any) -> Any:
    """NeedlemanWunschSimilarity[u, v] gives how alike two strings or lists are: 1 for what they share, -1 for all else.

    Options are SimilarityRules, GapPenalty (what each gap costs besides) and IgnoreCase.

    >>> NeedlemanWunschSimilarity["abcXdef", "abcYdef"]
    5
    """
    s = _read(u, v, options, say, expr)
    return None if s is None else table(s, False)[0][-1][-1]


@builtin("SmithWatermanSimilarity[u_, v_, OptionsPattern[]]", options=_OPTIONS, innf=_INNF)
def smith_waterman(u: Any, v: Any, *, options: dict[str, Any], say: Any, expr: Any) -> Any:
    """SmithWatermanSimilarity[u, v] gives how alike the most similar parts of two strings or lists are.

    >>> SmithWatermanSimilarity["xxxabcxx", "yabcyy"]
    3
    """
    s = _read(u, v, options, say, expr)
    return None if s is None else max(map(max, table(s, True)[0]))


@builtin("SequenceAlignment[u_, v_, OptionsPattern[]]", options={**_OPTIONS, "MergeDifferences": "True"}, innf=_INNF)
def sequence_alignment(u: Any, v: Any, *, options: dict[str, Any], say: Any, expr: Any) -> Any:
    """SequenceAlignment[u, v] gives what two strings or lists share, and pairs of what they do not, in order.

    Options are SimilarityRules, GapPenalty, IgnoreCase and MergeDifferences.

    >>> SequenceAlignment["abcXabcXabc", "abcabcYabc"]
    {abc, {X, }, abc, {X, Y}, abc}
    """
    s = _read(u, v, options, say, expr)
    if s is None:
        return None
    steps = _way(s)
    merge = options["MergeDifferences"] is not FALSE
    out: list[Any] = []
    for i, j in steps:
        shared = i is not None and j is not None and s.a[i] == s.b[j]
        x = [] if i is None else [s.written[0][i]]
        y = [] if j is None else [s.written[1][j]]
        if shared and out and out[-1][0]:
            out[-1][1].extend(x)
        elif not shared and out and not out[-1][0] and (merge or _kind(out[-1]) == _kind((False, x, y))):
            out[-1][1].extend(x)
            out[-1][2].extend(y)
        else:
            out.append((shared, x, y))
    return make_list(tuple([_put(s, x) if shared else make_list((_put(s, x), _put(s, y))) for shared, x, y in out]))


def _kind(run: Any) -> tuple[bool, bool]:
    return bool(run[1]), bool(run[2])


def _put(s: Scores, elements: list[Any]) -> Any:
    return "".join(elements) if s.is_text else make_list(tuple(elements))


def _way(s: Scores) -> list[tuple[int | None, int | None]]:
    """The steps of a best alignment, from the end back; what is equal goes together where it can."""
    best, down, right = table(s, False)
    i, j = len(s.a), len(s.b)
    found: list[tuple[int | None, int | None]] = []
    state = "best"
    while i or j:
        if state == "best":
            here = best[i][j]
            if i and j and here == best[i - 1][j - 1] + s.pair(i - 1, j - 1):
                i, j = i - 1, j - 1
                found.append((i, j))
                continue
            state = "down" if i and here == down[i][j] else "right"
        if state == "down":
            i -= 1
            found.append((i, None))
            if not i or best[i][j] - s.penalty >= down[i][j]:
                state = "best"
        else:
            j -= 1
            found.append((None, j))
            if not j or best[i][j] - s.penalty >= right[i][j]:
                state = "best"
    return found[::-1]


for _title, _usage in {
    "GapPenalty": "GapPenalty is an option of alignments: what each gap costs besides.",
    "MergeDifferences": "MergeDifferences is an option of SequenceAlignment: whether neighbouring differences are one.",
    "SimilarityRules": "SimilarityRules is an option of alignments: rules {a, b} -> s for what a pair counts.",
}.items():
    name(_title, _usage)
