"""Functions as they are sampled: an expression of a variable, whose value is set as Block sets it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .. import symbols as S
from ..builtins.scoping import Blocked, assign_own
from ..definitions import LISTABLE, NUMERIC_FUNCTION
from ..expr import Expr, Symbol, is_list, make_list
from ..numerics.numbers import NUMBER_TYPES, Complex
from ..numerics.numeric import CONSTANTS, real_value
from ..packed import Packed

_TINY = 1e-10  # an imaginary part that rounding leaves


@contextmanager
def plotting(session: Any, variables: list[Symbol]) -> Iterator[None]:
    """The variables without values, and no messages: a function may well be undefined at some places."""
    session.messages.collectors.append(lambda message: True)
    try:
        with Blocked(session, variables):
            yield
    finally:
        session.messages.collectors.pop()


def real(e: Any, session: Any) -> float:
    """A value as a machine number; nan for what is not real."""
    if type(e) is float:
        return e if math.isfinite(e) else math.nan
    value = real_value(e, session)
    if type(value) is Complex:
        re, im = float(value.re), float(value.im)
        return re if abs(im) <= _TINY * abs(re) else math.nan
    try:
        found = math.nan if value is None else float(value)
    except (TypeError, OverflowError):
        return math.nan
    return found if math.isfinite(found) else math.nan


class Sampled:
    """f(columns) -> an array of values, nan where there is no real one.  `part` takes one element of a list."""

    def __init__(self, body: Any, variables: list[Symbol], session: Any, part: int | None = None) -> None:
        self.body, self.variables, self.session, self.part = body, variables, session, part
        self.whole = part is None and is_elementwise(body, variables, session)

    def __call__(self, *columns: Any) -> Any:
        import numpy as np

        if self.whole and len(columns[0]) > 2:
            found = self._at_once(columns)
            if found is not None:
                return found
        return np.array([self.at(*row) for row in zip(*[c.tolist() for c in columns])], dtype=float)

    def value(self, *row: float) -> Any:
        """What the function gives at one place, as an expression."""
        for s, x in zip(self.variables, row):
            assign_own(self.session, s, x)
        return self.session.evaluator.evaluate(self.body)

    def at(self, *row: float) -> float:
        e = self.value(*row)
        if self.part is not None:
            e = e.args[self.part] if is_list(e) and len(e) > self.part else S.Indeterminate
        return real(e, self.session)

    def _at_once(self, columns: Any) -> Any:
        import numpy as np

        e = self.value(*[Packed(np.array(c)) for c in columns])
        n = len(columns[0])
        if type(e) is Packed and e.array.shape == (n,):
            found = e.array.astype(float)
            return np.where(np.isfinite(found), found, np.nan)
        if is_list(e) and len(e) == n:
            return np.array([real(x, self.session) for x in e.args])
        if type(e) in NUMBER_TYPES or type(e) is Symbol:
            return np.full(n, real(e, self.session))
        self.whole = False
        return None


def is_elementwise(body: Any, variables: list[Symbol], session: Any) -> bool:
    """Whether a list in place of the variables gives the list of values: numeric functions that thread, no other."""
    stack = [body]
    while stack:
        e = stack.pop()
        if type(e) is Symbol:
            if e in variables or e in CONSTANTS:
                continue
            if type(session.definitions[e].own) not in NUMBER_TYPES:
                return False
        elif isinstance(e, Expr):
            if type(e.head) is not Symbol:
                return False
            d = session.definitions[e.head]
            if d.down is not None or not (d.attributes & LISTABLE and d.attributes & NUMERIC_FUNCTION):
                return False
            stack.extend(e.args)
        elif type(e) not in NUMBER_TYPES:
            return False
    return True


def functions_of(body: Any, variables: list[Symbol], session: Any, at: tuple[float, ...]) -> list[tuple[Any, Sampled]]:
    """(expression, function) of each curve: of a list as it is written, or of what gives a list at a place."""
    if is_list(body):
        return [f for x in body.args for f in functions_of(x, variables, session, at)]
    probe = Sampled(body, variables, session)
    if probe.whole:
        return [(body, probe)]
    value = probe.value(*at)
    if not is_list(value):
        return [(body, probe)]
    return [(make_list((body, i + 1)), Sampled(body, variables, session, i)) for i in range(len(value))]
