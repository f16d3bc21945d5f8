"""Roots of systems of equations near a start: damped steps of Newton, brackets, secants, and more digits afterwards."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from ..expr import make_list
from ..numerics.bigreals import context, from_mp
from .formula import Formula, SolvingError, number
from .settings import Goals, finite

STEPS = 100
_HALVINGS = 40
_EPS = np.finfo(float).eps
Say = Callable[..., Any]


class System:
    """As many formulas as variables, with their derivatives."""

    def __init__(self, formulas: list[Formula], say: Say) -> None:
        self.formulas, self.say = formulas, say
        self.gradients = [f.gradient() for f in formulas]

    @property
    def variables(self) -> Any:
        return make_list(self.formulas[0].variables)

    def values(self, x: np.ndarray) -> np.ndarray:
        return np.array([f(x.tolist()) for f in self.formulas])

    def jacobian(self, x: np.ndarray) -> np.ndarray:
        return np.array([g(x.tolist()) for g in self.gradients])

    def shown(self, x: np.ndarray) -> Any:
        return make_list([number(v) for v in x.tolist()])


def solve(system: System, start: np.ndarray, goals: Goals, region: list[Any] | None = None) -> np.ndarray:
    """A root near the start; messages tell when it is none.  `region` holds (least, greatest) or None per variable."""
    x, most = start, goals.steps or STEPS
    f = system.values(x)
    if not np.isfinite(f).all():
        raise SolvingError("nlnum", system.shown(f), make_list([len(f)]), system.variables, system.shown(x))
    for _ in range(most):
        size = float(np.abs(f).max())
        if size == 0:
            return x
        step = _step(system, x, f)
        if step is None:
            if size > goals.absolute:
                system.say("jsing", system.variables, system.shown(x))
            return x
        found = _damped(system, x, f, step)
        if found is None:
            if size > goals.absolute:
                system.say("lstol")
            return x
        new, f = found
        outside = _outside(new, region)
        if outside is not None:
            system.say("reged", system.shown(outside), system.variables)
            return outside
        moved = float(np.abs(new - x).max())
        x = new
        if moved <= 4 * _EPS * float(np.abs(x).max()) or (moved <= goals.relative**2 and not np.abs(f).max()):
            if np.abs(f).max() > goals.absolute and not _flat(system, x, f):
                system.say("lstol")
            return x
    if np.abs(f).max() > goals.absolute or moved > goals.relative * max(1.0, float(np.abs(x).max())):
        system.say("cvmit", most)
    return x


def _step(system: System, x: np.ndarray, f: np.ndarray) -> np.ndarray | None:
    j = system.jacobian(x)
    if not np.isfinite(j).all():
        return None
    try:
        step = np.linalg.solve(j, -f)
    except np.linalg.LinAlgError:
        step = np.linalg.lstsq(j, -f, rcond=None)[0]
    return step if np.isfinite(step).all() and np.abs(step).max() > 0 else None


def _damped(system: System, x: np.ndarray, f: np.ndarray, step: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """The step, halved until the sum of squares goes down; None if it does not."""
    norm, length = float(np.linalg.norm(f)), 1.0
    for _ in range(_HALVINGS):
        new = x + length * step
        values = system.values(new)
        if np.isfinite(values).all() and float(np.linalg.norm(values)) < norm * (1 - 1e-4 * length):
            return new, values
        if length * float(np.abs(step).max()) <= _EPS * float(np.abs(x).max()):
            return None
        length /= 2
    return None


def _flat(system: System, x: np.ndarray, f: np.ndarray) -> bool:
    """True if what is left of f is what rounding x leaves."""
    scale = np.abs(system.jacobian(x)) @ np.maximum(np.abs(x), 1e-300)
    return bool((np.abs(f) <= 64 * _EPS * scale).all())


def _outside(x: np.ndarray, region: list[Any] | None) -> np.ndarray | None:
    """The nearest point of the region if x is not in it."""
    if region is None or all(r is None for r in region):
        return None
    kept = [v if r is None else min(max(v, r[0]), r[1]) for v, r in zip(x.real.tolist(), region, strict=True)]
    return None if np.array_equal(kept, x.real) else np.array(kept)


# ---- one equation between two starts ---------------------------------------------------------------------------------


def bracketed(f: Callable[[float], float], a: float, b: float, fa: float, fb: float, most: int) -> float:
    """The root between a and b, where f has opposite signs: inverse interpolation kept in bounds by bisection.

    R. Brent, Algorithms for Minimization without Derivatives (1973), chapter 4.
    """
    if abs(fa) < abs(fb):
        a, b, fa, fb = b, a, fb, fa
    c, fc, bisected, d = a, fa, True, a
    for _ in range(max(most, 200)):
        if fb == 0 or abs(b - a) <= 2 * _EPS * abs(b):
            break
        if fa != fc and fb != fc:
            s = a * fb * fc / ((fa - fb) * (fa - fc)) + b * fa * fc / ((fb - fa) * (fb - fc))
            s += c * fa * fb / ((fc - fa) * (fc - fb))
        else:
            s = b - fb * (b - a) / (fb - fa)
        low, high = sorted(((3 * a + b) / 4, b))
        before = abs(b - c) if bisected else abs(c - d)
        if not low < s < high or abs(s - b) >= before / 2 or before < 2 * _EPS * abs(b):
            s, bisected = (a + b) / 2, True
        else:
            bisected = False
        fs = f(s)
        if math.isnan(fs):
            s, bisected = (a + b) / 2, True
            fs = f(s)
            if math.isnan(fs):
                break
        d, c, fc = c, b, fb
        if (fa < 0) != (fs < 0):
            b, fb = s, fs
        else:
            a, fa = s, fs
        if abs(fa) < abs(fb):
            a, b, fa, fb = b, a, fb, fa
    return b


def secant(f: Callable[[Any], Any], a: Any, b: Any, goals: Goals, say: Say) -> Any:
    """A root by secants from two starts, real or complex."""
    fa, fb = f(a), f(b)
    for _ in range(goals.steps or STEPS):
        if fb == 0 or fa == fb or not finite(fb):
            break
        new = b - fb * (b - a) / (fb - fa)
        a, fa, b, fb = b, fb, new, f(new)
        if abs(b - a) <= 4 * _EPS * abs(b):
            break
    if not finite(fb) or abs(fb) > goals.absolute:
        say("cvmit", goals.steps or STEPS)
    return b


# ---- more digits -----------------------------------------------------------------------------------------------------


def refined(formulas: list[Formula], x: list[Any], digits: float, say: Say) -> list[Any]:
    """A root known to machine precision as numbers with so many digits; a simple root doubles them every step."""
    variables = formulas[0].variables
    jacobian = [[f.derivative(v) for v in variables] for f in formulas]
    work = digits + 15
    c = context(work)
    point = [c.convert(v) for v in x]
    for _ in range(math.ceil(math.log2(digits)) + 10):
        f = [g.digits(point, work) for g in formulas]
        if any(v is None for v in f):
            raise SolvingError("nlnum", make_list(()), make_list([len(f)]), make_list(variables), make_list(()))
        c = context(work)
        rows = [[_slope(g, d, point, i, work) for i, d in enumerate(row)] for g, row in zip(formulas, jacobian)]
        c = context(work)
        try:
            step = c.lu_solve(c.matrix(rows), c.matrix([-v for v in f]))
        except ZeroDivisionError:
            break
        point = [a + s for a, s in zip(point, step)]
        if all(abs(s) <= abs(a) * c.mpf(10) ** (-digits - 2) + c.mpf(10) ** (-2 * digits) for a, s in zip(point, step)):
            break
    else:
        say("cvmit", STEPS)
    return [mp_number(v, digits) for v in point]


def _slope(f: Formula, d: Formula | None, point: list[Any], i: int, work: float) -> Any:
    if d is not None:
        return d.digits(point, work)
    c = context(work)
    step = c.mpf(10) ** (-work / 3) * max(1, abs(point[i]))
    ends = [f.digits([*point[:i], point[i] + s * step, *point[i + 1 :]], work) for s in (1, -1)]
    return (ends[0] - ends[1]) / (2 * step)


def mp_number(v: Any, digits: float) -> Any:
    """An mpmath number with so many digits as an expression."""
    c = context(digits)
    size = abs(v)
    if not size:
        return 0
    if c.im(v) == 0:
        v = c.re(v)
    elif abs(c.im(v)) < size * c.mpf(10) ** (-digits):  # a real root found among complex numbers
        v = c.re(v)
    return from_mp(v, digits - float(c.log10(size)))
