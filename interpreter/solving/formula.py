"""An expression as a numeric function of some of its symbols, at machine numbers, at arrays or with many digits."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from .. import symbols as S
from ..builtins.derivatives import Differentiator, Unknown
from ..definitions import ATTRIBUTES
from ..expr import Expr, Symbol, is_list, make_list, symbol
from ..numerics.bigreals import context, from_mp, to_mp
from ..numerics.numbers import NUMBER_TYPES, REAL_TYPES, Complex, complex_number
from ..numerics.numeric import numericize
from ..packed import Packed, to_array
from ..substitution import contains, substitute

NAN = complex(math.nan, math.nan)
_POINTWISE = ATTRIBUTES["NumericFunction"] | ATTRIBUTES["Listable"]


class SolvingError(Exception):
    """What the user asked for cannot be had: (tag, arguments of the message)."""


@contextmanager
def quiet(session: Any) -> Iterator[None]:
    """No messages about single points: a pole on the way is no news."""
    session.messages.collectors.append(lambda message: True)
    try:
        yield
    finally:
        session.messages.collectors.pop()


class Formula:
    """e as a function of the variables, in this order."""

    def __init__(self, e: Any, variables: Sequence[Any], session: Any) -> None:
        self.e, self.variables, self.session = e, tuple(variables), session
        # Variables such as x[1] would become x[1.] with the numbers around them.
        self.names = [v if type(v) is Symbol else symbol(f"System`Private`v{i}") for i, v in enumerate(variables)]
        self.named = replaced(e, dict(zip(self.variables, self.names, strict=True)))
        self.machine = numericize(self.named, None, session)
        self._pointwise: bool | None = None

    def evaluate(self, e: Any) -> Any:
        with quiet(self.session):
            return self.session.evaluator.evaluate(e)

    def put(self, e: Any, values: Sequence[Any]) -> Any:
        return self.evaluate(replaced(e, dict(zip(self.names, values, strict=True))))

    def __call__(self, point: Sequence[float | complex]) -> complex | float:
        """The machine value: a float where it is real, NaN where it is no number."""
        value = self.put(self.machine, [number(x) for x in point])
        if type(value) not in NUMBER_TYPES:
            value = self.evaluate(numericize(value, None, self.session))
        return machine(value)

    def real(self, point: Sequence[float]) -> float:
        value = self(point)
        return value if type(value) is float else math.nan

    def vector(self, point: Sequence[Any]) -> list[Any]:
        """The machine values of a formula that is a list of numbers."""
        value = self.put(self.machine, [number(x) for x in point])
        if not is_list(value):
            return [machine(value)]
        return [machine(self.evaluate(numericize(v, None, self.session))) for v in value.args]

    def digits(self, point: Sequence[Any], digits: float) -> Any:
        """The value at mpmath numbers, as an mpmath number; None where it is none."""
        c = context(digits)
        values = [from_mp(c.convert(x), digits + 2 - (float(c.log10(abs(x))) if x else 0)) for x in point]
        if None in values:
            return None
        value = self.put(numericize(self.named, digits, self.session), values)
        if type(value) not in NUMBER_TYPES:
            value = self.evaluate(Expr(S.N, (value, digits)))
        return to_mp(value, context(digits)) if type(value) in NUMBER_TYPES else None

    @property
    def pointwise(self) -> bool:
        """True if a list of values may be put for a variable: everything around it threads over lists."""
        if self._pointwise is None:
            self._pointwise = self._is_pointwise()
        return self._pointwise

    def _is_pointwise(self) -> bool:
        definitions, stack = self.session.definitions, [self.named]
        while stack:
            e = stack.pop()
            if type(e) is Expr:
                if type(e.head) is not Symbol or definitions[e.head].down is not None:
                    return False
                if definitions[e.head].attributes & _POINTWISE != _POINTWISE:
                    return False
                stack.extend(e.args)
            elif isinstance(e, Expr) or type(e) is str:
                return False
        return True

    def array(self, columns: Sequence[np.ndarray]) -> np.ndarray:
        """The values at many points, a column of numbers for every variable; NaN where there is none."""
        n = len(columns[0])
        if self.pointwise and n > 4:
            found = self.put(self.machine, [Packed(np.array(c, dtype=float)) for c in columns])
            if type(found) in NUMBER_TYPES:
                return np.full(n, machine(found))
            values = to_array(found) if is_list(found) else None
            if values is not None and values.shape == (n,):
                return values.astype(float)
            if is_list(found) and len(found) == n:
                return np.array([machine(v) for v in found.args])
        return np.array([self(point) for point in zip(*[c.tolist() for c in columns], strict=True)])

    def derivative(self, variable: Any) -> Formula | None:
        """The derivative by a variable; None where it is not known in numbers."""
        try:
            d = self.evaluate(Differentiator(variable)(self.e))
        except Unknown:
            return None
        return None if _has_unknown(d) else Formula(d, self.variables, self.session)

    def gradient(self) -> Callable[[Sequence[Any]], list[Any]]:
        """All derivatives at a point: exact where they are known, else by central differences."""
        parts = [self.derivative(v) for v in self.variables]

        def at(point: Sequence[Any]) -> list[Any]:
            out = []
            for i, d in enumerate(parts):
                value = d(point) if d is not None else math.nan
                out.append(value if value == value else self.difference(point, i))
            return out

        return at

    def difference(self, point: Sequence[Any], i: int) -> Any:
        step = 6e-6 * max(1.0, abs(point[i]))
        ends = [self([*point[:i], point[i] + s * step, *point[i + 1 :]]) for s in (1, -1)]
        return (ends[0] - ends[1]) / (2 * step)


def replaced(e: Any, values: dict[Any, Any]) -> Any:
    """Values put for variables; those that are no symbols, such as x[1], are looked for as they stand."""
    if all(type(v) is Symbol for v in values):
        return substitute(e, values)
    if e in values:
        return values[e]
    if not isinstance(e, Expr) or type(e) is Packed:
        return e
    return Expr(replaced(e.head, values), tuple([replaced(a, values) for a in e.args]))


def number(x: Any) -> Any:
    """A Python number as an expression."""
    if isinstance(x, complex):
        return complex_number(x.real, x.imag)
    return x if type(x) is int else float(x)


def machine(value: Any) -> Any:
    """A number as a float or complex, NaN for what is none."""
    try:
        if type(value) in REAL_TYPES:
            return float(value)
        if type(value) is Complex:
            z = complex(value)
            return z if z.imag else z.real
    except OverflowError:
        pass
    return math.nan


def _has_unknown(e: Any) -> bool:
    return contains(e, S.Derivative) or contains(e, S.D)


def machine_value(e: Any, session: Any) -> Any:
    """The machine number that an expression stands for; NaN if it stands for none."""
    return machine(session.evaluator.evaluate(numericize(e, None, session)))


def solution_rules(variables: Sequence[Any], values: Sequence[Any]) -> Expr:
    return make_list([Expr(S.Rule, pair) for pair in zip(variables, values, strict=True)])
