"""Laplace, Fourier, Mellin and Z transforms, and generating functions; carried out in interpreter/solving."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, Symbol, expr, has_head, is_list
from ..numerics.algebra import product_of, sum_of
from ..numerics.numbers import Rational
from ..substitution import contains, substitute

_OPTIONS = {"Assumptions": "$Assumptions", "GenerateConditions": "False"}
_FOURIER = {**_OPTIONS, "FourierParameters": "{0, 1}"}
_VARIABLES = {"ivar": "`1` is not a valid variable."}


def _transformed(kind: str, f: Any, x: Any, y: Any, session: Any, say: Any, known: Any = None) -> Any:
    """The image of f, of sums term by term; known(part) may know it without looking further."""
    if type(x) is not Symbol:
        return say("ivar", x)
    from ..solving.transforms import image, spread

    variable = y if type(y) is Symbol else S.system("Private`image")

    def rule(part: Any) -> Any:
        found = None if known is None else known(part)
        return image(kind, part, x, variable, session) if found is None else found

    found = spread(session.evaluate_expr(expr(S.Expand, f)) if has_head(f, S.Times) else f, x, rule)
    return found if found is None or variable is y else substitute(found, {variable: y})


@builtin("LaplaceTransform[f_, t_, s_, OptionsPattern[]]", options=_OPTIONS, **_VARIABLES)
def laplace_transform(f: Any, t: Any, s: Any, *, session: Any, say: Any) -> Any:
    """LaplaceTransform[f, t, s] gives the integral of f E^(-s t) over t from 0 to Infinity. Derivatives of unknown
    functions give their images.

    >>> {LaplaceTransform[t^2 E^(-t), t, s], LaplaceTransform[y'[t], t, s]}
    {2/(1 + s)^3, -y[0] + s LaplaceTransform[y[t], t, s]}
    """
    if is_list(f) or has_head(f, S.Equal):
        return Expr(f.head, tuple([Expr(S.LaplaceTransform, (a, t, s)) for a in f.args]))
    if isinstance(f, Expr) and f.args == (t,) and type(f.head) is Symbol and f.head.context != "System`":
        return None

    def known(part: Any) -> Any:
        return _of_unknown(part, t, s, session)

    return _transformed("Laplace", f, t, s, session, say, known)


def _of_unknown(part: Any, t: Any, s: Any, session: Any) -> Any:
    """The image of y[t], y'[t], ... for unknown y, of Dirac's delta and of constants."""
    if not contains(part, t):
        return product_of(part, expr(S.Power, s, -1))
    if not isinstance(part, Expr):
        return None
    if part.head is S.DiracDelta and len(part) == 1:
        a = session.evaluate_expr(sum_of(t, product_of(-1, part.args[0])))
        delay = None if contains(a, t) else expr(S.Power, S.E, product_of(-1, a, s))
        return delay if delay is not None and session.evaluate_expr(expr(S.GreaterEqual, a, 0)) is S.True_ else None
    if part.args != (t,):
        return None
    f, n = part.head, 0
    if isinstance(f, Expr) and has_head(f.head, S.Derivative, 1) and len(f) == 1:
        f, n = f.args[0], f.head.args[0]
    if type(f) is not Symbol or f.context == "System`" or type(n) is not int:
        return None
    if n == 0:
        return expr(S.LaplaceTransform, part, t, s)
    terms = [product_of(expr(S.Power, s, n), expr(S.LaplaceTransform, expr(f, t), t, s))]
    for k in range(n):
        start = expr(f, 0) if k == 0 else expr(expr(expr(S.Derivative, k), f), 0)
        terms.append(expr(S.Times, -1, expr(S.Power, s, n - 1 - k), start))
    return Expr(S.Plus, tuple(terms))


@builtin("InverseLaplaceTransform[f_, s_, t_, OptionsPattern[]]", options=_OPTIONS, **_VARIABLES)
def inverse_laplace_transform(f: Any, s: Any, t: Any, *, session: Any, say: Any) -> Any:
    """InverseLaplaceTransform[f, s, t] gives the function of t > 0 whose Laplace transform is f.

    >>> {InverseLaplaceTransform[1/(s^2 + 1), s, t], InverseLaplaceTransform[1/(s + a)^2, s, t]}
    {Sin[t], E^(-(a t)) t}
    """
    if type(s) is not Symbol:
        return say("ivar", s)
    from ..solving.transforms import inverse_laplace, spread

    variable = t if type(t) is Symbol else S.system("Private`image")

    def rule(part: Any) -> Any:
        if not contains(part, s):
            return product_of(part, expr(S.DiracDelta, variable))
        return inverse_laplace(part, s, variable, session)

    found = spread(f, s, rule)
    return found if found is None or variable is t else substitute(found, {variable: t})


@builtin("FourierTransform[f_, t_, w_, OptionsPattern[]]", options=_FOURIER, **_VARIABLES)
def fourier_transform(f: Any, t: Any, w: Any, *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """FourierTransform[f, t, w] gives the integral of f E^(I w t) over all t, divided by Sqrt[2 Pi];
    FourierParameters -> {a, b} takes E^(I b w t) and Sqrt[Abs[b]/(2 Pi)^(1 - a)].

    >>> FourierTransform[E^(-t^2), t, w]
    E^(-(w^2/4))/Sqrt[2]
    """
    return _fourier(f, t, w, options, session, say, 1)


@builtin("InverseFourierTransform[f_, w_, t_, OptionsPattern[]]", options=_FOURIER, **_VARIABLES)
def inverse_fourier_transform(f: Any, w: Any, t: Any, *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """InverseFourierTransform[f, w, t] gives the function of t whose Fourier transform is f.

    >>> InverseFourierTransform[E^(-w^2/2), w, t]
    E^(-(t^2/2))
    """
    return _fourier(f, w, t, options, session, say, -1)


def _fourier(f: Any, x: Any, y: Any, options: dict[str, Any], session: Any, say: Any, direction: int) -> Any:
    given = options["FourierParameters"]
    if not is_list(given) or len(given) != 2:
        return None
    a, b = given.args
    frequency = S.system("Private`frequency")
    plain = _transformed("Fourier", f, x, frequency, session, say)
    if plain is None:
        return None
    turn = expr(S.Times, 2, S.Pi)
    scale = expr(S.Power, turn, expr(S.Plus, -1, expr(S.Times, direction, a)))
    factor = expr(S.Power, expr(S.Times, expr(S.Abs, b), scale), Rational(1, 2))
    there = expr(S.Times, -direction, b, y, expr(S.Power, turn, -1))
    return expr(S.Simplify, expr(S.Times, factor, substitute(plain, {frequency: there})))


def _declare(head: str, kind: str, usage: str, example: str, result: str) -> None:
    def transform(f: Any, x: Any, y: Any, *, session: Any, say: Any) -> Any:
        return _transformed(kind, f, x, y, session, say)

    transform.__doc__ = f"{usage}\n\n>>> {example}\n{result}\n"
    builtin(f"{head}[f_, x_, y_, OptionsPattern[]]", options=_OPTIONS, **_VARIABLES)(transform)


for _row in (
    ("MellinTransform", "Mellin",
     "MellinTransform[f, x, s] gives the integral of f x^(s - 1) over x from 0 to Infinity.",
     "MellinTransform[E^(-x), x, s]", "Gamma[s]"),
    ("ZTransform", "Z",
     "ZTransform[f, n, z] gives the sum of f z^-n over n = 0, 1, ....",
     "ZTransform[2^n, n, z] == z/(z - 2) // Simplify", "True"),
    ("GeneratingFunction", "Generating",
     "GeneratingFunction[f, n, x] gives the sum of f x^n over n = 0, 1, ....",
     "GeneratingFunction[1, n, x]", "1/(1 - x)"),
    ("ExponentialGeneratingFunction", "ExponentialGenerating",
     "ExponentialGeneratingFunction[f, n, x] gives the sum of f x^n/n! over n = 0, 1, ....",
     "ExponentialGeneratingFunction[n, n, x]", "E^x x"),
):  # fmt: skip
    _declare(*_row)
