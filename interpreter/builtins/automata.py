"""Cellular automata whose rules are numbers, on rings and on backgrounds without end."""

from __future__ import annotations

from itertools import product
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import is_list, make_list
from ..packed import to_array
from .content import from_numbers

_LIFE = (224, 2, [[2, 2, 2], [2, 1, 2], [2, 2, 2]])
_MOST = 1 << 20  # entries of the table of a rule
_MESSAGES = {
    "rule": "`1` is not a rule: {n, k, r} with the number of the rule, of colors and the range is expected.",
    "init": "`1` is not a state of whole numbers from 0 to `2` in `3` dimensions.",
    "steps": "`1` does not say which steps are wanted.",
}


class _Rule:
    """The new color of a cell is the digit, to base k, of the rule's number at the weighted sum of its neighbours."""

    def __init__(self, number: int, colors: int, weights: Any) -> None:
        import numpy as np

        self.colors = colors
        self.weights = np.array(weights, dtype=np.int64)
        self.ranges = [(n - 1) // 2 for n in self.weights.shape]
        places = int(self.weights.sum()) * (colors - 1) + 1
        digits = []
        for _ in range(places):
            number, digit = divmod(number, colors)
            digits.append(digit)
        self.table = np.array(digits, dtype=np.int64)

    def inner(self, state: Any) -> Any:
        """The cells all of whose neighbours are in an array."""
        sizes = [n - 2 * r for n, r in zip(state.shape, self.ranges, strict=True)]
        total = 0
        for place in product(*map(range, self.weights.shape)):
            window = tuple([slice(i, i + n) for i, n in zip(place, sizes, strict=True)])
            total = total + self.weights[place] * state[window]
        return self.table[total]

    def on_ring(self, state: Any) -> Any:
        import numpy as np

        return self.inner(np.pad(state, [(r, r) for r in self.ranges], mode="wrap"))

    def on_ground(self, state: Any, ground: int) -> tuple[Any, int]:
        """An array that has grown by the range on every side, and the new color of all that is around."""
        import numpy as np

        wide = np.pad(state, [(2 * r, 2 * r) for r in self.ranges], constant_values=ground)
        return self.inner(wide), int(self.table[int(self.weights.sum()) * ground])


def _rule(spec: Any) -> _Rule | None:
    if spec == "GameOfLife":
        return _Rule(*_LIFE)
    parts: tuple[Any, ...] = spec.args if is_list(spec) else (spec,)
    if not 1 <= len(parts) <= 3 or type(parts[0]) is not int or parts[0] < 0:
        return None
    colors = parts[1] if len(parts) > 1 else 2
    ranges = parts[2] if len(parts) > 2 else 1
    sizes = ranges.args if is_list(ranges) else (ranges,)
    if not all(type(r) is int and r >= 0 for r in sizes):
        return None
    shape = tuple([2 * r + 1 for r in sizes])
    return _weighted(parts[0], colors, shape)


def _weighted(number: int, colors: Any, shape: tuple[int, ...]) -> _Rule | None:
    import numpy as np

    cells = int(np.prod(shape))
    if is_list(colors):
        if len(colors) != 2 or type(colors.args[0]) is not int:
            return None
        k, w = colors.args
        weights = np.ones(shape, dtype=np.int64) if w == 1 and type(w) is int else to_array(w)
        if weights is None or weights.shape != shape or weights.dtype.kind != "i" or (weights < 0).any():
            return None
    else:
        k = colors
        if type(k) is not int or k < 1 or k**cells > _MOST:
            return None
        weights = np.array([k**i for i in reversed(range(cells))], dtype=np.int64).reshape(shape)
    if k < 1 or int(weights.sum()) * (k - 1) >= _MOST:
        return None
    return _Rule(number, k, weights)


def _state(init: Any, rule: _Rule) -> tuple[Any, int | None] | None:
    """(array, color around it), without one on a ring."""
    ground = None
    if is_list(init) and len(init) == 2 and is_list(init.args[0]) and type(init.args[1]) is int:
        init, ground = init.args
    array = to_array(init) if is_list(init) else None
    if array is None or array.dtype.kind != "i" or array.ndim != len(rule.ranges) or not array.size:
        return None
    if array.min() < 0 or array.max() >= rule.colors or not 0 <= (ground or 0) < rule.colors:
        return None
    return array, ground


def _steps(spec: Any) -> tuple[list[int], bool] | None:
    """The wanted steps, and whether it is one of them by itself."""
    if type(spec) is int:
        return (list(range(spec + 1)), False) if spec >= 0 else None
    parts: tuple[Any, ...] = spec.args if is_list(spec) else ()
    if len(parts) == 1 and is_list(parts[0]) and len(parts[0]) == 1 and type(parts[0].args[0]) is int:
        return [parts[0].args[0]], True
    if not 1 <= len(parts) <= 3 or not all(type(t) is int and t >= 0 for t in parts):
        return None
    if len(parts) == 1:
        return [parts[0]], False
    step = parts[2] if len(parts) == 3 else 1
    return (list(range(parts[0], parts[1] + 1, step)), False) if step else None


@builtin(
    "CellularAutomaton[rule_, init_]",
    "CellularAutomaton[rule_, init_, steps_]",
    operator="CellularAutomaton[rule_][init_]",
    **_MESSAGES,
)
def cellular_automaton(rule: Any, init: Any, steps: Any = None, *, evaluate: Any, say: Any) -> Any:
    """CellularAutomaton[rule, init, t] gives the states of a cellular automaton from init over t steps.

    Rules: n (two colors, nearest neighbours), {n, k, r} with k colors and range r, {n, {k, 1}, r} for sums of the
    neighbours, {n, {k, weights}, r} for weighted sums, {n, k, {r1, r2}} and the like in two dimensions,
    "GameOfLife".  A state is an array, whose ends meet, or {array, color} with one color all around.  Steps: t,
    {t1, t2}, {t1, t2, dt}, {t}, {{t}} for that one alone; without steps the next state is given.

    >>> CellularAutomaton[30, {{1}, 0}, 2]
    {{0, 0, 1, 0, 0}, {0, 1, 1, 1, 0}, {1, 1, 0, 0, 1}}
    >>> CellularAutomaton[90, {0, 1, 0, 0}]
    {1, 0, 1, 0}
    """
    found = _rule(rule)
    if found is None:
        return say("rule", rule)
    state = _state(init, found)
    if state is None:
        return say("init", init, found.colors - 1, len(found.ranges))
    across = None
    if is_list(steps) and len(steps) == 2 and not all(type(x) is int for x in steps.args):
        steps, across = steps.args
    wanted = ([1], True) if steps is None else _steps(steps)
    if wanted is None or not (across in (None, S.All, S.Automatic) or _is_span(across)):
        return say("steps", steps)
    rows, ground = _run(found, *state, wanted[0])
    if steps is None and ground is not None:
        return make_list((from_numbers(rows[0]), ground))
    if _is_span(across) and state[1] is not None and len(found.ranges) == 1:
        rows = [_cut(row, across.args, (len(row) - len(state[0])) // 2, ground or 0) for row in rows]
    lists = [from_numbers(row) for row in rows]
    return lists[0] if wanted[1] else evaluate(make_list(lists))


def _is_span(across: Any) -> bool:
    return is_list(across) and len(across) == 2 and all(type(x) is int for x in across.args)


def _cut(row: Any, ends: tuple[int, int], first: int, ground: int) -> Any:
    """The cells at places from low to high, of which 0 is where the state began."""
    import numpy as np

    low, high = (e + first for e in ends)
    padded = np.pad(row, (max(-low, 0), max(high - len(row) + 1, 0)), constant_values=ground)
    shift = max(-low, 0)
    return padded[low + shift : high + shift + 1]


def _run(rule: _Rule, state: Any, ground: int | None, wanted: list[int]) -> tuple[list[Any], int | None]:
    """The wanted states, all of one size, and the last color around."""
    import numpy as np

    last = max(wanted, default=0)
    found = {}
    for t in range(last + 1):
        if t:
            if ground is None:
                state = rule.on_ring(state)
            else:
                state, ground = rule.on_ground(state, ground)
        if t in wanted:
            margin = 0 if ground is None else last - t
            found[t] = np.pad(state, [(margin * r, margin * r) for r in rule.ranges], constant_values=ground or 0)
    return [found[t] for t in wanted], ground
