"""Sums, products and powers for people: signs, fractions and roots, in OutputForm and in a session's InputForm."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from ...grammar import operators
from .. import symbols as S
from ..expr import Expr, Symbol
from ..numerics.numbers import BigReal, Complex, Rational
from .layout import ATOM, PRODUCT, QUOTIENT, SIGN, SUM, Instead, Page, Parts, Style, negated, negative
from .operations import SPECIAL, head_rule, infix_rule, is_node, table_rules

Written = tuple[int, Parts] | Instead | None


def without_sign(e: Any) -> tuple[bool, Any]:
    """(True, -e) for what is written with a minus sign in front, else (False, e)."""
    if negative(e):
        return True, negated(e)
    if isinstance(e, Expr) and e.head is S.Times and len(e) >= 2 and negative(e.args[0]):
        positive, rest = negated(e.args[0]), e.args[1:]
        if type(positive) is not int or positive != 1:
            return True, Expr(S.Times, (positive, *rest))
        if len(rest) > 1:
            return True, Expr(S.Times, rest)
        # held code only: -(2 x) and -(-5) are written factor by factor
        if not (negative(rest[0]) or (isinstance(rest[0], Expr) and rest[0].head is S.Times)):
            return True, rest[0]
    return False, e


def plus_rule(e: Any, page: Page) -> Written:
    if len(e.args) < 2:
        return None
    parts: list[Any] = [(e.args[0], SUM + 1)]
    for x in e.args[1:]:
        minus, rest = without_sign(x)
        parts += [" - " if minus else " + ", (rest, SUM + 1)]
    return SUM, parts


def _split_power(f: Any) -> tuple[Any, Any]:
    """(numerator, denominator) of a factor, with None where there is none."""
    if type(f) is Rational:
        return (f.p if f.p != 1 else None), f.q
    if is_node(f, S.Power, 2) and negative(f.args[1]):
        base, exponent = f.args[0], negated(f.args[1])
        return None, base if type(exponent) is int and exponent == 1 else Expr(S.Power, (base, exponent))
    return f, None


def fraction(factors: tuple[Any, ...]) -> tuple[list[Any], list[Any]]:
    """The factors above and below the line of a product without sign."""
    over, under = [], []
    for i, f in enumerate(factors):
        top, bottom = _split_power(f) if i == 0 or type(f) is not Rational else (f, None)
        if top is not None:
            over.append(top)
        if bottom is not None:
            under.append(bottom)
    return over, under


def _product(factors: list[Any], glue: str) -> list[Any]:
    # A number such as 2 I or 1.5*10^7 may begin a product as it is; a later factor must not begin with a sign.
    first = PRODUCT if type(factors[0]) in (Complex, float, BigReal) else PRODUCT + 1
    parts: list[Any] = [(factors[0], first)]
    later = SIGN + 1 if glue == " " else PRODUCT + 1
    for f in factors[1:]:
        parts += [glue, (f, QUOTIENT + 1 if type(f) is Rational else later)]
    return parts


def _side(factors: list[Any], glue: str, need: int) -> list[Any]:
    if not factors:
        return ["1"]
    return [(factors[0], need)] if len(factors) == 1 else ["(", *_product(factors, glue), ")"]


def times_rule(glue: str) -> Callable[[Any, Page], Written]:
    def rule(e: Any, page: Page) -> Written:
        if len(e.args) < 2:
            return None
        minus, positive = without_sign(e)
        if not (isinstance(positive, Expr) and positive.head is S.Times):
            return SIGN, ["-", (positive, SIGN + 1)]
        over, under = fraction(positive.args)
        if under:
            parts = [*_side(over, glue, QUOTIENT), "/", *_side(under, glue, QUOTIENT + 1)]
            return (SIGN, ["-(", *parts, ")"]) if minus else (QUOTIENT, parts)
        parts = _product(over, glue)
        # without the parentheses the sign would belong to the first factor, and -(a + b) c is another expression
        if minus and e.args[0] == -1:
            return SIGN, ["-(", *parts, ")"]
        return PRODUCT, [*(["-"] if minus else []), *parts]

    return rule


def power_rule(reciprocals: bool) -> Callable[[Any, Page], Written]:
    """x^2, Sqrt[x] and, in OutputForm, 1/x."""
    general = infix_rule(operators.WRITE["Power", "infix"], "^")

    def rule(e: Any, page: Page) -> Written:
        if len(e.args) != 2:
            return general(e, page)
        base, exponent = e.args
        if type(exponent) is Rational and exponent.q == 2:
            if exponent.p == 1:
                return 670, ["Sqrt[", (base, 0), "]"]
            if exponent.p == -1:
                return QUOTIENT, ["1/Sqrt[", (base, 0), "]"]
        if reciprocals and type(exponent) in (int, Rational) and negative(exponent):
            under = base if exponent == -1 else Expr(S.Power, (base, negated(exponent)))
            return QUOTIENT, ["1/", (under, QUOTIENT + 1)]
        return general(e, page)

    return rule


def infinity_rule(e: Any, page: Page) -> Written:
    if not e.args:
        return ATOM, ("ComplexInfinity",)
    if len(e.args) == 1 and type(e.args[0]) is int and abs(e.args[0]) == 1:
        return (ATOM, ("Infinity",)) if e.args[0] == 1 else (SIGN, ("-Infinity",))
    return None


def algebra_rules(glue: str, reciprocals: bool) -> dict[Symbol, Any]:
    return {
        S.Plus: plus_rule,
        S.Times: times_rule(glue),
        S.Power: power_rule(reciprocals),
        S.DirectedInfinity: infinity_rule,
    }


@cache
def readable_style() -> Style:
    """InputForm as a session shows it."""
    from .inputform import ATOMS, packed_rows
    from .numerals import real_input

    rules = {**table_rules(), **SPECIAL, **algebra_rules("*", reciprocals=False)}
    rules[S.Defer] = lambda e, page: Instead(e.args[0]) if len(e.args) == 1 else None
    return Style(ATOMS, rules, head_rule, packed_rows(real_input, "{", "}"))
