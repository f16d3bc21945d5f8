"""Differential equations in numbers: from equations to a system of first order, its conditions, and the way along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import symbols as S
from ..builtins.derivatives import Differentiator
from ..expr import Expr, Symbol, expr, has_head, is_list, make_list, same, symbol
from ..numerics.numbers import REAL_TYPES
from ..numerics.numeric import numericize, real_value
from ..substitution import contains, substitute
from .formula import SolvingError, machine, number, quiet
from .interpolatingfunction import InterpolatingFunction
from .settings import Goals, equations
from .steps import Path, Stepper, Stuck, Undefined, hermite

_TIME = symbol("System`Private`time")
_PLACE = symbol("System`Private`place")
_NEWTON = 25


@dataclass
class Event:
    """What is to happen where a formula of (t, states) changes its sign; side 1 or -1 if only in one direction."""

    value: Callable[..., Any]
    side: int
    action: Any


class Problem:
    """A system of equations for functions of t, with the numbers of the states that stand for their derivatives."""

    def __init__(self, given: Any, functions: list[Symbol], t: Symbol, session: Any) -> None:
        self.t, self.session, self.functions = t, session, functions
        items = flat(given)
        self.whens = [e for e in items if has_head(e, S.WhenEvent)]
        for e in items:
            if e.__class__ is not Expr or e.head not in (S.Equal, S.WhenEvent):
                raise SolvingError("deqn", e, given)
        residuals = [r for e in items if e.head is S.Equal for r in equations(e)]
        self.orders = dict.fromkeys(functions, 0)
        moving = []
        self.fixed = []
        for r in residuals:
            if self.moves(r):
                moving.append(r)
            else:
                self.fixed.append(r)
        if len(moving) != len(functions):
            raise SolvingError("underdet" if len(moving) < len(functions) else "overdet", len(functions), len(moving))
        self.names: list[Symbol] = []
        self.places: dict[tuple[Symbol, int], int] = {}
        for f, order in self.orders.items():
            for k in range(order):
                self.places[f, k] = len(self.names)
                self.names.append(symbol(f"System`Private`state{len(self.names)}"))
        if not self.names or not all(self.orders.values()):
            raise SolvingError("ndode")
        self.slopes = self.solved([self.stated(r) for r in moving])

    def moves(self, e: Any) -> bool:
        """True if e contains an unknown function at t; notes the orders of derivatives."""
        found = False
        for f, k, place in calls(e, self.functions):
            if same(place, self.t):
                found = True
                self.orders[f] = max(self.orders[f], k)
        return found

    def stated(self, e: Any) -> Any:
        """e with states for functions and derivatives at t, and the highest derivatives as symbols of their own."""
        if isinstance(e, Expr):
            call = _call(e, self.functions)
            if call is not None:
                f, k, place = call
                if not same(place, self.t):
                    raise SolvingError("ndode")
                return self.names[self.places[f, k]] if (f, k) in self.places else _highest(f)
            return Expr(self.stated(e.head), tuple(map(self.stated, e.args)))
        return _TIME if e is self.t else e

    def solved(self, residuals: list[Any]) -> Callable[[float, np.ndarray], np.ndarray]:
        """The slopes of all states as a function of time and states."""
        evaluate = self.session.evaluate_expr
        tops = [_highest(f) for f in self.functions]
        matrix = []
        for r in residuals:
            row = [evaluate(Differentiator(top)(r)) for top in tops]
            if any(contains(c, top) for c in row for top in tops):
                raise SolvingError("ndode")
            matrix.append(row)
        rests = [evaluate(substitute(r, dict.fromkeys(tops, 0))) for r in residuals]
        n = len(tops)
        values = _compiled([c for row in matrix for c in row] + rests, [_TIME, *self.names], self.session)
        last = {f: self.places[f, order - 1] for f, order in self.orders.items()}
        highest = [last[f] for f in self.functions]
        single = all(isinstance(c, int) and c == (i == j) for i, row in enumerate(matrix) for j, c in enumerate(row))
        if single:
            values = _compiled([evaluate(expr(S.Times, -1, r)) for r in rests], [_TIME, *self.names], self.session)

        def slopes(t: float, y: np.ndarray) -> np.ndarray:
            found = values(t, y)
            if not single:
                a, b = found[: n * n].reshape(n, n), found[n * n :]
                try:
                    found = np.linalg.solve(a, -b)
                except np.linalg.LinAlgError:
                    found = np.full(n, np.nan)
            out = np.empty(len(y), dtype=np.result_type(found, y))
            out[:-1] = y[1:]
            out[highest] = found
            return out

        return slopes

    # ---- conditions ----------------------------------------------------------------------------------------------

    def conditions(self) -> tuple[list[float], Callable[[list[np.ndarray]], np.ndarray]]:
        """(the places at which there are conditions, how far states at these places are from meeting them)."""
        spots: dict[float, Any] = {}
        for r in self.fixed:
            for _, _, place in calls(r, self.functions):
                where = real_value(place, self.session)
                if type(where) not in REAL_TYPES:
                    raise SolvingError("ndinnt", r)
                spots[float(where)] = None
        places = sorted(spots)
        names = {
            (i, j): symbol(f"System`Private`at{i}state{j}") for i in range(len(places)) for j in range(len(self.names))
        }

        def put(e: Any) -> Any:
            call = _call(e, self.functions)
            if call is not None:
                f, k, place = call
                if (f, k) not in self.places:
                    raise SolvingError("ndode")
                return names[places.index(float(real_value(place, self.session))), self.places[f, k]]
            return Expr(e.head, tuple(map(put, e.args))) if isinstance(e, Expr) else e

        bodies = [put(r) for r in self.fixed]
        if len(bodies) != len(self.names):
            raise SolvingError("ndnco", len(bodies), len(self.names))
        values = _compiled(bodies, [_TIME, *names.values()], self.session)
        return places, lambda states: values(0.0, np.concatenate(states))

    def event(self, e: Expr) -> Event:
        """WhenEvent[condition, action] in terms of states."""
        if len(e) != 2:
            raise SolvingError("deqn", e, e)
        condition, action = e.args
        side = {S.Greater: 1, S.GreaterEqual: 1, S.Less: -1, S.LessEqual: -1}.get(getattr(condition, "head", None), 0)
        if isinstance(condition, Expr) and len(condition) == 2 and (side or condition.head is S.Equal):
            condition = expr(S.Subtract, *condition.args)
        value = _compiled([self.stated(condition)], [_TIME, *self.names], self.session)
        actions = action.args if is_list(action) else (action,)
        return Event(value, side, [self.change(a) for a in actions])

    def change(self, action: Any) -> Any:
        """None for the end of all, or a function of (t, states) that gives new states."""
        if action == "StopIntegration":
            return None
        if not has_head(action, S.Rule, 2):
            return lambda t, y: (self.session.evaluate_expr(self.at(action, t, y)), y)[1]
        call = _call(action.args[0], self.functions)
        if call is None or call[:2] not in self.places:
            raise SolvingError("deqn", action, action)
        place = self.places[call[:2]]
        value = _compiled([self.stated(action.args[1])], [_TIME, *self.names], self.session)

        def changed(t: float, y: np.ndarray) -> np.ndarray:
            new = y.copy()
            new[place] = value(t, y)[0]
            return new

        return changed

    def at(self, e: Any, t: float, y: np.ndarray) -> Any:
        values = {_TIME: t} | {name: number(v) for name, v in zip(self.names, y.tolist(), strict=True)}
        return substitute(self.stated(e), values)


def flat(given: Any) -> list[Any]:
    if is_list(given) or has_head(given, S.And):
        return [e for a in given.args for e in flat(a)]
    if has_head(given, S.Equal) and any(is_list(a) for a in given.args):
        return [expr(S.Equal, *pair) for pair in zip(*[a.args for a in given.args], strict=False)]
    return [] if given is S.True_ else [given]


def _call(e: Any, functions: Sequence[Symbol]) -> tuple[Symbol, int, Any] | None:
    """(f, order, place) of f[place] or Derivative[order][f][place]."""
    if not isinstance(e, Expr) or len(e) != 1:
        return None
    if type(e.head) is Symbol:
        return (e.head, 0, e.args[0]) if e.head in functions else None
    h = e.head
    if isinstance(h, Expr) and has_head(h.head, S.Derivative, 1) and len(h) == 1 and h.args[0] in functions:
        order = h.head.args[0]
        return (h.args[0], order, e.args[0]) if type(order) is int else None
    return None


def calls(e: Any, functions: Sequence[Symbol]) -> list[tuple[Symbol, int, Any]]:
    found, stack = [], [e]
    while stack:
        x = stack.pop()
        call = _call(x, functions)
        if call is not None:
            found.append(call)
        elif isinstance(x, Expr):
            stack += [x.head, *x.args]
    return found


def _highest(f: Symbol) -> Symbol:
    return symbol(f"System`Private`highest{f.full.replace('`', '$')}")


def _compiled(bodies: list[Any], names: list[Symbol], session: Any) -> Callable[[float, np.ndarray], np.ndarray]:
    """Expressions as a function of time and states that gives an array, NaN for what is no number."""
    body = numericize(make_list(bodies), None, session)
    call = session.evaluator.caller(expr(S.Function, make_list(names), body), len(names))

    def values(t: float, y: np.ndarray) -> np.ndarray:
        if not np.isfinite(y).all():
            return np.full(len(bodies), np.nan)
        with quiet(session):
            found = call(float(t), *(map(number, y.tolist()) if y.dtype.kind == "c" else y.tolist()))
        items = found.args if isinstance(found, Expr) else ()
        if all(type(v) is float for v in items):
            return np.array(items)
        return np.array([machine(session.evaluate_expr(numericize(v, None, session))) for v in items])

    return values


# ---- the way along ---------------------------------------------------------------------------------------------------


class Traveller:
    """Follows a problem from a start to an end, and minds events."""

    def __init__(self, problem: Problem, goals: Goals, most: int, say: Callable[..., Any]) -> None:
        self.problem, self.goals, self.most, self.say = problem, goals, most, say
        self.events = [problem.event(e) for e in problem.whens]
        self.fresh: float | None = None  # the time of the last event

    def go(self, t: float, y: np.ndarray, end: float, quietly: bool = False) -> Path:
        path = Path()
        problem = self.problem
        try:
            stepper = Stepper(problem.slopes, t, y, end, self.goals.relative, self.goals.absolute)
        except Undefined as trouble:
            raise SolvingError("ndnum", problem.t, number(t)) from trouble
        if self.goals.method in ("ImplicitRungeKutta", "BDF", "StiffnessSwitching"):
            stepper.stiff = self.goals.method != "StiffnessSwitching"
        if self.goals.method == "ExplicitRungeKutta":
            stepper.may_switch = False
        path.add(t, y, stepper.f)
        steps = 0
        while stepper.t != end:
            steps += 1
            if steps > self.most:
                if not quietly:
                    self.say("mxst", self.most, problem.t, number(stepper.t))
                break
            if steps & 63 == 0:
                problem.session.evaluator.poll()
            try:
                points = stepper.step()
            except Stuck:
                if not quietly:
                    self.say("ndsz", problem.t, number(stepper.t))
                break
            stop = False
            for point in points:
                happened = self.first_event((path.t[-1], path.y[-1], path.f[-1]), point) if self.events else None
                if happened is None:
                    path.add(*point)
                    continue
                stop = self.happen(path, stepper, *happened)
                break
            if stop:
                break
        return path

    def first_event(self, a: Any, b: Any) -> tuple[float, np.ndarray, Event] | None:
        found: tuple[float, np.ndarray, Event] | None = None
        if a[0] == self.fresh:  # the event that was there is not to happen again
            return None
        for event in self.events:
            start, end = (float(event.value(p[0], p[1])[0].real) for p in (a, b))
            crosses = start * end < 0 or (end == 0 and start != 0)
            if not crosses or (event.side and (end > start) != (event.side > 0)):
                continue
            low, high = a[0], b[0]
            for _ in range(80):
                middle = (low + high) / 2
                if (float(event.value(middle, hermite(a, b, middle))[0].real) > 0) == (start > 0):
                    low = middle
                else:
                    high = middle
            if found is None or abs(high - a[0]) < abs(found[0] - a[0]):
                found = high, hermite(a, b, high), event
        return found

    def happen(self, path: Path, stepper: Stepper, t: float, y: np.ndarray, event: Event) -> bool:
        """Puts the state at an event on the path and acts; True if the way ends here."""
        if t != path.t[-1]:
            path.add(t, y, self.problem.slopes(t, y))
        new = y
        for action in event.action:
            if action is None:
                return True
            new = action(t, new)
        if new is not y:
            t = float(np.nextafter(t, stepper.end))
            stepper.restart(t, new)
            path.add(t, new, stepper.f)
            self.fresh = t
        else:
            past = t + (stepper.end - t) * 1e-14
            stepper.restart(past, y)
            self.fresh = t
        return False


def start_of(problem: Problem, traveller: Traveller, first: float) -> tuple[float, np.ndarray]:
    """(time, states) from which to go: the conditions themselves, or by shooting where they are at several places."""
    places, misses = problem.conditions()
    n = len(problem.names)
    t0 = places[0] if places else first

    def states(p: np.ndarray) -> list[np.ndarray]:
        found, t, y = [p], t0, p
        for place in places[1:]:
            path = traveller.go(t, y, place, quietly=True)
            if path.t[-1] != place:
                raise SolvingError("ndsz", problem.t, number(path.t[-1]))
            t, y = place, path.y[-1]
            found.append(y)
        return found

    for start in (np.zeros(n), np.ones(n)):
        found = _newton(lambda q: misses(states(q)), start, 1e-14 if len(places) == 1 else traveller.goals.relative)
        if found is not None:
            return t0, found
    raise SolvingError("ndinnt", make_list(problem.fixed))


def _newton(f: Callable[[np.ndarray], np.ndarray], p: np.ndarray, goal: float) -> np.ndarray | None:
    value = f(p)
    if not np.isfinite(value).all():
        return None
    for _ in range(_NEWTON):
        size = float(np.abs(value).max())
        if size == 0:
            break
        columns = []
        for i in range(len(p)):
            step = 1.0 if goal <= 1e-13 and not np.abs(p).max() else 1e-6 * max(1.0, abs(p[i]))
            columns.append((f(p + step * np.eye(len(p))[i]) - value) / step)
        try:
            change = np.linalg.solve(np.array(columns).T, -value)
        except np.linalg.LinAlgError:
            return None
        scale = 1.0
        while True:
            new = p + scale * change
            there = f(new)
            if np.isfinite(there).all() and (np.abs(there).max() < size or scale < 1e-3):
                break
            scale /= 2
            if scale < 1e-4:
                return None
        p, value = new, there
        if float(np.abs(change).max()) <= goal * (1 + float(np.abs(p).max())) and scale == 1:
            break
    return p if float(np.abs(value).max()) <= 1e-6 * (1 + float(np.abs(p).max())) else None


def solve(
    given: Any, functions: list[Symbol], t: Symbol, span: tuple[float, float], goals: Goals, session: Any, say: Any
) -> dict[Symbol, InterpolatingFunction]:
    """The functions over a span of time."""
    vectors = _vectors(given, functions, session)
    if vectors:
        parts = {f: expr(S.Function, _PLACE, make_list(expr(g, _PLACE) for g in gs)) for f, gs in vectors.items()}
        given = session.evaluate_expr(substitute(given, parts))
    every = [g for f in functions for g in vectors.get(f, [f])]
    problem = Problem(given, every, t, session)
    traveller = Traveller(problem, goals, goals.steps or 10_000, say)
    low, high = min(span), max(span)
    t0, y0 = start_of(problem, traveller, low)
    slope = problem.slopes(t0, y0)
    if slope.dtype.kind == "c":
        y0 = y0.astype(complex)
    whole = Path()
    if low < t0:
        back = traveller.go(t0, y0, low)
        for point in zip(back.t[:0:-1], back.y[:0:-1], back.f[:0:-1], strict=True):
            whole.add(*point)
    if high > t0 or low >= t0:
        on = traveller.go(t0, y0, high)
    else:
        on = Path()
        on.add(t0, y0, slope)
    for point in zip(on.t, on.y, on.f, strict=True):
        whole.add(*point)
    return {f: _interpolant(vectors.get(f, [f]), f in vectors, problem, whole) for f in functions}


def _vectors(given: Any, functions: list[Symbol], session: Any) -> dict[Symbol, list[Symbol]]:
    """Functions of which some value is said to be a list, and functions for its elements."""
    found: dict[Symbol, list[Symbol]] = {}
    stack = [given]
    while stack:
        e = stack.pop()
        if is_list(e) or has_head(e, S.And):
            stack.extend(e.args)
        elif has_head(e, S.Equal, 2):
            for left, right in (e.args, e.args[::-1]):
                call = _call(left, functions)
                if call is not None and is_list(right) and len(right) and not any(map(is_list, right.args)):
                    f = call[0]
                    found[f] = [symbol(f"Private`{f.name}part{i}") for i in range(len(right))]
    return found


def _interpolant(parts: list[Symbol], vector: bool, problem: Problem, path: Path) -> InterpolatingFunction:
    """The function with all derivatives that are known along the path; a vector has several parts."""
    order = min(2, *[problem.orders[f] for f in parts])
    places = [[problem.places[f, k] for k in range(order)] for f in parts]
    rows = []
    for y, slope in zip(path.y, path.f, strict=True):
        numbers = list(map(number, y.tolist())), list(map(number, slope.tolist()))
        columns = [[*[numbers[0][i] for i in at], numbers[1][at[-1]]] for at in places]
        rows.append(make_list(map(make_list, zip(*columns, strict=True)) if vector else columns[0]))
    given = order + 1
    orders = (2 * given - 1,)
    return InterpolatingFunction("Hermite", orders, (0,), (False,), given, (tuple(path.t),), make_list(rows))
