"""NMinimize: where a formula is least at all, by differential evolution and a descent from the best point.

R. Storn and K. Price, Differential evolution (1997); of two points the one that breaks constraints less is better, and
of two that break none the one with the lesser value (K. Deb, 2000).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .. import symbols as S
from ..algebra.assumptions import facts
from ..expr import Expr, has_head, is_list, make_list
from ..numerics.infinities import INFINITY, MINUS_INFINITY
from .formula import Formula, SolvingError, machine_value, number, solution_rules
from .minima import bound, descended
from .settings import Goals, is_variable, local, read_goals

METHODS = ("Automatic", "DifferentialEvolution", "NelderMead", "RandomSearch", "SimulatedAnnealing")
_GENERATIONS = 400
_MEET = 1e-7  # what equations may be missed by
_STILL = 1e-13  # of values, when the population has come to rest
_TURNED = {S.Less: S.Greater, S.LessEqual: S.GreaterEqual, S.Greater: S.Less, S.GreaterEqual: S.LessEqual}


@dataclass
class Task:
    """A formula to be made small, what should not be positive or be 0, the box to begin in, whole variables."""

    formula: Formula
    sign: int
    bounds: list[tuple[Formula, bool]]
    low: np.ndarray
    high: np.ndarray
    whole: np.ndarray
    boxed: np.ndarray = field(default_factory=lambda: np.zeros(0, bool))

    def rounded(self, points: np.ndarray) -> np.ndarray:
        out = points.copy()
        out[:, self.whole] = np.round(out[:, self.whole])
        return out

    def measured(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(by how much constraints are broken, values) at the rows."""
        columns = list(self.rounded(points).T)
        broken = np.zeros(len(points))
        for f, equal in self.bounds:
            excess = f.array(columns)
            miss = np.abs(excess) - _MEET if equal else excess
            broken += np.where(np.isnan(miss), np.inf, np.maximum(miss, 0))
        values = self.sign * self.formula.array(columns)
        return broken, np.where(np.isnan(values), np.inf, values)


def find(e: Any, variables: Any, options: dict[str, Any], sign: int, session: Any, say: Callable[..., Any]) -> Any:
    """{least value, {x -> place, ...}}; with sign -1 the greatest one."""
    goals = read_goals(options, session)
    if goals.method not in METHODS:
        raise SolvingError("bdmtd", options["Method"])
    if isinstance(variables, Expr) and not is_list(variables):
        variables = session.evaluate_expr(variables)
    rows = [r.args if is_list(r) else (r,) for r in (variables.args if is_list(variables) else (variables,))]
    if not rows or not all(rows):
        raise SolvingError("ivar", variables)
    names = [row[0] for row in rows]
    for row in rows:
        if len(row) not in (1, 3) or not is_variable(row[0]):
            raise SolvingError("ivar", row[0])
    with local(session, names):
        whole = session.evaluate_expr(e)
        body, *conditions = whole.args if is_list(whole) and len(whole) else (whole,)
        constraints = conditions[0] if len(conditions) == 1 else Expr(S.And, tuple(conditions))
        task = _task(body, constraints, rows, sign, session)
        point = _evolved(task, goals, session)
        broken, value = (float(a[0]) for a in task.measured(point[None, :]))
        if not math.isfinite(value):
            raise SolvingError("nnum", body, make_list(map(number, point.tolist())))
        if broken > 1e-4:
            say("nsol", constraints)
            rules = make_list(Expr(S.Rule, (v, S.Indeterminate)) for v in names)
            return make_list((INFINITY if sign > 0 else MINUS_INFINITY, rules))
        point = _polished(task, point, goals)
        value = task.formula.real(point.tolist())
    places = [int(v) if w else number(v) for v, w in zip(point.tolist(), task.whole, strict=True)]
    return make_list((number(value), solution_rules(names, places)))


def _task(body: Any, constraints: Any, rows: list[Any], sign: int, session: Any) -> Task:
    names = [row[0] for row in rows]
    n = len(names)
    low, high = np.full(n, -np.inf), np.full(n, np.inf)
    whole = np.zeros(n, bool)
    bounds = []
    for c in facts(constraints):
        if has_head(c, S.Element, 2) and c.args[0] in names:
            if c.args[1] is S.Integers:
                whole[names.index(c.args[0])] = True
            continue
        bounds.append(bound(c, names, session))
        if len(c) == 2 and c.head in _TURNED:
            for side, relation, other in ((c.args[0], c.head, c.args[1]), (c.args[1], _TURNED[c.head], c.args[0])):
                value = machine_value(other, session) if side in names else math.nan
                if type(value) is float and math.isfinite(value):
                    i = names.index(side)
                    if relation in (S.Less, S.LessEqual):
                        high[i] = min(high[i], value)
                    else:
                        low[i] = max(low[i], value)
    for i, row in enumerate(rows):
        if len(row) == 3:  # a region to begin in, no constraint
            ends = [machine_value(v, session) for v in row[1:]]
            if not all(type(v) is float and math.isfinite(v) for v in ends):
                raise SolvingError("ivar", make_list(row))
            low[i], high[i] = sorted(ends)
    boxed = np.isfinite(low) & np.isfinite(high)
    low = np.where(np.isfinite(low), low, np.where(np.isfinite(high), high - 2, -1.0))
    high = np.where(np.isfinite(high), high, low + 2)
    return Task(Formula(body, names, session), sign, bounds, low, high, whole, boxed)


def _evolved(task: Task, goals: Goals, session: Any) -> np.ndarray:
    """The best point of a population that mutates and selects."""
    random = np.random.default_rng(int(goals.suboptions.get("RandomSeed", 0)))
    n = len(task.low)
    size = min(max(10 * n, 30), 120)
    middle, half = (task.low + task.high) / 2, (task.high - task.low) / 2
    reach = np.where(task.boxed[None, :], 1.0, 10.0 ** (np.arange(size) % 3)[:, None])  # some begin further out
    points = middle + half * reach * random.uniform(-1, 1, (size, n))
    broken, values = task.measured(points)
    for _ in range(goals.steps or _GENERATIONS):
        session.evaluator.poll()
        order = np.lexsort((values, broken))
        best = points[order[0]]
        spread = float(np.ptp(values)) if np.isfinite(values).all() else np.inf
        if broken.max() == 0 and spread <= _STILL * (1 + abs(float(values[order[0]]))):
            break
        a, b, c = (points[random.permutation(size)] for _ in range(3))
        towards = random.random(size)[:, None] < 0.5  # half of them go for the best point
        factor = random.uniform(0.4, 0.9, (size, 1))
        mutants = np.where(towards, points + factor * (best - points) + factor * (a - b), c + factor * (a - b))
        crossed = random.random((size, n)) < 0.9
        crossed[np.arange(size), random.integers(0, n, size)] = True
        trials = np.where(crossed, mutants, points)
        new_broken, new_values = task.measured(trials)
        better = (new_broken < broken) | ((new_broken == broken) & (new_values <= values))
        points = np.where(better[:, None], trials, points)
        broken, values = np.where(better, new_broken, broken), np.where(better, new_values, values)
    found: np.ndarray = task.rounded(points[np.lexsort((values, broken))[:1]])[0]
    return found


def _polished(task: Task, point: np.ndarray, goals: Goals) -> np.ndarray:
    """A descent from the point, where it leads to one that is no worse."""
    if task.whole.any():
        return point
    try:
        new = descended(task.formula, task.bounds, point, task.sign, goals, lambda *_: None)
    except SolvingError:
        return point
    if not np.isfinite(new).all():
        return point
    (old_broken, new_broken), (old, value) = task.measured(np.array([point, new]))
    return new if new_broken <= max(old_broken, 1e-6) and value <= old + 1e-6 * (1 + abs(old)) else point
