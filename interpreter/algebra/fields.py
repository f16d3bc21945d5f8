"""Rational functions over other numbers than the rational ones: algebraic extensions and numbers modulo a prime."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..expr import FALSE, TRUE, Expr, expr, is_list
from ..numerics.numbers import Complex, Rational
from .asking import asked
from .bridge import Bridge
from .checking import agree


def is_usual(options: dict[str, Any]) -> bool:
    """Whether the options say no more than their defaults."""
    return (
        options["Extension"] is S.None_
        and type(options["Modulus"]) is int
        and options["Modulus"] == 0
        and options["Trig"] is FALSE
        and options.get("GaussianIntegers", FALSE) is FALSE
    )


def _numbers_in(e: Any) -> list[Any]:
    """The roots and complex numbers in an expression, which generate a field."""
    found: dict[Any, None] = {}
    stack = [e]
    while stack:
        x = stack.pop()
        if type(x) is Complex:
            found[S.I] = None
        elif isinstance(x, Expr):
            if x.head is S.Power and type(x.args[0]) is int and type(x.args[1]) is Rational:
                found[x] = None
            stack.extend(x.args)
    return list(found)


class Field:
    """What the options Extension, Modulus, Trig and GaussianIntegers say."""

    def __init__(self, options: dict[str, Any], session: Any) -> None:
        self.session, self.evaluate = session, session.evaluate_expr
        self.modulus, self.trig = options["Modulus"], options["Trig"] is TRUE
        extension = options["Extension"]
        self.is_automatic = extension is S.Automatic
        self.extension = [] if extension in (S.None_, S.Automatic) else (
            list(extension.args) if is_list(extension) else [extension]
        )  # fmt: skip
        if options.get("GaussianIntegers", FALSE) is TRUE:
            self.extension.append(Complex(0, 1))

    def operation(self, name: str) -> Callable[[Any], Any]:
        """Factor, together or cancel over this field; what cannot be done stays as it is."""

        def act(e: Any) -> Any:
            if self.trig:
                return self._trigonometric(name, e)
            found = self._asked(name, e)
            return e if found is None else found

        return act

    def _trigonometric(self, name: str, e: Any) -> Any:
        head = S.TrigFactor if name == "factor" else S.TrigReduce
        plain = {"factor": S.Factor, "together": S.Together, "cancel": S.Cancel}[name]
        return self.evaluate(expr(head, expr(plain, expr(S.TrigExpand, e))))

    def _asked(self, name: str, e: Any) -> Any:
        def work(sympy: Any) -> Any:
            bridge = Bridge(sympy, self.session)
            x = bridge.to(e)
            if self.modulus:
                return bridge.back(_modular(sympy, name, x, self.modulus))
            numbers = self.extension or (_numbers_in(e) if self.is_automatic else [])
            extension = [bridge.to(self.evaluate(n)) for n in numbers]
            function = {"factor": sympy.factor, "together": sympy.together, "cancel": sympy.cancel}[name]
            if not extension:
                return bridge.back(function(x))
            if name == "together":
                function, x = sympy.cancel, sympy.together(x)
            return bridge.back(function(x, extension=extension))

        found = asked(self.session, work)
        if found is None or self.modulus or agree(self.session, e, found, is_complex=True):
            return found
        return None


def _modular(sympy: Any, name: str, x: Any, modulus: int) -> Any:
    if name == "factor":
        return sympy.factor(x, modulus=modulus, symmetric=False)
    top, bottom = sympy.fraction(sympy.together(x))
    p, q = (sympy.Poly(y, *sorted(x.free_symbols, key=str), modulus=modulus, symmetric=False) for y in (top, bottom))
    if name == "cancel":
        p, q = p.cancel(q, include=True)
    return p.as_expr() / q.as_expr()
