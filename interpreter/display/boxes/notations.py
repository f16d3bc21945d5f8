"""Boxes of mathematics: sums, fractions, powers and roots, scripts and bars."""

from __future__ import annotations

from typing import Any

from ... import symbols as S
from ...expr import Expr, has_head
from ...numerics.numbers import Rational
from ..algebra import fraction, without_sign
from ..layout import ATOM, CALL, PRODUCT, QUOTIENT, SIGN, SUM, negated, negative
from .making import CONSTANTS, FRACTION, STANDARD_RULES, Box, Maker, row, standard

POWER = 590


@standard("Plus")
def plus_boxes(e: Any, maker: Maker) -> Any:
    if len(e) < 2:
        return None
    parts: list[Any] = [(e.args[0], SUM + 1)]
    for x in e.args[1:]:
        minus, rest = without_sign(x)
        parts += ["-" if minus else "+", (rest, SUM + 1)]
    return SUM, parts


def product(factors: list[Any]) -> Any:
    if not factors:
        return "1"
    parts: list[Any] = [(factors[0], PRODUCT + 1 if len(factors) > 1 else 0)]
    for f in factors[1:]:
        parts += [" ", (f, SIGN + 1)]
    return row(*parts)


def _is_large(factor: Any) -> bool:
    """Sums and calls stand beside a numeric fraction, not in it."""
    return isinstance(factor, Expr) and (factor.head is S.Plus or factor.head not in STANDARD_RULES)


@standard("Times")
def times_boxes(e: Any, maker: Maker) -> Any:
    if len(e) < 2:
        return None
    minus, positive = without_sign(e)
    if not has_head(positive, S.Times):
        return SIGN, ["-", (positive, SIGN + 1)]
    over, under = fraction(positive.args)
    if under:
        first = positive.args[0]
        rest = positive.args[1:]
        if type(first) is Rational and len(under) == 1 and any(map(_is_large, rest)):
            number = (first, FRACTION)
            return PRODUCT, [row("-", number) if minus else number, " ", *_factors(list(rest))]
        box = Box(S.FractionBox, (product(over), product(under)))
        return (SIGN, ["-", box]) if minus else (FRACTION, (box,))
    parts = _factors(over)
    return (SIGN if minus and e.args[0] == -1 else PRODUCT), [row("-", parts[0]) if minus else parts[0], *parts[1:]]


def _factors(factors: list[Any]) -> list[Any]:
    parts: list[Any] = [(factors[0], PRODUCT + 1)]
    for f in factors[1:]:
        parts += [" ", (f, SIGN + 1)]
    return parts


def exponent_shape(e: Any) -> Any:
    """An exponent; a fraction in it is written in one line."""
    if type(e) is Rational:
        parts = [str(abs(e.p)), "/", str(e.q)]
        return row("-", row(*parts)) if e.p < 0 else row(*parts)
    if has_head(e, S.Times) and len(e) >= 2 and not without_sign(e)[0]:
        over, under = fraction(e.args)
        if under and not any(map(_is_large, over)):
            above = (over[0], QUOTIENT) if len(over) == 1 else product(over)
            below = (under[0], QUOTIENT + 1) if len(under) == 1 else row("(", product(under), ")")
            return row(above, "/", below)
    return (e, 0)


@standard("Power")
def power_boxes(e: Any, maker: Maker) -> Any:
    if len(e) != 2:
        return None
    base, exponent = e.args
    if type(exponent) is Rational and exponent.q == 2 and abs(exponent.p) == 1:
        root = Box(S.SqrtBox, ((base, 0),))
        return (ATOM, (root,)) if exponent.p == 1 else (FRACTION, (Box(S.FractionBox, ("1", root)),))
    if type(exponent) in (int, Rational) and negative(exponent):
        positive = negated(exponent)
        under = base if type(positive) is int and positive == 1 else Expr(S.Power, (base, positive))
        return FRACTION, (Box(S.FractionBox, ("1", (under, 0))),)
    if has_head(base, S.Subscript, 2):
        parts = ((base.args[0], CALL), (base.args[1], 0), exponent_shape(exponent))
        return POWER, (Box(S.SubsuperscriptBox, parts),)
    return POWER, (Box(S.SuperscriptBox, ((base, POWER + 1), exponent_shape(exponent))),)


@standard("Sqrt")
def sqrt_boxes(e: Any, maker: Maker) -> Any:
    return (ATOM, (Box(S.SqrtBox, ((e.args[0], 0),)),)) if len(e) == 1 else None


@standard("Divide")
def divide_boxes(e: Any, maker: Maker) -> Any:
    return (FRACTION, (Box(S.FractionBox, ((e.args[0], 0), (e.args[1], 0))),)) if len(e) == 2 else None


@standard("Minus")
def minus_boxes(e: Any, maker: Maker) -> Any:
    return (SIGN, ["-", (e.args[0], SIGN + 1)]) if len(e) == 1 else None


@standard("Subtract")
def subtract_boxes(e: Any, maker: Maker) -> Any:
    return (SUM, [(e.args[0], SUM), "-", (e.args[1], SUM + 1)]) if len(e) == 2 else None


@standard("DirectedInfinity")
def infinity_boxes(e: Any, maker: Maker) -> Any:
    if not e.args:
        return ATOM, ("ComplexInfinity",)
    direction = e.args[0]
    if len(e) == 1 and type(direction) is int and abs(direction) == 1:
        infinity = CONSTANTS[S.Infinity]
        return (ATOM, (infinity,)) if direction == 1 else (SIGN, ["-", infinity])
    return None


@standard("MessageName")
def message_boxes(e: Any, maker: Maker) -> Any:
    if len(e) < 2 or any(type(x) is not str for x in e.args[1:]):
        return None
    parts: list[Any] = [(e.args[0], CALL)]
    for x in e.args[1:]:
        parts += ["::", (x, CALL)]
    return CALL, parts


# ---- scripts ---------------------------------------------------------------------------------------------------------

# head -> (box, number of arguments)
SCRIPTS = {
    "Subscript": ("SubscriptBox", 2),
    "Superscript": ("SuperscriptBox", 2),
    "Subsuperscript": ("SubsuperscriptBox", 3),
    "Underscript": ("UnderscriptBox", 2),
    "Overscript": ("OverscriptBox", 2),
    "Underoverscript": ("UnderoverscriptBox", 3),
}
# head -> a box, and the mark that it has beside, above or below its content
BARS = {
    "OverBar": ("OverscriptBox", "_"),
    "OverTilde": ("OverscriptBox", "~"),
    "OverHat": ("OverscriptBox", "^"),
    "OverDot": ("OverscriptBox", "."),
    "OverVector": ("OverscriptBox", "⇀"),
    "UnderBar": ("UnderscriptBox", "_"),
    "SuperDagger": ("SuperscriptBox", "†"),
    "SuperStar": ("SuperscriptBox", "*"),
    "SuperPlus": ("SuperscriptBox", "+"),
    "SuperMinus": ("SuperscriptBox", "-"),
    "SubPlus": ("SubscriptBox", "+"),
    "SubMinus": ("SubscriptBox", "-"),
    "SubStar": ("SubscriptBox", "*"),
}


@standard(*SCRIPTS)
def script_boxes(e: Any, maker: Maker) -> Any:
    box, count = SCRIPTS[e.head.name]
    if len(e) < count:
        return None
    first, *rest = e.args
    scripts: list[Any] = [(x, 0) for x in rest]
    if len(rest) >= count:  # several subscripts stand in one row
        if e.head is not S.Subscript:
            return None
        scripts = maker.sequence(rest)
    return POWER, (Box(S.system(box), ((first, CALL), *scripts)),)


@standard(*BARS)
def bar_boxes(e: Any, maker: Maker) -> Any:
    box, mark = BARS[e.head.name]
    need = POWER + 1 if box in ("SuperscriptBox", "SubscriptBox") else 0
    return (ATOM, (Box(S.system(box), ((e.args[0], need), mark)),)) if len(e) == 1 else None
