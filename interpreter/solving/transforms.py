"""Integral transforms and generating functions: SymPy finds them, numeric integrals and sums check them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .. import symbols as S
from ..algebra.asking import asked
from ..algebra.bridge import Bridge, Foreign
from ..algebra.checking import symbols_of
from ..expr import Expr, Symbol, expr, has_head, make_list
from ..numerics.algebra import product_of
from ..numerics.infinities import INFINITY, MINUS_INFINITY
from ..numerics.numbers import NUMBER_TYPES, Complex, rational
from ..substitution import contains, substitute
from .formula import quiet

_NEAR = 1e-5


@dataclass(frozen=True)
class Transform:
    """A linear map of functions of one variable to functions of another.

    ask     f(sympy, function, variable, other variable) -> the image
    kernel  f(variable, other variable) -> what the function is multiplied with
    low     where the integral, or the sum, begins; it ends at Infinity
    whole   True for sums over whole numbers
    assume  what is taken for granted of the two variables
    places  values of the other variable at which images are checked
    """

    ask: Callable[..., Any]
    kernel: Callable[[Any, Any], Any]
    low: Any
    whole: bool
    assume: tuple[dict[str, bool], dict[str, bool]]
    places: tuple[Any, ...]

    def measured(self, f: Any, x: Symbol, y: Any, session: Any) -> Any:
        """The image of f at a number, by quadrature or summation."""
        head = S.NSum if self.whole else S.NIntegrate
        body = product_of(f, self.kernel(x, y))
        with quiet(session):
            return session.evaluate_expr(expr(head, body, make_list((x, self.low, INFINITY))))


def _minus_power(n: Any, z: Any) -> Any:
    return expr(S.Power, z, expr(S.Times, -1, n))


def _mellin(sympy: Any, f: Any, x: Any, s: Any) -> Any:
    return sympy.mellin_transform(f, x, s)[0]


def _summed(kernel: Callable[..., Any]) -> Callable[..., Any]:
    def ask(sympy: Any, f: Any, n: Any, x: Any) -> Any:
        found = sympy.summation(f * kernel(sympy, n, x), (n, 0, sympy.oo))
        return found.args[0].expr if isinstance(found, sympy.Piecewise) else found

    return ask


_REAL, _POSITIVE, _WHOLE = {"real": True}, {"positive": True}, {"integer": True, "nonnegative": True}
TRANSFORMS = {
    "Laplace": Transform(
        lambda sympy, f, t, s: sympy.laplace_transform(f, t, s, noconds=True),
        lambda t, s: expr(S.Power, S.E, expr(S.Times, -1, s, t)),
        0, False, (_POSITIVE, _POSITIVE), (rational(31, 7), rational(57, 10)),
    ),
    "Fourier": Transform(
        lambda sympy, f, t, k: sympy.fourier_transform(f, t, k),
        lambda t, k: expr(S.Power, S.E, expr(S.Times, Complex(0, -2), S.Pi, k, t)),
        MINUS_INFINITY, False, (_REAL, _REAL), (rational(3, 19), rational(-7, 37)),
    ),
    "Mellin": Transform(
        _mellin, lambda x, s: expr(S.Power, x, expr(S.Plus, -1, s)),
        0, False, (_POSITIVE, {}), (rational(3, 7), rational(5, 9)),
    ),
    "Z": Transform(
        _summed(lambda sympy, n, z: z**-n), _minus_power,
        0, True, (_WHOLE, _POSITIVE), (rational(47, 9), rational(83, 9)),
    ),
    "Generating": Transform(
        _summed(lambda sympy, n, x: x**n), lambda n, x: expr(S.Power, x, n),
        0, True, (_WHOLE, _POSITIVE), (rational(1, 9), rational(2, 23)),
    ),
    "ExponentialGenerating": Transform(
        _summed(lambda sympy, n, x: x**n / sympy.factorial(n)),
        lambda n, x: expr(S.Times, expr(S.Power, x, n), expr(S.Power, expr(S.Factorial, n), -1)),
        0, True, (_WHOLE, _POSITIVE), (rational(1, 9), rational(2, 23)),
    ),
}  # fmt: skip


def _parameters(session: Any, *expressions: Any, but: tuple[Any, ...]) -> dict[Any, Any]:
    """Positive numbers for the other symbols."""
    return {s: rational(23 + 9 * i, 29) for i, s in enumerate(symbols_of(*expressions)) if s not in but}


def _close(a: Any, b: Any) -> bool:
    if type(a) not in NUMBER_TYPES or type(b) not in NUMBER_TYPES:
        return False
    x, y = complex(a), complex(b)
    return abs(x - y) <= _NEAR * max(abs(x), abs(y), 1e-6)


def _valued(e: Any, session: Any) -> Any:
    with quiet(session):
        return session.evaluate_expr(expr(S.N, e))


def image(kind: str, f: Any, x: Symbol, y: Symbol, session: Any) -> Any:
    """The image of f, as a function of y, at which numeric values agree; None if there is none."""
    t = TRANSFORMS[kind]
    others = {s: {"positive": True} for s in symbols_of(f) if s not in (x, y)}

    def work(sympy: Any) -> Any:
        bridge = Bridge(sympy, session, (x, y), {x: t.assume[0], y: t.assume[1], **others})
        try:
            return bridge.back(t.ask(sympy, bridge.to(f), bridge.to(x), bridge.to(y)))
        except Foreign:
            return None

    found = asked(session, work, 20)
    if found is None or contains(found, x):
        return None
    point = _parameters(session, f, found, but=(x, y))
    body = substitute(f, point)
    for place in t.places:
        value = _valued(substitute(found, {**point, y: place}), session)
        if not _close(value, t.measured(body, x, place, session)):
            return None
    return found


def inverse_laplace(f: Any, s: Symbol, t: Symbol, session: Any) -> Any:
    """The function of t > 0 whose image f is; None if there is none."""
    others = {v: {"positive": True} for v in symbols_of(f) if v not in (s, t)}

    def work(sympy: Any) -> Any:
        bridge = Bridge(sympy, session, (s, t), {t: _POSITIVE, **others})
        try:
            return bridge.back(sympy.inverse_laplace_transform(bridge.to(f), bridge.to(s), bridge.to(t)))
        except Foreign:
            return None

    found = asked(session, work, 20)
    if found is None or contains(found, s):
        return None
    point = _parameters(session, f, found, but=(s, t))
    laplace = TRANSFORMS["Laplace"]
    for place in laplace.places:
        expected = _valued(substitute(f, {**point, s: place}), session)
        if not _close(laplace.measured(substitute(found, point), t, place, session), expected):
            return None
    return found


def spread(f: Any, x: Symbol, rule: Callable[[Any], Any]) -> Any:
    """A linear map of sums and of products with constants; None where the rule has no answer for a part."""
    if has_head(f, S.Plus):
        parts = [spread(a, x, rule) for a in f.args]
        return None if None in parts else Expr(S.Plus, tuple(parts))
    if has_head(f, S.Times):
        constants = [a for a in f.args if not contains(a, x)]
        if constants:
            rest = product_of(*[a for a in f.args if contains(a, x)])
            inner = spread(rest, x, rule)
            return None if inner is None else Expr(S.Times, (*constants, inner))
    return rule(f)
